/* The program's window on the real plans, in process: real keys, real files. */
#include "kkb-compat.h"
#include "kkb-detail-text.h"
#include "kkb-tree-private.h"
#include "window-fixture.h"
#include <string.h>

static void
assert_cell (Fixture *f, const char *code, const char *key, const char *text)
{
  g_autofree char *cell = fixture_cell (f, code, key);

  g_assert_cmpstr (cell, ==, text);
}

static void
action (Fixture *f, const char *name, const char *text)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->win), name, text ? g_variant_new_string (text) : NULL);
}

static gboolean
enabled (Fixture *f, const char *name)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (f->win), name);
}

static gboolean
detail_has (gpointer data)
{
  Fixture *f = ((gpointer *)data)[0];

  return strstr (kkb_detail_sentence (KKB_DETAIL (fixture_find (f, KKB_TYPE_DETAIL))), ((char **)data)[1]) != NULL;
}

static void
set_actual (Fixture *f, int fy, const char *text)
{
  KkbDocument *doc = kkb_window_document (f->win);
  KkbIndicator *indicator = g_ptr_array_index (kkb_document_facts (doc)->indicators, 0);
  g_autoptr (GError) error = NULL;

  kkb_document_run (doc, kkb_command_set_value (doc, 0, indicator->id, KKB_FIELD_ACTUAL, fy, text, &error), NULL,
                    &error);
  g_assert_no_error (error);
}

/* ---- reading ---- */

static void
test_table (Fixture *f, gconstpointer data)
{
  assert_cell (f, "A1", "name", "従業者数");
  assert_cell (f, "A1", "baseline", "10,795");
  assert_cell (f, "A1", "target2021", "9,850");
  assert_cell (f, "A1", "actual2019", "10,796");
  assert_cell (f, "A1", "attainment", "109.6");
  assert_cell (f, "A1", "rating", "◎ A");
  assert_cell (f, "A11", "progress", "▲2,866.7");
  assert_cell (f, "A11", "rating", "× D");
}

static void
test_gaps (Fixture *f, gconstpointer data)
{
  assert_cell (f, "J3-①", "actual2021", "集計中");
  assert_cell (f, "J3-①", "target2021", "150");
  assert_cell (f, "J3-①", "rating", "集計中");
  assert_cell (f, "J1-3", "actual2021", "259,057");
  assert_cell (f, "J1-3", "rating", "目標なし");
  assert_cell (f, "J4-①", "target2022", "4,200,000");
  assert_cell (f, "J4-①", "actual2022", "");
}

static void
test_repeats (Fixture *f, gconstpointer data)
{
  g_autofree char *name = fixture_cell (f, "A13", "name");
  KkbGridCell cell;

  g_assert_nonnull (strstr (name, "再掲"));
  kkb_grid_model_get_cell (KKB_GRID_MODEL (fixture_model (f)), fixture_row (f, "A13"), fixture_column (f, "name"),
                           &cell);
  g_assert_true (cell.style & KKB_GRID_STYLE_REPEAT);
  assert_cell (f, "A13", "baseline", "4");
}

static void
test_explanation (Fixture *f, gconstpointer data)
{
  gpointer want[] = { f, "実績 10,796" };

  fixture_go (f, "A1", "rating");
  gt_assert_until (detail_has, want);
  want[1] = "109.6";
  g_assert_true (detail_has (want));
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_true (fixture_says (f, "10,796"));
}

/* ---- typing ---- */

static void
test_edit_undo (Fixture *f, gconstpointer data)
{
  fixture_go (f, "A11", "actual2020");
  gt_type (GTK_WINDOW (f->win), "425");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  assert_cell (f, "A11", "actual2020", "425");
  assert_cell (f, "A11", "attainment", "101.2");
  g_assert_true (gtk_widget_get_focus_child (GTK_WIDGET (fixture_grid (f))) != NULL);
  gt_key (GTK_WINDOW (f->win), GDK_KEY_z, GDK_CONTROL_MASK);
  assert_cell (f, "A11", "actual2020", "331");
  g_assert_true (fixture_says (f, "元に戻しました"));
  gt_key (GTK_WINDOW (f->win), GDK_KEY_y, GDK_CONTROL_MASK);
  assert_cell (f, "A11", "actual2020", "425");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  KkbGrid *grid = fixture_grid (f);

  fixture_go (f, "A11", "actual2020");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_F2, 0);
  gtk_editable_set_text (GTK_EDITABLE (kkb_grid_get_editor (grid)), "200・4,000");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  g_assert_true (kkb_grid_get_editing (grid));
  g_assert_nonnull (kkb_grid_get_message (grid));
  g_assert_nonnull (strstr (kkb_grid_get_message (grid), "200・4,000"));
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Escape, 0);
  assert_cell (f, "A11", "actual2020", "331");
}

static gboolean
is_narrowed (gpointer f)
{
  return *kkb_kpi_model_search (fixture_model (f)) != '\0';
}

/* A filter would take the row away: it waits until the cell is mended. */
static void
test_filter_waits (Fixture *f, gconstpointer data)
{
  GtkWidget *entry = fixture_widget (f, "search");
  KkbGrid *grid = fixture_grid (f);
  guint all = kkb_kpi_model_n_placements (fixture_model (f));

  fixture_go (f, "A11", "actual2020");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_F2, 0);
  gtk_editable_set_text (GTK_EDITABLE (kkb_grid_get_editor (grid)), "200・4,000");
  gtk_editable_set_text (GTK_EDITABLE (entry), "従業者");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_true (kkb_grid_get_editing (grid));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (kkb_grid_get_editor (grid))), ==, "200・4,000");
  g_assert_cmpuint (kkb_kpi_model_n_placements (fixture_model (f)), ==, all);
  kkb_grid_cancel_edit (grid);
  gt_assert_until (is_narrowed, f);
  g_assert_cmpuint (kkb_kpi_model_n_placements (fixture_model (f)), <, all);
}

static void
test_words (Fixture *f, gconstpointer data)
{
  KkbGrid *grid = fixture_grid (f);

  fixture_go (f, "A11", "actual2021");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_F2, 0);
  gtk_editable_set_text (GTK_EDITABLE (kkb_grid_get_editor (grid)), "集計中");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  assert_cell (f, "A11", "actual2021", "集計中");
  fixture_go (f, "A11", "actual2021");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_F2, 0);
  gtk_editable_set_text (GTK_EDITABLE (kkb_grid_get_editor (grid)), "▲７");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  assert_cell (f, "A11", "actual2021", "▲7");
  fixture_go (f, "A11", "actual2021");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Delete, 0);
  assert_cell (f, "A11", "actual2021", "");
}

static void
test_shared_actual (Fixture *f, gconstpointer data)
{
  fixture_go (f, "A4", "actual2021");
  gt_type (GTK_WINDOW (f->win), "11");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  assert_cell (f, "A13", "actual2021", "11"); /* the repeat shows the one fact */
}

/* ---- narrowing ---- */

static void
test_search (Fixture *f, gconstpointer data)
{
  GtkWidget *entry = fixture_widget (f, "search");

  gtk_editable_set_text (GTK_EDITABLE (entry), "ない指標");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (kkb_kpi_model_n_placements (fixture_model (f)), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "品質 管理検定");
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_cmpuint (kkb_kpi_model_n_placements (fixture_model (f)), ==, 2);
  action (f, "show-all", NULL);
  g_assert_cmpuint (kkb_kpi_model_n_placements (fixture_model (f)), ==, 15);
}

static gboolean
is_strip_item (GtkWidget *w, gconstpointer text)
{
  return GTK_IS_TOGGLE_BUTTON (w) && gtk_widget_has_css_class (w, "strip-item")
         && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (w)), text);
}

static void
test_strip (Fixture *f, gconstpointer data)
{
  GtkWidget *strip = fixture_find (f, KKB_TYPE_STRIP);
  GtkWidget *best = gt_find (strip, is_strip_item, "◎ A");

  g_assert_nonnull (best);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (best), TRUE);
  g_assert_cmpuint (kkb_kpi_model_n_placements (fixture_model (f)), ==, 6); /* 5, one of them placed twice */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gt_find (strip, is_strip_item, "◎ A")), FALSE);
  g_assert_cmpuint (kkb_kpi_model_n_placements (fixture_model (f)), ==, 15);
}

static void
test_strip_unrated (Fixture *f, gconstpointer data)
{
  GtkWidget *strip = fixture_find (f, KKB_TYPE_STRIP);

  g_assert_null (gt_find (strip, is_strip_item, "◎ A 0"));
  set_actual (f, 2026, "1");
  g_assert_nonnull (gt_find (strip, is_strip_item, "◎ A"));
}

static void
test_tree (Fixture *f, gconstpointer data)
{
  KkbTree *tree = KKB_TREE (fixture_find (f, KKB_TYPE_TREE));
  const KkbFacts *facts = kkb_document_facts (kkb_window_document (f->win));
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);

  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);
      if (!g_str_equal (node->title, "地域企業の技術力・経営力強化"))
        continue;
      kkb_tree_select (tree, plan->id, node->id);
      g_assert_cmpuint (kkb_kpi_model_n_placements (fixture_model (f)), ==, 4);
      return;
    }
  g_assert_not_reached ();
}

static gboolean
says_part (GtkWidget *w, gconstpointer part)
{
  return KKB_IS_DETAIL_TEXT (w) && gtk_widget_get_mapped (w)
         && strstr (kkb_detail_text_get (KKB_DETAIL_TEXT (w)), part) != NULL;
}

static gboolean
project_shown (gpointer f)
{
  return gt_find (fixture_find (f, KKB_TYPE_DETAIL), says_part, "盛岡市クラスター活動支援業務委託 10,010,000円")
         != NULL;
}

static void
test_project (Fixture *f, gconstpointer data)
{
  GtkWidget *detail = fixture_find (f, KKB_TYPE_DETAIL);

  fixture_go (f, "J1-1", "rating");
  gt_assert_until (project_shown, f); /* the details follow when the keys rest */
  g_assert_nonnull (gt_find (detail, says_part, "地方創生推進交付金"));
  g_assert_nonnull (gt_find (detail, says_part, "R1～R3"));
}

static gboolean
scrolls (gpointer detail)
{
  GtkWidget *scroller = gt_find (detail, gt_is_type, GSIZE_TO_POINTER (GTK_TYPE_SCROLLED_WINDOW));
  GtkAdjustment *down = scroller ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)) : NULL;

  return down && gtk_adjustment_get_upper (down) > gtk_adjustment_get_page_size (down);
}

/* What stands in the details is only drawn until the pointer or the keyboard comes. */
static void
test_select_in_details (Fixture *f, gconstpointer data)
{
  GtkWidget *detail = fixture_find (f, KKB_TYPE_DETAIL), *text, *label;

  fixture_go (f, "J1-1", "rating");
  gt_assert_until (project_shown, f);
  text = gt_find (detail, says_part, "盛岡市クラスター活動支援業務委託 10,010,000円");
  g_assert_null (gtk_widget_get_first_child (text));
  kkb_detail_text_wake (KKB_DETAIL_TEXT (text));
  label = gtk_widget_get_first_child (text);
  g_assert_true (GTK_IS_LABEL (label) && gtk_label_get_selectable (GTK_LABEL (label)));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, kkb_detail_text_get (KKB_DETAIL_TEXT (text)));
  text = gt_find (detail, says_part, kkb_detail_sentence (KKB_DETAIL (detail)));
  g_assert_true (gtk_widget_grab_focus (text));
  label = gtk_window_get_focus (GTK_WINDOW (f->win));
  g_assert_true (GTK_IS_LABEL (label) && gtk_label_get_selectable (GTK_LABEL (label)));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, kkb_detail_sentence (KKB_DETAIL (detail)));
  gt_assert_until (scrolls, detail);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->win)) == label);
}

static void
test_years (Fixture *f, gconstpointer data)
{
  KkbGridColumn column;
  guint i = fixture_column (f, "actual2021");

  kkb_grid_model_get_column (KKB_GRID_MODEL (fixture_model (f)), i, &column);
  g_assert_cmpstr (column.group, ==, "令和3年度");
  action (f, "wareki", NULL);
  kkb_grid_model_get_column (KKB_GRID_MODEL (fixture_model (f)), fixture_column (f, "actual2021"), &column);
  g_assert_cmpstr (column.group, ==, "2021年度");
  action (f, "wareki", NULL);
}

static gboolean
says_history (GtkWidget *w, gconstpointer part)
{
  const char *text = KKB_IS_DETAIL_TEXT (w) ? kkb_detail_text_get (KKB_DETAIL_TEXT (w)) : "";

  return g_str_has_prefix (text, "実績 令和2年度: ") && g_str_has_suffix (text, part);
}

static gboolean
history_told (gpointer detail)
{
  return gt_find (detail, says_history, " → 10,800") != NULL;
}

static gboolean
column_hidden (Fixture *f, const char *key)
{
  return kkb_grid_get_column_hidden (fixture_grid (f), fixture_column (f, key));
}

static void
test_empty_years (Fixture *f, gconstpointer data)
{
  g_assert_true (column_hidden (f, "actual2022-empty"));
  g_assert_true (column_hidden (f, "target2023-empty"));
  g_assert_false (column_hidden (f, "target2026"));
  g_assert_false (column_hidden (f, "rating"));
  kkb_document_set_view (kkb_window_document (f->win), 2026, NULL);
  g_assert_false (column_hidden (f, "actual2026"));
  kkb_document_set_view (kkb_window_document (f->win), 2023, NULL);
  g_assert_false (column_hidden (f, "actual2023")); /* the year that is evaluated is there to be typed into */
  set_actual (f, 2024, "5");
  g_assert_false (column_hidden (f, "actual2024")); /* and no figure that came from elsewhere is hidden */
  action (f, "undo", NULL);
  g_assert_false (column_hidden (f, "actual2024"));
}

static void
test_empty_year_typed (Fixture *f, gconstpointer data)
{
  KkbGrid *grid = fixture_grid (f);
  guint row, column;

  action (f, "show-columns", NULL);
  g_assert_false (column_hidden (f, "actual2022-empty"));
  for (row = 0; !kkb_kpi_model_placement (fixture_model (f), row); row++)
    ;
  kkb_grid_set_cursor (grid, row, fixture_column (f, "actual2022-empty"));
  gtk_widget_grab_focus (GTK_WIDGET (grid));
  gt_type (GTK_WINDOW (f->win), "12");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  kkb_grid_get_cursor (grid, &row, &column);
  g_assert_cmpuint (column, ==, fixture_column (f, "actual2022-empty")); /* the next row of the same year */
  g_assert_false (kkb_grid_get_column_hidden (grid, column));
}

static void
test_history (Fixture *f, gconstpointer data)
{
  GtkWidget *detail = fixture_find (f, KKB_TYPE_DETAIL);

  fixture_go (f, "A1", "actual2020");
  gt_type (GTK_WINDOW (f->win), "10800");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  fixture_go (f, "A1", "actual2020");
  gt_assert_until (history_told, detail);
}

/* ---- files ---- */

static gboolean
is_saved (gpointer data)
{
  Fixture *f = data;
  KkbDocument *doc = kkb_window_document (f->win);

  return doc && kkb_document_path (doc) && !kkb_document_dirty (doc) && !kkb_document_busy (doc);
}

static void
test_save_reopen (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "計画.keikaku", NULL);

  fixture_go (f, "A11", "actual2020");
  gt_type (GTK_WINDOW (f->win), "425");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  g_assert_true (enabled (f, "save"));
  action (f, "save-path", path);
  gt_assert_until (is_saved, f);
  g_assert_false (enabled (f, "save"));
  kkb_window_set_document (f->win, NULL);
  action (f, "open-path", path);
  gt_assert_until (is_saved, f);
  assert_cell (f, "A11", "actual2020", "425");
}

static gboolean
file_is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_report (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "表.xlsx", "表.pdf", "表.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, names[i], NULL);
      action (f, "report-path", path);
      gt_assert_until (file_is_there, path);
      g_assert_true (fixture_says (f, names[i]));
    }
}

static gboolean
has_document (gpointer data)
{
  return kkb_window_document (((Fixture *)data)->win) != NULL;
}

static void
test_import_flow (Fixture *f, gconstpointer data)
{
  g_autofree char *path = fixture_workbook ("ichinoseki-h29");

  g_assert_null (kkb_window_document (f->win));
  action (f, "new-path", path);
  fixture_answer (f, "取り込む");
  gt_assert_until (has_document, f);
  g_assert_cmpuint (kkb_document_facts (kkb_window_document (f->win))->indicators->len, ==, 13);
  g_assert_true (fixture_says (f, "取り込みました"));
  action (f, "import-path", path); /* the same again */
  fixture_answer (f, "取り込む");
  g_assert_true (fixture_says (f, "取り込み済み"));
  action (f, "undo", NULL);
  g_assert_cmpuint (kkb_document_facts (kkb_window_document (f->win))->indicators->len, ==, 0);
}

static void
test_hostile (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "名簿.xlsx", NULL);

  g_assert_true (g_file_set_contents (path, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not a zip", -1, NULL));
  action (f, "new-path", path);
  g_assert_true (fixture_says (f, "名簿.xlsx"));
  g_assert_null (kkb_window_document (f->win));
}

/* ---- keyboard and screen reader ---- */

static void
test_panes (Fixture *f, gconstpointer data)
{
  GtkWidget *tree = fixture_find (f, KKB_TYPE_TREE), *grid = fixture_find (f, KKB_TYPE_GRID);

  gtk_widget_grab_focus (grid);
  gt_key (GTK_WINDOW (f->win), GDK_KEY_F9, 0);
  g_assert_false (gtk_widget_get_visible (tree));
  gt_key (GTK_WINDOW (f->win), GDK_KEY_F9, 0);
  g_assert_true (gtk_widget_get_visible (tree));
  for (guint i = 0; i < 4; i++)
    gt_key (GTK_WINDOW (f->win), GDK_KEY_F6, 0);
  g_assert_nonnull (gtk_root_get_focus (GTK_ROOT (f->win)));
  gtk_widget_grab_focus (grid);
  gt_key (GTK_WINDOW (f->win), GDK_KEY_F6, GDK_SHIFT_MASK);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->win)), tree));
  gt_key (GTK_WINDOW (f->win), GDK_KEY_F6, 0);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->win)) == grid
                 || gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->win)), grid));
}

/* A narrow window leaves it a few letters. */
static void
test_state_tip (Fixture *f, gconstpointer data)
{
  GtkWidget *state = fixture_widget (f, "state");

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (state)), !=, "");
  g_assert_cmpstr (kkb_compat_tooltip (state), ==, gtk_label_get_text (GTK_LABEL (state)));
}

static const char *
shown_year (Fixture *f)
{
  return gtk_menu_button_get_label (GTK_MENU_BUTTON (fixture_widget (f, "year")));
}

/* DATA: the fixture, and the row of an open list that has the focus; -1: none is open. */
static gboolean
row_has_focus (gpointer data)
{
  Fixture *f = ((gpointer *)data)[0];
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->win));
  gboolean row = focus && GTK_IS_LIST_BOX_ROW (focus);

  return (row ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus)) : -1) == GPOINTER_TO_INT (((gpointer *)data)[1]);
}

/* A list that is open takes the keys: the window does not see them. */
static void
key_to_row (Fixture *f, guint key, int row)
{
  gpointer wanted[] = { f, GINT_TO_POINTER (row) };

  if (key)
    gt_key_full (GTK_WINDOW (f->win), key, 0, FALSE);
  gt_assert_until (row_has_focus, wanted);
}

static void
test_year_by_keys (Fixture *f, gconstpointer data)
{
  KkbDocument *doc = kkb_window_document (f->win);
  g_autofree char *before = g_strdup (shown_year (f));
  int first;

  g_assert_cmpint (kkb_document_view_fy (doc), ==, KKB_FINAL);
  gtk_widget_grab_focus (fixture_widget (f, "year"));
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Down, 0); /* opens the list, at the year that is chosen */
  key_to_row (f, 0, 0);
  gtk_test_accessible_assert_property (gtk_root_get_focus (GTK_ROOT (f->win)), GTK_ACCESSIBLE_PROPERTY_LABEL, before);
  key_to_row (f, GDK_KEY_Down, 1);
  key_to_row (f, GDK_KEY_Return, -1);
  first = kkb_document_view_fy (doc);
  g_assert_cmpint (first, >, 2000);
  g_assert_cmpstr (shown_year (f), !=, before);
  action (f, "choose-year", NULL);
  key_to_row (f, 0, 1);
  key_to_row (f, GDK_KEY_Down, 2);
  key_to_row (f, GDK_KEY_Escape, -1);
  g_assert_cmpint (kkb_document_view_fy (doc), ==, first);
  action (f, "choose-year", NULL);
  key_to_row (f, 0, 1);
  key_to_row (f, GDK_KEY_Up, 0);
  key_to_row (f, GDK_KEY_Return, -1);
  g_assert_cmpint (kkb_document_view_fy (doc), ==, KKB_FINAL);
  g_assert_cmpstr (shown_year (f), ==, before);
}

static void
assert_named (GtkWidget *w, guint *n)
{
  if (!gtk_widget_get_visible (w))
    return;
  if (GTK_IS_BUTTON (w) || GTK_IS_DROP_DOWN (w) || GTK_IS_SEARCH_ENTRY (w) || GTK_IS_LIST_VIEW (w) || KKB_IS_GRID (w)
      || KKB_IS_TREE_LIST (w))
    {
      gboolean labelled = gtk_test_accessible_has_property (GTK_ACCESSIBLE (w), GTK_ACCESSIBLE_PROPERTY_LABEL)
                          || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (w), GTK_ACCESSIBLE_RELATION_LABELLED_BY)
                          || (GTK_IS_BUTTON (w) && gtk_button_get_label (GTK_BUTTON (w)))
                          || !gtk_widget_get_focusable (w) || GTK_IS_DROP_DOWN (gtk_widget_get_parent (w));
      if (!labelled)
        g_test_message ("without a name: %s in %s", G_OBJECT_TYPE_NAME (w),
                        G_OBJECT_TYPE_NAME (gtk_widget_get_parent (w)));
      g_assert_true (labelled);
      (*n)++;
    }
  for (GtkWidget *c = gtk_widget_get_first_child (w); c; c = gtk_widget_get_next_sibling (c))
    assert_named (c, n);
}

static void
test_names (Fixture *f, gconstpointer data)
{
  guint n = 0;

  assert_named (GTK_WIDGET (f->win), &n);
  g_assert_cmpuint (n, >, 10);
}

static void
test_menu_keys (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) described = gtk_application_list_action_descriptions (GTK_APPLICATION (f->app));

  for (guint i = 0; described[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (strchr (described[i], '.') + 1, "::", 2);
      const char *name = parts[0];

      if (g_str_has_prefix (described[i], "win."))
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (f->win), name));
      else if (g_str_has_prefix (described[i], "entry.")) /* of a page, which is there once it was shown */
        g_assert_true (kkb_window_show_page (f->win, "entry")
                       && gtk_widget_activate_action (GTK_WIDGET (f->win), described[i], NULL));
      else
        g_assert_true (g_action_group_has_action (G_ACTION_GROUP (f->app), name));
    }
  g_assert_cmpuint (g_strv_length (described), >, 15);
}

#define TEST(path, plan, func) g_test_add (path, Fixture, plan, fixture_open, func, fixture_close)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  TEST ("/window/the-table-shows-values-rates-and-ratings", "ichinoseki-h29", test_table);
  TEST ("/window/gaps-are-words-and-never-zero", "morioka-grants-r3", test_gaps);
  TEST ("/window/repeats-are-marked-and-print-their-own-baseline", "ichinoseki-h29", test_repeats);
  TEST ("/window/every-rating-explains-itself", "ichinoseki-h29", test_explanation);
  TEST ("/window/a-typed-value-is-evaluated-undone-and-redone", "ichinoseki-h29", test_edit_undo);
  TEST ("/window/an-unreadable-value-is-refused-on-the-spot-with-the-reason", "ichinoseki-h29", test_refused);
  TEST ("/window/a-search-waits-for-what-cannot-be-read", "ichinoseki-h29", test_filter_waits);
  TEST ("/window/words-and-full-width-numbers-are-understood", "ichinoseki-h29", test_words);
  TEST ("/window/a-repeat-shows-the-one-actual", "ichinoseki-h29", test_shared_actual);
  TEST ("/window/search-narrows-table-and-tree", "ichinoseki-h29", test_search);
  TEST ("/window/a-count-of-the-summary-narrows-the-table", "ichinoseki-h29", test_strip);
  TEST ("/window/choosing-a-node-shows-what-is-under-it", "ichinoseki-h29", test_tree);
  TEST ("/window/a-project-shows-its-grant-period-and-money-to-the-yen", "morioka-grants-r3", test_project);
  TEST ("/window/texts-of-the-details-can-be-selected-in-and-long-ones-scroll", "morioka-grants-r3",
        test_select_in_details);
  TEST ("/window/years-print-in-either-way", "ichinoseki-h29", test_years);
  TEST ("/window/years-without-figures-leave-room-for-the-rating", "ichinoseki-r4", test_empty_years);
  TEST ("/window/a-year-that-was-shown-is-typed-into-in-its-place", "ichinoseki-r4", test_empty_year_typed);
  TEST ("/window/where-nothing-is-rated-no-zeros-are-counted", "ichinoseki-r4", test_strip_unrated);
  TEST ("/window/the-history-of-an-indicator-is-told-in-short", "ichinoseki-h29", test_history);
  TEST ("/window/a-saved-document-opens-again-as-it-was", "ichinoseki-h29", test_save_reopen);
  TEST ("/window/the-report-is-written-as-excel-pdf-and-csv", "ichinoseki-h29", test_report);
  TEST ("/window/a-workbook-becomes-a-document-in-one-undoable-step", NULL, test_import_flow);
  TEST ("/window/a-file-that-is-no-workbook-is-refused-with-a-message", NULL, test_hostile);
  TEST ("/window/panes-are-reached-and-hidden-by-keys", "ichinoseki-h29", test_panes);
  TEST ("/window/pointing-at-the-save-state-tells-all-of-it", "ichinoseki-h29", test_state_tip);
  TEST ("/window/the-year-is-chosen-by-keys-alone", "ichinoseki-h29", test_year_by_keys);
  TEST ("/window/everything-that-takes-the-focus-has-a-name", "ichinoseki-h29", test_names);
  TEST ("/window/every-key-belongs-to-an-action", "ichinoseki-h29", test_menu_keys);
  return g_test_run ();
}
