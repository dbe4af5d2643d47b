/* The whole document as the standard workbook: what is read back is an equal document. */
#include "kkb-export.h"
#include "kkb-error.h"
#include "kkb-xlsx.h"
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder, *path;
} Fixture;

static void
remove_tree (const char *folder)
{
  const char *argv[] = { "rm", "-rf", folder, NULL };
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("kkb-export-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "out.xlsx", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static KkbImport *
read_workbook (const char *path)
{
  g_autoptr (GError) error = NULL;
  KkbImport *import = kkb_import_read (path, NULL, &error);
  g_assert_no_error (error);
  return import;
}

/* A document made of what stands in the workbook at PATH. */
static KkbDocument *
document_of (const char *path, guint *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbImport) import = read_workbook (path);
  KkbDocument *doc = kkb_document_new (&error);
  g_assert_no_error (error);
  gboolean changed = FALSE;
  if (problems)
    {
      GPtrArray *list = kkb_import_problems (import);
      *problems = list->len;
      for (guint i = 0; i < list->len; i++)
        {
          const KkbProblem *problem = g_ptr_array_index (list, i);
          g_test_message ("%s", problem->text);
          if (problem->severity == KKB_PROBLEM_NOTE)
            (*problems)--; /* 目標 outside the period: true of the plan itself */
        }
    }
  kkb_document_run (doc, kkb_import_command (import, NULL), &changed, &error);
  g_assert_no_error (error);
  g_assert_true (changed);
  return doc;
}

static char *
dump_of (KkbDocument *doc)
{
  g_autoptr (GError) error = NULL;
  char *dump = kkb_store_content_dump (kkb_document_store (doc), &error);
  g_assert_no_error (error);
  return dump;
}

static void
assert_same_lines (const char *before, const char *after)
{
  g_auto (GStrv) a = g_strsplit (before, "\n", -1), b = g_strsplit (after, "\n", -1);
  for (guint i = 0; a[i] || b[i]; i++)
    if (!a[i] || !b[i] || !g_str_equal (a[i], b[i]))
      g_error ("line %u differs:\nbefore %s\nafter  %s", i + 1, a[i] ? a[i] : "(end)", b[i] ? b[i] : "(end)");
}

static void
export_document (KkbDocument *doc, const char *path)
{
  g_autoptr (GError) error = NULL;
  KkbFacts *facts = kkb_document_facts (doc);
  g_autoptr (GArray) revisions = kkb_export_revisions (kkb_document_store (doc), facts, &error);
  g_assert_no_error (error);
  g_assert_true (kkb_export_workbook (facts, revisions, path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
check_round_trip (Fixture *f, KkbDocument *doc)
{
  guint problems = 0;
  export_document (doc, f->path);
  g_autoptr (KkbDocument) again = document_of (f->path, &problems);
  g_autofree char *before = dump_of (doc), *after = dump_of (again);
  assert_same_lines (before, after);
  g_assert_cmpuint (problems, ==, 0); /* nothing assumed, nothing unread */
}

static void
test_plan (Fixture *f, gconstpointer data)
{
  g_autofree char *source = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", data, "plan.xlsx", NULL);
  g_autoptr (KkbDocument) doc = document_of (source, NULL);
  check_round_trip (f, doc);
}

static void
test_all_plans (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "ichinoseki-h29", "ichinoseki-r4", "morioka-healthtech", "morioka-grants-r3" };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = kkb_document_new (&error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *source = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", names[i], "plan.xlsx", NULL);
      g_autoptr (KkbImport) import = read_workbook (source);
      g_assert_true (kkb_document_run (doc, kkb_import_command (import, NULL), NULL, &error));
    }
  g_assert_cmpuint (kkb_document_facts (doc)->plans->len, ==, 4);
  check_round_trip (f, doc);
}

static void
type_value (KkbDocument *doc, KkbIndicator *indicator, KkbField field, int fy, const char *text)
{
  g_autoptr (GError) error = NULL;
  KkbId plan = ((const KkbPlan *)g_ptr_array_index (kkb_document_facts (doc)->plans, 0))->id;
  KkbCommand *command = kkb_command_set_value (doc, plan, indicator->id, field, fy, text, &error);
  g_assert_no_error (error);
  g_assert_true (kkb_document_run (doc, command, NULL, &error));
  g_assert_no_error (error);
}

/* Every shape a value can take. */
static void
test_values (Fixture *f, gconstpointer data)
{
  static const char *const texts[]
      = { "55.0", "▲742.10",       "40〜60", "80％以上",          "60未満", "5件以下", "集計中（9月予定）", "未公表",
          "中止", "1,234（速報）", "0",      "123456789012345678" };
  g_autofree char *source = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", "ichinoseki-r4", "plan.xlsx", NULL);
  g_autoptr (KkbDocument) doc = document_of (source, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      KkbIndicator *indicator = g_ptr_array_index (kkb_document_facts (doc)->indicators, i);
      type_value (doc, indicator, KKB_FIELD_ACTUAL, 2023, texts[i]);
      indicator = g_ptr_array_index (kkb_document_facts (doc)->indicators, i);
      type_value (doc, indicator, KKB_FIELD_TARGET, 2026, texts[i]);
    }
  check_round_trip (f, doc);
}

static gboolean
revise_target (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, 0);
  KkbValue value = { .fy = 2026 };
  kkb_value_set_number (&value, kkb_decimal_from_int (10500), KKB_STATE_FINAL);
  KkbValueMore *more = kkb_facts_value_more (facts, &value);
  more->revision = 1;
  more->revised_on = "2024-04-01";
  more->reason = "中間見直し";
  return kkb_store_put_target (store, facts, plan->id, indicator->id, &value, error);
}

static void
test_revisions (Fixture *f, gconstpointer data)
{
  g_autofree char *source = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", "ichinoseki-r4", "plan.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = document_of (source, NULL);
  g_assert_true (kkb_document_run (doc, kkb_command_new ("目標の見直し", revise_target, NULL, NULL), NULL, &error));
  g_assert_no_error (error);
  g_autoptr (GArray) revisions = kkb_export_revisions (kkb_document_store (doc), kkb_document_facts (doc), &error);
  g_assert_cmpuint (revisions->len, >=, 2);
  check_round_trip (f, doc);
}

static void
test_reproducible (Fixture *f, gconstpointer data)
{
  g_autofree char *source = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", "ichinoseki-r4", "plan.xlsx", NULL);
  g_autoptr (KkbDocument) doc = document_of (source, NULL);
  g_autofree char *first = NULL, *second = NULL;
  gsize n = 0, m = 0;
  export_document (doc, f->path);
  g_assert_true (g_file_get_contents (f->path, &first, &n, NULL));
  export_document (doc, f->path);
  g_assert_true (g_file_get_contents (f->path, &second, &m, NULL));
  g_assert_cmpmem (first, n, second, m);
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autofree char *source = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", "ichinoseki-r4", "plan.xlsx", NULL);
  g_autoptr (KkbImport) import = read_workbook (source);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_false (kkb_export_workbook (kkb_import_facts (import), NULL, f->path, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
}

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

static gboolean
has_head (const KkbSheet *sheet, const char *word)
{
  for (guint c = 0; c < kkb_sheet_n_cols (sheet); c++)
    if (g_str_equal (kkb_sheet_cell (sheet, 0, c)->text, word))
      return TRUE;
  return FALSE;
}

static void
test_heads (Fixture *f, gconstpointer data)
{
  static const char *const sheets[] = { "版", "指標" };
  g_autoptr (GError) error = NULL;
  g_autofree char *plan = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", "ichinoseki-r4", "plan.xlsx", NULL);
  g_autoptr (KkbDocument) doc = document_of (plan, NULL);
  export_document (doc, f->path);
  g_autoptr (KkbWorkbook) book = kkb_workbook_read (f->path, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      const KkbSheet *sheet = kkb_workbook_find_sheet (book, sheets[i]);
      g_assert_nonnull (sheet);
      g_assert_true (has_head (sheet, "許容幅")); /* as in the window */
      g_assert_false (has_head (sheet, "許容差"));
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("kkb-export-home-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/export/a-plan-with-final-figures-comes-back-equal", "ichinoseki-h29", test_plan);
  ADD ("/export/a-plan-with-projects-and-repeats-comes-back-equal", "ichinoseki-r4", test_plan);
  ADD ("/export/a-plan-with-two-target-years-comes-back-equal", "morioka-healthtech", test_plan);
  ADD ("/export/grants-with-money-come-back-equal", "morioka-grants-r3", test_plan);
  ADD ("/export/four-plans-in-one-document-come-back-equal", NULL, test_all_plans);
  ADD ("/export/every-shape-of-value-comes-back-equal", NULL, test_values);
  ADD ("/export/a-revised-target-comes-back-with-its-first-one", NULL, test_revisions);
  ADD ("/export/the-same-document-gives-the-same-bytes", NULL, test_reproducible);
  ADD ("/export/heads-are-the-words-of-the-window", NULL, test_heads);
  ADD ("/export/a-cancel-leaves-no-file", NULL, test_cancel);
  int status = g_test_run ();
  remove_tree (home);
  return status;
}
