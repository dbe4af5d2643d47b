/* kkb-lamps.c - what is beside a figure being typed, and what is odd about it. */
#include "kkb-lamps.h"
#include "kkb-text.h"
#include "kkb-watch.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- words ------------------------------------------------------------------------------------------------------- */

char *
kkb_watching_amount (const KkbWatching *w, KkbDecimal d, const char *unit)
{
  g_autofree char *number = kkb_decimal_format (d, w->format);

  return g_strconcat (number, unit, NULL);
}

void
kkb_watching_light (KkbWatching *w, KkbLampKind kind, char *sentence)
{
  KkbLamp *lamp = g_new (KkbLamp, 1);

  *lamp = (KkbLamp){ .kind = kind, .sentence = sentence };
  g_ptr_array_add (w->out->lamps, lamp);
}

static char *
value_words (const KkbWatching *w, const KkbFacts *facts, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (facts, v);

  if (v->kind != KKB_VALUE_NUMBER || (more != NULL && more->bound != KKB_BOUND_EXACT))
    return kkb_value_format (facts, v, w->indicator->unit, w->format);
  return kkb_watching_amount (w, kkb_value_decimal (v), kkb_figure_unit (facts, w->indicator, v));
}

static char *
year (const KkbWatching *w, int fy)
{
  return kkb_fy_format (fy, w->format->years, (KkbPeriodKind)w->indicator->period_kind, w->format->keep_heisei31);
}

/* "令和4年度 10,796人" */
static char *
dated (const KkbWatching *w, const KkbFacts *facts, const KkbValue *v)
{
  g_autofree char *amount = value_words (w, facts, v), *of = v->fy != KKB_FY_NONE ? year (w, v->fy) : NULL;

  return of != NULL ? g_strconcat (of, " ", amount, NULL) : g_steal_pointer (&amount);
}

static gboolean
is_percent (const char *unit)
{
  return kkb_text_same (unit, "%");
}

/* ---- figures ----------------------------------------------------------------------------------------------------- */

static const KkbValue *
latest_before (const KkbValueList *list, int fy)
{
  for (guint i = list->n; i-- > 0;)
    if (list->items[i].fy < fy && list->items[i].fy != KKB_FY_NONE && list->items[i].kind == KKB_VALUE_NUMBER)
      return &list->items[i];
  return NULL;
}

static void
find_last (KkbWatching *w)
{
  const KkbGoal *goal = w->plan != NULL ? kkb_indicator_goal (w->indicator, w->plan->id) : NULL;
  const KkbValue *baseline = goal != NULL && goal->baseline.kind == KKB_VALUE_NUMBER ? &goal->baseline : NULL;

  if (w->field == KKB_FIELD_BASELINE)
    return;
  if (w->field == KKB_FIELD_TARGET && goal != NULL)
    w->last = latest_before (&goal->targets, w->fy);
  else if (w->field == KKB_FIELD_REFERENCE)
    w->last = latest_before (&w->indicator->references, w->fy);
  if (w->last == NULL && w->field != KKB_FIELD_TARGET)
    w->last = latest_before (&w->indicator->actuals, w->fy);
  /* What was counted before the plan is another count: it began anew at 0. */
  if (w->last != NULL && w->plan != NULL && w->indicator->series == KKB_SERIES_CUMULATIVE_IN_PLAN
      && w->fy >= w->plan->start_fy && w->last->fy < w->plan->start_fy)
    w->last = NULL;
  if (w->last != NULL || baseline == NULL || w->indicator->series == KKB_SERIES_CUMULATIVE_IN_PLAN
      || (baseline->fy != KKB_FY_NONE && baseline->fy >= w->fy))
    return;
  w->last = baseline;
  w->last_is_base = TRUE;
}

/* A and B of FACTS_A and FACTS_B, brought into one unit. */
static int
compare_values (const KkbWatching *w, const KkbFacts *facts_a, const KkbValue *a, const KkbFacts *facts_b,
                const KkbValue *b)
{
  KkbRational left = KKB_RATIONAL_INIT, right = KKB_RATIONAL_INIT;
  int order;

  kkb_figure_set (&left, facts_a, w->indicator, a);
  kkb_figure_set (&right, facts_b, w->indicator, b);
  order = kkb_rational_compare (&left, &right);
  kkb_rational_clear (&left);
  kkb_rational_clear (&right);
  return order;
}

/* What is typed against V of the document. */
static int
compare_typed (const KkbWatching *w, const KkbValue *v)
{
  return compare_values (w, &w->shadow.facts, &w->typed, w->facts, v);
}

/* ---- the line ---------------------------------------------------------------------------------------------------- */

static char *
last_words (const KkbWatching *w)
{
  g_autofree char *amount = w->last != NULL ? value_words (w, w->facts, w->last) : NULL;

  if (w->last == NULL)
    return g_strdup ("");
  if (w->last_is_base)
    return g_strdup_printf (_ ("baseline %s"), amount);
  if (w->last->fy == w->fy - 1)
    return g_strdup_printf (_ ("last year %s"), amount);
  return dated (w, w->facts, w->last);
}

/* An actual is held against the target of its year, a target against the actual. */
static char *
counterpart_words (const KkbWatching *w)
{
  const KkbValue *actual;
  g_autofree char *amount = NULL;

  if (w->field == KKB_FIELD_TARGET)
    {
      actual = kkb_value_list_find (&w->indicator->actuals, w->fy);
      if (actual == NULL || actual->kind != KKB_VALUE_NUMBER)
        return g_strdup ("");
      amount = value_words (w, w->facts, actual);
      return g_strdup_printf (_ ("actual %s"), amount);
    }
  if (w->field != KKB_FIELD_ACTUAL || w->result.target.kind == KKB_VALUE_BLANK)
    return g_strdup ("");
  amount = kkb_rational_is_set (&w->result.yardstick)
               ? kkb_watching_amount (w, kkb_value_decimal (&w->result.target), w->indicator->unit)
               : value_words (w, &w->shadow.facts, &w->result.target);
  return g_strdup_printf (w->result.target_is_yardstick ? _ ("yardstick %s") : _ ("target %s"), amount);
}

/* "+1.2%", "▲38.5%" */
static char *
signed_words (const KkbWatching *w, KkbDecimal d, const char *unit)
{
  g_autofree char *amount = kkb_watching_amount (w, d, unit);

  return kkb_decimal_sign (d) > 0 ? g_strconcat ("+", amount, NULL) : g_steal_pointer (&amount);
}

/* VALUE (in the indicator's unit) as a decimal in the unit of what is typed. */
static gboolean
in_typed_unit (const KkbWatching *w, const KkbRational *value, guint places, KkbDecimal *out)
{
  KkbRational scaled = KKB_RATIONAL_INIT;
  int power;
  gboolean ok;

  kkb_rational_copy (&scaled, value);
  if (kkb_unit_power (w->indicator->unit, w->unit, &power))
    kkb_rational_shift (&scaled, power);
  ok = kkb_rational_to_exact (&scaled, places, out);
  kkb_rational_clear (&scaled);
  return ok;
}

static char *
change_words (const KkbWatching *w)
{
  KkbRational now = KKB_RATIONAL_INIT, then = KKB_RATIONAL_INIT, change = KKB_RATIONAL_INIT;
  g_autofree char *amount = NULL, *percent = NULL;
  KkbDecimal d;

  if (w->last == NULL || w->typed.kind != KKB_VALUE_NUMBER)
    return g_strdup ("");
  kkb_figure_set (&now, &w->shadow.facts, w->indicator, &w->typed);
  kkb_figure_set (&then, w->facts, w->indicator, w->last);
  kkb_rational_sub (&change, &now, &then);
  if (in_typed_unit (w, &change, MAX (w->typed.scale, w->last->scale), &d))
    amount = signed_words (w, d, is_percent (w->unit) ? _ (" points") : w->unit);
  if (kkb_rational_sign (&then) != 0 && !is_percent (w->unit))
    {
      kkb_rational_div (&change, &change, &then);
      if (kkb_rational_to_percent (&change, w->rules->decimals, (KkbRounding)w->rules->rounding, &d))
        {
          if (kkb_rational_sign (&then) < 0)
            d.coef = -d.coef;
          percent = signed_words (w, d, "%");
        }
    }
  kkb_rational_clear (&now);
  kkb_rational_clear (&then);
  kkb_rational_clear (&change);
  if (percent != NULL && amount != NULL)
    /* Translators: a change in percent, and in figures: +1.2% (+130人) */
    return g_strdup_printf (_ ("%s (%s)"), percent, amount);
  return percent != NULL ? g_steal_pointer (&percent) : amount != NULL ? g_steal_pointer (&amount) : g_strdup ("");
}

static char *
rate_words (const KkbWatching *w)
{
  g_autofree char *rate = kkb_result_print_rate (kkb_result_rate (&w->result), w->rules);
  g_autofree char *printed = NULL;
  KkbDecimal d;

  switch (w->result.method)
    {
    case KKB_METHOD_ATTAINMENT:
    case KKB_METHOD_PROGRESS:
      printed = kkb_decimal_parse (rate, &d) ? kkb_decimal_format (d, w->format) : g_strdup (rate);
      return g_strdup_printf (w->result.method == KKB_METHOD_ATTAINMENT ? _ ("attainment %s%%") : _ ("progress %s%%"),
                              printed);
    case KKB_METHOD_COMPARE:
      return g_strdup (w->result.met == KKB_MET_YES ? _ ("met") : _ ("not met"));
    case KKB_METHOD_DEFAULT:
    case KKB_METHOD_MANUAL:
    case KKB_METHOD_NONE:
    default:
      return g_strdup ("");
    }
}

static void
append_part (GString *line, const char *before, const char *part)
{
  if (*part != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? before : "", part);
}

static void
make_line (KkbWatching *w)
{
  KkbWatch *out = w->out;
  GString *line = g_string_new (NULL);
  gboolean rated = w->typed.kind == KKB_VALUE_NUMBER && w->plan != NULL && w->field != KKB_FIELD_REFERENCE;

  out->last = last_words (w);
  out->target = counterpart_words (w);
  out->change = change_words (w);
  out->rate = rated ? rate_words (w) : g_strdup ("");
  out->rating = g_strdup (rated ? kkb_result_rating (&w->result, w->rules) : "");
  append_part (line, "　", out->last);
  append_part (line, "　", out->target);
  append_part (line, "　", out->change);
  append_part (line, "　", out->rate);
  append_part (line, *out->rate != '\0' ? " → " : "　", out->rating);
  out->line = g_string_free (line, FALSE);
}

/* ---- the lamps --------------------------------------------------------------------------------------------------- */

/* Is TIMES x A about B? Within a fifth less and a quarter more, so that it looks the same from both sides. */
static gboolean
is_about (const KkbRational *a, const KkbRational *b, gint64 times)
{
  KkbRational low = KKB_RATIONAL_INIT, high = KKB_RATIONAL_INIT;
  gboolean about;

  kkb_rational_set_decimal (&low, (KkbDecimal){ times * 80, 2 });
  kkb_rational_set_decimal (&high, (KkbDecimal){ times * 125, 2 });
  kkb_rational_mul (&low, &low, a);
  kkb_rational_mul (&high, &high, a);
  about = kkb_rational_compare (b, &low) >= 0 && kkb_rational_compare (b, &high) <= 0;
  kkb_rational_clear (&low);
  kkb_rational_clear (&high);
  return about;
}

/* Ten times the last value is a digit too many; 千人 for 人 makes a thousand, 万円 for 円 ten thousand, 0.474 for 47.4
 * a hundredth. */
static void
check_times (KkbWatching *w)
{
  KkbRational now = KKB_RATIONAL_INIT, then = KKB_RATIONAL_INIT, zero = KKB_RATIONAL_INIT;
  g_autofree char *last = dated (w, w->facts, w->last);

  kkb_figure_set (&now, &w->shadow.facts, w->indicator, &w->typed);
  kkb_figure_set (&then, w->facts, w->indicator, w->last);
  kkb_rational_set_decimal (&zero, kkb_decimal_from_int (0));
  if (kkb_rational_sign (&now) < 0)
    kkb_rational_sub (&now, &zero, &now);
  if (kkb_rational_sign (&then) < 0)
    kkb_rational_sub (&then, &zero, &then);
  for (gint64 times = 10; times <= 10000 && kkb_rational_sign (&now) != 0 && kkb_rational_sign (&then) != 0;
       times *= 10)
    {
      g_autofree char *number = kkb_decimal_format (kkb_decimal_from_int (times), w->format);

      if (is_about (&then, &now, times))
        kkb_watching_light (
            w, KKB_LAMP_TIMES,
            g_strdup_printf (_ ("About %s times the last figure (%s): a digit or the unit?"), number, last));
      else if (is_about (&now, &then, times))
        kkb_watching_light (
            w, KKB_LAMP_TIMES,
            g_strdup_printf (_ ("About 1/%s of the last figure (%s): a digit or the unit?"), number, last));
    }
  kkb_rational_clear (&now);
  kkb_rational_clear (&then);
  kkb_rational_clear (&zero);
}

static void
check_last (KkbWatching *w)
{
  g_autofree char *last = w->last != NULL ? dated (w, w->facts, w->last) : NULL;

  if (w->last == NULL)
    return;
  check_times (w);
  if (kkb_decimal_sign (kkb_value_decimal (&w->typed)) * kkb_decimal_sign (kkb_value_decimal (w->last)) < 0)
    kkb_watching_light (w, KKB_LAMP_SIGN, g_strdup_printf (_ ("The last figure has the other sign (%s)."), last));
  if (w->field == KKB_FIELD_ACTUAL && !w->last_is_base && w->last->fy == w->fy - 1 && compare_typed (w, w->last) == 0)
    kkb_watching_light (w, KKB_LAMP_SAME, g_strdup_printf (_ ("Equal to last year (%s)."), last));
}

/* A running total falls neither from the year before nor to the year after. */
static void
check_total (KkbWatching *w)
{
  const KkbGoal *goal = w->plan != NULL ? kkb_indicator_goal (w->indicator, w->plan->id) : NULL;
  const KkbValueList *list = w->field == KKB_FIELD_ACTUAL                   ? &w->indicator->actuals
                             : w->field == KKB_FIELD_TARGET && goal != NULL ? &goal->targets
                                                                            : NULL;
  const KkbValue *next = NULL;
  g_autofree char *words = NULL;

  if (list == NULL
      || (w->indicator->series != KKB_SERIES_CUMULATIVE && w->indicator->series != KKB_SERIES_CUMULATIVE_IN_PLAN))
    return;
  for (guint i = list->n; i-- > 0 && list->items[i].fy > w->fy;)
    if (list->items[i].kind == KKB_VALUE_NUMBER)
      next = &list->items[i];
  if (w->last != NULL && compare_typed (w, w->last) < 0)
    {
      words = dated (w, w->facts, w->last);
      kkb_watching_light (w, KKB_LAMP_FALLS, g_strdup_printf (_ ("A running total that falls (%s)."), words));
    }
  else if (next != NULL && compare_typed (w, next) > 0)
    {
      words = dated (w, w->facts, next);
      kkb_watching_light (w, KKB_LAMP_FALLS,
                          g_strdup_printf (_ ("A running total that would fall afterwards (%s)."), words));
    }
}

/* Where the figure of the other column stands: the target of the year, else the next one; the actual of the year. */
static const KkbValue *
find_other (const KkbWatching *w)
{
  const KkbGoal *goal = w->plan != NULL ? kkb_indicator_goal (w->indicator, w->plan->id) : NULL;

  if (w->field == KKB_FIELD_TARGET)
    return kkb_value_list_find (&w->indicator->actuals, w->fy);
  for (guint i = 0; w->field == KKB_FIELD_ACTUAL && goal != NULL && i < goal->targets.n; i++)
    if (goal->targets.items[i].fy >= w->fy)
      return &goal->targets.items[i];
  return NULL;
}

static void
check_swapped (KkbWatching *w)
{
  const KkbValue *other = find_other (w);
  g_autofree char *words = NULL;

  /* A figure that stays where it was is no mistake, nor is 0 of 0. */
  if (other == NULL || other->kind != KKB_VALUE_NUMBER || w->typed.coef == 0 || compare_typed (w, other) != 0
      || (w->last != NULL && compare_typed (w, w->last) == 0))
    return;
  words = dated (w, w->facts, other);
  kkb_watching_light (w, KKB_LAMP_SWAPPED,
                      g_strdup_printf (w->field == KKB_FIELD_TARGET
                                           ? _ ("Equal to the actual (%s): typed into the right column?")
                                           : _ ("Equal to the target (%s): typed into the right column?"),
                                       words));
}

static void
check_percent (KkbWatching *w)
{
  g_autofree char *amount = NULL;

  if (!is_percent (w->unit) || kkb_decimal_compare (kkb_value_decimal (&w->typed), kkb_decimal_from_int (100)) <= 0)
    return;
  amount = kkb_watching_amount (w, kkb_value_decimal (&w->typed), "%");
  kkb_watching_light (w, KKB_LAMP_OVER_100, g_strdup_printf (_ ("%s is more than 100%%."), amount));
}

static void
check_baseline (KkbWatching *w)
{
  const KkbGoal *goal = w->plan != NULL ? kkb_indicator_goal (w->indicator, w->plan->id) : NULL;
  g_autofree char *words = NULL;
  gboolean down;
  int order;

  if (goal == NULL || goal->baseline.kind != KKB_VALUE_NUMBER || w->indicator->direction == KKB_DIRECTION_RANGE
      || w->indicator->series == KKB_SERIES_CUMULATIVE_IN_PLAN
      || (w->field != KKB_FIELD_ACTUAL && w->field != KKB_FIELD_TARGET))
    return;
  down = kkb_less_is_better (w->indicator, w->result.bound);
  order = compare_typed (w, &goal->baseline);
  if (down ? order <= 0 : order >= 0)
    return;
  words = dated (w, w->facts, &goal->baseline);
  kkb_watching_light (w, KKB_LAMP_WORSE, g_strdup_printf (_ ("Worse than the baseline (%s)."), words));
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

/* What is typed as a value of the shadow: only what is evaluated. */
static void
take_typed (KkbWatching *w, const KkbQuantity *q)
{
  w->unit = kkb_indicator_unit (w->indicator, w->fy);
  if (q == NULL || (q->kind != KKB_VALUE_NUMBER && q->kind != KKB_VALUE_RANGE))
    return;
  w->typed = (KkbValue){ .fy = (gint16)w->fy, .kind = q->kind, .state = q->state };
  w->typed.coef = q->low.coef;
  w->typed.scale = q->low.scale;
  if (q->unit != NULL)
    w->unit = q->unit;
  if (strcmp (w->unit, w->indicator->unit) != 0)
    kkb_shadow_more (&w->shadow, &w->typed)->unit = w->unit;
  if (q->kind == KKB_VALUE_RANGE)
    kkb_shadow_more (&w->shadow, &w->typed)->high = q->high;
  if (q->kind == KKB_VALUE_RANGE || q->bound != KKB_BOUND_EXACT)
    kkb_shadow_more (&w->shadow, &w->typed)->text = q->text;
  if (q->bound != KKB_BOUND_EXACT)
    kkb_shadow_more (&w->shadow, &w->typed)->bound = (guint8)q->bound;
  if (w->field == KKB_FIELD_BASELINE && w->fy == KKB_FY_NONE)
    w->typed.fy = w->shadow.goal.baseline.fy;
  kkb_shadow_set (&w->shadow, w->field, &w->typed);
}

static void
lamp_free (gpointer data)
{
  KkbLamp *lamp = data;

  g_free (lamp->sentence);
  g_free (lamp);
}

KkbWatch *
kkb_watch_new (const KkbFacts *facts, const KkbPlan *plan, const KkbIndicator *indicator, const KkbRules *rules,
               KkbField field, int fy, const KkbQuantity *typed, const KkbFormat *format)
{
  KkbWatching w = {
    .facts = facts, .plan = plan, .indicator = indicator, .rules = rules, .format = format, .field = field, .fy = fy
  };

  w.out = g_new0 (KkbWatch, 1);
  w.out->lamps = g_ptr_array_new_with_free_func (lamp_free);
  if (w.rules == NULL)
    w.rules = kkb_rules_standard ();
  kkb_shadow_init (&w.shadow, facts, facts, indicator, plan != NULL ? kkb_indicator_goal (indicator, plan->id) : NULL);
  if (plan != NULL)
    w.shadow.goal.plan = plan->id;
  take_typed (&w, typed);
  if (plan != NULL && field != KKB_FIELD_REFERENCE)
    kkb_evaluate (&w.shadow.facts, plan, &w.shadow.indicator, w.rules, field == KKB_FIELD_BASELINE ? KKB_FINAL : fy,
                  &w.result);
  find_last (&w);
  make_line (&w);
  if (w.typed.kind == KKB_VALUE_NUMBER)
    {
      check_last (&w);
      check_total (&w);
      check_swapped (&w);
      check_percent (&w);
      check_baseline (&w);
      if (plan != NULL && field == KKB_FIELD_ACTUAL)
        kkb_watching_edges (&w);
    }
  kkb_result_clear (&w.result);
  kkb_shadow_clear (&w.shadow);
  return w.out;
}

void
kkb_watch_free (KkbWatch *watch)
{
  g_ptr_array_unref (watch->lamps);
  g_free (watch->last);
  g_free (watch->target);
  g_free (watch->change);
  g_free (watch->rate);
  g_free (watch->rating);
  g_free (watch->line);
  g_free (watch);
}
