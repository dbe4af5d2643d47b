/* kkb-percents.c - the percent column of a summary: plain, or made to add up to 100.0. */
#include "kkb-review.h"

#define WHOLE 1000 /* 100.0 in tenths */

static guint
largest (const guint64 *keys, guint n)
{
  guint best = 0;

  for (guint i = 1; i < n; i++)
    if (keys[i] > keys[best])
      best = i;
  return best;
}

static guint
plain (guint count, guint64 total, KkbRounding rounding)
{
  guint64 tenths = (guint64)count * WHOLE;

  return (guint)(rounding == KKB_ROUND_HALF_UP ? (2 * tenths + total) / (2 * total) : tenths / total);
}

/* Every cell cut off, and the tenths that are missing given to the cells with the largest remainders. */
static void
by_remainders (const guint *counts, guint n, guint64 total, guint *cells)
{
  g_autofree guint64 *rest = g_new0 (guint64, n);
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    {
      guint64 tenths = (guint64)counts[i] * WHOLE;

      cells[i] = (guint)(tenths / total);
      rest[i] = tenths % total;
      sum += cells[i];
    }
  for (; sum < WHOLE; sum++)
    {
      guint cell = largest (rest, n);

      cells[cell]++;
      rest[cell] = 0;
    }
}

static void
by_largest_cell (const guint *counts, guint n, guint *cells)
{
  g_autofree guint64 *keys = g_new0 (guint64, n);
  int missing = WHOLE;
  guint cell;

  for (guint i = 0; i < n; i++)
    {
      keys[i] = counts[i];
      missing -= (int)cells[i];
    }
  cell = largest (keys, n);
  cells[cell] = (guint)((int)cells[cell] + missing);
}

/* Where several cells were adjusted (possible with remainders), ADJUSTED is the first; with no counts at all every cell
 * is 0.0. */
void
kkb_percents (const guint *counts, guint n, KkbPercentMode mode, KkbRounding rounding, KkbDecimal *percents,
              int *adjusted)
{
  g_autofree guint *cells = g_new0 (guint, n + 1);
  guint64 total = 0;
  int first = -1;

  for (guint i = 0; i < n; i++)
    total += counts[i];
  for (guint i = 0; i < n && total > 0; i++)
    cells[i] = plain (counts[i], total, rounding);
  if (total > 0 && mode == KKB_PERCENT_LARGEST_CELL)
    by_largest_cell (counts, n, cells);
  else if (total > 0 && mode == KKB_PERCENT_LARGEST_REMAINDER)
    by_remainders (counts, n, total, cells);
  for (guint i = 0; i < n; i++)
    {
      percents[i] = (KkbDecimal){ cells[i], 1 };
      if (total > 0 && first < 0 && cells[i] != plain (counts[i], total, rounding))
        first = (int)i;
    }
  if (adjusted != NULL)
    *adjusted = first;
}
