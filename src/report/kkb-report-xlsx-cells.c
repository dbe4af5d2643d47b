/* Cells, formats and formulas of the Excel writer. */
#include "kkb-report-xlsx-private.h"
#include "kkb-error.h"
#include <string.h>
#include <glib/gi18n-lib.h>

#define EXCEL_DIGITS     15
#define EXCEL_CHARACTERS 32767

static const lxw_color_t tone_fill[KKB_N_TONES] = { 0, 0xDCEFDC, 0xDDEBF7, 0xFFF2CC, 0xF9D9CC, 0 };

static lxw_format *
new_format (KkbXlsx *xlsx, double points)
{
  lxw_format *format = workbook_add_format (xlsx->workbook);
  format_set_font_name (format, KKB_XLSX_FONT);
  format_set_font_size (format, points);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  return format;
}

static void
set_frame (lxw_format *format)
{
  format_set_border (format, LXW_BORDER_THIN);
  format_set_border_color (format, 0x808080);
}

static void
style_format (lxw_format *format, KkbReportCellStyle style)
{
  switch (style)
    {
    case KKB_STYLE_NUMBER:
    case KKB_STYLE_TOTAL_NUMBER:
    case KKB_STYLE_YARDSTICK:
      format_set_align (format, LXW_ALIGN_RIGHT);
      break;
    case KKB_STYLE_CENTER:
    case KKB_STYLE_GAP:
    case KKB_STYLE_RATING:
      format_set_align (format, LXW_ALIGN_CENTER);
      format_set_text_wrap (format);
      break;
    default:
      format_set_align (format, LXW_ALIGN_LEFT);
      format_set_text_wrap (format);
      break;
    }
  if (style == KKB_STYLE_GAP)
    format_set_font_color (format, 0x595959);
  if (style == KKB_STYLE_YARDSTICK)
    format_set_italic (format);
  if (style == KKB_STYLE_LEVEL)
    format_set_bg_color (format, 0xF3F6FA);
  if (style == KKB_STYLE_TOTAL || style == KKB_STYLE_TOTAL_NUMBER)
    {
      format_set_bold (format);
      format_set_top (format, LXW_BORDER_MEDIUM);
      format_set_bg_color (format, 0xF3F6FA);
    }
}

lxw_format *
kkb_xlsx_format (KkbXlsx *xlsx, KkbReportCellStyle style, guint tone, guint number_format)
{
  if (xlsx->plain)
    style = style == KKB_STYLE_NUMBER ? KKB_STYLE_NUMBER : KKB_STYLE_TEXT;
  lxw_format **known = &xlsx->formats[((guint)style * KKB_N_TONES + tone) * xlsx->n_number_formats + number_format];
  if (*known)
    return *known;
  lxw_format *format = new_format (xlsx, KKB_XLSX_POINTS);
  if (xlsx->plain)
    format_set_align (format, style == KKB_STYLE_NUMBER ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
  else
    {
      style_format (format, style);
      set_frame (format);
      if (style == KKB_STYLE_TOTAL || style == KKB_STYLE_TOTAL_NUMBER)
        format_set_top (format, LXW_BORDER_MEDIUM);
    }
  if (number_format > 0)
    format_set_num_format (format, kkb_report_format (xlsx->report, number_format));
  if (tone_fill[tone])
    format_set_bg_color (format, tone_fill[tone]);
  return *known = format;
}

lxw_format *
kkb_xlsx_named (KkbXlsx *xlsx, KkbXlsxNamed name)
{
  static const double points[KKB_XLSX_N_NAMED] = { 14, 10, 9, 9, 9, 9, 9 };
  if (xlsx->named[name])
    return xlsx->named[name];
  lxw_format *format = new_format (xlsx, points[name]);
  if (name == KKB_XLSX_TITLE || name == KKB_XLSX_LEGEND_HEAD || name == KKB_XLSX_HEAD || name == KKB_XLSX_DATA_HEAD)
    format_set_bold (format);
  if (name == KKB_XLSX_HEAD)
    {
      set_frame (format);
      format_set_align (format, LXW_ALIGN_CENTER);
      format_set_text_wrap (format);
      format_set_bg_color (format, 0xDCE6F1);
    }
  if (name == KKB_XLSX_LEGEND)
    {
      format_set_text_wrap (format);
      format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
    }
  if (name == KKB_XLSX_DATA_HEAD)
    format_set_bottom (format, LXW_BORDER_THIN);
  return xlsx->named[name] = format;
}

gboolean
kkb_xlsx_check (KkbXlsx *xlsx, lxw_error answer)
{
  if (answer == LXW_NO_ERROR)
    return TRUE;
  if (!xlsx->error)
    xlsx->error = g_error_new_literal (KKB_ERROR, KKB_ERROR_IO, lxw_strerror (answer));
  return FALSE;
}

gboolean
kkb_xlsx_step (KkbXlsx *xlsx)
{
  xlsx->rows_done++;
  if (xlsx->rows_done % 64 == 0)
    g_atomic_int_set (xlsx->thousandths, (gint)(500.0 * xlsx->rows_done / MAX (xlsx->rows_all, 1)));
  if (!g_cancellable_is_cancelled (xlsx->cancellable))
    return TRUE;
  if (!xlsx->error)
    g_cancellable_set_error_if_cancelled (xlsx->cancellable, &xlsx->error);
  return FALSE;
}

gboolean
kkb_xlsx_double (KkbDecimal decimal, double *out)
{
  static const double powers[]
      = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18 };
  const gint64 limit = G_GINT64_CONSTANT (1000000000000000); /* 15 digits */
  if (decimal.coef >= limit || decimal.coef <= -limit || decimal.scale >= G_N_ELEMENTS (powers))
    return FALSE;
  /* both are exact as doubles, so this is the nearest double: the one Excel itself would read from the digits */
  *out = (double)decimal.coef / powers[decimal.scale];
  return TRUE;
}

/* "_x0041_" in a text would be read back as "A": its underscore is written as what it is. NULL where there is nothing
 * to do. */
static char *
escape_codes (const char *text)
{
  if (!strstr (text, "_x"))
    return NULL;
  g_autoptr (GRegex) code = g_regex_new ("_(?=x[0-9A-Fa-f]{4}_)", 0, 0, NULL);
  return g_regex_replace_literal (code, text, -1, 0, "_x005F_", 0, NULL);
}

gboolean
kkb_xlsx_write_text (KkbXlsx *xlsx, lxw_worksheet *sheet, guint row, guint column, const char *text, lxw_format *format)
{
  gsize length = strlen (text);
  if (!g_utf8_validate_len (text, length, NULL))
    {
      if (!xlsx->error)
        xlsx->error = g_error_new (KKB_ERROR, KKB_ERROR_INPUT, _ ("The text of row %u, column %u is not valid UTF-8."),
                                   row + 1, column + 1);
      return FALSE;
    }
  g_autofree char *escaped = escape_codes (text);
  if (escaped)
    text = escaped;
  if (length <= EXCEL_CHARACTERS || g_utf8_strlen (text, -1) <= EXCEL_CHARACTERS)
    return kkb_xlsx_check (xlsx, worksheet_write_string (sheet, row, (lxw_col_t)column, text, format));
  g_autofree char *cut = g_utf8_substring (text, 0, EXCEL_CHARACTERS - 1);
  g_autofree char *marked = g_strconcat (cut, "…", NULL);
  return kkb_xlsx_check (xlsx, worksheet_write_string (sheet, row, (lxw_col_t)column, marked, format));
}

/* "AC12" at P; returns its end. */
static char *
append_cell (char *p, guint row, guint column)
{
  char backwards[16];
  guint n = 0;
  for (guint rest = row + 1; rest > 0; rest /= 10)
    backwards[n++] = (char)('0' + rest % 10);
  for (guint rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    backwards[n++] = (char)('A' + (rest - 1) % 26);
  while (n > 0)
    *p++ = backwards[--n];
  return p;
}

static void
print_operand (const KkbOperand *operand, guint sheet_row, char *out)
{
  if (operand->column >= 0)
    *append_cell (out, sheet_row, (guint)operand->column) = '\0';
  else
    kkb_decimal_print (operand->value, out);
}

static void
append_number (GString *out, guint number)
{
  char buf[24];
  g_string_append (out, kkb_decimal_print (kkb_decimal_from_int (number), buf));
}

/* A difference of decimals is rounded back to their own digits, so that binary rests do not reach the rate. */
static void
append_difference (GString *out, const char *a, const char *b, guint scale)
{
  gboolean rounded = scale > 0 && scale <= EXCEL_DIGITS;
  if (g_str_equal (b, "0"))
    {
      g_string_append (out, a);
      return;
    }
  g_string_append (out, rounded ? "ROUND(" : "(");
  g_string_append (out, a);
  g_string_append_c (out, '-');
  g_string_append (out, b);
  if (rounded)
    {
      g_string_append_c (out, ',');
      append_number (out, scale);
    }
  g_string_append_c (out, ')');
}

/* Put together without printf: every row of a report has one. */
char *
kkb_xlsx_formula (const KkbReport *report, const KkbReportCell *cell, guint sheet_row)
{
  if (cell->formula == 0)
    return NULL;
  const KkbFormula *formula = kkb_report_formula (report, cell->formula - 1);
  if (formula->method == KKB_METHOD_NONE)
    return g_strconcat ("=", formula->ratio, NULL);
  char a[40], t[40], b[40];
  print_operand (&formula->actual, sheet_row, a);
  print_operand (&formula->target, sheet_row, t);
  gboolean attainment = formula->method == KKB_METHOD_ATTAINMENT;
  GString *out = g_string_sized_new (128);
  g_string_append (out, "=IFERROR(IF(COUNT(");
  g_string_append (out, a);
  g_string_append_c (out, ',');
  g_string_append (out, t);
  if (!attainment)
    {
      print_operand (&formula->baseline, sheet_row, b);
      g_string_append_c (out, ',');
      g_string_append (out, b);
    }
  g_string_append (out, attainment ? ")=2," : ")=3,");
  g_string_append (out, formula->rounding == KKB_ROUND_TRUNCATE ? "TRUNC(" : "ROUND(");
  if (attainment)
    g_string_append (out, formula->inverse ? t : a);
  else
    append_difference (out, a, b, formula->scale);
  g_string_append (out, "*100/");
  if (attainment)
    g_string_append (out, formula->inverse ? a : t);
  else
    append_difference (out, t, b, formula->scale);
  g_string_append_c (out, ',');
  append_number (out, formula->decimals);
  g_string_append (out, "),\"\"),\"\")");
  return g_string_free (out, FALSE);
}

gboolean
kkb_xlsx_write_cell (KkbXlsx *xlsx, lxw_worksheet *sheet, const KkbReportTable *table, guint row, guint column,
                     guint row0)
{
  const KkbReportCell *cell = kkb_table_cell (table, row, column);
  if (cell->kind == KKB_REPORT_CELL_EMPTY && xlsx->plain)
    return TRUE;
  lxw_format *format = kkb_xlsx_format (xlsx, cell->style, cell->tone, cell->format);
  double value;
  if (cell->kind == KKB_REPORT_CELL_EMPTY)
    return kkb_xlsx_check (xlsx, worksheet_write_blank (sheet, row0 + row, (lxw_col_t)column, format));
  if (cell->kind == KKB_REPORT_CELL_TEXT || !kkb_xlsx_double (cell->number, &value))
    return kkb_xlsx_write_text (xlsx, sheet, row0 + row, column, cell->text, format);
  g_autofree char *formula = kkb_xlsx_formula (xlsx->report, cell, row0 + row);
  if (formula)
    return kkb_xlsx_check (xlsx,
                           worksheet_write_formula_num (sheet, row0 + row, (lxw_col_t)column, formula, format, value));
  return kkb_xlsx_check (xlsx, worksheet_write_number (sheet, row0 + row, (lxw_col_t)column, value, format));
}
