/* edit-document.c - the document that commands are tried on. */
#include "edit-commands.h"
#include <string.h>

GBytes *
edit_picture (gsize size)
{
  guint8 *bytes = g_malloc0 (size);

  memcpy (bytes, "\x89PNG\r\n\x1a\n", 8);
  return g_bytes_new_take (bytes, size);
}

void
edit_run (KkbDocument *doc, KkbCommand *command, GError *error)
{
  gboolean changed = FALSE;

  g_assert_no_error (error);
  g_assert_nonnull (command);
  kkb_document_run (doc, command, &changed, &error);
  g_assert_no_error (error);
  g_assert_true (changed);
}

KkbId
edit_word (KkbDocument *doc, KkbWordKind kind, const char *name)
{
  return kkb_facts_find_word (kkb_document_facts (doc), kind, name)->id;
}

KkbId
edit_department (KkbDocument *doc, const char *name)
{
  const KkbFacts *facts = kkb_document_facts (doc);

  for (guint i = 0; i < facts->departments->len; i++)
    {
      const KkbDepartment *department = g_ptr_array_index (facts->departments, i);

      if (strcmp (department->name, name) == 0)
        return department->id;
    }
  g_assert_not_reached ();
}

KkbId
edit_grant (KkbDocument *doc, const char *name)
{
  const KkbFacts *facts = kkb_document_facts (doc);

  for (guint i = 0; i < facts->grants->len; i++)
    {
      const KkbGrant *grant = g_ptr_array_index (facts->grants, i);

      if (strcmp (grant->name, name) == 0)
        return grant->id;
    }
  g_assert_not_reached ();
}

KkbId
edit_plan (KkbDocument *doc, const char *title)
{
  const KkbFacts *facts = kkb_document_facts (doc);

  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      if (strcmp (plan->title, title) == 0)
        return plan->id;
    }
  g_assert_not_reached ();
}

KkbId
edit_node (KkbDocument *doc, const char *title)
{
  const KkbFacts *facts = kkb_document_facts (doc);

  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);

      if (strcmp (node->title, title) == 0)
        return node->id;
    }
  g_assert_not_reached ();
}

/* ---- the document ---- */

static void
add_words (KkbDraft *draft)
{
  KkbFacts *own = kkb_draft_own (draft);
  KkbId tags[2], names[2];
  KkbNodeMore *more = kkb_draft_node_more (draft, NODE_A1);
  KkbEntry *issue = kkb_draft_add_entry (draft, PLAN, KKB_ENTRY_ISSUE), *term;
  const KkbId nodes[] = { NODE_A1, NODE_A2 };

  tags[0] = kkb_draft_add_word (draft, KKB_WORD_TAG, "重点")->id;
  tags[1] = kkb_draft_add_word (draft, KKB_WORD_TAG, "最重点")->id;
  names[0] = kkb_draft_add_word (draft, KKB_WORD_TEXT_NAME, "ねらい")->id;
  names[1] = kkb_draft_add_word (draft, KKB_WORD_TEXT_NAME, "目的")->id;
  kkb_draft_add_word (draft, KKB_WORD_COUNCIL, "推進会議");
  more->tags = kkb_facts_ids (own, tags, 2);
  more->texts = kkb_facts_texts (own, (const KkbNamedText[]){ { names[0], "人を育てる" }, { names[1], "支える" } }, 2);
  more->sdgs = 1 << 8 | 1 << 17;
  kkb_draft_indicator_more (draft, K_WORKERS)->tags = kkb_facts_ids (own, tags, 1);
  issue->category = "人材";
  issue->text = "担い手が足りない";
  issue->nodes = kkb_facts_ids (own, nodes, 2);
  term = kkb_draft_add_entry (draft, PLAN, KKB_ENTRY_TERM);
  term->name = "DX";
  term->text = "デジタルによる変革";
}

static void
add_more (KkbDraft *draft)
{
  KkbFacts *own = kkb_draft_own (draft);
  KkbPlan *plan = kkb_draft_add_plan (draft);
  KkbNode *node;
  KkbStatistic *statistic = kkb_draft_add_statistic (draft, PLAN);
  KkbSideSeries *series = kkb_draft_add_side_series (draft, K_RATE, KKB_SIDE_COMPARISON);
  KkbId grant = kkb_draft_add_grant (draft, "地方創生推進交付金")->id, departments[2];
  g_autoptr (GBytes) png = edit_picture (200);
  g_autoptr (GError) error = NULL;
  static const char *const cells[] = { "年", "全国", "R3", "100" };

  plan->title = "総合戦略";
  plan->levels = kkb_facts_strings (own, (const char *const[]){ "基本目標", "施策", "取組", NULL });
  node = kkb_draft_add_node (draft, plan->id, 0);
  node->title = "仕事をつくる";
  statistic->name = "製造品出荷額";
  statistic->n_rows = statistic->n_columns = 2;
  statistic->cells = kkb_facts_bytes (own, cells, sizeof cells);
  series->name = "県平均";
  kkb_draft_type_side_value (draft, series->id, 2022, "50.1", &error);
  g_assert_no_error (error);
  kkb_draft_add_grant (draft, "デジタル田園交付金");
  kkb_draft_project (draft, PROJECT)->grants = kkb_facts_ids (own, &grant, 1);
  kkb_draft_add_picture (draft, NODE_A1, png)->caption = "研修のようす";
  departments[0] = DEPARTMENT;
  departments[1] = kkb_draft_find_department (draft, "労政課");
  kkb_draft_node (draft, NODE_A1)->departments = kkb_facts_ids (own, departments, 2);
  kkb_draft_indicator (draft, K_RATE)->departments = kkb_facts_ids (own, departments + 1, 1);
  kkb_draft_add_link (draft, PLAN, KKB_LINK_PARENT)->text = "総合計画";
}

KkbDocument *
edit_document (void)
{
  g_autoptr (GError) error = NULL;
  KkbDocument *doc = fixture_document ();
  KkbDraft *draft = kkb_draft_new (doc);
  KkbCommand *command;

  add_words (draft);
  add_more (draft);
  command = kkb_draft_finish (draft, "いろいろ", &error);
  edit_run (doc, command, error);
  return doc;
}
