#include "kkb-grid-private.h"

#include <string.h>

typedef struct
{
  GtkWidget *widget;
  guint row;
  guint position;
  guint generation; /* 0: to be looked at again */
  guint columns_generation;
  guint look; /* style, rating, alignment as one number: classes are set only when it changes */
  gboolean selected;
  gboolean editable;
} CellView;

typedef struct
{
  GtkWidget *box;
  GtkWidget *heading; /* made when the row first shows a section */
  GPtrArray *cells;   /* frozen ones, then the scrolling ones from left to right */
  guint n_frozen;
  guint first_position;
  guint row;
  guint level;
  guint generation; /* 0: never bound */
  gboolean current;
} RowView;

enum
{
  LOOK_NUMBER = 1 << 16,
  LOOK_CENTER = 1 << 17,
  LOOK_EDITABLE = 1 << 18,
  LOOK_SELECTED = 1 << 19,
  LOOK_BOUND = 1 << 20,
  LOOK_CLASSES = 0xffff | LOOK_SELECTED /* what the style asks for */
};

static void
cell_view_free (gpointer data)
{
  CellView *cell = data;

  gtk_widget_unparent (cell->widget);
  g_free (cell);
}

static void
row_view_free (gpointer data)
{
  RowView *row = data;

  g_clear_pointer (&row->cells, g_ptr_array_unref);
  g_clear_pointer (&row->heading, gtk_widget_unparent);
  gtk_widget_unparent (row->box);
  g_free (row);
}

static CellView *
add_cell (KkbGrid *self, RowView *row)
{
  CellView *cell = g_new0 (CellView, 1);

  cell->widget = kkb_grid_text_new (row->box, "gridcell", GTK_ACCESSIBLE_ROLE_GRID_CELL, self->fonts);
  g_ptr_array_add (row->cells, cell);
  return cell;
}

static RowView *
add_row (KkbGrid *self)
{
  RowView *row = g_new0 (RowView, 1);

  row->box = kkb_grid_box_new (self->body, "gridrow", GTK_ACCESSIBLE_ROLE_ROW);
  row->cells = g_ptr_array_new_with_free_func (cell_view_free);
  g_ptr_array_add (self->rows, row);
  return row;
}

/* ---- keep what is already there in its place when the window moves over the content ---- */

static void
rotate (GPtrArray *items, guint start, guint length, int delta)
{
  guint shift = (guint)((delta % (int)length + (int)length) % (int)length);
  g_autofree gpointer *old = g_memdup2 (items->pdata + start, length * sizeof (gpointer));

  for (guint i = 0; i < length; i++)
    items->pdata[start + i] = old[(i + shift) % length];
}

static void
rotate_rows (KkbGrid *self, guint first_row)
{
  int n = (int)self->rows->len;
  gint64 delta = (gint64)first_row - self->first_row;

  self->first_row = first_row;
  if (delta == 0 || ABS (delta) >= n)
    return;
  rotate (self->rows, 0, (guint)n, (int)delta);
  /* the order of the children is the order screen readers meet */
  if (delta > 0)
    for (int i = n - (int)delta; i < n; i++)
      gtk_widget_insert_before (((RowView *)self->rows->pdata[i])->box, self->body, NULL);
  else
    for (int i = (int)-delta - 1; i >= 0; i--)
      gtk_widget_insert_after (((RowView *)self->rows->pdata[i])->box, self->body, NULL);
}

static void
rotate_cells (RowView *row, guint n_frozen, guint first_position)
{
  int n = (int)row->cells->len - (int)n_frozen;
  int delta = (int)first_position - (int)row->first_position;

  if (row->n_frozen != n_frozen)
    delta = 0;
  row->n_frozen = n_frozen;
  row->first_position = first_position;
  if (n <= 0 || delta == 0 || ABS (delta) >= n)
    return;
  rotate (row->cells, n_frozen, (guint)n, delta);
  for (int i = 0; i < n; i++)
    {
      CellView *cell = row->cells->pdata[n_frozen + i];
      if (delta > 0 ? i >= n - delta : i < -delta)
        {
          GtkWidget *before = n_frozen + i > 0 ? ((CellView *)row->cells->pdata[n_frozen + i - 1])->widget : NULL;
          gtk_widget_insert_after (cell->widget, row->box, before);
        }
    }
}

/* ---- one cell ---- */

static gboolean
is_number (const char *text, guint style)
{
  return (style & (KKB_GRID_STYLE_STATE | KKB_GRID_STYLE_UNREADABLE)) == 0 && strpbrk (text, "0123456789") != NULL;
}

/* What is missing right of the decimal point, so that points stand below each other; the last place is kept free for
 * the closing bracket of a provisional value. */
static char *
number_tail (const char *text, int decimals)
{
  const char *end = text + strlen (text);
  const char *point = strrchr (text, '.');
  GString *tail = g_string_new (NULL);
  int have = 0;

  while (end > text && !g_ascii_isdigit (end[-1]))
    end--;
  if (point != NULL && point < end)
    have = (int)(end - point) - 1;
  else
    point = NULL;
  if (decimals > 0 && point == NULL)
    g_string_append_c (tail, '.');
  for (int i = have; i < decimals; i++)
    g_string_append_c (tail, '0');
  if (*end == '\0')
    g_string_append_c (tail, ')');
  return g_string_free (tail, FALSE);
}

static gboolean
set_text (KkbGrid *self, CellView *cell, const char *text, gboolean number, int decimals)
{
  g_autofree char *tail = number ? number_tail (text, decimals) : NULL;

  if (!kkb_grid_text_set (cell->widget, text, tail))
    return FALSE;
  self->n_text_changes++;
  return TRUE;
}

static void
set_classes (CellView *cell, guint look)
{
  static const struct
  {
    guint flag;
    const char *name;
  } names[] = { { KKB_GRID_STYLE_DIM, "dim" },       { KKB_GRID_STYLE_STATE, "state" },
                { KKB_GRID_STYLE_REPEAT, "repeat" }, { KKB_GRID_STYLE_WARNING, "warning" },
                { KKB_GRID_STYLE_STRONG, "strong" }, { KKB_GRID_STYLE_UNREADABLE, "unreadable" },
                { LOOK_SELECTED, "selected" } };
  const char *classes[G_N_ELEMENTS (names) + 2];
  char rating[24];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (look & names[i].flag)
      classes[n++] = names[i].name;
  if ((look >> 8 & 0xff) != 0)
    {
      g_snprintf (rating, sizeof rating, "rating-%u", look >> 8 & 0xff);
      classes[n++] = rating;
    }
  classes[n] = NULL;
  gtk_widget_set_css_classes (cell->widget, classes);
}

static void
set_look (CellView *cell, guint look)
{
  guint changed = cell->look ^ look;
  gboolean bound = (cell->look & LOOK_BOUND) != 0;

  if (changed == 0)
    return;
  if (changed & LOOK_CLASSES)
    {
      guint font = look & KKB_GRID_STYLE_STATE ? KKB_GRID_FONT_STATE : KKB_GRID_FONT_CELL;

      font |= look & KKB_GRID_STYLE_STRONG ? KKB_GRID_FONT_STRONG : 0;
      set_classes (cell, look);
      kkb_grid_text_set_kind (cell->widget, font | (look & 0xffff) << KKB_GRID_FONT_BITS);
    }
  kkb_grid_text_set_place (cell->widget, look & LOOK_CENTER ? 0.5F : (look & LOOK_NUMBER ? 1.0F : 0.0F),
                           !(look & LOOK_NUMBER));
  if ((changed & LOOK_EDITABLE) || !bound)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell->widget), GTK_ACCESSIBLE_PROPERTY_READ_ONLY,
                                    !(look & LOOK_EDITABLE), -1);
  if ((changed & LOOK_SELECTED) || !bound)
    gtk_accessible_update_state (GTK_ACCESSIBLE (cell->widget), GTK_ACCESSIBLE_STATE_SELECTED,
                                 (look & LOOK_SELECTED) != 0, -1);
  cell->look = look;
}

static gboolean
is_selected (KkbGrid *self, guint row, guint position)
{
  guint row0, row1, position0, position1;

  kkb_grid_selected_range (self, &row0, &row1, &position0, &position1);
  if (row0 == row1 && position0 == position1)
    return FALSE; /* the cursor frame says it */
  return row >= row0 && row <= row1 && position >= position0 && position <= position1;
}

static void
describe_cell (CellView *cell, const KkbGridColumnBox *box, const char *text)
{
  g_autofree char *name = kkb_grid_column_name (box);
  g_autofree char *label = g_strdup_printf ("%s %s", name, text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
number_cell (CellView *cell)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (cell->widget), GTK_ACCESSIBLE_RELATION_ROW_INDEX, (int)cell->row + 1,
                                  GTK_ACCESSIBLE_RELATION_COL_INDEX, (int)cell->position + 1, -1);
}

static void
bind_cell (KkbGrid *self, CellView *cell, guint row, guint position)
{
  const KkbGridColumnBox *box = kkb_grid_layout_column_at (self->layout, position);
  KkbGridCell content;
  gboolean number, moved;
  guint look;

  moved = cell->row != row || cell->position != position || !(cell->look & LOOK_BOUND);
  if (cell->generation == self->generation && !moved)
    return;
  cell->generation = self->generation;
  cell->row = row;
  cell->position = position;
  kkb_grid_model_get_cell (self->model, row, self->layout->shown[position], &content);
  number = box->align == KKB_GRID_ALIGN_DECIMAL && is_number (content.text, content.style);
  look = LOOK_BOUND | (content.style & 0xff) | MIN (content.rating, 0xff) << 8;
  look |= number ? LOOK_NUMBER : 0;
  if (box->align == KKB_GRID_ALIGN_CENTER || (box->align == KKB_GRID_ALIGN_DECIMAL && !number))
    look |= content.style & KKB_GRID_STYLE_UNREADABLE ? 0 : LOOK_CENTER; /* as it was typed: from the left */
  look |= content.editable ? LOOK_EDITABLE : 0;
  look |= is_selected (self, row, position) ? LOOK_SELECTED : 0;
  if (set_text (self, cell, content.text, number, box->decimals) || moved
      || cell->columns_generation != self->columns_generation)
    describe_cell (cell, box, content.text);
  set_look (cell, look);
  if (moved)
    number_cell (cell);
  cell->columns_generation = self->columns_generation;
}

/* ---- one row ---- */

static void
bind_heading (KkbGrid *self, RowView *view, const char *heading, guint level)
{
  char name[16];
  const char *classes[] = { name, NULL };

  if (view->heading == NULL)
    view->heading = kkb_grid_text_new (view->box, "gridheading", GTK_ACCESSIBLE_ROLE_GRID_CELL, self->fonts);
  if (view->level != level)
    {
      g_snprintf (name, sizeof name, "level-%u", CLAMP (level, 1, 4));
      gtk_widget_set_css_classes (view->heading, classes);
      kkb_grid_text_set_kind (view->heading, KKB_GRID_FONT_HEADING + CLAMP (level, 1, 4) - 1);
      view->level = level;
    }
  if (!kkb_grid_text_set (view->heading, heading, NULL))
    return;
  self->n_text_changes++;
  gtk_accessible_update_property (GTK_ACCESSIBLE (view->heading), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  GTK_ACCESSIBLE_PROPERTY_READ_ONLY, TRUE, -1);
}

/* A row is called what its row header says. */
static void
describe_row (KkbGrid *self, RowView *view, const char *heading)
{
  KkbGridCell cell = { .text = heading };

  for (guint i = 0; i < self->layout->n_columns && cell.text == NULL; i++)
    if (self->layout->columns[i].row_header)
      kkb_grid_model_get_cell (self->model, view->row, i, &cell);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cell.text != NULL ? cell.text : "", -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (view->box), GTK_ACCESSIBLE_RELATION_ROW_INDEX, (int)view->row + 1,
                                  -1);
}

static void
show_cells (RowView *view, guint n, gboolean heading)
{
  for (guint i = 0; i < view->cells->len; i++)
    kkb_grid_box_set_shown (((CellView *)view->cells->pdata[i])->widget, !heading && i < n);
  if (view->heading != NULL)
    kkb_grid_box_set_shown (view->heading, heading);
}

static void
place_cells (KkbGrid *self, RowView *view, guint n, int height)
{
  for (guint i = 0; i < n; i++)
    {
      CellView *cell = view->cells->pdata[i];
      const KkbGridColumnBox *box = kkb_grid_layout_column_at (self->layout, cell->position);
      int x = cell->position < self->layout->n_frozen ? box->x : box->x - kkb_grid_scroll_x (self);
      int line = cell->position + 1 == self->layout->n_frozen ? KKB_GRID_EDGE : KKB_GRID_LINE;

      kkb_grid_box_place (cell->widget, x, 0, box->width - line, height - KKB_GRID_LINE);
    }
}

static void
mark_current (KkbGrid *self, RowView *view)
{
  gboolean current = view->row == self->cursor_row;

  if (view->current == current)
    return;
  view->current = current;
  if (current)
    gtk_widget_add_css_class (view->box, "current");
  else
    gtk_widget_remove_css_class (view->box, "current");
}

static void
update_row (KkbGrid *self, RowView *view, guint row, int width)
{
  guint n_frozen = self->layout->n_frozen;
  guint n = n_frozen + self->n_positions;
  int height = kkb_grid_layout_row_height (self->layout, row);
  int y = kkb_grid_layout_row_y (self->layout, row) - kkb_grid_scroll_y (self);
  guint level = 1;
  const char *heading = kkb_grid_model_get_section (self->model, row, &level);

  if (view->row != row || view->generation != self->generation)
    {
      view->row = row;
      view->generation = self->generation;
      describe_row (self, view, heading);
      heading = kkb_grid_model_get_section (self->model, row, &level); /* the text was only lent */
    }
  mark_current (self, view);
  kkb_grid_box_set_shown (view->box, TRUE);
  if (heading != NULL)
    {
      bind_heading (self, view, heading, level);
      show_cells (view, n, TRUE);
      kkb_grid_box_set_fixed (view->box, 0, 0);
      kkb_grid_box_place (view->heading, 0, 0, width, height - KKB_GRID_LINE);
      kkb_grid_box_place (view->box, 0, y, width, height);
      return;
    }
  while (view->cells->len > n + 2)
    g_ptr_array_remove_index (view->cells, view->cells->len - 1);
  while (view->cells->len < n)
    add_cell (self, view);
  rotate_cells (view, n_frozen, self->first_position);
  for (guint i = 0; i < n; i++)
    bind_cell (self, view->cells->pdata[i], row, i < n_frozen ? i : self->first_position + i - n_frozen);
  show_cells (view, n, FALSE);
  place_cells (self, view, n, height);
  kkb_grid_box_set_fixed (view->box, n_frozen, self->layout->frozen_width);
  /* new children ask for a new layout of all above them: so the inner ones are placed first */
  kkb_grid_box_place (view->box, 0, y, width, height);
}

static void
find_positions (KkbGrid *self, int width)
{
  const KkbGridLayout *layout = self->layout;
  int left = layout->frozen_width + kkb_grid_scroll_x (self);
  int right = kkb_grid_scroll_x (self) + width;

  self->first_position = layout->n_frozen;
  self->n_positions = 0;
  for (guint i = layout->n_frozen; i < layout->n_shown; i++)
    {
      const KkbGridColumnBox *box = kkb_grid_layout_column_at (layout, i);

      if (box->x + box->width <= left)
        self->first_position = i + 1;
      else if (box->x < right)
        self->n_positions++;
    }
}

void
kkb_grid_pool_init (KkbGrid *self)
{
  self->body = kkb_grid_box_new (GTK_WIDGET (self), "gridbody", GTK_ACCESSIBLE_ROLE_ROW_GROUP);
  gtk_widget_set_can_target (self->body, FALSE);
  self->rows = g_ptr_array_new_with_free_func (row_view_free);
}

void
kkb_grid_pool_clear (KkbGrid *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->body, gtk_widget_unparent);
}

/* Make the pool fit what is in sight, bind and place it. */
void
kkb_grid_pool_update (KkbGrid *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = kkb_grid_body_height (self);
  int y = kkb_grid_scroll_y (self);
  guint first = kkb_grid_layout_row_at (self->layout, y);
  guint last = kkb_grid_layout_row_at (self->layout, y + MAX (height, 1) - 1);
  guint n = self->layout->n_rows > 0 && height > 0 && self->layout->n_shown > 0 ? last - first + 1 : 0;

  find_positions (self, width);
  /* two rows of reserve: how many rows are cut by the edges changes while scrolling */
  while (self->rows->len > n + 2)
    g_ptr_array_remove_index (self->rows, self->rows->len - 1);
  while (self->rows->len < n)
    add_row (self);
  rotate_rows (self, first);
  for (guint i = 0; i < self->rows->len; i++)
    if (i < n)
      update_row (self, self->rows->pdata[i], first + i, kkb_grid_shown_width (self));
    else
      kkb_grid_box_set_shown (((RowView *)self->rows->pdata[i])->box, FALSE);
}

void
kkb_grid_pool_cell_changed (KkbGrid *self, guint row, int column)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      RowView *view = self->rows->pdata[i];

      if (view->generation == 0 || view->row != row || !gtk_widget_get_child_visible (view->box))
        continue;
      view->generation = G_MAXUINT; /* its name may be another now */
      for (guint j = 0; j < view->cells->len; j++)
        {
          CellView *cell = view->cells->pdata[j];
          if (cell->generation != 0 && cell->position < self->layout->n_shown
              && (column < 0 || self->layout->shown[cell->position] == (guint)column))
            cell->generation = 0;
        }
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
kkb_grid_pool_update_selection (KkbGrid *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      RowView *view = self->rows->pdata[i];

      if (view->generation != 0)
        mark_current (self, view);
      for (guint j = 0; j < view->cells->len; j++)
        {
          CellView *cell = view->cells->pdata[j];
          guint selected = is_selected (self, cell->row, cell->position) ? LOOK_SELECTED : 0;

          if (cell->generation != 0)
            set_look (cell, (cell->look & ~(guint)LOOK_SELECTED) | selected);
        }
    }
}

GtkWidget *
kkb_grid_pool_get_cell (KkbGrid *self, guint row, guint position)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      RowView *view = self->rows->pdata[i];

      if (view->generation == 0 || view->row != row || !gtk_widget_get_child_visible (view->box))
        continue;
      if (view->heading != NULL && gtk_widget_get_child_visible (view->heading))
        return view->heading;
      for (guint j = 0; j < view->cells->len; j++)
        {
          CellView *cell = view->cells->pdata[j];
          if (cell->position == position && gtk_widget_get_child_visible (cell->widget))
            return cell->widget;
        }
    }
  return NULL;
}

char *
kkb_grid_column_name (const KkbGridColumnBox *box)
{
  return box->group != NULL ? g_strdup_printf ("%s %s", box->group, box->title) : g_strdup (box->title);
}
