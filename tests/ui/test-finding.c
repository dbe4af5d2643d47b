/* Finding things in the window: search with a list that jumps, filter chips, saved views. */
#include "kkb-filter-bar.h"
#include "kkb-history-page.h"
#include "kkb-search-page.h"
#include "window-fixture.h"
#include <string.h>

static void
search_for (Fixture *f, const char *text)
{
  gt_key (GTK_WINDOW (f->win), GDK_KEY_f, GDK_CONTROL_MASK);
  gtk_editable_set_text (GTK_EDITABLE (fixture_widget (f, "search")), text);
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
}

static GtkListView *
result_list (Fixture *f)
{
  GtkWidget *page = fixture_find (f, KKB_TYPE_SEARCH_PAGE);

  return GTK_LIST_VIEW (gt_find (page, gt_is_type, GSIZE_TO_POINTER (GTK_TYPE_LIST_VIEW)));
}

static guint
n_results (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (result_list (f))));
}

static guint
n_rows (Fixture *f)
{
  return kkb_kpi_model_n_placements (fixture_model (f));
}

static KkbFilterBar *
bar (Fixture *f)
{
  return KKB_FILTER_BAR (fixture_find (f, KKB_TYPE_FILTER_BAR));
}

static void
test_list (Fixture *f, gconstpointer data)
{
  search_for (f, "研究");
  g_assert_cmpstr (kkb_window_page_name (f->win), ==, "search");
  g_assert_cmpuint (n_results (f), >=, 2);
}

/* Enter on a result: the whole table again, with the cursor on the row. */
static void
test_jump (Fixture *f, gconstpointer data)
{
  guint row, column;
  guint all = n_rows (f);

  search_for (f, "きょうどうけんきゅう");
  g_assert_cmpuint (n_results (f), ==, 0);
  search_for (f, "従業者数");
  g_assert_cmpuint (n_results (f), >=, 1);
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  g_assert_cmpstr (kkb_window_page_name (f->win), ==, "kpi");
  g_assert_cmpuint (n_rows (f), <=, all);
  g_assert_cmpstr (kkb_kpi_model_search (fixture_model (f)), ==, "");
  g_assert_true (kkb_grid_get_cursor (fixture_grid (f), &row, &column));
  g_assert_cmpuint (row, ==, fixture_row (f, "A1"));
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (fixture_grid (f))));
}

static void
test_escape (Fixture *f, gconstpointer data)
{
  search_for (f, "人");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Escape, 0);
  g_assert_cmpstr (kkb_window_page_name (f->win), ==, "kpi");
}

static KkbId
first_department (Fixture *f)
{
  const KkbFacts *facts = kkb_document_facts (kkb_window_document (f->win));

  g_assert_cmpuint (facts->departments->len, >, 0);
  return ((const KkbDepartment *)g_ptr_array_index (facts->departments, 0))->id;
}

static void
test_filter (Fixture *f, gconstpointer data)
{
  guint all = n_rows (f), some;

  kkb_filter_bar_toggle_department (bar (f), first_department (f));
  some = n_rows (f);
  g_assert_cmpuint (some, <, all);
  g_assert_cmpuint (some, >, 0);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (bar (f))));
  gt_click (gt_find (GTK_WIDGET (bar (f)), gt_is_type, GSIZE_TO_POINTER (GTK_TYPE_BUTTON)));
  g_assert_cmpuint (n_rows (f), ==, all);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (bar (f))));
}

static void
test_filter_undo (Fixture *f, gconstpointer data)
{
  KkbDocument *doc = kkb_window_document (f->win);
  const KkbIndicator *indicator = g_ptr_array_index (kkb_document_facts (doc)->indicators, 0);
  g_autoptr (GError) error = NULL;
  guint some;

  kkb_filter_bar_toggle_department (bar (f), first_department (f));
  some = n_rows (f);
  kkb_document_run (doc, kkb_command_set_value (doc, 0, indicator->id, KKB_FIELD_ACTUAL, 2020, "77", &error), NULL,
                    &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows (f), ==, some);
  gt_key (GTK_WINDOW (f->win), GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (n_rows (f), ==, some);
  gt_key (GTK_WINDOW (f->win), GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_cmpuint (n_rows (f), >, some);
}

static void
test_views (Fixture *f, gconstpointer data)
{
  guint all = n_rows (f), some;

  kkb_filter_bar_toggle_department (bar (f), first_department (f));
  some = n_rows (f);
  kkb_filter_bar_save_view (bar (f), "自分の課");
  kkb_filter_bar_clear (bar (f));
  g_assert_cmpuint (n_rows (f), ==, all);
  g_assert_true (kkb_filter_bar_choose_view (bar (f), "自分の課"));
  g_assert_cmpuint (n_rows (f), ==, some);
  g_assert_false (kkb_filter_bar_choose_view (bar (f), "ない表示"));
}

static void
test_choices (Fixture *f, gconstpointer data)
{
  GtkWidget *button = fixture_widget (f, "filter_button");
  GtkWidget *check;

  gt_key (GTK_WINDOW (f->win), GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
  check = gt_find (button, gt_is_type, GSIZE_TO_POINTER (GTK_TYPE_CHECK_BUTTON));
  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_false (kkb_filter_is_empty (kkb_filter_bar_filter (bar (f))));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_true (kkb_filter_is_empty (kkb_filter_bar_filter (bar (f))));
}

static void
set_actual (Fixture *f, int fy, const char *text)
{
  KkbDocument *doc = kkb_window_document (f->win);
  const KkbPlacement *p = kkb_facts_placement (kkb_document_facts (doc), kkb_window_placement (f->win));
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (p);
  kkb_document_run (doc, kkb_command_set_value (doc, 0, p->indicator->id, KKB_FIELD_ACTUAL, fy, text, &error), NULL,
                    &error);
  g_assert_no_error (error);
}

static gboolean
has_placement (gpointer data)
{
  return kkb_window_placement (((Fixture *)data)->win) != 0;
}

static gboolean
can_restore (gpointer data)
{
  return gtk_widget_is_sensitive (data);
}

static void
test_restore (Fixture *f, gconstpointer data)
{
  g_autofree char *cell = NULL;
  GtkWidget *page, *button;

  fixture_go (f, "A1", "actual2019");
  gt_assert_until (has_placement, f);
  set_actual (f, 2019, "11111");
  set_actual (f, 2019, "22222");
  g_assert_true (kkb_window_show_page (f->win, "history"));
  page = fixture_find (f, KKB_TYPE_HISTORY_PAGE);
  button = gt_find (page, gt_is_button, "この値に戻す(_R)");
  if (!button)
    button = gt_find (page, gt_is_button, "_Restore This Value");
  g_assert_nonnull (button);
  gt_assert_until (can_restore, button);
  gt_click (button);
  g_assert_true (fixture_says (f, "以前の値に戻しました"));
  cell = fixture_cell (f, "A1", "actual2019");
  g_assert_cmpstr (cell, ==, "11,111");
  g_assert_true (kkb_window_show_page (f->win, "kpi"));
}

/* The steps behind the arrow: the third one takes three back. */
static void
test_steps (Fixture *f, gconstpointer data)
{
  g_autofree char *cell = NULL;
  GtkWidget *button = fixture_widget (f, "undo_list");
  GtkWidget *list;

  fixture_go (f, "A1", "actual2019");
  gt_assert_until (has_placement, f);
  set_actual (f, 2019, "1");
  set_actual (f, 2019, "2");
  set_actual (f, 2019, "3");
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  list = gt_find (button, gt_is_type, GSIZE_TO_POINTER (GTK_TYPE_LIST_BOX));
  g_assert_nonnull (list);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2));
  g_assert_true (fixture_says (f, "3件の操作を元に戻しました"));
  cell = fixture_cell (f, "A1", "actual2019");
  g_assert_cmpstr (cell, ==, "10,796");
  kkb_window_step (f->win, -3);
  g_free (cell);
  cell = fixture_cell (f, "A1", "actual2019");
  g_assert_cmpstr (cell, ==, "3");
}

static void
test_bulk (Fixture *f, gconstpointer data)
{
  KkbDocument *doc = kkb_window_document (f->win);
  const KkbDepartment *department = kkb_facts_department (kkb_document_facts (doc), first_department (f));
  KkbGrid *grid = fixture_grid (f);
  guint last = kkb_grid_model_get_n_rows (kkb_grid_get_model (grid)) - 1;
  g_autofree char *hash = kkb_store_content_hash (kkb_document_store (doc), NULL), *after = NULL;
  KkbId id = department->id;
  guint n = 0;
  GtkWindow *dialog;
  GtkWidget *entry;

  kkb_grid_select (grid, 0, 0, last, 0);
  g_action_group_activate_action (G_ACTION_GROUP (f->win), "bulk-edit",
                                  NULL); /* the key opens a window: the spy would wait */
  dialog = gt_toplevel (GTK_TYPE_WINDOW);
  g_assert_nonnull (dialog);
  entry = gt_find (GTK_WIDGET (dialog), gt_is_type, GSIZE_TO_POINTER (GTK_TYPE_ENTRY));
  gtk_editable_set_text (GTK_EDITABLE (entry), department->name);
  fixture_answer (f, "変更");
  for (guint i = 0; i < kkb_document_facts (doc)->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (kkb_document_facts (doc)->indicators, i);

      for (const KkbId *d = indicator->departments; *d; d++)
        n += *d == id;
    }
  g_assert_cmpuint (n, ==, kkb_document_facts (doc)->indicators->len);
  kkb_window_step (f->win, 1);
  after = kkb_store_content_hash (kkb_document_store (doc), NULL);
  g_assert_cmpstr (after, ==, hash);
}

#define TEST(path, plan, func) g_test_add (path, Fixture, plan, fixture_open, func, fixture_close)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  TEST ("/finding/enter-in-the-search-field-lists-every-place", "ichinoseki-h29", test_list);
  TEST ("/finding/a-result-jumps-to-its-row-in-the-whole-table", "ichinoseki-h29", test_jump);
  TEST ("/finding/escape-leads-back-to-the-table", "ichinoseki-h29", test_escape);
  TEST ("/finding/a-department-narrows-the-table-and-its-chip-widens-it", "morioka-grants-r3", test_filter);
  TEST ("/finding/a-filter-survives-an-edit-and-its-undo", "morioka-grants-r3", test_filter_undo);
  TEST ("/finding/a-saved-view-brings-its-filter-back", "morioka-grants-r3", test_views);
  TEST ("/finding/the-choices-open-by-key-and-work", "morioka-grants-r3", test_choices);
  TEST ("/finding/an-earlier-value-is-restored-from-the-history", "ichinoseki-h29", test_restore);
  TEST ("/finding/the-list-of-steps-takes-several-back-at-once", "ichinoseki-h29", test_steps);
  TEST ("/finding/a-department-is-given-to-many-rows-in-one-step", "morioka-grants-r3", test_bulk);
  return g_test_run ();
}
