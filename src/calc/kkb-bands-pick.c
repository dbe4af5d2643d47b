/* kkb-bands-pick.c - which band a result falls into: the first one in the list whose condition holds. */
#include "kkb-figures.h"

static gboolean
reaches (const KkbRational *rate, const KkbBand *band)
{
  KkbDecimal threshold = { band->threshold.coef, (guint8)(band->threshold.scale + 2) };
  int order = kkb_rational_compare_decimal (rate, threshold);

  return band->strict ? order > 0 : order >= 0;
}

/* How much better A is than B, against the margin: THRESHOLD points, or THRESHOLD % of B. */
static gboolean
holds_against_baseline (const KkbBand *band, const KkbFigures *f)
{
  KkbRational gain = KKB_RATIONAL_INIT, margin = KKB_RATIONAL_INIT, negative = KKB_RATIONAL_INIT,
              zero = KKB_RATIONAL_INIT;
  gboolean points = band->condition >= KKB_BAND_BETTER_POINTS && band->condition <= KKB_BAND_WORSE_POINTS;
  gboolean better = band->condition == KKB_BAND_BETTER_BASE || band->condition == KKB_BAND_BETTER_POINTS;
  gboolean within = band->condition == KKB_BAND_WITHIN_BASE || band->condition == KKB_BAND_WITHIN_POINTS;
  int above, below;

  kkb_rational_sub (&gain, f->down ? &f->baseline : &f->actual, f->down ? &f->actual : &f->baseline);
  kkb_rational_set_decimal (&zero, (KkbDecimal){ 0, 0 });
  kkb_rational_set_decimal (
      &margin, points ? band->threshold : (KkbDecimal){ band->threshold.coef, (guint8)(band->threshold.scale + 2) });
  if (!points)
    kkb_rational_mul (&margin, &margin, &f->baseline);
  kkb_rational_sub (&negative, &zero, &margin);
  if (kkb_rational_sign (&margin) < 0)
    {
      KkbRational swap = margin;

      margin = negative;
      negative = swap;
    }
  above = kkb_rational_compare (&gain, &margin);
  below = kkb_rational_compare (&gain, &negative);
  kkb_rational_clear (&gain);
  kkb_rational_clear (&margin);
  kkb_rational_clear (&negative);
  kkb_rational_clear (&zero);
  if (better)
    return above > 0 || (above == 0 && !band->strict && band->threshold.coef != 0);
  return within ? above <= 0 && below >= 0 : below < 0;
}

static gboolean
holds (const KkbBand *band, const KkbResult *r, const KkbFigures *f, const KkbRational *rate,
       const KkbRational *attainment)
{
  switch ((KkbBandCondition)band->condition)
    {
    case KKB_BAND_RATE:
      return rate != NULL && reaches (rate, band);
    case KKB_BAND_OTHERWISE:
      return TRUE;
    case KKB_BAND_MET:
      return r->met == KKB_MET_YES;
    case KKB_BAND_ATTAINMENT:
      return attainment != NULL && reaches (attainment, band);
    case KKB_BAND_BETTER_BASE:
    case KKB_BAND_WITHIN_BASE:
    case KKB_BAND_WORSE_BASE:
    case KKB_BAND_BETTER_POINTS:
    case KKB_BAND_WITHIN_POINTS:
    case KKB_BAND_WORSE_POINTS:
      return kkb_rational_is_set (&f->baseline) && kkb_rational_is_set (&f->actual) && holds_against_baseline (band, f);
    case KKB_BAND_STATE:
    default:
      return FALSE;
    }
}

static int
pick_for_gap (const KkbRules *rules, KkbState state)
{
  for (guint i = 0; i < rules->n_bands; i++)
    if (rules->bands[i].condition == KKB_BAND_STATE
        && (rules->bands[i].state == state || rules->bands[i].state == KKB_N_STATES))
      return (int)i;
  return -1;
}

/* Compare without a condition that could tell more: met takes the best band, not met the worst. */
static int
pick_by_met (const KkbRules *rules, KkbMet met)
{
  int best = -1, worst = -1;

  for (guint i = 0; i < rules->n_bands; i++)
    if (rules->bands[i].condition != KKB_BAND_STATE)
      {
        best = best < 0 ? (int)i : best;
        worst = (int)i;
      }
  return met == KKB_MET_YES ? best : worst;
}

static gboolean
only_rates (const KkbRules *rules)
{
  for (guint i = 0; i < rules->n_bands; i++)
    switch ((KkbBandCondition)rules->bands[i].condition)
      {
      case KKB_BAND_RATE:
      case KKB_BAND_OTHERWISE:
      case KKB_BAND_STATE:
        break;
      default:
        return FALSE;
      }
  return TRUE;
}

void
kkb_bands_rate (const KkbRules *rules, const KkbRational *rate, KkbRational *out)
{
  KkbDecimal percent;

  if (rules->band_from_rounded && kkb_rational_to_percent (rate, rules->decimals, rules->rounding, &percent))
    kkb_rational_set_decimal (out, (KkbDecimal){ percent.coef, (guint8)(percent.scale + 2) });
  else
    kkb_rational_copy (out, rate);
}

int
kkb_bands_pick (const KkbRules *rules, const KkbResult *result, const KkbFigures *f, const KkbRational *rate)
{
  KkbRational held = KKB_RATIONAL_INIT, attainment = KKB_RATIONAL_INIT;
  int band = -1;

  if (result->why_not_own == KKB_WHY_NO_ACTUAL)
    return pick_for_gap (rules, result->state);
  if (result->method == KKB_METHOD_MANUAL || result->method == KKB_METHOD_NONE)
    return -1;
  if (rate == NULL && only_rates (rules))
    return pick_by_met (rules, result->met);
  if (rate != NULL)
    kkb_bands_rate (rules, rate, &held);
  if (kkb_rational_is_set (&result->attainment))
    kkb_bands_rate (rules, &result->attainment, &attainment);
  for (guint i = 0; i < rules->n_bands && band < 0; i++)
    if (holds (&rules->bands[i], result, f, kkb_rational_is_set (&held) ? &held : NULL,
               kkb_rational_is_set (&attainment) ? &attainment : NULL))
      band = (int)i;
  kkb_rational_clear (&held);
  kkb_rational_clear (&attainment);
  return band;
}
