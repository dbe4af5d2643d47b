/* kkb-start-page.c - see kkb-start-page.h */
#include "kkb-start-page.h"
#include "kkb-compat.h"
#include <glib/gi18n-lib.h>

struct _KkbStartPage
{
  GtkWidget parent;
  GtkWidget *scroller, *recent, *recent_hint, *samples;
};

G_DEFINE_FINAL_TYPE (KkbStartPage, kkb_start_page, GTK_TYPE_WIDGET)

/* The bundled samples: facts of published plans. */
static const struct
{
  const char *name, *title, *about;
} samples[] = {
  { "ichinoseki-r4", "一関市工業振興計画（2022〜2026年度）",
    N_ ("A new plan: five levels, 51 projects, targets for the last year") },
  { "ichinoseki-h29", "一関市工業振興計画（2017〜2021年度）",
    N_ ("The same city's plan at its final review, with actuals") },
  { "morioka-healthtech", "盛岡市ヘルステック産業振興戦略",
    N_ ("A ten-year strategy with targets for year 5 and year 10") },
  { "morioka-grants-r3", "盛岡市 地方創生関連交付金等を活用した事業",
    N_ ("Grant-funded projects with expenditures and pending figures") },
};

static GtkWidget *
new_label (const char *text, const char *css_class, PangoEllipsizeMode ellipsize)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_entry (const char *title, const char *about, const char *action, const char *target, PangoEllipsizeMode ellipsize)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *name = g_strdup_printf ("%s、%s", title, about);

  gtk_box_append (GTK_BOX (box), new_label (title, NULL, PANGO_ELLIPSIZE_END));
  gtk_box_append (GTK_BOX (box), new_label (about, "dim-label", ellipsize));
  gtk_button_set_child (GTK_BUTTON (button), box);
  kkb_compat_set_tooltip (button, name);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "start-entry");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
kkb_start_page_dispose (GObject *object)
{
  g_clear_pointer (&KKB_START_PAGE (object)->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (kkb_start_page_parent_class)->dispose (object);
}

static void
kkb_start_page_class_init (KkbStartPageClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_start_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "startpage");
  gtk_widget_class_set_template_from_resource (widget, "/jp/keikakubo/Keikakubo/ui/kkb-start-page.ui");
  gtk_widget_class_bind_template_child (widget, KkbStartPage, scroller);
  gtk_widget_class_bind_template_child (widget, KkbStartPage, recent);
  gtk_widget_class_bind_template_child (widget, KkbStartPage, recent_hint);
  gtk_widget_class_bind_template_child (widget, KkbStartPage, samples);
}

static void
kkb_start_page_init (KkbStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    gtk_box_append (GTK_BOX (self->samples), new_entry (samples[i].title, _ (samples[i].about), "win.open-sample",
                                                        samples[i].name, PANGO_ELLIPSIZE_END));
}

void
kkb_start_page_refresh (KkbStartPage *self, KkbSettings *settings)
{
  g_auto (GStrv) paths = kkb_settings_recent (settings);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->recent)))
    gtk_box_remove (GTK_BOX (self->recent), child);
  for (guint i = 0; paths[i]; i++)
    {
      g_autofree char *base = g_path_get_basename (paths[i]);
      g_autofree char *folder = g_path_get_dirname (paths[i]);
      g_autofree char *shown = g_filename_display_name (folder);
      gtk_box_append (GTK_BOX (self->recent),
                      new_entry (base, shown, "win.open-path", paths[i], PANGO_ELLIPSIZE_MIDDLE));
    }
  gtk_widget_set_visible (self->recent_hint, paths[0] == NULL);
}
