/* The forms on the real plans, in process: settings of an indicator, projects with their money, lists, statistics. */
#include "kkb-chart-drag.h"
#include "kkb-error.h"
#include "kkb-indicator-private.h"
#include "kkb-lists-page.h"
#include "kkb-project-private.h"
#include "kkb-statistics-file.h"
#include "kkb-statistics-page.h"
#include "window-fixture.h"
#include <string.h>

/* ---- helpers ---- */

static KkbDocument *
doc_of (Fixture *f)
{
  return kkb_window_document (f->win);
}

static const KkbFacts *
facts_of (Fixture *f)
{
  return kkb_document_facts (doc_of (f));
}

static void
act (Fixture *f, const char *name)
{
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (f->win), name));
  g_action_group_activate_action (G_ACTION_GROUP (f->win), name, NULL);
}

/* Undo and redo as a person does it who has left the field. */
static void
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kkb_window_commit_edit (f->win));
  kkb_document_undo (doc_of (f), &error);
  g_assert_no_error (error);
}

static gpointer
page (Fixture *f, const char *name)
{
  g_assert_true (kkb_window_show_page (f->win, name));
  gt_wait_frame (GTK_WIDGET (f->win));
  return kkb_window_page (f->win);
}

static const KkbPlacement *
row_of (Fixture *f, const char *code)
{
  const KkbFacts *facts = facts_of (f);

  for (guint i = 0; i < facts->placements->len; i++)
    if (g_str_equal (kkb_placement_code (g_ptr_array_index (facts->placements, i)), code))
      return g_ptr_array_index (facts->placements, i);
  g_error ("no indicator %s", code);
}

static KkbIndicatorPage *
indicator_page (Fixture *f, const char *code)
{
  KkbIndicatorPage *self = page (f, "indicator");

  g_assert_true (kkb_page_show_placement (KKB_PAGE (self), row_of (f, code)->id, KKB_FIELD_TARGET, 0));
  gt_wait_frame (GTK_WIDGET (f->win));
  return self;
}

static char *
hash_of (Fixture *f)
{
  return kkb_store_content_hash (kkb_document_store (doc_of (f)), NULL);
}

/* Types into a field and leaves it. */
static gboolean
fill (GtkWidget *field, const char *text)
{
  if (KKB_IS_FIELD_TEXT (field))
    kkb_field_text_type (field, text);
  else
    kkb_field_entry_type (field, text);
  return kkb_form_field_commit (field);
}

static gboolean
fill_cell (GtkWidget *list, guint row, guint column, const char *text)
{
  GtkWidget *cell = kkb_field_list_cell (list, row, column);

  gtk_widget_child_focus (cell, GTK_DIR_TAB_FORWARD); /* brings it into sight */
  gt_wait_frame (cell);
  return fill (cell, text);
}

static void
assert_target (Fixture *f, const char *code, int fy, const char *text)
{
  const KkbGoal *goal = kkb_placement_goal (row_of (f, code));
  const KkbValue *value = goal ? kkb_value_list_find (&goal->targets, fy) : NULL;
  g_autofree char *data = value ? kkb_value_to_data (facts_of (f), value) : g_strdup ("");

  g_assert_cmpstr (data, ==, text);
}

static gboolean
type_cell (KkbGrid *grid, guint row, guint column, const char *text)
{
  const KkbGridChange change = { row, column, text };
  g_autoptr (GError) error = NULL;

  return kkb_grid_model_change (kkb_grid_get_model (grid), &change, 1, KKB_GRID_PASTE, &error);
}

/* ---- settings of an indicator ---- */

static void
test_fields (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "K1");
  g_autofree char *before = hash_of (f);

  g_assert_true (fill (self->texts[TEXT_NAME], "従業者数（製造業）"));
  g_assert_true (fill (self->texts[TEXT_MEANING], "雇用の状況\nを示す"));
  g_assert_true (fill (self->texts[TEXT_WEIGHT], "２.5"));
  kkb_field_choice_pick (self->picks[PICK_ROLE], KKB_ROLE_OUTCOME);
  kkb_field_choice_pick (self->picks[PICK_MONTH], 8);
  g_assert_cmpstr (row_of (f, "K1")->indicator->name, ==, "従業者数（製造業）");
  g_assert_cmpstr (row_of (f, "K1")->indicator->meaning, ==, "雇用の状況\nを示す");
  g_assert_cmpint (row_of (f, "K1")->indicator->weight.coef, ==, 25);
  g_assert_cmpint (row_of (f, "K1")->indicator->role, ==, KKB_ROLE_OUTCOME);
  g_assert_cmpint (row_of (f, "K1")->indicator->more->release_month, ==, 8);
  for (guint i = 0; i < 5; i++)
    undo (f);
  g_autofree char *after = hash_of (f);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (kkb_field_entry_text (self->texts[TEXT_NAME]), ==, "従業者数");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "K1");

  g_assert_false (fill (self->texts[TEXT_WEIGHT], "重い"));
  g_assert_nonnull (strstr (kkb_field_entry_hint (self->texts[TEXT_WEIGHT]), "重い"));
  g_assert_false (kkb_window_show_page (f->win, "kpi")); /* nothing typed is lost */
  g_assert_cmpstr (kkb_field_entry_text (self->texts[TEXT_WEIGHT]), ==, "重い");
  kkb_form_field_revert (self->texts[TEXT_WEIGHT]);
  g_assert_true (kkb_window_show_page (f->win, "kpi"));
  g_assert_false (row_of (f, "K1")->indicator->has_weight);
}

static void
test_departments (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "K1");
  const char *const names[] = { "商政課", "企画課", NULL };
  g_autoptr (GError) error = NULL;
  KkbDraft *draft = kkb_draft_new (doc_of (f));

  kkb_draft_indicator (draft, row_of (f, "K1")->indicator->id)->departments = kkb_edit_department_ids (draft, names);
  g_assert_true (kkb_edit_run (doc_of (f), draft, "担当課", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (kkb_facts_department (facts_of (f), row_of (f, "K1")->indicator->departments[0])->name, ==,
                   "商政課");
  g_assert_true (kkb_form_commit (self->left));
}

static void
test_add (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self;
  guint n = facts_of (f)->indicators->len;

  page (f, "kpi");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_N, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_cmpstr (kkb_window_page_name (f->win), ==, "indicator");
  self = KKB_INDICATOR_PAGE (kkb_window_page (f->win));
  g_assert_cmpuint (facts_of (f)->indicators->len, ==, n + 1);
  gt_type (GTK_WINDOW (f->win), "100");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  g_assert_cmpstr (kkb_indicator_page_indicator (self)->name, ==, "100");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_z, GDK_CONTROL_MASK); /* the focus is still in the field */
  g_assert_cmpstr (kkb_indicator_page_indicator (self)->name, ==, "新しい指標");
  undo (f);
  g_assert_cmpuint (facts_of (f)->indicators->len, ==, n);
}

static void
test_duplicate (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "K1");
  const KkbIndicator *copy;

  act (f, "duplicate-indicator");
  copy = kkb_indicator_page_indicator (self);
  g_assert_cmpstr (copy->name, ==, "従業者数（写し）");
  g_assert_cmpstr (copy->unit, ==, "人");
  g_assert_cmpuint (((const KkbGoal *)g_ptr_array_index (copy->goals, 0))->targets.n, ==, 1);
  g_assert_cmpuint (copy->actuals.n, ==, 0);
  undo (f);
  g_assert_cmpuint (row_of (f, "K1")->indicator->placements->len, >=, 1);
}

static void
test_delete (Fixture *f, gconstpointer data)
{
  guint n = facts_of (f)->indicators->len;
  g_autofree char *before = hash_of (f);

  indicator_page (f, "K1");
  act (f, "delete-indicator");
  fixture_answer (f, "キャンセル");
  g_assert_cmpuint (facts_of (f)->indicators->len, ==, n);
  act (f, "delete-indicator");
  fixture_answer (f, "削除");
  g_assert_cmpuint (facts_of (f)->indicators->len, ==, n - 1);
  undo (f);
  g_autofree char *after = hash_of (f);
  g_assert_cmpstr (before, ==, after);
}

static void
test_baseline (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "K1");
  const KkbGoal *goal;

  g_assert_true (fill (self->baseline, "10,900"));
  g_assert_true (fill (self->baseline_as_of, "令和2年6月1日現在"));
  g_assert_true (fill (self->baseline_year, "R2"));
  goal = kkb_placement_goal (row_of (f, "K1"));
  g_assert_cmpint (goal->baseline.coef, ==, 10900);
  g_assert_cmpint (goal->baseline.fy, ==, 2020);
  g_assert_cmpstr (kkb_value_more (facts_of (f), &goal->baseline)->as_of, ==, "令和2年6月1日現在");
  g_assert_false (fill (self->baseline_year, "いつか"));
  kkb_form_field_revert (self->baseline_year);
}

static void
test_path (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "K1");
  GtkWidget *straight = gtk_widget_get_first_child (self->path_buttons);

  assert_target (f, "K1", 2025, "");
  gt_click (straight);
  assert_target (f, "K1", 2022, "10498"); /* 10,796 in FY2019 to 10,100 in FY2026 */
  assert_target (f, "K1", 2025, "10199");
  assert_target (f, "K1", 2026, "10100");
  undo (f);
  assert_target (f, "K1", 2022, "");
  g_assert_true (type_cell (self->path_grid, 0, 1, "１０，０００"));
  assert_target (f, "K1", 2022, "10000");
  gt_click (gtk_widget_get_next_sibling (straight)); /* steps */
  assert_target (f, "K1", 2023, "10100");
  assert_target (f, "K1", 2022, "10000");
}

static void
test_drag (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "K1");
  KkbChartDrag *drag = KKB_CHART_DRAG (self->chart);
  KkbChartView *view = kkb_chart_drag_view (drag);
  KkbChartSpec *spec;
  const KkbChartHit *hits;
  const KkbValue *target;
  guint n;
  double x = 0, y = 0;

  hits = kkb_chart_layout_hits (kkb_chart_view_layout (view), &n);
  spec = kkb_chart_view_spec (view);
  for (guint i = 0; i < n; i++)
    if (((KkbChartSeries *)g_ptr_array_index (spec->series, hits[i].series))->role == KKB_CHART_TARGET)
      {
        x = hits[i].x;
        y = hits[i].y;
      }
  g_assert_true (kkb_chart_drag_pull (drag, x, y, -20));
  target = kkb_value_list_find (&kkb_placement_goal (row_of (f, "K1"))->targets, 2026);
  g_assert_cmpint (target->coef, >, 10100);
  g_assert_cmpint (target->scale, ==, 0); /* people, not parts of them */
  undo (f);
  assert_target (f, "K1", 2026, "10100");
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_true (kkb_chart_view_focus_point (view, KKB_CHART_TARGET, 2026));
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Up, 0);
  assert_target (f, "K1", 2026, "10101");
  gt_wait_frame (GTK_WIDGET (f->win));
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Down, GDK_SHIFT_MASK);
  assert_target (f, "K1", 2026, "10091");
}

static void
test_revision (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "K1");
  GListModel *windows = gtk_window_get_toplevels ();

  kkb_indicator_ask_revision (self, KKB_FIELD_TARGET, 2026);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) w = g_list_model_get_item (windows, i);
      GtkWidget *entry
          = gtk_widget_has_css_class (w, "question") ? gt_find (w, gt_is_type, GSIZE_TO_POINTER (GTK_TYPE_GRID)) : NULL;

      if (!entry)
        continue;
      gtk_editable_set_text (GTK_EDITABLE (gtk_grid_get_child_at (GTK_GRID (entry), 1, 0)), "10,300");
      gtk_editable_set_text (GTK_EDITABLE (gtk_grid_get_child_at (GTK_GRID (entry), 1, 1)), "2024-03-31");
      gtk_editable_set_text (GTK_EDITABLE (gtk_grid_get_child_at (GTK_GRID (entry), 1, 2)), "中間見直し");
    }
  fixture_answer (f, "改定");
  assert_target (f, "K1", 2026, "10300");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (self->revisions)), "10,100 → 10,300"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (self->revisions)), "中間見直し"));
}

static void
test_places (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "K1");
  const KkbIndicator *indicator = row_of (f, "K1")->indicator;
  KkbId id = indicator->id, first = kkb_indicator_origin (indicator)->id;

  g_assert_cmpuint (indicator->placements->len, ==, 1);
  g_assert_false (fill_cell (self->places, 1, 0, "どこにもない項目"));
  kkb_form_field_revert (kkb_field_list_cell (self->places, 1, 0));
  g_assert_true (fill_cell (self->places, 1, 0, "デジタル人財の確保"));
  indicator = kkb_facts_indicator (facts_of (f), id);
  g_assert_cmpuint (indicator->placements->len, ==, 2);
  g_assert_true (kkb_indicator_origin (indicator)->id == first);
  g_assert_true (fill_cell (self->places, 1, 3, "従業者数（再掲）"));
  g_assert_true (fill_cell (self->places, 1, 4, "10,500"));
  indicator = kkb_facts_indicator (facts_of (f), id);
  g_assert_cmpstr (kkb_placement_name (g_ptr_array_index (indicator->placements, 1)), ==, "従業者数（再掲）");
  g_assert_cmpint (kkb_placement_baseline (g_ptr_array_index (indicator->placements, 1))->coef, ==, 10500);
  g_assert_true (fill_cell (self->places, 1, 1, "主"));
  indicator = kkb_facts_indicator (facts_of (f), id);
  g_assert_true (kkb_indicator_origin (indicator)->id != first);
  undo (f);
  undo (f);
  undo (f);
  undo (f);
  g_assert_cmpuint (kkb_facts_indicator (facts_of (f), id)->placements->len, ==, 1);
}

static void
test_sides (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "K2");
  KkbId id = row_of (f, "K2")->indicator->id;
  g_autoptr (GPtrArray) series = NULL;

  g_assert_true (fill_cell (self->sides, 0, 1, "県平均"));
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_true (fill_cell (self->sides, 0, 2, "％"));
  g_assert_true (type_cell (self->side_grid, 0, 1, "65.2"));
  series = kkb_indicator_side_series (facts_of (f), kkb_facts_indicator (facts_of (f), id));
  g_assert_cmpuint (series->len, ==, 1);
  g_assert_cmpint (((KkbSideSeries *)series->pdata[0])->values.items[0].coef, ==, 652);
  g_assert_cmpstr (kkb_small_model_text (self->side, 0, 1), ==, "65.2");
}

static void
test_computed (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "A1");
  const KkbPlacement *a = row_of (f, "A11");
  g_autofree char *unit = g_strdup (a->indicator->unit);
  g_autoptr (KkbEditWords) words = kkb_edit_indicator_words (facts_of (f), a->indicator->id);
  g_autoptr (GError) error = NULL;
  KkbDraft *draft;
  KkbIndicatorMore *more;
  KkbId id = a->indicator->id, one = row_of (f, "A1")->indicator->id;

  g_assert_cmpint (kkb_edit_words_find (words, kkb_edit_words_of (words, one)), ==, one);
  kkb_indicator_add (f->win, doc_of (f), a->plan, 0);
  draft = kkb_draft_new (doc_of (f));
  more = kkb_draft_indicator_more (draft, kkb_indicator_page_indicator (self)->id);
  more->formula = KKB_COMPUTED_SUM;
  more->operands = kkb_facts_ids (kkb_draft_own (draft), (KkbId[]){ id, id }, 2);
  kkb_draft_indicator (draft, kkb_indicator_page_indicator (self)->id)->unit = kkb_draft_string (draft, unit);
  g_assert_true (kkb_edit_run (doc_of (f), draft, "和", &error));
  g_assert_no_error (error);
  g_assert_cmpint (kkb_indicator_page_indicator (self)->actuals.n, >, 0);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (self->formula_note)), "331"));
  kkb_field_choice_pick (self->picks[PICK_FORMULA], KKB_COMPUTED_NONE);
  g_assert_cmpint (kkb_indicator_page_indicator (self)->actuals.n, ==, 0);
}

static void
test_convert (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "A11");
  const KkbIndicator *indicator = row_of (f, "A11")->indicator;
  KkbId id = indicator->id;
  guint series = indicator->series;
  g_autofree char *before = hash_of (f);

  kkb_field_choice_pick (self->picks[PICK_SERIES], series == KKB_SERIES_ANNUAL ? KKB_SERIES_LEVEL : KKB_SERIES_ANNUAL);
  fixture_answer (f, "キャンセル");
  g_assert_cmpuint (kkb_facts_indicator (facts_of (f), id)->series, ==, series);
  kkb_field_choice_pick (self->picks[PICK_SERIES], KKB_SERIES_RATIO);
  fixture_answer (f, "変換");
  g_assert_cmpuint (kkb_facts_indicator (facts_of (f), id)->series, ==, KKB_SERIES_RATIO);
  undo (f);
  g_autofree char *after = hash_of (f);
  g_assert_cmpstr (before, ==, after);
}

static void
test_other_plan (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *self = indicator_page (f, "K1");
  g_autoptr (GError) error = NULL;
  KkbDraft *draft = kkb_draft_new (doc_of (f));
  KkbPlan *plan = kkb_draft_add_plan (draft);
  KkbId other = plan->id;

  plan->title = kkb_draft_string (draft, "総合計画");
  plan->start_fy = 2021;
  plan->end_fy = 2030;
  g_assert_true (kkb_edit_run (doc_of (f), draft, "計画", &error));
  g_assert_no_error (error);
  kkb_field_choice_pick (self->goal_plan, 1);
  g_assert_true (fill (self->baseline, "11000"));
  g_assert_true (type_cell (self->path_grid, 0, 10, "9,999"));
  g_assert_cmpint (kkb_indicator_goal (row_of (f, "K1")->indicator, other)->targets.items[0].coef, ==, 9999);
  g_assert_cmpint (kkb_placement_goal (row_of (f, "K1"))->baseline.coef, ==, 10796); /* its own plan's stays */
}

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
  g_assert_true (type_cell (self->money_grid, new_line, 3, "1,234千円"));
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
  g_autofree char *old = g_strdup (first->name), *before = hash_of (f);
  KkbId id = first->id;
  guint n = facts_of (f)->departments->len;

  g_assert_cmpuint (kkb_field_list_n_rows (departments), ==, n);
  g_assert_nonnull (strstr (kkb_field_entry_text (kkb_field_list_cell (departments, 0, 2)), "使用"));
  g_assert_true (fill_cell (departments, 0, 0, "産業政策課"));
  g_assert_cmpstr (kkb_facts_department (facts_of (f), id)->name, ==, "産業政策課");
  g_assert_cmpstr (kkb_facts_department (facts_of (f), id)->former[0].name, ==, old);
  g_assert_true (fill_cell (departments, 0, 1, "旧課（R4まで）、もっと旧い課"));
  g_assert_cmpint (kkb_facts_department (facts_of (f), id)->former[0].until_fy, ==, 2022);
  g_assert_cmpstr (kkb_facts_department (facts_of (f), id)->former[1].name, ==, "もっと旧い課");
  g_assert_false (fill_cell (departments, 1, 0, "産業政策課")); /* there already */
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

/* ---- every plan ---- */

/* Looking at every indicator and project changes nothing; one text of each is edited and undone. */
static void
test_every_plan (Fixture *f, gconstpointer data)
{
  KkbIndicatorPage *indicators = page (f, "indicator");
  KkbProjectPage *projects;
  g_autofree char *before = hash_of (f);
  guint n = MIN (facts_of (f)->placements->len, 12);

  for (guint i = 0; i < n; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (facts_of (f)->placements, i * facts_of (f)->placements->len / n);
      KkbId id = p->id;

      g_assert_true (kkb_page_show_placement (KKB_PAGE (indicators), id, KKB_FIELD_TARGET, 0));
      g_assert_cmpstr (kkb_field_entry_text (indicators->texts[TEXT_NAME]), ==, p->indicator->name);
      g_assert_cmpuint (strlen (gtk_label_get_text (GTK_LABEL (indicators->example))), >, 0);
      g_assert_true (fill (indicators->texts[TEXT_NOTE], "確認済み"));
      g_assert_cmpstr (kkb_facts_placement (facts_of (f), id)->indicator->note, ==, "確認済み");
      undo (f);
    }
  projects = page (f, "project");
  for (guint row = 0; row < MIN (kkb_small_model_n_rows (projects->list), 12); row++)
    {
      g_assert_true (kkb_grid_set_cursor (projects->grid, row, 2));
      g_assert_true (fill (projects->texts[PROJECT_NOTE], "確認済み"));
      g_assert_cmpstr (kkb_project_page_node (projects)->project->note, ==, "確認済み");
      undo (f);
    }
  page (f, "lists");
  page (f, "statistics");
  g_autofree char *after = hash_of (f);
  g_assert_cmpstr (before, ==, after);
}

#define ADD(path, plan, func) g_test_add ("/forms/" path, Fixture, plan, fixture_open, func, fixture_close)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  ADD ("a-field-is-stored-when-it-is-left-and-undone-by-one-step", "ichinoseki-r4", test_fields);
  ADD ("what-cannot-be-read-stays-as-typed-with-the-reason-and-the-page-waits", "ichinoseki-r4", test_refused);
  ADD ("departments-that-are-new-are-added-to-the-list", "ichinoseki-r4", test_departments);
  ADD ("a-new-indicator-is-named-at-once", "ichinoseki-r4", test_add);
  ADD ("a-duplicate-has-the-targets-but-not-the-actuals", "ichinoseki-r4", test_duplicate);
  ADD ("deleting-an-indicator-asks-and-can-be-undone", "ichinoseki-r4", test_delete);
  ADD ("the-baseline-has-value-year-and-as-of", "ichinoseki-r4", test_baseline);
  ADD ("targets-are-filled-in-a-straight-line-or-by-steps-as-one-step", "ichinoseki-r4", test_path);
  ADD ("a-target-is-dragged-on-the-chart-or-moved-by-keys", "ichinoseki-r4", test_drag);
  ADD ("a-revision-keeps-the-old-figure-with-date-and-reason", "ichinoseki-r4", test_revision);
  ADD ("an-indicator-is-repeated-elsewhere-and-one-place-is-the-origin", "ichinoseki-r4", test_places);
  ADD ("a-comparison-stands-beside-the-indicator", "ichinoseki-r4", test_sides);
  ADD ("an-indicator-is-computed-from-others-and-says-how", "ichinoseki-h29", test_computed);
  ADD ("another-kind-of-series-shows-what-changes-first", "ichinoseki-h29", test_convert);
  ADD ("an-indicator-has-a-target-of-its-own-in-another-plan", "ichinoseki-r4", test_other_plan);
  ADD ("a-project-is-described-with-its-budget-lines-and-outputs", "ichinoseki-r4", test_project_fields);
  ADD ("money-is-typed-in-yen-or-thousands-and-summed-exactly", "ichinoseki-r4", test_money);
  ADD ("personnel-cost-is-computed-exactly", "ichinoseki-r4", test_staff);
  ADD ("the-money-of-the-grants-stays-right-to-the-yen", "morioka-grants-r3", test_grants_money);
  ADD ("an-indicator-is-put-under-a-project-and-taken-away", "ichinoseki-r4", test_project_links);
  ADD ("a-renamed-department-keeps-its-former-name", "morioka-grants-r3", test_lists);
  ADD ("two-departments-are-merged-and-the-old-name-is-kept", "morioka-grants-r3", test_merge);
  ADD ("deleting-a-department-in-use-asks", "morioka-grants-r3", test_delete_used);
  ADD ("the-users-of-a-department-are-named", "morioka-grants-r3", test_list_users);
  ADD ("a-table-of-statistics-is-pasted-and-imported", "ichinoseki-r4", test_statistics);
  g_test_add_func ("/forms/a-range-of-a-workbook-is-read", test_workbook);
  g_test_add_func ("/forms/a-csv-file-of-windows-is-read", test_sjis);
  ADD ("looking-changes-nothing-in-ichinoseki-h29", "ichinoseki-h29", test_every_plan);
  ADD ("looking-changes-nothing-in-ichinoseki-r4", "ichinoseki-r4", test_every_plan);
  ADD ("looking-changes-nothing-in-morioka-grants-r3", "morioka-grants-r3", test_every_plan);
  ADD ("looking-changes-nothing-in-morioka-healthtech", "morioka-healthtech", test_every_plan);
  return g_test_run ();
}
