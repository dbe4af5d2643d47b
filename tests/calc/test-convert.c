/* test-convert.c - what changes when figures are counted otherwise. */
#include "fixture.h"
#include "kkb-convert.h"
#include <string.h>

static const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };

/* One line an item: "A2023 331人→662人", targets T, the baseline B, reasons behind !; then the problems. */
static char *
lines (const KkbConversion *conversion)
{
  static const char letters[] = "ATBR";
  GString *out = g_string_new (NULL);
  guint lost = 0;

  for (guint i = 0; i < conversion->items->len; i++)
    {
      const KkbConversionItem *item = g_ptr_array_index (conversion->items, i);

      g_string_append_printf (out, "%c%d %s→%s%s%s\n", letters[item->field], item->fy, item->old_text, item->new_text,
                              item->reason != NULL ? " !" : "", item->reason != NULL ? item->reason : "");
      lost += item->reason != NULL;
    }
  g_assert_cmpuint (lost, ==, conversion->n_lost);
  for (guint i = 0; i < conversion->problems->len; i++)
    g_string_append_printf (out, "%s %s\n", conversion->possible ? "-" : "×",
                            (char *)g_ptr_array_index (conversion->problems, i));
  return g_string_free (out, FALSE);
}

#define assert_series(c, to, mode, expected)                                                                           \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (KkbConversion) conversion_ = kkb_convert_series ((c)->facts, (c)->indicator, to, mode, &format);        \
    g_autofree char *lines_ = lines (conversion_);                                                                     \
    g_assert_cmpstr (lines_, ==, expected);                                                                            \
  }                                                                                                                    \
  G_STMT_END
#define assert_unit_from(c, fy, unit, mode, expected)                                                                  \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (KkbConversion) conversion_                                                                              \
        = kkb_convert_unit_from ((c)->facts, (c)->indicator, fy, unit, mode, &format);                                 \
    g_autofree char *lines_ = lines (conversion_);                                                                     \
    g_assert_cmpstr (lines_, ==, expected);                                                                            \
  }                                                                                                                    \
  G_STMT_END
#define assert_unit(c, unit, mode, expected)                                                                           \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (KkbConversion) conversion_ = kkb_convert_unit ((c)->facts, (c)->indicator, unit, mode, &format);        \
    g_autofree char *lines_ = lines (conversion_);                                                                     \
    g_assert_cmpstr (lines_, ==, expected);                                                                            \
  }                                                                                                                    \
  G_STMT_END

/* FY2022–2026; amounts 10, 12, 集計中, 9; targets of all years but one. */
static void
flow_init (Case *c)
{
  case_init (c, KKB_DIRECTION_UP, KKB_SERIES_ANNUAL);
  c->indicator->unit = "社";
  case_baseline (c, 2021, "27");
  case_actual (c, 2022, "10");
  case_actual (c, 2023, "12（速報）");
  case_actual (c, 2024, "集計中");
  case_actual (c, 2025, "9");
  case_target (c, 2022, "10");
  case_target (c, 2023, "10");
  case_target (c, 2026, "15");
}

static void
test_flow_to_total (void)
{
  g_auto (Case) c = { 0 };

  flow_init (&c);
  assert_series (&c, KKB_SERIES_CUMULATIVE, KKB_CONVERT_COMPUTE,
                 "A2022 10社→37社\nA2023 (12)社→(49)社\nA2025 9社→ !令和6年度の値がありません。\n"
                 "T2022 10社→37社\nT2023 10社→47社\nT2026 15社→ !令和6年度の値がありません。\n");
  assert_series (&c, KKB_SERIES_CUMULATIVE_IN_PLAN, KKB_CONVERT_COMPUTE,
                 "A2023 (12)社→(22)社\nA2025 9社→ !令和6年度の値がありません。\n"
                 "T2023 10社→20社\nT2026 15社→ !令和6年度の値がありません。\n");
  assert_series (&c, KKB_SERIES_CUMULATIVE, KKB_CONVERT_KEEP, "");
  case_actual (&c, 2020, "4");
  assert_series (&c, KKB_SERIES_LEVEL, KKB_CONVERT_COMPUTE,
                 "A2020 4社→ !基準年度より前の値です。\nA2022 10社→37社\nA2023 (12)社→(49)社\n"
                 "A2025 9社→ !令和6年度の値がありません。\n"
                 "T2022 10社→37社\nT2023 10社→47社\nT2026 15社→ !令和6年度の値がありません。\n");
}

static void
test_total_to_flow (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_CUMULATIVE);
  c.indicator->unit = "社";
  case_baseline (&c, 2021, "27");
  case_actual (&c, 2022, "30");
  case_actual (&c, 2023, "30");
  case_actual (&c, 2025, "39");
  case_target (&c, 2026, "39");
  assert_series (&c, KKB_SERIES_ANNUAL, KKB_CONVERT_COMPUTE,
                 "A2022 30社→3社\nA2023 30社→0社\nA2025 39社→ !令和6年度の値がありません。\n"
                 "B2021 27社→ !令和2年度の値がありません。\nT2026 39社→ !令和7年度の値がありません。\n");
  case_actual (&c, 2020, "20");
  case_target (&c, 2022, "29.5以上");
  assert_series (&c, KKB_SERIES_ANNUAL, KKB_CONVERT_COMPUTE,
                 "A2020 20社→ !令和元年度の値がありません。\nA2022 30社→3社\nA2023 30社→0社\n"
                 "A2025 39社→ !令和6年度の値がありません。\nB2021 27社→7社\nT2022 29.5以上→2.5以上\n"
                 "T2026 39社→ !令和7年度の値がありません。\n");
  assert_series (&c, KKB_SERIES_LEVEL, KKB_CONVERT_COMPUTE, ""); /* the same figures */
}

static void
test_plan_totals (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_CUMULATIVE_IN_PLAN);
  c.indicator->unit = "人";
  case_baseline (&c, 2021, "582");
  case_actual (&c, 2022, "40");
  case_actual (&c, 2023, "95");
  case_target (&c, 2026, "200");
  assert_series (&c, KKB_SERIES_CUMULATIVE, KKB_CONVERT_COMPUTE,
                 "A2022 40人→622人\nA2023 95人→677人\nT2026 200人→782人\n");
  assert_series (&c, KKB_SERIES_ANNUAL, KKB_CONVERT_COMPUTE,
                 "A2023 95人→55人\nT2026 200人→ !令和7年度の値がありません。\n");
  c.goal->baseline.fy = 2016; /* of another period */
  assert_series (&c, KKB_SERIES_LEVEL, KKB_CONVERT_COMPUTE,
                 "A2022 40人→ !令和3年度の値がありません。\nA2023 95人→ !令和3年度の値がありません。\n"
                 "T2026 200人→ !令和3年度の値がありません。\n");
  c.indicator->series = KKB_SERIES_CUMULATIVE;
  c.goal->baseline.fy = 2021;
  case_actual (&c, 2022, "600");
  case_actual (&c, 2023, "630");
  case_target (&c, 2026, "700");
  assert_series (&c, KKB_SERIES_CUMULATIVE_IN_PLAN, KKB_CONVERT_COMPUTE,
                 "A2022 600人→18人\nA2023 630人→48人\nT2026 700人→118人\n");
  c.plan->start_fy = KKB_FY_NONE;
  assert_series (&c, KKB_SERIES_CUMULATIVE_IN_PLAN, KKB_CONVERT_COMPUTE,
                 "× 計画期間内累計にするには、計画の開始年度が必要です。\n");
}

static void
test_other_words (void)
{
  g_auto (Case) c = { 0 };
  KkbPlacement *row;

  flow_init (&c);
  case_actual (&c, 2023, "12件");
  case_actual (&c, 2024, "8社");
  row = kkb_facts_add_placement (c.facts, 901, c.plan->id, c.indicator, 0);
  kkb_placement_own (c.facts, row)->unit = "社/年";
  kkb_facts_link (c.facts);
  assert_series (
      &c, KKB_SERIES_CUMULATIVE, KKB_CONVERT_COMPUTE,
      "A2022 10社→37社\nA2023 12件→49件\nA2024 8社→57社\nA2025 9社→66社\n"
      "T2022 10社→37社\nT2023 10社→47社\nT2026 15社→ !令和6年度の値がありません。\n"
      "- 実績 令和5年度 12件：単位が「社」の桁違いではありません。数値はそのまま足し合わせ、単位は残します。\n"
      "- 「計画」の行は独自の単位「社/年」を印刷します。この言葉はそのまま残ります。合わなくなるときは、その行で直"
      "してください。\n");
  assert_series (&c, KKB_SERIES_CUMULATIVE, KKB_CONVERT_KEEP, "");
}

/* There and back again gives the figures as they were. */
static void
test_there_and_back (void)
{
  static const KkbSeries kinds[] = { KKB_SERIES_CUMULATIVE, KKB_SERIES_LEVEL, KKB_SERIES_CUMULATIVE_IN_PLAN };
  g_autoptr (GRand) random = g_rand_new_with_seed (31);

  for (guint round = 0; round < 300; round++)
    {
      g_auto (Case) c = { 0 };
      g_autoptr (KkbConversion) there = NULL, back = NULL;
      KkbDecimal first[5];
      KkbSeries kind = kinds[round % G_N_ELEMENTS (kinds)];

      case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_ANNUAL);
      case_baseline (&c, 2021, "100.5");
      for (int i = 0; i < 5; i++)
        {
          KkbValue v = { .fy = (gint16)(2022 + i) };

          first[i] = (KkbDecimal){ g_rand_int_range (random, -5000, 90000), 2 };
          kkb_value_set_number (&v, first[i], KKB_STATE_FINAL);
          kkb_value_list_set (&c.indicator->actuals, &v);
        }
      there = kkb_convert_series (c.facts, c.indicator, kind, KKB_CONVERT_COMPUTE, &format);
      g_assert_cmpuint (there->n_lost, ==, 0);
      for (guint i = 0; i < there->items->len; i++)
        kkb_value_list_set (&c.indicator->actuals, &((KkbConversionItem *)g_ptr_array_index (there->items, i))->new);
      c.indicator->series = (guint8)kind;
      back = kkb_convert_series (c.facts, c.indicator, KKB_SERIES_ANNUAL, KKB_CONVERT_COMPUTE, &format);
      for (guint i = 0; i < back->items->len; i++)
        if (((KkbConversionItem *)g_ptr_array_index (back->items, i))->field == KKB_FIELD_ACTUAL)
          kkb_value_list_set (&c.indicator->actuals, &((KkbConversionItem *)g_ptr_array_index (back->items, i))->new);
      for (int i = 0; i < 5; i++)
        g_assert_cmpint (kkb_decimal_compare (kkb_value_decimal (&c.indicator->actuals.items[i]), first[i]), ==, 0);
    }
}

static void
test_not_possible (void)
{
  g_auto (Case) c = { 0 };

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_RATIO);
  case_actual (&c, 2022, "47.4");
  assert_series (
      &c, KKB_SERIES_ANNUAL, KKB_CONVERT_COMPUTE,
      "× 割合や文字の指標は、ほかの値の合計でも一部でもありません。数値をそのままにして種別だけを変えられます。\n");
  assert_series (&c, KKB_SERIES_ANNUAL, KKB_CONVERT_KEEP, "");
  c.indicator->series = KKB_SERIES_ANNUAL;
  case_target (&c, 2022, "40〜60");
  case_target (&c, 2023, "実施");
  assert_series (&c, KKB_SERIES_CUMULATIVE, KKB_CONVERT_COMPUTE, "T2022 40〜60→ !範囲は合計できません。\n");
}

static void
test_unit (void)
{
  g_auto (Case) c = { 0 };
  g_autoptr (KkbConversion) conversion = NULL;

  case_init (&c, KKB_DIRECTION_MAINTAIN, KKB_SERIES_LEVEL);
  case_baseline (&c, 2021, "10,800");
  case_actual (&c, 2022, "10,796");
  case_actual (&c, 2023, "11千人");
  case_actual (&c, 2024, "集計中");
  case_target (&c, 2026, "11,000以上");
  case_target (&c, 2025, "10,000〜12,000");
  c.indicator->has_tolerance = TRUE;
  c.indicator->tolerance = (KkbDecimal){ 50, 0 };
  assert_unit (
      &c, "千人", KKB_CONVERT_COMPUTE,
      "A2022 10,796人→10.796千人\nB2021 10,800人→10.8千人\nT2025 10,000〜12,000→10〜12\nT2026 11,000以上→11以上\n");
  case_actual (&c, 2020, "108百人");
  assert_unit (&c, "千人", KKB_CONVERT_COMPUTE,
               "A2022 10,796人→10.796千人\nB2021 10,800人→10.8千人\nT2025 10,000〜12,000→10〜12\nT2026 "
               "11,000以上→11以上\n"
               "- 実績 令和2年度 108百人：この値は独自の単位「百人」で書かれているため、そのまま残ります。\n");
  conversion = kkb_convert_unit (c.facts, c.indicator, "千人", KKB_CONVERT_COMPUTE, &format);
  g_assert_cmpstr (conversion->unit, ==, "千人");
  g_assert_cmpint (conversion->tolerance.coef, ==, 5);
  g_assert_cmpint (conversion->tolerance.scale, ==, 2);
  assert_unit (
      &c, "名", KKB_CONVERT_COMPUTE,
      "× 人と名は同じものの桁違いではないため、換算できません。数値をそのままにして単位だけを変えられます。\n");
  assert_unit (&c, "名", KKB_CONVERT_KEEP,
               "- 実績 令和2年度 108百人：この値は独自の単位「百人」で書かれているため、そのまま残ります。\n"
               "- 実績 令和5年度 11千人：この値は独自の単位「千人」で書かれているため、そのまま残ります。\n");
  assert_unit (&c, "人", KKB_CONVERT_COMPUTE, "- すでにこの単位です。\n");
}

static void
test_unit_from (void)
{
  g_auto (Case) c = { 0 };
  g_autoptr (KkbConversion) conversion = NULL;
  KkbValue *v;

  case_init (&c, KKB_DIRECTION_UP, KKB_SERIES_LEVEL);
  c.indicator->unit = "人泊";
  case_baseline (&c, 2021, "4,000,000");
  case_actual (&c, 2022, "4,200,000");
  case_actual (&c, 2023, "4,150");
  case_actual (&c, 2024, "4,100,500人泊");
  case_target (&c, 2026, "4,500,000");
  assert_unit_from (&c, 2024, "千人泊", KKB_CONVERT_COMPUTE,
                    "A2024 4,100,500人泊→4,100.5千人泊\nT2026 4,500,000人泊→4,500千人泊\n");
  assert_unit_from (&c, 2023, "千人泊", KKB_CONVERT_KEEP,
                    "A2023 4,150人泊→4,150千人泊\nA2024 4,100,500人泊→4,100,500千人泊\n"
                    "T2026 4,500,000人泊→4,500,000千人泊\n");
  conversion = kkb_convert_unit_from (c.facts, c.indicator, 2024, "千人泊", KKB_CONVERT_COMPUTE, &format);
  g_assert_true (conversion->sets_units);
  g_assert_cmpuint (conversion->n_units, ==, 1);
  g_assert_cmpint (conversion->units[0].fy, ==, 2024);
  g_assert_cmpstr (conversion->units[0].unit, ==, "千人泊");
  g_assert_cmpint (conversion->units[1].fy, ==, 0);

  /* The evaluation sees the same figures whichever unit they are in. */
  assert_line (&c, KKB_FINAL, "progress 20.1 no D");
  for (guint i = 0; i < conversion->items->len; i++)
    {
      const KkbConversionItem *item = g_ptr_array_index (conversion->items, i);

      v = kkb_value_list_set (item->field == KKB_FIELD_ACTUAL ? &c.indicator->actuals : &c.goal->targets, &item->new);
      *kkb_facts_value_more (c.facts, (v->more = 0, v)) = *kkb_value_more (conversion->own, &item->new);
    }
  kkb_indicator_more (c.facts, c.indicator)->units = conversion->units;
  assert_line (&c, KKB_FINAL, "progress 20.1 no D");
  assert_unit_from (&c, 2025, "人泊", KKB_CONVERT_COMPUTE, "T2026 4,500千人泊→4,500,000人泊\n");
  assert_unit_from (&c, 2024, "", KKB_CONVERT_COMPUTE, "× 単位の変更には、年度と単位が必要です。\n");
}

static void
test_extras (void)
{
  g_auto (Case) c = { 0 };
  g_autoptr (KkbConversion) conversion = NULL;
  KkbValue *v;
  const KkbValueMore *more;

  flow_init (&c);
  v = kkb_value_list_set (&c.indicator->actuals, kkb_value_list_find (&c.indicator->actuals, 2022));
  kkb_facts_value_more (c.facts, v)->note = "暫定";
  kkb_facts_value_more (c.facts, v)->as_of = "R5.3末";
  conversion = kkb_convert_series (c.facts, c.indicator, KKB_SERIES_CUMULATIVE, KKB_CONVERT_COMPUTE, &format);
  more = kkb_value_more (conversion->own, &((KkbConversionItem *)g_ptr_array_index (conversion->items, 0))->new);
  g_assert_cmpstr (more->note, ==, "暫定");
  g_assert_cmpstr (more->as_of, ==, "R5.3末");
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/convert/yearly-amounts-become-running-totals", test_flow_to_total);
  g_test_add_func ("/convert/running-totals-become-yearly-amounts", test_total_to_flow);
  g_test_add_func ("/convert/totals-within-the-plan-start-from-0-at-its-start", test_plan_totals);
  g_test_add_func ("/convert/figures-and-rows-with-another-unit-are-told-of", test_other_words);
  g_test_add_func ("/convert/there-and-back-gives-the-same-figures", test_there_and_back);
  g_test_add_func ("/convert/what-cannot-be-computed-is-told-with-the-reason", test_not_possible);
  g_test_add_func ("/convert/another-unit-is-exact", test_unit);
  g_test_add_func ("/convert/from-a-year-on-figures-are-in-another-unit", test_unit_from);
  g_test_add_func ("/convert/notes-and-dates-go-along", test_extras);
  return g_test_run ();
}
