#include "chart-fixture.h"
#include "kkb-chart-ticks.h"
#include "kkb-text.h"

static void
test_ticks (void)
{
  static const struct
  {
    const char *low, *high;
    guint most;
    const char *first, *step, *last;
  } cases[] = {
    { "0", "33", 6, "0", "10", "40" },
    { "9850", "10796", 7, "9800", "200", "10800" },
    { "47.4", "60.0", 5, "45", "5", "60" },
    { "0", "0", 5, "0", "1", "1" },
    { "0", "0.0", 5, "0.0", "0.5", "1.0" },
    { "7", "7", 5, "0", "2", "8" },
    { "-742", "-742", 5, "-800", "200", "0" },
    { "-1", "1", 2, "-1", "1", "1" },
    { "0.001", "0.003", 5, "0.001", "0.001", "0.003" },
    { "-999999999999999999", "999999999999999999", 5, NULL, "500000000000000000", NULL },
    { "0.000000000000000001", "999999999999999999", 5, "0", "500000000000000000", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KkbChartAxis axis;
      KkbDecimal low, high;

      kkb_chart_axis_init (&axis, dec (cases[i].low), dec (cases[i].high), cases[i].most);
      g_assert_true (axis.low + axis.step * (KkbChartExact)(axis.n - 1) == axis.high);
      g_assert_true (kkb_chart_axis_exact (&axis, dec (cases[i].low)) >= axis.low);
      g_assert_true (kkb_chart_axis_exact (&axis, dec (cases[i].high)) <= axis.high);
      if (cases[i].first)
        {
          g_assert_true (kkb_chart_axis_tick (&axis, 0, 0, &low));
          g_assert_cmpint (kkb_decimal_compare (low, dec (cases[i].first)), ==, 0);
        }
      if (cases[i].last)
        {
          g_assert_true (kkb_chart_axis_tick (&axis, axis.n - 1, 0, &high));
          g_assert_cmpint (kkb_decimal_compare (high, dec (cases[i].last)), ==, 0);
        }
      low = dec (cases[i].step);
      g_assert_true (kkb_chart_axis_exact (&axis, low) == axis.step);
    }
}

static void
test_ticks_have_the_digits_of_their_step (void)
{
  KkbChartAxis axis;
  KkbDecimal d;
  char text[32];

  kkb_chart_axis_init (&axis, dec ("0.00"), dec ("1.00"), 6);
  g_assert_true (kkb_chart_axis_tick (&axis, 1, 0, &d));
  g_assert_cmpstr (kkb_decimal_print (d, text), ==, "0.2");
  kkb_chart_axis_init (&axis, dec ("0"), dec ("300000000"), 7);
  g_assert_true (kkb_chart_axis_tick (&axis, 1, 8, &d));
  g_assert_cmpstr (kkb_decimal_print (d, text), ==, "0.5");
}

/* ---- the figures of a real plan ------------------------------------------------------------------------------ */

static char *
figure_of (const char *cell)
{
  g_autofree char *narrow = kkb_text_narrow (cell);
  g_auto (GStrv) parts = g_strsplit (narrow, ",", -1);
  char *joined = g_strjoinv ("", parts);
  KkbDecimal d;

  if (!kkb_decimal_parse (joined, &d))
    g_clear_pointer (&joined, g_free);
  return joined;
}

static void
test_real_plan (void)
{
  static const double sizes[][2] = { { 640, 300 }, { 420, 220 }, { 320, 180 }, { 200, 120 }, { 90, 60 }, { 20, 10 } };
  g_autofree char *path
      = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", "ichinoseki-h29", "indicators.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint charts = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] && *lines[i]; i++)
    {
      g_auto (GStrv) f = g_strsplit (lines[i], "\t", -1);
      g_autofree char *base = figure_of (f[7]), *target = figure_of (f[9]), *actual = figure_of (f[10]);
      const int base_fy = kkb_fy_parse_as_of (f[8]), fy = kkb_fy_parse_as_of (f[11]);
      g_autoptr (KkbChartSpec) spec = three_figures (f[2], f[3], base_fy, base, fy, actual, 2021, target);

      for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
        {
          g_autoptr (KkbChartLayout) layout = kkb_chart_layout_new (spec, sizes[s][0], sizes[s][1], NULL, 12);

          check_layout (layout);
          charts++;
          if (s == 0)
            {
              /* At the size of the window all three figures can be read without pointing. */
              g_assert_cmpuint (count_shapes (layout, KKB_CHART_SHAPE_DIAMOND, -1), ==, 1);
              g_assert_cmpuint (count_shapes (layout, KKB_CHART_SHAPE_DOT, -1), ==, 1);
              g_assert_null (find_text (layout, KKB_CHART_TEXT_LEGEND, NULL));
              g_assert_nonnull (find_text (layout, KKB_CHART_TEXT_LABEL, NULL));
            }
        }
    }
  g_assert_cmpuint (charts, ==, 15 * G_N_ELEMENTS (sizes));
}

static void
test_axis_break (void)
{
  g_autoptr (KkbChartSpec) far = three_figures ("従業者数", "人", 2014, "10795", 2019, "10796", 2021, "9850");
  g_autoptr (KkbChartSpec) near = three_figures ("共同研究数", "件", 2015, "3", 2020, "33", 2021, "5");
  g_autoptr (KkbChartLayout) cut = kkb_chart_layout_new (far, 640, 300, NULL, 12);
  g_autoptr (KkbChartLayout) whole = kkb_chart_layout_new (near, 640, 300, NULL, 12);
  g_autoptr (KkbChartLayout) asked = NULL;

  g_assert_cmpuint (count_shapes (cut, KKB_CHART_SHAPE_BREAK, -1), ==, 1);
  g_assert_cmpuint (count_shapes (whole, KKB_CHART_SHAPE_BREAK, -1), ==, 0);
  g_assert_nonnull (find_text (whole, KKB_CHART_TEXT_VALUE_TICK, "0"));
  far->zero_based = TRUE;
  asked = kkb_chart_layout_new (far, 640, 300, NULL, 12);
  g_assert_cmpuint (count_shapes (asked, KKB_CHART_SHAPE_BREAK, -1), ==, 0);
  g_assert_nonnull (find_text (asked, KKB_CHART_TEXT_VALUE_TICK, "0"));
}

static guint
segments_of (const KkbChartLayout *layout, KkbChartInk ink)
{
  guint n, found = 0;
  const KkbChartShape *shapes = kkb_chart_layout_shapes (layout, &n);

  for (guint i = 0; i < n; i++)
    if (shapes[i].kind == KKB_CHART_SHAPE_LINE && shapes[i].ink == ink)
      found += shapes[i].n - 1;
  return found;
}

static void
test_gaps (void)
{
  static const char *const values[] = { "120", "130", "集計中", "140", "150", NULL };
  static const char *const whole[] = { "120", "130", "135", "140", "150", NULL };
  g_autoptr (KkbChartSpec) spec = kkb_chart_spec_new (KKB_CHART_LINE, "x");
  g_autoptr (KkbChartSpec) full = kkb_chart_spec_new (KKB_CHART_LINE, "x");
  g_autoptr (KkbChartLayout) layout = NULL, other = NULL;

  add_values (spec, KKB_CHART_ACTUAL, "実績", 2019, values);
  add_values (full, KKB_CHART_ACTUAL, "実績", 2019, whole);
  layout = kkb_chart_layout_new (spec, 640, 300, NULL, 12);
  other = kkb_chart_layout_new (full, 640, 300, NULL, 12);
  check_layout (layout);
  g_assert_nonnull (find_text (layout, KKB_CHART_TEXT_GAP, "集計中"));
  g_assert_cmpuint (count_shapes (layout, KKB_CHART_SHAPE_CROSS, -1), ==, 1);
  g_assert_cmpuint (count_shapes (layout, KKB_CHART_SHAPE_DOT, -1), ==, 4);
  g_assert_cmpuint (segments_of (layout, KKB_CHART_INK_ACTUAL), ==, 2);
  g_assert_cmpuint (segments_of (other, KKB_CHART_INK_ACTUAL), ==, 4);
  g_assert_nonnull (find_hit (layout, "令和3年度 実績 集計中"));
}

static void
test_provisional (void)
{
  static const char *const values[] = { "120", "130", NULL };
  g_autoptr (KkbChartSpec) spec = kkb_chart_spec_new (KKB_CHART_LINE, "x");
  KkbChartSeries *s = add_values (spec, KKB_CHART_ACTUAL, "実績", 2020, values);
  g_autoptr (KkbChartLayout) layout = NULL;
  const KkbChartShape *shapes;
  guint n, hollow = 0;

  kkb_chart_spec_add_point (spec, s, 2022, dec ("125"), "(125)", NULL)->provisional = TRUE;
  layout = kkb_chart_layout_new (spec, 640, 300, NULL, 12);
  shapes = kkb_chart_layout_shapes (layout, &n);
  for (guint i = 0; i < n; i++)
    hollow += shapes[i].kind == KKB_CHART_SHAPE_DOT && shapes[i].hollow;
  g_assert_cmpuint (hollow, ==, 1);
  g_assert_nonnull (find_text (layout, KKB_CHART_TEXT_LABEL, "実績 (125)"));
  g_assert_nonnull (find_hit (layout, "令和4年度 実績 125（速報）"));
}

static void
test_lonely (void)
{
  g_autoptr (KkbChartSpec) one = three_figures ("x", "人", 0, NULL, 2020, "47", 0, NULL);
  g_autoptr (KkbChartSpec) zero = three_figures ("x", "件", 2015, "0", 2020, "0", 2021, "0");
  g_autoptr (KkbChartSpec) none = three_figures ("x", "件", 0, NULL, 0, NULL, 0, NULL);
  g_autoptr (KkbChartSpec) undated = three_figures ("x", "件", KKB_FY_NONE, "5", 0, NULL, 2021, "9");
  g_autoptr (KkbChartLayout) a = kkb_chart_layout_new (one, 640, 300, NULL, 12);
  g_autoptr (KkbChartLayout) b = kkb_chart_layout_new (zero, 640, 300, NULL, 12);
  g_autoptr (KkbChartLayout) d = kkb_chart_layout_new (undated, 640, 300, NULL, 12);
  g_autoptr (KkbChartLayout) c = NULL;
  const KkbChartHit *hits;
  guint n;

  check_layout (a);
  hits = kkb_chart_layout_hits (a, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (hits[0].alt, ==, "令和2年度 実績 47人");
  g_assert_nonnull (find_text (a, KKB_CHART_TEXT_VALUE_TICK, "0"));
  check_layout (b);
  g_assert_nonnull (find_text (b, KKB_CHART_TEXT_VALUE_TICK, "0"));
  g_assert_nonnull (find_text (b, KKB_CHART_TEXT_VALUE_TICK, "1"));
  check_layout (d);
  g_assert_nonnull (find_hit (d, "現状 5件"));
  none->empty_text = "値がありません";
  c = kkb_chart_layout_new (none, 640, 300, NULL, 12);
  g_assert_nonnull (find_text (c, KKB_CHART_TEXT_EMPTY, "値がありません"));
  g_assert_cmpstr (kkb_chart_layout_alt (c), ==, "x、値がありません");
}

static void
test_negative_and_huge (void)
{
  g_autoptr (KkbChartSpec) spec
      = three_figures ("収支", "円", 2015, "-123456789012", 2020, "98765432109", 2021, "200000000000");
  g_autoptr (KkbChartSpec) top = three_figures ("x", "円", 2015, "-999999999999999999", 2020, "0.000000000000000001",
                                                2021, "999999999999999999");
  g_autoptr (KkbChartLayout) layout = kkb_chart_layout_new (spec, 640, 300, NULL, 12);
  g_autoptr (KkbChartLayout) far = kkb_chart_layout_new (top, 640, 300, NULL, 12);

  check_layout (layout);
  check_layout (far);
  g_assert_nonnull (find_text (layout, KKB_CHART_TEXT_VALUE_TICK, "▲1,000億"));
  g_assert_nonnull (find_text (layout, KKB_CHART_TEXT_VALUE_TICK, "0"));
  g_assert_nonnull (find_text (layout, KKB_CHART_TEXT_LABEL, "現状 ▲123,456,789,012"));
  g_assert_nonnull (find_hit (layout, "令和2年度 実績 98,765,432,109円"));
}

static void
test_long_names (void)
{
  static const char *const values[] = { "120", "130", NULL };
  const char *name = "岩手県南技術研究センターなどとの共同研究および試験分析の実施件数のうち市内企業によるものの累計";
  g_autoptr (KkbChartSpec) spec = kkb_chart_spec_new (KKB_CHART_LINE, name);
  static const double widths[] = { 900, 640, 320, 160 };

  add_values (spec, KKB_CHART_ACTUAL, name, 2020, values);
  add_values (spec, KKB_CHART_REFERENCE, name, 2020, values);
  spec->unit = name;
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (KkbChartLayout) layout = kkb_chart_layout_new (spec, widths[i], 240, NULL, 12);

      check_layout (layout);
      g_assert_nonnull (strstr (kkb_chart_layout_alt (layout), name));
    }
}

static void
test_path_shapes (void)
{
  g_autoptr (KkbChartSpec) spec = three_figures ("x", "", 2016, "10", 2017, "11", 2021, "20");
  g_autoptr (KkbChartLayout) straight = NULL, stepped = NULL;
  const KkbChartShape *shapes;
  guint n;

  kkb_chart_spec_add_point (spec, spec->series->pdata[2], 2019, dec ("14"), NULL, NULL);
  straight = kkb_chart_layout_new (spec, 640, 300, NULL, 12);
  g_assert_cmpuint (segments_of (straight, KKB_CHART_INK_TARGET), ==, 2);
  spec->path = KKB_CHART_PATH_STEPPED;
  stepped = kkb_chart_layout_new (spec, 640, 300, NULL, 12);
  g_assert_cmpuint (segments_of (stepped, KKB_CHART_INK_TARGET), ==, 3);
  shapes = kkb_chart_layout_shapes (stepped, &n);
  for (guint i = 0; i < n; i++)
    {
      const KkbChartShape *s = &shapes[i];
      const double *a, *b;

      if (s->kind != KKB_CHART_SHAPE_LINE || s->ink != KKB_CHART_INK_TARGET)
        continue;
      for (guint k = 0; k + 1 < s->n; k++) /* level or upright, never slanting */
        {
          a = kkb_chart_layout_coordinate (stepped, s->first + k);
          b = kkb_chart_layout_coordinate (stepped, s->first + k + 1);
          g_assert_true (a[0] == b[0] || a[1] == b[1]);
        }
    }
}

static void
test_outlook_that_runs_away (void)
{
  g_autoptr (KkbChartSpec) spec = three_figures ("x", "人", 2019, "100", 2020, "10", 2030, "120");
  g_autoptr (KkbChartLayout) layout = kkb_chart_layout_new (spec, 640, 300, NULL, 12);

  check_layout (layout);
  g_assert_nonnull (find_text (layout, KKB_CHART_TEXT_VALUE_TICK, "0"));
  g_assert_null (find_text (layout, KKB_CHART_TEXT_VALUE_TICK, "▲200"));
  g_assert_true (find_text (layout, KKB_CHART_TEXT_LABEL, "見通し")
                 || find_text (layout, KKB_CHART_TEXT_LEGEND, "見通し"));
}

static void
test_pointer_and_keys (void)
{
  static const char *const actual[] = { "120", "130", "140", NULL };
  static const char *const target[] = { "", "125", "", "150", NULL };
  g_autoptr (KkbChartSpec) spec = kkb_chart_spec_new (KKB_CHART_LINE, "x");
  g_autoptr (KkbChartLayout) layout = NULL;
  const KkbChartHit *hits;
  guint n;

  add_values (spec, KKB_CHART_ACTUAL, "実績", 2020, actual);
  add_values (spec, KKB_CHART_TARGET, "目標", 2020, target);
  layout = kkb_chart_layout_new (spec, 640, 300, NULL, 12);
  hits = kkb_chart_layout_hits (layout, &n);
  g_assert_cmpuint (n, ==, 5);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (kkb_chart_layout_hit_at (layout, hits[i].x, hits[i].y), ==, (int)i);
  g_assert_cmpint (kkb_chart_layout_hit_at (layout, 1, 1), ==, -1);
  g_assert_cmpint (kkb_chart_layout_move (layout, 0, 1, 0), ==, 1);
  g_assert_cmpint (kkb_chart_layout_move (layout, 0, -1, 0), ==, 0);
  g_assert_cmpint (kkb_chart_layout_move (layout, 2, 1, 0), ==, 2); /* the series ends here */
  g_assert_cmpint (kkb_chart_layout_move (layout, 1, 0, 1), ==, 3); /* the target of the same year */
  g_assert_cmpint (kkb_chart_layout_move (layout, 4, 0, -1), ==, 2);
  g_assert_cmpint (kkb_chart_layout_move (layout, -1, 1, 0), ==, 0);
}

/* ---- bars ---------------------------------------------------------------------------------------------------- */

static void
test_bars (void)
{
  static const char *const names[] = { "A", "B", "集計中" }, *const marks[] = { "◎", "○", "" };
  static const guint counts[2][3] = { { 10, 5, 5 }, { 4, 0, 1 } };
  g_autoptr (KkbChartSpec) spec = kkb_chart_spec_new (KKB_CHART_STACKED, "評価");
  g_autoptr (KkbChartLayout) layout = NULL;
  const KkbChartHit *hits;
  guint n;

  kkb_chart_spec_add_row (spec, "1 人財確保");
  kkb_chart_spec_add_row (spec, "2 地域連携");
  for (guint i = 0; i < 3; i++)
    {
      KkbChartSeries *s
          = kkb_chart_spec_add_series (spec, i < 2 ? KKB_CHART_RATING : KKB_CHART_GAP, names[i], marks[i]);

      for (guint row = 0; row < 2; row++)
        kkb_chart_spec_add_count (spec, s, row, counts[row][i]);
    }
  layout = kkb_chart_layout_new (spec, 640, kkb_chart_natural_height (spec, 640, 12), NULL, 12);
  check_layout (layout);
  hits = kkb_chart_layout_hits (layout, &n);
  g_assert_cmpuint (n, ==, 5); /* the empty one has no segment */
  g_assert_cmpfloat_with_epsilon (hits[0].box.width, 2 * hits[1].box.width, 0.01);
  g_assert_cmpfloat_with_epsilon (hits[0].box.x, kkb_chart_layout_plot (layout).x, 0.01);    /* from zero */
  g_assert_cmpuint (count_shapes (layout, KKB_CHART_SHAPE_HATCH, KKB_CHART_INK_GAP), ==, 3); /* two, and the legend's */
  g_assert_nonnull (find_text (layout, KKB_CHART_TEXT_COUNT, "◎ 10"));
  g_assert_nonnull (find_text (layout, KKB_CHART_TEXT_COUNT, "20"));
  g_assert_nonnull (find_hit (layout, "1 人財確保 ◎ A 10"));
}

static void
test_strip (void)
{
  g_autoptr (KkbChartSpec) spec = kkb_chart_spec_new (KKB_CHART_STRIP, "評価");
  KkbChartSeries *a = kkb_chart_spec_add_series (spec, KKB_CHART_RATING, "A", "◎");
  KkbChartSeries *b = kkb_chart_spec_add_series (spec, KKB_CHART_RATING, "B", "○");
  g_autoptr (KkbChartLayout) layout = NULL;
  guint n_texts, n_hits;
  const KkbChartHit *hits;

  kkb_chart_spec_add_count (spec, a, 0, 3);
  kkb_chart_spec_add_count (spec, b, 0, 1);
  layout = kkb_chart_layout_new (spec, 48, 10, NULL, 12);
  check_layout (layout);
  kkb_chart_layout_texts (layout, &n_texts);
  hits = kkb_chart_layout_hits (layout, &n_hits);
  g_assert_cmpuint (n_texts, ==, 0);
  g_assert_cmpuint (n_hits, ==, 2);
  g_assert_cmpfloat_with_epsilon (hits[0].box.width, 36, 0.01);
  g_assert_cmpfloat_with_epsilon (hits[1].box.x + hits[1].box.width, 48, 0.01);
  g_assert_cmpstr (kkb_chart_layout_alt (layout), ==, "評価、◎ A 3、○ B 1");
}

/* ---- random charts --------------------------------------------------------------------------------------------- */

static KkbDecimal
random_decimal (GRand *rand)
{
  KkbDecimal d = { .scale = (guint8)g_rand_int_range (rand, 0, 4) };
  guint digits = (guint)g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 5 : 19);

  while (digits--)
    d.coef = d.coef * 10 + g_rand_int_range (rand, 0, 10);
  if (g_rand_int_range (rand, 0, 4) == 0)
    d.coef = -d.coef;
  return d;
}

static KkbChartSpec *
random_lines (GRand *rand)
{
  static const char *const names[]
      = { "実績", "目標", "現状", "県平均", "とても長い系列の名前であってここには入らない", "A" };
  static const char *const words[] = { "集計中", "未公表", "中止", "該当なし" };
  KkbChartSpec *spec = kkb_chart_spec_new (KKB_CHART_LINE, "指標");
  const guint n = (guint)g_rand_int_range (rand, 1, 6);
  const int first = g_rand_int_range (rand, 1990, 2026);

  spec->format.years = g_rand_boolean (rand) ? KKB_YEARS_SEIREKI : KKB_YEARS_WAREKI;
  spec->unit = g_rand_boolean (rand) ? "億円" : "";
  kkb_chart_spec_set_path (spec, (KkbChartPath)g_rand_int_range (rand, 0, 3),
                           g_rand_boolean (rand) ? first : KKB_FY_NONE, random_decimal (rand));
  for (guint i = 0; i < n; i++)
    {
      const KkbChartRole role = (KkbChartRole)g_rand_int_range (rand, 0, KKB_CHART_REFERENCE + 1);
      KkbChartSeries *s;
      const int step = g_rand_int_range (rand, 1, 6);

      if (role == KKB_CHART_OUTLOOK)
        {
          kkb_chart_spec_add_outlook (spec, "見通し", first, random_decimal (rand), first + step, random_decimal (rand),
                                      first + 2 * step);
          continue;
        }
      s = kkb_chart_spec_add_series (spec, role, names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))], NULL);
      for (int fy = first, left = g_rand_int_range (rand, 0, 20); left > 0;
           left--, fy += g_rand_int_range (rand, 1, 1 + step))
        if (g_rand_int_range (rand, 0, 5) == 0 && role == KKB_CHART_ACTUAL)
          kkb_chart_spec_add_gap (spec, s, fy, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], "注");
        else
          {
            KkbChartPoint *p = kkb_chart_spec_add_point (spec, s, fy, random_decimal (rand), NULL, NULL);

            p->provisional = g_rand_boolean (rand);
          }
    }
  return spec;
}

static KkbChartSpec *
random_bars (GRand *rand)
{
  KkbChartSpec *spec = kkb_chart_spec_new (g_rand_boolean (rand) ? KKB_CHART_STACKED : KKB_CHART_STRIP, "評価");
  const guint rows = (guint)g_rand_int_range (rand, 1, 12), series = (guint)g_rand_int_range (rand, 1, 10);

  for (guint row = 0; row < rows; row++)
    kkb_chart_spec_add_row (
        spec, row % 3 ? "戦略" : "地域内発型産業の振興に関するとても長い名称の戦略であってここには収まらない");
  for (guint i = 0; i < series; i++)
    {
      KkbChartSeries *s = kkb_chart_spec_add_series (spec, i < 5 ? KKB_CHART_RATING : KKB_CHART_GAP,
                                                     i % 2 ? "おおむね順調" : "A", i < 5 ? "◎" : "");

      for (guint row = 0; row < rows; row++)
        kkb_chart_spec_add_count (spec, s, row, (guint)g_rand_int_range (rand, 0, 30));
    }
  return spec;
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20230401);

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (KkbChartSpec) spec = i % 4 ? random_lines (rand) : random_bars (rand);
      g_autoptr (KkbChartLayout) layout
          = kkb_chart_layout_new (spec, g_rand_double_range (rand, 5, 900), g_rand_double_range (rand, 5, 500), NULL,
                                  g_rand_double_range (rand, 6, 20));

      check_layout (layout);
    }
}

static void
test_fonts_of_its_place (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string ("Serif 20px");
  g_autoptr (KkbChartSpec) spec = three_figures ("出荷額", "億円", 2018, "1900", 2021, "2001", 2024, "2100");
  g_autoptr (KkbChartLayout) layout = NULL;
  const KkbChartText *texts;
  guint n;

  pango_context_set_font_description (context, font);
  layout = kkb_chart_layout_new_in (spec, 640, 300, context, NULL, 20);
  check_layout (layout);
  texts = kkb_chart_layout_texts (layout, &n);
  g_assert_cmpuint (n, >, 5);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (pango_layout_get_context (texts[i].layout) == context);
      g_assert_null (pango_layout_get_font_description (texts[i].layout));
      g_assert_cmpstr (texts[i].text, ==, pango_layout_get_text (texts[i].layout));
    }
  pango_font_description_free (font);
  g_object_unref (context);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/ticks/are-round-numbers-that-hold-every-figure", test_ticks);
  g_test_add_func ("/chart/ticks/have-the-digits-of-their-step", test_ticks_have_the_digits_of_their_step);
  g_test_add_func ("/chart/layout/every-indicator-of-a-real-plan-can-be-read-at-any-size", test_real_plan);
  g_test_add_func ("/chart/layout/an-axis-not-from-zero-is-marked-as-broken", test_axis_break);
  g_test_add_func ("/chart/layout/a-gap-breaks-the-line-and-bears-its-word", test_gaps);
  g_test_add_func ("/chart/layout/a-provisional-point-is-hollow", test_provisional);
  g_test_add_func ("/chart/layout/one-point-all-zero-and-nothing-at-all-have-a-chart", test_lonely);
  g_test_add_func ("/chart/layout/negative-and-huge-figures-stay-readable", test_negative_and_huge);
  g_test_add_func ("/chart/layout/long-names-are-cut-and-stay-whole-for-the-ear", test_long_names);
  g_test_add_func ("/chart/layout/the-target-path-is-straight-or-stepped-as-evaluated", test_path_shapes);
  g_test_add_func ("/chart/layout/an-outlook-that-runs-away-does-not-flatten-the-figures", test_outlook_that_runs_away);
  g_test_add_func ("/chart/layout/pointer-and-arrow-keys-find-every-point", test_pointer_and_keys);
  g_test_add_func ("/chart/layout/bars-start-at-zero-and-share-one-scale", test_bars);
  g_test_add_func ("/chart/layout/a-strip-fills-its-width-without-text", test_strip);
  g_test_add_func ("/chart/layout/a-chart-takes-the-fonts-of-the-place-it-stands-in", test_fonts_of_its_place);
  g_test_add_func ("/chart/layout/no-random-chart-overlaps-or-leaves-its-box", test_random);
  return g_test_run ();
}
