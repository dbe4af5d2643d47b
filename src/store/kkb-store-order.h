/* kkb-store-order.h - where things stand in their lists, and goals as a whole: for use inside kkb_store_run(). */
#pragma once
#include "kkb-store.h"

G_BEGIN_DECLS

/* Where the entity stands in its list (plans, links, editions, money, words, entries, statistics, breakdowns,
 * pictures). KKB_ERROR_CHANGED if it is not there. */
gboolean kkb_store_get_position (KkbStore *store, KkbStoreTable table, KkbId id, gint32 *position, GError **error);
/* The place behind the last in the list of OWNER: the plan, the project, the indicator or the node; 0 for plans and
 * words. */
gboolean kkb_store_next_position (KkbStore *store, KkbStoreTable table, KkbId owner, gint32 *position, GError **error);

/* Gives plan TO the goal that INDICATOR has in FROM, with all revisions of its baseline and targets. Where TO has one
 * already, that stays. */
gboolean kkb_store_copy_goal (KkbStore *store, KkbId from, KkbId to, KkbId indicator, GError **error);
/* Moves the targets of FROM_FY (KKB_FY_NONE: of every year), with all their revisions, by YEARS. What stands in the way
 * makes it fail. */
gboolean kkb_store_shift_targets (KkbStore *store, KkbId plan, KkbId indicator, int from_fy, int years, GError **error);
/* With its baseline and targets. */
gboolean kkb_store_delete_goal (KkbStore *store, KkbId plan, KkbId indicator, GError **error);

G_END_DECLS
