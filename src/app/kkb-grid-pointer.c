#include "kkb-grid-private.h"

static gboolean
in_head (KkbGrid *self, double y)
{
  return y < kkb_grid_layout_head_height (self->layout);
}

static gboolean
cell_at (KkbGrid *self, double x, double y, guint *row, guint *position)
{
  int content_y = (int)y - kkb_grid_layout_head_height (self->layout) + kkb_grid_scroll_y (self);
  int content_x = x < self->layout->frozen_width ? (int)x : (int)x + kkb_grid_scroll_x (self);
  int found = kkb_grid_layout_position_at (self->layout, content_x);

  if (!kkb_grid_has_cells (self) || in_head (self, y) || content_y >= kkb_grid_layout_height (self->layout)
      || found < 0)
    return FALSE;
  *row = kkb_grid_layout_row_at (self->layout, content_y);
  *position = (guint)found;
  return TRUE;
}

static gboolean
on_editor (KkbGrid *self, double x, double y)
{
  GtkWidget *hit = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return self->edit != KKB_GRID_EDIT_NONE && hit != NULL
         && (hit == self->holder || gtk_widget_is_ancestor (hit, self->holder));
}

static void
press_head (KkbGrid *self, guint button, int n_press, double x, double y)
{
  int edge = kkb_grid_head_edge_at (self, (int)x);
  int column = kkb_grid_head_column_at (self, (int)x);

  if (button == GDK_BUTTON_SECONDARY && column >= 0)
    kkb_grid_emit_menu (self, TRUE, 0, (guint)column, (int)x, (int)y);
  else if (button == GDK_BUTTON_PRIMARY && edge >= 0)
    {
      self->resize_column = edge;
      self->resize_width = self->layout->columns[edge].width;
      if (n_press == 2)
        kkb_grid_set_column_width (self, (guint)edge, 0);
    }
  else
    self->head_pressed = button == GDK_BUTTON_PRIMARY;
}

static void
pressed_cb (KkbGrid *self, int n_press, double x, double y, GtkGesture *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint row, position;

  self->resize_column = -1;
  self->dragging = FALSE;
  self->head_pressed = FALSE;
  if (on_editor (self, x, y))
    return;
  if (!gtk_widget_has_focus (self->text))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (self->text));
  if (!kkb_grid_commit_edit (self))
    return;
  if (in_head (self, y))
    {
      press_head (self, button, n_press, x, y);
      return;
    }
  if (!cell_at (self, x, y, &row, &position))
    return;
  if (button == GDK_BUTTON_SECONDARY)
    {
      guint row0, row1, position0, position1;

      kkb_grid_selected_range (self, &row0, &row1, &position0, &position1);
      if (row < row0 || row > row1 || position < position0 || position > position1)
        kkb_grid_place_cursor (self, row, position, FALSE);
      kkb_grid_emit_menu (self, FALSE, row, self->layout->shown[position], (int)x, (int)y);
      return;
    }
  kkb_grid_place_cursor (self, row, position, (state & GDK_SHIFT_MASK) != 0);
  if (n_press == 2)
    kkb_grid_editor_begin (self, KKB_GRID_EDIT_FULL);
  else
    self->dragging = button == GDK_BUTTON_PRIMARY;
}

static void
released_cb (KkbGrid *self, int n_press, double x, double y)
{
  int column = kkb_grid_head_column_at (self, (int)x);

  if (self->head_pressed && in_head (self, y) && column >= 0)
    kkb_grid_emit_head_activated (self, (guint)column);
  self->head_pressed = FALSE;
}

static void
drag_updated_cb (KkbGrid *self, double offset_x, double offset_y, GtkGestureDrag *drag)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double start_x, start_y;
  guint row, position;

  gtk_gesture_drag_get_start_point (drag, &start_x, &start_y);
  if (self->resize_column >= 0)
    {
      if (offset_x != 0)
        kkb_grid_resize_column (self, (guint)self->resize_column, MAX (self->resize_width + (int)offset_x, 1));
      return;
    }
  if (!self->dragging || self->edit != KKB_GRID_EDIT_NONE)
    return;
  /* beyond an edge counts as just outside it: the cell there comes into view, so the table scrolls along */
  start_x = CLAMP (start_x + offset_x, 0, width + self->layout->char_width);
  start_y
      = CLAMP (start_y + offset_y, kkb_grid_layout_head_height (self->layout), height + self->layout->row_height / 2);
  if (cell_at (self, start_x, start_y, &row, &position)
      && (row != self->extent_row || position != self->extent_position))
    kkb_grid_place_cursor (self, row, position, TRUE);
}

static void
drag_ended_cb (KkbGrid *self)
{
  if (self->resize_column >= 0)
    kkb_grid_emit_layout_changed (self);
  self->resize_column = -1;
  self->dragging = FALSE;
}

static void
moved_cb (KkbGrid *self, double x, double y)
{
  gboolean edge = self->resize_column >= 0 || (in_head (self, y) && kkb_grid_head_edge_at (self, (int)x) >= 0);

  self->pointer_x = x;
  self->pointer_y = y;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), edge ? "col-resize" : NULL);
}

static gboolean
tooltip_queried_cb (KkbGrid *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  guint row = self->cursor_row;
  guint position = self->cursor_position;
  g_autofree char *problem = NULL, *more = NULL, *text = NULL;
  GdkRectangle area;

  if (!kkb_grid_has_cells (self) || (!keyboard && !cell_at (self, x, y, &row, &position))
      || kkb_grid_model_get_section (self->model, row, NULL) != NULL)
    return FALSE;
  problem = kkb_grid_model_get_problem (self->model, row, self->layout->shown[position]);
  more = kkb_grid_model_get_tooltip (self->model, row, self->layout->shown[position]);
  text = problem != NULL && more != NULL ? g_strconcat (problem, "\n", more, NULL)
                                         : g_strdup (problem != NULL ? problem : more);
  if (text == NULL || text[0] == '\0')
    return FALSE;
  kkb_grid_position_area (self, row, position, &area);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

void
kkb_grid_pointer_init (KkbGrid *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->resize_column = -1;
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_updated_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_ended_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_queried_cb), NULL);
}
