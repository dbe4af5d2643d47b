/* kkb-decimal.c - exact decimals of up to 18 digits in 64 bits. Intermediate results are 128 bits wide, which holds the
 * product and the aligned sum of any two of them. */
#include "kkb-decimal.h"

#define MAX_COEF G_GINT64_CONSTANT (999999999999999999)

static const gint64 powers[KKB_DECIMAL_MAX_DIGITS + 1] = {
  1,
  10,
  100,
  1000,
  10000,
  100000,
  1000000,
  10000000,
  100000000,
  1000000000,
  G_GINT64_CONSTANT (10000000000),
  G_GINT64_CONSTANT (100000000000),
  G_GINT64_CONSTANT (1000000000000),
  G_GINT64_CONSTANT (10000000000000),
  G_GINT64_CONSTANT (100000000000000),
  G_GINT64_CONSTANT (1000000000000000),
  G_GINT64_CONSTANT (10000000000000000),
  G_GINT64_CONSTANT (100000000000000000),
  G_GINT64_CONSTANT (1000000000000000000),
};

/* Stores COEF x 10^-SCALE if it can be held exactly, giving up trailing zeros only where it otherwise would not fit. */
static gboolean
store (__int128 coef, guint scale, KkbDecimal *out)
{
  while (scale > 0 && (coef > MAX_COEF || coef < -MAX_COEF || scale > KKB_DECIMAL_MAX_DIGITS) && coef % 10 == 0)
    {
      coef /= 10;
      scale--;
    }
  if (coef > MAX_COEF || coef < -MAX_COEF || scale > KKB_DECIMAL_MAX_DIGITS)
    return FALSE;
  out->coef = (gint64)coef;
  out->scale = (guint8)scale;
  return TRUE;
}

static void
align (KkbDecimal a, KkbDecimal b, __int128 *wide_a, __int128 *wide_b)
{
  *wide_a = a.scale < b.scale ? (__int128)a.coef * powers[b.scale - a.scale] : a.coef;
  *wide_b = b.scale < a.scale ? (__int128)b.coef * powers[a.scale - b.scale] : b.coef;
}

/* A whole number. Callers pass counts and money, which stay below 10^18; beyond it is a mistake of the caller. */
KkbDecimal
kkb_decimal_from_int (gint64 value)
{
  g_return_val_if_fail (value <= MAX_COEF && value >= -MAX_COEF, ((KkbDecimal){ 0, 0 }));
  return (KkbDecimal){ value, 0 };
}

gboolean
kkb_decimal_parse (const char *text, KkbDecimal *out)
{
  const char *p = text;
  gint64 coef = 0;
  guint scale = 0;
  gboolean negative = FALSE, point = FALSE;

  g_return_val_if_fail (out != NULL, FALSE);
  if (text == NULL)
    return FALSE;
  if (*p == '-')
    {
      negative = TRUE;
      p++;
    }
  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (; *p != '\0'; p++)
    {
      if (*p == '.' && !point && g_ascii_isdigit (p[1]))
        {
          point = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (*p) || coef > MAX_COEF / 10 || (point && scale == KKB_DECIMAL_MAX_DIGITS))
        return FALSE;
      coef = coef * 10 + (*p - '0');
      scale += point;
    }
  out->coef = negative ? -coef : coef;
  out->scale = (guint8)scale;
  return TRUE;
}

char *
kkb_decimal_to_string (KkbDecimal d)
{
  char buf[24];

  return g_strdup (kkb_decimal_print (d, buf));
}

char *
kkb_decimal_print (KkbDecimal d, char *buf)
{
  char digits[24];
  guint64 rest = d.coef < 0 ? (guint64)-d.coef : (guint64)d.coef;
  guint n = 0;
  char *p = buf;

  while (rest > 0 || n <= d.scale)
    {
      digits[n++] = (char)('0' + rest % 10);
      rest /= 10;
    }
  if (d.coef < 0)
    *p++ = '-';
  while (n > 0)
    {
      if (n == d.scale)
        *p++ = '.';
      *p++ = digits[--n];
    }
  *p = '\0';
  return buf;
}

int
kkb_decimal_compare (KkbDecimal a, KkbDecimal b)
{
  __int128 wide_a, wide_b;

  align (a, b, &wide_a, &wide_b);
  return (wide_a > wide_b) - (wide_a < wide_b);
}

gboolean
kkb_decimal_identical (KkbDecimal a, KkbDecimal b)
{
  return a.coef == b.coef && a.scale == b.scale;
}

int
kkb_decimal_sign (KkbDecimal d)
{
  return (d.coef > 0) - (d.coef < 0);
}

gboolean
kkb_decimal_add (KkbDecimal a, KkbDecimal b, KkbDecimal *out)
{
  __int128 wide_a, wide_b;

  align (a, b, &wide_a, &wide_b);
  return store (wide_a + wide_b, MAX (a.scale, b.scale), out);
}

gboolean
kkb_decimal_sub (KkbDecimal a, KkbDecimal b, KkbDecimal *out)
{
  return kkb_decimal_add (a, (KkbDecimal){ -b.coef, b.scale }, out);
}

gboolean
kkb_decimal_mul (KkbDecimal a, KkbDecimal b, KkbDecimal *out)
{
  return store ((__int128)a.coef * b.coef, (guint)a.scale + b.scale, out);
}

double
kkb_decimal_to_double_for_drawing (KkbDecimal d)
{
  return (double)d.coef / (double)powers[d.scale];
}
