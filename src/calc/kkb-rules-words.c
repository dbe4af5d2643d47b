/* kkb-rules-words.c - a rule set in the words of a legend. */
#include "kkb-rules.h"
#include <glib/gi18n-lib.h>

#define PERCENT_BUFFER 26

static char *
percent (KkbDecimal threshold, char *buffer)
{
  char number[24];

  g_snprintf (buffer, PERCENT_BUFFER, "%s%%", kkb_decimal_print (threshold, number));
  return buffer;
}

/* The upper edge of a band: the lowest threshold of the rate bands before it; NULL where there is none. */
static const KkbBand *
upper_edge (const KkbRules *rules, guint band)
{
  const KkbBand *edge = NULL;

  for (guint i = 0; i < band; i++)
    if (rules->bands[i].condition == KKB_BAND_RATE
        && (edge == NULL || kkb_decimal_compare (rules->bands[i].threshold, edge->threshold) < 0))
      edge = &rules->bands[i];
  return edge;
}

static gboolean
only_rates_before (const KkbRules *rules, guint band)
{
  for (guint i = 0; i < band; i++)
    if (rules->bands[i].condition != KKB_BAND_RATE && rules->bands[i].condition != KKB_BAND_STATE)
      return FALSE;
  return TRUE;
}

static char *
rate_words (const KkbBand *band, const KkbBand *above)
{
  char low[PERCENT_BUFFER], high[PERCENT_BUFFER];

  percent (band->threshold, low);
  if (above == NULL || kkb_decimal_compare (above->threshold, band->threshold) <= 0)
    return g_strdup_printf (band->strict ? _ ("over %s") : _ ("%s or more"), low);
  percent (above->threshold, high);
  if (band->strict)
    return g_strdup_printf (above->strict ? _ ("over %s, up to %s") : _ ("over %s, under %s"), low, high);
  return g_strdup_printf (above->strict ? _ ("%s or more, up to %s") : _ ("%s or more, under %s"), low, high);
}

static char *
otherwise_words (const KkbRules *rules, guint index)
{
  const KkbBand *above = upper_edge (rules, index);
  char high[PERCENT_BUFFER];

  if (above == NULL || !only_rates_before (rules, index))
    return g_strdup (index == 0 ? _ ("all") : _ ("otherwise"));
  return g_strdup_printf (above->strict ? _ ("%s or less") : _ ("under %s"), percent (above->threshold, high));
}

static char *
baseline_words (const KkbBand *band)
{
  char number[24], with_unit[PERCENT_BUFFER];
  const char *margin = percent (band->threshold, with_unit);
  gboolean any = band->threshold.coef == 0;

  kkb_decimal_print (band->threshold, number);
  switch ((KkbBandCondition)band->condition)
    {
    case KKB_BAND_BETTER_BASE:
      if (any)
        return g_strdup (_ ("better than the baseline"));
      return g_strdup_printf (band->strict ? _ ("more than %s better than the baseline")
                                           : _ ("%s or more better than the baseline"),
                              margin);
    case KKB_BAND_WITHIN_BASE:
      return any ? g_strdup (_ ("the same as the baseline"))
                 : g_strdup_printf (_ ("within ±%s of the baseline"), margin);
    case KKB_BAND_WORSE_BASE:
      return any ? g_strdup (_ ("worse than the baseline"))
                 : g_strdup_printf (_ ("more than %s worse than the baseline"), margin);
    case KKB_BAND_BETTER_POINTS:
      if (any)
        return g_strdup (_ ("better than the baseline"));
      return g_strdup_printf (band->strict ? _ ("more than %s points better than the baseline")
                                           : _ ("%s points or more better than the baseline"),
                              number);
    case KKB_BAND_WITHIN_POINTS:
      return any ? g_strdup (_ ("the same as the baseline"))
                 : g_strdup_printf (_ ("within ±%s points of the baseline"), number);
    case KKB_BAND_WORSE_POINTS:
    default:
      return any ? g_strdup (_ ("worse than the baseline"))
                 : g_strdup_printf (_ ("more than %s points worse than the baseline"), number);
    }
}

static char *
condition_words (const KkbRules *rules, guint index)
{
  const KkbBand *band = &rules->bands[index];
  char low[PERCENT_BUFFER];

  switch ((KkbBandCondition)band->condition)
    {
    case KKB_BAND_RATE:
      return rate_words (band, upper_edge (rules, index));
    case KKB_BAND_OTHERWISE:
      return otherwise_words (rules, index);
    case KKB_BAND_MET:
      return g_strdup (_ ("target met"));
    case KKB_BAND_ATTAINMENT:
      return g_strdup_printf (band->strict ? _ ("attainment over %s") : _ ("attainment %s or more"),
                              percent (band->threshold, low));
    case KKB_BAND_STATE:
      return g_strdup (band->state == KKB_N_STATES ? _ ("no figure") : kkb_state_word (band->state));
    case KKB_BAND_BETTER_BASE:
    case KKB_BAND_WITHIN_BASE:
    case KKB_BAND_WORSE_BASE:
    case KKB_BAND_BETTER_POINTS:
    case KKB_BAND_WITHIN_POINTS:
    case KKB_BAND_WORSE_POINTS:
    default:
      return baseline_words (band);
    }
}

static const char *
method_sentence (KkbMethod method)
{
  switch (method)
    {
    case KKB_METHOD_ATTAINMENT:
      return _ ("Method: attainment (actual ÷ target); where it cannot be used progress, and where neither can, met or "
                "not met.");
    case KKB_METHOD_COMPARE:
      return _ ("Method: met or not met.");
    case KKB_METHOD_MANUAL:
      return _ ("Method: a person judges.");
    case KKB_METHOD_NONE:
      return _ ("Method: not evaluated.");
    case KKB_METHOD_DEFAULT:
    case KKB_METHOD_PROGRESS:
    default:
      return _ ("Method: progress ((actual − baseline) ÷ (target − baseline)); where it cannot be used attainment "
                "(actual ÷ target), and "
                "where neither can, met or not met.");
    }
}

static const char *
yardstick_sentence (KkbYardstick yardstick)
{
  switch (yardstick)
    {
    case KKB_YARDSTICK_STEP:
      return _ ("A year without a target of its own is held against the next target.");
    case KKB_YARDSTICK_NONE:
      return _ ("A year without a target of its own is not evaluated.");
    case KKB_YARDSTICK_LINEAR:
    default:
      return _ (
          "A year without a target of its own is held against the straight line from the baseline to the next target.");
    }
}

static char *
rounding_sentence (const KkbRules *rules)
{
  g_autofree char *places = NULL;
  const char *how;

  if (rules->decimals == 0)
    places = g_strdup (_ ("whole percents"));
  else
    places = g_strdup_printf (_ ("%u decimals"), rules->decimals);
  if (rules->rounding == KKB_ROUND_TRUNCATE)
    how = rules->band_from_rounded ? _ ("Rates are cut off to %s, and rated so.")
                                   : _ ("Rates are cut off to %s, but rated before that.");
  else
    how = rules->band_from_rounded ? _ ("Rates are rounded half up to %s, and rated so.")
                                   : _ ("Rates are rounded half up to %s, but rated before that.");
  return g_strdup_printf (how, places);
}

static char *
bands_sentence (const KkbRules *rules)
{
  GString *all = g_string_new (NULL);
  g_autofree char *list = NULL;

  for (guint i = 0; i < rules->n_bands; i++)
    {
      g_autofree char *words = kkb_rules_band_words (rules, i);

      /* Translators: between two items of a list */
      g_string_append_printf (all, "%s%s", i > 0 ? _ (", ") : "", words);
    }
  list = g_string_free (all, FALSE);
  return g_strdup_printf (_ ("Ratings: %s."), list);
}

char *
kkb_rules_band_words (const KkbRules *rules, guint band)
{
  g_autofree char *words = NULL;

  g_return_val_if_fail (band < rules->n_bands, g_strdup (""));
  words = condition_words (rules, band);
  /* Translators: a rating and when it is given: A (100% or more) */
  return g_strdup_printf (_ ("%s (%s)"), rules->bands[band].label, words);
}

const char *
kkb_rules_band_mark (const KkbRules *rules, guint band)
{
  static const char *const marks[][5] = {
    { "◎" }, { "◎", "×" }, { "◎", "△", "×" }, { "◎", "○", "△", "×" }, { "◎", "○", "□", "△", "×" },
  };
  guint n = 0, place = 0;

  g_return_val_if_fail (band < rules->n_bands, "");
  if (rules->bands[band].condition == KKB_BAND_STATE)
    return "－";
  for (guint i = 0; i < rules->n_bands; i++)
    if (rules->bands[i].condition != KKB_BAND_STATE)
      {
        place += i < band;
        n++;
      }
  if (n <= G_N_ELEMENTS (marks))
    return marks[n - 1][place];
  return marks[4][place * 4 / (n - 1)];
}

GStrv
kkb_rules_in_words (const KkbRules *rules)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autofree char *rounding = rounding_sentence (rules);
  char number[24];

  g_strv_builder_add (lines, method_sentence (rules->method));
  g_strv_builder_add (lines, yardstick_sentence (rules->yardstick));
  g_strv_builder_add (lines, rules->exact_year ? _ ("Only an actual of the very year counts.")
                                               : _ ("The latest actual counts; its year is shown where it differs."));
  g_strv_builder_add (lines, rounding);
  if (rules->has_tolerance)
    {
      g_autofree char *tolerance = g_strdup_printf (_ ("What is to be maintained is met within ±%s of the target."),
                                                    kkb_decimal_print (rules->tolerance, number));

      g_strv_builder_add (lines, tolerance);
    }
  if (rules->n_bands > 0)
    {
      g_autofree char *bands = bands_sentence (rules);

      g_strv_builder_add (lines, bands);
    }
  if (rules->suggest_only)
    g_strv_builder_add (lines, _ ("The rating is a suggestion; a person decides."));
  if (rules->weighted)
    g_strv_builder_add (lines, _ ("Mean rates are weighted by the indicators' weights."));
  if (rules->percent_mode == KKB_PERCENT_LARGEST_CELL)
    g_strv_builder_add (lines, _ ("Percentages are made to add up to 100.0% by adjusting the largest one."));
  else if (rules->percent_mode == KKB_PERCENT_LARGEST_REMAINDER)
    g_strv_builder_add (lines, _ ("Percentages are made to add up to 100.0% by the largest remainders."));
  return g_strv_builder_end (lines);
}
