/* The plan's tree as it is seen, heard and pointed at: rows in sight, arrows, clicks, drag and drop, scrolling. */
#include "kkb-tree-private.h"
#include "window-fixture.h"

static KkbTree *
tree (Fixture *f)
{
  return KKB_TREE (fixture_find (f, KKB_TYPE_TREE));
}

static KkbTreeList *
list (Fixture *f)
{
  return KKB_TREE_LIST (tree (f)->list);
}

static const KkbFacts *
facts (Fixture *f)
{
  return kkb_document_facts (kkb_window_document (f->win));
}

static const KkbNode *
titled (Fixture *f, const char *title)
{
  for (guint i = 0; i < facts (f)->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts (f)->nodes, i);
      if (g_str_equal (node->title, title))
        return node;
    }
  g_assert_not_reached ();
}

static void
go (Fixture *f, const char *title)
{
  kkb_tree_select (tree (f), titled (f, title)->plan, titled (f, title)->id);
  kkb_tree_focus_selected (tree (f));
  gt_wait_frame (GTK_WIDGET (f->win));
}

static void
key (Fixture *f, guint keyval)
{
  gt_key (GTK_WINDOW (f->win), keyval, 0);
  gt_wait_frame (GTK_WIDGET (f->win));
}

static KkbTreeRow *
row_of (Fixture *f, const char *title)
{
  KkbTreeRow *row = kkb_tree_find_row (tree (f), titled (f, title)->id, 0);

  g_assert_nonnull (row);
  return row;
}

static gboolean
is_shown (Fixture *f, const char *title)
{
  return kkb_tree_find_row (tree (f), titled (f, title)->id, 0) != NULL;
}

static void
assert_selected (Fixture *f, const char *title)
{
  g_assert_cmpint (kkb_tree_selected_node (tree (f)), ==, titled (f, title)->id);
}

/* ---- the pointer of the X server ---- */

static gboolean
seen_cb (guint *seen)
{
  (*seen)++;
  return GDK_EVENT_PROPAGATE;
}

static gboolean
is_seen (gpointer seen)
{
  return *(guint *)seen > 0;
}

static void
send (Fixture *f, GdkEventType type, guint button, double x, double y)
{
  Display *display = gdk_x11_display_get_xdisplay (gtk_widget_get_display (GTK_WIDGET (f->win)));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (f->win));
  double dx, dy, win_x, win_y;
  Window child;
  int root_x, root_y;

  g_assert_true (gtk_widget_translate_coordinates (GTK_WIDGET (list (f)), GTK_WIDGET (f->win), x, y, &win_x, &win_y));
  gtk_native_get_surface_transform (GTK_NATIVE (f->win), &dx, &dy);
  XTranslateCoordinates (display, gdk_x11_surface_get_xid (surface), DefaultRootWindow (display), (int)(win_x + dx),
                         (int)(win_y + dy), &root_x, &root_y, &child);
  if (type == GDK_MOTION_NOTIFY)
    XTestFakeMotionEvent (display, -1, root_x, root_y, 0);
  else
    XTestFakeButtonEvent (display, button, type == GDK_BUTTON_PRESS, 0);
  XSync (display, False);
}

/* And the window has seen it. */
static void
pointer (Fixture *f, GdkEventType type, guint button, double x, double y)
{
  GtkEventController *spy = gtk_event_controller_legacy_new ();
  guint seen = 0;

  gtk_event_controller_set_propagation_phase (spy, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (spy, "event", G_CALLBACK (seen_cb), &seen);
  gtk_widget_add_controller (GTK_WIDGET (f->win), spy);
  send (f, type, button, x, y);
  gt_assert_until (is_seen, &seen);
  gtk_widget_remove_controller (GTK_WIDGET (f->win), spy);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* In the row, X from its left edge; Y: 0 its top, 1 its bottom. */
static void
place_in (Fixture *f, const char *title, double x, double y, double *list_x, double *list_y)
{
  KkbTreeRow *row = row_of (f, title);

  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_true (gtk_widget_translate_coordinates (GTK_WIDGET (row), GTK_WIDGET (list (f)), x,
                                                   y * gtk_widget_get_height (GTK_WIDGET (row)), list_x, list_y));
}

static void
press (Fixture *f, const char *title, double x)
{
  double list_x, list_y;

  place_in (f, title, x, 0.5, &list_x, &list_y);
  pointer (f, GDK_MOTION_NOTIFY, 0, list_x + 5, list_y + 1); /* from elsewhere, so that there is a motion to wait for */
  pointer (f, GDK_MOTION_NOTIFY, 0, list_x, list_y);
  pointer (f, GDK_BUTTON_PRESS, 1, list_x, list_y);
}

static void
click (Fixture *f, const char *title, double x)
{
  press (f, title, x);
  pointer (f, GDK_BUTTON_RELEASE, 1, 0, 0);
  gt_wait_frame (GTK_WIDGET (f->win));
}

/* The middle of the arrow of a row. */
static double
arrow_of (Fixture *f, const char *title)
{
  for (double x = 0; x < gtk_widget_get_width (GTK_WIDGET (list (f))); x++)
    if (kkb_tree_row_is_arrow (row_of (f, title), x))
      return x + KKB_TREE_ARROW / 2;
  g_assert_not_reached ();
}

/* ---- what is there ---- */

static guint
count_rows (Fixture *f)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list (f))); row;
       row = gtk_widget_get_next_sibling (row))
    {
      g_assert_null (gtk_widget_get_first_child (row));
      n++;
    }
  return n;
}

static void
test_rows (Fixture *f, gconstpointer data)
{
  guint page = kkb_tree_list_page (list (f));

  g_assert_cmpuint (tree (f)->lines->len, >, page + 10);
  g_assert_cmpuint (count_rows (f), >=, page);
  g_assert_cmpuint (count_rows (f), <=, page + 3);
  for (guint i = 0; i < 4; i++)
    key (f, GDK_KEY_Page_Down);
  g_assert_cmpuint (count_rows (f), <=, page + 3);
}

/* What a screen reader is told, in the order of the lines. */
static void
test_heard (Fixture *f, gconstpointer data)
{
  guint position = 0;

  go (f, "デジタル人財の確保");
  gtk_test_accessible_assert_role (list (f), GTK_ACCESSIBLE_ROLE_TREE);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list (f))); row;
       row = gtk_widget_get_next_sibling (row))
    {
      const KkbTreeLine *line;
      if (!gtk_widget_get_child_visible (row))
        continue;
      g_assert_cmpuint (kkb_tree_row_position (KKB_TREE_ROW (row)), ==, position);
      line = kkb_tree_line (tree (f), position++);
      gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_TREE_ITEM);
      gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, kkb_tree_row_name (KKB_TREE_ROW (row)));
      gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LEVEL, (int)line->level + 1);
      g_assert_cmpint (gtk_test_accessible_has_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED), ==,
                       line->is_branch);
      gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_SELECTED, tree (f)->selected == position - 1);
    }
  g_assert_cmpuint (position, >=, kkb_tree_list_page (list (f)));
  gtk_test_accessible_assert_state (row_of (f, "デジタル人財の確保"), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  gtk_test_accessible_assert_state (row_of (f, "デジタル人財の確保"), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  key (f, GDK_KEY_Left);
  gtk_test_accessible_assert_state (row_of (f, "デジタル人財の確保"), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
}

/* Pointing at the bar tells its counts, pointing at the title the whole title. */
static void
test_tips (Fixture *f, gconstpointer data)
{
  KkbTreeRow *row = kkb_tree_list_find (list (f), 0);
  const KkbPlan *plan = g_ptr_array_index (facts (f)->plans, 0);
  int width = gtk_widget_get_width (GTK_WIDGET (row));

  g_assert_true (g_str_has_prefix (kkb_tree_row_tip (row, 60), plan->title));
  g_assert_cmpstr (kkb_tree_row_tip (row, width - 10), !=, kkb_tree_row_tip (row, 60));
  g_assert_nonnull (strstr (kkb_tree_row_tip (row, width - 10), "A "));
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, kkb_tree_row_tip (row, width - 10));
}

/* ---- keys ---- */

static void
test_keys (Fixture *f, gconstpointer data)
{
  guint page = kkb_tree_list_page (list (f)), last = tree (f)->lines->len - 1;

  gtk_widget_grab_focus (GTK_WIDGET (tree (f)));
  key (f, GDK_KEY_End);
  g_assert_cmpuint (tree (f)->selected, ==, last);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->win)) == GTK_WIDGET (kkb_tree_list_find (list (f), last)));
  key (f, GDK_KEY_Page_Up);
  g_assert_cmpuint (tree (f)->selected, ==, last - page);
  key (f, GDK_KEY_Down);
  g_assert_cmpuint (tree (f)->selected, ==, last - page + 1);
  key (f, GDK_KEY_Home);
  g_assert_cmpuint (tree (f)->selected, ==, 0);
  key (f, GDK_KEY_Up);
  g_assert_cmpuint (tree (f)->selected, ==, 0);
  key (f, GDK_KEY_minus);
  g_assert_cmpuint (tree (f)->lines->len, ==, 1);
  key (f, GDK_KEY_plus);
  g_assert_cmpuint (tree (f)->lines->len, ==, last + 1);
  go (f, "若者等ものづくり人材確保支援");
  key (f, GDK_KEY_BackSpace);
  assert_selected (f, "デジタル人財の確保");
  key (f, GDK_KEY_Right);
  assert_selected (f, "若者等ものづくり人材確保支援");
  key (f, GDK_KEY_Left);
  assert_selected (f, "デジタル人財の確保");
}

/* Left on a closed plan leads nowhere, not to the plan above it. */
static void
test_second_plan (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_workbook ("ichinoseki-h29");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbImport) import = kkb_import_read (path, NULL, &error);
  const KkbPlan *plan;

  g_assert_no_error (error);
  g_assert_true (kkb_document_run (kkb_window_document (f->win), kkb_import_command (import, NULL), NULL, &error));
  plan = g_ptr_array_index (facts (f)->plans, 1);
  kkb_tree_select (tree (f), plan->id, 0);
  kkb_tree_focus_selected (tree (f));
  gt_wait_frame (GTK_WIDGET (f->win));
  for (guint i = 0; i < 2; i++)
    key (f, GDK_KEY_Left);
  g_assert_cmpint (kkb_tree_selected_plan (tree (f)), ==, plan->id);
  key (f, GDK_KEY_BackSpace);
  g_assert_cmpint (kkb_tree_selected_plan (tree (f)), ==, plan->id);
}

/* ---- the mouse ---- */

static void
test_clicks (Fixture *f, gconstpointer data)
{
  click (f, "専門技術人材確保支援", 150);
  assert_selected (f, "専門技術人材確保支援");
  g_assert_true (kkb_tree_has_focus (tree (f)));
  click (f, "デジタル人財の確保", 150);
  assert_selected (f, "デジタル人財の確保");
  press (f, "専門技術人材確保支援", 150); /* not before it is let go */
  assert_selected (f, "デジタル人財の確保");
  pointer (f, GDK_BUTTON_RELEASE, 1, 0, 0);
  assert_selected (f, "専門技術人材確保支援");
}

static void
test_double_click (Fixture *f, gconstpointer data)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (f->win));

  g_object_set (settings, "gtk-double-click-time", 20000, NULL); /* however slow the machine is */
  click (f, "専門技術人材確保支援", 150);
  pointer (f, GDK_BUTTON_PRESS, 1, 0, 0);
  pointer (f, GDK_BUTTON_RELEASE, 1, 0, 0);
  g_assert_true (kkb_tree_is_renaming (tree (f)));
  gtk_editable_set_text (GTK_EDITABLE (gtk_root_get_focus (GTK_ROOT (f->win))), "べつの名");
  click (f, "デジタル人財の確保", 150); /* elsewhere: the name is taken over */
  g_assert_false (kkb_tree_is_renaming (tree (f)));
  g_assert_true (is_shown (f, "べつの名"));
  assert_selected (f, "デジタル人財の確保");
  gtk_settings_reset_property (settings, "gtk-double-click-time");
}

static void
test_arrow (Fixture *f, gconstpointer data)
{
  guint n = tree (f)->lines->len;

  go (f, "専門技術人材確保支援");
  click (f, "デジタル人財の確保", arrow_of (f, "デジタル人財の確保"));
  g_assert_cmpuint (tree (f)->lines->len, <, n);
  g_assert_false (is_shown (f, "専門技術人材確保支援"));
  assert_selected (f, "デジタル人財の確保"); /* never what cannot be seen */
  g_assert_true (kkb_tree_has_focus (tree (f)));
  click (f, "デジタル人財の確保", arrow_of (f, "デジタル人財の確保"));
  g_assert_cmpuint (tree (f)->lines->len, ==, n);
  g_assert_true (is_shown (f, "専門技術人材確保支援"));
}

static gboolean
is_first (gpointer data)
{
  const KkbNode *node = titled (data, "ＵＩＪターン人材確保支援");

  return node->parent->children->pdata[0] == node;
}

static gboolean
is_drop_shown (gpointer data)
{
  return tree (data)->drop_row != NULL;
}

static void
test_drag (Fixture *f, gconstpointer data)
{
  double x, y;

  go (f, "デジタル人財の確保");
  g_assert_false (is_first (f));
  press (f, "ＵＩＪターン人材確保支援", 150);
  place_in (f, "若者等ものづくり人材確保支援", 150, 0.1, &x, &y);
  for (guint i = 0; i < 40 && !tree (f)->drop_row; i++)
    {
      send (f, GDK_MOTION_NOTIFY, 0, x + (i % 2 ? 4 : 0), y);
      gt_wait_frame (GTK_WIDGET (f->win));
    }
  gt_assert_until (is_drop_shown, f);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row_of (f, "若者等ものづくり人材確保支援")), "drop-above"));
  assert_selected (f, "デジタル人財の確保"); /* it is no click */
  send (f, GDK_BUTTON_RELEASE, 1, 0, 0);
  gt_assert_until (is_first, f);
  assert_selected (f, "ＵＩＪターン人材確保支援");
  g_assert_null (tree (f)->drop_row);
}

/* ---- scrolling ---- */

static void
scroll_to (Fixture *f, double part)
{
  GtkAdjustment *v = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list (f)));

  gtk_adjustment_set_value (v, part * gtk_adjustment_get_upper (v));
  gt_wait_frame (GTK_WIDGET (f->win));
}

static void
test_scrolled_away (Fixture *f, gconstpointer data)
{
  GtkWidget *focus;

  go (f, "デジタル人財の確保");
  focus = gtk_root_get_focus (GTK_ROOT (f->win));
  scroll_to (f, 1);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->win)) == focus);
  assert_selected (f, "デジタル人財の確保");
  key (f, GDK_KEY_Down); /* and it is in sight again */
  assert_selected (f, "若者等ものづくり人材確保支援");
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list (f)))), <, 200);
}

static void
test_typed_while_scrolling (Fixture *f, gconstpointer data)
{
  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_F2);
  gtk_editable_set_text (GTK_EDITABLE (gtk_root_get_focus (GTK_ROOT (f->win))), "1 べつ");
  scroll_to (f, 1);
  scroll_to (f, 0);
  g_assert_true (kkb_tree_is_renaming (tree (f)));
  g_assert_true (GTK_IS_TEXT (gtk_root_get_focus (GTK_ROOT (f->win))));
  key (f, GDK_KEY_Return);
  assert_selected (f, "べつ");
}

/* What is above changes: the row with the focus does not move on the screen. */
static void
test_place_kept (Fixture *f, gconstpointer data)
{
  const KkbNode *last
      = kkb_facts_node (facts (f), kkb_outline_item_id (kkb_tree_line (tree (f), tree (f)->lines->len - 1)->item));
  GtkAllocation before, after;
  guint first;

  kkb_tree_select (tree (f), last->plan, last->id);
  kkb_tree_focus_selected (tree (f));
  gt_wait_frame (GTK_WIDGET (f->win));
  key (f, GDK_KEY_Page_Up);
  first = tree (f)->selected;
  gtk_widget_get_allocation (GTK_WIDGET (kkb_tree_list_find (list (f), first)), &before);
  kkb_tree_set_open (tree (f), 3, FALSE);
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_cmpuint (tree (f)->selected, <, first);
  gtk_widget_get_allocation (GTK_WIDGET (kkb_tree_list_find (list (f), tree (f)->selected)), &after);
  g_assert_cmpint (after.y, ==, before.y);
}

/* ---- the look ---- */

static void
set_font (Fixture *f, const char *font)
{
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (f->win)), "gtk-font-name", font, NULL);
  gt_wait_frame (GTK_WIDGET (f->win));
  gt_wait_frame (GTK_WIDGET (f->win));
}

static void
test_font (Fixture *f, gconstpointer data)
{
  g_autofree char *before = NULL;
  int height;
  KkbTreeRow *row;

  gtk_widget_grab_focus (GTK_WIDGET (tree (f)));
  key (f, GDK_KEY_End);
  row = kkb_tree_list_find (list (f), tree (f)->selected);
  height = gtk_widget_get_height (GTK_WIDGET (row));
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (f->win)), "gtk-font-name", &before, NULL);
  set_font (f, "Sans 24");
  row = kkb_tree_list_find (list (f), tree (f)->selected);
  g_assert_nonnull (row);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (row)), >, height * 4 / 3);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (row)), >=, kkb_tree_list_line_height (list (f)));
  key (f, GDK_KEY_Up);
  key (f, GDK_KEY_Down);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->win))
                 == GTK_WIDGET (kkb_tree_list_find (list (f), tree (f)->lines->len - 1)));
  set_font (f, before);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (kkb_tree_list_find (list (f), tree (f)->selected))), ==, height);
}

#define ADD(path, plan, func) g_test_add (path, Fixture, plan, fixture_open, func, fixture_close)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("/tree/only-what-is-in-sight-has-widgets", "ichinoseki-r4", test_rows);
  ADD ("/tree/a-screen-reader-hears-name-level-and-whether-it-is-open", "ichinoseki-r4", test_heard);
  ADD ("/tree/pointing-tells-the-whole-title-or-the-counts", "ichinoseki-h29", test_tips);
  ADD ("/tree/keys-move-open-and-close", "ichinoseki-r4", test_keys);
  ADD ("/tree/the-second-plan-stands-under-nothing", "ichinoseki-r4", test_second_plan);
  ADD ("/tree/a-click-selects-when-it-is-let-go", "ichinoseki-r4", test_clicks);
  ADD ("/tree/a-double-click-renames-and-a-click-elsewhere-takes-the-name", "ichinoseki-r4", test_double_click);
  ADD ("/tree/the-arrow-closes-and-opens", "ichinoseki-r4", test_arrow);
  ADD ("/tree/a-row-is-dragged-to-another-place", "ichinoseki-r4", test_drag);
  ADD ("/tree/a-row-scrolled-away-keeps-the-focus", "ichinoseki-r4", test_scrolled_away);
  ADD ("/tree/what-is-typed-stays-while-scrolling", "ichinoseki-r4", test_typed_while_scrolling);
  ADD ("/tree/the-row-with-the-focus-stays-in-its-place", "ichinoseki-r4", test_place_kept);
  ADD ("/tree/rows-are-as-high-as-the-font-wants", "ichinoseki-r4", test_font);
  return g_test_run ();
}
