/* kkb-chart-drag.h - a chart whose targets can be moved: by the pointer up and down, or by the arrow keys while a target has
 * the focus. It snaps to the last place the targets show. */
#pragma once
#include "kkb-chart-view.h"

G_BEGIN_DECLS

#define KKB_TYPE_CHART_DRAG (kkb_chart_drag_get_type ())
G_DECLARE_FINAL_TYPE (KkbChartDrag, kkb_chart_drag, KKB, CHART_DRAG, GtkWidget)

/* The target of FY was moved to VALUE and let go. */
typedef void (*KkbChartMoved) (int fy, KkbDecimal value, gpointer data);

/* A chart with what is needed to move its targets. Up and Down move a focused target by one in the last place, with Shift by
 * ten, and are one move until the key is let go; Escape gives it up. */
GtkWidget *kkb_chart_drag_new (KkbChartMoved moved, gpointer data);
KkbChartView *kkb_chart_drag_view (KkbChartDrag *self);
/* FALSE: only to look at. */
void kkb_chart_drag_set_editable (KkbChartDrag *self, gboolean editable);
/* Does what the pointer does, for tests: press at X, Y of the chart, move by DY, let go. FALSE: no target there. */
gboolean kkb_chart_drag_pull (KkbChartDrag *self, double x, double y, double dy);

G_END_DECLS
