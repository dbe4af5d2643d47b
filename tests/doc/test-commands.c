/* Every command of the program: do, undo, redo. A new command gets a line in the table. */
#include "doc-fixture.h"
#include "kkb-quantity.h"
#include <string.h>

typedef KkbCommand *(*MakeCommand) (KkbDocument *doc, GError **error);

static KkbCommand *
make_actual (KkbDocument *doc, GError **error)
{
  return kkb_command_set_value (doc, 0, K_WORKERS, KKB_FIELD_ACTUAL, 2023, "▲1,117", error);
}

static KkbCommand *
make_actual_with_extras (KkbDocument *doc, GError **error)
{
  return kkb_command_set_value (doc, 0, K_WORKERS, KKB_FIELD_ACTUAL, 2022, "10.9千人", error);
}

static KkbCommand *
make_actual_cleared (KkbDocument *doc, GError **error)
{
  return kkb_command_set_value (doc, 0, K_WORKERS, KKB_FIELD_ACTUAL, 2022, "", error);
}

static KkbCommand *
make_reference (KkbDocument *doc, GError **error)
{
  return kkb_command_set_value (doc, 0, K_WORKERS, KKB_FIELD_REFERENCE, 2019, "10,700", error);
}

static KkbCommand *
make_target (KkbDocument *doc, GError **error)
{
  return kkb_command_set_value (doc, PLAN, K_WORKERS, KKB_FIELD_TARGET, 2026, "10,200以上", error);
}

static KkbCommand *
make_target_of_new_year (KkbDocument *doc, GError **error)
{
  return kkb_command_set_value (doc, PLAN, K_RATE, KKB_FIELD_TARGET, 2024, "50.0", error);
}

static KkbCommand *
make_target_cleared (KkbDocument *doc, GError **error)
{
  return kkb_command_set_value (doc, PLAN, K_WORKERS, KKB_FIELD_TARGET, 2026, "", error);
}

static KkbCommand *
make_baseline (KkbDocument *doc, GError **error)
{
  return kkb_command_set_value (doc, PLAN, K_WORKERS, KKB_FIELD_BASELINE, KKB_FY_NONE, "中止", error);
}

static KkbCommand *
make_baseline_cleared (KkbDocument *doc, GError **error)
{
  return kkb_command_set_value (doc, PLAN, K_WORKERS, KKB_FIELD_BASELINE, KKB_FY_NONE, "", error);
}

static KkbCommand *
make_rules (KkbDocument *doc, GError **error)
{
  return kkb_command_set_rules (doc, EDITION, kkb_rules_preset (1));
}

/* Structure: the writers that commands are made of. */
static gboolean
run_delete_node (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_NODE, NODE_A1, error);
}

static KkbCommand *
make_node_deleted (KkbDocument *doc, GError **error)
{
  return kkb_command_new ("削除", run_delete_node, NULL, NULL);
}

static gboolean
run_swap (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  KkbNode a = *kkb_facts_node (facts, NODE_A1), b = *kkb_facts_node (facts, NODE_A2);

  a.position = 1;
  b.position = 0;
  return kkb_store_put_node (store, &a, error) && kkb_store_put_node (store, &b, error);
}

static KkbCommand *
make_swap (KkbDocument *doc, GError **error)
{
  return kkb_command_new ("入れ替え", run_swap, NULL, NULL);
}

static gboolean
run_delete_indicator (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_INDICATOR, K_RATE, error);
}

static KkbCommand *
make_indicator_deleted (KkbDocument *doc, GError **error)
{
  return kkb_command_new ("指標の削除", run_delete_indicator, NULL, NULL);
}

static gboolean
run_delete_plan (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  return kkb_store_delete (store, KKB_TABLE_PLAN, PLAN, error);
}

static KkbCommand *
make_plan_deleted (KkbDocument *doc, GError **error)
{
  return kkb_command_new ("計画の削除", run_delete_plan, NULL, NULL);
}

static gboolean
run_rename (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  KkbPlan plan = *kkb_facts_plan (facts, PLAN);

  plan.title = "改訂 工業振興計画";
  return kkb_store_put_plan (store, &plan, 0, error);
}

static KkbCommand *
make_plan_renamed (KkbDocument *doc, GError **error)
{
  return kkb_command_new ("計画名の変更", run_rename, NULL, NULL);
}

static const struct
{
  const char *name;
  MakeCommand make;
} commands[] = {
  { "actual", make_actual },
  { "actual-with-extras", make_actual_with_extras },
  { "actual-cleared", make_actual_cleared },
  { "reference", make_reference },
  { "target", make_target },
  { "target-of-new-year", make_target_of_new_year },
  { "target-cleared", make_target_cleared },
  { "baseline", make_baseline },
  { "baseline-cleared", make_baseline_cleared },
  { "rules", make_rules },
  { "node-deleted", make_node_deleted },
  { "nodes-swapped", make_swap },
  { "indicator-deleted", make_indicator_deleted },
  { "plan-deleted", make_plan_deleted },
  { "plan-renamed", make_plan_renamed },
};

/* The facts in memory must be what the store holds, whichever way they were brought up to date. */
static void
assert_facts_are_the_stores (KkbDocument *doc)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbFacts) loaded = kkb_store_load (kkb_document_store (doc), &error);
  KkbFacts *facts = kkb_document_facts (doc);

  g_assert_no_error (error);
  g_assert_cmpuint (facts->indicators->len, ==, loaded->indicators->len);
  g_assert_cmpuint (facts->nodes->len, ==, loaded->nodes->len);
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *a = g_ptr_array_index (facts->indicators, i), *b = g_ptr_array_index (loaded->indicators, i);

      g_assert_cmpint (a->id, ==, b->id);
      g_assert_cmpuint (a->actuals.n, ==, b->actuals.n);
      g_assert_cmpuint (a->references.n, ==, b->references.n);
      for (guint k = 0; k < a->actuals.n; k++)
        {
          g_autofree char *x = kkb_value_to_edit (facts, &a->actuals.items[k]);
          g_autofree char *y = kkb_value_to_edit (loaded, &b->actuals.items[k]);

          g_assert_cmpstr (x, ==, y);
        }
      g_assert_cmpuint (a->goals->len, ==, b->goals->len);
      for (guint k = 0; k < a->goals->len; k++)
        g_assert_cmpuint (((KkbGoal *)g_ptr_array_index (a->goals, k))->targets.n, ==,
                          ((KkbGoal *)g_ptr_array_index (b->goals, k))->targets.n);
    }
}

static void
do_undo_redo_is_equal (gconstpointer data)
{
  MakeCommand make = *(const MakeCommand *)data;
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_hash (doc), *done = NULL, *undone = NULL, *redone = NULL;
  KkbCommand *command = make (doc, &error);
  gboolean changed;

  g_assert_no_error (error);
  g_assert_true (kkb_document_run (doc, command, &changed, &error));
  g_assert_no_error (error);
  g_assert_true (changed);
  done = fixture_hash (doc);
  g_assert_cmpstr (before, !=, done);
  assert_facts_are_the_stores (doc);
  g_assert_true (kkb_document_undo (doc, &error));
  undone = fixture_hash (doc);
  g_assert_cmpstr (before, ==, undone);
  assert_facts_are_the_stores (doc);
  g_assert_true (kkb_document_redo (doc, &error));
  redone = fixture_hash (doc);
  g_assert_cmpstr (done, ==, redone);
  assert_facts_are_the_stores (doc);
}

static const KkbValue *
find (KkbDocument *doc, KkbField field, KkbId id, int fy)
{
  const KkbIndicator *indicator = kkb_facts_indicator (kkb_document_facts (doc), id);
  const KkbGoal *goal = kkb_indicator_goal (indicator, PLAN);

  switch (field)
    {
    case KKB_FIELD_ACTUAL:
      return kkb_value_list_find (&indicator->actuals, fy);
    case KKB_FIELD_REFERENCE:
      return kkb_value_list_find (&indicator->references, fy);
    case KKB_FIELD_TARGET:
      return kkb_value_list_find (&goal->targets, fy);
    default:
      return &goal->baseline;
    }
}

static void
date_and_note_of_a_corrected_value_stay (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  const KkbValueMore *more;

  fixture_set_number (doc, 2022, 10820);
  more = kkb_value_more (kkb_document_facts (doc), find (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2022));
  g_assert_cmpint (find (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2022)->coef, ==, 10820);
  g_assert_cmpstr (more->note, ==, "速報から修正");
  g_assert_cmpstr (more->as_of, ==, "R5.3末");
}

static void
parts_go_when_the_number_no_longer_is_their_ratio (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  const KkbValueMore *more;

  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2022, "46.10");
  more = kkb_value_more (kkb_document_facts (doc), find (doc, KKB_FIELD_ACTUAL, K_RATE, 2022));
  g_assert_true (more != NULL && more->has_parts);
  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2022, "46.2");
  more = kkb_value_more (kkb_document_facts (doc), find (doc, KKB_FIELD_ACTUAL, K_RATE, 2022));
  g_assert_true (more == NULL || !more->has_parts);
}

static void
two_numbers_are_refused_with_the_reason (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GError) error = NULL;

  g_assert_null (kkb_command_set_value (doc, 0, K_WORKERS, KKB_FIELD_ACTUAL, 2022, "200・4,000", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "200・4,000"));
}

static void
a_word_is_refused_where_a_number_belongs (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GError) error = NULL;

  g_assert_null (kkb_command_set_value (doc, 0, K_WORKERS, KKB_FIELD_ACTUAL, 2022, "たくさん", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "たくさん"));
}

static void
a_milestone_takes_a_word (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  const KkbValue *value;

  fixture_set (doc, KKB_FIELD_ACTUAL, K_PLAN, 2025, "策定済み");
  value = find (doc, KKB_FIELD_ACTUAL, K_PLAN, 2025);
  g_assert_cmpint (value->kind, ==, KKB_VALUE_TEXT);
  g_assert_cmpstr (kkb_value_more (kkb_document_facts (doc), value)->text, ==, "策定済み");
}

static void
a_gap_word_is_a_state (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();

  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2022, "未公表");
  g_assert_cmpint (find (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2022)->state, ==, KKB_STATE_UNPUBLISHED);
  fixture_set (doc, KKB_FIELD_BASELINE, K_WORKERS, KKB_FY_NONE, "中止");
  g_assert_cmpint (find (doc, KKB_FIELD_BASELINE, K_WORKERS, 0)->state, ==, KKB_STATE_CANCELLED);
  g_assert_cmpint (find (doc, KKB_FIELD_BASELINE, K_WORKERS, 0)->fy, ==, 2020);
  g_assert_cmpstr (kkb_value_more (kkb_document_facts (doc), find (doc, KKB_FIELD_BASELINE, K_WORKERS, 0))->as_of, ==,
                   "Ｒ3.3末");
}

static void
typing_what_stands_there_changes_nothing (void)
{
  static const struct
  {
    KkbField field;
    KkbId id;
    int fy;
  } cells[] = { { KKB_FIELD_ACTUAL, K_WORKERS, 2022 }, { KKB_FIELD_ACTUAL, K_WORKERS, 2023 },
                { KKB_FIELD_ACTUAL, K_WORKERS, 2025 }, { KKB_FIELD_TARGET, K_PLAN, 2026 },
                { KKB_FIELD_TARGET, K_RATE, 2026 },    { KKB_FIELD_BASELINE, K_RATE, 0 } };

  g_autoptr (KkbDocument) doc = fixture_document ();

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (GError) error = NULL;
      const KkbValue *value = find (doc, cells[i].field, cells[i].id, cells[i].fy);
      g_autofree char *text = value != NULL ? kkb_value_to_edit (kkb_document_facts (doc), value) : g_strdup ("");
      KkbCommand *command = kkb_command_set_value (doc, PLAN, cells[i].id, cells[i].field, cells[i].fy, text, &error);
      gboolean changed;

      g_assert_no_error (error);
      g_assert_true (kkb_document_run (doc, command, &changed, &error));
      g_assert_false (changed);
    }
}

static void
unknown_indicators_and_years_are_refused (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GError) error = NULL;

  g_assert_null (kkb_command_set_value (doc, 0, 4711, KKB_FIELD_ACTUAL, 2022, "1", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (kkb_command_set_value (doc, 4711, K_WORKERS, KKB_FIELD_TARGET, 2022, "1", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (kkb_command_set_value (doc, 0, K_WORKERS, KKB_FIELD_ACTUAL, KKB_FY_NONE, "1", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_USAGE);
}

static void
the_history_tells_who_and_what (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  const KkbHistoryEntry *entry;

  fixture_set_number (doc, 2022, 10820);
  entries = kkb_document_history (doc, K_WORKERS, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->label, ==, "実績の入力（従業者数 令和4年度）");
  g_assert_cmpstr (entry->who, ==, g_get_user_name ());
  g_assert_nonnull (strstr (entry->old_value, "10812"));
  g_assert_nonnull (strstr (entry->new_value, "10820"));
  g_assert_cmpint (entry->entity, ==, K_WORKERS);
}

static gboolean
put_nonsense (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  KkbIndicator indicator = *kkb_facts_indicator (facts, K_WORKERS);

  indicator.direction = 99; /* no such direction: what is stored cannot be read again */
  return kkb_store_put_indicator (store, &indicator, error);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
nobody_is_left_with_the_review_before_a_failed_reading (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_nonnull (kkb_document_review (doc));
  g_signal_connect_swapped (doc, "review-changed", G_CALLBACK (count_cb), &n);
  g_assert_false (kkb_document_run (doc, kkb_command_new ("", put_nonsense, NULL, NULL), NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *path = g_strconcat ("/commands/do-undo-redo-is-equal/", commands[i].name, NULL);

      g_test_add_data_func (path, &commands[i].make, do_undo_redo_is_equal);
    }
  fixture_add ("/commands/date-and-note-of-a-corrected-value-stay", date_and_note_of_a_corrected_value_stay);
  fixture_add ("/commands/parts-go-when-the-number-no-longer-is-their-ratio",
               parts_go_when_the_number_no_longer_is_their_ratio);
  fixture_add ("/commands/two-numbers-are-refused-with-the-reason", two_numbers_are_refused_with_the_reason);
  fixture_add ("/commands/a-word-is-refused-where-a-number-belongs", a_word_is_refused_where_a_number_belongs);
  fixture_add ("/commands/a-milestone-takes-a-word", a_milestone_takes_a_word);
  fixture_add ("/commands/a-gap-word-is-a-state", a_gap_word_is_a_state);
  fixture_add ("/commands/typing-what-stands-there-changes-nothing", typing_what_stands_there_changes_nothing);
  fixture_add ("/commands/unknown-indicators-and-years-are-refused", unknown_indicators_and_years_are_refused);
  fixture_add ("/commands/the-history-tells-who-and-what", the_history_tells_who_and_what);
  fixture_add ("/commands/nobody-is-left-with-the-review-before-a-failed-reading",
               nobody_is_left_with_the_review_before_a_failed_reading);
  return fixture_run ();
}
