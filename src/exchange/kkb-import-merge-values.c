/* kkb-import-merge-values.c - baselines, targets, actuals and references of an import into the document. */
#include "kkb-import-merge.h"
#include "kkb-text.h"
#include <string.h>

/* VALUE of FROM as a value of the scratch facts. */
static KkbValue
copy_value (KkbMerge *merge, const KkbFacts *from, const KkbValue *value)
{
  KkbValue copy = *value;
  const KkbValueMore *more = kkb_value_more (from, value);

  copy.more = 0;
  if (more != NULL)
    {
      KkbValueMore *own = kkb_facts_value_more (merge->scratch, &copy);

      *own = *more;
    }
  return copy;
}

/* A figure that names no unit is in the indicator's unit of its year, and says so where that is not the indicator's own
 * (as one that is typed, kkb_typed_to_value()); one that names it need not. UNIT: of its year, OWN: the indicator's. */
static void
settle_unit (KkbMerge *merge, const char *unit, const char *own, KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (merge->scratch, value);
  const char *named = more != NULL ? more->unit : "";
  gboolean changed = !kkb_text_same (unit, own);

  if (value->kind != KKB_VALUE_NUMBER && value->kind != KKB_VALUE_RANGE)
    return;
  if (*named == '\0' && changed)
    kkb_facts_value_more (merge->scratch, value)->unit = kkb_facts_string (merge->scratch, unit);
  else if (*named != '\0' && !changed && kkb_text_same (named, own))
    kkb_facts_value_more (merge->scratch, value)->unit = "";
}

/* VALUE in scratch, of IN as it will be in the document. */
static void
settle_indicator_unit (KkbMerge *merge, const KkbIndicator *in, KkbValue *value)
{
  const KkbIndicator *met = kkb_merge_met (merge, in->id);
  KkbIndicator now = *in;

  if (met != NULL && *in->unit == '\0')
    now.unit = met->unit;
  if (met != NULL && in->more->units->fy == 0)
    now.more = met->more;
  settle_unit (merge, kkb_indicator_unit (&now, value->fy), now.unit, value);
}

KkbValue
kkb_merge_copy_value (KkbMerge *merge, const KkbIndicator *in, const KkbValue *value)
{
  KkbValue copy = copy_value (merge, merge->in, value);

  settle_indicator_unit (merge, in, &copy);
  return copy;
}

/* A blank cell erases nothing: extras the import leaves out stay as they are. */
static KkbValue
merge_value (KkbMerge *merge, const KkbValue *old, const KkbFacts *old_facts, const KkbValue *new)
{
  KkbValue merged = copy_value (merge, merge->in, new);
  const KkbValueMore *before = kkb_value_more (old_facts, old);
  gboolean same_number = old->kind == new->kind && old->coef == new->coef && old->scale == new->scale;
  KkbValueMore *more;

  if (merged.fy == KKB_FY_NONE)
    merged.fy = old->fy;
  if (before == NULL)
    return merged;
  more = kkb_facts_value_more (merge->scratch, &merged);
  more->as_of = *more->as_of != '\0' ? more->as_of : before->as_of;
  more->note = *more->note != '\0' ? more->note : before->note;
  if (merged.state == KKB_STATE_PENDING && *more->expected == '\0')
    more->expected = before->expected;
  if (more->revision == 0 && *more->revised_on == '\0' && *more->reason == '\0')
    { /* a workbook without revisions corrects the one in force */
      more->revision = before->revision;
      more->revised_on = before->revised_on;
      more->reason = before->reason;
    }
  if (same_number && *more->unit == '\0')
    more->unit = before->unit;
  if (same_number && !more->has_parts && before->has_parts)
    {
      more->has_parts = TRUE;
      more->numerator = before->numerator;
      more->denominator = before->denominator;
    }
  return merged;
}

/* Is there nothing in it? An absent value would delete the one that is there. */
static gboolean
says_nothing (const KkbValue *value)
{
  return value->kind == KKB_VALUE_BLANK && value->state == KKB_STATE_BLANK;
}

typedef enum
{
  TO_BASELINE,
  TO_TARGET,
  TO_ACTUAL,
  TO_REFERENCE
} Target;

static gboolean
put (KkbMerge *merge, Target target, KkbId plan, KkbId indicator, const KkbValue *value, GError **error)
{
  if (target == TO_BASELINE)
    return kkb_store_put_baseline (merge->store, merge->scratch, plan, indicator, value, error);
  if (target == TO_TARGET)
    return kkb_store_put_target (merge->store, merge->scratch, plan, indicator, value, error);
  return kkb_store_put_actual (merge->store, merge->scratch, indicator, target == TO_REFERENCE, value, error);
}

/* OLD: the document's value (of OLD_FACTS), or NULL. */
static gboolean
put_merged (KkbMerge *merge, Target target, KkbId plan, const KkbIndicator *in, const KkbFacts *old_facts,
            const KkbValue *old, const KkbValue *new, GError **error)
{
  gboolean was = old != NULL && !says_nothing (old);
  KkbValue merged;
  gboolean changed;

  if (says_nothing (new))
    return TRUE;
  merged = was ? merge_value (merge, old, old_facts, new) : copy_value (merge, merge->in, new);
  settle_indicator_unit (merge, in, &merged);
  changed = !was || !kkb_value_equal (old_facts, old, merge->scratch, &merged);
  kkb_merge_count (merge, KKB_IMPORTED_VALUES, was, changed);
  return !changed || put (merge, target, plan, kkb_merge_id (merge, in->id), &merged, error);
}

static gboolean
put_list (KkbMerge *merge, Target target, KkbId plan, const KkbIndicator *in, const KkbValueList *old,
          const KkbValueList *new, GError **error)
{
  for (guint i = 0; i < new->n; i++)
    {
      const KkbValue *value = &new->items[i];

      if (!put_merged (merge, target, plan, in, merge->doc, old != NULL ? kkb_value_list_find (old, value->fy) : NULL,
                       value, error))
        return FALSE;
    }
  return TRUE;
}

/* What is computed holds no figures of its own: those of the workbook would be seen nowhere. */
static gboolean
put_actuals (KkbMerge *merge, KkbId id, const KkbIndicator *met, const KkbIndicator *in, GError **error)
{
  static const KkbValueList none;

  if (!kkb_indicator_is_computed (in) && (met == NULL || !kkb_indicator_is_computed (met)))
    return put_list (merge, TO_ACTUAL, 0, in, met != NULL ? &met->actuals : &none, &in->actuals, error);
  for (guint i = 0; i < in->actuals.n; i++)
    merge->result->left_out += !says_nothing (&in->actuals.items[i]);
  for (guint i = 0; met != NULL && !kkb_indicator_is_computed (met) && i < met->actuals.n; i++)
    { /* else they would stand there one day when the formula goes */
      if (!kkb_store_delete_actual (merge->store, id, FALSE, met->actuals.items[i].fy, error))
        return FALSE;
      merge->result->cleared++;
    }
  return TRUE;
}

/* Revisions that are not in force: those in force go through the goals. */
static gboolean
put_revisions (KkbMerge *merge, GError **error)
{
  for (guint i = 0; i < merge->import->revisions->len; i++)
    {
      const KkbImportRevision *revision = &g_array_index (merge->import->revisions, KkbImportRevision, i);
      const KkbIndicator *indicator = kkb_facts_indicator (merge->in, revision->indicator);
      const KkbGoal *goal = kkb_indicator_goal (indicator, revision->plan);
      const KkbValue *in_force
          = revision->is_baseline ? &goal->baseline : kkb_value_list_find (&goal->targets, revision->value.fy);
      KkbId plan = kkb_merge_id (merge, revision->plan), id = kkb_merge_id (merge, revision->indicator);
      const KkbValueMore *more = kkb_value_more (merge->in, &revision->value);
      guint number = more != NULL ? more->revision : 0;
      g_autoptr (GArray) known = NULL;
      const KkbValue *old = NULL;

      if (in_force != NULL && kkb_value_equal (merge->in, in_force, merge->in, &revision->value))
        continue;
      known = kkb_store_revisions (merge->store, merge->scratch, plan, id, error);
      if (known == NULL)
        return FALSE;
      for (guint k = 0; k < known->len; k++)
        {
          const KkbRevision *other = &g_array_index (known, KkbRevision, k);
          const KkbValueMore *other_more = kkb_value_more (merge->scratch, &other->value);

          if (other->is_baseline == revision->is_baseline && (other_more != NULL ? other_more->revision : 0) == number
              && (revision->is_baseline || other->value.fy == revision->value.fy))
            old = &other->value;
        }
      if (!put_merged (merge, revision->is_baseline ? TO_BASELINE : TO_TARGET, plan, indicator, merge->scratch, old,
                       &revision->value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_merge_side_value (KkbMerge *merge, const KkbSideSeries *series, const KkbIndicator *in, const KkbValue *old,
                      const KkbValue *new, GError **error)
{
  gboolean was = old != NULL && !says_nothing (old);
  KkbValue merged;
  gboolean changed;

  if (says_nothing (new))
    return TRUE;
  merged = was ? merge_value (merge, old, merge->doc, new) : copy_value (merge, merge->in, new);
  if (*series->unit != '\0')
    settle_unit (merge, series->unit, series->unit, &merged);
  else
    settle_indicator_unit (merge, in, &merged);
  changed = !was || !kkb_value_equal (merge->doc, old, merge->scratch, &merged);
  kkb_merge_count (merge, KKB_IMPORTED_VALUES, was, changed);
  return !changed || kkb_store_put_side_value (merge->store, merge->scratch, series->id, &merged, error);
}

/* ---- public ------------------------------------------------------------------------------------------------ */

gboolean
kkb_merge_values (KkbMerge *merge, GError **error)
{
  static const KkbValueList none;

  for (guint i = 0; i < merge->in->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (merge->in->goals, i);
      KkbId plan = kkb_merge_id (merge, goal->plan);
      const KkbIndicator *met = kkb_merge_met (merge, goal->indicator->id);
      const KkbGoal *old = met != NULL ? kkb_indicator_goal (met, plan) : NULL;

      if (!put_merged (merge, TO_BASELINE, plan, goal->indicator, merge->doc, old != NULL ? &old->baseline : NULL,
                       &goal->baseline, error)
          || !put_list (merge, TO_TARGET, plan, goal->indicator, old != NULL ? &old->targets : &none, &goal->targets,
                        error))
        return FALSE;
    }
  for (guint i = 0; i < merge->in->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (merge->in->indicators, i);
      const KkbIndicator *met = kkb_merge_met (merge, indicator->id);
      KkbId id = kkb_merge_id (merge, indicator->id);

      if (!put_actuals (merge, id, met, indicator, error)
          || !put_list (merge, TO_REFERENCE, 0, indicator, met != NULL ? &met->references : &none,
                        &indicator->references, error))
        return FALSE;
    }
  return put_revisions (merge, error);
}
