/* kkb-tree-drag.c - moving a node with all below it by the mouse, within the tree of one document. The line shows where
 * it will stand: above, below or inside the row under the pointer. */
#include "kkb-tree-edit.h"
#include "kkb-tree-private.h"
#include "kkb-window.h"

#define OPEN_AFTER 500 /* ms on a closed branch */

static gboolean
stands_under (KkbTree *self, KkbId node, KkbId above)
{
  for (const KkbNode *at = kkb_facts_node (kkb_document_facts (self->doc), node); at; at = at->parent)
    if (at->id == above)
      return TRUE;
  return FALSE;
}

static KkbDrop
place_of (KkbTree *self, KkbTreeRow *row, double y)
{
  KkbOutlineItem *item = kkb_tree_row_item (row);
  int height = gtk_widget_get_height (GTK_WIDGET (row));

  if (!self->dragged || !item || kkb_outline_item_reference_under (item)
      || (!kkb_outline_item_is_plan (item) && stands_under (self, kkb_outline_item_id (item), self->dragged)))
    return KKB_DROP_NONE;
  if (kkb_outline_item_is_plan (item))
    return KKB_DROP_INTO;
  return y < height * 0.28 ? KKB_DROP_ABOVE : y > height * 0.72 ? KKB_DROP_BELOW : KKB_DROP_INTO;
}

static KkbTreeRow *
row_at (KkbTree *self, double y)
{
  return kkb_tree_list_row_at (KKB_TREE_LIST (self->list), y);
}

/* ---- the row that is dragged ---- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, KkbTree *self)
{
  KkbTreeRow *row = row_at (self, y);
  KkbOutlineItem *item = row ? kkb_tree_row_item (row) : NULL;

  if (!item || kkb_outline_item_is_plan (item) || kkb_outline_item_reference_under (item) || kkb_tree_row_text (row)
      || kkb_document_read_only (self->doc))
    return NULL;
  self->dragged = kkb_outline_item_id (item);
  return gdk_content_provider_new_typed (G_TYPE_INT64, self->dragged);
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, KkbTree *self)
{
  KkbTreeRow *row = kkb_tree_find_row (self, self->dragged, 0);
  g_autoptr (GdkPaintable) picture = row ? gtk_widget_paintable_new (GTK_WIDGET (row)) : NULL;

  g_clear_object (&self->pressed); /* it was no click */
  if (picture)
    gtk_drag_source_set_icon (source, picture, 8, 8);
}

static void
end_cb (GtkDragSource *source, GdkDrag *drag, gboolean moved, KkbTree *self)
{
  self->dragged = 0;
}

/* ---- the row under the pointer ---- */

void
kkb_tree_end_drop (KkbTree *self)
{
  g_clear_handle_id (&self->open_timer, g_source_remove);
  if (self->drop_row)
    kkb_tree_row_set_drop (self->drop_row, KKB_DROP_NONE);
  self->drop_row = NULL;
}

/* Who rests on a closed branch wants to go in. */
static gboolean
open_cb (gpointer data)
{
  KkbTree *self = data;

  self->open_timer = 0;
  if (self->drop_row)
    kkb_tree_set_open (self, kkb_tree_row_position (self->drop_row), TRUE);
  return G_SOURCE_REMOVE;
}

static KkbDrop
place_at (KkbTree *self, double y, KkbTreeRow **row)
{
  double row_x, row_y;

  *row = row_at (self, y);
  if (!*row || !gtk_widget_translate_coordinates (self->list, GTK_WIDGET (*row), 0, y, &row_x, &row_y))
    return KKB_DROP_NONE;
  return place_of (self, *row, row_y);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, KkbTree *self)
{
  KkbTreeRow *row;
  KkbDrop drop = place_at (self, y, &row);

  if (row != self->drop_row)
    {
      kkb_tree_end_drop (self);
      self->drop_row = row;
      if (row && self->dragged)
        self->open_timer = g_timeout_add (OPEN_AFTER, open_cb, self);
    }
  if (row)
    kkb_tree_row_set_drop (row, drop);
  return drop == KKB_DROP_NONE ? 0 : GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, KkbTree *self)
{
  kkb_tree_end_drop (self);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, KkbTree *self)
{
  KkbTreeRow *row;
  KkbDrop drop = place_at (self, y, &row);
  KkbOutlineItem *item = row ? kkb_tree_row_item (row) : NULL;

  kkb_tree_end_drop (self);
  if (drop == KKB_DROP_NONE || !G_VALUE_HOLDS_INT64 (value) || g_value_get_int64 (value) != self->dragged)
    return FALSE;
  return kkb_tree_drop (self, self->dragged, kkb_outline_item_plan (item),
                        kkb_outline_item_is_plan (item) ? 0 : kkb_outline_item_id (item),
                        drop == KKB_DROP_ABOVE   ? KKB_ABOVE_SIBLING
                        : drop == KKB_DROP_BELOW ? KKB_BELOW_SIBLING
                                                 : KKB_BELOW_CHILD);
}

gboolean
kkb_tree_drop (KkbTree *self, KkbId node, KkbId plan, KkbId at, KkbWhere where)
{
  KkbWindow *win = KKB_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GError) error = NULL;
  KkbCommand *command = kkb_tree_move (self->doc, node, plan, at, where, &error);

  if (!command)
    {
      kkb_window_show_error (win, error);
      return FALSE;
    }
  kkb_window_run (win, command);
  kkb_tree_select (self, kkb_facts_node (kkb_document_facts (self->doc), node)->plan, node);
  kkb_tree_focus_selected (self);
  return TRUE;
}

void
kkb_tree_init_drag (KkbTree *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (target));
}
