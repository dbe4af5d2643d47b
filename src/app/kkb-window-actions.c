/* kkb-window-actions.c - the window's actions: every one has a menu place; the ones with a path are seams for tests and
 * recent files. */
#include "kkb-field.h"
#include "kkb-bulk-edit.h"
#include "kkb-flow.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>

#define ACTION(name) static void name##_cb (GSimpleAction *action, GVariant *parameter, gpointer data)

/* ---- files ---- */

ACTION (open)
{
  kkb_flow_open (data);
}
ACTION (new_from_workbook)
{
  kkb_flow_new_from_workbook (data);
}
ACTION (import)
{
  kkb_flow_import (data);
}
ACTION (save)
{
  kkb_flow_save (data, NULL, NULL);
}
ACTION (save_as)
{
  kkb_flow_save_as (data, NULL, NULL);
}
ACTION (export)
{
  kkb_flow_export (data);
}
ACTION (report)
{
  kkb_flow_report (data);
}
ACTION (open_path)
{
  kkb_flow_open_path (data, g_variant_get_string (parameter, NULL));
}
ACTION (open_sample)
{
  kkb_flow_open_sample (data, g_variant_get_string (parameter, NULL));
}
ACTION (new_path)
{
  kkb_flow_new_from_workbook_path (data, g_variant_get_string (parameter, NULL));
}
ACTION (import_path)
{
  kkb_flow_import_path (data, g_variant_get_string (parameter, NULL));
}
ACTION (save_path)
{
  kkb_flow_save_as_path (data, g_variant_get_string (parameter, NULL), NULL, NULL);
}
ACTION (export_path)
{
  kkb_flow_export_path (data, g_variant_get_string (parameter, NULL));
}
ACTION (report_path)
{
  kkb_flow_report_path (data, g_variant_get_string (parameter, NULL));
}

static void
close_answered (KkbWindow *win, gboolean ok, gpointer data)
{
  if (ok)
    kkb_window_set_document (win, NULL);
}

/* Closes the document and shows the start page; without a document, the window. */
ACTION (close)
{
  KkbWindow *self = data;

  if (self->doc)
    kkb_flow_close (self, close_answered, NULL);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* ---- editing ---- */

void
kkb_window_step (KkbWindow *self, int n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL, *text = NULL;
  gboolean undo = n > 0;
  guint done;

  if (!self->doc || !kkb_window_commit_edit (self))
    return;
  if (undo ? !kkb_document_can_undo (self->doc) : !kkb_document_can_redo (self->doc))
    return;
  label = undo ? kkb_document_undo_label (self->doc) : kkb_document_redo_label (self->doc);
  done = kkb_document_step (self->doc, n, &error);
  if (error)
    {
      kkb_window_show_error (self, error);
      return;
    }
  if (done == 1)
    text = g_strdup_printf (undo ? _ ("Undone: %s") : _ ("Redone: %s"), label);
  else
    text = g_strdup_printf (undo ? g_dngettext (NULL, "%u step undone", "%u steps undone", done)
                                 : g_dngettext (NULL, "%u step redone", "%u steps redone", done),
                            done);
  kkb_window_say (self, text);
  if (!kkb_tree_has_focus (KKB_TREE (self->tree))) /* who undoes in the tree goes on there */
    kkb_window_focus_page (self);
}

static const char *
page_step (KkbWindow *self, gboolean redo)
{
  return self->doc && self->page ? kkb_page_get_step (self->page, redo) : NULL;
}

char *
kkb_window_step_label (KkbWindow *self, gboolean redo)
{
  if (page_step (self, redo))
    return g_strdup (page_step (self, redo));
  if (!self->doc)
    return NULL;
  return redo ? kkb_document_redo_label (self->doc) : kkb_document_undo_label (self->doc);
}

static gboolean
can_step (KkbWindow *self, gboolean redo)
{
  return page_step (self, redo) || (redo ? kkb_document_can_redo (self->doc) : kkb_document_can_undo (self->doc));
}

static void
step_one (KkbWindow *self, gboolean redo)
{
  g_autofree char *label = NULL, *text = NULL;

  if (!self->doc || !kkb_window_commit_edit (self))
    return;
  label = g_strdup (page_step (self, redo));
  if (!label || !kkb_page_step (self->page, redo))
    {
      kkb_window_step (self, redo ? -1 : 1);
      return;
    }
  text = g_strdup_printf (redo ? _ ("Redone: %s") : _ ("Undone: %s"), label);
  kkb_window_say (self, text);
  kkb_window_focus_page (self);
}

void
kkb_window_step_back (KkbWindow *self)
{
  step_one (self, FALSE);
}

void
kkb_window_step_again (KkbWindow *self)
{
  step_one (self, TRUE);
}

ACTION (undo)
{
  kkb_window_step_back (data);
}
ACTION (redo)
{
  kkb_window_step_again (data);
}

ACTION (edit)
{
  KkbWindow *self = data;
  KkbGrid *grid = kkb_window_grid (self);

  kkb_window_focus_page (self);
  if (grid && !kkb_grid_begin_edit (grid))
    kkb_window_say (
        self,
        _ ("This cell is not typed into. Values can be typed into the columns of baselines, targets and actuals."));
}

ACTION (search)
{
  KkbWindow *self = data;

  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

void
kkb_window_clear_filter (KkbWindow *self)
{
  if (!self->model)
    return;
  kkb_strip_clear_pick (KKB_STRIP (self->strip));
  self->picked_show = KKB_SHOW_ALL;
  kkb_kpi_model_set_show (self->model, KKB_SHOW_ALL, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  kkb_window_apply_search (self);
  kkb_filter_bar_clear (KKB_FILTER_BAR (self->filter_bar));
  kkb_window_refresh_scope (self);
}

ACTION (show_all)
{
  kkb_window_clear_filter (data);
}

/* ---- view ---- */

static void
toggle_pane (GSimpleAction *action, GVariant *state, GtkWidget *pane, GtkWidget *focus)
{
  gboolean show = g_variant_get_boolean (state);

  if (!show && gtk_widget_get_focus_child (pane))
    gtk_widget_grab_focus (focus);
  gtk_widget_set_visible (pane, show);
  g_simple_action_set_state (action, state);
}

static void
show_tree_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  KkbWindow *self = data;

  toggle_pane (action, state, self->tree, self->page ? GTK_WIDGET (self->page) : self->grid);
}

static void
show_detail_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  KkbWindow *self = data;
  g_autofree char *remembered = kkb_window_detail_key (self);

  kkb_settings_set_int (self->settings, remembered, !g_variant_get_boolean (state));
  if (self->page && !kkb_page_has_placements (self->page))
    g_simple_action_set_state (action, state);
  else
    toggle_pane (action, state, self->detail, self->page ? GTK_WIDGET (self->page) : self->grid);
}

/* F6: tree, table, details, toolbar, and round again; STEP -1: the other way. */
static void
go_to_pane (KkbWindow *self, int step)
{
  GtkWidget *panes[] = { self->tree, self->page ? GTK_WIDGET (self->page) : self->grid, self->detail, self->year };
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  guint at = step > 0 ? G_N_ELEMENTS (panes) - 1 : 0;

  for (guint i = 0; focus && i < G_N_ELEMENTS (panes); i++)
    if (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i]))
      at = i;
  for (guint i = 1; i <= G_N_ELEMENTS (panes); i++)
    {
      guint away = step > 0 ? i : G_N_ELEMENTS (panes) - i;
      GtkWidget *next = panes[(at + away) % G_N_ELEMENTS (panes)];
      if (gtk_widget_get_mapped (next)
          && (gtk_widget_grab_focus (next) || gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD)))
        return;
    }
}

ACTION (next_pane)
{
  go_to_pane (data, 1);
}

ACTION (previous_pane)
{
  go_to_pane (data, -1);
}

static void
years_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  KkbWindow *self = data;
  KkbFormat format = *kkb_settings_format (self->settings);

  format.years = g_str_equal (g_variant_get_string (state, NULL), "seireki") ? KKB_YEARS_SEIREKI : KKB_YEARS_WAREKI;
  kkb_settings_set_format (self->settings, &format);
}

static const char *const negatives[] = { "filled", "hollow", "minus" };

static void
negative_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  KkbWindow *self = data;
  KkbFormat format = *kkb_settings_format (self->settings);

  for (guint i = 0; i < G_N_ELEMENTS (negatives); i++)
    if (g_str_equal (g_variant_get_string (state, NULL), negatives[i]))
      format.negative = i;
  kkb_settings_set_format (self->settings, &format);
}

static void
heisei31_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  KkbWindow *self = data;
  KkbFormat format = *kkb_settings_format (self->settings);

  format.keep_heisei31 = g_variant_get_boolean (state);
  kkb_settings_set_format (self->settings, &format);
}

/* The other way of counting years, by one key. */
ACTION (wareki)
{
  KkbWindow *self = data;
  KkbFormat format = *kkb_settings_format (self->settings);

  format.years = format.years == KKB_YEARS_WAREKI ? KKB_YEARS_SEIREKI : KKB_YEARS_WAREKI;
  kkb_settings_set_format (self->settings, &format);
}

ACTION (sort)
{
  KkbWindow *self = data;
  guint row, column;

  if (self->model && kkb_window_commit_edit (self) && kkb_grid_get_cursor (KKB_GRID (self->grid), &row, &column))
    kkb_kpi_model_sort_by (self->model, column);
}

ACTION (hide_column)
{
  KkbWindow *self = data;
  guint row, column;

  KkbGrid *grid = kkb_window_grid (self);

  if (grid && kkb_grid_get_cursor (grid, &row, &column))
    kkb_grid_set_column_hidden (grid, column, TRUE);
}

ACTION (show_columns)
{
  KkbWindow *self = data;
  KkbGrid *grid = kkb_window_grid (self);
  guint n = grid ? kkb_grid_model_get_n_columns (kkb_grid_get_model (grid)) : 0;

  for (guint i = 0; i < n; i++)
    kkb_grid_set_column_hidden (grid, i, FALSE);
}

/* ---- evaluation ---- */

ACTION (answer)
{
  KkbWindow *self = data;
  guint row, column;

  KkbGrid *grid = kkb_window_grid (self);

  if (grid && kkb_grid_get_cursor (grid, &row, &column))
    g_signal_emit_by_name (grid, "cell-activated", row, column);
}

ACTION (filter)
{
  KkbWindow *self = data;

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->filter_button));
}

/* Departments, tags or target years of all selected rows. */
ACTION (bulk_edit)
{
  KkbWindow *self = data;
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (KkbId));
  g_autofree guint *columns = NULL;
  guint first, last, n;

  if (!kkb_window_commit_edit (self) || !kkb_grid_get_selection (KKB_GRID (self->grid), &first, &last, &columns, &n))
    return;
  for (guint row = first; row <= last; row++)
    {
      KkbId id = kkb_kpi_model_placement (self->model, row);

      if (id)
        g_array_append_val (chosen, id);
    }
  kkb_bulk_edit_ask (self, (const KkbId *)chosen->data, chosen->len);
}

ACTION (undo_list)
{
  KkbWindow *self = data;

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->undo_list));
}

ACTION (redo_list)
{
  KkbWindow *self = data;

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->redo_list));
}

ACTION (choose_year)
{
  KkbWindow *self = data;

  gtk_widget_grab_focus (self->year);
  gtk_widget_activate (self->year);
}

ACTION (choose_rules)
{
  KkbWindow *self = data;

  gtk_widget_grab_focus (self->rules);
  gtk_widget_activate (self->rules);
}

static void
page_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  if (kkb_window_show_page (data, g_variant_get_string (state, NULL)))
    g_simple_action_set_state (action, state);
}

ACTION (next_page)
{
  kkb_window_step_page (data, 1);
}

ACTION (previous_page)
{
  kkb_window_step_page (data, -1);
}

static const GActionEntry entries[] = {
  { .name = "open", .activate = open_cb },
  { .name = "new-from-workbook", .activate = new_from_workbook_cb },
  { .name = "import", .activate = import_cb },
  { .name = "save", .activate = save_cb },
  { .name = "save-as", .activate = save_as_cb },
  { .name = "export", .activate = export_cb },
  { .name = "report", .activate = report_cb },
  { .name = "close", .activate = close_cb },
  { .name = "open-path", .activate = open_path_cb, .parameter_type = "s" },
  { .name = "open-sample", .activate = open_sample_cb, .parameter_type = "s" },
  { .name = "new-path", .activate = new_path_cb, .parameter_type = "s" },
  { .name = "import-path", .activate = import_path_cb, .parameter_type = "s" },
  { .name = "save-path", .activate = save_path_cb, .parameter_type = "s" },
  { .name = "export-path", .activate = export_path_cb, .parameter_type = "s" },
  { .name = "report-path", .activate = report_path_cb, .parameter_type = "s" },
  { .name = "undo", .activate = undo_cb },
  { .name = "redo", .activate = redo_cb },
  { .name = "edit", .activate = edit_cb },
  { .name = "search", .activate = search_cb },
  { .name = "show-all", .activate = show_all_cb },
  { .name = "show-tree", .state = "true", .change_state = show_tree_cb },
  { .name = "show-detail", .state = "true", .change_state = show_detail_cb },
  { .name = "next-pane", .activate = next_pane_cb },
  { .name = "previous-pane", .activate = previous_pane_cb },
  { .name = "years", .parameter_type = "s", .state = "'wareki'", .change_state = years_cb },
  { .name = "negative", .parameter_type = "s", .state = "'filled'", .change_state = negative_cb },
  { .name = "heisei31", .state = "false", .change_state = heisei31_cb },
  { .name = "wareki", .activate = wareki_cb },
  { .name = "sort", .activate = sort_cb },
  { .name = "hide-column", .activate = hide_column_cb },
  { .name = "show-columns", .activate = show_columns_cb },
  { .name = "answer", .activate = answer_cb },
  { .name = "choose-year", .activate = choose_year_cb },
  { .name = "choose-rules", .activate = choose_rules_cb },
  { .name = "filter", .activate = filter_cb },
  { .name = "bulk-edit", .activate = bulk_edit_cb },
  { .name = "undo-list", .activate = undo_list_cb },
  { .name = "redo-list", .activate = redo_list_cb },
  { .name = "page", .parameter_type = "s", .state = "'kpi'", .change_state = page_cb },
  { .name = "next-page", .activate = next_page_cb },
  { .name = "previous-page", .activate = previous_page_cb },
};

static void
enable (KkbWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_state (KkbWindow *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

/* Keys of the application come before those of the focused text: while a person types, copy and undo are the text's
 * own. */
static gboolean
typing (KkbWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self)), *field;
  KkbGrid *grid;

  if (!focus || (!GTK_IS_TEXT (focus) && !GTK_IS_TEXT_VIEW (focus)))
    return FALSE;
  /* in a form undo is the text's own only while there is something typed in it */
  field = gtk_widget_get_ancestor (focus, KKB_TYPE_FORM_FIELD);
  if (field)
    return kkb_form_field_is_editing (field);
  grid = kkb_window_grid (self);
  return !grid || !gtk_widget_is_ancestor (focus, GTK_WIDGET (grid)) || kkb_grid_get_editing (grid);
}

void
kkb_window_update_actions (KkbWindow *self)
{
  static const char *const with_document[]
      = { "edit",        "search",       "show-all",  "show-tree",     "show-detail",   "sort",
          "hide-column", "show-columns", "answer",    "choose-year",   "choose-rules",  "next-pane",
          "wareki",      "page",         "next-page", "previous-page", "previous-pane", "filter" };
  static const char *const with_checked[]
      = { "save-as", "save-path", "export", "export-path", "report", "report-path" };
  const KkbFormat *format = kkb_settings_format (self->settings);
  gboolean has = self->doc != NULL;
  gboolean busy = has && kkb_document_busy (self->doc);
  gboolean checked = has && kkb_document_checked (self->doc); /* only looking until then; an edit begun waits for it */
  gboolean writable = has && !busy && checked && !kkb_document_read_only (self->doc);
  gboolean unsaved = has
                     && (kkb_document_dirty (self->doc) || !kkb_document_path (self->doc)
                         || kkb_tree_is_renaming (KKB_TREE (self->tree)) || kkb_grid_get_editing (KKB_GRID (self->grid))
                         || (self->page && kkb_page_is_editing (self->page)));

  for (guint i = 0; i < G_N_ELEMENTS (with_document); i++)
    enable (self, with_document[i], has && !busy);
  enable (self, "sort", has && !busy && !self->page); /* the other pages keep the order of the plan */
  if (kkb_tree_has_focus (KKB_TREE (self->tree)))
    enable (self, "answer", FALSE); /* Ctrl+Enter is a new item there */
  kkb_window_update_tree_actions (self);
  for (guint i = 0; i < G_N_ELEMENTS (with_checked); i++)
    enable (self, with_checked[i], checked && !busy);
  kkb_window_update_form_actions (self, has && !busy, writable);
  enable (self, "save", writable && unsaved);
  enable (self, "import", writable);
  enable (self, "import-path", writable);
  kkb_window_update_range_actions (self, writable, typing (self));
  enable (self, "undo", writable && !typing (self) && can_step (self, FALSE));
  enable (self, "bulk-edit", writable && !self->page);
  enable (self, "undo-list", writable && kkb_document_can_undo (self->doc));
  enable (self, "redo-list", writable && kkb_document_can_redo (self->doc));
  gtk_widget_set_sensitive (self->undo_list, writable && kkb_document_can_undo (self->doc));
  gtk_widget_set_sensitive (self->redo_list, writable && kkb_document_can_redo (self->doc));
  enable (self, "redo", writable && !typing (self) && can_step (self, TRUE));
  set_state (self, "years", g_variant_new_string (format->years == KKB_YEARS_SEIREKI ? "seireki" : "wareki"));
  set_state (self, "negative", g_variant_new_string (negatives[format->negative]));
  set_state (self, "heisei31", g_variant_new_boolean (format->keep_heisei31));
}

void
kkb_window_init_actions (KkbWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  kkb_window_init_form_actions (self);
  kkb_window_init_tree_actions (self);
  kkb_window_init_range_actions (self);
  g_signal_connect_swapped (self->grid, "notify::editing", G_CALLBACK (kkb_window_update_actions), self);
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (kkb_window_update_actions), NULL);
}
