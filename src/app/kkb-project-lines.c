/* kkb-project-lines.c - 予算科目, 人件費 and outputs of a project, each a small table. */
#include "kkb-error.h"
#include "kkb-project-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

enum
{
  STAFF_YEAR,
  STAFF_KIND,
  STAFF_STAFF,
  STAFF_UNIT_COST,
  STAFF_COST,
  N_STAFF
};

/* ---- helpers ---- */

static KkbProject *
draft_project (KkbProjectPage *self, KkbDraft **draft)
{
  *draft = kkb_draft_new (self->doc);
  return kkb_draft_project (*draft, self->project);
}

/* N lines of SIZE bytes as an array that can be changed. */
static GArray *
copy_lines (gconstpointer lines, guint n, gsize size)
{
  GArray *copy = g_array_new (FALSE, TRUE, (guint)size);

  if (n)
    g_array_append_vals (copy, lines, n);
  return copy;
}

/* Whole or with decimals: 0.25. */
static gboolean
read_decimal (const char *text, KkbDecimal *out, GError **error)
{
  g_auto (KkbQuantity) q = { 0 };

  *out = kkb_decimal_from_int (0);
  if (!kkb_quantity_parse (text, "人", &q, error))
    return FALSE;
  if (q.kind == KKB_VALUE_NUMBER && q.bound == KKB_BOUND_EXACT)
    *out = q.low;
  else if (q.kind != KKB_VALUE_BLANK)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("“%s” is not a number of staff. Type it as 0.25."), text);
      return FALSE;
    }
  return TRUE;
}

/* ---- budget lines ---- */

static gboolean
budget_set_cb (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, GError **error)
{
  KkbProjectPage *self = data;
  KkbDraft *draft;
  KkbProject *project = draft_project (self, &draft);
  g_autoptr (GArray) lines = copy_lines (project->budget_lines, project->n_budget_lines, sizeof (KkbBudgetLine));
  g_autofree char *typed = kkb_text_strip (text);
  const char *own = kkb_draft_string (draft, typed);
  const KkbBudgetLine empty = { "", "", "", "", "" };
  KkbBudgetLine *line;

  if (!row)
    g_array_append_val (lines, empty);
  line = &g_array_index (lines, KkbBudgetLine, row ? row - 1 : lines->len - 1);
  *(column == 0   ? &line->account
    : column == 1 ? &line->kan
    : column == 2 ? &line->kou
    : column == 3 ? &line->moku
                  : &line->item)
      = own;
  project->n_budget_lines = lines->len;
  project->budget_lines = kkb_facts_bytes (kkb_draft_own (draft), lines->data, lines->len * sizeof (KkbBudgetLine));
  return kkb_edit_run (self->doc, draft, _ ("Project: budget lines"), error);
}

static gboolean
budget_remove_cb (GtkWidget *list, KkbId row, gpointer data, GError **error)
{
  KkbProjectPage *self = data;
  KkbDraft *draft;
  KkbProject *project = draft_project (self, &draft);
  g_autoptr (GArray) lines = copy_lines (project->budget_lines, project->n_budget_lines, sizeof (KkbBudgetLine));

  g_array_remove_index (lines, (guint)row - 1);
  project->n_budget_lines = lines->len;
  project->budget_lines = kkb_facts_bytes (kkb_draft_own (draft), lines->data, lines->len * sizeof (KkbBudgetLine));
  return kkb_edit_run (self->doc, draft, _ ("Project: budget lines"), error);
}

/* ---- staff ---- */

static gboolean
set_staff (KkbStaff *staff, guint column, const char *text, GError **error)
{
  KkbMoneyKind kind = KKB_MONEY_BUDGET;
  KkbDecimal yen = kkb_decimal_from_int (0);
  gboolean given;
  int fy;

  switch (column)
    {
    case STAFF_YEAR:
      if (!kkb_edit_read_year (text, &fy, error))
        return FALSE;
      staff->fy = (gint16)fy;
      return TRUE;
    case STAFF_KIND:
      if (!kkb_money_kind_from_word (text, &kind))
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("Type “%s” or “%s”."),
                       kkb_money_kind_word (KKB_MONEY_BUDGET), kkb_money_kind_word (KKB_MONEY_SETTLEMENT));
          return FALSE;
        }
      staff->kind = (guint8)kind;
      return TRUE;
    case STAFF_STAFF:
      return read_decimal (text, &staff->staff, error);
    default:
      if (!kkb_edit_read_yen (text, &yen, &given, error))
        return FALSE;
      staff->unit_cost = given ? yen : kkb_decimal_from_int (0);
      return TRUE;
    }
}

static gboolean
staff_set_cb (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, GError **error)
{
  KkbProjectPage *self = data;
  KkbDraft *draft;
  KkbProject *project = draft_project (self, &draft);
  g_autoptr (GArray) lines = copy_lines (project->staff, project->n_staff, sizeof (KkbStaff));
  g_autofree char *typed = kkb_text_strip (text);
  KkbStaff *line;

  if (!row)
    {
      /* as the line above, a year later, where there is one: what changes is typed */
      KkbStaff next = lines->len ? g_array_index (lines, KkbStaff, lines->len - 1) : (KkbStaff){ 0 };

      if (lines->len && next.fy != KKB_FY_NONE)
        next.fy++;
      next.staff = kkb_decimal_from_int (0);
      g_array_append_val (lines, next);
    }
  line = &g_array_index (lines, KkbStaff, row ? row - 1 : lines->len - 1);
  if (!set_staff (line, column, typed, error))
    {
      kkb_draft_free (draft);
      return FALSE;
    }
  project->n_staff = lines->len;
  project->staff = kkb_facts_bytes (kkb_draft_own (draft), lines->data, lines->len * sizeof (KkbStaff));
  return kkb_edit_run (self->doc, draft, _ ("Project: staff"), error);
}

static gboolean
staff_remove_cb (GtkWidget *list, KkbId row, gpointer data, GError **error)
{
  KkbProjectPage *self = data;
  KkbDraft *draft;
  KkbProject *project = draft_project (self, &draft);
  g_autoptr (GArray) lines = copy_lines (project->staff, project->n_staff, sizeof (KkbStaff));

  g_array_remove_index (lines, (guint)row - 1);
  project->n_staff = lines->len;
  project->staff = kkb_facts_bytes (kkb_draft_own (draft), lines->data, lines->len * sizeof (KkbStaff));
  return kkb_edit_run (self->doc, draft, _ ("Project: staff"), error);
}

/* ---- outputs ---- */

static gboolean
output_set_cb (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, GError **error)
{
  KkbProjectPage *self = data;
  KkbDraft *draft;
  KkbProject *project = draft_project (self, &draft);
  g_autoptr (GArray) lines = copy_lines (project->outputs, project->n_outputs, sizeof (KkbOutput));
  g_autofree char *typed = kkb_text_strip (text);
  const KkbOutput empty = { KKB_FY_NONE, "" };
  KkbOutput *line;
  int fy = KKB_FY_NONE;

  if (column == 0 && !kkb_edit_read_year (typed, &fy, error))
    {
      kkb_draft_free (draft);
      return FALSE;
    }
  if (!row)
    g_array_append_val (lines, empty);
  line = &g_array_index (lines, KkbOutput, row ? row - 1 : lines->len - 1);
  if (column == 0)
    line->fy = (gint16)fy;
  else
    line->text = kkb_draft_string (draft, typed);
  project->n_outputs = lines->len;
  project->outputs = kkb_facts_bytes (kkb_draft_own (draft), lines->data, lines->len * sizeof (KkbOutput));
  return kkb_edit_run (self->doc, draft, _ ("Project: outputs"), error);
}

static gboolean
output_remove_cb (GtkWidget *list, KkbId row, gpointer data, GError **error)
{
  KkbProjectPage *self = data;
  KkbDraft *draft;
  KkbProject *project = draft_project (self, &draft);
  g_autoptr (GArray) lines = copy_lines (project->outputs, project->n_outputs, sizeof (KkbOutput));

  g_array_remove_index (lines, (guint)row - 1);
  project->n_outputs = lines->len;
  project->outputs = kkb_facts_bytes (kkb_draft_own (draft), lines->data, lines->len * sizeof (KkbOutput));
  return kkb_edit_run (self->doc, draft, _ ("Project: outputs"), error);
}

/* ---- making and filling ---- */

void
kkb_project_build_lines (KkbProjectPage *self, GtkWidget *left, GtkWidget *right)
{
  static const KkbFieldListFuncs budget = { budget_set_cb, budget_remove_cb, NULL, NULL };
  static const KkbFieldListFuncs staff = { staff_set_cb, staff_remove_cb, NULL, NULL };
  static const KkbFieldListFuncs outputs = { output_set_cb, output_remove_cb, NULL, NULL };
  static KkbFieldColumn budget_columns[5], staff_columns[N_STAFF], output_columns[2];

  budget_columns[0] = (KkbFieldColumn){ .title = _ ("Account"), .width = 8 };
  budget_columns[1] = (KkbFieldColumn){ .title = C_ ("budget", "Kan"), .width = 8 };
  budget_columns[2] = (KkbFieldColumn){ .title = C_ ("budget", "Kou"), .width = 8 };
  budget_columns[3] = (KkbFieldColumn){ .title = C_ ("budget", "Moku"), .width = 8 };
  budget_columns[4] = (KkbFieldColumn){ .title = C_ ("budget", "Project") };
  staff_columns[STAFF_YEAR] = (KkbFieldColumn){ .title = _ ("Year"), .width = 6 };
  staff_columns[STAFF_KIND] = (KkbFieldColumn){ .title = C_ ("money", "Kind"), .width = 6 };
  staff_columns[STAFF_STAFF] = (KkbFieldColumn){ .title = _ ("Staff"), .width = 7, .numeric = TRUE };
  staff_columns[STAFF_UNIT_COST] = (KkbFieldColumn){ .title = _ ("Yen for one"), .width = 10, .numeric = TRUE };
  staff_columns[STAFF_COST] = (KkbFieldColumn){ .title = _ ("Cost (yen)"), .numeric = TRUE, .fixed = TRUE };
  output_columns[0] = (KkbFieldColumn){ .title = _ ("Year"), .width = 6 };
  output_columns[1] = (KkbFieldColumn){ .title = _ ("What was done") };

  kkb_form_add_heading (left, _ ("Outputs"));
  self->outputs = kkb_form_add_wide (left, NULL, kkb_field_list_new (output_columns, 2, &outputs, self));
  kkb_form_add_heading (right, _ ("Budget lines"));
  self->budget = kkb_form_add_wide (right, NULL, kkb_field_list_new (budget_columns, 5, &budget, self));
  kkb_form_add_heading (right, _ ("Personnel"));
  self->staff = kkb_form_add_wide (right, NULL, kkb_field_list_new (staff_columns, N_STAFF, &staff, self));
  self->staff_total = kkb_form_add_note (right, "");
}

static void
fill_budget (KkbProjectPage *self, const KkbProject *project)
{
  g_autofree KkbId *ids = g_new0 (KkbId, project->n_budget_lines + 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();

  for (guint i = 0; i < project->n_budget_lines; i++)
    {
      const KkbBudgetLine *line = &project->budget_lines[i];

      ids[i] = i + 1;
      g_ptr_array_add (cells, (char *)line->account);
      g_ptr_array_add (cells, (char *)line->kan);
      g_ptr_array_add (cells, (char *)line->kou);
      g_ptr_array_add (cells, (char *)line->moku);
      g_ptr_array_add (cells, (char *)line->item);
    }
  kkb_field_list_show (self->budget, ids, (const char *const *)cells->pdata, project->n_budget_lines);
}

static void
fill_staff (KkbProjectPage *self, const KkbProject *project)
{
  const char *const kinds[]
      = { kkb_money_kind_word (KKB_MONEY_BUDGET), kkb_money_kind_word (KKB_MONEY_SETTLEMENT), NULL };
  g_autofree KkbId *ids = g_new0 (KkbId, project->n_staff + 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  KkbDecimal sums[2] = { kkb_decimal_from_int (0), kkb_decimal_from_int (0) };
  g_autofree char *budget = NULL, *settlement = NULL, *total = NULL;

  for (guint i = 0; i < project->n_staff; i++)
    {
      const KkbStaff *line = &project->staff[i];
      KkbDecimal cost;
      gboolean ok = kkb_decimal_mul (line->staff, line->unit_cost, &cost);

      ids[i] = i + 1;
      g_ptr_array_add (cells, kkb_edit_year (line->fy, &self->format));
      g_ptr_array_add (cells, g_strdup (kkb_money_kind_word ((KkbMoneyKind)line->kind)));
      g_ptr_array_add (cells, kkb_decimal_to_string (line->staff));
      g_ptr_array_add (cells, kkb_decimal_format (line->unit_cost, &self->format));
      g_ptr_array_add (cells, ok ? kkb_decimal_format (cost, &self->format) : g_strdup (""));
      if (ok)
        kkb_decimal_add (sums[line->kind], cost, &sums[line->kind]);
    }
  kkb_field_list_set_words (self->staff, STAFF_KIND, kinds);
  kkb_field_list_show (self->staff, ids, (const char *const *)cells->pdata, project->n_staff);
  budget = kkb_decimal_format (sums[0], &self->format);
  settlement = kkb_decimal_format (sums[1], &self->format);
  total = g_strdup_printf (_ ("Personnel in all: budget %s yen, settlement %s yen"), budget, settlement);
  gtk_label_set_text (GTK_LABEL (self->staff_total), project->n_staff ? total : "");
  gtk_widget_set_visible (self->staff_total, project->n_staff > 0);
}

static void
fill_outputs (KkbProjectPage *self, const KkbProject *project)
{
  g_autofree KkbId *ids = g_new0 (KkbId, project->n_outputs + 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < project->n_outputs; i++)
    {
      ids[i] = i + 1;
      g_ptr_array_add (cells, kkb_edit_year (project->outputs[i].fy, &self->format));
      g_ptr_array_add (cells, g_strdup (project->outputs[i].text));
    }
  kkb_field_list_show (self->outputs, ids, (const char *const *)cells->pdata, project->n_outputs);
}

void
kkb_project_fill_lines (KkbProjectPage *self)
{
  const KkbProject *project = kkb_project_page_node (self)->project;

  fill_budget (self, project);
  fill_staff (self, project);
  fill_outputs (self, project);
}
