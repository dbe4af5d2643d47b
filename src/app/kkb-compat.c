/* kkb-compat.c - see kkb-compat.h */
#include "kkb-compat.h"

typedef struct
{
  GtkWindow *parent;
  KkbFileChosen chosen;
  gpointer data;
} Choice;

/* GtkFileChooserNative is what 4.8 has; GtkFileDialog came with 4.10, where this pair is deprecated. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
chooser_responded_cb (GtkNativeDialog *dialog, int response, Choice *choice)
{
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  choice->chosen (choice->parent, file, choice->data);
  g_object_unref (choice->parent);
  g_free (choice);
  g_object_unref (dialog);
}

static void
add_filters (GtkFileChooser *chooser, const KkbFileFilter *filters)
{
  for (const KkbFileFilter *f = filters; f && f->name; f++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      gtk_file_filter_set_name (filter, f->name);
      for (guint i = 0; f->patterns[i]; i++)
        gtk_file_filter_add_pattern (filter, f->patterns[i]);
      gtk_file_chooser_add_filter (chooser, filter);
    }
}

void
kkb_compat_choose_file (GtkWindow *parent, const char *title, gboolean save, const char *accept_label,
                        const char *folder, const char *name, const KkbFileFilter *filters, KkbFileChosen chosen,
                        gpointer data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, parent, save ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN, accept_label, NULL);
  Choice *choice = g_new0 (Choice, 1);

  choice->parent = g_object_ref (parent);
  choice->chosen = chosen;
  choice->data = data;
  add_filters (GTK_FILE_CHOOSER (dialog), filters);
  if (folder)
    {
      g_autoptr (GFile) place = g_file_new_for_path (folder);
      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), place, NULL);
    }
  if (save && name)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chooser_responded_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

G_GNUC_END_IGNORE_DEPRECATIONS

static GtkWidget *
find_below (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *w = gtk_widget_get_first_child (widget); w && !found; w = gtk_widget_get_next_sibling (w))
    found = find_below (w, type);
  return found;
}

/* After the popover has shown itself and given the focus to the first row. */
static void
drop_down_opened_cb (GtkWidget *popover, GtkWidget *drop_down)
{
  GtkWidget *list = find_below (popover, GTK_TYPE_LIST_VIEW);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  if (!list || selected == GTK_INVALID_LIST_POSITION || gtk_drop_down_get_enable_search (GTK_DROP_DOWN (drop_down)))
    return;
  for (GtkWidget *row = gtk_widget_get_first_child (list); row; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED)
      {
        gtk_widget_grab_focus (row);
        return;
      }
}

void
kkb_compat_mend_drop_down (GtkWidget *drop_down)
{
  GtkWidget *popover = find_below (drop_down, GTK_TYPE_POPOVER);

  if (popover)
    g_signal_connect_object (popover, "show", G_CALLBACK (drop_down_opened_cb), drop_down, 0);
}

void
kkb_compat_announce (GtkWidget *widget, const char *text)
{
  /* gtk_accessible_announce() is 4.14; a changed name of a status widget is what 4.8 can tell. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GQuark
tooltip_quark (void)
{
  return g_quark_from_static_string ("kkb-tooltip");
}

static gboolean
tooltip_asked_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  gtk_tooltip_set_text (tooltip, kkb_compat_tooltip (widget));
  return TRUE;
}

const char *
kkb_compat_tooltip (GtkWidget *widget)
{
  return g_object_get_qdata (G_OBJECT (widget), tooltip_quark ());
}

void
kkb_compat_set_tooltip (GtkWidget *widget, const char *text)
{
  const char *old = kkb_compat_tooltip (widget);

  if (text && !*text)
    text = NULL;
  if (g_strcmp0 (text, old) == 0)
    return;
  g_signal_handlers_disconnect_by_func (widget, tooltip_asked_cb, NULL);
  g_object_set_qdata_full (G_OBJECT (widget), tooltip_quark (), g_strdup (text), g_free);
  if (text)
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (tooltip_asked_cb), NULL);
  gtk_widget_set_has_tooltip (widget, text != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}
