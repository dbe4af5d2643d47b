#include "config.h"
#include "kkb-rating-bar.h"
#include "kkb-chart-draw.h"
#include <glib/gi18n-lib.h>

struct _KkbRatingBar
{
  KkbChartSpec *spec;
  KkbChartLayout *layout; /* made when it is first drawn */
  GString *words;
};

static void
add_count (KkbRatingBar *self, KkbChartRole role, const char *name, guint count)
{
  KkbChartSeries *series = kkb_chart_spec_add_series (self->spec, role, name, NULL);

  if (!count)
    return;
  kkb_chart_spec_add_count (self->spec, series, 0, count);
  g_string_append_printf (self->words, "%s%s %u", self->words->len ? "、" : "", name, count);
}

/* ---- public ---- */

KkbRatingBar *
kkb_rating_bar_new (const KkbTally *tally, const KkbRules *rules)
{
  KkbRatingBar *self = g_new0 (KkbRatingBar, 1);

  self->spec = kkb_chart_spec_new (KKB_CHART_STRIP, "");
  self->words = g_string_new (NULL);
  for (guint i = 0; i < MIN (tally->n_bands, rules->n_bands); i++)
    add_count (self, KKB_CHART_RATING, rules->bands[i].label, tally->band[i]);
  for (guint i = 0; i < KKB_N_STATES; i++)
    add_count (self, KKB_CHART_GAP, kkb_state_word ((KkbState)i), tally->gap[i]);
  add_count (self, KKB_CHART_GAP, _ ("no target"), tally->no_target);
  add_count (self, KKB_CHART_GAP, _ ("to be judged"), tally->manual);
  return self;
}

void
kkb_rating_bar_free (KkbRatingBar *self)
{
  g_clear_pointer (&self->layout, kkb_chart_layout_free);
  kkb_chart_spec_unref (self->spec);
  g_string_free (self->words, TRUE);
  g_free (self);
}

const char *
kkb_rating_bar_words (const KkbRatingBar *self)
{
  return self->words->str;
}

void
kkb_rating_bar_snapshot (KkbRatingBar *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  gboolean dark = 0.2126 * color->red + 0.7152 * color->green + 0.0722 * color->blue > 0.5;
  cairo_t *cr;

  if (kkb_chart_spec_is_empty (self->spec))
    return;
  if (!self->layout)
    self->layout = kkb_chart_layout_new (self->spec, KKB_RATING_BAR_WIDTH, KKB_RATING_BAR_HEIGHT, NULL, 10);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, KKB_RATING_BAR_WIDTH, KKB_RATING_BAR_HEIGHT));
  kkb_chart_draw (cr, self->layout, dark ? KKB_CHART_PALETTE_DARK : KKB_CHART_PALETTE_LIGHT);
  cairo_destroy (cr);
}
