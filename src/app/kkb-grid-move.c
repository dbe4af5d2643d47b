/* kkb-grid-move.c - where a key leads, as in a spreadsheet. */
#include "kkb-grid-private.h"

static gboolean
cell_is_filled (KkbGrid *self, guint row, guint position)
{
  KkbGridCell cell;

  if (kkb_grid_model_get_section (self->model, row, NULL) != NULL)
    return FALSE;
  kkb_grid_model_get_cell (self->model, row, self->layout->shown[position], &cell);
  return cell.text[0] != '\0';
}

/* Ctrl+arrow: to the last cell of a filled run, or over empty ones to the next filled, or to the edge. */
static guint
jump (KkbGrid *self, guint row, guint position, int step, gboolean vertical)
{
  guint at = vertical ? row : position;
  guint last = (vertical ? self->layout->n_rows : self->layout->n_shown) - 1;
  gboolean run;

#define FILLED(i)  (vertical ? cell_is_filled (self, (i), position) : cell_is_filled (self, row, (i)))
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
page_row (KkbGrid *self, guint row, int direction)
{
  int page = MAX (kkb_grid_body_height (self) - self->layout->row_height, self->layout->row_height);
  int y = kkb_grid_layout_row_y (self->layout, row) + direction * page;

  gtk_adjustment_set_value (self->vadjustment, gtk_adjustment_get_value (self->vadjustment) + direction * page);
  return kkb_grid_layout_row_at (self->layout, MAX (y, 0));
}

/* Sideways by what is in sight beside the columns that stay, and at least by one column. */
static guint
page_position (KkbGrid *self, guint position, int direction)
{
  const KkbGridColumnBox *box = kkb_grid_layout_column_at (self->layout, position);
  int page = gtk_widget_get_width (GTK_WIDGET (self)) - self->layout->frozen_width;
  int found = kkb_grid_layout_position_at (self->layout, MAX (box->x + direction * page, 0));
  guint last = self->layout->n_shown - 1;
  guint first = position >= self->layout->n_frozen ? MIN (self->layout->n_frozen, last) : 0;
  guint target = found >= 0 ? (guint)found : last;

  gtk_adjustment_set_value (self->hadjustment, gtk_adjustment_get_value (self->hadjustment) + direction * page);
  if (target == position)
    target = direction > 0 ? MIN (position + 1, last) : MAX (position, 1) - 1;
  return MAX (target, first);
}

gboolean
kkb_grid_find_target (KkbGrid *self, guint keyval, GdkModifierType state, guint *row, guint *position)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  gboolean alt = (state & GDK_ALT_MASK) != 0;
  guint last_row = self->layout->n_rows - 1;
  guint last = self->layout->n_shown - 1;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      *position = control ? jump (self, *row, *position, -1, FALSE) : (*position > 0 ? *position - 1 : 0);
      return !alt;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      *position = control ? jump (self, *row, *position, 1, FALSE) : MIN (*position + 1, last);
      return !alt;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      *row = control ? jump (self, *row, *position, -1, TRUE) : (*row > 0 ? *row - 1 : 0);
      return !alt;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      *row = control ? jump (self, *row, *position, 1, TRUE) : MIN (*row + 1, last_row);
      return !alt;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      *row = control ? 0 : *row;
      *position = 0;
      gtk_adjustment_set_value (self->hadjustment, 0);
      return !alt;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      *row = control ? last_row : *row;
      *position = last;
      return !alt;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      {
        int direction = keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up ? -1 : 1;

        if (control) /* to the next page of the window */
          return FALSE;
        if (alt)
          *position = page_position (self, *position, direction);
        else
          *row = page_row (self, *row, direction);
        return TRUE;
      }
    default:
      return FALSE;
    }
}

gboolean
kkb_grid_is_movement (guint keyval)
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

void
kkb_grid_move_by_enter (KkbGrid *self, gboolean up)
{
  guint row = self->cursor_row;
  guint position = self->tab_origin >= 0 ? (guint)self->tab_origin : self->cursor_position;

  if (kkb_grid_cycle_cursor (self, FALSE, up))
    return;
  if (up)
    row = row > 0 ? row - 1 : 0;
  else
    row = MIN (row + 1, self->layout->n_rows - 1);
  kkb_grid_place_cursor (self, row, position, FALSE);
}

gboolean
kkb_grid_move_by_tab (KkbGrid *self, gboolean back)
{
  guint row = self->cursor_row;
  guint position = self->cursor_position;
  int origin = self->tab_origin >= 0 ? self->tab_origin : (int)position;

  if (kkb_grid_cycle_cursor (self, TRUE, back))
    return TRUE;
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
