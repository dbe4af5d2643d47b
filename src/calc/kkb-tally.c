/* kkb-tally.c - counts and the mean of rates under a node. */
#include "kkb-tally.h"

#define FIXED_PLACES 18
#define FIXED_ONE    ((__int128)1000000000 * 1000000000)

static gint64
gcd64 (gint64 a, gint64 b)
{
  while (b != 0)
    {
      gint64 rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

static __int128
to_fixed (const KkbRational *rate)
{
  KkbDecimal rounded;

  if (!kkb_rational_is_big (rate))
    {
      __int128 half = rate->num < 0 ? -(rate->den / 2) : rate->den / 2;

      return (rate->num * FIXED_ONE + half) / rate->den;
    }
  for (guint places = FIXED_PLACES; places-- > 0;)
    if (kkb_rational_round (rate, places, KKB_ROUND_HALF_UP, &rounded))
      {
        __int128 scaled = rounded.coef;

        for (guint i = places; i < FIXED_PLACES; i++)
          scaled *= 10;
        return scaled;
      }
  return 0; /* above 10^18 times the target: no mean could be printed of it */
}

/* Exact while the common denominator fits in 64 bits; hundreds of different denominators would grow without bound. */
static void
add_exactly (KkbTallyMean *mean, const KkbShare *share)
{
  gint64 den = mean->den == 0 ? 1 : mean->den, lcm;
  __int128 left, right;

  if (mean->den < 0)
    return;
  if (share->den == 0 || __builtin_mul_overflow (den / gcd64 (den, share->den), share->den, &lcm)
      || __builtin_mul_overflow (mean->num, (__int128)(lcm / den), &left)
      || __builtin_mul_overflow ((__int128)share->num, (__int128)(lcm / share->den), &right)
      || __builtin_add_overflow (left, right, &mean->num))
    mean->den = -1;
  else
    mean->den = lcm;
}

static void
count_band (KkbTally *tally, const KkbShare *share)
{
  const KkbResult *r = share->result;

  if (r->band >= 0)
    {
      tally->band[r->band]++;
      tally->evaluated++;
    }
  tally->met_of++;
  tally->met += r->met == KKB_MET_YES;
}

void
kkb_share_init (KkbShare *share, const KkbReviewRow *row)
{
  const KkbRational *rate = kkb_result_rate (row->result);
  const KkbIndicator *indicator = row->placement->indicator;
  KkbRational weighted = KKB_RATIONAL_INIT;

  *share = (KkbShare){ .result = row->result, .rules = row->rules, .weight = { 1, 0 } };
  if (rate == NULL)
    return;
  share->has_rate = TRUE;
  if (row->rules->weighted && indicator->has_weight)
    {
      KkbRational factor = KKB_RATIONAL_INIT;

      share->weight = indicator->weight;
      kkb_rational_set_decimal (&factor, indicator->weight);
      kkb_rational_mul (&weighted, rate, &factor);
      rate = &weighted;
    }
  share->fixed = to_fixed (rate);
  if (!kkb_rational_is_big (rate))
    {
      share->num = rate->num;
      share->den = rate->den;
    }
  kkb_rational_clear (&weighted);
}

/* A gap goes into the row of its state, also where it has a band of its own (長与町's −): gaps are never in the
 * denominator. A word as the actual of a numeric target is for a person to look at. */
void
kkb_tally_add (KkbTally *tally, KkbTallyMean *mean, const KkbShare *share)
{
  const KkbResult *r = share->result;

  switch (r->method)
    {
    case KKB_METHOD_MANUAL:
      tally->manual++;
      return;
    case KKB_METHOD_NONE:
      if (r->why_not_own == KKB_WHY_NO_TARGET)
        tally->no_target++;
      else if (r->why_not_own == KKB_WHY_NO_ACTUAL && r->actual.kind == KKB_VALUE_TEXT)
        tally->manual++;
      else if (r->why_not_own == KKB_WHY_NO_ACTUAL)
        tally->gap[r->state]++;
      return;
    case KKB_METHOD_DEFAULT:
    case KKB_METHOD_ATTAINMENT:
    case KKB_METHOD_PROGRESS:
    case KKB_METHOD_COMPARE:
    default:
      count_band (tally, share);
      break;
    }
  if (!share->has_rate)
    return;
  mean->fixed += share->fixed;
  add_exactly (mean, share);
  kkb_decimal_add (mean->weights, share->weight, &mean->weights);
}

void
kkb_tally_finish (KkbTally *tally, const KkbTallyMean *mean)
{
  KkbRational weights = KKB_RATIONAL_INIT, sum = KKB_RATIONAL_INIT;

  if (kkb_decimal_sign (mean->weights) <= 0)
    return;
  if (mean->den > 0)
    kkb_rational_set_fraction (&sum, mean->num, mean->den);
  else
    kkb_rational_set_fraction (&sum, mean->fixed, FIXED_ONE);
  kkb_rational_set_decimal (&weights, mean->weights);
  kkb_rational_div (&tally->mean, &sum, &weights);
  kkb_rational_clear (&sum);
  kkb_rational_clear (&weights);
}
