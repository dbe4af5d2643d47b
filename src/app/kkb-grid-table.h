/* kkb-grid-table.h - a block of cell texts on its way over the clipboard: as tab-separated text and as an HTML table,
 * as spreadsheets write and read them. No display is needed.
 *
 * Text is what a cell shows, rounded as its format says; HTML of LibreOffice Calc (sdval) and of older Excel (x:num)
 * also carries the figure behind it. So the text counts, and the figure replaces it only where the text is its
 * rounding: kkb_grid_table_refine(). */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

#define KKB_GRID_TABLE_MAX_CELLS 1000000

typedef struct
{
  guint n_rows;
  guint n_columns;
  char **texts; /* n_rows x n_columns, row by row; never NULL */
  char *
      *values; /* the figures behind the texts, canonical or as written; NULL where there is none; NULL: none at all */
} KkbGridTable;

KkbGridTable *kkb_grid_table_new (guint n_rows, guint n_columns);
void kkb_grid_table_free (KkbGridTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbGridTable, kkb_grid_table_free)

const char *kkb_grid_table_get (const KkbGridTable *self, guint row, guint column);
/* TEXT NULL counts as "". */
void kkb_grid_table_set (KkbGridTable *self, guint row, guint column, const char *text);

/* Cells with tabs or line breaks may stand in quotes, as Excel and LibreOffice write them; one line end closes the last
 * row; short rows are filled up. NULL with KKB_ERROR_INPUT where TEXT is no UTF-8 or goes past a million cells. */
KkbGridTable *kkb_grid_table_from_text (const char *text, gssize length, GError **error);
/* GUARDED: a text that a spreadsheet would run as a formula gets a leading apostrophe, as in the CSV files of this
 * program. Free with g_free(). */
char *kkb_grid_table_to_text (const KkbGridTable *self, gboolean guarded);

/* The first table of an HTML page; merged cells are one text and empty ones. NULL without an error: there is none. */
KkbGridTable *kkb_grid_table_from_html (const char *html, gssize length, GError **error);
/* Numbers as numbers with their decimals, all else as text: 1/3 is not to become a date. Free with g_free(). */
char *kkb_grid_table_to_html (const KkbGridTable *self);
/* FROM (HTML) tells what the texts of SELF have lost, where the tables have the same size: the exact figure a text is
 * the rounding of, line breaks that became spaces. */
void kkb_grid_table_refine (KkbGridTable *self, const KkbGridTable *from);
/* SHOWN, or the exact figure it is the rounding of: "47.4" and "47.38" give "47.38", "47.4%" and "0.4738" "47.38%",
 * "1,235" and "1234567" (a format in thousands) "1,235". Free with g_free(). */
char *kkb_grid_table_exact_text (const char *shown, const char *value);

G_END_DECLS
