/* kkb-lamps-edge.c - how far a figure is from the edge of a rating. Nothing is worked out a second time here: the
 * figure is moved in the steps it is counted in and evaluated again by the edition's own rules, whatever they round or
 * compare with. */
#include "kkb-text.h"
#include "kkb-watch.h"
#include <glib/gi18n-lib.h>

#define UNRATED   100
#define MAX_STEPS G_GINT64_CONSTANT (1000000000000000)

typedef struct
{
  KkbWatching *w;
  KkbValue *actual;   /* in the shadow: what is moved */
  KkbDecimal from;    /* what was typed */
  guint scale;        /* of the steps: 10^-scale */
  KkbRational window; /* within 1 %, in the unit of what is typed */
  int grade;          /* of what was typed */
} Edge;

/* The less, the better. */
static int
grade_of (const KkbResult *r, const KkbRules *rules)
{
  if (rules->n_bands == 0)
    return r->met == KKB_MET_YES ? 0 : 1;
  return r->band >= 0 ? r->band : UNRATED;
}

static int
grade_at (Edge *e, KkbDecimal figure)
{
  KkbResult r;
  int grade;

  e->actual->coef = figure.coef;
  e->actual->scale = figure.scale;
  kkb_evaluate (&e->w->shadow.facts, e->w->plan, &e->w->shadow.indicator, e->w->rules, e->w->fy, &r);
  grade = grade_of (&r, e->w->rules);
  kkb_result_clear (&r);
  return grade;
}

static gboolean
rates_against_baseline (const KkbRules *rules)
{
  for (guint i = 0; i < rules->n_bands; i++)
    if (rules->bands[i].condition >= KKB_BAND_BETTER_BASE && rules->bands[i].condition <= KKB_BAND_WORSE_POINTS)
      return TRUE;
  return FALSE;
}

/* OUT becomes |A| / 100. */
static void
hundredth (KkbRational *out, const KkbRational *a)
{
  KkbRational factor = KKB_RATIONAL_INIT;

  kkb_rational_set_decimal (&factor, (KkbDecimal){ kkb_rational_sign (a) < 0 ? -1 : 1, 2 });
  kkb_rational_mul (out, a, &factor);
  kkb_rational_clear (&factor);
}

/* How much of the figure makes one point of what the rating is taken from, in the indicator's unit. Unset where there
 * is none. */
static void
find_window (const KkbResult *r, const KkbRules *rules, const KkbFigures *f, KkbRational *out)
{
  KkbRational part = KKB_RATIONAL_INIT;

  if (rates_against_baseline (rules) && kkb_rational_is_set (&f->baseline))
    hundredth (out, &f->baseline);
  else if (r->method == KKB_METHOD_PROGRESS)
    {
      kkb_rational_sub (&part, &f->target, &f->baseline);
      hundredth (out, &part);
    }
  else if (r->method == KKB_METHOD_ATTAINMENT && f->down && kkb_rational_sign (&r->attainment) > 0)
    {
      /* T ÷ A: one point more is A − T ÷ (rate + 1 %), and one less is a little farther than that. */
      kkb_rational_set_decimal (&part, (KkbDecimal){ 1, 2 });
      kkb_rational_add (&part, &part, &r->attainment);
      kkb_rational_div (&part, &f->target, &part);
      kkb_rational_sub (out, &f->actual, &part);
    }
  else if (kkb_rational_is_set (&f->high))
    hundredth (out, &f->high);
  else
    hundredth (out, &f->target);
  kkb_rational_clear (&part);
}

/* FROM moved by K steps. FALSE where that has more than 18 digits. */
static gboolean
moved (const Edge *e, gint64 k, KkbDecimal *out)
{
  return kkb_decimal_add (e->from, (KkbDecimal){ k, (guint8)e->scale }, out);
}

/* Has moving K steps changed the grade the wanted way? */
static gboolean
is_beyond (Edge *e, gint64 k, gboolean better)
{
  KkbDecimal figure;
  int grade;

  if (!moved (e, k, &figure))
    return FALSE;
  grade = grade_at (e, figure);
  return grade != UNRATED && (better ? grade < e->grade : grade > e->grade);
}

/* How many steps there are in the window; -1 where they are too many to count. */
static gint64
steps_in_window (const Edge *e, guint scale)
{
  KkbDecimal steps;

  return kkb_rational_round (&e->window, scale, KKB_ROUND_TRUNCATE, &steps) && steps.coef < MAX_STEPS ? steps.coef : -1;
}

/* The fewest steps that way to another grade, if that lies within the window; 0 where it does not. The edge itself must
 * lie in the window; the first figure beyond it may be a step farther. */
static gint64
steps_to_edge (Edge *e, int sign, gboolean better)
{
  gint64 low = 0, high = steps_in_window (e, e->scale);
  guint coarse = e->scale;
  gint64 fine;

  if (high < 0)
    return 0;
  high++;
  e->scale += 4;
  fine = e->scale <= 15 ? steps_in_window (e, e->scale) : -1;
  /* The edge itself still has the better grade: what is 1 % above it is a hair farther from the worse one. */
  if (fine < 0 || !is_beyond (e, sign * (better ? fine : fine + 1), better))
    fine = -1;
  e->scale = coarse;
  if (fine < 0 || !is_beyond (e, sign * high, better))
    return 0;
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (is_beyond (e, sign * middle, better))
        high = middle;
      else
        low = middle;
    }
  return high;
}

static void
tell (Edge *e, gint64 steps, int sign, gboolean better)
{
  KkbWatching *w = e->w;
  KkbDecimal edge;
  KkbResult r;
  g_autofree char *amount = kkb_watching_amount (w, (KkbDecimal){ steps, (guint8)e->scale }, w->unit);
  g_autofree char *figure = NULL;
  const char *rating;

  if (!moved (e, sign * steps, &edge))
    return;
  figure = kkb_watching_amount (w, edge, w->unit);
  e->actual->coef = edge.coef;
  e->actual->scale = edge.scale;
  kkb_evaluate (&w->shadow.facts, w->plan, &w->shadow.indicator, w->rules, w->fy, &r);
  rating = w->rules->n_bands > 0 ? kkb_result_rating (&r, w->rules) : r.met == KKB_MET_YES ? _ ("met") : _ ("not met");
  if (better)
    kkb_watching_light (
        w, KKB_LAMP_NEARLY,
        g_strdup_printf (sign > 0 ? _ ("%s more makes it %s (from %s).") : _ ("%s less makes it %s (from %s)."), amount,
                         rating, figure));
  else
    kkb_watching_light (
        w, KKB_LAMP_BARELY,
        g_strdup_printf (sign > 0 ? _ ("%s more would make it %s (at %s).") : _ ("%s less would make it %s (at %s)."),
                         amount, rating, figure));
  ((KkbLamp *)g_ptr_array_index (w->out->lamps, w->out->lamps->len - 1))->figure = edge;
  kkb_result_clear (&r);
}

/* The places the figure is counted in: its own, or those of the last figure and the target where they have more. */
static guint
places_of (const KkbWatching *w)
{
  guint places = w->typed.scale;

  if (w->last != NULL)
    places = MAX (places, w->last->scale);
  if (!kkb_rational_is_set (&w->result.yardstick) && w->result.target.kind == KKB_VALUE_NUMBER)
    places = MAX (places, w->result.target.scale);
  return places;
}

void
kkb_watching_edges (KkbWatching *w)
{
  Edge e = { .w = w, .from = kkb_value_decimal (&w->typed), .scale = places_of (w) };
  g_auto (KkbFigures) f = { 0 };
  gboolean is_range = w->indicator->direction == KKB_DIRECTION_RANGE || w->result.target.kind == KKB_VALUE_RANGE;
  gint64 steps;
  int power;

  if (w->result.actual_fy != w->fy || w->result.method < KKB_METHOD_ATTAINMENT || w->result.method > KKB_METHOD_COMPARE)
    return;
  for (guint i = 0; i < w->shadow.indicator.actuals.n; i++)
    if (w->shadow.indicator.actuals.items[i].fy == w->fy)
      e.actual = &w->shadow.indicator.actuals.items[i];
  kkb_figures_init (&f, &w->shadow.facts, &w->shadow.indicator, &w->result);
  find_window (&w->result, w->rules, &f, &e.window);
  if (kkb_unit_power (w->indicator->unit, w->unit, &power))
    kkb_rational_shift (&e.window, power);
  e.grade = grade_of (&w->result, w->rules);
  for (int sign = 1; sign >= -1 && e.actual != NULL && kkb_rational_sign (&e.window) > 0; sign -= 2)
    {
      gboolean good = is_range || (sign > 0) == !f.down;

      if (good && (steps = steps_to_edge (&e, sign, TRUE)) > 0)
        tell (&e, steps, sign, TRUE);
      if ((is_range || !good) && (steps = steps_to_edge (&e, sign, FALSE)) > 0)
        tell (&e, steps, sign, FALSE);
    }
  kkb_rational_clear (&e.window);
}
