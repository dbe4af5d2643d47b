/* kkb-kpi-private.h - shared by kkb-kpi-model.c (rows), kkb-kpi-columns.c and kkb-kpi-cells.c (what a cell says). */
#pragma once
#include "kkb-kpi-model.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_KPI_NUMBER,
  KKB_KPI_NAME,
  KKB_KPI_UNIT,
  KKB_KPI_BASELINE,
  KKB_KPI_AS_OF,
  KKB_KPI_TARGET,
  KKB_KPI_ACTUAL,
  KKB_KPI_ATTAINMENT,
  KKB_KPI_PROGRESS,
  KKB_KPI_RATING,
  KKB_KPI_DEPARTMENT,
  KKB_KPI_NOTE
} KkbKpiColumnKind;

typedef struct
{
  KkbKpiColumnKind kind;
  int fy; /* of TARGET and ACTUAL */
  char *key, *title, *group;
  int width, decimals;
  KkbGridAlign align;
  gboolean wrap, expand, hidden;
} KkbKpiColumn;

typedef struct
{
  gint64 id;               /* placement; of a section the node or plan */
  const KkbReviewRow *row; /* NULL: a section */
  const char *section;
  guint level;
} KkbKpiRow;

struct _KkbKpiModel
{
  GObject parent;
  KkbDocument *doc;
  gulong review_changed;
  KkbFormat format;
  /* what is shown */
  KkbId plan, node;
  char *needle;
  const KkbFilter *filter; /* the window's; NULL: all */
  KkbShow show;
  guint show_value;
  char *sort_key;
  KkbKpiColumnKind sort_kind;
  int sort_fy;
  gboolean descending;
  /* rebuilt */
  GPtrArray *columns; /* KkbKpiColumn */
  GArray *rows;       /* KkbKpiRow */
  GHashTable *index;  /* id -> row + 1 */
  GHashTable *empty;  /* key of a year's column -> TRUE: hidden until it holds a figure */
  gboolean typing;
  GStringChunk *texts;
  char *cell_text; /* of the last cell asked for */
};

void kkb_kpi_get_cell (KkbGridModel *model, guint row, guint column, KkbGridCell *out);
char *kkb_kpi_get_edit_text (KkbGridModel *model, guint row, guint column);
char *kkb_kpi_get_tooltip (KkbGridModel *model, guint row, guint column);
int kkb_kpi_compare (KkbKpiModel *self, const KkbKpiRow *a, const KkbKpiRow *b);
/* The columns again, from the rows there are. */
void kkb_kpi_build_columns (KkbKpiModel *self);
void kkb_kpi_column_free (gpointer column);

G_END_DECLS
