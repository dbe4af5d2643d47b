/* kkb-indicator-commands.c - adding, duplicating and deleting an indicator, each as one step. */
#include "kkb-edit.h"
#include "kkb-error.h"
#include "kkb-indicator-page.h"
#include "kkb-question.h"
#include "kkb-tree-edit.h"
#include <glib/gi18n-lib.h>

/* ---- helpers ---- */

static void
show_new (KkbWindow *win, KkbId placement)
{
  GtkWidget *page;

  if (!kkb_window_show_page (win, "indicator"))
    return;
  page = kkb_window_page (win);
  if (KKB_IS_INDICATOR_PAGE (page)
      && kkb_page_show_placement (KKB_PAGE (page), placement, KKB_FIELD_TARGET, KKB_FY_NONE))
    kkb_indicator_page_edit_name (KKB_INDICATOR_PAGE (page));
}

static const KkbId *
copy_ids (KkbFacts *own, const KkbId *ids)
{
  guint n = 0;

  while (ids[n])
    n++;
  return kkb_facts_ids (own, ids, n);
}

static void
copy_more (KkbDraft *draft, KkbIndicatorMore *to, const KkbIndicatorMore *from)
{
  KkbFacts *own = kkb_draft_own (draft);
  guint n = 0;
  KkbUnitChange *units;

  while (from->units[n].fy)
    n++;
  units = kkb_facts_bytes (own, from->units, (n + 1) * sizeof *units);
  for (guint i = 0; i < n; i++)
    units[i].unit = kkb_facts_string (own, from->units[i].unit);
  to->formula = from->formula;
  to->decimals = from->decimals;
  to->release_month = from->release_month;
  to->operands = copy_ids (own, from->operands);
  to->tags = copy_ids (own, from->tags);
  to->units = units;
}

static void
copy_indicator (KkbDraft *draft, KkbIndicator *to, const KkbIndicator *from)
{
  KkbFacts *own = kkb_draft_own (draft);
  g_autofree char *name = g_strdup_printf (_ ("%s (copy)"), from->name);

  to->name = kkb_facts_string (own, name);
  to->unit = kkb_facts_string (own, from->unit);
  to->meaning = kkb_facts_string (own, from->meaning);
  to->source = kkb_facts_string (own, from->source);
  to->rationale = kkb_facts_string (own, from->rationale);
  to->release = kkb_facts_string (own, from->release);
  to->note = kkb_facts_string (own, from->note);
  to->direction = from->direction;
  to->series = from->series;
  to->role = from->role;
  to->period_kind = from->period_kind;
  to->has_weight = from->has_weight;
  to->weight = from->weight;
  to->has_tolerance = from->has_tolerance;
  to->tolerance = from->tolerance;
  to->departments = copy_ids (own, from->departments);
  copy_more (draft, kkb_draft_indicator_more (draft, to->id), from->more);
}

/* Baselines and targets as they are in force; what was revised before stays with the first. */
static void
copy_goals (KkbDraft *draft, KkbId to, const KkbIndicator *from)
{
  for (guint i = 0; i < from->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (from->goals, i);

      kkb_draft_goal (draft, goal->plan, to)->method = goal->method;
      if (goal->baseline.kind != KKB_VALUE_BLANK || goal->baseline.state != KKB_STATE_BLANK)
        {
          KkbValueMore *more;
          KkbValue copy = kkb_edit_copy_value (draft, &goal->baseline, &more);

          more->revision = 0;
          kkb_draft_set_value (draft, goal->plan, to, KKB_FIELD_BASELINE, KKB_FY_NONE, &copy);
        }
      for (guint k = 0; k < goal->targets.n; k++)
        {
          KkbValueMore *more;
          KkbValue copy = kkb_edit_copy_value (draft, &goal->targets.items[k], &more);

          more->revision = 0;
          kkb_draft_set_value (draft, goal->plan, to, KKB_FIELD_TARGET, copy.fy, &copy);
        }
    }
}

/* The names of the indicators whose formula meets FATE when GONE go, behind WORDS. */
static void
add_formulas (GString *text, const KkbFacts *facts, GHashTable *gone, KkbFormulaFate fate, const char *words)
{
  guint n = 0;

  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *other = g_ptr_array_index (facts->indicators, i);

      if (!g_hash_table_contains (gone, other) && kkb_formula_without (facts, other, gone) == fate)
        g_string_append_printf (text, "%s%s", n++ ? "、" : words, other->name);
    }
}

/* What goes with it, in words. */
static char *
delete_summary (const KkbFacts *facts, KkbIndicator *indicator)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  guint targets = 0;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < indicator->goals->len; i++)
    targets += ((const KkbGoal *)g_ptr_array_index (indicator->goals, i))->targets.n;
  g_string_printf (text,
                   _ ("“%s” goes with its %u places, %u targets, %u actuals and what stands beside it. It can be "
                      "undone."),
                   indicator->name, indicator->placements->len, targets, indicator->actuals.n);
  g_hash_table_add (gone, indicator);
  add_formulas (text, facts, gone, KKB_FORMULA_SHORTER, _ ("\nComputed without it from then on: "));
  add_formulas (text, facts, gone, KKB_FORMULA_ENDS, _ ("\nNot computed any more, and then without actuals: "));
  return g_string_free (text, FALSE);
}

typedef struct
{
  KkbDocument *doc;
  KkbId indicator;
} Deletion;

static void
delete_answered (GtkWindow *parent, int button, gpointer data)
{
  Deletion *d = data;
  g_autoptr (GError) error = NULL;

  if (button == 1 && kkb_facts_indicator (kkb_document_facts (d->doc), d->indicator))
    {
      KkbDraft *draft = kkb_draft_new (d->doc);

      kkb_draft_delete (draft, KKB_TABLE_INDICATOR, d->indicator);
      if (!kkb_edit_run (d->doc, draft, _ ("Indicator deleted"), &error))
        kkb_window_show_error (KKB_WINDOW (parent), error);
      else
        kkb_window_say (KKB_WINDOW (parent), _ ("The indicator was deleted. Ctrl+Z brings it back."));
    }
  g_object_unref (d->doc);
  g_free (d);
}

/* ---- public ---- */

void
kkb_indicator_add (KkbWindow *win, KkbDocument *doc, KkbId plan, KkbId node)
{
  g_autoptr (GError) error = NULL;
  KkbDraft *draft;
  KkbIndicator *indicator;
  KkbPlacement *place;
  KkbId id;

  if (!plan)
    {
      kkb_window_say (win, _ ("An indicator belongs to a plan: make or import a plan first."));
      return;
    }
  draft = kkb_draft_new (doc);
  indicator = kkb_draft_add_indicator (draft);
  indicator->name = kkb_draft_string (draft, _ ("New indicator"));
  place = kkb_draft_add_placement (draft, plan, indicator->id, node);
  id = place->id;
  if (kkb_edit_run (doc, draft, _ ("Indicator added"), &error))
    show_new (win, id);
  else
    kkb_window_show_error (win, error);
}

void
kkb_indicator_duplicate (KkbWindow *win, KkbDocument *doc, KkbId placement)
{
  const KkbPlacement *row = kkb_facts_placement (kkb_document_facts (doc), placement);
  g_autoptr (GError) error = NULL;
  KkbDraft *draft;
  KkbIndicator *copy;
  KkbId id;

  if (!row)
    {
      kkb_window_say (win, _ ("Choose an indicator in the table first."));
      return;
    }
  draft = kkb_draft_new (doc);
  copy = kkb_draft_add_indicator (draft);
  copy_indicator (draft, copy, row->indicator);
  id = kkb_draft_add_placement (draft, row->plan, copy->id, row->node ? row->node->id : 0)->id;
  copy_goals (draft, copy->id, row->indicator);
  if (kkb_edit_run (doc, draft, _ ("Indicator duplicated"), &error))
    show_new (win, id);
  else
    kkb_window_show_error (win, error);
}

void
kkb_indicator_delete (KkbWindow *win, KkbDocument *doc, KkbId placement)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  const KkbPlacement *row = kkb_facts_placement (facts, placement);
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("_Delete"), KKB_BUTTON_DESTRUCTIVE } };
  g_autofree char *text = NULL;
  Deletion *d;

  if (!row)
    {
      kkb_window_say (win, _ ("Choose an indicator in the table first."));
      return;
    }
  text = delete_summary (facts, row->indicator);
  d = g_new (Deletion, 1);
  d->doc = g_object_ref (doc);
  d->indicator = row->indicator->id;
  kkb_question_ask (GTK_WINDOW (win), _ ("Delete the indicator?"), text, NULL, buttons, 2, 0, 1, delete_answered, d);
}
