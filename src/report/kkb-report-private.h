/* kkb-report-private.h - what the builders of a report share. Nothing of it is for the writers. */
#pragma once
#include "kkb-report.h"

G_BEGIN_DECLS

typedef struct
{
  const KkbRules *rules;
  int band;
  const char *text; /* "◎ A" */
} KkbPrintedRating;

struct _KkbReport
{
  gatomicrefcount refs;
  KkbReview *review;   /* keeps the facts that texts point into */
  const KkbPlan *plan; /* NULL: every plan */
  KkbReportOptions options;
  const char *title;
  gint64 date;
  GPtrArray *sections; /* KkbSection */
  GPtrArray *formats;  /* char *: Excel number formats, 0 = General */
  GHashTable *format_index;
  guint16 plain_formats[2][KKB_DECIMAL_MAX_DIGITS + 1]; /* [data face][scale] -> 1 + index */
  GArray *formulas;                                     /* KkbFormula */
  GArray *ratings;                                      /* KkbPrintedRating, of those met so far */
  GStringChunk *strings;
};

const char *kkb_report_string (KkbReport *report, const char *text); /* kept once */
const char *kkb_report_take (KkbReport *report, char *text);         /* kept once; frees TEXT */
guint16 kkb_report_add_format (KkbReport *report, const char *format);
/* The number format that prints a decimal of SCALE digits between PREFIX and SUFFIX. */
guint16 kkb_report_number_format (KkbReport *report, guint scale, const char *prefix, const char *suffix);

KkbReportTable *kkb_table_new (void);
void kkb_table_free (KkbReportTable *table);
guint kkb_table_add_column (KkbReportTable *table, KkbReport *report, const char *group, const char *title, double width);
KkbReportCell *kkb_table_add_row (KkbReportTable *table); /* empty cells; valid until the next row */
void kkb_table_add_merge (KkbReportTable *table, guint row, guint n_rows, guint column, guint n_columns);
/* Widens COLUMN so that no cell of a number needs to wrap; between MINIMUM and MAXIMUM em. */
void kkb_table_fit_column (KkbReportTable *table, guint column, double minimum, double maximum);

void kkb_cell_set_text (KkbReportCell *cell, const char *text, KkbReportCellStyle style);
void kkb_cell_set_decimal (KkbReport *report, KkbReportCell *cell, KkbDecimal number, KkbReportCellStyle style);
void kkb_cell_set_count (KkbReport *report, KkbReportCell *cell, guint count, KkbReportCellStyle style);
/* A value of the facts as the print face shows it; UNIT is the row's. */
void kkb_cell_set_value (KkbReport *report, KkbReportCell *cell, const KkbValue *value, const char *unit);
/* The same for the data face: plain numbers, words as data. */
void kkb_cell_set_data (KkbReport *report, KkbReportCell *cell, const KkbValue *value);

/* A new section, appended; SHEET is made a safe and unique sheet name. */
KkbSection *kkb_report_add_section (KkbReport *report, const char *sheet);
const char *kkb_report_safe_sheet_name (KkbReport *report, const char *name);

/* ---- the levels of the tree as columns ---- */
typedef struct
{
  const KkbPlan *plan;
  const KkbNode *common; /* the one root everything hangs under; printed above the table, not as a column. Or NULL */
  guint n;               /* columns */
  guint8 level[16];      /* of each column */
} KkbLevels;

void kkb_levels_init (KkbLevels *levels, const KkbPlan *plan, KkbReview *review);
/* The node shown in each level column for a placement on NODE (NULL: the plan); PATH has room for 16. Returns the
 * deepest shown or NULL. */
const KkbNode *kkb_levels_path (const KkbLevels *levels, const KkbNode *node, const KkbNode **path);
/* Level cells of ROWS (KkbReviewRow) in the first columns of TABLE: equal neighbours below each other are one; rows of
 * the plan itself span all levels. */
void kkb_levels_merge (const KkbLevels *levels, KkbReportTable *table, KkbReport *report, GPtrArray *rows);
const char *kkb_levels_name (const KkbLevels *levels, guint column);

/* ---- parts of the kpi report ---- */
enum /* what occurs in a table and so needs a line of 凡例 */
{
  KKB_USES_YARDSTICK = 1 << 0,
  KKB_USES_PROVISIONAL = 1 << 1,
  KKB_USES_NEGATIVE = 1 << 2,
  KKB_USES_REPEAT = 1 << 3,
  KKB_USES_PROGRESS = 1 << 4,
  KKB_USES_ATTAINMENT = 1 << 5,
  KKB_USES_COMPARE = 1 << 6,
  KKB_USES_MANUAL = 1 << 7,
  KKB_USES_INVERSE = 1 << 8,
  KKB_USES_NO_TARGET = 1 << 9,
  KKB_USES_ADJUSTED = 1 << 10,
  KKB_USES_METHOD_MARKS = 1 << 11,
  KKB_USES_REFERENCE = 1 << 12
};

typedef struct
{
  guint flags;
  guint states; /* 1 << KkbState, of gaps that are printed */
} KkbUses;

void kkb_report_add_kpi_section (KkbReport *report, const KkbPlan *plan);
void kkb_report_add_summary_section (KkbReport *report, const KkbPlan *plan);
void kkb_report_add_explanation_section (KkbReport *report, const KkbPlan *plan);
void kkb_report_add_data_sections (KkbReport *report, const KkbPlan *plan);
void kkb_report_add_legend (KkbReport *report, KkbSection *section, const KkbRules *rules, const KkbUses *uses);
/* Lines that every print section of a plan has: title, subject, edition. */
void kkb_report_fill_heading (KkbReport *report, KkbSection *section, const KkbPlan *plan, const char *title);
/* The printed № of a row (kkb-report-kpi.c decides once a plan). */
typedef struct
{
  gboolean running;  /* numbers run through the table because not every row has one */
  GHashTable *index; /* KkbPlacement * -> running number */
} KkbNumbers;
void kkb_numbers_init (KkbNumbers *numbers, KkbReview *review, const KkbPlan *plan);
void kkb_numbers_clear (KkbNumbers *numbers);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkbNumbers, kkb_numbers_clear)
char *kkb_numbers_print (const KkbNumbers *numbers, const KkbPlacement *placement);
/* The name of a row: with its own printed number before it where № is a running number. */
char *kkb_numbers_name (const KkbNumbers *numbers, const KkbPlacement *placement);
/* "◎ A", or the gap word, or 目標なし; fills tone and style. */
void kkb_cell_set_rating (KkbReport *report, KkbReportCell *cell, const KkbReviewRow *row, KkbUses *uses);
guint8 kkb_band_tone (const KkbRules *rules, int band);
/* "予定：9月" and the like are data: Japanese in every language. */
char *kkb_report_remarks (KkbReport *report, const KkbReviewRow *row, const KkbNumbers *numbers, KkbUses *uses);

G_END_DECLS
