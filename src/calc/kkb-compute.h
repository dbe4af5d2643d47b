/* kkb-compute.h - computed indicators: actuals made of those of others (sum, difference, ratio). They are made anew
 * after every load and refresh and never stored. */
#pragma once
#include "kkb-quantity.h"

G_BEGIN_DECLS

typedef struct
{
  KkbId indicator;
  int fy;
} KkbComputedChange;

/* Computes the actuals of every computed indicator of FACTS (of which the caller holds the only reference), operands
 * first. Indicators in a circle, with a missing operand, or whose units do not agree get none; kkb_compute_problem()
 * says why. A year for which one of the operands has no number is a gap in the worst of their states: what is not
 * entered before what is 集計中, then in the order of KkbState; a dash makes a dash. CHANGED (or NULL) gets the figures
 * (KkbComputedChange) that came out otherwise than they stood. */
void kkb_compute (KkbFacts *facts, GArray *changed);

/* Why INDICATOR cannot be computed at all (a circle, a missing operand, units that do not agree, no operand), as a
 * sentence in the current language; NULL if it can, or is not computed. Free with g_free(). */
char *kkb_compute_problem (const KkbFacts *facts, const KkbIndicator *indicator);
/* How the actual of FY was made: "A 12 + B 3", "就職者数 158 ÷ 卒業者数 333"; what is missing where it is a gap. ""
 * where it is not computed. Free with g_free(). */
char *kkb_compute_words (const KkbFacts *facts, const KkbIndicator *indicator, int fy, const KkbFormat *format);
/* Would making INDICATOR of OPERANDS (0-terminated) go round in a circle? For choosing operands. */
gboolean kkb_compute_is_circle (const KkbFacts *facts, KkbId indicator, const KkbId *operands);

G_END_DECLS
