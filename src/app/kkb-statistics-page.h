/* kkb-statistics-page.h - the page 背景統計: tables and comparison series of a plan, typed, pasted or imported, drawn as a
 * chart, and never evaluated. */
#pragma once
#include "kkb-page.h"

G_BEGIN_DECLS

#define KKB_TYPE_STATISTICS_PAGE (kkb_statistics_page_get_type ())
G_DECLARE_FINAL_TYPE (KkbStatisticsPage, kkb_statistics_page, KKB, STATISTICS_PAGE, GtkWidget)

/* The table that is shown; 0: none. */
KkbId kkb_statistics_page_statistic (KkbStatisticsPage *self);
/* Reads RANGE ("A1:D10"; "": all that is filled) of the first sheet of an xlsx file, or of a CSV file, into the table that is shown, as one
 * step. For tests without the file dialog. */
gboolean kkb_statistics_page_import (KkbStatisticsPage *self, const char *path, const char *range, GError **error);

G_END_DECLS
