/* test-compute.c - indicators made of others. */
#include "fixture.h"
#include "kkb-compute.h"
#include <string.h>

static const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };

typedef struct
{
  KkbFacts *facts;
  KkbPlan *plan;
} Town;

static void
town_init (Town *town)
{
  town->facts = kkb_facts_new ();
  town->plan = kkb_facts_add_plan (town->facts, 1);
  town->plan->start_fy = 2022;
  town->plan->end_fy = 2026;
  kkb_facts_link (town->facts);
}

static void
town_clear (Town *town)
{
  kkb_facts_unref (town->facts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Town, town_clear)

static KkbIndicator *
add (Town *town, KkbId id, const char *name, const char *unit)
{
  KkbIndicator *indicator = kkb_facts_add_indicator (town->facts, id);

  indicator->name = name;
  indicator->unit = unit;
  kkb_facts_add_goal (town->facts, 1, indicator);
  kkb_facts_add_placement (town->facts, id + 1000, 1, indicator, 0)->is_origin = TRUE;
  kkb_facts_link (town->facts);
  return indicator;
}

static void
enter (Town *town, KkbIndicator *indicator, int fy, const char *text)
{
  g_auto (KkbQuantity) q = { 0 };
  KkbValue v;

  g_assert_true (kkb_quantity_parse (text, indicator->unit, &q, NULL));
  v = kkb_quantity_to_value (&q, town->facts, fy, indicator->unit);
  kkb_value_list_set (&indicator->actuals, &v);
}

static void
make_of (Town *town, KkbIndicator *indicator, KkbComputation formula, KkbId a, KkbId b, KkbId c)
{
  const KkbId ids[] = { a, b, c };
  KkbIndicatorMore *more = kkb_indicator_more (town->facts, indicator);

  more->formula = (guint8)formula;
  more->operands = kkb_facts_ids (town->facts, ids, c != 0 ? 3 : b != 0 ? 2 : 1);
}

/* The actual as printed, with its parts; "" where nothing stands. */
static char *
actual (const Town *town, const KkbIndicator *indicator, int fy)
{
  const KkbValue *v = kkb_value_list_find (&indicator->actuals, fy);
  const KkbValueMore *more = v != NULL ? kkb_value_more (town->facts, v) : NULL;
  g_autofree char *text = v != NULL ? kkb_value_format (town->facts, v, indicator->unit, &format) : g_strdup ("");
  char n[24], d[24];

  if (more != NULL && more->has_parts)
    return g_strdup_printf ("%s [%s/%s]", text, kkb_decimal_print (more->numerator, n),
                            kkb_decimal_print (more->denominator, d));
  return g_steal_pointer (&text);
}

#define assert_actual(town, indicator, fy, expected)                                                                   \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *actual_ = actual (town, indicator, fy);                                                           \
    g_assert_cmpstr (actual_, ==, expected);                                                                           \
  }                                                                                                                    \
  G_STMT_END
#define assert_words(town, indicator, fy, expected)                                                                    \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *words_ = kkb_compute_words ((town)->facts, indicator, fy, &format);                               \
    g_assert_cmpstr (words_, ==, expected);                                                                            \
  }                                                                                                                    \
  G_STMT_END
#define assert_problem(town, indicator, expected)                                                                      \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *problem_ = kkb_compute_problem ((town)->facts, indicator);                                        \
    g_assert_cmpstr (problem_, ==, expected);                                                                          \
  }                                                                                                                    \
  G_STMT_END

static void
test_sum (void)
{
  g_auto (Town) town = { 0 };
  KkbIndicator *in, *out, *all, *rest;

  town_init (&town);
  in = add (&town, 10, "市内", "人");
  out = add (&town, 11, "市外", "人");
  all = add (&town, 12, "合計", "人");
  rest = add (&town, 13, "差引", "人");
  enter (&town, in, 2022, "12");
  enter (&town, out, 2022, "3");
  enter (&town, in, 2023, "54.5");
  enter (&town, out, 2023, "1.5");
  make_of (&town, all, KKB_COMPUTED_SUM, 10, 11, 0);
  make_of (&town, rest, KKB_COMPUTED_DIFFERENCE, 11, 10, 0);
  kkb_compute (town.facts, NULL);
  assert_actual (&town, all, 2022, "15");
  assert_actual (&town, all, 2023, "56.0");
  assert_actual (&town, rest, 2022, "▲9");
  assert_words (&town, all, 2022, "市内 12 + 市外 3");
  assert_words (&town, rest, 2022, "市外 3 − 市内 12");
  assert_words (&town, in, 2022, "");
  assert_problem (&town, all, NULL);
  assert_problem (&town, in, NULL);
}

static void
test_ratio (void)
{
  g_auto (Town) town = { 0 };
  KkbIndicator *rate, *each;

  town_init (&town);
  enter (&town, add (&town, 10, "就職者", "人"), 2023, "158");
  enter (&town, add (&town, 11, "卒業者", "人"), 2023, "333");
  rate = add (&town, 12, "就職率", "％");
  each = add (&town, 13, "倍率", "倍");
  make_of (&town, rate, KKB_COMPUTED_RATIO, 10, 11, 0);
  make_of (&town, each, KKB_COMPUTED_RATIO, 11, 10, 0);
  kkb_indicator_more (town.facts, each)->decimals = 2;
  kkb_compute (town.facts, NULL);
  assert_actual (&town, rate, 2023, "47.4 [158/333]");
  assert_actual (&town, each, 2023, "2.11 [333/158]");
  assert_words (&town, rate, 2023, "就職者 158 ÷ 卒業者 333");
  enter (&town, kkb_facts_indicator (town.facts, 11), 2023, "0");
  kkb_compute (town.facts, NULL);
  assert_actual (&town, rate, 2023, "該当なし");
  enter (&town, kkb_facts_indicator (town.facts, 10), 2023, "1");
  enter (&town, kkb_facts_indicator (town.facts, 11), 2023, "16");
  kkb_compute (town.facts, NULL);
  assert_actual (&town, rate, 2023, "6.3 [1/16]"); /* 6.25, half up */
}

static void
test_units (void)
{
  g_auto (Town) town = { 0 };
  KkbIndicator *sum, *rate, *per_head, *money, *odd, *wrong;

  town_init (&town);
  enter (&town, add (&town, 10, "宿泊", "千人"), 2023, "4.2");
  enter (&town, add (&town, 11, "日帰り", "人"), 2023, "1,234");
  enter (&town, add (&town, 12, "出荷額", "百万円"), 2023, "5,000");
  sum = add (&town, 13, "合計", "人");
  rate = add (&town, 14, "宿泊割合", "％");
  per_head = add (&town, 15, "1人当たり", "千円/人");
  money = add (&town, 16, "1人当たり額", "円");
  odd = add (&town, 17, "合わない和", "人");
  wrong = add (&town, 18, "合わない率", "％");
  make_of (&town, sum, KKB_COMPUTED_SUM, 10, 11, 0);
  make_of (&town, rate, KKB_COMPUTED_RATIO, 10, 11, 0);
  make_of (&town, per_head, KKB_COMPUTED_RATIO, 12, 10, 0);
  make_of (&town, money, KKB_COMPUTED_RATIO, 12, 10, 0);
  make_of (&town, odd, KKB_COMPUTED_SUM, 10, 12, 0);
  make_of (&town, wrong, KKB_COMPUTED_RATIO, 12, 10, 0);
  kkb_compute (town.facts, NULL);
  assert_actual (&town, sum, 2023, "5,434");
  assert_words (&town, sum, 2023, "宿泊 4.2千人 + 日帰り 1,234人");
  assert_actual (&town, rate, 2023, "340.4 [4200/1234]");
  assert_actual (&town, per_head, 2023, "1,190.5 [5000/4.2]"); /* 5,000,000千円 ÷ 4,200人 */
  assert_actual (&town, money, 2023, "1,190,476.2 [5000/4.2]");
  assert_actual (&town, odd, 2023, "");
  assert_problem (&town, odd, "「出荷額」の単位（百万円）は人に換算できません。");
  assert_actual (&town, wrong, 2023, "");
  assert_problem (&town, wrong, "「出荷額」（百万円）を「宿泊」（千人）で割っても、％の値になりません。");
  sum->unit = "千人";
  kkb_compute (town.facts, NULL);
  assert_actual (&town, sum, 2023, "5.434");
}

static void
test_gaps (void)
{
  static const struct
  {
    const char *a, *b, *expected;
  } cases[] = { { "12", "", "" },
                { "12", "集計中（9月予定）", "集計中" },
                { "未計測", "集計中", "集計中" },
                { "未公表", "", "" },
                { "中止", "非公表", "中止" },
                { "12", "―", "―" },
                { "―", "集計中", "集計中" },
                { "12（速報）", "3", "(15)" },
                { "12", "40〜60", "" } };
  g_auto (Town) town = { 0 };
  KkbIndicator *a, *b, *sum;

  town_init (&town);
  a = add (&town, 10, "市内", "人");
  b = add (&town, 11, "市外", "人");
  sum = add (&town, 12, "合計", "人");
  make_of (&town, sum, KKB_COMPUTED_SUM, 10, 11, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      enter (&town, a, 2023, cases[i].a);
      enter (&town, b, 2023, cases[i].b);
      kkb_compute (town.facts, NULL);
      assert_actual (&town, sum, 2023, cases[i].expected);
    }
  enter (&town, b, 2023, "集計中（9月予定）");
  kkb_compute (town.facts, NULL);
  assert_words (&town, sum, 2023, "市内 12 + 市外 集計中");
  g_assert_cmpstr (kkb_value_more (town.facts, &sum->actuals.items[0])->expected, ==, "9月");
  kkb_value_list_clear (&b->actuals);
  kkb_compute (town.facts, NULL);
  g_assert_cmpuint (sum->actuals.n, ==, 0); /* never a part for the whole */
  assert_words (&town, sum, 2023, "市内 12 + 市外 未入力");
}

static void
test_order_and_circles (void)
{
  g_auto (Town) town = { 0 };
  KkbIndicator *top, *middle, *left, *right, *self, *on_circle;
  const KkbId would_be[] = { 20, 0 }, fine[] = { 30, 0 };

  town_init (&town);
  top = add (&town, 20, "総計", "人"); /* before what it is made of */
  middle = add (&town, 21, "小計", "人");
  enter (&town, add (&town, 30, "A", "人"), 2023, "1");
  enter (&town, add (&town, 31, "B", "人"), 2023, "2");
  left = add (&town, 40, "左", "人");
  right = add (&town, 41, "右", "人");
  self = add (&town, 42, "自分", "人");
  on_circle = add (&town, 43, "円の上", "人");
  make_of (&town, top, KKB_COMPUTED_SUM, 21, 31, 0);
  make_of (&town, middle, KKB_COMPUTED_SUM, 30, 31, 0);
  make_of (&town, left, KKB_COMPUTED_SUM, 41, 30, 0);
  make_of (&town, right, KKB_COMPUTED_SUM, 40, 30, 0);
  make_of (&town, self, KKB_COMPUTED_SUM, 42, 30, 0);
  make_of (&town, on_circle, KKB_COMPUTED_SUM, 40, 30, 0);
  enter (&town, left, 2023, "7"); /* typed before it was computed */
  kkb_compute (town.facts, NULL);
  assert_actual (&town, top, 2023, "5");
  g_assert_cmpuint (left->actuals.n, ==, 0);
  g_assert_cmpuint (right->actuals.n, ==, 0);
  g_assert_cmpuint (self->actuals.n, ==, 0);
  g_assert_cmpuint (on_circle->actuals.n, ==, 0);
  assert_problem (&town, left, "計算が循環しているため、循環している指標の値はありません。");
  assert_problem (&town, self, "計算が循環しているため、循環している指標の値はありません。");
  assert_problem (&town, on_circle, NULL);
  g_assert_true (kkb_compute_is_circle (town.facts, 21, would_be));
  g_assert_true (kkb_compute_is_circle (town.facts, 20, would_be));
  g_assert_false (kkb_compute_is_circle (town.facts, 21, fine));
  {
    g_autoptr (GPtrArray) issues = kkb_lint (town.facts, &format);
    guint told = 0;

    for (guint i = 0; i < issues->len; i++)
      told += strstr (g_ptr_array_index (issues, i), "循環") != NULL;
    g_assert_cmpuint (told, ==, 3);
  }
}

static void
test_faults (void)
{
  g_auto (Town) town = { 0 };
  KkbIndicator *sum;

  town_init (&town);
  enter (&town, add (&town, 10, "市内", "人"), 2023, "12");
  sum = add (&town, 12, "合計", "人");
  make_of (&town, sum, KKB_COMPUTED_SUM, 10, 0, 0); /* the other part was deleted */
  assert_problem (&town, sum, NULL);
  kkb_compute (town.facts, NULL);
  assert_actual (&town, sum, 2023, "12");
  make_of (&town, sum, KKB_COMPUTED_DIFFERENCE, 10, 0, 0);
  assert_problem (&town, sum, "和は1つ以上、差は2つ以上、どちらも100以下の指標から計算します。");
  make_of (&town, sum, KKB_COMPUTED_RATIO, 10, 10, 10);
  assert_problem (&town, sum, "比は、ちょうど2つの指標から計算します。");
  make_of (&town, sum, KKB_COMPUTED_SUM, 10, 99, 0);
  assert_problem (&town, sum, "計算のもとになる指標が、この文書にありません。");
}

static void
test_again (void)
{
  g_auto (Town) town = { 0 };
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (KkbComputedChange));
  KkbIndicator *a, *rate;
  guint more;

  town_init (&town);
  a = add (&town, 10, "就職者", "人");
  enter (&town, a, 2022, "100");
  enter (&town, a, 2023, "158");
  enter (&town, add (&town, 11, "卒業者", "人"), 2023, "333");
  rate = add (&town, 12, "就職率", "％");
  make_of (&town, rate, KKB_COMPUTED_RATIO, 10, 11, 0);
  kkb_compute (town.facts, changed);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpint (g_array_index (changed, KkbComputedChange, 0).indicator, ==, 12);
  g_assert_cmpint (g_array_index (changed, KkbComputedChange, 0).fy, ==, 2023);
  more = town.facts->more->len;
  g_array_set_size (changed, 0);
  for (guint i = 0; i < 5; i++)
    kkb_compute (town.facts, changed);
  g_assert_cmpuint (changed->len, ==, 0);
  enter (&town, a, 2023, "160");
  kkb_compute (town.facts, changed);
  g_assert_cmpuint (changed->len, ==, 1);
  assert_actual (&town, rate, 2023, "48.0 [160/333]");
  g_assert_cmpuint (town.facts->more->len, ==, more); /* computing again takes no more memory */
}

static void
test_explained (void)
{
  g_auto (Town) town = { 0 };
  KkbIndicator *all, *b;
  KkbResult r;
  KkbValue target = { .fy = 2023 };

  town_init (&town);
  enter (&town, add (&town, 10, "市内", "人"), 2023, "12");
  b = add (&town, 11, "市外", "人");
  enter (&town, b, 2023, "3");
  all = add (&town, 12, "合計", "人");
  make_of (&town, all, KKB_COMPUTED_SUM, 10, 11, 0);
  kkb_compute (town.facts, NULL);
  kkb_value_set_number (&target, kkb_decimal_from_int (20), KKB_STATE_FINAL);
  kkb_value_list_set (&kkb_indicator_goal (all, 1)->targets, &target);
  {
    g_autofree char *text = NULL;

    kkb_evaluate (town.facts, town.plan, all, kkb_rules_standard (), 2023, &r);
    text = kkb_explain (town.facts, town.plan, all, kkb_rules_standard (), &r, &format);
    g_assert_cmpstr (
        text, ==,
        "進捗率は基準値がないため使わず、実績 15（＝市内 12 + 市外 3） ÷ 目標 20 = 75.0% → C（50%以上80%未満）");
    kkb_result_clear (&r);
  }
  enter (&town, b, 2023, "集計中");
  kkb_compute (town.facts, NULL);
  {
    g_autofree char *text = NULL;

    kkb_evaluate (town.facts, town.plan, all, kkb_rules_standard (), 2023, &r);
    text = kkb_explain (town.facts, town.plan, all, kkb_rules_standard (), &r, &format);
    g_assert_nonnull (strstr (text, "（＝市内 12 + 市外 集計中）"));
    kkb_result_clear (&r);
  }
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/compute/a-sum-and-a-difference-are-made-of-the-actuals-of-others", test_sum);
  g_test_add_func ("/compute/a-ratio-keeps-its-parts-and-rounds-half-up", test_ratio);
  g_test_add_func ("/compute/units-are-brought-into-one-or-refused-with-the-reason", test_units);
  g_test_add_func ("/compute/where-a-part-is-missing-there-is-a-gap-and-never-a-part-for-the-whole", test_gaps);
  g_test_add_func ("/compute/operands-come-first-and-circles-have-no-figure", test_order_and_circles);
  g_test_add_func ("/compute/what-cannot-be-computed-is-told-with-the-reason", test_faults);
  g_test_add_func ("/compute/computing-again-changes-nothing-and-takes-no-memory", test_again);
  g_test_add_func ("/compute/the-explanation-says-how-a-figure-was-computed", test_explained);
  return g_test_run ();
}
