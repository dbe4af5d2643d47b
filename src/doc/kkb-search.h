/* kkb-search.h - finding a text anywhere in the document: names, meanings, notes, texts, money, statistics. Pure: reads facts only. */
#pragma once
#include "kkb-facts.h"

G_BEGIN_DECLS

typedef struct
{
  KkbEntity kind;      /* PLAN, NODE or INDICATOR: where the text belongs */
  KkbId plan, node;    /* where it stands in the tree; node 0: on the plan itself */
  KkbId placement;     /* of an indicator: the row; 0 for one that is placed nowhere */
  char *title;         /* of the plan, node or indicator, as printed */
  const char *field;   /* "指標の説明": in the current language; static */
  char *text;          /* what stands there, cut to about 80 characters around the match */
  guint match, length; /* the match in TEXT, in characters */
} KkbHit;

/* Every text that contains NEEDLE (as kkb_text_matches() compares: full width, case, kana and blanks do not count), in the order of the tree; at most
 * MAX, *N_ALL (or NULL) counts all. A blank needle finds nothing. (transfer full) GPtrArray of KkbHit. */
GPtrArray *kkb_search (const KkbFacts *facts, const char *needle, guint max, guint *n_all);

G_END_DECLS
