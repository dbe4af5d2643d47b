/* kkb-store-run.c - one command: one transaction, one changeset, one history entry.
 *
 * Order of writes: the changeset goes to the side database first, with the state the document will be in; then the
 * document commits. A crash between the two leaves a side database that is one step ahead, which its opening sees and
 * takes back (kkb-store-undo.c). A step that does not match the document can therefore never be offered. */
#include "kkb-store-private.h"
#include "kkb-statement.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  KkbChangeset changeset;
  sqlite3_session *session;
} Recording;

static void
recording_clear (Recording *recording)
{
  g_clear_pointer (&recording->session, sqlite3session_delete);
  sqlite3_free (recording->changeset.data);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Recording, recording_clear)

/* Every table by name: a table that is forgotten would silently not be undone, so each result counts. */
static gboolean
start_recording (KkbStore *store, Recording *recording, GError **error)
{
  int code = sqlite3session_create (store->db, "main", &recording->session);

  for (guint i = 0; i < kkb_n_tables && code == SQLITE_OK; i++)
    if (kkb_tables[i].tracked)
      code = sqlite3session_attach (recording->session, kkb_tables[i].name);
  return code == SQLITE_OK || kkb_store_fail_code (code, error);
}

static gboolean
stop_recording (Recording *recording, GError **error)
{
  int code = sqlite3session_changeset (recording->session, &recording->changeset.size, &recording->changeset.data);

  g_clear_pointer (&recording->session, sqlite3session_delete);
  return code == SQLITE_OK || kkb_store_fail_code (code, error);
}

/* Foreign keys are checked at COMMIT; asking before it keeps the side database right. */
static gboolean
check_references (KkbStore *store, GError **error)
{
  int open = 0, unused = 0;

  if (sqlite3_db_status (store->db, SQLITE_DBSTATUS_DEFERRED_FKS, &open, &unused, 0) == SQLITE_OK && open == 0)
    return TRUE;
  g_set_error (
      error, KKB_ERROR, KKB_ERROR_INTERNAL,
      _ ("The change would refer to something that is not in the document. Nothing was changed: everything is as "
         "before. Please report this."));
  return FALSE;
}

static void
roll_back (KkbStore *store)
{
  if (!sqlite3_get_autocommit (store->db)) /* some errors (a full disk) have rolled back already */
    sqlite3_exec (store->db, "ROLLBACK", NULL, NULL, NULL);
}

static KkbChanges *
changes_new (const char *label)
{
  KkbChanges *changes = g_new0 (KkbChanges, 1);

  changes->rows = g_array_new (FALSE, TRUE, sizeof (KkbChange));
  changes->label = g_strdup (label);
  return changes;
}

static gboolean
run_inside (KkbStore *store, const char *label, const char *who, KkbStoreFunc func, gpointer data, KkbChanges *changes,
            gboolean *noted, GError **error)
{
  g_auto (Recording) recording = { { 0, NULL }, NULL };
  g_autofree char *state = kkb_store_new_state ();

  if (!start_recording (store, &recording, error) || !func (store, data, error) || !stop_recording (&recording, error))
    return FALSE;
  if (recording.changeset.size == 0)
    {
      if (store->meta_changed)
        return kkb_statement_do (store, "COMMIT", error);
      roll_back (store);
      return TRUE;
    }
  if (!check_references (store, error)
      || !kkb_history_record (store, &recording.changeset, "do", label, who, changes, error)
      || !kkb_store_mark_state (store, state, error))
    return FALSE;
  if (store->undo != NULL && !kkb_undo_push (store, label, &recording.changeset, state, &changes->step, error))
    return FALSE;
  *noted = store->undo != NULL;
  if (!kkb_store_commit (store, state, error))
    return FALSE;
  store->sealed = FALSE;
  return TRUE;
}

gboolean
kkb_store_commit (KkbStore *store, const char *state, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *found = NULL;
  int code;

  if (kkb_statement_do (store, "COMMIT", &failure))
    return TRUE;
  code = sqlite3_extended_errcode (store->db);
  roll_back (store);
  /* When only the very last sync failed, that of the emptied journal, the change stands all the same; while the disk
   * goes on failing nobody can tell. */
  found = kkb_store_get_meta (store, "state");
  if (g_strcmp0 (found, state) == 0)
    {
      g_warning ("store: committed, but the disk did not confirm it: %s", failure->message);
      return TRUE;
    }
  if (found == NULL && code != SQLITE_FULL && code != SQLITE_IOERR_WRITE) /* writing comes before the last sync */
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_IO,
                   _ ("The disk failed at the last moment: it is not certain whether the last change was stored. "
                      "Everything before it is. Close the document and open it again to see what was stored."));
      return FALSE;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

char *
kkb_store_new_state (void)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", (guint64)kkb_id_new ());
}

gboolean
kkb_store_mark_state (KkbStore *store, const char *state, GError **error)
{
  if (store->sealed
      && (!kkb_store_set_meta (store, "content_hash", "", error)
          || !kkb_store_set_meta (store, "history_hash", "", error)))
    return FALSE;
  return kkb_store_set_meta (store, "state", state, error);
}

void
kkb_changes_free (KkbChanges *changes)
{
  if (changes == NULL)
    return;
  g_array_unref (changes->rows);
  g_free (changes->label);
  g_free (changes);
}

gboolean
kkb_store_run (KkbStore *store, const char *label, const char *who, KkbStoreFunc func, gpointer data,
               KkbChanges **changes, GError **error)
{
  g_autoptr (KkbChanges) set = changes_new (label);
  gboolean done, noted = FALSE;

  g_return_val_if_fail (!store->in_run && !store->read_only, FALSE);
  if (!kkb_statement_do (store, "BEGIN IMMEDIATE", error))
    return FALSE;
  store->in_run = TRUE;
  store->meta_changed = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (store->next_position); i++)
    store->next_position[i] = 0;
  done = run_inside (store, label, who, func, data, set, &noted, error);
  if (!done)
    {
      roll_back (store);
      if (noted)
        kkb_undo_take_back (store);
    }
  store->in_run = FALSE;
  g_clear_pointer (&store->join_label, g_free);
  if (done && changes != NULL)
    *changes = g_steal_pointer (&set);
  return done;
}

gboolean
kkb_store_add_note (KkbStore *store, const char *label, const char *who, const char *what, GError **error)
{
  g_autofree char *state = NULL;
  gboolean done;

  g_return_val_if_fail (!store->in_run && !store->read_only, FALSE);
  if (!kkb_statement_do (store, "BEGIN IMMEDIATE", error))
    return FALSE;
  /* The state stays: the undo steps still match. Only the seal goes. */
  state = kkb_store_get_meta (store, "state");
  done = kkb_store_mark_state (store, state, error) && kkb_history_note (store, label, who, what, error)
         && kkb_statement_do (store, "COMMIT", error);
  if (done)
    store->sealed = FALSE;
  else
    roll_back (store);
  return done;
}
