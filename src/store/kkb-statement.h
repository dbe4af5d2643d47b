/* kkb-statement.h - small helpers around prepared statements. Statements are prepared once and kept by the store under
 * the address of their SQL text, so SQL must be a string constant or interned. */
#pragma once
#include "kkb-store-private.h"

G_BEGIN_DECLS

typedef struct /* a cached statement in use; goes back reset when it leaves its scope */
{
  KkbStore *store;
  sqlite3_stmt *stmt;
  int column;         /* the last parameter bound */
  const char *broken; /* a text that is not valid UTF-8 or holds no text at all */
} KkbStatement;

/* FALSE if SQL cannot be prepared. */
gboolean kkb_statement_init (KkbStatement *self, KkbStore *store, const char *sql, GError **error);
void kkb_statement_clear (KkbStatement *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkbStatement, kkb_statement_clear)
#define KKB_STATEMENT_INIT                                                                                             \
  {                                                                                                                    \
    NULL, NULL, 0, NULL                                                                                                \
  }

/* Bind the next parameter. Texts must live until the statement was run. */
void kkb_bind_int (KkbStatement *self, gint64 value);
void kkb_bind_id (KkbStatement *self, KkbId id);                   /* 0 is NULL */
void kkb_bind_text (KkbStatement *self, const char *text);         /* NULL is "" */
void kkb_bind_text_or_null (KkbStatement *self, const char *text); /* "" is NULL */
void kkb_bind_decimal (KkbStatement *self, KkbDecimal d);
void kkb_bind_null (KkbStatement *self);
void kkb_bind_blob (KkbStatement *self, gconstpointer data, gsize size); /* must live until the statement was run */

/* Runs to the end and resets: for statements without rows. */
gboolean kkb_statement_run (KkbStatement *self, GError **error);
/* Next row: TRUE while there is one; FALSE at the end or on an error (then *ERROR is set). */
gboolean kkb_statement_step (KkbStatement *self, GError **error);
/* A statement without parameters and rows. */
gboolean kkb_statement_do (KkbStore *store, const char *sql, GError **error);

G_END_DECLS
