/* kkb-chart-layout-private.h - what the files that work out a layout share. */
#pragma once
#include "kkb-chart-layout.h"

struct _KkbChartLayout
{
  KkbChartSpec *spec;
  double width, height, size;
  double line; /* height of a line of text */
  KkbChartBox plot;
  gboolean has_axis; /* of a line chart: what stands at the edges of the plot */
  double axis_low, axis_high;
  guint n_ratings;
  PangoContext *context;      /* NULL: a chart without text */
  PangoFontDescription *font; /* NULL: that of the context */
  GHashTable *shaped;         /* text -> PangoLayout of the whole text; every text is worked out once */
  GArray *texts;              /* KkbChartText */
  GArray *shapes;             /* KkbChartShape */
  GArray *coords;             /* double[2] */
  GArray *hits;               /* KkbChartHit */
  GStringChunk *strings;
  char *alt; /* NULL: not asked for yet */
};

/* Building blocks; every one appends to the layout. */
KkbChartText
kkb_chart_make_text (KkbChartLayout *self, KkbChartTextKind kind, guint ink, const char *text, double max_width);
void kkb_chart_text_clear (KkbChartText *text);
/* Takes TEXT over and puts it at X, Y; where it would leave the chart or lie over a text already there it is dropped
 * and FALSE returned. */
gboolean kkb_chart_put_text (KkbChartLayout *self, KkbChartText *text, double x, double y);
KkbChartShape *kkb_chart_put_shape (KkbChartLayout *self, KkbChartShapeKind kind, guint ink, KkbChartBox box);
/* A line that the calls of kkb_chart_line_to() that follow extend. */
KkbChartShape *kkb_chart_put_line (KkbChartLayout *self, guint ink, double width, KkbChartDash dash);
void kkb_chart_line_to (KkbChartLayout *self, double x, double y);
void kkb_chart_put_hit (KkbChartLayout *self, guint series, guint point, double x, double y, KkbChartBox box);
gboolean kkb_chart_boxes_meet (const KkbChartBox *a, const KkbChartBox *b);
KkbChartBox kkb_chart_box_around (double x, double y, double radius);
/* Rows of legend items from the top; returns the height they take. With MEASURE_ONLY nothing is put. */
double kkb_chart_put_legend (KkbChartLayout *self, gboolean measure_only);
guint kkb_chart_role_ink (const KkbChartLayout *self, guint series);
/* The mark of a point of this role at X, Y. */
void kkb_chart_put_mark (KkbChartLayout *self, KkbChartRole role, gboolean hollow, double x, double y);

/* The three kinds. */
void kkb_chart_layout_lines (KkbChartLayout *self);
void kkb_chart_layout_bars (KkbChartLayout *self);

/* ---- labels beside points --------------------------------------------------------------------------------- */

typedef struct
{
  KkbChartText text;
  double x, y;        /* the point it belongs to */
  int series;         /* whose name it carries, -1 none */
  int priority;       /* smaller is placed first */
  gboolean essential; /* put even where it crosses a line */
} KkbChartLabel;

/* Places LABELS (consumed) where they meet nothing; what finds no place is dropped. Returns the set of named series
 * (bit per series) that were placed. */
guint64 kkb_chart_place_labels (KkbChartLayout *self, GArray *labels);
