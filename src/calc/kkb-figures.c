/* kkb-figures.c - figures in one unit. A figure keeps the unit it was stored with (4,200,000人泊 one year, 千人泊 the
 * next), so they are brought to the indicator's unit before they are held against each other. */
#include "kkb-figures.h"
#include "kkb-text.h"
#include <string.h>

static const struct
{
  const char *word;
  int power;
} scales[] = {
  { "兆", 12 },  { "千億", 11 }, { "百億", 10 }, { "十億", 9 }, { "億", 8 }, { "千万", 7 },
  { "百万", 6 }, { "十万", 5 },  { "万", 4 },    { "千", 3 },   { "百", 2 },
};

static const char *
split_scale (const char *unit, int *power)
{
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (g_str_has_prefix (unit, scales[i].word) && unit[strlen (scales[i].word)] != '\0')
      {
        *power = scales[i].power;
        return unit + strlen (scales[i].word);
      }
  *power = 0;
  return unit;
}

void
kkb_rational_shift (KkbRational *r, int power)
{
  KkbRational factor = KKB_RATIONAL_INIT;
  KkbDecimal ten = { 1, 0 };

  if (power == 0)
    return;
  for (int i = 0; i < ABS (power) && i < KKB_DECIMAL_MAX_DIGITS - 1; i++)
    ten.coef *= 10;
  kkb_rational_set_decimal (&factor, ten);
  if (power > 0)
    kkb_rational_mul (r, r, &factor);
  else
    kkb_rational_div (r, r, &factor);
  kkb_rational_clear (&factor);
}

/* The unit VALUE is given in: its own, else that of its year. */
static const char *
unit_of (const KkbValueMore *more, const KkbIndicator *indicator, const KkbValue *value)
{
  return more != NULL && more->unit[0] != '\0' ? more->unit : kkb_indicator_unit (indicator, value->fy);
}

static void
to_unit (KkbRational *r, const KkbValueMore *more, const KkbIndicator *indicator, const KkbValue *value)
{
  const char *unit = unit_of (more, indicator, value);
  int power;

  if (unit != indicator->unit && kkb_unit_power (unit, indicator->unit, &power))
    kkb_rational_shift (r, power);
}

gboolean
kkb_unit_power (const char *from, const char *to, int *power)
{
  g_autofree char *from_key = kkb_text_key (from), *to_key = kkb_text_key (to);
  int from_power, to_power;
  const char *from_base = split_scale (from_key, &from_power), *to_base = split_scale (to_key, &to_power);

  if (strcmp (from_base, to_base) != 0)
    return FALSE;
  *power = from_power - to_power;
  return TRUE;
}

int
kkb_unit_scale (const char *unit)
{
  g_autofree char *key = kkb_text_key (unit);
  int power;

  split_scale (key, &power);
  return power;
}

gboolean
kkb_rational_to_exact (const KkbRational *r, guint places, KkbDecimal *out)
{
  for (; places <= KKB_DECIMAL_MAX_DIGITS; places++)
    {
      if (!kkb_rational_round (r, places, KKB_ROUND_TRUNCATE, out))
        return FALSE;
      if (kkb_rational_compare_decimal (r, *out) == 0)
        return TRUE;
    }
  return FALSE;
}

const char *
kkb_figure_unit (const KkbFacts *facts, const KkbIndicator *indicator, const KkbValue *value)
{
  return unit_of (kkb_value_more (facts, value), indicator, value);
}

gboolean
kkb_less_is_better (const KkbIndicator *indicator, KkbBound bound)
{
  switch (bound)
    {
    case KKB_BOUND_AT_MOST:
    case KKB_BOUND_UNDER:
      return TRUE;
    case KKB_BOUND_AT_LEAST:
    case KKB_BOUND_OVER:
      return FALSE;
    case KKB_BOUND_EXACT:
    default:
      return indicator->direction == KKB_DIRECTION_DOWN;
    }
}

void
kkb_figure_set (KkbRational *r, const KkbFacts *facts, const KkbIndicator *indicator, const KkbValue *value)
{
  kkb_rational_set_decimal (r, kkb_value_decimal (value));
  if (value->more != 0 || indicator->more->units->fy != 0)
    to_unit (r, kkb_value_more (facts, value), indicator, value);
}

void
kkb_figure_set_high (KkbRational *r, const KkbFacts *facts, const KkbIndicator *indicator, const KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (facts, value);

  kkb_rational_set_decimal (r, more != NULL ? more->high : kkb_value_decimal (value));
  to_unit (r, more, indicator, value);
}

char *
kkb_figure_data (const KkbFacts *facts, const KkbIndicator *indicator, const KkbValue *value)
{
  const char *unit = unit_of (kkb_value_more (facts, value), indicator, value);
  int power = 0;

  if (unit != indicator->unit && !kkb_unit_power (unit, indicator->unit, &power))
    power = 0;
  return kkb_value_to_plain (facts, value, power);
}

void
kkb_figures_init (KkbFigures *f, const KkbFacts *facts, const KkbIndicator *indicator, const KkbResult *result)
{
  *f = (KkbFigures){ 0 };
  if (result->actual.kind == KKB_VALUE_NUMBER)
    kkb_figure_set (&f->actual, facts, indicator, &result->actual);
  if (kkb_rational_is_set (&result->yardstick))
    kkb_rational_copy (&f->target, &result->yardstick);
  else if (result->target.kind == KKB_VALUE_NUMBER || result->target.kind == KKB_VALUE_RANGE)
    kkb_figure_set (&f->target, facts, indicator, &result->target);
  if (result->target.kind == KKB_VALUE_RANGE)
    kkb_figure_set_high (&f->high, facts, indicator, &result->target);
  if (result->baseline.kind == KKB_VALUE_NUMBER)
    kkb_figure_set (&f->baseline, facts, indicator, &result->baseline);
  f->down = kkb_less_is_better (indicator, result->bound);
}

void
kkb_figures_clear (KkbFigures *f)
{
  kkb_rational_clear (&f->actual);
  kkb_rational_clear (&f->target);
  kkb_rational_clear (&f->high);
  kkb_rational_clear (&f->baseline);
}
