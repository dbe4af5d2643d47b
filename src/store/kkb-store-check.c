/* kkb-store-check.c - is a file what was saved? Structure (integrity_check), references, every cell, and a hash over
 * the contents that is written at each save: a flipped bit inside a text or a figure breaks no structure. */
#include "kkb-store-private.h"
#include "kkb-digest.h"
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS 64

/* The types of a row's cells, asked once: every question to SQLite takes a lock, and a document has a million cells. */
typedef struct
{
  guint8 of[MAX_COLUMNS];
} Types;

static void
read_types (int n_columns, sqlite3_stmt *stmt, Types *types)
{
  g_assert (n_columns <= MAX_COLUMNS);
  for (int i = 0; i < n_columns; i++)
    types->of[i] = (guint8)sqlite3_column_type (stmt, i);
}

static gboolean
check_row (const KkbTableInfo *info, int n_columns, sqlite3_stmt *stmt, const Types *types, int *column);

/* Type and length first, so that no two rows read the same. */
static void
hash_cell (KkbDigest *digest, sqlite3_stmt *stmt, const Types *types, int column)
{
  guint8 head[9] = { types->of[column] };
  guint64 number;
  const void *bytes;

  if (head[0] == SQLITE_NULL)
    {
      kkb_digest_add (digest, head, 1);
      return;
    }
  if (head[0] == SQLITE_INTEGER)
    {
      number = GUINT64_TO_LE ((guint64)sqlite3_column_int64 (stmt, column));
      memcpy (head + 1, &number, 8);
      kkb_digest_add (digest, head, 9);
      return;
    }
  bytes = sqlite3_column_blob (stmt, column);
  number = GUINT64_TO_LE ((guint64)sqlite3_column_bytes (stmt, column));
  memcpy (head + 1, &number, 8);
  kkb_digest_add (digest, head, 9);
  if (number > 0)
    kkb_digest_add (digest, bytes, (gsize)sqlite3_column_bytes (stmt, column));
}

/* "SELECT column, … FROM table ORDER BY key, …" */
static char *
select_all (const KkbTableInfo *info, int n_columns)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  for (int i = 0; i < n_columns; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", info->columns[i].name);
  g_string_append_printf (sql, " FROM %s ORDER BY ", info->name);
  for (int i = 0; i < info->n_keys; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", info->columns[i].name);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static gboolean
hash_table (KkbStore *store, const KkbTableInfo *info, int n_columns, KkbDigest *digest, GError **error)
{
  g_autofree char *sql = select_all (info, n_columns);
  sqlite3_stmt *stmt = NULL;
  gboolean done;
  int code;

  if (sqlite3_prepare_v2 (store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
    return kkb_store_fail (store->db, error);
  kkb_digest_add (digest, info->name, strlen (info->name) + 1);
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      Types types;
      int bad;

      read_types (n_columns, stmt, &types);
      if (!check_row (info, n_columns, stmt, &types, &bad))
        {
          g_autofree char *key = kkb_store_table_row_key (info, stmt);

          sqlite3_finalize (stmt);
          return kkb_store_fail_damaged (error, info->name, key, info->columns[bad].name);
        }
      for (int i = 0; i < n_columns; i++)
        hash_cell (digest, stmt, &types, i);
    }
  done = code == SQLITE_DONE || kkb_store_fail (store->db, error);
  sqlite3_finalize (stmt);
  return done;
}

static char *
hash_tables (KkbStore *store, int version, gboolean tracked, GError **error)
{
  KkbDigest digest;

  kkb_digest_init (&digest);
  for (guint i = 0; i < kkb_n_tables; i++)
    {
      int n_columns = kkb_store_table_columns (&kkb_tables[i], version);

      if (n_columns > 0 && kkb_tables[i].tracked == tracked && strcmp (kkb_tables[i].name, "meta") != 0
          && !hash_table (store, &kkb_tables[i], n_columns, &digest, error))
        return NULL;
    }
  return kkb_digest_print (&digest);
}

static gboolean
is_text (sqlite3_stmt *stmt, int column)
{
  const char *text = (const char *)sqlite3_column_text (stmt, column);
  gsize n = (gsize)sqlite3_column_bytes (stmt, column);

  return text != NULL && strlen (text) == n && g_utf8_validate (text, (gssize)n, NULL);
}

static gboolean
is_between (sqlite3_stmt *stmt, const Types *types, int column, gint64 low, gint64 high)
{
  gint64 value;

  if (types->of[column] != SQLITE_INTEGER)
    return FALSE;
  value = sqlite3_column_int64 (stmt, column);
  return value >= low && value <= high;
}

static gboolean
is_picture (sqlite3_stmt *stmt, const Types *types, int column)
{
  gboolean is_jpeg;

  return types->of[column] == SQLITE_BLOB
         && kkb_store_is_picture (sqlite3_column_blob (stmt, column), (gsize)sqlite3_column_bytes (stmt, column),
                                  &is_jpeg);
}

static gboolean
check_cell (const KkbColumn *column, sqlite3_stmt *stmt, const Types *types, int i)
{
  KkbDecimal d;

  switch (column->type)
    {
    case KKB_COLUMN_ID_OR_NULL:
    case KKB_COLUMN_ID:
      return is_between (stmt, types, i, 1, G_MAXINT64);
    case KKB_COLUMN_ID_OR_ZERO:
      return is_between (stmt, types, i, 0, G_MAXINT64);
    case KKB_COLUMN_NUMBER:
    case KKB_COLUMN_NUMBER_OR_NULL:
      return is_between (stmt, types, i, 0, G_MAXINT32);
    case KKB_COLUMN_POSITION:
      return is_between (stmt, types, i, G_MININT32, G_MAXINT32);
    case KKB_COLUMN_YEAR:
      return is_between (stmt, types, i, KKB_FY_NONE, 9999);
    case KKB_COLUMN_FLAG:
      return is_between (stmt, types, i, 0, 1);
    case KKB_COLUMN_TEXT:
    case KKB_COLUMN_TEXT_OR_NULL:
      return is_text (stmt, i);
    case KKB_COLUMN_DECIMAL:
    case KKB_COLUMN_DECIMAL_OR_NULL:
      return is_text (stmt, i) && kkb_decimal_parse ((const char *)sqlite3_column_text (stmt, i), &d);
    case KKB_COLUMN_WORD:
    case KKB_COLUMN_WORD_OR_NULL:
      return is_text (stmt, i) && kkb_word_find (column->words, (const char *)sqlite3_column_text (stmt, i)) >= 0;
    case KKB_COLUMN_ROWS:
      return is_between (stmt, types, i, 0, KKB_STATISTIC_MAX_ROWS);
    case KKB_COLUMN_COLUMNS:
      return is_between (stmt, types, i, 0, KKB_STATISTIC_MAX_COLUMNS);
    case KKB_COLUMN_PICTURE:
      return is_picture (stmt, types, i);
    default:
      return FALSE;
    }
}

static gboolean
may_be_null (const KkbColumn *column)
{
  return column->type == KKB_COLUMN_ID_OR_NULL || column->type == KKB_COLUMN_NUMBER_OR_NULL
         || column->type == KKB_COLUMN_TEXT_OR_NULL || column->type == KKB_COLUMN_DECIMAL_OR_NULL
         || column->type == KKB_COLUMN_WORD_OR_NULL;
}

gboolean
kkb_store_is_picture (gconstpointer data, gsize size, gboolean *is_jpeg)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' }, jpeg[] = { 0xff, 0xd8, 0xff };

  if (data == NULL || size > KKB_PICTURE_MAX)
    return FALSE;
  *is_jpeg = size > sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0;
  return *is_jpeg || (size > sizeof png && memcmp (data, png, sizeof png) == 0);
}

/* A value without a kind is a number and has no extras. */
static gboolean
check_plain (const KkbTableInfo *info, const Types *types, int *column)
{
  if (types->of[info->value + KKB_KIND_AT] != SQLITE_NULL)
    return TRUE;
  *column = info->value + KKB_VALUE_AT;
  if (types->of[*column] == SQLITE_NULL)
    return FALSE;
  for (*column = info->value + KKB_HIGH_AT; *column < info->n_columns; (*column)++)
    if (types->of[*column] != SQLITE_NULL)
      return FALSE;
  return TRUE;
}

static gboolean
check_row (const KkbTableInfo *info, int n_columns, sqlite3_stmt *stmt, const Types *types, int *column)
{
  for (int i = 0; i < n_columns; i++)
    {
      const KkbColumn *spec = &info->columns[i];

      if (types->of[i] == SQLITE_NULL ? may_be_null (spec) : check_cell (spec, stmt, types, i))
        continue;
      *column = i;
      return FALSE;
    }
  return info->value < 0 || check_plain (info, types, column);
}

gboolean
kkb_store_table_check_row (const KkbTableInfo *info, sqlite3_stmt *stmt, int *column)
{
  Types types;

  read_types (info->n_columns, stmt, &types);
  return check_row (info, info->n_columns, stmt, &types, column);
}

char *
kkb_store_table_row_key (const KkbTableInfo *info, sqlite3_stmt *stmt)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (int i = 0; i < info->n_keys && i < sqlite3_column_count (stmt); i++)
    {
      const char *text = (const char *)sqlite3_column_text (stmt, i);
      g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "?", -1);

      g_string_append_printf (key, "%s%s", i > 0 ? "/" : "", valid);
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

gboolean
kkb_store_check_integrity (KkbStore *store, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  const char *first = NULL;
  gboolean done = FALSE;

  /* The full check: quick_check does not compare indexes with tables. */
  if (sqlite3_prepare_v2 (store->db, "PRAGMA integrity_check (1)", -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW)
    {
      first = (const char *)sqlite3_column_text (stmt, 0);
      done = g_strcmp0 (first, "ok") == 0;
      if (!done)
        {
          g_debug ("integrity_check: %s", first);
          kkb_store_fail_code (SQLITE_CORRUPT, error);
        }
    }
  else
    kkb_store_fail (store->db, error);
  sqlite3_finalize (stmt);
  return done;
}

static gboolean
check_references (KkbStore *store, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean done = FALSE;
  int code = sqlite3_prepare_v2 (store->db, "PRAGMA foreign_key_check", -1, &stmt, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (stmt);
  if (code == SQLITE_ROW)
    {
      g_autofree char *table = g_strdup ((const char *)sqlite3_column_text (stmt, 0));
      g_autofree char *row = g_strdup ((const char *)sqlite3_column_text (stmt, 1));
      g_autofree char *parent = g_strdup ((const char *)sqlite3_column_text (stmt, 2));

      kkb_store_fail_damaged (error, table, row != NULL ? row : "?", parent);
    }
  else if (code != SQLITE_DONE)
    kkb_store_fail (store->db, error);
  else
    done = TRUE;
  sqlite3_finalize (stmt);
  return done;
}

gboolean
kkb_store_hash (KkbStore *store, int version, char **content, char **history, GError **error)
{
  *content = hash_tables (store, version, TRUE, error);
  *history = *content == NULL ? NULL : hash_tables (store, version, FALSE, error);
  return *history != NULL;
}

/* A working copy of ours has "" until it is saved; a missing hash is damage. */
static gboolean
matches (const char *saved, const char *found)
{
  return saved != NULL && (*saved == '\0' || strcmp (saved, found) == 0);
}

gboolean
kkb_store_check_all (KkbStore *store, int version, GError **error)
{
  g_autofree char *content = NULL, *history = NULL, *saved_content = NULL, *saved_history = NULL, *uuid = NULL;
  g_autofree char *state = NULL;

  if (!kkb_store_check_integrity (store, error) || !check_references (store, error)
      || !kkb_store_hash (store, version, &content, &history, error))
    return FALSE;
  saved_content = kkb_store_get_meta (store, "content_hash");
  saved_history = kkb_store_get_meta (store, "history_hash");
  uuid = kkb_store_get_meta (store, "uuid");
  state = kkb_store_get_meta (store, "state");
  if (uuid != NULL && state != NULL && matches (saved_content, content) && matches (saved_history, history))
    return TRUE;
  g_set_error (
      error, KKB_ERROR, KKB_ERROR_DAMAGED,
      _ ("The contents of the file are not what was saved: it was damaged or changed by another program. It was "
         "not changed now. Take the previous version from the backup folder; or salvage what can be read and "
         "compare the figures."));
  return FALSE;
}

char *
kkb_store_content_hash (KkbStore *store, GError **error)
{
  return hash_tables (store, KKB_STORE_SCHEMA_VERSION, TRUE, error);
}
