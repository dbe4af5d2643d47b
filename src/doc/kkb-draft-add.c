/* kkb-draft-add.c - new entities of a draft. Each stands behind the last of its siblings: those of the document and
 * those of the draft. */
#include "kkb-draft-private.h"
#include "kkb-rules.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

/* Behind the children of PARENT (0: the top nodes of PLAN). */
static gint32
next_node_position (KkbDraft *draft, KkbId plan, KkbId parent)
{
  const KkbNode *old_parent = kkb_facts_node (draft->facts, parent);
  const KkbPlan *old_plan = kkb_facts_plan (draft->facts, plan);
  const GPtrArray *there = old_parent != NULL                ? old_parent->children
                           : parent == 0 && old_plan != NULL ? old_plan->roots
                                                             : NULL;
  gint64 last = -1;

  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (there, i);

      last = MAX (last, node->position);
    }
  for (guint i = 0; i < draft->order[KKB_ENTITY_NODE]->len; i++)
    {
      const KkbDraftItem *item = g_ptr_array_index (draft->order[KKB_ENTITY_NODE], i);
      const KkbNode *node = item->now;

      if (node->plan == plan && node->parent_id == parent)
        last = MAX (last, node->position);
    }
  return (gint32)MIN (last + 1, G_MAXINT32);
}

static gint32
next_placement_position (KkbDraft *draft, KkbId plan, KkbId node)
{
  const KkbNode *old_node = kkb_facts_node (draft->facts, node);
  const KkbPlan *old_plan = kkb_facts_plan (draft->facts, plan);
  const GPtrArray *there = old_node != NULL                ? old_node->placements
                           : node == 0 && old_plan != NULL ? old_plan->placements
                                                           : NULL;
  gint64 last = -1;

  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (there, i);

      last = MAX (last, placement->position);
    }
  for (guint i = 0; i < draft->order[KKB_ENTITY_PLACEMENT]->len; i++)
    {
      const KkbDraftItem *item = g_ptr_array_index (draft->order[KKB_ENTITY_PLACEMENT], i);
      const KkbPlacement *placement = item->now;

      if (placement->plan == plan && (placement->node != NULL ? placement->node->id : 0) == node)
        last = MAX (last, placement->position);
    }
  return (gint32)MIN (last + 1, G_MAXINT32);
}

/* Has INDICATOR a place that stays? */
static gboolean
is_placed (KkbDraft *draft, const KkbIndicator *indicator)
{
  for (guint i = 0; i < indicator->placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (indicator->placements, i);

      if (!kkb_draft_is_deleted (draft, KKB_TABLE_PLACEMENT, placement->id))
        return TRUE;
    }
  for (guint i = 0; i < draft->order[KKB_ENTITY_PLACEMENT]->len; i++)
    {
      const KkbDraftItem *item = g_ptr_array_index (draft->order[KKB_ENTITY_PLACEMENT], i);
      const KkbPlacement *placement = item->now;

      if (item->old == NULL && placement->indicator->id == indicator->id)
        return TRUE;
    }
  return FALSE;
}

static guint8
level_below (KkbDraft *draft, KkbId plan, KkbId parent)
{
  const KkbPlan *owner = kkb_draft_peek (draft, KKB_ENTITY_PLAN, plan);
  const KkbNode *above = kkb_draft_peek (draft, KKB_ENTITY_NODE, parent);
  guint n = owner != NULL ? g_strv_length ((char **)owner->levels) : 0, level;

  if (above != NULL && above->level == 255)
    return 255;
  level = above != NULL ? above->level + 1u : 0;
  return level < n ? (guint8)level : 255;
}

static void
remember_department (KkbDraft *draft, const char *name, KkbId id)
{
  g_autofree char *key = kkb_text_key (name);

  if (*key != '\0' && !g_hash_table_contains (draft->department_keys, key))
    g_hash_table_insert (draft->department_keys, g_steal_pointer (&key), g_memdup2 (&id, sizeof id));
}

/* First the names of today, then the former ones: a name of today counts more. */
static void
list_departments (KkbDraft *draft)
{
  const GPtrArray *olds = draft->facts->departments, *items = draft->order[KKB_ENTITY_DEPARTMENT];

  draft->department_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (int former = 0; former < 2; former++)
    for (guint i = 0; i < olds->len + items->len; i++)
      {
        const KkbDepartment *department
            = i < olds->len ? kkb_draft_peek (draft, KKB_ENTITY_DEPARTMENT, *(KkbId *)g_ptr_array_index (olds, i))
                            : ((const KkbDraftItem *)g_ptr_array_index (items, i - olds->len))->now;

        if (kkb_draft_is_deleted (draft, KKB_TABLE_DEPARTMENT, department->id))
          continue;
        if (!former)
          remember_department (draft, department->name, department->id);
        for (guint k = 0; former && k < department->n_former; k++)
          remember_department (draft, department->former[k].name, department->id);
      }
}

KkbPlan *
kkb_draft_add_plan (KkbDraft *draft)
{
  KkbPlan *plan = kkb_facts_add_plan (draft->own, kkb_id_new ());
  KkbEdition *edition = kkb_facts_add_edition (draft->own, kkb_id_new (), plan->id);

  edition->rules = *kkb_rules_standard ();
  edition->name = edition->rules.name;
  kkb_draft_item_new (draft, KKB_ENTITY_PLAN, plan);
  kkb_draft_item_new (draft, KKB_ENTITY_EDITION, edition);
  return plan;
}

KkbNode *
kkb_draft_add_node_at (KkbDraft *draft, KkbId plan, KkbId parent, gint32 position)
{
  KkbNode *node = kkb_facts_add_node (draft->own, kkb_id_new (), plan, parent);

  if (kkb_draft_peek (draft, KKB_ENTITY_PLAN, plan) == NULL
      || (parent != 0 && kkb_draft_peek (draft, KKB_ENTITY_NODE, parent) == NULL))
    kkb_draft_set_problem (draft, _ ("The place for the new item is not in the document any more"));
  node->position = position;
  node->level = level_below (draft, plan, parent);
  kkb_draft_item_new (draft, KKB_ENTITY_NODE, node);
  return node;
}

KkbNode *
kkb_draft_add_node (KkbDraft *draft, KkbId plan, KkbId parent)
{
  return kkb_draft_add_node_at (draft, plan, parent, next_node_position (draft, plan, parent));
}

KkbIndicator *
kkb_draft_add_indicator (KkbDraft *draft)
{
  KkbIndicator *indicator = kkb_facts_add_indicator (draft->own, kkb_id_new ());

  kkb_draft_item_new (draft, KKB_ENTITY_INDICATOR, indicator);
  return indicator;
}

KkbPlacement *
kkb_draft_add_placement (KkbDraft *draft, KkbId plan, KkbId indicator, KkbId node)
{
  KkbIndicator *owner = (KkbIndicator *)kkb_draft_peek (draft, KKB_ENTITY_INDICATOR, indicator);
  KkbPlacement *placement;
  gint32 position = next_placement_position (draft, plan, node);
  gboolean placed = owner != NULL && is_placed (draft, owner);

  if (owner == NULL || kkb_draft_peek (draft, KKB_ENTITY_PLAN, plan) == NULL
      || (node != 0 && kkb_draft_peek (draft, KKB_ENTITY_NODE, node) == NULL))
    {
      kkb_draft_set_problem (draft, _ ("The place for the indicator is not in the document any more"));
      owner = owner != NULL ? owner : kkb_facts_add_indicator (draft->own, indicator); /* never written */
    }
  placement = kkb_facts_add_placement (draft->own, kkb_id_new (), plan, owner, 0);
  placement->node = (KkbNode *)kkb_draft_peek (draft, KKB_ENTITY_NODE, node);
  placement->position = position;
  placement->is_origin = !placed;
  kkb_draft_item_new (draft, KKB_ENTITY_PLACEMENT, placement);
  return placement;
}

KkbMoney *
kkb_draft_add_money (KkbDraft *draft, KkbId project)
{
  KkbMoney *money = kkb_facts_add_money (draft->own, kkb_id_new (), project);

  kkb_draft_item_new (draft, KKB_ENTITY_MONEY, money);
  return money;
}

KkbDepartment *
kkb_draft_add_department (KkbDraft *draft, const char *name)
{
  KkbDepartment *department = kkb_facts_add_department (draft->own, kkb_id_new ());
  g_autofree char *stripped = kkb_text_strip (name);

  department->name = kkb_draft_string (draft, stripped);
  kkb_draft_item_new (draft, KKB_ENTITY_DEPARTMENT, department);
  g_clear_pointer (&draft->department_keys, g_hash_table_unref);
  return department;
}

KkbGrant *
kkb_draft_add_grant (KkbDraft *draft, const char *name)
{
  KkbGrant *grant = kkb_facts_add_grant (draft->own, kkb_id_new ());
  g_autofree char *stripped = kkb_text_strip (name);

  grant->name = kkb_draft_string (draft, stripped);
  kkb_draft_item_new (draft, KKB_ENTITY_GRANT, grant);
  return grant;
}

KkbPlanLink *
kkb_draft_add_link (KkbDraft *draft, KkbId plan, KkbLinkKind kind)
{
  KkbPlanLink *link = kkb_facts_add_link (draft->own, kkb_id_new (), plan);

  link->kind = (guint8)kind;
  kkb_draft_item_new (draft, KKB_ENTITY_LINK, link);
  return link;
}

KkbWord *
kkb_draft_add_word (KkbDraft *draft, KkbWordKind kind, const char *name)
{
  KkbWord *word = kkb_facts_add_word (draft->own, kkb_id_new (), kind);
  g_autofree char *stripped = kkb_text_strip (name);

  word->name = kkb_draft_string (draft, stripped);
  kkb_draft_item_new (draft, KKB_ENTITY_WORD, word);
  return word;
}

KkbEntry *
kkb_draft_add_entry (KkbDraft *draft, KkbId plan, KkbEntryKind kind)
{
  KkbEntry *entry = kkb_facts_add_entry (draft->own, kkb_id_new (), plan);

  entry->kind = (guint8)kind;
  kkb_draft_item_new (draft, KKB_ENTITY_ENTRY, entry);
  return entry;
}

KkbStatistic *
kkb_draft_add_statistic (KkbDraft *draft, KkbId plan)
{
  KkbStatistic *statistic = kkb_facts_add_statistic (draft->own, kkb_id_new (), plan);

  kkb_draft_item_new (draft, KKB_ENTITY_STATISTIC, statistic);
  return statistic;
}

KkbSideSeries *
kkb_draft_add_side_series (KkbDraft *draft, KkbId indicator, KkbSideKind kind)
{
  KkbSideSeries *series = kkb_facts_add_side_series (draft->own, kkb_id_new (), indicator);

  series->kind = (guint8)kind;
  kkb_draft_item_new (draft, KKB_ENTITY_SIDE_SERIES, series);
  return series;
}

KkbPicture *
kkb_draft_add_picture (KkbDraft *draft, KkbId node, GBytes *data)
{
  KkbPicture *picture = kkb_facts_add_picture (draft->own, kkb_id_new (), node);
  KkbDraftItem *item = kkb_draft_item_new (draft, KKB_ENTITY_PICTURE, picture);

  item->data = g_bytes_ref (data);
  picture->size = (guint32)MIN (g_bytes_get_size (data), G_MAXUINT32);
  return picture;
}

KkbId
kkb_draft_find_department (KkbDraft *draft, const char *name)
{
  g_autofree char *key = kkb_text_key (name);
  const KkbId *id;

  if (*key == '\0')
    return 0;
  if (draft->department_keys == NULL)
    list_departments (draft);
  id = g_hash_table_lookup (draft->department_keys, key);
  return id != NULL ? *id : kkb_draft_add_department (draft, name)->id;
}

KkbId
kkb_draft_find_word (KkbDraft *draft, KkbWordKind kind, const char *name)
{
  g_autofree char *key = kkb_text_key (name);
  const KkbWord *word = *key != '\0' ? kkb_facts_find_word (draft->facts, kind, name) : NULL;

  if (*key == '\0')
    return 0;
  if (word != NULL && !kkb_draft_is_deleted (draft, KKB_TABLE_WORD, word->id)
      && kkb_text_same (((const KkbWord *)kkb_draft_peek (draft, KKB_ENTITY_WORD, word->id))->name, name))
    return word->id;
  for (guint i = 0; i < draft->order[KKB_ENTITY_WORD]->len; i++)
    {
      word = ((const KkbDraftItem *)g_ptr_array_index (draft->order[KKB_ENTITY_WORD], i))->now;
      if (word->kind == kind && kkb_text_same (word->name, name)
          && !kkb_draft_is_deleted (draft, KKB_TABLE_WORD, word->id))
        return word->id;
    }
  return kkb_draft_add_word (draft, kind, name)->id;
}

KkbId
kkb_draft_find_grant (KkbDraft *draft, const char *name)
{
  g_autofree char *key = kkb_text_key (name);
  const GPtrArray *olds = draft->facts->grants, *items = draft->order[KKB_ENTITY_GRANT];

  if (*key == '\0')
    return 0;
  for (guint i = 0; i < olds->len + items->len; i++)
    {
      const KkbGrant *grant = i < olds->len
                                  ? kkb_draft_peek (draft, KKB_ENTITY_GRANT, *(KkbId *)g_ptr_array_index (olds, i))
                                  : ((const KkbDraftItem *)g_ptr_array_index (items, i - olds->len))->now;

      if (kkb_text_same (grant->name, name) && !kkb_draft_is_deleted (draft, KKB_TABLE_GRANT, grant->id))
        return grant->id;
    }
  return kkb_draft_add_grant (draft, name)->id;
}
