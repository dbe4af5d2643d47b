/* All handlers are in the bubble phase: the input method has had the key before. */
#include "kkb-grid-private.h"

#include <glib/gi18n-lib.h>

#define RESIZE_STEP 8

static gboolean
cell_is_filled (KkbGrid *self, guint row, guint position)
{
  KkbGridCell cell;

  if (kkb_grid_model_get_section (self->model, row, NULL) != NULL)
    return FALSE;
  kkb_grid_model_get_cell (self->model, row, self->layout->shown[position], &cell);
  return cell.text[0] != '\0';
}

/* As in a spreadsheet: to the last cell of a filled run, or over empty ones to the next filled, or to the edge. */
static guint
jump (KkbGrid *self, guint from, guint last, int step, gboolean vertical)
{
  guint at = from;
  gboolean run;

#define FILLED(i)                                                                                                      \
  (vertical ? cell_is_filled (self, (i), self->cursor_position) : cell_is_filled (self, self->cursor_row, (i)))
#define AT_EDGE(i) (step > 0 ? (i) == last : (i) == 0)
  if (AT_EDGE (at))
    return at;
  run = FILLED (at) && FILLED (at + (guint)step);
  do
    {
      at += (guint)step;
      if (run && (AT_EDGE (at) || !FILLED (at + (guint)step)))
        return at;
      if (!run && FILLED (at))
        return at;
    }
  while (!AT_EDGE (at));
#undef FILLED
#undef AT_EDGE
  return at;
}

static guint
page_row (KkbGrid *self, int direction)
{
  int page = MAX (kkb_grid_body_height (self) - self->layout->row_height, self->layout->row_height);
  int y = kkb_grid_layout_row_y (self->layout, self->cursor_row) + direction * page;

  gtk_adjustment_set_value (self->vadjustment, gtk_adjustment_get_value (self->vadjustment) + direction * page);
  return kkb_grid_layout_row_at (self->layout, MAX (y, 0));
}

static gboolean
find_target (KkbGrid *self, guint keyval, gboolean control, guint *row, guint *position)
{
  guint last_row = self->layout->n_rows - 1;
  guint last = self->layout->n_shown - 1;

  *row = self->cursor_row;
  *position = self->cursor_position;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      *position = control ? jump (self, *position, last, -1, FALSE) : (*position > 0 ? *position - 1 : 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      *position = control ? jump (self, *position, last, 1, FALSE) : MIN (*position + 1, last);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      *row = control ? jump (self, *row, last_row, -1, TRUE) : (*row > 0 ? *row - 1 : 0);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      *row = control ? jump (self, *row, last_row, 1, TRUE) : MIN (*row + 1, last_row);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      *row = control ? 0 : *row;
      *position = 0;
      gtk_adjustment_set_value (self->hadjustment, 0);
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      *row = control ? last_row : *row;
      *position = last;
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      *row = page_row (self, -1);
      return !control;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      *row = page_row (self, 1);
      return !control;
    default:
      return FALSE;
    }
}

static gboolean
is_movement (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_enter (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

static gboolean
is_tab (guint keyval)
{
  return keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab || keyval == GDK_KEY_KP_Tab;
}

static void
move_by_enter (KkbGrid *self, gboolean up)
{
  guint row = self->cursor_row;
  guint position = self->tab_origin >= 0 ? (guint)self->tab_origin : self->cursor_position;

  if (up)
    row = row > 0 ? row - 1 : 0;
  else
    row = MIN (row + 1, self->layout->n_rows - 1);
  kkb_grid_place_cursor (self, row, position, FALSE);
}

/* FALSE at the very first or last cell: then the focus goes on to the next widget. */
static gboolean
move_by_tab (KkbGrid *self, gboolean back)
{
  guint row = self->cursor_row;
  guint position = self->cursor_position;
  int origin = self->tab_origin >= 0 ? self->tab_origin : (int)position;

  if (back && position > 0)
    position--;
  else if (back && row > 0)
    {
      row--;
      position = self->layout->n_shown - 1;
    }
  else if (!back && position + 1 < self->layout->n_shown)
    position++;
  else if (!back && row + 1 < self->layout->n_rows)
    {
      row++;
      position = 0;
      origin = 0;
    }
  else
    return FALSE;
  kkb_grid_place_cursor (self, row, position, FALSE);
  self->tab_origin = origin;
  return TRUE;
}

static guint *
selected_columns (KkbGrid *self, guint position0, guint position1)
{
  return g_memdup2 (self->layout->shown + position0, sizeof (guint) * (position1 - position0 + 1));
}

static void
report (KkbGrid *self, gboolean done, GError *error)
{
  if (!done)
    kkb_grid_show_message (self, error != NULL ? error->message : "");
  kkb_grid_editor_update (self);
}

static void
clear_selection (KkbGrid *self)
{
  guint row0, row1, position0, position1;
  g_autofree guint *columns = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  kkb_grid_selected_range (self, &row0, &row1, &position0, &position1);
  columns = selected_columns (self, position0, position1);
  if (row0 == row1 && position0 == position1 && !gtk_editable_get_editable (GTK_EDITABLE (self->text)))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  done = kkb_grid_model_clear (self->model, row0, row1, columns, position1 - position0 + 1, &error);
  report (self, done, error);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KkbGrid) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  KkbGridChange change = { .row = self->cursor_row };
  gboolean done;

  if (text == NULL || text[0] == '\0' || !kkb_grid_has_cells (self) || self->edit != KKB_GRID_EDIT_NONE
      || !gtk_editable_get_editable (GTK_EDITABLE (self->text)) || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  g_clear_error (&error);
  change.column = kkb_grid_cursor_column (self);
  change.text = g_strchomp (text);
  done = kkb_grid_model_change (self->model, &change, 1, KKB_GRID_PASTE, &error);
  report (self, done, error);
}

static void
paste (KkbGrid *self)
{
  g_cancellable_cancel (self->paste_cancellable);
  g_clear_object (&self->paste_cancellable);
  self->paste_cancellable = g_cancellable_new ();
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->paste_cancellable, pasted_cb,
                                 g_object_ref (self));
}

static gboolean
control_key (KkbGrid *self, guint keyval)
{
  g_autofree char *text = NULL;

  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_c:
    case GDK_KEY_Insert:
      text = kkb_grid_get_selection_text (self);
      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
      return TRUE;
    case GDK_KEY_v:
      paste (self);
      return TRUE;
    case GDK_KEY_x:
      text = kkb_grid_get_selection_text (self);
      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
      clear_selection (self);
      return TRUE;
    case GDK_KEY_a:
      self->anchor_row = 0;
      self->anchor_position = 0;
      kkb_grid_place_cursor (self, self->layout->n_rows - 1, self->layout->n_shown - 1, TRUE);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      kkb_grid_emit_cell (self, "cell-activated", self->cursor_row, kkb_grid_cursor_column (self));
      return TRUE;
    default:
      return FALSE;
    }
}

static void
resize_by_key (KkbGrid *self, guint keyval)
{
  guint column = kkb_grid_cursor_column (self);
  gboolean wider = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right;
  int width = self->layout->columns[column].width + (wider ? RESIZE_STEP : -RESIZE_STEP);

  kkb_grid_set_column_width (self, column, MAX (width, 1));
  self->scroll_to_cursor = TRUE;
}

static void
open_menu (KkbGrid *self)
{
  GdkRectangle area;

  kkb_grid_position_area (self, self->cursor_row, self->cursor_position, &area);
  kkb_grid_emit_menu (self, FALSE, self->cursor_row, kkb_grid_cursor_column (self), area.x, area.y + area.height);
}

static gboolean
editing_key (KkbGrid *self, guint keyval, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;
  gboolean vertical = keyval == GDK_KEY_Up || keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Up
                      || keyval == GDK_KEY_KP_Down || keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_Page_Down;
  guint row, position;

  /* An input method composes and left us this key: nothing that would end the edit may happen now. */
  if (self->preedit)
    return is_enter (keyval) || is_tab (keyval) || is_movement (keyval) || keyval == GDK_KEY_Escape;
  if (!plain)
    return FALSE;
  if (keyval == GDK_KEY_Escape)
    kkb_grid_cancel_edit (self);
  else if (is_enter (keyval))
    {
      if (kkb_grid_commit_edit (self))
        move_by_enter (self, shift);
    }
  else if (is_tab (keyval))
    {
      if (kkb_grid_commit_edit (self))
        move_by_tab (self, shift || keyval == GDK_KEY_ISO_Left_Tab);
    }
  else if (keyval == GDK_KEY_F2)
    self->edit = KKB_GRID_EDIT_FULL;
  else if (is_movement (keyval) && !shift && (vertical || self->edit == KKB_GRID_EDIT_TYPED))
    {
      if (kkb_grid_commit_edit (self) && find_target (self, keyval, FALSE, &row, &position))
        kkb_grid_place_cursor (self, row, position, FALSE);
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
resting_key (KkbGrid *self, guint keyval, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  gboolean alt = (state & GDK_ALT_MASK) != 0;
  guint row, position;

  if (alt)
    {
      if (!shift || control || !is_movement (keyval))
        return FALSE;
      resize_by_key (self, keyval);
      return TRUE;
    }
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && shift))
    open_menu (self);
  else if (is_tab (keyval))
    return !control && move_by_tab (self, shift || keyval == GDK_KEY_ISO_Left_Tab);
  else if (is_enter (keyval) && !control)
    move_by_enter (self, shift);
  else if (is_movement (keyval))
    {
      if (!find_target (self, keyval, control, &row, &position))
        return FALSE;
      kkb_grid_place_cursor (self, row, position, shift);
    }
  else if (control)
    return control_key (self, keyval);
  else if (keyval == GDK_KEY_F2)
    {
      if (!kkb_grid_editor_begin (self, KKB_GRID_EDIT_FULL))
        gtk_widget_error_bell (GTK_WIDGET (self));
    }
  else if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    clear_selection (self);
  else if (keyval == GDK_KEY_BackSpace)
    kkb_grid_editor_begin (self, KKB_GRID_EDIT_TYPED);
  else if (keyval == GDK_KEY_Escape && kkb_grid_get_message (self) != NULL)
    kkb_grid_show_message (self, NULL);
  else
    return FALSE;
  return TRUE;
}

static gboolean
key_pressed_cb (KkbGrid *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (!kkb_grid_has_cells (self))
    return FALSE;
  if (self->edit != KKB_GRID_EDIT_NONE)
    return editing_key (self, keyval, state);
  return resting_key (self, keyval, state);
}

void
kkb_grid_keys_init (KkbGrid *self)
{
  /* on the text itself, and added last: so it comes after the text's own input method (target phase), but before
   * the text's own key bindings */
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->text, keys);
}
