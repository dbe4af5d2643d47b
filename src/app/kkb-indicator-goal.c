/* kkb-indicator-goal.c - the indicator in one plan: which plan, method, baseline, and how its figures were revised. */
#include "kkb-error.h"
#include "kkb-indicator-private.h"
#include "kkb-question.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

enum
{
  BASE_VALUE,
  BASE_YEAR,
  BASE_AS_OF,
  BASE_NOTE
};

/* ---- helpers ---- */

static KkbId
goal_plan_id (KkbIndicatorPage *self)
{
  return kkb_indicator_page_goal_plan (self)->id;
}

static const KkbValue *
baseline_of (KkbIndicatorPage *self)
{
  const KkbGoal *goal = kkb_indicator_page_goal (self);

  return goal ? &goal->baseline : NULL;
}

/* Year, as-of text or note of the baseline; where there is no value yet they are kept with a blank one. */
static gboolean
set_beside_baseline (KkbIndicatorPage *self, KkbDraft *draft, int which, const char *text, GError **error)
{
  static const KkbValue blank = { .kind = KKB_VALUE_BLANK };
  const KkbValue *old = baseline_of (self);
  KkbValueMore *more;
  KkbValue value = kkb_edit_copy_value (draft, old ? old : &blank, &more);
  int fy = value.fy;

  if (which == BASE_YEAR && !kkb_edit_read_year (text, &fy, error))
    return FALSE;
  if (which == BASE_AS_OF)
    {
      more->as_of = kkb_draft_string (draft, text);
      if (fy == KKB_FY_NONE)
        fy = kkb_fy_parse_as_of (text);
    }
  if (which == BASE_NOTE)
    more->note = kkb_draft_string (draft, text);
  value.fy = (gint16)fy;
  kkb_draft_set_value (draft, goal_plan_id (self), kkb_indicator_page_indicator (self)->id, KKB_FIELD_BASELINE,
                       KKB_FY_NONE, &value);
  return TRUE;
}

/* ---- callbacks ---- */

static gboolean
baseline_cb (GtkWidget *field, const char *text, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  int which = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (field), "which"));
  g_autofree char *typed = kkb_text_strip (text);
  g_autoptr (KkbDraft) draft = kkb_draft_new (self->doc);
  gboolean ok;

  ok = which == BASE_VALUE ? kkb_draft_type_value (draft, goal_plan_id (self), kkb_indicator_page_indicator (self)->id,
                                                   KKB_FIELD_BASELINE, KKB_FY_NONE, typed, error)
                           : set_beside_baseline (self, draft, which, typed, error);
  return ok && kkb_edit_run (self->doc, g_steal_pointer (&draft), _ ("Indicator: baseline"), error);
}

/* Why it cannot be read, while it is typed. */
static gboolean
baseline_check_cb (GtkWidget *field, const char *text, gpointer data, char **hint, GError **error)
{
  KkbIndicatorPage *self = data;
  const KkbIndicator *indicator = kkb_indicator_page_indicator (self);
  g_autoptr (KkbDraft) draft = NULL;

  if (!indicator)
    return TRUE;
  draft = kkb_draft_new (self->doc);
  return kkb_draft_type_value (draft, goal_plan_id (self), indicator->id, KKB_FIELD_BASELINE, KKB_FY_NONE, text, error);
}

static gboolean
plan_cb (GtkWidget *field, guint index, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;

  if (index >= self->plans->len || !kkb_indicator_page_indicator (self))
    return TRUE;
  self->goal_of = g_array_index (self->plans, KkbId, index);
  kkb_indicator_page_refresh (self);
  return TRUE;
}

static gboolean
method_cb (GtkWidget *field, guint index, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  KkbDraft *draft;

  if (!kkb_indicator_page_indicator (self))
    return TRUE;
  draft = kkb_draft_new (self->doc);
  kkb_draft_goal (draft, goal_plan_id (self), kkb_indicator_page_indicator (self)->id)->method = (guint8)index;
  return kkb_edit_run (self->doc, draft, _ ("Indicator: method"), error);
}

static void
revise_cb (KkbIndicatorPage *self)
{
  if (kkb_indicator_page_indicator (self) && kkb_form_commit (self->right))
    kkb_indicator_ask_revision (self, KKB_FIELD_BASELINE, KKB_FY_NONE);
}

/* ---- revisions ---- */

typedef struct
{
  KkbIndicatorPage *page; /* a reference */
  KkbId plan, indicator;
  KkbField field;
  int fy;
  GtkWidget *value, *date, *reason; /* entries of the question */
} Revision;

static void
revision_free (Revision *r)
{
  g_object_unref (r->page);
  g_free (r);
}

static gboolean
revise (Revision *r, GError **error)
{
  KkbDocument *doc = r->page->doc;
  KkbIndicator *indicator = kkb_facts_indicator (kkb_document_facts (doc), r->indicator);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (r->value));
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (r->reason));
  g_autofree char *why = kkb_text_strip (reason);
  g_autoptr (KkbDraft) draft = NULL;
  g_auto (KkbQuantity) q = { 0 };
  const char *unit;
  const KkbGoal *goal;
  KkbValue value;

  if (!indicator)
    return TRUE;
  if (!*why)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("A revision needs its reason: it is printed with the old and the new figure."));
      return FALSE;
    }
  draft = kkb_draft_new (doc);
  goal = kkb_indicator_goal (indicator, r->plan);
  unit = kkb_indicator_unit (indicator, r->fy);
  if (!kkb_quantity_parse (text, unit, &q, error))
    return FALSE;
  if (q.unsure || q.kind == KKB_VALUE_BLANK)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("“%s” is not one figure. Type the new figure."), text);
      return FALSE;
    }
  value = kkb_quantity_to_value (&q, kkb_draft_own (draft),
                                 r->field == KKB_FIELD_BASELINE && goal ? goal->baseline.fy : r->fy, unit);
  kkb_draft_revise (draft, r->plan, r->indicator, r->field, r->fy, &value,
                    gtk_editable_get_text (GTK_EDITABLE (r->date)), why);
  return kkb_edit_run (doc, g_steal_pointer (&draft), _ ("Revision of a figure"), error);
}

static void
revision_answered (GtkWindow *parent, int button, gpointer data)
{
  Revision *r = data;
  g_autoptr (GError) error = NULL;

  if (button == 1 && !revise (r, &error))
    kkb_window_show_error (KKB_WINDOW (parent), error);
  revision_free (r);
}

static GtkWidget *
add_line (GtkWidget *grid, int row, const char *label, const char *text)
{
  GtkWidget *name = gtk_label_new_with_mnemonic (label), *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (name), entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  gtk_grid_attach (GTK_GRID (grid), name, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), entry, 1, row, 1, 1);
  return entry;
}

void
kkb_indicator_ask_revision (KkbIndicatorPage *self, KkbField field, int fy)
{
  const KkbIndicator *indicator = kkb_indicator_page_indicator (self);
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  const KkbGoal *goal = kkb_indicator_page_goal (self);
  const KkbValue *old = !goal                         ? NULL
                        : field == KKB_FIELD_BASELINE ? &goal->baseline
                                                      : kkb_value_list_find (&goal->targets, fy);
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("_Revise"), KKB_BUTTON_SUGGESTED } };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *printed = old ? kkb_value_format (facts, old, indicator->unit, &self->format) : g_strdup ("");
  g_autofree char *edit = old ? kkb_value_to_edit (facts, old) : g_strdup ("");
  g_autofree char *year = kkb_fy_format (fy, self->format.years, indicator->period_kind, self->format.keep_heisei31);
  g_autofree char *what
      = field == KKB_FIELD_BASELINE ? g_strdup (_ ("Baseline")) : g_strdup_printf (_ ("Target of %s"), year);
  g_autofree char *text = NULL;
  GtkWidget *grid;
  Revision *r;

  if (!old || old->kind == KKB_VALUE_BLANK)
    {
      kkb_window_say (self->win, _ ("There is no figure to revise yet: type it first. A revision keeps the old figure "
                                    "beside the new one."));
      return;
    }
  r = g_new0 (Revision, 1);
  grid = gtk_grid_new ();
  text = g_strdup_printf (_ ("%s: %s%s now. The old figure stays on record with the date and the reason."), what,
                          printed, indicator->unit);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  r->page = g_object_ref (self);
  r->plan = goal_plan_id (self);
  r->indicator = indicator->id;
  r->field = field;
  r->fy = fy;
  r->value = add_line (grid, 0, _ ("_New figure"), edit);
  r->date = add_line (grid, 1, _ ("Revised _on"), today);
  r->reason = add_line (grid, 2, _ ("_Reason"), "");
  kkb_question_ask (GTK_WINDOW (self->win), _ ("Revision of a figure"), text, grid, buttons, 2, 0, 1, revision_answered,
                    r);
  gtk_widget_grab_focus (r->value);
}

/* ---- making and filling ---- */

static GtkWidget *
add_baseline (KkbIndicatorPage *self, GtkWidget *form, int which, const char *label, int width)
{
  GtkWidget *field = kkb_field_entry_new (baseline_cb, self);

  g_object_set_data (G_OBJECT (field), "which", GINT_TO_POINTER (which));
  if (width)
    kkb_field_entry_set_width (field, width);
  return kkb_form_add (form, label, field);
}

void
kkb_indicator_build_goal (KkbIndicatorPage *self, GtkWidget *form)
{
  const char *const none[] = { NULL };
  const char *const methods[] = { _ ("as the rule set says"),
                                  _ ("attainment rate"),
                                  _ ("progress rate"),
                                  _ ("met or not met"),
                                  _ ("judged by a person"),
                                  _ ("not evaluated"),
                                  NULL };

  self->revise = gtk_button_new_with_mnemonic (_ ("Re_vise the Baseline…"));
  kkb_form_add_heading (form, _ ("Goal"));
  self->goal_plan = kkb_form_add (form, _ ("In the _plan"), kkb_field_choice_new (none, plan_cb, self));
  self->method = kkb_form_add (form, _ ("Met_hod"), kkb_field_choice_new (methods, method_cb, self));
  self->baseline = add_baseline (self, form, BASE_VALUE, _ ("_Baseline"), 14);
  kkb_field_entry_set_numeric (self->baseline, TRUE);
  kkb_field_entry_set_check (self->baseline, baseline_check_cb);
  self->baseline_year = add_baseline (self, form, BASE_YEAR, _ ("Year of the baseline"), 10);
  self->baseline_as_of = add_baseline (self, form, BASE_AS_OF, _ ("As of"), 0);
  self->baseline_note = add_baseline (self, form, BASE_NOTE, _ ("Note on the baseline"), 0);
  gtk_widget_set_halign (self->revise, GTK_ALIGN_START);
  g_signal_connect_swapped (self->revise, "clicked", G_CALLBACK (revise_cb), self);
  kkb_form_add (form, "", self->revise);
}

/* The plans of the document; those with a goal of this indicator say so. */
static void
fill_plans (KkbIndicatorPage *self, const KkbIndicator *indicator)
{
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint shown = G_MAXUINT;

  g_array_set_size (self->plans, 0);
  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);
      const KkbGoal *goal = kkb_indicator_goal (indicator, plan->id);
      gboolean has = goal && (goal->targets.n || goal->baseline.kind != KKB_VALUE_BLANK);

      if (plan == kkb_indicator_page_goal_plan (self))
        shown = i;
      g_array_append_val (self->plans, plan->id);
      g_ptr_array_add (words, has ? g_strdup (plan->title) : g_strdup_printf (_ ("%s (no goal yet)"), plan->title));
    }
  g_ptr_array_add (words, NULL);
  kkb_field_choice_set_words (self->goal_plan, (const char *const *)words->pdata);
  kkb_field_choice_show (self->goal_plan, shown);
}

static void
add_revision (GString *lines, KkbIndicatorPage *self, const KkbFacts *own, const KkbRevision *before,
              const KkbRevision *now, const char *unit)
{
  const KkbValueMore *more = kkb_value_more (own, &now->value);
  g_autofree char *year
      = kkb_fy_format (now->value.fy, self->format.years, KKB_PERIOD_FISCAL, self->format.keep_heisei31);
  g_autofree char *old = kkb_value_format (own, &before->value, unit, &self->format);
  g_autofree char *new = kkb_value_format (own, &now->value, unit, &self->format);

  g_string_append_printf (lines, "%s%s %s → %s", lines->len ? "\n" : "", now->is_baseline ? _ ("Baseline") : year, old,
                          new);
  if (more && (*more->revised_on || *more->reason))
    g_string_append_printf (lines, "（%s%s%s）", more->revised_on, *more->revised_on && *more->reason ? "、" : "",
                            more->reason);
}

/* What each figure was before, with date and reason. */
static void
fill_revisions (KkbIndicatorPage *self, const KkbIndicator *indicator)
{
  g_autoptr (KkbFacts) own = kkb_facts_new ();
  g_autoptr (GArray) all
      = kkb_store_revisions (kkb_document_store (self->doc), own, goal_plan_id (self), indicator->id, NULL);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; all && i < all->len; i++)
    {
      const KkbRevision *now = &g_array_index (all, KkbRevision, i), *before = NULL;

      for (guint k = 0; k < i; k++)
        {
          const KkbRevision *other = &g_array_index (all, KkbRevision, k);

          if (other->is_baseline == now->is_baseline && (now->is_baseline || other->value.fy == now->value.fy))
            before = other;
        }
      if (before)
        add_revision (lines, self, own, before, now, indicator->unit);
    }
  gtk_label_set_text (GTK_LABEL (self->revisions), lines->str);
  kkb_form_set_row_visible (self->right, self->revisions, lines->len > 0);
  g_string_free (lines, TRUE);
}

void
kkb_indicator_fill_goal (KkbIndicatorPage *self)
{
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  const KkbIndicator *indicator = kkb_indicator_page_indicator (self);
  const KkbGoal *goal = kkb_indicator_page_goal (self);
  const KkbValue *baseline = goal ? &goal->baseline : NULL;
  const KkbValueMore *more = baseline ? kkb_value_more (facts, baseline) : NULL;
  g_autofree char *value = baseline ? kkb_value_to_edit (facts, baseline) : g_strdup ("");
  g_autofree char *year = kkb_edit_year (baseline ? baseline->fy : KKB_FY_NONE, &self->format);

  fill_plans (self, indicator);
  kkb_field_choice_show (self->method, goal ? goal->method : KKB_METHOD_DEFAULT);
  kkb_field_entry_show (self->baseline, value);
  kkb_field_entry_show (self->baseline_year, year);
  kkb_field_entry_show (self->baseline_as_of, more ? more->as_of : "");
  kkb_field_entry_show (self->baseline_note, more ? more->note : "");
  fill_revisions (self, indicator);
}
