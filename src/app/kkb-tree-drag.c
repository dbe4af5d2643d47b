/* kkb-tree-drag.c - moving a node with all below it by the mouse, within the tree of one document. The line shows where
 * it will stand: above, below or inside the row under the pointer. */
#include "kkb-tree-edit.h"
#include "kkb-tree-private.h"
#include "kkb-window.h"

static KkbTree *
tree_of (KkbTreeRow *row)
{
  GtkWidget *tree = gtk_widget_get_ancestor (GTK_WIDGET (row), KKB_TYPE_TREE);

  return tree ? KKB_TREE (tree) : NULL;
}

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

/* ---- the row that is dragged ---- */

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, KkbTreeRow *row)
{
  KkbTree *self = tree_of (row);
  KkbOutlineItem *item = kkb_tree_row_item (row);

  if (!self || !item || kkb_outline_item_is_plan (item) || kkb_outline_item_reference_under (item)
      || kkb_tree_row_text (row) || kkb_document_read_only (self->doc))
    return NULL;
  self->dragged = kkb_outline_item_id (item);
  return gdk_content_provider_new_typed (G_TYPE_INT64, self->dragged);
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, KkbTreeRow *row)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (row));

  gtk_drag_source_set_icon (source, picture, 8, 8);
}

static void
end_cb (GtkDragSource *source, GdkDrag *drag, gboolean moved, KkbTreeRow *row)
{
  KkbTree *self = tree_of (row);

  if (self)
    self->dragged = 0;
}

/* ---- the row under the pointer ---- */

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, KkbTreeRow *row)
{
  KkbTree *self = tree_of (row);
  KkbDrop drop = self ? place_of (self, row, y) : KKB_DROP_NONE;

  kkb_tree_row_set_drop (row, drop);
  return drop == KKB_DROP_NONE ? 0 : GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, KkbTreeRow *row)
{
  kkb_tree_row_set_drop (row, KKB_DROP_NONE);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, KkbTreeRow *row)
{
  KkbTree *self = tree_of (row);
  KkbDrop drop = self ? place_of (self, row, y) : KKB_DROP_NONE;
  KkbOutlineItem *item = kkb_tree_row_item (row);

  kkb_tree_row_set_drop (row, KKB_DROP_NONE);
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
kkb_tree_init_drag (KkbTree *self, KkbTreeRow *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), row);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), row);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), row);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), row);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), row);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), row);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (target));
}
