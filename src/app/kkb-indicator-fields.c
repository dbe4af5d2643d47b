/* kkb-indicator-fields.c - what the indicator is: names, texts, kinds, weight, departments. */
#include "kkb-check.h"
#include "kkb-error.h"
#include "kkb-indicator-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

static const struct
{
  const char *label;
  int part;          /* KkbIndicatorPart its remarks are about; -1: none */
  guint lines, most; /* 0: one line */
  gboolean numeric;
} text_fields[N_TEXTS] = {
  [TEXT_CODE] = { N_ ("_ID"), -1, 0, 0, FALSE },
  [TEXT_NAME] = { N_ ("_Indicator"), KKB_PART_NAME, 0, 0, FALSE },
  [TEXT_UNIT] = { N_ ("_Unit"), KKB_PART_UNIT, 0, 0, FALSE },
  [TEXT_MEANING] = { N_ ("_Meaning"), -1, 2, 6, FALSE },
  [TEXT_SOURCE] = { N_ ("How it is mea_sured"), -1, 1, 5, FALSE },
  [TEXT_RATIONALE] = { N_ ("_Rationale of the target"), -1, 2, 6, FALSE },
  [TEXT_RELEASE] = { N_ ("Re_lease"), -1, 0, 0, FALSE },
  [TEXT_NOTE] = { N_ ("_Note"), -1, 1, 5, FALSE },
  [TEXT_WEIGHT] = { N_ ("_Weight"), KKB_PART_WEIGHT, 0, 0, TRUE },
  [TEXT_TOLERANCE] = { N_ ("_Tolerance"), KKB_PART_TOLERANCE, 0, 0, TRUE },
  [TEXT_DECIMALS] = { N_ ("Decimals of a ra_tio"), -1, 0, 0, TRUE },
};

/* ---- helpers ---- */

static int
which (GtkWidget *field)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (field), "which"));
}

/* A label without its mnemonic, for the undo step. */
static char *
plain (const char *label)
{
  g_auto (GStrv) parts = g_strsplit (_ (label), "_", 2);
  char *text = g_strjoinv ("", parts);
  char *mnemonic = strstr (text, "(");

  if (mnemonic && g_str_has_suffix (text, ")") && strlen (mnemonic) == 3)
    *mnemonic = '\0';
  return text;
}

static char *
step_label (const char *label)
{
  g_autofree char *name = plain (label);

  return g_strdup_printf (_ ("Indicator: %s"), name);
}

/* "" is none: *HAS is FALSE. */
static gboolean
read_number (const char *text, KkbDecimal *number, guint8 *has, GError **error)
{
  g_auto (KkbQuantity) q = { 0 };

  if (!kkb_quantity_parse (text, NULL, &q, error))
    return FALSE;
  *has = q.kind == KKB_VALUE_NUMBER;
  if (*has && q.bound == KKB_BOUND_EXACT && !q.unsure)
    *number = q.low;
  else if (q.kind != KKB_VALUE_BLANK && q.kind != KKB_VALUE_NONE)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("“%s” is not a number."), text);
      return FALSE;
    }
  return TRUE;
}

/* The row that is the origin prints the indicator's own ID. */
static void
set_code (KkbDraft *draft, KkbIndicator *indicator, const char *code)
{
  const KkbIndicator *old = kkb_facts_indicator (kkb_draft_facts (draft), indicator->id);
  const KkbPlacement *origin = old ? kkb_indicator_origin (old) : NULL;

  if (origin && *origin->code && kkb_text_same (origin->code, old->code))
    kkb_draft_placement (draft, origin->id)->code = kkb_draft_string (draft, code);
  indicator->code = kkb_draft_string (draft, code);
}

static gboolean
set_decimals (KkbDraft *draft, KkbIndicator *indicator, const char *text, GError **error)
{
  KkbDecimal d = kkb_decimal_from_int (1);
  guint8 has;

  if (!read_number (text, &d, &has, error))
    return FALSE;
  if (has && (d.scale || d.coef < 0 || d.coef > 6))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("Type a number of decimals from 0 to 6."));
      return FALSE;
    }
  kkb_draft_indicator_more (draft, indicator->id)->decimals = has ? (guint8)d.coef : 1;
  return TRUE;
}

static gboolean
apply_text (KkbDraft *draft, KkbIndicator *indicator, int field, const char *typed, GError **error)
{
  g_autofree char *line = text_fields[field].lines ? g_strdup (typed) : kkb_text_strip (typed);
  const char *text = kkb_draft_string (draft, line);

  switch (field)
    {
    case TEXT_CODE:
      set_code (draft, indicator, text);
      return TRUE;
    case TEXT_NAME:
      indicator->name = text;
      return TRUE;
    case TEXT_UNIT:
      indicator->unit = text;
      return TRUE;
    case TEXT_MEANING:
      indicator->meaning = text;
      return TRUE;
    case TEXT_SOURCE:
      indicator->source = text;
      return TRUE;
    case TEXT_RATIONALE:
      indicator->rationale = text;
      return TRUE;
    case TEXT_RELEASE:
      indicator->release = text;
      return TRUE;
    case TEXT_NOTE:
      indicator->note = text;
      return TRUE;
    case TEXT_WEIGHT:
      return read_number (text, &indicator->weight, &indicator->has_weight, error);
    case TEXT_TOLERANCE:
      return read_number (text, &indicator->tolerance, &indicator->has_tolerance, error);
    default:
      return set_decimals (draft, indicator, text, error);
    }
}

static char *
text_of (const KkbIndicator *indicator, int field)
{
  switch (field)
    {
    case TEXT_CODE:
      return g_strdup (indicator->code);
    case TEXT_NAME:
      return g_strdup (indicator->name);
    case TEXT_UNIT:
      return g_strdup (indicator->unit);
    case TEXT_MEANING:
      return g_strdup (indicator->meaning);
    case TEXT_SOURCE:
      return g_strdup (indicator->source);
    case TEXT_RATIONALE:
      return g_strdup (indicator->rationale);
    case TEXT_RELEASE:
      return g_strdup (indicator->release);
    case TEXT_NOTE:
      return g_strdup (indicator->note);
    case TEXT_WEIGHT:
      return indicator->has_weight ? kkb_decimal_to_string (indicator->weight) : g_strdup ("");
    case TEXT_TOLERANCE:
      return indicator->has_tolerance ? kkb_decimal_to_string (indicator->tolerance) : g_strdup ("");
    default:
      return g_strdup_printf ("%u", indicator->more->decimals);
    }
}

static guint
pick_of (const KkbIndicator *indicator, int field)
{
  switch (field)
    {
    case PICK_DIRECTION:
      return indicator->direction;
    case PICK_SERIES:
      return indicator->series;
    case PICK_ROLE:
      return indicator->role;
    case PICK_PERIOD:
      return indicator->period_kind;
    default:
      return indicator->more->release_month;
    }
}

static void
apply_pick (KkbDraft *draft, KkbIndicator *indicator, int field, guint index)
{
  if (field == PICK_DIRECTION)
    indicator->direction = (guint8)index;
  else if (field == PICK_SERIES)
    indicator->series = (guint8)index;
  else if (field == PICK_ROLE)
    indicator->role = (guint8)index;
  else if (field == PICK_PERIOD)
    indicator->period_kind = (guint8)index;
  else
    kkb_draft_indicator_more (draft, indicator->id)->release_month = (guint8)index;
}

/* Are there figures that count otherwise in another kind of series? */
static gboolean
has_figures (const KkbIndicator *indicator)
{
  for (guint i = 0; i < indicator->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (indicator->goals, i);

      if (goal->targets.n || goal->baseline.kind != KKB_VALUE_BLANK)
        return TRUE;
    }
  return indicator->actuals.n > 0 && !kkb_indicator_is_computed (indicator);
}

/* ---- callbacks ---- */

static gboolean
text_store_cb (GtkWidget *field, const char *text, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  const KkbIndicator *shown = kkb_indicator_page_indicator (self);
  g_autoptr (KkbDraft) draft = NULL;
  g_autofree char *label = step_label (text_fields[which (field)].label);

  if (!shown)
    return TRUE;
  draft = kkb_draft_new (self->doc);
  if (!apply_text (draft, kkb_draft_indicator (draft, shown->id), which (field), text, error))
    return FALSE;
  return kkb_edit_run (self->doc, g_steal_pointer (&draft), label, error);
}

/* What is odd about TEXT, while it is typed. */
static gboolean
text_check_cb (GtkWidget *field, const char *text, gpointer data, char **hint, GError **error)
{
  KkbIndicatorPage *self = data;
  const KkbIndicator *shown = kkb_indicator_page_indicator (self);
  g_autoptr (KkbDraft) draft = NULL;
  g_autoptr (GPtrArray) remarks = NULL;
  KkbIndicator *indicator;

  if (!shown)
    return TRUE;
  draft = kkb_draft_new (self->doc);
  indicator = kkb_draft_indicator (draft, shown->id);
  if (!apply_text (draft, indicator, which (field), text, error))
    return FALSE;
  remarks = kkb_indicator_check (kkb_indicator_page_facts (self), NULL, kkb_indicator_page_goal_plan (self), indicator,
                                 kkb_indicator_page_goal (self), &self->format);
  for (guint i = 0; i < remarks->len; i++)
    {
      const KkbRemark *remark = g_ptr_array_index (remarks, i);

      if ((int)remark->part != text_fields[which (field)].part)
        continue;
      if (remark->is_error)
        {
          g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, remark->sentence);
          return FALSE;
        }
      if (!*hint)
        *hint = g_strdup (remark->sentence);
    }
  return TRUE;
}

static gboolean
pick_cb (GtkWidget *field, guint index, gpointer data, GError **error)
{
  static const char *const labels[]
      = { N_ ("_Direction"), N_ ("_Kind"), N_ ("R_ole"), N_ ("_Period"), N_ ("Month of release") };
  KkbIndicatorPage *self = data;
  const KkbIndicator *shown = kkb_indicator_page_indicator (self);
  g_autofree char *label = step_label (labels[which (field)]);
  KkbDraft *draft;

  if (!shown)
    return TRUE;
  if (which (field) == PICK_SERIES && has_figures (shown))
    {
      kkb_indicator_convert_series (self->win, self->doc, shown->id, (KkbSeries)index);
      kkb_field_choice_show (field, shown->series);
      return TRUE;
    }
  draft = kkb_draft_new (self->doc);
  apply_pick (draft, kkb_draft_indicator (draft, shown->id), which (field), index);
  return kkb_edit_run (self->doc, draft, label, error);
}

static gboolean
departments_cb (GtkWidget *field, const char *const *names, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  KkbDraft *draft = kkb_draft_new (self->doc);
  KkbIndicator *indicator = kkb_draft_indicator (draft, kkb_indicator_page_indicator (self)->id);
  g_autofree char *label = step_label (N_ ("D_epartments"));

  indicator->departments = kkb_edit_department_ids (draft, names);
  return kkb_edit_run (self->doc, draft, label, error);
}

static gboolean
tags_cb (GtkWidget *field, const char *const *names, gpointer data, GError **error)
{
  KkbIndicatorPage *self = data;
  KkbDraft *draft = kkb_draft_new (self->doc);
  KkbIndicatorMore *more = kkb_draft_indicator_more (draft, kkb_indicator_page_indicator (self)->id);
  g_autofree char *label = step_label (N_ ("Ta_gs"));

  more->tags = kkb_edit_word_ids (draft, KKB_WORD_TAG, names);
  return kkb_edit_run (self->doc, draft, label, error);
}

static void
convert_unit_cb (KkbIndicatorPage *self)
{
  const KkbIndicator *shown = kkb_indicator_page_indicator (self);

  if (shown && kkb_form_commit (self->left))
    kkb_indicator_convert_unit (self->win, self->doc, shown->id);
}

/* ---- making and filling ---- */

static GtkWidget *
add_text (KkbIndicatorPage *self, GtkWidget *form, int field)
{
  guint lines = text_fields[field].lines;
  GtkWidget *widget = lines ? kkb_field_text_new (lines, text_fields[field].most, text_store_cb, self)
                            : kkb_field_entry_new (text_store_cb, self);

  g_object_set_data (G_OBJECT (widget), "which", GINT_TO_POINTER (field));
  if (text_fields[field].part >= 0 || field == TEXT_DECIMALS)
    kkb_field_entry_set_check (widget, text_check_cb);
  if (text_fields[field].numeric)
    kkb_field_entry_set_width (widget, 8);
  if (text_fields[field].numeric)
    kkb_field_entry_set_numeric (widget, TRUE);
  self->texts[field] = widget;
  return kkb_form_add (form, _ (text_fields[field].label), widget);
}

static GtkWidget *
add_pick (KkbIndicatorPage *self, GtkWidget *form, int field, const char *label, const char *const *words)
{
  self->picks[field] = kkb_field_choice_new (words, pick_cb, self);
  g_object_set_data (G_OBJECT (self->picks[field]), "which", GINT_TO_POINTER (field));
  return kkb_form_add (form, label, self->picks[field]);
}

static void
add_kinds (KkbIndicatorPage *self, GtkWidget *form)
{
  const char *const directions[]
      = { _ ("the more the better"), _ ("the less the better"), _ ("to be maintained"), _ ("within a range"), NULL };
  const char *const series[] = { C_ ("series", "level"),
                                 C_ ("series", "amount of one year"),
                                 C_ ("series", "running total"),
                                 C_ ("series", "running total within the plan"),
                                 C_ ("series", "ratio"),
                                 C_ ("series", "milestone"),
                                 NULL };
  const char *const periods[] = { C_ ("period kind", "fiscal year"), C_ ("period kind", "calendar year"),
                                  C_ ("period kind", "as of a date"), C_ ("period kind", "total of a period"), NULL };
  const char *roles[KKB_ROLE_OUTCOME_FINAL + 2] = { NULL };
  const char *months[14] = { NULL };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i <= KKB_ROLE_OUTCOME_FINAL; i++)
    roles[i] = i ? kkb_role_word ((KkbRole)i) : _ ("not given");
  months[0] = _ ("not given");
  for (guint i = 1; i <= 12; i++)
    {
      g_ptr_array_add (names, g_strdup_printf (_ ("month %u"), i));
      months[i] = g_ptr_array_index (names, i - 1);
    }
  add_pick (self, form, PICK_DIRECTION, _ ("_Direction"), directions);
  add_pick (self, form, PICK_SERIES, _ ("_Kind"), series);
  add_pick (self, form, PICK_ROLE, _ ("R_ole"), roles);
  add_pick (self, form, PICK_PERIOD, _ ("_Period"), periods);
  add_text (self, form, TEXT_RELEASE);
  add_pick (self, form, PICK_MONTH, _ ("Month of release"), months);
}

void
kkb_indicator_build_fields (KkbIndicatorPage *self, GtkWidget *form)
{
  self->convert = gtk_button_new_with_mnemonic (_ ("Con_vert Figures to Another Unit…"));
  kkb_form_add_heading (form, _ ("The indicator"));
  add_text (self, form, TEXT_NAME);
  add_text (self, form, TEXT_CODE);
  add_text (self, form, TEXT_UNIT);
  gtk_widget_set_halign (self->convert, GTK_ALIGN_START);
  g_signal_connect_swapped (self->convert, "clicked", G_CALLBACK (convert_unit_cb), self);
  kkb_form_add (form, "", self->convert);
  self->departments = kkb_form_add (form, _ ("D_epartments"), kkb_field_chips_new (departments_cb, self));
  kkb_field_chips_set_lead (self->departments, _ ("lead"));
  self->tags = kkb_form_add (form, _ ("Ta_gs"), kkb_field_chips_new (tags_cb, self));
  add_text (self, form, TEXT_MEANING);
  add_text (self, form, TEXT_SOURCE);
  add_text (self, form, TEXT_RATIONALE);
  add_text (self, form, TEXT_NOTE);
  kkb_form_add_heading (form, _ ("How it is counted"));
  add_kinds (self, form);
  add_text (self, form, TEXT_WEIGHT);
  add_text (self, form, TEXT_TOLERANCE);
  add_text (self, form, TEXT_DECIMALS);
}

/* What is to be said about the whole, and the sentence it would get. */
static void
fill_remarks (KkbIndicatorPage *self, const KkbIndicator *indicator)
{
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  const KkbPlan *plan = kkb_indicator_page_goal_plan (self);
  const KkbGoal *goal = kkb_indicator_page_goal (self);
  const KkbRules *rules = kkb_review_rules (kkb_document_review (self->doc), plan);
  g_autoptr (GPtrArray) remarks = kkb_indicator_check (facts, NULL, plan, indicator, goal, &self->format);
  g_autofree char *example = kkb_indicator_example (facts, NULL, plan, indicator, goal, rules, &self->format, NULL);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < remarks->len; i++)
    {
      const KkbRemark *remark = g_ptr_array_index (remarks, i);

      g_string_append_printf (lines, "%s%s%s", lines->len ? "\n" : "", remark->is_error ? "✕ " : "・",
                              remark->sentence);
    }
  gtk_label_set_text (GTK_LABEL (self->remarks), lines->str);
  gtk_widget_set_visible (self->remarks, lines->len > 0);
  gtk_label_set_text (GTK_LABEL (self->example), example ? example : "");
  g_string_free (lines, TRUE);
}

void
kkb_indicator_fill_fields (KkbIndicatorPage *self)
{
  const KkbIndicator *indicator = kkb_indicator_page_indicator (self);
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  g_auto (GStrv) departments = kkb_field_department_names (facts, indicator->departments);
  g_auto (GStrv) all_departments = kkb_field_department_names (facts, NULL);
  g_auto (GStrv) tags = kkb_field_word_names (facts, KKB_WORD_TAG, indicator->more->tags);
  g_auto (GStrv) all_tags = kkb_field_word_names (facts, KKB_WORD_TAG, NULL);

  for (int i = 0; i < N_TEXTS; i++)
    {
      g_autofree char *text = text_of (indicator, i);

      if (text_fields[i].lines)
        kkb_field_text_show (self->texts[i], text);
      else
        kkb_field_entry_show (self->texts[i], text);
      if (text_fields[i].part >= 0)
        kkb_field_entry_recheck (self->texts[i]);
    }
  for (int i = 0; i <= PICK_MONTH; i++)
    kkb_field_choice_show (self->picks[i], pick_of (indicator, i));
  kkb_field_chips_show (self->departments, (const char *const *)departments);
  kkb_field_chips_set_words (self->departments, (const char *const *)all_departments);
  kkb_field_chips_show (self->tags, (const char *const *)tags);
  kkb_field_chips_set_words (self->tags, (const char *const *)all_tags);
  fill_remarks (self, indicator);
}
