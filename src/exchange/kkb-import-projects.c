/* kkb-import-projects.c - the sheets 事業 and 経費. */
#include "kkb-import-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define NO_LEVEL 255

typedef enum
{
  PROJECT_ID,
  PROJECT_POSITION,
  PROJECT_STATUS,
  PROJECT_NUMBER,
  PROJECT_TITLE,
  PROJECT_GRANT_TITLE,
  PROJECT_CATEGORY,
  PROJECT_SUMMARY,
  PROJECT_DEPARTMENTS,
  PROJECT_GRANTS,
  PROJECT_GRANT_TYPES,
  PROJECT_PERIOD,
  PROJECT_START,
  PROJECT_END,
  PROJECT_LEVEL,
  PROJECT_ORDER,
  PROJECT_NOTE,
  PROJECT_IN_LEVEL /* + level: a column headed by a level's name */
} ProjectField;

static const KkbFieldSpec project_fields[] = {
  { PROJECT_ID, "ID" },
  { PROJECT_POSITION, "位置" },
  { PROJECT_STATUS, "区分|新規継続|新規・継続|新規/継続" },
  { PROJECT_NUMBER, "番号|№|No|No." },
  { PROJECT_TITLE, "推進事業|事業名|事業" },
  { PROJECT_GRANT_TITLE, "事業の名称" },
  { PROJECT_CATEGORY, "属性" },
  { PROJECT_SUMMARY, "概要|事業概要|実施内容" },
  { PROJECT_DEPARTMENTS, "担当課|所管課|担当部署" },
  { PROJECT_GRANTS, "交付金名称|交付金|補助金" },
  { PROJECT_GRANT_TYPES, "交付金の種類" },
  { PROJECT_PERIOD, "実施期間|期間" },
  { PROJECT_START, "開始年度" },
  { PROJECT_END, "終了年度" },
  { PROJECT_LEVEL, "階層" },
  { PROJECT_ORDER, "並び順" },
  { PROJECT_NOTE, "備考" },
};

typedef enum
{
  MONEY_PROJECT,
  MONEY_NUMBER,
  MONEY_FY,
  MONEY_ITEM,
  MONEY_AMOUNT,
  MONEY_KIND,
  MONEY_SOURCE
} MoneyField;

static const KkbFieldSpec money_fields[] = {
  { MONEY_PROJECT, "事業|事業の名称|推進事業|事業名" },
  { MONEY_NUMBER, "番号|№|No|No." },
  { MONEY_FY, "年度" },
  { MONEY_ITEM, "内訳|項目" },
  { MONEY_AMOUNT, "+金額|経費|実績額" },
  { MONEY_KIND, "区分|予算決算" },
  { MONEY_SOURCE, "財源" },
};

/* ---- 事業 --------------------------------------------------------------------------------------------------- */

static guint
n_levels (const KkbPlan *plan)
{
  return plan->levels != NULL ? g_strv_length ((char **)plan->levels) : 0;
}

static int
level_of_name (const KkbPlan *plan, const char *name)
{
  for (guint i = 0; i < n_levels (plan); i++)
    if (kkb_text_same (plan->levels[i], name))
      return (int)i;
  return -1;
}

KkbGrant *
kkb_import_grant (KkbImportReader *reader, const char *name, const char *type)
{
  g_autofree char *key = g_strconcat (name, "|", type, NULL);
  KkbGrant *grant = g_hash_table_lookup (reader->grants, key);

  if (grant == NULL)
    {
      grant = kkb_facts_add_grant (reader->facts, kkb_id_new ());
      grant->name = kkb_facts_string (reader->facts, name);
      grant->type = kkb_facts_string (reader->facts, type);
      g_hash_table_insert (reader->grants, g_steal_pointer (&key), grant);
    }
  return grant;
}

/* Grants named in the cell, joined by 、 or line breaks, with the types beside them. */
static const KkbId *
read_grants (KkbImportReader *reader, const char *text, const char *types)
{
  g_auto (GStrv) names = g_regex_split_simple ("[、\\n]", text, 0, 0);
  g_auto (GStrv) kinds = g_regex_split_simple ("[、\\n]", types, 0, 0);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = kkb_text_strip (names[i]);
      g_autofree char *type = kkb_text_strip (i < g_strv_length (kinds) ? kinds[i] : "");

      if (*name != '\0')
        g_array_append_val (ids, kkb_import_grant (reader, name, type)->id);
    }
  return kkb_facts_ids (reader->facts, (const KkbId *)ids->data, ids->len);
}

/* Without a 体系 sheet the tree is 交付金名称 → 事業の名称; or what 位置 names. */
static KkbNode *
parent_without_tree (KkbImportReader *reader, KkbImportGroup *group, const char *position, const char *grant)
{
  g_autofree char *first = NULL;

  if (*position != '\0')
    return kkb_import_make_node (reader, group, position, 0);
  first = g_strndup (grant, strcspn (grant, "\n"));
  if (strstr (first, "、") != NULL)
    *strstr (first, "、") = '\0';
  g_strstrip (first);
  return *first != '\0' ? kkb_import_make_node (reader, group, first, 0) : NULL;
}

static KkbNode *
find_parent (const KkbImportTable *table, KkbImportGroup *group, guint row)
{
  const char *text = kkb_import_table_text (table, row, PROJECT_POSITION);
  const KkbColumn *column = kkb_import_table_column (table, PROJECT_POSITION);
  int level = -1;

  for (guint i = 0; i < table->columns->len && *text == '\0'; i++)
    {
      const KkbColumn *other = &g_array_index (table->columns, KkbColumn, i);

      if (other->field < PROJECT_IN_LEVEL)
        continue;
      text = kkb_import_table_text_at (table, row, other->col);
      level = other->field - PROJECT_IN_LEVEL;
      column = other;
    }
  if (!group->has_tree)
    return parent_without_tree (table->reader, group, text, kkb_import_table_text (table, row, PROJECT_GRANTS));
  if (*text == '\0')
    return NULL;
  return kkb_import_find_node (table, group, row, column->col, text, level, FALSE);
}

/* Its own level: as written, else the first below its parent without a column on 体系 (推進事業). */
static guint
find_level (const KkbImportTable *table, KkbImportGroup *group, guint row, const KkbNode *parent)
{
  const char *text = kkb_import_table_text (table, row, PROJECT_LEVEL);
  guint first = parent != NULL && parent->level != NO_LEVEL ? parent->level + 1u : 0;
  int named = *text != '\0' ? level_of_name (group->plan, text) : -1;

  if (named >= 0)
    return (guint)named;
  if (*text != '\0')
    return NO_LEVEL; /* － */
  for (guint i = first; i < n_levels (group->plan); i++)
    if (!group->used_levels[i])
      return i;
  return NO_LEVEL;
}

static void
read_period (const KkbImportTable *table, guint row, KkbProject *project)
{
  int start = KKB_FY_NONE, end = KKB_FY_NONE, own;

  project->period = kkb_import_table_text (table, row, PROJECT_PERIOD);
  if (*project->period != '\0' && !kkb_fy_parse_period (project->period, &start, &end))
    kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, PROJECT_PERIOD, project->period,
                              _ ("not a period of fiscal years; kept as text"));
  own = kkb_import_table_year (table, row, PROJECT_START);
  project->start_fy = (gint16)(own != KKB_FY_NONE ? own : start);
  own = kkb_import_table_year (table, row, PROJECT_END);
  project->end_fy = (gint16)(own != KKB_FY_NONE ? own : end);
}

static void
read_project_row (const KkbImportTable *table, KkbImportGroup *group, guint row)
{
  KkbImportReader *reader = table->reader;
  const char *title = kkb_import_table_text (table, row, PROJECT_TITLE), *order, *number;
  const char *grant_title = kkb_import_table_text (table, row, PROJECT_GRANT_TITLE);
  KkbNode *parent, *node;
  KkbProject *project;

  if (*title == '\0')
    title = grant_title;
  else if (*grant_title != '\0' && !kkb_text_same (title, grant_title))
    kkb_import_table_problem (table, KKB_PROBLEM_NOTE, row, PROJECT_GRANT_TITLE, grant_title,
                              _ ("the row has two names; “%s” was taken"), title);
  if (*title == '\0')
    return;
  parent = find_parent (table, group, row);
  node = kkb_import_add_node (reader, group, parent, find_level (table, group, row, parent), "",
                              kkb_import_table_text (table, row, PROJECT_ID));
  number = kkb_import_table_text (table, row, PROJECT_NUMBER);
  node->title = title;
  node->label = number;
  node->departments = kkb_import_departments (reader, kkb_import_table_text (table, row, PROJECT_DEPARTMENTS));
  order = kkb_import_table_text (table, row, PROJECT_ORDER);
  if (*order != '\0')
    node->position = (gint32)CLAMP (g_ascii_strtoll (order, NULL, 10), 0, G_MAXINT32);
  project = kkb_facts_make_project (reader->facts, node);
  project->status = kkb_import_table_text (table, row, PROJECT_STATUS);
  project->category = kkb_import_table_text (table, row, PROJECT_CATEGORY);
  project->summary = kkb_import_table_text (table, row, PROJECT_SUMMARY);
  project->note = kkb_import_table_text (table, row, PROJECT_NOTE);
  project->grants = read_grants (reader, kkb_import_table_text (table, row, PROJECT_GRANTS),
                                 kkb_import_table_text (table, row, PROJECT_GRANT_TYPES));
  read_period (table, row, project);
  kkb_node_index_add (group->index, node);
}

void
kkb_import_read_projects (KkbImportReader *reader, KkbImportGroup *group)
{
  const KkbSheet *sheet = kkb_import_sheet (reader, group, "事業");
  g_autoptr (GArray) specs = g_array_new (FALSE, FALSE, sizeof (KkbFieldSpec));
  g_autoptr (KkbImportTable) table = NULL;

  if (sheet == NULL)
    return;
  g_array_append_vals (specs, project_fields, G_N_ELEMENTS (project_fields));
  for (guint i = 0; i < n_levels (group->plan) && i < NO_LEVEL; i++)
    {
      KkbFieldSpec spec = { PROJECT_IN_LEVEL + (int)i, group->plan->levels[i] };

      g_array_append_val (specs, spec); /* behind the others: 推進事業 stays the title */
    }
  table = kkb_import_table_open (reader, sheet, (const KkbFieldSpec *)specs->data, specs->len, -1);
  if (table == NULL)
    return;
  kkb_import_table_report_unknown (table);
  for (guint row = kkb_import_table_next (table, table->header_row); row != G_MAXUINT;
       row = kkb_import_table_next (table, row))
    read_project_row (table, group, row);
}

/* ---- 経費 --------------------------------------------------------------------------------------------------- */

/* 千円 → 1000; 0 if TEXT names no unit of money. */
static gint64
money_unit (const char *text)
{
  g_autofree char *key = kkb_text_key (text);
  static const struct
  {
    const char *word;
    gint64 yen;
  } units[] = { { "百万円", 1000000 }, { "千円", 1000 }, { "万円", 10000 }, { "億円", 100000000 }, { "円", 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strstr (key, units[i].word) != NULL)
      return units[i].yen;
  return 0;
}

/* The unit of the amounts: in the head, else in a line （単位：千円） above it, else 円 and said so. */
static gint64
find_unit (const KkbImportTable *table, const KkbColumn *amount)
{
  gint64 unit = money_unit (amount->head);

  for (guint row = kkb_sheet_next_used_row (table->sheet, 0); unit == 0 && row < table->header_row;
       row = kkb_sheet_next_used_row (table->sheet, row + 1))
    for (guint col = 0; col < MIN (kkb_sheet_n_cols (table->sheet), 64) && unit == 0; col++)
      {
        const char *text = kkb_import_table_text_at (table, row, col);

        if (strstr (text, "単位") != NULL)
          unit = money_unit (text);
      }
  if (unit == 0)
    {
      kkb_import_problem (table->reader, KKB_PROBLEM_ASSUMED, table->sheet, table->header_row, amount->col, "",
                          _ ("no unit is given for the amounts; read as 円"));
      unit = 1;
    }
  return unit;
}

/* AMOUNT x UNIT without needless zeros behind the point: 10.5 千円 is 10500 円. */
static gboolean
to_yen (KkbDecimal amount, gint64 unit, KkbDecimal *yen)
{
  if (!kkb_decimal_mul (amount, kkb_decimal_from_int (unit), yen))
    return FALSE;
  while (unit > 1 && yen->scale > 0 && yen->coef % 10 == 0)
    {
      yen->coef /= 10;
      yen->scale--;
    }
  return TRUE;
}

static gboolean
read_amount (const KkbImportTable *table, guint row, const KkbColumn *column, gint64 unit, KkbDecimal *yen)
{
  const char *text = kkb_import_table_text (table, row, column->field);
  g_auto (KkbQuantity) q = { 0 };

  if (*text == '\0' || !kkb_quantity_parse (text, NULL, &q, NULL) || q.kind == KKB_VALUE_NONE)
    return FALSE;
  if (q.kind != KKB_VALUE_NUMBER || q.bound != KKB_BOUND_EXACT || (q.unit != NULL && money_unit (q.unit) == 0))
    {
      kkb_import_problem (table->reader, KKB_PROBLEM_UNREAD, table->sheet, row, column->col, text,
                          _ ("not an amount of money; the row was left out"));
      return FALSE;
    }
  if (q.unit != NULL)
    unit = money_unit (q.unit);
  if (!to_yen (q.low, unit, yen))
    {
      kkb_import_problem (table->reader, KKB_PROBLEM_UNREAD, table->sheet, row, column->col, text,
                          _ ("an amount of more than 18 digits; the row was left out"));
      return FALSE;
    }
  return TRUE;
}

gboolean
kkb_import_table_yen (const KkbImportTable *table, guint row, int field, KkbDecimal *yen)
{
  const KkbColumn *column = NULL;
  gint64 unit;

  for (guint i = 0; i < table->columns->len && column == NULL; i++)
    if (g_array_index (table->columns, KkbColumn, i).field == field)
      column = &g_array_index (table->columns, KkbColumn, i);
  if (column == NULL)
    return FALSE;
  unit = money_unit (column->head);
  return read_amount (table, row, column, unit != 0 ? unit : 1, yen);
}

/* The project of the row, or NULL, and then it is said: an amount cannot hang on the plan itself. */
static KkbNode *
find_payer (const KkbImportTable *table, KkbImportGroup *group, guint row)
{
  const char *project = kkb_import_table_text (table, row, MONEY_PROJECT);
  g_autoptr (GPtrArray) found = NULL;

  if (*project == '\0')
    {
      kkb_import_table_problem (table, KKB_PROBLEM_ERROR, row, MONEY_AMOUNT, "",
                                _ ("the amount belongs to no project; the row was left out"));
      return NULL;
    }
  found = kkb_node_index_find (group->index, project, -1, TRUE);
  if (found->len == 1)
    return g_ptr_array_index (found, 0);
  kkb_import_table_problem (table, KKB_PROBLEM_ERROR, row, MONEY_PROJECT, project,
                            found->len == 0
                                ? _ ("no project has this ID or name; the row was left out")
                                : _ ("several projects have this name; write its ID. The row was left out"));
  return NULL;
}

static void
read_money_row (const KkbImportTable *table, KkbImportGroup *group, guint row, const KkbColumn *amount, gint64 unit)
{
  KkbImportReader *reader = table->reader;
  const char *kind;
  KkbMoneyKind money_kind = KKB_MONEY_SETTLEMENT;
  KkbNode *node;
  KkbMoney *money;
  KkbDecimal yen;
  int fy = kkb_import_table_year (table, row, MONEY_FY);

  if (!read_amount (table, row, amount, unit, &yen))
    return;
  node = find_payer (table, group, row);
  if (node == NULL)
    return;
  if (fy == KKB_FY_NONE && group->plan->start_fy == group->plan->end_fy)
    fy = group->plan->start_fy;
  else if (fy == KKB_FY_NONE)
    kkb_import_problem (reader, KKB_PROBLEM_NOTE, table->sheet, row, amount->col, "",
                        _ ("no fiscal year is given for the amount"));
  kind = kkb_import_table_text (table, row, MONEY_KIND);
  if (*kind != '\0' && !kkb_money_kind_from_word (kind, &money_kind))
    kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, MONEY_KIND, kind, _ ("not 予算 or 決算; read as 決算"));
  money = kkb_facts_add_money (reader->facts, kkb_id_new (), node->id);
  money->fy = (gint16)fy;
  money->kind = (guint8)money_kind;
  money->number = kkb_import_table_text (table, row, MONEY_NUMBER);
  money->item = kkb_import_table_text (table, row, MONEY_ITEM);
  money->source = kkb_import_table_text (table, row, MONEY_SOURCE);
  money->yen = yen;
}

void
kkb_import_read_money (KkbImportReader *reader, KkbImportGroup *group)
{
  const KkbSheet *sheet = kkb_import_sheet (reader, group, "経費");
  g_autoptr (KkbImportTable) table = NULL;
  const KkbColumn *amount;
  gint64 unit;

  if (sheet == NULL)
    return;
  table = kkb_import_table_open (reader, sheet, money_fields, G_N_ELEMENTS (money_fields), MONEY_AMOUNT);
  if (table == NULL)
    return;
  kkb_import_table_report_unknown (table);
  amount = kkb_import_table_column (table, MONEY_AMOUNT);
  unit = amount != NULL ? find_unit (table, amount) : 1;
  if (kkb_import_table_column (table, MONEY_KIND) == NULL)
    kkb_import_problem (reader, KKB_PROBLEM_ASSUMED, sheet, table->header_row, G_MAXUINT, "",
                        _ ("there is no column 区分; all amounts are read as 決算"));
  for (guint row = kkb_import_table_next (table, table->header_row); row != G_MAXUINT && amount != NULL;
       row = kkb_import_table_next (table, row))
    read_money_row (table, group, row, amount, unit);
}
