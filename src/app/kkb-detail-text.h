/* kkb-detail-text.h - a text of the details: laid out once for its width, and no more than that until somebody wants to
 * select in it. Then, when the pointer or the keyboard gets there, a GtkLabel takes its place. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_DETAIL_TEXT (kkb_detail_text_get_type ())
G_DECLARE_FINAL_TYPE (KkbDetailText, kkb_detail_text, KKB, DETAIL_TEXT, GtkWidget)

typedef enum
{
  KKB_DETAIL_TEXT_LINE,      /* one line, never cut */
  KKB_DETAIL_TEXT_CUT_END,   /* one line, … at its end */
  KKB_DETAIL_TEXT_CUT_START, /* one line that ends at the right edge, … at its start */
  KKB_DETAIL_TEXT_WRAP
} KkbDetailTextKind;

GtkWidget *kkb_detail_text_new (KkbDetailTextKind kind, const char *css_class);
/* Can be selected with the pointer; with KEYBOARD it is a stop for Tab as well. */
void kkb_detail_text_set_selectable (KkbDetailText *self, gboolean keyboard);
void kkb_detail_text_set (KkbDetailText *self, const char *text);
const char *kkb_detail_text_get (KkbDetailText *self);
/* The pointer is over it: what can be selected in becomes so. */
void kkb_detail_text_wake (KkbDetailText *self);

G_END_DECLS
