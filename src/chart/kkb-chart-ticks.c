#include "kkb-chart-ticks.h"

#define LIMIT ((KkbChartExact)1000000000000000000) /* 10^18: what a decimal holds */

static KkbChartExact
ten_to (guint n)
{
  KkbChartExact p = 1;

  while (n--)
    p *= 10;
  return p;
}

/* Division towards minus infinity. */
static KkbChartExact
floor_to (KkbChartExact value, KkbChartExact step)
{
  KkbChartExact q = value / step;

  if (value % step < 0)
    q--;
  return q * step;
}

static KkbChartExact
ceil_to (KkbChartExact value, KkbChartExact step)
{
  return -floor_to (-value, step);
}

void
kkb_chart_axis_init (KkbChartAxis *axis, KkbDecimal low, KkbDecimal high, guint max_ticks)
{
  static const int steps[] = { 1, 2, 5 };
  KkbChartExact lo, hi, power = 1;

  axis->scale = MAX (low.scale, high.scale);
  lo = kkb_chart_axis_exact (axis, low);
  hi = kkb_chart_axis_exact (axis, high);
  if (lo == hi)
    {
      lo = MIN (lo, 0);
      hi = MAX (hi, 0);
    }
  if (lo == hi)
    hi = ten_to (axis->scale);
  max_ticks = MAX (max_ticks, 2);
  for (;; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
      {
        KkbChartExact step = power * steps[i];

        axis->low = floor_to (lo, step);
        axis->high = ceil_to (hi, step);
        axis->step = step;
        /* With zero strictly inside, two ticks are not always possible: -1..1 needs three. */
        if ((axis->high - axis->low) / step < max_ticks || (lo < 0 && hi > 0 && axis->high - axis->low == 2 * step))
          {
            axis->n = (guint)((axis->high - axis->low) / step) + 1;
            return;
          }
      }
}

KkbChartExact
kkb_chart_axis_exact (const KkbChartAxis *axis, KkbDecimal d)
{
  if (d.scale > axis->scale) /* finer than the axis: its place is rounded by less than one unit of the last digit */
    return d.coef / ten_to (d.scale - axis->scale);
  return d.coef * ten_to (axis->scale - d.scale);
}

double
kkb_chart_axis_place (const KkbChartAxis *axis, KkbDecimal d)
{
  return (double)(kkb_chart_axis_exact (axis, d) - axis->low) / (double)(axis->high - axis->low);
}

gboolean
kkb_chart_axis_tick (const KkbChartAxis *axis, guint index, guint shift, KkbDecimal *out)
{
  KkbChartExact value = axis->low + axis->step * index;
  KkbChartExact step = axis->step;
  guint scale = axis->scale + shift;

  while (scale > 0 && step % 10 == 0)
    {
      step /= 10;
      value /= 10;
      scale--;
    }
  if (scale > 18 || value >= LIMIT || value <= -LIMIT)
    return FALSE;
  out->coef = (gint64)value;
  out->scale = (guint8)scale;
  return TRUE;
}
