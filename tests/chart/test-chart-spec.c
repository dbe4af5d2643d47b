#include "chart-fixture.h"
#include "kkb-chart-indicator.h"

static void
test_alt (void)
{
  g_autoptr (KkbChartSpec) spec = three_figures ("製造品出荷額", "億円", 2014, "2117", 2019, "1884", 2021, "2200");
  g_autoptr (KkbChartLayout) layout = kkb_chart_layout_new (spec, 640, 300, NULL, 12);

  g_assert_cmpstr (kkb_chart_layout_alt (layout), ==,
                   "製造品出荷額、平成26年度 現状 2,117億円、令和元年度 実績 1,884億円、令和3年度 目標 2,200億円、"
                   "令和3年度 見通し 1,791億円");
  spec->format.years = KKB_YEARS_SEIREKI;
  g_clear_pointer (&layout, kkb_chart_layout_free);
  layout = kkb_chart_layout_new (spec, 640, 300, NULL, 12);
  g_assert_nonnull (find_hit (layout, "2019年度 実績 1,884億円"));
  g_assert_nonnull (find_text (layout, KKB_CHART_TEXT_YEAR_TICK, "2019"));
}

static void
test_long_alt (void)
{
  static const char *const values[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "集計中", NULL };
  g_autoptr (KkbChartSpec) spec = kkb_chart_spec_new (KKB_CHART_LINE, "件数");
  g_autoptr (KkbChartLayout) layout = NULL;

  add_values (spec, KKB_CHART_ACTUAL, "実績", 2012, values);
  layout = kkb_chart_layout_new (spec, 640, 300, NULL, 12);
  g_assert_cmpstr (kkb_chart_layout_alt (layout), ==,
                   "件数、平成24年度 実績 1、令和2年度 実績 9、令和3年度 実績 集計中");
}

static void
test_outlook (void)
{
  g_autoptr (KkbChartSpec) spec = kkb_chart_spec_new (KKB_CHART_LINE, "x");
  const KkbChartSeries *s;
  const KkbChartPoint *end;

  /* 50.9 in FY2015, 47.4 in FY2020: -3.5 in five years, so 46.7 in FY2021. */
  g_assert_true (kkb_chart_spec_add_outlook (spec, "見通し", 2015, dec ("50.9"), 2020, dec ("47.4"), 2021));
  s = spec->series->pdata[0];
  end = &g_array_index (s->points, KkbChartPoint, 1);
  g_assert_cmpint (end->fy, ==, 2021);
  g_assert_cmpstr (end->label, ==, "46.7");
  g_assert_false (kkb_chart_spec_add_outlook (spec, "見通し", 2020, dec ("1"), 2020, dec ("2"), 2021));
  g_assert_false (kkb_chart_spec_add_outlook (spec, "見通し", KKB_FY_NONE, dec ("1"), 2020, dec ("2"), 2021));
  g_assert_false (kkb_chart_spec_add_outlook (spec, "見通し", 2015, dec ("1"), 2021, dec ("2"), 2021));
  g_assert_cmpuint (spec->series->len, ==, 1);
}

/* ---- from facts ------------------------------------------------------------------------------------------------ */

static KkbValue
number (int fy, const char *text, KkbState state)
{
  KkbValue v = { .fy = (gint16)fy };

  kkb_value_set_number (&v, dec (text), state);
  return v;
}

static KkbFacts *
facts_of (KkbSeries series, KkbIndicator **indicator, KkbGoal **goal)
{
  KkbFacts *facts = kkb_facts_new ();
  KkbPlan *plan = kkb_facts_add_plan (facts, 1);
  KkbValue v = number (2021, "2200", KKB_STATE_FINAL);

  plan->start_fy = 2017;
  plan->end_fy = 2021;
  *indicator = kkb_facts_add_indicator (facts, 2);
  (*indicator)->name = "製造品出荷額";
  (*indicator)->unit = "億円";
  (*indicator)->series = series;
  *goal = kkb_facts_add_goal (facts, 1, *indicator);
  (*goal)->baseline = number (2014, "2117", KKB_STATE_FINAL);
  kkb_value_list_set (&(*goal)->targets, &v);
  kkb_facts_add_placement (facts, 3, 1, *indicator, 0);
  kkb_facts_link (facts);
  return facts;
}

static KkbChartSeries *
series_of (const KkbChartSpec *spec, KkbChartRole role)
{
  for (guint i = 0; i < spec->series->len; i++)
    if (((KkbChartSeries *)spec->series->pdata[i])->role == role)
      return spec->series->pdata[i];
  return NULL;
}

static void
test_from_facts (void)
{
  KkbIndicator *indicator;
  KkbGoal *goal;
  KkbFormat format = { 0 };
  g_autoptr (KkbFacts) facts = facts_of (KKB_SERIES_LEVEL, &indicator, &goal);
  KkbValue v = number (2018, "2001", KKB_STATE_FINAL), gap = { .fy = 2020, .state = KKB_STATE_PENDING };
  g_autoptr (KkbChartSpec) spec = NULL;
  const KkbChartSeries *actual;

  kkb_value_list_set (&indicator->actuals, &v);
  v = number (2019, "1884", KKB_STATE_PROVISIONAL);
  kkb_value_list_set (&indicator->actuals, &v);
  kkb_value_list_set (&indicator->actuals, &gap);
  spec = kkb_chart_spec_for_placement (facts, kkb_indicator_origin (indicator), KKB_YARDSTICK_LINEAR, &format);
  g_assert_cmpstr (spec->unit, ==, "億円");
  g_assert_cmpint (spec->path, ==, KKB_CHART_PATH_STRAIGHT);
  g_assert_cmpint (spec->path_start_fy, ==, 2014);
  actual = series_of (spec, KKB_CHART_ACTUAL);
  g_assert_cmpuint (actual->points->len, ==, 3);
  g_assert_true (g_array_index (actual->points, KkbChartPoint, 1).provisional);
  g_assert_true (g_array_index (actual->points, KkbChartPoint, 2).gap);
  g_assert_cmpstr (g_array_index (actual->points, KkbChartPoint, 2).label, ==, "集計中");
  g_assert_nonnull (series_of (spec, KKB_CHART_OUTLOOK));
  g_assert_nonnull (series_of (spec, KKB_CHART_BASELINE));
  g_assert_null (series_of (spec, KKB_CHART_REFERENCE));
}

static void
test_running_total (void)
{
  KkbIndicator *indicator;
  KkbGoal *goal;
  KkbFormat format = { 0 };
  g_autoptr (KkbFacts) facts = facts_of (KKB_SERIES_CUMULATIVE_IN_PLAN, &indicator, &goal);
  g_autoptr (KkbChartSpec) spec
      = kkb_chart_spec_for_placement (facts, kkb_indicator_origin (indicator), KKB_YARDSTICK_LINEAR, &format);

  g_assert_null (series_of (spec, KKB_CHART_BASELINE)); /* its figure is of another period */
  g_assert_true (spec->has_path_start);
  g_assert_cmpint (spec->path_start_fy, ==, 2016);
  g_assert_cmpint (kkb_decimal_sign (spec->path_start), ==, 0);
}

static void
test_other_unit (void)
{
  KkbIndicator *indicator;
  KkbGoal *goal;
  KkbFormat format = { 0 };
  g_autoptr (KkbFacts) facts = facts_of (KKB_SERIES_LEVEL, &indicator, &goal);
  KkbValue v = number (2019, "188400", KKB_STATE_FINAL);
  g_autoptr (KkbChartSpec) spec = NULL;
  const KkbChartPoint *p;

  kkb_facts_value_more (facts, &v)->unit = "百万円";
  kkb_value_list_set (&indicator->actuals, &v);
  spec = kkb_chart_spec_for_placement (facts, kkb_indicator_origin (indicator), KKB_YARDSTICK_STEP, &format);
  p = &g_array_index (series_of (spec, KKB_CHART_ACTUAL)->points, KkbChartPoint, 0);
  g_assert_true (p->gap);
  g_assert_cmpstr (p->label, ==, "188,400百万円");
  g_assert_cmpint (spec->path, ==, KKB_CHART_PATH_STEPPED);
  g_assert_null (series_of (spec, KKB_CHART_OUTLOOK));
}

static void
test_milestone (void)
{
  KkbIndicator *indicator;
  KkbGoal *goal;
  KkbFormat format = { 0 };
  g_autoptr (KkbFacts) facts = facts_of (KKB_SERIES_MILESTONE, &indicator, &goal);
  KkbValue word = { .fy = 2021, .kind = KKB_VALUE_TEXT, .state = KKB_STATE_FINAL };
  g_autoptr (KkbChartSpec) spec = NULL;

  kkb_facts_value_more (facts, &word)->text = "策定";
  kkb_value_list_set (&goal->targets, &word);
  goal->baseline = (KkbValue){ 0 };
  spec = kkb_chart_spec_for_placement (facts, kkb_indicator_origin (indicator), KKB_YARDSTICK_LINEAR, &format);
  g_assert_true (kkb_chart_spec_is_empty (spec));
  g_assert_cmpstr (spec->empty_text, !=, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/spec/a-chart-reads-itself-out", test_alt);
  g_test_add_func ("/chart/spec/a-long-series-is-read-out-by-its-ends", test_long_alt);
  g_test_add_func ("/chart/spec/the-outlook-is-the-exact-line-and-never-without-two-points", test_outlook);
  g_test_add_func ("/chart/spec/an-indicator-brings-actuals-targets-baseline-and-gaps", test_from_facts);
  g_test_add_func ("/chart/spec/a-running-total-starts-from-zero-at-the-plans-start", test_running_total);
  g_test_add_func ("/chart/spec/a-figure-of-another-unit-is-marked-not-drawn-to-scale", test_other_unit);
  g_test_add_func ("/chart/spec/a-milestone-says-why-there-is-no-chart", test_milestone);
  return g_test_run ();
}
