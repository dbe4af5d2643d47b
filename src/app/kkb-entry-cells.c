/* kkb-entry-cells.c - what a cell of the entry grid says, and what is to be seen beside it while it is typed into. */
#include "kkb-compute.h"
#include "kkb-entry-private.h"
#include "kkb-kpi-model.h"
#include "kkb-typed.h"
#include <glib/gi18n-lib.h>

const KkbValue *
kkb_entry_value (const KkbPlacement *p, KkbInputKind kind, int fy, gboolean *reference)
{
  const KkbGoal *goal;
  const KkbValue *value;

  if (reference)
    *reference = FALSE;
  switch (kind)
    {
    case KKB_INPUT_BASELINE:
    case KKB_INPUT_AS_OF:
      return kkb_placement_baseline (p);
    case KKB_INPUT_TARGET:
      goal = kkb_placement_goal (p);
      return goal ? kkb_value_list_find (&goal->targets, fy) : NULL;
    case KKB_INPUT_ACTUAL:
    case KKB_INPUT_STATE:
    case KKB_INPUT_NUMERATOR:
    case KKB_INPUT_DENOMINATOR:
    case KKB_INPUT_NOTE:
      value = kkb_value_list_find (&p->indicator->actuals, fy);
      if (value || kind != KKB_INPUT_ACTUAL || !reference)
        return value;
      value = kkb_value_list_find (&p->indicator->references, fy);
      *reference = value != NULL;
      return value;
    default:
      return NULL;
    }
}

static guint
value_style (const KkbValue *value)
{
  if (value->kind == KKB_VALUE_NONE)
    return KKB_GRID_STYLE_DIM;
  if (kkb_state_is_gap (value->state))
    return KKB_GRID_STYLE_STATE;
  if (value->state == KKB_STATE_PROVISIONAL)
    return KKB_GRID_STYLE_PROVISIONAL;
  if (kkb_value_is_number (value) && value->coef < 0)
    return KKB_GRID_STYLE_NEGATIVE;
  return KKB_GRID_STYLE_NORMAL;
}

/* ---- texts ---- */

static char *
figure_text (KkbEntryModel *self, const KkbPlacement *p, KkbInputKind kind, int fy, guint *style)
{
  gboolean reference;
  const KkbValue *value = kkb_entry_value (p, kind, fy, &reference);
  g_autofree char *text = NULL;

  if (!value || (value->kind == KKB_VALUE_BLANK && !kkb_state_is_gap (value->state)))
    return NULL;
  if (value->kind == KKB_VALUE_BLANK && value->state == KKB_STATE_BLANK)
    return NULL;
  *style = value_style (value);
  text = kkb_value_format (kkb_document_facts (self->doc), value, kkb_placement_unit (p), &self->format);
  if (!reference)
    return g_steal_pointer (&text);
  *style |= KKB_GRID_STYLE_STATE;
  return g_strdup_printf (_ ("(ref.) %s"), text);
}

static char *
as_of_text (KkbEntryModel *self, const KkbPlacement *p)
{
  const KkbValue *value = kkb_placement_baseline (p);
  const KkbValueMore *more = kkb_value_more (kkb_document_facts (self->doc), value);

  if (more && *more->as_of)
    return g_strdup (more->as_of);
  if (!value->fy || (value->kind == KKB_VALUE_BLANK && value->state == KKB_STATE_BLANK))
    return NULL;
  return kkb_fy_format (value->fy, self->format.years, p->indicator->period_kind, self->format.keep_heisei31);
}

/* 確定 is what every figure is: it stays in the background. */
static char *
state_text (KkbEntryModel *self, const KkbValue *value, guint *style)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);

  if (!value || value->state == KKB_STATE_BLANK)
    return NULL;
  if (value->state == KKB_STATE_FINAL)
    *style = KKB_GRID_STYLE_DIM;
  if (kkb_state_is_gap (value->state))
    {
      *style = KKB_GRID_STYLE_STATE;
      return kkb_value_to_edit (facts, value); /* with the month it is expected */
    }
  return g_strdup (kkb_state_word (value->state));
}

static char *
part_text (KkbEntryModel *self, const KkbValue *value, KkbInputKind kind)
{
  const KkbValueMore *more = value ? kkb_value_more (kkb_document_facts (self->doc), value) : NULL;

  if (!more || !more->has_parts)
    return NULL;
  return kkb_decimal_format (kind == KKB_INPUT_NUMERATOR ? more->numerator : more->denominator, &self->format);
}

static const char *
note_of (KkbEntryModel *self, const KkbValue *value)
{
  const KkbValueMore *more = value ? kkb_value_more (kkb_document_facts (self->doc), value) : NULL;

  return more ? more->note : "";
}

static char *
name_text (const KkbPlacement *p)
{
  const char *name = kkb_placement_name (p);

  if (p->is_origin || strstr (name, "再掲"))
    return g_strdup (name);
  return g_strdup_printf (_ ("%s (repeat)"), name);
}

/* ---- what can be typed into ---- */

static gboolean
takes_parts (KkbEntryModel *self, const KkbPlacement *p, int fy)
{
  const KkbValue *value = kkb_value_list_find (&p->indicator->actuals, fy);
  const KkbValueMore *more = value ? kkb_value_more (kkb_document_facts (self->doc), value) : NULL;

  return kkb_indicator_parts (p->indicator, fy) >= 0 || (more && more->has_parts);
}

static gboolean
is_editable (KkbEntryModel *self, const KkbPlacement *p, KkbInputKind kind, int fy)
{
  switch (kind)
    {
    case KKB_INPUT_BASELINE:
    case KKB_INPUT_AS_OF:
      return !p->has_baseline;
    case KKB_INPUT_TARGET:
      return TRUE;
    case KKB_INPUT_ACTUAL:
    case KKB_INPUT_STATE:
    case KKB_INPUT_NOTE:
      return !kkb_indicator_is_computed (p->indicator);
    case KKB_INPUT_NUMERATOR:
    case KKB_INPUT_DENOMINATOR:
      return !kkb_indicator_is_computed (p->indicator) && takes_parts (self, p, fy);
    default:
      return FALSE;
    }
}

char *
kkb_entry_model_why_not (KkbEntryModel *self, guint row, guint column)
{
  const KkbPlacement *p = kkb_entry_row (self, row)->placement;
  const KkbInputColumn *c = kkb_entry_column (self, column);
  g_autofree char *words = NULL;

  if (!p || c->kind < KKB_INPUT_BASELINE)
    return NULL;
  if (kkb_document_read_only (self->doc))
    return g_strdup (kkb_document_read_only_reason (self->doc));
  if (is_editable (self, p, c->kind, c->fy))
    return NULL;
  if (c->kind == KKB_INPUT_BASELINE || c->kind == KKB_INPUT_AS_OF)
    return g_strdup (_ ("This repeat prints a baseline of its own, which belongs to its place in the plan. The "
                        "baseline that counts is typed where the indicator stands first."));
  if (!kkb_indicator_is_computed (p->indicator))
    return g_strdup (_ ("Numerator and denominator are typed for ratios only. Type the figure into “Actual”."));
  words = kkb_compute_words (kkb_document_facts (self->doc), p->indicator, c->fy, &self->format);
  if (*words)
    return g_strdup_printf (_ ("This indicator is computed from others and not typed: %s"), words);
  return g_strdup (_ ("This indicator is computed from others and not typed."));
}

/* ---- KkbGridModel ---- */

static char *
cell_text (KkbEntryModel *self, const KkbPlacement *p, const KkbInputColumn *c, guint *style)
{
  switch (c->kind)
    {
    case KKB_INPUT_NUMBER:
      return g_strdup (p->number);
    case KKB_INPUT_NAME:
      return name_text (p);
    case KKB_INPUT_UNIT:
      return g_strdup (kkb_placement_unit (p));
    case KKB_INPUT_AS_OF:
      return as_of_text (self, p);
    case KKB_INPUT_STATE:
      return state_text (self, kkb_entry_value (p, c->kind, c->fy, NULL), style);
    case KKB_INPUT_NUMERATOR:
    case KKB_INPUT_DENOMINATOR:
      return part_text (self, kkb_entry_value (p, c->kind, c->fy, NULL), c->kind);
    case KKB_INPUT_NOTE:
      return g_strdup (note_of (self, kkb_entry_value (p, c->kind, c->fy, NULL)));
    default:
      return figure_text (self, p, c->kind, c->fy, style);
    }
}

void
kkb_entry_get_cell (KkbGridModel *model, guint row, guint column, KkbGridCell *out)
{
  KkbEntryModel *self = KKB_ENTRY_MODEL (model);
  const KkbPlacement *p = kkb_entry_row (self, row)->placement;
  const KkbInputColumn *c = kkb_entry_column (self, column);
  const KkbPendingCell *pending;

  g_clear_pointer (&self->cell_text, g_free);
  if (!p)
    return;
  pending = kkb_entry_pending (self, p->id, c->kind, c->fy);
  if (pending)
    {
      self->cell_text = g_strdup (pending->text);
      out->style = KKB_GRID_STYLE_UNREADABLE;
    }
  else
    self->cell_text = cell_text (self, p, c, &out->style);
  if (!p->is_origin)
    out->style |= KKB_GRID_STYLE_REPEAT;
  out->text = self->cell_text;
  out->editable = !kkb_document_read_only (self->doc) && is_editable (self, p, c->kind, c->fy);
}

char *
kkb_entry_get_edit_text (KkbGridModel *model, guint row, guint column)
{
  KkbEntryModel *self = KKB_ENTRY_MODEL (model);
  const KkbPlacement *p = kkb_entry_row (self, row)->placement;
  const KkbInputColumn *c = kkb_entry_column (self, column);
  const KkbFacts *facts = kkb_document_facts (self->doc);
  const KkbPendingCell *pending = p ? kkb_entry_pending (self, p->id, c->kind, c->fy) : NULL;
  const KkbValue *value;
  const KkbValueMore *more;
  guint style;

  if (pending)
    return g_strdup (pending->text);
  value = p ? kkb_entry_value (p, c->kind, c->fy, NULL) : NULL;
  if (!value)
    return g_strdup ("");
  more = kkb_value_more (facts, value);
  switch (c->kind)
    {
    case KKB_INPUT_AS_OF:
      return g_strdup (more ? more->as_of : "");
    case KKB_INPUT_STATE:
      {
        char *text = state_text (self, value, &style);
        return text ? text : g_strdup ("");
      }
    case KKB_INPUT_NUMERATOR:
    case KKB_INPUT_DENOMINATOR:
      if (!more || !more->has_parts)
        return g_strdup ("");
      return kkb_decimal_to_string (c->kind == KKB_INPUT_NUMERATOR ? more->numerator : more->denominator);
    case KKB_INPUT_NOTE:
      return g_strdup (more ? more->note : "");
    default:
      return kkb_value_to_edit (facts, value);
    }
}

static void
append_line (GString *text, const char *head, const char *value)
{
  if (value && *value)
    g_string_append_printf (text, "%s%s: %s", text->len ? "\n" : "", head, value);
}

static void
append_more (KkbEntryModel *self, GString *text, const KkbValue *value)
{
  const KkbValueMore *more = value ? kkb_value_more (kkb_document_facts (self->doc), value) : NULL;

  if (!more)
    return;
  append_line (text, _ ("As of"), more->as_of);
  append_line (text, _ ("Expected"), more->expected);
  append_line (text, _ ("Note"), more->note);
  if (more->has_parts)
    {
      g_autofree char *n = kkb_decimal_format (more->numerator, &self->format);
      g_autofree char *d = kkb_decimal_format (more->denominator, &self->format);
      g_autofree char *parts = g_strdup_printf ("%s / %s", n, d);
      append_line (text, _ ("Numerator / denominator"), parts);
    }
}

/* Where the indicator stands first: "S1 企業誘致". NULL for the first itself. */
static char *
origin_words (const KkbPlacement *p)
{
  const KkbPlacement *origin = p->is_origin ? NULL : kkb_indicator_origin (p->indicator);
  g_autofree char *node = NULL;

  if (!origin || origin == p)
    return NULL;
  node = origin->node ? kkb_node_printed (origin->node) : g_strdup ("");
  return g_strdup_printf (
      _ ("Repeat: the figures are those of “%s” under “%s”. What is typed here changes them there."),
      kkb_placement_name (origin), node);
}

char *
kkb_entry_get_tooltip (KkbGridModel *model, guint row, guint column)
{
  KkbEntryModel *self = KKB_ENTRY_MODEL (model);
  const KkbPlacement *p = kkb_entry_row (self, row)->placement;
  const KkbInputColumn *c = kkb_entry_column (self, column);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *words = NULL;

  if (!p)
    return NULL;
  if (c->kind == KKB_INPUT_NAME)
    {
      g_string_append (text, kkb_placement_name (p));
      append_line (text, _ ("Meaning"), kkb_placement_meaning (p));
      words = origin_words (p);
      if (words)
        g_string_append_printf (text, "\n%s", words);
    }
  else if (c->kind >= KKB_INPUT_BASELINE)
    {
      append_more (self, text, kkb_entry_value (p, c->kind, c->fy, NULL));
      words = kkb_entry_model_why_not (self, row, column);
      if (words)
        g_string_append_printf (text, "%s%s", text->len ? "\n" : "", words);
    }
  return text->len ? g_strdup (text->str) : NULL;
}

char **
kkb_entry_get_choices (KkbGridModel *model, guint row, guint column)
{
  KkbEntryModel *self = KKB_ENTRY_MODEL (model);
  const KkbPlacement *p = kkb_entry_row (self, row)->placement;
  const KkbInputColumn *c = kkb_entry_column (self, column);
  GStrvBuilder *words;
  char **list;

  if (!p || (c->kind != KKB_INPUT_STATE && c->kind != KKB_INPUT_ACTUAL) || !is_editable (self, p, c->kind, c->fy))
    return NULL;
  words = g_strv_builder_new ();
  for (KkbState state = c->kind == KKB_INPUT_STATE ? KKB_STATE_FINAL : KKB_STATE_PENDING; state < KKB_N_STATES; state++)
    g_strv_builder_add (words, kkb_state_word (state));
  list = g_strv_builder_end (words);
  g_strv_builder_unref (words);
  return list;
}

char *
kkb_entry_get_today (KkbGridModel *model, guint row, guint column)
{
  KkbEntryModel *self = KKB_ENTRY_MODEL (model);
  const KkbInputColumn *c = kkb_entry_column (self, column);
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *year = NULL;

  if (!kkb_entry_row (self, row)->placement || (c->kind != KKB_INPUT_AS_OF && c->kind != KKB_INPUT_NOTE))
    return NULL;
  now = g_date_time_new_now_local ();
  year = kkb_fy_format (g_date_time_get_year (now), self->format.years, KKB_PERIOD_CALENDAR, FALSE);
  return g_strdup_printf ("%s%d月%d日", year, g_date_time_get_month (now), g_date_time_get_day_of_month (now));
}

/* ---- measuring ---- */

void
kkb_entry_measure (const KkbValue *value, int *decimals, int *chars)
{
  gint64 left;
  int digits = 1;

  *decimals = *chars = 0;
  if (!value || !kkb_value_is_number (value))
    return;
  left = value->coef;
  for (int scale = value->scale; scale > 0; scale--)
    left /= 10;
  for (gint64 l = left; l / 10 != 0; l /= 10)
    digits++;
  *decimals = value->scale;
  *chars = digits + (digits - 1) / 3 + (value->coef < 0 || value->state == KKB_STATE_PROVISIONAL ? 2 : 0);
}

/* ---- what to see while typing ---- */

static const KkbRules *
rules_of (KkbEntryModel *self, const KkbPlan *plan)
{
  return kkb_review_rules (kkb_document_review (self->doc), plan);
}

/* What stands in the actual when a part is typed: "158/333"; NULL while the other part is missing. */
static char *
parts_typed (KkbEntryModel *self, const KkbPlacement *p, const KkbInputColumn *c, const char *typed)
{
  KkbInputKind other_kind = c->kind == KKB_INPUT_NUMERATOR ? KKB_INPUT_DENOMINATOR : KKB_INPUT_NUMERATOR;
  const KkbPendingCell *pending = kkb_entry_pending (self, p->id, other_kind, c->fy);
  const KkbValue *value = kkb_entry_value (p, c->kind, c->fy, NULL);
  const KkbValueMore *more = value ? kkb_value_more (kkb_document_facts (self->doc), value) : NULL;
  g_autofree char *other = NULL;

  if (pending)
    other = g_strdup (pending->text);
  else if (more && more->has_parts)
    other = kkb_decimal_to_string (other_kind == KKB_INPUT_NUMERATOR ? more->numerator : more->denominator);
  if (!other || !*typed)
    return NULL;
  return c->kind == KKB_INPUT_NUMERATOR ? g_strdup_printf ("%s/%s", typed, other)
                                        : g_strdup_printf ("%s/%s", other, typed);
}

KkbWatch *
kkb_entry_model_watch (KkbEntryModel *self, guint row, guint column, const char *typed)
{
  const KkbPlacement *p = row < self->rows->len ? kkb_entry_row (self, row)->placement : NULL;
  const KkbInputColumn *c = column < self->columns->len ? kkb_entry_column (self, column) : NULL;
  const KkbFacts *facts = kkb_document_facts (self->doc);
  const KkbPlan *plan = p ? kkb_facts_plan (facts, p->plan) : NULL;
  KkbField field = KKB_FIELD_ACTUAL;
  g_autofree char *text = NULL;
  g_auto (KkbQuantity) quantity = { 0 };
  gboolean readable = FALSE;

  if (!p || !plan || c->kind < KKB_INPUT_BASELINE)
    return NULL;
  if (c->kind == KKB_INPUT_TARGET)
    field = KKB_FIELD_TARGET;
  else if (c->kind == KKB_INPUT_BASELINE || c->kind == KKB_INPUT_AS_OF)
    field = KKB_FIELD_BASELINE;
  if (typed && (c->kind == KKB_INPUT_NUMERATOR || c->kind == KKB_INPUT_DENOMINATOR))
    text = parts_typed (self, p, c, typed);
  else if (typed && c->kind != KKB_INPUT_STATE && c->kind != KKB_INPUT_NOTE && c->kind != KKB_INPUT_AS_OF)
    text = g_strdup (typed);
  else
    {
      const KkbValue *value = kkb_entry_value (p, c->kind, c->fy, NULL);
      text = value ? kkb_value_to_edit (facts, value) : NULL;
    }
  if (text && *text)
    {
      if (field == KKB_FIELD_ACTUAL && kkb_indicator_is_computed (p->indicator))
        readable = kkb_quantity_parse (text, p->indicator->unit, &quantity, NULL);
      else
        readable = kkb_read_typed (text, p->indicator, field, c->fy, &quantity, NULL);
    }
  return kkb_watch_new (facts, plan, p->indicator, rules_of (self, plan), field, c->fy, readable ? &quantity : NULL,
                        &self->format);
}

/* ---- answers ---- */

char *
kkb_entry_model_answer (KkbEntryModel *self, guint row, guint column)
{
  const KkbPlacement *p = kkb_entry_row (self, row)->placement;
  const KkbInputColumn *c = kkb_entry_column (self, column);
  KkbReview *review = kkb_document_review (self->doc);
  const KkbReviewRow *r = p ? kkb_review_find (review, p->id) : NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *sentence = NULL, *words = NULL;

  if (!r)
    return NULL;
  sentence = kkb_review_explain (review, r, &self->format);
  text = g_string_new (kkb_placement_name (p));
  g_string_append_printf (text, "\n%s", sentence);
  append_more (self, text, kkb_entry_value (p, c->kind, c->fy, NULL));
  append_line (text, _ ("Source"), kkb_placement_source (p));
  words = kkb_entry_model_why_not (self, row, column);
  if (words)
    g_string_append_printf (text, "\n%s", words);
  return g_strdup (text->str);
}
