/* kkb-outline-private.h - between the outline and its items. */
#pragma once
#include "kkb-outline.h"

G_BEGIN_DECLS

KkbOutlineItem *kkb_outline_item_new (KkbId id, KkbId plan, gboolean is_plan);
KkbOutlineItem *kkb_outline_item_new_reference (KkbId id, KkbId plan, KkbId under);
/* Each notifies only what differs. */
void kkb_outline_item_set_names (KkbOutlineItem *item, const char *label, const char *title, gboolean is_project);
void kkb_outline_item_set_tally (KkbOutlineItem *item, const KkbTally *tally);
void kkb_outline_item_set_parent (KkbOutlineItem *item, KkbOutlineItem *parent);
GListStore *kkb_outline_item_store (KkbOutlineItem *item);
/* Set by the outline while it works: does the item pass the filter, is it still in the facts? */
void kkb_outline_item_mark (KkbOutlineItem *item, guint generation);
guint kkb_outline_item_mark_of (KkbOutlineItem *item);

/* Makes STORE hold WANTED (objects) by the fewest removals and insertions: what stays in order is never touched. */
void kkb_outline_splice (GListStore *store, GPtrArray *wanted);

G_END_DECLS
