/* kkb-tree-row.c - one row of the plan tree: arrow, number and title, the small bar of ratings; while it is renamed, a
 * text in place of the title. All but the text and the rare mark of a reference is drawn by the row itself: every
 * widget more would cost a style, a layout and an accessible object for each row in sight. */
#include "kkb-rating-bar.h"
#include "kkb-tree-private.h"
#include <glib/gi18n-lib.h>

#define STEP (KKB_TREE_ARROW + 2) /* of one level */
#define GAP  6

struct _KkbTreeRow
{
  GtkWidget parent;
  KkbTreeList *list; /* the parent */
  GtkWidget *mark;   /* NULL: no reference so far */
  GtkWidget *text;   /* while renaming */
  /* what it shows */
  KkbOutlineItem *item;
  KkbDocument *doc;
  guint position, level;
  gboolean is_branch, is_open, is_selected, is_cut;
  char *title, *name;
  KkbRatingBar *bar;
  PangoLayout *layout; /* of the title; NULL: font or title are new */
};

G_DEFINE_FINAL_TYPE (KkbTreeRow, kkb_tree_row, GTK_TYPE_WIDGET)

/* ---- what it shows ---- */

static void
set_class (KkbTreeRow *self, const char *css_class, gboolean on)
{
  if (on != gtk_widget_has_css_class (GTK_WIDGET (self), css_class))
    (on ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self), css_class);
}

static char *
tally_words (const KkbTally *tally)
{
  return tally->evaluated ? g_strdup_printf (_ ("%u of %u met"), tally->met, tally->met_of) : g_strdup ("");
}

static gboolean
is_reference (KkbTreeRow *self)
{
  return self->item && kkb_outline_item_reference_under (self->item) != 0;
}

static void
show_bar (KkbTreeRow *self)
{
  const KkbPlan *plan = kkb_facts_plan (kkb_document_facts (self->doc), kkb_outline_item_plan (self->item));
  const KkbTally *tally = kkb_outline_item_tally (self->item);

  g_clear_pointer (&self->bar, kkb_rating_bar_free);
  if (plan && tally->evaluated > 0 && !is_reference (self))
    self->bar = kkb_rating_bar_new (tally, kkb_review_rules (kkb_document_review (self->doc), plan));
}

static void
show_mark (KkbTreeRow *self)
{
  if (is_reference (self) && !self->mark)
    {
      self->mark = gtk_label_new (_ ("reference"));
      gtk_widget_add_css_class (self->mark, "reference-mark");
      gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
    }
  if (self->mark)
    gtk_widget_set_visible (self->mark, is_reference (self));
}

static void
tell (KkbTreeRow *self)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);

  gtk_accessible_update_property (
      accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, self->name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      self->bar ? kkb_rating_bar_words (self->bar) : "", GTK_ACCESSIBLE_PROPERTY_LEVEL, (int)self->level + 1, -1);
  if (self->is_branch)
    gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_EXPANDED, self->is_open, -1);
  else
    gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_EXPANDED);
}

static void
show_item (KkbTreeRow *self)
{
  const char *number = kkb_outline_item_label (self->item), *title = kkb_outline_item_title (self->item);
  g_autofree char *words = NULL, *shown = NULL;

  title = *title ? title : _ ("(no title)");
  shown = *number ? g_strdup_printf ("%s  %s", number, title) : g_strdup (title);
  if (g_strcmp0 (shown, self->title) != 0)
    {
      g_free (self->title);
      self->title = g_steal_pointer (&shown);
      g_clear_object (&self->layout);
    }
  words = is_reference (self) ? g_strdup (_ ("reference")) : tally_words (kkb_outline_item_tally (self->item));
  g_free (self->name);
  self->name = *words ? g_strdup_printf ("%s、%s", self->title, words) : g_strdup (self->title);
  set_class (self, "plan", kkb_outline_item_is_plan (self->item));
  set_class (self, "project", kkb_outline_item_is_project (self->item));
  set_class (self, "reference", is_reference (self) || self->is_cut);
  show_bar (self);
  show_mark (self);
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
item_changed_cb (KkbTreeRow *self)
{
  show_item (self);
}

static void
set_item (KkbTreeRow *self, KkbOutlineItem *item)
{
  if (self->item)
    g_signal_handlers_disconnect_by_func (self->item, item_changed_cb, self);
  g_set_object (&self->item, item);
  if (item)
    g_signal_connect_swapped (item, "notify", G_CALLBACK (item_changed_cb), self);
}

/* ---- drawing ---- */

static int
title_x (KkbTreeRow *self)
{
  return (int)(self->level + 1) * STEP;
}

static int
mark_width (KkbTreeRow *self)
{
  int width = 0;

  if (self->mark && gtk_widget_get_visible (self->mark))
    gtk_widget_measure (self->mark, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

/* What title or text have of the row. */
static int
title_width (KkbTreeRow *self, int width)
{
  int mark = mark_width (self);

  return MAX (width - title_x (self) - (self->bar ? KKB_RATING_BAR_WIDTH + GAP : 0) - (mark ? mark + GAP : 0), 1);
}

static void
snapshot_title (KkbTreeRow *self, GtkSnapshot *snapshot, const GdkRGBA *color, int width, int height)
{
  double top = (height - kkb_tree_list_line_height (self->list)) / 2;

  if (!self->layout)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->title);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (self->layout, TRUE);
    }
  pango_layout_set_width (self->layout, title_width (self, width) * PANGO_SCALE);
  /* by the base line, not the box: the dots of a title that is cut off come from a higher font */
  top += kkb_tree_list_baseline (self->list) - PANGO_PIXELS (pango_layout_get_baseline (self->layout));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)title_x (self), (float)top));
  gtk_snapshot_append_layout (snapshot, self->layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
kkb_tree_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KkbTreeRow *self = KKB_TREE_ROW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA color;

  if (!self->item)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  if (self->is_branch)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT ((float)self->level * STEP, (float)((height - KKB_TREE_ARROW) / 2)));
      kkb_tree_list_snapshot_arrow (self->list, snapshot, self->is_open, &color);
      gtk_snapshot_restore (snapshot);
    }
  if (self->text)
    gtk_widget_snapshot_child (widget, self->text, snapshot);
  else
    snapshot_title (self, snapshot, &color, width, height);
  if (self->mark && gtk_widget_get_visible (self->mark))
    gtk_widget_snapshot_child (widget, self->mark, snapshot);
  if (!self->bar)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)(width - KKB_RATING_BAR_WIDTH),
                                                          (float)((height - KKB_RATING_BAR_HEIGHT) / 2)));
  kkb_rating_bar_snapshot (self->bar, snapshot, &color);
  gtk_snapshot_restore (snapshot);
}

/* ---- overrides ---- */

static void
kkb_tree_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  KkbTreeRow *self = KKB_TREE_ROW (widget);
  int needed = 0;

  if (self->text)
    gtk_widget_measure (self->text, orientation, -1, &needed, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MAX (needed, 4 * STEP);
  else
    *minimum = *natural = MAX (needed, kkb_tree_list_line_height (self->list));
}

static void
kkb_tree_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KkbTreeRow *self = KKB_TREE_ROW (widget);
  int minimum, mark = mark_width (self);

  if (self->text)
    {
      gtk_widget_measure (self->text, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_size_allocate (
          self->text, &(GtkAllocation){ title_x (self), 0, MAX (title_width (self, width), minimum), height }, -1);
    }
  if (mark)
    gtk_widget_size_allocate (self->mark, &(GtkAllocation){ width - mark, 0, mark, height }, -1);
}

static void
kkb_tree_row_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (kkb_tree_row_parent_class)->css_changed (widget, change);
  g_clear_object (&KKB_TREE_ROW (widget)->layout);
}

static void
kkb_tree_row_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (kkb_tree_row_parent_class)->system_setting_changed (widget, setting);
  g_clear_object (&KKB_TREE_ROW (widget)->layout);
}

/* While it has a text, that has the focus and not the row. */
static gboolean
kkb_tree_row_grab_focus (GtkWidget *widget)
{
  KkbTreeRow *self = KKB_TREE_ROW (widget);

  if (self->text && gtk_widget_get_visible (self->text))
    return gtk_text_grab_focus_without_selecting (GTK_TEXT (self->text));
  return GTK_WIDGET_CLASS (kkb_tree_row_parent_class)->grab_focus (widget);
}

static void
kkb_tree_row_dispose (GObject *object)
{
  KkbTreeRow *self = KKB_TREE_ROW (object);

  set_item (self, NULL);
  g_clear_object (&self->doc);
  g_clear_pointer (&self->mark, gtk_widget_unparent);
  g_clear_pointer (&self->text, gtk_widget_unparent);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->bar, kkb_rating_bar_free);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (kkb_tree_row_parent_class)->dispose (object);
}

static void
kkb_tree_row_class_init (KkbTreeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_tree_row_dispose;
  widget_class->grab_focus = kkb_tree_row_grab_focus;
  widget_class->measure = kkb_tree_row_measure;
  widget_class->size_allocate = kkb_tree_row_size_allocate;
  widget_class->snapshot = kkb_tree_row_snapshot;
  widget_class->css_changed = kkb_tree_row_css_changed;
  widget_class->system_setting_changed = kkb_tree_row_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TREE_ITEM);
}

static void
kkb_tree_row_init (KkbTreeRow *self)
{
  self->position = KKB_TREE_NO_LINE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "activatable"); /* the theme shows where the pointer is */
  /* said of all: a row that says nothing counts as one that cannot be selected */
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, FALSE, -1);
}

/* ---- public ---- */

GtkWidget *
kkb_tree_row_new (KkbTreeList *list)
{
  KkbTreeRow *self = g_object_new (KKB_TYPE_TREE_ROW, NULL);

  self->list = list;
  return GTK_WIDGET (self);
}

KkbOutlineItem *
kkb_tree_row_item (KkbTreeRow *self)
{
  return self->item;
}

guint
kkb_tree_row_position (KkbTreeRow *self)
{
  return self->position;
}

void
kkb_tree_row_set_position (KkbTreeRow *self, guint position)
{
  self->position = position;
}

void
kkb_tree_row_show (KkbTreeRow *self, const KkbTreeLine *line, KkbDocument *doc)
{
  gboolean same = line && line->item == self->item && doc == self->doc;

  if (same && line->level == self->level && line->is_branch == self->is_branch && line->is_open == self->is_open)
    return;
  g_set_object (&self->doc, doc);
  if (!same)
    set_item (self, line ? line->item : NULL);
  if (!line)
    return;
  self->level = line->level;
  self->is_branch = line->is_branch;
  self->is_open = line->is_open;
  if (!same)
    show_item (self);
  else
    tell (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kkb_tree_row_set_marks (KkbTreeRow *self, gboolean is_selected, gboolean is_cut)
{
  if (is_selected != self->is_selected)
    {
      self->is_selected = is_selected;
      if (is_selected)
        gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
      else
        gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected, -1);
    }
  self->is_cut = is_cut;
  set_class (self, "reference", is_reference (self) || is_cut);
}

const char *
kkb_tree_row_name (KkbTreeRow *self)
{
  return self->name ? self->name : "";
}

const char *
kkb_tree_row_tip (KkbTreeRow *self, double x)
{
  if (self->bar && x >= gtk_widget_get_width (GTK_WIDGET (self)) - KKB_RATING_BAR_WIDTH)
    return kkb_rating_bar_words (self->bar);
  return kkb_tree_row_name (self);
}

gboolean
kkb_tree_row_is_arrow (KkbTreeRow *self, double x)
{
  return self->is_branch && x >= (int)self->level * STEP && x < title_x (self);
}

GtkWidget *
kkb_tree_row_begin (KkbTreeRow *self, const char *text)
{
  if (!self->text)
    {
      self->text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "input-hints",
                                 GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_NO_SPELLCHECK, NULL);
      gtk_widget_add_css_class (self->text, "rename");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("New name of the item"), -1);
      gtk_widget_set_parent (self->text, GTK_WIDGET (self));
    }
  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  return self->text;
}

void
kkb_tree_row_end (KkbTreeRow *self)
{
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
  set_class (self, "drop-above", drop == KKB_DROP_ABOVE);
  set_class (self, "drop-into", drop == KKB_DROP_INTO);
  set_class (self, "drop-below", drop == KKB_DROP_BELOW);
}
