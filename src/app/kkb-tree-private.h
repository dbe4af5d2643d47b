/* kkb-tree-private.h - shared by kkb-tree.c (the list and what is selected), kkb-tree-rename.c, kkb-tree-keys.c (keys, context menu) and
 * kkb-tree-drag.c; and the widget of one row. */
#pragma once
#include "kkb-outline.h"
#include "kkb-tree.h"

G_BEGIN_DECLS

#define KKB_TYPE_TREE_ROW (kkb_tree_row_get_type ())
G_DECLARE_FINAL_TYPE (KkbTreeRow, kkb_tree_row, KKB, TREE_ROW, GtkWidget)

typedef enum { KKB_DROP_NONE, KKB_DROP_ABOVE, KKB_DROP_INTO, KKB_DROP_BELOW } KkbDrop;

struct _KkbTree
{
  GtkWidget parent;
  GtkWidget *box, *scroller, *view;
  GtkWidget *hint; /* what to do while there is nothing */
  GtkSingleSelection *selection;
  GtkTreeListModel *tree;
  KkbDocument *doc;
  KkbSettings *settings;
  KkbOutline *outline;
  GHashTable *collapsed; /* ids of rows a person closed: all others are open */
  GPtrArray *bound;      /* GtkListItem: those that show something now */
  KkbId plan, node;      /* selected */
  KkbId under;           /* the selected row is a reference shown under this node */
  gboolean quiet;        /* selection changes of our own are not announced */
  gboolean had_focus;    /* before the change that is being shown */
  guint focus_idle, rename_idle, scroll_tick, scroll_ticks;
  /* renaming */
  KkbTreeRow *renamed; /* the row that has the text; NULL: none */
  KkbId rename_plan, rename_node;
  char *rename_text;   /* what stood in it when its row went out of sight; NULL: it did not */
  guint rename_tries;
  /* dragging, cutting */
  KkbId dragged, cut;
};

/* kkb-tree.c */
KkbTreeRow *kkb_tree_find_row (KkbTree *self, KkbId id, KkbId under); /* NULL: not in sight */
/* kkb-tree-rename.c */
void kkb_tree_init_rename (KkbTree *self, KkbTreeRow *row);
void kkb_tree_row_gone (KkbTree *self, KkbTreeRow *row); /* it will show something else */
void kkb_tree_forget_rename (KkbTree *self);
/* kkb-tree-keys.c */
void kkb_tree_init_keys (KkbTree *self);
/* kkb-tree-drag.c */
void kkb_tree_init_drag (KkbTree *self, KkbTreeRow *row);

/* kkb-tree-row.c */
GtkWidget *kkb_tree_row_new (void);
KkbOutlineItem *kkb_tree_row_item (KkbTreeRow *row); /* NULL: shows nothing */
void kkb_tree_row_show (KkbTreeRow *row, KkbOutlineItem *item, KkbDocument *doc, gboolean is_cut);
/* What a screen reader says of the row. */
const char *kkb_tree_row_name (KkbTreeRow *row);
/* The text in place of the title; NULL: the title again. */
GtkWidget *kkb_tree_row_begin (KkbTreeRow *row, const char *text);
void kkb_tree_row_end (KkbTreeRow *row);
GtkWidget *kkb_tree_row_text (KkbTreeRow *row);
void kkb_tree_row_set_drop (KkbTreeRow *row, KkbDrop drop);

G_END_DECLS
