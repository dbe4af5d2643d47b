/* kkb-release.h - when a statistic is published, and of which year it then speaks. */
#pragma once
#include "kkb-facts.h"

G_BEGIN_DECLS

/* 1 … 12: the month given, else the one in 公表時期 (毎年9月, 9月頃, 翌年度6月, ９月下旬); 0 where there is none. */
int kkb_release_month (const KkbIndicator *indicator);
/* The fiscal year a figure published in that month speaks of: the last one that is over by then (in September 2024
 * FY2023; a calendar year is over in January); 翌々年 one before that, 当該年度 and 同年度 the year itself. */
int kkb_release_fy (const KkbIndicator *indicator, int year, int month);
/* Has a figure been published in the months from SINCE to NOW, both included, that is not entered yet (nothing, or
 * still 集計中 or 未公表)? *FY (or NULL): the latest such year. Never of a computed indicator. */
gboolean kkb_release_is_due (const KkbIndicator *indicator, int since_year, int since_month, int now_year,
                             int now_month, int *fy);

G_END_DECLS
