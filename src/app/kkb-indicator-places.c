/* kkb-indicator-places.c - where the indicator stands: its origin and its repeats (再掲), each with what it prints
 * itself. */
#include "kkb-error.h"
#include "kkb-indicator-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

enum
{
  PLACE_WHERE,
  PLACE_KIND,
  PLACE_NUMBER,
  PLACE_NAME,
  PLACE_BASELINE,
  N_PLACE
};

/* ---- helpers ---- */

static const char *
kind_word (gboolean is_origin)
{
  return is_origin ? _ ("origin") : _ ("repeat");
}

static gboolean
find_place (KkbIndicatorPage *self, const char *text, KkbId *plan, KkbId *node, GError **error)
{
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  g_autoptr (KkbEditWords) words = kkb_edit_place_words (facts, 0);
  KkbId id = kkb_edit_words_find (words, text);
  const KkbNode *found = id ? kkb_facts_node (facts, id) : NULL;

  if (!id)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("“%s” is not one place of the tree. Choose one from the list."), text);
      return FALSE;
    }
  *plan = found ? found->plan : id;
  *node = found ? found->id : 0;
  return TRUE;
}

static gboolean
stands_there (const KkbIndicator *indicator, KkbId plan, KkbId node, KkbId but)
{
  for (guint i = 0; i < indicator->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (indicator->placements, i);

      if (p->id != but && p->plan == plan && (p->node ? p->node->id : 0) == node)
        return TRUE;
    }
  return FALSE;
}

static gboolean
set_place (KkbIndicatorPage *self, KkbDraft *draft, KkbId row, const char *text, GError **error)
{
  const KkbIndicator *indicator = kkb_indicator_page_indicator (self);
  KkbPlacement *p;
  KkbId plan, node;

  if (!find_place (self, text, &plan, &node, error))
    return FALSE;
  if (stands_there (indicator, plan, node, row))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("The indicator stands there already."));
      return FALSE;
    }
  if (!row)
    {
      kkb_draft_add_placement (draft, plan, indicator->id, node);
      return TRUE;
    }
  p = kkb_draft_placement (draft, row);
  p->plan = plan;
  p->node = node ? kkb_facts_node (kkb_draft_facts (draft), node) : NULL;
  return TRUE;
}

/* One row is the origin: the one before becomes a repeat. */
static gboolean
set_kind (KkbIndicatorPage *self, KkbDraft *draft, KkbId row, const char *text, GError **error)
{
  const KkbIndicator *indicator = kkb_indicator_page_indicator (self);
  const KkbPlacement *old = kkb_indicator_origin (indicator);
  KkbPlacement *p;

  if (!kkb_text_same (text, kind_word (TRUE)))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("Choose “%s” at another place: this one then becomes a repeat."), kind_word (TRUE));
      return FALSE;
    }
  if (old && old->id == row)
    return TRUE;
  if (old)
    {
      p = kkb_draft_placement (draft, old->id);
      p->is_origin = FALSE;
      if (kkb_text_same (p->code, indicator->code))
        p->code = kkb_draft_string (draft, "");
    }
  p = kkb_draft_placement (draft, row);
  p->is_origin = TRUE;
  p->code = kkb_draft_string (draft, indicator->code);
  return TRUE;
}

static gboolean
set_own_baseline (KkbIndicatorPage *self, KkbDraft *draft, KkbId row, const char *text, GError **error)
{
  const KkbPlacement *old = kkb_facts_placement (kkb_indicator_page_facts (self), row);
  KkbPlacement *p = kkb_draft_placement (draft, row);
  KkbPlacementOwn *own = kkb_draft_placement_own (draft, row);
  g_auto (KkbQuantity) q = { 0 };

  if (!kkb_quantity_parse (text, kkb_placement_unit (old), &q, error))
    return FALSE;
  p->has_baseline = q.kind != KKB_VALUE_BLANK || q.state != KKB_STATE_BLANK;
  own->baseline = kkb_quantity_to_value (
      &q, kkb_draft_own (draft), old->has_baseline ? old->own->baseline.fy : KKB_FY_NONE, kkb_placement_unit (old));
  if (!p->has_baseline)
    memset (&own->baseline, 0, sizeof own->baseline);
  return TRUE;
}

/* ---- callbacks ---- */

static gboolean
place_set_cb (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  g_autoptr (KkbDraft) draft = kkb_draft_new (self->doc);
  g_autofree char *typed = kkb_text_strip (text);
  gboolean ok = TRUE;

  if (!row && column != PLACE_WHERE)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("Choose the place first, where the indicator is to be repeated."));
      return FALSE;
    }
  if (column == PLACE_WHERE)
    ok = set_place (self, draft, row, typed, error);
  else if (column == PLACE_KIND)
    ok = set_kind (self, draft, row, typed, error);
  else if (column == PLACE_NUMBER)
    kkb_draft_placement (draft, row)->number = kkb_draft_string (draft, typed);
  else if (column == PLACE_NAME)
    kkb_draft_placement_own (draft, row)->name = kkb_draft_string (draft, typed);
  else
    ok = set_own_baseline (self, draft, row, typed, error);
  return ok
         && kkb_edit_run (self->doc, g_steal_pointer (&draft), row ? _ ("Indicator: place") : _ ("Repeat added"),
                          error);
}

static gboolean
place_remove_cb (GtkWidget *list, KkbId row, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  KkbDraft *draft;

  if (kkb_indicator_page_indicator (self)->placements->len < 2)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("This is its only place. To delete the indicator itself choose “Delete Indicator” in the menu "
                      "“Plan”."));
      return FALSE;
    }
  draft = kkb_draft_new (self->doc);
  kkb_draft_delete (draft, KKB_TABLE_PLACEMENT, row);
  return kkb_edit_run (self->doc, draft, _ ("Repeat removed"), error);
}

/* ---- making and filling ---- */

void
kkb_indicator_build_places (KkbIndicatorPage *self, GtkWidget *form)
{
  static const KkbFieldListFuncs funcs = { place_set_cb, place_remove_cb, NULL, NULL };
  static KkbFieldColumn columns[N_PLACE];

  columns[PLACE_WHERE] = (KkbFieldColumn){ .title = _ ("Place") };
  columns[PLACE_KIND] = (KkbFieldColumn){ .title = _ ("Origin or repeat"), .width = 7 };
  columns[PLACE_NUMBER] = (KkbFieldColumn){ .title = _ ("No."), .width = 4 };
  columns[PLACE_NAME] = (KkbFieldColumn){ .title = _ ("Own printed name"), .width = 14 };
  columns[PLACE_BASELINE] = (KkbFieldColumn){ .title = _ ("Own baseline"), .width = 7, .numeric = TRUE };
  kkb_form_add_heading (form, _ ("Places in the tree"));
  self->places = kkb_form_add_wide (form, NULL, kkb_field_list_new (columns, N_PLACE, &funcs, self));
  kkb_form_add_note (form, _ ("A repeat is counted once. Its own name and baseline are printed only there."));
}

void
kkb_indicator_fill_places (KkbIndicatorPage *self)
{
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  const KkbIndicator *indicator = kkb_indicator_page_indicator (self);
  const char *const kinds[] = { kind_word (TRUE), kind_word (FALSE), NULL };
  g_autoptr (KkbEditWords) words = kkb_edit_place_words (facts, 0);
  g_autofree KkbId *ids = g_new0 (KkbId, indicator->placements->len + 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < indicator->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (indicator->placements, i);

      ids[i] = p->id;
      g_ptr_array_add (cells, kkb_edit_words_short (words, p->node ? p->node->id : p->plan));
      g_ptr_array_add (cells, g_strdup (kind_word (p->is_origin)));
      g_ptr_array_add (cells, g_strdup (p->number));
      g_ptr_array_add (cells, g_strdup (p->own->name));
      g_ptr_array_add (cells, p->has_baseline ? kkb_value_to_edit (facts, &p->own->baseline) : g_strdup (""));
    }
  kkb_field_list_set_words (self->places, PLACE_WHERE, kkb_edit_words_list (words));
  kkb_field_list_set_words (self->places, PLACE_KIND, kinds);
  kkb_field_list_show (self->places, ids, (const char *const *)cells->pdata, indicator->placements->len);
}
