/* The page 入力 on the real plans, in process: a year's figures keyed in, with all that can stand beside them. */
#include "kkb-draft.h"
#include "kkb-entry-page.h"
#include "window-fixture.h"
#include <string.h>

static KkbEntryPage *
page_of (Fixture *f)
{
  return KKB_ENTRY_PAGE (fixture_find (f, KKB_TYPE_ENTRY_PAGE));
}

static KkbEntryModel *
model_of (Fixture *f)
{
  return kkb_entry_page_model (page_of (f));
}

static KkbGrid *
grid_of (Fixture *f)
{
  return kkb_window_grid (f->win);
}

static void
open_page (Fixture *f, gconstpointer plan)
{
  fixture_open (f, plan);
  g_assert_true (kkb_window_show_page (f->win, "entry"));
  gt_wait_frame (GTK_WIDGET (f->win));
}

static const KkbPlacement *
placement (Fixture *f, const char *code)
{
  const KkbFacts *facts = kkb_document_facts (kkb_window_document (f->win));

  for (guint i = 0; i < facts->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (facts->placements, i);
      if (g_str_equal (kkb_placement_code (p), code))
        return p;
    }
  g_error ("no placement %s", code);
}

static guint
row_of (Fixture *f, const char *code)
{
  gint64 row = kkb_entry_model_find_placement (model_of (f), placement (f, code)->id);

  if (row < 0)
    g_error ("no row for %s", code);
  return (guint)row;
}

static guint
column_of (Fixture *f, KkbInputKind kind, int fy)
{
  int column = kkb_entry_model_find_column (model_of (f), kind, fy);

  if (column < 0)
    g_error ("no column %d %d", kind, fy);
  return (guint)column;
}

static void
show_kinds (Fixture *f, const char *const *names)
{
  for (; *names; names++)
    gtk_widget_activate_action (GTK_WIDGET (f->win), *names, NULL);
  gt_wait_frame (GTK_WIDGET (f->win));
}

static void
show_parts_and_notes (Fixture *f)
{
  show_kinds (f, (const char *[]){ "entry.numerator", "entry.denominator", "entry.note", NULL });
}

static KkbGridCell
cell_at (Fixture *f, const char *code, KkbInputKind kind, int fy)
{
  KkbGridCell cell;

  kkb_grid_model_get_cell (KKB_GRID_MODEL (model_of (f)), row_of (f, code), column_of (f, kind, fy), &cell);
  return cell;
}

static void
assert_cell (Fixture *f, const char *code, KkbInputKind kind, int fy, const char *text)
{
  g_assert_cmpstr (cell_at (f, code, kind, fy).text, ==, text);
}

static void
go (Fixture *f, const char *code, KkbInputKind kind, int fy)
{
  g_assert_true (kkb_grid_set_cursor (grid_of (f), row_of (f, code), column_of (f, kind, fy)));
  gtk_widget_grab_focus (GTK_WIDGET (grid_of (f)));
  gt_wait_frame (GTK_WIDGET (f->win));
}

static void
key (Fixture *f, guint keyval, GdkModifierType state)
{
  gt_key (GTK_WINDOW (f->win), keyval, state);
}

/* Words come from an input method: here they are put into the editor. */
static void
type (Fixture *f, const char *text)
{
  key (f, GDK_KEY_F2, 0);
  g_assert_true (kkb_grid_get_editing (grid_of (f)));
  gtk_editable_set_text (GTK_EDITABLE (kkb_grid_get_editor (grid_of (f))), text);
  key (f, GDK_KEY_Return, 0);
  g_assert_false (kkb_grid_get_editing (grid_of (f)));
}

static void
type_at (Fixture *f, const char *code, KkbInputKind kind, int fy, const char *text)
{
  go (f, code, kind, fy);
  type (f, text);
}

static const KkbValue *
actual (Fixture *f, const char *code, int fy)
{
  return kkb_value_list_find (&placement (f, code)->indicator->actuals, fy);
}

static void
assert_actual (Fixture *f, const char *code, int fy, const char *data)
{
  const KkbValue *value = actual (f, code, fy);
  g_autofree char *text
      = value ? kkb_value_to_data (kkb_document_facts (kkb_window_document (f->win)), value) : g_strdup ("");

  g_assert_cmpstr (text, ==, data);
}

static const KkbValueMore *
more_of (Fixture *f, const char *code, int fy)
{
  return kkb_value_more (kkb_document_facts (kkb_window_document (f->win)), actual (f, code, fy));
}

static void
undo (Fixture *f)
{
  key (f, GDK_KEY_z, GDK_CONTROL_MASK);
}

static void
redo (Fixture *f)
{
  key (f, GDK_KEY_y, GDK_CONTROL_MASK);
}

static void
paste (Fixture *f, const char *text)
{
  g_assert_true (kkb_grid_paste_text (grid_of (f), text));
  gt_wait_frame (GTK_WIDGET (f->win));
}

/* ---- what is shown ---- */

static void
test_columns (Fixture *f, gconstpointer data)
{
  KkbGridColumn column;

  kkb_grid_model_get_column (KKB_GRID_MODEL (model_of (f)), column_of (f, KKB_INPUT_ACTUAL, 2019), &column);
  g_assert_cmpstr (column.group, ==, "令和元年度");
  g_assert_cmpstr (column.title, ==, "実績");
  assert_cell (f, "A1", KKB_INPUT_BASELINE, 0, "10,795");
  assert_cell (f, "A1", KKB_INPUT_TARGET, 2021, "9,850");
  assert_cell (f, "A1", KKB_INPUT_ACTUAL, 2019, "10,796");
  assert_cell (f, "A1", KKB_INPUT_STATE, 2019, "確定");
  assert_cell (f, "A1", KKB_INPUT_STATE, 2018, "");
  g_assert_cmpint (kkb_entry_model_find_column (model_of (f), KKB_INPUT_NUMERATOR, 2021), ==, -1);
}

static void
test_gaps (Fixture *f, gconstpointer data)
{
  assert_cell (f, "J3-①", KKB_INPUT_ACTUAL, 2021, "集計中");
  assert_cell (f, "J3-①", KKB_INPUT_STATE, 2021, "集計中");
  g_assert_true (cell_at (f, "J3-①", KKB_INPUT_STATE, 2021).style & KKB_GRID_STYLE_STATE);
}

static void
test_sections (Fixture *f, gconstpointer data)
{
  guint level = 0, row = row_of (f, "A1");
  const char *heading = kkb_grid_model_get_section (KKB_GRID_MODEL (model_of (f)), row - 1, &level);

  g_assert_nonnull (heading);
  g_assert_cmpuint (level, ==, 1);
}

static void
test_kinds_are_remembered (Fixture *f, gconstpointer data)
{
  KkbSettings *settings = kkb_window_settings (f->win);
  g_autofree char *text = NULL;
  g_autoptr (KkbDocument) doc = g_object_ref (kkb_window_document (f->win));

  show_parts_and_notes (f);
  column_of (f, KKB_INPUT_NOTE, 2021);
  text = kkb_settings_view (settings, kkb_document_uuid (doc), "entry");
  g_assert_nonnull (text);
  gtk_widget_activate_action (GTK_WIDGET (f->win), "entry.target", NULL);
  g_assert_cmpint (kkb_entry_model_find_column (model_of (f), KKB_INPUT_TARGET, 2021), ==, -1);
  column_of (f, KKB_INPUT_ACTUAL, 2021);
}

static void
test_years (Fixture *f, gconstpointer data)
{
  int from, to;

  kkb_entry_model_years (model_of (f), &from, &to);
  g_assert_cmpint (from, ==, 2017);
  g_assert_cmpint (to, >=, 2021);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fixture_widget (f, "from")),
                              gtk_drop_down_get_selected (GTK_DROP_DOWN (fixture_widget (f, "from"))) + 3);
  kkb_entry_model_years (model_of (f), &from, &to);
  g_assert_cmpint (from, ==, 2020);
  g_assert_cmpint (kkb_entry_model_find_column (model_of (f), KKB_INPUT_ACTUAL, 2019), ==, -1);
  gtk_widget_activate_action (GTK_WIDGET (f->win), "entry.plan-years", NULL);
  kkb_entry_model_years (model_of (f), &from, &to);
  g_assert_cmpint (from, ==, 2017);
}

/* ---- keying in ---- */

static void
test_key_in_a_column (Fixture *f, gconstpointer data)
{
  guint row, column;

  go (f, "A1", KKB_INPUT_ACTUAL, 2020);
  gt_type (GTK_WINDOW (f->win), "10812");
  key (f, GDK_KEY_Return, 0);
  g_assert_true (kkb_grid_get_cursor (grid_of (f), &row, &column));
  g_assert_cmpuint (row, ==, row_of (f, "A1") + 1);
  assert_actual (f, "A1", 2020, "10812");
  assert_cell (f, "A1", KKB_INPUT_STATE, 2020, "確定");
  undo (f);
  assert_actual (f, "A1", 2020, "");
  g_assert_true (fixture_says (f, "従業者数"));
}

static void
test_repeat_is_one_fact (Fixture *f, gconstpointer data)
{
  type_at (f, "A4", KKB_INPUT_ACTUAL, 2021, "11");
  assert_cell (f, "A13", KKB_INPUT_ACTUAL, 2021, "11");
  g_assert_true (cell_at (f, "A13", KKB_INPUT_ACTUAL, 2021).style & KKB_GRID_STYLE_REPEAT);
  type_at (f, "A13", KKB_INPUT_ACTUAL, 2021, "12");
  assert_cell (f, "A4", KKB_INPUT_ACTUAL, 2021, "12");
}

static void
test_only_the_cell_changes (Fixture *f, gconstpointer data)
{
  guint changes;

  go (f, "A1", KKB_INPUT_ACTUAL, 2020);
  changes = kkb_grid_count_text_changes (grid_of (f));
  type (f, "10812");
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_cmpuint (kkb_grid_count_text_changes (grid_of (f)) - changes, <=, 4); /* the actual and its state */
}

static gboolean
no_lamp (gpointer f)
{
  return *kkb_entry_page_lamps (page_of (f)) == '\0';
}

static void
test_lamps_while_typing (Fixture *f, gconstpointer data)
{
  go (f, "A1", KKB_INPUT_ACTUAL, 2020); /* the year before: 10,796 */
  gt_assert_until (no_lamp, f);
  gt_type (GTK_WINDOW (f->win), "107960");
  g_assert_nonnull (strstr (kkb_entry_page_line (page_of (f)), "10,796"));
  g_assert_false (no_lamp (f));
  g_assert_nonnull (strstr (kkb_entry_page_lamps (page_of (f)), "10"));
  key (f, GDK_KEY_Return, 0); /* and blocks nothing */
  assert_actual (f, "A1", 2020, "107960");
}

/* ---- states ---- */

static void
test_provisional_keeps_the_number (Fixture *f, gconstpointer data)
{
  type_at (f, "A11", KKB_INPUT_STATE, 2020, "速報");
  assert_actual (f, "A11", 2020, "331");
  g_assert_cmpint (actual (f, "A11", 2020)->state, ==, KKB_STATE_PROVISIONAL);
  assert_cell (f, "A11", KKB_INPUT_ACTUAL, 2020, "(331)");
  type_at (f, "A11", KKB_INPUT_STATE, 2020, "確定");
  g_assert_cmpint (actual (f, "A11", 2020)->state, ==, KKB_STATE_FINAL);
}

static void
test_gap_never_replaces_a_number (Fixture *f, gconstpointer data)
{
  type_at (f, "A11", KKB_INPUT_STATE, 2020, "集計中");
  assert_actual (f, "A11", 2020, "331");
  g_assert_true (cell_at (f, "A11", KKB_INPUT_STATE, 2020).style & KKB_GRID_STYLE_UNREADABLE);
  assert_cell (f, "A11", KKB_INPUT_STATE, 2020, "集計中");
  go (f, "A11", KKB_INPUT_ACTUAL, 2020);
  key (f, GDK_KEY_Delete, 0); /* now the state finds its place */
  assert_actual (f, "A11", 2020, "集計中");
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
}

static void
test_expected_month (Fixture *f, gconstpointer data)
{
  type_at (f, "A11", KKB_INPUT_STATE, 2021, "集計中（9月）");
  g_assert_cmpint (actual (f, "A11", 2021)->state, ==, KKB_STATE_PENDING);
  g_assert_cmpstr (more_of (f, "A11", 2021)->expected, ==, "9月");
  g_assert_nonnull (strstr (cell_at (f, "A11", KKB_INPUT_STATE, 2021).text, "9月"));
  go (f, "A11", KKB_INPUT_STATE, 2021);
  key (f, GDK_KEY_Delete, 0);
  g_assert_null (actual (f, "A11", 2021));
}

static void
test_state_before_its_number (Fixture *f, gconstpointer data)
{
  type_at (f, "A11", KKB_INPUT_STATE, 2021, "速報");
  g_assert_null (actual (f, "A11", 2021));
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 1);
  type_at (f, "A11", KKB_INPUT_ACTUAL, 2021, "340");
  g_assert_cmpint (actual (f, "A11", 2021)->state, ==, KKB_STATE_PROVISIONAL);
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
}

static void
test_states_are_offered (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) states = kkb_grid_model_get_choices (KKB_GRID_MODEL (model_of (f)), row_of (f, "A11"),
                                                      column_of (f, KKB_INPUT_STATE, 2020));

  g_assert_cmpstr (states[0], ==, "確定");
  g_assert_cmpstr (states[1], ==, "速報");
  g_assert_cmpuint (g_strv_length (states), ==, 9);
}

/* ---- parts and notes ---- */

static void
test_parts_make_the_ratio (Fixture *f, gconstpointer data)
{
  show_parts_and_notes (f);
  type_at (f, "A2", KKB_INPUT_NUMERATOR, 2021, "158");
  g_assert_null (actual (f, "A2", 2021));
  assert_cell (f, "A2", KKB_INPUT_NUMERATOR, 2021, "158");
  type_at (f, "A2", KKB_INPUT_DENOMINATOR, 2021, "333");
  assert_actual (f, "A2", 2021, "47.4");
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
  type_at (f, "A2", KKB_INPUT_NUMERATOR, 2021, "160");
  assert_actual (f, "A2", 2021, "48.0");
  undo (f);
  assert_actual (f, "A2", 2021, "47.4");
  undo (f);
  g_assert_null (actual (f, "A2", 2021));
}

static void
test_parts_as_typed_into_the_actual (Fixture *f, gconstpointer data)
{
  show_parts_and_notes (f);
  type_at (f, "A2", KKB_INPUT_ACTUAL, 2021, "158/333");
  assert_cell (f, "A2", KKB_INPUT_NUMERATOR, 2021, "158");
  assert_cell (f, "A2", KKB_INPUT_DENOMINATOR, 2021, "333");
  assert_actual (f, "A2", 2021, "47.4");
}

static void
test_parts_are_for_ratios (Fixture *f, gconstpointer data)
{
  show_parts_and_notes (f);
  g_assert_false (cell_at (f, "A1", KKB_INPUT_NUMERATOR, 2021).editable);
  go (f, "A1", KKB_INPUT_NUMERATOR, 2021);
  g_assert_nonnull (strstr (kkb_entry_page_lamps (page_of (f)), "割合"));
}

static void
test_notes (Fixture *f, gconstpointer data)
{
  show_parts_and_notes (f);
  type_at (f, "A11", KKB_INPUT_NOTE, 2020, "  速報値に差し替え ");
  assert_cell (f, "A11", KKB_INPUT_NOTE, 2020, "速報値に差し替え");
  assert_actual (f, "A11", 2020, "331");
  type_at (f, "A11", KKB_INPUT_ACTUAL, 2020, "332");
  assert_cell (f, "A11", KKB_INPUT_NOTE, 2020, "速報値に差し替え"); /* stays with the figure */
  type_at (f, "A12", KKB_INPUT_NOTE, 2021, "照会中");               /* also without one */
  assert_cell (f, "A12", KKB_INPUT_NOTE, 2021, "照会中");
  go (f, "A12", KKB_INPUT_NOTE, 2021);
  key (f, GDK_KEY_Delete, 0);
  g_assert_null (actual (f, "A12", 2021));
}

static void
test_date_of_a_baseline (Fixture *f, gconstpointer data)
{
  type_at (f, "A1", KKB_INPUT_AS_OF, 0, "Ｒ３.３末");
  assert_cell (f, "A1", KKB_INPUT_AS_OF, 0, "Ｒ３.３末");
  g_assert_cmpint (kkb_placement_baseline (placement (f, "A1"))->fy, ==, 2020);
  assert_cell (f, "A1", KKB_INPUT_BASELINE, 0, "10,795");
}

/* ---- what cannot be read ---- */

static void
test_unreadable_is_kept (Fixture *f, gconstpointer data)
{
  guint row, column;

  type_at (f, "A11", KKB_INPUT_ACTUAL, 2020, "200・4,000");
  assert_actual (f, "A11", 2020, "331"); /* nothing of it is in the document */
  assert_cell (f, "A11", KKB_INPUT_ACTUAL, 2020, "200・4,000");
  g_assert_true (cell_at (f, "A11", KKB_INPUT_ACTUAL, 2020).style & KKB_GRID_STYLE_UNREADABLE);
  g_assert_true (kkb_grid_get_cursor (grid_of (f), &row, &column));
  g_assert_cmpuint (row, ==, row_of (f, "A11") + 1); /* the cursor went on */
  g_assert_true (gtk_widget_get_visible (fixture_widget (f, "pending")));
  g_assert_nonnull (strstr (gtk_button_get_label (GTK_BUTTON (fixture_widget (f, "pending"))), "1件"));
  go (f, "A1", KKB_INPUT_ACTUAL, 2020);
  key (f, GDK_KEY_F4, 0);
  g_assert_true (kkb_grid_get_cursor (grid_of (f), &row, &column));
  g_assert_cmpuint (row, ==, row_of (f, "A11"));
  g_assert_cmpuint (column, ==, column_of (f, KKB_INPUT_ACTUAL, 2020));
}

static void
test_unreadable_is_mended (Fixture *f, gconstpointer data)
{
  type_at (f, "A11", KKB_INPUT_ACTUAL, 2020, "200・4,000");
  type_at (f, "A11", KKB_INPUT_ACTUAL, 2020, "200");
  assert_actual (f, "A11", 2020, "200");
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
  g_assert_false (gtk_widget_get_visible (fixture_widget (f, "pending")));
}

static void
test_unreadable_is_given_up (Fixture *f, gconstpointer data)
{
  type_at (f, "A11", KKB_INPUT_ACTUAL, 2020, "200・4,000");
  go (f, "A11", KKB_INPUT_ACTUAL, 2020);
  key (f, GDK_KEY_Escape, 0);
  assert_cell (f, "A11", KKB_INPUT_ACTUAL, 2020, "331");
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
}

static void
test_unreadable_is_emptied (Fixture *f, gconstpointer data)
{
  type_at (f, "A11", KKB_INPUT_ACTUAL, 2020, "200・4,000");
  go (f, "A11", KKB_INPUT_ACTUAL, 2020);
  key (f, GDK_KEY_Delete, 0);
  assert_cell (f, "A11", KKB_INPUT_ACTUAL, 2020, "331"); /* only what was typed is gone */
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
}

static void
test_unreadable_survives_filters (Fixture *f, gconstpointer data)
{
  guint row, column;

  type_at (f, "A11", KKB_INPUT_ACTUAL, 2018, "200・4,000");
  kkb_entry_model_set_years (model_of (f), 2021, 2021);
  kkb_entry_model_set_search (model_of (f), "従業者数");
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 1);
  key (f, GDK_KEY_F4, 0);
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_true (kkb_grid_get_cursor (grid_of (f), &row, &column));
  g_assert_cmpuint (row, ==, row_of (f, "A11"));
  g_assert_cmpuint (column, ==, column_of (f, KKB_INPUT_ACTUAL, 2018));
}

static gboolean
is_idle (gpointer f)
{
  return !kkb_document_busy (kkb_window_document (((Fixture *)f)->win));
}

static void
test_saving_says (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "a.keikaku", NULL);

  type_at (f, "A11", KKB_INPUT_ACTUAL, 2020, "200・4,000");
  kkb_flow_save_as_path (f->win, path, NULL, NULL);
  gt_assert_until (is_idle, f);
  g_assert_true (fixture_says (f, "入っていない入力が1件"));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 1);
}

static void
test_closing_asks (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "a.keikaku", NULL);

  kkb_flow_save_as_path (f->win, path, NULL, NULL);
  gt_assert_until (is_idle, f);
  type_at (f, "A11", KKB_INPUT_ACTUAL, 2020, "200・4,000");
  kkb_window_show_page (f->win, "kpi");
  g_action_group_activate_action (G_ACTION_GROUP (f->win), "close", NULL);
  fixture_answer (f, "入力へ移動");
  g_assert_nonnull (kkb_window_document (f->win));
  g_assert_cmpstr (kkb_window_page_name (f->win), ==, "entry");
  g_action_group_activate_action (G_ACTION_GROUP (f->win), "close", NULL);
  fixture_answer (f, "入力を破棄");
  g_assert_null (kkb_window_document (f->win));
}

/* ---- several cells ---- */

static void
test_paste_is_one_step (Fixture *f, gconstpointer data)
{
  go (f, "A1", KKB_INPUT_ACTUAL, 2020);
  paste (f, "10812\t速報\n46.1\t確定");
  assert_actual (f, "A1", 2020, "10812");
  g_assert_cmpint (actual (f, "A1", 2020)->state, ==, KKB_STATE_PROVISIONAL);
  assert_actual (f, "A2", 2020, "46.1");
  undo (f);
  g_assert_null (actual (f, "A1", 2020));
  assert_actual (f, "A2", 2020, "47.4");
}

static void
test_paste_keeps_what_it_cannot_read (Fixture *f, gconstpointer data)
{
  go (f, "A1", KKB_INPUT_ACTUAL, 2018);
  paste (f, "10812\n46・47\n");
  assert_actual (f, "A1", 2018, "10812");
  assert_cell (f, "A2", KKB_INPUT_ACTUAL, 2018, "46・47");
  g_assert_null (actual (f, "A2", 2018));
  g_assert_true (fixture_says (f, "2件のうち1件"));
  undo (f);
  g_assert_null (actual (f, "A1", 2018));
}

/* Undo takes back all of a paste: the figures it entered and the marks of what it could not read. */
static void
test_undo_takes_the_marks (Fixture *f, gconstpointer data)
{
  go (f, "A1", KKB_INPUT_ACTUAL, 2018);
  paste (f, "10812\n46・47\n");
  undo (f);
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
  assert_cell (f, "A2", KKB_INPUT_ACTUAL, 2018, "");
  g_assert_false (gtk_widget_get_visible (fixture_widget (f, "pending")));
  redo (f);
  assert_actual (f, "A1", 2018, "10812");
  assert_cell (f, "A2", KKB_INPUT_ACTUAL, 2018, "46・47");
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 1);
}

/* A step that mended a mark: undone, the mark is there as before it. */
static void
test_undo_brings_a_mended_mark_back (Fixture *f, gconstpointer data)
{
  go (f, "A1", KKB_INPUT_ACTUAL, 2018);
  paste (f, "10812\n46・47\n");
  type_at (f, "A2", KKB_INPUT_ACTUAL, 2018, "46.5");
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
  undo (f);
  assert_cell (f, "A2", KKB_INPUT_ACTUAL, 2018, "46・47");
  undo (f);
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
  redo (f);
  redo (f);
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
  assert_actual (f, "A2", 2018, "46.5");
}

/* What was typed last goes first, also where the document did not change by it; a step before it stays. */
static void
test_undo_of_what_was_only_kept (Fixture *f, gconstpointer data)
{
  type_at (f, "A1", KKB_INPUT_ACTUAL, 2018, "10812");
  type_at (f, "A2", KKB_INPUT_ACTUAL, 2018, "46・47");
  undo (f);
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
  g_assert_true (fixture_says (f, "戻しました"));
  assert_actual (f, "A1", 2018, "10812");
  undo (f);
  g_assert_null (actual (f, "A1", 2018));
  redo (f);
  redo (f);
  assert_actual (f, "A1", 2018, "10812");
  assert_cell (f, "A2", KKB_INPUT_ACTUAL, 2018, "46・47");
  /* from another page only steps of the document are undone: what was typed is not lost unseen */
  g_assert_true (kkb_window_show_page (f->win, "kpi"));
  undo (f);
  g_assert_null (actual (f, "A1", 2018));
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 1);
}

/* Given up with the Delete key, and back again. */
static void
test_undo_of_giving_up (Fixture *f, gconstpointer data)
{
  type_at (f, "A2", KKB_INPUT_ACTUAL, 2018, "46・47");
  go (f, "A2", KKB_INPUT_ACTUAL, 2018);
  key (f, GDK_KEY_Delete, 0);
  g_assert_cmpuint (kkb_entry_model_n_pending (model_of (f)), ==, 0);
  undo (f);
  assert_cell (f, "A2", KKB_INPUT_ACTUAL, 2018, "46・47");
}

static void
test_contradiction (Fixture *f, gconstpointer data)
{
  KkbGridChange changes[] = { { row_of (f, "A4"), column_of (f, KKB_INPUT_ACTUAL, 2021), "11" },
                              { row_of (f, "A13"), column_of (f, KKB_INPUT_ACTUAL, 2021), "12" } };

  g_assert_true (kkb_grid_model_change (KKB_GRID_MODEL (model_of (f)), changes, 2, KKB_GRID_PASTE, NULL));
  assert_actual (f, "A4", 2021, "11");
  g_assert_true (cell_at (f, "A13", KKB_INPUT_ACTUAL, 2021).style & KKB_GRID_STYLE_UNREADABLE);
}

/* ---- computed ---- */

static void
test_computed (Fixture *f, gconstpointer data)
{
  KkbDocument *doc = kkb_window_document (f->win);
  KkbDraft *draft = kkb_draft_new (doc);
  KkbId operands[] = { placement (f, "A4")->indicator->id, placement (f, "A11")->indicator->id };
  KkbIndicatorMore *more = kkb_draft_indicator_more (draft, placement (f, "A5")->indicator->id);
  g_autoptr (GError) error = NULL;

  kkb_draft_indicator (draft, placement (f, "A5")->indicator->id)->unit = kkb_draft_indicator (draft, operands[1])->unit
      = kkb_draft_string (draft, placement (f, "A4")->indicator->unit);
  more->formula = KKB_COMPUTED_SUM;
  more->operands = kkb_facts_ids (kkb_draft_own (draft), operands, 2);
  g_assert_true (kkb_document_run (doc, kkb_draft_finish (draft, "x", &error), NULL, &error));
  g_assert_no_error (error);
  type_at (f, "A11", KKB_INPUT_ACTUAL, 2021, "10");
  assert_actual (f, "A5", 2021, "16");
  g_assert_false (cell_at (f, "A5", KKB_INPUT_ACTUAL, 2021).editable);
  type_at (f, "A4", KKB_INPUT_ACTUAL, 2021, "8");
  assert_cell (f, "A5", KKB_INPUT_ACTUAL, 2021, "18");
  go (f, "A5", KKB_INPUT_ACTUAL, 2021);
  g_assert_nonnull (strstr (kkb_entry_page_lamps (page_of (f)), "計算"));
}

/* ---- narrowing ---- */

static void
test_filled_rows_stay (Fixture *f, gconstpointer data)
{
  guint before;

  kkb_entry_model_set_years (model_of (f), 2020, 2020);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (fixture_widget (f, "show")), 1);
  before = kkb_entry_model_n_placements (model_of (f));
  g_assert_cmpint (kkb_entry_model_find_placement (model_of (f), placement (f, "A11")->id), ==, -1); /* has 331 */
  type_at (f, "A1", KKB_INPUT_ACTUAL, 2020, "10812");
  g_assert_cmpuint (kkb_entry_model_n_placements (model_of (f)), ==, before);
  row_of (f, "A1");
  key (f, GDK_KEY_F5, 0);
  g_assert_cmpint (kkb_entry_model_find_placement (model_of (f), placement (f, "A1")->id), ==, -1);
  g_assert_cmpuint (kkb_entry_model_n_placements (model_of (f)), <, before);
}

static void
test_search (Fixture *f, gconstpointer data)
{
  GtkWidget *entry = fixture_widget (f, "search");

  gtk_editable_set_text (GTK_EDITABLE (entry), "品質 管理検定");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (kkb_entry_model_n_placements (model_of (f)), ==, 2);
}

static void
test_placement_below (Fixture *f, gconstpointer data)
{
  go (f, "A11", KKB_INPUT_ACTUAL, 2020);
  g_assert_cmpint (kkb_page_get_placement (KKB_PAGE (page_of (f))), ==, placement (f, "A11")->id);
}

static GtkWidget *
menu_of (gpointer f)
{
  return gt_find (GTK_WIDGET (grid_of (f)), gt_is_type, GSIZE_TO_POINTER (GTK_TYPE_POPOVER_MENU));
}

static gboolean
menu_shown (gpointer f)
{
  return menu_of (f) != NULL;
}

static gboolean
menu_gone (gpointer f)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (((Fixture *)f)->win));

  return !menu_of (f) && focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (grid_of (f)));
}

static void
test_context_menu (Fixture *f, gconstpointer data)
{
  go (f, "A11", KKB_INPUT_ACTUAL, 2020);
  key (f, GDK_KEY_F10, GDK_SHIFT_MASK);
  gt_assert_until (menu_shown, f);
  gtk_popover_popdown (GTK_POPOVER (menu_of (f)));
  gt_assert_until (menu_gone, f);
}

static void
test_details_hidden_here_only (Fixture *f, gconstpointer data)
{
  GtkWidget *detail = fixture_find (f, KKB_TYPE_DETAIL);

  key (f, GDK_KEY_F8, 0);
  g_assert_false (gtk_widget_get_visible (detail));
  kkb_window_show_page (f->win, "kpi");
  g_assert_true (gtk_widget_get_visible (detail));
  kkb_window_show_page (f->win, "entry");
  g_assert_false (gtk_widget_get_visible (detail));
  key (f, GDK_KEY_F8, 0);
  g_assert_true (gtk_widget_get_visible (detail));
}

#define H29                  "ichinoseki-h29"
#define GRANTS               "morioka-grants-r3"
#define TEST(path, function) g_test_add ("/entry/" path, Fixture, H29, open_page, function, fixture_close)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  TEST ("each-year-has-its-target-actual-and-state", test_columns);
  g_test_add ("/entry/a-gap-stands-as-its-word", Fixture, GRANTS, open_page, test_gaps, fixture_close);
  TEST ("indicators-stand-under-their-part-of-the-plan", test_sections);
  TEST ("the-columns-of-a-year-are-chosen-and-remembered", test_kinds_are_remembered);
  TEST ("the-years-are-those-of-the-plan-or-chosen", test_years);
  TEST ("figures-are-keyed-in-down-a-column", test_key_in_a_column);
  TEST ("a-repeat-shows-and-takes-the-one-figure", test_repeat_is_one_fact);
  TEST ("one-figure-changes-its-own-cells-only", test_only_the_cell_changes);
  TEST ("a-figure-ten-times-too-large-is-told-while-it-is-typed", test_lamps_while_typing);
  TEST ("a-provisional-figure-keeps-its-number", test_provisional_keeps_the_number);
  TEST ("a-gap-never-replaces-a-number", test_gap_never_replaces_a_number);
  TEST ("a-gap-says-when-its-figure-is-expected", test_expected_month);
  TEST ("a-state-waits-for-its-figure", test_state_before_its_number);
  TEST ("the-states-are-offered-as-a-list", test_states_are_offered);
  TEST ("numerator-and-denominator-make-the-ratio", test_parts_make_the_ratio);
  TEST ("a-ratio-typed-with-its-parts-fills-both", test_parts_as_typed_into_the_actual);
  TEST ("parts-are-for-ratios-only", test_parts_are_for_ratios);
  TEST ("a-note-stays-with-its-figure", test_notes);
  TEST ("the-date-of-a-baseline-tells-its-year", test_date_of_a_baseline);
  TEST ("what-cannot-be-read-is-kept-and-marked", test_unreadable_is_kept);
  TEST ("what-could-not-be-read-is-mended-by-typing", test_unreadable_is_mended);
  TEST ("escape-gives-up-what-could-not-be-read", test_unreadable_is_given_up);
  TEST ("emptying-what-could-not-be-read-keeps-the-figure", test_unreadable_is_emptied);
  TEST ("f4-finds-what-could-not-be-read-wherever-it-is", test_unreadable_survives_filters);
  TEST ("saving-says-what-could-not-be-read", test_saving_says);
  TEST ("closing-asks-about-what-could-not-be-read", test_closing_asks);
  TEST ("a-paste-is-one-step", test_paste_is_one_step);
  TEST ("a-paste-keeps-what-it-cannot-read", test_paste_keeps_what_it_cannot_read);
  TEST ("undo-of-a-paste-takes-the-marks-it-made-away", test_undo_takes_the_marks);
  TEST ("undo-of-a-mended-cell-brings-what-could-not-be-read-back", test_undo_brings_a_mended_mark_back);
  TEST ("undo-takes-back-what-was-only-kept-when-it-came-last", test_undo_of_what_was_only_kept);
  TEST ("a-given-up-cell-comes-back-with-undo", test_undo_of_giving_up);
  TEST ("a-repeat-cannot-be-given-two-figures-at-once", test_contradiction);
  TEST ("a-computed-figure-follows-and-is-not-typed", test_computed);
  TEST ("a-row-filled-in-stays-until-the-filter-is-applied-again", test_filled_rows_stay);
  TEST ("the-search-narrows-the-rows", test_search);
  TEST ("the-details-below-are-those-of-the-row", test_placement_below);
  TEST ("the-details-may-be-hidden-here-only", test_details_hidden_here_only);
  TEST ("a-cell-has-its-menu", test_context_menu);
  return g_test_run ();
}
