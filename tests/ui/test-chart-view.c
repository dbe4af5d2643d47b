/* The chart on screen: real keys, real window. */
#include <locale.h>
#include <string.h>

#include "gui-test.h"
#include "kkb-chart-view.h"
#include "kkb-rating-bar.h"

typedef struct
{
  GtkWindow *window;
  GtkWidget *before, *view, *after;
} Fixture;

static KkbDecimal
dec (const char *text)
{
  KkbDecimal d;

  g_assert_true (kkb_decimal_parse (text, &d));
  return d;
}

static KkbChartSpec *
make_spec (void)
{
  KkbChartSpec *spec = kkb_chart_spec_new (KKB_CHART_LINE, "製造品出荷額");
  KkbChartSeries *actual = kkb_chart_spec_add_series (spec, KKB_CHART_ACTUAL, "実績", NULL);
  KkbChartSeries *target = kkb_chart_spec_add_series (spec, KKB_CHART_TARGET, "目標", NULL);

  spec->unit = "億円";
  kkb_chart_spec_add_point (spec, actual, 2018, dec ("2001"), NULL, NULL);
  kkb_chart_spec_add_point (spec, actual, 2019, dec ("1884"), NULL, "工業統計調査");
  kkb_chart_spec_add_gap (spec, actual, 2020, "集計中", NULL);
  kkb_chart_spec_add_point (spec, target, 2021, dec ("2200"), NULL, NULL);
  return spec;
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *)data == NULL;
}

/* They come when the chart has been drawn. */
static gboolean
points_there (gpointer view)
{
  return gtk_widget_get_first_child (view) != NULL && gtk_widget_get_width (gtk_widget_get_last_child (view)) > 0;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (KkbChartSpec) spec = make_spec ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->before = gtk_button_new_with_label ("前");
  f->view = kkb_chart_view_new ();
  f->after = gtk_button_new_with_label ("後");
  gtk_widget_set_vexpand (f->view, TRUE);
  gtk_box_append (GTK_BOX (box), f->before);
  gtk_box_append (GTK_BOX (box), f->view);
  gtk_box_append (GTK_BOX (box), f->after);
  kkb_chart_view_set_spec (KKB_CHART_VIEW (f->view), spec);
  f->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (f->window, 640, 380);
  gtk_window_set_child (f->window, box);
  gtk_window_present (f->window);
  gt_wait_frame (GTK_WIDGET (f->window));
  gt_assert_until (points_there, f->view);
  gt_focus_window (f->window);
  gtk_widget_grab_focus (f->before);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer window = f->window, view = f->view;

  g_object_add_weak_pointer (G_OBJECT (f->window), &window);
  g_object_add_weak_pointer (G_OBJECT (f->view), &view);
  gtk_window_destroy (f->window);
  gt_assert_until (is_null, &window);
  gt_assert_until (is_null, &view);
}

static guint
n_points (GtkWidget *view)
{
  guint n = 0;

  for (GtkWidget *c = gtk_widget_get_first_child (view); c; c = gtk_widget_get_next_sibling (c))
    n++;
  return n;
}

static void
assert_label (GtkWidget *widget, const char *text)
{
  g_autofree char *wrong
      = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text);

  g_assert_cmpstr (wrong, ==, NULL);
}

/* The point that has the focus is the one that says TEXT. */
static void
assert_focus (Fixture *f, const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (f->window);

  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_get_parent (focus) == f->view);
  assert_label (focus, text);
}

static void
test_points_speak (Fixture *f, gconstpointer data)
{
  GtkWidget *first = gtk_widget_get_first_child (f->view);

  g_assert_cmpuint (n_points (f->view), ==, 4);
  gtk_test_accessible_assert_role (first, GTK_ACCESSIBLE_ROLE_IMG);
  assert_label (first, "平成30年度 実績 2,001億円");
  gtk_test_accessible_assert_role (f->view, GTK_ACCESSIBLE_ROLE_GROUP);
  assert_label (f->view, "製造品出荷額");
  g_assert_cmpstr (gtk_test_accessible_check_property (GTK_ACCESSIBLE (f->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                       "製造品出荷額、平成30年度 実績 2,001億円、令和元年度 実績 "
                                                       "1,884億円、令和2年度 実績 集計中、令和3年度 目標 2,200億円"),
                   ==, NULL);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  gt_key (f->window, XK_Tab, 0);
  assert_focus (f, "平成30年度 実績 2,001億円");
  gt_key (f->window, XK_Right, 0);
  assert_focus (f, "令和元年度 実績 1,884億円");
  gt_key (f->window, XK_Right, 0);
  assert_focus (f, "令和2年度 実績 集計中");
  gt_key (f->window, XK_Down, 0);
  assert_focus (f, "令和3年度 目標 2,200億円");
  gt_key (f->window, XK_Up, 0);
  assert_focus (f, "令和2年度 実績 集計中");
  gt_key (f->window, XK_Left, 0);
  assert_focus (f, "令和元年度 実績 1,884億円");
  gt_key (f->window, XK_Tab, 0);
  g_assert_true (gtk_window_get_focus (f->window) == f->after);
  gt_key (f->window, XK_ISO_Left_Tab, GDK_SHIFT_MASK);
  assert_focus (f, "令和元年度 実績 1,884億円"); /* where it was left */
}

static void
test_new_spec (Fixture *f, gconstpointer data)
{
  g_autoptr (KkbChartSpec) spec = make_spec ();

  gt_key (f->window, XK_Tab, 0);
  gt_key (f->window, XK_Right, 0);
  kkb_chart_spec_add_point (spec, spec->series->pdata[0], 2016, dec ("1900"), NULL, NULL);
  kkb_chart_view_set_spec (KKB_CHART_VIEW (f->view), spec);
  gt_wait_frame (f->view);
  g_assert_cmpuint (n_points (f->view), ==, 5);
  assert_focus (f, "令和元年度 実績 1,884億円");
  kkb_chart_view_set_spec (KKB_CHART_VIEW (f->view), NULL);
  gt_wait_frame (GTK_WIDGET (f->window));
  g_assert_cmpuint (n_points (f->view), ==, 0);
}

static void
test_tooltip (Fixture *f, gconstpointer data)
{
  guint n;
  const KkbChartHit *hits = kkb_chart_layout_hits (kkb_chart_view_layout (KKB_CHART_VIEW (f->view)), &n);
  GtkTooltip *tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_assert_cmpstr (hits[1].tooltip, ==, "令和元年度 実績 1,884億円\n工業統計調査");
  g_signal_emit_by_name (f->view, "query-tooltip", (int)hits[1].x, (int)hits[1].y, FALSE, tooltip, &shown);
  g_assert_true (shown);
  g_signal_emit_by_name (f->view, "query-tooltip", 1, 1, FALSE, tooltip, &shown);
  g_assert_false (shown);
  g_object_unref (tooltip);
}

/* How many points of what NODE paints, W x H of them, differ from the one in the corner, which is GROUND. */
static guint
ink_of (GskRenderNode *node, GtkWidget *widget, int w, int h, guint32 *ground, const char *save_as)
{
  GdkTexture *texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                                     &GRAPHENE_RECT_INIT (0, 0, (float)w, (float)h));
  g_autofree guint32 *pixels = g_new0 (guint32, (gsize)w * h);
  guint other = 0;

  gdk_texture_download (texture, (guchar *)pixels, (gsize)w * 4);
  if (g_getenv ("KKB_SHOTS"))
    {
      g_autofree char *path = g_build_filename (g_getenv ("KKB_SHOTS"), save_as, NULL);
      gdk_texture_save_to_png (texture, path);
    }
  *ground = pixels[w - 1] & 0xffffff;
  for (int i = 0; i < w * h; i++)
    other += (pixels[i] & 0xffffff) != *ground;
  g_object_unref (texture);
  gsk_render_node_unref (node);
  return other;
}

/* The pixel of the chart's corner and the number of pixels that differ from it. */
static guint
ink_on (GtkWidget *widget, guint32 *ground, const char *save_as)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  const int w = gtk_widget_get_width (widget), h = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, snapshot, w, h);
  return ink_of (gtk_snapshot_free_to_node (snapshot), widget, w, h, ground, save_as);
}

static void
test_dark (Fixture *f, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  guint32 light, dark;

  g_assert_cmpuint (ink_on (f->view, &light, "chart-view-light.png"), >, 3000);
  g_object_set (settings, "gtk-application-prefer-dark-theme", TRUE, NULL);
  gt_wait_frame (f->view);
  g_assert_cmpuint (ink_on (f->view, &dark, "chart-view-dark.png"), >, 3000);
  g_object_set (settings, "gtk-application-prefer-dark-theme", FALSE, NULL);
  g_assert_cmpuint (light & 0xff, >, 0xf0);
  g_assert_cmpuint (dark & 0xff, <, 0x40);
}

static void
test_focus_ring (Fixture *f, gconstpointer data)
{
  guint32 ground;
  const guint plain = ink_on (f->view, &ground, "chart-view-plain.png");

  gt_key (f->window, XK_Tab, 0);
  gt_wait_frame (f->view);
  g_assert_cmpuint (ink_on (f->view, &ground, "chart-view-focus.png"), >, plain + 50);
}

static void
test_small (Fixture *f, gconstpointer data)
{
  int minimum;

  gtk_widget_measure (f->view, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 130);
  gtk_widget_measure (f->view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 240);
}

/* ---- the bar of ratings ---------------------------------------------------------------------------------------- */

static void
test_rating_bar (Fixture *f, gconstpointer data)
{
  KkbTally tally = { .n_bands = 2, .band = { 5, 1 }, .gap = { [KKB_STATE_PENDING] = 2 } };
  KkbRules rules = { .n_bands = 2, .bands = { { .label = "A" }, { .label = "B" } } };
  g_autoptr (KkbRatingBar) bar = kkb_rating_bar_new (&tally, &rules), other = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  guint32 ground;

  g_assert_cmpstr (kkb_rating_bar_words (bar), ==, "A 5、B 1、集計中 2");
  kkb_rating_bar_snapshot (bar, snapshot, &(GdkRGBA){ 0, 0, 0, 1 });
  g_assert_cmpuint (ink_of (gtk_snapshot_free_to_node (snapshot), f->view, KKB_RATING_BAR_WIDTH, KKB_RATING_BAR_HEIGHT,
                            &ground, "rating-bar.png"),
                    >, 200);
  tally.band[1] = 3;
  other = kkb_rating_bar_new (&tally, &rules);
  g_assert_cmpstr (kkb_rating_bar_words (other), ==, "A 5、B 3、集計中 2");
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  f->view = kkb_chart_view_new ();
  gtk_window_set_child (f->window, f->view);
  gt_wait_frame (f->view);
  g_assert_null (kkb_chart_view_layout (KKB_CHART_VIEW (f->view)));
  g_assert_false (gtk_widget_grab_focus (f->view));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
#define ADD(name, func) g_test_add ("/chart-view/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("every-point-has-a-role-and-says-what-it-is", test_points_speak);
  ADD ("tab-enters-and-leaves-arrows-move-between-points", test_keys);
  ADD ("a-new-chart-keeps-the-focused-year", test_new_spec);
  ADD ("pointing-at-a-point-tells-figure-and-source", test_tooltip);
  ADD ("it-is-light-or-dark-with-its-theme", test_dark);
  ADD ("the-focused-point-has-a-ring", test_focus_ring);
  ADD ("it-fits-a-narrow-corner", test_small);
  ADD ("the-rating-bar-says-its-counts", test_rating_bar);
  ADD ("an-empty-chart-comes-and-goes", test_empty);
  return g_test_run ();
}
