/* kkb-report.h - a report as an immutable description: sections with a table each, heads that span columns, typed
 * cells, lines of 凡例, a summary chart. It is built from a KkbReview and holds a reference to it, so it may be handed
 * to a worker. Three writers (xlsx, pdf, csv) follow this one description; none of them looks at the facts again.
 * Source: domain.md §9. */
#pragma once
#include <gio/gio.h>
#include "kkb-review.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_FACE_PRINT, /* 印刷用: merged heads, ▲, wareki, print area */
  KKB_FACE_DATA   /* 機械判読用: one fact a row, numbers as numbers, no merges, western years */
} KkbReportFace;

typedef enum
{
  KKB_PAPER_A3,
  KKB_PAPER_A4
} KkbPaper; /* both landscape */

typedef struct
{
  KkbReportFace face;
  KkbPaper paper;
  KkbFormat format;
} KkbReportOptions;

/* ---- the description (read-only for the writers and for tests) ---- */

typedef enum
{
  KKB_REPORT_CELL_EMPTY,
  KKB_REPORT_CELL_TEXT,
  KKB_REPORT_CELL_NUMBER
} KkbReportCellKind;

typedef enum
{
  KKB_STYLE_TEXT,      /* left, wrapped */
  KKB_STYLE_CENTER,    /* centred, wrapped */
  KKB_STYLE_NUMBER,    /* right */
  KKB_STYLE_GAP,       /* a gap word (集計中): grey, centred */
  KKB_STYLE_YARDSTICK, /* an interpolated target: number in 〔 〕, slanted */
  KKB_STYLE_RATING,    /* centred, tinted by TONE */
  KKB_STYLE_LEVEL,     /* a level of the tree: merged, tinted */
  KKB_STYLE_TOTAL,     /* text of a total line */
  KKB_STYLE_TOTAL_NUMBER,
  KKB_N_STYLES
} KkbReportCellStyle;

#define KKB_N_TONES 6 /* 0 none, 1 best … 4 worst, 5 not evaluated */

typedef struct
{
  const char *text;  /* as printed; never NULL */
  KkbDecimal number; /* of a NUMBER */
  guint8 kind, style, tone;
  guint16 format;  /* index of kkb_report_format(): Excel's number format */
  guint32 formula; /* 0, or 1 + index of kkb_report_formula() */
} KkbReportCell;

typedef struct /* what a live formula takes: a cell of the same row, or a literal */
{
  gint16 column; /* -1: VALUE */
  KkbDecimal value;
} KkbOperand;

typedef struct
{
  guint8 method;  /* KKB_METHOD_ATTAINMENT or PROGRESS: a rate in percent; KKB_METHOD_NONE: the exact value NUM/DEN of a
                     yardstick */
  guint8 inverse; /* attainment where less is better: T ÷ A */
  guint8 rounding, decimals;
  guint8 scale; /* digits after the point of the operands */
  KkbOperand actual, target, baseline;
  const char *ratio; /* "113/30" */
} KkbFormula;

typedef struct
{
  const char *title; /* "" : its group's title alone */
  const char *group; /* the head above it; equal neighbours share one; "" : the title spans both lines */
  double width;      /* in em of the print font */
  guint8 flexible;   /* takes what is left of the page's width */
  guint8 single;     /* never wrapped: numbers */
} KkbColumn;

typedef struct
{
  guint row, n_rows;
  guint16 column, n_columns;
} KkbMerge;

typedef struct
{
  GArray *columns; /* KkbColumn */
  GArray *cells;   /* KkbReportCell, row by row */
  GArray *merges;  /* KkbMerge: level cells, by row; also those of a single cell */
  guint n_levels;  /* leading columns that MERGES cover */
  guint n_rows;
} KkbReportTable;

typedef struct /* one part of the stacked bars */
{
  const char *label;
  guint16 column; /* of the table: the counts */
  guint8 tone;
} KkbChartPart;

typedef struct
{
  const char *title;
  const char *unit;
  guint first_row, n_rows; /* of the table: one bar each; its name stands in column 0 */
  GArray *parts;           /* KkbChartPart */
} KkbSummaryChart;

typedef struct
{
  const char *sheet;   /* name of the sheet: safe and unique */
  const char *title;   /* KPI一覧・進捗管理表 */
  const char *subject; /* plan, organisation, period */
  const char *edition; /* which year and which rule */
  GPtrArray *notes;    /* lines above the table */
  KkbReportTable *table;
  GPtrArray *legend;      /* lines below the table: 凡例 */
  KkbSummaryChart *chart; /* or NULL */
  gboolean plain;         /* data face: no titles, no merges, no legend */
} KkbSection;

typedef struct _KkbReport KkbReport;

/* KPI一覧・進捗管理表 of PLAN (NULL: of every plan). Builds everything that is printed; quick enough for a worker and
 * free of I/O. */
KkbReport *kkb_report_kpi_new (KkbReview *review, const KkbPlan *plan, const KkbReportOptions *options);
KkbReport *kkb_report_ref (KkbReport *report);
void kkb_report_unref (KkbReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbReport, kkb_report_unref)

const KkbReportOptions *kkb_report_options (const KkbReport *report);
const char *kkb_report_title (const KkbReport *report);
gint64
kkb_report_date (const KkbReport *report); /* seconds since 1970, fixed by the document: files are reproducible */
guint kkb_report_n_sections (const KkbReport *report);
const KkbSection *kkb_report_section (const KkbReport *report, guint index);
const KkbReportCell *kkb_table_cell (const KkbReportTable *table, guint row, guint column);
guint kkb_table_n_columns (const KkbReportTable *table);
const KkbColumn *kkb_table_column (const KkbReportTable *table, guint column);
const char *kkb_report_format (const KkbReport *report, guint index);
guint kkb_report_n_formats (const KkbReport *report);
const KkbFormula *kkb_report_formula (const KkbReport *report, guint index);

/* ---- the writers ---- */

/* Called now and then from the writing thread with 0.0 … 1.0. */
typedef void (*KkbReportProgress) (double fraction, gpointer data);

/* Each writes a temporary file, checks it and moves it over PATH; on any error, and when cancelled (within 100 ms),
 * what stood at PATH is untouched. They may run in any thread. Errors: G_IO_ERROR_CANCELLED, KKB_ERROR_IO,
 * KKB_ERROR_INPUT (text that is not UTF-8). */
gboolean kkb_report_write_xlsx (KkbReport *report, const char *path, KkbReportProgress progress, gpointer data,
                                GCancellable *cancellable, GError **error);
gboolean kkb_report_write_pdf (KkbReport *report, const char *path, KkbReportProgress progress, gpointer data,
                               GCancellable *cancellable, GError **error);
/* UTF-8 with BOM and CRLF, always the first table of the data face; text that a spreadsheet would run as a formula gets
 * a leading '. */
gboolean kkb_report_write_csv (KkbReport *report, const char *path, KkbReportProgress progress, gpointer data,
                               GCancellable *cancellable, GError **error);
/* By the extension of PATH: .xlsx, .pdf or .csv; else KKB_ERROR_USAGE. */
gboolean kkb_report_write (KkbReport *report, const char *path, KkbReportProgress progress, gpointer data,
                           GCancellable *cancellable, GError **error);

G_END_DECLS
