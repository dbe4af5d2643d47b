/* kkb-evaluate.c - one indicator in one plan by one rule set: which figures, which method, met or not, which band. The
 * order of decisions is that of domain.md §7. */
#include "kkb-evaluate.h"
#include "kkb-figures.h"

/* ---- which figures ----------------------------------------------------------------------------------------------- */

static gboolean
is_target (const KkbValue *v)
{
  return v->kind == KKB_VALUE_NUMBER || v->kind == KKB_VALUE_RANGE || v->kind == KKB_VALUE_TEXT;
}

static KkbBound
bound_of (const KkbFacts *facts, const KkbValue *v)
{
  const KkbValueMore *more = v->more != 0 ? kkb_value_more (facts, v) : NULL;

  return more != NULL ? (KkbBound)more->bound : KKB_BOUND_EXACT;
}

static void
take_target (const KkbFacts *facts, const KkbValue *v, int fy, gboolean yardstick, KkbResult *out)
{
  out->target = *v;
  out->target_fy = fy;
  out->target_is_yardstick = yardstick;
  out->bound = bound_of (facts, v);
}

/* The baseline that counts: the goal's if it is a number; a running total within the plan starts from 0 at the plan's
 * start, whatever its printed baseline says, because that one is of another period. */
static void
pick_baseline (const KkbPlan *plan, const KkbIndicator *indicator, const KkbGoal *goal, KkbResult *out)
{
  if (indicator->series == KKB_SERIES_CUMULATIVE_IN_PLAN)
    {
      kkb_value_set_number (&out->baseline, (KkbDecimal){ 0, 0 }, KKB_STATE_FINAL);
      out->baseline_is_zero = TRUE;
      out->baseline_fy = plan->start_fy != KKB_FY_NONE ? plan->start_fy - 1 : KKB_FY_NONE;
      out->baseline.fy = (gint16)out->baseline_fy;
    }
  else if (goal != NULL && goal->baseline.kind == KKB_VALUE_NUMBER)
    {
      out->baseline = goal->baseline;
      out->baseline_fy = goal->baseline.fy;
    }
}

/* The point of the straight line from (FY_A, A) to (FY_B, B) at FY; kept exact, and rounded only as data text. */
static void
interpolate (const KkbFacts *facts, const KkbIndicator *indicator, const KkbRules *rules, const KkbValue *a, int fy_a,
             const KkbValue *b, int fy, KkbResult *out)
{
  KkbRational from = KKB_RATIONAL_INIT, to = KKB_RATIONAL_INIT, part = KKB_RATIONAL_INIT;
  guint places = MAX (a->scale, b->scale);
  KkbDecimal printed = { 0, 0 };

  kkb_figure_set (&from, facts, indicator, a);
  kkb_figure_set (&to, facts, indicator, b);
  kkb_rational_sub (&to, &to, &from);
  kkb_rational_set_ratio (&part, kkb_decimal_from_int (fy - fy_a), kkb_decimal_from_int (b->fy - fy_a));
  kkb_rational_mul (&to, &to, &part);
  kkb_rational_add (&out->yardstick, &from, &to);
  kkb_rational_clear (&from);
  kkb_rational_clear (&to);
  kkb_rational_clear (&part);

  for (guint more = places + 1; !kkb_rational_round (&out->yardstick, more, rules->rounding, &printed) && more > 0;
       more--)
    continue;
  while (printed.scale > places && printed.coef % 10 == 0)
    {
      printed.coef /= 10;
      printed.scale--;
    }
  kkb_value_set_number (&out->target, printed, KKB_STATE_FINAL);
  out->target.fy = (gint16)fy;
  out->target_fy = fy;
  out->target_is_yardstick = TRUE;
  out->bound = bound_of (facts, b);
}

/* The target of a year without a typed one. After the last typed target the last one stands. What cannot lie on a
 * straight line (a word, a range) stands for the years before it, as in a stepped yardstick. */
static void
pick_yardstick (const KkbFacts *facts, const KkbIndicator *indicator, const KkbRules *rules, const KkbValue *previous,
                const KkbValue *next, int fy, KkbResult *out)
{
  if (rules->yardstick == KKB_YARDSTICK_NONE || (previous == NULL && next == NULL))
    return;
  if (next == NULL)
    take_target (facts, previous, fy, TRUE, out);
  else if (rules->yardstick == KKB_YARDSTICK_STEP || next->kind != KKB_VALUE_NUMBER
           || (previous != NULL && previous->kind != KKB_VALUE_NUMBER))
    take_target (facts, next, fy, TRUE, out);
  else if (previous != NULL)
    interpolate (facts, indicator, rules, previous, previous->fy, next, fy, out);
  else if (out->baseline.kind == KKB_VALUE_NUMBER && out->baseline_fy != KKB_FY_NONE && out->baseline_fy <= fy)
    interpolate (facts, indicator, rules, &out->baseline, out->baseline_fy, next, fy, out);
}

static void
pick_target (const KkbFacts *facts, const KkbIndicator *indicator, const KkbGoal *goal, const KkbRules *rules, int fy,
             KkbResult *out)
{
  const KkbValue *previous = NULL, *next = NULL;

  if (goal == NULL)
    return;
  for (guint i = goal->targets.n; i-- > 0;)
    {
      const KkbValue *v = &goal->targets.items[i];

      if (!is_target (v) || (fy != KKB_FINAL && v->fy == KKB_FY_NONE))
        continue;
      if (fy == KKB_FINAL || v->fy == fy)
        {
          take_target (facts, v, v->fy, FALSE, out);
          return;
        }
      if (v->fy < fy)
        {
          previous = v;
          break;
        }
      next = v;
    }
  pick_yardstick (facts, indicator, rules, previous, next, fy, out);
}

/* The latest number (of a word as target: the latest number or word), and the state of what was found. */
static void
pick_actual (const KkbIndicator *indicator, const KkbRules *rules, int fy, gboolean words_count, KkbResult *out)
{
  const KkbValue *latest = NULL, *found = NULL;

  for (guint i = indicator->actuals.n; i-- > 0 && found == NULL;)
    {
      const KkbValue *v = &indicator->actuals.items[i];

      if (fy != KKB_FINAL && (v->fy == KKB_FY_NONE || v->fy > fy))
        continue;
      if (fy != KKB_FINAL && rules->exact_year && v->fy != fy)
        break;
      if (latest == NULL)
        latest = v;
      if (v->kind == KKB_VALUE_NUMBER || (words_count && v->kind == KKB_VALUE_TEXT))
        found = v;
    }
  if (found == NULL && latest != NULL && latest->kind == KKB_VALUE_TEXT)
    found = latest;
  if (found != NULL)
    {
      out->actual = *found;
      out->actual_fy = found->fy;
      out->state = found->state == KKB_STATE_PROVISIONAL ? KKB_STATE_PROVISIONAL : KKB_STATE_FINAL;
    }
  else if (latest != NULL && kkb_state_is_gap (latest->state))
    out->state = latest->state;
}

/* ---- met, and the two rates -------------------------------------------------------------------------------------- */

static gboolean
within_tolerance (const KkbIndicator *indicator, const KkbRules *rules, const KkbFigures *f)
{
  KkbRational distance = KKB_RATIONAL_INIT;
  KkbDecimal tolerance = indicator->has_tolerance ? indicator->tolerance : rules->tolerance;
  KkbDecimal negative = { -tolerance.coef, tolerance.scale };
  gboolean within;

  if (!indicator->has_tolerance && !rules->has_tolerance)
    return FALSE;
  kkb_rational_sub (&distance, &f->actual, &f->target);
  within = kkb_rational_compare_decimal (&distance, tolerance) <= 0
           && kkb_rational_compare_decimal (&distance, negative) >= 0;
  kkb_rational_clear (&distance);
  return within;
}

static gboolean
is_met (const KkbIndicator *indicator, const KkbRules *rules, const KkbResult *r, const KkbFigures *f)
{
  int order = kkb_rational_compare (&f->actual, &f->target);

  if (kkb_rational_is_set (&f->high))
    return order >= 0 && kkb_rational_compare (&f->actual, &f->high) <= 0;
  if (indicator->direction == KKB_DIRECTION_MAINTAIN && within_tolerance (indicator, rules, f))
    return TRUE;
  switch (r->bound)
    {
    case KKB_BOUND_OVER:
      return order > 0;
    case KKB_BOUND_UNDER:
      return order < 0;
    case KKB_BOUND_AT_LEAST:
      return order >= 0;
    case KKB_BOUND_AT_MOST:
      return order <= 0;
    case KKB_BOUND_EXACT:
    default:
      break;
    }
  if (indicator->direction == KKB_DIRECTION_RANGE)
    return order == 0 || within_tolerance (indicator, rules, f);
  return f->down ? order <= 0 : order >= 0;
}

static KkbWhy
why_no_attainment (const KkbIndicator *indicator, const KkbFigures *f)
{
  if (indicator->direction == KKB_DIRECTION_RANGE || kkb_rational_is_set (&f->high))
    return KKB_WHY_RANGE;
  if (kkb_rational_sign (&f->target) <= 0)
    return KKB_WHY_TARGET_NOT_POSITIVE;
  if (kkb_rational_sign (&f->actual) < 0)
    return KKB_WHY_ACTUAL_NEGATIVE;
  if (f->down && kkb_rational_sign (&f->actual) == 0)
    return KKB_WHY_DOWN_ZERO;
  return KKB_WHY_NONE;
}

static KkbWhy
why_no_progress (const KkbIndicator *indicator, const KkbFigures *f)
{
  int order;

  if (indicator->direction == KKB_DIRECTION_RANGE || kkb_rational_is_set (&f->high))
    return KKB_WHY_RANGE;
  if (indicator->direction == KKB_DIRECTION_MAINTAIN)
    return KKB_WHY_MAINTAIN;
  if (!kkb_rational_is_set (&f->baseline))
    return KKB_WHY_NO_BASELINE;
  order = kkb_rational_compare (&f->target, &f->baseline);
  if (order == 0)
    return KKB_WHY_TARGET_IS_BASELINE;
  return (f->down ? order > 0 : order < 0) ? KKB_WHY_TARGET_WORSE : KKB_WHY_NONE;
}

static void
compute_rates (const KkbFigures *f, KkbWhy no_attainment, KkbWhy no_progress, KkbResult *out)
{
  if (no_attainment == KKB_WHY_NONE)
    kkb_rational_div (&out->attainment, f->down ? &f->target : &f->actual, f->down ? &f->actual : &f->target);
  if (no_progress == KKB_WHY_NONE)
    {
      KkbRational way = KKB_RATIONAL_INIT, whole = KKB_RATIONAL_INIT;

      kkb_rational_sub (&way, &f->actual, &f->baseline);
      kkb_rational_sub (&whole, &f->target, &f->baseline);
      kkb_rational_div (&out->progress, &way, &whole);
      kkb_rational_clear (&way);
      kkb_rational_clear (&whole);
    }
}

/* Step 6: the method of its own; if impossible the other of the two; if both are, compare. */
static void
settle_method (KkbMethod own, KkbWhy no_attainment, KkbWhy no_progress, KkbResult *out)
{
  KkbWhy no_own = own == KKB_METHOD_ATTAINMENT ? no_attainment : no_progress;
  KkbWhy no_other = own == KKB_METHOD_ATTAINMENT ? no_progress : no_attainment;

  out->method = own;
  if (own == KKB_METHOD_COMPARE || own == KKB_METHOD_MANUAL || no_own == KKB_WHY_NONE)
    return;
  out->why_not_own = no_own;
  out->method = own == KKB_METHOD_ATTAINMENT ? KKB_METHOD_PROGRESS : KKB_METHOD_ATTAINMENT;
  if (no_other == KKB_WHY_NONE)
    return;
  out->why_not_other = no_other;
  out->method = KKB_METHOD_COMPARE;
}

static void
evaluate_figures (const KkbFacts *facts, const KkbIndicator *indicator, const KkbRules *rules, KkbMethod own,
                  KkbResult *out)
{
  g_auto (KkbFigures) f = { 0 };
  KkbWhy no_attainment, no_progress;

  kkb_figures_init (&f, facts, indicator, out);
  no_attainment = why_no_attainment (indicator, &f);
  no_progress = why_no_progress (indicator, &f);
  out->met = is_met (indicator, rules, out, &f) ? KKB_MET_YES : KKB_MET_NO;
  compute_rates (&f, no_attainment, no_progress, out);
  settle_method (own, no_attainment, no_progress, out);
  out->band = kkb_bands_pick (rules, out, &f, kkb_result_rate (out));
}

static void
stop (KkbResult *out, const KkbRules *rules, KkbMethod method, KkbWhy why)
{
  out->method = method;
  out->why_not_own = why;
  if (why == KKB_WHY_NO_ACTUAL)
    out->band = kkb_bands_pick (rules, out, NULL, NULL);
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

void
kkb_result_clear (KkbResult *r)
{
  kkb_rational_clear (&r->yardstick);
  kkb_rational_clear (&r->attainment);
  kkb_rational_clear (&r->progress);
}

void
kkb_evaluate (const KkbFacts *facts, const KkbPlan *plan, const KkbIndicator *indicator, const KkbRules *rules, int fy,
              KkbResult *out)
{
  const KkbGoal *goal = kkb_indicator_goal (indicator, plan->id);
  KkbMethod own = goal != NULL && goal->method != KKB_METHOD_DEFAULT ? goal->method : rules->method;

  if (own == KKB_METHOD_DEFAULT)
    own = KKB_METHOD_PROGRESS;
  *out = (KkbResult){ .fy = fy, .band = -1 };
  pick_baseline (plan, indicator, goal, out);
  pick_target (facts, indicator, goal, rules, fy, out);
  pick_actual (indicator, rules, fy, out->target.kind == KKB_VALUE_TEXT, out);

  if (own == KKB_METHOD_NONE)
    stop (out, rules, KKB_METHOD_NONE, KKB_WHY_NONE);
  else if (out->target.kind == KKB_VALUE_BLANK)
    stop (out, rules, KKB_METHOD_NONE, KKB_WHY_NO_TARGET);
  else if (out->actual.kind == KKB_VALUE_BLANK
           || (out->actual.kind != KKB_VALUE_NUMBER && out->target.kind != KKB_VALUE_TEXT))
    stop (out, rules, KKB_METHOD_NONE, KKB_WHY_NO_ACTUAL);
  else if (out->target.kind == KKB_VALUE_TEXT)
    stop (out, rules, KKB_METHOD_MANUAL, KKB_WHY_WORD_TARGET);
  else
    evaluate_figures (facts, indicator, rules, own, out);
}

const KkbRational *
kkb_result_rate (const KkbResult *r)
{
  if (r->method == KKB_METHOD_ATTAINMENT)
    return &r->attainment;
  if (r->method == KKB_METHOD_PROGRESS)
    return &r->progress;
  return NULL;
}

char *
kkb_result_print_rate (const KkbRational *rate, const KkbRules *rules)
{
  KkbRational hundred = KKB_RATIONAL_INIT, percent = KKB_RATIONAL_INIT;
  char *text;

  if (rate == NULL || !kkb_rational_is_set (rate))
    return g_strdup ("");
  kkb_rational_set_decimal (&hundred, kkb_decimal_from_int (100));
  kkb_rational_mul (&percent, rate, &hundred);
  text = kkb_rational_to_string (&percent, rules->decimals, rules->rounding);
  kkb_rational_clear (&percent);
  kkb_rational_clear (&hundred);
  return text;
}

char *
kkb_result_target_text (const KkbFacts *facts, const KkbIndicator *indicator, const KkbResult *r)
{
  if (kkb_rational_is_set (&r->yardstick)) /* is in the indicator's unit, whatever that of its year is */
    return kkb_value_to_plain (facts, &r->target, 0);
  return r->target.kind == KKB_VALUE_BLANK ? g_strdup ("") : kkb_figure_data (facts, indicator, &r->target);
}

const char *
kkb_result_rating (const KkbResult *r, const KkbRules *rules)
{
  return r->band >= 0 && r->band < rules->n_bands ? rules->bands[r->band].label : "";
}
