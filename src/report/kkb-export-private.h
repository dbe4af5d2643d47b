/* kkb-export-private.h - what the sheets of the standard workbook share. */
#pragma once
#include "kkb-export.h"
#include "kkb-report-xlsx-private.h"

G_BEGIN_DECLS

typedef struct
{
  KkbXlsx xlsx;
  const KkbFacts *facts;
  const GArray *revisions; /* KkbImportRevision, or NULL */
  GHashTable *revised;     /* "plan|indicator|b|fy" with revisions on 値 */
  const KkbPlan *plan;
  guint plan_number; /* from 1 */
  KkbNodeIndex *index;
  lxw_worksheet *sheet;
  const char *started; /* the sheet of kkb_export_more() that has a row already */
  guint row, column;
  guint lines;       /* of the highest cell of the row so far */
  guint8 widths[64]; /* of the columns of the sheet so far, in half-width characters */
  lxw_format *head, *wrapped, *numbers[KKB_DECIMAL_MAX_DIGITS + 1];
} KkbExport;

/* A new sheet of the plan (指標, 指標 (2) …) with HEADS (NULL-terminated) in its first row. */
void kkb_export_sheet (KkbExport *export, const char *name, const char *const *heads);
void kkb_export_text (KkbExport *export, const char *text); /* the next cell; "" leaves it blank */
void kkb_export_take (KkbExport *export, char *text);
void kkb_export_decimal (KkbExport *export, KkbDecimal number);
void kkb_export_int (KkbExport *export, gint64 number);
void kkb_export_year (KkbExport *export, int fy);
void kkb_export_skip (KkbExport *export, guint n);
/* What stands in a value cell: a number where it is nothing but one, else what a person would type; blank for a gap. */
void kkb_export_value (KkbExport *export, const KkbValue *value);
/* Ends the row; FALSE if cancelled or failed. */
gboolean kkb_export_end_row (KkbExport *export);
char *kkb_export_departments (KkbExport *export, const KkbId *ids);

/* Cells of 指標. Free with g_free(). */
char *kkb_export_tags (KkbExport *export, const KkbId *ids);
char *kkb_export_operands (KkbExport *export, const KkbIndicator *indicator);
char *kkb_export_units (const KkbIndicator *indicator);

gboolean kkb_export_more (KkbExport *export);           /* of a plan: what few of its entities have, and its lists */
gboolean kkb_export_document_lists (KkbExport *export); /* 言葉, 部署, 交付金; after all plans */
gboolean kkb_export_tree (KkbExport *export);
gboolean kkb_export_projects (KkbExport *export);
gboolean kkb_export_money (KkbExport *export);
gboolean kkb_export_indicators (KkbExport *export);
gboolean kkb_export_values (KkbExport *export);

G_END_DECLS
