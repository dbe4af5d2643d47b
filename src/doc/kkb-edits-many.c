/* kkb-edits-many.c - the same change to many rows as one step. */
#include "kkb-draft-private.h"
#include "kkb-edits.h"
#include "kkb-fiscal.h"
#include <glib/gi18n-lib.h>

static const KkbId *
changed_ids (KkbDraft *draft, const KkbId *old, KkbListChange change, const KkbId *ids, guint n)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (; change != KKB_LIST_SET && *old != 0; old++)
    {
      gboolean named = FALSE;

      for (guint i = 0; i < n; i++)
        named = named || ids[i] == *old;
      if (!named || change == KKB_LIST_ADD)
        g_array_append_val (all, *old);
    }
  for (guint i = 0; change != KKB_LIST_REMOVE && i < n; i++)
    {
      gboolean there = FALSE;

      for (guint k = 0; k < all->len; k++)
        there = there || g_array_index (all, KkbId, k) == ids[i];
      if (!there)
        g_array_append_val (all, ids[i]);
    }
  return kkb_facts_ids (kkb_draft_own (draft), (const KkbId *)all->data, all->len);
}

static gboolean
check_selected (KkbDraft *draft, const KkbSelected *selected, KkbEntity kind, const KkbId *ids, guint n, GError **error)
{
  const KkbFacts *facts = kkb_draft_facts (draft);
  gboolean ok = TRUE;

  if (selected->n_nodes + selected->n_indicators == 0)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("Nothing is selected. Select the rows first."));
      return FALSE;
    }
  for (guint i = 0; i < selected->n_nodes; i++)
    ok = ok && kkb_facts_node (facts, selected->nodes[i]) != NULL;
  for (guint i = 0; i < selected->n_indicators; i++)
    ok = ok && kkb_facts_indicator (facts, selected->indicators[i]) != NULL;
  for (guint i = 0; i < n; i++)
    ok = ok && kkb_draft_find_old (facts, kind, ids[i]) != NULL;
  if (!ok)
    g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND,
                         _ ("Something of the selection is not in the document any more. Select the rows again."));
  return ok;
}

static char *
count_label (const char *what, const KkbSelected *selected)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (what, selected->n_nodes + selected->n_indicators);
#pragma GCC diagnostic pop
}

KkbCommand *
kkb_command_change_departments (KkbDocument *doc, const KkbSelected *selected, KkbListChange change,
                                const KkbId *departments, guint n, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  g_autofree char *label = count_label (_ ("Change of departments (%u rows)"), selected);

  if (!check_selected (draft, selected, KKB_ENTITY_DEPARTMENT, departments, n, error))
    return NULL;
  for (guint i = 0; i < selected->n_nodes; i++)
    {
      KkbNode *node = kkb_draft_node (draft, selected->nodes[i]);

      node->departments = changed_ids (draft, node->departments, change, departments, n);
    }
  for (guint i = 0; i < selected->n_indicators; i++)
    {
      KkbIndicator *indicator = kkb_draft_indicator (draft, selected->indicators[i]);

      indicator->departments = changed_ids (draft, indicator->departments, change, departments, n);
    }
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}

KkbCommand *
kkb_command_change_tags (KkbDocument *doc, const KkbSelected *selected, KkbListChange change, const KkbId *tags,
                         guint n, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  g_autofree char *label = count_label (_ ("Change of tags (%u rows)"), selected);

  if (!check_selected (draft, selected, KKB_ENTITY_WORD, tags, n, error))
    return NULL;
  for (guint i = 0; i < selected->n_nodes; i++)
    {
      KkbNodeMore *more = kkb_draft_node_more (draft, selected->nodes[i]);

      more->tags = changed_ids (draft, more->tags, change, tags, n);
    }
  for (guint i = 0; i < selected->n_indicators; i++)
    {
      KkbIndicatorMore *more = kkb_draft_indicator_more (draft, selected->indicators[i]);

      more->tags = changed_ids (draft, more->tags, change, tags, n);
    }
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}

/* Moves the targets of one goal with all their revisions. FALSE where one that stays is in the way. */
static gboolean
shift_goal (KkbDraft *draft, const KkbGoal *goal, int from_fy, int years, GError **error)
{
  const KkbIndicator *indicator = goal->indicator;
  KkbDraftShift shift = { goal->plan, indicator->id, from_fy, years };

  if (from_fy != KKB_FY_NONE && kkb_value_list_find (&goal->targets, from_fy) == NULL)
    return TRUE;
  if (from_fy != KKB_FY_NONE && kkb_value_list_find (&goal->targets, from_fy + years) != NULL)
    {
      g_autofree char *year
          = kkb_fy_format (from_fy + years, KKB_YEARS_WAREKI, (KkbPeriodKind)indicator->period_kind, FALSE);

      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("“%s” has a target for %s already, so nothing was moved. Clear that one first."), indicator->name,
                   year);
      return FALSE;
    }
  g_array_append_val (draft->shifts, shift);
  return TRUE;
}

KkbCommand *
kkb_command_shift_targets (KkbDocument *doc, KkbId plan, const KkbSelected *selected, int from_fy, int years,
                           GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  g_autofree char *label = count_label (_ ("Move of target years (%u rows)"), selected);

  if (!check_selected (draft, selected, KKB_ENTITY_INDICATOR, NULL, 0, error))
    return NULL;
  if (years < -500 || years > 500)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT,
                           _ ("Type by how many years the targets are to be moved."));
      return NULL;
    }
  for (guint i = 0; years != 0 && i < selected->n_indicators; i++)
    {
      const KkbGoal *goal
          = kkb_indicator_goal (kkb_facts_indicator (kkb_draft_facts (draft), selected->indicators[i]), plan);

      if (goal != NULL && !shift_goal (draft, goal, from_fy, years, error))
        return NULL;
    }
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}
