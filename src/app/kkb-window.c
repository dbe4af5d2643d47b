/* kkb-window.c - see kkb-window.h
 *
 *   KkbDocument --review-changed--> KkbKpiModel -> KkbGrid        (the table)
 *               \-> KkbOutline -> KkbTree --selected--> scope of the table, strip
 *   KkbGrid --cursor-moved--> KkbDetail                            (the selected thing)
 *   KkbStrip --picked-->, search entry --> filter of the table and the tree */
#include "kkb-compat.h"
#include "kkb-error.h"
#include "kkb-flow.h"
#include "kkb-node-facts.h"
#include "kkb-page-head.h"
#include "kkb-platform.h"
#include "kkb-text.h"
#include "kkb-undo-list.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define DETAIL_REST 60 /* ms; a held key repeats every 30 to 40 */

G_DEFINE_FINAL_TYPE (KkbWindow, kkb_window, GTK_TYPE_APPLICATION_WINDOW)

/* ---- the selected thing ---- */

void
kkb_window_refresh_detail (KkbWindow *self)
{
  guint row, column;

  if (self->page && kkb_page_has_placements (self->page))
    self->placement = kkb_page_get_placement (self->page);
  else if (self->model && kkb_kpi_model_n_placements (self->model) == 0)
    self->placement = 0;
  else if (self->model && kkb_grid_get_cursor (KKB_GRID (self->grid), &row, &column))
    self->placement = kkb_kpi_model_placement (self->model, row);
  kkb_detail_show (KKB_DETAIL (self->detail), self->doc, self->placement, kkb_settings_format (self->settings));
}

static gboolean
detail_idle_cb (gpointer data)
{
  KkbWindow *self = data;

  self->detail_idle = 0;
  kkb_window_refresh_detail (self);
  return G_SOURCE_REMOVE;
}

/* The chart and the history are drawn when the keys rest: they take longer than all the table, and a held arrow key or
 * figures keyed in one after the other are to stay fast. */
void
kkb_window_queue_detail (KkbWindow *self)
{
  g_clear_handle_id (&self->detail_idle, g_source_remove);
  self->detail_idle = g_timeout_add_full (G_PRIORITY_LOW, DETAIL_REST, detail_idle_cb, self, NULL);
}

static void
cursor_moved_cb (KkbGrid *grid, guint row, guint column, KkbWindow *self)
{
  kkb_window_queue_detail (self);
}

/* ---- scope: tree selection, strip, table ---- */

/* Is a row left out by what is searched for or chosen? */
static gboolean
is_narrowed (KkbWindow *self)
{
  return *kkb_kpi_model_search (self->model) || self->picked_show != KKB_SHOW_ALL
         || !kkb_filter_is_empty (kkb_filter_bar_filter (KKB_FILTER_BAR (self->filter_bar)));
}

void
kkb_window_focus_table (KkbWindow *self)
{
  const char *shown = gtk_stack_get_visible_child_name (GTK_STACK (self->table_stack));

  if (g_strcmp0 (shown, "nothing") != 0)
    {
      gtk_widget_grab_focus (self->grid);
      return;
    }
  gtk_widget_grab_focus (self->nothing);
  gtk_label_select_region (GTK_LABEL (self->nothing), 0, 0); /* it is to be read, not copied */
}

/* The table or the text in its place; a focus in the one goes to the other. */
static void
show_table (KkbWindow *self, gboolean nothing)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  gboolean had_focus = focus && gtk_widget_is_ancestor (focus, self->table_stack);
  const char *name = nothing ? "nothing" : "table";

  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->table_stack)), name) == 0)
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (self->table_stack), name);
  if (had_focus)
    kkb_window_focus_table (self);
}

/* Escape where no row is left: all of them. */
static gboolean
nothing_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KkbWindow *self)
{
  if (key != GDK_KEY_Escape || !self->model || !is_narrowed (self))
    return GDK_EVENT_PROPAGATE;
  kkb_window_clear_filter (self);
  kkb_window_focus_table (self);
  return GDK_EVENT_STOP;
}

static void
show_empty_text (KkbWindow *self)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  gboolean nothing = kkb_kpi_model_n_placements (self->model) == 0;
  const KkbNode *node = kkb_window_selected_node (self);
  g_autofree char *project
      = node && node->project ? kkb_node_facts_text (facts, node, kkb_settings_format (self->settings)) : g_strdup ("");
  const char *text;

  if (*project)
    text = project;
  else if (!facts->plans->len)
    text = _ ("This document is empty. Add a plan (menu Plan), or import a workbook (Ctrl+I): its plan, indicators and "
              "projects appear here.");
  else if (!facts->placements->len)
    text = _ (
        "This plan has no indicators yet. Choose an item in the tree and add an indicator to it (Ctrl+Shift+N), or "
        "import a workbook with the sheet “指標” (Ctrl+I).");
  else if (is_narrowed (self))
    text = _ ("No indicator fits what is searched for and chosen. Escape shows all rows again.");
  else
    text = _ ("There is no indicator at this item yet. Ctrl+Shift+N adds one here; those of other items are shown when "
              "they are chosen in the tree.");
  gtk_label_set_text (GTK_LABEL (self->nothing), text);
  show_table (self, nothing);
}

void
kkb_window_refresh_scope (KkbWindow *self)
{
  const KkbPlan *plan = kkb_window_selected_plan (self);
  const KkbNode *node = kkb_window_selected_node (self);
  g_autofree char *title = node ? kkb_node_printed (node) : g_strdup (plan ? plan->title : "");

  if (!self->doc)
    return;
  gtk_label_set_text (GTK_LABEL (self->scope), title);
  kkb_compat_set_tooltip (self->scope, title);
  kkb_strip_set (KKB_STRIP (self->strip), kkb_document_review (self->doc), plan, node);
  show_empty_text (self);
}

static void
tree_selected_cb (KkbTree *tree, gint64 plan, gint64 node, KkbWindow *self)
{
  if (!self->model || (plan == self->shown_plan && node == self->shown_node))
    return;
  if (!kkb_window_commit_edit (self))
    { /* what is being typed belongs to what is shown: it stays, and the selection with it */
      kkb_tree_select (tree, self->shown_plan, self->shown_node);
      return;
    }
  self->shown_plan = plan;
  self->shown_node = node;
  kkb_kpi_model_set_scope (self->model, plan, node);
  kkb_window_pages_set_scope (self);
  kkb_window_fill_toolbar (self);
  kkb_window_refresh_scope (self);
  kkb_window_queue_detail (self);
}

/* What narrows the rows waits while a cell holds what cannot be read: other rows would drop it. */
static gboolean
rows_may_change (KkbWindow *self)
{
  self->narrowing_waits = !kkb_window_commit_edit (self);
  return !self->narrowing_waits;
}

static void
picked_cb (KkbStrip *strip, guint show, guint value, KkbWindow *self)
{
  self->picked_show = show;
  self->picked_value = value;
  if (!self->model || !rows_may_change (self))
    return;
  kkb_kpi_model_set_show (self->model, show, value);
  show_empty_text (self);
  kkb_window_queue_detail (self);
}

void
kkb_window_apply_search (KkbWindow *self)
{
  g_autofree char *key = kkb_text_key (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  /* The entry tells also of a text that is what it was, and late: that must not end a figure being typed. */
  if (!self->model || g_str_equal (key, kkb_kpi_model_search (self->model)))
    return;
  if (!rows_may_change (self))
    return;
  kkb_kpi_model_set_search (self->model, key);
  kkb_tree_set_filter (KKB_TREE (self->tree), key);
  kkb_window_pages_set_search (self, key);
  show_empty_text (self);
  kkb_window_queue_detail (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, KkbWindow *self)
{
  kkb_window_apply_search (self);
}

static void
search_stopped_cb (GtkSearchEntry *entry, KkbWindow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  kkb_window_focus_page (self);
}

/* Enter: every place where the word occurs, as a list. */
static void
search_activated_cb (GtkSearchEntry *entry, KkbWindow *self)
{
  kkb_window_apply_search (self);
  if (self->model && *kkb_kpi_model_search (self->model))
    kkb_window_show_page (self, "search");
  else
    kkb_window_focus_page (self);
}

static void
filter_changed_cb (KkbFilterBar *bar, KkbWindow *self)
{
  if (!self->model || !rows_may_change (self))
    return;
  kkb_kpi_model_set_filter (self->model, kkb_filter_bar_filter (bar));
  kkb_window_pages_set_filter (self);
  show_empty_text (self);
  kkb_window_queue_detail (self);
}

/* The cell is mended or given up: what waited is done. */
static gboolean
narrow_cb (gpointer data)
{
  KkbWindow *self = data;

  if (self->model && self->narrowing_waits && !kkb_grid_get_editing (KKB_GRID (self->grid)))
    {
      picked_cb (KKB_STRIP (self->strip), self->picked_show, self->picked_value, self);
      kkb_window_apply_search (self);
      filter_changed_cb (KKB_FILTER_BAR (self->filter_bar), self);
    }
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

static void
editing_changed_cb (KkbWindow *self)
{
  if (self->narrowing_waits && !kkb_grid_get_editing (KKB_GRID (self->grid)))
    g_idle_add (narrow_cb, g_object_ref (self));
}

/* The window's part of a saved view: page, search text, columns of the table. */
static char *
save_view_cb (KkbFilterBar *bar, KkbWindow *self)
{
  g_autofree char *layout = kkb_grid_get_layout (KKB_GRID (self->grid));

  return g_strjoin ("\t", kkb_window_page_name (self), gtk_editable_get_text (GTK_EDITABLE (self->search)), layout,
                    NULL);
}

static void
view_chosen_cb (KkbFilterBar *bar, const char *view, KkbWindow *self)
{
  g_auto (GStrv) parts = g_strsplit (view, "\t", 3);

  if (g_strv_length (parts) < 3)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->search), parts[1]);
  kkb_window_apply_search (self);
  kkb_grid_set_layout (KKB_GRID (self->grid), parts[2]);
  kkb_window_show_page (self, parts[0]);
}

/* ---- the table ---- */

static void
head_activated_cb (KkbGrid *grid, guint column, KkbWindow *self)
{
  if (!kkb_window_commit_edit (self))
    return;
  kkb_kpi_model_sort_by (self->model, column);
  show_empty_text (self);
}

static void
layout_changed_cb (KkbGrid *grid, KkbWindow *self)
{
  g_autofree char *layout = kkb_grid_get_layout (grid);

  if (self->doc)
    kkb_settings_set_view (self->settings, kkb_document_uuid (self->doc), "layout", layout);
}

static void
cell_activated_cb (KkbGrid *grid, guint row, guint column, KkbWindow *self)
{
  g_autofree char *answer = kkb_kpi_model_answer (self->model, row, column);

  kkb_grid_show_message (grid, answer);
  if (answer)
    kkb_window_say (self, answer);
}

static gboolean
menu_gone_cb (gpointer menu)
{
  if (gtk_widget_get_parent (menu))
    gtk_widget_unparent (menu);
  g_object_unref (menu);
  return G_SOURCE_REMOVE;
}

/* The chosen action runs after the menu is closed, so it may only be taken away when the main loop is idle. */
static void
menu_closed_cb (GtkPopover *menu, GtkWidget *grid)
{
  gtk_widget_grab_focus (grid);
  g_idle_add (menu_gone_cb, g_object_ref (menu));
}

static void
show_context_menu (KkbGrid *grid, const char *name, int x, int y)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  GtkWidget *menu;
  GdkRectangle at = { x, y, 1, 1 };

  gtk_builder_add_from_resource (builder, "/jp/keikakubo/Keikakubo/ui/kkb-menus.ui", NULL);
  menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (gtk_builder_get_object (builder, name)));
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &at);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_widget_set_parent (menu, GTK_WIDGET (grid));
  g_signal_connect (menu, "closed", G_CALLBACK (menu_closed_cb), grid);
  gtk_popover_popup (GTK_POPOVER (menu));
}

static void
cell_menu_cb (KkbGrid *grid, guint row, guint column, int x, int y)
{
  show_context_menu (grid, "cell-menu", x, y);
}

static void
head_menu_cb (KkbGrid *grid, guint column, int x, int y)
{
  guint row, old;

  if (kkb_grid_get_cursor (grid, &row, &old))
    kkb_grid_set_cursor (grid, row, column);
  show_context_menu (grid, "head-menu", x, y);
}

void
kkb_window_connect_menus (KkbGrid *grid)
{
  g_signal_connect (grid, "cell-menu", G_CALLBACK (cell_menu_cb), NULL);
  g_signal_connect (grid, "head-menu", G_CALLBACK (head_menu_cb), NULL);
}

/* ---- the document ---- */

static void
review_changed_cb (KkbWindow *self)
{
  kkb_filter_bar_prune (KKB_FILTER_BAR (self->filter_bar));
  kkb_window_fill_toolbar (self);
  kkb_window_refresh_scope (self);
  kkb_window_queue_detail (self);
}

static void
settings_changed_cb (KkbWindow *self)
{
  kkb_window_commit_edit (self);
  if (self->model)
    kkb_kpi_model_set_format (self->model, kkb_settings_format (self->settings));
  kkb_window_pages_set_format (self);
  if (self->doc)
    review_changed_cb (self);
  kkb_window_update_actions (self);
}

static void
drop_document (KkbWindow *self)
{
  if (!self->doc)
    return;
  kkb_window_pages_set_document (self, NULL);
  kkb_filter_bar_set_document (KKB_FILTER_BAR (self->filter_bar), NULL, NULL);
  kkb_tree_set_document (KKB_TREE (self->tree), NULL, NULL);
  kkb_grid_set_model (KKB_GRID (self->grid), NULL);
  g_clear_handle_id (&self->detail_idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->doc, self);
  g_clear_object (&self->model);
  kkb_detail_show (KKB_DETAIL (self->detail), NULL, 0, kkb_settings_format (self->settings));
  kkb_document_close (self->doc);
  g_clear_object (&self->doc);
  self->placement = 0;
}

static void
take_document (KkbWindow *self, KkbDocument *doc)
{
  g_autofree char *layout = kkb_settings_view (self->settings, kkb_document_uuid (doc), "layout");

  self->doc = g_object_ref (doc);
  kkb_tree_set_document (KKB_TREE (self->tree), doc, self->settings);
  self->shown_plan = kkb_tree_selected_plan (KKB_TREE (self->tree));
  self->shown_node = kkb_tree_selected_node (KKB_TREE (self->tree));
  self->model = kkb_kpi_model_new (doc, self->shown_plan, self->shown_node, kkb_settings_format (self->settings));
  kkb_grid_set_model (KKB_GRID (self->grid), KKB_GRID_MODEL (self->model));
  if (layout)
    kkb_grid_set_layout (KKB_GRID (self->grid), layout);
  kkb_filter_bar_set_document (KKB_FILTER_BAR (self->filter_bar), doc, self->settings);
  kkb_kpi_model_set_filter (self->model, kkb_filter_bar_filter (KKB_FILTER_BAR (self->filter_bar)));
  kkb_window_pages_set_document (self, doc);
  g_signal_connect_swapped (doc, "review-changed", G_CALLBACK (review_changed_cb), self);
  g_signal_connect_swapped (doc, "changed", G_CALLBACK (kkb_window_drop_message), self);
  g_signal_connect_swapped (doc, "notify", G_CALLBACK (kkb_window_update_state), self);
  if (kkb_document_path (doc))
    kkb_settings_add_recent (self->settings, kkb_document_path (doc));
}

/* The frame that was painted is a whole one when the details have been filled as well. */
static void
measured_frame_painted_cb (GdkFrameClock *clock, KkbWindow *self)
{
  if (self->detail_idle)
    return;
  kkb_platform_write_stdout ("first frame\n");
  _Exit (0); /* taking all down again is no part of the start */
}

/* tools/bench measures from the start of the program to the first whole frame of a document. */
static void
end_after_first_frame (KkbWindow *self)
{
  if (!g_getenv ("KEIKAKUBO_BENCH_FIRST_FRAME"))
    return;
  gtk_widget_realize (GTK_WIDGET (self)); /* it may appear only now */
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "after-paint",
                    G_CALLBACK (measured_frame_painted_cb), self);
}

static void
show_start_page (KkbWindow *self)
{
  if (!self->start)
    {
      self->start = g_object_new (KKB_TYPE_START_PAGE, NULL);
      gtk_stack_add_named (GTK_STACK (self->pages), self->start, "start");
    }
  kkb_start_page_refresh (KKB_START_PAGE (self->start), self->settings);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "start");
}

void
kkb_window_set_document (KkbWindow *self, KkbDocument *doc)
{
  drop_document (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  kkb_strip_clear_pick (KKB_STRIP (self->strip));
  if (doc)
    take_document (self, doc);
  else if (gtk_widget_get_visible (GTK_WIDGET (self)))
    show_start_page (self);
  if (doc)
    gtk_stack_set_visible_child_name (GTK_STACK (self->pages), "document");
  gtk_widget_set_visible (self->toolbar, doc != NULL);
  kkb_window_fill_toolbar (self);
  kkb_window_update_state (self);
  if (doc)
    {
      guint first = 0, n = kkb_grid_model_get_n_rows (KKB_GRID_MODEL (self->model));
      kkb_window_refresh_scope (self);
      while (first < n && !kkb_kpi_model_placement (self->model, first))
        first++;
      if (first < n)
        kkb_grid_set_cursor (KKB_GRID (self->grid), first, 1);
      kkb_window_focus_page (self);
      g_clear_handle_id (&self->detail_idle, g_source_remove);
      kkb_window_refresh_detail (self); /* now: the first frame is a whole one, laid out once */
      end_after_first_frame (self);
      if (kkb_document_read_only (doc))
        kkb_window_say (self, kkb_document_read_only_reason (doc));
    }
}

/* ---- messages ---- */

static void
message_closed_cb (KkbWindow *self)
{
  kkb_window_say (self, "");
  kkb_window_focus_page (self);
}

static void
show_message (KkbWindow *self, const char *text, gboolean error)
{
  self->passing = TRUE;
  gtk_label_set_text (GTK_LABEL (self->message), text);
  gtk_widget_set_visible (self->message_bar, *text != '\0');
  gtk_widget_set_visible (self->message_close, error);
  if (error)
    gtk_widget_add_css_class (self->message_bar, "error");
  else
    gtk_widget_remove_css_class (self->message_bar, "error");
  kkb_compat_announce (self->message, text);
}

void
kkb_window_say (KkbWindow *self, const char *text)
{
  show_message (self, text, FALSE);
}

void
kkb_window_show_error (KkbWindow *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_message (self, error->message, TRUE);
  /* A refusal is over when something else is done. That a file could not be saved or read is not. */
  self->passing = g_error_matches (error, KKB_ERROR, KKB_ERROR_INPUT);
}

void
kkb_window_drop_message (KkbWindow *self)
{
  if (self->passing && gtk_widget_get_visible (self->message_bar))
    kkb_window_say (self, "");
}

/* ---- overrides ---- */

static void
close_answered (KkbWindow *self, gboolean ok, gpointer data)
{
  if (!ok)
    return;
  self->closing = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
kkb_window_show (GtkWidget *widget)
{
  KkbWindow *self = KKB_WINDOW (widget);

  if (!self->doc)
    show_start_page (self);
  GTK_WIDGET_CLASS (kkb_window_parent_class)->show (widget);
}

static gboolean
kkb_window_close_request (GtkWindow *window)
{
  KkbWindow *self = KKB_WINDOW (window);

  if (self->closing || !self->doc)
    return GTK_WINDOW_CLASS (kkb_window_parent_class)->close_request (window);
  kkb_flow_close (self, close_answered, NULL);
  return TRUE;
}

static void
remember_sizes (KkbWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  kkb_settings_set_int (self->settings, "width", width);
  kkb_settings_set_int (self->settings, "height", height);
  kkb_settings_set_int (self->settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  kkb_settings_set_int (self->settings, "tree-width", gtk_paned_get_position (GTK_PANED (self->tree_paned)));
  kkb_settings_set_int (self->settings, "table-height", gtk_paned_get_position (GTK_PANED (self->detail_paned)));
}

static void
recall_sizes (KkbWindow *self)
{
  int width = kkb_settings_int (self->settings, "width"), height = kkb_settings_int (self->settings, "height");

  if (width > 300 && height > 200)
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (kkb_settings_int (self->settings, "maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  if (kkb_settings_int (self->settings, "tree-width") > 100)
    gtk_paned_set_position (GTK_PANED (self->tree_paned), kkb_settings_int (self->settings, "tree-width"));
  if (kkb_settings_int (self->settings, "table-height") > 100)
    gtk_paned_set_position (GTK_PANED (self->detail_paned), kkb_settings_int (self->settings, "table-height"));
}

static void
kkb_window_dispose (GObject *object)
{
  KkbWindow *self = KKB_WINDOW (object);

  if (self->settings)
    {
      g_signal_handlers_disconnect_by_data (self->settings, self);
      remember_sizes (self);
      drop_document (self);
    }
  g_clear_handle_id (&self->detail_idle, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_object (&self->cut_content);
  g_clear_pointer (&self->years, g_array_unref);
  g_clear_pointer (&self->made_pages, g_ptr_array_unref);
  G_OBJECT_CLASS (kkb_window_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget, KkbWindow, name)

static void
kkb_window_class_init (KkbWindowClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KKB_TYPE_TREE);
  g_type_ensure (KKB_TYPE_STRIP);
  g_type_ensure (KKB_TYPE_FILTER_BAR);
  g_type_ensure (KKB_TYPE_GRID);
  g_type_ensure (KKB_TYPE_DETAIL);
  g_type_ensure (KKB_TYPE_JOB_BAR);
  G_OBJECT_CLASS (klass)->dispose = kkb_window_dispose;
  widget->show = kkb_window_show;
  GTK_WINDOW_CLASS (klass)->close_request = kkb_window_close_request;
  gtk_widget_class_set_template_from_resource (widget, "/jp/keikakubo/Keikakubo/ui/kkb-window.ui");
  BIND (toolbar);
  BIND (undo);
  BIND (undo_list);
  BIND (redo);
  BIND (redo_list);
  BIND (year);
  BIND (rules);
  BIND (wareki);
  BIND (seireki);
  BIND (state);
  BIND (search);
  BIND (pages);
  BIND (head);
  BIND (tabs);
  BIND (page_stack);
  BIND (filter_button);
  BIND (filter_bar);
  BIND (tree_paned);
  BIND (tree);
  BIND (detail_paned);
  BIND (scope);
  BIND (strip);
  BIND (table_stack);
  BIND (scroller);
  BIND (grid);
  BIND (nothing);
  BIND (detail);
  BIND (jobs);
  BIND (message_bar);
  BIND (message);
  BIND (message_close);
}

static void
kkb_window_init (KkbWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->head, kkb_page_head_new (10));
  self->years = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_widget_set_visible (self->message_bar, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Table of indicators"),
                                  -1);
  g_signal_connect (self->tree, "selected", G_CALLBACK (tree_selected_cb), self);
  g_signal_connect (self->strip, "picked", G_CALLBACK (picked_cb), self);
  kkb_undo_list_attach (GTK_MENU_BUTTON (self->undo_list), self, FALSE);
  kkb_undo_list_attach (GTK_MENU_BUTTON (self->redo_list), self, TRUE);
  kkb_filter_bar_set_button (KKB_FILTER_BAR (self->filter_bar), GTK_MENU_BUTTON (self->filter_button));
  g_signal_connect_swapped (self->grid, "notify::editing", G_CALLBACK (editing_changed_cb), self);
  g_signal_connect (self->filter_bar, "changed", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect (self->filter_bar, "save-view", G_CALLBACK (save_view_cb), self);
  g_signal_connect (self->filter_bar, "view-chosen", G_CALLBACK (view_chosen_cb), self);
  g_signal_connect (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (self->search, "stop-search", G_CALLBACK (search_stopped_cb), self);
  g_signal_connect (self->search, "activate", G_CALLBACK (search_activated_cb), self);
  g_signal_connect (self->grid, "cursor-moved", G_CALLBACK (cursor_moved_cb), self);
  g_signal_connect (self->grid, "head-activated", G_CALLBACK (head_activated_cb), self);
  g_signal_connect (self->grid, "layout-changed", G_CALLBACK (layout_changed_cb), self);
  g_signal_connect (self->grid, "cell-activated", G_CALLBACK (cell_activated_cb), self);
  kkb_window_connect_menus (KKB_GRID (self->grid));
  g_signal_connect_swapped (self->message_close, "clicked", G_CALLBACK (message_closed_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (nothing_key_cb), self);
  gtk_widget_add_controller (self->nothing, keys);
}

/* ---- public ---- */

KkbWindow *
kkb_window_new (KkbApplication *app)
{
  /* show-menubar is a construct property: set later it would be undone. */
  KkbWindow *self = g_object_new (KKB_TYPE_WINDOW, "application", app, "show-menubar", TRUE, NULL);

  self->settings = g_object_ref (kkb_application_settings (app));
  g_signal_connect_swapped (self->settings, "changed", G_CALLBACK (settings_changed_cb), self);
  recall_sizes (self);
  kkb_window_init_actions (self);
  kkb_window_init_toolbar (self);
  kkb_window_init_pages (self);
  kkb_window_set_document (self, NULL);
  return self;
}

KkbDocument *
kkb_window_document (KkbWindow *self)
{
  return self->doc;
}

KkbSettings *
kkb_window_settings (KkbWindow *self)
{
  return self->settings;
}

KkbJobBar *
kkb_window_job_bar (KkbWindow *self)
{
  return KKB_JOB_BAR (self->jobs);
}

gboolean
kkb_window_run (KkbWindow *self, KkbCommand *command)
{
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  if (!kkb_document_run (self->doc, command, &changed, &error))
    kkb_window_show_error (self, error);
  return changed;
}

gboolean
kkb_window_commit_edit (KkbWindow *self)
{
  if (!self->doc || !kkb_tree_commit (KKB_TREE (self->tree)) || (self->page && !kkb_page_commit (self->page)))
    return !self->doc;
  if (kkb_grid_commit_edit (KKB_GRID (self->grid)))
    return TRUE;
  show_message (self, kkb_grid_get_message (KKB_GRID (self->grid)), TRUE);
  return FALSE;
}

const KkbPlan *
kkb_window_selected_plan (KkbWindow *self)
{
  return self->doc ? kkb_facts_plan (kkb_document_facts (self->doc), kkb_tree_selected_plan (KKB_TREE (self->tree)))
                   : NULL;
}

const KkbNode *
kkb_window_selected_node (KkbWindow *self)
{
  KkbId node = self->doc ? kkb_tree_selected_node (KKB_TREE (self->tree)) : 0;

  return node ? kkb_facts_node (kkb_document_facts (self->doc), node) : NULL;
}

KkbId
kkb_window_placement (KkbWindow *self)
{
  return self->placement;
}
