/* The table, in process: real keys through a private X server, a real window, the made-up plan of grid-demo.c. */
#include <locale.h>
#include <string.h>

#include "grid-fixture.h"
#include "test-im.h"

/* ---- moving ---- */

static void
test_arrows (Fixture *f, gconstpointer data)
{
  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  key (f, XK_Right, 0);
  assert_cursor (f, 1, DEMO_FIRST_YEAR);
  key (f, XK_Down, 0);
  key (f, XK_Down, 0);
  assert_cursor (f, 3, DEMO_FIRST_YEAR);
  key (f, XK_Left, 0);
  key (f, XK_Up, 0);
  assert_cursor (f, 2, DEMO_BASELINE);
  key (f, XK_Home, 0);
  assert_cursor (f, 2, DEMO_NUMBER);
  key (f, XK_Left, 0);
  assert_cursor (f, 2, DEMO_NUMBER);
  key (f, XK_End, 0);
  assert_cursor (f, 2, DEMO_COLUMNS - 1);
  assert_in_sight (f, 2, DEMO_COLUMNS - 1);
}

static void
test_corners (Fixture *f, gconstpointer data)
{
  key (f, XK_End, GDK_CONTROL_MASK);
  assert_cursor (f, 999, DEMO_COLUMNS - 1);
  assert_in_sight (f, 999, DEMO_COLUMNS - 1);
  key (f, XK_Home, GDK_CONTROL_MASK);
  assert_cursor (f, 0, DEMO_NUMBER);
  assert_in_sight (f, 1, DEMO_BASELINE);
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  guint row, column;

  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  key (f, XK_Page_Down, 0);
  g_assert_true (kkb_grid_get_cursor (f->grid, &row, &column));
  g_assert_cmpuint (row, >, 8);
  g_assert_cmpuint (row, <, 40);
  assert_in_sight (f, row, DEMO_BASELINE);
  key (f, XK_Page_Up, 0);
  key (f, XK_Page_Up, 0);
  g_assert_true (kkb_grid_get_cursor (f->grid, &row, &column));
  g_assert_cmpuint (row, ==, 0);
}

static void
test_jumps (Fixture *f, gconstpointer data)
{
  /* rows 1 … 6 lie between two headings: a filled run; then the next run begins below the heading */
  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  key (f, XK_Down, GDK_CONTROL_MASK);
  assert_cursor (f, 6, DEMO_BASELINE);
  key (f, XK_Down, GDK_CONTROL_MASK);
  assert_cursor (f, 8, DEMO_BASELINE);
  key (f, XK_Up, GDK_CONTROL_MASK);
  assert_cursor (f, 6, DEMO_BASELINE);
  /* 実績 of 令和6年度 is empty in row 1 */
  key (f, XK_Up, GDK_CONTROL_MASK);
  key (f, XK_Right, GDK_CONTROL_MASK);
  assert_cursor (f, 1, DEMO_FIRST_YEAR + 4);
}

static void
test_tab_and_enter (Fixture *f, gconstpointer data)
{
  kkb_grid_set_cursor (f->grid, 1, DEMO_FIRST_YEAR);
  key (f, XK_Tab, 0);
  key (f, XK_Tab, 0);
  assert_cursor (f, 1, DEMO_FIRST_YEAR + 2);
  key (f, XK_Return, 0);
  assert_cursor (f, 2, DEMO_FIRST_YEAR);
  key (f, XK_Tab, GDK_SHIFT_MASK);
  assert_cursor (f, 2, DEMO_BASELINE);
  key (f, XK_Down, 0);
  key (f, XK_Return, GDK_SHIFT_MASK);
  assert_cursor (f, 2, DEMO_BASELINE);
  kkb_grid_set_cursor (f->grid, 1, DEMO_COLUMNS - 1);
  key (f, XK_Tab, 0);
  assert_cursor (f, 2, DEMO_NUMBER);
  key (f, XK_Tab, GDK_SHIFT_MASK);
  assert_cursor (f, 1, DEMO_COLUMNS - 1);
  g_assert_true (editor_has_focus (f));
}

/* ---- editing ---- */

static void
test_typing_overwrites (Fixture *f, gconstpointer data)
{
  kkb_grid_set_cursor (f->grid, 1, DEMO_FIRST_YEAR + 1);
  gt_type (f->window, "42.5");
  g_assert_true (kkb_grid_get_editing (f->grid));
  assert_typed (f, 1, DEMO_FIRST_YEAR + 1, NULL);
  key (f, XK_Return, 0);
  g_assert_false (kkb_grid_get_editing (f->grid));
  assert_typed (f, 1, DEMO_FIRST_YEAR + 1, "42.5");
  assert_cursor (f, 2, DEMO_FIRST_YEAR + 1);
  gt_wait_frame (GTK_WIDGET (f->window));
  g_assert_true (g_str_has_prefix (shown_text (f, 1, DEMO_FIRST_YEAR + 1), "42.5"));
  g_assert_true (editor_has_focus (f));
  g_assert_cmpstr (editor_text (f), ==, "");
}

static void
test_edit_keys (Fixture *f, gconstpointer data)
{
  demo_model_set_typed (f->model, 1, DEMO_BASELINE, "100");
  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  key (f, XK_F2, 0);
  g_assert_cmpstr (editor_text (f), ==, "100");
  key (f, XK_Left, 0); /* moves in the text */
  gt_type (f->window, "5");
  key (f, XK_Tab, 0);
  assert_typed (f, 1, DEMO_BASELINE, "1050");
  assert_cursor (f, 1, DEMO_FIRST_YEAR);
  gt_type (f->window, "7");
  key (f, XK_Left, 0); /* leaves the cell */
  assert_typed (f, 1, DEMO_FIRST_YEAR, "7");
  assert_cursor (f, 1, DEMO_BASELINE);
  gt_type (f->window, "9");
  key (f, XK_Escape, 0);
  assert_typed (f, 1, DEMO_BASELINE, "1050");
  g_assert_false (kkb_grid_get_editing (f->grid));
  gt_type (f->window, "8");
  key (f, XK_Return, GDK_SHIFT_MASK);
  assert_typed (f, 1, DEMO_BASELINE, "8");
  assert_cursor (f, 0, DEMO_BASELINE);
}

static void
test_delete_clears (Fixture *f, gconstpointer data)
{
  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  key (f, XK_Delete, 0);
  assert_typed (f, 1, DEMO_BASELINE, "");
  kkb_grid_select (f->grid, 2, DEMO_FIRST_YEAR, 3, DEMO_FIRST_YEAR + 1);
  key (f, XK_Delete, 0);
  for (guint row = 2; row <= 3; row++)
    for (guint column = DEMO_FIRST_YEAR; column <= DEMO_FIRST_YEAR + 1; column++)
      assert_typed (f, row, column, "");
  assert_typed (f, 4, DEMO_FIRST_YEAR, NULL);
}

static void
test_read_only (Fixture *f, gconstpointer data)
{
  kkb_grid_set_cursor (f->grid, 1, DEMO_NAME);
  gt_type (f->window, "x");
  g_assert_false (kkb_grid_get_editing (f->grid));
  g_assert_cmpstr (editor_text (f), ==, "");
  key (f, XK_F2, 0);
  g_assert_false (kkb_grid_get_editing (f->grid));
  kkb_grid_set_cursor (f->grid, 0, DEMO_BASELINE); /* a heading */
  gt_type (f->window, "1");
  g_assert_false (kkb_grid_get_editing (f->grid));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  GtkWidget *editor = kkb_grid_get_editor (f->grid);

  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  key (f, XK_F2, 0);
  key (f, XK_a, GDK_CONTROL_MASK);
  gt_type (f->window, "12,x");
  gt_key (f->window, XK_Return, 0); /* ends the conversion of x */
  key (f, XK_Return, 0);
  assert_cursor (f, 1, DEMO_BASELINE);
  g_assert_true (kkb_grid_get_editing (f->grid));
  g_assert_cmpstr (editor_text (f), ==, "12,x");
  g_assert_nonnull (strstr (kkb_grid_get_message (f->grid), "「12,x」は数値として読めません"));
  g_assert_true (gtk_widget_has_css_class (editor, "error"));
  gtk_test_accessible_assert_state (editor, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (editor_has_focus (f));
  g_assert_false (kkb_grid_set_cursor (f->grid, 5, DEMO_BASELINE)); /* going away would lose what was typed */
  key (f, XK_BackSpace, 0);
  g_assert_null (kkb_grid_get_message (f->grid));
  key (f, XK_BackSpace, 0);
  key (f, XK_Return, 0);
  assert_typed (f, 1, DEMO_BASELINE, "12");
  assert_cursor (f, 2, DEMO_BASELINE);
}

/* ---- input method ---- */

static void
test_input_method (Fixture *f, gconstpointer data)
{
  guint commits = test_im_commits;

  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  gt_type (f->window, "nihongo"); /* the first key already goes to the input method */
  g_assert_true (kkb_grid_get_editing (f->grid));
  g_assert_cmpstr (editor_text (f), ==, "");
  key (f, XK_space, 0);
  key (f, XK_Return, 0); /* commits the conversion, not the cell */
  g_assert_cmpuint (test_im_commits, ==, commits + 1);
  g_assert_cmpstr (editor_text (f), ==, "日本語");
  g_assert_true (kkb_grid_get_editing (f->grid));
  assert_cursor (f, 1, DEMO_BASELINE);
  assert_typed (f, 1, DEMO_BASELINE, NULL);
  key (f, XK_Return, 0);
  g_assert_false (kkb_grid_get_editing (f->grid));
  assert_typed (f, 1, DEMO_BASELINE, "日本語");
  assert_cursor (f, 2, DEMO_BASELINE);
}

static void
test_conversion_given_up (Fixture *f, gconstpointer data)
{
  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  gt_type (f->window, "ka");
  key (f, XK_Down, 0); /* belongs to the input method */
  assert_cursor (f, 1, DEMO_BASELINE);
  key (f, XK_Escape, 0);
  g_assert_false (kkb_grid_get_editing (f->grid));
  key (f, XK_Return, 0);
  assert_typed (f, 1, DEMO_BASELINE, NULL);
  assert_cursor (f, 2, DEMO_BASELINE);
}

/* ---- mouse ---- */

typedef struct
{
  GtkWidget *widget;
  guint seen;
} Clicks;

static gboolean
clicked_cb (Clicks *clicks, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_BUTTON_RELEASE || type == GDK_MOTION_NOTIFY)
    clicks->seen |= 1u << type;
  return FALSE;
}

static gboolean
event_seen (gpointer data)
{
  return ((Clicks *)data)->seen != 0;
}

static void
pointer (Fixture *f, GdkEventType type, guint button, double x, double y)
{
  Display *display = gdk_x11_display_get_xdisplay (gtk_widget_get_display (GTK_WIDGET (f->window)));
  GtkEventController *spy = gtk_event_controller_legacy_new ();
  Clicks clicks = { GTK_WIDGET (f->grid), 0 };
  graphene_point_t point = GRAPHENE_POINT_INIT ((float)x, (float)y);
  graphene_point_t in_window;
  double dx, dy;

  g_assert_true (gtk_widget_compute_point (GTK_WIDGET (f->grid), GTK_WIDGET (f->window), &point, &in_window));
  gtk_native_get_surface_transform (GTK_NATIVE (f->window), &dx, &dy);
  gtk_event_controller_set_propagation_phase (spy, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (spy, "event", G_CALLBACK (clicked_cb), &clicks);
  gtk_widget_add_controller (GTK_WIDGET (f->window), spy);
  if (type == GDK_MOTION_NOTIFY)
    {
      Window root_child;
      int root_x, root_y;
      GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (f->window));

      XTranslateCoordinates (display, gdk_x11_surface_get_xid (surface), DefaultRootWindow (display),
                             (int)(in_window.x + dx), (int)(in_window.y + dy), &root_x, &root_y, &root_child);
      XTestFakeMotionEvent (display, -1, root_x, root_y, 0);
    }
  else
    XTestFakeButtonEvent (display, button, type == GDK_BUTTON_PRESS, 0);
  XSync (display, False);
  gt_assert_until (event_seen, &clicks);
  gtk_widget_remove_controller (GTK_WIDGET (f->window), spy);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
move_to (Fixture *f, double x, double y)
{
  /* from elsewhere, so that there is always a motion to wait for */
  pointer (f, GDK_MOTION_NOTIFY, 0, x > 10 ? x - 6 : x + 6, y + 1);
  pointer (f, GDK_MOTION_NOTIFY, 0, x, y);
}

static void
click (Fixture *f, double x, double y)
{
  move_to (f, x, y);
  pointer (f, GDK_BUTTON_PRESS, 1, x, y);
  pointer (f, GDK_BUTTON_RELEASE, 1, x, y);
}

static void
cell_middle (Fixture *f, guint row, guint column, double *x, double *y)
{
  GdkRectangle area;

  gt_wait_frame (GTK_WIDGET (f->window));
  kkb_grid_get_cell_area (f->grid, row, column, &area);
  *x = area.x + area.width / 2;
  *y = area.y + area.height / 2;
}

static void
test_mouse (Fixture *f, gconstpointer data)
{
  double x, y;

  cell_middle (f, 3, DEMO_FIRST_YEAR, &x, &y);
  click (f, x, y);
  assert_cursor (f, 3, DEMO_FIRST_YEAR);
  gt_type (f->window, "55");
  cell_middle (f, 5, DEMO_BASELINE, &x, &y);
  click (f, x, y);
  assert_typed (f, 3, DEMO_FIRST_YEAR, "55");
  assert_cursor (f, 5, DEMO_BASELINE);
  g_assert_true (editor_has_focus (f));
  click (f, x, y);
  click (f, x, y);
  g_assert_true (kkb_grid_get_editing (f->grid));
  key (f, XK_Escape, 0);
}

static void
test_drag_selects (Fixture *f, gconstpointer data)
{
  guint row0, row1, n;
  g_autofree guint *columns = NULL;
  double x, y;

  cell_middle (f, 2, DEMO_BASELINE, &x, &y);
  move_to (f, x, y);
  pointer (f, GDK_BUTTON_PRESS, 1, x, y);
  cell_middle (f, 4, DEMO_FIRST_YEAR + 1, &x, &y);
  move_to (f, x, y);
  pointer (f, GDK_BUTTON_RELEASE, 1, x, y);
  g_assert_true (kkb_grid_get_selection (f->grid, &row0, &row1, &columns, &n));
  g_assert_cmpuint (row0, ==, 2);
  g_assert_cmpuint (row1, ==, 4);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (columns[0], ==, DEMO_BASELINE);
}

static void
test_shift_click (Fixture *f, gconstpointer data)
{
  Display *display = gdk_x11_display_get_xdisplay (gtk_widget_get_display (GTK_WIDGET (f->window)));
  KeyCode shift = XKeysymToKeycode (display, XK_Shift_L);
  guint row0, row1, n;
  g_autofree guint *columns = NULL;
  double x, y;

  cell_middle (f, 5, DEMO_FIRST_YEAR + 1, &x, &y);
  click (f, x, y);
  cell_middle (f, 3, DEMO_BASELINE, &x, &y);
  XTestFakeKeyEvent (display, shift, True, 0);
  click (f, x, y);
  XTestFakeKeyEvent (display, shift, False, 0);
  g_assert_true (kkb_grid_get_selection (f->grid, &row0, &row1, &columns, &n));
  g_assert_cmpuint (row0, ==, 3);
  g_assert_cmpuint (row1, ==, 5);
  g_assert_cmpuint (n, ==, 3);
  assert_cursor (f, 5, DEMO_FIRST_YEAR + 1);
}

static void
note_column_cb (KkbGrid *grid, guint column, guint *heard)
{
  *heard = column;
}

static void
test_head (Fixture *f, gconstpointer data)
{
  GdkRectangle area;
  guint heard = G_MAXUINT;
  int before = kkb_grid_get_column_width (f->grid, DEMO_BASELINE);

  kkb_grid_get_cell_area (f->grid, 1, DEMO_BASELINE, &area);
  g_signal_connect (f->grid, "head-activated", G_CALLBACK (note_column_cb), &heard);
  click (f, area.x + area.width / 2, 8);
  g_assert_cmpuint (heard, ==, DEMO_BASELINE);
  move_to (f, area.x + area.width - 1, 8);
  pointer (f, GDK_BUTTON_PRESS, 1, 0, 0);
  move_to (f, area.x + area.width + 29, 8);
  pointer (f, GDK_BUTTON_RELEASE, 1, 0, 0);
  g_assert_cmpint (kkb_grid_get_column_width (f->grid, DEMO_BASELINE), ==, before + 30);
  key (f, XK_Home, GDK_CONTROL_MASK);
  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  key (f, XK_Left, GDK_ALT_MASK | GDK_SHIFT_MASK);
  g_assert_cmpint (kkb_grid_get_column_width (f->grid, DEMO_BASELINE), ==, before + 22);
}

static void
note_cell_cb (KkbGrid *grid, guint row, guint column, GString *heard)
{
  g_string_append_printf (heard, "explain %u %u;", row, column);
}

static void
note_menu_cb (KkbGrid *grid, guint row, guint column, int x, int y, GString *heard)
{
  g_string_append_printf (heard, "menu %u %u;", row, column);
}

static void
test_asking_for_more (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) heard = g_string_new (NULL);
  double x, y;

  g_signal_connect (f->grid, "cell-activated", G_CALLBACK (note_cell_cb), heard);
  g_signal_connect (f->grid, "cell-menu", G_CALLBACK (note_menu_cb), heard);
  kkb_grid_set_cursor (f->grid, 2, DEMO_BASELINE);
  key (f, XK_Return, GDK_CONTROL_MASK);
  key (f, XK_F10, GDK_SHIFT_MASK);
  cell_middle (f, 3, DEMO_FIRST_YEAR, &x, &y);
  move_to (f, x, y);
  pointer (f, GDK_BUTTON_PRESS, 3, x, y);
  pointer (f, GDK_BUTTON_RELEASE, 3, x, y);
  assert_cursor (f, 3, DEMO_FIRST_YEAR);
  g_assert_cmpstr (heard->str, ==, "explain 2 3;menu 2 3;menu 3 4;");
}

/* ---- columns ---- */

static void
test_frozen (Fixture *f, gconstpointer data)
{
  GdkRectangle before, after;

  kkb_grid_get_cell_area (f->grid, 1, DEMO_NAME, &before);
  kkb_grid_set_cursor (f->grid, 1, DEMO_COLUMNS - 1);
  assert_in_sight (f, 1, DEMO_COLUMNS - 1);
  kkb_grid_get_cell_area (f->grid, 1, DEMO_NAME, &after);
  g_assert_true (gdk_rectangle_equal (&before, &after));
  g_assert_nonnull (kkb_grid_get_cell_widget (f->grid, 1, DEMO_NAME));
  g_assert_null (kkb_grid_get_cell_widget (f->grid, 1, DEMO_BASELINE));
  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  assert_in_sight (f, 1, DEMO_BASELINE);
}

static void
test_layout_remembered (Fixture *f, gconstpointer data)
{
  g_autofree char *layout = NULL;
  int natural = kkb_grid_get_column_width (f->grid, DEMO_NAME);

  kkb_grid_set_cursor (f->grid, 1, DEMO_RATE);
  kkb_grid_set_column_hidden (f->grid, DEMO_FIRST_YEAR, TRUE);
  kkb_grid_set_column_width (f->grid, DEMO_NAME, natural + 40);
  assert_cursor (f, 1, DEMO_RATE);
  layout = kkb_grid_get_layout (f->grid);
  kkb_grid_set_column_hidden (f->grid, DEMO_FIRST_YEAR, FALSE);
  kkb_grid_set_column_width (f->grid, DEMO_NAME, 0);
  g_assert_cmpint (kkb_grid_get_column_width (f->grid, DEMO_NAME), ==, natural);
  kkb_grid_set_layout (f->grid, layout);
  g_assert_true (kkb_grid_get_column_hidden (f->grid, DEMO_FIRST_YEAR));
  g_assert_cmpint (kkb_grid_get_column_width (f->grid, DEMO_NAME), ==, natural + 40);
  kkb_grid_set_layout (f->grid, "nonsense;name:x:y;gone:10:s;name:99999:s;;:::");
  g_assert_cmpint (kkb_grid_get_column_width (f->grid, DEMO_NAME), ==, natural + 40);
  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  gt_wait_frame (GTK_WIDGET (f->window));
  g_assert_null (kkb_grid_get_cell_widget (f->grid, 1, DEMO_FIRST_YEAR));
  g_assert_nonnull (kkb_grid_get_cell_widget (f->grid, 1, DEMO_FIRST_YEAR + 1));
}

static void
test_decimal_points (Fixture *f, gconstpointer data)
{
  gt_wait_frame (GTK_WIDGET (f->window));
  demo_model_set_typed (f->model, 1, DEMO_BASELINE, "12");
  demo_model_set_typed (f->model, 2, DEMO_BASELINE, "47.4");
  gt_wait_frame (GTK_WIDGET (f->window));
  /* what is kept free right of a figure is no part of it: what is read out and copied stays as it was */
  g_assert_cmpstr (shown_text (f, 1, DEMO_BASELINE), ==, "12");
  g_assert_cmpstr (shown_text (f, 2, DEMO_BASELINE), ==, "47.4");
  g_assert_cmpstr (kkb_grid_text_get_tail (kkb_grid_get_cell_widget (f->grid, 1, DEMO_BASELINE)), ==, ".0)");
  g_assert_cmpstr (kkb_grid_text_get_tail (kkb_grid_get_cell_widget (f->grid, 2, DEMO_BASELINE)), ==, ")");
  gtk_test_accessible_assert_property (kkb_grid_get_cell_widget (f->grid, 1, DEMO_BASELINE),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "現状 （時点） 12");
}

static int
line_end (const char *text, const char *first_line)
{
  return kkb_grid_text_find_break (text, (int)strlen (first_line));
}

static void
test_lines_end (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (line_end ("就職率（髙橋調べ、速報値", "就職率（髙橋"), ==, strlen ("就職率（髙橋"));
  /* no line begins with a comma or ends with an opening bracket */
  g_assert_cmpint (line_end ("就職率（髙橋調べ、速報値", "就職率（髙橋調べ"), ==, strlen ("就職率（髙橋調"));
  g_assert_cmpint (line_end ("就職率（髙橋調べ、速報値", "就職率（"), ==, strlen ("就職率"));
  /* words stay whole, and the space between them needs no room */
  g_assert_cmpint (line_end ("number of visitors", "number of vis"), ==, strlen ("number of "));
  g_assert_cmpint (line_end ("number of visitors", "number of"), ==, strlen ("number of "));
  g_assert_cmpint (line_end ("visitors", "vis"), ==, 0);
}

/* ---- clipboard ---- */

typedef struct
{
  char *text;
  gboolean done;
} Pasted;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Pasted *pasted = data;

  pasted->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  pasted->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Pasted *)data)->done;
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  Pasted pasted = { NULL, FALSE };

  demo_model_set_typed (f->model, 1, DEMO_BASELINE, "1");
  demo_model_set_typed (f->model, 1, DEMO_FIRST_YEAR, "2.5");
  demo_model_set_typed (f->model, 2, DEMO_BASELINE, "");
  demo_model_set_typed (f->model, 2, DEMO_FIRST_YEAR, "-4");
  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  key (f, XK_Right, GDK_SHIFT_MASK);
  key (f, XK_Down, GDK_SHIFT_MASK);
  key (f, XK_c, GDK_CONTROL_MASK);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (f->grid)), NULL, read_cb, &pasted);
  gt_assert_until (is_done, &pasted);
  g_assert_cmpstr (pasted.text, ==, "1\t2.5\n\t-4\n");
  g_free (pasted.text);
}

static gboolean
was_pasted (Fixture *f)
{
  return demo_model_get_typed (f->model, 4, DEMO_BASELINE) != NULL;
}

static gboolean
has_message (Fixture *f)
{
  return kkb_grid_get_message (f->grid) != NULL;
}

static void
test_paste (Fixture *f, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (f->grid));

  gdk_clipboard_set_text (clipboard, "88\n");
  kkb_grid_set_cursor (f->grid, 4, DEMO_BASELINE);
  key (f, XK_v, GDK_CONTROL_MASK);
  gt_assert_until (was_pasted, f);
  assert_typed (f, 4, DEMO_BASELINE, "88");
  gdk_clipboard_set_text (clipboard, "多い");
  key (f, XK_v, GDK_CONTROL_MASK);
  gt_assert_until (has_message, f);
  assert_typed (f, 4, DEMO_BASELINE, "88");
}

/* ---- changes of the model ---- */

static void
test_place_is_kept (Fixture *f, gconstpointer data)
{
  GdkRectangle before, after;

  kkb_grid_set_cursor (f->grid, 400, DEMO_FIRST_YEAR);
  gt_wait_frame (GTK_WIDGET (f->window));
  kkb_grid_get_cell_area (f->grid, 400, DEMO_FIRST_YEAR, &before);
  gt_type (f->window, "3");
  demo_model_insert_above (f->model, 70); /* somebody else's rows arrive while this one is typed */
  gt_wait_frame (GTK_WIDGET (f->window));
  assert_cursor (f, 470, DEMO_FIRST_YEAR);
  kkb_grid_get_cell_area (f->grid, 470, DEMO_FIRST_YEAR, &after);
  g_assert_cmpint (after.y, ==, before.y);
  g_assert_true (editor_has_focus (f));
  g_assert_true (kkb_grid_get_editing (f->grid));
  key (f, XK_Return, 0);
  assert_typed (f, 470, DEMO_FIRST_YEAR, "3");
  demo_model_remove_above (f->model, 1070);
  gt_wait_frame (GTK_WIDGET (f->window));
  g_assert_cmpuint (kkb_grid_count_visible_cells (f->grid), ==, 0);
  g_assert_true (editor_has_focus (f));
  gt_type (f->window, "1");
  g_assert_false (kkb_grid_get_editing (f->grid));
  demo_model_insert_above (f->model, 100);
  gt_wait_frame (GTK_WIDGET (f->window));
  g_assert_true (editor_has_focus (f));
  key (f, XK_Down, 0);
  assert_cursor (f, 1, DEMO_FIRST_YEAR);
}

static void
test_row_gone_while_typing (Fixture *f, gconstpointer data)
{
  kkb_grid_set_cursor (f->grid, 3, DEMO_FIRST_YEAR);
  gt_type (f->window, "3");
  demo_model_remove_above (f->model, 7);
  g_assert_false (kkb_grid_get_editing (f->grid));
  g_assert_true (editor_has_focus (f));
  assert_typed (f, 3, DEMO_FIRST_YEAR, NULL);
}

/* ---- widgets ---- */

static void
test_widget_count (void)
{
  guint counts[2], cells[2];
  const guint sizes[] = { 100, 100000 };
  const guint keys[] = { XK_Page_Down, XK_Page_Down, XK_End, XK_Home };

  for (guint i = 0; i < 2; i++)
    {
      Fixture f;

      open_grid (&f, sizes[i]);
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        {
          key (&f, keys[k], k == 3 ? GDK_CONTROL_MASK : 0);
          gt_wait_frame (GTK_WIDGET (f.window)); /* each of them seen, so that both walk the same way */
          g_assert_cmpuint (kkb_grid_count_widgets (f.grid), <=, 2 * kkb_grid_count_visible_cells (f.grid));
        }
      counts[i] = kkb_grid_count_widgets (f.grid);
      cells[i] = kkb_grid_count_visible_cells (f.grid);
      g_assert_cmpuint (cells[i], >, 100);
      g_assert_cmpuint (counts[i], <=, 2 * cells[i]);
      tear_down (&f, NULL);
    }
  g_assert_cmpuint (cells[0], ==, cells[1]);
  g_assert_cmpuint (counts[0], ==, counts[1]);
}

static void
test_nothing_set_twice (Fixture *f, gconstpointer data)
{
  guint before = kkb_grid_count_text_changes (f->grid);

  kkb_grid_model_rows_changed (KKB_GRID_MODEL (f->model));
  gt_wait_frame (GTK_WIDGET (f->window));
  key (f, XK_Down, 0);
  key (f, XK_Right, 0);
  gt_wait_frame (GTK_WIDGET (f->window));
  g_assert_cmpuint (kkb_grid_count_text_changes (f->grid), ==, before);
  demo_model_set_typed (f->model, 1, DEMO_BASELINE, "77");
  gt_wait_frame (GTK_WIDGET (f->window));
  g_assert_cmpuint (kkb_grid_count_text_changes (f->grid), ==, before + 1);
}

/* ---- screen readers ---- */

static void
test_accessible (Fixture *f, gconstpointer data)
{
  GtkWidget *cell, *editor = kkb_grid_get_editor (f->grid);

  demo_model_set_typed (f->model, 2, DEMO_FIRST_YEAR + 1, "9");
  kkb_grid_select (f->grid, 2, DEMO_FIRST_YEAR + 1, 3, DEMO_FIRST_YEAR + 1);
  gt_wait_frame (GTK_WIDGET (f->window));
  cell = kkb_grid_get_cell_widget (f->grid, 2, DEMO_FIRST_YEAR + 1);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (f->grid), GTK_ACCESSIBLE_ROLE_GRID);
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (f->grid), GTK_ACCESSIBLE_RELATION_ROW_COUNT, 1000);
  gtk_test_accessible_assert_role (gtk_widget_get_parent (cell), GTK_ACCESSIBLE_ROLE_ROW);
  gtk_test_accessible_assert_relation (gtk_widget_get_parent (cell), GTK_ACCESSIBLE_RELATION_ROW_INDEX, 3);
  gtk_test_accessible_assert_property (gtk_widget_get_parent (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, "従業者数 21002");
  gtk_test_accessible_assert_role (cell, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL, "令和4年度 実績 9");
  gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_READ_ONLY, FALSE);
  gtk_test_accessible_assert_relation (cell, GTK_ACCESSIBLE_RELATION_COL_INDEX, DEMO_FIRST_YEAR + 2);
  gtk_test_accessible_assert_state (cell, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  kkb_grid_set_cursor (f->grid, 2, DEMO_FIRST_YEAR + 1);
  gtk_test_accessible_assert_state (cell, GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  /* what has the focus says row, column and value */
  gtk_test_accessible_assert_property (editor, GTK_ACCESSIBLE_PROPERTY_LABEL, "従業者数 21002, 令和4年度 実績, 9");
  key (f, XK_Home, 0);
  key (f, XK_Up, 0);
  key (f, XK_Up, 0);
  gtk_test_accessible_assert_property (editor, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "基本目標 3001　人財確保による産業の振興");
}

static void
test_japanese_glyphs (Fixture *f, gconstpointer data)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (f->grid), "髙橋渡邊①㈱◎○△×－▲―㏊％");

  g_assert_cmpint (pango_layout_get_unknown_glyphs_count (layout), ==, 0);
}

static void
test_focus_leaves (Fixture *f, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *entry = gtk_entry_new ();
  g_autoptr (GtkWidget) scroller = g_object_ref (gtk_window_get_child (f->window));

  gtk_window_set_child (f->window, NULL);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_window_set_child (f->window, box);
  gtk_widget_grab_focus (GTK_WIDGET (f->grid));
  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  gt_type (f->window, "64");
  gtk_widget_grab_focus (entry);
  g_assert_false (kkb_grid_get_editing (f->grid));
  assert_typed (f, 1, DEMO_BASELINE, "64");
  gtk_widget_grab_focus (GTK_WIDGET (f->grid));
  key (f, XK_Tab, GDK_CONTROL_MASK); /* the way out by keyboard */
  g_assert_false (editor_has_focus (f));
  key (f, XK_Tab, GDK_SHIFT_MASK);
  g_assert_true (editor_has_focus (f));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkCssProvider) css = NULL;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  test_im_register ();
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_path (css, KKB_GRID_CSS);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

#define ADD(path, function) g_test_add ("/grid/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("arrows-home-and-end-move-the-cursor", test_arrows);
  ADD ("ctrl-home-and-ctrl-end-go-to-the-corners", test_corners);
  ADD ("page-keys-move-by-what-is-in-sight", test_pages);
  ADD ("ctrl-arrows-jump-over-filled-and-empty-cells", test_jumps);
  ADD ("tab-goes-right-and-enter-goes-back-below-where-tab-began", test_tab_and_enter);
  ADD ("typing-overwrites-and-enter-goes-down", test_typing_overwrites);
  ADD ("f2-edits-in-the-text-and-escape-gives-up", test_edit_keys);
  ADD ("delete-clears-a-cell-or-a-range", test_delete_clears);
  ADD ("a-cell-that-is-computed-cannot-be-typed-over", test_read_only);
  ADD ("an-unreadable-value-stays-with-its-reason-beside-it", test_refused);
  ADD ("the-first-key-reaches-the-input-method-and-enter-ends-its-conversion-first", test_input_method);
  ADD ("a-conversion-given-up-leaves-the-old-value", test_conversion_given_up);
  ADD ("a-click-selects-and-commits-and-a-double-click-edits", test_mouse);
  ADD ("dragging-selects-a-range", test_drag_selects);
  ADD ("shift-and-a-click-select-up-to-there", test_shift_click);
  ADD ("heads-can-be-clicked-and-columns-resized-by-mouse-and-keys", test_head);
  ADD ("ctrl-enter-asks-why-and-the-menu-key-or-button-asks-what-to-do", test_asking_for_more);
  ADD ("number-name-and-unit-stay-in-sight", test_frozen);
  ADD ("widths-and-hidden-columns-are-remembered", test_layout_remembered);
  ADD ("numbers-stand-on-their-decimal-point", test_decimal_points);
  ADD ("the-lines-of-a-name-end-where-they-may", test_lines_end);
  ADD ("ctrl-c-copies-the-range-for-a-spreadsheet", test_copy);
  ADD ("ctrl-v-types-one-value-and-says-why-it-refuses", test_paste);
  ADD ("cursor-place-and-a-running-edit-survive-new-rows", test_place_is_kept);
  ADD ("an-edit-ends-when-its-row-is-gone", test_row_gone_while_typing);
  g_test_add_func ("/grid/a-hundred-and-a-hundred-thousand-rows-need-the-same-widgets", test_widget_count);
  ADD ("an-unchanged-cell-is-not-set-again", test_nothing_set_twice);
  ADD ("a-screen-reader-meets-a-grid-with-named-cells", test_accessible);
  ADD ("every-sign-of-a-plan-has-a-glyph", test_japanese_glyphs);
  ADD ("leaving-the-table-commits-and-ctrl-tab-leaves-it", test_focus_leaves);
#undef ADD
  return g_test_run ();
}
