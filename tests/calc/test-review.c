/* test-review.c - the roll-up, repeats, means, percents and data issues. */
#include "fixture.h"
#include <string.h>

static const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };

static const KkbNode *
node_of (const KkbFacts *facts, const char *title)
{
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);

      if (strcmp (node->title, title) == 0)
        return node;
    }
  g_error ("no node %s", title);
  return NULL;
}

static void
test_repeats (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  g_autoptr (KkbReview) review = kkb_review_new (facts, NULL, KKB_FINAL);
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  const KkbReviewRow *origin = kkb_review_find (review, fixture_placement (facts, "A4")->id);
  const KkbReviewRow *repeat = kkb_review_find (review, fixture_placement (facts, "A13")->id);
  const KkbTally *top
      = kkb_review_tally (review, plan, node_of (facts, "人と地域をみがき 創造性豊かなものづくりを目指します"));
  const KkbTally *strategy = kkb_review_tally (review, plan, node_of (facts, "企業・事業誘致の推進"));
  g_autofree char *text = kkb_review_explain (review, repeat, &format);

  g_assert_true (origin->counted);
  g_assert_false (repeat->counted);
  g_assert_true (origin->result == repeat->result);
  g_assert_cmpuint (top->met_of, ==, 13);
  g_assert_cmpuint (strategy->met_of, ==, 2);
  g_assert_cmpuint (strategy->met, ==, 1);
  g_assert_cmpstr (
      text, ==, "A4 の再掲（重ねて数えない）：計画開始時 0 から数えて、実績 6 ÷ 目標 10 = 60.0% → C（50%以上80%未満）");
}

/* K9 stands under two strategies of one plan; above both it counts once. */
static void
test_two_places (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-r4");
  g_autoptr (KkbReview) review = kkb_review_new (facts, NULL, KKB_FINAL);
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);

  g_assert_cmpuint (kkb_review_tally (review, plan, node_of (facts, "地域内発型産業の振興"))->gap[KKB_STATE_BLANK], ==,
                    2);
  g_assert_cmpuint (
      kkb_review_tally (review, plan, node_of (facts, "産学官金連携による地方創生の推進"))->gap[KKB_STATE_BLANK], ==,
      2);
  g_assert_cmpuint (
      kkb_review_tally (review, plan, node_of (facts, "地域連携による企業力の向上"))->gap[KKB_STATE_BLANK], ==, 2);
  g_assert_cmpuint (kkb_review_tally (review, plan, node_of (facts, "移住定住支援"))->gap[KKB_STATE_BLANK], ==, 0);
}

static void
test_gaps_apart (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("morioka-grants-r3");
  g_autoptr (KkbReview) review = kkb_review_new (facts, NULL, KKB_FINAL);
  const KkbTally *tally = kkb_review_tally (review, g_ptr_array_index (facts->plans, 0), NULL);

  g_assert_cmpuint (tally->no_target, ==, 6);
  g_assert_cmpuint (tally->gap[KKB_STATE_PENDING], ==, 4);
  g_assert_cmpuint (tally->gap[KKB_STATE_BLANK], ==, 4);
  g_assert_cmpuint (tally->evaluated, ==, 0);
  g_assert_cmpuint (tally->met_of, ==, 0);
}

/* A band of its own for gaps prints them, but does not take them into the denominator. */
static void
test_gap_band (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("morioka-grants-r3");
  g_autoptr (KkbReview) review = kkb_review_new (facts, kkb_rules_find_preset ("長与町"), KKB_FINAL);
  const KkbTally *tally = kkb_review_tally (review, g_ptr_array_index (facts->plans, 0), NULL);
  const KkbReviewRow *row = kkb_review_find (review, fixture_placement (facts, "J3-①")->id);

  g_assert_cmpstr (kkb_result_rating (row->result, row->rules), ==, "−");
  g_assert_cmpuint (tally->gap[KKB_STATE_PENDING], ==, 4);
  g_assert_cmpuint (tally->evaluated, ==, 0);
}

static void
test_mean (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  KkbRules rules = *kkb_rules_find_preset ("高松市");
  g_autoptr (KkbReview) review = kkb_review_new (facts, &rules, KKB_FINAL);
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  const KkbNode *node = node_of (facts, "ものづくり人材の確保と育成");
  g_autofree char *plain = kkb_result_print_rate (&kkb_review_tally (review, plan, node)->mean, &rules);
  g_autoptr (KkbReview) weighted_review = NULL;
  g_autofree char *weighted = NULL;

  /* 1940/2090 and 885/1160: (0.92823 + 0.76293) / 2 */
  g_assert_cmpstr (plain, ==, "84.6");
  rules.weighted = TRUE;
  fixture_placement (facts, "A6")->indicator->has_weight = TRUE;
  fixture_placement (facts, "A6")->indicator->weight = (KkbDecimal){ 3, 0 };
  weighted_review = kkb_review_new (facts, &rules, KKB_FINAL);
  weighted = kkb_result_print_rate (&kkb_review_tally (weighted_review, plan, node)->mean, &rules);
  g_assert_cmpstr (weighted, ==, "88.7");
}

/* A tie must round as the exact mean says, not as a sum of rounded rates does: 1/7 + 2/7 + 4/7 is one. */
static void
test_exact_mean (void)
{
  g_auto (Case) c = { 0 };
  g_autoptr (KkbReview) review = NULL;
  const KkbTally *tally;
  static const char *const actuals[] = { "1", "2", "4" };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2026, "7");
  case_actual (&c, 2026, actuals[0]);
  for (guint i = 1; i < G_N_ELEMENTS (actuals); i++)
    {
      KkbIndicator *other = kkb_facts_add_indicator (c.facts, 900000 + i);
      KkbGoal *goal = kkb_facts_add_goal (c.facts, c.plan->id, other);
      KkbValue v = { .fy = 2026 };
      KkbDecimal d;

      other->name = other->unit = other->code = "";
      kkb_value_set_number (&v, (KkbDecimal){ 7, 0 }, KKB_STATE_FINAL);
      kkb_value_list_set (&goal->targets, &v);
      g_assert_true (kkb_decimal_parse (actuals[i], &d));
      kkb_value_set_number (&v, d, KKB_STATE_FINAL);
      kkb_value_list_set (&other->actuals, &v);
      kkb_facts_add_placement (c.facts, 910000 + i, c.plan->id, other, 0)->is_origin = TRUE;
    }
  kkb_facts_link (c.facts);
  review = kkb_review_new (c.facts, &c.rules, KKB_FINAL);
  tally = kkb_review_tally (review, c.plan, NULL);
  g_assert_cmpuint (tally->met_of, ==, 3);
  {
    KkbRational third = KKB_RATIONAL_INIT;

    kkb_rational_set_ratio (&third, kkb_decimal_from_int (1), kkb_decimal_from_int (3));
    g_assert_cmpint (kkb_rational_compare (&tally->mean, &third), ==, 0);
  }
}

static void
test_unknown (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  g_autoptr (KkbReview) review = kkb_review_new (facts, NULL, 2020);
  KkbPlan stranger = { .id = G_MAXINT64 };

  g_assert_null (kkb_review_find (review, G_MAXINT64));
  g_assert_cmpuint (kkb_review_tally (review, &stranger, NULL)->evaluated, ==, 0);
  g_assert_cmpint (kkb_review_fy (review), ==, 2020);
}

/* One indicator in two plans: each plan has its own target and its own result, and the actuals are the same. */
static void
test_shared_indicator (void)
{
  g_auto (Case) c = { 0 };
  KkbPlan *other;
  KkbGoal *goal;
  KkbValue v = { .fy = 2030 };
  g_autoptr (KkbReview) review = NULL;
  const KkbReviewRow *first, *second;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_target (&c, 2026, "10");
  case_actual (&c, 2025, "10");
  other = kkb_facts_add_plan (c.facts, 800000);
  goal = kkb_facts_add_goal (c.facts, other->id, c.indicator);
  kkb_value_set_number (&v, (KkbDecimal){ 20, 0 }, KKB_STATE_FINAL);
  kkb_value_list_set (&goal->targets, &v);
  kkb_facts_add_placement (c.facts, 800001, other->id, c.indicator, 0);
  kkb_facts_link (c.facts);
  review = kkb_review_new (c.facts, &c.rules, KKB_FINAL);
  first = kkb_review_row (review, 0);
  second = kkb_review_find (review, 800001);
  g_assert_true (first->counted && second->counted);
  g_assert_cmpint (first->result->met, ==, KKB_MET_YES);
  g_assert_cmpint (second->result->met, ==, KKB_MET_NO);
}

/* ---- percents ---------------------------------------------------------------------------------------------------- */

static void
test_no_counts (void)
{
  const guint counts[] = { 0, 0 };
  KkbDecimal percents[2];
  int adjusted;

  kkb_percents (counts, 2, KKB_PERCENT_LARGEST_CELL, KKB_ROUND_HALF_UP, percents, &adjusted);
  g_assert_cmpint (percents[0].coef, ==, 0);
  g_assert_cmpint (percents[1].coef, ==, 0);
  g_assert_cmpint (adjusted, ==, -1);
}

/* ---- data issues ------------------------------------------------------------------------------------------------- */

static gboolean
mentions (GPtrArray *issues, const char *sentence)
{
  for (guint i = 0; i < issues->len; i++)
    if (strcmp (g_ptr_array_index (issues, i), sentence) == 0)
      return TRUE;
  for (guint i = 0; i < issues->len; i++)
    g_test_message ("%s", (const char *)g_ptr_array_index (issues, i));
  return FALSE;
}

static void
test_lint_target_side (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  g_autoptr (GPtrArray) issues = kkb_lint (facts, &format);

  g_assert_true (
      mentions (issues, "A1 従業者数：多いほど良い指標ですが、目標 9,850 が基準値 10,795 を下回っています。"));
  g_assert_cmpuint (issues->len, ==, 1);
}

static void
test_lint_real_plans (void)
{
  g_autoptr (KkbFacts) grants = fixture_plan ("morioka-grants-r3");
  g_autoptr (KkbFacts) health = fixture_plan ("morioka-healthtech");
  g_autoptr (GPtrArray) of_grants = kkb_lint (grants, &format);
  g_autoptr (GPtrArray) of_health = kkb_lint (health, &format);

  g_assert_true (mentions (
      of_grants, "J4-① 東北の県庁所在地六市延べ宿泊者数：計画期間（令和3年度）の外の令和4年度に目標があります。"));
  g_assert_cmpuint (of_grants->len, ==, 4);
  g_assert_cmpuint (of_health->len, ==, 0);
}

static void
test_lint_figures (void)
{
  g_auto (Case) c = { 0 };
  g_autoptr (GPtrArray) issues = NULL;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_CUMULATIVE);
  case_target (&c, 2026, "50人以下");
  case_target (&c, 2027, "60");
  case_actual (&c, 2022, "30");
  case_actual (&c, 2023, "12");
  case_actual (&c, 2024, "29（4）");
  case_actual (&c, 2025, "40社");
  case_actual (&c, 2027, "55");
  issues = kkb_lint (c.facts, &format);
  g_assert_true (mentions (issues, "K1 従業者数：累計ですが、30（令和4年度）から 12（令和5年度）に減っています。"));
  g_assert_true (
      mentions (issues, "K1 従業者数：目標「50以下」が方向「up」と合いません。目標の書き方に従って評価します。"));
  g_assert_true (mentions (issues, "K1 従業者数：計画期間（令和4年度〜令和8年度）の外の令和9年度に目標があります。"));
  g_assert_true (mentions (issues, "K1 従業者数：計画の最終年度（令和8年度）より後の令和9年度に実績があります。"));
  g_assert_true (mentions (issues, "K1 従業者数：「29（4）」は文字として保存されており、評価できません。"));
  g_assert_true (mentions (issues, "K1 従業者数：40社 の単位が指標の単位（人）と異なります。数値はそのまま比べます。"));
  g_assert_cmpuint (issues->len, ==, 6);
}

static void
test_lint_percent (void)
{
  g_auto (Case) c = { 0 };
  g_autoptr (GPtrArray) issues = NULL;
  KkbValueMore *more;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_RATIO);
  c.indicator->unit = "％";
  case_actual (&c, 2022, "120");
  case_actual (&c, 2023, "46.7");
  case_target (&c, 2026, "330以上");
  more = kkb_facts_value_more (c.facts, (KkbValue *)kkb_value_list_find (&c.indicator->actuals, 2023));
  more->has_parts = TRUE;
  more->numerator = (KkbDecimal){ 158, 0 };
  more->denominator = (KkbDecimal){ 333, 0 };
  issues = kkb_lint (c.facts, &format);
  g_assert_true (mentions (issues, "K1 従業者数：120%（令和4年度）は 100% を超えています。"));
  g_assert_true (mentions (issues, "K1 従業者数：330%以上（令和8年度）は 100% を超えています。"));
  g_assert_true (mentions (issues, "K1 従業者数：46.7（令和5年度）は 158/333 = 47.4 と合いません。"));
  g_assert_cmpuint (issues->len, ==, 3);
}

static void
test_lint_rules (void)
{
  g_auto (Case) c = { 0 };
  g_autoptr (GPtrArray) issues = NULL;
  KkbEdition *edition;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  edition = kkb_facts_add_edition (c.facts, 700000, c.plan->id);
  edition->name = "令和5年度版";
  edition->rules = *kkb_rules_standard ();
  g_assert_true (kkb_rules_parse_bands (&edition->rules, "A=50,B=80,C=", NULL, NULL));
  kkb_facts_link (c.facts);
  issues = kkb_lint (c.facts, &format);
  g_assert_true (
      mentions (issues, "計画：「令和5年度版」の評価区分「B」は、前の区分がすべて当てはまるため使われません。"));
  g_assert_cmpuint (issues->len, ==, 1);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/review/a-repeat-shares-the-result-and-counts-once", test_repeats);
  g_test_add_func ("/review/an-indicator-under-two-strategies-counts-once-above-them", test_two_places);
  g_test_add_func ("/review/gaps-have-a-row-of-their-own", test_gaps_apart);
  g_test_add_func ("/review/a-band-for-gaps-does-not-count-them", test_gap_band);
  g_test_add_func ("/review/the-mean-is-plain-or-weighted", test_mean);
  g_test_add_func ("/review/the-mean-is-exact", test_exact_mean);
  g_test_add_func ("/review/what-is-not-in-the-document-has-no-row", test_unknown);
  g_test_add_func ("/review/a-shared-indicator-is-evaluated-per-plan", test_shared_indicator);
  g_test_add_func ("/percents/nothing-counted-is-nought-everywhere", test_no_counts);
  g_test_add_func ("/lint/a-target-below-the-baseline-is-mentioned", test_lint_target_side);
  g_test_add_func ("/lint/the-real-plans-raise-no-false-alarm", test_lint_real_plans);
  g_test_add_func ("/lint/doubtful-figures-are-mentioned", test_lint_figures);
  g_test_add_func ("/lint/percents-over-a-hundred-and-wrong-parts-are-mentioned", test_lint_percent);
  g_test_add_func ("/lint/a-rating-that-can-never-be-given-is-mentioned", test_lint_rules);
  return g_test_run ();
}
