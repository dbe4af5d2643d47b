/* kkb-backup.c - names are local time, so that they sort and a person finds the right one: 20240501-093000-123.keikaku
 */
#include "kkb-backup.h"
#include "kkb-disk.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define KEEP_LAST  10
#define SUFFIX     ".keikaku"
#define PARTIAL    ".part"
#define DAY_LENGTH 8

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)b, *(const char *const *)a);
}

/* A name is ours only if it looks like ours: what a person puts there is left alone. */
static gboolean
is_backup (const char *name)
{
  const char *pattern = "########-######-###" SUFFIX;

  if (strlen (name) != strlen (pattern))
    return FALSE;
  for (guint i = 0; pattern[i] != '\0'; i++)
    if (pattern[i] == '#' ? !g_ascii_isdigit (name[i]) : name[i] != pattern[i])
      return FALSE;
  return TRUE;
}

static char *
free_name (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  while (TRUE)
    {
      g_autofree char *second = g_date_time_format (now, "%Y%m%d-%H%M%S");
      g_autofree char *name = g_strdup_printf ("%s-%03d" SUFFIX, second, g_date_time_get_microsecond (now) / 1000);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GDateTime *next;

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
      next = g_date_time_add (now, 1000);
      g_date_time_unref (now);
      now = next;
    }
}

char *
kkb_backup_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shortened = kkb_platform_short_name (folder, name, strlen (".bak"));
  g_autofree char *backup = g_strconcat (shortened, ".bak", NULL);

  return g_build_filename (folder, backup, NULL);
}

void
kkb_backup_prune (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_backup (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names); /* the latest first */
  for (guint i = KEEP_LAST; i < names->len; i++)
    {
      const char *old = g_ptr_array_index (names, i), *after = g_ptr_array_index (names, i - 1);

      if (strncmp (old, after, DAY_LENGTH) == 0)
        {
          g_autofree char *path = g_build_filename (folder, old, NULL);

          g_remove (path);
        }
    }
}

gboolean
kkb_backup_keep (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = kkb_backup_folder (path);
  g_autofree char *to = NULL, *part = NULL;
  g_autoptr (GError) cause = NULL;
  const char *message = _ ("The previous version cannot be kept in the backup folder");

  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_IO, _ ("%s (%s)"), message, folder);
      return FALSE;
    }
  kkb_disk_remove_matching (folder, "", PARTIAL); /* of a program that was killed */
  to = free_name (folder);
  part = g_strconcat (to, PARTIAL, NULL);
  if (!kkb_disk_copy (path, part, NULL, cancellable, &cause) || !kkb_platform_replace (part, to, &cause)
      || !kkb_platform_sync_folder (folder, &cause))
    {
      g_remove (part);
      kkb_disk_propagate (error, g_steal_pointer (&cause), message);
      return FALSE;
    }
  kkb_backup_prune (folder);
  return TRUE;
}
