/* kkb-detail.h - the selected indicator: chart, the sentence that explains its rating, what it means, the history of
 * its values. */
#pragma once
#include "kkb-document.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_DETAIL (kkb_detail_get_type ())
G_DECLARE_FINAL_TYPE (KkbDetail, kkb_detail, KKB, DETAIL, GtkWidget)

/* Shows PLACEMENT of DOC as evaluated now; 0 or a NULL document: the hint what this place is for. */
void kkb_detail_show (KkbDetail *self, KkbDocument *doc, KkbId placement, const KkbFormat *format);
/* The sentence shown, "" if none. */
const char *kkb_detail_sentence (KkbDetail *self);

G_END_DECLS
