/* kkb-tree-pointer.c - what the mouse does in the tree: the arrow opens and closes, a click selects, a double click
 * renames, the other button shows the menu. One set of controllers for all rows. */
#include "kkb-tree-private.h"

/* What is being typed has its own clicks. */
static gboolean
is_in_text (KkbTree *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (self->list, x, y, GTK_PICK_DEFAULT);

  return widget && (GTK_IS_TEXT (widget) || gtk_widget_get_ancestor (widget, GTK_TYPE_TEXT));
}

static gboolean
is_on_arrow (KkbTree *self, KkbTreeRow *row, double x, double y)
{
  double row_x, row_y;

  return gtk_widget_translate_coordinates (self->list, GTK_WIDGET (row), x, y, &row_x, &row_y)
         && kkb_tree_row_is_arrow (row, row_x);
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, KkbTree *self)
{
  KkbTreeRow *row = kkb_tree_list_row_at (KKB_TREE_LIST (self->list), y);

  g_clear_object (&self->pressed);
  if (!row || is_in_text (self, x, y))
    return;
  if (is_on_arrow (self, row, x, y))
    {
      guint position = kkb_tree_row_position (row);
      kkb_tree_set_open (self, position, !kkb_tree_line (self, position)->is_open);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      return;
    }
  if (n == 2)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      kkb_tree_activate_line (self);
      return;
    }
  self->pressed = g_object_ref (kkb_tree_row_item (row));
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Not before the button is let go: it may be the begin of a drag. The lines may be others by now, since what was being
 * typed was taken over when the focus left it. */
static void
released_cb (GtkGestureClick *gesture, int n, double x, double y, KkbTree *self)
{
  g_autoptr (KkbOutlineItem) item = g_steal_pointer (&self->pressed);

  for (guint i = 0; item && i < self->lines->len; i++)
    if (kkb_tree_line (self, i)->item == item)
      {
        kkb_tree_select_line (self, i);
        kkb_tree_focus_selected (self);
        return;
      }
}

static void
menu_pressed_cb (GtkGestureClick *gesture, int n, double x, double y, KkbTree *self)
{
  double list_x = 0, list_y = -1;
  KkbTreeRow *row;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), self->list, x, y, &list_x, &list_y);
  if (is_in_text (self, list_x, list_y))
    return;
  row = kkb_tree_list_row_at (KKB_TREE_LIST (self->list), list_y);
  if (row)
    kkb_tree_select_line (self, kkb_tree_row_position (row));
  if (self->doc)
    kkb_tree_show_menu (self, &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

void
kkb_tree_init_pointer (KkbTree *self)
{
  GtkGesture *click = gtk_gesture_click_new (), *menu = gtk_gesture_click_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
}
