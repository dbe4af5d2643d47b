#include "kkb-chart-layout-private.h"
#include <math.h>

static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* The same widths on screen, in print and in a file. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("ja"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  cairo_font_options_destroy (options);
  return context;
}

static void
clear_text_cb (gpointer data)
{
  kkb_chart_text_clear (data);
}

static void
put_empty (KkbChartLayout *self)
{
  KkbChartText t;

  if (!*self->spec->empty_text)
    return;
  t = kkb_chart_make_text (self, KKB_CHART_TEXT_EMPTY, KKB_CHART_INK_MUTED, self->spec->empty_text, self->width);
  kkb_chart_put_text (self, &t, (self->width - t.box.width) / 2, (self->height - t.box.height) / 2);
}

/* Years and figures are measured to find room, and again to be put, and once more where a legend becomes needed: each
 * text is shaped once. Transfer none. */
static PangoLayout *
shape (KkbChartLayout *self, const char *text)
{
  PangoLayout *layout = g_hash_table_lookup (self->shaped, text);

  if (layout)
    return layout;
  layout = pango_layout_new (self->context);
  if (self->font)
    pango_layout_set_font_description (layout, self->font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  g_hash_table_insert (self->shaped, g_string_chunk_insert (self->strings, text), layout);
  return layout;
}

KkbChartText
kkb_chart_make_text (KkbChartLayout *self, KkbChartTextKind kind, guint ink, const char *text, double max_width)
{
  KkbChartText t = { .kind = kind, .ink = ink };
  PangoRectangle r;

  t.layout = g_object_ref (shape (self, text));
  t.text = pango_layout_get_text (t.layout);
  pango_layout_get_extents (t.layout, NULL, &r);
  if (max_width > 0 && r.width > max_width * PANGO_SCALE)
    {
      PangoLayout *whole = t.layout;

      t.layout = pango_layout_copy (whole);
      t.text = pango_layout_get_text (t.layout);
      g_object_unref (whole);
      pango_layout_set_ellipsize (t.layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (t.layout, (int)(max_width * PANGO_SCALE));
      pango_layout_get_extents (t.layout, NULL, &r);
    }
  t.box.width = (double)r.width / PANGO_SCALE;
  t.box.height = (double)r.height / PANGO_SCALE;
  t.ascent = (double)pango_layout_get_baseline (t.layout) / PANGO_SCALE;
  return t;
}

void
kkb_chart_text_clear (KkbChartText *text)
{
  g_clear_object (&text->layout);
}

gboolean
kkb_chart_put_text (KkbChartLayout *self, KkbChartText *text, double x, double y)
{
  const double slack = 0.01;
  const KkbChartBox inner = { x + slack, y + slack, text->box.width - 2 * slack, text->box.height - 2 * slack };
  gboolean fits = x >= -slack && y >= -slack && x + text->box.width <= self->width + slack
                  && y + text->box.height <= self->height + slack;

  for (guint i = 0; fits && i < self->texts->len; i++)
    fits = !kkb_chart_boxes_meet (&inner, &g_array_index (self->texts, KkbChartText, i).box);
  if (!fits)
    {
      kkb_chart_text_clear (text);
      return FALSE;
    }
  text->box.x = x;
  text->box.y = y;
  g_array_append_val (self->texts, *text);
  return TRUE;
}

KkbChartShape *
kkb_chart_put_shape (KkbChartLayout *self, KkbChartShapeKind kind, guint ink, KkbChartBox box)
{
  KkbChartShape s = { .kind = kind, .ink = ink, .width = 1, .box = box };

  g_array_append_val (self->shapes, s);
  return &g_array_index (self->shapes, KkbChartShape, self->shapes->len - 1);
}

KkbChartShape *
kkb_chart_put_line (KkbChartLayout *self, guint ink, double width, KkbChartDash dash)
{
  KkbChartShape *s = kkb_chart_put_shape (self, KKB_CHART_SHAPE_LINE, ink, (KkbChartBox){ 0 });

  s->width = width;
  s->dash = dash;
  s->first = self->coords->len;
  return s;
}

void
kkb_chart_line_to (KkbChartLayout *self, double x, double y)
{
  const double at[2] = { x, y };
  KkbChartShape *s = &g_array_index (self->shapes, KkbChartShape, self->shapes->len - 1);

  g_array_append_vals (self->coords, at, 1);
  s->n++;
}

void
kkb_chart_put_hit (KkbChartLayout *self, guint series, guint point, double x, double y, KkbChartBox box)
{
  KkbChartSeries *s = self->spec->series->pdata[series];
  const KkbChartPoint *p = &g_array_index (s->points, KkbChartPoint, point);
  g_autofree char *alt = kkb_chart_spec_point_text (self->spec, s, p);
  g_autofree char *tooltip = *p->note ? g_strdup_printf ("%s\n%s", alt, p->note) : NULL;
  KkbChartHit hit = { .series = series, .point = point, .x = x, .y = y };
  const double right = MIN (box.x + box.width, self->width), bottom = MIN (box.y + box.height, self->height);

  hit.box.x = CLAMP (box.x, 0, self->width);
  hit.box.y = CLAMP (box.y, 0, self->height);
  hit.box.width = MAX (right - hit.box.x, 0);
  hit.box.height = MAX (bottom - hit.box.y, 0);
  hit.alt = g_string_chunk_insert (self->strings, alt);
  hit.tooltip = tooltip ? g_string_chunk_insert (self->strings, tooltip) : hit.alt;
  g_array_append_val (self->hits, hit);
}

gboolean
kkb_chart_boxes_meet (const KkbChartBox *a, const KkbChartBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

KkbChartBox
kkb_chart_box_around (double x, double y, double radius)
{
  return (KkbChartBox){ x - radius, y - radius, 2 * radius, 2 * radius };
}

guint
kkb_chart_role_ink (const KkbChartLayout *self, guint series)
{
  const KkbChartSeries *s = self->spec->series->pdata[series];
  guint rating = 0;

  switch (s->role)
    {
    case KKB_CHART_ACTUAL:
      return KKB_CHART_INK_ACTUAL;
    case KKB_CHART_TARGET:
      return KKB_CHART_INK_TARGET;
    case KKB_CHART_BASELINE:
      return KKB_CHART_INK_BASELINE;
    case KKB_CHART_OUTLOOK:
      return KKB_CHART_INK_OUTLOOK;
    case KKB_CHART_REFERENCE:
      return KKB_CHART_INK_REFERENCE;
    case KKB_CHART_GAP:
      return KKB_CHART_INK_GAP;
    case KKB_CHART_RATING:
    default:
      for (guint i = 0; i < series; i++)
        rating += ((KkbChartSeries *)self->spec->series->pdata[i])->role == KKB_CHART_RATING;
      return KKB_CHART_INK_RATING + MIN (rating, 31);
    }
}

KkbChartLayout *
kkb_chart_layout_new_in (KkbChartSpec *spec, double width, double height, PangoContext *context,
                         const PangoFontDescription *font, double size)
{
  KkbChartLayout *self = g_new0 (KkbChartLayout, 1);

  self->spec = kkb_chart_spec_ref (spec);
  self->width = MAX (width, 1);
  self->height = MAX (height, 1);
  self->size = MAX (size, 1);
  self->texts = g_array_new (FALSE, FALSE, sizeof (KkbChartText));
  g_array_set_clear_func (self->texts, clear_text_cb);
  self->shapes = g_array_new (FALSE, FALSE, sizeof (KkbChartShape));
  self->coords = g_array_new (FALSE, FALSE, 2 * sizeof (double));
  self->hits = g_array_new (FALSE, FALSE, sizeof (KkbChartHit));
  self->strings = g_string_chunk_new (512);
  self->line = self->size * 1.45;
  for (guint i = 0; i < spec->series->len; i++)
    self->n_ratings += ((KkbChartSeries *)spec->series->pdata[i])->role == KKB_CHART_RATING;
  if (context)
    {
      self->context = g_object_ref (context);
      self->font = font ? pango_font_description_copy (font) : NULL;
      self->shaped = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
    }
  if (kkb_chart_spec_is_empty (spec))
    {
      if (context)
        put_empty (self);
    }
  else if (spec->kind == KKB_CHART_LINE)
    kkb_chart_layout_lines (self);
  else
    kkb_chart_layout_bars (self);
  return self;
}

KkbChartLayout *
kkb_chart_layout_new (KkbChartSpec *spec, double width, double height, const char *family, double size)
{
  PangoContext *context = NULL;
  PangoFontDescription *font = NULL;
  KkbChartLayout *self;

  if (spec->kind != KKB_CHART_STRIP) /* a strip has no text: one a tree row must cost nothing */
    {
      context = make_context ();
      font = pango_font_description_new ();
      /* One font for figures and Japanese, or their weights and heights differ within a word. */
      pango_font_description_set_family (
          font, family ? family : "Noto Sans CJK JP,Noto Sans JP,BIZ UDPGothic,Yu Gothic,IPAexGothic,Sans");
      pango_font_description_set_absolute_size (font, MAX (size, 1) * PANGO_SCALE);
    }
  self = kkb_chart_layout_new_in (spec, width, height, context, font, size);
  g_clear_object (&context);
  g_clear_pointer (&font, pango_font_description_free);
  return self;
}

void
kkb_chart_layout_free (KkbChartLayout *self)
{
  g_array_unref (self->texts);
  g_clear_pointer (&self->shaped, g_hash_table_unref);
  g_array_unref (self->shapes);
  g_array_unref (self->coords);
  g_array_unref (self->hits);
  g_string_chunk_free (self->strings);
  g_clear_pointer (&self->font, pango_font_description_free);
  g_clear_object (&self->context);
  kkb_chart_spec_unref (self->spec);
  g_free (self->alt);
  g_free (self);
}

double
kkb_chart_layout_width (const KkbChartLayout *layout)
{
  return layout->width;
}

double
kkb_chart_layout_height (const KkbChartLayout *layout)
{
  return layout->height;
}

KkbChartBox
kkb_chart_layout_plot (const KkbChartLayout *layout)
{
  return layout->plot;
}

guint
kkb_chart_layout_n_ratings (const KkbChartLayout *layout)
{
  return layout->n_ratings;
}

const char *
kkb_chart_layout_alt (KkbChartLayout *layout)
{
  if (!layout->alt)
    layout->alt = kkb_chart_spec_describe (layout->spec);
  return layout->alt;
}

const KkbChartText *
kkb_chart_layout_texts (const KkbChartLayout *layout, guint *n)
{
  *n = layout->texts->len;
  return (const KkbChartText *)(void *)layout->texts->data;
}

const KkbChartShape *
kkb_chart_layout_shapes (const KkbChartLayout *layout, guint *n)
{
  *n = layout->shapes->len;
  return (const KkbChartShape *)(void *)layout->shapes->data;
}

const double *
kkb_chart_layout_coordinate (const KkbChartLayout *layout, guint index)
{
  return (const double *)(void *)layout->coords->data + 2 * (gsize)index;
}

const KkbChartHit *
kkb_chart_layout_hits (const KkbChartLayout *layout, guint *n)
{
  *n = layout->hits->len;
  return (const KkbChartHit *)(void *)layout->hits->data;
}

int
kkb_chart_layout_hit_at (const KkbChartLayout *layout, double x, double y)
{
  double best = G_MAXDOUBLE;
  int found = -1;

  for (guint i = 0; i < layout->hits->len; i++)
    {
      const KkbChartHit *h = &g_array_index (layout->hits, KkbChartHit, i);
      const double distance = hypot (h->x - x, h->y - y);

      if (x >= h->box.x && y >= h->box.y && x <= h->box.x + h->box.width && y <= h->box.y + h->box.height
          && distance < best)
        {
          best = distance;
          found = (int)i;
        }
    }
  return found;
}

int
kkb_chart_layout_move (const KkbChartLayout *layout, int from, int dx, int dy)
{
  const KkbChartHit *hits = (const KkbChartHit *)(void *)layout->hits->data;
  const int n = (int)layout->hits->len, step = dx + dy > 0 ? 1 : -1;
  int other, best = from;

  if (n == 0)
    return -1;
  if (from < 0 || from >= n)
    return 0;
  if (dx) /* within the series, in the order of the years */
    {
      other = from + step;
      return other >= 0 && other < n && hits[other].series == hits[from].series ? other : from;
    }
  for (other = from + step; other >= 0 && other < n && hits[other].series == hits[from].series; other += step)
    ;
  if (other < 0 || other >= n)
    return from;
  best = other;
  for (int i = other; i >= 0 && i < n && hits[i].series == hits[other].series; i += step)
    if (fabs (hits[i].x - hits[from].x) < fabs (hits[best].x - hits[from].x))
      best = i;
  return best;
}
