/* kkb-start-page.h - what is shown without a document: recent files, open, new from a workbook, the bundled samples. */
#pragma once
#include "kkb-settings.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_START_PAGE (kkb_start_page_get_type ())
G_DECLARE_FINAL_TYPE (KkbStartPage, kkb_start_page, KKB, START_PAGE, GtkWidget)

/* Reads the recent files again. Its buttons activate win.open-path, win.open, win.new-from-workbook and win.open-sample. */
void kkb_start_page_refresh (KkbStartPage *self, KkbSettings *settings);

G_END_DECLS
