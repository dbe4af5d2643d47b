/* kkb-edits-restore-lists.c - この値に戻す for what stands in lists: who is in charge, tags, grants, references,
 * levels; breakdowns, comparisons and cells of statistics. */
#include "kkb-edits-restore.h"
#include "kkb-text.h"
#include <stdio.h>
#include <string.h>

static gboolean
is_kind (const KkbHistoryEntry *entry, const char *kind)
{
  return strcmp (entry->kind, kind) == 0;
}

/* ---- lists of ids ------------------------------------------------------------------------------------------------ */

/* The list ENTRY is about, writable; NULL where its owner is gone. */
static const KkbId **
list_of (KkbDraft *draft, const KkbHistoryEntry *entry)
{
  const KkbNode *old = kkb_facts_node (kkb_draft_facts (draft), entry->entity);
  KkbNode *node = old != NULL ? kkb_draft_node (draft, entry->entity) : NULL;
  KkbIndicator *indicator = kkb_draft_indicator (draft, entry->entity);
  KkbPlan *plan = kkb_draft_plan (draft, entry->entity);
  KkbEntry *issue = kkb_draft_entry (draft, entry->entity);

  if (is_kind (entry, "plan_department"))
    return plan != NULL ? &plan->departments : NULL;
  if (is_kind (entry, "node_department"))
    return node != NULL ? &node->departments : NULL;
  if (is_kind (entry, "indicator_department"))
    return indicator != NULL ? &indicator->departments : NULL;
  if (is_kind (entry, "indicator_tag"))
    return indicator != NULL ? &kkb_draft_indicator_more (draft, entry->entity)->tags : NULL;
  if (is_kind (entry, "node_tag"))
    return node != NULL ? &kkb_draft_node_more (draft, entry->entity)->tags : NULL;
  if (is_kind (entry, "node_reference"))
    return node != NULL ? &kkb_draft_node_more (draft, entry->entity)->references : NULL;
  if (is_kind (entry, "project_grant"))
    return old != NULL && old->project != NULL ? &kkb_draft_project (draft, entry->entity)->grants : NULL;
  return issue != NULL ? &issue->nodes : NULL; /* entry_node */
}

/* The only node of the plan of NEAR that is printed so; 0 if there is none, or several. */
static KkbId
find_printed (const KkbFacts *facts, KkbId plan, const char *name)
{
  KkbId found = 0;

  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);
      g_autofree char *printed = node->plan == plan ? kkb_node_printed (node) : NULL;

      if (printed == NULL || !kkb_text_same (printed, name))
        continue;
      if (found != 0)
        return 0;
      found = node->id;
    }
  return found;
}

/* What NAME in such a list is; made anew where it is gone, if names alone make it. */
static KkbId
find_named (KkbDraft *draft, const KkbHistoryEntry *entry, const char *name)
{
  const KkbFacts *facts = kkb_draft_facts (draft);
  const KkbNode *node = kkb_facts_node (facts, entry->entity);
  const KkbEntry *issue = kkb_facts_entry (facts, entry->entity);

  if (g_str_has_suffix (entry->kind, "_department"))
    return kkb_draft_find_department (draft, name);
  if (g_str_has_suffix (entry->kind, "_tag"))
    return kkb_draft_find_word (draft, KKB_WORD_TAG, name);
  if (is_kind (entry, "project_grant"))
    return kkb_draft_find_grant (draft, name);
  return find_printed (facts, node != NULL ? node->plan : issue != NULL ? issue->plan : 0, name);
}

static gboolean
is_in_document (const KkbFacts *facts, KkbId id)
{
  return kkb_facts_department (facts, id) != NULL || kkb_facts_word (facts, id) != NULL
         || kkb_facts_grant (facts, id) != NULL || kkb_facts_node (facts, id) != NULL;
}

gboolean
kkb_restores_list (const KkbHistoryEntry *entry)
{
  static const char *const kinds[]
      = { "plan_department", "node_department", "indicator_department", "node_tag", "indicator_tag",
          "node_reference",  "project_grant",   "entry_node",           NULL };

  return (entry->op == 'i' || entry->op == 'd') && g_strv_contains (kinds, entry->kind);
}

gboolean
kkb_restore_list (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error)
{
  const char *name = entry->op == 'd' ? entry->old_value : entry->new_value;
  const KkbId **list = list_of (draft, entry);
  KkbId id = list != NULL ? find_named (draft, entry, name) : 0;
  g_autoptr (GArray) ids = g_array_new (TRUE, TRUE, sizeof (KkbId));

  if (id == 0 || (entry->op == 'i' && !is_in_document (kkb_draft_facts (draft), id))) /* made only to be taken out */
    return kkb_restore_gone (error);
  for (const KkbId *old = *list; *old != 0; old++)
    if (*old != id)
      g_array_append_val (ids, *old);
  if (entry->op == 'd')
    g_array_append_val (ids, id);
  *list = kkb_facts_ids (kkb_draft_own (draft), (const KkbId *)(gpointer)ids->data, ids->len);
  return TRUE;
}

/* ---- figures beside an indicator --------------------------------------------------------------------------------- */

/* The only breakdown or comparison of that name. */
static const KkbSideSeries *
find_series (const KkbFacts *facts, const KkbIndicator *indicator, const char *name)
{
  g_autoptr (GPtrArray) all = kkb_indicator_side_series (facts, indicator);
  const KkbSideSeries *found = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const KkbSideSeries *series = g_ptr_array_index (all, i);

      if (strcmp (series->name, name) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = series;
    }
  return found;
}

static gboolean
restore_side_value (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error)
{
  const KkbIndicator *indicator = kkb_facts_indicator (kkb_draft_facts (draft), entry->entity);
  const KkbSideSeries *series
      = indicator != NULL ? find_series (kkb_draft_facts (draft), indicator, entry->field) : NULL;
  g_autoptr (GString) text = g_string_new (entry->old_value);
  g_auto (KkbToldFigure) told = { 0 };
  const KkbFacts *facts;
  const KkbValue *there;
  KkbValue value;

  if (series == NULL)
    return kkb_restore_gone (error);
  if (!kkb_told_figure_read (&told, text, *series->unit != '\0' ? series->unit : indicator->unit, error)
      || !kkb_draft_type_side_value (draft, series->id, entry->fy, text->str, error))
    return FALSE;
  there = kkb_draft_value (draft, 0, series->id, (KkbField)KKB_DRAFT_SIDE, entry->fy, &facts);
  if (kkb_told_figure_settle (&told, draft, there, facts, &value))
    kkb_draft_set_side_value (draft, series->id, entry->fy, &value);
  return TRUE;
}

static gboolean
restore_cell (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error)
{
  KkbStatistic *statistic = kkb_draft_statistic (draft, entry->entity);
  g_autofree const char **cells = NULL;
  int row, column;

  if (statistic == NULL || sscanf (entry->field, "%d:%d", &row, &column) != 2 || row < 1 || column < 1
      || row > statistic->n_rows || column > statistic->n_columns)
    return kkb_restore_gone (error);
  cells = g_new (const char *, (gsize)statistic->n_rows * statistic->n_columns);
  memcpy (cells, statistic->cells, (gsize)statistic->n_rows * statistic->n_columns * sizeof *cells);
  cells[(row - 1) * statistic->n_columns + column - 1] = kkb_draft_string (draft, entry->old_value);
  statistic->cells
      = kkb_facts_bytes (kkb_draft_own (draft), cells, (gsize)statistic->n_rows * statistic->n_columns * sizeof *cells);
  return TRUE;
}

/* The level that is called as the history tells it was called then. */
static gboolean
restore_level (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error)
{
  KkbPlan *plan = kkb_draft_plan (draft, entry->entity);
  g_auto (GStrv) names = plan != NULL ? g_strdupv ((char **)plan->levels) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (strcmp (names[i], entry->new_value) == 0)
      {
        g_free (names[i]);
        names[i] = g_strdup (entry->old_value);
        plan->levels = kkb_facts_strings (kkb_draft_own (draft), (const char *const *)names);
        return TRUE;
      }
  return kkb_restore_gone (error);
}

gboolean
kkb_restores_beside (const KkbHistoryEntry *entry)
{
  /* texts beside such a figure are told under the name of their column, without that of the series */
  static const char *const columns[] = { "as_of", "note", "expected", NULL };

  return is_kind (entry, "statistic_cell")
         || (is_kind (entry, "side_value") && *entry->field != '\0' && !g_strv_contains (columns, entry->field))
         || (is_kind (entry, "plan_level") && entry->op == 'u');
}

gboolean
kkb_restore_beside (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error)
{
  return is_kind (entry, "statistic_cell") ? restore_cell (draft, entry, error)
         : is_kind (entry, "plan_level")   ? restore_level (draft, entry, error)
                                           : restore_side_value (draft, entry, error);
}
