/* kkb-undo-list.c - see kkb-undo-list.h */
#include "kkb-undo-list.h"
#include "kkb-compat.h"
#include <glib/gi18n-lib.h>

#define MAX_STEPS 100

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, GtkMenuButton *button)
{
  KkbWindow *win = KKB_WINDOW (gtk_widget_get_root (GTK_WIDGET (button)));
  gboolean redo = g_object_get_data (G_OBJECT (button), "redo") != NULL;
  int n = gtk_list_box_row_get_index (row) + 1;

  gtk_menu_button_popdown (button);
  kkb_window_step (win, redo ? -n : n);
}

static GtkWidget *
new_row (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  kkb_compat_set_tooltip (label, text);
  return label;
}

static GtkWidget *
new_list (GtkMenuButton *button, KkbDocument *doc, gboolean redo)
{
  g_auto (GStrv) labels = redo ? kkb_document_redo_labels (doc, MAX_STEPS) : kkb_document_undo_labels (doc, MAX_STEPS);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; labels[i]; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_row (labels[i]));
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), new_row (redo ? _ ("Nothing to redo") : _ ("Nothing to undo")));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
      redo ? _ ("Steps that can be redone, the next first") : _ ("Steps that can be undone, the latest first"), -1);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), button);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  return scroller;
}

static void
create_popup_cb (GtkMenuButton *button, gpointer data)
{
  KkbWindow *win = data;
  gboolean redo = g_object_get_data (G_OBJECT (button), "redo") != NULL;
  GtkWidget *popover = gtk_popover_new ();

  if (kkb_window_document (win))
    gtk_popover_set_child (GTK_POPOVER (popover), new_list (button, kkb_window_document (win), redo));
  gtk_menu_button_set_popover (button, popover);
}

void
kkb_undo_list_attach (GtkMenuButton *button, KkbWindow *win, gboolean redo)
{
  g_object_set_data (G_OBJECT (button), "redo", GINT_TO_POINTER (redo));
  gtk_menu_button_set_create_popup_func (button, create_popup_cb, win, NULL);
}
