/* kkb-convert-command.c - a conversion that was shown becomes one command. */
#include "kkb-convert-command.h"
#include "kkb-draft.h"
#include "kkb-error.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

/* VALUE of CONVERSION as one of the draft. */
static KkbValue
adopt (KkbDraft *draft, const KkbConversion *conversion, const KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (conversion->own, value);
  KkbValue copy = *value;
  KkbValueMore *to;

  copy.more = 0;
  if (more == NULL)
    return copy;
  to = kkb_facts_value_more (kkb_draft_own (draft), &copy);
  *to = *more;
  to->text = kkb_draft_string (draft, more->text);
  to->unit = kkb_draft_string (draft, more->unit);
  to->as_of = kkb_draft_string (draft, more->as_of);
  to->note = kkb_draft_string (draft, more->note);
  to->expected = kkb_draft_string (draft, more->expected);
  to->revised_on = kkb_draft_string (draft, more->revised_on);
  to->reason = kkb_draft_string (draft, more->reason);
  return copy;
}

static void
set_units (KkbDraft *draft, const KkbConversion *conversion)
{
  KkbIndicatorMore *more = kkb_draft_indicator_more (draft, conversion->indicator);
  KkbUnitChange *units
      = kkb_facts_bytes (kkb_draft_own (draft), NULL, (conversion->n_units + 1) * sizeof (KkbUnitChange));

  for (guint i = 0; i < conversion->n_units; i++)
    units[i] = (KkbUnitChange){ conversion->units[i].fy, kkb_draft_string (draft, conversion->units[i].unit) };
  more->units = units;
}

static void
set_indicator (KkbDraft *draft, const KkbConversion *conversion)
{
  KkbIndicator *indicator = kkb_draft_indicator (draft, conversion->indicator);

  if (conversion->sets_series)
    indicator->series = (guint8)conversion->series;
  if (conversion->sets_unit)
    indicator->unit = kkb_draft_string (draft, conversion->unit);
  if (conversion->sets_tolerance)
    indicator->tolerance = conversion->tolerance;
  if (conversion->sets_units)
    set_units (draft, conversion);
}

/* Does V, of the document, take its unit from the indicator, and is that another one now? */
static gboolean
loses_unit (KkbDraft *draft, const KkbIndicator *old, const KkbIndicator *now, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (kkb_draft_facts (draft), v);

  return (v->kind == KKB_VALUE_NUMBER || v->kind == KKB_VALUE_RANGE) && (more == NULL || *more->unit == '\0')
         && !kkb_text_same (kkb_indicator_unit (old, v->fy), kkb_indicator_unit (now, v->fy));
}

/* A copy of V that names its unit. */
static KkbValue
with_unit (KkbDraft *draft, const KkbIndicator *old, const KkbValue *v)
{
  KkbValue copy = kkb_draft_copy_value (draft, v);

  kkb_facts_value_more (kkb_draft_own (draft), &copy)->unit = kkb_indicator_unit (old, v->fy);
  return copy;
}

/* Figures beside the converted ones stay as they were printed, and say from now on what they count: baselines of rows,
 * breakdowns and comparisons without a unit of their own. */
static void
name_units (KkbDraft *draft, const KkbIndicator *old)
{
  const KkbFacts *facts = kkb_draft_facts (draft);
  const KkbIndicator *now = kkb_draft_indicator (draft, old->id);
  g_autoptr (GPtrArray) side = kkb_indicator_side_series (facts, old);

  for (guint i = 0; i < old->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (old->placements, i);

      gboolean repeats = kkb_text_same (p->own->unit, old->unit);

      if (*p->own->unit != '\0' && !repeats)
        continue; /* a word of its own for what is counted */
      if (repeats && *p->own->unit != '\0' && !kkb_text_same (old->unit, now->unit))
        kkb_draft_placement_own (draft, p->id)->unit = "";
      if (p->has_baseline && loses_unit (draft, old, now, &p->own->baseline))
        kkb_draft_placement_own (draft, p->id)->baseline = with_unit (draft, old, &p->own->baseline);
    }
  for (guint i = 0; i < side->len; i++)
    {
      const KkbSideSeries *series = g_ptr_array_index (side, i);

      for (guint k = 0; *series->unit == '\0' && k < series->values.n; k++)
        if (loses_unit (draft, old, now, &series->values.items[k]))
          {
            KkbValue value = with_unit (draft, old, &series->values.items[k]);

            kkb_draft_set_side_value (draft, series->id, value.fy, &value);
          }
    }
}

KkbCommand *
kkb_command_convert (KkbDocument *doc, const KkbConversion *conversion, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  const KkbIndicator *indicator = kkb_facts_indicator (kkb_draft_facts (draft), conversion->indicator);
  g_autofree char *label = NULL;

  if (indicator == NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("This indicator is not in the document any more"));
      return NULL;
    }
  if (!conversion->possible)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, g_ptr_array_index (conversion->problems, 0));
      return NULL;
    }
  label = g_strdup_printf (conversion->sets_series ? _ ("Conversion to another kind of series (%s)")
                                                   : _ ("Conversion to another unit (%s)"),
                           indicator->name);
  set_indicator (draft, conversion);
  if (!conversion->keeps_figures)
    name_units (draft, indicator);
  for (guint i = 0; i < conversion->items->len; i++)
    {
      const KkbConversionItem *item = g_ptr_array_index (conversion->items, i);
      KkbValue value = adopt (draft, conversion, &item->new);

      kkb_draft_set_value (draft, item->plan, conversion->indicator, item->field, item->fy,
                           item->reason == NULL ? &value : NULL);
    }
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}
