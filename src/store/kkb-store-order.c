/* kkb-store-order.c - places in lists, and goals that move from plan to plan. */
#include "kkb-store-order.h"
#include "kkb-store-private.h"
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  KkbStoreTable table;
  const char *get, *last;
} List;

/* ?1 is the owner; a table without one compares it with itself. */
static const List lists[] = {
  { KKB_TABLE_PLAN, "SELECT position FROM plan WHERE id = ?",
    "SELECT coalesce (max (position), -1) FROM plan WHERE ? = 0" },
  { KKB_TABLE_LINK, "SELECT position FROM plan_link WHERE id = ?",
    "SELECT coalesce (max (position), -1) FROM plan_link WHERE plan = ?" },
  { KKB_TABLE_EDITION, "SELECT position FROM edition WHERE id = ?",
    "SELECT coalesce (max (position), -1) FROM edition WHERE plan = ?" },
  { KKB_TABLE_MONEY, "SELECT position FROM money WHERE id = ?",
    "SELECT coalesce (max (position), -1) FROM money WHERE project = ?" },
  { KKB_TABLE_WORD, "SELECT position FROM word WHERE id = ?",
    "SELECT coalesce (max (position), -1) FROM word WHERE ? = 0" },
  { KKB_TABLE_ENTRY, "SELECT position FROM entry WHERE id = ?",
    "SELECT coalesce (max (position), -1) FROM entry WHERE plan = ?" },
  { KKB_TABLE_STATISTIC, "SELECT position FROM statistic WHERE id = ?",
    "SELECT coalesce (max (position), -1) FROM statistic WHERE plan = ?" },
  { KKB_TABLE_SIDE_SERIES, "SELECT position FROM side_series WHERE id = ?",
    "SELECT coalesce (max (position), -1) FROM side_series WHERE indicator = ?" },
  { KKB_TABLE_PICTURE, "SELECT position FROM picture WHERE id = ?",
    "SELECT coalesce (max (position), -1) FROM picture WHERE node = ?" },
};

static const List *
find_list (KkbStoreTable table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i].table == table)
      return &lists[i];
  return NULL;
}

static gboolean
ask (KkbStore *store, const char *sql, KkbId key, gint64 *value, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&select, store, sql, error))
    return FALSE;
  kkb_bind_int (&select, key);
  if (!kkb_statement_step (&select, error))
    {
      if (select.column >= 0)
        g_set_error_literal (
            error, KKB_ERROR, KKB_ERROR_CHANGED,
            _ ("The document has changed since this was prepared, so nothing was entered. Do it once more."));
      return FALSE;
    }
  *value = sqlite3_column_int64 (select.stmt, 0);
  return TRUE;
}

/* Runs SQL with up to three ids. */
static gboolean
run (KkbStore *store, const char *sql, KkbId a, KkbId b, KkbId c, GError **error)
{
  g_auto (KkbStatement) statement = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&statement, store, sql, error))
    return FALSE;
  kkb_bind_int (&statement, a);
  kkb_bind_int (&statement, b);
  if (c != 0)
    kkb_bind_int (&statement, c);
  return kkb_statement_run (&statement, error);
}

static gboolean
has_goal (KkbStore *store, KkbId plan, KkbId indicator, gboolean *there, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&select, store, "SELECT 1 FROM goal WHERE indicator = ? AND plan = ?", error))
    return FALSE;
  kkb_bind_int (&select, indicator);
  kkb_bind_int (&select, plan);
  *there = kkb_statement_step (&select, error);
  return *there || select.column >= 0;
}

gboolean
kkb_store_get_position (KkbStore *store, KkbStoreTable table, KkbId id, gint32 *position, GError **error)
{
  const List *list = find_list (table);
  gint64 value = 0;

  g_return_val_if_fail (list != NULL, kkb_store_fail_code (SQLITE_MISUSE, error));
  if (!ask (store, list->get, id, &value, error))
    return FALSE;
  *position = (gint32)CLAMP (value, G_MININT32, G_MAXINT32);
  return TRUE;
}

gboolean
kkb_store_next_position (KkbStore *store, KkbStoreTable table, KkbId owner, gint32 *position, GError **error)
{
  const List *list = find_list (table);
  gint64 value = 0;

  g_return_val_if_fail (list != NULL, kkb_store_fail_code (SQLITE_MISUSE, error));
  if (!ask (store, list->last, owner, &value, error))
    return FALSE;
  *position = (gint32)CLAMP (value + 1, G_MININT32, G_MAXINT32);
  return TRUE;
}

gboolean
kkb_store_copy_goal (KkbStore *store, KkbId from, KkbId to, KkbId indicator, GError **error)
{
  gboolean there;

  if (!has_goal (store, to, indicator, &there, error))
    return FALSE;
  if (there)
    return TRUE;
  return run (store,
              "INSERT INTO goal (indicator, plan, method) SELECT indicator, ?, method FROM goal WHERE indicator = ? "
              "AND plan = ?",
              to, indicator, from, error)
         && run (store,
                 "INSERT INTO baseline (indicator, plan, revision, fy, " KKB_VALUE_COLUMNS
                 ", revised_on, reason) SELECT indicator, ?, revision, fy, " KKB_VALUE_COLUMNS
                 ", revised_on, reason FROM baseline WHERE indicator = ? AND plan = ?",
                 to, indicator, from, error)
         && run (store,
                 "INSERT INTO target (indicator, plan, fy, revision, " KKB_VALUE_COLUMNS
                 ", revised_on, reason) SELECT indicator, ?, fy, revision, " KKB_VALUE_COLUMNS
                 ", revised_on, reason FROM target WHERE indicator = ? AND plan = ?",
                 to, indicator, from, error);
}

static GArray *
target_years (KkbStore *store, KkbId plan, KkbId indicator, GError **error)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&select, store,
                           "SELECT DISTINCT fy FROM target WHERE indicator = ? AND plan = ? ORDER BY fy", error))
    return NULL;
  kkb_bind_int (&select, indicator);
  kkb_bind_int (&select, plan);
  while (kkb_statement_step (&select, error))
    {
      int fy = sqlite3_column_int (select.stmt, 0);

      g_array_append_val (years, fy);
    }
  return select.column >= 0 ? g_steal_pointer (&years) : NULL;
}

gboolean
kkb_store_shift_targets (KkbStore *store, KkbId plan, KkbId indicator, int from_fy, int years, GError **error)
{
  g_autoptr (GArray) all = target_years (store, plan, indicator, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    { /* the one that goes first makes room for the next */
      int fy = g_array_index (all, int, years > 0 ? all->len - 1 - i : i);
      g_auto (KkbStatement) update = KKB_STATEMENT_INIT;

      if (from_fy != KKB_FY_NONE && fy != from_fy)
        continue;
      if (!kkb_statement_init (&update, store, "UPDATE target SET fy = ? WHERE indicator = ? AND plan = ? AND fy = ?",
                               error))
        return FALSE;
      kkb_bind_int (&update, fy + years);
      kkb_bind_int (&update, indicator);
      kkb_bind_int (&update, plan);
      kkb_bind_int (&update, fy);
      if (!kkb_statement_run (&update, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_store_delete_goal (KkbStore *store, KkbId plan, KkbId indicator, GError **error)
{
  return run (store, "DELETE FROM target WHERE indicator = ? AND plan = ?", indicator, plan, 0, error)
         && run (store, "DELETE FROM baseline WHERE indicator = ? AND plan = ?", indicator, plan, 0, error)
         && run (store, "DELETE FROM goal WHERE indicator = ? AND plan = ?", indicator, plan, 0, error);
}
