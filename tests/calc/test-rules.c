/* test-rules.c - bands as text and in words, the presets, and bands beyond the plain rate. */
#include "fixture.h"
#include "kkb-error.h"
#include <string.h>

static void
assert_round_trip (const char *text)
{
  KkbRules rules = *kkb_rules_standard ();
  g_autoptr (GError) error = NULL;
  g_autofree char *again = NULL;

  kkb_rules_parse_bands (&rules, text, NULL, &error);
  g_assert_no_error (error);
  again = kkb_rules_format_bands (&rules);
  g_assert_cmpstr (again, ==, text);
}

static void
test_text (void)
{
  static const char *const texts[] = {
    "A=100,B=80,C=50,D=",
    "達成=met,未達成=",
    "S=base+10,A=base~10,B=base-10",
    "S=pt+2.5,A=pt~2.5,B=pt-2.5",
    "X=attainment:70,Y=attainment:>60",
    "中止=state:中止,−=gap",
    "A=>100,B=100,C=-5",
    "A\\,B=100,C\\=D=80,E\\\\F=",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_round_trip (texts[i]);
}

static void
test_text_as_people_type (void)
{
  KkbRules rules = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  kkb_rules_parse_bands (&rules, " Ａ＝ = １００％ , B = >=80, C=", NULL, &error);
  g_assert_no_error (error);
  text = kkb_rules_format_bands (&rules);
  g_assert_cmpstr (rules.bands[0].label, ==, "Ａ＝");
  g_assert_cmpstr (text, ==, "Ａ＝=100,B=80,C=");
}

static void
test_unreadable (void)
{
  static const char *const texts[]
      = { "A",           "=80",          "A=x",
          "A=1e3",       "A=state:確定", "A=base*3",
          "A=100,,B=80", "A=met:1",      "a=1,b=2,c=3,d=4,e=5,f=6,g=7,h=8,i=9,j=10,k=11,l=12,m=13" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      KkbRules rules = *kkb_rules_standard ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", texts[i]);
      g_assert_false (kkb_rules_parse_bands (&rules, texts[i], NULL, &error));
      g_assert_error (error, KKB_ERROR, KKB_ERROR_USAGE);
      g_assert_true (kkb_rules_equal (&rules, kkb_rules_standard ()));
    }
}

static void
assert_words (const char *bands, guint index, const char *expected)
{
  KkbRules rules = { 0 };
  g_autofree char *words = NULL;

  g_assert_true (kkb_rules_parse_bands (&rules, bands, NULL, NULL));
  words = kkb_rules_band_words (&rules, index);
  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (void)
{
  assert_words ("A=100,B=80,C=50,D=", 0, "A（100%以上）");
  assert_words ("A=100,B=80,C=50,D=", 1, "B（80%以上100%未満）");
  assert_words ("A=100,B=80,C=50,D=", 3, "D（50%未満）");
  assert_words ("A=>100,B=100,C=", 0, "A（100%超）");
  assert_words ("A=>100,B=80,C=", 1, "B（80%以上100%以下）");
  assert_words ("達成=met,未達成=", 0, "達成（目標達成）");
  assert_words ("達成=met,未達成=", 1, "未達成（それ以外）");
  assert_words ("S=base+10,A=base~10,B=base-10", 0, "S（基準値より10%以上改善）");
  assert_words ("S=base+10,A=base~10,B=base-10", 1, "A（基準値の±10%以内）");
  assert_words ("S=base+10,A=base~10,B=base-10", 2, "B（基準値より10%超悪化）");
  assert_words ("S=pt+2.5", 0, "S（基準値より2.5ポイント以上改善）");
  assert_words ("−=gap", 0, "−（数値なし）");
  fixture_language ("en");
  assert_words ("A=100,B=80,C=50,D=", 1, "B (80% or more, under 100%)");
  fixture_language ("ja");
}

static void
test_marks (void)
{
  KkbRules rules = { 0 };

  for (guint i = 0; i < 4; i++)
    {
      static const char *const marks[] = { "◎", "○", "△", "×" };

      g_assert_cmpstr (kkb_rules_band_mark (kkb_rules_standard (), i), ==, marks[i]);
    }
  g_assert_true (kkb_rules_parse_bands (&rules, "達成=met,未達成=,−=gap", NULL, NULL));
  g_assert_cmpstr (kkb_rules_band_mark (&rules, 0), ==, "◎");
  g_assert_cmpstr (kkb_rules_band_mark (&rules, 1), ==, "×");
  g_assert_cmpstr (kkb_rules_band_mark (&rules, 2), ==, "－");
}

static void
test_presets (void)
{
  static const char *const names[] = { "標準", "茨城県", "長野県", "多摩市", "長与町", "高松市", "交付金" };

  g_assert_cmpuint (kkb_rules_n_presets (), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const KkbRules *preset = kkb_rules_find_preset (names[i]);
      g_auto (GStrv) words = NULL;
      KkbRules copy;
      g_autofree char *bands = NULL;

      g_assert_true (preset == kkb_rules_preset (i));
      g_assert_true (i == 0 || preset->seen_at[0] != '\0');
      copy = *preset;
      bands = kkb_rules_format_bands (preset);
      g_assert_true (kkb_rules_parse_bands (&copy, bands, NULL, NULL));
      g_assert_true (kkb_rules_equal (&copy, preset));
      words = kkb_rules_in_words (preset);
      g_assert_cmpuint (g_strv_length (words), >=, 5);
    }
  g_assert_null (kkb_rules_find_preset ("月面都市"));
}

static void
test_legend (void)
{
  g_auto (GStrv) words = kkb_rules_in_words (kkb_rules_standard ());

  g_assert_cmpstr (words[0], ==,
                   "評価の方法：進捗率（（実績 − 基準値）÷（目標 − 基準値））。使えない場合は達成率（実績 ÷ "
                   "目標）、どちらも使えない場合は"
                   "達成・未達成で評価します。");
  g_assert_cmpstr (words[3], ==, "率は小数第1位に四捨五入して表示し、丸める前の値で区分します。");
  g_assert_cmpstr (words[4], ==, "評価区分：A（100%以上）、B（80%以上100%未満）、C（50%以上80%未満）、D（50%未満）。");
}

static void
test_legend_of_whole_percents (void)
{
  KkbRules rules = *kkb_rules_standard ();
  g_auto (GStrv) words = NULL;

  rules.decimals = 0;
  rules.rounding = KKB_ROUND_TRUNCATE;
  rules.band_from_rounded = TRUE;
  rules.weighted = TRUE;
  words = kkb_rules_in_words (&rules);
  g_assert_cmpstr (words[3], ==, "率は整数に切り捨て、切り捨てた後の値で区分します。");
  g_assert_cmpstr (words[5], ==, "平均は指標のウェイトで加重します。");
}

static void
test_method_words (void)
{
  KkbMethod m;
  KkbYardstick y;
  KkbRounding r;

  g_assert_true (kkb_method_from_word ("Attainment", &m));
  g_assert_cmpint (m, ==, KKB_METHOD_ATTAINMENT);
  g_assert_true (kkb_yardstick_from_word ("step", &y));
  g_assert_cmpint (y, ==, KKB_YARDSTICK_STEP);
  g_assert_true (kkb_rounding_from_word ("half-up", &r));
  g_assert_cmpint (r, ==, KKB_ROUND_HALF_UP);
  g_assert_false (kkb_method_from_word ("guess", &m));
  g_assert_cmpstr (kkb_rounding_word (KKB_ROUND_TRUNCATE), ==, "truncate");
}

/* ---- bands on more than the rate --------------------------------------------------------------------------------- */

static void
test_against_baseline (void)
{
  static const struct
  {
    const char *actual, *rating;
  } rows[] = { { "200", "S" }, { "120", "A" }, { "110", "A" }, { "109.9", "B" }, { "90", "B" }, { "89.9", "C" } };
  g_auto (Case) c = { 0 };
  KkbResult r;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules = *kkb_rules_find_preset ("長与町");
  case_baseline (&c, 2021, "100");
  case_target (&c, 2026, "150");
  case_evaluate (&c, KKB_FINAL, &r);
  g_assert_cmpstr (kkb_result_rating (&r, &c.rules), ==, "−");
  kkb_result_clear (&r);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      case_actual (&c, 2026, rows[i].actual);
      case_evaluate (&c, KKB_FINAL, &r);
      g_assert_cmpstr (kkb_result_rating (&r, &c.rules), ==, rows[i].rating);
      kkb_result_clear (&r);
    }
  assert_explains (&c, KKB_FINAL, "実績 89.9 ÷ 目標 150 = 59.9%、基準値 100 と比べて → C（基準値より10%超悪化）");
  c.indicator->direction = KKB_DIRECTION_DOWN;
  case_target (&c, 2026, "50");
  case_actual (&c, 2026, "85");
  assert_line (&c, KKB_FINAL, "attainment 58.8 no A");
}

static void
test_grant_categories (void)
{
  static const struct
  {
    const char *actual, *rating;
  } rows[] = {
    { "20", "上回った" }, { "14", "7割以上" }, { "13.9", "開始前より改善" }, { "9", "開始前より悪化" }, { "10", "" }
  };
  g_auto (Case) c = { 0 };
  KkbResult r;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules = *kkb_rules_find_preset ("交付金");
  case_baseline (&c, 2021, "10");
  case_target (&c, 2026, "20");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      case_actual (&c, 2026, rows[i].actual);
      case_evaluate (&c, KKB_FINAL, &r);
      g_assert_cmpstr (kkb_result_rating (&r, &c.rules), ==, rows[i].rating);
      kkb_result_clear (&r);
    }
  case_actual (&c, 2026, "14");
  assert_explains (&c, KKB_FINAL, "実績 14 ÷ 目標 20 = 70.0% → 候補：7割以上（達成率70%以上）");
}

static void
test_points (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  case_bands (&c, "向上=pt+2,横ばい=pt~2,低下=pt-2");
  case_baseline (&c, 2021, "47.4");
  case_target (&c, 2026, "55.0");
  case_actual (&c, 2026, "49.4");
  assert_line (&c, KKB_FINAL, "progress 26.3 no 向上");
  case_actual (&c, 2026, "49.3");
  assert_line (&c, KKB_FINAL, "progress 25.0 no 横ばい");
  case_actual (&c, 2026, "45.3");
  assert_line (&c, KKB_FINAL, "progress -27.6 no 低下");
}

/* 79.96% prints as 80.0%: whether it is B or C depends on the edition, and the sentence says which figure was rated. */
static void
test_rounded_or_not (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2026, "10000");
  case_actual (&c, 2026, "7996");
  assert_line (&c, KKB_FINAL, "attainment 80.0 no C");
  assert_explains (&c, KKB_FINAL, "実績 7,996 ÷ 目標 10,000 = 80.0% → C（50%以上80%未満）（丸める前の 79.96% で判定）");
  c.rules.band_from_rounded = TRUE;
  assert_line (&c, KKB_FINAL, "attainment 80.0 no B");
  assert_explains (&c, KKB_FINAL, "実績 7,996 ÷ 目標 10,000 = 80.0% → B（80%以上100%未満）（丸めた後の 80.0% で判定）");
  c.rules.rounding = KKB_ROUND_TRUNCATE;
  assert_line (&c, KKB_FINAL, "attainment 79.9 no C");
}

/* 2,251 ÷ 2,000 is 1.1255 exactly. */
static void
test_half_up_or_truncate (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_target (&c, 2026, "2000");
  case_actual (&c, 2026, "2251");
  assert_line (&c, KKB_FINAL, "attainment 112.6 yes A");
  c.rules.rounding = KKB_ROUND_TRUNCATE;
  assert_line (&c, KKB_FINAL, "attainment 112.5 yes A");
  c.rules.decimals = 0;
  assert_line (&c, KKB_FINAL, "attainment 112 yes A");
}

static void
test_strict_threshold (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.rules.method = KKB_METHOD_ATTAINMENT;
  case_bands (&c, "上回った=>100,達成=100,未達=");
  case_target (&c, 2026, "10");
  case_actual (&c, 2026, "10");
  assert_line (&c, KKB_FINAL, "attainment 100.0 yes 達成");
  case_actual (&c, 2026, "10.1");
  assert_line (&c, KKB_FINAL, "attainment 101.0 yes 上回った");
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/rules/bands-as-text-come-back-the-same", test_text);
  g_test_add_func ("/rules/bands-may-be-typed-in-full-width", test_text_as_people_type);
  g_test_add_func ("/rules/unreadable-bands-are-refused-and-change-nothing", test_unreadable);
  g_test_add_func ("/rules/a-band-says-when-it-is-given", test_words);
  g_test_add_func ("/rules/every-band-has-a-mark-beside-its-colour", test_marks);
  g_test_add_func ("/rules/the-presets-ship-with-where-they-were-seen", test_presets);
  g_test_add_func ("/rules/the-legend-is-in-sentences", test_legend);
  g_test_add_func ("/rules/the-legend-says-what-is-unusual", test_legend_of_whole_percents);
  g_test_add_func ("/rules/methods-have-words-on-the-command-line", test_method_words);
  g_test_add_func ("/rules/nagayo-rates-against-the-baseline", test_against_baseline);
  g_test_add_func ("/rules/grant-categories-are-only-suggested", test_grant_categories);
  g_test_add_func ("/rules/bands-may-be-in-points", test_points);
  g_test_add_func ("/rules/the-sentence-says-when-rounding-decides-the-rating", test_rounded_or_not);
  g_test_add_func ("/rules/half-up-or-truncate-is-up-to-the-edition", test_half_up_or_truncate);
  g_test_add_func ("/rules/a-threshold-may-be-strict", test_strict_threshold);
  return g_test_run ();
}
