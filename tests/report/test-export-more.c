/* What few entities have goes out into the standard workbook and comes back equal; workbooks without it leave it alone.
 */
#include "kkb-export.h"
#include "kkb-error.h"
#include "kkb-platform.h"
#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

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

static KkbDocument *
new_document (void)
{
  g_autoptr (GError) error = NULL;
  KkbDocument *doc = kkb_document_new (&error);
  g_assert_no_error (error);
  return doc;
}

/* Whether anything changed; *PROBLEMS: what is not just worth a look. */
static gboolean
import_path (KkbDocument *doc, const char *path, guint *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbImport) import = kkb_import_read (path, NULL, &error);
  gboolean changed = FALSE;
  g_assert_no_error (error);
  for (guint i = 0; problems && i < kkb_import_problems (import)->len; i++)
    {
      const KkbProblem *problem = g_ptr_array_index (kkb_import_problems (import), i);
      g_test_message ("%s", problem->text);
      *problems += problem->severity != KKB_PROBLEM_NOTE;
    }
  kkb_document_run (doc, kkb_import_command (import, NULL), &changed, &error);
  g_assert_no_error (error);
  return changed;
}

static gboolean
import_plan (KkbDocument *doc, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", name, "plan.xlsx", NULL);
  return import_path (doc, path, NULL);
}

static char *
dump_of (KkbDocument *doc, gboolean pictures)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = kkb_store_content_dump (kkb_document_store (doc), &error);
  g_autoptr (GString) out = g_string_new (NULL);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (pictures || !g_str_has_prefix (lines[i], "  picture\t"))
      g_string_append_printf (out, "%s\n", lines[i]);
  return g_string_free (g_steal_pointer (&out), FALSE);
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

/* ---- a document with everything in it ---- */

static KkbIndicator *
find_indicator (KkbFacts *facts, const char *code)
{
  for (guint i = 0; i < facts->indicators->len; i++)
    if (strcmp (((KkbIndicator *)g_ptr_array_index (facts->indicators, i))->code, code) == 0)
      return g_ptr_array_index (facts->indicators, i);
  g_error ("no indicator %s", code);
}

static KkbNode *
project_below (const GPtrArray *nodes)
{
  KkbNode *found = NULL;
  for (guint i = 0; i < nodes->len && !found; i++)
    {
      KkbNode *node = g_ptr_array_index (nodes, i);
      found = node->project ? node : project_below (node->children);
    }
  return found;
}

static KkbNode *
first_project (KkbFacts *facts)
{
  return project_below (((KkbPlan *)g_ptr_array_index (facts->plans, 0))->roots);
}

static gboolean
put_words (KkbStore *store, KkbFacts *facts, GError **error)
{
  static const KkbWord words[] = {
    { 501, KKB_WORD_TAG, "重点", "総合計画の重点" },
    { 502, KKB_WORD_TAG, "ＤＸ、ＡＩ", "" },
    { 503, KKB_WORD_TEXT_NAME, "ねらい", "" },
    { 504, KKB_WORD_TEXT_NAME, "目指す姿", "10年後" },
    { 505, KKB_WORD_NEXT_DIRECTION, "拡充", "" },
    { 506, KKB_WORD_NEXT_DIRECTION, "廃止", "" },
    { 507, KKB_WORD_COUNCIL, "工業振興計画推進会議", "" },
  };
  static const KkbFormerName former[] = { { "商工課", 2005 }, { "工業課", KKB_FY_NONE } };
  KkbDepartment unused = { 601, "企画、財政課" };
  KkbDepartment renamed = *(KkbDepartment *)g_ptr_array_index (facts->departments, 0);
  KkbFormerName names[] = { former[0], { renamed.name, 2022 } };
  KkbGrant grant = { 602, "使っていない交付金", "" };
  renamed.name = "新産業戦略課";
  renamed.former = names;
  renamed.n_former = 2;
  unused.former = former;
  unused.n_former = 2;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (!kkb_store_put_word (store, &words[i], (gint32)i, error))
      return FALSE;
  return kkb_store_put_department (store, &renamed, error) && kkb_store_put_department (store, &unused, error)
         && kkb_store_put_grant (store, &grant, error);
}

static gboolean
put_texts (KkbStore *store, KkbFacts *facts, GError **error)
{
  static const KkbNamedText texts[]
      = { { 504, "一行目\n\n  三行目、字下げ\t表" }, { 503, "=1+2 と書いても文章" }, { 0, "" } };
  static const KkbId tags[] = { 502, 501, 0 };
  const KkbPlan *other = g_ptr_array_index (facts->plans, 1);
  KkbPlan plan = *(KkbPlan *)g_ptr_array_index (facts->plans, 0);
  const KkbNode *root = g_ptr_array_index (plan.roots, 0), *far = g_ptr_array_index (other->roots, 0);
  KkbNode node = *(KkbNode *)g_ptr_array_index (root->children, 0), project = *first_project (facts);
  const KkbId references[] = { far->id, root->id, 0 }, one[] = { node.id, 0 };
  KkbNodeMore more = { 2023, 2024, 1u << 8 | 1u << 9 | 1u << 17, tags, references, texts };
  KkbNodeMore little = { KKB_FY_NONE, KKB_FY_NONE, 1u << 4, &tags[1], one, &texts[1] };
  KkbProject extra = *project.project;
  static const KkbBudgetLine lines[]
      = { { "一般会計", "7商工費", "1商工費", "2商工業振興費", "工業振興事業" }, { "特別会計", "", "", "", "" } };
  static const KkbStaff staff[] = { { 2022, KKB_MONEY_BUDGET, { 50, 2 }, { 7000000, 0 } },
                                    { 2022, KKB_MONEY_BUDGET, { 15, 1 }, { 4000000, 0 } },
                                    { KKB_FY_NONE, KKB_MONEY_SETTLEMENT, { 1, 0 }, { 70000005, 1 } } };
  static const KkbOutput outputs[] = { { 2022, "研修会 3回" }, { KKB_FY_NONE, "冊子、500部" } };
  plan.texts = texts;
  node.more = &more;
  project.more = &little;
  project.project = &extra;
  extra.budget_lines = lines;
  extra.n_budget_lines = G_N_ELEMENTS (lines);
  extra.staff = staff;
  extra.n_staff = G_N_ELEMENTS (staff);
  extra.outputs = outputs;
  extra.n_outputs = G_N_ELEMENTS (outputs);
  return kkb_store_put_plan (store, &plan, 0, error) && kkb_store_put_node (store, &node, error)
         && kkb_store_put_node (store, &project, error);
}

static gboolean
put_lists (KkbStore *store, KkbFacts *facts, GError **error)
{
  static const char *const cells[] = { "年度", "全国", "県", "0005", "1,234", "", "R4", "", "―\n（注）", "", "", "" };
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0), *other = g_ptr_array_index (facts->plans, 1);
  const KkbNode *root = g_ptr_array_index (plan->roots, 0), *project = first_project (facts);
  const KkbNode *far = g_ptr_array_index (other->roots, 0);
  const KkbId nodes[] = { project->id, far->id, root->id, 0 };
  KkbStatistic table = { 7001, plan->id, "製造品出荷額等", "億円", "工業統計調査", "速報値を含む", 4, 3, cells };
  KkbStatistic empty = { 7002, plan->id, "製造品出荷額等", "", "", "", 0, 0, NULL };
  KkbStatistic of_other = { 7003, other->id, "人口", "人", "国勢調査", "", 1, 2, cells };
  for (guint i = 0; i < KKB_N_ENTRY_KINDS * 2; i++)
    {
      KkbEntryKind kind = (KkbEntryKind)(i % KKB_N_ENTRY_KINDS);
      g_autofree char *name = g_strdup_printf ("名%u", i);
      KkbEntry entry = { 6000 + i,
                         i < 6 ? plan->id : other->id,
                         (guint8)kind,
                         kind == KKB_ENTRY_ISSUE ? "" : name,
                         i % 2 ? "人材、確保" : "",
                         "本文\nと続き",
                         kind == KKB_ENTRY_ISSUE ? nodes : NULL };
      if (!kkb_store_put_entry (store, &entry, (gint32)(20 - i), error))
        return FALSE;
    }
  return kkb_store_put_statistic (store, &table, 0, error) && kkb_store_put_statistic (store, &empty, 1, error)
         && kkb_store_put_statistic (store, &of_other, 0, error);
}

/* As figures that are typed after a change of the unit: each says which one it is in. */
static gboolean
name_units (KkbStore *store, KkbFacts *facts, const KkbIndicator *indicator, const KkbUnitChange *units, GError **error)
{
  for (guint i = 0; i < indicator->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (indicator->goals, i);
      for (guint k = 0; k < goal->targets.n; k++)
        {
          KkbValue target = goal->targets.items[k];
          for (const KkbUnitChange *change = units; change->fy != 0 && change->fy <= target.fy; change++)
            kkb_facts_value_more (facts, &target)->unit = change->unit;
          if (!kkb_store_put_target (store, facts, goal->plan, indicator->id, &target, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
put_indicators (KkbStore *store, KkbFacts *facts, GError **error)
{
  static const KkbId tags[] = { 501, 0 };
  static const KkbUnitChange units[] = { { 2023, "千人" }, { 2025, "万人" }, { 0, "" } };
  const KkbIndicator *near = find_indicator (facts, "K2"), *far = find_indicator (facts, "A1");
  KkbIndicator sum = *find_indicator (facts, "K3"), ratio = *find_indicator (facts, "K5");
  KkbIndicator plain = *find_indicator (facts, "K6");
  const KkbId added[] = { near->id, far->id, near->id, 0 }, divided[] = { far->id, plain.id, 0 };
  KkbIndicatorMore of_sum = { KKB_COMPUTED_SUM, 1, 0, added, tags, NULL };
  KkbIndicatorMore of_ratio = { KKB_COMPUTED_RATIO, 0, 12, divided, NULL, NULL };
  KkbIndicatorMore of_plain = { KKB_COMPUTED_NONE, 3, 8, NULL, tags, units };
  sum.more = &of_sum;
  ratio.more = &of_ratio;
  plain.more = &of_plain;
  return kkb_store_put_indicator (store, &sum, error) && kkb_store_put_indicator (store, &ratio, error)
         && kkb_store_put_indicator (store, &plain, error) && name_units (store, facts, &plain, units, error);
}

static gboolean
put_sides (KkbStore *store, KkbFacts *facts, GError **error)
{
  const KkbIndicator *indicator = find_indicator (facts, "K1"), *far = find_indicator (facts, "A1");
  const KkbSideSeries series[] = {
    { 8001, indicator->id, KKB_SIDE_BREAKDOWN, "市内", "", "", "", { NULL } },
    { 8002, indicator->id, KKB_SIDE_COMPARISON, "県平均", "％", "県統計", "参考", { NULL } },
    { 8003, indicator->id, KKB_SIDE_COMPARISON, "県平均", "", "", "", { NULL } },
    { 8004, far->id, KKB_SIDE_COMPARISON, "全国順位", "位", "", "", { NULL } },
  };
  for (guint i = 0; i < G_N_ELEMENTS (series); i++)
    {
      if (!kkb_store_put_side_series (store, &series[i], (gint32)i, error))
        return FALSE;
      for (guint y = 0; y < 4 && i != 2; y++)
        {
          KkbValue value = { .fy = (gint16)(2020 + y), .state = KKB_STATE_PENDING };
          if (y < 2)
            kkb_value_set_number (&value, (KkbDecimal){ 4740 + y, 2 }, y ? KKB_STATE_PROVISIONAL : KKB_STATE_FINAL);
          KkbValueMore *more = kkb_facts_value_more (facts, &value);
          more->note = "注、あり";
          more->as_of = y == 1 ? "Ｒ3.3末" : "";
          more->unit = y == 1 ? "千人" : "";
          more->expected = y == 2 ? "9月" : "";
          more->has_parts = y == 0;
          more->numerator = (KkbDecimal){ 158, 0 };
          more->denominator = (KkbDecimal){ 3335, 1 };
          if (!kkb_store_put_side_value (store, facts, series[i].id, &value, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
fill (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  static const guint8 bytes[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3 };
  g_autoptr (GBytes) png = g_bytes_new_static (bytes, sizeof bytes);
  KkbPicture picture = { 9001, first_project (facts)->id, "会場のようす" };
  return put_words (store, facts, error) && put_texts (store, facts, error) && put_lists (store, facts, error)
         && put_indicators (store, facts, error) && put_sides (store, facts, error)
         && kkb_store_put_picture (store, &picture, png, 0, error);
}

static KkbDocument *
bare_document (void)
{
  KkbDocument *doc = new_document ();
  import_plan (doc, "ichinoseki-r4");
  import_plan (doc, "ichinoseki-h29");
  import_plan (doc, "morioka-grants-r3");
  return doc;
}

static KkbDocument *
full_document (void)
{
  KkbDocument *doc = bare_document ();
  g_autoptr (GError) error = NULL;
  kkb_document_run (doc, kkb_command_new ("すべて", fill, NULL, NULL), NULL, &error);
  g_assert_no_error (error);
  return doc;
}

/* ---- tests ---- */

static void
test_round_trip (Fixture *f, gconstpointer data)
{
  g_autoptr (KkbDocument) doc = full_document (), again = new_document ();
  guint problems = 0;
  export_document (doc, f->path);
  g_assert_true (import_path (again, f->path, &problems));
  g_autofree char *before = dump_of (doc, FALSE), *after = dump_of (again, FALSE);
  g_assert_nonnull (strstr (before, "全国順位"));
  assert_same_lines (before, after);
  g_assert_cmpuint (problems, ==, 0);
}

static void
test_again (Fixture *f, gconstpointer data)
{
  g_autoptr (KkbDocument) doc = full_document ();
  g_autofree char *before = dump_of (doc, TRUE), *after = NULL;
  export_document (doc, f->path);
  g_assert_false (import_path (doc, f->path, NULL));
  after = dump_of (doc, TRUE);
  assert_same_lines (before, after); /* pictures stay in the document, too */
}

/* The workbook the plan came from knows nothing of all this, and calls the department by its former name. */
static void
test_older (Fixture *f, gconstpointer data)
{
  g_autoptr (KkbDocument) doc = full_document ();
  g_autofree char *before = dump_of (doc, TRUE), *after = NULL;
  g_assert_false (import_plan (doc, "ichinoseki-r4"));
  g_assert_false (import_plan (doc, "ichinoseki-h29"));
  g_assert_false (import_plan (doc, "morioka-grants-r3"));
  after = dump_of (doc, TRUE);
  assert_same_lines (before, after);
}

/* Into a document that has the plans but not the rest: everything comes, as one step. */
static void
test_into_bare (Fixture *f, gconstpointer data)
{
  g_autoptr (KkbDocument) doc = full_document (), bare = bare_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *first = dump_of (bare, FALSE);
  export_document (doc, f->path);
  g_assert_true (import_path (bare, f->path, NULL));
  KkbFacts *facts = kkb_document_facts (bare);
  g_assert_cmpuint (facts->words->len, ==, 7);
  g_assert_cmpuint (facts->entries->len, ==, 8);
  g_assert_cmpuint (facts->statistics->len, ==, 3);
  g_assert_cmpuint (facts->side_series->len, ==, 4);
  g_assert_cmpuint (first_project (facts)->project->n_staff, ==, 3);
  g_assert_cmpint (find_indicator (facts, "K5")->more->formula, ==, KKB_COMPUTED_RATIO);
  g_assert_cmpint (find_indicator (facts, "K5")->more->operands[0], ==, find_indicator (facts, "A1")->id);
  g_assert_true (kkb_document_undo (bare, &error));
  g_autofree char *undone = dump_of (bare, FALSE);
  assert_same_lines (first, undone);
}

/* What stands differently in the workbook is taken; what it leaves out stays. */
static gboolean
change (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  KkbNode project = *first_project (facts);
  KkbProject extra = *project.project;
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  KkbStaff staff[] = { extra.staff[0], extra.staff[1] };
  KkbStatistic statistic = *(KkbStatistic *)g_ptr_array_index (plan->statistics, 0);
  KkbWord word = *kkb_facts_word (facts, 501);
  static const char *const cells[] = { "年度", "R5" };
  staff[0].staff = (KkbDecimal){ 9, 0 };
  extra.staff = staff;
  extra.n_staff = 2;
  extra.outputs = NULL;
  extra.n_outputs = 0;
  project.project = &extra;
  statistic.n_rows = 2;
  statistic.n_columns = 1;
  statistic.cells = cells;
  word.note = "";
  return kkb_store_put_node (store, &project, error) && kkb_store_put_statistic (store, &statistic, 0, error)
         && kkb_store_put_word (store, &word, 0, error);
}

static void
test_difference (Fixture *f, gconstpointer data)
{
  g_autoptr (KkbDocument) doc = full_document (), other = full_document ();
  g_autoptr (GError) error = NULL;
  g_assert_true (kkb_document_run (other, kkb_command_new ("変更", change, NULL, NULL), NULL, &error));
  export_document (other, f->path);
  g_assert_true (import_path (doc, f->path, NULL));
  KkbFacts *facts = kkb_document_facts (doc);
  const KkbProject *project = first_project (facts)->project;
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  g_assert_cmpuint (project->n_staff, ==, 3);
  g_assert_cmpint (project->staff[0].staff.coef, ==, 9);
  g_assert_cmpuint (project->n_outputs, ==, 2);
  g_assert_cmpstr (kkb_statistic_cell (g_ptr_array_index (plan->statistics, 0), 1, 0), ==, "R5");
  g_assert_cmpstr (kkb_facts_word (facts, 501)->note, ==, "総合計画の重点");
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

static char *
part_of (const char *path, const char *name)
{
  zip_t *archive = zip_open (path, ZIP_RDONLY, NULL);
  g_assert_nonnull (archive);
  zip_file_t *file = zip_fopen (archive, name, 0);
  g_assert_nonnull (file);
  char *text = g_malloc0 (65536);
  g_assert_cmpint (zip_fread (file, text, 65535), >, 0);
  zip_fclose (file);
  zip_discard (archive);
  return text;
}

/* Of the sheet 文章: columns as wide as what stands in them, and rows as high as their texts. */
static void
test_readable (Fixture *f, gconstpointer data)
{
  g_autoptr (KkbDocument) doc = full_document ();
  export_document (doc, f->path);
  g_autofree char *out = part_of (f->path, "xl/worksheets/sheet9.xml");
  g_assert_nonnull (strstr (out, "<col min=\"1\" max=\"1\" width=\"32.")); /* 1 人財確保による企業力の向上 */
  g_assert_nonnull (strstr (out, "<row r=\"2\" spans=\"1:3\" ht=\"45\"")); /* three lines */
  g_assert_nonnull (strstr (out, "<row r=\"3\" spans=\"1:3\">"));
}

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("kkb-export-home-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_STATE_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_setenv ("LANGUAGE", "ja", TRUE);
  kkb_platform_init_i18n ("");
  g_test_init (&argc, &argv, NULL);
  ADD ("/export-more/texts-lists-and-statistics-come-back-equal", test_round_trip);
  ADD ("/export-more/the-same-workbook-again-changes-nothing", test_again);
  ADD ("/export-more/an-older-workbook-leaves-it-alone-and-may-use-a-former-name", test_older);
  ADD ("/export-more/a-document-with-the-plans-only-gets-all-of-it-in-one-step", test_into_bare);
  ADD ("/export-more/what-differs-is-taken-what-is-missing-stays", test_difference);
  ADD ("/export-more/what-stands-in-the-sheets-can-be-read-without-pulling-at-them", test_readable);
  int status = g_test_run ();
  remove_tree (home);
  return status;
}
