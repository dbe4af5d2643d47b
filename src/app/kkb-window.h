/* kkb-window.h - the one window of a document: menu, toolbar, tree, page, the selected thing, messages and running work. */
#pragma once
#include "kkb-application.h"
#include "kkb-document.h"
#include "kkb-grid.h"
#include "kkb-job.h"

G_BEGIN_DECLS

#define KKB_TYPE_WINDOW (kkb_window_get_type ())
G_DECLARE_FINAL_TYPE (KkbWindow, kkb_window, KKB, WINDOW, GtkApplicationWindow)

KkbWindow *kkb_window_new (KkbApplication *app);
KkbDocument *kkb_window_document (KkbWindow *win);            /* transfer none; NULL: the start page is shown */
/* Shows DOC (a reference is taken) or, with NULL, the start page. The document before it is closed: unsaved changes must have been asked about. */
void kkb_window_set_document (KkbWindow *win, KkbDocument *doc);
KkbSettings *kkb_window_settings (KkbWindow *win);
KkbJobBar *kkb_window_job_bar (KkbWindow *win);
/* Runs and consumes COMMAND; a failure is shown. TRUE if it changed something. */
gboolean kkb_window_run (KkbWindow *win, KkbCommand *command);
/* Undoes N steps of the document (redoes -N) and says so; a failure is shown, with how many were done. */
void kkb_window_step (KkbWindow *win, int n);
/* Undoes or redoes what was done last, also where that is only what the page keeps beside the document. */
void kkb_window_step_back (KkbWindow *win);
void kkb_window_step_again (KkbWindow *win);
/* Takes over what is being typed in the table. FALSE: it cannot be read; the reason is shown and the edit goes on. Whatever ends an edit or
 * needs the figures as they are (saving, closing, reporting, another node) calls this first: nothing typed is lost. */
gboolean kkb_window_commit_edit (KkbWindow *win);
/* The line at the foot of the window: what happened, until the next message. Announced to screen readers. */
void kkb_window_say (KkbWindow *win, const char *text);
/* A failure: in the message line in warning colour, kept until closed or replaced. */
void kkb_window_show_error (KkbWindow *win, const GError *error);
/* The pages of the middle region: "kpi" (指標), and those of kkb-window-pages.c. FALSE: what is being typed cannot be taken over, the page
 * stays. */
gboolean kkb_window_show_page (KkbWindow *win, const char *name);
const char *kkb_window_page_name (KkbWindow *win);
/* That page; NULL: the table of indicators. */
GtkWidget *kkb_window_page (KkbWindow *win);
/* The row at the cursor of the table or page with rows that was looked at last; 0: none. */
KkbId kkb_window_cursor_placement (KkbWindow *win);
/* How many cells of the pages keep a text that could not be read and is not in the document; goes to the next of them. */
guint kkb_window_count_unread (KkbWindow *win);
void kkb_window_show_unread (KkbWindow *win);
/* The table of the page that is shown; NULL: it has none. */
KkbGrid *kkb_window_grid (KkbWindow *win);
/* Shows all rows again: no search text, no rating or other filter. */
void kkb_window_clear_filter (KkbWindow *win);
/* Selects the node (0: the plan) in the tree; shows PLACEMENT on the page that is shown, else on 指標. */
void kkb_window_select (KkbWindow *win, KkbId plan, KkbId node);
KkbId kkb_window_placement (KkbWindow *win); /* the one the details show; 0: none */
gboolean kkb_window_show_placement (KkbWindow *win, KkbId placement, KkbField field, int fy);
/* The plan and node selected in the tree; node NULL: the plan itself; plan NULL: nothing. */
const KkbPlan *kkb_window_selected_plan (KkbWindow *win);
const KkbNode *kkb_window_selected_node (KkbWindow *win);

G_END_DECLS
