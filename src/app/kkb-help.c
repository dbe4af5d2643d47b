/* kkb-help.c - see kkb-help.h. The pages are plain texts in resources/help, one per language: "# " begins a heading,
 * "## " a smaller one,
 * "- " an item; a line with a TAB is a key and what it does. */
#include "kkb-help.h"
#include "config.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name, *title;
} pages[] = { { "guide", N_ ("Guide") }, { "keys", N_ ("Keys") }, { "about", N_ ("About") } };

static void
insert_line (GtkTextBuffer *buffer, const char *line)
{
  GtkTextIter end;
  const char *tag = "body";

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (g_str_has_prefix (line, "# "))
    {
      tag = "heading";
      line += 2;
    }
  else if (g_str_has_prefix (line, "## "))
    {
      tag = "small-heading";
      line += 3;
    }
  else if (g_str_has_prefix (line, "- "))
    {
      tag = "item";
      gtk_text_buffer_insert_with_tags_by_name (buffer, &end, "・", -1, tag, NULL);
      line += 2;
    }
  else if (strchr (line, '\t'))
    tag = "key";
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, line, -1, tag, NULL);
  gtk_text_buffer_insert (buffer, &end, "\n", 1);
}

static char *
load_text (const char *name)
{
  /* Translators: the language of the help pages that are shown: ja or en. */
  const char *language = _ ("help-language:en");
  const char *code = strchr (language, ':') ? strchr (language, ':') + 1 : language;
  g_autofree char *path = g_strdup_printf ("/jp/keikakubo/Keikakubo/help/%s.%s.txt", name, code);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
  g_auto (GStrv) parts = NULL;

  if (!bytes)
    return g_strdup ("");
  parts = g_strsplit (g_bytes_get_data (bytes, NULL), "@VERSION@", -1);
  return g_strjoinv (KKB_VERSION, parts);
}

static GtkWidget *
new_page (const char *name, const char *title)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (PangoTabArray) tabs = pango_tab_array_new_with_positions (1, TRUE, PANGO_TAB_LEFT, 230);
  g_autofree char *text = load_text (name);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GtkTextIter start;

  gtk_text_buffer_create_tag (buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "scale", 1.3, "pixels-above-lines", 12,
                              "pixels-below-lines", 4, NULL);
  gtk_text_buffer_create_tag (buffer, "small-heading", "weight", PANGO_WEIGHT_BOLD, "pixels-above-lines", 8, NULL);
  gtk_text_buffer_create_tag (buffer, "body", "pixels-below-lines", 2, NULL);
  gtk_text_buffer_create_tag (buffer, "item", "left-margin", 12, "indent", -12, "pixels-below-lines", 1, NULL);
  gtk_text_buffer_create_tag (buffer, "key", "tabs", tabs, "pixels-below-lines", 1, NULL);
  for (guint i = 0; lines[i]; i++)
    insert_line (buffer, lines[i]);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 20);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 20);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 20);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static gboolean
escape_cb (GtkWidget *window, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (window));
  return TRUE;
}

static GtkWindow *
new_window (GtkWindow *parent)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_stack_add_titled (GTK_STACK (stack), new_page (pages[i].name, _ (pages[i].title)), pages[i].name,
                          _ (pages[i].title));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  gtk_widget_set_halign (switcher, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (switcher, 8);
  gtk_box_append (GTK_BOX (box), switcher);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_window_set_child (window, box);
  gtk_window_set_title (window, _ ("Keikakubo Help"));
  gtk_window_set_default_size (window, 760, 620);
  gtk_window_set_transient_for (window, parent);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  g_object_set_data (G_OBJECT (window), "help-stack", stack);
  return window;
}

void
kkb_help_show (GtkWindow *parent, KkbHelpPage page)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow *window = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !window; i++)
    {
      g_autoptr (GtkWindow) w = g_list_model_get_item (windows, i);
      if (g_object_get_data (G_OBJECT (w), "help-stack"))
        window = w;
    }
  if (!window)
    window = new_window (parent);
  gtk_stack_set_visible_child_name (g_object_get_data (G_OBJECT (window), "help-stack"), pages[page].name);
  gtk_window_present (window);
}
