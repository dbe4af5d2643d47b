/* test-path.c - target paths. */
#include "fixture.h"
#include "kkb-error.h"
#include "kkb-path.h"
#include <string.h>

static KkbDecimal
decimal (const char *text)
{
  KkbDecimal d;

  g_assert_true (kkb_decimal_parse (text, &d));
  return d;
}

/* "2022=10 2023=20" from "2021=0 2023=20"; the message where it is refused. */
static char *
path (KkbPathRule rule, const char *given, int first_fy, int last_fy)
{
  g_auto (GStrv) parts = g_strsplit (given, " ", -1);
  KkbPathPoint points[10], out[100];
  guint n = 0;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  char digits[24];

  for (; *given != '\0' && parts[n] != NULL; n++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[n], "=", 2);

      points[n] = (KkbPathPoint){ (int)g_ascii_strtoll (pair[0], NULL, 10), decimal (pair[1]) };
    }
  if (!kkb_path_make (&rule, points, n, first_fy, last_fy, out, &error))
    {
      g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
      g_string_append (text, error->message);
      return g_string_free (text, FALSE);
    }
  for (int fy = first_fy; fy <= last_fy; fy++)
    {
      g_assert_cmpint (out[fy - first_fy].fy, ==, fy);
      g_string_append_printf (text, "%s%s", fy > first_fy ? " " : "",
                              kkb_decimal_print (out[fy - first_fy].value, digits));
    }
  return g_string_free (text, FALSE);
}

#define assert_path(rule, given, first, last, expected)                                                                \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *path_ = path (rule, given, first, last);                                                          \
    g_assert_cmpstr (path_, ==, expected);                                                                             \
  }                                                                                                                    \
  G_STMT_END

static void
test_linear (void)
{
  const KkbPathRule whole = { KKB_PATH_LINEAR, 0, KKB_ROUND_HALF_UP, 0 },
                    cut = { KKB_PATH_LINEAR, 0, KKB_ROUND_TRUNCATE, 0 },
                    one = { KKB_PATH_LINEAR, 1, KKB_ROUND_HALF_UP, 0 };

  assert_path (whole, "2021=10795 2026=9850", 2022, 2026, "10606 10417 10228 10039 9850");
  assert_path (whole, "2021=27 2026=39", 2022, 2026, "29 32 34 37 39"); /* 29.4 31.8 34.2 36.6 */
  assert_path (cut, "2021=27 2026=39", 2022, 2026, "29 31 34 36 39");
  assert_path (one, "2021=27 2026=39", 2022, 2026, "29.4 31.8 34.2 36.6 39"); /* what was given stays as typed */
  assert_path (one, "2021=47.4 2024=50.0", 2021, 2024, "47.4 48.3 49.1 50.0");
  assert_path (whole, "2021=0 2023=20 2025=0", 2022, 2026, "10 20 10 0 0");
  assert_path (whole, "2022=-1 2024=-4", 2022, 2024, "-1 -3 -4"); /* -2.5 half up is away from zero */
  assert_path (whole, "2026=39", 2024, 2026, "39 39 39");
}

static void
test_step_and_repeat (void)
{
  const KkbPathRule step = { .kind = KKB_PATH_STEP }, repeat = { .kind = KKB_PATH_REPEAT };

  assert_path (step, "2021=10 2024=20 2026=30", 2022, 2026, "20 20 20 30 30");
  assert_path (repeat, "2021=10 2024=20 2026=30", 2022, 2026, "10 10 20 20 30");
  assert_path (repeat, "2022=331", 2022, 2026, "331 331 331 331 331");
}

static void
test_split (void)
{
  KkbPathRule rule = { .kind = KKB_PATH_SPLIT };

  assert_path (rule, "2025=10", 2022, 2025, "2 2 3 3");
  assert_path (rule, "2025=12", 2022, 2025, "3 3 3 3");
  assert_path (rule, "2025=-10", 2022, 2025, "-2 -2 -3 -3");
  assert_path (rule, "2025=3", 2022, 2026, "0 0 1 1 1");
  assert_path (rule, "2025=10.5", 2022, 2025, "2.6 2.6 2.6 2.7"); /* no fewer places than the total has */
  rule.rest = KKB_REST_FROM_START;
  assert_path (rule, "2025=10", 2022, 2025, "3 3 2 2");
  rule.rest = KKB_REST_LAST_YEAR;
  assert_path (rule, "2025=10", 2022, 2025, "2 2 2 4");
  rule.decimals = 1;
  assert_path (rule, "2025=10", 2022, 2024, "3.3 3.3 3.4");
}

static void
test_split_adds_up (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4711);

  for (guint i = 0; i < 3000; i++)
    {
      KkbPathRule rule = { KKB_PATH_SPLIT, (guint)g_rand_int_range (random, 0, 4), KKB_ROUND_HALF_UP,
                           (KkbPathRest)g_rand_int_range (random, 0, 3) };
      KkbPathPoint total
          = { 2030, { g_rand_int_range (random, -1000000, 1000000), (guint8)g_rand_int_range (random, 0, 4) } },
          out[40];
      KkbDecimal sum = { 0, 0 };
      int n = g_rand_int_range (random, 1, 40);

      g_assert_true (kkb_path_make (&rule, &total, 1, 2000, 2000 + n - 1, out, NULL));
      for (int k = 0; k < n; k++)
        g_assert_true (kkb_decimal_add (sum, out[k].value, &sum));
      g_assert_cmpint (kkb_decimal_compare (sum, total.value), ==, 0);
    }
}

static void
test_refused (void)
{
  const KkbPathRule split = { KKB_PATH_SPLIT, 10, 0, 0 }, linear = { KKB_PATH_LINEAR, 0, 0, 0 };

  assert_path (linear, "", 2022, 2026, "もとになる数値がありません。先に目標を入力してください。");
  assert_path (linear, "2022=1", 2026, 2022, "目標の推移は、ある年度から後の年度まで、100年以内で作ります。");
  assert_path (linear, "2022=1", 1900, 2022, "目標の推移は、ある年度から後の年度まで、100年以内で作ります。");
  assert_path (linear, "2024=1 2022=3", 2022, 2026, "目標の推移のもとになる数値は、年度の早い順に並べてください。");
  assert_path (split, "2026=123456789012345", 2022, 2026, "18桁を超える数値になるため、変更していません。");
}

static void
test_decimals (void)
{
  const KkbPathPoint points[] = { { 2021, { 474, 1 } }, { 2026, { 5025, 2 } }, { 2027, { 5, 0 } } };

  g_assert_cmpuint (kkb_path_decimals (points, 3), ==, 2);
  g_assert_cmpuint (kkb_path_decimals (points, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/path/a-straight-line-is-cut-into-years-and-keeps-what-was-given", test_linear);
  g_test_add_func ("/path/a-figure-stands-for-the-years-before-or-after-it", test_step_and_repeat);
  g_test_add_func ("/path/a-total-is-shared-by-the-years", test_split);
  g_test_add_func ("/path/the-shares-add-up-exactly-to-the-total", test_split_adds_up);
  g_test_add_func ("/path/what-makes-no-path-is-refused-with-the-reason", test_refused);
  g_test_add_func ("/path/the-decimals-are-those-of-what-was-given", test_decimals);
  return g_test_run ();
}
