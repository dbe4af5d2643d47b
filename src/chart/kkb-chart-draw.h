/* kkb-chart-draw.h - the one way a chart is painted: screen, print, PDF, SVG and PNG. */
#pragma once
#include "kkb-chart-layout.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_CHART_PALETTE_LIGHT,
  KKB_CHART_PALETTE_DARK,
  KKB_CHART_PALETTE_PRINT, /* told apart without colour too */
  KKB_CHART_PALETTE_HIGH_CONTRAST,
  KKB_CHART_PALETTE_HIGH_CONTRAST_DARK,
  KKB_CHART_N_PALETTES
} KkbChartPalette;

typedef struct
{
  double red, green, blue;
} KkbChartColor;

/* Paints LAYOUT at the origin of CR, over its whole box. Text stays text in a PDF. */
void kkb_chart_draw (cairo_t *cr, const KkbChartLayout *layout, KkbChartPalette palette);
/* What INK (KkbChartInk, of N_RATINGS ratings) looks like. */
KkbChartColor kkb_chart_palette_color (KkbChartPalette palette, guint ink, guint n_ratings);
KkbChartColor kkb_chart_palette_background (KkbChartPalette palette);
/* WCAG contrast of two colours, 1 to 21. */
double kkb_chart_contrast (KkbChartColor a, KkbChartColor b);

G_END_DECLS
