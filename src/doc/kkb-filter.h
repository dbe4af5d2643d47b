/* kkb-filter.h - which rows of the tables are shown: by department, tag, SDG and series kind. Rows must match one of each kind that is chosen. */
#pragma once
#include "kkb-facts.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *departments; /* KkbId */
  GArray *tags;        /* KkbId */
  guint32 sdgs;        /* bit n: goal n */
  guint32 series;      /* bit n: KkbSeries n */
} KkbFilter;

KkbFilter *kkb_filter_new (void);
void kkb_filter_free (KkbFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbFilter, kkb_filter_free)
void kkb_filter_clear (KkbFilter *filter);
gboolean kkb_filter_is_empty (const KkbFilter *filter);
gboolean kkb_filter_has (const GArray *ids, KkbId id);
/* Adds ID, or takes it out where it is there. */
void kkb_filter_toggle (GArray *ids, KkbId id);
/* Departments and tags are those of the indicator, or of a node it stands under; SDGs those of such a node. */
gboolean kkb_filter_matches (const KkbFilter *filter, const KkbPlacement *placement);
/* Is the text whose matching key is NEEDLE_KEY in what the row prints, its departments, or the names of the nodes it stands under? "" = yes. */
gboolean kkb_placement_found (const KkbFacts *facts, const KkbPlacement *placement, const char *needle_key);
/* Forgets departments and tags that are not in FACTS any more. TRUE if it did. */
gboolean kkb_filter_prune (KkbFilter *filter, const KkbFacts *facts);
/* As a short text for remembering, and back; what cannot be read is left out. Free with g_free(). */
char *kkb_filter_to_text (const KkbFilter *filter);
void kkb_filter_read (KkbFilter *filter, const char *text);

G_END_DECLS
