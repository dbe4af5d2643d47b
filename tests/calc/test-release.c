/* test-release.c - when a statistic is published, and of which year. */
#include "fixture.h"
#include "kkb-release.h"

static void
test_month (void)
{
  static const struct
  {
    const char *release;
    int month;
  } cases[] = { { "毎年9月", 9 },
                { "9月頃", 9 },
                { "翌年度6月", 6 },
                { "９月下旬", 9 },
                { "毎年度12月末", 12 },
                { "令和6年3月", 3 },
                { "6〜9月", 9 },
                { "6月～9月", 9 },
                { "翌々年度 2 月", 2 },
                { "", 0 },
                { "毎月", 0 },
                { "年度末", 0 },
                { "13月", 0 },
                { "0月", 0 },
                { "随時", 0 },
                { "国勢調査（5年ごと）", 0 },
                { "10月1日現在（翌年8月公表）", 8 } };
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      c.indicator->release = cases[i].release;
      g_assert_cmpint (kkb_release_month (c.indicator), ==, cases[i].month);
    }
  kkb_indicator_more (c.facts, c.indicator)->release_month = 5; /* what is given goes before what is read */
  c.indicator->release = "毎年9月";
  g_assert_cmpint (kkb_release_month (c.indicator), ==, 5);
}

static void
test_year (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.indicator->release = "毎年9月";
  g_assert_cmpint (kkb_release_fy (c.indicator, 2024, 9), ==, 2023);
  g_assert_cmpint (kkb_release_fy (c.indicator, 2025, 2), ==, 2023); /* FY2024 is not over in February 2025 */
  g_assert_cmpint (kkb_release_fy (c.indicator, 2025, 4), ==, 2024);
  c.indicator->release = "翌々年度9月";
  g_assert_cmpint (kkb_release_fy (c.indicator, 2024, 9), ==, 2022);
  c.indicator->release = "当該年度の3月";
  g_assert_cmpint (kkb_release_fy (c.indicator, 2025, 3), ==, 2024);
  c.indicator->release = "翌年2月";
  c.indicator->period_kind = KKB_PERIOD_CALENDAR;
  g_assert_cmpint (kkb_release_fy (c.indicator, 2025, 2), ==, 2024); /* the calendar year is over */
  g_assert_cmpint (kkb_release_fy (c.indicator, 2024, 12), ==, 2023);
}

static void
test_due (void)
{
  g_auto (Case) c = { 0 };
  int fy = 0;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.indicator->release = "毎年9月";
  case_actual (&c, 2022, "1");
  g_assert_true (kkb_release_is_due (c.indicator, 2024, 6, 2024, 10, &fy));
  g_assert_cmpint (fy, ==, 2023);
  g_assert_true (kkb_release_is_due (c.indicator, 2024, 9, 2024, 9, NULL));
  g_assert_false (kkb_release_is_due (c.indicator, 2024, 10, 2025, 8, NULL)); /* no September in it */
  g_assert_false (kkb_release_is_due (c.indicator, 2023, 9, 2023, 12, NULL)); /* FY2022 is entered */
  case_actual (&c, 2023, "集計中");
  g_assert_true (kkb_release_is_due (c.indicator, 2024, 6, 2024, 10, NULL));
  case_actual (&c, 2023, "未公表");
  g_assert_true (kkb_release_is_due (c.indicator, 2024, 6, 2024, 10, NULL));
  case_actual (&c, 2023, "中止");
  g_assert_false (kkb_release_is_due (c.indicator, 2024, 6, 2024, 10, NULL));
  case_actual (&c, 2023, "―");
  g_assert_false (kkb_release_is_due (c.indicator, 2024, 6, 2024, 10, NULL));
  g_assert_true (kkb_release_is_due (c.indicator, 2022, 1, 2024, 10, &fy)); /* FY2021 was published in September 2022 */
  g_assert_cmpint (fy, ==, 2021);
  c.indicator->release = "";
  g_assert_false (kkb_release_is_due (c.indicator, 2022, 1, 2024, 10, NULL));
  c.indicator->release = "毎年9月";
  kkb_indicator_more (c.facts, c.indicator)->formula = KKB_COMPUTED_SUM;
  g_assert_false (kkb_release_is_due (c.indicator, 2022, 1, 2024, 10, NULL));
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/release/the-month-is-given-or-read-from-the-text", test_month);
  g_test_add_func ("/release/a-figure-speaks-of-the-last-year-that-is-over", test_year);
  g_test_add_func ("/release/what-was-published-and-is-not-entered-is-due", test_due);
  return g_test_run ();
}
