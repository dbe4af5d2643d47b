/* kkb-entry-page.h - the page 入力: a bar (years, columns, rows), the entry grid, and at its foot what is to be seen
 * beside the figure being typed. A KkbPage. */
#pragma once
#include "kkb-entry-model.h"
#include "kkb-page.h"

G_BEGIN_DECLS

#define KKB_TYPE_ENTRY_PAGE (kkb_entry_page_get_type ())
G_DECLARE_FINAL_TYPE (KkbEntryPage, kkb_entry_page, KKB, ENTRY_PAGE, GtkWidget)

/* NULL: no document. Transfer none. */
KkbEntryModel *kkb_entry_page_model (KkbEntryPage *self);
/* What stands at the foot: the figures beside the one at the cursor, and what is odd about it. */
const char *kkb_entry_page_line (KkbEntryPage *self);
const char *kkb_entry_page_lamps (KkbEntryPage *self);

G_END_DECLS
