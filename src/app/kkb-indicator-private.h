/* kkb-indicator-private.h - shared by the files of the page 指標の設定: the page (kkb-indicator-page.c), what the indicator
 * is (kkb-indicator-fields.c), its goal in a plan (-goal.c), the path of its targets (-path.c), its places (-places.c)
 * and what stands beside it (-side.c). */
#pragma once
#include "kkb-chart-view.h"
#include "kkb-edit.h"
#include "kkb-field.h"
#include "kkb-indicator-page.h"

G_BEGIN_DECLS

enum
{
  TEXT_CODE,
  TEXT_NAME,
  TEXT_UNIT,
  TEXT_MEANING,
  TEXT_SOURCE,
  TEXT_RATIONALE,
  TEXT_RELEASE,
  TEXT_NOTE,
  TEXT_WEIGHT,
  TEXT_TOLERANCE,
  TEXT_DECIMALS,
  N_TEXTS
};

enum
{
  PICK_DIRECTION,
  PICK_SERIES,
  PICK_ROLE,
  PICK_PERIOD,
  PICK_MONTH,
  PICK_FORMULA,
  N_PICKS
};

struct _KkbIndicatorPage
{
  GtkWidget parent;

  /* widgets */
  GtkWidget *stack, *nothing, *head, *previous, *next, *at, *title, *place, *scroller, *left, *right;
  GtkWidget *texts[N_TEXTS], *picks[N_PICKS];
  GtkWidget *departments, *tags, *operands, *formula_note, *units, *remarks, *example;
  GtkWidget *goal_plan, *method, *baseline, *baseline_year, *baseline_as_of, *baseline_note, *revise, *revisions;
  KkbGrid *path_grid, *side_grid;
  GtkWidget *path_table, *path_hint, *path_buttons, *chart;
  GtkWidget *places, *sides, *side_table;
  GtkWidget *convert, *add_first; /* buttons */

  /* owned */
  KkbDocument *doc;
  KkbSmallModel *path, *side;
  GArray *plans;      /* KkbId: the lines of goal_plan */
  GArray *path_years; /* int: the columns of the targets, after the first */
  GArray *side_years;
  KkbFormat format;

  /* state */
  KkbWindow *win;
  KkbId plan, node;    /* the selection of the tree */
  KkbId placement;     /* shown; 0: nothing */
  KkbId goal_of;       /* the plan whose targets are shown */
  gboolean dirty;      /* changed while it was not seen */
  gboolean quiet;
};

const KkbFacts *kkb_indicator_page_facts (KkbIndicatorPage *self);
const KkbPlacement *kkb_indicator_page_row (KkbIndicatorPage *self);         /* NULL: nothing is shown */
const KkbIndicator *kkb_indicator_page_indicator (KkbIndicatorPage *self);   /* NULL: nothing is shown */
const KkbPlan *kkb_indicator_page_goal_plan (KkbIndicatorPage *self);        /* never NULL while an indicator is shown */
const KkbGoal *kkb_indicator_page_goal (KkbIndicatorPage *self);             /* NULL: none in that plan */
gboolean kkb_indicator_page_writable (KkbIndicatorPage *self);
void kkb_indicator_page_show (KkbIndicatorPage *self, KkbId placement);
void kkb_indicator_page_refresh (KkbIndicatorPage *self);

/* Each part: makes its fields at the end of FORM, and fills them. */
void kkb_indicator_build_fields (KkbIndicatorPage *self, GtkWidget *form);
void kkb_indicator_fill_fields (KkbIndicatorPage *self);
void kkb_indicator_build_formula (KkbIndicatorPage *self, GtkWidget *form);
void kkb_indicator_fill_formula (KkbIndicatorPage *self);
void kkb_indicator_build_goal (KkbIndicatorPage *self, GtkWidget *form);
void kkb_indicator_fill_goal (KkbIndicatorPage *self);
void kkb_indicator_build_path (KkbIndicatorPage *self, GtkWidget *form);
void kkb_indicator_fill_path (KkbIndicatorPage *self);
void kkb_indicator_build_places (KkbIndicatorPage *self, GtkWidget *form);
void kkb_indicator_fill_places (KkbIndicatorPage *self);
void kkb_indicator_build_sides (KkbIndicatorPage *self, GtkWidget *form);
void kkb_indicator_fill_sides (KkbIndicatorPage *self);
/* Asks for the new figure, date and reason. FY KKB_FY_NONE with FIELD BASELINE: the baseline. */
void kkb_indicator_ask_revision (KkbIndicatorPage *self, KkbField field, int fy);

G_END_DECLS
