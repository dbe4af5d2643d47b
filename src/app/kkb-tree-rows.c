/* kkb-tree-rows.c - the rows of the tree's list: there is one (a widget) for each line in sight, which is used again
 * for another line when that one comes into sight. The row that has the focus or a text stays with its line wherever
 * that is scrolled to. */
#include "kkb-tree-private.h"

/* The lines in sight: from FIRST to before END. */
static void
lines_in_sight (KkbTreeList *self, guint *first, guint *end)
{
  int y = kkb_tree_list_scroll_y (self), height = gtk_widget_get_height (GTK_WIDGET (self));

  *first = *end = 0;
  if (!kkb_tree_list_has_size (self))
    return;
  *first = MIN ((guint)(y / self->row_height), kkb_tree_list_n_lines (self));
  *end = MIN ((guint)((y + height + self->row_height - 1) / self->row_height), kkb_tree_list_n_lines (self));
}

/* The row that has the keyboard focus, itself or in its text; NULL: none. */
KkbTreeRow *
kkb_tree_list_focus_row (KkbTreeList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;
  return KKB_TREE_ROW (KKB_IS_TREE_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, KKB_TYPE_TREE_ROW));
}

static void
mark (KkbTreeList *self, KkbTreeRow *row)
{
  guint position = kkb_tree_row_position (row);
  KkbOutlineItem *item = kkb_tree_row_item (row);
  gboolean is_cut = self->tree->cut && item && kkb_outline_item_id (item) == self->tree->cut;

  kkb_tree_row_set_marks (row, position == self->tree->selected, is_cut);
}

static void
put_aside (KkbTreeList *self, KkbTreeRow *row)
{
  if (row == self->tree->renamed)
    kkb_tree_forget_rename (self->tree);
  if (row == self->tree->drop_row)
    kkb_tree_end_drop (self->tree);
  kkb_tree_row_set_position (row, KKB_TREE_NO_LINE);
  kkb_tree_row_show (row, NULL, NULL);
  gtk_widget_set_child_visible (GTK_WIDGET (row), FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  g_ptr_array_add (self->spare, row);
}

static GtkWidget *
add_row (KkbTreeList *self)
{
  GtkWidget *row = kkb_tree_row_new (self);

  gtk_widget_set_parent (row, GTK_WIDGET (self));
  return row;
}

/* A row for the line, standing behind AFTER. */
static KkbTreeRow *
take_row (KkbTreeList *self, guint position, KkbTreeRow *after)
{
  KkbTreeRow *row;

  if (self->spare->len)
    {
      row = g_ptr_array_steal_index (self->spare, self->spare->len - 1);
      gtk_widget_set_child_visible (GTK_WIDGET (row), TRUE);
      gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_HIDDEN);
    }
  else
    row = KKB_TREE_ROW (add_row (self));
  kkb_tree_row_set_position (row, position);
  kkb_tree_row_show (row, kkb_tree_line (self->tree, position), self->tree->doc);
  gtk_widget_insert_after (GTK_WIDGET (row), GTK_WIDGET (self), GTK_WIDGET (after));
  mark (self, row);
  return row;
}

static int
by_position (gconstpointer a, gconstpointer b)
{
  guint one = kkb_tree_row_position (*(KkbTreeRow *const *)a), other = kkb_tree_row_position (*(KkbTreeRow *const *)b);

  return one < other ? -1 : one > other;
}

static GtkWidget *
shown_before (KkbTreeRow *row)
{
  GtkWidget *before = gtk_widget_get_prev_sibling (GTK_WIDGET (row));

  while (before && !gtk_widget_get_child_visible (before))
    before = gtk_widget_get_prev_sibling (before);
  return before;
}

/* The order of the children is the order a screen reader meets. */
static void
order_children (KkbTreeList *self)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      KkbTreeRow *row = self->rows->pdata[i];
      if (shown_before (row) != before)
        gtk_widget_insert_after (GTK_WIDGET (row), GTK_WIDGET (self), before);
      before = GTK_WIDGET (row);
    }
}

/* Gives each line in sight a row: those that have one keep it. */
void
kkb_tree_list_update_rows (KkbTreeList *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);
  KkbTreeRow *focus = kkb_tree_list_focus_row (self);
  guint first, end, position;

  lines_in_sight (self, &first, &end);
  self->rows = g_ptr_array_sized_new (end - first + 2);
  g_ptr_array_sort (old, by_position);
  for (guint i = old->len; i-- > 0;)
    {
      KkbTreeRow *row = old->pdata[i];
      guint at = kkb_tree_row_position (row);
      if (at == KKB_TREE_NO_LINE || ((at < first || at >= end) && row != focus && !kkb_tree_row_text (row)))
        {
          g_ptr_array_remove_index (old, i);
          put_aside (self, row);
        }
    }
  position = first;
  for (guint i = 0; i <= old->len; i++)
    {
      guint until = i < old->len ? MIN (kkb_tree_row_position (old->pdata[i]), end) : end;
      for (; position < until; position++)
        g_ptr_array_add (self->rows,
                         take_row (self, position, self->rows->len ? self->rows->pdata[self->rows->len - 1] : NULL));
      if (i == old->len)
        break;
      g_ptr_array_add (self->rows, old->pdata[i]);
      position = MAX (position, kkb_tree_row_position (old->pdata[i]) + 1);
    }
  order_children (self);
}

void
kkb_tree_list_place_rows (KkbTreeList *self, int width)
{
  int y = kkb_tree_list_scroll_y (self), minimum;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      width = MAX (width, minimum);
      gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
      gtk_widget_size_allocate (
          row,
          &(GtkAllocation){ 0, (int)kkb_tree_row_position (KKB_TREE_ROW (row)) * self->row_height - y, width,
                            MAX (self->row_height, minimum) },
          -1);
    }
}

void
kkb_tree_list_add_spare (KkbTreeList *self)
{
  put_aside (self, KKB_TREE_ROW (add_row (self)));
}

/* What is to stay where it is: the row with the focus if it can be seen, else the topmost one. */
static KkbTreeRow *
row_to_keep (KkbTreeList *self)
{
  KkbTreeRow *focus = kkb_tree_list_focus_row (self);
  guint first, end;

  lines_in_sight (self, &first, &end);
  if (focus && kkb_tree_row_position (focus) >= first && kkb_tree_row_position (focus) < end)
    return focus;
  return kkb_tree_list_find (self, first);
}

/* Who had the focus is not there any more: what is selected has it now. */
static void
keep_focus (KkbTreeList *self)
{
  KkbTreeRow *focus = kkb_tree_list_focus_row (self);
  guint here = kkb_tree_here (self->tree);

  if (focus && kkb_tree_row_position (focus) == KKB_TREE_NO_LINE && here != KKB_TREE_NO_LINE)
    gtk_widget_grab_focus (GTK_WIDGET (kkb_tree_list_ensure (self, here)));
}

void
kkb_tree_list_lines_changed (KkbTreeList *self)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);
  KkbTreeRow *kept = row_to_keep (self);
  int before = kept ? (int)kkb_tree_row_position (kept) * self->row_height - kkb_tree_list_scroll_y (self) : 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      KkbTreeRow *row = self->rows->pdata[i];
      kkb_tree_row_set_position (row, KKB_TREE_NO_LINE);
      g_hash_table_insert (rows, kkb_tree_row_item (row), row);
    }
  for (guint i = 0; i < kkb_tree_list_n_lines (self); i++)
    {
      const KkbTreeLine *line = kkb_tree_line (self->tree, i);
      KkbTreeRow *row = g_hash_table_lookup (rows, line->item);
      if (!row)
        continue;
      kkb_tree_row_set_position (row, i);
      kkb_tree_row_show (row, line, self->tree->doc);
    }
  if (kkb_tree_list_has_size (self))
    {
      gboolean inside = self->allocating;
      self->allocating = TRUE; /* once, at the end */
      kkb_tree_list_configure (self, gtk_widget_get_width (GTK_WIDGET (self)),
                               gtk_widget_get_height (GTK_WIDGET (self)));
      if (kept && kkb_tree_row_position (kept) != KKB_TREE_NO_LINE)
        gtk_adjustment_set_value (self->vadjustment, (int)kkb_tree_row_position (kept) * self->row_height - before);
      self->allocating = inside;
    }
  keep_focus (self);
  kkb_tree_list_update_rows (self);
  kkb_tree_list_marks_changed (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
kkb_tree_list_marks_changed (KkbTreeList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    mark (self, self->rows->pdata[i]);
}

KkbTreeRow *
kkb_tree_list_find (KkbTreeList *self, guint position)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (kkb_tree_row_position (self->rows->pdata[i]) == position)
      return self->rows->pdata[i];
  return NULL;
}

KkbTreeRow *
kkb_tree_list_ensure (KkbTreeList *self, guint position)
{
  KkbTreeRow *row = kkb_tree_list_find (self, position);

  if (row)
    return row;
  row = take_row (self, position, NULL);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_sort (self->rows, by_position);
  order_children (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return row;
}

KkbTreeRow *
kkb_tree_list_row_at (KkbTreeList *self, double y)
{
  if (!kkb_tree_list_has_size (self) || y < 0 || y >= gtk_widget_get_height (GTK_WIDGET (self)))
    return NULL;
  return kkb_tree_list_find (self, (guint)((kkb_tree_list_scroll_y (self) + (int)y) / self->row_height));
}
