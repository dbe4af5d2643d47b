/* kkb-chart-spec.h - what a chart shows, as plain data with colours by role. No geometry, no GTK. Every text is given
 * by the caller, already in the language of the reader; figures are exact decimals and printed by kkb_decimal_format().
 */
#pragma once
#include "kkb-facts.h"
#include "kkb-quantity.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_CHART_LINE,    /* one indicator over the years */
  KKB_CHART_STACKED, /* rating counts, one horizontal bar a node */
  KKB_CHART_STRIP    /* one bar of ratings without any text, for a tree row */
} KkbChartKind;

typedef enum /* decides colour, line and mark; never colour alone */
{
  KKB_CHART_ACTUAL,    /* full line, round points; hollow where provisional */
  KKB_CHART_TARGET,    /* dashed path, diamonds */
  KKB_CHART_BASELINE,  /* thin level line, square */
  KKB_CHART_OUTLOOK,   /* dotted, no mark */
  KKB_CHART_REFERENCE, /* thin grey line, small triangles */
  KKB_CHART_RATING,    /* a segment of a bar, from best to worst in the order added */
  KKB_CHART_GAP        /* a hatched segment of a bar: not rated */
} KkbChartRole;

typedef enum
{
  KKB_CHART_PATH_NONE,     /* the typed targets stand alone */
  KKB_CHART_PATH_STRAIGHT, /* linear yardstick */
  KKB_CHART_PATH_STEPPED   /* the next typed target stands for every year before it */
} KkbChartPath;

typedef struct
{
  int fy;    /* KKB_FY_NONE: year unknown (baseline only), or the row of a bar chart in row */
  guint row; /* of bars */
  KkbDecimal value;
  KkbDecimal high; /* of a range */
  gboolean has_high;
  gboolean provisional;
  gboolean gap;      /* no number: LABEL is the state word */
  const char *label; /* the figure as printed ("1,884", "(331)", "40〜60"), or the state word of a gap */
  const char *note;  /* as-of text, source: shown in the tooltip only; "" = none */
} KkbChartPoint;

typedef struct
{
  KkbChartRole role;
  const char *name;
  const char *mark; /* of ratings and gaps: ◎ ○ △ ×; "" = none */
  GArray *points;   /* KkbChartPoint, by year ascending */
} KkbChartSeries;

typedef struct _KkbChartSpec KkbChartSpec;
struct _KkbChartSpec
{
  gatomicrefcount refs;
  KkbChartKind kind;
  const char *name;       /* the alternative text starts with it; never drawn (the heading says it already) */
  const char *unit;       /* 億円; "" = none */
  const char *empty_text; /* drawn where there is nothing to draw */
  KkbFormat format;
  KkbPeriodKind period;
  gboolean zero_based; /* the axis starts at zero in any case; bars always do */
  KkbChartPath path;
  gboolean has_path_start;
  int path_start_fy; /* of a straight path: where it starts; of steps: the first year they hold for, less one */
  KkbDecimal path_start;
  GPtrArray *series; /* KkbChartSeries */
  GPtrArray *rows;   /* const char *, names of the bars */
  GStringChunk *strings;
};

KkbChartSpec *kkb_chart_spec_new (KkbChartKind kind, const char *name);
KkbChartSpec *kkb_chart_spec_ref (KkbChartSpec *spec);
void kkb_chart_spec_unref (KkbChartSpec *spec);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbChartSpec, kkb_chart_spec_unref)

/* Copies TEXT (NULL = "") to live as long as SPEC. */
const char *kkb_chart_spec_string (KkbChartSpec *spec, const char *text);

/* Owned by SPEC; in drawing order of legends, and from best to worst for ratings. */
KkbChartSeries *kkb_chart_spec_add_series (KkbChartSpec *spec, KkbChartRole role, const char *name, const char *mark);
/* A row of a bar chart; returns its index. */
guint kkb_chart_spec_add_row (KkbChartSpec *spec, const char *name);
/* LABEL NULL: printed by kkb_decimal_format(). Points are kept by year; the pointer is valid until the next point. */
KkbChartPoint *kkb_chart_spec_add_point (KkbChartSpec *spec, KkbChartSeries *series, int fy, KkbDecimal value,
                                         const char *label, const char *note);
/* A year without a number, marked as such and named by WORD (集計中). */
void kkb_chart_spec_add_gap (KkbChartSpec *spec, KkbChartSeries *series, int fy, const char *word, const char *note);
/* A count of a bar; zero is left out. */
void kkb_chart_spec_add_count (KkbChartSpec *spec, KkbChartSeries *series, guint row, guint count);
/* Where the target path starts: the baseline, or zero at the plan's start of a running total. */
void kkb_chart_spec_set_path (KkbChartSpec *spec, KkbChartPath path, int start_fy, KkbDecimal start);

/* Adds the straight line from (FROM_FY, FROM) through (FY, VALUE) to TO_FY, named NAME (見通し). It is never evaluated.
 * FALSE where there is none: FY not after FROM_FY, or TO_FY not after FY. The end is rounded, half up, to the digits of
 * VALUE. */
gboolean kkb_chart_spec_add_outlook (KkbChartSpec *spec, const char *name, int from_fy, KkbDecimal from, int fy,
                                     KkbDecimal value, int to_fy);

/* Nothing to draw: no number and no gap. */
gboolean kkb_chart_spec_is_empty (const KkbChartSpec *spec);
/* "令和3年度 実績 1,884億円（速報）", the note left out. Free with g_free(). */
char *kkb_chart_spec_point_text (const KkbChartSpec *spec, const KkbChartSeries *series, const KkbChartPoint *point);
/* The chart as a whole in words: its name and its figures. Free with g_free(). */
char *kkb_chart_spec_describe (const KkbChartSpec *spec);

G_END_DECLS
