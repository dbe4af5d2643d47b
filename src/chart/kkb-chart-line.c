/* The chart of one indicator over the years: its lines, points and labels. */
#include "kkb-chart-line-private.h"
#include <math.h>

/* ---- lines -------------------------------------------------------------------------------------------------- */

static void
put_target_path (KkbChartLines *l, const KkbChartSeries *s, gboolean high)
{
  const KkbChartPath path = l->spec->path;
  gboolean begun = FALSE;
  int before = l->spec->has_path_start ? l->spec->path_start_fy : l->first - 1;

  if (path == KKB_CHART_PATH_NONE)
    return;
  kkb_chart_put_line (l->self, KKB_CHART_INK_TARGET, 1.6, KKB_CHART_DASH_DASHED);
  if (path == KKB_CHART_PATH_STRAIGHT && l->spec->has_path_start && s->points->len
      && l->spec->path_start_fy < kkb_chart_point_at (s, 0)->fy)
    kkb_chart_line_to (l->self, kkb_chart_x_of (l, l->spec->path_start_fy), kkb_chart_y_of (l, l->spec->path_start));
  for (guint i = 0; i < s->points->len; i++)
    {
      const KkbChartPoint *p = kkb_chart_point_at (s, i);
      const double y = kkb_chart_y_of (l, high && p->has_high ? p->high : p->value);

      if (p->gap || (high && !p->has_high))
        continue;
      if (path == KKB_CHART_PATH_STEPPED) /* it holds for each year after the one before, so it turns between the two */
        kkb_chart_line_to (l->self, MAX (kkb_chart_x_of (l, MIN (before, p->fy - 1) + 0.5), l->self->plot.x), y);
      kkb_chart_line_to (
          l->self, kkb_chart_x_of (l, p->fy + (path == KKB_CHART_PATH_STEPPED && i + 1 < s->points->len ? 0.5 : 0)), y);
      before = p->fy;
      begun = TRUE;
    }
  if (!begun)
    g_array_set_size (l->self->shapes, l->self->shapes->len - 1);
}

/* A full line from year to year, a thin one over years nobody asked about, none across a gap. */
static void
put_value_line (KkbChartLines *l, const KkbChartSeries *s, guint ink, double width)
{
  const KkbChartPoint *before = NULL;
  double running = 0;

  for (guint i = 0; i < s->points->len; i++)
    {
      const KkbChartPoint *p = kkb_chart_point_at (s, i);

      if (p->gap)
        {
          before = NULL;
          running = 0;
          continue;
        }
      if (before)
        {
          const double w = p->fy - before->fy == 1 ? width : width * 0.5;

          if (w != running)
            {
              kkb_chart_put_line (l->self, ink, w, KKB_CHART_DASH_NONE);
              kkb_chart_line_to (l->self, kkb_chart_x_of (l, before->fy), kkb_chart_y_of (l, before->value));
            }
          kkb_chart_line_to (l->self, kkb_chart_x_of (l, p->fy), kkb_chart_y_of (l, p->value));
          running = w;
        }
      before = p;
    }
}

/* Moves *X, *Y along the line to X1, Y1 into the plot's height. FALSE where no part of it is inside. */
static gboolean
cut_to_plot (const KkbChartBox *plot, double *x, double *y, double x1, double y1)
{
  const double edge = CLAMP (*y, plot->y, plot->y + plot->height);

  if (edge == *y)
    return TRUE;
  if (CLAMP (edge, MIN (*y, y1), MAX (*y, y1)) != edge)
    return FALSE;
  *x += (x1 - *x) * (edge - *y) / (y1 - *y);
  *y = edge;
  return TRUE;
}

/* Where the outlook begins and ends: its own points, or where it leaves the plot. FALSE where none of it is inside. */
static gboolean
ends_of_outlook (const KkbChartLines *l, const KkbChartSeries *s, double *x0, double *y0, double *x, double *y)
{
  const KkbChartPoint *from = kkb_chart_point_at (s, 0), *to = kkb_chart_point_at (s, s->points->len - 1);
  const double left = kkb_chart_x_of (l, from->fy), start = kkb_chart_y_of (l, from->value),
               right = kkb_chart_x_of (l, to->fy), end = kkb_chart_y_of (l, to->value);

  *x0 = left;
  *y0 = start;
  *x = right;
  *y = end;
  return cut_to_plot (&l->self->plot, x0, y0, right, end) && cut_to_plot (&l->self->plot, x, y, left, start);
}

static void
put_level (KkbChartLines *l, const KkbChartPoint *p)
{
  const KkbChartBox *plot = &l->self->plot;

  kkb_chart_put_line (l->self, KKB_CHART_INK_BASELINE, 1, KKB_CHART_DASH_NONE);
  kkb_chart_line_to (l->self, p->fy == KKB_FY_NONE ? plot->x : kkb_chart_x_of (l, p->fy), kkb_chart_y_of (l, p->value));
  kkb_chart_line_to (l->self, plot->x + plot->width, kkb_chart_y_of (l, p->value));
}

static void
put_lines (KkbChartLines *l)
{
  static const KkbChartRole order[]
      = { KKB_CHART_BASELINE, KKB_CHART_REFERENCE, KKB_CHART_OUTLOOK, KKB_CHART_TARGET, KKB_CHART_ACTUAL };

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < l->spec->series->len; i++)
      {
        const KkbChartSeries *s = kkb_chart_series_at (l, i);
        double x, y, x0, y0;

        if (s->role != order[k] || s->points->len == 0)
          continue;
        switch (s->role)
          {
          case KKB_CHART_BASELINE:
            for (guint p = 0; p < s->points->len; p++)
              if (!kkb_chart_point_at (s, p)->gap)
                put_level (l, kkb_chart_point_at (s, p));
            break;
          case KKB_CHART_OUTLOOK:
            if (!ends_of_outlook (l, s, &x0, &y0, &x, &y))
              break;
            kkb_chart_put_line (l->self, KKB_CHART_INK_OUTLOOK, 1.6, KKB_CHART_DASH_DOTTED);
            kkb_chart_line_to (l->self, x0, y0);
            kkb_chart_line_to (l->self, x, y);
            break;
          case KKB_CHART_TARGET:
            put_target_path (l, s, FALSE);
            put_target_path (l, s, TRUE);
            break;
          default:
            put_value_line (l, s, kkb_chart_role_ink (l->self, i), s->role == KKB_CHART_ACTUAL ? 2.2 : 1.2);
          }
      }
}

/* ---- points and labels -------------------------------------------------------------------------------------- */

static void
put_point (KkbChartLines *l, guint series, guint index)
{
  KkbChartLayout *self = l->self;
  const KkbChartSeries *s = kkb_chart_series_at (l, series);
  const KkbChartPoint *p = kkb_chart_point_at (s, index);
  const double r = self->size * 0.32,
               slot = l->last > l->first ? kkb_chart_x_of (l, l->first + 1) - kkb_chart_x_of (l, l->first) : 24;
  double x = p->fy == KKB_FY_NONE ? self->plot.x : kkb_chart_x_of (l, p->fy), y;
  KkbChartBox area;

  if (s->role == KKB_CHART_OUTLOOK)
    {
      double x0, y0;

      if (index + 1 < s->points->len || !ends_of_outlook (l, s, &x0, &y0, &x, &y))
        return;
    }
  else if (p->gap)
    {
      y = MAX (self->plot.y + self->plot.height - self->size * 0.7, self->plot.y);
      kkb_chart_put_shape (self, KKB_CHART_SHAPE_CROSS, kkb_chart_role_ink (self, series),
                           kkb_chart_box_around (x, y, r))
          ->width
          = 1.4;
    }
  else
    {
      y = kkb_chart_y_of (l, p->value);
      if (p->has_high)
        {
          kkb_chart_put_line (self, KKB_CHART_INK_TARGET, 1.6, KKB_CHART_DASH_NONE);
          kkb_chart_line_to (self, x, y);
          kkb_chart_line_to (self, x, kkb_chart_y_of (l, p->high));
          kkb_chart_put_mark (self, s->role, p->provisional, x, kkb_chart_y_of (l, p->high));
        }
      kkb_chart_put_mark (self, s->role, p->provisional, x, y);
    }
  area = kkb_chart_box_around (x, y, 12);
  area.width = CLAMP (slot, 8, 24);
  area.x = x - area.width / 2;
  kkb_chart_put_hit (self, series, index, x, y, area);
}

static void
add_label (KkbChartLines *l, GArray *labels, guint series, guint index, gboolean named, int priority)
{
  const KkbChartSeries *s = kkb_chart_series_at (l, series);
  const KkbChartPoint *p = kkb_chart_point_at (s, index);
  const gboolean outlook = s->role == KKB_CHART_OUTLOOK;
  g_autofree char *text = NULL;
  KkbChartLabel label = { .series = -1, .priority = priority };

  if (named && *s->name && !l->legend && !p->gap)
    {
      text = outlook ? g_strdup (s->name) : g_strdup_printf ("%s %s", s->name, p->label);
      label.series = (int)series;
    }
  else if (!outlook)
    text = g_strdup (p->label);
  if (!text || !*text)
    return;
  label.essential = named || p->gap;
  label.text = kkb_chart_make_text (l->self, p->gap ? KKB_CHART_TEXT_GAP : KKB_CHART_TEXT_LABEL,
                                    p->gap ? KKB_CHART_INK_MUTED : kkb_chart_role_ink (l->self, series), text,
                                    l->self->width * 0.45);
  label.x = p->fy == KKB_FY_NONE ? l->self->plot.x + l->pad_left : kkb_chart_x_of (l, p->fy);
  if (outlook)
    {
      double x0, y0;

      if (!ends_of_outlook (l, s, &x0, &y0, &label.x, &label.y))
        {
          kkb_chart_text_clear (&label.text);
          return;
        }
    }
  else
    label.y = p->gap ? l->self->plot.y + l->self->plot.height - l->self->size * 0.7
                     : kkb_chart_y_of (l, p->has_high ? p->high : p->value);
  g_array_append_val (labels, label);
}

/* Another series says the same figure of the same year already (the baseline is also the first actual). */
static gboolean
said_already (const KkbChartLines *l, const KkbChartPoint *p)
{
  for (guint i = 0; i < l->spec->series->len; i++)
    {
      const KkbChartSeries *s = kkb_chart_series_at (l, i);

      if (s->role == KKB_CHART_BASELINE && s->points->len && kkb_chart_point_at (s, 0)->fy == p->fy
          && g_str_equal (kkb_chart_point_at (s, 0)->label, p->label))
        return TRUE;
    }
  return FALSE;
}

static guint64
put_labels (KkbChartLines *l)
{
  /* Who gets a place first: target, actual, baseline, outlook; then gaps, then the figures in between. */
  static const int named_priority[] = { [KKB_CHART_ACTUAL] = 1,
                                        [KKB_CHART_TARGET] = 0,
                                        [KKB_CHART_BASELINE] = 2,
                                        [KKB_CHART_OUTLOOK] = 4,
                                        [KKB_CHART_REFERENCE] = 5 };
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (KkbChartLabel));

  for (guint i = 0; i < l->spec->series->len; i++)
    {
      const KkbChartSeries *s = kkb_chart_series_at (l, i);
      int last = -1;

      if (s->role > KKB_CHART_REFERENCE)
        continue;
      for (guint p = 0; p < s->points->len; p++)
        if (!kkb_chart_point_at (s, p)->gap)
          last = (int)p;
      for (guint p = 0; p < s->points->len; p++)
        {
          const KkbChartPoint *point = kkb_chart_point_at (s, p);

          if (point->gap)
            add_label (l, labels, i, p, FALSE, 3);
          else if ((int)p == last)
            add_label (l, labels, i, p, TRUE, named_priority[s->role]);
          else if (s->role == KKB_CHART_ACTUAL && !said_already (l, point))
            add_label (l, labels, i, p, FALSE, 6);
          else if (s->role == KKB_CHART_TARGET)
            add_label (l, labels, i, p, FALSE, 7);
        }
    }
  return kkb_chart_place_labels (l->self, labels);
}

static guint64
names_wanted (const KkbChartLines *l)
{
  guint64 wanted = 0;

  for (guint i = 0; i < MIN (l->spec->series->len, 64); i++)
    for (guint p = 0; p < kkb_chart_series_at (l, i)->points->len; p++)
      if (!kkb_chart_point_at (kkb_chart_series_at (l, i), p)->gap && *kkb_chart_series_at (l, i)->name)
        wanted |= G_GUINT64_CONSTANT (1) << i;
  return wanted;
}

static double
power_of_ten (guint n)
{
  double power = 1;

  while (n-- > 0)
    power *= 10;
  return power;
}

/* For moving points on the screen. */
static void
keep_axis (KkbChartLines *l)
{
  const double unit = power_of_ten (l->axis.scale);

  l->self->has_axis = l->has_values && l->axis.high > l->axis.low;
  l->self->axis_low = (double)l->axis.low / unit;
  l->self->axis_high = (double)l->axis.high / unit;
}

gboolean
kkb_chart_layout_value_at (const KkbChartLayout *self, double y, guint decimals, KkbDecimal *out)
{
  double value;

  if (!self->has_axis || decimals > KKB_DECIMAL_MAX_DIGITS)
    return FALSE;
  value = self->axis_low + (self->axis_high - self->axis_low) * (1 - (y - self->plot.y) / MAX (self->plot.height, 1));
  value *= power_of_ten (decimals);
  if (value <= -1e17 || value >= 1e17)
    return FALSE;
  out->coef = (gint64)(value < 0 ? value - 0.5 : value + 0.5);
  out->scale = (guint8)decimals;
  return TRUE;
}

gboolean
kkb_chart_layout_height_of (const KkbChartLayout *self, KkbDecimal value, double *y)
{
  if (!self->has_axis)
    return FALSE;
  *y = self->plot.y
       + self->plot.height
             * (1 - (kkb_decimal_to_double_for_drawing (value) - self->axis_low) / (self->axis_high - self->axis_low));
  return TRUE;
}

void
kkb_chart_layout_lines (KkbChartLayout *self)
{
  for (guint attempt = 0; attempt < 2; attempt++)
    {
      KkbChartLines l
          = { .self = self, .spec = self->spec, .first = KKB_FY_NONE, .last = KKB_FY_NONE, .legend = attempt > 0 };

      kkb_chart_put_frame (&l);
      keep_axis (&l);
      put_lines (&l);
      for (guint i = 0; i < l.spec->series->len; i++)
        for (guint p = 0; p < kkb_chart_series_at (&l, i)->points->len; p++)
          if (kkb_chart_series_at (&l, i)->role <= KKB_CHART_REFERENCE)
            put_point (&l, i, p);
      if (put_labels (&l) == names_wanted (&l) || l.legend)
        return;
      /* A name found no place beside its line: all names go into a legend instead. */
      g_array_set_size (self->texts, 0);
      g_array_set_size (self->shapes, 0);
      g_array_set_size (self->coords, 0);
      g_array_set_size (self->hits, 0);
    }
}
