/* kkb-chart-line-private.h - what the files of the line chart share. */
#pragma once
#include "kkb-chart-layout-private.h"
#include "kkb-chart-ticks.h"

typedef struct
{
  KkbChartLayout *self;
  KkbChartSpec *spec;
  KkbChartAxis axis;
  gboolean has_values;
  int first, last;            /* fiscal years */
  double pad_left, pad_right; /* between the plot's edge and the first and last year */
  gboolean legend;
} KkbChartLines;

static inline KkbChartSeries *
kkb_chart_series_at (const KkbChartLines *l, guint i)
{
  return l->spec->series->pdata[i];
}

static inline KkbChartPoint *
kkb_chart_point_at (const KkbChartSeries *s, guint i)
{
  return &g_array_index (s->points, KkbChartPoint, i);
}

double kkb_chart_x_of (const KkbChartLines *l, double fy);
double kkb_chart_y_of (const KkbChartLines *l, KkbDecimal value);
/* Works out domain and plot, and puts the axes. */
void kkb_chart_put_frame (KkbChartLines *l);
