/* kkb-explain.c - the one sentence behind a result. Made on request only; every number that was used stands in it. */
#include "kkb-compute.h"
#include "kkb-figures.h"
#include "kkb-rules.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  const KkbFacts *facts;
  const KkbIndicator *indicator;
  const KkbRules *rules;
  const KkbResult *r;
  const KkbFormat *format;
} Explain;

/* ---- words for figures ------------------------------------------------------------------------------------------- */

static char *
year (const Explain *e, int fy)
{
  return kkb_fy_format (fy, e->format->years, (KkbPeriodKind)e->indicator->period_kind, e->format->keep_heisei31);
}

/* What V is given in: its own unit, else that of its year; an interpolated target is in the indicator's. */
static const char *
unit_of (const Explain *e, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (e->facts, v);

  if (v == &e->r->target && kkb_rational_is_set (&e->r->yardstick))
    return e->indicator->unit;
  return more != NULL && *more->unit != '\0' ? more->unit : kkb_indicator_unit (e->indicator, v->fy);
}

static gboolean
has_own_unit (const Explain *e, const KkbValue *v)
{
  const char *unit = unit_of (e, v);

  return v->kind != KKB_VALUE_BLANK && unit != e->indicator->unit && !kkb_text_same (unit, e->indicator->unit);
}

/* Does one of the figures stand in another unit than the indicator's? Then all of them are printed with theirs: nobody
 * can check 2百万円 ÷ 100. */
static gboolean
mixes_units (const Explain *e)
{
  return has_own_unit (e, &e->r->actual) || has_own_unit (e, &e->r->target) || has_own_unit (e, &e->r->baseline);
}

/* The bare figure, with its unit only where that is not the same for all. */
static char *
figure (const Explain *e, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (e->facts, v);
  const char *unit = "";
  g_autofree char *number = NULL;

  if (v->kind != KKB_VALUE_NUMBER || (more != NULL && more->bound != KKB_BOUND_EXACT))
    return kkb_value_format (e->facts, v, e->indicator->unit, e->format);
  if (mixes_units (e))
    unit = unit_of (e, v);
  number = kkb_decimal_format (kkb_value_decimal (v), e->format);
  return *unit != '\0' ? g_strconcat (number, unit, NULL) : g_steal_pointer (&number);
}

/* How a computed actual was made: (= 市内 12 + 市外 3). */
static void
append_computation (const Explain *e, GString *words, int fy)
{
  g_autofree char *computation = kkb_compute_words (e->facts, e->indicator, fy, e->format);

  if (*computation != '\0')
    /* Translators: behind a computed figure, what it was made of: (= A 12 + B 3) */
    g_string_append_printf (words, _ (" (= %s)"), computation);
}

static char *
actual_words (const Explain *e)
{
  const KkbValueMore *more = kkb_value_more (e->facts, &e->r->actual);
  g_autofree char *number = figure (e, &e->r->actual);
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, _ ("actual %s"), number);
  append_computation (e, words, e->r->actual.fy);
  if (!kkb_indicator_is_computed (e->indicator) && more != NULL && more->has_parts
      && e->r->actual.kind == KKB_VALUE_NUMBER)
    {
      g_autofree char *numerator = kkb_decimal_format (more->numerator, e->format);
      g_autofree char *denominator = kkb_decimal_format (more->denominator, e->format);

      /* Translators: the parts of a ratio, behind the ratio: 47.4 (158/333) */
      g_string_append_printf (words, _ (" (%s/%s)"), numerator, denominator);
    }
  if (e->r->state == KKB_STATE_PROVISIONAL)
    g_string_append (words, _ (" (provisional)"));
  return g_string_free (words, FALSE);
}

static char *
target_words (const Explain *e)
{
  g_autofree char *number = figure (e, &e->r->target);
  g_autofree char *of = NULL;

  if (!e->r->target_is_yardstick)
    return g_strdup_printf (_ ("target %s"), number);
  of = year (e, e->r->target.fy);
  if (kkb_rational_is_set (&e->r->yardstick)
      && kkb_rational_compare_decimal (&e->r->yardstick, kkb_value_decimal (&e->r->target)) != 0)
    /* Translators: the interpolated target of a year, whose decimals do not all stand here; the rate is made of the
     * exact one: the FY2024 yardstick of about 13.3 */
    return g_strdup_printf (_ ("the %s yardstick of about %s"), of, number);
  if (kkb_rational_is_set (&e->r->yardstick))
    /* Translators: the interpolated target of a year: the FY2023 yardstick 3.8 */
    return g_strdup_printf (_ ("the %s yardstick %s"), of, number);
  /* Translators: the typed target of another year, which stands for this one */
  return g_strdup_printf (_ ("the %s target %s"), of, number);
}

static char *
baseline_words (const Explain *e)
{
  g_autofree char *number = figure (e, &e->r->baseline);

  if (e->r->baseline_is_zero)
    return g_strdup (_ ("0 at the plan's start"));
  return g_strdup_printf (_ ("baseline %s"), number);
}

static char *
percent_words (const Explain *e, const KkbRational *rate, guint decimals, KkbRounding rounding)
{
  KkbRules shown = { .decimals = (guint8)decimals, .rounding = (guint8)rounding };
  g_autofree char *text = NULL;
  KkbDecimal percent;

  if (kkb_rational_to_percent (rate, decimals, rounding, &percent))
    text = kkb_decimal_format (percent, e->format);
  else
    text = kkb_result_print_rate (rate, &shown);
  return g_strconcat (text, "%", NULL);
}

static char *
rate_words (const Explain *e, const KkbRational *rate)
{
  return percent_words (e, rate, e->rules->decimals, (KkbRounding)e->rules->rounding);
}

/* ---- why a method was left --------------------------------------------------------------------------------------- */

static char *
why_with_quotient (const Explain *e, KkbWhy why)
{
  g_autofree char *a = figure (e, &e->r->actual), *t = figure (e, &e->r->target), *b = figure (e, &e->r->baseline);
  gboolean down = kkb_less_is_better (e->indicator, e->r->bound);

  if (why == KKB_WHY_TARGET_IS_BASELINE)
    return g_strdup_printf (_ ("(%s − %s) ÷ (%s − %s) is not used, as the target equals the baseline; "), a, b, t, b);
  return g_strdup_printf (down ? _ ("(%s − %s) ÷ (%s − %s) is not used, as the target only slows an increase; ")
                               : _ ("(%s − %s) ÷ (%s − %s) is not used, as the target only slows a decline; "),
                          a, b, t, b);
}

static char *
why_words (const Explain *e, KkbWhy why)
{
  g_autofree char *number = NULL;

  switch (why)
    {
    case KKB_WHY_TARGET_IS_BASELINE:
    case KKB_WHY_TARGET_WORSE:
      return why_with_quotient (e, why);
    case KKB_WHY_MAINTAIN:
      return g_strdup (_ ("progress is not used, as the figure is to be maintained; "));
    case KKB_WHY_NO_BASELINE:
      return g_strdup (_ ("progress is not used, as there is no baseline; "));
    case KKB_WHY_TARGET_NOT_POSITIVE:
      number = figure (e, &e->r->target);
      return g_strdup_printf (_ ("attainment is not used, as the target %s is not above 0; "), number);
    case KKB_WHY_ACTUAL_NEGATIVE:
      number = figure (e, &e->r->actual);
      return g_strdup_printf (_ ("attainment is not used, as the actual %s is below 0; "), number);
    case KKB_WHY_DOWN_ZERO:
      number = figure (e, &e->r->actual);
      return g_strdup_printf (_ ("attainment is not used, as nothing can be divided by the actual %s; "), number);
    case KKB_WHY_RANGE:
      return g_strdup (_ ("no rate is used, as the target is a range; "));
    case KKB_WHY_NONE:
    case KKB_WHY_NO_TARGET:
    case KKB_WHY_NO_ACTUAL:
    case KKB_WHY_WORD_TARGET:
    default:
      return g_strdup ("");
    }
}

static void
append_why (const Explain *e, GString *out)
{
  g_autofree char *own = why_words (e, e->r->why_not_own);

  g_string_append (out, own);
  if (e->r->why_not_other != KKB_WHY_NONE && e->r->why_not_other != e->r->why_not_own)
    {
      g_autofree char *other = why_words (e, e->r->why_not_other);

      g_string_append (out, other);
    }
}

/* ---- the calculation --------------------------------------------------------------------------------------------- */

static void
append_rate (const Explain *e, GString *out)
{
  g_autofree char *a = actual_words (e), *t = target_words (e), *b = NULL;
  g_autofree char *rate = rate_words (e, kkb_result_rate (e->r));

  if (e->r->method == KKB_METHOD_PROGRESS && e->r->baseline_is_zero)
    g_string_append_printf (out, _ ("counted from 0 at the plan's start, %s ÷ %s = %s"), a, t, rate);
  else if (e->r->method == KKB_METHOD_PROGRESS)
    {
      b = baseline_words (e);
      g_string_append_printf (out, _ ("(%s − %s) ÷ (%s − %s) = %s"), a, b, t, b, rate);
    }
  else if (kkb_less_is_better (e->indicator, e->r->bound))
    g_string_append_printf (out, _ ("as less is better, %s ÷ %s = %s"), t, a, rate);
  else
    g_string_append_printf (out, _ ("%s ÷ %s = %s"), a, t, rate);
}

static const char *
compare_pattern (const Explain *e)
{
  gboolean met = e->r->met == KKB_MET_YES;

  if (e->r->target.kind == KKB_VALUE_RANGE)
    return met ? _ ("%s is within %s: met") : _ ("%s is outside %s: not met");
  if (e->r->bound != KKB_BOUND_EXACT)
    return met ? _ ("%s fulfils %s: met") : _ ("%s does not fulfil %s: not met");
  if (e->indicator->direction == KKB_DIRECTION_RANGE)
    return met ? _ ("%s matches %s: met") : _ ("%s does not match %s: not met");
  if (kkb_less_is_better (e->indicator, e->r->bound))
    return met ? _ ("%s is not above %s: met") : _ ("%s is above %s: not met");
  return met ? _ ("%s is not below %s: met") : _ ("%s is below %s: not met");
}

/* Met only thanks to the tolerance: then the tolerance is a number that was used. */
static gboolean
met_by_tolerance (const Explain *e, KkbDecimal *tolerance)
{
  g_auto (KkbFigures) f = { 0 };

  *tolerance = e->indicator->has_tolerance ? e->indicator->tolerance : e->rules->tolerance;
  kkb_figures_init (&f, e->facts, e->indicator, e->r);
  if (e->r->met != KKB_MET_YES || !kkb_rational_is_set (&f.actual) || !kkb_rational_is_set (&f.target)
      || kkb_rational_is_set (&f.high))
    return FALSE;
  if (e->indicator->direction == KKB_DIRECTION_RANGE && e->r->bound == KKB_BOUND_EXACT)
    return kkb_rational_compare (&f.actual, &f.target) != 0;
  if (e->indicator->direction != KKB_DIRECTION_MAINTAIN)
    return FALSE;
  return f.down ? kkb_rational_compare (&f.actual, &f.target) > 0 : kkb_rational_compare (&f.actual, &f.target) < 0;
}

static void
append_compare (const Explain *e, GString *out)
{
  g_autofree char *a = actual_words (e), *t = target_words (e);
  KkbDecimal tolerance;

  if (met_by_tolerance (e, &tolerance))
    {
      g_autofree char *margin = kkb_decimal_format (tolerance, e->format);

      g_string_append_printf (out, _ ("%s is within ±%s of %s: met"), a, margin, t);
      return;
    }
  g_string_append_printf (out, compare_pattern (e), a, t);
}

/* A rate of 100% does not always mean met (80超 with 80), nor a lower one not met (within the tolerance): say so. */
static void
append_met (const Explain *e, GString *out)
{
  KkbRational rest = KKB_RATIONAL_INIT;
  gboolean whole;
  KkbDecimal tolerance;
  g_autofree char *t = NULL, *margin = NULL;

  kkb_rational_set_decimal (&rest, kkb_decimal_from_int (1));
  kkb_rational_sub (&rest, kkb_result_rate (e->r), &rest);
  whole = kkb_rational_sign (&rest) >= 0;
  kkb_rational_clear (&rest);
  if (whole && e->r->met == KKB_MET_NO)
    {
      t = target_words (e);
      g_string_append_printf (out, _ (" (but %s is not met)"), t);
    }
  else if (!whole && met_by_tolerance (e, &tolerance))
    {
      t = target_words (e);
      margin = kkb_decimal_format (tolerance, e->format);
      g_string_append_printf (out, _ (" (within ±%s of %s, so met)"), margin, t);
    }
}

/* ---- the rating -------------------------------------------------------------------------------------------------- */

static gboolean
needs_baseline (const KkbBand *band)
{
  return band->condition >= KKB_BAND_BETTER_BASE && band->condition <= KKB_BAND_WORSE_POINTS;
}

/* Where the printed rate would give another band than the rate that was rated, say which figure was rated: 79.96%
 * prints as 80.0%. */
static void
append_rated_figure (const Explain *e, GString *out)
{
  const KkbRational *rate = kkb_result_rate (e->r);
  KkbRules other = *e->rules;
  g_auto (KkbFigures) f = { 0 };

  if (rate == NULL)
    return;
  kkb_figures_init (&f, e->facts, e->indicator, e->r);
  other.band_from_rounded = !e->rules->band_from_rounded;
  if (kkb_bands_pick (&other, e->r, &f, rate) == e->r->band)
    return;
  if (e->rules->band_from_rounded)
    {
      g_autofree char *rounded = rate_words (e, rate);

      g_string_append_printf (out, _ (" (rated as the rounded %s)"), rounded);
      return;
    }
  other = *e->rules;
  other.band_from_rounded = TRUE;
  other.rounding = KKB_ROUND_TRUNCATE;
  for (other.decimals = (guint8)(e->rules->decimals + 1); other.decimals < 12; other.decimals++)
    if (kkb_bands_pick (&other, e->r, &f, rate) == e->r->band)
      break;
  {
    g_autofree char *exact = percent_words (e, rate, other.decimals, KKB_ROUND_TRUNCATE);

    g_string_append_printf (out, _ (" (rated before rounding, as %s)"), exact);
  }
}

static gboolean
rated_by_met_alone (const Explain *e)
{
  for (guint i = 0; i < e->rules->n_bands; i++)
    if (e->rules->bands[i].condition != KKB_BAND_RATE && e->rules->bands[i].condition != KKB_BAND_OTHERWISE
        && e->rules->bands[i].condition != KKB_BAND_STATE)
      return FALSE;
  return e->r->method == KKB_METHOD_COMPARE;
}

/* The bands have no place for this result: they end above it, or ask for a baseline that there is not. */
static void
append_unrated (const Explain *e, GString *out)
{
  gboolean baseline = FALSE;

  if (e->r->method == KKB_METHOD_NONE || e->rules->n_bands == 0)
    return;
  for (guint i = 0; i < e->rules->n_bands; i++)
    baseline = baseline || needs_baseline (&e->rules->bands[i]);
  g_string_append (out, baseline && e->r->baseline.kind != KKB_VALUE_NUMBER
                            ? _ (" → no rating, as there is no baseline to compare with")
                            : _ (" → no rating, as none of them covers this"));
}

static void
append_band (const Explain *e, GString *out)
{
  const char *label = kkb_result_rating (e->r, e->rules);
  g_autofree char *words = NULL;

  if (e->r->band < 0)
    {
      append_unrated (e, out);
      return;
    }
  if (e->r->method != KKB_METHOD_NONE && needs_baseline (&e->rules->bands[e->r->band]))
    {
      g_autofree char *baseline = baseline_words (e);

      g_string_append_printf (out, _ (", compared with %s"), baseline);
    }
  if (!rated_by_met_alone (e))
    words = kkb_rules_band_words (e->rules, (guint)e->r->band);
  else if (e->r->met == KKB_MET_YES)
    words = g_strdup_printf (_ ("%s (the best rating)"), label);
  else
    words = g_strdup_printf (_ ("%s (the lowest rating)"), label);
  g_string_append_printf (out, e->rules->suggest_only ? _ (" → suggested: %s") : _ (" → %s"), words);
  append_rated_figure (e, out);
}

/* ---- results without an evaluation ------------------------------------------------------------------------------- */

/* Was a dash typed as the latest actual? Then somebody said that there is none. */
static gboolean
latest_is_dash (const Explain *e)
{
  for (guint i = e->indicator->actuals.n; i-- > 0;)
    {
      const KkbValue *v = &e->indicator->actuals.items[i];

      if (e->r->fy == KKB_FINAL || (v->fy != KKB_FY_NONE && v->fy <= e->r->fy))
        return v->kind == KKB_VALUE_NONE;
    }
  return FALSE;
}

static char *
explain_gap (const Explain *e)
{
  const KkbValue *latest = NULL;
  const KkbValueMore *more;
  g_autofree char *t = target_words (e), *a = NULL;

  if (e->r->actual.kind == KKB_VALUE_TEXT)
    {
      a = figure (e, &e->r->actual);
      return g_strdup_printf (_ ("not evaluated, as the actual “%s” is not a number (%s)"), a, t);
    }
  if (e->r->state == KKB_STATE_BLANK && latest_is_dash (e))
    return g_strdup_printf (_ ("not evaluated, as the actual is “―”: there is none (%s)"), t);
  if (e->r->state == KKB_STATE_BLANK)
    return g_strdup_printf (_ ("not evaluated, as no actual is entered yet (%s)"), t);
  for (guint i = e->indicator->actuals.n; i-- > 0 && latest == NULL;)
    if (e->indicator->actuals.items[i].state == e->r->state
        && (e->r->fy == KKB_FINAL || e->indicator->actuals.items[i].fy <= e->r->fy))
      latest = &e->indicator->actuals.items[i];
  more = latest != NULL ? kkb_value_more (e->facts, latest) : NULL;
  if (more != NULL && more->expected[0] != '\0')
    return g_strdup_printf (_ ("not evaluated, as the actual is %s, expected %s (%s)"), kkb_state_word (e->r->state),
                            more->expected, t);
  return g_strdup_printf (_ ("not evaluated, as the actual is %s (%s)"), kkb_state_word (e->r->state), t);
}

static char *
explain_nothing (const Explain *e)
{
  g_autofree char *a = e->r->actual.kind != KKB_VALUE_BLANK ? actual_words (e) : NULL;

  if (e->r->why_not_own == KKB_WHY_NO_ACTUAL)
    return explain_gap (e);
  if (e->r->why_not_own == KKB_WHY_NO_TARGET && a != NULL)
    return g_strdup_printf (_ ("not evaluated, as there is no target (%s)"), a);
  if (e->r->why_not_own == KKB_WHY_NO_TARGET)
    return g_strdup (_ ("not evaluated, as there is neither a target nor an actual"));
  return g_strdup (_ ("not evaluated, as this indicator is left out of the evaluation"));
}

static char *
explain_manual (const Explain *e)
{
  g_autofree char *a = actual_words (e), *t = target_words (e);

  if (e->r->why_not_own == KKB_WHY_WORD_TARGET)
    return g_strdup_printf (_ ("a person judges, as the target is a word (%s, %s)"), t, a);
  return g_strdup_printf (_ ("a person judges this indicator (%s, %s)"), t, a);
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

/* The latest actual is of another year than the one asked for: which, and why. */
static void
append_older_actual (const Explain *e, GString *out)
{
  const KkbValue *own;
  g_autofree char *asked = NULL, *used = NULL, *typed = NULL;
  KkbState state;

  if (e->r->fy == KKB_FINAL || e->r->actual_fy == KKB_FY_NONE || e->r->actual_fy == e->r->fy)
    return;
  own = kkb_value_list_find (&e->indicator->actuals, e->r->fy);
  asked = year (e, e->r->fy);
  used = year (e, e->r->actual_fy);
  if (own != NULL && own->kind != KKB_VALUE_BLANK)
    {
      typed = kkb_value_format (e->facts, own, e->indicator->unit, e->format);
      /* Translators: a year, what stands there instead of a number, the year whose figure is used */
      g_string_append_printf (out, _ ("%s has “%s”, not a number, so the figure of %s is used; "), asked, typed, used);
      return;
    }
  state = own != NULL && kkb_state_is_gap (own->state) ? own->state : KKB_STATE_BLANK;
  /* Translators: a year, the state of its figure (a Japanese word), the year whose figure is used */
  g_string_append_printf (out, _ ("%s is %s, so the figure of %s is used; "), asked, kkb_state_word (state), used);
}

/* With --final the years of actual and target may differ, because statistics lag. */
static void
append_years (const Explain *e, GString *out)
{
  g_autofree char *actual = NULL, *target = NULL;

  if (e->r->fy != KKB_FINAL || e->r->actual_fy == KKB_FY_NONE || e->r->target_fy == KKB_FY_NONE
      || e->r->actual_fy == e->r->target_fy)
    return;
  actual = year (e, e->r->actual_fy);
  target = year (e, e->r->target_fy);
  g_string_append_printf (out, _ (" (actual of %s, target of %s)"), actual, target);
}

char *
kkb_explain (const KkbFacts *facts, const KkbPlan *plan, const KkbIndicator *indicator, const KkbRules *rules,
             const KkbResult *r, const KkbFormat *format)
{
  Explain e = { facts, indicator, rules, r, format };
  GString *out = NULL;

  if (r->method == KKB_METHOD_NONE)
    {
      g_autofree char *nothing = explain_nothing (&e);

      out = g_string_new (nothing);
      if (r->why_not_own == KKB_WHY_NO_ACTUAL && r->fy != KKB_FINAL)
        append_computation (&e, out, r->fy);
      append_band (&e, out);
      return g_string_free (out, FALSE);
    }
  if (r->method == KKB_METHOD_MANUAL)
    return explain_manual (&e);
  out = g_string_new (NULL);
  append_older_actual (&e, out);
  append_why (&e, out);
  if (r->method == KKB_METHOD_COMPARE)
    append_compare (&e, out);
  else
    {
      append_rate (&e, out);
      append_met (&e, out);
    }
  append_band (&e, out);
  append_years (&e, out);
  return g_string_free (out, FALSE);
}
