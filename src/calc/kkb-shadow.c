/* kkb-shadow.c - an indicator as it would be. The extras of values are indices into those of their facts, so the few
 * that the indicator has are copied into an array of the shadow's own: the document's may be read by others meanwhile
 * and is large. */
#include "kkb-shadow.h"

/* VALUE, whose extras are in FACTS, as one of the shadow. */
static void
adopt (KkbShadow *shadow, const KkbFacts *facts, KkbValue *value)
{
  const KkbValueMore *more = value->more != 0 ? kkb_value_more (facts, value) : NULL;

  value->more = 0;
  if (more == NULL)
    return;
  g_array_append_vals (shadow->facts.more, more, 1);
  value->more = shadow->facts.more->len;
}

static KkbValueList
copy_list (KkbShadow *shadow, const KkbFacts *facts, const KkbValueList *list)
{
  KkbValueList copy = { g_memdup2 (list->items, list->n * sizeof *list->items), list->n, FALSE };

  for (guint i = 0; i < copy.n; i++)
    adopt (shadow, facts, &copy.items[i]);
  return copy;
}

void
kkb_shadow_init (KkbShadow *shadow, const KkbFacts *facts, const KkbFacts *values, const KkbIndicator *indicator,
                 const KkbGoal *goal)
{
  shadow->facts = *facts;
  shadow->facts.more = g_array_new (FALSE, FALSE, sizeof (KkbValueMore));
  shadow->indicator = *indicator;
  shadow->indicator.actuals = copy_list (shadow, facts, &indicator->actuals);
  shadow->indicator.references = (KkbValueList){ 0 };
  shadow->goal = goal != NULL ? *goal : (KkbGoal){ 0 };
  shadow->goal.indicator = &shadow->indicator;
  shadow->goal.targets = (KkbValueList){ 0 };
  if (goal != NULL)
    {
      shadow->goal.targets = copy_list (shadow, values, &goal->targets);
      adopt (shadow, values, &shadow->goal.baseline);
    }
  shadow->goals[0] = &shadow->goal;
  shadow->indicator.goals->pdata = shadow->goals;
  shadow->indicator.goals->len = 1;
}

void
kkb_shadow_clear (KkbShadow *shadow)
{
  g_clear_pointer (&shadow->facts.more, g_array_unref);
  kkb_value_list_clear (&shadow->indicator.actuals);
  kkb_value_list_clear (&shadow->goal.targets);
}

KkbValueMore *
kkb_shadow_more (KkbShadow *shadow, KkbValue *value)
{
  return kkb_facts_value_more (&shadow->facts, value);
}

void
kkb_shadow_set (KkbShadow *shadow, KkbField field, const KkbValue *value)
{
  if (field == KKB_FIELD_ACTUAL)
    kkb_value_list_set (&shadow->indicator.actuals, value);
  else if (field == KKB_FIELD_TARGET)
    kkb_value_list_set (&shadow->goal.targets, value);
  else if (field == KKB_FIELD_BASELINE)
    shadow->goal.baseline = *value;
}
