/* kkb-statistics-chart.c - see kkb-statistics-chart.h */
#include "kkb-statistics-chart.h"
#include <glib/gi18n-lib.h>

static int
year_of (const char *label)
{
  int fy = kkb_fy_parse (label);

  return fy != KKB_FY_NONE ? fy : kkb_fy_parse_as_of (label);
}

static void
add_cell (KkbChartSpec *spec, KkbChartSeries *series, int fy, const char *text, const KkbStatistic *statistic)
{
  g_auto (KkbQuantity) q = { 0 };

  if (!*text || !kkb_quantity_parse (text, statistic->unit, &q, NULL))
    return;
  if (q.kind == KKB_VALUE_NUMBER)
    kkb_chart_spec_add_point (spec, series, fy, q.low, NULL, statistic->source);
  else
    kkb_chart_spec_add_gap (spec, series, fy, text, NULL);
}

KkbChartSpec *
kkb_statistic_chart (const KkbStatistic *statistic, const KkbFormat *format)
{
  KkbChartSpec *spec = kkb_chart_spec_new (KKB_CHART_LINE, statistic->name);

  spec->format = *format;
  spec->unit = kkb_chart_spec_string (spec, statistic->unit);
  spec->path = KKB_CHART_PATH_NONE;
  spec->empty_text = kkb_chart_spec_string (
      spec, _ ("A chart appears here when the first column holds years (R5 or 2023) and the others figures."));
  for (guint c = 1; c < statistic->n_columns; c++)
    {
      KkbChartSeries *series = kkb_chart_spec_add_series (spec, c == 1 ? KKB_CHART_ACTUAL : KKB_CHART_REFERENCE,
                                                          kkb_statistic_cell (statistic, 0, c), NULL);

      for (guint r = 1; r < statistic->n_rows; r++)
        {
          int fy = year_of (kkb_statistic_cell (statistic, r, 0));

          if (fy != KKB_FY_NONE)
            add_cell (spec, series, fy, kkb_statistic_cell (statistic, r, c), statistic);
        }
    }
  return spec;
}
