/* What the tables of the kpi report print in the same way: №, names, ratings, remarks. */
#include "kkb-report-private.h"
#include "kkb-text.h"
#include <string.h>

static void
append_line (GString *out, const char *head, const char *text)
{
  if (*text == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append (out, head);
  g_string_append (out, text);
}

static void
append_value_remark (KkbReport *report, GString *out, const char *head, const KkbValue *value, gboolean as_of)
{
  const KkbValueMore *more = value ? kkb_value_more (kkb_review_facts (report->review), value) : NULL;
  if (!more)
    return;
  if (as_of)
    append_line (out, head, more->as_of);
  append_line (out, head, more->note);
  if (*more->expected)
    append_line (out, "集計中：", more->expected);
}

static void
append_references (KkbReport *report, GString *out, const KkbReviewRow *row, KkbUses *uses)
{
  const KkbValueList *list = &row->placement->indicator->references;
  const KkbFormat *format = &report->options.format;
  for (guint i = 0; i < list->n; i++)
    {
      g_autofree char *year = kkb_fy_format_short (list->items[i].fy, format->years);
      g_autofree char *value = kkb_value_format (kkb_review_facts (report->review), &list->items[i],
                                                 kkb_placement_unit (row->placement), format);
      g_autofree char *text = g_strdup_printf ("%s年度 %s", year, value);
      append_line (out, "参考：", text);
      uses->flags |= KKB_USES_REFERENCE;
    }
}

void
kkb_numbers_init (KkbNumbers *numbers, KkbReview *review, const KkbPlan *plan)
{
  guint n = 0;
  numbers->running = FALSE;
  numbers->index = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < kkb_review_n_rows (review); i++)
    {
      const KkbReviewRow *row = kkb_review_row (review, i);
      if (row->plan != plan)
        continue;
      const char *number = row->placement->number;
      g_hash_table_insert (numbers->index, (gpointer)row->placement, GUINT_TO_POINTER (++n));
      if (*number == '\0' || !g_hash_table_add (seen, (gpointer)number))
        numbers->running = TRUE;
    }
}

void
kkb_numbers_clear (KkbNumbers *numbers)
{
  g_clear_pointer (&numbers->index, g_hash_table_unref);
}

char *
kkb_numbers_print (const KkbNumbers *numbers, const KkbPlacement *placement)
{
  if (!numbers->running)
    return g_strdup (placement->number);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers->index, placement));
  return kkb_decimal_to_string (kkb_decimal_from_int (number));
}

char *
kkb_numbers_name (const KkbNumbers *numbers, const KkbPlacement *placement)
{
  const char *name = kkb_placement_name (placement);
  if (!numbers->running || *placement->number == '\0')
    return g_strdup (name);
  g_autofree char *number = kkb_numbers_print (numbers, placement);
  return kkb_text_same (number, placement->number) ? g_strdup (name)
                                                   : g_strdup_printf ("%s %s", placement->number, name);
}

guint8
kkb_band_tone (const KkbRules *rules, int band)
{
  if (band < 0)
    return 5;
  if (rules->n_bands <= 1 || band == 0)
    return 1;
  if (band == rules->n_bands - 1)
    return 4;
  return band * 2 < rules->n_bands ? 2 : 3;
}

/* Mark and label of a band, put together once: every row has one. */
static const char *
print_rating (KkbReport *report, const KkbRules *rules, const KkbResult *result)
{
  for (guint i = 0; i < report->ratings->len; i++)
    {
      const KkbPrintedRating *known = &g_array_index (report->ratings, KkbPrintedRating, i);
      if (known->rules == rules && known->band == result->band)
        return known->text;
    }
  const char *mark = kkb_rules_band_mark (rules, (guint)result->band), *label = kkb_result_rating (result, rules);
  char *text = kkb_text_same (mark, label) ? g_strdup (label) : g_strconcat (mark, " ", label, NULL);
  KkbPrintedRating rating = { rules, result->band, kkb_report_take (report, text) };
  g_array_append_val (report->ratings, rating);
  return rating.text;
}

void
kkb_cell_set_rating (KkbReport *report, KkbReportCell *cell, const KkbReviewRow *row, KkbUses *uses)
{
  const KkbResult *result = row->result;
  cell->tone = kkb_band_tone (row->rules, result->band);
  if (result->band >= 0)
    kkb_cell_set_text (cell, print_rating (report, row->rules, result), KKB_STYLE_RATING);
  else if (result->why_not_own == KKB_WHY_NO_TARGET)
    {
      kkb_cell_set_text (cell, "目標なし", KKB_STYLE_GAP);
      uses->flags |= KKB_USES_NO_TARGET;
    }
  else if (result->method == KKB_METHOD_MANUAL)
    {
      kkb_cell_set_text (cell, "要判断", KKB_STYLE_GAP);
      uses->flags |= KKB_USES_MANUAL;
    }
  else if (result->why_not_own == KKB_WHY_NO_ACTUAL || kkb_state_is_gap (result->state))
    {
      kkb_cell_set_text (cell, kkb_state_word (result->state), KKB_STYLE_GAP);
      uses->states |= 1u << result->state;
    }
  else
    kkb_cell_set_text (cell, "―", KKB_STYLE_GAP);
}

char *
kkb_report_remarks (KkbReport *report, const KkbReviewRow *row, const KkbNumbers *numbers, KkbUses *uses)
{
  const KkbPlacement *placement = row->placement;
  const KkbIndicator *indicator = placement->indicator;
  const char *note = kkb_placement_note (placement);
  g_autoptr (GString) out = g_string_new (NULL);
  const KkbPlacement *origin = kkb_indicator_origin (indicator);
  if (!placement->is_origin && origin)
    {
      g_autofree char *number = kkb_numbers_print (numbers, origin);
      uses->flags |= KKB_USES_REPEAT;
      if (origin->plan == placement->plan && *number)
        g_string_printf (out, "再掲（№%s）", number);
      else
        g_string_assign (out, "再掲");
      if (kkb_text_same (note, "再掲"))
        note = "";
    }
  append_line (out, "", note);
  append_value_remark (report, out, "現状：", kkb_placement_baseline (placement), FALSE);
  const KkbValue *actual = kkb_value_list_find (&indicator->actuals, row->result->actual_fy);
  append_value_remark (report, out, "実績：", actual, TRUE);
  append_references (report, out, row, uses);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
