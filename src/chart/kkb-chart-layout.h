/* kkb-chart-layout.h - where everything of a chart stands, worked out once for a size and a font. Immutable; answers
 * drawing, tooltip, keyboard focus and screen reader. Lengths are in points (on screen: in the widget's pixels). */
#pragma once
#include "kkb-chart-spec.h"
#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height;
} KkbChartBox;

typedef enum /* what a thing is painted with; a palette turns it into a colour */
{
  KKB_CHART_INK_TEXT,
  KKB_CHART_INK_MUTED, /* tick labels, unit */
  KKB_CHART_INK_GRID,
  KKB_CHART_INK_AXIS,
  KKB_CHART_INK_ACTUAL,
  KKB_CHART_INK_TARGET,
  KKB_CHART_INK_BASELINE,
  KKB_CHART_INK_OUTLOOK,
  KKB_CHART_INK_REFERENCE,
  KKB_CHART_INK_GAP,
  KKB_CHART_INK_RATING,        /* + index, best first */
  KKB_CHART_INK_ON_RATING = 64 /* + index: text on that rating */
} KkbChartInk;

typedef enum
{
  KKB_CHART_TEXT_VALUE_TICK,
  KKB_CHART_TEXT_YEAR_TICK,
  KKB_CHART_TEXT_UNIT,  /* and the word after the years */
  KKB_CHART_TEXT_LABEL, /* beside a point or line */
  KKB_CHART_TEXT_GAP,   /* the word of a gap */
  KKB_CHART_TEXT_LEGEND,
  KKB_CHART_TEXT_ROW,   /* the name of a bar */
  KKB_CHART_TEXT_COUNT, /* in a segment, or the total after the bar */
  KKB_CHART_TEXT_EMPTY
} KkbChartTextKind;

typedef struct
{
  KkbChartTextKind kind;
  guint ink;
  KkbChartBox box;
  double ascent;       /* from the top of the box to the line the letters stand on */
  gboolean on_lines;   /* stands on lines or hatching: it gets ground of its own */
  PangoLayout *layout; /* one line; owned by the chart layout */
  const char *text;
} KkbChartText;

typedef enum
{
  KKB_CHART_SHAPE_LINE,  /* through the coordinates */
  KKB_CHART_SHAPE_RECT,  /* filled, in box */
  KKB_CHART_SHAPE_HATCH, /* outlined and hatched, in box */
  KKB_CHART_SHAPE_DOT,
  KKB_CHART_SHAPE_DIAMOND,
  KKB_CHART_SHAPE_SQUARE,
  KKB_CHART_SHAPE_TRIANGLE,
  KKB_CHART_SHAPE_CROSS,
  KKB_CHART_SHAPE_BREAK /* ≈: the axis does not start at zero */
} KkbChartShapeKind;

typedef enum
{
  KKB_CHART_DASH_NONE,
  KKB_CHART_DASH_DASHED,
  KKB_CHART_DASH_DOTTED
} KkbChartDash;

typedef struct
{
  guint8 kind, ink, dash; /* KkbChartShapeKind, KkbChartInk, KkbChartDash */
  guint8 hollow;          /* a provisional mark */
  double width;           /* of the line */
  KkbChartBox box;        /* of marks and rectangles */
  guint first, n;         /* coordinates of a line */
} KkbChartShape;

typedef struct /* an area that answers: pointer, keyboard, screen reader */
{
  KkbChartBox box;
  double x, y;         /* the very point */
  guint series, point; /* in the spec */
  const char *alt;     /* 令和3年度 実績 1,884億円 */
  const char *tooltip; /* the same, and the note on a line of its own */
} KkbChartHit;

typedef struct _KkbChartLayout KkbChartLayout;

/* FAMILY NULL: a Japanese gothic. SIZE: of the text, in the same unit as WIDTH and HEIGHT. Never fails: what does not
 * fit is left out, and stays in the alternative texts. Keeps a reference to SPEC. Use it in one thread at a time. */
KkbChartLayout *kkb_chart_layout_new (KkbChartSpec *spec, double width, double height, const char *family, double size);
/* The same with the text of CONTEXT and FONT (NULL: the context's own), which stands SIZE high: on screen a widget's
 * context, so that the chart has the very fonts of all that stands around it. A NULL context: a chart that needs no
 * text. */
KkbChartLayout *kkb_chart_layout_new_in (KkbChartSpec *spec, double width, double height, PangoContext *context,
                                         const PangoFontDescription *font, double size);
void kkb_chart_layout_free (KkbChartLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbChartLayout, kkb_chart_layout_free)

/* The height that shows every row of a bar chart at text size SIZE; of a line chart, a pleasant one. */
double kkb_chart_natural_height (const KkbChartSpec *spec, double width, double size);

double kkb_chart_layout_width (const KkbChartLayout *layout);
double kkb_chart_layout_height (const KkbChartLayout *layout);
KkbChartBox kkb_chart_layout_plot (const KkbChartLayout *layout);
guint kkb_chart_layout_n_ratings (const KkbChartLayout *layout);
/* The chart as a whole in words: its name and its figures. */
const char *kkb_chart_layout_alt (KkbChartLayout *layout);

const KkbChartText *kkb_chart_layout_texts (const KkbChartLayout *layout, guint *n);
const KkbChartShape *kkb_chart_layout_shapes (const KkbChartLayout *layout, guint *n);
/* Coordinate INDEX of the lines: x, y. */
const double *kkb_chart_layout_coordinate (const KkbChartLayout *layout, guint index);
const KkbChartHit *kkb_chart_layout_hits (const KkbChartLayout *layout, guint *n);
/* The hit area at X, Y, the nearest point where several lie over each other; -1 if none. */
int kkb_chart_layout_hit_at (const KkbChartLayout *layout, double x, double y);
/* Where an arrow key leads from hit FROM: DX to the next point of the series, DY to the nearest point of the next
 * series. FROM itself where there is none. */
int kkb_chart_layout_move (const KkbChartLayout *layout, int from, int dx, int dy);

/* Of a line chart, for moving its points: what stands at height Y, rounded to DECIMALS places (a place on screen is no
 * figure: it is rounded to what the points show), and the height of VALUE. FALSE where there is no axis. */
gboolean kkb_chart_layout_value_at (const KkbChartLayout *layout, double y, guint decimals, KkbDecimal *out);
gboolean kkb_chart_layout_height_of (const KkbChartLayout *layout, KkbDecimal value, double *y);

G_END_DECLS
