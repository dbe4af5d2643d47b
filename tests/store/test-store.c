/* test-store.c - what is put into a document comes out again, and every command can be undone. */
#include "compare.h"
#include "fixture.h"
#include "kkb-fiscal.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include "kkb-platform.h"

static KkbFacts *
load (KkbStore *store)
{
  g_autoptr (GError) error = NULL;
  KkbFacts *facts = kkb_store_load (store, &error);

  g_assert_no_error (error);
  return facts;
}

/* ---- tests ---- */

static void
test_round_trip (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbFacts) facts = kkb_generate_full_facts ();
  g_autoptr (KkbFacts) loaded = NULL;
  g_autoptr (KkbStore) store = NULL;
  g_autofree char *uuid = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_facts_ref (facts));
  store = fixture_open (&fixture);
  loaded = load (store);
  assert_facts (facts, loaded);
  uuid = kkb_store_get_meta (store, "uuid");
  g_assert_cmpstr (loaded->uuid, ==, uuid);
}

static void
test_put_again (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbFacts) facts = kkb_generate_full_facts ();
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (KkbChanges) changes = NULL;
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_facts_ref (facts));
  store = fixture_open (&fixture);
  before = kkb_store_history (store, 0, 0, &error);
  g_assert_true (kkb_store_run (store, "取込", "試験", kkb_generate_put, facts, &changes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (changes->rows->len, ==, 0);
  after = kkb_store_history (store, 0, 0, &error);
  g_assert_cmpuint (before->len, ==, after->len);
  g_assert_cmpuint (before->len, >, 200);
  g_assert_false (kkb_store_can_undo (store));
}

/* ---- undo: every kind of change on every table ---- */

typedef struct
{
  const char *name;
  KkbStoreFunc func;
} Change;

static gboolean
delete_plan (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_PLAN, 9, error);
}

static gboolean
delete_node (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_NODE, 901, error);
}

static gboolean
delete_project (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_PROJECT, 902, error);
}

static gboolean
delete_indicator (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_INDICATOR, 9003, error);
}

static gboolean
delete_origin (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_PLACEMENT, 90010, error);
}

static gboolean
delete_little (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_DEPARTMENT, 101, error)
         && kkb_store_delete (store, KKB_TABLE_GRANT, 201, error)
         && kkb_store_delete (store, KKB_TABLE_EDITION, 301, error)
         && kkb_store_delete (store, KKB_TABLE_LINK, 410, error)
         && kkb_store_delete (store, KKB_TABLE_MONEY, 910, error);
}

static gboolean
delete_values (KkbStore *store, gpointer data, GError **error)
{
  return kkb_store_delete_actual (store, 9001, FALSE, 2016, error)
         && kkb_store_delete_actual (store, 9001, TRUE, 2010, error)
         && kkb_store_delete_target (store, 9, 9002, 2016, -1, error)
         && kkb_store_delete_target (store, 9, 9002, 2017, 2, error)
         && kkb_store_delete_baseline (store, 9, 9002, -1, error);
}

static gboolean
swap_nodes (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  KkbNode *one = kkb_facts_node (facts, 901), *two = kkb_facts_node (facts, 902);
  gint32 position = one->position;

  one->position = two->position;
  two->position = position;
  two->parent_id = 0;
  return kkb_store_put_node (store, one, error) && kkb_store_put_node (store, two, error);
}

static gboolean
reorder (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  KkbPlan *plan = kkb_facts_plan (facts, 3);
  KkbEdition *edition = kkb_facts_edition (facts, 302);
  static const char *const levels[] = { "施策", "基本理念", NULL };
  KkbId departments[] = { 102 };
  KkbBand band = edition->rules.bands[0];

  plan->levels = kkb_facts_strings (facts, levels);
  plan->departments = kkb_facts_ids (facts, departments, 1);
  plan->title = "改題";
  edition->rules.bands[0] = edition->rules.bands[1];
  edition->rules.bands[1] = band;
  edition->rules.n_bands = 3;
  return kkb_store_put_plan (store, plan, 0, error) && kkb_store_put_plan (store, kkb_facts_plan (facts, 9), 1, error)
         && kkb_store_put_edition (store, edition, 0, error);
}

static gboolean
change_words (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  KkbIndicator *indicator = kkb_facts_indicator (facts, 9004);
  KkbPlacement *placement = kkb_facts_placement (facts, 90031);
  KkbNode *node = kkb_facts_node (facts, 902);

  indicator->name = "新しい名";
  indicator->direction = KKB_DIRECTION_DOWN;
  indicator->has_weight = 1;
  indicator->weight = (KkbDecimal){ 25, 1 };
  indicator->departments = kkb_facts_ids (facts, NULL, 0);
  placement->has_baseline = 0;
  placement->node = node;
  node->project->summary = "新しい概要";
  node->project->grants = kkb_facts_ids (facts, NULL, 0);
  ((KkbMoney *)g_ptr_array_index (node->project->money, 0))->yen = kkb_decimal_from_int (7);
  return kkb_store_put_indicator (store, indicator, error) && kkb_store_put_placement (store, facts, placement, error)
         && kkb_store_put_node (store, node, error)
         && kkb_store_put_money (store, g_ptr_array_index (node->project->money, 0), 0, error);
}

static gboolean
change_values (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  KkbGoal *goal = kkb_indicator_goal (kkb_facts_indicator (facts, 9001), 9);
  KkbValue value = goal->baseline;
  KkbValue target = goal->targets.items[0];

  kkb_facts_value_more (facts, &value)->note = "新しい注記";
  if (!kkb_store_put_baseline (store, facts, 9, 9001, &value, error))
    return FALSE;
  target.more = 0;
  kkb_facts_value_more (facts, &target)->revision = 1;
  kkb_facts_value_more (facts, &target)->reason = "見直し";
  kkb_value_set_number (&target, (KkbDecimal){ 550, 1 }, KKB_STATE_FINAL);
  return kkb_store_put_target (store, facts, 9, 9001, &target, error)
         && kkb_store_put_actual (store, facts, 9001, FALSE, &target, error);
}

static gboolean
delete_all (KkbStore *store, gpointer data, GError **error)
{
  return delete_plan (store, data, error) && kkb_store_delete (store, KKB_TABLE_PLAN, 3, error)
         && delete_little (store, data, error);
}

static const Change changes[] = {
  { "deleted plan", delete_plan },
  { "deleted item with all below", delete_node },
  { "deleted project", delete_project },
  { "deleted indicator", delete_indicator },
  { "deleted first place", delete_origin },
  { "deleted department, grant, edition, link and money", delete_little },
  { "deleted values", delete_values },
  { "swapped items", swap_nodes },
  { "reordered plans, levels and bands", reorder },
  { "changed words and figures", change_words },
  { "changed values and revisions", change_values },
  { "everything deleted", delete_all },
};

static void
test_undo_each (gconstpointer data)
{
  const Change *change = data;
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbFacts) facts = kkb_generate_full_facts ();
  g_autoptr (KkbFacts) undone = NULL;
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (KkbChanges) set = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *label = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_facts_ref (facts));
  store = fixture_open (&fixture);
  before = fixture_hash (store);
  g_assert_true (kkb_store_run (store, change->name, "試験", change->func, facts, &set, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (set->rows->len, >, 0);
  after = fixture_hash (store);
  g_assert_cmpstr (before, !=, after);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *hash = NULL, *again = NULL;
      g_autoptr (KkbChanges) back = NULL;

      label = (g_free (label), kkb_store_undo_label (store));
      g_assert_cmpstr (label, ==, change->name);
      g_assert_true (kkb_store_undo (store, "試験", &back, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (back->rows->len, ==, set->rows->len);
      hash = fixture_hash (store);
      g_assert_cmpstr (hash, ==, before);
      g_assert_false (kkb_store_can_undo (store));
      g_assert_true (kkb_store_can_redo (store));
      g_assert_true (kkb_store_redo (store, "試験", NULL, &error));
      g_assert_no_error (error);
      again = fixture_hash (store);
      g_assert_cmpstr (again, ==, after);
      g_assert_false (kkb_store_can_redo (store));
    }
  g_assert_true (kkb_store_undo (store, "試験", NULL, &error));
  undone = load (store);
  {
    g_autoptr (KkbFacts) original = kkb_generate_full_facts ();

    assert_facts (original, undone);
  }
}

static void
test_deleted_origin_moves (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbFacts) facts = NULL;
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  g_assert_true (kkb_store_run (store, "削除", "試験", delete_origin, NULL, NULL, &error));
  facts = load (store);
  g_assert_nonnull (kkb_facts_indicator (facts, 9001));
  g_assert_cmpint (kkb_indicator_origin (kkb_facts_indicator (facts, 9001))->id, ==, 90011);
  g_assert_true (kkb_indicator_origin (kkb_facts_indicator (facts, 9001))->is_origin);
}

static void
test_large_undo (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (KkbFacts) facts = kkb_generate_facts (1500, 10, 7);
  g_autoptr (KkbChanges) set = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *back = NULL, *again = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_facts_new ());
  store = fixture_open (&fixture);
  before = fixture_hash (store);
  g_assert_true (kkb_store_run (store, "取込", "試験", kkb_generate_put, facts, &set, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (set->rows->len, >, 30000);
  after = fixture_hash (store);
  g_assert_true (kkb_store_undo (store, "試験", NULL, &error));
  g_assert_no_error (error);
  back = fixture_hash (store);
  g_assert_cmpstr (back, ==, before);
  g_assert_true (kkb_store_redo (store, "試験", NULL, &error));
  g_assert_no_error (error);
  again = fixture_hash (store);
  g_assert_cmpstr (again, ==, after);
}

static void
test_hundred_undos_after_restart (void)
{
  g_auto (Fixture) fixture = { NULL };
  KkbStore *store;
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  for (guint i = 0; i < 100; i++)
    {
      g_ptr_array_add (hashes, fixture_hash (store));
      fixture_set_actual (store, 9000 + i % 12, 2030 + (int)i % 5, 1000 + i, NULL);
    }
  kkb_store_close (store);
  store = fixture_open (&fixture);
  {
    g_auto (GStrv) labels = kkb_store_undo_labels (store, 200);

    g_assert_cmpuint (g_strv_length (labels), ==, 100);
  }
  for (guint i = 100; i > 0; i--)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *hash = NULL;

      g_assert_true (kkb_store_undo (store, "試験", NULL, &error));
      g_assert_no_error (error);
      hash = fixture_hash (store);
      g_assert_cmpstr (hash, ==, g_ptr_array_index (hashes, i - 1));
    }
  g_assert_false (kkb_store_can_undo (store));
  kkb_store_close (store);
}

/* Reopening after a kill: the files as they were at that moment. */
static void
copy_file (const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (to, contents, (gssize)size, NULL));
}

static void
test_step_ahead_is_taken_back (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *old_document = NULL, *old_undo = NULL, *hash = NULL, *first = NULL;
  g_autoptr (GError) error = NULL;
  KkbStore *store;

  fixture_init (&fixture);
  old_document = fixture_file (&fixture, "old.keikaku");
  old_undo = fixture_file (&fixture, "old.undo");
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  first = fixture_hash (store);
  fixture_set_actual (store, 9001, 2030, 1, NULL);
  hash = fixture_hash (store);
  kkb_store_close (store);
  copy_file (fixture.path, old_document);
  copy_file (fixture.undo_path, old_undo);
  store = fixture_open (&fixture);
  fixture_set_actual (store, 9001, 2031, 2, NULL);
  kkb_store_close (store);

  /* The step was noted, the document did not commit. */
  copy_file (old_document, fixture.path);
  store = fixture_open (&fixture);
  g_assert_true (kkb_store_can_undo (store));
  g_assert_false (kkb_store_can_redo (store));
  g_assert_true (kkb_store_undo (store, "試験", NULL, &error));
  g_assert_no_error (error);
  {
    g_autofree char *now = fixture_hash (store);

    g_assert_cmpstr (now, ==, first);
  }
  kkb_store_close (store);

  /* Steps of another state of the document are never offered. */
  copy_file (old_undo, fixture.undo_path);
  store = fixture_open (&fixture);
  g_assert_false (kkb_store_can_undo (store));
  g_assert_false (kkb_store_can_redo (store));
  fixture_set_actual (store, 9001, 2032, 3, NULL);
  g_assert_true (kkb_store_undo (store, "試験", NULL, &error));
  kkb_store_close (store);

  /* A side database that is no database costs the steps only. */
  g_assert_true (g_file_set_contents (fixture.undo_path, "rubbish, and more of it", -1, NULL));
  store = fixture_open (&fixture);
  g_assert_false (kkb_store_can_undo (store));
  fixture_set_actual (store, 9001, 2033, 4, NULL);
  g_assert_true (kkb_store_can_undo (store));
  kkb_store_close (store);
}

static gboolean
fail_after_writing (KkbStore *store, gpointer data, GError **error)
{
  if (!kkb_store_delete (store, KKB_TABLE_PLAN, 9, error))
    return FALSE;
  g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, "no");
  return FALSE;
}

static gboolean
refer_to_nothing (KkbStore *store, gpointer data, GError **error)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbValue value = { .fy = 2020, .kind = KKB_VALUE_NONE };

  return kkb_store_put_actual (store, facts, 123456, FALSE, &value, error);
}

static gboolean
put_broken_text (KkbStore *store, gpointer data, GError **error)
{
  KkbDepartment department = { 101, "\xE3\x81" };

  return kkb_store_put_department (store, &department, error);
}

static void
test_failed_commands (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL;
  g_autofree char *before = NULL, *after = NULL;
  static const struct
  {
    KkbStoreFunc func;
    KkbErrorCode code;
  } cases[] = { { fail_after_writing, KKB_ERROR_INPUT },
                { refer_to_nothing, KKB_ERROR_INTERNAL },
                { put_broken_text, KKB_ERROR_INPUT } };

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  before = fixture_hash (store);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (kkb_store_run (store, "失敗", "試験", cases[i].func, NULL, NULL, &error));
      g_assert_error (error, KKB_ERROR, (gint)cases[i].code);
    }
  after = fixture_hash (store);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (kkb_store_can_undo (store));
  fixture_set_actual (store, 9001, 2030, 1, NULL);
  g_assert_true (kkb_store_can_undo (store));
}

static void
test_syncs (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_facts (200, 10, 1));
  store = fixture_open (&fixture);
  {
    g_autoptr (KkbFacts) facts = load (store);
    KkbIndicator *indicator = g_ptr_array_index (facts->indicators, 0);

    for (guint i = 0; i < 20; i++)
      {
        guint64 before = kkb_store_count_syncs ();

        fixture_set_actual (store, indicator->id, 2016, 100 + i, NULL);
        g_assert_cmpuint (kkb_store_count_syncs () - before, <=, 5);
        g_assert_cmpuint (kkb_store_count_syncs () - before, >, 0);
        g_test_message ("syncs: %d", (int)(kkb_store_count_syncs () - before));
      }
    for (guint i = 0; i < 5; i++)
      {
        guint64 before = kkb_store_count_syncs ();

        g_assert_true (kkb_store_undo (store, "試験", NULL, &error));
        g_assert_cmpuint (kkb_store_count_syncs () - before, <=, 5);
      }
  }
}

static void
test_refresh (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (KkbFacts) facts = NULL, again = NULL;
  g_autoptr (KkbChanges) set = NULL, other = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  facts = load (store);
  {
    g_autoptr (KkbFacts) copy = kkb_generate_full_facts ();

    g_assert_true (kkb_store_run (store, "値", "試験", change_values, copy, &set, &error));
    g_assert_true (set->only_values);
    g_assert_true (kkb_store_refresh_values (store, facts, set, &error));
    g_assert_true (kkb_store_run (store, "削除", "試験", delete_values, copy, &other, &error));
    g_assert_true (other->only_values);
    g_assert_true (kkb_store_refresh_values (store, facts, other, &error));
    g_assert_no_error (error);
  }
  again = load (store);
  for (guint i = 0; i < again->indicators->len; i++)
    assert_indicator (again, g_ptr_array_index (again->indicators, i), facts, g_ptr_array_index (facts->indicators, i));
}

static void
test_revisions (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (KkbFacts) facts = NULL, copy = kkb_generate_full_facts ();
  g_autoptr (GArray) revisions = NULL;
  g_autoptr (GError) error = NULL;
  const KkbRevision *r;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  g_assert_true (kkb_store_run (store, "値", "試験", change_values, copy, NULL, &error));
  facts = load (store);
  revisions = kkb_store_revisions (store, facts, 9, 9001, &error);
  g_assert_cmpuint (revisions->len, ==, 5); /* baseline, 2016 twice, 2017 (revision 2), 2018 */
  r = &g_array_index (revisions, KkbRevision, 0);
  g_assert_true (r->is_baseline);
  r = &g_array_index (revisions, KkbRevision, 2);
  g_assert_cmpint (r->value.fy, ==, 2016);
  g_assert_cmpint (kkb_value_more (facts, &r->value)->revision, ==, 1);
  g_assert_cmpstr (kkb_value_more (facts, &r->value)->reason, ==, "見直し");
  g_assert_cmpint (r->value.coef, ==, 550);
  /* In force: the later one. */
  g_assert_cmpint (
      kkb_value_list_find (&kkb_indicator_goal (kkb_facts_indicator (facts, 9001), 9)->targets, 2016)->coef, ==, 550);
}

static void
test_history (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  const KkbHistoryEntry *entry;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  fixture_set_actual (store, 9001, 2021, 10796, NULL);
  fixture_set_actual (store, 9001, 2021, 10797, NULL);
  g_assert_true (kkb_store_undo (store, "山田", NULL, &error));
  g_assert_true (kkb_store_run (store, "指標の削除", "試験", delete_indicator, NULL, NULL, &error));
  g_assert_true (kkb_store_add_note (store, "編集権の引き継ぎ", "佐藤", "前の人: 山田", &error));
  g_assert_no_error (error);

  entries = kkb_store_history (store, 9001, 3, &error);
  g_assert_cmpuint (entries->len, ==, 3);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->who, ==, "山田");
  g_assert_cmpstr (entry->label, ==, "元に戻す: 実績の入力");
  g_assert_cmpstr (entry->what, ==, "実績 令和3年度 指標1");
  g_assert_cmpstr (entry->aspect, ==, "実績 令和3年度");
  g_assert_true (entry->is_figure);
  g_assert_cmpstr (entry->old_value, ==, "10797");
  g_assert_cmpstr (entry->new_value, ==, "10796");
  g_assert_cmpint (entry->entity, ==, 9001);
  g_assert_true (g_str_has_suffix (entry->when, "+09:00"));
  entry = g_ptr_array_index (entries, 2);
  g_assert_cmpstr (entry->old_value, ==, "");
  g_assert_cmpstr (entry->new_value, ==, "10796");
  g_ptr_array_unref (entries);

  /* A name that is gone is still told. */
  entries = kkb_store_history (store, 9003, 0, &error);
  entry = g_ptr_array_index (entries, 0);
  g_assert_true (g_str_has_suffix (entry->what, "指標3"));
  g_ptr_array_unref (entries);

  entries = kkb_store_history (store, 0, 1, &error);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->label, ==, "編集権の引き継ぎ");
  g_assert_cmpstr (entry->what, ==, "前の人: 山田");
  g_assert_true (kkb_store_can_undo (store));
}

static void
test_no_trace (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *saved = NULL;
  g_autoptr (GDir) dir = NULL;
  KkbStore *store;
  const char *name;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  fixture_set_actual (store, 9001, 2021, 1, NULL);
  saved = fixture_save (&fixture, store, "saved.keikaku");
  kkb_store_close (store);
  g_free (kkb_store_peek_save_uuid (saved));
  dir = g_dir_open (fixture.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_true (g_str_has_suffix (name, ".keikaku") || g_str_has_suffix (name, ".db"));
}

static void
test_copy (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (KkbStore) store = NULL, copy = NULL;
  g_autofree char *path = NULL, *uuid = NULL, *a = NULL, *b = NULL;
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  store = fixture_open (&fixture);
  path = fixture_save (&fixture, store, "saved.keikaku");
  uuid = kkb_store_peek_save_uuid (path);
  g_assert_cmpstr (uuid, ==, "11111111-2222-3333-4444-555555555555");
  copy = kkb_store_open (path, NULL, KKB_STORE_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  a = fixture_hash (store);
  b = fixture_hash (copy);
  g_assert_cmpstr (a, ==, b);
  g_assert_false (kkb_store_copy_to (store, path, "x", NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_EXISTS);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "ja", TRUE);
  kkb_platform_init_i18n ("");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/every-field-comes-back-as-it-was-put", test_round_trip);
  g_test_add_func ("/store/putting-the-same-facts-again-changes-nothing", test_put_again);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (changes[i].name), " ,", '-');
      g_autofree char *path = g_strdup_printf ("/store/undo/%s-comes-back-and-goes-again", name);

      g_test_add_data_func (path, &changes[i], test_undo_each);
    }
  g_test_add_func ("/store/undo/an-import-of-thirty-thousand-rows-is-one-step", test_large_undo);
  g_test_add_func ("/store/undo/a-hundred-steps-work-after-a-restart", test_hundred_undos_after_restart);
  g_test_add_func ("/store/undo/steps-that-do-not-fit-the-document-are-never-offered", test_step_ahead_is_taken_back);
  g_test_add_func ("/store/the-next-place-becomes-the-first-when-the-first-goes", test_deleted_origin_moves);
  g_test_add_func ("/store/a-failed-command-leaves-everything-as-before", test_failed_commands);
  g_test_add_func ("/store/a-cell-costs-at-most-five-syncs", test_syncs);
  g_test_add_func ("/store/changed-values-reach-the-loaded-facts", test_refresh);
  g_test_add_func ("/store/revisions-are-kept-and-the-last-is-in-force", test_revisions);
  g_test_add_func ("/store/the-history-tells-who-changed-what-in-words", test_history);
  g_test_add_func ("/store/nothing-is-left-beside-a-closed-file", test_no_trace);
  g_test_add_func ("/store/a-saved-copy-has-the-same-contents", test_copy);
  return g_test_run ();
}
