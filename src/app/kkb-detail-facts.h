/* kkb-detail-facts.h - the right half of the details: what is known of the selected thing, line by line, and below it
 * the history of its values. Heads stand in one column, what they head in the other, wrapped. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_DETAIL_FACTS (kkb_detail_facts_get_type ())
G_DECLARE_FINAL_TYPE (KkbDetailFacts, kkb_detail_facts, KKB, DETAIL_FACTS, GtkWidget)

GtkWidget *kkb_detail_facts_new (void);
/* What is added from here on takes the place of what was shown until kkb_detail_facts_end(). */
void kkb_detail_facts_begin (KkbDetailFacts *self);
/* A line; without TEXT (NULL, "") there is none. */
void kkb_detail_facts_add (KkbDetailFacts *self, const char *head, const char *text);
/* A line of the history, which comes after all the facts. */
void kkb_detail_facts_add_change (KkbDetailFacts *self, const char *when, const char *who, const char *change,
                                  const char *tooltip);
void kkb_detail_facts_end (KkbDetailFacts *self);

G_END_DECLS
