/* kkb-rational.c - exact rationals. Most rates are quotients of small decimals, so numerator and denominator are kept
 * as 64-bit integers and not reduced until one does not fit; GMP takes over where reducing does not help. What two of
 * them make in one step always fits in 128 bits. */
#include "kkb-decimal.h"
#include <string.h>

typedef unsigned __int128 Wide;

static const char *const unset_message = "a rational must be set before it is used";

/* ---- 128-bit integers: the smallest one is never used, so that every one has a negative -------------------------- */

#define INT128_MIN ((__int128)((Wide)1 << 127))

static inline gboolean
mul128 (__int128 a, __int128 b, __int128 *out)
{
  return !__builtin_mul_overflow (a, b, out) && *out != INT128_MIN;
}

static __int128
power128 (guint n)
{
  __int128 power = 1;

  while (n-- > 0)
    power *= 10;
  return power;
}

static inline __int128
abs128 (__int128 a)
{
  return a < 0 ? -a : a;
}

static __int128
gcd128 (__int128 a, __int128 b)
{
  a = abs128 (a);
  while (b != 0)
    {
      __int128 rest = a % b;

      a = b;
      b = rest;
    }
  return a;
}

static void
reduce (__int128 *num, __int128 *den)
{
  __int128 gcd = gcd128 (*num, *den);

  if (gcd > 1)
    {
      *num /= gcd;
      *den /= gcd;
    }
}

/* ---- the way to GMP and back ------------------------------------------------------------------------------------- */

static void
mpz_set_128 (mpz_t z, __int128 value)
{
  Wide wide = (Wide)abs128 (value);
  guint64 words[2] = { (guint64)wide, (guint64)(wide >> 64) };

  mpz_import (z, 2, -1, sizeof words[0], 0, 0, words);
  if (value < 0)
    mpz_neg (z, z);
}

static gboolean
mpz_get_128 (const mpz_t z, __int128 *out)
{
  guint64 words[2] = { 0, 0 };

  if (mpz_sizeinbase (z, 2) > 126)
    return FALSE;
  mpz_export (words, NULL, -1, sizeof words[0], 0, 0, z);
  *out = (__int128)((Wide)words[1] << 64 | words[0]);
  if (mpz_sgn (z) < 0)
    *out = -*out;
  return TRUE;
}

/* Initialises Q with the value of A. */
static void
mpq_init_from (mpq_t q, const KkbRational *a)
{
  mpq_init (q);
  if (kkb_rational_is_big (a))
    mpq_set (q, *a->big);
  else
    {
      mpz_set_128 (mpq_numref (q), a->num);
      mpz_set_128 (mpq_denref (q), a->den);
      mpq_canonicalize (q);
    }
}

/* FALSE if they do not fit. The smallest integer is left out, so that every one has a negative. */
static inline gboolean
set_fast (KkbRational *r, __int128 num, __int128 den)
{
  if (num > G_MAXINT64 || num < -G_MAXINT64 || den > G_MAXINT64)
    return FALSE;
  kkb_rational_clear (r);
  r->num = (gint64)num;
  r->den = (gint64)den;
  return TRUE;
}

/* Q is canonical. */
static void
set_mpq (KkbRational *r, const mpq_t q)
{
  __int128 num, den;

  if (mpz_get_128 (mpq_numref (q), &num) && mpz_get_128 (mpq_denref (q), &den) && set_fast (r, num, den))
    return;
  kkb_rational_clear (r);
  r->big = g_new (mpq_t, 1);
  mpq_init (*r->big);
  mpq_set (*r->big, q);
  r->den = -1;
}

static void
set_wide (KkbRational *r, __int128 num, __int128 den)
{
  mpq_t q;

  if (set_fast (r, num, den))
    return;
  reduce (&num, &den);
  if (set_fast (r, num, den))
    return;
  mpq_init (q);
  mpz_set_128 (mpq_numref (q), num);
  mpz_set_128 (mpq_denref (q), den);
  set_mpq (r, q);
  mpq_clear (q);
}

typedef void (*MpqOperation) (mpq_t, const mpq_t, const mpq_t);

/* R = A op B by GMP. R may be A or B. */
static void
operate (KkbRational *r, const KkbRational *a, const KkbRational *b, MpqOperation operation)
{
  mpq_t big_a, big_b;

  mpq_init_from (big_a, a);
  mpq_init_from (big_b, b);
  operation (big_a, big_a, big_b);
  set_mpq (r, big_a);
  mpq_clear (big_a);
  mpq_clear (big_b);
}

static gboolean
both_set (const KkbRational *a, const KkbRational *b)
{
  if (kkb_rational_is_set (a) && kkb_rational_is_set (b))
    return TRUE;
  g_critical ("%s", unset_message);
  return FALSE;
}

static inline gboolean
both_fast (const KkbRational *a, const KkbRational *b)
{
  return a->den > 0 && b->den > 0;
}

/* ---- rounding ---------------------------------------------------------------------------------------------------- */

static gboolean
round_fast (__int128 num, __int128 den, guint decimals, KkbRounding mode, __int128 *out)
{
  __int128 scaled, rest;

  if (decimals > 36 || !mul128 (num, power128 (decimals), &scaled))
    return FALSE;
  *out = scaled / den;
  rest = abs128 (scaled % den);
  if (mode == KKB_ROUND_HALF_UP && rest >= den - rest)
    *out += num < 0 ? -1 : 1;
  return TRUE;
}

/* Initialises OUT with the value x 10^DECIMALS, rounded to an integer. */
static void
round_big (const KkbRational *r, guint decimals, KkbRounding mode, mpz_t out)
{
  mpq_t q;
  mpz_t rest;
  int sign;

  mpq_init_from (q, r);
  sign = mpq_sgn (q);
  mpz_init (out);
  mpz_init (rest);
  mpz_ui_pow_ui (rest, 10, decimals);
  mpz_mul (mpq_numref (q), mpq_numref (q), rest);
  mpz_tdiv_qr (out, rest, mpq_numref (q), mpq_denref (q));
  mpz_mul_2exp (rest, rest, 1);
  if (mode == KKB_ROUND_HALF_UP && mpz_cmpabs (rest, mpq_denref (q)) >= 0)
    {
      if (sign < 0)
        mpz_sub_ui (out, out, 1);
      else
        mpz_add_ui (out, out, 1);
    }
  mpz_clear (rest);
  mpq_clear (q);
}

/* The value x 10^(DECIMALS + SHIFT), rounded to an integer and stored with DECIMALS places. */
static gboolean
round_shifted (const KkbRational *r, guint shift, guint decimals, KkbRounding mode, KkbDecimal *out)
{
  const __int128 limit = power128 (KKB_DECIMAL_MAX_DIGITS);
  __int128 coef;

  if (!kkb_rational_is_set (r))
    {
      g_critical ("%s", unset_message);
      return FALSE;
    }
  if (decimals > KKB_DECIMAL_MAX_DIGITS)
    return FALSE;
  if (kkb_rational_is_big (r) || !round_fast (r->num, r->den, decimals + shift, mode, &coef))
    {
      mpz_t big;
      gboolean fits;

      round_big (r, decimals + shift, mode, big);
      fits = mpz_get_128 (big, &coef);
      mpz_clear (big);
      if (!fits)
        return FALSE;
    }
  if (coef >= limit || coef <= -limit)
    return FALSE;
  out->coef = (gint64)coef;
  out->scale = (guint8)decimals;
  return TRUE;
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

void
kkb_rational_clear (KkbRational *r)
{
  if (kkb_rational_is_big (r))
    {
      mpq_clear (*r->big);
      g_free (r->big);
    }
  r->num = 0;
  r->den = 0;
}

void
kkb_rational_copy (KkbRational *dst, const KkbRational *src)
{
  if (dst == src)
    return;
  if (kkb_rational_is_big (src))
    set_mpq (dst, *src->big);
  else
    {
      kkb_rational_clear (dst);
      *dst = *src;
    }
}

void
kkb_rational_set_decimal (KkbRational *r, KkbDecimal d)
{
  set_wide (r, d.coef, power128 (d.scale));
}

void
kkb_rational_set_ratio (KkbRational *r, KkbDecimal num, KkbDecimal den)
{
  __int128 n = num.coef, d = den.coef;

  g_return_if_fail (den.coef != 0);
  if (num.scale > den.scale)
    d *= power128 ((guint)num.scale - den.scale);
  else if (den.scale > num.scale)
    n *= power128 ((guint)den.scale - num.scale);
  if (d < 0)
    {
      n = -n;
      d = -d;
    }
  set_wide (r, n, d);
}

void
kkb_rational_set_fraction (KkbRational *r, __int128 num, __int128 den)
{
  g_return_if_fail (den > 0);
  set_wide (r, num, den);
}

void
kkb_rational_add (KkbRational *r, const KkbRational *a, const KkbRational *b)
{
  if (!both_set (a, b))
    return;
  if (!both_fast (a, b))
    operate (r, a, b, mpq_add);
  else if (a->den == b->den)
    set_wide (r, (__int128)a->num + b->num, a->den);
  else
    set_wide (r, (__int128)a->num * b->den + (__int128)b->num * a->den, (__int128)a->den * b->den);
}

void
kkb_rational_sub (KkbRational *r, const KkbRational *a, const KkbRational *b)
{
  if (!both_set (a, b))
    return;
  if (!both_fast (a, b))
    operate (r, a, b, mpq_sub);
  else if (a->den == b->den)
    set_wide (r, (__int128)a->num - b->num, a->den);
  else
    set_wide (r, (__int128)a->num * b->den - (__int128)b->num * a->den, (__int128)a->den * b->den);
}

void
kkb_rational_mul (KkbRational *r, const KkbRational *a, const KkbRational *b)
{
  if (!both_set (a, b))
    return;
  if (!both_fast (a, b))
    operate (r, a, b, mpq_mul);
  else
    set_wide (r, (__int128)a->num * b->num, (__int128)a->den * b->den);
}

void
kkb_rational_div (KkbRational *r, const KkbRational *a, const KkbRational *b)
{
  if (!both_set (a, b))
    return;
  g_return_if_fail (kkb_rational_sign (b) != 0);
  if (!both_fast (a, b))
    operate (r, a, b, mpq_div);
  else if (b->num < 0)
    set_wide (r, -(__int128)a->num * b->den, -(__int128)a->den * b->num);
  else
    set_wide (r, (__int128)a->num * b->den, (__int128)a->den * b->num);
}

int
kkb_rational_compare (const KkbRational *a, const KkbRational *b)
{
  mpq_t big_a, big_b;
  int order;

  g_return_val_if_fail (kkb_rational_is_set (a) && kkb_rational_is_set (b), 0);
  if (both_fast (a, b))
    {
      __int128 left = (__int128)a->num * b->den, right = (__int128)b->num * a->den;

      return (left > right) - (left < right);
    }
  mpq_init_from (big_a, a);
  mpq_init_from (big_b, b);
  order = mpq_cmp (big_a, big_b);
  mpq_clear (big_a);
  mpq_clear (big_b);
  return (order > 0) - (order < 0);
}

int
kkb_rational_compare_decimal (const KkbRational *a, KkbDecimal d)
{
  KkbRational other = KKB_RATIONAL_INIT;
  int order;

  kkb_rational_set_decimal (&other, d);
  order = kkb_rational_compare (a, &other);
  kkb_rational_clear (&other);
  return order;
}

int
kkb_rational_sign (const KkbRational *a)
{
  g_return_val_if_fail (kkb_rational_is_set (a), 0);
  if (kkb_rational_is_big (a))
    return mpq_sgn (*a->big);
  return (a->num > 0) - (a->num < 0);
}

gboolean
kkb_rational_to_percent (const KkbRational *r, guint decimals, KkbRounding mode, KkbDecimal *out)
{
  return round_shifted (r, 2, decimals, mode, out);
}

gboolean
kkb_rational_round (const KkbRational *r, guint decimals, KkbRounding mode, KkbDecimal *out)
{
  return round_shifted (r, 0, decimals, mode, out);
}

char *
kkb_rational_to_string (const KkbRational *r, guint decimals, KkbRounding mode)
{
  mpz_t coef;
  g_autofree char *digits = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (kkb_rational_is_set (r), g_string_free (text, FALSE));
  round_big (r, decimals, mode, coef);
  if (mpz_sgn (coef) < 0)
    {
      g_string_append_c (text, '-');
      mpz_neg (coef, coef);
    }
  digits = g_new (char, mpz_sizeinbase (coef, 10) + 2);
  mpz_get_str (digits, 10, coef);
  mpz_clear (coef);
  for (gsize n = strlen (digits); n <= decimals; n++)
    g_string_append_c (text, '0');
  g_string_append (text, digits);
  if (decimals > 0)
    g_string_insert_c (text, (gssize)(text->len - decimals), '.');
  return g_string_free (text, FALSE);
}
