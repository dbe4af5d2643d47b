#include "kkb-grid-private.h"

enum
{
  PROP_EDITING = 1,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

enum
{
  CURSOR_MOVED,
  CELL_ACTIVATED,
  CELL_MENU,
  HEAD_ACTIVATED,
  HEAD_MENU,
  LAYOUT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void kkb_grid_scrollable_init (GtkScrollableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KkbGrid, kkb_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, kkb_grid_scrollable_init))

/* ---- callbacks ---- */

/* Rows and cells that leave at one edge come in again at the other, in the order screen readers meet them, and that
 * asks for a new layout of all above. So all above must take part: a widget of 4.8 that is allocated alone leaves those
 * above it marked as without allocation. */
static void
scrolled_cb (KkbGrid *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
set_adjustment (KkbGrid *self, GtkAdjustment **slot, GtkAdjustment *adjustment)
{
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  if (*slot == adjustment)
    return;
  if (*slot != NULL)
    g_signal_handlers_disconnect_by_data (*slot, self);
  g_object_ref_sink (adjustment);
  g_clear_object (slot);
  *slot = adjustment;
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* ---- overrides ---- */

static void
kkb_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                  int *minimum_baseline, int *natural_baseline)
{
  KkbGrid *self = KKB_GRID (widget);
  int head = kkb_grid_layout_head_height (self->layout);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 20 * self->layout->char_width;
      *natural = MAX (*minimum, self->layout->width);
    }
  else
    {
      *minimum = head + 2 * self->layout->row_height;
      *natural = MAX (*minimum, head + kkb_grid_layout_height (self->layout));
    }
}

static void
kkb_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KkbGrid *self = KKB_GRID (widget);
  int head = kkb_grid_layout_head_height (self->layout);

  if (self->layout->viewport_width != width)
    kkb_grid_fit_columns (self, width);
  kkb_grid_configure_adjustments (self);
  if (self->scroll_to_cursor)
    kkb_grid_scroll_to_cursor (self);
  if (kkb_grid_has_cells (self))
    self->top_id
        = kkb_grid_model_get_row_id (self->model, kkb_grid_layout_row_at (self->layout, kkb_grid_scroll_y (self)));
  kkb_grid_pool_update (self);
  kkb_grid_box_place (self->body, 0, head, width, MAX (height - head, 0));
  kkb_grid_head_update (self);
  kkb_grid_editor_allocate (self, width, height);
}

static gboolean
kkb_grid_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KKB_GRID (widget)->text);
}

static void
kkb_grid_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (kkb_grid_parent_class)->css_changed (widget, change);
  kkb_grid_fonts_clear (KKB_GRID (widget)->fonts);
  kkb_grid_read_font (KKB_GRID (widget));
}

static void
kkb_grid_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (kkb_grid_parent_class)->system_setting_changed (widget, setting);
  kkb_grid_fonts_clear (KKB_GRID (widget)->fonts);
  kkb_grid_read_font (KKB_GRID (widget));
}

static void
kkb_grid_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kkb_grid_parent_class)->root (widget);
  kkb_grid_read_font (KKB_GRID (widget));
}

static gboolean
kkb_grid_get_border (GtkScrollable *scrollable, GtkBorder *border)
{
  border->top = (gint16)kkb_grid_layout_head_height (KKB_GRID (scrollable)->layout);
  border->left = border->right = border->bottom = 0;
  return TRUE;
}

static void
kkb_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KkbGrid *self = KKB_GRID (object);

  switch (id)
    {
    case PROP_EDITING:
      g_value_set_boolean (value, kkb_grid_get_editing (self));
      break;
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
kkb_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KkbGrid *self = KKB_GRID (object);

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
kkb_grid_dispose (GObject *object)
{
  KkbGrid *self = KKB_GRID (object);

  g_cancellable_cancel (self->paste_cancellable);
  g_clear_object (&self->paste_cancellable);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  if (self->hadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->hadjustment, self);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  if (self->text != NULL)
    g_signal_handlers_disconnect_by_data (self->text, self);
  self->text = NULL;
  g_clear_pointer (&self->holder, gtk_widget_unparent);
  g_clear_pointer (&self->bubble, gtk_widget_unparent);
  g_clear_pointer (&self->choices, gtk_widget_unparent);
  kkb_grid_pool_clear (self);
  kkb_grid_head_clear (self);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (kkb_grid_parent_class)->dispose (object);
}

static void
kkb_grid_finalize (GObject *object)
{
  KkbGrid *self = KKB_GRID (object);

  g_clear_pointer (&self->layout, kkb_grid_layout_free);
  g_clear_pointer (&self->fonts, kkb_grid_fonts_unref);
  g_free (self->edit_original);
  G_OBJECT_CLASS (kkb_grid_parent_class)->finalize (object);
}

static void
kkb_grid_scrollable_init (GtkScrollableInterface *iface)
{
  iface->get_border = kkb_grid_get_border;
}

static void
add_signals (GType type)
{
  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        G_TYPE_UINT, G_TYPE_UINT);
  signals[CELL_ACTIVATED] = g_signal_new ("cell-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                          2, G_TYPE_UINT, G_TYPE_UINT);
  signals[CELL_MENU] = g_signal_new ("cell-menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                                     G_TYPE_UINT, G_TYPE_UINT, G_TYPE_INT, G_TYPE_INT);
  signals[HEAD_ACTIVATED]
      = g_signal_new ("head-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[HEAD_MENU] = g_signal_new ("head-menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                     G_TYPE_UINT, G_TYPE_INT, G_TYPE_INT);
  signals[LAYOUT_CHANGED]
      = g_signal_new ("layout-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kkb_grid_class_init (KkbGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kkb_grid_dispose;
  object_class->finalize = kkb_grid_finalize;
  object_class->get_property = kkb_grid_get_property;
  object_class->set_property = kkb_grid_set_property;
  widget_class->measure = kkb_grid_measure;
  widget_class->size_allocate = kkb_grid_size_allocate;
  widget_class->grab_focus = kkb_grid_grab_focus;
  widget_class->root = kkb_grid_root;
  widget_class->css_changed = kkb_grid_css_changed;
  widget_class->system_setting_changed = kkb_grid_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "kkbgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);

  g_object_class_install_property (
      object_class, PROP_EDITING,
      g_param_spec_boolean ("editing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  add_signals (G_TYPE_FROM_CLASS (klass));
}

static void
kkb_grid_init (KkbGrid *self)
{
  self->layout = kkb_grid_layout_new ();
  self->fonts = kkb_grid_fonts_new ();
  self->generation = 1;
  self->tab_origin = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  kkb_grid_head_init (self);
  kkb_grid_pool_init (self);
  kkb_grid_editor_init (self);
  kkb_grid_keys_init (self);
  kkb_grid_pointer_init (self);
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
}

/* ---- for the other parts of the table ---- */

gboolean
kkb_grid_has_cells (KkbGrid *self)
{
  return self->model != NULL && self->layout->n_rows > 0 && self->layout->n_shown > 0;
}

int
kkb_grid_scroll_x (KkbGrid *self)
{
  return (int)gtk_adjustment_get_value (self->hadjustment);
}

int
kkb_grid_scroll_y (KkbGrid *self)
{
  return (int)gtk_adjustment_get_value (self->vadjustment);
}

int
kkb_grid_body_height (KkbGrid *self)
{
  return MAX (gtk_widget_get_height (GTK_WIDGET (self)) - kkb_grid_layout_head_height (self->layout), 0);
}

int
kkb_grid_shown_width (KkbGrid *self)
{
  return CLAMP (self->layout->width - kkb_grid_scroll_x (self), 0, gtk_widget_get_width (GTK_WIDGET (self)));
}

void
kkb_grid_emit_cell (KkbGrid *self, const char *signal_name, guint row, guint column)
{
  g_signal_emit_by_name (self, signal_name, row, column);
}

void
kkb_grid_emit_menu (KkbGrid *self, gboolean head, guint row, guint column, int x, int y)
{
  if (head)
    g_signal_emit (self, signals[HEAD_MENU], 0, column, x, y);
  else
    g_signal_emit (self, signals[CELL_MENU], 0, row, column, x, y);
}

void
kkb_grid_emit_head_activated (KkbGrid *self, guint column)
{
  g_signal_emit (self, signals[HEAD_ACTIVATED], 0, column);
}

void
kkb_grid_emit_layout_changed (KkbGrid *self)
{
  g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
}

void
kkb_grid_notify_editing (KkbGrid *self)
{
  g_object_notify (G_OBJECT (self), "editing");
}

/* ---- public ---- */

GtkWidget *
kkb_grid_new (KkbGridModel *model)
{
  GtkWidget *self = g_object_new (KKB_TYPE_GRID, NULL);

  kkb_grid_set_model (KKB_GRID (self), model);
  return self;
}

void
kkb_grid_set_model (KkbGrid *self, KkbGridModel *model)
{
  g_return_if_fail (KKB_IS_GRID (self));
  g_return_if_fail (model == NULL || KKB_IS_GRID_MODEL (model));
  if (self->model == model)
    return;
  kkb_grid_cancel_edit (self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_object (&self->model, model);
  kkb_grid_connect_model (self);
  gtk_adjustment_set_value (self->vadjustment, 0);
  gtk_adjustment_set_value (self->hadjustment, 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  kkb_grid_emit_cursor_moved (self);
}

KkbGridModel *
kkb_grid_get_model (KkbGrid *self)
{
  g_return_val_if_fail (KKB_IS_GRID (self), NULL);
  return self->model;
}

static guint
count_below (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += 1 + count_below (child);
  return n;
}

guint
kkb_grid_count_widgets (KkbGrid *self)
{
  g_return_val_if_fail (KKB_IS_GRID (self), 0);
  return count_below (GTK_WIDGET (self));
}

guint
kkb_grid_count_visible_cells (KkbGrid *self)
{
  int y = kkb_grid_scroll_y (self);
  int height = kkb_grid_body_height (self);

  g_return_val_if_fail (KKB_IS_GRID (self), 0);
  if (!kkb_grid_has_cells (self) || height == 0)
    return 0;
  return (kkb_grid_layout_row_at (self->layout, y + height - 1) - kkb_grid_layout_row_at (self->layout, y) + 1)
         * (self->layout->n_frozen + self->n_positions);
}

guint
kkb_grid_count_text_changes (KkbGrid *self)
{
  g_return_val_if_fail (KKB_IS_GRID (self), 0);
  return self->n_text_changes;
}

GtkWidget *
kkb_grid_get_cell_widget (KkbGrid *self, guint row, guint column)
{
  g_return_val_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns, NULL);
  if (self->layout->columns[column].position < 0)
    return NULL;
  return kkb_grid_pool_get_cell (self, row, (guint)self->layout->columns[column].position);
}
