/* kkb-document-save.c - the order of architecture.md, "Save": a whole, checked file stands beside the target before the
 * target is touched, and the target only ever changes by one atomic replace. A job has its own view of work.ini, so
 * that the document can be looked at meanwhile. */
#include "kkb-backup.h"
#include "kkb-disk.h"
#include "kkb-document-private.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  KkbStore *store; /* borrowed */
  KkbWorkCopy *copy;
  char *target;
  gboolean elsewhere; /* Save As: the caller has asked whether to replace */
  gboolean unattended;
  char *token;  /* of the owner file of a target that was not ours before */
  char *whole;  /* the local, checked file */
  char *beside; /* its copy beside the target */
  char *stamp;  /* of the target before */
} SaveJob;

static void
save_job_free (gpointer data)
{
  SaveJob *job = data;

  if (job->token != NULL)
    kkb_owner_release (job->target, job->token);
  kkb_work_copy_free (job->copy);
  g_free (job->target);
  g_free (job->token);
  g_free (job->whole);
  g_free (job->beside);
  g_free (job->stamp);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SaveJob, save_job_free)

static SaveJob *
save_job_new (KkbDocument *doc, const char *path, GError **error)
{
  g_autoptr (SaveJob) job = g_new0 (SaveJob, 1);

  if (!kkb_document_check_idle (doc, error))
    return NULL;
  if (path == NULL && doc->copy->target == NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_USAGE,
                           _ ("The document has no file yet. Save it under a name."));
      return NULL;
    }
  if (path == NULL && doc->read_only_reason != NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_IN_USE, doc->read_only_reason);
      return NULL;
    }
  job->copy = kkb_work_copy_read (doc->copy->folder, error);
  if (job->copy == NULL)
    return NULL;
  job->store = doc->store;
  job->elsewhere = path != NULL;
  job->unattended = doc->unattended;
  job->target = path != NULL ? kkb_disk_resolve (path) : g_strdup (doc->copy->target);
  return g_steal_pointer (&job);
}

static void
set_changed_error (SaveJob *job, GError **error)
{
  if (job->unattended)
    g_set_error_literal (
        error, KKB_ERROR, KKB_ERROR_CHANGED,
        _ ("Somebody else changed the file meanwhile. It was left as it is, and this change is not in it. Try again."));
  else
    g_set_error_literal (error, KKB_ERROR, KKB_ERROR_CHANGED,
                         _ ("Somebody else changed the file after you opened it. It was left as it is, and what you "
                            "entered is kept on this PC. "
                            "Save it under another name."));
}

/* The owner file must be ours: for a new place it is taken, at the old one somebody may have taken over. */
static gboolean
own_target (SaveJob *job, GError **error)
{
  g_autoptr (KkbOwner) other = NULL;

  if (job->copy->owner_token != NULL && g_strcmp0 (job->target, job->copy->target) == 0)
    {
      if (kkb_owner_is_ours (job->target, job->copy->owner_token))
        return TRUE;
      other = kkb_owner_read (job->target);
      if (other != NULL)
        {
          kkb_owner_set_error (error, other);
          return FALSE;
        }
    }
  /* a new place; or the owner file was deleted by hand: nobody has it now */
  return kkb_owner_take (job->target, FALSE, &job->token, NULL, error);
}

/* Is the target still what was read? Its time alone may have been touched by a backup program: then the contents
 * decide. */
static gboolean
check_unchanged (SaveJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *save_uuid = NULL, *digest = NULL;

  job->stamp = kkb_disk_stamp (job->target, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (job->stamp == NULL || job->elsewhere)
    return TRUE;                                      /* nothing to overwrite, or the caller has asked */
  save_uuid = kkb_store_peek_save_uuid (job->target); /* NULL also where the path is too long for SQLite */
  if (g_strcmp0 (job->stamp, job->copy->stamp) == 0 && g_strcmp0 (save_uuid, job->copy->save_uuid) == 0)
    return TRUE;
  digest = kkb_disk_digest (job->target, cancellable, error);
  if (digest != NULL && g_strcmp0 (digest, job->copy->digest) != 0)
    set_changed_error (job, error);
  return digest != NULL && g_strcmp0 (digest, job->copy->digest) == 0;
}

/* The new file gets the permissions of the one it replaces: on a share the group may need them. */
static void
copy_mode (const char *from, const char *to)
{
  g_autoptr (GFile) old = g_file_new_for_path (from);
  g_autoptr (GFile) new = g_file_new_for_path (to);
  g_autoptr (GFileInfo) info = g_file_query_info (old, G_FILE_ATTRIBUTE_UNIX_MODE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (info != NULL && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_UNIX_MODE))
    g_file_set_attribute_uint32 (new, G_FILE_ATTRIBUTE_UNIX_MODE,
                                 g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_MODE),
                                 G_FILE_QUERY_INFO_NONE, NULL, NULL);
}

static gboolean
put_beside (SaveJob *job, char **digest, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (job->target);
  g_autofree char *name = g_path_get_basename (job->target);
  g_autofree char *random = kkb_disk_random_name ();
  g_autofree char *shortened = kkb_platform_short_name (folder, name, KKB_TEMPORARY_ROOM);
  g_autofree char *temporary = g_strdup_printf (".~%s.%s.tmp", shortened, random);

  job->beside = g_build_filename (folder, temporary, NULL);
  if (!kkb_disk_copy (job->whole, job->beside, digest, cancellable, error))
    return FALSE;
  if (job->stamp != NULL)
    copy_mode (job->target, job->beside);
  return TRUE;
}

static gboolean
replace_target (SaveJob *job, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *folder = g_path_get_dirname (job->target);
  g_autofree char *stamp = kkb_disk_stamp (job->target, &cause);

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (!job->elsewhere && g_strcmp0 (stamp, job->stamp) != 0)
    {
      set_changed_error (job, error);
      return FALSE;
    }
  if (!kkb_platform_replace (job->beside, job->target, error))
    return FALSE;
  /* The file is in its place now; that some shares cannot sync a folder changes nothing about it. */
  if (!kkb_platform_sync_folder (folder, &cause))
    g_info ("%s", cause->message);
  return TRUE;
}

/* Everything up to the moment at which the target is new. */
static gboolean
write_target (SaveJob *job, char **digest, GCancellable *cancellable, GError **error)
{
  g_autofree char *save_uuid = g_uuid_string_random ();
  gint64 seq;

  if (!own_target (job, error))
    return FALSE;
  seq = kkb_history_last (job->store, NULL, error);
  if (seq < 0)
    return FALSE;
  job->whole = kkb_work_copy_file (job->copy, "save.keikaku");
  g_remove (job->whole);
  return kkb_store_copy_to (job->store, job->whole, save_uuid, cancellable, error)
         && check_unchanged (job, cancellable, error) && !g_cancellable_set_error_if_cancelled (cancellable, error)
         && (job->stamp == NULL || kkb_backup_keep (job->target, cancellable, error))
         && put_beside (job, digest, cancellable, error)
         && kkb_work_copy_begin_save (job->copy, job->target, save_uuid, seq, error) && replace_target (job, error);
}

/* Writes down what is true now. The save is done, so a failure here is not one of the save: recovery would find out by
 * itself. */
static void
settle (SaveJob *job, const char *digest)
{
  g_autofree char *stamp = kkb_disk_stamp (job->target, NULL);
  g_autoptr (GError) error = NULL;

  if (job->token != NULL)
    {
      kkb_release_target (job->copy); /* of the place before */
      job->copy->owner_token = g_steal_pointer (&job->token);
    }
  job->copy->read_only = FALSE;
  if (!kkb_work_copy_end_save (job->copy, stamp, digest, &error)
      || !kkb_store_set_meta (job->store, "save_uuid", job->copy->save_uuid, &error))
    g_info ("%s", error->message);
}

static gboolean
save_job_run (SaveJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *digest = NULL;
  gboolean ok = write_target (job, &digest, cancellable, &cause);

  if (job->whole != NULL)
    g_remove (job->whole);
  if (ok)
    {
      settle (job, digest);
      return TRUE;
    }
  if (job->beside != NULL)
    g_remove (job->beside);
  if (job->copy->pending_uuid != NULL)
    kkb_work_copy_cancel_save (job->copy);
  kkb_disk_propagate (
      error, g_steal_pointer (&cause),
      job->unattended
          ? _ ("The document could not be saved. The change was not kept, and what stood there before is unchanged.")
          : _ ("The document could not be saved there. What you entered is kept on this PC. Save it somewhere else."));
  return FALSE;
}

/* Takes over what the job found out. */
static void
apply (KkbDocument *doc, SaveJob *job)
{
  g_object_freeze_notify (G_OBJECT (doc));
  kkb_work_copy_free (doc->copy);
  doc->copy = g_steal_pointer (&job->copy);
  g_clear_pointer (&doc->read_only_reason, g_free);
  kkb_document_notify (doc, PROP_PATH);
  kkb_document_notify (doc, PROP_TITLE);
  kkb_document_notify (doc, PROP_READ_ONLY);
  kkb_document_set_dirty (doc, FALSE);
  g_object_thaw_notify (G_OBJECT (doc));
}

static gboolean
save_now (KkbDocument *doc, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (SaveJob) job = save_job_new (doc, path, error);

  if (job == NULL || !save_job_run (job, cancellable, error))
    return FALSE;
  apply (doc, job);
  return TRUE;
}

static void
save_in_thread (GTask *inner, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (save_job_run (data, cancellable, &error))
    g_task_return_boolean (inner, TRUE);
  else
    g_task_return_error (inner, error);
}

/* On the thread of the document, whether or not anybody still waits for the outer task. */
static void
save_ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  g_autoptr (GError) error = NULL;
  KkbDocument *doc = g_task_get_source_object (outer);
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  kkb_document_set_busy (doc, FALSE);
  if (ok)
    apply (doc, g_task_get_task_data (G_TASK (result)));
  if (doc->close_when_idle)
    kkb_document_close (doc);
  if (ok)
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, g_steal_pointer (&error));
}

void
kkb_document_set_unattended (KkbDocument *doc)
{
  doc->unattended = TRUE;
}

gboolean
kkb_document_save (KkbDocument *doc, GCancellable *cancellable, GError **error)
{
  return save_now (doc, NULL, cancellable, error);
}

gboolean
kkb_document_save_as (KkbDocument *doc, const char *path, GCancellable *cancellable, GError **error)
{
  return save_now (doc, path, cancellable, error);
}

void
kkb_document_save_async (KkbDocument *doc, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) outer = g_task_new (doc, NULL, callback, data);
  g_autoptr (GTask) inner = NULL;
  g_autoptr (GError) error = NULL;
  SaveJob *job = save_job_new (doc, path, &error);

  g_task_set_source_tag (outer, kkb_document_save_async);
  if (job == NULL)
    {
      g_task_return_error (outer, g_steal_pointer (&error));
      return;
    }
  kkb_document_set_busy (doc, TRUE);
  /* The inner task knows no document: its last reference may go in the worker, and a document must not. The outcome of
   * the work counts, not a cancellation that came too late. */
  inner = g_task_new (NULL, cancellable, save_ended_cb, g_steal_pointer (&outer));
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (inner, job, save_job_free);
  g_task_run_in_thread (inner, save_in_thread);
}

gboolean
kkb_document_save_finish (KkbDocument *doc, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, doc), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
