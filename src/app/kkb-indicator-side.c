/* kkb-indicator-side.c - what stands beside an indicator and is never evaluated: breakdowns (内訳) and comparisons
 * (県平均, 全国順位), each with values by year. */
#include "kkb-error.h"
#include "kkb-indicator-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

enum
{
  SIDE_KIND,
  SIDE_NAME,
  SIDE_UNIT,
  SIDE_SOURCE,
  SIDE_NOTE,
  N_SIDE
};

/* ---- helpers ---- */

static void
collect_years (KkbIndicatorPage *self, GPtrArray *series)
{
  const KkbPlan *plan = kkb_indicator_page_goal_plan (self);
  int first = plan->start_fy, last = plan->end_fy;

  for (guint i = 0; i < series->len; i++)
    {
      const KkbSideSeries *one = g_ptr_array_index (series, i);

      for (guint k = 0; k < one->values.n; k++)
        {
          int fy = one->values.items[k].fy;

          if (fy == KKB_FY_NONE)
            continue;
          first = first == KKB_FY_NONE ? fy : MIN (first, fy);
          last = MAX (last, fy);
        }
    }
  g_array_set_size (self->side_years, 0);
  for (int fy = first; fy != KKB_FY_NONE && fy <= last && self->side_years->len < 60; fy++)
    g_array_append_val (self->side_years, fy);
}

/* ---- callbacks ---- */

static gboolean
side_set_cb (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  g_autoptr (KkbDraft) draft = kkb_draft_new (self->doc);
  g_autofree char *typed = kkb_text_strip (text);
  KkbSideKind kind = KKB_SIDE_COMPARISON;
  KkbSideSeries *series;

  if (column == SIDE_KIND && !kkb_side_kind_from_word (typed, &kind))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("Type “%s” or “%s”."), kkb_side_kind_word (KKB_SIDE_BREAKDOWN),
                   kkb_side_kind_word (KKB_SIDE_COMPARISON));
      return FALSE;
    }
  series = row ? kkb_draft_side_series (draft, row)
               : kkb_draft_add_side_series (draft, kkb_indicator_page_indicator (self)->id, kind);
  if (column == SIDE_KIND)
    series->kind = (guint8)kind;
  else if (column == SIDE_NAME)
    series->name = kkb_draft_string (draft, typed);
  else if (column == SIDE_UNIT)
    series->unit = kkb_draft_string (draft, typed);
  else if (column == SIDE_SOURCE)
    series->source = kkb_draft_string (draft, typed);
  else
    series->note = kkb_draft_string (draft, typed);
  if (!*series->name)
    series->name
        = kkb_draft_string (draft, series->kind == KKB_SIDE_BREAKDOWN ? _ ("New breakdown") : _ ("New comparison"));
  return kkb_edit_run (self->doc, g_steal_pointer (&draft), _ ("Indicator: breakdown or comparison"), error);
}

static gboolean
side_remove_cb (GtkWidget *list, KkbId row, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  KkbDraft *draft = kkb_draft_new (self->doc);

  kkb_draft_delete (draft, KKB_TABLE_SIDE_SERIES, row);
  return kkb_edit_run (self->doc, draft, _ ("Breakdown or comparison deleted"), error);
}

static gboolean
side_values_cb (gpointer data, const KkbGridChange *changes, guint n_changes, KkbGridChangeKind kind, GError **error)
{
  KkbIndicatorPage *self = data;
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  g_autoptr (KkbDraft) draft = kkb_draft_new (self->doc);

  for (guint i = 0; i < n_changes; i++)
    {
      KkbId id = (KkbId)kkb_small_model_row_id (self->side, changes[i].row);
      const KkbSideSeries *series = kkb_facts_one_side_series (facts, id);
      int fy = g_array_index (self->side_years, int, changes[i].column - 1);
      g_auto (KkbQuantity) q = { 0 };
      KkbValue value;

      if (!series || !kkb_quantity_parse (changes[i].text, series->unit, &q, error))
        return series == NULL;
      if (q.unsure)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("“%s” is not one figure. Type one figure a cell."),
                       changes[i].text);
          return FALSE;
        }
      value = kkb_quantity_to_value (&q, kkb_draft_own (draft), fy, series->unit);
      kkb_draft_set_side_value (draft, id, fy, q.kind == KKB_VALUE_BLANK && q.state == KKB_STATE_BLANK ? NULL : &value);
    }
  return kkb_edit_run (self->doc, g_steal_pointer (&draft), _ ("Figures beside the indicator"), error);
}

/* ---- making and filling ---- */

void
kkb_indicator_build_sides (KkbIndicatorPage *self, GtkWidget *form)
{
  static const KkbFieldListFuncs funcs = { side_set_cb, side_remove_cb, NULL, NULL };
  static KkbFieldColumn columns[N_SIDE];

  columns[SIDE_KIND] = (KkbFieldColumn){ .title = _ ("Kind"), .width = 6 };
  columns[SIDE_NAME] = (KkbFieldColumn){ .title = _ ("Name") };
  columns[SIDE_UNIT] = (KkbFieldColumn){ .title = _ ("Unit"), .width = 5 };
  columns[SIDE_SOURCE] = (KkbFieldColumn){ .title = C_ ("statistics", "Source"), .width = 10 };
  columns[SIDE_NOTE] = (KkbFieldColumn){ .title = _ ("Note"), .width = 8 };
  self->side = kkb_small_model_new (side_values_cb, NULL, self);
  self->side_table = kkb_edit_grid_new (self->side, 8, _ ("Breakdowns and comparisons"), &self->side_grid);
  kkb_form_add_heading (form, _ ("Breakdowns and comparisons"));
  kkb_form_add_note (form, _ ("Shown and printed beside the indicator, never evaluated: 県平均, 全国順位, 男女別 …"));
  self->sides = kkb_form_add_wide (form, NULL, kkb_field_list_new (columns, N_SIDE, &funcs, self));
  kkb_form_add_wide (form, NULL, self->side_table);
}

static void
fill_values (KkbIndicatorPage *self, GPtrArray *series)
{
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (KkbGridColumn));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  KkbGridColumn label = { .key = "what", .title = _ ("Name"), .width = 14, .row_header = TRUE };

  g_array_append_val (columns, label);
  for (guint i = 0; i < self->side_years->len; i++)
    {
      int fy = g_array_index (self->side_years, int, i);
      KkbGridColumn column = { .width = 8, .align = KKB_GRID_ALIGN_DECIMAL, .decimals = 1 };

      g_ptr_array_add (texts, kkb_fy_format_short (fy, self->format.years));
      column.title = g_ptr_array_index (texts, texts->len - 1);
      g_ptr_array_add (texts, g_strdup_printf ("y%d", fy));
      column.key = g_ptr_array_index (texts, texts->len - 1);
      g_array_append_val (columns, column);
    }
  kkb_small_model_set_columns (self->side, (const KkbGridColumn *)(gconstpointer)columns->data, columns->len, 1);
  kkb_small_model_begin (self->side);
  for (guint i = 0; i < series->len; i++)
    {
      const KkbSideSeries *one = g_ptr_array_index (series, i);
      guint row = kkb_small_model_add_row (self->side, (guint64)one->id);

      kkb_small_model_set (self->side, row, 0, one->name, NULL, 0, FALSE);
      for (guint k = 0; k < self->side_years->len; k++)
        {
          const KkbValue *value = kkb_value_list_find (&one->values, g_array_index (self->side_years, int, k));
          g_autofree char *text = value ? kkb_value_format (facts, value, one->unit, &self->format) : g_strdup ("");
          g_autofree char *edit = value ? kkb_value_to_edit (facts, value) : g_strdup ("");

          kkb_small_model_set (self->side, row, k + 1, text, edit, 0, kkb_indicator_page_writable (self));
        }
    }
  kkb_small_model_end (self->side);
}

void
kkb_indicator_fill_sides (KkbIndicatorPage *self)
{
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  const char *const kinds[]
      = { kkb_side_kind_word (KKB_SIDE_BREAKDOWN), kkb_side_kind_word (KKB_SIDE_COMPARISON), NULL };
  g_autoptr (GPtrArray) series = kkb_indicator_side_series (facts, kkb_indicator_page_indicator (self));
  g_autofree KkbId *ids = g_new0 (KkbId, series->len + 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();

  for (guint i = 0; i < series->len; i++)
    {
      const KkbSideSeries *one = g_ptr_array_index (series, i);

      ids[i] = one->id;
      g_ptr_array_add (cells, (char *)kkb_side_kind_word ((KkbSideKind)one->kind));
      g_ptr_array_add (cells, (char *)one->name);
      g_ptr_array_add (cells, (char *)one->unit);
      g_ptr_array_add (cells, (char *)one->source);
      g_ptr_array_add (cells, (char *)one->note);
    }
  kkb_field_list_set_words (self->sides, SIDE_KIND, kinds);
  kkb_field_list_show (self->sides, ids, (const char *const *)cells->pdata, series->len);
  collect_years (self, series);
  fill_values (self, series);
  gtk_widget_set_visible (self->side_table, series->len > 0 && self->side_years->len > 0);
}
