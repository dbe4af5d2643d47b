/* kkb-tree-keys.c - the keys of the tree and its context menu. What they do are actions of the window, so that the menu
 * 計画 does the same. The keys are looked at before the list does, which has Enter and Tab for its own; while a name is
 * being typed they are left alone: then the text and its input method have them. */
#include "kkb-tree-private.h"

static const struct
{
  guint key;
  GdkModifierType mods;
  const char *action;
} keys[] = {
  { GDK_KEY_Return, 0, "win.tree-add-sibling" },
  { GDK_KEY_KP_Enter, 0, "win.tree-add-sibling" },
  { GDK_KEY_Return, GDK_CONTROL_MASK, "win.tree-add-child" },
  { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "win.tree-add-child" },
  { GDK_KEY_Insert, 0, "win.tree-add-child" },
  { GDK_KEY_KP_Insert, 0, "win.tree-add-child" },
  { GDK_KEY_Insert, GDK_CONTROL_MASK, "win.tree-add-project" },
  { GDK_KEY_F2, 0, "win.tree-rename" },
  { GDK_KEY_Delete, 0, "win.tree-delete" },
  { GDK_KEY_KP_Delete, 0, "win.tree-delete" },
  { GDK_KEY_Up, GDK_ALT_MASK, "win.tree-up" },
  { GDK_KEY_Down, GDK_ALT_MASK, "win.tree-down" },
  { GDK_KEY_Left, GDK_ALT_MASK, "win.tree-outdent" },
  { GDK_KEY_Right, GDK_ALT_MASK, "win.tree-indent" },
  { GDK_KEY_Tab, 0, "win.tree-indent" },
  { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, "win.tree-outdent" },
  { GDK_KEY_Tab, GDK_SHIFT_MASK, "win.tree-outdent" },
  { GDK_KEY_c, GDK_CONTROL_MASK, "win.tree-copy" },
  { GDK_KEY_x, GDK_CONTROL_MASK, "win.tree-cut" },
  { GDK_KEY_v, GDK_CONTROL_MASK, "win.tree-paste" },
  { GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.tree-paste-inside" },
  { GDK_KEY_Return, GDK_ALT_MASK, "win.tree-properties" },
};

static gboolean
key_cb (GtkWidget *widget, GVariant *args, gpointer action)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (!focus || GTK_IS_TEXT (focus))
    return FALSE;
  return gtk_widget_activate_action (widget, action, NULL);
}

/* Left closes the row or goes to the one above it, Right opens it or goes into it. */
static gboolean
fold_cb (GtkWidget *widget, GVariant *args, gpointer open)
{
  KkbTree *self = KKB_TREE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  guint position = gtk_single_selection_get_selected (self->selection);
  g_autoptr (GtkTreeListRow) row = NULL, other = NULL;
  gboolean is_open;

  if (!focus || GTK_IS_TEXT (focus) || position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  row = gtk_tree_list_model_get_row (self->tree, position);
  is_open = gtk_tree_list_row_get_expanded (row);
  if (gtk_tree_list_row_is_expandable (row) && is_open != (open != NULL))
    gtk_tree_list_row_set_expanded (row, open != NULL);
  else if ((other = open ? gtk_tree_list_row_get_child_row (row, 0) : gtk_tree_list_row_get_parent (row)))
    {
      gtk_single_selection_set_selected (self->selection, gtk_tree_list_row_get_position (other));
      kkb_tree_focus_selected (self);
    }
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  KkbTree *self = KKB_TREE (widget);

  if (!self->cut)
    return FALSE;
  kkb_tree_set_cut (self, 0);
  return TRUE;
}

/* ---- context menu ---- */

static gboolean
menu_gone_cb (gpointer menu)
{
  if (gtk_widget_get_parent (menu))
    gtk_widget_unparent (menu);
  g_object_unref (menu);
  return G_SOURCE_REMOVE;
}

/* The chosen action runs after the menu is closed, so it may only be taken away when the main loop is idle. */
static void
menu_closed_cb (GtkPopover *menu, KkbTree *self)
{
  kkb_tree_focus_selected (self);
  g_idle_add (menu_gone_cb, g_object_ref (menu));
}

static void
show_menu (KkbTree *self, const GdkRectangle *at)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  GtkWidget *menu;

  gtk_builder_add_from_resource (builder, "/jp/keikakubo/Keikakubo/ui/kkb-menus.ui", NULL);
  menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (gtk_builder_get_object (builder, "tree-menu")));
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), at);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_widget_set_parent (menu, GTK_WIDGET (self));
  g_signal_connect (menu, "closed", G_CALLBACK (menu_closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (menu));
}

static KkbTreeRow *
row_at (KkbTree *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *expander = NULL;

  if (widget && KKB_IS_TREE_ROW (widget))
    return KKB_TREE_ROW (widget);
  if (widget)
    expander = gtk_widget_get_ancestor (widget, KKB_TYPE_TREE_ROW);
  return expander ? KKB_TREE_ROW (expander) : NULL;
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, KkbTree *self)
{
  KkbTreeRow *row = row_at (self, x, y);
  KkbOutlineItem *item = row ? kkb_tree_row_item (row) : NULL;

  if (item)
    kkb_tree_select (self, kkb_outline_item_plan (item),
                     kkb_outline_item_is_plan (item) ? 0 : kkb_outline_item_id (item));
  if (self->doc)
    show_menu (self, &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  KkbTree *self = KKB_TREE (widget);
  KkbTreeRow *row = kkb_tree_find_row (self, self->node ? self->node : self->plan, self->under);
  double x = 0, y = 0;

  if (!row)
    return FALSE;
  gtk_widget_translate_coordinates (GTK_WIDGET (row), widget, 0, gtk_widget_get_height (GTK_WIDGET (row)), &x, &y);
  show_menu (self, &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  return TRUE;
}

/* ---- */

static void
add_key (GtkEventController *controller, guint key, GdkModifierType mods, GtkShortcutFunc func, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (key, mods), gtk_callback_action_new (func, (gpointer)action, NULL)));
}

void
kkb_tree_init_keys (KkbTree *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    add_key (controller, keys[i].key, keys[i].mods, key_cb, keys[i].action);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Left, 0), gtk_callback_action_new (fold_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Right, 0), gtk_callback_action_new (fold_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  controller = gtk_shortcut_controller_new ();
  add_key (controller, GDK_KEY_Escape, 0, escape_cb, NULL);
  add_key (controller, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  add_key (controller, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
