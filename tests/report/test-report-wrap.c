#include "kkb-report-wrap.h"

static double
plain (gunichar c, gpointer data)
{
  return c < 0x250 ? 0.5 : 1.0;
}

static void
check (const char *text, double width, const char *expected, guint lines)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_assert_cmpuint (kkb_wrap (text, width, plain, NULL, out), ==, lines);
  g_assert_cmpstr (out->str, ==, expected);
  g_assert_cmpuint (kkb_wrap (text, width, plain, NULL, NULL), ==, lines);
}

static void
test_japanese (void)
{
  check ("従業者数", 10, "従業者数", 1);
  check ("従業者数", 2, "従業\n者数", 2);
  check ("", 2, "", 0);
  check ("一行目\n二行目", 10, "一行目\n二行目", 2);
}

static void
test_forbidden (void)
{
  check ("人数、です", 2, "人\n数、\nです", 3);
  check ("あ「い」う", 3, "あ\n「い」\nう", 3);
  check ("サーバー数", 3, "サー\nバー数", 2);
}

static void
test_words (void)
{
  check ("AIとIoT事業", 3, "AIと\nIoT事\n業", 3);
  check ("1,234,567人", 3, "1,234,\n567人", 2);
  check ("従業者1,234人", 4, "従業者\n1,234人", 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/wrap/japanese-breaks-anywhere", test_japanese);
  g_test_add_func ("/report/wrap/no-line-begins-with-a-comma-or-ends-with-a-bracket", test_forbidden);
  g_test_add_func ("/report/wrap/a-number-or-word-stays-whole-where-it-fits", test_words);
  return g_test_run ();
}
