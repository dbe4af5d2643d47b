/* kkb-lint.c - what is worth a look in the data: nothing here is an error, every one was found in a real plan
 * (domain.md §12). */
#include "kkb-compute.h"
#include "kkb-figures.h"
#include "kkb-lint.h"
#include "kkb-review.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef KkbLint Lint;

/* ---- words ------------------------------------------------------------------------------------------------------- */

static char *
name_of (const Lint *lint, const KkbIndicator *indicator)
{
  if (lint->remarks != NULL)
    return g_strdup (""); /* a form speaks of one indicator only */
  return *indicator->code != '\0' ? g_strdup_printf ("%s %s", indicator->code, indicator->name)
                                  : g_strdup (indicator->name);
}

static char *
year (const Lint *lint, const KkbIndicator *indicator, int fy)
{
  return kkb_fy_format (fy, lint->format->years, (KkbPeriodKind)indicator->period_kind, lint->format->keep_heisei31);
}

static char *
value_words (const Lint *lint, const KkbIndicator *indicator, const KkbValue *v)
{
  return kkb_value_format (lint->facts, v, indicator->unit, lint->format);
}

/* Without the name and its colon, where that is empty. */
static char *
without_name (char *sentence)
{
  char *p = sentence;

  while (*p == ':' || *p == ' ' || g_str_has_prefix (p, "："))
    p = g_utf8_next_char (p);
  memmove (sentence, p, strlen (p) + 1);
  return sentence;
}

static void
remark_free (gpointer data)
{
  KkbRemark *remark = data;

  g_free (remark->sentence);
  g_free (remark);
}

GPtrArray *
kkb_remarks_new (void)
{
  return g_ptr_array_new_with_free_func (remark_free);
}

void
kkb_remarks_take (GPtrArray *remarks, KkbIndicatorPart part, gboolean is_error, int fy, char *sentence)
{
  KkbRemark *remark = g_new (KkbRemark, 1);

  *remark = (KkbRemark){ part, is_error, fy, sentence };
  g_ptr_array_add (remarks, remark);
}

static void G_GNUC_PRINTF (2, 3) report (Lint *lint, const char *format, ...)
{
  va_list args;
  char *sentence;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);
  if (lint->remarks == NULL)
    g_ptr_array_add (lint->issues, sentence);
  else
    kkb_remarks_take (lint->remarks, lint->part, lint->is_error, lint->fy, without_name (sentence));
}

/* What the next reports are about. */
static void
about (Lint *lint, KkbIndicatorPart part, int fy)
{
  lint->part = part;
  lint->fy = fy;
  lint->is_error = part == KKB_PART_FORMULA;
}

/* ---- targets ----------------------------------------------------------------------------------------------------- */

static const KkbValue *
last_target (const KkbGoal *goal)
{
  for (guint i = goal->targets.n; i-- > 0;)
    if (goal->targets.items[i].kind == KKB_VALUE_NUMBER)
      return &goal->targets.items[i];
  return NULL;
}

static KkbBound
bound_of (const Lint *lint, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (lint->facts, v);

  return more != NULL ? (KkbBound)more->bound : KKB_BOUND_EXACT;
}

/* 従業者数: 10,795 → target 9,850, though more is better. */
static void
check_target_side (Lint *lint, const KkbGoal *goal)
{
  const KkbIndicator *indicator = goal->indicator;
  const KkbValue *target = last_target (goal);
  KkbRational t = KKB_RATIONAL_INIT, b = KKB_RATIONAL_INIT;
  g_autofree char *name = NULL, *target_text = NULL, *baseline_text = NULL;
  gboolean down;
  int order;

  if (target == NULL || goal->baseline.kind != KKB_VALUE_NUMBER || indicator->series == KKB_SERIES_CUMULATIVE_IN_PLAN
      || indicator->direction == KKB_DIRECTION_MAINTAIN || indicator->direction == KKB_DIRECTION_RANGE)
    return;
  down = kkb_less_is_better (indicator, bound_of (lint, target));
  kkb_figure_set (&t, lint->facts, indicator, target);
  kkb_figure_set (&b, lint->facts, indicator, &goal->baseline);
  order = kkb_rational_compare (&t, &b);
  kkb_rational_clear (&t);
  kkb_rational_clear (&b);
  if (down ? order <= 0 : order >= 0)
    return;
  about (lint, KKB_PART_TARGET, target->fy);
  name = name_of (lint, indicator);
  target_text = value_words (lint, indicator, target);
  baseline_text = value_words (lint, indicator, &goal->baseline);
  if (down)
    report (lint, _ ("%s: the target %s is above the baseline %s, though less is better."), name, target_text,
            baseline_text);
  else
    report (lint, _ ("%s: the target %s is below the baseline %s, though more is better."), name, target_text,
            baseline_text);
}

/* 5件以下 on an indicator of which more is better. */
static void
check_target_bounds (Lint *lint, const KkbGoal *goal)
{
  const KkbIndicator *indicator = goal->indicator;

  for (guint i = 0; i < goal->targets.n; i++)
    {
      const KkbValue *v = &goal->targets.items[i];
      KkbBound bound = bound_of (lint, v);
      g_autofree char *name = NULL, *text = NULL;

      if (v->kind != KKB_VALUE_NUMBER || bound == KKB_BOUND_EXACT || indicator->direction > KKB_DIRECTION_DOWN
          || kkb_less_is_better (indicator, bound) == (indicator->direction == KKB_DIRECTION_DOWN))
        continue;
      about (lint, KKB_PART_TARGET, v->fy);
      name = name_of (lint, indicator);
      text = value_words (lint, indicator, v);
      report (lint, _ ("%s: the target “%s” does not fit the direction “%s”; it is evaluated as the target says."),
              name, text, kkb_direction_word (indicator->direction));
    }
}

static void
check_target_years (Lint *lint, const KkbGoal *goal)
{
  const KkbPlan *plan = kkb_facts_plan (lint->facts, goal->plan);

  if (plan == NULL || plan->start_fy == KKB_FY_NONE || plan->end_fy == KKB_FY_NONE)
    return;
  for (guint i = 0; i < goal->targets.n; i++)
    {
      const KkbValue *v = &goal->targets.items[i];
      g_autofree char *name = NULL, *of = NULL, *period = NULL;

      if (v->fy == KKB_FY_NONE || (v->fy >= plan->start_fy && v->fy <= plan->end_fy))
        continue;
      about (lint, KKB_PART_TARGET, v->fy);
      name = name_of (lint, goal->indicator);
      of = year (lint, goal->indicator, v->fy);
      period = kkb_fy_format_period (plan->start_fy, plan->end_fy, lint->format->years);
      report (lint, _ ("%s: there is a target of %s, outside the plan (%s)."), name, of, period);
    }
}

/* ---- actuals ----------------------------------------------------------------------------------------------------- */

/* A running total cannot fall; where it does, a figure of one year may stand among the totals. */
static void
check_running_total (Lint *lint, const KkbIndicator *indicator)
{
  const KkbValue *before = NULL;

  if (indicator->series != KKB_SERIES_CUMULATIVE && indicator->series != KKB_SERIES_CUMULATIVE_IN_PLAN)
    return;
  for (guint i = 0; i < indicator->actuals.n; i++)
    {
      const KkbValue *v = &indicator->actuals.items[i];
      KkbRational now = KKB_RATIONAL_INIT, then = KKB_RATIONAL_INIT;

      if (v->kind != KKB_VALUE_NUMBER)
        continue;
      kkb_figure_set (&now, lint->facts, indicator, v);
      if (before != NULL)
        kkb_figure_set (&then, lint->facts, indicator, before);
      if (before != NULL && kkb_rational_compare (&now, &then) < 0)
        {
          g_autofree char *name = name_of (lint, indicator), *a = value_words (lint, indicator, before),
                          *b = value_words (lint, indicator, v);
          g_autofree char *year_a = year (lint, indicator, before->fy), *year_b = year (lint, indicator, v->fy);

          about (lint, KKB_PART_ACTUAL, v->fy);
          report (lint, _ ("%s: a running total, but it falls from %s (%s) to %s (%s)."), name, a, year_a, b, year_b);
        }
      kkb_rational_clear (&now);
      kkb_rational_clear (&then);
      before = v;
    }
}

/* Statistics from before a plan are its history; an actual after the last plan that has the indicator is not. */
static void
check_actual_years (Lint *lint, const KkbIndicator *indicator)
{
  int end = KKB_FY_NONE;

  for (guint i = 0; i < indicator->goals->len; i++)
    {
      const KkbPlan *plan
          = kkb_facts_plan (lint->facts, ((const KkbGoal *)g_ptr_array_index (indicator->goals, i))->plan);

      if (plan == NULL || plan->end_fy == KKB_FY_NONE)
        return;
      end = MAX (end, plan->end_fy);
    }
  for (guint i = 0; i < indicator->actuals.n && end != KKB_FY_NONE; i++)
    if (indicator->actuals.items[i].fy > end)
      {
        g_autofree char *name = name_of (lint, indicator), *of = year (lint, indicator, indicator->actuals.items[i].fy);
        g_autofree char *last = year (lint, indicator, end);

        about (lint, KKB_PART_ACTUAL, indicator->actuals.items[i].fy);
        report (lint, _ ("%s: there is an actual of %s, after the plan ends (%s)."), name, of, last);
      }
}

/* 330%以上: the sign belongs to the figure, not behind its bound. */
static char *
percent_words (const Lint *lint, const KkbIndicator *indicator, const KkbValue *v)
{
  g_autofree char *text = value_words (lint, indicator, v);
  g_autofree char *figure = kkb_decimal_format (kkb_value_decimal (v), lint->format);
  const char *at = strstr (text, figure);
  gsize length = at != NULL ? (gsize)(at - text) + strlen (figure) : strlen (text);

  return g_strdup_printf ("%.*s%%%s", (int)length, text, text + length);
}

static gboolean
is_percent (const char *unit)
{
  g_autofree char *key = kkb_text_key (unit);

  return strcmp (key, "%") == 0;
}

/* 47.4 beside 158/333. */
static void
check_parts (Lint *lint, const KkbIndicator *indicator, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (lint->facts, v);
  KkbRational ratio = KKB_RATIONAL_INIT;
  KkbDecimal percent;

  if (v->kind != KKB_VALUE_NUMBER || more == NULL || !more->has_parts || kkb_decimal_sign (more->denominator) == 0)
    return;
  kkb_rational_set_ratio (&ratio, more->numerator, more->denominator);
  if (is_percent (indicator->unit) && kkb_rational_to_percent (&ratio, v->scale, KKB_ROUND_HALF_UP, &percent)
      && kkb_decimal_compare (percent, kkb_value_decimal (v)) != 0)
    {
      g_autofree char *name = name_of (lint, indicator), *text = value_words (lint, indicator, v),
                      *of = year (lint, indicator, v->fy);
      g_autofree char *numerator = kkb_decimal_format (more->numerator, lint->format);
      g_autofree char *denominator = kkb_decimal_format (more->denominator, lint->format);
      g_autofree char *computed = kkb_decimal_format (percent, lint->format);

      report (lint, _ ("%s: %s (%s) is not %s/%s, which is %s."), name, text, of, numerator, denominator, computed);
    }
  kkb_rational_clear (&ratio);
}

static void
check_value (Lint *lint, const KkbIndicator *indicator, KkbIndicatorPart part, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (lint->facts, v);
  g_autofree char *name = NULL, *text = NULL, *of = NULL;
  int power;

  about (lint, part, v->fy);
  check_parts (lint, indicator, v);
  if (v->kind == KKB_VALUE_NUMBER && is_percent (indicator->unit) && (more == NULL || *more->unit == '\0')
      && kkb_decimal_compare (kkb_value_decimal (v), kkb_decimal_from_int (100)) > 0)
    {
      name = name_of (lint, indicator);
      text = percent_words (lint, indicator, v);
      of = year (lint, indicator, v->fy);
      report (lint, _ ("%s: %s (%s) is more than 100%%."), name, text, of);
    }
  else if (v->kind == KKB_VALUE_NUMBER && more != NULL && *more->unit != '\0' && *indicator->unit != '\0'
           && !kkb_unit_power (more->unit, indicator->unit, &power))
    {
      name = name_of (lint, indicator);
      text = value_words (lint, indicator, v);
      report (lint, _ ("%s: the unit of %s is not that of the indicator (%s); the figures are compared as they stand."),
              name, text, indicator->unit);
    }
  else if (v->kind == KKB_VALUE_TEXT && more != NULL && strpbrk (more->text, "0123456789") != NULL)
    {
      name = name_of (lint, indicator);
      report (lint, _ ("%s: “%s” is kept as text and cannot be evaluated."), name, more->text);
    }
}

/* ---- names, numbers, plans, rules -------------------------------------------------------------------------------- */

/* 企業数 in 件 in one place and 社 in another. */
static void
check_names (Lint *lint)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < lint->facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (lint->facts->indicators, i), *other;
      char *key = kkb_text_key (indicator->name);

      other = g_hash_table_lookup (by_name, key);
      if (other == NULL)
        {
          g_hash_table_insert (by_name, key, (gpointer)indicator);
          continue;
        }
      g_free (key);
      if (!kkb_text_same (indicator->unit, other->unit))
        report (lint, _ ("%s: two indicators have this name, but their units differ (%s and %s)."), indicator->name,
                other->unit, indicator->unit);
    }
  for (guint i = 0; i < lint->facts->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (lint->facts->placements, i);

      if (*p->own->unit != '\0' && !kkb_text_same (p->own->unit, p->indicator->unit))
        report (lint, _ ("%s %s: printed here in %s, elsewhere in %s."), kkb_placement_code (p), kkb_placement_name (p),
                p->own->unit, p->indicator->unit);
    }
}

static void
check_numbers_of (Lint *lint, const GPtrArray *placements, const char *where)
{
  for (guint i = 1; i < placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (placements, i);

      for (guint j = 0; j < i && *p->number != '\0'; j++)
        {
          const KkbPlacement *other = g_ptr_array_index (placements, j);

          if (strcmp (p->number, other->number) == 0)
            {
              report (lint, _ ("%s: the number %s stands there twice (%s and %s)."), where, p->number,
                      kkb_placement_name (other), kkb_placement_name (p));
              break;
            }
        }
    }
}

static void
check_numbers (Lint *lint)
{
  for (guint i = 0; i < lint->facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (lint->facts->plans, i);

      check_numbers_of (lint, plan->placements, plan->title);
    }
  for (guint i = 0; i < lint->facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (lint->facts->nodes, i);

      check_numbers_of (lint, node->placements, node->title);
    }
}

static void
check_plans (Lint *lint)
{
  for (guint i = 0; i < lint->facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (lint->facts->plans, i);

      if (plan->start_fy != KKB_FY_NONE && plan->end_fy != KKB_FY_NONE && plan->end_fy < plan->start_fy)
        report (lint, _ ("%s: the plan ends before it starts."), plan->title);
      for (guint j = 0; j < plan->editions->len; j++)
        {
          const KkbEdition *edition = g_ptr_array_index (plan->editions, j);

          for (guint k = 1; k < edition->rules.n_bands; k++)
            if (kkb_rules_taken_by (&edition->rules, k) >= 0)
              report (lint, _ ("%s: the rating “%s” of “%s” can never be given, as one before it takes all its cases."),
                      plan->title, edition->rules.bands[k].label, edition->name);
        }
    }
}

static void
check_formula (Lint *lint, const KkbIndicator *indicator)
{
  g_autofree char *problem = kkb_compute_problem (lint->facts, indicator), *name = NULL;

  if (problem == NULL)
    return;
  about (lint, KKB_PART_FORMULA, KKB_FY_NONE);
  name = name_of (lint, indicator);
  report (lint, _ ("%s: it cannot be computed. %s"), name, problem);
}

void
kkb_lint_indicator (KkbLint *lint, const KkbIndicator *indicator)
{
  check_formula (lint, indicator);
  check_running_total (lint, indicator);
  check_actual_years (lint, indicator);
  for (guint i = 0; i < indicator->actuals.n; i++)
    check_value (lint, indicator, KKB_PART_ACTUAL, &indicator->actuals.items[i]);
  for (guint i = 0; i < indicator->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (indicator->goals, i);

      check_target_side (lint, goal);
      check_target_bounds (lint, goal);
      check_target_years (lint, goal);
      check_value (lint, indicator, KKB_PART_BASELINE, &goal->baseline);
      for (guint j = 0; j < goal->targets.n; j++)
        check_value (lint, indicator, KKB_PART_TARGET, &goal->targets.items[j]);
    }
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

GPtrArray *
kkb_lint (const KkbFacts *facts, const KkbFormat *format)
{
  Lint lint = { .facts = facts, .format = format, .issues = g_ptr_array_new_with_free_func (g_free) };

  check_plans (&lint);
  for (guint i = 0; i < facts->indicators->len; i++)
    kkb_lint_indicator (&lint, g_ptr_array_index (facts->indicators, i));
  check_names (&lint);
  check_numbers (&lint);
  return lint.issues;
}
