/* The sheets of the Excel writer: print face and data face. */
#include "kkb-report-xlsx-private.h"
#include "kkb-report-wrap.h"
#include <math.h>
#include <string.h>

#define A3_PIXELS      1500.0 /* 420 mm less margins, at 96 dpi */
#define A4_PIXELS      1035.0
#define MAX_ROW_POINTS 409.0

typedef struct
{
  KkbXlsx *xlsx;
  const KkbSection *section;
  const KkbReportTable *table;
  lxw_worksheet *sheet;
  guint n;          /* columns */
  double *pixels;   /* width of each column */
  double *heights;  /* of each table row, in points */
  guint head, body; /* sheet rows where heads and rows start */
  guint head_rows;
  guint end; /* first sheet row after everything */
} Sheet;

static double
em_of (const Sheet *s, guint column)
{
  /* a little less than there is, as Excel and LibreOffice measure with other fonts than ours */
  return (s->pixels[column] - KKB_XLSX_PADDING) / KKB_XLSX_EM * 0.97;
}

static void
choose_widths (Sheet *s)
{
  double total = 0, flexible = 0;
  for (guint i = 0; i < s->n; i++)
    {
      const KkbColumn *column = kkb_table_column (s->table, i);
      s->pixels[i] = ceil (column->width * KKB_XLSX_EM + KKB_XLSX_PADDING);
      total += s->pixels[i];
      flexible += column->flexible ? s->pixels[i] : 0;
    }
  double page = kkb_report_options (s->xlsx->report)->paper == KKB_PAPER_A3 ? A3_PIXELS : A4_PIXELS;
  for (guint i = 0; i < s->n && flexible > 0 && total < page; i++)
    if (kkb_table_column (s->table, i)->flexible)
      s->pixels[i] = floor (s->pixels[i] * (1 + (page - total) / flexible));
}

static guint
lines_of (const Sheet *s, const char *text, double em)
{
  gsize length = strlen (text);
  /* what is narrower than the line, even if every byte were its widest, or as measured, does not break; a text with
   * three bytes for each em and more is not worth measuring first */
  if ((length * KKB_WRAP_WIDEST_BYTE <= em || (length < 3 * em && kkb_wrap_width (text, kkb_wrap_estimate, NULL) <= em))
      && !memchr (text, '\n', length))
    return 1;
  return kkb_wrap (text, em, kkb_wrap_estimate, NULL, NULL);
}

static void
choose_heights (Sheet *s)
{
  const KkbReportTable *table = s->table;
  for (guint row = 0; row < table->n_rows; row++)
    {
      guint most = 1;
      for (guint i = table->n_levels; i < s->n; i++)
        {
          const KkbReportCell *cell = kkb_table_cell (table, row, i);
          if (cell->kind == KKB_REPORT_CELL_TEXT)
            most = MAX (most, lines_of (s, cell->text, em_of (s, i)));
        }
      s->heights[row] = most * KKB_XLSX_LINE + 4;
    }
  for (guint i = 0; i < table->merges->len; i++)
    {
      const KkbMerge *merge = &g_array_index (table->merges, KkbMerge, i);
      double em = 0, have = 0;
      for (guint c = 0; c < merge->n_columns; c++)
        em += em_of (s, merge->column + c);
      for (guint r = 0; r < merge->n_rows; r++)
        have += s->heights[merge->row + r];
      double need = lines_of (s, kkb_table_cell (table, merge->row, merge->column)->text, em) * KKB_XLSX_LINE + 4;
      for (guint r = 0; r < merge->n_rows && need > have; r++)
        s->heights[merge->row + r] += (need - have) / merge->n_rows;
    }
}

static gboolean
write_titles (Sheet *s)
{
  const KkbSection *section = s->section;
  KkbXlsx *xlsx = s->xlsx;
  guint row = 0;
  gboolean done = kkb_xlsx_write_text (xlsx, s->sheet, row, 0, section->title, kkb_xlsx_named (xlsx, KKB_XLSX_TITLE));
  worksheet_set_row (s->sheet, row++, 24, NULL);
  done
      = done && kkb_xlsx_write_text (xlsx, s->sheet, row, 0, section->subject, kkb_xlsx_named (xlsx, KKB_XLSX_SUBJECT));
  worksheet_set_row (s->sheet, row++, 17, NULL);
  done = done && kkb_xlsx_write_text (xlsx, s->sheet, row, 0, section->edition, kkb_xlsx_named (xlsx, KKB_XLSX_NOTE));
  worksheet_set_row (s->sheet, row++, 16, NULL);
  for (guint i = 0; done && i < section->notes->len; i++)
    {
      const char *note = g_ptr_array_index (section->notes, i);
      done = kkb_xlsx_write_text (xlsx, s->sheet, row, 0, note, kkb_xlsx_named (xlsx, KKB_XLSX_NOTE));
      worksheet_set_row (s->sheet, row++, 16, NULL);
    }
  worksheet_set_row (s->sheet, row++, 6, NULL);
  s->head = row;
  return done;
}

static gboolean
write_head_cell (Sheet *s, guint row, guint n_rows, guint column, guint n_columns, const char *text)
{
  lxw_format *format = kkb_xlsx_named (s->xlsx, KKB_XLSX_HEAD);
  if (n_rows == 1 && n_columns == 1)
    return kkb_xlsx_write_text (s->xlsx, s->sheet, row, column, text, format);
  return kkb_xlsx_check (s->xlsx, worksheet_merge_range (s->sheet, row, (lxw_col_t)column, row + n_rows - 1,
                                                         (lxw_col_t)(column + n_columns - 1), text, format));
}

static gboolean
write_heads (Sheet *s)
{
  gboolean done = TRUE;
  guint group_lines = 1, title_lines = 1;
  s->head_rows = 1;
  for (guint i = 0; i < s->n; i++)
    if (*kkb_table_column (s->table, i)->group)
      s->head_rows = 2;
  for (guint i = 0, next; done && i < s->n; i = next)
    {
      const KkbColumn *column = kkb_table_column (s->table, i);
      double em = em_of (s, i);
      for (next = i + 1; next < s->n && *column->group && kkb_table_column (s->table, next)->group == column->group;
           next++)
        em += em_of (s, next) + KKB_XLSX_PADDING / KKB_XLSX_EM;
      if (*column->group == '\0')
        {
          done = write_head_cell (s, s->head, s->head_rows, i, 1, column->title);
          guint lines = lines_of (s, column->title, em_of (s, i));
          title_lines = MAX (title_lines, s->head_rows == 2 ? lines - 1 : lines);
          continue;
        }
      done = write_head_cell (s, s->head, 1, i, next - i, column->group);
      group_lines = MAX (group_lines, lines_of (s, column->group, em));
      for (guint j = i; done && j < next; j++)
        {
          done = write_head_cell (s, s->head + 1, 1, j, 1, kkb_table_column (s->table, j)->title);
          title_lines = MAX (title_lines, lines_of (s, kkb_table_column (s->table, j)->title, em_of (s, j)));
        }
    }
  worksheet_set_row (s->sheet, s->head, (s->head_rows == 2 ? group_lines : title_lines) * KKB_XLSX_LINE + 4, NULL);
  if (s->head_rows == 2)
    worksheet_set_row (s->sheet, s->head + 1, title_lines * KKB_XLSX_LINE + 4, NULL);
  s->body = s->head + s->head_rows;
  return done;
}

/* The levels, which merges cover: each of their cells is written here and only here. */
static gboolean
write_merges (Sheet *s)
{
  for (guint i = 0; i < s->table->merges->len; i++)
    {
      const KkbMerge *merge = &g_array_index (s->table->merges, KkbMerge, i);
      if (merge->n_rows == 1 && merge->n_columns == 1)
        {
          if (!kkb_xlsx_write_cell (s->xlsx, s->sheet, s->table, merge->row, merge->column, s->body))
            return FALSE;
          continue;
        }
      lxw_format *format = kkb_xlsx_format (s->xlsx, KKB_STYLE_LEVEL, 0, 0);
      const char *text = kkb_table_cell (s->table, merge->row, merge->column)->text;
      lxw_row_t last = s->body + merge->row + merge->n_rows - 1;
      lxw_col_t right = merge->column + merge->n_columns - 1;
      if (!kkb_xlsx_check (
              s->xlsx, worksheet_merge_range (s->sheet, s->body + merge->row, merge->column, last, right, NULL, format))
          || !kkb_xlsx_write_text (s->xlsx, s->sheet, s->body + merge->row, merge->column, text, format))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_rows (Sheet *s)
{
  for (guint row = 0; row < s->table->n_rows; row++)
    {
      if (!kkb_xlsx_step (s->xlsx))
        return FALSE;
      worksheet_set_row (s->sheet, s->body + row, MIN (s->heights[row], MAX_ROW_POINTS), NULL);
      for (guint i = s->table->n_levels; i < s->n; i++)
        if (!kkb_xlsx_write_cell (s->xlsx, s->sheet, s->table, row, i, s->body))
          return FALSE;
    }
  return write_merges (s);
}

static gboolean
write_legend (Sheet *s)
{
  guint row = s->body + s->table->n_rows;
  s->end = row;
  if (s->section->legend->len == 0)
    return TRUE;
  double em = 0;
  for (guint i = 0; i < s->n; i++)
    em += s->pixels[i] / KKB_XLSX_EM;
  worksheet_set_row (s->sheet, row++, 8, NULL);
  gboolean done
      = kkb_xlsx_write_text (s->xlsx, s->sheet, row, 0, "凡例", kkb_xlsx_named (s->xlsx, KKB_XLSX_LEGEND_HEAD));
  worksheet_set_row (s->sheet, row++, KKB_XLSX_LINE + 2, NULL);
  for (guint i = 0; done && i < s->section->legend->len; i++)
    {
      const char *text = g_ptr_array_index (s->section->legend, i);
      lxw_format *format = kkb_xlsx_named (s->xlsx, KKB_XLSX_LEGEND);
      worksheet_set_row (s->sheet, row, lines_of (s, text, em * 0.95) * KKB_XLSX_LINE + 2, NULL);
      if (s->n > 1)
        done = kkb_xlsx_check (s->xlsx,
                               worksheet_merge_range (s->sheet, row, 0, row, (lxw_col_t)(s->n - 1), NULL, format));
      done = done && kkb_xlsx_write_text (s->xlsx, s->sheet, row++, 0, text, format);
    }
  s->end = row;
  return done;
}

static void
place_chart (Sheet *s)
{
  if (!s->section->chart)
    return;
  double width = 0, height = 130 + 30.0 * s->section->chart->n_rows;
  for (guint i = 0; i < s->n; i++)
    width += s->pixels[i];
  kkb_xlsx_add_chart (s->xlsx, s->sheet, s->section, s->body, s->end + 1, MIN (width, 1000), height);
  guint rows = (guint)ceil (height / 20.0) + 2;
  for (guint i = 0; i < rows; i++)
    worksheet_set_row (s->sheet, s->end + i, 15, NULL); /* 20 pixels */
  s->end += rows;
}

/* & starts a code in heads and feet of pages, and 255 bytes is all that libxlsxwriter takes. */
static char *
footer_text (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (const char *p = text; *p && out->len < 100; p = g_utf8_next_char (p))
    {
      if (*p == '&')
        g_string_append_c (out, '&');
      g_string_append_unichar (out, g_utf8_get_char (p));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
set_page (Sheet *s)
{
  g_autofree char *left = footer_text (kkb_report_title (s->xlsx->report));
  g_autofree char *right = footer_text (s->section->title);
  g_autofree char *footer = g_strdup_printf ("&L&8%s&C&9&P / &N&R&8%s", left, right);
  /* a text that starts with a digit would be read as part of the font size before it */
  if (g_ascii_isdigit (*left) || g_ascii_isdigit (*right))
    {
      g_free (footer);
      footer = g_strdup_printf ("&L%s&C&P / &N&R%s", left, right);
    }
  worksheet_set_landscape (s->sheet);
  worksheet_set_paper (s->sheet, kkb_report_options (s->xlsx->report)->paper == KKB_PAPER_A3 ? 8 : 9);
  worksheet_set_margins (s->sheet, 0.4, 0.4, 0.5, 0.6);
  worksheet_fit_to_pages (s->sheet, 1, 0);
  worksheet_set_footer (s->sheet, footer);
  worksheet_repeat_rows (s->sheet, s->head, s->body - 1);
  worksheet_print_area (s->sheet, 0, 0, s->end > 0 ? s->end - 1 : 0, (lxw_col_t)(s->n - 1));
  worksheet_center_horizontally (s->sheet);
  worksheet_gridlines (s->sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_freeze_panes (s->sheet, s->body, (lxw_col_t)s->table->n_levels);
}

gboolean
kkb_xlsx_print_sheet (KkbXlsx *xlsx, const KkbSection *section)
{
  Sheet s = { .xlsx = xlsx, .section = section, .table = section->table, .n = kkb_table_n_columns (section->table) };
  s.sheet = workbook_add_worksheet (xlsx->workbook, section->sheet);
  if (!s.sheet)
    return kkb_xlsx_check (xlsx, LXW_ERROR_SHEETNAME_ALREADY_USED);
  s.pixels = g_new0 (double, s.n);
  s.heights = g_new0 (double, s.table->n_rows + 1);
  choose_widths (&s);
  for (guint i = 0; i < s.n; i++)
    worksheet_set_column_pixels (s.sheet, (lxw_col_t)i, (lxw_col_t)i, (uint32_t)s.pixels[i], NULL);
  choose_heights (&s);
  gboolean done = write_titles (&s) && write_heads (&s) && write_rows (&s) && write_legend (&s);
  if (done)
    {
      place_chart (&s);
      set_page (&s);
    }
  g_free (s.pixels);
  g_free (s.heights);
  return done;
}

gboolean
kkb_xlsx_data_sheet (KkbXlsx *xlsx, const KkbSection *section)
{
  const KkbReportTable *table = section->table;
  guint n = kkb_table_n_columns (table);
  lxw_worksheet *sheet = workbook_add_worksheet (xlsx->workbook, section->sheet);
  if (!sheet)
    return kkb_xlsx_check (xlsx, LXW_ERROR_SHEETNAME_ALREADY_USED);
  for (guint i = 0; i < n; i++)
    {
      const KkbColumn *column = kkb_table_column (table, i);
      uint32_t pixels = (uint32_t)(column->width * KKB_XLSX_EM + 2 * KKB_XLSX_PADDING);
      worksheet_set_column_pixels (sheet, (lxw_col_t)i, (lxw_col_t)i, pixels, NULL);
      if (!kkb_xlsx_write_text (xlsx, sheet, 0, i, column->title, kkb_xlsx_named (xlsx, KKB_XLSX_DATA_HEAD)))
        return FALSE;
    }
  for (guint row = 0; row < table->n_rows; row++)
    {
      if (!kkb_xlsx_step (xlsx))
        return FALSE;
      for (guint i = 0; i < n; i++)
        if (!kkb_xlsx_write_cell (xlsx, sheet, table, row, i, 1))
          return FALSE;
    }
  worksheet_freeze_panes (sheet, 1, 0);
  worksheet_autofilter (sheet, 0, 0, table->n_rows, (lxw_col_t)(n - 1));
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9);
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_repeat_rows (sheet, 0, 0);
  return TRUE;
}
