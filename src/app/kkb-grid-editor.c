/* The GtkText is always there, over the cell under the cursor, and always has the focus. While nothing is edited it is
 * an empty, see-through frame. So the first key goes through the input method as every other key does: what the
 * input method makes of it arrives as preedit or as inserted text, and only that begins the edit. */
#include "kkb-grid-private.h"

#include <glib/gi18n-lib.h>

#define TEXT_PADDING 16

static void
set_text (KkbGrid *self, const char *text)
{
  self->silent = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  self->silent = FALSE;
}

static void
set_message (KkbGrid *self, const char *message)
{
  gboolean shown = message != NULL;

  self->problem = FALSE;
  if (shown)
    gtk_label_set_text (GTK_LABEL (self->bubble), message);
  gtk_widget_set_visible (self->bubble, shown);
  if (shown && self->edit != KKB_GRID_EDIT_NONE)
    gtk_widget_add_css_class (self->text, "error");
  else
    gtk_widget_remove_css_class (self->text, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_INVALID,
      shown && self->edit != KKB_GRID_EDIT_NONE ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (shown)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_edit (KkbGrid *self, KkbGridEdit edit)
{
  gboolean was = self->edit != KKB_GRID_EDIT_NONE;
  gboolean is = edit != KKB_GRID_EDIT_NONE;

  self->edit = edit;
  if (was == is)
    return;
  if (is)
    gtk_widget_add_css_class (self->text, "editing");
  else
    gtk_widget_remove_css_class (self->text, "editing");
  gtk_widget_set_can_target (self->holder, is);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  kkb_grid_notify_editing (self);
}

/* GtkText has no function to reset its input method; losing and regaining "editable" does it. */
static void
drop_preedit (KkbGrid *self)
{
  if (!self->preedit)
    return;
  self->silent = TRUE;
  gtk_editable_set_editable (GTK_EDITABLE (self->text), FALSE);
  gtk_editable_set_editable (GTK_EDITABLE (self->text), TRUE);
  self->preedit = FALSE;
  self->silent = FALSE;
}

static void
end_edit (KkbGrid *self)
{
  drop_preedit (self);
  set_text (self, "");
  g_clear_pointer (&self->edit_original, g_free);
  set_edit (self, KKB_GRID_EDIT_NONE);
  set_message (self, NULL);
  kkb_grid_editor_update (self);
}

static gboolean
cursor_is_editable (KkbGrid *self)
{
  KkbGridCell cell;

  if (!kkb_grid_has_cells (self) || kkb_grid_model_get_section (self->model, self->cursor_row, NULL) != NULL)
    return FALSE;
  kkb_grid_model_get_cell (self->model, self->cursor_row, kkb_grid_cursor_column (self), &cell);
  return cell.editable;
}

/* "従業者数, 令和5年度 実績, 10,812": what a screen reader says of the cell under the cursor. */
static char *
describe_cell (KkbGrid *self)
{
  const KkbGridColumnBox *box = kkb_grid_layout_column_at (self->layout, self->cursor_position);
  const char *heading = kkb_grid_model_get_section (self->model, self->cursor_row, NULL);
  g_autofree char *name = kkb_grid_column_name (box);
  g_autofree char *row_name = NULL;
  KkbGridCell cell;

  if (heading != NULL)
    return g_strdup (heading);
  for (guint i = 0; i < self->layout->n_columns && row_name == NULL; i++)
    if (self->layout->columns[i].row_header && i != kkb_grid_cursor_column (self))
      {
        kkb_grid_model_get_cell (self->model, self->cursor_row, i, &cell);
        row_name = g_strdup (cell.text);
      }
  kkb_grid_model_get_cell (self->model, self->cursor_row, kkb_grid_cursor_column (self), &cell);
  return row_name != NULL ? g_strdup_printf ("%s, %s, %s", row_name, name, cell.text)
                          : g_strdup_printf ("%s, %s", name, cell.text);
}

/* The same with how much is selected, where that is more than this cell. */
static char *
describe_cursor (KkbGrid *self)
{
  g_autofree char *cell = describe_cell (self);
  guint row0, row1, position0, position1;

  if (!kkb_grid_has_range (self))
    return g_steal_pointer (&cell);
  kkb_grid_selected_range (self, &row0, &row1, &position0, &position1);
  return g_strdup_printf (_ ("%s, %u rows and %u columns selected"), cell, row1 - row0 + 1, position1 - position0 + 1);
}

/* The cursor stands on what could not be read: the reason is beside it for as long. */
static void
show_problem (KkbGrid *self)
{
  g_autofree char *problem = NULL;
  KkbGridCell cell = { .style = 0 };

  if (self->edit != KKB_GRID_EDIT_NONE)
    return;
  if (kkb_grid_has_cells (self) && kkb_grid_model_get_section (self->model, self->cursor_row, NULL) == NULL)
    kkb_grid_model_get_cell (self->model, self->cursor_row, kkb_grid_cursor_column (self), &cell);
  if (cell.style & KKB_GRID_STYLE_UNREADABLE)
    problem = kkb_grid_model_get_problem (self->model, self->cursor_row, kkb_grid_cursor_column (self));
  if (problem != NULL && g_strcmp0 (kkb_grid_get_message (self), problem) != 0)
    set_message (self, problem);
  else if (problem == NULL && self->problem)
    set_message (self, NULL);
  self->problem = problem != NULL;
}

static void
text_changed_cb (KkbGrid *self)
{
  if (self->silent)
    return;
  if (self->edit == KKB_GRID_EDIT_NONE && self->shift_space
      && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->text)), " ") == 0)
    {
      self->shift_space = FALSE;
      set_text (self, "");
      kkb_grid_select_rows (self);
      return;
    }
  if (self->edit == KKB_GRID_EDIT_NONE)
    {
      if (gtk_editable_get_text (GTK_EDITABLE (self->text))[0] != '\0')
        kkb_grid_editor_begin (self, KKB_GRID_EDIT_TYPED);
    }
  else if (gtk_widget_get_visible (self->bubble))
    set_message (self, NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
preedit_changed_cb (KkbGrid *self, const char *preedit)
{
  if (self->silent)
    return;
  self->preedit = preedit != NULL && preedit[0] != '\0';
  if (self->preedit && self->edit == KKB_GRID_EDIT_NONE)
    kkb_grid_editor_begin (self, KKB_GRID_EDIT_TYPED);
  else if (!self->preedit && self->edit == KKB_GRID_EDIT_TYPED
           && gtk_editable_get_text (GTK_EDITABLE (self->text))[0] == '\0')
    end_edit (self); /* a conversion given up in a cell where nothing else was typed: the old value stands */
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
text_activated_cb (KkbGrid *self)
{
  if (self->edit != KKB_GRID_EDIT_NONE)
    kkb_grid_commit_edit (self);
}

/* The focus went to another place of the window. Going to another window and back is no reason to end an edit: then the
 * window's focus stays where it is. */
static void
focus_moved_cb (KkbGrid *self, GParamSpec *pspec, GtkRoot *root)
{
  if (self->edit == KKB_GRID_EDIT_NONE || gtk_root_get_focus (root) == self->text
      || gtk_widget_in_destruction (GTK_WIDGET (self)) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  kkb_grid_commit_edit (self);
}

static void
rooted_cb (KkbGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (focus_moved_cb), self, G_CONNECT_SWAPPED);
}

void
kkb_grid_editor_init (KkbGrid *self)
{
  self->holder = kkb_grid_box_new (GTK_WIDGET (self), "gridcursor", GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_set_can_target (self->holder, FALSE);
  self->text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, "propagate-text-width",
                             TRUE, "input-hints", GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_NO_SPELLCHECK, NULL);
  gtk_widget_add_css_class (self->text, "grideditor");
  gtk_widget_set_parent (self->text, self->holder);
  self->bubble = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "wrap", TRUE, "xalign",
                               0.0, "max-width-chars", 40, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->bubble, "gridmessage");
  gtk_widget_set_can_target (self->bubble, FALSE);
  gtk_widget_set_parent (self->bubble, GTK_WIDGET (self));

  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect_swapped (self->text, "preedit-changed", G_CALLBACK (preedit_changed_cb), self);
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (text_activated_cb), self);
  g_signal_connect (self, "notify::root", G_CALLBACK (rooted_cb), NULL);
}

void
kkb_grid_editor_update (KkbGrid *self)
{
  g_autofree char *label = NULL;
  gboolean has_cells = kkb_grid_has_cells (self);

  if (self->edit == KKB_GRID_EDIT_NONE)
    gtk_editable_set_editable (GTK_EDITABLE (self->text), cursor_is_editable (self));
  show_problem (self);
  label = has_cells ? describe_cursor (self) : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_opacity (self->holder, has_cells ? 1.0 : 0.0);
  if (self->scroll_to_cursor)
    gtk_widget_queue_resize (GTK_WIDGET (self)); /* see scrolled_cb() */
  else
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
allocate_bubble (KkbGrid *self, const GdkRectangle *cell, int width, int height)
{
  int head = kkb_grid_layout_head_height (self->layout);
  int natural, tall, x, y;

  if (!gtk_widget_should_layout (self->bubble))
    return;
  gtk_widget_measure (self->bubble, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  natural = MIN (natural, MAX (width, 1));
  gtk_widget_measure (self->bubble, GTK_ORIENTATION_VERTICAL, natural, &tall, NULL, NULL, NULL);
  x = CLAMP (cell->x, 0, MAX (width - natural, 0));
  y = cell->y + cell->height + 2;
  if (y + tall > height && cell->y - tall - 2 >= head)
    y = cell->y - tall - 2;
  kkb_grid_box_place (self->bubble, x, y, natural, tall);
}

void
kkb_grid_editor_allocate (KkbGrid *self, int width, int height)
{
  int head = kkb_grid_layout_head_height (self->layout);
  GdkRectangle cell = { 0, -10000, 1, 1 };
  GdkRectangle pane = { 0, head, width, MAX (height - head, 0) };
  GdkRectangle seen;
  int natural;

  if (kkb_grid_has_cells (self))
    {
      kkb_grid_position_area (self, self->cursor_row, self->cursor_position, &cell);
      if (self->cursor_position >= self->layout->n_frozen
          && kkb_grid_model_get_section (self->model, self->cursor_row, NULL) == NULL)
        {
          pane.x = self->layout->frozen_width;
          pane.width = MAX (width - pane.x, 0);
        }
    }
  if (self->edit != KKB_GRID_EDIT_NONE)
    {
      gtk_widget_measure (self->text, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      cell.width = MAX (cell.width, MIN (natural + TEXT_PADDING, pane.x + pane.width - cell.x));
    }
  if (!gdk_rectangle_intersect (&cell, &pane, &seen))
    seen = (GdkRectangle){ 0, 0, 0, 0 };
  kkb_grid_box_place (self->text, cell.x - seen.x, cell.y - seen.y, cell.width, cell.height);
  kkb_grid_box_place (self->holder, seen.x, seen.y, seen.width, seen.height);
  allocate_bubble (self, &cell, width, height);
}

gboolean
kkb_grid_editor_begin (KkbGrid *self, KkbGridEdit edit)
{
  if (self->edit != KKB_GRID_EDIT_NONE)
    return TRUE;
  if (!cursor_is_editable (self))
    return FALSE;
  set_message (self, NULL);
  g_free (self->edit_original);
  self->edit_original = kkb_grid_model_get_edit_text (self->model, self->cursor_row, kkb_grid_cursor_column (self));
  self->cursor_id = kkb_grid_model_get_row_id (self->model, self->cursor_row);
  if (edit == KKB_GRID_EDIT_FULL)
    {
      set_text (self, self->edit_original);
      gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
    }
  self->scroll_to_cursor = TRUE;
  self->scroll_to_extent = FALSE;
  set_edit (self, edit);
  return TRUE;
}

gboolean
kkb_grid_editor_type (KkbGrid *self, const char *text)
{
  if (!kkb_grid_editor_begin (self, KKB_GRID_EDIT_TYPED))
    return FALSE;
  set_text (self, text);
  gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
  return TRUE;
}

gboolean
kkb_grid_begin_edit (KkbGrid *self)
{
  g_return_val_if_fail (KKB_IS_GRID (self), FALSE);
  gtk_widget_grab_focus (self->text);
  return kkb_grid_editor_begin (self, KKB_GRID_EDIT_FULL);
}

gboolean
kkb_grid_commit_edit (KkbGrid *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean done;

  g_return_val_if_fail (KKB_IS_GRID (self), FALSE);
  if (self->edit == KKB_GRID_EDIT_NONE || self->committing)
    return TRUE;
  drop_preedit (self);
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text)));
  if (g_strcmp0 (text, self->edit_original) == 0)
    {
      end_edit (self);
      return TRUE;
    }
  self->committing = TRUE;
  done = kkb_grid_model_commit (self->model, self->cursor_row, kkb_grid_cursor_column (self), text, &error);
  self->committing = FALSE;
  if (done)
    end_edit (self);
  else
    {
      set_message (self, error != NULL ? error->message : "");
      self->scroll_to_cursor = TRUE;
    }
  return done;
}

void
kkb_grid_cancel_edit (KkbGrid *self)
{
  g_return_if_fail (KKB_IS_GRID (self));
  if (self->edit != KKB_GRID_EDIT_NONE)
    end_edit (self);
}

gboolean
kkb_grid_get_editing (KkbGrid *self)
{
  g_return_val_if_fail (KKB_IS_GRID (self), FALSE);
  return self->edit != KKB_GRID_EDIT_NONE;
}

const char *
kkb_grid_get_message (KkbGrid *self)
{
  g_return_val_if_fail (KKB_IS_GRID (self), NULL);
  return gtk_widget_get_visible (self->bubble) ? gtk_label_get_text (GTK_LABEL (self->bubble)) : NULL;
}

void
kkb_grid_show_message (KkbGrid *self, const char *message)
{
  g_return_if_fail (KKB_IS_GRID (self));
  set_message (self, message);
}

GtkWidget *
kkb_grid_get_editor (KkbGrid *self)
{
  g_return_val_if_fail (KKB_IS_GRID (self), NULL);
  return self->text;
}
