/* kkb-entry-columns.c - the years and columns of the entry grid, and how wide they have to be. */
#include "kkb-entry-private.h"
#include <glib/gi18n-lib.h>

#define MOST_YEARS 40

static const struct
{
  const char *key, *title;
  int width;
  KkbGridAlign align;
} kinds[KKB_N_INPUT_KINDS] = {
  [KKB_INPUT_NUMBER] = { "number", N_ ("No."), 3, KKB_GRID_ALIGN_CENTER },
  [KKB_INPUT_NAME] = { "name", N_ ("Indicator"), 29, KKB_GRID_ALIGN_START },
  [KKB_INPUT_UNIT] = { "unit", N_ ("Unit"), 5, KKB_GRID_ALIGN_CENTER },
  [KKB_INPUT_BASELINE] = { "baseline", N_ ("Value"), 8, KKB_GRID_ALIGN_DECIMAL },
  [KKB_INPUT_AS_OF] = { "asof", N_ ("As of"), 11, KKB_GRID_ALIGN_START },
  [KKB_INPUT_TARGET] = { "target", N_ ("Target"), 8, KKB_GRID_ALIGN_DECIMAL },
  [KKB_INPUT_ACTUAL] = { "actual", N_ ("Actual"), 8, KKB_GRID_ALIGN_DECIMAL },
  [KKB_INPUT_STATE] = { "state", N_ ("State"), 8, KKB_GRID_ALIGN_CENTER },
  [KKB_INPUT_NUMERATOR] = { "numerator", N_ ("Numerator"), 8, KKB_GRID_ALIGN_DECIMAL },
  [KKB_INPUT_DENOMINATOR] = { "denominator", N_ ("Denominator"), 8, KKB_GRID_ALIGN_DECIMAL },
  [KKB_INPUT_NOTE] = { "note", N_ ("Note"), 16, KKB_GRID_ALIGN_START },
};

int
kkb_entry_year_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return kkb_fy_of_date (g_date_time_get_year (now), g_date_time_get_month (now));
}

/* ---- years ---- */

static void
widen (const KkbValueList *values, int *first, int *last)
{
  if (!values->n)
    return;
  if (values->items[0].fy)
    *first = MIN (*first, values->items[0].fy);
  *last = MAX (*last, values->items[values->n - 1].fy);
}

/* The years of the plans shown; with FIGURES those of all that is entered in them as well. */
static void
collect_years (KkbEntryModel *self, gboolean figures, int *first, int *last)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);

  *first = G_MAXINT;
  *last = 0;
  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);
      if ((self->plan && plan->id != self->plan) || !plan->start_fy)
        continue;
      *first = MIN (*first, plan->start_fy);
      *last = MAX (*last, plan->end_fy);
    }
  if (!*last)
    {
      *first = kkb_entry_year_now () - 4;
      *last = kkb_entry_year_now ();
    }
  for (guint i = 0; i < facts->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (facts->placements, i);
      const KkbGoal *goal = kkb_placement_goal (p);
      int from = *first, to = *last;
      if (self->plan && p->plan != self->plan)
        continue;
      widen (&p->indicator->actuals, &from, &to);
      if (goal && figures)
        widen (&goal->targets, &from, &to);
      *last = MAX (*last, to);
      if (figures)
        *first = MIN (*first, from);
    }
}

void
kkb_entry_choose_years (KkbEntryModel *self)
{
  if (self->chosen_from)
    {
      self->from = self->chosen_from;
      self->to = self->chosen_to;
    }
  else
    collect_years (self, FALSE, &self->from, &self->to);
  self->to = CLAMP (self->to, self->from, self->from + MOST_YEARS - 1);
}

/* ---- columns ---- */

void
kkb_entry_column_free (gpointer data)
{
  KkbInputColumn *column = data;

  g_free (column->key);
  g_free (column->title);
  g_free (column->group);
  g_free (column);
}

gboolean
kkb_entry_fit_column (KkbEntryModel *self, KkbInputColumn *column, const KkbPlacement *p)
{
  int decimals = 0, chars = 0, width = column->width;
  const KkbValue *value;

  if (column->align != KKB_GRID_ALIGN_DECIMAL)
    return FALSE;
  value = kkb_entry_value (p, column->kind, column->fy, NULL);
  if (column->kind == KKB_INPUT_NUMERATOR || column->kind == KKB_INPUT_DENOMINATOR)
    {
      const KkbValueMore *more = value ? kkb_value_more (kkb_document_facts (self->doc), value) : NULL;
      KkbValue part = { 0 };
      if (!more || !more->has_parts)
        return FALSE;
      kkb_value_set_number (&part, column->kind == KKB_INPUT_NUMERATOR ? more->numerator : more->denominator,
                            KKB_STATE_FINAL);
      kkb_entry_measure (&part, &decimals, &chars);
    }
  else
    kkb_entry_measure (value, &decimals, &chars);
  decimals = MAX (decimals, column->decimals);
  width = MAX (width, chars + (decimals ? decimals + 1 : 0));
  if (decimals == column->decimals && width == column->width)
    return FALSE;
  column->decimals = decimals;
  column->width = width;
  return TRUE;
}

static void
add_column (KkbEntryModel *self, KkbInputKind kind, int fy, const char *group)
{
  KkbInputColumn *column = g_new0 (KkbInputColumn, 1);

  column->kind = kind;
  column->fy = fy;
  column->key = fy ? g_strdup_printf ("%s%d", kinds[kind].key, fy) : g_strdup (kinds[kind].key);
  column->title = g_strdup (_ (kinds[kind].title));
  column->group = g_strdup (group);
  column->width = kinds[kind].width;
  column->align = kinds[kind].align;
  for (guint i = 0; i < self->rows->len; i++)
    if (kkb_entry_row (self, i)->placement)
      kkb_entry_fit_column (self, column, kkb_entry_row (self, i)->placement);
  g_ptr_array_add (self->columns, column);
}

void
kkb_entry_build_columns (KkbEntryModel *self)
{
  g_ptr_array_set_size (self->columns, 0);
  for (KkbInputKind kind = KKB_INPUT_NUMBER; kind < KKB_INPUT_TARGET; kind++)
    add_column (self, kind, 0, kind >= KKB_INPUT_BASELINE ? _ ("Baseline") : NULL);
  for (int fy = self->from; fy <= self->to; fy++)
    {
      g_autofree char *group = kkb_fy_format (fy, self->format.years, KKB_PERIOD_FISCAL, self->format.keep_heisei31);
      for (KkbInputKind kind = KKB_INPUT_TARGET; kind < KKB_N_INPUT_KINDS; kind++)
        if (self->kinds & KKB_INPUT_BIT (kind))
          add_column (self, kind, fy, group);
    }
}

void
kkb_entry_model_year_limits (KkbEntryModel *self, int *first, int *last)
{
  int start, end;

  collect_years (self, FALSE, &start, &end);
  collect_years (self, TRUE, first, last);
  *first = MIN (MAX (*first, start - 20), self->from);
  *last = MAX (MIN (*last, end + 20), self->to);
  *last = MAX (*last, kkb_entry_year_now () + 1);
}
