/* kkb-bands.c - bands as text: 'A=100,B=80,C=50,D='. */
#include "kkb-rules.h"
#include "kkb-error.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *word; /* as in the text; the longest first where one begins another */
  KkbBandCondition condition;
  gboolean may_be_strict;
} conditions[] = {
  { "attainment:", KKB_BAND_ATTAINMENT, TRUE }, { "base+", KKB_BAND_BETTER_BASE, TRUE },
  { "base~", KKB_BAND_WITHIN_BASE, FALSE },     { "base-", KKB_BAND_WORSE_BASE, FALSE },
  { "pt+", KKB_BAND_BETTER_POINTS, TRUE },      { "pt~", KKB_BAND_WITHIN_POINTS, FALSE },
  { "pt-", KKB_BAND_WORSE_POINTS, FALSE },      { "", KKB_BAND_RATE, TRUE },
};

/* The next part up to an unescaped SEPARATOR (or the end), with escapes undone. *P moves behind the separator. */
static char *
take_part (const char **p, char separator, gboolean *found)
{
  GString *part = g_string_new (NULL);

  *found = FALSE;
  for (; **p != '\0'; (*p)++)
    {
      if (**p == separator)
        {
          (*p)++;
          *found = TRUE;
          break;
        }
      if (**p == '\\' && (*p)[1] != '\0')
        (*p)++;
      g_string_append_c (part, **p);
    }
  return g_string_free (part, FALSE);
}

static gboolean
parse_threshold (const char *text, gboolean may_be_strict, KkbBand *band)
{
  g_autofree char *number = NULL;

  if (may_be_strict && *text == '>')
    {
      text++;
      band->strict = *text != '=';
      text += *text == '=';
    }
  number = g_strdup (text);
  g_strstrip (number);
  if (g_str_has_suffix (number, "%"))
    number[strlen (number) - 1] = '\0';
  return kkb_decimal_parse (number, &band->threshold) && band->threshold.scale <= 6;
}

/* CONDITION: what stands behind the equals sign. */
static gboolean
parse_condition (const char *text, KkbBand *band)
{
  g_autofree char *narrow = kkb_text_narrow (text), *condition = kkb_text_strip (narrow);
  KkbState state;

  if (*condition == '\0')
    band->condition = KKB_BAND_OTHERWISE;
  else if (strcmp (condition, "met") == 0)
    band->condition = KKB_BAND_MET;
  else if (strcmp (condition, "gap") == 0)
    {
      band->condition = KKB_BAND_STATE;
      band->state = KKB_N_STATES;
    }
  else if (g_str_has_prefix (condition, "state:"))
    {
      if (!kkb_state_from_word (condition + strlen ("state:"), &state) || !kkb_state_is_gap (state))
        return FALSE;
      band->condition = KKB_BAND_STATE;
      band->state = state;
    }
  else
    for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
      if (g_str_has_prefix (condition, conditions[i].word))
        {
          band->condition = conditions[i].condition;
          return parse_threshold (condition + strlen (conditions[i].word), conditions[i].may_be_strict, band);
        }
  return TRUE;
}

static void
append_escaped (GString *out, const char *label)
{
  for (const char *p = label; *p != '\0'; p++)
    {
      if (*p == ',' || *p == '=' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

static void
append_condition (GString *out, const KkbBand *band)
{
  char number[24];

  if (band->condition == KKB_BAND_OTHERWISE)
    return;
  if (band->condition == KKB_BAND_MET)
    {
      g_string_append (out, "met");
      return;
    }
  if (band->condition == KKB_BAND_STATE)
    {
      if (band->state == KKB_N_STATES)
        g_string_append (out, "gap");
      else
        g_string_append_printf (out, "state:%s", kkb_state_word (band->state));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    if ((KkbBandCondition)band->condition == conditions[i].condition)
      g_string_append (out, conditions[i].word);
  g_string_append_printf (out, "%s%s", band->strict ? ">" : "", kkb_decimal_print (band->threshold, number));
}

static gboolean
parse_band (const char *part, KkbFacts *facts, KkbBand *band, GError **error)
{
  const char *p = part;
  gboolean has_condition;
  g_autofree char *raw = take_part (&p, '=', &has_condition);
  g_autofree char *label = kkb_text_strip (raw);

  *band = (KkbBand){ 0 };
  if (!has_condition || *label == '\0' || !parse_condition (p, band))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_USAGE,
                   _ ("The band “%s” cannot be read, so nothing was evaluated. Write bands as “A=100,B=80,C=50,D=”."),
                   part);
      return FALSE;
    }
  band->label = facts != NULL ? kkb_facts_string (facts, label) : g_intern_string (label);
  return TRUE;
}

/* The parts between unescaped commas, escapes kept. */
static GPtrArray *
split_bands (const char *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *start = text, *p = text;

  for (; *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
    else if (*p == ',')
      {
        g_ptr_array_add (parts, g_strndup (start, (gsize)(p - start)));
        start = p + 1;
      }
  if (p > start)
    g_ptr_array_add (parts, g_strdup (start));
  return parts;
}

gboolean
kkb_rules_parse_bands (KkbRules *rules, const char *text, KkbFacts *facts, GError **error)
{
  g_autoptr (GPtrArray) parts = split_bands (text);
  KkbBand bands[G_N_ELEMENTS (rules->bands)] = { 0 };

  if (parts->len > G_N_ELEMENTS (bands))
    {
      g_set_error (
          error, KKB_ERROR, KKB_ERROR_USAGE,
          _ ("“%s” has %u bands, more than the %u a rule set can hold, so nothing was evaluated. Leave some out."),
          text, parts->len, (guint)G_N_ELEMENTS (bands));
      return FALSE;
    }
  for (guint i = 0; i < parts->len; i++)
    if (!parse_band (g_ptr_array_index (parts, i), facts, &bands[i], error))
      return FALSE;
  memcpy (rules->bands, bands, sizeof bands);
  rules->n_bands = (guint8)parts->len;
  return TRUE;
}

char *
kkb_rules_format_bands (const KkbRules *rules)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rules->n_bands; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_escaped (out, rules->bands[i].label);
      g_string_append_c (out, '=');
      append_condition (out, &rules->bands[i]);
    }
  return g_string_free (out, FALSE);
}
