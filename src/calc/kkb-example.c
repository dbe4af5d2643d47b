/* kkb-example.c - the explanation sentence an indicator would get, with figures of its own where there are some and
 * invented ones where not. */
#include "kkb-check.h"
#include "kkb-compute.h"
#include "kkb-formula.h"
#include "kkb-shadow.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  KkbShadow shadow;
  KkbIndicatorMore plain; /* of the shadow: without a formula, as its actual is in it already */
  const KkbFacts *facts;
  KkbPlan plan;
  int fy; /* of invented figures */
  gboolean invented;
  char *computed; /* A 12 + B 3 */
} Example;

static const KkbValue *
last_number (const KkbValueList *list, gboolean targets)
{
  for (guint i = list->n; i-- > 0;)
    if (list->items[i].kind == KKB_VALUE_NUMBER
        || (targets && (list->items[i].kind == KKB_VALUE_RANGE || list->items[i].kind == KKB_VALUE_TEXT)))
      return &list->items[i];
  return NULL;
}

static void
invent (Example *e, KkbField field, int fy, KkbDecimal d)
{
  KkbValue value = { .fy = (gint16)fy };

  kkb_value_set_number (&value, d, KKB_STATE_FINAL);
  kkb_shadow_set (&e->shadow, field, &value);
  e->invented = TRUE;
}

static void
invent_word (Example *e, KkbField field, int fy, const char *word)
{
  KkbValue value = { .fy = (gint16)fy, .kind = KKB_VALUE_TEXT, .state = KKB_STATE_FINAL };

  kkb_shadow_more (&e->shadow, &value)->text = word;
  kkb_shadow_set (&e->shadow, field, &value);
  e->invented = TRUE;
}

static void
invent_range (Example *e, int fy)
{
  KkbValue value = { .fy = (gint16)fy, .kind = KKB_VALUE_RANGE, .state = KKB_STATE_FINAL, .coef = 40 };

  kkb_shadow_more (&e->shadow, &value)->high = kkb_decimal_from_int (60);
  kkb_shadow_more (&e->shadow, &value)->text = "40〜60";
  kkb_shadow_set (&e->shadow, KKB_FIELD_TARGET, &value);
  e->invented = TRUE;
}

/* D times PERCENT / 100, with the places of D; D + 1 where that is the same. */
static KkbDecimal
times (KkbDecimal d, gint64 percent)
{
  KkbRational r = KKB_RATIONAL_INIT, factor = KKB_RATIONAL_INIT;
  KkbDecimal out = d;

  if (percent == 100)
    return d;
  kkb_rational_set_decimal (&r, d);
  kkb_rational_set_decimal (&factor, (KkbDecimal){ percent, 2 });
  kkb_rational_mul (&r, &r, &factor);
  if (!kkb_rational_round (&r, d.scale, KKB_ROUND_HALF_UP, &out) || kkb_decimal_compare (out, d) == 0)
    out = (KkbDecimal){ d.coef + 1, d.scale };
  kkb_rational_clear (&r);
  kkb_rational_clear (&factor);
  return out;
}

/* Nothing is there: a whole example of the direction and the kind. */
static void
invent_all (Example *e)
{
  static const gint64 figures[][3] = { { 100, 120, 112 }, { 120, 100, 108 }, { 100, 100, 101 }, { 50, 0, 52 } };
  const KkbIndicator *indicator = &e->shadow.indicator;
  const gint64 *of = figures[MIN (indicator->direction, G_N_ELEMENTS (figures) - 1)];
  gint64 divide = kkb_text_same (indicator->unit, "%") ? 2 : 1; /* 120 % would be odd */

  if (indicator->series == KKB_SERIES_MILESTONE)
    {
      invent_word (e, KKB_FIELD_TARGET, e->fy, "策定");
      invent_word (e, KKB_FIELD_ACTUAL, e->fy, "策定済み");
      return;
    }
  if (e->shadow.goal.baseline.kind != KKB_VALUE_NUMBER)
    invent (e, KKB_FIELD_BASELINE, e->fy - 5, kkb_decimal_from_int (of[0] / divide));
  if (indicator->direction == KKB_DIRECTION_RANGE)
    invent_range (e, e->fy);
  else
    invent (e, KKB_FIELD_TARGET, e->fy, kkb_decimal_from_int (of[1] / divide));
  invent (e, KKB_FIELD_ACTUAL, e->fy,
          kkb_decimal_from_int (indicator->direction == KKB_DIRECTION_RANGE ? 52 : of[2] / divide));
}

/* Three fifths of the way from the baseline to the target, else nine tenths of the target. */
static void
invent_actual (Example *e, const KkbValue *target)
{
  const KkbValue *baseline = &e->shadow.goal.baseline;
  KkbDecimal from = kkb_value_decimal (baseline), to = kkb_value_decimal (target), way, part;

  if (target->kind == KKB_VALUE_TEXT)
    invent_word (e, KKB_FIELD_ACTUAL, target->fy, "策定済み");
  else if (target->kind == KKB_VALUE_RANGE)
    invent (e, KKB_FIELD_ACTUAL, target->fy, to);
  else if (baseline->kind == KKB_VALUE_NUMBER && e->shadow.indicator.series != KKB_SERIES_CUMULATIVE_IN_PLAN
           && kkb_decimal_sub (to, from, &way) && way.coef != 0)
    {
      part = times (way, 60);
      invent (e, KKB_FIELD_ACTUAL, target->fy, kkb_decimal_add (from, part, &part) ? part : to);
    }
  else
    invent (e, KKB_FIELD_ACTUAL, target->fy,
            times (to, e->shadow.indicator.direction == KKB_DIRECTION_DOWN ? 110 : 90));
}

/* From the actual, else from the baseline, a tenth better. */
static void
invent_target (Example *e, const KkbValue *actual)
{
  KkbDecimal from = kkb_value_decimal (actual);

  if (e->shadow.indicator.direction == KKB_DIRECTION_RANGE)
    invent_range (e, actual->fy);
  else
    invent (e, KKB_FIELD_TARGET, actual->fy,
            times (from, e->shadow.indicator.direction == KKB_DIRECTION_DOWN       ? 90
                         : e->shadow.indicator.direction == KKB_DIRECTION_MAINTAIN ? 100
                                                                                   : 110));
}

/* The latest actual that its operands make. */
static void
compute_actual (Example *e, const KkbIndicator *indicator, const KkbFormat *format)
{
  const KkbIndicator *first = kkb_facts_indicator (e->facts, indicator->more->operands[0]);
  KkbPart parts[KKB_MAX_OPERANDS];
  KkbFormulaResult result;

  kkb_value_list_clear (&e->shadow.indicator.actuals);
  if (first == NULL || kkb_formula_fault (e->facts, indicator, NULL) != KKB_FAULT_NONE)
    return;
  for (guint i = first->actuals.n; i-- > 0;)
    {
      int fy = first->actuals.items[i].fy;
      guint n = kkb_formula_parts (e->facts, indicator, fy, parts);
      gboolean numbers = TRUE;

      for (guint k = 0; k < n; k++)
        numbers = numbers && parts[k].value != NULL && parts[k].value->kind == KKB_VALUE_NUMBER;
      if (numbers && kkb_formula_compute (e->facts, indicator, fy, parts, n, &result))
        {
          invent (e, KKB_FIELD_ACTUAL, fy, result.value);
          e->invented = FALSE;
          e->computed = kkb_compute_words (e->facts, indicator, fy, format);
          return;
        }
    }
}

static void
fill_in (Example *e)
{
  const KkbValue *target = last_number (&e->shadow.goal.targets, TRUE);
  const KkbValue *actual = last_number (&e->shadow.indicator.actuals, FALSE);
  KkbValue baseline = e->shadow.goal.baseline;

  if (target != NULL && actual == NULL
      && last_number (&e->shadow.indicator.actuals, target->kind == KKB_VALUE_TEXT) == NULL)
    invent_actual (e, target);
  else if (target == NULL && actual != NULL)
    invent_target (e, actual);
  else if (target == NULL && baseline.kind == KKB_VALUE_NUMBER && e->shadow.indicator.series != KKB_SERIES_MILESTONE
           && e->shadow.indicator.series != KKB_SERIES_CUMULATIVE_IN_PLAN)
    {
      baseline.fy = (gint16)e->fy;
      invent_target (e, &baseline);
      invent_actual (e, last_number (&e->shadow.goal.targets, TRUE));
    }
  else if (target == NULL)
    invent_all (e);
}

char *
kkb_indicator_example (const KkbFacts *facts, const KkbFacts *values, const KkbPlan *plan,
                       const KkbIndicator *indicator, const KkbGoal *goal, const KkbRules *rules,
                       const KkbFormat *format, gboolean *invented)
{
  Example e = { .facts = facts, .plain = *indicator->more };
  g_autofree char *sentence = NULL, *computed = NULL;
  KkbResult r;

  if (plan != NULL)
    e.plan = *plan;
  if (rules == NULL)
    rules = kkb_rules_standard ();
  e.fy = plan != NULL && plan->end_fy != KKB_FY_NONE ? plan->end_fy : 2026;
  kkb_shadow_init (&e.shadow, facts, values != NULL ? values : facts, indicator, goal);
  e.shadow.goal.plan = e.plan.id;
  e.plain.formula = KKB_COMPUTED_NONE;
  e.shadow.indicator.more = &e.plain;
  if (kkb_indicator_is_computed (indicator))
    compute_actual (&e, indicator, format);
  fill_in (&e);
  kkb_evaluate (&e.shadow.facts, &e.plan, &e.shadow.indicator, rules, KKB_FINAL, &r);
  sentence = kkb_explain (&e.shadow.facts, &e.plan, &e.shadow.indicator, rules, &r, format);
  kkb_result_clear (&r);
  kkb_shadow_clear (&e.shadow);
  computed = g_steal_pointer (&e.computed);
  if (invented != NULL)
    *invented = e.invented;
  if (e.invented)
    /* Translators: before an explanation whose figures are invented */
    return g_strdup_printf (_ ("Example (invented figures): %s"), sentence);
  if (computed != NULL)
    /* Translators: what the actual was computed from, then the explanation */
    return g_strdup_printf (_ ("actual = %s; %s"), computed, sentence);
  return g_steal_pointer (&sentence);
}
