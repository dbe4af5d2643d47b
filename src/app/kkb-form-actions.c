/* kkb-form-actions.c - the actions of the menu 計画 that belong to indicators, projects and lists. */
#include "kkb-indicator-page.h"
#include "kkb-window-private.h"

#define ACTION(name) static void name##_cb (GSimpleAction *action, GVariant *parameter, gpointer data)

static KkbId
shown_placement (KkbWindow *self)
{
  return KKB_IS_INDICATOR_PAGE (self->page) ? kkb_indicator_page_placement (KKB_INDICATOR_PAGE (self->page))
                                            : kkb_window_cursor_placement (self);
}

ACTION (add_indicator)
{
  KkbWindow *self = data;

  if (kkb_window_commit_edit (self))
    kkb_indicator_add (self, self->doc, kkb_tree_selected_plan (KKB_TREE (self->tree)),
                       kkb_tree_selected_node (KKB_TREE (self->tree)));
}

ACTION (duplicate_indicator)
{
  KkbWindow *self = data;

  if (kkb_window_commit_edit (self))
    kkb_indicator_duplicate (self, self->doc, shown_placement (self));
}

ACTION (delete_indicator)
{
  KkbWindow *self = data;

  if (kkb_window_commit_edit (self))
    kkb_indicator_delete (self, self->doc, shown_placement (self));
}

/* The form of the indicator at the cursor. */
ACTION (indicator_form)
{
  kkb_window_show_page (data, "indicator");
}

static const GActionEntry entries[] = {
  { .name = "add-indicator", .activate = add_indicator_cb },
  { .name = "duplicate-indicator", .activate = duplicate_indicator_cb },
  { .name = "delete-indicator", .activate = delete_indicator_cb },
  { .name = "indicator-form", .activate = indicator_form_cb },
};

void
kkb_window_init_form_actions (KkbWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

void
kkb_window_update_form_actions (KkbWindow *self, gboolean has, gboolean writable)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), entries[i].activate == indicator_form_cb ? has : writable);
    }
}
