/* kkb-grid-box.h - a bare container whose children are placed by the table, not by itself. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_GRID_BOX (kkb_grid_box_get_type ())
G_DECLARE_FINAL_TYPE (KkbGridBox, kkb_grid_box, KKB, GRID_BOX, GtkWidget)

/* A box with the CSS node name CSS_NAME, put into PARENT. It clips its children. */
GtkWidget *kkb_grid_box_new (GtkWidget *parent, const char *css_name, GtkAccessibleRole role);
/* The first N_CHILDREN stand in the first WIDTH pixels and do not scroll: all others are drawn right of them only. */
void kkb_grid_box_set_fixed (GtkWidget *self, guint n_children, int width);
/* A spare child is neither drawn nor read to anybody. */
void kkb_grid_box_set_shown (GtkWidget *child, gboolean shown);
/* Give CHILD its place in its parent. */
void kkb_grid_box_place (GtkWidget *child, int x, int y, int width, int height);

G_END_DECLS
