/* What stands in the KPI一覧 of the published plans, before any writer has seen it. */
#include "report-fixture.h"
#include "kkb-quantity.h"
#include "kkb-rules.h"
#include <string.h>

static guint
column_of (const KkbReportTable *table, const char *group, const char *title)
{
  for (guint i = 0; i < kkb_table_n_columns (table); i++)
    if (g_str_equal (kkb_table_column (table, i)->group, group)
        && g_str_equal (kkb_table_column (table, i)->title, title))
      return i;
  g_error ("no column %s/%s", group, title);
}

static const char *
text_at (const KkbReportTable *table, guint row, const char *group, const char *title)
{
  return kkb_table_cell (table, row, column_of (table, group, title))->text;
}

static guint
row_of (const KkbReportTable *table, const char *name)
{
  guint column = column_of (table, "", "指標");
  for (guint row = 0; row < table->n_rows; row++)
    if (g_str_equal (kkb_table_cell (table, row, column)->text, name))
      return row;
  g_error ("no row %s", name);
}

static gboolean
legend_has (const KkbSection *section, const char *part)
{
  for (guint i = 0; i < section->legend->len; i++)
    if (strstr (g_ptr_array_index (section->legend, i), part))
      return TRUE;
  return FALSE;
}

static void
test_rates (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, NULL);
  const KkbReportTable *table = kkb_report_section (report, 0)->table;
  g_assert_cmpuint (table->n_rows, ==, 15);
  guint row = row_of (table, "従業者数");
  g_assert_cmpstr (text_at (table, row, "評価", "進捗率（%）"), ==, "109.6");
  g_assert_cmpstr (text_at (table, row, "評価", "算定"), ==, "達");
  g_assert_cmpstr (text_at (table, row, "評価", "評価"), ==, "◎ A");
  g_assert_cmpstr (text_at (table, row, "令和元年度", "実績"), ==, "10,796");
  g_assert_cmpstr (text_at (table, row, "令和3年度", "目標"), ==, "9,850");
  row = row_of (table, "新規高卒者の管内就職率");
  g_assert_cmpstr (text_at (table, row, "評価", "進捗率（%）"), ==, "▲38.5");
  g_assert_cmpstr (text_at (table, row, "評価", "算定"), ==, "進");
  g_assert_cmpstr (text_at (table, row, "令和3年度", "目標"), ==, "60.0");
  g_assert_cmpstr (text_at (table, row, "令和2年度", "実績"), ==, "47.4");
}

static void
test_levels (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, NULL);
  const KkbSection *section = kkb_report_section (report, 0);
  g_autoptr (GString) seen = g_string_new (NULL);
  g_assert_cmpuint (section->table->n_levels, ==, 2);
  for (guint i = 0; i < section->table->merges->len; i++)
    {
      const KkbMerge *m = &g_array_index (section->table->merges, KkbMerge, i);
      const char *text = kkb_table_cell (section->table, m->row, m->column)->text;
      g_autofree char *start = g_utf8_substring (text, 0, MIN (5, g_utf8_strlen (text, -1)));
      g_string_append_printf (seen, "%u+%u/%u+%u %s|", m->row, m->n_rows, m->column, m->n_columns, start);
    }
  g_assert_cmpstr (
      seen->str, ==,
      "0+5/0+2 計画全体|5+2/0+1 1 人づく|5+2/1+1 1 ものづ|7+5/0+1 2 地域企|7+4/1+1 2 地域企|11+1/1+1 3 地域内|"
      "12+3/0+1 3 企業・|12+2/1+1 4 企業・|14+1/1+1 5 工業を|");
  g_assert_cmpstr (g_ptr_array_index (section->notes, 0), ==,
                   "基本理念：人と地域をみがき 創造性豊かなものづくりを目指します");
}

static void
test_repeats (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, NULL);
  const KkbSection *section = kkb_report_section (report, 0);
  guint row = row_of (section->table, "誘致企業数（再掲）");
  g_assert_true (g_str_has_prefix (text_at (section->table, row, "", "備考"), "再掲（№4）\n"));
  g_assert_cmpstr (text_at (section->table, row, "現状", "値"), ==, "4");
  g_assert_true (legend_has (section, "再掲"));
  /* its own printed baseline must not get into the formula: the total runs from 0 */
  const KkbReportCell *rate = kkb_table_cell (section->table, row, column_of (section->table, "評価", "進捗率（%）"));
  const KkbFormula *formula = kkb_report_formula (report, rate->formula - 1);
  g_assert_cmpint (formula->baseline.column, ==, -1);
  g_assert_cmpint (formula->baseline.value.coef, ==, 0);
}

static void
test_grants (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("morioka-grants-r3");
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A4, NULL);
  const KkbSection *section = kkb_report_section (report, 0);
  const KkbReportTable *table = section->table;
  guint row = row_of (table, "クラスター構成企業による海外取引にかかる売上高");
  g_assert_cmpstr (text_at (table, row, "令和3年度", "実績"), ==, "259,057");
  g_assert_cmpstr (text_at (table, row, "令和3年度", "目標"), ==, "");
  g_assert_cmpstr (text_at (table, row, "評価", "評価"), ==, "目標なし");
  row = row_of (table, "① 事業を通して、盛岡を訪問した人数");
  g_assert_cmpstr (text_at (table, row, "令和3年度", "目標"), ==, "150");
  g_assert_cmpstr (text_at (table, row, "令和3年度", "実績"), ==, "集計中");
  g_assert_cmpstr (text_at (table, row, "評価", "評価"), ==, "集計中");
  g_assert_cmpstr (text_at (table, row, "", "担当課"), ==, "都市戦略室\n経済企画課");
  row = row_of (table, "① 東北の県庁所在地六市延べ宿泊者数");
  g_assert_cmpstr (text_at (table, row, "令和4年度", "目標"), ==, "4,200,000");
  g_assert_cmpstr (text_at (table, row, "評価", "評価"), ==, "未入力");
  g_assert_true (legend_has (section, "集計中") && legend_has (section, "目標なし"));
}

static void
test_summary (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, NULL);
  const KkbSection *section = kkb_report_section (report, 1);
  const KkbReportTable *table = section->table;
  guint last = table->n_rows - 1;
  g_assert_cmpuint (table->n_rows, ==, 7);
  g_assert_cmpstr (kkb_table_cell (table, last, 0)->text, ==, "合計");
  g_assert_cmpstr (text_at (table, last, "", "指標数"), ==, "13");
  g_assert_cmpstr (text_at (table, last, "目標の達成", "達成"), ==, "5");
  g_assert_cmpstr (text_at (table, last, "目標の達成", "評価した数"), ==, "13");
  KkbDecimal sum = kkb_decimal_from_int (0);
  for (guint i = 0; i < kkb_table_n_columns (table); i++)
    if (g_str_equal (kkb_table_column (table, i)->title, "割合（%）"))
      g_assert_true (kkb_decimal_add (sum, kkb_table_cell (table, last, i)->number, &sum));
  char buf[32];
  g_assert_cmpstr (kkb_decimal_print (sum, buf), ==, "100.0");
  g_assert_nonnull (section->chart);
  g_assert_cmpuint (section->chart->n_rows, ==, 6);
}

static void
test_summary_agrees (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  g_autoptr (KkbReview) review = kkb_review_new (facts, NULL, KKB_FINAL);
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, NULL);
  const KkbReportTable *table = kkb_report_section (report, 1)->table;
  guint checked = 0;
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);
      g_autofree char *name = kkb_node_printed (node);
      for (guint row = 0; row < table->n_rows; row++)
        if (g_str_equal (kkb_table_cell (table, row, 0)->text, name))
          {
            const KkbTally *tally = kkb_review_tally (review, g_ptr_array_index (facts->plans, 0), node);
            g_autofree char *evaluated = g_strdup_printf ("%u", tally->evaluated);
            g_assert_cmpstr (text_at (table, row, "目標の達成", "評価した数"), ==, evaluated);
            checked++;
          }
    }
  g_assert_cmpuint (checked, ==, 5);
}

/* Every line of the summary counts as the review does, whatever the rules: gaps with a rating of their own stay out of
 * the percents, and what no rating took is still counted. */
static void
check_summary (const char *name, const KkbRules *rules)
{
  g_autoptr (KkbFacts) facts = fixture_plan (name);
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, rules);
  g_autoptr (KkbReview) review = kkb_review_new (facts, rules, KKB_FINAL);
  const KkbTally *tally = kkb_review_tally (review, g_ptr_array_index (facts->plans, 0), NULL);
  const KkbReportTable *table = kkb_report_section (report, 1)->table;
  guint last = table->n_rows - 1, all = tally->met_of + tally->no_target + tally->manual;
  g_autofree char *met_of = g_strdup_printf ("%u", tally->met_of), *whole = NULL;
  for (guint i = 0; i < KKB_N_STATES; i++)
    all += tally->gap[i];
  whole = g_strdup_printf ("%u", all);
  g_assert_cmpstr (text_at (table, last, "目標の達成", "評価した数"), ==, met_of);
  g_assert_cmpstr (text_at (table, last, "", "指標数"), ==, whole);
  for (guint row = 0; row < table->n_rows; row++)
    {
      guint64 sum = 0;
      for (guint i = 2; i < kkb_table_n_columns (table); i++)
        if (!g_str_equal (kkb_table_column (table, i)->title, "割合（%）")
            && !g_str_equal (kkb_table_column (table, i)->group, "目標の達成"))
          sum += g_ascii_strtoull (kkb_table_cell (table, row, i)->text, NULL, 10);
      g_assert_cmpuint (sum, ==, g_ascii_strtoull (text_at (table, row, "", "指標数"), NULL, 10));
    }
  for (guint i = 0; i < rules->n_bands; i++)
    if (rules->bands[i].condition == KKB_BAND_STATE)
      for (guint row = 0; row < table->n_rows; row++)
        g_assert_cmpstr (kkb_table_cell (table, row, 2 + 2 * i)->text, ==, "0");
}

static void
test_summary_of_presets (void)
{
  for (guint i = 0; i < kkb_rules_n_presets (); i++)
    {
      check_summary ("ichinoseki-h29", kkb_rules_preset (i));
      check_summary ("morioka-grants-r3", kkb_rules_preset (i));
    }
}

static void
type_value (KkbFacts *facts, KkbValueList *list, int fy, const char *text)
{
  KkbQuantity quantity;
  g_assert_true (kkb_quantity_parse (text, "千円", &quantity, NULL));
  KkbValue value = kkb_quantity_to_value (&quantity, facts, fy, "千円");
  kkb_value_list_set (list, &value);
  kkb_quantity_clear (&quantity);
}

/* The formula behind the rate gives what stands in the cell: it turns the quotient where the printed bound says that
 * less is better, and there is none where the cells are not of one unit. */
static void
test_formula_follows_figures (void)
{
  KkbRules rules = *kkb_rules_standard ();
  g_autoptr (KkbFacts) facts = fixture_generated (2);
  KkbIndicator *bound = g_ptr_array_index (facts->indicators, 0), *scaled = g_ptr_array_index (facts->indicators, 1);
  KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  rules.method = KKB_METHOD_ATTAINMENT;
  bound->name = "上限のある指標";
  bound->direction = scaled->direction = KKB_DIRECTION_UP;
  scaled->name = "単位の異なる指標";
  bound->unit = scaled->unit = "千円";
  type_value (facts, &((KkbGoal *)kkb_indicator_goal (bound, plan->id))->targets, 2060, "5以下");
  type_value (facts, &bound->actuals, 2060, "6");
  type_value (facts, &((KkbGoal *)kkb_indicator_goal (scaled, plan->id))->targets, 2060, "1,600");
  type_value (facts, &scaled->actuals, 2060, "2百万円");
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, &rules);
  const KkbReportTable *table = kkb_report_section (report, 0)->table;
  guint rate = column_of (table, "評価", "達成率（%）");
  const KkbReportCell *cell = kkb_table_cell (table, row_of (table, bound->name), rate);
  g_assert_cmpstr (cell->text, ==, "83.3");
  g_assert_cmpuint (cell->formula, >, 0);
  g_assert_true (kkb_report_formula (report, cell->formula - 1)->inverse);
  cell = kkb_table_cell (table, row_of (table, scaled->name), rate);
  g_assert_cmpstr (cell->text, ==, "125.0");
  g_assert_cmpuint (cell->formula, ==, 0);
  g_autoptr (KkbReport) data = fixture_report (facts, KKB_FINAL, KKB_FACE_DATA, KKB_PAPER_A4, &rules);
  table = kkb_report_section (data, 0)->table;
  g_assert_cmpstr (text_at (table, row_of (table, scaled->name), "", "実績値"), ==, "2000");
}

static void
test_yardstick (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("morioka-healthtech");
  g_autoptr (KkbReport) report = fixture_report (facts, 2023, KKB_FACE_PRINT, KKB_PAPER_A4, NULL);
  const KkbSection *section = kkb_report_section (report, 0);
  const KkbReportCell *cell = kkb_table_cell (section->table, 0, column_of (section->table, "令和5年度", "目標"));
  g_assert_cmpstr (cell->text, ==, "〔3.8〕");
  g_assert_cmpstr (kkb_report_formula (report, cell->formula - 1)->ratio, ==, "19/5");
  g_assert_true (legend_has (section, "〔 〕"));
}

static void
test_seireki (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  g_autoptr (KkbReview) review = kkb_review_new (facts, NULL, KKB_FINAL);
  KkbReportOptions options = { .format = { .years = KKB_YEARS_SEIREKI, .negative = KKB_NEGATIVE_HOLLOW } };
  g_autoptr (KkbReport) report = kkb_report_kpi_new (review, NULL, &options);
  const KkbReportTable *table = kkb_report_section (report, 0)->table;
  guint row = row_of (table, "新規高卒者の管内就職率");
  g_assert_cmpstr (text_at (table, row, "2020年度", "実績"), ==, "47.4");
  g_assert_cmpstr (text_at (table, row, "評価", "進捗率（%）"), ==, "△38.5");
}

static void
test_data_face (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_DATA, KKB_PAPER_A4, NULL);
  const KkbReportTable *table = kkb_report_section (report, 0)->table;
  g_assert_cmpuint (kkb_table_n_columns (table), ==, 20);
  g_assert_cmpuint (table->merges->len, ==, 0);
  guint row = row_of (table, "新規高卒者の管内就職率");
  const KkbReportCell *target = kkb_table_cell (table, row, column_of (table, "", "目標値"));
  g_assert_cmpint (target->kind, ==, KKB_REPORT_CELL_NUMBER);
  g_assert_cmpstr (target->text, ==, "60.0");
  g_assert_cmpstr (kkb_report_format (report, target->format), ==, "0.0");
  g_assert_cmpstr (text_at (table, row, "", "進捗率（%）"), ==, "-38.5");
  g_assert_cmpstr (text_at (table, row, "", "目標年度"), ==, "2021");
  g_assert_cmpstr (text_at (table, row, "", "評価方法"), ==, "progress");
  g_assert_cmpstr (text_at (table, row_of (table, "誘致企業数（再掲）"), "", "再掲元"), ==, "A4");
  const KkbReportTable *values = kkb_report_section (report, 1)->table;
  /* 12 baselines that say something (two are ―), 13 targets, 13 actuals */
  g_assert_cmpuint (values->n_rows, ==, 39);
}

static void
test_suffix_in_format (void)
{
  g_autoptr (KkbFacts) facts = fixture_generated (1);
  KkbIndicator *indicator = g_ptr_array_index (facts->indicators, 0);
  KkbValue provisional = { .fy = 2025 };
  kkb_value_set_number (&provisional, (KkbDecimal){ -12345, 1 }, KKB_STATE_PROVISIONAL);
  kkb_value_list_set (&indicator->actuals, &provisional);
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, NULL);
  const KkbReportTable *table = kkb_report_section (report, 0)->table;
  const KkbReportCell *cell = kkb_table_cell (table, 0, column_of (table, "令和7年度", "実績"));
  g_assert_cmpint (cell->kind, ==, KKB_REPORT_CELL_NUMBER);
  g_assert_cmpstr (cell->text, ==, "(▲1,234.5)");
  g_assert_cmpstr (kkb_report_format (report, cell->format), ==, "\"(\"#,##0.0\")\";\"(\"\"▲\"#,##0.0\")\"");
}

static void
test_sheet_names (void)
{
  g_autoptr (KkbFacts) facts = fixture_generated (3);
  KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  plan->title = kkb_facts_string (facts, "第１期：計画/案［改訂］とても長い名前の計画でシート名には入りきらないもの");
  g_autoptr (KkbReport) report = fixture_report (facts, KKB_FINAL, KKB_FACE_PRINT, KKB_PAPER_A3, NULL);
  const char *name = kkb_report_section (report, 0)->sheet;
  g_assert_cmpstr (name, ==, "第１期_計画_案_改訂_とても長い名前の計画でシート名には入り");
  g_assert_cmpint (g_utf8_strlen (name, -1), <=, 31);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/kpi/a-row-shows-the-rate-of-the-method-that-stands", test_rates);
  g_test_add_func ("/report/kpi/level-cells-are-merged-over-their-rows", test_levels);
  g_test_add_func ("/report/kpi/a-repeat-says-what-it-repeats-and-is-rated-by-the-origin", test_repeats);
  g_test_add_func ("/report/kpi/targets-without-actuals-and-actuals-without-targets-are-readable", test_grants);
  g_test_add_func ("/report/kpi/the-summary-counts-repeats-once-and-adds-up-to-100", test_summary);
  g_test_add_func ("/report/kpi/the-summary-per-strategy-agrees-with-the-tally", test_summary_agrees);
  g_test_add_func ("/report/kpi/the-summary-counts-every-indicator-by-every-preset", test_summary_of_presets);
  g_test_add_func ("/report/kpi/the-formula-of-a-rate-follows-bound-and-unit", test_formula_follows_figures);
  g_test_add_func ("/report/kpi/the-yardstick-of-the-year-is-bracketed-and-exact", test_yardstick);
  g_test_add_func ("/report/kpi/western-years-and-hollow-triangles-on-request", test_seireki);
  g_test_add_func ("/report/kpi/the-data-face-has-numbers-as-numbers-and-western-years", test_data_face);
  g_test_add_func ("/report/kpi/a-provisional-figure-stays-a-number", test_suffix_in_format);
  g_test_add_func ("/report/kpi/a-plan-title-becomes-a-sheet-name-excel-takes", test_sheet_names);
  return g_test_run ();
}
