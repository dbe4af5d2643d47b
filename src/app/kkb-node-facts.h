/* kkb-node-facts.h - what is known of a node beside its indicators: a project's grant, period and money, its departments. */
#pragma once
#include "kkb-document.h"

G_BEGIN_DECLS

/* Called once a fact; HEAD and TEXT are only lent. */
typedef void (*KkbNodeFactFunc) (const char *head, const char *text, gpointer data);
void kkb_node_facts_foreach (const KkbFacts *facts, const KkbNode *node, const KkbFormat *format, KkbNodeFactFunc func, gpointer data);
/* The same as lines "head: text"; "" if there is nothing. Free with g_free(). */
char *kkb_node_facts_text (const KkbFacts *facts, const KkbNode *node, const KkbFormat *format);

G_END_DECLS
