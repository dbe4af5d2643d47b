/* kkb-grid-box.h - a bare container whose children are placed by the table, not by itself. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_GRID_BOX (kkb_grid_box_get_type ())
G_DECLARE_FINAL_TYPE (KkbGridBox, kkb_grid_box, KKB, GRID_BOX, GtkWidget)

/* A box with the CSS node name CSS_NAME, put into PARENT. It clips its children, and draws the first ones last, so
 * that columns that stay in sight cover those that scroll while screen readers still meet them first. */
GtkWidget *kkb_grid_box_new (GtkWidget *parent, const char *css_name, GtkAccessibleRole role);
/* A text in PARENT: a GtkInscription, which never asks for a new layout when its text changes. */
GtkWidget *kkb_grid_box_new_text (GtkWidget *parent, const char *css_name, GtkAccessibleRole role);
/* Give CHILD its place in its parent. */
void kkb_grid_box_place (GtkWidget *child, int x, int y, int width, int height);

G_END_DECLS
