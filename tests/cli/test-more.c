/* test-more.c - texts, tags, lists and pictures on the command line, and files of older formats. */
#include "cli-fixture.h"
#include "kkb-store.h"
#include <string.h>
#include <xlsxwriter.h>

typedef const char *const Row[7];

static void
write_sheet (lxw_workbook *book, const char *name, const Row *rows)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book, name);

  for (guint r = 0; rows[r][0] != NULL; r++)
    for (guint c = 0; c < G_N_ELEMENTS (rows[r]) && rows[r][c] != NULL; c++)
      if (*rows[r][c] != '\0')
        worksheet_write_string (sheet, r, (lxw_col_t)c, rows[r][c], NULL);
}

static char *
write_book (void)
{
  static const Row plan[]
      = { { "計画名", "工業振興計画" }, { "開始年度", "R4" }, { "終了年度", "R8" }, { "階層", "戦略" }, { NULL } };
  static const Row tree[] = { { "戦略", "ID" }, { "1 人財", "S1" }, { "2 企業", "S2" }, { NULL } };
  static const Row projects[] = { { "ID", "位置", "推進事業" }, { "J1", "S1", "研修事業" }, { NULL } };
  static const Row indicators[] = { { "ID", "位置", "指標", "方向", "種別", "計算式", "計算元" },
                                    { "K1", "S1", "受講者数", "増", "単年度" },
                                    { "K2", "S1", "合計", "増", "単年度", "和", "K1" },
                                    { NULL } };
  static const Row items[]
      = { { "項目", "開始年度", "SDGs", "タグ", "参照" }, { "S1", "R5", "8、9", "重点", "S2" }, { NULL } };
  static const Row texts[] = { { "項目", "項目名", "本文" }, { "S1", "ねらい", "一行目\n二行目" }, { NULL } };
  static const Row staff[]
      = { { "事業", "年度", "区分", "人工", "単価（円）" }, { "J1", "R5", "予算", "0.5", "7000000" }, { NULL } };
  static const Row terms[] = { { "用語", "説明" }, { "DX", "デジタルによる変革" }, { NULL } };
  static const Row statistics[] = { { "名称", "人口" }, { "単位", "人" }, { "表", "R3", "100" }, { NULL } };
  char *path = cli_path ("more.xlsx");
  lxw_workbook *book = workbook_new (path);

  write_sheet (book, "計画", plan);
  write_sheet (book, "体系", tree);
  write_sheet (book, "事業", projects);
  write_sheet (book, "指標", indicators);
  write_sheet (book, "項目", items);
  write_sheet (book, "文章", texts);
  write_sheet (book, "人件費", staff);
  write_sheet (book, "用語", terms);
  write_sheet (book, "背景統計", statistics);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  return path;
}

static char *
make_file (const char *name)
{
  g_autofree char *book = write_book ();
  char *file = cli_path (name);
  g_autoptr (CliRun) made = cli ("new", file, "--from", book, NULL);

  g_assert_cmpint (made->status, <=, 1);
  return file;
}

static void
test_show (void)
{
  static const char *const lines[] = { "\nterm: DX\t\tデジタルによる変革\n",
                                       "\nstatistic: 人口\t人\t1 x 2\n",
                                       "\n    sdgs: 8, 9\n",
                                       "\n    tags: 重点\n",
                                       "\n    ねらい: 一行目 二行目\n",
                                       "\n    reference: 2 企業\n",
                                       "staff: 0.5\t7000000円\t2023\t予算\n",
                                       "formula: 和\tK1\n" };
  g_autofree char *file = make_file ("show.keikaku");
  g_autoptr (CliRun) run = cli_expect (0, "show", file, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (strstr (run->out, lines[i]) == NULL)
      g_error ("not shown: %s in\n%s", lines[i], run->out);
}

static gboolean
put_picture (KkbStore *store, gpointer data, GError **error)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (png, sizeof png);
  KkbPicture picture = { 9, *(KkbId *)data, "会場" };

  return kkb_store_put_picture (store, &picture, bytes, 0, error);
}

static void
test_export_says_what_stays (void)
{
  g_autofree char *file = make_file ("picture.keikaku"), *out = cli_path ("picture.xlsx");
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (CliRun) run = cli_expect (0, "export", file, "--format", "xlsx", "-o", out, NULL);

    g_assert_cmpstr (run->err, ==, "");
  }
  {
    g_autoptr (KkbStore) store = kkb_store_open (file, NULL, 0, NULL, &error);
    g_autoptr (KkbFacts) facts = kkb_store_load (store, &error);
    KkbId node = ((KkbNode *)g_ptr_array_index (facts->nodes, 0))->id;

    kkb_store_run (store, "画像の挿入", "試験", put_picture, &node, NULL, &error);
    g_assert_no_error (error);
  }
  {
    g_autoptr (CliRun) run = cli_expect (1, "export", file, "--format", "xlsx", "-o", out, NULL);
    g_autoptr (CliRun) shown = cli_expect (0, "show", file, NULL);

    g_assert_nonnull (strstr (run->err, "1"));
    g_assert_true (g_file_test (out, G_FILE_TEST_EXISTS));
    g_assert_nonnull (strstr (shown->out, "picture: 会場\tPNG\t11\n"));
  }
}

/* A file of the first program: looked at untouched, saved in today's format by the first change. */
static void
test_older_file (void)
{
  g_autofree char *old = g_build_filename (g_getenv ("KKB_TEST_DATA"), "store", "v1-ichinoseki-h29.keikaku", NULL);
  g_autofree char *file = cli_path ("older.keikaku"), *contents = NULL, *before = NULL, *after = NULL, *changed = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (old, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (file, contents, (gssize)size, NULL));
  before = cli_contents (file, NULL);
  {
    g_autoptr (CliRun) shown = cli_expect (0, "show", file, NULL);

    g_assert_nonnull (strstr (shown->out, "indicator: A1\t従業者数\t人\n"));
  }
  after = cli_contents (file, NULL);
  g_assert_cmpmem (before, size, after, size);
  g_assert_cmpint (after[63], ==, 1);
  {
    G_GNUC_UNUSED g_autoptr (CliRun) set = cli_expect (0, "set", file, "A3", "actual", "2020", "1,000", NULL);
    g_autoptr (CliRun) history = cli_expect (0, "history", file, NULL);

    g_assert_nonnull (strstr (history->out, "1000"));
    g_assert_nonnull (strstr (history->out, "38")); /* of the first program */
  }
  changed = cli_contents (file, NULL);
  g_assert_cmpint (changed[63], ==, KKB_STORE_SCHEMA_VERSION);
}

static void
test_failed_save (void)
{
  g_autofree char *file = cli_sample ("morioka-healthtech"), *backup = g_strconcat (file, ".bak", NULL);
  gsize size, now;
  g_autofree char *before = cli_contents (file, &size), *after = NULL;

  g_assert_true (g_file_set_contents (backup, "no folder", -1, NULL)); /* the version before cannot be kept there */
  {
    g_autoptr (CliRun) run = cli_expect (3, "set", file, "K1", "actual", "2021", "1", NULL);

    g_assert_nonnull (strstr (run->err, "could not be saved"));
    g_assert_null (strstr (run->err, "PC")); /* nothing is kept there: there is nobody to fetch it */
    g_assert_cmpstr (run->out, ==, "");
  }
  after = cli_contents (file, &now);
  g_assert_cmpmem (before, size, after, now);
}

int
main (int argc, char **argv)
{
  cli_fixture_init (&argc, &argv);
  g_test_add_func ("/more/show-tells-texts-tags-lists-staff-and-formulas", test_show);
  g_test_add_func ("/more/export-says-that-pictures-stay", test_export_says_what_stays);
  g_test_add_func ("/more/a-file-of-the-first-program-is-shown-untouched-and-saved-in-todays-format", test_older_file);
  g_test_add_func ("/more/a-save-that-fails-says-that-the-change-is-lost", test_failed_save);
  return cli_fixture_run ();
}
