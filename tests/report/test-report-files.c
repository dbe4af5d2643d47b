/* The files a report becomes: read back with other eyes than those that wrote them. */
#include "report-fixture.h"
#include "kkb-error.h"
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <zip.h>

typedef struct
{
  char *folder, *path;
  KkbFacts *facts;
  KkbReport *report;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *file = data;
  f->folder = g_dir_make_tmp ("kkb-report-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, file, NULL);
  f->facts = fixture_plan ("ichinoseki-h29");
  f->report = fixture_report (f->facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, NULL);
}

static guint
files_in (const char *folder)
{
  guint n = 0;
  GDir *dir = g_dir_open (folder, 0, NULL);
  while (g_dir_read_name (dir))
    n++;
  g_dir_close (dir);
  return n;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_remove (f->path);
  g_assert_cmpuint (files_in (f->folder), ==, 0); /* no temporary file is left behind */
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
  g_clear_pointer (&f->report, kkb_report_unref);
  kkb_facts_unref (f->facts);
}

static char *
zip_part (const char *path, const char *name)
{
  zip_t *zip = zip_open (path, ZIP_RDONLY, NULL);
  zip_stat_t stat;
  g_assert_nonnull (zip);
  g_assert_cmpint (zip_stat (zip, name, 0, &stat), ==, 0);
  char *text = g_malloc0 (stat.size + 1);
  zip_file_t *file = zip_fopen (zip, name, 0);
  g_assert_cmpint (zip_fread (file, text, stat.size), ==, (zip_int64_t)stat.size);
  zip_fclose (file);
  zip_discard (zip);
  return text;
}

static char *
output_of (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status = 0;
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return out;
}

static void
test_xlsx_print (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kkb_report_write (f->report, f->path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_autofree char *sheet = zip_part (f->path, "xl/worksheets/sheet1.xml");
  g_autofree char *book = zip_part (f->path, "xl/workbook.xml");
  g_autofree char *styles = zip_part (f->path, "xl/styles.xml");
  g_autofree char *chart = zip_part (f->path, "xl/charts/chart1.xml");
  g_assert_nonnull (strstr (sheet, "<mergeCell ref=\"A8:B12\"/>")); /* 計画全体 over both levels */
  g_assert_nonnull (strstr (sheet, "<mergeCell ref=\"J6:K6\"/>"));  /* 令和3年度 over 目標 and 実績 */
  g_assert_nonnull (strstr (sheet, "orientation=\"landscape\""));
  g_assert_nonnull (strstr (sheet, "paperSize=\"8\""));
  g_assert_nonnull (strstr (sheet, "fitToHeight=\"0\""));
  g_assert_nonnull (strstr (sheet, "&amp;P / &amp;N"));
  g_assert_nonnull (strstr (book, "_xlnm.Print_Titles\" localSheetId=\"0\">'一関市工業振興計画（前期）'!$6:$7<"));
  g_assert_nonnull (strstr (book, "_xlnm.Print_Area\" localSheetId=\"0\">"));
  g_assert_nonnull (strstr (styles, "#,##0.0;&quot;▲&quot;#,##0.0"));
  g_assert_nonnull (strstr (chart, "<c:grouping val=\"stacked\"/>"));
  g_assert_nonnull (strstr (chart, "<c:barDir val=\"bar\"/>"));
}

/* Every cached result of a formula is the rate that the engine printed. */
static void
test_xlsx_cached (Fixture *f, gconstpointer data)
{
  g_assert_true (kkb_report_write (f->report, f->path, NULL, NULL, NULL, NULL));
  g_autofree char *sheet = zip_part (f->path, "xl/worksheets/sheet1.xml");
  const KkbReportTable *table = kkb_report_section (f->report, 0)->table;
  const char *p = sheet;
  guint found = 0;
  for (guint row = 0; row < table->n_rows; row++)
    for (guint i = 0; i < kkb_table_n_columns (table); i++)
      {
        const KkbReportCell *cell = kkb_table_cell (table, row, i);
        if (cell->formula == 0)
          continue;
        char buf[32];
        p = strstr (p, "</f><v>");
        g_assert_nonnull (p);
        p += strlen ("</f><v>");
        g_autofree char *cached = g_strndup (p, (gsize)(strchr (p, '<') - p));
        KkbDecimal value;
        g_assert_true (kkb_decimal_parse (cached, &value));
        if (kkb_decimal_compare (value, cell->number) != 0)
          g_error ("row %u: %s cached, %s printed", row, cached, kkb_decimal_print (cell->number, buf));
        found++;
      }
  g_assert_cmpuint (found, ==, 15);
  g_assert_null (strstr (p, "</f>"));
  g_assert_nonnull (strstr (sheet, "<f>IFERROR(IF(COUNT(H8,J8)=2,ROUND(H8*100/J8,1),\"\"),\"\")</f><v>109.6</v>"));
}

static void
test_xlsx_data (Fixture *f, gconstpointer data)
{
  g_clear_pointer (&f->report, kkb_report_unref);
  f->report = fixture_report (f->facts, KKB_FINAL, KKB_FACE_DATA, KKB_PAPER_A4, NULL);
  g_assert_true (kkb_report_write (f->report, f->path, NULL, NULL, NULL, NULL));
  g_autofree char *sheet = zip_part (f->path, "xl/worksheets/sheet1.xml");
  g_assert_null (strstr (sheet, "<mergeCell"));
  g_assert_null (strstr (sheet, "<f>"));
  g_assert_nonnull (strstr (sheet, "<v>10796</v>"));
  g_assert_nonnull (strstr (sheet, "<v>-38.5</v>"));
  g_assert_nonnull (strstr (sheet, "<v>2021</v>"));
}

static void
test_reproducible (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;
  gsize n = 0, m = 0;
  g_assert_true (kkb_report_write (f->report, f->path, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (f->path, &first, &n, NULL));
  g_assert_true (kkb_report_write (f->report, f->path, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (f->path, &second, &m, NULL));
  g_assert_cmpmem (first, n, second, m);
}

static void
test_pdf_text (Fixture *f, gconstpointer data)
{
  g_assert_true (kkb_report_write (f->report, f->path, NULL, NULL, NULL, NULL));
  const char *argv[] = { KKB_PDFTOTEXT, "-layout", f->path, "-", NULL };
  g_autofree char *text = output_of (argv);
  static const char *const words[] = { "KPI一覧・進捗管理表",
                                       "一関市工業振興計画（前期）",
                                       "平成29年度〜令和3年度",
                                       "基本理念",
                                       "新規高卒者の管内就職率",
                                       "▲38.5",
                                       "10,796",
                                       "◎ A",
                                       "凡例",
                                       "達成状況集計",
                                       "評価の説明" };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (!strstr (text, words[i]))
      g_error ("the PDF has no searchable “%s”", words[i]);
}

static void
test_pdf_pages (Fixture *f, gconstpointer data)
{
  g_autoptr (KkbFacts) facts = fixture_generated (200);
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A4, NULL);
  g_assert_true (kkb_report_write (report, f->path, NULL, NULL, NULL, NULL));
  const char *argv[] = { KKB_PDFTOTEXT, "-layout", f->path, "-", NULL };
  g_autofree char *text = output_of (argv);
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);
  guint n = g_strv_length (pages) - 1, heads = 0;
  g_assert_cmpuint (n, >, 6);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u / %u", i + 1, n);
      g_assert_nonnull (strstr (pages[i], number));
      gboolean rows = strstr (pages[i], "地域企業の新規雇用者数（その") != NULL;
      heads += rows && strstr (pages[i], "指標") != NULL;
      g_assert_true (!rows || strstr (pages[i], "指標") != NULL);
    }
  g_assert_cmpuint (heads, >, 6);
  /* each row once in the table and once among the explanations */
  for (guint i = 1; i <= 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("（その%u）", i);
      guint seen = 0;
      for (const char *p = text; (p = strstr (p, name)); p++)
        seen++;
      g_assert_cmpuint (seen, ==, 2);
    }
}

static void
test_csv (Fixture *f, gconstpointer data)
{
  KkbIndicator *evil = g_ptr_array_index (f->facts->indicators, 0), *wide = g_ptr_array_index (f->facts->indicators, 1);
  evil->name = kkb_facts_string (f->facts, "=HYPERLINK(\"http://x\",\"1,2\")");
  wide->name = kkb_facts_string (f->facts, "＋CMD|計算");
  g_clear_pointer (&f->report, kkb_report_unref);
  f->report = fixture_report (f->facts, KKB_FINAL, KKB_FACE_DATA, KKB_PAPER_A4, NULL);
  g_assert_true (kkb_report_write (f->report, f->path, NULL, NULL, NULL, NULL));
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (f->path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf計画,ID,"));
  g_assert_nonnull (strstr (text, ",\"'=HYPERLINK(\"\"http://x\"\",\"\"1,2\"\")\",人,10795,"));
  g_assert_nonnull (strstr (text, ",\"'＋CMD|計算\","));
  g_assert_nonnull (strstr (text, ",-38.5,")); /* a number needs no guard */
  g_assert_true (g_str_has_suffix (text, "\r\n"));
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 17);
}

typedef struct
{
  GCancellable *cancellable;
  gint64 when;
} Cancel;

static void
cancel_cb (double fraction, gpointer data)
{
  Cancel *cancel = data;
  if (!cancel->when)
    cancel->when = g_get_monotonic_time ();
  g_cancellable_cancel (cancel->cancellable);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (KkbFacts) facts = fixture_generated (3000);
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, NULL);
  gint64 best = G_MAXINT64;
  g_assert_true (g_file_set_contents (f->path, "before", -1, NULL));
  for (guint i = 0; i < 5; i++) /* the best of some: others may hold the processor */
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Cancel cancel = { cancellable, 0 };
      g_assert_false (kkb_report_write (report, f->path, cancel_cb, &cancel, cancellable, &error));
      best = MIN (best, g_get_monotonic_time () - cancel.when);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpint (best, <, 100 * G_TIME_SPAN_MILLISECOND);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (f->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
  g_assert_cmpuint (files_in (f->folder), ==, 1);
}

/* A limit on the size of files is as good as a full disk: the write fails in the middle. */
static void
test_full_disk (Fixture *f, gconstpointer data)
{
  struct rlimit before, small;
  g_autoptr (GError) error = NULL;
  g_assert_true (g_file_set_contents (f->path, "before", -1, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  small = before;
  small.rlim_cur = 2048;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  gboolean done = kkb_report_write (f->report, f->path, NULL, NULL, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_false (done);
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (f->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
  g_assert_cmpuint (files_in (f->folder), ==, 1);
}

static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "nowhere", "report.xlsx", NULL);
  g_assert_false (kkb_report_write (f->report, path, NULL, NULL, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
  g_clear_error (&error);
  g_autofree char *word = g_build_filename (f->folder, "report.doc", NULL);
  g_assert_false (kkb_report_write (f->report, word, NULL, NULL, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_USAGE);
}

static void
progress_cb (double fraction, gpointer data)
{
  double *last = data;
  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  *last = fraction;
}

static void
test_progress (Fixture *f, gconstpointer data)
{
  double last = 0;
  g_assert_true (kkb_report_write (f->report, f->path, progress_cb, &last, NULL, NULL));
  g_assert_cmpfloat (last, ==, 1.0);
}

#define ADD(path, file, func) g_test_add (path, Fixture, file, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/report/xlsx/the-print-face-is-ready-to-print", "a.xlsx", test_xlsx_print);
  ADD ("/report/xlsx/formulas-hold-the-rates-the-engine-printed", "a.xlsx", test_xlsx_cached);
  ADD ("/report/xlsx/the-data-face-is-plain", "a.xlsx", test_xlsx_data);
  ADD ("/report/xlsx/the-same-plan-gives-the-same-bytes", "a.xlsx", test_reproducible);
  ADD ("/report/xlsx/progress-only-grows", "a.xlsx", test_progress);
  ADD ("/report/xlsx/a-cancel-leaves-what-was-there", "a.xlsx", test_cancel);
  ADD ("/report/xlsx/a-full-disk-leaves-what-was-there", "a.xlsx", test_full_disk);
  ADD ("/report/xlsx/a-missing-folder-or-an-unknown-kind-is-refused", "a.xlsx", test_no_folder);
  ADD ("/report/pdf/its-japanese-can-be-searched", "a.pdf", test_pdf_text);
  ADD ("/report/pdf/every-page-has-heads-and-a-number-and-no-row-is-lost", "a.pdf", test_pdf_pages);
  ADD ("/report/pdf/the-same-plan-gives-the-same-bytes", "a.pdf", test_reproducible);
  ADD ("/report/pdf/progress-only-grows", "a.pdf", test_progress);
  ADD ("/report/pdf/a-cancel-leaves-what-was-there", "a.pdf", test_cancel);
  ADD ("/report/pdf/a-full-disk-leaves-what-was-there", "a.pdf", test_full_disk);
  ADD ("/report/csv/text-that-would-run-as-a-formula-is-disarmed", "a.csv", test_csv);
  ADD ("/report/csv/a-cancel-leaves-what-was-there", "a.csv", test_cancel);
  ADD ("/report/csv/a-full-disk-leaves-what-was-there", "a.csv", test_full_disk);
  return g_test_run ();
}
