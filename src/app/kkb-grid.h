/* kkb-grid.h - the one table of the program: a cell cursor, ranges, leading columns that stay in sight, heads of two
 * lines, and one editor that is safe for input methods. Put it into a GtkScrolledWindow.
 *
 * Only the cells in sight exist as widgets, however many rows the model has.
 *
 * Signals (rows and columns are the model's numbers):
 *  cursor-moved (uint row, uint column)
 *  cell-activated (uint row, uint column)            Ctrl+Enter: explain this number
 *  cell-menu (uint row, uint column, int x, int y)   right click, Menu, Shift+F10; in pixels of the grid
 *  head-activated (uint column)                      click on a head: sort, where the model can
 *  head-menu (uint column, int x, int y)             right click on a head
 *  layout-changed ()                                 the user resized a column, or one was shown or hidden
 *
 * Property: editing (boolean, read-only). */
#pragma once
#include <gtk/gtk.h>

#include "kkb-grid-model.h"

G_BEGIN_DECLS

#define KKB_TYPE_GRID (kkb_grid_get_type ())
G_DECLARE_FINAL_TYPE (KkbGrid, kkb_grid, KKB, GRID, GtkWidget)

GtkWidget *kkb_grid_new (KkbGridModel *model);
/* MODEL may be NULL. A running edit is dropped. */
void kkb_grid_set_model (KkbGrid *self, KkbGridModel *model);
KkbGridModel *kkb_grid_get_model (KkbGrid *self);

/* FALSE where there is no cell at all. */
gboolean kkb_grid_get_cursor (KkbGrid *self, guint *row, guint *column);
/* Moves the cursor and scrolls it into view; a running edit is committed first, and where that is refused the cursor
 * stays and FALSE is returned. */
gboolean kkb_grid_set_cursor (KkbGrid *self, guint row, guint column);
/* The selected rows, both inclusive, and the shown columns in the range (free with g_free()). FALSE: no cell. */
gboolean kkb_grid_get_selection (KkbGrid *self, guint *first_row, guint *last_row, guint **columns, guint *n_columns);
void kkb_grid_select (KkbGrid *self, guint first_row, guint first_column, guint last_row, guint last_column);
void kkb_grid_select_all (KkbGrid *self);
/* The selected cells as they are copied, tabs between columns and LF after each row; free with g_free(). */
char *kkb_grid_get_selection_text (KkbGrid *self);

/* For keys and menus. All work on the selected range (or the cell under the cursor), take over a running edit first,
 * change the document in one undo step, keep the selection, and say beside the cell why they refuse: then nothing has
 * changed. Cells that cannot be typed into are passed over, but never pasted over. */
void kkb_grid_copy (KkbGrid *self);
/* Copies and empties the cells at once, as one undo step. */
void kkb_grid_cut (KkbGrid *self);
/* The clipboard is read without waiting; the text arrives in the cells that are selected now. */
void kkb_grid_paste (KkbGrid *self);
/* The same from tab-separated text. FALSE: refused. */
gboolean kkb_grid_paste_text (KkbGrid *self, const char *text);
void kkb_grid_clear (KkbGrid *self);
/* The first row (column) of the range into all others; of one row (column): what stands above (left of) it. */
void kkb_grid_fill_down (KkbGrid *self);
void kkb_grid_fill_right (KkbGrid *self);
/* The list of what the cell under the cursor takes. */
void kkb_grid_open_choices (KkbGrid *self);
/* Today, into the running edit or a new one. */
void kkb_grid_type_today (KkbGrid *self);

/* Start editing the cell under the cursor; FALSE where it is not editable. */
gboolean kkb_grid_begin_edit (KkbGrid *self);
/* Commit a running edit; FALSE where the model refused it: then the editor stays open with the reason beside it. */
gboolean kkb_grid_commit_edit (KkbGrid *self);
void kkb_grid_cancel_edit (KkbGrid *self);
gboolean kkb_grid_get_editing (KkbGrid *self);
/* The reason shown beside the cell, or NULL. */
const char *kkb_grid_get_message (KkbGrid *self);
/* Show a sentence beside the cell under the cursor until the next key; NULL takes it away. */
void kkb_grid_show_message (KkbGrid *self, const char *message);

gboolean kkb_grid_get_column_hidden (KkbGrid *self, guint column);
void kkb_grid_set_column_hidden (KkbGrid *self, guint column, gboolean hidden);
/* Width of COLUMN in pixels; 0 where it is hidden. Setting 0 gives it back its natural width. */
int kkb_grid_get_column_width (KkbGrid *self, guint column);
void kkb_grid_set_column_width (KkbGrid *self, guint column, int width);
/* Widths and hidden columns as one line of text, for remembering. Free with g_free(). */
char *kkb_grid_get_layout (KkbGrid *self);
void kkb_grid_set_layout (KkbGrid *self, const char *layout);

/* For tests and measurements: all widgets below the grid; the cells in sight (partly shown ones count). */
guint kkb_grid_count_widgets (KkbGrid *self);
guint kkb_grid_count_visible_cells (KkbGrid *self);
/* How often the text of a cell widget was set since the grid was made. */
guint kkb_grid_count_text_changes (KkbGrid *self);
/* The widget that shows a cell, or NULL where it is not in sight. Transfer none, only good until the next scroll. */
GtkWidget *kkb_grid_get_cell_widget (KkbGrid *self, guint row, guint column);
/* The text widget that has the focus, also while nothing is edited. Transfer none. */
GtkWidget *kkb_grid_get_editor (KkbGrid *self);
/* Where a cell stands, in pixels of the grid, even if it is out of sight. */
void kkb_grid_get_cell_area (KkbGrid *self, guint row, guint column, GdkRectangle *area);

G_END_DECLS
