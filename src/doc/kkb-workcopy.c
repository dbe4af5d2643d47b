/* kkb-workcopy.c - work.ini is written before and after what it tells of, never in between. */
#include "kkb-workcopy.h"
#include "kkb-disk.h"
#include "kkb-error.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define GROUP    "Work"
#define INI      "work.ini"
#define DOCUMENT "document.keikaku"

static char *
work_root (void)
{
  return g_build_filename (g_get_user_data_dir (), "keikakubo", "work", NULL);
}

/* A folder name that tells whose it is while KIND is going on. */
static char *
marked_folder (const char *kind)
{
  g_autofree char *root = work_root ();
  g_autofree char *random = kkb_disk_random_name ();
  gint64 pid = kkb_platform_pid ();
  g_autofree char *name = g_strdup_printf ("%s-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%s", kind, pid,
                                           kkb_platform_process_start (pid), random);

  return g_build_filename (root, name, NULL);
}

static gboolean
is_alive (gint64 pid, gint64 start)
{
  return pid > 0 && kkb_platform_process_alive (pid) && kkb_platform_process_start (pid) == start;
}

/* Is NAME a "KIND-pid-start-…" of a living program? *MARKED: it is one at all. */
static gboolean
mark_is_alive (const char *name, const char *kind, gboolean *marked)
{
  g_auto (GStrv) parts = g_strsplit (name, "-", 4);
  gint64 start;

  *marked = g_strv_length (parts) == 4 && strcmp (parts[0], kind) == 0;
  if (!*marked)
    return FALSE;
  /* "-1" (the system does not tell) splits in two */
  start = *parts[2] == '\0' ? -1 : g_ascii_strtoll (parts[2], NULL, 10);
  return is_alive (g_ascii_strtoll (parts[1], NULL, 10), start);
}

static void
set_text (GKeyFile *file, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (file, GROUP, key, value);
}

static char *
get_text (GKeyFile *file, const char *key)
{
  return g_key_file_get_string (file, GROUP, key, NULL);
}

static void
set_ours (KkbWorkCopy *copy)
{
  g_free (copy->host);
  copy->host = kkb_platform_host_name ();
  copy->pid = kkb_platform_pid ();
  copy->start = kkb_platform_process_start (copy->pid);
}

/* Consumes TO. */
static gboolean
rename_folder (KkbWorkCopy *copy, char *to)
{
  if (g_rename (copy->folder, to) != 0)
    {
      g_free (to);
      return FALSE;
    }
  g_free (copy->folder);
  copy->folder = to;
  return TRUE;
}

static gboolean
fail_to_write (GError **error)
{
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_IO,
                       _ ("The folder for working copies on this PC cannot be written"));
  return FALSE;
}

static gboolean
has_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

KkbWorkCopy *
kkb_work_copy_new (GError **error)
{
  g_autofree char *root = work_root ();
  g_autofree char *name = kkb_disk_random_name ();
  g_autoptr (KkbWorkCopy) copy = g_new0 (KkbWorkCopy, 1);
  g_autoptr (GError) cause = NULL;

  set_ours (copy);
  copy->folder = marked_folder ("new");
  g_mkdir_with_parents (root, 0700);
  if (!kkb_platform_make_private_folder (copy->folder, &cause))
    {
      kkb_disk_propagate (error, g_steal_pointer (&cause),
                          _ ("The folder for working copies on this PC cannot be written"));
      return NULL;
    }
  if (!kkb_work_copy_write (copy, error)
      || (!rename_folder (copy, g_build_filename (root, name, NULL)) && !fail_to_write (error)))
    {
      kkb_work_copy_remove (copy);
      return NULL;
    }
  return g_steal_pointer (&copy);
}

KkbWorkCopy *
kkb_work_copy_read (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, INI, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  KkbWorkCopy *copy;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("There is no working copy in %s"), folder);
      return NULL;
    }
  copy = g_new0 (KkbWorkCopy, 1);
  copy->folder = g_strdup (folder);
  copy->target = get_text (file, "Target");
  copy->stamp = get_text (file, "Stamp");
  copy->digest = get_text (file, "Digest");
  copy->save_uuid = get_text (file, "SaveUuid");
  copy->owner_token = get_text (file, "OwnerToken");
  copy->title = get_text (file, "Title");
  copy->saved_seq = g_key_file_get_int64 (file, GROUP, "SavedSeq", NULL);
  copy->ready = g_key_file_get_boolean (file, GROUP, "Ready", NULL);
  copy->read_only = g_key_file_get_boolean (file, GROUP, "ReadOnly", NULL);
  copy->pending_target = get_text (file, "PendingTarget");
  copy->pending_uuid = get_text (file, "PendingUuid");
  copy->pending_seq = g_key_file_get_int64 (file, GROUP, "PendingSeq", NULL);
  copy->host = get_text (file, "Host");
  copy->pid = g_key_file_get_int64 (file, GROUP, "Pid", NULL);
  copy->start = g_key_file_get_int64 (file, GROUP, "Start", NULL);
  return copy;
}

void
kkb_work_copy_free (KkbWorkCopy *copy)
{
  if (copy == NULL)
    return;
  g_free (copy->folder);
  g_free (copy->target);
  g_free (copy->stamp);
  g_free (copy->digest);
  g_free (copy->save_uuid);
  g_free (copy->owner_token);
  g_free (copy->title);
  g_free (copy->pending_target);
  g_free (copy->pending_uuid);
  g_free (copy->host);
  g_free (copy);
}

gboolean
kkb_work_copy_write (KkbWorkCopy *copy, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_build_filename (copy->folder, INI, NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;

  set_text (file, "Target", copy->target);
  set_text (file, "Stamp", copy->stamp);
  set_text (file, "Digest", copy->digest);
  set_text (file, "SaveUuid", copy->save_uuid);
  set_text (file, "OwnerToken", copy->owner_token);
  set_text (file, "Title", copy->title);
  g_key_file_set_int64 (file, GROUP, "SavedSeq", copy->saved_seq);
  g_key_file_set_boolean (file, GROUP, "Ready", copy->ready);
  g_key_file_set_boolean (file, GROUP, "ReadOnly", copy->read_only);
  set_text (file, "PendingTarget", copy->pending_target);
  set_text (file, "PendingUuid", copy->pending_uuid);
  g_key_file_set_int64 (file, GROUP, "PendingSeq", copy->pending_seq);
  set_text (file, "Host", copy->host);
  g_key_file_set_int64 (file, GROUP, "Pid", copy->pid);
  g_key_file_set_int64 (file, GROUP, "Start", copy->start);
  data = g_key_file_to_data (file, &length, NULL);
  /* before it is ready there is nothing in it that could be lost */
  if (g_file_set_contents_full (path, data, length,
                                copy->ready ? G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE
                                            : G_FILE_SET_CONTENTS_CONSISTENT,
                                0600, &cause))
    return TRUE;
  kkb_disk_propagate (error, g_steal_pointer (&cause),
                      _ ("The folder for working copies on this PC cannot be written"));
  return FALSE;
}

void
kkb_work_copy_remove (KkbWorkCopy *copy)
{
  g_autofree char *document = kkb_work_copy_document (copy);

  /* First the document: what is left of a removal that was interrupted then cannot pass for a working copy. */
  g_remove (document);
  kkb_disk_remove_folder (copy->folder);
}

gboolean
kkb_work_copy_is_orphan (const KkbWorkCopy *copy)
{
  g_autofree char *host = kkb_platform_host_name ();

  return g_strcmp0 (copy->host, host) == 0 && !is_alive (copy->pid, copy->start);
}

gboolean
kkb_work_copy_claim (KkbWorkCopy *copy, GError **error)
{
  g_autofree char *name = g_strdup (copy->folder);

  if (!kkb_work_copy_is_orphan (copy) || !rename_folder (copy, marked_folder ("claim")))
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_IN_USE,
                           _ ("Another window is already recovering this document"));
      return FALSE;
    }
  set_ours (copy);
  if (!kkb_work_copy_write (copy, error))
    return FALSE;
  return rename_folder (copy, g_steal_pointer (&name)) || fail_to_write (error);
}

void
kkb_work_copy_abandon (KkbWorkCopy *copy)
{
  copy->pid = 0;
  kkb_work_copy_write (copy, NULL);
}

gboolean
kkb_work_copy_begin_save (KkbWorkCopy *copy, const char *target, const char *save_uuid, gint64 seq, GError **error)
{
  kkb_work_copy_set (&copy->pending_target, target);
  kkb_work_copy_set (&copy->pending_uuid, save_uuid);
  copy->pending_seq = seq;
  return kkb_work_copy_write (copy, error);
}

gboolean
kkb_work_copy_end_save (KkbWorkCopy *copy, const char *stamp, const char *digest, GError **error)
{
  kkb_work_copy_set (&copy->target, copy->pending_target);
  kkb_work_copy_set (&copy->save_uuid, copy->pending_uuid);
  copy->saved_seq = copy->pending_seq;
  kkb_work_copy_set (&copy->stamp, stamp);
  kkb_work_copy_set (&copy->digest, digest);
  g_clear_pointer (&copy->pending_target, g_free);
  g_clear_pointer (&copy->pending_uuid, g_free);
  return kkb_work_copy_write (copy, error);
}

void
kkb_work_copy_cancel_save (KkbWorkCopy *copy)
{
  g_clear_pointer (&copy->pending_target, g_free);
  g_clear_pointer (&copy->pending_uuid, g_free);
  /* If even this cannot be written the old line does no harm: no file has that save_uuid. */
  kkb_work_copy_write (copy, NULL);
}

char *
kkb_work_copy_document (const KkbWorkCopy *copy)
{
  return kkb_work_copy_file (copy, DOCUMENT);
}

char *
kkb_work_copy_undo (const KkbWorkCopy *copy)
{
  return kkb_work_copy_file (copy, "undo.db");
}

char *
kkb_work_copy_file (const KkbWorkCopy *copy, const char *name)
{
  return g_build_filename (copy->folder, name, NULL);
}

void
kkb_work_copy_set (char **field, const char *value)
{
  char *copy = g_strdup (value);

  g_free (*field);
  *field = copy;
}

GPtrArray *
kkb_work_copy_list (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)kkb_work_copy_free);
  g_autofree char *root = work_root ();
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);
      gboolean marked, alive = mark_is_alive (name, "new", &marked) || mark_is_alive (name, "claim", &marked);
      g_autoptr (KkbWorkCopy) copy = alive ? NULL : kkb_work_copy_read (folder, NULL);

      if (alive)
        continue;
      /* No work.ini: a removal that was interrupted, for it is there before the folder gets its name. */
      if (copy == NULL ? !has_file (folder, INI) && !has_file (folder, DOCUMENT)
                       : kkb_work_copy_is_orphan (copy) && (!copy->ready || !has_file (folder, DOCUMENT)))
        kkb_disk_remove_folder (folder);
      else if (copy != NULL)
        g_ptr_array_add (list, g_steal_pointer (&copy));
    }
  return list;
}
