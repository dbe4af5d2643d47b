/* test-xlsx-hostile.c - what a user gets from a damaged or hostile file: a message, soon, and nothing else. */
#include "kkb-error.h"
#include "kkb-platform.h"
#include "kkb-xlsx.h"
#include "kkb-zip-builder.h"
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

static char *folder;

#if defined(__SANITIZE_ADDRESS__)
#define WITH_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_SANITIZER 1
#endif
#endif

/* Reads PATH, expects the refusal CODE within 2 s with the file's name and WORD in the message; removes the file. */
static void
check_refused (const char *path, int code, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  clock_t start = clock (); /* of this process: others may be busy */
  g_autoptr (KkbWorkbook) workbook = kkb_workbook_read (path, NULL, &error);
  gint64 took = (gint64)(clock () - start) * 1000 / CLOCKS_PER_SEC;

  g_assert_null (workbook);
  g_assert_error (error, KKB_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, name));
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” does not say “%s”", error->message, word);
#ifndef WITH_SANITIZER
  g_assert_cmpint (took, <, 2000);
#endif
  g_test_message ("%s (%" G_GINT64_FORMAT " ms)", error->message, took);
  g_remove (path);
}

static void
check_bytes_refused (const char *name, const char *bytes, gsize length, int code, const char *word)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize)length, NULL));
  check_refused (path, code, word);
}

static void
check_sheet_refused (const char *name, const char *head, const char *piece, guint times, const char *tail, int code,
                     const char *word)
{
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autofree char *path = NULL;

  kkb_zip_builder_add_book (builder, NULL, NULL, NULL, NULL);
  kkb_zip_builder_add_repeated (builder, "xl/worksheets/sheet1.xml", head, piece, times, tail);
  path = kkb_zip_builder_write (builder, folder, name);
  check_refused (path, code, word);
}

static void
test_not_a_workbook (void)
{
  g_autofree char *missing = g_build_filename (folder, "missing.xlsx", NULL);
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autofree char *ods = NULL;

  check_bytes_refused ("old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", 18, KKB_ERROR_INPUT, "password");
  check_bytes_refused ("text.xlsx", "a,b,c\n1,2,3\n", 12, KKB_ERROR_INPUT, "not an Excel workbook");
  check_bytes_refused ("empty.xlsx", "", 0, KKB_ERROR_INPUT, "empty");
  check_refused (missing, KKB_ERROR_NOT_FOUND, "cannot be opened");
  kkb_zip_builder_add (builder, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  ods = kkb_zip_builder_write (builder, folder, "calc.xlsx");
  check_refused (ods, KKB_ERROR_INPUT, "OpenDocument");
}

static void
test_truncated (void)
{
  g_autofree char *source = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", "ichinoseki-r4", "plan.xlsx", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
  check_bytes_refused ("half.xlsx", bytes, length / 2, KKB_ERROR_INPUT, "cut off");
  check_bytes_refused ("nearly.xlsx", bytes, length - 1, KKB_ERROR_INPUT, "cut off");
  check_bytes_refused ("start.xlsx", bytes, 4, KKB_ERROR_INPUT, "cut off");
}

static void
test_missing_part (void)
{
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autofree char *path = NULL;

  kkb_zip_builder_add_book (builder, NULL, NULL, NULL, NULL);
  path = kkb_zip_builder_write (builder, folder, "hole.xlsx");
  check_refused (path, KKB_ERROR_INPUT, "xl/worksheets/sheet1.xml");
}

static void
test_doctype (void)
{
  check_sheet_refused ("laughs.xlsx",
                       "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><worksheet " KKB_MAIN
                       "><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>",
                       "", 0, "", KKB_ERROR_HOSTILE, "DOCTYPE");
}

static void
test_bombs (void)
{
  g_autofree char *blank = g_strnfill (1 << 20, ' ');
  g_autofree char *mixed = g_malloc0 ((1 << 20) + 1);
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree char *path = NULL;
  g_autoptr (GString) sheets = g_string_new (NULL);
  g_autoptr (GString) rels = g_string_new (NULL);

  check_sheet_refused ("ratio.xlsx", "<worksheet " KKB_MAIN ">", blank, 60, "</worksheet>", KKB_ERROR_HOSTILE,
                       "200 times");
  for (guint i = 0; i < 1 << 20; i++) /* packs about 8:1, so that the size itself is what is refused */
    mixed[i] = i % 64 < 8 ? (char)g_rand_int_range (rand, 'a', 'z' + 1) : ' ';
  check_sheet_refused ("large.xlsx", "<worksheet " KKB_MAIN ">", mixed, 66, "</worksheet>", KKB_ERROR_HOSTILE,
                       "64 MiB");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("xl/s%u.xml", i);

      kkb_zip_builder_add_repeated (builder, name, "<worksheet " KKB_MAIN ">", mixed, 50, "</worksheet>");
      g_string_append_printf (sheets, "<sheet name=\"%u\" r:id=\"i%u\"/>", i, i);
      g_string_append_printf (rels, "<Relationship Id=\"i%u\" Type=\"" KKB_RELS "/worksheet\" Target=\"s%u.xml\"/>", i,
                              i);
    }
  kkb_zip_builder_add (builder, "_rels/.rels",
                       "<Relationships " KKB_PACK "><Relationship Id=\"x\" Type=\"" KKB_RELS
                       "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  kkb_zip_builder_add_repeated (builder, "xl/workbook.xml", "<workbook " KKB_MAIN " xmlns:r=\"" KKB_RELS "\"><sheets>",
                                sheets->str, 1, "</sheets></workbook>");
  kkb_zip_builder_add_repeated (builder, "xl/_rels/workbook.xml.rels", "<Relationships " KKB_PACK ">", rels->str, 1,
                                "</Relationships>");
  path = kkb_zip_builder_write (builder, folder, "total.xlsx");
  check_refused (path, KKB_ERROR_HOSTILE, "200 MiB");
}

static void
test_depth (void)
{
  check_sheet_refused ("deep.xlsx", "<worksheet " KKB_MAIN ">", "<a>", 100000, "", KKB_ERROR_HOSTILE, "64");
}

static void
test_huge_things (void)
{
  g_autofree char *word = g_strnfill (1000, 'x');
  g_autofree char *one = g_strnfill (1 << 20, 'y');

  check_sheet_refused ("cell.xlsx", "<worksheet " KKB_MAIN "><sheetData><row><c t=\"inlineStr\"><is><t>", word, 33,
                       "</t></is></c></row></sheetData></worksheet>", KKB_ERROR_HOSTILE, "32767");
  check_sheet_refused ("tag.xlsx", "<worksheet " KKB_MAIN " a=\"", one, 9, "\"/>", KKB_ERROR_HOSTILE, "1 MiB");
  check_sheet_refused ("cells.xlsx", "<worksheet " KKB_MAIN "><sheetData><row>", "<c><v>1</v></c>", 16384,
                       "<c><v>1</v></c></row></sheetData></worksheet>", KKB_ERROR_INPUT, "impossible place");
  check_sheet_refused (
      "merges.xlsx", "<worksheet " KKB_MAIN "><sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>",
      "<mergeCell ref=\"A1:XFD1048576\"/>", 1000, "</mergeCells></worksheet>", KKB_ERROR_HOSTILE, "merged");
  check_sheet_refused ("broken.xlsx", "<worksheet " KKB_MAIN "><sheetData><row>", "", 0, "</sheetData></worksheet>",
                       KKB_ERROR_INPUT, "damaged");
}

static void
test_counts (void)
{
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autoptr (GString) row = g_string_new ("<row>");
  g_autofree char *path = NULL;

  for (guint i = 0; i < 2001; i++)
    {
      g_autofree char *name = g_strdup_printf ("x%u", i);

      kkb_zip_builder_add (builder, name, "");
    }
  path = kkb_zip_builder_write (builder, folder, "entries.xlsx");
  check_refused (path, KKB_ERROR_HOSTILE, "2000");

  for (guint i = 0; i < 1000; i++)
    g_string_append (row, "<c><v>1</v></c>");
  g_string_append (row, "</row>");
  check_sheet_refused ("many.xlsx", "<worksheet " KKB_MAIN "><sheetData>", row->str, 2001, "</sheetData></worksheet>",
                       KKB_ERROR_HOSTILE, "cells");
}

static void
test_many_strings (void)
{
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autofree char *path = NULL;

  kkb_zip_builder_add_book (builder, "", "", NULL, NULL);
  path = kkb_zip_builder_write (builder, folder, "none.xlsx");
  check_refused (path, KKB_ERROR_INPUT, "damaged");
  builder = kkb_zip_builder_new ();
  kkb_zip_builder_add (builder, "_rels/.rels",
                       "<Relationships " KKB_PACK "><Relationship Id=\"x\" Type=\"" KKB_RELS
                       "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  kkb_zip_builder_add (builder, "xl/workbook.xml", "<workbook " KKB_MAIN "/>");
  kkb_zip_builder_add (builder, "xl/_rels/workbook.xml.rels",
                       "<Relationships " KKB_PACK "><Relationship Id=\"b\" Type=\"" KKB_RELS
                       "/sharedStrings\" Target=\"s.xml\"/></Relationships>");
  g_free (path);
  kkb_zip_builder_add_repeated (builder, "xl/s.xml", "<sst " KKB_MAIN ">", "<si><t>あ</t></si>", 1000001, "</sst>");
  path = kkb_zip_builder_write (builder, folder, "strings.xlsx");
  check_refused (path, KKB_ERROR_HOSTILE, "1000000");
}

/* Changes some bytes of a real workbook: most are refused, some still read; none may crash. */
static void
test_mutations (void)
{
  g_autofree char *source = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", "ichinoseki-r4", "plan.xlsx", NULL);
  g_autofree char *path = g_build_filename (folder, "mutant.xlsx", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260402);
  gsize length;
  guint refused = 0;

  g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *mutant = g_memdup2 (bytes, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (KkbWorkbook) workbook = NULL;
      guint changes = 1 + g_rand_int_range (rand, 0, 8);

      for (guint k = 0; k < changes; k++)
        mutant[g_rand_int_range (rand, 0, (int)length)] = (char)g_rand_int_range (rand, 0, 256);
      g_assert_true (g_file_set_contents (path, mutant, (gssize)length, NULL));
      workbook = kkb_workbook_read (path, NULL, &error);
      g_assert_true ((workbook == NULL) == (error != NULL));
      refused += workbook == NULL;
    }
  g_test_message ("%u of 500 refused", refused);
  g_assert_cmpuint (refused, >, 100);
  g_remove (path);
}

/* The same below the zip, where its checksums would hide it: the XML of a small sheet. */
static void
test_xml_mutations (void)
{
  static const char sheet[]
      = "<worksheet " KKB_MAIN "><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
        "<c r=\"B1\" s=\"1\"><f>1+1</f><v>44439.5</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>x_x000D_"
        "</t></is></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B9\"/></mergeCells></worksheet>";
  static const char styles[] = "<styleSheet " KKB_MAIN "><numFmts><numFmt numFmtId=\"170\" formatCode=\"[h]:mm;@\"/>"
                               "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>";
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 500; i++)
    {
      KkbZipBuilder *builder = kkb_zip_builder_new ();
      g_autofree char *mutant = g_strdup (i % 2 ? sheet : styles);
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KkbWorkbook) workbook = NULL;

      for (guint k = 0; k < 3; k++)
        mutant[g_rand_int_range (rand, 0, (int)strlen (mutant))] = (char)g_rand_int_range (rand, 32, 127);
      kkb_zip_builder_add_book (builder, NULL, "<sst " KKB_MAIN "><si><t>a</t></si></sst>", i % 2 ? styles : mutant,
                                NULL);
      kkb_zip_builder_add (builder, "xl/worksheets/sheet1.xml", i % 2 ? mutant : sheet);
      path = kkb_zip_builder_write (builder, folder, "mutant.xlsx");
      workbook = kkb_workbook_read (path, NULL, &error);
      g_assert_true ((workbook == NULL) == (error != NULL));
      g_remove (path);
    }
}

/* Memory of the refusals is measured in a process of its own: this one has built the bombs. */
static void
test_memory (void)
{
  g_autoptr (GString) row = g_string_new ("<row>");
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      KkbZipBuilder *builder = kkb_zip_builder_new ();

      for (guint i = 0; i < 1000; i++)
        g_string_append (row, "<c><v>1</v></c>");
      g_string_append (row, "</row>");
      kkb_zip_builder_add_book (builder, NULL, NULL, NULL, NULL);
      kkb_zip_builder_add_repeated (builder, "xl/worksheets/sheet1.xml", "<worksheet " KKB_MAIN "><sheetData>",
                                    row->str, 2001, "</sheetData></worksheet>");
      path = kkb_zip_builder_write (builder, folder, "many.xlsx");
      g_setenv ("KKB_TEST_FILE", path, TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      g_remove (path);
      return;
    }
  g_assert_null (kkb_workbook_read (g_getenv ("KKB_TEST_FILE"), NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_HOSTILE);
#ifndef WITH_SANITIZER
  g_assert_cmpint (kkb_platform_peak_memory_kib (), <, 100 * 1024);
#endif
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("kkb-hostile-XXXXXX", NULL);
  g_test_add_func ("/xlsx-hostile/another-kind-of-file-is-named", test_not_a_workbook);
  g_test_add_func ("/xlsx-hostile/a-file-that-was-cut-off-is-said-to-be", test_truncated);
  g_test_add_func ("/xlsx-hostile/a-missing-part-is-named", test_missing_part);
  g_test_add_func ("/xlsx-hostile/a-doctype-is-refused", test_doctype);
  g_test_add_func ("/xlsx-hostile/zip-bombs-are-refused", test_bombs);
  g_test_add_func ("/xlsx-hostile/deep-nesting-is-refused", test_depth);
  g_test_add_func ("/xlsx-hostile/huge-cells-tags-and-merges-are-refused", test_huge_things);
  g_test_add_func ("/xlsx-hostile/too-many-entries-or-cells-are-refused", test_counts);
  g_test_add_func ("/xlsx-hostile/too-many-strings-are-refused", test_many_strings);
  g_test_add_func ("/xlsx-hostile/a-refusal-stays-under-100-mib", test_memory);
  g_test_add_func ("/xlsx-hostile/500-changed-files-never-crash-it", test_mutations);
  g_test_add_func ("/xlsx-hostile/500-changed-sheets-never-crash-it", test_xml_mutations);
  result = g_test_run ();
  g_rmdir (folder);
  return result;
}
