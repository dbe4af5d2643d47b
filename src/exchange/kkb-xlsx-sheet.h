/* kkb-xlsx-sheet.h - the shared strings and the cells of one sheet. Private to exchange. */
#pragma once
#include "kkb-xlsx-parts.h"
#include "kkb-xlsx-styles.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 first_row, last_row;
  guint16 first_col, last_col;
} KkbMerge;

typedef struct
{
  guint32 row;
  guint32 merge; /* index into the sheet's merges */
} KkbMergedRow;

struct _KkbSheet
{
  char *name;
  gboolean hidden;
  guint n_rows, n_cols;
  GArray *cells;       /* KkbCell, by row and column */
  GArray *merges;      /* KkbMerge */
  GArray *merged_rows; /* KkbMergedRow, by row: which merges cover it */
};

/* What all sheets of a workbook share while it is read. */
typedef struct
{
  KkbPackage *package;
  GStringChunk *texts;
  gsize text_bytes;
  GPtrArray *strings; /* shared strings: const char*, owned by texts */
  GArray *formats;    /* KkbNumberFormat by style, or NULL */
  guint n_cells, n_merges, n_merged_rows;
  gboolean date1904;
} KkbXlsxReader;

/* Keeps LENGTH bytes of TEXT; NULL after kkb_xml_fail() when the workbook holds too much text. */
const char *kkb_xlsx_keep_text (KkbXlsxReader *reader, KkbXml *xml, const GString *text);
/* Appends text of a cell; fails at more than 32,767 characters. *CHARS counts them. */
void kkb_xlsx_append_text (KkbXml *xml, GString *out, guint *chars, const char *text, int length);
/* Undoes the _xHHHH_ escapes for characters XML cannot hold. */
void kkb_xlsx_unescape (GString *text);

gboolean kkb_xlsx_read_strings (KkbXlsxReader *reader, const char *part, GError **error);
gboolean kkb_xlsx_read_sheet (KkbXlsxReader *reader, KkbSheet *sheet, const char *part, GError **error);

KkbSheet *kkb_sheet_new (const char *name, gboolean hidden);
void kkb_sheet_free (gpointer sheet);

G_END_DECLS
