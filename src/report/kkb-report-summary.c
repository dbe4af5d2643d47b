/* 達成状況集計 beside the kpi table: counts and percent per rating, gaps apart, met N of M, and the stacked bars of the
 * same counts. A repeat counts once within each line and once in the total (domain.md §7). */
#include "kkb-report-private.h"
#include "kkb-tally.h"
#include <glib/gi18n-lib.h>

#define MAX_BARS 30

typedef struct
{
  const KkbNode *node; /* NULL: what hangs on the plan itself */
  KkbTally tally;      /* without the mean */
  GHashTable *seen;    /* KkbIndicator *, counted here already */
} Group;

typedef struct
{
  KkbReport *report;
  const KkbPlan *plan;
  const KkbRules *rules;
  KkbReportTable *table;
  KkbLevels levels;
  KkbUses uses;
  GPtrArray *groups; /* Group, in tree order */
  guint depth;       /* level columns told apart */
  KkbTally all;      /* which gap columns are needed */
  guint band[12], state[KKB_N_STATES], no_target, manual, unrated, met, mean;
} Summary;

static void
group_free (gpointer data)
{
  Group *group = data;
  g_hash_table_unref (group->seen);
  g_free (group);
}

static const KkbNode *
node_at_depth (const Summary *summary, const KkbNode *node, guint depth)
{
  const KkbNode *path[16], *found = NULL;
  kkb_levels_path (&summary->levels, node, path);
  for (guint i = 0; i < MIN (depth, summary->levels.n); i++)
    if (path[i])
      found = path[i];
  return found;
}

/* Held against their target, but no band took the rate (no baseline to compare with, bands that end above it). */
static guint
unrated (const KkbTally *tally)
{
  return tally->met_of - tally->evaluated;
}

static guint
tally_total (const KkbTally *tally)
{
  guint total = tally->met_of + tally->no_target + tally->manual;
  for (guint i = 0; i < KKB_N_STATES; i++)
    total += tally->gap[i];
  return total;
}

static Group *
group_for (Summary *summary, GHashTable *known, const KkbNode *node)
{
  Group *group = g_hash_table_lookup (known, node ? (gconstpointer)node : (gconstpointer)summary);
  if (group)
    return group;
  group = g_new0 (Group, 1);
  group->node = node;
  group->seen = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (known, node ? (gpointer)node : (gpointer)summary, group);
  g_ptr_array_add (summary->groups, group);
  return group;
}

static void
build_groups (Summary *summary)
{
  KkbReview *review = summary->report->review;
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_ptr_array_set_size (summary->groups, 0);
  for (guint i = 0; i < kkb_review_n_rows (review); i++)
    {
      const KkbReviewRow *row = kkb_review_row (review, i);
      if (row->plan != summary->plan)
        continue;
      const KkbNode *node = node_at_depth (summary, row->placement->node, summary->depth);
      Group *group = group_for (summary, known, node);
      if (g_hash_table_add (group->seen, row->placement->indicator))
        {
          KkbTallyMean unused = { 0 };
          KkbShare share;
          kkb_share_init (&share, row);
          kkb_tally_add (&group->tally, &unused, &share);
          kkb_tally_add (&summary->all, &unused, &share);
        }
      if (!row->placement->is_origin)
        summary->uses.flags |= KKB_USES_REPEAT;
    }
}

/* The deepest level that still gives a table one can read at a glance. */
static void
choose_groups (Summary *summary)
{
  for (summary->depth = summary->levels.n;; summary->depth--)
    {
      summary->all = (KkbTally){ 0 };
      build_groups (summary);
      if (summary->groups->len <= MAX_BARS || summary->depth <= 1)
        return;
    }
}

static void
add_gap_columns (Summary *summary)
{
  static const char head[] = "評価していないもの";
  guint n = (summary->all.no_target > 0) + (summary->all.manual > 0) + (unrated (&summary->all) > 0);
  for (guint i = 0; i < KKB_N_STATES; i++)
    n += summary->all.gap[i] > 0;
  double width = n == 1 ? 9.5 : 4.8; /* a single one carries the whole head */
  for (guint i = 0; i < KKB_N_STATES; i++)
    if (summary->all.gap[i] > 0)
      summary->state[i] = kkb_table_add_column (summary->table, summary->report, head, kkb_state_word (i), width);
  if (summary->all.no_target > 0)
    summary->no_target = kkb_table_add_column (summary->table, summary->report, head, "目標なし", width);
  if (summary->all.manual > 0)
    summary->manual = kkb_table_add_column (summary->table, summary->report, head, "要判断", width);
  if (unrated (&summary->all) > 0)
    summary->unrated = kkb_table_add_column (summary->table, summary->report, head, "区分なし", width);
}

static void
add_columns (Summary *summary)
{
  KkbReportTable *table = summary->table;
  KkbReport *report = summary->report;
  const char *head = summary->depth > 0 ? kkb_levels_name (&summary->levels, summary->depth - 1) : "区分";
  kkb_table_add_column (table, report, "", head, 20);
  kkb_table_add_column (table, report, "", "指標数", 3.8);
  for (guint i = 0; i < summary->rules->n_bands; i++)
    {
      g_autofree char *words = kkb_rules_band_words (summary->rules, i);
      const char *mark = kkb_rules_band_mark (summary->rules, i);
      g_autofree char *group = g_str_has_prefix (words, mark) ? g_strdup (words) : g_strconcat (mark, " ", words, NULL);
      summary->band[i] = kkb_table_add_column (table, report, group, "件数", 4.4);
      kkb_table_add_column (table, report, group, "割合（%）", 5.2);
    }
  add_gap_columns (summary);
  summary->met = kkb_table_add_column (table, report, "目標の達成", "達成", 3.6);
  kkb_table_add_column (table, report, "目標の達成", "評価した数", 5.4);
  for (guint i = 0; i < table->columns->len; i++)
    g_array_index (table->columns, KkbColumn, i).flexible = TRUE;
}

static void
fill_percents (Summary *summary, KkbReportCell *cells, const KkbTally *tally, KkbReportCellStyle style)
{
  KkbDecimal percents[12];
  int adjusted = -1;
  const KkbRules *rules = summary->rules;
  if (tally->evaluated > 0)
    kkb_percents (tally->band, rules->n_bands, rules->percent_mode, rules->rounding, percents, &adjusted);
  for (guint i = 0; i < rules->n_bands; i++)
    {
      KkbReportCell *cell = &cells[summary->band[i] + 1];
      if (tally->evaluated == 0)
        {
          kkb_cell_set_text (cell, "―", style);
          cell->style = style;
          continue;
        }
      kkb_cell_set_decimal (summary->report, cell, percents[i], style);
      if (adjusted != (int)i)
        continue;
      summary->uses.flags |= KKB_USES_ADJUSTED;
      cell->format = kkb_report_number_format (summary->report, percents[i].scale, "※", "");
      cell->text = kkb_report_take (summary->report, g_strconcat ("※", cell->text, NULL));
    }
}

static void
fill_line (Summary *summary, const char *name, const KkbTally *tally, gboolean total)
{
  KkbReport *report = summary->report;
  KkbReportCell *cells = kkb_table_add_row (summary->table);
  KkbReportCellStyle number = total ? KKB_STYLE_TOTAL_NUMBER : KKB_STYLE_NUMBER;
  kkb_cell_set_text (&cells[0], name, total ? KKB_STYLE_TOTAL : KKB_STYLE_TEXT);
  kkb_cell_set_count (report, &cells[1], tally_total (tally), number);
  for (guint i = 0; i < summary->rules->n_bands; i++)
    kkb_cell_set_count (report, &cells[summary->band[i]], tally->band[i], number);
  fill_percents (summary, cells, tally, number);
  for (guint i = 0; i < KKB_N_STATES; i++)
    if (summary->all.gap[i] > 0)
      kkb_cell_set_count (report, &cells[summary->state[i]], tally->gap[i], number);
  if (summary->all.no_target > 0)
    kkb_cell_set_count (report, &cells[summary->no_target], tally->no_target, number);
  if (summary->all.manual > 0)
    kkb_cell_set_count (report, &cells[summary->manual], tally->manual, number);
  if (unrated (&summary->all) > 0)
    kkb_cell_set_count (report, &cells[summary->unrated], unrated (tally), number);
  kkb_cell_set_count (report, &cells[summary->met], tally->met, number);
  kkb_cell_set_count (report, &cells[summary->met + 1], tally->met_of, number);
}

static void
add_part (Summary *summary, KkbSummaryChart *chart, const char *label, guint column, guint8 tone)
{
  KkbChartPart part = { kkb_report_string (summary->report, label), (guint16)column, tone };
  g_array_append_val (chart->parts, part);
}

static KkbSummaryChart *
make_chart (Summary *summary)
{
  KkbSummaryChart *chart = g_new0 (KkbSummaryChart, 1);
  chart->title = "評価別の指標数";
  chart->unit = "件";
  chart->n_rows = MIN (summary->groups->len, MAX_BARS);
  chart->parts = g_array_new (FALSE, TRUE, sizeof (KkbChartPart));
  for (guint i = 0; i < summary->rules->n_bands; i++)
    {
      const char *mark = kkb_rules_band_mark (summary->rules, i), *label = summary->rules->bands[i].label;
      g_autofree char *text = g_str_equal (mark, label) ? g_strdup (label) : g_strconcat (mark, " ", label, NULL);
      add_part (summary, chart, text, summary->band[i], kkb_band_tone (summary->rules, (int)i));
    }
  for (guint i = 0; i < KKB_N_STATES; i++)
    if (summary->all.gap[i] > 0)
      add_part (summary, chart, kkb_state_word (i), summary->state[i], 5);
  if (summary->all.no_target > 0)
    add_part (summary, chart, "目標なし", summary->no_target, 5);
  if (summary->all.manual > 0)
    add_part (summary, chart, "要判断", summary->manual, 5);
  if (unrated (&summary->all) > 0)
    add_part (summary, chart, "区分なし", summary->unrated, 5);
  return chart;
}

static void
add_notes (Summary *summary, KkbSection *section, const KkbTally *total)
{
  KkbReport *report = summary->report;
  KkbDecimal mean;
  for (guint i = 0; i < KKB_N_STATES; i++)
    if (summary->all.gap[i] > 0)
      summary->uses.states |= 1u << i;
  if (summary->all.no_target > 0)
    summary->uses.flags |= KKB_USES_NO_TARGET;
  if (summary->all.manual > 0)
    summary->uses.flags |= KKB_USES_MANUAL;
  char *met = total->met_of == 0
                  ? g_strdup ("評価した指標はまだありません。")
                  : g_strdup_printf ("目標を達成した指標：評価した%u指標のうち%u指標", total->met_of, total->met);
  g_ptr_array_add (section->notes, (gpointer)kkb_report_take (report, met));
  /* the plain mean says little: one rate of 1,500 % outweighs all others; it is printed where weights were chosen on
   * purpose */
  if (!summary->rules->weighted || !kkb_rational_is_set (&total->mean)
      || !kkb_rational_to_percent (&total->mean, summary->rules->decimals, summary->rules->rounding, &mean))
    return;
  g_autofree char *text = kkb_decimal_format (mean, &report->options.format);
  char *line = g_strdup_printf ("評価に用いた率の加重平均：%s%%", text);
  g_ptr_array_add (section->notes, (gpointer)kkb_report_take (report, line));
}

void
kkb_report_add_summary_section (KkbReport *report, const KkbPlan *plan)
{
  KkbSection *section = kkb_report_add_section (report, "集計");
  Summary summary = { .report = report, .plan = plan, .table = section->table };
  summary.rules = kkb_review_rules (report->review, plan);
  summary.groups = g_ptr_array_new_with_free_func (group_free);
  kkb_levels_init (&summary.levels, plan, report->review);
  kkb_report_fill_heading (report, section, plan, "達成状況集計");
  choose_groups (&summary);
  add_columns (&summary);
  for (guint i = 0; i < summary.groups->len; i++)
    {
      const Group *group = g_ptr_array_index (summary.groups, i);
      char *name = group->node ? kkb_node_printed (group->node) : g_strdup ("計画全体");
      fill_line (&summary, kkb_report_take (report, name), &group->tally, FALSE);
    }
  const KkbTally *total = kkb_review_tally (report->review, plan, NULL);
  fill_line (&summary, "合計", total, TRUE);
  kkb_table_fit_column (summary.table, 0, 10, 24);
  add_notes (&summary, section, total);
  if (summary.groups->len > 0)
    section->chart = make_chart (&summary);
  kkb_report_add_legend (report, section, summary.rules, &summary.uses);
  g_ptr_array_unref (summary.groups);
}
