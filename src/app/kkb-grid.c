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

/* ---- helpers ---- */

static void
read_font (KkbGrid *self)
{
  /* measured, not asked for: the Japanese font that stands in for a Latin one is higher than its metrics say */
  g_autoptr (PangoLayout) sample = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0000000000");
  int digits, line;

  pango_layout_get_pixel_size (sample, &digits, NULL);
  pango_layout_set_text (sample, "漢あg0", -1);
  pango_layout_get_pixel_size (sample, NULL, &line);
  if (!kkb_grid_layout_set_font (self->layout, (digits + 9) / 10, line))
    return;
  kkb_grid_layout_place_columns (self->layout, self->layout->viewport_width);
  kkb_grid_layout_load_rows (self->layout, self->model);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
configure_adjustments (KkbGrid *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = kkb_grid_body_height (self);
  int content_width = MAX (self->layout->width, width);
  int content_height = MAX (kkb_grid_layout_height (self->layout), height);

  if (width <= 0)
    return;
  gtk_adjustment_configure (self->hadjustment,
                            CLAMP (gtk_adjustment_get_value (self->hadjustment), 0, content_width - width), 0,
                            content_width, width * 0.1, width * 0.9, width);
  gtk_adjustment_configure (
      self->vadjustment, CLAMP (gtk_adjustment_get_value (self->vadjustment), 0, content_height - height), 0,
      content_height, self->layout->row_height, MAX (height - self->layout->row_height, 1), height);
}

static void
scroll_to_cursor (KkbGrid *self)
{
  const KkbGridColumnBox *box;
  int y, row_height;
  int pane;

  self->scroll_to_cursor = FALSE;
  if (!kkb_grid_has_cells (self))
    return;
  y = kkb_grid_layout_row_y (self->layout, self->cursor_row);
  row_height = kkb_grid_layout_row_height (self->layout, self->cursor_row);
  /* the heading of a section stays with its first row */
  if (self->cursor_row > 0 && kkb_grid_model_get_section (self->model, self->cursor_row - 1, NULL) != NULL)
    gtk_adjustment_clamp_page (self->vadjustment, kkb_grid_layout_row_y (self->layout, self->cursor_row - 1),
                               y + row_height);
  gtk_adjustment_clamp_page (self->vadjustment, y, y + row_height);
  if (self->cursor_position < self->layout->n_frozen
      || kkb_grid_model_get_section (self->model, self->cursor_row, NULL) != NULL)
    return;
  box = kkb_grid_layout_column_at (self->layout, self->cursor_position);
  pane = gtk_widget_get_width (GTK_WIDGET (self)) - self->layout->frozen_width;
  if (box->x - self->layout->frozen_width < kkb_grid_scroll_x (self) || box->width > pane)
    gtk_adjustment_set_value (self->hadjustment, box->x - self->layout->frozen_width);
  else if (box->x + box->width > kkb_grid_scroll_x (self) + self->layout->frozen_width + pane)
    gtk_adjustment_set_value (self->hadjustment, box->x + box->width - self->layout->frozen_width - pane);
}

static void
announce_size (KkbGrid *self)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ROW_COUNT, (int)self->layout->n_rows,
                                  GTK_ACCESSIBLE_RELATION_COL_COUNT, (int)self->layout->n_shown, -1);
}

static void
emit_cursor_moved (KkbGrid *self)
{
  if (kkb_grid_has_cells (self))
    g_signal_emit (self, signals[CURSOR_MOVED], 0, self->cursor_row, kkb_grid_cursor_column (self));
}

/* Rows or columns are others now: where the cursor was there is still a cell, or none at all. */
static void
clamp_cursor (KkbGrid *self)
{
  guint rows = MAX (self->layout->n_rows, 1);
  guint shown = MAX (self->layout->n_shown, 1);

  self->cursor_row = MIN (self->cursor_row, rows - 1);
  self->cursor_position = MIN (self->cursor_position, shown - 1);
  self->anchor_row = MIN (self->anchor_row, rows - 1);
  self->anchor_position = MIN (self->anchor_position, shown - 1);
  if (self->tab_origin >= (int)shown)
    self->tab_origin = -1;
  if (kkb_grid_has_cells (self))
    self->cursor_id = kkb_grid_model_get_row_id (self->model, self->cursor_row);
}

static void
content_changed (KkbGrid *self)
{
  self->generation++;
  clamp_cursor (self);
  configure_adjustments (self);
  announce_size (self);
  kkb_grid_editor_update (self);
  kkb_grid_pool_update_selection (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* The columns are read or placed again; the cursor stays on its column, and goes to a neighbour if that is gone. */
static void
columns_replaced (KkbGrid *self, const char *key)
{
  for (guint i = 0; key != NULL && i < self->layout->n_shown; i++)
    if (g_strcmp0 (kkb_grid_layout_column_at (self->layout, i)->key, key) == 0)
      self->cursor_position = i;
  self->anchor_position = self->cursor_position;
  self->anchor_row = self->cursor_row;
  self->tab_origin = -1;
  kkb_grid_layout_load_rows (self->layout, self->model);
  content_changed (self);
}

static char *
cursor_key (KkbGrid *self)
{
  return self->layout->n_shown > 0 && self->cursor_position < self->layout->n_shown
             ? g_strdup (kkb_grid_layout_column_at (self->layout, self->cursor_position)->key)
             : NULL;
}

static void
fit_columns (KkbGrid *self, int width)
{
  guint n_frozen = self->layout->n_frozen;
  int y = kkb_grid_scroll_y (self);
  guint top = kkb_grid_layout_row_at (self->layout, y);
  int rest = self->layout->n_rows > 0 ? y - kkb_grid_layout_row_y (self->layout, top) : 0;

  if (kkb_grid_layout_place_columns (self->layout, width))
    {
      kkb_grid_layout_load_rows (self->layout, self->model);
      if (self->layout->n_rows > 0 && gtk_widget_get_width (GTK_WIDGET (self)) > 0)
        {
          configure_adjustments (self);
          gtk_adjustment_set_value (self->vadjustment, kkb_grid_layout_row_y (self->layout, top) + rest);
        }
    }
  if (n_frozen != self->layout->n_frozen)
    self->generation++;
}

/* ---- callbacks ---- */

static void
scrolled_cb (KkbGrid *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
rows_changed_cb (KkbGrid *self)
{
  int y = kkb_grid_scroll_y (self);
  int height = kkb_grid_body_height (self);
  guint old_row = self->cursor_row;
  gboolean had_cells = kkb_grid_has_cells (self);
  int cursor_y = had_cells ? kkb_grid_layout_row_y (self->layout, old_row) - y : 0;
  guint top = kkb_grid_layout_row_at (self->layout, y);
  int top_rest = had_cells ? y - kkb_grid_layout_row_y (self->layout, top) : 0;
  gint64 found, found_top;

  kkb_grid_layout_load_rows (self->layout, self->model);
  found = had_cells ? kkb_grid_model_find_row (self->model, self->cursor_id) : -1;
  found_top = had_cells ? kkb_grid_model_find_row (self->model, self->top_id) : -1;
  if (found < 0 && self->edit != KKB_GRID_EDIT_NONE && !self->committing)
    kkb_grid_cancel_edit (self);
  self->cursor_row = found >= 0 ? (guint)found : self->cursor_row;
  if (self->cursor_row != old_row)
    self->anchor_row = self->cursor_row;
  content_changed (self);
  /* never lose the place: the row under the cursor stays where it was on the screen, else the topmost row */
  if (found >= 0 && cursor_y >= 0 && cursor_y < height)
    gtk_adjustment_set_value (self->vadjustment, kkb_grid_layout_row_y (self->layout, (guint)found) - cursor_y);
  else if (found_top >= 0)
    gtk_adjustment_set_value (self->vadjustment, kkb_grid_layout_row_y (self->layout, (guint)found_top) + top_rest);
  if (self->cursor_row != old_row || found < 0)
    emit_cursor_moved (self);
}

static void
cell_changed_cb (KkbGrid *self, guint row, int column)
{
  if (kkb_grid_layout_update_row (self->layout, self->model, row))
    configure_adjustments (self);
  kkb_grid_pool_cell_changed (self, row, column);
  if (row == self->cursor_row)
    kkb_grid_editor_update (self);
}

static void
columns_changed_cb (KkbGrid *self)
{
  g_autofree char *key = cursor_key (self);

  if (!self->committing)
    kkb_grid_cancel_edit (self);
  kkb_grid_layout_load_columns (self->layout, self->model);
  columns_replaced (self, key);
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
    fit_columns (self, width);
  configure_adjustments (self);
  if (self->scroll_to_cursor)
    scroll_to_cursor (self);
  if (kkb_grid_has_cells (self))
    self->top_id
        = kkb_grid_model_get_row_id (self->model, kkb_grid_layout_row_at (self->layout, kkb_grid_scroll_y (self)));
  kkb_grid_pool_update (self);
  kkb_grid_box_place (self->body, 0, head, width, MAX (height - head, 0));
  kkb_grid_head_update (self, width);
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
  read_font (KKB_GRID (widget));
}

static void
kkb_grid_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (kkb_grid_parent_class)->system_setting_changed (widget, setting);
  read_font (KKB_GRID (widget));
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
  read_font (self);
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

guint
kkb_grid_cursor_column (KkbGrid *self)
{
  return self->layout->shown[self->cursor_position];
}

void
kkb_grid_place_cursor (KkbGrid *self, guint row, guint position, gboolean extend)
{
  gboolean moved = row != self->cursor_row || position != self->cursor_position;

  self->cursor_row = row;
  self->cursor_position = position;
  self->tab_origin = -1;
  if (!extend)
    {
      self->anchor_row = row;
      self->anchor_position = position;
    }
  clamp_cursor (self);
  self->scroll_to_cursor = TRUE;
  if (kkb_grid_get_message (self) != NULL)
    kkb_grid_show_message (self, NULL);
  kkb_grid_pool_update_selection (self);
  kkb_grid_editor_update (self);
  if (moved)
    emit_cursor_moved (self);
}

void
kkb_grid_position_area (KkbGrid *self, guint row, guint position, GdkRectangle *area)
{
  const KkbGridColumnBox *box = kkb_grid_layout_column_at (self->layout, position);

  area->x = position < self->layout->n_frozen ? box->x : box->x - kkb_grid_scroll_x (self);
  area->y = kkb_grid_layout_head_height (self->layout) + kkb_grid_layout_row_y (self->layout, row)
            - kkb_grid_scroll_y (self);
  area->width = box->width;
  area->height = kkb_grid_layout_row_height (self->layout, row);
  if (kkb_grid_model_get_section (self->model, row, NULL) != NULL)
    {
      area->x = 0;
      area->width = MIN (self->layout->width, gtk_widget_get_width (GTK_WIDGET (self)));
    }
}

void
kkb_grid_selected_range (KkbGrid *self, guint *row0, guint *row1, guint *position0, guint *position1)
{
  *row0 = MIN (self->cursor_row, self->anchor_row);
  *row1 = MAX (self->cursor_row, self->anchor_row);
  *position0 = MIN (self->cursor_position, self->anchor_position);
  *position1 = MAX (self->cursor_position, self->anchor_position);
}

void
kkb_grid_resize_column (KkbGrid *self, guint column, int width)
{
  if (width > 0)
    kkb_grid_layout_resize_column (self->layout, column, width);
  else
    self->layout->columns[column].user_width = 0;
  fit_columns (self, self->layout->viewport_width);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
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
  if (model != NULL)
    {
      g_signal_connect_swapped (model, "rows-changed", G_CALLBACK (rows_changed_cb), self);
      g_signal_connect_swapped (model, "cell-changed", G_CALLBACK (cell_changed_cb), self);
      g_signal_connect_swapped (model, "columns-changed", G_CALLBACK (columns_changed_cb), self);
    }
  self->cursor_row = 0;
  self->cursor_position = 0;
  kkb_grid_layout_load_columns (self->layout, model);
  columns_replaced (self, NULL);
  gtk_adjustment_set_value (self->vadjustment, 0);
  gtk_adjustment_set_value (self->hadjustment, 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  emit_cursor_moved (self);
}

KkbGridModel *
kkb_grid_get_model (KkbGrid *self)
{
  g_return_val_if_fail (KKB_IS_GRID (self), NULL);
  return self->model;
}

gboolean
kkb_grid_get_cursor (KkbGrid *self, guint *row, guint *column)
{
  g_return_val_if_fail (KKB_IS_GRID (self), FALSE);
  if (!kkb_grid_has_cells (self))
    return FALSE;
  *row = self->cursor_row;
  *column = kkb_grid_cursor_column (self);
  return TRUE;
}

gboolean
kkb_grid_set_cursor (KkbGrid *self, guint row, guint column)
{
  g_return_val_if_fail (KKB_IS_GRID (self), FALSE);
  if (row >= self->layout->n_rows || column >= self->layout->n_columns || self->layout->columns[column].position < 0
      || !kkb_grid_commit_edit (self))
    return FALSE;
  kkb_grid_place_cursor (self, row, (guint)self->layout->columns[column].position, FALSE);
  return TRUE;
}

gboolean
kkb_grid_get_selection (KkbGrid *self, guint *first_row, guint *last_row, guint **columns, guint *n_columns)
{
  guint position0, position1;

  g_return_val_if_fail (KKB_IS_GRID (self), FALSE);
  if (!kkb_grid_has_cells (self))
    return FALSE;
  kkb_grid_selected_range (self, first_row, last_row, &position0, &position1);
  *n_columns = position1 - position0 + 1;
  *columns = g_memdup2 (self->layout->shown + position0, sizeof (guint) * *n_columns);
  return TRUE;
}

void
kkb_grid_select (KkbGrid *self, guint first_row, guint first_column, guint last_row, guint last_column)
{
  if (!kkb_grid_set_cursor (self, first_row, first_column) || last_row >= self->layout->n_rows
      || last_column >= self->layout->n_columns || self->layout->columns[last_column].position < 0)
    return;
  kkb_grid_place_cursor (self, last_row, (guint)self->layout->columns[last_column].position, TRUE);
}

char *
kkb_grid_get_selection_text (KkbGrid *self)
{
  GString *text = g_string_new (NULL);
  guint row0, row1, position0, position1;

  g_return_val_if_fail (KKB_IS_GRID (self), NULL);
  kkb_grid_selected_range (self, &row0, &row1, &position0, &position1);
  for (guint row = row0; kkb_grid_has_cells (self) && row <= row1; row++)
    {
      const char *heading = kkb_grid_model_get_section (self->model, row, NULL);

      for (guint i = position0; i <= position1; i++)
        {
          KkbGridCell cell = { .text = "" };
          g_autofree char *flat = NULL;

          if (heading == NULL)
            kkb_grid_model_get_cell (self->model, row, self->layout->shown[i], &cell);
          else if (i == position0)
            cell.text = heading;
          flat = g_strdelimit (g_strdup (cell.text), "\t\n\r", ' ');
          g_string_append_printf (text, "%s%s", i > position0 ? "\t" : "", flat);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

gboolean
kkb_grid_get_column_hidden (KkbGrid *self, guint column)
{
  g_return_val_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns, FALSE);
  return self->layout->columns[column].hidden;
}

void
kkb_grid_set_column_hidden (KkbGrid *self, guint column, gboolean hidden)
{
  g_autofree char *key = NULL;

  g_return_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns);
  if (self->layout->columns[column].hidden == hidden || !kkb_grid_commit_edit (self))
    return;
  key = cursor_key (self);
  self->layout->columns[column].hidden = hidden;
  kkb_grid_layout_place_columns (self->layout, self->layout->viewport_width);
  columns_replaced (self, key);
  kkb_grid_emit_layout_changed (self);
}

int
kkb_grid_get_column_width (KkbGrid *self, guint column)
{
  g_return_val_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns, 0);
  return self->layout->columns[column].hidden ? 0 : self->layout->columns[column].width;
}

void
kkb_grid_set_column_width (KkbGrid *self, guint column, int width)
{
  g_return_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns);
  kkb_grid_resize_column (self, column, width);
  kkb_grid_emit_layout_changed (self);
}

char *
kkb_grid_get_layout (KkbGrid *self)
{
  g_return_val_if_fail (KKB_IS_GRID (self), NULL);
  return kkb_grid_layout_to_string (self->layout);
}

void
kkb_grid_set_layout (KkbGrid *self, const char *layout)
{
  g_autofree char *key = NULL;

  g_return_if_fail (KKB_IS_GRID (self));
  key = cursor_key (self);
  kkb_grid_layout_from_string (self->layout, layout);
  kkb_grid_layout_place_columns (self->layout, self->layout->viewport_width);
  columns_replaced (self, key);
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

void
kkb_grid_get_cell_area (KkbGrid *self, guint row, guint column, GdkRectangle *area)
{
  g_return_if_fail (KKB_IS_GRID (self) && column < self->layout->n_columns && row < self->layout->n_rows);
  *area = (GdkRectangle){ 0, 0, 0, 0 };
  if (self->layout->columns[column].position >= 0)
    kkb_grid_position_area (self, row, (guint)self->layout->columns[column].position, area);
}
