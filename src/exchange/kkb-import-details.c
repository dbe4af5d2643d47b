/* kkb-import-details.c - the sheets 項目, 文章, 予算科目, 人件費, 成果物 and 内訳・比較, and the formulas of 指標. */
#include "kkb-import-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_OPERANDS 100 /* of a formula: what calc can compute */

enum
{
  ITEM_NODE,
  ITEM_START,
  ITEM_END,
  ITEM_SDGS,
  ITEM_TAGS,
  ITEM_REFERENCES
};

static const KkbFieldSpec item_fields[] = {
  { ITEM_NODE, "項目|位置" }, { ITEM_START, "開始年度" }, { ITEM_END, "終了年度" },
  { ITEM_SDGS, "SDGs" },      { ITEM_TAGS, "タグ" },      { ITEM_REFERENCES, "参照" },
};

enum
{
  TEXT_NODE,
  TEXT_NAME,
  TEXT_TEXT
};

static const KkbFieldSpec text_fields[]
    = { { TEXT_NODE, "項目|位置" }, { TEXT_NAME, "項目名|見出し" }, { TEXT_TEXT, "本文|内容" } };

enum
{
  BUDGET_PROJECT,
  BUDGET_ACCOUNT,
  BUDGET_KAN,
  BUDGET_KOU,
  BUDGET_MOKU,
  BUDGET_ITEM
};

static const KkbFieldSpec budget_fields[] = {
  { BUDGET_PROJECT, "事業|推進事業|事業名" },
  { BUDGET_ACCOUNT, "会計" },
  { BUDGET_KAN, "款" },
  { BUDGET_KOU, "項" },
  { BUDGET_MOKU, "目" },
  { BUDGET_ITEM, "予算事業" },
};

enum
{
  STAFF_PROJECT,
  STAFF_FY,
  STAFF_KIND,
  STAFF_STAFF,
  STAFF_COST
};

static const KkbFieldSpec staff_fields[] = {
  { STAFF_PROJECT, "事業|推進事業|事業名" },
  { STAFF_FY, "年度" },
  { STAFF_KIND, "区分|予算決算" },
  { STAFF_STAFF, "人工|人員" },
  { STAFF_COST, "+単価" },
};

enum
{
  OUTPUT_PROJECT,
  OUTPUT_FY,
  OUTPUT_TEXT
};

static const KkbFieldSpec output_fields[]
    = { { OUTPUT_PROJECT, "事業|推進事業|事業名" }, { OUTPUT_FY, "年度" }, { OUTPUT_TEXT, "成果物|成果" } };

enum
{
  SIDE_INDICATOR,
  SIDE_NUMBER,
  SIDE_KIND,
  SIDE_NAME,
  SIDE_UNIT,
  SIDE_SOURCE,
  SIDE_NOTE,
  SIDE_FY,
  SIDE_VALUE,
  SIDE_STATE,
  SIDE_VALUE_UNIT,
  SIDE_NUMERATOR,
  SIDE_DENOMINATOR,
  SIDE_AS_OF,
  SIDE_VALUE_NOTE,
  SIDE_EXPECTED
};

static const KkbFieldSpec side_fields[] = {
  { SIDE_INDICATOR, "指標|ID" },
  { SIDE_NUMBER, "番号|№" },
  { SIDE_KIND, "種類|区分" },
  { SIDE_NAME, "名称" },
  { SIDE_UNIT, "単位" },
  { SIDE_SOURCE, "資料|出典" },
  { SIDE_NOTE, "備考" },
  { SIDE_FY, "年度" },
  { SIDE_VALUE, "値" },
  { SIDE_STATE, "状態" },
  { SIDE_VALUE_UNIT, "値の単位" },
  { SIDE_NUMERATOR, "分子" },
  { SIDE_DENOMINATOR, "分母" },
  { SIDE_AS_OF, "時点" },
  { SIDE_VALUE_NOTE, "値の備考" },
  { SIDE_EXPECTED, "公表予定" },
};

/* ---- what a row is about ----------------------------------------------------------------------------------- */

/* "2:…" means a thing of plan 2 of the workbook. */
static KkbImportGroup *
take_plan (KkbImportReader *reader, KkbImportGroup *group, const char **text)
{
  char *end;
  guint64 number = g_ascii_strtoull (*text, &end, 10);

  if (end == *text || *end != ':' || number == 0 || number > reader->groups->len)
    return group;
  *text = end + 1;
  return g_ptr_array_index (reader->groups, number - 1);
}

/* One node, or NULL and it is said. */
static KkbNode *
find_item (const KkbImportTable *table, KkbImportGroup *group, guint row, int field, const char *text, gboolean project)
{
  const char *name = text;
  KkbImportGroup *of = take_plan (table->reader, group, &name);
  g_autoptr (GPtrArray) found = kkb_node_index_find (of->index, name, -1, project);

  if (found->len == 1)
    return g_ptr_array_index (found, 0);
  kkb_import_table_problem (table, KKB_PROBLEM_ERROR, row, field, text,
                            found->len == 0 ? _ ("no entry of the plan has this name or number; left out")
                                            : _ ("several entries of the plan have this name or number; write the ID "
                                                 "or the full path. Left out"));
  return NULL;
}

const KkbId *
kkb_import_items (const KkbImportTable *table, KkbImportGroup *group, guint row, int field)
{
  const char *text = kkb_import_table_text (table, row, field), *name = text;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));
  KkbImportGroup *of = take_plan (table->reader, group, &name);
  g_autoptr (GPtrArray) whole = kkb_node_index_find (of->index, name, -1, FALSE); /* a title may hold commas */
  g_auto (GStrv) names = NULL;

  if (*text != '\0' && whole->len == 1)
    return kkb_facts_ids (table->reader->facts, &((KkbNode *)g_ptr_array_index (whole, 0))->id, 1);
  names = kkb_import_split_list (text);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const KkbNode *node = find_item (table, group, row, field, names[i], FALSE);

      if (node != NULL)
        g_array_append_val (ids, node->id);
    }
  return kkb_facts_ids (table->reader->facts, (const KkbId *)(gpointer)ids->data, ids->len);
}

/* The project of the row, or NULL and it is said. */
static KkbNode *
find_project (const KkbImportTable *table, KkbImportGroup *group, guint row, int field)
{
  const char *text = kkb_import_table_text (table, row, field);

  if (*text != '\0')
    return find_item (table, group, row, field, text, TRUE);
  kkb_import_problem (table->reader, KKB_PROBLEM_ERROR, table->sheet, row, G_MAXUINT, "",
                      _ ("the row names no project; it was left out"));
  return NULL;
}

static KkbIndicator *
find_indicator (KkbImportReader *reader, KkbImportGroup *group, const char *text)
{
  g_autofree char *key = kkb_text_key (text);
  KkbPlacement *placement = g_hash_table_lookup (group->by_code, key);
  KkbImportGroup *of = group;
  GPtrArray *same;

  if (placement == NULL && (of = take_plan (reader, group, &text)) != group)
    {
      g_free (key);
      key = kkb_text_key (text);
      placement = g_hash_table_lookup (of->by_code, key);
    }
  if (placement != NULL)
    return placement->indicator;
  same = g_hash_table_lookup (of->by_name, key);
  return same != NULL && same->len == 1 ? g_ptr_array_index (same, 0) : NULL;
}

typedef void (*RowFunc) (const KkbImportTable *table, KkbImportGroup *group, guint row, GHashTable *lists);

static void
list_free (gpointer list)
{
  g_array_unref (list);
}

/* Goes through the sheet NAME. LISTS: what FUNC gathers, owner -> GArray. */
static void
each_row (KkbImportReader *reader, KkbImportGroup *group, const char *name, const KkbFieldSpec *specs, guint n_specs,
          int key_field, RowFunc func, GHashTable *lists)
{
  const KkbSheet *sheet = kkb_import_sheet (reader, group, name);
  g_autoptr (KkbImportTable) table = NULL;

  if (sheet == NULL)
    return;
  table = kkb_import_table_open (reader, sheet, specs, n_specs, key_field);
  if (table == NULL)
    return;
  kkb_import_table_report_unknown (table);
  for (guint row = kkb_import_table_next (table, table->header_row); row != G_MAXUINT;
       row = kkb_import_table_next (table, row))
    func (table, group, row, lists);
}

static GArray *
list_of (GHashTable *lists, gpointer owner, guint size)
{
  GArray *list = g_hash_table_lookup (lists, owner);

  if (list == NULL)
    {
      list = g_array_new (FALSE, TRUE, size);
      g_hash_table_insert (lists, owner, list);
    }
  return list;
}

/* ---- 項目, 文章 ---------------------------------------------------------------------------------------------- */

static guint32
read_sdgs (const KkbImportTable *table, guint row)
{
  const char *text = kkb_import_table_text (table, row, ITEM_SDGS);
  g_auto (GStrv) parts = kkb_import_split_list (text);
  guint32 goals = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *number = kkb_text_narrow (parts[i]);
      guint64 goal = g_ascii_strtoull (number, NULL, 10);

      if (goal >= 1 && goal <= 17)
        goals |= 1u << goal;
      else
        kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, ITEM_SDGS, parts[i],
                                  _ ("not a goal of the SDGs (1 to 17); left out"));
    }
  return goals;
}

static void
read_item_row (const KkbImportTable *table, KkbImportGroup *group, guint row, GHashTable *lists)
{
  const char *text = kkb_import_table_text (table, row, ITEM_NODE);
  KkbNode *node = *text != '\0' ? find_item (table, group, row, ITEM_NODE, text, FALSE) : NULL;
  KkbNodeMore *more;

  if (node == NULL)
    return;
  more = kkb_node_more (table->reader->facts, node);
  more->start_fy = (gint16)kkb_import_table_year (table, row, ITEM_START);
  more->end_fy = (gint16)kkb_import_table_year (table, row, ITEM_END);
  more->sdgs = read_sdgs (table, row);
  more->tags = kkb_import_tags (table->reader, kkb_import_table_text (table, row, ITEM_TAGS));
  more->references = kkb_import_items (table, group, row, ITEM_REFERENCES);
}

/* A row without 項目 is a text of the plan. */
static void
read_text_row (const KkbImportTable *table, KkbImportGroup *group, guint row, GHashTable *lists)
{
  const char *place = kkb_import_table_text (table, row, TEXT_NODE);
  const char *name = kkb_import_table_text (table, row, TEXT_NAME);
  KkbNamedText text = { 0, kkb_import_table_raw (table, row, TEXT_TEXT) };
  gpointer owner = group->plan;

  if (*place != '\0' && (owner = find_item (table, group, row, TEXT_NODE, place, FALSE)) == NULL)
    return;
  if (*name == '\0')
    {
      if (*text.text != '\0')
        kkb_import_table_problem (table, KKB_PROBLEM_ERROR, row, TEXT_TEXT, "",
                                  _ ("the text has no name (ねらい …); it was left out"));
      return;
    }
  text.name = kkb_import_word (table->reader, KKB_WORD_TEXT_NAME, name)->id;
  g_array_append_val (list_of (lists, owner, sizeof text), text);
}

static void
read_texts (KkbImportReader *reader, KkbImportGroup *group)
{
  g_autoptr (GHashTable) lists = g_hash_table_new_full (NULL, NULL, NULL, list_free);
  GHashTableIter iter;
  gpointer owner, list;

  each_row (reader, group, "文章", text_fields, G_N_ELEMENTS (text_fields), TEXT_TEXT, read_text_row, lists);
  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, &owner, &list))
    {
      GArray *texts = list;
      const KkbNamedText *copy
          = kkb_facts_texts (reader->facts, (const KkbNamedText *)(gpointer)texts->data, texts->len);

      if (owner == group->plan)
        group->plan->texts = copy;
      else
        kkb_node_more (reader->facts, owner)->texts = copy;
    }
}

/* ---- 予算科目, 人件費, 成果物 ---------------------------------------------------------------------------------- */

static void
read_budget_row (const KkbImportTable *table, KkbImportGroup *group, guint row, GHashTable *lists)
{
  KkbNode *node = find_project (table, group, row, BUDGET_PROJECT);
  KkbBudgetLine line;

  if (node == NULL)
    return;
  line.account = kkb_import_table_text (table, row, BUDGET_ACCOUNT);
  line.kan = kkb_import_table_text (table, row, BUDGET_KAN);
  line.kou = kkb_import_table_text (table, row, BUDGET_KOU);
  line.moku = kkb_import_table_text (table, row, BUDGET_MOKU);
  line.item = kkb_import_table_text (table, row, BUDGET_ITEM);
  g_array_append_val (list_of (lists, node, sizeof line), line);
}

static gboolean
has_cost (const KkbImportTable *table, guint row)
{
  return kkb_import_table_column (table, STAFF_COST) != NULL && *kkb_import_table_text (table, row, STAFF_COST) != '\0';
}

static void
read_staff_row (const KkbImportTable *table, KkbImportGroup *group, guint row, GHashTable *lists)
{
  KkbNode *node = find_project (table, group, row, STAFF_PROJECT);
  const char *kind = kkb_import_table_text (table, row, STAFF_KIND);
  KkbMoneyKind money_kind = KKB_MONEY_SETTLEMENT;
  KkbStaff staff = { 0 };

  if (node == NULL)
    return;
  if (*kind != '\0' && !kkb_money_kind_from_word (kind, &money_kind))
    kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, STAFF_KIND, kind, _ ("not 予算 or 決算; read as 決算"));
  staff.fy = (gint16)kkb_import_table_year (table, row, STAFF_FY);
  staff.kind = (guint8)money_kind;
  kkb_import_table_decimal (table, row, STAFF_STAFF, &staff.staff);
  if (!kkb_import_table_yen (table, row, STAFF_COST, &staff.unit_cost) && has_cost (table, row))
    return; /* said by the cell */
  g_array_append_val (list_of (lists, node, sizeof staff), staff);
}

static void
read_output_row (const KkbImportTable *table, KkbImportGroup *group, guint row, GHashTable *lists)
{
  KkbNode *node = find_project (table, group, row, OUTPUT_PROJECT);
  KkbOutput output = { 0 };

  if (node == NULL)
    return;
  output.fy = (gint16)kkb_import_table_year (table, row, OUTPUT_FY);
  output.text = kkb_import_table_text (table, row, OUTPUT_TEXT);
  if (*output.text != '\0')
    g_array_append_val (list_of (lists, node, sizeof output), output);
}

static void
read_project_lists (KkbImportReader *reader, KkbImportGroup *group)
{
  g_autoptr (GHashTable) budget = g_hash_table_new_full (NULL, NULL, NULL, list_free);
  g_autoptr (GHashTable) staff = g_hash_table_new_full (NULL, NULL, NULL, list_free);
  g_autoptr (GHashTable) outputs = g_hash_table_new_full (NULL, NULL, NULL, list_free);

  each_row (reader, group, "予算科目", budget_fields, G_N_ELEMENTS (budget_fields), BUDGET_ACCOUNT, read_budget_row,
            budget);
  each_row (reader, group, "人件費", staff_fields, G_N_ELEMENTS (staff_fields), STAFF_STAFF, read_staff_row, staff);
  each_row (reader, group, "成果物", output_fields, G_N_ELEMENTS (output_fields), OUTPUT_TEXT, read_output_row,
            outputs);
  for (guint i = 0; i < group->nodes->len; i++)
    {
      KkbNode *node = g_ptr_array_index (group->nodes, i);
      const GArray *lines = g_hash_table_lookup (budget, node), *people = g_hash_table_lookup (staff, node);
      const GArray *made = g_hash_table_lookup (outputs, node);

      if (node->project == NULL)
        continue;
      node->project->n_budget_lines = lines != NULL ? lines->len : 0;
      node->project->n_staff = people != NULL ? people->len : 0;
      node->project->n_outputs = made != NULL ? made->len : 0;
      if (lines != NULL)
        node->project->budget_lines = kkb_facts_bytes (reader->facts, lines->data, lines->len * sizeof (KkbBudgetLine));
      if (people != NULL)
        node->project->staff = kkb_facts_bytes (reader->facts, people->data, people->len * sizeof (KkbStaff));
      if (made != NULL)
        node->project->outputs = kkb_facts_bytes (reader->facts, made->data, made->len * sizeof (KkbOutput));
    }
}

/* ---- 内訳・比較 ---------------------------------------------------------------------------------------------- */

static void
read_side_value (const KkbImportTable *table, guint row, KkbSideSeries *series, const char *unit)
{
  const KkbColumn *column = kkb_import_table_column (table, SIDE_VALUE);
  KkbFacts *facts = table->reader->facts;
  const char *value_unit = kkb_import_table_text (table, row, SIDE_VALUE_UNIT);
  const char *as_of = kkb_import_table_text (table, row, SIDE_AS_OF);
  const char *note = kkb_import_table_text (table, row, SIDE_VALUE_NOTE);
  const char *expected = kkb_import_table_text (table, row, SIDE_EXPECTED);
  int fy = kkb_import_table_year (table, row, SIDE_FY);
  KkbValue value = { 0 };

  if (column != NULL)
    kkb_import_table_value (table, row, column->col, unit, fy, TRUE, &value);
  value.fy = (gint16)fy;
  kkb_import_set_state (table, row, SIDE_STATE, &value);
  if (value.kind == KKB_VALUE_BLANK && value.state == KKB_STATE_BLANK)
    return;
  if (*value_unit != '\0')
    kkb_facts_value_more (facts, &value)->unit = value_unit;
  if (*as_of != '\0')
    kkb_facts_value_more (facts, &value)->as_of = as_of;
  if (*note != '\0')
    kkb_facts_value_more (facts, &value)->note = note;
  if (*expected != '\0')
    kkb_facts_value_more (facts, &value)->expected = expected;
  kkb_import_set_parts (table, row, SIDE_NUMERATOR, SIDE_DENOMINATOR, &value);
  kkb_import_set (table, row, column != NULL ? column->col : G_MAXUINT, &series->values, &value);
}

/* A series is known by its number where there is one, else by kind and name. LISTS: key -> series. */
static void
read_side_row (const KkbImportTable *table, KkbImportGroup *group, guint row, GHashTable *lists)
{
  const char *text = kkb_import_table_text (table, row, SIDE_INDICATOR);
  const char *kind_word = kkb_import_table_text (table, row, SIDE_KIND);
  const char *name = kkb_import_table_text (table, row, SIDE_NAME);
  KkbIndicator *indicator = *text != '\0' ? find_indicator (table->reader, group, text) : NULL;
  KkbSideKind kind = KKB_SIDE_COMPARISON;
  KkbSideSeries *series;
  g_autofree char *name_key = kkb_text_key (name), *key = NULL;

  if (*text == '\0' && *name == '\0')
    return;
  if (indicator == NULL)
    {
      kkb_import_table_problem (table, KKB_PROBLEM_ERROR, row, SIDE_INDICATOR, text,
                                _ ("no indicator has this ID or name; the row was left out"));
      return;
    }
  if (!kkb_side_kind_from_word (kind_word, &kind))
    kkb_import_table_problem (table, KKB_PROBLEM_ASSUMED, row, SIDE_KIND, kind_word,
                              _ ("not 内訳 or 比較; read as 比較"));
  key = g_strdup_printf ("%p|%s|%d|%s", (void *)indicator, kkb_import_table_text (table, row, SIDE_NUMBER), (int)kind,
                         name_key);
  series = g_hash_table_lookup (lists, key);
  if (series == NULL)
    {
      series = kkb_facts_add_side_series (table->reader->facts, kkb_id_new (), indicator->id);
      series->kind = (guint8)kind;
      series->name = name;
      series->unit = kkb_import_table_text (table, row, SIDE_UNIT);
      series->source = kkb_import_table_text (table, row, SIDE_SOURCE);
      series->note = kkb_import_table_text (table, row, SIDE_NOTE);
      g_hash_table_insert (lists, g_steal_pointer (&key), series);
    }
  read_side_value (table, row, series, *series->unit != '\0' ? series->unit : indicator->unit);
}

/* ---- formulas ---------------------------------------------------------------------------------------------- */

/* As many as the rules of the document ask for (kkb_draft_finish()); fewer would never give a figure. */
static gboolean
has_enough (KkbComputation formula, guint n)
{
  return formula == KKB_COMPUTED_RATIO ? n == 2 : n >= (formula == KKB_COMPUTED_SUM ? 1 : 2) && n <= MAX_OPERANDS;
}

/* Without one of its operands a formula would say something else: it is left out as a whole. */
void
kkb_import_read_formulas (KkbImportReader *reader)
{
  for (guint i = 0; i < reader->formulas->len; i++)
    {
      const KkbImportFormula *formula = &g_array_index (reader->formulas, KkbImportFormula, i);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));
      KkbIndicator *whole = find_indicator (reader, formula->group, formula->operands);
      g_auto (GStrv) names = whole == NULL ? kkb_import_split_list (formula->operands) : NULL;
      gboolean complete = TRUE;

      if (whole != NULL)
        g_array_append_val (ids, whole->id);
      for (guint k = 0; names != NULL && names[k] != NULL; k++)
        {
          const KkbIndicator *operand = find_indicator (reader, formula->group, names[k]);

          complete = complete && operand != NULL;
          if (operand != NULL)
            g_array_append_val (ids, operand->id);
          else
            kkb_import_problem (reader, KKB_PROBLEM_ERROR, formula->sheet, formula->row, formula->col, names[k],
                                _ ("no indicator has this ID; the formula was left out"));
        }
      if (complete && !has_enough ((KkbComputation)formula->indicator->more->formula, ids->len))
        {
          complete = FALSE;
          kkb_import_problem (
              reader, KKB_PROBLEM_ERROR, formula->sheet, formula->row, formula->col,
              *formula->operands != '\0' ? formula->operands
                                         : kkb_computation_word ((KkbComputation)formula->indicator->more->formula),
              _ ("a sum needs at least one other indicator under 計算元, a difference two or more (at most "
                 "100), a ratio exactly two; the formula was left out"));
        }
      if (!complete)
        {
          kkb_indicator_more (reader->facts, formula->indicator)->formula = KKB_COMPUTED_NONE;
          continue;
        }
      kkb_indicator_more (reader->facts, formula->indicator)->operands
          = kkb_facts_ids (reader->facts, (const KkbId *)(gpointer)ids->data, ids->len);
    }
}

void
kkb_import_read_details (KkbImportReader *reader, KkbImportGroup *group)
{
  g_autoptr (GHashTable) sides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  each_row (reader, group, "項目", item_fields, G_N_ELEMENTS (item_fields), ITEM_NODE, read_item_row, NULL);
  read_texts (reader, group);
  read_project_lists (reader, group);
  each_row (reader, group, "内訳・比較", side_fields, G_N_ELEMENTS (side_fields), SIDE_NAME, read_side_row, sides);
}
