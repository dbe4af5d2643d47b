/* Ranges of the table, in process: real keys, the clipboard of a private X server. */
#include <locale.h>
#include <string.h>

#include "grid-fixture.h"
#include "test-im.h"

#define YEAR  DEMO_FIRST_YEAR
#define NOTE  (DEMO_COLUMNS - 1)
#define CTRL  GDK_CONTROL_MASK
#define SHIFT GDK_SHIFT_MASK
#define ALT   GDK_ALT_MASK

/* First and last row, first and last column of what is selected. */
static void
assert_selected (Fixture *f, guint row0, guint row1, guint column0, guint column1)
{
  g_autofree guint *columns = NULL;
  guint first, last, n;

  g_assert_true (kkb_grid_get_selection (f->grid, &first, &last, &columns, &n));
  g_assert_cmpuint (first, ==, row0);
  g_assert_cmpuint (last, ==, row1);
  g_assert_cmpuint (columns[0], ==, column0);
  g_assert_cmpuint (columns[n - 1], ==, column1);
}

static void
assert_steps (Fixture *f, guint n)
{
  g_assert_cmpuint (demo_model_count_steps (f->model), ==, n);
}

static gboolean
has_message (gpointer data)
{
  return kkb_grid_get_message (((Fixture *)data)->grid) != NULL;
}

static void
assert_refused (Fixture *f, const char *part)
{
  gt_assert_until (has_message, f);
  g_assert_nonnull (strstr (kkb_grid_get_message (f->grid), part));
}

/* ---- selecting ---- */

static void
test_shift_extends (Fixture *f, gconstpointer data)
{
  guint *columns, last, n;
  guint first;

  kkb_grid_set_cursor (f->grid, 9, YEAR);
  key (f, XK_Right, SHIFT);
  key (f, XK_Down, SHIFT);
  key (f, XK_Down, SHIFT);
  assert_selected (f, 9, 11, YEAR, YEAR + 1);
  assert_cursor (f, 9, YEAR); /* typing goes where the range began */
  key (f, XK_Up, SHIFT);
  assert_selected (f, 9, 10, YEAR, YEAR + 1);
  key (f, XK_Home, SHIFT);
  assert_selected (f, 9, 10, DEMO_NUMBER, YEAR);
  key (f, XK_End, SHIFT);
  assert_selected (f, 9, 10, YEAR, NOTE);
  key (f, XK_Home, CTRL | SHIFT);
  assert_selected (f, 0, 9, DEMO_NUMBER, YEAR);
  key (f, XK_End, CTRL | SHIFT);
  assert_selected (f, 9, 999, YEAR, NOTE);
  kkb_grid_set_cursor (f->grid, 9, DEMO_BASELINE);
  key (f, XK_Down, CTRL | SHIFT);
  assert_selected (f, 9, 13, DEMO_BASELINE, DEMO_BASELINE); /* to the end of the filled run */
  key (f, XK_Page_Down, SHIFT);
  g_assert_true (kkb_grid_get_selection (f->grid, &first, &last, &columns, &n));
  g_free (columns);
  g_assert_cmpuint (last, >, 20);
  assert_in_sight (f, last, DEMO_BASELINE);
  key (f, XK_Left, 0);
  assert_selected (f, 9, 9, DEMO_UNIT, DEMO_UNIT);
}

static void
test_whole_rows_and_columns (Fixture *f, gconstpointer data)
{
  kkb_grid_select (f->grid, 9, YEAR, 10, YEAR + 1);
  key (f, XK_space, SHIFT);
  assert_selected (f, 9, 10, DEMO_NUMBER, NOTE);
  g_assert_false (kkb_grid_get_editing (f->grid));
  g_assert_cmpstr (editor_text (f), ==, "");
  kkb_grid_set_cursor (f->grid, 9, DEMO_NAME); /* where nothing can be typed */
  key (f, XK_space, SHIFT);
  assert_selected (f, 9, 9, DEMO_NUMBER, NOTE);
  kkb_grid_set_cursor (f->grid, 9, YEAR);
  key (f, XK_space, CTRL);
  assert_selected (f, 0, 999, YEAR, YEAR);
  key (f, XK_a, CTRL);
  assert_selected (f, 0, 999, DEMO_NUMBER, NOTE);
  assert_cursor (f, 9, YEAR);
  assert_in_sight (f, 9, YEAR);
  kkb_grid_set_cursor (f->grid, 9, YEAR);
  gt_type (f->window, "1 "); /* a space while typing is a space */
  g_assert_cmpstr (editor_text (f), ==, "1 ");
  key (f, XK_Escape, 0);
}

static void
test_sideways (Fixture *f, gconstpointer data)
{
  guint row, column, again;

  gtk_window_set_default_size (f->window, 700, 500);
  gt_wait_frame (GTK_WIDGET (f->window));
  gt_wait_frame (GTK_WIDGET (f->window));
  kkb_grid_set_cursor (f->grid, 1, DEMO_BASELINE);
  key (f, XK_Page_Down, ALT);
  g_assert_true (kkb_grid_get_cursor (f->grid, &row, &column));
  g_assert_cmpuint (row, ==, 1);
  g_assert_cmpuint (column, >, DEMO_BASELINE + 1);
  assert_in_sight (f, 1, column);
  key (f, XK_Page_Up, ALT);
  g_assert_true (kkb_grid_get_cursor (f->grid, &row, &again));
  g_assert_cmpuint (again, <, column);
  for (guint i = 0; i < 8; i++)
    key (f, XK_Page_Down, ALT);
  assert_cursor (f, 1, NOTE);
}

static void
test_keys_in_a_range (Fixture *f, gconstpointer data)
{
  kkb_grid_select (f->grid, 5, YEAR, 8, YEAR + 1); /* row 7 is a heading */
  gt_type (f->window, "1");
  key (f, XK_Return, 0);
  gt_type (f->window, "2");
  key (f, XK_Return, 0);
  gt_type (f->window, "3");
  key (f, XK_Return, 0);
  assert_cursor (f, 5, YEAR + 1);
  key (f, XK_Return, SHIFT);
  assert_cursor (f, 8, YEAR);
  assert_typed (f, 5, YEAR, "1");
  assert_typed (f, 6, YEAR, "2");
  assert_typed (f, 8, YEAR, "3");
  key (f, XK_Tab, 0);
  assert_cursor (f, 8, YEAR + 1);
  key (f, XK_Tab, 0);
  assert_cursor (f, 5, YEAR); /* from the last cell to the first */
  assert_selected (f, 5, 8, YEAR, YEAR + 1);
  key (f, XK_Down, 0);
  assert_selected (f, 6, 6, YEAR, YEAR);
}

static void
test_entries_in_rows (Fixture *f, gconstpointer data)
{
  kkb_grid_set_cursor (f->grid, 1, YEAR);
  for (guint row = 1; row <= 2; row++)
    {
      gt_type (f->window, "1");
      key (f, XK_Tab, 0);
      kkb_grid_model_columns_changed (KKB_GRID_MODEL (f->model)); /* a column got wider by what was typed */
      gt_type (f->window, "2");
      key (f, XK_Return, 0);
      assert_cursor (f, row + 1, YEAR);
    }
}

/* ---- filling, clearing, dates, choices ---- */

static void
test_fill (Fixture *f, gconstpointer data)
{
  demo_model_set_typed (f->model, 5, YEAR, "5");
  demo_model_set_typed (f->model, 5, YEAR + 1, "集計中");
  kkb_grid_select (f->grid, 5, YEAR, 9, YEAR + 1);
  key (f, XK_d, CTRL);
  for (guint row = 6; row <= 9; row++)
    {
      assert_typed (f, row, YEAR, row == 7 ? NULL : "5");
      assert_typed (f, row, YEAR + 1, row == 7 ? NULL : "集計中");
    }
  assert_steps (f, 1);
  assert_selected (f, 5, 9, YEAR, YEAR + 1);
  demo_model_undo (f->model);
  assert_typed (f, 6, YEAR, NULL);
  assert_typed (f, 9, YEAR + 1, NULL);
  kkb_grid_set_cursor (f->grid, 6, YEAR); /* of one row: what stands above */
  key (f, XK_d, CTRL);
  assert_typed (f, 6, YEAR, "5");
  kkb_grid_set_cursor (f->grid, 8, YEAR); /* over a heading */
  key (f, XK_d, CTRL);
  assert_typed (f, 8, YEAR, "5");
  kkb_grid_select (f->grid, 5, YEAR, 6, YEAR + 3);
  key (f, XK_r, CTRL);
  assert_typed (f, 5, YEAR + 3, "5");
  assert_typed (f, 6, YEAR + 2, "5");
  assert_steps (f, 3);
  kkb_grid_set_cursor (f->grid, 1, DEMO_NAME);
  key (f, XK_d, CTRL);
  assert_refused (f, "");
  assert_steps (f, 3);
}

static void
test_clear (Fixture *f, gconstpointer data)
{
  kkb_grid_select (f->grid, 5, DEMO_NAME, 8, YEAR); /* names and the heading are passed over */
  key (f, XK_Delete, 0);
  assert_typed (f, 5, YEAR, "");
  assert_typed (f, 8, DEMO_BASELINE, "");
  assert_steps (f, 1);
  assert_selected (f, 5, 8, DEMO_NAME, YEAR);
  kkb_grid_set_cursor (f->grid, 5, DEMO_NAME);
  key (f, XK_Delete, 0);
  assert_refused (f, "");
  assert_steps (f, 1);
}

static void
test_backspace (Fixture *f, gconstpointer data)
{
  demo_model_set_typed (f->model, 1, YEAR, "12");
  kkb_grid_set_cursor (f->grid, 1, YEAR);
  key (f, XK_BackSpace, 0);
  g_assert_true (kkb_grid_get_editing (f->grid));
  g_assert_cmpstr (editor_text (f), ==, "");
  key (f, XK_Return, 0);
  assert_typed (f, 1, YEAR, "");
}

static void
test_today (Fixture *f, gconstpointer data)
{
  kkb_grid_set_cursor (f->grid, 1, NOTE);
  key (f, XK_semicolon, CTRL);
  g_assert_true (kkb_grid_get_editing (f->grid));
  g_assert_cmpstr (editor_text (f), ==, DEMO_TODAY);
  key (f, XK_Return, 0);
  assert_typed (f, 1, NOTE, DEMO_TODAY);
  gt_type (f->window, "1");
  key (f, XK_semicolon, CTRL);
  g_assert_cmpstr (editor_text (f), ==, "1" DEMO_TODAY);
  key (f, XK_Escape, 0);
  kkb_grid_set_cursor (f->grid, 1, YEAR);
  key (f, XK_semicolon, CTRL);
  assert_refused (f, "");
  g_assert_false (kkb_grid_get_editing (f->grid));
}

static gboolean
list_is_open (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (((Fixture *)data)->window));

  return focus != NULL && GTK_IS_LIST_BOX_ROW (focus) && gtk_widget_get_mapped (focus);
}

static gboolean
second_row_has_focus (gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (((Fixture *)data)->window));

  return focus != NULL && GTK_IS_LIST_BOX_ROW (focus) && gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) == 1;
}

/* A key for the open list: the window does not see it. */
static void
list_key (Fixture *f, guint keysym)
{
  gt_key_full (f->window, keysym, 0, FALSE);
}

static gboolean
list_is_closed (gpointer data)
{
  return editor_has_focus (data);
}

static void
test_choices (Fixture *f, gconstpointer data)
{
  kkb_grid_set_cursor (f->grid, 1, YEAR + 1);
  key (f, XK_Down, ALT);
  gt_assert_until (list_is_open, f);
  list_key (f, XK_Down);
  gt_assert_until (second_row_has_focus, f);
  list_key (f, XK_Return);
  gt_assert_until (list_is_closed, f);
  assert_typed (f, 1, YEAR + 1, "1");
  assert_cursor (f, 1, YEAR + 1);
  key (f, XK_Down, ALT);
  gt_assert_until (list_is_open, f);
  list_key (f, XK_Escape);
  gt_assert_until (list_is_closed, f);
  assert_steps (f, 1);
  kkb_grid_set_cursor (f->grid, 1, NOTE);
  key (f, XK_Down, ALT);
  assert_refused (f, "");
}

/* ---- the clipboard ---- */

typedef struct
{
  char *text;
  gboolean done;
} Read;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Read *read = data;

  read->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  read->done = TRUE;
}

static gboolean
is_read (gpointer data)
{
  return ((Read *)data)->done;
}

static char *
clipboard_text (Fixture *f)
{
  Read read = { NULL, FALSE };

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (f->grid)), NULL, read_cb, &read);
  gt_assert_until (is_read, &read);
  return read.text;
}

static gboolean
has_steps (gpointer data)
{
  return demo_model_count_steps (((Fixture *)data)->model) > 0;
}

static void
set_clipboard (Fixture *f, const char *html, const char *text)
{
  GdkContentProvider *providers[2];
  g_autoptr (GdkContentProvider) all = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));

  providers[0] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  if (text != NULL)
    providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  all = gdk_content_provider_new_union (providers, text != NULL ? 2 : 1);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (f->grid)), all);
}

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  demo_model_set_typed (f->model, 1, NOTE, "一行目\n二行目");
  demo_model_set_typed (f->model, 2, NOTE, "=1+1");
  demo_model_set_typed (f->model, 3, NOTE, "\"重点\"\t済");
  kkb_grid_select (f->grid, 1, NOTE, 3, NOTE);
  key (f, XK_c, CTRL);
  text = clipboard_text (f);
  g_assert_cmpstr (text, ==, "\"一行目\n二行目\"\n'=1+1\n\"\"\"重点\"\"\t済\"\n");
  kkb_grid_set_cursor (f->grid, 8, NOTE);
  key (f, XK_v, CTRL);
  gt_assert_until (has_steps, f);
  assert_typed (f, 8, NOTE, "一行目\n二行目");
  assert_typed (f, 9, NOTE, "=1+1");
  assert_typed (f, 10, NOTE, "\"重点\"\t済");
  assert_steps (f, 1);
  assert_selected (f, 8, 10, NOTE, NOTE);
  assert_cursor (f, 8, NOTE);
  demo_model_undo (f->model);
  assert_typed (f, 8, NOTE, NULL);
  assert_selected (f, 8, 10, NOTE, NOTE);
  g_assert_true (editor_has_focus (f));
}

static void
test_cut (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  demo_model_set_typed (f->model, 1, YEAR, "1");
  demo_model_set_typed (f->model, 2, YEAR, "2");
  kkb_grid_select (f->grid, 1, YEAR, 2, YEAR);
  key (f, XK_x, CTRL);
  text = clipboard_text (f);
  g_assert_cmpstr (text, ==, "1\n2\n");
  assert_typed (f, 1, YEAR, "");
  assert_typed (f, 2, YEAR, "");
  assert_steps (f, 1);
  demo_model_undo (f->model);
  assert_typed (f, 2, YEAR, "2");
}

static void
test_paste_shapes (Fixture *f, gconstpointer data)
{
  kkb_grid_select (f->grid, 5, YEAR, 9, YEAR + 1); /* one value everywhere, the heading passed over */
  g_assert_true (kkb_grid_paste_text (f->grid, "7\n"));
  assert_typed (f, 5, YEAR, "7");
  assert_typed (f, 9, YEAR + 1, "7");
  assert_typed (f, 7, YEAR, NULL);
  kkb_grid_set_cursor (f->grid, 5, YEAR); /* a block over a heading */
  g_assert_true (kkb_grid_paste_text (f->grid, "1\t2\r\n3\t4\r\n5\t6\r\n"));
  assert_typed (f, 5, YEAR, "1");
  assert_typed (f, 6, YEAR + 1, "4");
  assert_typed (f, 8, YEAR, "5");
  assert_selected (f, 5, 8, YEAR, YEAR + 1);
  kkb_grid_select (f->grid, 15, YEAR, 18, YEAR + 3); /* as often as it fits */
  g_assert_true (kkb_grid_paste_text (f->grid, "1\t2\n3\t4\n"));
  assert_typed (f, 18, YEAR + 3, "4");
  assert_typed (f, 17, YEAR + 2, "1");
  assert_steps (f, 3);
}

static void
test_paste_with_heading (Fixture *f, gconstpointer data)
{
  kkb_grid_select (f->grid, 5, YEAR, 8, YEAR);
  for (guint row = 5; row <= 8; row++)
    if (row != 7)
      demo_model_set_typed (f->model, row, YEAR, row == 5 ? "5" : row == 6 ? "6" : "8");
  key (f, XK_c, CTRL);
  key (f, XK_Delete, 0);
  key (f, XK_v, CTRL); /* the heading of row 7 meets itself */
  while (demo_model_count_steps (f->model) < 2)
    g_main_context_iteration (NULL, TRUE);
  assert_typed (f, 5, YEAR, "5");
  assert_typed (f, 6, YEAR, "6");
  assert_typed (f, 8, YEAR, "8");
}

static void
test_paste_refused (Fixture *f, gconstpointer data)
{
  kkb_grid_set_cursor (f->grid, 998, YEAR);
  g_assert_false (kkb_grid_paste_text (f->grid, "1\n2\n3\n"));
  assert_refused (f, "3");
  kkb_grid_set_cursor (f->grid, 1, NOTE);
  g_assert_false (kkb_grid_paste_text (f->grid, "1\t2\n"));
  assert_refused (f, "2");
  kkb_grid_set_cursor (f->grid, 1, YEAR + 9); /* the rate beside it is computed */
  g_assert_false (kkb_grid_paste_text (f->grid, "1\t2\n"));
  assert_refused (f, "達成率");
  kkb_grid_select (f->grid, 1, YEAR, 2, YEAR);
  g_assert_false (kkb_grid_paste_text (f->grid, "1\n多い\n"));
  assert_refused (f, "多い");
  assert_selected (f, 1, 2, YEAR, YEAR);
  assert_steps (f, 0);
  key (f, XK_Escape, 0);
  g_assert_null (kkb_grid_get_message (f->grid));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (f->grid)), "");
  key (f, XK_v, CTRL);
  assert_refused (f, "");
  assert_steps (f, 0);
}

static void
test_paste_whole_rows (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;

  kkb_grid_set_cursor (f->grid, 9, YEAR);
  key (f, XK_space, SHIFT);
  text = kkb_grid_get_selection_text (f->grid);
  key (f, XK_Home, 0);
  g_assert_true (kkb_grid_paste_text (f->grid, text)); /* what is computed says the same anyway */
  kkb_grid_set_cursor (f->grid, 10, DEMO_NUMBER);
  g_assert_false (kkb_grid_paste_text (f->grid, text));
}

static void
test_paste_html (Fixture *f, gconstpointer data)
{
  set_clipboard (f, "<table><tr><td sdval=\"47.3821\">47.4</td><td sdval=\"1234567\">1235</td></tr></table>",
                 "47.4\t1235\n");
  kkb_grid_set_cursor (f->grid, 1, YEAR);
  key (f, XK_v, CTRL);
  gt_assert_until (has_steps, f);
  assert_typed (f, 1, YEAR, "47.3821");  /* the figure behind what is shown */
  assert_typed (f, 1, YEAR + 1, "1235"); /* in thousands: what is shown */
  demo_model_undo (f->model);
  set_clipboard (f, "<table><tr><td>1<td>2<tr><td>3<td>4</table>", NULL);
  key (f, XK_v, CTRL);
  gt_assert_until (has_steps, f);
  assert_typed (f, 2, YEAR + 1, "4");
}

static void
test_cursor_goes_on (Fixture *f, gconstpointer data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (f->grid)), "1\n2\n");
  kkb_grid_set_cursor (f->grid, 1, YEAR);
  key (f, XK_v, CTRL);
  kkb_grid_set_cursor (f->grid, 20, NOTE); /* before the text has come */
  gt_assert_until (has_steps, f);
  assert_typed (f, 1, YEAR, "1");
  assert_typed (f, 20, NOTE, NULL);
  assert_steps (f, 1);
}

/* ---- what cannot be read ---- */

static void
test_unreadable (Fixture *f, gconstpointer data)
{
  GtkWidget *cell;

  demo_model_keep_unreadable (f->model);
  demo_model_set_typed (f->model, 1, YEAR, "5");
  kkb_grid_set_cursor (f->grid, 1, YEAR);
  gt_type (f->window, "1,x");
  gt_key (f->window, XK_Return, 0); /* ends the conversion of x */
  key (f, XK_Return, 0);
  assert_cursor (f, 2, YEAR); /* the cursor goes on */
  assert_steps (f, 0);
  assert_typed (f, 1, YEAR, "5");
  g_assert_null (kkb_grid_get_message (f->grid));
  gt_wait_frame (GTK_WIDGET (f->window));
  cell = kkb_grid_get_cell_widget (f->grid, 1, YEAR);
  g_assert_cmpstr (kkb_grid_text_get (cell), ==, "1,x");
  g_assert_true (gtk_widget_has_css_class (cell, "unreadable"));
  key (f, XK_Up, 0);
  g_assert_nonnull (strstr (kkb_grid_get_message (f->grid), "「1,x」は読めない"));
  gtk_test_accessible_assert_property (kkb_grid_get_editor (f->grid), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       kkb_grid_get_message (f->grid));
  key (f, XK_F2, 0);
  g_assert_cmpstr (editor_text (f), ==, "1,x");
  key (f, XK_BackSpace, 0);
  key (f, XK_BackSpace, 0);
  key (f, XK_Return, SHIFT); /* mended */
  assert_typed (f, 1, YEAR, "1");
  assert_steps (f, 1);
  kkb_grid_set_cursor (f->grid, 1, YEAR);
  g_assert_null (kkb_grid_get_message (f->grid));
  g_assert_true (kkb_grid_paste_text (f->grid, "多い"));
  g_assert_nonnull (kkb_grid_get_message (f->grid));
  key (f, XK_Escape, 0); /* given up: the stored value is back */
  g_assert_null (kkb_grid_get_message (f->grid));
  assert_typed (f, 1, YEAR, "1");
  gt_wait_frame (GTK_WIDGET (f->window));
  g_assert_true (g_str_has_prefix (shown_text (f, 1, YEAR), "1"));
  assert_steps (f, 1);
}

/* ---- place and screen reader ---- */

static void
test_selection_is_kept (Fixture *f, gconstpointer data)
{
  kkb_grid_select (f->grid, 40, YEAR, 42, YEAR + 1);
  demo_model_insert_above (f->model, 7);
  assert_selected (f, 47, 49, YEAR, YEAR + 1);
  kkb_grid_set_column_hidden (f->grid, DEMO_BASELINE, TRUE);
  assert_selected (f, 47, 49, YEAR, YEAR + 1);
  kkb_grid_model_columns_changed (KKB_GRID_MODEL (f->model));
  assert_selected (f, 47, 49, YEAR, YEAR + 1);
  kkb_grid_set_column_hidden (f->grid, YEAR + 1, TRUE); /* an edge of it is gone: the cursor is left */
  assert_selected (f, 47, 47, YEAR, YEAR);
  g_assert_true (editor_has_focus (f));
}

static void
test_selection_is_told (Fixture *f, gconstpointer data)
{
  demo_model_set_typed (f->model, 2, YEAR, "9");
  kkb_grid_set_cursor (f->grid, 2, YEAR);
  key (f, XK_Down, SHIFT);
  key (f, XK_Right, SHIFT);
  gtk_test_accessible_assert_property (kkb_grid_get_editor (f->grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "従業者数 21002, 令和4年度 目標, 9, 2 rows and 2 columns selected");
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

#define ADD(path, function) g_test_add ("/range/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("shift-extends-with-every-key-that-moves", test_shift_extends);
  ADD ("shift-space-ctrl-space-and-ctrl-a-select-rows-columns-and-all", test_whole_rows_and_columns);
  ADD ("alt-page-keys-go-sideways", test_sideways);
  ADD ("enter-and-tab-go-round-in-a-selected-range", test_keys_in_a_range);
  ADD ("enter-goes-back-to-where-the-row-of-entries-began", test_entries_in_rows);
  ADD ("ctrl-d-and-ctrl-r-fill-as-one-step", test_fill);
  ADD ("delete-clears-what-can-be-typed-into-as-one-step", test_clear);
  ADD ("backspace-edits-an-empty-cell", test_backspace);
  ADD ("ctrl-semicolon-types-today-where-a-date-is-taken", test_today);
  ADD ("alt-down-opens-the-list-of-choices", test_choices);
  ADD ("copied-cells-come-back-exactly-and-stay-selected", test_round_trip);
  ADD ("cut-copies-and-clears-as-one-step", test_cut);
  ADD ("a-value-fills-a-range-and-a-block-goes-in-as-often-as-it-fits", test_paste_shapes);
  ADD ("a-copied-heading-meets-itself", test_paste_with_heading);
  ADD ("a-paste-past-the-end-or-over-computed-cells-is-refused-with-the-reason", test_paste_refused);
  ADD ("whole-rows-can-be-pasted-over-themselves-only", test_paste_whole_rows);
  ADD ("a-table-of-a-spreadsheet-gives-the-exact-figures", test_paste_html);
  ADD ("what-is-pasted-goes-where-the-key-was-pressed", test_cursor_goes_on);
  ADD ("what-cannot-be-read-stays-marked-until-mended-or-given-up", test_unreadable);
  ADD ("the-selection-survives-new-rows-and-columns", test_selection_is_kept);
  ADD ("a-screen-reader-hears-how-much-is-selected", test_selection_is_told);
#undef ADD
  return g_test_run ();
}
