/* The forms on the real plans, in process: settings of an indicator; looking changes nothing. */
#include "forms-fixture.h"
#include "kkb-chart-drag.h"

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
  ADD ("looking-changes-nothing-in-ichinoseki-h29", "ichinoseki-h29", test_every_plan);
  ADD ("looking-changes-nothing-in-ichinoseki-r4", "ichinoseki-r4", test_every_plan);
  ADD ("looking-changes-nothing-in-morioka-grants-r3", "morioka-grants-r3", test_every_plan);
  ADD ("looking-changes-nothing-in-morioka-healthtech", "morioka-healthtech", test_every_plan);
  return g_test_run ();
}
