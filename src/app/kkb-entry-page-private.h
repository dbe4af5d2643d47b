/* kkb-entry-page-private.h - shared by kkb-entry-page.c (the page and its bar) and kkb-entry-foot.c (its foot). */
#pragma once
#include "kkb-entry-page.h"

G_BEGIN_DECLS

struct _KkbEntryPage
{
  GtkWidget parent;
  /* template children */
  GtkWidget *box, *from, *to, *kinds, *show, *again, *count, *stack, *scroller, *grid, *nothing, *what, *line, *lamps,
      *pending;
  /* owned */
  KkbDocument *doc;
  KkbEntryModel *model;
  GSimpleActionGroup *actions;
  GArray *years; /* int: those of the drop-downs */
  KkbYearStyle year_style;
  gboolean heisei31;
  /* state */
  KkbWindow *win; /* not owned; NULL: no document */
  char *search;
  KkbId plan;
  gboolean quiet;        /* changes of our own to drop-downs */
  gboolean years_wanted; /* the newest years are still to be brought into sight */
  guint foot_idle;
};

void kkb_entry_page_update_foot (KkbEntryPage *self);
void kkb_entry_page_queue_foot (KkbEntryPage *self); /* when the keys rest: the review is made anew for it */

G_END_DECLS
