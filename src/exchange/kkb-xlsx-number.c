/* kkb-xlsx-number.c - stored numbers as text.
 *
 * This is the one place between a file and a figure where a double is allowed: a number cell *is* a binary double that
 * another program printed. We only look for the shortest decimal that reads back as the same double, which is what was
 * typed; nothing is computed with it. */
#include "kkb-xlsx-number.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PLACES 40       /* plain notation beyond this is no figure of a plan */
#define LAST_DAY   2958465. /* 9999-12-31 */

typedef struct
{
  char digits[24]; /* significant digits without zeros at either end; "" = zero */
  int point;       /* value = 0.DIGITS x 10^point */
  gboolean negative;
} Shortest;

/* ---- format codes ------------------------------------------------------------------------------------------ */

/* The end of what is not a placeholder at P (quoted, escaped, bracketed text), or P itself. */
static const char *
skip_literal (const char *p, const char *end, gboolean *elapsed)
{
  const char *close;

  switch (*p)
    {
    case '"':
      close = memchr (p + 1, '"', end - p - 1);
      return close != NULL ? close + 1 : end;
    case '\\':
    case '_':
    case '*':
      return p + 1 < end ? MIN (g_utf8_next_char (p + 1), end) : end;
    case '[':
      close = memchr (p, ']', end - p);
      if (close == NULL)
        return end;
      if (strspn (p + 1, "hHmMsS") == (gsize)(close - p - 1) && close > p + 1)
        *elapsed = TRUE;
      return close + 1;
    default:
      return p;
    }
}

static void
append_token (GString *tokens, char c)
{
  if (tokens->len == 0 || tokens->str[tokens->len - 1] != c)
    g_string_append_c (tokens, c);
}

/* m is minutes beside h and s, else months. */
static guint
shows_of_tokens (const char *tokens)
{
  guint shows = 0;

  for (const char *p = tokens; *p != '\0'; p++)
    {
      if (*p == 'y' || *p == 'e' || *p == 'g')
        shows |= KKB_SHOWS_YEAR;
      else if (*p == 'd')
        shows |= KKB_SHOWS_DAY;
      else if (*p == 'h')
        shows |= KKB_SHOWS_TIME;
      else if (*p == 's')
        shows |= KKB_SHOWS_TIME | KKB_SHOWS_SECOND;
      else if (*p == 'm')
        shows |= (p > tokens && p[-1] == 'h') || p[1] == 's' ? KKB_SHOWS_TIME : KKB_SHOWS_MONTH;
    }
  return shows;
}

static void
parse_section (const char *p, const char *end, KkbFormatSection *section)
{
  g_autoptr (GString) tokens = g_string_new (NULL); /* date letters, each run once */
  gboolean elapsed = FALSE, after_point = FALSE, digits = FALSE, percent = FALSE, general = FALSE;
  guint decimals = 0;

  while (p < end)
    {
      const char *after = skip_literal (p, end, &elapsed);
      char c = g_ascii_tolower (*p);

      if (after > p)
        {
          p = after;
          continue;
        }
      if (end - p >= 7 && g_ascii_strncasecmp (p, "general", 7) == 0)
        {
          general = TRUE;
          p += 7;
          continue;
        }
      if (c == 'e' && (p[1] == '+' || p[1] == '-'))
        { /* scientific: what is shown says nothing about the digits */
          decimals = 0;
          break;
        }
      if (strchr ("ymdhseg", c) != NULL)
        append_token (tokens, c);
      else if (c == '0' || c == '#' || c == '?')
        {
          digits = TRUE;
          decimals += after_point && c == '0';
        }
      else if (c == '.')
        after_point = TRUE;
      else if (c == '%')
        percent = TRUE;
      p = g_utf8_next_char (p);
    }
  section->shows = shows_of_tokens (tokens->str) | (elapsed ? KKB_SHOWS_ELAPSED | KKB_SHOWS_TIME : 0);
  section->decimals = MIN (decimals, 15);
  if (section->shows != 0 && !general)
    section->shown = KKB_SHOWN_DATE;
  else if (percent)
    section->shown = KKB_SHOWN_PERCENT;
  else
    section->shown = digits && !general ? KKB_SHOWN_NUMBER : KKB_SHOWN_GENERAL;
}

static const char *
section_end (const char *p)
{
  gboolean elapsed;

  while (*p != '\0' && *p != ';')
    {
      const char *after = skip_literal (p, p + strlen (p), &elapsed);

      p = after > p ? after : g_utf8_next_char (p);
    }
  return p;
}

void
kkb_number_format_parse (const char *code, KkbNumberFormat *format)
{
  const char *p = code;
  guint n = 0;

  memset (format, 0, sizeof *format);
  while (n < 3)
    {
      const char *end = section_end (p);

      parse_section (p, end, &format->sections[n++]);
      if (*end == '\0')
        break;
      p = end + 1;
    }
  for (guint i = n; i < 3; i++)
    format->sections[i] = format->sections[0];
}

void
kkb_number_format_builtin (guint id, KkbNumberFormat *format)
{
  static const struct
  {
    guint id;
    const char *code;
  } table[] = {
    { 1, "0" },           { 2, "0.00" },           { 3, "#,##0" },      { 4, "#,##0.00" },  { 9, "0%" },
    { 10, "0.00%" },      { 14, "yyyy/m/d" },      { 15, "d-mmm-yy" },  { 16, "d-mmm" },    { 17, "mmm-yy" },
    { 18, "h:mm AM/PM" }, { 19, "h:mm:ss AM/PM" }, { 20, "h:mm" },      { 21, "h:mm:ss" },  { 22, "yyyy/m/d h:mm" },
    { 27, "ge.m.d" },     { 28, "ggge.m.d" },      { 29, "ggge.m.d" },  { 30, "m/d/yy" },   { 31, "yyyy.m.d" },
    { 32, "h:mm" },       { 33, "h:mm:ss" },       { 34, "yyyy.m" },    { 35, "m.d" },      { 36, "ge.m.d" },
    { 37, "#,##0" },      { 38, "#,##0" },         { 39, "#,##0.00" },  { 40, "#,##0.00" }, { 43, "#,##0.00" },
    { 44, "#,##0.00" },   { 45, "mm:ss" },         { 46, "[h]:mm:ss" }, { 47, "mm:ss.0" },  { 50, "ge.m.d" },
    { 51, "ggge.m.d" },   { 52, "yyyy.m" },        { 53, "m.d" },       { 54, "ggge.m.d" }, { 55, "yyyy.m" },
    { 56, "m.d" },        { 57, "ge.m.d" },        { 58, "ggge.m.d" },
  };

  memset (format, 0, sizeof *format);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].id == id)
      kkb_number_format_parse (table[i].code, format);
}

/* ---- numbers ----------------------------------------------------------------------------------------------- */

/* From significant digits with a point and an exponent in them, as a file or printf holds them. */
static gboolean
take_digits (const char *text, Shortest *out)
{
  guint n = 0, zeros = 0;
  gboolean point_seen = FALSE, any = FALSE;
  long exponent = 0;
  int point = 0;

  memset (out, 0, sizeof *out);
  out->negative = *text == '-';
  text += *text == '-' || *text == '+';
  for (; g_ascii_isdigit (*text) || (*text == '.' && !point_seen); text++)
    {
      if (*text == '.')
        {
          point_seen = TRUE;
          continue;
        }
      any = TRUE;
      if (*text == '0' && n == 0)
        point -= point_seen; /* zeros in front */
      else
        {
          point += !point_seen;
          if (*text == '0')
            zeros++;
          else
            {
              if (n + zeros + 1 >= sizeof out->digits)
                return FALSE;
              for (; zeros > 0; zeros--)
                out->digits[n++] = '0';
              out->digits[n++] = *text;
            }
        }
    }
  if (any && (*text == 'e' || *text == 'E'))
    {
      char *end;

      exponent = strtol (text + 1, &end, 10);
      text = end > text + 1 ? end : text;
    }
  if (n == 0)
    out->negative = FALSE;
  out->digits[n] = '\0';
  out->point = point + (int)CLAMP (exponent, -1000, 1000);
  return any && *text == '\0';
}

/* The shortest decimal that reads back as the same double. Up to 15 digits are always their own; more are only looked
 * at when the file holds more. */
static gboolean
find_shortest (const char *raw, Shortest *out)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double value;

  if (*raw == '\0' || strspn (raw, "0123456789+-.eE") != strlen (raw))
    return FALSE;
  if (take_digits (raw, out) && strlen (out->digits) <= 15)
    return TRUE;
  value = g_ascii_strtod (raw, NULL);
  if (!isfinite (value))
    return FALSE;
  for (guint precision = 14; precision <= 16; precision++)
    {
      char conversion[8];

      g_snprintf (conversion, sizeof conversion, "%%.%ue", precision);
      g_ascii_formatd (buffer, sizeof buffer, conversion, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  return take_digits (buffer, out);
}

static gboolean
append_plain (GString *out, const Shortest *number, guint decimals)
{
  int n = (int)strlen (number->digits), point = n > 0 ? number->point : 0;
  int places = MAX (n - point, 0);

  if (point > MAX_PLACES || places > MAX_PLACES)
    return FALSE;
  if (number->negative)
    g_string_append_c (out, '-');
  if (point <= 0)
    g_string_append_c (out, '0');
  for (int i = 0; i < point; i++)
    g_string_append_c (out, i < n ? number->digits[i] : '0');
  places = MAX (n > 0 ? places : 0, (int)decimals);
  if (places > 0)
    g_string_append_c (out, '.');
  for (int i = point; i < point + places; i++)
    g_string_append_c (out, i >= 0 && i < n ? number->digits[i] : '0');
  return TRUE;
}

/* ---- dates ------------------------------------------------------------------------------------------------- */

static void
append_time (GString *out, guint seconds_of_day, guint hours_before, guint shows)
{
  g_string_append_printf (out, "%02u:%02u", hours_before + seconds_of_day / 3600, seconds_of_day / 60 % 60);
  if (shows & KKB_SHOWS_SECOND)
    g_string_append_printf (out, ":%02u", seconds_of_day % 60);
}

static void
append_day (GString *out, guint serial, gboolean date1904, guint shows)
{
  GDate date;

  /* 1900 was no leap year, but Excel counts a 29 February of it as day 60. */
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, date1904 ? 1 : 31, date1904 ? 1 : 12, date1904 ? 1904 : 1899);
  if (!date1904 && serial == 60)
    {
      g_string_append (out, "1900-02-29");
      return;
    }
  g_date_add_days (&date, !date1904 && serial > 60 ? serial - 1 : serial);
  g_string_append_printf (out, "%04u", g_date_get_year (&date));
  if (shows & (KKB_SHOWS_MONTH | KKB_SHOWS_DAY))
    g_string_append_printf (out, "-%02u", (guint)g_date_get_month (&date));
  if ((shows & KKB_SHOWS_DAY) || (shows & (KKB_SHOWS_YEAR | KKB_SHOWS_MONTH)) == KKB_SHOWS_MONTH)
    g_string_append_printf (out, "-%02u", (guint)g_date_get_day (&date));
}

static gboolean
append_date (GString *out, const char *raw, gboolean date1904, guint shows)
{
  double value = g_ascii_strtod (raw, NULL);
  gint64 seconds, days;

  if (!(value >= 0) || value >= LAST_DAY + 1)
    return FALSE;
  days = (gint64)value;
  seconds = (gint64)((value - (double)days) * 86400 + 0.5);
  days += seconds / 86400;
  seconds %= 86400;
  if (days > (gint64)LAST_DAY - (date1904 ? 1462 : 0))
    return FALSE;
  if (shows & KKB_SHOWS_ELAPSED)
    append_time (out, (guint)seconds, (guint)days * 24, shows);
  else if ((shows & (KKB_SHOWS_YEAR | KKB_SHOWS_MONTH | KKB_SHOWS_DAY)) == 0)
    append_time (out, (guint)seconds, 0, shows);
  else
    {
      append_day (out, (guint)days, date1904, shows);
      if (shows & KKB_SHOWS_TIME)
        {
          g_string_append_c (out, ' ');
          append_time (out, (guint)seconds, 0, shows);
        }
    }
  return TRUE;
}

gboolean
kkb_number_read (const char *raw, const KkbNumberFormat *format, gboolean date1904, GString *out, KkbCellKind *kind)
{
  const KkbFormatSection *section;
  Shortest number;
  gboolean good;

  g_string_truncate (out, 0);
  *kind = KKB_CELL_NUMBER;
  good = find_shortest (raw, &number);
  if (good)
    {
      section = &format->sections[number.digits[0] == '\0' ? 2 : number.negative ? 1 : 0];
      if (section->shown == KKB_SHOWN_DATE)
        {
          *kind = KKB_CELL_DATE;
          good = append_date (out, raw, date1904, section->shows);
        }
      else
        {
          number.point += section->shown == KKB_SHOWN_PERCENT ? 2 : 0;
          good = append_plain (out, &number, section->decimals);
          if (section->shown == KKB_SHOWN_PERCENT)
            g_string_append_c (out, '%');
        }
    }
  if (!good)
    {
      g_string_assign (out, raw);
      *kind = KKB_CELL_TEXT;
    }
  return good;
}
