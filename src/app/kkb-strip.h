/* kkb-strip.h - the summary strip: how many indicators have which rating or gap; clicking one shows only those. */
#pragma once
#include "kkb-kpi-model.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_STRIP (kkb_strip_get_type ())
G_DECLARE_FINAL_TYPE (KkbStrip, kkb_strip, KKB, STRIP, GtkWidget)

/* Signal "picked" (guint show, guint value): a KkbShow and its value; KKB_SHOW_ALL when the pick is taken back. */
/* Shows the counts of NODE (NULL: of PLAN; PLAN NULL: nothing). The pick stays where it still exists. */
void kkb_strip_set (KkbStrip *self, const KkbReview *review, const KkbPlan *plan, const KkbNode *node);
void kkb_strip_clear_pick (KkbStrip *self);

G_END_DECLS
