#include "kkb-report-job.h"
#include "kkb-report-file.h"
#include "kkb-error.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  gatomicrefcount refs;
  KkbReportJobFunc func;
  gpointer data;
  GDestroyNotify destroy;
  GCancellable *cancellable;
  char *folder, *file;
  GMutex mutex;
  GCond cond;
  gboolean done;
  volatile gint thousandths;
  GError *error;
} Job;

static void
job_unref (Job *job)
{
  if (!g_atomic_ref_count_dec (&job->refs))
    return;
  if (job->file)
    {
      g_remove (job->file);
      g_rmdir (job->folder);
    }
  g_free (job->file);
  g_free (job->folder);
  g_clear_error (&job->error);
  g_clear_object (&job->cancellable);
  job->destroy (job->data);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->cond);
  g_free (job);
}

/* A zip or PDF file that starts and ends as one: what a full disk leaves does not. */
static gboolean
check_file (const char *path, GError **error)
{
  char head[5] = { 0 }, tail[22] = { 0 };
  FILE *file = g_fopen (path, "rb");
  gboolean whole = file && fread (head, 1, 4, file) == 4 && fseek (file, -(long)sizeof tail, SEEK_END) == 0
                   && fread (tail, 1, sizeof tail, file) == sizeof tail;
  if (file)
    fclose (file);
  if (whole && g_str_equal (head, "%PDF"))
    whole = g_strstr_len (tail, sizeof tail, "%%EOF") != NULL;
  else if (whole)
    whole = memcmp (head, "PK\3\4", 4) == 0 && memcmp (tail, "PK\5\6", 4) == 0;
  if (!whole)
    g_set_error_literal (error, KKB_ERROR, KKB_ERROR_IO, _ ("the temporary file did not become whole"));
  return whole;
}

static gpointer
write_in_thread (gpointer data)
{
  Job *job = data;
  GError *error = NULL;
  if (job->func (job->file, job->folder, job->data, job->cancellable, &job->thousandths, &error))
    check_file (job->file, &error);
  g_mutex_lock (&job->mutex);
  job->done = TRUE;
  job->error = error;
  g_cond_signal (&job->cond);
  g_mutex_unlock (&job->mutex);
  job_unref (job);
  return NULL;
}

/* Waits for the thread, telling progress from the caller's own thread; FALSE if cancelled meanwhile. */
static gboolean
wait_for (Job *job, KkbReportProgress progress, gpointer data, GError **error)
{
  GError *found = NULL;
  while (TRUE)
    {
      g_mutex_lock (&job->mutex);
      if (!job->done && !g_cancellable_is_cancelled (job->cancellable))
        g_cond_wait_until (&job->cond, &job->mutex, g_get_monotonic_time () + 20 * G_TIME_SPAN_MILLISECOND);
      gboolean done = job->done;
      if (done)
        found = g_steal_pointer (&job->error);
      g_mutex_unlock (&job->mutex);
      if (found)
        {
          g_propagate_error (error, found);
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
      if (progress)
        progress (g_atomic_int_get (&job->thousandths) / 1000.0, data);
      if (done)
        return TRUE;
    }
}

/* A private local folder: a share sees one write from front to back, and nothing of an unfinished one. */
static gboolean
make_folder (Job *job, GError **error)
{
  job->folder = g_dir_make_tmp ("keikakubo-XXXXXX", error);
  if (!job->folder)
    return FALSE;
  job->file = g_build_filename (job->folder, "report.tmp", NULL);
  return TRUE;
}

static gboolean
start_thread (Job *job, GError **error)
{
  g_atomic_ref_count_inc (&job->refs);
  GThread *thread = g_thread_try_new ("kkb-report", write_in_thread, job, error);
  if (thread)
    g_thread_unref (thread);
  else
    job_unref (job);
  return thread != NULL;
}

gboolean
kkb_report_job_run (KkbReportJobFunc func, gpointer data, GDestroyNotify destroy, const char *path,
                    KkbReportProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  Job *job = g_new0 (Job, 1);
  g_atomic_ref_count_init (&job->refs);
  job->func = func;
  job->data = data;
  job->destroy = destroy;
  job->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  g_mutex_init (&job->mutex);
  g_cond_init (&job->cond);
  gboolean done = !g_cancellable_set_error_if_cancelled (cancellable, &cause) && make_folder (job, &cause)
                  && start_thread (job, &cause) && wait_for (job, progress, progress_data, &cause)
                  && kkb_report_file_copy (job->file, path, cancellable, &cause);
  job_unref (job);
  if (!done)
    kkb_report_file_failed (path, cause, error);
  else if (progress)
    progress (1.0, progress_data);
  return done;
}
