/* kkb-export.h - a whole document as the standard workbook (取込様式, domain.md §10; its layout stands in
 * kkb-import.h). What is written here and read by kkb_import_read() gives an equal document, but for random keys,
 * history and file identity. */
#pragma once
#include "kkb-import.h"
#include "kkb-report.h"

G_BEGIN_DECLS

/* Every revision of the targets and baselines that were revised (KkbImportRevision); texts are kept in FACTS, of which
 * the caller holds the only reference or which nobody reads meanwhile. NULL on error. Free with g_array_unref(). */
GArray *kkb_export_revisions (KkbStore *store, KkbFacts *facts, GError **error);

/* Writes FACTS to PATH. REVISIONS: from kkb_export_revisions(), or NULL: only what is in force is written. In any
 * thread; cancel, temporary file and errors as kkb_report_write_xlsx(). */
gboolean kkb_export_workbook (KkbFacts *facts, GArray *revisions, const char *path, KkbReportProgress progress,
                              gpointer data, GCancellable *cancellable, GError **error);

/* What of FACTS a workbook cannot hold (pictures), as a sentence in the current language; NULL if it can hold all. Free with
 * g_free(). */
char *kkb_export_remainder (const KkbFacts *facts);

G_END_DECLS
