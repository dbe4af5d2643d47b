/* kkb-chart-indicator.h - the chart of one printed row of an indicator, from the facts: for the window, reports and
 * exports. */
#pragma once
#include "kkb-chart-spec.h"

G_BEGIN_DECLS

/* Actuals, the target path as YARDSTICK evaluates it, baseline, references, gaps and the outlook of PLACEMENT in its
 * plan. Names are in the current language. Figures of another unit than the row's are not drawn to its scale: they
 * stand as a marked year with the figure as the word. The baseline of a running total within the plan is of another
 * period and left out (domain.md §6): its path starts from zero at the end of the year before the plan. Never NULL; may
 * be empty, and then says why. */
KkbChartSpec *kkb_chart_spec_for_placement (const KkbFacts *facts, const KkbPlacement *placement,
                                            KkbYardstick yardstick, const KkbFormat *format);

G_END_DECLS
