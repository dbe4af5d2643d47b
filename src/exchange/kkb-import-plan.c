/* kkb-import-plan.c - the sheets 計画 and 版. */
#include "kkb-import-private.h"
#include "kkb-rules.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  PLAN_TITLE,
  PLAN_ORGANIZATION,
  PLAN_DEPARTMENT,
  PLAN_PUBLISHED,
  PLAN_START,
  PLAN_END,
  PLAN_YEAR,
  PLAN_PERIOD,
  PLAN_LEVELS,
  PLAN_LEVEL,
  PLAN_REVIEW,
  PLAN_REVIEW_BODY,
  PLAN_NOTE,
  PLAN_PARENT,
  PLAN_RELATED,
  PLAN_PREVIOUS,
  PLAN_NEXT,
  PLAN_HEADING
} PlanKey;

static const KkbFieldSpec plan_keys[] = {
  { PLAN_TITLE, "title|計画名|計画の名称|名称" },
  { PLAN_ORGANIZATION, "organization|organisation|団体名|団体|自治体名" },
  { PLAN_DEPARTMENT, "department|担当課|所管課" },
  { PLAN_PUBLISHED, "published|策定年月|策定" },
  { PLAN_START, "start_fy|開始年度" },
  { PLAN_END, "end_fy|終了年度" },
  { PLAN_YEAR, "fy|年度" },
  { PLAN_PERIOD, "period|計画期間|期間" },
  { PLAN_LEVELS, "levels|階層" },
  { PLAN_LEVEL, "level|階層名" },
  { PLAN_REVIEW, "review|見直し" },
  { PLAN_REVIEW_BODY, "review_body|推進会議" },
  { PLAN_NOTE, "note|備考" },
  { PLAN_PARENT, "parent_plan|上位計画" },
  { PLAN_RELATED, "related_plan|関連計画" },
  { PLAN_PREVIOUS, "previous_plan|前期計画" },
  { PLAN_NEXT, "next_plan|次期計画" },
  { PLAN_HEADING, "key|キー|項目" },
};

typedef enum
{
  EDITION_NAME,
  EDITION_FY,
  EDITION_METHOD,
  EDITION_YARDSTICK,
  EDITION_ROUNDING,
  EDITION_DECIMALS,
  EDITION_BANDS,
  EDITION_RULES,
  EDITION_SEEN,
  EDITION_ROUNDED,
  EDITION_EXACT,
  EDITION_SUGGEST,
  EDITION_WEIGHTED,
  EDITION_PERCENT,
  EDITION_TOLERANCE
} EditionField;

static const KkbFieldSpec edition_fields[] = {
  { EDITION_NAME, "版" },
  { EDITION_FY, "年度" },
  { EDITION_METHOD, "評価方法" },
  { EDITION_YARDSTICK, "目安" },
  { EDITION_ROUNDING, "端数処理" },
  { EDITION_DECIMALS, "小数桁" },
  { EDITION_BANDS, "評価区分" },
  { EDITION_RULES, "規則名" },
  { EDITION_SEEN, "出典" },
  { EDITION_ROUNDED, "丸めた率で判定" },
  { EDITION_EXACT, "当年度のみ" },
  { EDITION_SUGGEST, "提案のみ" },
  { EDITION_WEIGHTED, "加重" },
  { EDITION_PERCENT, "構成比" },
  { EDITION_TOLERANCE, "許容幅|許容差" },
};

static const char *const percent_words[] = { "plain", "largest-cell", "largest-remainder" };

/* ---- 計画 --------------------------------------------------------------------------------------------------- */

static int
plan_key (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (plan_keys); i++)
    {
      g_auto (GStrv) names = g_strsplit (plan_keys[i].names, "|", -1);

      for (guint k = 0; names[k] != NULL; k++)
        if (kkb_text_same (names[k], text))
          return plan_keys[i].field;
    }
  return -1;
}

static gint16
plan_year (const KkbImportTable *table, guint row, guint col, const char *text)
{
  int fy = kkb_import_year_of_text (text);

  if (fy == KKB_FY_NONE)
    kkb_import_problem (table->reader, KKB_PROBLEM_UNREAD, table->sheet, row, col, text,
                        _ ("not a fiscal year; read as year unknown"));
  return (gint16)fy;
}

static void
add_link (KkbImportReader *reader, KkbPlan *plan, KkbLinkKind kind, const char *text)
{
  KkbPlanLink *link = kkb_facts_add_link (reader->facts, kkb_id_new (), plan->id);

  link->kind = (guint8)kind;
  link->text = text;
}

static void
split_levels (const char *text, GPtrArray *levels)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GString) unified = g_string_new (text);

  g_string_replace (unified, "／", "/", 0);
  names = g_strsplit (unified->str, "/", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      char *name = kkb_text_strip (names[i]);

      if (*name != '\0')
        g_ptr_array_add (levels, name);
      else
        g_free (name);
    }
}

static void
take_key (const KkbImportTable *table, KkbPlan *plan, GPtrArray *levels, guint row, guint col, int key,
          const char *text)
{
  KkbImportReader *reader = table->reader;
  int start, end;

  switch (key)
    {
    case PLAN_TITLE:
      plan->title = text;
      break;
    case PLAN_ORGANIZATION:
      plan->organization = text;
      break;
    case PLAN_DEPARTMENT:
      plan->departments = kkb_import_departments (reader, text);
      break;
    case PLAN_PUBLISHED:
      plan->published = text;
      break;
    case PLAN_START:
      plan->start_fy = plan_year (table, row, col, text);
      break;
    case PLAN_END:
      plan->end_fy = plan_year (table, row, col, text);
      break;
    case PLAN_YEAR:
      plan->start_fy = plan->end_fy = plan_year (table, row, col, text);
      break;
    case PLAN_PERIOD:
      if (kkb_fy_parse_period (text, &start, &end))
        {
          plan->start_fy = (gint16)start;
          plan->end_fy = (gint16)end;
        }
      else
        kkb_import_problem (reader, KKB_PROBLEM_UNREAD, table->sheet, row, col, text,
                            _ ("not a period of fiscal years; left out"));
      break;
    case PLAN_LEVELS:
      split_levels (text, levels);
      break;
    case PLAN_LEVEL:
      g_ptr_array_add (levels, g_strdup (text));
      break;
    case PLAN_REVIEW:
      plan->review = text;
      break;
    case PLAN_REVIEW_BODY:
      plan->review_body = text;
      break;
    case PLAN_NOTE:
      plan->note = text;
      break;
    case PLAN_PARENT:
    case PLAN_RELATED:
    case PLAN_PREVIOUS:
    case PLAN_NEXT:
      add_link (reader, plan, (KkbLinkKind)(KKB_LINK_PARENT + key - PLAN_PARENT), text); /* both in one order */
      break;
    default:
      break;
    }
}

/* The first column with text is the key, the next with text its value. */
static void
read_key_row (const KkbImportTable *table, KkbPlan *plan, GPtrArray *levels, guint row)
{
  guint n_cols = MIN (kkb_sheet_n_cols (table->sheet), 64), key_col = 0, value_col;
  const char *name = "", *text = "";
  int key;

  for (; key_col < n_cols && *name == '\0'; key_col++)
    name = kkb_import_table_text_at (table, row, key_col);
  if (*name == '\0')
    return;
  key = plan_key (name);
  for (value_col = key_col; value_col < n_cols; value_col++)
    if (*(text = kkb_import_table_text_at (table, row, value_col)) != '\0')
      break;
  if (key < 0 && *text != '\0')
    kkb_import_problem (table->reader, KKB_PROBLEM_IGNORED, table->sheet, row, key_col - 1, name,
                        _ ("this item of the plan is not known; left out"));
  else if (*text != '\0')
    take_key (table, plan, levels, row, value_col, key, text);
}

void
kkb_import_read_plan (KkbImportReader *reader, KkbImportGroup *group)
{
  const KkbSheet *sheet = kkb_import_sheet (reader, group, "計画");
  g_autoptr (GPtrArray) levels = g_ptr_array_new_with_free_func (g_free);
  KkbPlan *plan = group->plan;
  KkbImportTable table = { .reader = reader, .sheet = sheet };

  if (sheet != NULL)
    {
      g_hash_table_add (reader->read_sheets, (gpointer)sheet);
      for (guint row = kkb_sheet_next_used_row (sheet, 0); row != G_MAXUINT;
           row = kkb_sheet_next_used_row (sheet, row + 1))
        read_key_row (&table, plan, levels, row);
    }
  if (*plan->title == '\0')
    {
      plan->title = kkb_facts_string (reader->facts, reader->name);
      kkb_import_assume (reader->import, plan, KKB_ASSUMED_TITLE);
      kkb_import_problem (reader, KKB_PROBLEM_ASSUMED, sheet, G_MAXUINT, G_MAXUINT, "",
                          _ ("the plan has no title; the file's name was taken: %s"), reader->name);
    }
  if (levels->len == 0)
    return;
  g_ptr_array_add (levels, NULL);
  plan->levels = kkb_facts_strings (reader->facts, (const char *const *)levels->pdata);
  g_hash_table_add (reader->import->given_levels, plan);
}

/* ---- 版 ----------------------------------------------------------------------------------------------------- */

/* Says that the word in FIELD means nothing; the standard rule stands. */
static void
bad_word (const KkbImportTable *table, guint row, int field, const char *text)
{
  if (*text != '\0')
    kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, field, text,
                              _ ("not a word of the rule sets; the standard rule stands"));
}

static void
read_rules (const KkbImportTable *table, guint row, KkbRules *rules)
{
  KkbFacts *facts = table->reader->facts;
  const char *text;
  KkbMethod method;
  KkbYardstick yardstick;
  KkbRounding rounding;
  g_autoptr (GError) error = NULL;

  if (kkb_method_from_word (text = kkb_import_table_text (table, row, EDITION_METHOD), &method))
    rules->method = (guint8)method;
  else
    bad_word (table, row, EDITION_METHOD, text);
  if (kkb_yardstick_from_word (text = kkb_import_table_text (table, row, EDITION_YARDSTICK), &yardstick))
    rules->yardstick = (guint8)yardstick;
  else
    bad_word (table, row, EDITION_YARDSTICK, text);
  if (kkb_rounding_from_word (text = kkb_import_table_text (table, row, EDITION_ROUNDING), &rounding))
    rules->rounding = (guint8)rounding;
  else
    bad_word (table, row, EDITION_ROUNDING, text);
  text = kkb_import_table_text (table, row, EDITION_DECIMALS);
  if (text[0] >= '0' && text[0] <= '6' && text[1] == '\0')
    rules->decimals = (guint8)(text[0] - '0');
  else
    bad_word (table, row, EDITION_DECIMALS, text);
  text = kkb_import_table_text (table, row, EDITION_BANDS);
  if (*text != '\0' && !kkb_rules_parse_bands (rules, text, facts, &error))
    kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, EDITION_BANDS, text, _ ("%s; the standard bands stand"),
                              error->message);
  text = kkb_import_table_text (table, row, EDITION_PERCENT);
  for (guint i = 0; i < G_N_ELEMENTS (percent_words); i++)
    if (strcmp (text, percent_words[i]) == 0)
      rules->percent_mode = (guint8)i;
  rules->seen_at = kkb_import_table_text (table, row, EDITION_SEEN);
  rules->band_from_rounded = kkb_import_is_yes (kkb_import_table_text (table, row, EDITION_ROUNDED));
  rules->exact_year = kkb_import_is_yes (kkb_import_table_text (table, row, EDITION_EXACT));
  rules->suggest_only = kkb_import_is_yes (kkb_import_table_text (table, row, EDITION_SUGGEST));
  rules->weighted = kkb_import_is_yes (kkb_import_table_text (table, row, EDITION_WEIGHTED));
  rules->has_tolerance = (guint8)kkb_import_table_decimal (table, row, EDITION_TOLERANCE, &rules->tolerance);
}

/* The standard rule set with its texts in FACTS. */
static KkbRules
standard_rules (KkbFacts *facts)
{
  KkbRules rules = *kkb_rules_standard ();

  rules.name = kkb_facts_string (facts, rules.name);
  rules.seen_at = kkb_facts_string (facts, rules.seen_at);
  for (guint i = 0; i < rules.n_bands; i++)
    rules.bands[i].label = kkb_facts_string (facts, rules.bands[i].label);
  return rules;
}

void
kkb_import_read_editions (KkbImportReader *reader, KkbImportGroup *group)
{
  const KkbSheet *sheet = kkb_import_sheet (reader, group, "版");
  g_autoptr (KkbImportTable) table = NULL;
  guint n = 0;

  if (sheet != NULL)
    table = kkb_import_table_open (reader, sheet, edition_fields, G_N_ELEMENTS (edition_fields), EDITION_NAME);
  if (table != NULL)
    {
      kkb_import_table_report_unknown (table);
      for (guint row = kkb_import_table_next (table, table->header_row); row != G_MAXUINT;
           row = kkb_import_table_next (table, row))
        {
          const char *name = kkb_import_table_text (table, row, EDITION_NAME), *rules_name;
          KkbEdition *edition;

          if (*name == '\0')
            continue;
          edition = kkb_facts_add_edition (reader->facts, kkb_id_new (), group->plan->id);
          edition->name = name;
          edition->fy = (gint16)kkb_import_table_year (table, row, EDITION_FY);
          edition->rules = standard_rules (reader->facts);
          read_rules (table, row, &edition->rules);
          rules_name = kkb_import_table_text (table, row, EDITION_RULES);
          if (*rules_name != '\0')
            edition->rules.name = rules_name;
          n++;
        }
    }
  if (n == 0)
    { /* every plan has one; only a new plan takes it */
      KkbEdition *edition = kkb_facts_add_edition (reader->facts, kkb_id_new (), group->plan->id);

      edition->rules = standard_rules (reader->facts);
      edition->name = edition->rules.name;
      g_hash_table_add (reader->import->assumed_editions, edition);
    }
}
