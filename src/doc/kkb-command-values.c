/* kkb-command-values.c - one value from what a person typed, and the rule set of an edition. Everything is read and
 * refused before there is a command, so that a command that exists only fails for the disk. */
#include "kkb-document-private.h"
#include "kkb-quantity.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KkbId plan, indicator;
  KkbField field;
  int fy;
  gboolean same; /* typed as it stands */
  gboolean clear;
  gboolean no_goal; /* the indicator has neither baseline nor targets in PLAN yet */
  KkbValue value;
  KkbFacts *extras; /* of VALUE: the document's facts are not written to */
} SetValue;

typedef struct
{
  KkbId edition;
  KkbRules rules;
  GStringChunk *strings;
} SetRules;

static void
set_value_free (gpointer data)
{
  SetValue *set = data;

  kkb_facts_unref (set->extras);
  g_free (set);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SetValue, set_value_free)

static void
set_rules_free (gpointer data)
{
  SetRules *set = data;

  g_string_chunk_free (set->strings);
  g_free (set);
}

static gboolean
put_empty_goal (KkbStore *store, const SetValue *set, GError **error)
{
  KkbIndicator indicator = { .id = set->indicator };
  KkbGoal goal = { .plan = set->plan, .indicator = &indicator };

  return kkb_store_put_goal (store, set->extras, &goal, error);
}

static gboolean
clear_value (KkbStore *store, const SetValue *set, GError **error)
{
  switch (set->field)
    {
    case KKB_FIELD_TARGET:
      /* All revisions: a cell that was cleared must not show an older target. They stay in the history. */
      return kkb_store_delete_target (store, set->plan, set->indicator, set->fy, -1, error);
    case KKB_FIELD_BASELINE:
      return kkb_store_delete_baseline (store, set->plan, set->indicator, -1, error);
    default:
      return kkb_store_delete_actual (store, set->indicator, set->field == KKB_FIELD_REFERENCE, set->fy, error);
    }
}

static gboolean
put_value (KkbStore *store, const SetValue *set, GError **error)
{
  switch (set->field)
    {
    case KKB_FIELD_TARGET:
      return kkb_store_put_target (store, set->extras, set->plan, set->indicator, &set->value, error);
    case KKB_FIELD_BASELINE:
      return kkb_store_put_baseline (store, set->extras, set->plan, set->indicator, &set->value, error);
    default:
      return kkb_store_put_actual (store, set->extras, set->indicator, set->field == KKB_FIELD_REFERENCE, &set->value,
                                   error);
    }
}

static gboolean
run_set_value (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  const SetValue *set = data;

  if (set->same || (set->clear && set->no_goal))
    return TRUE;
  if (set->clear)
    return clear_value (store, set, error);
  return (!set->no_goal || put_empty_goal (store, set, error)) && put_value (store, set, error);
}

static gboolean
run_set_rules (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  const SetRules *set = data;

  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      for (guint k = 0; k < plan->editions->len; k++)
        {
          KkbEdition edition = *(const KkbEdition *)g_ptr_array_index (plan->editions, k);

          if (edition.id == set->edition)
            {
              edition.rules = set->rules;
              return kkb_store_put_edition (store, &edition, (gint32)k, error);
            }
        }
    }
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("This edition is not in the document"));
  return FALSE;
}

/* The value that stands there now, NULL for none. */
static const KkbValue *
find_value (const KkbIndicator *indicator, const KkbGoal *goal, KkbField field, int fy)
{
  switch (field)
    {
    case KKB_FIELD_ACTUAL:
      return kkb_value_list_find (&indicator->actuals, fy);
    case KKB_FIELD_REFERENCE:
      return kkb_value_list_find (&indicator->references, fy);
    case KKB_FIELD_TARGET:
      return goal != NULL ? kkb_value_list_find (&goal->targets, fy) : NULL;
    default:
      return goal != NULL
                     && (goal->baseline.kind != KKB_VALUE_BLANK || goal->baseline.state != KKB_STATE_BLANK
                         || goal->baseline.more != 0)
                 ? &goal->baseline
                 : NULL;
    }
}

/* Is a word (策定) as good as a number here? A target may always be one: then a person judges. */
static gboolean
takes_words (const KkbIndicator *indicator, KkbField field)
{
  if (field == KKB_FIELD_TARGET || indicator->series == KKB_SERIES_MILESTONE)
    return TRUE;
  for (guint i = 0; i < indicator->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (indicator->goals, i);

      for (guint k = 0; k < goal->targets.n; k++)
        if (goal->targets.items[k].kind == KKB_VALUE_TEXT)
          return TRUE;
    }
  return FALSE;
}

static gboolean
check_quantity (const KkbQuantity *q, const KkbIndicator *indicator, KkbField field, GError **error)
{
  if (q->unsure)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("“%s” does not say for sure which number is meant, so nothing was entered. Type one number such "
                      "as 1,117, ▲742 or 55.0."),
                   q->text);
      return FALSE;
    }
  if (q->kind != KKB_VALUE_TEXT || takes_words (indicator, field))
    return TRUE;
  g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
               _ ("“%s” is neither a number nor a word for a gap, so nothing was entered. Type a number such as 1,117, "
                  "― for none, or a word such as "
                  "集計中, 未計測, 未公表, 中止, 未実施, 該当なし, 非公表."),
               q->text);
  return FALSE;
}

static gboolean
same_number (const KkbValue *a, const KkbValue *b)
{
  return a->kind == KKB_VALUE_NUMBER && b->kind == KKB_VALUE_NUMBER
         && kkb_decimal_compare (kkb_value_decimal (a), kkb_value_decimal (b)) == 0;
}

/* What the typed text does not speak of stays: date, note, revision; a unit of its own, if none was typed. */
static void
keep_extras (SetValue *set, const KkbQuantity *q, const KkbFacts *facts, const KkbValue *old)
{
  const KkbValueMore *from = kkb_value_more (facts, old);
  KkbValueMore *to;

  if (from == NULL)
    return;
  to = kkb_facts_value_more (set->extras, &set->value);
  if (*to->as_of == '\0')
    to->as_of = kkb_facts_string (set->extras, from->as_of);
  if (q->unit == NULL && (q->kind == KKB_VALUE_NUMBER || q->kind == KKB_VALUE_RANGE))
    to->unit = kkb_facts_string (set->extras, from->unit);
  to->note = kkb_facts_string (set->extras, from->note);
  to->revision = from->revision;
  to->revised_on = kkb_facts_string (set->extras, from->revised_on);
  to->reason = kkb_facts_string (set->extras, from->reason);
  if (from->has_parts && same_number (&set->value, old)) /* else the parts would contradict the number */
    {
      to->has_parts = TRUE;
      to->numerator = from->numerator;
      to->denominator = from->denominator;
    }
}

static gboolean
is_typed_as_it_stands (const KkbFacts *facts, const KkbValue *old, const char *text)
{
  g_autofree char *edit = old != NULL ? kkb_value_to_edit (facts, old) : NULL;

  return edit != NULL && strcmp (edit, text) == 0;
}

/* "実績の入力（従業者数 令和3年度）" */
static char *
make_label (const KkbIndicator *indicator, KkbField field, int fy, gboolean clear)
{
  static const char *const enter[] = { N_ ("Enter actual (%s)"), N_ ("Enter target (%s)"), N_ ("Enter baseline (%s)"),
                                       N_ ("Enter reference value (%s)") };
  static const char *const clears[] = { N_ ("Clear actual (%s)"), N_ ("Clear target (%s)"), N_ ("Clear baseline (%s)"),
                                        N_ ("Clear reference value (%s)") };
  g_autofree char *year
      = fy != KKB_FY_NONE ? kkb_fy_format (fy, KKB_YEARS_WAREKI, indicator->period_kind, FALSE) : NULL;
  g_autofree char *what = year != NULL ? g_strdup_printf ("%s %s", indicator->name, year) : g_strdup (indicator->name);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (clear ? clears[field] : enter[field]), what);
#pragma GCC diagnostic pop
}

/* Finds what the value belongs to. */
static const KkbIndicator *
find_owner (const KkbFacts *facts, SetValue *set, const KkbGoal **goal, GError **error)
{
  const KkbIndicator *indicator = kkb_facts_indicator (facts, set->indicator);
  gboolean of_plan = set->field == KKB_FIELD_TARGET || set->field == KKB_FIELD_BASELINE;

  *goal = NULL;
  if (indicator == NULL || (of_plan && kkb_facts_plan (facts, set->plan) == NULL))
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("This indicator is not in the document any more"));
      return NULL;
    }
  if (set->field != KKB_FIELD_BASELINE && (set->fy <= 0 || set->fy > G_MAXINT16))
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_USAGE, _ ("A value needs a fiscal year"));
      return NULL;
    }
  *goal = of_plan ? kkb_indicator_goal (indicator, set->plan) : NULL;
  set->no_goal = of_plan && *goal == NULL;
  return indicator;
}

KkbCommand *
kkb_command_set_value (KkbDocument *doc, KkbId plan, KkbId indicator, KkbField field, int fy, const char *text,
                       GError **error)
{
  g_autoptr (SetValue) set = g_new0 (SetValue, 1);
  const KkbFacts *facts = kkb_document_facts (doc);
  g_auto (KkbQuantity) q = { 0 };
  g_autofree char *label = NULL;
  const KkbIndicator *owner;
  const KkbGoal *goal;
  const KkbValue *old;

  text = text != NULL ? text : "";
  set->extras = kkb_facts_new ();
  set->plan = plan;
  set->indicator = indicator;
  set->field = field;
  set->fy = fy;
  owner = find_owner (facts, set, &goal, error);
  if (owner == NULL || !kkb_quantity_parse (text, owner->unit, &q, error))
    return NULL;
  old = find_value (owner, goal, field, fy);
  if (field == KKB_FIELD_BASELINE && fy == KKB_FY_NONE && old != NULL)
    set->fy = fy = old->fy;
  set->same = is_typed_as_it_stands (facts, old, text) && old->fy == fy;
  if (!set->same && !check_quantity (&q, owner, field, error))
    return NULL;
  set->clear = q.kind == KKB_VALUE_BLANK && q.state == KKB_STATE_BLANK;
  if (!set->same && !set->clear)
    {
      set->value = kkb_quantity_to_value (&q, set->extras, fy, owner->unit);
      if (old != NULL)
        keep_extras (set, &q, facts, old);
    }
  label = make_label (owner, field, fy, set->clear);
  return kkb_command_new (label, run_set_value, g_steal_pointer (&set), set_value_free);
}

KkbCommand *
kkb_command_set_rules (KkbDocument *doc, KkbId edition, const KkbRules *rules)
{
  SetRules *set = g_new0 (SetRules, 1);
  g_autofree char *label = g_strdup_printf (_ ("Change of the rule set (%s)"), rules->name);

  set->edition = edition;
  set->strings = g_string_chunk_new (256);
  set->rules = *rules;
  set->rules.name = g_string_chunk_insert (set->strings, rules->name);
  set->rules.seen_at = g_string_chunk_insert (set->strings, rules->seen_at);
  for (guint i = 0; i < rules->n_bands; i++)
    set->rules.bands[i].label = g_string_chunk_insert (set->strings, rules->bands[i].label);
  return kkb_command_new (label, run_set_rules, set, set_rules_free);
}
