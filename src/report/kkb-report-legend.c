/* Headings, 凡例 and the page of explanations: what a reader needs to follow a rating without asking. */
#include "kkb-report-private.h"
#include <glib/gi18n-lib.h>

static void
add_line (KkbReport *report, GPtrArray *lines, char *text)
{
  g_ptr_array_add (lines, (gpointer)kkb_report_take (report, text));
}

static const char *
state_words (KkbState state)
{
  switch (state)
    {
    case KKB_STATE_BLANK:
      return _ ("no figure has been entered yet");
    case KKB_STATE_PENDING:
      return _ ("the figure is still being compiled");
    case KKB_STATE_UNMEASURED:
      return _ ("the figure was not measured");
    case KKB_STATE_UNPUBLISHED:
      return _ ("the statistics are not published yet");
    case KKB_STATE_CANCELLED:
      return _ ("what is counted was called off");
    case KKB_STATE_NOT_DONE:
      return _ ("what is counted has not taken place");
    case KKB_STATE_NOT_APPLICABLE:
      return _ ("there is nothing that could be counted");
    case KKB_STATE_WITHHELD:
      return _ ("the figure is not made public");
    default:
      return "";
    }
}

static void
add_gap_lines (KkbReport *report, GPtrArray *lines, const KkbUses *uses)
{
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < KKB_N_STATES; i++)
    if ((uses->states & (1u << i)) && kkb_state_is_gap (i))
      g_string_append_printf (words, "%s%s：%s", words->len > 0 ? "／" : "", kkb_state_word (i), state_words (i));
  if (uses->flags & KKB_USES_NO_TARGET)
    g_string_append_printf (words, "%s目標なし：%s", words->len > 0 ? "／" : "",
                            _ ("there is no target to compare with"));
  if (uses->flags & KKB_USES_MANUAL)
    g_string_append_printf (words, "%s要判断：%s", words->len > 0 ? "／" : "",
                            _ ("the target is a word, so a person decides"));
  if (words->len == 0)
    return;
  add_line (report, lines,
            g_strdup_printf (_ ("Not rated, never counted as zero, and left out of percentages – %s"), words->str));
}

static void
add_method_lines (KkbReport *report, GPtrArray *lines, guint flags)
{
  gboolean marks = flags & KKB_USES_METHOD_MARKS;
  g_autoptr (GString) words = g_string_new (NULL);
  if (flags & KKB_USES_PROGRESS)
    g_string_append (words, marks ? _ ("進 = progress: (actual − baseline) ÷ (target − baseline)")
                                  : _ ("Progress: (actual − baseline) ÷ (target − baseline)"));
  if (flags & KKB_USES_ATTAINMENT)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "／" : "",
                            marks ? _ ("達 = attainment: actual ÷ target") : _ ("Attainment: actual ÷ target"));
  if (flags & KKB_USES_INVERSE)
    g_string_append (words, _ (" (target ÷ actual where less is better)"));
  if (flags & KKB_USES_COMPARE)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "／" : "",
                            marks ? _ ("比 = met or not met, where no rate can be worked out")
                                  : _ ("Met or not met, where no rate can be worked out"));
  if (words->len > 0)
    add_line (report, lines, g_string_free (g_steal_pointer (&words), FALSE));
}

static const char *
negative_mark (const KkbFormat *format)
{
  return format->negative == KKB_NEGATIVE_HOLLOW ? "△" : format->negative == KKB_NEGATIVE_MINUS ? "−" : "▲";
}

void
kkb_report_add_legend (KkbReport *report, KkbSection *section, const KkbRules *rules, const KkbUses *uses)
{
  GPtrArray *lines = section->legend;
  g_auto (GStrv) words = kkb_rules_in_words (rules);
  for (guint i = 0; words && words[i]; i++)
    add_line (report, lines, g_strdup (words[i]));
  add_method_lines (report, lines, uses->flags);
  add_gap_lines (report, lines, uses);
  g_autoptr (GString) marks = g_string_new (NULL);
  if (uses->flags & KKB_USES_YARDSTICK)
    g_string_append (marks, _ ("〔 〕 yardstick for the year, worked out from the targets set"));
  if (uses->flags & KKB_USES_PROVISIONAL)
    g_string_append_printf (marks, "%s%s", marks->len > 0 ? "／" : "", _ ("( ) provisional figure"));
  if (uses->flags & KKB_USES_NEGATIVE)
    g_string_append_printf (marks, "%s%s %s", marks->len > 0 ? "／" : "", negative_mark (&report->options.format),
                            _ ("below zero"));
  if (uses->flags & KKB_USES_REFERENCE)
    g_string_append_printf (marks, "%s参考：%s", marks->len > 0 ? "／" : "", _ ("shown for comparison, not rated"));
  if (marks->len > 0)
    add_line (report, lines, g_strdup (marks->str));
  if (uses->flags & KKB_USES_REPEAT)
    add_line (report, lines, g_strdup (_ ("再掲 : an indicator shown in more than one place; totals count it once.")));
  if (uses->flags & KKB_USES_ADJUSTED)
    add_line (report, lines, g_strdup (_ ("※ adjusted so that the percentages add up to 100.0.")));
}

static char *
subject_of (KkbReport *report, const KkbPlan *plan)
{
  g_autoptr (GString) out = g_string_new (plan->title);
  if (*plan->organization)
    g_string_append_printf (out, "　%s", plan->organization);
  if (plan->start_fy == KKB_FY_NONE)
    return g_string_free (g_steal_pointer (&out), FALSE);
  const KkbFormat *format = &report->options.format;
  g_autofree char *period
      = plan->end_fy == KKB_FY_NONE || plan->end_fy == plan->start_fy
            ? kkb_fy_format (plan->start_fy, format->years, KKB_PERIOD_FISCAL, format->keep_heisei31)
            : kkb_fy_format_period (plan->start_fy, plan->end_fy, format->years);
  g_string_append_printf (out, "　計画期間：%s", period);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
edition_of (KkbReport *report, const KkbPlan *plan)
{
  const KkbRules *rules = kkb_review_rules (report->review, plan);
  const KkbFormat *format = &report->options.format;
  int fy = kkb_review_fy (report->review);
  g_autofree char *year = fy == KKB_FINAL ? g_strdup ("最終目標に対する最新の実績")
                                          : kkb_fy_format (fy, format->years, KKB_PERIOD_FISCAL, format->keep_heisei31);
  return g_strdup_printf ("評価：%s（評価規則：%s）", year, rules->name);
}

void
kkb_report_fill_heading (KkbReport *report, KkbSection *section, const KkbPlan *plan, const char *title)
{
  section->title = kkb_report_string (report, title);
  section->subject = kkb_report_take (report, subject_of (report, plan));
  section->edition = kkb_report_take (report, edition_of (report, plan));
}

void
kkb_report_add_explanation_section (KkbReport *report, const KkbPlan *plan)
{
  KkbSection *section = kkb_report_add_section (report, "評価の説明");
  KkbReportTable *table = section->table;
  g_auto (KkbNumbers) numbers = { 0 };
  KkbUses uses = { 0 };
  kkb_numbers_init (&numbers, report->review, plan);
  kkb_report_fill_heading (report, section, plan, "評価の説明");
  guint number = kkb_table_add_column (table, report, "", "№", 2.4);
  guint name = kkb_table_add_column (table, report, "", "指標", 18);
  guint rating = kkb_table_add_column (table, report, "", "評価", 5);
  guint why = kkb_table_add_column (table, report, "", "説明", 50);
  g_array_index (table->columns, KkbColumn, why).flexible = TRUE;
  for (guint i = 0; i < kkb_review_n_rows (report->review); i++)
    {
      const KkbReviewRow *row = kkb_review_row (report->review, i);
      if (row->plan != plan)
        continue;
      KkbReportCell *cells = kkb_table_add_row (table);
      const char *printed = kkb_report_take (report, kkb_numbers_print (&numbers, row->placement));
      kkb_cell_set_text (&cells[number], printed, KKB_STYLE_CENTER);
      kkb_cell_set_text (&cells[name], kkb_report_take (report, kkb_numbers_name (&numbers, row->placement)),
                         KKB_STYLE_TEXT);
      kkb_cell_set_rating (report, &cells[rating], row, &uses);
      g_autofree char *text = kkb_review_explain (report->review, row, &report->options.format);
      /* no two alike: not looked up */
      kkb_cell_set_text (&cells[why], g_string_chunk_insert (report->strings, text), KKB_STYLE_TEXT);
    }
  kkb_table_fit_column (table, number, 2.2, 4);
  kkb_table_fit_column (table, name, 10, 22);
  kkb_table_fit_column (table, rating, 3, 7);
}
