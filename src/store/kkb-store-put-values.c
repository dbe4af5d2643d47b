/* kkb-store-put-values.c - writing placements, goals and values. Rare extras are NULL where they are not given, which
 * costs a byte each; a plain number has NULL as its kind and its state. */
#include "kkb-store-private.h"
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>

#define SET_VALUE                                                                                                      \
  "value = excluded.value, state = excluded.state, kind = excluded.kind, high = excluded.high, bound = "               \
  "excluded.bound, text = excluded.text, unit = excluded.unit, numerator = excluded.numerator, denominator = "         \
  "excluded.denominator, as_of = excluded.as_of, note = excluded.note, expected = excluded.expected"

/* What is said about VALUE beside kind, state and number; NULL if nothing. */
static const KkbValueMore *
more_of (const KkbFacts *facts, const KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (facts, value);

  if (more == NULL || *more->text != '\0' || *more->unit != '\0' || *more->as_of != '\0' || *more->note != '\0'
      || *more->expected != '\0' || *more->revised_on != '\0' || *more->reason != '\0' || more->has_parts
      || more->bound != KKB_BOUND_EXACT)
    return more;
  return NULL;
}

/* Blank and nothing said about it: there is no row for that. */
static gboolean
is_absent (const KkbFacts *facts, const KkbValue *value)
{
  return value->kind == KKB_VALUE_BLANK && value->state == KKB_STATE_BLANK && more_of (facts, value) == NULL;
}

static int
revision_of (const KkbFacts *facts, const KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (facts, value);

  return more == NULL ? 0 : more->revision;
}

/* The columns of KKB_VALUE_COLUMNS. */
static void
bind_value (KkbStatement *put, const KkbFacts *facts, const KkbValue *value)
{
  const KkbValueMore *more = more_of (facts, value);
  const KkbValueMore *all = kkb_value_more (facts, value);

  if (value->kind == KKB_VALUE_NUMBER || value->kind == KKB_VALUE_RANGE)
    kkb_bind_decimal (put, kkb_value_decimal (value));
  else
    kkb_bind_null (put);
  kkb_bind_text_or_null (put, value->state == KKB_STATE_FINAL ? NULL : kkb_word_state (value->state));
  kkb_bind_text_or_null (put, value->kind == KKB_VALUE_NUMBER && more == NULL ? NULL : kkb_word_kind (value->kind));
  if (value->kind == KKB_VALUE_RANGE)
    kkb_bind_decimal (put, all != NULL ? all->high : kkb_value_decimal (value));
  else
    kkb_bind_null (put);
  if (more == NULL)
    {
      for (int i = KKB_BOUND_AT; i < KKB_N_VALUE_COLUMNS; i++)
        kkb_bind_null (put);
      return;
    }
  kkb_bind_text_or_null (put, more->bound == KKB_BOUND_EXACT ? NULL : kkb_word_bound (more->bound));
  kkb_bind_text_or_null (put, more->text);
  kkb_bind_text_or_null (put, more->unit);
  if (more->has_parts)
    {
      kkb_bind_decimal (put, more->numerator);
      kkb_bind_decimal (put, more->denominator);
    }
  else
    {
      kkb_bind_null (put);
      kkb_bind_null (put);
    }
  kkb_bind_text_or_null (put, more->as_of);
  kkb_bind_text_or_null (put, more->note);
  kkb_bind_text_or_null (put, more->expected);
}

static void
bind_revision (KkbStatement *put, const KkbFacts *facts, const KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (facts, value);

  kkb_bind_text_or_null (put, more != NULL ? more->revised_on : NULL);
  kkb_bind_text_or_null (put, more != NULL ? more->reason : NULL);
}

static gboolean
put_goal_row (KkbStore *store, KkbId plan, KkbId indicator, int method, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&put, store,
                           method < 0
                               ? "INSERT INTO goal (indicator, plan, method) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
                               : "INSERT INTO goal (indicator, plan, method) VALUES (?, ?, ?) ON CONFLICT DO "
                                 "UPDATE SET method = excluded.method",
                           error))
    return FALSE;
  kkb_bind_int (&put, indicator);
  kkb_bind_int (&put, plan);
  kkb_bind_text_or_null (&put, method <= KKB_METHOD_DEFAULT ? NULL : kkb_word_method (method));
  return kkb_statement_run (&put, error);
}

static gboolean
put_placement_baseline (KkbStore *store, const KkbFacts *facts, const KkbPlacement *placement, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (!placement->has_baseline)
    {
      if (!kkb_statement_init (&put, store, "DELETE FROM placement_baseline WHERE placement = ?", error))
        return FALSE;
      kkb_bind_int (&put, placement->id);
      return kkb_statement_run (&put, error);
    }
  if (!kkb_statement_init (
          &put, store,
          "INSERT INTO placement_baseline (placement, fy, " KKB_VALUE_COLUMNS ") VALUES (?, ?, ?, ?, ?, "
          "?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (placement) DO UPDATE SET fy = excluded.fy, " SET_VALUE,
          error))
    return FALSE;
  kkb_bind_int (&put, placement->id);
  kkb_bind_int (&put, placement->own->baseline.fy);
  bind_value (&put, facts, &placement->own->baseline);
  return kkb_statement_run (&put, error);
}

gboolean
kkb_store_put_placement (KkbStore *store, const KkbFacts *facts, const KkbPlacement *placement, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (
          &put, store,
          "INSERT INTO placement (id, plan, indicator, node, position, is_origin, code, number, name, unit, meaning, "
          "source, rationale, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
          "plan "
          "= excluded.plan, indicator = excluded.indicator, node = excluded.node, position = excluded.position, "
          "is_origin "
          "= excluded.is_origin, code = excluded.code, number = excluded.number, name = excluded.name, unit = "
          "excluded.unit, meaning = excluded.meaning, source = excluded.source, rationale = excluded.rationale, note = "
          "excluded.note",
          error))
    return FALSE;
  kkb_bind_int (&put, placement->id);
  kkb_bind_id (&put, placement->plan);
  kkb_bind_id (&put, placement->indicator != NULL ? placement->indicator->id : 0);
  kkb_bind_id (&put, placement->node != NULL ? placement->node->id : 0);
  kkb_bind_int (&put, placement->position);
  kkb_bind_int (&put, placement->is_origin != 0);
  kkb_bind_text (&put, placement->code);
  kkb_bind_text (&put, placement->number);
  kkb_bind_text (&put, placement->own->name);
  kkb_bind_text (&put, placement->own->unit);
  kkb_bind_text (&put, placement->own->meaning);
  kkb_bind_text (&put, placement->own->source);
  kkb_bind_text (&put, placement->own->rationale);
  kkb_bind_text (&put, placement->own->note);
  return kkb_statement_run (&put, error) && put_placement_baseline (store, facts, placement, error);
}

gboolean
kkb_store_put_goal (KkbStore *store, const KkbFacts *facts, const KkbGoal *goal, GError **error)
{
  KkbId indicator = goal->indicator->id;

  if (!put_goal_row (store, goal->plan, indicator, goal->method, error))
    return FALSE;
  if (!is_absent (facts, &goal->baseline)
      && !kkb_store_put_baseline (store, facts, goal->plan, indicator, &goal->baseline, error))
    return FALSE;
  for (guint i = 0; i < goal->targets.n; i++)
    if (!kkb_store_put_target (store, facts, goal->plan, indicator, &goal->targets.items[i], error))
      return FALSE;
  return TRUE;
}

gboolean
kkb_store_put_baseline (KkbStore *store, const KkbFacts *facts, KkbId plan, KkbId indicator, const KkbValue *value,
                        GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (is_absent (facts, value))
    return kkb_store_delete_baseline (store, plan, indicator, -1, error);
  if (!put_goal_row (store, plan, indicator, -1, error)
      || !kkb_statement_init (
          &put, store,
          "INSERT INTO baseline (indicator, plan, revision, fy, " KKB_VALUE_COLUMNS ", revised_on, "
          "reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE "
          "SET fy = excluded.fy, " SET_VALUE ", revised_on = excluded.revised_on, reason = "
          "excluded.reason",
          error))
    return FALSE;
  kkb_bind_int (&put, indicator);
  kkb_bind_int (&put, plan);
  kkb_bind_int (&put, revision_of (facts, value));
  kkb_bind_int (&put, value->fy);
  bind_value (&put, facts, value);
  bind_revision (&put, facts, value);
  return kkb_statement_run (&put, error);
}

gboolean
kkb_store_put_target (KkbStore *store, const KkbFacts *facts, KkbId plan, KkbId indicator, const KkbValue *value,
                      GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (is_absent (facts, value))
    return kkb_store_delete_target (store, plan, indicator, value->fy, -1, error);
  if (!put_goal_row (store, plan, indicator, -1, error)
      || !kkb_statement_init (
          &put, store,
          "INSERT INTO target (indicator, plan, fy, revision, " KKB_VALUE_COLUMNS ", revised_on, "
          "reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE "
          "SET " SET_VALUE ", revised_on = excluded.revised_on, reason = excluded.reason",
          error))
    return FALSE;
  kkb_bind_int (&put, indicator);
  kkb_bind_int (&put, plan);
  kkb_bind_int (&put, value->fy);
  kkb_bind_int (&put, revision_of (facts, value));
  bind_value (&put, facts, value);
  bind_revision (&put, facts, value);
  return kkb_statement_run (&put, error);
}

gboolean
kkb_store_put_actual (KkbStore *store, const KkbFacts *facts, KkbId indicator, gboolean reference,
                      const KkbValue *value, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (is_absent (facts, value))
    return kkb_store_delete_actual (store, indicator, reference, value->fy, error);
  if (!kkb_statement_init (&put, store,
                           "INSERT INTO actual (indicator, fy, reference, " KKB_VALUE_COLUMNS
                           ") VALUES (?, ?, ?, ?, ?, ?, "
                           "?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET " SET_VALUE,
                           error))
    return FALSE;
  kkb_bind_int (&put, indicator);
  kkb_bind_int (&put, value->fy);
  kkb_bind_int (&put, reference != 0);
  bind_value (&put, facts, value);
  return kkb_statement_run (&put, error);
}

gboolean
kkb_store_put_side_value (KkbStore *store, const KkbFacts *facts, KkbId series, const KkbValue *value, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (is_absent (facts, value))
    return kkb_store_delete_side_value (store, series, value->fy, error);
  if (!kkb_statement_init (&put, store,
                           "INSERT INTO side_value (series, fy, " KKB_VALUE_COLUMNS
                           ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET " SET_VALUE,
                           error))
    return FALSE;
  kkb_bind_int (&put, series);
  kkb_bind_int (&put, value->fy);
  bind_value (&put, facts, value);
  return kkb_statement_run (&put, error);
}
