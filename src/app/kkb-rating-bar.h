/* kkb-rating-bar.h - the small bar of ratings beside a node of the tree: best to worst, then what is not rated,
 * hatched. No widget of its own: the row draws it, a tree has one in nearly every row. */
#pragma once
#include "kkb-review.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_RATING_BAR_WIDTH  36
#define KKB_RATING_BAR_HEIGHT 8

typedef struct _KkbRatingBar KkbRatingBar;

/* Of TALLY with the names of the bands of RULES; nothing is kept of either. */
KkbRatingBar *kkb_rating_bar_new (const KkbTally *tally, const KkbRules *rules);
void kkb_rating_bar_free (KkbRatingBar *bar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbRatingBar, kkb_rating_bar_free)
/* The counts: "A 5、B 1、集計中 2". */
const char *kkb_rating_bar_words (const KkbRatingBar *bar);
/* At the origin of SNAPSHOT, beside text of COLOR. */
void kkb_rating_bar_snapshot (KkbRatingBar *bar, GtkSnapshot *snapshot, const GdkRGBA *color);

G_END_DECLS
