/* kkb-store-schema.c - the ladder of schema steps, and the fingerprint that says whether a file has exactly the schema
 * its version promises: nothing missing, and nothing more (a trigger, a view, a column). */
#include "kkb-store-private.h"
#include "kkb-schema-resources.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  int version;
  const char *reason;
  const char *resource;
  const char *digest; /* SHA-256 of the fingerprint of a file of this version: saves building one at every start */
} Step;

/* A step is never changed once a file with it has left the house: add the next one, with a real old file in tests/data.
 * What its digest must be says the test that builds it. */
static const Step steps[] = {
  { 1, "plans, indicators, values, projects, editions, history", "/jp/keikakubo/schema/0001.sql",
    "b5d882085d1ab426877f5024073a195a9f900bc4b2c506d645ba053ab59c6a91" },
  { 2, "texts, tags, lists, statistics, side series, pictures: what is edited without a workbook",
    "/jp/keikakubo/schema/0002.sql", "8f8519d4b01e136eb37f85feebe3d0a00383beef717987a435526b68a2766454" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (steps) == KKB_STORE_SCHEMA_VERSION);

static gboolean
run_step (sqlite3 *db, const Step *step, GError **error)
{
  g_autoptr (GBytes) sql = g_resource_lookup_data (kkb_schema_get_resource (), step->resource, 0, error);
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version = %d", step->version);
  g_autofree char *text = NULL;

  if (sql == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (sql, NULL), g_bytes_get_size (sql));
  if (!kkb_store_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* The seal was made over the older tables. */
  if (kkb_store_exec (db, text, error) && kkb_store_exec (db, version, error)
      && kkb_store_exec (db, "UPDATE meta SET value = '' WHERE key IN ('content_hash', 'history_hash')", error)
      && kkb_store_exec (db, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* Everything in the schema table as text; line ends and blanks as they stand, for the program wrote them. */
static char *
fingerprint (sqlite3 *db, GError **error)
{
  static const char sql[] = "SELECT type, name, tbl_name, coalesce(sql, '-') FROM sqlite_schema ORDER BY type, name";
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;
  int code;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) != SQLITE_OK)
    {
      kkb_store_fail (db, error);
      return NULL;
    }
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW && text->len < 1024 * 1024)
    for (int i = 0; i < 4; i++)
      {
        const char *part = (const char *)sqlite3_column_text (stmt, i);

        g_string_append (text, part != NULL ? part : "?");
        g_string_append_c (text, '\n');
      }
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    kkb_store_fail (db, error);
  sqlite3_finalize (stmt);
  return code == SQLITE_DONE || code == SQLITE_ROW ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

gboolean
kkb_schema_build (sqlite3 *db, int version, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps) && steps[i].version <= version; i++)
    if (!run_step (db, &steps[i], error))
      return FALSE;
  return TRUE;
}

gboolean
kkb_schema_migrate (sqlite3 *db, int from, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].version > from)
      {
        g_debug ("schema step %d: %s", steps[i].version, steps[i].reason);
        if (!run_step (db, &steps[i], error))
          return FALSE;
      }
  return TRUE;
}

/* The schema a file of VERSION must have, made once from the ladder itself. */
static const char *
expected_fingerprint (int version)
{
  static char *expected[KKB_STORE_SCHEMA_VERSION + 1];
  static GMutex lock;
  const char *text;

  g_mutex_lock (&lock);
  if (expected[version] == NULL)
    {
      sqlite3 *db = NULL;

      if (sqlite3_open (":memory:", &db) == SQLITE_OK && kkb_schema_build (db, version, NULL))
        expected[version] = fingerprint (db, NULL);
      sqlite3_close (db);
    }
  text = expected[version];
  g_mutex_unlock (&lock);
  return text;
}

const char *
kkb_schema_digest (int version)
{
  return steps[version - 1].digest;
}

char *
kkb_schema_find_digest (sqlite3 *db, GError **error)
{
  g_autofree char *found = fingerprint (db, error);

  return found != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, found, -1) : NULL;
}

/* A digest that differs does not decide: another SQLite may write the schema down in other words, in ours as in theirs.
 */
gboolean
kkb_schema_check (sqlite3 *db, int version, GError **error)
{
  g_autofree char *found = fingerprint (db, error), *digest = NULL;
  const char *expected;

  if (found == NULL)
    return FALSE;
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, found, -1);
  if (strcmp (digest, kkb_schema_digest (version)) == 0)
    return TRUE;
  expected = expected_fingerprint (version);
  if (expected == NULL)
    return kkb_store_fail_code (SQLITE_NOMEM, error);
  if (strcmp (found, expected) == 0)
    return TRUE;
  g_set_error (error, KKB_ERROR, KKB_ERROR_HOSTILE,
               _ ("The file has tables, triggers or views that a document of this program never has, or lacks some. It "
                  "was not opened and not changed. Ask whoever sent it; salvage can take over the known tables."));
  return FALSE;
}
