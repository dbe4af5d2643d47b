/* kkb-owner-file.c - a small GKeyFile text, made with O_EXCL. */
#include "kkb-owner-file.h"
#include "kkb-disk.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define GROUP "Owner"

static char *
get_text (GKeyFile *file, const char *key)
{
  char *text = g_key_file_get_string (file, GROUP, key, NULL);

  return text != NULL ? text : g_strdup ("");
}

static char *
make_contents (const char *token)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *since = g_date_time_format (now, "%Y-%m-%d %H:%M");
  g_autofree char *who = kkb_platform_user_name ();
  g_autofree char *host = kkb_platform_host_name ();

  g_key_file_set_string (file, GROUP, "Who", who);
  g_key_file_set_string (file, GROUP, "Host", host);
  g_key_file_set_string (file, GROUP, "Since", since);
  g_key_file_set_string (file, GROUP, "Token", token);
  g_key_file_set_int64 (file, GROUP, "Pid", kkb_platform_pid ());
  g_key_file_set_int64 (file, GROUP, "Start", kkb_platform_process_start (kkb_platform_pid ()));
  return g_key_file_to_data (file, NULL, NULL);
}

void
kkb_owner_free (KkbOwner *owner)
{
  if (owner == NULL)
    return;
  g_free (owner->who);
  g_free (owner->host);
  g_free (owner->since);
  g_free (owner->token);
  g_free (owner);
}

char *
kkb_owner_file_path (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shortened = kkb_platform_short_name (folder, name, strlen ("~$.lock"));
  g_autofree char *lock = g_strdup_printf ("~$%s.lock", shortened);

  return g_build_filename (folder, lock, NULL);
}

KkbOwner *
kkb_owner_read (const char *path)
{
  g_autofree char *lock = kkb_owner_file_path (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  KkbOwner *owner;

  if (!g_file_test (lock, G_FILE_TEST_EXISTS))
    return NULL;
  /* An owner file that cannot be read is still one: it is only not known whose. */
  g_key_file_load_from_file (file, lock, G_KEY_FILE_NONE, NULL);
  owner = g_new0 (KkbOwner, 1);
  owner->who = get_text (file, "Who");
  owner->host = get_text (file, "Host");
  owner->since = get_text (file, "Since");
  owner->token = get_text (file, "Token");
  owner->pid = g_key_file_get_int64 (file, GROUP, "Pid", NULL);
  owner->start = g_key_file_get_int64 (file, GROUP, "Start", NULL);
  return owner;
}

gboolean
kkb_owner_is_gone (const KkbOwner *owner)
{
  g_autofree char *host = kkb_platform_host_name ();

  if (owner->pid <= 0 || strcmp (owner->host, host) != 0)
    return FALSE;
  return !kkb_platform_process_alive (owner->pid) || kkb_platform_process_start (owner->pid) != owner->start;
}

gboolean
kkb_owner_take (const char *path, gboolean take_over, char **token, KkbOwner **before, GError **error)
{
  g_autofree char *lock = kkb_owner_file_path (path);
  g_autofree char *mine = g_uuid_string_random ();
  g_autofree char *contents = make_contents (mine);
  g_autoptr (KkbOwner) owner = kkb_owner_read (path);
  g_autoptr (GError) cause = NULL;

  if (owner != NULL && !take_over && !kkb_owner_is_gone (owner))
    {
      kkb_owner_set_error (error, owner);
      return FALSE;
    }
  if (owner != NULL)
    kkb_owner_release (path, owner->token);
  if (!kkb_platform_create_exclusive (lock, contents, &cause))
    {
      g_autoptr (KkbOwner) other = kkb_owner_read (path);

      if (other != NULL) /* somebody was faster */
        kkb_owner_set_error (error, other);
      else
        kkb_disk_propagate (error, g_steal_pointer (&cause), _ ("The folder of the document cannot be written"));
      return FALSE;
    }
  *token = g_steal_pointer (&mine);
  if (before != NULL)
    *before = g_steal_pointer (&owner);
  return TRUE;
}

gboolean
kkb_owner_is_ours (const char *path, const char *token)
{
  g_autoptr (KkbOwner) owner = kkb_owner_read (path);

  return owner != NULL && strcmp (owner->token, token) == 0;
}

void
kkb_owner_release (const char *path, const char *token)
{
  if (kkb_owner_is_ours (path, token))
    {
      g_autofree char *lock = kkb_owner_file_path (path);

      g_remove (lock);
    }
}

void
kkb_owner_set_error (GError **error, const KkbOwner *owner)
{
  if (*owner->who == '\0')
    g_set_error_literal (error, KKB_ERROR, KKB_ERROR_IN_USE,
                         _ ("Somebody else has this document open. Open it read-only or as a copy, or take it over."));
  else
    g_set_error (error, KKB_ERROR, KKB_ERROR_IN_USE,
                 _ ("%s (on %s) has had this document open since %s. Open it read-only or as a copy, or take it over."),
                 owner->who, owner->host, owner->since);
}
