/* kkb-window-pages.c - the pages of the window's middle region and the tabs that choose between them. 指標 is the
 * window's own table; every other page is a KkbPage, made when it is first shown. */
#include "kkb-entry-page.h"
#include "kkb-indicator-page.h"
#include "kkb-history-page.h"
#include "kkb-project-page.h"
#include "kkb-lists-page.h"
#include "kkb-node-page.h"
#include "kkb-statistics-page.h"
#include "kkb-search-page.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>

static const struct
{
  const char *name, *title;
  GType (*type) (void); /* of a KkbPage; NULL: the table of indicators */
  gboolean on_demand;   /* its tab appears when it is first shown */
} pages[] = {
  { "kpi", N_ ("Indicators"), NULL, FALSE },
  { "entry", N_ ("Entry"), kkb_entry_page_get_type, FALSE },
  { "node", N_ ("Item"), kkb_node_page_get_type, FALSE },
  { "indicator", N_ ("Indicator settings"), kkb_indicator_page_get_type, FALSE },
  { "project", N_ ("Projects"), kkb_project_page_get_type, FALSE },
  { "statistics", N_ ("Statistics"), kkb_statistics_page_get_type, FALSE },
  { "lists", N_ ("Lists"), kkb_lists_page_get_type, FALSE },
  { "history", N_ ("History"), kkb_history_page_get_type, FALSE },
  { "search", N_ ("Search results"), kkb_search_page_get_type, TRUE },
};

/* ---- helpers ---- */

static int
find_page (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      return (int)i;
  return -1;
}

static GtkWidget *
tab_at (KkbWindow *self, int at)
{
  GtkWidget *tab = gtk_widget_get_first_child (self->tabs);

  while (at-- > 0)
    tab = gtk_widget_get_next_sibling (tab);
  return tab;
}

static void
tell_scope (KkbWindow *self, KkbPage *page)
{
  kkb_page_set_scope (page, kkb_tree_selected_plan (KKB_TREE (self->tree)),
                      kkb_tree_selected_node (KKB_TREE (self->tree)));
}

static void
tell_all (KkbWindow *self, KkbPage *page)
{
  kkb_page_set_format (page, kkb_settings_format (self->settings));
  kkb_page_set_document (page, self, self->doc);
  if (!self->doc)
    return;
  tell_scope (self, page);
  kkb_page_set_search (page, kkb_kpi_model_search (self->model));
  kkb_page_set_filter (page, kkb_filter_bar_filter (KKB_FILTER_BAR (self->filter_bar)));
}

static void
placement_changed_cb (KkbWindow *self, KkbPage *page)
{
  if (page == self->page)
    kkb_window_queue_detail (self);
}

static KkbPage *
make_page (KkbWindow *self, int at)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->page_stack), pages[at].name);
  KkbGrid *grid;

  if (page)
    return KKB_PAGE (page);
  page = g_object_new (pages[at].type (), NULL);
  gtk_stack_add_named (GTK_STACK (self->page_stack), page, pages[at].name);
  g_ptr_array_add (self->made_pages, page);
  g_signal_connect_object (page, "placement-changed", G_CALLBACK (placement_changed_cb), self, G_CONNECT_SWAPPED);
  tell_all (self, KKB_PAGE (page));
  grid = kkb_page_get_grid (KKB_PAGE (page));
  if (grid)
    g_signal_connect_object (grid, "notify::editing", G_CALLBACK (kkb_window_update_actions), self, G_CONNECT_SWAPPED);
  return KKB_PAGE (page);
}

/* Whether the details are hidden is remembered for each page: where figures are keyed in, the rows need the room. */
char *
kkb_window_detail_key (KkbWindow *self)
{
  return g_strconcat ("no-detail-", kkb_window_page_name (self), NULL);
}

/* The details belong to pages with indicators. */
static void
update_detail (KkbWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "show-detail");
  g_autofree char *remembered = kkb_window_detail_key (self);
  gboolean wanted = !kkb_settings_int (self->settings, remembered);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (wanted));
  gtk_widget_set_visible (self->detail, wanted && (!self->page || kkb_page_has_placements (self->page)));
  kkb_window_queue_detail (self);
}

/* ---- public ---- */

void
kkb_window_init_pages (KkbWindow *self)
{
  self->made_pages = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *tab = gtk_toggle_button_new_with_label (_ (pages[i].title));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (tab), "win.page");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (tab), "s", pages[i].name);
      gtk_widget_set_focus_on_click (tab, FALSE);
      gtk_widget_set_visible (tab, !pages[i].on_demand);
      gtk_box_append (GTK_BOX (self->tabs), tab);
    }
}

void
kkb_window_pages_set_document (KkbWindow *self, KkbDocument *doc)
{
  if (doc)
    update_detail (self);
  for (guint i = 0; self->made_pages && i < self->made_pages->len; i++)
    {
      KkbPage *page = g_ptr_array_index (self->made_pages, i);

      if (doc)
        tell_all (self, page);
      else
        kkb_page_set_document (page, self, NULL);
    }
}

void
kkb_window_pages_set_scope (KkbWindow *self)
{
  for (guint i = 0; i < self->made_pages->len; i++)
    tell_scope (self, g_ptr_array_index (self->made_pages, i));
}

void
kkb_window_pages_set_search (KkbWindow *self, const char *needle_key)
{
  for (guint i = 0; i < self->made_pages->len; i++)
    kkb_page_set_search (g_ptr_array_index (self->made_pages, i), needle_key);
}

void
kkb_window_pages_set_filter (KkbWindow *self)
{
  for (guint i = 0; i < self->made_pages->len; i++)
    kkb_page_set_filter (g_ptr_array_index (self->made_pages, i),
                         kkb_filter_bar_filter (KKB_FILTER_BAR (self->filter_bar)));
}

void
kkb_window_pages_set_format (KkbWindow *self)
{
  for (guint i = 0; i < self->made_pages->len; i++)
    kkb_page_set_format (g_ptr_array_index (self->made_pages, i), kkb_settings_format (self->settings));
}

void
kkb_window_focus_page (KkbWindow *self)
{
  KkbGrid *grid = kkb_window_grid (self);

  if (!self->page)
    kkb_window_focus_table (self);
  else if (grid && gtk_widget_get_child_visible (gtk_widget_get_ancestor (GTK_WIDGET (grid), GTK_TYPE_SCROLLED_WINDOW)))
    gtk_widget_grab_focus (GTK_WIDGET (grid));
  else if (self->page && !gtk_widget_get_focus_child (GTK_WIDGET (self->page))
           && !gtk_widget_grab_focus (GTK_WIDGET (self->page)))
    gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
}

gboolean
kkb_window_show_page (KkbWindow *self, const char *name)
{
  int at = find_page (name);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "page");
  GtkWidget *focus;
  KkbPage *page;

  if (at < 0 || !self->doc || !kkb_window_commit_edit (self))
    return FALSE;
  if (!g_str_equal (kkb_window_page_name (self), name))
    kkb_window_drop_message (self);
  page = pages[at].type ? make_page (self, at) : NULL;
  self->page = page;
  /* The stack would look for a place of its own, and select the text in the first field of the page. */
  focus = gtk_root_get_focus (GTK_ROOT (self));
  if (focus && gtk_widget_is_ancestor (focus, self->page_stack))
    gtk_root_set_focus (GTK_ROOT (self), NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->page_stack), name);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (pages[at].name));
  update_detail (self);
  gtk_widget_set_visible (tab_at (self, at), TRUE);
  kkb_window_update_state (self); /* undo may take back what this page keeps */
  kkb_window_focus_page (self);
  return TRUE;
}

const char *
kkb_window_page_name (KkbWindow *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->page_stack));
}

void
kkb_window_step_page (KkbWindow *self, int step)
{
  int n = G_N_ELEMENTS (pages), at = find_page (kkb_window_page_name (self));

  do
    at = (at + n + step) % n;
  while (!gtk_widget_get_visible (tab_at (self, at)));
  kkb_window_show_page (self, pages[at].name);
}

GtkWidget *
kkb_window_page (KkbWindow *self)
{
  return (GtkWidget *)self->page;
}

KkbId
kkb_window_cursor_placement (KkbWindow *self)
{
  guint row, column;

  if (self->page && kkb_page_has_placements (self->page))
    return kkb_page_get_placement (self->page);
  if (self->placement || !self->model || !kkb_kpi_model_n_placements (self->model)
      || !kkb_grid_get_cursor (KKB_GRID (self->grid), &row, &column))
    return self->placement;
  return kkb_kpi_model_placement (self->model, row);
}

guint
kkb_window_count_unread (KkbWindow *self)
{
  guint n = 0;

  for (guint i = 0; i < self->made_pages->len; i++)
    n += kkb_page_count_unread (g_ptr_array_index (self->made_pages, i));
  return n;
}

void
kkb_window_show_unread (KkbWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->page_stack), pages[i].name);
      if (!page || !KKB_IS_PAGE (page) || !kkb_page_count_unread (KKB_PAGE (page)))
        continue;
      if (kkb_window_show_page (self, pages[i].name))
        kkb_page_show_unread (KKB_PAGE (page));
      return;
    }
}

KkbGrid *
kkb_window_grid (KkbWindow *self)
{
  return self->page ? kkb_page_get_grid (self->page) : KKB_GRID (self->grid);
}

void
kkb_window_select (KkbWindow *self, KkbId plan, KkbId node)
{
  kkb_tree_select (KKB_TREE (self->tree), plan, node);
}

gboolean
kkb_window_show_placement (KkbWindow *self, KkbId id, KkbField field, int fy)
{
  const KkbPlacement *placement = self->doc ? kkb_facts_placement (kkb_document_facts (self->doc), id) : NULL;
  gint64 row;

  if (!placement)
    return FALSE;
  if (self->page && kkb_page_show_placement (self->page, id, field, fy))
    return TRUE;
  if (!kkb_window_show_page (self, "kpi"))
    return FALSE;
  row = kkb_kpi_model_find_placement (self->model, id);
  if (row < 0)
    {
      kkb_window_select (self, placement->plan, placement->node ? placement->node->id : 0);
      row = kkb_kpi_model_find_placement (self->model, id);
    }
  return row >= 0 && kkb_grid_set_cursor (KKB_GRID (self->grid), (guint)row, 1);
}
