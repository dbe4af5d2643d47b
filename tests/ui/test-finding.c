/* Finding things in the window: search with a list that jumps, filter chips, saved views. */
#include "kkb-filter-bar.h"
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
  search_for (f, "共同研究");
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
  return g_test_run ();
}
