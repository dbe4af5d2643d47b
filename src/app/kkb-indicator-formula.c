/* kkb-indicator-formula.c - indicators computed from others, and units that change from a year on. */
#include "kkb-compute.h"
#include "kkb-error.h"
#include "kkb-indicator-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

/* ---- helpers ---- */

static KkbIndicatorMore *
draft_more (KkbIndicatorPage *self, KkbDraft **draft)
{
  *draft = kkb_draft_new (self->doc);
  return kkb_draft_indicator_more (*draft, kkb_indicator_page_indicator (self)->id);
}

static guint
n_units (const KkbUnitChange *units)
{
  guint n = 0;

  while (units[n].fy)
    n++;
  return n;
}

/* Writes the changes ascending by year, without those that have no unit. */
static void
set_units (KkbDraft *draft, KkbIndicatorMore *more, GArray *changes)
{
  GArray *sorted = g_array_new (TRUE, TRUE, sizeof (KkbUnitChange));

  while (changes->len)
    {
      guint least = 0;

      for (guint i = 1; i < changes->len; i++)
        if (g_array_index (changes, KkbUnitChange, i).fy < g_array_index (changes, KkbUnitChange, least).fy)
          least = i;
      g_array_append_val (sorted, g_array_index (changes, KkbUnitChange, least));
      g_array_remove_index (changes, least);
    }
  more->units = kkb_facts_bytes (kkb_draft_own (draft), sorted->data, (sorted->len + 1) * sizeof (KkbUnitChange));
  g_array_unref (sorted);
}

static GArray *
copy_units (KkbDraft *draft, const KkbUnitChange *units)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (KkbUnitChange));

  for (; units->fy; units++)
    {
      KkbUnitChange one = { units->fy, kkb_draft_string (draft, units->unit) };

      g_array_append_val (copy, one);
    }
  return copy;
}

/* ---- callbacks ---- */

static gboolean
formula_cb (GtkWidget *field, guint index, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  KkbDraft *draft;
  KkbIndicatorMore *more;

  if (!kkb_indicator_page_indicator (self))
    return TRUE;
  more = draft_more (self, &draft);
  more->formula = (guint8)index;
  if (index == KKB_COMPUTED_NONE)
    more->operands = kkb_facts_ids (kkb_draft_own (draft), NULL, 0);
  return kkb_edit_run (self->doc, draft, _ ("Indicator: computation"), error);
}

static gboolean
operands_cb (GtkWidget *field, const char *const *names, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  const KkbIndicator *shown = kkb_indicator_page_indicator (self);
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  g_autoptr (KkbEditWords) words = kkb_edit_indicator_words (facts, shown->id);
  g_autoptr (GArray) ids = g_array_new (TRUE, TRUE, sizeof (KkbId));
  KkbDraft *draft;
  KkbIndicatorMore *more;

  for (guint i = 0; names[i]; i++)
    {
      KkbId id = kkb_edit_words_find (words, names[i]);

      if (!id)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                       _ ("“%s” is not one indicator of this document. Choose one from the list."), names[i]);
          return FALSE;
        }
      g_array_append_val (ids, id);
    }
  if (kkb_compute_is_circle (facts, shown->id, (const KkbId *)(gconstpointer)ids->data))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("This would go round in a circle: one of these is itself computed from “%s”."), shown->name);
      return FALSE;
    }
  more = draft_more (self, &draft);
  more->operands = kkb_facts_ids (kkb_draft_own (draft), (const KkbId *)(gconstpointer)ids->data, ids->len);
  if (more->formula == KKB_COMPUTED_NONE && ids->len)
    more->formula = KKB_COMPUTED_SUM;
  return kkb_edit_run (self->doc, draft, _ ("Indicator: computation"), error);
}

/* ROW: the place in the list and one. */
static gboolean
unit_set_cb (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  const KkbIndicator *shown = kkb_indicator_page_indicator (self);
  g_autoptr (KkbDraft) draft = kkb_draft_new (self->doc);
  g_autoptr (GArray) units = copy_units (draft, shown->more->units);
  g_autofree char *typed = kkb_text_strip (text);
  KkbUnitChange one = { 0, "" };
  int fy;

  if (row)
    one = g_array_index (units, KkbUnitChange, row - 1);
  else if (column != 0)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("Type the year first, from which on the unit is another."));
      return FALSE;
    }
  if (column == 0)
    {
      if (!kkb_edit_read_year (typed, &fy, error))
        return FALSE;
      one.fy = (gint16)fy;
      one.unit = row ? one.unit : kkb_draft_string (draft, kkb_indicator_unit (shown, fy));
    }
  else
    one.unit = kkb_draft_string (draft, typed);
  if (row)
    g_array_remove_index (units, (guint)row - 1);
  for (guint i = 0; i < units->len; i++)
    if (g_array_index (units, KkbUnitChange, i).fy == one.fy)
      {
        g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("There is a unit from this year on already."));
        return FALSE;
      }
  if (one.fy)
    g_array_append_val (units, one);
  set_units (draft, kkb_draft_indicator_more (draft, shown->id), units);
  return kkb_edit_run (self->doc, g_steal_pointer (&draft), _ ("Indicator: unit from a year on"), error);
}

static gboolean
unit_remove_cb (GtkWidget *list, KkbId row, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  const KkbIndicator *shown = kkb_indicator_page_indicator (self);
  KkbDraft *draft = kkb_draft_new (self->doc);
  g_autoptr (GArray) units = copy_units (draft, shown->more->units);

  g_array_remove_index (units, (guint)row - 1);
  set_units (draft, kkb_draft_indicator_more (draft, shown->id), units);
  return kkb_edit_run (self->doc, draft, _ ("Indicator: unit from a year on"), error);
}

/* ---- making and filling ---- */

void
kkb_indicator_build_formula (KkbIndicatorPage *self, GtkWidget *form)
{
  static const KkbFieldListFuncs funcs = { unit_set_cb, unit_remove_cb, NULL, NULL };
  static KkbFieldColumn columns[2];
  const char *const formulas[] = { _ ("not computed: actuals are typed"), _ ("sum of these"),
                                   _ ("difference: first less the others"), _ ("ratio: first ÷ second"), NULL };

  columns[0] = (KkbFieldColumn){ .title = _ ("From year"), .width = 10 };
  columns[1] = (KkbFieldColumn){ .title = _ ("Unit"), .width = 0 };
  kkb_form_add_heading (form, _ ("Computed from other indicators"));
  self->picks[PICK_FORMULA]
      = kkb_form_add (form, _ ("_Computation"), kkb_field_choice_new (formulas, formula_cb, self));
  self->operands = kkb_form_add (form, _ ("_Of"), kkb_field_chips_new (operands_cb, self));
  kkb_field_chips_set_only_words (self->operands, TRUE);
  self->formula_note = kkb_form_add_note (form, "");
  kkb_form_add_heading (form, _ ("Unit from a year on"));
  self->units = kkb_form_add_wide (form, NULL, kkb_field_list_new (columns, 2, &funcs, self));
}

static void
fill_units (KkbIndicatorPage *self, const KkbIndicator *indicator)
{
  guint n = n_units (indicator->more->units);
  g_autofree KkbId *ids = g_new (KkbId, n + 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      ids[i] = i + 1;
      g_ptr_array_add (cells, kkb_edit_year (indicator->more->units[i].fy, &self->format));
      g_ptr_array_add (cells, g_strdup (indicator->more->units[i].unit));
    }
  kkb_field_list_show (self->units, ids, (const char *const *)cells->pdata, n);
}

void
kkb_indicator_fill_formula (KkbIndicatorPage *self)
{
  const KkbIndicator *indicator = kkb_indicator_page_indicator (self);
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  g_autoptr (KkbEditWords) words = kkb_edit_indicator_words (facts, indicator->id);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  gboolean computed = indicator->more->formula != KKB_COMPUTED_NONE;
  g_autofree char *problem = kkb_compute_problem (facts, indicator);
  g_autofree char *how = NULL;

  for (const KkbId *id = indicator->more->operands; *id; id++)
    g_ptr_array_add (names, (char *)kkb_edit_words_of (words, *id));
  g_ptr_array_add (names, NULL);
  kkb_field_choice_show (self->picks[PICK_FORMULA], indicator->more->formula);
  kkb_field_chips_show (self->operands, (const char *const *)names->pdata);
  kkb_field_chips_set_words (self->operands, kkb_edit_words_list (words));
  kkb_form_set_row_visible (self->left, self->operands, computed);
  if (!problem && computed && indicator->actuals.n)
    {
      int fy = indicator->actuals.items[indicator->actuals.n - 1].fy;
      g_autofree char *year = kkb_edit_year (fy, &self->format);
      g_autofree char *words_of = kkb_compute_words (facts, indicator, fy, &self->format);

      how = g_strdup_printf ("%s: %s", year, words_of);
    }
  gtk_label_set_text (GTK_LABEL (self->formula_note), problem ? problem : how ? how : "");
  gtk_widget_set_visible (self->formula_note, problem || how);
  fill_units (self, indicator);
}
