/* kkb-entry-apply.c - what is typed or pasted into the entry grid becomes one command; what cannot be read is kept
 * beside the document and tried again when what it waits for (the figure of a state, the other part) is typed. */
#include "kkb-entry-private.h"
#include "kkb-error.h"
#include "kkb-text.h"
#include "kkb-typed.h"
#include <glib/gi18n-lib.h>

typedef struct /* one change being prepared */
{
  KkbEntryModel *self;
  KkbDraft *draft;
  GHashTable *seen;  /* KkbPendingCell, of the indicator instead of the placement: what this change types where */
  GHashTable *kept;  /* KkbPendingCell: what it cannot read */
  GPtrArray *mended; /* KkbPendingCell, borrowed keys: what is readable now */
} Applying;

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, message);
  return FALSE;
}

static KkbPendingCell *
new_cell (KkbId placement, KkbInputKind kind, int fy, const char *text, const char *problem)
{
  KkbPendingCell *cell = g_new0 (KkbPendingCell, 1);

  cell->placement = placement;
  cell->kind = kind;
  cell->fy = fy;
  cell->text = g_strdup (text);
  cell->problem = g_strdup (problem);
  return cell;
}

/* ---- a value that is changed in part ---- */

/* A copy of what stands there, its extras in the draft's own facts. */
static KkbValue
copy_value (KkbDraft *draft, KkbId plan, const KkbIndicator *indicator, KkbField field, int fy)
{
  const KkbFacts *facts = NULL;
  KkbFacts *own = kkb_draft_own (draft);
  const KkbValue *now = kkb_draft_value (draft, plan, indicator->id, field, fy, &facts);
  KkbValue value = { .fy = (gint16)fy };
  KkbValueMore more;
  KkbValueMore *to;

  if (!now)
    return value;
  value = *now;
  if (!kkb_value_more (facts, now))
    {
      value.more = 0;
      return value;
    }
  more = *kkb_value_more (facts, now);
  value.more = 0;
  to = kkb_facts_value_more (own, &value);
  more.text = kkb_facts_string (own, more.text);
  more.unit = kkb_facts_string (own, more.unit);
  more.as_of = kkb_facts_string (own, more.as_of);
  more.note = kkb_facts_string (own, more.note);
  more.expected = kkb_facts_string (own, more.expected);
  more.revised_on = kkb_facts_string (own, more.revised_on);
  more.reason = kkb_facts_string (own, more.reason);
  *to = more;
  return value;
}

static gboolean
says_nothing (const KkbFacts *facts, const KkbValue *value)
{
  const KkbValueMore *more = kkb_value_more (facts, value);

  return value->kind == KKB_VALUE_BLANK && value->state == KKB_STATE_BLANK
         && (!more || (!*more->note && !*more->as_of && !more->has_parts));
}

static void
put_back (KkbDraft *draft, KkbId plan, const KkbIndicator *indicator, KkbField field, int fy, const KkbValue *value)
{
  gboolean nothing = says_nothing (kkb_draft_own (draft), value);

  kkb_draft_set_value (draft, plan, indicator->id, field, fy, nothing ? NULL : value);
}

/* ---- state ---- */

static gboolean
clear_state (Applying *a, const KkbIndicator *indicator, int fy)
{
  KkbValue value = copy_value (a->draft, 0, indicator, KKB_FIELD_ACTUAL, fy);

  if (value.state == KKB_STATE_PROVISIONAL)
    value.state = KKB_STATE_FINAL;
  else if (kkb_state_is_gap (value.state) && value.kind == KKB_VALUE_BLANK)
    {
      value.state = KKB_STATE_BLANK;
      if (value.more)
        kkb_facts_value_more (kkb_draft_own (a->draft), &value)->expected = "";
    }
  else
    return TRUE;
  put_back (a->draft, 0, indicator, KKB_FIELD_ACTUAL, fy, &value);
  return TRUE;
}

/* A gap where a figure stands is refused: neither is to be lost without a word. */
static gboolean
set_gap (Applying *a, const KkbIndicator *indicator, int fy, const KkbQuantity *q, GError **error)
{
  KkbFacts *own = kkb_draft_own (a->draft);
  KkbValue value = copy_value (a->draft, 0, indicator, KKB_FIELD_ACTUAL, fy);

  if (value.kind != KKB_VALUE_BLANK)
    {
      g_autofree char *figure = kkb_value_to_edit (own, &value);
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("There is the actual %s, so the state “%s” was not entered. Clear the actual first, or type the "
                      "state into its cell."),
                   figure, q->text);
      return FALSE;
    }
  value.state = q->state;
  if (value.more || (q->expected && *q->expected))
    {
      KkbValueMore *more = kkb_facts_value_more (own, &value);
      more->expected = kkb_facts_string (own, q->expected);
      more->text = "";
    }
  put_back (a->draft, 0, indicator, KKB_FIELD_ACTUAL, fy, &value);
  return TRUE;
}

static gboolean
apply_state (Applying *a, const KkbIndicator *indicator, int fy, const char *text, GError **error)
{
  g_auto (KkbQuantity) q = { 0 };
  g_autofree char *word = kkb_text_strip (text);
  KkbState state;

  if (!*word)
    return clear_state (a, indicator, fy);
  if (kkb_state_from_word (word, &state) && !kkb_state_is_gap (state))
    {
      KkbValue value = copy_value (a->draft, 0, indicator, KKB_FIELD_ACTUAL, fy);
      if (value.kind == KKB_VALUE_BLANK)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                       _ ("“%s” is the state of a figure, and there is none yet. It is entered when the actual is."),
                       word);
          return FALSE;
        }
      value.state = state;
      put_back (a->draft, 0, indicator, KKB_FIELD_ACTUAL, fy, &value);
      return TRUE;
    }
  if (!kkb_quantity_parse (text, NULL, &q, error))
    return FALSE;
  if (q.kind == KKB_VALUE_BLANK && q.state != KKB_STATE_BLANK && kkb_state_is_gap (q.state))
    return set_gap (a, indicator, fy, &q, error);
  g_set_error (
      error, KKB_ERROR, KKB_ERROR_INPUT,
      _ ("“%s” is no state, so it was not entered. Choose one with Alt+Down: 確定, 速報, 集計中, 未計測, 未公表, "
         "中止, 未実施, 該当なし, 非公表."),
      word);
  return FALSE;
}

/* ---- numerator and denominator ---- */

static gboolean
read_part (const KkbIndicator *indicator, int fy, const char *text, KkbDecimal *out, GError **error)
{
  g_auto (KkbQuantity) q = { 0 };

  if (!kkb_read_typed (text, indicator, KKB_FIELD_ACTUAL, fy, &q, error))
    return FALSE;
  if (q.kind != KKB_VALUE_NUMBER || q.has_parts || q.bound != KKB_BOUND_EXACT)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("“%s” is no number, so it was not entered. Numerator and denominator are numbers such as 158 and "
                      "333."),
                   text);
      return FALSE;
    }
  *out = q.low;
  return TRUE;
}

/* The part that stands beside: just typed, kept from before, or in the document. */
static gboolean
other_part (Applying *a, const KkbPlacement *p, KkbInputKind other, int fy, const KkbValueMore *more, KkbDecimal *out)
{
  KkbPendingCell key = { .placement = p->id, .kind = other, .fy = fy };
  const KkbPendingCell *kept = g_hash_table_lookup (a->kept, &key);

  if (!kept)
    kept = kkb_entry_pending (a->self, p->id, other, fy);
  if (kept && read_part (p->indicator, fy, kept->text, out, NULL))
    {
      g_ptr_array_add (a->mended, new_cell (p->id, other, fy, "", NULL));
      return TRUE;
    }
  if (!more || !more->has_parts)
    return FALSE;
  *out = other == KKB_INPUT_NUMERATOR ? more->numerator : more->denominator;
  return TRUE;
}

static gboolean
apply_part (Applying *a, const KkbPlacement *p, KkbInputKind kind, int fy, const char *text, GError **error)
{
  KkbFacts *own = kkb_draft_own (a->draft);
  KkbValue value = copy_value (a->draft, 0, p->indicator, KKB_FIELD_ACTUAL, fy);
  const KkbValueMore *now = kkb_value_more (own, &value);
  KkbInputKind other = kind == KKB_INPUT_NUMERATOR ? KKB_INPUT_DENOMINATOR : KKB_INPUT_NUMERATOR;
  KkbDecimal part, beside, n, d, ratio;
  KkbValueMore *more;
  g_autofree char *stripped = kkb_text_strip (text);

  if (!*stripped)
    {
      if (now && now->has_parts)
        {
          kkb_facts_value_more (own, &value)->has_parts = FALSE;
          put_back (a->draft, 0, p->indicator, KKB_FIELD_ACTUAL, fy, &value);
        }
      return TRUE;
    }
  if (!read_part (p->indicator, fy, text, &part, error))
    return FALSE;
  if (!other_part (a, p, other, fy, now, &beside))
    return refuse (error, other == KKB_INPUT_DENOMINATOR
                              ? _ ("The ratio is entered when its denominator is typed as well.")
                              : _ ("The ratio is entered when its numerator is typed as well."));
  n = kind == KKB_INPUT_NUMERATOR ? part : beside;
  d = kind == KKB_INPUT_NUMERATOR ? beside : part;
  if (!kkb_indicator_ratio (p->indicator, fy, n, d, &ratio))
    return refuse (error, kkb_decimal_sign (d) ? _ ("The ratio has too many digits, so it was not entered.")
                                               : _ ("A ratio cannot be made with the denominator 0, so it was not "
                                                    "entered."));
  kkb_value_set_number (&value, ratio, value.state == KKB_STATE_PROVISIONAL ? KKB_STATE_PROVISIONAL : KKB_STATE_FINAL);
  more = kkb_facts_value_more (own, &value);
  more->text = more->expected = "";
  more->unit = g_str_equal (kkb_indicator_unit (p->indicator, fy), p->indicator->unit)
                   ? ""
                   : kkb_facts_string (own, kkb_indicator_unit (p->indicator, fy));
  more->bound = KKB_BOUND_EXACT;
  more->has_parts = TRUE;
  more->numerator = n;
  more->denominator = d;
  put_back (a->draft, 0, p->indicator, KKB_FIELD_ACTUAL, fy, &value);
  return TRUE;
}

/* ---- texts ---- */

static void
apply_note (Applying *a, const KkbIndicator *indicator, int fy, const char *text)
{
  KkbFacts *own = kkb_draft_own (a->draft);
  KkbValue value = copy_value (a->draft, 0, indicator, KKB_FIELD_ACTUAL, fy);
  g_autofree char *note = kkb_text_strip (text);

  kkb_facts_value_more (own, &value)->note = kkb_facts_string (own, note);
  put_back (a->draft, 0, indicator, KKB_FIELD_ACTUAL, fy, &value);
}

/* The year follows from the text where it says one. */
static void
apply_as_of (Applying *a, const KkbPlacement *p, const char *text)
{
  KkbFacts *own = kkb_draft_own (a->draft);
  KkbValue value = copy_value (a->draft, p->plan, p->indicator, KKB_FIELD_BASELINE, KKB_FY_NONE);
  g_autofree char *as_of = kkb_text_strip (text);
  int fy = kkb_fy_parse_as_of (as_of);

  kkb_facts_value_more (own, &value)->as_of = kkb_facts_string (own, as_of);
  if (fy != KKB_FY_NONE)
    value.fy = (gint16)fy;
  put_back (a->draft, p->plan, p->indicator, KKB_FIELD_BASELINE, KKB_FY_NONE, &value);
}

/* ---- one cell ---- */

static gboolean
apply_text (Applying *a, const KkbPlacement *p, KkbInputKind kind, int fy, const char *text, GError **error)
{
  switch (kind)
    {
    case KKB_INPUT_BASELINE:
      return kkb_draft_type_value (a->draft, p->plan, p->indicator->id, KKB_FIELD_BASELINE, KKB_FY_NONE, text, error);
    case KKB_INPUT_TARGET:
      return kkb_draft_type_value (a->draft, p->plan, p->indicator->id, KKB_FIELD_TARGET, fy, text, error);
    case KKB_INPUT_ACTUAL:
      return kkb_draft_type_value (a->draft, 0, p->indicator->id, KKB_FIELD_ACTUAL, fy, text, error);
    case KKB_INPUT_STATE:
      return apply_state (a, p->indicator, fy, text, error);
    case KKB_INPUT_NUMERATOR:
    case KKB_INPUT_DENOMINATOR:
      return apply_part (a, p, kind, fy, text, error);
    case KKB_INPUT_NOTE:
      apply_note (a, p->indicator, fy, text);
      return TRUE;
    case KKB_INPUT_AS_OF:
      apply_as_of (a, p, text);
      return TRUE;
    default:
      return TRUE;
    }
}

/* One fact has one value: the rows of a repeat may not be given another within one change. */
static gboolean
is_contradicted (Applying *a, const KkbPlacement *p, KkbInputKind kind, int fy, const char *text, GError **error)
{
  KkbPendingCell key = { .placement = p->indicator->id, .kind = kind, .fy = fy };
  const KkbPendingCell *seen;

  if (p->indicator->placements->len < 2)
    return FALSE;
  seen = g_hash_table_lookup (a->seen, &key);
  if (!seen)
    {
      g_hash_table_add (a->seen, new_cell (key.placement, kind, fy, text, NULL));
      return FALSE;
    }
  if (g_str_equal (seen->text, text))
    return FALSE;
  g_set_error (
      error, KKB_ERROR, KKB_ERROR_INPUT,
      _ ("“%s” stands in several rows (repeats) and was given “%s” in one and “%s” in the other. The first was "
         "entered."),
      kkb_placement_name (p), seen->text, text);
  return TRUE;
}

/* FALSE with ERROR: nothing may be done at all. */
static gboolean
apply_cell (Applying *a, const KkbPlacement *p, KkbInputKind kind, int fy, const char *text, GError **error)
{
  g_autoptr (GError) why = NULL;

  if (!is_contradicted (a, p, kind, fy, text, &why) && apply_text (a, p, kind, fy, text, &why))
    {
      g_ptr_array_add (a->mended, new_cell (p->id, kind, fy, "", NULL));
      return TRUE;
    }
  if (!g_error_matches (why, KKB_ERROR, KKB_ERROR_INPUT))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  g_hash_table_add (a->kept, new_cell (p->id, kind, fy, text, why->message));
  return TRUE;
}

/* What waited for the figure just typed: 速報 before its number, a numerator before its denominator. */
static void
retry (Applying *a, const KkbPlacement *p, int fy)
{
  static const KkbInputKind waiting[] = { KKB_INPUT_NUMERATOR, KKB_INPUT_DENOMINATOR, KKB_INPUT_STATE };

  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    {
      const KkbPendingCell key = { .placement = p->id, .kind = waiting[i], .fy = fy };
      const KkbPendingCell *cell = g_hash_table_lookup (a->kept, &key);
      if (!cell)
        cell = kkb_entry_pending (a->self, p->id, waiting[i], fy);
      if (!cell || !apply_text (a, p, waiting[i], fy, cell->text, NULL))
        continue;
      g_ptr_array_add (a->mended, new_cell (p->id, waiting[i], fy, "", NULL));
    }
}

/* ---- labels ---- */

/* "状態の入力（従業者数 令和3年度）" */
static char *
label_of_cell (KkbEntryModel *self, const KkbPlacement *p, KkbInputKind kind, int fy)
{
  static const char *const labels[KKB_N_INPUT_KINDS] = {
    [KKB_INPUT_BASELINE] = N_ ("Enter baseline (%s)"),
    [KKB_INPUT_AS_OF] = N_ ("Enter the date of a baseline (%s)"),
    [KKB_INPUT_TARGET] = N_ ("Enter target (%s)"),
    [KKB_INPUT_ACTUAL] = N_ ("Enter actual (%s)"),
    [KKB_INPUT_STATE] = N_ ("Enter state (%s)"),
    [KKB_INPUT_NUMERATOR] = N_ ("Enter numerator (%s)"),
    [KKB_INPUT_DENOMINATOR] = N_ ("Enter denominator (%s)"),
    [KKB_INPUT_NOTE] = N_ ("Enter note (%s)"),
  };
  g_autofree char *year = fy ? kkb_fy_format (fy, KKB_YEARS_WAREKI, p->indicator->period_kind, FALSE) : g_strdup (NULL);
  g_autofree char *what = year ? g_strdup_printf ("%s %s", p->indicator->name, year) : g_strdup (p->indicator->name);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (labels[kind]), what);
#pragma GCC diagnostic pop
}

static char *
label_of_change (KkbEntryModel *self, const KkbGridChange *changes, guint n, KkbGridChangeKind kind)
{
  const char *words[] = { _ ("Clear %u values"), _ ("Cut %u values"), _ ("Paste %u values"), _ ("Fill %u values") };
  const KkbInputColumn *c = kkb_entry_column (self, changes[0].column);

  if (n == 1)
    return label_of_cell (self, kkb_entry_row (self, changes[0].row)->placement, c->kind, c->fy);
  return g_strdup_printf (words[kind], n);
}

/* ---- the change ---- */

/* Not kept any more, which MARKS notes. */
static void
take (KkbEntryModel *self, KkbEntryMarks *marks, const KkbPendingCell *key)
{
  const KkbPendingCell *cell = g_hash_table_lookup (self->pending, key);

  if (!cell)
    return;
  kkb_entry_marks_take (marks, cell);
  g_hash_table_remove (self->pending, key);
  kkb_entry_announce_cell (self, key->placement, key->kind, key->fy);
}

/* The document has it (or CHANGED nothing there): now what is kept is brought up to date. */
static void
settle (Applying *a, gboolean changed, const char *label)
{
  KkbEntryModel *self = a->self;
  KkbEntryMarks *marks = kkb_entry_marks_new ();
  GHashTableIter iter;
  KkbPendingCell *cell;

  for (guint i = 0; i < a->mended->len; i++)
    {
      cell = g_ptr_array_index (a->mended, i);
      g_hash_table_remove (a->kept, cell);
      take (self, marks, cell);
    }
  g_hash_table_iter_init (&iter, a->kept);
  while (g_hash_table_iter_next (&iter, (gpointer *)&cell, NULL))
    {
      take (self, marks, cell);
      kkb_entry_marks_put (marks, cell);
      g_hash_table_add (self->pending, new_cell (cell->placement, cell->kind, cell->fy, cell->text, cell->problem));
      kkb_entry_announce_cell (self, cell->placement, cell->kind, cell->fy);
    }
  kkb_entry_marks_record (self, marks, !changed, label);
}

static gboolean
run (Applying *a, const char *label, guint n_changes, GError **error)
{
  g_autofree char *problem = NULL;
  GHashTableIter iter;
  const KkbPendingCell *cell;
  KkbCommand *command = kkb_draft_finish (g_steal_pointer (&a->draft), label, error);
  gboolean changed;

  if (!command || !kkb_document_run (a->self->doc, command, &changed, error))
    return FALSE;
  settle (a, changed, label);
  g_hash_table_iter_init (&iter, a->kept);
  if (g_hash_table_iter_next (&iter, (gpointer *)&cell, NULL))
    problem = g_strdup (cell->problem);
  if (problem)
    kkb_entry_emit_kept (a->self, g_hash_table_size (a->kept), n_changes, problem);
  return TRUE;
}

static gboolean
is_pending (KkbEntryModel *self, const KkbGridChange *change)
{
  const KkbPlacement *p = kkb_entry_row (self, change->row)->placement;
  const KkbInputColumn *c = kkb_entry_column (self, change->column);

  return p && kkb_entry_pending (self, p->id, c->kind, c->fy);
}

gboolean
kkb_entry_change (KkbGridModel *model, const KkbGridChange *changes, guint n_changes, KkbGridChangeKind kind,
                  GError **error)
{
  KkbEntryModel *self = KKB_ENTRY_MODEL (model);
  Applying a = { .self = self };
  g_autofree char *label = NULL;
  gboolean done = TRUE;

  if (!n_changes)
    return TRUE;
  if (n_changes == 1 && kind == KKB_GRID_CLEAR && is_pending (self, changes))
    {
      kkb_entry_discard (model, changes->row, changes->column);
      return TRUE;
    }
  a.draft = kkb_draft_new (self->doc);
  a.seen = kkb_entry_pending_new ();
  a.kept = kkb_entry_pending_new ();
  a.mended = g_ptr_array_new_with_free_func (kkb_entry_pending_free);
  for (guint i = 0; done && i < n_changes; i++)
    {
      const KkbPlacement *p = kkb_entry_row (self, changes[i].row)->placement;
      const KkbInputColumn *c = kkb_entry_column (self, changes[i].column);
      if (!p)
        continue;
      done = apply_cell (&a, p, c->kind, c->fy, changes[i].text, error);
      if (done && c->kind >= KKB_INPUT_ACTUAL && (g_hash_table_size (self->pending) || g_hash_table_size (a.kept)))
        retry (&a, p, c->fy);
    }
  label = label_of_change (self, changes, n_changes, kind);
  done = done && run (&a, label, n_changes, error);
  g_clear_pointer (&a.draft, kkb_draft_free);
  g_hash_table_unref (a.seen);
  g_hash_table_unref (a.kept);
  g_ptr_array_unref (a.mended);
  return done;
}

gboolean
kkb_entry_commit (KkbGridModel *model, guint row, guint column, const char *text, GError **error)
{
  KkbEntryModel *self = KKB_ENTRY_MODEL (model);
  const KkbPlacement *p = kkb_entry_row (self, row)->placement;
  const KkbInputColumn *c = kkb_entry_column (self, column);
  KkbGridChange change = { row, column, text };
  KkbField field;
  KkbCommand *command;

  if (!p)
    return TRUE;
  /* Emptying what could not be read gives it up; the figure below it shows again. */
  if (!*text && kkb_entry_pending (self, p->id, c->kind, c->fy))
    {
      kkb_entry_discard (model, row, column);
      return TRUE;
    }
  /* A figure alone is entered by the command that says in its label how it was computed. */
  if (g_hash_table_size (self->pending)
      || (c->kind != KKB_INPUT_BASELINE && c->kind != KKB_INPUT_TARGET && c->kind != KKB_INPUT_ACTUAL))
    return kkb_entry_change (model, &change, 1, KKB_GRID_PASTE, error);
  field = c->kind == KKB_INPUT_ACTUAL   ? KKB_FIELD_ACTUAL
          : c->kind == KKB_INPUT_TARGET ? KKB_FIELD_TARGET
                                        : KKB_FIELD_BASELINE;
  command = kkb_command_set_value (self->doc, field == KKB_FIELD_ACTUAL ? 0 : p->plan, p->indicator->id, field, c->fy,
                                   text, NULL);
  if (command)
    return kkb_document_run (self->doc, command, NULL, error);
  return kkb_entry_change (model, &change, 1, KKB_GRID_PASTE, error);
}

char *
kkb_entry_get_problem (KkbGridModel *model, guint row, guint column)
{
  KkbEntryModel *self = KKB_ENTRY_MODEL (model);
  const KkbPlacement *p = kkb_entry_row (self, row)->placement;
  const KkbInputColumn *c = kkb_entry_column (self, column);
  const KkbPendingCell *cell = p ? kkb_entry_pending (self, p->id, c->kind, c->fy) : NULL;

  return cell ? g_strdup (cell->problem) : NULL;
}

void
kkb_entry_discard (KkbGridModel *model, guint row, guint column)
{
  KkbEntryModel *self = KKB_ENTRY_MODEL (model);
  const KkbPlacement *p = kkb_entry_row (self, row)->placement;
  const KkbInputColumn *c = kkb_entry_column (self, column);
  KkbPendingCell key = { .kind = c->kind, .fy = c->fy };
  KkbEntryMarks *marks = kkb_entry_marks_new ();

  key.placement = p ? p->id : 0;
  take (self, marks, &key);
  kkb_entry_marks_record (self, marks, TRUE, _ ("Give up what cannot be read"));
}
