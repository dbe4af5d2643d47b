/* Nothing typed is lost and nothing ends in a crash, whatever is done to the window at a bad moment. */
#include "kkb-flow-private.h"
#include "window-fixture.h"
#include <string.h>

static void
action (Fixture *f, const char *name, const char *text)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->win), name, text ? g_variant_new_string (text) : NULL);
}

static gboolean
is_saved (gpointer data)
{
  KkbDocument *doc = kkb_window_document (((Fixture *)data)->win);

  return doc && kkb_document_path (doc) && !kkb_document_dirty (doc) && !kkb_document_busy (doc);
}

/* The document under NAME in the scratch folder; the window has it open. */
static char *
save_as (Fixture *f, const char *name)
{
  char *path = g_build_filename (f->folder, name, NULL);

  action (f, "save-path", path);
  gt_assert_until (is_saved, f);
  return path;
}

/* What the file at PATH has as the actual of A11 in FY 2020. */
static char *
saved_figure (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = kkb_document_open (path, KKB_OPEN_COPY, NULL, &error);
  KkbFacts *facts;

  g_assert_no_error (error);
  facts = kkb_document_facts (doc);
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);
      if (g_str_equal (indicator->code, "A11"))
        return kkb_value_to_edit (facts, kkb_value_list_find (&indicator->actuals, 2020));
    }
  return NULL;
}

static void
assert_saved_figure (const char *path, const char *figure)
{
  g_autofree char *saved = saved_figure (path);

  g_assert_cmpstr (saved, ==, figure);
}

/* ---- a figure that is still being typed ---- */

static void
test_save_while_typing (Fixture *f, gconstpointer data)
{
  g_autofree char *path = save_as (f, "計画.keikaku");

  fixture_go (f, "A11", "actual2020");
  gt_type (GTK_WINDOW (f->win), "425");
  g_assert_true (kkb_grid_get_editing (fixture_grid (f)));
  gt_key (GTK_WINDOW (f->win), GDK_KEY_s, GDK_CONTROL_MASK);
  g_assert_true (fixture_says (f, "保存しました"));
  gt_assert_until (is_saved, f);
  assert_saved_figure (path, "425");
}

static void
test_close_while_typing (Fixture *f, gconstpointer data)
{
  g_autofree char *path = save_as (f, "計画.keikaku");

  fixture_go (f, "A11", "actual2020");
  gt_type (GTK_WINDOW (f->win), "425");
  action (f, "close", NULL);
  fixture_answer (f, "キャンセル"); /* it asks: the figure counts */
  g_assert_true (kkb_document_dirty (kkb_window_document (f->win)));
  action (f, "save", NULL);
  gt_assert_until (is_saved, f);
  assert_saved_figure (path, "425");
}

static void
test_close_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *path G_GNUC_UNUSED = save_as (f, "計画.keikaku");
  KkbGrid *grid = fixture_grid (f);

  fixture_go (f, "A11", "actual2020");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_F2, 0);
  gtk_editable_set_text (GTK_EDITABLE (kkb_grid_get_editor (grid)), "200・4,000");
  gtk_window_close (GTK_WINDOW (f->win));
  g_assert_true (fixture_says (f, "200・4,000"));
  g_assert_true (kkb_grid_get_editing (grid));
  g_assert_nonnull (kkb_window_document (f->win));
  kkb_grid_cancel_edit (grid);
}

static void
test_years_while_typing (Fixture *f, gconstpointer data)
{
  g_autofree char *cell = NULL;

  fixture_go (f, "A11", "actual2020");
  gt_type (GTK_WINDOW (f->win), "425");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_w, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  cell = fixture_cell (f, "A11", "actual2020");
  action (f, "wareki", NULL);
  g_assert_cmpstr (cell, ==, "425");
}

static void
test_sort_while_typing (Fixture *f, gconstpointer data)
{
  g_autofree char *cell = NULL;

  fixture_go (f, "A11", "actual2020");
  gt_type (GTK_WINDOW (f->win), "425");
  g_signal_emit_by_name (fixture_grid (f), "head-activated", fixture_column (f, "name"));
  cell = fixture_cell (f, "A11", "actual2020");
  g_assert_cmpstr (cell, ==, "425");
}

static void
test_tree_while_typing (Fixture *f, gconstpointer data)
{
  const KkbFacts *facts = kkb_document_facts (kkb_window_document (f->win));
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  const KkbNode *node = g_ptr_array_index (facts->nodes, facts->nodes->len - 1);
  g_autofree char *cell = NULL;

  fixture_go (f, "A11", "actual2020");
  gt_type (GTK_WINDOW (f->win), "425");
  kkb_tree_select (KKB_TREE (fixture_find (f, KKB_TYPE_TREE)), plan->id, node->id);
  kkb_tree_select (KKB_TREE (fixture_find (f, KKB_TYPE_TREE)), plan->id, 0);
  cell = fixture_cell (f, "A11", "actual2020");
  g_assert_cmpstr (cell, ==, "425");
}

/* ---- clearing ---- */

static gboolean
is_best (GtkWidget *w, gconstpointer text)
{
  return GTK_IS_TOGGLE_BUTTON (w) && gtk_widget_has_css_class (w, "strip-item")
         && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (w)), "◎ A");
}

/* Where only the best are shown, each figure that goes takes its row along. */
static void
test_clear_rows_that_leave (Fixture *f, gconstpointer data)
{
  KkbGrid *grid = fixture_grid (f);
  KkbDocument *doc = kkb_window_document (f->win);
  g_autofree char *other = fixture_cell (f, "A11", "actual2020"), *undone = NULL, *cleared = NULL, *after = NULL;
  GtkWidget *best = gt_find (fixture_find (f, KKB_TYPE_STRIP), is_best, NULL);
  guint first = fixture_column (f, "actual2017"), last = fixture_column (f, "actual2021");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (best), TRUE);
  kkb_grid_select (grid, 0, first, kkb_grid_model_get_n_rows (KKB_GRID_MODEL (fixture_model (f))) - 1, last);
  action (f, "clear", NULL);
  action (f, "show-all", NULL);
  cleared = fixture_cell (f, "A1", "actual2019");
  after = fixture_cell (f, "A11", "actual2020");
  g_assert_cmpstr (cleared, ==, "");
  g_assert_cmpstr (after, ==, other);
  g_assert_true (kkb_document_undo (doc, NULL)); /* one step */
  undone = fixture_cell (f, "A1", "actual2019");
  g_assert_cmpstr (undone, ==, "10,796");
}

/* ---- files that are there already ---- */

static void
name_chosen (KkbWindow *win, const char *path, gpointer data)
{
  char **to = data;

  g_free (*to);
  *to = g_strdup (path ? path : "given up");
}

static void
test_replace (Fixture *f, gconstpointer data)
{
  g_autofree char *there = g_build_filename (f->folder, "表.xlsx", NULL),
                  *shorter = g_build_filename (f->folder, "表", NULL);
  g_autoptr (GFile) typed = g_file_new_for_path (shorter), far = g_file_new_for_uri ("nowhere://share/a");
  g_autofree char *path = NULL;

  kkb_flow_with_ending (f->win, typed, ".xlsx", name_chosen, &path);
  g_assert_cmpstr (path, ==, there);
  g_assert_true (g_file_set_contents (there, "last year's", -1, NULL));
  kkb_flow_with_ending (f->win, typed, ".xlsx", name_chosen, &path);
  fixture_answer (f, "キャンセル");
  g_assert_cmpstr (path, ==, "given up");
  kkb_flow_with_ending (f->win, typed, ".xlsx", name_chosen, &path);
  fixture_answer (f, "置き換える");
  g_assert_cmpstr (path, ==, there);
  kkb_flow_with_ending (f->win, far, ".xlsx", name_chosen, &path);
  g_assert_cmpstr (path, ==, "given up");
  g_assert_true (fixture_says (f, "nowhere://share/a"));
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autofree char *path = save_as (f, "計画.keikaku");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = NULL;

  kkb_window_set_document (f->win, NULL);
  doc = kkb_document_open (path, KKB_OPEN_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  kkb_window_set_document (f->win, doc);
  g_assert_true (fixture_says (f, "別の名前で保存"));
  fixture_go (f, "A11", "actual2020");
  g_assert_false (kkb_grid_begin_edit (fixture_grid (f)));
}

/* ---- two things at once ---- */

static guint
count_documents (Fixture *f)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (f->app)); l; l = l->next)
    n += KKB_IS_WINDOW (l->data) && kkb_window_document (l->data);
  return n;
}

static gboolean
has_two_documents (gpointer f)
{
  return count_documents (f) == 2;
}

static void
close_others (Fixture *f)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (f->app)), *next; l; l = next)
    {
      next = l->next;
      if (l->data != f->win)
        gtk_window_destroy (l->data);
    }
}

static void
test_two_files (Fixture *f, gconstpointer data)
{
  g_autofree char *one = save_as (f, "一 #1%20.keikaku"), *two = save_as (f, "二.keikaku");

  kkb_window_set_document (f->win, NULL);
  action (f, "open-path", one);
  action (f, "open-path", two);
  gt_assert_until (has_two_documents, f);
  close_others (f);
}

static void
test_open_and_work (Fixture *f, gconstpointer data)
{
  g_autofree char *path = save_as (f, "計画.keikaku");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = kkb_document_new (&error);

  kkb_window_set_document (f->win, NULL);
  action (f, "open-path", path);
  kkb_window_set_document (f->win, doc); /* what else was being made in this window is there first */
  gt_assert_until (has_two_documents, f);
  g_assert_true (kkb_window_document (f->win) == doc);
  close_others (f);
}

static gboolean
is_gone (gpointer object)
{
  return *(gpointer *)object == NULL;
}

static void
test_close_while_reading (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_workbook ("ichinoseki-h29");
  KkbWindow *other = kkb_window_new (f->app);
  gpointer weak = kkb_window_job_bar (other);

  g_object_add_weak_pointer (weak, &weak); /* the worker holds it until it ends */
  gtk_window_present (GTK_WINDOW (other));
  gt_wait_frame (GTK_WIDGET (other));
  g_action_group_activate_action (G_ACTION_GROUP (other), "new-path", g_variant_new_string (path));
  gtk_window_destroy (GTK_WINDOW (other));
  gt_assert_until (is_gone, &weak);
  /* nor does what was read come up without its window */
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 1);
}

static void
test_close_while_opening (Fixture *f, gconstpointer data)
{
  g_autofree char *path = save_as (f, "計画.keikaku"),
                  *owner = g_build_filename (f->folder, "~$計画.keikaku.lock", NULL);
  KkbWindow *other = kkb_window_new (f->app);
  gpointer weak = other;

  kkb_window_set_document (f->win, NULL);
  g_object_add_weak_pointer (G_OBJECT (other), &weak);
  gtk_window_present (GTK_WINDOW (other));
  gt_wait_frame (GTK_WIDGET (other));
  g_action_group_activate_action (G_ACTION_GROUP (other), "open-path", g_variant_new_string (path));
  gtk_window_destroy (GTK_WINDOW (other));
  gt_assert_until (is_gone, &weak);
  g_assert_cmpuint (count_documents (f), ==, 0);
  g_assert_false (g_file_test (owner, G_FILE_TEST_EXISTS));
}

#define TEST(path, plan, func) g_test_add (path, Fixture, plan, fixture_open, func, fixture_close)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  TEST ("/typing/ctrl-s-saves-the-figure-being-typed", "ichinoseki-h29", test_save_while_typing);
  TEST ("/typing/closing-asks-about-the-figure-being-typed", "ichinoseki-h29", test_close_while_typing);
  TEST ("/typing/a-figure-that-cannot-be-read-stops-the-closing", "ichinoseki-h29", test_close_refused);
  TEST ("/typing/another-calendar-keeps-the-figure-being-typed", "ichinoseki-h29", test_years_while_typing);
  TEST ("/typing/sorting-keeps-the-figure-being-typed", "ichinoseki-h29", test_sort_while_typing);
  TEST ("/typing/another-node-keeps-the-figure-being-typed", "ichinoseki-h29", test_tree_while_typing);
  TEST ("/clearing/rows-that-leave-the-table-meanwhile", "ichinoseki-h29", test_clear_rows_that_leave);
  TEST ("/files/a-name-without-its-ending-never-replaces-a-file-unasked", NULL, test_replace);
  TEST ("/files/a-read-only-file-says-why", "ichinoseki-h29", test_read_only);
  TEST ("/at-once/two-files-opened-together-stand-in-two-windows", "ichinoseki-h29", test_two_files);
  TEST ("/at-once/a-file-opened-slowly-does-not-replace-newer-work", "ichinoseki-h29", test_open_and_work);
  TEST ("/at-once/a-window-closed-while-it-reads-a-workbook", "ichinoseki-h29", test_close_while_reading);
  TEST ("/at-once/a-window-closed-while-it-opens-a-file", "ichinoseki-h29", test_close_while_opening);
  return g_test_run ();
}
