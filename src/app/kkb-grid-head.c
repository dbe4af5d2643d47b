#include "kkb-grid-private.h"

#define EDGE 4 /* pixels on either side of a column's right edge that take hold of it */

static GtkWidget *
take_text (KkbGrid *self, GPtrArray *pool, guint index, const char *css_name, GtkAccessibleRole role)
{
  if (index < pool->len)
    return pool->pdata[index];
  GtkWidget *text = kkb_grid_text_new (self->head, css_name, role, self->fonts);

  kkb_grid_text_set_kind (text, KKB_GRID_FONT_HEAD);
  kkb_grid_text_set_place (text, 0.5F, TRUE);
  g_ptr_array_add (pool, text);
  return text;
}

static void
trim (GPtrArray *pool, guint n)
{
  while (pool->len > n + 2)
    g_ptr_array_remove_index (pool, pool->len - 1);
  for (guint i = 0; i < pool->len; i++)
    kkb_grid_box_set_shown (pool->pdata[i], i < n);
}

static void
set_text (GtkWidget *text, const char *shown, const char *name)
{
  kkb_grid_text_set (text, shown, NULL);
  /* told only when it changes: a screen reader hears every one */
  if (g_strcmp0 (g_object_get_data (G_OBJECT (text), "kkb-name"), name) == 0)
    return;
  g_object_set_data_full (G_OBJECT (text), "kkb-name", g_strdup (name), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_sort (GtkWidget *text, const KkbGridColumnBox *box)
{
  g_autofree char *name = kkb_grid_column_name (box);
  g_autofree char *shown = g_strconcat (box->title, box->sort > 0 ? " ↑" : (box->sort < 0 ? " ↓" : ""), NULL);
  GtkAccessibleSort sort = box->sort > 0   ? GTK_ACCESSIBLE_SORT_ASCENDING
                           : box->sort < 0 ? GTK_ACCESSIBLE_SORT_DESCENDING
                                           : GTK_ACCESSIBLE_SORT_NONE;

  set_text (text, shown, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_SORT, sort, -1);
}

static void
update_title (KkbGrid *self, guint index, guint position)
{
  const KkbGridColumnBox *box = kkb_grid_layout_column_at (self->layout, position);
  GtkWidget *text = take_text (self, self->titles, index, "gridtitle", GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
  int top = box->group != NULL ? self->layout->head_line : 0;
  gboolean frozen = position < self->layout->n_frozen;
  int line = position + 1 == self->layout->n_frozen ? KKB_GRID_EDGE : KKB_GRID_LINE;
  int right = box->x + box->width - (frozen ? 0 : kkb_grid_scroll_x (self));
  int left = frozen ? box->x : MAX (right - box->width, self->layout->frozen_width);

  show_sort (text, box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_RELATION_COL_INDEX, (int)position + 1, -1);
  kkb_grid_box_place (text, left, top, right - left - line,
                      kkb_grid_layout_head_height (self->layout) - top - KKB_GRID_LINE);
}

/* One head over neighbours of the same group, cut as a title is to what is in sight, so that its words stay readable.
 */
static guint
update_group (KkbGrid *self, guint index, guint first, guint end, int width)
{
  const KkbGridLayout *layout = self->layout;
  const KkbGridColumnBox *box = kkb_grid_layout_column_at (layout, first);
  const KkbGridColumnBox *last = kkb_grid_layout_column_at (layout, end - 1);
  gboolean frozen = first < layout->n_frozen;
  int shift = frozen ? 0 : kkb_grid_scroll_x (self);
  int left = MAX (box->x - shift, frozen ? 0 : layout->frozen_width);
  int right = MIN (last->x + last->width - shift, width);
  GtkWidget *text;

  if (right <= left)
    return index;
  text = take_text (self, self->groups, index, "gridgroup", GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
  set_text (text, box->group, box->group);
  kkb_grid_box_place (text, left, 0, right - left - (end == layout->n_frozen ? KKB_GRID_EDGE : KKB_GRID_LINE),
                      layout->head_line - KKB_GRID_LINE);
  return index + 1;
}

static guint
update_groups (KkbGrid *self, int width)
{
  const KkbGridLayout *layout = self->layout;
  guint n = 0;
  guint end;

  for (guint i = 0; i < layout->n_shown; i = end)
    {
      const KkbGridColumnBox *box = kkb_grid_layout_column_at (layout, i);

      for (end = i + 1; end < layout->n_shown && end != layout->n_frozen; end++)
        if (g_strcmp0 (kkb_grid_layout_column_at (layout, end)->group, box->group) != 0)
          break;
      if (box->group != NULL)
        n = update_group (self, n, i, end, width);
    }
  return n;
}

void
kkb_grid_head_init (KkbGrid *self)
{
  self->head = kkb_grid_box_new (GTK_WIDGET (self), "gridhead", GTK_ACCESSIBLE_ROLE_ROW);
  gtk_widget_set_can_target (self->head, FALSE);
  self->titles = g_ptr_array_new_with_free_func ((GDestroyNotify)gtk_widget_unparent);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify)gtk_widget_unparent);
}

void
kkb_grid_head_clear (KkbGrid *self)
{
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->head, gtk_widget_unparent);
}

/* Titles of the columns in sight; called after the pool found out which these are. */
void
kkb_grid_head_update (KkbGrid *self)
{
  int width = kkb_grid_shown_width (self);
  guint n = 0;

  for (guint i = 0; i < self->layout->n_frozen; i++)
    update_title (self, n++, i);
  for (guint i = 0; i < self->n_positions; i++)
    update_title (self, n++, self->first_position + i);
  trim (self->titles, n);
  trim (self->groups, update_groups (self, width));
  kkb_grid_box_place (self->head, 0, 0, width, kkb_grid_layout_head_height (self->layout));
}

int
kkb_grid_head_column_at (KkbGrid *self, int x)
{
  int content_x = x < self->layout->frozen_width ? x : x + kkb_grid_scroll_x (self);
  int position = kkb_grid_layout_position_at (self->layout, content_x);

  return position < 0 ? -1 : (int)self->layout->shown[position];
}

int
kkb_grid_head_edge_at (KkbGrid *self, int x)
{
  for (guint i = 0; i < self->layout->n_shown; i++)
    {
      const KkbGridColumnBox *box = kkb_grid_layout_column_at (self->layout, i);
      gboolean frozen = i < self->layout->n_frozen;
      int edge = box->x + box->width - (frozen ? 0 : kkb_grid_scroll_x (self));

      if (!frozen && edge < self->layout->frozen_width)
        continue;
      if (ABS (x - edge) <= EDGE)
        return (int)self->layout->shown[i];
    }
  return -1;
}
