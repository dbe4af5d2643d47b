/* kkb-tree-row.c - one row of the plan tree: number and title, the small bar of ratings; while it is renamed, a text in
 * place of the title. */
#include "kkb-rating-bar.h"
#include "kkb-tree-private.h"
#include <glib/gi18n-lib.h>

struct _KkbTreeRow
{
  GtkWidget parent;
  GtkWidget *label, *mark, *bar;
  GtkWidget *text; /* while renaming */
  KkbOutlineItem *item;
  char *name;
};

G_DEFINE_FINAL_TYPE (KkbTreeRow, kkb_tree_row, GTK_TYPE_WIDGET)

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static char *
tally_words (const KkbTally *tally)
{
  return tally->evaluated ? g_strdup_printf (_ ("%u of %u met"), tally->met, tally->met_of) : g_strdup ("");
}

static void
show_bar (KkbTreeRow *self, KkbDocument *doc)
{
  const KkbPlan *plan = doc ? kkb_facts_plan (kkb_document_facts (doc), kkb_outline_item_plan (self->item)) : NULL;
  gboolean is_reference = kkb_outline_item_reference_under (self->item) != 0;

  gtk_widget_set_visible (self->mark, is_reference);
  gtk_widget_set_visible (self->bar, plan && !is_reference && kkb_outline_item_tally (self->item)->evaluated > 0);
  if (plan && !is_reference)
    kkb_rating_bar_set_tally (KKB_RATING_BAR (self->bar), kkb_outline_item_tally (self->item),
                              kkb_review_rules (kkb_document_review (doc), plan));
}

/* ---- overrides ---- */

static void
kkb_tree_row_dispose (GObject *object)
{
  KkbTreeRow *self = KKB_TREE_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  self->text = NULL;
  g_clear_object (&self->item);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (kkb_tree_row_parent_class)->dispose (object);
}

/* A list that scrolls gives the focus to its row once more: what is being typed keeps it. */
static gboolean
kkb_tree_row_grab_focus (GtkWidget *widget)
{
  KkbTreeRow *self = KKB_TREE_ROW (widget);

  return self->text && gtk_widget_get_visible (self->text)
         && gtk_text_grab_focus_without_selecting (GTK_TEXT (self->text));
}

static void
kkb_tree_row_class_init (KkbTreeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kkb_tree_row_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = kkb_tree_row_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "treerow");
}

static void
kkb_tree_row_init (KkbTreeRow *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->label = gtk_inscription_new (NULL);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (self->label), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (self->label), 6);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (self->label), 30);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  self->mark = gtk_label_new (_ ("reference"));
  gtk_widget_add_css_class (self->mark, "reference-mark");
  gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
  self->bar = kkb_rating_bar_new ();
  gtk_widget_set_valign (self->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}

/* ---- public ---- */

GtkWidget *
kkb_tree_row_new (void)
{
  return g_object_new (KKB_TYPE_TREE_ROW, NULL);
}

KkbOutlineItem *
kkb_tree_row_item (KkbTreeRow *self)
{
  return self->item;
}

void
kkb_tree_row_show (KkbTreeRow *self, KkbOutlineItem *item, KkbDocument *doc, gboolean is_cut)
{
  const char *number, *title;
  g_autofree char *text = NULL, *words = NULL;
  gboolean is_reference;

  g_set_object (&self->item, item);
  if (!item)
    return;
  number = kkb_outline_item_label (item);
  title = *kkb_outline_item_title (item) ? kkb_outline_item_title (item) : _ ("(no title)");
  is_reference = kkb_outline_item_reference_under (item) != 0;
  text = *number ? g_strdup_printf ("%s  %s", number, title) : g_strdup (title);
  words = is_reference ? g_strdup (_ ("reference")) : tally_words (kkb_outline_item_tally (item));
  g_free (self->name);
  self->name = *words ? g_strdup_printf ("%s、%s", text, words) : g_strdup (text);
  gtk_inscription_set_text (GTK_INSCRIPTION (self->label), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->name);
  set_class (self->label, "plan", kkb_outline_item_is_plan (item));
  set_class (self->label, "project", kkb_outline_item_is_project (item));
  set_class (self->label, "reference", is_reference || is_cut);
  show_bar (self, doc);
}

const char *
kkb_tree_row_name (KkbTreeRow *self)
{
  return self->name ? self->name : "";
}

GtkWidget *
kkb_tree_row_begin (KkbTreeRow *self, const char *text)
{
  if (!self->text)
    {
      self->text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "hexpand", TRUE,
                                 "input-hints", GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_NO_SPELLCHECK, NULL);
      gtk_widget_add_css_class (self->text, "rename");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("New name of the item"), -1);
      gtk_widget_insert_after (self->text, GTK_WIDGET (self), self->label);
    }
  gtk_widget_set_visible (self->label, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  return self->text;
}

void
kkb_tree_row_end (KkbTreeRow *self)
{
  gtk_widget_set_visible (self->label, TRUE);
  g_clear_pointer (&self->text, gtk_widget_unparent);
}

GtkWidget *
kkb_tree_row_text (KkbTreeRow *self)
{
  return self->text;
}

void
kkb_tree_row_set_drop (KkbTreeRow *self, KkbDrop drop)
{
  set_class (GTK_WIDGET (self), "drop-above", drop == KKB_DROP_ABOVE);
  set_class (GTK_WIDGET (self), "drop-into", drop == KKB_DROP_INTO);
  set_class (GTK_WIDGET (self), "drop-below", drop == KKB_DROP_BELOW);
}
