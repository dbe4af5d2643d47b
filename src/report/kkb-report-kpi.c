/* KPI一覧・進捗管理表: one row a placement, the levels of the tree as merged cells before it, 目標/実績 under each
 * year. */
#include "kkb-figures.h"
#include "kkb-report-private.h"
#include "kkb-report-wrap.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  int fy;
  gboolean target, actual;          /* which of the two has anything to show */
  int target_column, actual_column; /* -1: not shown */
} Year;

typedef struct
{
  KkbReport *report;
  const KkbPlan *plan;
  const KkbRules *rules;
  KkbReportTable *table;
  KkbLevels levels;
  KkbNumbers numbers;
  KkbUses uses;
  GPtrArray *rows; /* KkbReviewRow */
  GArray *years;   /* Year, ascending */
  guint next_year; /* where find_year() looks first */
  guint number, name, unit, baseline, as_of, rate, rating, department, remarks;
  int method; /* -1: every row goes by the edition's method */
} Kpi;

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return ((const Year *)a)->fy - ((const Year *)b)->fy;
}

/* Years are asked for one after the other: it is mostly the one behind the last found. */
static Year *
find_year (Kpi *kpi, int fy)
{
  guint n = kpi->years->len;
  for (guint i = 0; i < n; i++)
    {
      guint at = (kpi->next_year + i) % n;
      if (g_array_index (kpi->years, Year, at).fy != fy)
        continue;
      kpi->next_year = at + 1;
      return &g_array_index (kpi->years, Year, at);
    }
  return NULL;
}

static Year *
want_year (Kpi *kpi, int fy)
{
  Year *known = find_year (kpi, fy);
  if (known)
    return known;
  Year year = { fy, FALSE, FALSE, -1, -1 };
  g_array_append_val (kpi->years, year);
  return &g_array_index (kpi->years, Year, kpi->years->len - 1);
}

/* Actuals of the plan's own period, and any other that an evaluation went by; none after the year of the review. */
static gboolean
shows_actual (const Kpi *kpi, const KkbReviewRow *row, const KkbValue *value)
{
  int review = kkb_review_fy (kpi->report->review);
  if (value->fy == row->result->actual_fy)
    return TRUE;
  if (review != KKB_FINAL && value->fy > review)
    return FALSE;
  if (kpi->plan->start_fy == KKB_FY_NONE || value->fy == KKB_FY_NONE)
    return TRUE;
  return value->fy >= kpi->plan->start_fy && (kpi->plan->end_fy == KKB_FY_NONE || value->fy <= kpi->plan->end_fy + 1);
}

static void
collect_rows (Kpi *kpi)
{
  KkbReview *review = kpi->report->review;
  for (guint i = 0; i < kkb_review_n_rows (review); i++)
    {
      const KkbReviewRow *row = kkb_review_row (review, i);
      if (row->plan != kpi->plan)
        continue;
      g_ptr_array_add (kpi->rows, (gpointer)row);
      const KkbGoal *goal = kkb_placement_goal (row->placement);
      for (guint j = 0; goal && j < goal->targets.n; j++)
        want_year (kpi, goal->targets.items[j].fy)->target = TRUE;
      const KkbValueList *actuals = &row->placement->indicator->actuals;
      for (guint j = 0; j < actuals->n; j++)
        if (shows_actual (kpi, row, &actuals->items[j]))
          want_year (kpi, actuals->items[j].fy)->actual = TRUE;
      if (row->result->target_is_yardstick)
        want_year (kpi, row->result->target_fy)->target = TRUE;
    }
  g_array_sort (kpi->years, compare_years);
}

static gboolean
methods_differ (const Kpi *kpi)
{
  for (guint i = 0; i < kpi->rows->len; i++)
    {
      const KkbResult *result = ((const KkbReviewRow *)g_ptr_array_index (kpi->rows, i))->result;
      if (result->band >= 0 && result->method != kpi->rules->method)
        return TRUE;
    }
  return FALSE;
}

static void
add_year_columns (Kpi *kpi)
{
  const KkbFormat *format = &kpi->report->options.format;
  for (guint i = 0; i < kpi->years->len; i++)
    {
      Year *year = &g_array_index (kpi->years, Year, i);
      g_autofree char *head = year->fy == KKB_FY_NONE
                                  ? g_strdup ("年度不明")
                                  : kkb_fy_format (year->fy, format->years, KKB_PERIOD_FISCAL, format->keep_heisei31);
      if (year->target)
        year->target_column = (int)kkb_table_add_column (kpi->table, kpi->report, head, "目標", 4);
      if (year->actual)
        year->actual_column = (int)kkb_table_add_column (kpi->table, kpi->report, head, "実績", 4);
    }
}

static void
add_columns (Kpi *kpi)
{
  KkbReportTable *table = kpi->table;
  KkbReport *report = kpi->report;
  const char *rate = kpi->rules->method == KKB_METHOD_PROGRESS ? "進捗率（%）" : "達成率（%）";
  for (guint i = 0; i < kpi->levels.n; i++)
    kkb_table_add_column (table, report, "", kkb_levels_name (&kpi->levels, i), 9);
  table->n_levels = kpi->levels.n;
  kpi->number = kkb_table_add_column (table, report, "", "№", 2.4);
  kpi->name = kkb_table_add_column (table, report, "", "指標", 16);
  kpi->unit = kkb_table_add_column (table, report, "", "単位", 3.4);
  kpi->baseline = kkb_table_add_column (table, report, "現状", "値", 4);
  kpi->as_of = kkb_table_add_column (table, report, "現状", "時点", 6.5);
  add_year_columns (kpi);
  kpi->rate = kkb_table_add_column (table, report, "評価", rate, 4);
  kpi->method = methods_differ (kpi) ? (int)kkb_table_add_column (table, report, "評価", "算定", 2.6) : -1;
  kpi->rating = kkb_table_add_column (table, report, "評価", "評価", 4.5);
  kpi->department = kkb_table_add_column (table, report, "", "担当課", 7);
  kpi->remarks = kkb_table_add_column (table, report, "", "備考", 14);
  g_array_index (table->columns, KkbColumn, kpi->name).flexible = TRUE;
  g_array_index (table->columns, KkbColumn, kpi->remarks).flexible = TRUE;
}

static const char *
method_mark (Kpi *kpi, const KkbResult *result)
{
  if (result->band < 0)
    return "";
  kpi->uses.flags |= KKB_USES_METHOD_MARKS;
  switch (result->method)
    {
    case KKB_METHOD_PROGRESS:
      return "進";
    case KKB_METHOD_ATTAINMENT:
      return "達";
    case KKB_METHOD_COMPARE:
      return "比";
    default:
      return "人";
    }
}

static void
note_use (Kpi *kpi, const KkbReviewRow *row)
{
  const KkbResult *result = row->result;
  if (result->band < 0)
    return;
  if (result->method == KKB_METHOD_PROGRESS)
    kpi->uses.flags |= KKB_USES_PROGRESS;
  else if (result->method == KKB_METHOD_COMPARE)
    kpi->uses.flags |= KKB_USES_COMPARE;
  else if (result->method == KKB_METHOD_ATTAINMENT)
    kpi->uses.flags |= row->placement->indicator->direction == KKB_DIRECTION_DOWN
                           ? KKB_USES_INVERSE | KKB_USES_ATTAINMENT
                           : KKB_USES_ATTAINMENT;
}

static void
note_value (Kpi *kpi, const KkbReportCell *cell, const KkbValue *value)
{
  if (value->state == KKB_STATE_PROVISIONAL)
    kpi->uses.flags |= KKB_USES_PROVISIONAL;
  if (cell->style == KKB_STYLE_GAP && value->state != KKB_STATE_BLANK && kkb_state_is_gap (value->state))
    kpi->uses.states |= 1u << value->state;
  if (cell->kind == KKB_REPORT_CELL_NUMBER && kkb_decimal_sign (cell->number) < 0)
    kpi->uses.flags |= KKB_USES_NEGATIVE;
}

static void
set_value (Kpi *kpi, KkbReportCell *cell, const KkbValue *value, const char *unit)
{
  if (!value)
    return;
  kkb_cell_set_value (kpi->report, cell, value, unit);
  note_value (kpi, cell, value);
}

/* num/den of a yardstick where both are small enough for Excel's numbers; the live formula of the rate then goes by the
 * exact value. */
static const char *
exact_ratio (KkbReport *report, const KkbRational *value)
{
  const __int128 limit = 999999999999999;
  if (kkb_rational_is_big (value) || value->num > limit || value->num < -limit || value->den > limit)
    return NULL;
  return kkb_report_take (
      report, g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, (gint64)value->num, (gint64)value->den));
}

static void
set_yardstick (Kpi *kpi, KkbReportCell *cell, const KkbReviewRow *row)
{
  KkbReport *report = kpi->report;
  g_autofree char *text
      = kkb_result_target_text (kkb_review_facts (report->review), row->placement->indicator, row->result);
  KkbDecimal shown;
  if (!kkb_decimal_parse (text, &shown))
    return;
  kkb_cell_set_decimal (report, cell, shown, KKB_STYLE_YARDSTICK);
  cell->format = kkb_report_number_format (report, shown.scale, "〔", "〕");
  cell->text = kkb_report_take (report, g_strconcat ("〔", cell->text, "〕", NULL));
  kpi->uses.flags |= KKB_USES_YARDSTICK;
  const char *ratio
      = kkb_rational_is_set (&row->result->yardstick) ? exact_ratio (report, &row->result->yardstick) : NULL;
  if (!ratio)
    return;
  KkbFormula formula = { .method = KKB_METHOD_NONE, .decimals = shown.scale, .ratio = ratio };
  g_array_append_val (report->formulas, formula);
  cell->formula = report->formulas->len;
}

static KkbOperand
operand (Kpi *kpi, const KkbReportCell *cells, int column, const KkbValue *value, KkbFormula *formula)
{
  KkbOperand of = { -1, kkb_value_decimal (value) };
  formula->scale = MAX (formula->scale, of.value.scale);
  if (column >= 0 && cells[column].kind == KKB_REPORT_CELL_NUMBER
      && (cells[column].style == KKB_STYLE_YARDSTICK || kkb_decimal_compare (cells[column].number, of.value) == 0))
    of.column = (gint16)column;
  return of;
}

/* Does VALUE stand in another scale than the indicator's unit (2百万円 of 千円)? A formula over the cells would divide
 * figures that are not of one unit. */
static gboolean
is_rescaled (const Kpi *kpi, const KkbIndicator *indicator, const KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (kkb_review_facts (kpi->report->review), value);
  int power;

  return more != NULL && *more->unit != '\0' && kkb_unit_power (more->unit, indicator->unit, &power) && power != 0;
}

static void
set_rate (Kpi *kpi, KkbReportCell *cells, const KkbReviewRow *row)
{
  KkbReport *report = kpi->report;
  const KkbResult *result = row->result;
  KkbReportCell *cell = &cells[kpi->rate];
  const KkbRational *rate = kkb_result_rate (result);
  KkbDecimal printed;
  if (!rate || !kkb_rational_is_set (rate)
      || !kkb_rational_to_percent (rate, row->rules->decimals, row->rules->rounding, &printed))
    {
      if (result->band >= 0)
        kkb_cell_set_text (cell, "―", KKB_STYLE_CENTER);
      return;
    }
  kkb_cell_set_decimal (report, cell, printed, KKB_STYLE_NUMBER);
  if (kkb_decimal_sign (printed) < 0)
    kpi->uses.flags |= KKB_USES_NEGATIVE;
  if (is_rescaled (kpi, row->placement->indicator, &result->actual)
      || is_rescaled (kpi, row->placement->indicator, &result->target)
      || is_rescaled (kpi, row->placement->indicator, &result->baseline))
    return;
  KkbFormula formula = { .method = result->method, .rounding = row->rules->rounding, .decimals = row->rules->decimals };
  Year *target = find_year (kpi, result->target_fy), *actual = find_year (kpi, result->actual_fy);
  formula.inverse
      = result->method == KKB_METHOD_ATTAINMENT && kkb_less_is_better (row->placement->indicator, result->bound);
  formula.actual = operand (kpi, cells, actual ? actual->actual_column : -1, &result->actual, &formula);
  formula.target = operand (kpi, cells, target ? target->target_column : -1, &result->target, &formula);
  if (result->target_is_yardstick
      && (formula.target.column < 0
          || (kkb_rational_is_set (&result->yardstick) && cells[formula.target.column].formula == 0)))
    return; /* no cell holds the exact yardstick: the figure stands without a formula rather than with a wrong one */
  if (result->target_is_yardstick)
    formula.scale = KKB_DECIMAL_MAX_DIGITS;
  formula.baseline = (KkbOperand){ -1, kkb_decimal_from_int (0) };
  if (!result->baseline_is_zero && result->method == KKB_METHOD_PROGRESS)
    formula.baseline = operand (kpi, cells, (int)kpi->baseline, &result->baseline, &formula);
  g_array_append_val (report->formulas, formula);
  cell->formula = report->formulas->len;
}

static const KkbId *
departments_of (const KkbPlacement *placement)
{
  if (placement->indicator->departments[0] != 0)
    return placement->indicator->departments;
  for (const KkbNode *node = placement->node; node; node = node->parent)
    if (node->departments[0] != 0)
      return node->departments;
  return placement->indicator->departments;
}

static char *
join_departments (const KkbFacts *facts, const KkbId *ids)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (; *ids; ids++)
    {
      const KkbDepartment *department = kkb_facts_department (facts, *ids);
      if (!department)
        continue;
      if (out->len > 0)
        g_string_append_c (out, '\n');
      g_string_append (out, department->name);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
baseline_as_of (Kpi *kpi, const KkbValue *baseline)
{
  KkbReport *report = kpi->report;
  const KkbFormat *format = &report->options.format;
  const KkbValueMore *more = kkb_value_more (kkb_review_facts (report->review), baseline);
  if (more && *more->as_of)
    return g_strdup (more->as_of);
  if (baseline->kind == KKB_VALUE_BLANK || baseline->kind == KKB_VALUE_NONE || baseline->fy == KKB_FY_NONE)
    return g_strdup ("");
  return kkb_fy_format (baseline->fy, format->years, KKB_PERIOD_FISCAL, format->keep_heisei31);
}

static void
fill_years (Kpi *kpi, KkbReportCell *cells, const KkbReviewRow *row)
{
  const char *unit = kkb_placement_unit (row->placement);
  const KkbGoal *goal = kkb_placement_goal (row->placement);
  for (guint i = 0; i < kpi->years->len; i++)
    {
      const Year *year = &g_array_index (kpi->years, Year, i);
      if (year->target_column >= 0 && goal)
        set_value (kpi, &cells[year->target_column], kkb_value_list_find (&goal->targets, year->fy), unit);
      const KkbValue *actual = kkb_value_list_find (&row->placement->indicator->actuals, year->fy);
      if (year->actual_column >= 0 && actual && shows_actual (kpi, row, actual))
        set_value (kpi, &cells[year->actual_column], actual, unit);
    }
  if (!row->result->target_is_yardstick)
    return;
  const Year *year = find_year (kpi, row->result->target_fy);
  if (year && year->target_column >= 0 && cells[year->target_column].kind == KKB_REPORT_CELL_EMPTY)
    set_yardstick (kpi, &cells[year->target_column], row);
}

static void
fill_row (Kpi *kpi, const KkbReviewRow *row)
{
  KkbReport *report = kpi->report;
  const KkbPlacement *placement = row->placement;
  const char *unit = kkb_placement_unit (placement);
  KkbReportCell *cells = kkb_table_add_row (kpi->table);
  const KkbValue *baseline = kkb_placement_baseline (placement);
  const char *number = kkb_report_take (report, kkb_numbers_print (&kpi->numbers, placement));
  kkb_cell_set_text (&cells[kpi->number], number, KKB_STYLE_CENTER);
  kkb_cell_set_text (&cells[kpi->name], kkb_report_take (report, kkb_numbers_name (&kpi->numbers, placement)),
                     KKB_STYLE_TEXT);
  kkb_cell_set_text (&cells[kpi->unit], unit, KKB_STYLE_CENTER);
  if (baseline)
    {
      set_value (kpi, &cells[kpi->baseline], baseline, unit);
      kkb_cell_set_text (&cells[kpi->as_of], kkb_report_take (report, baseline_as_of (kpi, baseline)),
                         KKB_STYLE_CENTER);
    }
  fill_years (kpi, cells, row);
  set_rate (kpi, cells, row);
  note_use (kpi, row);
  if (kpi->method >= 0)
    kkb_cell_set_text (&cells[kpi->method], method_mark (kpi, row->result), KKB_STYLE_CENTER);
  kkb_cell_set_rating (report, &cells[kpi->rating], row, &kpi->uses);
  char *departments = join_departments (kkb_review_facts (report->review), departments_of (placement));
  kkb_cell_set_text (&cells[kpi->department], kkb_report_take (report, departments), KKB_STYLE_TEXT);
  char *remarks = kkb_report_remarks (report, row, &kpi->numbers, &kpi->uses);
  kkb_cell_set_text (&cells[kpi->remarks], kkb_report_take (report, remarks), KKB_STYLE_TEXT);
}

static void
fit_columns (Kpi *kpi)
{
  KkbReportTable *table = kpi->table;
  for (guint i = 0; i < kpi->levels.n; i++)
    kkb_table_fit_column (table, i, 6, 12);
  kkb_table_fit_column (table, kpi->number, 2.2, 4);
  kkb_table_fit_column (table, kpi->name, 8, 20);
  kkb_table_fit_column (table, kpi->unit, 2.6, 4.5);
  kkb_table_fit_column (table, kpi->as_of, 3, 7);
  kkb_table_fit_column (table, kpi->rating, 3, 7);
  kkb_table_fit_column (table, kpi->department, 4, 9);
  kkb_table_fit_column (table, kpi->remarks, 6, 18);
  for (guint i = kpi->levels.n == 0 ? 0 : kpi->baseline; i < table->columns->len; i++)
    if (i == kpi->baseline || i == kpi->rate)
      kkb_table_fit_column (table, i, 3.4, 9);
  for (guint i = 0; i < kpi->years->len; i++)
    {
      const Year *year = &g_array_index (kpi->years, Year, i);
      guint first = (guint)(year->target_column >= 0 ? year->target_column : year->actual_column);
      /* a year with one column carries the whole head (令和3年度) over it */
      double least = 0.7 + kkb_wrap_width (kkb_table_column (table, first)->group, kkb_wrap_estimate, NULL);
      if (year->target_column >= 0 && year->actual_column >= 0)
        least = MAX (3.4, least / 2);
      if (year->target_column >= 0)
        kkb_table_fit_column (table, (guint)year->target_column, least, 9);
      if (year->actual_column >= 0)
        kkb_table_fit_column (table, (guint)year->actual_column, least, 9);
    }
  KkbColumn *rate = &g_array_index (table->columns, KkbColumn, kpi->rate);
  rate->width = MAX (rate->width, 4.6);
}

void
kkb_report_add_kpi_section (KkbReport *report, const KkbPlan *plan)
{
  KkbSection *section = kkb_report_add_section (report, plan->title);
  Kpi kpi = { .report = report, .plan = plan, .table = section->table };
  kpi.rules = kkb_review_rules (report->review, plan);
  kpi.rows = g_ptr_array_new ();
  kpi.years = g_array_new (FALSE, TRUE, sizeof (Year));
  kkb_levels_init (&kpi.levels, plan, report->review);
  kkb_numbers_init (&kpi.numbers, report->review, plan);
  kkb_report_fill_heading (report, section, plan, "KPI一覧・進捗管理表");
  if (kpi.levels.common)
    {
      g_autofree char *node = kkb_node_printed (kpi.levels.common);
      const char *level = kpi.levels.common->level != 255 && plan->levels && plan->levels[0] ? plan->levels[0] : "体系";
      g_ptr_array_add (section->notes, (gpointer)kkb_report_take (report, g_strconcat (level, "：", node, NULL)));
    }
  collect_rows (&kpi);
  add_columns (&kpi);
  for (guint i = 0; i < kpi.rows->len; i++)
    fill_row (&kpi, g_ptr_array_index (kpi.rows, i));
  kkb_levels_merge (&kpi.levels, kpi.table, kpi.report, kpi.rows);
  fit_columns (&kpi);
  kkb_report_add_legend (report, section, kpi.rules, &kpi.uses);
  kkb_numbers_clear (&kpi.numbers);
  g_ptr_array_unref (kpi.rows);
  g_array_unref (kpi.years);
}
