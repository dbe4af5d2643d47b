/* How the window stands over the content: scroll position, columns, and what happens when the model changes. */
#include "kkb-grid-private.h"

static void
announce_size (KkbGrid *self)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ROW_COUNT, (int)self->layout->n_rows,
                                  GTK_ACCESSIBLE_RELATION_COL_COUNT, (int)self->layout->n_shown, -1);
}

static void
content_changed (KkbGrid *self)
{
  self->generation++;
  kkb_grid_clamp_cursor (self);
  kkb_grid_configure_adjustments (self);
  announce_size (self);
  kkb_grid_editor_update (self);
  kkb_grid_pool_update_selection (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

enum
{
  AT_CURSOR,
  AT_ANCHOR,
  AT_EXTENT,
  AT_TAB,
  N_PLACES
};

typedef struct
{
  char *keys[N_PLACES];
} Places;

static void
places_free (Places *places)
{
  for (guint i = 0; i < N_PLACES; i++)
    g_free (places->keys[i]);
  g_free (places);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Places, places_free)

/* The columns of cursor and selection by name, to find them again among other columns. */
static Places *
note_places (KkbGrid *self)
{
  const guint positions[]
      = { self->cursor_position, self->anchor_position, self->extent_position, (guint)self->tab_origin };
  Places *places = g_new0 (Places, 1);

  for (guint i = 0; i < N_PLACES; i++)
    if (positions[i] < self->layout->n_shown)
      places->keys[i] = g_strdup (kkb_grid_layout_column_at (self->layout, positions[i])->key);
  return places;
}

static gboolean
find_place (KkbGrid *self, const char *key, guint *position)
{
  for (guint i = 0; key != NULL && i < self->layout->n_shown; i++)
    if (g_strcmp0 (kkb_grid_layout_column_at (self->layout, i)->key, key) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
collapse_selection (KkbGrid *self)
{
  self->anchor_row = self->extent_row = self->cursor_row;
  self->anchor_position = self->extent_position = self->cursor_position;
}

/* The range goes with its corner rows; where one of them is gone, only the cursor is left. */
static void
keep_selection (KkbGrid *self, gboolean found)
{
  gint64 anchor = found ? kkb_grid_model_find_row (self->model, self->anchor_id) : -1;
  gint64 extent = found ? kkb_grid_model_find_row (self->model, self->extent_id) : -1;

  self->anchor_row = (guint)MAX (anchor, 0);
  self->extent_row = (guint)MAX (extent, 0);
  if (anchor < 0 || extent < 0 || self->cursor_row < MIN (anchor, extent) || self->cursor_row > MAX (anchor, extent))
    collapse_selection (self);
}

/* The cursor goes with its row, also where no row was left meanwhile. Where it stands now, -1: its row is not there. */
static gint64
keep_rows (KkbGrid *self)
{
  gint64 found = kkb_grid_model_find_row (self->model, self->cursor_id);

  self->cursor_row = found >= 0 ? (guint)found : self->cursor_row;
  keep_selection (self, found >= 0);
  return found;
}

/* The columns are read or placed again; the cursor stays on its column, and goes to a neighbour if that is gone. */
static void
columns_replaced (KkbGrid *self, const Places *places)
{
  guint origin;
  gboolean kept = places != NULL && find_place (self, places->keys[AT_CURSOR], &self->cursor_position);

  kept = kept && find_place (self, places->keys[AT_ANCHOR], &self->anchor_position)
         && find_place (self, places->keys[AT_EXTENT], &self->extent_position);
  if (!kept)
    collapse_selection (self);
  self->tab_origin = places != NULL && find_place (self, places->keys[AT_TAB], &origin) ? (int)origin : -1;
  self->columns_generation++;
  kkb_grid_layout_load_rows (self->layout, self->model);
  if (places != NULL && kkb_grid_model_find_row (self->model, self->cursor_id) != self->cursor_row)
    keep_rows (self); /* the rows are others, too; without PLACES it is another table */
  content_changed (self);
}

static void
rows_changed_cb (KkbGrid *self)
{
  int y = kkb_grid_scroll_y (self);
  int height = kkb_grid_body_height (self);
  guint old_row = self->cursor_row;
  gboolean had_cells = kkb_grid_has_cells (self);
  int cursor_y = had_cells ? kkb_grid_layout_row_y (self->layout, old_row) - y : 0;
  guint top = kkb_grid_layout_row_at (self->layout, y);
  int top_rest = had_cells ? y - kkb_grid_layout_row_y (self->layout, top) : 0;
  gint64 found, found_top;

  kkb_grid_layout_load_rows (self->layout, self->model);
  found_top = had_cells ? kkb_grid_model_find_row (self->model, self->top_id) : -1;
  found = keep_rows (self);
  if (found < 0 && self->edit != KKB_GRID_EDIT_NONE && !self->committing)
    kkb_grid_cancel_edit (self);
  content_changed (self);
  /* never lose the place: the row under the cursor stays where it was on the screen, else the topmost row */
  if (found >= 0 && !had_cells)
    self->scroll_to_cursor = TRUE;
  else if (found >= 0 && cursor_y >= 0 && cursor_y < height)
    gtk_adjustment_set_value (self->vadjustment, kkb_grid_layout_row_y (self->layout, (guint)found) - cursor_y);
  else if (found_top >= 0)
    gtk_adjustment_set_value (self->vadjustment, kkb_grid_layout_row_y (self->layout, (guint)found_top) + top_rest);
  if (self->cursor_row != old_row || found < 0)
    kkb_grid_emit_cursor_moved (self);
}

static void
cell_changed_cb (KkbGrid *self, guint row, int column)
{
  if (kkb_grid_layout_update_row (self->layout, self->model, row))
    kkb_grid_configure_adjustments (self);
  kkb_grid_pool_cell_changed (self, row, column);
  if (row == self->cursor_row)
    kkb_grid_editor_update (self);
}

static void
columns_changed_cb (KkbGrid *self)
{
  g_autoptr (Places) places = note_places (self);

  if (!self->committing)
    kkb_grid_cancel_edit (self);
  kkb_grid_layout_load_columns (self->layout, self->model);
  columns_replaced (self, places);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
kkb_grid_read_font (KkbGrid *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autoptr (PangoLayout) sample = NULL;
  int digits, em, line;

  if (self->font_serial == pango_context_get_serial (context))
    return;
  self->font_serial = pango_context_get_serial (context);
  /* measured, not asked for: the Japanese font that stands in for a Latin one is higher than its metrics say */
  sample = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0000000000");
  pango_layout_get_pixel_size (sample, &digits, NULL);
  pango_layout_set_text (sample, "漢漢漢漢漢漢漢漢漢漢", -1);
  pango_layout_get_pixel_size (sample, &em, NULL);
  pango_layout_set_text (sample, "漢あg0", -1);
  pango_layout_get_pixel_size (sample, NULL, &line);
  kkb_grid_fonts_set_line (self->fonts, line, pango_layout_get_baseline (sample) / PANGO_SCALE);
  if (!kkb_grid_layout_set_font (self->layout, (digits + 9) / 10, em, line))
    return;
  kkb_grid_layout_place_columns (self->layout, self->layout->viewport_width);
  kkb_grid_layout_load_rows (self->layout, self->model);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
kkb_grid_configure_adjustments (KkbGrid *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = kkb_grid_body_height (self);
  int content_width = MAX (self->layout->width, width);
  int content_height = MAX (kkb_grid_layout_height (self->layout), height);

  if (width <= 0)
    return;
  gtk_adjustment_configure (self->hadjustment,
                            CLAMP (gtk_adjustment_get_value (self->hadjustment), 0, content_width - width), 0,
                            content_width, width * 0.1, width * 0.9, width);
  gtk_adjustment_configure (
      self->vadjustment, CLAMP (gtk_adjustment_get_value (self->vadjustment), 0, content_height - height), 0,
      content_height, self->layout->row_height, MAX (height - self->layout->row_height, 1), height);
}

void
kkb_grid_scroll_to_cursor (KkbGrid *self)
{
  guint row = self->scroll_to_extent ? self->extent_row : self->cursor_row;
  guint position = self->scroll_to_extent ? self->extent_position : self->cursor_position;
  const KkbGridColumnBox *box;
  int y, row_height;
  int pane;

  self->scroll_to_cursor = FALSE;
  self->scroll_to_extent = FALSE;
  if (!kkb_grid_has_cells (self))
    return;
  y = kkb_grid_layout_row_y (self->layout, row);
  row_height = kkb_grid_layout_row_height (self->layout, row);
  /* the heading of a section stays with its first row */
  if (row > 0 && kkb_grid_model_get_section (self->model, row - 1, NULL) != NULL)
    gtk_adjustment_clamp_page (self->vadjustment, kkb_grid_layout_row_y (self->layout, row - 1), y + row_height);
  gtk_adjustment_clamp_page (self->vadjustment, y, y + row_height);
  if (position < self->layout->n_frozen || kkb_grid_model_get_section (self->model, row, NULL) != NULL)
    return;
  box = kkb_grid_layout_column_at (self->layout, position);
  pane = gtk_widget_get_width (GTK_WIDGET (self)) - self->layout->frozen_width;
  if (box->x - self->layout->frozen_width < kkb_grid_scroll_x (self) || box->width > pane)
    gtk_adjustment_set_value (self->hadjustment, box->x - self->layout->frozen_width);
  else if (box->x + box->width - self->layout->frozen_width - pane > kkb_grid_scroll_x (self))
    {
      /* a column begins at the left edge: half a number would be read as a number */
      int needed = box->x + box->width - pane;
      guint i = self->layout->n_frozen;

      while (i < position && kkb_grid_layout_column_at (self->layout, i)->x < needed)
        i++;
      gtk_adjustment_set_value (self->hadjustment,
                                kkb_grid_layout_column_at (self->layout, i)->x - self->layout->frozen_width);
    }
}

void
kkb_grid_fit_columns (KkbGrid *self, int width)
{
  guint n_frozen = self->layout->n_frozen;
  int y = kkb_grid_scroll_y (self);
  guint top = kkb_grid_layout_row_at (self->layout, y);
  int rest = self->layout->n_rows > 0 ? y - kkb_grid_layout_row_y (self->layout, top) : 0;

  if (kkb_grid_layout_place_columns (self->layout, width))
    {
      kkb_grid_layout_load_rows (self->layout, self->model);
      if (self->layout->n_rows > 0 && gtk_widget_get_width (GTK_WIDGET (self)) > 0)
        {
          kkb_grid_configure_adjustments (self);
          gtk_adjustment_set_value (self->vadjustment, kkb_grid_layout_row_y (self->layout, top) + rest);
        }
    }
  if (n_frozen != self->layout->n_frozen)
    self->generation++;
}

void
kkb_grid_connect_model (KkbGrid *self)
{
  if (self->model != NULL)
    {
      g_signal_connect_swapped (self->model, "rows-changed", G_CALLBACK (rows_changed_cb), self);
      g_signal_connect_swapped (self->model, "cell-changed", G_CALLBACK (cell_changed_cb), self);
      g_signal_connect_swapped (self->model, "columns-changed", G_CALLBACK (columns_changed_cb), self);
    }
  self->cursor_row = 0;
  self->cursor_position = 0;
  kkb_grid_layout_load_columns (self->layout, self->model);
  columns_replaced (self, NULL);
}

void
kkb_grid_resize_column (KkbGrid *self, guint column, int width)
{
  if (width > 0)
    kkb_grid_layout_resize_column (self->layout, column, width);
  else
    self->layout->columns[column].user_width = 0;
  kkb_grid_fit_columns (self, self->layout->viewport_width);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
kkb_grid_get_column_hidden (KkbGrid *self, guint column)
{
  g_return_val_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns, FALSE);
  return self->layout->columns[column].hidden;
}

void
kkb_grid_set_column_hidden (KkbGrid *self, guint column, gboolean hidden)
{
  g_autoptr (Places) places = NULL;

  g_return_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns);
  if (self->layout->columns[column].hidden == hidden || !kkb_grid_commit_edit (self))
    return;
  places = note_places (self);
  self->layout->columns[column].hidden = hidden;
  kkb_grid_layout_place_columns (self->layout, self->layout->viewport_width);
  columns_replaced (self, places);
  kkb_grid_emit_layout_changed (self);
}

int
kkb_grid_get_column_width (KkbGrid *self, guint column)
{
  g_return_val_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns, 0);
  return self->layout->columns[column].hidden ? 0 : self->layout->columns[column].width;
}

void
kkb_grid_set_column_width (KkbGrid *self, guint column, int width)
{
  g_return_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns);
  kkb_grid_resize_column (self, column, width);
  kkb_grid_emit_layout_changed (self);
}

char *
kkb_grid_get_layout (KkbGrid *self)
{
  g_return_val_if_fail (KKB_IS_GRID (self), NULL);
  return kkb_grid_layout_to_string (self->layout);
}

void
kkb_grid_set_layout (KkbGrid *self, const char *layout)
{
  g_autoptr (Places) places = NULL;

  g_return_if_fail (KKB_IS_GRID (self));
  places = note_places (self);
  kkb_grid_layout_from_string (self->layout, layout);
  kkb_grid_layout_place_columns (self->layout, self->layout->viewport_width);
  columns_replaced (self, places);
}
