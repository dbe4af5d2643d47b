/* kkb-flow.h - what a person starts with a menu item and that asks something on its way: opening, importing, saving, reporting, closing.
 * Every flow ends in the window it began in, with a message. */
#pragma once
#include "kkb-window.h"

G_BEGIN_DECLS

void kkb_flow_open (KkbWindow *win);                        /* file chooser, then as below */
/* Opens PATH here (or in a new window if this one has a document); when somebody else has it: read-only, copy, take over or cancel. */
void kkb_flow_open_path (KkbWindow *win, const char *path);
/* Begins to read PATH before there is a window; the first kkb_flow_open_path() with it takes what was read. Before the main loop only. */
void kkb_flow_read_ahead (const char *path);
void kkb_flow_open_sample (KkbWindow *win, const char *name);
void kkb_flow_new_from_workbook (KkbWindow *win);           /* file chooser → reading with progress → what was read, assumed, not read → document */
void kkb_flow_new_from_workbook_path (KkbWindow *win, const char *path);
void kkb_flow_import (KkbWindow *win);                      /* the same into the open document, as one undoable command */
void kkb_flow_import_path (KkbWindow *win, const char *path);
/* Saves; THEN (or NULL) is called with TRUE when saved, FALSE when given up. */
typedef void (*KkbFlowThen) (KkbWindow *win, gboolean ok, gpointer data);
void kkb_flow_save (KkbWindow *win, KkbFlowThen then, gpointer data);
void kkb_flow_save_as (KkbWindow *win, KkbFlowThen then, gpointer data);
void kkb_flow_save_as_path (KkbWindow *win, const char *path, KkbFlowThen then, gpointer data);
void kkb_flow_export (KkbWindow *win);                      /* the standard workbook */
void kkb_flow_export_path (KkbWindow *win, const char *path);
void kkb_flow_report (KkbWindow *win);                      /* choices (plan, year, face, paper, kind of file), file chooser, progress */
void kkb_flow_report_path (KkbWindow *win, const char *path); /* with the choices as remembered; kind by the ending */
/* Asks about unsaved changes (save, discard, cancel); THEN with TRUE when the document may go. */
void kkb_flow_close (KkbWindow *win, KkbFlowThen then, gpointer data);
/* Offers what a crashed program left; nothing if there is nothing. */
void kkb_flow_offer_recovery (KkbWindow *win);

G_END_DECLS
