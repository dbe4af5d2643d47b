/* kkb-store-load-values.c - baselines, targets and actuals: by far most of a document. Their rows come in the order of
 * their indicator, as the indicators and goals did: each finds its owner ahead of the last one, without a look-up. */
#include "kkb-store-loader.h"

/* The goal of (indicator, plan): the goals were read in the same order, so it lies ahead of *NEXT. */
static KkbGoal *
goal_ahead (KkbFacts *facts, guint *next, KkbId indicator, KkbId plan)
{
  for (; *next < facts->goals->len; (*next)++)
    {
      KkbGoal *goal = g_ptr_array_index (facts->goals, *next);

      if (goal->indicator->id == indicator && goal->plan == plan)
        return goal;
    }
  return NULL;
}

/* Replaces the last value of the list being read if it is of the same year: a later revision. */
static void
add_value (GArray *values, const KkbValue *value)
{
  if (values->len > 0 && g_array_index (values, KkbValue, values->len - 1).fy == value->fy)
    g_array_index (values, KkbValue, values->len - 1) = *value;
  else
    g_array_append_val (values, *value);
}

static void
assign (KkbFacts *facts, KkbValueList *list, GArray *values)
{
  if (values->len > 0)
    kkb_facts_assign_values (facts, list, (const KkbValue *)(gpointer)values->data, values->len);
  g_array_set_size (values, 0);
}

gboolean
kkb_loader_read_baselines (KkbLoader *loader, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  KkbReader *r = &loader->reader;
  guint next = 0;

  if (!kkb_loader_start (loader, &select, "baseline",
                         "SELECT indicator, plan, revision, fy, " KKB_VALUE_COLUMNS
                         ", revised_on, reason FROM baseline ORDER BY indicator, plan, revision",
                         error))
    return FALSE;
  while (kkb_statement_step (&select, error))
    {
      KkbGoal *goal
          = goal_ahead (r->facts, &next, sqlite3_column_int64 (r->stmt, 0), sqlite3_column_int64 (r->stmt, 1));
      int revision = (int)kkb_read_int (r, 2, 0, G_MAXUINT16);

      if (goal != NULL)
        kkb_read_value (r, 4, kkb_read_year (r, 3), revision, &goal->baseline);
      if (goal == NULL || r->bad >= 0)
        return kkb_loader_fail (loader, error);
    }
  return select.column >= 0;
}

gboolean
kkb_loader_read_targets (KkbLoader *loader, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  KkbReader *r = &loader->reader;
  KkbGoal *goal = NULL;
  guint next = 0;

  if (!kkb_loader_start (loader, &select, "target",
                         "SELECT indicator, plan, fy, revision, " KKB_VALUE_COLUMNS
                         ", revised_on, reason FROM target ORDER BY indicator, plan, fy, revision",
                         error))
    return FALSE;
  while (kkb_statement_step (&select, error))
    {
      KkbId indicator = sqlite3_column_int64 (r->stmt, 0), plan = sqlite3_column_int64 (r->stmt, 1);
      KkbValue value;

      if (goal == NULL || goal->plan != plan || goal->indicator->id != indicator)
        {
          if (goal != NULL)
            assign (r->facts, &goal->targets, loader->values);
          goal = goal_ahead (r->facts, &next, indicator, plan);
          if (goal == NULL)
            return kkb_loader_fail (loader, error);
        }
      kkb_read_value (r, 4, kkb_read_year (r, 2), (int)kkb_read_int (r, 3, 0, G_MAXUINT16), &value);
      if (r->bad >= 0)
        return kkb_loader_fail (loader, error);
      add_value (loader->values, &value);
    }
  if (goal != NULL)
    assign (r->facts, &goal->targets, loader->values);
  return select.column >= 0;
}

/* Both roles of one indicator come mixed; references are few and go in one by one. */
gboolean
kkb_loader_read_actuals (KkbLoader *loader, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  KkbReader *r = &loader->reader;
  KkbIndicator *indicator = NULL;
  guint next = 0;

  if (!kkb_loader_start (loader, &select, "actual",
                         "SELECT indicator, fy, reference, " KKB_VALUE_COLUMNS
                         " FROM actual ORDER BY indicator, fy, reference",
                         error))
    return FALSE;
  while (kkb_statement_step (&select, error))
    {
      KkbId id = sqlite3_column_int64 (r->stmt, 0);
      KkbValue value;

      if (indicator == NULL || indicator->id != id)
        {
          if (indicator != NULL)
            assign (r->facts, &indicator->actuals, loader->values);
          indicator = kkb_loader_indicator_ahead (loader, &next, id);
          if (indicator == NULL)
            return kkb_loader_fail (loader, error);
        }
      kkb_read_value (r, 3, kkb_read_year (r, 1), -1, &value);
      if (kkb_read_flag (r, 2))
        kkb_value_list_set (&indicator->references, &value);
      else
        g_array_append_val (loader->values, value);
      if (r->bad >= 0)
        return kkb_loader_fail (loader, error);
    }
  if (indicator != NULL)
    assign (r->facts, &indicator->actuals, loader->values);
  return select.column >= 0;
}

void
kkb_loader_init (KkbLoader *self, KkbStore *store, KkbFacts *facts)
{
  *self = (KkbLoader){ { store, facts, NULL, NULL, -1 }, NULL, NULL, NULL, NULL, 0, 0 };
  self->ids = g_array_new (FALSE, FALSE, sizeof (KkbId));
  self->values = g_array_new (FALSE, FALSE, sizeof (KkbValue));
}

void
kkb_loader_clear (KkbLoader *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->ranked, g_array_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
}

gboolean
kkb_loader_start (KkbLoader *self, KkbStatement *select, const char *table, const char *sql, GError **error)
{
  self->reader.info = kkb_store_table_find (table);
  self->reader.bad = -1;
  g_array_set_size (self->values, 0);
  if (!kkb_statement_init (select, self->reader.store, sql, error))
    return FALSE;
  self->reader.stmt = select->stmt;
  return TRUE;
}

gboolean
kkb_loader_fail (KkbLoader *self, GError **error)
{
  const KkbReader *r = &self->reader;
  g_autofree char *key = kkb_store_table_row_key (r->info, r->stmt);

  return kkb_store_fail_damaged (error, r->info->name, key, r->info->columns[MAX (r->bad, 0)].name);
}

KkbIndicator *
kkb_loader_indicator_ahead (KkbLoader *self, guint *next, KkbId id)
{
  for (; *next < self->indicators->len; (*next)++)
    {
      KkbIndicator *indicator = g_ptr_array_index (self->indicators, *next);

      if (indicator->id >= id)
        return indicator->id == id ? indicator : NULL;
    }
  return NULL;
}
