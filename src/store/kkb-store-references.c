/* kkb-store-references.c - do the references hold after an undo or redo, which are applied with foreign keys off? */
#include "kkb-store-private.h"
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KkbStore *store;
  sqlite3_changeset_iter *iter;
  const KkbTableInfo *info;
  guint index; /* of info */
  int op;      /* SQLITE_INSERT … */
} Walker;

static gboolean
step (Walker *walker)
{
  const char *table;
  int n_columns;

  if (sqlite3changeset_next (walker->iter) != SQLITE_ROW)
    return FALSE;
  sqlite3changeset_op (walker->iter, &table, &n_columns, &walker->op, NULL);
  walker->info = kkb_store_table_find (table);
  walker->index = (guint)(walker->info - kkb_tables);
  return TRUE;
}

/* A key column of an inserted row. */
static gint64
key_of (Walker *walker, int column)
{
  sqlite3_value *value = NULL;

  sqlite3changeset_new (walker->iter, column, &value);
  return value == NULL ? 0 : sqlite3_value_int64 (value);
}

static gboolean
exists (KkbStore *store, const char *sql, KkbId a, KkbId b)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&select, store, sql, NULL))
    return FALSE;
  kkb_bind_int (&select, a);
  if (b != 0)
    kkb_bind_int (&select, b);
  return kkb_statement_step (&select, NULL);
}

static gboolean
value_has_parent (Walker *walker)
{
  KkbId id = key_of (walker, 0);

  switch (walker->info->table)
    {
    case KKB_TABLE_ACTUAL:
      return exists (walker->store, "SELECT 1 FROM indicator WHERE id = ?", id, 0);
    case KKB_TABLE_PLACEMENT:
      return exists (walker->store, "SELECT 1 FROM placement WHERE id = ?", id, 0);
    case KKB_TABLE_SIDE_SERIES:
      return exists (walker->store, "SELECT 1 FROM side_series WHERE id = ?", id, 0);
    default:
      return exists (walker->store, "SELECT 1 FROM goal WHERE indicator = ? AND plan = ?", id, key_of (walker, 1));
    }
}

/* Does CHILD refer to PARENT? */
static gboolean
refers_to (const KkbTableInfo *child, const char *parent)
{
  g_auto (GStrv) parents = g_strsplit_set (child->parents, ": ", -1);

  for (guint i = 0; parents[i] != NULL && parents[i + 1] != NULL; i += 2)
    if (strcmp (parents[i + 1], parent) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_table (KkbStore *store, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA foreign_key_check (%s)", table);
  g_autofree char *row = kkb_store_query_text (store->db, sql);

  if (row == NULL)
    return TRUE;
  g_set_error (error, KKB_ERROR, KKB_ERROR_INTERNAL,
               _ ("This step does not fit the document any more and was not carried out. Nothing was changed."));
  return FALSE;
}

/* foreign_key_check reads whole tables; only those are read where a reference may have broken. Changed values, the
 * usual case, need a look at their own parent only. */
gboolean
kkb_changeset_check_keys (KkbStore *store, const KkbChangeset *changeset, GError **error)
{
  Walker walker = { store };
  gboolean check[64] = { FALSE }, deleted[64] = { FALSE }, orphan = FALSE;

  if (sqlite3changeset_start (&walker.iter, changeset->size, changeset->data) != SQLITE_OK)
    return kkb_store_fail_code (SQLITE_NOMEM, error);
  while (!orphan && step (&walker))
    if (walker.op == SQLITE_DELETE)
      deleted[walker.index] = TRUE;
    else if (walker.info->value < 0)
      check[walker.index] = *walker.info->parents != '\0';
    else if (walker.op == SQLITE_INSERT)
      orphan = !value_has_parent (&walker);
  sqlite3changeset_finalize (walker.iter);
  if (orphan)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INTERNAL,
                   _ ("This step does not fit the document any more and was not carried out. Nothing was changed."));
      return FALSE;
    }
  for (guint parent = 0; parent < kkb_n_tables; parent++)
    for (guint child = 0; child < kkb_n_tables && deleted[parent]; child++)
      check[child] = check[child] || refers_to (&kkb_tables[child], kkb_tables[parent].name);
  for (guint i = 0; i < kkb_n_tables; i++)
    if (check[i] && !check_table (store, kkb_tables[i].name, error))
      return FALSE;
  return TRUE;
}
