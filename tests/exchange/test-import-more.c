/* test-import-more.c - the sheets few plans have, as people fill them in: what is read, and what is said of the rest.
 */
#include "kkb-import.h"
#include "kkb-platform.h"
#include "kkb-zip-builder.h"
#include <glib/gstdio.h>
#include <string.h>

/* A sheet: its name, then rows of cells divided by |. */
typedef const char *const Sheet[12];

static const Sheet sheets[] = {
  { "計画", "計画名|工業振興計画", "団体名|見本市", "開始年度|R4", "終了年度|R8", "階層|戦略/施策", NULL },
  { "体系", "戦略|施策|ID", "1 人財|(1) 研修、育成|S1", "2 企業||S2", NULL },
  { "事業", "ID|位置|推進事業|担当課", "J1|S1|研修事業|商工課", "J2|S2|投資促進|企業課", NULL },
  { "指標", "ID|位置|指標|単位|方向|種別|担当課|タグ|計算式|計算元|小数|公表月|単位の変更",
    "K1|S1|受講者数|人|増|単年度|商工労働課|重点、ＤＸ||||8|2024：千人\nＲ４:百人",
    "K2|S1|修了者数|人|増|単年度|||||||来年:人", "K3|S1|修了率|％|増|割合|||比|K2、K1|9|13|",
    "K4|S2|合計|人|増|単年度|||和|K1、K9||十二月|", "K5|S2|平均|人|増|単年度|||平均|K1|||",
    "K6|S2|残り|人|増|単年度|||差|K1|||", "K7|S2|割合|％|増|割合|||比|K1、K2、K5|||", "K8|S2|計|人|増|単年度|||和||||",
    NULL },
  { "項目", "項目|開始年度|終了年度|SDGs|タグ|参照", "S1|R5|令和7年度|８、９,18|ＤＸ|2 企業、J1",
    "J2||||重点|研修、育成", "S9|R5||||", NULL },
  { "文章", "項目|項目名|本文", "|ねらい|計画のねらい", "S1|目指す姿|姿", "S1||名のない文", "S1|ねらい|ねらいの文",
    NULL },
  { "予算科目", "事業|会計|款|項|目|予算事業", "J1|一般会計|7商工費|1商工費|2振興費|研修", "|一般会計||||", NULL },
  { "人件費", "事業|年度|区分|人工|単価（円）", "J1|R5|予算|0.50|7,000,000", "J1|R5|見込|1.5|約4百万",
    "J1|R6|予算|1|7,500千円", NULL },
  { "成果物", "事業|年度|成果物", "J1|R5|研修会 3回", "S1||事業ではない", NULL },
  { "内訳・比較", "指標|種類|名称|年度|値|状態|備考", "K1|内訳|市内|R4|３０||", "K1|内訳|市内|R5||集計中|",
    "K1||県平均|R4|47.4||", "修了者数|比較|全国|R4|▲5||", "K9|比較|県|R4|1||", NULL },
  { "課題", "分類|課題|項目|担当", "人材|若手が足りない|S1、2 企業|x", NULL },
  { "背景統計", "市の統計", "名称|製造品出荷額等", "単位|億円", "資料|工業統計", "出典|ちがう", "表|年度|市|県",
    "表|R3|1,234|", "表||▲5", "名称|人口", NULL },
  { "言葉", "種類|言葉|備考", "タグ|重点|総合計画", "今後の方向性|拡充|", "色|赤|", NULL },
  { "部署", "部署|旧名称|旧名称の最終年度", "商工労働課|商工課|R3", "商工労働課|工業課|", "企業課||", NULL },
};

static KkbImport *import;
static KkbFacts *facts;

static void
add_sheet (KkbZipBuilder *builder, const char *part, Sheet sheet)
{
  g_autoptr (GString) xml = g_string_new ("<worksheet " KKB_MAIN "><sheetData>");

  for (guint row = 1; sheet[row] != NULL; row++)
    {
      g_auto (GStrv) cells = g_strsplit (sheet[row], "|", -1);

      g_string_append_printf (xml, "<row r=\"%u\">", row);
      for (guint c = 0; cells[c] != NULL; c++)
        if (*cells[c] != '\0')
          g_string_append_printf (xml, "<c r=\"%c%u\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>",
                                  'A' + (int)c, row, cells[c]);
      g_string_append (xml, "</row>");
    }
  g_string_append (xml, "</sheetData></worksheet>");
  kkb_zip_builder_add (builder, part, xml->str);
}

static char *
write_book (const char *folder)
{
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autoptr (GString) book = g_string_new ("<workbook " KKB_MAIN " xmlns:r=\"" KKB_RELS "\"><sheets>");
  g_autoptr (GString) rels = g_string_new ("<Relationships " KKB_PACK ">");

  kkb_zip_builder_add (builder, "_rels/.rels",
                       "<Relationships " KKB_PACK "><Relationship Id=\"x\" Type=\"" KKB_RELS
                       "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *part = g_strdup_printf ("xl/s%u.xml", i);

      g_string_append_printf (book, "<sheet name=\"%s\" r:id=\"r%u\"/>", sheets[i][0], i);
      g_string_append_printf (rels, "<Relationship Id=\"r%u\" Type=\"" KKB_RELS "/worksheet\" Target=\"s%u.xml\"/>", i,
                              i);
      add_sheet (builder, part, sheets[i]);
    }
  g_string_append (book, "</sheets></workbook>");
  g_string_append (rels, "</Relationships>");
  kkb_zip_builder_add (builder, "xl/workbook.xml", book->str);
  kkb_zip_builder_add (builder, "xl/_rels/workbook.xml.rels", rels->str);
  return kkb_zip_builder_write (builder, folder, "more.xlsx");
}

/* ---- finding ----------------------------------------------------------------------------------------------- */

static KkbNode *
node_of (const char *code)
{
  for (guint i = 0; i < facts->nodes->len; i++)
    if (strcmp (((KkbNode *)g_ptr_array_index (facts->nodes, i))->code, code) == 0)
      return g_ptr_array_index (facts->nodes, i);
  g_error ("no node %s", code);
}

static KkbIndicator *
indicator_of (const char *code)
{
  for (guint i = 0; i < facts->indicators->len; i++)
    if (strcmp (((KkbIndicator *)g_ptr_array_index (facts->indicators, i))->code, code) == 0)
      return g_ptr_array_index (facts->indicators, i);
  g_error ("no indicator %s", code);
}

static const char *
word_of (KkbId id)
{
  return kkb_facts_word (facts, id)->name;
}

static void
assert_problem (const char *sheet, const char *cell, KkbProblemSeverity severity)
{
  for (guint i = 0; i < kkb_import_problems (import)->len; i++)
    {
      const KkbProblem *problem = g_ptr_array_index (kkb_import_problems (import), i);

      if (strcmp (problem->sheet, sheet) == 0 && strcmp (problem->cell, cell) == 0 && problem->severity == severity)
        return;
    }
  for (guint i = 0; i < kkb_import_problems (import)->len; i++)
    g_test_message ("%s", ((KkbProblem *)g_ptr_array_index (kkb_import_problems (import), i))->text);
  g_error ("nothing said of %s!%s", sheet, cell);
}

/* ---- tests ------------------------------------------------------------------------------------------------- */

static void
test_items (void)
{
  const KkbNodeMore *more = node_of ("S1")->more, *project = node_of ("J2")->more;

  g_assert_cmpint (more->start_fy, ==, 2023);
  g_assert_cmpint (more->end_fy, ==, 2025);
  g_assert_cmpuint (more->sdgs, ==, 1u << 8 | 1u << 9);
  g_assert_cmpstr (word_of (more->tags[0]), ==, "ＤＸ");
  g_assert_cmpint (more->references[0], ==, node_of ("S2")->id);
  g_assert_cmpint (more->references[1], ==, node_of ("J1")->id);
  g_assert_cmpint (project->references[0], ==, node_of ("S1")->id); /* a title with a comma in it */
  g_assert_cmpint (project->references[1], ==, 0);
  assert_problem ("項目", "D2", KKB_PROBLEM_UNREAD);
  assert_problem ("項目", "A4", KKB_PROBLEM_ERROR);
}

static void
test_texts (void)
{
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  const KkbNamedText *texts = node_of ("S1")->more->texts;

  g_assert_cmpstr (word_of (plan->texts[0].name), ==, "ねらい");
  g_assert_cmpstr (plan->texts[0].text, ==, "計画のねらい");
  g_assert_cmpstr (word_of (texts[0].name), ==, "目指す姿");
  g_assert_cmpint (texts[1].name, ==, plan->texts[0].name);
  g_assert_cmpstr (texts[1].text, ==, "ねらいの文");
  g_assert_cmpint (texts[2].name, ==, 0);
  assert_problem ("文章", "C4", KKB_PROBLEM_ERROR);
}

static void
test_projects (void)
{
  const KkbProject *project = node_of ("J1")->project;

  g_assert_cmpuint (project->n_budget_lines, ==, 1);
  g_assert_cmpstr (project->budget_lines[0].kan, ==, "7商工費");
  g_assert_cmpuint (project->n_staff, ==, 2);
  g_assert_true (kkb_decimal_identical (project->staff[0].staff, (KkbDecimal){ 50, 2 }));
  g_assert_true (kkb_decimal_identical (project->staff[0].unit_cost, kkb_decimal_from_int (7000000)));
  g_assert_cmpint (project->staff[0].kind, ==, KKB_MONEY_BUDGET);
  g_assert_true (kkb_decimal_identical (project->staff[1].unit_cost, kkb_decimal_from_int (7500000)));
  g_assert_cmpuint (project->n_outputs, ==, 1);
  assert_problem ("予算科目", "3", KKB_PROBLEM_ERROR);
  assert_problem ("人件費", "C3", KKB_PROBLEM_UNREAD);
  assert_problem ("人件費", "E3", KKB_PROBLEM_UNREAD);
  assert_problem ("成果物", "A3", KKB_PROBLEM_ERROR);
}

static void
assert_found (const char *cell, const char *found)
{
  GPtrArray *problems = kkb_import_problems (import);

  for (guint i = 0; i < problems->len; i++)
    {
      const KkbProblem *problem = g_ptr_array_index (problems, i);

      if (strcmp (problem->sheet, "指標") == 0 && strcmp (problem->cell, cell) == 0)
        {
          g_assert_cmpint (problem->severity, ==, KKB_PROBLEM_ERROR);
          g_assert_cmpstr (problem->found, ==, found);
          g_assert_nonnull (strstr (problem->done, "計算式は取り込んでいません"));
          return;
        }
    }
  g_assert_not_reached ();
}

static void
test_short_formulas (void)
{
  static const char *const left_out[] = { "K6", "K7", "K8" };

  for (guint i = 0; i < G_N_ELEMENTS (left_out); i++)
    {
      g_assert_cmpint (indicator_of (left_out[i])->more->formula, ==, KKB_COMPUTED_NONE);
      g_assert_cmpint (indicator_of (left_out[i])->more->operands[0], ==, 0);
    }
  assert_found ("J7", "K1");
  assert_found ("J8", "K1、K2、K5");
  assert_found ("J9", "和");
}

static void
test_indicators (void)
{
  const KkbIndicatorMore *k1 = indicator_of ("K1")->more, *k3 = indicator_of ("K3")->more;

  g_assert_cmpstr (word_of (k1->tags[0]), ==, "重点");
  g_assert_cmpstr (word_of (k1->tags[1]), ==, "ＤＸ");
  g_assert_cmpint (k1->release_month, ==, 8);
  g_assert_cmpint (k1->units[0].fy, ==, 2022);
  g_assert_cmpstr (k1->units[0].unit, ==, "百人");
  g_assert_cmpint (k1->units[1].fy, ==, 2024);
  g_assert_cmpint (k1->units[2].fy, ==, 0);
  g_assert_cmpint (k3->formula, ==, KKB_COMPUTED_RATIO);
  g_assert_cmpint (k3->operands[0], ==, indicator_of ("K2")->id);
  g_assert_cmpint (k3->operands[1], ==, indicator_of ("K1")->id);
  g_assert_cmpint (k3->decimals, ==, 1);
  g_assert_cmpint (k3->release_month, ==, 0);
  g_assert_cmpint (indicator_of ("K4")->more->formula, ==, KKB_COMPUTED_NONE); /* K9 is unknown */
  g_assert_cmpint (indicator_of ("K4")->more->operands[0], ==, 0);
  g_assert_cmpint (indicator_of ("K5")->more->formula, ==, KKB_COMPUTED_NONE);
  assert_problem ("指標", "M3", KKB_PROBLEM_UNREAD);
  assert_problem ("指標", "K4", KKB_PROBLEM_UNREAD);
  assert_problem ("指標", "L4", KKB_PROBLEM_UNREAD);
  assert_problem ("指標", "J5", KKB_PROBLEM_ERROR);
  assert_problem ("指標", "L5", KKB_PROBLEM_UNREAD);
  assert_problem ("指標", "I6", KKB_PROBLEM_UNREAD);
}

static void
test_sides (void)
{
  g_autoptr (GPtrArray) sides = kkb_indicator_side_series (facts, indicator_of ("K1"));
  const KkbSideSeries *first = g_ptr_array_index (sides, 0);
  g_autoptr (GPtrArray) others = kkb_indicator_side_series (facts, indicator_of ("K2"));

  g_assert_cmpuint (sides->len, ==, 2);
  g_assert_cmpint (first->kind, ==, KKB_SIDE_BREAKDOWN);
  g_assert_cmpuint (first->values.n, ==, 2);
  g_assert_cmpint (first->values.items[0].coef, ==, 30);
  g_assert_cmpint (first->values.items[1].state, ==, KKB_STATE_PENDING);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpint (((KkbSideSeries *)g_ptr_array_index (others, 0))->values.items[0].coef, ==, -5);
  assert_problem ("内訳・比較", "B4", KKB_PROBLEM_ASSUMED);
  assert_problem ("内訳・比較", "A6", KKB_PROBLEM_ERROR);
}

static void
test_lists (void)
{
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  const KkbEntry *entry = g_ptr_array_index (plan->entries, 0);
  const KkbStatistic *statistic = g_ptr_array_index (plan->statistics, 0);
  const KkbDepartment *department = g_ptr_array_index (facts->departments, 0);

  g_assert_cmpint (entry->kind, ==, KKB_ENTRY_ISSUE);
  g_assert_cmpstr (entry->text, ==, "若手が足りない");
  g_assert_cmpint (entry->nodes[1], ==, node_of ("S2")->id);
  assert_problem ("課題", "D1", KKB_PROBLEM_IGNORED);
  g_assert_cmpuint (plan->statistics->len, ==, 2);
  g_assert_cmpstr (statistic->source, ==, "工業統計");
  g_assert_cmpuint (statistic->n_rows, ==, 3);
  g_assert_cmpuint (statistic->n_columns, ==, 3);
  g_assert_cmpstr (kkb_statistic_cell (statistic, 1, 1), ==, "1,234");
  g_assert_cmpstr (kkb_statistic_cell (statistic, 2, 1), ==, "▲5");
  g_assert_cmpstr (kkb_statistic_cell (statistic, 2, 2), ==, "");
  assert_problem ("背景統計", "A5", KKB_PROBLEM_IGNORED);
  g_assert_cmpuint (facts->departments->len, ==, 2);
  g_assert_cmpstr (department->name, ==, "商工労働課");
  g_assert_cmpuint (department->n_former, ==, 2);
  g_assert_cmpint (department->former[0].until_fy, ==, 2021);
  g_assert_cmpint (node_of ("J1")->departments[0], ==, department->id); /* by its former name */
  g_assert_cmpstr (kkb_facts_find_word (facts, KKB_WORD_TAG, "重点")->note, ==, "総合計画");
  assert_problem ("言葉", "A4", KKB_PROBLEM_ERROR);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("kkb-more-XXXXXX", NULL), *path = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_setenv ("LANGUAGE", "ja", TRUE);
  kkb_platform_init_i18n ("");
  g_test_init (&argc, &argv, NULL);
  path = write_book (folder);
  import = kkb_import_read (path, NULL, &error);
  g_assert_no_error (error);
  facts = kkb_import_facts (import);
  g_test_add_func ("/import-more/periods-goals-tags-and-references-of-items", test_items);
  g_test_add_func ("/import-more/texts-of-the-plan-and-of-items", test_texts);
  g_test_add_func ("/import-more/budget-lines-staff-and-outputs-of-projects", test_projects);
  g_test_add_func ("/import-more/tags-formulas-and-units-of-indicators", test_indicators);
  g_test_add_func ("/import-more/a-formula-with-too-few-or-too-many-parts-is-left-out-and-told", test_short_formulas);
  g_test_add_func ("/import-more/breakdowns-and-comparisons", test_sides);
  g_test_add_func ("/import-more/issues-statistics-words-and-departments", test_lists);
  status = g_test_run ();
  kkb_import_free (import);
  g_remove (path);
  g_rmdir (folder);
  return status;
}
