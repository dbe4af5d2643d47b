#include "config.h"
#include "kkb-chart-indicator.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  const KkbFacts *facts;
  const KkbPlacement *placement;
  const KkbFormat *format;
  KkbChartSpec *spec;
} Source;

static gboolean
in_other_unit (const Source *src, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (src->facts, v);

  return more && *more->unit && !kkb_text_same (more->unit, kkb_placement_unit (src->placement));
}

static gboolean
is_drawable (const Source *src, const KkbValue *v)
{
  return (v->kind == KKB_VALUE_NUMBER || v->kind == KKB_VALUE_RANGE) && !in_other_unit (src, v);
}

static char *
note_of (const Source *src, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (src->facts, v);

  if (!more)
    return g_strdup ("");
  if (*more->as_of && *more->note)
    return g_strdup_printf ("%s\n%s", more->as_of, more->note);
  return g_strdup (*more->as_of ? more->as_of : more->note);
}

/* Adds V to SERIES; words and dashes are no figures and leave no mark, gap states do. */
static void
add_value (const Source *src, KkbChartSeries *series, const KkbValue *v)
{
  g_autofree char *label = kkb_value_format (src->facts, v, kkb_placement_unit (src->placement), src->format);
  g_autofree char *note = note_of (src, v);
  KkbChartPoint *p;

  if (is_drawable (src, v))
    {
      p = kkb_chart_spec_add_point (src->spec, series, v->fy, kkb_value_decimal (v), label, note);
      p->provisional = v->state == KKB_STATE_PROVISIONAL;
      if (v->kind == KKB_VALUE_RANGE)
        {
          p->has_high = TRUE;
          p->high = kkb_value_more (src->facts, v)->high;
        }
      return;
    }
  if (v->fy == KKB_FY_NONE)
    return;
  if (v->kind == KKB_VALUE_NUMBER || v->kind == KKB_VALUE_RANGE)
    kkb_chart_spec_add_gap (src->spec, series, v->fy, label, note);
  else if (v->kind == KKB_VALUE_BLANK && v->state != KKB_STATE_BLANK && kkb_state_is_gap (v->state))
    kkb_chart_spec_add_gap (src->spec, series, v->fy, kkb_state_word (v->state), note);
}

static void
add_list (const Source *src, KkbChartRole role, const char *name, const KkbValueList *list)
{
  KkbChartSeries *series;

  if (!list->n)
    return;
  series = kkb_chart_spec_add_series (src->spec, role, name, NULL);
  for (guint i = 0; i < list->n; i++)
    if (list->items[i].fy != KKB_FY_NONE)
      add_value (src, series, &list->items[i]);
}

static const KkbValue *
latest_number (const Source *src, const KkbValueList *list)
{
  for (guint i = list->n; i-- > 0;)
    if (list->items[i].fy != KKB_FY_NONE && list->items[i].kind == KKB_VALUE_NUMBER
        && is_drawable (src, &list->items[i]))
      return &list->items[i];
  return NULL;
}

static KkbChartPath
path_of (KkbYardstick yardstick, KkbDirection direction)
{
  if (yardstick == KKB_YARDSTICK_NONE)
    return KKB_CHART_PATH_NONE;
  return yardstick == KKB_YARDSTICK_STEP || direction == KKB_DIRECTION_MAINTAIN || direction == KKB_DIRECTION_RANGE
             ? KKB_CHART_PATH_STEPPED
             : KKB_CHART_PATH_STRAIGHT;
}

KkbChartSpec *
kkb_chart_spec_for_placement (const KkbFacts *facts, const KkbPlacement *placement, KkbYardstick yardstick,
                              const KkbFormat *format)
{
  const KkbIndicator *indicator = placement->indicator;
  const KkbGoal *goal = kkb_placement_goal (placement);
  const KkbPlan *plan = kkb_facts_plan (facts, placement->plan);
  const KkbValue *baseline = kkb_placement_baseline (placement), *last_target = NULL, *latest;
  KkbDecimal start = kkb_decimal_from_int (0);
  int start_fy = KKB_FY_NONE;
  Source src = { facts, placement, format, kkb_chart_spec_new (KKB_CHART_LINE, kkb_placement_name (placement)) };

  src.spec->format = *format;
  src.spec->unit = kkb_chart_spec_string (src.spec, kkb_placement_unit (placement));
  src.spec->period = indicator->period_kind;
  src.spec->empty_text = kkb_chart_spec_string (src.spec, _ ("No figures have been entered yet."));
  if (indicator->series == KKB_SERIES_MILESTONE)
    src.spec->empty_text
        = kkb_chart_spec_string (src.spec, _ ("This indicator is a word, not a figure: there is no chart."));

  if (indicator->series == KKB_SERIES_CUMULATIVE_IN_PLAN)
    start_fy = plan && plan->start_fy != KKB_FY_NONE ? plan->start_fy - 1 : KKB_FY_NONE;
  else if (baseline && baseline->kind == KKB_VALUE_NUMBER && is_drawable (&src, baseline))
    {
      KkbChartSeries *series = kkb_chart_spec_add_series (src.spec, KKB_CHART_BASELINE, C_ ("chart", "Baseline"), NULL);

      add_value (&src, series, baseline);
      start = kkb_value_decimal (baseline);
      start_fy = baseline->fy;
    }
  add_list (&src, KKB_CHART_ACTUAL, C_ ("chart", "Actual"), &indicator->actuals);
  if (goal)
    {
      add_list (&src, KKB_CHART_TARGET, C_ ("chart", "Target"), &goal->targets);
      last_target = latest_number (&src, &goal->targets);
      kkb_chart_spec_set_path (src.spec, path_of (yardstick, indicator->direction), start_fy, start);
    }
  add_list (&src, KKB_CHART_REFERENCE, C_ ("chart", "Reference"), &indicator->references);
  latest = latest_number (&src, &indicator->actuals);
  if (latest && last_target && start_fy != KKB_FY_NONE)
    kkb_chart_spec_add_outlook (src.spec, C_ ("chart", "Outlook"), start_fy, start, latest->fy,
                                kkb_value_decimal (latest), last_target->fy);
  return src.spec;
}
