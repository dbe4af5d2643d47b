/* kkb-import-merge.h - bringing an import into a document: what meets what, and what changes. Private to exchange.
 *
 * Everything imported gets the id it has in the document: that of what it meets, else its own. */
#pragma once
#include "kkb-import-private.h"

G_BEGIN_DECLS

typedef struct
{
  KkbImport *import;
  const KkbFacts *in;  /* what was read */
  const KkbFacts *doc; /* what is there */
  KkbStore *store;
  KkbImportResult *result;
  KkbFacts *scratch;   /* texts and extras of merged values */
  GHashTable *ids;     /* imported KkbId -> KkbId* in the document */
  GHashTable *met;     /* imported KkbId -> the document's struct it meets */
  GHashTable *claimed; /* the document's structs that were met */
} KkbMerge;

/* ---- what meets what: fills ids and met -------------------------------------------------------------------- */

void kkb_merge_match_plans (KkbMerge *merge);
void kkb_merge_match_nodes (KkbMerge *merge);
void kkb_merge_match_indicators (KkbMerge *merge);
void kkb_merge_match_names (KkbMerge *merge); /* departments and grants */
KkbId kkb_merge_id (KkbMerge *merge, KkbId imported);
gpointer kkb_merge_met (KkbMerge *merge, KkbId imported);
void kkb_merge_meet (KkbMerge *merge, KkbId imported, KkbId id, gpointer met);
/* The document's plan that the printed name of a link means, or 0. PLANS: KkbPlan. */
KkbId kkb_merge_linked_plan (GPtrArray *plans, const KkbPlan *from, const char *text);

/* ---- values ------------------------------------------------------------------------------------------------ */

gboolean kkb_merge_values (KkbMerge *merge, GError **error);

/* Counts one fact. OLD: it was there. */
void kkb_merge_count (KkbMerge *merge, KkbImported kind, gboolean old, gboolean changed);

G_END_DECLS
