/* Drawing one page of the PDF: every text as text, through one layout. */
#include "kkb-report-pdf-private.h"
#include "kkb-report-wrap.h"
#include "kkb-chart-draw.h"
#include <math.h>
#include <string.h>

typedef struct
{
  double red, green, blue;
} Color;

static const Color tone_fill[KKB_N_TONES] = { { 1, 1, 1 },       { 0.863, 0.937, 0.863 }, { 0.867, 0.922, 0.969 },
                                              { 1, 0.949, 0.8 }, { 0.976, 0.851, 0.8 },   { 1, 1, 1 } };

static void
fill_box (KkbPdf *pdf, double x, double y, double width, double height, Color color)
{
  cairo_set_source_rgb (pdf->cr, color.red, color.green, color.blue);
  cairo_rectangle (pdf->cr, x, y, width, height);
  cairo_fill (pdf->cr);
  cairo_set_source_rgb (pdf->cr, 0, 0, 0);
}

static void
show_line (KkbPdf *pdf, double x, double y, double size, gboolean bold, const char *text)
{
  kkb_pdf_set_font (pdf, size, bold);
  pango_layout_set_text (pdf->layout, text, -1);
  cairo_move_to (pdf->cr, x, y);
  pango_cairo_show_layout (pdf->cr, pdf->layout);
}

/* Keeps the first MAX lines of the text in pdf->scratch and marks that more follow. */
static guint
cut_lines (KkbPdf *pdf, guint lines, guint max)
{
  if (lines <= max)
    return lines;
  char *p = pdf->scratch->str;
  for (guint i = 0; i < max; i++)
    {
      char *next = strchr (p, '\n');
      p = next ? next + (i + 1 < max ? 1 : 0) : p + strlen (p);
    }
  g_string_truncate (pdf->scratch, (gsize)(p - pdf->scratch->str));
  gsize last = pdf->scratch->len;
  if (last > 0)
    last = (gsize)(g_utf8_prev_char (pdf->scratch->str + last) - pdf->scratch->str);
  g_string_truncate (pdf->scratch, last);
  g_string_append (pdf->scratch, "…");
  return max;
}

/* TEXT in a box, broken to its width, in the middle of its height. */
static void
show_text (KkbPdf *pdf, const KkbPdfSection *s, const char *text, double x, double y, double width, double height,
           KkbReportCellStyle style, gboolean bold)
{
  if (*text == '\0')
    return;
  double inner = width - 2 * s->pad;
  guint most = (guint)MAX (1, floor ((height - 2 * s->pad + 0.01) / s->line));
  gboolean centred = style == KKB_STYLE_CENTER || style == KKB_STYLE_GAP || style == KKB_STYLE_RATING;
  gboolean right = style == KKB_STYLE_NUMBER || style == KKB_STYLE_TOTAL_NUMBER || style == KKB_STYLE_YARDSTICK;
  guint lines = 1;
  const char *shown = text;
  if (strlen (text) > inner / s->size || strchr (text, '\n'))
    {
      lines = cut_lines (pdf, kkb_wrap (text, inner / s->size, kkb_pdf_advance, pdf, pdf->scratch), most);
      shown = pdf->scratch->str;
    }
  double at = x + s->pad;
  if (centred || right)
    {
      double spare = inner - kkb_wrap_width (shown, kkb_pdf_advance, pdf) * s->size;
      at += centred ? spare / 2 : spare;
    }
  if (lines > 1)
    pango_layout_set_alignment (pdf->layout, centred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
  show_line (pdf, at, y + (height - lines * s->line) / 2, s->size, bold, shown);
}

static void
draw_heads (KkbPdf *pdf, const KkbPdfSection *s, double y)
{
  double left = s->x[0], right = s->x[s->n], all = s->head[0] + s->head[1];
  fill_box (pdf, left, y, right - left, all, (Color){ 0.863, 0.902, 0.945 });
  for (guint i = 0, next; i < s->n; i = next)
    {
      const KkbColumn *column = kkb_table_column (s->table, i);
      for (next = i + 1; next < s->n && *column->group && kkb_table_column (s->table, next)->group == column->group;
           next++)
        ;
      if (*column->group == '\0')
        {
          show_text (pdf, s, column->title, s->x[i], y, s->x[next] - s->x[i], all, KKB_STYLE_CENTER, TRUE);
          continue;
        }
      show_text (pdf, s, column->group, s->x[i], y, s->x[next] - s->x[i], s->head[0], KKB_STYLE_CENTER, TRUE);
      for (guint j = i; j < next; j++)
        {
          const char *title = kkb_table_column (s->table, j)->title;
          show_text (pdf, s, title, s->x[j], y + s->head[0], s->x[j + 1] - s->x[j], s->head[1], KKB_STYLE_CENTER, TRUE);
        }
    }
}

static void
draw_cell (KkbPdf *pdf, const KkbPdfSection *s, const KkbReportCell *cell, guint column, double y, double height)
{
  double x = s->x[column], width = s->x[column + 1] - x;
  gboolean total = cell->style == KKB_STYLE_TOTAL || cell->style == KKB_STYLE_TOTAL_NUMBER;
  if (total)
    fill_box (pdf, x, y, width, height, (Color){ 0.953, 0.965, 0.98 });
  else if (cell->tone > 0 && cell->tone < 5)
    fill_box (pdf, x, y, width, height, tone_fill[cell->tone]);
  if (cell->kind == KKB_REPORT_CELL_EMPTY)
    return;
  gboolean gap = cell->style == KKB_STYLE_GAP;
  if (gap)
    cairo_set_source_rgb (pdf->cr, 0.35, 0.35, 0.35);
  show_text (pdf, s, cell->text, x, y, width, height, cell->style, total);
  if (gap)
    cairo_set_source_rgb (pdf->cr, 0, 0, 0);
}

/* The level cells that reach into this page, each with its words. */
static void
draw_levels (KkbPdf *pdf, const KkbPdfSection *s, const KkbPdfPage *page, const double *tops)
{
  const KkbReportTable *table = s->table;
  for (guint column = 0; column < table->n_levels; column++)
    for (guint row = page->first; row < page->end;)
      {
        guint index = s->merge_of[(gsize)row * table->n_levels + column];
        const KkbMerge *merge = &g_array_index (table->merges, KkbMerge, index);
        guint end = MIN (merge->row + merge->n_rows, page->end);
        if (merge->column == column)
          {
            double x = s->x[column], width = s->x[column + merge->n_columns] - x, top = tops[row - page->first];
            double height = tops[end - page->first] - top;
            fill_box (pdf, x, top, width, height, (Color){ 0.953, 0.965, 0.98 });
            show_text (pdf, s, kkb_table_cell (table, merge->row, merge->column)->text, x, top, width, height,
                       KKB_STYLE_LEVEL, FALSE);
          }
        row = end;
      }
}

static void
rule (KkbPdf *pdf, double x0, double y0, double x1, double y1)
{
  cairo_move_to (pdf->cr, x0, y0);
  cairo_line_to (pdf->cr, x1, y1);
}

static void
rule_heads (KkbPdf *pdf, const KkbPdfSection *s, double y)
{
  double all = s->head[0] + s->head[1];
  rule (pdf, s->x[0], y, s->x[s->n], y);
  for (guint i = 0; i <= s->n; i++)
    {
      gboolean inside = i > 0 && i < s->n && *kkb_table_column (s->table, i)->group
                        && kkb_table_column (s->table, i)->group == kkb_table_column (s->table, i - 1)->group;
      rule (pdf, s->x[i], inside ? y + s->head[0] : y, s->x[i], y + all);
      if (i < s->n && *kkb_table_column (s->table, i)->group)
        rule (pdf, s->x[i], y + s->head[0], s->x[i + 1], y + s->head[0]);
    }
}

static void
rule_rows (KkbPdf *pdf, const KkbPdfSection *s, const KkbPdfPage *page, const double *tops)
{
  const KkbReportTable *table = s->table;
  guint levels = table->n_levels, n = page->end - page->first;
  for (guint i = levels; i <= s->n; i++)
    rule (pdf, s->x[i], tops[0], s->x[i], tops[n]);
  rule (pdf, s->x[0], tops[0], s->x[0], tops[n]);
  for (guint row = 0; row <= n; row++)
    {
      guint from = 0;
      /* a line starts right of the level cells that go on over it */
      while (row > 0 && row < n && from < levels
             && s->merge_of[(gsize)(page->first + row) * levels + from]
                    == s->merge_of[(gsize)(page->first + row - 1) * levels + from])
        from++;
      rule (pdf, s->x[from], tops[row], s->x[s->n], tops[row]);
      for (guint i = 1; row < n && i < levels; i++)
        if (s->merge_of[(gsize)(page->first + row) * levels + i]
            != s->merge_of[(gsize)(page->first + row) * levels + i - 1])
          rule (pdf, s->x[i], tops[row], s->x[i], tops[row + 1]);
    }
}

static double
draw_table (KkbPdf *pdf, const KkbPdfSection *s, const KkbPdfPage *page, double y)
{
  guint n = page->end - page->first;
  g_autofree double *tops = g_new0 (double, n + 1);
  tops[0] = y + s->head[0] + s->head[1];
  for (guint row = 0; row < n; row++)
    tops[row + 1] = tops[row] + s->heights[page->first + row];
  draw_heads (pdf, s, y);
  draw_levels (pdf, s, page, tops);
  for (guint row = 0; row < n; row++)
    for (guint i = s->table->n_levels; i < s->n; i++)
      draw_cell (pdf, s, kkb_table_cell (s->table, page->first + row, i), i, tops[row], tops[row + 1] - tops[row]);
  cairo_new_path (pdf->cr);
  rule_heads (pdf, s, y);
  rule_rows (pdf, s, page, tops);
  cairo_set_line_width (pdf->cr, 0.4);
  cairo_set_source_rgb (pdf->cr, 0.45, 0.45, 0.45);
  cairo_stroke (pdf->cr);
  cairo_set_source_rgb (pdf->cr, 0, 0, 0);
  return tops[n];
}

static double
draw_title (KkbPdf *pdf, const KkbPdfSection *s, gboolean start, double y)
{
  const KkbSection *section = s->section;
  double x = KKB_PDF_MARGIN, bottom = y + kkb_pdf_title_height (s, start);
  if (!start)
    {
      g_autofree char *text = g_strdup_printf ("%s（続き）　%s", section->title, section->subject);
      show_line (pdf, x, y, s->size, FALSE, text);
      return bottom;
    }
  show_line (pdf, x, y - 3, 14, TRUE, section->title);
  y += 20;
  show_line (pdf, x, y, s->size, TRUE, section->subject);
  y += 1.1 * s->line;
  show_line (pdf, x, y, s->size, FALSE, section->edition);
  for (guint i = 0; i < section->notes->len; i++)
    show_line (pdf, x, y + (i + 1) * 1.1 * s->line, s->size, FALSE, g_ptr_array_index (section->notes, i));
  return bottom;
}

static double
draw_chart (KkbPdf *pdf, const KkbPdfSection *s, double y)
{
  double width = pdf->width - 2 * KKB_PDF_MARGIN, height = s->chart_height - 2.2 * s->line;
  show_line (pdf, KKB_PDF_MARGIN, y + 0.8 * s->line, s->size, TRUE, s->section->chart->title);
  g_autoptr (KkbChartLayout) layout = kkb_chart_layout_new (s->chart, width, height, KKB_PDF_FAMILY, s->size);
  cairo_save (pdf->cr);
  cairo_translate (pdf->cr, KKB_PDF_MARGIN, y + 2.2 * s->line);
  kkb_chart_draw (pdf->cr, layout, KKB_CHART_PALETTE_PRINT);
  cairo_restore (pdf->cr);
  cairo_set_source_rgb (pdf->cr, 0, 0, 0);
  return y + s->chart_height;
}

static double
draw_legend (KkbPdf *pdf, const KkbPdfSection *s, guint line, double y)
{
  double em = (pdf->width - 2 * KKB_PDF_MARGIN) / s->size - 1;
  if (line == 0)
    show_line (pdf, KKB_PDF_MARGIN, y + 0.6 * s->line, s->size, TRUE, "凡例");
  y += kkb_pdf_legend_gap (s, line);
  kkb_wrap (g_ptr_array_index (s->legend, line), em, kkb_pdf_advance, pdf, pdf->scratch);
  pango_layout_set_alignment (pdf->layout, PANGO_ALIGN_LEFT);
  show_line (pdf, KKB_PDF_MARGIN, y, s->size, FALSE, pdf->scratch->str);
  return y + kkb_pdf_legend_height (pdf, s, line);
}

static void
draw_foot (KkbPdf *pdf, const KkbPdfSection *s, guint page)
{
  double y = pdf->height - KKB_PDF_MARGIN - 10, size = 7.5;
  g_autofree char *number = g_strdup_printf ("%u / %u", page + 1, pdf->pages->len);
  double width = kkb_wrap_width (number, kkb_pdf_advance, pdf) * size;
  double right = kkb_wrap_width (s->section->title, kkb_pdf_advance, pdf) * size;
  cairo_set_source_rgb (pdf->cr, 0.3, 0.3, 0.3);
  show_line (pdf, KKB_PDF_MARGIN, y, size, FALSE, kkb_report_title (pdf->report));
  show_line (pdf, (pdf->width - width) / 2, y, size, FALSE, number);
  show_line (pdf, pdf->width - KKB_PDF_MARGIN - right, y, size, FALSE, s->section->title);
  cairo_set_source_rgb (pdf->cr, 0, 0, 0);
}

void
kkb_pdf_draw_page (KkbPdf *pdf, guint index)
{
  const KkbPdfPage *page = &g_array_index (pdf->pages, KkbPdfPage, index);
  const KkbPdfSection *s = &pdf->sections[page->section];
  cairo_set_source_rgb (pdf->cr, 0, 0, 0);
  double y = draw_title (pdf, s, page->start, KKB_PDF_MARGIN);
  if (page->table)
    y = draw_table (pdf, s, page, y);
  if (page->chart)
    y = draw_chart (pdf, s, y);
  for (guint line = page->legend_first; line < page->legend_end; line++)
    y = draw_legend (pdf, s, line, y);
  draw_foot (pdf, s, index);
  cairo_show_page (pdf->cr);
}
