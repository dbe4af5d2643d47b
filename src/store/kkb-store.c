/* kkb-store.c - opening and closing. */
#include "kkb-store-private.h"
#include "kkb-schema-resources.h"
#include "kkb-statement.h"
#include "config.h"
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define STEPS_A_BYTE  12 /* loading takes a quarter of one */
#define MAX_IN_MEMORY (G_GINT64_CONSTANT (1) << 30)

static void
initialise (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0); /* a lock per allocation for a statistic nobody reads */
      kkb_schema_register_resource ();             /* a static library has no constructor of its own */
      kkb_store_vfs_register ();
      g_once_init_leave (&once, 1);
    }
}

/* A long check asks now and then whether it is still wanted. */
static int
progress_cb (void *data)
{
  KkbStore *store = data;

  return g_cancellable_is_cancelled (store->cancellable);
}

/* Pages of an unchecked file may point at each other in circles: it is given up after more steps than any sound file
 * of its size takes. */
static int
unchecked_cb (void *data)
{
  KkbStore *store = data;

  return store->steps_left == 0 || --store->steps_left == 0 || g_cancellable_is_cancelled (store->cancellable);
}

static gboolean
no_such_file (const char *path, GError **error)
{
  g_set_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND,
               _ ("The file “%s” is not there or cannot be read. Nothing was changed. Check the name and the folder."),
               path);
  return FALSE;
}

/* Looks at the bytes before SQLite does. */
static gboolean
check_file (const char *path, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  guint8 bytes[100];
  gsize n;
  GStatBuf info, journal_info;
  gboolean unsettled = g_stat (journal, &journal_info) == 0 && journal_info.st_size > 0;
  FILE *file;

  if (g_stat (path, &info) != 0 || !g_file_test (path, G_FILE_TEST_IS_REGULAR) || (file = g_fopen (path, "rb")) == NULL)
    return no_such_file (path, error);
  n = fread (bytes, 1, sizeof bytes, file);
  fclose (file);
  return kkb_store_check_header (bytes, n, unsettled ? -1 : (goffset)info.st_size, error);
}

static gboolean
open_file (KkbStore *store, int flags, GError **error)
{
  int code = sqlite3_open_v2 (store->path, &store->db, flags | SQLITE_OPEN_NOMUTEX, KKB_STORE_VFS);

  if (code != SQLITE_OK)
    return kkb_store_fail_code (code, error);
  /* In exclusive mode the lock is kept between commands, and the journal stays open. PERSIST is as safe as TRUNCATE
   * (the journal's header is zeroed and synced) and a quarter faster: the journal's length does not change, so its
   * syncs need not write the file system's own journal, too. */
  return kkb_store_harden (store->db, error)
         && kkb_store_exec (store->db,
                            "PRAGMA locking_mode = EXCLUSIVE;"
                            "PRAGMA journal_mode = PERSIST;"
                            "PRAGMA journal_size_limit = 1048576;"
                            "PRAGMA synchronous = FULL;"
                            "PRAGMA cache_spill = OFF;", /* a large import is written once, when it commits */
                            error);
}

/* The whole file as a database in memory: no lock and no journal beside somebody's file, and older ones can be
 * migrated. */
static gboolean
open_in_memory (KkbStore *store, GError **error)
{
  g_autofree char *contents = NULL;
  gsize size;
  guint8 *bytes;

  if (!g_file_get_contents (store->path, &contents, &size, NULL))
    return no_such_file (store->path, error);
  if ((gint64)size > MAX_IN_MEMORY)
    {
      g_set_error (
          error, KKB_ERROR, KKB_ERROR_HOSTILE,
          _ ("The file is larger than any document can be. It was not opened and not changed. Ask whoever sent it."));
      return FALSE;
    }
  if (!kkb_store_check_header ((const guint8 *)contents, size, (goffset)size, error))
    return FALSE;
  if (sqlite3_open_v2 (":memory:", &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK
      || (bytes = sqlite3_malloc64 (size)) == NULL)
    return kkb_store_fail_code (SQLITE_NOMEM, error);
  memcpy (bytes, contents, size);
  if (sqlite3_deserialize (store->db, "main", bytes, (gint64)size, (gint64)size,
                           SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
      != SQLITE_OK)
    return kkb_store_fail (store->db, error);
  return kkb_store_harden (store->db, error);
}

/* From a file that SQLite just opened to one that is known to be sound. */
static gboolean
examine (KkbStore *store, KkbStoreFlags flags, GError **error)
{
  g_autofree char *content_hash = NULL;
  gint64 version;

  if (!kkb_store_query_int (store->db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < 1 || version > KKB_STORE_SCHEMA_VERSION) /* only a journal could have changed it since the header */
    return kkb_store_fail_code (SQLITE_CORRUPT, error);
  store->unchecked = (flags & KKB_STORE_CHECK_LATER) != 0 && version == KKB_STORE_SCHEMA_VERSION;
  if (store->unchecked)
    flags |= KKB_STORE_NO_CHECK;
  if (!kkb_schema_check (store->db, (int)version, error))
    return FALSE;
  /* An older file is checked as what it is; a migrated one would no longer be what was sealed. */
  if (flags & KKB_STORE_NO_CHECK ? version < KKB_STORE_SCHEMA_VERSION && !kkb_store_check_integrity (store, error)
                                 : !kkb_store_check_all (store, (int)version, error))
    return FALSE;
  if (version < KKB_STORE_SCHEMA_VERSION && !kkb_schema_migrate (store->db, (int)version, error))
    return FALSE;
  content_hash = kkb_store_get_meta (store, "content_hash");
  store->sealed = content_hash == NULL || *content_hash != '\0';
  return TRUE;
}

static void
limit_steps (KkbStore *store)
{
  GStatBuf info = { 0 };

  g_stat (store->path, &info);
  /* It is read from the first page to the last: what was read is not needed again. */
  sqlite3_exec (store->db, "PRAGMA cache_size = -500", NULL, NULL, NULL);
  store->steps_left = (guint)MIN (1000 + (gint64)info.st_size * STEPS_A_BYTE / 1000, G_MAXINT32);
  sqlite3_progress_handler (store->db, 1000, unchecked_cb, store);
}

static void
finalize_cb (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static KkbStore *
store_new (const char *path)
{
  KkbStore *store = g_new0 (KkbStore, 1);

  initialise ();
  store->path = g_strdup (path);
  store->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_cb);
  return store;
}

KkbStore *
kkb_store_wrap (sqlite3 *db, const char *path)
{
  KkbStore *store = store_new (path);

  store->db = db;
  return store;
}

gboolean
kkb_store_exec (sqlite3 *db, const char *sql, GError **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || kkb_store_fail (db, error);
}

gboolean
kkb_store_query_int (sqlite3 *db, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gboolean done = FALSE;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    {
      *value = sqlite3_column_int64 (stmt, 0);
      done = TRUE;
    }
  if (!done)
    kkb_store_fail (db, error);
  sqlite3_finalize (stmt);
  return done;
}

char *
kkb_store_query_text (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;
  char *text = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    text = g_strdup ((const char *)sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return text;
}

/* ---- public ---- */

KkbStore *
kkb_store_create (const char *path, GError **error)
{
  g_autoptr (KkbStore) store = NULL;
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *save_uuid = g_uuid_string_random ();
  g_autofree char *state = kkb_store_new_state ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_EXISTS,
                   _ ("“%s” exists already and was not changed. Choose another name."), path);
      return NULL;
    }
  store = store_new (path);
  if (!open_file (store, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error)
      || !kkb_store_exec (store->db, "PRAGMA synchronous = OFF; PRAGMA application_id = 1263223345", error)
      || !kkb_schema_build (store->db, KKB_STORE_SCHEMA_VERSION, error)
      || !kkb_store_exec (store->db, "PRAGMA synchronous = FULL", error) /* the next COMMIT syncs all of it */
      || !kkb_store_exec (store->db, "BEGIN IMMEDIATE", error) || !kkb_store_set_meta (store, "uuid", uuid, error)
      || !kkb_store_set_meta (store, "save_uuid", save_uuid, error)
      || !kkb_store_set_meta (store, "created", created, error)
      || !kkb_store_set_meta (store, "program", "keikakubo " KKB_VERSION, error)
      || !kkb_store_set_meta (store, "content_hash", "", error)
      || !kkb_store_set_meta (store, "history_hash", "", error) || !kkb_store_set_meta (store, "state", state, error)
      || !kkb_store_exec (store->db, "COMMIT", error))
    {
      g_clear_pointer (&store, kkb_store_close);
      g_remove (path);
      return NULL;
    }
  return g_steal_pointer (&store);
}

KkbStore *
kkb_store_open (const char *path, const char *undo_path, KkbStoreFlags flags, GCancellable *cancellable, GError **error)
{
  g_autoptr (KkbStore) store = store_new (path);
  gboolean opened;

  store->read_only = (flags & KKB_STORE_READ_ONLY) != 0;
  store->cancellable = cancellable;
  if (!check_file (path, error))
    return NULL;
  if (store->read_only ? !open_in_memory (store, error) : !open_file (store, SQLITE_OPEN_READWRITE, error))
    return NULL;
  if (cancellable != NULL)
    sqlite3_progress_handler (store->db, 20000, progress_cb, store);
  opened = examine (store, flags, error);
  sqlite3_progress_handler (store->db, 0, NULL, NULL);
  store->cancellable = NULL;
  if (!opened)
    return NULL;
  if (store->unchecked)
    limit_steps (store);
  if (undo_path != NULL && !store->read_only && !kkb_undo_open (store, undo_path, error))
    return NULL;
  return g_steal_pointer (&store);
}

gboolean
kkb_store_is_unchecked (KkbStore *store)
{
  return store->unchecked;
}

void
kkb_store_set_checked (KkbStore *store)
{
  store->unchecked = FALSE;
  sqlite3_progress_handler (store->db, 0, NULL, NULL);
  sqlite3_exec (store->db, KKB_STORE_CACHE, NULL, NULL, NULL);
}

/* A connection of its own without any lock ("immutable"): the store that shows the file holds it locked. */
static KkbStore *
open_to_check (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (KkbStore) store = store_new (path);
  g_autofree char *uri = g_filename_to_uri (path, NULL, error);
  g_autofree char *immutable = uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;
  int code;

  if (immutable == NULL || !check_file (path, error))
    return NULL;
  store->read_only = TRUE;
  store->cancellable = cancellable;
  code = sqlite3_open_v2 (immutable, &store->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
                          KKB_STORE_VFS);
  if (code != SQLITE_OK)
    {
      kkb_store_fail_code (code, error);
      return NULL;
    }
  if (!kkb_store_harden (store->db, error))
    return NULL;
  limit_steps (store);
  return g_steal_pointer (&store);
}

typedef struct
{
  const char *path;
  GCancellable *cancellable;
  GError *error;
} Integrity;

static gpointer
check_integrity_in_thread (gpointer data)
{
  Integrity *job = data;
  g_autoptr (KkbStore) store = open_to_check (job->path, job->cancellable, &job->error);

  if (store != NULL)
    {
      if (job->cancellable != NULL)
        sqlite3_progress_handler (store->db, 20000, progress_cb, store);
      else
        sqlite3_progress_handler (store->db, 0, NULL, NULL);
      kkb_store_check_integrity (store, &job->error);
    }
  return NULL;
}

/* The structure and the contents at the same time. Contents in a broken structure may be endless, hence the limit. */
gboolean
kkb_store_check_file (const char *path, GCancellable *cancellable, GError **error)
{
  Integrity integrity = { path, cancellable, NULL };
  GThread *thread = g_thread_new ("integrity", check_integrity_in_thread, &integrity);
  g_autoptr (GError) contents = NULL;
  g_autoptr (KkbStore) store = open_to_check (path, cancellable, &contents);
  gboolean done = store != NULL && kkb_store_check_contents (store, KKB_STORE_SCHEMA_VERSION, &contents);

  g_thread_join (thread);
  if (integrity.error != NULL)
    {
      g_propagate_error (error, integrity.error);
      return FALSE;
    }
  if (!done && store != NULL && store->steps_left == 0)
    return kkb_store_fail_code (SQLITE_CORRUPT, error);
  if (!done)
    g_propagate_error (error, g_steal_pointer (&contents));
  return done;
}

void
kkb_store_close (KkbStore *store)
{
  if (store == NULL)
    return;
  kkb_undo_close (store);
  g_hash_table_unref (store->statements);
  if (store->db != NULL && !store->read_only)
    sqlite3_exec (store->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL); /* leaves no journal beside the file */
  if (sqlite3_close (store->db) != SQLITE_OK)
    g_warning ("store: closed with statements in use");
  g_free (store->path);
  g_free (store);
}

char *
kkb_store_get_meta (KkbStore *store, const char *key)
{
  g_auto (KkbStatement) get = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&get, store, "SELECT value FROM meta WHERE key = ?", NULL))
    return NULL;
  kkb_bind_text (&get, key);
  return kkb_statement_step (&get, NULL) ? g_strdup ((const char *)sqlite3_column_text (get.stmt, 0)) : NULL;
}

gboolean
kkb_store_set_meta (KkbStore *store, const char *key, const char *value, GError **error)
{
  g_auto (KkbStatement) set = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&set, store,
                           "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = "
                           "excluded.value",
                           error))
    return FALSE;
  kkb_bind_text (&set, key);
  kkb_bind_text (&set, value);
  store->meta_changed = TRUE;
  return kkb_statement_run (&set, error);
}
