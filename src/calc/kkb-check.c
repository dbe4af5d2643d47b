/* kkb-check.c - what is to be said about one indicator while its form is filled in: the checks of the whole document,
 * and those of the form. */
#include "kkb-check.h"
#include "kkb-compute.h"
#include "kkb-lint.h"
#include "kkb-release.h"
#include "kkb-shadow.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  const KkbFacts *facts;
  const KkbPlan *plan; /* NULL */
  const KkbIndicator *indicator;
  const KkbGoal *goal; /* NULL */
  GPtrArray *remarks;
} Check;

static void
fault (Check *c, KkbIndicatorPart part, const char *sentence)
{
  kkb_remarks_take (c->remarks, part, TRUE, KKB_FY_NONE, g_strdup (sentence));
}

static void
hint (Check *c, KkbIndicatorPart part, char *sentence)
{
  kkb_remarks_take (c->remarks, part, FALSE, KKB_FY_NONE, sentence);
}

static void
check_name (Check *c)
{
  g_autofree char *key = kkb_text_key (c->indicator->name);

  if (*key == '\0')
    {
      fault (c, KKB_PART_NAME, _ ("An indicator needs a name."));
      return;
    }
  for (guint i = 0; i < c->facts->indicators->len; i++)
    {
      const KkbIndicator *other = g_ptr_array_index (c->facts->indicators, i);

      if (other->id == c->indicator->id || !kkb_text_same (other->name, key))
        continue;
      if (kkb_text_same (other->unit, c->indicator->unit))
        hint (c, KKB_PART_NAME,
              g_strdup (_ ("There is another indicator of this name. To show one indicator in several "
                           "places, place it there again.")));
      else
        hint (c, KKB_PART_UNIT,
              g_strdup_printf (_ ("There is another indicator of this name, in %s."),
                               *other->unit != '\0' ? other->unit : "―"));
      return;
    }
}

static void
check_unit (Check *c)
{
  if (*c->indicator->unit == '\0' && c->indicator->series != KKB_SERIES_MILESTONE)
    hint (c, KKB_PART_UNIT, g_strdup (_ ("Without a unit nobody can tell what the figures count.")));
  for (const KkbUnitChange *change = c->indicator->more->units; change->fy != 0; change++)
    if (change[1].fy != 0 && change[1].fy <= change->fy)
      {
        fault (c, KKB_PART_UNIT, _ ("The years from which the unit changes must follow each other."));
        return;
      }
}

static void
check_numbers (Check *c)
{
  const KkbIndicator *indicator = c->indicator;

  if (indicator->has_weight && kkb_decimal_sign (indicator->weight) < 0)
    fault (c, KKB_PART_WEIGHT, _ ("A weight is not below 0."));
  else if (indicator->has_weight && kkb_decimal_sign (indicator->weight) == 0)
    hint (c, KKB_PART_WEIGHT, g_strdup (_ ("With the weight 0 the indicator does not count in weighted means.")));
  if (indicator->has_tolerance && kkb_decimal_sign (indicator->tolerance) < 0)
    fault (c, KKB_PART_TOLERANCE, _ ("A tolerance is not below 0."));
  else if (indicator->has_tolerance && indicator->direction != KKB_DIRECTION_MAINTAIN
           && indicator->direction != KKB_DIRECTION_RANGE)
    hint (c, KKB_PART_TOLERANCE,
          g_strdup (_ ("A tolerance counts only for what is to be maintained or to stay in a range.")));
}

static const KkbValue *
last_target (const Check *c)
{
  for (guint i = c->goal != NULL ? c->goal->targets.n : 0; i-- > 0;)
    if (c->goal->targets.items[i].kind == KKB_VALUE_NUMBER || c->goal->targets.items[i].kind == KKB_VALUE_RANGE)
      return &c->goal->targets.items[i];
  return NULL;
}

static void
check_direction (Check *c)
{
  const KkbValue *target = last_target (c);

  if (c->indicator->direction == KKB_DIRECTION_RANGE && target != NULL && target->kind == KKB_VALUE_NUMBER
      && !c->indicator->has_tolerance)
    hint (c, KKB_PART_DIRECTION,
          g_strdup (_ (
              "A range needs a target such as 40〜60 or 330±5, or a tolerance: only the very figure would be met.")));
}

static void
check_series (Check *c)
{
  if (c->indicator->series == KKB_SERIES_CUMULATIVE_IN_PLAN && c->plan != NULL && c->plan->start_fy == KKB_FY_NONE)
    hint (c, KKB_PART_SERIES,
          g_strdup (_ (
              "A running total within the plan starts from 0 at the plan's start, but the plan has no first year.")));
}

/* A method that the evaluation would leave for the other one. */
static void
check_method (Check *c)
{
  const KkbValue *target = last_target (c);
  gboolean range
      = c->indicator->direction == KKB_DIRECTION_RANGE || (target != NULL && target->kind == KKB_VALUE_RANGE);
  KkbMethod method = c->goal != NULL ? (KkbMethod)c->goal->method : KKB_METHOD_DEFAULT;

  if (method != KKB_METHOD_PROGRESS && method != KKB_METHOD_ATTAINMENT)
    return;
  if (range)
    hint (c, KKB_PART_METHOD, g_strdup (_ ("A range has no rate: it is only met or not met.")));
  else if (method == KKB_METHOD_PROGRESS && c->indicator->direction == KKB_DIRECTION_MAINTAIN)
    hint (c, KKB_PART_METHOD, g_strdup (_ ("What is to be maintained makes no progress: attainment is used instead.")));
  else if (method == KKB_METHOD_PROGRESS && c->goal->baseline.kind != KKB_VALUE_NUMBER
           && c->indicator->series != KKB_SERIES_CUMULATIVE_IN_PLAN)
    hint (c, KKB_PART_METHOD, g_strdup (_ ("Progress needs a baseline: attainment is used instead.")));
  else if (method == KKB_METHOD_ATTAINMENT && target != NULL && target->coef <= 0)
    hint (c, KKB_PART_METHOD, g_strdup (_ ("Attainment needs a target above 0: progress is used instead.")));
}

static void
check_baseline_year (Check *c)
{
  const KkbValue *baseline = c->goal != NULL ? &c->goal->baseline : NULL;

  if (baseline == NULL || baseline->kind != KKB_VALUE_NUMBER)
    return;
  if (baseline->fy == KKB_FY_NONE)
    hint (c, KKB_PART_BASELINE,
          g_strdup (_ ("Without its year the baseline cannot be the start of a line of yearly targets.")));
  else if (c->goal->targets.n > 0 && c->goal->targets.items[0].fy != KKB_FY_NONE
           && baseline->fy >= c->goal->targets.items[0].fy)
    hint (c, KKB_PART_BASELINE, g_strdup (_ ("The baseline is not of a year before the first target.")));
}

static void
check_release (Check *c)
{
  const KkbIndicatorMore *more = c->indicator->more;
  KkbIndicatorMore without = *more;
  KkbIndicator read = *c->indicator;
  int month;

  if (*c->indicator->release == '\0')
    return;
  without.release_month = 0;
  read.more = &without;
  month = kkb_release_month (&read);
  if (month == 0 && more->release_month == 0)
    hint (c, KKB_PART_RELEASE,
          g_strdup_printf (_ ("No month can be read from “%s”, so nobody is reminded when the figure is out."),
                           c->indicator->release));
  else if (month != 0 && more->release_month != 0 && month != more->release_month)
    hint (c, KKB_PART_RELEASE,
          g_strdup_printf (_ ("“%s” speaks of another month than %d."), c->indicator->release, more->release_month));
}

/* Figures that were typed before the indicator was to be computed: the draft clears them in the same step. */
static void
check_formula (Check *c)
{
  const KkbIndicator *before = kkb_facts_indicator (c->facts, c->indicator->id);

  if (kkb_indicator_is_computed (c->indicator) && before != NULL && !kkb_indicator_is_computed (before)
      && before->actuals.n > 0)
    hint (c, KKB_PART_FORMULA,
          g_strdup_printf (ngettext ("The %u actual typed so far goes when this is computed; undo brings it back.",
                                     "The %u actuals typed so far go when this is computed; undo brings them back.",
                                     before->actuals.n),
                           before->actuals.n));
}

static int
compare_remarks (gconstpointer a, gconstpointer b)
{
  const KkbRemark *left = *(KkbRemark *const *)a, *right = *(KkbRemark *const *)b;

  if (left->is_error != right->is_error)
    return right->is_error - left->is_error;
  return left->part != right->part ? (int)left->part - (int)right->part : left->fy - right->fy;
}

GPtrArray *
kkb_indicator_check (const KkbFacts *facts, const KkbFacts *values, const KkbPlan *plan, const KkbIndicator *indicator,
                     const KkbGoal *goal, const KkbFormat *format)
{
  g_auto (KkbShadow) shadow = { 0 };
  Check c = { facts, plan, indicator, goal, kkb_remarks_new () };
  KkbLint lint = { .facts = &shadow.facts, .format = format, .remarks = c.remarks };

  check_name (&c);
  check_unit (&c);
  check_numbers (&c);
  check_direction (&c);
  check_series (&c);
  check_method (&c);
  check_baseline_year (&c);
  check_release (&c);
  check_formula (&c);
  kkb_shadow_init (&shadow, facts, values != NULL ? values : facts, indicator, goal);
  if (plan != NULL)
    shadow.goal.plan = plan->id;
  kkb_lint_indicator (&lint, &shadow.indicator);
  g_ptr_array_sort (c.remarks, compare_remarks);
  return c.remarks;
}
