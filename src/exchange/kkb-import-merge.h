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
void kkb_merge_match_names (KkbMerge *merge); /* departments, grants and words */
KkbId kkb_merge_id (KkbMerge *merge, KkbId imported);
gpointer kkb_merge_met (KkbMerge *merge, KkbId imported);
void kkb_merge_meet (KkbMerge *merge, KkbId imported, KkbId id, gpointer met);
/* The document's plan that the printed name of a link means, or 0. PLANS: KkbPlan. */
KkbId kkb_merge_linked_plan (GPtrArray *plans, const KkbPlan *from, const char *text);

/* ---- values ------------------------------------------------------------------------------------------------ */

gboolean kkb_merge_values (KkbMerge *merge, GError **error);

/* SERIES: as it will be in the document, beside IN. OLD: the document's, or NULL. */
gboolean kkb_merge_side_value (KkbMerge *merge, const KkbSideSeries *series, const KkbIndicator *in,
                               const KkbValue *old, const KkbValue *new, GError **error);
/* VALUE of the imported indicator IN as a value of the scratch facts, with its unit where the document needs it. */
KkbValue kkb_merge_copy_value (KkbMerge *merge, const KkbIndicator *in, const KkbValue *value);

/* ---- what few entities have ---------------------------------------------------------------------------------- */

gboolean kkb_merge_words (KkbMerge *merge, GError **error); /* before what names them */
gboolean kkb_merge_lists (KkbMerge *merge, GError **error); /* entries, statistics, breakdowns and comparisons */
/* OLD (NULL: none) with what IN says differently; *CHANGED is set where it does. */
const KkbNodeMore *
kkb_merge_node_more (KkbMerge *merge, const KkbNodeMore *old, const KkbNodeMore *in, gboolean *changed);
const KkbIndicatorMore *kkb_merge_indicator_more (KkbMerge *merge, const KkbIndicatorMore *old,
                                                  const KkbIndicatorMore *in, gboolean has_decimals, gboolean *changed);
const KkbNamedText *
kkb_merge_texts (KkbMerge *merge, const KkbNamedText *old, const KkbNamedText *in, gboolean *changed);
void kkb_merge_project_lists (KkbMerge *merge, KkbProject *project, const KkbProject *in, gboolean *changed);
/* Whether DEPARTMENT got any. */
gboolean kkb_merge_former_names (KkbMerge *merge, KkbDepartment *department, const KkbDepartment *in);

/* Counts one fact. OLD: it was there. */
void kkb_merge_count (KkbMerge *merge, KkbImported kind, gboolean old, gboolean changed);

G_END_DECLS
