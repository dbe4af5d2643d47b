/* kkb-detail.c - see kkb-detail.h */
#include "kkb-detail.h"
#include "kkb-compat.h"
#include "kkb-history-text.h"
#include "kkb-chart-indicator.h"
#include "kkb-chart-view.h"
#include "kkb-kpi-model.h"
#include "kkb-node-facts.h"
#include <glib/gi18n-lib.h>

#define MAX_HISTORY  40
#define LEAST_HEIGHT 80

struct _KkbDetail
{
  GtkWidget parent;
  GtkWidget *stack, *name, *rating, *place, *sentence, *chart, *facts, *history_heading, *history;
};

G_DEFINE_FINAL_TYPE (KkbDetail, kkb_detail, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_fact (KkbDetail *self, int *row, const char *head, const char *text)
{
  GtkWidget *value;

  if (!text || !*text)
    return;
  value = new_label (text, NULL);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_set_can_focus (value, FALSE);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (GTK_GRID (self->facts), new_label (head, "dim-label"), 0, *row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->facts), value, 1, (*row)++, 1, 1);
}

static void
clear_grid (GtkWidget *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (grid)))
    gtk_grid_remove (GTK_GRID (grid), child);
}

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
add_baseline (KkbDetail *self, int *row, const KkbFacts *facts, const KkbPlacement *p, const KkbFormat *format)
{
  const KkbValue *value = kkb_placement_baseline (p);
  const KkbValueMore *more = kkb_value_more (facts, value);
  g_autofree char *text = kkb_value_format (facts, value, kkb_placement_unit (p), format);
  GString *line = g_string_new (text);

  if (more && *more->as_of)
    g_string_append_printf (line, "（%s）", more->as_of);
  if (more && *more->note)
    g_string_append_printf (line, "\n%s", more->note);
  add_fact (self, row, _ ("Baseline"), line->str);
  g_string_free (line, TRUE);
}

static void
add_targets (KkbDetail *self, int *row, const KkbFacts *facts, const KkbPlacement *p, const KkbFormat *format)
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
  add_fact (self, row, _ ("Targets"), line->str);
  g_string_free (line, TRUE);
}

typedef struct
{
  KkbDetail *self;
  int *row;
} Adding;

static void
add_node_fact (const char *head, const char *text, gpointer data)
{
  Adding *adding = data;

  add_fact (adding->self, adding->row, head, text);
}

static void
show_facts (KkbDetail *self, const KkbFacts *facts, const KkbPlacement *p, const KkbFormat *format)
{
  const KkbIndicator *indicator = p->indicator;
  const KkbValue *last = indicator->actuals.n ? &indicator->actuals.items[indicator->actuals.n - 1] : NULL;
  const KkbValueMore *more = last ? kkb_value_more (facts, last) : NULL;
  int row = 0;
  Adding adding = { self, &row };

  clear_grid (self->facts);
  add_fact (self, &row, _ ("Meaning"), kkb_placement_meaning (p));
  add_baseline (self, &row, facts, p, format);
  add_targets (self, &row, facts, p, format);
  if (more)
    add_fact (self, &row, _ ("Latest actual"), more->as_of);
  add_fact (self, &row, _ ("Source"), kkb_placement_source (p));
  add_fact (self, &row, _ ("Rationale of the target"), kkb_placement_rationale (p));
  add_fact (self, &row, _ ("Direction"), direction_words (indicator->direction));
  add_fact (self, &row, _ ("Kind"), series_words (indicator->series));
  add_fact (self, &row, _ ("Release"), indicator->release);
  add_fact (self, &row, _ ("Note"), kkb_placement_note (p));
  add_fact (self, &row, "ID", kkb_placement_code (p));
  if (p->node && p->node->project)
    {
      add_fact (self, &row, _ ("Project"), p->node->title);
      kkb_node_facts_foreach (facts, p->node, format, add_node_fact, &adding);
    }
}

static void
show_history (KkbDetail *self, KkbDocument *doc, KkbId indicator, const KkbFormat *format)
{
  g_autoptr (GPtrArray) history = kkb_document_history (doc, indicator, MAX_HISTORY, NULL);

  clear_grid (self->history);
  gtk_widget_set_visible (self->history_heading, history && history->len > 0);
  for (guint i = 0; history && i < history->len; i++)
    {
      const KkbHistoryEntry *entry = g_ptr_array_index (history, i);
      g_autofree char *when = kkb_history_when (entry->when, format);
      g_autofree char *before = kkb_history_value (entry, entry->old_value, format);
      g_autofree char *after = kkb_history_value (entry, entry->new_value, format);
      g_autofree char *change = g_strdup_printf ("%s: %s → %s", entry->aspect, before, after);
      g_autofree char *tooltip = g_strdup_printf ("%s\n%s", entry->label, change);
      GtkWidget *label = new_label (change, NULL);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      kkb_compat_set_tooltip (label, tooltip);
      gtk_grid_attach (GTK_GRID (self->history), new_label (when, "dim-label"), 0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (self->history), new_label (entry->who, "dim-label"), 1, i, 1, 1);
      gtk_grid_attach (GTK_GRID (self->history), label, 2, i, 1, 1);
    }
}

static void
show_rating (KkbDetail *self, const KkbReview *review, const KkbReviewRow *row)
{
  guint rating;
  g_autofree char *text = kkb_rating_text (review, row, &rating);

  for (guint i = 0; i <= 5; i++)
    {
      g_autofree char *css = g_strdup_printf ("rating-%u", i);
      gtk_widget_remove_css_class (self->rating, css);
      if (i == rating)
        gtk_widget_add_css_class (self->rating, css);
    }
  gtk_label_set_text (GTK_LABEL (self->rating), text);
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

static void
kkb_detail_dispose (GObject *object)
{
  gtk_widget_unparent (gtk_widget_get_first_child (GTK_WIDGET (object)));
  G_OBJECT_CLASS (kkb_detail_parent_class)->dispose (object);
}

/* The width does not depend on the height: a paned window asks for the width at the height it has, and a sentence that
 * may wrap would then ask for all of its length. */
static void
kkb_detail_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, -1, minimum, natural, NULL, NULL);
  else /* it scrolls: what stands in it need not be laid out to know its height */
    *minimum = *natural = LEAST_HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

static GtkSizeRequestMode
kkb_detail_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kkb_detail_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  GtkAllocation place = { 0, 0, width, height };

  place.height = MAX (place.height, LEAST_HEIGHT);
  gtk_widget_size_allocate (child, &place, -1);
}

static void
kkb_detail_class_init (KkbDetailClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KKB_TYPE_CHART_VIEW);
  G_OBJECT_CLASS (klass)->dispose = kkb_detail_dispose;
  widget->get_request_mode = kkb_detail_get_request_mode;
  widget->measure = kkb_detail_measure;
  widget->size_allocate = kkb_detail_size_allocate;
  gtk_widget_class_set_css_name (widget, "kpidetail");
  gtk_widget_class_set_template_from_resource (widget, "/jp/keikakubo/Keikakubo/ui/kkb-detail.ui");
  gtk_widget_class_bind_template_child (widget, KkbDetail, stack);
  gtk_widget_class_bind_template_child (widget, KkbDetail, name);
  gtk_widget_class_bind_template_child (widget, KkbDetail, rating);
  gtk_widget_class_bind_template_child (widget, KkbDetail, place);
  gtk_widget_class_bind_template_child (widget, KkbDetail, sentence);
  gtk_widget_class_bind_template_child (widget, KkbDetail, chart);
  gtk_widget_class_bind_template_child (widget, KkbDetail, facts);
  gtk_widget_class_bind_template_child (widget, KkbDetail, history_heading);
  gtk_widget_class_bind_template_child (widget, KkbDetail, history);
}

static void
kkb_detail_init (KkbDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kkb_detail_show (KkbDetail *self, KkbDocument *doc, KkbId placement, const KkbFormat *format)
{
  const KkbFacts *facts = doc ? kkb_document_facts (doc) : NULL;
  const KkbPlacement *p = facts && placement ? kkb_facts_placement (facts, placement) : NULL;
  KkbReview *review = p ? kkb_document_review (doc) : NULL;
  const KkbReviewRow *row = review ? kkb_review_find (review, placement) : NULL;
  g_autoptr (KkbChartSpec) spec = NULL;
  g_autofree char *sentence = NULL, *place = NULL;

  if (!row)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "empty");
      gtk_label_set_text (GTK_LABEL (self->sentence), "");
      return;
    }
  sentence = kkb_review_explain (review, row, format);
  place = place_text (p);
  spec = kkb_chart_spec_for_placement (facts, p, row->rules->yardstick, format);
  gtk_label_set_text (GTK_LABEL (self->name), kkb_placement_name (p));
  kkb_compat_set_tooltip (self->name, kkb_placement_name (p));
  gtk_label_set_text (GTK_LABEL (self->place), place);
  kkb_compat_set_tooltip (self->place, place);
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
  show_rating (self, review, row);
  kkb_chart_view_set_spec (KKB_CHART_VIEW (self->chart), spec);
  show_facts (self, facts, p, format);
  show_history (self, doc, p->indicator->id, format);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "indicator");
}

const char *
kkb_detail_sentence (KkbDetail *self)
{
  return gtk_label_get_text (GTK_LABEL (self->sentence));
}
