/* test-fiscal.c - the fiscal year of whatever stands in a document. */
#include "kkb-fiscal.h"
#include <locale.h>

typedef struct
{
  const char *text;
  int fy;
} Year;

typedef struct
{
  const char *text;
  int start, end;
} Period;

static void
check_years (const Year *years, gsize n, int (*parse) (const char *))
{
  for (gsize i = 0; i < n; i++)
    if (parse (years[i].text) != years[i].fy)
      g_error ("“%s” is read as %d, not %d", years[i].text, parse (years[i].text), years[i].fy);
}

static void
test_years (void)
{
  static const Year years[] = {
    { "令和5年度", 2023 },
    { "令和５年度", 2023 },
    { "令和元年度", 2019 },
    { "令和1年度", 2019 },
    { "R5", 2023 },
    { "Ｒ５", 2023 },
    { "R5年度", 2023 },
    { "Ｒ元年度", 2019 },
    { "Ｒ２年度", 2020 },
    { "R２年度", 2020 },
    { "H29", 2017 },
    { "Ｈ29", 2017 },
    { "平成29年", 2017 },
    { "2023", 2023 },
    { "２０２３", 2023 },
    { "2023年度", 2023 },
    { "FY2023", 2023 },
    { "令和7（2025）年度", 2025 },
    { "令和2(2020)年度", 2020 },
    { "令和 7 年度", 2025 },
    { "　令和　７　年度\n", 2025 },
    { "H31", 2019 },
    { "H32", 2020 },
    { "令和五年度", 2023 },
    { "平成二十九年", 2017 },
    { "平成三十一年度", 2019 },
    { "昭和十年度", 1935 },
    { "令和 十 年度", 2028 },
    { "二〇二三年度", 2023 },
    { "二千年", KKB_FY_NONE },
    { "第三年度", KKB_FY_NONE },
    { "五年度", KKB_FY_NONE },
    { "一二三四五年", KKB_FY_NONE },
    { "平成32年度", 2020 },
    { "昭和63年度", 1988 },
    { "2025（令和7）年度", 2025 },
    { "R8", 2026 },
    { "㋿5年度", 2023 },
    { "r12", 2030 },
    { "明治元年", 1868 },
  };

  check_years (years, G_N_ELEMENTS (years), kkb_fy_parse);
}

static void
test_not_years (void)
{
  static const char *const texts[] = { "",
                                       "5",
                                       "29",
                                       "12345",
                                       "R",
                                       "令和",
                                       "令和年度",
                                       "R0",
                                       "R3.3",
                                       "R3～7",
                                       "2000人",
                                       "1117",
                                       "令和5年度末",
                                       "令和7（2024）年度",
                                       "K5",
                                       "令和123年",
                                       "平成",
                                       "2023.5",
                                       "中止",
                                       "―" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (kkb_fy_parse (texts[i]) != KKB_FY_NONE)
      g_error ("“%s” is read as %d", texts[i], kkb_fy_parse (texts[i]));
  g_assert_cmpint (kkb_fy_parse (NULL), ==, KKB_FY_NONE);
}

static void
test_periods (void)
{
  static const Period periods[] = {
    { "H29～R3", 2017, 2021 },
    { "H29〜R3", 2017, 2021 },
    { "R3～7", 2021, 2025 },
    { "R4-R6", 2022, 2024 },
    { "R4～R6", 2022, 2024 },
    { "R1～R3", 2019, 2021 },
    { "H30～R4", 2018, 2022 },
    { "令和4年度〜令和8年度", 2022, 2026 },
    { "令和４～８年度", 2022, 2026 },
    { "2022～2026年度", 2022, 2026 },
    { "2022-26", 2022, 2026 },
    { "2009-10", 2009, 2010 },
    { "2021年度－2025年度", 2021, 2025 },
    { "令和4年度から令和8年度まで（5年間）", 2022, 2026 },
    { "令和4年4月～令和9年3月", 2022, 2026 },
    { "R5", 2023, 2023 },
    { "令和元年度", 2019, 2019 },
    { "令和四〜八年度", 2022, 2026 },
    { "平成二十三年度〜令和三年度", 2011, 2021 },
  };
  static const char *const bad[]
      = { "", "R8～R4", "5～7", "R3～", "～R3", "R3～R5～R7", "R3～7人", "未定", "令和4年度〜未定" };
  int start = -1, end = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    if (!kkb_fy_parse_period (periods[i].text, &start, &end) || start != periods[i].start || end != periods[i].end)
      g_error ("“%s” is read as %d to %d", periods[i].text, start, end);
  start = end = -1;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (kkb_fy_parse_period (bad[i], &start, &end))
      g_error ("“%s” is read as %d to %d", bad[i], start, end);
  g_assert_cmpint (start, ==, -1);
  g_assert_cmpint (end, ==, -1);
}

static void
test_as_of (void)
{
  static const Year texts[] = {
    { "Ｒ3.3末", 2020 },
    { "Ｒ3.3末現在", 2020 },
    { "R3.4末現在", 2021 },
    { "Ｒ3.4末現在", 2021 },
    { "令和3年8月末", 2021 },
    { "H28.3", 2015 },
    { "H28.4.1", 2016 },
    { "2021/3/31", 2020 },
    { "2021-03-31", 2020 },
    { "2021-04", 2021 },
    { "令和３年３月新規高卒者", 2020 },
    { "令和3年3月31日現在", 2020 },
    { "令和元年度実績（工業統計調査）", 2019 },
    { "令和三年三月新規高卒者", 2020 },
    { "令和五年十二月一日現在", 2023 },
    { "一関市統計（令和五年度）", 2023 },
    { "第二期（平成三十年）", 2018 },
    { "令和２年度実績", 2020 },
    { "平成26年度", 2014 },
    { "Ｒ元年度", 2019 },
    { "平成29年4月から令和3年8月末までの累計", 2021 },
    { "平成29年4月から令和3年8月末までの累計（最終雇用計画従業者数）", 2021 },
    { "平成29年度から令和3年度までの累計（令和2年度は中止）", 2021 },
    { "平成29年度から令和２年度までの累計", 2020 },
    { "平成23〜28年度累計", 2016 },
    { "平成23～28年度累計", 2016 },
    { "平成27年度までの累計", 2015 },
    { "令和2（2020）年度", 2020 },
    { "令和3年4月〜8月末", 2021 },
    { "令和2年10月〜3月", 2020 },
    { "2020年国勢調査", 2020 },
    { "2015農林業センサス", 2015 },
    { "2021〜2023の平均", 2023 },
    { "工業統計調査（令和元年度）", 2019 },
    { "R2年度3月末", 2020 },
    { "2023実績", 2023 },
  };
  static const char *const unknown[] = { "", "調査中", "毎年3月末", "2000人に調査", "アンケート調査", "9月", "K8" };

  check_years (texts, G_N_ELEMENTS (texts), kkb_fy_parse_as_of);
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    if (kkb_fy_parse_as_of (unknown[i]) != KKB_FY_NONE)
      g_error ("“%s” is read as %d", unknown[i], kkb_fy_parse_as_of (unknown[i]));
}

static void
test_headers (void)
{
  static const Year texts[] = {
    { "目標（R7）", 2025 },
    { "目標（R12）", 2030 },
    { "実績（令和5年度）", 2023 },
    { "目標(2025)", 2025 },
    { "R5実績", 2023 },
    { "令和5年度目標値", 2023 },
    { "目標", KKB_FY_NONE },
    { "目標（令和7（2025）年度）", 2025 },
    { "2025目標", 2025 },
    { "目標（R4〜R8）", KKB_FY_NONE },
    { "実績（累計）", KKB_FY_NONE },
    { "№", KKB_FY_NONE },
  };

  check_years (texts, G_N_ELEMENTS (texts), kkb_fy_parse_header);
}

static void
test_march (void)
{
  g_assert_cmpint (kkb_fy_of_date (2021, 3), ==, 2020);
  g_assert_cmpint (kkb_fy_of_date (2021, 4), ==, 2021);
  g_assert_cmpint (kkb_fy_of_date (2021, 12), ==, 2021);
  g_assert_cmpint (kkb_fy_of_date (2022, 1), ==, 2021);
}

static void
assert_owned (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_format (void)
{
  assert_owned (kkb_fy_format (2023, KKB_YEARS_WAREKI, KKB_PERIOD_FISCAL, FALSE), "令和5年度");
  assert_owned (kkb_fy_format (2023, KKB_YEARS_SEIREKI, KKB_PERIOD_FISCAL, FALSE), "2023年度");
  assert_owned (kkb_fy_format (2023, KKB_YEARS_WAREKI, KKB_PERIOD_CALENDAR, FALSE), "令和5年");
  assert_owned (kkb_fy_format (2023, KKB_YEARS_SEIREKI, KKB_PERIOD_CALENDAR, FALSE), "2023年");
  assert_owned (kkb_fy_format (2019, KKB_YEARS_WAREKI, KKB_PERIOD_FISCAL, FALSE), "令和元年度");
  assert_owned (kkb_fy_format (2019, KKB_YEARS_WAREKI, KKB_PERIOD_FISCAL, TRUE), "平成31年度");
  assert_owned (kkb_fy_format (2018, KKB_YEARS_WAREKI, KKB_PERIOD_FISCAL, TRUE), "平成30年度");
  assert_owned (kkb_fy_format (1989, KKB_YEARS_WAREKI, KKB_PERIOD_FISCAL, FALSE), "平成元年度");
  assert_owned (kkb_fy_format (1988, KKB_YEARS_WAREKI, KKB_PERIOD_FISCAL, FALSE), "昭和63年度");
  assert_owned (kkb_fy_format (KKB_FY_NONE, KKB_YEARS_WAREKI, KKB_PERIOD_FISCAL, FALSE), "");
  assert_owned (kkb_fy_format_short (2023, KKB_YEARS_WAREKI), "R5");
  assert_owned (kkb_fy_format_short (2019, KKB_YEARS_WAREKI), "R元");
  assert_owned (kkb_fy_format_short (2017, KKB_YEARS_WAREKI), "H29");
  assert_owned (kkb_fy_format_short (2023, KKB_YEARS_SEIREKI), "2023");
  assert_owned (kkb_fy_format_period (2022, 2026, KKB_YEARS_WAREKI), "令和4年度〜令和8年度");
  assert_owned (kkb_fy_format_period (2022, 2026, KKB_YEARS_SEIREKI), "2022〜2026年度");
  assert_owned (kkb_fy_format_period (2021, 2021, KKB_YEARS_WAREKI), "令和3年度");
}

static void
test_round_trip (void)
{
  for (int fy = 1868; fy <= 2100; fy++)
    for (int style = KKB_YEARS_WAREKI; style <= KKB_YEARS_SEIREKI; style++)
      {
        g_autofree char *fiscal = kkb_fy_format (fy, style, KKB_PERIOD_FISCAL, FALSE);
        g_autofree char *calendar = kkb_fy_format (fy, style, KKB_PERIOD_CALENDAR, FALSE);
        g_autofree char *brief = kkb_fy_format_short (fy, style);
        g_autofree char *period = kkb_fy_format_period (fy, fy + 4, style);
        int start, end;

        g_assert_cmpint (kkb_fy_parse (fiscal), ==, fy);
        g_assert_cmpint (kkb_fy_parse (calendar), ==, fy);
        g_assert_cmpint (kkb_fy_parse (brief), ==, fy);
        g_assert_true (kkb_fy_parse_period (period, &start, &end));
        g_assert_cmpint (start, ==, fy);
        g_assert_cmpint (end, ==, fy + 4);
      }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fiscal/a-year-is-read-in-every-form", test_years);
  g_test_add_func ("/fiscal/what-is-no-year-stays-unknown", test_not_years);
  g_test_add_func ("/fiscal/a-period-carries-its-era-over", test_periods);
  g_test_add_func ("/fiscal/an-as-of-text-belongs-to-its-last-date", test_as_of);
  g_test_add_func ("/fiscal/a-header-tells-its-year", test_headers);
  g_test_add_func ("/fiscal/a-date-in-march-belongs-to-the-year-before", test_march);
  g_test_add_func ("/fiscal/years-print-in-the-chosen-count", test_format);
  g_test_add_func ("/fiscal/what-is-printed-is-read-again", test_round_trip);
  return g_test_run ();
}
