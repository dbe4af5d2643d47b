/* kkb-window-tree.c - the actions of the menu 計画: what a person does to the plan's tree, on what is selected there.
 */
#include "kkb-field-private.h"
#include "kkb-plan-wizard.h"
#include "kkb-question.h"
#include "kkb-tree-edit.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>

#define ACTION(name) static void name##_cb (GSimpleAction *action, GVariant *parameter, gpointer data)

/* ---- helpers ---- */

static KkbTree *
tree (KkbWindow *self)
{
  return KKB_TREE (self->tree);
}

/* Selects what was made or moved, with the focus on it; a search that hides it is cleared. */
static void
show_node (KkbWindow *self, KkbId plan, KkbId node)
{
  kkb_tree_select (tree (self), plan, node);
  if (kkb_tree_selected_plan (tree (self)) != plan || kkb_tree_selected_node (tree (self)) != node)
    {
      kkb_window_clear_filter (self);
      kkb_tree_select (tree (self), plan, node);
    }
  kkb_tree_focus_selected (tree (self));
}

/* Runs COMMAND (consumed; NULL: tells ERROR) and shows NODE, or what is selected, after it. */
static gboolean
run (KkbWindow *self, KkbCommand *command, GError **error, KkbId node)
{
  const KkbNode *shown;

  if (!command)
    {
      kkb_window_show_error (self, *error);
      return FALSE;
    }
  kkb_window_say (self, "");
  kkb_window_run (self, command);
  shown = kkb_facts_node (kkb_document_facts (self->doc), node);
  if (shown)
    show_node (self, shown->plan, shown->id);
  return shown != NULL || !node;
}

/* What is done is done to the node itself, never by one of its references. */
static gboolean
is_ready (KkbWindow *self)
{
  if (!kkb_window_commit_edit (self))
    return FALSE;
  if (!kkb_tree_selected_reference (tree (self)))
    return TRUE;
  kkb_window_say (
      self, _ ("This row is a reference. Go to the original by Enter to change it; Delete takes the reference away."));
  return FALSE;
}

static KkbId
selected_plan (KkbWindow *self)
{
  return kkb_tree_selected_plan (tree (self));
}

static KkbId
selected_node (KkbWindow *self)
{
  return kkb_tree_selected_node (tree (self));
}

/* ---- adding ---- */

static void
add (KkbWindow *self, KkbWhere where, gboolean is_project)
{
  KkbId node = selected_node (self), added = 0;
  g_autoptr (GError) error = NULL;
  KkbCommand *command;

  if (!is_ready (self))
    return;
  command = kkb_tree_add (self->doc, selected_plan (self), node, node ? where : KKB_BELOW_CHILD, is_project,
                          is_project ? _ ("New project") : _ ("New item"), &added, &error);
  if (run (self, command, &error, added))
    kkb_tree_begin_rename (tree (self));
}

ACTION (go_to_original)
{
  KkbWindow *self = data;

  show_node (self, selected_plan (self), selected_node (self));
}

ACTION (add_sibling)
{
  KkbWindow *self = data;
  const KkbNode *node = kkb_window_selected_node (self);

  if (kkb_tree_selected_reference (tree (self)))
    go_to_original_cb (action, NULL, self);
  else
    add (self, KKB_BELOW_SIBLING, node && node->project);
}

ACTION (add_child)
{
  add (data, KKB_BELOW_CHILD, FALSE);
}

ACTION (add_project)
{
  const KkbNode *node = kkb_window_selected_node (data);

  add (data, node && node->project ? KKB_BELOW_SIBLING : KKB_BELOW_CHILD, TRUE);
}

ACTION (rename)
{
  KkbWindow *self = data;

  if (!is_ready (self))
    return;
  gtk_widget_set_visible (self->tree, TRUE);
  kkb_tree_focus_selected (tree (self));
  kkb_tree_begin_rename (tree (self));
}

ACTION (properties)
{
  kkb_window_show_page (data, "node");
}

/* ---- deleting ---- */

typedef struct
{
  KkbId plan, node;
} Target;

static void
delete_answered (GtkWindow *parent, int button, gpointer data)
{
  KkbWindow *self = KKB_WINDOW (parent);
  g_autofree Target *target = data;
  g_autoptr (GError) error = NULL;
  KkbId next = 0;
  KkbCommand *command;

  if (button != 1 || !self->doc)
    {
      kkb_tree_focus_selected (tree (self));
      return;
    }
  command = kkb_tree_delete (self->doc, target->plan, target->node, &next, &error);
  run (self, command, &error, next);
  kkb_tree_focus_selected (tree (self));
}

static void
remove_reference (KkbWindow *self)
{
  KkbId under = kkb_tree_selected_reference (tree (self));
  g_autoptr (GError) error = NULL;

  run (self, kkb_tree_toggle_reference (self->doc, under, selected_node (self), &error), &error, under);
}

ACTION (delete)
{
  static const KkbButton buttons[]
      = { { N_ ("_Cancel"), KKB_BUTTON_PLAIN }, { N_ ("_Delete"), KKB_BUTTON_DESTRUCTIVE } };
  KkbButton translated[] = { { _ (buttons[0].label), buttons[0].kind }, { _ (buttons[1].label), buttons[1].kind } };
  KkbWindow *self = data;
  const KkbPlan *plan = kkb_window_selected_plan (self);
  const KkbNode *node = kkb_window_selected_node (self);
  g_autofree char *name = node ? kkb_node_printed (node) : g_strdup (plan ? plan->title : "");
  g_autofree char *summary = NULL, *heading = NULL, *text = NULL;
  Target *target;

  if (!plan || !kkb_window_commit_edit (self))
    return;
  if (kkb_tree_selected_reference (tree (self)))
    {
      remove_reference (self);
      return;
    }
  summary = kkb_tree_delete_summary (self->doc, plan->id, node ? node->id : 0);
  heading = g_strdup_printf (_ ("Delete “%s”?"), name);
  text = g_strdup_printf (_ ("With everything below it, this goes: %s. “Undo” brings it back."), summary);
  target = g_new (Target, 1);
  target->plan = plan->id;
  target->node = node ? node->id : 0;
  kkb_question_ask (GTK_WINDOW (self), heading, text, NULL, translated, 2, 0, 1, delete_answered, target);
}

/* ---- moving ---- */

typedef KkbCommand *(*Move) (KkbDocument *doc, KkbId node, GError **error);

static void
move (KkbWindow *self, Move func)
{
  KkbId node = selected_node (self);
  g_autoptr (GError) error = NULL;

  if (is_ready (self) && node)
    run (self, func (self->doc, node, &error), &error, node);
}

ACTION (up)
{
  move (data, kkb_tree_move_up);
}
ACTION (down)
{
  move (data, kkb_tree_move_down);
}
ACTION (indent)
{
  move (data, kkb_tree_indent);
}
ACTION (outdent)
{
  move (data, kkb_tree_outdent);
}

/* ---- clipboard ---- */

static gboolean
copy_node (KkbWindow *self)
{
  KkbId node = selected_node (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!node || !kkb_window_commit_edit (self))
    return FALSE;
  text = kkb_tree_copy (self->doc, node, &error);
  if (!text)
    {
      kkb_window_show_error (self, error);
      return FALSE;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  self->copied = node;
  return TRUE;
}

static void
say_copied (KkbWindow *self, const char *what)
{
  const KkbNode *node = kkb_window_selected_node (self);
  g_autofree char *name = kkb_node_printed (node);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_autofree char *text = g_strdup_printf (what, name);
#pragma GCC diagnostic pop

  kkb_window_say (self, text);
}

ACTION (copy)
{
  if (!copy_node (data))
    return;
  kkb_tree_set_cut (tree (data), 0);
  say_copied (data, _ ("Copied with everything below it: %s"));
}

ACTION (cut)
{
  KkbWindow *self = data;

  if (!is_ready (data) || !copy_node (data))
    return;
  kkb_tree_set_cut (tree (data), selected_node (data));
  g_set_object (&self->cut_content, gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (self))));
  say_copied (data,
              _ ("Cut: %s. Pasting moves it; pasted into another file it is copied and stays here. Escape gives up."));
}

typedef enum
{
  PASTE_BESIDE,
  PASTE_INSIDE,
  PASTE_DUPLICATE
} Paste;

typedef struct
{
  KkbWindow *win;
  KkbDocument *doc;
  KkbId plan, at;
  Paste paste;
} Pasting;

static void
pasting_free (Pasting *pasting)
{
  g_object_unref (pasting->win);
  g_object_unref (pasting->doc);
  g_free (pasting);
}

static void
paste_text (const Pasting *pasting, const char *text)
{
  KkbWindow *self = pasting->win;
  KkbWhere where = pasting->at && pasting->paste != PASTE_INSIDE ? KKB_BELOW_SIBLING : KKB_BELOW_CHILD;
  g_autoptr (GError) error = NULL;
  KkbId added = 0;
  KkbCommand *command;

  if (!text || !kkb_tree_is_copy (text))
    {
      kkb_window_say (self, _ ("The clipboard holds no item of a plan. Copy one in the tree by Ctrl+C first."));
      return;
    }
  command = kkb_tree_paste (self->doc, pasting->plan, pasting->at, where, text, pasting->paste == PASTE_DUPLICATE,
                            &added, &error);
  run (self, command, &error, added);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Pasting *pasting = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (pasting->win->doc == pasting->doc)
    paste_text (pasting, text);
  pasting_free (pasting);
}

/* What was cut here moves; anything else comes from the clipboard. */
static void
paste (KkbWindow *self, Paste how)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  KkbId cut = kkb_tree_cut (tree (self)), at = selected_node (self);
  Pasting *pasting;

  if (!is_ready (self))
    return;
  /* only while nothing else was copied since */
  if (cut && self->cut_content && gdk_clipboard_get_content (clipboard) == self->cut_content && how != PASTE_DUPLICATE)
    {
      kkb_tree_set_cut (tree (self), 0);
      if (cut != at)
        kkb_tree_drop (tree (self), cut, selected_plan (self), at,
                       at && how == PASTE_BESIDE ? KKB_BELOW_SIBLING : KKB_BELOW_CHILD);
      return;
    }
  pasting = g_new (Pasting, 1);
  *pasting = (Pasting){ g_object_ref (self), g_object_ref (self->doc), selected_plan (self), at, how };
  gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, pasting);
}

ACTION (paste)
{
  paste (data, PASTE_BESIDE);
}
ACTION (paste_inside)
{
  paste (data, PASTE_INSIDE);
}
ACTION (paste_duplicate)
{
  paste (data, PASTE_DUPLICATE);
}

ACTION (paste_reference)
{
  KkbWindow *self = data;
  KkbId node = selected_node (self);
  g_autoptr (GError) error = NULL;

  if (is_ready (self) && node && self->copied)
    run (self, kkb_tree_toggle_reference (self->doc, node, self->copied, &error), &error, node);
}

/* ---- numbers ---- */

static void
renumber (KkbWindow *self, KkbNumbering style, const char *custom)
{
  g_autoptr (GError) error = NULL;

  if (is_ready (self))
    run (self, kkb_tree_renumber (self->doc, selected_plan (self), selected_node (self), style, custom, &error), &error,
         selected_node (self));
  kkb_tree_focus_selected (tree (self));
}

static void
renumber_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  static const char *const styles[] = { "plain", "brackets", "circled", "kana", "none" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (g_variant_get_string (parameter, NULL), styles[i]))
      renumber (data, (KkbNumbering)i, NULL);
}

static void
custom_answered (GtkWindow *parent, int button, gpointer data)
{
  KkbWindow *self = KKB_WINDOW (parent);
  GtkWidget *entry = data;
  g_autofree char *custom = g_strdup (kkb_field_entry_text (entry));

  if (button == 1 && self->doc)
    renumber (self, KKB_NUMBER_PLAIN, custom);
  g_object_unref (entry);
}

ACTION (renumber_custom)
{
  KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("_Number"), KKB_BUTTON_SUGGESTED } };
  GtkWidget *entry = g_object_ref_sink (kkb_field_entry_new (NULL, NULL));
  GtkWindow *window;

  if (!is_ready (data))
    {
      g_object_unref (entry);
      return;
    }
  kkb_form_field_set_name (entry, _ ("Pattern"));
  kkb_field_entry_show (entry, _ ("Policy #"));
  window = kkb_question_ask (GTK_WINDOW (data), _ ("Number the items below"),
                             _ ("A text with one # where the number stands: “Policy #”, “#.”, “A-#”."), entry, buttons,
                             2, 0, 1, custom_answered, entry);
  g_object_set (kkb_field_entry_input (entry), "activates-default", TRUE, NULL);
  gtk_window_set_focus (window, kkb_field_entry_input (entry));
}

/* ---- plans ---- */

ACTION (new_plan)
{
  kkb_plan_wizard_show (data, TRUE);
}
ACTION (add_plan)
{
  if (is_ready (data))
    kkb_plan_wizard_show (data, FALSE);
}

static const GActionEntry entries[] = {
  { .name = "new-plan", .activate = new_plan_cb },
  { .name = "add-plan", .activate = add_plan_cb },
  { .name = "tree-add-sibling", .activate = add_sibling_cb },
  { .name = "tree-add-child", .activate = add_child_cb },
  { .name = "tree-add-project", .activate = add_project_cb },
  { .name = "tree-rename", .activate = rename_cb },
  { .name = "tree-properties", .activate = properties_cb },
  { .name = "tree-go-to-original", .activate = go_to_original_cb },
  { .name = "tree-delete", .activate = delete_cb },
  { .name = "tree-up", .activate = up_cb },
  { .name = "tree-down", .activate = down_cb },
  { .name = "tree-indent", .activate = indent_cb },
  { .name = "tree-outdent", .activate = outdent_cb },
  { .name = "tree-copy", .activate = copy_cb },
  { .name = "tree-cut", .activate = cut_cb },
  { .name = "tree-paste", .activate = paste_cb },
  { .name = "tree-paste-inside", .activate = paste_inside_cb },
  { .name = "tree-paste-duplicate", .activate = paste_duplicate_cb },
  { .name = "tree-paste-reference", .activate = paste_reference_cb },
  { .name = "tree-renumber", .parameter_type = "s", .activate = renumber_cb },
  { .name = "tree-renumber-custom", .activate = renumber_custom_cb },
};

static void
enable (KkbWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

void
kkb_window_update_tree_actions (KkbWindow *self)
{
  static const char *const on_plan[]
      = { "tree-add-sibling", "tree-add-child",    "tree-add-project", "tree-rename",          "tree-delete",
          "tree-paste",       "tree-paste-inside", "tree-renumber",    "tree-renumber-custom", "tree-paste-duplicate" };
  static const char *const on_node[] = { "tree-up", "tree-down", "tree-indent", "tree-outdent", "tree-cut" };
  gboolean has = self->doc && !kkb_document_busy (self->doc);
  gboolean writable = has && kkb_document_checked (self->doc) && !kkb_document_read_only (self->doc);
  gboolean plan = has && kkb_window_selected_plan (self) != NULL;
  gboolean node = has && kkb_window_selected_node (self) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (on_plan); i++)
    enable (self, on_plan[i], writable && plan);
  for (guint i = 0; i < G_N_ELEMENTS (on_node); i++)
    enable (self, on_node[i], writable && node);
  enable (self, "add-plan", writable);
  enable (self, "tree-copy", node);
  enable (self, "tree-properties", plan);
  enable (self, "tree-go-to-original", node && kkb_tree_selected_reference (tree (self)));
  enable (self, "tree-paste-reference",
          writable && node && self->copied && kkb_facts_node (kkb_document_facts (self->doc), self->copied));
}

void
kkb_window_init_tree_actions (KkbWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->tree, "selected", G_CALLBACK (kkb_window_update_tree_actions), self,
                           G_CONNECT_SWAPPED);
}
