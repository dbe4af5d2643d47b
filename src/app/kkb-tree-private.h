/* kkb-tree-private.h - the parts of the tree and how they call each other:
 *
 *   KkbOutline (all items) -> lines (those in open branches, one array)   kkb-tree.c
 *   KkbTree
 *    ├ list (KkbTreeList, role tree)          kkb-tree-list.c    scrolling
 *    │   └ row (KkbTreeRow, role tree item)   kkb-tree-rows.c    one a line in sight, used again
 *    │       │                                kkb-tree-row.c     draws arrow, title and bar itself
 *    │       └ GtkText while it is renamed    kkb-tree-rename.c
 *    └ hint                                   kkb-tree-keys.c    keys, context menu
 *                                             kkb-tree-pointer.c clicks;  kkb-tree-drag.c drag and drop
 */
#pragma once
#include "kkb-outline.h"
#include "kkb-tree.h"

G_BEGIN_DECLS

#define KKB_TYPE_TREE_LIST (kkb_tree_list_get_type ())
G_DECLARE_FINAL_TYPE (KkbTreeList, kkb_tree_list, KKB, TREE_LIST, GtkWidget)
#define KKB_TYPE_TREE_ROW (kkb_tree_row_get_type ())
G_DECLARE_FINAL_TYPE (KkbTreeRow, kkb_tree_row, KKB, TREE_ROW, GtkWidget)

typedef enum
{
  KKB_DROP_NONE,
  KKB_DROP_ABOVE,
  KKB_DROP_INTO,
  KKB_DROP_BELOW
} KkbDrop;

#define KKB_TREE_NO_LINE G_MAXUINT
#define KKB_TREE_ARROW   16

/* One line of the tree as it is folded now. */
typedef struct
{
  KkbOutlineItem *item; /* owned */
  guint level;          /* 0: a plan */
  gboolean is_branch, is_open;
} KkbTreeLine;

struct _KkbTree
{
  GtkWidget parent;
  GtkWidget *box, *scroller, *list;
  GtkWidget *hint; /* what to do while there is nothing */
  KkbDocument *doc;
  KkbSettings *settings;
  KkbOutline *outline;
  GHashTable *collapsed; /* ids of rows a person closed: all others are open */
  GArray *lines;         /* KkbTreeLine, from top to bottom */
  guint selected;        /* line; KKB_TREE_NO_LINE: none, or it is in a closed branch */
  KkbId plan, node;      /* selected */
  KkbId under;           /* the selected row is a reference shown under this node */
  gboolean quiet;        /* changes of the outline are not shown yet */
  /* renaming */
  KkbTreeRow *renamed; /* the row that has the text; NULL: none */
  KkbId rename_plan, rename_node;
  /* pointer */
  KkbOutlineItem *pressed; /* the button went down on it */
  /* dragging, cutting */
  KkbId dragged, cut;
  KkbTreeRow *drop_row; /* shows where what is dragged would stand */
  guint open_timer;     /* the pointer rests on a closed branch while something is dragged */
};

struct _KkbTreeList
{
  GtkWidget parent;
  KkbTree *tree; /* stands above this */
  GtkAdjustment *hadjustment, *vadjustment;
  GPtrArray *rows;  /* those that show something, from top to bottom */
  GPtrArray *spare; /* invisible */
  GtkIconPaintable *arrows[2];
  PangoFontDescription *font; /* whose line_height it is */
  int line_height, baseline;  /* 0: not measured yet */
  int row_height;
  guint scroll_to; /* at the next layout; KKB_TREE_NO_LINE: nowhere */
  gboolean allocating;
  guint hscroll_policy : 1, vscroll_policy : 1;
};

/* kkb-tree.c */
const KkbTreeLine *kkb_tree_line (KkbTree *self, guint position);
KkbTreeRow *kkb_tree_find_row (KkbTree *self, KkbId id, KkbId under); /* NULL: not in sight */
/* Selects what stands in the line and brings it into sight. */
void kkb_tree_select_line (KkbTree *self, guint position);
/* The selected line, or the closed branch that hides it; KKB_TREE_NO_LINE: there are no lines. */
guint kkb_tree_here (KkbTree *self);
void kkb_tree_set_open (KkbTree *self, guint position, gboolean open);
void kkb_tree_activate_line (KkbTree *self);
/* kkb-tree-rename.c */
void kkb_tree_init_rename (KkbTree *self);
void kkb_tree_forget_rename (KkbTree *self);
/* kkb-tree-keys.c */
void kkb_tree_init_keys (KkbTree *self);
void kkb_tree_show_menu (KkbTree *self, const GdkRectangle *at);
/* kkb-tree-pointer.c */
void kkb_tree_init_pointer (KkbTree *self);
/* kkb-tree-drag.c */
void kkb_tree_init_drag (KkbTree *self);
void kkb_tree_end_drop (KkbTree *self);

/* kkb-tree-list.c */
GtkWidget *kkb_tree_list_new (KkbTree *tree);
/* Brings the line into sight, now or, before there is a size, with it. */
void kkb_tree_list_scroll_to (KkbTreeList *self, guint position);
guint kkb_tree_list_n_lines (KkbTreeList *self);
int kkb_tree_list_scroll_y (KkbTreeList *self);
gboolean kkb_tree_list_has_size (KkbTreeList *self);
void kkb_tree_list_configure (KkbTreeList *self, int width, int height); /* the adjustments */
guint kkb_tree_list_page (KkbTreeList *self);                            /* lines that can be seen at a time */
int kkb_tree_list_line_height (KkbTreeList *self);                       /* of the text alone */
int kkb_tree_list_baseline (KkbTreeList *self);                          /* in it */
/* The arrow of a branch, in the colour of the text. */
void kkb_tree_list_snapshot_arrow (KkbTreeList *self, GtkSnapshot *snapshot, gboolean open, const GdkRGBA *color);
/* kkb-tree-rows.c */
void kkb_tree_list_add_spare (KkbTreeList *self);
/* Gives each line in sight a row: those that have one keep it. */
void kkb_tree_list_update_rows (KkbTreeList *self);
void kkb_tree_list_place_rows (KkbTreeList *self, int width);
/* The row that has the keyboard focus, itself or in its text; NULL: none. */
KkbTreeRow *kkb_tree_list_focus_row (KkbTreeList *self);
/* The lines are others now. What was in sight stays where it was on the screen. */
void kkb_tree_list_lines_changed (KkbTreeList *self);
/* Which line is selected or cut. */
void kkb_tree_list_marks_changed (KkbTreeList *self);
KkbTreeRow *kkb_tree_list_find (KkbTreeList *self, guint position); /* NULL: has none */
/* The row of the line, made when it is out of sight: it lives on as long as it has the focus or a text. */
KkbTreeRow *kkb_tree_list_ensure (KkbTreeList *self, guint position);
KkbTreeRow *kkb_tree_list_row_at (KkbTreeList *self, double y); /* NULL: below the last one */

/* kkb-tree-row.c */
GtkWidget *kkb_tree_row_new (KkbTreeList *list);
KkbOutlineItem *kkb_tree_row_item (KkbTreeRow *row); /* NULL: shows nothing */
guint kkb_tree_row_position (KkbTreeRow *row);       /* of its line; KKB_TREE_NO_LINE: it has gone */
void kkb_tree_row_set_position (KkbTreeRow *row, guint position);
/* LINE NULL: nothing. */
void kkb_tree_row_show (KkbTreeRow *row, const KkbTreeLine *line, KkbDocument *doc);
void kkb_tree_row_set_marks (KkbTreeRow *row, gboolean is_selected, gboolean is_cut);
/* What a screen reader says of the row. */
const char *kkb_tree_row_name (KkbTreeRow *row);
/* What there is to tell about the place: the counts of the bar, or the whole name. Transfer none. */
const char *kkb_tree_row_tip (KkbTreeRow *row, double x);
gboolean kkb_tree_row_is_arrow (KkbTreeRow *row, double x);
/* The text in place of the title. */
GtkWidget *kkb_tree_row_begin (KkbTreeRow *row, const char *text);
void kkb_tree_row_end (KkbTreeRow *row);
GtkWidget *kkb_tree_row_text (KkbTreeRow *row); /* NULL: the title */
void kkb_tree_row_set_drop (KkbTreeRow *row, KkbDrop drop);

G_END_DECLS
