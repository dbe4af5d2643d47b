/* test-truth.c - the tables of truth: rates worked by hand, ratings and percent columns that governments printed. */
#include "fixture.h"
#include "kkb-text.h"
#include <string.h>

static char *
fy_text (int fy)
{
  return fy == KKB_FY_NONE ? g_strdup ("") : g_strdup_printf ("%d", fy);
}

static void
check_row (const KkbReview *review, GHashTable *row)
{
  static const char *const mets[] = { "", "no", "yes" };
  const KkbPlacement *p = fixture_placement (kkb_review_facts (review), fixture_cell (row, "id"));
  const KkbReviewRow *found = kkb_review_find (review, p->id);
  const KkbResult *r = found->result;
  g_autofree char *target = kkb_result_target_text (kkb_review_facts (review), p->indicator, r);
  g_autofree char *actual = kkb_value_to_data (kkb_review_facts (review), &r->actual);
  g_autofree char *target_fy = fy_text (r->target_fy), *actual_fy = fy_text (r->actual_fy);
  g_autofree char *attainment = kkb_result_print_rate (&r->attainment, found->rules);
  g_autofree char *progress = kkb_result_print_rate (&r->progress, found->rules);

  g_test_message ("%s %s", fixture_cell (row, "dataset"), fixture_cell (row, "id"));
  g_assert_cmpstr (target, ==, fixture_cell (row, "target"));
  g_assert_cmpstr (target_fy, ==, fixture_cell (row, "target_fy"));
  g_assert_cmpstr (actual, ==, fixture_cell (row, "actual"));
  g_assert_cmpstr (actual_fy, ==, fixture_cell (row, "actual_fy"));
  g_assert_cmpstr (kkb_state_word (r->state), ==, fixture_cell (row, "state"));
  g_assert_cmpstr (attainment, ==, fixture_cell (row, "attainment"));
  g_assert_cmpstr (progress, ==, fixture_cell (row, "progress"));
  g_assert_cmpstr (mets[r->met], ==, fixture_cell (row, "met"));
  g_assert_cmpstr (kkb_method_word (r->method), ==, fixture_cell (row, "rule"));
}

static void
test_expected (gconstpointer name)
{
  g_autoptr (KkbFacts) facts = fixture_plan (name);
  g_autoptr (KkbReview) review = kkb_review_new (facts, NULL, KKB_FINAL);
  g_autoptr (GPtrArray) rows = fixture_table ("expected.tsv");
  guint seen = 0;

  for (guint i = 0; i < rows->len; i++)
    if (strcmp (fixture_cell (g_ptr_array_index (rows, i), "dataset"), name) == 0)
      {
        check_row (review, g_ptr_array_index (rows, i));
        seen++;
      }
  g_assert_cmpuint (seen, >=, 3);
}

static void
test_expected_is_whole (void)
{
  g_autoptr (GPtrArray) rows = fixture_table ("expected.tsv");

  g_assert_cmpuint (rows->len, ==, 47);
}

static void
test_five_of_thirteen (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-h29");
  g_autoptr (KkbReview) review = kkb_review_new (facts, NULL, KKB_FINAL);
  const KkbTally *tally = kkb_review_tally (review, g_ptr_array_index (facts->plans, 0), NULL);

  g_assert_cmpuint (tally->met, ==, 5);
  g_assert_cmpuint (tally->met_of, ==, 13);
  g_assert_cmpuint (tally->evaluated, ==, 13);
  g_assert_cmpuint (kkb_review_n_rows (review), ==, 15);
}

static void
test_counts_of_r4 (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("ichinoseki-r4");
  g_autoptr (KkbReview) review = kkb_review_new (facts, NULL, KKB_FINAL);
  const KkbTally *tally = kkb_review_tally (review, g_ptr_array_index (facts->plans, 0), NULL);

  g_assert_cmpuint (kkb_review_n_rows (review), ==, 17);
  g_assert_cmpuint (tally->gap[KKB_STATE_BLANK], ==, 13);
  g_assert_cmpuint (tally->evaluated, ==, 0);
  g_assert_false (kkb_rational_is_set (&tally->mean));
}

static void
test_yardsticks (void)
{
  g_autoptr (KkbFacts) facts = fixture_plan ("morioka-healthtech");
  static const char *const ids[] = { "K1", "K2", "K3" }, *const linear[] = { "3.8", "2.2", "61.6" };
  KkbRules step = *kkb_rules_standard (), none = step;
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  KkbResult r;

  step.yardstick = KKB_YARDSTICK_STEP;
  none.yardstick = KKB_YARDSTICK_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const KkbIndicator *indicator = fixture_placement (facts, ids[i])->indicator;
      g_autofree char *text = NULL;

      kkb_evaluate (facts, plan, indicator, kkb_rules_standard (), 2023, &r);
      text = kkb_result_target_text (facts, indicator, &r);
      g_assert_cmpstr (text, ==, linear[i]);
      g_assert_true (r.target_is_yardstick);
      kkb_result_clear (&r);
    }
  {
    const KkbIndicator *k3 = fixture_placement (facts, "K3")->indicator;
    g_autofree char *text = NULL;

    kkb_evaluate (facts, plan, k3, &step, 2023, &r);
    text = kkb_result_target_text (facts, k3, &r);
    g_assert_cmpstr (text, ==, "100");
    kkb_result_clear (&r);
    kkb_evaluate (facts, plan, k3, &none, 2023, &r);
    g_assert_cmpint (r.why_not_own, ==, KKB_WHY_NO_TARGET);
    kkb_result_clear (&r);
  }
}

/* The milestone is typed for its year; a row without an actual has no rating. */
static void
test_published_ratings (void)
{
  g_autoptr (GPtrArray) rows = fixture_table ("published-ratings.tsv");

  g_assert_cmpuint (rows->len, ==, 7);
  for (guint i = 0; i < rows->len; i++)
    {
      GHashTable *row = g_ptr_array_index (rows, i);
      int actual_fy = kkb_fy_parse_as_of (fixture_cell (row, "actual_period"));
      int target_fy = kkb_fy_parse_as_of (fixture_cell (row, "target_period"));
      const char *published = fixture_cell (row, "published_rating");
      g_auto (Case) c = { 0 };
      KkbResult r;

      case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
      case_bands (&c, "A=100,B=80,C=");
      case_baseline (&c, kkb_fy_parse_as_of (fixture_cell (row, "baseline_period")),
                     fixture_cell (row, "baseline_value"));
      case_target (&c, target_fy, fixture_cell (row, "target_value"));
      case_target (&c, kkb_fy_parse_as_of (fixture_cell (row, "final_target_period")),
                   fixture_cell (row, "final_target_value"));
      if (strstr (fixture_cell (row, "actual_period"), "参考") == NULL)
        case_actual (&c, actual_fy, fixture_cell (row, "actual_value"));
      case_evaluate (&c, target_fy, &r);
      g_test_message ("%s", fixture_cell (row, "id"));
      g_assert_cmpstr (kkb_result_rating (&r, &c.rules), ==, strcmp (published, "-") == 0 ? "" : published);
      kkb_result_clear (&r);
    }
}

typedef struct
{
  const char *dataset; /* how it begins */
  KkbPercentMode mode;
  int adjusted;
} Published;

static void
check_percents (GPtrArray *rows, guint first, guint n, const Published *p)
{
  guint counts[12] = { 0 };
  KkbDecimal percents[12], others[12];
  int adjusted, sum = 0;
  gint64 total = 0;

  g_assert_cmpuint (n, <=, 12);
  for (guint i = 0; i < n; i++)
    counts[i] = (guint)g_ascii_strtoull (fixture_cell (g_ptr_array_index (rows, first + i), "count"), NULL, 10);
  kkb_percents (counts, n, p->mode, KKB_ROUND_HALF_UP, percents, &adjusted);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = kkb_decimal_to_string (percents[i]);
      const char *published = fixture_cell (g_ptr_array_index (rows, first + i), "published_pct");

      sum += counts[i];
      if (*published != '\0')
        g_assert_cmpstr (text, ==, published);
    }
  g_assert_cmpint (adjusted, ==, p->adjusted);
  g_assert_cmpint (sum, ==, (int)g_ascii_strtoull (fixture_cell (g_ptr_array_index (rows, first), "total"), NULL, 10));
  for (KkbPercentMode mode = KKB_PERCENT_LARGEST_CELL; mode <= KKB_PERCENT_LARGEST_REMAINDER; mode++)
    {
      total = 0;
      kkb_percents (counts, n, mode, KKB_ROUND_HALF_UP, others, NULL);
      for (guint i = 0; i < n; i++)
        total += others[i].coef;
      g_assert_cmpint (total, ==, 1000);
    }
}

static void
test_published_percentages (void)
{
  static const Published published[] = {
    { "高松市 マニフェスト2019 R4確定", KKB_PERCENT_LARGEST_CELL, 0 },
    { "都城市 環境基本計画 R2", KKB_PERCENT_LARGEST_REMAINDER, 1 },
    { "", KKB_PERCENT_PLAIN, -1 },
  };
  g_autoptr (GPtrArray) rows = fixture_table ("published-percentages.tsv");
  guint reviews = 0;

  for (guint first = 0, n; first < rows->len; first += n, reviews++)
    {
      const char *dataset = fixture_cell (g_ptr_array_index (rows, first), "dataset");
      guint which = 0;

      for (n = 1; first + n < rows->len; n++)
        if (strcmp (fixture_cell (g_ptr_array_index (rows, first + n), "dataset"), dataset) != 0)
          break;
      while (*published[which].dataset != '\0' && strcmp (published[which].dataset, dataset) != 0)
        which++;
      g_test_message ("%s", dataset);
      check_percents (rows, first, n, &published[which]);
    }
  g_assert_cmpuint (reviews, ==, 11);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/truth/the-table-of-expected-rates-has-all-its-rows", test_expected_is_whole);
  g_test_add_data_func ("/truth/the-final-review-of-ichinoseki-gives-the-rates-worked-by-hand", "ichinoseki-h29",
                        test_expected);
  g_test_add_data_func ("/truth/a-new-plan-without-actuals-is-all-not-entered-yet", "ichinoseki-r4", test_expected);
  g_test_add_data_func ("/truth/grants-have-targets-without-actuals-and-actuals-without-targets", "morioka-grants-r3",
                        test_expected);
  g_test_add_data_func ("/truth/the-last-of-two-targets-is-the-final-one", "morioka-healthtech", test_expected);
  g_test_add_func ("/truth/five-of-thirteen-met-repeats-not-counted", test_five_of_thirteen);
  g_test_add_func ("/truth/seventeen-rows-of-thirteen-indicators", test_counts_of_r4);
  g_test_add_func ("/truth/the-yardsticks-of-morioka-are-the-straight-line-or-the-next-target", test_yardsticks);
  g_test_add_func ("/truth/a-rule-set-of-its-own-gives-the-ratings-nagano-published", test_published_ratings);
  g_test_add_func ("/truth/the-percent-columns-are-those-the-cities-printed", test_published_percentages);
  return g_test_run ();
}
