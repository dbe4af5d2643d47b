/* kkb-import-indicators.c - the sheet 指標: indicators, where they are printed, and the values beside them. */
#include "kkb-import-private.h"
#include "kkb-rules.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  IND_ID,
  IND_POSITION,
  IND_PROJECT,
  IND_NUMBER,
  IND_NAME,
  IND_UNIT,
  IND_MEANING,
  IND_DIRECTION,
  IND_SERIES,
  IND_ROLE,
  IND_FY,
  IND_BASELINE,
  IND_BASELINE_FY,
  IND_BASELINE_AS_OF,
  IND_BASELINE_NOTE,
  IND_BASELINE_STATE,
  IND_BASELINE_UNIT,
  IND_BASELINE_NUMERATOR,
  IND_BASELINE_DENOMINATOR,
  IND_BASELINE_EXPECTED,
  IND_TARGET,
  IND_TARGET_FY,
  IND_ACTUAL,
  IND_ACTUAL_AS_OF,
  IND_SOURCE,
  IND_RATIONALE,
  IND_DEPARTMENTS,
  IND_RELEASE,
  IND_WEIGHT,
  IND_NOTE,
  IND_REPEAT,
  IND_SHARED,
  IND_ORDER,
  IND_PERIOD,
  IND_TOLERANCE,
  IND_METHOD,
  IND_TAGS,
  IND_FORMULA,
  IND_OPERANDS,
  IND_DECIMALS,
  IND_MONTH,
  IND_UNITS
} IndicatorField;

static const KkbFieldSpec indicator_fields[] = {
  { IND_ID, "ID|指標ID" },
  { IND_POSITION, "位置" },
  { IND_PROJECT, "事業" },
  { IND_NUMBER, "№|No|No.|番号" },
  { IND_NAME, "+指標|指標名|KPI|指標・KPI" },
  { IND_UNIT, "単位" },
  { IND_MEANING, "指標の説明|説明" },
  { IND_DIRECTION, "方向" },
  { IND_SERIES, "種別" },
  { IND_ROLE, "役割" },
  { IND_FY, "年度" },
  { IND_BASELINE, "+現状|現状値|基準値|策定時" },
  { IND_BASELINE_FY, "現状の年度|現状年度|基準年度" },
  { IND_BASELINE_AS_OF, "現状の時点|現状時点" },
  { IND_BASELINE_NOTE, "現状の注記" },
  { IND_BASELINE_STATE, "現状の状態" },
  { IND_BASELINE_UNIT, "現状の単位" },
  { IND_BASELINE_NUMERATOR, "現状の分子" },
  { IND_BASELINE_DENOMINATOR, "現状の分母" },
  { IND_BASELINE_EXPECTED, "現状の公表予定" },
  { IND_TARGET, "+目標|目標値" },
  { IND_TARGET_FY, "目標年度|目標年次" },
  { IND_ACTUAL, "+実績|実績値|現況" },
  { IND_ACTUAL_AS_OF, "実績の時点|実績時点" },
  { IND_SOURCE, "現状把握の方法|出典" },
  { IND_RATIONALE, "目標設定の考え方" },
  { IND_DEPARTMENTS, "担当課|所管課|担当部署" },
  { IND_RELEASE, "公表時期" },
  { IND_WEIGHT, "ウェイト|ウエイト|重み" },
  { IND_NOTE, "備考" },
  { IND_REPEAT, "再掲元" },
  { IND_SHARED, "共有元" },
  { IND_ORDER, "並び順" },
  { IND_PERIOD, "値の期間" },
  { IND_TOLERANCE, "許容幅|許容差" },
  { IND_METHOD, "評価方法" },
  { IND_TAGS, "タグ" },
  { IND_FORMULA, "計算式" },
  { IND_OPERANDS, "計算元" },
  { IND_DECIMALS, "小数|小数桁" },
  { IND_MONTH, "公表月" },
  { IND_UNITS, "単位の変更" },
};

static const KkbImportMoreFields more_fields
    = { IND_TAGS, IND_FORMULA, IND_OPERANDS, IND_DECIMALS, IND_MONTH, IND_UNITS };

static const char *const period_words[] = { "年度", "暦年", "時点", "期間累計" };

typedef struct
{
  KkbImportGroup *group;
  const KkbImportTable *table;
  guint row;
  const char *code, *number, *name;
  KkbPlacement *first; /* the row's first placement */
} Row;

static guint
column_of (const Row *row, int field)
{
  const KkbColumn *column = kkb_import_table_column (row->table, field);

  return column != NULL ? column->col : G_MAXUINT;
}

static const char *
text_of (const Row *row, int field)
{
  return kkb_import_table_text (row->table, row->row, field);
}

/* ---- places ------------------------------------------------------------------------------------------------ */

/* The nodes TEXT names: one, or several with commas between; a title may hold commas itself, so the longest runs that
 * name something win. */
static void
find_places (const Row *row, const char *text, GPtrArray *nodes)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) whole = kkb_node_index_find (row->group->index, text, -1, FALSE);
  guint n, col = column_of (row, IND_POSITION);

  if (whole->len == 1)
    {
      g_ptr_array_add (nodes, g_ptr_array_index (whole, 0));
      return;
    }
  if (whole->len > 1)
    {
      kkb_import_find_node (row->table, row->group, row->row, col, text, -1, FALSE); /* says so */
      return;
    }
  parts = g_regex_split_simple ("[,、，､\\n]", text, 0, 0);
  n = g_strv_length (parts);
  for (guint i = 0; i < n;)
    {
      guint taken = 0;

      for (guint length = MIN (n - i, 16); length > 0 && taken == 0; length--)
        {
          g_autoptr (GString) joined = g_string_new (NULL);
          g_autoptr (GPtrArray) found = NULL;

          for (guint k = 0; k < length; k++) /* the comma between them does not count as a key, any will do */
            g_string_append_printf (joined, "%s%s", k > 0 ? "、" : "", parts[i + k]);
          found = kkb_node_index_find (row->group->index, joined->str, -1, FALSE);
          if (found->len == 1)
            {
              g_ptr_array_add (nodes, g_ptr_array_index (found, 0));
              taken = length;
            }
        }
      if (taken == 0)
        {
          g_autofree char *part = kkb_text_strip (parts[i]);
          KkbNode *node = NULL;

          if (*part != '\0' && !row->group->has_tree)
            node = kkb_import_make_node (row->table->reader, row->group, part, 0);
          else if (*part != '\0')
            node = kkb_import_find_node (row->table, row->group, row->row, col, part, -1, FALSE);
          if (node != NULL)
            g_ptr_array_add (nodes, node);
          taken = 1;
        }
      i += taken;
    }
}

/* Where the row is printed; empty: on the plan itself. */
static GPtrArray *
read_places (const Row *row)
{
  GPtrArray *nodes = g_ptr_array_new ();
  const char *project = text_of (row, IND_PROJECT), *position = text_of (row, IND_POSITION);
  KkbNode *node = NULL;

  if (*project != '\0')
    node = kkb_import_find_node (row->table, row->group, row->row, column_of (row, IND_PROJECT), project, -1, TRUE);
  if (node != NULL)
    g_ptr_array_add (nodes, node);
  else if (*position != '\0')
    find_places (row, position, nodes);
  return nodes;
}

static char *
place_key (const KkbNode *node, const char *number, const char *name)
{
  g_autofree char *a = kkb_text_key (number), *b = kkb_text_key (name);

  return g_strdup_printf ("%p|%s|%s", (const void *)node, a, b);
}

static KkbPlacement *
add_placement (Row *row, KkbIndicator *indicator, KkbNode *node, gboolean is_origin, const char *code)
{
  KkbImportReader *reader = row->table->reader;
  KkbImportGroup *group = row->group;
  KkbPlacement *placement
      = kkb_facts_add_placement (reader->facts, kkb_id_new (), group->plan->id, indicator, node != NULL ? node->id : 0);
  const char *order = text_of (row, IND_ORDER);
  g_autofree char *key = kkb_text_key (code);

  placement->node = node;
  placement->is_origin = (guint8)is_origin;
  placement->code = code;
  placement->number = row->number;
  placement->position = *order != '\0' ? (gint32)CLAMP (g_ascii_strtoll (order, NULL, 10), 0, G_MAXINT32)
                                       : (gint32)(row->row - row->table->header_row);
  if (*key != '\0' && !g_hash_table_contains (group->by_code, key))
    g_hash_table_insert (group->by_code, g_steal_pointer (&key), placement);
  if (row->first == NULL)
    row->first = placement;
  return placement;
}

/* ---- an indicator's own facts ------------------------------------------------------------------------------ */

/* No ID: <project or node number>-<№>, without № a running number within the project. */
static const char *
assume_code (Row *row, KkbNode *node)
{
  KkbImportReader *reader = row->table->reader;
  GHashTable *running = row->group->running;
  const char *prefix = node == NULL ? "" : *node->code != '\0' ? node->code : node->label;
  g_autofree char *code = NULL, *number = NULL;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (running, node)) + 1;

  g_hash_table_insert (running, node, GUINT_TO_POINTER (n));
  number = *row->number != '\0' ? g_strdup (row->number) : g_strdup_printf (*prefix != '\0' ? "%u" : "K%u", n);
  code = *prefix != '\0' ? g_strconcat (prefix, "-", number, NULL) : g_strdup (number);
  for (guint i = 2;; i++)
    {
      g_autofree char *key = kkb_text_key (code);

      if (!g_hash_table_contains (row->group->by_code, key))
        break;
      g_free (code);
      code = g_strdup_printf ("%s%s%s-%u", prefix, *prefix != '\0' ? "-" : "", number, i);
    }
  kkb_import_problem (reader, KKB_PROBLEM_ASSUMED, row->table->sheet, row->row, column_of (row, IND_ID), "",
                      _ ("no ID; “%s” was taken"), code);
  return kkb_facts_string (reader->facts, code);
}

static void
read_kinds (Row *row, KkbIndicator *indicator, guint *given)
{
  const char *text = text_of (row, IND_DIRECTION);
  KkbDirection direction = KKB_DIRECTION_UP;
  KkbSeries series = *text_of (row, IND_FY) != '\0' ? KKB_SERIES_ANNUAL : KKB_SERIES_LEVEL;
  KkbRole role = KKB_ROLE_NONE;

  if (*text != '\0' && kkb_direction_from_word (text, &direction))
    *given |= KKB_GIVEN_DIRECTION;
  else
    kkb_import_table_problem (row->table, *text != '\0' ? KKB_PROBLEM_UNREAD : KKB_PROBLEM_ASSUMED, row->row,
                              IND_DIRECTION, text,
                              *text != '\0' ? _ ("not a direction; more is taken as better (up)")
                                            : _ ("no direction; more is taken as better (up)"));
  text = text_of (row, IND_SERIES);
  if (*text != '\0' && kkb_series_from_word (text, &series))
    *given |= KKB_GIVEN_SERIES;
  else
    kkb_import_table_problem (
        row->table, *text != '\0' ? KKB_PROBLEM_UNREAD : KKB_PROBLEM_ASSUMED, row->row, IND_SERIES, text,
        *text != '\0' ? _ ("not a kind of series; “%s” was taken") : _ ("no kind of series; “%s” was taken"),
        series == KKB_SERIES_ANNUAL ? C_ ("series", "amount of one year") : C_ ("series", "level"));
  text = text_of (row, IND_ROLE);
  if (*text != '\0' && kkb_role_from_word (text, &role))
    *given |= KKB_GIVEN_ROLE;
  else if (*text != '\0')
    kkb_import_table_problem (row->table, KKB_PROBLEM_UNREAD, row->row, IND_ROLE, text,
                              _ ("not a role of indicators; left out"));
  text = text_of (row, IND_PERIOD);
  for (guint i = 0; i < G_N_ELEMENTS (period_words); i++)
    if (*text != '\0' && kkb_text_same (text, period_words[i]))
      {
        indicator->period_kind = (guint8)i;
        *given |= KKB_GIVEN_PERIOD;
      }
  if (*text != '\0' && (*given & KKB_GIVEN_PERIOD) == 0)
    kkb_import_table_problem (row->table, KKB_PROBLEM_UNREAD, row->row, IND_PERIOD, text,
                              _ ("not a kind of period; fiscal years were taken"));
  indicator->direction = (guint8)direction;
  indicator->series = (guint8)series;
  indicator->role = (guint8)role;
}

static KkbIndicator *
add_indicator (Row *row, KkbNode *node)
{
  KkbImportReader *reader = row->table->reader;
  KkbIndicator *indicator = kkb_facts_add_indicator (reader->facts, kkb_id_new ());
  g_autofree char *key = kkb_text_key (row->name);
  GPtrArray *same;
  guint given = *row->code != '\0' ? KKB_GIVEN_ID : 0;

  indicator->code = *row->code != '\0' ? row->code : assume_code (row, node);
  indicator->name = row->name;
  indicator->unit = text_of (row, IND_UNIT);
  indicator->meaning = text_of (row, IND_MEANING);
  indicator->source = text_of (row, IND_SOURCE);
  indicator->rationale = text_of (row, IND_RATIONALE);
  indicator->release = text_of (row, IND_RELEASE);
  indicator->note = text_of (row, IND_NOTE);
  indicator->departments = kkb_import_departments (reader, text_of (row, IND_DEPARTMENTS));
  indicator->has_weight = (guint8)kkb_import_table_decimal (row->table, row->row, IND_WEIGHT, &indicator->weight);
  indicator->has_tolerance
      = (guint8)kkb_import_table_decimal (row->table, row->row, IND_TOLERANCE, &indicator->tolerance);
  read_kinds (row, indicator, &given);
  kkb_import_read_indicator_more (row->table, row->group, row->row, &more_fields, indicator, &given);
  g_hash_table_insert (reader->import->given, indicator, GUINT_TO_POINTER (given));
  same = g_hash_table_lookup (row->group->by_name, key);
  if (same == NULL)
    {
      same = g_ptr_array_new ();
      g_hash_table_insert (row->group->by_name, g_steal_pointer (&key), same);
    }
  g_ptr_array_add (same, indicator);
  return indicator;
}

static void
read_method (Row *row, KkbGoal *goal)
{
  const char *text = text_of (row, IND_METHOD);
  KkbMethod method;

  if (*text == '\0')
    return;
  if (kkb_method_from_word (text, &method))
    goal->method = (guint8)method;
  else
    kkb_import_table_problem (row->table, KKB_PROBLEM_UNREAD, row->row, IND_METHOD, text,
                              _ ("not a method of evaluation; the edition's stands"));
}

/* ---- values beside it -------------------------------------------------------------------------------------- */

static gboolean
read_baseline (Row *row, const KkbIndicator *indicator, KkbValue *baseline)
{
  const KkbColumn *column = kkb_import_table_column (row->table, IND_BASELINE);
  KkbFacts *facts = row->table->reader->facts;
  const char *as_of = text_of (row, IND_BASELINE_AS_OF), *note = text_of (row, IND_BASELINE_NOTE);
  const char *unit = text_of (row, IND_BASELINE_UNIT), *expected = text_of (row, IND_BASELINE_EXPECTED);
  int fy = kkb_import_table_year (row->table, row->row, IND_BASELINE_FY);

  memset (baseline, 0, sizeof *baseline);
  if (column != NULL)
    kkb_import_table_value (row->table, row->row, column->col, indicator->unit, fy,
                            indicator->series == KKB_SERIES_MILESTONE, baseline);
  baseline->fy = (gint16)fy;
  kkb_import_set_state (row->table, row->row, IND_BASELINE_STATE, baseline);
  if (baseline->kind == KKB_VALUE_BLANK && baseline->state == KKB_STATE_BLANK)
    return FALSE;
  if (*as_of != '\0')
    kkb_facts_value_more (facts, baseline)->as_of = as_of;
  if (*note != '\0')
    kkb_facts_value_more (facts, baseline)->note = note;
  if (*unit != '\0')
    kkb_facts_value_more (facts, baseline)->unit = unit;
  if (*expected != '\0')
    kkb_facts_value_more (facts, baseline)->expected = expected;
  kkb_import_set_parts (row->table, row->row, IND_BASELINE_NUMERATOR, IND_BASELINE_DENOMINATOR, baseline);
  if (baseline->fy == KKB_FY_NONE && baseline->more != 0)
    {
      as_of = kkb_value_more (facts, baseline)->as_of;
      baseline->fy = (gint16)kkb_fy_parse_as_of (as_of);
      if (*as_of != '\0' && baseline->fy == KKB_FY_NONE)
        kkb_import_table_problem (row->table, KKB_PROBLEM_UNREAD, row->row, IND_BASELINE_AS_OF, as_of,
                                  _ ("no year can be read from this; the text is kept, the year is unknown"));
    }
  return TRUE;
}

/* The year of an unlabelled 目標 or 実績: 目標年度, 年度, what 実績の時点 names, else the plan's last year. */
static int
year_of_figure (Row *row, gboolean target, guint col)
{
  int fy = target ? kkb_import_table_year (row->table, row->row, IND_TARGET_FY) : KKB_FY_NONE;

  if (fy == KKB_FY_NONE)
    fy = kkb_import_table_year (row->table, row->row, IND_FY);
  if (fy == KKB_FY_NONE && !target)
    fy = kkb_fy_parse_as_of (text_of (row, IND_ACTUAL_AS_OF));
  if (fy == KKB_FY_NONE && row->group->plan->end_fy == KKB_FY_NONE)
    kkb_import_problem (row->table->reader, KKB_PROBLEM_ERROR, row->table->sheet, row->row, col,
                        kkb_import_table_text_at (row->table, row->row, col),
                        _ ("the value has no year; it was left out"));
  else if (fy == KKB_FY_NONE)
    {
      fy = row->group->plan->end_fy;
      kkb_import_problem (row->table->reader, KKB_PROBLEM_ASSUMED, row->table->sheet, row->row, col, "",
                          target ? _ ("no target year; the plan's last year was taken")
                                 : _ ("no year of the actual; the plan's last year was taken"));
    }
  return fy;
}

/* Each 目標 and 実績 cell of the row to SINK. */
typedef void (*FigureFunc) (Row *row, KkbIndicator *indicator, KkbGoal *goal, gboolean target, guint col,
                            const KkbValue *value);

static void
read_figures (Row *row, KkbIndicator *indicator, KkbGoal *goal, FigureFunc func)
{
  const KkbImportTable *table = row->table;
  KkbFacts *facts = table->reader->facts;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const KkbColumn *column = &g_array_index (table->columns, KkbColumn, i);
      gboolean target = column->field == IND_TARGET;
      const char *as_of;
      KkbValue value;

      if (!target && column->field != IND_ACTUAL)
        continue;
      if (!kkb_import_table_value (table, row->row, column->col, indicator->unit, column->fy,
                                   indicator->series == KKB_SERIES_MILESTONE, &value))
        continue;
      if (value.kind == KKB_VALUE_NONE && target)
        continue; /* ― in a target cell: there is none */
      as_of = !target && column->fy == KKB_FY_NONE ? text_of (row, IND_ACTUAL_AS_OF) : "";
      if (value.fy == KKB_FY_NONE && value.more != 0 && *text_of (row, IND_FY) == '\0' && *as_of == '\0')
        value.fy = (gint16)kkb_fy_parse_as_of (kkb_value_more (facts, &value)->as_of); /* 10,796（Ｒ元年度） */
      if (value.fy == KKB_FY_NONE)
        value.fy = (gint16)year_of_figure (row, target, column->col);
      if (value.fy == KKB_FY_NONE)
        continue;
      if (*as_of != '\0')
        kkb_facts_value_more (facts, &value)->as_of = as_of;
      func (row, indicator, goal, target, column->col, &value);
    }
}

static void
take_figure (Row *row, KkbIndicator *indicator, KkbGoal *goal, gboolean target, guint col, const KkbValue *value)
{
  kkb_import_check_year (row->table, row->group, row->row, col, value->fy);
  kkb_import_set (row->table, row->row, col, target ? &goal->targets : &indicator->actuals, value);
}

/* A repeat's figures are the origin's; one that differs is mentioned. */
static void
compare_figure (Row *row, KkbIndicator *indicator, KkbGoal *goal, gboolean target, guint col, const KkbValue *value)
{
  const KkbValueList *list = target ? &goal->targets : &indicator->actuals;
  const KkbValue *own = kkb_value_list_find (list, value->fy);

  if (own != NULL && own->kind == value->kind && own->state == value->state
      && (own->kind != KKB_VALUE_NUMBER
          || kkb_decimal_compare (kkb_value_decimal (own), kkb_value_decimal (value)) == 0))
    return;
  kkb_import_problem (row->table->reader, KKB_PROBLEM_NOTE, row->table->sheet, row->row, col,
                      kkb_import_table_text_at (row->table, row->row, col),
                      _ ("a repeat prints another figure than its origin %s; the origin's counts"), indicator->code);
}

/* ---- rows -------------------------------------------------------------------------------------------------- */

static KkbIndicator *
known_indicator (Row *row, GPtrArray *places)
{
  if (*row->code != '\0')
    {
      g_autofree char *key = kkb_text_key (row->code);
      KkbPlacement *placement = g_hash_table_lookup (row->group->by_code, key);

      return placement != NULL ? placement->indicator : NULL;
    }
  else
    {
      g_autofree char *key = place_key (places->len > 0 ? g_ptr_array_index (places, 0) : NULL, row->number, row->name);

      return g_hash_table_lookup (row->group->by_place, key);
    }
}

/* An ID that stands beside another name before is a slip: taking the row as the one that has the ID would overwrite
 * that one's figures. A row of another year (it has a 年度) may print a name a little differently. */
static KkbIndicator *
check_name (Row *row, GPtrArray *places, KkbIndicator *indicator)
{
  if (indicator == NULL || *row->code == '\0' || kkb_text_same (row->name, indicator->name))
    return indicator;
  if (*text_of (row, IND_FY) != '\0')
    {
      kkb_import_table_problem (
          row->table, KKB_PROBLEM_NOTE, row->row, IND_NAME, row->name,
          _ ("the same ID stands before with the name “%s”; the row was read as another year of it"), indicator->name);
      return indicator;
    }
  kkb_import_table_problem (row->table, KKB_PROBLEM_ERROR, row->row, IND_ID, row->code,
                            _ ("this ID belongs to “%s” already; the row was read as an indicator of its own"),
                            indicator->name);
  row->code = "";
  return known_indicator (row, places);
}

static void
read_own_row (Row *row)
{
  KkbImportReader *reader = row->table->reader;
  g_autoptr (GPtrArray) places = read_places (row);
  KkbIndicator *indicator = check_name (row, places, known_indicator (row, places));
  gboolean is_new = indicator == NULL;
  KkbValue baseline;
  KkbGoal *goal;

  if (is_new)
    indicator = add_indicator (row, places->len > 0 ? g_ptr_array_index (places, 0) : NULL);
  for (guint i = 0; i < MAX (places->len, 1); i++)
    {
      KkbNode *node = places->len > 0 ? g_ptr_array_index (places, i) : NULL;
      gboolean origin = is_new && i == 0;

      if (!kkb_import_say_once (reader, "placed %p %p", (const void *)indicator, (const void *)node))
        continue; /* another year of the same row */
      add_placement (row, indicator, node, origin, origin ? indicator->code : "");
      g_hash_table_insert (row->group->by_place, place_key (node, row->number, row->name), indicator);
    }
  goal = kkb_import_goal (reader, row->group->plan, indicator);
  read_method (row, goal);
  if (read_baseline (row, indicator, &baseline))
    kkb_import_set_baseline (row->table, row->row, column_of (row, IND_BASELINE), &goal->baseline, &baseline);
  read_figures (row, indicator, goal, take_figure);
}

/* A text of a repeat that only says what the origin's says is the origin's. */
static const char *
own_text (const char *text, const char *origin)
{
  return kkb_text_same (text, origin) ? "" : text;
}

static gboolean
says_the_same (const KkbFacts *facts, const char *unit, const KkbValue *own, const KkbValue *origin)
{
  const KkbValueMore *a = kkb_value_more (facts, own), *b = kkb_value_more (facts, origin);
  const char *origin_unit = b != NULL && *b->unit != '\0' ? b->unit : unit;

  if (own->kind != origin->kind || own->state != origin->state || (own->fy != KKB_FY_NONE && own->fy != origin->fy))
    return FALSE;
  if (own->kind == KKB_VALUE_NUMBER && !kkb_decimal_identical (kkb_value_decimal (own), kkb_value_decimal (origin)))
    return FALSE;
  if (a == NULL)
    return TRUE;
  return (*a->text == '\0' || kkb_text_same (a->text, b != NULL ? b->text : ""))
         && (*a->as_of == '\0' || kkb_text_same (a->as_of, b != NULL ? b->as_of : ""))
         && (*a->note == '\0' || kkb_text_same (a->note, b != NULL ? b->note : ""))
         && (*a->unit == '\0' || kkb_text_same (a->unit, origin_unit));
}

/* The indicator that 再掲元 or 共有元 names. */
static KkbIndicator *
find_origin (Row *row, gboolean *shared)
{
  KkbImportReader *reader = row->table->reader;
  KkbImportGroup *group = row->group;
  const char *text = text_of (row, IND_SHARED), *colon = strchr (text, ':');
  g_autofree char *key = NULL;
  KkbPlacement *placement;
  GPtrArray *same;

  *shared = *text != '\0';
  if (*shared)
    {
      guint64 number = g_ascii_strtoull (text, NULL, 10);

      group = number >= 1 && number <= reader->groups->len ? g_ptr_array_index (reader->groups, number - 1) : NULL;
      text = colon != NULL ? colon + 1 : "";
    }
  else
    text = text_of (row, IND_REPEAT);
  if (group == NULL)
    return NULL;
  key = kkb_text_key (text);
  placement = g_hash_table_lookup (group->by_code, key);
  if (placement != NULL)
    return placement->indicator;
  same = g_hash_table_lookup (group->by_name, key);
  return same != NULL && same->len == 1 ? g_ptr_array_index (same, 0) : NULL;
}

static void
read_repeat_place (Row *row, KkbIndicator *indicator, KkbNode *node, gboolean shared)
{
  KkbImportReader *reader = row->table->reader;
  KkbPlacement *placement = add_placement (row, indicator, node, FALSE, row->code);
  gboolean first_of_plan = shared && kkb_import_find_goal (reader, row->group->plan, indicator) == NULL;
  KkbPlacementOwn own = { 0 };
  KkbGoal *goal = kkb_import_goal (reader, row->group->plan, indicator);
  KkbValue baseline;
  g_autofree char *key = kkb_text_key (indicator->code);

  own.name = own_text (row->name, indicator->name);
  own.unit = own_text (text_of (row, IND_UNIT), indicator->unit);
  own.meaning = own_text (text_of (row, IND_MEANING), indicator->meaning);
  own.source = own_text (text_of (row, IND_SOURCE), indicator->source);
  own.rationale = own_text (text_of (row, IND_RATIONALE), indicator->rationale);
  own.note = own_text (text_of (row, IND_NOTE), indicator->note);
  kkb_placement_set_own (reader->facts, placement, &own);
  read_method (row, goal);
  if (shared && !g_hash_table_contains (row->group->by_code, key))
    g_hash_table_insert (row->group->by_code, g_steal_pointer (&key), placement);
  if (read_baseline (row, indicator, &baseline))
    {
      placement->has_baseline
          = !first_of_plan && !says_the_same (reader->facts, indicator->unit, &baseline, &goal->baseline);
      if (first_of_plan)
        goal->baseline = baseline;
      else if (placement->has_baseline)
        kkb_placement_own (reader->facts, placement)->baseline = baseline;
    }
  read_figures (row, indicator, goal, first_of_plan ? take_figure : compare_figure);
}

static void
read_repeat_row (Row *row)
{
  g_autoptr (GPtrArray) places = NULL;
  gboolean shared;
  KkbIndicator *indicator = find_origin (row, &shared);

  if (indicator == NULL)
    {
      int field = shared ? IND_SHARED : IND_REPEAT;

      kkb_import_table_problem (row->table, KKB_PROBLEM_ERROR, row->row, field, text_of (row, field),
                                _ ("no indicator has this ID; the row was read as an indicator of its own"));
      read_own_row (row);
      return;
    }
  places = read_places (row);
  for (guint i = 0; i < MAX (places->len, 1); i++)
    read_repeat_place (row, indicator, places->len > 0 ? g_ptr_array_index (places, i) : NULL, shared);
}

void
kkb_import_read_indicators (KkbImportReader *reader, KkbImportGroup *group, gboolean repeats)
{
  const KkbSheet *sheet = kkb_import_sheet (reader, group, "指標");
  g_autoptr (KkbImportTable) table = NULL;
  guint problems = reader->import->problems->len;

  if (sheet == NULL)
    return;
  table = kkb_import_table_open (reader, sheet, indicator_fields, G_N_ELEMENTS (indicator_fields), IND_NAME);
  if (table == NULL)
    {
      if (repeats) /* said in the first pass */
        g_ptr_array_set_size (reader->import->problems, (int)problems);
      return;
    }
  if (!repeats)
    kkb_import_table_report_unknown (table);
  for (guint r = kkb_import_table_next (table, table->header_row); r != G_MAXUINT; r = kkb_import_table_next (table, r))
    {
      Row row = { .group = group, .table = table, .row = r };
      gboolean is_repeat = *text_of (&row, IND_REPEAT) != '\0' || *text_of (&row, IND_SHARED) != '\0';

      row.code = text_of (&row, IND_ID);
      row.number = text_of (&row, IND_NUMBER);
      row.name = text_of (&row, IND_NAME);
      if (is_repeat != repeats || kkb_text_same (row.name, kkb_import_table_column (table, IND_NAME)->head))
        continue;
      if (repeats)
        read_repeat_row (&row);
      else if (*row.name != '\0')
        read_own_row (&row);
      else if (*row.code != '\0' || *row.number != '\0')
        kkb_import_table_problem (table, KKB_PROBLEM_ERROR, r, IND_ID, *row.code != '\0' ? row.code : row.number,
                                  _ ("the row has no indicator; it was left out"));
    }
}
