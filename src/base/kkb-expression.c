/* kkb-expression.c - computes what is typed as 120+35 or =(12+5)/2, exactly, by GMP. */
#include "kkb-error.h"
#include "kkb-text.h"
#include "kkb-typed-private.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LENGTH 500 /* bytes: nobody types more into a cell */
#define MAX_DEPTH  32  /* of brackets */

typedef enum
{
  FAULT_NONE,
  FAULT_SYNTAX,
  FAULT_ZERO
} Fault;

typedef struct
{
  const char *p;
  guint depth;
  guint places; /* the most decimals of a figure */
  KkbExpressionKind *kind;
  gboolean divides; /* it multiplies or divides, so the places are not those of the figures */
  Fault fault;
} Reader;

static gboolean read_sum (Reader *r, mpq_t out);

/* ---- characters and figures -------------------------------------------------------------------------------------- */

/* The character at P as one of the digits, "+-*\/(),.=" or space; 0 for any other. */
static char
reading (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (c >= 0xFF01 && c <= 0xFF5E)
    c -= 0xFEE0;
  if (c == 0x2212 || c == 0x2010 || c == 0x2013 || c == 0xFE63)
    return '-';
  if (c == 0xD7 || c == 0x2715)
    return '*';
  if (c == 0xF7 || c == 0x2215)
    return '/';
  if (c == 0x3000 || c == 0xA0 || c == '\t')
    return ' ';
  return c < 0x80 && (g_ascii_isdigit ((char)c) || strchr ("+-*/(),.= ", (int)c) != NULL) ? (char)c : 0;
}

static void
skip_space (Reader *r)
{
  while (*r->p != '\0' && reading (r->p) == ' ')
    r->p = g_utf8_next_char (r->p);
}

/* The next character that is no space; 0 at the end too. */
static char
peek (Reader *r)
{
  skip_space (r);
  return *r->p != '\0' ? reading (r->p) : 0;
}

static gboolean
accept (Reader *r, char wanted)
{
  if (peek (r) != wanted)
    return FALSE;
  r->p = g_utf8_next_char (r->p);
  return TRUE;
}

static gboolean
fail (Reader *r, Fault fault)
{
  r->fault = fault;
  return FALSE;
}

static gboolean
is_digit_at (const char *p)
{
  return *p != '\0' && g_ascii_isdigit (reading (p));
}

const char *
kkb_typed_number (const char *p, KkbDecimal *out)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize group = 0, n_groups = 0;

  if (!is_digit_at (p) && !(*p != '\0' && reading (p) == '.' && is_digit_at (g_utf8_next_char (p))))
    return NULL;
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (is_digit_at (p))
        {
          g_string_append_c (text, reading (p));
          group++;
        }
      else if (reading (p) == ',' && is_digit_at (g_utf8_next_char (p)))
        {
          if (group == 0 || group > 3 || (n_groups > 0 && group != 3))
            return NULL;
          n_groups++;
          group = 0;
        }
      else
        break;
    }
  if (n_groups > 0 && group != 3)
    return NULL;
  if (text->len == 0)
    g_string_append_c (text, '0');
  if (*p != '\0' && reading (p) == '.' && is_digit_at (g_utf8_next_char (p)))
    {
      g_string_append_c (text, '.');
      for (p = g_utf8_next_char (p); is_digit_at (p); p = g_utf8_next_char (p))
        g_string_append_c (text, reading (p));
    }
  return kkb_decimal_parse (text->str, out) ? p : NULL;
}

/* Q becomes D, exactly. */
static void
set_decimal (mpq_t q, KkbDecimal d)
{
  char digits[24];

  g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, d.coef);
  mpz_set_str (mpq_numref (q), digits, 10);
  mpz_ui_pow_ui (mpq_denref (q), 10, d.scale);
  mpq_canonicalize (q);
}

/* ---- the expression ---------------------------------------------------------------------------------------------- */

/* A figure or something in brackets. */
static gboolean
read_primary (Reader *r, mpq_t out)
{
  const char *end;
  KkbDecimal d;

  if (accept (r, '('))
    {
      gboolean ok = ++r->depth <= MAX_DEPTH && read_sum (r, out) && accept (r, ')');

      r->depth--;
      return ok || fail (r, r->fault != FAULT_NONE ? r->fault : FAULT_SYNTAX);
    }
  skip_space (r);
  end = kkb_typed_number (r->p, &d);
  if (end == NULL)
    return fail (r, FAULT_SYNTAX);
  r->p = end;
  r->places = MAX (r->places, d.scale);
  set_decimal (out, d);
  return TRUE;
}

static gboolean
accept_minus (Reader *r)
{
  gunichar c;

  if (accept (r, '-'))
    return TRUE;
  c = *r->p != '\0' ? g_utf8_get_char (r->p) : 0;
  if (c != 0x25B2 && c != 0x25B3 && c != 0x25BC) /* ▲ △ ▼ */
    return FALSE;
  r->p = g_utf8_next_char (r->p);
  return TRUE;
}

static gboolean
read_signed (Reader *r, mpq_t out)
{
  gboolean negative = FALSE;

  for (;;)
    if (accept_minus (r))
      negative = !negative;
    else if (!accept (r, '+'))
      break;
  if (!read_primary (r, out))
    return FALSE;
  if (negative)
    mpq_neg (out, out);
  return TRUE;
}

static gboolean
read_product (Reader *r, mpq_t out)
{
  mpq_t next;
  gboolean ok = read_signed (r, out);
  char operator;

  mpq_init (next);
  while (ok && ((operator= peek (r)) == '*' || operator== '/'))
    {
      r->p = g_utf8_next_char (r->p);
      r->divides = TRUE;
      *r->kind = operator== '*' ? KKB_EXPRESSION_SURE : MAX (*r->kind, KKB_EXPRESSION_SLASH);
      ok = read_signed (r, next);
      if (ok && operator== '/' && mpq_sgn (next) == 0)
        ok = fail (r, FAULT_ZERO);
      else if (ok && operator== '/')
        mpq_div (out, out, next);
      else if (ok)
        mpq_mul (out, out, next);
    }
  mpq_clear (next);
  return ok;
}

static gboolean
read_sum (Reader *r, mpq_t out)
{
  mpq_t next;
  gboolean ok = read_product (r, out);
  char operator;

  mpq_init (next);
  while (ok && ((operator= peek (r)) == '+' || operator== '-'))
    {
      r->p = g_utf8_next_char (r->p);
      *r->kind = operator== '+' ? KKB_EXPRESSION_SURE : MAX (*r->kind, KKB_EXPRESSION_DASH);
      ok = read_product (r, next);
      if (ok && operator== '+')
        mpq_add (out, out, next);
      else if (ok)
        mpq_sub (out, out, next);
    }
  mpq_clear (next);
  return ok;
}

/* ---- the result -------------------------------------------------------------------------------------------------- */

/* How many factors PRIME there are in Z, which loses them. */
static gulong
take_factors (mpz_t z, gulong prime)
{
  mpz_t factor;
  gulong n;

  mpz_init_set_ui (factor, prime);
  n = mpz_remove (z, z, factor);
  mpz_clear (factor);
  return n;
}

/* The decimals Q needs; -1 where it has no end. */
static glong
places_of (const mpq_t q)
{
  mpz_t rest;
  gulong twos, fives;
  gboolean ends;

  mpz_init_set (rest, mpq_denref (q));
  twos = take_factors (rest, 2);
  fives = take_factors (rest, 5);
  ends = mpz_cmp_ui (rest, 1) == 0;
  mpz_clear (rest);
  return ends ? (glong)MAX (twos, fives) : -1;
}

/* Q x 10^PLACES cut to an integer, as text. Free with g_free(). */
static char *
digits_of (const mpq_t q, gulong places)
{
  mpz_t coef;
  char *digits;

  mpz_init (coef);
  mpz_ui_pow_ui (coef, 10, places);
  mpz_mul (coef, coef, mpq_numref (q));
  mpz_tdiv_q (coef, coef, mpq_denref (q));
  digits = g_malloc (mpz_sizeinbase (coef, 10) + 2);
  mpz_get_str (digits, 10, coef);
  mpz_clear (coef);
  return digits;
}

static gboolean
take_result (const char *text, const Reader *r, const mpq_t q, KkbDecimal *out, GError **error)
{
  glong places = places_of (q);
  g_autofree char *digits = NULL;
  KkbDecimal d;

  if (places < 0)
    {
      g_autofree char *start = NULL;

      digits = digits_of (q, 4);
      if (kkb_decimal_parse (digits, &d))
        start = kkb_decimal_to_string ((KkbDecimal){ d.coef, 4 });
      g_set_error (
          error, KKB_ERROR, KKB_ERROR_INPUT,
          _ ("“%s” is %s… and has no end as a decimal, so nothing was entered. Type the figure with the places "
             "you want to keep."),
          text, start != NULL ? start : digits);
      return FALSE;
    }
  if (!r->divides)
    places = MAX (places, (glong)r->places); /* 55.0+1.5 is 56.5, and 54.5+1.5 is 56.0 */
  if (places <= KKB_DECIMAL_MAX_DIGITS)
    digits = digits_of (q, (gulong)places);
  if (digits == NULL || !kkb_decimal_parse (digits, &d))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("“%s” has more than 18 digits as a result, so nothing was entered. Type it in a larger unit."),
                   text);
      return FALSE;
    }
  *out = (KkbDecimal){ d.coef, (guint8)places };
  return TRUE;
}

gboolean
kkb_expression_read (const char *text, KkbExpressionKind *kind, KkbDecimal *out, const char **rest, GError **error)
{
  Reader r = { .p = text, .kind = kind };
  gboolean equals = accept (&r, '='), ok;
  mpq_t q;

  *kind = equals ? KKB_EXPRESSION_SURE : KKB_EXPRESSION_NONE;
  mpq_init (q);
  ok = strlen (text) <= MAX_LENGTH ? read_sum (&r, q) : fail (&r, FAULT_SYNTAX);
  skip_space (&r);
  *rest = r.p;
  if (!ok && r.fault == FAULT_ZERO)
    g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("“%s” divides by zero, so nothing was entered."), text);
  else if (!ok)
    {
      *kind = equals ? KKB_EXPRESSION_SURE : KKB_EXPRESSION_NONE;
      g_set_error (
          error, KKB_ERROR, KKB_ERROR_INPUT,
          _ ("“%s” cannot be computed, so nothing was entered. Type figures with + - * / and brackets, such as "
             "=(12+5)/2."),
          text);
    }
  else
    ok = take_result (text, &r, q, out, error);
  mpq_clear (q);
  return ok;
}

gboolean
kkb_expression_compute (const char *text, KkbDecimal *out, const char **rest, GError **error)
{
  KkbExpressionKind kind;
  const char *end;

  if (!kkb_text_check_utf8 (text, -1, _ ("The value"), error))
    return FALSE;
  return kkb_expression_read (text, &kind, out, rest != NULL ? rest : &end, error);
}
