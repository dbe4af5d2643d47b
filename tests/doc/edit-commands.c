#include "edit-commands.h"
#include "kkb-convert-command.h"
#include <string.h>

#define FIRST(facts, list)                                                                                             \
  (((KkbDepartment *)g_ptr_array_index ((facts)->list, 0))->id) /* every entity starts with its id */

/* ---- entities ---- */

static KkbCommand *
make_plan (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbPlan *plan = kkb_draft_plan (draft, PLAN);

  plan->organization = "架空市";
  plan->end_fy = 2027;
  plan->levels = kkb_facts_strings (kkb_draft_own (draft), (const char *const[]){ "方針", "施策", "事業", NULL });
  plan->texts = kkb_facts_texts (kkb_draft_own (draft),
                                 &(const KkbNamedText){ edit_word (doc, KKB_WORD_TEXT_NAME, "目的"), "栄える" }, 1);
  return kkb_draft_finish (draft, "計画", error);
}

static KkbCommand *
make_node (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbNodeMore *more = kkb_draft_node_more (draft, NODE_A2);
  const KkbId reference = NODE_B;

  kkb_draft_node (draft, NODE_A2)->title = "就職の支援";
  more->start_fy = 2023;
  more->sdgs = 1 << 4;
  more->references = kkb_facts_ids (kkb_draft_own (draft), &reference, 1);
  more->texts = kkb_facts_texts (kkb_draft_own (draft),
                                 &(const KkbNamedText){ edit_word (doc, KKB_WORD_TEXT_NAME, "ねらい"), "働く" }, 1);
  return kkb_draft_finish (draft, "項目", error);
}

static KkbCommand *
make_project (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbProject *project = kkb_draft_project (draft, PROJECT);
  static const KkbBudgetLine lines[] = { { "一般会計", "7", "1", "2", "研修費" }, { "一般会計", "7", "1", "3", "" } };
  static const KkbStaff staff[] = { { 2023, KKB_MONEY_SETTLEMENT, { 15, 1 }, { 7500000, 0 } } };
  static const KkbOutput outputs[] = { { 2023, "研修会 3回" }, { KKB_FY_NONE, "冊子" } };

  project->status = "継続";
  project->start_fy = 2022;
  project->end_fy = 2024;
  project->budget_lines = lines;
  project->n_budget_lines = 2;
  project->staff = staff;
  project->n_staff = 1;
  project->outputs = outputs;
  project->n_outputs = 2;
  return kkb_draft_finish (draft, "事業", error);
}

static KkbCommand *
make_node_a_project (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_project (draft, NODE_B)->summary = "広げる";
  return kkb_draft_finish (draft, "事業にする", error);
}

static KkbCommand *
make_project_a_node (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_node (draft, PROJECT)->project = NULL;
  return kkb_draft_finish (draft, "事業でなくする", error);
}

static KkbCommand *
make_indicator (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbIndicator *indicator = kkb_draft_indicator (draft, K_WORKERS);
  KkbIndicatorMore *more = kkb_draft_indicator_more (draft, K_WORKERS);
  static const KkbUnitChange units[] = { { 2024, "千人" }, { 0, "" } };

  indicator->meaning = "働く人の数";
  indicator->has_weight = TRUE;
  indicator->weight = (KkbDecimal){ 15, 1 };
  indicator->role = KKB_ROLE_OUTCOME;
  more->release_month = 9;
  more->units = units;
  return kkb_draft_finish (draft, "指標", error);
}

static KkbCommand *
make_new_indicator (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbIndicator *indicator = kkb_draft_add_indicator (draft);

  indicator->name = "新規立地";
  indicator->unit = "社";
  kkb_draft_add_placement (draft, PLAN, indicator->id, NODE_A2)->number = "9";
  if (!kkb_draft_type_value (draft, 0, indicator->id, KKB_FIELD_ACTUAL, 2022, "3", error)
      || !kkb_draft_type_value (draft, PLAN, indicator->id, KKB_FIELD_TARGET, 2026, "10社以上", error)
      || !kkb_draft_type_value (draft, PLAN, indicator->id, KKB_FIELD_BASELINE, 2020, "1", error))
    return NULL;
  kkb_draft_goal (draft, PLAN, indicator->id)->method = KKB_METHOD_ATTAINMENT;
  return kkb_draft_finish (draft, "指標の追加", error);
}

static KkbCommand *
make_computed (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbIndicator *indicator = kkb_draft_add_indicator (draft);
  KkbIndicatorMore *more = kkb_draft_indicator_more (draft, indicator->id);
  const KkbId operands[] = { K_WORKERS, K_RATE };

  indicator->name = "合計";
  more->formula = KKB_COMPUTED_SUM;
  more->operands = kkb_facts_ids (kkb_draft_own (draft), operands, 2);
  kkb_draft_add_placement (draft, PLAN, indicator->id, 0);
  return kkb_draft_finish (draft, "計算指標", error);
}

static KkbCommand *
make_repeat (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbPlacement *placement = kkb_draft_add_placement (draft, PLAN, K_WORKERS, NODE_B);
  KkbPlacementOwn *own = kkb_draft_placement_own (draft, placement->id);

  own->name = "従業者数（再掲）";
  own->baseline = (KkbValue){ .fy = 2019, .kind = KKB_VALUE_NUMBER, .state = KKB_STATE_FINAL, .coef = 10700 };
  kkb_facts_value_more (kkb_draft_own (draft), &own->baseline)->note = "前の調査";
  placement->has_baseline = TRUE;
  return kkb_draft_finish (draft, "再掲", error);
}

static KkbCommand *
make_origin_changed (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_placement (draft, P_RATE_AGAIN)->is_origin = TRUE;
  return kkb_draft_finish (draft, "元の位置", error);
}

static KkbCommand *
make_placement_deleted (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_delete (draft, KKB_TABLE_PLACEMENT, P_RATE);
  return kkb_draft_finish (draft, "位置の削除", error);
}

static KkbCommand *
make_goal (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_goal (draft, PLAN, K_WORKERS)->method = KKB_METHOD_COMPARE;
  return kkb_draft_finish (draft, "方法", error);
}

static KkbCommand *
make_money (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbMoney *money = kkb_draft_add_money (draft, PROJECT);

  money->fy = 2024;
  money->yen = kkb_decimal_from_int (500000);
  money->source = "一般財源";
  kkb_draft_money (draft, MONEY)->yen = kkb_decimal_from_int (1);
  return kkb_draft_finish (draft, "経費", error);
}

static KkbCommand *
make_money_deleted (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_delete (draft, KKB_TABLE_MONEY, MONEY);
  return kkb_draft_finish (draft, "経費の削除", error);
}

static KkbCommand *
make_lists (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_add_department (draft, "観光課");
  kkb_draft_add_grant (draft, "補助金")->type = "国";
  kkb_draft_add_word (draft, KKB_WORD_NEXT_DIRECTION, "拡充");
  kkb_draft_add_link (draft, PLAN, KKB_LINK_RELATED)->text = "環境計画";
  return kkb_draft_finish (draft, "一覧", error);
}

static KkbCommand *
make_lists_changed (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  const KkbFacts *facts = kkb_draft_facts (draft);

  kkb_draft_word (draft, edit_word (doc, KKB_WORD_TAG, "重点"))->name = "重点事業";
  kkb_draft_grant (draft, FIRST (facts, grants))->type = "国";
  kkb_draft_link (draft, FIRST (facts, links))->other = edit_plan (doc, "総合戦略");
  kkb_draft_edition (draft, EDITION)->name = "令和5年度版";
  kkb_draft_set_position (draft, KKB_TABLE_WORD, edit_word (doc, KKB_WORD_TAG, "最重点"), -1);
  kkb_draft_set_position (draft, KKB_TABLE_DEPARTMENT, DEPARTMENT, 100);
  kkb_draft_set_position (draft, KKB_TABLE_PLAN, PLAN, 5);
  return kkb_draft_finish (draft, "一覧の変更", error);
}

static KkbCommand *
make_lists_deleted (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  const KkbFacts *facts = kkb_draft_facts (draft);

  kkb_draft_delete (draft, KKB_TABLE_WORD, edit_word (doc, KKB_WORD_TAG, "重点"));
  kkb_draft_delete (draft, KKB_TABLE_WORD, edit_word (doc, KKB_WORD_TEXT_NAME, "ねらい"));
  kkb_draft_delete (draft, KKB_TABLE_DEPARTMENT, DEPARTMENT);
  kkb_draft_delete (draft, KKB_TABLE_GRANT, FIRST (facts, grants));
  kkb_draft_delete (draft, KKB_TABLE_LINK, FIRST (facts, links));
  return kkb_draft_finish (draft, "一覧からの削除", error);
}

static KkbCommand *
make_entries (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  const KkbFacts *facts = kkb_draft_facts (draft);
  KkbEntry *entry = kkb_draft_add_entry (draft, PLAN, KKB_ENTRY_ORGANISATION);

  entry->name = "商工会議所";
  kkb_draft_entry (draft, FIRST (facts, entries))->nodes = kkb_facts_ids (kkb_draft_own (draft), NULL, 0);
  kkb_draft_set_position (draft, KKB_TABLE_ENTRY, FIRST (facts, entries), 9);
  return kkb_draft_finish (draft, "課題", error);
}

static KkbCommand *
make_entry_deleted (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_delete (draft, KKB_TABLE_ENTRY, FIRST (kkb_draft_facts (draft), entries));
  return kkb_draft_finish (draft, "課題の削除", error);
}

static KkbCommand *
make_statistic (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbStatistic *statistic = kkb_draft_statistic (draft, FIRST (kkb_draft_facts (draft), statistics));
  static const char *const cells[] = { "年", "全国", "県", "R4", "", "90" };

  statistic->n_columns = 3;
  statistic->cells = kkb_facts_bytes (kkb_draft_own (draft), cells, sizeof cells);
  kkb_draft_add_statistic (draft, PLAN)->name = "人口";
  return kkb_draft_finish (draft, "統計", error);
}

static KkbCommand *
make_statistic_deleted (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_delete (draft, KKB_TABLE_STATISTIC, FIRST (kkb_draft_facts (draft), statistics));
  return kkb_draft_finish (draft, "統計の削除", error);
}

static KkbCommand *
make_side_series (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbId series = FIRST (kkb_draft_facts (draft), side_series);

  kkb_draft_side_series (draft, series)->source = "県の統計";
  kkb_draft_set_side_value (draft, series, 2022, NULL);
  if (!kkb_draft_type_side_value (draft, series, 2023, "51.2", error))
    return NULL;
  kkb_draft_add_side_series (draft, K_WORKERS, KKB_SIDE_BREAKDOWN)->name = "うち女性";
  return kkb_draft_finish (draft, "内訳", error);
}

static KkbCommand *
make_side_series_deleted (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_delete (draft, KKB_TABLE_SIDE_SERIES, FIRST (kkb_draft_facts (draft), side_series));
  return kkb_draft_finish (draft, "内訳の削除", error);
}

static KkbCommand *
make_picture (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  g_autoptr (GBytes) png = edit_picture (5000);

  kkb_draft_picture (draft, FIRST (kkb_draft_facts (draft), pictures))->caption = "研修会";
  kkb_draft_add_picture (draft, NODE_B, png);
  return kkb_draft_finish (draft, "画像", error);
}

static KkbCommand *
make_picture_deleted (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  kkb_draft_delete (draft, KKB_TABLE_PICTURE, FIRST (kkb_draft_facts (draft), pictures));
  return kkb_draft_finish (draft, "画像の削除", error);
}

/* ---- values ---- */

static KkbCommand *
make_revisions (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbValue value = { .kind = KKB_VALUE_NUMBER, .state = KKB_STATE_FINAL, .coef = 10500 };

  kkb_draft_revise (draft, PLAN, K_WORKERS, KKB_FIELD_TARGET, 2026, &value, "2024-04-01", "見直し");
  kkb_draft_revise (draft, PLAN, K_WORKERS, KKB_FIELD_BASELINE, KKB_FY_NONE, &value, "令和6年4月1日", "統計の訂正");
  return kkb_draft_finish (draft, "改定", error);
}

static KkbCommand *
make_many_values (KkbDocument *doc, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);

  for (int fy = 2015; fy < 2025; fy++)
    {
      g_autofree char *text = g_strdup_printf ("%d", 9000 + fy);

      if (!kkb_draft_type_value (draft, 0, K_WORKERS, KKB_FIELD_ACTUAL, fy, text, error)
          || !kkb_draft_type_value (draft, PLAN, K_WORKERS, KKB_FIELD_TARGET, fy, fy % 2 ? "" : "=120+35", error))
        {
          kkb_draft_free (draft);
          return NULL;
        }
    }
  return kkb_draft_finish (draft, "貼り付け", error);
}

/* ---- the tree ---- */

static KkbCommand *
make_child (KkbDocument *doc, GError **error)
{
  return kkb_tree_add (doc, PLAN, NODE_A, KKB_BELOW_CHILD, FALSE, "(3) 定着", NULL, error);
}

static KkbCommand *
make_sibling_above (KkbDocument *doc, GError **error)
{
  return kkb_tree_add (doc, PLAN, NODE_A2, KKB_ABOVE_SIBLING, FALSE, "", NULL, error);
}

static KkbCommand *
make_new_project (KkbDocument *doc, GError **error)
{
  return kkb_tree_add (doc, PLAN, PROJECT, KKB_BELOW_SIBLING, TRUE, "相談会", NULL, error);
}

static KkbCommand *
make_top (KkbDocument *doc, GError **error)
{
  return kkb_tree_add (doc, PLAN, 0, KKB_BELOW_CHILD, FALSE, "3 環境", NULL, error);
}

static KkbCommand *
make_renamed (KkbDocument *doc, GError **error)
{
  return kkb_tree_rename (doc, PLAN, NODE_B, "② 地域の連携", error);
}

static KkbCommand *
make_plan_renamed (KkbDocument *doc, GError **error)
{
  return kkb_tree_rename (doc, PLAN, 0, "第2次工業振興計画", error);
}

static KkbCommand *
make_node_deleted (KkbDocument *doc, GError **error)
{
  return kkb_tree_delete (doc, PLAN, NODE_A, NULL, error);
}

static KkbCommand *
make_plan_deleted (KkbDocument *doc, GError **error)
{
  return kkb_tree_delete (doc, PLAN, 0, NULL, error);
}

static KkbCommand *
make_up (KkbDocument *doc, GError **error)
{
  return kkb_tree_move_up (doc, NODE_A2, error);
}

static KkbCommand *
make_down (KkbDocument *doc, GError **error)
{
  return kkb_tree_move_down (doc, NODE_A, error);
}

static KkbCommand *
make_indented (KkbDocument *doc, GError **error)
{
  return kkb_tree_indent (doc, NODE_B, error);
}

static KkbCommand *
make_outdented (KkbDocument *doc, GError **error)
{
  return kkb_tree_outdent (doc, NODE_A1, error);
}

static KkbCommand *
make_moved (KkbDocument *doc, GError **error)
{
  return kkb_tree_move (doc, NODE_A1, PLAN, NODE_B, KKB_BELOW_CHILD, error);
}

static KkbCommand *
make_moved_to_other_plan (KkbDocument *doc, GError **error)
{
  return kkb_tree_move (doc, NODE_A, edit_plan (doc, "総合戦略"), edit_node (doc, "仕事をつくる"), KKB_ABOVE_SIBLING,
                        error);
}

static KkbCommand *
make_numbered (KkbDocument *doc, GError **error)
{
  return kkb_tree_renumber (doc, PLAN, NODE_A, KKB_NUMBER_CIRCLED, NULL, error);
}

static KkbCommand *
make_numbered_custom (KkbDocument *doc, GError **error)
{
  return kkb_tree_renumber (doc, PLAN, 0, KKB_NUMBER_PLAIN, "基本方針#", error);
}

static KkbCommand *
make_pasted (KkbDocument *doc, GError **error)
{
  g_autofree char *text = kkb_tree_copy (doc, NODE_A, error);

  return kkb_tree_paste (doc, PLAN, NODE_B, KKB_BELOW_CHILD, text, FALSE, NULL, error);
}

static KkbCommand *
make_pasted_anew (KkbDocument *doc, GError **error)
{
  g_autofree char *text = kkb_tree_copy (doc, NODE_A, error);

  return kkb_tree_paste (doc, edit_plan (doc, "総合戦略"), 0, KKB_BELOW_CHILD, text, TRUE, NULL, error);
}

static KkbCommand *
make_reference (KkbDocument *doc, GError **error)
{
  return kkb_tree_toggle_reference (doc, NODE_B, NODE_A1, error);
}

/* ---- over the whole document ---- */

static KkbCommand *
make_new_plan (KkbDocument *doc, GError **error)
{
  const KkbPlanSetup setup
      = { "第3次工業振興計画", "架空市", 2027, 2031, (const char *const[]){ "方針", "施策", NULL }, PLAN };

  return kkb_command_add_plan (doc, &setup, NULL, error);
}

static KkbCommand *
make_department_renamed (KkbDocument *doc, GError **error)
{
  return kkb_command_rename_department (doc, DEPARTMENT, "産業振興課", 2023, error);
}

static KkbCommand *
make_departments_merged (KkbDocument *doc, GError **error)
{
  return kkb_command_merge_departments (doc, edit_department (doc, "労政課"), DEPARTMENT, 2023, error);
}

static KkbCommand *
make_tags_merged (KkbDocument *doc, GError **error)
{
  return kkb_command_merge_words (doc, edit_word (doc, KKB_WORD_TAG, "重点"), edit_word (doc, KKB_WORD_TAG, "最重点"),
                                  error);
}

static KkbCommand *
make_text_names_merged (KkbDocument *doc, GError **error)
{
  return kkb_command_merge_words (doc, edit_word (doc, KKB_WORD_TEXT_NAME, "ねらい"),
                                  edit_word (doc, KKB_WORD_TEXT_NAME, "目的"), error);
}

static KkbCommand *
make_grants_merged (KkbDocument *doc, GError **error)
{
  return kkb_command_merge_grants (doc, edit_grant (doc, "地方創生推進交付金"), edit_grant (doc, "デジタル田園交付金"),
                                   error);
}

static const KkbId all_nodes[] = { NODE_A, NODE_A1, NODE_B }, all_indicators[] = { K_WORKERS, K_RATE, K_PLAN };
static const KkbSelected all = { all_nodes, all_indicators, 3, 3 };

static KkbCommand *
make_departments_set (KkbDocument *doc, GError **error)
{
  const KkbId id = edit_department (doc, "労政課");

  return kkb_command_change_departments (doc, &all, KKB_LIST_SET, &id, 1, error);
}

static KkbCommand *
make_tags_added (KkbDocument *doc, GError **error)
{
  const KkbId id = edit_word (doc, KKB_WORD_TAG, "重点");

  return kkb_command_change_tags (doc, &all, KKB_LIST_ADD, &id, 1, error);
}

static KkbCommand *
make_tags_removed (KkbDocument *doc, GError **error)
{
  const KkbId id = edit_word (doc, KKB_WORD_TAG, "重点");

  return kkb_command_change_tags (doc, &all, KKB_LIST_REMOVE, &id, 1, error);
}

static KkbCommand *
make_targets_shifted (KkbDocument *doc, GError **error)
{
  return kkb_command_shift_targets (doc, PLAN, &all, KKB_FY_NONE, 1, error);
}

static KkbCommand *
make_restored (KkbDocument *doc, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  fixture_set_number (doc, 2022, 99999);
  entries = kkb_document_history (doc, K_WORKERS, 1, error);
  return kkb_command_restore (doc, g_ptr_array_index (entries, 0), error);
}

static KkbCommand *
make_converted (KkbDocument *doc, GError **error)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };
  g_autoptr (KkbConversion) conversion
      = kkb_convert_unit (facts, kkb_facts_indicator (facts, K_WORKERS), "千人", KKB_CONVERT_COMPUTE, &format);

  return kkb_command_convert (doc, conversion, error);
}

static KkbCommand *
make_series_changed (KkbDocument *doc, GError **error)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };
  g_autoptr (KkbConversion) conversion
      = kkb_convert_series (facts, kkb_facts_indicator (facts, K_RATE), KKB_SERIES_LEVEL, KKB_CONVERT_KEEP, &format);

  return kkb_command_convert (doc, conversion, error);
}

const EditCommand edit_commands[] = {
  { "plan", make_plan },
  { "node", make_node },
  { "project", make_project },
  { "node-becomes-a-project", make_node_a_project },
  { "project-becomes-a-node", make_project_a_node },
  { "indicator", make_indicator },
  { "new-indicator", make_new_indicator },
  { "computed-indicator", make_computed },
  { "repeat", make_repeat },
  { "origin-changed", make_origin_changed },
  { "placement-deleted", make_placement_deleted },
  { "goal", make_goal },
  { "money", make_money },
  { "money-deleted", make_money_deleted },
  { "lists", make_lists },
  { "lists-changed", make_lists_changed },
  { "lists-deleted", make_lists_deleted },
  { "entries", make_entries },
  { "entry-deleted", make_entry_deleted },
  { "statistic", make_statistic },
  { "statistic-deleted", make_statistic_deleted },
  { "side-series", make_side_series },
  { "side-series-deleted", make_side_series_deleted },
  { "picture", make_picture },
  { "picture-deleted", make_picture_deleted },
  { "revisions", make_revisions },
  { "many-values", make_many_values },
  { "child", make_child },
  { "sibling-above", make_sibling_above },
  { "new-project", make_new_project },
  { "top", make_top },
  { "renamed", make_renamed },
  { "plan-renamed", make_plan_renamed },
  { "node-deleted", make_node_deleted },
  { "plan-deleted", make_plan_deleted },
  { "up", make_up },
  { "down", make_down },
  { "indented", make_indented },
  { "outdented", make_outdented },
  { "moved", make_moved },
  { "moved-to-other-plan", make_moved_to_other_plan },
  { "numbered", make_numbered },
  { "numbered-custom", make_numbered_custom },
  { "pasted", make_pasted },
  { "pasted-anew", make_pasted_anew },
  { "reference", make_reference },
  { "new-plan", make_new_plan },
  { "department-renamed", make_department_renamed },
  { "departments-merged", make_departments_merged },
  { "tags-merged", make_tags_merged },
  { "text-names-merged", make_text_names_merged },
  { "grants-merged", make_grants_merged },
  { "departments-set", make_departments_set },
  { "tags-added", make_tags_added },
  { "tags-removed", make_tags_removed },
  { "targets-shifted", make_targets_shifted },
  { "unit-converted", make_converted },
  { "series-changed", make_series_changed },
  { "restored", make_restored },
};
const guint n_edit_commands = G_N_ELEMENTS (edit_commands);
