/* kkb-history-text.c - see kkb-history-text.h */
#include "kkb-history-text.h"

/* R8.11.22 14:05 or 2026-11-22 14:05, from ISO 8601. */
char *
kkb_history_when (const char *iso, const KkbFormat *format)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (iso, NULL);
  g_autofree char *year = NULL;

  if (!when)
    return g_strdup (iso);
  if (format->years != KKB_YEARS_WAREKI)
    return g_date_time_format (when, "%Y-%m-%d %H:%M");
  year = kkb_fy_format_short (g_date_time_get_year (when), KKB_YEARS_WAREKI);
  return g_strdup_printf ("%s.%d.%d %02d:%02d", year, g_date_time_get_month (when), g_date_time_get_day_of_month (when),
                          g_date_time_get_hour (when), g_date_time_get_minute (when));
}

/* Figures with their thousands separated, as in the table; all else as it was noted. */
char *
kkb_history_value (const KkbHistoryEntry *entry, const char *text, const KkbFormat *format)
{
  KkbDecimal d;

  if (!*text)
    return g_strdup ("―");
  return entry->is_figure && kkb_decimal_parse (text, &d) ? kkb_decimal_format (d, format) : g_strdup (text);
}
