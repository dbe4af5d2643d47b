/* kkb-store-changes.c - from a changeset, which was carried out just now, to the rows of the history and to the list of
 * what changed. Value changes are always written one by one: they are the audit trail. Of other rows only the deleted
 * ones and small numbers are; a large import gets one line per kind. */
#include "kkb-store-private.h"
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define SUMMARY_OVER      200 /* rows of one kind in one command */
#define MAX_VALUE_COLUMNS (KKB_N_VALUE_COLUMNS + 2)

enum
{
  OP_INSERT,
  OP_UPDATE,
  OP_DELETE,
  N_OPS
};

typedef struct
{
  KkbStore *store;
  sqlite3_changeset_iter *iter;
  const KkbTableInfo *info;
  guint index; /* of info */
  int op;
  gint64 history, line;
  gboolean summary[64][N_OPS];
  guint counts[64][N_OPS];
} Writer;

G_STATIC_ASSERT (N_OPS == 3);

typedef struct /* one line of the history */
{
  KkbId entity, plan;
  int fy;
  const char *op, *field, *before, *after;
} Line;

static gboolean
next_change (Writer *writer)
{
  const char *table;
  int n_columns, op;

  if (sqlite3changeset_next (writer->iter) != SQLITE_ROW)
    return FALSE;
  sqlite3changeset_op (writer->iter, &table, &n_columns, &op, NULL);
  writer->op = op == SQLITE_INSERT ? OP_INSERT : op == SQLITE_UPDATE ? OP_UPDATE : OP_DELETE;
  if (writer->info == NULL || strcmp (writer->info->name, table) != 0)
    {
      writer->info = kkb_store_table_find (table);
      writer->index = (guint)(writer->info - kkb_tables);
    }
  return TRUE;
}

/* The value of COLUMN before the change; NULL if it did not change (or there was none). */
static sqlite3_value *
old_value (Writer *writer, int column)
{
  sqlite3_value *value = NULL;

  if (writer->op != OP_INSERT)
    sqlite3changeset_old (writer->iter, column, &value);
  return value;
}

static sqlite3_value *
new_value (Writer *writer, int column)
{
  sqlite3_value *value = NULL;

  if (writer->op != OP_DELETE)
    sqlite3changeset_new (writer->iter, column, &value);
  return value;
}

static const char *
text_of (sqlite3_value *value)
{
  return value == NULL ? NULL : (const char *)sqlite3_value_text (value);
}

/* A key column has its value on one side at least. */
static gint64
key_of (Writer *writer, int column)
{
  sqlite3_value *value;

  if (column < 0 || (column >= writer->info->n_keys && writer->op == OP_UPDATE))
    return 0;
  value = writer->op == OP_INSERT ? new_value (writer, column) : old_value (writer, column);
  return value == NULL ? 0 : sqlite3_value_int64 (value);
}

static gboolean
write_line (Writer *writer, const Line *line, GError **error)
{
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (
          &insert, writer->store,
          "INSERT INTO history_row (entity, history, line, kind, op, plan, fy, field, old, new) VALUES (?, ?, "
          "?, ?, ?, ?, ?, ?, ?, ?)",
          error))
    return FALSE;
  kkb_bind_int (&insert, line->entity);
  kkb_bind_int (&insert, writer->history);
  kkb_bind_int (&insert, ++writer->line);
  kkb_bind_text (&insert, writer->info != NULL ? writer->info->name : "note");
  kkb_bind_text (&insert, line->op);
  kkb_bind_id (&insert, line->plan);
  kkb_bind_id (&insert, line->fy);
  kkb_bind_text_or_null (&insert, line->field);
  kkb_bind_text_or_null (&insert, line->before);
  kkb_bind_text_or_null (&insert, line->after);
  return kkb_statement_run (&insert, error);
}

/* How people call the row ID of TABLE. */
static char *
name_of (KkbStore *store, const char *table, KkbId id)
{
  static const char *const sqls[][2] = {
    { "department", "SELECT name FROM department WHERE id = ?" },
    { "grant_program", "SELECT name FROM grant_program WHERE id = ?" },
    { "plan", "SELECT title FROM plan WHERE id = ?" },
    { "node", "SELECT trim (label || ' ' || title) FROM node WHERE id = ?" },
    { "project", "SELECT trim (label || ' ' || title) FROM node WHERE id = ?" },
    { "indicator", "SELECT name FROM indicator WHERE id = ?" },
    { "word", "SELECT name FROM word WHERE id = ?" },
    { "side_series", "SELECT name FROM side_series WHERE id = ?" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sqls); i++)
    if (strcmp (sqls[i][0], table) == 0)
      {
        g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

        if (!kkb_statement_init (&select, store, sqls[i][1], NULL))
          return NULL;
        kkb_bind_int (&select, id);
        return kkb_statement_step (&select, NULL) ? g_strdup ((const char *)sqlite3_column_text (select.stmt, 0))
                                                  : NULL;
      }
  return NULL;
}

/* ---- values ---- */

static const char *
bound_word (const char *bound)
{
  switch (bound == NULL ? KKB_BOUND_EXACT : kkb_word_find (kkb_word_bound, bound))
    {
    case KKB_BOUND_AT_LEAST:
      return "以上";
    case KKB_BOUND_AT_MOST:
      return "以下";
    case KKB_BOUND_OVER:
      return "超";
    case KKB_BOUND_UNDER:
      return "未満";
    default:
      return "";
    }
}

/* A value in one line, as data: the number, then unit, bound, parts and state where there are any: 47.4（158/333）. */
static void
describe_value (const char *const *v, GString *out)
{
  int kind = v[KKB_KIND_AT] == NULL ? KKB_VALUE_NUMBER : kkb_word_find (kkb_word_kind, v[KKB_KIND_AT]);

  g_string_truncate (out, 0);
  if (kind == KKB_VALUE_NONE)
    g_string_append (out, "―");
  else if (v[KKB_TEXT_AT] != NULL)
    g_string_append (out, v[KKB_TEXT_AT]);
  else if (kind == KKB_VALUE_NUMBER || kind == KKB_VALUE_RANGE)
    {
      g_string_append (out, v[KKB_VALUE_AT] != NULL ? v[KKB_VALUE_AT] : "");
      if (kind == KKB_VALUE_RANGE && v[KKB_HIGH_AT] != NULL)
        g_string_append_printf (out, "〜%s", v[KKB_HIGH_AT]);
      g_string_append (out, v[KKB_UNIT_AT] != NULL ? v[KKB_UNIT_AT] : "");
      g_string_append (out, bound_word (v[KKB_BOUND_AT]));
    }
  if (v[KKB_NUMERATOR_AT] != NULL && v[KKB_DENOMINATOR_AT] != NULL)
    g_string_append_printf (out, "（%s/%s）", v[KKB_NUMERATOR_AT], v[KKB_DENOMINATOR_AT]);
  if (v[KKB_STATE_AT] != NULL)
    g_string_append_printf (out, out->len > 0 ? "（%s）" : "%s", v[KKB_STATE_AT]);
}

/* The value row as it stands now, by its key: an update's changeset holds changed columns only. BEFORE: that of the
 * revision before it. */
static gboolean
select_value (Writer *writer, KkbStatement *select, gboolean before, GError **error)
{
  static const char *const sqls[][2] = {
    { "placement_baseline", "SELECT " KKB_VALUE_COLUMNS " FROM placement_baseline WHERE placement = ?" },
    { "baseline", "SELECT " KKB_VALUE_COLUMNS ", revised_on, reason FROM baseline WHERE indicator = ? AND plan = ? AND "
                  "revision = ?" },
    { "target",
      "SELECT " KKB_VALUE_COLUMNS ", revised_on, reason FROM target WHERE indicator = ? AND plan = ? AND fy = "
      "? AND revision = ?" },
    { "actual", "SELECT " KKB_VALUE_COLUMNS " FROM actual WHERE indicator = ? AND fy = ? AND reference = ?" },
    { "side_value", "SELECT " KKB_VALUE_COLUMNS " FROM side_value WHERE series = ? AND fy = ?" },
  };
  gsize i = 0;

  while (strcmp (sqls[i][0], writer->info->name) != 0)
    i++;
  if (!kkb_statement_init (select, writer->store, sqls[i][1], error))
    return FALSE;
  for (int key = 0; key < writer->info->n_keys; key++)
    kkb_bind_int (select, key_of (writer, key) - (before && key == writer->info->n_keys - 1));
  return kkb_statement_step (select, error);
}

/* What stood in force before a revision came, or does again after it went. */
static void
describe_revised (Writer *writer, GString *out)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  const KkbTableInfo *info = writer->info;
  const char *texts[MAX_VALUE_COLUMNS] = { NULL };

  if ((strcmp (info->name, "target") != 0 && strcmp (info->name, "baseline") != 0)
      || key_of (writer, info->n_keys - 1) == 0 || !select_value (writer, &select, TRUE, NULL))
    return;
  for (int i = 0; i < info->n_columns - info->value; i++)
    texts[i] = (const char *)sqlite3_column_text (select.stmt, i);
  describe_value (texts, out);
}

/* The indicator whose history a value belongs to. */
static KkbId
indicator_of (Writer *writer)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  KkbId id = key_of (writer, 0);
  const char *sql = writer->info->table == KKB_TABLE_PLACEMENT     ? "SELECT indicator FROM placement WHERE id = ?"
                    : writer->info->table == KKB_TABLE_SIDE_SERIES ? "SELECT indicator FROM side_series WHERE id = ?"
                                                                   : NULL;

  if (sql == NULL || !kkb_statement_init (&select, writer->store, sql, NULL))
    return id;
  kkb_bind_int (&select, id);
  return kkb_statement_step (&select, NULL) ? sqlite3_column_int64 (select.stmt, 0) : id;
}

static gboolean
write_value (Writer *writer, GString *before, GString *after, GError **error)
{
  static const char *const ops[] = { "i", "u", "d" };
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  const KkbTableInfo *info = writer->info;
  const char *was[MAX_VALUE_COLUMNS] = { NULL }, *is[MAX_VALUE_COLUMNS] = { NULL };
  g_autofree char *series = NULL;
  int n = info->n_columns - info->value;
  Line line = { indicator_of (writer), key_of (writer, info->plan), 0, ops[writer->op], NULL, NULL, NULL };

  if (info->table != KKB_TABLE_BASELINE && info->table != KKB_TABLE_PLACEMENT)
    line.fy = (int)key_of (writer, info->fy);
  if (writer->op == OP_UPDATE && !select_value (writer, &select, FALSE, error))
    return error == NULL || *error == NULL ? kkb_store_fail_code (SQLITE_INTERNAL, error) : FALSE;
  for (int i = 0; i < n; i++)
    {
      sqlite3_value *old = old_value (writer, info->value + i);

      is[i] = writer->op == OP_UPDATE ? (const char *)sqlite3_column_text (select.stmt, i)
                                      : text_of (new_value (writer, info->value + i));
      was[i] = writer->op == OP_UPDATE && old == NULL ? is[i] : text_of (old);
    }
  g_string_truncate (before, 0);
  g_string_truncate (after, 0);
  if (writer->op != OP_INSERT)
    describe_value (was, before);
  else
    describe_revised (writer, before);
  if (writer->op != OP_DELETE)
    describe_value (is, after);
  else
    describe_revised (writer, after);
  line.before = before->str;
  line.after = after->str;
  if (info->table == KKB_TABLE_ACTUAL && key_of (writer, 2) != 0)
    line.field = "reference";
  if (info->table == KKB_TABLE_SIDE_SERIES)
    line.field = series = name_of (writer->store, "side_series", key_of (writer, 0));
  if ((writer->op != OP_UPDATE || strcmp (before->str, after->str) != 0) && !write_line (writer, &line, error))
    return FALSE;
  if (writer->op == OP_UPDATE && info->fy >= info->n_keys && new_value (writer, info->fy) != NULL)
    { /* of a baseline: beside the figure, not its key */
      line.field = "fy";
      line.before = text_of (old_value (writer, info->fy));
      line.after = text_of (new_value (writer, info->fy));
      if (!write_line (writer, &line, error))
        return FALSE;
    }
  for (int i = KKB_AS_OF_AT; writer->op == OP_UPDATE && i < n; i++)
    {
      line.field = info->columns[info->value + i].name;
      line.before = was[i];
      line.after = is[i];
      if (g_strcmp0 (was[i], is[i]) != 0 && !write_line (writer, &line, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- other rows ---- */

/* "PNG 120 KB" */
static char *
describe_picture (sqlite3_value *value)
{
  gsize size = (gsize)sqlite3_value_bytes (value);
  gboolean is_jpeg = FALSE;

  kkb_store_is_picture (sqlite3_value_blob (value), size, &is_jpeg);
  return g_strdup_printf ("%s %u KB", is_jpeg ? "JPEG" : "PNG", (guint)((size + 1023) / 1024));
}

/* COLUMN's content for people: ids by the name of what they refer to. */
static char *
describe_cell (Writer *writer, int column, sqlite3_value *value)
{
  const KkbColumn *spec = &writer->info->columns[column];
  g_auto (GStrv) parents = g_strsplit_set (writer->info->parents, ": ", -1);

  if (value == NULL || sqlite3_value_type (value) == SQLITE_NULL)
    return NULL;
  if (spec->type == KKB_COLUMN_PICTURE)
    return describe_picture (value);
  if (spec->type == KKB_COLUMN_ID || spec->type == KKB_COLUMN_ID_OR_NULL)
    for (guint i = 0; parents[i] != NULL && parents[i + 1] != NULL; i += 2)
      if (strcmp (parents[i], spec->name) == 0)
        {
          char *name = name_of (writer->store, parents[i + 1], sqlite3_value_int64 (value));

          if (name != NULL)
            return name;
        }
  return g_strdup (text_of (value));
}

/* plan_text, node_text: (owner, name, position, text) */
static gboolean
is_text_table (const KkbTableInfo *info)
{
  return info->n_columns == 4 && strcmp (info->columns[1].name, "name") == 0 && info->columns[1].type == KKB_COLUMN_ID;
}

/* Which one of a thing's parts a row is, where the kind alone does not say it: the name of a text, the place of a cell.
 * NULL if it does. */
static char *
describe_part (Writer *writer)
{
  if (is_text_table (writer->info))
    return name_of (writer->store, "word", key_of (writer, 1));
  if (strcmp (writer->info->name, "statistic_cell") == 0)
    return g_strdup_printf ("%d:%d", (int)key_of (writer, 1) + 1, (int)key_of (writer, 2) + 1);
  return NULL;
}

/* Some rows need all they hold to be known by: a budget line, a line of staff. */
static char *
describe_whole (Writer *writer, gboolean before, int first, const char *separator)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (int i = first; i < writer->info->n_columns; i++)
    {
      g_autofree char *text = describe_cell (writer, i, before ? old_value (writer, i) : new_value (writer, i));

      if (text != NULL && *text != '\0'
          && !(writer->info->columns[i].type == KKB_COLUMN_YEAR && strcmp (text, "0") == 0))
        g_string_append_printf (out, "%s%s", out->len > 0 ? separator : "", text);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* What names a whole row: its label, or for a row of two ids the second one's. */
static char *
describe_row (Writer *writer, gboolean before)
{
  const KkbTableInfo *info = writer->info;
  int column = info->label >= 0 ? info->label : info->n_keys == 2 ? 1 : -1;
  char *text;

  if (strcmp (info->name, "budget_line") == 0)
    return describe_whole (writer, before, 2, "-");
  if (strcmp (info->name, "project_staff") == 0)
    return describe_whole (writer, before, 2, " ");
  if (is_text_table (info))
    column = 3;
  text = column < 0 ? NULL
                    : describe_cell (writer, column, before ? old_value (writer, column) : new_value (writer, column));
  if (text != NULL && *text == '\0' && info->table == KKB_TABLE_PLACEMENT) /* shows the indicator's name */
    {
      g_free (text);
      text = describe_cell (writer, 2, before ? old_value (writer, 2) : new_value (writer, 2));
    }
  return text;
}

static gboolean
write_row (Writer *writer, GError **error)
{
  const KkbTableInfo *info = writer->info;
  Line line = { key_of (writer, info->entity), key_of (writer, info->plan), 0, NULL, NULL, NULL, NULL };
  g_autofree char *part = NULL;

  if (writer->summary[writer->index][writer->op])
    return TRUE;
  line.field = part = describe_part (writer);
  if (info->fy >= 0 && info->fy < info->n_keys)
    line.fy = (int)key_of (writer, info->fy);
  if (writer->op != OP_UPDATE)
    {
      g_autofree char *name = describe_row (writer, writer->op == OP_DELETE);

      line.op = writer->op == OP_INSERT ? "i" : "d";
      line.before = writer->op == OP_DELETE ? name : NULL;
      line.after = writer->op == OP_INSERT ? name : NULL;
      return write_line (writer, &line, error);
    }
  line.op = "u";
  for (int i = info->n_keys; i < info->n_columns; i++)
    {
      sqlite3_value *after = new_value (writer, i);
      g_autofree char *old_text = NULL, *new_text = NULL;

      if (after == NULL || (part != NULL && info->columns[i].type == KKB_COLUMN_POSITION))
        continue;
      old_text = describe_cell (writer, i, old_value (writer, i));
      new_text = describe_cell (writer, i, after);
      line.field = part != NULL ? part : info->columns[i].name;
      line.before = old_text;
      line.after = new_text;
      if (!write_line (writer, &line, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_summaries (Writer *writer, GError **error)
{
  static const char *const ops[] = { "inserted", "updated", "deleted" };

  for (guint i = 0; i < kkb_n_tables; i++)
    for (int op = 0; op < N_OPS; op++)
      {
        g_autofree char *count = g_strdup_printf ("%u", writer->counts[i][op]);
        Line line = { 0, 0, 0, "s", ops[op], NULL, count };

        writer->info = &kkb_tables[i];
        if (writer->summary[i][op] && !write_line (writer, &line, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
write_head (Writer *writer, const char *action, const char *label, const char *who, GError **error)
{
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");

  if (!kkb_statement_init (&insert, writer->store, "INSERT INTO history (at, who, action, label) VALUES (?, ?, ?, ?)",
                           error))
    return FALSE;
  kkb_bind_text (&insert, at);
  kkb_bind_text (&insert, who);
  kkb_bind_text (&insert, action);
  kkb_bind_text (&insert, label);
  if (!kkb_statement_run (&insert, error))
    return FALSE;
  writer->history = sqlite3_last_insert_rowid (writer->store->db);
  return TRUE;
}

/* Counts the changes per kind and lists them by key. */
static void
list_changes (Writer *writer, KkbChanges *changes)
{
  changes->only_values = TRUE;
  while (next_change (writer))
    {
      const KkbTableInfo *info = writer->info;
      KkbChange change = { 0 };

      writer->counts[writer->index][writer->op]++;
      change.table = info->table;
      change.id = key_of (writer, info->entity);
      change.plan
          = info->table == KKB_TABLE_BASELINE || info->table == KKB_TABLE_TARGET || info->table == KKB_TABLE_GOAL
                ? key_of (writer, info->plan)
                : 0;
      change.op = "iud"[writer->op];
      if (info->table == KKB_TABLE_TARGET || info->table == KKB_TABLE_ACTUAL)
        change.fy = (int)key_of (writer, info->fy);
      if (info->table == KKB_TABLE_ACTUAL)
        change.reference = key_of (writer, 2) != 0;
      if (info->table != KKB_TABLE_BASELINE && info->table != KKB_TABLE_TARGET && info->table != KKB_TABLE_ACTUAL)
        changes->only_values = FALSE;
      g_array_append_val (changes->rows, change);
    }
  for (guint i = 0; i < kkb_n_tables; i++)
    for (int op = 0; op < N_OPS; op++)
      writer->summary[i][op] = writer->counts[i][op] > SUMMARY_OVER && kkb_tables[i].value < 0
                               && !(op == OP_DELETE && kkb_tables[i].n_keys == 1);
}

gboolean
kkb_history_record (KkbStore *store, const KkbChangeset *changeset, const char *action, const char *label,
                    const char *who, KkbChanges *changes, GError **error)
{
  Writer writer = { store };
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  gboolean done = TRUE;

  g_assert (kkb_n_tables <= G_N_ELEMENTS (writer.counts));
  if (sqlite3changeset_start (&writer.iter, changeset->size, changeset->data) != SQLITE_OK)
    return kkb_store_fail_code (SQLITE_NOMEM, error);
  list_changes (&writer, changes);
  sqlite3changeset_finalize (writer.iter);
  writer.iter = NULL;
  if (!write_head (&writer, action, label, who, error))
    return FALSE;
  if (sqlite3changeset_start (&writer.iter, changeset->size, changeset->data) != SQLITE_OK)
    return kkb_store_fail_code (SQLITE_NOMEM, error);
  while (done && next_change (&writer))
    done = writer.info->value >= 0 ? write_value (&writer, before, after, error) : write_row (&writer, error);
  sqlite3changeset_finalize (writer.iter);
  return done && write_summaries (&writer, error);
}

gboolean
kkb_history_note (KkbStore *store, const char *label, const char *who, const char *what, GError **error)
{
  Writer writer = { store };
  Line line = { 0, 0, 0, "n", NULL, NULL, what };

  return write_head (&writer, "note", label, who, error) && write_line (&writer, &line, error);
}
