/* kkb-tree-rename.c - a new name typed in the row itself. Enter and leaving take it over, Escape gives it up; all keys
 * go to the input method first. */
#include "kkb-tree-edit.h"
#include "kkb-tree-private.h"
#include "kkb-window.h"
#include <glib/gi18n-lib.h>

static void begin (KkbTree *self, KkbTreeRow *row, const char *text);

/* Ends the edit without a word; the row keeps the focus where it had it. */
static void
end_rename (KkbTree *self)
{
  KkbTreeRow *row = self->renamed;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus && kkb_tree_row_text (row) && gtk_widget_is_ancestor (focus, GTK_WIDGET (row));

  self->renamed = NULL;
  if (had_focus)
    { /* before the text goes: else the focus would look for a place of its own */
      gtk_widget_set_visible (kkb_tree_row_text (row), FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  kkb_tree_row_end (row);
}

static char *
current_name (KkbTree *self)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  const KkbNode *node = self->rename_node ? kkb_facts_node (facts, self->rename_node) : NULL;
  const KkbPlan *plan = kkb_facts_plan (facts, self->rename_plan);

  return node ? kkb_node_printed (node) : g_strdup (plan && !self->rename_node ? plan->title : "");
}

static gboolean
is_new_name (const char *name)
{
  return g_str_equal (name, _ ("New item")) || g_str_equal (name, _ ("New project"));
}

/* FALSE: the name was refused; the reason is shown, and the text stays if KEEP. */
static gboolean
take_name (KkbTree *self, gboolean keep)
{
  KkbWindow *win = KKB_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (kkb_tree_row_text (self->renamed))));
  g_autofree char *before = current_name (self);
  KkbTreeRow *row = self->renamed;
  g_autoptr (GError) error = NULL;
  KkbCommand *command;

  if (g_str_equal (name, before) || (!*name && is_new_name (before)))
    {
      end_rename (self);
      return TRUE;
    }
  command = kkb_tree_rename (self->doc, self->rename_plan, self->rename_node, name, &error);
  if (!command)
    {
      kkb_window_show_error (win, error);
      if (!keep)
        end_rename (self);
      return FALSE;
    }
  end_rename (self); /* before the rows change */
  if (kkb_document_run (self->doc, command, NULL, &error))
    return TRUE;
  kkb_window_show_error (win, error);
  if (keep)
    begin (self, row, name);
  return FALSE;
}

static void
activate_cb (KkbTree *self)
{
  if (self->renamed)
    take_name (self, TRUE);
}

static void
focus_moved_cb (KkbTree *self, GParamSpec *pspec, GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);

  if (!self->renamed || !focus || focus == kkb_tree_row_text (self->renamed))
    return;
  take_name (self, FALSE);
}

/* After the text and its input method: Tab goes on as in the tree. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KkbTree *self)
{
  if (!self->renamed)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Escape)
    end_rename (self);
  else if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab)
    {
      if (take_name (self, TRUE))
        gtk_widget_activate_action (GTK_WIDGET (self), key == GDK_KEY_Tab ? "win.tree-indent" : "win.tree-outdent",
                                    NULL);
    }
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

void
kkb_tree_init_rename (KkbTree *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->list, keys);
}

void
kkb_tree_forget_rename (KkbTree *self)
{
  KkbTreeRow *row = g_steal_pointer (&self->renamed);

  if (row)
    kkb_tree_row_end (row);
}

/* ---- public ---- */

/* TEXT: what was typed already; NULL: the name as it is. */
static void
begin (KkbTree *self, KkbTreeRow *row, const char *text)
{
  g_autofree char *name = current_name (self);
  GtkWidget *widget = kkb_tree_row_begin (row, text ? text : name);

  g_signal_connect_object (widget, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  /* Nothing is selected: over a selection GTK 4.8 loses the first key of a conversion. A new item begins empty. */
  if (!text && is_new_name (name))
    {
      gtk_editable_set_text (GTK_EDITABLE (widget), "");
      gtk_text_set_placeholder_text (GTK_TEXT (widget), name);
    }
  gtk_text_grab_focus_without_selecting (GTK_TEXT (widget));
  gtk_editable_set_position (GTK_EDITABLE (widget), -1);
  self->renamed = row;
  if (!g_object_get_data (G_OBJECT (self), "watches-focus"))
    {
      g_object_set_data (G_OBJECT (self), "watches-focus", self);
      g_signal_connect_object (gtk_widget_get_root (GTK_WIDGET (self)), "notify::focus-widget",
                               G_CALLBACK (focus_moved_cb), self, G_CONNECT_SWAPPED);
    }
}

gboolean
kkb_tree_begin_rename (KkbTree *self)
{
  if (!self->doc || self->under || kkb_document_read_only (self->doc) || !kkb_tree_commit (self)
      || self->selected == KKB_TREE_NO_LINE)
    return FALSE;
  self->rename_plan = self->plan;
  self->rename_node = self->node;
  kkb_tree_list_scroll_to (KKB_TREE_LIST (self->list), self->selected);
  begin (self, kkb_tree_list_ensure (KKB_TREE_LIST (self->list), self->selected), NULL);
  return TRUE;
}

gboolean
kkb_tree_is_renaming (KkbTree *self)
{
  return self->renamed != NULL;
}

gboolean
kkb_tree_commit (KkbTree *self)
{
  return !self->renamed || take_name (self, TRUE);
}
