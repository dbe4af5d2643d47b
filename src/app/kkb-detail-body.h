/* kkb-detail-body.h - the details of a selected thing: a line that says what it is, the sentence that explains its
 * rating, and below them the chart beside the facts. */
#pragma once
#include "kkb-chart-view.h"
#include "kkb-detail-facts.h"
#include "kkb-detail-text.h"

G_BEGIN_DECLS

#define KKB_TYPE_DETAIL_BODY (kkb_detail_body_get_type ())
G_DECLARE_FINAL_TYPE (KkbDetailBody, kkb_detail_body, KKB, DETAIL_BODY, GtkWidget)

struct _KkbDetailBody
{
  GtkWidget parent;
  KkbDetailText *name, *rating, *place, *sentence;
  GtkWidget *paned;
  KkbChartView *chart;
  KkbDetailFacts *facts;
};

GtkWidget *kkb_detail_body_new (void);

G_END_DECLS
