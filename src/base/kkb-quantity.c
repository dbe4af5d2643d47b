/* kkb-quantity.c - reading the values people type (domain rules of numbers, bounds, ranges and states).
 *
 * The text is read in a form where every character stands for exactly one character of what was typed, so that any part
 * of it can be given back as typed. */
#include "kkb-quantity.h"
#include "kkb-error.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_UNIT_CHARS 10

typedef struct
{
  const char *typed;  /* stripped */
  const char *narrow; /* the same, one reading character for each typed one */
  const char *unit;   /* the known unit in that form, or NULL */
  const char *p;
  gboolean in_bracket;
  KkbQuantity *q;
} Reader;

typedef struct
{
  const char *word;
  int value;
} Mark;

static const Mark bound_marks[]
    = { { "以上", KKB_BOUND_AT_LEAST }, { "以下", KKB_BOUND_AT_MOST }, { "以内", KKB_BOUND_AT_MOST },
        { "を超える", KKB_BOUND_OVER }, { "超", KKB_BOUND_OVER },      { "未満", KKB_BOUND_UNDER } };

static const Mark sign_marks[]
    = { { ">=", KKB_BOUND_AT_LEAST }, { "≧", KKB_BOUND_AT_LEAST }, { "≥", KKB_BOUND_AT_LEAST },
        { "<=", KKB_BOUND_AT_MOST },  { "≦", KKB_BOUND_AT_MOST },  { "≤", KKB_BOUND_AT_MOST },
        { ">", KKB_BOUND_OVER },      { "<", KKB_BOUND_UNDER } };

static const Mark state_marks[]
    = { { "速報値", KKB_STATE_PROVISIONAL }, { "速報", KKB_STATE_PROVISIONAL }, { "暫定値", KKB_STATE_PROVISIONAL },
        { "暫定", KKB_STATE_PROVISIONAL },   { "確定値", KKB_STATE_FINAL },     { "確定", KKB_STATE_FINAL } };

static const char *const prefixes[]
    = { "累計", "延べ", "のべ", "合計", "総計", "計", "通算", "年間", "平均", "およそ", "おおむね", "概ね", "約" };

/* Words that make a sentence of a number: 100％実施 is a milestone. */
static const char *const deeds[]
    = { "実施", "策定", "設置", "達成", "完了", "開始", "検討", "継続", "予定", "開催", "整備",
        "公表", "導入", "制定", "作成", "改訂", "改定", "運用", "締結", "着手", "供用", "稼働",
        "中止", "終了", "維持", "推進", "構築", "確立", "公開", "発行", "取得", "認定" };

/* ---- characters -------------------------------------------------------------------------------------------------- */

static gboolean
is_dash (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63;
}

/* One reading character for one typed character. */
static gunichar
reading (gunichar c)
{
  if (c >= 0xFF01 && c <= 0xFF5E)
    c -= 0xFEE0;
  if (is_dash (c))
    return '-';
  if (c == 0x301C || c == 0x223C || c == 0x223E)
    return '~';
  return c == 0x3000 || c == 0xA0 || c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
}

static char *
make_reading (const char *text)
{
  GString *out = g_string_sized_new (strlen (text) + 1);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, reading (g_utf8_get_char (p)));
  return g_string_free (out, FALSE);
}

static gboolean
is_circled (gunichar c)
{
  return (c >= 0x2460 && c <= 0x249B) || (c >= 0x2776 && c <= 0x2793);
}

/* Does TEXT consist of dashes only? The long vowel mark and the ruled line are typed for them. */
static gboolean
is_none (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != '-' && c != 0x30FC && c != 0x2500 && c != 0xFF70)
        return FALSE;
    }
  return *text != '\0';
}

static gboolean
is_unit_char (gunichar c)
{
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x30A1 && c <= 0x30FC) || (c >= 0x3300 && c <= 0x33FF)
         || (c < 0x80 && g_ascii_isalpha ((char)c)) || c == '/' || c == '%' || c == 0x2030 || c == 0x2103 || c == 0xB0
         || c == 0xB5 || c == 0x3BC || c == 0x3005 || c == 0x30F6 || c == 0x304B;
}

/* ---- the reader -------------------------------------------------------------------------------------------------- */

static void
skip_space (Reader *r)
{
  while (*r->p == ' ')
    r->p++;
}

static gboolean
accept (Reader *r, const char *word)
{
  skip_space (r);
  if (!g_str_has_prefix (r->p, word))
    return FALSE;
  r->p += strlen (word);
  return TRUE;
}

static gboolean
accept_mark (Reader *r, const Mark *marks, gsize n, int *value)
{
  for (gsize i = 0; i < n; i++)
    if (accept (r, marks[i].word))
      {
        *value = marks[i].value;
        return TRUE;
      }
  return FALSE;
}

/* What was typed between two places of the reading. Free with g_free(). */
static char *
as_typed (const Reader *r, const char *from, const char *to)
{
  const char *start = g_utf8_offset_to_pointer (r->typed, g_utf8_pointer_to_offset (r->narrow, from));
  const char *end = g_utf8_offset_to_pointer (start, g_utf8_pointer_to_offset (from, to));
  g_autofree char *raw = g_strndup (start, (gsize)(end - start));

  return kkb_text_strip (raw);
}

/* Reads digits with or without thousands commas into TEXT; FALSE where the commas do not stand at thousands. */
static gboolean
read_integer (Reader *r, GString *text)
{
  gsize group = 0, n_groups = 0;

  for (;; r->p++)
    {
      if (g_ascii_isdigit (*r->p))
        {
          g_string_append_c (text, *r->p);
          group++;
        }
      else if (*r->p == ',' && g_ascii_isdigit (r->p[1]))
        {
          if (group == 0 || group > 3 || (n_groups > 0 && group != 3))
            return FALSE;
          n_groups++;
          group = 0;
        }
      else
        return n_groups == 0 || group == 3;
    }
}

static gboolean
read_number (Reader *r, KkbDecimal *out)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize sign;

  if (accept (r, "-") || accept (r, "▲") || accept (r, "△") || accept (r, "▼"))
    g_string_append_c (text, '-');
  else
    accept (r, "+");
  skip_space (r);
  sign = text->len;
  if (!g_ascii_isdigit (*r->p) && !(*r->p == '.' && g_ascii_isdigit (r->p[1])))
    return FALSE;
  if (!read_integer (r, text))
    return FALSE;
  if (text->len == sign)
    g_string_append_c (text, '0');
  if (*r->p == '.' && g_ascii_isdigit (r->p[1]))
    for (g_string_append_c (text, *r->p++); g_ascii_isdigit (*r->p); r->p++)
      g_string_append_c (text, *r->p);
  return kkb_decimal_parse (text->str, out);
}

/* May a unit end here? */
static gboolean
is_unit_end (const char *p)
{
  if (*p == '\0' || *p == ' ' || *p == '(' || *p == ')' || *p == '~' || g_str_has_prefix (p, "±")
      || g_str_has_prefix (p, "から"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (bound_marks); i++)
    if (g_str_has_prefix (p, bound_marks[i].word))
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (state_marks); i++)
    if (g_str_has_prefix (p, state_marks[i].word))
      return TRUE;
  return FALSE;
}

static gboolean
has_deed (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (strstr (text, deeds[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Reads a unit, if there is one, into q->unit; FALSE if what stands there is not a unit. */
static gboolean
read_unit (Reader *r)
{
  const char *start;
  g_autofree char *unit = NULL;

  skip_space (r);
  start = r->p;
  if (r->unit != NULL && g_str_has_prefix (start, r->unit) && is_unit_end (start + strlen (r->unit)))
    r->p += strlen (r->unit);
  else
    {
      gsize n = 0;

      while (!is_unit_end (r->p) && is_unit_char (g_utf8_get_char (r->p)))
        {
          r->p = g_utf8_next_char (r->p);
          n++;
        }
      if (!is_unit_end (r->p) || n > MAX_UNIT_CHARS || *start == '/')
        return FALSE;
    }
  if (r->p == start)
    return TRUE;
  unit = g_strndup (start, (gsize)(r->p - start));
  if (has_deed (unit) || g_str_has_suffix (unit, "増") || g_str_has_suffix (unit, "減"))
    return FALSE;
  g_free (r->q->unit);
  r->q->unit = as_typed (r, start, r->p);
  return TRUE;
}

/* Behind the bracket that closes the one at P, or NULL. */
static const char *
after_bracket (const char *p)
{
  int depth = 0;

  for (; *p != '\0'; p++)
    {
      depth += *p == '(';
      depth -= *p == ')';
      if (depth == 0)
        return p + 1;
    }
  return NULL;
}

static gboolean
has_digit (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isdigit (*p) || is_circled (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Reads one bracket behind the number: 速報, the unit, a date or year, a word. Another number is not guessed. */
static gboolean
read_bracket (Reader *r)
{
  const char *end = after_bracket (r->p);
  g_autofree char *inner = NULL, *typed = NULL;
  KkbState state;

  if (end == NULL)
    return FALSE;
  inner = g_strndup (r->p + 1, (gsize)(end - r->p - 2));
  g_strstrip (inner);
  typed = as_typed (r, r->p + 1, end - 1);
  r->p = end;
  for (gsize i = 0; i < G_N_ELEMENTS (state_marks); i++)
    if (g_str_equal (inner, state_marks[i].word))
      {
        r->q->state = (KkbState)state_marks[i].value;
        return TRUE;
      }
  if (r->unit != NULL && r->q->unit == NULL && g_str_equal (inner, r->unit))
    {
      r->q->unit = g_steal_pointer (&typed);
      return TRUE;
    }
  if (*inner == '\0' || r->q->bracket != NULL || kkb_state_from_word (inner, &state))
    return FALSE;
  if (has_digit (inner)
      && (kkb_fy_parse_as_of (inner) == KKB_FY_NONE || strspn (inner, "0123456789") == strlen (inner)))
    return FALSE;
  r->q->bracket = g_steal_pointer (&typed);
  return TRUE;
}

/* Reads 累計, 速報 and >= before the number. */
static void
read_prefixes (Reader *r)
{
  int value = KKB_STATE_FINAL;
  gboolean more = TRUE;

  while (more)
    {
      more = FALSE;
      if (accept_mark (r, state_marks, G_N_ELEMENTS (state_marks), &value) || accept (r, "(速報)")
          || accept (r, "(速報値)"))
        {
          r->q->state = r->p[-1] == ')' ? KKB_STATE_PROVISIONAL : (KkbState)value;
          more = TRUE;
        }
      for (gsize i = 0; i < G_N_ELEMENTS (prefixes) && r->q->prefix == NULL; i++)
        if (accept (r, prefixes[i]))
          {
            r->q->prefix = g_strdup (prefixes[i]);
            more = TRUE;
          }
      if (more)
        accept (r, ":");
    }
  if (accept_mark (r, sign_marks, G_N_ELEMENTS (sign_marks), &value))
    r->q->bound = (KkbBound)value;
}

/* Reads the second part of a range or the bound behind a number. */
static gboolean
read_second (Reader *r)
{
  KkbQuantity *q = r->q;
  KkbDecimal second;
  int value;

  if (accept (r, "±"))
    {
      KkbDecimal middle = q->low;
      gboolean had_unit = q->unit != NULL;

      if (q->bound != KKB_BOUND_EXACT || !read_number (r, &second) || kkb_decimal_sign (second) < 0 || !read_unit (r))
        return FALSE;
      /* In 330±5％ the percent may be of the 330. */
      if (!had_unit && q->unit != NULL && kkb_text_same (q->unit, "%") && r->unit != NULL
          && !kkb_text_same (r->unit, "%"))
        return FALSE;
      q->kind = KKB_VALUE_RANGE;
      return kkb_decimal_sub (middle, second, &q->low) && kkb_decimal_add (middle, second, &q->high);
    }
  if (accept (r, "~") || accept (r, "から"))
    {
      if (q->bound != KKB_BOUND_EXACT || !read_number (r, &q->high) || !read_unit (r))
        return FALSE;
      q->kind = KKB_VALUE_RANGE;
      return kkb_decimal_compare (q->low, q->high) <= 0;
    }
  if (accept_mark (r, bound_marks, G_N_ELEMENTS (bound_marks), &value))
    {
      if (q->bound != KKB_BOUND_EXACT)
        return FALSE;
      q->bound = (KkbBound)value;
    }
  return TRUE;
}

/* Reads the whole text as one number, bound or range. */
static gboolean
read_numeric (Reader *r)
{
  KkbQuantity *q = r->q;
  int value;

  q->kind = KKB_VALUE_NUMBER;
  q->state = KKB_STATE_FINAL;
  read_prefixes (r);
  r->in_bracket = accept (r, "(");
  if (!read_number (r, &q->low) || !read_unit (r) || !read_second (r))
    return FALSE;
  if (r->in_bracket && !accept (r, ")"))
    return FALSE;
  for (skip_space (r); *r->p != '\0'; skip_space (r))
    {
      if (accept_mark (r, state_marks, G_N_ELEMENTS (state_marks), &value))
        q->state = (KkbState)value;
      else if (*r->p != '(' || !read_bracket (r))
        return FALSE;
    }
  /* (1,117) alone may be a provisional number, a negative one, or an aside. */
  return !r->in_bracket || q->state == KKB_STATE_PROVISIONAL;
}

/* ---- states and words -------------------------------------------------------------------------------------------- */

/* "9月" of "9月予定", "令和6年9月" of "令和6年9月頃公表予定". */
static char *
expected_month (const char *text)
{
  static const char *const endings[] = { "予定", "公表", "集計", "判明", "確定", "見込み", "見込", "頃", "ごろ", "に" };
  g_autofree char *rest = kkb_text_strip (text);
  gboolean cut = TRUE;

  while (cut)
    {
      cut = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
        if (g_str_has_suffix (rest, endings[i]) && strlen (rest) > strlen (endings[i]))
          {
            rest[strlen (rest) - strlen (endings[i])] = '\0';
            cut = TRUE;
          }
    }
  return kkb_text_strip (rest);
}

/* Reads "集計中（9月予定）", "中止（大雨のため）", "（未公表）", "集計中 9月". */
static gboolean
read_state (Reader *r)
{
  g_autofree char *word = NULL, *remark = NULL;
  const char *open = strpbrk (r->narrow, "( "), *end = r->narrow + strlen (r->narrow);
  KkbState state;

  if (open == r->narrow && after_bracket (open) == end)
    {
      word = as_typed (r, open + 1, end - 1);
      open = NULL;
    }
  else
    {
      word = as_typed (r, r->narrow, open != NULL ? open : end);
      while (open != NULL && *open == ' ')
        open++;
    }
  if (!kkb_state_from_word (word, &state) || !kkb_state_is_gap (state))
    return FALSE;
  if (open != NULL && *open == '(')
    {
      if (after_bracket (open) != end)
        return FALSE;
      remark = as_typed (r, open + 1, end - 1);
    }
  else if (open != NULL)
    {
      if (state != KKB_STATE_PENDING || strpbrk (open, "()") != NULL)
        return FALSE;
      remark = as_typed (r, open, end);
    }
  r->q->kind = KKB_VALUE_BLANK;
  r->q->state = state;
  if (remark != NULL && *remark != '\0' && state == KKB_STATE_PENDING)
    r->q->expected = expected_month (remark);
  else if (remark != NULL && *remark != '\0')
    r->q->bracket = g_steal_pointer (&remark);
  return TRUE;
}

static guint
count_numbers (const char *text)
{
  guint n = 0;
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean digit = g_ascii_isdigit (*p);

      n += (digit && !inside) || is_circled (g_utf8_get_char (p));
      inside = digit || (inside && (*p == ',' || *p == '.'));
    }
  return n;
}

/* Is this text with a number in it a sentence (100％実施, 第2期計画を策定) rather than a number that was not
 * understood? */
static gboolean
is_sentence (const char *text)
{
  gboolean hiragana = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    hiragana = hiragana || (g_utf8_get_char (p) >= 0x3041 && g_utf8_get_char (p) <= 0x3096);
  for (gsize i = 0; i < G_N_ELEMENTS (bound_marks); i++)
    if (strstr (text, bound_marks[i].word) != NULL)
      return FALSE;
  return hiragana || has_deed (text);
}

static void
set_text (Reader *r)
{
  guint n = count_numbers (r->narrow);
  g_autofree char *text = g_steal_pointer (&r->q->text);
  KkbState state;

  kkb_quantity_clear (r->q);
  r->q->text = g_steal_pointer (&text);
  r->q->kind = KKB_VALUE_TEXT;
  r->q->state = KKB_STATE_FINAL;
  r->q->unsure = n > 1 || (n == 1 && !is_sentence (r->narrow)) || kkb_state_from_word (r->q->text, &state);
}

static void
append_note (KkbFacts *facts, KkbValue *value, const char *text)
{
  KkbValueMore *more = kkb_facts_value_more (facts, value);
  g_autofree char *joined = *more->note != '\0' ? g_strconcat (more->note, "、", text, NULL) : g_strdup (text);

  more->note = kkb_facts_string (facts, joined);
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

gboolean
kkb_quantity_parse (const char *text, const char *known_unit, KkbQuantity *out, GError **error)
{
  g_autofree char *narrow = NULL, *unit = NULL, *stripped_unit = NULL;
  Reader reader = { .q = out };

  memset (out, 0, sizeof *out);
  if (text != NULL && !kkb_text_check_utf8 (text, -1, _ ("The value"), error))
    return FALSE;
  out->text = kkb_text_strip (text);
  if (*out->text == '\0')
    return TRUE;
  narrow = make_reading (out->text);
  if (is_none (narrow))
    {
      out->kind = KKB_VALUE_NONE;
      out->state = KKB_STATE_FINAL;
      return TRUE;
    }
  stripped_unit = kkb_text_strip (known_unit);
  unit = make_reading (stripped_unit);
  reader.typed = out->text;
  reader.narrow = reader.p = narrow;
  reader.unit = *unit != '\0' ? unit : NULL;
  if (!read_state (&reader) && !read_numeric (&reader))
    set_text (&reader);
  return TRUE;
}

void
kkb_quantity_clear (KkbQuantity *q)
{
  g_free (q->text);
  g_free (q->unit);
  g_free (q->bracket);
  g_free (q->prefix);
  g_free (q->expected);
  g_free (q->expression);
  memset (q, 0, sizeof *q);
}

KkbValue
kkb_quantity_to_value (const KkbQuantity *q, KkbFacts *facts, int fy, const char *known_unit)
{
  KkbValue value = { .fy = (gint16)fy, .kind = q->kind, .state = q->state };

  if (q->kind == KKB_VALUE_NUMBER || q->kind == KKB_VALUE_RANGE)
    {
      value.coef = q->low.coef;
      value.scale = q->low.scale;
    }
  if (q->kind == KKB_VALUE_RANGE)
    kkb_facts_value_more (facts, &value)->high = q->high;
  if (q->bound != KKB_BOUND_EXACT)
    kkb_facts_value_more (facts, &value)->bound = (guint8)q->bound;
  if (q->kind == KKB_VALUE_RANGE || q->kind == KKB_VALUE_TEXT || q->bound != KKB_BOUND_EXACT)
    kkb_facts_value_more (facts, &value)->text = kkb_facts_string (facts, q->text);
  if (q->unit != NULL && !kkb_text_same (q->unit, known_unit))
    kkb_facts_value_more (facts, &value)->unit = kkb_facts_string (facts, q->unit);
  if (q->has_parts)
    {
      KkbValueMore *more = kkb_facts_value_more (facts, &value);

      more->has_parts = TRUE;
      more->numerator = q->numerator;
      more->denominator = q->denominator;
    }
  if (q->expected != NULL)
    kkb_facts_value_more (facts, &value)->expected = kkb_facts_string (facts, q->expected);
  if (q->prefix != NULL)
    append_note (facts, &value, q->prefix);
  if (q->bracket != NULL && q->kind != KKB_VALUE_BLANK && kkb_fy_parse_as_of (q->bracket) != KKB_FY_NONE)
    kkb_facts_value_more (facts, &value)->as_of = kkb_facts_string (facts, q->bracket);
  else if (q->bracket != NULL)
    append_note (facts, &value, q->bracket);
  return value;
}
