/* test-import.c - what a user gets from the standard workbook. */
#include "kkb-error.h"
#include "kkb-import.h"
#include <glib/gstdio.h>
#include <string.h>

#include "kkb-zip-builder.h"

static char *folder;

static KkbImport *
read_plan (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", name, "plan.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  KkbImport *import = kkb_import_read (path, NULL, &error);

  g_assert_no_error (error);
  return import;
}

static KkbIndicator *
find_indicator (KkbFacts *facts, const char *code)
{
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      if (strcmp (indicator->code, code) == 0)
        return indicator;
    }
  g_error ("no indicator %s", code);
}

static KkbPlacement *
find_placement (KkbFacts *facts, const char *code)
{
  for (guint i = 0; i < facts->placements->len; i++)
    {
      KkbPlacement *placement = g_ptr_array_index (facts->placements, i);

      if (strcmp (placement->code, code) == 0)
        return placement;
    }
  g_error ("no placement %s", code);
}

static KkbNode *
find_node (KkbFacts *facts, const char *title)
{
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      KkbNode *node = g_ptr_array_index (facts->nodes, i);

      if (strcmp (node->title, title) == 0)
        return node;
    }
  g_error ("no node %s", title);
}

static void
check_value (const KkbFacts *facts, const KkbValue *value, const char *data, int fy)
{
  g_autofree char *text = NULL;

  g_assert_nonnull (value);
  text = kkb_value_to_data (facts, value);
  g_assert_cmpstr (text, ==, data);
  g_assert_cmpint (value->fy, ==, fy);
}

static void
print_problems (KkbImport *import)
{
  for (guint i = 0; i < kkb_import_problems (import)->len; i++)
    g_test_message ("%s", ((KkbProblem *)g_ptr_array_index (kkb_import_problems (import), i))->text);
}

static guint
count_nodes (KkbFacts *facts, gboolean projects)
{
  guint n = 0;

  for (guint i = 0; i < facts->nodes->len; i++)
    n += (((KkbNode *)g_ptr_array_index (facts->nodes, i))->project != NULL) == projects;
  return n;
}

/* The problem at SHEET!CELL, or NULL. */
static const KkbProblem *
find_problem (KkbImport *import, const char *sheet, const char *cell)
{
  for (guint i = 0; i < kkb_import_problems (import)->len; i++)
    {
      const KkbProblem *problem = g_ptr_array_index (kkb_import_problems (import), i);

      if (strcmp (problem->sheet, sheet) == 0 && strcmp (problem->cell, cell) == 0)
        return problem;
    }
  return NULL;
}

/* ---- the four plans ---------------------------------------------------------------------------------------- */

static void
test_ichinoseki_r4 (void)
{
  g_autoptr (KkbImport) import = read_plan ("ichinoseki-r4");
  KkbFacts *facts = kkb_import_facts (import);
  KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  KkbNode *first = find_node (facts, "デジタル人財の確保");
  KkbIndicator *k8 = find_indicator (facts, "K8"), *k9 = find_indicator (facts, "K9");
  KkbPlacement *k14 = find_placement (facts, "K14");

  print_problems (import);
  g_assert_cmpuint (kkb_import_problems (import)->len, ==, 0);
  g_assert_cmpuint (count_nodes (facts, FALSE), ==, 39);
  g_assert_cmpuint (count_nodes (facts, TRUE), ==, 51);
  g_assert_cmpuint (facts->indicators->len, ==, 13);
  g_assert_cmpuint (facts->placements->len, ==, 17);
  g_assert_cmpstr (plan->title, ==, "一関市工業振興計画");
  g_assert_cmpint (plan->start_fy, ==, 2022);
  g_assert_cmpint (plan->end_fy, ==, 2026);
  g_assert_cmpuint (plan->links->len, ==, 6);
  g_assert_cmpuint (plan->editions->len, ==, 1);
  g_assert_cmpstr (plan->levels[4], ==, "推進事業");
  g_assert_cmpstr (first->label, ==, "1");
  g_assert_cmpint (first->level, ==, 2);
  g_assert_cmpstr (first->parent->title, ==, "人財確保による企業力の向上");
  g_assert_cmpuint (first->children->len, ==, 6 + 19);
  g_assert_cmpint (find_node (facts, "ＳＤＧｓセミナー")->level, ==, 4);
  g_assert_cmpstr (find_node (facts, "ＳＤＧｓセミナー")->project->status, ==, "新規");
  check_value (facts, &kkb_indicator_goal (k8, plan->id)->baseline, "中止", 2020);
  check_value (facts, kkb_value_list_find (&k8->references, 2019), "52", 2019);
  g_assert_cmpuint (k9->placements->len, ==, 2);
  g_assert_cmpstr (kkb_indicator_origin (k9)->node->title, ==, "地域内発型産業の振興");
  check_value (facts, &kkb_indicator_goal (find_indicator (facts, "K10"), plan->id)->baseline, "―", KKB_FY_NONE);
  check_value (facts, &kkb_indicator_goal (find_indicator (facts, "K2"), plan->id)->baseline, "47.4", 2021);
  check_value (facts, kkb_value_list_find (&kkb_indicator_goal (find_indicator (facts, "K2"), plan->id)->targets, 2026),
               "55.0", 2026);
  g_assert_true (k14->indicator == find_indicator (facts, "K4"));
  g_assert_false (k14->is_origin);
  g_assert_false (k14->has_baseline);
  g_assert_cmpstr (k14->own->rationale, ==, "主な指標に記載");
  g_assert_cmpstr (k14->own->meaning, ==, "");
  g_assert_cmpstr (kkb_placement_note (k14), ==, "再掲");
}

static void
test_ichinoseki_h29 (void)
{
  g_autoptr (KkbImport) import = read_plan ("ichinoseki-h29");
  KkbFacts *facts = kkb_import_facts (import);
  KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  KkbPlacement *a13 = find_placement (facts, "A13"), *a14 = find_placement (facts, "A14");
  KkbIndicator *a4 = find_indicator (facts, "A4"), *a2 = find_indicator (facts, "A2");

  print_problems (import);
  g_assert_cmpuint (facts->nodes->len, ==, 9);
  g_assert_cmpuint (facts->indicators->len, ==, 13);
  g_assert_cmpuint (facts->placements->len, ==, 15);
  g_assert_true (a13->indicator == a4);
  g_assert_cmpstr (kkb_placement_name (a13), ==, "誘致企業数（再掲）");
  g_assert_true (a13->has_baseline);
  check_value (facts, kkb_placement_baseline (a13), "4", 2015);
  check_value (facts, kkb_placement_baseline (a14), "121", 2015);
  check_value (facts, &kkb_indicator_goal (a4, plan->id)->baseline, "―", KKB_FY_NONE);
  check_value (facts, kkb_value_list_find (&a4->actuals, 2021), "6", 2021);
  check_value (facts, kkb_value_list_find (&a2->actuals, 2020), "47.4", 2020);
  g_assert_cmpstr (kkb_value_more (facts, kkb_value_list_find (&a2->actuals, 2020))->as_of, ==,
                   "令和３年３月新規高卒者");
  check_value (facts, kkb_value_list_find (&find_indicator (facts, "A9")->actuals, 2020), "33", 2020);
  check_value (facts, &kkb_indicator_goal (find_indicator (facts, "A9"), plan->id)->baseline, "3", 2015);
  check_value (facts, kkb_value_list_find (&find_indicator (facts, "A1")->actuals, 2019), "10796", 2019);
  g_assert_cmpuint (kkb_import_count (import, KKB_PROBLEM_ERROR), ==, 0);
  g_assert_cmpuint (kkb_import_count (import, KKB_PROBLEM_UNREAD), ==, 0);
  g_assert_cmpuint (kkb_import_count (import, KKB_PROBLEM_ASSUMED), ==, 15); /* the target years */
}

static void
test_healthtech (void)
{
  g_autoptr (KkbImport) import = read_plan ("morioka-healthtech");
  KkbFacts *facts = kkb_import_facts (import);
  KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  const KkbValueList *targets = &kkb_indicator_goal (find_indicator (facts, "K3"), plan->id)->targets;
  KkbDepartment *department = kkb_facts_department (facts, plan->departments[0]);

  print_problems (import);
  g_assert_cmpuint (kkb_import_problems (import)->len, ==, 0);
  g_assert_cmpuint (facts->nodes->len, ==, 30);
  g_assert_cmpuint (facts->indicators->len, ==, 3);
  g_assert_cmpuint (targets->n, ==, 2);
  check_value (facts, &targets->items[0], "100", 2025);
  check_value (facts, &targets->items[1], "300", 2030);
  check_value (facts, &kkb_indicator_goal (find_indicator (facts, "K3"), plan->id)->baseline, "4", 2020);
  g_assert_cmpstr (department->name, ==, "商工労働部ものづくり推進課");
  g_assert_cmpstr (find_node (facts, "ヘルステック関連企業の誘致促進")->label, ==, "②");
}

static void
test_grants (void)
{
  g_autoptr (KkbImport) import = read_plan ("morioka-grants-r3");
  KkbFacts *facts = kkb_import_facts (import);
  KkbNode *j1 = find_node (facts, "成長分野拠点形成支援事業");
  KkbNode *j3 = find_node (facts, "関係人口の増加を機軸とした移住・定住・交流人口対策事業");
  KkbIndicator *visitors = find_indicator (facts, "J3-①");
  KkbMoney *money = g_ptr_array_index (facts->money, 0);
  g_autofree char *yen = kkb_decimal_to_string (money->yen);
  const KkbValue *actual;

  print_problems (import);
  g_assert_cmpuint (facts->grants->len, ==, 1);
  g_assert_cmpuint (count_nodes (facts, TRUE), ==, 4);
  g_assert_cmpuint (facts->indicators->len, ==, 14);
  g_assert_cmpuint (facts->money->len, ==, 3);
  g_assert_cmpstr (j1->parent->title, ==, "地方創生推進交付金");
  g_assert_cmpint (j1->parent->level, ==, 0);
  g_assert_cmpint (j1->level, ==, 1);
  g_assert_cmpint (j1->project->start_fy, ==, 2019);
  g_assert_cmpint (j1->project->end_fy, ==, 2021);
  g_assert_cmpstr (kkb_facts_department (facts, j3->departments[0])->name, ==, "都市戦略室");
  g_assert_cmpstr (kkb_facts_department (facts, j3->departments[1])->name, ==, "経済企画課");
  g_assert_cmpint (j3->departments[2], ==, 0);
  g_assert_cmpint (money->project, ==, j1->id);
  g_assert_cmpstr (money->item, ==, "盛岡市クラスター活動支援業務委託");
  g_assert_cmpstr (yen, ==, "10010000");
  g_assert_cmpint (money->fy, ==, 2021);
  g_assert_cmpint (money->kind, ==, KKB_MONEY_SETTLEMENT);
  actual = kkb_value_list_find (&visitors->actuals, 2021);
  check_value (facts, actual, "集計中", 2021);
  g_assert_cmpint (actual->state, ==, KKB_STATE_PENDING);
  g_assert_cmpint (visitors->series, ==, KKB_SERIES_ANNUAL);
  g_assert_cmpint (visitors->direction, ==, KKB_DIRECTION_UP);
  g_assert_cmpstr (find_indicator (facts, "J1-3")->unit, ==, "千円");
  g_assert_nonnull (find_problem (import, "指標", "5"));
  g_assert_cmpuint (kkb_import_count (import, KKB_PROBLEM_UNREAD), ==, 0);
  g_assert_cmpuint (kkb_import_count (import, KKB_PROBLEM_ERROR), ==, 0);
  g_assert_cmpuint (kkb_import_count (import, KKB_PROBLEM_NOTE), ==, 1); /* targets of R4 in a plan of R3 */
}

/* ---- dirt -------------------------------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *cells; /* rows by LF, cells by | */
} SheetText;

/* A workbook of inline texts; "=n" is a number cell. */
static char *
write_book (const SheetText *sheets, guint n)
{
  KkbZipBuilder *builder = kkb_zip_builder_new ();
  g_autoptr (GString) book = g_string_new ("<workbook " KKB_MAIN " xmlns:r=\"" KKB_RELS "\"><sheets>");
  g_autoptr (GString) rels = g_string_new ("<Relationships " KKB_PACK ">");

  kkb_zip_builder_add (builder, "_rels/.rels",
                       "<Relationships " KKB_PACK "><Relationship Id=\"x\" Type=\"" KKB_RELS
                       "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GString) xml = g_string_new ("<worksheet " KKB_MAIN "><sheetData>");
      g_auto (GStrv) rows = g_strsplit (sheets[i].cells, "\n", -1);
      g_autofree char *part = g_strdup_printf ("xl/s%u.xml", i);

      for (guint r = 0; rows[r] != NULL; r++)
        {
          g_auto (GStrv) cells = g_strsplit (rows[r], "|", -1);

          g_string_append (xml, "<row>");
          for (guint c = 0; cells[c] != NULL; c++)
            {
              g_autofree char *escaped = g_markup_escape_text (cells[c], -1);

              if (cells[c][0] == '=')
                g_string_append_printf (xml, "<c><v>%s</v></c>", cells[c] + 1);
              else if (strcmp (cells[c], "#") == 0)
                g_string_append (xml, "<c><f>1+1</f></c>");
              else
                g_string_append_printf (xml, "<c t=\"inlineStr\"><is><t>%s</t></is></c>", escaped);
            }
          g_string_append (xml, "</row>");
        }
      g_string_append (xml, "</sheetData></worksheet>");
      kkb_zip_builder_add (builder, part, xml->str);
      g_string_append_printf (book, "<sheet name=\"%s\" sheetId=\"%u\" r:id=\"i%u\"/>", sheets[i].name, i + 1, i);
      g_string_append_printf (rels, "<Relationship Id=\"i%u\" Type=\"" KKB_RELS "/worksheet\" Target=\"s%u.xml\"/>", i,
                              i);
    }
  g_string_append (book, "</sheets></workbook>");
  g_string_append (rels, "</Relationships>");
  kkb_zip_builder_add (builder, "xl/workbook.xml", book->str);
  kkb_zip_builder_add (builder, "xl/_rels/workbook.xml.rels", rels->str);
  return kkb_zip_builder_write (builder, folder, "dirt.xlsx");
}

static KkbImport *
read_book (const SheetText *sheets, guint n)
{
  g_autofree char *path = write_book (sheets, n);
  g_autoptr (GError) error = NULL;
  KkbImport *import = kkb_import_read (path, NULL, &error);

  g_assert_no_error (error);
  print_problems (import);
  g_remove (path);
  return import;
}

static void
test_dirt (void)
{
  static const SheetText sheets[] = {
    { "指標", "題名\n\nID|指 標|単位|位置|目標値|目標（R7）|実績（令和5年度）|現状|現状の時点|謎の列|担当課\n"
              "X1|人口|人||１，１１７|=1200|200・4,000|▲742|令和4年度末|?|A課・B室\n"
              "||||||||||\n"
              "X2|率|％||80％以上|#|約半分|47.4％|むかし||\n"
              "||||=5||||||\n"
              "ID|指 標|単位|位置|目標値|目標（R7）|実績（令和5年度）|現状|現状の時点|謎の列|担当課\n"
              "X3|策定||無い方針|||||||" },
    { "メモ", "これは何" },
  };
  g_autoptr (KkbImport) import = read_book (sheets, 2);
  KkbFacts *facts = kkb_import_facts (import);
  KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  KkbIndicator *x1 = find_indicator (facts, "X1"), *x2 = find_indicator (facts, "X2");
  const KkbGoal *goal = kkb_indicator_goal (x1, plan->id);
  const KkbProblem *problem;

  g_assert_cmpuint (facts->indicators->len, ==, 3);
  g_assert_cmpstr (plan->title, ==, "dirt");
  check_value (facts, &goal->baseline, "-742", 2022);
  check_value (facts, kkb_value_list_find (&goal->targets, 2025), "1200", 2025);
  check_value (facts, kkb_value_list_find (&x1->actuals, 2023), "200・4,000", 2023);
  g_assert_cmpint (x1->departments[1], !=, 0);
  problem = find_problem (import, "指標", "G4");
  g_assert_nonnull (problem);
  g_assert_cmpint (problem->severity, ==, KKB_PROBLEM_UNREAD);
  g_assert_cmpstr (problem->found, ==, "200・4,000");
  g_assert_nonnull (strstr (problem->text, "指標!G4"));
  g_assert_nonnull (strstr (problem->text, "200・4,000"));
  g_assert_cmpint (find_problem (import, "指標", "J3")->severity, ==, KKB_PROBLEM_IGNORED);
  g_assert_cmpint (find_problem (import, "指標", "F6")->severity, ==, KKB_PROBLEM_UNREAD); /* formula without result */
  g_assert_cmpint (find_problem (import, "指標", "G6")->severity, ==, KKB_PROBLEM_UNREAD); /* 約半分 */
  g_assert_cmpint (find_problem (import, "指標", "I6")->severity, ==, KKB_PROBLEM_UNREAD); /* むかし */
  g_assert_cmpint (find_problem (import, "指標", "E4")->severity, ==, KKB_PROBLEM_ERROR);  /* a target without year */
  g_assert_cmpuint (goal->targets.n, ==, 1);
  g_assert_cmpint (find_problem (import, "メモ", "")->severity, ==, KKB_PROBLEM_IGNORED);
  check_value (facts, &kkb_indicator_goal (x2, plan->id)->baseline, "47.4", KKB_FY_NONE);
  g_assert_cmpuint (facts->nodes->len, ==, 1); /* 無い方針: made, since there is no tree */
}

static void
test_lines (void)
{
  KkbProblem problems[] = {
    { KKB_PROBLEM_ASSUMED, "指標", "J5", "", "taken", "指標!J5: taken." },
    { KKB_PROBLEM_ASSUMED, "指標", "K5", "", "left", "指標!K5: left." },
    { KKB_PROBLEM_ASSUMED, "指標", "J6", "", "taken", "指標!J6: taken." },
    { KKB_PROBLEM_IGNORED, "指標", "Z1", "?", "ignored", "指標!Z1 “?”: ignored." },
    { KKB_PROBLEM_ASSUMED, "値", "J5", "", "taken", "値!J5: taken." },
    { KKB_PROBLEM_NOTE, "値", "B2", "", "look", "値!B2: look." },
    { KKB_PROBLEM_UNREAD, "値", "B3", "x", "unread", "値!B3 “x”: unread." },
    { KKB_PROBLEM_ERROR, "値", "B4", "", "missing", "値!B4: missing." },
    { KKB_PROBLEM_ASSUMED, "指標", "J7", "", "taken", "指標!J7: taken." },
  };
  static const char *const expected[] = { "値!B4: missing.",       "値!B3 “x”: unread.",          "値!B2: look.",
                                          "指標!Z1 “?”: ignored.", "taken (指標!J5 and 2 more).", "指標!K5: left.",
                                          "値!J5: taken." };
  g_autoptr (GPtrArray) list = g_ptr_array_new (), lines = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    g_ptr_array_add (list, &problems[i]);
  lines = kkb_import_problem_lines (list);
  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr (g_ptr_array_index (lines, i), ==, expected[i]);
}

/* What may overwrite or lose a figure without a word, and what is not of the shape the reader expects. */
static void
test_nothing_is_lost_silently (void)
{
  static const SheetText sheets[] = {
    { "計画", "計画名|試験計画\n開始年度|R4\n終了年度|R8" },
    { "指標", "ID|№|指標|単位|現状|目標|年度|実績|再掲元|値の期間\n"
              "A|1|出荷額|億円|5,911|6,000|||||\n"
              "A|2|別の指標|件|10|13||||\n"
              "B|3|相談件数|件||5|R4|1||暦年\n"
              "B|3|相談の件数|件||5|R5|2||四半期\n"
              "C|4|就職率|％|40|50||||旬\n"
              "D|5|再掲の行|億円||7,000|||A|" },
    { "値", "指標|年度|種別|値|状態|分子|分母\n"
            "C|R4|実績|||158|333\n"
            "B|R6|実績|||3|4\n"
            "A|R5|実績||集計中（10月予定）||" },
    { "事業", "ID|推進事業\nJ1|事業" },
    { "経費", "事業|年度|金額（円）\nJ1|R4|5\nJ9|R4|7" },
  };
  g_autoptr (KkbImport) import = read_book (sheets, 5);
  KkbFacts *facts = kkb_import_facts (import);
  KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  KkbIndicator *a = find_indicator (facts, "A"), *other = find_indicator (facts, "2");
  KkbIndicator *b = find_indicator (facts, "B"), *c = find_indicator (facts, "C");
  const KkbValue *pending, *parts;
  KkbValueMore *more;

  /* one ID for two names: two indicators, each with its figures */
  check_value (facts, &kkb_indicator_goal (a, plan->id)->baseline, "5911", KKB_FY_NONE);
  g_assert_cmpstr (other->name, ==, "別の指標");
  check_value (facts, &kkb_indicator_goal (other, plan->id)->baseline, "10", KKB_FY_NONE);
  g_assert_cmpint (find_problem (import, "指標", "A3")->severity, ==, KKB_PROBLEM_ERROR);
  /* another year of an indicator whose name is printed a little differently stays with it */
  g_assert_cmpuint (b->actuals.n, ==, 2);
  g_assert_nonnull (find_problem (import, "指標", "C5"));
  g_assert_nonnull (find_problem (import, "指標", "J6"));
  /* a repeat that prints another target, and no baseline */
  g_assert_nonnull (find_problem (import, "指標", "F7"));
  check_value (facts, kkb_value_list_find (&kkb_indicator_goal (a, plan->id)->targets, 2026), "6000", 2026);
  /* parts without the ratio */
  parts = kkb_value_list_find (&c->actuals, 2022);
  check_value (facts, parts, "47.4", 2022);
  g_assert_true (kkb_value_more (facts, parts)->has_parts);
  g_assert_null (kkb_value_list_find (&b->actuals, 2024));
  g_assert_cmpint (find_problem (import, "値", "D3")->severity, ==, KKB_PROBLEM_ERROR);
  /* a state with the month it is expected */
  pending = kkb_value_list_find (&a->actuals, 2023);
  g_assert_cmpint (pending->state, ==, KKB_STATE_PENDING);
  more = (KkbValueMore *)kkb_value_more (facts, pending);
  g_assert_cmpstr (more->expected, ==, "10月");
  /* an amount without a project hangs nowhere, and nothing else is said */
  g_assert_nonnull (strstr (find_problem (import, "経費", "A3")->text, "left out"));
  g_assert_null (find_problem (import, "経費", "C3"));
  g_assert_cmpuint (facts->money->len, ==, 1);
}

static void
test_unknown_places (void)
{
  static const SheetText sheets[] = {
    { "計画", "計画名|試験計画\n団体名|試験市\n開始年度|R4\n終了年度|R8\n階層|方針/"
              "施策\n関連計画|甲計画\n関連計画|乙計画\n謎|値" },
    { "体系", "方針|施策\n1 甲|(1) 子、その他\n|(2) 子\n2 乙|(1) 子、その他" },
    { "指標", "ID|位置|指標|単位|方向|種別|目標\n"
              "a|無い所|イ|件|増|水準|=1\nb|(1) 子、その他|ロ|件|減|累計|=2\nc|1-(2)、2 乙|ハ|件|維持|割合|=3\n"
              "d|1 甲＞(1) 子、その他、2 乙|ニ|件|範囲|単年度|40〜60\ne|(1) 子、その他〔2〕|ホ|件|up|level|5件以下" },
    { "値", "指標|年度|種別|値|状態|分子|分母\na|R5|実績|=5|速報||\nb|R5|実績||集計中||\nc|2023|実績|=47.4||158|333\nz|"
            "R5|実績|=1|||\n"
            "d||実績|=1|||\ne|R4|目標|=3|||" },
  };
  g_autoptr (KkbImport) import = read_book (sheets, G_N_ELEMENTS (sheets));
  KkbFacts *facts = kkb_import_facts (import);
  KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  KkbIndicator *b = find_indicator (facts, "b"), *c = find_indicator (facts, "c"), *d = find_indicator (facts, "d");
  KkbIndicator *e = find_indicator (facts, "e");
  const KkbValue *value;

  g_assert_cmpuint (plan->links->len, ==, 2);
  g_assert_cmpuint (facts->nodes->len, ==, 5);
  g_assert_null (kkb_indicator_origin (find_indicator (facts, "a"))->node);
  g_assert_nonnull (find_problem (import, "指標", "B2"));
  g_assert_null (kkb_indicator_origin (b)->node); /* two fit */
  g_assert_nonnull (strstr (find_problem (import, "指標", "B3")->text, "2 "));
  g_assert_cmpuint (c->placements->len, ==, 2);
  g_assert_cmpstr (kkb_indicator_origin (c)->node->label, ==, "(2)");
  g_assert_cmpuint (d->placements->len, ==, 2);
  g_assert_cmpstr (kkb_indicator_origin (d)->node->parent->title, ==, "甲");
  g_assert_cmpstr (kkb_indicator_origin (e)->node->parent->title, ==, "乙");
  g_assert_cmpint (kkb_value_list_find (&kkb_indicator_goal (d, plan->id)->targets, 2026)->kind, ==, KKB_VALUE_RANGE);
  value = kkb_value_list_find (&find_indicator (facts, "a")->actuals, 2023);
  g_assert_cmpint (value->state, ==, KKB_STATE_PROVISIONAL);
  value = kkb_value_list_find (&b->actuals, 2023);
  g_assert_cmpint (value->state, ==, KKB_STATE_PENDING);
  value = kkb_value_list_find (&c->actuals, 2023);
  g_assert_true (kkb_value_more (facts, value)->has_parts);
  g_assert_cmpint (kkb_value_more (facts, value)->denominator.coef, ==, 333);
  g_assert_cmpint (find_problem (import, "値", "A5")->severity, ==, KKB_PROBLEM_ERROR);
  g_assert_cmpint (find_problem (import, "値", "D6")->severity, ==, KKB_PROBLEM_ERROR);
  g_assert_cmpuint (kkb_indicator_goal (e, plan->id)->targets.n, ==, 2);
  g_assert_cmpint (find_problem (import, "計画", "A8")->severity, ==, KKB_PROBLEM_IGNORED);
}

static void
test_two_plans (void)
{
  static const SheetText sheets[] = {
    { "計画", "title|甲計画\norganization|試験市\nstart_fy|2020\nend_fy|2024" },
    { "指標", "ID|指標|方向|種別|目標|再掲元|共有元\nK1|人口|up|level|=10||\nK2|世帯|up|level|=20||" },
    { "値", "指標|年度|種別|値|改定|改定日|改定理由\nK1|2022|実績|=9|||\nK1|2024|目標|=8|0||\nK1|2024|目標|=7|1|"
            "令和4年6月1日|見直し" },
    { "計画 (2)", "title|乙計画\norganization|試験市\nstart_fy|2021\nend_fy|2030" },
    { "指標 (2)", "ID|指標|方向|種別|目標|再掲元|共有元\nK1|別の人口|up|level|=11||\n|人口|||||1:K1" },
    { "値 (2)", "ID|年度|種別|値\nK1|2022|実績|=99\n1:K1|2030|目標|=5" },
  };
  g_autoptr (KkbImport) import = read_book (sheets, G_N_ELEMENTS (sheets));
  KkbFacts *facts = kkb_import_facts (import);
  KkbPlan *first = g_ptr_array_index (facts->plans, 0), *second = g_ptr_array_index (facts->plans, 1);
  KkbIndicator *people = g_ptr_array_index (facts->indicators, 0);
  const KkbValue *target;

  g_assert_cmpuint (facts->plans->len, ==, 2);
  g_assert_cmpuint (facts->indicators->len, ==, 3);
  g_assert_cmpuint (people->placements->len, ==, 2);
  g_assert_cmpint (((KkbPlacement *)g_ptr_array_index (people->placements, 1))->plan, ==, second->id);
  target = kkb_value_list_find (&kkb_indicator_goal (people, first->id)->targets, 2024);
  check_value (facts, target, "7", 2024);
  g_assert_cmpint (kkb_value_more (facts, target)->revision, ==, 1);
  g_assert_cmpstr (kkb_value_more (facts, target)->reason, ==, "見直し");
  g_assert_cmpuint (kkb_import_revisions (import)->len, ==, 2);
  check_value (facts, kkb_value_list_find (&kkb_indicator_goal (people, second->id)->targets, 2030), "5", 2030);
  check_value (facts, kkb_value_list_find (&people->actuals, 2022), "9", 2022);
  check_value (facts, kkb_value_list_find (&((KkbIndicator *)g_ptr_array_index (facts->indicators, 2))->actuals, 2022),
               "99", 2022);
}

static void
test_not_ours (void)
{
  static const SheetText sheets[] = { { "Sheet1", "a|b" }, { "売上", "1|2" } };
  g_autofree char *path = write_book (sheets, 2);
  g_autoptr (GError) error = NULL;

  g_assert_null (kkb_import_read (path, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "売上"));
  g_remove (path);
}

/* Cells full of surprises: whatever stands in them, the import ends, with a report. */
static void
test_random_cells (void)
{
  static const char *const pieces[]
      = { "",           "K1", "指標", "1",      "(1)",    "①",      "、",   "＞",   "〔2〕",   "R5",
          "令和元年度", "－", "=5",   "=1E400", "40〜60", "集計中", "再掲", "1:K1", "%",       "／",
          "/",          "円", "千円", "\t",     "#",      "はい",   "up",   "目標", "5件以下", "😀" };
  static const char *const heads[]
      = { "ID",         "位置",         "事業",       "№",    "指標",   "単位",   "種別",   "年度",     "現状",
          "現状の時点", "目標",         "目標（R7）", "実績", "再掲元", "共有元", "並び順", "推進事業", "交付金名称",
          "実施期間",   "金額（千円）", "区分",       "値",   "状態",   "分子",   "分母",   "改定" };
  static const char *const names[] = { "計画", "体系", "指標", "値", "事業", "経費", "版", "指標 (2)" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 150; i++)
    {
      SheetText sheets[G_N_ELEMENTS (names)];
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KkbImport) import = NULL;

      for (guint s = 0; s < G_N_ELEMENTS (names); s++)
        {
          g_autoptr (GString) cells = g_string_new (NULL);

          for (guint n = 0; n < 80; n++)
            {
              gboolean head = n < 10;
              const char *const *from = head ? heads : pieces;
              guint n_from = head ? G_N_ELEMENTS (heads) : G_N_ELEMENTS (pieces);

              g_string_append (cells, from[g_rand_int_range (rand, 0, (int)n_from)]);
              if (!head && g_rand_boolean (rand))
                g_string_append (cells, from[g_rand_int_range (rand, 0, (int)n_from)]);
              g_string_append_c (cells, n % 10 == 9 ? '\n' : '|');
            }
          sheets[s] = (SheetText){ names[s], g_string_free (g_steal_pointer (&cells), FALSE) };
        }
      path = write_book (sheets, G_N_ELEMENTS (names));
      import = kkb_import_read (path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (kkb_import_facts (import)->plans->len, ==, 2);
      g_assert_cmpuint (kkb_import_problems (import)->len, >, 0);
      for (guint s = 0; s < G_N_ELEMENTS (names); s++)
        g_free ((char *)sheets[s].cells);
      g_remove (path);
    }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("kkb-import-XXXXXX", NULL);
  g_test_add_func ("/import/the-industrial-plan-of-2022-comes-in-whole", test_ichinoseki_r4);
  g_test_add_func ("/import/a-repeat-keeps-its-own-name-and-baseline", test_ichinoseki_h29);
  g_test_add_func ("/import/targets-of-two-years-come-from-their-heads", test_healthtech);
  g_test_add_func ("/import/grants-projects-and-money-come-in-without-a-tree", test_grants);
  g_test_add_func ("/import/every-cell-that-cannot-be-read-is-named", test_dirt);
  g_test_add_func ("/import/what-is-missing-is-listed-first-and-an-assumption-once", test_lines);
  g_test_add_func ("/import/no-figure-is-overwritten-or-lost-without-a-word", test_nothing_is_lost_silently);
  g_test_add_func ("/import/a-place-that-is-unknown-or-ambiguous-is-named", test_unknown_places);
  g_test_add_func ("/import/two-plans-in-a-workbook-share-an-indicator-only-where-it-says-so", test_two_plans);
  g_test_add_func ("/import/a-workbook-of-something-else-is-refused", test_not_ours);
  g_test_add_func ("/import/any-content-ends-in-a-report", test_random_cells);
  result = g_test_run ();
  g_rmdir (folder);
  return result;
}
