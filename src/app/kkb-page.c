/* kkb-page.c - see kkb-page.h */
#include "kkb-page.h"

G_DEFINE_INTERFACE (KkbPage, kkb_page, GTK_TYPE_WIDGET)

static guint placement_changed;

static void
kkb_page_default_init (KkbPageInterface *iface)
{
  placement_changed
      = g_signal_new ("placement-changed", KKB_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

void
kkb_page_set_document (KkbPage *self, KkbWindow *win, KkbDocument *doc)
{
  KKB_PAGE_GET_IFACE (self)->set_document (self, win, doc);
}

void
kkb_page_set_scope (KkbPage *self, KkbId plan, KkbId node)
{
  if (KKB_PAGE_GET_IFACE (self)->set_scope)
    KKB_PAGE_GET_IFACE (self)->set_scope (self, plan, node);
}

void
kkb_page_set_search (KkbPage *self, const char *needle_key)
{
  if (KKB_PAGE_GET_IFACE (self)->set_search)
    KKB_PAGE_GET_IFACE (self)->set_search (self, needle_key);
}

void
kkb_page_set_filter (KkbPage *self, const KkbFilter *filter)
{
  if (KKB_PAGE_GET_IFACE (self)->set_filter)
    KKB_PAGE_GET_IFACE (self)->set_filter (self, filter);
}

void
kkb_page_set_format (KkbPage *self, const KkbFormat *format)
{
  if (KKB_PAGE_GET_IFACE (self)->set_format)
    KKB_PAGE_GET_IFACE (self)->set_format (self, format);
}

gboolean
kkb_page_commit (KkbPage *self)
{
  return !KKB_PAGE_GET_IFACE (self)->commit || KKB_PAGE_GET_IFACE (self)->commit (self);
}

gboolean
kkb_page_is_editing (KkbPage *self)
{
  return KKB_PAGE_GET_IFACE (self)->is_editing && KKB_PAGE_GET_IFACE (self)->is_editing (self);
}

guint
kkb_page_count_unread (KkbPage *self)
{
  return KKB_PAGE_GET_IFACE (self)->count_unread ? KKB_PAGE_GET_IFACE (self)->count_unread (self) : 0;
}

void
kkb_page_show_unread (KkbPage *self)
{
  if (KKB_PAGE_GET_IFACE (self)->show_unread)
    KKB_PAGE_GET_IFACE (self)->show_unread (self);
}

const char *
kkb_page_get_step (KkbPage *self, gboolean redo)
{
  return KKB_PAGE_GET_IFACE (self)->get_step ? KKB_PAGE_GET_IFACE (self)->get_step (self, redo) : NULL;
}

gboolean
kkb_page_step (KkbPage *self, gboolean redo)
{
  return KKB_PAGE_GET_IFACE (self)->step && KKB_PAGE_GET_IFACE (self)->step (self, redo);
}

KkbGrid *
kkb_page_get_grid (KkbPage *self)
{
  return KKB_PAGE_GET_IFACE (self)->get_grid ? KKB_PAGE_GET_IFACE (self)->get_grid (self) : NULL;
}

gboolean
kkb_page_show_placement (KkbPage *self, KkbId placement, KkbField field, int fy)
{
  return KKB_PAGE_GET_IFACE (self)->show_placement
         && KKB_PAGE_GET_IFACE (self)->show_placement (self, placement, field, fy);
}

gboolean
kkb_page_has_placements (KkbPage *self)
{
  return KKB_PAGE_GET_IFACE (self)->get_placement != NULL;
}

KkbId
kkb_page_get_placement (KkbPage *self)
{
  return kkb_page_has_placements (self) ? KKB_PAGE_GET_IFACE (self)->get_placement (self) : 0;
}

void
kkb_page_placement_changed (KkbPage *self)
{
  g_signal_emit (self, placement_changed, 0);
}
