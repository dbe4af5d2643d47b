/* kkb-store-copy.c - writing a whole, sealed copy of the document, and looking at one without opening it. */
#include "kkb-store-private.h"
#include "kkb-statement.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static int
progress_cb (void *data)
{
  return g_cancellable_is_cancelled (((KkbStore *)data)->cancellable);
}

static gboolean
vacuum_into (KkbStore *store, const char *path, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean done;

  if (sqlite3_prepare_v2 (store->db, "VACUUM INTO ?", -1, &stmt, NULL) != SQLITE_OK)
    return kkb_store_fail (store->db, error);
  sqlite3_bind_text (stmt, 1, path, -1, SQLITE_STATIC);
  done = sqlite3_step (stmt) == SQLITE_DONE || kkb_store_fail (store->db, error);
  sqlite3_finalize (stmt);
  return done;
}

/* Seals the copy: checks it whole, hashes it and writes the hashes and the save's uuid into it. Its journal is in
 * memory: a crash here leaves a temporary file nobody looks at. */
static gboolean
seal (KkbStore *copy, const char *save_uuid, GError **error)
{
  g_autofree char *content = NULL, *history = NULL;

  return kkb_store_harden (copy->db, error)
         && kkb_store_exec (copy->db,
                            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;",
                            error)
         && kkb_store_hash (copy, KKB_STORE_SCHEMA_VERSION, &content, &history, error)
         && kkb_store_exec (copy->db, "BEGIN IMMEDIATE", error)
         && kkb_store_set_meta (copy, "save_uuid", save_uuid, error)
         && kkb_store_set_meta (copy, "content_hash", content, error)
         && kkb_store_set_meta (copy, "history_hash", history, error) && kkb_store_exec (copy->db, "COMMIT", error)
         && kkb_store_check_integrity (copy, error) && kkb_store_exec (copy->db, "PRAGMA foreign_key_check", error);
}

gboolean
kkb_store_copy_to (KkbStore *store, const char *path, const char *save_uuid, GCancellable *cancellable, GError **error)
{
  KkbStore *copy;
  sqlite3 *db = NULL;
  gboolean done;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_EXISTS,
                   _ ("“%s” exists already and was not changed. Choose another name."), path);
      return FALSE;
    }
  store->cancellable = cancellable;
  if (cancellable != NULL)
    sqlite3_progress_handler (store->db, 20000, progress_cb, store);
  done = vacuum_into (store, path, error);
  sqlite3_progress_handler (store->db, 0, NULL, NULL);
  store->cancellable = NULL;
  if (done)
    {
      int code = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, KKB_STORE_VFS);

      copy = kkb_store_wrap (db, path);
      copy->cancellable = cancellable;
      if (cancellable != NULL)
        sqlite3_progress_handler (db, 20000, progress_cb, copy);
      done = code == SQLITE_OK ? seal (copy, save_uuid, error) : kkb_store_fail_code (code, error);
      kkb_store_close (copy);
    }
  done = done && kkb_platform_sync_file (path, error);
  if (!done)
    g_remove (path);
  return done;
}

/* Immutable: no lock, no journal is looked at or left beside somebody's file. */
char *
kkb_store_peek_save_uuid (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *full = uri == NULL ? NULL : g_strconcat (uri, "?immutable=1&mode=ro", NULL);
  g_autofree char *uuid = NULL;
  guint8 bytes[100];
  gsize n;
  sqlite3 *db = NULL;
  FILE *file = g_fopen (path, "rb");

  if (file == NULL)
    return NULL;
  n = fread (bytes, 1, sizeof bytes, file);
  fclose (file);
  if (full == NULL || !kkb_store_check_header (bytes, n, -1, NULL))
    return NULL;
  if (sqlite3_open_v2 (full, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK
      && kkb_store_harden (db, NULL))
    uuid = kkb_store_query_text (db, "SELECT value FROM main.meta WHERE key = 'save_uuid'");
  sqlite3_close (db);
  return uuid != NULL && g_utf8_validate (uuid, -1, NULL) ? g_steal_pointer (&uuid) : NULL;
}
