/* test-xlsx.c - what a user gets when a workbook is read. */
#include "kkb-xlsx.h"
#include "kkb-zip-builder.h"
#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static KkbWorkbook *
read_book (const char *rows, const char *strings, const char *styles, const char *workbook_pr)
{
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  KkbWorkbook *workbook;

  kkb_zip_builder_add_book (builder, rows, strings, styles, workbook_pr);
  path = kkb_zip_builder_write (builder, folder, "book.xlsx");
  workbook = kkb_workbook_read (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kkb_workbook_n_sheets (workbook), ==, 1);
  return workbook;
}

static void
check_cell (KkbWorkbook *workbook, guint row, guint col, const char *text, KkbCellKind kind, KkbCellProblem problem)
{
  const KkbCell *cell = kkb_sheet_cell (kkb_workbook_sheet (workbook, 0), row, col);

  g_assert_cmpstr (cell->text, ==, text);
  g_assert_cmpint (cell->kind, ==, kind);
  g_assert_cmpint (cell->problem, ==, problem);
}

static void
test_texts (void)
{
  g_autoptr (KkbWorkbook) workbook
      = read_book ("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c>"
                   "<c r=\"C1\" t=\"inlineStr\"><is><t>直</t><rPh sb=\"0\" eb=\"1\"><t>チョク</t></rPh></is></c>"
                   "<c r=\"D1\" t=\"str\"><f>A1</f><v>式の値</v></c><c r=\"E1\" t=\"s\"><v>2</v></c>"
                   "<c r=\"F1\" t=\"s\"><v>9</v></c></row>",
                   "<sst " KKB_MAIN "><si><t>従業者数</t><rPh sb=\"0\" eb=\"4\"><t>ジュウギョウシャスウ</t></rPh></si>"
                   "<si><r><t>太</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">字 </t></r></si>"
                   "<si><t>a_x000D_b_x005F_x</t></si></sst>",
                   NULL, NULL);

  check_cell (workbook, 0, 0, "従業者数", KKB_CELL_TEXT, KKB_CELL_FINE);
  check_cell (workbook, 0, 1, "太字 ", KKB_CELL_TEXT, KKB_CELL_FINE);
  check_cell (workbook, 0, 2, "直", KKB_CELL_TEXT, KKB_CELL_FINE);
  check_cell (workbook, 0, 3, "式の値", KKB_CELL_TEXT, KKB_CELL_FINE);
  check_cell (workbook, 0, 4, "a\rb_x", KKB_CELL_TEXT, KKB_CELL_FINE);
  check_cell (workbook, 0, 5, "9", KKB_CELL_TEXT, KKB_CELL_UNREADABLE);
  check_cell (workbook, 7, 7, "", KKB_CELL_EMPTY, KKB_CELL_FINE);
}

static void
test_formulas (void)
{
  g_autoptr (KkbWorkbook) workbook = read_book (
      "<row><c><f>1+1</f><v>2</v></c><c><f>1+1</f><v/></c><c><f>1+1</f></c>"
      "<c t=\"str\"><f>\"\"</f><v></v></c><c t=\"e\"><f>A9</f><v>#REF!</v></c><c t=\"b\"><v>1</v></c></row>",
      NULL, NULL, NULL);

  check_cell (workbook, 0, 0, "2", KKB_CELL_NUMBER, KKB_CELL_FINE);
  check_cell (workbook, 0, 1, "", KKB_CELL_EMPTY, KKB_CELL_NO_CACHED_VALUE);
  check_cell (workbook, 0, 2, "", KKB_CELL_EMPTY, KKB_CELL_NO_CACHED_VALUE);
  check_cell (workbook, 0, 3, "", KKB_CELL_EMPTY, KKB_CELL_FINE);
  check_cell (workbook, 0, 4, "#REF!", KKB_CELL_ERROR, KKB_CELL_ERROR_VALUE);
  check_cell (workbook, 0, 5, "TRUE", KKB_CELL_BOOL, KKB_CELL_FINE);
}

/* One cell with RAW under the format CODE (NULL: built-in ID). */
static void
check_number (const char *raw, guint id, const char *code, gboolean date1904, const char *text, KkbCellKind kind)
{
  g_autofree char *escaped = code != NULL ? g_markup_escape_text (code, -1) : NULL;
  g_autofree char *styles
      = escaped != NULL
            ? g_strdup_printf ("<styleSheet " KKB_MAIN
                               "><numFmts><numFmt numFmtId=\"170\" formatCode=\"%s\"/></numFmts>"
                               "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                               "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>",
                               escaped)
            : g_strdup_printf ("<styleSheet " KKB_MAIN "><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"%u\"/></cellXfs>"
                               "</styleSheet>",
                               id);
  g_autofree char *rows = g_strdup_printf ("<row><c s=\"1\"><v>%s</v></c></row>", raw);
  g_autoptr (KkbWorkbook) workbook
      = read_book (rows, NULL, styles, date1904 ? "<workbookPr date1904=\"1\"/>" : "<workbookPr/>");

  check_cell (workbook, 0, 0, text, kind, KKB_CELL_FINE);
}

static void
test_numbers (void)
{
  check_number ("47.399999999999999", 0, NULL, FALSE, "47.4", KKB_CELL_NUMBER);
  check_number ("47.4", 0, NULL, FALSE, "47.4", KKB_CELL_NUMBER);
  check_number ("0.30000000000000004", 0, NULL, FALSE, "0.30000000000000004", KKB_CELL_NUMBER);
  check_number ("55", 0, "0.0", FALSE, "55.0", KKB_CELL_NUMBER);
  check_number ("55.25", 0, "0.0", FALSE, "55.25", KKB_CELL_NUMBER);
  check_number ("-742", 0, "#,##0.00;\"▲ \"#,##0.0;0", FALSE, "-742.0", KKB_CELL_NUMBER);
  check_number ("0", 0, "#,##0.00;\"▲ \"#,##0.0;0", FALSE, "0", KKB_CELL_NUMBER);
  check_number ("1E-3", 0, NULL, FALSE, "0.001", KKB_CELL_NUMBER);
  check_number ("1.5e6", 3, NULL, FALSE, "1500000", KKB_CELL_NUMBER);
  check_number ("4200000", 4, NULL, FALSE, "4200000.00", KKB_CELL_NUMBER);
  check_number ("-0", 0, NULL, FALSE, "0", KKB_CELL_NUMBER);
  check_number ("0.5", 0, "#.##", FALSE, "0.5", KKB_CELL_NUMBER);
  check_number ("12345678901234567", 0, NULL, FALSE, "12345678901234568", KKB_CELL_NUMBER);
}

static void
test_percents (void)
{
  check_number ("0.474", 0, "0.0%", FALSE, "47.4%", KKB_CELL_NUMBER);
  check_number ("0.5", 10, NULL, FALSE, "50.00%", KKB_CELL_NUMBER);
  check_number ("0.0005", 9, NULL, FALSE, "0.05%", KKB_CELL_NUMBER);
  check_number ("1.1259999999999999", 9, NULL, FALSE, "112.6%", KKB_CELL_NUMBER);
  check_number ("0", 9, NULL, FALSE, "0%", KKB_CELL_NUMBER);
}

static void
test_dates (void)
{
  check_number ("44439", 14, NULL, FALSE, "2021-08-31", KKB_CELL_DATE);
  check_number ("44439", 27, NULL, FALSE, "2021-08-31", KKB_CELL_DATE);
  check_number ("44439", 58, NULL, FALSE, "2021-08-31", KKB_CELL_DATE);
  check_number ("44440", 55, NULL, FALSE, "2021-09", KKB_CELL_DATE);
  check_number ("44439", 0, "[$-411]ggge\"年\"m\"月\"d\"日\";@", FALSE, "2021-08-31", KKB_CELL_DATE);
  check_number ("44439", 0, "[$-411]ge\"年\"m\"月末\"", FALSE, "2021-08", KKB_CELL_DATE);
  check_number ("43556", 0, "yyyy\"年度\"", FALSE, "2019", KKB_CELL_DATE);
  check_number ("44439.5", 22, NULL, FALSE, "2021-08-31 12:00", KKB_CELL_DATE);
  check_number ("44439.999999", 0, "yyyy/mm/dd hh:mm:ss", FALSE, "2021-09-01 00:00:00", KKB_CELL_DATE);
  check_number ("0.25", 20, NULL, FALSE, "06:00", KKB_CELL_DATE);
  check_number ("1.5", 46, NULL, FALSE, "36:00:00", KKB_CELL_DATE);
  check_number ("59", 14, NULL, FALSE, "1900-02-28", KKB_CELL_DATE);
  check_number ("61", 14, NULL, FALSE, "1900-03-01", KKB_CELL_DATE);
  check_number ("42977", 14, NULL, TRUE, "2021-08-31", KKB_CELL_DATE);
  check_number ("44439", 0, "#,##0\"人/日\"", FALSE, "44439", KKB_CELL_NUMBER);
  check_number ("44439", 0, "[Red]General", FALSE, "44439", KKB_CELL_NUMBER);
  check_number ("44439", 0, "0.00E+00", FALSE, "44439", KKB_CELL_NUMBER);
}

static void
test_bad_date (void)
{
  g_autoptr (KkbWorkbook) workbook
      = read_book ("<row><c s=\"0\"><v>-5</v></c><c s=\"0\"><v>3000000</v></c><c s=\"0\"><v>abc</v></c></row>", NULL,
                   "<styleSheet " KKB_MAIN "><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>", NULL);

  check_cell (workbook, 0, 0, "-5", KKB_CELL_TEXT, KKB_CELL_UNREADABLE);
  check_cell (workbook, 0, 1, "3000000", KKB_CELL_TEXT, KKB_CELL_UNREADABLE);
  check_cell (workbook, 0, 2, "abc", KKB_CELL_TEXT, KKB_CELL_UNREADABLE);
}

static void
test_merged (void)
{
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autofree char *path = NULL, *name = kkb_cell_name (4, 1), *far_name = kkb_cell_name (0, 16383);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbWorkbook) workbook = NULL;
  const KkbSheet *sheet;

  kkb_zip_builder_add_book (builder, NULL, NULL, NULL, NULL);
  kkb_zip_builder_add (builder, "xl/worksheets/sheet1.xml",
                       "<worksheet " KKB_MAIN "><sheetData><row r=\"2\"><c r=\"B2\"><v>7</v></c></row>"
                       "<row r=\"5\"><c r=\"A5\"><v>1</v></c></row></sheetData>"
                       "<mergeCells><mergeCell ref=\"B2:C4\"/></mergeCells></worksheet>");
  path = kkb_zip_builder_write (builder, folder, "merged.xlsx");
  workbook = kkb_workbook_read (path, NULL, &error);
  g_assert_no_error (error);
  sheet = kkb_workbook_find_sheet (workbook, "S");
  g_assert_nonnull (sheet);
  g_assert_cmpuint (kkb_sheet_n_rows (sheet), ==, 5);
  g_assert_cmpuint (kkb_sheet_n_cols (sheet), ==, 3);
  g_assert_cmpstr (kkb_sheet_cell (sheet, 3, 2)->text, ==, "");
  g_assert_cmpstr (kkb_sheet_cell_merged (sheet, 3, 2)->text, ==, "7");
  g_assert_cmpstr (kkb_sheet_cell_merged (sheet, 4, 2)->text, ==, "");
  g_assert_cmpuint (kkb_sheet_next_used_row (sheet, 2), ==, 4);
  g_assert_cmpuint (kkb_sheet_next_used_row (sheet, 5), ==, G_MAXUINT);
  g_assert_cmpstr (name, ==, "B5");
  g_assert_cmpstr (far_name, ==, "XFD1");
}

/* A strict workbook whose parts lie at unusual places, one sheet hidden, one a chart, rows out of order. */
static void
test_odd_places (void)
{
#define STRICT      "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define STRICT_MAIN "xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\""
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbWorkbook) workbook = NULL;
  const KkbSheet *sheet;

  kkb_zip_builder_add (builder, "_rels/.rels",
                       "<Relationships " KKB_PACK "><Relationship Id=\"x\" Type=\"" STRICT
                       "/officeDocument\" Target=\"/odd/book.xml\"/></Relationships>");
  kkb_zip_builder_add (builder, "odd/book.xml",
                       "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:q=\"" STRICT "\">"
                       "<x:sheets><x:sheet name=\"二\" q:id=\"r2\" state=\"hidden\"/><x:sheet name=\"図\" q:id=\"r3\"/>"
                       "<x:sheet name=\"一\" q:id=\"r1\"/></x:sheets></x:workbook>");
  kkb_zip_builder_add (builder, "odd/_rels/book.xml.rels",
                       "<Relationships " KKB_PACK "><Relationship Id=\"r1\" Type=\"" STRICT
                       "/worksheet\" Target=\"/deep/one.xml\"/><Relationship Id=\"r2\" Type=\"" STRICT
                       "/worksheet\" Target=\"../deep/two.xml\"/><Relationship Id=\"r3\" Type=\"" STRICT
                       "/chartsheet\" Target=\"none.xml\"/></Relationships>");
  kkb_zip_builder_add (builder, "deep/one.xml",
                       "<worksheet " STRICT_MAIN "><sheetData><row r=\"2\"><c r=\"A2\" t=\"d\">"
                       "<v>2021-08-31T00:00:00</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>"
                       "<extLst xmlns:z=\"urn:z\"><z:c><z:v>9</z:v></z:c></extLst></worksheet>");
  kkb_zip_builder_add (builder, "deep/two.xml", "<worksheet " STRICT_MAIN "><sheetData/></worksheet>");
  path = kkb_zip_builder_write (builder, folder, "odd.xlsx");
  workbook = kkb_workbook_read (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kkb_workbook_n_sheets (workbook), ==, 2);
  sheet = kkb_workbook_sheet (workbook, 0);
  g_assert_cmpstr (kkb_sheet_name (sheet), ==, "二");
  g_assert_true (kkb_sheet_is_hidden (sheet));
  g_assert_cmpuint (kkb_sheet_n_rows (sheet), ==, 0);
  sheet = kkb_workbook_sheet (workbook, 1);
  g_assert_false (kkb_sheet_is_hidden (sheet));
  g_assert_cmpstr (kkb_sheet_cell (sheet, 0, 0)->text, ==, "1");
  g_assert_cmpstr (kkb_sheet_cell (sheet, 1, 0)->text, ==, "2021-08-31");
  g_assert_cmpuint (kkb_sheet_n_rows (sheet), ==, 2);
}

static void
test_real_plan (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", "ichinoseki-h29", "plan.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbWorkbook) workbook = kkb_workbook_read (path, NULL, &error);
  const KkbSheet *sheet;

  g_assert_no_error (error);
  g_assert_cmpuint (kkb_workbook_n_sheets (workbook), ==, 3);
  sheet = kkb_workbook_find_sheet (workbook, "指標");
  g_assert_cmpstr (kkb_sheet_cell (sheet, 5, 10)->text, ==, "47.4");
  g_assert_cmpstr (kkb_sheet_cell (sheet, 5, 9)->text, ==, "60.0");
  g_assert_cmpstr (kkb_sheet_cell (sheet, 12, 7)->text, ==, "３");
  g_assert_cmpstr (kkb_sheet_cell_merged (kkb_workbook_find_sheet (workbook, "体系"), 8, 0)->text, ==,
                   "人と地域をみがき 創造性豊かなものづくりを目指します");
}

static void
test_cancel (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", "ichinoseki-h29", "plan.xlsx", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kkb_workbook_read (path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("kkb-xlsx-XXXXXX", NULL);
  g_test_add_func ("/xlsx/text-comes-without-furigana-and-with-all-its-runs", test_texts);
  g_test_add_func ("/xlsx/a-formula-reads-as-its-cached-value-or-as-a-problem", test_formulas);
  g_test_add_func ("/xlsx/a-number-reads-as-it-was-typed", test_numbers);
  g_test_add_func ("/xlsx/a-percentage-reads-as-shown", test_percents);
  g_test_add_func ("/xlsx/a-date-reads-as-iso-with-what-its-format-shows", test_dates);
  g_test_add_func ("/xlsx/a-date-out-of-range-is-a-problem", test_bad_date);
  g_test_add_func ("/xlsx/every-cell-of-a-merged-range-has-its-value", test_merged);
  g_test_add_func ("/xlsx/parts-are-found-wherever-they-lie", test_odd_places);
  g_test_add_func ("/xlsx/a-real-plan-is-read", test_real_plan);
  g_test_add_func ("/xlsx/reading-can-be-cancelled", test_cancel);
  result = g_test_run ();
  for (GDir *dir = g_dir_open (folder, 0, NULL); dir != NULL; dir = NULL)
    {
      const char *name;

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          g_remove (path);
        }
      g_dir_close (dir);
    }
  g_rmdir (folder);
  return result;
}
