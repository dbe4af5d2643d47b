/* kkb-statement.c - prepared statements, kept, bound in order, reset when done. */
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
kkb_statement_init (KkbStatement *self, KkbStore *store, const char *sql, GError **error)
{
  *self = (KkbStatement)KKB_STATEMENT_INIT;
  self->store = store;
  self->stmt = g_hash_table_lookup (store->statements, sql);
  if (self->stmt != NULL)
    return TRUE;
  if (sqlite3_prepare_v3 (store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &self->stmt, NULL) != SQLITE_OK)
    return kkb_store_fail (store->db, error);
  g_hash_table_insert (store->statements, (gpointer)sql, self->stmt);
  return TRUE;
}

void
kkb_statement_clear (KkbStatement *self)
{
  if (self->stmt != NULL)
    sqlite3_reset (self->stmt);
  self->stmt = NULL;
}

void
kkb_bind_int (KkbStatement *self, gint64 value)
{
  sqlite3_bind_int64 (self->stmt, ++self->column, value);
}

void
kkb_bind_id (KkbStatement *self, KkbId id)
{
  if (id == 0)
    kkb_bind_null (self);
  else
    sqlite3_bind_int64 (self->stmt, ++self->column, id);
}

void
kkb_bind_text (KkbStatement *self, const char *text)
{
  if (text == NULL)
    text = "";
  if (!g_utf8_validate (text, -1, NULL))
    self->broken = text;
  sqlite3_bind_text (self->stmt, ++self->column, text, -1, SQLITE_STATIC);
}

void
kkb_bind_text_or_null (KkbStatement *self, const char *text)
{
  if (text == NULL || *text == '\0')
    kkb_bind_null (self);
  else
    kkb_bind_text (self, text);
}

void
kkb_bind_decimal (KkbStatement *self, KkbDecimal d)
{
  char buf[24];

  sqlite3_bind_text (self->stmt, ++self->column, kkb_decimal_print (d, buf), -1, SQLITE_TRANSIENT);
}

void
kkb_bind_null (KkbStatement *self)
{
  sqlite3_bind_null (self->stmt, ++self->column);
}

void
kkb_bind_blob (KkbStatement *self, gconstpointer data, gsize size)
{
  sqlite3_bind_blob64 (self->stmt, ++self->column, data, size, SQLITE_STATIC);
}

gboolean
kkb_statement_run (KkbStatement *self, GError **error)
{
  while (kkb_statement_step (self, error))
    ;
  if (self->column < 0)
    return FALSE;
  sqlite3_reset (self->stmt);
  self->column = 0;
  return TRUE;
}

gboolean
kkb_statement_step (KkbStatement *self, GError **error)
{
  int code;

  if (self->broken != NULL)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("A text is not valid UTF-8 and cannot be stored. Nothing was changed. Type the text again."));
      self->column = -1;
      return FALSE;
    }
  code = sqlite3_step (self->stmt);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    {
      kkb_store_fail (self->store->db, error);
      sqlite3_reset (self->stmt);
      self->column = -1;
    }
  return FALSE;
}

gboolean
kkb_statement_do (KkbStore *store, const char *sql, GError **error)
{
  g_auto (KkbStatement) statement = KKB_STATEMENT_INIT;

  return kkb_statement_init (&statement, store, sql, error) && kkb_statement_run (&statement, error);
}
