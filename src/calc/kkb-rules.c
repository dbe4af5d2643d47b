/* kkb-rules.c - rule sets as data: their words on the command line and in the file, and when two are equal. */
#include "kkb-rules.h"
#include "kkb-text.h"
#include <string.h>

static const char *const method_words[] = { "default", "attainment", "progress", "compare", "manual", "none" };
static const char *const yardstick_words[] = { "linear", "step", "none" };
static const char *const rounding_words[] = { "half-up", "truncate" };

static gboolean
from_word (const char *text, const char *const *words, guint n, guint *out)
{
  g_autofree char *key = kkb_text_key (text);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *word = kkb_text_key (words[i]);

      if (strcmp (key, word) == 0)
        {
          *out = i;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
bands_equal (const KkbBand *a, const KkbBand *b)
{
  return strcmp (a->label, b->label) == 0 && a->condition == b->condition && a->strict == b->strict
         && (a->condition != KKB_BAND_STATE || a->state == b->state)
         && kkb_decimal_compare (a->threshold, b->threshold) == 0;
}

const char *
kkb_method_word (KkbMethod m)
{
  return (guint)m < G_N_ELEMENTS (method_words) ? method_words[m] : "none";
}

gboolean
kkb_method_from_word (const char *text, KkbMethod *m)
{
  guint index;

  if (!from_word (text, method_words, G_N_ELEMENTS (method_words), &index))
    return FALSE;
  *m = (KkbMethod)index;
  return TRUE;
}

const char *
kkb_yardstick_word (KkbYardstick y)
{
  return (guint)y < G_N_ELEMENTS (yardstick_words) ? yardstick_words[y] : "none";
}

gboolean
kkb_yardstick_from_word (const char *text, KkbYardstick *y)
{
  guint index;

  if (!from_word (text, yardstick_words, G_N_ELEMENTS (yardstick_words), &index))
    return FALSE;
  *y = (KkbYardstick)index;
  return TRUE;
}

const char *
kkb_rounding_word (KkbRounding r)
{
  return (guint)r < G_N_ELEMENTS (rounding_words) ? rounding_words[r] : "half-up";
}

gboolean
kkb_rounding_from_word (const char *text, KkbRounding *r)
{
  guint index;

  if (!from_word (text, rounding_words, G_N_ELEMENTS (rounding_words), &index))
    return FALSE;
  *r = (KkbRounding)index;
  return TRUE;
}

/* Equal in what they do and what they are called; where a preset was seen does not matter. */
gboolean
kkb_rules_equal (const KkbRules *a, const KkbRules *b)
{
  if (g_strcmp0 (a->name, b->name) != 0 || a->method != b->method || a->yardstick != b->yardstick
      || a->rounding != b->rounding || a->decimals != b->decimals || a->band_from_rounded != b->band_from_rounded
      || a->exact_year != b->exact_year || a->suggest_only != b->suggest_only || a->percent_mode != b->percent_mode
      || a->has_tolerance != b->has_tolerance || a->weighted != b->weighted || a->n_bands != b->n_bands)
    return FALSE;
  if (a->has_tolerance && kkb_decimal_compare (a->tolerance, b->tolerance) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_bands; i++)
    if (!bands_equal (&a->bands[i], &b->bands[i]))
      return FALSE;
  return TRUE;
}
