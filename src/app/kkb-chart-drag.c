/* kkb-chart-drag.c - see kkb-chart-drag.h
 *
 *   KkbChartView   the chart
 *   guide          drawn over it while a target is being moved: a line at its height, and the figure beside */
#include "kkb-chart-drag.h"
#include "kkb-chart-draw.h"
#include <glib/gi18n-lib.h>

struct _KkbChartDrag
{
  GtkWidget parent;
  GtkWidget *overlay, *view, *guide;
  KkbChartMoved moved;
  gpointer data;
  gboolean editable;
  /* the target being moved */
  gboolean moving, by_key;
  int fy;
  double start, x; /* its height when it was taken, and its place */
  guint decimals;
  KkbDecimal before, value;
};

G_DEFINE_FINAL_TYPE (KkbChartDrag, kkb_chart_drag, GTK_TYPE_WIDGET)

/* ---- helpers ---- */

static KkbChartPoint *
target_of (KkbChartDrag *self, int fy, guint *decimals)
{
  KkbChartSpec *spec = kkb_chart_view_spec (KKB_CHART_VIEW (self->view));
  KkbChartPoint *found = NULL;

  for (guint i = 0; spec && i < spec->series->len; i++)
    {
      KkbChartSeries *series = g_ptr_array_index (spec->series, i);

      if (series->role != KKB_CHART_TARGET)
        continue;
      *decimals = 0;
      for (guint p = 0; p < series->points->len; p++)
        {
          KkbChartPoint *point = &g_array_index (series->points, KkbChartPoint, p);

          if (!point->gap)
            *decimals = MAX (*decimals, point->value.scale);
          if (!point->gap && !point->has_high && point->fy == fy)
            found = point;
        }
    }
  return found;
}

/* VALUE with just DECIMALS places; it has no more. */
static KkbDecimal
with_decimals (KkbDecimal value, guint decimals)
{
  while (value.scale < decimals && ABS (value.coef) < G_MAXINT64 / 100)
    {
      value.coef *= 10;
      value.scale++;
    }
  return value;
}

static gboolean
take (KkbChartDrag *self, int fy, gboolean by_key)
{
  guint decimals = 0;
  const KkbChartPoint *point = self->editable ? target_of (self, fy, &decimals) : NULL;

  if (!point)
    return FALSE;
  self->moving = TRUE;
  self->by_key = by_key;
  self->fy = fy;
  self->decimals = decimals;
  self->before = self->value = with_decimals (point->value, decimals);
  return TRUE;
}

static void
show_guide (KkbChartDrag *self)
{
  gtk_widget_set_visible (self->guide, self->moving);
  gtk_widget_queue_draw (self->guide);
}

static void
let_go (KkbChartDrag *self, gboolean keep)
{
  if (!self->moving)
    return;
  self->moving = FALSE;
  show_guide (self);
  if (keep && kkb_decimal_compare (self->value, self->before) != 0)
    self->moved (self->fy, self->value, self->data);
}

/* The target at X, Y of the chart. */
static gboolean
take_at (KkbChartDrag *self, double x, double y)
{
  KkbChartLayout *layout = kkb_chart_view_layout (KKB_CHART_VIEW (self->view));
  KkbChartSpec *spec = kkb_chart_view_spec (KKB_CHART_VIEW (self->view));
  const KkbChartHit *hits, *best = NULL;
  double nearest = 14 * 14; /* what a hand can aim at */
  guint n;

  if (!layout || !spec)
    return FALSE;
  hits = kkb_chart_layout_hits (layout, &n);
  for (guint i = 0; i < n; i++)
    {
      const KkbChartSeries *series = g_ptr_array_index (spec->series, hits[i].series);
      double away = (hits[i].x - x) * (hits[i].x - x) + (hits[i].y - y) * (hits[i].y - y);

      if (series->role == KKB_CHART_TARGET && away < nearest)
        {
          nearest = away;
          best = &hits[i];
        }
    }
  if (!best)
    return FALSE;
  self->start = best->y;
  self->x = best->x;
  return take (self,
               g_array_index (((KkbChartSeries *)g_ptr_array_index (spec->series, best->series))->points, KkbChartPoint,
                              best->point)
                   .fy,
               FALSE);
}

static void
move_to (KkbChartDrag *self, double dy)
{
  KkbChartLayout *layout = kkb_chart_view_layout (KKB_CHART_VIEW (self->view));

  if (self->moving && layout)
    kkb_chart_layout_value_at (layout, self->start + dy, self->decimals, &self->value);
  show_guide (self);
}

/* ---- callbacks ---- */

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, KkbChartDrag *self)
{
  if (take_at (self, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  else
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, KkbChartDrag *self)
{
  move_to (self, dy);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, KkbChartDrag *self)
{
  let_go (self, TRUE);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, KkbChartDrag *self)
{
  let_go (self, FALSE);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType mods, KkbChartDrag *self)
{
  int steps = key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? 1 : key == GDK_KEY_Down || key == GDK_KEY_KP_Down ? -1 : 0;
  KkbChartRole role;
  int fy;
  KkbDecimal step;

  if (key == GDK_KEY_Escape && self->moving)
    {
      let_go (self, FALSE);
      return TRUE;
    }
  if (!steps || (mods & (GDK_CONTROL_MASK | GDK_ALT_MASK))
      || !kkb_chart_view_focused (KKB_CHART_VIEW (self->view), &role, &fy) || role != KKB_CHART_TARGET)
    return FALSE;
  if (!self->moving && !take (self, fy, TRUE))
    return FALSE;
  step.coef = steps * (mods & GDK_SHIFT_MASK ? 10 : 1);
  step.scale = (guint8)self->decimals;
  kkb_decimal_add (self->value, step, &self->value);
  show_guide (self);
  return TRUE;
}

static void
key_released_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType mods, KkbChartDrag *self)
{
  if (self->by_key && (key == GDK_KEY_Up || key == GDK_KEY_Down || key == GDK_KEY_KP_Up || key == GDK_KEY_KP_Down))
    let_go (self, TRUE);
}

static void
focus_left_cb (GtkEventControllerFocus *focus, KkbChartDrag *self)
{
  if (self->by_key)
    let_go (self, TRUE);
}

static void
draw_guide (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  KkbChartDrag *self = data;
  KkbChartLayout *layout = kkb_chart_view_layout (KKB_CHART_VIEW (self->view));
  KkbChartSpec *spec = kkb_chart_view_spec (KKB_CHART_VIEW (self->view));
  g_autofree char *figure = NULL, *text = NULL;
  g_autoptr (PangoLayout) words = NULL;
  KkbChartBox plot;
  GdkRGBA ink;
  int w, h;
  double y;

  if (!self->moving || !layout || !kkb_chart_layout_height_of (layout, self->value, &y))
    return;
  plot = kkb_chart_layout_plot (layout);
  figure = kkb_decimal_format (self->value, &spec->format);
  text = g_strconcat (figure, spec->unit, NULL);
  words = gtk_widget_create_pango_layout (GTK_WIDGET (area), text);
  pango_layout_get_pixel_size (words, &w, &h);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &ink);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, plot.x, CLAMP (y, 1, height - 1));
  cairo_line_to (cr, plot.x + plot.width, CLAMP (y, 1, height - 1));
  cairo_stroke (cr);
  cairo_move_to (cr, plot.x + 4, CLAMP (y - h - 2, 0, height - h));
  pango_cairo_show_layout (cr, words);
}

/* ---- overrides ---- */

static void
kkb_chart_drag_dispose (GObject *object)
{
  KkbChartDrag *self = KKB_CHART_DRAG (object);

  self->moving = FALSE;
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  G_OBJECT_CLASS (kkb_chart_drag_parent_class)->dispose (object);
}

static void
kkb_chart_drag_class_init (KkbChartDragClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kkb_chart_drag_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kkb_chart_drag_init (KkbChartDrag *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  self->overlay = gtk_overlay_new ();
  self->view = kkb_chart_view_new ();
  self->guide = gtk_drawing_area_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->view);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->guide);
  gtk_widget_set_can_target (self->guide, FALSE);
  gtk_widget_set_visible (self->guide, FALSE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->guide), draw_guide, self, NULL);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (self->view, keys);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (self->view, focus);
}

/* ---- public ---- */

GtkWidget *
kkb_chart_drag_new (KkbChartMoved moved, gpointer data)
{
  KkbChartDrag *self = g_object_new (KKB_TYPE_CHART_DRAG, NULL);

  self->moved = moved;
  self->data = data;
  return GTK_WIDGET (self);
}

KkbChartView *
kkb_chart_drag_view (KkbChartDrag *self)
{
  return KKB_CHART_VIEW (self->view);
}

void
kkb_chart_drag_set_editable (KkbChartDrag *self, gboolean editable)
{
  self->editable = editable;
}

gboolean
kkb_chart_drag_pull (KkbChartDrag *self, double x, double y, double dy)
{
  if (!take_at (self, x, y))
    return FALSE;
  move_to (self, dy);
  let_go (self, TRUE);
  return TRUE;
}
