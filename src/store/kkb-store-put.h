/* kkb-store-put.h - what the files that write entities share. */
#pragma once
#include "kkb-statement.h"

G_BEGIN_DECLS

gboolean kkb_put_delete_of (KkbStore *store, const char *sql, KkbId owner, GError **error);
/* Replaces the ids listed with OWNER; IDS ends with 0 or is NULL. An id listed twice counts once. */
gboolean kkb_put_ids (KkbStore *store, const char *delete_sql, const char *insert_sql, KkbId owner, const KkbId *ids,
                      GError **error);
gboolean kkb_put_plan_texts (KkbStore *store, const KkbPlan *plan, GError **error);
gboolean kkb_put_former_names (KkbStore *store, const KkbDepartment *department, GError **error);
/* Tags, references and texts; the rest of `more` is in the node's own row. */
gboolean kkb_put_node_lists (KkbStore *store, const KkbNode *node, GError **error);
gboolean kkb_put_project_lists (KkbStore *store, KkbId node, const KkbProject *project, GError **error);
/* Tags, operands and units. */
gboolean kkb_put_indicator_lists (KkbStore *store, const KkbIndicator *indicator, GError **error);

G_END_DECLS
