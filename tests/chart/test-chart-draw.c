#include "chart-fixture.h"
#include "kkb-chart-export.h"
#include "kkb-error.h"
#include <cairo-pdf.h>
#include <string.h>

static KkbChartLayout *
some_layout (void)
{
  static const char *const values[] = { "2310", "2405", "集計中", "2250", "1102", NULL };
  static const char *const targets[] = { "", "", "", "", "2450", "", "2600", NULL };
  g_autoptr (KkbChartSpec) spec = kkb_chart_spec_new (KKB_CHART_LINE, "観光入込客数");

  spec->unit = "千人回";
  add_values (spec, KKB_CHART_ACTUAL, "実績", 2018, values);
  add_values (spec, KKB_CHART_TARGET, "目標", 2018, targets);
  kkb_chart_spec_set_path (spec, KKB_CHART_PATH_STRAIGHT, 2018, dec ("2310"));
  return kkb_chart_layout_new (spec, 640, 300, NULL, 12);
}

static void
test_same_bytes (void)
{
  g_autoptr (KkbChartLayout) a = some_layout (), b = some_layout ();

  for (guint p = 0; p < KKB_CHART_N_PALETTES; p++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) first = kkb_chart_to_png (a, (KkbChartPalette)p, 96, &error);
      g_autoptr (GBytes) again = kkb_chart_to_png (a, (KkbChartPalette)p, 96, &error);
      g_autoptr (GBytes) other = kkb_chart_to_png (b, (KkbChartPalette)p, 96, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (first, again));
      g_assert_true (g_bytes_equal (first, other));
    }
}

static guint32
be32 (const guint8 *at)
{
  guint32 v;

  memcpy (&v, at, 4);
  return GUINT32_FROM_BE (v);
}

static cairo_status_t
read_cb (void *data, unsigned char *bytes, unsigned int length)
{
  GByteArray *left = data;

  if (left->len < length)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (bytes, left->data, length);
  g_byte_array_remove_range (left, 0, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
test_png (void)
{
  g_autoptr (KkbChartLayout) layout = some_layout ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = kkb_chart_to_png (layout, KKB_CHART_PALETTE_PRINT, 300, &error);
  const guint8 *bytes;
  gsize length;
  g_autoptr (GByteArray) left = g_byte_array_new ();
  cairo_surface_t *surface;

  g_assert_no_error (error);
  bytes = g_bytes_get_data (png, &length);
  g_assert_cmpuint (be32 (bytes + 16), ==, 2667); /* 640 pt at 300 dpi */
  g_assert_cmpuint (be32 (bytes + 20), ==, 1250);
  g_assert_cmpmem (bytes + 37, 4, "pHYs", 4);
  g_assert_cmpuint (be32 (bytes + 41), ==, 11811); /* pixels a metre */
  /* The reader, which checks the sums, takes it. */
  g_byte_array_append (left, bytes, (guint)length);
  surface = cairo_image_surface_create_from_png_stream (read_cb, left);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 2667);
  cairo_surface_destroy (surface);
  g_assert_null (kkb_chart_to_png (layout, KKB_CHART_PALETTE_PRINT, 5000, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_USAGE);
}

static void
test_svg (void)
{
  g_autoptr (KkbChartLayout) layout = some_layout ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = kkb_chart_to_svg (layout, KKB_CHART_PALETTE_LIGHT, &error);
  gsize length;
  const char *text = g_bytes_get_data (svg, &length);

  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (text, (gssize)length, "<svg"));
  g_assert_nonnull (g_strstr_len (text, (gssize)length, "</svg>"));
  g_assert_nonnull (g_strstr_len (text, (gssize)length, "640"));
}

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
holds (const GByteArray *bytes, const char *needle)
{
  const gsize length = strlen (needle);

  for (gsize i = 0; i + length <= bytes->len; i++)
    if (memcmp (bytes->data + i, needle, length) == 0)
      return TRUE;
  return FALSE;
}

static void
test_pdf (void)
{
  g_autoptr (KkbChartLayout) layout = some_layout ();
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, pdf, 640, 300);
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  kkb_chart_draw (cr, layout, KKB_CHART_PALETTE_PRINT);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  g_assert_true (holds (pdf, "/ToUnicode")); /* glyphs that know their letters, not outlines */
  g_assert_true (holds (pdf, "/FontDescriptor"));
  g_assert_false (holds (pdf, "/Subtype /Image"));
}

static void
test_contrast (void)
{
  static const KkbChartInk readable[]
      = { KKB_CHART_INK_TEXT,     KKB_CHART_INK_MUTED,   KKB_CHART_INK_ACTUAL,   KKB_CHART_INK_TARGET,
          KKB_CHART_INK_BASELINE, KKB_CHART_INK_OUTLOOK, KKB_CHART_INK_REFERENCE };

  for (guint p = 0; p < KKB_CHART_N_PALETTES; p++)
    {
      const KkbChartColor ground = kkb_chart_palette_background ((KkbChartPalette)p);

      for (guint i = 0; i < G_N_ELEMENTS (readable); i++)
        g_assert_cmpfloat (kkb_chart_contrast (kkb_chart_palette_color ((KkbChartPalette)p, readable[i], 0), ground),
                           >=, 4.5);
      for (guint n = 1; n <= 12; n++)
        for (guint i = 0; i < n; i++)
          {
            const KkbChartColor c = kkb_chart_palette_color ((KkbChartPalette)p, KKB_CHART_INK_RATING + i, n);

            g_assert_cmpfloat (
                kkb_chart_contrast (c, kkb_chart_palette_color ((KkbChartPalette)p, KKB_CHART_INK_ON_RATING + i, n)),
                >=, 4.5);
          }
      for (guint i = 1; i < 4; i++) /* four ratings differ in grey too */
        g_assert_cmpfloat (
            kkb_chart_contrast (kkb_chart_palette_color ((KkbChartPalette)p, KKB_CHART_INK_RATING + i - 1, 4),
                                kkb_chart_palette_color ((KkbChartPalette)p, KKB_CHART_INK_RATING + i, 4)),
            >=, 1.3);
    }
}

static guint
ink_on (const KkbChartLayout *layout, KkbChartPalette palette)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 300);
  cairo_t *cr = cairo_create (surface);
  const guint8 *data;
  guint32 ground;
  guint other = 0;

  kkb_chart_draw (cr, layout, palette);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  memcpy (&ground, data + 4 * 639, 4);
  for (guint y = 0; y < 300; y++)
    for (guint x = 0; x < 640; x++)
      other += memcmp (data + y * (gsize)cairo_image_surface_get_stride (surface) + 4 * x, &ground, 4) != 0;
  cairo_surface_destroy (surface);
  return other;
}

static void
test_paints (void)
{
  g_autoptr (KkbChartLayout) layout = some_layout ();
  g_autoptr (KkbChartSpec) nothing = kkb_chart_spec_new (KKB_CHART_LINE, "x");
  g_autoptr (KkbChartLayout) blank = kkb_chart_layout_new (nothing, 640, 300, NULL, 12);

  for (guint p = 0; p < KKB_CHART_N_PALETTES; p++)
    {
      g_assert_cmpuint (ink_on (layout, (KkbChartPalette)p), >, 5000);
      g_assert_cmpuint (ink_on (blank, (KkbChartPalette)p), ==, 0);
    }
}

static void
test_letters (void)
{
  g_autoptr (KkbChartLayout) layout = some_layout ();
  guint n;
  const KkbChartText *texts = kkb_chart_layout_texts (layout, &n);

  g_assert_cmpuint (n, >, 8);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (pango_layout_get_unknown_glyphs_count (texts[i].layout), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/draw/the-same-chart-gives-the-same-bytes", test_same_bytes);
  g_test_add_func ("/chart/draw/a-picture-has-the-resolution-asked-for-and-says-so", test_png);
  g_test_add_func ("/chart/draw/an-svg-has-the-size-of-the-layout", test_svg);
  g_test_add_func ("/chart/draw/text-in-a-pdf-can-be-searched", test_pdf);
  g_test_add_func ("/chart/draw/every-text-has-contrast-in-every-palette", test_contrast);
  g_test_add_func ("/chart/draw/every-palette-paints-and-an-empty-chart-is-blank", test_paints);
  g_test_add_func ("/chart/draw/every-letter-has-a-glyph", test_letters);
  return g_test_run ();
}
