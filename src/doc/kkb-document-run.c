/* kkb-document-run.c - commands, undo and redo: SQL first, then the facts, then the signals. The first execution is a
 * redo: whatever changed comes from the changeset, never from the command. */
#include "kkb-compute.h"
#include "kkb-document-private.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>

struct _KkbCommand
{
  char *label;
  KkbId begins, completes;
  char *whole_label; /* of what it completes */
  KkbCommandFunc func;
  gpointer data;
  GDestroyNotify destroy;
};

typedef struct
{
  KkbCommand *command;
  KkbFacts *facts;
} Run;

static gboolean
run_command (KkbStore *store, gpointer data, GError **error)
{
  Run *run = data;

  return run->command->func (store, run->facts, run->command->data, error);
}

/* Facts that somebody else still holds (a snapshot in a worker) are left as they are. */
static gboolean
read_again (KkbDocument *doc, const KkbChanges *changes, GError **error)
{
  KkbFacts *facts;

  if (changes->only_values && g_atomic_ref_count_compare (&doc->facts->refs, 1))
    return kkb_store_refresh_values (doc->store, doc->facts, changes, error);
  facts = kkb_store_load (doc->store, error);
  if (facts == NULL)
    return FALSE;
  kkb_facts_unref (doc->facts);
  doc->facts = facts;
  return TRUE;
}

/* Brings the facts up to the store. What was computed from the changed figures has changed with them: whoever listens
 * is told of it as of any other figure. */
static gboolean
refresh_facts (KkbDocument *doc, const KkbChanges *changes, GError **error)
{
  g_autoptr (GArray) computed = g_array_new (FALSE, FALSE, sizeof (KkbComputedChange));

  g_clear_pointer (&doc->review, kkb_review_unref);
  if (!read_again (doc, changes, error))
    return FALSE;
  kkb_compute (doc->facts, computed);
  for (guint i = 0; i < computed->len; i++)
    {
      const KkbComputedChange *change = &g_array_index (computed, KkbComputedChange, i);
      KkbChange row = { .table = KKB_TABLE_ACTUAL, .id = change->indicator, .fy = change->fy, .op = 'u' };

      g_array_append_val (changes->rows, row);
    }
  return TRUE;
}

/* After a transaction; CHANGES may be empty. */
static gboolean
finish_change (KkbDocument *doc, const KkbChanges *changes, GError **error)
{
  g_autofree char *title = NULL, *new_title = NULL;
  gboolean ok;

  if (changes->rows->len == 0)
    return TRUE;
  doc->begun = 0;
  title = kkb_document_title (doc);
  ok = refresh_facts (doc, changes, error);
  g_object_freeze_notify (G_OBJECT (doc));
  kkb_document_set_dirty (doc, TRUE);
  kkb_document_sync_undo (doc);
  new_title = kkb_document_title (doc);
  if (g_strcmp0 (title, new_title) != 0)
    kkb_document_notify (doc, PROP_TITLE);
  g_object_thaw_notify (G_OBJECT (doc));
  g_object_ref (doc); /* a handler may drop it */
  if (ok)
    kkb_document_emit_changed (doc, changes);
  /* Even where the new facts could not be read: the review is gone, and nobody may go on pointing into it. */
  kkb_document_emit_review_changed (doc);
  g_object_unref (doc);
  return ok;
}

typedef gboolean (*StepFunc) (KkbStore *store, const char *who, KkbChanges **changes, GError **error);

/* A step, with all that is one with it. */
static gboolean
step (KkbDocument *doc, StepFunc func, GError **error)
{
  g_autofree char *who = kkb_platform_user_name ();
  gboolean goes_on = TRUE;

  for (guint done = 0; goes_on; done++)
    {
      g_autoptr (KkbChanges) changes = NULL;

      if (done > 0 && func == kkb_store_undo && !kkb_store_can_undo (doc->store))
        return TRUE; /* the first of them is too long ago and was forgotten */
      if (!kkb_document_check_idle (doc, error) || !func (doc->store, who, &changes, error))
        return FALSE;
      goes_on = changes->goes_on;
      if (!finish_change (doc, changes, error))
        return FALSE;
    }
  return TRUE;
}

KkbCommand *
kkb_command_new (const char *label, KkbCommandFunc func, gpointer data, GDestroyNotify destroy)
{
  KkbCommand *command = g_new0 (KkbCommand, 1);

  command->label = g_strdup (label);
  command->func = func;
  command->data = data;
  command->destroy = destroy;
  return command;
}

void
kkb_command_free (KkbCommand *command)
{
  if (command == NULL)
    return;
  if (command->destroy != NULL)
    command->destroy (command->data);
  g_free (command->label);
  g_free (command->whole_label);
  g_free (command);
}

void
kkb_command_begins (KkbCommand *command, KkbId entity)
{
  command->begins = entity;
}

void
kkb_command_completes (KkbCommand *command, KkbId entity, const char *label)
{
  command->completes = entity;
  g_free (command->whole_label);
  command->whole_label = g_strdup (label);
}

gboolean
kkb_document_run (KkbDocument *doc, KkbCommand *command, gboolean *changed, GError **error)
{
  G_GNUC_UNUSED g_autoptr (KkbCommand) owned = command;
  g_autoptr (KkbChanges) changes = NULL;
  g_autofree char *who = kkb_platform_user_name ();
  Run run = { command, doc->facts };
  gboolean whole;

  if (changed != NULL)
    *changed = FALSE;
  if (!kkb_document_check_idle (doc, error))
    return FALSE;
  whole = command->completes != 0 && command->completes == doc->begun && doc->dirty;
  kkb_store_join_next (doc->store, whole ? command->whole_label : NULL);
  if (!kkb_store_run (doc->store, command->label, who, run_command, &run, &changes, error))
    return FALSE;
  if (changed != NULL)
    *changed = changes->rows->len > 0;
  if (!finish_change (doc, changes, error))
    return FALSE;
  if (changes->rows->len > 0)
    doc->begun = command->begins;
  return TRUE;
}

gboolean
kkb_document_undo (KkbDocument *doc, GError **error)
{
  return step (doc, kkb_store_undo, error);
}

gboolean
kkb_document_redo (KkbDocument *doc, GError **error)
{
  return step (doc, kkb_store_redo, error);
}

GStrv
kkb_document_undo_labels (KkbDocument *doc, guint max)
{
  return kkb_document_check_idle (doc, NULL) ? kkb_store_undo_labels (doc->store, max) : g_new0 (char *, 1);
}

GStrv
kkb_document_redo_labels (KkbDocument *doc, guint max)
{
  return kkb_document_check_idle (doc, NULL) ? kkb_store_redo_labels (doc->store, max) : g_new0 (char *, 1);
}

guint
kkb_document_step (KkbDocument *doc, int n, GError **error)
{
  guint wanted = (guint)ABS (n), done = 0;

  while (done < wanted && (n > 0 ? kkb_document_undo (doc, error) : kkb_document_redo (doc, error)))
    done++;
  return done;
}

GPtrArray *
kkb_document_history (KkbDocument *doc, KkbId entity, guint max, GError **error)
{
  /* Looking is fine before the file was checked. */
  if (kkb_document_checked (doc) || doc->busy ? !kkb_document_check_idle (doc, error) : doc->store == NULL)
    return NULL;
  return kkb_store_history (doc->store, entity, max, error);
}
