/* kkb-decimal.h - exact decimals (as typed) and exact rationals (rates).
 *
 * A decimal is coef x 10^-scale with at most 18 significant digits and scale 0..18; 55.0 keeps its zero. What does
 * not fit is refused by the parser with a message, never rounded. A rational is num/den, exact, by GMP where 64-bit
 * integers do not suffice; it is rounded once, when it is printed or banded. No binary floating point anywhere. */
#pragma once
#include <glib.h>
#include <gmp.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 coef;  /* value = coef x 10^-scale */
  guint8 scale; /* digits after the point, as typed */
} KkbDecimal;

typedef enum
{
  KKB_ROUND_HALF_UP, /* away from zero: -38.46 -> -38.5 */
  KKB_ROUND_TRUNCATE /* towards zero */
} KkbRounding;

#define KKB_DECIMAL_MAX_DIGITS 18

KkbDecimal kkb_decimal_from_int (gint64 value);

/* Reads canonical ASCII ("-1234.50"; sign, digits, point; no separators). FALSE and *out untouched if TEXT is not
 * that, or has more than 18 significant digits. */
gboolean kkb_decimal_parse (const char *text, KkbDecimal *out);

/* The canonical text, typed zeros kept: "-1234.50". Free with g_free(). -0.0 prints "0.0". */
char *kkb_decimal_to_string (KkbDecimal d);
/* The same into BUF (at least 24 bytes); returns BUF. */
char *kkb_decimal_print (KkbDecimal d, char *buf);

int kkb_decimal_compare (KkbDecimal a, KkbDecimal b);        /* numeric: 55.0 equals 55 */
gboolean kkb_decimal_identical (KkbDecimal a, KkbDecimal b); /* 55.0 is not identical to 55 */
int kkb_decimal_sign (KkbDecimal d);
/* Exact sum/difference/product; FALSE on overflow of 18 digits. */
gboolean kkb_decimal_add (KkbDecimal a, KkbDecimal b, KkbDecimal *out);
gboolean kkb_decimal_sub (KkbDecimal a, KkbDecimal b, KkbDecimal *out);
gboolean kkb_decimal_mul (KkbDecimal a, KkbDecimal b, KkbDecimal *out);
/* For drawing only (pixel positions); never for a figure that is shown. */
double kkb_decimal_to_double_for_drawing (KkbDecimal d);

/* A rational by value: 64-bit integers, GMP behind them. Always clear what was set (it may own GMP memory);
 * KKB_RATIONAL_INIT is the empty (unset) rational and needs no clear. There may be some for every indicator. */
typedef struct
{
  union
  {
    gint64 num;
    mpq_t *big; /* where DEN is -1 */
  };
  gint64 den;  /* > 0; 0: unset */
} KkbRational; /* 16 bytes */
#define KKB_RATIONAL_INIT                                                                                              \
  {                                                                                                                    \
    { 0 }, 0                                                                                                           \
  }

static inline gboolean
kkb_rational_is_set (const KkbRational *r)
{
  return r->den != 0;
}

/* Held by GMP: then NUM and DEN say nothing. */
static inline gboolean
kkb_rational_is_big (const KkbRational *r)
{
  return r->den < 0;
}

void kkb_rational_clear (KkbRational *r);
void kkb_rational_copy (KkbRational *dst, const KkbRational *src);
void kkb_rational_set_decimal (KkbRational *r, KkbDecimal d);
void kkb_rational_set_ratio (KkbRational *r, KkbDecimal num, KkbDecimal den); /* den != 0 */
void
kkb_rational_set_fraction (KkbRational *r, __int128 num, __int128 den); /* den > 0; neither the smallest there is */
void kkb_rational_add (KkbRational *r, const KkbRational *a, const KkbRational *b);
void kkb_rational_sub (KkbRational *r, const KkbRational *a, const KkbRational *b);
void kkb_rational_mul (KkbRational *r, const KkbRational *a, const KkbRational *b);
void kkb_rational_div (KkbRational *r, const KkbRational *a, const KkbRational *b); /* b != 0 */
int kkb_rational_compare (const KkbRational *a, const KkbRational *b);
int kkb_rational_compare_decimal (const KkbRational *a, KkbDecimal d);
int kkb_rational_sign (const KkbRational *a);
/* value x 100, rounded to DECIMALS places: a rate as percent. FALSE if it does not fit a decimal. */
gboolean kkb_rational_to_percent (const KkbRational *r, guint decimals, KkbRounding mode, KkbDecimal *out);
/* value rounded to DECIMALS places. FALSE if it does not fit a decimal. */
gboolean kkb_rational_round (const KkbRational *r, guint decimals, KkbRounding mode, KkbDecimal *out);
/* value rounded to DECIMALS places as canonical text, whatever its size. Free with g_free(). */
char *kkb_rational_to_string (const KkbRational *r, guint decimals, KkbRounding mode);

G_END_DECLS
