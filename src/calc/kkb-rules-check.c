/* kkb-rules-check.c - ratings that can never be given, and results that get none. Told, never refused: a rule set is
 * changed step by step. */
#include "kkb-lint.h"
#include <glib/gi18n-lib.h>

/* Does every case of LATER fall to EARLIER, which stands before it? Both have the same kind of condition. */
static gboolean
takes_same_kind (const KkbBand *earlier, const KkbBand *later)
{
  int order = kkb_decimal_compare (earlier->threshold, later->threshold);

  switch ((KkbBandCondition)later->condition)
    {
    case KKB_BAND_MET:
    case KKB_BAND_OTHERWISE:
      return TRUE;
    case KKB_BAND_STATE:
      return earlier->state == later->state || earlier->state == KKB_N_STATES;
    case KKB_BAND_WITHIN_BASE:
    case KKB_BAND_WITHIN_POINTS:
      return order >= 0;
    case KKB_BAND_WORSE_BASE:
    case KKB_BAND_WORSE_POINTS:
      return order <= 0;
    case KKB_BAND_RATE:
    case KKB_BAND_ATTAINMENT:
    case KKB_BAND_BETTER_BASE:
    case KKB_BAND_BETTER_POINTS:
    default:
      return order < 0 || (order == 0 && (!earlier->strict || later->strict));
    }
}

int
kkb_rules_taken_by (const KkbRules *rules, guint index)
{
  const KkbBand *later = &rules->bands[index];

  for (guint i = 0; i < index; i++)
    {
      const KkbBand *earlier = &rules->bands[i];

      if (earlier->condition == later->condition
              ? takes_same_kind (earlier, later)
              : earlier->condition == KKB_BAND_OTHERWISE && later->condition != KKB_BAND_STATE)
        return (int)i;
    }
  return -1;
}

/* Where only met or not met is compared, a rate never comes about: then of ratings by rate only the first and the last
 * are given. */
static gboolean
needs_rate (const KkbRules *rules, guint index)
{
  const KkbBand *band = &rules->bands[index];
  gboolean only_rates = TRUE, first = TRUE, last = TRUE;

  if (rules->method != KKB_METHOD_COMPARE || band->condition == KKB_BAND_STATE)
    return FALSE;
  for (guint i = 0; i < rules->n_bands; i++)
    {
      KkbBandCondition condition = (KkbBandCondition)rules->bands[i].condition;

      if (condition == KKB_BAND_STATE)
        continue;
      only_rates = only_rates && (condition == KKB_BAND_RATE || condition == KKB_BAND_OTHERWISE);
      first = first && i >= index;
      last = last && i <= index;
    }
  return only_rates ? !first && !last : band->condition == KKB_BAND_RATE;
}

static const KkbBand *
find_condition (const KkbRules *rules, KkbBandCondition condition)
{
  for (guint i = 0; i < rules->n_bands; i++)
    if (rules->bands[i].condition == condition)
      return &rules->bands[i];
  return NULL;
}

/* Better than the baseline, about as good, and worse: with one margin these three are all there is. */
static gboolean
covers_baseline (const KkbRules *rules, KkbBandCondition first)
{
  const KkbBand *better = find_condition (rules, first), *within = find_condition (rules, first + 1),
                *worse = find_condition (rules, first + 2);

  return better != NULL && within != NULL && worse != NULL
         && kkb_decimal_compare (better->threshold, within->threshold) <= 0
         && kkb_decimal_compare (worse->threshold, within->threshold) <= 0;
}

/* Is there a rating for whatever is left? */
static gboolean
covers_all (const KkbRules *rules)
{
  gboolean any = FALSE;

  for (guint i = 0; i < rules->n_bands; i++)
    any = any || rules->bands[i].condition != KKB_BAND_STATE;
  return !any || find_condition (rules, KKB_BAND_OTHERWISE) != NULL || covers_baseline (rules, KKB_BAND_BETTER_BASE)
         || covers_baseline (rules, KKB_BAND_BETTER_POINTS);
}

GPtrArray *
kkb_rules_check (const KkbRules *rules)
{
  GPtrArray *issues = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rules->n_bands; i++)
    {
      int taken_by = kkb_rules_taken_by (rules, i);

      if (taken_by >= 0)
        g_ptr_array_add (issues,
                         g_strdup_printf (_ ("The rating “%s” can never be given, as “%s” before it takes all its "
                                             "cases."),
                                          rules->bands[i].label, rules->bands[taken_by].label));
      else if (needs_rate (rules, i))
        g_ptr_array_add (issues,
                         g_strdup_printf (_ ("The rating “%s” can never be given, as there are no rates where only "
                                             "met or not met is compared."),
                                          rules->bands[i].label));
    }
  if (rules->n_bands > 0 && !covers_all (rules))
    g_ptr_array_add (issues, g_strdup (_ ("What fits none of the ratings gets none: a last rating without a condition "
                                          "would take it.")));
  return issues;
}
