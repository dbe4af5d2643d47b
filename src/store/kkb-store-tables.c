/* kkb-store-tables.c - what the columns of each table may hold, and the words that stand in them. The SQL of the schema
 * says the same in its own way; tests/store compares the two. */
#include "kkb-store-private.h"
#include <string.h>

#define WORDS(name, ...)                                                                                               \
  const char *kkb_word_##name (int value)                                                                              \
  {                                                                                                                    \
    static const char *const words[] = { __VA_ARGS__ };                                                                \
    return value >= 0 && value < (int)G_N_ELEMENTS (words) ? words[value] : NULL;                                      \
  }

WORDS (kind, "blank", "number", "none", "range", "text")
WORDS (bound, "exact", "at_least", "at_most", "over", "under")
WORDS (role, "", "activity", "output", "outcome", "outcome_initial", "outcome_intermediate", "outcome_final")
WORDS (period, "fiscal", "calendar", "as_of", "total")
WORDS (link, "parent", "related", "previous", "next")
WORDS (method, "default", "attainment", "progress", "compare", "manual", "none")
WORDS (yardstick, "linear", "step", "none")
WORDS (rounding, "half_up", "truncate")
WORDS (percent, "plain", "largest_cell", "largest_remainder")
WORDS (condition, "rate", "otherwise", "met", "attainment", "better_base", "within_base", "worse_base", "better_points",
       "within_points", "worse_points", "state")
static WORDS (history_action, "do", "undo", "redo", "note") static WORDS (history_op, "i", "u", "d", "s", "n")

    const char *kkb_word_state (int value)
{
  return value >= 0 && value < KKB_N_STATES ? kkb_state_word ((KkbState)value) : NULL;
}

const char *
kkb_word_direction (int value)
{
  return value >= KKB_DIRECTION_UP && value <= KKB_DIRECTION_RANGE ? kkb_direction_word ((KkbDirection)value) : NULL;
}

const char *
kkb_word_series (int value)
{
  return value >= KKB_SERIES_LEVEL && value <= KKB_SERIES_MILESTONE ? kkb_series_word ((KkbSeries)value) : NULL;
}

const char *
kkb_word_money (int value)
{
  return value >= KKB_MONEY_BUDGET && value <= KKB_MONEY_SETTLEMENT ? kkb_money_kind_word ((KkbMoneyKind)value) : NULL;
}

const char *
kkb_word_formula (int value)
{
  return value >= KKB_COMPUTED_NONE && value <= KKB_COMPUTED_RATIO ? kkb_computation_word ((KkbComputation)value)
                                                                   : NULL;
}

const char *
kkb_word_list (int value)
{
  return value >= 0 && value < KKB_N_WORD_KINDS ? kkb_word_kind_word ((KkbWordKind)value) : NULL;
}

const char *
kkb_word_entry (int value)
{
  return value >= 0 && value < KKB_N_ENTRY_KINDS ? kkb_entry_kind_word ((KkbEntryKind)value) : NULL;
}

const char *
kkb_word_side (int value)
{
  return value >= KKB_SIDE_BREAKDOWN && value <= KKB_SIDE_COMPARISON ? kkb_side_kind_word ((KkbSideKind)value) : NULL;
}

int
kkb_word_find (KkbWordFunc words, const char *text)
{
  const char *word;

  for (int i = 0; text != NULL && (word = words (i)) != NULL; i++)
    if (strcmp (word, text) == 0)
      return i;
  return -1;
}

#define ID(n)                                                                                                          \
  {                                                                                                                    \
    n, KKB_COLUMN_ID, NULL                                                                                             \
  }
#define ID_OR_NULL(n)                                                                                                  \
  {                                                                                                                    \
    n, KKB_COLUMN_ID_OR_NULL, NULL                                                                                     \
  }
#define NUMBER(n)                                                                                                      \
  {                                                                                                                    \
    n, KKB_COLUMN_NUMBER, NULL                                                                                         \
  }
#define POSITION(n)                                                                                                    \
  {                                                                                                                    \
    n, KKB_COLUMN_POSITION, NULL                                                                                       \
  }
#define YEAR(n)                                                                                                        \
  {                                                                                                                    \
    n, KKB_COLUMN_YEAR, NULL                                                                                           \
  }
#define FLAG(n)                                                                                                        \
  {                                                                                                                    \
    n, KKB_COLUMN_FLAG, NULL                                                                                           \
  }
#define TEXT(n)                                                                                                        \
  {                                                                                                                    \
    n, KKB_COLUMN_TEXT, NULL                                                                                           \
  }
#define TEXT_OR_NULL(n)                                                                                                \
  {                                                                                                                    \
    n, KKB_COLUMN_TEXT_OR_NULL, NULL                                                                                   \
  }
#define DECIMAL(n)                                                                                                     \
  {                                                                                                                    \
    n, KKB_COLUMN_DECIMAL, NULL                                                                                        \
  }
#define DECIMAL_OR_NULL(n)                                                                                             \
  {                                                                                                                    \
    n, KKB_COLUMN_DECIMAL_OR_NULL, NULL                                                                                \
  }
#define WORD(n, w)                                                                                                     \
  {                                                                                                                    \
    n, KKB_COLUMN_WORD, kkb_word_##w                                                                                   \
  }
#define WORD_OR_NULL(n, w)                                                                                             \
  {                                                                                                                    \
    n, KKB_COLUMN_WORD_OR_NULL, kkb_word_##w                                                                           \
  }
#define VALUE                                                                                                          \
  DECIMAL_OR_NULL ("value"), WORD_OR_NULL ("state", state), WORD_OR_NULL ("kind", kind), DECIMAL_OR_NULL ("high"),     \
      WORD_OR_NULL ("bound", bound), TEXT_OR_NULL ("text"), TEXT_OR_NULL ("unit"), DECIMAL_OR_NULL ("numerator"),      \
      DECIMAL_OR_NULL ("denominator"), TEXT_OR_NULL ("as_of"), TEXT_OR_NULL ("note"), TEXT_OR_NULL ("expected")

static const KkbColumn department[] = { ID ("id"), POSITION ("position"), TEXT ("name") };
static const KkbColumn grant_program[] = { ID ("id"), POSITION ("position"), TEXT ("name"), TEXT ("type") };
static const KkbColumn plan[]
    = { ID ("id"),       POSITION ("position"), TEXT ("title"), TEXT ("organization"), TEXT ("published"),
        TEXT ("review"), TEXT ("review_body"),  TEXT ("note"),  YEAR ("start_fy"),     YEAR ("end_fy") };
static const KkbColumn plan_level[] = { ID ("plan"), POSITION ("position"), TEXT ("name") };
static const KkbColumn plan_department[] = { ID ("plan"), ID ("department"), POSITION ("position") };
static const KkbColumn plan_link[]
    = { ID ("id"), ID ("plan"), POSITION ("position"), WORD ("kind", link), TEXT ("text"), ID_OR_NULL ("other") };
static const KkbColumn edition[] = { ID ("id"),
                                     ID ("plan"),
                                     POSITION ("position"),
                                     TEXT ("name"),
                                     YEAR ("fy"),
                                     TEXT ("rules"),
                                     TEXT ("seen_at"),
                                     WORD ("method", method),
                                     WORD ("yardstick", yardstick),
                                     WORD ("rounding", rounding),
                                     NUMBER ("decimals"),
                                     FLAG ("band_from_rounded"),
                                     FLAG ("exact_year"),
                                     FLAG ("suggest_only"),
                                     WORD ("percent_mode", percent),
                                     DECIMAL_OR_NULL ("tolerance"),
                                     FLAG ("weighted") };
static const KkbColumn edition_band[]
    = { ID ("edition"),  POSITION ("position"), TEXT ("label"),       WORD ("condition", condition),
        FLAG ("strict"), WORD ("state", state), DECIMAL ("threshold") };
static const KkbColumn node[] = { ID ("id"),
                                  ID ("plan"),
                                  ID_OR_NULL ("parent"),
                                  POSITION ("position"),
                                  { "level", KKB_COLUMN_NUMBER_OR_NULL, NULL },
                                  TEXT ("code"),
                                  TEXT ("label"),
                                  TEXT ("title"),
                                  YEAR ("start_fy"),
                                  YEAR ("end_fy"),
                                  TEXT ("sdgs") };
static const KkbColumn node_department[] = { ID ("node"), ID ("department"), POSITION ("position") };
static const KkbColumn project[] = { ID ("node"),     TEXT ("status"),   TEXT ("category"), TEXT ("summary"),
                                     TEXT ("period"), YEAR ("start_fy"), YEAR ("end_fy"),   TEXT ("note") };
static const KkbColumn project_grant[] = { ID ("project"), ID ("grant_program"), POSITION ("position") };
static const KkbColumn money[]
    = { ID ("id"),       ID ("project"), POSITION ("position"), YEAR ("fy"),    WORD ("kind", money),
        TEXT ("number"), TEXT ("item"),  TEXT ("source"),       DECIMAL ("yen") };
static const KkbColumn indicator[] = { ID ("id"),
                                       POSITION ("position"),
                                       TEXT ("code"),
                                       TEXT ("name"),
                                       TEXT ("unit"),
                                       TEXT ("meaning"),
                                       TEXT ("source"),
                                       TEXT ("rationale"),
                                       TEXT ("release"),
                                       TEXT ("note"),
                                       WORD ("direction", direction),
                                       WORD ("series", series),
                                       WORD ("role", role),
                                       WORD ("period_kind", period),
                                       DECIMAL_OR_NULL ("weight"),
                                       DECIMAL_OR_NULL ("tolerance"),
                                       WORD ("formula", formula),
                                       NUMBER ("decimals"),
                                       NUMBER ("release_month") };
static const KkbColumn indicator_department[] = { ID ("indicator"), ID ("department"), POSITION ("position") };
static const KkbColumn placement[]
    = { ID ("id"),          ID ("plan"),     ID ("indicator"),   ID_OR_NULL ("node"), POSITION ("position"),
        FLAG ("is_origin"), TEXT ("code"),   TEXT ("number"),    TEXT ("name"),       TEXT ("unit"),
        TEXT ("meaning"),   TEXT ("source"), TEXT ("rationale"), TEXT ("note") };
static const KkbColumn placement_baseline[] = { ID ("placement"), YEAR ("fy"), VALUE };
static const KkbColumn goal[] = { ID ("indicator"), ID ("plan"), WORD_OR_NULL ("method", method) };
static const KkbColumn baseline[]
    = { ID ("indicator"),       ID ("plan"), NUMBER ("revision"), YEAR ("fy"), VALUE, TEXT_OR_NULL ("revised_on"),
        TEXT_OR_NULL ("reason") };
static const KkbColumn target[]
    = { ID ("indicator"),       ID ("plan"), YEAR ("fy"), NUMBER ("revision"), VALUE, TEXT_OR_NULL ("revised_on"),
        TEXT_OR_NULL ("reason") };
static const KkbColumn actual[] = { ID ("indicator"), YEAR ("fy"), FLAG ("reference"), VALUE };
static const KkbColumn word[] = { ID ("id"), POSITION ("position"), WORD ("kind", list), TEXT ("name"), TEXT ("note") };
static const KkbColumn department_former[]
    = { ID ("department"), POSITION ("position"), TEXT ("name"), YEAR ("until_fy") };
static const KkbColumn plan_text[] = { ID ("plan"), ID ("name"), POSITION ("position"), TEXT ("text") };
static const KkbColumn node_text[] = { ID ("node"), ID ("name"), POSITION ("position"), TEXT ("text") };
static const KkbColumn node_tag[] = { ID ("node"), ID ("word"), POSITION ("position") };
static const KkbColumn node_reference[] = { ID ("node"), ID ("other"), POSITION ("position") };
static const KkbColumn picture[] = { ID ("id"),        ID ("node"),      POSITION ("position"),
                                     TEXT ("caption"), FLAG ("is_jpeg"), { "data", KKB_COLUMN_PICTURE, NULL } };
static const KkbColumn entry[] = { ID ("id"),     ID ("plan"),       POSITION ("position"), WORD ("kind", entry),
                                   TEXT ("name"), TEXT ("category"), TEXT ("text") };
static const KkbColumn entry_node[] = { ID ("entry"), ID ("node"), POSITION ("position") };
static const KkbColumn statistic[] = { ID ("id"),
                                       ID ("plan"),
                                       POSITION ("position"),
                                       TEXT ("name"),
                                       TEXT ("unit"),
                                       TEXT ("source"),
                                       TEXT ("note"),
                                       { "n_rows", KKB_COLUMN_ROWS, NULL },
                                       { "n_columns", KKB_COLUMN_COLUMNS, NULL } };
static const KkbColumn statistic_cell[] = { ID ("statistic"), NUMBER ("line"), NUMBER ("col"), TEXT ("text") };
static const KkbColumn indicator_tag[] = { ID ("indicator"), ID ("word"), POSITION ("position") };
static const KkbColumn indicator_operand[] = { ID ("indicator"), POSITION ("position"), ID ("operand") };
static const KkbColumn indicator_unit[] = { ID ("indicator"), YEAR ("fy"), TEXT ("unit") };
static const KkbColumn side_series[] = { ID ("id"),     ID ("indicator"), POSITION ("position"), WORD ("kind", side),
                                         TEXT ("name"), TEXT ("unit"),    TEXT ("source"),       TEXT ("note") };
static const KkbColumn side_value[] = { ID ("series"), YEAR ("fy"), VALUE };
static const KkbColumn budget_line[] = { ID ("project"), POSITION ("position"), TEXT ("account"), TEXT ("kan"),
                                         TEXT ("kou"),   TEXT ("moku"),         TEXT ("item") };
static const KkbColumn project_staff[] = { ID ("project"),       POSITION ("position"), YEAR ("fy"),
                                           WORD ("kind", money), DECIMAL ("staff"),     DECIMAL ("unit_cost") };
static const KkbColumn project_output[] = { ID ("project"), POSITION ("position"), YEAR ("fy"), TEXT ("text") };
static const KkbColumn history[]
    = { ID ("id"), TEXT ("at"), TEXT ("who"), WORD ("action", history_action), TEXT ("label") };
static const KkbColumn history_row[] = { { "entity", KKB_COLUMN_ID_OR_ZERO, NULL },
                                         ID ("history"),
                                         NUMBER ("line"),
                                         TEXT ("kind"),
                                         WORD ("op", history_op),
                                         ID_OR_NULL ("plan"),
                                         { "fy", KKB_COLUMN_NUMBER_OR_NULL, NULL },
                                         TEXT_OR_NULL ("field"),
                                         TEXT_OR_NULL ("old"),
                                         TEXT_OR_NULL ("new") };
static const KkbColumn meta[] = { TEXT ("key"), TEXT ("value") };

/* clang-format off */
#define TABLE(name, kind, since, keys, entity, plan_column, fy_column, label, value, tracked, parents) \
  { #name, KKB_TABLE_##kind, since, name, G_N_ELEMENTS (name), keys, entity, plan_column, fy_column, label, value, tracked, parents }

/* Parents stand before what refers to them. */
const KkbTableInfo kkb_tables[] = {
  /*     name, KkbStoreTable,            since, keys, entity, plan, fy, label, value, tracked, parents */
  TABLE (department, DEPARTMENT,         1, 1, 0, -1, -1,  2, -1, TRUE, ""),
  TABLE (grant_program, GRANT,           1, 1, 0, -1, -1,  2, -1, TRUE, ""),
  TABLE (plan, PLAN,                     1, 1, 0,  0, -1,  2, -1, TRUE, ""),
  TABLE (plan_level, OTHER,              1, 2, 0,  0, -1,  2, -1, TRUE, "plan:plan"),
  TABLE (plan_department, OTHER,         1, 2, 0,  0, -1, -1, -1, TRUE, "plan:plan department:department"),
  TABLE (plan_link, LINK,                1, 1, 0,  1, -1,  4, -1, TRUE, "plan:plan other:plan"),
  TABLE (edition, EDITION,               1, 1, 0,  1,  4,  3, -1, TRUE, "plan:plan"),
  TABLE (edition_band, OTHER,            1, 2, 0, -1, -1,  2, -1, TRUE, "edition:edition"),
  TABLE (node, NODE,                     1, 1, 0,  1, -1,  7, -1, TRUE, "plan:plan parent:node"),
  TABLE (node_department, OTHER,         1, 2, 0, -1, -1, -1, -1, TRUE, "node:node department:department"),
  TABLE (project, PROJECT,               1, 1, 0, -1, -1,  3, -1, TRUE, "node:node"),
  TABLE (project_grant, OTHER,           1, 2, 0, -1, -1, -1, -1, TRUE, "project:project grant_program:grant_program"),
  TABLE (money, MONEY,                   1, 1, 0, -1,  3,  8, -1, TRUE, "project:project"),
  TABLE (indicator, INDICATOR,           1, 1, 0, -1, -1,  3, -1, TRUE, ""),
  TABLE (indicator_department, OTHER,    1, 2, 0, -1, -1, -1, -1, TRUE, "indicator:indicator department:department"),
  TABLE (placement, PLACEMENT,           1, 1, 0,  1, -1,  8, -1, TRUE, "plan:plan indicator:indicator node:node"),
  TABLE (placement_baseline, PLACEMENT,  1, 1, 0, -1,  1, -1,  2, TRUE, "placement:placement"),
  TABLE (goal, GOAL,                     1, 2, 0,  1, -1, -1, -1, TRUE, "indicator:indicator plan:plan"),
  TABLE (baseline, BASELINE,             1, 3, 0,  1,  3, -1,  4, TRUE, "indicator:goal"),
  TABLE (target, TARGET,                 1, 4, 0,  1,  2, -1,  4, TRUE, "indicator:goal"),
  TABLE (actual, ACTUAL,                 1, 3, 0, -1,  1, -1,  3, TRUE, "indicator:indicator"),
  TABLE (word, WORD,                     2, 1, 0, -1, -1,  3, -1, TRUE, ""),
  TABLE (department_former, OTHER,       2, 2, 0, -1, -1,  2, -1, TRUE, "department:department"),
  TABLE (plan_text, OTHER,               2, 2, 0,  0, -1, -1, -1, TRUE, "plan:plan name:word"),
  TABLE (node_text, OTHER,               2, 2, 0, -1, -1, -1, -1, TRUE, "node:node name:word"),
  TABLE (node_tag, OTHER,                2, 2, 0, -1, -1, -1, -1, TRUE, "node:node word:word"),
  TABLE (node_reference, OTHER,          2, 2, 0, -1, -1, -1, -1, TRUE, "node:node other:node"),
  TABLE (picture, PICTURE,               2, 1, 0, -1, -1,  3, -1, TRUE, "node:node"),
  TABLE (entry, ENTRY,                   2, 1, 0,  1, -1,  4, -1, TRUE, "plan:plan"),
  TABLE (entry_node, OTHER,              2, 2, 0, -1, -1, -1, -1, TRUE, "entry:entry node:node"),
  TABLE (statistic, STATISTIC,           2, 1, 0,  1, -1,  3, -1, TRUE, "plan:plan"),
  TABLE (statistic_cell, OTHER,          2, 3, 0, -1, -1,  3, -1, TRUE, "statistic:statistic"),
  TABLE (indicator_tag, OTHER,           2, 2, 0, -1, -1, -1, -1, TRUE, "indicator:indicator word:word"),
  TABLE (indicator_operand, OTHER,       2, 2, 0, -1, -1,  2, -1, TRUE, "indicator:indicator operand:indicator"),
  TABLE (indicator_unit, OTHER,          2, 2, 0, -1,  1,  2, -1, TRUE, "indicator:indicator"),
  TABLE (side_series, SIDE_SERIES,       2, 1, 0, -1, -1,  4, -1, TRUE, "indicator:indicator"),
  TABLE (side_value, SIDE_SERIES,        2, 2, 0, -1,  1, -1,  2, TRUE, "series:side_series"),
  TABLE (budget_line, OTHER,             2, 2, 0, -1, -1,  6, -1, TRUE, "project:project"),
  TABLE (project_staff, OTHER,           2, 2, 0, -1, -1,  4, -1, TRUE, "project:project"),
  TABLE (project_output, OTHER,          2, 2, 0, -1, -1,  3, -1, TRUE, "project:project"),
  TABLE (history, OTHER,                 1, 1, 0, -1, -1, -1, -1, FALSE, ""),
  TABLE (history_row, OTHER,             1, 3, 0, -1, -1, -1, -1, FALSE, "history:history"),
  TABLE (meta, OTHER,                    1, 1, 0, -1, -1, -1, -1, FALSE, ""),
};
/* clang-format on */
const guint kkb_n_tables = G_N_ELEMENTS (kkb_tables);

const KkbTableInfo *
kkb_store_table_find (const char *name)
{
  for (guint i = 0; i < kkb_n_tables; i++)
    if (strcmp (kkb_tables[i].name, name) == 0)
      return &kkb_tables[i];
  return NULL;
}

/* ALTER TABLE adds columns at the end only, so their number tells which there were. */
int
kkb_store_table_columns (const KkbTableInfo *info, int version)
{
  static const struct
  {
    const char *table;
    int version, n_columns; /* until and with VERSION */
  } grown[] = { { "node", 1, 8 }, { "indicator", 1, 16 } };

  if (version < info->since)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (grown); i++)
    if (version <= grown[i].version && strcmp (grown[i].table, info->name) == 0)
      return grown[i].n_columns;
  return info->n_columns;
}

int
kkb_store_table_column (const KkbTableInfo *info, const char *name)
{
  for (int i = 0; i < info->n_columns; i++)
    if (strcmp (info->columns[i].name, name) == 0)
      return i;
  return -1;
}
