/* kkb-store-check.c - is a file what was saved? Structure (integrity_check), references, every cell, and a hash over
 * the contents that is written at each save: a flipped bit inside a text or a figure breaks no structure. */
#include "kkb-store-private.h"
#include "kkb-digest.h"
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS 64

/* A row's cells, each asked for once: a document has a million of them. */
typedef struct
{
  guint8 type[MAX_COLUMNS];
  gint64 number[MAX_COLUMNS];     /* of an integer */
  const char *bytes[MAX_COLUMNS]; /* of all else but NULL; a text ends with a 0 */
  gsize n_bytes[MAX_COLUMNS];
} Cells;

static void
read_cells (int n_columns, sqlite3_stmt *stmt, Cells *cells)
{
  g_assert (n_columns <= MAX_COLUMNS);
  for (int i = 0; i < n_columns; i++)
    {
      sqlite3_value *value = sqlite3_column_value (stmt, i);

      cells->type[i] = (guint8)sqlite3_value_type (value);
      if (cells->type[i] == SQLITE_NULL)
        continue;
      if (cells->type[i] == SQLITE_INTEGER)
        {
          cells->number[i] = sqlite3_value_int64 (value);
          continue;
        }
      cells->bytes[i] = cells->type[i] == SQLITE_TEXT ? (const char *)sqlite3_value_text (value)
                                                      : (const char *)sqlite3_value_blob (value);
      cells->n_bytes[i] = (gsize)sqlite3_value_bytes (value);
    }
}

static gboolean check_row (const KkbTableInfo *info, int n_columns, const Cells *cells, int *column);

/* Type and length first, so that no two rows read the same. What is short is gathered and added at once. */
static void
hash_row (KkbDigest *digest, int n_columns, const Cells *cells)
{
  guint8 gathered[MAX_COLUMNS * 9 + 1024];
  gsize n = 0;

  for (int i = 0; i < n_columns; i++)
    {
      gboolean has_bytes = cells->type[i] != SQLITE_NULL && cells->type[i] != SQLITE_INTEGER;
      guint64 number = GUINT64_TO_LE (has_bytes ? cells->n_bytes[i] : (guint64)cells->number[i]);

      gathered[n++] = cells->type[i];
      if (cells->type[i] == SQLITE_NULL)
        continue;
      memcpy (gathered + n, &number, 8);
      n += 8;
      if (!has_bytes || cells->n_bytes[i] == 0)
        continue;
      if (n + cells->n_bytes[i] + (gsize)(n_columns - i) * 9 > sizeof gathered)
        {
          kkb_digest_add (digest, gathered, n);
          kkb_digest_add (digest, cells->bytes[i], cells->n_bytes[i]);
          n = 0;
          continue;
        }
      memcpy (gathered + n, cells->bytes[i], cells->n_bytes[i]);
      n += cells->n_bytes[i];
    }
  kkb_digest_add (digest, gathered, n);
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
  Cells cells;
  gboolean done;
  int code;

  if (sqlite3_prepare_v2 (store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
    return kkb_store_fail (store->db, error);
  kkb_digest_add (digest, info->name, strlen (info->name) + 1);
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      int bad;

      read_cells (n_columns, stmt, &cells);
      if (!check_row (info, n_columns, &cells, &bad))
        {
          g_autofree char *key = kkb_store_table_row_key (info, stmt);

          sqlite3_finalize (stmt);
          return kkb_store_fail_damaged (error, info->name, key, info->columns[bad].name);
        }
      hash_row (digest, n_columns, &cells);
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
is_text (const Cells *cells, int column)
{
  return cells->type[column] == SQLITE_TEXT && cells->bytes[column] != NULL
         && g_utf8_validate_len (cells->bytes[column], cells->n_bytes[column], NULL); /* refuses a 0 inside, too */
}

static gboolean
is_between (const Cells *cells, int column, gint64 low, gint64 high)
{
  return cells->type[column] == SQLITE_INTEGER && cells->number[column] >= low && cells->number[column] <= high;
}

static gboolean
is_picture (const Cells *cells, int column)
{
  gboolean is_jpeg;

  return cells->type[column] == SQLITE_BLOB
         && kkb_store_is_picture (cells->bytes[column], cells->n_bytes[column], &is_jpeg);
}

static gboolean
check_cell (const KkbColumn *column, const Cells *cells, int i)
{
  KkbDecimal d;

  switch (column->type)
    {
    case KKB_COLUMN_ID_OR_NULL:
    case KKB_COLUMN_ID:
      return is_between (cells, i, 1, G_MAXINT64);
    case KKB_COLUMN_ID_OR_ZERO:
      return is_between (cells, i, 0, G_MAXINT64);
    case KKB_COLUMN_NUMBER:
    case KKB_COLUMN_NUMBER_OR_NULL:
      return is_between (cells, i, 0, G_MAXINT32);
    case KKB_COLUMN_POSITION:
      return is_between (cells, i, G_MININT32, G_MAXINT32);
    case KKB_COLUMN_YEAR:
      return is_between (cells, i, KKB_FY_NONE, 9999);
    case KKB_COLUMN_FLAG:
      return is_between (cells, i, 0, 1);
    case KKB_COLUMN_TEXT:
    case KKB_COLUMN_TEXT_OR_NULL:
      return is_text (cells, i);
    case KKB_COLUMN_DECIMAL:
    case KKB_COLUMN_DECIMAL_OR_NULL:
      return is_text (cells, i) && kkb_decimal_parse (cells->bytes[i], &d);
    case KKB_COLUMN_WORD:
    case KKB_COLUMN_WORD_OR_NULL:
      return is_text (cells, i) && kkb_word_find (column->words, cells->bytes[i]) >= 0;
    case KKB_COLUMN_ROWS:
      return is_between (cells, i, 0, KKB_STATISTIC_MAX_ROWS);
    case KKB_COLUMN_COLUMNS:
      return is_between (cells, i, 0, KKB_STATISTIC_MAX_COLUMNS);
    case KKB_COLUMN_PICTURE:
      return is_picture (cells, i);
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
check_plain (const KkbTableInfo *info, const Cells *cells, int *column)
{
  if (cells->type[info->value + KKB_KIND_AT] != SQLITE_NULL)
    return TRUE;
  *column = info->value + KKB_VALUE_AT;
  if (cells->type[*column] == SQLITE_NULL)
    return FALSE;
  for (*column = info->value + KKB_HIGH_AT; *column < info->n_columns; (*column)++)
    if (cells->type[*column] != SQLITE_NULL)
      return FALSE;
  return TRUE;
}

static gboolean
check_row (const KkbTableInfo *info, int n_columns, const Cells *cells, int *column)
{
  for (int i = 0; i < n_columns; i++)
    {
      const KkbColumn *spec = &info->columns[i];

      if (cells->type[i] == SQLITE_NULL ? may_be_null (spec) : check_cell (spec, cells, i))
        continue;
      *column = i;
      return FALSE;
    }
  return info->value < 0 || check_plain (info, cells, column);
}

gboolean
kkb_store_table_check_row (const KkbTableInfo *info, sqlite3_stmt *stmt, int *column)
{
  Cells cells;

  read_cells (info->n_columns, stmt, &cells);
  return check_row (info, info->n_columns, &cells, column);
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
  return kkb_store_check_integrity (store, error) && kkb_store_check_contents (store, version, error);
}

gboolean
kkb_store_check_contents (KkbStore *store, int version, GError **error)
{
  g_autofree char *content = NULL, *history = NULL, *saved_content = NULL, *saved_history = NULL, *uuid = NULL;
  g_autofree char *state = NULL;

  if (!check_references (store, error) || !kkb_store_hash (store, version, &content, &history, error))
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
