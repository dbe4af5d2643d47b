/* test-text.c - keys, lists and labels of office text. */
#include "kkb-error.h"
#include "kkb-text.h"
#include <locale.h>
#include <string.h>

static void
test_same (void)
{
  static const char *const pairs[][2] = {
    { "ＡＩ・ＩｏＴ", "AI・IOT" },
    { "人／年", "人/年" },
    { "平成23〜28年度", "平成23～28年度" },
    { "新規 雇用者数", "新規雇用者数" },
    { "ﾍﾙｽﾃｯｸ", "ヘルステック" },
    { "K‐1", "K－1" },
    { "①", "1" },
    { NULL, "" },
    { "　指標\n", "指標" },
    { "Ｒ３", "r3" },
    { "％", "%" },
    { "ｶﾞｲﾄﾞ", "ガイド" },
  };
  static const char *const different[][2]
      = { { "人財確保", "人材確保" }, { "カ", "か" }, { "企業数", "企業" }, { "1", "2" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (!kkb_text_same (pairs[i][0], pairs[i][1]))
      g_error ("“%s” is not found as “%s”", pairs[i][0], pairs[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS (different); i++)
    g_assert_false (kkb_text_same (different[i][0], different[i][1]));
}

/* The quick way and the way through Unicode normalisation give the same key. */
static void
test_key_is_nfkc (void)
{
  for (gunichar c = 1; c < 0x10000; c++)
    {
      char text[16] = { 0 };
      g_autofree char *key = NULL, *slow = NULL;

      if (c >= 0xD800 && c <= 0xDFFF)
        continue;
      text[g_unichar_to_utf8 (c, text)] = '\0';
      key = kkb_text_key (text);
      /* U+2460 forces the slow way and becomes 1. */
      strcat (text, "①");
      slow = kkb_text_key (text);
      g_assert_true (g_str_has_suffix (slow, "1"));
      slow[strlen (slow) - 1] = '\0';
      if (!g_str_equal (key, slow))
        g_error ("U+%04X: “%s” and “%s”", c, key, slow);
    }
}

static void
test_matches (void)
{
  g_autofree char *key = kkb_text_key ("ヘルステック");
  g_autofree char *empty = kkb_text_key ("　");

  g_assert_true (kkb_text_matches ("ﾍﾙｽﾃｯｸ・クラスターの形成", key));
  g_assert_false (kkb_text_matches ("産業基盤の確立", key));
  g_assert_true (kkb_text_matches ("何でも", empty));
  g_assert_false (kkb_text_matches (NULL, key));
}

static void
test_strip (void)
{
  g_autofree char *a = kkb_text_strip ("\xEF\xBB\xBF　 1,117\t\n\xE2\x80\x8B");
  g_autofree char *b = kkb_text_strip ("人と地域をみがき 創造性");
  g_autofree char *c = kkb_text_strip (" \n　");
  g_autofree char *d = kkb_text_strip (NULL);
  g_autofree char *e = kkb_text_narrow ("１，１１７　ＡＢ％・ア①");

  g_assert_cmpstr (a, ==, "1,117");
  g_assert_cmpstr (b, ==, "人と地域をみがき 創造性");
  g_assert_cmpstr (c, ==, "");
  g_assert_cmpstr (d, ==, "");
  g_assert_cmpstr (e, ==, "1,117 AB%・ア①");
}

static void
test_departments (void)
{
  static const char *const cases[][2] = {
    { "都市戦略室・経済企画課", "都市戦略室|経済企画課" },
    { "学校教育課 学校情報室", "学校教育課 学校情報室" },
    { "企画課、総務課", "企画課|総務課" },
    { "企画課,総務課，税務課", "企画課|総務課|税務課" },
    { "企画課\n総務課\r\n", "企画課|総務課" },
    { "ものづくり推進課", "ものづくり推進課" },
    { "まち・ひと・しごと創生課", "まち・ひと・しごと創生課" },
    { "子育て支援課・保健センター", "子育て支援課・保健センター" },
    { "都市戦略室・経済企画課、観光課", "都市戦略室|経済企画課|観光課" },
    { " 、 ", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = kkb_text_split_departments (cases[i][0]);
      g_autofree char *joined = g_strjoinv ("|", names);

      g_assert_cmpstr (joined, ==, cases[i][1]);
    }
}

static void
assert_label (const char *text, const char *label, const char *title)
{
  g_autofree char *got_label = NULL, *got_title = NULL;

  kkb_text_split_label (text, &got_label, &got_title);
  g_assert_cmpstr (got_label, ==, label);
  g_assert_cmpstr (got_title, ==, title);
}

static void
test_labels (void)
{
  assert_label ("1 デジタル人財の確保", "1", "デジタル人財の確保");
  assert_label ("１　デジタル人財の確保", "１", "デジタル人財の確保");
  assert_label ("(1) 研究開発から製品化", "(1)", "研究開発から製品化");
  assert_label ("（1）研究開発から製品化", "（1）", "研究開発から製品化");
  assert_label ("（１） 人材育成", "（１）", "人材育成");
  assert_label ("① ヘルステック事業化", "①", "ヘルステック事業化");
  assert_label ("②U・Iターン就職の促進", "②", "U・Iターン就職の促進");
  assert_label ("1-2 専門技術人材", "1-2", "専門技術人材");
  assert_label ("1－2 専門技術人材", "1－2", "専門技術人材");
  assert_label ("1.2.3 専門技術人材", "1.2.3", "専門技術人材");
  assert_label ("1. 人材", "1.", "人材");
  assert_label ("第1章 基本方針", "第1章", "基本方針");
  assert_label ("第二節　推進体制", "第二節", "推進体制");
  assert_label ("ア 企業誘致", "ア", "企業誘致");
  assert_label ("(ア) 企業誘致", "(ア)", "企業誘致");
  assert_label ("Ⅱ 産業", "Ⅱ", "産業");
  assert_label (" 3 人材の育成・確保・定着\n", "3", "人材の育成・確保・定着");
}

static void
test_not_labels (void)
{
  static const char *const titles[] = { "２２世紀を拓く人づくり",
                                        "3Ｄプリンタの活用",
                                        "３Ｄ プリンタの活用",
                                        "2022 年度の重点",
                                        "5.5次産業化の推進",
                                        "第２期総合戦略",
                                        "第1章",
                                        "IT 活用セミナー開催事業",
                                        "（仮）職場環境整備事業補助金",
                                        "（参考）令和4年度活用事業",
                                        "人と地域をみがき 創造性豊かなものづくりを目指します",
                                        "アイデア 募集",
                                        "①",
                                        "1",
                                        "" };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    assert_label (titles[i], NULL, titles[i]);
}

/* Every node of the real plans, printed as their workbooks print them. */
static void
test_real_labels (void)
{
  static const char *const plans[] = { "ichinoseki-h29", "ichinoseki-r4", "morioka-healthtech" };
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", plans[i], "nodes.tsv", NULL);
      g_autofree char *data = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_true (g_file_get_contents (path, &data, NULL, NULL));
      lines = g_strsplit (data, "\n", -1);
      for (guint row = 1; lines[row] != NULL; row++)
        {
          g_auto (GStrv) cells = g_strsplit (lines[row], "\t", -1);
          g_autofree char *printed = NULL;

          if (g_strv_length (cells) < 5)
            continue;
          printed = *cells[3] != '\0' ? g_strconcat (cells[3], " ", cells[4], NULL) : g_strdup (cells[4]);
          assert_label (printed, *cells[3] != '\0' ? cells[3] : NULL, cells[4]);
          n++;
        }
    }
  g_assert_cmpuint (n, ==, 9 + 39 + 30);
}

static void
test_natural (void)
{
  static const char *const order[]
      = { "", "1", "1-2", "1-10", "02-1", "２-２", "10", "K1", "K2", "k10", "S1-②", "S1-⑩" };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (order); j++)
      {
        int got = kkb_text_compare_natural (order[i], order[j]);

        if ((got > 0) - (got < 0) != (i > j) - (i < j))
          g_error ("“%s” and “%s” compare as %d", order[i], order[j], got);
      }
}

static void
test_utf8 (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kkb_text_check_utf8 ("指標", -1, "B5", &error));
  g_assert_no_error (error);
  g_assert_false (kkb_text_check_utf8 ("ab\x8E", -1, "B5", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "B5"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/full-and-half-width-find-each-other", test_same);
  g_test_add_func ("/text/a-key-does-not-depend-on-what-stands-beside", test_key_is_nfkc);
  g_test_add_func ("/text/a-search-finds-parts", test_matches);
  g_test_add_func ("/text/white-space-around-is-removed-and-inside-is-kept", test_strip);
  g_test_add_func ("/text/departments-are-split-where-each-is-one", test_departments);
  g_test_add_func ("/text/a-number-label-is-split-from-its-title", test_labels);
  g_test_add_func ("/text/a-title-that-begins-with-a-number-stays-whole", test_not_labels);
  g_test_add_func ("/text/labels-of-the-real-plans-are-split", test_real_labels);
  g_test_add_func ("/text/names-with-numbers-sort-by-value", test_natural);
  g_test_add_func ("/text/a-text-that-is-not-utf8-is-named", test_utf8);
  return g_test_run ();
}
