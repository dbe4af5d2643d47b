/* Tables and cells of a report, and the number formats that print them in Excel. */
#include "kkb-report-private.h"
#include "kkb-report-wrap.h"
#include <string.h>

static const char *
negative_sign (KkbReport *report)
{
  switch (report->options.format.negative)
    {
    case KKB_NEGATIVE_HOLLOW:
      return "\"△\"";
    case KKB_NEGATIVE_MINUS:
      return "\"−\"";
    case KKB_NEGATIVE_FILLED:
    default:
      return "\"▲\"";
    }
}

static void
append_quoted (GString *out, const char *text)
{
  if (*text == '\0')
    return;
  g_string_append_c (out, '"');
  for (const char *p = text; *p; p++)
    if (*p == '"')
      g_string_append (out, "\"\\\"\"");
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '"');
}

static char *
build_format (KkbReport *report, guint scale, const char *prefix, const char *suffix)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (int negative = 0; negative < 2; negative++)
    {
      if (negative)
        g_string_append_c (out, ';');
      append_quoted (out, prefix);
      if (negative)
        g_string_append (out, negative_sign (report));
      g_string_append (out, "#,##0");
      for (guint i = 0; i < scale; i++)
        g_string_append (out, i == 0 ? ".0" : "0");
      append_quoted (out, suffix);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static guint16
data_format (KkbReport *report, guint scale)
{
  if (scale == 0)
    return 0;
  guint16 *known = &report->plain_formats[1][MIN (scale, KKB_DECIMAL_MAX_DIGITS)];
  if (*known == 0)
    {
      g_autoptr (GString) out = g_string_new ("0.");
      for (guint i = 0; i < scale; i++)
        g_string_append_c (out, '0');
      *known = 1 + kkb_report_add_format (report, out->str);
    }
  return *known - 1;
}

KkbReportTable *
kkb_table_new (void)
{
  KkbReportTable *table = g_new0 (KkbReportTable, 1);
  table->columns = g_array_new (FALSE, TRUE, sizeof (KkbColumn));
  table->cells = g_array_new (FALSE, TRUE, sizeof (KkbReportCell));
  table->merges = g_array_new (FALSE, TRUE, sizeof (KkbMerge));
  return table;
}

void
kkb_table_free (KkbReportTable *table)
{
  g_array_unref (table->columns);
  g_array_unref (table->cells);
  g_array_unref (table->merges);
  g_free (table);
}

guint
kkb_table_add_column (KkbReportTable *table, KkbReport *report, const char *group, const char *title, double width)
{
  KkbColumn column = { kkb_report_string (report, title), kkb_report_string (report, group), width, FALSE, FALSE };
  g_array_append_val (table->columns, column);
  return table->columns->len - 1;
}

KkbReportCell *
kkb_table_add_row (KkbReportTable *table)
{
  guint start = table->cells->len;
  g_array_set_size (table->cells, start + table->columns->len);
  table->n_rows++;
  for (guint i = 0; i < table->columns->len; i++)
    g_array_index (table->cells, KkbReportCell, start + i).text = "";
  return &g_array_index (table->cells, KkbReportCell, start);
}

void
kkb_table_add_merge (KkbReportTable *table, guint row, guint n_rows, guint column, guint n_columns)
{
  KkbMerge merge = { row, n_rows, (guint16)column, (guint16)n_columns };
  g_array_append_val (table->merges, merge);
}

void
kkb_table_fit_column (KkbReportTable *table, guint column, double minimum, double maximum)
{
  KkbColumn *of = &g_array_index (table->columns, KkbColumn, column);
  double widest = minimum;
  for (guint row = 0; row < table->n_rows; row++)
    {
      const KkbReportCell *cell = kkb_table_cell (table, row, column);
      if (widest >= maximum)
        break;
      /* most cells are seen to be narrower by their length alone */
      if (*cell->text && strlen (cell->text) * KKB_WRAP_WIDEST_BYTE + 0.7 > widest)
        widest = MAX (widest, kkb_wrap_width (cell->text, kkb_wrap_estimate, NULL) + 0.7);
    }
  of->width = MIN (widest, maximum);
}

const KkbReportCell *
kkb_table_cell (const KkbReportTable *table, guint row, guint column)
{
  return &g_array_index (table->cells, KkbReportCell, (gsize)row * table->columns->len + column);
}

guint
kkb_table_n_columns (const KkbReportTable *table)
{
  return table->columns->len;
}

const KkbColumn *
kkb_table_column (const KkbReportTable *table, guint column)
{
  return &g_array_index (table->columns, KkbColumn, column);
}

guint16
kkb_report_number_format (KkbReport *report, guint scale, const char *prefix, const char *suffix)
{
  gboolean plain = *prefix == '\0' && *suffix == '\0';
  scale = MIN (scale, KKB_DECIMAL_MAX_DIGITS);
  if (plain && report->plain_formats[0][scale] != 0)
    return report->plain_formats[0][scale] - 1;
  g_autofree char *text = build_format (report, scale, prefix, suffix);
  guint16 index = kkb_report_add_format (report, text);
  if (plain)
    report->plain_formats[0][scale] = 1 + index;
  return index;
}

void
kkb_cell_set_text (KkbReportCell *cell, const char *text, KkbReportCellStyle style)
{
  cell->kind = *text ? KKB_REPORT_CELL_TEXT : KKB_REPORT_CELL_EMPTY;
  cell->text = text;
  cell->style = style;
}

void
kkb_cell_set_decimal (KkbReport *report, KkbReportCell *cell, KkbDecimal number, KkbReportCellStyle style)
{
  cell->kind = KKB_REPORT_CELL_NUMBER;
  cell->number = number;
  cell->style = style;
  if (report->options.face == KKB_FACE_DATA)
    {
      char buf[32];
      cell->text = g_string_chunk_insert (report->strings, kkb_decimal_print (number, buf));
      cell->format = data_format (report, number.scale);
      return;
    }
  char buf[KKB_DECIMAL_FORMAT_SIZE];
  kkb_decimal_format_to (number, &report->options.format, buf);
  cell->text = g_string_chunk_insert (report->strings, buf); /* figures rarely repeat: not looked up */
  cell->format = kkb_report_number_format (report, number.scale, "", "");
}

void
kkb_cell_set_count (KkbReport *report, KkbReportCell *cell, guint count, KkbReportCellStyle style)
{
  kkb_cell_set_decimal (report, cell, kkb_decimal_from_int (count), style);
}

void
kkb_cell_set_value (KkbReport *report, KkbReportCell *cell, const KkbValue *value, const char *unit)
{
  if (!value)
    return;
  /* nearly all of them: a figure with nothing around it */
  if (value->kind == KKB_VALUE_NUMBER && value->more == 0 && value->state != KKB_STATE_PROVISIONAL)
    {
      kkb_cell_set_decimal (report, cell, kkb_value_decimal (value), KKB_STYLE_NUMBER);
      return;
    }
  g_autofree char *text = kkb_value_format (kkb_review_facts (report->review), value, unit, &report->options.format);
  if (*text == '\0')
    return;
  if (!kkb_value_is_number (value))
    {
      KkbReportCellStyle style = value->kind == KKB_VALUE_BLANK ? KKB_STYLE_GAP : KKB_STYLE_CENTER;
      kkb_cell_set_text (cell, kkb_report_string (report, text), style);
      return;
    }
  KkbDecimal number = kkb_value_decimal (value);
  char bare[KKB_DECIMAL_FORMAT_SIZE];
  kkb_decimal_format_to (number, &report->options.format, bare);
  kkb_cell_set_decimal (report, cell, number, KKB_STYLE_NUMBER);
  const char *at = strstr (text, bare);
  if (!at || g_str_equal (text, bare))
    return;
  /* what the print face adds around the figure (80以上, (1,117), 4,200千人) goes into the number format: the cell stays
   * a number */
  g_autofree char *prefix = g_strndup (text, at - text);
  cell->text = kkb_report_string (report, text);
  cell->format = kkb_report_number_format (report, number.scale, prefix, at + strlen (bare));
}

void
kkb_cell_set_data (KkbReport *report, KkbReportCell *cell, const KkbValue *value)
{
  if (!value)
    return;
  if (kkb_value_is_number (value))
    {
      kkb_cell_set_decimal (report, cell, kkb_value_decimal (value), KKB_STYLE_NUMBER);
      return;
    }
  char *text = kkb_value_to_data (kkb_review_facts (report->review), value);
  kkb_cell_set_text (cell, kkb_report_take (report, text), KKB_STYLE_TEXT);
}
