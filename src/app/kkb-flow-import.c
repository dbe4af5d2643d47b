/* kkb-flow-import.c - reading a workbook: in a worker, then what was read, assumed and not read is shown, then one
 * undoable command. Also salvaging a damaged file, which ends in the same kind of list. */
#include "kkb-compat.h"
#include "kkb-error.h"
#include "kkb-flow-private.h"
#include "kkb-import.h"
#include "kkb-question.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  char *path;
  gboolean as_new;
  KkbImport *import;
} Importing;

static void
importing_free (gpointer data)
{
  Importing *importing = data;

  g_clear_pointer (&importing->import, kkb_import_free);
  g_free (importing->path);
  g_free (importing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Importing, importing_free)

GtkWidget *
kkb_flow_list_new (GPtrArray *lines, const char *name)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%s", i ? "\n" : "", (const char *)g_ptr_array_index (lines, i));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text->str, -1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (view), 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_set_size_request (scroller, 640, 220);
  return scroller;
}

/* ---- bringing it in ---- */

static void
bring_in (KkbWindow *win, Importing *importing)
{
  KkbImportResult result = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = importing->as_new ? kkb_document_new (&error) : NULL;
  KkbDocument *target = importing->as_new ? doc : kkb_window_document (win);
  gboolean changed = FALSE;
  g_autofree char *outcome = NULL, *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!importing->as_new && !kkb_window_commit_edit (win))
    return;
  if (!target || !kkb_document_run (target, kkb_import_command (importing->import, &result), &changed, &error))
    {
      kkb_window_show_error (win, error);
      return;
    }
  if (importing->as_new)
    {
      win = kkb_flow_window_for_new (win);
      kkb_window_set_document (win, doc);
    }
  outcome = kkb_import_result_text (&result);
  lines = g_strsplit (outcome, "\n", -1);
  g_free (outcome);
  outcome = g_strjoinv (_ ("; "), lines);
  text = changed ? g_strdup_printf (_ ("Imported. %s"), outcome) : g_strdup (outcome);
  kkb_window_say (win, text);
}

static void
report_answered (GtkWindow *parent, int button, gpointer data)
{
  g_autoptr (Importing) importing = data;

  if (button == 1)
    bring_in (KKB_WINDOW (parent), importing);
  else
    kkb_window_say (KKB_WINDOW (parent), _ ("Not imported. Nothing was changed."));
}

static char *
summary_text (KkbImport *import)
{
  const KkbFacts *facts = kkb_import_facts (import);
  guint unread = kkb_import_count (import, KKB_PROBLEM_UNREAD) + kkb_import_count (import, KKB_PROBLEM_ERROR);
  guint projects = 0;

  for (guint i = 0; i < facts->nodes->len; i++)
    projects += ((KkbNode *)g_ptr_array_index (facts->nodes, i))->project != NULL;
  return g_strdup_printf (
      _ ("Read: %u tree entries, %u projects, %u indicators. Not readable: %u cells. Assumed: %u. Ignored: %u."),
      facts->nodes->len - projects, projects, facts->indicators->len, unread,
      kkb_import_count (import, KKB_PROBLEM_ASSUMED), kkb_import_count (import, KKB_PROBLEM_IGNORED));
}

static void
read_done (GtkWidget *bar, gpointer data, const GError *error)
{
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("_Import"), KKB_BUTTON_SUGGESTED } };
  KkbWindow *win = KKB_WINDOW (gtk_widget_get_root (bar));
  Importing *read = data;
  g_autoptr (GPtrArray) lines = NULL;
  Importing *importing;
  g_autofree char *text = NULL, *name = NULL;

  if (error)
    {
      kkb_window_say (win, _ ("Cancelled. Nothing was changed."));
      kkb_window_show_error (win, error);
      return;
    }
  importing = g_new0 (Importing, 1);
  importing->as_new = read->as_new;
  importing->import = g_steal_pointer (&read->import);
  lines = kkb_import_problem_lines (kkb_import_problems (importing->import));
  if (!lines->len)
    {
      bring_in (win, importing);
      importing_free (importing);
      return;
    }
  text = summary_text (importing->import);
  name = g_path_get_basename (read->path);
  kkb_question_ask (GTK_WINDOW (win), name, text, kkb_flow_list_new (lines, _ ("What was found while reading")),
                    buttons, G_N_ELEMENTS (buttons), 0, 1, report_answered, importing);
}

static gboolean
read_workbook (KkbJob *job, gpointer data, GError **error)
{
  Importing *importing = data;

  importing->import = kkb_import_read (importing->path, kkb_job_cancellable (job), error);
  return importing->import != NULL;
}

static void
start (KkbWindow *win, const char *path, gboolean as_new)
{
  Importing *importing = g_new0 (Importing, 1);

  importing->path = g_strdup (path);
  importing->as_new = as_new;
  if (!kkb_job_bar_run (kkb_window_job_bar (win), _ ("Reading the workbook…"), read_workbook, read_done, importing,
                        importing_free))
    kkb_window_say (win, _ ("Work is still going on. Wait for it or cancel it."));
}

void
kkb_flow_new_from_workbook_path (KkbWindow *win, const char *path)
{
  start (win, path, TRUE);
}

void
kkb_flow_import_path (KkbWindow *win, const char *path)
{
  start (win, path, FALSE);
}

static void
workbook_chosen (GtkWindow *parent, GFile *file, gpointer as_new)
{
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    start (KKB_WINDOW (parent), path, GPOINTER_TO_INT (as_new));
}

static void
choose_workbook (KkbWindow *win, const char *title, gboolean as_new)
{
  static const char *const patterns[] = { "*.xlsx", "*.xlsm", NULL };
  const KkbFileFilter filters[] = { { _ ("Excel workbooks"), patterns }, { NULL, NULL } };

  kkb_compat_choose_file (GTK_WINDOW (win), title, FALSE, _ ("_Open"), NULL, NULL, filters, workbook_chosen,
                          GINT_TO_POINTER (as_new));
}

void
kkb_flow_new_from_workbook (KkbWindow *win)
{
  choose_workbook (win, _ ("New from Workbook"), TRUE);
}

void
kkb_flow_import (KkbWindow *win)
{
  choose_workbook (win, _ ("Import Workbook"), FALSE);
}

/* ---- salvaging ---- */

typedef struct
{
  char *from, *to;
  GPtrArray *report;
} Salvage;

static void
salvage_free (gpointer data)
{
  Salvage *salvage = data;

  g_free (salvage->from);
  g_free (salvage->to);
  g_ptr_array_unref (salvage->report);
  g_free (salvage);
}

static gboolean
run_salvage (KkbJob *job, gpointer data, GError **error)
{
  Salvage *salvage = data;

  return kkb_store_salvage (salvage->from, salvage->to, salvage->report, kkb_job_cancellable (job), error);
}

static void
salvage_told (GtkWindow *parent, int button, gpointer data)
{
  g_autofree char *path = data;

  if (button == 1)
    kkb_flow_open_path (KKB_WINDOW (parent), path);
}

static void
salvaged (GtkWidget *bar, gpointer data, const GError *error)
{
  const KkbButton buttons[] = { { _ ("_Close"), KKB_BUTTON_PLAIN }, { _ ("_Open It"), KKB_BUTTON_SUGGESTED } };
  KkbWindow *win = KKB_WINDOW (gtk_widget_get_root (bar));
  Salvage *salvage = data;
  g_autofree char *text = NULL;

  if (error)
    {
      kkb_window_show_error (win, error);
      return;
    }
  text = g_strdup_printf (
      _ ("What could be read of the damaged file is now in %s. The damaged file was not touched. Compare "
         "the figures with your papers before you go on."),
      salvage->to);
  kkb_question_ask (GTK_WINDOW (win), _ ("Salvaged"), text,
                    kkb_flow_list_new (salvage->report, _ ("What was salvaged")), buttons, G_N_ELEMENTS (buttons), 0, 1,
                    salvage_told, g_strdup (salvage->to));
}

static void
salvage_path_chosen (KkbWindow *win, const char *path, gpointer data)
{
  g_autofree char *from = data;
  Salvage *salvage;

  if (!path)
    return;
  salvage = g_new0 (Salvage, 1);
  salvage->from = g_steal_pointer (&from);
  salvage->to = g_strdup (path);
  salvage->report = g_ptr_array_new_with_free_func (g_free);
  if (!kkb_job_bar_run (kkb_window_job_bar (win), _ ("Salvaging…"), run_salvage, salvaged, salvage, salvage_free))
    kkb_window_say (win, _ ("Work is still going on. Wait for it or cancel it."));
}

static void
salvage_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  kkb_flow_with_ending (KKB_WINDOW (parent), file, ".keikaku", salvage_path_chosen, data);
}

void
kkb_flow_salvage (KkbWindow *win, const char *path)
{
  static const char *const patterns[] = { "*.keikaku", NULL };
  const KkbFileFilter filters[] = { { _ ("Keikakubo files"), patterns }, { NULL, NULL } };
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *title = g_str_has_suffix (base, ".keikaku") ? g_strndup (base, strlen (base) - 8) : g_strdup (base);
  g_autofree char *proposed = g_strdup_printf (_ ("%s salvaged"), title);
  g_autofree char *name = kkb_flow_file_name (proposed, ".keikaku");

  kkb_compat_choose_file (GTK_WINDOW (win), _ ("Salvage into a New File"), TRUE, _ ("_Salvage"), folder, name, filters,
                          salvage_chosen, g_strdup (path));
}
