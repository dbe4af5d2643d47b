/* kkb-store-salvage-rows.c - reading past damaged pages. A table is read upwards until it fails, then downwards from
 * its end; the gap between is halved and tried again, which finds what lies between two damaged places. */
#include "kkb-store-salvage.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_QUERIES 4000 /* a table */

typedef struct
{
  KkbSalvage *salvage;
  const KkbTableInfo *info;
  sqlite3_stmt *up, *down, *insert;
  guint queries;
  gsize taken, invalid, seen;
  gboolean unread, failed; /* something could not be read; writing failed */
} Reader;

typedef struct
{
  gint64 low, high; /* both outside */
} Gap;

/* What a row of an older file has in a column that came later. The schema says the same; its default cannot be asked of
 * a damaged file. */
static const char *
default_of (const KkbColumn *column)
{
  if (strcmp (column->name, "decimals") == 0)
    return "1";
  return column->type == KKB_COLUMN_TEXT || column->type == KKB_COLUMN_WORD ? "''" : "0";
}

/* SOUND: only rows whose ids are those of something. */
static sqlite3_stmt *
prepare_select (sqlite3 *db, int version, const KkbTableInfo *info, gboolean up, gboolean sound)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_auto (GStrv) parents = g_strsplit_set (info->parents, ": ", -1);
  const char *key = info->columns[0].name;
  int n_columns = kkb_store_table_columns (info, version);
  sqlite3_stmt *stmt = NULL;

  for (int i = 0; i < info->n_columns; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "",
                            i < n_columns ? info->columns[i].name : default_of (&info->columns[i]));
  g_string_append_printf (sql, " FROM main.%s NOT INDEXED WHERE %s > ? AND %s < ?", info->name, key, key);
  for (guint i = 0; sound && parents[i] != NULL && parents[i + 1] != NULL; i += 2)
    g_string_append_printf (sql, " AND %s IN (SELECT %s FROM main.%s)", parents[i],
                            kkb_store_table_find (parents[i + 1])->columns[0].name, parents[i + 1]);
  g_string_append_printf (sql, " ORDER BY %s %s", key, up ? "ASC" : "DESC");
  sqlite3_prepare_v2 (db, sql->str, -1, &stmt, NULL);
  return stmt;
}

static sqlite3_stmt *
prepare_insert (sqlite3 *db, const KkbTableInfo *info)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  g_string_printf (sql, "INSERT OR IGNORE INTO %s (", info->name);
  for (int i = 0; i < info->n_columns; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", info->columns[i].name);
  g_string_append (sql, ") VALUES (");
  for (int i = 0; i < info->n_columns; i++)
    g_string_append (sql, i > 0 ? ", ?" : "?");
  g_string_append_c (sql, ')');
  sqlite3_prepare_v2 (db, sql->str, -1, &stmt, NULL);
  return stmt;
}

static void
take_row (Reader *reader, sqlite3_stmt *row)
{
  int bad;

  if (!kkb_store_table_check_row (reader->info, row, &bad))
    {
      reader->invalid++;
      return;
    }
  for (int i = 0; i < reader->info->n_columns; i++)
    sqlite3_bind_value (reader->insert, i + 1, sqlite3_column_value (row, i));
  if (sqlite3_step (reader->insert) != SQLITE_DONE)
    reader->failed = TRUE;
  else if (sqlite3_changes (reader->salvage->out->db) > 0)
    reader->taken++;
  sqlite3_reset (reader->insert);
}

/* Reads from one end of GAP and draws that end in to the last key read. TRUE when it came to the other end. */
static gboolean
read_from (Reader *reader, Gap *gap, gboolean up)
{
  sqlite3_stmt *stmt = up ? reader->up : reader->down;
  int code;

  reader->queries++;
  sqlite3_bind_int64 (stmt, 1, gap->low);
  sqlite3_bind_int64 (stmt, 2, gap->high);
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW && !reader->failed && reader->seen < reader->salvage->max_rows)
    {
      gint64 key = sqlite3_column_int64 (stmt, 0);

      reader->seen++;
      take_row (reader, stmt);
      if (up)
        gap->low = MAX (gap->low, key);
      else
        gap->high = MIN (gap->high, key);
    }
  sqlite3_reset (stmt);
  return code == SQLITE_DONE;
}

static void
read_gaps (Reader *reader)
{
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (Gap));
  Gap all = { G_MININT64, G_MAXINT64 };

  g_array_append_val (gaps, all);
  for (guint i = 0; i < gaps->len && !reader->failed; i++)
    {
      Gap gap = g_array_index (gaps, Gap, i);
      gint64 middle;

      if (reader->queries >= MAX_QUERIES || reader->seen >= reader->salvage->max_rows
          || g_cancellable_is_cancelled (reader->salvage->cancellable))
        {
          reader->unread = TRUE;
          return;
        }
      if (read_from (reader, &gap, TRUE))
        continue;
      reader->unread = TRUE;
      if (read_from (reader, &gap, FALSE))
        continue;
      middle = gap.low / 2 + gap.high / 2;
      if (gap.low < middle && middle < gap.high)
        {
          Gap below = { gap.low, middle + 1 }, above = { middle, gap.high };

          if (middle + 1 < gap.high)
            g_array_append_val (gaps, below);
          g_array_append_val (gaps, above);
        }
    }
}

static gboolean
is_soundly_declared (sqlite3 *db, const KkbTableInfo *info)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = '%s' AND rootpage > 1", info->name);
  g_autofree char *found = kkb_store_query_text (db, sql);

  return found != NULL;
}

/* Rows that hold something in a column that came with VERSION. */
static gsize
count_grown (sqlite3 *db, int version, const KkbTableInfo *info)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  int before = kkb_store_table_columns (info, version - 1), after = kkb_store_table_columns (info, version);
  gint64 n = 0;

  if (before == 0 || before == after)
    return 0;
  g_string_printf (sql, "SELECT count (*) FROM main.%s NOT INDEXED WHERE ", info->name);
  for (int i = before; i < after; i++)
    g_string_append_printf (sql, "%s%s <> %s", i > before ? " OR " : "", info->columns[i].name,
                            default_of (&info->columns[i]));
  return kkb_store_query_int (db, sql->str, &n, NULL) ? (gsize)n : 0;
}

gsize
kkb_salvage_count (sqlite3 *damaged, int version, const KkbTableInfo *info, gsize *trouble)
{
  sqlite3_stmt *stmt
      = is_soundly_declared (damaged, info) ? prepare_select (damaged, version, info, TRUE, info->since > 1) : NULL;
  gsize n = 0;
  int code = SQLITE_ROW;

  if (stmt != NULL)
    {
      sqlite3_bind_int64 (stmt, 1, G_MININT64);
      sqlite3_bind_int64 (stmt, 2, G_MAXINT64);
    }
  while (stmt != NULL && n < 100000 && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      int bad;

      if (kkb_store_table_check_row (info, stmt, &bad))
        n++;
      else
        (*trouble)++;
    }
  if (stmt == NULL || (code != SQLITE_DONE && code != SQLITE_ROW))
    (*trouble)++;
  sqlite3_finalize (stmt);
  return n + (version > 1 ? count_grown (damaged, version, info) : 0);
}

gboolean
kkb_salvage_table (KkbSalvage *self, const KkbTableInfo *info, GError **error)
{
  Reader reader = { self, info };

  if (kkb_store_table_columns (info, self->version) == 0)
    return TRUE; /* an older file: there is nothing to miss */
  reader.insert = prepare_insert (self->out->db, info);
  if (reader.insert == NULL)
    return kkb_store_fail (self->out->db, error);
  if (is_soundly_declared (self->damaged, info))
    {
      reader.up = prepare_select (self->damaged, self->version, info, TRUE, FALSE);
      reader.down = prepare_select (self->damaged, self->version, info, FALSE, FALSE);
    }
  if (reader.up != NULL && reader.down != NULL)
    read_gaps (&reader);
  else
    reader.unread = TRUE;
  if (reader.failed)
    kkb_store_fail (self->out->db, error);
  sqlite3_finalize (reader.up);
  sqlite3_finalize (reader.down);
  sqlite3_finalize (reader.insert);
  self->n_rows += info->tracked ? reader.taken : 0;
  if (reader.unread)
    kkb_salvage_say (self, _ ("%s: %u rows were read; a part of the table could not be read."),
                     kkb_history_kind_word (info->name), (guint)reader.taken);
  if (reader.invalid > 0)
    kkb_salvage_say (self, _ ("%s: %u rows with invalid contents were left out."), kkb_history_kind_word (info->name),
                     (guint)reader.invalid);
  return !reader.failed;
}

/* ---- references ---- */

/* Runs SQL on the new file; if it changed anything, says so with FORMAT (one %d). */
static gboolean
mend (KkbSalvage *self, const char *sql, const char *what, GError **error)
{
  if (!kkb_store_exec (self->out->db, sql, error))
    return FALSE;
  if (what != NULL && sqlite3_changes (self->out->db) > 0)
    kkb_salvage_say (self, "%s: %d", what, sqlite3_changes (self->out->db));
  return TRUE;
}

/* Values whose plan or indicator is lost, and texts whose name is, keep a placeholder, so that they can be put right by
 * hand. */
static gboolean
mend_entities (KkbSalvage *self, GError **error)
{
  return mend (self,
               "INSERT INTO plan SELECT DISTINCT plan, 999, '（名称不明）', '', '', '', '', '', 0, 0 FROM (SELECT plan "
               "FROM "
               "node UNION SELECT plan FROM placement UNION SELECT plan FROM target UNION SELECT plan FROM baseline "
               "UNION "
               "SELECT plan FROM edition) WHERE plan NOT IN (SELECT id FROM plan)",
               _ ("Plans whose name is lost and that were given a substitute"), error)
         && mend (
             self,
             "INSERT INTO indicator SELECT DISTINCT id, 999999, '', '（名称不明）', '', '', '', '', '', '', 'up', "
             "'level', '', 'fiscal', NULL, NULL, '', 1, 0 FROM (SELECT indicator AS id FROM placement UNION SELECT "
             "indicator FROM "
             "target UNION SELECT indicator FROM baseline UNION SELECT indicator FROM actual) WHERE id NOT IN "
             "(SELECT id "
             "FROM indicator)",
             _ ("Indicators whose name is lost and that were given a substitute"), error)
         && mend (
             self,
             "INSERT INTO goal SELECT DISTINCT indicator, plan, NULL FROM (SELECT indicator, plan FROM target UNION "
             "SELECT indicator, plan FROM baseline) AS v WHERE NOT EXISTS (SELECT 1 FROM goal g WHERE g.indicator = "
             "v.indicator AND g.plan = v.plan)",
             _ ("Goals whose own method is lost"), error)
         && mend (self,
                  "INSERT INTO word SELECT DISTINCT name, 999, '項目名', '（名称不明）', '' FROM (SELECT name FROM "
                  "node_text UNION SELECT name FROM plan_text) WHERE name NOT IN (SELECT id FROM word)",
                  _ ("Texts whose own name is lost and that were given a substitute"), error);
}

/* Drops or unties what refers to nothing, parents first. */
static gboolean
mend_references (KkbSalvage *self, const KkbTableInfo *info, GError **error)
{
  g_auto (GStrv) parents = g_strsplit_set (info->parents, ": ", -1);

  for (guint i = 0; parents[i] != NULL && parents[i + 1] != NULL; i += 2)
    {
      const KkbTableInfo *parent = kkb_store_table_find (parents[i + 1]);
      const KkbColumn *column = &info->columns[kkb_store_table_column (info, parents[i])];
      g_autofree char *sql = NULL;
      g_autofree char *what = NULL;

      if (strcmp (parent->name, "goal") == 0)
        continue; /* mend_entities() made them whole */
      if (column->type == KKB_COLUMN_ID_OR_NULL)
        sql = g_strdup_printf ("UPDATE %s SET %s = NULL WHERE %s IS NOT NULL AND %s NOT IN (SELECT %s FROM %s)",
                               info->name, column->name, column->name, column->name, parent->columns[0].name,
                               parent->name);
      else
        sql = g_strdup_printf ("DELETE FROM %s WHERE %s NOT IN (SELECT %s FROM %s)", info->name, column->name,
                               parent->columns[0].name, parent->name);
      what = g_strdup_printf (_ ("%s: rows that referred to lost ones (%s)"), kkb_history_kind_word (info->name),
                              kkb_history_kind_word (parent->name));
      if (!mend (self, sql, what, error))
        return FALSE;
    }
  return TRUE;
}

/* Every plan has an edition, every indicator a place, and a first one. */
static gboolean
mend_places (KkbSalvage *self, GError **error)
{
  return mend (
             self,
             "INSERT INTO edition SELECT abs (random () / 2) + 1, id, 0, '標準', 0, '標準', '', 'progress', 'linear', "
             "'half_up', 1, 0, 0, 0, 'plain', NULL, 0 FROM plan WHERE id NOT IN (SELECT plan FROM edition)",
             _ ("Plans whose rule sets are lost and that were given the standard one"), error)
         && mend (
             self,
             "INSERT INTO edition_band SELECT e.id, b.position, b.label, b.condition, 0, '未入力', b.threshold FROM "
             "edition e, (SELECT 0 AS position, 'A' AS label, 'rate' AS condition, '100' AS threshold UNION ALL SELECT "
             "1, "
             "'B', 'rate', '80' UNION ALL SELECT 2, 'C', 'rate', '50' UNION ALL SELECT 3, 'D', 'otherwise', '0') b "
             "WHERE "
             "e.id NOT IN (SELECT edition FROM edition_band)",
             NULL, error)
         && mend (
             self,
             "INSERT INTO placement SELECT abs (random () / 2) + 1, coalesce ((SELECT plan FROM goal WHERE indicator = "
             "i.id), (SELECT min (id) FROM plan)), i.id, NULL, 999, 1, i.code, '', '', '', '', '', '', '' FROM "
             "indicator "
             "i WHERE id NOT IN (SELECT indicator FROM placement) AND EXISTS (SELECT 1 FROM plan)",
             _ ("Indicators whose place is lost and that hang on their plan now"), error)
         && mend (
             self,
             "UPDATE placement SET is_origin = 1 WHERE id IN (SELECT min (id) FROM placement WHERE indicator NOT IN "
             "(SELECT indicator FROM placement WHERE is_origin = 1) GROUP BY indicator)",
             NULL, error);
}

gboolean
kkb_salvage_mend (KkbSalvage *self, GError **error)
{
  if (!mend_entities (self, error))
    return FALSE;
  for (guint i = 0; i < kkb_n_tables; i++)
    if (!mend_references (self, &kkb_tables[i], error))
      return FALSE;
  return mend_places (self, error);
}
