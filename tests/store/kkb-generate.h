/* kkb-generate.h - documents of any size for tests and benchmarks: the same seed gives the same document. */
#pragma once
#include "kkb-store.h"

G_BEGIN_DECLS

/* One plan with a tree of three levels, 20 indicators a node, N_YEARS actuals and targets each; a few percent of the
 * values are gaps, provisional, ranges, bounds, have notes or parts; one indicator in 50 is placed twice; some projects
 * with money. */
KkbFacts *kkb_generate_facts (guint n_indicators, guint n_years, guint32 seed);
/* A KkbStoreFunc: puts all of FACTS (a KkbFacts *). */
gboolean kkb_generate_put (KkbStore *store, gpointer facts, GError **error);
/* A new file at PATH with such a document. */
gboolean kkb_generate_file (const char *path, guint n_indicators, guint n_years, guint32 seed, GError **error);
/* A small document in which every field of every struct holds something, and every kind, state and word occurs. */
KkbFacts *kkb_generate_full_facts (void);
/* The same with what schema step 1 could hold only: the old file tests/data/store/v1.keikaku was made of it. */
KkbFacts *kkb_generate_first_facts (void);

G_END_DECLS
