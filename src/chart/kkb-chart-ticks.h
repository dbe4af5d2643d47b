/* kkb-chart-ticks.h - a value axis whose ticks are exact decimals of the form {1,2,5} x 10^n. */
#pragma once
#include "kkb-decimal.h"

G_BEGIN_DECLS

typedef __int128 KkbChartExact; /* a decimal in units of 10^-scale of its axis: 18 digits and 18 places always fit */

typedef struct
{
  KkbChartExact low, high, step; /* low and high are multiples of step */
  guint scale;                   /* of the three above */
  guint n;                       /* ticks: low, low + step … high */
} KkbChartAxis;

/* The finest axis with at most MAX_TICKS ticks (>= 2) that holds LOW..HIGH (LOW <= HIGH). One value alone gets an axis
 * from zero; all zero, one from 0 to 1. No step is finer than the last digit typed. */
void kkb_chart_axis_init (KkbChartAxis *axis, KkbDecimal low, KkbDecimal high, guint max_ticks);
KkbChartExact kkb_chart_axis_exact (const KkbChartAxis *axis, KkbDecimal d);
/* Where D stands: 0 at the low end, 1 at the high end; outside beyond. For drawing. */
double kkb_chart_axis_place (const KkbChartAxis *axis, KkbDecimal d);
/* Tick INDEX, divided by 10^SHIFT, with the digits its step needs. FALSE if it has more than 18 digits. */
gboolean kkb_chart_axis_tick (const KkbChartAxis *axis, guint index, guint shift, KkbDecimal *out);

G_END_DECLS
