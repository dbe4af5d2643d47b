/* kkb-grid-layout.h - where everything of the table stands: computed once, used for drawing, keys and hit tests.
 *
 * "Position" counts the shown columns from the left; "column" is the model's number. All lengths are pixels, x and y
 * run from the top left corner of the whole (unscrolled) content. */
#pragma once
#include "kkb-grid-model.h"

G_BEGIN_DECLS

typedef struct
{
  char *key;
  char *title;
  char *group; /* NULL: none */
  int chars;
  int min_chars;
  KkbGridAlign align;
  int decimals;
  int sort;
  gboolean wrap;
  gboolean expand;
  gboolean row_header;
  gboolean hidden;
  gboolean frozen;
  int user_width; /* 0: not changed by the user */
  int position;   /* -1: hidden */
  int x;
  int width;
} KkbGridColumnBox;

typedef struct
{
  KkbGridColumnBox *columns;
  guint n_columns;
  guint *shown; /* position → column */
  guint n_shown;
  guint n_frozen; /* positions that do not scroll */
  gboolean has_groups;
  int frozen_width;
  int width;

  guint n_rows;
  guint32 *offsets; /* n_rows + 1 tops, only where a wrapping column makes heights differ */

  int char_width; /* of a half-width character */
  int em;         /* of a full-width one, in tenths of a pixel */
  int line_height;
  int row_height;      /* one line */
  int tall_row_height; /* two lines */
  int head_line;       /* one line of the head */
  int viewport_width;
} KkbGridLayout;

KkbGridLayout *kkb_grid_layout_new (void);
void kkb_grid_layout_free (KkbGridLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbGridLayout, kkb_grid_layout_free)

/* The font changed: CHAR_WIDTH and LINE_HEIGHT in pixels, EM in tenths of a pixel. TRUE where anything moved. */
gboolean kkb_grid_layout_set_font (KkbGridLayout *self, int char_width, int em, int line_height);
/* Read the columns again; widths and visibility the user gave a key are kept. */
void kkb_grid_layout_load_columns (KkbGridLayout *self, KkbGridModel *model);
/* Recompute positions for a window WIDTH pixels wide. TRUE where a wrapping column changed its width. */
gboolean kkb_grid_layout_place_columns (KkbGridLayout *self, int width);
/* Recompute the row tops; linear in the number of rows only where a column wraps. */
void kkb_grid_layout_load_rows (KkbGridLayout *self, KkbGridModel *model);
/* One row's texts changed. TRUE where rows moved. */
gboolean kkb_grid_layout_update_row (KkbGridLayout *self, KkbGridModel *model, guint row);

int kkb_grid_layout_head_height (const KkbGridLayout *self);
int kkb_grid_layout_height (const KkbGridLayout *self);
int kkb_grid_layout_row_y (const KkbGridLayout *self, guint row);
int kkb_grid_layout_row_height (const KkbGridLayout *self, guint row);
/* The row at Y, clamped to the rows there are; 0 where there is none. */
guint kkb_grid_layout_row_at (const KkbGridLayout *self, int y);
/* The position at X of the content, or -1 right of all columns. */
int kkb_grid_layout_position_at (const KkbGridLayout *self, int x);
const KkbGridColumnBox *kkb_grid_layout_column_at (const KkbGridLayout *self, guint position);
void kkb_grid_layout_resize_column (KkbGridLayout *self, guint column, int width);

/* "key:width:flag;…" with width 0 for the natural one and flag h (hidden) or s (shown). Free with g_free(). */
char *kkb_grid_layout_to_string (const KkbGridLayout *self);
/* Unknown keys and unreadable parts are passed over. */
void kkb_grid_layout_from_string (KkbGridLayout *self, const char *text);

G_END_DECLS
