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

static gboolean
is_in_rows (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus && !GTK_IS_TEXT (focus) && kkb_tree_here (KKB_TREE (widget)) != KKB_TREE_NO_LINE;
}

static void
go_to (KkbTree *self, guint position)
{
  kkb_tree_select_line (self, position);
  kkb_tree_focus_selected (self);
}

/* A plan stands under nothing: it stays where it is. */
static guint
parent_of (KkbTree *self, guint position)
{
  guint level = kkb_tree_line (self, position)->level;

  while (level > 0 && kkb_tree_line (self, position)->level >= level)
    position--;
  return position;
}

/* Left closes the row or goes to the one above it, Right opens it or goes into it. */
static gboolean
fold_cb (GtkWidget *widget, GVariant *args, gpointer open)
{
  KkbTree *self = KKB_TREE (widget);
  const KkbTreeLine *line;
  guint here;

  if (!is_in_rows (widget))
    return FALSE;
  here = kkb_tree_here (self);
  line = kkb_tree_line (self, here);
  if (line->is_branch && line->is_open != (open != NULL))
    kkb_tree_set_open (self, here, open != NULL);
  else if (!open)
    go_to (self, parent_of (self, here));
  else if (line->is_branch)
    go_to (self, here + 1);
  return TRUE;
}

/* What else lists of trees have for it. */
static gboolean
open_cb (GtkWidget *widget, GVariant *args, gpointer open)
{
  if (is_in_rows (widget))
    kkb_tree_set_open (KKB_TREE (widget), kkb_tree_here (KKB_TREE (widget)), open != NULL);
  return is_in_rows (widget);
}

static gboolean
toggle_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  KkbTree *self = KKB_TREE (widget);

  if (is_in_rows (widget))
    kkb_tree_set_open (self, kkb_tree_here (self), !kkb_tree_line (self, kkb_tree_here (self))->is_open);
  return is_in_rows (widget);
}

static gboolean
parent_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  KkbTree *self = KKB_TREE (widget);

  if (is_in_rows (widget))
    go_to (self, parent_of (self, kkb_tree_here (self)));
  return is_in_rows (widget);
}

/* LINES: how many lines on, G_MAXINT: to the last one. */
static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer lines)
{
  KkbTree *self = KKB_TREE (widget);
  gint64 position = GPOINTER_TO_INT (lines);

  if (!is_in_rows (widget))
    return FALSE;
  go_to (self, (guint)CLAMP (position + kkb_tree_here (self), 0, (gint64)self->lines->len - 1));
  return TRUE;
}

static gboolean
page_cb (GtkWidget *widget, GVariant *args, gpointer down)
{
  int page = (int)kkb_tree_list_page (KKB_TREE_LIST (KKB_TREE (widget)->list));

  return move_cb (widget, NULL, GINT_TO_POINTER (down ? page : -page));
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

void
kkb_tree_show_menu (KkbTree *self, const GdkRectangle *at)
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

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  KkbTree *self = KKB_TREE (widget);
  KkbTreeRow *row = kkb_tree_find_row (self, self->node ? self->node : self->plan, self->under);
  double x = 0, y = 0;

  if (!row)
    return FALSE;
  gtk_widget_translate_coordinates (GTK_WIDGET (row), widget, 0, gtk_widget_get_height (GTK_WIDGET (row)), &x, &y);
  kkb_tree_show_menu (self, &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  return TRUE;
}

/* ---- */

static void
add_key (GtkEventController *controller, guint key, GdkModifierType mods, GtkShortcutFunc func, gpointer data)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (key, mods), gtk_callback_action_new (func, data, NULL)));
}

/* With and without Shift: there is no range to be selected. */
static void
add_keys (GtkEventController *controller, guint key, guint keypad, GtkShortcutFunc func, gpointer data)
{
  const GdkModifierType mods[] = { 0, GDK_SHIFT_MASK };

  for (guint i = 0; i < G_N_ELEMENTS (mods); i++)
    {
      add_key (controller, key, mods[i], func, data);
      add_key (controller, keypad, mods[i], func, data);
    }
}

static void
add_movements (KkbTree *self, GtkEventController *controller)
{
  const gpointer yes = self;

  add_keys (controller, GDK_KEY_Up, GDK_KEY_KP_Up, move_cb, GINT_TO_POINTER (-1));
  add_keys (controller, GDK_KEY_Down, GDK_KEY_KP_Down, move_cb, GINT_TO_POINTER (1));
  add_keys (controller, GDK_KEY_Home, GDK_KEY_KP_Home, move_cb, GINT_TO_POINTER (-G_MAXINT));
  add_keys (controller, GDK_KEY_End, GDK_KEY_KP_End, move_cb, GINT_TO_POINTER (G_MAXINT));
  add_keys (controller, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, page_cb, NULL);
  add_keys (controller, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, page_cb, yes);
  add_keys (controller, GDK_KEY_Left, GDK_KEY_KP_Left, fold_cb, NULL);
  add_keys (controller, GDK_KEY_Right, GDK_KEY_KP_Right, fold_cb, yes);
  add_keys (controller, GDK_KEY_plus, GDK_KEY_KP_Add, open_cb, yes);
  add_keys (controller, GDK_KEY_asterisk, GDK_KEY_KP_Multiply, open_cb, yes);
  add_keys (controller, GDK_KEY_minus, GDK_KEY_KP_Subtract, open_cb, NULL);
  add_keys (controller, GDK_KEY_slash, GDK_KEY_KP_Divide, open_cb, NULL);
  add_key (controller, GDK_KEY_space, GDK_CONTROL_MASK, toggle_cb, NULL);
  add_key (controller, GDK_KEY_KP_Space, GDK_CONTROL_MASK, toggle_cb, NULL);
  add_key (controller, GDK_KEY_BackSpace, 0, parent_cb, NULL);
}

void
kkb_tree_init_keys (KkbTree *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    add_key (controller, keys[i].key, keys[i].mods, key_cb, (gpointer)keys[i].action);
  add_movements (self, controller);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  controller = gtk_shortcut_controller_new ();
  add_key (controller, GDK_KEY_Escape, 0, escape_cb, NULL);
  add_key (controller, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  add_key (controller, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
