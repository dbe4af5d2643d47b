/* kkb-grid-private.h - the parts of the table and how they call each other:
 *
 *   KkbGrid (role grid)                        kkb-grid.c         the widget itself
 *    │                                         kkb-grid-view.c    scrolling, columns, changes of the model
 *    │                                         kkb-grid-cursor.c  cursor and selected range
 *    │                                         kkb-grid-move.c    where a key leads
 *    │                                         kkb-grid-range.c   clear, fill, cut and paste a range
 *    │                                         kkb-grid-clipboard.c, kkb-grid-table.c, kkb-grid-html.c
 *    ├ head (KkbGridBox)                       kkb-grid-head.c    titles, groups, resizing
 *    ├ body (KkbGridBox)                       kkb-grid-pool.c    recycled rows and cells
 *    │   └ row (KkbGridBox) ─ KkbGridText per cell in sight
 *    ├ holder (KkbGridBox) ─ GtkText           kkb-grid-editor.c  cursor frame and editor; always has the focus
 *    ├ bubble (GtkLabel)                       kkb-grid-editor.c  why a text was refused
 *    └ choices (GtkPopover)                    kkb-grid-choices.c while it is open
 *                                              kkb-grid-keys.c    keys;  kkb-grid-pointer.c  mouse
 */
#pragma once
#include "kkb-grid-box.h"
#include "kkb-grid-layout.h"
#include "kkb-grid-table.h"
#include "kkb-grid-text.h"
#include "kkb-grid.h"

/* Lines are what shows between the cells of the row's or head's background: hundreds of CSS borders would take ten
 * times as long to draw as all the text. */
#define KKB_GRID_LINE 1
#define KKB_GRID_EDGE 2 /* after the columns that stay in sight */

typedef enum
{
  KKB_GRID_EDIT_NONE,
  KKB_GRID_EDIT_TYPED, /* begun by typing: arrows leave the cell */
  KKB_GRID_EDIT_FULL   /* begun by F2 or double click: arrows move in the text */
} KkbGridEdit;

struct _KkbGrid
{
  GtkWidget parent;

  /* owned */
  KkbGridModel *model;
  KkbGridLayout *layout;
  KkbGridFonts *fonts;
  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  char *edit_original;
  GCancellable *paste_cancellable;

  /* children */
  GtkWidget *head;
  GtkWidget *body;
  GtkWidget *holder;
  GtkWidget *text;
  GtkWidget *bubble;
  GtkWidget *choices; /* NULL: closed */

  /* pool: one entry a row in sight, from top to bottom; titles and groups of the head, from left to right */
  GPtrArray *rows;
  GPtrArray *titles;
  GPtrArray *groups;
  guint first_row;
  guint first_position;     /* first scrolling column in sight */
  guint n_positions;        /* how many scrolling columns are in sight */
  guint font_serial;        /* of the Pango context that was measured; 0: none yet */
  guint generation;         /* of the model's content: cells bound under an older one look again */
  guint columns_generation; /* of titles and groups, which are part of a cell's name */
  guint n_text_changes;

  /* The cursor is the cell that is typed into. The selected range lies between the anchor, where it began, and the
   * extent, which Shift and the mouse move; the cursor is somewhere in it. */
  guint cursor_row;
  guint cursor_position;
  guint anchor_row;
  guint anchor_position;
  guint extent_row;
  guint extent_position;
  int tab_origin;    /* position where a run of Tab began; Enter goes back to it; -1 */
  guint64 cursor_id; /* rows by identity, to find them again after rows-changed */
  guint64 anchor_id;
  guint64 extent_id;
  guint64 top_id;

  /* editing */
  KkbGridEdit edit;
  gboolean preedit;
  gboolean silent;     /* the editor's text is being set by us */
  gboolean committing; /* the model is asked; it may announce changes meanwhile */
  gboolean problem;    /* the bubble says why the cell under the cursor could not be read */
  gboolean shift_space;

  /* pointer */
  int resize_column; /* -1: none */
  int resize_width;
  gboolean dragging;
  gboolean head_pressed;
  double pointer_x;
  double pointer_y;

  gboolean scroll_to_cursor; /* at the next layout */
  gboolean scroll_to_extent; /* then it is the extent that is to be seen */
  guint hscroll_policy : 1;
  guint vscroll_policy : 1;
};

/* kkb-grid.c */
gboolean kkb_grid_has_cells (KkbGrid *self);
int kkb_grid_scroll_x (KkbGrid *self);
int kkb_grid_scroll_y (KkbGrid *self);
int kkb_grid_body_height (KkbGrid *self);
/* How much of the window's width has columns. */
int kkb_grid_shown_width (KkbGrid *self);
void kkb_grid_emit_cell (KkbGrid *self, const char *signal_name, guint row, guint column);
void kkb_grid_emit_menu (KkbGrid *self, gboolean head, guint row, guint column, int x, int y);
void kkb_grid_emit_head_activated (KkbGrid *self, guint column);
void kkb_grid_emit_layout_changed (KkbGrid *self);
void kkb_grid_notify_editing (KkbGrid *self);

/* kkb-grid-view.c */
void kkb_grid_connect_model (KkbGrid *self);
/* Measures the font, where it is another than before. */
void kkb_grid_read_font (KkbGrid *self);
void kkb_grid_configure_adjustments (KkbGrid *self);
void kkb_grid_scroll_to_cursor (KkbGrid *self);
/* The window is WIDTH pixels wide now; what stood at its top stays there. */
void kkb_grid_fit_columns (KkbGrid *self, int width);
/* Without layout-changed: for each step of a drag. WIDTH 0: the natural one. */
void kkb_grid_resize_column (KkbGrid *self, guint column, int width);

/* kkb-grid-cursor.c */
guint kkb_grid_cursor_column (KkbGrid *self);
/* Rows or columns are others now: where the cursor was there is still a cell, or none at all. */
void kkb_grid_clamp_cursor (KkbGrid *self);
void kkb_grid_emit_cursor_moved (KkbGrid *self);
/* Move the cursor without asking the editor; with EXTEND only the range reaches to there. */
void kkb_grid_place_cursor (KkbGrid *self, guint row, guint position, gboolean extend);
/* Select a range; the cursor goes to its first corner, or stays where it is in it with KEEP_CURSOR. */
void
kkb_grid_select_range (KkbGrid *self, guint row0, guint row1, guint position0, guint position1, gboolean keep_cursor);
/* Tab and Enter in a selected range: the cursor goes to the next of its cells and from the last to the first. FALSE:
 * there is no range. */
gboolean kkb_grid_cycle_cursor (KkbGrid *self, gboolean by_column, gboolean back);
gboolean kkb_grid_has_range (KkbGrid *self);
/* The range becomes as wide as the table. */
void kkb_grid_select_rows (KkbGrid *self);
void kkb_grid_position_area (KkbGrid *self, guint row, guint position, GdkRectangle *area);
/* The cell under the cursor, brought into sight, for what opens beside it: never outside the table, where GDK finds no
 * monitor. */
void kkb_grid_cursor_area (KkbGrid *self, GdkRectangle *area);
void kkb_grid_selected_range (KkbGrid *self, guint *row0, guint *row1, guint *position0, guint *position1);

/* kkb-grid-pool.c */
void kkb_grid_pool_init (KkbGrid *self);
void kkb_grid_pool_clear (KkbGrid *self);
void kkb_grid_pool_update (KkbGrid *self);
void kkb_grid_pool_cell_changed (KkbGrid *self, guint row, int column);
void kkb_grid_pool_update_selection (KkbGrid *self);
GtkWidget *kkb_grid_pool_get_cell (KkbGrid *self, guint row, guint position);
/* "令和5年度 実績" */
char *kkb_grid_column_name (const KkbGridColumnBox *box);

/* kkb-grid-head.c */
void kkb_grid_head_init (KkbGrid *self);
void kkb_grid_head_clear (KkbGrid *self);
void kkb_grid_head_update (KkbGrid *self);
/* The column whose right edge is at X of the widget, or -1. */
int kkb_grid_head_edge_at (KkbGrid *self, int x);
int kkb_grid_head_column_at (KkbGrid *self, int x);

/* kkb-grid-editor.c */
void kkb_grid_editor_init (KkbGrid *self);
/* The cursor is on another cell, or the cell changed. */
void kkb_grid_editor_update (KkbGrid *self);
void kkb_grid_editor_allocate (KkbGrid *self, int width, int height);
gboolean kkb_grid_editor_begin (KkbGrid *self, KkbGridEdit edit);
/* As if TEXT had been typed over the cell under the cursor. FALSE where it is not editable. */
gboolean kkb_grid_editor_type (KkbGrid *self, const char *text);

/* kkb-grid-move.c */
gboolean kkb_grid_is_movement (guint keyval);
/* Where a key leads from a cell; FALSE: it is none that moves. */
gboolean kkb_grid_find_target (KkbGrid *self, guint keyval, GdkModifierType state, guint *row, guint *position);
void kkb_grid_move_by_enter (KkbGrid *self, gboolean up);
/* FALSE at the very first or last cell: then the focus goes on to the next widget. */
gboolean kkb_grid_move_by_tab (KkbGrid *self, gboolean back);

/* kkb-grid-range.c */
/* The selected cells as they are copied; NULL: no cells, or too many (the reason is shown). */
KkbGridTable *kkb_grid_selected_table (KkbGrid *self);
/* Put TABLE into the selected range. FALSE: refused, and the reason is shown. */
gboolean kkb_grid_paste_table (KkbGrid *self, const KkbGridTable *table);
/* A sentence beside the cell, and the bell. */
void kkb_grid_refuse (KkbGrid *self, const char *message);

/* kkb-grid-keys.c */
void kkb_grid_keys_init (KkbGrid *self);

/* kkb-grid-pointer.c */
void kkb_grid_pointer_init (KkbGrid *self);
