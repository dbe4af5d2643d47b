/* kkb-document-check.c - a document is shown before its file was checked in full: loading it survives any damage, and
 * nothing is written before the check has ended well. The check reads the working copy by itself, in a worker; whoever
 * needs its outcome sooner (a command, a save) waits for it. */
#include "kkb-disk.h"
#include "kkb-document-private.h"
#include <glib/gi18n-lib.h>

struct _KkbCheck
{
  gatomicrefcount refs; /* the document and the worker */
  char *path;
  GCancellable *cancellable;
  GMutex lock;
  GCond has_ended;
  gboolean started, ended;
  GError *error; /* once it has ended: what is wrong with the file, NULL: nothing */
  char *digest;  /* of the file, nothing of which was written yet */
};

static void
check_unref (gpointer data)
{
  KkbCheck *check = data;

  if (!g_atomic_ref_count_dec (&check->refs))
    return;
  g_free (check->path);
  g_free (check->digest);
  g_object_unref (check->cancellable);
  g_mutex_clear (&check->lock);
  g_cond_clear (&check->has_ended);
  g_clear_error (&check->error);
  g_free (check);
}

static void
run_check (KkbCheck *check)
{
  GError *error = NULL;
  char *digest = NULL;

  if (kkb_store_check_file (check->path, check->cancellable, &error))
    digest = kkb_disk_digest (check->path, check->cancellable, NULL);
  g_mutex_lock (&check->lock);
  check->digest = digest;
  check->error = error;
  check->ended = TRUE;
  g_cond_broadcast (&check->has_ended);
  g_mutex_unlock (&check->lock);
}

static void
check_in_thread (GTask *inner, gpointer source, gpointer data, GCancellable *cancellable)
{
  run_check (data);
  g_task_return_boolean (inner, TRUE);
}

/* On the thread of the document. */
static void
check_ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  g_autoptr (GError) error = NULL;

  if (kkb_document_settle (g_task_get_source_object (outer), &error))
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, g_steal_pointer (&error));
}

/* Waits for a worker that is at it. */
static void
wait_for_end (KkbCheck *check)
{
  g_mutex_lock (&check->lock);
  while (!check->ended)
    g_cond_wait (&check->has_ended, &check->lock);
  g_mutex_unlock (&check->lock);
}

void
kkb_document_begin_unchecked (KkbDocument *doc)
{
  KkbCheck *check = g_new0 (KkbCheck, 1);

  g_atomic_ref_count_init (&check->refs);
  check->path = kkb_work_copy_document (doc->copy);
  check->cancellable = g_cancellable_new ();
  g_mutex_init (&check->lock);
  g_cond_init (&check->has_ended);
  doc->check = check;
}

void
kkb_document_end_check (KkbDocument *doc)
{
  if (doc->check == NULL)
    return;
  g_cancellable_cancel (doc->check->cancellable);
  if (doc->check->started)
    wait_for_end (doc->check);
  g_clear_pointer (&doc->check, check_unref);
}

gboolean
kkb_document_settle (KkbDocument *doc, GError **error)
{
  if (doc->check == NULL)
    return TRUE;
  if (!doc->check->started)
    {
      doc->check->started = TRUE;
      run_check (doc->check);
    }
  wait_for_end (doc->check);
  if (doc->check->error != NULL) /* stays: the document is never written to */
    {
      if (error != NULL)
        *error = g_error_copy (doc->check->error);
      return FALSE;
    }
  kkb_store_set_checked (doc->store);
  if (doc->copy->digest == NULL)
    {
      kkb_work_copy_set (&doc->copy->digest, doc->check->digest);
      kkb_work_copy_write (doc->copy, NULL); /* without that line a save after a crash would ask once too often */
    }
  g_clear_pointer (&doc->check, check_unref);
  kkb_document_notify (doc, PROP_CHECKED);
  return TRUE;
}

gboolean
kkb_document_checked (KkbDocument *doc)
{
  return doc->check == NULL;
}

void
kkb_document_check_async (KkbDocument *doc, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) outer = g_task_new (doc, NULL, callback, data);
  g_autoptr (GTask) inner = NULL;

  g_task_set_source_tag (outer, kkb_document_check_async);
  if (doc->check == NULL || doc->check->started) /* asked for twice: the second waits */
    {
      check_ended_cb (NULL, NULL, g_steal_pointer (&outer));
      return;
    }
  /* The inner task knows no document: its last reference may go in the worker, and a document must not. */
  inner = g_task_new (NULL, NULL, check_ended_cb, g_steal_pointer (&outer));
  doc->check->started = TRUE;
  g_atomic_ref_count_inc (&doc->check->refs);
  g_task_set_task_data (inner, doc->check, check_unref);
  g_task_run_in_thread (inner, check_in_thread);
}

gboolean
kkb_document_check_finish (KkbDocument *doc, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, doc), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
