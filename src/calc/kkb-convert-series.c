/* kkb-convert-series.c - yearly amounts, running totals and states as one another. All go by way of the stock: what
 * there is at the end of each year, as far as it is known. Where a year is missing, what follows is not guessed. */
#include "kkb-convert-private.h"
#include <glib/gi18n-lib.h>

#define MAX_YEARS 200

typedef enum
{
  FLOW,  /* what came in a year */
  STOCK, /* what there is: a state, or a running total from the baseline on */
  PLAN,  /* a running total from 0 at the plan's start */
  OTHER  /* ratios and words */
} Kind;

typedef struct /* the end of one year */
{
  KkbRational stock; /* unset: not known */
  const KkbValue *value;
  gboolean provisional;
  int missing; /* the year for want of which it is not known */
} Year;

typedef struct /* one list of values and what it begins with */
{
  KkbConverting *c;
  KkbField field;
  KkbId plan;
  const KkbValueList *list;
  const KkbValue *baseline; /* NULL */
  int start_fy;             /* of the plan; KKB_FY_NONE */
  Kind from, to;
  Year *years;
  int first_fy;
  guint n;
} Track;

static Kind
kind_of (KkbSeries series)
{
  switch (series)
    {
    case KKB_SERIES_ANNUAL:
      return FLOW;
    case KKB_SERIES_LEVEL:
    case KKB_SERIES_CUMULATIVE:
      return STOCK;
    case KKB_SERIES_CUMULATIVE_IN_PLAN:
      return PLAN;
    case KKB_SERIES_RATIO:
    case KKB_SERIES_MILESTONE:
    default:
      return OTHER;
    }
}

static Year *
year_at (const Track *t, int fy)
{
  return fy >= t->first_fy && fy < t->first_fy + (int)t->n ? &t->years[fy - t->first_fy] : NULL;
}

/* ---- the stock --------------------------------------------------------------------------------------------------- */

static gboolean
is_known (const Year *year)
{
  return year != NULL && kkb_rational_is_set (&year->stock);
}

/* Where the stock is known before the first figure: the year, and what it is. */
static int
find_base (const Track *t, KkbRational *base)
{
  const KkbValue *before = NULL;

  kkb_rational_set_decimal (base, kkb_decimal_from_int (0));
  if (t->from == PLAN || t->to == PLAN)
    {
      int fy = t->start_fy - 1;

      if (t->from == FLOW || t->to == FLOW)
        return fy; /* counted from 0 on both sides */
      if (t->baseline != NULL && (t->baseline->fy == fy || t->baseline->fy == KKB_FY_NONE))
        before = t->baseline;
      if (before == NULL)
        before = kkb_value_list_find (&t->c->indicator->actuals, fy);
      if (before == NULL || before->kind != KKB_VALUE_NUMBER || (t->from == PLAN && before != t->baseline))
        kkb_rational_clear (base);
      else
        kkb_figure_set (base, t->c->facts, t->c->indicator, before);
      return fy;
    }
  if (t->baseline == NULL || (t->from == STOCK && t->baseline->fy == KKB_FY_NONE))
    return t->from == FLOW ? t->list->items[0].fy - 1 : KKB_FY_NONE;
  kkb_figure_set (base, t->c->facts, t->c->indicator, t->baseline);
  return t->baseline->fy != KKB_FY_NONE ? t->baseline->fy : t->list->items[0].fy - 1;
}

static void
set_stock (Track *t, Year *year, const Year *before, const KkbRational *base)
{
  if (year->value == NULL || year->value->kind != KKB_VALUE_NUMBER)
    return;
  if (t->from == STOCK)
    kkb_figure_set (&year->stock, t->c->facts, t->c->indicator, year->value);
  else
    {
      KkbRational figure = KKB_RATIONAL_INIT;

      kkb_figure_set (&figure, t->c->facts, t->c->indicator, year->value);
      if (t->from == PLAN && kkb_rational_is_set (base))
        kkb_rational_add (&year->stock, base, &figure);
      else if (t->from == FLOW && is_known (before))
        kkb_rational_add (&year->stock, &before->stock, &figure);
      kkb_rational_clear (&figure);
    }
  year->provisional
      = year->value->state == KKB_STATE_PROVISIONAL || (t->from == FLOW && before != NULL && before->provisional);
}

/* FALSE where there is nothing to convert, or too many years. */
static gboolean
fill_years (Track *t)
{
  KkbRational base = KKB_RATIONAL_INIT;
  int base_fy, last_fy;
  Year *at_base;

  if (t->list->n == 0)
    return FALSE;
  base_fy = find_base (t, &base);
  t->first_fy = t->list->items[0].fy - 1;
  last_fy = t->list->items[t->list->n - 1].fy;
  if (base_fy != KKB_FY_NONE)
    {
      t->first_fy = MIN (t->first_fy, base_fy);
      last_fy = MAX (last_fy, base_fy);
    }
  if (t->list->items[0].fy == KKB_FY_NONE || last_fy - t->first_fy > MAX_YEARS)
    {
      kkb_rational_clear (&base);
      return FALSE;
    }
  t->n = (guint)(last_fy - t->first_fy) + 1;
  t->years = g_new0 (Year, t->n);
  at_base = base_fy != KKB_FY_NONE ? year_at (t, base_fy) : NULL;
  for (guint i = 0; i < t->n; i++)
    {
      Year *year = &t->years[i], *before = i > 0 ? &t->years[i - 1] : NULL;

      year->value = kkb_value_list_find (t->list, t->first_fy + (int)i);
      if (year != at_base || (t->from == STOCK && year->value != NULL && year->value->kind == KKB_VALUE_NUMBER))
        set_stock (t, year, before, &base);
      else if (kkb_rational_is_set (&base))
        kkb_rational_copy (&year->stock, &base);
      year->missing = t->from == FLOW && before != NULL && !is_known (before) ? before->missing : t->first_fy + (int)i;
    }
  kkb_rational_clear (&base);
  return TRUE;
}

static void
track_clear (Track *t)
{
  for (guint i = 0; i < t->n; i++)
    kkb_rational_clear (&t->years[i].stock);
  g_clear_pointer (&t->years, g_free);
  t->n = 0;
}

/* ---- the new figures --------------------------------------------------------------------------------------------- */

static char *
missing_words (const Track *t, int fy)
{
  g_autofree char *of = kkb_converting_year (t->c, fy);

  return g_strdup_printf (_ ("There is no figure of %s."), of);
}

/* The most decimals of figures in UNIT. */
static guint
places_in (const Track *t, const char *unit)
{
  guint places = 0;

  for (guint i = 0; i < t->list->n; i++)
    if (t->list->items[i].kind == KKB_VALUE_NUMBER
        && g_strcmp0 (kkb_figure_unit (t->c->facts, t->c->indicator, &t->list->items[i]), unit) == 0)
      places = MAX (places, t->list->items[i].scale);
  return places;
}

/* Puts FIGURE, in the indicator's unit, in the place of V, in that of V. */
static void
put (Track *t, KkbField field, const KkbValue *v, KkbRational *figure, gboolean provisional)
{
  const char *unit = kkb_figure_unit (t->c->facts, t->c->indicator, v);
  const KkbValueMore *more = kkb_value_more (t->c->facts, v);
  KkbDecimal d;
  int power;

  if (kkb_unit_power (t->c->indicator->unit, unit, &power))
    kkb_rational_shift (figure, power);
  if (!kkb_rational_to_exact (figure, MAX (v->scale, places_in (t, unit)), &d))
    kkb_converting_lose (t->c, field, t->plan, v, kkb_converting_too_long ());
  else if (kkb_decimal_compare (d, kkb_value_decimal (v)) != 0)
    kkb_converting_set (t->c, field, t->plan, v, d, NULL, provisional ? KKB_STATE_PROVISIONAL : (KkbState)v->state,
                        more != NULL ? more->unit : "");
}

static void
convert_year (Track *t, Year *year, int fy)
{
  const KkbValue *v = year->value;
  const Year *before = year_at (t, fy - 1), *start = year_at (t, t->start_fy - 1);
  KkbRational figure = KKB_RATIONAL_INIT;
  gboolean in_plan = t->from == PLAN || t->to == PLAN;

  if (v == NULL || (v->kind != KKB_VALUE_NUMBER && v->kind != KKB_VALUE_RANGE))
    return; /* gaps and words stay what they are */
  if (v->kind == KKB_VALUE_RANGE)
    kkb_converting_lose (t->c, t->field, t->plan, v, g_strdup (_ ("A range cannot be added up.")));
  else if (in_plan && fy < t->start_fy)
    kkb_converting_lose (t->c, t->field, t->plan, v, g_strdup (_ ("The year is before the plan starts.")));
  else if (t->from == FLOW && t->to == STOCK && t->baseline != NULL && fy < t->baseline->fy)
    kkb_converting_lose (t->c, t->field, t->plan, v, g_strdup (_ ("The year is before the baseline.")));
  else if (!is_known (year))
    kkb_converting_lose (t->c, t->field, t->plan, v,
                         missing_words (t, t->from == PLAN ? t->start_fy - 1 : MAX (year->missing, t->first_fy)));
  else if (t->to == FLOW && !is_known (before))
    kkb_converting_lose (t->c, t->field, t->plan, v, missing_words (t, fy - 1));
  else if (t->to == PLAN && !is_known (start))
    kkb_converting_lose (t->c, t->field, t->plan, v, missing_words (t, t->start_fy - 1));
  else
    {
      if (t->to == STOCK)
        kkb_rational_copy (&figure, &year->stock);
      else
        kkb_rational_sub (&figure, &year->stock, t->to == FLOW ? &before->stock : &start->stock);
      put (t, t->field, v, &figure, year->provisional || (t->to == FLOW && before->provisional));
      kkb_rational_clear (&figure);
    }
}

/* 3件 among 社: the words differ, and what is not the same thing in another scale is not converted. Mostly it is the
 * same thing under two names, so the figure counts as it is, but not without a word. */
static void
tell_unit (KkbConverting *c, KkbField field, const KkbValue *v)
{
  const char *unit = kkb_figure_unit (c->facts, c->indicator, v);
  int power;

  if (v->kind == KKB_VALUE_NUMBER && !kkb_unit_power (unit, c->indicator->unit, &power))
    kkb_converting_tell_value (
        c, field, v, c->indicator->unit,
        _ ("%s, %s: its unit is no scale of “%s”. The figure is added up as it is and keeps its unit."));
}

static void
convert_track (Track *t)
{
  for (guint i = 0; i < t->list->n; i++)
    tell_unit (t->c, t->field, &t->list->items[i]);
  if (!fill_years (t))
    return;
  for (guint i = 0; i < t->n; i++)
    convert_year (t, &t->years[i], t->first_fy + (int)i);
  track_clear (t);
}

/* The baseline of a stock, as what came in its year: the actual of the year before is wanted for that. */
static void
convert_baseline (KkbConverting *c, const KkbGoal *goal, Kind from, Kind to)
{
  const KkbValue *before = NULL;
  KkbRational figure = KKB_RATIONAL_INIT, then = KKB_RATIONAL_INIT;
  Track t = { .c = c, .plan = goal->plan, .list = &c->indicator->actuals };

  if (from != STOCK || to != FLOW || goal->baseline.kind != KKB_VALUE_NUMBER)
    return;
  if (goal->baseline.fy != KKB_FY_NONE)
    before = kkb_value_list_find (&c->indicator->actuals, goal->baseline.fy - 1);
  if (before == NULL || before->kind != KKB_VALUE_NUMBER)
    {
      kkb_converting_lose (c, KKB_FIELD_BASELINE, goal->plan, &goal->baseline,
                           goal->baseline.fy != KKB_FY_NONE ? missing_words (&t, goal->baseline.fy - 1)
                                                            : g_strdup (_ ("The year of the baseline is not known.")));
      return;
    }
  kkb_figure_set (&figure, c->facts, c->indicator, &goal->baseline);
  kkb_figure_set (&then, c->facts, c->indicator, before);
  kkb_rational_sub (&figure, &figure, &then);
  put (&t, KKB_FIELD_BASELINE, &goal->baseline, &figure, before->state == KKB_STATE_PROVISIONAL);
  kkb_rational_clear (&figure);
  kkb_rational_clear (&then);
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static const KkbGoal *
first_goal (const KkbIndicator *indicator)
{
  const KkbPlacement *origin = kkb_indicator_origin (indicator);
  const KkbGoal *goal = origin != NULL ? kkb_indicator_goal (indicator, origin->plan) : NULL;

  return goal != NULL ? goal : indicator->goals->len > 0 ? g_ptr_array_index (indicator->goals, 0) : NULL;
}

static int
start_of (const KkbConverting *c, const KkbGoal *goal)
{
  const KkbPlan *plan = goal != NULL ? kkb_facts_plan (c->facts, goal->plan) : NULL;

  return plan != NULL ? plan->start_fy : KKB_FY_NONE;
}

/* A running total within the plan needs one start for the actuals, which are stored once for all plans. */
static gboolean
check_start (KkbConverting *c, const KkbGoal *first)
{
  int start = start_of (c, first);

  if (start == KKB_FY_NONE)
    {
      kkb_converting_tell (c, FALSE, g_strdup (_ ("A running total within the plan needs the plan's first year.")));
      return FALSE;
    }
  for (guint i = 0; i < c->indicator->goals->len; i++)
    if (start_of (c, g_ptr_array_index (c->indicator->goals, i)) != start)
      {
        kkb_converting_tell (
            c, FALSE,
            g_strdup (_ ("The indicator stands in plans that start in different years, but its actuals "
                         "are stored once: a running total within the plan cannot be computed.")));
        return FALSE;
      }
  return TRUE;
}

static void
convert_all (KkbConverting *c, Kind from, Kind to)
{
  const KkbIndicator *indicator = c->indicator;
  const KkbGoal *first = first_goal (indicator);
  Track t = { .c = c, .from = from, .to = to };

  if ((from == PLAN || to == PLAN) && !check_start (c, first))
    return;
  t.field = KKB_FIELD_ACTUAL;
  t.list = &indicator->actuals;
  t.start_fy = start_of (c, first);
  t.baseline = first != NULL && first->baseline.kind == KKB_VALUE_NUMBER ? &first->baseline : NULL;
  if (!kkb_indicator_is_computed (indicator))
    convert_track (&t);
  else
    kkb_converting_tell (c, TRUE,
                         g_strdup (_ ("The actuals are computed from other indicators and stay as they are.")));
  for (guint i = 0; i < indicator->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (indicator->goals, i);

      tell_unit (c, KKB_FIELD_BASELINE, &goal->baseline);
      convert_baseline (c, goal, from, to);
      t.field = KKB_FIELD_TARGET;
      t.plan = goal->plan;
      t.list = &goal->targets;
      t.baseline = goal->baseline.kind == KKB_VALUE_NUMBER ? &goal->baseline : NULL;
      convert_track (&t);
    }
  if (indicator->references.n > 0)
    kkb_converting_tell (c, TRUE, g_strdup (_ ("Reference values stay as they are.")));
  kkb_converting_tell_rows (c);
}

KkbConversion *
kkb_convert_series (const KkbFacts *facts, const KkbIndicator *indicator, KkbSeries to, KkbConvertMode mode,
                    const KkbFormat *format)
{
  Kind from_kind = kind_of ((KkbSeries)indicator->series), to_kind = kind_of (to);
  KkbConverting c;

  kkb_converting_init (&c, facts, indicator, format);
  c.out->keeps_figures = mode == KKB_CONVERT_KEEP;
  c.out->sets_series = to != (KkbSeries)indicator->series;
  c.out->series = to;
  if (mode == KKB_CONVERT_KEEP || from_kind == to_kind || !c.out->sets_series)
    return c.out;
  if (from_kind == OTHER || to_kind == OTHER)
    kkb_converting_tell (
        &c, FALSE,
        g_strdup (_ ("A ratio or a word is neither the sum nor a part of other figures: the kind can only "
                     "be changed with the figures kept as they are.")));
  else
    convert_all (&c, from_kind, to_kind);
  return c.out;
}
