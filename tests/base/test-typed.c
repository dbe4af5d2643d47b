/* test-typed.c - what a person types into a cell: sums that are computed, parts of a ratio, and what must not be taken
 * for either. */
#include "kkb-error.h"
#include "kkb-typed.h"
#include <locale.h>
#include <string.h>

typedef struct
{
  KkbFacts *facts;
  KkbIndicator *indicator;
} Cell;

static void
cell_init (Cell *cell, KkbSeries series, const char *unit)
{
  cell->facts = kkb_facts_new ();
  cell->indicator = kkb_facts_add_indicator (cell->facts, 7);
  cell->indicator->name = "従業者数";
  cell->indicator->unit = unit;
  cell->indicator->series = series;
  kkb_facts_link (cell->facts);
}

static void
cell_clear (Cell *cell)
{
  kkb_facts_unref (cell->facts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cell, cell_clear)

/* "55.0", "20..30", "策定'", "集計中", "無"; behind it what is special: the unit, the parts, <= and the like; the
 * message where it is refused. */
static char *
outcome (const Cell *cell, KkbField field, const char *typed)
{
  static const char *const bounds[] = { "", " >=", " <=", " >", " <" };
  g_auto (KkbQuantity) q = { 0 };
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);
  char digits[24];

  if (!kkb_read_typed (typed, cell->indicator, field, 2023, &q, &error))
    {
      g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
      g_assert_null (q.text);
      g_string_free (out, TRUE);
      return g_strconcat ("refused: ", error->message, NULL);
    }
  if (q.kind == KKB_VALUE_NUMBER || q.kind == KKB_VALUE_RANGE)
    g_string_append (out, kkb_decimal_print (q.low, digits));
  if (q.kind == KKB_VALUE_RANGE)
    g_string_append_printf (out, "..%s", kkb_decimal_print (q.high, digits));
  if (q.kind == KKB_VALUE_TEXT)
    g_string_append_printf (out, "%s'", q.text);
  if (q.kind == KKB_VALUE_NONE)
    g_string_append (out, "無");
  if (q.kind == KKB_VALUE_BLANK || q.state == KKB_STATE_PROVISIONAL)
    g_string_append (out, kkb_state_word (q.state));
  g_string_append (out, bounds[q.bound]);
  if (q.unit != NULL)
    g_string_append_printf (out, " %s", q.unit);
  if (q.has_parts)
    {
      g_string_append_printf (out, " (%s", kkb_decimal_print (q.numerator, digits));
      g_string_append_printf (out, "/%s)", kkb_decimal_print (q.denominator, digits));
    }
  if (q.expression != NULL)
    {
      g_assert_cmpstr (q.expression, ==, typed); /* kept letter by letter for the history */
      g_string_append (out, " computed");
    }
  return g_string_free (out, FALSE);
}

#define assert_typed(cell, typed, expected)                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *outcome_ = outcome (cell, KKB_FIELD_ACTUAL, typed);                                               \
    g_assert_cmpstr (outcome_, ==, expected);                                                                          \
  }                                                                                                                    \
  G_STMT_END
#define assert_refused(cell, typed, part)                                                                              \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *outcome_ = outcome (cell, KKB_FIELD_ACTUAL, typed);                                               \
    if (!g_str_has_prefix (outcome_, "refused: ") || strstr (outcome_, part) == NULL)                                  \
      g_error ("%s: %s", typed, outcome_);                                                                             \
  }                                                                                                                    \
  G_STMT_END

static void
test_sums (void)
{
  g_auto (Cell) cell = { 0 };

  cell_init (&cell, KKB_SERIES_LEVEL, "人");
  assert_typed (&cell, "120+35", "155 computed");
  assert_typed (&cell, "=1234-56", "1178 computed");
  assert_typed (&cell, "=1,200*3", "3600 computed");
  assert_typed (&cell, "1,200*3", "3600 computed");
  assert_typed (&cell, "=(12+5)/2", "8.5 computed");
  assert_typed (&cell, "(12+5)*2", "34 computed");
  assert_typed (&cell, "＝（１２＋５）÷２", "8.5 computed");
  assert_typed (&cell, "１２０＋３５", "155 computed");
  assert_typed (&cell, "3×4", "12 computed");
  assert_typed (&cell, "= 1 + 2 * 3 - 4 / 8", "6.5 computed");
  assert_typed (&cell, "=10-4-3", "3 computed");
  assert_typed (&cell, "=100/5/2", "10 computed");
  assert_typed (&cell, "=-5+3", "-2 computed");
  assert_typed (&cell, "=▲7+10", "3 computed");
  assert_typed (&cell, "=2-△3", "5 computed");
  assert_typed (&cell, "=5−8", "-3 computed");
  assert_typed (&cell, "=42", "42 computed");
  assert_typed (&cell, "=((((1+1))))", "2 computed");
  assert_typed (&cell, "120+35-10", "145 computed");
}

static void
test_exact (void)
{
  g_auto (Cell) cell = { 0 };

  cell_init (&cell, KKB_SERIES_LEVEL, "人");
  assert_typed (&cell, "=0.1+0.2", "0.3 computed");
  assert_typed (&cell, "=54.5+1.5", "56.0 computed"); /* a sum keeps the places of its figures */
  assert_typed (&cell, "=55.0+1", "56.0 computed");
  assert_typed (&cell, "=1.50*2", "3 computed");
  assert_typed (&cell, "=10/4", "2.5 computed");
  assert_typed (&cell, "=1/3*3", "1 computed"); /* 1/3 is held exactly */
  assert_typed (&cell, "=2/3+1/3", "1 computed");
  assert_typed (&cell, "=999999999999999999-1", "999999999999999998 computed");
  assert_typed (&cell, "=999999999999999999*9/9", "999999999999999999 computed");
  assert_refused (&cell, "=10/3", "3.3333… and has no end");
  assert_refused (&cell, "=-1/7", "-0.1428… and has no end");
  assert_refused (&cell, "=999999999999999999+1", "more than 18 digits");
  assert_refused (&cell, "=999999999999999999*999999999999999999", "more than 18 digits");
  assert_refused (&cell, "=1/1048576/1048576", "more than 18 digits");
  assert_refused (&cell, "=5/0", "divides by zero");
  assert_refused (&cell, "=5/(3-3)", "divides by zero");
}

static void
test_broken (void)
{
  g_auto (Cell) cell = { 0 };
  g_autoptr (GString) deep = g_string_new ("=");
  static const char *const broken[]
      = { "=",       "=+",     "=12+",    "=(12", "=12)",    "=*5",    "=1,23+4", "=12 5",
          "=SUM(1)", "=A1+B1", "=1+2人3", "==5",  "=2(3+4)", "=12+,5", "=集計中", "=1..2+3" };

  cell_init (&cell, KKB_SERIES_LEVEL, "人");
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    assert_refused (&cell, broken[i], "cannot be computed");
  for (guint i = 0; i < 40; i++)
    g_string_append_c (deep, '(');
  g_string_append_c (deep, '1');
  for (guint i = 0; i < 40; i++)
    g_string_append_c (deep, ')');
  assert_refused (&cell, deep->str, "cannot be computed");
  g_string_assign (deep, "=1");
  while (deep->len < 600)
    g_string_append (deep, "+1");
  assert_refused (&cell, deep->str, "cannot be computed");
  {
    g_autofree char *bad = outcome (&cell, KKB_FIELD_ACTUAL, "=1+\xff");

    g_assert_true (g_str_has_prefix (bad, "refused: "));
  }
}

/* What looks like a sum but is a date, a range, a number of a branch or a negative figure. */
static void
test_not_a_sum (void)
{
  g_auto (Cell) cell = { 0 };

  cell_init (&cell, KKB_SERIES_LEVEL, "人");
  assert_typed (&cell, "▲7", "-7");
  assert_typed (&cell, "-7", "-7");
  assert_typed (&cell, "+7", "7");
  assert_typed (&cell, "40〜60", "40..60");
  assert_typed (&cell, "330±5", "325..335");
  assert_typed (&cell, "―", "無");
  assert_typed (&cell, "集計中", "集計中");
  assert_typed (&cell, "", "未入力");
  assert_typed (&cell, "10,796（Ｒ元年度）", "10796");
  assert_refused (&cell, "3/31", "=3/31");
  assert_refused (&cell, "158/333", "=158/333");
  assert_refused (&cell, "2023/4/1", "=2023/4/1");
  assert_refused (&cell, "1-2", "=1-2");
  assert_refused (&cell, "1―2", "does not say for sure");
  assert_refused (&cell, "2023-04-01", "=2023-04-01");
  assert_refused (&cell, "1234-56", "=1234-56");
  assert_refused (&cell, "200・4,000", "does not say for sure");
  assert_refused (&cell, "①1,359 ②677", "does not say for sure");
  assert_refused (&cell, "29（4）", "does not say for sure");
  assert_refused (&cell, "3+4事業を実施", "does not say for sure");
  assert_refused (&cell, "1,23,4", "does not say for sure");
  assert_refused (&cell, "策定", "neither a number nor a word");
}

static void
test_behind_a_sum (void)
{
  g_auto (Cell) cell = { 0 };
  g_autofree char *bound = NULL;

  cell_init (&cell, KKB_SERIES_LEVEL, "人");
  assert_typed (&cell, "120+35人", "155 人 computed");
  assert_typed (&cell, "=120+35（速報）", "155速報 computed");
  assert_typed (&cell, "120+35千人（速報）", "155速報 千人 computed");
  bound = outcome (&cell, KKB_FIELD_TARGET, "=100*1.1以上");
  g_assert_cmpstr (bound, ==, "110 >= computed");
}

static void
test_ratio (void)
{
  g_auto (Cell) cell = { 0 }, plain = { 0 }, percent = { 0 };

  cell_init (&cell, KKB_SERIES_RATIO, "％");
  assert_typed (&cell, "158/333", "47.4 (158/333) computed");
  assert_typed (&cell, "１５８／３３３", "47.4 (158/333) computed");
  assert_typed (&cell, "1,580 / 3,330", "47.4 (1580/3330) computed");
  assert_typed (&cell, "158/333（速報）", "47.4速報 (158/333) computed");
  assert_typed (&cell, "1/8", "12.5 (1/8) computed");
  assert_typed (&cell, "1/16", "6.3 (1/16) computed"); /* 6.25, half up */
  assert_typed (&cell, "2/3", "66.7 (2/3) computed");
  assert_typed (&cell, "0/5", "0.0 (0/5) computed");
  assert_typed (&cell, "=158/320", "0.49375 computed"); /* with = it is a plain quotient */
  assert_typed (&cell, "47.4", "47.4");
  assert_refused (&cell, "158/0", "0 as its denominator");
  assert_refused (&cell, "1/2/3", "=1/2/3");

  cell_init (&plain, KKB_SERIES_RATIO, "倍");
  assert_typed (&plain, "3/2", "1.5 (3/2) computed");
  kkb_indicator_more (plain.facts, plain.indicator)->decimals = 3;
  assert_typed (&plain, "2/3", "0.667 (2/3) computed");
  kkb_indicator_more (plain.facts, plain.indicator)->decimals = 0;
  assert_typed (&plain, "5/2", "3 (5/2) computed");

  cell_init (&percent, KKB_SERIES_LEVEL, "%"); /* a percentage is a ratio, whatever it is called */
  assert_typed (&percent, "158/333", "47.4 (158/333) computed");
}

static void
test_parts_are_kept (void)
{
  g_auto (Cell) cell = { 0 };
  g_auto (KkbQuantity) q = { 0 };
  KkbValue value;
  const KkbValueMore *more;
  char digits[24];

  cell_init (&cell, KKB_SERIES_RATIO, "％");
  g_assert_true (kkb_read_typed ("158/333", cell.indicator, KKB_FIELD_ACTUAL, 2023, &q, NULL));
  value = kkb_typed_to_value (&q, cell.facts, 2023, "％", "％");
  more = kkb_value_more (cell.facts, &value);
  g_assert_cmpstr (kkb_decimal_print (kkb_value_decimal (&value), digits), ==, "47.4");
  g_assert_nonnull (more);
  g_assert_true (more->has_parts);
  g_assert_cmpint (more->numerator.coef, ==, 158);
  g_assert_cmpint (more->denominator.coef, ==, 333);
  g_assert_cmpstr (more->text, ==, "");
}

/* 人 until 2022, 千人 from 2023 on. */
static void
test_unit_change (void)
{
  g_auto (Cell) cell = { 0 };
  static const struct
  {
    const char *typed;
    int fy;
    const char *unit;
  } cases[] = { { "4200", 2022, "" },         { "4200", 2023, "千人" }, { "4200人", 2023, "人" },
                { "4200千人", 2023, "千人" }, { "4200人", 2022, "" },   { "4200千人", 2022, "千人" },
                { "40〜60", 2023, "千人" },   { "集計中", 2023, "" },   { "2+2", 2023, "千人" } };
  const KkbUnitChange changes[] = { { 2023, "千人" }, { 0, NULL } };

  cell_init (&cell, KKB_SERIES_LEVEL, "人");
  kkb_indicator_more (cell.facts, cell.indicator)->units = changes;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (KkbQuantity) q = { 0 };
      KkbValue value;
      const KkbValueMore *more;

      g_assert_true (kkb_read_typed (cases[i].typed, cell.indicator, KKB_FIELD_ACTUAL, cases[i].fy, &q, NULL));
      value = kkb_typed_to_value (&q, cell.facts, cases[i].fy, kkb_indicator_unit (cell.indicator, cases[i].fy), "人");
      more = kkb_value_more (cell.facts, &value);
      g_assert_cmpstr (more != NULL ? more->unit : "", ==, cases[i].unit);
    }
}

static void
test_computed_indicator (void)
{
  g_auto (Cell) cell = { 0 };
  g_autofree char *target = NULL;

  cell_init (&cell, KKB_SERIES_LEVEL, "人");
  kkb_indicator_more (cell.facts, cell.indicator)->formula = KKB_COMPUTED_SUM;
  assert_refused (&cell, "12", "computed from other indicators");
  assert_refused (&cell, "", "computed from other indicators");
  target = outcome (&cell, KKB_FIELD_TARGET, "12");
  g_assert_cmpstr (target, ==, "12");
}

/* Sums of random figures against 128-bit arithmetic. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20231);

  for (guint i = 0; i < 2000; i++)
    {
      gint64 a = g_rand_int_range (random, -1000000, 1000000), b = g_rand_int_range (random, -1000000, 1000000),
             c = g_rand_int_range (random, 1, 1000);
      g_autofree char *text = g_strdup_printf (
          "=(%" G_GINT64_FORMAT "%+" G_GINT64_FORMAT ")*%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, a, b, c, c);
      KkbDecimal out;

      g_assert_true (kkb_expression_compute (text, &out, NULL, NULL));
      g_assert_cmpint (out.coef, ==, (a + b) * c - c);
      g_assert_cmpint (out.scale, ==, 0);
    }
}

/* Whatever is typed is read or refused, and a refusal says something. */
static void
test_any_text (void)
{
  static const char *const parts[]
      = { "1", "2", "0", "３", "+", "-", "*", "/", "(", ")", "=", ",", ".", "▲", " ", "人", "〜", "％", "年", "速報" };
  g_autoptr (GRand) random = g_rand_new_with_seed (99);
  g_auto (Cell) cell = { 0 };

  cell_init (&cell, KKB_SERIES_RATIO, "％");
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *result = NULL;

      for (int n = g_rand_int_range (random, 0, 9); n > 0; n--)
        g_string_append (text, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
      g_strstrip (text->str);
      result = outcome (&cell, KKB_FIELD_TARGET, text->str);
      g_assert_cmpuint (strlen (result), >, 0);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typed/a-sum-is-computed-when-it-is-entered", test_sums);
  g_test_add_func ("/typed/what-is-computed-is-exact-or-refused-with-the-reason", test_exact);
  g_test_add_func ("/typed/a-sum-that-cannot-be-read-is-refused", test_broken);
  g_test_add_func ("/typed/dates-ranges-and-negative-figures-are-no-sums", test_not_a_sum);
  g_test_add_func ("/typed/a-unit-a-bound-and-a-state-may-stand-behind-a-sum", test_behind_a_sum);
  g_test_add_func ("/typed/two-figures-of-a-ratio-are-its-parts", test_ratio);
  g_test_add_func ("/typed/the-parts-of-a-ratio-are-kept", test_parts_are_kept);
  g_test_add_func ("/typed/from-a-change-of-the-unit-on-figures-are-in-the-new-one", test_unit_change);
  g_test_add_func ("/typed/what-is-computed-from-others-cannot-be-typed", test_computed_indicator);
  g_test_add_func ("/typed/random-sums-agree-with-integers", test_random);
  g_test_add_func ("/typed/any-text-is-read-or-refused", test_any_text);
  return g_test_run ();
}
