/* kkb-job.h - long work off the main thread, with a progress bar and a cancel button at the foot of the window. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_JOB_BAR (kkb_job_bar_get_type ())
G_DECLARE_FINAL_TYPE (KkbJobBar, kkb_job_bar, KKB, JOB_BAR, GtkWidget)

typedef struct _KkbJob KkbJob;
/* Runs in the worker: touches only what DATA holds. */
typedef gboolean (*KkbJobFunc) (KkbJob *job, gpointer data, GError **error);
/* Runs on the main thread when the work is over; ERROR is NULL on success, G_IO_ERROR_CANCELLED when cancelled. Not called when the window is gone. */
typedef void (*KkbJobDone) (GtkWidget *bar, gpointer data, const GError *error);

/* Starts work; only one at a time (FALSE if another is running). TITLE is shown beside the bar. */
gboolean kkb_job_bar_run (KkbJobBar *bar, const char *title, KkbJobFunc func, KkbJobDone done, gpointer data, GDestroyNotify destroy);
gboolean kkb_job_bar_running (KkbJobBar *bar);
void kkb_job_bar_cancel (KkbJobBar *bar);

/* From the worker: thread-safe and cheap. FRACTION 0..1. */
void kkb_job_progress (KkbJob *job, double fraction);
GCancellable *kkb_job_cancellable (KkbJob *job);

G_END_DECLS
