/* kkb-scroll-area.h - shows one child, which scrolls up and down where it is higher than the place it has. The scrolled
 * window for that, ten widgets, is made when it is needed. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_SCROLL_AREA (kkb_scroll_area_get_type ())
G_DECLARE_FINAL_TYPE (KkbScrollArea, kkb_scroll_area, KKB, SCROLL_AREA, GtkWidget)

/* CHILD must be able to say its height for a width. */
GtkWidget *kkb_scroll_area_new (GtkWidget *child);

G_END_DECLS
