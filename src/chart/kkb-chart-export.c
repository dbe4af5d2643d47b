#include "config.h"
#include "kkb-chart-export.h"
#include "kkb-error.h"
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define PNG_HEAD   8 /* the signature */
#define PNG_IHDR   (4 + 4 + 13 + 4)
#define MAX_PIXELS 100e6

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* CRC-32 of PNG chunks (ISO 3309). */
static guint32
crc_of (const guint8 *bytes, gsize length)
{
  guint32 crc = 0xffffffffu;

  for (gsize i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc & 1 ? 0xedb88320u ^ (crc >> 1) : crc >> 1;
    }
  return ~crc;
}

static void
put_be32 (guint8 *at, guint32 value)
{
  const guint32 be = GUINT32_TO_BE (value);

  memcpy (at, &be, 4);
}

/* cairo writes no resolution; the chunk that holds it stands right after the header. */
static GByteArray *
with_resolution (const GByteArray *png, double dpi)
{
  GByteArray *out = g_byte_array_sized_new (png->len + 21);
  guint8 chunk[21] = { 0, 0, 0, 9, 'p', 'H', 'Y', 's' };
  const guint32 per_metre = (guint32)lround (dpi / 0.0254);

  put_be32 (chunk + 8, per_metre);
  put_be32 (chunk + 12, per_metre);
  chunk[16] = 1; /* the unit is the metre */
  put_be32 (chunk + 17, crc_of (chunk + 4, 13));
  g_byte_array_append (out, png->data, PNG_HEAD + PNG_IHDR);
  g_byte_array_append (out, chunk, sizeof chunk);
  g_byte_array_append (out, png->data + PNG_HEAD + PNG_IHDR, png->len - PNG_HEAD - PNG_IHDR);
  return out;
}

static GBytes *
fail (GError **error, cairo_status_t status)
{
  g_set_error (error, KKB_ERROR, KKB_ERROR_INTERNAL,
               _ ("The chart could not be drawn (%s). No file was written. Try a smaller size."),
               cairo_status_to_string (status));
  return NULL;
}

GBytes *
kkb_chart_to_png (const KkbChartLayout *layout, KkbChartPalette palette, double dpi, GError **error)
{
  const double scale = dpi / 72, w = ceil (kkb_chart_layout_width (layout) * scale),
               h = ceil (kkb_chart_layout_height (layout) * scale);
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (!(dpi > 0) || w * h > MAX_PIXELS || w > 30000 || h > 30000)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_USAGE,
                           _ ("The picture would be too large. No file was written. Choose a lower resolution."));
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)w, (int)h);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  kkb_chart_draw (cr, layout, palette);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_cb, plain);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS || plain->len < PNG_HEAD + PNG_IHDR)
    return fail (error, status);
  return g_byte_array_free_to_bytes (with_resolution (plain, dpi));
}

GBytes *
kkb_chart_to_svg (const KkbChartLayout *layout, KkbChartPalette palette, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append_cb, out, kkb_chart_layout_width (layout),
                                                                  kkb_chart_layout_height (layout));
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  kkb_chart_draw (cr, layout, palette);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    return fail (error, status);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}
