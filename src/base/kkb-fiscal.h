/* kkb-fiscal.h - fiscal years (1 April to 31 March, named by the year they start in), eras, periods, as-of dates.
 * Source of the rules: domain.md §3. */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

#define KKB_FY_NONE 0 /* year unknown */

typedef enum { KKB_YEARS_WAREKI, KKB_YEARS_SEIREKI } KkbYearStyle;
typedef enum
{
  KKB_PERIOD_FISCAL,   /* 年度 */
  KKB_PERIOD_CALENDAR, /* 暦年: belongs to the fiscal year of the same number, prints with 年 */
  KKB_PERIOD_AS_OF,    /* 時点 */
  KKB_PERIOD_TOTAL     /* 期間累計 */
} KkbPeriodKind;

/* Reads one year in any of the forms of domain.md §3 (令和5年度, R5, Ｈ29, 平成29年, 2023, FY2023, 令和7（2025）年度,
 * H32 = 2020, 令和五年度, 二〇二三年 …), nothing else beside it but white space. KKB_FY_NONE if it is not one. A bare 1-2 digit number is none. */
int kkb_fy_parse (const char *text);
/* Reads a period: "H29～R3", "R3～7" (the era carries over), "R4-R6", "令和4年度〜令和8年度", "2022～2026年度", a single year = both
 * ends. FALSE if unreadable. */
gboolean kkb_fy_parse_period (const char *text, int *start, int *end);
/* The fiscal year of an as-of text: of the last date or year outside brackets; a date before April belongs to the
 * year before (Ｒ3.3末 = FY2020; 令和3年8月末 = FY2021; 令和３年３月新規高卒者 = FY2020); 年度 is taken as it stands.
 * A text with its only year inside brackets uses it. KKB_FY_NONE if there is none. */
int kkb_fy_parse_as_of (const char *text);
/* The fiscal year in a header such as 目標（R7） / 実績（令和5年度） / 目標(2025): KKB_FY_NONE if none. */
int kkb_fy_parse_header (const char *text);

/* 令和5年度 / 2023年度; CALENDAR kind prints 令和5年 / 2023年. FY2019 = 令和元年度, or 平成31年度 with KEEP_HEISEI31. Free with g_free(). */
char *kkb_fy_format (int fy, KkbYearStyle style, KkbPeriodKind kind, gboolean keep_heisei31);
/* Short, for column heads: R5 / 2023; 元 is R元. Free with g_free(). */
char *kkb_fy_format_short (int fy, KkbYearStyle style);
/* 令和4年度〜令和8年度 / 2022〜2026年度. Free with g_free(). */
char *kkb_fy_format_period (int start, int end, KkbYearStyle style);
/* The fiscal year of a date. */
int kkb_fy_of_date (int year, int month);

G_END_DECLS
