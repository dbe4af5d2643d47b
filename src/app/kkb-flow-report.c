/* kkb-flow-report.c - reports and the export of the standard workbook: choices, file, progress. */
#include "kkb-compat.h"
#include "kkb-error.h"
#include "kkb-export.h"
#include "kkb-flow-private.h"
#include "kkb-question.h"
#include "kkb-report.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  char *path;
  KkbReview *review; /* of a report */
  const KkbPlan *plan;
  KkbReportOptions options;
  KkbFacts *facts;   /* of an export */
  GArray *revisions; /* of an export */
} Output;

static void
output_free (gpointer data)
{
  Output *output = data;

  g_clear_pointer (&output->review, kkb_review_unref);
  g_clear_pointer (&output->facts, kkb_facts_unref);
  g_clear_pointer (&output->revisions, g_array_unref);
  g_free (output->path);
  g_free (output);
}

static void
progressed (double fraction, gpointer job)
{
  kkb_job_progress (job, fraction);
}

static gboolean
write_report (KkbJob *job, gpointer data, GError **error)
{
  Output *output = data;
  g_autoptr (KkbReport) report = kkb_report_kpi_new (output->review, output->plan, &output->options);

  return kkb_report_write (report, output->path, progressed, job, kkb_job_cancellable (job), error);
}

static gboolean
write_export (KkbJob *job, gpointer data, GError **error)
{
  Output *output = data;

  return kkb_export_workbook (output->facts, output->revisions, output->path, progressed, job,
                              kkb_job_cancellable (job), error);
}

static void
written (GtkWidget *bar, gpointer data, const GError *error)
{
  KkbWindow *win = KKB_WINDOW (gtk_widget_get_root (bar));
  Output *output = data;
  g_autofree char *text = NULL, *remainder = NULL;

  if (error && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kkb_window_say (win, _ ("Cancelled. No file was written."));
  else if (error)
    kkb_window_show_error (win, error);
  else
    {
      remainder = output->facts ? kkb_export_remainder (output->facts) : NULL;
      text = remainder ? g_strdup_printf (_ ("Written: %s. %s"), output->path, remainder)
                       : g_strdup_printf (_ ("Written: %s"), output->path);
      kkb_window_say (win, text);
    }
}

static void
start (KkbWindow *win, const char *title, KkbJobFunc func, Output *output)
{
  if (!kkb_job_bar_run (kkb_window_job_bar (win), title, func, written, output, output_free))
    kkb_window_say (win, _ ("Work is still going on. Wait for it or cancel it."));
}

/* ---- the kpi report ---- */

static void
remembered_options (KkbWindow *win, KkbReportOptions *options)
{
  KkbSettings *settings = kkb_window_settings (win);

  options->face = kkb_settings_int (settings, "report-data-face") ? KKB_FACE_DATA : KKB_FACE_PRINT;
  options->paper = kkb_settings_int (settings, "report-a4") ? KKB_PAPER_A4 : KKB_PAPER_A3;
  options->format = *kkb_settings_format (settings);
}

void
kkb_flow_report_path (KkbWindow *win, const char *path)
{
  gboolean all = kkb_settings_int (kkb_window_settings (win), "report-all-plans");
  Output *output;

  if (!kkb_window_commit_edit (win))
    return;
  output = g_new0 (Output, 1);
  output->path = g_strdup (path);
  output->review = kkb_review_ref (kkb_document_review (kkb_window_document (win)));
  output->plan = all ? NULL : kkb_window_selected_plan (win);
  remembered_options (win, &output->options);
  start (win, _ ("Writing the report…"), write_report, output);
}

typedef struct
{
  GtkWidget *kind, *face, *paper, *plans;
} Choices;

static GtkWidget *
add_choice (GtkWidget *grid, int row, const char *head, const char *const *names, guint selected)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (head);
  GtkWidget *list = gtk_drop_down_new_from_strings (names);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), list);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), selected);
  gtk_widget_set_hexpand (list, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), list, 1, row, 1, 1);
  return list;
}

static GtkWidget *
new_choices (KkbWindow *win, Choices *choices)
{
  const char *const kinds[] = { "Excel", "PDF", "CSV", NULL };
  const char *const faces[] = { _ ("For printing (merged heads, ▲)"), _ ("For machines (one fact a row)"), NULL };
  const char *const papers[] = { _ ("A3 landscape"), _ ("A4 landscape"), NULL };
  const char *const plans[] = { _ ("The selected plan"), _ ("All plans of this file"), NULL };
  KkbSettings *settings = kkb_window_settings (win);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  choices->kind = add_choice (grid, 0, _ ("_Kind of file"), kinds, kkb_settings_int (settings, "report-kind"));
  choices->face = add_choice (grid, 1, _ ("_Face"), faces, kkb_settings_int (settings, "report-data-face"));
  choices->paper = add_choice (grid, 2, _ ("_Paper"), papers, kkb_settings_int (settings, "report-a4"));
  choices->plans = add_choice (grid, 3, _ ("P_lans"), plans, kkb_settings_int (settings, "report-all-plans"));
  return grid;
}

static void
report_path_chosen (KkbWindow *win, const char *path, gpointer data)
{
  if (path)
    kkb_flow_report_path (win, path);
}

static void
report_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  static const char *const endings[] = { ".xlsx", ".pdf", ".csv" };
  KkbWindow *win = KKB_WINDOW (parent);
  int kind = CLAMP (kkb_settings_int (kkb_window_settings (win), "report-kind"), 0, 2);

  kkb_flow_with_ending (win, file, endings[kind], report_path_chosen, NULL);
}

static void
choices_answered (GtkWindow *parent, int button, gpointer data)
{
  g_autofree Choices *choices = data;
  KkbWindow *win = KKB_WINDOW (parent);
  KkbSettings *settings = kkb_window_settings (win);
  const char *const xlsx[] = { "*.xlsx", NULL }, *const pdf[] = { "*.pdf", NULL }, *const csv[] = { "*.csv", NULL };
  const char *const endings[] = { ".xlsx", ".pdf", ".csv" };
  const KkbFileFilter all[] = { { "Excel", xlsx }, { "PDF", pdf }, { "CSV", csv } };
  KkbFileFilter filters[2] = { { NULL, NULL }, { NULL, NULL } };
  const KkbPlan *plan = kkb_window_selected_plan (win);
  g_autofree char *title = NULL, *name = NULL;
  guint kind;

  if (button != 1)
    return;
  kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (choices->kind));
  kkb_settings_set_int (settings, "report-kind", kind);
  kkb_settings_set_int (settings, "report-data-face", gtk_drop_down_get_selected (GTK_DROP_DOWN (choices->face)));
  kkb_settings_set_int (settings, "report-a4", gtk_drop_down_get_selected (GTK_DROP_DOWN (choices->paper)));
  kkb_settings_set_int (settings, "report-all-plans", gtk_drop_down_get_selected (GTK_DROP_DOWN (choices->plans)));
  filters[0] = all[kind];
  title = g_strdup_printf (_ ("KPI progress table %s"), plan ? plan->title : "");
  name = kkb_flow_file_name (title, endings[kind]);
  kkb_compat_choose_file (parent, _ ("Write the Report"), TRUE, _ ("_Write"), NULL, name, filters, report_chosen, NULL);
}

void
kkb_flow_report (KkbWindow *win)
{
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("Choose _File…"), KKB_BUTTON_SUGGESTED } };
  Choices *choices = g_new0 (Choices, 1);
  GtkWidget *grid = new_choices (win, choices);

  kkb_question_ask (GTK_WINDOW (win), _ ("KPI Progress Table"),
                    _ ("The year and the rule set are those chosen in the window."), grid, buttons,
                    G_N_ELEMENTS (buttons), 0, 1, choices_answered, choices);
}

/* ---- the standard workbook ---- */

void
kkb_flow_export_path (KkbWindow *win, const char *path)
{
  KkbDocument *doc = kkb_window_document (win);
  g_autoptr (GError) error = NULL;
  GArray *revisions;
  Output *output;

  if (!kkb_window_commit_edit (win))
    return;
  revisions = kkb_export_revisions (kkb_document_store (doc), kkb_document_facts (doc), &error);
  if (!revisions)
    {
      kkb_window_show_error (win, error);
      return;
    }
  output = g_new0 (Output, 1);
  output->path = g_strdup (path);
  output->facts = kkb_facts_ref (kkb_document_facts (doc));
  output->revisions = revisions;
  start (win, _ ("Exporting…"), write_export, output);
}

static void
export_path_chosen (KkbWindow *win, const char *path, gpointer data)
{
  if (path)
    kkb_flow_export_path (win, path);
}

static void
export_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  kkb_flow_with_ending (KKB_WINDOW (parent), file, ".xlsx", export_path_chosen, NULL);
}

void
kkb_flow_export (KkbWindow *win)
{
  static const char *const patterns[] = { "*.xlsx", NULL };
  const KkbFileFilter filters[] = { { "Excel", patterns }, { NULL, NULL } };
  g_autofree char *title = kkb_document_title (kkb_window_document (win));
  g_autofree char *base
      = g_str_has_suffix (title, ".keikaku") ? g_strndup (title, strlen (title) - 8) : g_strdup (title);
  g_autofree char *name = kkb_flow_file_name (base, ".xlsx");

  kkb_compat_choose_file (GTK_WINDOW (win), _ ("Export Standard Workbook"), TRUE, _ ("_Export"), NULL, name, filters,
                          export_chosen, NULL);
}
