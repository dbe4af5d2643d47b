/* Small things a person meets every day: where the cursor goes, how long a message stands, why a button is grey. */
#include "forms-fixture.h"
#include "kkb-compat.h"
#include "kkb-entry-page.h"
#include "kkb-field.h"
#include "kkb-window-private.h"

static void
key (Fixture *f, guint keyval, GdkModifierType state)
{
  gt_key (GTK_WINDOW (f->win), keyval, state);
  gt_wait_frame (GTK_WIDGET (f->win));
}

static void
type (Fixture *f, KkbGrid *grid, const char *text)
{
  key (f, GDK_KEY_F2, 0);
  g_assert_true (kkb_grid_get_editing (grid));
  gtk_editable_set_text (GTK_EDITABLE (kkb_grid_get_editor (grid)), text);
}

static void
assert_cursor (KkbGrid *grid, guint row, guint column)
{
  guint r, c;

  g_assert_true (kkb_grid_get_cursor (grid, &r, &c));
  g_assert_cmpuint (r, ==, row);
  g_assert_cmpuint (c, ==, column);
}

static gboolean
message_is_gone (gpointer f)
{
  return !gtk_widget_get_visible (fixture_widget (f, "message_bar"));
}

/* ---- money ---- */

static void
test_money (Fixture *f, gconstpointer data)
{
  KkbProjectPage *self = page (f, "project");
  guint line = self->lines->len;

  g_assert_true (kkb_grid_set_cursor (self->money_grid, line, 3));
  gtk_widget_grab_focus (GTK_WIDGET (self->money_grid));
  type (f, self->money_grid, "1000");
  key (f, GDK_KEY_Tab, 0);
  g_assert_cmpuint (self->lines->len, ==, line + 1);
  assert_cursor (self->money_grid, line, 4); /* the settlement of the line just begun */
  type (f, self->money_grid, "900");
  key (f, GDK_KEY_Return, 0);
  g_assert_cmpuint (self->lines->len, ==, line + 1);
  assert_cursor (self->money_grid, line + 1, 3); /* the next new line, under the first amount */
  type (f, self->money_grid, "500");
  key (f, GDK_KEY_Return, 0);
  g_assert_cmpuint (self->lines->len, >, line);
  assert_cursor (self->money_grid, self->lines->len, 3);
  key (f, GDK_KEY_F2, 0); /* it can be typed into */
  g_assert_true (kkb_grid_get_editing (self->money_grid));
  key (f, GDK_KEY_Escape, 0);
}

/* ---- messages ---- */

static void
refuse_something (Fixture *f)
{
  fixture_go (f, "A11", "actual2020");
  type (f, fixture_grid (f), "200・4,000");
  key (f, GDK_KEY_Return, 0);
  g_assert_false (kkb_window_commit_edit (f->win)); /* as saving does */
  g_assert_false (message_is_gone (f));
  key (f, GDK_KEY_Escape, 0);
}

static void
test_message_goes_with_a_step (Fixture *f, gconstpointer data)
{
  refuse_something (f);
  gt_type (GTK_WINDOW (f->win), "425");
  key (f, GDK_KEY_Return, 0);
  gt_assert_until (message_is_gone, f);
}

static void
test_message_goes_with_the_page (Fixture *f, gconstpointer data)
{
  refuse_something (f);
  g_assert_true (kkb_window_show_page (f->win, "history"));
  g_assert_true (message_is_gone (f));
}

static gboolean
is_visible (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

/* A file that could not be saved is no matter of the page. */
static void
test_failure_stays (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "nowhere", "計画.keikaku", NULL);

  g_action_group_activate_action (G_ACTION_GROUP (f->win), "save-path", g_variant_new_string (path));
  gt_assert_until (is_visible, fixture_widget (f, "message_close"));
  g_assert_true (kkb_window_show_page (f->win, "history"));
  g_assert_false (message_is_gone (f));
}

/* ---- no rows ---- */

static gboolean
has_focus (Fixture *f, const char *id)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->win));
  GtkWidget *widget = fixture_widget (f, id);

  return focus && gtk_widget_get_mapped (focus) && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static gboolean
no_row_is_left (gpointer f)
{
  return kkb_kpi_model_n_placements (fixture_model (f)) == 0;
}

static void
test_no_row_left (Fixture *f, gconstpointer data)
{
  guint all = kkb_kpi_model_n_placements (fixture_model (f)), row, column;

  g_assert_true (kkb_grid_set_cursor (KKB_GRID (fixture_widget (f, "grid")), 3, 1));
  key (f, GDK_KEY_f, GDK_CONTROL_MASK);
  gtk_editable_set_text (GTK_EDITABLE (fixture_widget (f, "search")), "そのような指標はない");
  gt_assert_until (no_row_is_left, f);
  kkb_window_focus_page (f->win);
  g_assert_true (has_focus (f, "nothing"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (fixture_widget (f, "nothing"))), "Esc"));
  key (f, GDK_KEY_Escape, 0);
  g_assert_cmpuint (kkb_kpi_model_n_placements (fixture_model (f)), ==, all);
  g_assert_true (has_focus (f, "grid"));
  g_assert_true (kkb_grid_get_cursor (KKB_GRID (fixture_widget (f, "grid")), &row, &column)); /* where it was */
  g_assert_cmpuint (row, ==, 3);
  g_assert_cmpuint (column, ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture_widget (f, "search"))), ==, "");
}

/* The rows go while the keys are in the table: the focus goes to what is there instead, and back. */
static void
test_rows_go (Fixture *f, gconstpointer data)
{
  g_autoptr (KkbDocument) empty = kkb_document_new (NULL);

  fixture_go (f, "A11", "actual2020");
  kkb_window_set_document (f->win, empty);
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_true (has_focus (f, "nothing"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (f->win), "add-plan"));
}

/* ---- history ---- */

static GtkWidget *
restore_button (Fixture *f)
{
  return fixture_widget (f, "restore");
}

static gboolean
can_restore (gpointer f)
{
  return gtk_widget_is_sensitive (restore_button (f));
}

static char *
saved (Fixture *f)
{
  char *path = g_build_filename (f->folder, "計画.keikaku", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (kkb_document_save_as (doc_of (f), path, NULL, &error));
  g_assert_no_error (error);
  return path;
}

static void
open_read_only (Fixture *f, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = kkb_document_open (path, KKB_OPEN_READ_ONLY, NULL, &error);

  g_assert_no_error (error);
  kkb_window_set_document (f->win, doc);
  gt_wait_frame (GTK_WIDGET (f->win));
}

static void
change_figure (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  KkbCommand *command
      = kkb_command_set_value (doc_of (f), 0, row_of (f, "A1")->indicator->id, KKB_FIELD_ACTUAL, 2019, "12345", &error);

  g_assert_true (kkb_document_run (doc_of (f), command, NULL, &error));
}

static void
test_restore_while_busy (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "計画.keikaku", NULL);

  fixture_go (f, "A1", "actual2019");
  change_figure (f);
  page (f, "history");
  gt_assert_until (can_restore, f);
  g_action_group_activate_action (G_ACTION_GROUP (f->win), "save-path", g_variant_new_string (path));
  g_assert_true (kkb_document_busy (doc_of (f)));
  g_assert_false (can_restore (f));
  g_assert_nonnull (strstr (kkb_compat_tooltip (restore_button (f)), "終わ"));
  gt_assert_until (can_restore, f);
  g_assert_nonnull (strstr (kkb_compat_tooltip (restore_button (f)), "新しい操作"));
}

static void
test_restore_read_only (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;

  change_figure (f);
  path = saved (f);
  open_read_only (f, path);
  fixture_go (f, "A1", "actual2019");
  page (f, "history");
  g_assert_false (can_restore (f));
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_false (can_restore (f));
  g_assert_cmpstr (kkb_compat_tooltip (restore_button (f)), ==, kkb_document_read_only_reason (doc_of (f)));
}

/* ---- a file somebody has open ---- */

static gboolean
is_date (GtkWidget *w, gconstpointer part)
{
  return GTK_IS_LABEL (w) && strstr (gtk_label_get_text (GTK_LABEL (w)), part) != NULL;
}

static gboolean
question_tells (gpointer part)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) w = g_list_model_get_item (windows, i);

      if (gtk_widget_has_css_class (w, "question") && gt_find (w, is_date, part))
        return TRUE;
    }
  return FALSE;
}

static void
test_in_use (Fixture *f, gconstpointer data)
{
  g_autofree char *path = saved (f), *year = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) other = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *words = NULL;

  kkb_window_set_document (f->win, NULL);
  other = kkb_document_open (path, KKB_OPEN_NORMAL, NULL, &error); /* another program, say */
  g_assert_no_error (error);
  g_action_group_activate_action (G_ACTION_GROUP (f->win), "open-path", g_variant_new_string (path));
  year = kkb_fy_format_short (g_date_time_get_year (now), KKB_YEARS_WAREKI);
  words = g_strdup_printf ("%s.%d.%d ", year, g_date_time_get_month (now), g_date_time_get_day_of_month (now));
  gt_assert_until (question_tells, words);
  fixture_answer (f, "キャンセル");
  kkb_document_close (other);
}

/* ---- the title ---- */

static int
title_width (Fixture *f)
{
  gt_wait_frame (GTK_WIDGET (f->win));
  return gtk_widget_get_width (fixture_widget (f, "scope"));
}

static int
top (Fixture *f, const char *id)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (fixture_widget (f, id), GTK_WIDGET (f->win), &bounds));
  return (int)bounds.origin.y;
}

/* At 1366 pixels, the tree open, with all tabs there are: below them, where a name can be read. */
static void
test_title (Fixture *f, gconstpointer data)
{
  int least, table;

  gtk_window_set_default_size (GTK_WINDOW (f->win), 1366, 740);
  gt_wait_frame (GTK_WIDGET (f->win));
  gtk_widget_measure (fixture_widget (f, "scope"), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, >, 130);
  g_assert_cmpint (title_width (f), >=, least);
  g_assert_cmpint (ABS (top (f, "scope") - top (f, "tabs")), <, 12); /* beside them */
  g_assert_true (kkb_window_show_page (f->win, "search"));
  g_assert_cmpint (title_width (f), >=, least);
  table = top (f, "page_stack");
  for (guint i = 0; i < facts_of (f)->nodes->len && i < 12; i++)
    { /* whatever is chosen, the table stays where it is */
      const KkbNode *node = g_ptr_array_index (facts_of (f)->nodes, i);

      kkb_window_select (f->win, node->plan, node->id);
      g_assert_cmpint (title_width (f), >=, least);
      g_assert_cmpint (top (f, "page_stack"), ==, table);
    }
}

/* ---- choices ---- */

static gboolean
is_open (gpointer drop_down)
{
  GtkWidget *popover = gt_find (drop_down, gt_is_type, GSIZE_TO_POINTER (GTK_TYPE_POPOVER));

  return popover && gtk_widget_get_mapped (popover);
}

static gboolean
is_closed (gpointer drop_down)
{
  return !is_open (drop_down);
}

static void
test_drop_down (Fixture *f, gconstpointer data)
{
  GtkDropDown *to;

  page (f, "entry");
  to = GTK_DROP_DOWN (fixture_widget (f, "to"));
  gtk_drop_down_set_selected (to, 2);
  gtk_widget_grab_focus (GTK_WIDGET (to));
  key (f, GDK_KEY_space, 0);
  gt_assert_until (is_open, to);
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_true (gtk_widget_get_state_flags (gtk_root_get_focus (GTK_ROOT (f->win))) & GTK_STATE_FLAG_SELECTED);
  gt_key_full (GTK_WINDOW (f->win), GDK_KEY_Down, 0, FALSE); /* from the one chosen; the list has the keys now */
  gt_key_full (GTK_WINDOW (f->win), GDK_KEY_Return, 0, FALSE);
  gt_assert_until (is_closed, to);
  g_assert_cmpuint (gtk_drop_down_get_selected (to), ==, 3);
}

/* ---- statistics ---- */

/* The cells have the focus, and no text is selected that has not. */
static void
test_statistics_focus (Fixture *f, gconstpointer data)
{
  GtkWidget *self = page (f, "statistics"), *name;

  gt_click (gt_find (self, gt_is_button, "表の追加(_A)"));
  page (f, "kpi");
  page (f, "statistics");
  name = gt_find (self, gt_is_type, GSIZE_TO_POINTER (GTK_TYPE_TEXT));
  g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (name), NULL, NULL));
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (kkb_page_get_grid (KKB_PAGE (self)))));
}

/* ---- the look of fields ---- */

static void
test_plain_fields (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  KkbIndicatorPage *self = indicator_page (f, "A1");
  GtkWidget *field = gt_find (GTK_WIDGET (self), gt_is_type, GSIZE_TO_POINTER (KKB_TYPE_FIELD_TEXT));

  g_assert_false (gtk_widget_has_css_class (field, "plain"));
  path = saved (f);
  open_read_only (f, path);
  indicator_page (f, "A1");
  g_assert_true (gtk_widget_has_css_class (field, "plain"));
}

#define ADD(path, plan, func) g_test_add ("/manners/" path, Fixture, plan, fixture_open, func, fixture_close)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  ADD ("after-the-first-amount-tab-goes-on-in-its-line-and-enter-to-the-next", "ichinoseki-r4", test_money);
  ADD ("a-refusal-is-told-until-the-next-step", "ichinoseki-h29", test_message_goes_with_a_step);
  ADD ("a-refusal-is-told-until-another-page", "ichinoseki-h29", test_message_goes_with_the_page);
  ADD ("a-failure-is-told-until-it-is-closed", "ichinoseki-h29", test_failure_stays);
  ADD ("where-no-row-is-left-escape-shows-all-again", "ichinoseki-h29", test_no_row_left);
  ADD ("where-the-rows-go-the-text-in-their-place-has-the-focus", "ichinoseki-h29", test_rows_go);
  ADD ("nothing-is-restored-while-the-document-is-being-saved", "ichinoseki-h29", test_restore_while_busy);
  ADD ("nothing-is-restored-in-a-document-to-look-at-and-the-button-says-why", "ichinoseki-h29",
       test_restore_read_only);
  ADD ("since-when-a-file-is-in-use-is-told-in-the-years-chosen", "ichinoseki-h29", test_in_use);
  ADD ("the-title-can-be-read-beside-or-below-all-the-tabs", "ichinoseki-h29", test_title);
  ADD ("a-choice-opens-on-what-is-chosen", "ichinoseki-h29", test_drop_down);
  ADD ("a-page-with-a-table-gives-the-focus-to-it-alone", "ichinoseki-h29", test_statistics_focus);
  ADD ("a-field-that-cannot-be-typed-into-looks-plain", "ichinoseki-h29", test_plain_fields);
  return g_test_run ();
}
