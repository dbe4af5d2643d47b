/* What few entities have: the sheets 項目, 文章, 予算科目, 人件費, 成果物, 内訳・比較, 用語, 主体, 関係機関, 課題 and
 * 背景統計 of a plan, 言葉, 部署 and 交付金 of the document. Each is left out where it would be empty. */
#include "kkb-export-private.h"
#include <string.h>

/* NAMES in one cell: joined by 、, by line breaks where one of them holds a comma. */
static char *
join (GPtrArray *names)
{
  gboolean commas = FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      commas = commas || strstr (name, "、") || strchr (name, ',') || strstr (name, "，") || strstr (name, "､");
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (commas ? "\n" : "、", (char **)names->pdata);
}

char *
kkb_export_tags (KkbExport *export, const KkbId *ids)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (; *ids; ids++)
    {
      const KkbWord *word = kkb_facts_word (export->facts, *ids);
      if (word)
        g_ptr_array_add (names, (gpointer)word->name);
    }
  return join (names);
}

static guint
plan_number (KkbExport *export, KkbId plan)
{
  for (guint i = 0; i < export->facts->plans->len; i++)
    if (((const KkbPlan *)g_ptr_array_index (export->facts->plans, i))->id == plan)
      return i + 1;
  return 0;
}

static gboolean
begins_with_number (const char *text)
{
  const char *end = text;
  while (g_ascii_isdigit (*end))
    end++;
  return end > text && *end == ':';
}

/* ID or name; "2:K4" for one of another plan. */
static char *
indicator_reference (KkbExport *export, const KkbIndicator *indicator)
{
  const char *name = *indicator->code ? indicator->code : indicator->name;
  const KkbPlacement *origin = kkb_indicator_origin (indicator);
  if (origin && origin->plan != export->plan->id)
    return g_strdup_printf ("%u:%s", plan_number (export, origin->plan), name);
  return g_strdup (name);
}

char *
kkb_export_operands (KkbExport *export, const KkbIndicator *indicator)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (const KkbId *id = indicator->more->operands; *id; id++)
    {
      const KkbIndicator *operand = kkb_facts_indicator (export->facts, *id);
      if (operand)
        g_ptr_array_add (names, indicator_reference (export, operand));
    }
  return join (names);
}

char *
kkb_export_units (const KkbIndicator *indicator)
{
  g_autoptr (GString) out = g_string_new (NULL);
  for (const KkbUnitChange *unit = indicator->more->units; unit->fy; unit++)
    g_string_append_printf (out, "%s%d:%s", out->len ? "\n" : "", unit->fy, unit->unit);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A node of any plan; "2:…" for one of another plan, and where the text would be read as that. */
static char *
node_reference (KkbExport *export, const KkbNode *node)
{
  const KkbPlan *plan = kkb_facts_plan (export->facts, node->plan);
  gboolean own = node->plan == export->plan->id;
  g_autoptr (KkbNodeIndex) index = own || !plan ? NULL : kkb_import_index_plan (plan);
  g_autofree char *text = kkb_import_write_reference (index ? index : export->index, node);
  if (own && !begins_with_number (text))
    return g_steal_pointer (&text);
  return g_strdup_printf ("%u:%s", plan_number (export, node->plan), text);
}

static char *
node_references (KkbExport *export, const KkbId *ids)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  for (; *ids; ids++)
    {
      const KkbNode *node = kkb_facts_node (export->facts, *ids);
      if (node)
        g_ptr_array_add (names, node_reference (export, node));
    }
  return join (names);
}

/* ---- every node, in tree order ---- */

typedef gboolean (*NodeFunc) (KkbExport *export, const KkbNode *node);

static gboolean
each_node (KkbExport *export, const GPtrArray *nodes, NodeFunc write)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (nodes, i);
      if (!write (export, node) || !each_node (export, node->children, write))
        return FALSE;
    }
  return TRUE;
}

/* The sheet is made by the first row that needs it. */
static void
begin_row (KkbExport *export, const char *sheet, const char *const *heads)
{
  if (export->started == sheet)
    return;
  kkb_export_sheet (export, sheet, heads);
  export->started = sheet;
}

static gboolean
write_item (KkbExport *export, const KkbNode *node)
{
  static const char *const heads[] = { "項目", "開始年度", "終了年度", "SDGs", "タグ", "参照", NULL };
  static const char sheet[] = "項目";
  const KkbNodeMore *more = node->more;
  g_autoptr (GString) sdgs = g_string_new (NULL);
  if (!more->start_fy && !more->end_fy && !more->sdgs && !*more->tags && !*more->references)
    return TRUE;
  for (guint goal = 1; goal <= 17; goal++)
    if (more->sdgs & 1u << goal)
      g_string_append_printf (sdgs, "%s%u", sdgs->len ? "、" : "", goal);
  begin_row (export, sheet, heads);
  kkb_export_take (export, node_reference (export, node));
  kkb_export_year (export, more->start_fy);
  kkb_export_year (export, more->end_fy);
  kkb_export_text (export, sdgs->str);
  kkb_export_take (export, kkb_export_tags (export, more->tags));
  kkb_export_take (export, node_references (export, more->references));
  return kkb_export_end_row (export);
}

static gboolean
write_texts (KkbExport *export, const KkbNode *node, const KkbNamedText *texts)
{
  static const char *const heads[] = { "項目", "項目名", "本文", NULL };
  static const char sheet[] = "文章";
  for (; texts->name; texts++)
    {
      const KkbWord *word = kkb_facts_word (export->facts, texts->name);
      begin_row (export, sheet, heads);
      kkb_export_take (export, node ? node_reference (export, node) : g_strdup (""));
      kkb_export_text (export, word ? word->name : "");
      kkb_export_text (export, texts->text);
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_node_texts (KkbExport *export, const KkbNode *node)
{
  return write_texts (export, node, node->more->texts);
}

static gboolean
write_budget (KkbExport *export, const KkbNode *node)
{
  static const char *const heads[] = { "事業", "会計", "款", "項", "目", "予算事業", NULL };
  static const char sheet[] = "予算科目";
  for (guint i = 0; node->project && i < node->project->n_budget_lines; i++)
    {
      const KkbBudgetLine *line = &node->project->budget_lines[i];
      begin_row (export, sheet, heads);
      kkb_export_take (export, node_reference (export, node));
      kkb_export_text (export, line->account);
      kkb_export_text (export, line->kan);
      kkb_export_text (export, line->kou);
      kkb_export_text (export, line->moku);
      kkb_export_text (export, line->item);
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_staff (KkbExport *export, const KkbNode *node)
{
  static const char *const heads[] = { "事業", "年度", "区分", "人工", "単価（円）", NULL };
  static const char sheet[] = "人件費";
  for (guint i = 0; node->project && i < node->project->n_staff; i++)
    {
      const KkbStaff *staff = &node->project->staff[i];
      begin_row (export, sheet, heads);
      kkb_export_take (export, node_reference (export, node));
      kkb_export_year (export, staff->fy);
      kkb_export_text (export, kkb_money_kind_word ((KkbMoneyKind)staff->kind));
      kkb_export_decimal (export, staff->staff);
      kkb_export_decimal (export, staff->unit_cost);
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_outputs (KkbExport *export, const KkbNode *node)
{
  static const char *const heads[] = { "事業", "年度", "成果物", NULL };
  static const char sheet[] = "成果物";
  for (guint i = 0; node->project && i < node->project->n_outputs; i++)
    {
      begin_row (export, sheet, heads);
      kkb_export_take (export, node_reference (export, node));
      kkb_export_year (export, node->project->outputs[i].fy);
      kkb_export_text (export, node->project->outputs[i].text);
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  return TRUE;
}

/* ---- 内訳・比較 ---- */

static gboolean
write_side_row (KkbExport *export, const KkbIndicator *indicator, const KkbSideSeries *series, guint number,
                const KkbValue *value)
{
  static const char *const heads[] = { "指標", "番号",     "種類", "名称", "単位", "資料",     "備考",     "年度", "値",
                                       "状態", "値の単位", "分子", "分母", "時点", "値の備考", "公表予定", NULL };
  static const char sheet[] = "内訳・比較";
  const KkbValueMore *more = value ? kkb_value_more (export->facts, value) : NULL;
  begin_row (export, sheet, heads);
  kkb_export_take (export, indicator_reference (export, indicator));
  kkb_export_int (export, number);
  kkb_export_text (export, kkb_side_kind_word ((KkbSideKind)series->kind));
  kkb_export_text (export, series->name);
  kkb_export_text (export, series->unit);
  kkb_export_text (export, series->source);
  kkb_export_text (export, series->note);
  if (!value)
    return kkb_export_end_row (export);
  kkb_export_year (export, value->fy);
  kkb_export_value (export, value);
  kkb_export_text (export, kkb_state_word ((KkbState)value->state));
  kkb_export_text (export, more ? more->unit : "");
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
  return kkb_export_end_row (export);
}

static gboolean
write_sides (KkbExport *export)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL); /* KkbIndicator* -> the last number */
  for (guint i = 0; i < export->facts->side_series->len; i++)
    {
      const KkbSideSeries *series = g_ptr_array_index (export->facts->side_series, i);
      const KkbIndicator *indicator = kkb_facts_indicator (export->facts, series->indicator);
      const KkbPlacement *origin = indicator ? kkb_indicator_origin (indicator) : NULL;
      if (!origin || origin->plan != export->plan->id)
        continue;
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, indicator)) + 1;
      g_hash_table_insert (numbers, (gpointer)indicator, GUINT_TO_POINTER (number));
      if (series->values.n == 0 && !write_side_row (export, indicator, series, number, NULL))
        return FALSE;
      for (guint k = 0; k < series->values.n; k++)
        if (!write_side_row (export, indicator, series, number, &series->values.items[k]))
          return FALSE;
    }
  return TRUE;
}

/* ---- 用語 … 背景統計 ---- */

static gboolean
write_entries (KkbExport *export, KkbEntryKind kind)
{
  static const char *const heads[KKB_N_ENTRY_KINDS][5] = {
    { "用語", "分類", "説明", NULL },
    { "主体", "分類", "役割", NULL },
    { "関係機関", "分類", "役割", NULL },
    { "見出し", "分類", "課題", "項目", NULL },
  };
  for (guint i = 0; i < export->plan->entries->len; i++)
    {
      const KkbEntry *entry = g_ptr_array_index (export->plan->entries, i);
      if (entry->kind != kind)
        continue;
      begin_row (export, kkb_entry_kind_word (kind), heads[kind]);
      kkb_export_text (export, entry->name);
      kkb_export_text (export, entry->category);
      kkb_export_text (export, entry->text);
      if (kind == KKB_ENTRY_ISSUE)
        kkb_export_take (export, node_references (export, entry->nodes));
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  return TRUE;
}

static gboolean
key_row (KkbExport *export, const char *key, const char *text)
{
  if (!*text)
    return TRUE;
  kkb_export_text (export, key);
  kkb_export_text (export, text);
  return kkb_export_end_row (export);
}

/* Its names as lines, then the table, each row led by 表; a blank line between two statistics. */
static gboolean
write_statistic (KkbExport *export, const KkbStatistic *statistic)
{
  kkb_export_text (export, "名称");
  kkb_export_text (export, statistic->name);
  if (!kkb_export_end_row (export) || !key_row (export, "単位", statistic->unit)
      || !key_row (export, "資料", statistic->source) || !key_row (export, "備考", statistic->note))
    return FALSE;
  if (statistic->n_rows > 0)
    {
      kkb_export_text (export, "列数");
      kkb_export_int (export, statistic->n_columns);
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  for (guint row = 0; row < statistic->n_rows; row++)
    {
      kkb_export_text (export, "表");
      for (guint column = 0; column < statistic->n_columns; column++)
        kkb_export_text (export, kkb_statistic_cell (statistic, row, column));
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  return kkb_export_end_row (export);
}

static gboolean
write_statistics (KkbExport *export)
{
  static const char *const heads[] = { "背景統計", NULL };
  if (export->plan->statistics->len == 0)
    return TRUE;
  kkb_export_sheet (export, "背景統計", heads);
  for (guint i = 0; i < export->plan->statistics->len; i++)
    if (!write_statistic (export, g_ptr_array_index (export->plan->statistics, i)))
      return FALSE;
  return TRUE;
}

gboolean
kkb_export_more (KkbExport *export)
{
  static const NodeFunc funcs[] = { write_item, write_node_texts, write_budget, write_staff, write_outputs };
  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    {
      export->started = NULL;
      if (funcs[i] == write_node_texts && !write_texts (export, NULL, export->plan->texts))
        return FALSE;
      if (!each_node (export, export->plan->roots, funcs[i]))
        return FALSE;
    }
  export->started = NULL;
  if (!write_sides (export))
    return FALSE;
  for (guint kind = 0; kind < KKB_N_ENTRY_KINDS; kind++)
    {
      export->started = NULL;
      if (!write_entries (export, (KkbEntryKind)kind))
        return FALSE;
    }
  return write_statistics (export);
}

/* ---- of the whole document ---- */

static gboolean
write_words (KkbExport *export)
{
  static const char *const heads[] = { "種類", "言葉", "備考", NULL };
  static const char sheet[] = "言葉";
  export->started = NULL;
  for (guint i = 0; i < export->facts->words->len; i++)
    {
      const KkbWord *word = g_ptr_array_index (export->facts->words, i);
      begin_row (export, sheet, heads);
      kkb_export_text (export, kkb_word_kind_word ((KkbWordKind)word->kind));
      kkb_export_text (export, word->name);
      kkb_export_text (export, word->note);
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_department (KkbExport *export, const KkbDepartment *department, const KkbFormerName *former)
{
  kkb_export_text (export, department->name);
  kkb_export_text (export, former ? former->name : "");
  kkb_export_year (export, former ? former->until_fy : KKB_FY_NONE);
  return kkb_export_end_row (export);
}

static gboolean
write_departments (KkbExport *export)
{
  static const char *const heads[] = { "部署", "旧名称", "旧名称の最終年度", NULL };
  if (export->facts->departments->len == 0)
    return TRUE;
  kkb_export_sheet (export, "部署", heads);
  for (guint i = 0; i < export->facts->departments->len; i++)
    {
      const KkbDepartment *department = g_ptr_array_index (export->facts->departments, i);
      if (department->n_former == 0 && !write_department (export, department, NULL))
        return FALSE;
      for (guint k = 0; k < department->n_former; k++)
        if (!write_department (export, department, &department->former[k]))
          return FALSE;
    }
  return TRUE;
}

static gboolean
write_all_grants (KkbExport *export)
{
  static const char *const heads[] = { "交付金名称", "交付金の種類", NULL };
  if (export->facts->grants->len == 0)
    return TRUE;
  kkb_export_sheet (export, "交付金", heads);
  for (guint i = 0; i < export->facts->grants->len; i++)
    {
      const KkbGrant *grant = g_ptr_array_index (export->facts->grants, i);
      kkb_export_text (export, grant->name);
      kkb_export_text (export, grant->type);
      if (!kkb_export_end_row (export))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_export_document_lists (KkbExport *export)
{
  export->plan_number = 1; /* these sheets have no number */
  return write_words (export) && write_departments (export) && write_all_grants (export);
}
