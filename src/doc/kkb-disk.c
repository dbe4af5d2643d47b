/* kkb-disk.c - copies of whole files that are read back before they are believed. */
#include "kkb-disk.h"
#include "kkb-digest.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define CHUNK     (256 * 1024)
#define MAX_LINKS 16

/* Copies IN to OUT, if there is one, and sums up what was read, if it is asked for. */
static gboolean
pump (GInputStream *in, GOutputStream *out, KkbDigest *sum, GCancellable *cancellable, GError **error)
{
  g_autofree guchar *buffer = g_malloc (CHUNK);
  gssize n;

  while ((n = g_input_stream_read (in, buffer, CHUNK, cancellable, error)) > 0)
    {
      if (sum != NULL)
        kkb_digest_add (sum, buffer, (gsize)n);
      if (out != NULL && !g_output_stream_write_all (out, buffer, n, NULL, cancellable, error))
        return FALSE;
    }
  return n == 0;
}

/* The bytes of SOURCE into the new file PATH, closed. */
static gboolean
write_copy (const char *source, const char *path, KkbDigest *sum, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (source);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) in = NULL;
  g_autoptr (GFileOutputStream) out = NULL;

  in = g_file_read (from, cancellable, error);
  if (in == NULL)
    return FALSE;
  out = g_file_create (to, G_FILE_CREATE_NONE, cancellable, error);
  if (out == NULL)
    return FALSE;
  return pump (G_INPUT_STREAM (in), G_OUTPUT_STREAM (out), sum, cancellable, error)
         && g_output_stream_close (G_OUTPUT_STREAM (out), cancellable, error);
}

char *
kkb_disk_stamp (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *folder = g_path_get_dirname (path);

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, &cause);
  if (info != NULL)
    return g_strdup_printf ("%s/%" G_GINT64_FORMAT, g_file_info_get_etag (info), (gint64)g_file_info_get_size (info));
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return NULL;
  kkb_disk_propagate (error, g_steal_pointer (&cause), _ ("The folder of the document cannot be reached"));
  return NULL;
}

char *
kkb_disk_digest (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  KkbDigest sum;
  g_autoptr (GFileInputStream) in = NULL;
  g_autoptr (GError) cause = NULL;

  kkb_digest_init (&sum);
  in = g_file_read (file, cancellable, &cause);
  if (in == NULL || !pump (G_INPUT_STREAM (in), NULL, &sum, cancellable, &cause))
    {
      kkb_disk_propagate (error, g_steal_pointer (&cause), _ ("The file cannot be read"));
      return NULL;
    }
  return kkb_digest_print (&sum);
}

gboolean
kkb_disk_copy_unchecked (const char *source, const char *path, char **digest, GCancellable *cancellable, GError **error)
{
  KkbDigest sum;
  g_autoptr (GError) cause = NULL;

  kkb_digest_init (&sum);
  if (write_copy (source, path, digest != NULL ? &sum : NULL, cancellable, &cause))
    {
      if (digest != NULL)
        *digest = kkb_digest_print (&sum);
      return TRUE;
    }
  if (!g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_remove (path);
  kkb_disk_propagate (error, g_steal_pointer (&cause), _ ("The file cannot be copied"));
  return FALSE;
}

gboolean
kkb_disk_copy (const char *source, const char *path, char **digest, GCancellable *cancellable, GError **error)
{
  g_autofree char *written = NULL, *back = NULL;
  g_autoptr (GError) cause = NULL;

  if (!kkb_disk_copy_unchecked (source, path, &written, cancellable, error))
    return FALSE;
  if (!kkb_platform_sync_file (path, &cause))
    kkb_disk_propagate (error, g_steal_pointer (&cause), _ ("The file cannot be copied"));
  else if ((back = kkb_disk_digest (path, cancellable, error)) != NULL && strcmp (back, written) != 0)
    g_set_error_literal (error, KKB_ERROR, KKB_ERROR_IO,
                         _ ("What was read back is not what was written: the disk or the share is failing"));
  if (g_strcmp0 (back, written) != 0)
    {
      g_remove (path);
      return FALSE;
    }
  if (digest != NULL)
    *digest = g_steal_pointer (&back);
  return TRUE;
}

char *
kkb_disk_resolve (const char *path)
{
  g_autofree char *now = g_canonicalize_filename (path, NULL);

  for (int i = 0; i < MAX_LINKS && g_file_test (now, G_FILE_TEST_IS_SYMLINK); i++)
    {
      g_autofree char *folder = g_path_get_dirname (now);
      g_autofree char *to = g_file_read_link (now, NULL);

      if (to == NULL)
        break;
      g_free (now);
      now = g_canonicalize_filename (to, folder);
    }
  return kkb_platform_real_path (now);
}

void
kkb_disk_remove_matching (const char *folder, const char *prefix, const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, suffix)
        && strlen (name) >= strlen (prefix) + strlen (suffix))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_remove (path);
      }
}

void
kkb_disk_remove_folder (const char *folder)
{
  kkb_disk_remove_matching (folder, "", "");
  g_rmdir (folder);
}

char *
kkb_disk_random_name (void)
{
  return g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
}

void
kkb_disk_propagate (GError **error, GError *cause, const char *message)
{
  gboolean keep = cause->domain == KKB_ERROR && cause->code != KKB_ERROR_IO;

  if (keep || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return;
    }
  /* TRANSLATORS: what failed, then the system's reason in brackets. */
  g_set_error (error, KKB_ERROR, KKB_ERROR_IO, _ ("%s (%s)"), message, cause->message);
  g_error_free (cause);
}
