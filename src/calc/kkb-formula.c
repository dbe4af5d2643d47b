/* kkb-formula.c - one year of a computed indicator: figures in one unit, then sum, difference or ratio, all exact. */
#include "kkb-formula.h"
#include "kkb-compute.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

guint
kkb_formula_parts (const KkbFacts *facts, const KkbIndicator *indicator, int fy, KkbPart *parts)
{
  guint n = 0;

  for (const KkbId *id = indicator->more->operands; *id != 0 && n < KKB_MAX_OPERANDS; id++)
    {
      const KkbIndicator *operand = kkb_facts_indicator (facts, *id);

      if (operand != NULL)
        parts[n++] = (KkbPart){ operand, kkb_value_list_find (&operand->actuals, fy) };
    }
  return n;
}

KkbState
kkb_part_state (const KkbPart *part)
{
  return part->value != NULL && part->value->kind == KKB_VALUE_BLANK && kkb_state_is_gap ((KkbState)part->value->state)
             ? (KkbState)part->value->state
             : KKB_STATE_BLANK;
}

/* ---- units ------------------------------------------------------------------------------------------------------- */

/* A figure without a unit goes with any. */
static gboolean
power_between (const char *from, const char *to, int *power)
{
  *power = 0;
  return *from == '\0' || *to == '\0' || kkb_unit_power (from, to, power);
}

/* What the quotient of figures in N and D is to be shifted by to stand in UNIT. Percentages and the like need two
 * figures of one kind; 千円/人 and 円 (of money per person) name theirs. Of any other unit nothing is known: then the
 * figures are taken as they stand, if there is no 千 or 百万 in them that would have to be undone. */
static gboolean
quotient_power (const char *unit, const char *n, const char *d, int *power)
{
  g_autofree char *key = kkb_text_key (unit);
  char *slash = strchr (key, '/');
  int below;

  if (strcmp (key, "%") == 0 || strcmp (key, "‰") == 0)
    {
      if (!power_between (n, d, power))
        return FALSE;
      *power += strcmp (key, "%") == 0 ? 2 : 3;
      return TRUE;
    }
  if (slash != NULL)
    {
      *slash = '\0';
      if (kkb_unit_power (n, key, power) && kkb_unit_power (d, slash + 1, &below))
        {
          *power -= below;
          return TRUE;
        }
    }
  else if (kkb_unit_power (n, d, power))
    return TRUE;
  else if (*key != '\0' && kkb_unit_power (n, key, power))
    {
      *power -= kkb_unit_scale (d);
      return TRUE;
    }
  *power = 0;
  return kkb_unit_scale (n) == 0 && kkb_unit_scale (d) == 0;
}

/* The unit a sum stands in: the indicator's, else that of its first operand. */
static const char *
unit_of_sum (const KkbIndicator *indicator, const KkbIndicator *first, int fy)
{
  const char *unit = kkb_indicator_unit (indicator, fy);

  return *unit != '\0' ? unit : kkb_indicator_unit (first, fy);
}

/* ---- one year ---------------------------------------------------------------------------------------------------- */

static gboolean
compute_sum (const KkbFacts *facts, const KkbIndicator *indicator, int fy, const KkbPart *parts, guint n,
             KkbFormulaResult *out)
{
  const char *unit = unit_of_sum (indicator, parts[0].indicator, fy);
  KkbRational sum = KKB_RATIONAL_INIT, figure = KKB_RATIONAL_INIT;
  guint places = 0; /* 54.5 + 1.5 is 56.0 */
  gboolean ok = TRUE;

  kkb_rational_set_decimal (&sum, kkb_decimal_from_int (0));
  for (guint i = 0; i < n && ok; i++)
    {
      const char *from = kkb_figure_unit (facts, parts[i].indicator, parts[i].value);
      int power;

      ok = power_between (from, unit, &power);
      if (!ok)
        break;
      kkb_rational_set_decimal (&figure, kkb_value_decimal (parts[i].value));
      kkb_rational_shift (&figure, power);
      if (power == 0)
        places = MAX (places, parts[i].value->scale);
      if (i > 0 && indicator->more->formula == KKB_COMPUTED_DIFFERENCE)
        kkb_rational_sub (&sum, &sum, &figure);
      else
        kkb_rational_add (&sum, &sum, &figure);
    }
  ok = ok && kkb_rational_to_exact (&sum, places, &out->value);
  kkb_rational_clear (&sum);
  kkb_rational_clear (&figure);
  return ok;
}

static gboolean
compute_ratio (const KkbFacts *facts, const KkbIndicator *indicator, int fy, const KkbPart *parts,
               KkbFormulaResult *out)
{
  const char *n_unit = kkb_figure_unit (facts, parts[0].indicator, parts[0].value);
  const char *d_unit = kkb_figure_unit (facts, parts[1].indicator, parts[1].value);
  KkbRational ratio = KKB_RATIONAL_INIT, numerator = KKB_RATIONAL_INIT;
  int power, scale;
  gboolean ok;

  out->numerator = kkb_value_decimal (parts[0].value);
  out->denominator = kkb_value_decimal (parts[1].value);
  out->divides_by_zero = kkb_decimal_sign (out->denominator) == 0;
  if (out->divides_by_zero || !quotient_power (kkb_indicator_unit (indicator, fy), n_unit, d_unit, &power))
    return FALSE;
  kkb_rational_set_ratio (&ratio, out->numerator, out->denominator);
  kkb_rational_shift (&ratio, power);
  ok = kkb_rational_round (&ratio, indicator->more->decimals, KKB_ROUND_HALF_UP, &out->value);
  /* The parts of one kind stand in one unit, so that their quotient is the ratio. */
  out->has_parts = TRUE;
  if (kkb_unit_power (n_unit, d_unit, &scale) && scale != 0)
    {
      kkb_rational_set_decimal (&numerator, out->numerator);
      kkb_rational_shift (&numerator, scale);
      out->has_parts = kkb_rational_to_exact (&numerator, 0, &out->numerator);
    }
  kkb_rational_clear (&ratio);
  kkb_rational_clear (&numerator);
  return ok;
}

gboolean
kkb_formula_compute (const KkbFacts *facts, const KkbIndicator *indicator, int fy, const KkbPart *parts, guint n,
                     KkbFormulaResult *out)
{
  *out = (KkbFormulaResult){ 0 };
  if (n == 0 || (indicator->more->formula == KKB_COMPUTED_RATIO && n < 2))
    return FALSE;
  return indicator->more->formula == KKB_COMPUTED_RATIO ? compute_ratio (facts, indicator, fy, parts, out)
                                                        : compute_sum (facts, indicator, fy, parts, n, out);
}

/* ---- why not ----------------------------------------------------------------------------------------------------- */

static guint
n_operands (const KkbIndicator *indicator)
{
  guint n = 0;

  while (indicator->more->operands[n] != 0)
    n++;
  return n;
}

KkbFault
kkb_formula_fault (const KkbFacts *facts, const KkbIndicator *indicator, const KkbIndicator **culprit)
{
  guint n = n_operands (indicator);
  gboolean ratio = indicator->more->formula == KKB_COMPUTED_RATIO;
  const KkbIndicator *first;
  int power;

  /* A sum may be down to one operand, where the others were deleted. */
  if (n < (indicator->more->formula == KKB_COMPUTED_SUM ? 1 : 2) || n > KKB_MAX_OPERANDS || (ratio && n != 2))
    return KKB_FAULT_FEW;
  for (guint i = 0; i < n; i++)
    if (kkb_facts_indicator (facts, indicator->more->operands[i]) == NULL)
      return KKB_FAULT_MISSING;
  first = kkb_facts_indicator (facts, indicator->more->operands[0]);
  for (guint i = ratio ? 1 : 0; i < n; i++)
    {
      const KkbIndicator *operand = kkb_facts_indicator (facts, indicator->more->operands[i]);
      const char *sum_unit = *indicator->unit != '\0' ? indicator->unit : first->unit;

      if (ratio ? quotient_power (indicator->unit, first->unit, operand->unit, &power)
                : power_between (operand->unit, sum_unit, &power))
        continue;
      if (culprit != NULL)
        *culprit = operand;
      return KKB_FAULT_UNITS;
    }
  return KKB_FAULT_NONE;
}

char *
kkb_compute_problem (const KkbFacts *facts, const KkbIndicator *indicator)
{
  const KkbIndicator *culprit = NULL;

  if (!kkb_indicator_is_computed (indicator))
    return NULL;
  switch (kkb_formula_fault (facts, indicator, &culprit))
    {
    case KKB_FAULT_FEW:
      return g_strdup (
          indicator->more->formula == KKB_COMPUTED_RATIO
              ? _ ("A ratio is computed from exactly two indicators.")
              : _ ("A sum is computed from at least one indicator, a difference from at least two, and both "
                   "from at most 100."));
    case KKB_FAULT_MISSING:
      return g_strdup (_ ("An indicator it is computed from is not in this document any more."));
    case KKB_FAULT_UNITS:
      if (indicator->more->formula == KKB_COMPUTED_RATIO)
        {
          const KkbIndicator *first = kkb_facts_indicator (facts, indicator->more->operands[0]);

          return g_strdup_printf (_ ("“%s” (%s) divided by “%s” (%s) does not give a figure in %s."), first->name,
                                  first->unit, culprit->name, culprit->unit, indicator->unit);
        }
      return g_strdup_printf (
          _ ("The unit of “%s” (%s) cannot be converted to %s."), culprit->name, culprit->unit,
          *indicator->unit != '\0' ? indicator->unit : kkb_facts_indicator (facts, indicator->more->operands[0])->unit);
    case KKB_FAULT_NONE:
    default:
      break;
    }
  if (kkb_compute_is_circle (facts, indicator->id, indicator->more->operands))
    return g_strdup (
        _ ("It is computed from itself in a circle, so none of the indicators in the circle has a figure."));
  return NULL;
}

/* ---- in words ---------------------------------------------------------------------------------------------------- */

/* The figure of one part: with its unit where the parts do not share one. */
static char *
part_words (const KkbFacts *facts, const KkbPart *part, gboolean units, const KkbFormat *format)
{
  g_autofree char *figure = NULL;

  if (part->value == NULL)
    figure = g_strdup (kkb_state_word (KKB_STATE_BLANK));
  else if (part->value->kind == KKB_VALUE_NUMBER)
    {
      g_autofree char *number = kkb_decimal_format (kkb_value_decimal (part->value), format);

      figure = g_strconcat (number, units ? kkb_figure_unit (facts, part->indicator, part->value) : "", NULL);
    }
  else
    figure = kkb_value_format (facts, part->value, part->indicator->unit, format);
  return g_strdup_printf ("%s %s", part->indicator->name, *figure != '\0' ? figure : kkb_state_word (KKB_STATE_BLANK));
}

static gboolean
mixes_units (const KkbFacts *facts, const KkbIndicator *indicator, int fy, const KkbPart *parts, guint n)
{
  const char *unit = indicator->more->formula == KKB_COMPUTED_RATIO || n == 0
                         ? NULL
                         : unit_of_sum (indicator, parts[0].indicator, fy);

  for (guint i = 0; i < n; i++)
    if (parts[i].value != NULL && parts[i].value->kind == KKB_VALUE_NUMBER)
      {
        const char *own = kkb_figure_unit (facts, parts[i].indicator, parts[i].value);

        if (unit == NULL)
          unit = own;
        else if (!kkb_text_same (unit, own))
          return TRUE;
      }
  return FALSE;
}

char *
kkb_compute_words (const KkbFacts *facts, const KkbIndicator *indicator, int fy, const KkbFormat *format)
{
  static const char *const signs[] = { "", " + ", " − ", " ÷ " };
  KkbPart parts[KKB_MAX_OPERANDS];
  guint n = kkb_indicator_is_computed (indicator) ? kkb_formula_parts (facts, indicator, fy, parts) : 0;
  gboolean units = mixes_units (facts, indicator, fy, parts, n);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *part = part_words (facts, &parts[i], units, format);

      g_string_append_printf (words, "%s%s",
                              i > 0 ? signs[MIN (indicator->more->formula, G_N_ELEMENTS (signs) - 1)] : "", part);
    }
  return g_string_free (words, FALSE);
}
