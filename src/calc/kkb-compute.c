/* kkb-compute.c - actuals made of those of other indicators, operands first. */
#include "kkb-compute.h"
#include "kkb-formula.h"
#include <string.h>

#define MAX_CHAIN 200 /* computed from computed from computed … */

typedef struct
{
  KkbFacts *facts;
  GHashTable *done;   /* indicators that were computed, or cannot be */
  GPtrArray *path;    /* those being computed, each an operand of the one before */
  GHashTable *broken; /* those in a circle */
  GArray *changed;    /* KkbComputedChange; or NULL */
} Computing;

/* ---- one value --------------------------------------------------------------------------------------------------- */

static int
badness (KkbState state)
{
  return state == KKB_STATE_BLANK ? 0 : (int)state;
}

/* What the parts of a year that are no numbers make together: a gap in the worst of their states, or a dash. FALSE
 * where all are numbers. */
static gboolean
gap_of (const KkbFacts *facts, const KkbPart *parts, guint n, KkbValue *out, const char **expected)
{
  const KkbPart *worst = NULL;
  gboolean dash = FALSE;

  for (guint i = 0; i < n; i++)
    {
      const KkbValue *v = parts[i].value;

      dash = dash || (v != NULL && v->kind == KKB_VALUE_NONE);
      if ((v == NULL || (v->kind != KKB_VALUE_NUMBER && v->kind != KKB_VALUE_NONE))
          && (worst == NULL || badness (kkb_part_state (&parts[i])) < badness (kkb_part_state (worst))))
        worst = &parts[i];
    }
  if (worst == NULL && !dash)
    return FALSE;
  out->kind = worst != NULL ? KKB_VALUE_BLANK : KKB_VALUE_NONE;
  out->state = worst != NULL ? kkb_part_state (worst) : KKB_STATE_FINAL;
  if (out->state == KKB_STATE_PENDING)
    {
      const KkbValueMore *more = kkb_value_more (facts, worst->value);

      *expected = more != NULL && *more->expected != '\0' ? more->expected : NULL;
    }
  return TRUE;
}

static gboolean
is_provisional (const KkbPart *parts, guint n)
{
  for (guint i = 0; i < n; i++)
    if (parts[i].value->state == KKB_STATE_PROVISIONAL)
      return TRUE;
  return FALSE;
}

/* A writable record for VALUE; that of the value it takes the place of, where there is one, so that computing again and
 * again takes no more memory. */
static KkbValueMore *
record_for (KkbFacts *facts, const KkbValueList *old, KkbValue *value)
{
  const KkbValue *before = kkb_value_list_find (old, value->fy);
  KkbValueMore *more;

  if (value->more != 0)
    return kkb_facts_value_more (facts, value);
  if (before != NULL)
    value->more = before->more;
  more = kkb_facts_value_more (facts, value);
  *more = (KkbValueMore){
    .text = "", .unit = "", .as_of = "", .note = "", .expected = "", .revised_on = "", .reason = ""
  };
  return more;
}

/* The actual of FY; FALSE where nothing stands there. */
static gboolean
compute_year (KkbFacts *facts, const KkbIndicator *indicator, const KkbValueList *old, int fy, KkbValue *out)
{
  KkbPart parts[KKB_MAX_OPERANDS];
  guint n = kkb_formula_parts (facts, indicator, fy, parts);
  KkbFormulaResult result;
  const char *expected = NULL;

  *out = (KkbValue){ .fy = (gint16)fy };
  if (gap_of (facts, parts, n, out, &expected))
    {
      if (expected != NULL)
        record_for (facts, old, out)->expected = expected;
      return out->kind == KKB_VALUE_NONE || out->state != KKB_STATE_BLANK;
    }
  if (!kkb_formula_compute (facts, indicator, fy, parts, n, &result))
    {
      out->state = KKB_STATE_NOT_APPLICABLE; /* divided by zero */
      return result.divides_by_zero;
    }
  kkb_value_set_number (out, result.value, is_provisional (parts, n) ? KKB_STATE_PROVISIONAL : KKB_STATE_FINAL);
  if (result.has_parts)
    {
      KkbValueMore *more = record_for (facts, old, out);

      more->has_parts = TRUE;
      more->numerator = result.numerator;
      more->denominator = result.denominator;
    }
  if (kkb_indicator_unit (indicator, fy) != indicator->unit)
    record_for (facts, old, out)->unit = kkb_indicator_unit (indicator, fy);
  return TRUE;
}

/* ---- one indicator ----------------------------------------------------------------------------------------------- */

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return *(const int *)a - *(const int *)b;
}

/* Every year for which an operand has anything, ascending. */
static GArray *
years_of (const KkbFacts *facts, const KkbIndicator *indicator)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (int));
  guint n = 0;

  for (const KkbId *id = indicator->more->operands; *id != 0; id++)
    {
      const KkbIndicator *operand = kkb_facts_indicator (facts, *id);

      for (guint i = 0; operand != NULL && i < operand->actuals.n; i++)
        {
          int fy = operand->actuals.items[i].fy;

          if (fy != KKB_FY_NONE)
            g_array_append_val (years, fy);
        }
    }
  g_array_sort (years, compare_years);
  for (guint i = 0; i < years->len; i++)
    if (n == 0 || g_array_index (years, int, n - 1) != g_array_index (years, int, i))
      g_array_index (years, int, n++) = g_array_index (years, int, i);
  g_array_set_size (years, n);
  return years;
}

static gboolean
same_record (const KkbFacts *facts, const KkbValueMore *a, const KkbValue *v)
{
  static const KkbValueMore none = { .unit = "", .expected = "" };
  const KkbValueMore *b = kkb_value_more (facts, v);

  if (b == NULL)
    b = &none;
  return a->has_parts == b->has_parts && strcmp (a->unit, b->unit) == 0 && strcmp (a->expected, b->expected) == 0
         && (!a->has_parts
             || (kkb_decimal_identical (a->numerator, b->numerator)
                 && kkb_decimal_identical (a->denominator, b->denominator)));
}

/* The records of LIST as they are: they may be written over. */
static KkbValueMore *
copy_records (const KkbFacts *facts, const KkbValueList *list)
{
  KkbValueMore *copies = g_new (KkbValueMore, list->n + 1);

  for (guint i = 0; i < list->n; i++)
    {
      const KkbValueMore *more = kkb_value_more (facts, &list->items[i]);

      copies[i] = more != NULL ? *more : (KkbValueMore){ .unit = "", .expected = "" };
    }
  return copies;
}

/* Notes every year that differs between the old figures and the new ones. */
static gboolean
note_changes (Computing *c, const KkbIndicator *indicator, const KkbValueMore *records, const GArray *new)
{
  const KkbValueList *old = &indicator->actuals;
  gboolean any = FALSE;

  for (guint i = 0, k = 0; i < old->n || k < new->len;)
    {
      const KkbValue *a = i < old->n ? &old->items[i] : NULL;
      const KkbValue *b = k < new->len ? &g_array_index (new, KkbValue, k) : NULL;
      gboolean takes_a = a != NULL && (b == NULL || a->fy <= b->fy),
               takes_b = b != NULL && (a == NULL || b->fy <= a->fy);
      KkbComputedChange change = { indicator->id, takes_a ? a->fy : b->fy };

      if (!takes_a || !takes_b || a->kind != b->kind || a->state != b->state || a->coef != b->coef
          || a->scale != b->scale || !same_record (c->facts, &records[i], b))
        {
          any = TRUE;
          if (c->changed != NULL)
            g_array_append_val (c->changed, change);
        }
      i += takes_a;
      k += takes_b;
    }
  return any;
}

static void
compute_values (Computing *c, KkbIndicator *indicator, gboolean possible)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (KkbValue));
  g_autoptr (GArray) years = possible ? years_of (c->facts, indicator) : g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree KkbValueMore *records = copy_records (c->facts, &indicator->actuals);
  KkbValue value;

  for (guint i = 0; i < years->len; i++)
    if (compute_year (c->facts, indicator, &indicator->actuals, g_array_index (years, int, i), &value))
      g_array_append_val (values, value);
  if (note_changes (c, indicator, records, values))
    kkb_value_list_assign (&indicator->actuals, (const KkbValue *)(gpointer)values->data, values->len);
}

/* Marks everything on the path from INDICATOR on: it is made of itself. A path too long is given up as a whole. */
static void
mark_circle (Computing *c, const KkbIndicator *indicator)
{
  guint start;

  if (!g_ptr_array_find (c->path, indicator, &start))
    start = 0;
  for (guint i = start; i < c->path->len; i++)
    g_hash_table_add (c->broken, g_ptr_array_index (c->path, i));
}

static void
compute_indicator (Computing *c, KkbIndicator *indicator)
{
  if (g_hash_table_contains (c->done, indicator))
    return;
  if (g_ptr_array_find (c->path, indicator, NULL) || c->path->len >= MAX_CHAIN)
    {
      mark_circle (c, indicator);
      return;
    }
  g_ptr_array_add (c->path, indicator);
  for (const KkbId *id = indicator->more->operands; *id != 0; id++)
    {
      KkbIndicator *operand = kkb_facts_indicator (c->facts, *id);

      if (operand != NULL && kkb_indicator_is_computed (operand))
        compute_indicator (c, operand);
    }
  g_ptr_array_set_size (c->path, (int)c->path->len - 1);
  compute_values (c, indicator,
                  !g_hash_table_contains (c->broken, indicator)
                      && kkb_formula_fault (c->facts, indicator, NULL) == KKB_FAULT_NONE);
  g_hash_table_add (c->done, indicator);
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

void
kkb_compute (KkbFacts *facts, GArray *changed)
{
  Computing c = { .facts = facts, .changed = changed };

  for (guint i = 0; i < facts->indicators->len; i++)
    {
      KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      if (!kkb_indicator_is_computed (indicator))
        continue;
      if (c.done == NULL)
        {
          c.done = g_hash_table_new (NULL, NULL);
          c.broken = g_hash_table_new (NULL, NULL);
          c.path = g_ptr_array_new ();
        }
      compute_indicator (&c, indicator);
    }
  g_clear_pointer (&c.done, g_hash_table_unref);
  g_clear_pointer (&c.broken, g_hash_table_unref);
  g_clear_pointer (&c.path, g_ptr_array_unref);
}

static gboolean
reaches (const KkbFacts *facts, const KkbId *operands, KkbId wanted, GHashTable *seen)
{
  for (const KkbId *id = operands; *id != 0; id++)
    {
      const KkbIndicator *operand = kkb_facts_indicator (facts, *id);

      if (*id == wanted)
        return TRUE;
      if (operand != NULL && kkb_indicator_is_computed (operand) && g_hash_table_size (seen) < 10000
          && g_hash_table_add (seen, (gpointer)operand) && reaches (facts, operand->more->operands, wanted, seen))
        return TRUE;
    }
  return FALSE;
}

gboolean
kkb_compute_is_circle (const KkbFacts *facts, KkbId indicator, const KkbId *operands)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  return reaches (facts, operands, indicator, seen);
}
