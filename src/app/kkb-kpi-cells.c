/* kkb-kpi-cells.c - what a cell of the KPI table says, how it compares, and what it answers when asked. */
#include "kkb-kpi-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

/* The value a column stands for in a row; NULL: none. *REFERENCE: it is a 参考値, shown where there is no actual. */
static const KkbValue *
row_value (const KkbReviewRow *row, KkbKpiColumnKind kind, int fy, gboolean *reference)
{
  const KkbIndicator *indicator = row->placement->indicator;
  const KkbGoal *goal = kkb_placement_goal (row->placement);
  const KkbValue *value;

  *reference = FALSE;
  switch (kind)
    {
    case KKB_KPI_BASELINE:
    case KKB_KPI_AS_OF:
      return kkb_placement_baseline (row->placement);
    case KKB_KPI_TARGET:
      return goal ? kkb_value_list_find (&goal->targets, fy) : NULL;
    case KKB_KPI_ACTUAL:
      value = kkb_value_list_find (&indicator->actuals, fy);
      if (value)
        return value;
      value = kkb_value_list_find (&indicator->references, fy);
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

static char *
value_text (KkbKpiModel *self, const KkbReviewRow *row, const KkbKpiColumn *column, guint *style)
{
  gboolean reference;
  const KkbFacts *facts = kkb_document_facts (self->doc);
  const KkbValue *value = row_value (row, column->kind, column->fy, &reference);
  g_autofree char *text = NULL;

  if (!value || (value->kind == KKB_VALUE_BLANK && !kkb_state_is_gap (value->state)))
    return NULL;
  *style = value_style (value);
  text = kkb_value_format (facts, value, kkb_placement_unit (row->placement), &self->format);
  if (!reference)
    return g_steal_pointer (&text);
  *style |= KKB_GRID_STYLE_STATE;
  return g_strdup_printf (_ ("(ref.) %s"), text);
}

static char *
as_of_text (KkbKpiModel *self, const KkbReviewRow *row)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  const KkbValue *value = kkb_placement_baseline (row->placement);
  const KkbValueMore *more = kkb_value_more (facts, value);

  if (more && *more->as_of)
    return g_strdup (more->as_of);
  return value->fy ? kkb_fy_format (value->fy, self->format.years, row->placement->indicator->period_kind,
                                    self->format.keep_heisei31)
                   : NULL;
}

static char *
departments_text (KkbKpiModel *self, const KkbReviewRow *row)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  const KkbId *ids = row->placement->indicator->departments;
  GString *text = g_string_new (NULL);

  /* An indicator without departments of its own is answered for by those of its node. */
  for (const KkbNode *n = row->placement->node; n && !*ids; n = n->parent)
    ids = n->departments;
  for (; *ids; ids++)
    g_string_append_printf (text, "%s%s", text->len ? "、" : "", kkb_facts_department (facts, *ids)->name);
  return g_string_free (text, FALSE);
}

static char *
rate_text (KkbKpiModel *self, const KkbReviewRow *row, KkbKpiColumnKind kind, guint *style)
{
  const KkbRational *rate = kind == KKB_KPI_ATTAINMENT ? &row->result->attainment : &row->result->progress;
  g_autofree char *text = kkb_result_print_rate (rate, row->rules);
  KkbDecimal d;

  /* The rate that the rating is taken from stands out; the other is there to compare. */
  *style = rate == kkb_result_rate (row->result) ? KKB_GRID_STYLE_NORMAL : KKB_GRID_STYLE_DIM;
  if (!kkb_decimal_parse (text, &d))
    return NULL;
  return kkb_decimal_format (d, &self->format);
}

static char *
name_text (const KkbReviewRow *row)
{
  const char *name = kkb_placement_name (row->placement);

  if (row->counted || strstr (name, "再掲"))
    return g_strdup (name);
  return g_strdup_printf (_ ("%s (repeat)"), name);
}

void
kkb_kpi_get_cell (KkbGridModel *model, guint row, guint column, KkbGridCell *out)
{
  KkbKpiModel *self = KKB_KPI_MODEL (model);
  const KkbReviewRow *r = g_array_index (self->rows, KkbKpiRow, row).row;
  const KkbKpiColumn *c = g_ptr_array_index (self->columns, column);

  g_clear_pointer (&self->cell_text, g_free);
  if (!r)
    return;
  switch (c->kind)
    {
    case KKB_KPI_NUMBER:
      self->cell_text = g_strdup (r->placement->number);
      break;
    case KKB_KPI_NAME:
      self->cell_text = name_text (r);
      break;
    case KKB_KPI_UNIT:
      self->cell_text = g_strdup (kkb_placement_unit (r->placement));
      break;
    case KKB_KPI_BASELINE:
    case KKB_KPI_TARGET:
    case KKB_KPI_ACTUAL:
      self->cell_text = value_text (self, r, c, &out->style);
      out->editable
          = !kkb_document_read_only (self->doc) && !(c->kind == KKB_KPI_BASELINE && r->placement->has_baseline);
      break;
    case KKB_KPI_AS_OF:
      self->cell_text = as_of_text (self, r);
      break;
    case KKB_KPI_ATTAINMENT:
    case KKB_KPI_PROGRESS:
      self->cell_text = rate_text (self, r, c->kind, &out->style);
      break;
    case KKB_KPI_RATING:
      self->cell_text = kkb_rating_text (kkb_document_review (self->doc), r, &out->rating);
      if (!out->rating)
        out->style = KKB_GRID_STYLE_STATE;
      break;
    case KKB_KPI_DEPARTMENT:
      self->cell_text = departments_text (self, r);
      break;
    case KKB_KPI_NOTE:
      self->cell_text = g_strdup (kkb_placement_note (r->placement));
      break;
    }
  if (!r->counted)
    out->style |= KKB_GRID_STYLE_REPEAT;
  out->text = self->cell_text;
}

char *
kkb_kpi_get_edit_text (KkbGridModel *model, guint row, guint column)
{
  KkbKpiModel *self = KKB_KPI_MODEL (model);
  const KkbReviewRow *r = g_array_index (self->rows, KkbKpiRow, row).row;
  const KkbKpiColumn *c = g_ptr_array_index (self->columns, column);
  gboolean reference;
  const KkbValue *value = r ? row_value (r, c->kind, c->fy, &reference) : NULL;

  return value && !reference ? kkb_value_to_edit (kkb_document_facts (self->doc), value) : g_strdup ("");
}

/* ---- comparing ---- */

static int
compare_rationals (const KkbRational *a, const KkbRational *b)
{
  if (!kkb_rational_is_set (a) || !kkb_rational_is_set (b))
    return kkb_rational_is_set (b) - kkb_rational_is_set (a); /* those without a figure come last */
  return kkb_rational_compare (a, b);
}

static int
compare_values (const KkbKpiModel *self, const KkbReviewRow *a, const KkbReviewRow *b)
{
  gboolean reference;
  const KkbValue *va = row_value (a, self->sort_kind, self->sort_fy, &reference);
  const KkbValue *vb = row_value (b, self->sort_kind, self->sort_fy, &reference);
  gboolean na = va && kkb_value_is_number (va), nb = vb && kkb_value_is_number (vb);

  if (!na || !nb)
    return nb - na;
  return kkb_decimal_compare (kkb_value_decimal (va), kkb_value_decimal (vb));
}

static int
compare_texts (KkbKpiModel *self, const KkbReviewRow *a, const KkbReviewRow *b)
{
  g_autofree char *ta = NULL, *tb = NULL;

  switch (self->sort_kind)
    {
    case KKB_KPI_NUMBER:
      return kkb_text_compare_natural (a->placement->number, b->placement->number);
    case KKB_KPI_UNIT:
      return g_utf8_collate (kkb_placement_unit (a->placement), kkb_placement_unit (b->placement));
    case KKB_KPI_AS_OF:
      return kkb_placement_baseline (a->placement)->fy - kkb_placement_baseline (b->placement)->fy;
    case KKB_KPI_DEPARTMENT:
      ta = departments_text (self, a);
      tb = departments_text (self, b);
      return g_utf8_collate (ta, tb);
    case KKB_KPI_NOTE:
      return g_utf8_collate (kkb_placement_note (a->placement), kkb_placement_note (b->placement));
    case KKB_KPI_NAME:
    default:
      return g_utf8_collate (kkb_placement_name (a->placement), kkb_placement_name (b->placement));
    }
}

int
kkb_kpi_compare (KkbKpiModel *self, const KkbKpiRow *a, const KkbKpiRow *b)
{
  int order;

  switch (self->sort_kind)
    {
    case KKB_KPI_BASELINE:
    case KKB_KPI_TARGET:
    case KKB_KPI_ACTUAL:
      order = compare_values (self, a->row, b->row);
      break;
    case KKB_KPI_ATTAINMENT:
      order = compare_rationals (&a->row->result->attainment, &b->row->result->attainment);
      break;
    case KKB_KPI_PROGRESS:
      order = compare_rationals (&a->row->result->progress, &b->row->result->progress);
      break;
    case KKB_KPI_RATING:
      order = (a->row->result->band < 0 ? G_MAXINT : a->row->result->band)
                      < (b->row->result->band < 0 ? G_MAXINT : b->row->result->band)
                  ? -1
                  : a->row->result->band != b->row->result->band;
      break;
    default:
      order = compare_texts (self, a->row, b->row);
    }
  return self->descending ? -order : order;
}

/* ---- ratings in words and colours ---- */

guint
kkb_rating_class (guint index, guint n_bands)
{
  /* Five colours from best to worst; the best and the worst band always have the end ones. */
  return n_bands < 2 ? 1 : 1 + (index * 4 + (n_bands - 1) / 2) / (n_bands - 1);
}

char *
kkb_rating_text (const KkbReview *review, const KkbReviewRow *row, guint *rating)
{
  const KkbResult *r = row->result;

  if (rating)
    *rating = r->band >= 0 ? kkb_rating_class (r->band, row->rules->n_bands) : 0;
  if (r->band >= 0)
    return g_strdup_printf ("%s %s", kkb_rules_band_mark (row->rules, r->band), row->rules->bands[r->band].label);
  if (r->method == KKB_METHOD_MANUAL)
    return g_strdup (_ ("to be judged"));
  if (r->why_not_own == KKB_WHY_NO_TARGET)
    return g_strdup (_ ("no target"));
  return g_strdup (kkb_state_word (r->state));
}

/* ---- answers ---- */

static void
append_line (GString *text, const char *head, const char *value)
{
  if (value && *value)
    g_string_append_printf (text, "%s%s: %s", text->len ? "\n" : "", head, value);
}

static void
append_value_lines (KkbKpiModel *self, GString *text, const KkbReviewRow *row, const KkbKpiColumn *column)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  gboolean reference;
  const KkbValue *value = row_value (row, column->kind, column->fy, &reference);
  const KkbValueMore *more = value ? kkb_value_more (facts, value) : NULL;
  g_autofree char *word = value ? g_strdup (kkb_state_word (value->state)) : NULL;

  if (value && value->state != KKB_STATE_BLANK)
    append_line (text, _ ("State"), word);
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

char *
kkb_kpi_get_tooltip (KkbGridModel *model, guint row, guint column)
{
  KkbKpiModel *self = KKB_KPI_MODEL (model);
  const KkbReviewRow *r = g_array_index (self->rows, KkbKpiRow, row).row;
  const KkbKpiColumn *c = g_ptr_array_index (self->columns, column);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!r)
    return NULL;
  switch (c->kind)
    {
    case KKB_KPI_NAME:
      g_string_append (text, kkb_placement_name (r->placement));
      append_line (text, _ ("Meaning"), kkb_placement_meaning (r->placement));
      break;
    case KKB_KPI_BASELINE:
    case KKB_KPI_AS_OF:
    case KKB_KPI_TARGET:
    case KKB_KPI_ACTUAL:
      append_value_lines (self, text, r, c);
      if (text->len)
        append_line (text, _ ("Source"), kkb_placement_source (r->placement));
      break;
    case KKB_KPI_ATTAINMENT:
    case KKB_KPI_PROGRESS:
    case KKB_KPI_RATING:
      {
        g_autofree char *sentence = kkb_review_explain (kkb_document_review (self->doc), r, &self->format);
        g_string_append (text, sentence);
        break;
      }
    case KKB_KPI_NOTE:
      g_string_append (text, kkb_placement_note (r->placement));
      break;
    case KKB_KPI_DEPARTMENT:
      {
        g_autofree char *departments = departments_text (self, r);
        g_string_append (text, departments);
        break;
      }
    default:
      break;
    }
  return text->len ? g_strdup (text->str) : NULL;
}

/* Who entered the figure: the newest entry of the history that set it to what it is now. */
static void
append_who (KkbKpiModel *self, GString *text, const KkbReviewRow *row, const KkbKpiColumn *column)
{
  gboolean reference;
  const KkbValue *value = row_value (row, column->kind, column->fy, &reference);
  g_autofree char *now = value ? kkb_value_to_data (kkb_document_facts (self->doc), value) : NULL;
  g_autoptr (GPtrArray) history = NULL;

  if (!now)
    return;
  history = kkb_document_history (self->doc, row->placement->indicator->id, 50, NULL);
  for (guint i = 0; history && i < history->len; i++)
    {
      const KkbHistoryEntry *entry = g_ptr_array_index (history, i);
      g_autofree char *line = g_strdup_printf ("%s %s", entry->who, entry->when);
      if (!g_str_equal (entry->new_value, now))
        continue;
      append_line (text, _ ("Entered by"), line);
      return;
    }
}

char *
kkb_kpi_model_answer (KkbKpiModel *self, guint row, guint column)
{
  const KkbReviewRow *r = row < self->rows->len ? g_array_index (self->rows, KkbKpiRow, row).row : NULL;
  const KkbKpiColumn *c = g_ptr_array_index (self->columns, column);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  if (!r)
    return NULL;
  g_string_append (text, kkb_placement_name (r->placement));
  sentence = kkb_review_explain (kkb_document_review (self->doc), r, &self->format);
  g_string_append_printf (text, "\n%s", sentence);
  append_value_lines (self, text, r, c);
  append_line (text, _ ("Source"), kkb_placement_source (r->placement));
  append_who (self, text, r, c);
  return g_strdup (text->str);
}
