/* kkb-node-page.h - the page 項目: what a plan or an item of its tree says beside its indicators, as a form edited in place. Each field makes one
 * command when it is left. */
#pragma once
#include "kkb-page.h"

G_BEGIN_DECLS

#define KKB_TYPE_NODE_PAGE (kkb_node_page_get_type ())
G_DECLARE_FINAL_TYPE (KkbNodePage, kkb_node_page, KKB, NODE_PAGE, GtkWidget)

G_END_DECLS
