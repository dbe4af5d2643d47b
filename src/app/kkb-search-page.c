/* kkb-search-page.c - see kkb-search-page.h
 *
 *   search entry --set_search--> kkb_search() -> GListStore of KkbHitItem -> GtkListView --activate--> the place in
 * tree or table */
#include "kkb-search-page.h"
#include "kkb-compat.h"
#include "kkb-search.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_HITS 500

#define KKB_TYPE_HIT_ITEM (kkb_hit_item_get_type ())
G_DECLARE_FINAL_TYPE (KkbHitItem, kkb_hit_item, KKB, HIT_ITEM, GObject)

struct _KkbHitItem
{
  GObject parent;
  GPtrArray *hits; /* owned: holds all hits of the search */
  const KkbHit *hit;
};

G_DEFINE_FINAL_TYPE (KkbHitItem, kkb_hit_item, G_TYPE_OBJECT)

struct _KkbSearchPage
{
  GtkWidget parent;
  /* template children */
  GtkWidget *box, *summary, *scroller, *list;
  /* owned */
  GListStore *hits;
  GtkSingleSelection *selection;
  char *needle;
  /* not owned */
  KkbWindow *win;
  KkbDocument *doc;
};

static void page_init (KkbPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KkbSearchPage, kkb_search_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_PAGE, page_init))

/* ---- hits ---- */

static void
kkb_hit_item_finalize (GObject *object)
{
  g_clear_pointer (&KKB_HIT_ITEM (object)->hits, g_ptr_array_unref);
  G_OBJECT_CLASS (kkb_hit_item_parent_class)->finalize (object);
}

static void
kkb_hit_item_class_init (KkbHitItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kkb_hit_item_finalize;
}

static void
kkb_hit_item_init (KkbHitItem *self)
{
}

/* ---- helpers ---- */

static void
show_hits (KkbSearchPage *self, GPtrArray *hits, guint n_all)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = NULL;

  for (guint i = 0; i < hits->len; i++)
    {
      KkbHitItem *item = g_object_new (KKB_TYPE_HIT_ITEM, NULL);

      item->hits = g_ptr_array_ref (hits);
      item->hit = g_ptr_array_index (hits, i);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->hits, 0, g_list_model_get_n_items (G_LIST_MODEL (self->hits)), items->pdata, items->len);
  if (!*self->needle)
    text = g_strdup (_ ("Type a word into the search field above (Ctrl+F) and press Enter: every place where it occurs "
                        "is listed here."));
  else if (n_all == 0)
    text = g_strdup (_ ("The word does not occur in this document."));
  else if (n_all > hits->len)
    text = g_strdup_printf (_ ("%u places, of which the first %u are listed. Enter jumps there."), n_all, hits->len);
  else
    text = g_strdup_printf (g_dngettext (NULL, "%u place. Enter jumps there.", "%u places. Enter jumps there.", n_all),
                            n_all);
  gtk_label_set_text (GTK_LABEL (self->summary), text);
  gtk_widget_set_visible (self->scroller, hits->len > 0);
}

static void
search_again (KkbSearchPage *self)
{
  guint n_all = 0;
  g_autoptr (GPtrArray) hits = NULL;

  if (!self->doc)
    return;
  hits = kkb_search (kkb_document_facts (self->doc), self->needle, MAX_HITS, &n_all);
  show_hits (self, hits, n_all);
}

/* The text of a hit with the match in bold. */
static char *
marked_up (const KkbHit *hit)
{
  const char *start = g_utf8_offset_to_pointer (hit->text, hit->match);
  const char *end = g_utf8_offset_to_pointer (start, hit->length);
  g_autofree char *before = g_markup_escape_text (hit->text, start - hit->text);
  g_autofree char *match = g_markup_escape_text (start, end - start);
  g_autofree char *after = g_markup_escape_text (end, -1);

  return g_strdup_printf ("%s<b>%s</b>%s", before, match, after);
}

/* "指標の説明 ─ 従業者数（1 人財の確保 › (1) デジタル人財）": the title only where the text is not the title itself. */
static char *
place_of (KkbSearchPage *self, const KkbHit *hit)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  const KkbNode *node = kkb_facts_node (facts, hit->node);
  const KkbPlan *plan = kkb_facts_plan (facts, hit->plan);
  gboolean own = strstr (hit->title, hit->text) != NULL;
  GString *path = g_string_new (NULL);

  if (hit->kind == KKB_ENTITY_NODE && node)
    node = node->parent;
  for (; node; node = node->parent)
    {
      g_autofree char *printed = kkb_node_printed (node);

      if (path->len)
        g_string_prepend (path, " › ");
      g_string_prepend (path, printed);
    }
  if (!path->len && hit->kind != KKB_ENTITY_PLAN && plan)
    g_string_append (path, plan->title);
  g_string_prepend (path, path->len && !own ? " ─ " : "");
  if (!own)
    g_string_prepend (path, hit->title);
  g_string_prepend (path, path->len ? " ─ " : "");
  g_string_prepend (path, hit->field);
  return g_string_free (path, FALSE);
}

/* ---- callbacks ---- */

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_label_new (NULL);
  GtkWidget *text = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_ellipsize (GTK_LABEL (head), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (head, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), head);
  gtk_widget_add_css_class (row, "hit");
  gtk_list_item_set_child (item, row);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KkbSearchPage *self)
{
  const KkbHit *hit = KKB_HIT_ITEM (gtk_list_item_get_item (item))->hit;
  GtkWidget *text = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *head = gtk_widget_get_next_sibling (text);
  g_autofree char *where = place_of (self, hit);
  g_autofree char *markup = marked_up (hit);

  gtk_label_set_markup (GTK_LABEL (text), markup);
  gtk_label_set_text (GTK_LABEL (head), where);
  kkb_compat_set_tooltip (gtk_list_item_get_child (item), hit->text);
}

static void
row_activated_cb (GtkListView *list, guint position, KkbSearchPage *self)
{
  g_autoptr (KkbHitItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  KkbWindow *win = self->win;
  const KkbHit *hit;

  if (!item || !win)
    return;
  hit = item->hit;
  if (hit->placement)
    {
      kkb_window_show_page (win, "kpi");
      kkb_window_clear_filter (win);
      kkb_window_select (win, hit->plan, hit->node);
      kkb_window_show_placement (win, hit->placement, KKB_FIELD_ACTUAL, 0);
      return;
    }
  kkb_window_clear_filter (win);
  kkb_window_select (win, hit->plan, hit->node);
  kkb_window_show_page (win, "node");
}

/* Escape leads back to the table. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  KkbSearchPage *self = KKB_SEARCH_PAGE (widget);

  return self->win && kkb_window_show_page (self->win, "kpi");
}

/* ---- the page ---- */

static void
set_document (KkbPage *page, KkbWindow *win, KkbDocument *doc)
{
  KkbSearchPage *self = KKB_SEARCH_PAGE (page);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  self->win = win;
  self->doc = doc;
  g_free (self->needle);
  self->needle = g_strdup ("");
  g_list_store_remove_all (self->hits);
  search_again (self);
  if (doc)
    g_signal_connect_swapped (doc, "changed", G_CALLBACK (search_again), self);
}

static void
set_search (KkbPage *page, const char *needle_key)
{
  KkbSearchPage *self = KKB_SEARCH_PAGE (page);

  if (!*needle_key) /* jumping clears the filter of table and tree, not the list one jumps from */
    return;
  g_free (self->needle);
  self->needle = g_strdup (needle_key);
  search_again (self);
}

static void
page_init (KkbPageInterface *iface)
{
  iface->set_document = set_document;
  iface->set_search = set_search;
}

/* ---- overrides ---- */

static gboolean
kkb_search_page_grab_focus (GtkWidget *widget)
{
  KkbSearchPage *self = KKB_SEARCH_PAGE (widget);

  /* without a hit the list is not there, and the focus stays where the word is typed */
  return gtk_widget_get_visible (self->scroller) && gtk_widget_grab_focus (self->list);
}

static void
kkb_search_page_dispose (GObject *object)
{
  KkbSearchPage *self = KKB_SEARCH_PAGE (object);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  self->doc = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->hits);
  g_clear_pointer (&self->needle, g_free);
  G_OBJECT_CLASS (kkb_search_page_parent_class)->dispose (object);
}

static void
kkb_search_page_class_init (KkbSearchPageClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_search_page_dispose;
  widget->grab_focus = kkb_search_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "searchpage");
  gtk_widget_class_add_binding (widget, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget, "/jp/keikakubo/Keikakubo/ui/kkb-search-page.ui");
  gtk_widget_class_bind_template_child (widget, KkbSearchPage, box);
  gtk_widget_class_bind_template_child (widget, KkbSearchPage, summary);
  gtk_widget_class_bind_template_child (widget, KkbSearchPage, scroller);
  gtk_widget_class_bind_template_child (widget, KkbSearchPage, list);
}

static void
kkb_search_page_init (KkbSearchPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->needle = g_strdup ("");
  self->hits = g_list_store_new (KKB_TYPE_HIT_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->hits)));
  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect (self->list, "activate", G_CALLBACK (row_activated_cb), self);
}
