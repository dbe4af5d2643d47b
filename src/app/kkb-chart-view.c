#include "kkb-chart-view.h"
#include "kkb-chart-draw.h"

/* ---- a point: nothing to see but its focus ring ------------------------------------------------------------- */

#define KKB_TYPE_CHART_POINT_WIDGET (kkb_chart_point_widget_get_type ())
G_DECLARE_FINAL_TYPE (KkbChartPointWidget, kkb_chart_point_widget, KKB, CHART_POINT_WIDGET, GtkWidget)

struct _KkbChartPointWidget
{
  GtkWidget parent;
  guint series, point; /* in the spec */
  int fy;
  KkbChartRole role;
};

G_DEFINE_FINAL_TYPE (KkbChartPointWidget, kkb_chart_point_widget, GTK_TYPE_WIDGET)

struct _KkbChartView
{
  GtkWidget parent;

  /* owned */
  KkbChartSpec *spec;
  KkbChartLayout *layout;
  PangoFontDescription *font; /* of the layout */
  guint serial;               /* of the Pango context of the layout */
  GPtrArray *points;          /* KkbChartPointWidget, children in the order of the spec; made when first looked for */
  gboolean points_missing;
  guint points_idle; /* makes them */

  KkbChartPointWidget *current; /* where Tab enters */
};

G_DEFINE_FINAL_TYPE (KkbChartView, kkb_chart_view, GTK_TYPE_WIDGET)

static KkbChartPalette
palette_of (GtkWidget *widget)
{
  g_autofree char *theme = NULL;
  gboolean contrast;
  GdkRGBA color;

  g_object_get (gtk_widget_get_settings (widget), "gtk-theme-name", &theme, NULL);
  contrast = theme && (strstr (theme, "HighContrast") || g_str_has_suffix (theme, "-hc"));
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  /* Light letters stand on a dark ground. */
  if (0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue > 0.5)
    return contrast ? KKB_CHART_PALETTE_HIGH_CONTRAST_DARK : KKB_CHART_PALETTE_DARK;
  return contrast ? KKB_CHART_PALETTE_HIGH_CONTRAST : KKB_CHART_PALETTE_LIGHT;
}

static void
kkb_chart_point_widget_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  const float width[4] = { 2, 2, 2, 2 };
  const KkbChartColor ink = kkb_chart_palette_color (palette_of (widget), KKB_CHART_INK_ACTUAL, 0);
  const GdkRGBA c = { (float)ink.red, (float)ink.green, (float)ink.blue, 1 };
  const GdkRGBA colors[4] = { c, c, c, c };
  GskRoundedRect ring;

  if (!gtk_widget_has_visible_focus (widget))
    return;
  gsk_rounded_rect_init_from_rect (
      &ring, &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget), (float)gtk_widget_get_height (widget)),
      4);
  gtk_snapshot_append_border (snapshot, &ring, width, colors);
}

static void
kkb_chart_point_widget_state_flags_changed (GtkWidget *widget, GtkStateFlags before)
{
  GTK_WIDGET_CLASS (kkb_chart_point_widget_parent_class)->state_flags_changed (widget, before);
  gtk_widget_queue_draw (widget);
}

static void
kkb_chart_point_widget_class_init (KkbChartPointWidgetClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  widget->snapshot = kkb_chart_point_widget_snapshot;
  widget->state_flags_changed = kkb_chart_point_widget_state_flags_changed;
  gtk_widget_class_set_css_name (widget, "chartpoint");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kkb_chart_point_widget_init (KkbChartPointWidget *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/* ---- the view ----------------------------------------------------------------------------------------------- */

static void
clear_points (KkbChartView *self)
{
  self->current = NULL;
  self->points_missing = FALSE;
  for (guint i = 0; i < self->points->len; i++)
    gtk_widget_unparent (self->points->pdata[i]);
  g_ptr_array_set_size (self->points, 0);
}

static void
add_point (KkbChartView *self, guint series, guint index)
{
  const KkbChartSeries *s = self->spec->series->pdata[series];
  KkbChartPointWidget *point = g_object_new (KKB_TYPE_CHART_POINT_WIDGET, NULL);
  g_autofree char *alt = kkb_chart_spec_point_text (self->spec, s, &g_array_index (s->points, KkbChartPoint, index));

  point->series = series;
  point->point = index;
  point->role = s->role;
  point->fy = g_array_index (s->points, KkbChartPoint, index).fy;
  gtk_accessible_update_property (GTK_ACCESSIBLE (point), GTK_ACCESSIBLE_PROPERTY_LABEL, alt, -1);
  gtk_widget_set_parent (GTK_WIDGET (point), GTK_WIDGET (self));
  g_ptr_array_add (self->points, point);
}

/* Nothing of them is seen: they wait until the chart has been drawn, or the keyboard comes. */
static void
make_points (KkbChartView *self)
{
  if (!self->points_missing)
    return;
  self->points_missing = FALSE;
  for (guint i = 0; i < self->spec->series->len; i++)
    {
      const KkbChartSeries *s = self->spec->series->pdata[i];

      for (guint p = s->role == KKB_CHART_OUTLOOK ? s->points->len - 1 : 0; p < s->points->len; p++)
        add_point (self, i, p);
    }
}

static gboolean
make_points_cb (gpointer data)
{
  KKB_CHART_VIEW (data)->points_idle = 0;
  make_points (data);
  return G_SOURCE_REMOVE;
}

/* The size of the widget's text in pixels. */
static double
text_size (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const double resolution = pango_cairo_context_get_resolution (context);
  const double size = (double)pango_font_description_get_size (font) / PANGO_SCALE;

  if (size <= 0)
    return 13;
  return pango_font_description_get_size_is_absolute (font) ? size : size * (resolution > 0 ? resolution : 96) / 72;
}

static const KkbChartHit *
hit_of (KkbChartView *self, const KkbChartPointWidget *point, int *index)
{
  guint n;
  const KkbChartHit *hits = kkb_chart_layout_hits (self->layout, &n);

  for (guint i = 0; i < n; i++)
    if (hits[i].series == point->series && hits[i].point == point->point)
      {
        *index = (int)i;
        return &hits[i];
      }
  return NULL;
}

static KkbChartPointWidget *
point_of_hit (KkbChartView *self, int index)
{
  guint n;
  const KkbChartHit *hits = kkb_chart_layout_hits (self->layout, &n);

  for (guint i = 0; index >= 0 && index < (int)n && i < self->points->len; i++)
    {
      KkbChartPointWidget *point = self->points->pdata[i];

      if (point->series == hits[index].series && point->point == hits[index].point)
        return point;
    }
  return NULL;
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer data)
{
  KkbChartView *self = KKB_CHART_VIEW (widget);
  GtkWidget *focus = keyboard ? gtk_widget_get_focus_child (widget) : NULL;
  const KkbChartHit *hits;
  int index = -1;
  guint n;

  if (!self->layout)
    return FALSE;
  if (focus)
    hit_of (self, KKB_CHART_POINT_WIDGET (focus), &index);
  else
    index = kkb_chart_layout_hit_at (self->layout, x, y);
  if (index < 0)
    return FALSE;
  hits = kkb_chart_layout_hits (self->layout, &n);
  gtk_tooltip_set_text (tooltip, hits[index].tooltip);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ (int)hits[index].box.x, (int)hits[index].box.y,
                                                      (int)hits[index].box.width, (int)hits[index].box.height });
  return TRUE;
}

static void
kkb_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  KkbChartView *self = KKB_CHART_VIEW (widget);
  const double size = text_size (widget);
  const double width = for_size > 0 ? for_size : size * 36;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int)(size * 12);
      *natural = (int)(size * 36);
      return;
    }
  *minimum = (int)(size * 8);
  *natural = self->spec ? (int)kkb_chart_natural_height (self->spec, width, size) : *minimum;
  *natural = MAX (*natural, *minimum);
}

/* A figure, its unit and the words beside it are in the fonts of the window, which are loaded already. */
static void
lay_out (KkbChartView *self, int width, int height)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const guint serial = pango_context_get_serial (context);

  if (self->layout && kkb_chart_layout_width (self->layout) == width && kkb_chart_layout_height (self->layout) == height
      && self->serial == serial && pango_font_description_equal (self->font, font))
    return;
  g_clear_pointer (&self->layout, kkb_chart_layout_free);
  g_clear_pointer (&self->font, pango_font_description_free);
  self->font = pango_font_description_copy (font);
  self->serial = serial;
  self->layout = kkb_chart_layout_new_in (self->spec, width, height, context, NULL, text_size (GTK_WIDGET (self)));
}

static void
kkb_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KkbChartView *self = KKB_CHART_VIEW (widget);

  if (!self->spec)
    return;
  lay_out (self, width, height);
  for (guint i = 0; i < self->points->len; i++)
    {
      KkbChartPointWidget *point = self->points->pdata[i];
      int index;
      const KkbChartHit *hit = hit_of (self, point, &index);

      gtk_widget_set_child_visible (GTK_WIDGET (point), hit != NULL);
      if (hit)
        {
          gtk_widget_measure (GTK_WIDGET (point), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
          gtk_widget_size_allocate (GTK_WIDGET (point),
                                    &(GtkAllocation){ (int)hit->box.x, (int)hit->box.y, MAX ((int)hit->box.width, 1),
                                                      MAX ((int)hit->box.height, 1) },
                                    -1);
        }
    }
}

static void
kkb_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KkbChartView *self = KKB_CHART_VIEW (widget);
  cairo_t *cr;

  if (!self->layout)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)kkb_chart_layout_width (self->layout),
                                                                 (float)kkb_chart_layout_height (self->layout)));
  kkb_chart_draw (cr, self->layout, palette_of (widget));
  cairo_destroy (cr);
  for (guint i = 0; i < self->points->len; i++)
    gtk_widget_snapshot_child (widget, self->points->pdata[i], snapshot);
  if (self->points_missing && !self->points_idle)
    self->points_idle = g_idle_add (make_points_cb, self);
}

/* Tab enters at the point last used and leaves at once; arrows move among the points and stop at the ends. */
static gboolean
kkb_chart_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KkbChartView *self = KKB_CHART_VIEW (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (widget);
  const int dx = (direction == GTK_DIR_RIGHT) - (direction == GTK_DIR_LEFT);
  const int dy = (direction == GTK_DIR_DOWN) - (direction == GTK_DIR_UP);
  int index;

  make_points (self);
  if (!self->layout || self->points->len == 0)
    return FALSE;
  if (!focus)
    return gtk_widget_grab_focus (widget);
  if ((!dx && !dy) || !hit_of (self, KKB_CHART_POINT_WIDGET (focus), &index))
    return FALSE;
  self->current = point_of_hit (self, kkb_chart_layout_move (self->layout, index, dx, dy));
  return self->current && gtk_widget_grab_focus (GTK_WIDGET (self->current));
}

static gboolean
kkb_chart_view_grab_focus (GtkWidget *widget)
{
  KkbChartView *self = KKB_CHART_VIEW (widget);

  make_points (self);
  if (self->points->len == 0 || !self->layout)
    return FALSE;
  if (!self->current)
    self->current = point_of_hit (self, 0);
  return self->current && gtk_widget_grab_focus (GTK_WIDGET (self->current));
}

static void
kkb_chart_view_dispose (GObject *object)
{
  KkbChartView *self = KKB_CHART_VIEW (object);

  clear_points (self);
  g_clear_handle_id (&self->points_idle, g_source_remove);
  g_clear_pointer (&self->layout, kkb_chart_layout_free);
  g_clear_pointer (&self->spec, kkb_chart_spec_unref);
  G_OBJECT_CLASS (kkb_chart_view_parent_class)->dispose (object);
}

static void
kkb_chart_view_finalize (GObject *object)
{
  g_ptr_array_unref (KKB_CHART_VIEW (object)->points);
  g_clear_pointer (&KKB_CHART_VIEW (object)->font, pango_font_description_free);
  G_OBJECT_CLASS (kkb_chart_view_parent_class)->finalize (object);
}

static void
kkb_chart_view_class_init (KkbChartViewClass *class)
{
  GObjectClass *object = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  object->dispose = kkb_chart_view_dispose;
  object->finalize = kkb_chart_view_finalize;
  widget->measure = kkb_chart_view_measure;
  widget->size_allocate = kkb_chart_view_size_allocate;
  widget->snapshot = kkb_chart_view_snapshot;
  widget->focus = kkb_chart_view_focus;
  widget->grab_focus = kkb_chart_view_grab_focus;
  gtk_widget_class_set_css_name (widget, "chart");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kkb_chart_view_init (KkbChartView *self)
{
  self->points = g_ptr_array_new ();
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

GtkWidget *
kkb_chart_view_new (void)
{
  return g_object_new (KKB_TYPE_CHART_VIEW, NULL);
}

/* Everything about the chart in words, as its drawing says it. */
static void
name_view (KkbChartView *self)
{
  g_autofree char *words = kkb_chart_spec_describe (self->spec);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->spec->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

void
kkb_chart_view_set_spec (KkbChartView *self, KkbChartSpec *spec)
{
  const KkbChartRole role = self->current ? self->current->role : KKB_CHART_ACTUAL;
  const int fy = self->current ? self->current->fy : KKB_FY_NONE;
  const gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  const gboolean kept = self->current != NULL;

  g_return_if_fail (KKB_IS_CHART_VIEW (self));
  if (spec)
    kkb_chart_spec_ref (spec);
  clear_points (self);
  g_clear_pointer (&self->layout, kkb_chart_layout_free);
  g_clear_pointer (&self->spec, kkb_chart_spec_unref);
  self->spec = spec;
  if (spec)
    {
      self->points_missing = TRUE;
      name_view (self);
    }
  if (kept || focused)
    make_points (self);
  for (guint i = 0; i < self->points->len; i++)
    {
      KkbChartPointWidget *point = self->points->pdata[i];

      if (point->fy == fy && point->role == role)
        self->current = point;
    }
  if (focused && self->points->len)
    gtk_widget_grab_focus (GTK_WIDGET (self->current ? self->current : self->points->pdata[0]));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

KkbChartLayout *
kkb_chart_view_layout (KkbChartView *self)
{
  return self->layout;
}

KkbChartSpec *
kkb_chart_view_spec (KkbChartView *self)
{
  return self->spec;
}

gboolean
kkb_chart_view_focused (KkbChartView *self, KkbChartRole *role, int *fy)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  if (!focus)
    return FALSE;
  *role = KKB_CHART_POINT_WIDGET (focus)->role;
  *fy = KKB_CHART_POINT_WIDGET (focus)->fy;
  return TRUE;
}

gboolean
kkb_chart_view_focus_point (KkbChartView *self, KkbChartRole role, int fy)
{
  make_points (self);
  for (guint i = 0; i < self->points->len; i++)
    {
      KkbChartPointWidget *point = self->points->pdata[i];

      if (point->role == role && point->fy == fy)
        {
          self->current = point;
          return gtk_widget_grab_focus (GTK_WIDGET (point));
        }
    }
  return FALSE;
}
