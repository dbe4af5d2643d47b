/* test-restore.c - この値に戻す: what the history tells as old stands again, and what cannot says what to do. */
#include "edit-commands.h"
#include <string.h>

static void
run (KkbDocument *doc, KkbCommand *command, GError **error)
{
  edit_run (doc, command, *error);
}

static void
a_value_of_the_history_stands_again (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const KkbIndicator *indicator;

  fixture_set (doc, KKB_FIELD_REFERENCE, K_WORKERS, 2019, "10,700");
  fixture_set (doc, KKB_FIELD_REFERENCE, K_WORKERS, 2019, "1");
  entries = kkb_document_history (doc, K_WORKERS, 1, &error);
  run (doc, kkb_command_restore (doc, g_ptr_array_index (entries, 0), &error), &error);
  indicator = kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS);
  g_assert_cmpint (kkb_value_list_find (&indicator->references, 2019)->coef, ==, 10700);
  g_assert_null (kkb_value_list_find (&indicator->actuals, 2019));
  g_clear_pointer (&entries, g_ptr_array_unref);

  run (doc, kkb_tree_rename (doc, PLAN, NODE_B, "2 別の名前", &error), &error);
  entries = kkb_document_history (doc, NODE_B, 1, &error);
  g_assert_true (kkb_history_entry_can_restore (g_ptr_array_index (entries, 0)));
  run (doc, kkb_command_restore (doc, g_ptr_array_index (entries, 0), &error), &error);
  g_assert_cmpstr (kkb_facts_node (kkb_document_facts (doc), NODE_B)->title, ==, "地域連携");
}

static void
a_ratio_of_the_history_stands_again_with_its_parts (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const KkbHistoryEntry *entry;
  const KkbValue *value;
  const KkbValueMore *more;

  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2023, "158/333");
  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2023, "50");
  entries = kkb_document_history (doc, K_RATE, 1, &error);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->old_value, ==, "47.4（158/333）");
  g_assert_cmpstr (entry->new_value, ==, "50");
  run (doc, kkb_command_restore (doc, entry, &error), &error);
  value = kkb_value_list_find (&kkb_facts_indicator (kkb_document_facts (doc), K_RATE)->actuals, 2023);
  more = kkb_value_more (kkb_document_facts (doc), value);
  g_assert_cmpint (value->coef, ==, 474);
  g_assert_true (more != NULL && more->has_parts);
  g_assert_cmpint (more->numerator.coef, ==, 158);
  g_assert_cmpint (more->denominator.coef, ==, 333);
}

/* The history tells what a revision took the place of, and that stands again: not nothing. */
static void
a_revised_target_of_the_history_stands_again (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  KkbDraft *draft = kkb_draft_new (doc);
  KkbValue value = { .kind = KKB_VALUE_NUMBER, .state = KKB_STATE_FINAL, .coef = 10500 };
  const KkbHistoryEntry *entry;
  const KkbGoal *goal;

  kkb_draft_revise (draft, PLAN, K_WORKERS, KKB_FIELD_TARGET, 2026, &value, "2024-04-01", "見直し");
  kkb_draft_revise (draft, PLAN, K_WORKERS, KKB_FIELD_BASELINE, KKB_FY_NONE, &value, "2024-04-01", "訂正");
  run (doc, kkb_draft_finish (draft, "改定", &error), &error);
  entries = kkb_document_history (doc, K_WORKERS, 2, &error);
  for (guint i = 0; i < 2; i++)
    {
      entry = g_ptr_array_index (entries, i);
      g_assert_cmpstr (entry->old_value, ==, strcmp (entry->kind, "target") == 0 ? "10100" : "10796");
      g_assert_cmpstr (entry->new_value, ==, "10500");
      run (doc, kkb_command_restore (doc, entry, &error), &error);
    }
  goal = kkb_indicator_goal (kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS), PLAN);
  g_assert_cmpint (kkb_value_list_find (&goal->targets, 2026)->coef, ==, 10100);
  g_assert_cmpint (goal->baseline.coef, ==, 10796);
}

/* The latest entry of ENTITY of KIND and FIELD (NULL: any) is restored. */
static void
restore_latest (KkbDocument *doc, KkbId entity, const char *kind, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = kkb_document_history (doc, entity, 30, &error);

  for (guint i = 0; i < entries->len; i++)
    {
      const KkbHistoryEntry *entry = g_ptr_array_index (entries, i);

      if (strcmp (entry->kind, kind) == 0 && (field == NULL || strcmp (entry->field, field) == 0))
        {
          g_assert_true (kkb_history_entry_can_restore (entry));
          run (doc, kkb_command_restore (doc, entry, &error), &error);
          return;
        }
    }
  g_error ("no entry %s %s", kind, field);
}

static void
words_years_and_numbers_of_the_history_stand_again (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbId tag = edit_word (doc, KKB_WORD_TAG, "重点");
  g_autofree char *before = fixture_hash (doc), *after = NULL;
  KkbDraft *draft = kkb_draft_new (doc);
  KkbIndicator *indicator = kkb_draft_indicator (draft, K_WORKERS);

  indicator->direction = KKB_DIRECTION_MAINTAIN;
  indicator->role = KKB_ROLE_OUTCOME_FINAL;
  indicator->has_tolerance = TRUE;
  indicator->tolerance = (KkbDecimal){ 5, 0 };
  kkb_draft_indicator_more (draft, K_WORKERS)->release_month = 8;
  kkb_draft_goal (draft, PLAN, K_WORKERS)->method = KKB_METHOD_COMPARE;
  kkb_draft_plan (draft, PLAN)->end_fy = 2030;
  kkb_draft_node_more (draft, NODE_B)->sdgs = 1u << 8 | 1u << 17;
  kkb_draft_node_more (draft, NODE_B)->start_fy = 2023;
  kkb_draft_word (draft, tag)->note = "総合計画の重点";
  run (doc, kkb_draft_finish (draft, "いろいろ", &error), &error);
  restore_latest (doc, K_WORKERS, "indicator", "direction");
  restore_latest (doc, K_WORKERS, "indicator", "role");
  restore_latest (doc, K_WORKERS, "indicator", "tolerance");
  restore_latest (doc, K_WORKERS, "indicator", "release_month");
  restore_latest (doc, K_WORKERS, "goal", "method");
  restore_latest (doc, PLAN, "plan", "end_fy");
  restore_latest (doc, NODE_B, "node", "sdgs");
  restore_latest (doc, NODE_B, "node", "start_fy");
  restore_latest (doc, tag, "word", "note");
  after = fixture_hash (doc);
  g_assert_cmpstr (before, ==, after);
}

static void
entries_of_lists_come_back_and_go_again (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  const KkbId nobody[] = { 0 };
  KkbId other = edit_department (doc, "労政課"), tag = edit_word (doc, KKB_WORD_TAG, "重点");
  KkbDraft *draft = kkb_draft_new (doc);
  const KkbId departments[] = { DEPARTMENT, other, 0 }, tags[] = { tag, 0 };

  kkb_draft_indicator (draft, K_RATE)->departments = kkb_facts_ids (kkb_draft_own (draft), departments, 2);
  kkb_draft_node_more (draft, NODE_B)->tags = kkb_facts_ids (kkb_draft_own (draft), tags, 1);
  run (doc, kkb_draft_finish (draft, "担当", &error), &error);
  restore_latest (doc, NODE_B, "node_tag", NULL); /* it came in: goes again */
  g_assert_cmpint (kkb_facts_node (kkb_document_facts (doc), NODE_B)->more->tags[0], ==, 0);
  restore_latest (doc, NODE_B, "node_tag", NULL); /* it went: comes back */
  g_assert_cmpint (kkb_facts_node (kkb_document_facts (doc), NODE_B)->more->tags[0], ==, tag);
  draft = kkb_draft_new (doc);
  kkb_draft_indicator (draft, K_RATE)->departments = kkb_facts_ids (kkb_draft_own (draft), nobody, 0);
  run (doc, kkb_draft_finish (draft, "担当なし", &error), &error);
  restore_latest (doc, K_RATE, "indicator_department", NULL);
  g_assert_cmpint (kkb_facts_indicator (kkb_document_facts (doc), K_RATE)->departments[0], !=, 0);
  g_assert_cmpint (kkb_facts_indicator (kkb_document_facts (doc), K_RATE)->departments[1], ==, 0);
}

static void
figures_beside_an_indicator_stand_again (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  KkbDraft *draft = kkb_draft_new (doc);
  KkbSideSeries *series = kkb_draft_add_side_series (draft, K_WORKERS, KKB_SIDE_BREAKDOWN);
  KkbId id = series->id;
  const KkbSideSeries *now;
  const KkbValueMore *more;

  series->name = "市内";
  g_assert_true (kkb_draft_type_side_value (draft, id, 2022, "1,234人（速報）", &error));
  run (doc, kkb_draft_finish (draft, "内訳", &error), &error);
  draft = kkb_draft_new (doc);
  g_assert_true (kkb_draft_type_side_value (draft, id, 2022, "1,300", &error));
  run (doc, kkb_draft_finish (draft, "訂正", &error), &error);
  restore_latest (doc, K_WORKERS, "side_value", "市内");
  now = kkb_facts_one_side_series (kkb_document_facts (doc), id);
  g_assert_cmpint (now->values.items[0].coef, ==, 1234);
  g_assert_cmpint (now->values.items[0].state, ==, KKB_STATE_PROVISIONAL);
  draft = kkb_draft_new (doc);
  g_assert_true (kkb_draft_type_side_value (draft, id, 2023, "900", &error));
  run (doc, kkb_draft_finish (draft, "内訳", &error), &error);
  draft = kkb_draft_new (doc);
  g_assert_true (kkb_draft_type_side_value (draft, id, 2023, "2千人", &error));
  run (doc, kkb_draft_finish (draft, "訂正", &error), &error);
  restore_latest (doc, K_WORKERS, "side_value", "市内");
  now = kkb_facts_one_side_series (kkb_document_facts (doc), id);
  more = kkb_value_more (kkb_document_facts (doc), &now->values.items[1]);
  g_assert_cmpint (now->values.items[1].coef, ==, 900);
  g_assert_cmpstr (more != NULL ? more->unit : "", ==, "");
}

static void
what_cannot_be_restored_says_what_to_do (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const KkbHistoryEntry *entry;

  run (doc, kkb_tree_delete (doc, PLAN, NODE_B, NULL, &error), &error);
  entries = kkb_document_history (doc, NODE_B, 1, &error);
  entry = g_ptr_array_index (entries, 0);
  g_assert_false (kkb_history_entry_can_restore (entry));
  g_assert_null (kkb_command_restore (doc, entry, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, ".bak"));
}

/* 47.4 % stays 47.4 % where both parts are corrected; the year of a baseline says nothing of its figure. */
static void
a_part_or_a_year_alone_has_its_line_in_the_history (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const KkbHistoryEntry *entry;
  KkbDraft *draft;
  const KkbFacts *facts;
  KkbValue value;
  int fy;

  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2023, "158/333");
  draft = kkb_draft_new (doc);
  value = kkb_draft_copy_value (draft, kkb_draft_value (draft, 0, K_RATE, KKB_FIELD_ACTUAL, 2023, &facts));
  kkb_facts_value_more (kkb_draft_own (draft), &value)->numerator = (KkbDecimal){ 474, 0 };
  kkb_facts_value_more (kkb_draft_own (draft), &value)->denominator = (KkbDecimal){ 1000, 0 };
  kkb_draft_set_value (draft, 0, K_RATE, KKB_FIELD_ACTUAL, 2023, &value);
  run (doc, kkb_draft_finish (draft, "分子", &error), &error);
  entries = kkb_document_history (doc, K_RATE, 1, &error);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->old_value, ==, "47.4（158/333）");
  g_assert_cmpstr (entry->new_value, ==, "47.4（474/1000）");
  g_clear_pointer (&entries, g_ptr_array_unref);

  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2023, "集計中"); /* the parts may be known before the rate is */
  draft = kkb_draft_new (doc);
  value = (KkbValue){ .fy = 2023, .kind = KKB_VALUE_BLANK, .state = KKB_STATE_PENDING };
  kkb_facts_value_more (kkb_draft_own (draft), &value)->has_parts = TRUE;
  kkb_facts_value_more (kkb_draft_own (draft), &value)->numerator = (KkbDecimal){ 160, 0 };
  kkb_facts_value_more (kkb_draft_own (draft), &value)->denominator = (KkbDecimal){ 337, 0 };
  kkb_draft_set_value (draft, 0, K_RATE, KKB_FIELD_ACTUAL, 2023, &value);
  run (doc, kkb_draft_finish (draft, "分子", &error), &error);
  entries = kkb_document_history (doc, K_RATE, 1, &error);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->old_value, ==, "集計中");
  g_assert_cmpstr (entry->new_value, ==, "（160/337）（集計中）");

  fy = kkb_indicator_goal (kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS), PLAN)->baseline.fy;
  draft = kkb_draft_new (doc);
  value
      = kkb_draft_copy_value (draft, kkb_draft_value (draft, PLAN, K_WORKERS, KKB_FIELD_BASELINE, KKB_FY_NONE, &facts));
  value.fy = 2018;
  kkb_draft_set_value (draft, PLAN, K_WORKERS, KKB_FIELD_BASELINE, KKB_FY_NONE, &value);
  run (doc, kkb_draft_finish (draft, "年度", &error), &error);
  restore_latest (doc, K_WORKERS, "baseline", "fy");
  g_assert_cmpint (kkb_indicator_goal (kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS), PLAN)->baseline.fy,
                   ==, fy);
}

/* What stands beside the figure now stays, and only that: no unit it did not have, no note of another value. */
static void
a_restored_figure_takes_nothing_from_other_values (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const KkbIndicator *indicator;
  const KkbValue *value;
  const KkbValueMore *more;
  KkbDraft *draft;

  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2019, "500");
  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2019, "3千人");
  entries = kkb_document_history (doc, K_WORKERS, 1, &error);
  run (doc, kkb_command_restore (doc, g_ptr_array_index (entries, 0), &error), &error);
  indicator = kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS);
  value = kkb_value_list_find (&indicator->actuals, 2019);
  more = kkb_value_more (kkb_document_facts (doc), value);
  g_assert_cmpint (value->coef, ==, 500);
  g_assert_cmpstr (more != NULL ? more->unit : "", ==, "");
  g_clear_pointer (&entries, g_ptr_array_unref);

  draft = kkb_draft_new (doc);
  for (int fy = 2018; fy < 2024; fy++)
    {
      g_autofree char *note = g_strdup_printf ("注 %d", fy);
      KkbValue figure
          = { .fy = (gint16)fy, .kind = KKB_VALUE_NUMBER, .state = KKB_STATE_FINAL, .coef = 474, .scale = 1 };

      kkb_facts_value_more (kkb_draft_own (draft), &figure)->note = kkb_draft_string (draft, note);
      kkb_draft_set_value (draft, 0, K_RATE, KKB_FIELD_ACTUAL, fy, &figure);
    }
  run (doc, kkb_draft_finish (draft, "注記", &error), &error);
  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2023, "158/333");
  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2023, "50");
  entries = kkb_document_history (doc, K_RATE, 1, &error);
  run (doc, kkb_command_restore (doc, g_ptr_array_index (entries, 0), &error), &error);
  value = kkb_value_list_find (&kkb_facts_indicator (kkb_document_facts (doc), K_RATE)->actuals, 2023);
  more = kkb_value_more (kkb_document_facts (doc), value);
  g_assert_cmpint (value->coef, ==, 474);
  g_assert_cmpstr (more->note, ==, "注 2023");
  g_assert_cmpint (more->numerator.coef, ==, 158);
  g_clear_pointer (&entries, g_ptr_array_unref);

  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2021, "158/333"); /* 47.4 before, of no parts that were told */
  entries = kkb_document_history (doc, K_RATE, 1, &error);
  run (doc, kkb_command_restore (doc, g_ptr_array_index (entries, 0), &error), &error);
  value = kkb_value_list_find (&kkb_facts_indicator (kkb_document_facts (doc), K_RATE)->actuals, 2021);
  more = kkb_value_more (kkb_document_facts (doc), value);
  g_assert_cmpint (value->coef, ==, 474);
  g_assert_false (more->has_parts);
}

/* 完了（3/5） is no ratio; the parts of a figure that is still being counted are. */
static void
words_with_brackets_stand_again_as_they_were (void)
{
  static const char *const texts[] = { "完了（3/5）", "要検討（1/2）" };
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  const KkbValue *value;
  const KkbValueMore *more;
  KkbDraft *draft = kkb_draft_new (doc);
  KkbValue pending = { .fy = 2023, .kind = KKB_VALUE_BLANK, .state = KKB_STATE_PENDING };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      KkbValue word = { .fy = (gint16)(2018 + i), .kind = KKB_VALUE_TEXT, .state = KKB_STATE_FINAL };

      kkb_facts_value_more (kkb_draft_own (draft), &word)->text = texts[i];
      kkb_draft_set_value (draft, 0, K_WORKERS, KKB_FIELD_ACTUAL, 2018 + (int)i, &word);
    }
  kkb_facts_value_more (kkb_draft_own (draft), &pending)->has_parts = TRUE;
  kkb_facts_value_more (kkb_draft_own (draft), &pending)->numerator = (KkbDecimal){ 160, 0 };
  kkb_facts_value_more (kkb_draft_own (draft), &pending)->denominator = (KkbDecimal){ 337, 0 };
  kkb_draft_set_value (draft, 0, K_RATE, KKB_FIELD_ACTUAL, 2023, &pending);
  run (doc, kkb_draft_finish (draft, "語", &error), &error);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2018 + (int)i, "7");
      entries = kkb_document_history (doc, K_WORKERS, 1, &error);
      run (doc, kkb_command_restore (doc, g_ptr_array_index (entries, 0), &error), &error);
      value = kkb_value_list_find (&kkb_facts_indicator (kkb_document_facts (doc), K_WORKERS)->actuals, 2018 + (int)i);
      g_assert_cmpstr (kkb_value_more (kkb_document_facts (doc), value)->text, ==, texts[i]);
      g_clear_pointer (&entries, g_ptr_array_unref);
    }
  fixture_set (doc, KKB_FIELD_ACTUAL, K_RATE, 2023, "50");
  entries = kkb_document_history (doc, K_RATE, 1, &error);
  run (doc, kkb_command_restore (doc, g_ptr_array_index (entries, 0), &error), &error);
  value = kkb_value_list_find (&kkb_facts_indicator (kkb_document_facts (doc), K_RATE)->actuals, 2023);
  more = kkb_value_more (kkb_document_facts (doc), value);
  g_assert_cmpint (value->kind, ==, KKB_VALUE_BLANK);
  g_assert_cmpint (value->state, ==, KKB_STATE_PENDING);
  g_assert_true (more != NULL && more->has_parts);
  g_assert_cmpint (more->denominator.coef, ==, 337);
}

/* A department that came in and is gone since, under its name, is not made anew to be taken out. */
static void
what_is_gone_is_not_made_anew_to_be_taken_out (void)
{
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  KkbId tag = edit_word (doc, KKB_WORD_TAG, "重点");
  KkbDraft *draft = kkb_draft_new (doc);
  const KkbId tags[] = { tag, 0 };
  const KkbHistoryEntry *entry;
  guint n_words;

  kkb_draft_node_more (draft, NODE_B)->tags = kkb_facts_ids (kkb_draft_own (draft), tags, 1);
  run (doc, kkb_draft_finish (draft, "タグ", &error), &error);
  entries = kkb_document_history (doc, NODE_B, 1, &error);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->kind, ==, "node_tag");
  draft = kkb_draft_new (doc);
  kkb_draft_word (draft, tag)->name = "別の語";
  run (doc, kkb_draft_finish (draft, "名称", &error), &error);
  n_words = kkb_document_facts (doc)->words->len;
  g_assert_null (kkb_command_restore (doc, entry, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND);
  g_assert_cmpuint (kkb_document_facts (doc)->words->len, ==, n_words);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  fixture_add ("/restore/a-ratio-of-the-history-stands-again-with-its-parts",
               a_ratio_of_the_history_stands_again_with_its_parts);
  fixture_add ("/restore/a-revised-target-of-the-history-stands-again", a_revised_target_of_the_history_stands_again);
  fixture_add ("/restore/a-value-of-the-history-stands-again", a_value_of_the_history_stands_again);
  fixture_add ("/restore/words-years-and-numbers-of-the-history-stand-again",
               words_years_and_numbers_of_the_history_stand_again);
  fixture_add ("/restore/entries-of-lists-come-back-and-go-again", entries_of_lists_come_back_and_go_again);
  fixture_add ("/restore/figures-beside-an-indicator-stand-again", figures_beside_an_indicator_stand_again);
  fixture_add ("/restore/what-cannot-be-restored-says-what-to-do", what_cannot_be_restored_says_what_to_do);
  fixture_add ("/restore/a-part-or-a-year-alone-has-its-line-in-the-history",
               a_part_or_a_year_alone_has_its_line_in_the_history);
  fixture_add ("/restore/a-restored-figure-takes-nothing-from-other-values",
               a_restored_figure_takes_nothing_from_other_values);
  fixture_add ("/restore/words-with-brackets-stand-again-as-they-were", words_with_brackets_stand_again_as_they_were);
  fixture_add ("/restore/what-is-gone-is-not-made-anew-to-be-taken-out", what_is_gone_is_not_made_anew_to_be_taken_out);
  return fixture_run ();
}
