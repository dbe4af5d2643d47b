/* What a frame of the table costs, and that it costs the same however many rows there are. Cases in turn, medians of
 * CPU time; only the ratio decides: exit status 1 above GATE. Wall-clock figures are printed for information. */
#include <locale.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"
#include "grid-demo.h"
#include "gui-test.h"
#include "kkb-grid.h"

#define ROUNDS 9
#define FRAMES 20
#define GATE   1.15

typedef struct
{
  GtkWindow *window;
  KkbGrid *grid;
  DemoModel *model;
} View;

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
median (double *values)
{
  qsort (values, ROUNDS, sizeof *values, compare);
  return values[ROUNDS / 2];
}

static View
open_view (guint n_rows)
{
  View view;
  GtkWidget *scroller = gtk_scrolled_window_new ();

  view.model = demo_model_new (n_rows);
  view.grid = KKB_GRID (kkb_grid_new (KKB_GRID_MODEL (view.model)));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (view.grid));
  view.window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (view.window, 1366, 768);
  gtk_window_set_child (view.window, scroller);
  gtk_window_present (view.window);
  gt_wait_frame (GTK_WIDGET (view.window));
  return view;
}

static gboolean
painted_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* CPU time of one frame after the scroll position went to Y: layout, drawing, and all there is to do. */
static double
frame (View *view, double y)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view->grid));
  double before = cpu_ms ();

  gtk_adjustment_set_value (adjustment, y);
  gtk_widget_add_tick_callback (GTK_WIDGET (view->grid), painted_cb, NULL, NULL);
  gt_wait_frame (GTK_WIDGET (view->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return cpu_ms () - before;
}

static double
run (View *view, double step)
{
  double sum = 0;

  for (guint i = 0; i < FRAMES; i++)
    sum += frame (view, 1000 + (i % 2 == 0 ? 0 : step) + i * 5);
  return sum / FRAMES;
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    double step;
  } cases[] = { { "scroll by one row", 28 }, { "page", 700 }, { "jump", 12000 } };
  g_autoptr (GtkCssProvider) css = NULL;
  View few, many;
  int status = 0;

  setlocale (LC_ALL, "");
  gtk_init ();
  css = gtk_css_provider_new ();
  gtk_css_provider_load_from_path (css, KKB_GRID_CSS);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  few = open_view (1000);
  many = open_view (100000);
  g_print ("%u cells in sight, %u widgets\n", kkb_grid_count_visible_cells (many.grid),
           kkb_grid_count_widgets (many.grid));
  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      double a[ROUNDS], b[ROUNDS], ratio;

      run (&few, cases[c].step);
      run (&many, cases[c].step);
      for (guint i = 0; i < ROUNDS; i++)
        {
          a[i] = run (&few, cases[c].step);
          b[i] = run (&many, cases[c].step);
        }
      ratio = median (b) / median (a);
      g_print ("%-18s 1,000 rows %6.2f ms   100,000 rows %6.2f ms   ratio %.3f (gate %.2f)\n", cases[c].name,
               median (a), median (b), ratio, GATE);
      {
        g_autofree char *name = g_strdup_printf ("frame of %s, 100000 rows to 1000", cases[c].name);

        status |= !bench_line ("P6", name, ratio, "x", GATE);
      }
    }
  gtk_window_destroy (few.window);
  gtk_window_destroy (many.window);
  g_object_unref (few.model);
  g_object_unref (many.model);
  return status;
}
