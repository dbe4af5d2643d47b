/* kkb-strip.c - see kkb-strip.h */
#include "kkb-strip.h"
#include "kkb-compat.h"
#include <glib/gi18n-lib.h>

struct _KkbStrip
{
  GtkWidget parent;
  GtkWidget *box;
  KkbShow show;
  guint value;
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (KkbStrip, kkb_strip, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
toggled_cb (GtkToggleButton *button, KkbStrip *self)
{
  KkbShow show = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "show"));
  guint value = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "value"));

  if (self->quiet)
    return;
  if (!gtk_toggle_button_get_active (button))
    {
      show = KKB_SHOW_ALL;
      value = 0;
    }
  self->show = show;
  self->value = value;
  self->quiet = TRUE;
  for (GtkWidget *w = gtk_widget_get_first_child (self->box); w; w = gtk_widget_get_next_sibling (w))
    if (w != GTK_WIDGET (button) && GTK_IS_TOGGLE_BUTTON (w))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (w), FALSE);
  self->quiet = FALSE;
  g_signal_emit (self, signals[PICKED], 0, (guint)show, value);
}

static void
add_button (KkbStrip *self, KkbShow show, guint value, const char *words, guint count, guint rating)
{
  g_autofree char *text = g_strdup_printf ("%s %u", words, count);
  g_autofree char *name = g_strdup_printf (_ ("Show only %s: %u"), words, count);
  g_autofree char *css = g_strdup_printf ("rating-%u", rating);
  GtkWidget *button = gtk_toggle_button_new_with_label (text);

  g_object_set_data (G_OBJECT (button), "show", GUINT_TO_POINTER (show));
  g_object_set_data (G_OBJECT (button), "value", GUINT_TO_POINTER (value));
  gtk_widget_add_css_class (button, "strip-item");
  gtk_widget_add_css_class (button, rating ? css : "gap");
  kkb_compat_set_tooltip (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->show == show && self->value == value)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
kkb_strip_dispose (GObject *object)
{
  g_clear_pointer (&KKB_STRIP (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (kkb_strip_parent_class)->dispose (object);
}

static void
kkb_strip_class_init (KkbStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kkb_strip_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "strip");
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
kkb_strip_init (KkbStrip *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Summary of ratings"),
                                  -1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static void
add_total (KkbStrip *self, const KkbTally *tally)
{
  g_autofree char *text = tally->met_of ? g_strdup_printf (_ ("Met %u of %u"), tally->met, tally->met_of) : NULL;
  GtkWidget *label;

  if (!text)
    return;
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "strip-total");
  gtk_box_append (GTK_BOX (self->box), label);
}

void
kkb_strip_set (KkbStrip *self, const KkbReview *review, const KkbPlan *plan, const KkbNode *node)
{
  const KkbTally *tally = plan ? kkb_review_tally (review, plan, node) : NULL;
  const KkbRules *rules = plan ? kkb_review_rules (review, plan) : NULL;
  guint rated = 0;
  GtkWidget *child;

  self->quiet = TRUE;
  while ((child = gtk_widget_get_first_child (self->box)))
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; tally && i < tally->n_bands; i++)
    rated += tally->band[i];
  /* Where nothing is rated yet, a row of zeros would only look like a result; the picked band stays to be let go. */
  for (guint i = 0; tally && i < tally->n_bands && (rated || self->show == KKB_SHOW_BAND); i++)
    {
      g_autofree char *words = g_strdup_printf ("%s %s", kkb_rules_band_mark (rules, i), rules->bands[i].label);
      add_button (self, KKB_SHOW_BAND, i, words, tally->band[i], kkb_rating_class (i, rules->n_bands));
    }
  for (guint i = 0; tally && i < KKB_N_STATES; i++)
    if (tally->gap[i])
      add_button (self, KKB_SHOW_GAP, i, kkb_state_word (i), tally->gap[i], 0);
  if (tally && tally->no_target)
    add_button (self, KKB_SHOW_NO_TARGET, 0, _ ("no target"), tally->no_target, 0);
  if (tally && tally->manual)
    add_button (self, KKB_SHOW_MANUAL, 0, _ ("to be judged"), tally->manual, 0);
  if (tally)
    add_total (self, tally);
  self->quiet = FALSE;
}

void
kkb_strip_clear_pick (KkbStrip *self)
{
  self->show = KKB_SHOW_ALL;
  self->value = 0;
  self->quiet = TRUE;
  for (GtkWidget *w = gtk_widget_get_first_child (self->box); w; w = gtk_widget_get_next_sibling (w))
    if (GTK_IS_TOGGLE_BUTTON (w))
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (w), FALSE);
  self->quiet = FALSE;
}
