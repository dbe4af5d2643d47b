/* test-check.c - what the form of an indicator says while it is filled in. */
#include "fixture.h"
#include "kkb-check.h"
#include <string.h>

static const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };

static char *
remarks (const Case *c, const KkbIndicator *indicator)
{
  g_autoptr (GPtrArray) list = kkb_indicator_check (c->facts, NULL, c->plan, indicator, c->goal, &format);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const KkbRemark *remark = g_ptr_array_index (list, i);

      g_string_append_printf (out, "%s%s%d: %s", i > 0 ? "\n" : "", remark->is_error ? "!" : "", remark->part,
                              remark->sentence);
    }
  return g_string_free (out, FALSE);
}

#define assert_remarks(c, expected)                                                                                    \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *remarks_ = remarks (c, (c)->indicator);                                                           \
    g_assert_cmpstr (remarks_, ==, expected);                                                                          \
  }                                                                                                                    \
  G_STMT_END

#define assert_says(c, part, sentence)                                                                                 \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *remarks_ = remarks (c, (c)->indicator);                                                           \
    g_autofree char *line_ = g_strdup_printf ("%d: %s", part, sentence);                                               \
    if (strstr (remarks_, line_) == NULL)                                                                              \
      g_error ("%s: no “%s”", remarks_, line_);                                                                        \
  }                                                                                                                    \
  G_STMT_END

static void
test_sound (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "10,000");
  case_target (&c, 2026, "11,000");
  case_actual (&c, 2023, "10,300");
  assert_remarks (&c, "");
}

static void
test_errors (void)
{
  g_auto (Case) c = { 0 };
  const KkbId itself[] = { c.indicator != NULL ? 1 : 0, 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.indicator->name = "　";
  c.indicator->unit = "";
  c.indicator->has_weight = TRUE;
  c.indicator->weight = (KkbDecimal){ -1, 0 };
  c.indicator->has_tolerance = TRUE;
  c.indicator->tolerance = (KkbDecimal){ -5, 1 };
  kkb_indicator_more (c.facts, c.indicator)->formula = KKB_COMPUTED_SUM;
  kkb_indicator_more (c.facts, c.indicator)->operands = itself;
  assert_remarks (&c, "!0: 指標には名前が必要です。\n"
                      "!6: ウェイトは0以上にしてください。\n"
                      "!7: 許容幅は0以上にしてください。\n"
                      "!9: 計算できません。和は1つ以上、差は2つ以上、どちらも100以下の指標から計算します。\n"
                      "1: 単位がないと、何を数えた値か分かりません。");
}

static void
test_hints (void)
{
  g_auto (Case) c = { 0 };
  KkbIndicator *other;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_baseline (&c, 2026, "10,795");
  case_target (&c, 2026, "9,850");
  c.indicator->release = "随時";
  c.goal->method = KKB_METHOD_PROGRESS;
  assert_remarks (&c, "8: 「随時」から公表の月が読み取れないため、公表時期のお知らせができません。\n"
                      "10: 基準値が、最初の目標より前の年度のものではありません。\n"
                      "11: 多いほど良い指標ですが、目標 9,850 が基準値 10,795 を下回っています。");
  c.goal->baseline = (KkbValue){ 0 };
  assert_says (&c, KKB_PART_METHOD, "進捗率には基準値が必要です。代わりに達成率を使います。");
  c.indicator->direction = KKB_DIRECTION_MAINTAIN;
  assert_says (&c, KKB_PART_METHOD, "維持する指標に進捗はありません。代わりに達成率を使います。");
  c.indicator->direction = KKB_DIRECTION_RANGE;
  assert_says (&c, KKB_PART_METHOD, "範囲の目標に率はなく、達成か未達成かだけを見ます。");
  assert_says (
      &c, KKB_PART_DIRECTION,
      "範囲内の指標には、40〜60 や 330±5 のような目標か、許容幅が必要です。今のままでは、目標と同じ値だけが達成です。");
  case_target (&c, 2030, "5");
  assert_says (&c, KKB_PART_TARGET, "計画期間（令和4年度〜令和8年度）の外の令和12年度に目標があります。");
  c.indicator->release = "毎年9月";
  kkb_indicator_more (c.facts, c.indicator)->release_month = 6;
  assert_says (&c, KKB_PART_RELEASE, "「毎年9月」は6月と異なる月です。");
  other = kkb_facts_add_indicator (c.facts, 999);
  other->name = "従業者数";
  other->unit = "社";
  assert_says (&c, KKB_PART_UNIT, "同じ名前の指標が別にあり、単位は社です。");
  other->unit = "人";
  assert_says (&c, KKB_PART_NAME,
               "同じ名前の指標が別にあります。一つの指標を複数の場所に載せるときは、再掲してください。");
}

static void
test_formula_over_typed (void)
{
  g_auto (Case) c = { 0 };
  KkbIndicator draft;
  KkbIndicatorMore more;
  g_autofree char *text = NULL;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_actual (&c, 2022, "5");
  draft = *c.indicator;
  more = *draft.more;
  more.formula = KKB_COMPUTED_SUM;
  draft.more = &more;
  text = remarks (&c, &draft);
  g_assert_nonnull (strstr (text, "9: 計算にすると、入力済みの実績 1 件が消えます。元に戻すと戻ります。"));
}

#define assert_example(c, is_invented, expected)                                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gboolean invented_;                                                                                                \
    g_autofree char *example_ = kkb_indicator_example ((c)->facts, NULL, (c)->plan, (c)->indicator, (c)->goal,         \
                                                       &(c)->rules, &format, &invented_);                              \
    g_assert_cmpstr (example_, ==, expected);                                                                          \
    g_assert_cmpint (invented_, ==, is_invented);                                                                      \
  }                                                                                                                    \
  G_STMT_END

static void
test_example (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  assert_example (&c, TRUE,
                  "例（仮の数字）：（実績 112 − 基準値 100）÷（目標 120 − 基準値 100）= 60.0% → C（50%以上80%未満）");
  c.indicator->direction = KKB_DIRECTION_DOWN;
  assert_example (&c, TRUE,
                  "例（仮の数字）：（実績 108 − 基準値 120）÷（目標 100 − 基準値 120）= 60.0% → C（50%以上80%未満）");
  c.indicator->direction = KKB_DIRECTION_RANGE;
  assert_example (&c, TRUE,
                  "例（仮の数字）：範囲内を目指す指標のため率は使わず、実績 52 は目標 40〜60 の範囲内のため達成 → "
                  "A（最上位の区分）");
  c.indicator->direction = KKB_DIRECTION_UP;
  c.indicator->series = KKB_SERIES_MILESTONE;
  assert_example (&c, TRUE, "例（仮の数字）：目標が言葉のため担当者が判断する（目標 策定、実績 策定済み）");
  c.indicator->series = KKB_SERIES_LEVEL;
  case_baseline (&c, 2021, "10,000");
  case_target (&c, 2026, "11,000");
  assert_example (
      &c, TRUE,
      "例（仮の数字）：（実績 10,600 − 基準値 10,000）÷（目標 11,000 − 基準値 10,000）= 60.0% → C（50%以上80%未満）");
  case_actual (&c, 2026, "10,900");
  assert_example (&c, FALSE,
                  "（実績 10,900 − 基準値 10,000）÷（目標 11,000 − 基準値 10,000）= 90.0% → B（80%以上100%未満）");
  kkb_value_list_clear (&c.goal->targets);
  c.goal->baseline = (KkbValue){ 0 };
  assert_example (
      &c, TRUE,
      "例（仮の数字）：進捗率は基準値がないため使わず、実績 10,900 ÷ 目標 11,990 = 90.9% → B（80%以上100%未満）");
  g_assert_cmpuint (c.goal->targets.n, ==, 0); /* nothing is written */
  {
    g_autofree char *alone = kkb_indicator_example (c.facts, NULL, NULL, c.indicator, NULL, NULL, &format, NULL);

    g_assert_true (g_str_has_prefix (alone, "例（仮の数字）："));
  }
}

static void
test_example_of_computed (void)
{
  g_auto (Case) c = { 0 };
  const KkbId ids[] = { 500, 501, 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  for (guint i = 0; i < 2; i++)
    {
      KkbIndicator *part = kkb_facts_add_indicator (c.facts, ids[i]);
      KkbValue v = { .fy = 2026 };

      part->name = i == 0 ? "市内" : "市外";
      part->unit = "人";
      kkb_value_set_number (&v, kkb_decimal_from_int (i == 0 ? 12 : 3), KKB_STATE_FINAL);
      kkb_value_list_set (&part->actuals, &v);
    }
  kkb_facts_link (c.facts);
  kkb_indicator_more (c.facts, c.indicator)->formula = KKB_COMPUTED_SUM;
  kkb_indicator_more (c.facts, c.indicator)->operands = ids;
  case_baseline (&c, 2021, "10");
  case_target (&c, 2026, "20");
  assert_example (
      &c, FALSE,
      "実績 = 市内 12 + 市外 3；（実績 15 − 基準値 10）÷（目標 20 − 基準値 10）= 50.0% → C（50%以上80%未満）");
}

static void
test_rules (void)
{
  static const struct
  {
    const char *bands, *expected;
  } cases[] = {
    { "A=100,B=80,C=50,D=", "" },
    { "A=>80,B=80,C=", "" },
    { "A=80,B=100,C=", "評価区分「B」は、前の「A」がすべて先に当てはまるため使われません。" },
    { "A=80,B=>80,C=", "評価区分「B」は、前の「A」がすべて先に当てはまるため使われません。" },
    { "A=100,B=,C=50", "評価区分「C」は、前の「B」がすべて先に当てはまるため使われません。" },
    { "S=base+10,A=base~10,B=base~5,C=", "評価区分「B」は、前の「A」がすべて先に当てはまるため使われません。" },
    { "A=100,-=gap,中止=state:中止,B=", "評価区分「中止」は、前の「-」がすべて先に当てはまるため使われません。" },
    { "A=100,B=80",
      "どの評価区分にも当てはまらないものには評価が付きません。最後に条件のない区分を置くと、残りがすべてそこ"
      "に入ります。" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KkbRules rules = *kkb_rules_standard ();
      g_autoptr (GPtrArray) issues = NULL;

      g_assert_true (kkb_rules_parse_bands (&rules, cases[i].bands, NULL, NULL));
      issues = kkb_rules_check (&rules);
      g_assert_cmpuint (issues->len, ==, *cases[i].expected != '\0');
      if (issues->len > 0)
        g_assert_cmpstr (g_ptr_array_index (issues, 0), ==, cases[i].expected);
    }
  {
    KkbRules rules = *kkb_rules_standard ();
    g_autoptr (GPtrArray) issues = NULL;

    rules.method = KKB_METHOD_COMPARE; /* A and D only */
    issues = kkb_rules_check (&rules);
    g_assert_cmpuint (issues->len, ==, 2);
    g_assert_cmpstr (g_ptr_array_index (issues, 0), ==,
                     "評価区分「B」は、達成か未達成かだけを見るときは率がないため使われません。");
  }
}

static void
test_presets (void)
{
  for (guint i = 0; i < kkb_rules_n_presets (); i++)
    {
      g_autoptr (GPtrArray) issues = kkb_rules_check (kkb_rules_preset (i));

      /* 交付金: what is exactly as before the start is neither better nor worse, and nobody says what it is then. */
      g_assert_cmpuint (issues->len, ==, strcmp (kkb_rules_preset (i)->name, "交付金") == 0);
    }
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/check/a-sound-indicator-gets-no-remark", test_sound);
  g_test_add_func ("/check/what-keeps-the-form-from-being-finished-comes-first", test_errors);
  g_test_add_func ("/check/what-is-worth-a-look-stands-with-its-field", test_hints);
  g_test_add_func ("/check/figures-typed-before-a-formula-are-told-of", test_formula_over_typed);
  g_test_add_func ("/check/the-example-is-marked-where-its-figures-are-invented", test_example);
  g_test_add_func ("/check/the-example-of-a-computed-indicator-says-what-it-is-made-of", test_example_of_computed);
  g_test_add_func ("/check/a-rating-that-can-never-be-given-is-told", test_rules);
  g_test_add_func ("/check/the-rule-sets-that-ship-are-sound", test_presets);
  return g_test_run ();
}
