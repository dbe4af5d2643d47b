/* kkb-tree.h - the plan tree at the left: plans and their nodes, with number label, title and a small bar of ratings. */
#pragma once
#include "kkb-document.h"
#include "kkb-settings.h"
#include "kkb-tree-edit.h"
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
/* The selected row is a reference shown under this node; 0: it is the node itself. */
KkbId kkb_tree_selected_reference (KkbTree *self);
/* A text in place of the selected title; FALSE: there is none to be typed. */
gboolean kkb_tree_begin_rename (KkbTree *self);
gboolean kkb_tree_is_renaming (KkbTree *self);
/* Takes over the name being typed. FALSE: refused, the reason is shown. */
gboolean kkb_tree_commit (KkbTree *self);
/* Moves NODE as dropping it there does: one command; it is selected after. */
gboolean kkb_tree_drop (KkbTree *self, KkbId node, KkbId plan, KkbId at, KkbWhere where);
/* The node that is to be moved by the next paste, shown lighter; 0: none. */
void kkb_tree_set_cut (KkbTree *self, KkbId node);
KkbId kkb_tree_cut (KkbTree *self);
/* The keyboard focus to the selected row, scrolled into sight. */
void kkb_tree_focus_selected (KkbTree *self);
/* Is the keyboard focus on a row (not in a text)? */
gboolean kkb_tree_has_focus (KkbTree *self);
/* Writes expansion and selection to the settings. */
void kkb_tree_remember (KkbTree *self);

G_END_DECLS
