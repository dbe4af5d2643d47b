/* kkb-export.h - the whole document as the standard workbook; its layout is told at the top of kkb-import.h. */
#pragma once
#include "kkb-report.h"

G_BEGIN_DECLS

/* Writes every fact of FACTS: importing the file into a new document gives an equal one (but for random keys, history and file
 * identity). May run in any thread; errors and cancelling as kkb_report_write(). */
gboolean kkb_export_workbook (KkbFacts *facts, const char *path, KkbReportProgress progress, gpointer data, GCancellable *cancellable,
                              GError **error);

G_END_DECLS
