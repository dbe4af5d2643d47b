/* What goes over the clipboard: tab-separated text and HTML tables, as spreadsheets write and read them. No display. */
#include <glib.h>
#include <string.h>

#include "kkb-error.h"
#include "kkb-grid-table.h"

/* "a|b;c|d": cells and rows of a table, line breaks as ↵ */
static char *
flat (const KkbGridTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; table != NULL && i < table->n_rows; i++)
    for (guint j = 0; j < table->n_columns; j++)
      g_string_append_printf (text, "%s%s", j > 0 ? "|" : i > 0 ? ";" : "", kkb_grid_table_get (table, i, j));
  g_string_replace (text, "\n", "↵", 0);
  return g_string_free (text, FALSE);
}

static void
assert_text (const char *tsv, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbGridTable) table = kkb_grid_table_from_text (tsv, -1, &error);
  g_autofree char *got = flat (table);

  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, expected);
}

static void
assert_html (const char *html, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbGridTable) table = kkb_grid_table_from_html (html, -1, &error);
  g_autofree char *got = flat (table);

  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, expected);
}

static void
test_text (void)
{
  assert_text ("88\n", "88");
  assert_text ("88", "88");
  assert_text ("1\t2\r\n3\t4\r\n", "1|2;3|4");
  assert_text ("1\r2", "1;2");
  assert_text ("\t\n\t\n", "|;|");
  assert_text ("1\n\n2\n", "1;;2");
  assert_text ("1\t2\t3\n4\n", "1|2|3;4||");
  assert_text ("", "");
}

static void
test_quotes (void)
{
  assert_text ("\"一行目\n二行目\"\t2\n", "一行目↵二行目|2");
  assert_text ("\"一行目\r\n二行目\"\r\n", "一行目↵二行目");
  assert_text ("\"a\tb\"\t2", "a\tb|2");
  assert_text ("\"say \"\"hi\"\"\"\t2", "say \"hi\"|2");
  /* quotes that no spreadsheet needed to add are the text's own */
  assert_text ("\"重点\"\t2", "\"重点\"|2");
  assert_text ("\"open\t2\n3\t4", "\"open|2;3|4");
  assert_text ("5\"\t2", "5\"|2");
}

static void
test_refusals (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *many = g_strnfill (KKB_GRID_TABLE_MAX_CELLS + 1, '\t');

  g_assert_null (kkb_grid_table_from_text ("\xff\xfe", -1, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (kkb_grid_table_from_text (many, -1, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
}

static void
test_large_html (void)
{
  g_autoptr (GError) error = NULL;
  GString *html = g_string_new ("<table>");

  for (guint i = 0; i < 1100; i++)
    g_string_append (html, "<tr><td colspan=1000>x");
  g_assert_null (kkb_grid_table_from_html (html->str, -1, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_string_free (html, TRUE);
}

static void
test_html (void)
{
  assert_html ("<p>no table</p>", "");
  assert_html ("<table></table>", "");
  assert_html ("<TABLE><TR><TD>1</TD><TD>2</TD></TR><TR><TD>3</TD><TD>4</TD></TR></TABLE>", "1|2;3|4");
  assert_html (
      "<table><tbody><tr><td> 従業者数\n  （人）&nbsp;</td><td>a&amp;b &lt;c&gt; &#x2460;&#12288;</td></table>",
      "従業者数 （人）|a&b <c> ①　");
  assert_html ("<table><tr><td>一<br>二<td><p>三</p><p>四</p>", "一↵二|三↵四");
  assert_html ("<style>td{content:'<table>'}</style><!--<table><tr><td>x--><table class='a>b'><tr><td>1</table>", "1");
  assert_html ("<table><tr><td colspan=2>1<td rowspan=2>2<tr><td>3<td>4</table>", "1||2;3|4|");
  assert_html ("<table><tr><td>1<table><tr><td>inner</table></td><td>2</table><table><tr><td>second</table>",
               "1 inner|2");
  assert_html ("Version:0.9\r\nStartHTML:00000097\r\n<html><body><!--StartFragment--><table><tr><td x:num=\"1\">1</td>"
               "</tr></table><!--EndFragment--></body></html>",
               "1");
}

static void
test_broken_html (void)
{
  static const char *const broken[] = { "<table",
                                        "<table><tr><td",
                                        "<table><tr><td a='",
                                        "<table>&#;&#x;&#99999999;&unknown;",
                                        "<table><tr></td>",
                                        "<!--<table>",
                                        "<table><script>",
                                        "<table><td rowspan=99999999 colspan=-1>1",
                                        "<",
                                        "<table></tr></table>",
                                        "\xff<table>" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      G_GNUC_UNUSED g_autoptr (KkbGridTable) table = kkb_grid_table_from_html (broken[i], -1, &error);

      g_assert_no_error (error);
    }
}

/* Every beginning of a page, and every page with one byte changed, is read without harm. */
static void
test_damaged_html (void)
{
  static const char page[]
      = "<html><table a=\"b\"><tr><td sdval=\"1.5\" rowspan=2>1&nbsp;&#x31;</td><td colspan=3>x<br>y"
        "</td></tr><tr><th>z</th></tr></table></html>";
  g_autofree char *copy = g_strdup (page);

  for (gsize i = 0; i < sizeof page; i++)
    {
      G_GNUC_UNUSED g_autoptr (KkbGridTable) part = kkb_grid_table_from_html (page, (gssize)i, NULL);

      for (guint j = 0; i < sizeof page - 1 && j < 8; j++)
        {
          g_autoptr (KkbGridTable) changed = NULL;

          copy[i] = "<>\"'=&/ "[j];
          changed = kkb_grid_table_from_html (copy, -1, NULL);
        }
      copy[i] = page[i];
    }
}

static void
assert_exact (const char *shown, const char *value, const char *expected)
{
  g_autofree char *got = kkb_grid_table_exact_text (shown, value);

  g_assert_cmpstr (got, ==, expected);
}

static void
test_exact (void)
{
  assert_exact ("47.4", "47.3821", "47.3821");
  assert_exact ("47.0", "47", "47.0");
  assert_exact ("10,796", "10796", "10,796");
  assert_exact ("47.4%", "0.473821", "47.3821%");
  assert_exact ("47%", "0.47", "47%");
  assert_exact ("¥1,234", "1234", "1234");
  assert_exact ("(123)", "-123", "-123");
  assert_exact ("▲7.5", "-7.48", "-7.48");
  assert_exact ("-3", "-2.6", "-2.6");
  /* what is shown is something else than the figure, rounded: then it counts */
  assert_exact ("1,235", "1234567", "1,235");
  assert_exact ("令和5年5月1日", "45047", "令和5年5月1日");
  assert_exact ("5/1", "45047", "5/1");
  assert_exact ("###", "1234", "###");
  assert_exact ("1E+20", "1E+20", "1E+20");
  assert_exact ("5", NULL, "5");
}

static void
test_refine (void)
{
  g_autoptr (KkbGridTable) text = kkb_grid_table_from_text ("上 下\t47.4\n1,235\t7\n", -1, NULL);
  g_autoptr (KkbGridTable) html = kkb_grid_table_from_html (
      "<table><tr><td>上<br>下<td sdval=\"47.38\">47.4<tr><td sdval=\"1234.6\">1,235<td sdval=\"7\">7</table>", -1,
      NULL);
  g_autoptr (KkbGridTable) other = kkb_grid_table_from_html ("<table><tr><td sdval=\"47.38\">47.4</table>", -1, NULL);
  g_autofree char *got = NULL;

  kkb_grid_table_refine (text, other); /* another size: not the same cells */
  kkb_grid_table_refine (text, html);
  got = flat (text);
  g_assert_cmpstr (got, ==, "上↵下|47.38;1234.6|7");
}

static void
test_round_trip (void)
{
  static const char *const texts[]
      = { "1", "-2.50", "集計中", "―", "158/333", "一\n二", "\"重点\"", "a\tb", "=1+1", "", "7", "<b>&" };
  g_autoptr (KkbGridTable) table = kkb_grid_table_new (3, 4);
  g_autoptr (KkbGridTable) from_text = NULL;
  g_autoptr (KkbGridTable) from_html = NULL;
  g_autofree char *tsv = NULL, *html = NULL, *before = NULL, *after = NULL, *page = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    kkb_grid_table_set (table, i / 4, i % 4, texts[i]);
  before = flat (table);
  tsv = kkb_grid_table_to_text (table, FALSE);
  from_text = kkb_grid_table_from_text (tsv, -1, NULL);
  after = flat (from_text);
  g_assert_cmpstr (after, ==, before);
  kkb_grid_table_set (table, 1, 3, "a b"); /* white space is one space in HTML */
  g_free (before);
  before = flat (table);
  html = kkb_grid_table_to_html (table);
  from_html = kkb_grid_table_from_html (html, -1, NULL);
  page = flat (from_html);
  g_assert_cmpstr (page, ==, before);
  g_assert_nonnull (strstr (html, "sdval=\"-2.50\" sdnum=\"1041;0;0.00\""));
}

static void
test_formulas (void)
{
  g_autoptr (KkbGridTable) table = kkb_grid_table_from_text ("=1+1\t-4\t＝A1\t@x\n", -1, NULL);
  g_autofree char *guarded = kkb_grid_table_to_text (table, TRUE);

  g_assert_cmpstr (guarded, ==, "'=1+1\t-4\t'＝A1\t'@x\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clipboard/rows-and-cells-are-read-from-tab-separated-text", test_text);
  g_test_add_func ("/clipboard/cells-in-quotes-keep-their-line-breaks-and-tabs", test_quotes);
  g_test_add_func ("/clipboard/what-is-no-text-or-too-much-is-refused", test_refusals);
  g_test_add_func ("/clipboard/a-page-with-too-many-cells-is-refused", test_large_html);
  g_test_add_func ("/clipboard/the-first-table-of-a-page-is-read", test_html);
  g_test_add_func ("/clipboard/a-broken-page-does-no-harm", test_broken_html);
  g_test_add_func ("/clipboard/a-damaged-page-does-no-harm", test_damaged_html);
  g_test_add_func ("/clipboard/a-rounded-figure-becomes-the-exact-one-behind-it", test_exact);
  g_test_add_func ("/clipboard/text-and-html-together-give-exact-cells", test_refine);
  g_test_add_func ("/clipboard/what-is-copied-comes-back-the-same", test_round_trip);
  g_test_add_func ("/clipboard/a-text-like-a-formula-does-not-run-in-a-spreadsheet", test_formulas);
  return g_test_run ();
}
