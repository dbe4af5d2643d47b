/* test-import-command.c - what a user gets from importing into a document: once, again, changed, undone. */
#include "kkb-import.h"
#include "kkb-draft.h"
#include "kkb-zip-builder.h"
#include <glib/gstdio.h>
#include <string.h>

static const char *const plans[] = { "ichinoseki-h29", "ichinoseki-r4", "morioka-healthtech", "morioka-grants-r3" };

static char *
plan_path (const char *name)
{
  return g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", name, "plan.xlsx", NULL);
}

/* Imports PATH; whether anything changed. */
static gboolean
import_path (KkbDocument *doc, const char *path, KkbImportResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbImport) import = kkb_import_read (path, NULL, &error);
  gboolean changed;

  g_assert_no_error (error);
  kkb_document_run (doc, kkb_import_command (import, result), &changed, &error);
  g_assert_no_error (error);
  return changed;
}

static gboolean
import_plan (KkbDocument *doc, const char *name, KkbImportResult *result)
{
  g_autofree char *path = plan_path (name);

  return import_path (doc, path, result);
}

static KkbDocument *
new_document (void)
{
  g_autoptr (GError) error = NULL;
  KkbDocument *doc = kkb_document_new (&error);

  g_assert_no_error (error);
  return doc;
}

static KkbIndicator *
find_indicator (KkbDocument *doc, const char *code)
{
  GPtrArray *indicators = kkb_document_facts (doc)->indicators;

  for (guint i = 0; i < indicators->len; i++)
    if (strcmp (((KkbIndicator *)g_ptr_array_index (indicators, i))->code, code) == 0)
      return g_ptr_array_index (indicators, i);
  g_error ("no indicator %s", code);
}

static void
check_value (KkbDocument *doc, const KkbValue *value, const char *data)
{
  g_autofree char *text = value != NULL ? kkb_value_to_data (kkb_document_facts (doc), value) : NULL;

  g_assert_cmpstr (text, ==, data);
}

static guint
count_changes (const KkbImportResult *result)
{
  guint n = 0;

  for (guint i = 0; i < KKB_N_IMPORTED; i++)
    n += result->added[i] + result->changed[i];
  return n;
}

static char *
content (KkbDocument *doc)
{
  g_autoptr (GError) error = NULL;
  char *hash = kkb_store_content_hash (kkb_document_store (doc), &error);

  g_assert_no_error (error);
  return hash;
}

static void
test_once (void)
{
  g_autoptr (KkbDocument) doc = new_document ();
  KkbImportResult result;
  KkbFacts *facts;
  KkbPlan *plan;
  g_autofree char *text = NULL;

  g_assert_true (import_plan (doc, "ichinoseki-r4", &result));
  facts = kkb_document_facts (doc);
  plan = g_ptr_array_index (facts->plans, 0);
  g_assert_cmpuint (result.added[KKB_IMPORTED_NODES], ==, 39);
  g_assert_cmpuint (result.added[KKB_IMPORTED_PROJECTS], ==, 51);
  g_assert_cmpuint (result.added[KKB_IMPORTED_INDICATORS], ==, 13);
  g_assert_cmpuint (result.added[KKB_IMPORTED_PLACEMENTS], ==, 17);
  g_assert_cmpuint (facts->nodes->len, ==, 90);
  g_assert_cmpuint (facts->placements->len, ==, 17);
  g_assert_cmpuint (plan->editions->len, ==, 1);
  check_value (doc, &kkb_indicator_goal (find_indicator (doc, "K8"), plan->id)->baseline, "中止");
  check_value (doc, kkb_value_list_find (&find_indicator (doc, "K8")->references, 2019), "52");
  text = kkb_import_result_text (&result);
  g_assert_nonnull (strstr (text, "51"));
}

static void
test_again (void)
{
  g_autoptr (KkbDocument) doc = new_document ();

  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    g_assert_true (import_plan (doc, plans[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      KkbImportResult result;
      g_autofree char *before = content (doc), *after = NULL, *text = NULL;

      g_assert_false (import_plan (doc, plans[i], &result));
      after = content (doc);
      text = kkb_import_result_text (&result);
      g_assert_cmpuint (count_changes (&result), ==, 0);
      g_assert_cmpuint (result.unchanged[KKB_IMPORTED_INDICATORS], >, 0);
      g_assert_cmpstr (before, ==, after);
      g_assert_false (g_strrstr (text, "\n") != NULL);
    }
}

static void
test_undo (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (KkbDocument) doc = new_document ();
      g_autoptr (GError) error = NULL;
      g_autofree char *before = content (doc), *done = NULL, *undone = NULL, *redone = NULL;

      import_plan (doc, plans[i], NULL);
      done = content (doc);
      g_assert_cmpstr (before, !=, done);
      g_assert_true (kkb_document_undo (doc, &error));
      undone = content (doc);
      g_assert_cmpstr (before, ==, undone);
      g_assert_cmpuint (kkb_document_facts (doc)->indicators->len, ==, 0);
      g_assert_true (kkb_document_redo (doc, &error));
      redone = content (doc);
      g_assert_cmpstr (done, ==, redone);
    }
}

static void
test_links (void)
{
  g_autoptr (KkbDocument) doc = new_document ();
  KkbFacts *facts;
  guint found = 0;

  import_plan (doc, "ichinoseki-h29", NULL);
  import_plan (doc, "ichinoseki-r4", NULL);
  facts = kkb_document_facts (doc);
  for (guint i = 0; i < facts->links->len; i++)
    {
      KkbPlanLink *link = g_ptr_array_index (facts->links, i);
      KkbPlan *other = kkb_facts_plan (facts, link->other);

      if (link->kind == KKB_LINK_NEXT)
        g_assert_cmpint (other->start_fy, ==, 2022);
      else if (link->kind == KKB_LINK_PREVIOUS)
        g_assert_cmpint (other->start_fy, ==, 2017);
      else
        g_assert_null (other);
      found += other != NULL;
    }
  g_assert_cmpuint (found, ==, 2);
}

static void
test_correction_comes_back (void)
{
  g_autoptr (KkbDocument) doc = new_document ();
  g_autoptr (GError) error = NULL;
  KkbImportResult result;

  import_plan (doc, "ichinoseki-h29", NULL);
  g_assert_true (kkb_document_run (
      doc, kkb_command_set_value (doc, 0, find_indicator (doc, "A1")->id, KKB_FIELD_ACTUAL, 2019, "10,000", &error),
      NULL, &error));
  check_value (doc, kkb_value_list_find (&find_indicator (doc, "A1")->actuals, 2019), "10000");
  g_assert_true (import_plan (doc, "ichinoseki-h29", &result));
  g_assert_cmpuint (count_changes (&result), ==, 1);
  g_assert_cmpuint (result.changed[KKB_IMPORTED_VALUES], ==, 1);
  check_value (doc, kkb_value_list_find (&find_indicator (doc, "A1")->actuals, 2019), "10796");
}

/* A workbook with one sheet 指標 of ROWS (inline texts, one a line) and a plan of that title. */
static char *
write_book (const char *folder, const char *heads, const char *rows)
{
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autofree char *all = g_strconcat (heads, "\n", rows, NULL);
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);
  g_autoptr (GString) xml = g_string_new ("<worksheet " KKB_MAIN "><sheetData>");

  kkb_zip_builder_add (builder, "_rels/.rels",
                       "<Relationships " KKB_PACK "><Relationship Id=\"x\" Type=\"" KKB_RELS
                       "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  kkb_zip_builder_add (builder, "xl/workbook.xml",
                       "<workbook " KKB_MAIN " xmlns:r=\"" KKB_RELS
                       "\"><sheets><sheet name=\"指標\" r:id=\"a\"/></sheets></workbook>");
  kkb_zip_builder_add (builder, "xl/_rels/workbook.xml.rels",
                       "<Relationships " KKB_PACK "><Relationship Id=\"a\" Type=\"" KKB_RELS
                       "/worksheet\" Target=\"s.xml\"/></Relationships>");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

      g_string_append (xml, "<row>");
      for (guint c = 0; cells[c] != NULL; c++)
        g_string_append_printf (xml, "<c t=\"inlineStr\"><is><t>%s</t></is></c>", cells[c]);
      g_string_append (xml, "</row>");
    }
  g_string_append (xml, "</sheetData></worksheet>");
  kkb_zip_builder_add (builder, "xl/s.xml", xml->str);
  return kkb_zip_builder_write (builder, folder, "returned.xlsx");
}

/* A returned sheet with few columns: only what it says changes, its plan being the only one there is. */
static void
test_few_columns (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kkb-command-XXXXXX", NULL);
  g_autofree char *path = write_book (folder, "ID|指標|単位|実績（R4）", "K1|従業者数||10,500");
  g_autoptr (KkbDocument) doc = new_document ();
  KkbImportResult result;
  KkbIndicator *k1;
  KkbPlan *plan;

  import_plan (doc, "ichinoseki-r4", NULL);
  g_assert_true (import_path (doc, path, &result));
  g_remove (path);
  g_rmdir (folder);
  k1 = find_indicator (doc, "K1");
  plan = g_ptr_array_index (kkb_document_facts (doc)->plans, 0);
  g_assert_cmpuint (kkb_document_facts (doc)->plans->len, ==, 1);
  g_assert_cmpstr (plan->title, ==, "一関市工業振興計画");
  g_assert_cmpint (plan->start_fy, ==, 2022);
  g_assert_cmpuint (kkb_document_facts (doc)->indicators->len, ==, 13);
  g_assert_cmpstr (k1->unit, ==, "人");
  g_assert_cmpstr (k1->source, ==, "工業統計調査");
  check_value (doc, kkb_value_list_find (&k1->actuals, 2022), "10500");
  g_assert_cmpuint (k1->placements->len, ==, 1);
  g_assert_cmpuint (result.added[KKB_IMPORTED_VALUES], ==, 1);
  g_assert_cmpuint (count_changes (&result), ==, 1);
}

/* They would be stored where nobody sees them, and stand there one day when the formula goes. */
static void
test_computed (void)
{
  g_autoptr (KkbDocument) doc = new_document ();
  g_autoptr (GError) error = NULL;
  KkbImportResult result = { 0 };
  g_autofree char *text = NULL;
  KkbDraft *draft;
  KkbId id, other;
  guint n;

  import_plan (doc, "ichinoseki-h29", NULL);
  id = find_indicator (doc, "A1")->id;
  other = find_indicator (doc, "A2")->id;
  n = find_indicator (doc, "A1")->actuals.n;
  g_assert_cmpuint (n, >, 0);
  draft = kkb_draft_new (doc);
  kkb_draft_indicator_more (draft, id)->formula = KKB_COMPUTED_SUM;
  kkb_draft_indicator_more (draft, id)->operands = kkb_facts_ids (kkb_draft_own (draft), &other, 1);
  kkb_document_run (doc, kkb_draft_finish (draft, "計算式", &error), NULL, &error);
  g_assert_no_error (error);
  import_plan (doc, "ichinoseki-h29", &result);
  g_assert_cmpuint (result.left_out, ==, n);
  g_assert_cmpuint (result.added[KKB_IMPORTED_VALUES], ==, 0);
  text = kkb_import_result_text (&result);
  g_assert_nonnull (strstr (text, "computed from others"));
  draft = kkb_draft_new (doc);
  kkb_draft_indicator_more (draft, id)->formula = KKB_COMPUTED_NONE;
  kkb_document_run (doc, kkb_draft_finish (draft, "手入力", &error), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (find_indicator (doc, "A1")->actuals.n, ==, 0);
}

/* As where the formula is made by hand: what was typed goes in the same step, and it is said. */
static void
test_becomes_computed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kkb-command-XXXXXX", NULL);
  g_autofree char *rows = NULL, *path = NULL, *text = NULL;
  g_autoptr (KkbDocument) doc = new_document ();
  g_autoptr (GError) error = NULL;
  KkbImportResult result;
  KkbDraft *draft;
  guint n;

  import_plan (doc, "ichinoseki-r4", NULL);
  path = write_book (folder, "ID|指標|単位|実績（R4）", "K1|従業者数||10,500");
  g_assert_true (import_path (doc, path, NULL));
  g_remove (path);
  g_free (path);
  n = find_indicator (doc, "K1")->actuals.n;
  g_assert_cmpuint (n, ==, 1);
  rows = g_strdup_printf ("K1|%s|和|K2\nK2|%s||", find_indicator (doc, "K1")->name, find_indicator (doc, "K2")->name);
  path = write_book (folder, "ID|指標|計算式|計算元", rows);
  g_assert_true (import_path (doc, path, &result));
  g_remove (path);
  g_rmdir (folder);
  g_assert_cmpint (find_indicator (doc, "K1")->more->formula, ==, KKB_COMPUTED_SUM);
  g_assert_cmpuint (result.cleared, ==, n);
  text = kkb_import_result_text (&result);
  g_assert_nonnull (strstr (text, "computed from others now"));
  draft = kkb_draft_new (doc);
  kkb_draft_indicator_more (draft, find_indicator (doc, "K1")->id)->formula = KKB_COMPUTED_NONE;
  kkb_document_run (doc, kkb_draft_finish (draft, "手入力", &error), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (find_indicator (doc, "K1")->actuals.n, ==, 0);
  for (guint i = 0; i < 2; i++)
    g_assert_true (kkb_document_undo (doc, &error)); /* one step brings formula and figures back to what they were */
  g_assert_cmpint (find_indicator (doc, "K1")->more->formula, ==, KKB_COMPUTED_NONE);
  g_assert_cmpuint (find_indicator (doc, "K1")->actuals.n, ==, n);
}

static gboolean
import_rows (KkbDocument *doc, const char *folder, const char *heads, const char *rows)
{
  g_autofree char *path = write_book (folder, heads, rows);
  gboolean changed = import_path (doc, path, NULL);

  g_remove (path);
  return changed;
}

static void
check_printed (KkbDocument *doc, int fy, const char *printed)
{
  const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };
  const KkbIndicator *k1 = find_indicator (doc, "K1");
  const KkbValue *value = kkb_value_list_find (&k1->actuals, fy);
  g_autofree char *text = value != NULL ? kkb_value_format (kkb_document_facts (doc), value, k1->unit, &format) : NULL;

  g_assert_cmpstr (text, ==, printed);
}

static void
test_unit_of_the_year (void)
{
  const char *heads = "ID|指標|単位|実績（R5）|実績（R6）|実績（R7）", *rows = "K1|従業者数|人|10,500|10.4|10,300人";
  g_autofree char *folder = g_dir_make_tmp ("kkb-command-XXXXXX", NULL);
  g_autoptr (KkbDocument) doc = new_document (), whole = new_document ();
  KkbDocument *both[] = { doc, whole };

  import_plan (doc, "ichinoseki-r4", NULL);
  g_assert_true (import_rows (doc, folder, "ID|指標|単位の変更", "K1|従業者数|2024:千人")); /* known before … */
  g_assert_true (import_rows (doc, folder, heads, rows));
  g_assert_false (import_rows (doc, folder, heads, rows));
  import_plan (whole, "ichinoseki-r4", NULL);
  g_assert_true (import_rows (whole, folder, "ID|指標|単位|単位の変更|実績（R5）|実績（R6）|実績（R7）",
                              "K1|従業者数|人|2024:千人|10,500|10.4|10,300人")); /* … or with it */
  g_rmdir (folder);
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      const KkbValue *value;

      check_printed (both[i], 2023, "10,500");
      check_printed (both[i], 2024, "10.4千人");
      check_printed (both[i], 2025, "10,300"); /* 人, as the head of the row says */
      value = kkb_value_list_find (&find_indicator (both[i], "K1")->actuals, 2025);
      g_assert_cmpstr (kkb_value_more (kkb_document_facts (both[i]), value)->unit, ==, "人");
    }
}

static void
test_tolerance_heads (void)
{
  static const char *const heads[] = { "ID|指標|方向|許容幅", "ID|指標|方向|許容差" };
  g_autofree char *folder = g_dir_make_tmp ("kkb-command-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (KkbDocument) doc = new_document ();

      import_plan (doc, "ichinoseki-r4", NULL);
      g_assert_true (import_rows (doc, folder, heads[i], "K1|従業者数|維持|5"));
      g_assert_true (find_indicator (doc, "K1")->has_tolerance);
      g_assert_cmpint (find_indicator (doc, "K1")->tolerance.coef, ==, 5);
    }
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("kkb-home-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-command/a-plan-comes-into-the-document", test_once);
  g_test_add_func ("/import-command/actuals-of-what-is-computed-are-left-out-and-that-is-said", test_computed);
  g_test_add_func ("/import-command/typed-actuals-go-when-a-formula-comes", test_becomes_computed);
  g_test_add_func ("/import-command/the-same-workbook-again-changes-nothing-and-says-so", test_again);
  g_test_add_func ("/import-command/an-import-can-be-undone-and-redone", test_undo);
  g_test_add_func ("/import-command/plans-that-name-each-other-are-linked", test_links);
  g_test_add_func ("/import-command/what-the-workbook-says-differently-is-changed", test_correction_comes_back);
  g_test_add_func ("/import-command/a-sheet-with-few-columns-erases-nothing", test_few_columns);
  g_test_add_func ("/import-command/a-figure-without-a-unit-has-that-of-its-year", test_unit_of_the_year);
  g_test_add_func ("/import-command/the-tolerance-is-read-under-both-its-names", test_tolerance_heads);
  return g_test_run ();
}
