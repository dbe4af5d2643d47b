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

/* One more value of the list being read; it replaces the last one if that is of the same year: a later revision. */
static KkbValue *
next_value (KkbLoader *loader, int fy)
{
  if (loader->n_values > 0 && loader->values[loader->n_values - 1].fy == fy)
    return &loader->values[loader->n_values - 1];
  if (loader->n_values == loader->values_room)
    {
      loader->values_room = MAX (64, loader->values_room * 2);
      loader->values = g_renew (KkbValue, loader->values, loader->values_room);
    }
  return &loader->values[loader->n_values++];
}

/* The list being read has all its values; those that follow belong to LIST. */
static void
turn_to (KkbLoader *loader, KkbValueList *list)
{
  if (loader->n_values > 0)
    kkb_facts_assign_values (loader->reader.facts, loader->list, loader->values, loader->n_values);
  loader->n_values = 0;
  loader->list = list;
}

/* The value behind N_KEYS columns: rows without a kind are given only as far as value and state. */
static void
read_value (KkbReader *r, int n_keys, int fy, int revision, KkbValue *value)
{
  if (r->n_cells == n_keys + KKB_STATE_AT + 1)
    kkb_read_plain_value (r, n_keys, fy, revision, value);
  else
    kkb_read_value (r, n_keys, fy, revision, value);
}

static gboolean
read_baseline (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbGoal *goal = goal_ahead (r->facts, &loader->next, kkb_read_id (r, 0), kkb_read_id (r, 1));

  if (goal == NULL)
    return FALSE;
  read_value (r, 4, kkb_read_year (r, 3), (int)kkb_read_int (r, 2, 0, G_MAXUINT16), &goal->baseline);
  return TRUE;
}

static gboolean
read_target (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbGoal *goal = loader->goal;
  KkbId indicator = kkb_read_id (r, 0), plan = kkb_read_id (r, 1);
  int fy = kkb_read_year (r, 2);

  if (goal == NULL || goal->plan != plan || goal->indicator->id != indicator)
    {
      goal = loader->goal = goal_ahead (r->facts, &loader->next, indicator, plan);
      if (goal == NULL)
        return FALSE;
      turn_to (loader, &goal->targets);
    }
  read_value (r, 4, fy, (int)kkb_read_int (r, 3, 0, G_MAXUINT16), next_value (loader, fy));
  return TRUE;
}

/* Both roles of one indicator come mixed; references are few and go in one by one. */
static gboolean
read_actual (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbId id = kkb_read_id (r, 0);
  int fy = kkb_read_year (r, 1);
  KkbValue reference;

  if (loader->indicator == NULL || loader->indicator->id != id)
    {
      loader->indicator = kkb_loader_indicator_ahead (loader, &loader->next, id);
      if (loader->indicator == NULL)
        return FALSE;
      turn_to (loader, &loader->indicator->actuals);
    }
  if (!kkb_read_flag (r, 2))
    {
      read_value (r, 3, fy, -1, next_value (loader, fy));
      return TRUE;
    }
  read_value (r, 3, fy, -1, &reference);
  kkb_value_list_set (&loader->indicator->references, &reference);
  return TRUE;
}

/* Both halves of SQL begin with the same columns: of a row without a kind, as most are, the columns that only the
 * others fill are not even looked for. */
#define VALUES_OF(table, keys, more)                                                                                   \
  "SELECT kkb_row (" keys ", value, state) FILTER (WHERE kind ISNULL), kkb_row (" keys ", " KKB_VALUE_COLUMNS more     \
  ") FILTER (WHERE kind NOTNULL) FROM " table

gboolean
kkb_loader_read_values (KkbLoader *loader, GError **error)
{
  static const struct
  {
    const char *table, *sql;
    KkbRowFunc func;
  } sources[] = {
    { "baseline", VALUES_OF ("baseline", "indicator, plan, revision, fy", ", revised_on, reason"), read_baseline },
    { "target", VALUES_OF ("target", "indicator, plan, fy, revision", ", revised_on, reason"), read_target },
    { "actual", VALUES_OF ("actual", "indicator, fy, reference", ""), read_actual },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      loader->next = 0;
      if (!kkb_loader_walk (loader, sources[i].table, sources[i].sql, sources[i].func, error))
        return FALSE;
      turn_to (loader, NULL);
    }
  return TRUE;
}

/* SQLite calls it for each row of "SELECT kkb_row (...) FROM table", where it stands: entering and leaving the
 * statement for every row and asking it for each cell takes a third longer. */
static void
row_cb (sqlite3_context *context, int n_cells, sqlite3_value **cells)
{
  KkbLoader *loader = ((KkbStore *)sqlite3_user_data (context))->loader;

  if (loader != NULL && loader->error == NULL)
    {
      loader->reader.cells = cells;
      loader->reader.n_cells = n_cells;
      if (loader->func (loader) && loader->reader.bad < 0)
        return;
      kkb_loader_fail (loader, &loader->error);
    }
  sqlite3_result_error_code (context, SQLITE_ABORT);
}

static void
rows_end_cb (sqlite3_context *context)
{
}

static gboolean
know_rows (KkbStore *store, GError **error)
{
  if (store->knows_rows)
    return TRUE;
  store->knows_rows = sqlite3_create_function_v2 (store->db, "kkb_row", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, store,
                                                  NULL, row_cb, rows_end_cb, NULL)
                      == SQLITE_OK;
  return store->knows_rows || kkb_store_fail (store->db, error);
}

void
kkb_loader_init (KkbLoader *self, KkbStore *store, KkbFacts *facts)
{
  *self = (KkbLoader){ .reader = { .store = store, .facts = facts, .bad = -1 } };
}

void
kkb_loader_clear (KkbLoader *self)
{
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->listed, g_array_unref);
  g_clear_pointer (&self->ranked, g_array_unref);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
  g_clear_error (&self->error);
}

gboolean
kkb_loader_start (KkbLoader *self, KkbStatement *select, const char *table, const char *sql, GError **error)
{
  self->reader.info = kkb_store_table_find (table);
  self->reader.cells = NULL;
  self->reader.bad = -1;
  if (!kkb_statement_init (select, self->reader.store, sql, error))
    return FALSE;
  self->reader.stmt = select->stmt;
  self->reader.n_cells = sqlite3_column_count (select->stmt);
  return TRUE;
}

gboolean
kkb_loader_walk (KkbLoader *self, const char *table, const char *sql, KkbRowFunc func, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  KkbStore *store = self->reader.store;
  gboolean done;

  if (!know_rows (store, error) || !kkb_loader_start (self, &select, table, sql, error))
    return FALSE;
  self->func = func;
  store->loader = self;
  done = kkb_statement_run (&select, error);
  store->loader = NULL;
  if (self->error == NULL)
    return done;
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

gboolean
kkb_loader_fail (KkbLoader *self, GError **error)
{
  const KkbReader *r = &self->reader;
  g_autoptr (GString) key = g_string_new (NULL);

  for (int i = 0; i < r->info->n_keys && i < r->n_cells; i++)
    {
      const char *text = (const char *)sqlite3_value_text (kkb_read_cell (r, i));
      g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "?", -1);

      g_string_append_printf (key, "%s%s", i > 0 ? "/" : "", valid);
    }
  return kkb_store_fail_damaged (error, r->info->name, key->str, r->info->columns[MAX (r->bad, 0)].name);
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
