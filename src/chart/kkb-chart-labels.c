/* Labels stand beside their points. Greedy, by priority: for each label the best of a fixed list of places; a place
 * that meets another text or a mark is refused, one that crosses a line costs. */
#include "kkb-chart-layout-private.h"
#include <math.h>

static const struct
{
  double dx, dy; /* in label halves from the point: 0 centred, 1 beside it */
  double cost;
} places[] = {
  { 0, -1, 0 },  { 0, 1, 1 },    { 1, 0, 2 },    { -1, 0, 3 },    { 1, -1, 3 },   { -1, -1, 3 },
  { 1, 1, 4 },   { -1, 1, 4 },   { 0, -1.6, 6 }, { 0, 1.6, 7 },   { 0.6, -1, 4 }, { -0.6, -1, 4 },
  { 0.6, 1, 5 }, { -0.6, 1, 5 }, { 1, -1.6, 8 }, { -1, -1.6, 8 }, { 1, 1.6, 9 },  { -1, 1.6, 9 },
};

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  const KkbChartLabel *la = a, *lb = b;

  if (la->priority != lb->priority)
    return la->priority < lb->priority ? -1 : 1;
  return (la->x > lb->x) - (la->x < lb->x);
}

/* Does the segment meet the box? Liang-Barsky. */
static gboolean
segment_meets (const double *a, const double *b, const KkbChartBox *box)
{
  const double d[2] = { b[0] - a[0], b[1] - a[1] };
  const double p[4] = { -d[0], d[0], -d[1], d[1] };
  const double q[4] = { a[0] - box->x, box->x + box->width - a[0], a[1] - box->y, box->y + box->height - a[1] };
  double from = 0, to = 1;

  for (guint i = 0; i < 4; i++)
    {
      if (p[i] == 0)
        {
          if (q[i] < 0)
            return FALSE;
          continue;
        }
      if (p[i] < 0)
        from = MAX (from, q[i] / p[i]);
      else
        to = MIN (to, q[i] / p[i]);
      if (from > to)
        return FALSE;
    }
  return TRUE;
}

static gboolean
line_meets (const KkbChartLayout *self, const KkbChartShape *line, const KkbChartBox *box)
{
  for (guint k = 0; k + 1 < line->n; k++)
    if (segment_meets (kkb_chart_layout_coordinate (self, line->first + k),
                       kkb_chart_layout_coordinate (self, line->first + k + 1), box))
      return TRUE;
  return FALSE;
}

static gboolean
stands_on_lines (const KkbChartLayout *self, const KkbChartBox *box)
{
  for (guint i = 0; i < self->shapes->len; i++)
    {
      const KkbChartShape *s = &g_array_index (self->shapes, KkbChartShape, i);

      if (s->kind == KKB_CHART_SHAPE_LINE && line_meets (self, s, box))
        return TRUE;
    }
  return FALSE;
}

static double
cost_of_place (const KkbChartLayout *self, const KkbChartBox *box)
{
  double cost = 0;

  /* Left of the plot it would read as a tick of the axis. */
  if (box->x < self->plot.x || box->y < 0 || box->x + box->width > self->width
      || box->y + box->height > self->plot.y + self->plot.height)
    return G_MAXDOUBLE;
  for (guint i = 0; i < self->texts->len; i++)
    if (kkb_chart_boxes_meet (box, &g_array_index (self->texts, KkbChartText, i).box))
      return G_MAXDOUBLE;
  for (guint i = 0; i < self->shapes->len; i++)
    {
      const KkbChartShape *s = &g_array_index (self->shapes, KkbChartShape, i);

      if (s->kind != KKB_CHART_SHAPE_LINE)
        {
          if (kkb_chart_boxes_meet (box, &s->box))
            return G_MAXDOUBLE;
          continue;
        }
      if (s->ink == KKB_CHART_INK_GRID || s->ink == KKB_CHART_INK_AXIS)
        continue;
      if (line_meets (self, s, box))
        cost += 10;
    }
  return cost;
}

guint64
kkb_chart_place_labels (KkbChartLayout *self, GArray *labels)
{
  const double gap = self->size * 0.5;
  guint64 named = 0;

  g_array_sort (labels, compare_labels);
  for (guint i = 0; i < labels->len; i++)
    {
      KkbChartLabel *label = &g_array_index (labels, KkbChartLabel, i);
      const double w = label->text.box.width, h = label->text.box.height;
      const double limit = label->essential ? 60 : 20;
      double best = G_MAXDOUBLE;
      KkbChartBox at = { 0 };

      for (guint k = 0; k < G_N_ELEMENTS (places); k++)
        {
          const double rx = w / 2 + (fabs (places[k].dy) >= 1 && fabs (places[k].dx) >= 1 ? gap * 0.4 : gap);
          const double ry = h / 2 + gap * 0.7;
          KkbChartBox box = { label->x + places[k].dx * rx - w / 2, label->y + places[k].dy * ry - h / 2, w, h };
          double crossing;

          if (fabs (places[k].dy) >= 1) /* above or below, a label may slide along the edge of the chart */
            box.x = CLAMP (box.x, self->plot.x, MAX (self->width - w, self->plot.x));
          crossing = cost_of_place (self, &box);
          if (crossing < limit && crossing + places[k].cost < best)
            {
              best = crossing + places[k].cost;
              at = box;
            }
        }
      label->text.on_lines = best < G_MAXDOUBLE && stands_on_lines (self, &at);
      if (best < G_MAXDOUBLE && kkb_chart_put_text (self, &label->text, at.x, at.y))
        {
          if (label->series >= 0 && label->series < 64)
            named |= G_GUINT64_CONSTANT (1) << label->series;
        }
      else
        kkb_chart_text_clear (&label->text);
    }
  g_array_set_size (labels, 0);
  return named;
}
