/* test-files.c - what becomes of the user's files: new, import, set, check, history, export, report. */
#include "cli-fixture.h"
#include "kkb-document.h"
#include "kkb-platform.h"
#include "kkb-store.h"
#include "kkb-xlsx.h"
#include "kkb-zip-builder.h"
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

static char *
hash_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbStore) store = kkb_store_open (path, NULL, KKB_STORE_READ_ONLY, NULL, &error);

  g_assert_no_error (error);
  return kkb_store_content_hash (store, &error);
}

/* The contents in words, blind to random keys. */
static char *
dump_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbStore) store = kkb_store_open (path, NULL, KKB_STORE_READ_ONLY, NULL, &error);

  g_assert_no_error (error);
  return kkb_store_content_dump (store, &error);
}

/* ---- new and import ---- */

static void
test_new_refuses_existing (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29"), *book = cli_workbook ("ichinoseki-r4");
  g_autofree char *before = cli_contents (file, NULL), *after = NULL;
  g_autoptr (CliRun) run = cli_expect (3, "new", file, "--from", book, NULL);

  after = cli_contents (file, NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (run->err, file));
  g_assert_cmpstr (run->out, ==, "");
}

static void
check_unreadable (const char *workbook, const char *word)
{
  g_autofree char *file = cli_path ("never.keikaku"), *sample = cli_sample ("morioka-healthtech");
  g_autofree char *before = hash_of (sample), *after = NULL;
  g_autoptr (CliRun) made = cli_expect (3, "new", file, "--from", workbook, NULL);
  g_autoptr (CliRun) imported = cli_expect (3, "import", sample, workbook, NULL);
  g_autoptr (CliRun) tried = cli_expect (3, "import", sample, workbook, "--dry-run", NULL);

  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  after = hash_of (sample);
  g_assert_cmpstr (before, ==, after);
  if (!strstr (made->err, word) || !strstr (imported->err, word) || !strstr (tried->err, word))
    {
      g_test_message ("“%s” does not say “%s”", made->err, word);
      g_test_fail ();
    }
}

static void
test_unreadable (void)
{
  g_autofree char *missing = cli_path ("missing.xlsx"), *old = cli_path ("old.xls"), *bomb = NULL, *half = NULL,
                  *plan = cli_workbook ("ichinoseki-r4"), *bytes = NULL, *cut = cli_path ("cut.xlsx");
  g_autofree char *folder = cli_path ("");
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  gsize length;

  check_unreadable (missing, "missing.xlsx");
  g_assert_true (g_file_set_contents (old, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", 18, NULL));
  check_unreadable (old, "old.xls");
  bytes = cli_contents (plan, &length);
  g_assert_true (g_file_set_contents (cut, bytes, (gssize)length / 2, NULL));
  check_unreadable (cut, "cut.xlsx");
  kkb_zip_builder_add_book (builder, NULL, NULL, NULL, NULL);
  kkb_zip_builder_add_repeated (builder, "xl/worksheets/sheet1.xml", "<worksheet " KKB_MAIN "><sheetData>",
                                "                                                                ", 2000000,
                                "</sheetData></worksheet>");
  bomb = kkb_zip_builder_write (builder, folder, "bomb.xlsx");
  check_unreadable (bomb, "bomb.xlsx");
  builder = kkb_zip_builder_new ();
  kkb_zip_builder_add_book (builder, "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", NULL, NULL, NULL);
  half = kkb_zip_builder_write (builder, folder, "other.xlsx");
  check_unreadable (half, "指標"); /* a workbook, but of something else: the message says what is wanted */
}

static void
test_wrong_use (void)
{
  static const char *const wrong[][7] = { { NULL },
                                          { "fly", NULL },
                                          { "new", NULL },
                                          { "new", "a.keikaku", NULL },
                                          { "import", "a.keikaku", NULL },
                                          { "show", NULL },
                                          { "show", "a.keikaku", "b.keikaku", NULL },
                                          { "show", "a.keikaku", "--tree", NULL },
                                          { "export", "a.keikaku", "-o", "x.xlsx", NULL },
                                          { "export", "a.keikaku", "--format", "csv", "-o", "x.csv", NULL },
                                          { "report", "a.keikaku", "-o", "x.xlsx", NULL },
                                          { "report", "a.keikaku", "--kind", "kpi", NULL },
                                          { "report", "a.keikaku", "--kind", "kpi", "-o", NULL },
                                          { "set", "a.keikaku", "A1", "actual", "2020", NULL },
                                          { "set", "a.keikaku", "A1", "colour", "2020", "5", NULL },
                                          { "set", "a.keikaku", "A1", "actual", "someday", "5", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *const *w = wrong[i];
      g_autoptr (CliRun) run = cli_expect (
          2, w[0], w[0] ? w[1] : NULL, w[0] && w[1] ? w[2] : NULL, w[0] && w[1] && w[2] ? w[3] : NULL,
          w[0] && w[1] && w[2] && w[3] ? w[4] : NULL, w[0] && w[1] && w[2] && w[3] && w[4] ? w[5] : NULL, NULL);
      g_assert_cmpstr (run->out, ==, "");
      g_assert_cmpstr (run->err, !=, "");
    }
}

static void
test_help (void)
{
  g_autoptr (CliRun) all = cli_expect (0, "--help", NULL), one = cli_expect (0, "set", "--help", NULL);
  g_autoptr (CliRun) version = cli_expect (0, "--version", NULL);

  g_assert_nonnull (strstr (all->out, "keikakubo-cli evaluate FILE.keikaku"));
  g_assert_nonnull (strstr (one->out, "keikakubo-cli set FILE.keikaku"));
  g_assert_null (strstr (one->out, "evaluate"));
  g_assert_true (g_str_has_prefix (version->out, "keikakubo-cli "));
}

static void
test_missing_file (void)
{
  static const char *const commands[] = { "show", "check", "history", "evaluate" };
  g_autofree char *missing = cli_path ("gone.keikaku"), *book = cli_workbook ("ichinoseki-h29");
  g_autofree char *text = cli_path ("text.keikaku");
  g_autoptr (CliRun) import G_GNUC_UNUSED = cli_expect (3, "import", missing, book, NULL);
  g_autoptr (CliRun) set G_GNUC_UNUSED = cli_expect (3, "set", missing, "A1", "actual", "2020", "5", NULL);

  g_assert_true (g_file_set_contents (text, "no document at all\n", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (CliRun) run = cli_expect (3, commands[i], missing, NULL);
      g_autoptr (CliRun) other = cli_expect (3, commands[i], text, NULL);
      g_assert_nonnull (strstr (run->err, "gone.keikaku"));
      g_assert_nonnull (strstr (other->err, "text.keikaku"));
    }
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
}

static void
test_dry_run (void)
{
  g_autofree char *file = cli_sample ("morioka-healthtech"), *book = cli_workbook ("ichinoseki-r4");
  g_autofree char *before = cli_contents (file, NULL), *after = NULL, *real_dump = NULL;
  g_autoptr (CliRun) tried = cli ("import", file, book, "--dry-run", NULL), done = NULL;

  g_assert_cmpint (tried->status, <=, 1);
  after = cli_contents (file, NULL);
  g_assert_cmpstr (before, ==, after);
  done = cli ("import", file, book, NULL);
  g_assert_cmpint (done->status, ==, tried->status);
  g_assert_cmpstr (done->out, ==, tried->out);
  g_assert_cmpstr (done->err, ==, tried->err);
  real_dump = dump_of (file);
  g_assert_nonnull (strstr (real_dump, "盛岡市"));
  g_assert_nonnull (strstr (real_dump, "一関市"));
}

static void
test_import_again (void)
{
  for (guint p = 0; cli_plans[p]; p++)
    {
      g_autofree char *file = cli_sample (cli_plans[p]), *book = cli_workbook (cli_plans[p]);
      g_autofree char *before = hash_of (file), *after = NULL;
      g_autoptr (CliRun) run = cli ("import", file, book, NULL);
      g_autoptr (CliRun) history = cli_expect (0, "history", file, NULL);
      g_autoptr (CliTable) entries = NULL;

      g_assert_cmpint (run->status, <=, 1);
      after = hash_of (file);
      g_assert_cmpstr (before, ==, after);
      if (!strstr (run->out, "othing"))
        {
          g_test_message ("%s: it does not say that nothing changed: %s", cli_plans[p], run->out);
          g_test_fail ();
        }
      entries = cli_table (history->out); /* of the first import only */
      for (guint i = 1; i < entries->rows->len; i++)
        g_assert_cmpstr (cli_cell (entries, i, "when"), ==, cli_cell (entries, 0, "when"));
    }
}

static void
test_problems_are_lines (void)
{
  guint n = 0;

  for (guint p = 0; cli_plans[p]; p++)
    {
      g_autofree char *file = cli_path ("problems.keikaku"), *book = cli_workbook (cli_plans[p]);
      g_autoptr (CliRun) run = cli ("new", file, "--from", book, NULL);

      g_assert_cmpint (run->status, ==, *run->err ? 1 : 0);
      n += run->status == 1;
      g_remove (file);
    }
  g_assert_cmpuint (n, >, 0);
}

/* ---- set ---- */

static const char *
actual_of (const char *file, const char *id, const char *fy)
{
  static char *last;
  g_autoptr (CliRun) run = cli_expect (0, "evaluate", file, "--fy", fy, NULL);
  g_autoptr (CliTable) table = cli_table (run->out);
  int row = cli_find (table, "id", id);

  g_assert_cmpint (row, >=, 0);
  g_free (last);
  last = g_strdup (g_str_equal (cli_cell (table, (guint)row, "actual_fy"), fy) ? cli_cell (table, (guint)row, "actual")
                                                                               : "");
  return last;
}

static void
test_set (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29");
  g_autoptr (CliRun) by_id = cli_expect (0, "set", file, "A4", "actual", "2021", "7", NULL), history = NULL;
  g_autoptr (CliRun) by_name = NULL, same = NULL, by_era = NULL;
  g_autoptr (CliTable) entries = NULL;

  g_assert_cmpstr (actual_of (file, "A4", "2021"), ==, "7");
  g_assert_cmpstr (actual_of (file, "A13", "2021"), ==, "7"); /* the repeat shows the one fact */
  g_assert_nonnull (strstr (by_id->out, "→ 7"));
  by_era = cli_expect (0, "set", file, "A2", "actual", "令和２年度", "４８．０％", NULL);
  g_assert_cmpstr (actual_of (file, "A2", "2020"), ==, "48.0");
  by_name = cli_expect (0, "set", file, "新規高卒者の管内就職率", "target", "R3", "61.5", NULL);
  same = cli_expect (0, "set", file, "A2", "target", "2021", "61.5", NULL);
  g_assert_nonnull (strstr (same->out, "nothing changed"));
  history = cli_expect (0, "history", file, NULL);
  entries = cli_table (history->out);
  g_assert_cmpstr (cli_cell (entries, 0, "new"), ==, "61.5");
  g_assert_cmpint (cli_find (entries, "old", "47.4"), >=, 0);
}

static void
test_set_negative (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29");
  g_autoptr (CliRun) minus G_GNUC_UNUSED = cli_expect (0, "set", file, "A1", "actual", "2020", "-38.5", NULL);
  g_autoptr (CliRun) triangle G_GNUC_UNUSED = cli_expect (0, "set", file, "A3", "actual", "2020", "▲742", NULL);
  g_autoptr (CliRun) baseline G_GNUC_UNUSED = cli_expect (0, "set", file, "A3", "baseline", "2015", "-1,234", NULL),
                              show = NULL;
  g_autoptr (CliTable) table = NULL;

  g_assert_cmpstr (actual_of (file, "A1", "2020"), ==, "-38.5");
  g_assert_cmpstr (actual_of (file, "A3", "2020"), ==, "-742");
  show = cli_expect (0, "evaluate", file, NULL);
  table = cli_table (show->out);
  g_assert_cmpstr (cli_cell (table, (guint)cli_find (table, "id", "A3"), "baseline"), ==, "-1234");
}

static void
test_set_gaps (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29");
  g_autoptr (CliRun) pending G_GNUC_UNUSED = cli_expect (0, "set", file, "A4", "actual", "2021", "集計中", NULL),
                             run = NULL;
  g_autoptr (CliRun) cleared = NULL, last = NULL;
  g_autoptr (CliTable) table = NULL, after = NULL;
  guint row;

  run = cli_expect (0, "evaluate", file, NULL);
  table = cli_table (run->out);
  row = (guint)cli_find (table, "id", "A4");
  g_assert_cmpstr (cli_cell (table, row, "state"), ==, "集計中");
  g_assert_cmpstr (cli_cell (table, row, "rating"), ==, "");
  cleared = cli_expect (0, "set", file, "A4", "actual", "2021", "", NULL);
  last = cli_expect (0, "evaluate", file, NULL);
  after = cli_table (last->out);
  g_assert_cmpstr (cli_cell (after, row, "state"), ==, "未入力");
}

static void
test_set_refused (void)
{
  static const char *const bad[][4] = { { "A99", "actual", "2020", "5" },
                                        { "存在しない指標", "actual", "2020", "5" },
                                        { "A4", "actual", "2020", "200・4,000" },
                                        { "A4", "actual", "2020", "たくさん" } };
  g_autofree char *file = cli_sample ("ichinoseki-h29"), *before = cli_contents (file, NULL), *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (CliRun) run = cli_expect (3, "set", file, bad[i][0], bad[i][1], bad[i][2], bad[i][3], NULL);
      g_assert_cmpstr (run->err, !=, "");
    }
  after = cli_contents (file, NULL);
  g_assert_cmpstr (before, ==, after);
}

static void
test_set_ambiguous (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29"), *other = cli_workbook ("ichinoseki-r4"), *before = NULL,
                  *after = NULL;
  g_autoptr (CliRun) both = cli ("import", file, other, NULL), run = NULL,
                     show = cli_expect (0, "evaluate", file, NULL);
  g_autoptr (CliTable) table = cli_table (show->out);
  const char *twice = NULL, *plan = NULL;

  g_assert_cmpint (both->status, <=, 1);
  /* two plans of one city: an indicator that goes on has one name in both */
  for (guint i = 0; i < table->rows->len && !twice; i++)
    for (guint k = i + 1; k < table->rows->len && !twice; k++)
      if (g_str_equal (cli_cell (table, i, "indicator"), cli_cell (table, k, "indicator"))
          && !g_str_equal (cli_cell (table, i, "plan"), cli_cell (table, k, "plan"))
          && !*cli_cell (table, i, "repeat_of"))
        {
          twice = cli_cell (table, i, "indicator");
          plan = cli_cell (table, i, "plan");
        }
  g_assert_nonnull (twice);
  before = hash_of (file);
  run = cli_expect (3, "set", file, twice, "actual", "2021", "5", NULL);
  g_assert_nonnull (strstr (run->err, twice));
  after = hash_of (file);
  g_assert_cmpstr (before, ==, after);
  {
    g_autoptr (CliRun) named = cli_expect (0, "set", file, twice, "actual", "2021", "5", "--plan", plan, NULL);
    g_assert_nonnull (strstr (named->out, twice));
  }
}

static void
test_set_while_open (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29"), *book = cli_workbook ("ichinoseki-h29");
  g_autofree char *user = kkb_platform_user_name (), *before = cli_contents (file, NULL), *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = kkb_document_open (file, KKB_OPEN_NORMAL, NULL, &error);
  g_autoptr (CliRun) set = NULL, import = NULL, look = NULL, later = NULL;

  g_assert_no_error (error);
  set = cli_expect (3, "set", file, "A4", "actual", "2021", "7", NULL);
  import = cli_expect (3, "import", file, book, NULL);
  g_assert_nonnull (strstr (set->err, user));
  g_assert_nonnull (strstr (import->err, user));
  look = cli_expect (0, "evaluate", file, NULL); /* looking is free */
  after = cli_contents (file, NULL);
  g_assert_cmpstr (before, ==, after);
  kkb_document_close (doc);
  later = cli_expect (0, "set", file, "A4", "actual", "2021", "7", NULL);
}

/* ---- check ---- */

static void
test_check (void)
{
  g_autofree char *h29 = cli_sample ("ichinoseki-h29"), *damaged = cli_sample ("ichinoseki-r4"), *bytes = NULL;
  g_autoptr (CliRun) odd = cli_expect (1, "check", h29, NULL), bad = NULL;
  gsize length;

  g_assert_cmpstr (odd->out, ==, "");
  g_assert_nonnull (strstr (odd->err, "9,850")); /* the target below the baseline, though more is better */
  bytes = cli_contents (damaged, &length);
  memset (bytes + length / 2, 0x5a, length / 4);
  g_assert_true (g_file_set_contents (damaged, bytes, (gssize)length, NULL));
  bad = cli_expect (3, "check", damaged, NULL);
  g_assert_cmpstr (bad->err, !=, "");
}

/* ---- export and report ---- */

static void
assert_same_dump (const char *plan, const char *a, const char *b)
{
  g_auto (GStrv) left = g_strsplit (a, "\n", -1), right = g_strsplit (b, "\n", -1);

  if (g_str_equal (a, b))
    return;
  for (guint i = 0; left[i] || right[i]; i++)
    if (!left[i] || !right[i] || !g_str_equal (left[i], right[i]))
      {
        g_test_message ("%s differs in line %u:\n  %s\n  %s", plan, i + 1, left[i], right[i]);
        break;
      }
  g_test_fail ();
}

static void
test_round_trip (void)
{
  for (guint p = 0; cli_plans[p]; p++)
    {
      g_autofree char *file = cli_sample (cli_plans[p]), *out = cli_path ("out.xlsx"),
                      *back = cli_path ("back.keikaku");
      g_autoptr (CliRun) exported G_GNUC_UNUSED = cli_expect (0, "export", file, "--format", "xlsx", "-o", out, NULL),
                                  made = NULL;
      g_autoptr (CliRun) again = NULL;
      g_autofree char *first = dump_of (file), *second = NULL, *before = hash_of (file), *after = NULL;

      /* of our own workbook nothing is left to tell but what is odd about the figures themselves */
      made = cli ("new", back, "--from", out, NULL);
      g_assert_cmpint (made->status, ==, g_str_equal (cli_plans[p], "morioka-grants-r3") ? 1 : 0);
      if (made->status == 1 && !strstr (made->err, "outside the plan"))
        g_test_fail ();
      second = dump_of (back);
      assert_same_dump (cli_plans[p], first, second);
      again = cli ("import", file, out, NULL);
      after = hash_of (file);
      g_assert_cmpstr (before, ==, after);
      g_remove (back);
      g_remove (out);
    }
}

static void
test_document_is_not_replaced (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29"), *other = cli_path ("文書.xlsx"), *before = hash_of (file);
  g_autofree char *after = NULL;
  g_autoptr (CliRun) over = cli_expect (3, "export", file, "--format", "xlsx", "-o", file, NULL), renamed = NULL;

  g_assert_nonnull (strstr (over->err, "was not replaced"));
  after = hash_of (file);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (g_rename (file, other), ==, 0);
  renamed = cli_expect (3, "report", other, "--kind", "kpi", "-o", other, NULL);
  g_assert_nonnull (strstr (renamed->err, "was not replaced"));
  g_assert_cmpint (g_rename (other, file), ==, 0);
}

static void
test_round_trip_of_two_plans (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29"), *other = cli_workbook ("ichinoseki-r4");
  g_autofree char *out = cli_path ("two.xlsx"), *back = cli_path ("two.keikaku"), *first = NULL, *second = NULL;
  g_autoptr (CliRun) both = cli ("import", file, other, NULL), exported = NULL, made = NULL;

  g_assert_cmpint (both->status, <=, 1);
  exported = cli_expect (0, "export", file, "--format", "xlsx", "-o", out, NULL);
  made = cli_expect (0, "new", back, "--from", out, NULL);
  first = dump_of (file);
  second = dump_of (back);
  assert_same_dump ("two plans", first, second);
}

static void
check_report (const char *plan, const char *face, const char *ending, const char *magic)
{
  g_autofree char *file = cli_sample (plan), *name = g_strdup_printf ("report.%s", ending), *out = cli_path (name);
  g_autoptr (CliRun) run = cli_expect (0, "report", file, "--kind", "kpi", "--final", "--face", face, "-o", out, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_cmpstr (run->err, ==, "");
  bytes = cli_contents (out, &length);
  g_assert_cmpuint (length, >, 500);
  g_assert_cmpint (memcmp (bytes, magic, strlen (magic)), ==, 0);
  if (g_str_equal (ending, "csv"))
    g_assert_nonnull (strstr (bytes, "指標"));
  if (g_str_equal (ending, "xlsx"))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KkbWorkbook) book = kkb_workbook_read (out, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (kkb_workbook_n_sheets (book), >, 0);
    }
  g_remove (out);
}

static void
test_reports (void)
{
  for (guint p = 0; cli_plans[p]; p++)
    {
      check_report (cli_plans[p], "print", "xlsx", "PK\x03\x04");
      check_report (cli_plans[p], "data", "xlsx", "PK\x03\x04");
      check_report (cli_plans[p], "print", "pdf", "%PDF-1.");
      check_report (cli_plans[p], "data", "csv", "\xef\xbb\xbf");
    }
}

static void
test_report_refused (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29"), *odd = cli_path ("report.doc"),
                  *nowhere = cli_path ("no/such/folder/report.xlsx");
  g_autoptr (CliRun) kind = cli ("report", file, "--kind", "kpi", "-o", odd, NULL);
  g_autoptr (CliRun) folder = cli_expect (3, "report", file, "--kind", "kpi", "-o", nowhere, NULL);
  g_autoptr (CliRun) face G_GNUC_UNUSED
      = cli_expect (2, "report", file, "--kind", "kpi", "--face", "smile", "-o", odd, NULL);

  g_assert_cmpint (kind->status, >=, 2);
  g_assert_false (g_file_test (odd, G_FILE_TEST_EXISTS));
  g_assert_nonnull (strstr (folder->err, "report.xlsx"));
}

/* ---- the program itself ---- */

static void
test_no_gtk (void)
{
  g_autofree char *out = NULL;
  const char *argv[] = { "ldd", g_getenv ("KKB_CLI"), NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (
      g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (out, "libglib-2.0")); /* what is linked is seen at all */
  g_assert_null (strstr (out, "libgtk"));
  g_assert_null (strstr (out, "libgraphene"));
  g_assert_null (strstr (out, "libX11.so") && strstr (out, "libwayland-client") ? out : NULL);
}

static void
test_full_disk (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29");
  g_autofree char *command = g_strdup_printf ("'%s' evaluate '%s' > /dev/full", g_getenv ("KKB_CLI"), file);
  const char *argv[] = { "sh", "-c", command, NULL };
  int status;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    return; /* no such device elsewhere than on Linux */
  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                               NULL, NULL, &status, NULL));
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 3);
}

int
main (int argc, char **argv)
{
  cli_fixture_init (&argc, &argv);
  g_test_add_func ("/program/links-no-gtk", test_no_gtk);
  g_test_add_func ("/program/helps-and-tells-its-version", test_help);
  g_test_add_func ("/program/wrong-use-ends-with-2-and-says-what-is-wrong", test_wrong_use);
  g_test_add_func ("/program/output-that-cannot-be-written-is-a-failure", test_full_disk);
  g_test_add_func ("/program/a-missing-or-foreign-file-ends-with-3-and-is-named", test_missing_file);
  g_test_add_func ("/new/an-existing-file-is-never-overwritten", test_new_refuses_existing);
  g_test_add_func ("/new/a-workbook-that-cannot-be-read-creates-and-changes-nothing", test_unreadable);
  g_test_add_func ("/new/problems-are-listed-and-give-exit-1", test_problems_are_lines);
  g_test_add_func ("/import/a-dry-run-says-what-the-import-does-and-changes-nothing", test_dry_run);
  g_test_add_func ("/import/the-same-workbook-again-changes-nothing-and-says-so", test_import_again);
  g_test_add_func ("/set/a-value-is-set-by-id-by-name-and-by-era-year", test_set);
  g_test_add_func ("/set/negative-values-are-values-and-no-options", test_set_negative);
  g_test_add_func ("/set/a-gap-is-a-state-and-nothing-clears", test_set_gaps);
  g_test_add_func ("/set/what-cannot-be-read-or-found-is-refused", test_set_refused);
  g_test_add_func ("/set/a-name-of-two-indicators-is-refused", test_set_ambiguous);
  g_test_add_func ("/set/a-file-that-is-open-elsewhere-is-refused-with-who-has-it", test_set_while_open);
  g_test_add_func ("/check/odd-figures-are-listed-and-damage-is-refused", test_check);
  g_test_add_func ("/export/a-document-that-goes-out-and-comes-back-is-equal", test_round_trip);
  g_test_add_func ("/export/a-document-is-never-replaced-by-its-own-export", test_document_is_not_replaced);
  g_test_add_func ("/export/two-plans-in-one-document-come-back-equal", test_round_trip_of_two_plans);
  g_test_add_func ("/report/all-kinds-are-made-of-all-samples", test_reports);
  g_test_add_func ("/report/an-unknown-ending-or-folder-leaves-nothing-behind", test_report_refused);
  return cli_fixture_run ();
}
