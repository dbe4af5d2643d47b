/* kkb-history-page.c - see kkb-history-page.h
 *
 *   document "changed", selection, drop-down -> kkb_document_history() -> GListStore of KkbHistoryItem -> GtkColumnView
 */
#include "kkb-history-page.h"
#include "kkb-compat.h"
#include "kkb-history-text.h"
#include "kkb-edits.h"
#include <glib/gi18n-lib.h>

#define MAX_ENTRIES 2000

#define KKB_TYPE_HISTORY_ITEM (kkb_history_item_get_type ())
G_DECLARE_FINAL_TYPE (KkbHistoryItem, kkb_history_item, KKB, HISTORY_ITEM, GObject)

struct _KkbHistoryItem
{
  GObject parent;
  GPtrArray *entries; /* owned: holds all of the list */
  const KkbHistoryEntry *entry;
};

G_DEFINE_FINAL_TYPE (KkbHistoryItem, kkb_history_item, G_TYPE_OBJECT)

typedef enum
{
  OF_INDICATOR,
  OF_NODE,
  OF_DOCUMENT
} Subject;

struct _KkbHistoryPage
{
  GtkWidget parent;
  /* template children */
  GtkWidget *box, *subject, *summary, *restore, *list;
  /* owned */
  GListStore *entries;
  GtkSingleSelection *selection;
  KkbFormat format;
  /* state */
  KkbId plan, node;
  guint reload_idle;
  /* not owned */
  KkbWindow *win;
  KkbDocument *doc;
};

static void page_init (KkbPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KkbHistoryPage, kkb_history_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_PAGE, page_init))

/* ---- entries ---- */

static void
kkb_history_item_finalize (GObject *object)
{
  g_clear_pointer (&KKB_HISTORY_ITEM (object)->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (kkb_history_item_parent_class)->finalize (object);
}

static void
kkb_history_item_class_init (KkbHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kkb_history_item_finalize;
}

static void
kkb_history_item_init (KkbHistoryItem *self)
{
}

/* ---- helpers ---- */

typedef enum
{
  COLUMN_WHEN,
  COLUMN_WHO,
  COLUMN_STEP,
  COLUMN_WHAT,
  COLUMN_OLD,
  COLUMN_NEW,
  N_COLUMNS
} Column;

static char *
cell_text (KkbHistoryPage *self, const KkbHistoryEntry *entry, Column column)
{
  switch (column)
    {
    case COLUMN_WHEN:
      return kkb_history_when (entry->when, &self->format);
    case COLUMN_WHO:
      return g_strdup (entry->who);
    case COLUMN_STEP:
      return g_strdup (entry->label);
    case COLUMN_WHAT:
      return g_strdup (entry->what);
    case COLUMN_OLD:
      return kkb_history_value (entry, entry->old_value, &self->format);
    default:
      return kkb_history_value (entry, entry->new_value, &self->format);
    }
}

static const KkbHistoryEntry *
chosen_entry (KkbHistoryPage *self)
{
  KkbHistoryItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item ? item->entry : NULL;
}

/* Why nothing can be restored now; NULL: it can. */
static const char *
why_not (KkbHistoryPage *self)
{
  const KkbHistoryEntry *entry = chosen_entry (self);

  if (!self->doc || !entry)
    return _ ("Choose a change in the list: the value before it can be entered again.");
  if (kkb_document_read_only (self->doc))
    return kkb_document_read_only_reason (self->doc);
  if (kkb_document_busy (self->doc))
    return _ ("The document is being saved or read. This can be done when that has ended.");
  if (!kkb_document_checked (self->doc))
    return _ ("The file is still being checked. It can be changed when that has ended.");
  return kkb_history_entry_refusal (entry);
}

static void
update_restore (KkbHistoryPage *self)
{
  const char *why = why_not (self);

  gtk_widget_set_sensitive (self->restore, why == NULL);
  kkb_compat_set_tooltip (self->restore, why ? why
                                             : _ ("The value before the chosen change is entered again, as a new step "
                                                  "that can be undone"));
}

static KkbId
subject_entity (KkbHistoryPage *self)
{
  const KkbPlacement *p;

  switch ((Subject)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->subject)))
    {
    case OF_INDICATOR:
      p = kkb_facts_placement (kkb_document_facts (self->doc), kkb_window_placement (self->win));
      return p ? p->indicator->id : -1;
    case OF_NODE:
      return self->node ? self->node : self->plan;
    default:
      return 0;
    }
}

static char *
subject_name (KkbHistoryPage *self)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  const KkbPlacement *p = kkb_facts_placement (facts, kkb_window_placement (self->win));
  const KkbNode *node = kkb_facts_node (facts, self->node);
  const KkbPlan *plan = kkb_facts_plan (facts, self->plan);

  switch ((Subject)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->subject)))
    {
    case OF_INDICATOR:
      return g_strdup (p ? kkb_placement_name (p) : _ ("No indicator is selected in the table."));
    case OF_NODE:
      return node ? kkb_node_printed (node) : g_strdup (plan ? plan->title : "");
    default:
      return g_strdup ("");
    }
}

static void
reload (KkbHistoryPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = NULL, *text = NULL;
  guint chosen = gtk_single_selection_get_selected (self->selection);
  KkbId entity;

  if (!self->doc || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  entity = subject_entity (self);
  entries = entity < 0 ? g_ptr_array_new () : kkb_document_history (self->doc, entity, MAX_ENTRIES, &error);
  if (!entries)
    {
      if (!kkb_document_busy (self->doc))
        kkb_window_show_error (self->win, error);
      return;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      KkbHistoryItem *item = g_object_new (KKB_TYPE_HISTORY_ITEM, NULL);

      item->entries = g_ptr_array_ref (entries);
      item->entry = g_ptr_array_index (entries, i);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->entries, 0, g_list_model_get_n_items (G_LIST_MODEL (self->entries)), items->pdata,
                       items->len);
  if (chosen < items->len)
    gtk_single_selection_set_selected (self->selection, chosen);
  name = subject_name (self);
  text = entries->len ? g_strdup_printf (g_dngettext (NULL, "%s (%u change)", "%s (%u changes)", entries->len), name,
                                         entries->len)
                      : g_strdup_printf (_ ("%s (no change yet)"), name);
  gtk_label_set_text (GTK_LABEL (self->summary), text);
  kkb_compat_set_tooltip (self->summary, text);
  update_restore (self);
}

static gboolean
reload_cb (gpointer data)
{
  KkbHistoryPage *self = data;

  self->reload_idle = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
queue_reload (KkbHistoryPage *self)
{
  if (!self->reload_idle)
    self->reload_idle = g_idle_add (reload_cb, self);
}

/* ---- callbacks ---- */

static void
cell_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KkbHistoryPage *self)
{
  const KkbHistoryEntry *entry = KKB_HISTORY_ITEM (gtk_list_item_get_item (item))->entry;
  GtkWidget *label = gtk_list_item_get_child (item);
  Column column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  g_autofree char *text = cell_text (self, entry, column);

  gtk_label_set_text (GTK_LABEL (label), text);
  kkb_compat_set_tooltip (label, *text ? text : NULL);
}

static void
restore_cb (KkbHistoryPage *self)
{
  const KkbHistoryEntry *entry = chosen_entry (self);
  g_autoptr (GError) error = NULL;
  KkbCommand *command = entry && !why_not (self) ? kkb_command_restore (self->doc, entry, &error) : NULL;
  gboolean changed = FALSE;

  if (command && kkb_document_run (self->doc, command, &changed, &error))
    kkb_window_say (self->win,
                    changed ? _ ("The earlier value is entered again.") : _ ("The value is already as it was then."));
  if (error)
    kkb_window_show_error (self->win, error);
  if (!command)
    return;
  gtk_widget_grab_focus (self->list);
}

/* ---- the page ---- */

static void
set_document (KkbPage *page, KkbWindow *win, KkbDocument *doc)
{
  KkbHistoryPage *self = KKB_HISTORY_PAGE (page);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  self->win = win;
  self->doc = doc;
  g_list_store_remove_all (self->entries);
  if (!doc)
    return;
  g_signal_connect_swapped (doc, "review-changed", G_CALLBACK (queue_reload), self);
  g_signal_connect_swapped (doc, "notify::busy", G_CALLBACK (queue_reload), self);
  g_signal_connect_swapped (doc, "notify", G_CALLBACK (update_restore), self);
  if (!kkb_window_placement (win))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->subject), OF_NODE);
  queue_reload (self);
}

static void
set_scope (KkbPage *page, KkbId plan, KkbId node)
{
  KkbHistoryPage *self = KKB_HISTORY_PAGE (page);

  self->plan = plan;
  self->node = node;
  queue_reload (self);
}

static void
set_format (KkbPage *page, const KkbFormat *format)
{
  KkbHistoryPage *self = KKB_HISTORY_PAGE (page);

  self->format = *format;
  queue_reload (self);
}

static void
page_init (KkbPageInterface *iface)
{
  iface->set_document = set_document;
  iface->set_scope = set_scope;
  iface->set_format = set_format;
}

/* ---- overrides ---- */

static void
kkb_history_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kkb_history_page_parent_class)->map (widget);
  queue_reload (KKB_HISTORY_PAGE (widget));
}

static gboolean
kkb_history_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KKB_HISTORY_PAGE (widget)->list);
}

static void
kkb_history_page_dispose (GObject *object)
{
  KkbHistoryPage *self = KKB_HISTORY_PAGE (object);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  self->doc = NULL;
  g_clear_handle_id (&self->reload_idle, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->entries);
  G_OBJECT_CLASS (kkb_history_page_parent_class)->dispose (object);
}

static void
kkb_history_page_class_init (KkbHistoryPageClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_history_page_dispose;
  widget->map = kkb_history_page_map;
  widget->grab_focus = kkb_history_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "historypage");
  gtk_widget_class_set_template_from_resource (widget, "/jp/keikakubo/Keikakubo/ui/kkb-history-page.ui");
  gtk_widget_class_bind_template_child (widget, KkbHistoryPage, box);
  gtk_widget_class_bind_template_child (widget, KkbHistoryPage, subject);
  gtk_widget_class_bind_template_child (widget, KkbHistoryPage, summary);
  gtk_widget_class_bind_template_child (widget, KkbHistoryPage, restore);
  gtk_widget_class_bind_template_child (widget, KkbHistoryPage, list);
}

static void
add_column (KkbHistoryPage *self, Column column, const char *title, int width, gboolean expand)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bind_cb), self);
  view = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_fixed_width (view, width);
  gtk_column_view_column_set_resizable (view, TRUE);
  gtk_column_view_column_set_expand (view, expand);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->list), view);
}

static void
kkb_history_page_init (KkbHistoryPage *self)
{
  const char *const subjects[]
      = { _ ("The selected indicator"), _ ("The selected node"), _ ("The whole document"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (subjects);

  self->entries = g_list_store_new (KKB_TYPE_HISTORY_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->subject), G_LIST_MODEL (names));
  kkb_compat_mend_drop_down (self->subject);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->entries)));
  add_column (self, COLUMN_WHEN, _ ("When"), 130, FALSE);
  add_column (self, COLUMN_WHO, C_ ("history", "Who"), 90, FALSE);
  add_column (self, COLUMN_STEP, _ ("Step"), 200, TRUE);
  add_column (self, COLUMN_WHAT, _ ("What"), 220, TRUE);
  add_column (self, COLUMN_OLD, _ ("Before"), 130, TRUE); /* texts are values, too */
  add_column (self, COLUMN_NEW, _ ("After"), 130, TRUE);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (update_restore), self);
  g_signal_connect_swapped (self->subject, "notify::selected", G_CALLBACK (reload), self);
  g_signal_connect_swapped (self->restore, "clicked", G_CALLBACK (restore_cb), self);
}
