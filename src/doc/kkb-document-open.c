/* kkb-document-open.c - from the user's file to a working copy. SQLite never sees the user's file. */
#include "kkb-disk.h"
#include "kkb-compute.h"
#include "kkb-document-private.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define SUFFIX     ".keikaku"
#define COPY_TRIES 3

typedef struct
{
  char *path;
  KkbOpenMode mode;
} OpenJob; /* of a worker: its document is shown before its file is checked */

static void
open_job_free (gpointer data)
{
  OpenJob *job = data;

  g_free (job->path);
  g_free (job);
}

static gboolean
check_file (const char *path, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("%s is not a file"), path);
  else
    g_set_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("There is no file %s"), path);
  return FALSE;
}

static gboolean
may_be_written (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info == NULL || g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE);
}

/* A save that was killed may have left its temporary file beside the target; while the owner file is ours it is nobody
 * else's. */
static void
remove_leftovers (const char *target)
{
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);
  g_autofree char *shortened = kkb_platform_short_name (folder, name, KKB_TEMPORARY_ROOM);
  g_autofree char *prefix = g_strdup_printf (".~%s.", shortened);

  kkb_disk_remove_matching (folder, prefix, ".tmp");
}

/* Decides whether the target can be saved over, and takes its owner file if so. */
static gboolean
take_or_read_only (KkbOpened *opened, KkbOpenMode mode, KkbOwner **before, GError **error)
{
  g_autoptr (GError) cause = NULL;
  KkbWorkCopy *copy = opened->copy;

  if (mode == KKB_OPEN_READ_ONLY)
    opened->read_only_reason
        = g_strdup (_ ("The document was opened read-only. To keep changes, save it under another name."));
  else if (!may_be_written (copy->target))
    opened->read_only_reason = g_strdup (
        _ ("The file is write-protected, so it was opened read-only. To keep changes, save it under another name."));
  else if (!kkb_take_target (copy, mode == KKB_OPEN_TAKE_OVER, before, &cause))
    {
      if (!g_error_matches (cause, KKB_ERROR, KKB_ERROR_IO))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      opened->read_only_reason = g_strdup (_ ("The folder of the file cannot be written, so it was opened read-only. "
                                              "To keep changes, save it in another folder."));
    }
  copy->read_only = opened->read_only_reason != NULL;
  return TRUE;
}

/* Copies PATH into the work folder, whole: as it was at one moment. SQLite syncs all of it with the first command, and
 * until then the file itself is there. SUM: with its digest; else the check, which comes later, finds that of the
 * copy. */
static gboolean
copy_in (KkbWorkCopy *copy, const char *path, gboolean sum, GCancellable *cancellable, GError **error)
{
  g_autofree char *to = kkb_work_copy_document (copy);

  for (int i = 0; i < COPY_TRIES; i++)
    {
      g_autofree char *stamp = kkb_disk_stamp (path, error), *digest = NULL, *after = NULL;

      if (stamp == NULL)
        return FALSE;
      g_remove (to);
      if (!kkb_disk_copy_unchecked (path, to, sum ? &digest : NULL, cancellable, error))
        return FALSE;
      after = kkb_disk_stamp (path, NULL);
      if (g_strcmp0 (stamp, after) == 0)
        {
          kkb_work_copy_set (&copy->stamp, stamp);
          kkb_work_copy_set (&copy->digest, digest);
          return TRUE;
        }
    }
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_IN_USE,
                       _ ("Another program is writing this file right now. Try again in a moment."));
  return FALSE;
}

gboolean
kkb_document_read_owner (const char *path, char **who, char **host, char **since)
{
  g_autofree char *real = kkb_disk_resolve (path);
  g_autoptr (KkbOwner) owner = kkb_owner_read (real);

  if (owner == NULL || *owner->who == '\0')
    return FALSE;
  *who = g_strdup (owner->who);
  *host = g_strdup (owner->host);
  *since = g_strdup (owner->since);
  return TRUE;
}

/* An older file was changed at once: what it was like is only left in the file itself. Should that have changed since,
 * there is no digest, and a save will ask. */
static gboolean
sum_older (KkbOpened *opened, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *digest = NULL, *stamp = NULL;

  if (opened->copy->digest != NULL || kkb_store_is_unchecked (opened->store))
    return TRUE;
  digest = kkb_disk_digest (path, cancellable, error);
  if (digest == NULL)
    return FALSE;
  stamp = kkb_disk_stamp (path, NULL);
  if (g_strcmp0 (stamp, opened->copy->stamp) == 0)
    kkb_work_copy_set (&opened->copy->digest, digest);
  return TRUE;
}

/* The last step: from now on the folder is worth recovering. */
static gboolean
make_ready (KkbOpened *opened, GError **error)
{
  opened->copy->saved_seq = kkb_history_last (opened->store, NULL, error);
  opened->copy->ready = TRUE;
  return opened->copy->saved_seq >= 0 && kkb_work_copy_write (opened->copy, error);
}

static KkbOpened *
open_path (const char *given, KkbOpenMode mode, KkbStoreFlags flags, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = kkb_disk_resolve (given);
  g_autoptr (KkbOpened) opened = g_new0 (KkbOpened, 1);
  g_autoptr (KkbOwner) before = NULL;
  gboolean untitled = mode == KKB_OPEN_COPY || mode == KKB_OPEN_TEMPLATE;

  if (!check_file (path, error))
    return NULL;
  opened->copy = kkb_work_copy_new (error);
  if (opened->copy == NULL)
    return NULL;
  if (!untitled)
    {
      kkb_work_copy_set (&opened->copy->target, path);
      if (!take_or_read_only (opened, mode, &before, error) || !kkb_work_copy_write (opened->copy, error))
        return NULL;
    }
  if (before != NULL)
    flags = 0; /* a note is written into it at once */
  if (!copy_in (opened->copy, path, (flags & KKB_STORE_CHECK_LATER) == 0, cancellable, error)
      || !kkb_opened_load (opened, flags, mode == KKB_OPEN_TEMPLATE, cancellable, error)
      || !sum_older (opened, path, cancellable, error)
      || (before != NULL && !kkb_note_owner (opened->store, before, error)) || !make_ready (opened, error))
    return NULL;
  return g_steal_pointer (&opened);
}

static void
opened_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  OpenJob *job = data;
  GError *error = NULL;
  KkbOpened *opened = open_path (job->path, job->mode, KKB_STORE_CHECK_LATER, cancellable, &error);

  if (opened != NULL)
    {
      opened->review = kkb_review_new (opened->facts, NULL, 0); /* what is shown first; here nobody waits for it */
      g_task_return_pointer (task, opened, (GDestroyNotify)kkb_opened_free);
    }
  else
    g_task_return_error (task, error);
}

void
kkb_opened_free (KkbOpened *opened)
{
  if (opened == NULL)
    return;
  g_clear_pointer (&opened->store, kkb_store_close);
  g_clear_pointer (&opened->review, kkb_review_unref);
  g_clear_pointer (&opened->facts, kkb_facts_unref);
  if (opened->copy != NULL)
    {
      kkb_release_target (opened->copy);
      kkb_work_copy_remove (opened->copy);
      kkb_work_copy_free (opened->copy);
    }
  g_free (opened->read_only_reason);
  g_free (opened);
}

gboolean
kkb_opened_load (KkbOpened *opened, KkbStoreFlags flags, gboolean new_lineage, GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *path = kkb_work_copy_document (opened->copy);
  g_autofree char *undo = kkb_work_copy_undo (opened->copy);

  opened->store = kkb_store_open (path, undo, flags, cancellable, error);
  if (opened->store == NULL)
    return FALSE;
  if (new_lineage)
    {
      g_autofree char *uuid = g_uuid_string_random ();

      if (!kkb_store_set_meta (opened->store, "uuid", uuid, error))
        return FALSE;
    }
  if (opened->copy->save_uuid == NULL)
    opened->copy->save_uuid = kkb_store_get_meta (opened->store, "save_uuid");
  opened->facts = kkb_store_load (opened->store, error);
  if (opened->facts != NULL)
    kkb_compute (opened->facts, NULL);
  return opened->facts != NULL;
}

gint64
kkb_history_last (KkbStore *store, char **when, GError **error)
{
  gint64 last = kkb_store_history_last (store, when, error);

  return last < 0 ? last : (gint64)(((guint64)last & G_MAXINT32) << KKB_HISTORY_SHIFT);
}

char *
kkb_title_of_path (const char *path)
{
  char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, SUFFIX) && strlen (name) > strlen (SUFFIX))
    name[strlen (name) - strlen (SUFFIX)] = '\0';
  return name;
}

gboolean
kkb_take_target (KkbWorkCopy *copy, gboolean take_over, KkbOwner **before, GError **error)
{
  g_autofree char *token = NULL;

  if (!kkb_owner_take (copy->target, take_over, &token, before, error))
    return FALSE;
  kkb_work_copy_set (&copy->owner_token, token);
  remove_leftovers (copy->target);
  return TRUE;
}

gboolean
kkb_note_owner (KkbStore *store, const KkbOwner *before, GError **error)
{
  g_autofree char *me = kkb_platform_user_name ();
  g_autofree char *what = g_strdup_printf (_ ("%s (on %s), open since %s"), before->who, before->host, before->since);

  return kkb_store_add_note (
      store, kkb_owner_is_gone (before) ? _ ("Opened after a program that ended unexpectedly") : _ ("Taken over"), me,
      what, error);
}

void
kkb_release_target (KkbWorkCopy *copy)
{
  if (copy->target != NULL && copy->owner_token != NULL)
    kkb_owner_release (copy->target, copy->owner_token);
  g_clear_pointer (&copy->owner_token, g_free);
}

KkbDocument *
kkb_document_new (GError **error)
{
  g_autoptr (KkbOpened) opened = g_new0 (KkbOpened, 1);
  g_autofree char *path = NULL;
  KkbStore *store;

  opened->copy = kkb_work_copy_new (error);
  if (opened->copy == NULL)
    return NULL;
  path = kkb_work_copy_document (opened->copy);
  store = kkb_store_create (path, error);
  if (store == NULL)
    return NULL;
  kkb_store_close (store);
  if (!kkb_opened_load (opened, KKB_STORE_NO_CHECK, FALSE, NULL, error) || !make_ready (opened, error))
    return NULL;
  return kkb_document_take (g_steal_pointer (&opened));
}

KkbDocument *
kkb_document_open (const char *path, KkbOpenMode mode, GCancellable *cancellable, GError **error)
{
  KkbOpened *opened = open_path (path, mode, 0, cancellable, error);

  return opened != NULL ? kkb_document_take (opened) : NULL;
}

void
kkb_document_open_async (const char *path, KkbOpenMode mode, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  OpenJob *job = g_new0 (OpenJob, 1);

  job->path = g_strdup (path);
  job->mode = mode;
  g_task_set_source_tag (task, kkb_document_open_async);
  g_task_set_task_data (task, job, open_job_free);
  g_task_run_in_thread (task, opened_in_thread);
}

KkbDocument *
kkb_document_open_finish (GAsyncResult *result, GError **error)
{
  KkbOpened *opened = g_task_propagate_pointer (G_TASK (result), error);

  return opened != NULL ? kkb_document_take (opened) : NULL;
}
