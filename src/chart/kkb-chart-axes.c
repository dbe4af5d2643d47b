/* Domain and axes of the line chart: what years and figures it spans, and the plot between their labels. */
#include "kkb-chart-line-private.h"
#include <math.h>

double
kkb_chart_x_of (const KkbChartLines *l, double fy)
{
  const KkbChartBox *plot = &l->self->plot;
  const double room = plot->width - l->pad_left - l->pad_right;

  if (l->last == l->first)
    return plot->x + l->pad_left + room / 2;
  return plot->x + l->pad_left + room * (fy - l->first) / (l->last - l->first);
}

double
kkb_chart_y_of (const KkbChartLines *l, KkbDecimal value)
{
  return l->self->plot.y + l->self->plot.height * (1 - kkb_chart_axis_place (&l->axis, value));
}
/* ---- domain ------------------------------------------------------------------------------------------------- */

static void
widen (KkbChartLines *l, KkbDecimal value, KkbDecimal *low, KkbDecimal *high)
{
  if (!l->has_values || kkb_decimal_compare (value, *low) < 0)
    *low = value;
  if (!l->has_values || kkb_decimal_compare (value, *high) > 0)
    *high = value;
  l->has_values = TRUE;
}

/* The outlook may run far away: the axis follows it by at most the range of the real figures, and not across zero. */
static void
widen_by_outlook (KkbChartLines *l, KkbDecimal *low, KkbDecimal *high)
{
  KkbDecimal range, floor_value, ceiling;
  const KkbDecimal zero = kkb_decimal_from_int (0);

  if (!l->has_values || !kkb_decimal_sub (*high, *low, &range) || !kkb_decimal_sub (*low, range, &floor_value)
      || !kkb_decimal_add (*high, range, &ceiling))
    return;
  if (kkb_decimal_sign (*low) >= 0 && kkb_decimal_sign (floor_value) < 0)
    floor_value = zero;
  if (kkb_decimal_sign (*high) <= 0 && kkb_decimal_sign (ceiling) > 0)
    ceiling = zero;
  for (guint i = 0; i < l->spec->series->len; i++)
    {
      KkbChartSeries *s = kkb_chart_series_at (l, i);

      for (guint p = 0; s->role == KKB_CHART_OUTLOOK && p < s->points->len; p++)
        {
          KkbDecimal v = kkb_chart_point_at (s, p)->value;

          if (kkb_decimal_compare (v, floor_value) < 0)
            v = floor_value;
          if (kkb_decimal_compare (v, ceiling) > 0)
            v = ceiling;
          widen (l, v, low, high);
        }
    }
}

static void
widen_by_year (KkbChartLines *l, int fy)
{
  if (fy == KKB_FY_NONE)
    return;
  l->first = l->first == KKB_FY_NONE ? fy : MIN (l->first, fy);
  l->last = l->last == KKB_FY_NONE ? fy : MAX (l->last, fy);
}

static void
find_domain (KkbChartLines *l, guint max_ticks)
{
  KkbDecimal low = kkb_decimal_from_int (0), high = low;
  const KkbDecimal zero = low;
  KkbChartAxis a = { 0 };

  for (guint i = 0; i < l->spec->series->len; i++)
    {
      KkbChartSeries *s = kkb_chart_series_at (l, i);

      for (guint p = 0; p < s->points->len; p++)
        {
          const KkbChartPoint *point = kkb_chart_point_at (s, p);

          widen_by_year (l, point->fy);
          if (point->gap || s->role == KKB_CHART_OUTLOOK)
            continue;
          widen (l, point->value, &low, &high);
          if (point->has_high)
            widen (l, point->high, &low, &high);
        }
    }
  if (l->spec->has_path_start && l->spec->path != KKB_CHART_PATH_NONE)
    widen_by_year (l, l->spec->path_start_fy);
  if (l->spec->has_path_start && l->spec->path == KKB_CHART_PATH_STRAIGHT)
    widen (l, l->spec->path_start, &low, &high);
  widen_by_outlook (l, &low, &high);
  /* From zero where that costs little: the smallest figure stands below 40 % of the largest. */
  a.scale = MAX (low.scale, high.scale);
  if (kkb_decimal_sign (low) > 0
      && (l->spec->zero_based || kkb_chart_axis_exact (&a, low) * 5 < kkb_chart_axis_exact (&a, high) * 2))
    low = zero;
  if (kkb_decimal_sign (high) < 0
      && (l->spec->zero_based || kkb_chart_axis_exact (&a, high) * 5 > kkb_chart_axis_exact (&a, low) * 2))
    high = zero;
  kkb_chart_axis_init (&l->axis, low, high, max_ticks);
}

/* ---- axes --------------------------------------------------------------------------------------------------- */

/* Long numbers on the axis are cut at 万, 億, 兆: the figures beside the points stay whole. */
static const struct
{
  guint shift;
  const char *word;
} myriads[] = { { 0, "" }, { 4, "万" }, { 8, "億" }, { 12, "兆" }, { 16, "京" } };

static char *
tick_label (const KkbChartLines *l, guint index, guint unit)
{
  KkbDecimal d;
  g_autofree char *figure = NULL;

  if (!kkb_chart_axis_tick (&l->axis, index, myriads[unit].shift, &d))
    return NULL;
  figure = kkb_decimal_format (d, &l->spec->format);
  return g_strconcat (figure, d.coef ? myriads[unit].word : "", NULL);
}

static guint
choose_myriad (const KkbChartLines *l)
{
  const KkbChartExact low = l->axis.low < 0 ? -l->axis.low : l->axis.low;
  const KkbChartExact most = MAX (low, l->axis.high);
  KkbChartExact one = 10000000; /* up to 9,999,999 a number is read as it is */
  guint unit = 0;

  for (guint i = 0; i < l->axis.scale; i++)
    one *= 10;
  if (most < one)
    return 0;
  for (one /= 10000000; unit + 1 < G_N_ELEMENTS (myriads) && most / 10000 >= one; unit++)
    one *= 10000;
  return unit;
}

static void
put_value_axis (KkbChartLines *l, GArray *labels)
{
  KkbChartLayout *self = l->self;
  const KkbChartBox *plot = &self->plot;

  for (guint i = 0; i < l->axis.n; i++)
    {
      KkbChartText *t = &g_array_index (labels, KkbChartText, i);
      const double y = plot->y + plot->height * (1 - (double)i / (l->axis.n - 1));
      const gboolean zero = l->axis.low + l->axis.step * i == 0;

      kkb_chart_put_line (self, zero ? KKB_CHART_INK_AXIS : KKB_CHART_INK_GRID, 1, KKB_CHART_DASH_NONE);
      kkb_chart_line_to (self, plot->x, floor (y) + 0.5);
      kkb_chart_line_to (self, plot->x + plot->width, floor (y) + 0.5);
      if (t->layout)
        kkb_chart_put_text (self, t, plot->x - self->size * 0.5 - t->box.width, y - t->box.height / 2);
    }
  if (l->axis.low > 0 || l->axis.high < 0)
    kkb_chart_put_shape (self, KKB_CHART_SHAPE_BREAK, KKB_CHART_INK_AXIS,
                         (KkbChartBox){ plot->x - self->size * 0.35, plot->y + plot->height - self->size * 0.95,
                                        self->size * 0.9, self->size * 0.5 });
}

static void
put_year_axis (KkbChartLines *l)
{
  static const int steps[] = { 1, 2, 5, 10, 20, 50, 100, 1000, 100000 };
  KkbChartLayout *self = l->self;
  const KkbChartBox *plot = &self->plot;
  /* Digits and 元 may come from two fonts: all stand on one line. */
  const double ground = plot->y + plot->height + self->size * 0.3 + self->size * 1.15;
  const double slot
      = l->last > l->first ? kkb_chart_x_of (l, l->first + 1) - kkb_chart_x_of (l, l->first) : plot->width;
  double widest = 0, end = 0;
  int step = 0;
  KkbChartText name;

  for (int fy = l->first; fy <= MIN (l->last, l->first + 12); fy++)
    {
      g_autofree char *label = kkb_fy_format_short (fy, l->spec->format.years);
      KkbChartText t = kkb_chart_make_text (self, KKB_CHART_TEXT_YEAR_TICK, KKB_CHART_INK_MUTED, label, 0);

      widest = MAX (widest, t.box.width);
      kkb_chart_text_clear (&t);
    }
  for (guint i = 0; i < G_N_ELEMENTS (steps) && !step; i++)
    if (slot * steps[i] >= widest + self->size * 0.7)
      step = steps[i];
  for (int fy = l->first; step && fy <= l->last; fy++)
    if ((l->last - fy) % step == 0)
      {
        g_autofree char *label = kkb_fy_format_short (fy, l->spec->format.years);
        KkbChartText t = kkb_chart_make_text (self, KKB_CHART_TEXT_YEAR_TICK, KKB_CHART_INK_MUTED, label, 0);
        const double x = kkb_chart_x_of (l, fy), left = x - t.box.width / 2;

        kkb_chart_put_line (self, KKB_CHART_INK_AXIS, 1, KKB_CHART_DASH_NONE);
        kkb_chart_line_to (self, floor (x) + 0.5, plot->y + plot->height);
        kkb_chart_line_to (self, floor (x) + 0.5, MIN (plot->y + plot->height + self->size * 0.3, self->height));
        if (left >= end && kkb_chart_put_text (self, &t, left, ground - t.ascent))
          end = left + t.box.width + self->size * 0.3;
        else
          kkb_chart_text_clear (&t);
      }
  name = kkb_chart_make_text (self, KKB_CHART_TEXT_UNIT, KKB_CHART_INK_MUTED,
                              l->spec->period == KKB_PERIOD_CALENDAR ? "年" : "年度", 0);
  if (self->width - name.box.width >= end)
    kkb_chart_put_text (self, &name, self->width - name.box.width, ground - name.ascent);
  else
    kkb_chart_text_clear (&name);
}

/* The plot's box and the axes. */
void
kkb_chart_put_frame (KkbChartLines *l)
{
  KkbChartLayout *self = l->self;
  const double top = l->legend ? kkb_chart_put_legend (self, FALSE) + self->size * 0.3 : 0;
  /* In a box too small for anything the plot still keeps its third. */
  const double head = MIN (top + (*l->spec->unit ? self->line * 1.7 : self->line * 0.7), self->height / 3 + top / 3);
  const double foot = MIN (self->size * 2, self->height / 3);
  const double height = MAX (self->height - head - foot, 1);
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (KkbChartText));
  g_autofree char *first = NULL;
  KkbChartText t;
  double widest = 0;
  guint unit;

  find_domain (l, (guint)CLAMP (height / (self->line * 1.9) + 1, 2, 7));
  unit = choose_myriad (l);
  for (guint i = 0; i < l->axis.n; i++)
    {
      g_autofree char *label = l->has_values ? tick_label (l, i, unit) : NULL;

      t = kkb_chart_make_text (self, KKB_CHART_TEXT_VALUE_TICK, KKB_CHART_INK_MUTED, label ? label : "", 0);
      if (!label || t.box.width > self->width * 0.4)
        kkb_chart_text_clear (&t);
      else
        widest = MAX (widest, t.box.width);
      g_array_append_val (labels, t);
    }
  self->plot.x = MIN (widest + self->size * 0.6, self->width * 0.6);
  self->plot.y = head;
  self->plot.width = MAX (self->width - self->plot.x - self->size * 0.2, 1);
  self->plot.height = height;
  first = kkb_fy_format_short (l->first, l->spec->format.years);
  t = kkb_chart_make_text (self, KKB_CHART_TEXT_YEAR_TICK, 0, first, 0);
  l->pad_left = MIN (MAX (self->size * 2, t.box.width), self->plot.width / 4);
  l->pad_right = MIN (t.box.width / 2 + self->size * 3.2, self->plot.width / 4);
  kkb_chart_text_clear (&t);
  put_value_axis (l, labels);
  put_year_axis (l);
  if (*l->spec->unit)
    {
      g_autofree char *printed = g_strdup_printf ("（%s）", l->spec->unit);

      t = kkb_chart_make_text (self, KKB_CHART_TEXT_UNIT, KKB_CHART_INK_MUTED, printed, self->width / 2);
      kkb_chart_put_text (self, &t, 0, top);
    }
}
