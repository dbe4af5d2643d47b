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
  guint rows = MAX (self->layout->n_rows, 1);
  guint shown = MAX (self->layout->n_shown, 1);

  self->cursor_row = MIN (self->cursor_row, rows - 1);
  self->cursor_position = MIN (self->cursor_position, shown - 1);
  self->anchor_row = MIN (self->anchor_row, rows - 1);
  self->anchor_position = MIN (self->anchor_position, shown - 1);
  if (self->tab_origin >= (int)shown)
    self->tab_origin = -1;
  if (kkb_grid_has_cells (self))
    self->cursor_id = kkb_grid_model_get_row_id (self->model, self->cursor_row);
}

guint
kkb_grid_cursor_column (KkbGrid *self)
{
  return self->layout->shown[self->cursor_position];
}

void
kkb_grid_place_cursor (KkbGrid *self, guint row, guint position, gboolean extend)
{
  gboolean moved = row != self->cursor_row || position != self->cursor_position;

  self->cursor_row = row;
  self->cursor_position = position;
  self->tab_origin = -1;
  if (!extend)
    {
      self->anchor_row = row;
      self->anchor_position = position;
    }
  kkb_grid_clamp_cursor (self);
  self->scroll_to_cursor = TRUE;
  if (kkb_grid_get_message (self) != NULL)
    kkb_grid_show_message (self, NULL);
  kkb_grid_pool_update_selection (self);
  kkb_grid_editor_update (self);
  if (moved)
    kkb_grid_emit_cursor_moved (self);
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
  *row0 = MIN (self->cursor_row, self->anchor_row);
  *row1 = MAX (self->cursor_row, self->anchor_row);
  *position0 = MIN (self->cursor_position, self->anchor_position);
  *position1 = MAX (self->cursor_position, self->anchor_position);
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

char *
kkb_grid_get_selection_text (KkbGrid *self)
{
  GString *text = g_string_new (NULL);
  guint row0, row1, position0, position1;

  g_return_val_if_fail (KKB_IS_GRID (self), NULL);
  kkb_grid_selected_range (self, &row0, &row1, &position0, &position1);
  for (guint row = row0; kkb_grid_has_cells (self) && row <= row1; row++)
    {
      const char *heading = kkb_grid_model_get_section (self->model, row, NULL);

      for (guint i = position0; i <= position1; i++)
        {
          KkbGridCell cell = { .text = "" };
          g_autofree char *flat = NULL;

          if (heading == NULL)
            kkb_grid_model_get_cell (self->model, row, self->layout->shown[i], &cell);
          else if (i == position0)
            cell.text = heading;
          flat = g_strdelimit (g_strdup (cell.text), "\t\n\r", ' ');
          g_string_append_printf (text, "%s%s", i > position0 ? "\t" : "", flat);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

void
kkb_grid_get_cell_area (KkbGrid *self, guint row, guint column, GdkRectangle *area)
{
  g_return_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns && row < self->layout->n_rows);
  *area = (GdkRectangle){ 0, 0, 0, 0 };
  if (self->layout->columns[column].position >= 0)
    kkb_grid_position_area (self, row, (guint)self->layout->columns[column].position, area);
}
