/* kkb-edits.c - a new plan; departments, grants and words renamed and merged. */
#include "kkb-edits.h"
#include "kkb-draft-private.h"
#include "kkb-text.h"
#include "kkb-tree-edit-private.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct /* FROM becomes INTO wherever it is listed */
{
  KkbDraft *draft;
  KkbId from, into;
} Merge;

static KkbCommand *
fail (GError **error, KkbErrorCode code, const char *sentence)
{
  g_set_error_literal (error, KKB_ERROR, code, sentence);
  return NULL;
}

static gboolean
has_id (const KkbId *ids, KkbId id)
{
  while (*ids != 0 && *ids != id)
    ids++;
  return *ids != 0;
}

/* IDS with INTO in place of FROM, once. */
static const KkbId *
merged_ids (const Merge *merge, const KkbId *ids)
{
  g_autoptr (GArray) merged = g_array_new (TRUE, TRUE, sizeof (KkbId));

  for (; *ids != 0; ids++)
    {
      KkbId id = *ids == merge->from ? merge->into : *ids;

      if (!has_id ((const KkbId *)merged->data, id))
        g_array_append_val (merged, id);
    }
  return kkb_facts_ids (kkb_draft_own (merge->draft), (const KkbId *)merged->data, merged->len);
}

static gboolean
has_text (const KkbNamedText *texts, KkbId name)
{
  while (texts->name != 0 && texts->name != name)
    texts++;
  return texts->name != 0;
}

/* The text under FROM comes behind that under INTO, where there are both. */
static const KkbNamedText *
merged_texts (const Merge *merge, const KkbNamedText *texts)
{
  g_autoptr (GArray) merged = g_array_new (FALSE, FALSE, sizeof (KkbNamedText));
  g_autofree char *joined = NULL;
  const char *first = NULL, *second = NULL;

  for (const KkbNamedText *text = texts; text->name != 0; text++)
    if (text->name == merge->into)
      first = text->text;
    else if (text->name == merge->from)
      second = text->text;
  joined
      = first != NULL && second != NULL && strcmp (first, second) != 0 ? g_strconcat (first, "\n", second, NULL) : NULL;
  for (; texts->name != 0; texts++)
    {
      KkbNamedText text = *texts;

      if (text.name == merge->from && first != NULL)
        continue;
      if (text.name == merge->into && joined != NULL)
        text.text = joined;
      text.name = text.name == merge->from ? merge->into : text.name;
      g_array_append_val (merged, text);
    }
  return kkb_facts_texts (kkb_draft_own (merge->draft), (const KkbNamedText *)merged->data, merged->len);
}

static void
merge_departments (const Merge *merge)
{
  const KkbFacts *facts = kkb_draft_facts (merge->draft);

  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      if (has_id (plan->departments, merge->from))
        kkb_draft_plan (merge->draft, plan->id)->departments = merged_ids (merge, plan->departments);
    }
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);

      if (has_id (node->departments, merge->from))
        kkb_draft_node (merge->draft, node->id)->departments = merged_ids (merge, node->departments);
    }
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      if (has_id (indicator->departments, merge->from))
        kkb_draft_indicator (merge->draft, indicator->id)->departments = merged_ids (merge, indicator->departments);
    }
}

static void
merge_words (const Merge *merge)
{
  const KkbFacts *facts = kkb_draft_facts (merge->draft);

  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      if (has_text (plan->texts, merge->from))
        kkb_draft_plan (merge->draft, plan->id)->texts = merged_texts (merge, plan->texts);
    }
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);

      if (has_id (node->more->tags, merge->from))
        kkb_draft_node_more (merge->draft, node->id)->tags = merged_ids (merge, node->more->tags);
      if (has_text (node->more->texts, merge->from))
        kkb_draft_node_more (merge->draft, node->id)->texts = merged_texts (merge, node->more->texts);
    }
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      if (has_id (indicator->more->tags, merge->from))
        kkb_draft_indicator_more (merge->draft, indicator->id)->tags = merged_ids (merge, indicator->more->tags);
    }
}

static void
merge_grants (const Merge *merge)
{
  const KkbFacts *facts = kkb_draft_facts (merge->draft);

  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);

      if (node->project != NULL && has_id (node->project->grants, merge->from))
        kkb_draft_project (merge->draft, node->id)->grants = merged_ids (merge, node->project->grants);
    }
}

/* Names that DEPARTMENT had, with NAMES behind them; a name counts once, and the one it has NOW is no former one. */
static void
add_former (KkbDraft *draft, KkbDepartment *department, const char *now, const KkbFormerName *names, guint n)
{
  KkbFormerName *all = kkb_facts_bytes (kkb_draft_own (draft), NULL, (department->n_former + n) * sizeof *all);
  guint kept = 0;

  for (guint i = 0; i < department->n_former + n; i++)
    {
      const KkbFormerName *name = i < department->n_former ? &department->former[i] : &names[i - department->n_former];
      guint same = 0;

      if (strcmp (name->name, now) == 0)
        continue;
      while (same < kept && !kkb_text_same (all[same].name, name->name))
        same++;
      if (same < kept)
        all[same].until_fy = MAX (all[same].until_fy, name->until_fy);
      else
        all[kept++] = *name;
    }
  department->former = all;
  department->n_former = kept;
}

/* "、" between. */
static char *
names_label (const char *what, const char *from, const char *into)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (what, from, into);
#pragma GCC diagnostic pop
}

static void
link_plans (KkbDraft *draft, KkbPlan *plan, KkbId previous)
{
  const KkbPlan *before = kkb_facts_plan (kkb_draft_facts (draft), previous);
  KkbPlanLink *link;

  if (before == NULL)
    return;
  link = kkb_draft_add_link (draft, plan->id, KKB_LINK_PREVIOUS);
  link->text = kkb_draft_string (draft, before->title);
  link->other = before->id;
  link = kkb_draft_add_link (draft, before->id, KKB_LINK_NEXT);
  link->text = plan->title;
  link->other = plan->id;
}

KkbCommand *
kkb_command_add_plan (KkbDocument *doc, const KkbPlanSetup *setup, KkbId *new_id, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  KkbPlan *plan = kkb_draft_add_plan (draft);
  g_autofree char *title = kkb_text_strip (setup->title), *organization = kkb_text_strip (setup->organization);
  g_autofree char *label = kkb_tree_label (_ ("New plan (%s)"), title);

  plan->title = kkb_draft_string (draft, title);
  plan->organization = kkb_draft_string (draft, organization);
  if (setup->start_fy > G_MAXINT16 || setup->end_fy > G_MAXINT16)
    return fail (error, KKB_ERROR_INPUT, _ ("The period cannot be read. Type years such as 令和4年度 and 令和8年度."));
  plan->start_fy = (gint16)setup->start_fy;
  plan->end_fy = (gint16)setup->end_fy;
  plan->levels = kkb_facts_strings (kkb_draft_own (draft), setup->levels);
  link_plans (draft, plan, setup->previous);
  if (new_id != NULL)
    *new_id = plan->id;
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}

KkbCommand *
kkb_command_rename_department (KkbDocument *doc, KkbId id, const char *name, int until_fy, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  KkbDepartment *department = kkb_draft_department (draft, id);
  g_autofree char *stripped = kkb_text_strip (name), *label = NULL;
  KkbFormerName former = { NULL, (gint16)until_fy };

  if (department == NULL)
    return fail (error, KKB_ERROR_NOT_FOUND, _ ("This department is not in the document any more"));
  if (strcmp (department->name, stripped) != 0)
    {
      former.name = department->name;
      add_former (draft, department, stripped, &former, 1);
    }
  label = names_label (_ ("Rename department (%s → %s)"), department->name, stripped);
  department->name = kkb_draft_string (draft, stripped);
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}

KkbCommand *
kkb_command_merge_departments (KkbDocument *doc, KkbId from, KkbId into, int until_fy, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  const KkbDepartment *gone = kkb_facts_department (kkb_draft_facts (draft), from);
  KkbDepartment *department = kkb_draft_department (draft, into);
  const Merge merge = { draft, from, into };
  g_autofree char *label = NULL;
  KkbFormerName former = { NULL, (gint16)until_fy };

  if (gone == NULL || department == NULL || from == into)
    return fail (error, KKB_ERROR_NOT_FOUND, _ ("Choose two departments of this document"));
  former.name = gone->name;
  add_former (draft, department, department->name, gone->former, gone->n_former);
  add_former (draft, department, department->name, &former, 1);
  merge_departments (&merge);
  kkb_draft_delete (draft, KKB_TABLE_DEPARTMENT, from);
  label = names_label (_ ("Merge departments (%s → %s)"), gone->name, department->name);
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}

KkbCommand *
kkb_command_merge_words (KkbDocument *doc, KkbId from, KkbId into, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  const KkbWord *gone = kkb_facts_word (kkb_draft_facts (draft), from);
  const KkbWord *stays = kkb_facts_word (kkb_draft_facts (draft), into);
  const Merge merge = { draft, from, into };
  g_autofree char *label = NULL;

  if (gone == NULL || stays == NULL || gone == stays || gone->kind != stays->kind)
    return fail (error, KKB_ERROR_NOT_FOUND, _ ("Choose two words of one list"));
  if (*stays->note == '\0' && *gone->note != '\0')
    kkb_draft_word (draft, into)->note = gone->note;
  merge_words (&merge);
  kkb_draft_delete (draft, KKB_TABLE_WORD, from);
  label = names_label (_ ("Merge words (%s → %s)"), gone->name, stays->name);
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}

KkbCommand *
kkb_command_merge_grants (KkbDocument *doc, KkbId from, KkbId into, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  const KkbGrant *gone = kkb_facts_grant (kkb_draft_facts (draft), from);
  const KkbGrant *stays = kkb_facts_grant (kkb_draft_facts (draft), into);
  const Merge merge = { draft, from, into };
  g_autofree char *label = NULL;

  if (gone == NULL || stays == NULL || gone == stays)
    return fail (error, KKB_ERROR_NOT_FOUND, _ ("Choose two grants of this document"));
  if (*stays->type == '\0' && *gone->type != '\0')
    kkb_draft_grant (draft, into)->type = gone->type;
  merge_grants (&merge);
  kkb_draft_delete (draft, KKB_TABLE_GRANT, from);
  label = names_label (_ ("Merge grants (%s → %s)"), gone->name, stays->name);
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}

guint
kkb_facts_count_uses (const KkbFacts *facts, KkbEntity kind, KkbId id)
{
  gboolean is_department = kind == KKB_ENTITY_DEPARTMENT;
  guint n = 0;

  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      n += is_department ? has_id (plan->departments, id) : kind == KKB_ENTITY_WORD && has_text (plan->texts, id);
    }
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);

      n += is_department              ? has_id (node->departments, id)
           : kind == KKB_ENTITY_GRANT ? node->project != NULL && has_id (node->project->grants, id)
                                      : has_id (node->more->tags, id) || has_text (node->more->texts, id);
    }
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      n += is_department ? has_id (indicator->departments, id)
                         : kind == KKB_ENTITY_WORD && has_id (indicator->more->tags, id);
    }
  return n;
}
