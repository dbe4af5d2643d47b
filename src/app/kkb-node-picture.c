/* kkb-node-picture.c - reading pictures that others made. The size is looked at before anything is decoded: a small
 * file may say it is as large as a wall. */
#include "kkb-error.h"
#include "kkb-node-private.h"
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

#define MOST_PIXELS (40 * 1000 * 1000)

typedef struct
{
  int side, width, height;
} Sizes;

/* A size of 0 makes the loader give up before it takes memory for the picture. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, Sizes *sizes)
{
  double scale = MIN (1.0, (double)sizes->side / MAX (MAX (width, height), 1));

  sizes->width = width;
  sizes->height = height;
  if ((gint64)width * height > MOST_PIXELS)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else
    gdk_pixbuf_loader_set_size (loader, MAX ((int)(width * scale), 1), MAX ((int)(height * scale), 1));
}

static const char *
kind_of (GBytes *data)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a }, jpeg[] = { 0xff, 0xd8, 0xff };
  gsize n;
  const guint8 *bytes = g_bytes_get_data (data, &n);

  if (n > sizeof png && memcmp (bytes, png, sizeof png) == 0)
    return "png";
  return n > sizeof jpeg && memcmp (bytes, jpeg, sizeof jpeg) == 0 ? "jpeg" : NULL;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, sentence);
  return FALSE;
}

static gboolean
load (GdkPixbufLoader *loader, GBytes *data, const Sizes *sizes, GError **error)
{
  g_autoptr (GError) broken = NULL;
  gboolean written = gdk_pixbuf_loader_write_bytes (loader, data, &broken);
  gboolean closed = gdk_pixbuf_loader_close (loader, written ? &broken : NULL);

  if (written && closed && gdk_pixbuf_loader_get_pixbuf (loader))
    return TRUE;
  if ((gint64)sizes->width * sizes->height > MOST_PIXELS)
    return refuse (error, _ ("The picture has more than 40 million points. Save it smaller and choose it again."));
  return refuse (error,
                 _ ("The picture is damaged and was not taken. Save it again as PNG or JPEG and choose it again."));
}

GdkTexture *
kkb_node_picture_thumbnail (GBytes *data, int side, GError **error)
{
  const char *kind = kind_of (data);
  g_autoptr (GdkPixbufLoader) loader = NULL;
  Sizes sizes = { side, 0, 0 };

  if (!kind)
    {
      refuse (error,
              _ ("Only pictures of the kinds PNG and JPEG can be kept. Save it as one of these and choose it again."));
      return NULL;
    }
  loader = gdk_pixbuf_loader_new_with_type (kind, error);
  if (!loader)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &sizes);
  return load (loader, data, &sizes, error) ? gdk_texture_new_for_pixbuf (gdk_pixbuf_loader_get_pixbuf (loader)) : NULL;
}
