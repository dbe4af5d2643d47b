/* test-digest.c - changed bytes are noticed. */
#include "kkb-digest.h"
#include <string.h>

static char *
digest_of (const guint8 *bytes, gsize n, gsize portion)
{
  KkbDigest digest;

  kkb_digest_init (&digest);
  for (gsize i = 0; i < n; i += portion)
    kkb_digest_add (&digest, bytes + i, MIN (portion, n - i));
  return kkb_digest_print (&digest);
}

static void
fill (guint8 *bytes, gsize n)
{
  guint32 x = 1;

  for (gsize i = 0; i < n; i++)
    bytes[i] = (guint8)((x = x * 1103515245 + 12345) >> 16);
}

static void
test_portions (void)
{
  guint8 bytes[1000];
  g_autofree char *whole = NULL;

  fill (bytes, sizeof bytes);
  whole = digest_of (bytes, sizeof bytes, sizeof bytes);
  g_assert_cmpuint (strlen (whole), ==, 32);
  for (gsize portion = 1; portion < 70; portion++)
    {
      g_autofree char *other = digest_of (bytes, sizeof bytes, portion);
      g_assert_cmpstr (other, ==, whole);
    }
}

/* Of every length, with every bit flipped, with two neighbours swapped: never the same digest twice. */
static void
test_changes (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint8 bytes[200], zeros[200] = { 0 };
  guint n = 0;

  fill (bytes, sizeof bytes);
  for (gsize length = 0; length <= sizeof bytes; length++, n++)
    g_hash_table_add (seen, digest_of (bytes, length, 64));
  for (gsize length = 1; length <= sizeof zeros; length++, n++)
    g_hash_table_add (seen, digest_of (zeros, length, 64));
  for (gsize bit = 0; bit < sizeof bytes * 8; bit++, n++)
    {
      bytes[bit / 8] ^= (guint8)(1 << bit % 8);
      g_hash_table_add (seen, digest_of (bytes, sizeof bytes, 64));
      bytes[bit / 8] ^= (guint8)(1 << bit % 8);
    }
  for (gsize i = 0; i + 32 <= sizeof bytes; i += 16, n++)
    {
      guint8 swapped[200];
      memcpy (swapped, bytes, sizeof bytes);
      memcpy (swapped + i, bytes + i + 16, 16);
      memcpy (swapped + i + 16, bytes + i, 16);
      g_hash_table_add (seen, digest_of (swapped, sizeof swapped, 64));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, n);
}

/* It stands in files: another program version, compiler or machine must come to the same. */
static void
test_fixed (void)
{
  g_autofree char *empty = digest_of ((const guint8 *)"", 0, 1);
  g_autofree char *words = digest_of ((const guint8 *)"keikakubo, keikakubo", 20, 20);

  g_assert_cmpstr (empty, ==, "be94b2656e24fbdedb6201aee9b1cf95");
  g_assert_cmpstr (words, ==, "90623aa01f63deb4c03e454238d9adf1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/digest/does-not-depend-on-the-portions", test_portions);
  g_test_add_func ("/digest/changes-with-every-bit-length-and-order", test_changes);
  g_test_add_func ("/digest/stays-what-it-is", test_fixed);
  return g_test_run ();
}
