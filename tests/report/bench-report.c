/* P9 and P10: the Excel and the PDF report against floors measured in the same run (deflating the same XML, bare
 * libxlsxwriter on the same cells, one reused layout on the same cells). CPU time; exit 1 only on a ratio. */
#include "bench.h"
#include "kkb-report-xlsx-private.h"
#include "report-fixture.h"
#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <string.h>
#include <sys/resource.h>
#include <xlsxwriter.h>
#include <zip.h>

#define RUNS     15
#define BARE_TOP 7 /* lines above the table */

typedef struct
{
  KkbFacts *facts;
  KkbReview *review;
  KkbReport *report;
  GBytes *xml;         /* all parts of our workbook, unpacked */
  GPtrArray *formulas; /* char *, as our workbook has them: what it takes to make them is no cost of the library */
  char *folder, *path, *other;
} Bench;

typedef void (*BenchFunc) (Bench *bench);

static double
cpu_ms (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
         + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* The cases in turn, one warm-up, the median of each. */
static void
measure (Bench *bench, const char *const *names, const BenchFunc *funcs, guint n, guint runs, double *median)
{
  g_autofree double *all = g_new0 (double, n *runs);
  for (guint i = 0; i < n; i++)
    funcs[i](bench);
  for (guint run = 0; run < runs; run++)
    for (guint i = 0; i < n; i++)
      {
        double start = cpu_ms ();
        funcs[i](bench);
        all[i * runs + run] = cpu_ms () - start;
      }
  for (guint i = 0; i < n; i++)
    {
      double *of = all + i * runs;
      qsort (of, runs, sizeof *of, compare_doubles);
      median[i] = of[runs / 2];
      g_print ("  %-34s %9.2f ms   p10 %9.2f   p90 %9.2f\n", names[i], median[i], of[runs / 10], of[runs * 9 / 10]);
    }
}

static gboolean
gate (const char *what, double ratio, double limit)
{
  /* WHAT begins with the goal */
  g_auto (GStrv) words = g_strsplit (what, " ", 2);
  return bench_line (words[0], words[1], ratio, "x", limit);
}

/* ---- Excel ---- */

static KkbReport *
build_report (Bench *bench)
{
  KkbReportOptions options = { .face = KKB_FACE_PRINT, .paper = KKB_PAPER_A3 };
  return kkb_report_kpi_new (bench->review, NULL, &options);
}

static void
ours_xlsx (Bench *bench)
{
  g_autoptr (KkbReport) report = build_report (bench);
  g_assert_true (kkb_report_write_xlsx (report, bench->path, NULL, NULL, NULL, NULL));
}

static void
deflate_floor (Bench *bench)
{
  gsize size;
  const char *data = g_bytes_get_data (bench->xml, &size);
  g_autoptr (GZlibCompressor) deflate = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, -1);
  g_autofree char *out = g_malloc (1 << 20);
  GConverterResult result;
  do
    {
      gsize read = 0, written = 0;
      result = g_converter_convert (G_CONVERTER (deflate), data, size, out, 1 << 20, G_CONVERTER_INPUT_AT_END, &read,
                                    &written, NULL);
      data += read;
      size -= read;
    }
  while (result != G_CONVERTER_FINISHED && result != G_CONVERTER_ERROR);
  g_assert_cmpint (result, ==, G_CONVERTER_FINISHED);
}

/* As many formats as ours has, each unlike the others: libxlsxwriter spells out and compares a format that is like
 * another one for every cell that has it, which is no cost of the cells. */
static lxw_format *
bare_format (lxw_workbook *book, const KkbReport *report, const KkbReportCell *cell, lxw_format **formats)
{
  lxw_format **known
      = &formats[(cell->style * KKB_N_TONES + cell->tone) * kkb_report_n_formats (report) + cell->format];
  if (*known)
    return *known;
  *known = workbook_add_format (book);
  format_set_border (*known, LXW_BORDER_THIN);
  format_set_font_size (*known, 8 + cell->style);
  if (cell->tone)
    format_set_bg_color (*known, 0xDCEFDC + cell->tone);
  if (cell->format)
    format_set_num_format (*known, kkb_report_format (report, cell->format));
  return *known;
}

static void
bare_cell (lxw_worksheet *sheet, const Bench *bench, const KkbReportCell *cell, guint row, guint column,
           lxw_format *format)
{
  if (cell->kind == KKB_REPORT_CELL_EMPTY)
    worksheet_write_blank (sheet, row, (lxw_col_t)column, format);
  else if (cell->kind == KKB_REPORT_CELL_TEXT)
    worksheet_write_string (sheet, row, (lxw_col_t)column, cell->text, format);
  else if (cell->formula)
    worksheet_write_formula_num (sheet, row, (lxw_col_t)column, g_ptr_array_index (bench->formulas, cell->formula - 1),
                                 format, kkb_decimal_to_double_for_drawing (cell->number));
  else
    worksheet_write_number (sheet, row, (lxw_col_t)column, kkb_decimal_to_double_for_drawing (cell->number), format);
}

/* The cells of the report, with formats and formulas, and nothing else: no heights, heads, chart, page or check. */
static void
bare_xlsx (Bench *bench)
{
  const KkbReport *report = bench->report;
  lxw_workbook *book = workbook_new (bench->other);
  g_autofree lxw_format **formats = g_new0 (lxw_format *, KKB_N_STYLES * KKB_N_TONES * kkb_report_n_formats (report));
  const KkbReportCell level = { .style = KKB_STYLE_LEVEL };
  for (guint s = 0; s < kkb_report_n_sections (report); s++)
    {
      const KkbReportTable *table = kkb_report_section (report, s)->table;
      lxw_worksheet *sheet = workbook_add_worksheet (book, NULL);
      for (guint row = 0; row < table->n_rows; row++)
        for (guint i = table->n_levels; i < kkb_table_n_columns (table); i++)
          {
            const KkbReportCell *cell = kkb_table_cell (table, row, i);
            bare_cell (sheet, bench, cell, row + BARE_TOP, i, bare_format (book, report, cell, formats));
          }
      for (guint i = 0; i < table->merges->len; i++)
        {
          const KkbMerge *m = &g_array_index (table->merges, KkbMerge, i);
          const char *text = kkb_table_cell (table, m->row, m->column)->text;
          lxw_format *format = bare_format (book, report, &level, formats);
          lxw_row_t first = m->row + BARE_TOP;
          if (m->n_rows * m->n_columns > 1)
            worksheet_merge_range (sheet, first, m->column, first + m->n_rows - 1, m->column + m->n_columns - 1, text,
                                   format);
          else
            worksheet_write_string (sheet, first, m->column, text, format);
        }
    }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
}

static GBytes *
unpack (const char *path)
{
  zip_t *zip = zip_open (path, ZIP_RDONLY, NULL);
  GByteArray *all = g_byte_array_new ();
  for (zip_int64_t i = 0; i < zip_get_num_entries (zip, 0); i++)
    {
      zip_stat_t stat;
      zip_stat_index (zip, (zip_uint64_t)i, 0, &stat);
      guint at = all->len;
      g_byte_array_set_size (all, at + (guint)stat.size);
      zip_file_t *file = zip_fopen_index (zip, (zip_uint64_t)i, 0);
      zip_fread (file, all->data + at, stat.size);
      zip_fclose (file);
    }
  zip_discard (zip);
  return g_byte_array_free_to_bytes (all);
}

/* A whole process of openpyxl on as many cells; CPU time of the child. */
static double
openpyxl_ms (Bench *bench, guint rows, guint columns)
{
  g_autofree char *script = g_strdup_printf (
      "import openpyxl\nfrom openpyxl.styles import Border, Side\nb=openpyxl.Workbook()\ns=b.active\n"
      "edge=Border(*[Side(style='thin')]*4)\n"
      "for r in range(%u):\n  for c in range(%u):\n    x=s.cell(r+1,c+1,'従業者数' if c%%4==0 else r*1.5+c)\n    "
      "x.border=edge\nb.save('%s')\n",
      rows, columns, bench->other);
  const char *argv[] = { KKB_PYTHON, "-c", script, NULL };
  struct rusage before, after;
  int status = 0;
  getrusage (RUSAGE_CHILDREN, &before);
  if (!g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, &status, NULL)
      || status != 0)
    return 0;
  getrusage (RUSAGE_CHILDREN, &after);
  return (after.ru_utime.tv_sec - before.ru_utime.tv_sec) * 1e3
         + (after.ru_utime.tv_usec - before.ru_utime.tv_usec) / 1e3;
}

static void
collect_formulas (Bench *bench)
{
  bench->formulas = g_ptr_array_new_with_free_func (g_free);
  for (guint s = 0; s < kkb_report_n_sections (bench->report); s++)
    {
      const KkbReportTable *table = kkb_report_section (bench->report, s)->table;
      for (guint i = 0; i < table->cells->len; i++)
        {
          const KkbReportCell *cell = &g_array_index (table->cells, KkbReportCell, i);
          if (cell->formula == 0)
            continue;
          if (bench->formulas->len < cell->formula)
            g_ptr_array_set_size (bench->formulas, (int)cell->formula);
          g_ptr_array_index (bench->formulas, cell->formula - 1)
              = kkb_xlsx_formula (bench->report, cell, i / table->columns->len + BARE_TOP);
        }
    }
}

static gboolean
bench_xlsx (Bench *bench)
{
  static const char *const names[]
      = { "floor: deflate the same XML", "bare libxlsxwriter, same cells", "report to .xlsx" };
  static const BenchFunc funcs[] = { deflate_floor, bare_xlsx, ours_xlsx };
  double t[3];
  ours_xlsx (bench);
  bench->xml = unpack (bench->path);
  collect_formulas (bench);
  measure (bench, names, funcs, 3, RUNS, t);
  gboolean good = gate ("P9 report / deflate", t[2] / t[0], 2.2);
  gate ("P9 bare libxlsxwriter / deflate", t[1] / t[0], 0); /* how much of it is the library's */
  good = gate ("P9 report / bare libxlsxwriter", t[2] / t[1], 1.2) && good;
  guint cells = 0;
  for (guint s = 0; s < kkb_report_n_sections (bench->report); s++)
    cells += kkb_report_section (bench->report, s)->table->cells->len;
  double python = openpyxl_ms (bench, cells / 24, 24);
  if (python <= 0)
    g_print ("  openpyxl is not installed: not compared\n");
  else
    good = gate ("P9 report / openpyxl, as many cells", t[2] / python, 0.2) && good;
  g_bytes_unref (bench->xml);
  g_ptr_array_unref (bench->formulas);
  return good;
}

/* ---- PDF ---- */

static void
ours_pdf (Bench *bench)
{
  g_autoptr (KkbReport) report = build_report (bench);
  g_assert_true (kkb_report_write_pdf (report, bench->path, NULL, NULL, NULL, NULL));
}

/* The same cells through one layout: no heads, no line breaks, no rules. */
static void
reused_layout (Bench *bench)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (bench->other, 1190, 842);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Noto Sans CJK JP");
  pango_font_description_set_absolute_size (font, 6 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  for (guint s = 0; s < kkb_report_n_sections (bench->report); s++)
    {
      const KkbReportTable *table = kkb_report_section (bench->report, s)->table;
      for (guint row = 0; row < table->n_rows; row++)
        {
          for (guint i = 0; i < kkb_table_n_columns (table); i++)
            {
              const char *text = kkb_table_cell (table, row, i)->text;
              if (*text == '\0')
                continue;
              pango_layout_set_text (layout, text, -1);
              cairo_move_to (cr, 20 + i * 30, 30 + row % 45 * 17);
              pango_cairo_show_layout (cr, layout);
            }
          if (row % 45 == 44)
            cairo_show_page (cr);
        }
      cairo_show_page (cr);
    }
  pango_font_description_free (font);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

/* ---- */

static void
bench_init (Bench *bench, guint indicators)
{
  bench->facts = fixture_generated (indicators);
  bench->review = kkb_review_new (bench->facts, NULL, KKB_FINAL);
  bench->report = build_report (bench);
  bench->folder = g_dir_make_tmp ("kkb-bench-XXXXXX", NULL);
  bench->path = g_build_filename (bench->folder, "ours", NULL);
  bench->other = g_build_filename (bench->folder, "other", NULL);
}

static void
bench_clear (Bench *bench)
{
  g_remove (bench->path);
  g_remove (bench->other);
  g_rmdir (bench->folder);
  g_free (bench->folder);
  g_free (bench->path);
  g_free (bench->other);
  kkb_report_unref (bench->report);
  kkb_review_unref (bench->review);
  kkb_facts_unref (bench->facts);
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "floor: one reused layout, same cells", "report to .pdf" };
  static const BenchFunc funcs[] = { reused_layout, ours_pdf };
  Bench large = { 0 }, small = { 0 };
  double t[2], few[2];
  bench_init (&large, 2000);
  bench_init (&small, 200);
  g_print ("Excel, 2,000 indicators x 10 years\n");
  gboolean good = bench_xlsx (&large);
  g_print ("PDF, 2,000 indicators x 10 years\n");
  measure (&large, names, funcs, 2, RUNS, t);
  good = gate ("P10 report / reused layout", t[1] / t[0], 1.3) && good;
  g_print ("PDF, 200 indicators\n");
  measure (&small, names, funcs, 2, RUNS, few);
  /* what embedding the fonts costs stands in both; it makes the ratio smaller, never larger than the pages */
  good = gate ("P10 ten times the pages", t[1] / few[1], 11.0) && good;
  bench_clear (&large);
  bench_clear (&small);
  return good ? 0 : 1;
}
