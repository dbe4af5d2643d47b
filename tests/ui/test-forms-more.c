/* The forms on the real plans, in process: projects with their money, lists, statistics. */
#include "forms-fixture.h"
#include "kkb-edit.h"
#include "kkb-lists-page.h"
#include "kkb-statistics-file.h"
#include "kkb-statistics-page.h"

/* ---- projects ---- */

static KkbProjectPage *
project_page (Fixture *f)
{
  KkbProjectPage *self = page (f, "project");

  g_assert_cmpuint (kkb_small_model_n_rows (self->list), >, 0);
  return self;
}

static void
test_project_fields (Fixture *f, gconstpointer data)
{
  KkbProjectPage *self = project_page (f);
  KkbId id = kkb_project_page_project (self);
  g_autofree char *before = hash_of (f);

  g_assert_true (fill (self->texts[PROJECT_STATUS], "継続"));
  g_assert_true (fill (self->texts[PROJECT_PERIOD], "R4～8"));
  g_assert_true (fill (self->texts[PROJECT_SUMMARY], "概要を\n2行で"));
  g_assert_cmpstr (kkb_facts_node (facts_of (f), id)->project->status, ==, "継続");
  g_assert_cmpint (kkb_facts_node (facts_of (f), id)->project->start_fy, ==, 2022);
  g_assert_cmpint (kkb_facts_node (facts_of (f), id)->project->end_fy, ==, 2026);
  g_assert_true (fill_cell (self->budget, 0, 0, "一般会計"));
  g_assert_true (fill_cell (self->budget, 0, 1, "7款 商工費"));
  g_assert_true (fill_cell (self->outputs, 0, 1, "研修会 3回"));
  g_assert_cmpstr (kkb_facts_node (facts_of (f), id)->project->budget_lines[0].kan, ==, "7款 商工費");
  g_assert_cmpstr (kkb_facts_node (facts_of (f), id)->project->outputs[0].text, ==, "研修会 3回");
  for (guint i = 0; i < 6; i++)
    undo (f);
  g_autofree char *after = hash_of (f);
  g_assert_cmpstr (before, ==, after);
}

static void
test_money (Fixture *f, gconstpointer data)
{
  KkbProjectPage *self = project_page (f);
  KkbId id = kkb_project_page_project (self);
  const KkbProject *project;
  guint new_line = self->lines->len;

  g_assert_true (type_cell (self->money_grid, new_line, 2, "国庫支出金"));
  g_assert_cmpuint (kkb_window_count_unread (f->win), ==, 1); /* a source without an amount: closing would ask */
  g_assert_true (type_cell (self->money_grid, new_line, 3, "1,234千円"));
  g_assert_cmpuint (kkb_window_count_unread (f->win), ==, 0);
  project = kkb_facts_node (facts_of (f), id)->project;
  g_assert_cmpuint (project->money->len, ==, 1);
  g_assert_cmpint (((KkbMoney *)project->money->pdata[0])->yen.coef, ==, 1234000);
  g_assert_cmpstr (((KkbMoney *)project->money->pdata[0])->source, ==, "国庫支出金");
  g_assert_true (type_cell (self->money_grid, 1, 2, "一般財源"));
  g_assert_true (type_cell (self->money_grid, 1, 3, "500"));
  g_assert_cmpstr (kkb_small_model_text (self->money, 0, 3), ==, "1,234");
  g_assert_cmpstr (kkb_small_model_text (self->money, 1, 3), ==, "1");     /* 500 yen, half up */
  g_assert_cmpstr (kkb_small_model_text (self->money, 3, 3), ==, "1,235"); /* 1,234,500 yen, not 1,234 + 1 */
  g_assert_false (type_cell (self->money_grid, 0, 3, "12円50銭"));
  g_assert_false (type_cell (self->money_grid, 0, 3, "0.5円"));
  g_assert_true (type_cell (self->money_grid, 0, 3, "1.5億円"));
  project = kkb_facts_node (facts_of (f), id)->project;
  g_assert_cmpint (((KkbMoney *)project->money->pdata[0])->yen.coef, ==, 150000000);
  g_assert_true (type_cell (self->money_grid, 0, 3, ""));
  g_assert_cmpuint (kkb_facts_node (facts_of (f), id)->project->money->len, ==, 1);
}

static void
test_staff (Fixture *f, gconstpointer data)
{
  KkbProjectPage *self = project_page (f);
  KkbId id = kkb_project_page_project (self);
  const KkbStaff *staff;

  g_assert_true (fill_cell (self->staff, 0, 0, "R5"));
  g_assert_true (fill_cell (self->staff, 0, 2, "0.25"));
  g_assert_true (fill_cell (self->staff, 0, 3, "7,654,321"));
  staff = kkb_facts_node (facts_of (f), id)->project->staff;
  g_assert_cmpint (staff->fy, ==, 2023);
  g_assert_cmpint (staff->unit_cost.coef, ==, 7654321);
  g_assert_cmpstr (kkb_field_entry_text (kkb_field_list_cell (self->staff, 0, 4)), ==, "1,913,580.25");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (self->staff_total)), "1,913,580.25"));
}

/* Every project of the grants plan: what the table says is what is stored, to the yen. */
static void
test_grants_money (Fixture *f, gconstpointer data)
{
  KkbProjectPage *self = project_page (f);
  KkbDecimal all = kkb_decimal_from_int (0), stored = kkb_decimal_from_int (0);
  g_autofree char *before = hash_of (f);

  for (guint i = 0; i < facts_of (f)->money->len; i++)
    kkb_decimal_add (stored, ((KkbMoney *)g_ptr_array_index (facts_of (f)->money, i))->yen, &stored);
  for (guint row = 0; row < kkb_small_model_n_rows (self->list); row++)
    {
      g_assert_true (kkb_grid_set_cursor (self->grid, row, 2));
      for (guint i = 0; i < self->lines->len; i++)
        for (guint c = 0; c < self->money_columns->len; c++)
          {
            KkbMoneyLine *line = g_ptr_array_index (self->lines, i);
            g_autofree char *edit = NULL;
            KkbDecimal yen;

            if (!line->money[c])
              continue;
            edit = kkb_grid_model_get_edit_text (KKB_GRID_MODEL (self->money), i, c + 3);
            g_assert_true (kkb_decimal_parse (edit, &yen));
            kkb_decimal_add (all, yen, &all);
            g_assert_true (type_cell (self->money_grid, i, c + 3, edit)); /* typed again, it is the same */
          }
    }
  g_assert_cmpint (kkb_decimal_compare (all, stored), ==, 0);
  g_assert_cmpint (kkb_decimal_sign (all), >, 0);
  g_autofree char *after = hash_of (f);
  g_assert_cmpstr (before, ==, after);
}

static void
test_project_links (Fixture *f, gconstpointer data)
{
  KkbProjectPage *self = project_page (f);
  KkbId id = kkb_project_page_project (self);
  g_autoptr (KkbEditWords) words = kkb_edit_indicator_words (facts_of (f), 0);
  guint n = kkb_facts_node (facts_of (f), id)->placements->len;
  g_autofree char *word = g_strdup (kkb_edit_words_of (words, row_of (f, "K1")->indicator->id));

  g_assert_true (fill (self->link_add, word));
  g_assert_cmpuint (kkb_facts_node (facts_of (f), id)->placements->len, ==, n + 1);
  g_assert_false (fill (self->link_add, word)); /* it stands there already */
  kkb_form_field_revert (self->link_add);
  gt_click (gtk_widget_get_last_child (gtk_widget_get_last_child (self->links)));
  g_assert_cmpuint (kkb_facts_node (facts_of (f), id)->placements->len, ==, n);
}

/* ---- lists ---- */

static void
test_lists (Fixture *f, gconstpointer data)
{
  KkbListsPage *self = page (f, "lists");
  GtkWidget *departments = kkb_lists_page_list (self, KKB_LIST_DEPARTMENTS),
            *tags = kkb_lists_page_list (self, KKB_LIST_TAGS);
  const KkbDepartment *first = g_ptr_array_index (facts_of (f)->departments, 0);
  g_autofree char *old = g_strdup (first->name), *before = hash_of (f), *year = NULL;
  KkbId id = first->id;
  guint n = facts_of (f)->departments->len;

  g_assert_cmpuint (kkb_field_list_n_rows (departments), ==, n);
  g_assert_nonnull (strstr (kkb_field_entry_text (kkb_field_list_cell (departments, 0, 2)), "使用"));
  g_assert_true (fill_cell (departments, 0, 0, "産業政策課"));
  g_assert_cmpstr (kkb_facts_department (facts_of (f), id)->name, ==, "産業政策課");
  g_assert_cmpstr (kkb_facts_department (facts_of (f), id)->former[0].name, ==, old);
  g_assert_cmpint (kkb_facts_department (facts_of (f), id)->former[0].until_fy, ==, kkb_edit_this_year () - 1);
  year = kkb_fy_format_short (kkb_edit_this_year () - 1, KKB_YEARS_WAREKI);
  g_assert_nonnull (strstr (kkb_field_entry_text (kkb_field_list_cell (departments, 0, 1)), year));
  g_assert_nonnull (strstr (kkb_field_entry_text (kkb_field_list_cell (departments, 0, 1)), old));
  g_assert_true (fill_cell (departments, 0, 1, "旧課（R4まで）、もっと旧い課、支所（旧庁舎）"));
  g_assert_cmpint (kkb_facts_department (facts_of (f), id)->former[0].until_fy, ==, 2022);
  g_assert_cmpstr (kkb_facts_department (facts_of (f), id)->former[1].name, ==, "もっと旧い課");
  g_assert_cmpstr (kkb_facts_department (facts_of (f), id)->former[2].name, ==, "支所（旧庁舎）"); /* no year */
  g_assert_false (fill_cell (departments, 1, 0, "産業政策課"));                                    /* there already */
  kkb_form_field_revert (kkb_field_list_cell (departments, 1, 0));
  kkb_lists_page_show (self, KKB_LIST_TAGS);
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_true (fill_cell (tags, 0, 0, "重点"));
  g_assert_nonnull (kkb_facts_find_word (facts_of (f), KKB_WORD_TAG, "重点"));
  undo (f);
  undo (f);
  undo (f);
  g_autofree char *after = hash_of (f);
  g_assert_cmpstr (before, ==, after);
}

static void
test_merge (Fixture *f, gconstpointer data)
{
  KkbListsPage *self = page (f, "lists");
  const KkbDepartment *from = g_ptr_array_index (facts_of (f)->departments, 0), *into;
  g_autofree char *gone = g_strdup (from->name), *before = hash_of (f);
  guint n = facts_of (f)->departments->len;
  KkbId id;

  into = g_ptr_array_index (facts_of (f)->departments, 1);
  id = into->id;
  gt_click (gt_find (GTK_WIDGET (self), gt_is_button, "統合(_M)…"));
  fixture_answer (f, "統合");
  g_assert_cmpuint (facts_of (f)->departments->len, ==, n - 1);
  into = kkb_facts_department (facts_of (f), id);
  g_assert_cmpuint (into->n_former, ==, 1);
  g_assert_cmpstr (into->former[0].name, ==, gone);
  g_assert_cmpint (into->former[0].until_fy, ==, kkb_edit_this_year () - 1);
  undo (f);
  g_autofree char *after = hash_of (f);
  g_assert_cmpstr (before, ==, after);
}

/* Deleting what is in use asks, and says where it is used. */
static void
test_delete_used (Fixture *f, gconstpointer data)
{
  KkbListsPage *self = page (f, "lists");
  GtkWidget *departments = kkb_lists_page_list (self, KKB_LIST_DEPARTMENTS);
  guint n = facts_of (f)->departments->len;

  gtk_widget_child_focus (kkb_field_list_cell (departments, 0, 0), GTK_DIR_TAB_FORWARD);
  gt_wait_frame (GTK_WIDGET (f->win));
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Delete, GDK_CONTROL_MASK);
  fixture_answer (f, "キャンセル");
  g_assert_cmpuint (facts_of (f)->departments->len, ==, n);
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Delete, GDK_CONTROL_MASK);
  fixture_answer (f, "削除");
  g_assert_cmpuint (facts_of (f)->departments->len, ==, n - 1);
  undo (f);
  g_assert_cmpuint (facts_of (f)->departments->len, ==, n);
}

static void
test_list_users (Fixture *f, gconstpointer data)
{
  const KkbFacts *facts = facts_of (f);
  const KkbDepartment *department = NULL;
  g_autofree char *users = NULL;

  for (guint i = 0; i < facts->indicators->len && !department; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      if (*indicator->departments)
        department = kkb_facts_department (facts, *indicator->departments);
    }
  for (guint i = 0; i < facts->nodes->len && !department; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);

      if (*node->departments)
        department = kkb_facts_department (facts, *node->departments);
    }
  g_assert_nonnull (department);
  users = kkb_lists_users (facts, KKB_LIST_DEPARTMENTS, department->id, 2);
  g_assert_cmpuint (strlen (users), >, 0);
}

/* ---- statistics ---- */

static void
test_statistics (Fixture *f, gconstpointer data)
{
  KkbStatisticsPage *self = page (f, "statistics");
  KkbGrid *grid;
  const KkbStatistic *statistic;
  const KkbGridChange cells[]
      = { { 0, 0, "年度" }, { 0, 1, "本市" }, { 0, 2, "県" },     { 1, 0, "R4" },  { 1, 1, "1,234" },
          { 1, 2, "56.7" }, { 2, 0, "R5" },   { 2, 1, "集計中" }, { 2, 2, "58.0" } };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "s.csv", NULL);

  gt_click (gt_find (GTK_WIDGET (self), gt_is_button, "表の追加(_A)"));
  gt_wait_frame (GTK_WIDGET (f->win));
  grid = kkb_page_get_grid (KKB_PAGE (self));
  g_assert_true (
      kkb_grid_model_change (kkb_grid_get_model (grid), cells, G_N_ELEMENTS (cells), KKB_GRID_PASTE, &error));
  g_assert_no_error (error);
  statistic = kkb_facts_statistic (facts_of (f), kkb_statistics_page_statistic (self));
  g_assert_cmpuint (statistic->n_rows, ==, 3);
  g_assert_cmpuint (statistic->n_columns, ==, 3);
  g_assert_cmpstr (kkb_statistic_cell (statistic, 1, 1), ==, "1,234");
  undo (f);
  g_assert_cmpuint (kkb_facts_statistic (facts_of (f), kkb_statistics_page_statistic (self))->n_rows, ==, 0);
  g_assert_true (g_file_set_contents (path, "\xef\xbb\xbf年度,人口\r\nR4,\"12,345\"\r\nR5,12100\r\n", -1, NULL));
  g_assert_true (kkb_statistics_page_import (self, path, "", &error));
  statistic = kkb_facts_statistic (facts_of (f), kkb_statistics_page_statistic (self));
  g_assert_cmpuint (statistic->n_rows, ==, 3);
  g_assert_cmpstr (kkb_statistic_cell (statistic, 1, 1), ==, "12,345");
  g_assert_true (kkb_statistics_page_import (self, path, "A1:B2", &error));
  g_assert_cmpuint (kkb_facts_statistic (facts_of (f), kkb_statistics_page_statistic (self))->n_rows, ==, 2);
  g_assert_false (kkb_statistics_page_import (self, path, "よくわからない", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
}

static void
test_workbook (void)
{
  g_autofree char *path = fixture_workbook ("ichinoseki-r4");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbCellTable) table = kkb_cell_table_read (path, &error), part = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (table->n_rows, >, 5);
  part = kkb_cell_table_range (table, "ａ１：B2", &error); /* full width, as it is typed */
  g_assert_no_error (error);
  g_assert_cmpuint (part->n_rows * part->n_columns, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (part->cells, 0), ==, g_ptr_array_index (table->cells, 0));
}

static void
test_sjis (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbCellTable) table = NULL;
  gsize length;
  g_autofree char *sjis = g_convert ("年度\t人口①\nR4\t\"a\tb\"\n", -1, "CP932", "UTF-8", NULL, &length, NULL);

  table = kkb_cell_table_parse_csv (sjis, length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (table->n_rows, ==, 2);
  g_assert_cmpuint (table->n_columns, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (table->cells, 1), ==, "人口①");
  g_assert_cmpstr (g_ptr_array_index (table->cells, 3), ==, "a\tb");
}

#define ADD(path, plan, func) g_test_add ("/forms/" path, Fixture, plan, fixture_open, func, fixture_close)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  ADD ("a-project-is-described-with-its-budget-lines-and-outputs", "ichinoseki-r4", test_project_fields);
  ADD ("money-is-typed-in-yen-or-thousands-and-summed-exactly", "ichinoseki-r4", test_money);
  ADD ("personnel-cost-is-computed-exactly", "ichinoseki-r4", test_staff);
  ADD ("the-money-of-the-grants-stays-right-to-the-yen", "morioka-grants-r3", test_grants_money);
  ADD ("an-indicator-is-put-under-a-project-and-taken-away", "ichinoseki-r4", test_project_links);
  ADD ("a-renamed-department-keeps-its-former-name-with-its-last-year", "morioka-grants-r3", test_lists);
  ADD ("two-departments-are-merged-and-the-old-name-is-kept", "morioka-grants-r3", test_merge);
  ADD ("deleting-a-department-in-use-asks", "morioka-grants-r3", test_delete_used);
  ADD ("the-users-of-a-department-are-named", "morioka-grants-r3", test_list_users);
  ADD ("a-table-of-statistics-is-pasted-and-imported", "ichinoseki-r4", test_statistics);
  g_test_add_func ("/forms/a-range-of-a-workbook-is-read", test_workbook);
  g_test_add_func ("/forms/a-csv-file-of-windows-is-read", test_sjis);
  return g_test_run ();
}
