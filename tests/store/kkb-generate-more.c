/* kkb-generate-more.c - what can be edited without a workbook: every field of it filled. */
#include "kkb-generate-more.h"

static const char *
format (KkbFacts *facts, const char *pattern, guint number)
{
  g_autofree char *text = g_strdup_printf (pattern, number);

  return kkb_facts_string (facts, text);
}

static const char *
text (KkbFacts *facts, const char *words)
{
  return kkb_facts_string (facts, words);
}

static KkbWord *
add_word (KkbFacts *facts, KkbId id, KkbWordKind kind, const char *name)
{
  KkbWord *word = kkb_facts_add_word (facts, id, kind);

  word->name = text (facts, name);
  word->note = format (facts, "語の注%u", (guint)id);
  return word;
}

static void
add_words (KkbFacts *facts)
{
  add_word (facts, 504, KKB_WORD_TAG, "重点"); /* the ids' order is not the words' */
  add_word (facts, 501, KKB_WORD_TAG, "デジタル");
  add_word (facts, 502, KKB_WORD_TEXT_NAME, "目指す姿");
  add_word (facts, 503, KKB_WORD_TEXT_NAME, "ねらい");
  add_word (facts, 505, KKB_WORD_NEXT_DIRECTION, "拡充");
  add_word (facts, 506, KKB_WORD_COUNCIL, "産業振興会議");
}

static void
add_former_names (KkbFacts *facts)
{
  KkbFormerName former[] = { { text (facts, "商工課"), 2010 }, { text (facts, "商工観光課"), KKB_FY_NONE } };
  KkbDepartment *department = kkb_facts_department (facts, 101);

  department->former = kkb_facts_bytes (facts, former, sizeof former);
  department->n_former = G_N_ELEMENTS (former);
}

static const KkbNamedText *
two_texts (KkbFacts *facts, guint number)
{
  KkbNamedText texts[]
      = { { 503, format (facts, "一行目\n二行目　%u", number) }, { 502, format (facts, "姿%u", number) } };

  return kkb_facts_texts (facts, texts, G_N_ELEMENTS (texts));
}

static void
add_entries (KkbFacts *facts, KkbPlan *plan)
{
  for (guint kind = 0; kind < KKB_N_ENTRY_KINDS; kind++)
    for (guint i = 0; i < 2; i++)
      {
        KkbEntry *entry = kkb_facts_add_entry (facts, plan->id * 1000 + kind * 10 + i + 600, plan->id);
        KkbId nodes[] = { plan->id * 100 + 2, plan->id * 100 + 1 };

        entry->kind = (guint8)kind;
        entry->name = kind == KKB_ENTRY_ISSUE ? "" : format (facts, "名%u", kind * 10 + i);
        entry->category = kind == KKB_ENTRY_TERM ? "" : format (facts, "分類%u", i);
        entry->text = format (facts, "記載の本文、%u", kind);
        if (kind == KKB_ENTRY_ISSUE)
          entry->nodes = kkb_facts_ids (facts, nodes, 2 - i);
      }
}

static void
add_statistics (KkbFacts *facts, KkbPlan *plan)
{
  const char *const cells[] = { "年度", "全国", "県", "R3", "1,234", "", "R4", "", "―\n（注）" };
  KkbStatistic *statistic = kkb_facts_add_statistic (facts, plan->id * 1000 + 701, plan->id);
  KkbStatistic *empty = kkb_facts_add_statistic (facts, plan->id * 1000 + 700, plan->id);
  const char **copy = kkb_facts_bytes (facts, NULL, sizeof cells);

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    copy[i] = text (facts, cells[i]);
  statistic->name = text (facts, "製造品出荷額等");
  statistic->unit = text (facts, "億円");
  statistic->source = text (facts, "工業統計調査");
  statistic->note = text (facts, "速報値を含む");
  statistic->n_rows = statistic->n_columns = 3;
  statistic->cells = copy;
  empty->name = text (facts, "人口");
}

static void
fill_node (KkbFacts *facts, KkbNode *node, KkbId other)
{
  KkbNodeMore *more = kkb_node_more (facts, node);
  KkbId tags[] = { 504, 501 };

  more->start_fy = 2017;
  more->end_fy = 2019;
  more->sdgs = 1u << 1 | 1u << 8 | 1u << 17;
  more->tags = kkb_facts_ids (facts, tags, 2);
  more->references = kkb_facts_ids (facts, &other, 1);
  more->texts = two_texts (facts, (guint)node->id);
}

static void
fill_project (KkbFacts *facts, KkbProject *project)
{
  KkbBudgetLine lines[] = { { text (facts, "一般会計"), text (facts, "7商工費"), text (facts, "1商工費"),
                              text (facts, "2商工業振興費"), text (facts, "研修事業") },
                            { text (facts, "特別会計"), "", "", "", "" } };
  KkbStaff staff[] = { { 2021, KKB_MONEY_BUDGET, { 5, 1 }, { 7000000, 0 } },
                       { 2021, KKB_MONEY_BUDGET, { 15, 1 }, { 4000000, 0 } },
                       { 2022, KKB_MONEY_SETTLEMENT, { 1, 0 }, { 70000005, 1 } } };
  KkbOutput outputs[] = { { 2021, text (facts, "研修会 3回") }, { KKB_FY_NONE, text (facts, "冊子 500部") } };

  project->budget_lines = kkb_facts_bytes (facts, lines, sizeof lines);
  project->n_budget_lines = G_N_ELEMENTS (lines);
  project->staff = kkb_facts_bytes (facts, staff, sizeof staff);
  project->n_staff = G_N_ELEMENTS (staff);
  project->outputs = kkb_facts_bytes (facts, outputs, sizeof outputs);
  project->n_outputs = G_N_ELEMENTS (outputs);
}

static void
fill_indicator (KkbFacts *facts, KkbPlan *plan, guint i)
{
  KkbIndicator *indicator = kkb_facts_indicator (facts, plan->id * 1000 + i);
  KkbIndicatorMore *more = kkb_indicator_more (facts, indicator);
  KkbId operands[] = { plan->id * 1000 + i + 4, plan->id * 1000 + i + 5, plan->id * 1000 + i + 4 };
  KkbId tag = 501;
  const KkbUnitChange units[] = { { 2017, text (facts, "千人") }, { 2019, text (facts, "万人") }, { 0, "" } };

  more->formula = (guint8)i;
  more->decimals = (guint8)(i + 1);
  more->release_month = (guint8)(i + 9);
  if (i != KKB_COMPUTED_NONE)
    more->operands = kkb_facts_ids (facts, operands, i == KKB_COMPUTED_RATIO ? 2 : 3);
  more->tags = kkb_facts_ids (facts, &tag, 1);
  more->units = kkb_facts_bytes (facts, units, sizeof units);
}

static void
add_side_series (KkbFacts *facts, KkbPlan *plan)
{
  for (guint kind = 0; kind < 2; kind++)
    {
      KkbSideSeries *series = kkb_facts_add_side_series (facts, plan->id * 1000 + 800 + kind, plan->id * 1000 + 5);

      series->kind = (guint8)kind;
      series->name = text (facts, kind == 0 ? "市内" : "県平均");
      series->unit = text (facts, kind == 0 ? "" : "％");
      series->source = text (facts, "県統計");
      series->note = text (facts, "参考");
      for (guint y = 0; y < 3; y++)
        {
          KkbValue value
              = { .fy = (gint16)(2016 + y), .kind = (guint8)y, .state = y == 0 ? KKB_STATE_PENDING : KKB_STATE_FINAL };

          if (value.kind == KKB_VALUE_NUMBER)
            kkb_value_set_number (&value, (KkbDecimal){ 474, 1 }, KKB_STATE_PROVISIONAL);
          kkb_facts_value_more (facts, &value)->note = format (facts, "値の注%u", y);
          kkb_value_list_set (&series->values, &value);
        }
    }
}

static void
add_pictures (KkbFacts *facts, KkbPlan *plan)
{
  for (guint i = 0; i < 2; i++)
    {
      KkbPicture *picture = kkb_facts_add_picture (facts, plan->id * 1000 + 900 + i, plan->id * 100 + 2 - i);
      g_autoptr (GBytes) data = kkb_generate_picture (picture->id, i == 1);

      picture->caption = format (facts, "図%u", i);
      picture->is_jpeg = (guint8)(i == 1);
      picture->size = (guint32)g_bytes_get_size (data);
    }
}

void
kkb_generate_more (KkbFacts *facts)
{
  add_words (facts);
  add_former_names (facts);
  for (guint p = 0; p < facts->plans->len; p++)
    {
      KkbPlan *plan = g_ptr_array_index (facts->plans, p);

      plan->texts = two_texts (facts, p);
      add_entries (facts, plan);
      add_statistics (facts, plan);
      fill_node (facts, kkb_facts_node (facts, plan->id * 100 + 1), 302);
      fill_node (facts, kkb_facts_node (facts, plan->id * 100 + 2), 901);
      fill_project (facts, kkb_facts_node (facts, plan->id * 100 + 2)->project);
      for (guint i = KKB_COMPUTED_NONE; i <= KKB_COMPUTED_RATIO; i++)
        fill_indicator (facts, plan, i);
      add_side_series (facts, plan);
      add_pictures (facts, plan);
    }
  kkb_facts_link (facts);
}

GBytes *
kkb_generate_picture (KkbId id, gboolean is_jpeg)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' }, jpeg[] = { 0xff, 0xd8, 0xff, 0xe0 };
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, is_jpeg ? jpeg : png, is_jpeg ? sizeof jpeg : sizeof png);
  for (guint i = 0; i < 3000; i++)
    {
      guint8 byte = (guint8)((guint64)id * 31 + i * i * 7);

      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/* ---- writing ---- */

static gboolean
put_plan_lists (KkbStore *store, const KkbPlan *plan, GError **error)
{
  for (guint i = 0; i < plan->entries->len; i++)
    if (!kkb_store_put_entry (store, g_ptr_array_index (plan->entries, i), (gint32)i, error))
      return FALSE;
  for (guint i = 0; i < plan->statistics->len; i++)
    if (!kkb_store_put_statistic (store, g_ptr_array_index (plan->statistics, i), (gint32)i, error))
      return FALSE;
  return TRUE;
}

gboolean
kkb_generate_put_words (KkbStore *store, KkbFacts *facts, GError **error)
{
  for (guint i = 0; i < facts->words->len; i++)
    if (!kkb_store_put_word (store, g_ptr_array_index (facts->words, i), (gint32)i, error))
      return FALSE;
  return TRUE;
}

gboolean
kkb_generate_put_more (KkbStore *store, KkbFacts *facts, GError **error)
{
  for (guint i = 0; i < facts->plans->len; i++)
    if (!put_plan_lists (store, g_ptr_array_index (facts->plans, i), error))
      return FALSE;
  for (guint i = 0; i < facts->side_series->len; i++)
    {
      const KkbSideSeries *series = g_ptr_array_index (facts->side_series, i);

      if (!kkb_store_put_side_series (store, series, (gint32)i, error))
        return FALSE;
      for (guint k = 0; k < series->values.n; k++)
        if (!kkb_store_put_side_value (store, facts, series->id, &series->values.items[k], error))
          return FALSE;
    }
  for (guint i = 0; i < facts->pictures->len; i++)
    {
      const KkbPicture *picture = g_ptr_array_index (facts->pictures, i);
      g_autoptr (GBytes) data = kkb_generate_picture (picture->id, picture->is_jpeg);

      if (!kkb_store_put_picture (store, picture, data, (gint32)i, error))
        return FALSE;
    }
  return TRUE;
}
