/* kkb-flow.c - opening, saving, closing and recovering; see kkb-flow.h. Importing is in kkb-flow-import.c, reports in
 * kkb-flow-report.c. */
#include "kkb-flow-private.h"
#include "kkb-compat.h"
#include "kkb-error.h"
#include "kkb-history-text.h"
#include "kkb-question.h"
#include <glib/gi18n-lib.h>

#define PATIENCE_MS  400
#define UNPAINTED_MS 1000

static const char *const keikaku_patterns[] = { "*.keikaku", NULL };

/* ---- opening ---- */

/* What a person waits for at most before something else happens. A benchmark that counts instructions runs fifty times
 * slower: its clock would lie. */
static guint
patience_add (guint ms, GSourceFunc func, gpointer data)
{
  return g_timeout_add (g_getenv ("KEIKAKUBO_BENCH_FIRST_FRAME") ? G_MAXINT32 : ms, func, data);
}

typedef struct
{
  KkbWindow *win; /* owned; NULL while it is read ahead */
  char *path;
  KkbOpenMode mode;
  guint patience; /* while WIN is not shown yet */
} Opening;

static Opening *read_ahead; /* begun before there is a window */

static void open_in_mode (KkbWindow *win, const char *path, KkbOpenMode mode);
static gboolean show_open_one (KkbWindow *win, const char *path);

static void
opening_free (Opening *opening)
{
  g_clear_handle_id (&opening->patience, g_source_remove);
  g_clear_object (&opening->win);
  g_free (opening->path);
  g_free (opening);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static Opening *
opening_new (KkbWindow *win, const char *path, KkbOpenMode mode)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->win = win ? g_object_ref (win) : NULL;
  opening->path = g_strdup (path);
  opening->mode = mode;
  return opening;
}

static void
in_use_answered (GtkWindow *parent, int button, gpointer data)
{
  static const KkbOpenMode modes[] = { KKB_OPEN_READ_ONLY, KKB_OPEN_READ_ONLY, KKB_OPEN_COPY, KKB_OPEN_TAKE_OVER };
  g_autoptr (Opening) opening = data;

  if (button > 0)
    open_in_mode (opening->win, opening->path, modes[button]);
}

static void
ask_in_use (Opening *opening, const char *who)
{
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN },
                                { _ ("Open _Read Only"), KKB_BUTTON_SUGGESTED },
                                { _ ("Open a _Copy"), KKB_BUTTON_PLAIN },
                                { _ ("_Take Over"), KKB_BUTTON_DESTRUCTIVE } };

  kkb_question_ask (GTK_WINDOW (opening->win), _ ("Somebody else has this file open"), who, NULL, buttons,
                    G_N_ELEMENTS (buttons), 0, 1, in_use_answered, opening);
}

/* As the error tells it, with the date as all other dates in the window. */
static char *
in_use_words (Opening *opening, const GError *error)
{
  const KkbFormat *format = kkb_settings_format (kkb_window_settings (opening->win));
  g_autofree char *who = NULL, *host = NULL, *since = NULL, *iso = NULL, *when = NULL;
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GDateTime) date = NULL;

  if (!kkb_document_read_owner (opening->path, &who, &host, &since))
    return g_strdup (error->message);
  iso = g_strconcat (since, ":00", NULL);
  date = g_date_time_new_from_iso8601 (iso, local);
  g_free (iso);
  iso = date ? g_date_time_format_iso8601 (date) : NULL;
  when = iso ? kkb_history_when (iso, format) : g_strdup (since);
  return g_strdup_printf (
      _ ("%s (on %s) has had this document open since %s. Open it read-only or as a copy, or take it over."), who, host,
      when);
}

static void
salvage_answered (GtkWindow *parent, int button, gpointer data)
{
  g_autoptr (Opening) opening = data;

  if (button == 1)
    kkb_flow_salvage (opening->win, opening->path);
}

static void
ask_salvage (Opening *opening, const char *what)
{
  const KkbButton buttons[]
      = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("_Salvage into a New File…"), KKB_BUTTON_SUGGESTED } };

  kkb_question_ask (GTK_WINDOW (opening->win), _ ("This file is damaged"), what, NULL, buttons, G_N_ELEMENTS (buttons),
                    0, 1, salvage_answered, opening);
}

/* ---- checking what is shown already ---- */

typedef struct
{
  Opening *opening; /* owned */
  KkbDocument *doc; /* owned */
  GdkFrameClock *clock;
  guint source;
} Checking;

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Opening) opening = data;
  g_autoptr (GError) error = NULL;
  KkbDocument *doc = KKB_DOCUMENT (source);

  if (kkb_document_check_finish (doc, result, &error) || kkb_window_document (opening->win) != doc)
    return;
  kkb_window_set_document (opening->win, NULL);
  if (g_error_matches (error, KKB_ERROR, KKB_ERROR_DAMAGED))
    ask_salvage (g_steal_pointer (&opening), error->message);
  else
    kkb_window_show_error (opening->win, error);
}

static gboolean
check_now_cb (gpointer data)
{
  Checking *checking = data;

  if (checking->clock) /* one that stopped has no handlers any more */
    g_signal_handlers_disconnect_by_data (checking->clock, checking);
  g_clear_object (&checking->clock);
  kkb_document_check_async (checking->doc, checked_cb, checking->opening);
  g_object_unref (checking->doc);
  g_free (checking);
  return G_SOURCE_REMOVE;
}

static void
painted_cb (Checking *checking)
{
  g_source_remove (checking->source);
  checking->source = g_idle_add (check_now_cb, checking);
}

/* The check leaves the processor to the first picture of the document, unless nothing is painted at all. */
static void
check_after_first_frame (KkbWindow *win, KkbDocument *doc, const char *path, KkbOpenMode mode)
{
  Checking *checking = g_new0 (Checking, 1);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (win));

  checking->opening = opening_new (win, path, mode);
  checking->doc = g_object_ref (doc);
  checking->source = patience_add (UNPAINTED_MS, check_now_cb, checking);
  if (!clock)
    return;
  checking->clock = g_object_ref (clock);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), checking);
}

/* A window that is new. */
static void
show_window (Opening *opening)
{
  g_clear_handle_id (&opening->patience, g_source_remove);
  if (!gtk_widget_get_mapped (GTK_WIDGET (opening->win)))
    gtk_window_present (GTK_WINDOW (opening->win));
}

static gboolean
patience_ended_cb (gpointer data)
{
  Opening *opening = data;

  opening->patience = 0;
  show_window (opening);
  return G_SOURCE_REMOVE;
}

static void
show_opened (Opening *opening, KkbWindow *win, KkbDocument *doc)
{
  kkb_window_set_document (win, doc);
  show_window (opening);
  if (!kkb_document_checked (doc))
    check_after_first_frame (win, doc, opening->path, opening->mode);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Opening) opening = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = kkb_document_open_finish (result, &error);

  if (opening == read_ahead)
    read_ahead = NULL;
  if (!opening->win || !gtk_window_get_application (GTK_WINDOW (opening->win)))
    return; /* the window was closed meanwhile, or nobody wants what was read */
  kkb_window_say (opening->win, "");
  if (!doc)
    show_window (opening);
  if (doc) /* what came into the window meanwhile stays there */
    show_opened (opening, kkb_flow_window_for_new (opening->win), doc);
  else if (g_error_matches (error, KKB_ERROR, KKB_ERROR_IN_USE) && show_open_one (opening->win, opening->path))
    return; /* asked for twice */
  else if (g_error_matches (error, KKB_ERROR, KKB_ERROR_IN_USE))
    {
      g_autofree char *words = in_use_words (opening, error);

      ask_in_use (g_steal_pointer (&opening), words);
    }
  else if (g_error_matches (error, KKB_ERROR, KKB_ERROR_DAMAGED))
    ask_salvage (g_steal_pointer (&opening), error->message);
  else
    {
      if (g_error_matches (error, KKB_ERROR, KKB_ERROR_NOT_FOUND))
        {
          kkb_settings_remove_recent (kkb_window_settings (opening->win), opening->path);
          if (!kkb_window_document (opening->win))
            kkb_window_set_document (opening->win, NULL);
        }
      kkb_window_show_error (opening->win, error);
    }
}

static void
open_in_mode (KkbWindow *win, const char *path, KkbOpenMode mode)
{
  gboolean begun = read_ahead && mode == KKB_OPEN_NORMAL && g_str_equal (read_ahead->path, path);
  Opening *opening = begun ? g_steal_pointer (&read_ahead) : opening_new (win, path, mode);

  if (begun)
    opening->win = g_object_ref (win);
  kkb_window_say (win, _ ("Opening…"));
  if (!gtk_widget_get_mapped (GTK_WIDGET (win))) /* a window that appears with its document is there sooner */
    opening->patience = patience_add (PATIENCE_MS, patience_ended_cb, opening);
  if (!begun)
    kkb_document_open_async (path, mode, NULL, opened_cb, opening);
}

/* The same file twice brings its window forward. */
static gboolean
show_open_one (KkbWindow *win, const char *path)
{
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (win));
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (GList *l = gtk_application_get_windows (app); l; l = l->next)
    {
      KkbDocument *doc = KKB_IS_WINDOW (l->data) ? kkb_window_document (l->data) : NULL;
      g_autoptr (GFile) other = doc && kkb_document_path (doc) ? g_file_new_for_path (kkb_document_path (doc)) : NULL;
      if (!other || !g_file_equal (file, other))
        continue;
      gtk_window_present (l->data);
      return TRUE;
    }
  return FALSE;
}

KkbWindow *
kkb_flow_window_for_new (KkbWindow *win)
{
  KkbWindow *other;

  if (!kkb_window_document (win))
    return win;
  other = kkb_window_new (KKB_APPLICATION (gtk_window_get_application (GTK_WINDOW (win))));
  gtk_window_present (GTK_WINDOW (other));
  return other;
}

void
kkb_flow_read_ahead (const char *path)
{
  if (read_ahead)
    return;
  read_ahead = opening_new (NULL, path, KKB_OPEN_NORMAL);
  kkb_document_open_async (path, KKB_OPEN_NORMAL, NULL, opened_cb, read_ahead);
}

void
kkb_flow_open_path (KkbWindow *win, const char *path)
{
  if (!show_open_one (win, path))
    open_in_mode (kkb_flow_window_for_new (win), path, KKB_OPEN_NORMAL);
}

void
kkb_flow_open_sample (KkbWindow *win, const char *name)
{
  g_autofree char *path = kkb_application_sample_path (name);

  open_in_mode (kkb_flow_window_for_new (win), path, KKB_OPEN_TEMPLATE);
}

static void
open_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path)
    kkb_flow_open_path (KKB_WINDOW (parent), path);
}

void
kkb_flow_open (KkbWindow *win)
{
  const KkbFileFilter filters[] = { { _ ("Keikakubo files"), keikaku_patterns }, { NULL, NULL } };

  kkb_compat_choose_file (GTK_WINDOW (win), _ ("Open"), FALSE, _ ("_Open"), NULL, NULL, filters, open_chosen, NULL);
}

/* ---- saving ---- */

typedef struct
{
  KkbWindow *win; /* owned */
  char *path;     /* NULL: where it came from */
  KkbFlowThen then;
  gpointer data;
} Saving;

static void
saving_end (Saving *saving, gboolean ok)
{
  if (saving->then)
    saving->then (saving->win, ok, saving->data);
  g_object_unref (saving->win);
  g_free (saving->path);
  g_free (saving);
}

static Saving *
saving_new (KkbWindow *win, const char *path, KkbFlowThen then, gpointer data)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->win = g_object_ref (win);
  saving->path = g_strdup (path);
  saving->then = then;
  saving->data = data;
  return saving;
}

static void
changed_answered (GtkWindow *parent, int button, gpointer data)
{
  Saving *saving = data;

  if (button == 1)
    kkb_flow_save_as (saving->win, saving->then, saving->data);
  else if (saving->then)
    saving->then (saving->win, FALSE, saving->data);
  saving->then = NULL;
  saving_end (saving, FALSE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  KkbDocument *doc = KKB_DOCUMENT (source);
  g_autoptr (GError) error = NULL;
  const KkbButton buttons[]
      = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("Save under _Another Name…"), KKB_BUTTON_SUGGESTED } };

  if (kkb_document_save_finish (doc, result, &error))
    {
      guint unread = kkb_window_count_unread (saving->win);
      g_autofree char *text = unread
                                  ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                                  "Saved: %s. %u entry is not in the file yet: a cell "
                                                                  "that cannot be read (F4) or a line of money "
                                                                  "without an amount.",
                                                                  "Saved: %s. %u entries are not in the file yet: "
                                                                  "cells that cannot be read (F4) or lines of money "
                                                                  "without an amount.",
                                                                  unread),
                                                     kkb_document_path (doc), unread)
                                  : g_strdup_printf (_ ("Saved: %s"), kkb_document_path (doc));
      kkb_settings_add_recent (kkb_window_settings (saving->win), kkb_document_path (doc));
      kkb_window_say (saving->win, text);
      saving_end (saving, TRUE);
    }
  else if (g_error_matches (error, KKB_ERROR, KKB_ERROR_CHANGED))
    kkb_question_ask (GTK_WINDOW (saving->win), _ ("The file was changed by somebody else"), error->message, NULL,
                      buttons, G_N_ELEMENTS (buttons), 0, 1, changed_answered, saving);
  else
    {
      kkb_window_show_error (saving->win, error);
      saving_end (saving, FALSE);
    }
}

static void
save_to (KkbWindow *win, const char *path, KkbFlowThen then, gpointer data)
{
  if (!kkb_window_commit_edit (win))
    {
      if (then)
        then (win, FALSE, data);
      return;
    }
  kkb_window_say (win, _ ("Saving…"));
  kkb_document_save_async (kkb_window_document (win), path, NULL, saved_cb, saving_new (win, path, then, data));
}

void
kkb_flow_save_as_path (KkbWindow *win, const char *path, KkbFlowThen then, gpointer data)
{
  g_autofree char *with_ending
      = g_str_has_suffix (path, ".keikaku") ? g_strdup (path) : g_strconcat (path, ".keikaku", NULL);

  save_to (win, with_ending, then, data);
}

static void
save_path_chosen (KkbWindow *win, const char *path, gpointer data)
{
  Saving *saving = data;

  if (path)
    {
      save_to (win, path, saving->then, saving->data);
      saving->then = NULL;
    }
  saving_end (saving, FALSE);
}

static void
save_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  kkb_flow_with_ending (KKB_WINDOW (parent), file, ".keikaku", save_path_chosen, data);
}

void
kkb_flow_save_as (KkbWindow *win, KkbFlowThen then, gpointer data)
{
  const KkbFileFilter filters[] = { { _ ("Keikakubo files"), keikaku_patterns }, { NULL, NULL } };
  KkbDocument *doc = kkb_window_document (win);
  g_autofree char *title = kkb_document_title (doc);
  g_autofree char *name = kkb_flow_file_name (title, ".keikaku");
  g_autofree char *folder = kkb_document_path (doc) ? g_path_get_dirname (kkb_document_path (doc)) : NULL;

  kkb_compat_choose_file (GTK_WINDOW (win), _ ("Save As"), TRUE, _ ("_Save"), folder, name, filters, save_chosen,
                          saving_new (win, NULL, then, data));
}

void
kkb_flow_save (KkbWindow *win, KkbFlowThen then, gpointer data)
{
  KkbDocument *doc = kkb_window_document (win);

  if (!doc)
    return;
  if (!kkb_window_commit_edit (win))
    {
      if (then)
        then (win, FALSE, data);
    }
  else if (!kkb_document_path (doc) || kkb_document_read_only (doc))
    kkb_flow_save_as (win, then, data);
  else
    save_to (win, NULL, then, data);
}

/* ---- closing ---- */

static void
close_answered (GtkWindow *parent, int button, gpointer data)
{
  Saving *saving = data;

  if (button == 2)
    {
      kkb_flow_save (saving->win, saving->then, saving->data);
      saving->then = NULL;
    }
  saving_end (saving, button == 1);
}

static void
close_document (KkbWindow *win, KkbFlowThen then, gpointer data)
{
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN },
                                { _ ("_Discard Changes"), KKB_BUTTON_DESTRUCTIVE },
                                { _ ("_Save"), KKB_BUTTON_SUGGESTED } };
  KkbDocument *doc = kkb_window_document (win);
  g_autofree char *title = NULL, *heading = NULL;

  if (!doc || !kkb_document_dirty (doc))
    {
      then (win, TRUE, data);
      return;
    }
  title = kkb_document_title (doc);
  heading = g_strdup_printf (_ ("Save the changes to “%s”?"), title);
  kkb_question_ask (GTK_WINDOW (win), heading,
                    _ ("If you discard them, what was entered since the last saving is lost."), NULL, buttons,
                    G_N_ELEMENTS (buttons), 0, 2, close_answered, saving_new (win, NULL, then, data));
}

static void
unread_answered (GtkWindow *parent, int button, gpointer data)
{
  Saving *saving = data;

  if (button == 1)
    {
      close_document (saving->win, saving->then, saving->data);
      saving->then = NULL;
    }
  else
    kkb_window_show_unread (saving->win);
  saving_end (saving, FALSE);
}

/* What could not be read is in no file and would be gone. */
static void
ask_unread (KkbWindow *win, guint n, KkbFlowThen then, gpointer data)
{
  const KkbButton buttons[]
      = { { _ ("_Go There"), KKB_BUTTON_SUGGESTED }, { _ ("_Leave Out"), KKB_BUTTON_DESTRUCTIVE } };
  g_autofree char *heading = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u entry is not in the document yet", "%u entries are not in the document yet", n),
      n);

  kkb_question_ask (GTK_WINDOW (win), heading,
                    _ ("A cell of the page Entry that cannot be read, or a line of money without an amount on the page "
                       "Projects, is not "
                       "in the document. If you close now, it is lost; everything else is kept."),
                    NULL, buttons, G_N_ELEMENTS (buttons), 0, 0, unread_answered, saving_new (win, NULL, then, data));
}

void
kkb_flow_close (KkbWindow *win, KkbFlowThen then, gpointer data)
{
  KkbDocument *doc = kkb_window_document (win);

  if (kkb_job_bar_running (kkb_window_job_bar (win)) || (doc && kkb_document_busy (doc)))
    {
      kkb_window_say (win, _ ("Work is still going on. Wait for it or cancel it, then close."));
      then (win, FALSE, data);
    }
  else if (!kkb_window_commit_edit (win))
    then (win, FALSE, data);
  else if (kkb_window_count_unread (win))
    ask_unread (win, kkb_window_count_unread (win), then, data);
  else
    close_document (win, then, data);
}

/* ---- recovering ---- */

static void
recovery_answered (GtkWindow *parent, int button, gpointer data)
{
  KkbRecovery *recovery = data;
  KkbWindow *win = KKB_WINDOW (parent);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = NULL;

  if (button == 2)
    {
      doc = kkb_document_recover (recovery, &error);
      if (doc)
        {
          win = kkb_flow_window_for_new (win); /* a file may have been opened here before the answer */
          kkb_window_set_document (win, doc);
          kkb_window_say (win, _ ("Recovered what was entered before the program ended. Save it to keep it."));
        }
      else
        kkb_window_show_error (win, error);
    }
  else if (button == 1)
    kkb_recovery_discard (recovery);
  kkb_recovery_free (recovery);
}

void
kkb_flow_offer_recovery (KkbWindow *win)
{
  const KkbButton buttons[] = { { _ ("_Later"), KKB_BUTTON_PLAIN },
                                { _ ("_Discard"), KKB_BUTTON_DESTRUCTIVE },
                                { _ ("_Recover"), KKB_BUTTON_SUGGESTED } };
  g_autoptr (GPtrArray) list = kkb_recovery_list ();
  KkbRecovery *recovery;
  g_autofree char *text = NULL;

  if (!list->len)
    return;
  g_ptr_array_set_free_func (list, NULL);
  recovery = g_ptr_array_index (list, 0);
  for (guint i = 1; i < list->len; i++)
    kkb_recovery_free (g_ptr_array_index (list, i)); /* offered at the next start */
  text = g_strdup_printf (
      _ ("“%s” (%s) has entries that were not saved when the program ended, the last of %s. They are "
         "protected on this PC."),
      recovery->title, recovery->target ? recovery->target : _ ("not saved yet"), recovery->when);
  kkb_question_ask (GTK_WINDOW (win), _ ("Unsaved entries were found"), text, NULL, buttons, G_N_ELEMENTS (buttons), 0,
                    2, recovery_answered, recovery);
}
