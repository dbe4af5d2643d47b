/* test-properties.c - what holds for every indicator, tried on thousands of seeded ones. */
#include "fixture.h"
#include <string.h>

#define ROUNDS 3000

typedef struct
{
  KkbDecimal baseline, target, actual;
  gboolean has_baseline;
} Figures;

static KkbDecimal
random_decimal (gboolean positive)
{
  return (KkbDecimal){ g_test_rand_int_range (positive ? 1 : -20000, 20000), (guint8)g_test_rand_int_range (0, 4) };
}

static Figures
random_figures (void)
{
  gboolean positive = g_test_rand_bit ();

  return (Figures){ random_decimal (positive), random_decimal (positive), random_decimal (positive),
                    g_test_rand_int_range (0, 4) != 0 };
}

static void
put (Case *c, const Figures *f)
{
  KkbValue v = { .fy = 2026 };

  kkb_value_set_number (&v, f->target, KKB_STATE_FINAL);
  kkb_value_list_set (&c->goal->targets, &v);
  kkb_value_set_number (&v, f->actual, KKB_STATE_FINAL);
  kkb_value_list_set (&c->indicator->actuals, &v);
  c->goal->baseline = (KkbValue){ .fy = 2021 };
  if (f->has_baseline)
    kkb_value_set_number (&c->goal->baseline, f->baseline, KKB_STATE_FINAL);
}

static void
random_case (Case *c)
{
  c->indicator->direction = (guint8)g_test_rand_int_range (0, 3);
  c->indicator->series = g_test_rand_int_range (0, 4) == 0 ? KKB_SERIES_CUMULATIVE_IN_PLAN : KKB_SERIES_LEVEL;
  c->rules.method = (guint8)g_test_rand_int_range (KKB_METHOD_ATTAINMENT, KKB_METHOD_COMPARE + 1);
}

static void
scale_up (KkbDecimal *d, guint power)
{
  for (; power > 0; power--)
    d->coef *= 10;
}

static gboolean
same_rate (const KkbRational *a, const KkbRational *b)
{
  return kkb_rational_is_set (a) == kkb_rational_is_set (b)
         && (!kkb_rational_is_set (a) || kkb_rational_compare (a, b) == 0);
}

static void
test_scale (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  for (guint i = 0; i < ROUNDS; i++)
    {
      Figures f = random_figures ();
      guint power = (guint)g_test_rand_int_range (1, 10);
      KkbResult before, after;

      random_case (&c);
      put (&c, &f);
      case_evaluate (&c, KKB_FINAL, &before);
      scale_up (&f.baseline, power);
      scale_up (&f.target, power);
      scale_up (&f.actual, power);
      put (&c, &f);
      case_evaluate (&c, KKB_FINAL, &after);
      g_assert_true (same_rate (&before.attainment, &after.attainment));
      g_assert_true (same_rate (&before.progress, &after.progress));
      g_assert_cmpint (before.method, ==, after.method);
      g_assert_cmpint (before.band, ==, after.band);
      g_assert_cmpint (before.met, ==, after.met);
      kkb_result_clear (&before);
      kkb_result_clear (&after);
    }
}

/* The printed rate is a number with the asked decimals, and truncating never gives more than half up, in amount. */
static void
check_print (const KkbRational *rate, KkbRules *rules)
{
  g_autofree char *half_up = NULL, *truncated = NULL;
  KkbDecimal a, b;

  rules->rounding = KKB_ROUND_HALF_UP;
  half_up = kkb_result_print_rate (rate, rules);
  rules->rounding = KKB_ROUND_TRUNCATE;
  truncated = kkb_result_print_rate (rate, rules);
  g_assert_true (kkb_decimal_parse (half_up, &a));
  g_assert_true (kkb_decimal_parse (truncated, &b));
  g_assert_cmpuint (a.scale, ==, rules->decimals);
  g_assert_cmpint (ABS (a.coef), >=, ABS (b.coef));
  g_assert_cmpint (ABS (a.coef) - ABS (b.coef), <=, 1);
}

static void
test_printed (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  for (guint i = 0; i < ROUNDS; i++)
    {
      Figures f = random_figures ();
      g_autofree char *text = NULL;
      KkbResult r;

      random_case (&c);
      c.rules.decimals = (guint8)g_test_rand_int_range (0, 4);
      put (&c, &f);
      case_evaluate (&c, KKB_FINAL, &r);
      g_assert_true (r.method == KKB_METHOD_COMPARE || kkb_rational_is_set (kkb_result_rate (&r)));
      if (kkb_result_rate (&r) != NULL)
        check_print (kkb_result_rate (&r), &c.rules);
      text = case_explain (&c, KKB_FINAL);
      g_assert_nonnull (strstr (text, "→"));
      kkb_result_clear (&r);
    }
}

/* A better actual never gets a worse band. */
static void
test_order (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  for (guint i = 0; i < ROUNDS; i++)
    {
      Figures f = random_figures (), better;
      KkbResult before, after;

      random_case (&c);
      better = f;
      better.actual.coef += (c.indicator->direction == KKB_DIRECTION_DOWN ? -1 : 1) * g_test_rand_int_range (1, 500);
      put (&c, &f);
      case_evaluate (&c, KKB_FINAL, &before);
      put (&c, &better);
      case_evaluate (&c, KKB_FINAL, &after);
      if (before.method == after.method)
        g_assert_cmpint (after.band, <=, before.band);
      g_assert_cmpint (after.met, >=, before.met);
      kkb_result_clear (&before);
      kkb_result_clear (&after);
    }
}

/* Where a rate stands, 100% and met are the same thing. */
static void
test_met (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  for (guint i = 0; i < ROUNDS; i++)
    {
      Figures f = random_figures ();
      KkbResult r;

      random_case (&c);
      put (&c, &f);
      case_evaluate (&c, KKB_FINAL, &r);
      if (kkb_result_rate (&r) != NULL)
        g_assert_cmpint (kkb_rational_compare_decimal (kkb_result_rate (&r), kkb_decimal_from_int (1)) >= 0, ==,
                         r.met == KKB_MET_YES);
      kkb_result_clear (&r);
    }
}

/* Eighteen digits overflow 128 bits on the way: the exact arithmetic behind takes over. */
static void
test_huge (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "0.000000000000000001");
  case_target (&c, 2026, "999999999999999999");
  case_actual (&c, 2026, "499999999999999999");
  assert_line (&c, KKB_FINAL, "progress 50.0 no D");
  case_actual (&c, 2023, "499999999999999999");
  assert_line (&c, 2023, "progress 125.0 yes A");
}

/* The whole is the sum of its parts, whatever the document; and every row has a result. */
static void
test_sums (void)
{
  g_autoptr (KkbFacts) facts = fixture_generate (700, (guint32)g_test_rand_int ());
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);

  for (int fy = 2015; fy <= 2026; fy++)
    {
      g_autoptr (KkbReview) review = kkb_review_new (facts, NULL, fy);
      const KkbTally *whole = kkb_review_tally (review, plan, NULL);
      guint bands = 0, all = whole->no_target + whole->manual + whole->met_of, roots = 0;

      for (guint i = 0; i < whole->n_bands; i++)
        bands += whole->band[i];
      for (guint i = 0; i < KKB_N_STATES; i++)
        all += whole->gap[i];
      for (guint i = 0; i < plan->roots->len; i++)
        roots += kkb_review_tally (review, plan, g_ptr_array_index (plan->roots, i))->evaluated;
      for (guint i = 0; i < kkb_review_n_rows (review); i++)
        g_assert_nonnull (kkb_review_row (review, i)->result);
      g_assert_cmpuint (bands, ==, whole->evaluated);
      g_assert_cmpuint (roots, ==, whole->evaluated);
      g_assert_cmpuint (all, ==, 700);
    }
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/properties/the-unit-of-measure-changes-no-rate", test_scale);
  g_test_add_func ("/properties/every-rate-prints-as-a-number", test_printed);
  g_test_add_func ("/properties/a-better-actual-gets-no-worse-rating", test_order);
  g_test_add_func ("/properties/a-hundred-percent-is-met", test_met);
  g_test_add_func ("/properties/eighteen-digits-stay-exact", test_huge);
  g_test_add_func ("/properties/the-whole-is-the-sum-of-its-parts", test_sums);
  return g_test_run ();
}
