/* kkb-outline.h - the plan tree as GObjects for the window. Items are the same objects as long as their node exists;
 * a change is a notify, only structure changes are items-changed.
 *
 *   document "changed" -> KkbOutline refreshes its items from the facts and the review
 *   KkbOutline (GListModel of plans) -> KkbOutlineItem.children (GListModel) -> … -> lines of KkbTree in app */
#pragma once
#include "kkb-document.h"

G_BEGIN_DECLS

#define KKB_TYPE_OUTLINE_ITEM (kkb_outline_item_get_type ())
G_DECLARE_FINAL_TYPE (KkbOutlineItem, kkb_outline_item, KKB, OUTLINE_ITEM, GObject)
#define KKB_TYPE_OUTLINE (kkb_outline_get_type ())
G_DECLARE_FINAL_TYPE (KkbOutline, kkb_outline, KKB, OUTLINE,
                      GObject) /* implements GListModel: one item a plan. Signal
                                * "structure-changed" once after any number of items-changed, for views that restore
                                * expansion and selection. */

KkbOutline *kkb_outline_new (KkbDocument *doc);
/* Shows only items whose title, label or indicators match NEEDLE (kkb_text_key; "" or NULL: all), and their ancestors.
 */
void kkb_outline_set_filter (KkbOutline *outline, const char *needle_key);
KkbOutlineItem *kkb_outline_find (KkbOutline *outline, KkbId id); /* transfer none; NULL if not there */

/* Properties of an item (notified): "label", "title", "is-project", "tally" (changes emit notify::tally). */
KkbId kkb_outline_item_id (KkbOutlineItem *item); /* of the plan or node */
KkbId kkb_outline_item_plan (KkbOutlineItem *item);
gboolean kkb_outline_item_is_plan (KkbOutlineItem *item);
gboolean kkb_outline_item_is_project (KkbOutlineItem *item);
/* A 参照: the id is that of the node it shows, which has its real place elsewhere; this is the node it is shown under. 0: no reference. A reference
 * has no children and no tally. */
KkbId kkb_outline_item_reference_under (KkbOutlineItem *item);
const char *kkb_outline_item_label (KkbOutlineItem *item);
const char *kkb_outline_item_title (KkbOutlineItem *item);
const KkbTally *kkb_outline_item_tally (KkbOutlineItem *item);
GListModel *kkb_outline_item_children (KkbOutlineItem *item); /* transfer none; NULL for a leaf */
KkbOutlineItem *kkb_outline_item_parent (KkbOutlineItem *item);

G_END_DECLS
