/* kkb-kpi-columns.c - the columns of the KPI table: which years there are, how wide they are, how many decimals they
 * show. All of it comes from one look at the values of the rows. */
#include "kkb-kpi-private.h"
#include <glib/gi18n-lib.h>

/* ---- what the rows hold ---- */

#define SCALES 19 /* a value has 18 digits at most */

/* The greatest figures of a column, for each number of decimals. */
typedef struct
{
  guint scales; /* a bit for each there is */
  gint64 high[SCALES];
  gint64 low[SCALES];
} Span;

typedef struct
{
  int fy;
  gboolean has_target;
  gboolean has_actual; /* or a reference */
  Span target;
  Span actual;
} Year;

typedef struct
{
  GArray *years; /* Year, ascending */
  Span baseline;
  int rate_decimals;
} Figures;

static void
figures_clear (Figures *figures)
{
  g_array_unref (figures->years);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Figures, figures_clear)

static void
note_figure (Span *span, const KkbValue *value)
{
  if (!kkb_value_is_number (value) || value->scale >= SCALES)
    return;
  span->scales |= 1U << value->scale;
  if (value->coef > span->high[value->scale])
    span->high[value->scale] = value->coef;
  if (value->coef < span->low[value->scale])
    span->low[value->scale] = value->coef;
}

static void
insert_year (GArray *years, guint at, int fy)
{
  Year year = { .fy = fy };

  g_array_insert_val (years, at, year);
}

/* *AT is where the year before was: values are in the order of their years. */
static Year *
find_year (Figures *figures, guint *at, int fy)
{
  GArray *years = figures->years;

  while (*at < years->len && g_array_index (years, Year, *at).fy < fy)
    ++*at;
  if (*at == years->len || g_array_index (years, Year, *at).fy != fy)
    insert_year (years, *at, fy);
  return &g_array_index (years, Year, *at);
}

static void
note_targets (Figures *figures, const KkbValueList *targets)
{
  guint at = 0;

  for (guint i = 0; i < targets->n; i++)
    if (targets->items[i].fy != KKB_FY_NONE)
      {
        Year *year = find_year (figures, &at, targets->items[i].fy);

        year->has_target = TRUE;
        note_figure (&year->target, &targets->items[i]);
      }
}

/* INSTEAD_OF: where one of these is, it is shown; NULL: none are. */
static void
note_actuals (Figures *figures, const KkbValueList *actuals, const KkbValueList *instead_of)
{
  guint at = 0;

  for (guint i = 0; i < actuals->n; i++)
    if (actuals->items[i].fy != KKB_FY_NONE)
      {
        Year *year = find_year (figures, &at, actuals->items[i].fy);

        year->has_actual = TRUE;
        if (instead_of == NULL || kkb_value_list_find (instead_of, year->fy) == NULL)
          note_figure (&year->actual, &actuals->items[i]);
      }
}

/* The years of a plan are there to be typed into, whether or not they hold a figure yet. */
static void
note_plan_years (Figures *figures, const KkbPlan *plan)
{
  guint at = 0;

  for (int fy = plan->start_fy; plan->start_fy && fy <= plan->end_fy && fy < plan->start_fy + 30; fy++)
    find_year (figures, &at, fy);
}

static void
note_rows (Figures *figures, GArray *rows)
{
  const KkbPlan *plan = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const KkbReviewRow *row = g_array_index (rows, KkbKpiRow, i).row;
      const KkbIndicator *indicator;
      const KkbGoal *goal;
      if (!row)
        continue;
      if (row->plan != plan)
        note_plan_years (figures, plan = row->plan);
      figures->rate_decimals = MAX (figures->rate_decimals, row->rules->decimals);
      indicator = row->placement->indicator;
      goal = kkb_placement_goal (row->placement);
      if (goal)
        note_targets (figures, &goal->targets);
      note_actuals (figures, &indicator->actuals, NULL);
      note_actuals (figures, &indicator->references, &indicator->actuals);
      note_figure (&figures->baseline, kkb_placement_baseline (row->placement));
    }
}

static int
count_digits (gint64 coef, int scale)
{
  int digits = 1;

  for (; scale > 0; scale--)
    coef /= 10;
  for (; coef / 10 != 0; coef /= 10)
    digits++;
  return digits + (digits - 1) / 3; /* separators */
}

/* As many decimals as its figures have; wide enough for all of them, in half-width characters. */
static void
fit_column (KkbKpiColumn *column, const Span *span)
{
  int digits = 0;

  for (int scale = 0; scale < SCALES; scale++)
    {
      if ((span->scales >> scale & 1) == 0)
        continue;
      column->decimals = scale;
      digits = MAX (digits, count_digits (span->high[scale], scale));
      if (span->low[scale] != 0)
        digits = MAX (digits, count_digits (span->low[scale], scale) + 2); /* ▲ */
    }
  column->width = MAX (column->width, digits + (column->decimals ? column->decimals + 1 : 0));
}

/* ---- columns ---- */

static KkbKpiColumn *
add_column (KkbKpiModel *self, KkbKpiColumnKind kind, int fy, const char *key, const char *title, int width,
            KkbGridAlign align)
{
  KkbKpiColumn *column = g_new0 (KkbKpiColumn, 1);

  column->kind = kind;
  column->fy = fy;
  column->key = fy ? g_strdup_printf ("%s%d", key, fy) : g_strdup (key);
  column->title = g_strdup (title);
  column->width = width;
  column->align = align;
  g_ptr_array_add (self->columns, column);
  return column;
}

void
kkb_kpi_column_free (gpointer data)
{
  KkbKpiColumn *column = data;

  g_free (column->key);
  g_free (column->title);
  g_free (column->group);
  g_free (column);
}

#define MANY_COLUMNS 6 /* of years; more of them push the rating off a screen of 1366 pixels */
#define KEY_EMPTY    "-empty"

static int
fiscal_year_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return kkb_fy_of_date (g_date_time_get_year (now), g_date_time_get_month (now));
}

/* Columns nobody needs yet would push the rating out of sight: targets of years without targets, and where many are
 * left actuals of years without any figure, and of years to come. The year that is evaluated and the one we are in
 * stay, to be typed into. All can be shown by the menu.
 *
 * A hidden column has a key of its own, so that what the table remembers of it does not hide the figures that come
 * later (by an import, say). A column that was shown stays while the plan is; while a person types nothing moves. */
static void
hide_empty (KkbKpiModel *self, KkbKpiColumn *column, gboolean empty)
{
  gpointer before = NULL;
  gboolean known = g_hash_table_lookup_extended (self->empty, column->key, NULL, &before);

  if (known && (self->typing || !GPOINTER_TO_INT (before)))
    empty = GPOINTER_TO_INT (before);
  g_hash_table_insert (self->empty, g_strdup (column->key), GINT_TO_POINTER (empty));
  column->hidden = empty;
  if (empty)
    {
      char *key = g_strconcat (column->key, KEY_EMPTY, NULL);
      g_free (column->key);
      column->key = key;
    }
}

static void
add_year_columns (KkbKpiModel *self, const Figures *figures)
{
  guint n_columns = figures->years->len;
  int view_fy = kkb_document_view_fy (self->doc), now = fiscal_year_now ();

  for (guint i = 0; i < figures->years->len; i++)
    n_columns += g_array_index (figures->years, Year, i).has_target;
  for (guint i = 0; i < figures->years->len; i++)
    {
      const Year *year = &g_array_index (figures->years, Year, i);
      int fy = year->fy;
      g_autofree char *group = kkb_fy_format (fy, self->format.years, KKB_PERIOD_FISCAL, self->format.keep_heisei31);
      KkbKpiColumn *column = add_column (self, KKB_KPI_TARGET, fy, "target", _ ("Target"), 8, KKB_GRID_ALIGN_DECIMAL);

      column->group = g_strdup (group);
      fit_column (column, &year->target);
      hide_empty (self, column, !year->has_target);
      /* one that stands alone has the whole year above it */
      column = add_column (self, KKB_KPI_ACTUAL, fy, "actual", _ ("Actual"), year->has_target ? 8 : 9,
                           KKB_GRID_ALIGN_DECIMAL);
      column->group = g_strdup (group);
      fit_column (column, &year->actual);
      hide_empty (self, column,
                  n_columns > MANY_COLUMNS && !year->has_actual && (!year->has_target || fy > now) && fy != view_fy
                      && fy != now);
    }
}

void
kkb_kpi_build_columns (KkbKpiModel *self)
{
  g_auto (Figures) figures = { .years = g_array_new (FALSE, TRUE, sizeof (Year)) };
  KkbKpiColumn *column;

  note_rows (&figures, self->rows);
  g_ptr_array_set_size (self->columns, 0);
  add_column (self, KKB_KPI_NUMBER, 0, "number", _ ("No."), 3, KKB_GRID_ALIGN_CENTER);
  column = add_column (self, KKB_KPI_NAME, 0, "name", _ ("Indicator"), 29, KKB_GRID_ALIGN_START);
  column->wrap = TRUE;
  add_column (self, KKB_KPI_UNIT, 0, "unit", _ ("Unit"), 5, KKB_GRID_ALIGN_CENTER);
  column = add_column (self, KKB_KPI_BASELINE, 0, "baseline", _ ("Value"), 8, KKB_GRID_ALIGN_DECIMAL);
  column->group = g_strdup (_ ("Baseline"));
  fit_column (column, &figures.baseline);
  column = add_column (self, KKB_KPI_AS_OF, 0, "asof", _ ("As of"), 11, KKB_GRID_ALIGN_START);
  column->wrap = TRUE;
  column->group = g_strdup (_ ("Baseline"));
  add_year_columns (self, &figures);
  column = add_column (self, KKB_KPI_ATTAINMENT, 0, "attainment", _ ("Attain. %"), 8, KKB_GRID_ALIGN_DECIMAL);
  column->group = g_strdup (_ ("Evaluation"));
  column->decimals = figures.rate_decimals;
  column = add_column (self, KKB_KPI_PROGRESS, 0, "progress", _ ("Progress %"), 9, KKB_GRID_ALIGN_DECIMAL);
  column->group = g_strdup (_ ("Evaluation"));
  column->decimals = figures.rate_decimals;
  column = add_column (self, KKB_KPI_RATING, 0, "rating", _ ("Rating"), 7, KKB_GRID_ALIGN_CENTER);
  column->group = g_strdup (_ ("Evaluation"));
  column = add_column (self, KKB_KPI_DEPARTMENT, 0, "department", _ ("Department"), 14, KKB_GRID_ALIGN_START);
  column->wrap = TRUE;
  column = add_column (self, KKB_KPI_NOTE, 0, "note", _ ("Note"), 18, KKB_GRID_ALIGN_START);
  column->expand = TRUE;
}
