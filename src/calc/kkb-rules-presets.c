/* kkb-rules-presets.c - the rule sets that ship: the standard one and those seen at municipalities (domain.md §7).
 * Labels are the words the municipality prints: data, not translated. */
#include "kkb-rules.h"
#include "kkb-text.h"

#define RATE(text, percent)                                                                                            \
  {                                                                                                                    \
    text, KKB_BAND_RATE, 0, 0,                                                                                         \
    {                                                                                                                  \
      percent, 0                                                                                                       \
    }                                                                                                                  \
  }
#define OTHERWISE(text)                                                                                                \
  {                                                                                                                    \
    text, KKB_BAND_OTHERWISE, 0, 0,                                                                                    \
    {                                                                                                                  \
      0, 0                                                                                                             \
    }                                                                                                                  \
  }
#define COMMON .rounding = KKB_ROUND_HALF_UP, .decimals = 1, .percent_mode = KKB_PERCENT_LARGEST_CELL

static const KkbRules presets[] = {
  { .name = "標準",
    .seen_at = "",
    .method = KKB_METHOD_PROGRESS,
    .yardstick = KKB_YARDSTICK_LINEAR,
    COMMON,
    .n_bands = 4,
    .bands = { RATE ("A", 100), RATE ("B", 80), RATE ("C", 50), OTHERWISE ("D") } },
  { .name = "茨城県",
    .seen_at = "茨城県（年度ごとの期待値に対して 100・80・50%）",
    .method = KKB_METHOD_PROGRESS,
    .yardstick = KKB_YARDSTICK_LINEAR,
    COMMON,
    .n_bands = 4,
    .bands = { RATE ("A", 100), RATE ("B+", 80), RATE ("B", 50), OTHERWISE ("C") } },
  { .name = "長野県",
    .seen_at = "長野県（年度ごとの目安値に対して 100・80%）",
    .method = KKB_METHOD_PROGRESS,
    .yardstick = KKB_YARDSTICK_LINEAR,
    COMMON,
    .n_bands = 3,
    .bands = { RATE ("順調", 100), RATE ("おおむね順調", 80), OTHERWISE ("努力を要する") } },
  { .name = "多摩市",
    .seen_at = "多摩市（目標の 20・40・60・80・100% を年度ごとの目安とする）",
    .method = KKB_METHOD_PROGRESS,
    .yardstick = KKB_YARDSTICK_LINEAR,
    COMMON,
    .n_bands = 3,
    .bands = { RATE ("着実", 100), RATE ("概ね", 60), OTHERWISE ("改善要") } },
  { .name = "長与町",
    .seen_at = "長与町（基準値に対して ±10%）",
    .method = KKB_METHOD_ATTAINMENT,
    .yardstick = KKB_YARDSTICK_STEP,
    COMMON,
    .n_bands = 5,
    .bands = { { "S", KKB_BAND_MET, 0, 0, { 0, 0 } },
               { "A", KKB_BAND_BETTER_BASE, 0, 0, { 10, 0 } },
               { "B", KKB_BAND_WITHIN_BASE, 0, 0, { 10, 0 } },
               { "C", KKB_BAND_WORSE_BASE, 0, 0, { 10, 0 } },
               { "−", KKB_BAND_STATE, 0, KKB_N_STATES, { 0, 0 } } } },
  { .name = "高松市",
    .seen_at = "高松市（令和4年度。達成率 100・90・80%）",
    .method = KKB_METHOD_ATTAINMENT,
    .yardstick = KKB_YARDSTICK_STEP,
    COMMON,
    .n_bands = 4,
    .bands = { RATE ("A", 100), RATE ("B", 90), RATE ("C", 80), OTHERWISE ("D") } },
  { .name = "交付金",
    .seen_at = "地方創生関係の交付金の効果検証（4区分。候補を示すだけで、決めるのは担当者）",
    .method = KKB_METHOD_ATTAINMENT,
    .yardstick = KKB_YARDSTICK_STEP,
    COMMON,
    .suggest_only = TRUE,
    .n_bands = 4,
    .bands = { { "上回った", KKB_BAND_MET, 0, 0, { 0, 0 } },
               { "7割以上", KKB_BAND_ATTAINMENT, 0, 0, { 70, 0 } },
               { "開始前より改善", KKB_BAND_BETTER_BASE, 0, 0, { 0, 0 } },
               { "開始前より悪化", KKB_BAND_WORSE_BASE, 0, 0, { 0, 0 } } } },
};

const KkbRules *
kkb_rules_standard (void)
{
  return &presets[0];
}

guint
kkb_rules_n_presets (void)
{
  return G_N_ELEMENTS (presets);
}

const KkbRules *
kkb_rules_preset (guint index)
{
  g_return_val_if_fail (index < G_N_ELEMENTS (presets), &presets[0]);
  return &presets[index];
}

const KkbRules *
kkb_rules_find_preset (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    if (kkb_text_same (presets[i].name, name))
      return &presets[i];
  return NULL;
}
