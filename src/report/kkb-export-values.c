/* The sheets 指標 and 値 of the standard workbook. */
#include "kkb-export-private.h"
#include "kkb-rules.h"
#include "kkb-text.h"
#include <string.h>

static guint
plan_number (KkbExport *export, KkbId plan)
{
  for (guint i = 0; i < export->facts->plans->len; i++)
    if (((const KkbPlan *)g_ptr_array_index (export->facts->plans, i))->id == plan)
      return i + 1;
  return 0;
}

static const KkbPlacement *
first_in_plan (const KkbIndicator *indicator, KkbId plan)
{
  for (guint i = 0; i < indicator->placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (indicator->placements, i);
      if (placement->plan == plan)
        return placement;
    }
  return NULL;
}

static void
write_place (KkbExport *export, const KkbPlacement *placement)
{
  const KkbNode *node = placement->node;
  char *reference = node ? kkb_import_write_reference (export->index, node) : g_strdup ("");
  kkb_export_text (export, node && !node->project ? reference : "");
  kkb_export_text (export, node && node->project ? reference : "");
  g_free (reference);
}

/* The words of an indicator: at its first row; a repeat writes its own alone. */
static void
write_words (KkbExport *export, const KkbPlacement *placement)
{
  const KkbIndicator *indicator = placement->indicator;
  static const char *const periods[] = { "", "暦年", "時点", "期間累計" };
  gboolean own = placement->is_origin;
  kkb_export_text (export, placement->number);
  kkb_export_text (export, own || *placement->own->name == '\0' ? indicator->name : placement->own->name);
  kkb_export_text (export, own ? indicator->unit : placement->own->unit);
  kkb_export_text (export, own ? indicator->meaning : placement->own->meaning);
  kkb_export_text (export, own ? kkb_direction_word (indicator->direction) : "");
  kkb_export_text (export, own ? kkb_series_word (indicator->series) : "");
  kkb_export_text (export, own ? kkb_role_word (indicator->role) : "");
  kkb_export_text (export, own ? periods[indicator->period_kind] : "");
  kkb_export_text (export, own ? indicator->source : placement->own->source);
  kkb_export_text (export, own ? indicator->rationale : placement->own->rationale);
  kkb_export_take (export, own ? kkb_export_departments (export, indicator->departments) : g_strdup (""));
  kkb_export_text (export, own ? indicator->release : "");
  if (own && indicator->has_weight)
    kkb_export_decimal (export, indicator->weight);
  else
    kkb_export_skip (export, 1);
  if (own && indicator->has_tolerance)
    kkb_export_decimal (export, indicator->tolerance);
  else
    kkb_export_skip (export, 1);
  kkb_export_text (export, own ? indicator->note : placement->own->note);
}

static void
write_origin (KkbExport *export, const KkbPlacement *placement)
{
  const KkbIndicator *indicator = placement->indicator;
  const KkbPlacement *origin = kkb_indicator_origin (indicator);
  gboolean shared = !placement->is_origin && origin && origin->plan != placement->plan;
  kkb_export_text (export, placement->is_origin || shared ? "" : indicator->code);
  kkb_export_take (export, shared ? g_strdup_printf ("%u:%s", plan_number (export, origin->plan), indicator->code)
                                  : g_strdup (""));
  const KkbGoal *goal = kkb_placement_goal (placement);
  gboolean first = first_in_plan (indicator, placement->plan) == placement;
  kkb_export_text (export, first && goal && goal->method != KKB_METHOD_DEFAULT ? kkb_method_word (goal->method) : "");
}

/* 現状 stands here only where a repeat prints its own; all other values stand on 値. */
static void
write_own_baseline (KkbExport *export, const KkbPlacement *placement)
{
  const KkbValue *value = &placement->own->baseline;
  const KkbValueMore *more = kkb_value_more (export->facts, value);
  if (!placement->has_baseline)
    {
      kkb_export_skip (export, 9);
      return;
    }
  kkb_export_value (export, value);
  kkb_export_year (export, value->fy);
  kkb_export_text (export, more ? more->as_of : "");
  kkb_export_text (export, more ? more->note : "");
  kkb_export_text (export, kkb_state_word (value->state));
  kkb_export_text (export, more ? more->unit : "");
  if (more && more->has_parts)
    {
      kkb_export_decimal (export, more->numerator);
      kkb_export_decimal (export, more->denominator);
    }
  else
    kkb_export_skip (export, 2);
  kkb_export_text (export, more ? more->expected : "");
}

/* What few indicators have, at the first row alone. */
static void
write_more (KkbExport *export, const KkbPlacement *placement)
{
  const KkbIndicator *indicator = placement->indicator;
  const KkbIndicatorMore *more = indicator->more;
  if (!placement->is_origin)
    return;
  kkb_export_take (export, kkb_export_tags (export, more->tags));
  kkb_export_text (export, kkb_computation_word ((KkbComputation)more->formula));
  kkb_export_take (export, kkb_export_operands (export, indicator));
  if (more->decimals != 1)
    kkb_export_int (export, more->decimals);
  else
    kkb_export_skip (export, 1);
  if (more->release_month != 0)
    kkb_export_int (export, more->release_month);
  else
    kkb_export_skip (export, 1);
  kkb_export_take (export, kkb_export_units (indicator));
}

gboolean
kkb_export_indicators (KkbExport *export)
{
  static const char *const heads[] = { "ID",
                                       "位置",
                                       "事業",
                                       "並び順",
                                       "№",
                                       "指標",
                                       "単位",
                                       "指標の説明",
                                       "方向",
                                       "種別",
                                       "役割",
                                       "値の期間",
                                       "現状把握の方法",
                                       "目標設定の考え方",
                                       "担当課",
                                       "公表時期",
                                       "ウェイト",
                                       "許容幅",
                                       "備考",
                                       "再掲元",
                                       "共有元",
                                       "評価方法",
                                       "現状",
                                       "現状の年度",
                                       "現状の時点",
                                       "現状の注記",
                                       "現状の状態",
                                       "現状の単位",
                                       "現状の分子",
                                       "現状の分母",
                                       "現状の公表予定",
                                       "タグ",
                                       "計算式",
                                       "計算元",
                                       "小数",
                                       "公表月",
                                       "単位の変更",
                                       NULL };
  kkb_export_sheet (export, "指標", heads);
  g_autoptr (GPtrArray) placements = kkb_facts_placements_in_order (export->facts, export->plan);
  for (guint i = 0; i < placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (placements, i);
      kkb_export_text (export, placement->is_origin ? placement->indicator->code : placement->code);
      write_place (export, placement);
      kkb_export_int (export, placement->position);
      write_words (export, placement);
      write_origin (export, placement);
      write_own_baseline (export, placement);
      write_more (export, placement);
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_value (KkbExport *export, const KkbIndicator *indicator, const char *role, const KkbValue *value,
             gboolean with_revision)
{
  const KkbValueMore *more = kkb_value_more (export->facts, value);
  if (value->kind == KKB_VALUE_BLANK && value->state == KKB_STATE_BLANK)
    return TRUE;
  kkb_export_text (export, *indicator->code ? indicator->code : indicator->name);
  kkb_export_year (export, value->fy);
  kkb_export_text (export, role);
  kkb_export_value (export, value);
  kkb_export_text (export, more ? more->unit : "");
  kkb_export_text (export, kkb_state_word (value->state));
  if (more && more->has_parts)
    {
      kkb_export_decimal (export, more->numerator);
      kkb_export_decimal (export, more->denominator);
    }
  else
    kkb_export_skip (export, 2);
  kkb_export_text (export, more ? more->as_of : "");
  kkb_export_text (export, more ? more->note : "");
  kkb_export_text (export, more ? more->expected : "");
  if (with_revision || (more && more->revision > 0))
    kkb_export_int (export, more ? more->revision : 0);
  else
    kkb_export_skip (export, 1);
  kkb_export_text (export, more ? more->revised_on : "");
  kkb_export_text (export, more ? more->reason : "");
  return kkb_export_end_row (export);
}

static gboolean
is_revised (KkbExport *export, const KkbIndicator *indicator, gboolean baseline, int fy)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%d|%d", export->plan->id,
                                          indicator->id, baseline, baseline ? 0 : fy);
  return g_hash_table_contains (export->revised, key);
}

static gboolean
write_goal (KkbExport *export, const KkbGoal *goal)
{
  const KkbIndicator *indicator = goal->indicator;
  if (!is_revised (export, indicator, TRUE, 0) && !write_value (export, indicator, "基準", &goal->baseline, FALSE))
    return FALSE;
  for (guint i = 0; i < goal->targets.n; i++)
    if (!is_revised (export, indicator, FALSE, goal->targets.items[i].fy)
        && !write_value (export, indicator, "目標", &goal->targets.items[i], FALSE))
      return FALSE;
  return TRUE;
}

static gboolean
write_list (KkbExport *export, const KkbIndicator *indicator, const char *role, const KkbValueList *list)
{
  for (guint i = 0; i < list->n; i++)
    if (!write_value (export, indicator, role, &list->items[i], FALSE))
      return FALSE;
  return TRUE;
}

static gboolean
write_revisions (KkbExport *export)
{
  for (guint i = 0; export->revisions && i < export->revisions->len; i++)
    {
      const KkbImportRevision *revision = &g_array_index (export->revisions, KkbImportRevision, i);
      const KkbIndicator *indicator = kkb_facts_indicator (export->facts, revision->indicator);
      if (revision->plan == export->plan->id && indicator
          && !write_value (export, indicator, revision->is_baseline ? "基準" : "目標", &revision->value, TRUE))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_export_values (KkbExport *export)
{
  static const char *const heads[] = { "指標", "年度", "種別",     "値",   "単位",   "状態",     "分子", "分母",
                                       "時点", "備考", "公表予定", "改定", "改定日", "改定理由", NULL };
  kkb_export_sheet (export, "値", heads);
  g_autoptr (GPtrArray) placements = kkb_facts_placements_in_order (export->facts, export->plan);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (placements, i);
      const KkbIndicator *indicator = placement->indicator;
      const KkbGoal *goal = kkb_indicator_goal (indicator, export->plan->id);
      const KkbPlacement *origin = kkb_indicator_origin (indicator);
      if (!g_hash_table_add (seen, (gpointer)indicator))
        continue;
      if (goal && !write_goal (export, goal))
        return FALSE;
      if (origin && origin->plan != export->plan->id)
        continue; /* what was measured stands with the plan of its origin */
      /* What is computed goes out as its formula, on 指標. */
      if ((!kkb_indicator_is_computed (indicator) && !write_list (export, indicator, "実績", &indicator->actuals))
          || !write_list (export, indicator, "参考", &indicator->references))
        return FALSE;
    }
  return write_revisions (export);
}
