/* grid-shots DIRECTORY: pictures of the table for looking at, light and dark. */
#include <locale.h>

#include "grid-demo.h"
#include "gui-test.h"
#include "kkb-grid.h"
#include "test-im.h"

static void
shoot (GtkWidget *window, const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GdkTexture) texture = NULL;

  gt_settle (100);
  texture = gt_render (window);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkCssProvider) css = NULL;
  g_autoptr (DemoModel) model = NULL;
  GtkWidget *window, *scroller, *grid;

  setlocale (LC_ALL, "");
  gtk_init ();
  test_im_register ();
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_path (css, KKB_GRID_CSS);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  model = demo_model_new (2000);
  grid = kkb_grid_new (KKB_GRID_MODEL (model));
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
  gt_wait_frame (window);
  gt_focus_window (GTK_WINDOW (window));

  demo_model_keep_unreadable (model);
  kkb_grid_set_cursor (KKB_GRID (grid), 6, DEMO_FIRST_YEAR + 2);
  kkb_grid_paste_text (KKB_GRID (grid), "1,x");
  kkb_grid_select (KKB_GRID (grid), 4, DEMO_FIRST_YEAR + 1, 9, DEMO_FIRST_YEAR + 4);
  shoot (window, argv[1], "light.png");
  kkb_grid_set_cursor (KKB_GRID (grid), 6, DEMO_FIRST_YEAR + 2);
  shoot (window, argv[1], "unreadable.png");
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 600);
  kkb_grid_set_cursor (KKB_GRID (grid), 4, DEMO_RATE + 1);
  shoot (window, argv[1], "narrow.png");
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", TRUE, NULL);
  kkb_grid_set_cursor (KKB_GRID (grid), 12, 6);
  gtk_widget_grab_focus (grid);
  gt_type (GTK_WINDOW (window), "12");
  gt_key (GTK_WINDOW (window), XK_x, 0);
  gt_key (GTK_WINDOW (window), XK_Return, 0);
  gt_key (GTK_WINDOW (window), XK_Return, 0);
  shoot (window, argv[1], "dark.png");
  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", FALSE, "gtk-theme-name", "Default-hc",
                NULL);
  shoot (window, argv[1], "contrast.png");
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
