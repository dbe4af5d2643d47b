/* kkb-chart-view.h - a chart on screen: drawn in the widget's size and light or dark, each point with tooltip, a place
 * for the keyboard focus and a name for the screen reader. Tab enters and leaves; arrows move between the points. */
#pragma once
#include "kkb-chart-layout.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_CHART_VIEW (kkb_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (KkbChartView, kkb_chart_view, KKB, CHART_VIEW, GtkWidget)

GtkWidget *kkb_chart_view_new (void);
/* Shows SPEC, of which it keeps a reference; NULL shows nothing. The focused year and series stay focused where the new
 * chart has them. */
void kkb_chart_view_set_spec (KkbChartView *self, KkbChartSpec *spec);
/* The layout as it is on screen; NULL before the first allocation. Transfer none. */
KkbChartLayout *kkb_chart_view_layout (KkbChartView *self);
/* What is shown; NULL: nothing. Transfer none. */
KkbChartSpec *kkb_chart_view_spec (KkbChartView *self);
/* The point that has the keyboard focus; FALSE where none has. */
gboolean kkb_chart_view_focused (KkbChartView *self, KkbChartRole *role, int *fy);
/* Moves the keyboard focus to a point; FALSE where there is none. */
gboolean kkb_chart_view_focus_point (KkbChartView *self, KkbChartRole role, int fy);

G_END_DECLS
