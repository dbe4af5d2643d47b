/* kkb-report-xlsx-private.h - what the files of the Excel writer share. */
#pragma once
#include "kkb-report.h"
#include <xlsxwriter.h>

G_BEGIN_DECLS

#define KKB_XLSX_FONT    "游ゴシック"
#define KKB_XLSX_POINTS  9.0
#define KKB_XLSX_EM      12.0 /* pixels of an em at 96 dpi */
#define KKB_XLSX_PADDING 8.0  /* pixels Excel keeps free in a cell, and the border */
#define KKB_XLSX_LINE    15.0 /* points of a line: this font is set wide */

typedef enum
{
  KKB_XLSX_TITLE,
  KKB_XLSX_SUBJECT,
  KKB_XLSX_NOTE,
  KKB_XLSX_HEAD,
  KKB_XLSX_LEGEND_HEAD,
  KKB_XLSX_LEGEND,
  KKB_XLSX_DATA_HEAD,
  KKB_XLSX_N_NAMED
} KkbXlsxNamed;

typedef struct
{
  const KkbReport *report;
  lxw_workbook *workbook;
  lxw_format **formats; /* by style, tone, number format; made when first used */
  guint n_number_formats;
  gboolean plain; /* data face: no borders */
  lxw_format *named[KKB_XLSX_N_NAMED];
  GCancellable *cancellable;
  volatile gint *thousandths; /* progress, for the waiting thread */
  guint rows_done, rows_all;
  GError *error; /* the first thing that went wrong */
} KkbXlsx;

lxw_format *kkb_xlsx_format (KkbXlsx *xlsx, KkbReportCellStyle style, guint tone, guint number_format);
lxw_format *kkb_xlsx_named (KkbXlsx *xlsx, KkbXlsxNamed name);
/* Writes one cell; FALSE (with xlsx->error) on invalid text. ROW0 is the sheet's row of the table's first row. */
gboolean
kkb_xlsx_write_cell (KkbXlsx *xlsx, lxw_worksheet *sheet, const KkbReportTable *table, guint row, guint column, guint row0);
gboolean kkb_xlsx_write_text (KkbXlsx *xlsx, lxw_worksheet *sheet, guint row, guint column, const char *text,
                              lxw_format *format);
/* FALSE if cancelled; counts a row. */
gboolean kkb_xlsx_step (KkbXlsx *xlsx);
/* Records what libxlsxwriter answered; FALSE where it was an error. */
gboolean kkb_xlsx_check (KkbXlsx *xlsx, lxw_error answer);
/* The nearest double of DECIMAL, in one rounding; FALSE where Excel's 15 digits cannot hold it: then it is written as
 * text. */
gboolean kkb_xlsx_double (KkbDecimal decimal, double *out);
/* The formula of a cell ("=IFERROR(…)"), or NULL. Free with g_free(). */
char *kkb_xlsx_formula (const KkbReport *report, const KkbReportCell *cell, guint sheet_row);

gboolean kkb_xlsx_print_sheet (KkbXlsx *xlsx, const KkbSection *section);
gboolean kkb_xlsx_data_sheet (KkbXlsx *xlsx, const KkbSection *section);
void kkb_xlsx_add_chart (KkbXlsx *xlsx, lxw_worksheet *sheet, const KkbSection *section, guint row0, guint at_row,
                         double width, double height);

G_END_DECLS
