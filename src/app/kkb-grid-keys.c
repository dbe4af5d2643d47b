/* All handlers are in the bubble phase: the input method has had the key before. */
#include "kkb-grid-private.h"

#define RESIZE_STEP 8

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
select_columns (KkbGrid *self)
{
  guint row0, row1, position0, position1;

  kkb_grid_selected_range (self, &row0, &row1, &position0, &position1);
  kkb_grid_select_range (self, 0, self->layout->n_rows - 1, position0, position1, TRUE);
}

static gboolean
control_key (KkbGrid *self, guint keyval, gboolean shift)
{
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_c:
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      kkb_grid_copy (self);
      return TRUE;
    case GDK_KEY_v:
      kkb_grid_paste (self);
      return TRUE;
    case GDK_KEY_x:
      kkb_grid_cut (self);
      return TRUE;
    case GDK_KEY_a:
      if (!shift)
        kkb_grid_select_all (self);
      return !shift;
    case GDK_KEY_d:
      kkb_grid_fill_down (self);
      return TRUE;
    case GDK_KEY_r:
      kkb_grid_fill_right (self);
      return TRUE;
    case GDK_KEY_semicolon:
      kkb_grid_type_today (self);
      return TRUE;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      if (shift)
        kkb_grid_select_all (self);
      else
        select_columns (self);
      return TRUE;
    case GDK_KEY_BackSpace:
      self->scroll_to_cursor = TRUE;
      kkb_grid_editor_update (self);
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

  kkb_grid_cursor_area (self, &area);
  kkb_grid_emit_menu (self, FALSE, self->cursor_row, kkb_grid_cursor_column (self), area.x, area.y + area.height);
}

/* Escape takes away, one after the other: what could not be read, a sentence beside the cell. */
static gboolean
give_up (KkbGrid *self)
{
  KkbGridCell cell;

  if (kkb_grid_model_get_section (self->model, self->cursor_row, NULL) == NULL)
    {
      kkb_grid_model_get_cell (self->model, self->cursor_row, kkb_grid_cursor_column (self), &cell);
      if (cell.style & KKB_GRID_STYLE_UNREADABLE)
        {
          kkb_grid_model_discard (self->model, self->cursor_row, kkb_grid_cursor_column (self));
          kkb_grid_editor_update (self);
          return TRUE;
        }
    }
  if (kkb_grid_get_message (self) == NULL)
    return FALSE;
  kkb_grid_show_message (self, NULL);
  return TRUE;
}

static gboolean
is_down (guint keyval)
{
  return keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
}

static gboolean
editing_key (KkbGrid *self, guint keyval, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;
  gboolean vertical = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up || is_down (keyval) || keyval == GDK_KEY_Page_Up
                      || keyval == GDK_KEY_Page_Down;
  guint row = self->cursor_row;
  guint position = self->cursor_position;

  /* An input method composes and left us this key: nothing that would end the edit may happen now. */
  if (self->preedit)
    return is_enter (keyval) || is_tab (keyval) || kkb_grid_is_movement (keyval) || keyval == GDK_KEY_Escape;
  if ((state & GDK_CONTROL_MASK) != 0 && keyval == GDK_KEY_semicolon)
    kkb_grid_type_today (self);
  else if ((state & GDK_ALT_MASK) != 0 && is_down (keyval))
    kkb_grid_open_choices (self);
  else if (!plain)
    return FALSE;
  else if (keyval == GDK_KEY_Escape)
    kkb_grid_cancel_edit (self);
  else if (is_enter (keyval))
    {
      if (kkb_grid_commit_edit (self))
        kkb_grid_move_by_enter (self, shift);
    }
  else if (is_tab (keyval))
    {
      if (kkb_grid_commit_edit (self))
        kkb_grid_move_by_tab (self, shift || keyval == GDK_KEY_ISO_Left_Tab);
    }
  else if (keyval == GDK_KEY_F2)
    self->edit = KKB_GRID_EDIT_FULL;
  else if (kkb_grid_is_movement (keyval) && !shift && (vertical || self->edit == KKB_GRID_EDIT_TYPED))
    {
      if (kkb_grid_commit_edit (self) && kkb_grid_find_target (self, keyval, 0, &row, &position))
        kkb_grid_place_cursor (self, row, position, FALSE);
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
alt_key (KkbGrid *self, guint keyval, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  guint row = shift ? self->extent_row : self->cursor_row;
  guint position = shift ? self->extent_position : self->cursor_position;

  if ((state & GDK_CONTROL_MASK) != 0 || !kkb_grid_is_movement (keyval))
    return FALSE;
  if (kkb_grid_find_target (self, keyval, state, &row, &position))
    kkb_grid_place_cursor (self, row, position, shift);
  else if (shift)
    resize_by_key (self, keyval);
  else if (is_down (keyval))
    kkb_grid_open_choices (self);
  else
    return FALSE;
  return TRUE;
}

static gboolean
resting_key (KkbGrid *self, guint keyval, GdkModifierType state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  guint row = shift ? self->extent_row : self->cursor_row;
  guint position = shift ? self->extent_position : self->cursor_position;

  if ((state & GDK_ALT_MASK) != 0)
    return alt_key (self, keyval, state);
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && shift))
    open_menu (self);
  else if (is_tab (keyval))
    return !control && kkb_grid_move_by_tab (self, shift || keyval == GDK_KEY_ISO_Left_Tab);
  else if (is_enter (keyval) && !control)
    kkb_grid_move_by_enter (self, shift);
  else if (kkb_grid_is_movement (keyval))
    {
      if (!kkb_grid_find_target (self, keyval, state, &row, &position))
        return FALSE;
      kkb_grid_place_cursor (self, row, position, shift);
    }
  else if (control)
    return control_key (self, keyval, shift);
  else if (keyval == GDK_KEY_F2)
    {
      if (!kkb_grid_editor_begin (self, KKB_GRID_EDIT_FULL))
        gtk_widget_error_bell (GTK_WIDGET (self));
    }
  else if ((keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete) && shift)
    kkb_grid_cut (self);
  else if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    kkb_grid_clear (self);
  else if ((keyval == GDK_KEY_Insert || keyval == GDK_KEY_KP_Insert) && shift)
    kkb_grid_paste (self);
  else if (keyval == GDK_KEY_BackSpace)
    kkb_grid_editor_begin (self, KKB_GRID_EDIT_TYPED);
  else if ((keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space) && shift)
    kkb_grid_select_rows (self); /* in a cell that takes no text no input method has asked for it */
  else if (keyval == GDK_KEY_Escape)
    return give_up (self);
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

/* Only looks on: an input method may want Shift+Space for itself. Where it only makes a space of it, the row is meant.
 */
static gboolean
key_noted_cb (KkbGrid *self, guint keyval, guint keycode, GdkModifierType state)
{
  self->shift_space = (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space) && self->edit == KKB_GRID_EDIT_NONE
                      && (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) == GDK_SHIFT_MASK;
  return FALSE;
}

void
kkb_grid_keys_init (KkbGrid *self)
{
  /* on the text itself, and added last: so it comes after the text's own input method (target phase), but before
   * the text's own key bindings */
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *spaces = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->text, keys);
  gtk_event_controller_set_propagation_phase (spaces, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (spaces, "key-pressed", G_CALLBACK (key_noted_cb), self);
  gtk_widget_add_controller (self->text, spaces);
}
