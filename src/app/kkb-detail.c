/* kkb-detail.c - see kkb-detail.h */
#include "kkb-detail.h"
#include "kkb-chart-indicator.h"
#include "kkb-compat.h"
#include "kkb-detail-body.h"
#include "kkb-history-text.h"
#include "kkb-kpi-model.h"
#include "kkb-node-facts.h"
#include "kkb-scroll-area.h"
#include <glib/gi18n-lib.h>

#define MAX_HISTORY  40
#define LEAST_HEIGHT 80

struct _KkbDetail
{
  GtkWidget parent;
  GtkWidget *area, *hint; /* one of them is there to be seen; the hint is made when it is needed */
  guint hint_idle;        /* makes it */
  KkbDetailBody *body;    /* in the area */
};

G_DEFINE_FINAL_TYPE (KkbDetail, kkb_detail, GTK_TYPE_WIDGET)

static const char *
direction_words (KkbDirection direction)
{
  static const char *const words[]
      = { N_ ("the more the better"), N_ ("the less the better"), N_ ("to be maintained"), N_ ("within a range") };
  return _ (words[direction]);
}

static const char *
series_words (KkbSeries series)
{
  static const char *const words[] = { NC_ ("series", "level"),         NC_ ("series", "amount of one year"),
                                       NC_ ("series", "running total"), NC_ ("series", "running total within the plan"),
                                       NC_ ("series", "ratio"),         NC_ ("series", "milestone") };
  return g_dpgettext2 (GETTEXT_PACKAGE, "series", words[series]);
}

static void
add_baseline (KkbDetailFacts *self, const KkbFacts *facts, const KkbPlacement *p, const KkbFormat *format)
{
  const KkbValue *value = kkb_placement_baseline (p);
  const KkbValueMore *more = kkb_value_more (facts, value);
  g_autofree char *text = kkb_value_format (facts, value, kkb_placement_unit (p), format);
  GString *line = g_string_new (text);

  if (more && *more->as_of)
    g_string_append_printf (line, "（%s）", more->as_of);
  if (more && *more->note)
    g_string_append_printf (line, "\n%s", more->note);
  kkb_detail_facts_add (self, _ ("Baseline"), line->str);
  g_string_free (line, TRUE);
}

static void
add_targets (KkbDetailFacts *self, const KkbFacts *facts, const KkbPlacement *p, const KkbFormat *format)
{
  const KkbGoal *goal = kkb_placement_goal (p);
  GString *line = g_string_new (NULL);

  for (guint i = 0; goal && i < goal->targets.n; i++)
    {
      const KkbValue *value = &goal->targets.items[i];
      g_autofree char *year
          = kkb_fy_format (value->fy, format->years, p->indicator->period_kind, format->keep_heisei31);
      g_autofree char *text = kkb_value_format (facts, value, kkb_placement_unit (p), format);
      g_string_append_printf (line, "%s%s %s", i ? "、" : "", year, text);
    }
  kkb_detail_facts_add (self, _ ("Targets"), line->str);
  g_string_free (line, TRUE);
}

static void
add_node_fact (const char *head, const char *text, gpointer data)
{
  kkb_detail_facts_add (data, head, text);
}

static void
show_facts (KkbDetailFacts *self, const KkbFacts *facts, const KkbPlacement *p, const KkbFormat *format)
{
  const KkbIndicator *indicator = p->indicator;
  const KkbValue *last = indicator->actuals.n ? &indicator->actuals.items[indicator->actuals.n - 1] : NULL;
  const KkbValueMore *more = last ? kkb_value_more (facts, last) : NULL;

  kkb_detail_facts_add (self, _ ("Meaning"), kkb_placement_meaning (p));
  add_baseline (self, facts, p, format);
  add_targets (self, facts, p, format);
  if (more)
    kkb_detail_facts_add (self, _ ("Latest actual"), more->as_of);
  kkb_detail_facts_add (self, _ ("Source"), kkb_placement_source (p));
  kkb_detail_facts_add (self, _ ("Rationale of the target"), kkb_placement_rationale (p));
  kkb_detail_facts_add (self, _ ("Direction"), direction_words (indicator->direction));
  kkb_detail_facts_add (self, _ ("Kind"), series_words (indicator->series));
  kkb_detail_facts_add (self, _ ("Release"), indicator->release);
  kkb_detail_facts_add (self, _ ("Note"), kkb_placement_note (p));
  kkb_detail_facts_add (self, "ID", kkb_placement_code (p));
  if (p->node && p->node->project)
    {
      kkb_detail_facts_add (self, _ ("Project"), p->node->title);
      kkb_node_facts_foreach (facts, p->node, format, add_node_fact, self);
    }
}

static void
show_history (KkbDetailFacts *self, KkbDocument *doc, KkbId indicator, const KkbFormat *format)
{
  g_autoptr (GPtrArray) history = kkb_document_history (doc, indicator, MAX_HISTORY, NULL);

  for (guint i = 0; history && i < history->len; i++)
    {
      const KkbHistoryEntry *entry = g_ptr_array_index (history, i);
      g_autofree char *when = kkb_history_when (entry->when, format);
      g_autofree char *before = kkb_history_value (entry, entry->old_value, format);
      g_autofree char *after = kkb_history_value (entry, entry->new_value, format);
      g_autofree char *change = g_strdup_printf ("%s: %s → %s", entry->aspect, before, after);
      g_autofree char *tooltip = g_strdup_printf ("%s\n%s", entry->label, change);

      kkb_detail_facts_add_change (self, when, entry->who, change, tooltip);
    }
}

static void
show_rating (KkbDetailText *self, const KkbReview *review, const KkbReviewRow *row)
{
  guint rating;
  g_autofree char *text = kkb_rating_text (review, row, &rating);
  g_autofree char *css = g_strdup_printf ("rating-%u", rating);

  if (!gtk_widget_has_css_class (GTK_WIDGET (self), css))
    gtk_widget_set_css_classes (GTK_WIDGET (self), (const char *[]){ "rating-chip", css, NULL });
  kkb_detail_text_set (self, text);
}

static char *
place_text (const KkbPlacement *p)
{
  GString *text = g_string_new (NULL);

  for (const KkbNode *n = p->node; n; n = n->parent)
    {
      g_autofree char *printed = kkb_node_printed (n);
      if (text->len)
        g_string_prepend (text, " › ");
      g_string_prepend (text, printed);
    }
  return g_string_free (text, FALSE);
}

static gboolean
make_hint_cb (gpointer data)
{
  KkbDetail *self = data;

  self->hint_idle = 0;
  self->hint = gtk_label_new (
      _ ("Choose an indicator in the table: its chart, the reason for its rating and its history appear here."));
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->hint), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* While a document is being opened there is nothing to choose yet: the hint comes when that lasts. */
static void
show_hint (KkbDetail *self, gboolean show)
{
  gtk_widget_set_visible (self->area, !show);
  if (self->hint)
    gtk_widget_set_visible (self->hint, show);
  else if (show && !self->hint_idle)
    self->hint_idle = g_idle_add (make_hint_cb, self);
  else if (!show)
    g_clear_handle_id (&self->hint_idle, g_source_remove);
}

/* What can be selected in is woken by the pointer. */
static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, KkbDetail *self)
{
  GtkWidget *under = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *text = under ? gtk_widget_get_ancestor (under, KKB_TYPE_DETAIL_TEXT) : NULL;

  if (text)
    kkb_detail_text_wake (KKB_DETAIL_TEXT (text));
}

/* ---- overrides ---- */

static void
kkb_detail_dispose (GObject *object)
{
  KkbDetail *self = KKB_DETAIL (object);

  g_clear_handle_id (&self->hint_idle, g_source_remove);
  g_clear_pointer (&self->hint, gtk_widget_unparent);
  g_clear_pointer (&self->area, gtk_widget_unparent);
  self->body = NULL;
  G_OBJECT_CLASS (kkb_detail_parent_class)->dispose (object);
}

/* What is shown must not change the least height: GtkPaned of 4.8 leaves a pane without allocation when a position that
 * was set must give way. Nor does the width depend on the height: a paned window asks for the width at the height it
 * has, and a sentence that may wrap would then ask for all of its length. */
static void
kkb_detail_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = LEAST_HEIGHT;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (KKB_DETAIL (widget)->area, orientation, -1, minimum, natural, NULL, NULL);
}

static GtkSizeRequestMode
kkb_detail_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kkb_detail_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KkbDetail *self = KKB_DETAIL (widget);
  const gboolean hint = self->hint && gtk_widget_get_visible (self->hint);

  if (hint)
    gtk_widget_measure (self->hint, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (hint ? self->hint : self->area, &(GtkAllocation){ 0, 0, width, MAX (height, LEAST_HEIGHT) },
                            -1);
}

static void
kkb_detail_class_init (KkbDetailClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_detail_dispose;
  widget->get_request_mode = kkb_detail_get_request_mode;
  widget->measure = kkb_detail_measure;
  widget->size_allocate = kkb_detail_size_allocate;
  gtk_widget_class_set_css_name (widget, "kpidetail");
}

static void
kkb_detail_init (KkbDetail *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->body = KKB_DETAIL_BODY (kkb_detail_body_new ());
  self->area = kkb_scroll_area_new (GTK_WIDGET (self->body));
  gtk_widget_set_parent (self->area, GTK_WIDGET (self));
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_set_visible (self->area, FALSE); /* until something is shown */
}

/* ---- public ---- */

void
kkb_detail_show (KkbDetail *self, KkbDocument *doc, KkbId placement, const KkbFormat *format)
{
  const KkbFacts *facts = doc ? kkb_document_facts (doc) : NULL;
  const KkbPlacement *p = facts && placement ? kkb_facts_placement (facts, placement) : NULL;
  KkbReview *review = p ? kkb_document_review (doc) : NULL;
  const KkbReviewRow *row = review ? kkb_review_find (review, placement) : NULL;
  g_autoptr (KkbChartSpec) spec = NULL;
  g_autofree char *sentence = NULL, *place = NULL;
  KkbDetailBody *body = self->body;

  show_hint (self, !row);
  if (!row)
    {
      kkb_detail_text_set (body->sentence, "");
      return;
    }
  sentence = kkb_review_explain (review, row, format);
  place = place_text (p);
  spec = kkb_chart_spec_for_placement (facts, p, row->rules->yardstick, format);
  kkb_detail_text_set (body->name, kkb_placement_name (p));
  kkb_compat_set_tooltip (GTK_WIDGET (body->name), kkb_placement_name (p));
  kkb_detail_text_set (body->place, place);
  kkb_compat_set_tooltip (GTK_WIDGET (body->place), place);
  kkb_detail_text_set (body->sentence, sentence);
  show_rating (body->rating, review, row);
  kkb_chart_view_set_spec (body->chart, spec);
  kkb_detail_facts_begin (body->facts);
  show_facts (body->facts, facts, p, format);
  show_history (body->facts, doc, p->indicator->id, format);
  kkb_detail_facts_end (body->facts);
}

const char *
kkb_detail_sentence (KkbDetail *self)
{
  return kkb_detail_text_get (self->body->sentence);
}
