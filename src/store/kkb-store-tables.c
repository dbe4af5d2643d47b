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
                                  TEXT ("title") };
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
                                       DECIMAL_OR_NULL ("tolerance") };
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
#define TABLE(name, kind, keys, entity, plan_column, fy_column, label, value, tracked, parents) \
  { #name, KKB_TABLE_##kind, name, G_N_ELEMENTS (name), keys, entity, plan_column, fy_column, label, value, tracked, parents }

/* Parents stand before what refers to them. */
const KkbTableInfo kkb_tables[] = {
  /*     name, KkbStoreTable,              keys, entity, plan, fy, label, value, tracked, parents */
  TABLE (department, DEPARTMENT,         1, 0, -1, -1,  2, -1, TRUE, ""),
  TABLE (grant_program, GRANT,           1, 0, -1, -1,  2, -1, TRUE, ""),
  TABLE (plan, PLAN,                     1, 0,  0, -1,  2, -1, TRUE, ""),
  TABLE (plan_level, OTHER,              2, 0,  0, -1,  2, -1, TRUE, "plan:plan"),
  TABLE (plan_department, OTHER,         2, 0,  0, -1, -1, -1, TRUE, "plan:plan department:department"),
  TABLE (plan_link, LINK,                1, 0,  1, -1,  4, -1, TRUE, "plan:plan other:plan"),
  TABLE (edition, EDITION,               1, 0,  1,  4,  3, -1, TRUE, "plan:plan"),
  TABLE (edition_band, OTHER,            2, 0, -1, -1,  2, -1, TRUE, "edition:edition"),
  TABLE (node, NODE,                     1, 0,  1, -1,  7, -1, TRUE, "plan:plan parent:node"),
  TABLE (node_department, OTHER,         2, 0, -1, -1, -1, -1, TRUE, "node:node department:department"),
  TABLE (project, PROJECT,               1, 0, -1, -1,  3, -1, TRUE, "node:node"),
  TABLE (project_grant, OTHER,           2, 0, -1, -1, -1, -1, TRUE, "project:project grant_program:grant_program"),
  TABLE (money, MONEY,                   1, 0, -1,  3,  8, -1, TRUE, "project:project"),
  TABLE (indicator, INDICATOR,           1, 0, -1, -1,  3, -1, TRUE, ""),
  TABLE (indicator_department, OTHER,    2, 0, -1, -1, -1, -1, TRUE, "indicator:indicator department:department"),
  TABLE (placement, PLACEMENT,           1, 0,  1, -1,  8, -1, TRUE, "plan:plan indicator:indicator node:node"),
  TABLE (placement_baseline, PLACEMENT,  1, 0, -1,  1, -1,  2, TRUE, "placement:placement"),
  TABLE (goal, GOAL,                     2, 0,  1, -1, -1, -1, TRUE, "indicator:indicator plan:plan"),
  TABLE (baseline, BASELINE,             3, 0,  1,  3, -1,  4, TRUE, "indicator:goal"),
  TABLE (target, TARGET,                 4, 0,  1,  2, -1,  4, TRUE, "indicator:goal"),
  TABLE (actual, ACTUAL,                 3, 0, -1,  1, -1,  3, TRUE, "indicator:indicator"),
  TABLE (history, OTHER,                 1, 0, -1, -1, -1, -1, FALSE, ""),
  TABLE (history_row, OTHER,             3, 0, -1, -1, -1, -1, FALSE, "history:history"),
  TABLE (meta, OTHER,                    1, 0, -1, -1, -1, -1, FALSE, ""),
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

int
kkb_store_table_column (const KkbTableInfo *info, const char *name)
{
  for (int i = 0; i < info->n_columns; i++)
    if (strcmp (info->columns[i].name, name) == 0)
      return i;
  return -1;
}
