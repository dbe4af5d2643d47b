/* kkb-indicator-path.c - the targets over the years: a small table, ways to fill it, and the chart beside. */
#include "kkb-chart-drag.h"
#include "kkb-chart-indicator.h"
#include "kkb-compat.h"
#include "kkb-error.h"
#include "kkb-indicator-private.h"
#include "kkb-path.h"
#include <glib/gi18n-lib.h>

#define MAX_YEARS 60

/* ---- helpers ---- */

static int
year_at (KkbIndicatorPage *self, guint column)
{
  return column >= 1 && column <= self->path_years->len ? g_array_index (self->path_years, int, column - 1)
                                                        : KKB_FY_NONE;
}

static void
widen (int fy, int *first, int *last)
{
  if (fy == KKB_FY_NONE)
    return;
  if (*first == KKB_FY_NONE || fy < *first)
    *first = fy;
  if (*last == KKB_FY_NONE || fy > *last)
    *last = fy;
}

/* The years of the plan, and those of its targets. */
static void
collect_years (KkbIndicatorPage *self)
{
  const KkbPlan *plan = kkb_indicator_page_goal_plan (self);
  const KkbGoal *goal = kkb_indicator_page_goal (self);
  int first = KKB_FY_NONE, last = KKB_FY_NONE;

  widen (plan->start_fy, &first, &last);
  widen (plan->end_fy, &first, &last);
  for (guint i = 0; goal && i < goal->targets.n; i++)
    widen (goal->targets.items[i].fy, &first, &last);
  g_array_set_size (self->path_years, 0);
  for (int fy = first; fy != KKB_FY_NONE && fy <= last && self->path_years->len < MAX_YEARS; fy++)
    g_array_append_val (self->path_years, fy);
}

static gboolean
value_point (const KkbValue *value, KkbPathPoint *point)
{
  if (!value || value->kind != KKB_VALUE_NUMBER || value->fy == KKB_FY_NONE)
    return FALSE;
  point->fy = value->fy;
  point->value = kkb_value_decimal (value);
  return TRUE;
}

/* What is given: the typed targets between the years FIRST and LAST. Where each of these years has one, only the last
 * counts, as the others come from filling before. */
static GArray *
given_points (KkbIndicatorPage *self, int first, int last)
{
  const KkbGoal *goal = kkb_indicator_page_goal (self);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (KkbPathPoint));
  KkbPathPoint point;

  for (guint i = 0; goal && i < goal->targets.n; i++)
    if (goal->targets.items[i].fy >= first && goal->targets.items[i].fy <= last
        && value_point (&goal->targets.items[i], &point))
      g_array_append_val (points, point);
  if (points->len > 1 && (int)points->len == last - first + 1)
    g_array_remove_range (points, 0, points->len - 1);
  return points;
}

/* The selected years where several are selected, else all up to the last target. */
static gboolean
years_to_fill (KkbIndicatorPage *self, int *first, int *last)
{
  g_autofree guint *columns = NULL;
  const KkbGoal *goal = kkb_indicator_page_goal (self);
  guint top, bottom, n = 0;

  if (!self->path_years->len)
    return FALSE;
  *first = g_array_index (self->path_years, int, 0);
  *last = goal && goal->targets.n ? goal->targets.items[goal->targets.n - 1].fy
                                  : g_array_index (self->path_years, int, self->path_years->len - 1);
  if (kkb_grid_get_selection (self->path_grid, &top, &bottom, &columns, &n) && n > 1)
    {
      int from = year_at (self, columns[0]), to = year_at (self, columns[n - 1]);

      if (from != KKB_FY_NONE && to != KKB_FY_NONE)
        {
          *first = from;
          *last = to;
        }
    }
  return *last >= *first && *last - *first < MAX_YEARS;
}

static gboolean
fill_path (KkbIndicatorPage *self, KkbPathKind kind, GError **error)
{
  const KkbIndicator *indicator = kkb_indicator_page_indicator (self);
  const KkbGoal *goal = kkb_indicator_page_goal (self);
  KkbPathRule rule = { .kind = kind, .rounding = KKB_ROUND_HALF_UP, .rest = KKB_REST_FROM_END };
  KkbPathPoint made[MAX_YEARS], base;
  g_autoptr (GArray) points = NULL;
  KkbDraft *draft;
  int first, last;

  if (!years_to_fill (self, &first, &last))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("The plan has no years yet: type its period first."));
      return FALSE;
    }
  points = given_points (self, first, last);
  rule.decimals = kkb_path_decimals ((const KkbPathPoint *)(gconstpointer)points->data, points->len);
  if (kind == KKB_PATH_LINEAR && goal && value_point (&goal->baseline, &base)
      && (!points->len || base.fy < g_array_index (points, KkbPathPoint, 0).fy))
    g_array_prepend_val (points, base);
  if (!points->len || (points->len == 1 && kind == KKB_PATH_LINEAR))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("Type the target of the last year first (for a straight line also the baseline and its year)."));
      return FALSE;
    }
  if (!kkb_path_make (&rule, (const KkbPathPoint *)(gconstpointer)points->data, points->len, first, last, made, error))
    return FALSE;
  draft = kkb_draft_new (self->doc);
  for (int fy = first; fy <= last; fy++)
    {
      KkbValue value = { .fy = (gint16)fy };

      kkb_value_set_number (&value, made[fy - first].value, KKB_STATE_FINAL);
      kkb_draft_set_value (draft, kkb_indicator_page_goal_plan (self)->id, indicator->id, KKB_FIELD_TARGET, fy, &value);
    }
  return kkb_edit_run (self->doc, draft, _ ("Target path"), error);
}

/* ---- callbacks ---- */

static gboolean
path_change_cb (gpointer data, const KkbGridChange *changes, guint n_changes, KkbGridChangeKind kind, GError **error)
{
  KkbIndicatorPage *self = data;
  KkbId plan = kkb_indicator_page_goal_plan (self)->id, indicator = kkb_indicator_page_indicator (self)->id;
  g_autoptr (KkbDraft) draft = kkb_draft_new (self->doc);

  for (guint i = 0; i < n_changes; i++)
    if (!kkb_draft_type_value (draft, plan, indicator, KKB_FIELD_TARGET, year_at (self, changes[i].column),
                               changes[i].text, error))
      return FALSE;
  return kkb_edit_run (self->doc, g_steal_pointer (&draft), n_changes > 1 ? _ ("Targets") : _ ("Target"), error);
}

static void
fill_cb (GtkButton *button, KkbIndicatorPage *self)
{
  KkbPathKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "kind"));
  g_autoptr (GError) error = NULL;

  if (!kkb_indicator_page_indicator (self) || !kkb_grid_commit_edit (self->path_grid) || !kkb_form_commit (self->right))
    return;
  if (!fill_path (self, kind, &error))
    kkb_window_show_error (self->win, error);
  else
    kkb_window_say (self->win, _ ("The targets of the years were filled in. Ctrl+Z takes it back."));
}

static void
revise_target_cb (KkbIndicatorPage *self)
{
  guint row, column;

  if (!kkb_indicator_page_indicator (self) || !kkb_grid_commit_edit (self->path_grid)
      || !kkb_grid_get_cursor (self->path_grid, &row, &column))
    return;
  if (year_at (self, column) != KKB_FY_NONE)
    kkb_indicator_ask_revision (self, KKB_FIELD_TARGET, year_at (self, column));
}

static void
point_moved_cb (int fy, KkbDecimal value, gpointer data)
{
  KkbIndicatorPage *self = data;
  const KkbGoal *goal = kkb_indicator_page_goal (self);
  const KkbValue *old = goal ? kkb_value_list_find (&goal->targets, fy) : NULL;
  g_autoptr (GError) error = NULL;
  KkbDraft *draft;
  KkbValue now;

  if (!old)
    return;
  draft = kkb_draft_new (self->doc);
  now = kkb_edit_copy_value (draft, old, NULL);
  kkb_value_set_number (&now, value, KKB_STATE_FINAL);
  kkb_draft_set_value (draft, goal->plan, goal->indicator->id, KKB_FIELD_TARGET, fy, &now);
  if (!kkb_edit_run (self->doc, draft, _ ("Target moved on the chart"), &error))
    kkb_window_show_error (self->win, error);
}

/* ---- making and filling ---- */

static void
add_fill (KkbIndicatorPage *self, GtkWidget *box, const char *label, const char *tooltip, KkbPathKind kind)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data (G_OBJECT (button), "kind", GUINT_TO_POINTER (kind));
  kkb_compat_set_tooltip (button, tooltip);
  g_signal_connect (button, "clicked", G_CALLBACK (fill_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

void
kkb_indicator_build_path (KkbIndicatorPage *self, GtkWidget *form)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *revise = gtk_button_new_with_mnemonic (_ ("Re_vise…"));
  GtkWidget *revisions = gtk_label_new ("");

  self->path = kkb_small_model_new (path_change_cb, NULL, self);
  self->path_table = kkb_edit_grid_new (self->path, 2, _ ("Targets"), &self->path_grid);
  self->path_buttons = box;
  add_fill (self, box, _ ("_Straight"), _ ("A straight line from the baseline through the typed targets"),
            KKB_PATH_LINEAR);
  add_fill (self, box, _ ("S_tep"), _ ("The next typed target stands for every year before it"), KKB_PATH_STEP);
  add_fill (self, box, _ ("S_plit"), _ ("The last target is a total that the years share; the figures add up to it"),
            KKB_PATH_SPLIT);
  add_fill (self, box, _ ("Re_peat"), _ ("Each year repeats the last typed target before it"), KKB_PATH_REPEAT);
  kkb_compat_set_tooltip (revise, _ ("A new figure for the target under the cursor, with date and reason; the old "
                                     "one stays on record"));
  g_signal_connect_swapped (revise, "clicked", G_CALLBACK (revise_target_cb), self);
  gtk_box_append (GTK_BOX (box), revise);
  self->chart = kkb_chart_drag_new (point_moved_cb, self);
  gtk_widget_set_size_request (self->chart, 300, 190);
  self->revisions = revisions;
  gtk_label_set_xalign (GTK_LABEL (revisions), 0);
  gtk_label_set_wrap (GTK_LABEL (revisions), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (revisions), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (revisions), TRUE);
  kkb_form_add_heading (form, _ ("Targets"));
  kkb_form_add_wide (form, NULL, self->path_table);
  kkb_form_add_wide (form, NULL, box);
  self->path_hint = kkb_form_add_note (
      form, _ ("Drag a target on the chart up or down, or move it with the arrow keys (Shift: ten times as far)."));
  kkb_form_add_wide (form, NULL, self->chart);
  kkb_form_add_wide (form, _ ("Revisions"), revisions);
}

static void
fill_table (KkbIndicatorPage *self)
{
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  const KkbIndicator *indicator = kkb_indicator_page_indicator (self);
  const KkbGoal *goal = kkb_indicator_page_goal (self);
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (KkbGridColumn));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  KkbGridColumn label = { .key = "what", .title = "", .width = 8, .row_header = TRUE };
  gboolean writable = kkb_indicator_page_writable (self);

  g_array_append_val (columns, label);
  for (guint i = 0; i < self->path_years->len; i++)
    {
      int fy = g_array_index (self->path_years, int, i);
      char *title = kkb_fy_format_short (fy, self->format.years), *key = g_strdup_printf ("y%d", fy);
      KkbGridColumn column = { .key = key, .title = title, .width = 8, .align = KKB_GRID_ALIGN_DECIMAL };

      for (guint k = 0; goal && k < goal->targets.n; k++)
        column.decimals = MAX (column.decimals, goal->targets.items[k].scale);
      g_ptr_array_add (texts, title);
      g_ptr_array_add (texts, key);
      g_array_append_val (columns, column);
    }
  kkb_small_model_set_columns (self->path, (const KkbGridColumn *)(gconstpointer)columns->data, columns->len, 1);
  kkb_small_model_begin (self->path);
  kkb_small_model_add_row (self->path, 1);
  kkb_small_model_add_row (self->path, 2);
  kkb_small_model_set (self->path, 0, 0, _ ("Target"), NULL, KKB_GRID_STYLE_STRONG, FALSE);
  kkb_small_model_set (self->path, 1, 0, _ ("Actual"), NULL, KKB_GRID_STYLE_DIM, FALSE);
  for (guint i = 0; i < self->path_years->len; i++)
    {
      int fy = g_array_index (self->path_years, int, i);
      const KkbValue *target = goal ? kkb_value_list_find (&goal->targets, fy) : NULL;
      const KkbValue *actual = kkb_value_list_find (&indicator->actuals, fy);
      g_autofree char *text = target ? kkb_value_format (facts, target, indicator->unit, &self->format) : g_strdup ("");
      g_autofree char *edit = target ? kkb_value_to_edit (facts, target) : g_strdup ("");
      g_autofree char *done = actual ? kkb_value_format (facts, actual, indicator->unit, &self->format) : g_strdup ("");

      kkb_small_model_set (self->path, 0, i + 1, text, edit, 0, writable);
      kkb_small_model_set (self->path, 1, i + 1, done, NULL, KKB_GRID_STYLE_DIM, FALSE);
    }
  kkb_small_model_end (self->path);
}

void
kkb_indicator_fill_path (KkbIndicatorPage *self)
{
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  const KkbIndicator *indicator = kkb_indicator_page_indicator (self);
  const KkbPlacement *row = kkb_indicator_page_row (self), *shown = NULL;
  const KkbRules *rules = kkb_review_rules (kkb_document_review (self->doc), kkb_indicator_page_goal_plan (self));
  g_autoptr (KkbChartSpec) spec = NULL;

  collect_years (self);
  fill_table (self);
  for (guint i = 0; i < indicator->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (indicator->placements, i);

      if (p->plan == kkb_indicator_page_goal_plan (self)->id && (!shown || p == row))
        shown = p;
    }
  if (shown)
    spec = kkb_chart_spec_for_placement (facts, shown, rules ? rules->yardstick : KKB_YARDSTICK_LINEAR, &self->format);
  kkb_chart_view_set_spec (kkb_chart_drag_view (KKB_CHART_DRAG (self->chart)), spec);
  kkb_chart_drag_set_editable (KKB_CHART_DRAG (self->chart), kkb_indicator_page_writable (self));
  gtk_widget_set_visible (self->chart, spec != NULL);
  gtk_widget_set_sensitive (self->path_buttons, kkb_indicator_page_writable (self));
}
