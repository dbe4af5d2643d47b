/* kkb-menu-choice.c - see kkb-menu-choice.h */
#include "kkb-menu-choice.h"

typedef struct
{
  GStrv names;
  guint selected;
  KkbMenuChosen chosen;
  gpointer data;
} Choice;

/* ---- helpers ---- */

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_strfreev (choice->names);
  g_free (choice);
}

static Choice *
choice_of (GtkMenuButton *button)
{
  return g_object_get_data (G_OBJECT (button), "kkb-menu-choice");
}

/* ---- the list ---- */

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GtkMenuButton *button)
{
  Choice *choice = choice_of (button);
  guint at = (guint)gtk_list_box_row_get_index (row);

  gtk_menu_button_popdown (button);
  if (at != choice->selected)
    choice->chosen (button, at, choice->data);
}

static GtkWidget *
new_row (const char *name, gboolean selected)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_opacity (mark, selected ? 1 : 0); /* all rows are as wide */
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  return box;
}

static GtkWidget *
new_list (GtkMenuButton *button)
{
  const Choice *choice = choice_of (button);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; choice->names && choice->names[i]; i++)
    {
      gtk_list_box_append (GTK_LIST_BOX (list), new_row (choice->names[i], i == choice->selected));
      gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int)i)),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, choice->names[i], -1);
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_BROWSE);
  gtk_list_box_select_row (GTK_LIST_BOX (list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int)choice->selected));
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), button);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 400);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  return scroller;
}

/* ---- callbacks ---- */

static void
create_popup_cb (GtkMenuButton *button, gpointer data)
{
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_child (GTK_POPOVER (popover), new_list (button));
  gtk_menu_button_set_popover (button, popover);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType mods, GtkMenuButton *button)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_Up && key != GDK_KEY_KP_Down && key != GDK_KEY_KP_Up)
      || (mods & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK)))
    return FALSE;
  gtk_menu_button_popup (button);
  return TRUE;
}

/* ---- public functions ---- */

void
kkb_menu_choice_attach (GtkMenuButton *button, KkbMenuChosen chosen, gpointer data)
{
  Choice *choice = g_new0 (Choice, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();

  choice->selected = GTK_INVALID_LIST_POSITION;
  choice->chosen = chosen;
  choice->data = data;
  g_object_set_data_full (G_OBJECT (button), "kkb-menu-choice", choice, choice_free);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), button);
  gtk_widget_add_controller (GTK_WIDGET (button), keys);
  gtk_menu_button_set_create_popup_func (button, create_popup_cb, NULL, NULL);
}

void
kkb_menu_choice_set (GtkMenuButton *button, const char *const *names, guint selected)
{
  Choice *choice = choice_of (button);
  const char *name = "";

  if (!choice->names || !g_strv_equal ((const char *const *)choice->names, names))
    {
      g_strfreev (choice->names);
      choice->names = g_strdupv ((char **)names);
    }
  choice->selected = selected;
  if (selected < g_strv_length (choice->names))
    name = choice->names[selected];
  if (g_strcmp0 (gtk_menu_button_get_label (button), name) != 0)
    gtk_menu_button_set_label (button, name);
}
