/* kkb-lists-page.h - the page 一覧: the editable lists of the document - departments, grants, tags, names of texts, next
 * directions, councils - with how often each entry is used. */
#pragma once
#include "kkb-page.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_LIST_DEPARTMENTS,
  KKB_LIST_GRANTS,
  KKB_LIST_TAGS,
  KKB_LIST_TEXT_NAMES,
  KKB_LIST_NEXT_DIRECTIONS,
  KKB_LIST_COUNCILS,
  KKB_N_LISTS
} KkbListKind;

#define KKB_TYPE_LISTS_PAGE (kkb_lists_page_get_type ())
G_DECLARE_FINAL_TYPE (KkbListsPage, kkb_lists_page, KKB, LISTS_PAGE, GtkWidget)

void kkb_lists_page_show (KkbListsPage *self, KkbListKind kind);
/* The list of KIND, a KkbFieldList: name, type or note or former names, uses. */
GtkWidget *kkb_lists_page_list (KkbListsPage *self, KkbListKind kind);

/* What names ID of the list KIND: "項目「…」、指標「…」", at most MAX of them; "" if nothing. Free with g_free(). */
char *kkb_lists_users (const KkbFacts *facts, KkbListKind kind, KkbId id, guint max);

G_END_DECLS
