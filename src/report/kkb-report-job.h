/* kkb-report-job.h - a file is made in a thread of its own. Closing a large workbook or embedding the fonts of a PDF
 * cannot be interrupted, so the caller waits for the thread, is back within a moment of a cancel, and what the thread
 * still makes is thrown away. */
#pragma once
#include "kkb-report.h"

G_BEGIN_DECLS

/* Writes the local FILE, with temporary files in FOLDER. THOUSANDTHS: how far it is, for the waiting thread. */
typedef gboolean (*KkbReportJobFunc) (const char *file, const char *folder, gpointer data, GCancellable *cancellable,
                                      volatile gint *thousandths, GError **error);

/* Runs FUNC, checks that a whole zip or PDF file came of it and copies it over PATH (by way of a temporary file beside
 * it). DATA is handed to DESTROY when the thread is done with it, which after a cancel is later than the return. */
gboolean
kkb_report_job_run (KkbReportJobFunc func, gpointer data, GDestroyNotify destroy, const char *path,
                    KkbReportProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error);

G_END_DECLS
