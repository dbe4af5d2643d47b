/* test-evaluate.c - the order of decisions of domain.md §7, one case a decision, with the sentence a reader gets. */
#include "fixture.h"
#include "kkb-figures.h"

static void
test_attainment (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2026, "10");
  case_actual (&c, 2026, "6");
  assert_line (&c, KKB_FINAL, "attainment 60.0 no C");
  assert_explains (&c, KKB_FINAL, "実績 6 ÷ 目標 10 = 60.0% → C（50%以上80%未満）");
  fixture_language ("en");
  assert_explains (&c, KKB_FINAL, "actual 6 ÷ target 10 = 60.0% → C (50% or more, under 80%)");
  fixture_language ("ja");
}

static void
test_progress (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "50.9");
  case_target (&c, 2026, "60.0");
  case_actual (&c, 2026, "47.4");
  assert_line (&c, KKB_FINAL, "progress -38.5 no D");
  assert_explains (&c, KKB_FINAL, "（実績 47.4 − 基準値 50.9）÷（目標 60.0 − 基準値 50.9）= ▲38.5% → D（50%未満）");
}

static void
test_slows_decline (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "10,795");
  case_target (&c, 2026, "9,850");
  case_actual (&c, 2026, "10,796人");
  assert_line (&c, KKB_FINAL, "attainment 109.6 yes A");
  assert_explains (
      &c, KKB_FINAL,
      "（10,796 − 10,795）÷（9,850 − 10,795）は減少を抑える目標のため使わず、実績 10,796 ÷ 目標 9,850 = 109.6% → "
      "A（100%以上）");
  fixture_language ("en");
  assert_explains (
      &c, KKB_FINAL,
      "(10,796 − 10,795) ÷ (9,850 − 10,795) is not used, as the target only slows a decline; actual 10,796 ÷ target "
      "9,850 = 109.6% → A (100% or more)");
  fixture_language ("ja");
}

static void
test_slows_increase (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_DOWN, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "100");
  case_target (&c, 2026, "120");
  case_actual (&c, 2026, "125");
  assert_line (&c, KKB_FINAL, "attainment 96.0 no B");
  assert_explains (&c, KKB_FINAL,
                   "（125 − 100）÷（120 − 100）は増加を抑える目標のため使わず、少ないほど良い指標のため、目標 120 ÷ "
                   "実績 125 = 96.0% → "
                   "B（80%以上100%未満）");
}

static void
test_no_target (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  assert_line (&c, KKB_FINAL, "none - - -");
  assert_explains (&c, KKB_FINAL, "目標も実績もないため評価しない");
  case_actual (&c, 2021, "18");
  assert_line (&c, KKB_FINAL, "none - - -");
  assert_explains (&c, KKB_FINAL, "目標がないため評価しない（実績 18）");
  case_target (&c, 2026, "―");
  assert_explains (&c, KKB_FINAL, "目標がないため評価しない（実績 18）");
}

static void
test_gap (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_target (&c, 2026, "1,000");
  assert_explains (&c, KKB_FINAL, "実績が未入力のため評価しない（目標 1,000）");
  case_actual (&c, 2023, "中止");
  assert_explains (&c, KKB_FINAL, "実績が中止のため評価しない（目標 1,000）");
  case_actual (&c, 2024, "集計中（9月予定）");
  assert_line (&c, KKB_FINAL, "none - - -");
  assert_explains (&c, KKB_FINAL, "実績が集計中（9月予定）のため評価しない（目標 1,000）");
  fixture_language ("en");
  assert_explains (&c, KKB_FINAL, "not evaluated, as the actual is 集計中, expected 9月 (target 1,000)");
  fixture_language ("ja");
  case_actual (&c, 2024, "約半分");
  assert_explains (&c, KKB_FINAL, "実績「約半分」は数値ではないため評価しない（目標 1,000）");
}

static void
test_dash_is_no_number (void)
{
  g_auto (Case) c = { 0 };
  KkbResult r;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_target (&c, 2026, "10");
  case_actual (&c, 2026, "―");
  case_evaluate (&c, KKB_FINAL, &r);
  g_assert_cmpint (r.method, ==, KKB_METHOD_NONE);
  g_assert_cmpint (r.state, ==, KKB_STATE_BLANK);
  kkb_result_clear (&r);
  assert_explains (&c, KKB_FINAL, "実績が「―」（該当する値なし）のため評価しない（目標 10）");
}

static void
test_word_target (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_MILESTONE);
  case_target (&c, 2026, "策定");
  assert_line (&c, KKB_FINAL, "none - - -");
  case_actual (&c, 2025, "素案作成");
  assert_line (&c, KKB_FINAL, "manual - - -");
  assert_explains (&c, KKB_FINAL, "目標が言葉のため担当者が判断する（目標 策定、実績 素案作成）");
}

static void
test_target_not_positive (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_DOWN, KKB_SERIES_LEVEL);
  case_target (&c, 2026, "0");
  case_actual (&c, 2026, "0");
  assert_line (&c, KKB_FINAL, "compare - yes A");
  assert_explains (&c, KKB_FINAL,
                   "進捗率は基準値がないため使わず、達成率は目標 0 が 0 以下のため使わず、実績 0 は目標 0 "
                   "以下のため達成 → A（最上位の区分）");
  case_actual (&c, 2026, "3");
  assert_line (&c, KKB_FINAL, "compare - no D");
  case_baseline (&c, 2021, "12");
  assert_line (&c, KKB_FINAL, "progress 75.0 no C");
  c.rules.method = KKB_METHOD_ATTAINMENT;
  assert_explains (&c, KKB_FINAL,
                   "達成率は目標 0 が 0 以下のため使わず、（実績 3 − 基準値 12）÷（目標 0 − 基準値 12）= 75.0% → "
                   "C（50%以上80%未満）");
}

static void
test_negative_actual (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2026, "5");
  case_actual (&c, 2026, "▲5");
  assert_line (&c, KKB_FINAL, "compare - no D");
  assert_explains (&c, KKB_FINAL,
                   "達成率は実績 ▲5 が 0 未満のため使わず、進捗率は基準値がないため使わず、実績 ▲5 は目標 5 "
                   "を下回るため未達成 → D（最下位の区分）");
}

static void
test_range (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_RANGE, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "30");
  case_target (&c, 2026, "40〜60");
  case_actual (&c, 2026, "60");
  assert_line (&c, KKB_FINAL, "compare - yes A");
  assert_explains (&c, KKB_FINAL,
                   "範囲内を目指す指標のため率は使わず、実績 60 は目標 40〜60 の範囲内のため達成 → A（最上位の区分）");
  case_actual (&c, 2026, "61");
  assert_line (&c, KKB_FINAL, "compare - no D");
  case_target (&c, 2026, "330±5");
  case_actual (&c, 2026, "325");
  assert_line (&c, KKB_FINAL, "compare - yes A");
  case_actual (&c, 2026, "324");
  assert_line (&c, KKB_FINAL, "compare - no D");
}

static void
test_down (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_DOWN, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2026, "5");
  case_actual (&c, 2026, "6");
  assert_line (&c, KKB_FINAL, "attainment 83.3 no B");
  assert_explains (&c, KKB_FINAL, "少ないほど良い指標のため、目標 5 ÷ 実績 6 = 83.3% → B（80%以上100%未満）");
  case_actual (&c, 2026, "0");
  assert_line (&c, KKB_FINAL, "compare - yes A");
  case_baseline (&c, 2021, "10");
  assert_line (&c, KKB_FINAL, "progress 200.0 yes A");
  assert_explains (
      &c, KKB_FINAL,
      "達成率は実績 0 では割れないため使わず、（実績 0 − 基準値 10）÷（目標 5 − 基準値 10）= 200.0% → A（100%以上）");
}

static void
test_target_is_baseline (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "50");
  case_target (&c, 2026, "50.0");
  case_actual (&c, 2026, "51");
  assert_line (&c, KKB_FINAL, "attainment 102.0 yes A");
  assert_explains (&c, KKB_FINAL,
                   "（51 − 50）÷（50.0 − 50）は目標が基準値と同じで割れないため使わず、実績 51 ÷ 目標 50.0 = 102.0% → "
                   "A（100%以上）");
}

static void
test_maintain (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_MAINTAIN, KKB_SERIES_ANNUAL);
  case_baseline (&c, 2021, "331");
  case_target (&c, 2026, "330");
  case_actual (&c, 2026, "327");
  assert_line (&c, KKB_FINAL, "attainment 99.1 no B");
  assert_explains (&c, KKB_FINAL,
                   "進捗率は維持を目指す指標のため使わず、実績 327 ÷ 目標 330 = 99.1% → B（80%以上100%未満）");
  c.rules.has_tolerance = TRUE;
  c.rules.tolerance = (KkbDecimal){ 3, 0 };
  assert_line (&c, KKB_FINAL, "attainment 99.1 yes B");
  assert_explains (&c, KKB_FINAL,
                   "進捗率は維持を目指す指標のため使わず、実績 327 ÷ 目標 330 = 99.1%（許容幅 ±3 で目標 330 "
                   "に達しているため達成） → B（80%以上100%未満）");
  c.rules.method = KKB_METHOD_COMPARE;
  assert_explains (&c, KKB_FINAL, "実績 327 は許容幅 ±3 で目標 330 に達しているため達成 → A（最上位の区分）");
  c.indicator->has_tolerance = TRUE;
  c.indicator->tolerance = (KkbDecimal){ 29, 1 };
  assert_line (&c, KKB_FINAL, "compare - no D");
}

static void
test_from_zero (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_CUMULATIVE_IN_PLAN);
  case_baseline (&c, 2021, "582");
  case_target (&c, 2026, "200");
  case_actual (&c, 2026, "50");
  assert_line (&c, KKB_FINAL, "progress 25.0 no D");
  assert_explains (&c, KKB_FINAL, "計画開始時 0 から数えて、実績 50 ÷ 目標 200 = 25.0% → D（50%未満）");
  case_actual (&c, 2023, "50");
  assert_explains (&c, 2023, "計画開始時 0 から数えて、実績 50 ÷ 令和5年度の目安値 80 = 62.5% → C（50%以上80%未満）");
}

static void
test_strict (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_COMPARE;
  case_target (&c, 2026, "80超");
  case_actual (&c, 2026, "80");
  assert_line (&c, KKB_FINAL, "compare - no D");
  assert_explains (&c, KKB_FINAL, "実績 80 は目標 80超 を満たさないため未達成 → D（最下位の区分）");
  c.rules.method = KKB_METHOD_ATTAINMENT;
  assert_line (&c, KKB_FINAL, "attainment 100.0 no A");
  assert_explains (&c, KKB_FINAL, "実績 80 ÷ 目標 80超 = 100.0%（ただし目標 80超 は満たさない） → A（100%以上）");
  case_bands (&c, "S=met,A=base+10,B=base~10,C=base-10");
  assert_explains (&c, KKB_FINAL,
                   "実績 80 ÷ 目標 80超 = 100.0%（ただし目標 80超 は満たさない） → 比べる基準値がないため区分なし");
  case_bands (&c, "A=120,B=110");
  assert_explains (&c, KKB_FINAL, "実績 80 ÷ 目標 80超 = 100.0%（ただし目標 80超 は満たさない） → 当てはまる区分なし");
  case_bands (&c, "A=100,B=80,C=50,D=");
  c.rules.method = KKB_METHOD_COMPARE;
  case_target (&c, 2026, "80以上");
  assert_line (&c, KKB_FINAL, "compare - yes A");
  case_target (&c, 2026, "80未満");
  assert_line (&c, KKB_FINAL, "compare - no D");
  case_target (&c, 2026, "80以下");
  assert_line (&c, KKB_FINAL, "compare - yes A");
}

/* 5件以下 says that less is better, whatever direction the row has by default. */
static void
test_bound_before_direction (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2026, "5人以下");
  case_actual (&c, 2026, "4");
  assert_line (&c, KKB_FINAL, "attainment 125.0 yes A");
}

static void
test_own_method (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "0");
  case_target (&c, 2026, "10");
  case_actual (&c, 2026, "6");
  c.goal->method = KKB_METHOD_COMPARE;
  assert_line (&c, KKB_FINAL, "compare - no D");
  c.goal->method = KKB_METHOD_ATTAINMENT;
  assert_line (&c, KKB_FINAL, "attainment 60.0 no C");
  c.goal->method = KKB_METHOD_MANUAL;
  assert_line (&c, KKB_FINAL, "manual - no -");
  assert_explains (&c, KKB_FINAL, "担当者が判断する指標（目標 10、実績 6）");
  c.goal->method = KKB_METHOD_NONE;
  assert_line (&c, KKB_FINAL, "none - - -");
  assert_explains (&c, KKB_FINAL, "評価の対象外とした指標のため評価しない");
}

/* ---- years ------------------------------------------------------------------------------------------------------- */

static void
test_older_actual (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2023, "10");
  case_target (&c, 2026, "20");
  case_actual (&c, 2022, "9");
  case_actual (&c, 2024, "15");
  assert_explains (&c, 2023,
                   "令和5年度は未入力のため令和4年度の実績を用い、実績 9 ÷ 目標 10 = 90.0% → B（80%以上100%未満）");
  case_actual (&c, 2023, "集計中");
  assert_explains (&c, 2023,
                   "令和5年度は集計中のため令和4年度の実績を用い、実績 9 ÷ 目標 10 = 90.0% → B（80%以上100%未満）");
  case_actual (&c, 2023, "29（4）");
  assert_explains (
      &c, 2023,
      "令和5年度は「29（4）」で数値がないため令和4年度の実績を用い、実績 9 ÷ 目標 10 = 90.0% → B（80%以上100%未満）");
  case_actual (&c, 2023, "集計中");
  c.rules.exact_year = TRUE;
  assert_line (&c, 2023, "none - - -");
  assert_explains (&c, 2023, "実績が集計中のため評価しない（目標 10）");
  assert_explains (&c, KKB_FINAL,
                   "実績 15 ÷ 目標 20 = 75.0% → C（50%以上80%未満）（実績は令和6年度、目標は令和8年度）");
  c.rules.exact_year = FALSE;
  c.indicator->period_kind = KKB_PERIOD_CALENDAR;
  assert_explains (&c, 2023,
                   "令和5年は集計中のため令和4年の実績を用い、実績 9 ÷ 目標 10 = 90.0% → B（80%以上100%未満）");
}

static void
test_linear (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2020, "2");
  case_target (&c, 2025, "5");
  case_actual (&c, 2023, "3");
  assert_line (&c, 2023, "progress 55.6 no C");
  assert_explains (&c, 2023, "（実績 3 − 基準値 2）÷（令和5年度の目安値 3.8 − 基準値 2）= 55.6% → C（50%以上80%未満）");
  assert_line (&c, 2019, "none - - -");
  c.rules.yardstick = KKB_YARDSTICK_STEP;
  c.rules.method = KKB_METHOD_ATTAINMENT;
  assert_explains (&c, 2023, "実績 3 ÷ 令和7年度の目標 5 = 60.0% → C（50%以上80%未満）");
}

static void
test_after_the_last_target (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2025, "5");
  case_actual (&c, 2026, "4");
  assert_explains (&c, 2026, "実績 4 ÷ 令和7年度の目標 5 = 80.0% → B（80%以上100%未満）");
  c.rules.yardstick = KKB_YARDSTICK_NONE;
  assert_line (&c, 2026, "none - - -");
}

static void
test_without_baseline_no_line (void)
{
  g_auto (Case) c = { 0 };
  KkbResult r;
  g_autofree char *text = NULL;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "―");
  case_target (&c, 2023, "10");
  case_target (&c, 2026, "20");
  case_actual (&c, 2022, "9");
  assert_line (&c, 2022, "none - - -");
  case_evaluate (&c, 2024, &r);
  text = kkb_result_target_text (c.facts, c.indicator, &r);
  g_assert_cmpstr (text, ==, "13.3");
  kkb_result_clear (&r);
  /* what is printed is not what was divided by: the sentence says so */
  case_actual (&c, 2024, "12");
  assert_explains (&c, 2024,
                   "進捗率は基準値がないため使わず、実績 12 ÷ 令和6年度の目安値 約13.3 = 90.0% → B（80%以上100%未満）");
}

static void
test_provisional (void)
{
  g_auto (Case) c = { 0 };
  KkbResult r;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2026, "10");
  case_actual (&c, 2026, "6（速報）");
  case_evaluate (&c, KKB_FINAL, &r);
  g_assert_cmpint (r.state, ==, KKB_STATE_PROVISIONAL);
  kkb_result_clear (&r);
  assert_explains (&c, KKB_FINAL, "実績 6（速報） ÷ 目標 10 = 60.0% → C（50%以上80%未満）");
}

/* What stands as data beside the indicator's unit is in that unit. */
static void
check_data (const Case *c, const char *target, const char *actual)
{
  KkbResult r;
  g_autofree char *target_text = NULL, *actual_text = NULL;

  case_evaluate (c, KKB_FINAL, &r);
  target_text = kkb_result_target_text (c->facts, c->indicator, &r);
  actual_text = kkb_figure_data (c->facts, c->indicator, &r.actual);
  g_assert_cmpstr (target_text, ==, target);
  g_assert_cmpstr (actual_text, ==, actual);
  kkb_result_clear (&r);
}

/* 4,200千人 against a target in 人: the figures are brought to one unit, and printed in theirs. */
static void
test_units (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2026, "4,000,000");
  case_actual (&c, 2026, "4,200千人");
  assert_line (&c, KKB_FINAL, "attainment 105.0 yes A");
  assert_explains (&c, KKB_FINAL, "実績 4,200千人 ÷ 目標 4,000,000人 = 105.0% → A（100%以上）");
  case_target (&c, 2026, "400万人");
  assert_line (&c, KKB_FINAL, "attainment 105.0 yes A");
  assert_explains (&c, KKB_FINAL, "実績 4,200千人 ÷ 目標 400万人 = 105.0% → A（100%以上）");
  check_data (&c, "4000000", "4200000");
  case_target (&c, 2026, "０．３百万人以上");
  case_actual (&c, 2026, "25");
  check_data (&c, "300000以上", "25");
  case_target (&c, 2026, "1,000〜1,200");
  check_data (&c, "1000〜1200", "25");
  case_target (&c, 2026, "330±5");
  check_data (&c, "330±5", "25");
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/evaluate/attainment-is-actual-by-target", test_attainment);
  g_test_add_func ("/evaluate/progress-is-the-way-gone-from-the-baseline", test_progress);
  g_test_add_func ("/evaluate/a-target-that-slows-a-decline-is-judged-by-attainment", test_slows_decline);
  g_test_add_func ("/evaluate/a-target-that-slows-an-increase-is-judged-by-attainment", test_slows_increase);
  g_test_add_func ("/evaluate/without-a-target-nothing-is-evaluated", test_no_target);
  g_test_add_func ("/evaluate/a-gap-is-named-and-never-zero", test_gap);
  g_test_add_func ("/evaluate/a-dash-is-not-a-number", test_dash_is_no_number);
  g_test_add_func ("/evaluate/a-word-as-target-is-judged-by-a-person", test_word_target);
  g_test_add_func ("/evaluate/a-target-of-zero-has-no-attainment", test_target_not_positive);
  g_test_add_func ("/evaluate/a-negative-actual-has-no-attainment", test_negative_actual);
  g_test_add_func ("/evaluate/a-range-is-met-within-both-bounds", test_range);
  g_test_add_func ("/evaluate/less-is-better-turns-the-quotient-round", test_down);
  g_test_add_func ("/evaluate/a-target-equal-to-the-baseline-has-no-progress", test_target_is_baseline);
  g_test_add_func ("/evaluate/what-is-to-be-maintained-may-have-a-tolerance", test_maintain);
  g_test_add_func ("/evaluate/a-total-within-the-plan-starts-from-zero", test_from_zero);
  g_test_add_func ("/evaluate/a-target-may-be-strict", test_strict);
  g_test_add_func ("/evaluate/the-printed-bound-goes-before-the-direction", test_bound_before_direction);
  g_test_add_func ("/evaluate/an-indicator-may-have-a-method-of-its-own", test_own_method);
  g_test_add_func ("/evaluate/an-older-actual-is-used-and-its-year-shown", test_older_actual);
  g_test_add_func ("/evaluate/a-year-between-is-held-against-the-straight-line", test_linear);
  g_test_add_func ("/evaluate/after-the-last-target-the-last-one-stands", test_after_the_last_target);
  g_test_add_func ("/evaluate/without-a-baseline-the-line-starts-at-the-first-target", test_without_baseline_no_line);
  g_test_add_func ("/evaluate/a-provisional-figure-is-evaluated-and-marked", test_provisional);
  g_test_add_func ("/evaluate/figures-in-another-scale-are-brought-to-one-unit", test_units);
  return g_test_run ();
}
