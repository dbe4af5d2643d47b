/* kkb-page.h - a page of the window beside 指標: a widget in the middle region that shows the document and the selected
 * node its own way. The window makes a page when it is first shown, and tells it everything below from then on. */
#pragma once
#include "kkb-document.h"
#include "kkb-filter.h"
#include "kkb-grid.h"
#include "kkb-window.h"

G_BEGIN_DECLS

#define KKB_TYPE_PAGE (kkb_page_get_type ())
G_DECLARE_INTERFACE (KkbPage, kkb_page, KKB, PAGE, GtkWidget)

struct _KkbPageInterface
{
  GTypeInterface parent;

  /* DOC NULL: let go of the document. WIN is the window the page stands in; not owned. */
  void (*set_document) (KkbPage *self, KkbWindow *win, KkbDocument *doc);
  /* All below are optional. */
  void (*set_scope) (KkbPage *self, KkbId plan, KkbId node); /* the selection of the tree; node 0: the plan */
  void (*set_search) (KkbPage *self, const char *needle_key); /* kkb_text_key(); "" = all */
  void (*set_filter) (KkbPage *self, const KkbFilter *filter); /* good until the next call */
  void (*set_format) (KkbPage *self, const KkbFormat *format);
  /* Takes over what is being typed. FALSE: it cannot be read; the page shows why (kkb_window_show_error()) and keeps it. */
  gboolean (*commit) (KkbPage *self);
  /* Is something being typed that is not in the document yet? */
  gboolean (*is_editing) (KkbPage *self);
  /* What the page keeps of what was typed because it cannot be read, beside a running edit: how many; saving and closing
   * ask about it, and show_unread() goes to the next. */
  guint (*count_unread) (KkbPage *self);
  void (*show_unread) (KkbPage *self);
  /* What the page keeps beside the document has its own steps while nothing was done after them: the label of the one to
   * undo or redo now (NULL: there is none), and doing it. */
  const char *(*get_step) (KkbPage *self, gboolean redo);
  gboolean (*step) (KkbPage *self, gboolean redo);
  KkbGrid *(*get_grid) (KkbPage *self); /* for the items of the Edit menu; NULL: none */
  /* Puts the cursor on PLACEMENT (FIELD and FY where the page has such a place); FALSE: not there. */
  gboolean (*show_placement) (KkbPage *self, KkbId placement, KkbField field, int fy);
  /* The placement at the cursor, for the details below; 0: none. Pages without it are shown without details. */
  KkbId (*get_placement) (KkbPage *self);
};

/* The page's signal "placement-changed" asks the window to show the details of get_placement(). */
void kkb_page_set_document (KkbPage *self, KkbWindow *win, KkbDocument *doc);
void kkb_page_set_scope (KkbPage *self, KkbId plan, KkbId node);
void kkb_page_set_search (KkbPage *self, const char *needle_key);
void kkb_page_set_filter (KkbPage *self, const KkbFilter *filter);
void kkb_page_set_format (KkbPage *self, const KkbFormat *format);
gboolean kkb_page_commit (KkbPage *self);
gboolean kkb_page_is_editing (KkbPage *self);
guint kkb_page_count_unread (KkbPage *self);
void kkb_page_show_unread (KkbPage *self);
const char *kkb_page_get_step (KkbPage *self, gboolean redo);
gboolean kkb_page_step (KkbPage *self, gboolean redo);
KkbGrid *kkb_page_get_grid (KkbPage *self);
gboolean kkb_page_show_placement (KkbPage *self, KkbId placement, KkbField field, int fy);
gboolean kkb_page_has_placements (KkbPage *self);
KkbId kkb_page_get_placement (KkbPage *self);
/* For the page to call. */
void kkb_page_placement_changed (KkbPage *self);

G_END_DECLS
