/* kkb-grid-choices.c - Alt+Down: what the cell under the cursor takes, as a list to choose from. */
#include "kkb-grid-private.h"

#include <glib/gi18n-lib.h>

#define MAX_HEIGHT 320

static gboolean
choices_gone_cb (gpointer data)
{
  GtkWidget *popover = data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  g_object_unref (popover);
  return G_SOURCE_REMOVE;
}

/* It closes in the middle of its own event handling: so it is taken away when the main loop is idle. */
static void
closed_cb (KkbGrid *self, GtkWidget *popover)
{
  if (self->choices == popover)
    self->choices = NULL;
  if (self->text != NULL)
    gtk_text_grab_focus_without_selecting (GTK_TEXT (self->text));
  g_idle_add (choices_gone_cb, g_object_ref (popover));
}

static void
chosen_cb (KkbGrid *self, GtkListBoxRow *row)
{
  g_autofree char *text = g_strdup (gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))));

  gtk_popover_popdown (GTK_POPOVER (self->choices));
  if (kkb_grid_editor_type (self, text))
    kkb_grid_commit_edit (self);
}

static GtkWidget *
make_list (KkbGrid *self, char **choices, const char *now)
{
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *name = kkb_grid_column_name (kkb_grid_layout_column_at (self->layout, self->cursor_position));

  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_BROWSE);
  for (guint i = 0; choices[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (choices[i]);
      GtkListBoxRow *row;

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (GTK_LIST_BOX (list), label);
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int)i);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choices[i], -1);
      if (i == 0 || g_strcmp0 (choices[i], now) == 0)
        gtk_list_box_select_row (GTK_LIST_BOX (list), row);
    }
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (chosen_cb), self);
  return list;
}

static void
open_list (KkbGrid *self, char **choices, const char *now)
{
  GtkWidget *list = make_list (self, choices, now);
  GtkWidget *scroller
      = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                      "propagate-natural-width", TRUE, "max-content-height", MAX_HEIGHT, "child", list, NULL);
  GdkRectangle area;

  kkb_grid_cursor_area (self, &area);
  self->choices = gtk_popover_new ();
  gtk_widget_add_css_class (self->choices, "gridchoices");
  gtk_popover_set_has_arrow (GTK_POPOVER (self->choices), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->choices), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->choices), &area);
  gtk_widget_set_halign (self->choices, GTK_ALIGN_START);
  gtk_popover_set_child (GTK_POPOVER (self->choices), scroller);
  gtk_widget_set_parent (self->choices, GTK_WIDGET (self));
  g_signal_connect_swapped (self->choices, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->choices));
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (GTK_LIST_BOX (list))));
}

void
kkb_grid_open_choices (KkbGrid *self)
{
  g_auto (GStrv) choices = NULL;
  g_autofree char *now = NULL;
  guint row, column;
  KkbGridCell cell;

  g_return_if_fail (KKB_IS_GRID (self));
  if (self->choices != NULL || !kkb_grid_commit_edit (self) || !kkb_grid_get_cursor (self, &row, &column))
    return;
  if (kkb_grid_model_get_section (self->model, row, NULL) == NULL)
    {
      kkb_grid_model_get_cell (self->model, row, column, &cell);
      if (cell.editable)
        choices = kkb_grid_model_get_choices (self->model, row, column);
      now = kkb_grid_model_get_edit_text (self->model, row, column);
    }
  if (choices != NULL && choices[0] != NULL)
    open_list (self, choices, now);
  else
    kkb_grid_refuse (self, _ ("There is no list of choices for this cell."));
}
