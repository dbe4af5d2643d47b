/* kkb-flow-private.h - what the flows share. */
#pragma once
#include "kkb-flow.h"

G_BEGIN_DECLS

/* WIN itself if it shows no document, else a new window. */
KkbWindow *kkb_flow_window_for_new (KkbWindow *win);
/* PATH: NULL when given up. */
typedef void (*KkbFlowPath) (KkbWindow *win, const char *path, gpointer data);
/* The path of FILE (NULL: given up), with ENDING if it has none; asks before that longer name would replace a file. */
void kkb_flow_with_ending (KkbWindow *win, GFile *file, const char *ending, KkbFlowPath chosen, gpointer data);
/* TITLE as a file name with ENDING. Free with g_free(). */
char *kkb_flow_file_name (const char *title, const char *ending);
/* Asks for a new file and reads into it what can still be read of the damaged PATH; then says what was lost and opens it. */
void kkb_flow_salvage (KkbWindow *win, const char *path);
/* A scrolled list of sentences to go under a question. */
GtkWidget *kkb_flow_list_new (GPtrArray *lines, const char *name);

G_END_DECLS
