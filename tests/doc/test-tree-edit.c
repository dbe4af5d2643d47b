/* What a person does to the tree: where nodes go, what a deletion tells, what a copy holds. */
#include "edit-commands.h"
#include "kkb-json.h"
#include <string.h>

static char *
tree_words (const KkbFacts *facts, const GPtrArray *nodes)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (nodes, i);
      g_autofree char *below = tree_words (facts, node->children);
      g_autofree char *printed = kkb_node_printed (node);

      g_string_append_printf (words, "%s%s%s%s%s", i > 0 ? ", " : "", printed, *below != '\0' ? " [" : "", below,
                              *below != '\0' ? "]" : "");
    }
  return g_string_free (words, FALSE);
}

static void
assert_tree (KkbDocument *doc, KkbId plan, const char *expected)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  g_autofree char *words = tree_words (facts, kkb_facts_plan (facts, plan)->roots);

  g_assert_cmpstr (words, ==, expected);
}

static void
run (KkbDocument *doc, KkbCommand *command, GError **error)
{
  edit_run (doc, command, *error);
}

static void
nodes_go_where_they_are_sent (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  const KkbFacts *facts;

  assert_tree (doc, PLAN, "1 人財の確保 [(1) デジタル人財 [J1 研修事業], (2) 就職支援], 2 地域連携");
  run (doc, kkb_tree_move_up (doc, NODE_A2, &error), &error);
  assert_tree (doc, PLAN, "1 人財の確保 [(2) 就職支援, (1) デジタル人財 [J1 研修事業]], 2 地域連携");
  run (doc, kkb_tree_indent (doc, NODE_A1, &error), &error);
  assert_tree (doc, PLAN, "1 人財の確保 [(2) 就職支援 [(1) デジタル人財 [J1 研修事業]]], 2 地域連携");
  g_assert_cmpuint (kkb_facts_node (kkb_document_facts (doc), NODE_A1)->level, ==, 255);
  run (doc, kkb_tree_outdent (doc, NODE_A1, &error), &error);
  g_assert_cmpuint (kkb_facts_node (kkb_document_facts (doc), NODE_A1)->level, ==, 1);
  run (doc, kkb_tree_outdent (doc, NODE_A1, &error), &error);
  assert_tree (doc, PLAN, "1 人財の確保 [(2) 就職支援], (1) デジタル人財 [J1 研修事業], 2 地域連携");
  g_assert_cmpuint (kkb_facts_node (kkb_document_facts (doc), NODE_A1)->level, ==, 0);
  run (doc, kkb_tree_move (doc, NODE_B, PLAN, NODE_A, KKB_ABOVE_SIBLING, &error), &error);
  assert_tree (doc, PLAN, "2 地域連携, 1 人財の確保 [(2) 就職支援], (1) デジタル人財 [J1 研修事業]");
  run (doc, kkb_tree_move (doc, NODE_A1, PLAN, NODE_A2, KKB_BELOW_SIBLING, &error), &error);
  run (doc, kkb_tree_renumber (doc, PLAN, 0, KKB_NUMBER_KANA, NULL, &error), &error);
  run (doc, kkb_tree_renumber (doc, PLAN, NODE_A, KKB_NUMBER_BRACKETS, NULL, &error), &error);
  assert_tree (doc, PLAN, "ア 地域連携, イ 人財の確保 [(1) 就職支援, (2) デジタル人財 [J1 研修事業]]");
  facts = kkb_document_facts (doc);
  g_assert_cmpuint (kkb_facts_node (facts, NODE_A1)->level, ==, 1);
}

static void
a_node_is_not_moved_where_it_cannot_go (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;

  g_assert_null (kkb_tree_move_up (doc, NODE_A, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (kkb_tree_move_down (doc, NODE_B, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (kkb_tree_indent (doc, NODE_A, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (kkb_tree_outdent (doc, NODE_A, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (kkb_tree_move (doc, NODE_A, PLAN, PROJECT, KKB_BELOW_CHILD, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
}

static void
a_new_node_is_told_and_may_wait_for_its_name (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbId id = 0;

  run (doc, kkb_tree_add (doc, PLAN, NODE_A1, KKB_BELOW_SIBLING, FALSE, "", &id, &error), &error);
  g_assert_nonnull (kkb_facts_node (kkb_document_facts (doc), id));
  run (doc, kkb_tree_rename (doc, PLAN, id, "1-2 定着の支援", &error), &error);
  g_assert_cmpstr (kkb_facts_node (kkb_document_facts (doc), id)->title, ==, "定着の支援");
  g_assert_cmpuint (kkb_facts_node (kkb_document_facts (doc), id)->level, ==, 1);
  g_assert_null (kkb_tree_rename (doc, PLAN, id, "", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
}

static char *
undo_labels (KkbDocument *doc, guint max)
{
  g_auto (GStrv) labels = kkb_document_undo_labels (doc, max);

  return g_strjoinv (", ", labels);
}

static void
a_new_node_and_its_name_are_one_step (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_hash (doc), *named = NULL, *now = NULL, *label = NULL, *redo = NULL, *list = NULL;
  KkbId id = 0;

  run (doc, kkb_tree_add (doc, PLAN, NODE_A1, KKB_BELOW_SIBLING, FALSE, "新しい項目", &id, &error), &error);
  run (doc, kkb_tree_rename (doc, PLAN, id, "定着の支援", &error), &error);
  named = fixture_hash (doc);
  label = kkb_document_undo_label (doc);
  g_assert_nonnull (strstr (label, "定着の支援"));
  list = undo_labels (doc, 1);
  g_assert_cmpstr (list, ==, label);
  g_assert_true (kkb_document_undo (doc, &error));
  g_assert_no_error (error);
  now = fixture_hash (doc);
  g_assert_cmpstr (now, ==, before);
  redo = kkb_document_redo_label (doc);
  g_assert_cmpstr (redo, ==, label);
  g_assert_true (kkb_document_redo (doc, &error));
  g_assert_no_error (error);
  g_clear_pointer (&now, g_free);
  now = fixture_hash (doc);
  g_assert_cmpstr (now, ==, named);
  g_assert_false (kkb_document_can_redo (doc));
}

/* The name belongs to the making of it only where it follows at once. */
static void
a_later_name_is_a_step_of_its_own (void)
{
  for (int between = 0; between < 4; between++)
    {
      g_autoptr (KkbDocument) doc = edit_document ();
      g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "plan.keikaku", NULL);
      g_autoptr (GError) error = NULL;
      KkbId id = 0;

      run (doc, kkb_tree_add (doc, PLAN, NODE_A1, KKB_BELOW_SIBLING, FALSE, "新しい項目", &id, &error), &error);
      if (between == 0)
        run (doc, kkb_tree_rename (doc, PLAN, NODE_B, "別の項目", &error), &error);
      else if (between == 1)
        g_assert_true (kkb_document_undo (doc, &error) && kkb_document_redo (doc, &error));
      else if (between == 2)
        g_assert_true (kkb_document_save_as (doc, path, NULL, &error));
      else
        run (doc, kkb_tree_rename (doc, PLAN, id, "最初の名前", &error), &error);
      run (doc, kkb_tree_rename (doc, PLAN, id, "定着の支援", &error), &error);
      g_assert_true (kkb_document_undo (doc, &error));
      g_assert_nonnull (kkb_facts_node (kkb_document_facts (doc), id));
      g_assert_cmpstr (kkb_facts_node (kkb_document_facts (doc), id)->title, ==,
                       between == 3 ? "最初の名前" : "新しい項目");
      fixture_remove (folder);
    }
}

static void
a_deletion_tells_what_goes (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = kkb_tree_delete_summary (doc, PLAN, NODE_A);
  KkbId next = 0;

  g_assert_cmpstr (summary, ==, "項目 3、事業 1、指標 2（うち再掲 1）、値 4、経費 1、画像 1");
  run (doc, kkb_tree_delete (doc, PLAN, NODE_A, &next, &error), &error);
  g_assert_cmpint (next, ==, NODE_B);
  g_assert_null (kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS));
  g_assert_nonnull (kkb_facts_indicator (kkb_document_facts (doc), K_RATE));
  g_assert_true (kkb_facts_placement (kkb_document_facts (doc), P_RATE_AGAIN)->is_origin);
}

static void
goals_go_along_into_another_plan (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbId other = edit_plan (doc, "総合戦略");
  const KkbFacts *facts;

  run (doc, kkb_tree_move (doc, NODE_A, other, 0, KKB_BELOW_CHILD, &error), &error);
  facts = kkb_document_facts (doc);
  g_assert_null (kkb_indicator_goal (kkb_facts_indicator (facts, K_WORKERS), PLAN));
  g_assert_cmpint (
      kkb_value_list_find (&kkb_indicator_goal (kkb_facts_indicator (facts, K_WORKERS), other)->targets, 2026)->coef,
      ==, 10100);
  g_assert_nonnull (kkb_indicator_goal (kkb_facts_indicator (facts, K_RATE), PLAN)); /* it is repeated on NODE_B */
  g_assert_nonnull (kkb_indicator_goal (kkb_facts_indicator (facts, K_RATE), other));
  g_assert_cmpint (kkb_facts_node (facts, PROJECT)->plan, ==, other);
  g_assert_cmpint (((const KkbEntry *)g_ptr_array_index (facts->entries, 0))->nodes[0], ==, 0);
}

/* The indicator stands in the other plan already, with targets of its own there. */
static void
a_move_into_another_plan_loses_no_targets (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbId other = edit_plan (doc, "総合戦略");
  KkbDraft *draft = kkb_draft_new (doc);
  const KkbIndicator *workers;

  kkb_draft_add_placement (draft, other, K_WORKERS, 0);
  g_assert_true (kkb_draft_type_value (draft, other, K_WORKERS, KKB_FIELD_TARGET, 2026, "9000", &error));
  run (doc, kkb_draft_finish (draft, "両方に", &error), &error);
  g_assert_null (kkb_tree_move (doc, NODE_A, other, 0, KKB_BELOW_CHILD, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "従業者数"));
  g_assert_nonnull (strstr (error->message, "総合戦略"));
  g_clear_error (&error);

  /* the same figures in both: nothing would be lost */
  draft = kkb_draft_new (doc);
  workers = kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS);
  for (guint i = 0; i < 2; i++)
    {
      const KkbGoal *goal = kkb_indicator_goal (workers, PLAN);
      KkbValue value = kkb_draft_copy_value (draft, i == 0 ? &goal->baseline : &goal->targets.items[0]);

      g_assert_cmpuint (goal->targets.n, ==, 1);
      kkb_draft_set_value (draft, other, K_WORKERS, i == 0 ? KKB_FIELD_BASELINE : KKB_FIELD_TARGET, value.fy, &value);
    }
  run (doc, kkb_draft_finish (draft, "同じに", &error), &error);
  run (doc, kkb_tree_move (doc, NODE_A, other, 0, KKB_BELOW_CHILD, &error), &error);
  workers = kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS);
  g_assert_null (kkb_indicator_goal (workers, PLAN));
  g_assert_cmpint (kkb_indicator_goal (workers, other)->baseline.coef, ==, 10796);
}

static void
a_goal_seen_nowhere_goes_with_the_last_place (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbId other = edit_plan (doc, "総合戦略");
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_add_placement (draft, other, K_WORKERS, 0);
  kkb_draft_delete (draft, KKB_TABLE_PLACEMENT, P_WORKERS);
  run (doc, kkb_draft_finish (draft, "移す", &error), &error);
  g_assert_null (kkb_indicator_goal (kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS), PLAN));
}

static void
a_copy_in_the_same_document_repeats_its_indicators (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = kkb_tree_copy (doc, NODE_A, &error);
  guint n = kkb_document_facts (doc)->indicators->len;
  KkbId id = 0;
  const KkbNode *node;

  g_assert_true (kkb_tree_is_copy (text));
  run (doc, kkb_tree_paste (doc, PLAN, 0, KKB_BELOW_CHILD, text, FALSE, &id, &error), &error);
  g_assert_cmpuint (kkb_document_facts (doc)->indicators->len, ==, n);
  node = kkb_facts_node (kkb_document_facts (doc), id);
  g_assert_cmpuint (node->children->len, ==, 2);
  node = g_ptr_array_index (node->children, 0);
  g_assert_cmpint (((const KkbPlacement *)g_ptr_array_index (node->placements, 0))->indicator->id, ==, K_WORKERS);
  g_assert_false (((const KkbPlacement *)g_ptr_array_index (node->placements, 0))->is_origin);
  g_assert_cmpuint (node->pictures->len, ==, 1);
}

/* Everything of NODE_A arrives in a document that has never heard of it: copied again from there, the text is the same
 * but for the ids. */
static char *
without_ids (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("\"(id|indicator|document)\":\"[^\"]*\",?", 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, "", 0, NULL);
}

static void
a_copy_arrives_whole_in_another_document (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) other = kkb_document_new (&error);
  const KkbPlanSetup setup = { "別の計画", NULL, 0, 0, (const char *const[]){ "基本方針", "施策", NULL }, 0 };
  g_autofree char *text = NULL, *again = NULL, *plain = NULL, *plain_again = NULL;
  KkbId plan = 0, id = 0;
  KkbCommand *command;

  for (guint i = 0; i < n_edit_commands; i++)
    if (strcmp (edit_commands[i].name, "project") == 0)
      {
        command = edit_commands[i].make (doc, &error);
        edit_run (doc, command, error);
      }
  text = kkb_tree_copy (doc, NODE_A, &error);
  g_assert_no_error (error);
  run (other, kkb_command_add_plan (other, &setup, &plan, &error), &error);
  run (other, kkb_tree_paste (other, plan, 0, KKB_BELOW_CHILD, text, FALSE, &id, &error), &error);
  again = kkb_tree_copy (other, id, &error);
  g_assert_no_error (error);
  plain = without_ids (text);
  plain_again = without_ids (again);
  /* the second place of 就職率 stays behind: what was not copied is not there */
  g_assert_cmpstr (plain, ==, plain_again);
}

/* On NODE_B: 市外, and a sum that names the 従業者数 of another node twice; its id. */
static KkbId
add_double_sum (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbIndicator *outside = kkb_draft_add_indicator (draft), *sum = kkb_draft_add_indicator (draft);
  KkbIndicatorMore *more = kkb_draft_indicator_more (draft, sum->id);
  const KkbId ids[] = { K_WORKERS, outside->id, K_WORKERS }, id = sum->id;

  outside->name = "市外の従業者数";
  sum->name = "延べ人数";
  outside->unit = sum->unit = "人";
  kkb_draft_add_placement (draft, PLAN, outside->id, NODE_B);
  kkb_draft_add_placement (draft, PLAN, id, NODE_B);
  kkb_draft_type_value (draft, PLAN, outside->id, KKB_FIELD_ACTUAL, 2022, "100", error);
  more->formula = KKB_COMPUTED_SUM;
  more->operands = kkb_facts_ids (kkb_draft_own (draft), ids, 3);
  run (doc, kkb_draft_finish (draft, "延べ人数", error), error);
  return id;
}

static const KkbIndicator *
last_indicator (KkbDocument *doc, const char *name)
{
  const GPtrArray *all = kkb_document_facts (doc)->indicators;
  const KkbIndicator *found = NULL;

  for (guint i = 0; i < all->len; i++)
    if (strcmp (((const KkbIndicator *)g_ptr_array_index (all, i))->name, name) == 0)
      found = g_ptr_array_index (all, i);
  g_assert_nonnull (found);
  return found;
}

static void
a_copied_formula_is_whole_or_its_figures_stay (void)
{
  g_autoptr (KkbDocument) doc = edit_document (), other = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbId sum = add_double_sum (doc, &error), id;
  g_autofree char *text = NULL;
  const KkbIndicator *copy;

  g_assert_cmpint (kkb_value_list_find (&last_indicator (doc, "延べ人数")->actuals, 2022)->coef, ==, 21724);
  text = kkb_tree_copy (doc, NODE_B, &error);
  run (doc, kkb_tree_paste (doc, PLAN, 0, KKB_BELOW_CHILD, text, TRUE, &id, &error), &error);
  copy = last_indicator (doc, "延べ人数");
  g_assert_cmpint (copy->id, !=, sum);
  g_assert_cmpint (copy->more->operands[0], ==, K_WORKERS);
  g_assert_cmpint (copy->more->operands[1], ==, last_indicator (doc, "市外の従業者数")->id);
  g_assert_cmpint (copy->more->operands[2], ==, K_WORKERS);
  g_assert_cmpint (kkb_value_list_find (&copy->actuals, 2022)->coef, ==, 21724);

  run (other, kkb_tree_paste (other, PLAN, 0, KKB_BELOW_CHILD, text, FALSE, &id, &error), &error);
  copy = last_indicator (other, "延べ人数"); /* 従業者数 is not there: 100 would be wrong */
  g_assert_cmpint (copy->more->formula, ==, KKB_COMPUTED_NONE);
  g_assert_cmpint (copy->more->operands[0], ==, 0);
  g_assert_cmpint (kkb_value_list_find (&copy->actuals, 2022)->coef, ==, 21724);
}

static void
a_deletion_tells_of_formulas_elsewhere (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL, *both = NULL;
  KkbId id = 0;

  add_double_sum (doc, &error);
  summary = kkb_tree_delete_summary (doc, PLAN, NODE_A1);
  g_assert_nonnull (strstr (summary, "、別の指標 1 の計算式の一部"));
  both = kkb_tree_delete_summary (doc, PLAN, 0);
  g_assert_null (strstr (both, "計算式"));
  run (doc, kkb_tree_delete (doc, PLAN, NODE_A1, &id, &error), &error);
  g_assert_cmpint (kkb_value_list_find (&last_indicator (doc, "延べ人数")->actuals, 2022)->coef, ==, 100);
}

static void
a_deletion_tells_of_formulas_that_end (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;
  KkbId sum = add_double_sum (doc, &error), id = 0;
  const KkbId left[] = { last_indicator (doc, "市外の従業者数")->id, K_WORKERS };
  KkbDraft *draft = kkb_draft_new (doc);
  KkbIndicatorMore *more = kkb_draft_indicator_more (draft, sum);

  more->formula = KKB_COMPUTED_DIFFERENCE;
  more->operands = kkb_facts_ids (kkb_draft_own (draft), left, 2);
  run (doc, kkb_draft_finish (draft, "差", &error), &error);
  summary = kkb_tree_delete_summary (doc, PLAN, NODE_A1);
  g_assert_nonnull (strstr (summary, "、別の指標 1 の計算式（実績は計算されなくなります）"));
  g_assert_null (strstr (summary, "一部"));
  run (doc, kkb_tree_delete (doc, PLAN, NODE_A1, &id, &error), &error);
  g_assert_false (kkb_indicator_is_computed (last_indicator (doc, "延べ人数")));
  g_assert_cmpuint (last_indicator (doc, "延べ人数")->actuals.n, ==, 0);
}

static void
nonsense_is_not_pasted (void)
{
  static const char *const texts[] = {
    "",
    "{",
    "{\"keikakubo\":\"tree\",\"version\":1}",
    "{\"keikakubo\":\"tree\",\"version\":99,\"node\":{}}",
    "{\"keikakubo\":\"tree\",\"version\":1,\"node\":{\"title\":\"x\",}}",
    "{\"keikakubo\":\"tree\",\"version\":1,\"node\":{\"title\":\"\\ud800\"}}",
    "{\"keikakubo\":\"tree\",\"version\":1,\"node\":{}} x",
    "1\tA\n2\tB\n",
  };
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GString) deep = g_string_new ("{\"keikakubo\":\"tree\",\"version\":1,\"node\":");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kkb_tree_paste (doc, PLAN, 0, KKB_BELOW_CHILD, texts[i], FALSE, NULL, &error));
      g_assert_nonnull (error);
    }
  for (int i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (kkb_tree_paste (doc, PLAN, 0, KKB_BELOW_CHILD, deep->str, FALSE, NULL, &error));
    g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  }
}

static void
json_is_read_as_it_is_written (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbJson) json = NULL;
  KkbJsonWriter writer = { out, FALSE };

  kkb_json_open (&writer, NULL, '{');
  kkb_json_put_text (&writer, "文", "引用\"符\\ と\n改行\t\x01 𠮷");
  kkb_json_put_int (&writer, "n", -42);
  kkb_json_put_true (&writer, "yes", TRUE);
  kkb_json_open (&writer, "list", '[');
  kkb_json_put_text (&writer, NULL, "");
  kkb_json_put_int (&writer, NULL, 0);
  kkb_json_close (&writer, ']');
  kkb_json_close (&writer, '}');
  json = kkb_json_read (out->str, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kkb_json_text (json, "文"), ==, "引用\"符\\ と\n改行\t\x01 𠮷");
  g_assert_cmpint (kkb_json_int (json, "n", -100, 100), ==, -42);
  g_assert_true (kkb_json_bool (json, "yes"));
  g_assert_cmpuint (kkb_json_n (json, "list"), ==, 2);
  g_clear_pointer (&json, kkb_json_free);
  json = kkb_json_read (" {\"a\" : \"\\u3042\\ud842\\udfb7\\/\", \"b\":[1.5e3,-0,null,false]} ", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kkb_json_text (json, "a"), ==, "あ𠮷/");
  g_assert_cmpuint (kkb_json_n (json, "b"), ==, 4);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  fixture_add ("/tree-edit/nodes-go-where-they-are-sent", nodes_go_where_they_are_sent);
  fixture_add ("/tree-edit/a-node-is-not-moved-where-it-cannot-go", a_node_is_not_moved_where_it_cannot_go);
  fixture_add ("/tree-edit/a-new-node-is-told-and-may-wait-for-its-name", a_new_node_is_told_and_may_wait_for_its_name);
  fixture_add ("/tree-edit/a-new-item-and-its-name-are-one-step", a_new_node_and_its_name_are_one_step);
  fixture_add ("/tree-edit/a-later-name-is-a-step-of-its-own", a_later_name_is_a_step_of_its_own);
  fixture_add ("/tree-edit/a-deletion-tells-what-goes", a_deletion_tells_what_goes);
  fixture_add ("/tree-edit/goals-go-along-into-another-plan", goals_go_along_into_another_plan);
  fixture_add ("/tree-edit/a-move-into-another-plan-loses-no-targets", a_move_into_another_plan_loses_no_targets);
  fixture_add ("/tree-edit/a-goal-seen-nowhere-goes-with-the-last-place", a_goal_seen_nowhere_goes_with_the_last_place);
  fixture_add ("/tree-edit/a-copy-in-the-same-document-repeats-its-indicators",
               a_copy_in_the_same_document_repeats_its_indicators);
  fixture_add ("/tree-edit/a-copy-arrives-whole-in-another-document", a_copy_arrives_whole_in_another_document);
  fixture_add ("/tree-edit/a-copied-formula-is-whole-or-its-figures-stay",
               a_copied_formula_is_whole_or_its_figures_stay);
  fixture_add ("/tree-edit/a-deletion-tells-of-formulas-elsewhere", a_deletion_tells_of_formulas_elsewhere);
  fixture_add ("/tree-edit/a-deletion-tells-of-formulas-that-end", a_deletion_tells_of_formulas_that_end);
  fixture_add ("/tree-edit/nonsense-is-not-pasted", nonsense_is_not_pasted);
  fixture_add ("/tree-edit/json-is-read-as-it-is-written", json_is_read_as_it_is_written);
  return fixture_run ();
}
