/* kkb-path.c - target paths: exact, and rounded once where a straight line is cut into years. */
#include "kkb-path.h"
#include "kkb-error.h"
#include <glib/gi18n-lib.h>

#define MAX_YEARS 100

static gboolean
refuse_digits (GError **error)
{
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT,
                       _ ("A figure of this path would have more than 18 digits, so nothing was changed."));
  return FALSE;
}

/* D with PLACES decimals, of which it has no more. */
static gboolean
widen (KkbDecimal d, guint places, gint64 *coef)
{
  *coef = d.coef;
  for (guint scale = d.scale; scale < places; scale++)
    if (__builtin_mul_overflow (*coef, 10, coef))
      return FALSE;
  return TRUE;
}

static gboolean
check (const KkbPathPoint *points, guint n, int first_fy, int last_fy, GError **error)
{
  if (n == 0)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT,
                           _ ("There is no figure to make a path from: type a target first."));
      return FALSE;
    }
  if (last_fy < first_fy || last_fy - first_fy >= MAX_YEARS)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT,
                           _ ("A path goes from one year to a later one, over at most 100 years."));
      return FALSE;
    }
  for (guint i = 1; i < n; i++)
    if (points[i].fy <= points[i - 1].fy)
      {
        g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT,
                             _ ("The figures of a path stand in years that follow each other."));
        return FALSE;
      }
  return TRUE;
}

/* The point of the straight line from A to B at FY. */
static gboolean
on_line (const KkbPathRule *rule, const KkbPathPoint *a, const KkbPathPoint *b, int fy, KkbDecimal *out)
{
  KkbRational from = KKB_RATIONAL_INIT, to = KKB_RATIONAL_INIT, part = KKB_RATIONAL_INIT;
  gboolean ok;

  kkb_rational_set_decimal (&from, a->value);
  kkb_rational_set_decimal (&to, b->value);
  kkb_rational_sub (&to, &to, &from);
  kkb_rational_set_ratio (&part, kkb_decimal_from_int (fy - a->fy), kkb_decimal_from_int (b->fy - a->fy));
  kkb_rational_mul (&to, &to, &part);
  kkb_rational_add (&to, &to, &from);
  ok = kkb_rational_round (&to, rule->decimals, rule->rounding, out);
  kkb_rational_clear (&from);
  kkb_rational_clear (&to);
  kkb_rational_clear (&part);
  return ok;
}

static gboolean
figure_of_year (const KkbPathRule *rule, const KkbPathPoint *points, guint n, int fy, KkbDecimal *out)
{
  const KkbPathPoint *before = NULL, *after = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (points[i].fy <= fy)
        before = &points[i];
      else if (after == NULL)
        after = &points[i];
    }
  if (before != NULL && before->fy == fy)
    *out = before->value;
  else if (before == NULL)
    *out = points[0].value;
  else if (after == NULL)
    *out = before->value;
  else if (rule->kind == KKB_PATH_LINEAR)
    return on_line (rule, before, after, fy, out);
  else
    *out = rule->kind == KKB_PATH_STEP ? after->value : before->value;
  return TRUE;
}

/* Shares TOTAL over N years: each the same, cut to the places; what is left, one last place each, to those RULE names.
 */
static gboolean
split (const KkbPathRule *rule, KkbDecimal total, int first_fy, guint n, KkbPathPoint *out)
{
  guint places = MAX (rule->decimals, total.scale);
  gint64 coef, share, rest;

  if (places > KKB_DECIMAL_MAX_DIGITS || !widen (total, places, &coef)
      || ABS (coef) > G_GINT64_CONSTANT (999999999999999999))
    return FALSE;
  share = coef / (gint64)n;
  rest = coef % (gint64)n;
  for (guint i = 0; i < n; i++)
    {
      gint64 left = ABS (rest), more = 0;

      if (rule->rest == KKB_REST_LAST_YEAR)
        more = i == n - 1 ? left : 0;
      else
        more = rule->rest == KKB_REST_FROM_START ? i < left : n - 1 - i < left;
      out[i].fy = first_fy + (int)i;
      out[i].value = (KkbDecimal){ share + (rest < 0 ? -more : more), (guint8)places };
    }
  return TRUE;
}

gboolean
kkb_path_make (const KkbPathRule *rule, const KkbPathPoint *points, guint n, int first_fy, int last_fy,
               KkbPathPoint *out, GError **error)
{
  if (!check (points, n, first_fy, last_fy, error))
    return FALSE;
  if (rule->kind == KKB_PATH_SPLIT)
    return split (rule, points[n - 1].value, first_fy, (guint)(last_fy - first_fy) + 1, out) || refuse_digits (error);
  for (int fy = first_fy; fy <= last_fy; fy++)
    {
      out[fy - first_fy].fy = fy;
      if (!figure_of_year (rule, points, n, fy, &out[fy - first_fy].value))
        return refuse_digits (error);
    }
  return TRUE;
}

guint
kkb_path_decimals (const KkbPathPoint *points, guint n)
{
  guint decimals = 0;

  for (guint i = 0; i < n; i++)
    decimals = MAX (decimals, points[i].value.scale);
  return decimals;
}
