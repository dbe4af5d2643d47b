/* kkb-store-refresh.c - bringing loaded facts up to date with changed values, and the revisions of a value. */
#include "kkb-store-loader.h"
#include <string.h>

/* ---- after a change of values ---- */

static gboolean
refresh_actual (KkbLoader *loader, const KkbChange *change, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  KkbReader *r = &loader->reader;
  KkbIndicator *indicator = kkb_facts_indicator (r->facts, change->id);
  KkbValueList *list;
  KkbValue value;

  if (indicator == NULL)
    return kkb_store_fail_code (SQLITE_INTERNAL, error);
  list = change->reference ? &indicator->references : &indicator->actuals;
  if (!kkb_loader_start (loader, &select, "actual",
                         "SELECT indicator, fy, reference, " KKB_VALUE_COLUMNS
                         " FROM actual WHERE indicator = ? AND fy = ? AND reference = ?",
                         error))
    return FALSE;
  kkb_bind_int (&select, change->id);
  kkb_bind_int (&select, change->fy);
  kkb_bind_int (&select, change->reference != 0);
  if (!kkb_statement_step (&select, error))
    {
      kkb_value_list_remove (list, change->fy);
      return select.column >= 0;
    }
  kkb_read_value (r, 3, change->fy, -1, &value);
  if (r->bad >= 0)
    return kkb_loader_fail (loader, error);
  kkb_value_list_set (list, &value);
  return TRUE;
}

static gboolean
refresh_target (KkbLoader *loader, const KkbChange *change, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  KkbReader *r = &loader->reader;
  KkbIndicator *indicator = kkb_facts_indicator (r->facts, change->id);
  KkbGoal *goal = indicator == NULL ? NULL : kkb_indicator_goal (indicator, change->plan);
  KkbValue value;

  if (goal == NULL)
    return kkb_store_fail_code (SQLITE_INTERNAL, error);
  if (!kkb_loader_start (
          loader, &select, "target",
          "SELECT indicator, plan, fy, revision, " KKB_VALUE_COLUMNS
          ", revised_on, reason FROM target WHERE indicator = ? AND plan = ? AND fy = ? ORDER BY revision DESC",
          error))
    return FALSE;
  kkb_bind_int (&select, change->id);
  kkb_bind_int (&select, change->plan);
  kkb_bind_int (&select, change->fy);
  if (!kkb_statement_step (&select, error))
    {
      kkb_value_list_remove (&goal->targets, change->fy);
      return select.column >= 0;
    }
  kkb_read_value (r, 4, change->fy, (int)kkb_read_int (r, 3, 0, G_MAXUINT16), &value);
  if (r->bad >= 0)
    return kkb_loader_fail (loader, error);
  kkb_value_list_set (&goal->targets, &value);
  return TRUE;
}

static gboolean
refresh_baseline (KkbLoader *loader, const KkbChange *change, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  KkbReader *r = &loader->reader;
  KkbIndicator *indicator = kkb_facts_indicator (r->facts, change->id);
  KkbGoal *goal = indicator == NULL ? NULL : kkb_indicator_goal (indicator, change->plan);

  if (goal == NULL)
    return kkb_store_fail_code (SQLITE_INTERNAL, error);
  if (!kkb_loader_start (loader, &select, "baseline",
                         "SELECT indicator, plan, revision, fy, " KKB_VALUE_COLUMNS
                         ", revised_on, reason FROM baseline WHERE indicator = ? AND plan = ? ORDER BY revision DESC",
                         error))
    return FALSE;
  kkb_bind_int (&select, change->id);
  kkb_bind_int (&select, change->plan);
  memset (&goal->baseline, 0, sizeof goal->baseline);
  if (!kkb_statement_step (&select, error))
    return select.column >= 0;
  kkb_read_value (r, 4, kkb_read_year (r, 3), (int)kkb_read_int (r, 2, 0, G_MAXUINT16), &goal->baseline);
  return r->bad < 0 || kkb_loader_fail (loader, error);
}

gboolean
kkb_store_refresh_values (KkbStore *store, KkbFacts *facts, const KkbChanges *changes, GError **error)
{
  g_auto (KkbLoader) loader = { 0 };
  gboolean done = TRUE;

  g_return_val_if_fail (changes->only_values, FALSE);
  if (!kkb_store_exec (store->db, "BEGIN", error))
    return FALSE;
  kkb_loader_init (&loader, store, facts);
  for (guint i = 0; i < changes->rows->len && done; i++)
    {
      const KkbChange *change = &g_array_index (changes->rows, KkbChange, i);

      done = change->table == KKB_TABLE_ACTUAL   ? refresh_actual (&loader, change, error)
             : change->table == KKB_TABLE_TARGET ? refresh_target (&loader, change, error)
                                                 : refresh_baseline (&loader, change, error);
    }
  sqlite3_exec (store->db, "COMMIT", NULL, NULL, NULL);
  return done;
}

/* ---- revisions ---- */

static gboolean
append_revisions (KkbLoader *loader, GArray *out, const char *table, const char *sql, KkbId plan, KkbId indicator,
                  GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  KkbReader *r = &loader->reader;
  gboolean is_baseline = strcmp (table, "baseline") == 0;

  if (!kkb_loader_start (loader, &select, table, sql, error))
    return FALSE;
  kkb_bind_int (&select, indicator);
  kkb_bind_int (&select, plan);
  while (kkb_statement_step (&select, error))
    {
      KkbRevision revision = { is_baseline };

      kkb_read_value (r, 4, kkb_read_year (r, is_baseline ? 3 : 2),
                      (int)kkb_read_int (r, is_baseline ? 2 : 3, 0, G_MAXUINT16), &revision.value);
      if (r->bad >= 0)
        return kkb_loader_fail (loader, error);
      g_array_append_val (out, revision);
    }
  return select.column >= 0;
}

GArray *
kkb_store_revisions (KkbStore *store, KkbFacts *facts, KkbId plan, KkbId indicator, GError **error)
{
  g_auto (KkbLoader) loader = { 0 };
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (KkbRevision));
  gboolean done;

  kkb_loader_init (&loader, store, facts);
  done = append_revisions (&loader, out, "baseline",
                           "SELECT indicator, plan, revision, fy, " KKB_VALUE_COLUMNS
                           ", revised_on, reason FROM baseline WHERE indicator = ? AND plan = ? ORDER BY revision",
                           plan, indicator, error)
         && append_revisions (&loader, out, "target",
                              "SELECT indicator, plan, fy, revision, " KKB_VALUE_COLUMNS
                              ", revised_on, reason FROM target WHERE indicator = ? AND plan = ? ORDER BY fy, revision",
                              plan, indicator, error);
  return done ? g_steal_pointer (&out) : NULL;
}
