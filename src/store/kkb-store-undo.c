/* kkb-store-undo.c - undo and redo by changesets, kept in a side database on this computer: no blob from a received
 * file is ever parsed.
 *
 * The side database is a connection of its own, synchronous OFF with a rollback journal: it costs no sync, so a command
 * keeps within its five, and needs no super-journal. A kill leaves it whole (the system has the written bytes); after a
 * loss of power it may be behind or torn, which is why each step carries a digest and the head names the document's
 * state before and after: what does not fit is thrown away, and the document itself is not touched by that.
 *
 *   head.state == document       -> fits
 *   head.before == document      -> the last step was noted but the document did not commit: take it back
 *   anything else                -> all steps are dropped */
#include "kkb-store-private.h"
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_STEPS 1000
#define UNDO_SCHEMA                                                                                                    \
  "CREATE TABLE step (n INTEGER PRIMARY KEY, label TEXT NOT NULL, digest INTEGER NOT NULL, changeset BLOB NOT NULL);"  \
  "CREATE TABLE head (one INTEGER PRIMARY KEY, position INTEGER NOT NULL, state TEXT NOT NULL,"                        \
  " before_position INTEGER NOT NULL, before TEXT NOT NULL, fresh INTEGER NOT NULL);"

static guint64
digest (const void *data, gsize size)
{
  const guint8 *bytes = data;
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < size; i++)
    hash = (hash ^ bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

static gint64
side_int (KkbStore *store, const char *sql, gint64 fallback)
{
  gint64 value;

  return store->undo != NULL && kkb_store_query_int (store->undo, sql, &value, NULL) ? value : fallback;
}

static gint64
side_position (KkbStore *store)
{
  return side_int (store, "SELECT position FROM head", 0);
}

static char *
side_label (KkbStore *store, gint64 n)
{
  g_autofree char *sql = g_strdup_printf ("SELECT label FROM step WHERE n = %" G_GINT64_FORMAT, n);

  return store->undo == NULL ? NULL : kkb_store_query_text (store->undo, sql);
}

static gboolean side_exec (KkbStore *store, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
side_exec (KkbStore *store, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  return kkb_store_exec (store->undo, sql, NULL);
}

static void
side_roll_back (KkbStore *store)
{
  if (!sqlite3_get_autocommit (store->undo))
    sqlite3_exec (store->undo, "ROLLBACK", NULL, NULL, NULL);
}

/* Moves the head from where it is to POSITION and STATE. FRESH: by a new step, which is to go if it is taken back. */
static gboolean
move_head (KkbStore *store, gint64 position, const char *state, gboolean fresh)
{
  return side_exec (store,
                    "UPDATE head SET before_position = position, before = state, position = %" G_GINT64_FORMAT
                    ", state = '%s', fresh = %d",
                    position, state, fresh);
}

static gboolean
clear_steps (KkbStore *store, const char *state)
{
  return side_exec (store,
                    "BEGIN IMMEDIATE; DELETE FROM step; DELETE FROM head;"
                    "INSERT INTO head VALUES (1, 0, '%s', 0, '', 0); COMMIT",
                    state);
}

static gboolean
open_side (KkbStore *store, const char *path)
{
  gint64 version;

  if (sqlite3_open_v2 (path, &store->undo, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                       KKB_STORE_VFS)
          != SQLITE_OK
      || !side_exec (store, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = PERSIST; PRAGMA synchronous = OFF;")
      || !kkb_store_query_int (store->undo, "PRAGMA user_version", &version, NULL))
    return FALSE;
  if (version == 0)
    return side_exec (store, "BEGIN IMMEDIATE;" UNDO_SCHEMA "PRAGMA user_version = 1; COMMIT");
  return version == 1;
}

/* Compares the side database with the document. FALSE if it is unusable. */
static gboolean
match_side (KkbStore *store)
{
  g_autofree char *state = kkb_store_get_meta (store, "state");
  g_autofree char *side = kkb_store_query_text (store->undo, "SELECT state FROM head");
  g_autofree char *before = kkb_store_query_text (store->undo, "SELECT before FROM head");

  if (state == NULL)
    return FALSE;
  if (g_strcmp0 (state, side) == 0)
    return TRUE;
  if (g_strcmp0 (state, before) == 0)
    {
      kkb_undo_take_back (store);
      return TRUE;
    }
  return clear_steps (store, state);
}

/* Reads step N into CHANGESET. FALSE if it is not there or not what was written. */
static gboolean
read_step (KkbStore *store, gint64 n, KkbChangeset *changeset, char **label)
{
  sqlite3_stmt *stmt = NULL;
  gboolean sound = FALSE;

  if (sqlite3_prepare_v2 (store->undo, "SELECT label, digest, changeset FROM step WHERE n = ?", -1, &stmt, NULL)
      != SQLITE_OK)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, n);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const void *blob = sqlite3_column_blob (stmt, 2);

      changeset->size = sqlite3_column_bytes (stmt, 2);
      sound = blob != NULL && (gint64)digest (blob, (gsize)changeset->size) == sqlite3_column_int64 (stmt, 1)
              && (changeset->data = sqlite3_malloc (changeset->size)) != NULL;
      if (sound)
        {
          memcpy (changeset->data, blob, (gsize)changeset->size);
          *label = g_strdup ((const char *)sqlite3_column_text (stmt, 0));
        }
    }
  sqlite3_finalize (stmt);
  return sound;
}

static int
conflict_cb (void *data, int conflict, sqlite3_changeset_iter *iter)
{
  g_debug ("undo: conflict %d", conflict);
  return SQLITE_CHANGESET_ABORT; /* the document is not what the step was recorded on: nothing is to be guessed */
}

static gboolean
apply_inside (KkbStore *store, const KkbChangeset *changeset, const char *action, const char *label, const char *who,
              KkbChanges *changes, GError **error)
{
  int code = sqlite3changeset_apply (store->db, changeset->size, changeset->data, NULL, conflict_cb, NULL);

  if (code == SQLITE_ABORT)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INTERNAL,
                   _ ("This step does not fit the document any more and was not carried out. Nothing was changed."));
      return FALSE;
    }
  if (code != SQLITE_OK)
    return kkb_store_fail_code (code, error);
  return kkb_changeset_check_keys (store, changeset, error)
         && kkb_history_record (store, changeset, action, label, who, changes, error);
}

/* Applies CHANGESET and moves the head to POSITION, both or neither. Foreign keys are off meanwhile (rows of a
 * changeset come in any order) and checked before COMMIT; the pragma would be ignored inside a transaction,
 * sqlite3_db_config is not. */
static gboolean
apply (KkbStore *store, const KkbChangeset *changeset, gint64 position, const char *action, const char *label,
       const char *who, KkbChanges *changes, GError **error)
{
  g_autofree char *state = kkb_store_new_state ();
  gboolean done = FALSE, moved = FALSE;

  if (!kkb_store_exec (store->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
  if (apply_inside (store, changeset, action, label, who, changes, error) && kkb_store_mark_state (store, state, error))
    {
      moved = move_head (store, position, state, FALSE);
      if (!moved)
        kkb_store_fail (store->undo, error);
      done = moved && kkb_store_exec (store->db, "COMMIT", error);
    }
  if (!done && !sqlite3_get_autocommit (store->db))
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  if (!done && moved)
    kkb_undo_take_back (store);
  if (done)
    store->sealed = FALSE;
  return done;
}

static gboolean
undo_or_redo (KkbStore *store, gboolean undo, const char *who, KkbChanges **changes, GError **error)
{
  gint64 position = side_position (store);
  KkbChangeset step = { 0, NULL }, inverse = { 0, NULL };
  g_autoptr (KkbChanges) set = g_new0 (KkbChanges, 1);
  gboolean done;

  set->rows = g_array_new (FALSE, TRUE, sizeof (KkbChange));
  if (store->undo == NULL || !read_step (store, undo ? position : position + 1, &step, &set->label))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND,
                   undo ? _ ("There is nothing to undo. Nothing was changed.")
                        : _ ("There is nothing to redo. Nothing was changed."));
      return FALSE;
    }
  if (undo && sqlite3changeset_invert (step.size, step.data, &inverse.size, &inverse.data) != SQLITE_OK)
    done = kkb_store_fail_code (SQLITE_NOMEM, error);
  else
    done = apply (store, undo ? &inverse : &step, undo ? position - 1 : position + 1, undo ? "undo" : "redo",
                  set->label, who, set, error);
  sqlite3_free (step.data);
  sqlite3_free (inverse.data);
  if (done && changes != NULL)
    *changes = g_steal_pointer (&set);
  return done;
}

gboolean
kkb_undo_open (KkbStore *store, const char *path, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  if (open_side (store, path) && match_side (store))
    return TRUE;
  /* Unusable: the steps are lost, the document is not. Begin anew. */
  kkb_undo_close (store);
  g_remove (path);
  g_remove (journal);
  if (open_side (store, path) && match_side (store))
    return TRUE;
  return kkb_store_fail (store->undo, error);
}

void
kkb_undo_close (KkbStore *store)
{
  if (store->undo != NULL && sqlite3_close (store->undo) != SQLITE_OK)
    g_warning ("undo: closed with statements in use");
  store->undo = NULL;
}

gboolean
kkb_undo_push (KkbStore *store, const char *label, const KkbChangeset *changeset, const char *state, GError **error)
{
  gint64 position = side_position (store);
  sqlite3_stmt *stmt = NULL;
  gboolean done = FALSE;

  if (side_exec (store, "BEGIN IMMEDIATE; DELETE FROM step WHERE n > %" G_GINT64_FORMAT " OR n <= %" G_GINT64_FORMAT,
                 position, position - MAX_STEPS)
      && sqlite3_prepare_v2 (store->undo, "INSERT INTO step (n, label, digest, changeset) VALUES (?, ?, ?, ?)", -1,
                             &stmt, NULL)
             == SQLITE_OK)
    {
      sqlite3_bind_int64 (stmt, 1, position + 1);
      sqlite3_bind_text (stmt, 2, label, -1, SQLITE_STATIC);
      sqlite3_bind_int64 (stmt, 3, (gint64)digest (changeset->data, (gsize)changeset->size));
      sqlite3_bind_blob (stmt, 4, changeset->data, changeset->size, SQLITE_STATIC);
      done = sqlite3_step (stmt) == SQLITE_DONE;
    }
  done = sqlite3_finalize (stmt) == SQLITE_OK && done && move_head (store, position + 1, state, TRUE)
         && side_exec (store, "COMMIT");
  if (!done)
    {
      kkb_store_fail (store->undo, error);
      side_roll_back (store);
    }
  return done;
}

void
kkb_undo_take_back (KkbStore *store)
{
  g_autofree char *before = kkb_store_query_text (store->undo, "SELECT before FROM head");

  /* A command's own step lies past the head now and must go; after an undo or redo all steps stay. */
  if (before == NULL
      || !side_exec (store,
                     "BEGIN IMMEDIATE;"
                     "DELETE FROM step WHERE n > (SELECT before_position FROM head)"
                     " AND (SELECT fresh FROM head);"
                     "UPDATE head SET position = before_position, state = before, before = '', fresh = 0; COMMIT"))
    side_roll_back (store);
}

gboolean
kkb_store_can_undo (KkbStore *store)
{
  return side_position (store) > side_int (store, "SELECT coalesce (min (n), 1) - 1 FROM step", 0);
}

gboolean
kkb_store_can_redo (KkbStore *store)
{
  return side_int (store, "SELECT count (*) FROM step WHERE n > (SELECT position FROM head)", 0) > 0;
}

char *
kkb_store_undo_label (KkbStore *store)
{
  return side_label (store, side_position (store));
}

char *
kkb_store_redo_label (KkbStore *store)
{
  return side_label (store, side_position (store) + 1);
}

gboolean
kkb_store_undo (KkbStore *store, const char *who, KkbChanges **changes, GError **error)
{
  return undo_or_redo (store, TRUE, who, changes, error);
}

gboolean
kkb_store_redo (KkbStore *store, const char *who, KkbChanges **changes, GError **error)
{
  return undo_or_redo (store, FALSE, who, changes, error);
}

GStrv
kkb_store_undo_labels (KkbStore *store, guint max)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  gint64 position = side_position (store);

  for (gint64 n = position; n > 0 && n > position - (gint64)max; n--)
    {
      g_autofree char *label = side_label (store, n);

      if (label == NULL)
        break;
      g_strv_builder_add (labels, label);
    }
  return g_strv_builder_end (labels);
}
