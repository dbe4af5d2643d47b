/* kkb-tally.h - adding up a tally; also for a summary whose lines are not the nodes of the tree. */
#pragma once
#include "kkb-review.h"

G_BEGIN_DECLS

typedef struct /* what one indicator brings to every node above it, worked out once */
{
  const KkbResult *result;
  const KkbRules *rules;
  gboolean has_rate;
  KkbDecimal weight; /* 1 where the mean is plain */
  gint64 num, den;   /* rate x weight; den 0: does not fit */
  __int128 fixed;    /* the same in units of 10^-18 */
} KkbShare;

typedef struct /* the sum of rates: an exact fraction while that fits, else in units of 10^-18 */
{
  __int128 num, fixed;
  gint64 den; /* 0: nothing yet, -1: given up for FIXED */
  KkbDecimal weights;
} KkbTallyMean;

void kkb_share_init (KkbShare *share, const KkbReviewRow *row);
void kkb_tally_add (KkbTally *tally, KkbTallyMean *mean, const KkbShare *share);
/* Sets the mean. */
void kkb_tally_finish (KkbTally *tally, const KkbTallyMean *mean);

G_END_DECLS
