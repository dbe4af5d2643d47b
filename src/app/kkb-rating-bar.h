/* kkb-rating-bar.h - the small bar of ratings beside a node of the tree: best to worst, then what is not rated,
 * hatched. Its counts are its tooltip and its name for the screen reader. */
#pragma once
#include "kkb-review.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_RATING_BAR (kkb_rating_bar_get_type ())
G_DECLARE_FINAL_TYPE (KkbRatingBar, kkb_rating_bar, KKB, RATING_BAR, GtkWidget)

GtkWidget *kkb_rating_bar_new (void);
/* Shows TALLY with the names of the bands of RULES; nothing is kept of either. The same counts again cost nothing. */
void kkb_rating_bar_set_tally (KkbRatingBar *self, const KkbTally *tally, const KkbRules *rules);

G_END_DECLS
