/* kkb-generate-more.h - see kkb-generate.h: what schema step 2 brought. */
#pragma once
#include "kkb-store.h"

G_BEGIN_DECLS

/* Fills in what the document of kkb_generate_first_facts() lacks. */
void kkb_generate_more (KkbFacts *facts);
/* The picture of that id: the beginning of a real one, then noise. */
GBytes *kkb_generate_picture (KkbId id, gboolean is_jpeg);
/* Before and after all other entities. */
gboolean kkb_generate_put_words (KkbStore *store, KkbFacts *facts, GError **error);
gboolean kkb_generate_put_more (KkbStore *store, KkbFacts *facts, GError **error);

G_END_DECLS
