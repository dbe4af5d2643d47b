/* kkb-statistics-file.h - a range of cells of a file somebody else made: the first sheet of a workbook, or a CSV file. */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint n_rows, n_columns;
  GPtrArray *cells; /* char *, row by row */
} KkbCellTable;

void kkb_cell_table_free (KkbCellTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbCellTable, kkb_cell_table_free)

/* All that is filled in PATH, from its first used row and column on. Blocks. KKB_ERROR_INPUT with a sentence. */
KkbCellTable *kkb_cell_table_read (const char *path, GError **error);
/* RANGE as "B2:D10" within TABLE ("": all). NULL with a sentence where it is not a range. */
KkbCellTable *kkb_cell_table_range (const KkbCellTable *table, const char *range, GError **error);
/* UTF-8 with or without BOM, else CP932; fields by comma, or TAB where the first line has one. */
KkbCellTable *kkb_cell_table_parse_csv (const char *data, gsize length, GError **error);

G_END_DECLS
