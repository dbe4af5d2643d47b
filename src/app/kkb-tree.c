/* kkb-tree.c - see kkb-tree.h
 *
 *   KkbOutline (one item a plan) -> GtkTreeListModel (children on demand) -> GtkSingleSelection -> GtkListView
 *
 * Expansion is kept as a set of ids: whatever items-changed loses is opened again. */
#include "kkb-tree.h"
#include "kkb-compat.h"
#include "kkb-kpi-model.h"
#include "kkb-outline.h"
#include "kkb-rating-bar.h"
#include <glib/gi18n-lib.h>

struct _KkbTree
{
  GtkWidget parent;
  GtkWidget *scroller, *view;
  GtkSingleSelection *selection;
  GtkTreeListModel *tree;
  KkbDocument *doc;
  KkbSettings *settings;
  KkbOutline *outline;
  GHashTable *collapsed; /* ids of rows a person closed: all others are open */
  KkbId plan, node;      /* selected */
  gboolean quiet;        /* selection changes of our own are not announced */
};

G_DEFINE_FINAL_TYPE (KkbTree, kkb_tree, GTK_TYPE_WIDGET)

enum
{
  SELECTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* ---- rows ---- */

static char *
tally_words (const KkbTally *tally)
{
  return tally->evaluated ? g_strdup_printf (_ ("%u of %u met"), tally->met, tally->met_of) : g_strdup ("");
}

static void
show_item (GtkListItem *list_item)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);
  g_autoptr (KkbOutlineItem) item = gtk_tree_list_row_get_item (row);
  GtkWidget *expander = gtk_list_item_get_child (list_item);
  GtkWidget *box = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  GtkWidget *label = gtk_widget_get_first_child (box);
  GtkWidget *bar = gtk_widget_get_last_child (box);
  const char *number = kkb_outline_item_label (item), *title = kkb_outline_item_title (item);
  g_autofree char *text = *number ? g_strdup_printf ("%s  %s", number, title) : g_strdup (title);
  g_autofree char *words = tally_words (kkb_outline_item_tally (item));
  g_autofree char *name = *words ? g_strdup_printf ("%s、%s", text, words) : g_strdup (text);
  KkbTree *self = KKB_TREE (gtk_widget_get_ancestor (expander, KKB_TYPE_TREE));
  const KkbPlan *plan;

  gtk_inscription_set_text (GTK_INSCRIPTION (label), text);
  gtk_widget_set_tooltip_text (box, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (kkb_outline_item_is_plan (item))
    gtk_widget_add_css_class (label, "plan");
  else
    gtk_widget_remove_css_class (label, "plan");
  if (kkb_outline_item_is_project (item))
    gtk_widget_add_css_class (label, "project");
  else
    gtk_widget_remove_css_class (label, "project");
  plan = self && self->doc ? kkb_facts_plan (kkb_document_facts (self->doc), kkb_outline_item_plan (item)) : NULL;
  gtk_widget_set_visible (bar, plan && kkb_outline_item_tally (item)->evaluated > 0);
  if (plan)
    kkb_rating_bar_set_tally (KKB_RATING_BAR (bar), kkb_outline_item_tally (item),
                              kkb_review_rules (kkb_document_review (self->doc), plan));
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_inscription_new (NULL);
  GtkWidget *bar = kkb_rating_bar_new ();

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), 6);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
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
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  GObject *item = g_object_get_data (G_OBJECT (list_item), "item");
  GObject *row = g_object_get_data (G_OBJECT (list_item), "row");

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
  KkbId plan, node;

  if (self->quiet || gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    return;
  item = item_at (self, gtk_single_selection_get_selected (self->selection));
  if (!item)
    return;
  plan = kkb_outline_item_plan (item);
  node = kkb_outline_item_is_plan (item) ? 0 : kkb_outline_item_id (item);
  if (plan == self->plan && node == self->node)
    return;
  self->plan = plan;
  self->node = node;
  g_signal_emit (self, signals[SELECTED], 0, plan, node);
}

static gint64
position_of (KkbTree *self, KkbId id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->tree));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KkbOutlineItem) item = item_at (self, i);
      if (item && kkb_outline_item_id (item) == id)
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
  gint64 position = position_of (self, self->node ? self->node : self->plan);

  gtk_single_selection_set_selected (self->selection, position < 0 ? GTK_INVALID_LIST_POSITION : (guint)position);
}

static KkbId
first_plan (KkbTree *self)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);

  return facts->plans->len ? ((const KkbPlan *)g_ptr_array_index (facts->plans, 0))->id : 0;
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
  if (self->node && !kkb_facts_node (kkb_document_facts (self->doc), self->node))
    self->node = 0; /* what was selected is gone: its plan stands in */
  if (!kkb_facts_plan (kkb_document_facts (self->doc), self->plan))
    self->plan = first_plan (self);
  restore_selection (self);
  self->quiet = quiet;
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

  kkb_tree_set_document (self, NULL, NULL);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->collapsed, g_hash_table_unref);
  G_OBJECT_CLASS (kkb_tree_parent_class)->dispose (object);
}

static gboolean
kkb_tree_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KKB_TREE (widget)->view);
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

  self->collapsed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selection_changed_cb), self);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Plan tree"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

void
kkb_tree_set_document (KkbTree *self, KkbDocument *doc, KkbSettings *settings)
{
  if (self->doc)
    kkb_tree_remember (self);
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->tree);
  g_clear_object (&self->outline);
  g_clear_object (&self->settings);
  g_clear_object (&self->doc);
  g_hash_table_remove_all (self->collapsed);
  self->plan = self->node = 0;
  if (!doc)
    return;
  self->doc = g_object_ref (doc);
  self->settings = g_object_ref (settings);
  recall (self);
  self->outline = kkb_outline_new (doc);
  self->tree
      = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->outline)), FALSE, FALSE, children_cb, NULL, NULL);
  self->quiet = TRUE;
  restore_expansion (self);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->tree));
  restore_selection (self);
  self->quiet = FALSE;
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
  position = position_of (self, node ? node : plan);
  if (position < 0)
    return;
  gtk_single_selection_set_selected (self->selection, position);
  kkb_compat_list_scroll_to (GTK_LIST_VIEW (self->view), position);
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
