/* kkb-store-undo.c - undo and redo by changesets, kept in a side database on this computer: no blob from a received
 * file is ever parsed.
 *
 * The side database is a connection of its own, synchronous OFF with a rollback journal: it costs no sync, so a command
 * keeps within its five, and needs no super-journal. A kill leaves it whole (the system has the written bytes); after a
 * loss of power it may be behind or torn, which is why each step carries a digest and the head names the document's
 * state before and after: what does not fit is thrown away, and the document itself is not touched by that.
 *
 * Two commands may be one step to the user (an item is added, and named): the later one is marked as joined then, and
 * its label is that of both. They stay two changesets, so that a crash between any two writes finds what it expects.
 *
 *   head.state == document       -> fits
 *   head.before == document      -> the last step was noted but the document did not commit: take it back
 *   anything else                -> all steps are dropped */
#include "kkb-store-private.h"
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_STEPS 20000
#define UNDO_SCHEMA                                                                                                    \
  "CREATE TABLE step (n INTEGER PRIMARY KEY, label TEXT NOT NULL, digest INTEGER NOT NULL, changeset BLOB NOT NULL,"   \
  " joined INTEGER NOT NULL DEFAULT 0);"                                                                               \
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

/* The only row of SQL on the side database; FALSE if there is none. */
static gboolean
side_row (KkbStore *store, KkbStatement *select, const char *sql)
{
  return store->undo != NULL && kkb_statement_init (select, store->undo, sql, NULL)
         && kkb_statement_step (select, NULL);
}

static gint64
side_int (KkbStore *store, const char *sql)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  return side_row (store, &select, sql) ? sqlite3_column_int64 (select.stmt, 0) : 0;
}

static char *
side_text (KkbStore *store, const char *sql)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  return side_row (store, &select, sql) ? g_strdup ((const char *)sqlite3_column_text (select.stmt, 0)) : NULL;
}

/* Is step N one with the step before it? */
static gboolean
is_joined (KkbStore *store, gint64 n)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  if (store->undo == NULL || !kkb_statement_init (&select, store->undo, "SELECT joined FROM step WHERE n = ?", NULL))
    return FALSE;
  kkb_bind_int (&select, n);
  return kkb_statement_step (&select, NULL) && sqlite3_column_int64 (select.stmt, 0) != 0;
}

/* The last of those that are one with step N. */
static gint64
last_joined (KkbStore *store, gint64 n)
{
  while (is_joined (store, n + 1))
    n++;
  return n;
}

static char *
side_label (KkbStore *store, gint64 n)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  if (store->undo == NULL || !kkb_statement_init (&select, store->undo, "SELECT label FROM step WHERE n = ?", NULL))
    return NULL;
  kkb_bind_int (&select, n);
  return kkb_statement_step (&select, NULL) ? g_strdup ((const char *)sqlite3_column_text (select.stmt, 0)) : NULL;
}

static gboolean
side_do (KkbStore *store, const char *sql, GError **error)
{
  return kkb_statement_do (store->undo, sql, error);
}

static void
side_roll_back (KkbStore *store)
{
  if (!sqlite3_get_autocommit (store->undo->db))
    sqlite3_exec (store->undo->db, "ROLLBACK", NULL, NULL, NULL);
}

/* Moves the head from where it is to POSITION and STATE. FRESH: by a new step, which is to go if it is taken back. */
static gboolean
move_head (KkbStore *store, gint64 position, const char *state, gboolean fresh, GError **error)
{
  g_auto (KkbStatement) update = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (
          &update, store->undo,
          "UPDATE head SET before_position = position, before = state, position = ?, state = ?, fresh = ?", error))
    return FALSE;
  kkb_bind_int (&update, position);
  kkb_bind_text (&update, state);
  kkb_bind_int (&update, fresh);
  return kkb_statement_run (&update, error);
}

static gboolean
clear_steps (KkbStore *store, const char *state)
{
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;
  gboolean done
      = side_do (store, "BEGIN IMMEDIATE", NULL) && side_do (store, "DELETE FROM step", NULL)
        && side_do (store, "DELETE FROM head", NULL)
        && kkb_statement_init (&insert, store->undo,
                               "INSERT INTO head (one, position, state, before_position, before, fresh) VALUES "
                               "(1, 0, ?, 0, '', 0)",
                               NULL);

  if (done)
    {
      kkb_bind_text (&insert, state);
      done = kkb_statement_run (&insert, NULL) && side_do (store, "COMMIT", NULL);
    }
  if (!done)
    side_roll_back (store);
  return done;
}

static gboolean
open_side (KkbStore *store, const char *path)
{
  sqlite3 *db = NULL;
  int code
      = sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, KKB_STORE_VFS);
  gint64 version;

  store->undo = kkb_store_wrap (db, path);
  if (code != SQLITE_OK
      || !kkb_store_exec (
          db, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = PERSIST; PRAGMA synchronous = OFF;", NULL)
      || !kkb_store_query_int (db, "PRAGMA user_version", &version, NULL))
    return FALSE;
  if (version == 0)
    return kkb_store_exec (db, "BEGIN IMMEDIATE;" UNDO_SCHEMA "PRAGMA user_version = 2; COMMIT", NULL);
  if (version == 1) /* left by an older program that ended unexpectedly */
    return kkb_store_exec (db,
                           "BEGIN IMMEDIATE; ALTER TABLE step ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;"
                           "PRAGMA user_version = 2; COMMIT",
                           NULL);
  return version == 2;
}

/* Puts the head back to where it was before the last move. FALSE if that cannot be written. */
static gboolean
take_back (KkbStore *store)
{
  /* A command's own step lies past the head then and must go; after an undo or redo all steps stay. */
  if (side_do (store, "BEGIN IMMEDIATE", NULL)
      && side_do (store, "DELETE FROM step WHERE n > (SELECT before_position FROM head) AND (SELECT fresh FROM head)",
                  NULL)
      && side_do (store, "UPDATE head SET position = before_position, state = before, before = '', fresh = 0", NULL)
      && side_do (store, "COMMIT", NULL))
    return TRUE;
  side_roll_back (store);
  return FALSE;
}

/* Compares the side database with the document. FALSE if it is unusable. */
static gboolean
match_side (KkbStore *store)
{
  g_autofree char *state = kkb_store_get_meta (store, "state");
  g_autofree char *side = side_text (store, "SELECT state FROM head");
  g_autofree char *before = side_text (store, "SELECT before FROM head");

  if (state == NULL)
    return FALSE;
  if (g_strcmp0 (state, side) == 0)
    return TRUE;
  return g_strcmp0 (state, before) == 0 ? take_back (store) : clear_steps (store, state);
}

/* After a taking back that could not be written (the disk was full there, too) it is tried again before anything else.
 */
static gboolean
settle (KkbStore *store)
{
  if (store->undo == NULL)
    return FALSE;
  if (store->undo_unsettled && match_side (store))
    store->undo_unsettled = FALSE;
  return !store->undo_unsettled;
}

static gint64
side_position (KkbStore *store)
{
  return settle (store) ? side_int (store, "SELECT position FROM head") : 0;
}

/* Reads step N into CHANGESET. FALSE if it is not there or not what was written. */
static gboolean
read_step (KkbStore *store, gint64 n, KkbChangeset *changeset, char **label)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  const void *blob;

  if (!kkb_statement_init (&select, store->undo, "SELECT label, digest, changeset FROM step WHERE n = ?", NULL))
    return FALSE;
  kkb_bind_int (&select, n);
  if (!kkb_statement_step (&select, NULL))
    return FALSE;
  blob = sqlite3_column_blob (select.stmt, 2);
  changeset->size = sqlite3_column_bytes (select.stmt, 2);
  if (blob == NULL || (gint64)digest (blob, (gsize)changeset->size) != sqlite3_column_int64 (select.stmt, 1)
      || (changeset->data = sqlite3_malloc (changeset->size)) == NULL)
    return FALSE;
  memcpy (changeset->data, blob, (gsize)changeset->size);
  *label = g_strdup ((const char *)sqlite3_column_text (select.stmt, 0));
  return TRUE;
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

  if (!kkb_statement_do (store, "BEGIN IMMEDIATE", error))
    return FALSE;
  sqlite3_db_config (store->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
  if (apply_inside (store, changeset, action, label, who, changes, error) && kkb_store_mark_state (store, state, error))
    {
      moved = move_head (store, position, state, FALSE, error);
      done = moved && kkb_store_commit (store, state, error);
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
  set->step = undo ? position : position + 1;
  set->undone = undo;
  set->redone = !undo;
  set->goes_on = settle (store) && is_joined (store, undo ? position : position + 2);
  if (!settle (store) || !read_step (store, undo ? position : position + 1, &step, &set->label))
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

/* Step POSITION + 1, in place of all that could have been redone. */
static gboolean
put_step (KkbStore *store, gint64 position, const char *label, const KkbChangeset *changeset, GError **error)
{
  g_auto (KkbStatement) clear = KKB_STATEMENT_INIT;
  g_auto (KkbStatement) insert = KKB_STATEMENT_INIT;

  if (!kkb_statement_init (&clear, store->undo, "DELETE FROM step WHERE n > ? OR n <= ?", error)
      || !kkb_statement_init (&insert, store->undo,
                              "INSERT INTO step (n, label, digest, changeset, joined) VALUES (?, ?, ?, ?, ?)", error))
    return FALSE;
  kkb_bind_int (&clear, position);
  kkb_bind_int (&clear, position - MAX_STEPS);
  if (!kkb_statement_run (&clear, error))
    return FALSE;
  kkb_bind_int (&insert, position + 1);
  kkb_bind_text (&insert, store->join_label != NULL ? store->join_label : label);
  kkb_bind_int (&insert, (gint64)digest (changeset->data, (gsize)changeset->size));
  sqlite3_bind_blob (insert.stmt, 4, changeset->data, changeset->size, SQLITE_STATIC);
  sqlite3_bind_int (insert.stmt, 5, store->join_label != NULL && position > 0);
  return kkb_statement_run (&insert, error);
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
  return kkb_store_fail (store->undo->db, error);
}

void
kkb_undo_close (KkbStore *store)
{
  g_clear_pointer (&store->join_label, g_free);
  g_clear_pointer (&store->undo, kkb_store_close);
}

gboolean
kkb_undo_push (KkbStore *store, const char *label, const KkbChangeset *changeset, const char *state, gint64 *step,
               GError **error)
{
  gint64 position = side_position (store);
  gboolean done;

  if (!settle (store))
    return kkb_store_fail (store->undo->db, error);
  done = side_do (store, "BEGIN IMMEDIATE", error) && put_step (store, position, label, changeset, error)
         && move_head (store, position + 1, state, TRUE, error) && side_do (store, "COMMIT", error);
  if (!done)
    side_roll_back (store);
  *step = position + 1;
  return done;
}

void
kkb_undo_take_back (KkbStore *store)
{
  store->undo_unsettled = TRUE;
  settle (store); /* asks the document which of the two states it is in */
}

void
kkb_store_join_next (KkbStore *store, const char *label)
{
  g_free (store->join_label);
  store->join_label = g_strdup (label);
}

gboolean
kkb_store_can_undo (KkbStore *store)
{
  gint64 position = side_position (store);

  return position > 0 && position > side_int (store, "SELECT coalesce (min (n), 1) - 1 FROM step");
}

gboolean
kkb_store_can_redo (KkbStore *store)
{
  return settle (store) && side_int (store, "SELECT count (*) FROM step WHERE n > (SELECT position FROM head)") > 0;
}

char *
kkb_store_undo_label (KkbStore *store)
{
  return side_label (store, side_position (store));
}

char *
kkb_store_redo_label (KkbStore *store)
{
  return settle (store) ? side_label (store, last_joined (store, side_position (store) + 1)) : NULL;
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

  for (gint64 n = position; n > 0 && max > 0; n--, max--)
    {
      g_autofree char *label = side_label (store, n);

      if (label == NULL)
        break;
      g_strv_builder_add (labels, label);
      while (is_joined (store, n))
        n--;
    }
  return g_strv_builder_end (labels);
}

GStrv
kkb_store_redo_labels (KkbStore *store, guint max)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  gint64 position = side_position (store);

  for (gint64 n = last_joined (store, position + 1); max > 0; n = last_joined (store, n + 1), max--)
    {
      g_autofree char *label = side_label (store, n);

      if (label == NULL)
        break;
      g_strv_builder_add (labels, label);
    }
  return g_strv_builder_end (labels);
}
