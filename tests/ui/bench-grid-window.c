/* The page Entry of a whole window, on a document of 2,000 indicators and ten years, with more than 50 columns: what
 * frames, an edit, a paste and the memory take. Frames are counted in CPU time, as others may use the machine too; an
 * edit and a paste, which wait for the disk, by the clock. Exit status 1 beyond a gate. */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench.h"
#include "gui-test.h"
#include "kkb-application.h"
#include "kkb-entry-model.h"
#include "kkb-generate.h"
#include "kkb-grid.h"
#include "kkb-platform.h"
#include "kkb-window.h"

#define N_INDICATORS 2000
#define N_YEARS      10
#define FRAMES       120
#define EDITS        30
#define PASTES       5

typedef struct
{
  GtkWindow *window;
  KkbGrid *grid;
  KkbEntryModel *model;
  GtkAdjustment *down, *across;
} View;

static double
clock_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
quantile (double *values, guint n, guint percent)
{
  qsort (values, n, sizeof *values, compare);
  return values[MIN (n * percent / 100, n - 1)];
}

static void
settle (View *view)
{
  gt_wait_frame (GTK_WIDGET (view->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Resident memory of this process. */
static double
memory_mib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmRSS:");
  return line != NULL ? (double)g_ascii_strtoll (line + 6, NULL, 10) / 1024 : 0;
}

/* ---- frames ---- */

static void
one_line (View *view, guint i)
{
  guint row, column;

  kkb_grid_get_cursor (view->grid, &row, &column);
  kkb_grid_set_cursor (view->grid, row + 1, column);
}

static void
one_wheel (View *view, guint i)
{
  gtk_adjustment_set_value (view->down, gtk_adjustment_get_value (view->down) + 95);
}

static void
one_page (View *view, guint i)
{
  gtk_adjustment_set_value (view->down, gtk_adjustment_get_value (view->down)
                                            + gtk_adjustment_get_page_increment (view->down) * (i % 40 < 20 ? 1 : -1));
}

static void
one_page_across (View *view, guint i)
{
  gtk_adjustment_set_value (view->across, i % 2 == 0 ? gtk_adjustment_get_upper (view->across) : 0);
}

static gboolean
measure_frames (View *view, const char *name, void (*step) (View *, guint))
{
  double cpu[FRAMES], wall[FRAMES], rest[FRAMES];
  g_autofree char *first = g_strdup_printf ("frame by %s, p95 CPU", name);
  g_autofree char *second = g_strdup_printf ("frame by %s, p95 clock", name);
  g_autofree char *third = g_strdup_printf ("after the frame by %s, p95 CPU", name);
  gboolean held;

  for (guint i = 0; i < FRAMES; i++)
    {
      double cpu_before = clock_ms (CLOCK_PROCESS_CPUTIME_ID);
      double before = clock_ms (CLOCK_MONOTONIC);

      step (view, i);
      gt_wait_frame (GTK_WIDGET (view->window));
      cpu[i] = clock_ms (CLOCK_PROCESS_CPUTIME_ID) - cpu_before;
      wall[i] = clock_ms (CLOCK_MONOTONIC) - before;
      settle (view); /* what waits until the keys rest: the details below */
      rest[i] = clock_ms (CLOCK_PROCESS_CPUTIME_ID) - cpu_before - cpu[i];
    }
  held = bench_line ("P6", first, quantile (cpu, FRAMES, 95), "ms", 33);
  bench_line ("P6", second, quantile (wall, FRAMES, 95), "ms", 0); /* with the wait for the next frame */
  bench_line ("P6", third, quantile (rest, FRAMES, 95), "ms", 0);
  return held;
}

/* ---- edits ---- */

/* One key in a cell: what stands beside the figure (last year, target, change, rating, what is odd) is made anew. */
static gboolean
measure_keys (View *view, guint column)
{
  double cpu[EDITS];

  for (guint i = 0; i < EDITS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", 1000 + i);
      double before;

      kkb_grid_set_cursor (view->grid, 1 + i % 10, column);
      kkb_grid_begin_edit (view->grid);
      settle (view);
      before = clock_ms (CLOCK_PROCESS_CPUTIME_ID);
      gtk_editable_set_text (GTK_EDITABLE (kkb_grid_get_editor (view->grid)), text);
      cpu[i] = clock_ms (CLOCK_PROCESS_CPUTIME_ID) - before;
      kkb_grid_cancel_edit (view->grid);
    }
  return bench_line ("P8", "one key with what stands beside the figure, CPU", quantile (cpu, EDITS, 50), "ms", 1);
}

static gboolean
measure_edits (View *view, guint column)
{
  double cpu[EDITS], wall[EDITS];
  gboolean held;

  for (guint i = 0; i < EDITS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u.5", 1000 + i);
      double before, cpu_before;

      kkb_grid_set_cursor (view->grid, 1 + i % 10, column);
      settle (view);
      cpu_before = clock_ms (CLOCK_PROCESS_CPUTIME_ID);
      before = clock_ms (CLOCK_MONOTONIC);
      g_assert_true (kkb_grid_paste_text (view->grid, text));
      settle (view);
      wall[i] = clock_ms (CLOCK_MONOTONIC) - before;
      cpu[i] = clock_ms (CLOCK_PROCESS_CPUTIME_ID) - cpu_before;
    }
  held = bench_line ("P8", "edit to painted, p95 CPU", quantile (cpu, EDITS, 95), "ms", 50);
  bench_line ("P8", "edit to painted, median by the clock", quantile (wall, EDITS, 50), "ms",
              0); /* waits for the disk */
  return held;
}

/* Ten actual columns of every row, each time other figures; with the rates of all and what is painted. */
static gboolean
measure_pastes (View *view, guint column, guint n_columns)
{
  double cpu[PASTES], wall[PASTES];

  for (guint i = 0; i < PASTES; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      double before, cpu_before;

      for (guint row = 0; row < N_INDICATORS; row++)
        for (guint c = 0; c < n_columns; c++)
          g_string_append_printf (text, "%u.%u%c", 100 + row % 50 + i, c, c + 1 < n_columns ? '\t' : '\n');
      kkb_grid_set_cursor (view->grid, 1, column);
      settle (view);
      cpu_before = clock_ms (CLOCK_PROCESS_CPUTIME_ID);
      before = clock_ms (CLOCK_MONOTONIC);
      g_assert_true (kkb_grid_paste_text (view->grid, text->str));
      settle (view);
      wall[i] = clock_ms (CLOCK_MONOTONIC) - before;
      cpu[i] = clock_ms (CLOCK_PROCESS_CPUTIME_ID) - cpu_before;
    }
  bench_line ("P8", "paste of 2000 x 10 cells, CPU", quantile (cpu, PASTES, 50), "ms", 0);
  return bench_line ("P8", "paste of 2000 x 10 cells to painted", quantile (wall, PASTES, 50), "ms", 1000);
}

/* ---- the window ---- */

static View
open_view (KkbApplication *app, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "bench.keikaku", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = NULL;
  View view = { NULL };

  kkb_generate_file (path, N_INDICATORS, N_YEARS, 1, &error);
  g_assert_no_error (error);
  doc = kkb_document_open (path, KKB_OPEN_NORMAL, NULL, &error);
  g_assert_no_error (error);
  view.window = GTK_WINDOW (kkb_window_new (app));
  gtk_window_set_default_size (view.window, 1366, 768);
  kkb_window_set_document (KKB_WINDOW (view.window), doc);
  gtk_window_present (view.window);
  settle (&view);
  kkb_window_show_page (KKB_WINDOW (view.window), "entry");
  settle (&view);
  view.grid = kkb_window_grid (KKB_WINDOW (view.window));
  view.model = KKB_ENTRY_MODEL (kkb_grid_get_model (view.grid));
  view.down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view.grid));
  view.across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view.grid));
  return view;
}

static double
empty_window_mib (void)
{
  View view = { .window = GTK_WINDOW (gtk_window_new ()) };
  double memory;

  gtk_window_set_default_size (view.window, 1366, 768);
  gtk_window_present (view.window);
  settle (&view);
  memory = memory_mib ();
  gtk_window_destroy (view.window);
  return memory;
}

static guint
shown_columns (View *view)
{
  guint n = 0;

  for (guint i = 0; i < kkb_grid_model_get_n_columns (KKB_GRID_MODEL (view->model)); i++)
    n += !kkb_grid_get_column_hidden (view->grid, i);
  return n;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *command = NULL;
  g_autoptr (KkbApplication) app = NULL;
  double empty;
  gboolean held = TRUE;
  int from, to;
  View view;

  kkb_platform_init_i18n ("/nonexistent");
  gtk_init ();
  app = kkb_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (app), NULL, NULL));
  folder = g_dir_make_tmp ("kkb-bench-XXXXXX", NULL);
  empty = empty_window_mib ();
  view = open_view (app, folder);
  kkb_entry_model_set_kinds (view.model,
                             KKB_INPUT_DEFAULT | KKB_INPUT_BIT (KKB_INPUT_NUMERATOR) | KKB_INPUT_BIT (KKB_INPUT_NOTE));
  kkb_entry_model_years (view.model, &from, &to);
  settle (&view);
  g_print ("%u rows, %u columns shown, years %d to %d, %u cells in sight, %u widgets\n",
           kkb_grid_model_get_n_rows (KKB_GRID_MODEL (view.model)), shown_columns (&view), from, to,
           kkb_grid_count_visible_cells (view.grid), kkb_grid_count_widgets (view.grid));
  g_assert_cmpuint (shown_columns (&view), >=, 50);
  held &= measure_frames (&view, "line", one_line);
  held &= measure_frames (&view, "wheel", one_wheel);
  held &= measure_frames (&view, "page", one_page);
  held &= measure_frames (&view, "page across", one_page_across);
  held &= bench_line ("P5", "widgets of the entry table to cells in sight",
                      (double)kkb_grid_count_widgets (view.grid) / kkb_grid_count_visible_cells (view.grid), "x", 2);
  kkb_entry_model_set_kinds (view.model, KKB_INPUT_BIT (KKB_INPUT_ACTUAL));
  settle (&view);
  held &= measure_keys (&view, (guint)kkb_entry_model_find_column (view.model, KKB_INPUT_ACTUAL, to));
  held &= measure_edits (&view, (guint)kkb_entry_model_find_column (view.model, KKB_INPUT_ACTUAL, to));
  held &= measure_pastes (&view, (guint)kkb_entry_model_find_column (view.model, KKB_INPUT_ACTUAL, from),
                          (guint)MIN (to - from + 1, 10));
  held &= bench_line ("P12", "memory above an empty window", memory_mib () - empty, "MiB", 150);
  gtk_window_destroy (view.window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  command = g_strdup_printf ("rm -rf '%s'", folder);
  return system (command) != 0 || !held;
}
