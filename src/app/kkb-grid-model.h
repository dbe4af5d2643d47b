/* kkb-grid-model.h - what the table widget shows: rows, columns and cells, without knowing what they mean.
 *
 * Rows are a flat array 0 … n-1, columns likewise; sorting and filtering are the model's own business (it answers with
 * other rows and says rows-changed). Strings handed out in structs are borrowed: those of a column stay valid until the
 * next columns-changed, the text of a cell until the next call of get_cell(). */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KKB_GRID_ALIGN_START,
  KKB_GRID_ALIGN_CENTER,
  KKB_GRID_ALIGN_DECIMAL /* numbers on their decimal point; a text without a digit, or a state word, is centred */
} KkbGridAlign;

typedef enum
{
  KKB_GRID_STYLE_NORMAL = 0,
  KKB_GRID_STYLE_DIM = 1 << 0,   /* ― and other fillers */
  KKB_GRID_STYLE_STATE = 1 << 1, /* a word in place of a number (集計中): small, grey, centred */
  KKB_GRID_STYLE_NEGATIVE = 1 << 2,
  KKB_GRID_STYLE_PROVISIONAL = 1 << 3, /* 速報; the brackets are part of the text */
  KKB_GRID_STYLE_REPEAT = 1 << 4,      /* 再掲 rows */
  KKB_GRID_STYLE_WARNING = 1 << 5,     /* a lamp: the text is stored, but look at it; amber corner */
  KKB_GRID_STYLE_STRONG = 1 << 6,
  KKB_GRID_STYLE_UNREADABLE = 1 << 7 /* what was typed could not be read and is not stored; red corner */
} KkbGridStyle;

typedef struct
{
  const char *key;   /* names the column in the remembered layout; unique, without ':' and ';' */
  const char *title; /* second line of the head, or both lines where there is no group */
  const char *group; /* first line; neighbours with equal groups share one head; NULL: none */
  int width;         /* natural width in half-width characters */
  int min_width;     /* the same; 0: three characters */
  KkbGridAlign align;
  int decimals;        /* greatest number of decimals in the column, for KKB_GRID_ALIGN_DECIMAL */
  int sort;            /* 1 ascending, -1 descending, 0 not the sort key: only shown */
  gboolean wrap;       /* may take two lines; the rows that need it become higher */
  gboolean expand;     /* takes a share of what is left of the width */
  gboolean hidden;     /* hidden until the user shows it */
  gboolean row_header; /* names the row, for screen readers */
} KkbGridColumn;

typedef struct
{
  const char *text;
  guint style;  /* KkbGridStyle */
  guint rating; /* 1 … n: the CSS class rating-n; 0 none. Mark and letter are in the text */
  gboolean editable;
} KkbGridCell;

/* One cell that gets another text. */
typedef struct
{
  guint row;
  guint column;
  const char *text; /* as typed: "" clears */
} KkbGridChange;

typedef enum
{
  KKB_GRID_CLEAR,
  KKB_GRID_CUT,
  KKB_GRID_PASTE,
  KKB_GRID_FILL
} KkbGridChangeKind; /* for the label of the undo step */

#define KKB_TYPE_GRID_MODEL (kkb_grid_model_get_type ())
G_DECLARE_INTERFACE (KkbGridModel, kkb_grid_model, KKB, GRID_MODEL, GObject)

struct _KkbGridModelInterface
{
  GTypeInterface parent;

  guint (*get_n_rows) (KkbGridModel *self);
  guint (*get_n_columns) (KkbGridModel *self);
  guint (*get_n_frozen) (KkbGridModel *self); /* leading columns that stay in sight; default 0 */
  void (*get_column) (KkbGridModel *self, guint column, KkbGridColumn *out);
  void (*get_cell) (KkbGridModel *self, guint row, guint column, KkbGridCell *out);

  /* All below are optional. */
  char *(*get_edit_text) (KkbGridModel *self, guint row, guint column); /* default: the text of the cell */
  char *(*get_tooltip) (KkbGridModel *self, guint row, guint column);   /* default: none */
  /* The heading of a row that is one heading from edge to edge, LEVEL 1 … 4; NULL for an ordinary row. */
  const char *(*get_section) (KkbGridModel *self, guint row, guint *level);
  /* What was typed. FALSE with ERROR keeps the editor open and shows the message beside the cell. A model that keeps
   * what it cannot read answers TRUE instead: the cell then has that text and KKB_GRID_STYLE_UNREADABLE,
   * get_edit_text() gives it back, get_problem() says why, nothing of it is in the document, and the cursor may go on.
   * The text is mended by the next commit() or change(), or given up by discard(). */
  gboolean (*commit) (KkbGridModel *self, guint row, guint column, const char *text, GError **error);
  /* Several cells as one undo step, from top to bottom and left to right; FALSE with ERROR: nothing was changed. The
   * table has sorted out before: there are only editable cells of ordinary rows here, in each cell once. A model that
   * keeps what it cannot read does so here too. Default: one cell is committed, several are refused. */
  gboolean (*change) (KkbGridModel *self, const KkbGridChange *changes, guint n_changes, KkbGridChangeKind kind,
                      GError **error);
  /* Why the text of a cell with KKB_GRID_STYLE_UNREADABLE (or _WARNING) is so marked: shown beside the cell while the
   * cursor is on it (_UNREADABLE), and as tooltip. Default: none. Free with g_free(). */
  char *(*get_problem) (KkbGridModel *self, guint row, guint column);
  /* Escape on a cell with KKB_GRID_STYLE_UNREADABLE: drop what was typed, the stored value shows again. */
  void (*discard) (KkbGridModel *self, guint row, guint column);
  /* What Alt+Down offers for a cell, as commit() takes it; NULL: nothing. Free with g_strfreev(). */
  char **(*get_choices) (KkbGridModel *self, guint row, guint column);
  /* Today as the cell takes it, for Ctrl+;. NULL: the cell takes no date. Free with g_free(). */
  char *(*get_today) (KkbGridModel *self, guint row, guint column);
  /* What is copied to the clipboard and filled down. Default: get_edit_text() of an editable cell, else what the cell
   * shows. Free with g_free(). */
  char *(*get_copy_text) (KkbGridModel *self, guint row, guint column);
  /* Identity of a row over rows-changed, so that cursor and scroll position follow it. Default: the row number.
   * find_row() answers -1 where the row is gone. */
  guint64 (*get_row_id) (KkbGridModel *self, guint row);
  gint64 (*find_row) (KkbGridModel *self, guint64 id);
};

guint kkb_grid_model_get_n_rows (KkbGridModel *self);
guint kkb_grid_model_get_n_columns (KkbGridModel *self);
guint kkb_grid_model_get_n_frozen (KkbGridModel *self);
/* OUT is cleared before the model fills it. */
void kkb_grid_model_get_column (KkbGridModel *self, guint column, KkbGridColumn *out);
/* OUT is cleared before the model fills it; its text is never NULL afterwards. */
void kkb_grid_model_get_cell (KkbGridModel *self, guint row, guint column, KkbGridCell *out);
/* Free with g_free(). */
char *kkb_grid_model_get_edit_text (KkbGridModel *self, guint row, guint column);
/* Free with g_free(); NULL: none. */
char *kkb_grid_model_get_tooltip (KkbGridModel *self, guint row, guint column);
const char *kkb_grid_model_get_section (KkbGridModel *self, guint row, guint *level);
gboolean kkb_grid_model_commit (KkbGridModel *self, guint row, guint column, const char *text, GError **error);
gboolean kkb_grid_model_change (KkbGridModel *self, const KkbGridChange *changes, guint n_changes,
                                KkbGridChangeKind kind, GError **error);
/* Free with g_free(); NULL: none. */
char *kkb_grid_model_get_problem (KkbGridModel *self, guint row, guint column);
void kkb_grid_model_discard (KkbGridModel *self, guint row, guint column);
char **kkb_grid_model_get_choices (KkbGridModel *self, guint row, guint column);
char *kkb_grid_model_get_today (KkbGridModel *self, guint row, guint column);
char *kkb_grid_model_get_copy_text (KkbGridModel *self, guint row, guint column);
guint64 kkb_grid_model_get_row_id (KkbGridModel *self, guint row);
gint64 kkb_grid_model_find_row (KkbGridModel *self, guint64 id);

/* For the model to call: emit the signals rows-changed, cell-changed (row, column; column -1 means the whole row) and
 * columns-changed. Announce a changed value as cell-changed: rows-changed looks at all rows again. */
void kkb_grid_model_rows_changed (KkbGridModel *self);
void kkb_grid_model_cell_changed (KkbGridModel *self, guint row, int column);
void kkb_grid_model_columns_changed (KkbGridModel *self);

G_END_DECLS
