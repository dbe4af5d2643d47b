/* kkb-draft-write.c - a finished draft as what the store does in one transaction. Puts come before deletions, so that
 * what refers to something else now lets it go; what did not change is not written. */
#include "kkb-draft-private.h"
#include "kkb-store-order.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static const KkbStoreTable tables[KKB_N_ENTITIES] = {
  [KKB_ENTITY_PLAN] = KKB_TABLE_PLAN,
  [KKB_ENTITY_NODE] = KKB_TABLE_NODE,
  [KKB_ENTITY_INDICATOR] = KKB_TABLE_INDICATOR,
  [KKB_ENTITY_PLACEMENT] = KKB_TABLE_PLACEMENT,
  [KKB_ENTITY_DEPARTMENT] = KKB_TABLE_DEPARTMENT,
  [KKB_ENTITY_GRANT] = KKB_TABLE_GRANT,
  [KKB_ENTITY_LINK] = KKB_TABLE_LINK,
  [KKB_ENTITY_EDITION] = KKB_TABLE_EDITION,
  [KKB_ENTITY_MONEY] = KKB_TABLE_MONEY,
  [KKB_ENTITY_WORD] = KKB_TABLE_WORD,
  [KKB_ENTITY_ENTRY] = KKB_TABLE_ENTRY,
  [KKB_ENTITY_STATISTIC] = KKB_TABLE_STATISTIC,
  [KKB_ENTITY_SIDE_SERIES] = KKB_TABLE_SIDE_SERIES,
  [KKB_ENTITY_PICTURE] = KKB_TABLE_PICTURE,
};

/* Referred to before referring; only for a readable history, as foreign keys are looked at when all is done. */
static const KkbEntity order[] = {
  KKB_ENTITY_WORD,  KKB_ENTITY_DEPARTMENT, KKB_ENTITY_GRANT,     KKB_ENTITY_PLAN,        KKB_ENTITY_EDITION,
  KKB_ENTITY_LINK,  KKB_ENTITY_NODE,       KKB_ENTITY_PICTURE,   KKB_ENTITY_ENTRY,       KKB_ENTITY_STATISTIC,
  KKB_ENTITY_MONEY, KKB_ENTITY_INDICATOR,  KKB_ENTITY_PLACEMENT, KKB_ENTITY_SIDE_SERIES,
};

static gboolean
has_list_position (KkbEntity kind)
{
  switch (kind)
    {
    case KKB_ENTITY_NODE:
    case KKB_ENTITY_PLACEMENT: /* they hold their own */
    case KKB_ENTITY_DEPARTMENT:
    case KKB_ENTITY_GRANT:
    case KKB_ENTITY_INDICATOR: /* the store puts new ones last */
      return FALSE;
    default:
      return TRUE;
    }
}

/* The list an entity stands in: its plan, project, node or indicator. */
static KkbId
list_of (const KkbDraftItem *item)
{
  switch (item->kind)
    {
    case KKB_ENTITY_LINK:
      return ((const KkbPlanLink *)item->now)->plan;
    case KKB_ENTITY_EDITION:
      return ((const KkbEdition *)item->now)->plan;
    case KKB_ENTITY_MONEY:
      return ((const KkbMoney *)item->now)->project;
    case KKB_ENTITY_ENTRY:
      return ((const KkbEntry *)item->now)->plan;
    case KKB_ENTITY_STATISTIC:
      return ((const KkbStatistic *)item->now)->plan;
    case KKB_ENTITY_SIDE_SERIES:
      return ((const KkbSideSeries *)item->now)->indicator;
    case KKB_ENTITY_PICTURE:
      return ((const KkbPicture *)item->now)->node;
    default:
      return 0;
    }
}

static gboolean
is_changed (const KkbDraftItem *item)
{
  static const gsize sizes[KKB_N_ENTITIES] = {
    [KKB_ENTITY_PLAN] = sizeof (KkbPlan),
    [KKB_ENTITY_NODE] = sizeof (KkbNode),
    [KKB_ENTITY_INDICATOR] = sizeof (KkbIndicator),
    [KKB_ENTITY_PLACEMENT] = sizeof (KkbPlacement),
    [KKB_ENTITY_DEPARTMENT] = sizeof (KkbDepartment),
    [KKB_ENTITY_GRANT] = sizeof (KkbGrant),
    [KKB_ENTITY_LINK] = sizeof (KkbPlanLink),
    [KKB_ENTITY_EDITION] = sizeof (KkbEdition),
    [KKB_ENTITY_MONEY] = sizeof (KkbMoney),
    [KKB_ENTITY_WORD] = sizeof (KkbWord),
    [KKB_ENTITY_ENTRY] = sizeof (KkbEntry),
    [KKB_ENTITY_STATISTIC] = sizeof (KkbStatistic),
    [KKB_ENTITY_SIDE_SERIES] = sizeof (KkbSideSeries),
    [KKB_ENTITY_PICTURE] = sizeof (KkbPicture),
  };

  return item->old == NULL || memcmp (item->old, item->now, sizes[item->kind]) != 0;
}

static gboolean
put (KkbStore *store, const KkbDraft *draft, const KkbDraftItem *item, gint32 position, GError **error)
{
  switch (item->kind)
    {
    case KKB_ENTITY_PLAN:
      return kkb_store_put_plan (store, item->now, position, error);
    case KKB_ENTITY_NODE:
      return kkb_store_put_node (store, item->now, error);
    case KKB_ENTITY_INDICATOR:
      return kkb_store_put_indicator (store, item->now, error);
    case KKB_ENTITY_PLACEMENT:
      return kkb_store_put_placement (store, draft->own, item->now, error);
    case KKB_ENTITY_DEPARTMENT:
      return kkb_store_put_department (store, item->now, error);
    case KKB_ENTITY_GRANT:
      return kkb_store_put_grant (store, item->now, error);
    case KKB_ENTITY_LINK:
      return kkb_store_put_link (store, item->now, position, error);
    case KKB_ENTITY_EDITION:
      return kkb_store_put_edition (store, item->now, position, error);
    case KKB_ENTITY_MONEY:
      return kkb_store_put_money (store, item->now, position, error);
    case KKB_ENTITY_WORD:
      return kkb_store_put_word (store, item->now, position, error);
    case KKB_ENTITY_ENTRY:
      return kkb_store_put_entry (store, item->now, position, error);
    case KKB_ENTITY_STATISTIC:
      return kkb_store_put_statistic (store, item->now, position, error);
    case KKB_ENTITY_SIDE_SERIES:
      return kkb_store_put_side_series (store, item->now, position, error);
    case KKB_ENTITY_PICTURE:
      return kkb_store_put_picture (store, item->now, item->data, position, error);
    default:
      return TRUE;
    }
}

static gboolean
put_item (KkbStore *store, const KkbDraft *draft, const KkbDraftItem *item, GError **error)
{
  gint32 position = 0;

  if (!is_changed (item))
    return TRUE;
  if (has_list_position (item->kind)
      && !(item->old != NULL ? kkb_store_get_position (store, tables[item->kind], item->id, &position, error)
                             : kkb_store_next_position (store, tables[item->kind], list_of (item), &position, error)))
    return FALSE;
  return put (store, draft, item, position, error);
}

static gboolean
put_items (KkbStore *store, const KkbDraft *draft, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint k = 0; k < draft->order[order[i]]->len; k++)
      if (!put_item (store, draft, g_ptr_array_index (draft->order[order[i]], k), error))
        return FALSE;
  return TRUE;
}

/* Only the method: baseline and targets are values. */
static gboolean
put_goals (KkbStore *store, const KkbDraft *draft, GError **error)
{
  for (guint i = 0; i < draft->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (draft->goals, i);
      const KkbGoal bare = { .plan = goal->plan, .indicator = goal->indicator, .method = goal->method };

      if (!kkb_store_put_goal (store, draft->own, &bare, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
clear_value (KkbStore *store, const KkbDraftValue *value, GError **error)
{
  switch (value->field)
    {
    case KKB_FIELD_TARGET:
      /* All revisions: a cell that was cleared must not show an older target. They stay in the history. */
      return kkb_store_delete_target (store, value->plan, value->owner, value->fy, -1, error);
    case KKB_FIELD_BASELINE:
      return kkb_store_delete_baseline (store, value->plan, value->owner, -1, error);
    case KKB_DRAFT_SIDE:
      return kkb_store_delete_side_value (store, value->owner, value->fy, error);
    default:
      return kkb_store_delete_actual (store, value->owner, value->field == KKB_FIELD_REFERENCE, value->fy, error);
    }
}

static gboolean
put_value (KkbStore *store, const KkbDraft *draft, const KkbDraftValue *value, GError **error)
{
  if (value->what == KKB_DRAFT_CLEAR)
    return clear_value (store, value, error);
  if (value->what == KKB_DRAFT_REPLACE && !clear_value (store, value, error))
    return FALSE;
  switch (value->field)
    {
    case KKB_FIELD_TARGET:
      return kkb_store_put_target (store, draft->own, value->plan, value->owner, &value->value, error);
    case KKB_FIELD_BASELINE:
      return kkb_store_put_baseline (store, draft->own, value->plan, value->owner, &value->value, error);
    case KKB_DRAFT_SIDE:
      return kkb_store_put_side_value (store, draft->own, value->owner, &value->value, error);
    default:
      return kkb_store_put_actual (store, draft->own, value->owner, value->field == KKB_FIELD_REFERENCE, &value->value,
                                   error);
    }
}

static gboolean
put_values (KkbStore *store, const KkbDraft *draft, GError **error)
{
  for (guint i = 0; i < draft->value_order->len; i++)
    if (!put_value (store, draft, g_ptr_array_index (draft->value_order, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
move_goals (KkbStore *store, const KkbDraft *draft, GError **error)
{
  for (guint i = 0; i < draft->goal_moves->len; i++)
    {
      const KkbDraftGoalMove *move = &g_array_index (draft->goal_moves, KkbDraftGoalMove, i);

      if (!(move->to != 0 ? kkb_store_copy_goal (store, move->from, move->to, move->indicator, error)
                          : kkb_store_delete_goal (store, move->from, move->indicator, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
shift_targets (KkbStore *store, const KkbDraft *draft, GError **error)
{
  for (guint i = 0; i < draft->shifts->len; i++)
    {
      const KkbDraftShift *shift = &g_array_index (draft->shifts, KkbDraftShift, i);

      if (!kkb_store_shift_targets (store, shift->plan, shift->indicator, shift->from_fy, shift->years, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
place_and_delete (KkbStore *store, const KkbDraft *draft, GError **error)
{
  for (guint i = 0; i < draft->places->len; i++)
    {
      const KkbDraftPlace *place = &g_array_index (draft->places, KkbDraftPlace, i);

      if (!kkb_store_set_position (store, place->table, place->id, place->position, error))
        return FALSE;
    }
  for (guint i = 0; i < draft->deleted->len; i++)
    {
      const KkbDraftPlace *place = &g_array_index (draft->deleted, KkbDraftPlace, i);

      if (!kkb_store_delete (store, place->table, place->id, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_draft_write (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  KkbDraft *draft = data;
  gboolean done;

  if (draft->facts != facts)
    {
      g_set_error_literal (
          error, KKB_ERROR, KKB_ERROR_CHANGED,
          _ ("The document has changed since this was prepared, so nothing was entered. Do it once more."));
      return FALSE;
    }
  done = put_items (store, draft, error) && put_goals (store, draft, error) && put_values (store, draft, error)
         && shift_targets (store, draft, error) && move_goals (store, draft, error)
         && place_and_delete (store, draft, error);
  /* All is in the store: who refreshes the facts in place must hold them alone. */
  if (done)
    g_clear_pointer (&draft->facts, kkb_facts_unref);
  return done;
}
