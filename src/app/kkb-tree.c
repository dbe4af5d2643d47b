/* kkb-tree.c - see kkb-tree.h
 *
 *   KkbOutline (one item a plan) -> GtkTreeListModel (children on demand) -> GtkSingleSelection -> GtkListView
 *
 * Expansion is kept as a set of ids: whatever items-changed loses is opened again. */
#include "kkb-compat.h"
#include "kkb-kpi-model.h"
#include "kkb-tree-private.h"
#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KkbTree, kkb_tree, GTK_TYPE_WIDGET)

enum
{
  SELECTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- rows ---- */

static KkbTreeRow *
row_of (GtkListItem *list_item)
{
  GtkWidget *expander = gtk_list_item_get_child (list_item);

  return KKB_TREE_ROW (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander)));
}

static void
show_item (GtkListItem *list_item)
{
  GtkTreeListRow *list_row = gtk_list_item_get_item (list_item);
  g_autoptr (KkbOutlineItem) item = gtk_tree_list_row_get_item (list_row);
  GtkWidget *expander = gtk_list_item_get_child (list_item);
  KkbTree *self = g_object_get_data (G_OBJECT (list_item), "tree");
  KkbTreeRow *row = row_of (list_item);

  kkb_tree_row_show (row, item, self->doc, self->cut && kkb_outline_item_id (item) == self->cut);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, kkb_tree_row_name (row),
                                  -1);
}

static void
item_changed_cb (GObject *item, GParamSpec *pspec, gpointer list_item)
{
  show_item (list_item);
}

static void
expanded_cb (GtkTreeListRow *row, GParamSpec *pspec, gpointer data)
{
  KkbTree *self = data;
  g_autoptr (KkbOutlineItem) item = gtk_tree_list_row_get_item (row);
  KkbId id;

  if (!item || self->quiet)
    return;
  id = kkb_outline_item_id (item);
  if (gtk_tree_list_row_get_expanded (row))
    g_hash_table_remove (self->collapsed, &id);
  else
    g_hash_table_add (self->collapsed, g_memdup2 (&id, sizeof id));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *row = kkb_tree_row_new ();

  g_object_set_data (G_OBJECT (list_item), "tree", data);
  kkb_tree_init_rename (data, KKB_TREE_ROW (row));
  kkb_tree_init_drag (data, KKB_TREE_ROW (row));
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), row);
  gtk_list_item_set_child (list_item, expander);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);
  g_autoptr (KkbOutlineItem) item = gtk_tree_list_row_get_item (row);
  GtkWidget *expander = gtk_list_item_get_child (list_item);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), row);
  show_item (list_item);
  g_signal_connect (item, "notify", G_CALLBACK (item_changed_cb), list_item);
  g_object_set_data_full (G_OBJECT (list_item), "item", g_object_ref (item), g_object_unref);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (expanded_cb), data);
  g_object_set_data_full (G_OBJECT (list_item), "row", g_object_ref (row), g_object_unref);
  g_ptr_array_add (((KkbTree *)data)->bound, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  GObject *item = g_object_get_data (G_OBJECT (list_item), "item");
  GObject *row = g_object_get_data (G_OBJECT (list_item), "row");
  KkbTree *self = data;

  if (self->bound)
    g_ptr_array_remove_fast (self->bound, list_item);
  kkb_tree_row_gone (self, row_of (list_item));
  kkb_tree_row_show (row_of (list_item), NULL, NULL, FALSE);
  if (item)
    g_signal_handlers_disconnect_by_func (item, item_changed_cb, list_item);
  if (row)
    g_signal_handlers_disconnect_by_func (row, expanded_cb, data);
  g_object_set_data (G_OBJECT (list_item), "item", NULL);
  g_object_set_data (G_OBJECT (list_item), "row", NULL);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item)), NULL);
}

/* ---- selection and expansion ---- */

static GListModel *
children_cb (gpointer item, gpointer data)
{
  GListModel *children = kkb_outline_item_children (item);

  return children ? g_object_ref (children) : NULL;
}

static KkbOutlineItem *
item_at (KkbTree *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, position);

  return row ? gtk_tree_list_row_get_item (row) : NULL;
}

static void
selection_changed_cb (KkbTree *self)
{
  g_autoptr (KkbOutlineItem) item = NULL;
  KkbId plan, node, under;

  if (self->quiet || gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    return;
  item = item_at (self, gtk_single_selection_get_selected (self->selection));
  if (!item)
    return;
  plan = kkb_outline_item_plan (item);
  node = kkb_outline_item_is_plan (item) ? 0 : kkb_outline_item_id (item);
  under = kkb_outline_item_reference_under (item);
  if (plan == self->plan && node == self->node && under == self->under)
    return;
  self->under = under;
  self->plan = plan;
  self->node = node;
  g_signal_emit (self, signals[SELECTED], 0, plan, node);
}

static gint64
position_of (KkbTree *self, KkbId id, KkbId under)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->tree));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KkbOutlineItem) item = item_at (self, i);
      if (item && kkb_outline_item_id (item) == id && kkb_outline_item_reference_under (item) == under)
        return i;
    }
  return -1;
}

/* Opens everything but what was closed; new rows appear while it goes on, and are opened in their turn. */
static void
restore_expansion (KkbTree *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);
      g_autoptr (KkbOutlineItem) item = gtk_tree_list_row_get_item (row);
      KkbId id = kkb_outline_item_id (item);
      gtk_tree_list_row_set_expanded (row, !g_hash_table_contains (self->collapsed, &id));
    }
}

static void
restore_selection (KkbTree *self)
{
  KkbId id = self->node ? self->node : self->plan;
  gint64 position = position_of (self, id, self->under);

  if (position < 0 && self->under)
    {
      self->under = 0; /* the reference is gone, what it showed is not */
      position = position_of (self, id, 0);
    }
  gtk_single_selection_set_selected (self->selection, position < 0 ? GTK_INVALID_LIST_POSITION : (guint)position);
}

static KkbId
first_plan (KkbTree *self)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);

  return facts->plans->len ? ((const KkbPlan *)g_ptr_array_index (facts->plans, 0))->id : 0;
}

/* Before the rows change: who has the focus then is to have it after. */
static void
before_change_cb (KkbTree *self)
{
  self->had_focus = kkb_tree_has_focus (self);
}

static gboolean
focus_idle_cb (gpointer data)
{
  KkbTree *self = data;
  KkbTreeRow *row = kkb_tree_find_row (self, self->node ? self->node : self->plan, self->under);

  self->focus_idle = 0;
  if (row)
    gtk_widget_grab_focus (gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_TREE_EXPANDER));
  return G_SOURCE_REMOVE;
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
  gboolean quiet = self->quiet;
  KkbId plan = self->plan, node = self->node;

  if (quiet)
    return;
  self->quiet = TRUE;
  restore_expansion (self);
  update_hint (self);
  if (self->node && !kkb_facts_node (kkb_document_facts (self->doc), self->node))
    self->node = self->under = 0; /* what was selected is gone: its plan stands in */
  if (!kkb_facts_plan (kkb_document_facts (self->doc), self->plan))
    self->plan = first_plan (self);
  restore_selection (self);
  self->quiet = quiet;
  if (self->had_focus)
    kkb_tree_focus_selected (self);
  self->had_focus = FALSE;
  if (self->cut && !kkb_facts_node (kkb_document_facts (self->doc), self->cut))
    self->cut = 0;
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

/* A double click: the keys are in kkb-tree-keys.c. */
static void
activated_cb (KkbTree *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), self->under ? "win.tree-go-to-original" : "win.tree-rename", NULL);
}

/* ---- overrides ---- */

static void
kkb_tree_dispose (GObject *object)
{
  KkbTree *self = KKB_TREE (object);

  kkb_tree_set_document (self, NULL, NULL);
  g_clear_handle_id (&self->focus_idle, g_source_remove);
  kkb_tree_forget_rename (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->collapsed, g_hash_table_unref);
  g_clear_pointer (&self->bound, g_ptr_array_unref);
  G_OBJECT_CLASS (kkb_tree_parent_class)->dispose (object);
}

static gboolean
kkb_tree_grab_focus (GtkWidget *widget)
{
  KkbTree *self = KKB_TREE (widget);
  KkbTreeRow *row = self->doc ? kkb_tree_find_row (self, self->node ? self->node : self->plan, self->under) : NULL;

  if (row)
    return gtk_widget_grab_focus (gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_TREE_EXPANDER));
  return gtk_widget_grab_focus (self->view);
}

static void
kkb_tree_class_init (KkbTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kkb_tree_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = kkb_tree_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = GTK_WIDGET_CLASS (kkb_tree_parent_class)->focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "plantree");
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
}

static void
kkb_tree_init (KkbTree *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->bound = g_ptr_array_new ();
  self->collapsed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selection_changed_cb), self);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Plan tree"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  kkb_tree_init_keys (self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
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

void
kkb_tree_set_document (KkbTree *self, KkbDocument *doc, KkbSettings *settings)
{
  if (self->doc)
    kkb_tree_remember (self);
  kkb_tree_forget_rename (self);
  if (self->doc)
    g_signal_handlers_disconnect_by_func (self->doc, before_change_cb, self);
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->tree);
  g_clear_object (&self->outline);
  g_clear_object (&self->settings);
  g_clear_object (&self->doc);
  g_hash_table_remove_all (self->collapsed);
  self->plan = self->node = self->under = self->cut = self->dragged = 0;
  self->had_focus = FALSE;
  if (!doc)
    return;
  self->doc = g_object_ref (doc);
  self->settings = g_object_ref (settings);
  recall (self);
  g_signal_connect_object (doc, "changed", G_CALLBACK (before_change_cb), self,
                           G_CONNECT_SWAPPED); /* before the outline */
  self->outline = kkb_outline_new (doc);
  self->tree
      = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->outline)), FALSE, FALSE, children_cb, NULL, NULL);
  self->quiet = TRUE;
  restore_expansion (self);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->tree));
  restore_selection (self);
  self->quiet = FALSE;
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
  restore_expansion (self);
  restore_selection (self);
  self->quiet = FALSE;
}

void
kkb_tree_select (KkbTree *self, KkbId plan, KkbId node)
{
  gint64 position;

  if (!self->outline)
    return;
  for (KkbOutlineItem *item = kkb_outline_find (self->outline, node ? node : plan); item;
       item = kkb_outline_item_parent (item))
    {
      KkbId id = kkb_outline_item_id (item);
      if (id != (node ? node : plan))
        g_hash_table_remove (self->collapsed, &id);
    }
  self->quiet = TRUE;
  restore_expansion (self);
  self->quiet = FALSE;
  position = position_of (self, node ? node : plan, 0);
  if (position < 0)
    return;
  gtk_single_selection_set_selected (self->selection, position);
  kkb_compat_list_scroll_to (GTK_LIST_VIEW (self->view), position);
}

KkbTreeRow *
kkb_tree_find_row (KkbTree *self, KkbId id, KkbId under)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      KkbTreeRow *row = row_of (g_ptr_array_index (self->bound, i));
      KkbOutlineItem *item = kkb_tree_row_item (row);
      if (item && kkb_outline_item_id (item) == id && kkb_outline_item_reference_under (item) == under)
        return row;
    }
  return NULL;
}

/* A list knows where a new row stands only when it has been laid out: it is scrolled to until then. */
static gboolean
scroll_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KkbTree *self = KKB_TREE (widget);
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    kkb_compat_list_scroll_to (GTK_LIST_VIEW (self->view), position);
  if (--self->scroll_ticks > 0)
    return G_SOURCE_CONTINUE;
  self->scroll_tick = 0;
  return G_SOURCE_REMOVE;
}

void
kkb_tree_focus_selected (KkbTree *self)
{
  KkbTreeRow *row = kkb_tree_find_row (self, self->node ? self->node : self->plan, self->under);
  guint position = gtk_single_selection_get_selected (self->selection);

  self->scroll_ticks = 3;
  if (!self->scroll_tick)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_tick_cb, NULL, NULL);
  if (row)
    gtk_widget_grab_focus (gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_TREE_EXPANDER));
  else if (position != GTK_INVALID_LIST_POSITION)
    { /* out of sight: it has a row after the next layout */
      kkb_compat_list_scroll_to (GTK_LIST_VIEW (self->view), position);
      if (!self->focus_idle)
        self->focus_idle = g_idle_add_full (G_PRIORITY_LOW, focus_idle_cb, self, NULL);
    }
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
  for (guint i = 0; i < self->bound->len; i++)
    show_item (g_ptr_array_index (self->bound, i));
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
