/* kkb-tree.c - see kkb-tree.h
 *
 *   KkbOutline (one item a plan) -> lines (those in open branches) -> KkbTreeList (rows in sight)
 *
 * Expansion is kept as a set of ids: whatever comes again is as open as it was. What is selected is kept as an id too;
 * its line is looked for whenever the lines are others. */
#include "kkb-tree-private.h"
#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KkbTree, kkb_tree, GTK_TYPE_WIDGET)

enum
{
  SELECTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- lines ---- */

static void
clear_line (gpointer line)
{
  g_object_unref (((KkbTreeLine *)line)->item);
}

static void
add_lines (KkbTree *self, GListModel *items, guint level)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      KkbOutlineItem *item = g_list_model_get_item (items, i);
      GListModel *children = kkb_outline_item_children (item);
      KkbId id = kkb_outline_item_id (item);
      gboolean is_open = children && !g_hash_table_contains (self->collapsed, &id);
      KkbTreeLine line = { item, level, children != NULL, is_open };

      g_array_append_val (self->lines, line);
      if (is_open)
        add_lines (self, children, level + 1);
    }
}

static guint
position_of (KkbTree *self, KkbId id, KkbId under)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      KkbOutlineItem *item = kkb_tree_line (self, i)->item;
      if (kkb_outline_item_id (item) == id && kkb_outline_item_reference_under (item) == under)
        return i;
    }
  return KKB_TREE_NO_LINE;
}

static gboolean
is_reference_there (KkbTree *self)
{
  const KkbNode *under = kkb_facts_node (kkb_document_facts (self->doc), self->under);

  for (const KkbId *id = under ? under->more->references : NULL; id && *id; id++)
    if (*id == self->node)
      return TRUE;
  return FALSE;
}

static void
find_selected (KkbTree *self)
{
  if (self->under && !is_reference_there (self))
    self->under = 0; /* the reference is gone, what it showed is not */
  self->selected = position_of (self, self->node ? self->node : self->plan, self->under);
}

/* The lines as the outline is now. */
static void
rebuild (KkbTree *self)
{
  g_array_set_size (self->lines, 0);
  if (self->outline)
    add_lines (self, G_LIST_MODEL (self->outline), 0);
  find_selected (self);
  kkb_tree_list_lines_changed (KKB_TREE_LIST (self->list));
}

/* ---- selection ---- */

static void
show_selected (KkbTree *self, guint position)
{
  if (position != self->selected)
    {
      self->selected = position;
      kkb_tree_list_marks_changed (KKB_TREE_LIST (self->list));
    }
  kkb_tree_list_scroll_to (KKB_TREE_LIST (self->list), position);
}

static KkbId
first_plan (KkbTree *self)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);

  return facts->plans->len ? ((const KkbPlan *)g_ptr_array_index (facts->plans, 0))->id : 0;
}

static void
update_hint (KkbTree *self)
{
  gboolean nothing = self->doc && !kkb_document_read_only (self->doc) && !kkb_document_facts (self->doc)->nodes->len;

  gtk_widget_set_visible (self->hint, nothing);
  if (nothing)
    gtk_label_set_text (GTK_LABEL (self->hint),
                        kkb_document_facts (self->doc)->plans->len
                            ? _ ("The plan has no items yet. Press Enter here: the first item appears, type its name "
                                 "and press Enter. Enter again adds the next one; Tab puts it one level lower, "
                                 "Shift+Tab one higher.")
                            : _ ("This document has no plan yet: menu Plan, “Add a Plan to This Document”."));
}

static void
structure_changed_cb (KkbTree *self)
{
  gboolean had_focus = kkb_tree_has_focus (self);
  KkbId plan = self->plan, node = self->node;

  if (self->quiet)
    return;
  update_hint (self);
  if (self->node && !kkb_facts_node (kkb_document_facts (self->doc), self->node))
    self->node = self->under = 0; /* what was selected is gone: its plan stands in */
  if (!kkb_facts_plan (kkb_document_facts (self->doc), self->plan))
    self->plan = first_plan (self);
  if (self->cut && !kkb_facts_node (kkb_document_facts (self->doc), self->cut))
    self->cut = 0;
  rebuild (self);
  if (had_focus) /* who had it before is to have it after */
    kkb_tree_focus_selected (self);
  if (plan != self->plan || node != self->node)
    g_signal_emit (self, signals[SELECTED], 0, self->plan, self->node);
}

static void
remember_id (gpointer key, gpointer value, gpointer data)
{
  g_string_append_printf (data, "%" G_GINT64_FORMAT ";", *(gint64 *)key);
}

static void
recall (KkbTree *self)
{
  const char *uuid = kkb_document_uuid (self->doc);
  g_autofree char *closed = kkb_settings_view (self->settings, uuid, "collapsed");
  g_autofree char *selected = kkb_settings_view (self->settings, uuid, "selected");
  g_auto (GStrv) ids = g_strsplit (closed ? closed : "", ";", -1);
  const KkbFacts *facts = kkb_document_facts (self->doc);

  for (guint i = 0; ids[i] && *ids[i]; i++)
    {
      gint64 id = g_ascii_strtoll (ids[i], NULL, 10);
      g_hash_table_add (self->collapsed, g_memdup2 (&id, sizeof id));
    }
  self->node = selected ? g_ascii_strtoll (selected, NULL, 10) : 0;
  if (self->node && kkb_facts_node (facts, self->node))
    self->plan = kkb_facts_node (facts, self->node)->plan;
  else
    {
      self->node = 0;
      self->plan = first_plan (self);
    }
}

/* ---- overrides ---- */

static void
kkb_tree_dispose (GObject *object)
{
  KkbTree *self = KKB_TREE (object);

  if (self->list)
    kkb_tree_set_document (self, NULL, NULL);
  self->list = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->collapsed, g_hash_table_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  G_OBJECT_CLASS (kkb_tree_parent_class)->dispose (object);
}

static gboolean
kkb_tree_grab_focus (GtkWidget *widget)
{
  KkbTree *self = KKB_TREE (widget);
  guint here = kkb_tree_here (self);

  return here != KKB_TREE_NO_LINE
         && gtk_widget_grab_focus (GTK_WIDGET (kkb_tree_list_ensure (KKB_TREE_LIST (self->list), here)));
}

static void
kkb_tree_class_init (KkbTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kkb_tree_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = kkb_tree_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "plantree");
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
kkb_tree_init (KkbTree *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (KkbTreeLine));
  g_array_set_clear_func (self->lines, clear_line);
  self->selected = KKB_TREE_NO_LINE;
  self->collapsed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->list = kkb_tree_list_new (self);
  kkb_tree_init_keys (self);
  kkb_tree_init_rename (self);
  kkb_tree_init_pointer (self);
  kkb_tree_init_drag (self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->hint = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->hint), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_widget_add_css_class (self->hint, "tree-hint");
  gtk_widget_set_visible (self->hint, FALSE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_box_append (GTK_BOX (self->box), self->hint);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/* ---- for the other parts ---- */

const KkbTreeLine *
kkb_tree_line (KkbTree *self, guint position)
{
  return &g_array_index (self->lines, KkbTreeLine, position);
}

KkbTreeRow *
kkb_tree_find_row (KkbTree *self, KkbId id, KkbId under)
{
  return kkb_tree_list_find (KKB_TREE_LIST (self->list), position_of (self, id, under));
}

guint
kkb_tree_here (KkbTree *self)
{
  KkbOutlineItem *item;
  guint position = self->selected;

  if (!self->lines->len)
    return KKB_TREE_NO_LINE;
  item = kkb_outline_find (self->outline, self->under ? self->under : self->node ? self->node : self->plan);
  for (; position == KKB_TREE_NO_LINE && item; item = kkb_outline_item_parent (item))
    position = position_of (self, kkb_outline_item_id (item), 0);
  return position == KKB_TREE_NO_LINE ? 0 : position;
}

void
kkb_tree_select_line (KkbTree *self, guint position)
{
  KkbOutlineItem *item = kkb_tree_line (self, position)->item;
  KkbId plan = kkb_outline_item_plan (item), under = kkb_outline_item_reference_under (item);
  KkbId node = kkb_outline_item_is_plan (item) ? 0 : kkb_outline_item_id (item);

  show_selected (self, position);
  if (plan == self->plan && node == self->node && under == self->under)
    return;
  self->plan = plan;
  self->node = node;
  self->under = under;
  g_signal_emit (self, signals[SELECTED], 0, plan, node);
}

void
kkb_tree_set_open (KkbTree *self, guint position, gboolean open)
{
  const KkbTreeLine *line = kkb_tree_line (self, position);
  KkbId id = kkb_outline_item_id (line->item);
  gboolean seen = self->selected != KKB_TREE_NO_LINE;

  if (!line->is_branch || line->is_open == open)
    return;
  if (open)
    g_hash_table_remove (self->collapsed, &id);
  else
    g_hash_table_add (self->collapsed, g_memdup2 (&id, sizeof id));
  rebuild (self);
  if (seen && self->selected == KKB_TREE_NO_LINE) /* keys never act on what cannot be seen */
    kkb_tree_select_line (self, position);
}

/* A double click: the keys are in kkb-tree-keys.c. */
void
kkb_tree_activate_line (KkbTree *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), self->under ? "win.tree-go-to-original" : "win.tree-rename", NULL);
}

/* ---- public ---- */

void
kkb_tree_set_document (KkbTree *self, KkbDocument *doc, KkbSettings *settings)
{
  if (self->doc)
    kkb_tree_remember (self);
  kkb_tree_forget_rename (self);
  kkb_tree_end_drop (self);
  g_clear_object (&self->outline);
  rebuild (self);
  g_clear_object (&self->pressed);
  g_clear_object (&self->settings);
  g_clear_object (&self->doc);
  g_hash_table_remove_all (self->collapsed);
  self->plan = self->node = self->under = self->cut = self->dragged = 0;
  if (!doc)
    return;
  self->doc = g_object_ref (doc);
  self->settings = g_object_ref (settings);
  recall (self);
  self->outline = kkb_outline_new (doc);
  rebuild (self);
  if (self->selected != KKB_TREE_NO_LINE)
    kkb_tree_list_scroll_to (KKB_TREE_LIST (self->list), self->selected);
  update_hint (self);
  g_signal_connect_object (self->outline, "structure-changed", G_CALLBACK (structure_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
kkb_tree_set_filter (KkbTree *self, const char *needle_key)
{
  if (!self->outline)
    return;
  self->quiet = TRUE;
  kkb_outline_set_filter (self->outline, needle_key);
  self->quiet = FALSE;
  rebuild (self);
}

void
kkb_tree_select (KkbTree *self, KkbId plan, KkbId node)
{
  gboolean opened = FALSE;
  guint position;

  if (!self->outline)
    return;
  for (KkbOutlineItem *item = kkb_outline_find (self->outline, node ? node : plan); item;
       item = kkb_outline_item_parent (item))
    {
      KkbId id = kkb_outline_item_id (item);
      if (id != (node ? node : plan))
        opened |= g_hash_table_remove (self->collapsed, &id);
    }
  if (opened)
    rebuild (self);
  position = position_of (self, node ? node : plan, 0);
  if (position != KKB_TREE_NO_LINE)
    kkb_tree_select_line (self, position);
}

void
kkb_tree_focus_selected (KkbTree *self)
{
  guint here = kkb_tree_here (self);

  if (here == KKB_TREE_NO_LINE)
    return;
  kkb_tree_list_scroll_to (KKB_TREE_LIST (self->list), here);
  gtk_widget_grab_focus (GTK_WIDGET (kkb_tree_list_ensure (KKB_TREE_LIST (self->list), here)));
}

gboolean
kkb_tree_has_focus (KkbTree *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && !GTK_IS_TEXT (focus) && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

KkbId
kkb_tree_selected_reference (KkbTree *self)
{
  return self->under;
}

void
kkb_tree_set_cut (KkbTree *self, KkbId node)
{
  self->cut = node;
  kkb_tree_list_marks_changed (KKB_TREE_LIST (self->list));
}

KkbId
kkb_tree_cut (KkbTree *self)
{
  return self->cut;
}

KkbId
kkb_tree_selected_plan (KkbTree *self)
{
  return self->plan;
}

KkbId
kkb_tree_selected_node (KkbTree *self)
{
  return self->node;
}

void
kkb_tree_remember (KkbTree *self)
{
  g_autoptr (GString) closed = g_string_new (NULL);
  g_autofree char *selected = g_strdup_printf ("%" G_GINT64_FORMAT, self->node);

  if (!self->doc || !kkb_document_path (self->doc))
    return;
  g_hash_table_foreach (self->collapsed, remember_id, closed);
  kkb_settings_set_view (self->settings, kkb_document_uuid (self->doc), "collapsed", closed->str);
  kkb_settings_set_view (self->settings, kkb_document_uuid (self->doc), "selected", selected);
}
