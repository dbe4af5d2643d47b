/* kkb-values.c - values and lists of values, what a placement prints, and the order of printed rows. */
#include "kkb-facts.h"
#include <string.h>

/* The index of the first value of FY or later. */
static guint
lower_bound (const KkbValueList *list, int fy)
{
  guint low = 0, high = list->n;

  if (high > 0 && list->items[high - 1].fy < fy)
    return high; /* values mostly come in order */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (list->items[middle].fy < fy)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The items of LIST with room for N of them. */
static KkbValue *
resized (KkbValueList *list, guint n)
{
  KkbValue *items;

  if (!list->lent)
    return g_renew (KkbValue, list->items, n);
  items = g_new (KkbValue, n);
  memcpy (items, list->items, MIN (list->n, n) * sizeof *items);
  list->lent = FALSE;
  return items;
}

static const char *
own_or (const char *own, const char *other)
{
  return *own != '\0' ? own : other;
}

static void
append_view (GPtrArray *out, const GPtrArray *view)
{
  for (guint i = 0; i < view->len; i++)
    g_ptr_array_add (out, g_ptr_array_index (view, i));
}

/* Depth is limited by kkb_facts_link(). */
static void
append_below (GPtrArray *out, const KkbNode *node)
{
  append_view (out, node->placements);
  for (guint i = 0; i < node->children->len; i++)
    append_below (out, g_ptr_array_index (node->children, i));
}

static void
append_plan (GPtrArray *out, const KkbPlan *plan)
{
  append_view (out, plan->placements);
  for (guint i = 0; i < plan->roots->len; i++)
    append_below (out, g_ptr_array_index (plan->roots, i));
}

KkbDecimal
kkb_value_decimal (const KkbValue *v)
{
  return (KkbDecimal){ v->coef, v->scale };
}

void
kkb_value_set_number (KkbValue *v, KkbDecimal d, KkbState state)
{
  v->kind = KKB_VALUE_NUMBER;
  v->state = state;
  v->coef = d.coef;
  v->scale = d.scale;
}

gboolean
kkb_value_is_number (const KkbValue *v)
{
  return v->kind == KKB_VALUE_NUMBER;
}

const KkbValueMore *
kkb_value_more (const KkbFacts *facts, const KkbValue *v)
{
  return v->more == 0 || v->more > facts->more->len ? NULL : &g_array_index (facts->more, KkbValueMore, v->more - 1);
}

KkbValueMore *
kkb_facts_value_more (KkbFacts *facts, KkbValue *v)
{
  if (v->more == 0)
    {
      KkbValueMore more = { .text = "", .unit = "", .as_of = "", .note = "", .expected = "" };

      more.revised_on = more.reason = "";
      g_array_append_val (facts->more, more);
      v->more = facts->more->len;
    }
  return &g_array_index (facts->more, KkbValueMore, v->more - 1);
}

KkbValue *
kkb_value_list_set (KkbValueList *list, const KkbValue *value)
{
  guint i = lower_bound (list, value->fy);

  if (i == list->n || list->items[i].fy != value->fy)
    {
      KkbValue copy = *value; /* VALUE may lie in the list */

      list->items = resized (list, list->n + 1);
      memmove (list->items + i + 1, list->items + i, (list->n - i) * sizeof *list->items);
      list->n++;
      list->items[i] = copy;
    }
  else
    list->items[i] = *value;
  return &list->items[i];
}

void
kkb_value_list_assign (KkbValueList *list, const KkbValue *values, guint n)
{
  KkbValue *items = n > 0 ? g_new (KkbValue, n) : NULL;

  if (n > 0)
    memcpy (items, values, n * sizeof *items);
  kkb_value_list_clear (list);
  list->items = items;
  list->n = n;
}

void
kkb_value_list_clear (KkbValueList *list)
{
  if (!list->lent)
    g_free (list->items);
  *list = (KkbValueList){ 0 };
}

void
kkb_value_list_remove (KkbValueList *list, int fy)
{
  guint i = lower_bound (list, fy);

  if (i == list->n || list->items[i].fy != fy)
    return;
  list->n--;
  memmove (list->items + i, list->items + i + 1, (list->n - i) * sizeof *list->items);
  if (list->n == 0)
    kkb_value_list_clear (list);
  else if (!list->lent)
    list->items = resized (list, list->n);
}

const KkbValue *
kkb_value_list_find (const KkbValueList *list, int fy)
{
  guint i = lower_bound (list, fy);

  return i < list->n && list->items[i].fy == fy ? &list->items[i] : NULL;
}

const char *
kkb_placement_name (const KkbPlacement *p)
{
  return own_or (p->own->name, p->indicator->name);
}

const char *
kkb_placement_unit (const KkbPlacement *p)
{
  return own_or (p->own->unit, p->indicator->unit);
}

const char *
kkb_placement_meaning (const KkbPlacement *p)
{
  return own_or (p->own->meaning, p->indicator->meaning);
}

const char *
kkb_placement_source (const KkbPlacement *p)
{
  return own_or (p->own->source, p->indicator->source);
}

const char *
kkb_placement_rationale (const KkbPlacement *p)
{
  return own_or (p->own->rationale, p->indicator->rationale);
}

const char *
kkb_placement_note (const KkbPlacement *p)
{
  return own_or (p->own->note, p->indicator->note);
}

const char *
kkb_placement_code (const KkbPlacement *p)
{
  return own_or (p->code, p->indicator->code);
}

const KkbValue *
kkb_placement_baseline (const KkbPlacement *p)
{
  static const KkbValue blank = { .kind = KKB_VALUE_BLANK };
  const KkbGoal *goal = kkb_placement_goal (p);

  return p->has_baseline ? &p->own->baseline : goal != NULL ? &goal->baseline : &blank;
}

KkbGoal *
kkb_placement_goal (const KkbPlacement *p)
{
  return kkb_indicator_goal (p->indicator, p->plan);
}

GPtrArray *
kkb_facts_placements_in_order (const KkbFacts *facts, const KkbPlan *plan)
{
  GPtrArray *out = g_ptr_array_new ();

  if (plan != NULL)
    append_plan (out, plan);
  else
    for (guint i = 0; i < facts->plans->len; i++)
      append_plan (out, g_ptr_array_index (facts->plans, i));
  return out;
}

GPtrArray *
kkb_node_placements_below (const KkbFacts *facts, const KkbPlan *plan, const KkbNode *node)
{
  GPtrArray *out;

  if (node == NULL)
    return kkb_facts_placements_in_order (facts, plan);
  out = g_ptr_array_new ();
  append_below (out, node);
  return out;
}

char *
kkb_node_printed (const KkbNode *node)
{
  if (*node->label == '\0' || *node->title == '\0')
    return g_strdup (own_or (node->label, node->title));
  return g_strconcat (node->label, " ", node->title, NULL);
}

gboolean
kkb_value_equal (const KkbFacts *facts_a, const KkbValue *a, const KkbFacts *facts_b, const KkbValue *b)
{
  static const KkbValueMore none
      = { .text = "", .unit = "", .as_of = "", .note = "", .expected = "", .revised_on = "", .reason = "" };
  const KkbValueMore *x = kkb_value_more (facts_a, a), *y = kkb_value_more (facts_b, b);

  if (a->kind != b->kind || a->state != b->state || a->fy != b->fy || a->coef != b->coef || a->scale != b->scale)
    return FALSE;
  x = x != NULL ? x : &none;
  y = y != NULL ? y : &none;
  return g_str_equal (x->text, y->text) && g_str_equal (x->unit, y->unit) && g_str_equal (x->as_of, y->as_of)
         && g_str_equal (x->note, y->note) && g_str_equal (x->expected, y->expected) && x->bound == y->bound
         && x->has_parts == y->has_parts && x->revision == y->revision
         && (a->kind != KKB_VALUE_RANGE || kkb_decimal_identical (x->high, y->high))
         && (!x->has_parts
             || (kkb_decimal_identical (x->numerator, y->numerator)
                 && kkb_decimal_identical (x->denominator, y->denominator)))
         && g_str_equal (x->revised_on, y->revised_on) && g_str_equal (x->reason, y->reason);
}
