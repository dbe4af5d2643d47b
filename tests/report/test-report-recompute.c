/* A spreadsheet program comes to the same rates as the engine: the cached results are taken out of the workbook and
 * LibreOffice works the formulas out again. Registered only where soffice is there. */
#include "report-fixture.h"
#include "kkb-rules.h"
#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

#define SHEET "xl/worksheets/sheet1.xml"

static void
take_out_results (const char *path)
{
  zip_t *zip = zip_open (path, 0, NULL);
  zip_stat_t stat;
  g_assert_nonnull (zip);
  g_assert_cmpint (zip_stat (zip, SHEET, 0, &stat), ==, 0);
  g_autofree char *text = g_malloc0 (stat.size + 1);
  zip_file_t *file = zip_fopen (zip, SHEET, 0);
  g_assert_cmpint (zip_fread (file, text, stat.size), ==, (zip_int64_t)stat.size);
  zip_fclose (file);
  g_autoptr (GRegex) results = g_regex_new ("</f><v>[^<]*</v>", 0, 0, NULL);
  g_autofree char *bare = g_regex_replace_literal (results, text, -1, 0, "</f>", 0, NULL);
  g_assert_cmpuint (strlen (bare), <, strlen (text));
  zip_source_t *source = zip_source_buffer (zip, bare, strlen (bare), 0);
  g_assert_cmpint (zip_file_add (zip, SHEET, source, ZIP_FL_OVERWRITE), >=, 0);
  g_assert_cmpint (zip_close (zip), ==, 0);
}

static char *
as_csv (const char *folder, const char *path)
{
  g_autofree char *home = g_strdup_printf ("-env:UserInstallation=file://%s/profile", folder);
  const char *argv[] = { KKB_SOFFICE,
                         home,
                         "--headless",
                         "--convert-to",
                         "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true",
                         "--outdir",
                         folder,
                         path,
                         NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;
  char *text = NULL;
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                NULL, &status, &error);
  g_assert_no_error (error);
  g_autofree char *csv = g_build_filename (folder, "report.csv", NULL);
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  return text;
}

static void
remove_tree (const char *folder)
{
  const char *argv[] = { "rm", "-rf", folder, NULL };
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static void
check_report (KkbReport *report, guint rates)
{
  g_autofree char *folder = g_dir_make_tmp ("kkb-recompute-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.xlsx", NULL);
  g_assert_true (kkb_report_write (report, path, NULL, NULL, NULL, NULL));
  take_out_results (path);
  g_autofree char *text = as_csv (folder, path);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const KkbSection *section = kkb_report_section (report, 0);
  guint row0 = 6 + section->notes->len, found = 0; /* titles, a gap, two lines of heads */
  for (guint row = 0; row < section->table->n_rows; row++)
    {
      /* no cell of the published plan before the rates holds a line break, so a line is a row */
      g_auto (GStrv) cells = g_strsplit (lines[row0 + row], "\t", -1);
      for (guint i = 0; i < kkb_table_n_columns (section->table) && i < g_strv_length (cells); i++)
        if (kkb_table_cell (section->table, row, i)->formula)
          {
            g_assert_cmpstr (cells[i], ==, kkb_table_cell (section->table, row, i)->text);
            found++;
          }
    }
  g_assert_cmpuint (found, ==, rates);
  remove_tree (folder);
}

/* Remarks with line breaks would make a row of the text two lines. */
static void
drop_remarks (KkbFacts *facts)
{
  for (guint i = 0; i < facts->more->len; i++)
    g_array_index (facts->more, KkbValueMore, i).as_of = "";
}

static void
test_half_up (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  drop_remarks (facts);
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, NULL);
  check_report (report, 15);
}

static void
test_truncate (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  KkbRules rules = *kkb_rules_standard ();
  rules.rounding = KKB_ROUND_TRUNCATE;
  rules.decimals = 2;
  rules.method = KKB_METHOD_ATTAINMENT;
  drop_remarks (facts);
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, &rules);
  check_report (report, 15);
}

static void
test_many (void)
{
  g_autoptr (KkbFacts) facts = fixture_generated (300);
  KkbRules rules = *kkb_rules_standard ();
  guint rates = 0;
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, &rules);
  const KkbReportTable *table = kkb_report_section (report, 0)->table;
  for (guint i = 0; i < table->cells->len; i++)
    rates += g_array_index (table->cells, KkbReportCell, i).formula > 0;
  g_assert_cmpuint (rates, ==, 300);
  check_report (report, rates);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/recompute/a-spreadsheet-comes-to-the-printed-rates", test_half_up);
  g_test_add_func ("/report/recompute/a-spreadsheet-truncates-as-the-rule-does", test_truncate);
  g_test_add_func ("/report/recompute/three-hundred-rates-with-decimals", test_many);
  return g_test_run ();
}
