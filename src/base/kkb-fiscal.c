/* kkb-fiscal.c - reading and printing fiscal years. Texts are read in NFKC, where full-width and half-width are one. */
#include "kkb-fiscal.h"
#include "kkb-text.h"
#include <string.h>

typedef struct
{
  const char *name, *letter;
  int first; /* the calendar year that is the era's first */
} Era;

static const Era eras[] = {
  { "令和", "R", 2019 }, { "平成", "H", 1989 }, { "昭和", "S", 1926 }, { "大正", "T", 1912 }, { "明治", "M", 1868 }
};

typedef struct /* a year or a date, as it was found */
{
  int year;        /* as written, in the western count */
  int month;       /* 0: none */
  int base;        /* the year before the era's first; 0 for a western year */
  gboolean fiscal; /* 年度 stands with it */
  gboolean marked; /* 年 or 年度 stands with it */
  const char *end;
} Found;

#define WESTERN_MIN    1868
#define WESTERN_MAX    2199
#define LONGEST_PERIOD 30 /* years that a text may span from one western year to the next */

static const char *
skip_space (const char *p)
{
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

/* Behind WORD (and white space before it), or NULL. */
static const char *
after_word (const char *p, const char *word)
{
  p = skip_space (p);
  return g_str_has_prefix (p, word) ? p + strlen (word) : NULL;
}

/* Reads between MIN_DIGITS and MAX_DIGITS digits, and not one more. */
static const char *
read_digits (const char *p, int min_digits, int max_digits, int *value)
{
  int n = 0, sum = 0;

  for (; g_ascii_isdigit (*p); p++)
    {
      if (++n > max_digits)
        return NULL;
      sum = sum * 10 + (*p - '0');
    }
  if (n < min_digits)
    return NULL;
  *value = sum;
  return p;
}

static const char *
read_month_number (const char *p, int *month)
{
  const char *end = read_digits (p, 1, 2, month);

  return end != NULL && *month >= 1 && *month <= 12 ? end : NULL;
}

/* Reads what makes a year a date: "4月", "4月1日" behind 年; ".3", "/3/31", "-03-31" behind a bare year. */
static void
read_month (Found *found)
{
  const char *p = found->end, *end;
  int month, day;

  if (found->marked)
    {
      end = read_month_number (skip_space (p), &month);
      end = end != NULL ? after_word (end, "月") : NULL;
      if (end == NULL)
        return;
      p = read_digits (skip_space (end), 1, 2, &day);
      p = p != NULL ? after_word (p, "日") : NULL;
    }
  else if (*p == '.' || *p == '/' || *p == '-')
    {
      const char separator = *p;

      end = read_month_number (p + 1, &month);
      if (end == NULL)
        return;
      p = *end == separator ? read_digits (end + 1, 1, 2, &day) : NULL;
      /* R4-6 and 2009-10 are periods; only 2009-04 or a whole date is a month behind a hyphen. */
      if (separator == '-' && (found->base != 0 || end != found->end + 3 || (p == NULL && found->end[1] != '0')))
        return;
    }
  else
    return;
  found->month = month;
  found->end = p != NULL ? p : end;
}

/* Reads 年度 or 年 and, behind 年 or nothing, a month. */
static void
read_suffix (Found *found)
{
  const char *end = after_word (found->end, "年度");

  if (end != NULL)
    {
      found->fiscal = found->marked = TRUE;
      found->end = end;
      return;
    }
  end = after_word (found->end, "年");
  if (end != NULL)
    {
      found->marked = TRUE;
      found->end = end;
    }
  read_month (found);
}

/* Reads "令和7", "R7", "H元": the number of the year only. */
static const char *
read_era_year (const char *p, Found *found)
{
  for (guint i = 0; i < G_N_ELEMENTS (eras); i++)
    {
      const char *rest, *end;
      int number = 1;
      gboolean letter = g_ascii_toupper (*p) == *eras[i].letter;

      if (!letter && !g_str_has_prefix (p, eras[i].name))
        continue;
      rest = p + (letter ? 1 : strlen (eras[i].name));
      rest = skip_space (rest);
      end = after_word (rest, "元");
      if (end == NULL)
        end = read_digits (rest, 1, 2, &number);
      if (end == NULL || number == 0 || (letter && g_ascii_isalpha (*end)))
        return NULL;
      found->base = eras[i].first - 1;
      found->year = found->base + number;
      return end;
    }
  return NULL;
}

static const char *
read_western_year (const char *p, int *year)
{
  const char *end = read_digits (p, 4, 4, year);

  return end != NULL && *year >= WESTERN_MIN && *year <= WESTERN_MAX ? end : NULL;
}

/* Skips the same year in the other count: （2025） behind 令和7, （令和7） behind 2025. */
static const char *
skip_same_year (const char *p, const Found *found)
{
  const char *inner = after_word (p, "("), *end, *mark;
  Found other = { .year = 0 };

  if (inner == NULL)
    return p;
  inner = skip_space (inner);
  end = found->base != 0 ? read_western_year (inner, &other.year) : read_era_year (inner, &other);
  if (end == NULL || other.year != found->year)
    return p;
  mark = after_word (end, "年度");
  if (mark == NULL)
    mark = after_word (end, "年");
  end = after_word (mark != NULL ? mark : end, ")");
  return end != NULL ? end : p;
}

/* May a bare four-digit number be a year, going by what follows? 2000人 is not one. */
static gboolean
year_may_end_at (const char *p)
{
  static const char *const words[] = { "実績",
                                       "目標",
                                       "末",
                                       "時点",
                                       "現在",
                                       "まで",
                                       "から",
                                       "見込",
                                       "計画",
                                       "現状",
                                       "基準",
                                       "調査",
                                       "国勢",
                                       "月",
                                       "農林業センサス",
                                       "漁業センサス",
                                       "経済センサス",
                                       "工業統計",
                                       "〜",
                                       "→",
                                       "・",
                                       "、",
                                       "。",
                                       "ー",
                                       "–",
                                       "—",
                                       "−",
                                       "‐",
                                       "〕",
                                       "】",
                                       "〉" };

  if (*p == '\0' || (g_ascii_ispunct (*p) && *p != '%' && *p != ',') || skip_space (p) != p)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (p, words[i]))
      return TRUE;
  return FALSE;
}

/* Reads one year or date at P. */
static gboolean
read_year (const char *p, Found *found)
{
  gboolean named = TRUE;

  *found = (Found){ .year = 0 };
  found->end = read_era_year (p, found);
  if (found->end == NULL)
    {
      const char *digits = g_ascii_strncasecmp (p, "FY", 2) == 0 ? skip_space (p + 2) : p;

      named = digits != p;
      found->base = 0;
      found->end = read_western_year (digits, &found->year);
      if (found->end == NULL)
        return FALSE;
    }
  found->end = skip_same_year (found->end, found);
  read_suffix (found);
  found->end = skip_same_year (found->end, found);
  if (!named && !found->marked && found->month == 0 && !year_may_end_at (found->end))
    return FALSE;
  return TRUE;
}

static int
fiscal_of (const Found *found)
{
  return found->month != 0 && !found->fiscal ? kkb_fy_of_date (found->year, found->month) : found->year;
}

/* Behind what stands between the ends of a period, or NULL. */
static const char *
after_separator (const char *p)
{
  static const char *const separators[]
      = { "~", "〜", "-", "‐", "‑", "‒", "–", "—", "―", "−", "ー", "→", "から", "より", "・", "、", "," };

  static const char *const fillers[] = { "末", "現在", "時点" };

  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    p = after_word (p, fillers[i]) != NULL ? after_word (p, fillers[i]) : p;
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *end = after_word (p, separators[i]);

      if (end != NULL)
        return skip_space (end);
    }
  return NULL;
}

/* Reads the second end of a period where it leaves out the era or the year: R3～7, 平成23〜28年度, 2022-26,
 * 令和3年4月〜8月. */
static gboolean
read_carried (const Found *first, Found *found)
{
  const char *p = after_separator (first->end), *end;
  int number;

  /* 2021〜2023の平均: behind a western year a number like it is a year, whatever follows. */
  if (p != NULL && first->base == 0 && first->month == 0 && read_western_year (p, &number) != NULL
      && number >= first->year && number - first->year <= LONGEST_PERIOD)
    {
      *found = (Found){ .year = number, .end = read_western_year (p, &number) };
      read_suffix (found);
      return TRUE;
    }
  end = p != NULL ? read_digits (p, 1, 2, &number) : NULL;
  if (end == NULL || number == 0)
    return FALSE;
  *found = (Found){ .base = first->base, .end = end };
  if (first->month != 0 && number <= 12 && after_word (end, "月") != NULL)
    {
      found->year = first->year + (number < first->month);
      found->month = number;
      found->marked = TRUE;
      found->end = after_word (end, "月");
      return TRUE;
    }
  if (first->base == 0 && end != p + 2)
    return FALSE;
  found->year = first->base != 0 ? first->base + number : first->year - first->year % 100 + number;
  read_suffix (found);
  /* A bare number is a year only where the first one stands as barely (R3～7). */
  return found->marked || (!first->marked && !g_unichar_isalpha (g_utf8_get_char (found->end)));
}

/* 0 to 10; -1 for what is no kanji numeral. */
static int
kanji_digit (gunichar c)
{
  static const gunichar digits[]
      = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341 };

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    if (c == digits[i])
      return (int)i;
  return c == 0x96F6 ? 0 : -1; /* 零 */
}

/* Reads 五, 二十九 or 二〇二三 at P; behind it, or NULL. */
static const char *
read_kanji (const char *p, int *value)
{
  int sum = 0, one = 0, digit;
  gboolean tens = FALSE;
  guint n = 0;

  for (; (digit = kanji_digit (g_utf8_get_char (p))) >= 0; p = g_utf8_next_char (p), n++)
    {
      if (n > 4 || (digit == 10 && tens))
        return NULL;
      if (digit == 10)
        {
          sum = (n == 0 ? 1 : one) * 10;
          one = 0;
          tens = TRUE;
        }
      else
        one = tens ? digit : one * 10 + digit;
    }
  *value = sum + one;
  return n > 0 ? p : NULL;
}

static gboolean
ends_with_era (const GString *text)
{
  g_autofree char *end = g_strchomp (g_strdup (text->len > 16 ? text->str + text->len - 16 : text->str));

  for (guint i = 0; i < G_N_ELEMENTS (eras); i++)
    if (g_str_has_suffix (end, eras[i].name))
      return TRUE;
  return FALSE;
}

/* 令和五年度 and 二〇二三年三月 with Arabic figures: kanji numerals behind an era or before 年, 月 and 日 only, as 一
 * and 十 stand in many words. */
static char *
with_figures (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  int value;

  for (const char *p = text; *p != '\0';)
    {
      const char *end = read_kanji (p, &value);

      if (end != NULL
          && (ends_with_era (out) || g_str_has_prefix (end, "年") || g_str_has_prefix (end, "月")
              || g_str_has_prefix (end, "日")))
        g_string_append_printf (out, "%d", value);
      else
        {
          end = end != NULL ? end : g_utf8_next_char (p);
          g_string_append_len (out, p, end - p);
        }
      p = end;
    }
  return g_string_free (out, FALSE);
}

static char *
normal (const char *text)
{
  g_autofree char *stripped = kkb_text_strip (text);
  g_autofree char *clean = g_utf8_normalize (stripped, -1, G_NORMALIZE_ALL_COMPOSE);

  return clean != NULL ? with_figures (clean) : NULL;
}

typedef void (*FoundFunc) (const Found *found, gboolean in_brackets, gpointer data);

/* Calls FUNC for every year and date in TEXT, from left to right. */
static void
scan (const char *text, FoundFunc func, gpointer data)
{
  int depth = 0;
  gboolean in_word = FALSE; /* an ASCII letter or digit stands before */

  for (const char *p = text; *p != '\0';)
    {
      Found found, next;
      gunichar c = g_utf8_get_char (p);

      if (!in_word && read_year (p, &found))
        {
          func (&found, depth > 0, data);
          while (read_carried (&found, &next))
            {
              found = next;
              func (&found, depth > 0, data);
            }
          p = found.end;
          in_word = FALSE;
          continue;
        }
      if (c == '(' || c == '[' || c == 0x3014 || c == 0x3010 || c == 0x3008)
        depth++;
      else if ((c == ')' || c == ']' || c == 0x3015 || c == 0x3011 || c == 0x3009) && depth > 0)
        depth--;
      in_word = c < 0x80 && (g_ascii_isalnum ((char)c) || ((c == '.' || c == ',') && in_word));
      p = g_utf8_next_char (p);
    }
}

static void
keep_last (const Found *found, gboolean in_brackets, gpointer data)
{
  int *last = data; /* outside brackets, inside brackets */

  last[in_brackets ? 1 : 0] = fiscal_of (found);
}

static void
keep_only (const Found *found, gboolean in_brackets, gpointer data)
{
  int *only = data; /* the year, are there several */

  only[1] = only[1] || (only[0] != KKB_FY_NONE && only[0] != fiscal_of (found));
  only[0] = fiscal_of (found);
}

static const Era *
era_of (int fy)
{
  for (guint i = 0; i < G_N_ELEMENTS (eras); i++)
    if (fy >= eras[i].first)
      return &eras[i];
  return NULL;
}

static const char *
skip_bracket (const char *p)
{
  const char *inner = after_word (p, "("), *end = inner != NULL ? strchr (inner, ')') : NULL;

  return end != NULL ? end + 1 : p;
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

int
kkb_fy_parse (const char *text)
{
  g_autofree char *clean = normal (text);
  Found found;

  if (!read_year (clean, &found) || *found.end != '\0' || found.month != 0)
    return KKB_FY_NONE;
  return found.year;
}

gboolean
kkb_fy_parse_period (const char *text, int *start, int *end)
{
  g_autofree char *clean = normal (text);
  Found first, last;
  const char *rest;

  if (!read_year (clean, &first))
    return FALSE;
  last = first;
  if (!read_carried (&first, &last))
    {
      rest = after_separator (first.end);
      if (rest != NULL && !read_year (rest, &last))
        return FALSE;
    }
  rest = last.end;
  rest = after_word (rest, "末") != NULL ? after_word (rest, "末") : rest;
  rest = after_word (rest, "まで") != NULL ? after_word (rest, "まで") : rest;
  if (*skip_space (skip_bracket (rest)) != '\0' || fiscal_of (&last) < fiscal_of (&first))
    return FALSE;
  *start = fiscal_of (&first);
  *end = fiscal_of (&last);
  return TRUE;
}

int
kkb_fy_parse_as_of (const char *text)
{
  g_autofree char *clean = normal (text);
  int last[2] = { KKB_FY_NONE, KKB_FY_NONE };

  scan (clean, keep_last, last);
  return last[0] != KKB_FY_NONE ? last[0] : last[1];
}

int
kkb_fy_parse_header (const char *text)
{
  g_autofree char *clean = normal (text);
  int only[2] = { KKB_FY_NONE, FALSE };

  scan (clean, keep_only, only);
  return only[1] ? KKB_FY_NONE : only[0];
}

char *
kkb_fy_format (int fy, KkbYearStyle style, KkbPeriodKind kind, gboolean keep_heisei31)
{
  const char *suffix = kind == KKB_PERIOD_CALENDAR ? "年" : "年度";
  const Era *era = keep_heisei31 && fy == 2019 ? era_of (fy - 1) : era_of (fy);

  if (fy == KKB_FY_NONE)
    return g_strdup ("");
  if (style == KKB_YEARS_SEIREKI || era == NULL)
    return g_strdup_printf ("%d%s", fy, suffix);
  if (fy == era->first)
    return g_strdup_printf ("%s元%s", era->name, suffix);
  return g_strdup_printf ("%s%d%s", era->name, fy - era->first + 1, suffix);
}

char *
kkb_fy_format_short (int fy, KkbYearStyle style)
{
  const Era *era = era_of (fy);

  if (fy == KKB_FY_NONE)
    return g_strdup ("");
  if (style == KKB_YEARS_SEIREKI || era == NULL)
    return g_strdup_printf ("%d", fy);
  if (fy == era->first)
    return g_strdup_printf ("%s元", era->letter);
  return g_strdup_printf ("%s%d", era->letter, fy - era->first + 1);
}

char *
kkb_fy_format_period (int start, int end, KkbYearStyle style)
{
  g_autofree char *first = kkb_fy_format (start, style, KKB_PERIOD_FISCAL, FALSE);
  g_autofree char *last = kkb_fy_format (end, style, KKB_PERIOD_FISCAL, FALSE);

  if (start == end)
    return g_steal_pointer (&first);
  if (style == KKB_YEARS_SEIREKI && start != KKB_FY_NONE && end != KKB_FY_NONE)
    return g_strdup_printf ("%d〜%s", start, last);
  return g_strdup_printf ("%s〜%s", first, last);
}

int
kkb_fy_of_date (int year, int month)
{
  return month < 4 ? year - 1 : year;
}
