/* kkb-import-table.c - finding the head of a sheet's table and reading its cells; every doubt becomes a problem. */
#include "kkb-import-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define HEADER_SEARCH 50 /* rows in which the head of a table is looked for */
#define MAX_COLUMNS   1024

/* ---- heads ------------------------------------------------------------------------------------------------- */

/* The field whose names hold KEY; -1 if none. WITH_BRACKETS: only those that may carry something behind the name. */
static int
field_of_key (const KkbFieldSpec *specs, guint n_specs, const char *key, gboolean with_brackets)
{
  for (guint i = 0; i < n_specs; i++)
    {
      gboolean open = specs[i].names[0] == '+';
      g_auto (GStrv) names = g_strsplit (specs[i].names + open, "|", -1);

      if (with_brackets && !open)
        continue;
      for (guint k = 0; names[k] != NULL; k++)
        if (kkb_text_same (names[k], key))
          return specs[i].field;
    }
  return -1;
}

/* Takes the head apart: "目標（R7）", "実績 R5", "金額（千円）". */
static void
read_head (const KkbFieldSpec *specs, guint n_specs, KkbColumn *column)
{
  g_autofree char *key = kkb_text_key (column->head);
  char *bracket = strchr (key, '(');

  column->fy = KKB_FY_NONE;
  column->field = field_of_key (specs, n_specs, key, FALSE);
  if (column->field >= 0)
    return;
  if (bracket != NULL)
    {
      g_autofree char *base = g_strndup (key, bracket - key);

      column->field = field_of_key (specs, n_specs, base, TRUE);
      if (column->field >= 0)
        column->fy = (gint16)kkb_fy_parse_header (column->head);
      return;
    }
  column->fy = (gint16)kkb_fy_parse_header (column->head);
  if (column->fy == KKB_FY_NONE)
    return;
  for (const char *const *word = (const char *const[]){ "目標", "実績", NULL }; *word != NULL; word++)
    if (strstr (key, *word) != NULL)
      column->field = field_of_key (specs, n_specs, *word, TRUE);
  if (column->field < 0)
    column->fy = KKB_FY_NONE;
}

/* The heads of ROW; how many are known. */
static guint
read_heads (const KkbImportTable *table, guint row, GArray *columns)
{
  guint n_cols = MIN (kkb_sheet_n_cols (table->sheet), MAX_COLUMNS), known = 0;

  g_array_set_size (columns, 0);
  for (guint col = 0; col < n_cols; col++)
    {
      KkbColumn column = { .col = col, .field = -1 };
      const KkbCell *cell = kkb_sheet_cell (table->sheet, row, col);

      column.head = kkb_import_table_text_at (table, row, col);
      if (cell->kind == KKB_CELL_EMPTY || *column.head == '\0')
        continue;
      read_head (table->specs, table->n_specs, &column);
      known += column.field >= 0;
      g_array_append_val (columns, column);
    }
  return known;
}

/* ---- public ------------------------------------------------------------------------------------------------ */

KkbImportTable *
kkb_import_table_open (KkbImportReader *reader, const KkbSheet *sheet, const KkbFieldSpec *specs, guint n_specs,
                       int key_field)
{
  g_autoptr (KkbImportTable) table = g_new0 (KkbImportTable, 1);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (KkbColumn));
  guint best = 0, rows = 0;

  table->reader = reader;
  table->sheet = sheet;
  table->specs = specs;
  table->n_specs = n_specs;
  table->columns = g_array_new (FALSE, FALSE, sizeof (KkbColumn));
  g_hash_table_add (reader->read_sheets, (gpointer)sheet);
  for (guint row = kkb_sheet_next_used_row (sheet, 0); row != G_MAXUINT && rows < HEADER_SEARCH;
       row = kkb_sheet_next_used_row (sheet, row + 1), rows++)
    {
      guint known = read_heads (table, row, columns);
      gboolean has_key = key_field < 0;

      for (guint i = 0; i < columns->len; i++)
        has_key = has_key || g_array_index (columns, KkbColumn, i).field == key_field;
      if (known > best && has_key)
        {
          best = known;
          table->header_row = row;
        }
    }
  if (best == 0)
    {
      kkb_import_problem (reader, KKB_PROBLEM_ERROR, sheet, G_MAXUINT, G_MAXUINT, "",
                          _ ("no row with the heads of the standard workbook was found; the sheet was left out"));
      return NULL;
    }
  read_heads (table, table->header_row, table->columns);
  return g_steal_pointer (&table);
}

void
kkb_import_table_free (KkbImportTable *table)
{
  g_array_unref (table->columns);
  g_free (table);
}

void
kkb_import_table_report_unknown (KkbImportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const KkbColumn *column = &g_array_index (table->columns, KkbColumn, i);

      if (column->field < 0)
        kkb_import_problem (table->reader, KKB_PROBLEM_IGNORED, table->sheet, table->header_row, column->col,
                            column->head, _ ("this head is not known; the column was left out"));
    }
}

const KkbColumn *
kkb_import_table_column (const KkbImportTable *table, int field)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const KkbColumn *column = &g_array_index (table->columns, KkbColumn, i);

      if (column->field == field && column->fy == KKB_FY_NONE)
        return column;
    }
  return NULL;
}

guint
kkb_import_table_next (const KkbImportTable *table, guint row)
{
  if (g_cancellable_is_cancelled (table->reader->cancellable))
    return G_MAXUINT;
  return kkb_sheet_next_used_row (table->sheet, row + 1);
}

const char *
kkb_import_table_text_at (const KkbImportTable *table, guint row, guint col)
{
  const KkbCell *cell = kkb_sheet_cell_merged (table->sheet, row, col);
  g_autofree char *stripped = NULL;

  if (cell->kind == KKB_CELL_EMPTY || cell->kind == KKB_CELL_ERROR)
    return "";
  stripped = kkb_text_strip (cell->text);
  return kkb_facts_string (table->reader->facts, stripped);
}

/* Says what is wrong with the cell itself. TRUE if nothing of it can be used. */
static gboolean
check_cell (const KkbImportTable *table, guint row, guint col)
{
  const KkbCell *cell = kkb_sheet_cell (table->sheet, row, col);

  if (cell->problem != KKB_CELL_FINE
      && !kkb_import_say_once (table->reader, "%p!%u!%u", (const void *)table->sheet, row, col))
    return cell->problem != KKB_CELL_UNREADABLE;
  switch (cell->problem)
    {
    case KKB_CELL_NO_CACHED_VALUE:
      kkb_import_problem (
          table->reader, KKB_PROBLEM_UNREAD, table->sheet, row, col, "",
          _ ("a formula without a stored result; read as blank. Open and save the workbook in Excel once"));
      return TRUE;
    case KKB_CELL_ERROR_VALUE:
      kkb_import_problem (table->reader, KKB_PROBLEM_UNREAD, table->sheet, row, col, cell->text,
                          _ ("a formula error; read as blank"));
      return TRUE;
    case KKB_CELL_UNREADABLE:
      kkb_import_problem (table->reader, KKB_PROBLEM_UNREAD, table->sheet, row, col, cell->text,
                          _ ("neither a number nor a date of the calendar; kept as text"));
      return FALSE;
    default:
      return FALSE;
    }
}

const char *
kkb_import_table_text (const KkbImportTable *table, guint row, int field)
{
  const KkbColumn *column = kkb_import_table_column (table, field);

  if (column == NULL || check_cell (table, row, column->col))
    return "";
  return kkb_import_table_text_at (table, row, column->col);
}

const char *
kkb_import_table_raw (const KkbImportTable *table, guint row, int field)
{
  const KkbColumn *column = kkb_import_table_column (table, field);
  const KkbCell *cell;

  if (column == NULL || check_cell (table, row, column->col))
    return "";
  cell = kkb_sheet_cell_merged (table->sheet, row, column->col);
  return cell->kind == KKB_CELL_EMPTY || cell->kind == KKB_CELL_ERROR
             ? ""
             : kkb_facts_string (table->reader->facts, cell->text);
}

int
kkb_import_year_of_text (const char *text)
{
  int fy = kkb_fy_parse (text);

  return fy != KKB_FY_NONE ? fy : kkb_fy_parse_as_of (text);
}

int
kkb_import_table_year (const KkbImportTable *table, guint row, int field)
{
  const char *text = kkb_import_table_text (table, row, field);
  int fy = *text != '\0' ? kkb_import_year_of_text (text) : KKB_FY_NONE;

  if (*text != '\0' && fy == KKB_FY_NONE)
    kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, field, text,
                              _ ("not a fiscal year; read as year unknown"));
  return fy;
}

gboolean
kkb_import_table_decimal (const KkbImportTable *table, guint row, int field, KkbDecimal *out)
{
  const char *text = kkb_import_table_text (table, row, field);
  g_auto (KkbQuantity) q = { 0 };

  if (*text == '\0')
    return FALSE;
  if (kkb_quantity_parse (text, NULL, &q, NULL) && q.kind == KKB_VALUE_NUMBER && q.bound == KKB_BOUND_EXACT)
    {
      *out = q.low;
      return TRUE;
    }
  if (q.kind != KKB_VALUE_NONE)
    kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, field, text, _ ("not a number; read as blank"));
  return FALSE;
}

gboolean
kkb_import_table_value (const KkbImportTable *table, guint row, guint col, const char *unit, int fy,
                        gboolean word_is_fine, KkbValue *out)
{
  const KkbCell *cell = kkb_sheet_cell_merged (table->sheet, row, col);
  const char *text;
  g_auto (KkbQuantity) q = { 0 };

  memset (out, 0, sizeof *out);
  out->fy = (gint16)fy;
  if (check_cell (table, row, col))
    return FALSE;
  text = kkb_import_table_text_at (table, row, col);
  if (*text == '\0' || !kkb_quantity_parse (text, unit, &q, NULL))
    return FALSE;
  if (cell->kind == KKB_CELL_DATE && !word_is_fine)
    kkb_import_problem (table->reader, KKB_PROBLEM_UNREAD, table->sheet, row, col, text,
                        _ ("a date where a figure belongs; kept as text, not evaluated"));
  else if (q.unsure)
    kkb_import_problem (table->reader, KKB_PROBLEM_UNREAD, table->sheet, row, col, text,
                        _ ("not one figure; kept as text, not evaluated"));
  else if (q.kind == KKB_VALUE_TEXT && !word_is_fine)
    kkb_import_problem (table->reader, KKB_PROBLEM_UNREAD, table->sheet, row, col, text,
                        _ ("not a figure; kept as text, not evaluated"));
  *out = kkb_quantity_to_value (&q, table->reader->facts, fy,
                                NULL); /* a unit that was named stays: see kkb_merge_unit() */
  return TRUE;
}

gboolean
kkb_import_say_once (KkbImportReader *reader, const char *format, ...)
{
  va_list arguments;
  char *text;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return g_hash_table_add (reader->said, text);
}

/* "sheet!B5 “found”: what was done" */
void
kkb_import_problem (KkbImportReader *reader, KkbProblemSeverity severity, const KkbSheet *sheet, guint row, guint col,
                    const char *found, const char *format, ...)
{
  KkbProblem *problem = g_new0 (KkbProblem, 1);
  g_autofree char *done = NULL, *place = NULL, *one_line = g_strdup (found);
  va_list arguments;

  va_start (arguments, format);
  done = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  problem->severity = severity;
  problem->sheet = g_strdup (sheet != NULL ? kkb_sheet_name (sheet) : "");
  if (row == G_MAXUINT)
    problem->cell = g_strdup ("");
  else
    problem->cell = col == G_MAXUINT ? g_strdup_printf ("%u", row + 1) : kkb_cell_name (row, col);
  problem->found = g_strdup (found);
  if (*problem->cell != '\0')
    place = g_strconcat (problem->sheet, "!", problem->cell, NULL);
  else
    place = g_strdup (sheet != NULL ? problem->sheet : reader->name);
  g_strdelimit (one_line, "\t\r\n", ' ');
  if (*one_line != '\0') /* Translators: a cell, what stands in it, what was done with it */
    problem->text = g_strdup_printf (_ ("%s “%s”: %s."), place, one_line, done);
  else /* Translators: a cell or sheet, what was done with it */
    problem->text = g_strdup_printf (_ ("%s: %s."), place, done);
  problem->done = g_steal_pointer (&done);
  g_ptr_array_add (reader->import->problems, problem);
}
