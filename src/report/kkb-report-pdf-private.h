/* kkb-report-pdf-private.h - what the files of the PDF writer share. Lengths are in points. */
#pragma once
#include "kkb-report.h"
#include "kkb-chart-layout.h"
#include <cairo.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define KKB_PDF_MARGIN 28.0
#define KKB_PDF_FOOT   18.0
#define KKB_PDF_FAMILY "Noto Sans CJK JP,Yu Gothic,Meiryo,IPAexGothic,sans-serif"

typedef struct /* a section worked out for the page's width */
{
  const KkbSection *section;
  const KkbReportTable *table;
  guint n;           /* columns */
  double size, line; /* of the font, of a line */
  double pad;        /* on each side of a cell's text */
  double *x;         /* n + 1 edges of the columns */
  double *heights;   /* of the rows; what a page break adds to a level cell is in them */
  guint *merge_of;   /* row x level column -> index of the merge */
  guint head_rows;
  double head[2];  /* heights of the head lines */
  guint max_lines; /* of a cell: more would not fit on a page */
  GPtrArray
      *legend; /* char *: the lines of 凡例, or all in one where the page has no room for them one below the other */
  double chart_height;
  KkbChartSpec *chart;
} KkbPdfSection;

typedef struct
{
  guint section;
  guint first, end;               /* rows */
  guint legend_first, legend_end; /* lines of 凡例 */
  gboolean start;                 /* carries the title */
  gboolean table, chart;
} KkbPdfPage;

typedef struct
{
  KkbReport *report;
  double width, height; /* of the page */
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoContext *context;
  PangoLayout *layout; /* the one layout every text goes through */
  PangoFontDescription *font, *bold;
  double layout_size; /* what LAYOUT is set to now */
  gboolean layout_bold;
  float *advances; /* of the BMP, in em; negative: not measured yet */
  double em_line;  /* height of a line in em */
  GArray *pages;   /* KkbPdfPage */
  KkbPdfSection *sections;
  GString *scratch;
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error;
} KkbPdf;

/* kkb-report-pdf-layout.c */
double kkb_pdf_advance (gunichar c, gpointer pdf);
void kkb_pdf_set_font (KkbPdf *pdf, double size, gboolean bold);
void kkb_pdf_measure (KkbPdf *pdf, KkbPdfSection *s);
void kkb_pdf_section_clear (KkbPdfSection *s);
double kkb_pdf_title_height (const KkbPdfSection *s, gboolean start);
double kkb_pdf_legend_height (KkbPdf *pdf, const KkbPdfSection *s, guint line);
double kkb_pdf_legend_gap (const KkbPdfSection *s, guint line);
/* kkb-report-pdf-pages.c */
void kkb_pdf_paginate (KkbPdf *pdf, guint section);
double kkb_pdf_level_need (KkbPdf *pdf, const KkbPdfSection *s, const KkbMerge *merge);
/* kkb-report-pdf-draw.c */
void kkb_pdf_draw_page (KkbPdf *pdf, guint page);

G_END_DECLS
