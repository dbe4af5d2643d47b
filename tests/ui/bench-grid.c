/* What a frame of the table costs: the same however many rows there are, not much more than as many bare texts that all
 * change, and a branch that comes or goes costs not much more than a page. Cases in turn, medians of CPU time; only
 * ratios decide: exit status 1 above a gate. */
#include <locale.h>
#include <stdlib.h>
#include <time.h>

#include "bench.h"
#include "grid-demo.h"
#include "gui-test.h"
#include "kkb-grid.h"

#define ROUNDS      9
#define FRAMES      20
#define GATE        1.15
#define GATE_TEXTS  3.5 /* a page to as many bare texts, all of them new */
#define GATE_BRANCH 1.5 /* a branch that comes or goes to a page */
#define BRANCH_AT   6
#define BRANCH_ROWS 210 /* thirty times a heading and its rows: what is behind looks as before */

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

/* ---- the floor: as many texts as the table has in sight, all of them new in every frame ---- */

typedef struct
{
  GtkWindow *window;
  GPtrArray *texts;
  guint turn;
} Floor;

static Floor
open_floor (guint n_rows, guint n_columns)
{
  Floor floor = { .window = GTK_WINDOW (gtk_window_new ()), .texts = g_ptr_array_new () };
  GtkWidget *fixed = gtk_fixed_new ();
  int width = 1366 / (int)n_columns;

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        GtkWidget *text = g_object_new (GTK_TYPE_INSCRIPTION, "css-name", "gridcell", NULL);

        gtk_widget_set_size_request (text, width, 24);
        gtk_fixed_put (GTK_FIXED (fixed), text, (int)column * width, 53 + row * 28);
        g_ptr_array_add (floor.texts, text);
      }
  gtk_window_set_default_size (floor.window, 1366, 768);
  gtk_window_set_child (floor.window, fixed);
  gtk_window_present (floor.window);
  gt_wait_frame (GTK_WIDGET (floor.window));
  return floor;
}

static double
run_floor (Floor *floor)
{
  double before = cpu_ms ();

  for (guint i = 0; i < FRAMES; i++)
    {
      floor->turn++;
      for (guint k = 0; k < floor->texts->len; k++)
        {
          char text[24];

          g_snprintf (text, sizeof text, "%u,%03u.%u", k % 90 + 10, (k * 37 + floor->turn * 11) % 1000,
                      floor->turn % 10);
          gtk_inscription_set_text (floor->texts->pdata[k], text);
        }
      gtk_widget_add_tick_callback (GTK_WIDGET (floor->window), painted_cb, NULL, NULL);
      gt_wait_frame (GTK_WIDGET (floor->window));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  return (cpu_ms () - before) / FRAMES;
}

static gboolean
compare_with_texts (View *view)
{
  guint rows = (guint)(gtk_widget_get_height (GTK_WIDGET (view->grid)) - 53) / 28;
  Floor floor = open_floor (rows, kkb_grid_count_visible_cells (view->grid) / rows);
  double texts[ROUNDS], pages[ROUNDS], lines[ROUNDS];
  gboolean held;

  run_floor (&floor);
  for (guint i = 0; i < ROUNDS; i++)
    {
      texts[i] = run_floor (&floor);
      pages[i] = run (view, 700);
      lines[i] = run (view, 28);
    }
  g_print ("%u bare texts %6.2f ms   page %6.2f ms   line %6.2f ms\n", floor.texts->len, median (texts), median (pages),
           median (lines));
  held = bench_line ("P6", "page to as many new texts", median (pages) / median (texts), "x", GATE_TEXTS);
  held &= bench_line ("P6", "line to as many new texts", median (lines) / median (texts), "x", GATE_TEXTS);
  gtk_window_destroy (floor.window);
  g_ptr_array_unref (floor.texts);
  return held;
}

/* ---- branches ---- */

static gboolean
compare_with_branch (View *view)
{
  double pages[ROUNDS], opens[ROUNDS], closes[ROUNDS];
  gboolean held;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double opened = 0, closed = 0;

      pages[i] = run (view, 700);
      gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view->grid)), 0);
      kkb_grid_set_cursor (view->grid, 1, DEMO_FIRST_YEAR);
      frame (view, 0);
      for (guint k = 0; k < FRAMES; k++)
        {
          double before = cpu_ms ();

          demo_model_set_branch (view->model, BRANCH_AT, k % 2 == 0 ? BRANCH_ROWS : 0);
          frame (view, 0);
          *(k % 2 == 0 ? &closed : &opened) += cpu_ms () - before;
        }
      opens[i] = opened / (FRAMES / 2);
      closes[i] = closed / (FRAMES / 2);
    }
  g_print ("page %6.2f ms   branch comes %6.2f ms   branch goes %6.2f ms\n", median (pages), median (opens),
           median (closes));
  held
      = bench_line ("P7", "a branch expanded or inserted to a page", median (opens) / median (pages), "x", GATE_BRANCH);
  held &= bench_line ("P7", "a branch collapsed or deleted to a page", median (closes) / median (pages), "x",
                      GATE_BRANCH);
  return held;
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
  status |= !compare_with_texts (&few);
  {
    View some = open_view (2000);

    status |= !compare_with_branch (&some);
    gtk_window_destroy (some.window);
    g_object_unref (some.model);
  }
  gtk_window_destroy (few.window);
  gtk_window_destroy (many.window);
  g_object_unref (few.model);
  g_object_unref (many.model);
  return status;
}
