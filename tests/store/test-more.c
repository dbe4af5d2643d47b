/* test-more.c - texts, tags, lists, statistics, side series, pictures: what few entities have is kept, undone, told and
 * leaves nothing behind. */
#include "compare.h"
#include "fixture.h"
#include "kkb-fiscal.h"
#include "kkb-generate-more.h"
#include "kkb-platform.h"
#include <sqlite3.h>
#include <string.h>

static KkbFacts *
load (KkbStore *store)
{
  g_autoptr (GError) error = NULL;
  KkbFacts *facts = kkb_store_load (store, &error);

  g_assert_no_error (error);
  return facts;
}

static void
run (KkbStore *store, KkbStoreFunc func, gpointer data, KkbChanges **changes)
{
  g_autoptr (GError) error = NULL;

  kkb_store_run (store, "変更", "試験", func, data, changes, &error);
  g_assert_no_error (error);
}

/* ---- commands ---- */

static gboolean
change_lists (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  KkbDepartment department = *kkb_facts_department (facts, 101);
  KkbFormerName former = { "商工労働課", 2020 };
  KkbWord word = *kkb_facts_word (facts, 501);
  KkbWord new_word = { 599, KKB_WORD_COUNCIL, "懇話会", "" };

  department.former = &former;
  department.n_former = 1;
  word.name = "ＤＸ";
  return kkb_store_put_department (store, &department, error) && kkb_store_put_word (store, &word, 7, error)
         && kkb_store_put_word (store, &new_word, 8, error);
}

static gboolean
change_nodes (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  KkbNode *node = kkb_facts_node (facts, 902);
  KkbNodeMore *more = kkb_node_more (facts, node);
  KkbNamedText texts[] = { { 502, "新しい姿" }, { 0, "" } };
  KkbId tags[] = { 501 };
  KkbBudgetLine lines[] = { { "一般会計", "2総務費", "", "", "" } };

  more->start_fy = 2018;
  more->sdgs = 1u << 9;
  more->texts = texts;
  more->tags = kkb_facts_ids (facts, tags, 1);
  more->references = NULL;
  node->project->budget_lines = lines;
  node->project->n_budget_lines = 1;
  node->project->n_staff = 1;
  node->project->outputs = NULL;
  return kkb_store_put_node (store, node, error);
}

static gboolean
change_indicators (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  KkbIndicator *indicator = kkb_facts_indicator (facts, 9001);
  KkbIndicatorMore *more = kkb_indicator_more (facts, indicator);
  KkbSideSeries series = *kkb_facts_one_side_series (facts, 9801);
  KkbSideSeries new_series = { 9899, 9002, KKB_SIDE_COMPARISON, "全国順位", "位", "", "", { NULL } };
  KkbValue value = { .fy = 2017 };
  KkbUnitChange units[] = { { 2018, "百人" }, { 0, "" } };

  more->formula = KKB_COMPUTED_RATIO;
  more->decimals = 0;
  more->release_month = 3;
  more->units = units;
  more->tags = NULL;
  series.name = "国平均";
  kkb_value_set_number (&value, kkb_decimal_from_int (12), KKB_STATE_FINAL);
  return kkb_store_put_indicator (store, indicator, error) && kkb_store_put_side_series (store, &series, 1, error)
         && kkb_store_put_side_series (store, &new_series, 0, error)
         && kkb_store_put_side_value (store, facts, 9899, &value, error)
         && kkb_store_put_side_value (store, facts, 9801, &value, error)
         && kkb_store_delete_side_value (store, 9801, 2016, error);
}

static gboolean
change_plans (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  KkbPlan *plan = kkb_facts_plan (facts, 9);
  KkbEntry entry = *kkb_facts_entry (facts, 9630);
  KkbStatistic statistic = *kkb_facts_statistic (facts, 9701);
  const char *const cells[] = { "年度", "市", "R3", "5" };
  KkbId nodes[] = { 901, 0 };

  plan->texts = kkb_facts_texts (facts, &plan->texts[1], 1);
  entry.text = "新しい課題";
  entry.nodes = nodes;
  statistic.n_rows = statistic.n_columns = 2;
  statistic.cells = cells;
  return kkb_store_put_plan (store, plan, 0, error) && kkb_store_put_entry (store, &entry, 0, error)
         && kkb_store_put_statistic (store, &statistic, 5, error);
}

static gboolean
change_pictures (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  KkbPicture moved = *kkb_facts_picture (facts, 9900), new_picture = { 9999, 901, "新しい図", FALSE, 0 };
  g_autoptr (GBytes) bytes = kkb_generate_picture (77, TRUE), other = kkb_generate_picture (78, FALSE);

  moved.caption = "別の見出し";
  moved.node = 901;
  return kkb_store_put_picture (store, &moved, NULL, 3, error)
         && kkb_store_put_picture (store, kkb_facts_picture (facts, 9901), bytes, 0, error)
         && kkb_store_put_picture (store, &new_picture, other, 1, error);
}

static gboolean
move_all (KkbStore *store, gpointer data, GError **error)
{
  static const struct
  {
    KkbStoreTable table;
    KkbId id;
  } things[] = { { KKB_TABLE_PLAN, 9 },           { KKB_TABLE_LINK, 410 },       { KKB_TABLE_NODE, 901 },
                 { KKB_TABLE_MONEY, 910 },        { KKB_TABLE_INDICATOR, 9001 }, { KKB_TABLE_PLACEMENT, 90010 },
                 { KKB_TABLE_DEPARTMENT, 101 },   { KKB_TABLE_GRANT, 201 },      { KKB_TABLE_EDITION, 301 },
                 { KKB_TABLE_WORD, 504 },         { KKB_TABLE_ENTRY, 9600 },     { KKB_TABLE_STATISTIC, 9701 },
                 { KKB_TABLE_SIDE_SERIES, 9800 }, { KKB_TABLE_PICTURE, 9900 } };

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    if (!kkb_store_set_position (store, things[i].table, things[i].id, 77, error))
      return FALSE;
  return TRUE;
}

static gboolean
delete_words (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_WORD, 501, error) && kkb_store_delete (store, KKB_TABLE_WORD, 502, error)
         && kkb_store_delete (store, KKB_TABLE_WORD, 505, error);
}

static gboolean
delete_lists (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_ENTRY, 9630, error)
         && kkb_store_delete (store, KKB_TABLE_STATISTIC, 9701, error)
         && kkb_store_delete (store, KKB_TABLE_SIDE_SERIES, 9801, error)
         && kkb_store_delete (store, KKB_TABLE_PICTURE, 9900, error);
}

static gboolean
delete_department (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_DEPARTMENT, 101, error);
}

static gboolean
delete_node (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_NODE, 901, error);
}

static gboolean
delete_operands (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_INDICATOR, 9005, error)
         && kkb_store_delete (store, KKB_TABLE_INDICATOR, 9008, error);
}

typedef struct
{
  const char *name;
  KkbStoreFunc func;
} Change;

static const Change changes[] = {
  { "changed words and former names", change_lists },
  { "changed texts, tags and project lists", change_nodes },
  { "changed formulas, units and side series", change_indicators },
  { "changed texts, entries and statistics of a plan", change_plans },
  { "changed, moved and new pictures", change_pictures },
  { "everything moved to another place", move_all },
  { "deleted words", delete_words },
  { "deleted entry, statistic, side series and picture", delete_lists },
  { "deleted department", delete_department },
  { "deleted item that others refer to", delete_node },
  { "deleted operands", delete_operands },
};

static void
test_undo_each (gconstpointer data)
{
  const Change *change = data;
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbFacts) facts = kkb_generate_full_facts (), original = kkb_generate_full_facts (), undone = NULL;
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (KkbChanges) set = NULL;
  g_autofree char *before = NULL, *after = NULL, *back = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_facts_ref (facts));
  store = fixture_open (&fixture);
  before = fixture_hash (store);
  run (store, change->func, facts, &set);
  g_assert_false (set->only_values);
  after = fixture_hash (store);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (kkb_store_undo (store, "試験", NULL, &error));
  g_assert_no_error (error);
  back = fixture_hash (store);
  g_assert_cmpstr (back, ==, before);
  undone = load (store);
  assert_facts (original, undone);
  g_assert_true (kkb_store_redo (store, "試験", NULL, &error));
  g_assert_no_error (error);
  again = fixture_hash (store);
  g_assert_cmpstr (again, ==, after);
}

/* ---- what a deletion takes along ---- */

static gboolean
lists (const KkbId *ids, KkbId id)
{
  for (; *ids != 0; ids++)
    if (*ids == id)
      return TRUE;
  return FALSE;
}

static void
test_nothing_dangles (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (KkbFacts) facts = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  run (store, delete_words, NULL, NULL);
  run (store, delete_operands, NULL, NULL);
  run (store, delete_node, NULL, NULL);
  facts = load (store);
  g_assert_null (kkb_facts_word (facts, 501));
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);

      g_assert_false (lists (node->more->tags, 501));
      g_assert_true (lists (node->more->tags, 504));
      g_assert_false (lists (node->more->references, 901));
      g_assert_cmpint (node->more->texts[0].name, ==, 503);
      g_assert_cmpint (node->more->texts[1].name, ==, 0);
    }
  /* Issues of the plan stay; the items they belonged to are gone. */
  g_assert_cmpint (kkb_facts_entry (facts, 9630)->nodes[0], ==, 0);
  g_assert_cmpint (kkb_facts_entry (facts, 3630)->nodes[0], !=, 0);
  g_assert_null (kkb_facts_one_side_series (facts, 9800));
  g_assert_nonnull (kkb_facts_one_side_series (facts, 3800));
  g_assert_null (kkb_facts_picture (facts, 9900));
}

/* 9001 = 9005 + 9006 + 9005 · 9002 = 9006 - 9007 - 9006 · 9003 = 9007 / 9008 */
static void
test_formulas_after_deletion (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (KkbFacts) facts = NULL;
  const KkbIndicatorMore *sum, *difference, *ratio;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  run (store, delete_operands, NULL, NULL);
  facts = load (store);
  sum = kkb_facts_indicator (facts, 9001)->more;
  difference = kkb_facts_indicator (facts, 9002)->more;
  ratio = kkb_facts_indicator (facts, 9003)->more;
  g_assert_cmpint (sum->formula, ==, KKB_COMPUTED_SUM);
  g_assert_cmpint (sum->operands[0], ==, 9006);
  g_assert_cmpint (sum->operands[1], ==, 0);
  g_assert_cmpint (difference->formula, ==, KKB_COMPUTED_DIFFERENCE);
  g_assert_cmpint (ratio->formula, ==, KKB_COMPUTED_NONE);
  g_assert_cmpint (ratio->operands[0], ==, 0);
  g_assert_cmpint (ratio->decimals, ==, 4);
}

static gboolean
delete_subtrahends (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_INDICATOR, 9005, error)
         && kkb_store_delete (store, KKB_TABLE_INDICATOR, 9007, error);
}

/* 9002 = 9006 - 9007 - 9005 */
static gboolean
put_difference (KkbStore *store, gpointer data, GError **error)
{
  KkbIndicator indicator = *kkb_facts_indicator (data, 9002);
  KkbIndicatorMore more = *indicator.more;
  const KkbId operands[] = { 9006, 9007, 9005, 0 };

  more.operands = operands;
  indicator.more = &more;
  return kkb_store_put_indicator (store, &indicator, error);
}

static void
test_difference_of_one (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (KkbFacts) facts = NULL, after = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  facts = load (store);
  run (store, put_difference, facts, NULL);
  run (store, delete_subtrahends, NULL, NULL);
  after = load (store);
  g_assert_cmpint (kkb_facts_indicator (after, 9002)->more->formula, ==, KKB_COMPUTED_NONE);
  g_assert_cmpint (kkb_facts_indicator (after, 9002)->more->operands[0], ==, 0);
}

/* A copy made on the stack, as a form does, need not know of extras. */
static gboolean
put_bare (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  KkbNode node = *kkb_facts_node (facts, 902);
  KkbProject project = *node.project;
  KkbIndicator indicator = *kkb_facts_indicator (facts, 9001);
  KkbPlan plan = *kkb_facts_plan (facts, 9);
  KkbStatistic statistic = *kkb_facts_statistic (facts, 9701);
  KkbEntry entry = *kkb_facts_entry (facts, 9630);
  KkbDepartment department = { 101, "課" };

  node.more = NULL;
  project.budget_lines = NULL;
  project.staff = NULL;
  project.outputs = NULL;
  node.project = &project;
  indicator.more = NULL;
  plan.texts = NULL;
  statistic.cells = NULL;
  entry.nodes = NULL;
  return kkb_store_put_node (store, &node, error) && kkb_store_put_indicator (store, &indicator, error)
         && kkb_store_put_plan (store, &plan, 0, error) && kkb_store_put_statistic (store, &statistic, 1, error)
         && kkb_store_put_entry (store, &entry, 0, error) && kkb_store_put_department (store, &department, error);
}

static void
test_bare_copies (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbFacts) facts = kkb_generate_full_facts (), loaded = NULL;
  g_autoptr (KkbStore) store = NULL;
  const KkbNode *node;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_facts_ref (facts));
  store = fixture_open (&fixture);
  run (store, put_bare, facts, NULL);
  loaded = load (store);
  node = kkb_facts_node (loaded, 902);
  g_assert_true (node->more == kkb_facts_add_node (loaded, 1, 9, 0)->more); /* the record all those without share */
  g_assert_cmpuint (node->project->n_budget_lines + node->project->n_staff + node->project->n_outputs, ==, 0);
  g_assert_true (kkb_facts_indicator (loaded, 9001)->more == kkb_facts_add_indicator (loaded, 2)->more);
  g_assert_cmpint (kkb_facts_plan (loaded, 9)->texts[0].name, ==, 0);
  g_assert_cmpstr (kkb_statistic_cell (kkb_facts_statistic (loaded, 9701), 1, 1), ==, "");
  g_assert_cmpint (kkb_facts_entry (loaded, 9630)->nodes[0], ==, 0);
  g_assert_cmpuint (kkb_facts_department (loaded, 101)->n_former, ==, 0);
}

/* ---- pictures and tables ---- */

static void
test_picture_data (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (GBytes) data = NULL, expected = kkb_generate_picture (9900, FALSE);
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  data = kkb_store_picture_data (store, 9900, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (data, expected));
  g_assert_null (kkb_store_picture_data (store, 1, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND);
}

static gboolean
put_new_picture (KkbStore *store, gpointer data, GError **error)
{
  KkbPicture picture = { 9998, 901, "図" };

  return kkb_store_put_picture (store, &picture, data, 0, error);
}

static gboolean
put_large_table (KkbStore *store, gpointer data, GError **error)
{
  KkbStatistic statistic = { 9798, 9, "表", "", "", "", 1001, 1, NULL };

  return kkb_store_put_statistic (store, &statistic, 0, error);
}

static gboolean
put_many_tables (KkbStore *store, gpointer data, GError **error)
{
  for (KkbId id = 70001; id <= 70011; id++)
    {
      KkbStatistic statistic = { id, 9, "表", "", "", "", 1000, 100, NULL };

      if (!kkb_store_put_statistic (store, &statistic, 0, error))
        return FALSE;
    }
  return TRUE;
}

static void
test_refusals (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (GByteArray) large = g_byte_array_new ();
  g_autoptr (GBytes) gif = g_bytes_new_static ("GIF89a and more", 15), sound = kkb_generate_picture (1, FALSE);
  g_autoptr (GBytes) too_large = NULL;
  g_autofree char *before = NULL, *after = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  before = fixture_hash (store);
  g_byte_array_append (large, g_bytes_get_data (sound, NULL), 100);
  g_byte_array_set_size (large, KKB_PICTURE_MAX + 1);
  too_large = g_bytes_new (large->data, large->len);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;
      KkbStoreFunc func = i < 2 ? put_new_picture : i == 2 ? put_large_table : put_many_tables;

      g_assert_false (kkb_store_run (store, "失敗", "試験", func, i == 0 ? gif : too_large, NULL, &error));
      g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
    }
  after = fixture_hash (store);
  g_assert_cmpstr (before, ==, after);
  g_byte_array_set_size (large, KKB_PICTURE_MAX);
  g_clear_pointer (&too_large, g_bytes_unref);
  too_large = g_bytes_new (large->data, large->len);
  run (store, put_new_picture, too_large, NULL);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (KkbFacts) facts = load (store);

    g_assert_cmpuint (kkb_facts_picture (facts, 9998)->size, ==, KKB_PICTURE_MAX);
    g_assert_true (kkb_store_undo (store, "試験", NULL, &error));
    g_assert_no_error (error);
    g_assert_true (kkb_store_redo (store, "試験", NULL, &error));
    g_assert_no_error (error);
  }
}

/* ---- history ---- */

typedef struct
{
  const char *what, *old_value, *new_value;
} Told;

static void
assert_told (KkbStore *store, const Told *told, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = kkb_store_history (store, 0, 0, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < entries->len && !found; k++)
        {
          const KkbHistoryEntry *entry = g_ptr_array_index (entries, k);

          found = strcmp (entry->what, told[i].what) == 0 && strcmp (entry->old_value, told[i].old_value) == 0
                  && strcmp (entry->new_value, told[i].new_value) == 0;
        }
      if (!found)
        {
          for (guint k = 0; k < entries->len && k < 60; k++)
            {
              const KkbHistoryEntry *entry = g_ptr_array_index (entries, k);

              g_test_message ("%s: %s -> %s", entry->what, entry->old_value, entry->new_value);
            }
          g_error ("not told: %s: %s -> %s", told[i].what, told[i].old_value, told[i].new_value);
        }
    }
}

static void
test_history (void)
{
  static const Told changed[] = {
    { "部署の旧名称 課101（名称）", "商工課", "商工労働課" },
    { "部署の旧名称 課101", "商工観光課", "" },
    { "一覧の言葉 ＤＸ（名称）", "デジタル", "ＤＸ" },
    { "一覧の言葉 懇話会", "", "懇話会" },
    { "項目 (1) 事業（開始年度）", "2017", "2018" },
    { "項目 (1) 事業（SDGs）", "1,8,17", "9" },
    { "項目の文章 (1) 事業（目指す姿）", "姿902", "新しい姿" },
    { "項目の文章 (1) 事業（ねらい）", "一行目\n二行目　902", "" },
    { "項目のタグ (1) 事業", "重点", "" },
    { "項目の参照 (1) 事業", "上", "" },
    { "予算科目 (1) 事業", "特別会計", "" },
    { "人件費 (1) 事業", "2022 決算 1 7000000.5", "" },
    { "成果物 (1) 事業", "研修会 3回", "" },
    { "指標 指標1（計算式）", "和", "比" },
    { "指標 指標1（公表月）", "10", "3" },
    { "指標のタグ 指標1", "ＤＸ", "" },
    { "単位の変更 平成30年度 指標1", "", "百人" },
    { "内訳・比較 指標5 国平均（名称）", "県平均", "国平均" },
    { "内訳・比較の値 平成29年度 指標2（全国順位）", "", "12" },
    { "内訳・比較の値 平成28年度 指標5（国平均）", "集計中", "" },
    { "計画の文章 計画1（ねらい）", "一行目\n二行目　0", "" },
    { "計画の記載 分類0（本文）", "記載の本文、3", "新しい課題" },
    { "課題の項目 分類0", "(1) 事業", "" },
    { "背景統計 製造品出荷額等（行数）", "3", "2" },
    { "背景統計のセル 製造品出荷額等（1行目、2列目）", "全国", "市" },
    { "画像 上（見出し）", "図0", "別の見出し" },
    { "画像 上（画像）", "JPEG 3 KB", "JPEG 3 KB" },
    { "画像 上", "", "新しい図" },
  };
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbFacts) facts = kkb_generate_full_facts ();
  g_autoptr (KkbStore) store = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_facts_ref (facts));
  store = fixture_open (&fixture);
  run (store, change_lists, facts, NULL);
  run (store, change_nodes, facts, NULL);
  run (store, change_indicators, facts, NULL);
  run (store, change_plans, facts, NULL);
  run (store, change_pictures, facts, NULL);
  assert_told (store, changed, G_N_ELEMENTS (changed));
}

/* A side value belongs to its indicator's history. */
static void
test_history_of_side_values (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbFacts) facts = kkb_generate_full_facts ();
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_facts_ref (facts));
  store = fixture_open (&fixture);
  run (store, change_indicators, facts, NULL);
  entries = kkb_store_history (store, 9002, 1, &error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((KkbHistoryEntry *)g_ptr_array_index (entries, 0))->new_value, ==, "12");
}

/* Changes name what they belong to. */
static void
test_changes (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbFacts) facts = kkb_generate_full_facts ();
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (KkbChanges) set = NULL;
  gboolean found[KKB_TABLE_OTHER + 1] = { FALSE };

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_facts_ref (facts));
  store = fixture_open (&fixture);
  run (store, change_plans, facts, &set);
  for (guint i = 0; i < set->rows->len; i++)
    {
      const KkbChange *change = &g_array_index (set->rows, KkbChange, i);

      found[change->table] = TRUE;
      if (change->table == KKB_TABLE_ENTRY)
        g_assert_cmpint (change->id, ==, 9630);
      if (change->table == KKB_TABLE_STATISTIC)
        g_assert_cmpint (change->id, ==, 9701);
      if (change->table == KKB_TABLE_OTHER)
        g_assert_true (change->id == 9 || change->id == 9630 || change->id == 9701);
    }
  g_assert_true (found[KKB_TABLE_ENTRY] && found[KKB_TABLE_STATISTIC] && found[KKB_TABLE_OTHER]);
}

/* ---- hostile ---- */

static void
test_hostile_cells (void)
{
  static const struct
  {
    const char *sql, *table;
  } cases[] = {
    { "UPDATE picture SET data = x'47494638'", "picture" },
    { "UPDATE picture SET data = zeroblob (3000000)", "picture" },
    { "UPDATE statistic SET n_rows = 60000, n_columns = 60000", "statistic" },
    { "UPDATE statistic SET n_rows = -1", "statistic" },
    { "UPDATE word SET kind = 'x'", "word" },
    { "UPDATE entry SET name = CAST (x'ff' AS TEXT)", "entry" },
    { "UPDATE project_staff SET staff = 'many'", "project_staff" },
    { "UPDATE side_value SET state = 'x'", "side_value" },
    { "UPDATE indicator SET formula = 'x'", "indicator" },
    { "UPDATE node SET start_fy = -5", "node" },
  };
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *contents = NULL, *changed = NULL;
  gsize size;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  g_assert_true (g_file_get_contents (fixture.path, &contents, &size, NULL));
  changed = fixture_file (&fixture, "changed.keikaku");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      sqlite3 *db = NULL;

      g_assert_true (g_file_set_contents (changed, contents, (gssize)size, NULL));
      sqlite3_open (changed, &db);
      g_assert_cmpint (sqlite3_exec (db, cases[i].sql, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (db);
      g_assert_null (kkb_store_open (changed, NULL, 0, NULL, &error));
      g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
      g_assert_nonnull (strstr (error->message, cases[i].table));
    }
}

/* Many small rows that promise huge tables: refused when loaded, too. */
static void
test_promised_cells (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbStore) store = NULL;
  sqlite3 *db = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  sqlite3_open (fixture.path, &db);
  g_assert_cmpint (
      sqlite3_exec (db,
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO "
                    "statistic SELECT 1000000 + i, 9, 0, '', '', '', '', 1000, 100 FROM n",
                    NULL, NULL, NULL),
      ==, SQLITE_OK);
  sqlite3_close (db);
  store = kkb_store_open (fixture.path, NULL, KKB_STORE_NO_CHECK, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (kkb_store_load (store, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "ja", TRUE);
  kkb_platform_init_i18n ("");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (changes[i].name), " ,", '-');
      g_autofree char *path = g_strdup_printf ("/more/undo/%s-comes-back-and-goes-again", name);

      g_test_add_data_func (path, &changes[i], test_undo_each);
    }
  g_test_add_func ("/more/what-only-names-a-deleted-thing-goes-with-it", test_nothing_dangles);
  g_test_add_func ("/more/a-formula-that-lost-its-sense-is-given-up", test_formulas_after_deletion);
  g_test_add_func ("/more/a-difference-with-nothing-left-to-take-away-is-given-up", test_difference_of_one);
  g_test_add_func ("/more/a-copy-without-extras-empties-them", test_bare_copies);
  g_test_add_func ("/more/a-picture-comes-back-byte-by-byte", test_picture_data);
  g_test_add_func ("/more/other-files-than-pictures-and-huge-tables-are-refused", test_refusals);
  g_test_add_func ("/more/the-history-tells-every-change-in-words", test_history);
  g_test_add_func ("/more/a-figure-beside-an-indicator-is-in-its-history", test_history_of_side_values);
  g_test_add_func ("/more/changes-name-what-they-belong-to", test_changes);
  g_test_add_func ("/more/invalid-cells-are-refused-by-name", test_hostile_cells);
  g_test_add_func ("/more/a-small-file-cannot-promise-huge-tables", test_promised_cells);
  return g_test_run ();
}
