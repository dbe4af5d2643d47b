/* kkb-kpi-model.h - the KPI table: the placements below the selected node, as rows of the grid.
 *
 *   document "changed"/"review-changed" -> KkbKpiModel rebuilds its flat array of rows (sections and placements)
 *   -> filter (search, rating or gap) -> sort on request -> KkbGrid */
#pragma once
#include "kkb-document.h"
#include "kkb-filter.h"
#include "kkb-grid-model.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_SHOW_ALL,
  KKB_SHOW_BAND, /* index of the rules' band */
  KKB_SHOW_GAP,  /* KkbState */
  KKB_SHOW_NO_TARGET,
  KKB_SHOW_MANUAL
} KkbShow;

#define KKB_TYPE_KPI_MODEL (kkb_kpi_model_get_type ())
G_DECLARE_FINAL_TYPE (KkbKpiModel, kkb_kpi_model, KKB, KPI_MODEL,
                      GObject) /* signal "sorted" when the sort key changes */

KkbKpiModel *kkb_kpi_model_new (KkbDocument *doc, KkbId plan, KkbId node, const KkbFormat *format);
/* What is shown: everything below NODE of PLAN (0: all of the plan; PLAN 0: all plans). */
void kkb_kpi_model_set_scope (KkbKpiModel *self, KkbId plan, KkbId node);
void kkb_kpi_model_set_search (KkbKpiModel *self, const char *needle_key); /* kkb_text_key(); "" = all */
const char *kkb_kpi_model_search (KkbKpiModel *self);
/* By department, tag …; kept, not copied: call it again after a change of the filter. NULL: all. */
void kkb_kpi_model_set_filter (KkbKpiModel *self, const KkbFilter *filter);
void kkb_kpi_model_set_show (KkbKpiModel *self, KkbShow show, guint value);
void kkb_kpi_model_set_format (KkbKpiModel *self, const KkbFormat *format);
/* Sorts by COLUMN; again: descending; again: the order of the tree. Nothing re-sorts by itself while a person types. */
void kkb_kpi_model_sort_by (KkbKpiModel *self, guint column);
KkbId kkb_kpi_model_placement (KkbKpiModel *self, guint row);             /* 0: a heading */
gint64 kkb_kpi_model_find_placement (KkbKpiModel *self, KkbId placement); /* row, or -1 */
/* The field and year a cell stands for; FALSE where it is no value. */
gboolean kkb_kpi_model_field (KkbKpiModel *self, guint column, KkbField *field, int *fy);
/* Everything a cell can answer: the sentence, the date, the source, who entered it. Free with g_free(). */
char *kkb_kpi_model_answer (KkbKpiModel *self, guint row, guint column);
guint kkb_kpi_model_n_placements (KkbKpiModel *self); /* rows shown that are no headings */

/* The rating as shown everywhere: "◎ A", the state word of a gap, 目標なし … *RATING (or NULL): 1 … n for the colour, 0
 * for none. Free with g_free(). */
char *kkb_rating_text (const KkbReview *review, const KkbReviewRow *row, guint *rating);
/* The colour class of band INDEX of N: 1 (best) … 5 (worst), the same in table, tree and strip. */
guint kkb_rating_class (guint index, guint n_bands);

G_END_DECLS
