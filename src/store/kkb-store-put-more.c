/* kkb-store-put-more.c - writing what few entities have: texts, tags, references, former names, lists of words,
 * entries, statistics, side series, pictures. Lists are replaced as a whole, which leaves no trace where they agree. */
#include "kkb-store-put.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  const char *clear, *insert;
} ListSql;

gboolean
kkb_put_delete_of (KkbStore *store, const char *sql, KkbId owner, GError **error)
{
  g_auto (KkbStatement) statement = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&statement, store, sql, error))
    return FALSE;
  kkb_bind_int (&statement, owner);
  return kkb_statement_run (&statement, error);
}

/* Empties a list of OWNER and gets its insertion ready. */
static gboolean
start_list (KkbStore *store, KkbStatement *insert, const ListSql *sql, KkbId owner, GError **error)
{
  return kkb_put_delete_of (store, sql->clear, owner, error) && kkb_statement_init (insert, store, sql->insert, error);
}

gboolean
kkb_put_ids (KkbStore *store, const char *delete_sql, const char *insert_sql, KkbId owner, const KkbId *ids,
             GError **error)
{
  const ListSql sql = { delete_sql, insert_sql };
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!start_list (store, &insert, &sql, owner, error))
    return FALSE;
  for (int i = 0; ids != NULL && ids[i] != 0; i++)
    {
      kkb_bind_int (&insert, owner);
      kkb_bind_id (&insert, ids[i]);
      kkb_bind_int (&insert, i);
      if (!kkb_statement_run (&insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_texts (KkbStore *store, const ListSql *sql, KkbId owner, const KkbNamedText *texts, GError **error)
{
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!start_list (store, &insert, sql, owner, error))
    return FALSE;
  for (int i = 0; texts != NULL && texts[i].name != 0; i++)
    {
      kkb_bind_int (&insert, owner);
      kkb_bind_int (&insert, texts[i].name);
      kkb_bind_int (&insert, i);
      kkb_bind_text (&insert, texts[i].text);
      if (!kkb_statement_run (&insert, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_put_plan_texts (KkbStore *store, const KkbPlan *plan, GError **error)
{
  static const ListSql sql = { "DELETE FROM plan_text WHERE plan = ?",
                               "INSERT INTO plan_text (plan, name, position, text) VALUES (?, ?, ?, ?) ON CONFLICT DO "
                               "UPDATE SET text = excluded.text" };

  return put_texts (store, &sql, plan->id, plan->texts, error);
}

gboolean
kkb_put_former_names (KkbStore *store, const KkbDepartment *department, GError **error)
{
  static const ListSql sql
      = { "DELETE FROM department_former WHERE department = ?",
          "INSERT INTO department_former (department, position, name, until_fy) VALUES (?, ?, ?, ?)" };
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!start_list (store, &insert, &sql, department->id, error))
    return FALSE;
  for (guint i = 0; department->former != NULL && i < department->n_former; i++)
    {
      kkb_bind_int (&insert, department->id);
      kkb_bind_int (&insert, i);
      kkb_bind_text (&insert, department->former[i].name);
      kkb_bind_int (&insert, department->former[i].until_fy);
      if (!kkb_statement_run (&insert, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_put_node_lists (KkbStore *store, const KkbNode *node, GError **error)
{
  static const ListSql texts = { "DELETE FROM node_text WHERE node = ?",
                                 "INSERT INTO node_text (node, name, position, text) VALUES (?, ?, ?, ?) ON CONFLICT "
                                 "DO UPDATE SET text = excluded.text" };
  const KkbNodeMore *more = node->more;

  return kkb_put_ids (store, "DELETE FROM node_tag WHERE node = ?",
                      "INSERT INTO node_tag (node, word, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", node->id,
                      more != NULL ? more->tags : NULL, error)
         && kkb_put_ids (store, "DELETE FROM node_reference WHERE node = ?",
                         "INSERT INTO node_reference (node, other, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                         node->id, more != NULL ? more->references : NULL, error)
         && put_texts (store, &texts, node->id, more != NULL ? more->texts : NULL, error);
}

static gboolean
put_budget_lines (KkbStore *store, KkbId node, const KkbProject *project, GError **error)
{
  static const ListSql sql
      = { "DELETE FROM budget_line WHERE project = ?",
          "INSERT INTO budget_line (project, position, account, kan, kou, moku, item) VALUES (?, ?, ?, ?, ?, ?, ?)" };
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!start_list (store, &insert, &sql, node, error))
    return FALSE;
  for (guint i = 0; project->budget_lines != NULL && i < project->n_budget_lines; i++)
    {
      const KkbBudgetLine *line = &project->budget_lines[i];

      kkb_bind_int (&insert, node);
      kkb_bind_int (&insert, i);
      kkb_bind_text (&insert, line->account);
      kkb_bind_text (&insert, line->kan);
      kkb_bind_text (&insert, line->kou);
      kkb_bind_text (&insert, line->moku);
      kkb_bind_text (&insert, line->item);
      if (!kkb_statement_run (&insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_staff (KkbStore *store, KkbId node, const KkbProject *project, GError **error)
{
  static const ListSql sql
      = { "DELETE FROM project_staff WHERE project = ?",
          "INSERT INTO project_staff (project, position, fy, kind, staff, unit_cost) VALUES (?, ?, ?, ?, ?, ?)" };
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!start_list (store, &insert, &sql, node, error))
    return FALSE;
  for (guint i = 0; project->staff != NULL && i < project->n_staff; i++)
    {
      const KkbStaff *staff = &project->staff[i];

      kkb_bind_int (&insert, node);
      kkb_bind_int (&insert, i);
      kkb_bind_int (&insert, staff->fy);
      kkb_bind_text (&insert, kkb_word_money (staff->kind));
      kkb_bind_decimal (&insert, staff->staff);
      kkb_bind_decimal (&insert, staff->unit_cost);
      if (!kkb_statement_run (&insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_outputs (KkbStore *store, KkbId node, const KkbProject *project, GError **error)
{
  static const ListSql sql = { "DELETE FROM project_output WHERE project = ?",
                               "INSERT INTO project_output (project, position, fy, text) VALUES (?, ?, ?, ?)" };
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!start_list (store, &insert, &sql, node, error))
    return FALSE;
  for (guint i = 0; project->outputs != NULL && i < project->n_outputs; i++)
    {
      kkb_bind_int (&insert, node);
      kkb_bind_int (&insert, i);
      kkb_bind_int (&insert, project->outputs[i].fy);
      kkb_bind_text (&insert, project->outputs[i].text);
      if (!kkb_statement_run (&insert, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_put_project_lists (KkbStore *store, KkbId node, const KkbProject *project, GError **error)
{
  return kkb_put_ids (
             store, "DELETE FROM project_grant WHERE project = ?",
             "INSERT INTO project_grant (project, grant_program, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
             node, project->grants, error)
         && put_budget_lines (store, node, project, error) && put_staff (store, node, project, error)
         && put_outputs (store, node, project, error);
}

/* A formula may name an indicator twice, so operands are kept by their place. */
static gboolean
put_operands (KkbStore *store, const KkbIndicator *indicator, GError **error)
{
  static const ListSql sql = { "DELETE FROM indicator_operand WHERE indicator = ?",
                               "INSERT INTO indicator_operand (indicator, position, operand) VALUES (?, ?, ?)" };
  const KkbId *operands = indicator->more != NULL ? indicator->more->operands : NULL;
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!start_list (store, &insert, &sql, indicator->id, error))
    return FALSE;
  for (int i = 0; operands != NULL && operands[i] != 0; i++)
    {
      kkb_bind_int (&insert, indicator->id);
      kkb_bind_int (&insert, i);
      kkb_bind_id (&insert, operands[i]);
      if (!kkb_statement_run (&insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_units (KkbStore *store, const KkbIndicator *indicator, GError **error)
{
  static const ListSql sql = { "DELETE FROM indicator_unit WHERE indicator = ?",
                               "INSERT INTO indicator_unit (indicator, fy, unit) VALUES (?, ?, ?) ON CONFLICT DO "
                               "UPDATE SET unit = excluded.unit" };
  const KkbUnitChange *units = indicator->more != NULL ? indicator->more->units : NULL;
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!start_list (store, &insert, &sql, indicator->id, error))
    return FALSE;
  for (int i = 0; units != NULL && units[i].fy != 0; i++)
    {
      kkb_bind_int (&insert, indicator->id);
      kkb_bind_int (&insert, units[i].fy);
      kkb_bind_text (&insert, units[i].unit);
      if (!kkb_statement_run (&insert, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_put_indicator_lists (KkbStore *store, const KkbIndicator *indicator, GError **error)
{
  return kkb_put_ids (store, "DELETE FROM indicator_tag WHERE indicator = ?",
                      "INSERT INTO indicator_tag (indicator, word, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                      indicator->id, indicator->more != NULL ? indicator->more->tags : NULL, error)
         && put_operands (store, indicator, error) && put_units (store, indicator, error);
}

/* ---- public ---- */

gboolean
kkb_store_put_word (KkbStore *store, const KkbWord *word, gint32 position, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (
          &put, store,
          "INSERT INTO word (id, position, kind, name, note) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
          "position = excluded.position, kind = excluded.kind, name = excluded.name, note = excluded.note",
          error))
    return FALSE;
  kkb_bind_int (&put, word->id);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, kkb_word_list (word->kind));
  kkb_bind_text (&put, word->name);
  kkb_bind_text (&put, word->note);
  return kkb_statement_run (&put, error);
}

gboolean
kkb_store_put_entry (KkbStore *store, const KkbEntry *entry, gint32 position, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (
          &put, store,
          "INSERT INTO entry (id, plan, position, kind, name, category, text) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT "
          "(id) DO UPDATE SET plan = excluded.plan, position = excluded.position, kind = excluded.kind, name = "
          "excluded.name, category = excluded.category, text = excluded.text",
          error))
    return FALSE;
  kkb_bind_int (&put, entry->id);
  kkb_bind_id (&put, entry->plan);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, kkb_word_entry (entry->kind));
  kkb_bind_text (&put, entry->name);
  kkb_bind_text (&put, entry->category);
  kkb_bind_text (&put, entry->text);
  return kkb_statement_run (&put, error)
         && kkb_put_ids (store, "DELETE FROM entry_node WHERE entry = ?",
                         "INSERT INTO entry_node (entry, node, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                         entry->id, entry->nodes, error);
}

/* A table takes memory for its empty cells, too, so their number has a limit. */
static gboolean
check_statistic (KkbStore *store, const KkbStatistic *statistic, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  gint64 others;

  if (!kkb_statement_init (&select, store, "SELECT total (n_rows * n_columns) FROM statistic WHERE id <> ?", error))
    return FALSE;
  kkb_bind_int (&select, statistic->id);
  if (!kkb_statement_step (&select, error))
    return FALSE;
  others = sqlite3_column_int64 (select.stmt, 0);
  if (statistic->n_rows <= KKB_STATISTIC_MAX_ROWS && statistic->n_columns <= KKB_STATISTIC_MAX_COLUMNS
      && others + (gint64)statistic->n_rows * statistic->n_columns <= KKB_STATISTIC_MAX_CELLS)
    return TRUE;
  g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
               _ ("The table is too large: at most %d rows and %d columns can be kept, and %d cells in all tables of a "
                  "document. Nothing was changed. Leave out what is not needed, or divide the table."),
               KKB_STATISTIC_MAX_ROWS, KKB_STATISTIC_MAX_COLUMNS, KKB_STATISTIC_MAX_CELLS);
  return FALSE;
}

static gboolean
put_cells (KkbStore *store, const KkbStatistic *statistic, GError **error)
{
  static const ListSql sql = { "DELETE FROM statistic_cell WHERE statistic = ?",
                               "INSERT INTO statistic_cell (statistic, line, col, text) VALUES (?, ?, ?, ?)" };
  gsize n = statistic->cells == NULL ? 0 : (gsize)statistic->n_rows * statistic->n_columns;
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!start_list (store, &insert, &sql, statistic->id, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      if (statistic->cells[i] == NULL || *statistic->cells[i] == '\0')
        continue;
      kkb_bind_int (&insert, statistic->id);
      kkb_bind_int (&insert, (gint64)(i / statistic->n_columns));
      kkb_bind_int (&insert, (gint64)(i % statistic->n_columns));
      kkb_bind_text (&insert, statistic->cells[i]);
      if (!kkb_statement_run (&insert, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_store_put_statistic (KkbStore *store, const KkbStatistic *statistic, gint32 position, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (!check_statistic (store, statistic, error)
      || !kkb_statement_init (
          &put, store,
          "INSERT INTO statistic (id, plan, position, name, unit, source, note, n_rows, n_columns) VALUES (?, ?, ?, ?, "
          "?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET plan = excluded.plan, position = excluded.position, name = "
          "excluded.name, unit = excluded.unit, source = excluded.source, note = excluded.note, n_rows = "
          "excluded.n_rows, n_columns = excluded.n_columns",
          error))
    return FALSE;
  kkb_bind_int (&put, statistic->id);
  kkb_bind_id (&put, statistic->plan);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, statistic->name);
  kkb_bind_text (&put, statistic->unit);
  kkb_bind_text (&put, statistic->source);
  kkb_bind_text (&put, statistic->note);
  kkb_bind_int (&put, statistic->n_rows);
  kkb_bind_int (&put, statistic->n_columns);
  return kkb_statement_run (&put, error) && put_cells (store, statistic, error);
}

gboolean
kkb_store_put_side_series (KkbStore *store, const KkbSideSeries *series, gint32 position, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (
          &put, store,
          "INSERT INTO side_series (id, indicator, position, kind, name, unit, source, note) VALUES (?, ?, ?, ?, ?, ?, "
          "?, ?) ON CONFLICT (id) DO UPDATE SET indicator = excluded.indicator, position = excluded.position, kind = "
          "excluded.kind, name = excluded.name, unit = excluded.unit, source = excluded.source, note = excluded.note",
          error))
    return FALSE;
  kkb_bind_int (&put, series->id);
  kkb_bind_id (&put, series->indicator);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, kkb_word_side (series->kind));
  kkb_bind_text (&put, series->name);
  kkb_bind_text (&put, series->unit);
  kkb_bind_text (&put, series->source);
  kkb_bind_text (&put, series->note);
  return kkb_statement_run (&put, error);
}

/* The picture that is there stays as it is. */
static gboolean
put_caption (KkbStore *store, const KkbPicture *picture, gint32 position, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&put, store, "UPDATE picture SET node = ?, position = ?, caption = ? WHERE id = ?", error))
    return FALSE;
  kkb_bind_id (&put, picture->node);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, picture->caption);
  kkb_bind_int (&put, picture->id);
  if (!kkb_statement_run (&put, error))
    return FALSE;
  if (sqlite3_changes (store->db) > 0)
    return TRUE;
  g_set_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND,
               _ ("The picture is not in the document any more. Nothing was changed. Insert it again."));
  return FALSE;
}

gboolean
kkb_store_put_picture (KkbStore *store, const KkbPicture *picture, GBytes *data, gint32 position, GError **error)
{
  g_auto (KkbStatement) put = KKB_STATEMENT_INIT;
  gconstpointer bytes;
  gboolean is_jpeg;
  gsize size;

  if (data == NULL)
    return put_caption (store, picture, position, error);
  bytes = g_bytes_get_data (data, &size);
  if (!kkb_store_is_picture (bytes, size, &is_jpeg))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("Only PNG and JPEG pictures of at most %d MiB can be kept in a document. Nothing was changed. "
                      "Save the picture smaller or in one of these formats, then insert it again."),
                   KKB_PICTURE_MAX / (1024 * 1024));
      return FALSE;
    }
  if (!kkb_statement_init (
          &put, store,
          "INSERT INTO picture (id, node, position, caption, is_jpeg, data) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) "
          "DO UPDATE SET node = excluded.node, position = excluded.position, caption = excluded.caption, is_jpeg = "
          "excluded.is_jpeg, data = excluded.data",
          error))
    return FALSE;
  kkb_bind_int (&put, picture->id);
  kkb_bind_id (&put, picture->node);
  kkb_bind_int (&put, position);
  kkb_bind_text (&put, picture->caption);
  kkb_bind_int (&put, is_jpeg);
  kkb_bind_blob (&put, bytes, size);
  return kkb_statement_run (&put, error);
}

GBytes *
kkb_store_picture_data (KkbStore *store, KkbId picture, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&select, store, "SELECT data FROM picture WHERE id = ?", error))
    return NULL;
  kkb_bind_int (&select, picture);
  if (kkb_statement_step (&select, error))
    {
      const void *data = sqlite3_column_blob (select.stmt, 0);
      gsize size = (gsize)sqlite3_column_bytes (select.stmt, 0);
      gboolean is_jpeg;

      if (kkb_store_is_picture (data, size, &is_jpeg))
        return g_bytes_new (data, size);
      kkb_store_fail_damaged (error, "picture", "?", "data"); /* of a file not yet checked */
      return NULL;
    }
  if (select.column >= 0)
    g_set_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND,
                 _ ("The picture is not in the document any more. Nothing was changed. Insert it again."));
  return NULL;
}

gboolean
kkb_store_set_position (KkbStore *store, KkbStoreTable table, KkbId id, gint32 position, GError **error)
{
  static const char *const sqls[KKB_TABLE_OTHER] = {
    [KKB_TABLE_PLAN] = "UPDATE plan SET position = ? WHERE id = ?",
    [KKB_TABLE_LINK] = "UPDATE plan_link SET position = ? WHERE id = ?",
    [KKB_TABLE_NODE] = "UPDATE node SET position = ? WHERE id = ?",
    [KKB_TABLE_MONEY] = "UPDATE money SET position = ? WHERE id = ?",
    [KKB_TABLE_INDICATOR] = "UPDATE indicator SET position = ? WHERE id = ?",
    [KKB_TABLE_PLACEMENT] = "UPDATE placement SET position = ? WHERE id = ?",
    [KKB_TABLE_DEPARTMENT] = "UPDATE department SET position = ? WHERE id = ?",
    [KKB_TABLE_GRANT] = "UPDATE grant_program SET position = ? WHERE id = ?",
    [KKB_TABLE_EDITION] = "UPDATE edition SET position = ? WHERE id = ?",
    [KKB_TABLE_WORD] = "UPDATE word SET position = ? WHERE id = ?",
    [KKB_TABLE_ENTRY] = "UPDATE entry SET position = ? WHERE id = ?",
    [KKB_TABLE_STATISTIC] = "UPDATE statistic SET position = ? WHERE id = ?",
    [KKB_TABLE_SIDE_SERIES] = "UPDATE side_series SET position = ? WHERE id = ?",
    [KKB_TABLE_PICTURE] = "UPDATE picture SET position = ? WHERE id = ?",
  };
  g_auto (KkbStatement) update = KKB_STATEMENT_INIT;

  if (table >= KKB_TABLE_OTHER || sqls[table] == NULL)
    g_return_val_if_reached (kkb_store_fail_code (SQLITE_MISUSE, error));
  if (!kkb_statement_init (&update, store, sqls[table], error))
    return FALSE;
  kkb_bind_int (&update, position);
  kkb_bind_int (&update, id);
  return kkb_statement_run (&update, error);
}
