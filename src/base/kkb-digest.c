/* kkb-digest.c - see kkb-digest.h. Two lanes of 64 bits take eight bytes each in turn. Every step (xor, multiplication
 * by an odd number, rotation, addition of the other lane) can be undone, so that a single changed word always changes
 * the state, and it goes on into both lanes from there. */
#include "kkb-digest.h"
#include <string.h>

#define FACTOR_A G_GUINT64_CONSTANT (0xd6e8feb86659fd93)
#define FACTOR_B G_GUINT64_CONSTANT (0xa0761d6478bd642f)

static guint64
rotate (guint64 word, guint by)
{
  return word << by | word >> (64 - by);
}

static void
take_block (KkbDigest *self, const guint8 *bytes)
{
  guint64 words[2];

  memcpy (words, bytes, sizeof words);
  self->a = rotate ((self->a ^ GUINT64_FROM_LE (words[0])) * FACTOR_A, 29) + self->b;
  self->b = rotate ((self->b ^ GUINT64_FROM_LE (words[1])) * FACTOR_B, 31) + self->a;
}

/* Spreads every bit over the whole word. */
static guint64
mix (guint64 word)
{
  word = (word ^ word >> 32) * FACTOR_A;
  word = (word ^ word >> 29) * FACTOR_B;
  return word ^ word >> 32;
}

void
kkb_digest_init (KkbDigest *self)
{
  *self = (KkbDigest){ .a = FACTOR_B, .b = FACTOR_A };
}

void
kkb_digest_add (KkbDigest *self, gconstpointer bytes, gsize n)
{
  const guint8 *from = bytes;

  self->length += n;
  if (self->n_rest > 0)
    {
      guint part = (guint)MIN (n, sizeof self->rest - self->n_rest);

      memcpy (self->rest + self->n_rest, from, part);
      self->n_rest += part;
      from += part;
      n -= part;
      if (self->n_rest < sizeof self->rest)
        return;
      take_block (self, self->rest);
      self->n_rest = 0;
    }
  for (; n >= sizeof self->rest; from += sizeof self->rest, n -= sizeof self->rest)
    take_block (self, from);
  if (n > 0)
    memcpy (self->rest, from, n);
  self->n_rest = (guint)n;
}

char *
kkb_digest_print (const KkbDigest *self)
{
  KkbDigest end = *self;
  guint8 last[16] = { 0 };
  guint64 length = GUINT64_TO_LE (self->length);

  memcpy (last, end.rest, end.n_rest);
  take_block (&end, last);
  memset (last, 0, sizeof last);
  memcpy (last, &length, sizeof length); /* what was filled up with zeros is told from zeros */
  take_block (&end, last);
  end.a = mix (end.a + mix (end.b));
  end.b = mix (end.b + end.a);
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", end.a, end.b);
}
