/* test-computed.c - figures that nobody types: sums in a cell, indicators made of others, conversions; in an open
 * document, with undo. */
#include "doc-fixture.h"
#include "kkb-compute.h"
#include "kkb-convert-command.h"
#include "kkb-draft.h"
#include <string.h>

static const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };

static KkbIndicator *
indicator_of (KkbDocument *doc, KkbId id)
{
  return kkb_facts_indicator (kkb_document_facts (doc), id);
}

/* The actual as data, "" for none. */
static char *
actual (KkbDocument *doc, KkbId id, int fy)
{
  const KkbValue *v = kkb_value_list_find (&indicator_of (doc, id)->actuals, fy);

  return v != NULL ? kkb_value_to_data (kkb_document_facts (doc), v) : g_strdup ("");
}

#define assert_actual(doc, id, fy, expected)                                                                           \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *actual_ = actual (doc, id, fy);                                                                   \
    g_assert_cmpstr (actual_, ==, expected);                                                                           \
  }                                                                                                                    \
  G_STMT_END

static void
run (KkbDocument *doc, KkbCommand *command, GError *error)
{
  g_assert_no_error (error);
  kkb_document_run (doc, command, NULL, &error);
  g_assert_no_error (error);
}

/* An indicator 合計 made of two; its id. */
static KkbId
add_sum (KkbDocument *doc, KkbId a, KkbId b)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbIndicator *sum = kkb_draft_add_indicator (draft);
  const KkbId ids[] = { a, b };
  KkbId id = sum->id;
  KkbIndicatorMore *more;
  GError *error = NULL;
  KkbCommand *command;

  sum->name = kkb_draft_string (draft, "合計");
  sum->unit = kkb_draft_string (draft, "人");
  more = kkb_draft_indicator_more (draft, id);
  more->formula = KKB_COMPUTED_SUM;
  more->operands = kkb_facts_ids (kkb_draft_own (draft), ids, 2);
  kkb_draft_add_placement (draft, PLAN, id, NODE_B);
  command = kkb_draft_finish (draft, "合計", &error);
  run (doc, command, error);
  return id;
}

static KkbId
add_plain (KkbDocument *doc, const char *name)
{
  KkbDraft *draft = kkb_draft_new (doc);
  KkbIndicator *indicator = kkb_draft_add_indicator (draft);
  KkbId id = indicator->id;
  GError *error = NULL;
  KkbCommand *command;

  indicator->name = kkb_draft_string (draft, name);
  indicator->unit = kkb_draft_string (draft, "人");
  kkb_draft_add_placement (draft, PLAN, id, NODE_B);
  command = kkb_draft_finish (draft, name, &error);
  run (doc, command, error);
  return id;
}

static void
test_typed_sum (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GPtrArray) history = NULL;
  g_autofree char *label = NULL, *plain = NULL;

  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2023, "=120+35");
  assert_actual (doc, K_WORKERS, 2023, "155");
  label = kkb_document_undo_label (doc);
  g_assert_nonnull (strstr (label, "=120+35"));
  history = kkb_document_history (doc, K_WORKERS, 1, NULL);
  g_assert_nonnull (strstr (((const KkbHistoryEntry *)g_ptr_array_index (history, 0))->label, "=120+35"));
  g_assert_cmpstr (((const KkbHistoryEntry *)g_ptr_array_index (history, 0))->new_value, ==, "155");
  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2023, "156");
  plain = kkb_document_undo_label (doc);
  g_assert_null (strstr (plain, "="));
}

static void
test_typed_ratio (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  const KkbValue *v;
  const KkbValueMore *more;

  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2023, "158/333");
  assert_actual (doc, K_RATE, 2023, "47.4");
  v = kkb_value_list_find (&indicator_of (doc, K_RATE)->actuals, 2023);
  more = kkb_value_more (kkb_document_facts (doc), v);
  g_assert_true (more->has_parts);
  g_assert_cmpint (more->numerator.coef, ==, 158);
  g_assert_cmpint (more->denominator.coef, ==, 333);
  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2023, "50.0"); /* the parts would contradict it */
  v = kkb_value_list_find (&indicator_of (doc, K_RATE)->actuals, 2023);
  more = kkb_value_more (kkb_document_facts (doc), v);
  g_assert_true (more == NULL || !more->has_parts);
}

static void
test_refused (void)
{
  static const char *const typed[] = { "3/31", "1-2", "=10/3", "=5/0", "=SUM(A1)", "=999999999999999999*10" };
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autofree char *hash = fixture_hash (doc), *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kkb_command_set_value (doc, 0, K_WORKERS, KKB_FIELD_ACTUAL, 2023, typed[i], &error));
      g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
    }
  after = fixture_hash (doc);
  g_assert_cmpstr (hash, ==, after);
}

static void
note_change_cb (KkbDocument *doc, const KkbChanges *changes, gpointer data)
{
  GString *told = data;

  for (guint i = 0; i < changes->rows->len; i++)
    {
      const KkbChange *row = &g_array_index (changes->rows, KkbChange, i);

      if (row->table == KKB_TABLE_ACTUAL)
        g_string_append_printf (told, "%s%d;", row->id == K_WORKERS ? "typed" : "computed", row->fy);
    }
}

static void
test_computed (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GString) told = g_string_new (NULL);
  KkbId other = add_plain (doc, "市外"), sum;
  g_autoptr (GError) error = NULL;

  fixture_set (doc, KKB_FIELD_ACTUAL, other, 2023, "3");
  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2023, "12");
  sum = add_sum (doc, K_WORKERS, other);
  assert_actual (doc, sum, 2023, "15");
  g_signal_connect (doc, "changed", G_CALLBACK (note_change_cb), told);
  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2023, "20");
  assert_actual (doc, sum, 2023, "23");
  g_assert_cmpstr (told->str, ==, "typed2023;computed2023;"); /* so that a table shows it anew */
  g_assert_true (kkb_document_undo (doc, &error));
  assert_actual (doc, sum, 2023, "15");
  g_assert_true (kkb_document_redo (doc, &error));
  assert_actual (doc, sum, 2023, "23");
  fixture_set (doc, KKB_FIELD_ACTUAL, other, 2023, "集計中");
  assert_actual (doc, sum, 2023, "集計中");
  g_assert_null (kkb_command_set_value (doc, 0, sum, KKB_FIELD_ACTUAL, 2023, "99", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
}

/* Never stored: the file holds the formula, and computes the figures when it is opened. */
static void
test_computed_is_not_stored (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  KkbId other = add_plain (doc, "市外"), sum;
  g_autoptr (KkbFacts) stored = NULL;

  fixture_set (doc, KKB_FIELD_ACTUAL, other, 2023, "3");
  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2023, "12");
  sum = add_sum (doc, K_WORKERS, other);
  fixture_save (doc);
  stored = kkb_store_load (kkb_document_store (doc), NULL);
  g_assert_cmpuint (kkb_facts_indicator (stored, sum)->actuals.n, ==, 0);
  kkb_document_close (doc);
  g_clear_object (&doc);
  doc = fixture_open (path, KKB_OPEN_NORMAL);
  assert_actual (doc, sum, 2023, "15");
  kkb_document_close (doc);
  fixture_remove (folder);
}

static void
test_convert (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autofree char *before = NULL, *undone = NULL, *label = NULL;
  g_autoptr (KkbConversion) conversion = NULL;
  g_autoptr (GError) error = NULL;
  KkbId id = add_plain (doc, "新規雇用");
  KkbCommand *command;

  fixture_set (doc, KKB_FIELD_ACTUAL, id, 2022, "10");
  fixture_set (doc, KKB_FIELD_ACTUAL, id, 2023, "12");
  fixture_set (doc, KKB_FIELD_ACTUAL, id, 2025, "7");
  {
    KkbDraft *draft = kkb_draft_new (doc);

    kkb_draft_indicator (draft, id)->series = KKB_SERIES_ANNUAL;
    command = kkb_draft_finish (draft, "種別", &error);
    run (doc, command, error);
  }
  before = fixture_hash (doc);
  conversion = kkb_convert_series (kkb_document_facts (doc), indicator_of (doc, id), KKB_SERIES_CUMULATIVE,
                                   KKB_CONVERT_COMPUTE, &format);
  g_assert_cmpuint (conversion->n_lost, ==, 1); /* 2025: there is no 2024 */
  command = kkb_command_convert (doc, conversion, &error);
  run (doc, command, error);
  g_assert_cmpint (indicator_of (doc, id)->series, ==, KKB_SERIES_CUMULATIVE);
  assert_actual (doc, id, 2022, "10");
  assert_actual (doc, id, 2023, "22");
  assert_actual (doc, id, 2025, "");
  label = kkb_document_undo_label (doc);
  g_assert_nonnull (strstr (label, "新規雇用"));
  g_assert_true (kkb_document_undo (doc, &error));
  undone = fixture_hash (doc);
  g_assert_cmpstr (before, ==, undone);
}

static void
test_convert_unit (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbConversion) conversion = NULL, wrong = NULL;
  g_autofree char *before = NULL, *undone = NULL;
  g_autoptr (GError) error = NULL;
  KkbCommand *command;
  const KkbValue *v;

  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2024, "10,750");
  before = fixture_hash (doc);
  conversion = kkb_convert_unit_from (kkb_document_facts (doc), indicator_of (doc, K_WORKERS), 2024, "千人",
                                      KKB_CONVERT_COMPUTE, &format);
  command = kkb_command_convert (doc, conversion, &error);
  run (doc, command, error);
  assert_actual (doc, K_WORKERS, 2024, "10.75");
  v = kkb_value_list_find (&indicator_of (doc, K_WORKERS)->actuals, 2024);
  g_assert_cmpstr (kkb_value_more (kkb_document_facts (doc), v)->unit, ==, "千人");
  g_assert_cmpstr (kkb_indicator_unit (indicator_of (doc, K_WORKERS), 2023), ==, "人");
  g_assert_cmpstr (kkb_indicator_unit (indicator_of (doc, K_WORKERS), 2025), ==, "千人");
  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2025, "10.8"); /* in the unit of its year */
  v = kkb_value_list_find (&indicator_of (doc, K_WORKERS)->actuals, 2025);
  g_assert_cmpstr (kkb_value_more (kkb_document_facts (doc), v)->unit, ==, "千人");
  g_assert_true (kkb_document_undo (doc, &error));
  g_assert_true (kkb_document_undo (doc, &error));
  undone = fixture_hash (doc);
  g_assert_cmpstr (before, ==, undone);

  wrong
      = kkb_convert_unit (kkb_document_facts (doc), indicator_of (doc, K_WORKERS), "社", KKB_CONVERT_COMPUTE, &format);
  g_assert_null (kkb_command_convert (doc, wrong, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
}

/* Not a thousand times as much, without a word. */
static void
test_convert_unit_beside (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbConversion) conversion = NULL;
  g_autofree char *before = NULL, *undone = NULL, *baseline = NULL, *beside = NULL;
  g_autoptr (GError) error = NULL;
  KkbDraft *draft = kkb_draft_new (doc);
  KkbPlacement *again = kkb_draft_add_placement (draft, PLAN, K_WORKERS, NODE_B);
  KkbSideSeries *series = kkb_draft_add_side_series (draft, K_WORKERS, KKB_SIDE_BREAKDOWN);
  const KkbId row = again->id, side = series->id;
  KkbValue *own = &kkb_draft_placement_own (draft, row)->baseline;
  const KkbFacts *facts;
  KkbCommand *command;

  again->has_baseline = TRUE;
  own->fy = 2019;
  kkb_value_set_number (own, kkb_decimal_from_int (10800), KKB_STATE_FINAL);
  kkb_draft_placement_own (draft, row)->unit = "人";
  series->name = "うち製造業";
  g_assert_true (kkb_draft_type_side_value (draft, side, 2022, "4,321", &error));
  command = kkb_draft_finish (draft, "再掲と内訳", &error);
  run (doc, command, error);
  before = fixture_hash (doc);
  conversion = kkb_convert_unit (kkb_document_facts (doc), indicator_of (doc, K_WORKERS), "千人", KKB_CONVERT_COMPUTE,
                                 &format);
  command = kkb_command_convert (doc, conversion, &error);
  run (doc, command, error);
  facts = kkb_document_facts (doc);
  assert_actual (doc, K_WORKERS, 2022, "10.812");
  g_assert_cmpstr (kkb_placement_unit (kkb_facts_placement (facts, row)), ==, "千人");
  baseline = kkb_value_to_data (facts, &kkb_facts_placement (facts, row)->own->baseline);
  g_assert_cmpstr (baseline, ==, "10800");
  g_assert_cmpstr (kkb_value_more (facts, &kkb_facts_placement (facts, row)->own->baseline)->unit, ==, "人");
  beside = kkb_value_to_data (facts, kkb_value_list_find (&kkb_facts_one_side_series (facts, side)->values, 2022));
  g_assert_cmpstr (beside, ==, "4321");
  g_assert_cmpstr (
      kkb_value_more (facts, kkb_value_list_find (&kkb_facts_one_side_series (facts, side)->values, 2022))->unit, ==,
      "人");
  g_assert_true (kkb_document_undo (doc, &error));
  undone = fixture_hash (doc);
  g_assert_cmpstr (before, ==, undone);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  fixture_add ("/computed/what-a-figure-was-computed-from-stands-in-the-history", test_typed_sum);
  fixture_add ("/computed/the-parts-of-a-typed-ratio-are-stored", test_typed_ratio);
  fixture_add ("/computed/what-is-no-sum-changes-nothing", test_refused);
  fixture_add ("/computed/an-indicator-made-of-others-follows-them-through-undo-and-redo", test_computed);
  fixture_add ("/computed/what-is-computed-is-never-stored", test_computed_is_not_stored);
  fixture_add ("/computed/a-conversion-is-one-step-that-can-be-undone", test_convert);
  fixture_add ("/computed/after-a-change-of-the-unit-figures-are-in-the-new-one", test_convert_unit);
  fixture_add ("/computed/figures-beside-converted-ones-name-their-unit", test_convert_unit_beside);
  return fixture_run ();
}
