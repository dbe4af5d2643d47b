/* kkb-review.h - a whole document evaluated at once: every placement of every plan, and the roll-up per node.
 * Built from a KkbFacts; immutable afterwards; may be handed to a worker. */
#pragma once
#include "kkb-evaluate.h"
#include "kkb-rules.h"

G_BEGIN_DECLS

typedef struct
{
  const KkbPlacement *placement;
  const KkbPlan *plan;
  const KkbResult *result; /* shared by all placements of one indicator in one plan */
  const KkbRules *rules;
  gboolean counted;        /* the origin (or first in the plan); a repeat is not counted again */
} KkbReviewRow;

/* Counts of what is under a node (or of a plan). An indicator counts once in every node that has one of its placements below it, however
 * many it has there, and once in the plan: a repeat counts under its own strategy, but never twice. So the counts of sibling nodes may add
 * up to more than their parent's. A gap is counted under its state and nowhere else, even where a band of its own prints it.
 * An indicator whose own method is none is counted nowhere. */
typedef struct
{
  guint n_bands;
  guint band[12];          /* per rules->bands */
  guint gap[KKB_N_STATES]; /* not evaluated for a gap, per state; BLANK = 未入力 */
  guint no_target;         /* 目標なし */
  guint manual;            /* to be judged by a person; also a word as the actual of a numeric target */
  guint evaluated;         /* the denominator of percents: sum of band[] */
  guint met, met_of;       /* met of those held against their target (also where no band took the rate) */
  KkbRational mean;        /* of the unrounded rates, plain or weighted by the rules; unset if none. Exact while their common denominator
                              fits in 64 bits, else of the rates to 18 places */
} KkbTally;

typedef struct _KkbReview KkbReview;

/* Evaluates everything: for each plan its rules (RULES, or NULL: those of the plan's first edition, or the standard ones) and FY
 * (or KKB_FINAL). */
KkbReview *kkb_review_new (KkbFacts *facts, const KkbRules *rules, int fy);
KkbReview *kkb_review_ref (KkbReview *review);
void kkb_review_unref (KkbReview *review);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbReview, kkb_review_unref)

KkbFacts *kkb_review_facts (const KkbReview *review);  /* transfer none */
int kkb_review_fy (const KkbReview *review);
const KkbRules *kkb_review_rules (const KkbReview *review, const KkbPlan *plan);
guint kkb_review_n_rows (const KkbReview *review);     /* all plans, in tree order */
const KkbReviewRow *kkb_review_row (const KkbReview *review, guint index);
/* The row of a placement; NULL if it is not in these facts. */
const KkbReviewRow *kkb_review_find (const KkbReview *review, KkbId placement);
/* The tally of NODE and all under it (NULL: of the plan). Never NULL. Owned by the review. */
const KkbTally *kkb_review_tally (const KkbReview *review, const KkbPlan *plan, const KkbNode *node);

/* Percent cells of a tally: PERCENTS receives n decimals with one place (band order), which add up to 100.0 where MODE says so;
 * ADJUSTED (or NULL) receives the index of the adjusted cell, or -1. Source: domain.md §7 (44 of 81 is 54.3; one city prints 54.4). */
void kkb_percents (const guint *counts, guint n, KkbPercentMode mode, KkbRounding rounding, KkbDecimal *percents, int *adjusted);

/* The explanation of a row. Free with g_free(). */
char *kkb_review_explain (const KkbReview *review, const KkbReviewRow *row, const KkbFormat *format);

/* Data issues worth a look, for `check`: target below baseline though more is better, running total that falls, percent over 100,
 * repeated name with differing unit, year outside the plan … each a sentence in the current language. Free with g_ptr_array_unref(). */
GPtrArray *kkb_lint (const KkbFacts *facts, const KkbFormat *format);

G_END_DECLS
