/* kkb-search-page.h - where a searched text occurs in the document, as a list that jumps there. */
#pragma once
#include "kkb-page.h"

G_BEGIN_DECLS

#define KKB_TYPE_SEARCH_PAGE (kkb_search_page_get_type ())
G_DECLARE_FINAL_TYPE (KkbSearchPage, kkb_search_page, KKB, SEARCH_PAGE, GtkWidget)

G_END_DECLS
