/* The chart of one indicator over the years. */
#include "kkb-chart-layout-private.h"
#include "kkb-chart-ticks.h"
#include <math.h>

typedef struct
{
  KkbChartLayout *self;
  KkbChartSpec *spec;
  KkbChartAxis axis;
  gboolean has_values;
  int first, last;            /* fiscal years */
  double pad_left, pad_right; /* between the plot's edge and the first and last year */
  gboolean legend;
} Lines;

static KkbChartSeries *
series_at (const Lines *l, guint i)
{
  return l->spec->series->pdata[i];
}

static KkbChartPoint *
point_at (const KkbChartSeries *s, guint i)
{
  return &g_array_index (s->points, KkbChartPoint, i);
}

static double
x_of (const Lines *l, double fy)
{
  const KkbChartBox *plot = &l->self->plot;
  const double room = plot->width - l->pad_left - l->pad_right;

  if (l->last == l->first)
    return plot->x + l->pad_left + room / 2;
  return plot->x + l->pad_left + room * (fy - l->first) / (l->last - l->first);
}

static double
y_of (const Lines *l, KkbDecimal value)
{
  return l->self->plot.y + l->self->plot.height * (1 - kkb_chart_axis_place (&l->axis, value));
}

/* ---- domain ------------------------------------------------------------------------------------------------- */

static void
widen (Lines *l, KkbDecimal value, KkbDecimal *low, KkbDecimal *high)
{
  if (!l->has_values || kkb_decimal_compare (value, *low) < 0)
    *low = value;
  if (!l->has_values || kkb_decimal_compare (value, *high) > 0)
    *high = value;
  l->has_values = TRUE;
}

/* The outlook may run far away: the axis follows it by at most the range of the real figures, and not across zero. */
static void
widen_by_outlook (Lines *l, KkbDecimal *low, KkbDecimal *high)
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
      KkbChartSeries *s = series_at (l, i);

      for (guint p = 0; s->role == KKB_CHART_OUTLOOK && p < s->points->len; p++)
        {
          KkbDecimal v = point_at (s, p)->value;

          if (kkb_decimal_compare (v, floor_value) < 0)
            v = floor_value;
          if (kkb_decimal_compare (v, ceiling) > 0)
            v = ceiling;
          widen (l, v, low, high);
        }
    }
}

static void
widen_by_year (Lines *l, int fy)
{
  if (fy == KKB_FY_NONE)
    return;
  l->first = l->first == KKB_FY_NONE ? fy : MIN (l->first, fy);
  l->last = l->last == KKB_FY_NONE ? fy : MAX (l->last, fy);
}

static void
find_domain (Lines *l, guint max_ticks)
{
  KkbDecimal low = kkb_decimal_from_int (0), high = low;
  const KkbDecimal zero = low;
  KkbChartAxis a = { 0 };

  for (guint i = 0; i < l->spec->series->len; i++)
    {
      KkbChartSeries *s = series_at (l, i);

      for (guint p = 0; p < s->points->len; p++)
        {
          const KkbChartPoint *point = point_at (s, p);

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
tick_label (const Lines *l, guint index, guint unit)
{
  KkbDecimal d;
  g_autofree char *figure = NULL;

  if (!kkb_chart_axis_tick (&l->axis, index, myriads[unit].shift, &d))
    return NULL;
  figure = kkb_decimal_format (d, &l->spec->format);
  return g_strconcat (figure, d.coef ? myriads[unit].word : "", NULL);
}

static guint
choose_myriad (const Lines *l)
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
put_value_axis (Lines *l, GArray *labels)
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
put_year_axis (Lines *l)
{
  static const int steps[] = { 1, 2, 5, 10, 20, 50, 100, 1000, 100000 };
  KkbChartLayout *self = l->self;
  const KkbChartBox *plot = &self->plot;
  /* Digits and 元 may come from two fonts: all stand on one line. */
  const double ground = plot->y + plot->height + self->size * 0.3 + self->size * 1.15;
  const double slot = l->last > l->first ? x_of (l, l->first + 1) - x_of (l, l->first) : plot->width;
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
        const double x = x_of (l, fy), left = x - t.box.width / 2;

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
static void
put_frame (Lines *l)
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

/* ---- lines -------------------------------------------------------------------------------------------------- */

static void
put_target_path (Lines *l, const KkbChartSeries *s, gboolean high)
{
  const KkbChartPath path = l->spec->path;
  gboolean begun = FALSE;
  int before = l->spec->has_path_start ? l->spec->path_start_fy : l->first - 1;

  if (path == KKB_CHART_PATH_NONE)
    return;
  kkb_chart_put_line (l->self, KKB_CHART_INK_TARGET, 1.6, KKB_CHART_DASH_DASHED);
  if (path == KKB_CHART_PATH_STRAIGHT && l->spec->has_path_start && s->points->len
      && l->spec->path_start_fy < point_at (s, 0)->fy)
    kkb_chart_line_to (l->self, x_of (l, l->spec->path_start_fy), y_of (l, l->spec->path_start));
  for (guint i = 0; i < s->points->len; i++)
    {
      const KkbChartPoint *p = point_at (s, i);
      const double y = y_of (l, high && p->has_high ? p->high : p->value);

      if (p->gap || (high && !p->has_high))
        continue;
      if (path == KKB_CHART_PATH_STEPPED) /* it holds for each year after the one before, so it turns between the two */
        kkb_chart_line_to (l->self, MAX (x_of (l, MIN (before, p->fy - 1) + 0.5), l->self->plot.x), y);
      kkb_chart_line_to (l->self,
                         x_of (l, p->fy + (path == KKB_CHART_PATH_STEPPED && i + 1 < s->points->len ? 0.5 : 0)), y);
      before = p->fy;
      begun = TRUE;
    }
  if (!begun)
    g_array_set_size (l->self->shapes, l->self->shapes->len - 1);
}

/* A full line from year to year, a thin one over years nobody asked about, none across a gap. */
static void
put_value_line (Lines *l, const KkbChartSeries *s, guint ink, double width)
{
  const KkbChartPoint *before = NULL;
  double running = 0;

  for (guint i = 0; i < s->points->len; i++)
    {
      const KkbChartPoint *p = point_at (s, i);

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
              kkb_chart_line_to (l->self, x_of (l, before->fy), y_of (l, before->value));
            }
          kkb_chart_line_to (l->self, x_of (l, p->fy), y_of (l, p->value));
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
ends_of_outlook (const Lines *l, const KkbChartSeries *s, double *x0, double *y0, double *x, double *y)
{
  const KkbChartPoint *from = point_at (s, 0), *to = point_at (s, s->points->len - 1);
  const double left = x_of (l, from->fy), start = y_of (l, from->value), right = x_of (l, to->fy),
               end = y_of (l, to->value);

  *x0 = left;
  *y0 = start;
  *x = right;
  *y = end;
  return cut_to_plot (&l->self->plot, x0, y0, right, end) && cut_to_plot (&l->self->plot, x, y, left, start);
}

static void
put_level (Lines *l, const KkbChartPoint *p)
{
  const KkbChartBox *plot = &l->self->plot;

  kkb_chart_put_line (l->self, KKB_CHART_INK_BASELINE, 1, KKB_CHART_DASH_NONE);
  kkb_chart_line_to (l->self, p->fy == KKB_FY_NONE ? plot->x : x_of (l, p->fy), y_of (l, p->value));
  kkb_chart_line_to (l->self, plot->x + plot->width, y_of (l, p->value));
}

static void
put_lines (Lines *l)
{
  static const KkbChartRole order[]
      = { KKB_CHART_BASELINE, KKB_CHART_REFERENCE, KKB_CHART_OUTLOOK, KKB_CHART_TARGET, KKB_CHART_ACTUAL };

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < l->spec->series->len; i++)
      {
        const KkbChartSeries *s = series_at (l, i);
        double x, y, x0, y0;

        if (s->role != order[k] || s->points->len == 0)
          continue;
        switch (s->role)
          {
          case KKB_CHART_BASELINE:
            for (guint p = 0; p < s->points->len; p++)
              if (!point_at (s, p)->gap)
                put_level (l, point_at (s, p));
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
put_point (Lines *l, guint series, guint index)
{
  KkbChartLayout *self = l->self;
  const KkbChartSeries *s = series_at (l, series);
  const KkbChartPoint *p = point_at (s, index);
  const double r = self->size * 0.32, slot = l->last > l->first ? x_of (l, l->first + 1) - x_of (l, l->first) : 24;
  double x = p->fy == KKB_FY_NONE ? self->plot.x : x_of (l, p->fy), y;
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
      y = y_of (l, p->value);
      if (p->has_high)
        {
          kkb_chart_put_line (self, KKB_CHART_INK_TARGET, 1.6, KKB_CHART_DASH_NONE);
          kkb_chart_line_to (self, x, y);
          kkb_chart_line_to (self, x, y_of (l, p->high));
          kkb_chart_put_mark (self, s->role, p->provisional, x, y_of (l, p->high));
        }
      kkb_chart_put_mark (self, s->role, p->provisional, x, y);
    }
  area = kkb_chart_box_around (x, y, 12);
  area.width = CLAMP (slot, 8, 24);
  area.x = x - area.width / 2;
  kkb_chart_put_hit (self, series, index, x, y, area);
}

static void
add_label (Lines *l, GArray *labels, guint series, guint index, gboolean named, int priority)
{
  const KkbChartSeries *s = series_at (l, series);
  const KkbChartPoint *p = point_at (s, index);
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
  label.x = p->fy == KKB_FY_NONE ? l->self->plot.x + l->pad_left : x_of (l, p->fy);
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
                     : y_of (l, p->has_high ? p->high : p->value);
  g_array_append_val (labels, label);
}

/* Another series says the same figure of the same year already (the baseline is also the first actual). */
static gboolean
said_already (const Lines *l, const KkbChartPoint *p)
{
  for (guint i = 0; i < l->spec->series->len; i++)
    {
      const KkbChartSeries *s = series_at (l, i);

      if (s->role == KKB_CHART_BASELINE && s->points->len && point_at (s, 0)->fy == p->fy
          && g_str_equal (point_at (s, 0)->label, p->label))
        return TRUE;
    }
  return FALSE;
}

static guint64
put_labels (Lines *l)
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
      const KkbChartSeries *s = series_at (l, i);
      int last = -1;

      if (s->role > KKB_CHART_REFERENCE)
        continue;
      for (guint p = 0; p < s->points->len; p++)
        if (!point_at (s, p)->gap)
          last = (int)p;
      for (guint p = 0; p < s->points->len; p++)
        {
          const KkbChartPoint *point = point_at (s, p);

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
names_wanted (const Lines *l)
{
  guint64 wanted = 0;

  for (guint i = 0; i < MIN (l->spec->series->len, 64); i++)
    for (guint p = 0; p < series_at (l, i)->points->len; p++)
      if (!point_at (series_at (l, i), p)->gap && *series_at (l, i)->name)
        wanted |= G_GUINT64_CONSTANT (1) << i;
  return wanted;
}

void
kkb_chart_layout_lines (KkbChartLayout *self)
{
  for (guint attempt = 0; attempt < 2; attempt++)
    {
      Lines l = { .self = self, .spec = self->spec, .first = KKB_FY_NONE, .last = KKB_FY_NONE, .legend = attempt > 0 };

      put_frame (&l);
      put_lines (&l);
      for (guint i = 0; i < l.spec->series->len; i++)
        for (guint p = 0; p < series_at (&l, i)->points->len; p++)
          if (series_at (&l, i)->role <= KKB_CHART_REFERENCE)
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
