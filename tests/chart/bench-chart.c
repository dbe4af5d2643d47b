/* bench-chart.c - P11: painting a chart of 640 x 300 against a blank paint of its size, in turn in one process. The
 * ratio is taken between the quiet tenths (p10): beside other work the drawing slows down and the blank paint, which
 * only fills memory, does not. */
#include "bench.h"
#include "chart-fixture.h"
#include "kkb-chart-draw.h"
#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 41 /* after one warm-up */
#define REPEAT 20
#define LIMIT  15.0

static int
compare (const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
run (cairo_surface_t *surface, const KkbChartLayout *layout)
{
  const gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < REPEAT; i++)
    {
      cairo_t *cr = cairo_create (surface);

      if (layout)
        kkb_chart_draw (cr, layout, KKB_CHART_PALETTE_LIGHT);
      else
        {
          cairo_set_source_rgb (cr, 1, 1, 1);
          cairo_paint (cr);
        }
      cairo_destroy (cr);
      cairo_surface_flush (surface);
    }
  return (double)(g_get_monotonic_time () - start) / REPEAT;
}

static KkbChartSpec *
busy_spec (void)
{
  static const char *const actual[]
      = { "2310", "2405", "2388", "2250", "1102", "未公表", "1830", "2101", "集計中", NULL };
  static const char *const target[] = { "", "", "", "", "", "2450", "", "", "", "", "2600", NULL };
  KkbChartSpec *spec = kkb_chart_spec_new (KKB_CHART_LINE, "観光入込客数");

  spec->unit = "千人回";
  add_values (spec, KKB_CHART_ACTUAL, "実績", 2016, actual);
  add_values (spec, KKB_CHART_TARGET, "目標", 2016, target);
  kkb_chart_spec_add_point (spec, kkb_chart_spec_add_series (spec, KKB_CHART_BASELINE, "現状", NULL), 2016,
                            dec ("2310"), NULL, NULL);
  kkb_chart_spec_set_path (spec, KKB_CHART_PATH_STRAIGHT, 2016, dec ("2310"));
  kkb_chart_spec_add_outlook (spec, "見通し", 2016, dec ("2310"), 2023, dec ("2101"), 2026);
  return spec;
}

int
main (void)
{
  g_autoptr (KkbChartSpec) spec = busy_spec ();
  g_autoptr (KkbChartLayout) layout = kkb_chart_layout_new (spec, 640, 300, NULL, 12);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 640, 300);
  double blank[ROUNDS], chart[ROUNDS], made[ROUNDS], ratio;

  run (surface, NULL);
  run (surface, layout);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start;

      blank[i] = run (surface, NULL);
      chart[i] = run (surface, layout);
      start = g_get_monotonic_time ();
      kkb_chart_layout_free (kkb_chart_layout_new (spec, 640, 300, NULL, 12));
      made[i] = (double)(g_get_monotonic_time () - start);
    }
  cairo_surface_destroy (surface);
  qsort (blank, ROUNDS, sizeof *blank, compare);
  qsort (chart, ROUNDS, sizeof *chart, compare);
  qsort (made, ROUNDS, sizeof *made, compare);
  ratio = chart[ROUNDS / 10] / blank[ROUNDS / 10];
  printf (
      "P11 chart: blank %.1f us (p10 %.1f p90 %.1f), draw %.1f us (p10 %.1f p90 %.1f), layout %.1f us: draw = %.1f x "
      "blank (limit %.0f) %s\n",
      blank[ROUNDS / 2], blank[ROUNDS / 10], blank[ROUNDS * 9 / 10], chart[ROUNDS / 2], chart[ROUNDS / 10],
      chart[ROUNDS * 9 / 10], made[ROUNDS / 2], ratio, LIMIT, ratio <= LIMIT ? "ok" : "FAILED");
  return bench_line ("P11", "chart to blank paint", ratio, "x", LIMIT) ? 0 : 1;
}
