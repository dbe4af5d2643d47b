/* Bars of rating counts: zero-based, one scale for all rows. Also the legend and the marks, which both kinds use. */
#include "kkb-chart-layout-private.h"
#include <math.h>

static KkbChartSeries *
series_at (const KkbChartLayout *self, guint i)
{
  return self->spec->series->pdata[i];
}

void
kkb_chart_put_mark (KkbChartLayout *self, KkbChartRole role, gboolean hollow, double x, double y)
{
  static const struct
  {
    KkbChartShapeKind kind;
    KkbChartInk ink;
    double radius; /* of the text size */
  } marks[] = {
    [KKB_CHART_ACTUAL] = { KKB_CHART_SHAPE_DOT, KKB_CHART_INK_ACTUAL, 0.34 },
    [KKB_CHART_TARGET] = { KKB_CHART_SHAPE_DIAMOND, KKB_CHART_INK_TARGET, 0.4 },
    [KKB_CHART_BASELINE] = { KKB_CHART_SHAPE_SQUARE, KKB_CHART_INK_BASELINE, 0.28 },
    [KKB_CHART_OUTLOOK] = { KKB_CHART_SHAPE_DOT, KKB_CHART_INK_OUTLOOK, 0 },
    [KKB_CHART_REFERENCE] = { KKB_CHART_SHAPE_TRIANGLE, KKB_CHART_INK_REFERENCE, 0.28 },
  };
  KkbChartShape *s;

  if (role > KKB_CHART_REFERENCE || marks[role].radius <= 0)
    return;
  s = kkb_chart_put_shape (self, marks[role].kind, marks[role].ink,
                           kkb_chart_box_around (x, y, marks[role].radius * self->size));
  s->hollow = hollow;
  s->width = 1.6;
}

static double
put_sample (KkbChartLayout *self, guint series, double x, double y)
{
  const KkbChartSeries *s = series_at (self, series);
  const guint ink = kkb_chart_role_ink (self, series);
  const double width = self->size * 2.2, middle = y + self->line / 2;

  if (s->role >= KKB_CHART_RATING)
    {
      kkb_chart_put_shape (self, s->role == KKB_CHART_GAP ? KKB_CHART_SHAPE_HATCH : KKB_CHART_SHAPE_RECT, ink,
                           (KkbChartBox){ x, y + self->line * 0.2, self->size, self->line * 0.6 });
      return self->size;
    }
  kkb_chart_put_line (self, ink, s->role == KKB_CHART_ACTUAL ? 2.2 : 1.4,
                      s->role == KKB_CHART_TARGET    ? KKB_CHART_DASH_DASHED
                      : s->role == KKB_CHART_OUTLOOK ? KKB_CHART_DASH_DOTTED
                                                     : KKB_CHART_DASH_NONE);
  kkb_chart_line_to (self, x, middle);
  kkb_chart_line_to (self, x + width, middle);
  kkb_chart_put_mark (self, s->role, FALSE, x + width / 2, middle);
  return width;
}

double
kkb_chart_put_legend (KkbChartLayout *self, gboolean measure_only)
{
  const double between = self->size * 1.4, after = self->size * 0.4;
  double x = 0, y = 0;

  for (guint i = 0; i < self->spec->series->len; i++)
    {
      const KkbChartSeries *s = series_at (self, i);
      const double sample = s->role >= KKB_CHART_RATING ? self->size : self->size * 2.2;
      g_autofree char *name = *s->mark ? g_strdup_printf ("%s %s", s->mark, s->name) : g_strdup (s->name);
      KkbChartText t;

      if (s->points->len == 0 || !*name)
        continue;
      t = kkb_chart_make_text (self, KKB_CHART_TEXT_LEGEND, KKB_CHART_INK_TEXT, name,
                               MAX (self->width - sample - after, 1));
      if (x > 0 && x + sample + after + t.box.width > self->width)
        {
          x = 0;
          y += self->line;
        }
      if (measure_only || y + self->line > self->height / 2) /* a legend never eats the chart */
        kkb_chart_text_clear (&t);
      else if (kkb_chart_put_text (self, &t, x + sample + after, y + (self->line - t.box.height) / 2))
        put_sample (self, i, x, y);
      x += sample + after + t.box.width + between;
    }
  return MIN (x > 0 ? y + self->line : 0, self->height / 2);
}

/* ---- bars --------------------------------------------------------------------------------------------------- */

static gint64
total_of (const KkbChartLayout *self, guint row)
{
  gint64 total = 0;

  for (guint i = 0; i < self->spec->series->len; i++)
    for (guint p = 0; p < series_at (self, i)->points->len; p++)
      {
        const KkbChartPoint *point = &g_array_index (series_at (self, i)->points, KkbChartPoint, p);

        if (point->row == row && !point->gap)
          total += MAX (point->value.coef, 0);
      }
  return total;
}

static void
put_count (KkbChartLayout *self, const KkbChartSeries *s, const KkbChartPoint *p, guint ink, const KkbChartBox *box)
{
  g_autofree char *full = g_strdup_printf ("%s %s", *s->mark ? s->mark : s->name, p->label);
  const char *tries[] = { full, p->label };
  const guint text_ink
      = s->role == KKB_CHART_GAP ? KKB_CHART_INK_TEXT : KKB_CHART_INK_ON_RATING + (ink - KKB_CHART_INK_RATING);

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      KkbChartText t = kkb_chart_make_text (self, KKB_CHART_TEXT_COUNT, text_ink, tries[i], 0);

      t.on_lines = s->role == KKB_CHART_GAP;
      if (t.box.width + self->size * 0.4 <= box->width && t.box.height <= box->height)
        {
          kkb_chart_put_text (self, &t, box->x + (box->width - t.box.width) / 2,
                              box->y + (box->height - t.box.height) / 2);
          return;
        }
      kkb_chart_text_clear (&t);
    }
}

static void
put_row (KkbChartLayout *self, guint row, KkbChartBox box, double unit)
{
  const gboolean strip = self->spec->kind == KKB_CHART_STRIP;
  double done = 0;

  for (guint i = 0; i < self->spec->series->len; i++)
    {
      const KkbChartSeries *s = series_at (self, i);
      const guint ink = kkb_chart_role_ink (self, i);

      for (guint p = 0; p < s->points->len; p++)
        {
          const KkbChartPoint *point = &g_array_index (s->points, KkbChartPoint, p);
          KkbChartBox part = { box.x + done * unit, box.y, 0, box.height };

          if (point->row != row || point->gap || point->value.coef <= 0 || s->role < KKB_CHART_RATING)
            continue;
          part.width = (double)point->value.coef * unit;
          done += (double)point->value.coef;
          kkb_chart_put_shape (self, s->role == KKB_CHART_GAP ? KKB_CHART_SHAPE_HATCH : KKB_CHART_SHAPE_RECT, ink,
                               part);
          kkb_chart_put_hit (self, i, p, part.x + part.width / 2, part.y + part.height / 2, part);
          if (!strip)
            put_count (self, s, point, ink, &part);
        }
    }
}

static void
put_row_name (KkbChartLayout *self, guint row, double y, double pitch, double width)
{
  KkbChartText t
      = kkb_chart_make_text (self, KKB_CHART_TEXT_ROW, KKB_CHART_INK_TEXT, self->spec->rows->pdata[row], width);

  if (t.box.height <= pitch)
    kkb_chart_put_text (self, &t, 0, y + (pitch - t.box.height) / 2);
  else
    kkb_chart_text_clear (&t);
}

static double
widest_name (KkbChartLayout *self)
{
  double widest = 0;

  for (guint row = 0; row < self->spec->rows->len; row++)
    {
      KkbChartText t = kkb_chart_make_text (self, KKB_CHART_TEXT_ROW, KKB_CHART_INK_TEXT, self->spec->rows->pdata[row],
                                            self->width * 0.42);

      widest = MAX (widest, t.box.width);
      kkb_chart_text_clear (&t);
    }
  return widest;
}

static void
put_total (KkbChartLayout *self, gint64 total, double x, double y, double pitch)
{
  g_autofree char *label = kkb_decimal_format (kkb_decimal_from_int (total), &self->spec->format);
  KkbChartText t = kkb_chart_make_text (self, KKB_CHART_TEXT_COUNT, KKB_CHART_INK_MUTED, label, 0);

  if (t.box.height <= pitch)
    kkb_chart_put_text (self, &t, x + self->size * 0.5, y + (pitch - t.box.height) / 2);
  else
    kkb_chart_text_clear (&t);
}

void
kkb_chart_layout_bars (KkbChartLayout *self)
{
  const gboolean strip = self->spec->kind == KKB_CHART_STRIP;
  const guint rows = MAX (self->spec->rows->len, 1);
  const double top = strip ? 0 : kkb_chart_put_legend (self, FALSE) + self->size * 0.5;
  const double pitch = MAX (self->height - top, 1) / rows;
  const double thick = strip ? self->height : MIN (pitch * 0.72, self->line * 1.5);
  const double names = strip ? 0 : widest_name (self);
  gint64 most = 1;

  for (guint row = 0; row < rows; row++)
    most = MAX (most, total_of (self, row));
  self->plot.x = strip ? 0 : MIN (names + self->size * 0.6, self->width * 0.6);
  self->plot.y = MIN (top, self->height);
  self->plot.width = MAX (self->width - self->plot.x - (strip ? 0 : self->size * 3), 1);
  self->plot.height = MAX (self->height - self->plot.y, 0);
  for (guint row = 0; row < rows; row++)
    {
      const double y = self->plot.y + row * pitch, unit = self->plot.width / (double)most;
      const gint64 total = total_of (self, row);
      const KkbChartBox box = { self->plot.x, y + (pitch - thick) / 2, self->plot.width, thick };

      put_row (self, row, box, unit);
      if (strip)
        continue;
      if (row < self->spec->rows->len)
        put_row_name (self, row, y, pitch, names);
      put_total (self, total, self->plot.x + (double)total * unit, y, pitch);
    }
  if (strip)
    return;
  kkb_chart_put_line (self, KKB_CHART_INK_AXIS, 1, KKB_CHART_DASH_NONE);
  kkb_chart_line_to (self, floor (self->plot.x) + 0.5, self->plot.y);
  kkb_chart_line_to (self, floor (self->plot.x) + 0.5, self->plot.y + self->plot.height);
}

double
kkb_chart_natural_height (const KkbChartSpec *spec, double width, double size)
{
  const double line = size * 1.45;
  double legend = 0;

  if (spec->kind == KKB_CHART_STRIP)
    return size * 0.6;
  if (spec->kind == KKB_CHART_LINE)
    return CLAMP (width * 0.5, size * 14, size * 26);
  for (guint i = 0; i < spec->series->len; i++)
    {
      const KkbChartSeries *s = spec->series->pdata[i];

      if (s->points->len)
        legend += size * (3.2 + (double)g_utf8_strlen (s->name, -1) + (double)g_utf8_strlen (s->mark, -1));
    }
  return ceil (MAX (legend, 1) / MAX (width, 1)) * line + size * 0.5 + MAX (spec->rows->len, 1) * line * 1.45;
}
