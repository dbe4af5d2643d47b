/* kkb-tree-carry.c - what goes along with a node that is moved into another plan. */
#include "kkb-tree-edit-private.h"
#include <glib/gi18n-lib.h>

/* Does INDICATOR stand in PLAN elsewhere than on the NODES? */
static gboolean
stays_in_plan (const KkbIndicator *indicator, KkbId plan, const GPtrArray *nodes)
{
  for (guint i = 0; i < indicator->placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (indicator->placements, i);

      if (placement->plan == plan
          && (placement->node == NULL || !g_ptr_array_find ((GPtrArray *)nodes, placement->node, NULL)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_blank (const KkbFacts *facts, const KkbValue *value)
{
  return value->kind == KKB_VALUE_BLANK && value->state == KKB_STATE_BLANK && kkb_value_more (facts, value) == NULL;
}

/* Is VALUE in the other goal as well (IN: NULL for none)? What was revised once has older figures too. */
static gboolean
is_held (const KkbFacts *facts, const KkbValue *value, const KkbValue *in)
{
  const KkbValueMore *more = kkb_value_more (facts, value);

  return is_blank (facts, value)
         || ((more == NULL || more->revision == 0) && in != NULL && kkb_value_equal (facts, value, facts, in));
}

/* Would nothing be lost if GOAL went and only IN stayed? */
static gboolean
holds_all (const KkbFacts *facts, const KkbGoal *in, const KkbGoal *goal)
{
  for (guint i = 0; i < goal->targets.n; i++)
    if (!is_held (facts, &goal->targets.items[i], kkb_value_list_find (&in->targets, goal->targets.items[i].fy)))
      return FALSE;
  return is_held (facts, &goal->baseline, &in->baseline)
         && (goal->method == KKB_METHOD_DEFAULT || goal->method == in->method);
}

/* Each plan has one baseline and one row of targets for an indicator. FALSE if those of FROM had no place in TO. */
static gboolean
check_goal (KkbDraft *draft, const KkbIndicator *indicator, KkbId from, KkbId to, GError **error)
{
  const KkbFacts *facts = kkb_draft_facts (draft);
  const KkbGoal *goal = kkb_indicator_goal (indicator, from), *there = kkb_indicator_goal (indicator, to);

  if (goal == NULL || there == NULL || holds_all (facts, there, goal))
    return TRUE;
  return kkb_draft_refuse (error,
                           _ ("“%s” has a baseline or targets of its own in the plan “%s”, and those of “%s” would be "
                              "lost. Nothing was moved. Make them the same in both plans, or clear them in one first."),
                           indicator->name, kkb_facts_plan (facts, to)->title, kkb_facts_plan (facts, from)->title);
}

static gboolean
carry_placements (KkbDraft *draft, const KkbNode *node, const GPtrArray *nodes, KkbId to, GError **error)
{
  for (guint i = 0; i < node->placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (node->placements, i);
      KkbId from = placement->plan;
      gboolean stays = stays_in_plan (placement->indicator, from, nodes);

      if (!stays && !check_goal (draft, placement->indicator, from, to, error))
        return FALSE;
      kkb_draft_placement (draft, placement->id)->plan = to;
      if (kkb_indicator_goal (placement->indicator, from) != NULL)
        kkb_draft_move_goal (draft, placement->indicator->id, from, to, stays);
    }
  return TRUE;
}

/* The issues of plan FROM do not speak of what has gone from it. */
static void
drop_from_entries (KkbDraft *draft, KkbId from, const GPtrArray *nodes)
{
  const KkbPlan *plan = kkb_facts_plan (kkb_draft_facts (draft), from);

  for (guint i = 0; plan != NULL && i < plan->entries->len; i++)
    {
      const KkbEntry *entry = g_ptr_array_index (plan->entries, i);
      g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (KkbId));
      guint n = 0;

      for (const KkbId *id = entry->nodes; *id != 0; id++, n++)
        {
          gconstpointer node = kkb_facts_node (kkb_draft_facts (draft), *id);

          if (!g_ptr_array_find ((GPtrArray *)nodes, node, NULL))
            g_array_append_val (kept, *id);
        }
      if (kept->len < n)
        kkb_draft_entry (draft, entry->id)->nodes
            = kkb_facts_ids (kkb_draft_own (draft), (const KkbId *)kept->data, kept->len);
    }
}

gboolean
kkb_tree_carry_into_plan (KkbDraft *draft, const KkbNode *node, KkbId to, GError **error)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  kkb_tree_collect (node, nodes);
  for (guint i = 0; i < nodes->len; i++)
    {
      const KkbNode *below = g_ptr_array_index (nodes, i);

      kkb_draft_node (draft, below->id)->plan = to;
      if (!carry_placements (draft, below, nodes, to, error))
        return FALSE;
    }
  drop_from_entries (draft, node->plan, nodes);
  return TRUE;
}
