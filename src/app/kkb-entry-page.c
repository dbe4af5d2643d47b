/* kkb-entry-page.c - see kkb-entry-page.h
 *
 *   bar ----------> KkbEntryModel -> KkbGrid --cursor-moved, each key--> foot (kkb_entry_model_watch())
 *   tree, search, filter of the window --^      \--cursor-moved--> details of the window */
#include "kkb-compat.h"
#include "kkb-entry-page-private.h"
#include "kkb-error.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>

static void page_iface_init (KkbPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbEntryPage, kkb_entry_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_PAGE, page_iface_init))

static const struct
{
  const char *action;
  KkbInputKind kind;
} kind_actions[] = {
  { "target", KKB_INPUT_TARGET },       { "actual", KKB_INPUT_ACTUAL },           { "state", KKB_INPUT_STATE },
  { "numerator", KKB_INPUT_NUMERATOR }, { "denominator", KKB_INPUT_DENOMINATOR }, { "note", KKB_INPUT_NOTE },
};

static const struct
{
  const char *words;
  KkbEntryShow show;
  guint months;
} shows[] = {
  { N_ ("All"), KKB_ENTRY_SHOW_ALL, 0 },
  { N_ ("With years not entered yet"), KKB_ENTRY_SHOW_NOT_ENTERED, 0 },
  { N_ ("Published within a month, not entered"), KKB_ENTRY_SHOW_PUBLISHED, 1 },
  { N_ ("Published within three months, not entered"), KKB_ENTRY_SHOW_PUBLISHED, 3 },
  { N_ ("Published within a year, not entered"), KKB_ENTRY_SHOW_PUBLISHED, 12 },
};

/* ---- remembering ---- */

static void
remember (KkbEntryPage *self)
{
  int from = 0, to = 0;
  g_autofree char *text = NULL;

  if (kkb_entry_model_years_chosen (self->model))
    kkb_entry_model_years (self->model, &from, &to);
  text = g_strdup_printf ("%u %d %d", kkb_entry_model_kinds (self->model), from, to);
  kkb_settings_set_view (kkb_window_settings (self->win), kkb_document_uuid (self->doc), "entry", text);
}

static void
recall (KkbEntryPage *self)
{
  KkbSettings *settings = kkb_window_settings (self->win);
  g_autofree char *text = kkb_settings_view (settings, kkb_document_uuid (self->doc), "entry");
  g_autofree char *layout = kkb_settings_view (settings, kkb_document_uuid (self->doc), "entry-layout");
  g_auto (GStrv) words = text ? g_strsplit (text, " ", 3) : NULL;

  if (words && g_strv_length (words) == 3)
    {
      guint kinds = (guint)g_ascii_strtoull (words[0], NULL, 10);
      int from = (int)g_ascii_strtoll (words[1], NULL, 10), to = (int)g_ascii_strtoll (words[2], NULL, 10);
      kinds &= KKB_INPUT_BIT (KKB_N_INPUT_KINDS) - KKB_INPUT_BIT (KKB_INPUT_TARGET);
      if (kinds)
        kkb_entry_model_set_kinds (self->model, kinds);
      if (from > 1800 && from <= to && to < 2500)
        kkb_entry_model_set_years (self->model, from, to);
    }
  if (layout)
    kkb_grid_set_layout (KKB_GRID (self->grid), layout);
}

static void
update_pending (KkbEntryPage *self)
{
  guint n = self->model ? kkb_entry_model_n_pending (self->model) : 0;
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u cell cannot be read (F4 goes there)",
                                                        "%u cells cannot be read (F4: the next)", n),
                                           n);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "next-unreadable");

  gtk_widget_set_visible (self->pending, n > 0);
  gtk_button_set_label (GTK_BUTTON (self->pending), text);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), n > 0);
  if (self->win)
    kkb_window_update_state (self->win); /* it may be what undo takes back */
}

/* ---- the bar ---- */

static gboolean
same_years (KkbEntryPage *self, int first, int last, const KkbFormat *format)
{
  return self->years->len == (guint)(last - first + 1) && g_array_index (self->years, int, 0) == first
         && self->year_style == format->years && self->heisei31 == format->keep_heisei31;
}

static void
fill_years (KkbEntryPage *self)
{
  const KkbFormat *format = kkb_settings_format (kkb_window_settings (self->win));
  int first, last, from, to;

  kkb_entry_model_year_limits (self->model, &first, &last);
  kkb_entry_model_years (self->model, &from, &to);
  self->quiet = TRUE;
  if (!same_years (self, first, last, format))
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
      g_array_set_size (self->years, 0);
      for (int fy = first; fy <= last; fy++)
        {
          g_autofree char *name = kkb_fy_format (fy, format->years, KKB_PERIOD_FISCAL, format->keep_heisei31);
          gtk_string_list_append (names, name);
          g_array_append_val (self->years, fy);
        }
      self->year_style = format->years;
      self->heisei31 = format->keep_heisei31;
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->from), G_LIST_MODEL (names));
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->to), G_LIST_MODEL (names));
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->from), (guint)(from - first));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to), (guint)(to - first));
  self->quiet = FALSE;
}

static void
update_count (KkbEntryPage *self)
{
  guint n = kkb_entry_model_n_placements (self->model);
  gboolean filtered = kkb_entry_model_is_filtered (self->model);
  const char *nothing;
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u indicator", "%u indicators", n), n);

  gtk_label_set_text (GTK_LABEL (self->count), text);
  if (n || !filtered)
    nothing
        = _ ("Here the figures of a year are keyed in, indicator by indicator.\nThere is no indicator in this part of "
             "the plan yet.");
  else if (kkb_entry_model_show (self->model) == KKB_ENTRY_SHOW_PUBLISHED)
    nothing
        = _ ("No statistic published in this time is left to be entered here.\nIndicators whose time of publication "
             "is not given are not among them.");
  else if (kkb_entry_model_show (self->model) == KKB_ENTRY_SHOW_NOT_ENTERED)
    nothing = _ ("No row here is left to be entered.\nChoose “All” under “Rows” to see the others.");
  else
    nothing = _ ("No indicator fits what is searched for and chosen.\nCtrl+Shift+A shows all rows again.");
  gtk_label_set_text (GTK_LABEL (self->nothing), nothing);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n ? "table" : "nothing");
}

/* The rows or years are others. */
static void
update_bar (KkbEntryPage *self)
{
  fill_years (self);
  update_count (self);
  for (guint i = 0; i < G_N_ELEMENTS (kind_actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), kind_actions[i].action);
      gboolean shown = (kkb_entry_model_kinds (self->model) & KKB_INPUT_BIT (kind_actions[i].kind)) != 0;
      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shown));
    }
  kkb_entry_page_queue_foot (self);
  kkb_page_placement_changed (KKB_PAGE (self));
}

/* ---- the years in sight ---- */

/* The year that is keyed in now: the last one that is over; where the years end before, the last. */
static int
newest_year (KkbEntryPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int fy = kkb_fy_of_date (g_date_time_get_year (now), g_date_time_get_month (now)) - 1, from, to;

  kkb_entry_model_years (self->model, &from, &to);
  return CLAMP (fy, from, to);
}

static int
first_column_of (KkbEntryPage *self, int fy)
{
  for (KkbInputKind kind = KKB_INPUT_TARGET; kind < KKB_N_INPUT_KINDS; kind++)
    {
      int column = kkb_entry_model_find_column (self->model, kind, fy);
      if (column >= 0)
        return column;
    }
  return -1;
}

/* After the first layout, as only then the columns have their widths. */
static void
show_newest_year (KkbEntryPage *self)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  int column = first_column_of (self, newest_year (self));
  GdkRectangle first, wanted;

  if (column < 0 || gtk_adjustment_get_page_size (across) <= 0)
    return;
  kkb_grid_get_cell_area (KKB_GRID (self->grid), 0, KKB_INPUT_BASELINE, &first);
  kkb_grid_get_cell_area (KKB_GRID (self->grid), 0, (guint)column, &wanted);
  gtk_adjustment_set_value (across, wanted.x - first.x);
  self->years_wanted = FALSE;
}

static gboolean
years_tick_cb (GtkWidget *grid, GdkFrameClock *clock, gpointer data)
{
  KkbEntryPage *self = data;

  if (!self->model || !self->years_wanted || !gtk_widget_get_mapped (grid))
    {
      self->years_wanted = FALSE;
      return G_SOURCE_REMOVE;
    }
  show_newest_year (self);
  return self->years_wanted ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
want_newest_year (KkbEntryPage *self)
{
  if (!self->years_wanted)
    gtk_widget_add_tick_callback (self->grid, years_tick_cb, g_object_ref (self), g_object_unref);
  self->years_wanted = TRUE;
}

static void
place_cursor (KkbEntryPage *self)
{
  int column = kkb_entry_model_find_column (self->model, KKB_INPUT_ACTUAL, newest_year (self));
  guint n = kkb_grid_model_get_n_rows (KKB_GRID_MODEL (self->model));

  for (guint row = 0; row < n; row++)
    if (kkb_entry_model_placement (self->model, row))
      {
        kkb_grid_set_cursor (KKB_GRID (self->grid), row, column >= 0 ? (guint)column : KKB_INPUT_BASELINE);
        return;
      }
}

/* Columns came or went: what is typed into stays in sight. */
static void
show_cursor (KkbEntryPage *self)
{
  guint row, column;

  if (kkb_grid_get_cursor (KKB_GRID (self->grid), &row, &column))
    kkb_grid_set_cursor (KKB_GRID (self->grid), row, column);
}

/* ---- callbacks ---- */

static void
years_chosen_cb (KkbEntryPage *self, GParamSpec *pspec, GtkWidget *which)
{
  guint at_from = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->from));
  guint at_to = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to));
  int from, to, shown_from, shown_to;

  if (self->quiet || !self->model || at_from >= self->years->len || at_to >= self->years->len)
    return;
  from = g_array_index (self->years, int, at_from);
  to = g_array_index (self->years, int, at_to);
  kkb_entry_model_years (self->model, &shown_from, &shown_to);
  if (from == shown_from && to == shown_to) /* the drop-downs tell also of what was chosen for them */
    return;
  if (!kkb_window_commit_edit (self->win))
    {
      fill_years (self);
      return;
    }
  if (from > to) /* the other end comes along */
    from = to = which == self->from ? from : to;
  kkb_entry_model_set_years (self->model, from, to);
  remember (self);
  update_bar (self);
  show_cursor (self);
}

static void
show_chosen_cb (KkbEntryPage *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->show));

  if (self->quiet || !self->model || at >= G_N_ELEMENTS (shows))
    return;
  kkb_window_commit_edit (self->win);
  kkb_entry_model_set_show (self->model, shows[at].show, shows[at].months);
  gtk_widget_set_sensitive (self->again, at > 0);
  update_bar (self);
}

/* All of a line that is cut off. */
static gboolean
tooltip_cb (GtkWidget *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));

  gtk_tooltip_set_text (tooltip, gtk_label_get_text (GTK_LABEL (label)));
  return pango_layout_is_ellipsized (layout);
}

static void
cursor_moved_cb (KkbEntryPage *self)
{
  kkb_entry_page_update_foot (self);
  kkb_page_placement_changed (KKB_PAGE (self));
}

static void
text_changed_cb (KkbEntryPage *self)
{
  if (self->model && kkb_grid_get_editing (KKB_GRID (self->grid)))
    kkb_entry_page_update_foot (self);
}

static void
layout_changed_cb (KkbEntryPage *self)
{
  g_autofree char *layout = kkb_grid_get_layout (KKB_GRID (self->grid));

  if (self->doc)
    kkb_settings_set_view (kkb_window_settings (self->win), kkb_document_uuid (self->doc), "entry-layout", layout);
}

static void
cell_activated_cb (KkbEntryPage *self, guint row, guint column)
{
  g_autofree char *answer = kkb_entry_model_answer (self->model, row, column);

  kkb_grid_show_message (KKB_GRID (self->grid), answer);
  if (answer)
    kkb_window_say (self->win, answer);
}

static void
kept_cb (KkbEntryPage *self, guint kept, guint all, const char *problem)
{
  g_autofree char *text = NULL;

  if (all > 1)
    text = g_strdup_printf (
        _ ("%u of %u cells could not be read and are marked; the others are entered. F4 goes from one "
           "to the next. The first: %s"),
        kept, all, problem);
  else
    text = g_strdup (problem); /* the foot says that it is kept */
  kkb_window_say (self->win, text);
}

static void
review_changed_cb (KkbEntryPage *self)
{
  kkb_entry_page_queue_foot (self);
  update_count (self);
}

/* ---- actions ---- */

/* A menu is done: the keyboard goes back to where figures are typed. */
static void
end_action (KkbEntryPage *self)
{
  update_bar (self);
  show_cursor (self);
  if (gtk_widget_get_mapped (self->grid))
    gtk_widget_grab_focus (self->grid);
}

static void
kind_toggled_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  KkbEntryPage *self = data;
  guint kinds = 0;

  if (!self->model || !kkb_window_commit_edit (self->win))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (kind_actions); i++)
    if (g_str_equal (g_action_get_name (G_ACTION (action)), kind_actions[i].action))
      kinds = kkb_entry_model_kinds (self->model) ^ KKB_INPUT_BIT (kind_actions[i].kind);
  if (!kinds)
    {
      kkb_window_say (self->win, _ ("One column of each year stays, to be typed into."));
      return;
    }
  kkb_entry_model_set_kinds (self->model, kinds);
  remember (self);
  end_action (self);
}

static void
plan_years_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KkbEntryPage *self = data;

  if (!self->model || !kkb_window_commit_edit (self->win))
    return;
  kkb_entry_model_set_years (self->model, 0, 0);
  remember (self);
  end_action (self);
  want_newest_year (self);
}

static void
refilter_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KkbEntryPage *self = data;

  if (!self->model || !kkb_window_commit_edit (self->win))
    return;
  kkb_entry_model_refilter (self->model);
  end_action (self);
}

/* To the next cell that could not be read, in whatever part of the plan, year or kind of column it is. */
static void
next_unreadable_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KkbEntryPage *self = data;
  guint row = 0, column = 0, rows;
  const KkbPlacement *p;
  KkbInputKind kind;
  int fy;

  if (!self->model || !kkb_window_commit_edit (self->win))
    return;
  kkb_grid_get_cursor (KKB_GRID (self->grid), &row, &column);
  rows = kkb_entry_model_n_placements (self->model);
  if (!kkb_entry_model_next_pending (self->model, &row, &column))
    return;
  p = kkb_facts_placement (kkb_document_facts (self->doc), kkb_entry_model_placement (self->model, row));
  kind = kkb_entry_model_column_kind (self->model, column, &fy);
  if (rows != kkb_entry_model_n_placements (self->model)) /* the model left out the filter: so does all around it */
    {
      kkb_window_clear_filter (self->win);
      kkb_window_select (self->win, p->plan, 0);
    }
  self->quiet = TRUE;
  if (kkb_entry_model_show (self->model) == KKB_ENTRY_SHOW_ALL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->show), 0);
  self->quiet = FALSE;
  update_bar (self);
  kkb_grid_set_cursor (KKB_GRID (self->grid), (guint)kkb_entry_model_find_placement (self->model, p->id),
                       (guint)kkb_entry_model_find_column (self->model, kind, fy));
  gtk_widget_grab_focus (self->grid);
}

static const GActionEntry action_entries[] = {
  { .name = "target", .state = "true", .change_state = kind_toggled_cb },
  { .name = "actual", .state = "true", .change_state = kind_toggled_cb },
  { .name = "state", .state = "true", .change_state = kind_toggled_cb },
  { .name = "numerator", .state = "false", .change_state = kind_toggled_cb },
  { .name = "denominator", .state = "false", .change_state = kind_toggled_cb },
  { .name = "note", .state = "false", .change_state = kind_toggled_cb },
  { .name = "plan-years", .activate = plan_years_cb },
  { .name = "refilter", .activate = refilter_cb },
  { .name = "next-unreadable", .activate = next_unreadable_cb },
};

/* ---- KkbPage ---- */

static void
drop_document (KkbEntryPage *self)
{
  g_clear_handle_id (&self->foot_idle, g_source_remove);
  if (self->win)
    gtk_widget_insert_action_group (GTK_WIDGET (self->win), "entry", NULL);
  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  kkb_grid_set_model (KKB_GRID (self->grid), NULL);
  self->win = NULL;
  self->years_wanted = FALSE;
  g_clear_object (&self->model);
  g_clear_object (&self->doc);
  update_pending (self);
}

static void
set_document (KkbPage *page, KkbWindow *win, KkbDocument *doc)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (page);

  drop_document (self);
  if (!doc)
    return;
  self->win = win;
  self->doc = g_object_ref (doc);
  self->model = kkb_entry_model_new (doc, kkb_settings_format (kkb_window_settings (win)));
  g_signal_connect_swapped (self->model, "pending-changed", G_CALLBACK (update_pending), self);
  g_signal_connect_swapped (self->model, "kept", G_CALLBACK (kept_cb), self);
  g_signal_connect_swapped (doc, "review-changed", G_CALLBACK (review_changed_cb), self);
  kkb_grid_set_model (KKB_GRID (self->grid), KKB_GRID_MODEL (self->model));
  recall (self);
  gtk_widget_insert_action_group (GTK_WIDGET (win), "entry", G_ACTION_GROUP (self->actions));
  self->quiet = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->show), 0);
  self->quiet = FALSE;
  gtk_widget_set_sensitive (self->again, FALSE);
  self->plan = 0;
  update_bar (self);
  place_cursor (self);
  want_newest_year (self);
}

static void
set_scope (KkbPage *page, KkbId plan, KkbId node)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (page);

  if (!self->model)
    return;
  kkb_entry_model_set_scope (self->model, plan, node);
  if (plan != self->plan && !kkb_entry_model_years_chosen (self->model))
    want_newest_year (self);
  if (plan != self->plan)
    place_cursor (self);
  self->plan = plan;
  update_bar (self);
}

static void
set_search (KkbPage *page, const char *needle_key)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (page);

  if (!self->model)
    return;
  kkb_entry_model_set_search (self->model, needle_key);
  update_bar (self);
}

static void
set_filter (KkbPage *page, const KkbFilter *filter)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (page);

  if (!self->model)
    return;
  kkb_entry_model_set_filter (self->model, filter);
  update_bar (self);
}

static void
set_format (KkbPage *page, const KkbFormat *format)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (page);

  if (!self->model)
    return;
  kkb_entry_model_set_format (self->model, format);
  update_bar (self);
}

static gboolean
commit (KkbPage *page)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (page);
  g_autoptr (GError) error = NULL;

  if (!self->model || kkb_grid_commit_edit (KKB_GRID (self->grid)))
    return TRUE;
  error = g_error_new_literal (KKB_ERROR, KKB_ERROR_INPUT, kkb_grid_get_message (KKB_GRID (self->grid)));
  kkb_window_show_error (self->win, error);
  return FALSE;
}

static gboolean
is_editing (KkbPage *page)
{
  return kkb_grid_get_editing (KKB_GRID (KKB_ENTRY_PAGE (page)->grid));
}

static KkbGrid *
get_grid (KkbPage *page)
{
  return KKB_GRID (KKB_ENTRY_PAGE (page)->grid);
}

static gboolean
show_placement (KkbPage *page, KkbId placement, KkbField field, int fy)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (page);
  gint64 row = self->model ? kkb_entry_model_find_placement (self->model, placement) : -1;
  KkbInputKind kind = field == KKB_FIELD_TARGET     ? KKB_INPUT_TARGET
                      : field == KKB_FIELD_BASELINE ? KKB_INPUT_BASELINE
                                                    : KKB_INPUT_ACTUAL;
  int column;

  if (row < 0)
    return FALSE;
  column = kkb_entry_model_find_column (self->model, kind, fy ? fy : newest_year (self));
  if (column < 0)
    column = KKB_INPUT_NAME;
  return kkb_grid_set_cursor (KKB_GRID (self->grid), (guint)row, (guint)column);
}

static KkbId
get_placement (KkbPage *page)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (page);
  guint row, column;

  if (!self->model || !kkb_grid_get_cursor (KKB_GRID (self->grid), &row, &column))
    return 0;
  return kkb_entry_model_placement (self->model, row);
}

static guint
count_unread (KkbPage *page)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (page);

  return self->model ? kkb_entry_model_n_pending (self->model) : 0;
}

static void
show_unread (KkbPage *page)
{
  next_unreadable_cb (NULL, NULL, page);
}

static const char *
get_step (KkbPage *page, gboolean redo)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (page);

  return self->model ? kkb_entry_model_step_label (self->model, redo) : NULL;
}

static gboolean
step (KkbPage *page, gboolean redo)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (page);

  return self->model && kkb_entry_model_step (self->model, redo);
}

static void
page_iface_init (KkbPageInterface *iface)
{
  iface->set_document = set_document;
  iface->set_scope = set_scope;
  iface->set_search = set_search;
  iface->set_filter = set_filter;
  iface->set_format = set_format;
  iface->commit = commit;
  iface->is_editing = is_editing;
  iface->get_step = get_step;
  iface->step = step;
  iface->get_grid = get_grid;
  iface->show_placement = show_placement;
  iface->get_placement = get_placement;
  iface->count_unread = count_unread;
  iface->show_unread = show_unread;
}

/* ---- GObject ---- */

static void
kkb_entry_page_dispose (GObject *object)
{
  KkbEntryPage *self = KKB_ENTRY_PAGE (object);

  if (self->box)
    drop_document (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->years, g_array_unref);
  G_OBJECT_CLASS (kkb_entry_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget, KkbEntryPage, name)

static void
kkb_entry_page_class_init (KkbEntryPageClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KKB_TYPE_GRID);
  G_OBJECT_CLASS (klass)->dispose = kkb_entry_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "entrypage");
  gtk_widget_class_set_template_from_resource (widget, "/jp/keikakubo/Keikakubo/ui/kkb-entry-page.ui");
  BIND (box);
  BIND (from);
  BIND (to);
  BIND (kinds);
  BIND (show);
  BIND (again);
  BIND (count);
  BIND (stack);
  BIND (scroller);
  BIND (grid);
  BIND (nothing);
  BIND (what);
  BIND (line);
  BIND (lamps);
  BIND (pending);
}

static void
kkb_entry_page_init (KkbEntryPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *lines[3];

  gtk_widget_init_template (GTK_WIDGET (self));
  lines[0] = self->what;
  lines[1] = self->line;
  lines[2] = self->lamps;
  self->years = g_array_new (FALSE, FALSE, sizeof (int));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), action_entries, G_N_ELEMENTS (action_entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (shows); i++)
    gtk_string_list_append (names, _ (shows[i].words));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->show), G_LIST_MODEL (names));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Entry of figures"),
                                  -1);
  g_signal_connect_swapped (self->from, "notify::selected", G_CALLBACK (years_chosen_cb), self);
  g_signal_connect_swapped (self->to, "notify::selected", G_CALLBACK (years_chosen_cb), self);
  g_signal_connect_swapped (self->show, "notify::selected", G_CALLBACK (show_chosen_cb), self);
  kkb_compat_mend_drop_down (self->from);
  kkb_compat_mend_drop_down (self->to);
  kkb_compat_mend_drop_down (self->show);
  g_signal_connect_swapped (self->grid, "cursor-moved", G_CALLBACK (cursor_moved_cb), self);
  g_signal_connect_swapped (self->grid, "notify::editing", G_CALLBACK (kkb_entry_page_queue_foot), self);
  g_signal_connect_swapped (self->grid, "layout-changed", G_CALLBACK (layout_changed_cb), self);
  g_signal_connect_swapped (self->grid, "cell-activated", G_CALLBACK (cell_activated_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      gtk_widget_set_has_tooltip (lines[i], TRUE);
      g_signal_connect (lines[i], "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
    }
  kkb_window_connect_menus (KKB_GRID (self->grid));
  g_signal_connect_swapped (kkb_grid_get_editor (KKB_GRID (self->grid)), "changed", G_CALLBACK (text_changed_cb), self);
}

/* ---- public ---- */

KkbEntryModel *
kkb_entry_page_model (KkbEntryPage *self)
{
  return self->model;
}
