/* kkb-digest.h - tells whether bytes are still the ones that were written: a digest of 128 bits against failing disks,
 * cut files and flipped bits, 30 times as fast as GLib's SHA-256, which every opening of a document would wait for. It
 * is no protection against somebody who wants to deceive: nothing in a document is trusted because of it. */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  /*< private >*/
  guint64 a, b, length;
  guint8 rest[16];
  guint n_rest;
} KkbDigest;

void kkb_digest_init (KkbDigest *self);
/* The same bytes in other portions give the same digest. */
void kkb_digest_add (KkbDigest *self, gconstpointer bytes, gsize n);
/* 32 hex digits, the same on every machine. Free with g_free(). More may be added afterwards. */
char *kkb_digest_print (const KkbDigest *self);

G_END_DECLS
