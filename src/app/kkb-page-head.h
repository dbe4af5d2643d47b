/* kkb-page-head.h - the head of the middle region: tabs first, title and summary of ratings behind them, or below them
 * where there is no room for a title that can be read. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_PAGE_HEAD (kkb_page_head_get_type ())
G_DECLARE_FINAL_TYPE (KkbPageHead, kkb_page_head, KKB, PAGE_HEAD, GtkLayoutManager)

/* For a widget with two children; SPACING between them, in pixels. */
GtkLayoutManager *kkb_page_head_new (int spacing);

G_END_DECLS
