/* kkb-filter-bar.h - what the tables are narrowed to: a button that opens the choices, and a chip for each choice made, which takes it away again.
 * Also the saved views: name, filter, search text, page and columns under one name, remembered for the document on this PC.
 *
 * Signals: "changed" when the filter changed; "save-view" asks the window for its part of a view (search text, page, columns) as a text (char *,
 * transfer full); "view-chosen" (const char *) hands that text out again, after the filter was changed. */
#pragma once
#include "kkb-document.h"
#include "kkb-filter.h"
#include "kkb-settings.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_FILTER_BAR (kkb_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (KkbFilterBar, kkb_filter_bar, KKB, FILTER_BAR, GtkWidget)

/* The button that opens the choices stands elsewhere (beside the tabs): it is given here. */
void kkb_filter_bar_set_button (KkbFilterBar *self, GtkMenuButton *button);
void kkb_filter_bar_set_document (KkbFilterBar *self, KkbDocument *doc, KkbSettings *settings); /* NULL: empty */
/* Transfer none; empty where nothing is chosen. */
const KkbFilter *kkb_filter_bar_filter (KkbFilterBar *self);
void kkb_filter_bar_clear (KkbFilterBar *self);
/* After a change of the document: forgets what is gone, names anew what was renamed. */
void kkb_filter_bar_prune (KkbFilterBar *self);
void kkb_filter_bar_toggle_department (KkbFilterBar *self, KkbId id);
void kkb_filter_bar_save_view (KkbFilterBar *self, const char *name);
gboolean kkb_filter_bar_choose_view (KkbFilterBar *self, const char *name);

G_END_DECLS
