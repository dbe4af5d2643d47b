/* kkb-node-sdgs.c - the 17 goals as buttons, their names below. */
#include "kkb-node-private.h"
#include "kkb-compat.h"
#include <glib/gi18n-lib.h>

#define N_GOALS 17

/* The short names as they are printed in Japanese plans: data, the same in every language. */
static const char *const goals[N_GOALS] = {
  "貧困をなくそう",
  "飢餓をゼロに",
  "すべての人に健康と福祉を",
  "質の高い教育をみんなに",
  "ジェンダー平等を実現しよう",
  "安全な水とトイレを世界中に",
  "エネルギーをみんなに そしてクリーンに",
  "働きがいも経済成長も",
  "産業と技術革新の基盤をつくろう",
  "人や国の不平等をなくそう",
  "住み続けられるまちづくりを",
  "つくる責任 つかう責任",
  "気候変動に具体的な対策を",
  "海の豊かさを守ろう",
  "陸の豊かさも守ろう",
  "平和と公正をすべての人に",
  "パートナーシップで目標を達成しよう",
};

static void
toggled_cb (GtkToggleButton *button, KkbNodePage *page)
{
  guint goal = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "goal"));
  g_autoptr (GError) error = NULL;
  KkbDraft *draft;
  KkbNodeMore *more;

  if (g_object_get_data (G_OBJECT (button), "quiet") || !page->node)
    return;
  draft = kkb_draft_new (page->doc);
  more = kkb_draft_node_more (draft, page->node);
  if (gtk_toggle_button_get_active (button))
    more->sdgs |= 1u << goal;
  else
    more->sdgs &= ~(1u << goal);
  if (!kkb_node_page_run (page, draft, "SDGs", &error))
    kkb_window_show_error (page->win, error);
}

static void
show (KkbNodePage *page, GtkWidget *part, const KkbPlan *plan, const KkbNode *node)
{
  GtkWidget *flow = gtk_widget_get_first_child (part), *names = gtk_widget_get_last_child (part);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GtkWidget *w = gtk_widget_get_first_child (flow); w; w = gtk_widget_get_next_sibling (w))
    {
      guint goal = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (w), "goal"));
      gboolean on = (node->more->sdgs & 1u << goal) != 0;

      g_object_set_data (G_OBJECT (w), "quiet", w);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (w), on);
      g_object_set_data (G_OBJECT (w), "quiet", NULL);
      gtk_widget_set_sensitive (w, !kkb_document_read_only (page->doc));
      if (on)
        g_string_append_printf (text, "%s%u %s", text->len ? "、" : "", goal, goals[goal - 1]);
    }
  gtk_label_set_text (GTK_LABEL (names), text->str);
  gtk_widget_set_visible (names, text->len > 0);
}

GtkWidget *
kkb_node_sdgs_new (KkbNodePage *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *flow = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *names = kkb_field_hint_new ();

  gtk_widget_set_layout_manager (flow, kkb_wrap_new (3));
  for (guint goal = 1; goal <= N_GOALS; goal++)
    {
      g_autofree char *number = g_strdup_printf ("%u", goal);
      g_autofree char *name = g_strdup_printf ("SDGs %u %s", goal, goals[goal - 1]);
      GtkWidget *button = gtk_toggle_button_new_with_label (number);

      g_object_set_data (G_OBJECT (button), "goal", GUINT_TO_POINTER (goal));
      gtk_widget_add_css_class (button, "goal");
      kkb_compat_set_tooltip (button, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), page);
      gtk_box_append (GTK_BOX (flow), button);
    }
  gtk_box_append (GTK_BOX (box), flow);
  gtk_box_append (GTK_BOX (box), names);
  kkb_node_page_add_part (page, box, show);
  return box;
}
