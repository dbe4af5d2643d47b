/* chart-fixture.h - specs for the chart tests, and the checks every layout has to pass. */
#pragma once
#include "kkb-chart-layout.h"
#include <math.h>

static inline KkbDecimal
dec (const char *text)
{
  KkbDecimal d;

  g_assert_true (kkb_decimal_parse (text, &d));
  return d;
}

/* Baseline, actual and target as a plan prints them; NULL = not given. */
G_GNUC_UNUSED static KkbChartSpec *
three_figures (const char *name, const char *unit, int base_fy, const char *base, int fy, const char *actual,
               int target_fy, const char *target)
{
  KkbChartSpec *spec = kkb_chart_spec_new (KKB_CHART_LINE, name);

  spec->unit = kkb_chart_spec_string (spec, unit);
  if (base)
    {
      kkb_chart_spec_add_point (spec, kkb_chart_spec_add_series (spec, KKB_CHART_BASELINE, "現状", NULL), base_fy,
                                dec (base), NULL, NULL);
      kkb_chart_spec_set_path (spec, KKB_CHART_PATH_STRAIGHT, base_fy, dec (base));
    }
  if (actual)
    kkb_chart_spec_add_point (spec, kkb_chart_spec_add_series (spec, KKB_CHART_ACTUAL, "実績", NULL), fy, dec (actual),
                              NULL, NULL);
  if (target)
    kkb_chart_spec_add_point (spec, kkb_chart_spec_add_series (spec, KKB_CHART_TARGET, "目標", NULL), target_fy,
                              dec (target), NULL, NULL);
  if (base && actual && target)
    kkb_chart_spec_add_outlook (spec, "見通し", base_fy, dec (base), fy, dec (actual), target_fy);
  return spec;
}

/* Actuals from FY on, "" = nothing, a word = a gap. */
G_GNUC_UNUSED static KkbChartSeries *
add_values (KkbChartSpec *spec, KkbChartRole role, const char *name, int fy, const char *const *values)
{
  KkbChartSeries *s = kkb_chart_spec_add_series (spec, role, name, NULL);

  for (; *values; values++, fy++)
    {
      KkbDecimal d;

      if (kkb_decimal_parse (*values, &d))
        kkb_chart_spec_add_point (spec, s, fy, d, NULL, NULL);
      else if (**values)
        kkb_chart_spec_add_gap (spec, s, fy, *values, NULL);
    }
  return s;
}

G_GNUC_UNUSED static gboolean
inside (const KkbChartLayout *layout, const KkbChartBox *b)
{
  const double slack = 0.02;

  return isfinite (b->x) && isfinite (b->y) && isfinite (b->width) && isfinite (b->height) && b->x >= -slack
         && b->y >= -slack && b->width >= 0 && b->height >= 0
         && b->x + b->width <= kkb_chart_layout_width (layout) + slack
         && b->y + b->height <= kkb_chart_layout_height (layout) + slack;
}

/* Nothing is NaN, no text leaves the chart or lies over another, every hit area is inside and says something. */
G_GNUC_UNUSED static void
check_layout (KkbChartLayout *layout)
{
  guint n_texts, n_shapes, n_hits;
  const KkbChartText *texts = kkb_chart_layout_texts (layout, &n_texts);
  const KkbChartShape *shapes = kkb_chart_layout_shapes (layout, &n_shapes);
  const KkbChartHit *hits = kkb_chart_layout_hits (layout, &n_hits);

  for (guint i = 0; i < n_texts; i++)
    {
      if (!inside (layout, &texts[i].box))
        g_error ("“%s” leaves the chart", texts[i].text);
      for (guint k = 0; k < i; k++)
        {
          const KkbChartBox *a = &texts[i].box, *b = &texts[k].box;
          const double slack = 0.02;

          if (a->x + slack < b->x + b->width && b->x + slack < a->x + a->width && a->y + slack < b->y + b->height
              && b->y + slack < a->y + a->height)
            g_error ("“%s” (%.1f %.1f %.1f %.1f) lies over “%s” (%.1f %.1f %.1f %.1f) in %.0f x %.0f", texts[i].text,
                     a->x, a->y, a->width, a->height, texts[k].text, b->x, b->y, b->width, b->height,
                     kkb_chart_layout_width (layout), kkb_chart_layout_height (layout));
        }
    }
  for (guint i = 0; i < n_shapes; i++)
    {
      g_assert_true (isfinite (shapes[i].box.x) && isfinite (shapes[i].box.y) && isfinite (shapes[i].box.width)
                     && isfinite (shapes[i].box.height));
      for (guint k = 0; k < shapes[i].n; k++)
        {
          const double *at = kkb_chart_layout_coordinate (layout, shapes[i].first + k);

          g_assert_true (isfinite (at[0]) && isfinite (at[1]));
          g_assert_cmpfloat (at[0], >=, -0.51);
          g_assert_cmpfloat (at[0], <=, kkb_chart_layout_width (layout) + 0.51);
          g_assert_cmpfloat (at[1], >=, -0.51);
          g_assert_cmpfloat (at[1], <=, kkb_chart_layout_height (layout) + 0.51);
        }
    }
  for (guint i = 0; i < n_hits; i++)
    {
      g_assert_true (inside (layout, &hits[i].box));
      g_assert_true (isfinite (hits[i].x) && isfinite (hits[i].y));
      g_assert_cmpstr (hits[i].alt, !=, "");
      g_assert_true (g_str_has_prefix (hits[i].tooltip, hits[i].alt));
    }
  g_assert_cmpstr (kkb_chart_layout_alt (layout), !=, "");
}

/* The first text of KIND; with TEXT, the one that reads so. NULL if none. */
G_GNUC_UNUSED static const KkbChartText *
find_text (const KkbChartLayout *layout, KkbChartTextKind kind, const char *text)
{
  guint n;
  const KkbChartText *texts = kkb_chart_layout_texts (layout, &n);

  for (guint i = 0; i < n; i++)
    if (texts[i].kind == kind && (!text || g_str_equal (texts[i].text, text)))
      return &texts[i];
  return NULL;
}

G_GNUC_UNUSED static guint
count_shapes (const KkbChartLayout *layout, KkbChartShapeKind kind, int ink)
{
  guint n, found = 0;
  const KkbChartShape *shapes = kkb_chart_layout_shapes (layout, &n);

  for (guint i = 0; i < n; i++)
    found += shapes[i].kind == kind && (ink < 0 || shapes[i].ink == ink);
  return found;
}

G_GNUC_UNUSED static const KkbChartHit *
find_hit (const KkbChartLayout *layout, const char *alt)
{
  guint n;
  const KkbChartHit *hits = kkb_chart_layout_hits (layout, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (hits[i].alt, alt))
      return &hits[i];
  return NULL;
}
