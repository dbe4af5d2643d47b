/* test-evaluate.c - what `keikakubo-cli evaluate` says about the four real plans, against the tables of truth. */
#include "cli-fixture.h"
#include <string.h>
#include <xlsxwriter.h>

/* One table a plan, kept: `evaluate --final --method progress`. */
static CliTable *
evaluated (const char *plan)
{
  static GHashTable *tables;
  CliTable *table;

  if (!tables)
    tables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)cli_table_free);
  table = g_hash_table_lookup (tables, plan);
  if (!table)
    {
      g_autofree char *file = cli_sample (plan);
      g_autoptr (CliRun) run = cli_expect (0, "evaluate", file, "--final", "--method", "progress", NULL);
      table = cli_table (run->out);
      g_hash_table_insert (tables, g_strdup (plan), table);
    }
  return table;
}

static void
check_cell (const CliTable *table, guint row, const char *key, const char *wanted)
{
  if (g_str_equal (cli_cell (table, row, key), wanted))
    return;
  g_test_message ("%s of %s is “%s” instead of “%s”", key, cli_cell (table, row, "id"), cli_cell (table, row, key),
                  wanted);
  g_test_fail ();
}

static void
test_truth (void)
{
  static const char *const keys[]
      = { "target", "target_fy", "actual", "actual_fy", "state", "attainment", "progress", "met", "rule" };
  g_autofree char *text = cli_data ("plans/expected.tsv");
  g_autoptr (CliTable) truth = cli_table (text);
  guint n[4] = { 0 };

  for (guint i = 0; i < truth->rows->len; i++)
    {
      const CliTable *table = evaluated (cli_cell (truth, i, "dataset"));
      int row = cli_find (table, "id", cli_cell (truth, i, "id"));
      if (row < 0)
        {
          g_test_message ("%s is missing", cli_cell (truth, i, "id"));
          g_test_fail ();
          continue;
        }
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        check_cell (table, (guint)row, keys[k], cli_cell (truth, i, keys[k]));
      for (guint p = 0; cli_plans[p]; p++)
        n[p] += g_str_equal (cli_plans[p], cli_cell (truth, i, "dataset"));
    }
  g_assert_cmpuint (truth->rows->len, ==, 47);
  /* nothing but these rows, but for the second places of K9 and K15's neighbours, which print no ID of their own */
  for (guint p = 0; cli_plans[p]; p++)
    g_assert_cmpuint (n[p], <=, evaluated (cli_plans[p])->rows->len);
}

/* 10,796 and −38.5 are printed for people; the numbers behind them are those of the data columns. */
static char *
plain_numbers (const char *text)
{
  GString *plain = g_string_new (text);

  g_string_replace (plain, ",", "", 0);
  g_string_replace (plain, "\xe2\x88\x92", "-", 0);
  return g_string_free (plain, FALSE);
}

static void
test_explanations (void)
{
  static const char *const used[] = { "target", "actual", "rate" };
  guint n = 0;

  for (guint p = 0; cli_plans[p]; p++)
    for (guint i = 0; i < evaluated (cli_plans[p])->rows->len; i++)
      {
        const CliTable *table = evaluated (cli_plans[p]);
        g_autofree char *plain = plain_numbers (cli_cell (table, i, "explanation"));
        g_assert_cmpstr (plain, !=, "");
        for (guint k = 0; k < G_N_ELEMENTS (used); k++)
          {
            const char *number = cli_cell (table, i, used[k]);
            n += *number != '\0';
            if (strstr (plain, number))
              continue;
            g_test_message ("%s: “%s” does not name the %s %s", cli_cell (table, i, "id"), plain, used[k], number);
            g_test_fail ();
          }
        if (g_str_equal (cli_cell (table, i, "rule"), "progress")
            && !g_str_equal (cli_cell (table, i, "progress"), cli_cell (table, i, "attainment")))
          g_assert_nonnull (strstr (plain, cli_cell (table, i, "baseline")));
      }
  g_assert_cmpuint (n, >, 60);
}

static void
test_repeats (void)
{
  const CliTable *h29 = evaluated ("ichinoseki-h29"), *r4 = evaluated ("ichinoseki-r4");
  int a13 = cli_find (h29, "id", "A13"), a4 = cli_find (h29, "id", "A4"), k14 = cli_find (r4, "id", "K14");

  g_assert_cmpstr (cli_cell (h29, (guint)a13, "repeat_of"), ==, "A4");
  g_assert_cmpstr (cli_cell (h29, (guint)a4, "repeat_of"), ==, "");
  g_assert_cmpstr (cli_cell (h29, (guint)a13, "node"), !=, cli_cell (h29, (guint)a4, "node"));
  g_assert_cmpstr (cli_cell (h29, (guint)a13, "actual"), ==, cli_cell (h29, (guint)a4, "actual"));
  g_assert_cmpstr (cli_cell (r4, (guint)k14, "repeat_of"), ==, "K4");
  g_assert_cmpuint (r4->rows->len, ==, 17);
}

static void
test_tree_order (void)
{
  const CliTable *table = evaluated ("ichinoseki-h29");
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
  const char *node = "";

  for (guint i = 0; i < table->rows->len; i++)
    {
      const char *now = cli_cell (table, i, "node");
      g_assert_false (g_hash_table_contains (left, now) && !g_str_equal (now, node));
      g_hash_table_add (left, (gpointer)now);
      node = now;
    }
}

/* ---- expected-more.tsv ---- */

static const char *
answer (const CliTable *more, const char *dataset, const char *question)
{
  for (guint i = 0; i < more->rows->len; i++)
    if (g_str_equal (cli_cell (more, i, "dataset"), dataset)
        && g_str_has_prefix (cli_cell (more, i, "question"), question))
      return cli_cell (more, i, "answer");
  g_error ("no question %s", question);
}

static void
test_summary (void)
{
  g_autofree char *text = cli_data ("plans/expected-more.tsv"), *file = cli_sample ("ichinoseki-h29");
  g_autoptr (CliTable) more = cli_table (text);
  g_autoptr (CliRun) run = cli_expect (0, "evaluate", file, "--final", "--summary", NULL);
  g_autoptr (CliTable) table = cli_table (run->out);
  guint last = table->rows->len - 1, sum = 0;

  g_assert_cmpstr (cli_cell (table, last, "rating"), ==, "met");
  g_assert_cmpstr (cli_cell (table, last, "node"), ==, "");
  g_assert_cmpstr (cli_cell (table, last, "count"), ==, answer (more, "ichinoseki-h29", "met of evaluated"));
  for (guint i = 0; i < table->rows->len; i++)
    if (!*cli_cell (table, i, "node") && strlen (cli_cell (table, i, "rating")) == 1)
      sum += (guint)g_ascii_strtoull (cli_cell (table, i, "count"), NULL, 10);
  g_assert_cmpuint (sum, ==, 13); /* A B C D of the plan: every indicator once */
}

static void
test_unrated_are_counted (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29");
  g_autoptr (CliRun) run = cli_expect (0, "evaluate", file, "--final", "--summary", "--bands", "A=1000", NULL);
  g_autoptr (CliTable) table = cli_table (run->out);
  guint sum = 0;
  gboolean named = FALSE;

  for (guint i = 0; i + 1 < table->rows->len; i++)
    if (!*cli_cell (table, i, "node"))
      {
        sum += (guint)g_ascii_strtoull (cli_cell (table, i, "count"), NULL, 10);
        named |= g_str_equal (cli_cell (table, i, "rating"), "区分なし");
      }
  g_assert_true (named);
  g_assert_cmpuint (sum, ==, 13);
}

static void
test_gaps_have_rows_of_their_own (void)
{
  g_autofree char *file = cli_sample ("morioka-grants-r3");
  g_autoptr (CliRun) run = cli_expect (0, "evaluate", file, "--final", "--summary", NULL);
  g_autoptr (CliTable) table = cli_table (run->out);
  const char *const rows[][2] = { { "集計中", "4" }, { "未入力", "4" }, { "目標なし", "6" }, { "met", "0 of 0" } };

  for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
    {
      gboolean found = FALSE;
      for (guint i = 0; i < table->rows->len; i++)
        found |= !*cli_cell (table, i, "node") && g_str_equal (cli_cell (table, i, "rating"), rows[k][0])
                 && g_str_equal (cli_cell (table, i, "count"), rows[k][1]) && !*cli_cell (table, i, "percent");
      g_assert_true (found);
    }
}

static void
check_yardstick (const char *yardstick, const char *id, const char *wanted)
{
  g_autofree char *file = cli_sample ("morioka-healthtech");
  g_autoptr (CliRun) run = cli_expect (0, "evaluate", file, "--fy", "2023", "--yardstick", yardstick, NULL);
  g_autoptr (CliTable) table = cli_table (run->out);

  check_cell (table, (guint)cli_find (table, "id", id), "target", wanted);
  check_cell (table, (guint)cli_find (table, "id", id), "target_fy", "2023");
}

static void
test_yardsticks (void)
{
  g_autofree char *text = cli_data ("plans/expected-more.tsv");
  g_autoptr (CliTable) more = cli_table (text);

  check_yardstick ("linear", "K1", answer (more, "morioka-healthtech", "K1: linear"));
  check_yardstick ("linear", "K2", answer (more, "morioka-healthtech", "K2: linear"));
  check_yardstick ("linear", "K3", answer (more, "morioka-healthtech", "K3: linear"));
  check_yardstick ("step", "K3", answer (more, "morioka-healthtech", "K3: stepped"));
}

static void
check_counts (const char *plan, const char *question, const char *keys)
{
  g_autofree char *text = cli_data ("plans/expected-more.tsv"), *file = cli_sample (plan);
  g_autoptr (CliTable) more = cli_table (text);
  g_autoptr (CliRun) run = cli_expect (0, "show", file, NULL);
  g_auto (GStrv) numbers = g_strsplit (answer (more, plan, question), " / ", -1), names = g_strsplit (keys, " ", -1);

  g_assert_cmpuint (g_strv_length (numbers), ==, g_strv_length (names));
  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *line = g_strdup_printf ("\n%s: %s\n", names[i], numbers[i]);
      if (strstr (run->out, line))
        continue;
      g_test_message ("%s: no line %s", plan, line);
      g_test_fail ();
    }
}

static void
test_counts (void)
{
  check_counts ("ichinoseki-r4", "nodes", "nodes indicators placements projects");
  check_counts ("morioka-healthtech", "nodes", "nodes indicators");
  check_counts ("morioka-grants-r3", "grants", "grants projects indicators expenditures");
}

/* What `show` says of one project: from its line to the next project's. */
static char *
project_text (const char *shown, const char *id)
{
  g_autofree char *mark = g_strdup_printf ("[%s]\n", id);
  const char *start = strstr (shown, mark), *end;

  g_assert_nonnull (start);
  start += strlen (mark);
  end = strstr (start, "]\n");
  return end ? g_strndup (start, (gsize)(end - start)) : g_strdup (start);
}

static void
test_grants (void)
{
  g_autofree char *text = cli_data ("plans/expected-more.tsv"), *file = cli_sample ("morioka-grants-r3");
  g_autoptr (CliTable) more = cli_table (text);
  g_autoptr (CliRun) run = cli_expect (0, "show", file, NULL);
  g_autofree char *j1 = project_text (run->out, "J1"), *j3 = project_text (run->out, "J3");
  g_autofree char *money = g_strdup_printf ("\t%s円\t", answer (more, "morioka-grants-r3", "money of J1"));
  g_autofree char *departments
      = g_strdup_printf ("departments: %s\n", answer (more, "morioka-grants-r3", "departments of J3"));

  g_assert_nonnull (strstr (j1, money));
  g_assert_nonnull (strstr (j1, "盛岡市クラスター活動支援業務委託"));
  g_assert_nonnull (strstr (j3, departments));
  g_assert_nonnull (strstr (j1, "grants: "));
  g_assert_nonnull (strstr (j1, "period: "));
}

/* ---- published-ratings.tsv ---- */

static int
published_fy (const char *period)
{
  g_assert_true (period[0] == 'H');
  return 1988 + (int)g_ascii_strtoll (period + 1, NULL, 10);
}

static void
write_value (lxw_worksheet *sheet, lxw_row_t *row, const char *id, int fy, const char *kind, const char *value,
             const char *state)
{
  worksheet_write_string (sheet, *row, 0, id, NULL);
  worksheet_write_number (sheet, *row, 1, fy, NULL);
  worksheet_write_string (sheet, *row, 2, kind, NULL);
  worksheet_write_string (sheet, *row, 3, value, NULL);
  worksheet_write_string (sheet, *row, 4, state, NULL);
  (*row)++;
}

static void
write_head (lxw_worksheet *sheet, const char *words)
{
  g_auto (GStrv) heads = g_strsplit (words, " ", -1);

  for (guint i = 0; heads[i]; i++)
    worksheet_write_string (sheet, 0, (lxw_col_t)i, heads[i], NULL);
}

/* The published table as a workbook that a city could have typed. */
static char *
published_workbook (const CliTable *published)
{
  char *path = cli_path ("nagano.xlsx");
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *plan = workbook_add_worksheet (book, "計画"), *indicators = workbook_add_worksheet (book, "指標");
  lxw_worksheet *values = workbook_add_worksheet (book, "値");
  lxw_row_t row = 1;

  worksheet_write_string (plan, 0, 0, "計画名", NULL);
  worksheet_write_string (plan, 0, 1, "公表された評価", NULL);
  worksheet_write_string (plan, 1, 0, "開始年度", NULL);
  worksheet_write_string (plan, 1, 1, "H25", NULL);
  worksheet_write_string (plan, 2, 0, "終了年度", NULL);
  worksheet_write_string (plan, 2, 1, "H31", NULL);
  write_head (indicators, "ID 指標 単位 方向");
  write_head (values, "指標 年度 種別 値 状態");
  for (guint i = 0; i < published->rows->len; i++)
    {
      const char *id = cli_cell (published, i, "id"), *actual_period = cli_cell (published, i, "actual_period");
      gboolean reference = strstr (actual_period, "参考") != NULL;
      int fy = published_fy (cli_cell (published, i, "target_period"));

      worksheet_write_string (indicators, i + 1, 0, id, NULL);
      worksheet_write_string (indicators, i + 1, 1, cli_cell (published, i, "kpi"), NULL);
      worksheet_write_string (indicators, i + 1, 2, cli_cell (published, i, "unit"), NULL);
      worksheet_write_string (indicators, i + 1, 3, cli_cell (published, i, "direction"), NULL);
      write_value (values, &row, id, published_fy (cli_cell (published, i, "baseline_period")), "基準",
                   cli_cell (published, i, "baseline_value"), "");
      write_value (values, &row, id, fy, "目標", cli_cell (published, i, "target_value"), "");
      write_value (values, &row, id, published_fy (cli_cell (published, i, "final_target_period")), "目標",
                   cli_cell (published, i, "final_target_value"), "");
      write_value (values, &row, id, published_fy (actual_period), reference ? "参考" : "実績",
                   cli_cell (published, i, "actual_value"), "");
      if (reference)
        write_value (values, &row, id, fy, "実績", "", "未公表");
    }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  return path;
}

static void
check_published (const CliTable *published, const char *file, const char *option, const char *rules)
{
  static const char *const labels[] = { "A", "B", "C", "-" };
  static const char *const words[] = { "順調", "おおむね順調", "努力を要する", "" };

  for (guint i = 0; i < published->rows->len; i++)
    {
      g_autofree char *fy = g_strdup_printf ("%d", published_fy (cli_cell (published, i, "target_period")));
      g_autoptr (CliRun) run = cli_expect (0, "evaluate", file, "--fy", fy, option, rules, "--decimals", "2", NULL);
      g_autoptr (CliTable) table = cli_table (run->out);
      const char *rating = cli_cell (published, i, "published_rating");
      for (guint k = 0; g_str_equal (option, "--rule") && k < G_N_ELEMENTS (labels); k++)
        if (g_str_equal (rating, labels[k]))
          {
            rating = words[k];
            break;
          }
      check_cell (table, (guint)cli_find (table, "id", cli_cell (published, i, "id")), "rating", rating);
    }
}

static void
test_published (void)
{
  g_autofree char *text = cli_data ("plans/published-ratings.tsv"), *file = cli_path ("nagano.keikaku"), *book = NULL;
  g_autoptr (CliTable) published = cli_table (text);
  g_autoptr (CliRun) run = NULL;

  book = published_workbook (published);
  run = cli ("new", file, "--from", book, NULL);
  g_assert_cmpint (run->status, <=, 1);
  /* 順調: the target of the year is reached; おおむね順調: 80 % of the way; "-": no data */
  check_published (published, file, "--bands", "-=gap,A=met,B=80,C=");
  check_published (published, file, "--rule", "長野県");
}

/* ---- options ---- */

static void
check_option (const char *id, const char *key, const char *wanted, const char *option, const char *value)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29");
  g_autoptr (CliRun) run = cli_expect (0, "evaluate", file, option, value, NULL);
  g_autoptr (CliTable) table = cli_table (run->out);

  check_cell (table, (guint)cli_find (table, "id", id), key, wanted);
}

static void
test_options (void)
{
  check_option ("A2", "rate", "79.0", "--method", "attainment");
  check_option ("A2", "rule", "compare", "--method", "compare");
  check_option ("A2", "rate", "-38.46", "--decimals", "2");
  check_option ("A2", "rate", "-38.4", "--rounding", "truncate");
  check_option ("A6", "rating", "良", "--bands", "優=100,良=90,可=");
  check_option ("A6", "rating", "A", "--rule", "長与町");
  check_option ("A3", "rating", "A", "--plan", "一関市工業振興計画（前期）");
}

static void
test_wrong_options (void)
{
  static const char *const wrong[][2] = { { "--method", "best" }, { "--yardstick", "curved" }, { "--rounding", "up" },
                                          { "--bands", "A=x" },   { "--rule", "火星市" },      { "--decimals", "9" },
                                          { "--format", "xml" },  { "--fy", "soon" },          { "--decimals", "-1" } };
  g_autofree char *file = cli_sample ("ichinoseki-h29");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (CliRun) run = cli_expect (2, "evaluate", file, wrong[i][0], wrong[i][1], NULL);
      g_assert_cmpstr (run->out, ==, "");
      g_assert_cmpstr (run->err, !=, "");
    }
  {
    g_autoptr (CliRun) both G_GNUC_UNUSED = cli_expect (2, "evaluate", file, "--final", "--fy", "2020", NULL);
    g_autoptr (CliRun) plan = cli_expect (3, "evaluate", file, "--plan", "火星計画", NULL);
    g_assert_nonnull (strstr (plan->err, "火星計画"));
  }
}

static void
test_json (void)
{
  for (guint p = 0; cli_plans[p]; p++)
    {
      g_autofree char *file = cli_sample (cli_plans[p]);
      g_autoptr (CliRun) tsv = cli_expect (0, "evaluate", file, NULL);
      g_autoptr (CliRun) json = cli_expect (0, "evaluate", file, "--format", "json", NULL);
      g_autoptr (CliTable) a = cli_table (tsv->out), b = cli_json (json->out);

      g_assert_true (g_strv_equal ((const char *const *)a->header, (const char *const *)b->header));
      g_assert_cmpuint (a->rows->len, ==, b->rows->len);
      for (guint i = 0; i < a->rows->len; i++)
        g_assert_true (g_strv_equal (g_ptr_array_index (a->rows, i), g_ptr_array_index (b->rows, i)));
    }
}

static void
test_header (void)
{
  static const char *const keys
      = "plan\tid\tnode\tindicator\tunit\tbaseline\tbaseline_as_of\ttarget\ttarget_fy\tactual\tactual_fy\tstate\t"
        "attainment\tprogress\trate\trule\tmet\trating\trepeat_of\texplanation\n";
  g_autofree char *file = cli_sample ("morioka-healthtech");
  g_autoptr (CliRun) rows = cli_expect (0, "evaluate", file, NULL);
  g_autoptr (CliRun) summary = cli_expect (0, "evaluate", file, "--summary", NULL);

  g_assert_true (g_str_has_prefix (rows->out, keys));
  g_assert_true (g_str_has_prefix (summary->out, "plan\tnode\trating\tcount\tpercent\n"));
  g_assert_null (strchr (rows->out, '\r'));
}

static void
test_language (void)
{
  g_autofree char *file = cli_sample ("ichinoseki-h29");
  g_autoptr (CliRun) en = cli_expect (0, "evaluate", file, NULL), ja = NULL, c = NULL;
  g_autoptr (CliTable) a = NULL, b = NULL;
  guint n_same = 0;

  cli_language ("ja", NULL);
  ja = cli_expect (0, "evaluate", file, NULL);
  cli_language ("ja", "C");
  c = cli_expect (0, "evaluate", file, "--plan", "一関市工業振興計画（前期）", NULL);
  cli_language (NULL, NULL);
  a = cli_table (en->out);
  b = cli_table (ja->out);
  g_assert_true (g_strv_equal ((const char *const *)a->header, (const char *const *)b->header));
  for (guint i = 0; i < a->rows->len; i++)
    for (guint k = 0; a->header[k]; k++)
      if (g_str_equal (a->header[k], "explanation"))
        n_same += g_str_equal (cli_cell (a, i, a->header[k]), cli_cell (b, i, a->header[k]));
      else
        g_assert_cmpstr (cli_cell (a, i, a->header[k]), ==, cli_cell (b, i, a->header[k]));
  g_assert_cmpuint (n_same, ==, 0);
  g_assert_nonnull (strstr (ja->out, "実績 6 ÷ 目標 10 = 60.0%"));
  /* the locale "C" knows neither Japanese nor UTF-8; what comes out is UTF-8 all the same */
  g_assert_cmpstr (c->out, ==, en->out);
  g_assert_true (g_utf8_validate (c->out, -1, NULL));
}

static void
test_own_baseline_of_a_repeat (void)
{
  g_autofree char *book_path = cli_path ("repeat.xlsx"), *file = cli_path ("repeat.keikaku");
  lxw_workbook *book = workbook_new (book_path);
  lxw_worksheet *sheet = workbook_add_worksheet (book, "指標");
  const char *const rows[][7] = { { "K1", "誘致企業数", "社", "27", "39", "30", "" },
                                  { "K2", "誘致した\n企業の\t数", "社", "25", "39", "30", "K1" } };
  g_autoptr (CliRun) made = NULL, run = NULL;
  g_autoptr (CliTable) table = NULL;

  write_head (sheet, "ID 指標 単位 現状 目標（R7） 実績（R5） 再掲元");
  for (guint i = 0; i < 2; i++)
    for (guint k = 0; k < 7; k++)
      if (k >= 3 && k <= 5)
        worksheet_write_number (sheet, i + 1, (lxw_col_t)k, g_ascii_strtod (rows[i][k], NULL), NULL);
      else
        worksheet_write_string (sheet, i + 1, (lxw_col_t)k, rows[i][k], NULL);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  made = cli ("new", file, "--from", book_path, NULL);
  g_assert_cmpint (made->status, <=, 1);
  run = cli_expect (0, "evaluate", file, NULL);
  table = cli_table (run->out);
  g_assert_cmpuint (table->rows->len, ==, 2);
  check_cell (table, 1, "repeat_of", "K1");
  check_cell (table, 1, "baseline", "25");
  check_cell (table, 0, "baseline", "27");
  check_cell (table, 1, "progress", "25.0"); /* (30 - 27) / (39 - 27): the origin's numbers count */
  g_assert_null (strchr (cli_cell (table, 1, "indicator"), '\t'));
  g_assert_true (g_str_has_prefix (cli_cell (table, 1, "indicator"), "誘致した"));
}

int
main (int argc, char **argv)
{
  cli_fixture_init (&argc, &argv);
  g_test_add_func ("/evaluate/every-row-of-the-table-of-truth-comes-out", test_truth);
  g_test_add_func ("/evaluate/every-explanation-names-the-numbers-it-used", test_explanations);
  g_test_add_func ("/evaluate/a-repeat-is-a-line-of-its-own-that-names-its-origin", test_repeats);
  g_test_add_func ("/evaluate/a-repeat-prints-its-own-name-and-baseline-but-counts-with-the-origins-numbers",
                   test_own_baseline_of_a_repeat);
  g_test_add_func ("/evaluate/the-lines-of-one-node-stand-together", test_tree_order);
  g_test_add_func ("/evaluate/the-summary-counts-a-repeat-once-and-tells-how-many-were-met", test_summary);
  g_test_add_func ("/evaluate/what-no-rating-takes-is-counted-in-the-summary", test_unrated_are_counted);
  g_test_add_func ("/evaluate/gaps-have-rows-of-their-own-in-the-summary", test_gaps_have_rows_of_their_own);
  g_test_add_func ("/evaluate/a-year-without-a-typed-target-gets-the-linear-or-the-stepped-one", test_yardsticks);
  g_test_add_func ("/evaluate/published-ratings-come-out-with-a-rule-set-of-their-own", test_published);
  g_test_add_func ("/evaluate/each-option-overrides-the-rule-set", test_options);
  g_test_add_func ("/evaluate/a-wrong-option-is-refused-with-2-and-prints-nothing", test_wrong_options);
  g_test_add_func ("/evaluate/json-and-tsv-say-the-same", test_json);
  g_test_add_func ("/evaluate/the-headers-are-those-other-programs-rely-on", test_header);
  g_test_add_func ("/evaluate/only-explanations-follow-the-language-and-output-is-always-utf-8", test_language);
  g_test_add_func ("/show/counts-of-the-real-plans-are-right", test_counts);
  g_test_add_func ("/show/money-departments-grants-and-periods-of-projects-are-right", test_grants);
  return cli_fixture_run ();
}
