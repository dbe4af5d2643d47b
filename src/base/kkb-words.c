/* kkb-words.c - the words of states, directions, series, roles and money. They are data: the same in every language. */
#include "kkb-facts.h"
#include "kkb-text.h"

typedef struct
{
  int value;
  const char *word; /* the first one of a value is the one that is written */
} Word;

static const Word states[] = {
  { KKB_STATE_BLANK, "未入力" },
  { KKB_STATE_FINAL, "確定" },
  { KKB_STATE_FINAL, "確定値" },
  { KKB_STATE_PROVISIONAL, "速報" },
  { KKB_STATE_PROVISIONAL, "速報値" },
  { KKB_STATE_PENDING, "集計中" },
  { KKB_STATE_UNMEASURED, "未計測" },
  { KKB_STATE_UNPUBLISHED, "未公表" },
  { KKB_STATE_CANCELLED, "中止" },
  { KKB_STATE_NOT_DONE, "未実施" },
  { KKB_STATE_NOT_APPLICABLE, "該当なし" },
  { KKB_STATE_NOT_APPLICABLE, "該当無し" },
  { KKB_STATE_WITHHELD, "非公表" },
};

static const Word directions[] = {
  { KKB_DIRECTION_UP, "up" },         { KKB_DIRECTION_UP, "増" },        { KKB_DIRECTION_UP, "増加" },
  { KKB_DIRECTION_UP, "上昇" },       { KKB_DIRECTION_UP, "向上" },      { KKB_DIRECTION_UP, "↑" },
  { KKB_DIRECTION_DOWN, "down" },     { KKB_DIRECTION_DOWN, "減" },      { KKB_DIRECTION_DOWN, "減少" },
  { KKB_DIRECTION_DOWN, "低下" },     { KKB_DIRECTION_DOWN, "↓" },       { KKB_DIRECTION_MAINTAIN, "maintain" },
  { KKB_DIRECTION_MAINTAIN, "維持" }, { KKB_DIRECTION_MAINTAIN, "→" },   { KKB_DIRECTION_RANGE, "range" },
  { KKB_DIRECTION_RANGE, "範囲" },    { KKB_DIRECTION_RANGE, "範囲内" },
};

static const Word series[] = {
  { KKB_SERIES_LEVEL, "level" },
  { KKB_SERIES_LEVEL, "水準" },
  { KKB_SERIES_ANNUAL, "annual" },
  { KKB_SERIES_ANNUAL, "単年度" },
  { KKB_SERIES_CUMULATIVE, "cumulative" },
  { KKB_SERIES_CUMULATIVE, "累計" },
  { KKB_SERIES_CUMULATIVE_IN_PLAN, "cumulative_in_plan" },
  { KKB_SERIES_CUMULATIVE_IN_PLAN, "計画期間内累計" },
  { KKB_SERIES_RATIO, "ratio" },
  { KKB_SERIES_RATIO, "割合" },
  { KKB_SERIES_MILESTONE, "milestone" },
  { KKB_SERIES_MILESTONE, "定性" },
};

static const Word roles[] = {
  { KKB_ROLE_NONE, "" },
  { KKB_ROLE_ACTIVITY, "活動指標" },
  { KKB_ROLE_ACTIVITY, "活動" },
  { KKB_ROLE_ACTIVITY, "activity" },
  { KKB_ROLE_OUTPUT, "アウトプット" },
  { KKB_ROLE_OUTPUT, "アウトプット指標" },
  { KKB_ROLE_OUTPUT, "output" },
  { KKB_ROLE_OUTCOME, "アウトカム" },
  { KKB_ROLE_OUTCOME, "アウトカム指標" },
  { KKB_ROLE_OUTCOME, "成果指標" },
  { KKB_ROLE_OUTCOME, "成果" },
  { KKB_ROLE_OUTCOME, "outcome" },
  { KKB_ROLE_OUTCOME_INITIAL, "初期アウトカム" },
  { KKB_ROLE_OUTCOME_INITIAL, "短期アウトカム" },
  { KKB_ROLE_OUTCOME_INTERMEDIATE, "中間アウトカム" },
  { KKB_ROLE_OUTCOME_INTERMEDIATE, "中期アウトカム" },
  { KKB_ROLE_OUTCOME_FINAL, "最終アウトカム" },
  { KKB_ROLE_OUTCOME_FINAL, "長期アウトカム" },
};

static const Word formulas[] = {
  { KKB_COMPUTED_NONE, "" },
  { KKB_COMPUTED_SUM, "和" },
  { KKB_COMPUTED_SUM, "sum" },
  { KKB_COMPUTED_DIFFERENCE, "差" },
  { KKB_COMPUTED_DIFFERENCE, "difference" },
  { KKB_COMPUTED_RATIO, "比" },
  { KKB_COMPUTED_RATIO, "ratio" },
};

static const Word word_kinds[] = {
  { KKB_WORD_TAG, "タグ" },
  { KKB_WORD_TEXT_NAME, "項目名" },
  { KKB_WORD_NEXT_DIRECTION, "今後の方向性" },
  { KKB_WORD_COUNCIL, "会議" },
};

static const Word entry_kinds[] = {
  { KKB_ENTRY_TERM, "用語" },
  { KKB_ENTRY_ACTOR, "主体" },
  { KKB_ENTRY_ORGANISATION, "関係機関" },
  { KKB_ENTRY_ISSUE, "課題" },
};

static const Word side_kinds[] = {
  { KKB_SIDE_BREAKDOWN, "内訳" },
  { KKB_SIDE_COMPARISON, "比較" },
};

static const Word money_kinds[] = {
  { KKB_MONEY_BUDGET, "予算" },           { KKB_MONEY_BUDGET, "予算額" },     { KKB_MONEY_BUDGET, "budget" },
  { KKB_MONEY_SETTLEMENT, "決算" },       { KKB_MONEY_SETTLEMENT, "決算額" }, { KKB_MONEY_SETTLEMENT, "執行額" },
  { KKB_MONEY_SETTLEMENT, "settlement" },
};

static const char *
word_of (const Word *words, gsize n, int value)
{
  for (gsize i = 0; i < n; i++)
    if (words[i].value == value)
      return words[i].word;
  return "";
}

static gboolean
value_of (const Word *words, gsize n, const char *text, int *value)
{
  g_autofree char *key = kkb_text_key (text);

  for (gsize i = 0; i < n; i++)
    if (kkb_text_same (words[i].word, key))
      {
        *value = words[i].value;
        return TRUE;
      }
  return FALSE;
}

const char *
kkb_state_word (KkbState state)
{
  return word_of (states, G_N_ELEMENTS (states), (int)state);
}

gboolean
kkb_state_from_word (const char *text, KkbState *state)
{
  int value;

  if (!value_of (states, G_N_ELEMENTS (states), text, &value))
    return FALSE;
  *state = (KkbState)value;
  return TRUE;
}

gboolean
kkb_state_is_gap (KkbState state)
{
  return state != KKB_STATE_FINAL && state != KKB_STATE_PROVISIONAL;
}

const char *
kkb_direction_word (KkbDirection d)
{
  return word_of (directions, G_N_ELEMENTS (directions), (int)d);
}

gboolean
kkb_direction_from_word (const char *text, KkbDirection *d)
{
  int value;

  if (!value_of (directions, G_N_ELEMENTS (directions), text, &value))
    return FALSE;
  *d = (KkbDirection)value;
  return TRUE;
}

const char *
kkb_series_word (KkbSeries s)
{
  return word_of (series, G_N_ELEMENTS (series), (int)s);
}

gboolean
kkb_series_from_word (const char *text, KkbSeries *s)
{
  int value;

  if (!value_of (series, G_N_ELEMENTS (series), text, &value))
    return FALSE;
  *s = (KkbSeries)value;
  return TRUE;
}

const char *
kkb_role_word (KkbRole r)
{
  return word_of (roles, G_N_ELEMENTS (roles), (int)r);
}

gboolean
kkb_role_from_word (const char *text, KkbRole *r)
{
  int value;

  if (!value_of (roles, G_N_ELEMENTS (roles), text, &value))
    return FALSE;
  *r = (KkbRole)value;
  return TRUE;
}

const char *
kkb_money_kind_word (KkbMoneyKind k)
{
  return word_of (money_kinds, G_N_ELEMENTS (money_kinds), (int)k);
}

gboolean
kkb_money_kind_from_word (const char *text, KkbMoneyKind *k)
{
  int value;

  if (!value_of (money_kinds, G_N_ELEMENTS (money_kinds), text, &value))
    return FALSE;
  *k = (KkbMoneyKind)value;
  return TRUE;
}

const char *
kkb_computation_word (KkbComputation kind)
{
  return word_of (formulas, G_N_ELEMENTS (formulas), (int)kind);
}

gboolean
kkb_computation_from_word (const char *text, KkbComputation *kind)
{
  int value;

  if (!value_of (formulas, G_N_ELEMENTS (formulas), text, &value))
    return FALSE;
  *kind = (KkbComputation)value;
  return TRUE;
}

const char *
kkb_word_kind_word (KkbWordKind kind)
{
  return word_of (word_kinds, G_N_ELEMENTS (word_kinds), (int)kind);
}

gboolean
kkb_word_kind_from_word (const char *text, KkbWordKind *kind)
{
  int value;

  if (!value_of (word_kinds, G_N_ELEMENTS (word_kinds), text, &value))
    return FALSE;
  *kind = (KkbWordKind)value;
  return TRUE;
}

const char *
kkb_entry_kind_word (KkbEntryKind kind)
{
  return word_of (entry_kinds, G_N_ELEMENTS (entry_kinds), (int)kind);
}

gboolean
kkb_entry_kind_from_word (const char *text, KkbEntryKind *kind)
{
  int value;

  if (!value_of (entry_kinds, G_N_ELEMENTS (entry_kinds), text, &value))
    return FALSE;
  *kind = (KkbEntryKind)value;
  return TRUE;
}

const char *
kkb_side_kind_word (KkbSideKind kind)
{
  return word_of (side_kinds, G_N_ELEMENTS (side_kinds), (int)kind);
}

gboolean
kkb_side_kind_from_word (const char *text, KkbSideKind *kind)
{
  int value;

  if (!value_of (side_kinds, G_N_ELEMENTS (side_kinds), text, &value))
    return FALSE;
  *kind = (KkbSideKind)value;
  return TRUE;
}
