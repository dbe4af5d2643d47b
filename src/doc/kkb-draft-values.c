/* kkb-draft-values.c - the values of a draft, and the one place where a typed value is read: what cannot be understood
 * is refused with the reason before there is a command. */
#include "kkb-draft-private.h"
#include "kkb-typed.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const KkbFacts *facts; /* of the extras of VALUE */
  const KkbValue *value; /* NULL: none */
} Held;

static gboolean
is_of_plan (int field)
{
  return field == KKB_FIELD_TARGET || field == KKB_FIELD_BASELINE;
}

/* A baseline is one, whatever its year. */
static KkbDraftValue
key_of (KkbId plan, KkbId owner, int field, int fy)
{
  return (KkbDraftValue){
    .plan = is_of_plan (field) ? plan : 0,
    .owner = owner,
    .field = field,
    .fy = field == KKB_FIELD_BASELINE ? KKB_FY_NONE : fy,
  };
}

static gboolean
is_given (const KkbValue *value)
{
  return value->kind != KKB_VALUE_BLANK || value->state != KKB_STATE_BLANK || value->more != 0;
}

/* What the document holds. */
static const KkbValue *
find_old (const KkbFacts *facts, KkbId plan, KkbId owner, int field, int fy)
{
  const KkbIndicator *indicator = field != KKB_DRAFT_SIDE ? kkb_facts_indicator (facts, owner) : NULL;
  const KkbSideSeries *series = field == KKB_DRAFT_SIDE ? kkb_facts_one_side_series (facts, owner) : NULL;
  const KkbGoal *goal = indicator != NULL && is_of_plan (field) ? kkb_indicator_goal (indicator, plan) : NULL;

  if (series != NULL)
    return kkb_value_list_find (&series->values, fy);
  if (indicator == NULL)
    return NULL;
  switch (field)
    {
    case KKB_FIELD_ACTUAL:
      return kkb_value_list_find (&indicator->actuals, fy);
    case KKB_FIELD_REFERENCE:
      return kkb_value_list_find (&indicator->references, fy);
    case KKB_FIELD_TARGET:
      return goal != NULL ? kkb_value_list_find (&goal->targets, fy) : NULL;
    default:
      return goal != NULL && is_given (&goal->baseline) ? &goal->baseline : NULL;
    }
}

/* What stands there now: in the draft, else in the document. */
static Held
find_held (KkbDraft *draft, KkbId plan, KkbId owner, int field, int fy)
{
  const KkbDraftValue *pending = kkb_draft_pending (draft, plan, owner, field, fy);

  if (pending != NULL)
    return (Held){ draft->own, pending->what != KKB_DRAFT_CLEAR ? &pending->value : NULL };
  return (Held){ draft->facts, find_old (draft->facts, plan, owner, field, fy) };
}

static void
remember (KkbDraft *draft, const KkbDraftValue *value)
{
  KkbDraftValue *known = g_hash_table_lookup (draft->values, value);

  if (known == NULL)
    {
      known = g_memdup2 (value, sizeof *value);
      g_ptr_array_add (draft->value_order, known);
      g_hash_table_add (draft->values, known);
    }
  *known = *value;
}

/* VALUE (NULL: none) of the draft's own facts takes the place of what stands there; it stays within the revision in
 * force. */
static void
put_value (KkbDraft *draft, KkbId plan, KkbId owner, int field, int fy, const KkbValue *value)
{
  Held old = find_held (draft, plan, owner, field, fy);
  const KkbValueMore *old_more = old.value != NULL ? kkb_value_more (old.facts, old.value) : NULL;
  const KkbDraftValue *was = kkb_draft_pending (draft, plan, owner, field, fy);
  KkbDraftValue pending = key_of (plan, owner, field, fy);

  /* What this draft cleared before is gone with all its revisions. */
  pending.what = value == NULL                               ? KKB_DRAFT_CLEAR
                 : was != NULL && was->what != KKB_DRAFT_SET ? KKB_DRAFT_REPLACE
                                                             : KKB_DRAFT_SET;
  if (value != NULL)
    {
      pending.value = *value;
      if (field != KKB_FIELD_BASELINE)
        pending.value.fy = (gint16)fy;
      else if (fy != KKB_FY_NONE)
        pending.value.fy = (gint16)fy;
      else if (value->fy == KKB_FY_NONE && old.value != NULL)
        pending.value.fy = old.value->fy;
    }
  if (value != NULL && is_of_plan (field) && old_more != NULL
      && (old_more->revision > 0 || *old_more->revised_on != '\0' || *old_more->reason != '\0'))
    {
      const KkbValueMore kept = *old_more; /* the record may move */
      KkbValueMore *more = kkb_facts_value_more (draft->own, &pending.value);

      more->revision = kept.revision;
      if (*more->revised_on == '\0')
        more->revised_on = kept.revised_on;
      if (*more->reason == '\0')
        more->reason = kept.reason;
    }
  remember (draft, &pending);
}

static gboolean
same_number (const KkbValue *a, const KkbValue *b)
{
  return a->kind == KKB_VALUE_NUMBER && b->kind == KKB_VALUE_NUMBER
         && kkb_decimal_compare (kkb_value_decimal (a), kkb_value_decimal (b)) == 0;
}

/* What the typed text does not speak of stays: date, note; a unit of its own, if none was typed. */
static void
keep_extras (KkbDraft *draft, KkbValue *value, const KkbQuantity *q, Held old)
{
  const KkbValueMore *there = old.value != NULL ? kkb_value_more (old.facts, old.value) : NULL;
  KkbValueMore from, *to;

  if (there == NULL)
    return;
  from = *there; /* the record may move */
  to = kkb_facts_value_more (draft->own, value);
  if (*to->as_of == '\0')
    to->as_of = from.as_of;
  if (q->unit == NULL && *to->unit == '\0' && (q->kind == KKB_VALUE_NUMBER || q->kind == KKB_VALUE_RANGE))
    to->unit = from.unit;
  to->note = from.note;
  if (from.has_parts && !to->has_parts
      && same_number (value, old.value)) /* else the parts would contradict the number */
    {
      to->has_parts = TRUE;
      to->numerator = from.numerator;
      to->denominator = from.denominator;
    }
}

static gboolean
is_typed_as_it_stands (Held old, const char *text)
{
  g_autofree char *edit = old.value != NULL ? kkb_value_to_edit (old.facts, old.value) : NULL;

  return edit != NULL && strcmp (edit, text) == 0;
}

/* Typed as it stands, even where it could not be typed anew (two numbers from a workbook). */
static gboolean
stands_unread (KkbDraft *draft, KkbId plan, KkbId owner, int field, int fy, const char *text)
{
  Held old = find_held (draft, plan, owner, field, fy);

  return is_typed_as_it_stands (old, text)
         && (old.value->fy == fy || (field == KKB_FIELD_BASELINE && fy == KKB_FY_NONE));
}

/* Enters Q, which was typed in UNIT; OWN_UNIT is what values without one are in. */
static void
enter (KkbDraft *draft, KkbId plan, KkbId owner, int field, int fy, const KkbQuantity *q, const char *unit,
       const char *own_unit)
{
  Held old = find_held (draft, plan, owner, field, fy);
  KkbValue value;

  if (field == KKB_FIELD_BASELINE && fy == KKB_FY_NONE && old.value != NULL)
    fy = old.value->fy;
  if (q->kind == KKB_VALUE_BLANK && q->state == KKB_STATE_BLANK)
    {
      put_value (draft, plan, owner, field, fy, NULL);
      return;
    }
  value = kkb_typed_to_value (q, draft->own, fy, unit, own_unit);
  keep_extras (draft, &value, q, old);
  put_value (draft, plan, owner, field, fy, &value);
}

/* ---- shared within the draft ------------------------------------------------------------------------------------- */

KkbDraftValue *
kkb_draft_pending (KkbDraft *draft, KkbId plan, KkbId owner, int field, int fy)
{
  const KkbDraftValue key = key_of (plan, owner, field, fy);

  return g_hash_table_lookup (draft->values, &key);
}

void
kkb_draft_move_goal (KkbDraft *draft, KkbId indicator, KkbId from, KkbId to, gboolean keep)
{
  KkbDraftGoalMove move = { indicator, from, to };

  if (to != 0)
    g_array_append_val (draft->goal_moves, move);
  move.to = 0;
  if (!keep)
    g_array_append_val (draft->goal_moves, move);
}

gboolean
kkb_draft_enter_text (KkbDraft *draft, KkbId plan, KkbId indicator, KkbField field, int fy, const char *text,
                      GError **error)
{
  const KkbIndicator *owner = kkb_draft_peek (draft, KKB_ENTITY_INDICATOR, indicator);
  g_auto (KkbQuantity) q = { 0 };

  if (!kkb_quantity_parse (text, owner->unit, &q, error))
    return FALSE;
  enter (draft, plan, indicator, (int)field, fy, &q, owner->unit, owner->unit);
  return TRUE;
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

KkbValue
kkb_draft_copy_value (KkbDraft *draft, const KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (draft->facts, value);
  KkbValue copy = *value;

  copy.more = 0;
  if (more != NULL)
    *kkb_facts_value_more (draft->own, &copy) = *more; /* its texts live as long as the draft */
  return copy;
}

const KkbValue *
kkb_draft_value (KkbDraft *draft, KkbId plan, KkbId indicator, KkbField field, int fy, const KkbFacts **facts)
{
  Held held = find_held (draft, plan, indicator, (int)field, fy);

  *facts = held.facts;
  return held.value;
}

void
kkb_draft_set_value (KkbDraft *draft, KkbId plan, KkbId indicator, KkbField field, int fy, const KkbValue *value)
{
  put_value (draft, plan, indicator, (int)field, fy, value);
}

gboolean
kkb_draft_type_value (KkbDraft *draft, KkbId plan, KkbId indicator, KkbField field, int fy, const char *text,
                      GError **error)
{
  const KkbIndicator *owner = kkb_draft_peek (draft, KKB_ENTITY_INDICATOR, indicator);
  g_auto (KkbQuantity) q = { 0 };

  if (owner == NULL || (is_of_plan ((int)field) && kkb_draft_peek (draft, KKB_ENTITY_PLAN, plan) == NULL))
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("This indicator is not in the document any more"));
      return FALSE;
    }
  if (field != KKB_FIELD_BASELINE && (fy <= 0 || fy > G_MAXINT16))
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_USAGE, _ ("A value needs a fiscal year"));
      return FALSE;
    }
  text = text != NULL ? text : "";
  if (stands_unread (draft, plan, indicator, (int)field, fy, text))
    return TRUE;
  if (!kkb_read_typed (text, owner, field, fy, &q, error))
    return FALSE;
  if (q.expression != NULL)
    g_ptr_array_add (draft->expressions, g_strdup (q.expression));
  enter (draft, plan, indicator, (int)field, fy, &q, kkb_indicator_unit (owner, fy), owner->unit);
  return TRUE;
}

void
kkb_draft_revise (KkbDraft *draft, KkbId plan, KkbId indicator, KkbField field, int fy, const KkbValue *value,
                  const char *date, const char *reason)
{
  Held old = find_held (draft, plan, indicator, (int)field, fy);
  const KkbValueMore *old_more = old.value != NULL ? kkb_value_more (old.facts, old.value) : NULL;
  guint revision = old.value == NULL ? 0 : old_more != NULL ? old_more->revision + 1u : 1;
  KkbDraftValue pending = key_of (plan, indicator, (int)field, fy);
  KkbValueMore *more;

  if (!is_of_plan ((int)field) || revision > G_MAXUINT16)
    {
      kkb_draft_set_problem (draft, _ ("Only a target or a baseline can be revised"));
      return;
    }
  pending.what = KKB_DRAFT_SET;
  if (value != NULL)
    pending.value = *value;
  if (field == KKB_FIELD_TARGET || fy != KKB_FY_NONE)
    pending.value.fy = (gint16)fy;
  else if (pending.value.fy == KKB_FY_NONE && old.value != NULL)
    pending.value.fy = old.value->fy;
  more = kkb_facts_value_more (draft->own, &pending.value);
  more->revision = (guint16)revision;
  more->revised_on = kkb_draft_string (draft, date);
  more->reason = kkb_draft_string (draft, reason);
  remember (draft, &pending);
}

void
kkb_draft_set_side_value (KkbDraft *draft, KkbId series, int fy, const KkbValue *value)
{
  put_value (draft, 0, series, KKB_DRAFT_SIDE, fy, value);
}

gboolean
kkb_draft_type_side_value (KkbDraft *draft, KkbId series, int fy, const char *text, GError **error)
{
  const KkbSideSeries *owner = kkb_draft_peek (draft, KKB_ENTITY_SIDE_SERIES, series);
  const KkbIndicator *indicator = owner != NULL ? kkb_draft_peek (draft, KKB_ENTITY_INDICATOR, owner->indicator) : NULL;
  const char *unit = owner != NULL ? owner->unit : "";
  g_auto (KkbQuantity) q = { 0 };

  text = text != NULL ? text : "";
  if (owner != NULL && stands_unread (draft, 0, series, KKB_DRAFT_SIDE, fy, text))
    return TRUE;
  if (owner == NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("This series is not in the document any more"));
      return FALSE;
    }
  if (*unit == '\0' && indicator != NULL)
    unit = kkb_indicator_unit (indicator, fy);
  if (!kkb_read_figure (text, unit, -1, FALSE, &q, error))
    return FALSE;
  enter (draft, 0, series, KKB_DRAFT_SIDE, fy, &q, unit, unit);
  return TRUE;
}
