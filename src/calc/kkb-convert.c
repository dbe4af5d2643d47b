/* kkb-convert.c - an indicator's figures in another unit: exactly, or only called otherwise. */
#include "kkb-convert-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- shared ------------------------------------------------------------------------------------------------------ */

static void
item_free (gpointer data)
{
  KkbConversionItem *item = data;

  g_free (item->old_text);
  g_free (item->new_text);
  g_free (item->reason);
  g_free (item);
}

void
kkb_converting_init (KkbConverting *c, const KkbFacts *facts, const KkbIndicator *indicator, const KkbFormat *format)
{
  *c = (KkbConverting){ facts, indicator, format, g_new0 (KkbConversion, 1) };
  c->out->indicator = indicator->id;
  c->out->possible = TRUE;
  c->out->items = g_ptr_array_new_with_free_func (item_free);
  c->out->problems = g_ptr_array_new_with_free_func (g_free);
  c->out->own = kkb_facts_new ();
}

void
kkb_converting_tell (KkbConverting *c, gboolean possible, char *sentence)
{
  g_ptr_array_add (c->out->problems, sentence);
  c->out->possible = c->out->possible && possible;
}

char *
kkb_converting_year (const KkbConverting *c, int fy)
{
  return kkb_fy_format (fy, c->format->years, (KkbPeriodKind)c->indicator->period_kind, c->format->keep_heisei31);
}

char *
kkb_converting_too_long (void)
{
  return g_strdup (_ ("It would have more than 18 digits."));
}

/* "10,796人"; what is no number as it is printed. */
static char *
value_words (const KkbConverting *c, const KkbFacts *facts, const KkbValue *v, const char *unit)
{
  g_autofree char *printed = kkb_value_format (facts, v, unit, c->format);

  /* A bound or range says its unit before the bound: that one is left as it is printed. */
  if (v->kind != KKB_VALUE_NUMBER
      || (kkb_value_more (facts, v) != NULL && kkb_value_more (facts, v)->bound != KKB_BOUND_EXACT)
      || g_str_has_suffix (printed, unit))
    return g_steal_pointer (&printed);
  return g_strconcat (printed, unit, NULL);
}

static KkbConversionItem *
add_item (KkbConverting *c, KkbField field, KkbId plan, const KkbValue *v)
{
  KkbConversionItem *item = g_new0 (KkbConversionItem, 1);

  item->field = field;
  item->plan = plan;
  item->fy = v->fy;
  item->old = *v;
  item->old_text = value_words (c, c->facts, v, kkb_figure_unit (c->facts, c->indicator, v));
  g_ptr_array_add (c->out->items, item);
  return item;
}

void
kkb_converting_set (KkbConverting *c, KkbField field, KkbId plan, const KkbValue *v, KkbDecimal d,
                    const KkbDecimal *high, KkbState state, const char *unit)
{
  KkbConversionItem *item = add_item (c, field, plan, v);
  const KkbValueMore *more = kkb_value_more (c->facts, v);
  KkbFacts *own = c->out->own;
  KkbValue new = { .fy = v->fy, .kind = v->kind, .state = state, .coef = d.coef, .scale = d.scale };

  if (more != NULL || *unit != '\0')
    {
      KkbValueMore *to = kkb_facts_value_more (own, &new);

      to->unit = kkb_facts_string (own, unit);
      if (more != NULL)
        {
          to->as_of = kkb_facts_string (own, more->as_of);
          to->note = kkb_facts_string (own, more->note);
          to->expected = kkb_facts_string (own, more->expected);
          to->bound = more->bound;
          to->revision = more->revision;
          to->revised_on = kkb_facts_string (own, more->revised_on);
          to->reason = kkb_facts_string (own, more->reason);
        }
      if (more != NULL && more->has_parts && kkb_decimal_identical (d, kkb_value_decimal (v)))
        {
          to->has_parts = TRUE;
          to->numerator = more->numerator;
          to->denominator = more->denominator;
        }
      if (high != NULL)
        to->high = *high;
      if (high != NULL || to->bound != KKB_BOUND_EXACT)
        {
          g_autofree char *text = kkb_value_to_plain (own, &new, 0);

          kkb_facts_value_more (own, &new)->text = kkb_facts_string (own, text);
        }
    }
  item->new = new;
  item->new_text = value_words (c, own, &new,
                                *unit != '\0'       ? unit
                                : c->out->sets_unit ? c->out->unit
                                                    : kkb_indicator_unit (c->indicator, v->fy));
}

void
kkb_converting_lose (KkbConverting *c, KkbField field, KkbId plan, const KkbValue *v, char *reason)
{
  KkbConversionItem *item = add_item (c, field, plan, v);

  item->new_text = g_strdup ("");
  item->reason = reason;
  c->out->n_lost++;
}

void
kkb_converting_tell_value (KkbConverting *c, KkbField field, const KkbValue *v, const char *unit, const char *format)
{
  static const char *const words[] = { N_ ("Actual"), N_ ("Target"), N_ ("Baseline"), N_ ("Reference") };
  g_autofree char *figure = value_words (c, c->facts, v, kkb_figure_unit (c->facts, c->indicator, v));
  g_autofree char *year = v->fy != KKB_FY_NONE ? kkb_converting_year (c, v->fy) : g_strdup ("");
  g_autofree char *place = g_strconcat (_ (words[field]), *year != '\0' ? " " : "", year, NULL);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  kkb_converting_tell (c, TRUE, g_strdup_printf (format, place, figure, unit));
#pragma GCC diagnostic pop
}

void
kkb_converting_tell_rows (KkbConverting *c)
{
  const KkbIndicator *indicator = c->indicator;

  for (guint i = 0; i < indicator->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (indicator->placements, i);
      const KkbPlan *plan = kkb_facts_plan (c->facts, p->plan);
      g_autofree char *node = p->node != NULL ? kkb_node_printed (p->node) : g_strdup (plan != NULL ? plan->title : "");
      gboolean repeats = kkb_text_same (p->own->unit, indicator->unit);

      if (*p->own->unit == '\0' || (repeats && !c->out->sets_unit))
        continue;
      if (repeats && !c->out->keeps_figures)
        kkb_converting_tell (c, TRUE,
                             g_strdup_printf (_ ("The row under “%s” repeats the unit “%s”: it prints the new one."),
                                              node, p->own->unit));
      else
        kkb_converting_tell (
            c, TRUE,
            g_strdup_printf (_ ("The row under “%s” prints a unit of its own, “%s”: that word stays. Change it on the "
                                "row if it is not right any more."),
                             node, p->own->unit));
    }
}

/* ---- units ------------------------------------------------------------------------------------------------------- */

typedef struct
{
  KkbConverting c;
  int first_fy, last_fy; /* of the values that change, both included */
  const char *unit;      /* the new one */
  const char *stored;    /* what a value is to say about it: the unit, or "" where it is the indicator's */
  KkbConvertMode mode;
} UnitChange;

/* Brings D into the new unit. */
static gboolean
shift (KkbDecimal d, int power, KkbDecimal *out)
{
  KkbRational r = KKB_RATIONAL_INIT;
  gboolean ok;

  kkb_rational_set_decimal (&r, d);
  kkb_rational_shift (&r, power);
  ok = kkb_rational_to_exact (&r, power >= d.scale ? 0 : (guint)(d.scale - MAX (power, 0)), out);
  kkb_rational_clear (&r);
  return ok;
}

static void
change_value (UnitChange *u, KkbField field, KkbId plan, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (u->c.facts, v);
  const char *from = kkb_figure_unit (u->c.facts, u->c.indicator, v);
  KkbDecimal d = kkb_value_decimal (v), high = { 0, 0 };
  int power = 0;

  if ((v->kind != KKB_VALUE_NUMBER && v->kind != KKB_VALUE_RANGE) || v->fy < u->first_fy || v->fy > u->last_fy)
    return;
  /* A figure that names another unit than that of its year is right as it is. */
  if (more != NULL && *more->unit != '\0' && !kkb_text_same (more->unit, kkb_indicator_unit (u->c.indicator, v->fy)))
    {
      if (!kkb_text_same (more->unit, u->unit))
        kkb_converting_tell_value (&u->c, field, v, more->unit,
                                   _ ("%s, %s: the figure names its own unit, “%s”, and stays as it is."));
      return;
    }
  if (u->mode == KKB_CONVERT_COMPUTE && !kkb_unit_power (from, u->unit, &power))
    return; /* told of the whole */
  if (v->kind == KKB_VALUE_RANGE && more != NULL && !shift (more->high, power, &high))
    kkb_converting_lose (&u->c, field, plan, v, kkb_converting_too_long ());
  else if (!shift (d, power, &d))
    kkb_converting_lose (&u->c, field, plan, v, kkb_converting_too_long ());
  else if (power != 0 || *u->stored != '\0' || (more != NULL && *more->unit != '\0'))
    kkb_converting_set (&u->c, field, plan, v, d, v->kind == KKB_VALUE_RANGE ? &high : NULL, (KkbState)v->state,
                        u->stored);
}

static void
change_list (UnitChange *u, KkbField field, KkbId plan, const KkbValueList *list)
{
  for (guint i = 0; i < list->n; i++)
    change_value (u, field, plan, &list->items[i]);
}

static void
change_all (UnitChange *u)
{
  const KkbIndicator *indicator = u->c.indicator;

  if (!kkb_indicator_is_computed (indicator))
    change_list (u, KKB_FIELD_ACTUAL, 0, &indicator->actuals);
  change_list (u, KKB_FIELD_REFERENCE, 0, &indicator->references);
  for (guint i = 0; i < indicator->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (indicator->goals, i);

      change_value (u, KKB_FIELD_BASELINE, goal->plan, &goal->baseline);
      change_list (u, KKB_FIELD_TARGET, goal->plan, &goal->targets);
    }
}

/* FALSE where figures would have to be converted that cannot. */
static gboolean
check_units (UnitChange *u, const char *from)
{
  int power;

  if (u->mode == KKB_CONVERT_KEEP || kkb_unit_power (from, u->unit, &power))
    return TRUE;
  kkb_converting_tell (
      &u->c, FALSE,
      g_strdup_printf (_ ("%s and %s are not the same thing in another scale, so the figures cannot be "
                          "converted. They can only be kept as they are."),
                       *from != '\0' ? from : "―", *u->unit != '\0' ? u->unit : "―"));
  return FALSE;
}

/* The unit changes with UNIT from FY on; where that is the unit before, none is left there. */
static void
set_changes (KkbConverting *c, int fy, const char *unit)
{
  GArray *changes = g_array_new (TRUE, TRUE, sizeof (KkbUnitChange));
  KkbUnitChange new = { (gint16)fy, kkb_facts_string (c->out->own, unit) };
  gboolean placed = kkb_text_same (kkb_indicator_unit (c->indicator, fy - 1), unit);

  for (const KkbUnitChange *old = c->indicator->more->units; old->fy != 0; old++)
    {
      KkbUnitChange copy = { old->fy, kkb_facts_string (c->out->own, old->unit) };

      if (!placed && old->fy >= fy)
        {
          g_array_append_val (changes, new);
          placed = TRUE;
        }
      if (old->fy != fy)
        g_array_append_val (changes, copy);
    }
  if (!placed)
    g_array_append_val (changes, new);
  c->out->sets_units = TRUE;
  c->out->n_units = changes->len;
  c->out->units = (KkbUnitChange *)(gpointer)g_array_free (changes, FALSE);
}

static const char *
stripped_unit (KkbConverting *c, const char *unit)
{
  g_autofree char *stripped = kkb_text_strip (unit);

  return kkb_facts_string (c->out->own, stripped);
}

KkbConversion *
kkb_convert_unit_from (const KkbFacts *facts, const KkbIndicator *indicator, int fy, const char *unit,
                       KkbConvertMode mode, const KkbFormat *format)
{
  UnitChange u = { .first_fy = fy, .last_fy = G_MAXINT16, .mode = mode };

  kkb_converting_init (&u.c, facts, indicator, format);
  u.c.out->keeps_figures = mode == KKB_CONVERT_KEEP;
  u.unit = stripped_unit (&u.c, unit);
  u.stored = u.unit;
  for (const KkbUnitChange *change = indicator->more->units; change->fy != 0; change++)
    if (change->fy > fy && u.last_fy == G_MAXINT16)
      u.last_fy = change->fy - 1;
  if (*u.unit == '\0' || fy <= 0 || fy > G_MAXINT16)
    kkb_converting_tell (&u.c, FALSE, g_strdup (_ ("A change of the unit needs a year and a unit.")));
  else if (kkb_text_same (kkb_indicator_unit (indicator, fy), u.unit))
    kkb_converting_tell (&u.c, TRUE, g_strdup (_ ("The figures are in this unit already.")));
  else if (check_units (&u, kkb_indicator_unit (indicator, fy)))
    {
      change_all (&u);
      set_changes (&u.c, fy, u.unit);
      kkb_converting_tell_rows (&u.c);
    }
  return u.c.out;
}

KkbConversion *
kkb_convert_unit (const KkbFacts *facts, const KkbIndicator *indicator, const char *unit, KkbConvertMode mode,
                  const KkbFormat *format)
{
  UnitChange u = { .first_fy = G_MININT16, .last_fy = G_MAXINT16, .stored = "", .mode = mode };
  int power;

  kkb_converting_init (&u.c, facts, indicator, format);
  u.c.out->keeps_figures = mode == KKB_CONVERT_KEEP;
  u.unit = stripped_unit (&u.c, unit);
  if (indicator->more->units->fy != 0)
    u.last_fy = indicator->more->units->fy - 1;
  if (kkb_text_same (indicator->unit, u.unit))
    {
      kkb_converting_tell (&u.c, TRUE, g_strdup (_ ("The figures are in this unit already.")));
      return u.c.out;
    }
  if (!check_units (&u, indicator->unit))
    return u.c.out;
  u.c.out->sets_unit = TRUE;
  u.c.out->unit = g_strdup (u.unit);
  change_all (&u);
  kkb_converting_tell_rows (&u.c);
  if (mode == KKB_CONVERT_COMPUTE && indicator->has_tolerance && kkb_unit_power (indicator->unit, u.unit, &power))
    {
      u.c.out->sets_tolerance = TRUE;
      if (!shift (indicator->tolerance, power, &u.c.out->tolerance))
        kkb_converting_tell (&u.c, FALSE, kkb_converting_too_long ());
    }
  return u.c.out;
}

void
kkb_conversion_free (KkbConversion *conversion)
{
  g_ptr_array_unref (conversion->items);
  g_ptr_array_unref (conversion->problems);
  kkb_facts_unref (conversion->own);
  g_free (conversion->unit);
  g_free (conversion->units);
  g_free (conversion);
}
