/* kkb-report-file.h - a file that is written beside its target and takes its place only when it is whole. */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

/* "DIR/.NAME.RANDOM.tmp" beside PATH. Free with g_free(). */
char *kkb_report_file_temp (const char *path);
/* Creates TEMP for writing, buffered. */
GOutputStream *kkb_report_file_create (const char *temp, GError **error);
/* Closes STREAM, brings TEMP to the disk and moves it over PATH. */
gboolean kkb_report_file_commit (GOutputStream *stream, const char *temp, const char *path, GCancellable *cancellable,
                                 GError **error);
/* Copies the local file SOURCE over PATH in the same way. */
gboolean kkb_report_file_copy (const char *source, const char *path, GCancellable *cancellable, GError **error);
/* Turns what GIO or a library said into a sentence that names PATH and what became of it; cancelling stays as it is.
 * Takes CAUSE. */
void kkb_report_file_failed (const char *path, GError *cause, GError **error);

G_END_DECLS
