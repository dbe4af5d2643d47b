/* kkb-tree.h - the plan tree at the left: plans and their nodes, with number label, title and a small bar of ratings. */
#pragma once
#include "kkb-document.h"
#include "kkb-settings.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_TREE (kkb_tree_get_type ())
G_DECLARE_FINAL_TYPE (KkbTree, kkb_tree, KKB, TREE, GtkWidget)

/* Signal "selected" (gint64 plan, gint64 node; node 0: the plan itself). */
void kkb_tree_set_document (KkbTree *self, KkbDocument *doc, KkbSettings *settings); /* NULL: empty */
void kkb_tree_set_filter (KkbTree *self, const char *needle_key);
/* Selects the node (0: the plan), opening its ancestors. */
void kkb_tree_select (KkbTree *self, KkbId plan, KkbId node);
KkbId kkb_tree_selected_plan (KkbTree *self);
KkbId kkb_tree_selected_node (KkbTree *self);
/* Writes expansion and selection to the settings. */
void kkb_tree_remember (KkbTree *self);

G_END_DECLS
