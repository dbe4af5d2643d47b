/* The cursor and the selected range. */
#include "kkb-grid-private.h"

void
kkb_grid_emit_cursor_moved (KkbGrid *self)
{
  if (kkb_grid_has_cells (self))
    g_signal_emit_by_name (self, "cursor-moved", self->cursor_row, kkb_grid_cursor_column (self));
}

void
kkb_grid_clamp_cursor (KkbGrid *self)
{
  guint last_row = MAX (self->layout->n_rows, 1) - 1;
  guint last = MAX (self->layout->n_shown, 1) - 1;

  self->cursor_row = MIN (self->cursor_row, last_row);
  self->cursor_position = MIN (self->cursor_position, last);
  self->anchor_row = MIN (self->anchor_row, last_row);
  self->anchor_position = MIN (self->anchor_position, last);
  self->extent_row = MIN (self->extent_row, last_row);
  self->extent_position = MIN (self->extent_position, last);
  if (self->tab_origin > (int)last)
    self->tab_origin = -1;
  if (!kkb_grid_has_cells (self))
    return;
  self->cursor_id = kkb_grid_model_get_row_id (self->model, self->cursor_row);
  self->anchor_id = kkb_grid_model_get_row_id (self->model, self->anchor_row);
  self->extent_id = kkb_grid_model_get_row_id (self->model, self->extent_row);
}

guint
kkb_grid_cursor_column (KkbGrid *self)
{
  return self->layout->shown[self->cursor_position];
}

static void
cursor_placed (KkbGrid *self, gboolean moved)
{
  kkb_grid_clamp_cursor (self);
  self->scroll_to_cursor = TRUE;
  if (kkb_grid_get_message (self) != NULL)
    kkb_grid_show_message (self, NULL);
  kkb_grid_pool_update_selection (self);
  kkb_grid_editor_update (self);
  if (moved)
    kkb_grid_emit_cursor_moved (self);
}

static void
move_cursor (KkbGrid *self, guint row, guint position)
{
  gboolean moved = row != self->cursor_row || position != self->cursor_position;

  self->cursor_row = row;
  self->cursor_position = position;
  self->scroll_to_extent = FALSE;
  cursor_placed (self, moved);
}

void
kkb_grid_place_cursor (KkbGrid *self, guint row, guint position, gboolean extend)
{
  self->tab_origin = -1;
  self->extent_row = row;
  self->extent_position = position;
  if (extend)
    {
      self->scroll_to_extent = TRUE;
      cursor_placed (self, FALSE);
      return;
    }
  self->anchor_row = row;
  self->anchor_position = position;
  move_cursor (self, row, position);
}

void
kkb_grid_select_range (KkbGrid *self, guint row0, guint row1, guint position0, guint position1, gboolean keep_cursor)
{
  self->tab_origin = -1;
  self->anchor_row = row0;
  self->anchor_position = position0;
  self->extent_row = row1;
  self->extent_position = position1;
  if (keep_cursor)
    move_cursor (self, CLAMP (self->cursor_row, row0, row1), CLAMP (self->cursor_position, position0, position1));
  else
    move_cursor (self, row0, position0);
}

gboolean
kkb_grid_has_range (KkbGrid *self)
{
  return self->anchor_row != self->extent_row || self->anchor_position != self->extent_position;
}

void
kkb_grid_select_rows (KkbGrid *self)
{
  guint row0, row1, position0, position1;

  kkb_grid_selected_range (self, &row0, &row1, &position0, &position1);
  kkb_grid_select_range (self, row0, row1, 0, self->layout->n_shown - 1, TRUE);
}

gboolean
kkb_grid_cycle_cursor (KkbGrid *self, gboolean by_column, gboolean back)
{
  guint row0, row1, position0, position1;
  guint row = self->cursor_row;
  guint position = self->cursor_position;
  guint64 n_rows, n_columns, n, i;

  if (!kkb_grid_has_range (self))
    return FALSE;
  kkb_grid_selected_range (self, &row0, &row1, &position0, &position1);
  n_rows = row1 - row0 + 1;
  n_columns = position1 - position0 + 1;
  n = n_rows * n_columns;
  i = by_column ? (row - row0) * n_columns + (position - position0) : (position - position0) * n_rows + (row - row0);
  for (guint64 steps = 0; steps < n; steps++)
    {
      i = (i + (back ? n - 1 : 1)) % n;
      row = row0 + (guint)(by_column ? i / n_columns : i % n_rows);
      position = position0 + (guint)(by_column ? i % n_columns : i / n_rows);
      if (kkb_grid_model_get_section (self->model, row, NULL) == NULL)
        break;
    }
  move_cursor (self, row, position);
  return TRUE;
}

void
kkb_grid_position_area (KkbGrid *self, guint row, guint position, GdkRectangle *area)
{
  const KkbGridColumnBox *box = kkb_grid_layout_column_at (self->layout, position);

  area->x = position < self->layout->n_frozen ? box->x : box->x - kkb_grid_scroll_x (self);
  area->y = kkb_grid_layout_head_height (self->layout) + kkb_grid_layout_row_y (self->layout, row)
            - kkb_grid_scroll_y (self);
  area->width = box->width;
  area->height = kkb_grid_layout_row_height (self->layout, row);
  if (kkb_grid_model_get_section (self->model, row, NULL) != NULL)
    {
      area->x = 0;
      area->width = MIN (self->layout->width, gtk_widget_get_width (GTK_WIDGET (self)));
    }
}

void
kkb_grid_selected_range (KkbGrid *self, guint *row0, guint *row1, guint *position0, guint *position1)
{
  *row0 = MIN (self->extent_row, self->anchor_row);
  *row1 = MAX (self->extent_row, self->anchor_row);
  *position0 = MIN (self->extent_position, self->anchor_position);
  *position1 = MAX (self->extent_position, self->anchor_position);
}

gboolean
kkb_grid_get_cursor (KkbGrid *self, guint *row, guint *column)
{
  g_return_val_if_fail (KKB_IS_GRID (self), FALSE);
  if (!kkb_grid_has_cells (self))
    return FALSE;
  *row = self->cursor_row;
  *column = kkb_grid_cursor_column (self);
  return TRUE;
}

gboolean
kkb_grid_set_cursor (KkbGrid *self, guint row, guint column)
{
  g_return_val_if_fail (KKB_IS_GRID (self), FALSE);
  if (row >= self->layout->n_rows || column >= self->layout->n_columns || self->layout->columns[column].position < 0
      || !kkb_grid_commit_edit (self))
    return FALSE;
  kkb_grid_place_cursor (self, row, (guint)self->layout->columns[column].position, FALSE);
  return TRUE;
}

gboolean
kkb_grid_get_selection (KkbGrid *self, guint *first_row, guint *last_row, guint **columns, guint *n_columns)
{
  guint position0, position1;

  g_return_val_if_fail (KKB_IS_GRID (self), FALSE);
  if (!kkb_grid_has_cells (self))
    return FALSE;
  kkb_grid_selected_range (self, first_row, last_row, &position0, &position1);
  *n_columns = position1 - position0 + 1;
  *columns = g_memdup2 (self->layout->shown + position0, sizeof (guint) * *n_columns);
  return TRUE;
}

void
kkb_grid_select (KkbGrid *self, guint first_row, guint first_column, guint last_row, guint last_column)
{
  if (!kkb_grid_set_cursor (self, first_row, first_column) || last_row >= self->layout->n_rows
      || last_column >= self->layout->n_columns || self->layout->columns[last_column].position < 0)
    return;
  kkb_grid_place_cursor (self, last_row, (guint)self->layout->columns[last_column].position, TRUE);
}

void
kkb_grid_select_all (KkbGrid *self)
{
  g_return_if_fail (KKB_IS_GRID (self));
  if (!kkb_grid_has_cells (self) || !kkb_grid_commit_edit (self))
    return;
  kkb_grid_select_range (self, 0, self->layout->n_rows - 1, 0, self->layout->n_shown - 1, TRUE);
}

void
kkb_grid_get_cell_area (KkbGrid *self, guint row, guint column, GdkRectangle *area)
{
  const KkbGridColumnBox *box;

  g_return_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns && row < self->layout->n_rows);
  *area = (GdkRectangle){ 0, 0, 0, 0 };
  if (self->layout->columns[column].position < 0)
    return;
  kkb_grid_position_area (self, row, (guint)self->layout->columns[column].position, area);
  box = &self->layout->columns[column]; /* also where a heading lies over all columns */
  area->x = (guint)box->position < self->layout->n_frozen ? box->x : box->x - kkb_grid_scroll_x (self);
  area->width = box->width;
}

void
kkb_grid_cursor_area (KkbGrid *self, GdkRectangle *area)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  kkb_grid_scroll_to_cursor (self);
  kkb_grid_position_area (self, self->cursor_row, self->cursor_position, area);
  area->x = CLAMP (area->x, 0, MAX (width - 1, 0));
  area->y = CLAMP (area->y, 0, MAX (height - 1, 0));
  area->width = CLAMP (area->width, 1, MAX (width - area->x, 1));
  area->height = CLAMP (area->height, 1, MAX (height - area->y, 1));
}
