/* kkb-indicator-page.h - the page 指標の設定: every field of one indicator, its targets with a chart whose points can be
 * dragged, its places in the tree and what stands beside it. */
#pragma once
#include "kkb-page.h"

G_BEGIN_DECLS

#define KKB_TYPE_INDICATOR_PAGE (kkb_indicator_page_get_type ())
G_DECLARE_FINAL_TYPE (KkbIndicatorPage, kkb_indicator_page, KKB, INDICATOR_PAGE, GtkWidget)

/* The row whose indicator is shown; 0: none. */
KkbId kkb_indicator_page_placement (KkbIndicatorPage *self);
/* Into the name, all of it selected: a new indicator is to be named. */
void kkb_indicator_page_edit_name (KkbIndicatorPage *self);

/* Commands of the menu; each makes one step and shows its indicator on the page. */
void kkb_indicator_add (KkbWindow *win, KkbDocument *doc, KkbId plan, KkbId node);
void kkb_indicator_duplicate (KkbWindow *win, KkbDocument *doc, KkbId placement);
/* Asks first, and says what goes. */
void kkb_indicator_delete (KkbWindow *win, KkbDocument *doc, KkbId placement);
/* Another series kind, or another unit: a window with the preview. */
void kkb_indicator_convert_series (KkbWindow *win, KkbDocument *doc, KkbId indicator, KkbSeries to);
void kkb_indicator_convert_unit (KkbWindow *win, KkbDocument *doc, KkbId indicator);

G_END_DECLS
