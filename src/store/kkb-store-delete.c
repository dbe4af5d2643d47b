/* kkb-store-delete.c - deleting an entity with what hangs on it, children first. An indicator that is placed nowhere
 * any more goes, too; if its origin went, its next placement becomes the origin. What only names a deleted thing (a tag
 * on an item, a reference) goes with it. */
#include "kkb-store-private.h"
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>

/* Runs SQL with ID as its only parameter. */
static gboolean
run (KkbStore *store, const char *sql, KkbId id, GError **error)
{
  g_auto (KkbStatement) statement = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&statement, store, sql, error))
    return FALSE;
  kkb_bind_int (&statement, id);
  return kkb_statement_run (&statement, error);
}

static gboolean
run_all (KkbStore *store, const char *const *sqls, KkbId id, GError **error)
{
  for (guint i = 0; sqls[i] != NULL; i++)
    if (!run (store, sqls[i], id, error))
      return FALSE;
  return TRUE;
}

/* The ids SQL gives for ID. */
static gboolean
ids_of (KkbStore *store, const char *sql, KkbId id, GArray *ids, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&select, store, sql, error))
    return FALSE;
  kkb_bind_int (&select, id);
  while (kkb_statement_step (&select, error))
    {
      KkbId found = sqlite3_column_int64 (select.stmt, 0);

      g_array_append_val (ids, found);
    }
  return select.column >= 0;
}

/* Where a formula loses an operand, a sum goes on without it, and a difference while there is something left to take
 * away; a difference that loses what it begins with, and a ratio, would say something else: the indicator is then a
 * plain one. kkb_formula_without() in doc foretells it. */
static gboolean
leave_formulas (KkbStore *store, KkbId operand, GError **error)
{
  static const char users[]
      = "SELECT DISTINCT i.id FROM indicator_operand o JOIN indicator i ON i.id = o.indicator WHERE o.operand = ?";
  static const char broken[]
      = "SELECT i.id FROM indicator i WHERE i.id = ? AND i.formula <> '' AND (i.formula = '比' OR NOT EXISTS (SELECT 1 "
        "FROM indicator_operand o WHERE o.indicator = i.id) OR (i.formula = '差' AND (NOT EXISTS (SELECT 1 FROM "
        "indicator_operand o WHERE o.indicator = i.id AND o.position = 0) OR (SELECT count (*) FROM indicator_operand "
        "o "
        "WHERE o.indicator = i.id) < 2)))";
  static const char *const plain[]
      = { "UPDATE indicator SET formula = '' WHERE id = ?", "DELETE FROM indicator_operand WHERE indicator = ?", NULL };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId)), now = g_array_new (FALSE, FALSE, sizeof (KkbId));

  if (!ids_of (store, users, operand, ids, error)
      || !run (store, "DELETE FROM indicator_operand WHERE operand = ?", operand, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!ids_of (store, broken, g_array_index (ids, KkbId, i), now, error))
      return FALSE;
  for (guint i = 0; i < now->len; i++)
    if (!run_all (store, plain, g_array_index (now, KkbId, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
delete_indicator (KkbStore *store, KkbId id, GError **error)
{
  static const char *const sqls[] = {
    "DELETE FROM placement_baseline WHERE placement IN (SELECT id FROM placement WHERE indicator = ?)",
    "DELETE FROM placement WHERE indicator = ?",
    "DELETE FROM actual WHERE indicator = ?",
    "DELETE FROM target WHERE indicator = ?",
    "DELETE FROM baseline WHERE indicator = ?",
    "DELETE FROM goal WHERE indicator = ?",
    "DELETE FROM indicator_department WHERE indicator = ?",
    "DELETE FROM indicator_tag WHERE indicator = ?",
    "DELETE FROM indicator_operand WHERE indicator = ?",
    "DELETE FROM indicator_unit WHERE indicator = ?",
    "DELETE FROM side_value WHERE series IN (SELECT id FROM side_series WHERE indicator = ?)",
    "DELETE FROM side_series WHERE indicator = ?",
    "DELETE FROM indicator WHERE id = ?",
    NULL,
  };

  return leave_formulas (store, id, error) && run_all (store, sqls, id, error);
}

/* After some of its placements went. */
static gboolean
settle_indicator (KkbStore *store, KkbId id, GError **error)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (KkbId));

  if (!ids_of (store, "SELECT id FROM placement WHERE indicator = ? ORDER BY is_origin DESC, position, id", id, left,
               error))
    return FALSE;
  if (left->len == 0)
    return delete_indicator (store, id, error);
  return run (store, "UPDATE placement SET is_origin = 1 WHERE id = ? AND is_origin = 0",
              g_array_index (left, KkbId, 0), error);
}

static gboolean
settle_all (KkbStore *store, GArray *indicators, GError **error)
{
  for (guint i = 0; i < indicators->len; i++)
    if (!settle_indicator (store, g_array_index (indicators, KkbId, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
delete_project (KkbStore *store, KkbId id, GError **error)
{
  static const char *const sqls[] = {
    "DELETE FROM project_grant WHERE project = ?",
    "DELETE FROM money WHERE project = ?",
    "DELETE FROM budget_line WHERE project = ?",
    "DELETE FROM project_staff WHERE project = ?",
    "DELETE FROM project_output WHERE project = ?",
    "DELETE FROM project WHERE node = ?",
    NULL,
  };

  return run_all (store, sqls, id, error);
}

static gboolean
delete_single_node (KkbStore *store, KkbId id, GArray *indicators, GError **error)
{
  static const char *const sqls[] = {
    "DELETE FROM placement_baseline WHERE placement IN (SELECT id FROM placement WHERE node = ?)",
    "DELETE FROM placement WHERE node = ?",
    "DELETE FROM node_department WHERE node = ?",
    "DELETE FROM node_text WHERE node = ?",
    "DELETE FROM node_tag WHERE node = ?",
    "DELETE FROM node_reference WHERE node = ?1 OR other = ?1",
    "DELETE FROM entry_node WHERE node = ?",
    "DELETE FROM picture WHERE node = ?",
    "DELETE FROM node WHERE id = ?",
    NULL,
  };

  return ids_of (store, "SELECT DISTINCT indicator FROM placement WHERE node = ?", id, indicators, error)
         && delete_project (store, id, error) && run_all (store, sqls, id, error);
}

/* The node and everything under it. */
static gboolean
delete_node (KkbStore *store, KkbId id, GError **error)
{
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (KkbId));
  g_autoptr (GArray) indicators = g_array_new (FALSE, FALSE, sizeof (KkbId));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  g_array_append_val (nodes, id);
  for (guint i = 0; i < nodes->len; i++)
    {
      KkbId *key = g_memdup2 (&g_array_index (nodes, KkbId, i), sizeof (KkbId));

      g_ptr_array_add (kept, key);
      if (g_hash_table_add (seen, key) /* a parent circle ends here */
          && !ids_of (store, "SELECT id FROM node WHERE parent = ?", *key, nodes, error))
        return FALSE;
    }
  for (guint i = nodes->len; i > 0; i--)
    if (!delete_single_node (store, g_array_index (nodes, KkbId, i - 1), indicators, error))
      return FALSE;
  return settle_all (store, indicators, error);
}

static gboolean
delete_plan (KkbStore *store, KkbId id, GError **error)
{
  static const char *const before[] = {
    "DELETE FROM placement_baseline WHERE placement IN (SELECT id FROM placement WHERE plan = ?)",
    "DELETE FROM placement WHERE plan = ?",
    "DELETE FROM target WHERE plan = ?",
    "DELETE FROM baseline WHERE plan = ?",
    "DELETE FROM goal WHERE plan = ?",
    "DELETE FROM project_grant WHERE project IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM money WHERE project IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM budget_line WHERE project IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM project_staff WHERE project IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM project_output WHERE project IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM project WHERE node IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM node_department WHERE node IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM node_text WHERE node IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM node_tag WHERE node IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM node_reference WHERE node IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM node_reference WHERE other IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM picture WHERE node IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM entry_node WHERE node IN (SELECT id FROM node WHERE plan = ?)",
    "DELETE FROM entry_node WHERE entry IN (SELECT id FROM entry WHERE plan = ?)",
    "DELETE FROM entry WHERE plan = ?",
    "DELETE FROM statistic_cell WHERE statistic IN (SELECT id FROM statistic WHERE plan = ?)",
    "DELETE FROM statistic WHERE plan = ?",
    "DELETE FROM plan_text WHERE plan = ?",
    "DELETE FROM node WHERE plan = ?",
    "DELETE FROM edition_band WHERE edition IN (SELECT id FROM edition WHERE plan = ?)",
    "DELETE FROM edition WHERE plan = ?",
    "UPDATE plan_link SET other = NULL WHERE other = ?",
    "DELETE FROM plan_link WHERE plan = ?",
    "DELETE FROM plan_level WHERE plan = ?",
    "DELETE FROM plan_department WHERE plan = ?",
    "DELETE FROM plan WHERE id = ?",
    NULL,
  };
  g_autoptr (GArray) indicators = g_array_new (FALSE, FALSE, sizeof (KkbId));

  return ids_of (store, "SELECT DISTINCT indicator FROM placement WHERE plan = ?", id, indicators, error)
         && run_all (store, before, id, error) && settle_all (store, indicators, error);
}

static gboolean
delete_placement (KkbStore *store, KkbId id, GError **error)
{
  g_autoptr (GArray) indicators = g_array_new (FALSE, FALSE, sizeof (KkbId));

  return ids_of (store, "SELECT indicator FROM placement WHERE id = ?", id, indicators, error)
         && run (store, "DELETE FROM placement_baseline WHERE placement = ?", id, error)
         && run (store, "DELETE FROM placement WHERE id = ?", id, error) && settle_all (store, indicators, error);
}

static gboolean
delete_value (KkbStore *store, const char *sql, const gint64 *keys, guint n_keys, GError **error)
{
  g_auto (KkbStatement) statement = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&statement, store, sql, error))
    return FALSE;
  for (guint i = 0; i < n_keys; i++)
    kkb_bind_int (&statement, keys[i]);
  return kkb_statement_run (&statement, error);
}

static gboolean
delete_department (KkbStore *store, KkbId id, GError **error)
{
  static const char *const sqls[] = {
    "DELETE FROM plan_department WHERE department = ?",
    "DELETE FROM node_department WHERE department = ?",
    "DELETE FROM indicator_department WHERE department = ?",
    "DELETE FROM department_former WHERE department = ?",
    "DELETE FROM department WHERE id = ?",
    NULL,
  };

  return run_all (store, sqls, id, error);
}

static gboolean
delete_word (KkbStore *store, KkbId id, GError **error)
{
  static const char *const sqls[] = {
    "DELETE FROM plan_text WHERE name = ?", "DELETE FROM node_text WHERE name = ?",
    "DELETE FROM node_tag WHERE word = ?",  "DELETE FROM indicator_tag WHERE word = ?",
    "DELETE FROM word WHERE id = ?",        NULL,
  };

  return run_all (store, sqls, id, error);
}

gboolean
kkb_store_delete (KkbStore *store, KkbStoreTable table, KkbId id, GError **error)
{
  switch (table)
    {
    case KKB_TABLE_PLAN:
      return delete_plan (store, id, error);
    case KKB_TABLE_LINK:
      return run (store, "DELETE FROM plan_link WHERE id = ?", id, error);
    case KKB_TABLE_NODE:
      return delete_node (store, id, error);
    case KKB_TABLE_PROJECT:
      return delete_project (store, id, error);
    case KKB_TABLE_MONEY:
      return run (store, "DELETE FROM money WHERE id = ?", id, error);
    case KKB_TABLE_INDICATOR:
      return delete_indicator (store, id, error);
    case KKB_TABLE_PLACEMENT:
      return delete_placement (store, id, error);
    case KKB_TABLE_DEPARTMENT:
      return delete_department (store, id, error);
    case KKB_TABLE_GRANT:
      return run (store, "DELETE FROM project_grant WHERE grant_program = ?", id, error)
             && run (store, "DELETE FROM grant_program WHERE id = ?", id, error);
    case KKB_TABLE_EDITION:
      return run (store, "DELETE FROM edition_band WHERE edition = ?", id, error)
             && run (store, "DELETE FROM edition WHERE id = ?", id, error);
    case KKB_TABLE_WORD:
      return delete_word (store, id, error);
    case KKB_TABLE_ENTRY:
      return run (store, "DELETE FROM entry_node WHERE entry = ?", id, error)
             && run (store, "DELETE FROM entry WHERE id = ?", id, error);
    case KKB_TABLE_STATISTIC:
      return run (store, "DELETE FROM statistic_cell WHERE statistic = ?", id, error)
             && run (store, "DELETE FROM statistic WHERE id = ?", id, error);
    case KKB_TABLE_SIDE_SERIES:
      return run (store, "DELETE FROM side_value WHERE series = ?", id, error)
             && run (store, "DELETE FROM side_series WHERE id = ?", id, error);
    case KKB_TABLE_PICTURE:
      return run (store, "DELETE FROM picture WHERE id = ?", id, error);
    default: /* values and goals are deleted by their own keys */
      g_return_val_if_reached (kkb_store_fail_code (SQLITE_MISUSE, error));
    }
}

gboolean
kkb_store_delete_baseline (KkbStore *store, KkbId plan, KkbId indicator, int revision, GError **error)
{
  const gint64 keys[] = { indicator, plan, revision };

  return revision < 0 ? delete_value (store, "DELETE FROM baseline WHERE indicator = ? AND plan = ?", keys, 2, error)
                      : delete_value (store, "DELETE FROM baseline WHERE indicator = ? AND plan = ? AND revision = ?",
                                      keys, 3, error);
}

gboolean
kkb_store_delete_target (KkbStore *store, KkbId plan, KkbId indicator, int fy, int revision, GError **error)
{
  const gint64 keys[] = { indicator, plan, fy, revision };

  return revision < 0
             ? delete_value (store, "DELETE FROM target WHERE indicator = ? AND plan = ? AND fy = ?", keys, 3, error)
             : delete_value (store, "DELETE FROM target WHERE indicator = ? AND plan = ? AND fy = ? AND revision = ?",
                             keys, 4, error);
}

gboolean
kkb_store_delete_actual (KkbStore *store, KkbId indicator, gboolean reference, int fy, GError **error)
{
  const gint64 keys[] = { indicator, fy, reference != 0 };

  return delete_value (store, "DELETE FROM actual WHERE indicator = ? AND fy = ? AND reference = ?", keys, 3, error);
}

gboolean
kkb_store_delete_side_value (KkbStore *store, KkbId series, int fy, GError **error)
{
  const gint64 keys[] = { series, fy };

  return delete_value (store, "DELETE FROM side_value WHERE series = ? AND fy = ?", keys, 2, error);
}
