/* kkb-statistics-file.c - see kkb-statistics-file.h */
#include "kkb-statistics-file.h"
#include "kkb-error.h"
#include "kkb-text.h"
#include "kkb-xlsx.h"
#include <glib/gi18n-lib.h>

#define MAX_ROWS    1000
#define MAX_COLUMNS 100
#define MAX_BYTES   (16 * 1024 * 1024)

/* ---- helpers ---- */

static KkbCellTable *
table_new (guint n_rows, guint n_columns)
{
  KkbCellTable *table = g_new0 (KkbCellTable, 1);

  table->n_rows = n_rows;
  table->n_columns = n_columns;
  table->cells = g_ptr_array_new_with_free_func (g_free);
  return table;
}

static KkbCellTable *
read_sheet (const char *path, GError **error)
{
  g_autoptr (KkbWorkbook) book = kkb_workbook_read (path, NULL, error);
  const KkbSheet *sheet;
  KkbCellTable *table;
  guint n_rows, n_columns;

  if (!book)
    return NULL;
  sheet = kkb_workbook_n_sheets (book) ? kkb_workbook_sheet (book, 0) : NULL;
  n_rows = sheet ? MIN (kkb_sheet_n_rows (sheet), MAX_ROWS) : 0;
  n_columns = sheet ? MIN (kkb_sheet_n_cols (sheet), MAX_COLUMNS) : 0;
  table = table_new (n_rows, n_columns);
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_columns; c++)
      g_ptr_array_add (table->cells, g_strdup (kkb_sheet_cell_merged (sheet, r, c)->text));
  return table;
}

/* One field from *AT on; *AT is then behind what ends it. *ENDS: it was the last of its line. */
static char *
read_field (const char **at, char separator, gboolean *ends)
{
  GString *field = g_string_new (NULL);
  gboolean quoted = **at == '"';
  const char *p = *at + quoted;

  for (; *p; p++)
    {
      if (quoted && *p == '"')
        {
          if (p[1] != '"')
            {
              quoted = FALSE;
              continue;
            }
          p++;
        }
      else if (!quoted && (*p == separator || *p == '\n' || *p == '\r'))
        break;
      g_string_append_c (field, *p);
    }
  *ends = *p != separator;
  if (*p == '\r' && p[1] == '\n')
    p++;
  *at = *p ? p + 1 : p;
  return g_string_free (field, FALSE);
}

static gboolean
read_corner (const char *text, guint *row, guint *column)
{
  guint64 number;
  char *end = NULL;

  for (*column = 0; g_ascii_isalpha (*text); text++)
    {
      *column = *column * 26 + (guint)(g_ascii_toupper (*text) - 'A') + 1;
      if (*column > MAX_COLUMNS)
        return FALSE;
    }
  number = g_ascii_strtoull (text, &end, 10);
  if (!*column || end == text || *end || number < 1 || number > 1048576)
    return FALSE;
  *column -= 1;
  *row = (guint)number - 1;
  return TRUE;
}

/* ---- public ---- */

void
kkb_cell_table_free (KkbCellTable *table)
{
  if (!table)
    return;
  g_ptr_array_unref (table->cells);
  g_free (table);
}

KkbCellTable *
kkb_cell_table_parse_csv (const char *data, gsize length, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autofree char *text = NULL;
  KkbCellTable *table;
  const char *at, *first_end;
  char separator;
  guint n_columns = 0;

  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  text = g_utf8_validate (data, (gssize)length, NULL)
             ? g_strndup (data, length)
             : g_convert (data, (gssize)length, "UTF-8", "CP932", NULL, NULL, NULL);
  if (!text)
    {
      g_set_error (
          error, KKB_ERROR, KKB_ERROR_INPUT,
          _ ("The file is neither UTF-8 nor Shift_JIS text. Nothing was changed. Save it as CSV again, or copy "
             "and paste the cells."));
      return NULL;
    }
  first_end = strchr (text, '\n');
  separator = memchr (text, '\t', first_end ? (gsize)(first_end - text) : strlen (text)) ? '\t' : ',';
  for (at = text; *at && rows->len < MAX_ROWS;)
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
      gboolean ends = FALSE;

      while (!ends)
        g_ptr_array_add (row, read_field (&at, separator, &ends));
      n_columns = MAX (n_columns, MIN (row->len, MAX_COLUMNS));
      g_ptr_array_add (rows, row);
    }
  table = table_new (rows->len, n_columns);
  for (guint r = 0; r < rows->len; r++)
    {
      const GPtrArray *row = g_ptr_array_index (rows, r);

      for (guint c = 0; c < n_columns; c++)
        g_ptr_array_add (table->cells, g_strdup (c < row->len ? g_ptr_array_index (row, c) : ""));
    }
  return table;
}

KkbCellTable *
kkb_cell_table_read (const char *path, GError **error)
{
  g_autofree char *data = NULL, *name = g_utf8_casefold (path, -1);
  gsize length;

  if (g_str_has_suffix (name, ".xlsx") || g_str_has_suffix (name, ".xlsm"))
    return read_sheet (path, error);
  if (!g_file_get_contents (path, &data, &length, error))
    return NULL;
  if (length > MAX_BYTES)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("The file is too large for a table (over 16 MB). Nothing was changed."));
      return NULL;
    }
  return kkb_cell_table_parse_csv (data, length, error);
}

KkbCellTable *
kkb_cell_table_range (const KkbCellTable *table, const char *range, GError **error)
{
  g_autofree char *narrow = kkb_text_narrow (range), *typed = kkb_text_strip (narrow);
  g_auto (GStrv) corners = g_strsplit (typed, ":", 2);
  guint top = 0, left = 0, bottom = table->n_rows ? table->n_rows - 1 : 0,
        right = table->n_columns ? table->n_columns - 1 : 0;
  KkbCellTable *part;

  if (*typed
      && (!corners[0] || !corners[1] || !read_corner (corners[0], &top, &left)
          || !read_corner (corners[1], &bottom, &right) || bottom < top || right < left))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("“%s” is not a range of cells. Type it as B2:E12."), typed);
      return NULL;
    }
  bottom = MIN (bottom, table->n_rows ? table->n_rows - 1 : 0);
  right = MIN (right, table->n_columns ? table->n_columns - 1 : 0);
  if (!table->n_rows || !table->n_columns || top > bottom || left > right)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("There is nothing in this range. Nothing was changed."));
      return NULL;
    }
  part = table_new (bottom - top + 1, right - left + 1);
  for (guint r = top; r <= bottom; r++)
    for (guint c = left; c <= right; c++)
      g_ptr_array_add (part->cells, g_strdup (g_ptr_array_index (table->cells, r * table->n_columns + c)));
  return part;
}
