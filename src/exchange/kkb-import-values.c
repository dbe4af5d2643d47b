/* kkb-import-values.c - the sheet 値, and setting values so that nothing is overwritten silently. */
#include "kkb-import-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  VALUE_INDICATOR,
  VALUE_ID,
  VALUE_FY,
  VALUE_KIND,
  VALUE_VALUE,
  VALUE_UNIT,
  VALUE_STATE,
  VALUE_NUMERATOR,
  VALUE_DENOMINATOR,
  VALUE_AS_OF,
  VALUE_NOTE,
  VALUE_EXPECTED,
  VALUE_REVISION,
  VALUE_REVISED_ON,
  VALUE_REASON
} ValueField;

static const KkbFieldSpec value_fields[] = {
  { VALUE_INDICATOR, "指標|指標名" },
  { VALUE_ID, "ID|指標ID" },
  { VALUE_FY, "年度" },
  { VALUE_KIND, "種別|区分" },
  { VALUE_VALUE, "値|数値" },
  { VALUE_UNIT, "単位" },
  { VALUE_STATE, "状態" },
  { VALUE_NUMERATOR, "分子" },
  { VALUE_DENOMINATOR, "分母" },
  { VALUE_AS_OF, "時点" },
  { VALUE_NOTE, "備考" },
  { VALUE_EXPECTED, "公表予定" },
  { VALUE_REVISION, "改定" },
  { VALUE_REVISED_ON, "改定日" },
  { VALUE_REASON, "改定理由" },
};

typedef enum
{
  KIND_BASELINE,
  KIND_TARGET,
  KIND_ACTUAL,
  KIND_REFERENCE,
  N_KINDS
} ValueKind;

static const KkbFieldSpec kind_words[] = {
  { KIND_BASELINE, "基準|現状|baseline" },
  { KIND_TARGET, "目標|target" },
  { KIND_ACTUAL, "実績|actual" },
  { KIND_REFERENCE, "参考|reference" },
};

/* ---- setting ----------------------------------------------------------------------------------------------- */

static guint
revision_of (const KkbFacts *facts, const KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (facts, value);

  return more != NULL ? more->revision : 0;
}

/* May NEW stand in the place of OLD? A later revision may; another figure of the same one may too, and is mentioned. */
static gboolean
may_replace (const KkbImportTable *table, guint row, guint col, const KkbValue *old, const KkbValue *new)
{
  const KkbFacts *facts = table->reader->facts;
  guint before = revision_of (facts, old), now = revision_of (facts, new);

  if (now != before)
    return now > before;
  if (old->kind != new->kind || old->state != new->state || old->coef != new->coef || old->scale != new->scale)
    kkb_import_problem (table->reader, KKB_PROBLEM_NOTE, table->sheet, row, col,
                        col != G_MAXUINT ? kkb_import_table_text_at (table, row, col) : "",
                        _ ("the workbook holds another figure for the same year before; this one was taken"));
  return TRUE;
}

void
kkb_import_set (const KkbImportTable *table, guint row, guint col, KkbValueList *list, const KkbValue *value)
{
  const KkbValue *old = kkb_value_list_find (list, value->fy);

  if (old == NULL || may_replace (table, row, col, old, value))
    kkb_value_list_set (list, value);
}

void
kkb_import_set_baseline (const KkbImportTable *table, guint row, guint col, KkbValue *baseline, const KkbValue *value)
{
  gboolean empty = baseline->kind == KKB_VALUE_BLANK && baseline->state == KKB_STATE_BLANK;

  if (empty || may_replace (table, row, col, baseline, value))
    *baseline = *value;
}

void
kkb_import_check_year (const KkbImportTable *table, const KkbImportGroup *group, guint row, guint col, int fy)
{
  const KkbPlan *plan = group->plan;

  if (fy == KKB_FY_NONE || plan->start_fy == KKB_FY_NONE || plan->end_fy == KKB_FY_NONE
      || (fy >= plan->start_fy && fy <= plan->end_fy)
      || !kkb_import_say_once (table->reader, "year %p %d", (const void *)table->sheet, fy))
    return;
  kkb_import_problem (table->reader, KKB_PROBLEM_NOTE, table->sheet, row, col, "",
                      _ ("the fiscal year %d lies outside the plan's period (%d to %d); read all the same"), fy,
                      plan->start_fy, plan->end_fy);
}

/* 集計中（9月予定）: a gap with its month or reason. */
static gboolean
read_state_with_remark (const KkbImportTable *table, const char *text, KkbValue *value)
{
  KkbQuantity quantity;
  gboolean read = kkb_quantity_parse (text, "", &quantity, NULL) && quantity.kind == KKB_VALUE_BLANK
                  && kkb_state_is_gap (quantity.state) && quantity.state != KKB_STATE_BLANK
                  && (quantity.expected != NULL || quantity.bracket != NULL);

  if (read)
    *value = kkb_quantity_to_value (&quantity, table->reader->facts, value->fy, "");
  kkb_quantity_clear (&quantity);
  return read;
}

void
kkb_import_set_state (const KkbImportTable *table, guint row, int field, KkbValue *value)
{
  const char *text = kkb_import_table_text (table, row, field);
  KkbState state;

  if (*text == '\0')
    return;
  if (value->kind == KKB_VALUE_BLANK && read_state_with_remark (table, text, value))
    return;
  if (!kkb_state_from_word (text, &state))
    kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, field, text, _ ("not a state of values; left out"));
  else if (value->kind == KKB_VALUE_BLANK ? kkb_state_is_gap (state) : !kkb_state_is_gap (state))
    value->state = state;
  else if (value->kind != KKB_VALUE_BLANK)
    kkb_import_table_problem (table, KKB_PROBLEM_NOTE, row, field, text,
                              _ ("a value stands beside this state; the value was taken"));
}

void
kkb_import_set_parts (const KkbImportTable *table, guint row, int numerator, int denominator, KkbValue *value)
{
  KkbDecimal a, b;
  gboolean has_a = kkb_import_table_decimal (table, row, numerator, &a);
  gboolean has_b = kkb_import_table_decimal (table, row, denominator, &b);

  if (!has_a && !has_b)
    return;
  if (has_a && has_b)
    {
      KkbValueMore *more = kkb_facts_value_more (table->reader->facts, value);

      more->has_parts = TRUE;
      more->numerator = a;
      more->denominator = b;
    }
  else
    kkb_import_table_problem (table, KKB_PROBLEM_UNREAD, row, has_a ? numerator : denominator,
                              kkb_import_table_text (table, row, has_a ? numerator : denominator),
                              _ ("numerator and denominator belong together; left out"));
}

/* Only the parts of a ratio were typed: 158 and 333 are 47.4 %. What unit another quotient would have is not guessed.
 */
static void
set_from_parts (const KkbImportTable *table, guint row, guint col, const char *unit, KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (table->reader->facts, value);
  KkbRational ratio = KKB_RATIONAL_INIT;
  KkbDecimal percent;

  if (more == NULL || !more->has_parts || value->kind != KKB_VALUE_BLANK || value->state != KKB_STATE_BLANK)
    return;
  if (kkb_text_same (unit, "%") && kkb_decimal_sign (more->denominator) != 0)
    {
      char buf[24];

      kkb_rational_set_ratio (&ratio, more->numerator, more->denominator);
      if (kkb_rational_to_percent (&ratio, 1, KKB_ROUND_HALF_UP, &percent))
        {
          kkb_value_set_number (value, percent, KKB_STATE_FINAL);
          kkb_import_problem (table->reader, KKB_PROBLEM_ASSUMED, table->sheet, row, col, "",
                              _ ("no value; %s was worked out from numerator and denominator"),
                              kkb_decimal_print (percent, buf));
        }
      kkb_rational_clear (&ratio);
    }
  if (value->kind == KKB_VALUE_BLANK)
    kkb_import_problem (table->reader, KKB_PROBLEM_ERROR, table->sheet, row, col, "",
                        _ ("numerator and denominator without a value; the row was left out"));
}

/* ---- goals ------------------------------------------------------------------------------------------------- */

KkbGoal *
kkb_import_find_goal (KkbImportReader *reader, const KkbPlan *plan, const KkbIndicator *indicator)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "|%p", plan->id, (const void *)indicator);

  return g_hash_table_lookup (reader->goals, key);
}

KkbGoal *
kkb_import_goal (KkbImportReader *reader, KkbPlan *plan, KkbIndicator *indicator)
{
  KkbGoal *goal = kkb_import_find_goal (reader, plan, indicator);

  if (goal == NULL)
    {
      goal = kkb_facts_add_goal (reader->facts, plan->id, indicator);
      g_hash_table_insert (reader->goals,
                           g_strdup_printf ("%" G_GINT64_FORMAT "|%p", plan->id, (const void *)indicator), goal);
    }
  return goal;
}

/* ---- 値 ----------------------------------------------------------------------------------------------------- */

/* "1:K4": the indicator K4 of plan 1, for a value of an indicator two plans share. */
static KkbPlacement *
find_shared (KkbImportReader *reader, const char *text)
{
  char *end;
  guint64 number = g_ascii_strtoull (text, &end, 10);
  g_autofree char *key = NULL;

  if (end == text || *end != ':' || number == 0 || number > reader->groups->len)
    return NULL;
  key = kkb_text_key (end + 1);
  return g_hash_table_lookup (((KkbImportGroup *)g_ptr_array_index (reader->groups, number - 1))->by_code, key);
}

/* The indicator of the row; *PLACEMENT where its ID is that of one printed row. */
static KkbIndicator *
find_indicator (const KkbImportTable *table, KkbImportGroup *group, guint row, KkbPlacement **placement)
{
  const char *id = kkb_import_table_text (table, row, VALUE_ID);
  const char *name = kkb_import_table_text (table, row, VALUE_INDICATOR);
  int field = *id != '\0' ? VALUE_ID : VALUE_INDICATOR;
  g_autofree char *key = kkb_text_key (*id != '\0' ? id : name);
  GPtrArray *same;

  *placement = *key != '\0' ? g_hash_table_lookup (group->by_code, key) : NULL;
  if (*placement != NULL)
    return (*placement)->indicator;
  if (*key == '\0')
    return NULL;
  *placement = find_shared (table->reader, *id != '\0' ? id : name);
  if (*placement != NULL)
    return (*placement)->indicator;
  same = g_hash_table_lookup (group->by_name, key);
  if (same != NULL && same->len == 1)
    return g_ptr_array_index (same, 0);
  kkb_import_table_problem (table, KKB_PROBLEM_ERROR, row, field, *id != '\0' ? id : name,
                            same != NULL ? _ ("several indicators have this name; write its ID. The row was left out")
                                         : _ ("no indicator has this ID or name; the row was left out"));
  return NULL;
}

static int
read_kind (const KkbImportTable *table, guint row)
{
  const char *text = kkb_import_table_text (table, row, VALUE_KIND);

  for (guint i = 0; i < G_N_ELEMENTS (kind_words); i++)
    {
      g_auto (GStrv) words = g_strsplit (kind_words[i].names, "|", -1);

      for (guint k = 0; words[k] != NULL; k++)
        if (kkb_text_same (words[k], text))
          return kind_words[i].field;
    }
  kkb_import_table_problem (table, *text != '\0' ? KKB_PROBLEM_UNREAD : KKB_PROBLEM_ASSUMED, row, VALUE_KIND, text,
                            _ ("no kind of value; read as 実績"));
  return KIND_ACTUAL;
}

static void
read_more (const KkbImportTable *table, guint row, KkbValue *value)
{
  KkbFacts *facts = table->reader->facts;
  const char *as_of = kkb_import_table_text (table, row, VALUE_AS_OF);
  const char *note = kkb_import_table_text (table, row, VALUE_NOTE);
  const char *expected = kkb_import_table_text (table, row, VALUE_EXPECTED);
  const char *revision = kkb_import_table_text (table, row, VALUE_REVISION);
  const char *revised_on = kkb_import_table_text (table, row, VALUE_REVISED_ON);
  const char *reason = kkb_import_table_text (table, row, VALUE_REASON);

  if (*as_of != '\0')
    kkb_facts_value_more (facts, value)->as_of = as_of;
  if (*note != '\0')
    kkb_facts_value_more (facts, value)->note = note;
  if (*expected != '\0')
    kkb_facts_value_more (facts, value)->expected = expected;
  if (*revision != '\0' && g_ascii_strtoull (revision, NULL, 10) > 0)
    kkb_facts_value_more (facts, value)->revision = (guint16)MIN (g_ascii_strtoull (revision, NULL, 10), G_MAXUINT16);
  if (*revised_on != '\0')
    kkb_facts_value_more (facts, value)->revised_on = revised_on;
  if (*reason != '\0')
    kkb_facts_value_more (facts, value)->reason = reason;
  kkb_import_set_parts (table, row, VALUE_NUMERATOR, VALUE_DENOMINATOR, value);
}

/* A unit that stands beside a figure is kept even where it is the indicator's: the document may count in another one by
 * then. Most values have nothing else beside them; they share one record, which nobody writes to from here on. */
static void
name_unit (const KkbImportTable *table, guint row, const KkbIndicator *indicator, KkbValue *value)
{
  KkbImportReader *reader = table->reader;
  const char *unit = kkb_import_table_text (table, row, VALUE_UNIT);
  gpointer record = NULL;

  if (*unit == '\0' || (value->kind != KKB_VALUE_NUMBER && value->kind != KKB_VALUE_RANGE))
    return;
  if (value->more != 0)
    {
      kkb_facts_value_more (reader->facts, value)->unit = unit;
      return;
    }
  if (!g_hash_table_lookup_extended (reader->unit_records, unit, NULL, &record))
    {
      kkb_facts_value_more (reader->facts, value)->unit = unit;
      g_hash_table_insert (reader->unit_records, (gpointer)unit, GUINT_TO_POINTER (value->more));
    }
  else
    value->more = GPOINTER_TO_UINT (record);
}

/* The year of a value: its own, else what its 時点 names; a target's else the plan's last, an actual needs one. */
static gboolean
settle_year (const KkbImportTable *table, KkbImportGroup *group, guint row, guint col, int kind, KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (table->reader->facts, value);

  if (value->fy == KKB_FY_NONE && more != NULL)
    value->fy = (gint16)kkb_fy_parse_as_of (more->as_of);
  if (value->fy != KKB_FY_NONE || kind == KIND_BASELINE)
    return TRUE;
  if (kind == KIND_TARGET && group->plan->end_fy != KKB_FY_NONE)
    {
      value->fy = group->plan->end_fy;
      kkb_import_problem (table->reader, KKB_PROBLEM_ASSUMED, table->sheet, row, col, "",
                          _ ("no target year; the plan's last year was taken"));
      return TRUE;
    }
  kkb_import_problem (table->reader, KKB_PROBLEM_ERROR, table->sheet, row, col,
                      kkb_import_table_text_at (table, row, col), _ ("the value has no year; it was left out"));
  return FALSE;
}

static void
store_value (const KkbImportTable *table, KkbImportGroup *group, guint row, guint col, int kind,
             KkbPlacement *placement, KkbIndicator *indicator, const KkbValue *value)
{
  KkbImportReader *reader = table->reader;
  KkbImportRevision revision = { group->plan->id, indicator->id, kind == KIND_BASELINE, *value };
  KkbGoal *goal;

  if (kind == KIND_ACTUAL || kind == KIND_REFERENCE)
    {
      kkb_import_set (table, row, col, kind == KIND_ACTUAL ? &indicator->actuals : &indicator->references, value);
      return;
    }
  if (kind == KIND_BASELINE && placement != NULL && !placement->is_origin
      && kkb_text_same (placement->code, kkb_import_table_text (table, row, VALUE_ID)[0] != '\0'
                                             ? kkb_import_table_text (table, row, VALUE_ID)
                                             : kkb_import_table_text (table, row, VALUE_INDICATOR)))
    {
      placement->has_baseline = TRUE;
      kkb_import_set_baseline (table, row, col, &kkb_placement_own (reader->facts, placement)->baseline, value);
      return;
    }
  goal = kkb_import_goal (reader, group->plan, indicator);
  if (*kkb_import_table_text (table, row, VALUE_REVISION) != '\0')
    g_array_append_val (reader->import->revisions, revision);
  if (kind == KIND_BASELINE)
    kkb_import_set_baseline (table, row, col, &goal->baseline, value);
  else
    kkb_import_set (table, row, col, &goal->targets, value);
}

static void
read_value_row (const KkbImportTable *table, KkbImportGroup *group, guint row)
{
  const KkbColumn *column = kkb_import_table_column (table, VALUE_VALUE);
  KkbPlacement *placement;
  KkbIndicator *indicator = find_indicator (table, group, row, &placement);
  guint col = column != NULL ? column->col : G_MAXUINT;
  KkbValue value = { 0 };
  int kind, fy;

  if (indicator == NULL)
    return;
  fy = kkb_import_table_year (table, row, VALUE_FY);
  if (column != NULL)
    kkb_import_table_value (table, row, col, indicator->unit, fy, indicator->series == KKB_SERIES_MILESTONE, &value);
  value.fy = (gint16)fy;
  kkb_import_set_state (table, row, VALUE_STATE, &value);
  read_more (table, row, &value);
  set_from_parts (table, row, col, indicator->unit, &value);
  name_unit (table, row, indicator, &value);
  if (value.kind == KKB_VALUE_BLANK && value.state == KKB_STATE_BLANK)
    return;
  kind = read_kind (table, row);
  if (!settle_year (table, group, row, col, kind, &value))
    return;
  if (kind == KIND_TARGET || kind == KIND_ACTUAL)
    kkb_import_check_year (table, group, row, col, value.fy);
  store_value (table, group, row, col, kind, placement, indicator, &value);
}

void
kkb_import_read_values (KkbImportReader *reader, KkbImportGroup *group)
{
  const KkbSheet *sheet = kkb_import_sheet (reader, group, "値");
  g_autoptr (KkbImportTable) table = NULL;

  if (sheet == NULL)
    return;
  table = kkb_import_table_open (reader, sheet, value_fields, G_N_ELEMENTS (value_fields), VALUE_VALUE);
  if (table == NULL)
    return;
  kkb_import_table_report_unknown (table);
  for (guint row = kkb_import_table_next (table, table->header_row); row != G_MAXUINT;
       row = kkb_import_table_next (table, row))
    read_value_row (table, group, row);
}
