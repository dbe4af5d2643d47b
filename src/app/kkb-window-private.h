/* kkb-window-private.h - shared by kkb-window.c (the window and its document), kkb-window-actions.c (menu and keys) and
 * kkb-window-toolbar.c (year, rules, save state). */
#pragma once
#include "kkb-detail.h"
#include "kkb-filter-bar.h"
#include "kkb-grid.h"
#include "kkb-kpi-model.h"
#include "kkb-page.h"
#include "kkb-start-page.h"
#include "kkb-strip.h"
#include "kkb-tree.h"
#include "kkb-window.h"

G_BEGIN_DECLS

struct _KkbWindow
{
  GtkApplicationWindow parent;
  /* template children */
  GtkWidget *toolbar, *undo, *undo_list, *redo, *redo_list, *year, *rules, *wareki, *seireki, *state, *search;
  GtkWidget *pages, *head, *tabs, *filter_button, *filter_bar, *page_stack, *tree_paned, *tree, *detail_paned, *scope, *strip, *table_stack, *scroller, *grid, *nothing,
      *detail;
  GtkWidget *jobs, *message_bar, *message, *message_close;
  GtkWidget *start; /* made when it is first seen: most windows appear with a document */
  /* owned */
  KkbSettings *settings;
  KkbDocument *doc;
  KkbKpiModel *model;
  GArray *years;       /* int: the years to choose from, KKB_FINAL first */
  GPtrArray *made_pages; /* KkbPage: those shown so far; the stack owns them */
  /* state */
  KkbPage *page;       /* shown in the middle; NULL: the table of indicators */
  KkbId placement;     /* shown in the detail */
  GdkContentProvider *cut_content; /* owned: what the clipboard held when an item of the tree was cut */
  guint picked_show, picked_value; /* of the strip */
  gboolean narrowing_waits;        /* for a cell that holds what cannot be read */
  gboolean passing;    /* the message is about what was tried: it goes with the next step or page */
  gboolean closing;    /* asked about unsaved changes already */
  guint detail_idle;
  KkbId shown_plan, shown_node; /* what table and pages show: the selection of the tree, unless an edit keeps it back */
  KkbId copied;        /* the node copied in this window, for references to it */
};

/* kkb-window-actions.c */
void kkb_window_init_actions (KkbWindow *self);
void kkb_window_update_actions (KkbWindow *self);
char *kkb_window_step_label (KkbWindow *self, gboolean redo); /* of what undo or redo does now; NULL: nothing. Free with g_free() */
/* kkb-form-actions.c */
void kkb_window_init_form_actions (KkbWindow *self);
void kkb_window_update_form_actions (KkbWindow *self, gboolean has, gboolean writable);
/* kkb-window-tree.c */
void kkb_window_init_tree_actions (KkbWindow *self);
void kkb_window_update_tree_actions (KkbWindow *self);
/* kkb-window-pages.c */
void kkb_window_init_pages (KkbWindow *self);
char *kkb_window_detail_key (KkbWindow *self); /* of the settings: are the details of this page hidden? Free with g_free() */
void kkb_window_step_page (KkbWindow *self, int step);
void kkb_window_focus_page (KkbWindow *self); /* the keyboard focus into the page that is shown */
void kkb_window_pages_set_document (KkbWindow *self, KkbDocument *doc);
void kkb_window_pages_set_scope (KkbWindow *self);
void kkb_window_pages_set_search (KkbWindow *self, const char *needle_key);
void kkb_window_pages_set_filter (KkbWindow *self);
void kkb_window_pages_set_format (KkbWindow *self);
/* kkb-window-toolbar.c */
void kkb_window_init_toolbar (KkbWindow *self);
void kkb_window_fill_toolbar (KkbWindow *self);
void kkb_window_update_state (KkbWindow *self);
/* kkb-window-range.c */
void kkb_window_init_range_actions (KkbWindow *self);
void kkb_window_update_range_actions (KkbWindow *self, gboolean writable, gboolean typing);
/* kkb-window.c */
void kkb_window_connect_menus (KkbGrid *grid); /* the context menus of its cells and heads */
void kkb_window_refresh_scope (KkbWindow *self);
void kkb_window_apply_search (KkbWindow *self); /* the text of the search field to table, tree and pages, now */
void kkb_window_refresh_detail (KkbWindow *self);
void kkb_window_queue_detail (KkbWindow *self); /* when the keys rest */
void kkb_window_focus_table (KkbWindow *self);  /* the table of indicators, or what stands in its place */
void kkb_window_drop_message (KkbWindow *self); /* unless it is to stay until it is closed */

G_END_DECLS
