/* kkb-typed.c - what a person types into a cell: the parts of a ratio, and expressions, before it is read as any other
 * text.
 *
 * Why an expression without an equals sign needs a + or a *: in a cell of a plan 1-2, 3/31 and 2023-04-01 are numbers
 * of branches, dates and ranges at least as often as they are sums, and a wrong figure is worse than being asked. */
#include "kkb-error.h"
#include "kkb-text.h"
#include "kkb-typed-private.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* Is a word (策定) as good as a number here? A target may always be one: then a person judges. */
static gboolean
takes_words (const KkbIndicator *indicator, KkbField field)
{
  if (field == KKB_FIELD_TARGET || indicator->series == KKB_SERIES_MILESTONE)
    return TRUE;
  for (guint i = 0; i < indicator->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (indicator->goals, i);

      for (guint k = 0; k < goal->targets.n; k++)
        if (goal->targets.items[k].kind == KKB_VALUE_TEXT)
          return TRUE;
    }
  return FALSE;
}

static gboolean
check_quantity (const KkbQuantity *q, gboolean words, GError **error)
{
  if (q->unsure)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("“%s” does not say for sure which number is meant, so nothing was entered. Type one number such "
                      "as 1,117, ▲742 or 55.0."),
                   q->text);
      return FALSE;
    }
  if (q->kind != KKB_VALUE_TEXT || words)
    return TRUE;
  g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
               _ ("“%s” is neither a number nor a word for a gap, so nothing was entered. Type a number such as 1,117, "
                  "― for none, or a word such as "
                  "集計中, 未計測, 未公表, 中止, 未実施, 該当なし, 非公表."),
               q->text);
  return FALSE;
}

/* Reads D with what was typed behind it (a unit, 以上, （速報）) instead of what D was computed from. FALSE without an
 * error where that does not make a number. */
static gboolean
read_computed (KkbDecimal d, const char *rest, const char *typed, const char *unit, KkbQuantity *q)
{
  char digits[24];
  /* A figure behind it must not become one with it. */
  const char *gap = g_unichar_isalpha (g_utf8_get_char (rest)) || strchr ("(", *rest) != NULL ? "" : " ";
  g_autofree char *text = g_strconcat (kkb_decimal_print (d, digits), gap, rest, NULL);

  kkb_quantity_clear (q);
  if (!kkb_quantity_parse (text, unit, q, NULL) || (q->kind != KKB_VALUE_NUMBER && q->kind != KKB_VALUE_RANGE))
    {
      kkb_quantity_clear (q);
      return FALSE;
    }
  q->expression = g_strdup (typed);
  return TRUE;
}

/* "158/333" and no more of it: behind the second number, or NULL. */
static const char *
read_parts (const char *text, KkbDecimal *numerator, KkbDecimal *denominator)
{
  const char *p = kkb_typed_number (text, numerator), *end;
  gunichar c;

  while (p != NULL && (*p == ' ' || g_str_has_prefix (p, "　")))
    p = g_utf8_next_char (p);
  c = p != NULL ? g_utf8_get_char (p) : 0;
  if (c != '/' && c != 0xFF0F && c != 0xF7 && c != 0x2215)
    return NULL;
  p = g_utf8_next_char (p);
  while (*p == ' ' || g_str_has_prefix (p, "　"))
    p = g_utf8_next_char (p);
  end = kkb_typed_number (p, denominator);
  if (end == NULL)
    return NULL;
  c = g_utf8_get_char (end);
  return c == '/' || c == 0xFF0F || c == 0xF7 || c == 0x2215 ? NULL : end;
}

static gboolean
make_ratio (const char *unit, guint decimals, KkbDecimal n, KkbDecimal d, KkbDecimal *out)
{
  gint64 times = kkb_text_same (unit, "%") ? 100 : kkb_text_same (unit, "‰") ? 1000 : 1;
  KkbRational ratio = KKB_RATIONAL_INIT, factor = KKB_RATIONAL_INIT;
  gboolean ok;

  if (kkb_decimal_sign (d) == 0)
    return FALSE;
  kkb_rational_set_ratio (&ratio, n, d);
  kkb_rational_set_decimal (&factor, kkb_decimal_from_int (times));
  kkb_rational_mul (&ratio, &ratio, &factor);
  ok = kkb_rational_round (&ratio, decimals, KKB_ROUND_HALF_UP, out);
  kkb_rational_clear (&ratio);
  kkb_rational_clear (&factor);
  return ok;
}

/* A ratio typed as its parts. *TAKEN: it was one, read or refused. */
static gboolean
read_ratio (const char *text, const char *unit, guint decimals, KkbQuantity *q, gboolean *taken, GError **error)
{
  KkbDecimal numerator, denominator, value;
  const char *rest = read_parts (text, &numerator, &denominator);

  *taken = FALSE;
  if (rest == NULL)
    return FALSE;
  if (kkb_decimal_sign (denominator) == 0)
    {
      *taken = TRUE;
      g_set_error (
          error, KKB_ERROR, KKB_ERROR_INPUT,
          _ ("“%s” has 0 as its denominator, so there is no ratio and nothing was entered. Type ― for none, or "
             "該当なし."),
          text);
      return FALSE;
    }
  if (!make_ratio (unit, decimals, numerator, denominator, &value) || !read_computed (value, rest, text, unit, q))
    return FALSE;
  *taken = TRUE;
  q->has_parts = TRUE;
  q->numerator = numerator;
  q->denominator = denominator;
  return TRUE;
}

/* Why what could be computed was not. */
static void
refuse_unmarked (const char *text, KkbExpressionKind kind, GError **error)
{
  if (kind == KKB_EXPRESSION_SLASH)
    g_set_error (
        error, KKB_ERROR, KKB_ERROR_INPUT,
        _ ("“%s” may be a date or the parts of a ratio, and this indicator is no ratio, so nothing was entered. "
           "Type =%s to have it computed."),
        text, text);
  else
    g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                 _ ("“%s” may be a range or a date, so nothing was entered. Type =%s to have it computed."), text,
                 text);
}

/* What kkb_quantity_parse() was not sure of. */
static gboolean
read_expression (const char *text, const char *unit, KkbQuantity *q, gboolean *taken, GError **error)
{
  g_autoptr (GError) problem = NULL;
  KkbExpressionKind kind;
  const char *rest;
  KkbDecimal d;
  gboolean ok = kkb_expression_read (text, &kind, &d, &rest, &problem);

  *taken = kind != KKB_EXPRESSION_NONE;
  if (kind == KKB_EXPRESSION_SURE && ok)
    {
      ok = read_computed (d, rest, text, unit, q);
      *taken = ok || g_str_has_prefix (text, "=") || g_str_has_prefix (text, "＝");
      if (!ok && *taken)
        g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                     _ ("“%s” cannot be computed, so nothing was entered. Type figures with + - * / and brackets, such "
                        "as =(12+5)/2."),
                     text);
      return ok;
    }
  if (kind == KKB_EXPRESSION_SURE)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (*taken && *rest == '\0')
    refuse_unmarked (text, kind, error);
  else
    *taken = FALSE;
  return FALSE;
}

static gboolean
read_any (const char *text, const char *unit, int decimals, KkbQuantity *q, GError **error)
{
  g_autofree char *typed = NULL;
  gboolean taken = FALSE, ok = FALSE;

  if (!kkb_quantity_parse (text, unit, q, error))
    return FALSE;
  if (q->kind != KKB_VALUE_TEXT)
    return TRUE;
  typed = g_strdup (q->text);
  if (decimals >= 0)
    ok = read_ratio (typed, unit, (guint)decimals, q, &taken, error);
  if (!taken)
    ok = read_expression (typed, unit, q, &taken, error);
  if (taken)
    return ok;
  kkb_quantity_clear (q);
  return kkb_quantity_parse (text, unit, q, error);
}

gboolean
kkb_read_figure (const char *text, const char *unit, int decimals, gboolean words, KkbQuantity *q, GError **error)
{
  memset (q, 0, sizeof *q);
  if (read_any (text, unit, decimals, q, error) && check_quantity (q, words, error))
    return TRUE;
  kkb_quantity_clear (q);
  return FALSE;
}

KkbValue
kkb_typed_to_value (const KkbQuantity *q, KkbFacts *facts, int fy, const char *unit, const char *own_unit)
{
  gboolean changed = !kkb_text_same (unit, own_unit);
  KkbValue value = kkb_quantity_to_value (q, facts, fy, changed ? NULL : unit);

  if (changed && q->unit == NULL && (q->kind == KKB_VALUE_NUMBER || q->kind == KKB_VALUE_RANGE))
    kkb_facts_value_more (facts, &value)->unit = kkb_facts_string (facts, unit);
  return value;
}

gboolean
kkb_read_typed (const char *text, const KkbIndicator *indicator, KkbField field, int fy, KkbQuantity *q, GError **error)
{
  memset (q, 0, sizeof *q);
  return kkb_check_may_type (indicator, field, error)
         && kkb_read_figure (text, kkb_indicator_unit (indicator, fy), kkb_indicator_parts (indicator, fy),
                             takes_words (indicator, field), q, error);
}

gboolean
kkb_check_may_type (const KkbIndicator *indicator, KkbField field, GError **error)
{
  if (field != KKB_FIELD_ACTUAL || !kkb_indicator_is_computed (indicator))
    return TRUE;
  g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
               _ ("The actuals of “%s” are computed from other indicators, so nothing was entered. Enter theirs, or "
                  "take away the formula."),
               indicator->name);
  return FALSE;
}

int
kkb_indicator_parts (const KkbIndicator *indicator, int fy)
{
  const char *unit = kkb_indicator_unit (indicator, fy);

  return indicator->series == KKB_SERIES_RATIO || kkb_text_same (unit, "%") || kkb_text_same (unit, "‰")
             ? indicator->more->decimals
             : -1;
}

gboolean
kkb_indicator_ratio (const KkbIndicator *indicator, int fy, KkbDecimal n, KkbDecimal d, KkbDecimal *out)
{
  return make_ratio (kkb_indicator_unit (indicator, fy), indicator->more->decimals, n, d, out);
}
