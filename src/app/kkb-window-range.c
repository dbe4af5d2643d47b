/* kkb-window-range.c - the Edit menu's work on the table in sight: the same as its keys do (kkb-grid-keys.c), for those
 * who look for them in a menu. */
#include "kkb-window-private.h"

typedef void (*RangeFunc) (KkbGrid *grid);

static const struct
{
  const char *action;
  RangeFunc func;
  gboolean changes;
} work[] = {
  { "copy", kkb_grid_copy, FALSE },
  { "cut", kkb_grid_cut, TRUE },
  { "paste", kkb_grid_paste, TRUE },
  { "clear", kkb_grid_clear, TRUE },
  { "fill-down", kkb_grid_fill_down, TRUE },
  { "fill-right", kkb_grid_fill_right, TRUE },
  { "select-all", kkb_grid_select_all, FALSE },
  { "choices", kkb_grid_open_choices, TRUE },
  { "today", kkb_grid_type_today, TRUE },
};

static void
activated_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KkbGrid *grid = kkb_window_grid (data);

  if (!grid)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (grid));
  for (guint i = 0; i < G_N_ELEMENTS (work); i++)
    if (g_str_equal (work[i].action, g_action_get_name (G_ACTION (action))))
      work[i].func (grid);
}

/* WRITABLE: the document takes changes now. TYPING: the keys belong to a text. */
void
kkb_window_update_range_actions (KkbWindow *self, gboolean writable, gboolean typing)
{
  gboolean has = self->doc != NULL && kkb_window_grid (self) != NULL && !typing;

  for (guint i = 0; i < G_N_ELEMENTS (work); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), work[i].action);
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), has && (writable || !work[i].changes));
    }
}

void
kkb_window_init_range_actions (KkbWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (work); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (work[i].action, NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (activated_cb), self, 0);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
}
