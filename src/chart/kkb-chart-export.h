/* kkb-chart-export.h - a chart as a file of its own, through the same drawing as the screen. */
#pragma once
#include "kkb-chart-draw.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* A PNG whose pixels a point are DPI / 72, and which says so (pHYs), so that word processors show it at the size of the
 * layout. The same layout gives the same bytes. NULL and KKB_ERROR_USAGE where it would have more than 100 million
 * pixels. */
GBytes *kkb_chart_to_png (const KkbChartLayout *layout, KkbChartPalette palette, double dpi, GError **error);
/* An SVG of the layout's size in points. */
GBytes *kkb_chart_to_svg (const KkbChartLayout *layout, KkbChartPalette palette, GError **error);

G_END_DECLS
