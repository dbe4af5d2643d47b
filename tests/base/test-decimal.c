/* test-decimal.c - figures are exact, whatever their size, and are rounded once. */
#include "kkb-decimal.h"
#include <locale.h>
#include <string.h>

#define N_RANDOM 20000

static KkbDecimal
decimal (const char *text)
{
  KkbDecimal d = { 0, 0 };

  g_assert_true (kkb_decimal_parse (text, &d));
  return d;
}

static void
assert_decimal (KkbDecimal d, const char *expected)
{
  g_autofree char *text = kkb_decimal_to_string (d);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_typed_zeros (void)
{
  static const char *const same[] = { "55.0",
                                      "55",
                                      "0",
                                      "0.0",
                                      "-1234.50",
                                      "0.05",
                                      "-0.5",
                                      "10796.00",
                                      "7",
                                      "999999999999999999",
                                      "0.000000000000000001",
                                      "-999999999999999999",
                                      "123456789.012345678" };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    assert_decimal (decimal (same[i]), same[i]);
  assert_decimal (decimal ("-0.0"), "0.0");
  assert_decimal (decimal ("-0"), "0");
  assert_decimal (decimal ("007"), "7");
}

static void
test_refused (void)
{
  static const char *const bad[] = { "",
                                     "-",
                                     ".5",
                                     "5.",
                                     "1.2.3",
                                     "+5",
                                     "1,117",
                                     " 5",
                                     "5 ",
                                     "1e5",
                                     "0x10",
                                     "５",
                                     "NaN",
                                     "--5",
                                     "5-",
                                     "1234567890123456789",
                                     "0.1234567890123456789",
                                     "100000000000000000.05",
                                     "0.0000000000000000001" };
  KkbDecimal d = { 42, 3 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (kkb_decimal_parse (bad[i], &d))
      g_error ("“%s” was read", bad[i]);
  g_assert_false (kkb_decimal_parse (NULL, &d));
  g_assert_cmpint (d.coef, ==, 42);
  g_assert_cmpint (d.scale, ==, 3);
}

static void
test_equal_and_identical (void)
{
  g_assert_cmpint (kkb_decimal_compare (decimal ("55.0"), decimal ("55")), ==, 0);
  g_assert_false (kkb_decimal_identical (decimal ("55.0"), decimal ("55")));
  g_assert_true (kkb_decimal_identical (decimal ("55.0"), decimal ("55.0")));
  g_assert_cmpint (kkb_decimal_compare (decimal ("-1"), decimal ("0.000000000000000001")), <, 0);
  g_assert_cmpint (kkb_decimal_compare (decimal ("999999999999999999"), decimal ("0.999999999999999999")), >, 0);
  g_assert_cmpint (kkb_decimal_sign (decimal ("-0.5")), ==, -1);
  g_assert_cmpint (kkb_decimal_sign (decimal ("0.0")), ==, 0);
}

static void
test_sums (void)
{
  KkbDecimal d;

  g_assert_true (kkb_decimal_add (decimal ("0.1"), decimal ("0.2"), &d));
  assert_decimal (d, "0.3");
  g_assert_true (kkb_decimal_sub (decimal ("47.4"), decimal ("55.0"), &d));
  assert_decimal (d, "-7.6");
  g_assert_true (kkb_decimal_add (decimal ("1.50"), decimal ("1.5"), &d));
  assert_decimal (d, "3.00");
  g_assert_true (kkb_decimal_mul (decimal ("10010"), decimal ("1000"), &d));
  assert_decimal (d, "10010000");
  g_assert_true (kkb_decimal_mul (decimal ("1.5"), decimal ("-2.0"), &d));
  assert_decimal (d, "-3.00");
}

static void
test_no_room (void)
{
  KkbDecimal d = { 42, 3 };

  g_assert_false (kkb_decimal_add (decimal ("999999999999999999"), decimal ("1"), &d));
  g_assert_false (kkb_decimal_sub (decimal ("-999999999999999999"), decimal ("1"), &d));
  g_assert_false (kkb_decimal_add (decimal ("999999999999999999"), decimal ("0.1"), &d));
  g_assert_false (kkb_decimal_mul (decimal ("1000000000"), decimal ("1000000000"), &d));
  g_assert_false (kkb_decimal_mul (decimal ("0.0000000001"), decimal ("0.0000000001"), &d));
  g_assert_cmpint (d.coef, ==, 42);
  g_assert_true (kkb_decimal_mul (decimal ("0.0000000010"), decimal ("1000000000"), &d));
  g_assert_cmpint (kkb_decimal_compare (d, decimal ("1")), ==, 0);
}

/* ---- against GMP ------------------------------------------------------------------------------------------------- */

static KkbDecimal
random_decimal (GRand *rand)
{
  gint64 coef = (gint64)((guint64)g_rand_int (rand) << 32 | g_rand_int (rand));
  int digits = g_rand_int_range (rand, 0, 19);
  gint64 limit = 1;

  for (int i = 0; i < digits; i++)
    limit *= 10;
  return (KkbDecimal){ coef % limit, (guint8)g_rand_int_range (rand, 0, 19) };
}

/* The value by the long way: text, integers, division. */
static void
mpq_from (mpq_t q, KkbDecimal d)
{
  mpz_set_si (mpq_numref (q), (long)d.coef);
  mpz_ui_pow_ui (mpq_denref (q), 10, d.scale);
  mpq_canonicalize (q);
}

static void
test_random_decimals (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20220401);
  mpq_t a, b, c, d;
  guint sums = 0, products = 0;

  mpq_inits (a, b, c, d, NULL);
  for (guint i = 0; i < N_RANDOM; i++)
    {
      KkbDecimal x = random_decimal (rand), y = random_decimal (rand), z;
      char buf[24];

      g_assert_true (kkb_decimal_parse (kkb_decimal_print (x, buf), &z));
      g_assert_true (kkb_decimal_identical (x, z));
      g_assert_cmpuint (strlen (buf), <, 24);
      mpq_from (a, x);
      mpq_from (b, y);
      g_assert_cmpint (kkb_decimal_compare (x, y), ==, (mpq_cmp (a, b) > 0) - (mpq_cmp (a, b) < 0));
      mpq_add (c, a, b);
      if (kkb_decimal_add (x, y, &z))
        {
          mpq_from (d, z);
          g_assert_true (mpq_equal (c, d));
          sums++;
        }
      mpq_sub (c, a, b);
      if (kkb_decimal_sub (x, y, &z))
        {
          mpq_from (d, z);
          g_assert_true (mpq_equal (c, d));
        }
      mpq_mul (c, a, b);
      if (kkb_decimal_mul (x, y, &z))
        {
          mpq_from (d, z);
          g_assert_true (mpq_equal (c, d));
          products++;
        }
    }
  g_assert_cmpuint (sums, >, N_RANDOM / 10);
  g_assert_cmpuint (products, >, N_RANDOM / 10);
  mpq_clears (a, b, c, d, NULL);
}

/* The value of R, whichever way it is held. */
static void
mpq_of (mpq_t q, const KkbRational *r)
{
  mpz_t scale;

  if (kkb_rational_is_big (r))
    {
      mpq_set (q, *r->big);
      return;
    }
  /* 128-bit integers, 32 bits at a time. */
  for (int part = 0; part < 2; part++)
    {
      __int128 value = part == 0 ? r->num : r->den;
      unsigned __int128 rest = value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;
      mpz_ptr z = part == 0 ? mpq_numref (q) : mpq_denref (q);

      mpz_init_set_ui (scale, 0);
      for (int shift = 96; shift >= 0; shift -= 32)
        {
          mpz_mul_2exp (scale, scale, 32);
          mpz_add_ui (scale, scale, (unsigned long)((rest >> shift) & 0xFFFFFFFF));
        }
      if (value < 0)
        mpz_neg (scale, scale);
      mpz_set (z, scale);
      mpz_clear (scale);
    }
  g_assert_cmpint (mpz_sgn (mpq_denref (q)), >, 0);
  mpq_canonicalize (q);
}

static void
assert_rational (const KkbRational *r, const mpq_t expected)
{
  mpq_t q;

  mpq_init (q);
  mpq_of (q, r);
  g_assert_true (mpq_equal (q, expected));
  g_assert_cmpint (kkb_rational_sign (r), ==, mpq_sgn (expected));
  mpq_clear (q);
}

static void
test_random_rationals (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20170401);
  KkbRational r = KKB_RATIONAL_INIT, s = KKB_RATIONAL_INIT, t = KKB_RATIONAL_INIT;
  guint n_big = 0;
  mpq_t a, b, c;

  mpq_inits (a, b, c, NULL);
  for (guint i = 0; i < N_RANDOM; i++)
    {
      KkbDecimal x = random_decimal (rand), y = random_decimal (rand);

      mpq_from (a, x);
      if (y.coef != 0)
        {
          mpq_from (b, y);
          mpq_div (a, a, b);
          kkb_rational_set_ratio (&r, x, y);
        }
      else
        kkb_rational_set_decimal (&r, x);
      assert_rational (&r, a);

      /* A chain of operations, so that numbers outgrow 128 bits and come back. */
      kkb_rational_copy (&s, &r);
      mpq_set (b, a);
      for (int step = 0; step < 6; step++)
        {
          KkbDecimal z = random_decimal (rand);
          int operation = g_rand_int_range (rand, 0, 4);

          kkb_rational_set_decimal (&t, z);
          mpq_from (c, z);
          g_assert_cmpint (kkb_rational_compare_decimal (&s, z), ==, (mpq_cmp (b, c) > 0) - (mpq_cmp (b, c) < 0));
          g_assert_cmpint (kkb_rational_compare (&t, &s), ==, (mpq_cmp (c, b) > 0) - (mpq_cmp (c, b) < 0));
          if (operation == 0)
            {
              kkb_rational_add (&s, &s, &t);
              mpq_add (b, b, c);
            }
          else if (operation == 1)
            {
              kkb_rational_sub (&s, &t, &s);
              mpq_sub (b, c, b);
            }
          else if (operation == 2)
            {
              kkb_rational_mul (&s, &s, &t);
              mpq_mul (b, b, c);
            }
          else if (z.coef != 0)
            {
              kkb_rational_div (&s, &s, &t);
              mpq_div (b, b, c);
            }
          assert_rational (&s, b);
          n_big += kkb_rational_is_big (&s);
        }
    }
  g_assert_cmpuint (n_big, >, 100); /* else the GMP path was not tested */
  kkb_rational_clear (&r);
  kkb_rational_clear (&s);
  kkb_rational_clear (&t);
  mpq_clears (a, b, c, NULL);
}

/* ---- rounding ---------------------------------------------------------------------------------------------------- */

static void
assert_percent (const char *num, const char *den, guint decimals, KkbRounding mode, const char *expected)
{
  KkbRational r = KKB_RATIONAL_INIT;
  KkbDecimal d;

  kkb_rational_set_ratio (&r, decimal (num), decimal (den));
  g_assert_true (kkb_rational_to_percent (&r, decimals, mode, &d));
  assert_decimal (d, expected);
  kkb_rational_clear (&r);
}

static void
test_percent (void)
{
  assert_percent ("2251", "2000", 1, KKB_ROUND_HALF_UP, "112.6");
  assert_percent ("2251", "2000", 1, KKB_ROUND_TRUNCATE, "112.5");
  assert_percent ("2251", "2000", 2, KKB_ROUND_TRUNCATE, "112.55");
  assert_percent ("158", "333", 1, KKB_ROUND_HALF_UP, "47.4");
  assert_percent ("44", "81", 1, KKB_ROUND_HALF_UP, "54.3");
  assert_percent ("-5", "13", 1, KKB_ROUND_HALF_UP, "-38.5");
  assert_percent ("-5", "13", 1, KKB_ROUND_TRUNCATE, "-38.4");
  assert_percent ("5", "-13", 1, KKB_ROUND_HALF_UP, "-38.5");
  assert_percent ("-1", "10000", 1, KKB_ROUND_HALF_UP, "0.0");
  assert_percent ("-1", "2000", 1, KKB_ROUND_HALF_UP, "-0.1");
  assert_percent ("1", "2000", 1, KKB_ROUND_HALF_UP, "0.1");
  assert_percent ("0", "7", 1, KKB_ROUND_HALF_UP, "0.0");
  assert_percent ("0.5", "100", 0, KKB_ROUND_HALF_UP, "1");
  assert_percent ("10796", "9850", 1, KKB_ROUND_HALF_UP, "109.6");
  assert_percent ("259057000", "1", 0, KKB_ROUND_HALF_UP, "25905700000");
}

static void
test_too_large_to_round (void)
{
  KkbRational r = KKB_RATIONAL_INIT;
  KkbDecimal d = { 42, 3 };
  g_autofree char *text = NULL;

  kkb_rational_set_decimal (&r, decimal ("999999999999999999"));
  g_assert_true (kkb_rational_round (&r, 0, KKB_ROUND_HALF_UP, &d));
  d = (KkbDecimal){ 42, 3 };
  g_assert_false (kkb_rational_round (&r, 1, KKB_ROUND_HALF_UP, &d));
  g_assert_false (kkb_rational_to_percent (&r, 0, KKB_ROUND_HALF_UP, &d));
  g_assert_false (kkb_rational_round (&r, 19, KKB_ROUND_HALF_UP, &d));
  g_assert_cmpint (d.coef, ==, 42);
  kkb_rational_mul (&r, &r, &r);
  kkb_rational_mul (&r, &r, &r);
  text = kkb_rational_to_string (&r, 1, KKB_ROUND_HALF_UP);
  g_assert_cmpstr (text, ==, "999999999999999996000000000000000005999999999999999996000000000000000001.0");
  g_assert_false (kkb_rational_round (&r, 0, KKB_ROUND_HALF_UP, &d));
  kkb_rational_clear (&r);
}

static void
assert_text (const char *num, const char *den, guint decimals, const char *expected)
{
  KkbRational r = KKB_RATIONAL_INIT;
  g_autofree char *text = NULL;

  kkb_rational_set_ratio (&r, decimal (num), decimal (den));
  text = kkb_rational_to_string (&r, decimals, KKB_ROUND_HALF_UP);
  g_assert_cmpstr (text, ==, expected);
  kkb_rational_clear (&r);
}

static void
test_rational_text (void)
{
  assert_text ("1", "3", 3, "0.333");
  assert_text ("2", "3", 0, "1");
  assert_text ("-1", "40", 1, "0.0");
  assert_text ("-1", "20", 1, "-0.1");
  assert_text ("1", "1000", 4, "0.0010");
  assert_text ("22", "7", 30, "3.142857142857142857142857142857");
}

/* Rounding against its definition, by integers of any size. */
static void
test_random_rounding (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260331);
  KkbRational r = KKB_RATIONAL_INIT;
  guint rounded = 0;
  mpq_t exact, error, half;

  mpq_inits (exact, error, half, NULL);
  for (guint i = 0; i < N_RANDOM; i++)
    {
      KkbDecimal x = random_decimal (rand), y = random_decimal (rand), z;
      guint decimals = (guint)g_rand_int_range (rand, 0, 7);
      KkbRounding mode = g_rand_boolean (rand) ? KKB_ROUND_HALF_UP : KKB_ROUND_TRUNCATE;
      int order;

      if (i % 4 == 0) /* many ties */
        y = (KkbDecimal){ 2, 0 };
      if (y.coef == 0)
        continue;
      kkb_rational_set_ratio (&r, x, y);
      if (!kkb_rational_round (&r, decimals, mode, &z))
        continue;
      rounded++;
      g_assert_cmpuint (z.scale, ==, decimals);
      mpq_from (exact, x);
      mpq_from (half, y);
      mpq_div (exact, exact, half);
      mpq_from (error, z);
      mpq_sub (error, exact, error); /* what rounding took away */
      mpq_set_ui (half, 1, mode == KKB_ROUND_HALF_UP ? 2 : 1);
      for (guint n = 0; n < decimals; n++)
        mpz_mul_ui (mpq_denref (half), mpq_denref (half), 10);
      mpq_canonicalize (half);
      if (mode == KKB_ROUND_TRUNCATE)
        g_assert_cmpint (mpq_sgn (error) * mpq_sgn (exact), >=, 0); /* towards zero */
      if (mpq_sgn (exact) < 0)
        mpq_neg (error, error);
      /* error now points away from zero: at a half it must have been rounded up, that is be negative */
      order = mpq_cmp (error, half);
      g_assert_cmpint (order, <, 0);
      mpq_neg (half, half);
      g_assert_cmpint (mpq_cmp (error, half), >=, 0);
    }
  g_assert_cmpuint (rounded, >, N_RANDOM / 4);
  kkb_rational_clear (&r);
  mpq_clears (exact, error, half, NULL);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/zeros-that-were-typed-stay", test_typed_zeros);
  g_test_add_func ("/decimal/what-is-no-number-or-does-not-fit-is-refused", test_refused);
  g_test_add_func ("/decimal/55.0-equals-55-but-is-not-the-same-text", test_equal_and_identical);
  g_test_add_func ("/decimal/sums-and-products-are-exact", test_sums);
  g_test_add_func ("/decimal/a-result-of-more-than-18-digits-is-refused", test_no_room);
  g_test_add_func ("/decimal/random-decimals-agree-with-gmp", test_random_decimals);
  g_test_add_func ("/rational/random-chains-agree-with-gmp", test_random_rationals);
  g_test_add_func ("/rational/a-percentage-depends-only-on-the-rounding-mode", test_percent);
  g_test_add_func ("/rational/what-does-not-fit-is-said-so-and-still-prints", test_too_large_to_round);
  g_test_add_func ("/rational/text-has-the-asked-places", test_rational_text);
  g_test_add_func ("/rational/rounding-keeps-its-definition", test_random_rounding);
  return g_test_run ();
}
