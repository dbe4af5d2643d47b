#include "config.h"
#include "kkb-rating-bar.h"
#include "kkb-chart-draw.h"
#include <glib/gi18n-lib.h>

#define BAR_WIDTH 36
#define BAR_HEIGHT 8

struct _KkbRatingBar
{
  GtkWidget parent;
  KkbChartSpec *spec;
  KkbChartLayout *layout;
  char *words; /* A 5、B 1、集計中 2 */
};

G_DEFINE_FINAL_TYPE (KkbRatingBar, kkb_rating_bar, GTK_TYPE_WIDGET)

static void
add_count (KkbChartSpec *spec, GString *words, KkbChartRole role, const char *name, guint count)
{
  KkbChartSeries *series = kkb_chart_spec_add_series (spec, role, name, NULL);

  if (!count)
    return;
  kkb_chart_spec_add_count (spec, series, 0, count);
  g_string_append_printf (words, "%s%s %u", words->len ? "、" : "", name, count);
}

static KkbChartPalette
palette_of (GtkWidget *widget)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  return 0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue > 0.5 ? KKB_CHART_PALETTE_DARK
                                                                               : KKB_CHART_PALETTE_LIGHT;
}

static void
kkb_rating_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? BAR_WIDTH : BAR_HEIGHT;
}

static void
kkb_rating_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KkbRatingBar *self = KKB_RATING_BAR (widget);

  if (!self->spec
      || (self->layout && kkb_chart_layout_width (self->layout) == width
          && kkb_chart_layout_height (self->layout) == height))
    return;
  g_clear_pointer (&self->layout, kkb_chart_layout_unref);
  self->layout = kkb_chart_layout_new (self->spec, width, height, NULL, 10);
}

static void
kkb_rating_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KkbRatingBar *self = KKB_RATING_BAR (widget);
  cairo_t *cr;

  if (!self->layout || kkb_chart_spec_is_empty (self->spec))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget),
                                                                 (float)gtk_widget_get_height (widget)));
  kkb_chart_draw (cr, self->layout, palette_of (widget));
  cairo_destroy (cr);
}

static void
kkb_rating_bar_finalize (GObject *object)
{
  KkbRatingBar *self = KKB_RATING_BAR (object);

  g_clear_pointer (&self->layout, kkb_chart_layout_unref);
  g_clear_pointer (&self->spec, kkb_chart_spec_unref);
  g_free (self->words);
  G_OBJECT_CLASS (kkb_rating_bar_parent_class)->finalize (object);
}

static void
kkb_rating_bar_class_init (KkbRatingBarClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = kkb_rating_bar_finalize;
  widget->measure = kkb_rating_bar_measure;
  widget->size_allocate = kkb_rating_bar_size_allocate;
  widget->snapshot = kkb_rating_bar_snapshot;
  gtk_widget_class_set_css_name (widget, "ratingbar");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kkb_rating_bar_init (KkbRatingBar *self)
{
}

GtkWidget *
kkb_rating_bar_new (void)
{
  return g_object_new (KKB_TYPE_RATING_BAR, NULL);
}

void
kkb_rating_bar_set_tally (KkbRatingBar *self, const KkbTally *tally, const KkbRules *rules)
{
  g_autoptr (KkbChartSpec) spec = kkb_chart_spec_new (KKB_CHART_STRIP, "");
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_if_fail (KKB_IS_RATING_BAR (self));
  for (guint i = 0; i < MIN (tally->n_bands, rules->n_bands); i++)
    add_count (spec, words, KKB_CHART_RATING, rules->bands[i].label, tally->band[i]);
  for (guint i = 0; i < KKB_N_STATES; i++)
    add_count (spec, words, KKB_CHART_GAP, kkb_state_word ((KkbState)i), tally->gap[i]);
  add_count (spec, words, KKB_CHART_GAP, _ ("no target"), tally->no_target);
  add_count (spec, words, KKB_CHART_GAP, _ ("to be judged"), tally->manual);
  if (self->words && g_str_equal (self->words, words->str) && self->spec
      && self->spec->series->len == spec->series->len)
    return;
  g_clear_pointer (&self->layout, kkb_chart_layout_unref);
  g_clear_pointer (&self->spec, kkb_chart_spec_unref);
  g_free (self->words);
  self->spec = g_steal_pointer (&spec);
  self->words = g_strdup (words->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->words, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
