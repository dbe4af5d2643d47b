/* kkb-tree-list.c - the scrolling part of the tree. All lines are equally high, so that where a line stands is a matter
 * of counting. */
#include "kkb-tree-private.h"
#include <glib/gi18n-lib.h>

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

G_DEFINE_FINAL_TYPE_WITH_CODE (KkbTreeList, kkb_tree_list, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* ---- where lines stand ---- */

guint
kkb_tree_list_n_lines (KkbTreeList *self)
{
  return self->tree ? self->tree->lines->len : 0;
}

int
kkb_tree_list_scroll_y (KkbTreeList *self)
{
  return (int)gtk_adjustment_get_value (self->vadjustment);
}

gboolean
kkb_tree_list_has_size (KkbTreeList *self)
{
  return self->row_height > 0 && gtk_widget_get_height (GTK_WIDGET (self)) > 0;
}

void
kkb_tree_list_configure (KkbTreeList *self, int width, int height)
{
  double upper = MAX ((double)kkb_tree_list_n_lines (self) * self->row_height, height);

  gtk_adjustment_configure (self->hadjustment, 0, 0, width, width * 0.1, width * 0.9, width);
  gtk_adjustment_configure (self->vadjustment,
                            CLAMP (gtk_adjustment_get_value (self->vadjustment), 0, MAX (upper - height, 0)), 0, upper,
                            self->row_height, MAX (height - self->row_height, 1), height);
}

static void
scroll_now (KkbTreeList *self)
{
  guint position = self->scroll_to;

  self->scroll_to = KKB_TREE_NO_LINE;
  if (position < kkb_tree_list_n_lines (self))
    gtk_adjustment_clamp_page (self->vadjustment, (double)position * self->row_height,
                               ((double)position + 1) * self->row_height);
}

/* ---- sizes ---- */

/* Measured, not asked for: the Japanese font that stands in for a Latin one is higher than its metrics say. */
static void
read_font (KkbTreeList *self)
{
  g_autoptr (PangoLayout) sample = gtk_widget_create_pango_layout (GTK_WIDGET (self), "漢あg0");
  PangoContext *context = pango_layout_get_context (sample);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height;

  pango_layout_get_pixel_size (sample, NULL, &height);
  self->line_height = MAX (height, PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)));
  self->baseline = PANGO_PIXELS (pango_layout_get_baseline (sample)) + (self->line_height - height) / 2;
  pango_font_metrics_unref (metrics);
}

/* FALSE: it is the one that was measured. */
static gboolean
is_other_font (KkbTreeList *self)
{
  const PangoFontDescription *font
      = pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (self)));

  if (self->font && pango_font_description_equal (font, self->font))
    return FALSE;
  g_clear_pointer (&self->font, pango_font_description_free);
  self->font = pango_font_description_copy (font);
  return TRUE;
}

static void
font_changed (KkbTreeList *self)
{
  self->line_height = 0;
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_queue_resize (self->rows->pdata[i]);
  for (guint i = 0; i < self->spare->len; i++)
    gtk_widget_queue_resize (self->spare->pdata[i]);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* A row tells what the style adds to its text. */
static void
measure_row (KkbTreeList *self)
{
  GtkWidget *row = self->spare->len ? self->spare->pdata[0] : NULL;

  for (guint i = 0; !row && i < self->rows->len; i++)
    if (!kkb_tree_row_text (self->rows->pdata[i]))
      row = self->rows->pdata[i];
  if (row)
    gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, -1, &self->row_height, NULL, NULL, NULL);
}

/* ---- callbacks ---- */

/* A row that comes into sight asks for a new layout of all above, and a widget of 4.8 that is allocated alone would
 * leave those above it marked as without one: so all take part. */
static void
scrolled_cb (KkbTreeList *self)
{
  if (self->allocating)
    return;
  kkb_tree_list_update_rows (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
set_adjustment (KkbTreeList *self, GtkAdjustment **slot, GtkAdjustment *adjustment)
{
  if (!adjustment)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  if (*slot == adjustment)
    return;
  if (*slot)
    g_signal_handlers_disconnect_by_data (*slot, self);
  g_object_ref_sink (adjustment);
  g_clear_object (slot);
  *slot = adjustment;
  if (slot == &self->vadjustment)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
arrows_changed_cb (KkbTreeList *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->arrows); i++)
    g_clear_object (&self->arrows[i]);
  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_queue_draw (self->rows->pdata[i]);
}

/* ---- overrides ---- */

static void
kkb_tree_list_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  KkbTreeList *self = KKB_TREE_LIST (widget);

  measure_row (self);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 6 * KKB_TREE_ARROW;
      *natural = 20 * KKB_TREE_ARROW;
    }
  else
    {
      *minimum = 2 * self->row_height;
      *natural = MAX (*minimum, (int)kkb_tree_list_n_lines (self) * self->row_height);
    }
}

static void
kkb_tree_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KkbTreeList *self = KKB_TREE_LIST (widget);

  self->allocating = TRUE;
  measure_row (self);
  kkb_tree_list_configure (self, width, height);
  scroll_now (self);
  kkb_tree_list_update_rows (self);
  kkb_tree_list_place_rows (self, width);
  self->allocating = FALSE;
}

/* Into the tree: to what is selected; in it the arrows move (kkb-tree-keys.c) and the others lead out of it. */
static gboolean
kkb_tree_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KkbTreeList *self = KKB_TREE_LIST (widget);
  guint here = self->tree ? kkb_tree_here (self->tree) : KKB_TREE_NO_LINE;

  if (here == KKB_TREE_NO_LINE || kkb_tree_list_focus_row (self))
    return FALSE;
  kkb_tree_list_scroll_to (self, here);
  return gtk_widget_grab_focus (GTK_WIDGET (kkb_tree_list_ensure (self, here)));
}

static gboolean
kkb_tree_list_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  KkbTreeList *self = KKB_TREE_LIST (widget);
  KkbTreeRow *row = keyboard ? kkb_tree_list_focus_row (self) : kkb_tree_list_row_at (self, y);
  GtkAllocation place;
  double row_x = 0, row_y = 0;

  if (!row)
    return FALSE;
  gtk_widget_get_allocation (GTK_WIDGET (row), &place);
  if (!keyboard)
    gtk_widget_translate_coordinates (widget, GTK_WIDGET (row), x, y, &row_x, &row_y);
  gtk_tooltip_set_text (tooltip, kkb_tree_row_tip (row, row_x));
  gtk_tooltip_set_tip_area (tooltip, &place);
  return TRUE;
}

static void
kkb_tree_list_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (kkb_tree_list_parent_class)->css_changed (widget, change);
  if (is_other_font (KKB_TREE_LIST (widget)))
    font_changed (KKB_TREE_LIST (widget));
}

static void
kkb_tree_list_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (kkb_tree_list_parent_class)->system_setting_changed (widget, setting);
  font_changed (KKB_TREE_LIST (widget));
  if (setting == GTK_SYSTEM_SETTING_ICON_THEME)
    arrows_changed_cb (KKB_TREE_LIST (widget));
}

static void
kkb_tree_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KkbTreeList *self = KKB_TREE_LIST (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kkb_tree_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KkbTreeList *self = KKB_TREE_LIST (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value) & 1;
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value) & 1;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kkb_tree_list_dispose (GObject *object)
{
  KkbTreeList *self = KKB_TREE_LIST (object);
  GtkWidget *child;

  self->tree = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->spare, 0);
  for (guint i = 0; i < G_N_ELEMENTS (self->arrows); i++)
    g_clear_object (&self->arrows[i]);
  if (self->vadjustment)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  G_OBJECT_CLASS (kkb_tree_list_parent_class)->dispose (object);
}

static void
kkb_tree_list_finalize (GObject *object)
{
  KkbTreeList *self = KKB_TREE_LIST (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->spare);
  g_clear_pointer (&self->font, pango_font_description_free);
  G_OBJECT_CLASS (kkb_tree_list_parent_class)->finalize (object);
}

static void
kkb_tree_list_class_init (KkbTreeListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kkb_tree_list_get_property;
  object_class->set_property = kkb_tree_list_set_property;
  object_class->dispose = kkb_tree_list_dispose;
  object_class->finalize = kkb_tree_list_finalize;
  widget_class->measure = kkb_tree_list_measure;
  widget_class->size_allocate = kkb_tree_list_size_allocate;
  widget_class->focus = kkb_tree_list_focus;
  widget_class->query_tooltip = kkb_tree_list_query_tooltip;
  widget_class->css_changed = kkb_tree_list_css_changed;
  widget_class->system_setting_changed = kkb_tree_list_system_setting_changed;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  gtk_widget_class_set_css_name (widget_class, "listview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TREE);
}

static void
kkb_tree_list_init (KkbTreeList *self)
{
  self->rows = g_ptr_array_new ();
  self->spare = g_ptr_array_new ();
  self->scroll_to = KKB_TREE_NO_LINE;
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "view");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (arrows_changed_cb), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Plan tree"), -1);
}

/* ---- public ---- */

GtkWidget *
kkb_tree_list_new (KkbTree *tree)
{
  KkbTreeList *self = g_object_new (KKB_TYPE_TREE_LIST, NULL);

  self->tree = tree;
  kkb_tree_list_add_spare (self); /* one to be measured */
  return GTK_WIDGET (self);
}

void
kkb_tree_list_scroll_to (KkbTreeList *self, guint position)
{
  self->scroll_to = position;
  if (kkb_tree_list_has_size (self) && !self->allocating)
    scroll_now (self);
  else
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

guint
kkb_tree_list_page (KkbTreeList *self)
{
  return kkb_tree_list_has_size (self) ? (guint)MAX (gtk_widget_get_height (GTK_WIDGET (self)) / self->row_height, 1)
                                       : 1;
}

int
kkb_tree_list_line_height (KkbTreeList *self)
{
  if (!self->line_height)
    read_font (self);
  return self->line_height;
}

int
kkb_tree_list_baseline (KkbTreeList *self)
{
  if (!self->line_height)
    read_font (self);
  return self->baseline;
}

void
kkb_tree_list_snapshot_arrow (KkbTreeList *self, GtkSnapshot *snapshot, gboolean open, const GdkRGBA *color)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconPaintable **arrow = &self->arrows[open ? 1 : 0];

  if (!*arrow)
    *arrow = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
                                         open ? "pan-down-symbolic" : "pan-end-symbolic", NULL, KKB_TREE_ARROW,
                                         gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (*arrow), GDK_SNAPSHOT (snapshot), KKB_TREE_ARROW,
                                            KKB_TREE_ARROW, color, 1);
}
