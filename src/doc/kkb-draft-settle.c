/* kkb-draft-settle.c - what a finished draft puts right by itself: one origin an indicator, no goal that is seen
 * nowhere, no entered figures of an indicator that is computed. */
#include "kkb-draft-private.h"
#include <glib/gi18n-lib.h>

/* Calls for each placement of INDICATOR that stays; the origin is *ORIGIN, NULL for none; returns how many there are.
 */
static guint
find_origin (KkbDraft *draft, KkbId indicator, const KkbDraftItem **first_origin, KkbId *first)
{
  const KkbIndicator *old = kkb_facts_indicator (draft->facts, indicator);
  const GPtrArray *items = draft->order[KKB_ENTITY_PLACEMENT];
  guint n = 0;

  *first_origin = NULL;
  *first = 0;
  for (guint i = 0; old != NULL && i < old->placements->len; i++)
    {
      KkbId id = ((const KkbPlacement *)g_ptr_array_index (old->placements, i))->id;

      if (kkb_draft_is_deleted (draft, KKB_TABLE_PLACEMENT, id))
        continue;
      n++;
      *first = *first != 0 ? *first : id;
    }
  for (guint i = 0; i < items->len; i++)
    {
      const KkbDraftItem *item = g_ptr_array_index (items, i);
      const KkbPlacement *placement = item->now;

      if (placement->indicator->id != indicator || kkb_draft_is_deleted (draft, KKB_TABLE_PLACEMENT, item->id))
        continue;
      n += item->old == NULL;
      *first = *first != 0 ? *first : item->id;
      if (placement->is_origin && *first_origin == NULL)
        *first_origin = item;
    }
  return n;
}

/* Exactly one place of an indicator is its origin: the one that this draft made it counts, and the others give way. */
static void
settle_origin (KkbDraft *draft, KkbId indicator)
{
  const KkbIndicator *old = kkb_facts_indicator (draft->facts, indicator);
  const KkbDraftItem *origin;
  KkbId first;
  guint n = find_origin (draft, indicator, &origin, &first);
  gboolean there = FALSE;

  if (n == 0)
    return;
  for (guint i = 0; old != NULL && i < old->placements->len; i++)
    {
      KkbId id = ((const KkbPlacement *)g_ptr_array_index (old->placements, i))->id;
      const KkbPlacement *placement = kkb_draft_peek (draft, KKB_ENTITY_PLACEMENT, id);

      if (!placement->is_origin || kkb_draft_is_deleted (draft, KKB_TABLE_PLACEMENT, id))
        continue;
      if (origin != NULL && origin->id != id)
        kkb_draft_placement (draft, id)->is_origin = FALSE;
      else
        there = TRUE;
    }
  for (guint i = 0; origin != NULL && i < draft->order[KKB_ENTITY_PLACEMENT]->len; i++)
    {
      KkbDraftItem *item = g_ptr_array_index (draft->order[KKB_ENTITY_PLACEMENT], i);
      KkbPlacement *placement = item->now;

      if (item != origin && placement->indicator->id == indicator)
        placement->is_origin = FALSE;
    }
  if (origin == NULL && !there)
    kkb_draft_placement (draft, first)->is_origin = TRUE;
}

gboolean
kkb_draft_settle_placements (KkbDraft *draft, GError **error)
{
  const GPtrArray *items = draft->order[KKB_ENTITY_PLACEMENT];
  const GPtrArray *indicators = draft->order[KKB_ENTITY_INDICATOR];
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_items = items->len;

  for (guint i = 0; i < n_items; i++)
    {
      const KkbDraftItem *item = g_ptr_array_index (items, i);
      const KkbPlacement *placement = item->now;
      const KkbNode *node
          = placement->node != NULL ? kkb_draft_peek (draft, KKB_ENTITY_NODE, placement->node->id) : NULL;

      if (placement->node != NULL && (node == NULL || node->plan != placement->plan))
        return kkb_draft_refuse (error, _ ("“%s” would stand on an item of another plan. Nothing was entered."),
                                 placement->indicator->name);
      if (g_hash_table_add (seen, (gpointer)&placement->indicator->id))
        settle_origin (draft, placement->indicator->id);
    }
  for (guint i = 0; i < indicators->len; i++)
    {
      const KkbDraftItem *item = g_ptr_array_index (indicators, i);
      const KkbIndicator *indicator = item->now;

      if (item->old == NULL && !g_hash_table_contains (seen, &indicator->id))
        return kkb_draft_refuse (
            error, _ ("“%s” stands nowhere: an indicator needs an item or a plan to stand on. Nothing was entered."),
            indicator->name);
    }
  return TRUE;
}

/* Does INDICATOR keep a place in PLAN? DELETED: nodes that go with all below them. */
static gboolean
stays_in_plan (KkbDraft *draft, KkbId indicator, KkbId plan, GHashTable *deleted)
{
  const KkbIndicator *old = kkb_facts_indicator (draft->facts, indicator);
  const GPtrArray *items = draft->order[KKB_ENTITY_PLACEMENT];

  for (guint i = 0; old != NULL && i < old->placements->len; i++)
    {
      KkbId id = ((const KkbPlacement *)g_ptr_array_index (old->placements, i))->id;
      const KkbPlacement *placement = kkb_draft_peek (draft, KKB_ENTITY_PLACEMENT, id);

      if (placement->plan == plan && !kkb_draft_is_deleted (draft, KKB_TABLE_PLACEMENT, id)
          && (placement->node == NULL || !g_hash_table_contains (deleted, &placement->node->id)))
        return TRUE;
    }
  for (guint i = 0; i < items->len; i++)
    {
      const KkbDraftItem *item = g_ptr_array_index (items, i);
      const KkbPlacement *placement = item->now;

      if (item->old == NULL && placement->indicator->id == indicator && placement->plan == plan)
        return TRUE;
    }
  return FALSE;
}

static void
collect_deleted (KkbDraft *draft, const KkbNode *node, GHashTable *deleted, GPtrArray *placements)
{
  g_hash_table_add (deleted, (gpointer)&node->id);
  for (guint i = 0; i < node->placements->len; i++)
    g_ptr_array_add (placements, g_ptr_array_index (node->placements, i));
  for (guint i = 0; i < node->children->len; i++)
    {
      const KkbNode *child = g_ptr_array_index (node->children, i);
      const KkbNode *now = kkb_draft_peek (draft, KKB_ENTITY_NODE, child->id);

      if (now->parent_id == node->id) /* it may have been moved out of it before */
        collect_deleted (draft, child, deleted, placements);
    }
}

/* Baseline and targets in a plan in which the indicator stands no more would be seen nowhere: they go as well. */
void
kkb_draft_settle_goals (KkbDraft *draft)
{
  g_autoptr (GHashTable) deleted = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  for (guint i = 0; i < draft->deleted->len; i++)
    {
      const KkbDraftPlace *place = &g_array_index (draft->deleted, KkbDraftPlace, i);
      const KkbNode *node = place->table == KKB_TABLE_NODE ? kkb_facts_node (draft->facts, place->id) : NULL;
      KkbPlacement *placement
          = place->table == KKB_TABLE_PLACEMENT ? kkb_facts_placement (draft->facts, place->id) : NULL;

      if (node != NULL)
        collect_deleted (draft, node, deleted, gone);
      if (placement != NULL)
        g_ptr_array_add (gone, placement);
    }
  for (guint i = 0; i < gone->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (gone, i);

      if (kkb_indicator_goal (placement->indicator, placement->plan) != NULL
          && !stays_in_plan (draft, placement->indicator->id, placement->plan, deleted))
        kkb_draft_move_goal (draft, placement->indicator->id, placement->plan, 0, FALSE);
    }
}

/* An indicator that is computed from now on holds no figures of its own: what was entered goes with the same step. */
void
kkb_draft_settle_computed (KkbDraft *draft)
{
  const GPtrArray *items = draft->order[KKB_ENTITY_INDICATOR];

  for (guint i = 0; i < items->len; i++)
    {
      const KkbDraftItem *item = g_ptr_array_index (items, i);
      const KkbIndicator *now = item->now, *old = item->old;

      if (now->more->formula == KKB_COMPUTED_NONE || (old != NULL && old->more->formula != KKB_COMPUTED_NONE))
        continue;
      for (guint k = 0; old != NULL && k < old->actuals.n; k++)
        kkb_draft_set_value (draft, 0, now->id, KKB_FIELD_ACTUAL, old->actuals.items[k].fy, NULL);
    }
  for (guint i = 0; i < draft->value_order->len; i++)
    {
      KkbDraftValue *value = g_ptr_array_index (draft->value_order, i);
      const KkbIndicator *indicator
          = value->field == KKB_FIELD_ACTUAL ? kkb_draft_peek (draft, KKB_ENTITY_INDICATOR, value->owner) : NULL;

      if (indicator != NULL && indicator->more->formula != KKB_COMPUTED_NONE)
        value->what = KKB_DRAFT_CLEAR;
    }
}
