/* test-lamps.c - what a person sees while a figure is typed. */
#include "fixture.h"
#include "kkb-lamps.h"
#include "kkb-typed.h"
#include <string.h>

static const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };

static KkbWatch *
watch (const Case *c, KkbField field, int fy, const char *typed)
{
  g_auto (KkbQuantity) q = { 0 };
  g_autoptr (GError) error = NULL;

  kkb_read_typed (typed, c->indicator, field, fy, &q, &error);
  g_assert_no_error (error);
  return kkb_watch_new (c->facts, c->plan, c->indicator, &c->rules, field, fy, &q, &format);
}

/* The sentences, one a line. */
static char *
lamps (const Case *c, KkbField field, int fy, const char *typed)
{
  g_autoptr (KkbWatch) w = watch (c, field, fy, typed);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < w->lamps->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "\n" : "",
                            ((const KkbLamp *)g_ptr_array_index (w->lamps, i))->sentence);
  return g_string_free (out, FALSE);
}

#define assert_lamps(c, field, fy, typed, expected)                                                                    \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *lamps_ = lamps (c, KKB_FIELD_##field, fy, typed);                                                 \
    g_assert_cmpstr (lamps_, ==, expected);                                                                            \
  }                                                                                                                    \
  G_STMT_END
#define assert_line_of(c, field, fy, typed, expected)                                                                  \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (KkbWatch) watch_ = watch (c, KKB_FIELD_##field, fy, typed);                                             \
    g_assert_cmpstr (watch_->line, ==, expected);                                                                      \
  }                                                                                                                    \
  G_STMT_END

static void
test_times (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_actual (&c, 2022, "10,796");
  assert_lamps (&c, ACTUAL, 2023, "10,900", "");
  assert_lamps (&c, ACTUAL, 2023, "108,000", "前の値の約10倍です（令和4年度 10,796人）。桁と単位を確かめてください");
  assert_lamps (&c, ACTUAL, 2023, "107,960", "前の値の約10倍です（令和4年度 10,796人）。桁と単位を確かめてください");
  assert_lamps (&c, ACTUAL, 2023, "10,900,000",
                "前の値の約1,000倍です（令和4年度 10,796人）。桁と単位を確かめてください");
  assert_lamps (&c, ACTUAL, 2023, "1,080", "前の値の約10分の1です（令和4年度 10,796人）。桁と単位を確かめてください");
  assert_lamps (&c, ACTUAL, 2023, "10.8", "前の値の約1,000分の1です（令和4年度 10,796人）。桁と単位を確かめてください");
  assert_lamps (&c, ACTUAL, 2023, "30,000", "");
  assert_lamps (&c, ACTUAL, 2023, "0", "");
  assert_lamps (&c, ACTUAL, 2023, "10.9千人", ""); /* 10,900人 */
  assert_lamps (&c, ACTUAL, 2023, "集計中", "");
  assert_lamps (&c, ACTUAL, 2021, "10.8", ""); /* nothing stands before it */
}

static void
test_sign_and_same (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_ANNUAL);
  case_actual (&c, 2021, "▲54");
  case_actual (&c, 2022, "60");
  assert_lamps (&c, ACTUAL, 2023, "▲61", "前の値と符号が違います（令和4年度 60人）");
  assert_lamps (&c, ACTUAL, 2022, "60", "前の値と符号が違います（令和3年度 ▲54人）");
  assert_lamps (&c, ACTUAL, 2023, "60", "前年と同じ値です（令和4年度 60人）");
  assert_lamps (&c, ACTUAL, 2023, "60.0", "前年と同じ値です（令和4年度 60人）");
  assert_lamps (&c, ACTUAL, 2024, "60", ""); /* not last year's */
}

static void
test_running_total (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_CUMULATIVE);
  case_actual (&c, 2022, "27");
  case_actual (&c, 2024, "39");
  assert_lamps (&c, ACTUAL, 2023, "26", "累計なのに前の値より減っています（令和4年度 27人）");
  assert_lamps (&c, ACTUAL, 2023, "40", "累計なのに後の年の値が小さくなります（令和6年度 39人）");
  assert_lamps (&c, ACTUAL, 2023, "30", "");
  c.indicator->series = KKB_SERIES_LEVEL;
  assert_lamps (&c, ACTUAL, 2023, "26", "");
  c.indicator->series = KKB_SERIES_CUMULATIVE_IN_PLAN;
  case_target (&c, 2024, "50");
  case_target (&c, 2026, "100");
  assert_lamps (&c, TARGET, 2026, "40", "累計なのに前の値より減っています（令和6年度 50人）");
  case_clear (&c);

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_CUMULATIVE_IN_PLAN);
  case_bands (&c, "");
  case_actual (&c, 2021, "582"); /* of the plan before: the count begins anew */
  assert_lamps (&c, ACTUAL, 2022, "40", "");
  case_actual (&c, 2022, "40");
  assert_lamps (&c, ACTUAL, 2023, "39", "累計なのに前の値より減っています（令和4年度 40人）");
}

static void
test_swapped (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_bands (&c, "");
  case_target (&c, 2023, "120");
  case_actual (&c, 2022, "95");
  assert_lamps (
      &c, ACTUAL, 2023, "120",
      "目標と同じ値です（令和5年度 120人）。欄の取り違えではありませんか\n1人少ないと未達成になります（119人）");
  case_actual (&c, 2023, "97");
  assert_lamps (&c, TARGET, 2023, "97", "実績と同じ値です（令和5年度 97人）。欄の取り違えではありませんか");
  assert_lamps (&c, TARGET, 2023, "99", "");
  case_target (&c, 2023, "0"); /* 待機児童 0人 */
  assert_lamps (&c, ACTUAL, 2023, "0", "");
}

static void
test_percent_and_baseline (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_RATIO);
  c.indicator->unit = "％";
  case_baseline (&c, 2020, "47.4");
  case_target (&c, 2026, "60");
  case_bands (&c, "達成=met,未達成=");
  assert_lamps (&c, ACTUAL, 2023, "104.5", "104.5%は100%を超えています");
  assert_lamps (&c, ACTUAL, 2023, "45.0", "基準値より悪い値です（令和2年度 47.4％）");
  assert_lamps (&c, TARGET, 2023, "45.0", "基準値より悪い値です（令和2年度 47.4％）");
  assert_lamps (&c, ACTUAL, 2023, "50.0", "");
  c.indicator->direction = KKB_DIRECTION_DOWN;
  assert_lamps (&c, ACTUAL, 2023, "45.0", "");
  assert_lamps (&c, ACTUAL, 2023, "0.474", "前の値の約100分の1です（令和2年度 47.4％）。桁と単位を確かめてください");
}

/* 200件 by attainment: 80 % is 160, 50 % is 100. */
static void
test_edges (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_ANNUAL);
  c.indicator->unit = "件";
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2023, "200");
  assert_lamps (&c, ACTUAL, 2023, "158", "あと2件でB（160件から）");
  assert_lamps (&c, ACTUAL, 2023, "157", ""); /* 78.5 %: farther than 1 % */
  assert_lamps (&c, ACTUAL, 2023, "159.5", "あと0.5件でB（160.0件から）");
  assert_lamps (&c, ACTUAL, 2023, "160", "1件少ないとCになります（159件）");
  assert_lamps (&c, ACTUAL, 2023, "162", "3件少ないとCになります（159件）"); /* 159 is the first C */
  assert_lamps (&c, ACTUAL, 2023, "163", "");
  assert_lamps (&c, ACTUAL, 2023, "198", "あと2件でA（200件から）");
  assert_lamps (&c, ACTUAL, 2023, "99", "あと1件でC（100件から）");
  case_target (&c, 2023, "155"); /* 80 % is 124 */
  assert_lamps (&c, ACTUAL, 2023, "123", "あと1件でB（124件から）");
  case_target (&c, 2023, "99"); /* 80 % is 79.2: 80 is the first B, 79 is within 1 % */
  assert_lamps (&c, ACTUAL, 2023, "79", "あと1件でB（80件から）");
  case_target (&c, 2023, "10");
  assert_lamps (&c, ACTUAL, 2023, "7", ""); /* one more would do, but it is 10 % away */
  c.indicator->unit = "円";                 /* amounts of a city have many digits */
  case_target (&c, 2023, "2,000,000,000,000");
  assert_lamps (&c, ACTUAL, 2023, "1,599,000,000,000", "あと1,000,000,000円でB（1,600,000,000,000円から）");
}

static void
test_edges_by_the_rules (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "10,000");
  case_target (&c, 2023, "20,000"); /* progress: 80 % is 18,000 */
  assert_lamps (&c, ACTUAL, 2023, "17,950", "あと50人でB（18,000人から）");
  assert_lamps (&c, ACTUAL, 2023, "17,899", "");
  c.rules.band_from_rounded = TRUE; /* 79.95 % is rounded to 80.0 */
  assert_lamps (&c, ACTUAL, 2023, "17,950", "あと45人でB（17,995人から）");
  c.rules.rounding = KKB_ROUND_TRUNCATE;
  assert_lamps (&c, ACTUAL, 2023, "17,950", "あと50人でB（18,000人から）");
  c.rules = *kkb_rules_standard ();
  case_bands (&c, "A=>80,B=");
  assert_lamps (&c, ACTUAL, 2023, "18,000", "あと1人でA（18,001人から）");
  case_bands (&c, "A=100,B=80,C=50,D=");
  assert_lamps (&c, ACTUAL, 2023, "17.95千人", "あと0.05千人でB（18.00千人から）");

  c.indicator->direction = KKB_DIRECTION_DOWN; /* attainment: target ÷ actual */
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_baseline (&c, 2021, "500");
  case_target (&c, 2023, "200"); /* 80 % is 250 */
  assert_lamps (&c, ACTUAL, 2023, "252", "あと2人減ればB（250人から）");
  assert_lamps (&c, ACTUAL, 2023, "249", "2人多いとCになります（251人）");
  assert_lamps (&c, ACTUAL, 2023, "254", "");

  c.indicator->direction = KKB_DIRECTION_RANGE;
  case_target (&c, 2023, "400〜600");
  case_bands (&c, "○=met,×=");
  assert_lamps (&c, ACTUAL, 2023, "398", "あと2人で○（400人から）");
  assert_lamps (&c, ACTUAL, 2023, "603", "あと3人減れば○（600人から）");
  assert_lamps (&c, ACTUAL, 2023, "597", "4人多いと×になります（601人）");
  assert_lamps (&c, ACTUAL, 2023, "510", "");

  c.indicator->direction = KKB_DIRECTION_UP; /* against the baseline, 10 % of 500 */
  case_target (&c, 2023, "900");
  case_bands (&c, "S=base+10,B=base~10,C=");
  assert_lamps (&c, ACTUAL, 2023, "548", "あと2人でS（550人から）");
}

/* The band of FIGURE in FY2023, and its rate less THRESHOLD %; TRUE where it has a rate. */
static gboolean
rate_of (Case *c, KkbDecimal figure, KkbRational *rate, int *band)
{
  KkbValue v = { .fy = 2023 };
  KkbResult r;
  gboolean has;

  kkb_value_set_number (&v, figure, KKB_STATE_FINAL);
  kkb_value_list_set (&c->indicator->actuals, &v);
  case_evaluate (c, 2023, &r);
  has = kkb_result_rate (&r) != NULL;
  if (has)
    kkb_rational_copy (rate, kkb_result_rate (&r));
  *band = r.band;
  kkb_result_clear (&r);
  return has;
}

/* Is RATE below (or, BARELY, at or above) one of the thresholds by no more than one point? */
static gboolean
is_near (const KkbRational *rate, gboolean barely)
{
  static const gint64 thresholds[] = { 100, 80, 50 };
  gboolean near = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (thresholds); i++)
    {
      const KkbDecimal edge = { thresholds[i], 2 }, from = { thresholds[i] + (barely ? 1 : -1), 2 };

      if (barely ? kkb_rational_compare_decimal (rate, edge) >= 0 && kkb_rational_compare_decimal (rate, from) <= 0
                 : kkb_rational_compare_decimal (rate, edge) < 0 && kkb_rational_compare_decimal (rate, from) >= 0)
        near = TRUE;
    }
  return near;
}

/* Random figures: the lamp is lit where the rate is within one point of a threshold and nowhere else, and what it says
 * is the first figure with another rating. */
static void
test_edges_at_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (88);
  guint nearly = 0, barely = 0;

  for (guint i = 0; i < 4000; i++)
    {
      g_auto (Case) c = { 0 };
      gboolean down = g_rand_boolean (random), progress = g_rand_boolean (random);
      gint64 target = g_rand_int_range (random, 150, 3000), actual = target * g_rand_int_range (random, 40, 220) / 100;
      g_autofree char *typed = g_strdup_printf ("%" G_GINT64_FORMAT, actual),
                      *goal = g_strdup_printf ("%" G_GINT64_FORMAT, target);
      KkbRational rate = KKB_RATIONAL_INIT;
      gboolean lit[2] = { FALSE, FALSE };
      int band, other, at;

      case_init (&c, down ? KKB_DIRECTION_DOWN : KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
      c.rules.method = progress ? KKB_METHOD_PROGRESS : KKB_METHOD_ATTAINMENT;
      case_baseline (&c, 2021, down ? "9000" : "10");
      case_target (&c, 2023, goal);
      g_assert_true (rate_of (&c, kkb_decimal_from_int (actual), &rate, &band));
      {
        g_autoptr (KkbWatch) w = watch (&c, KKB_FIELD_ACTUAL, 2023, typed);

        for (guint k = 0; k < w->lamps->len; k++)
          {
            const KkbLamp *lamp = g_ptr_array_index (w->lamps, k);
            gint64 step;

            if (lamp->kind != KKB_LAMP_NEARLY && lamp->kind != KKB_LAMP_BARELY)
              continue;
            lit[lamp->kind == KKB_LAMP_BARELY] = TRUE;
            step = lamp->figure.coef > actual ? 1 : -1;
            rate_of (&c, lamp->figure, &rate, &at);
            rate_of (&c, kkb_decimal_from_int (lamp->figure.coef - step), &rate, &other);
            if (other != band)
              g_error ("band %d at %d other %d figure %d/%d: %s of %s (%s, %s): %s", band, at, other,
                       (int)lamp->figure.coef, lamp->figure.scale, typed, goal, down ? "down" : "up",
                       progress ? "progress" : "attainment", lamp->sentence);
            if (lamp->kind == KKB_LAMP_NEARLY)
              g_assert_cmpint (at, <, band);
            else
              g_assert_cmpint (at, >, band);
          }
      }
      rate_of (&c, kkb_decimal_from_int (actual), &rate, &band);
      g_assert_cmpint (lit[0], ==, is_near (&rate, FALSE));
      /* Down by attainment: one point less is a little farther than one point more, so the last hair of it is left out.
       */
      if (!down || progress)
        g_assert_cmpint (lit[1], ==, is_near (&rate, TRUE));
      else if (lit[1])
        g_assert_true (is_near (&rate, TRUE));
      nearly += lit[0];
      barely += lit[1];
      kkb_rational_clear (&rate);
    }
  g_assert_cmpuint (nearly, >, 50); /* else nothing was tested */
  g_assert_cmpuint (barely, >, 50);
}

static void
test_line (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "10,000");
  case_target (&c, 2026, "11,000");
  assert_line_of (&c, ACTUAL, 2022, "10,100", "基準値 10,000人　目安 10,200人　+1.0%（+100人）　進捗率 50.0% → C");
  case_actual (&c, 2022, "10,100");
  assert_line_of (&c, ACTUAL, 2023, "10,050", "前年 10,100人　目安 10,400人　▲0.5%（▲50人）　進捗率 12.5% → D");
  assert_line_of (&c, ACTUAL, 2024, "10,050", "令和4年度 10,100人　目安 10,600人　▲0.5%（▲50人）　進捗率 8.3% → D");
  assert_line_of (&c, ACTUAL, 2023, "10.2千人", "前年 10,100人　目安 10,400人　+1.0%（+0.1千人）　進捗率 50.0% → C");
  assert_line_of (&c, ACTUAL, 2023, "集計中", "前年 10,100人　目安 10,400人");
  assert_line_of (&c, TARGET, 2022, "10,300", "基準値 10,000人　実績 10,100人　+3.0%（+300人）　進捗率 33.3% → D");
  c.rules.decimals = 2;
  assert_line_of (&c, ACTUAL, 2023, "10,051", "前年 10,100人　目安 10,400人　▲0.49%（▲49人）　進捗率 12.75% → D");
  c.indicator->unit = "%";
  case_actual (&c, 2022, "47.4");
  assert_line_of (&c, REFERENCE, 2023, "48.2", "前年 47.4%　+0.8ポイント");
  fixture_language ("en");
  assert_line_of (&c, REFERENCE, 2023, "46.6", "last year 47.4%　▲0.8 points");
  fixture_language ("ja");
}

static void
test_nothing_is_written (void)
{
  g_auto (Case) c = { 0 };
  guint more;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "10.0千人");
  case_target (&c, 2023, "11,000以上");
  case_actual (&c, 2023, "10.5千人");
  more = c.facts->more->len;
  assert_lamps (&c, ACTUAL, 2023, "10.6千人（速報）", "");
  g_assert_cmpuint (c.facts->more->len, ==, more);
  g_assert_cmpint (c.indicator->actuals.items[0].coef, ==, 105);
  g_assert_cmpuint (c.indicator->actuals.n, ==, 1);
}

static void
test_speed (void)
{
  g_autoptr (KkbFacts) facts = fixture_generate (2000, 7);
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  const guint n = 1000;
  gint64 start = g_get_monotonic_time (), took;

  for (guint i = 0; i < n; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);
      g_auto (KkbQuantity) q = { 0 };
      KkbWatch *w;

      g_assert_true (kkb_read_typed ("1234", indicator, KKB_FIELD_ACTUAL, 2023, &q, NULL));
      w = kkb_watch_new (facts, plan, indicator, kkb_rules_standard (), KKB_FIELD_ACTUAL, 2023, &q, &format);
      kkb_watch_free (w);
    }
  took = (g_get_monotonic_time () - start) / n;
  g_test_message ("%" G_GINT64_FORMAT " microseconds a key", took);
  g_assert_cmpint (took, <, 1000);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/lamps/a-digit-or-a-unit-too-many-lights-a-lamp", test_times);
  g_test_add_func ("/lamps/another-sign-and-last-years-figure-light-a-lamp", test_sign_and_same);
  g_test_add_func ("/lamps/a-running-total-that-falls-lights-a-lamp", test_running_total);
  g_test_add_func ("/lamps/a-target-typed-as-an-actual-lights-a-lamp", test_swapped);
  g_test_add_func ("/lamps/a-percentage-over-100-and-worse-than-the-baseline-light-a-lamp", test_percent_and_baseline);
  g_test_add_func ("/lamps/how-much-is-missing-to-the-next-rating-is-told-in-the-unit", test_edges);
  g_test_add_func ("/lamps/the-edge-of-a-rating-is-that-of-the-editions-rule", test_edges_by_the_rules);
  g_test_add_func ("/lamps/an-edge-is-told-where-it-is-near-and-nowhere-else", test_edges_at_random);
  g_test_add_func ("/lamps/the-line-tells-last-year-target-change-rate-and-rating", test_line);
  g_test_add_func ("/lamps/nothing-of-the-document-is-written-to", test_nothing_is_written);
  g_test_add_func ("/lamps/a-key-takes-less-than-a-millisecond", test_speed);
  return g_test_run ();
}
