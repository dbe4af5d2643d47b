/* fuzz-kinds.c - random commands of every kind. */
#include "fuzz-kinds.h"
#include "kkb-convert-command.h"
#include "kkb-plan-presets.h"
#include <string.h>

#define MAX_NODES      120
#define MAX_INDICATORS 60

guint
fuzz_upto (guint n)
{
  return n > 0 ? (guint)g_random_int_range (0, (gint32)n) : 0;
}

static KkbId
any (const GPtrArray *list)
{
  return list->len > 0 ? *(const KkbId *)g_ptr_array_index (list, fuzz_upto (list->len)) : 0;
}

static int
any_fy (void)
{
  return 2015 + (int)fuzz_upto (16);
}

static const char *
any_text (void)
{
  static const char *const texts[] = { "人財の確保", "1 地域連携",   "（2） 就職支援", "③ 研修", "",        "  空白 ",
                                       "ア 観光",    "改行\n二行目", "𠮷野家",         "=1+1",   "<b>&amp;" };

  return texts[fuzz_upto (G_N_ELEMENTS (texts))];
}

static char *
new_name (void)
{
  return g_strdup_printf ("名前%u", g_random_int ());
}

static const char *
any_value (void)
{
  static const char *const texts[] = { "",           "10,812",   "▲742",     "55.0",
                                       "―",          "集計中",   "中止",     "80％以上",
                                       "40〜60",     "１２３",   "=120+35",  "158/333",
                                       "未公表",     "0",        "5件以下",  "1117（速報）",
                                       "200・4,000", "たくさん", "10.9千人", "999999999999999999" };

  return texts[fuzz_upto (G_N_ELEMENTS (texts))];
}

static const KkbId *
any_ids (KkbDraft *draft, const GPtrArray *list)
{
  KkbId ids[3];
  guint n = fuzz_upto (4), kept = 0;

  for (guint i = 0; i < n && list->len > 0; i++)
    {
      KkbId id = any (list);
      gboolean known = FALSE;

      for (guint k = 0; k < kept; k++)
        known = known || ids[k] == id;
      if (!known)
        ids[kept++] = id;
    }
  return kkb_facts_ids (kkb_draft_own (draft), ids, kept);
}

/* Words of one kind. */
static GPtrArray *
words_of (const KkbFacts *facts, KkbWordKind kind)
{
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; i < facts->words->len; i++)
    if (((const KkbWord *)g_ptr_array_index (facts->words, i))->kind == kind)
      g_ptr_array_add (words, g_ptr_array_index (facts->words, i));
  return words;
}

static const KkbNamedText *
any_texts (KkbDraft *draft, const KkbFacts *facts)
{
  g_autoptr (GPtrArray) names = words_of (facts, KKB_WORD_TEXT_NAME);
  KkbNamedText texts[2];
  guint n = fuzz_upto (MIN (names->len, 2) + 1);

  for (guint i = 0; i < n; i++)
    texts[i] = (KkbNamedText){ *(const KkbId *)g_ptr_array_index (names, i), any_text () };
  return kkb_facts_texts (kkb_draft_own (draft), texts, n);
}

static KkbNumbering
any_numbering (void)
{
  return (KkbNumbering)fuzz_upto (KKB_NUMBER_NONE + 1);
}

/* ---- the tree ---- */

static KkbCommand *
add_node (Fuzz *fuzz, GError **error)
{
  KkbId plan = any (fuzz->facts->plans);
  KkbId node = fuzz_upto (5) > 0 ? any (fuzz->facts->nodes) : 0;

  return kkb_tree_add (fuzz->doc, plan, node, (KkbWhere)fuzz_upto (3), fuzz_upto (3) == 0, any_text (), NULL, error);
}

static KkbCommand *
rename_node (Fuzz *fuzz, GError **error)
{
  return kkb_tree_rename (fuzz->doc, any (fuzz->facts->plans), fuzz_upto (10) > 0 ? any (fuzz->facts->nodes) : 0,
                          any_text (), error);
}

static KkbCommand *
delete_node (Fuzz *fuzz, GError **error)
{
  KkbId node = any (fuzz->facts->nodes), next;
  g_autofree char *summary = kkb_tree_delete_summary (fuzz->doc, any (fuzz->facts->plans), node);

  g_assert_nonnull (summary);
  return kkb_tree_delete (fuzz->doc, 0, node, &next, error);
}

static KkbCommand *
shift_node (Fuzz *fuzz, GError **error)
{
  static KkbCommand *(*const shifts[]) (KkbDocument *, KkbId, GError **)
      = { kkb_tree_move_up, kkb_tree_move_down, kkb_tree_indent, kkb_tree_outdent };

  return shifts[fuzz_upto (4)](fuzz->doc, any (fuzz->facts->nodes), error);
}

static KkbCommand *
move_node (Fuzz *fuzz, GError **error)
{
  return kkb_tree_move (fuzz->doc, any (fuzz->facts->nodes), any (fuzz->facts->plans),
                        fuzz_upto (6) > 0 ? any (fuzz->facts->nodes) : 0, (KkbWhere)fuzz_upto (3), error);
}

static KkbCommand *
renumber (Fuzz *fuzz, GError **error)
{
  const KkbNode *node = g_ptr_array_index (fuzz->facts->nodes, fuzz_upto (fuzz->facts->nodes->len));

  return kkb_tree_renumber (fuzz->doc, node->plan, fuzz_upto (4) > 0 ? node->id : 0, any_numbering (),
                            fuzz_upto (4) == 0 ? "第#節" : NULL, error);
}

static KkbCommand *
paste (Fuzz *fuzz, GError **error)
{
  if (fuzz->clip == NULL || fuzz_upto (3) == 0)
    {
      g_free (fuzz->clip);
      fuzz->clip = kkb_tree_copy (fuzz->doc, any (fuzz->facts->nodes), error);
      g_assert_nonnull (fuzz->clip);
    }
  return kkb_tree_paste (fuzz->doc, any (fuzz->facts->plans), fuzz_upto (4) > 0 ? any (fuzz->facts->nodes) : 0,
                         (KkbWhere)fuzz_upto (3), fuzz->clip, fuzz_upto (2) == 0, NULL, error);
}

/* From another document, or with some of it broken: what makes no sense is refused or left out, and never stored. */
static KkbCommand *
paste_foreign (Fuzz *fuzz, GError **error)
{
  static const char bytes[] = "0123456789\"{}[]:,-x\xff";
  g_autofree char *text = g_strdup (fuzz->foreign);
  gsize size = strlen (text);

  for (guint n = fuzz_upto (3) == 0 ? 0 : fuzz_upto (6); n > 0; n--)
    {
      guint at = 32 + fuzz_upto ((guint)size - 32); /* behind what says whose text it is */

      if (fuzz_upto (2) || g_ascii_isdigit (text[at]))
        text[at] = g_ascii_isdigit (text[at]) ? (char)('0' + fuzz_upto (10)) : bytes[fuzz_upto (sizeof bytes - 1)];
    }
  return kkb_tree_paste (fuzz->doc, any (fuzz->facts->plans), fuzz_upto (2) ? any (fuzz->facts->nodes) : 0,
                         (KkbWhere)fuzz_upto (3), text, FALSE, NULL, error);
}

static KkbCommand *
toggle_reference (Fuzz *fuzz, GError **error)
{
  return kkb_tree_toggle_reference (fuzz->doc, any (fuzz->facts->nodes), any (fuzz->facts->nodes), error);
}

/* ---- entities ---- */

static KkbCommand *
edit_a_node (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);
  g_autoptr (GPtrArray) tags = words_of (fuzz->facts, KKB_WORD_TAG);
  KkbId id = any (fuzz->facts->nodes);
  KkbNode *node = kkb_draft_node (draft, id);
  KkbNodeMore *more = kkb_draft_node_more (draft, id);

  node->departments = any_ids (draft, fuzz->facts->departments);
  node->code = kkb_draft_string (draft, fuzz_upto (2) ? "S9" : "");
  more->tags = any_ids (draft, tags);
  more->sdgs = g_random_int () & 0x3FFFE;
  more->start_fy = (gint16)(fuzz_upto (2) ? any_fy () : 0);
  more->end_fy = (gint16)(fuzz_upto (2) ? any_fy () : 0);
  more->texts = any_texts (draft, fuzz->facts);
  return kkb_draft_finish (draft, "項目", error);
}

static KkbCommand *
edit_a_project (Fuzz *fuzz, GError **error)
{
  static const KkbBudgetLine lines[] = { { "一般会計", "7", "1", "2", "研修費" }, { "特別会計", "", "", "", "" } };
  static const KkbStaff staff[] = { { 2023, KKB_MONEY_SETTLEMENT, { 15, 1 }, { 7500000, 0 } },
                                    { 2024, KKB_MONEY_BUDGET, { 1, 0 }, { 7600000, 0 } } };
  static const KkbOutput outputs[] = { { 2023, "研修会 3回" }, { KKB_FY_NONE, "冊子" } };
  KkbDraft *draft = kkb_draft_new (fuzz->doc);
  KkbId id = any (fuzz->facts->nodes);
  KkbProject *project;

  if (fuzz_upto (6) == 0)
    {
      kkb_draft_node (draft, id)->project = NULL;
      return kkb_draft_finish (draft, "事業でなくする", error);
    }
  project = kkb_draft_project (draft, id);
  project->summary = kkb_draft_string (draft, any_text ());
  project->start_fy = (gint16)any_fy ();
  project->grants = any_ids (draft, fuzz->facts->grants);
  project->budget_lines = lines;
  project->n_budget_lines = fuzz_upto (3);
  project->staff = staff;
  project->n_staff = fuzz_upto (3);
  project->outputs = outputs;
  project->n_outputs = fuzz_upto (3);
  return kkb_draft_finish (draft, "事業", error);
}

static KkbCommand *
edit_money (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);
  KkbId id = any (fuzz->facts->money);
  guint what = fuzz_upto (4);

  if (id != 0 && what == 0)
    kkb_draft_delete (draft, KKB_TABLE_MONEY, id);
  else if (id != 0 && what == 1)
    kkb_draft_set_position (draft, KKB_TABLE_MONEY, id, (gint32)fuzz_upto (9));
  else if (id != 0 && what == 2)
    kkb_draft_money (draft, id)->yen = kkb_decimal_from_int (fuzz_upto (1000000));
  else
    for (guint i = 0; i < fuzz->facts->nodes->len; i++)
      {
        const KkbNode *node = g_ptr_array_index (fuzz->facts->nodes, i);

        if (node->project != NULL)
          {
            kkb_draft_add_money (draft, node->id)->fy = (gint16)any_fy ();
            break;
          }
      }
  return kkb_draft_finish (draft, "経費", error);
}

static KkbCommand *
add_indicator (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);
  const KkbNode *node = g_ptr_array_index (fuzz->facts->nodes, fuzz_upto (fuzz->facts->nodes->len));
  KkbIndicator *indicator = kkb_draft_add_indicator (draft);
  g_autofree char *name = new_name ();

  indicator->name = kkb_draft_string (draft, fuzz_upto (20) ? name : "");
  indicator->unit = kkb_draft_string (draft, fuzz_upto (2) ? "人" : "％");
  indicator->series = (guint8)fuzz_upto (KKB_SERIES_MILESTONE + 1);
  indicator->direction = (guint8)fuzz_upto (KKB_DIRECTION_RANGE + 1);
  kkb_draft_add_placement (draft, node->plan, indicator->id, fuzz_upto (5) ? node->id : 0);
  if (fuzz_upto (2))
    kkb_draft_type_value (draft, node->plan, indicator->id, KKB_FIELD_TARGET, 2026, any_value (), NULL);
  if (fuzz_upto (2))
    kkb_draft_type_value (draft, 0, indicator->id, KKB_FIELD_ACTUAL, 2022, any_value (), NULL);
  return kkb_draft_finish (draft, "指標の追加", error);
}

static KkbCommand *
edit_an_indicator (Fuzz *fuzz, GError **error)
{
  static const KkbUnitChange units[] = { { 2020, "人" }, { 2024, "千人" }, { 0, "" } };
  KkbDraft *draft = kkb_draft_new (fuzz->doc);
  g_autoptr (GPtrArray) tags = words_of (fuzz->facts, KKB_WORD_TAG);
  KkbId id = any (fuzz->facts->indicators);
  KkbIndicator *indicator = kkb_draft_indicator (draft, id);
  KkbIndicatorMore *more = kkb_draft_indicator_more (draft, id);

  indicator->meaning = kkb_draft_string (draft, any_text ());
  indicator->departments = any_ids (draft, fuzz->facts->departments);
  indicator->has_weight = (guint8)fuzz_upto (2);
  indicator->weight = (KkbDecimal){ fuzz_upto (100), 1 };
  more->tags = any_ids (draft, tags);
  more->formula = (guint8)(fuzz_upto (3) == 0 ? fuzz_upto (KKB_COMPUTED_RATIO + 1) : KKB_COMPUTED_NONE);
  more->operands = any_ids (draft, fuzz->facts->indicators);
  more->units = units + fuzz_upto (3);
  more->release_month = (guint8)fuzz_upto (14);
  return kkb_draft_finish (draft, "指標", error);
}

static KkbCommand *
delete_indicator (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);

  kkb_draft_delete (draft, KKB_TABLE_INDICATOR, any (fuzz->facts->indicators));
  return kkb_draft_finish (draft, "指標の削除", error);
}

static KkbCommand *
edit_placement (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);
  const KkbNode *node = g_ptr_array_index (fuzz->facts->nodes, fuzz_upto (fuzz->facts->nodes->len));
  KkbId id = any (fuzz->facts->placements);
  KkbPlacementOwn *own;

  switch (fuzz_upto (5))
    {
    case 0:
      kkb_draft_delete (draft, KKB_TABLE_PLACEMENT, id);
      break;
    case 1:
      kkb_draft_placement (draft, id)->is_origin = (guint8)fuzz_upto (2);
      break;
    case 2:
      own = kkb_draft_placement_own (draft, id);
      own->name = kkb_draft_string (draft, any_text ());
      kkb_draft_placement (draft, id)->has_baseline = (guint8)fuzz_upto (2);
      kkb_value_set_number (&own->baseline, kkb_decimal_from_int (fuzz_upto (1000)), KKB_STATE_FINAL);
      kkb_facts_value_more (kkb_draft_own (draft), &own->baseline)->note = kkb_draft_string (draft, any_text ());
      break;
    case 3:
      kkb_draft_placement (draft, id)->position = (gint32)fuzz_upto (10) - 5;
      break;
    default:
      kkb_draft_add_placement (draft, node->plan, any (fuzz->facts->indicators), fuzz_upto (5) ? node->id : 0);
    }
  return kkb_draft_finish (draft, "位置", error);
}

/* ---- values ---- */

static KkbCommand *
type_value (Fuzz *fuzz, GError **error)
{
  return kkb_command_set_value (fuzz->doc, any (fuzz->facts->plans), any (fuzz->facts->indicators),
                                (KkbField)fuzz_upto (4), any_fy (), any_value (), error);
}

static KkbCommand *
type_many (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);

  for (int i = 0; i < 10; i++)
    kkb_draft_type_value (draft, any (fuzz->facts->plans), any (fuzz->facts->indicators), (KkbField)fuzz_upto (4),
                          any_fy (), any_value (), NULL);
  return kkb_draft_finish (draft, "貼り付け", error);
}

static KkbCommand *
revise (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);
  KkbValue value = { .kind = KKB_VALUE_NUMBER, .state = KKB_STATE_FINAL, .coef = fuzz_upto (10000), .scale = 1 };

  kkb_draft_revise (draft, any (fuzz->facts->plans), any (fuzz->facts->indicators),
                    fuzz_upto (2) ? KKB_FIELD_TARGET : KKB_FIELD_BASELINE, any_fy (), fuzz_upto (5) ? &value : NULL,
                    "2024-04-01", any_text ());
  return kkb_draft_finish (draft, "改定", error);
}

static KkbCommand *
set_method (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);

  kkb_draft_goal (draft, any (fuzz->facts->plans), any (fuzz->facts->indicators))->method
      = (guint8)fuzz_upto (KKB_METHOD_NONE + 1);
  return kkb_draft_finish (draft, "方法", error);
}

static KkbCommand *
edit_side_series (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);
  KkbId id = any (fuzz->facts->side_series);
  g_autofree char *name = new_name ();

  if (id == 0 || fuzz_upto (4) == 0)
    {
      KkbSideSeries *series
          = kkb_draft_add_side_series (draft, any (fuzz->facts->indicators), (KkbSideKind)fuzz_upto (2));

      series->name = kkb_draft_string (draft, name);
      id = series->id;
    }
  else if (fuzz_upto (5) == 0)
    {
      kkb_draft_delete (draft, KKB_TABLE_SIDE_SERIES, id);
      id = 0;
    }
  else
    kkb_draft_side_series (draft, id)->source = kkb_draft_string (draft, any_text ());
  if (id != 0)
    kkb_draft_type_side_value (draft, id, any_fy (), any_value (), NULL);
  return kkb_draft_finish (draft, "内訳", error);
}

static KkbCommand *
restore (Fuzz *fuzz, GError **error)
{
  g_autoptr (GPtrArray) entries = kkb_document_history (fuzz->doc, 0, 30, error);

  for (guint i = 0; i < entries->len; i++)
    {
      const KkbHistoryEntry *entry = g_ptr_array_index (entries, fuzz_upto (entries->len));

      if (kkb_history_entry_can_restore (entry))
        return kkb_command_restore (fuzz->doc, entry, error);
    }
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, "nothing to restore");
  return NULL;
}

static KkbCommand *
convert (Fuzz *fuzz, GError **error)
{
  const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };
  const KkbIndicator *indicator = g_ptr_array_index (fuzz->facts->indicators, fuzz_upto (fuzz->facts->indicators->len));
  KkbConvertMode mode = fuzz_upto (2) ? KKB_CONVERT_COMPUTE : KKB_CONVERT_KEEP;
  guint what = fuzz_upto (3);
  g_autoptr (KkbConversion) conversion
      = what == 0 ? kkb_convert_series (fuzz->facts, indicator, (KkbSeries)fuzz_upto (KKB_SERIES_MILESTONE + 1), mode,
                                        &format)
        : what == 1
            ? kkb_convert_unit (fuzz->facts, indicator, fuzz_upto (2) ? "千人" : "人", mode, &format)
            : kkb_convert_unit_from (fuzz->facts, indicator, any_fy (), fuzz_upto (2) ? "千人" : "％", mode, &format);

  return kkb_command_convert (fuzz->doc, conversion, error);
}

/* ---- lists ---- */

static KkbCommand *
add_to_lists (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);
  g_autofree char *name = new_name ();
  g_autoptr (GBytes) png = edit_picture (10 + fuzz_upto (500));
  KkbEntry *entry;
  KkbStatistic *statistic;
  static const char *const cells[] = { "年", "全国", "県", "R3", "", "100" };

  switch (fuzz_upto (7))
    {
    case 0:
      kkb_draft_find_department (draft, name);
      break;
    case 1:
      kkb_draft_find_grant (draft, name);
      break;
    case 2:
      kkb_draft_find_word (draft, (KkbWordKind)fuzz_upto (KKB_N_WORD_KINDS), name);
      break;
    case 3:
      entry = kkb_draft_add_entry (draft, any (fuzz->facts->plans), (KkbEntryKind)fuzz_upto (KKB_N_ENTRY_KINDS));
      entry->text = kkb_draft_string (draft, any_text ());
      entry->nodes = any_ids (draft, fuzz->facts->nodes);
      break;
    case 4:
      statistic = kkb_draft_add_statistic (draft, any (fuzz->facts->plans));
      statistic->name = kkb_draft_string (draft, name);
      statistic->n_rows = 2;
      statistic->n_columns = (guint16)(1 + fuzz_upto (3));
      statistic->cells = cells;
      break;
    case 5:
      kkb_draft_add_picture (draft, any (fuzz->facts->nodes), png)->caption = kkb_draft_string (draft, any_text ());
      break;
    default:
      kkb_draft_add_link (draft, any (fuzz->facts->plans), (KkbLinkKind)fuzz_upto (4))->text
          = kkb_draft_string (draft, name);
    }
  return kkb_draft_finish (draft, "一覧", error);
}

static const GPtrArray *
list_of (const KkbFacts *facts, guint which, KkbStoreTable *table)
{
  switch (which)
    {
    case 0:
      *table = KKB_TABLE_DEPARTMENT;
      return facts->departments;
    case 1:
      *table = KKB_TABLE_GRANT;
      return facts->grants;
    case 2:
      *table = KKB_TABLE_WORD;
      return facts->words;
    case 3:
      *table = KKB_TABLE_ENTRY;
      return facts->entries;
    case 4:
      *table = KKB_TABLE_STATISTIC;
      return facts->statistics;
    case 5:
      *table = KKB_TABLE_PICTURE;
      return facts->pictures;
    case 6:
      *table = KKB_TABLE_PLAN;
      return facts->plans;
    default:
      *table = KKB_TABLE_LINK;
      return facts->links;
    }
}

static KkbCommand *
place_or_delete (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);
  KkbStoreTable table;
  const GPtrArray *list = list_of (fuzz->facts, fuzz_upto (8), &table);
  KkbId id = any (list);

  if (id != 0 && list->len > 2 && fuzz_upto (2) && table != KKB_TABLE_PLAN)
    kkb_draft_delete (draft, table, id);
  else if (id != 0)
    kkb_draft_set_position (draft, table, id, (gint32)fuzz_upto (20) - 5);
  return kkb_draft_finish (draft, "一覧の変更", error);
}

static KkbCommand *
edit_lists (Fuzz *fuzz, GError **error)
{
  KkbDraft *draft = kkb_draft_new (fuzz->doc);
  g_autofree char *name = new_name ();
  KkbId entry = any (fuzz->facts->entries), statistic = any (fuzz->facts->statistics), link = any (fuzz->facts->links);

  switch (fuzz_upto (5))
    {
    case 0:
      kkb_draft_word (draft, any (fuzz->facts->words))->name = kkb_draft_string (draft, name);
      break;
    case 1:
      if (entry != 0)
        kkb_draft_entry (draft, entry)->category = kkb_draft_string (draft, any_text ());
      break;
    case 2:
      if (statistic != 0)
        kkb_draft_statistic (draft, statistic)->note = kkb_draft_string (draft, any_text ());
      break;
    case 3:
      if (link != 0)
        kkb_draft_link (draft, link)->other = fuzz_upto (2) ? any (fuzz->facts->plans) : 0;
      break;
    default:
      kkb_draft_edition (draft, any (fuzz->facts->editions))->fy = (gint16)any_fy ();
    }
  return kkb_draft_finish (draft, "一覧の変更", error);
}

static KkbCommand *
rename_or_merge (Fuzz *fuzz, GError **error)
{
  g_autofree char *name = new_name ();
  const KkbFacts *facts = fuzz->facts;

  switch (fuzz_upto (4))
    {
    case 0:
      return kkb_command_rename_department (fuzz->doc, any (facts->departments), name, any_fy (), error);
    case 1:
      return kkb_command_merge_departments (fuzz->doc, any (facts->departments), any (facts->departments), 0, error);
    case 2:
      return kkb_command_merge_words (fuzz->doc, any (facts->words), any (facts->words), error);
    default:
      return kkb_command_merge_grants (fuzz->doc, any (facts->grants), any (facts->grants), error);
    }
}

/* ---- plans and many rows ---- */

static KkbCommand *
edit_plans (Fuzz *fuzz, GError **error)
{
  const KkbPlanPreset *preset = kkb_plan_preset (fuzz_upto (kkb_plan_n_presets ()));
  const KkbPlanSetup setup = { preset->name, "架空市", 2022, 2026, preset->levels, any (fuzz->facts->plans) };
  KkbDraft *draft;
  KkbPlan *plan;

  if (fuzz->facts->plans->len < 4 && fuzz_upto (3) == 0)
    return kkb_command_add_plan (fuzz->doc, &setup, NULL, error);
  if (fuzz->facts->plans->len > 2 && fuzz_upto (8) == 0)
    return kkb_tree_delete (fuzz->doc, any (fuzz->facts->plans), 0, NULL, error);
  draft = kkb_draft_new (fuzz->doc);
  plan = kkb_draft_plan (draft, any (fuzz->facts->plans));
  plan->note = kkb_draft_string (draft, any_text ());
  plan->departments = any_ids (draft, fuzz->facts->departments);
  plan->texts = any_texts (draft, fuzz->facts);
  if (fuzz_upto (2))
    plan->levels = preset->levels;
  return kkb_draft_finish (draft, "計画", error);
}

static KkbCommand *
change_many (Fuzz *fuzz, GError **error)
{
  g_autoptr (GPtrArray) tags = words_of (fuzz->facts, KKB_WORD_TAG);
  KkbId nodes[3], indicators[3];
  KkbSelected selected = { nodes, indicators, 3, 3 };
  const KkbId department = any (fuzz->facts->departments), tag = any (tags);

  for (int i = 0; i < 3; i++)
    {
      nodes[i] = any (fuzz->facts->nodes);
      indicators[i] = any (fuzz->facts->indicators);
    }
  switch (fuzz_upto (3))
    {
    case 0:
      return kkb_command_change_departments (fuzz->doc, &selected, (KkbListChange)fuzz_upto (3), &department, 1, error);
    case 1:
      return kkb_command_change_tags (fuzz->doc, &selected, (KkbListChange)fuzz_upto (3), &tag, 1, error);
    default:
      return kkb_command_shift_targets (fuzz->doc, any (fuzz->facts->plans), &selected, fuzz_upto (2) ? 0 : any_fy (),
                                        (int)fuzz_upto (7) - 3, error);
    }
}

static const struct
{
  Make make;
  guint weight;
} kinds[] = {
  { add_node, 8 },     { rename_node, 5 },     { shift_node, 8 },        { move_node, 8 },        { renumber, 3 },
  { paste, 3 },        { paste_foreign, 4 },   { toggle_reference, 3 },  { edit_a_node, 6 },      { edit_a_project, 6 },
  { edit_money, 5 },   { add_indicator, 6 },   { edit_an_indicator, 6 }, { edit_placement, 8 },   { type_value, 20 },
  { type_many, 5 },    { revise, 4 },          { set_method, 2 },        { edit_side_series, 5 }, { restore, 5 },
  { add_to_lists, 8 }, { place_or_delete, 5 }, { edit_lists, 5 },        { rename_or_merge, 4 },  { edit_plans, 3 },
  { change_many, 6 },  { convert, 4 },
};

/* A document that grows without end would only be slow, and one without items could not be edited. */
Make
fuzz_choose (const Fuzz *fuzz)
{
  guint sum = 0, at;

  if (fuzz->facts->nodes->len < 3)
    return add_node;
  if (fuzz->facts->indicators->len < 3)
    return add_indicator;
  if (fuzz->facts->nodes->len > MAX_NODES || (fuzz->facts->nodes->len > 30 && fuzz_upto (20) == 0))
    return delete_node;
  if (fuzz->facts->indicators->len > MAX_INDICATORS || (fuzz->facts->indicators->len > 15 && fuzz_upto (30) == 0))
    return delete_indicator;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    sum += kinds[i].weight;
  at = fuzz_upto (sum);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (at < kinds[i].weight)
      return kinds[i].make;
    else
      at -= kinds[i].weight;
  return add_node;
}
