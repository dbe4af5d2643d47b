/* kkb-history-page.h - who changed what, when, from what to what: of the selected indicator, of the selected node, or of the whole
 * document; and the old value back. */
#pragma once
#include "kkb-page.h"

G_BEGIN_DECLS

#define KKB_TYPE_HISTORY_PAGE (kkb_history_page_get_type ())
G_DECLARE_FINAL_TYPE (KkbHistoryPage, kkb_history_page, KKB, HISTORY_PAGE, GtkWidget)

G_END_DECLS
