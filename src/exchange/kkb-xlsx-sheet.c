/* kkb-xlsx-sheet.c - the cells of one sheet, as they stream by. */
#include "kkb-xlsx-sheet.h"
#include "kkb-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ROWS 1048576u
#define MAX_COLS 16384u

typedef struct
{
  KkbXlsxReader *reader;
  KkbSheet *sheet;
  GString *value; /* of <v> */
  GString *inline_text;
  GString *shown;
  guint row, col; /* of the cell being read; from 0 */
  guint next_row, next_col;
  guint style, value_chars, inline_chars;
  char type[12];
  gboolean in_cell, in_value, has_value, has_formula, in_inline, in_text;
  guint in_phonetic;
} SheetReader;

/* Reads "B5" at *P (also "$B$5"); FALSE if it is no cell of a sheet. */
static gboolean
read_reference (const char **p, guint *row, guint *col)
{
  guint c = 0, r = 0;

  *p += **p == '$';
  for (; g_ascii_isalpha (**p) && c <= MAX_COLS; (*p)++)
    c = c * 26 + (guint)(g_ascii_toupper (**p) - 'A') + 1;
  *p += **p == '$';
  for (; g_ascii_isdigit (**p) && r <= MAX_ROWS; (*p)++)
    r = r * 10 + (guint)(**p - '0');
  *row = r - 1;
  *col = c - 1;
  return c >= 1 && c <= MAX_COLS && r >= 1 && r <= MAX_ROWS;
}

static void
add_merge (SheetReader *reader, KkbXml *xml, const char *range)
{
  guint r1, c1, r2, c2;
  KkbMerge merge;
  const char *p = range;

  if (p == NULL || !read_reference (&p, &r1, &c1))
    return;
  r2 = r1;
  c2 = c1;
  if (*p == ':')
    {
      p++;
      if (!read_reference (&p, &r2, &c2))
        return;
    }
  merge = (KkbMerge){ MIN (r1, r2), MAX (r1, r2), (guint16)MIN (c1, c2), (guint16)MAX (c1, c2) };
  if (++reader->reader->n_merges > KKB_XLSX_MAX_MERGES)
    kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: sheet “%s” holds too many merged cells."), reader->sheet->name);
  else
    g_array_append_val (reader->sheet->merges, merge);
}

static void
start_cell (SheetReader *reader, KkbXml *xml, const char **attributes)
{
  const char *reference = kkb_xml_attribute (attributes, "r");
  const char *type = kkb_xml_attribute (attributes, "t");
  const char *style = kkb_xml_attribute (attributes, "s");

  reader->in_cell = TRUE;
  reader->has_value = reader->has_formula = FALSE;
  reader->value_chars = reader->inline_chars = 0;
  g_string_truncate (reader->value, 0);
  g_string_truncate (reader->inline_text, 0);
  g_strlcpy (reader->type, type != NULL ? type : "n", sizeof reader->type);
  reader->style = style != NULL ? (guint)MIN (g_ascii_strtoull (style, NULL, 10), G_MAXUINT16) : 0;
  reader->row = reader->next_row - 1;
  reader->col = reader->next_col;
  if ((reference != NULL && !read_reference (&reference, &reader->row, &reader->col)) || reader->col >= MAX_COLS
      || reader->row >= MAX_ROWS)
    kkb_xml_fail (xml, KKB_ERROR_INPUT, _ ("The workbook is damaged: sheet “%s” has a cell at an impossible place."),
                  reader->sheet->name);
  reader->next_col = reader->col + 1;
}

/* The text and kind of the cell just read; NULL for an empty one. */
static const char *
cell_text (SheetReader *reader, KkbXml *xml, KkbCell *cell)
{
  KkbXlsxReader *shared = reader->reader;
  static const KkbNumberFormat general;
  const KkbNumberFormat *format = &general;
  KkbCellKind kind = KKB_CELL_TEXT;

  if (strcmp (reader->type, "inlineStr") == 0)
    {
      kkb_xlsx_unescape (reader->inline_text);
      cell->kind = KKB_CELL_TEXT;
      return kkb_xlsx_keep_text (shared, xml, reader->inline_text);
    }
  if (reader->value->len == 0)
    {
      if (reader->has_formula && !(strcmp (reader->type, "str") == 0 && reader->has_value))
        cell->problem = KKB_CELL_NO_CACHED_VALUE;
      return "";
    }
  cell->kind = KKB_CELL_TEXT;
  if (strcmp (reader->type, "s") == 0)
    {
      char *end;
      guint64 index = g_ascii_strtoull (reader->value->str, &end, 10);

      if (*end == '\0' && index < shared->strings->len)
        return g_ptr_array_index (shared->strings, index);
      cell->problem = KKB_CELL_UNREADABLE;
    }
  else if (strcmp (reader->type, "b") == 0)
    {
      cell->kind = KKB_CELL_BOOL;
      return reader->value->str[0] == '1' || g_ascii_strcasecmp (reader->value->str, "true") == 0 ? "TRUE" : "FALSE";
    }
  else if (strcmp (reader->type, "e") == 0)
    {
      cell->kind = KKB_CELL_ERROR;
      cell->problem = KKB_CELL_ERROR_VALUE;
    }
  else if (strcmp (reader->type, "d") == 0)
    {
      char *midnight = strstr (reader->value->str, "T00:00:00");

      cell->kind = KKB_CELL_DATE;
      if (midnight != NULL)
        g_string_truncate (reader->value, midnight - reader->value->str);
      g_strdelimit (reader->value->str, "T", ' ');
    }
  else if (strcmp (reader->type, "n") == 0)
    {
      if (shared->formats != NULL && reader->style < shared->formats->len)
        format = &g_array_index (shared->formats, KkbNumberFormat, reader->style);
      if (!kkb_number_read (reader->value->str, format, shared->date1904, reader->shown, &kind))
        cell->problem = KKB_CELL_UNREADABLE;
      cell->kind = (guint8)kind;
      return kkb_xlsx_keep_text (shared, xml, reader->shown);
    }
  else
    kkb_xlsx_unescape (reader->value);
  return kkb_xlsx_keep_text (shared, xml, reader->value);
}

static void
end_cell (SheetReader *reader, KkbXml *xml)
{
  KkbCell cell = { .row = reader->row, .col = (guint16)reader->col };

  reader->in_cell = FALSE;
  cell.text = cell_text (reader, xml, &cell);
  if (cell.text == NULL || (cell.text[0] == '\0' && cell.problem == KKB_CELL_FINE))
    return;
  if (++reader->reader->n_cells > KKB_XLSX_MAX_CELLS)
    {
      kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: it holds more than %u cells."), KKB_XLSX_MAX_CELLS);
      return;
    }
  g_array_append_val (reader->sheet->cells, cell);
}

static void
sheet_started (KkbXml *xml, const char *name, const char **attributes, gpointer data)
{
  SheetReader *reader = data;

  if (strcmp (name, "row") == 0)
    {
      const char *row = kkb_xml_attribute (attributes, "r");

      reader->next_row
          = row != NULL ? (guint)MIN (g_ascii_strtoull (row, NULL, 10), MAX_ROWS + 1) : reader->next_row + 1;
      reader->next_col = 0;
    }
  else if (strcmp (name, "c") == 0)
    start_cell (reader, xml, attributes);
  else if (strcmp (name, "v") == 0)
    reader->in_value = reader->has_value = TRUE;
  else if (strcmp (name, "f") == 0)
    reader->has_formula = TRUE;
  else if (strcmp (name, "is") == 0)
    reader->in_inline = TRUE;
  else if (strcmp (name, "t") == 0)
    reader->in_text = TRUE;
  else if (strcmp (name, "rPh") == 0)
    reader->in_phonetic++;
  else if (strcmp (name, "mergeCell") == 0)
    add_merge (reader, xml, kkb_xml_attribute (attributes, "ref"));
}

static void
sheet_ended (KkbXml *xml, const char *name, gpointer data)
{
  SheetReader *reader = data;

  if (strcmp (name, "c") == 0 && reader->in_cell)
    end_cell (reader, xml);
  else if (strcmp (name, "v") == 0)
    reader->in_value = FALSE;
  else if (strcmp (name, "is") == 0)
    reader->in_inline = FALSE;
  else if (strcmp (name, "t") == 0)
    reader->in_text = FALSE;
  else if (strcmp (name, "rPh") == 0)
    reader->in_phonetic--;
}

static void
sheet_text (KkbXml *xml, const char *text, int length, gpointer data)
{
  SheetReader *reader = data;

  if (!reader->in_cell)
    return;
  if (reader->in_value)
    kkb_xlsx_append_text (xml, reader->value, &reader->value_chars, text, length);
  else if (reader->in_inline && reader->in_text && reader->in_phonetic == 0)
    kkb_xlsx_append_text (xml, reader->inline_text, &reader->inline_chars, text, length);
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const KkbCell *x = a, *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return (int)x->col - (int)y->col;
}

static int
compare_merged_rows (gconstpointer a, gconstpointer b)
{
  const KkbMergedRow *x = a, *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return x->merge < y->merge ? -1 : x->merge > y->merge;
}

/* Cells stand in order in all files but odd ones: sort only then. The first of two at one place stands. */
static void
order_cells (KkbSheet *sheet)
{
  GArray *cells = sheet->cells;
  guint kept = 0;
  gboolean ordered = TRUE;

  for (guint i = 1; i < cells->len && ordered; i++)
    ordered = compare_cells (&g_array_index (cells, KkbCell, i - 1), &g_array_index (cells, KkbCell, i)) < 0;
  if (!ordered)
    {
      g_array_sort (cells, compare_cells);
      for (guint i = 0; i < cells->len; i++)
        if (i == 0
            || compare_cells (&g_array_index (cells, KkbCell, kept - 1), &g_array_index (cells, KkbCell, i)) != 0)
          g_array_index (cells, KkbCell, kept++) = g_array_index (cells, KkbCell, i);
      g_array_set_size (cells, kept);
    }
  for (guint i = 0; i < cells->len; i++)
    {
      sheet->n_rows = MAX (sheet->n_rows, g_array_index (cells, KkbCell, i).row + 1);
      sheet->n_cols = MAX (sheet->n_cols, g_array_index (cells, KkbCell, i).col + 1u);
    }
}

/* Which merged ranges cover which row, so that a look-up does not search them all. A merge counts as far as it starts
 * within the used rows; it may reach a little below them (a merged head over an empty last line). */
static gboolean
index_merges (SheetReader *reader, GError **error)
{
  KkbSheet *sheet = reader->sheet;

  for (guint i = 0; i < sheet->merges->len; i++)
    {
      KkbMerge *merge = &g_array_index (sheet->merges, KkbMerge, i);
      const KkbCell *origin = kkb_sheet_cell (sheet, merge->first_row, merge->first_col);

      if (origin->kind == KKB_CELL_EMPTY)
        continue;
      for (guint row = merge->first_row; row <= merge->last_row; row++)
        {
          KkbMergedRow merged = { row, i };

          if (++reader->reader->n_merged_rows > KKB_XLSX_MAX_MERGES)
            {
              g_set_error (error, KKB_ERROR, KKB_ERROR_HOSTILE,
                           _ ("%s: Refused: sheet “%s” holds too many merged cells."),
                           kkb_package_name (reader->reader->package), sheet->name);
              return FALSE;
            }
          g_array_append_val (sheet->merged_rows, merged);
        }
      sheet->n_rows = MAX (sheet->n_rows, merge->last_row + 1);
      sheet->n_cols = MAX (sheet->n_cols, merge->last_col + 1u);
    }
  g_array_sort (sheet->merged_rows, compare_merged_rows);
  return TRUE;
}

/* ---- public ------------------------------------------------------------------------------------------------ */

gboolean
kkb_xlsx_read_sheet (KkbXlsxReader *shared, KkbSheet *sheet, const char *part, GError **error)
{
  static const KkbXmlHandlers handlers = { .start = sheet_started, .end = sheet_ended, .text = sheet_text };
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (GString) inline_text = g_string_new (NULL);
  g_autoptr (GString) shown = g_string_new (NULL);
  SheetReader reader = { .reader = shared, .sheet = sheet, .value = value, .inline_text = inline_text, .shown = shown };

  if (!kkb_package_parse (shared->package, part, &handlers, &reader, error))
    return FALSE;
  order_cells (sheet);
  return index_merges (&reader, error);
}

KkbSheet *
kkb_sheet_new (const char *name, gboolean hidden)
{
  KkbSheet *sheet = g_new0 (KkbSheet, 1);

  sheet->name = g_strdup (name);
  sheet->hidden = hidden;
  sheet->cells = g_array_new (FALSE, FALSE, sizeof (KkbCell));
  sheet->merges = g_array_new (FALSE, FALSE, sizeof (KkbMerge));
  sheet->merged_rows = g_array_new (FALSE, FALSE, sizeof (KkbMergedRow));
  return sheet;
}

void
kkb_sheet_free (gpointer data)
{
  KkbSheet *sheet = data;

  g_array_unref (sheet->cells);
  g_array_unref (sheet->merges);
  g_array_unref (sheet->merged_rows);
  g_free (sheet->name);
  g_free (sheet);
}

const char *
kkb_sheet_name (const KkbSheet *sheet)
{
  return sheet->name;
}

gboolean
kkb_sheet_is_hidden (const KkbSheet *sheet)
{
  return sheet->hidden;
}

guint
kkb_sheet_n_rows (const KkbSheet *sheet)
{
  return sheet->n_rows;
}

guint
kkb_sheet_n_cols (const KkbSheet *sheet)
{
  return sheet->n_cols;
}

const KkbCell *
kkb_sheet_cell (const KkbSheet *sheet, guint row, guint col)
{
  static const KkbCell empty = { .text = "" };
  guint low = 0, high = sheet->cells->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const KkbCell *cell = &g_array_index (sheet->cells, KkbCell, middle);

      if (cell->row == row && cell->col == col)
        return cell;
      if (cell->row < row || (cell->row == row && cell->col < col))
        low = middle + 1;
      else
        high = middle;
    }
  return &empty;
}

const KkbCell *
kkb_sheet_cell_merged (const KkbSheet *sheet, guint row, guint col)
{
  guint low = 0, high = sheet->merged_rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (sheet->merged_rows, KkbMergedRow, middle).row < row)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < sheet->merged_rows->len; low++)
    {
      const KkbMergedRow *merged = &g_array_index (sheet->merged_rows, KkbMergedRow, low);
      const KkbMerge *merge;

      if (merged->row != row)
        break;
      merge = &g_array_index (sheet->merges, KkbMerge, merged->merge);
      if (col >= merge->first_col && col <= merge->last_col)
        return kkb_sheet_cell (sheet, merge->first_row, merge->first_col);
    }
  return kkb_sheet_cell (sheet, row, col);
}

guint
kkb_sheet_next_used_row (const KkbSheet *sheet, guint row)
{
  guint low = 0, high = sheet->cells->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (sheet->cells, KkbCell, middle).row < row)
        low = middle + 1;
      else
        high = middle;
    }
  return low < sheet->cells->len ? g_array_index (sheet->cells, KkbCell, low).row : G_MAXUINT;
}

char *
kkb_cell_name (guint row, guint col)
{
  char letters[8];
  guint n = sizeof letters - 1;

  letters[n] = '\0';
  for (guint c = col + 1; c > 0; c = (c - 1) / 26)
    letters[--n] = (char)('A' + (c - 1) % 26);
  return g_strdup_printf ("%s%u", letters + n, row + 1);
}
