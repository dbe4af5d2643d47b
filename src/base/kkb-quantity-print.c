/* kkb-quantity-print.c - printing values: for reports, as data, and for the editor. */
#include "kkb-quantity.h"
#include "kkb-text.h"
#include <string.h>

typedef char *(*PrintNumber) (KkbDecimal d, const KkbFormat *format);

static const char *const bound_words[] = { "", "以上", "以下", "超", "未満" };

static char *
print_plain (KkbDecimal d, const KkbFormat *format)
{
  return kkb_decimal_to_string (d);
}

/* 330±5 from its two ends: the text says that it was typed so, and then the middle is exact. */
static char *
print_tolerance (KkbDecimal low, KkbDecimal high, PrintNumber print, const KkbFormat *format)
{
  g_autofree char *middle = NULL, *around = NULL;
  KkbDecimal sum, difference;

  if (!kkb_decimal_add (low, high, &sum) || !kkb_decimal_sub (high, low, &difference) || sum.coef % 2 != 0
      || difference.coef % 2 != 0)
    return NULL;
  sum.coef /= 2;
  difference.coef /= 2;
  middle = print (sum, format);
  around = print (difference, format);
  return g_strconcat (middle, "±", around, NULL);
}

/* The number, range or bound of V with UNIT behind it. */
static char *
print_numeric (const KkbValue *v, const KkbValueMore *more, const char *unit, PrintNumber print,
               const KkbFormat *format)
{
  g_autofree char *low = print (kkb_value_decimal (v), format), *high = NULL, *range = NULL;

  if (more == NULL && *unit == '\0')
    return g_steal_pointer (&low);
  if (v->kind != KKB_VALUE_RANGE || more == NULL)
    return g_strconcat (low, unit,
                        more != NULL && more->bound < G_N_ELEMENTS (bound_words) ? bound_words[more->bound] : "", NULL);
  if (strstr (more->text, "±") != NULL)
    range = print_tolerance (kkb_value_decimal (v), more->high, print, format);
  if (range == NULL)
    {
      high = print (more->high, format);
      range = g_strconcat (low, "〜", high, NULL);
    }
  return g_strconcat (range, unit, NULL);
}

/* D times 10^POWER, exactly and without decimals that were not needed. */
static gboolean
shift (KkbDecimal *d, int power)
{
  for (; power > 0; power--)
    if (d->scale > 0)
      d->scale--;
    else if (__builtin_mul_overflow (d->coef, 10, &d->coef))
      return FALSE;
  for (; power < 0; power++)
    if (d->scale == 0 && d->coef % 10 == 0)
      d->coef /= 10;
    else if (d->scale == KKB_DECIMAL_MAX_DIGITS)
      return FALSE;
    else
      d->scale++;
  return TRUE;
}

/* What all faces share: words, the dash, and the state of a gap; NULL for a number. */
static char *
print_word (const KkbValue *v, const KkbValueMore *more)
{
  switch ((KkbValueKind)v->kind)
    {
    case KKB_VALUE_NUMBER:
    case KKB_VALUE_RANGE:
      return NULL;
    case KKB_VALUE_NONE:
      return g_strdup ("―");
    case KKB_VALUE_TEXT:
      return g_strdup (more != NULL ? more->text : "");
    case KKB_VALUE_BLANK:
    default:
      if (v->state == KKB_STATE_BLANK || !kkb_state_is_gap ((KkbState)v->state))
        return g_strdup ("");
      return g_strdup (kkb_state_word ((KkbState)v->state));
    }
}

char *
kkb_decimal_format_to (KkbDecimal d, const KkbFormat *format, char *buf)
{
  static const char *const signs[] = { "▲", "△", "−" };
  guint64 rest = d.coef < 0 ? -(guint64)d.coef : (guint64)d.coef;
  char backwards[KKB_DECIMAL_FORMAT_SIZE], *p = buf;
  guint n = 0;

  for (guint i = 0; i < d.scale; i++, rest /= 10)
    backwards[n++] = (char)('0' + rest % 10);
  if (d.scale > 0)
    backwards[n++] = '.';
  for (guint i = 0; i == 0 || rest > 0; i++, rest /= 10)
    {
      if (i > 0 && i % 3 == 0)
        backwards[n++] = ',';
      backwards[n++] = (char)('0' + rest % 10);
    }
  if (d.coef < 0)
    p = g_stpcpy (p, signs[format != NULL ? format->negative : KKB_NEGATIVE_FILLED]);
  while (n > 0)
    *p++ = backwards[--n];
  *p = '\0';
  return buf;
}

char *
kkb_decimal_format (KkbDecimal d, const KkbFormat *format)
{
  char buf[KKB_DECIMAL_FORMAT_SIZE];

  return g_strdup (kkb_decimal_format_to (d, format, buf));
}

char *
kkb_value_format (const KkbFacts *facts, const KkbValue *v, const char *indicator_unit, const KkbFormat *format)
{
  const KkbValueMore *more = kkb_value_more (facts, v);
  char *word = print_word (v, more);
  const char *unit = more != NULL ? more->unit : "";
  g_autofree char *number = NULL;

  if (word != NULL)
    return word;
  if (*unit != '\0' && kkb_text_same (unit, indicator_unit))
    unit = "";
  number = print_numeric (v, more, unit, kkb_decimal_format, format);
  if (v->state == KKB_STATE_PROVISIONAL)
    return g_strconcat ("(", number, ")", NULL);
  return g_steal_pointer (&number);
}

char *
kkb_value_to_data (const KkbFacts *facts, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (facts, v);
  char *word = print_word (v, more);

  if (word != NULL)
    return word;
  /* A range or bound goes out as it was typed, so that reading it gives the same value. */
  if (more != NULL && *more->text != '\0' && (v->kind == KKB_VALUE_RANGE || more->bound != KKB_BOUND_EXACT))
    return g_strdup (more->text);
  return print_numeric (v, more, "", print_plain, NULL);
}

char *
kkb_value_to_plain (const KkbFacts *facts, const KkbValue *v, int power)
{
  const KkbValueMore *more = kkb_value_more (facts, v);
  KkbValueMore shifted_more;
  KkbValue shifted = *v;
  KkbDecimal low = kkb_value_decimal (v), high;
  char *word = print_word (v, more);

  if (word != NULL)
    return word;
  if (more != NULL)
    {
      shifted_more = *more;
      high = more->high;
      if (v->kind == KKB_VALUE_RANGE && !shift (&high, power))
        return kkb_value_to_data (facts, v);
      shifted_more.high = high;
      more = &shifted_more;
    }
  if (!shift (&low, power))
    return kkb_value_to_data (facts, v);
  shifted.coef = low.coef;
  shifted.scale = low.scale;
  return print_numeric (&shifted, more, "", print_plain, NULL);
}

char *
kkb_value_to_edit (const KkbFacts *facts, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (facts, v);
  g_autofree char *word = print_word (v, more), *number = NULL;

  if (word != NULL)
    {
      if (v->kind == KKB_VALUE_BLANK && v->state == KKB_STATE_PENDING && more != NULL && *more->expected != '\0')
        return g_strconcat (word, "（", more->expected, "予定）", NULL);
      return g_steal_pointer (&word);
    }
  if (more != NULL && *more->text != '\0' && (v->kind == KKB_VALUE_RANGE || more->bound != KKB_BOUND_EXACT))
    return g_strdup (more->text);
  number = print_numeric (v, more, more != NULL ? more->unit : "", print_plain, NULL);
  if (v->state == KKB_STATE_PROVISIONAL)
    return g_strconcat (number, "（速報）", NULL);
  return g_steal_pointer (&number);
}
