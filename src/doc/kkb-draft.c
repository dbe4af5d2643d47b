/* kkb-draft.c - writable copies of what the document holds. A copy is shallow and lies in the draft's own facts; what
 * it points to is the document's until it is asked for, too. */
#include "kkb-draft-private.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_EXPRESSIONS 5

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

static void
item_free (gpointer data)
{
  KkbDraftItem *item = data;

  g_clear_pointer (&item->data, g_bytes_unref);
  g_free (item);
}

static guint
hash_value (gconstpointer key)
{
  const KkbDraftValue *value = key;

  return (guint)(value->plan ^ (value->plan >> 32) ^ value->owner ^ (value->owner >> 31)) + (guint)value->fy * 31
         + (guint)value->field;
}

static gboolean
same_value (gconstpointer a, gconstpointer b)
{
  const KkbDraftValue *left = a, *right = b;

  return left->plan == right->plan && left->owner == right->owner && left->field == right->field
         && left->fy == right->fy;
}

/* The row's own words in the draft's memory, its baseline's extras, too: a placement is written with them. */
static void
own_placement (KkbDraft *draft, KkbDraftItem *item)
{
  KkbPlacement *placement = item->now;
  KkbPlacementOwn *own;

  if (item->more_is_own)
    return;
  own = kkb_facts_bytes (draft->own, placement->own, sizeof *own);
  own->baseline = kkb_draft_copy_value (draft, &placement->own->baseline);
  placement->own = own;
  item->more_is_own = TRUE;
}

static KkbDraftItem *
add_item (KkbDraft *draft, KkbEntity kind, gpointer entity)
{
  KkbDraftItem *item = g_new0 (KkbDraftItem, 1);

  item->kind = kind;
  item->id = *(const KkbId *)entity; /* every entity starts with it */
  item->now = entity;
  g_ptr_array_add (draft->order[kind], item);
  g_hash_table_insert (draft->items[kind], &item->id, item);
  return item;
}

gconstpointer
kkb_draft_find_old (const KkbFacts *facts, KkbEntity kind, KkbId id)
{
  switch (kind)
    {
    case KKB_ENTITY_PLAN:
      return kkb_facts_plan (facts, id);
    case KKB_ENTITY_NODE:
      return kkb_facts_node (facts, id);
    case KKB_ENTITY_INDICATOR:
      return kkb_facts_indicator (facts, id);
    case KKB_ENTITY_PLACEMENT:
      return kkb_facts_placement (facts, id);
    case KKB_ENTITY_DEPARTMENT:
      return kkb_facts_department (facts, id);
    case KKB_ENTITY_GRANT:
      return kkb_facts_grant (facts, id);
    case KKB_ENTITY_LINK:
      return kkb_facts_plan_link (facts, id);
    case KKB_ENTITY_EDITION:
      return kkb_facts_edition (facts, id);
    case KKB_ENTITY_MONEY:
      return kkb_facts_money (facts, id);
    case KKB_ENTITY_WORD:
      return kkb_facts_word (facts, id);
    case KKB_ENTITY_ENTRY:
      return kkb_facts_entry (facts, id);
    case KKB_ENTITY_STATISTIC:
      return kkb_facts_statistic (facts, id);
    case KKB_ENTITY_SIDE_SERIES:
      return kkb_facts_one_side_series (facts, id);
    case KKB_ENTITY_PICTURE:
      return kkb_facts_picture (facts, id);
    default:
      return NULL;
    }
}

KkbDraftItem *
kkb_draft_item (KkbDraft *draft, KkbEntity kind, KkbId id)
{
  KkbDraftItem *item = g_hash_table_lookup (draft->items[kind], &id);
  gconstpointer old;

  if (item != NULL)
    return item;
  old = kkb_draft_find_old (draft->facts, kind, id);
  if (old == NULL)
    return NULL;
  item = add_item (draft, kind, kkb_facts_bytes (draft->own, old, sizes[kind]));
  item->old = old;
  if (kind == KKB_ENTITY_PLACEMENT && ((const KkbPlacement *)old)->own->baseline.more != 0)
    own_placement (draft, item);
  return item;
}

KkbDraftItem *
kkb_draft_item_new (KkbDraft *draft, KkbEntity kind, gpointer entity)
{
  return add_item (draft, kind, entity);
}

gconstpointer
kkb_draft_peek (KkbDraft *draft, KkbEntity kind, KkbId id)
{
  const KkbDraftItem *item = g_hash_table_lookup (draft->items[kind], &id);

  return item != NULL ? item->now : kkb_draft_find_old (draft->facts, kind, id);
}

gboolean
kkb_draft_is_deleted (KkbDraft *draft, KkbStoreTable table, KkbId id)
{
  for (guint i = 0; i < draft->deleted->len; i++)
    {
      const KkbDraftPlace *deleted = &g_array_index (draft->deleted, KkbDraftPlace, i);

      if (deleted->table == table && deleted->id == id)
        return TRUE;
    }
  return FALSE;
}

void
kkb_draft_set_problem (KkbDraft *draft, const char *format, ...)
{
  va_list args;

  if (draft->problem != NULL)
    return;
  va_start (args, format);
  draft->problem = g_strdup_vprintf (format, args);
  va_end (args);
}

/* "実績の入力（従業者数 令和4年度）: 120+35": what was typed stays in the history. */
static char *
full_label (const KkbDraft *draft, const char *label)
{
  g_autoptr (GString) full = g_string_new (label);

  for (guint i = 0; i < draft->expressions->len && i < MAX_EXPRESSIONS; i++)
    g_string_append_printf (full, "%s%s", i == 0 ? ": " : "; ",
                            (const char *)g_ptr_array_index (draft->expressions, i));
  if (draft->expressions->len > MAX_EXPRESSIONS)
    g_string_append (full, " …");
  return g_string_free (g_steal_pointer (&full), FALSE);
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

KkbDraft *
kkb_draft_new (KkbDocument *doc)
{
  KkbDraft *draft = g_new0 (KkbDraft, 1);

  draft->facts = kkb_facts_ref (kkb_document_facts (doc));
  draft->own = kkb_facts_new ();
  for (int i = 0; i < KKB_N_ENTITIES; i++)
    {
      draft->items[i] = g_hash_table_new (g_int64_hash, g_int64_equal);
      draft->order[i] = g_ptr_array_new_with_free_func (item_free);
    }
  draft->goals = g_ptr_array_new ();
  draft->values = g_hash_table_new (hash_value, same_value);
  draft->value_order = g_ptr_array_new_with_free_func (g_free);
  draft->places = g_array_new (FALSE, FALSE, sizeof (KkbDraftPlace));
  draft->deleted = g_array_new (FALSE, FALSE, sizeof (KkbDraftPlace));
  draft->goal_moves = g_array_new (FALSE, FALSE, sizeof (KkbDraftGoalMove));
  draft->shifts = g_array_new (FALSE, FALSE, sizeof (KkbDraftShift));
  draft->expressions = g_ptr_array_new_with_free_func (g_free);
  return draft;
}

void
kkb_draft_free (KkbDraft *draft)
{
  if (draft == NULL)
    return;
  for (int i = 0; i < KKB_N_ENTITIES; i++)
    {
      g_hash_table_unref (draft->items[i]);
      g_ptr_array_unref (draft->order[i]);
    }
  g_ptr_array_unref (draft->goals);
  g_hash_table_unref (draft->values);
  g_ptr_array_unref (draft->value_order);
  g_array_unref (draft->places);
  g_array_unref (draft->deleted);
  g_array_unref (draft->goal_moves);
  g_array_unref (draft->shifts);
  g_ptr_array_unref (draft->expressions);
  g_clear_pointer (&draft->department_keys, g_hash_table_unref);
  g_clear_pointer (&draft->facts, kkb_facts_unref);
  kkb_facts_unref (draft->own);
  g_free (draft->problem);
  g_free (draft);
}

const KkbFacts *
kkb_draft_facts (KkbDraft *draft)
{
  return draft->facts;
}

KkbFacts *
kkb_draft_own (KkbDraft *draft)
{
  return draft->own;
}

const char *
kkb_draft_string (KkbDraft *draft, const char *text)
{
  return kkb_facts_string (draft->own, text);
}

static gpointer
writable (KkbDraft *draft, KkbEntity kind, KkbId id)
{
  KkbDraftItem *item = kkb_draft_item (draft, kind, id);

  return item != NULL ? item->now : NULL;
}

KkbPlan *
kkb_draft_plan (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_PLAN, id);
}

KkbNode *
kkb_draft_node (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_NODE, id);
}

KkbNodeMore *
kkb_draft_node_more (KkbDraft *draft, KkbId id)
{
  KkbDraftItem *item = kkb_draft_item (draft, KKB_ENTITY_NODE, id);
  KkbNode *node;

  if (item == NULL)
    return NULL;
  node = item->now;
  if (!item->more_is_own)
    node->more = kkb_facts_bytes (draft->own, node->more, sizeof *node->more);
  item->more_is_own = TRUE;
  return (KkbNodeMore *)node->more; /* the draft's own */
}

KkbProject *
kkb_draft_project (KkbDraft *draft, KkbId id)
{
  KkbDraftItem *item = kkb_draft_item (draft, KKB_ENTITY_NODE, id);
  KkbNode *node;

  if (item == NULL)
    return NULL;
  node = item->now;
  if (node->project == NULL)
    kkb_facts_make_project (draft->own, node);
  else if (!item->project_is_own)
    node->project = kkb_facts_bytes (draft->own, node->project, sizeof *node->project);
  item->project_is_own = TRUE;
  return node->project;
}

KkbIndicator *
kkb_draft_indicator (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_INDICATOR, id);
}

KkbIndicatorMore *
kkb_draft_indicator_more (KkbDraft *draft, KkbId id)
{
  KkbDraftItem *item = kkb_draft_item (draft, KKB_ENTITY_INDICATOR, id);
  KkbIndicator *indicator;

  if (item == NULL)
    return NULL;
  indicator = item->now;
  if (!item->more_is_own)
    indicator->more = kkb_facts_bytes (draft->own, indicator->more, sizeof *indicator->more);
  item->more_is_own = TRUE;
  return (KkbIndicatorMore *)indicator->more; /* the draft's own */
}

KkbPlacement *
kkb_draft_placement (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_PLACEMENT, id);
}

KkbPlacementOwn *
kkb_draft_placement_own (KkbDraft *draft, KkbId id)
{
  KkbDraftItem *item = kkb_draft_item (draft, KKB_ENTITY_PLACEMENT, id);

  if (item == NULL)
    return NULL;
  own_placement (draft, item);
  return (KkbPlacementOwn *)((KkbPlacement *)item->now)->own; /* the draft's own */
}

KkbGoal *
kkb_draft_goal (KkbDraft *draft, KkbId plan, KkbId indicator)
{
  const KkbIndicator *owner = kkb_draft_peek (draft, KKB_ENTITY_INDICATOR, indicator);
  const KkbGoal *old;
  KkbGoal *goal;

  for (guint i = 0; i < draft->goals->len; i++)
    {
      goal = g_ptr_array_index (draft->goals, i);
      if (goal->plan == plan && goal->indicator->id == indicator)
        return goal;
    }
  if (owner == NULL || kkb_draft_peek (draft, KKB_ENTITY_PLAN, plan) == NULL)
    return NULL;
  old = kkb_indicator_goal (owner, plan);
  goal = kkb_facts_bytes (draft->own, old, sizeof *goal);
  goal->plan = plan;
  goal->indicator = (KkbIndicator *)owner; /* only its id is read */
  g_ptr_array_add (draft->goals, goal);
  return goal;
}

KkbMoney *
kkb_draft_money (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_MONEY, id);
}

KkbDepartment *
kkb_draft_department (KkbDraft *draft, KkbId id)
{
  g_clear_pointer (&draft->department_keys, g_hash_table_unref); /* it may be renamed */
  return writable (draft, KKB_ENTITY_DEPARTMENT, id);
}

KkbGrant *
kkb_draft_grant (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_GRANT, id);
}

KkbPlanLink *
kkb_draft_link (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_LINK, id);
}

KkbEdition *
kkb_draft_edition (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_EDITION, id);
}

KkbWord *
kkb_draft_word (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_WORD, id);
}

KkbEntry *
kkb_draft_entry (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_ENTRY, id);
}

KkbStatistic *
kkb_draft_statistic (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_STATISTIC, id);
}

KkbSideSeries *
kkb_draft_side_series (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_SIDE_SERIES, id);
}

KkbPicture *
kkb_draft_picture (KkbDraft *draft, KkbId id)
{
  return writable (draft, KKB_ENTITY_PICTURE, id);
}

void
kkb_draft_set_position (KkbDraft *draft, KkbStoreTable table, KkbId id, gint32 position)
{
  KkbDraftPlace place = { table, id, position };
  KkbNode *node = table == KKB_TABLE_NODE ? kkb_draft_node (draft, id) : NULL;
  KkbPlacement *placement = table == KKB_TABLE_PLACEMENT ? kkb_draft_placement (draft, id) : NULL;

  if (node != NULL)
    node->position = position;
  else if (placement != NULL)
    placement->position = position;
  else
    g_array_append_val (draft->places, place);
}

void
kkb_draft_delete (KkbDraft *draft, KkbStoreTable table, KkbId id)
{
  KkbDraftPlace place = { table, id, 0 };

  if (id != 0 && !kkb_draft_is_deleted (draft, table, id))
    g_array_append_val (draft->deleted, place);
}

KkbCommand *
kkb_draft_finish (KkbDraft *draft, const char *label, GError **error)
{
  g_autoptr (KkbDraft) owned = draft;
  g_autofree char *full = full_label (draft, label);

  if (!kkb_draft_check (draft, error))
    return NULL;
  return kkb_command_new (full, kkb_draft_write, g_steal_pointer (&owned), (GDestroyNotify)kkb_draft_free);
}
