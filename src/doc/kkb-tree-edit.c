/* kkb-tree-edit.c - adding, naming, moving and deleting nodes, each as one command. */
#include "kkb-tree-edit-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

#define LABEL_LENGTH 40

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, sentence);
  return FALSE;
}

/* ---- levels ------------------------------------------------------------------------------------------------------ */

static guint
count_levels (KkbDraft *draft, KkbId plan)
{
  const KkbPlan *owner = kkb_draft_peek (draft, KKB_ENTITY_PLAN, plan);

  return owner != NULL ? g_strv_length ((char **)owner->levels) : 0;
}

/* Everything below NODE follows it in level and plan. */
static void
carry_children (KkbDraft *draft, const KkbNode *old, const KkbNode *now, guint n_levels)
{
  for (guint i = 0; i < old->children->len; i++)
    {
      const KkbNode *child = g_ptr_array_index (old->children, i);
      guint8 level = kkb_tree_shifted_level (child->level, old->level, now->level, n_levels, child->project != NULL);

      if (level == child->level && child->plan == now->plan)
        { /* nothing changes for it, nor below it unless its own level stays by chance */
          carry_children (draft, child, child, n_levels);
          continue;
        }
      kkb_draft_node (draft, child->id)->plan = now->plan;
      kkb_draft_node (draft, child->id)->level = level;
      carry_children (draft, child, kkb_draft_node (draft, child->id), n_levels);
    }
}

/* Moves NODE with all below it to SPOT, on LEVEL. */
static KkbCommand *
move_to (KkbDraft *owned, const KkbNode *node, const KkbSpot *spot, guint8 level, GError **error)
{
  g_autoptr (KkbDraft) draft = owned;
  g_autofree char *printed = kkb_node_printed (node);
  g_autofree char *label = kkb_tree_label (_ ("Move item (%s)"), printed);
  KkbNode *now = kkb_draft_node (draft, node->id);

  for (const KkbNode *above = kkb_facts_node (kkb_draft_facts (draft), spot->parent); above != NULL;
       above = above->parent)
    if (above == node)
      {
        refuse (error, _ ("An item cannot stand below itself. Nothing was moved."));
        return NULL;
      }
  if (spot->plan != node->plan && !kkb_tree_carry_into_plan (draft, node, spot->plan, error))
    return NULL;
  now->parent_id = spot->parent;
  now->plan = spot->plan;
  now->level = level;
  carry_children (draft, node, now, count_levels (draft, spot->plan));
  kkb_tree_put_at (draft, node->id, spot);
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}

/* By STEP places among its siblings. */
static KkbCommand *
move_by (KkbDocument *doc, KkbId id, int step, const char *sentence, GError **error)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  const KkbNode *node = kkb_tree_find (facts, id, error);
  const GPtrArray *siblings = node != NULL ? kkb_tree_siblings_of (facts, node) : NULL;
  guint at = kkb_tree_index_of (siblings, id);
  KkbSpot spot;

  if (node == NULL)
    return NULL;
  if ((step < 0 && at == 0) || (step > 0 && at + 1 >= siblings->len))
    {
      refuse (error, sentence);
      return NULL;
    }
  spot = (KkbSpot){ node->plan, node->parent != NULL ? node->parent->id : 0, step < 0 ? at - 1 : at + 1 };
  return move_to (kkb_draft_new (doc), node, &spot, node->level, error);
}

/* ---- shared ------------------------------------------------------------------------------------------------------ */

const GPtrArray *
kkb_tree_siblings (const KkbFacts *facts, KkbId plan, KkbId parent)
{
  const KkbNode *above = kkb_facts_node (facts, parent);
  const KkbPlan *owner = kkb_facts_plan (facts, plan);

  if (parent != 0)
    return above != NULL ? above->children : NULL;
  return owner != NULL ? owner->roots : NULL;
}

const KkbNode *
kkb_tree_find (const KkbFacts *facts, KkbId id, GError **error)
{
  const KkbNode *node = kkb_facts_node (facts, id);

  if (node == NULL)
    g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("This item is not in the document any more"));
  return node;
}

guint
kkb_tree_index_of (const GPtrArray *siblings, KkbId id)
{
  for (guint i = 0; siblings != NULL && i < siblings->len; i++)
    if (((const KkbNode *)g_ptr_array_index (siblings, i))->id == id)
      return i;
  return G_MAXUINT;
}

const GPtrArray *
kkb_tree_siblings_of (const KkbFacts *facts, const KkbNode *node)
{
  return kkb_tree_siblings (facts, node->plan, node->parent != NULL ? node->parent->id : 0);
}

void
kkb_tree_collect (const KkbNode *node, GPtrArray *nodes)
{
  g_ptr_array_add (nodes, (gpointer)node);
  for (guint i = 0; i < node->children->len; i++)
    kkb_tree_collect (g_ptr_array_index (node->children, i), nodes);
}

gboolean
kkb_tree_spot (const KkbFacts *facts, KkbId plan, KkbId at, KkbWhere where, KkbId node, KkbSpot *spot, GError **error)
{
  const KkbNode *there = at != 0 ? kkb_tree_find (facts, at, error) : NULL;
  const GPtrArray *siblings;
  guint at_index, own_index;

  if (at != 0 && there == NULL)
    return FALSE;
  spot->plan = there != NULL ? there->plan : plan;
  spot->parent = there == NULL              ? 0
                 : where == KKB_BELOW_CHILD ? there->id
                 : there->parent != NULL    ? there->parent->id
                                            : 0;
  siblings = kkb_tree_siblings (facts, spot->plan, spot->parent);
  if (siblings == NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("This plan is not in the document any more"));
      return FALSE;
    }
  own_index = kkb_tree_index_of (siblings, node);
  if (there == NULL || where == KKB_BELOW_CHILD)
    {
      spot->index = siblings->len - (own_index != G_MAXUINT);
      return TRUE;
    }
  at_index = kkb_tree_index_of (siblings, at);
  spot->index = at_index + (where == KKB_BELOW_SIBLING) - (own_index != G_MAXUINT && own_index < at_index);
  if (at == node)
    spot->index = at_index;
  return TRUE;
}

void
kkb_tree_put_at (KkbDraft *draft, KkbId node, const KkbSpot *spot)
{
  const GPtrArray *siblings = kkb_tree_siblings (kkb_draft_facts (draft), spot->plan, spot->parent);
  gint32 position = 0;
  guint n = 0;

  for (guint i = 0; siblings != NULL && i < siblings->len; i++)
    {
      const KkbNode *sibling = g_ptr_array_index (siblings, i);

      if (sibling->id == node)
        continue;
      if (n++ == spot->index)
        position++;
      if (sibling->position != position)
        kkb_draft_node (draft, sibling->id)->position = position;
      position++;
    }
  kkb_draft_node (draft, node)->position = (gint32)spot->index;
}

guint8
kkb_tree_level_below (KkbDraft *draft, KkbId plan, KkbId parent)
{
  const KkbNode *above = kkb_draft_peek (draft, KKB_ENTITY_NODE, parent);
  guint level = above != NULL ? above->level + 1u : 0;

  return (above == NULL || above->level != 255) && level < count_levels (draft, plan) ? (guint8)level : 255;
}

guint8
kkb_tree_shifted_level (guint8 level, guint8 parent_level, guint8 new_parent_level, guint n_levels, gboolean is_project)
{
  guint shifted;

  if (new_parent_level == 255 || (level == 255 && (is_project || parent_level != 255)))
    return 255;
  shifted
      = level == 255 || parent_level == 255 ? new_parent_level + 1u : (guint)(new_parent_level + level - parent_level);
  return shifted < n_levels ? (guint8)shifted : 255;
}

char *
kkb_tree_label (const char *what, const char *name)
{
  g_autofree char *short_name = g_strdup (name);

  /* one line that fits a menu */
  g_strdelimit (short_name, "\n\r\t", ' ');
  if (g_utf8_validate (short_name, -1, NULL) && g_utf8_strlen (short_name, -1) > LABEL_LENGTH)
    {
      g_autofree char *cut = g_utf8_substring (short_name, 0, LABEL_LENGTH - 1);

      g_free (short_name);
      short_name = g_strconcat (cut, "…", NULL);
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (what, *short_name != '\0' ? short_name : _ ("New item"));
#pragma GCC diagnostic pop
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

static void
set_printed (KkbDraft *draft, KkbNode *node, const char *printed)
{
  g_autofree char *label = NULL, *title = NULL;

  kkb_text_split_label (printed != NULL ? printed : "", &label, &title);
  node->label = kkb_draft_string (draft, label);
  node->title = kkb_draft_string (draft, title);
}

KkbCommand *
kkb_tree_add (KkbDocument *doc, KkbId plan, KkbId node, KkbWhere where, gboolean is_project, const char *title,
              KkbId *new_id, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  const KkbFacts *facts = kkb_draft_facts (draft);
  const KkbNode *there = kkb_facts_node (facts, node);
  g_autofree char *label
      = kkb_tree_label (is_project ? _ ("Add project (%s)") : _ ("Add item (%s)"), title != NULL ? title : "");
  KkbCommand *command;
  KkbNode *added;
  KkbSpot spot;
  KkbId id;

  if (!kkb_tree_spot (facts, plan, node, where, 0, &spot, error))
    return NULL;
  added = kkb_draft_add_node_at (draft, spot.plan, spot.parent, 0);
  if (there != NULL && where != KKB_BELOW_CHILD && (there->project != NULL) == is_project)
    added->level = there->level;
  else if (is_project && added->level != 255) /* projects stand on the last level, whatever is left out above it */
    added->level = (guint8)(count_levels (draft, spot.plan) - 1);
  set_printed (draft, added, title);
  if (is_project)
    kkb_draft_project (draft, added->id);
  kkb_tree_put_at (draft, added->id, &spot);
  id = added->id;
  if (new_id != NULL)
    *new_id = id;
  command = kkb_draft_finish (g_steal_pointer (&draft), label, error);
  if (command != NULL)
    kkb_command_begins (command, id);
  return command;
}

KkbCommand *
kkb_tree_rename (KkbDocument *doc, KkbId plan, KkbId node, const char *printed, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  g_autofree char *stripped = kkb_text_strip (printed), *label = NULL, *whole = NULL;
  KkbCommand *command;
  KkbPlan *renamed = node == 0 ? kkb_draft_plan (draft, plan) : NULL;

  if (renamed != NULL)
    {
      renamed->title = kkb_draft_string (draft, stripped);
      label = kkb_tree_label (_ ("Rename plan (%s)"), stripped);
    }
  else if (kkb_tree_find (kkb_draft_facts (draft), node, error) == NULL)
    return NULL;
  else
    {
      gboolean is_project = kkb_facts_node (kkb_draft_facts (draft), node)->project != NULL;

      set_printed (draft, kkb_draft_node (draft, node), stripped);
      label = kkb_tree_label (_ ("Rename item (%s)"), stripped);
      whole = kkb_tree_label (is_project ? _ ("Add project (%s)") : _ ("Add item (%s)"), stripped);
    }
  command = kkb_draft_finish (g_steal_pointer (&draft), label, error);
  if (command != NULL && node != 0)
    kkb_command_completes (command, node, whole);
  return command;
}

KkbCommand *
kkb_tree_move_up (KkbDocument *doc, KkbId node, GError **error)
{
  return move_by (doc, node, -1, _ ("This item is the first one already."), error);
}

KkbCommand *
kkb_tree_move_down (KkbDocument *doc, KkbId node, GError **error)
{
  return move_by (doc, node, 1, _ ("This item is the last one already."), error);
}

KkbCommand *
kkb_tree_indent (KkbDocument *doc, KkbId id, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  const KkbNode *node = kkb_tree_find (kkb_draft_facts (draft), id, error);
  const GPtrArray *siblings = node != NULL ? kkb_tree_siblings_of (kkb_draft_facts (draft), node) : NULL;
  guint at = kkb_tree_index_of (siblings, id);
  const KkbNode *above;
  KkbSpot spot;
  guint8 level;

  if (node == NULL)
    return NULL;
  if (at == 0 || at == G_MAXUINT)
    {
      refuse (error, _ ("There is no item above it that it could stand below."));
      return NULL;
    }
  above = g_ptr_array_index (siblings, at - 1);
  spot = (KkbSpot){ node->plan, above->id, above->children->len };
  level = node->project != NULL && node->level == 255 ? 255 : kkb_tree_level_below (draft, node->plan, above->id);
  return move_to (g_steal_pointer (&draft), node, &spot, level, error);
}

KkbCommand *
kkb_tree_outdent (KkbDocument *doc, KkbId id, GError **error)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  const KkbNode *node = kkb_tree_find (facts, id, error);
  KkbSpot spot;

  if (node == NULL)
    return NULL;
  if (node->parent == NULL)
    {
      refuse (error, _ ("This item stands at the top already."));
      return NULL;
    }
  spot = (KkbSpot){ node->plan, node->parent->parent != NULL ? node->parent->parent->id : 0,
                    kkb_tree_index_of (kkb_tree_siblings_of (facts, node->parent), node->parent->id) + 1 };
  return move_to (kkb_draft_new (doc), node, &spot,
                  node->project != NULL && node->level == 255 ? 255 : node->parent->level, error);
}

KkbCommand *
kkb_tree_move (KkbDocument *doc, KkbId id, KkbId plan, KkbId at, KkbWhere where, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  const KkbFacts *facts = kkb_draft_facts (draft);
  const KkbNode *node = kkb_tree_find (facts, id, error), *there = kkb_facts_node (facts, at);
  KkbSpot spot;
  guint8 level;

  if (node == NULL || !kkb_tree_spot (facts, plan, at, where, id, &spot, error))
    return NULL;
  if (spot.plan == node->plan && spot.parent == (node->parent != NULL ? node->parent->id : 0))
    level = node->level;
  else if (node->project != NULL && node->level == 255 && spot.plan == node->plan)
    level = 255;
  else if (there != NULL && where != KKB_BELOW_CHILD && (there->project != NULL) == (node->project != NULL))
    level = there->level;
  else
    level = kkb_tree_level_below (draft, spot.plan, spot.parent);
  return move_to (g_steal_pointer (&draft), node, &spot, level, error);
}

KkbCommand *
kkb_tree_toggle_reference (KkbDocument *doc, KkbId id, KkbId other, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  const KkbFacts *facts = kkb_draft_facts (draft);
  const KkbNode *node = kkb_tree_find (facts, id, error),
                *shown = node != NULL ? kkb_tree_find (facts, other, error) : NULL;
  g_autoptr (GArray) references = g_array_new (FALSE, FALSE, sizeof (KkbId));
  g_autofree char *printed = shown != NULL ? kkb_node_printed (shown) : NULL;
  g_autofree char *label = NULL;
  gboolean was = FALSE;

  if (shown == NULL)
    return NULL;
  if (node == shown)
    {
      refuse (error, _ ("An item cannot be shown below itself."));
      return NULL;
    }
  for (const KkbId *reference = node->more->references; *reference != 0; reference++)
    if (*reference == other)
      was = TRUE;
    else
      g_array_append_val (references, *reference);
  if (!was)
    g_array_append_val (references, other);
  kkb_draft_node_more (draft, id)->references
      = kkb_facts_ids (kkb_draft_own (draft), (const KkbId *)references->data, references->len);
  label = kkb_tree_label (was ? _ ("Remove reference (%s)") : _ ("Add reference (%s)"), printed);
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}
