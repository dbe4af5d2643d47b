/* Commands by way of a draft: each is done, undone and redone; what they do; what they refuse. */
#include "edit-commands.h"
#include "kkb-json.h"
#include "kkb-plan-presets.h"
#include <string.h>

/* The facts in memory must be what the store holds, and the store sound. */
static void
assert_sound (KkbDocument *doc)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbFacts) loaded = kkb_store_load (kkb_document_store (doc), &error);
  const KkbFacts *facts = kkb_document_facts (doc);

  g_assert_no_error (error);
  g_assert_cmpuint (facts->plans->len, ==, loaded->plans->len);
  g_assert_cmpuint (facts->nodes->len, ==, loaded->nodes->len);
  g_assert_cmpuint (facts->indicators->len, ==, loaded->indicators->len);
  g_assert_cmpuint (facts->placements->len, ==, loaded->placements->len);
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);

      g_assert_cmpint (node->parent_id, ==, node->parent != NULL ? node->parent->id : 0);
    }
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);
      guint n = 0;

      for (guint k = 0; k < indicator->placements->len; k++)
        n += ((const KkbPlacement *)g_ptr_array_index (indicator->placements, k))->is_origin;
      g_assert_cmpuint (n, ==, 1);
    }
}

static void
do_undo_redo_is_equal (gconstpointer data)
{
  const EditCommand *command = data;
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *done = NULL, *undone = NULL, *redone = NULL;
  KkbCommand *made = command->make (doc, &error);

  before = fixture_hash (doc);
  edit_run (doc, made, error);
  done = fixture_hash (doc);
  g_assert_cmpstr (before, !=, done);
  assert_sound (doc);
  g_assert_true (kkb_document_undo (doc, &error));
  undone = fixture_hash (doc);
  g_assert_cmpstr (before, ==, undone);
  assert_sound (doc);
  g_assert_true (kkb_document_redo (doc, &error));
  redone = fixture_hash (doc);
  g_assert_cmpstr (done, ==, redone);
  assert_sound (doc);
}

/* What was opened but not changed leaves no step, whatever it is. */
static void
a_draft_of_everything_unchanged_changes_nothing (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  const KkbFacts *facts = kkb_document_facts (doc);
  KkbDraft *draft = kkb_draft_new (doc);
  KkbCommand *command;
  gboolean changed = TRUE;

#define EACH(list, type, get)                                                                                          \
  for (guint i = 0; i < facts->list->len; i++)                                                                         \
    {                                                                                                                  \
      type *old = g_ptr_array_index (facts->list, i), *now = get (draft, old->id);                                     \
      g_assert_nonnull (now);                                                                                          \
      g_assert_true (now != old);                                                                                      \
    }
  EACH (plans, KkbPlan, kkb_draft_plan)
  EACH (nodes, KkbNode, kkb_draft_node)
  EACH (indicators, KkbIndicator, kkb_draft_indicator)
  EACH (placements, KkbPlacement, kkb_draft_placement)
  EACH (departments, KkbDepartment, kkb_draft_department)
  EACH (grants, KkbGrant, kkb_draft_grant)
  EACH (links, KkbPlanLink, kkb_draft_link)
  EACH (editions, KkbEdition, kkb_draft_edition)
  EACH (money, KkbMoney, kkb_draft_money)
  EACH (words, KkbWord, kkb_draft_word)
  EACH (entries, KkbEntry, kkb_draft_entry)
  EACH (statistics, KkbStatistic, kkb_draft_statistic)
  EACH (side_series, KkbSideSeries, kkb_draft_side_series)
  EACH (pictures, KkbPicture, kkb_draft_picture)
#undef EACH
  /* these copies differ from the document's by where they lie, so they are written: the rows are equal all the same */
  for (guint i = 0; i < facts->nodes->len; i++)
    kkb_draft_node_more (draft, ((const KkbNode *)g_ptr_array_index (facts->nodes, i))->id);
  for (guint i = 0; i < facts->indicators->len; i++)
    kkb_draft_indicator_more (draft, ((const KkbIndicator *)g_ptr_array_index (facts->indicators, i))->id);
  for (guint i = 0; i < facts->placements->len; i++)
    kkb_draft_placement_own (draft, ((const KkbPlacement *)g_ptr_array_index (facts->placements, i))->id);
  for (guint i = 0; i < facts->plans->len; i++)
    {
      KkbPlan *plan = kkb_draft_plan (draft, ((const KkbPlan *)g_ptr_array_index (facts->plans, i))->id);

      plan->title = kkb_draft_string (draft, plan->title);
    }
  for (guint i = 0; i < facts->entries->len; i++)
    {
      KkbEntry *entry = kkb_draft_entry (draft, ((const KkbEntry *)g_ptr_array_index (facts->entries, i))->id);

      entry->text = kkb_draft_string (draft, entry->text);
    }
  kkb_draft_project (draft, PROJECT);
  kkb_draft_goal (draft, PLAN, K_WORKERS);
  command = kkb_draft_finish (draft, "何も変えない", &error);
  g_assert_no_error (error);
  g_assert_true (kkb_document_run (doc, command, &changed, &error));
  g_assert_false (changed);
}

/* ---- refusals ---- */

static void
refused (KkbDraft *draft, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kkb_draft_finish (draft, "", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not tell of “%s”", error->message, part);
}

static void
what_cannot_be_is_refused_with_its_name (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  KkbDraft *draft = kkb_draft_new (doc);
  const KkbId self = K_WORKERS;
  KkbIndicatorMore *more;

  kkb_draft_plan (draft, PLAN)->title = " 　";
  refused (draft, "計画");
  draft = kkb_draft_new (doc);
  kkb_draft_plan (draft, PLAN)->end_fy = 2020;
  refused (draft, "2020");
  draft = kkb_draft_new (doc);
  kkb_draft_plan (draft, PLAN)->start_fy = 1700;
  refused (draft, "1700");
  draft = kkb_draft_new (doc);
  kkb_draft_node (draft, NODE_B)->title = "";
  kkb_draft_node (draft, NODE_B)->label = "";
  refused (draft, "地域連携");
  draft = kkb_draft_new (doc);
  kkb_draft_node (draft, NODE_B)->title = "\xff\xfe";
  refused (draft, "UTF-8");
  draft = kkb_draft_new (doc);
  kkb_draft_node (draft, NODE_A)->parent_id = PROJECT;
  refused (draft, "人財の確保");
  draft = kkb_draft_new (doc);
  kkb_draft_node (draft, NODE_B)->level = 7;
  refused (draft, "地域連携");
  draft = kkb_draft_new (doc);
  kkb_draft_plan (draft, PLAN)->levels
      = kkb_facts_strings (kkb_draft_own (draft), (const char *const[]){ "方針", NULL });
  refused (draft, "2");
  draft = kkb_draft_new (doc);
  kkb_draft_add_indicator (draft)->name = "どこにもない指標";
  refused (draft, "どこにもない指標");
  draft = kkb_draft_new (doc);
  kkb_draft_indicator (draft, K_RATE)->name = "";
  refused (draft, "指標");
  draft = kkb_draft_new (doc);
  more = kkb_draft_indicator_more (draft, K_WORKERS);
  more->formula = KKB_COMPUTED_SUM;
  more->operands = kkb_facts_ids (kkb_draft_own (draft), &self, 1);
  refused (draft, "従業者数");
  draft = kkb_draft_new (doc);
  kkb_draft_add_department (draft, "産業課");
  refused (draft, "産業課");
  draft = kkb_draft_new (doc);
  kkb_draft_placement (draft, P_RATE)->node = kkb_draft_node (draft, edit_node (doc, "仕事をつくる"));
  refused (draft, "就職率");
}

static void
a_circle_of_computed_indicators_is_refused (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  KkbDraft *draft = kkb_draft_new (doc);
  const KkbId rate = K_RATE, workers = K_WORKERS;

  kkb_draft_indicator_more (draft, K_WORKERS)->formula = KKB_COMPUTED_SUM;
  kkb_draft_indicator_more (draft, K_WORKERS)->operands = kkb_facts_ids (kkb_draft_own (draft), &rate, 1);
  kkb_draft_indicator_more (draft, K_RATE)->formula = KKB_COMPUTED_SUM;
  kkb_draft_indicator_more (draft, K_RATE)->operands = kkb_facts_ids (kkb_draft_own (draft), &workers, 1);
  refused (draft, "従業者数");
}

/* Each of a layer is the sum of both of the layer below: there are 2^40 ways down. */
static void
formulas_upon_formulas_are_checked_at_once (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbDraft *draft = kkb_draft_new (doc);
  KkbId below[2] = { K_WORKERS, K_RATE };
  KkbCommand *command;

  for (int layer = 0; layer < 40; layer++)
    {
      KkbId these[2];

      for (int i = 0; i < 2; i++)
        {
          KkbIndicator *indicator = kkb_draft_add_indicator (draft);
          KkbIndicatorMore *more = kkb_draft_indicator_more (draft, indicator->id);

          indicator->name = "合計";
          more->formula = KKB_COMPUTED_SUM;
          more->operands = kkb_facts_ids (kkb_draft_own (draft), below, 2);
          kkb_draft_add_placement (draft, PLAN, indicator->id, NODE_B);
          these[i] = indicator->id;
        }
      below[0] = these[0];
      below[1] = these[1];
    }
  command = kkb_draft_finish (draft, "計算式", &error);
  edit_run (doc, command, error);
}

static void
a_tree_deeper_than_64_is_refused (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  KkbDraft *draft = kkb_draft_new (doc);
  KkbId parent = NODE_B;

  for (int i = 0; i < 64; i++)
    {
      KkbNode *node = kkb_draft_add_node (draft, PLAN, parent);

      node->title = "深い";
      parent = node->id;
    }
  refused (draft, "64段より深くなってしまいます。追加・貼り付けはしていません");
}

static void
a_draft_from_before_a_change_is_refused (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbDraft *draft = kkb_draft_new (doc);
  KkbCommand *command;

  kkb_draft_node (draft, NODE_B)->title = "古い";
  fixture_set_number (doc, 2022, 1);
  command = kkb_draft_finish (draft, "古い", &error);
  g_assert_no_error (error);
  g_assert_false (kkb_document_run (doc, command, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_CHANGED);
}

static void
a_picture_that_is_none_or_too_large_is_refused (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GBytes) large = edit_picture (KKB_PICTURE_MAX + 1), none = g_bytes_new_static ("GIF89a....", 10);
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_add_picture (draft, NODE_B, large);
  refused (draft, "2 MiB");
  draft = kkb_draft_new (doc);
  kkb_draft_add_picture (draft, NODE_B, none);
  refused (draft, "PNG");
}

/* ---- what they do ---- */

static void
run (KkbDocument *doc, KkbCommand *command, GError **error)
{
  edit_run (doc, command, *error);
}

static void
a_renamed_department_keeps_its_former_names (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbId other = edit_department (doc, "労政課");
  const KkbDepartment *department;
  KkbDraft *draft;

  run (doc, kkb_command_rename_department (doc, DEPARTMENT, "産業振興課", 2022, &error), &error);
  run (doc, kkb_command_rename_department (doc, other, "労働課", 2021, &error), &error);
  run (doc, kkb_command_merge_departments (doc, other, DEPARTMENT, 2023, &error), &error);
  department = kkb_facts_department (kkb_document_facts (doc), DEPARTMENT);
  g_assert_cmpuint (department->n_former, ==, 3);
  g_assert_cmpstr (department->former[0].name, ==, "産業課");
  g_assert_cmpint (department->former[0].until_fy, ==, 2022);
  g_assert_cmpstr (department->former[1].name, ==, "労政課");
  g_assert_cmpstr (department->former[2].name, ==, "労働課");
  g_assert_cmpint (department->former[2].until_fy, ==, 2023);
  g_assert_null (kkb_facts_department (kkb_document_facts (doc), other));
  g_assert_cmpint (kkb_facts_indicator (kkb_document_facts (doc), K_RATE)->departments[0], ==, DEPARTMENT);
  g_assert_cmpint (kkb_facts_node (kkb_document_facts (doc), NODE_A1)->departments[1], ==, 0);
  draft = kkb_draft_new (doc);
  g_assert_cmpint (kkb_draft_find_department (draft, "労 政課"), ==, DEPARTMENT);
  g_assert_cmpint (kkb_draft_find_department (draft, "　"), ==, 0);
  kkb_draft_free (draft);
}

static void
a_name_that_comes_back_is_no_former_one (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  const KkbDepartment *department;

  run (doc, kkb_command_rename_department (doc, DEPARTMENT, "産業振興課", 2022, &error), &error);
  run (doc, kkb_command_rename_department (doc, DEPARTMENT, "産業課", 2024, &error), &error);
  department = kkb_facts_department (kkb_document_facts (doc), DEPARTMENT);
  g_assert_cmpuint (department->n_former, ==, 1);
  g_assert_cmpstr (department->former[0].name, ==, "産業振興課");
  g_assert_cmpint (department->former[0].until_fy, ==, 2024);
}

static void
merged_texts_are_joined (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbId into = edit_word (doc, KKB_WORD_TEXT_NAME, "目的"), from = edit_word (doc, KKB_WORD_TEXT_NAME, "ねらい");
  const KkbNamedText same[] = { { into, "同じ文" }, { from, "同じ文" } }, *texts;
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_word (draft, from)->note = "何のためか";
  kkb_draft_node_more (draft, NODE_B)->texts = kkb_facts_texts (kkb_draft_own (draft), same, 2);
  run (doc, kkb_draft_finish (draft, "言葉", &error), &error);
  run (doc, kkb_command_merge_words (doc, from, into, &error), &error);
  g_assert_cmpstr (kkb_facts_word (kkb_document_facts (doc), into)->note, ==, "何のためか");
  texts = kkb_facts_node (kkb_document_facts (doc), NODE_B)->more->texts;
  g_assert_cmpstr (texts[0].text, ==, "同じ文"); /* not twice */
  g_assert_cmpint (texts[1].name, ==, 0);
  texts = kkb_facts_node (kkb_document_facts (doc), NODE_A1)->more->texts;
  g_assert_cmpint (texts[0].name, ==, into);
  g_assert_cmpstr (texts[0].text, ==, "支える\n人を育てる");
  g_assert_cmpint (texts[1].name, ==, 0);
}

static void
targets_move_together_or_not_at_all (void)
{
  static const KkbId indicators[] = { K_WORKERS, K_RATE };
  static const KkbSelected selected = { NULL, indicators, 0, 2 };
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  const KkbGoal *goal;

  fixture_set (doc, KKB_FIELD_TARGET, K_WORKERS, 2025, "10000");
  run (doc, kkb_command_shift_targets (doc, PLAN, &selected, KKB_FY_NONE, 1, &error), &error);
  goal = kkb_indicator_goal (kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS), PLAN);
  g_assert_cmpuint (goal->targets.n, ==, 2);
  g_assert_cmpint (kkb_value_list_find (&goal->targets, 2026)->coef, ==, 10000);
  g_assert_cmpint (kkb_value_list_find (&goal->targets, 2027)->coef, ==, 10100);
  g_assert_null (kkb_command_shift_targets (doc, PLAN, &selected, 2026, 1, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "従業者数"));
  g_assert_nonnull (strstr (error->message, "令和9年度"));
}

static char *
target_revisions (KkbDocument *doc)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbFacts) scratch = kkb_facts_new ();
  g_autoptr (GArray) revisions = kkb_store_revisions (kkb_document_store (doc), scratch, PLAN, K_WORKERS, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < revisions->len; i++)
    {
      const KkbRevision *revision = &g_array_index (revisions, KkbRevision, i);
      const KkbValueMore *more = kkb_value_more (scratch, &revision->value);

      if (!revision->is_baseline)
        g_string_append_printf (text, "%d.%u=%" G_GINT64_FORMAT "(%s %s) ", revision->value.fy,
                                more != NULL ? more->revision : 0, revision->value.coef,
                                more != NULL ? more->revised_on : "", more != NULL ? more->reason : "");
    }
  return g_string_free (text, FALSE);
}

static void
moved_targets_keep_all_their_revisions (void)
{
  static const KkbId indicators[] = { K_WORKERS };
  static const KkbSelected selected = { NULL, indicators, 0, 1 };
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbDraft *draft = kkb_draft_new (doc);
  KkbValue value = { .kind = KKB_VALUE_NUMBER, .state = KKB_STATE_FINAL, .coef = 10500 };

  kkb_draft_revise (draft, PLAN, K_WORKERS, KKB_FIELD_TARGET, 2026, &value, "2024-04-01", "見直し");
  run (doc, kkb_draft_finish (draft, "改定", &error), &error);
  fixture_set (doc, KKB_FIELD_TARGET, K_WORKERS, 2025, "10000"); /* each moves into the place of the next */
  for (int years = -1; years <= 1; years += 2)
    {
      g_autofree char *before = fixture_hash (doc), *done = NULL, *undone = NULL, *redone = NULL, *moved = NULL;
      g_autofree char *expected = g_strdup_printf ("%d.0=10000( ) %d.0=10100( ) %d.1=10500(2024-04-01 見直し) ",
                                                   2025 + years, 2026 + years, 2026 + years);

      run (doc, kkb_command_shift_targets (doc, PLAN, &selected, KKB_FY_NONE, years, &error), &error);
      moved = target_revisions (doc);
      g_assert_cmpstr (moved, ==, expected);
      assert_sound (doc);
      done = fixture_hash (doc);
      g_assert_true (kkb_document_undo (doc, &error));
      undone = fixture_hash (doc);
      g_assert_cmpstr (undone, ==, before);
      g_assert_true (kkb_document_redo (doc, &error));
      redone = fixture_hash (doc);
      g_assert_cmpstr (redone, ==, done);
      g_assert_true (kkb_document_undo (doc, &error));
    }
  g_assert_null (kkb_command_shift_targets (doc, PLAN, &selected, KKB_FY_NONE, 400, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT); /* no year that can be meant */
}

static void
a_revision_keeps_the_figure_before (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbFacts) scratch = kkb_facts_new ();
  g_autoptr (GArray) revisions = NULL;
  KkbDraft *draft = kkb_draft_new (doc);
  KkbValue value = { .kind = KKB_VALUE_NUMBER, .state = KKB_STATE_FINAL, .coef = 10500 };
  const KkbValue *now;

  kkb_draft_revise (draft, PLAN, K_WORKERS, KKB_FIELD_TARGET, 2026, &value, "2024-04-01", "見直し");
  run (doc, kkb_draft_finish (draft, "改定", &error), &error);
  fixture_set (doc, KKB_FIELD_TARGET, K_WORKERS, 2026, "10600"); /* a correction stays within the revision */
  now = kkb_value_list_find (
      &kkb_indicator_goal (kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS), PLAN)->targets, 2026);
  g_assert_cmpint (now->coef, ==, 10600);
  g_assert_cmpuint (kkb_value_more (kkb_document_facts (doc), now)->revision, ==, 1);
  g_assert_cmpstr (kkb_value_more (kkb_document_facts (doc), now)->reason, ==, "見直し");
  revisions = kkb_store_revisions (kkb_document_store (doc), scratch, PLAN, K_WORKERS, &error);
  g_assert_cmpuint (revisions->len, ==, 3); /* the baseline, and two of the target */
  g_assert_cmpint (g_array_index (revisions, KkbRevision, 1).value.coef, ==, 10100);
}

static void
a_new_plan_begins_with_levels_rules_and_its_links (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  const KkbPlanPreset *preset = kkb_plan_preset (2);
  const KkbPlanSetup setup = { " 第3次工業振興計画 ", "架空市", 2027, 2031, preset->levels, PLAN };
  const KkbPlanSetup wrong = { "逆の計画", NULL, 2031, 2027, NULL, 0 }, nameless = { " ", NULL, 0, 0, NULL, 0 };
  const KkbPlan *plan, *before;
  KkbId id = 0;

  g_assert_cmpuint (kkb_plan_n_presets (), ==, 5);
  g_assert_cmpstr (preset->name, ==, "産業振興計画");
  run (doc, kkb_command_add_plan (doc, &setup, &id, &error), &error);
  plan = kkb_facts_plan (kkb_document_facts (doc), id);
  before = kkb_facts_plan (kkb_document_facts (doc), PLAN);
  g_assert_cmpstr (plan->title, ==, "第3次工業振興計画");
  g_assert_cmpstr (plan->levels[2], ==, "戦略");
  g_assert_cmpuint (plan->editions->len, ==, 1);
  g_assert_cmpuint (((const KkbEdition *)g_ptr_array_index (plan->editions, 0))->rules.n_bands, ==, 4);
  g_assert_cmpint (((const KkbPlanLink *)g_ptr_array_index (plan->links, 0))->other, ==, PLAN);
  g_assert_cmpint (((const KkbPlanLink *)g_ptr_array_index (before->links, before->links->len - 1))->other, ==, id);
  g_assert_null (kkb_command_add_plan (doc, &wrong, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (kkb_command_add_plan (doc, &nameless, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
}

/* Order of lists: a change in the middle leaves the places of the others. */
static void
a_changed_line_stays_in_its_place (void)
{
  static const char *const names[] = { "一", "二", "三", "四" };
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbDraft *draft = kkb_draft_new (doc);
  KkbId plan = edit_plan (doc, "総合戦略"), ids[4];
  const KkbPlan *owner;

  for (int i = 0; i < 4; i++)
    {
      KkbEntry *entry = kkb_draft_add_entry (draft, plan, KKB_ENTRY_TERM);

      entry->name = names[i];
      ids[i] = entry->id;
    }
  run (doc, kkb_draft_finish (draft, "用語", &error), &error);
  draft = kkb_draft_new (doc);
  kkb_draft_delete (draft, KKB_TABLE_ENTRY, ids[0]);
  run (doc, kkb_draft_finish (draft, "用語の削除", &error), &error);
  draft = kkb_draft_new (doc);
  kkb_draft_entry (draft, ids[3])->text = "四番目";
  kkb_draft_entry (draft, ids[1])->text = "二番目";
  run (doc, kkb_draft_finish (draft, "用語の変更", &error), &error);
  owner = kkb_facts_plan (kkb_document_facts (doc), plan);
  g_assert_cmpuint (owner->entries->len, ==, 3);
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (((const KkbEntry *)g_ptr_array_index (owner->entries, i))->id, ==, ids[i + 1]);
}

static void
what_stands_there_broken_does_not_keep_from_mending_the_rest (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbDraft *draft = kkb_draft_new (doc);
  const KkbId operands[] = { K_RATE, K_PLAN };

  kkb_draft_indicator_more (draft, K_WORKERS)->formula = KKB_COMPUTED_RATIO;
  kkb_draft_indicator_more (draft, K_WORKERS)->operands = kkb_facts_ids (kkb_draft_own (draft), operands, 2);
  run (doc, kkb_draft_finish (draft, "比", &error), &error);
  g_assert_null (kkb_value_list_find (&kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS)->actuals, 2023));
  draft = kkb_draft_new (doc);
  kkb_draft_delete (draft, KKB_TABLE_INDICATOR, K_PLAN);
  run (doc, kkb_draft_finish (draft, "削除", &error), &error);
  draft = kkb_draft_new (doc);
  kkb_draft_indicator (draft, K_WORKERS)->name = "働く人の割合";
  kkb_draft_indicator_more (draft, K_WORKERS)->release_month = 9;
  run (doc, kkb_draft_finish (draft, "名前", &error), &error);
}

static void
several_steps_are_undone_at_once (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) labels = NULL, redo = NULL;

  run (doc, kkb_tree_rename (doc, PLAN, NODE_B, "一", &error), &error);
  run (doc, kkb_tree_rename (doc, PLAN, NODE_B, "二", &error), &error);
  run (doc, kkb_tree_rename (doc, PLAN, NODE_B, "三", &error), &error);
  labels = kkb_document_undo_labels (doc, 2);
  g_assert_cmpstr (labels[0], ==, "項目名の変更（三）");
  g_assert_cmpstr (labels[1], ==, "項目名の変更（二）");
  g_assert_null (labels[2]);
  g_assert_cmpuint (kkb_document_step (doc, 3, &error), ==, 3);
  g_assert_cmpstr (kkb_facts_node (kkb_document_facts (doc), NODE_B)->title, ==, "地域連携");
  redo = kkb_document_redo_labels (doc, 9);
  g_assert_cmpuint (g_strv_length (redo), ==, 3);
  g_assert_cmpstr (redo[0], ==, "項目名の変更（一）");
  g_assert_cmpuint (kkb_document_step (doc, -2, &error), ==, 2);
  g_assert_cmpstr (kkb_facts_node (kkb_document_facts (doc), NODE_B)->title, ==, "二");
  g_assert_no_error (error);
  g_assert_cmpuint (kkb_document_step (doc, -2, &error), ==, 1); /* stops where there is none, and says so */
  g_assert_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND);
}

static void
what_was_computed_while_typing_is_told_by_the_history (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  KkbCommand *command = kkb_command_set_value (doc, 0, K_WORKERS, KKB_FIELD_ACTUAL, 2024, "=10000+35", &error);

  edit_run (doc, command, error);
  label = kkb_document_undo_label (doc);
  g_assert_nonnull (strstr (label, "10000+35"));
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  for (guint i = 0; i < n_edit_commands; i++)
    {
      g_autofree char *path = g_strconcat ("/edits/do-undo-redo-is-equal/", edit_commands[i].name, NULL);

      g_test_add_data_func (path, &edit_commands[i], do_undo_redo_is_equal);
    }
  fixture_add ("/edits/a-draft-of-everything-unchanged-changes-nothing",
               a_draft_of_everything_unchanged_changes_nothing);
  fixture_add ("/edits/what-cannot-be-is-refused-with-its-name", what_cannot_be_is_refused_with_its_name);
  fixture_add ("/edits/a-circle-of-computed-indicators-is-refused", a_circle_of_computed_indicators_is_refused);
  fixture_add ("/edits/formulas-upon-formulas-are-checked-at-once", formulas_upon_formulas_are_checked_at_once);
  fixture_add ("/edits/a-tree-deeper-than-64-is-refused", a_tree_deeper_than_64_is_refused);
  fixture_add ("/edits/a-draft-from-before-a-change-is-refused", a_draft_from_before_a_change_is_refused);
  fixture_add ("/edits/a-picture-that-is-none-or-too-large-is-refused", a_picture_that_is_none_or_too_large_is_refused);
  fixture_add ("/edits/a-renamed-department-keeps-its-former-names", a_renamed_department_keeps_its_former_names);
  fixture_add ("/edits/a-name-that-comes-back-is-no-former-one", a_name_that_comes_back_is_no_former_one);
  fixture_add ("/edits/merged-texts-are-joined", merged_texts_are_joined);
  fixture_add ("/edits/targets-move-together-or-not-at-all", targets_move_together_or_not_at_all);
  fixture_add ("/edits/moved-targets-keep-all-their-revisions", moved_targets_keep_all_their_revisions);
  fixture_add ("/edits/a-revision-keeps-the-figure-before", a_revision_keeps_the_figure_before);
  fixture_add ("/edits/what-was-computed-while-typing-is-told-by-the-history",
               what_was_computed_while_typing_is_told_by_the_history);
  fixture_add ("/edits/what-stands-there-broken-does-not-keep-from-mending-the-rest",
               what_stands_there_broken_does_not_keep_from_mending_the_rest);
  fixture_add ("/edits/a-new-plan-begins-with-levels-rules-and-its-links",
               a_new_plan_begins_with_levels_rules_and_its_links);
  fixture_add ("/edits/a-changed-line-stays-in-its-place", a_changed_line_stays_in_its_place);
  fixture_add ("/edits/several-steps-are-undone-at-once", several_steps_are_undone_at_once);
  return fixture_run ();
}
