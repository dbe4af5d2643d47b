/* Which rows stand on which page: no row is cut, and a level cell that goes on over a page has room for its words on
 * both. */
#include "kkb-report-pdf-private.h"

static double
sum_heights (const KkbPdfSection *s, guint first, guint end)
{
  double sum = 0;
  for (guint row = first; row < end; row++)
    sum += s->heights[row];
  return sum;
}

static const KkbMerge *
merge_at (const KkbPdfSection *s, guint row, guint column)
{
  guint index = s->merge_of[(gsize)row * s->table->n_levels + column];
  return &g_array_index (s->table->merges, KkbMerge, index);
}

/* A break that would leave a level cell without room for its words moves up to where that cell starts. */
static guint
better_break (KkbPdf *pdf, const KkbPdfSection *s, guint first, guint end)
{
  guint best = end;
  for (guint column = s->table->n_levels; column-- > 0;)
    {
      const KkbMerge *merge = merge_at (s, best, column);
      if (merge->row > first && merge->row < best
          && sum_heights (s, merge->row, best) < kkb_pdf_level_need (pdf, s, merge))
        best = merge->row;
    }
  return best;
}

/* What goes on after a break repeats its words: the row there grows where they would not fit. */
static void
make_room_after_break (KkbPdf *pdf, KkbPdfSection *s, guint row)
{
  for (guint column = 0; column < s->table->n_levels; column++)
    {
      const KkbMerge *merge = merge_at (s, row, column);
      if (merge->row == row)
        continue;
      double have = sum_heights (s, row, merge->row + merge->n_rows), need = kkb_pdf_level_need (pdf, s, merge);
      if (have < need)
        s->heights[row] += need - have;
    }
}

static KkbPdfPage *
add_page (KkbPdf *pdf, guint section, gboolean start)
{
  KkbPdfPage page = { .section = section, .start = start };
  g_array_append_val (pdf->pages, page);
  return &g_array_index (pdf->pages, KkbPdfPage, pdf->pages->len - 1);
}

static double
room_on (KkbPdf *pdf, const KkbPdfSection *s, gboolean start)
{
  return pdf->height - 2 * KKB_PDF_MARGIN - KKB_PDF_FOOT - kkb_pdf_title_height (s, start);
}

/* The table; returns what is left of its last page. */
static double
paginate_table (KkbPdf *pdf, guint section)
{
  KkbPdfSection *s = &pdf->sections[section];
  guint n = s->table->n_rows, row = 0;
  double left = 0;
  do
    {
      KkbPdfPage *page = add_page (pdf, section, row == 0);
      double used = 0, room = room_on (pdf, s, row == 0) - s->head[0] - s->head[1];
      guint end = row;
      while (end < n && (end == row || used + s->heights[end] <= room))
        used += s->heights[end++];
      if (end < n && s->table->n_levels > 0)
        end = better_break (pdf, s, row, end);
      page->table = TRUE;
      page->first = row;
      page->end = end;
      left = room - sum_heights (s, row, end);
      if (end < n && s->table->n_levels > 0)
        make_room_after_break (pdf, s, end);
      row = end;
    }
  while (row < n);
  return left;
}

static double
legend_height (KkbPdf *pdf, const KkbPdfSection *s)
{
  double height = 0;
  for (guint line = 0; line < s->legend->len; line++)
    height += kkb_pdf_legend_gap (s, line) + kkb_pdf_legend_height (pdf, s, line);
  return height;
}

/* A page for two last lines of 凡例 looks like a mistake: where they do not fit one below the other, they run on. */
static void
join_legend (KkbPdf *pdf, KkbPdfSection *s, double left)
{
  if (s->legend->len < 2 || legend_height (pdf, s) <= left)
    return;
  g_autoptr (GString) joined = g_string_new (NULL);
  for (guint line = 0; line < s->legend->len; line++)
    g_string_append_printf (joined, "%s%s", line > 0 ? "　" : "", (const char *)g_ptr_array_index (s->legend, line));
  GPtrArray *one = g_ptr_array_new_with_free_func (g_free), *many = s->legend;
  g_ptr_array_add (one, g_string_free (g_steal_pointer (&joined), FALSE));
  s->legend = one;
  if (legend_height (pdf, s) > left)
    {
      s->legend = many;
      many = one;
    }
  g_ptr_array_unref (many);
}

void
kkb_pdf_paginate (KkbPdf *pdf, guint section)
{
  KkbPdfSection *s = &pdf->sections[section];
  double left = paginate_table (pdf, section);
  if (s->chart)
    {
      if (left < s->chart_height)
        {
          add_page (pdf, section, FALSE);
          left = room_on (pdf, s, FALSE);
        }
      g_array_index (pdf->pages, KkbPdfPage, pdf->pages->len - 1).chart = TRUE;
      left -= s->chart_height;
    }
  join_legend (pdf, s, left);
  for (guint line = 0; line < s->legend->len; line++)
    {
      double need = kkb_pdf_legend_gap (s, line) + kkb_pdf_legend_height (pdf, s, line);
      if (left < need)
        {
          add_page (pdf, section, FALSE);
          left = room_on (pdf, s, FALSE);
        }
      KkbPdfPage *page = &g_array_index (pdf->pages, KkbPdfPage, pdf->pages->len - 1);
      if (page->legend_end == 0)
        page->legend_first = line;
      page->legend_end = line + 1;
      left -= need;
    }
}
