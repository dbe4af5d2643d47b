/* The data face (機械判読用): one fact a row, numbers as numbers, no merges, western years. Heads are data: the same in
 * every language. 評価 holds every column of `evaluate`, one placement a row; 値 holds every value that a report
 * prints, one a row. */
#include "kkb-figures.h"
#include "kkb-report-private.h"

typedef struct
{
  KkbReport *report;
  const KkbReviewRow *row;
  KkbReportCell *cells;
  guint column;
} Line;

static void
put_text (Line *line, const char *text)
{
  kkb_cell_set_text (&line->cells[line->column++], text, KKB_STYLE_TEXT);
}

static void
put_taken (Line *line, char *text)
{
  put_text (line, kkb_report_take (line->report, text));
}

static void
put_year (Line *line, int fy)
{
  KkbReportCell *cell = &line->cells[line->column++];
  if (fy != KKB_FY_NONE)
    kkb_cell_set_count (line->report, cell, (guint)fy, KKB_STYLE_NUMBER);
}

static void
put_number_text (Line *line, char *text)
{
  KkbReportCell *cell = &line->cells[line->column++];
  KkbDecimal number;
  if (kkb_decimal_parse (text, &number))
    kkb_cell_set_decimal (line->report, cell, number, KKB_STYLE_NUMBER);
  else
    kkb_cell_set_text (cell, kkb_report_string (line->report, text), KKB_STYLE_TEXT);
  g_free (text);
}

/* In the unit that stands in the row, whatever unit the figure was published in. */
static void
put_figure (Line *line, const KkbValue *value)
{
  const KkbFacts *facts = kkb_review_facts (line->report->review);

  put_number_text (line, value ? kkb_figure_data (facts, line->row->placement->indicator, value) : g_strdup (""));
}

static void
put_rate (Line *line, const KkbRational *rate)
{
  put_number_text (line,
                   rate && kkb_rational_is_set (rate) ? kkb_result_print_rate (rate, line->row->rules) : g_strdup (""));
}

static const char *
as_of_text (Line *line, const KkbValue *value)
{
  const KkbValueMore *more = value ? kkb_value_more (kkb_review_facts (line->report->review), value) : NULL;
  return more ? more->as_of : "";
}

static const char *
repeat_of (const KkbPlacement *placement)
{
  const KkbPlacement *origin = placement->is_origin ? NULL : kkb_indicator_origin (placement->indicator);
  return origin ? kkb_placement_code (origin) : "";
}

static void
fill_evaluation (Line *line)
{
  const KkbReviewRow *row = line->row;
  const KkbResult *result = row->result;
  const KkbPlacement *placement = row->placement;
  const KkbFacts *facts = kkb_review_facts (line->report->review);
  const KkbValue *baseline = kkb_placement_baseline (placement);
  put_text (line, row->plan->title);
  put_text (line, kkb_placement_code (placement));
  put_taken (line, placement->node ? kkb_node_printed (placement->node) : g_strdup (""));
  put_text (line, kkb_placement_name (placement));
  put_text (line, kkb_placement_unit (placement));
  put_figure (line, baseline);
  put_text (line, as_of_text (line, baseline));
  put_number_text (line, kkb_result_target_text (facts, placement->indicator, result));
  put_year (line, result->target_fy);
  put_figure (line, &result->actual);
  put_year (line, result->actual_fy);
  put_text (line, kkb_state_word (result->state));
  put_rate (line, &result->attainment);
  put_rate (line, &result->progress);
  put_rate (line, kkb_result_rate (result));
  put_text (line, kkb_method_word (result->method));
  put_text (line, result->met == KKB_MET_YES ? "yes" : result->met == KKB_MET_NO ? "no" : "");
  put_text (line, kkb_report_string (line->report, kkb_result_rating (result, row->rules)));
  put_text (line, repeat_of (placement));
  put_taken (line, kkb_review_explain (line->report->review, row, &line->report->options.format));
}

static void
add_heads (KkbReport *report, KkbReportTable *table, const char *const *heads)
{
  for (guint i = 0; heads[i]; i++)
    {
      guint column = kkb_table_add_column (table, report, "", heads[i], 9);
      g_array_index (table->columns, KkbColumn, column).single = TRUE;
    }
}

static void
fit_all (KkbReportTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    kkb_table_fit_column (table, i, 6, 30);
}

static void
fill_evaluations (KkbReport *report, const KkbPlan *plan, KkbReportTable *table)
{
  static const char *const heads[]
      = { "計画",     "ID",     "項目",     "指標", "単位",        "基準値",      "基準値の時点",        "目標値",
          "目標年度", "実績値", "実績年度", "状態", "達成率（%）", "進捗率（%）", "評価に用いた率（%）", "評価方法",
          "目標達成", "評価",   "再掲元",   "説明", NULL };
  add_heads (report, table, heads);
  for (guint i = 0; i < kkb_review_n_rows (report->review); i++)
    {
      const KkbReviewRow *row = kkb_review_row (report->review, i);
      if (plan && row->plan != plan)
        continue;
      Line line = { report, row, kkb_table_add_row (table), 0 };
      fill_evaluation (&line);
    }
  fit_all (table);
}

static void
add_value_line (KkbReport *report, KkbReportTable *table, const KkbReviewRow *row, const char *role,
                const KkbValue *value)
{
  if (value->kind == KKB_VALUE_BLANK && value->state == KKB_STATE_BLANK)
    return;
  const KkbValueMore *more = kkb_value_more (kkb_review_facts (report->review), value);
  const KkbPlacement *placement = row->placement;
  Line line = { report, row, kkb_table_add_row (table), 0 };
  put_text (&line, row->plan->title);
  put_text (&line, kkb_placement_code (placement));
  put_text (&line, kkb_placement_name (placement));
  put_year (&line, value->fy);
  put_text (&line, role);
  kkb_cell_set_data (report, &line.cells[line.column++], value);
  put_text (&line, more && *more->unit ? more->unit : kkb_placement_unit (placement));
  put_text (&line, kkb_state_word (value->state));
  put_text (&line, more ? more->as_of : "");
  put_text (&line, more ? more->note : "");
}

static void
add_value_section (KkbReport *report, const KkbPlan *plan)
{
  static const char *const heads[]
      = { "計画", "ID", "指標", "年度", "種別", "値", "単位", "状態", "時点", "備考", NULL };
  KkbSection *section = kkb_report_add_section (report, "値");
  KkbReportTable *table = section->table;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  section->plain = TRUE;
  add_heads (report, table, heads);
  for (guint i = 0; i < kkb_review_n_rows (report->review); i++)
    {
      const KkbReviewRow *row = kkb_review_row (report->review, i);
      if ((plan && row->plan != plan) || !row->counted)
        continue;
      const KkbGoal *goal = kkb_placement_goal (row->placement);
      const KkbIndicator *indicator = row->placement->indicator;
      const KkbValue *baseline = kkb_placement_baseline (row->placement);
      if (baseline)
        add_value_line (report, table, row, "基準", baseline);
      for (guint j = 0; goal && j < goal->targets.n; j++)
        add_value_line (report, table, row, "目標", &goal->targets.items[j]);
      /* what was measured belongs to the indicator, whichever plans it stands in */
      if (!g_hash_table_add (seen, (gpointer)indicator))
        continue;
      for (guint j = 0; j < indicator->actuals.n; j++)
        add_value_line (report, table, row, "実績", &indicator->actuals.items[j]);
      for (guint j = 0; j < indicator->references.n; j++)
        add_value_line (report, table, row, "参考", &indicator->references.items[j]);
    }
  fit_all (table);
}

void
kkb_report_add_data_sections (KkbReport *report, const KkbPlan *plan)
{
  KkbSection *section = kkb_report_add_section (report, "評価");
  fill_evaluations (report, plan, section->table);
  section->plain = TRUE;
  add_value_section (report, plan);
}
