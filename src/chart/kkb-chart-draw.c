#include "kkb-chart-draw.h"
#include <math.h>

/* One hue and greys. Text and marks stand at 4.5:1 or more against the background (a test measures it). */
#define GREY(v)                                                                                                        \
  {                                                                                                                    \
    (v), (v), (v)                                                                                                      \
  }
#define RGB(r, g, b)                                                                                                   \
  {                                                                                                                    \
    (r) / 255.0, (g) / 255.0, (b) / 255.0                                                                              \
  }

static const struct
{
  KkbChartColor background, inks[KKB_CHART_INK_RATING];
  KkbChartColor best, worst; /* ratings run from one to the other */
} palettes[KKB_CHART_N_PALETTES] = {
  [KKB_CHART_PALETTE_LIGHT] = { GREY (1),
                                { [KKB_CHART_INK_TEXT] = GREY (0.13),
                                  [KKB_CHART_INK_MUTED] = GREY (0.40),
                                  [KKB_CHART_INK_GRID] = GREY (0.89),
                                  [KKB_CHART_INK_AXIS] = GREY (0.55),
                                  [KKB_CHART_INK_ACTUAL] = RGB (20, 86, 158),
                                  [KKB_CHART_INK_TARGET] = GREY (0.25),
                                  [KKB_CHART_INK_BASELINE] = GREY (0.42),
                                  [KKB_CHART_INK_OUTLOOK] = RGB (58, 113, 176),
                                  [KKB_CHART_INK_REFERENCE] = GREY (0.45),
                                  [KKB_CHART_INK_GAP] = GREY (0.62) },
                                RGB (16, 66, 124),
                                RGB (190, 214, 240) },
  [KKB_CHART_PALETTE_DARK] = { GREY (0.13),
                               { [KKB_CHART_INK_TEXT] = GREY (0.93),
                                 [KKB_CHART_INK_MUTED] = GREY (0.68),
                                 [KKB_CHART_INK_GRID] = GREY (0.23),
                                 [KKB_CHART_INK_AXIS] = GREY (0.52),
                                 [KKB_CHART_INK_ACTUAL] = RGB (110, 178, 245),
                                 [KKB_CHART_INK_TARGET] = GREY (0.82),
                                 [KKB_CHART_INK_BASELINE] = GREY (0.62),
                                 [KKB_CHART_INK_OUTLOOK] = RGB (96, 156, 218),
                                 [KKB_CHART_INK_REFERENCE] = GREY (0.60),
                                 [KKB_CHART_INK_GAP] = GREY (0.50) },
                               RGB (150, 204, 255),
                               RGB (36, 66, 100) },
  [KKB_CHART_PALETTE_PRINT] = { GREY (1),
                                { [KKB_CHART_INK_TEXT] = GREY (0),
                                  [KKB_CHART_INK_MUTED] = GREY (0.27),
                                  [KKB_CHART_INK_GRID] = GREY (0.82),
                                  [KKB_CHART_INK_AXIS] = GREY (0.30),
                                  [KKB_CHART_INK_ACTUAL] = RGB (8, 58, 116),
                                  [KKB_CHART_INK_TARGET] = GREY (0.15),
                                  [KKB_CHART_INK_BASELINE] = GREY (0.33),
                                  [KKB_CHART_INK_OUTLOOK] = RGB (30, 84, 146),
                                  [KKB_CHART_INK_REFERENCE] = GREY (0.40),
                                  [KKB_CHART_INK_GAP] = GREY (0.45) },
                                RGB (8, 52, 104),
                                RGB (204, 222, 243) },
  [KKB_CHART_PALETTE_HIGH_CONTRAST] = { GREY (1),
                                        { [KKB_CHART_INK_TEXT] = GREY (0),
                                          [KKB_CHART_INK_MUTED] = GREY (0.1),
                                          [KKB_CHART_INK_GRID] = GREY (0.6),
                                          [KKB_CHART_INK_AXIS] = GREY (0),
                                          [KKB_CHART_INK_ACTUAL] = RGB (0, 42, 110),
                                          [KKB_CHART_INK_TARGET] = GREY (0),
                                          [KKB_CHART_INK_BASELINE] = GREY (0.15),
                                          [KKB_CHART_INK_OUTLOOK] = RGB (0, 42, 110),
                                          [KKB_CHART_INK_REFERENCE] = GREY (0.25),
                                          [KKB_CHART_INK_GAP] = GREY (0.1) },
                                        RGB (0, 36, 96),
                                        RGB (200, 220, 245) },
  [KKB_CHART_PALETTE_HIGH_CONTRAST_DARK] = { GREY (0),
                                             { [KKB_CHART_INK_TEXT] = GREY (1),
                                               [KKB_CHART_INK_MUTED] = GREY (0.93),
                                               [KKB_CHART_INK_GRID] = GREY (0.45),
                                               [KKB_CHART_INK_AXIS] = GREY (1),
                                               [KKB_CHART_INK_ACTUAL] = RGB (150, 208, 255),
                                               [KKB_CHART_INK_TARGET] = GREY (1),
                                               [KKB_CHART_INK_BASELINE] = GREY (0.85),
                                               [KKB_CHART_INK_OUTLOOK] = RGB (150, 208, 255),
                                               [KKB_CHART_INK_REFERENCE] = GREY (0.8),
                                               [KKB_CHART_INK_GAP] = GREY (0.9) },
                                             RGB (180, 220, 255),
                                             RGB (30, 60, 96) },
};

static double
channel (double c)
{
  return c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static double
luminance (KkbChartColor c)
{
  return 0.2126 * channel (c.red) + 0.7152 * channel (c.green) + 0.0722 * channel (c.blue);
}

static void
set_color (cairo_t *cr, KkbChartColor c)
{
  cairo_set_source_rgb (cr, c.red, c.green, c.blue);
}

static void
set_line (cairo_t *cr, double width, KkbChartDash dash)
{
  const double dashed[] = { 5 * width, 3.5 * width };

  cairo_set_line_width (cr, width);
  cairo_set_dash (cr, dashed, dash == KKB_CHART_DASH_DASHED ? 2 : 0, 0);
}

/* GROW: how much larger than its box the mark is all round. */
static void
path_of_mark (cairo_t *cr, const KkbChartShape *s, double grow)
{
  const double x = s->box.x + s->box.width / 2, y = s->box.y + s->box.height / 2, r = s->box.width / 2 + grow;

  switch (s->kind)
    {
    case KKB_CHART_SHAPE_DOT:
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      cairo_close_path (cr);
      break;
    case KKB_CHART_SHAPE_DIAMOND:
      cairo_move_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y);
      cairo_line_to (cr, x, y + r);
      cairo_line_to (cr, x - r, y);
      cairo_close_path (cr);
      break;
    case KKB_CHART_SHAPE_TRIANGLE:
      cairo_move_to (cr, x, y - r);
      cairo_line_to (cr, x + r, y + r);
      cairo_line_to (cr, x - r, y + r);
      cairo_close_path (cr);
      break;
    default:
      cairo_rectangle (cr, x - r, y - r, 2 * r, 2 * r);
    }
}

/* Shapes of one look are painted together, or a chart of many points takes several times as long (measured). */
static guint
same_look (const KkbChartShape *shapes, guint n)
{
  guint run = 1;

  while (run < n && shapes[run].kind == shapes->kind && shapes[run].ink == shapes->ink
         && shapes[run].hollow == shapes->hollow && shapes[run].width == shapes->width
         && shapes[run].dash == shapes->dash)
    run++;
  return run;
}

static void
draw_marks (cairo_t *cr, const KkbChartShape *shapes, guint n, KkbChartColor ink, KkbChartColor background)
{
  const double half = shapes->hollow ? shapes->width / 2 : 0;

  for (guint i = 0; i < n; i++)
    path_of_mark (cr, &shapes[i], half);
  cairo_fill (cr);
  if (!shapes->hollow)
    return;
  set_color (cr, background);
  for (guint i = 0; i < n; i++)
    path_of_mark (cr, &shapes[i], -half);
  cairo_fill (cr);
}

/* Upright little squares: a path of them is filled many times faster than a line with round dashes is stroked. */
static void
draw_dots (cairo_t *cr, const KkbChartLayout *layout, const KkbChartShape *s)
{
  const double step = 3.5 * s->width;
  double left = 0; /* to the next dot */

  for (guint i = 0; i + 1 < s->n; i++)
    {
      const double *a = kkb_chart_layout_coordinate (layout, s->first + i);
      const double *b = kkb_chart_layout_coordinate (layout, s->first + i + 1);
      const double length = hypot (b[0] - a[0], b[1] - a[1]);

      for (; left <= length; left += step)
        {
          const double t = length > 0 ? left / length : 0;

          cairo_rectangle (cr, a[0] + (b[0] - a[0]) * t - s->width / 2, a[1] + (b[1] - a[1]) * t - s->width / 2,
                           s->width, s->width);
        }
      left -= length;
    }
  cairo_fill (cr);
}

static void
draw_lines (cairo_t *cr, const KkbChartLayout *layout, const KkbChartShape *shapes, guint n)
{
  for (guint k = 0; k < n; k++)
    for (guint i = 0; i < shapes[k].n; i++)
      {
        const double *at = kkb_chart_layout_coordinate (layout, shapes[k].first + i);

        if (i == 0)
          cairo_move_to (cr, at[0], at[1]);
        else
          cairo_line_to (cr, at[0], at[1]);
      }
  set_line (cr, shapes->width, shapes->dash);
  cairo_stroke (cr);
}

static void
draw_hatch (cairo_t *cr, const KkbChartShape *s, KkbChartColor ink)
{
  const KkbChartBox *b = &s->box;
  const double step = 4;

  cairo_save (cr);
  cairo_rectangle (cr, b->x, b->y, b->width, b->height);
  cairo_clip (cr);
  set_color (cr, ink);
  set_line (cr, 0.7, KKB_CHART_DASH_NONE);
  for (double x = b->x - b->height; x < b->x + b->width; x += step)
    {
      cairo_move_to (cr, x, b->y + b->height);
      cairo_line_to (cr, x + b->height, b->y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
  cairo_rectangle (cr, b->x + 0.5, b->y + 0.5, MAX (b->width - 1, 0), MAX (b->height - 1, 0));
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_crosses (cairo_t *cr, const KkbChartShape *shapes, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const KkbChartBox *b = &shapes[i].box;

      cairo_move_to (cr, b->x, b->y);
      cairo_line_to (cr, b->x + b->width, b->y + b->height);
      cairo_move_to (cr, b->x, b->y + b->height);
      cairo_line_to (cr, b->x + b->width, b->y);
    }
  set_line (cr, shapes->width, KKB_CHART_DASH_NONE);
  cairo_stroke (cr);
}

static void
draw_break (cairo_t *cr, const KkbChartShape *s, KkbChartColor ink, KkbChartColor background)
{
  const KkbChartBox *b = &s->box;
  const double q = b->width / 4;

  set_color (cr, background);
  cairo_rectangle (cr, b->x, b->y, b->width, b->height);
  cairo_fill (cr);
  set_color (cr, ink);
  set_line (cr, 1, KKB_CHART_DASH_NONE);
  for (guint i = 0; i < 2; i++)
    {
      const double y = b->y + b->height * (i ? 0.85 : 0.3), a = b->height * 0.45;

      cairo_move_to (cr, b->x, y);
      cairo_curve_to (cr, b->x + q, y - a, b->x + q, y - a, b->x + 2 * q, y);
      cairo_curve_to (cr, b->x + 3 * q, y + a, b->x + 3 * q, y + a, b->x + 4 * q, y);
    }
  cairo_stroke (cr);
}

static void
draw_segment (cairo_t *cr, const KkbChartBox *box, KkbChartColor background)
{
  const double rim = MIN (1, box->width / 4);

  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_fill (cr);
  /* Neighbours are parted by a line of background, so that they differ without colour. */
  set_color (cr, background);
  cairo_rectangle (cr, box->x + box->width - rim, box->y, rim, box->height);
  cairo_fill (cr);
}

/* Paints the first shapes, which look the same; returns how many. */
static guint
draw_shapes (cairo_t *cr, const KkbChartLayout *layout, const KkbChartShape *s, guint n, KkbChartColor ink,
             KkbChartColor background)
{
  const guint run = same_look (s, n);

  set_color (cr, ink);
  switch (s->kind)
    {
    case KKB_CHART_SHAPE_LINE:
      if (s->dash != KKB_CHART_DASH_DOTTED)
        {
          draw_lines (cr, layout, s, run);
          return run;
        }
      draw_dots (cr, layout, s);
      return 1;
    case KKB_CHART_SHAPE_CROSS:
      draw_crosses (cr, s, run);
      return run;
    case KKB_CHART_SHAPE_RECT:
      draw_segment (cr, &s->box, background);
      return 1;
    case KKB_CHART_SHAPE_HATCH:
      draw_hatch (cr, s, ink);
      return 1;
    case KKB_CHART_SHAPE_BREAK:
      draw_break (cr, s, ink, background);
      return 1;
    default:
      draw_marks (cr, s, run, ink, background);
      return run;
    }
}

KkbChartColor
kkb_chart_palette_background (KkbChartPalette palette)
{
  return palettes[palette].background;
}

KkbChartColor
kkb_chart_palette_color (KkbChartPalette palette, guint ink, guint n_ratings)
{
  const KkbChartColor *a = &palettes[palette].best, *b = &palettes[palette].worst;
  KkbChartColor c;
  double t;

  if (ink < KKB_CHART_INK_RATING)
    return palettes[palette].inks[ink];
  if (ink >= KKB_CHART_INK_ON_RATING)
    {
      const KkbChartColor under
          = kkb_chart_palette_color (palette, KKB_CHART_INK_RATING + (ink - KKB_CHART_INK_ON_RATING), n_ratings);
      const KkbChartColor white = GREY (1), black = GREY (0);

      return kkb_chart_contrast (under, white) >= kkb_chart_contrast (under, black) ? white : black;
    }
  t = n_ratings > 1 ? (double)(ink - KKB_CHART_INK_RATING) / (n_ratings - 1) : 0;
  t = MIN (t, 1);
  c.red = a->red + (b->red - a->red) * t;
  c.green = a->green + (b->green - a->green) * t;
  c.blue = a->blue + (b->blue - a->blue) * t;
  return c;
}

double
kkb_chart_contrast (KkbChartColor a, KkbChartColor b)
{
  const double la = luminance (a) + 0.05, lb = luminance (b) + 0.05;

  return la > lb ? la / lb : lb / la;
}

void
kkb_chart_draw (cairo_t *cr, const KkbChartLayout *layout, KkbChartPalette palette)
{
  const KkbChartColor background = kkb_chart_palette_background (palette);
  const guint n_ratings = kkb_chart_layout_n_ratings (layout);
  guint n_shapes, n_texts;
  const KkbChartShape *shapes = kkb_chart_layout_shapes (layout, &n_shapes);
  const KkbChartText *texts = kkb_chart_layout_texts (layout, &n_texts);

  cairo_save (cr);
  cairo_new_path (cr);
  set_color (cr, background);
  cairo_rectangle (cr, 0, 0, kkb_chart_layout_width (layout), kkb_chart_layout_height (layout));
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  for (guint i = 0; i < n_shapes;)
    i += draw_shapes (cr, layout, &shapes[i], n_shapes - i, kkb_chart_palette_color (palette, shapes[i].ink, n_ratings),
                      background);
  for (guint i = 0; i < n_texts; i++)
    {
      const KkbChartBox *b = &texts[i].box;

      if (texts[i].on_lines)
        {
          const double x = floor (b->x - 1), y = floor (b->y + b->height * 0.12);

          set_color (cr, background);
          cairo_rectangle (cr, x, y, ceil (b->x + b->width + 1) - x, ceil (b->y + b->height * 0.88) - y);
          cairo_fill (cr);
        }
      set_color (cr, kkb_chart_palette_color (palette, texts[i].ink, n_ratings));
      cairo_move_to (cr, b->x, b->y + texts[i].ascent);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (texts[i].layout, 0));
    }
  cairo_restore (cr);
}
