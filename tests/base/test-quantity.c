/* test-quantity.c - every form in which a value is typed, and how it is printed again. */
#include "kkb-error.h"
#include "kkb-quantity.h"
#include <locale.h>
#include <string.h>

/* What a text is read as: "number", "number..number", the state word, 'word', ? for what is not to be guessed, 無 for
 * none; then bound and unit. */
typedef struct
{
  const char *typed;
  const char *expected;
} Form;

static const Form forms[] = {
  /* numbers */
  { "１，１１７", "1117" },
  { "1,117", "1117" },
  { "1１1７", "1117" },
  { "▲742", "-742" },
  { "△ 54,317", "-54317" },
  { "△54,317", "-54317" },
  { "−3", "-3" },
  { "－3", "-3" },
  { "-3.50", "-3.50" },
  { "＋5", "5" },
  { ".5", "0.5" },
  { "55.0", "55.0" },
  { "0", "0" },
  { "４", "4" },
  { "1,117\t", "1117" },
  { "1,117\r\n", "1117" },
  { "　1,117　", "1117" },
  { "4,200,000", "4200000" },
  { "123456789012345678", "123456789012345678" },
  /* units */
  { "10,796人", "10796 人" },
  { "10,796 人", "10796 人" },
  { "5,911億円", "5911 億円" },
  { "累計10社", "10 社 <累計>" },
  { "累計 10社", "10 社 <累計>" },
  { "47.4％", "47.4 ％" },
  { "47.4%", "47.4 %" },
  { "60人／年", "60 人／年" },
  { "4,200千人", "4200 千人" },
  { "10か所", "10 か所" },
  { "3ヶ所", "3 ヶ所" },
  { "3倍", "3 倍" },
  { "10（人）", "10 人" },
  { "10t-CO2", "10 t-CO2" },
  { "12.5㎡", "12.5 ㎡" },
  /* dates in brackets */
  { "10,796（Ｒ元年度）", "10796 (Ｒ元年度)" },
  { "10,796人（令和元年度）", "10796 人 (令和元年度)" },
  { "10,796\n（Ｒ元年度）", "10796 (Ｒ元年度)" },
  { "47.4(R3.4末現在)", "47.4 (R3.4末現在)" },
  { "2（令和2（2020）年度）", "2 (令和2（2020）年度)" },
  /* none */
  { "-", "無" },
  { "－", "無" },
  { "―", "無" },
  { "‐", "無" },
  { "–", "無" },
  { "—", "無" },
  { "−", "無" },
  { " ― \n", "無" },
  { "ー", "無" },
  /* bounds and ranges */
  { "40〜60", "40..60" },
  { "40～60", "40..60" },
  { "40～60％", "40..60 ％" },
  { "40％〜60％", "40..60 ％" },
  { "△5〜△1", "-5..-1" },
  { "5件以下", "5 以下 件" },
  { "80％以上", "80 以上 ％" },
  { "80％超", "80 超 ％" },
  { "330±5", "325..335" },
  { "330 ± 5", "325..335" },
  { "0.5±0.25", "0.25..0.75" },
  { "60未満", "60 未満" },
  { "６０ 未満", "60 未満" },
  { "≧80", "80 以上" },
  { "80以上（R8）", "80 以上 (R8)" },
  /* states */
  { "", "" },
  { " \t\n　", "" },
  { "未入力", "" },
  { "集計中", "集計中" },
  { "集計中（9月予定）", "集計中 >9月" },
  { "集計中(９月予定)", "集計中 >９月" },
  { "集計中（令和6年9月頃公表予定）", "集計中 >令和6年9月" },
  { "集計中　9月予定", "集計中 >9月" },
  { "（集計中）", "集計中" },
  { "未計測", "未計測" },
  { "未公表", "未公表" },
  { "中止", "中止" },
  { "中止（大雨のため）", "中止 (大雨のため)" },
  { "未実施", "未実施" },
  { "該当なし", "該当なし" },
  { "該当無し", "該当なし" },
  { "非公表", "非公表" },
  { "1,117（速報）", "1117 速報" },
  { "1,117(速報値)", "1117 速報" },
  { "1,117速報", "1117 速報" },
  { "速報 1,117", "1117 速報" },
  { "（1,117）速報", "1117 速報" },
  { "1,117人（速報）", "1117 人 速報" },
  { "1,117（確定）", "1117" },
  /* words */
  { "策定", "'策定'" },
  { "100％実施", "'100％実施'" },
  { "令和7年度に策定", "'令和7年度に策定'" },
  { "整備完了", "'整備完了'" },
  /* not to be guessed */
  { "200・4,000", "?" },
  { "29（4）", "?" },
  { "①1,359 ②677", "?" },
  { "(参考) 52", "?" },
  { "（1,117）", "?" },
  { "1,23,4", "?" },
  { "1234,567", "?" },
  { "1,117,00", "?" },
  { "1 117", "?" },
  { "1.2.3", "?" },
  { "1/2", "?" },
  { "12:30", "?" },
  { "1,117 331", "?" },
  { "40-60", "?" },
  { "60〜40", "?" },
  { "60以上80未満", "?" },
  { "330±5％", "?" },
  { "10％の増", "'10％の増'" },
  { "1,117※", "?" },
  { "10（2019）", "?" },
  { "1億2,000万円", "?" },
  { "1234567890123456789", "?" },
  { "0.1234567890123456789", "?" },
  { "1e5", "?" },
  { "①", "?" },
  { "速報", "?" },
};

static char *
describe (const char *typed, const char *unit)
{
  g_auto (KkbQuantity) q = { 0 };
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);
  static const char *const bounds[] = { "", " 以上", " 以下", " 超", " 未満" };
  char low[24], high[24];

  g_assert_true (kkb_quantity_parse (typed, unit, &q, &error));
  g_assert_no_error (error);
  if (q.kind == KKB_VALUE_TEXT)
    {
      g_assert_cmpint (q.state, ==, KKB_STATE_FINAL);
      if (q.unsure)
        g_string_assign (out, "?");
      else
        g_string_printf (out, "'%s'", q.text);
      return g_string_free (out, FALSE);
    }
  g_assert_false (q.unsure);
  if (q.kind == KKB_VALUE_NONE)
    g_string_assign (out, "無");
  else if (q.kind == KKB_VALUE_NUMBER)
    g_string_assign (out, kkb_decimal_print (q.low, low));
  else if (q.kind == KKB_VALUE_RANGE)
    g_string_printf (out, "%s..%s", kkb_decimal_print (q.low, low), kkb_decimal_print (q.high, high));
  else if (q.state != KKB_STATE_BLANK)
    g_string_assign (out, kkb_state_word (q.state));
  g_string_append (out, bounds[q.bound]);
  if (q.unit != NULL)
    g_string_append_printf (out, " %s", q.unit);
  if (q.bracket != NULL)
    g_string_append_printf (out, " (%s)", q.bracket);
  if (q.prefix != NULL)
    g_string_append_printf (out, " <%s>", q.prefix);
  if (q.expected != NULL)
    g_string_append_printf (out, " >%s", q.expected);
  if (q.state == KKB_STATE_PROVISIONAL)
    g_string_append (out, " 速報");
  return g_string_free (out, FALSE);
}

static const char *
unit_of (const char *typed)
{
  return strstr (typed, "CO2") != NULL ? "ｔ－ＣＯ２" : "人";
}

static void
test_forms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *got = describe (forms[i].typed, unit_of (forms[i].typed));

      if (!g_str_equal (got, forms[i].expected))
        g_error ("“%s” is read as “%s”, not as “%s”", forms[i].typed, got, forms[i].expected);
    }
}

static void
test_null_and_bad (void)
{
  g_auto (KkbQuantity) q = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (kkb_quantity_parse (NULL, NULL, &q, &error));
  g_assert_cmpint (q.kind, ==, KKB_VALUE_BLANK);
  kkb_quantity_clear (&q);
  g_assert_false (kkb_quantity_parse ("10\xE4\xBA", NULL, &q, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
}

/* Any text at all is read without a failure, and what is kept of it is what was typed. */
static void
test_random (void)
{
  static const char *const parts[]
      = { "1",  "0",  ",",  ".",    "-",    "▲", "±",    "〜",     "(",  ")",    "（", "）",   " ",
          "　", "人", "％", "以上", "未満", "①", "速報", "集計中", "R3", "年度", "約", "から", "２" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (79);
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (KkbQuantity) q = { 0 }, again = { 0 };
      g_autofree char *printed = NULL, *data = NULL, *edit = NULL;
      KkbValue value;

      for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
        g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
      g_assert_true (kkb_quantity_parse (text->str, "人", &q, NULL));
      g_assert_nonnull (strstr (text->str, q.text));
      value = kkb_quantity_to_value (&q, facts, 2022, "人");
      printed = kkb_value_format (facts, &value, "人", &format);
      data = kkb_value_to_data (facts, &value);
      edit = kkb_value_to_edit (facts, &value);
      /* The edited text gives the same value again. */
      g_assert_true (kkb_quantity_parse (edit, "人", &again, NULL));
      if (again.kind != q.kind || again.state != q.state || again.bound != q.bound
          || !kkb_decimal_identical (again.low, q.low) || !kkb_decimal_identical (again.high, q.high))
        g_error ("“%s” is edited as “%s”, which is another value", text->str, edit);
    }
}

/* ---- printing ---------------------------------------------------------------------------------------------------- */

static void
check (const char *typed, const char *printed, const char *data, const char *edit)
{
  const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  g_auto (KkbQuantity) q = { 0 };
  g_autofree char *got_printed = NULL, *got_data = NULL, *got_edit = NULL;
  KkbValue value;

  g_assert_true (kkb_quantity_parse (typed, "人", &q, NULL));
  value = kkb_quantity_to_value (&q, facts, 2022, "人");
  g_assert_cmpint (value.fy, ==, 2022);
  got_printed = kkb_value_format (facts, &value, "人", &format);
  got_data = kkb_value_to_data (facts, &value);
  got_edit = kkb_value_to_edit (facts, &value);
  g_assert_cmpstr (got_printed, ==, printed);
  g_assert_cmpstr (got_data, ==, data);
  g_assert_cmpstr (got_edit, ==, edit);
}

static void
test_print (void)
{
  check ("１，１１７人", "1,117", "1117", "1117");
  check ("△ 54,317", "▲54,317", "-54317", "-54317");
  check ("55.0", "55.0", "55.0", "55.0");
  check ("4,200千人", "4,200千人", "4200", "4200千人");
  check ("80人以上", "80以上", "80人以上", "80人以上");
  check ("80％超", "80％超", "80％超", "80％超");
  check ("1,000〜2,000", "1,000〜2,000", "1,000〜2,000", "1,000〜2,000");
  check ("330±5", "330±5", "330±5", "330±5");
  check ("1,117（速報）", "(1,117)", "1117", "1117（速報）");
  check ("－", "―", "―", "―");
  check ("集計中（9月予定）", "集計中", "集計中", "集計中（9月予定）");
  check ("中止（大雨）", "中止", "中止", "中止");
  check ("策定", "策定", "策定", "策定");
  check ("200・4,000", "200・4,000", "200・4,000", "200・4,000");
  check ("", "", "", "");
}

static void
test_value_extras (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  g_auto (KkbQuantity) plain = { 0 }, dated = { 0 }, prefixed = { 0 }, cancelled = { 0 };
  KkbValue value;

  g_assert_true (kkb_quantity_parse ("10,796人", "人", &plain, NULL));
  value = kkb_quantity_to_value (&plain, facts, 2019, "人");
  g_assert_null (kkb_value_more (facts, &value)); /* costs nothing */
  g_assert_cmpuint (facts->more->len, ==, 0);

  g_assert_true (kkb_quantity_parse ("10,796（Ｒ元年度）", "人", &dated, NULL));
  value = kkb_quantity_to_value (&dated, facts, 2019, "人");
  g_assert_cmpstr (kkb_value_more (facts, &value)->as_of, ==, "Ｒ元年度");

  g_assert_true (kkb_quantity_parse ("累計10社", "社", &prefixed, NULL));
  value = kkb_quantity_to_value (&prefixed, facts, 2019, "社");
  g_assert_cmpstr (kkb_value_more (facts, &value)->note, ==, "累計");
  g_assert_cmpstr (kkb_value_more (facts, &value)->unit, ==, "");

  g_assert_true (kkb_quantity_parse ("中止（大雨）", "社", &cancelled, NULL));
  value = kkb_quantity_to_value (&cancelled, facts, 2019, "社");
  g_assert_cmpint (value.state, ==, KKB_STATE_CANCELLED);
  g_assert_cmpstr (kkb_value_more (facts, &value)->note, ==, "大雨");
}

static void
assert_number (const char *canonical, KkbNegativeStyle negative, const char *expected)
{
  const KkbFormat format = { KKB_YEARS_WAREKI, negative, FALSE };
  g_autofree char *text = NULL;
  KkbDecimal d;

  g_assert_true (kkb_decimal_parse (canonical, &d));
  text = kkb_decimal_format (d, &format);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_separators (void)
{
  assert_number ("0", KKB_NEGATIVE_FILLED, "0");
  assert_number ("-0.0", KKB_NEGATIVE_FILLED, "0.0");
  assert_number ("999", KKB_NEGATIVE_FILLED, "999");
  assert_number ("1000", KKB_NEGATIVE_FILLED, "1,000");
  assert_number ("-742", KKB_NEGATIVE_FILLED, "▲742");
  assert_number ("-54317.25", KKB_NEGATIVE_HOLLOW, "△54,317.25");
  assert_number ("-1234567", KKB_NEGATIVE_MINUS, "−1,234,567");
  assert_number ("999999999999999999", KKB_NEGATIVE_FILLED, "999,999,999,999,999,999");
  assert_number ("0.1234", KKB_NEGATIVE_FILLED, "0.1234");
}

/* Every value of the real plans is read, and none is guessed wrongly. */
static void
test_real_values (void)
{
  static const char *const plans[] = { "ichinoseki-h29", "ichinoseki-r4", "morioka-healthtech", "morioka-grants-r3" };
  guint numbers = 0, others = 0, years = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", plans[i], "indicators.tsv", NULL);
      g_autofree char *data = NULL;
      g_auto (GStrv) lines = NULL;
      g_auto (GStrv) heads = NULL;

      g_assert_true (g_file_get_contents (path, &data, NULL, NULL));
      lines = g_strsplit (data, "\n", -1);
      heads = g_strsplit (lines[0], "\t", -1);
      for (guint row = 1; lines[row] != NULL; row++)
        {
          g_auto (GStrv) cells = g_strsplit (lines[row], "\t", -1);

          for (guint column = 0; cells[column] != NULL; column++)
            {
              const gboolean is_value = g_str_equal (heads[column], "baseline") || g_str_equal (heads[column], "actual")
                                        || g_str_equal (heads[column], "target")
                                        || g_str_has_prefix (heads[column], "target_R");
              g_auto (KkbQuantity) q = { 0 };

              if (*cells[column] == '\0')
                continue;
              if (g_str_has_suffix (heads[column], "_as_of"))
                {
                  g_assert_cmpint (kkb_fy_parse_as_of (cells[column]), >=, 2014);
                  g_assert_cmpint (kkb_fy_parse_as_of (cells[column]), <=, 2021);
                  years++;
                }
              if (!is_value)
                continue;
              g_assert_true (kkb_quantity_parse (cells[column], NULL, &q, NULL));
              g_assert_false (q.unsure);
              g_assert_cmpint (q.kind, !=, KKB_VALUE_TEXT);
              numbers += q.kind == KKB_VALUE_NUMBER;
              others += q.kind != KKB_VALUE_NUMBER;
            }
        }
    }
  g_assert_cmpuint (others, ==, 2 + 1 + 1 + 4); /* － － ― 中止 集計中 x 4 */
  g_assert_cmpuint (numbers, >, 80);
  g_assert_cmpuint (years, >, 40);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantity/every-form-of-a-value-is-read", test_forms);
  g_test_add_func ("/quantity/nothing-is-blank-and-broken-text-is-refused", test_null_and_bad);
  g_test_add_func ("/quantity/what-the-editor-shows-gives-the-same-value-again", test_random);
  g_test_add_func ("/quantity/values-print-as-in-reports", test_print);
  g_test_add_func ("/quantity/what-stands-beside-a-number-is-kept", test_value_extras);
  g_test_add_func ("/quantity/numbers-print-with-separators-and-the-chosen-sign", test_separators);
  g_test_add_func ("/quantity/the-values-of-the-real-plans-are-read", test_real_values);
  return g_test_run ();
}
