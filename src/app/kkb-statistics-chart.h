/* kkb-statistics-chart.h - a table of background statistics as a chart: a line a column over the years of its first column. */
#pragma once
#include "kkb-chart-spec.h"

G_BEGIN_DECLS

/* The first column of figures is drawn strong, those it is compared with thin. A cell with a word is a gap of that name; rows whose label is
 * no year are left out. Never NULL; may be empty, and then says why. */
KkbChartSpec *kkb_statistic_chart (const KkbStatistic *statistic, const KkbFormat *format);

G_END_DECLS
