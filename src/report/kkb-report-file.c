#include "kkb-report-file.h"
#include "kkb-error.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define CHUNK (256 * 1024)

static gboolean
copy_stream (GInputStream *in, GOutputStream *out, GCancellable *cancellable, GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  while (TRUE)
    {
      gssize got = g_input_stream_read (in, buffer, CHUNK, cancellable, error);
      if (got <= 0)
        return got == 0;
      if (!g_output_stream_write_all (out, buffer, (gsize)got, NULL, cancellable, error))
        return FALSE;
    }
}

/* A slip in a name must not cost a plan: what begins like a document is never replaced by a report. */
static gboolean
check_no_document (const char *path, GError **error)
{
  static const char magic[] = "SQLite format 3";
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) in = g_file_read (file, NULL, NULL);
  char head[sizeof magic] = "";

  if (!in || g_input_stream_read (G_INPUT_STREAM (in), head, sizeof head, NULL, NULL) != sizeof head
      || memcmp (head, magic, sizeof magic) != 0)
    return TRUE;
  g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
               _ ("“%s” is a document with a plan, so it was not replaced. Nothing was written: choose another name."),
               path);
  return FALSE;
}

char *
kkb_report_file_temp (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shortened = kkb_platform_short_name (folder, name, strlen ("..0123456789abcdef.tmp"));
  g_autofree char *hidden = g_strdup_printf (".%s.%08x%08x.tmp", shortened, g_random_int (), g_random_int ());
  return g_build_filename (folder, hidden, NULL);
}

GOutputStream *
kkb_report_file_create (const char *temp, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (temp);
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_NONE, NULL, error);
  return stream ? g_buffered_output_stream_new_sized (G_OUTPUT_STREAM (stream), CHUNK) : NULL;
}

gboolean
kkb_report_file_commit (GOutputStream *stream, const char *temp, const char *path, GCancellable *cancellable,
                        GError **error)
{
  /* closed without the cancellable: a cancelled close would leave the file open, and Windows cannot delete that */
  return g_output_stream_close (stream, NULL, error) && check_no_document (path, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error) && kkb_platform_sync_file (temp, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error) && kkb_platform_replace (temp, path, error);
}

gboolean
kkb_report_file_copy (const char *source, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (source);
  g_autoptr (GFileInputStream) in = g_file_read (from, cancellable, error);
  if (!in)
    return FALSE;
  g_autofree char *temp = kkb_report_file_temp (path);
  g_autoptr (GOutputStream) out = kkb_report_file_create (temp, error);
  gboolean done = out && copy_stream (G_INPUT_STREAM (in), out, cancellable, error)
                  && kkb_report_file_commit (out, temp, path, cancellable, error);
  if (!done)
    {
      if (out)
        g_output_stream_close (out, NULL, NULL);
      g_remove (temp);
    }
  return done;
}

void
kkb_report_file_failed (const char *path, GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) || cause->domain == KKB_ERROR)
    {
      g_propagate_error (error, cause);
      return;
    }
  g_set_error (
      error, KKB_ERROR, KKB_ERROR_IO,
      _ ("The report “%s” could not be written: %s. What stood there before is unchanged. Save it to another place, or "
         "free some space and try again."),
      path, cause->message);
  g_error_free (cause);
}
