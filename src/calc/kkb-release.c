/* kkb-release.c - the month a statistic is published, read from 毎年9月 and the like, and the year it speaks of. */
#include "kkb-release.h"
#include "kkb-text.h"
#include <string.h>

#define MAX_MONTHS 240 /* how far back "not entered since" looks */

/* The last month named before a 月 in KEY (an NFKC key): 0 where there is none. 9月頃, 6月〜9月 (the later one), 毎月
 * is none. */
static int
last_month (const char *key)
{
  int found = 0;

  for (const char *p = strstr (key, "月"); p != NULL; p = strstr (p + 1, "月"))
    {
      const char *digits = p;
      int month = 0;

      while (digits > key && g_ascii_isdigit (digits[-1]) && p - digits < 3)
        digits--;
      for (const char *d = digits; d < p; d++)
        month = month * 10 + (*d - '0');
      if (digits < p && month >= 1 && month <= 12)
        found = month;
    }
  return found;
}

/* How many years further back than the last one that is over; *SAME: it is the running year itself. */
static int
years_back (const char *release, gboolean *same)
{
  static const char *const two[] = { "翌々年", "翌翌年", "2年後", "二年後" };
  static const char *const none[] = { "当該年", "同年", "当年" };
  g_autofree char *key = kkb_text_key (release);

  *same = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (two); i++)
    if (strstr (key, two[i]) != NULL)
      return 1;
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    if (strstr (key, none[i]) != NULL)
      *same = TRUE;
  return 0;
}

static gboolean
is_missing (const KkbIndicator *indicator, int fy)
{
  const KkbValue *value = kkb_value_list_find (&indicator->actuals, fy);

  return value == NULL
         || (value->kind == KKB_VALUE_BLANK
             && (value->state == KKB_STATE_BLANK || value->state == KKB_STATE_PENDING
                 || value->state == KKB_STATE_UNPUBLISHED));
}

int
kkb_release_month (const KkbIndicator *indicator)
{
  g_autofree char *key = NULL;

  if (indicator->more->release_month >= 1 && indicator->more->release_month <= 12)
    return indicator->more->release_month;
  if (*indicator->release == '\0')
    return 0;
  key = kkb_text_key (indicator->release);
  return last_month (key);
}

int
kkb_release_fy (const KkbIndicator *indicator, int year, int month)
{
  gboolean same;
  int back = years_back (indicator->release, &same);

  if (same)
    return kkb_fy_of_date (year, month) - back;
  /* A calendar year is over in December, a fiscal year in March. */
  return (indicator->period_kind == KKB_PERIOD_CALENDAR ? year : kkb_fy_of_date (year, month)) - 1 - back;
}

gboolean
kkb_release_is_due (const KkbIndicator *indicator, int since_year, int since_month, int now_year, int now_month,
                    int *fy)
{
  int month = kkb_release_month (indicator);
  int now = now_year * 12 + now_month - 1, since = MAX (since_year * 12 + since_month - 1, now - MAX_MONTHS);

  if (month == 0 || kkb_indicator_is_computed (indicator))
    return FALSE;
  for (int at = now; at >= since; at--)
    if (at % 12 + 1 == month)
      {
        int of = kkb_release_fy (indicator, at / 12, month);

        if (!is_missing (indicator, of))
          continue;
        if (fy != NULL)
          *fy = of;
        return TRUE;
      }
  return FALSE;
}
