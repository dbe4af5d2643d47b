/* Widths, heights and line breaks of the PDF. Texts are measured by the advance of each character, looked up once, so
 * that a cell is shaped only when it is drawn. */
#include "kkb-report-pdf-private.h"
#include "kkb-report-wrap.h"
#include <math.h>
#include <string.h>

void
kkb_pdf_set_font (KkbPdf *pdf, double size, gboolean bold)
{
  if (pdf->layout_size == size && pdf->layout_bold == bold)
    return;
  PangoFontDescription *font = bold ? pdf->bold : pdf->font;
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (pdf->layout, font);
  pdf->layout_size = size;
  pdf->layout_bold = bold;
}

double
kkb_pdf_advance (gunichar c, gpointer data)
{
  KkbPdf *pdf = data;
  if (c < 0x20)
    return 0;
  if (c > 0xffff)
    return 1.0;
  if (pdf->advances[c] >= 0)
    return pdf->advances[c];
  char text[8];
  int width;
  text[g_unichar_to_utf8 (c, text)] = '\0';
  kkb_pdf_set_font (pdf, 20, FALSE);
  pango_layout_set_text (pdf->layout, text, -1);
  pango_layout_get_size (pdf->layout, &width, NULL);
  return pdf->advances[c] = (float)(width / (20.0 * PANGO_SCALE));
}

static void
choose_widths (KkbPdf *pdf, KkbPdfSection *s)
{
  double total = 0, flexible = 0, page = pdf->width - 2 * KKB_PDF_MARGIN;
  for (guint i = 0; i < s->n; i++)
    {
      const KkbColumn *column = kkb_table_column (s->table, i);
      total += column->width + 0.4;
      flexible += column->flexible ? column->width + 0.4 : 0;
    }
  double largest = kkb_report_options (pdf->report)->paper == KKB_PAPER_A3 ? 9.0 : 8.0;
  s->size = MIN (largest, page / total);
  s->pad = 0.3 * s->size;
  s->line = pdf->em_line * s->size;
  double spare = MAX (0, page / s->size - total);
  s->x = g_new0 (double, s->n + 1);
  s->x[0] = KKB_PDF_MARGIN;
  for (guint i = 0; i < s->n; i++)
    {
      const KkbColumn *column = kkb_table_column (s->table, i);
      double width = column->width + 0.4;
      if (column->flexible)
        width += spare * width / flexible;
      s->x[i + 1] = s->x[i] + width * s->size;
    }
}

static double
em_between (const KkbPdfSection *s, guint column, guint n_columns)
{
  return (s->x[column + n_columns] - s->x[column] - 2 * s->pad) / s->size;
}

static guint
count_lines (KkbPdf *pdf, const char *text, double em)
{
  if (strlen (text) <= em && !strchr (text, '\n'))
    return 1; /* no character is wider than its bytes are many */
  return kkb_wrap (text, em, kkb_pdf_advance, pdf, NULL);
}

static void
measure_heads (KkbPdf *pdf, KkbPdfSection *s)
{
  guint group = 1, title = 1;
  s->head_rows = 1;
  for (guint i = 0; i < s->n; i++)
    if (*kkb_table_column (s->table, i)->group)
      s->head_rows = 2;
  for (guint i = 0, next; i < s->n; i = next)
    {
      const KkbColumn *column = kkb_table_column (s->table, i);
      for (next = i + 1; next < s->n && *column->group && kkb_table_column (s->table, next)->group == column->group;
           next++)
        ;
      if (*column->group)
        group = MAX (group, count_lines (pdf, column->group, em_between (s, i, next - i)));
      for (guint j = i; j < next; j++)
        {
          guint lines = count_lines (pdf, kkb_table_column (s->table, j)->title, em_between (s, j, 1));
          title = MAX (title, *column->group || s->head_rows == 1 ? lines : lines - 1);
        }
    }
  s->head[0] = (s->head_rows == 2 ? group : title) * s->line + 2 * s->pad;
  s->head[1] = s->head_rows == 2 ? title * s->line + 2 * s->pad : 0;
}

static void
measure_rows (KkbPdf *pdf, KkbPdfSection *s)
{
  s->heights = g_new0 (double, s->table->n_rows + 1);
  for (guint row = 0; row < s->table->n_rows; row++)
    {
      guint most = 1;
      for (guint i = s->table->n_levels; i < s->n; i++)
        {
          const KkbReportCell *cell = kkb_table_cell (s->table, row, i);
          if (cell->kind == KKB_REPORT_CELL_TEXT)
            most = MAX (most, count_lines (pdf, cell->text, em_between (s, i, 1)));
        }
      s->heights[row] = MIN (most, s->max_lines) * s->line + 2 * s->pad;
    }
}

double
kkb_pdf_level_need (KkbPdf *pdf, const KkbPdfSection *s, const KkbMerge *merge)
{
  const char *text = kkb_table_cell (s->table, merge->row, merge->column)->text;
  guint lines = count_lines (pdf, text, em_between (s, merge->column, merge->n_columns));
  return MIN (lines, s->max_lines) * s->line + 2 * s->pad;
}

static void
measure_levels (KkbPdf *pdf, KkbPdfSection *s)
{
  const KkbReportTable *table = s->table;
  s->merge_of = g_new0 (guint, (gsize)table->n_rows * table->n_levels + 1);
  for (guint i = 0; i < table->merges->len; i++)
    {
      const KkbMerge *merge = &g_array_index (table->merges, KkbMerge, i);
      double have = 0, need = kkb_pdf_level_need (pdf, s, merge);
      for (guint r = merge->row; r < merge->row + merge->n_rows; r++)
        {
          have += s->heights[r];
          for (guint c = 0; c < merge->n_columns; c++)
            s->merge_of[(gsize)r * table->n_levels + merge->column + c] = i;
        }
      for (guint r = 0; r < merge->n_rows && need > have; r++)
        s->heights[merge->row + r] += (need - have) / merge->n_rows;
    }
}

/* The bars of the summary as src/chart draws them everywhere. */
static KkbChartSpec *
make_chart (const KkbSection *section)
{
  const KkbSummaryChart *chart = section->chart;
  KkbChartSpec *spec = kkb_chart_spec_new (KKB_CHART_STACKED, chart->title);
  spec->unit = kkb_chart_spec_string (spec, chart->unit);
  for (guint row = 0; row < chart->n_rows; row++)
    kkb_chart_spec_add_row (spec, kkb_table_cell (section->table, chart->first_row + row, 0)->text);
  for (guint i = 0; i < chart->parts->len; i++)
    {
      const KkbChartPart *part = &g_array_index (chart->parts, KkbChartPart, i);
      KkbChartRole role = part->tone == 5 ? KKB_CHART_GAP : KKB_CHART_RATING;
      KkbChartSeries *series = kkb_chart_spec_add_series (spec, role, part->label, "");
      for (guint row = 0; row < chart->n_rows; row++)
        {
          const KkbReportCell *cell = kkb_table_cell (section->table, chart->first_row + row, part->column);
          kkb_chart_spec_add_count (spec, series, row, (guint)cell->number.coef);
        }
    }
  return spec;
}

double
kkb_pdf_title_height (const KkbPdfSection *s, gboolean start)
{
  if (!start)
    return 1.6 * s->line;
  return 20 + (2 + s->section->notes->len) * 1.1 * s->line + 0.5 * s->line;
}

double
kkb_pdf_legend_height (KkbPdf *pdf, const KkbPdfSection *s, guint line)
{
  double em = (pdf->width - 2 * KKB_PDF_MARGIN) / s->size - 1;
  return MAX (1, kkb_wrap (g_ptr_array_index (s->legend, line), em, kkb_pdf_advance, pdf, NULL)) * s->line;
}

double
kkb_pdf_legend_gap (const KkbPdfSection *s, guint line)
{
  return line == 0 ? 1.8 * s->line : 0; /* the word 凡例 */
}

void
kkb_pdf_measure (KkbPdf *pdf, KkbPdfSection *s)
{
  s->table = s->section->table;
  s->n = kkb_table_n_columns (s->table);
  s->legend = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < s->section->legend->len; i++)
    g_ptr_array_add (s->legend, g_strdup (g_ptr_array_index (s->section->legend, i)));
  choose_widths (pdf, s);
  measure_heads (pdf, s);
  double body
      = pdf->height - 2 * KKB_PDF_MARGIN - KKB_PDF_FOOT - kkb_pdf_title_height (s, TRUE) - s->head[0] - s->head[1];
  s->max_lines = (guint)MAX (1, floor ((body - 2 * s->pad) / s->line));
  measure_rows (pdf, s);
  measure_levels (pdf, s);
  if (!s->section->chart)
    return;
  double width = pdf->width - 2 * KKB_PDF_MARGIN;
  s->chart = make_chart (s->section);
  s->chart_height = kkb_chart_natural_height (s->chart, width, s->size) + 2.2 * s->line;
  s->chart_height = MIN (s->chart_height, body);
}

void
kkb_pdf_section_clear (KkbPdfSection *s)
{
  g_free (s->x);
  g_free (s->heights);
  g_free (s->merge_of);
  g_clear_pointer (&s->legend, g_ptr_array_unref);
  g_clear_pointer (&s->chart, kkb_chart_spec_unref);
}
