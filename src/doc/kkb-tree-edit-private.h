/* kkb-tree-edit-private.h - what the files of tree editing share. */
#pragma once
#include "kkb-draft-private.h"
#include "kkb-tree-edit.h"

G_BEGIN_DECLS

typedef struct /* where a node is to stand */
{
  KkbId plan, parent;
  guint index; /* among the siblings there, without the node itself */
} KkbSpot;

/* The children of PARENT (0: the top nodes of PLAN), in order; NULL if there is no such place. */
const GPtrArray *kkb_tree_siblings (const KkbFacts *facts, KkbId plan, KkbId parent);
/* The node ID; NULL with an error if there is none. */
const KkbNode *kkb_tree_find (const KkbFacts *facts, KkbId id, GError **error);
const GPtrArray *kkb_tree_siblings_of (const KkbFacts *facts, const KkbNode *node);
guint kkb_tree_index_of (const GPtrArray *siblings, KkbId id); /* G_MAXUINT: not among them */
/* NODE and all below it. */
void kkb_tree_collect (const KkbNode *node, GPtrArray *nodes);
/* The spot at AT (0: the last child of PLAN); NODE is left out of the count (0: a new one). FALSE if AT is gone. */
gboolean
kkb_tree_spot (const KkbFacts *facts, KkbId plan, KkbId at, KkbWhere where, KkbId node, KkbSpot *spot, GError **error);
/* NODE, which is in the draft, comes to stand at SPOT; its siblings make room. */
void kkb_tree_put_at (KkbDraft *draft, KkbId node, const KkbSpot *spot);
/* The level of what stands below PARENT (0: at the top) of PLAN; 255: none. */
guint8 kkb_tree_level_below (KkbDraft *draft, KkbId plan, KkbId parent);
/* The level of a node that stood LEVEL deep below one of PARENT_LEVEL, now that the latter has NEW_PARENT_LEVEL. */
guint8 kkb_tree_shifted_level (guint8 level, guint8 parent_level, guint8 new_parent_level, guint n_levels,
                               gboolean is_project);
/* NODE with all below it goes to plan TO, with its places and goals. FALSE if baseline or targets would be lost. */
gboolean kkb_tree_carry_into_plan (KkbDraft *draft, const KkbNode *node, KkbId to, GError **error);
/* "項目の追加（1 人財の確保）": WHAT has one %s. Free with g_free(). */
char *kkb_tree_label (const char *what, const char *name);

G_END_DECLS
