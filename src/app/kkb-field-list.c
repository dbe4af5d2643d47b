/* kkb-field-list.c - a small table of fields. Rows are known by their id: what is shown anew keeps its widgets, and
 * with them the focus. The line at the end has the id 0; the row that is made of it takes over its widgets. */
#include "kkb-field-private.h"
#include "kkb-compat.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  KkbId id;
  GtkWidget *box, *remove;
  GtkWidget **cells; /* one a column */
} Row;

struct _KkbFieldList
{
  GtkWidget parent;
  GtkWidget *box; /* the heads, then the rows */
  GtkWidget *hint;
  const KkbFieldColumn *columns;
  guint n_columns;
  const KkbFieldListFuncs *funcs;
  gpointer data;
  GtkSizeGroup **groups, *removes; /* of a column; of the buttons behind the last */
  char ***words;                   /* a column's, or NULL */
  GPtrArray *rows;                 /* Row, the empty line last */
  Row *making;                     /* the empty line while it is being stored */
  gboolean editable;
  char *name;
};

static void kkb_field_list_field_init (KkbFormFieldInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbFieldList, kkb_field_list, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_FORM_FIELD, kkb_field_list_field_init))

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->cells);
  g_free (row);
}

static gboolean
find_cell (KkbFieldList *self, GtkWidget *cell, Row **row, guint *column)
{
  for (guint i = 0; i < self->rows->len; i++)
    for (guint c = 0; c < self->n_columns; c++)
      {
        Row *at = g_ptr_array_index (self->rows, i);
        if (at->cells[c] == cell)
          {
            *row = at;
            *column = c;
            return TRUE;
          }
      }
  return FALSE;
}

static void
tell (KkbFieldList *self, gboolean ok, const GError *error)
{
  kkb_field_hint_set (self->hint, self->box, ok ? "" : error ? error->message : "", !ok);
}

/* ---- what a person does ---- */

static gboolean
store_cell (GtkWidget *cell, const char *text, gpointer data, GError **error)
{
  KkbFieldList *self = data;
  Row *row;
  guint column;
  gboolean ok;

  if (!find_cell (self, cell, &row, &column))
    return TRUE;
  tell (self, TRUE, NULL);
  if (!row->id)
    self->making = row;
  ok = self->funcs->set (GTK_WIDGET (self), row->id, column, text, self->data, error);
  self->making = NULL;
  return ok;
}

static gboolean
check_cell (GtkWidget *cell, const char *text, gpointer data, char **hint, GError **error)
{
  KkbFieldList *self = data;
  Row *row;
  guint column;

  if (!self->funcs->check || !find_cell (self, cell, &row, &column) || (!row->id && !*text))
    return TRUE;
  return self->funcs->check (GTK_WIDGET (self), row->id, column, text, self->data, hint, error);
}

/* Enter goes down; from the last line it stays in the one that is new. */
static void
cell_activated_cb (GtkWidget *cell, gpointer data)
{
  KkbFieldList *self = data;
  Row *row;
  guint column, index;

  if (!find_cell (self, cell, &row, &column) || !g_ptr_array_find (self->rows, row, &index))
    return;
  if (index + 1 < self->rows->len)
    gtk_widget_grab_focus (((Row *)g_ptr_array_index (self->rows, index + 1))->cells[column]);
}

static void
focus_row (KkbFieldList *self, guint index, guint column)
{
  if (index < self->rows->len)
    gtk_widget_grab_focus (((Row *)g_ptr_array_index (self->rows, index))->cells[column]);
  else if (self->rows->len)
    gtk_widget_grab_focus (((Row *)g_ptr_array_index (self->rows, self->rows->len - 1))->cells[column]);
}

static void
remove_row (KkbFieldList *self, Row *row, guint column)
{
  g_autoptr (GError) error = NULL;
  guint index;
  gboolean ok;

  if (!row->id || !self->funcs->remove || !self->editable || !g_ptr_array_find (self->rows, row, &index))
    return;
  for (guint i = 0; i < self->n_columns; i++)
    kkb_form_field_revert (row->cells[i]);
  ok = self->funcs->remove (GTK_WIDGET (self), row->id, self->data, &error);
  tell (self, ok, error);
  if (ok)
    focus_row (self, index, column);
}

static void
remove_clicked_cb (KkbFieldList *self, GtkWidget *button)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      if (row->remove == button)
        {
          remove_row (self, row, 0);
          return;
        }
    }
}

static gboolean
commit_row (KkbFieldList *self, Row *row)
{
  for (guint c = 0; c < self->n_columns; c++)
    if (!kkb_form_field_commit (row->cells[c]))
      return FALSE;
  return TRUE;
}

static void
move_row (KkbFieldList *self, Row *row, int step)
{
  g_autoptr (GError) error = NULL;

  if (row->id && self->funcs->move && self->editable && commit_row (self, row))
    tell (self, self->funcs->move (GTK_WIDGET (self), row->id, step, self->data, &error), error);
}

/* Heard after the entry and its input method. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KkbFieldList *self)
{
  GdkModifierType mods = state & gtk_accelerator_get_default_mod_mask ();
  GtkWidget *cell = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  Row *row;
  guint column, index;

  if (!find_cell (self, cell, &row, &column))
    return GDK_EVENT_PROPAGATE;
  g_ptr_array_find (self->rows, row, &index);
  if ((key == GDK_KEY_Up || key == GDK_KEY_Down) && mods == GDK_ALT_MASK)
    move_row (self, row, key == GDK_KEY_Up ? -1 : 1);
  else if (key == GDK_KEY_Down && mods == 0 && index + 1 < self->rows->len)
    focus_row (self, index + 1, column);
  else if (key == GDK_KEY_Up && mods == 0 && index > 0)
    focus_row (self, index - 1, column);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
delete_shortcut_cb (GtkWidget *cell, GVariant *args, gpointer data)
{
  KkbFieldList *self = data;
  Row *row;
  guint column;

  if (!find_cell (self, cell, &row, &column) || !row->id)
    return FALSE;
  remove_row (self, row, column);
  return TRUE;
}

/* ---- rows ---- */

static GtkWidget *
new_cell (KkbFieldList *self, guint c)
{
  const KkbFieldColumn *column = &self->columns[c];
  GtkWidget *cell = kkb_field_entry_new (store_cell, self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkWidget *input = kkb_field_entry_input (cell);

  gtk_editable_set_width_chars (GTK_EDITABLE (input), column->width ? column->width : 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (input), column->width ? column->width : 8);
  gtk_widget_set_hexpand (cell, column->width == 0);
  gtk_widget_set_hexpand (input, TRUE);
  kkb_field_entry_set_numeric (cell, column->numeric);
  kkb_field_entry_set_check (cell, check_cell);
  kkb_field_entry_set_activated (cell, cell_activated_cb, self);
  kkb_field_entry_set_words (cell, self->words[c] ? (const char *const *)self->words[c] : column->words);
  kkb_form_field_set_name (cell, column->title);
  kkb_form_field_set_editable (cell, self->editable && !column->fixed);
  gtk_size_group_add_widget (self->groups[c], cell);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (cell, keys);
  /* Ctrl+Delete would otherwise delete a word: the row's meaning comes first, as its tooltip says */
  gtk_event_controller_set_propagation_phase (shortcuts, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, GDK_CONTROL_MASK),
                                                          gtk_callback_action_new (delete_shortcut_cb, self, NULL)));
  gtk_widget_add_controller (cell, shortcuts);
  return cell;
}

static Row *
new_row (KkbFieldList *self, KkbId id)
{
  Row *row = g_new0 (Row, 1);

  row->id = id;
  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  row->cells = g_new0 (GtkWidget *, self->n_columns);
  for (guint c = 0; c < self->n_columns; c++)
    {
      row->cells[c] = new_cell (self, c);
      gtk_box_append (GTK_BOX (row->box), row->cells[c]);
    }
  row->remove = gtk_button_new_with_label ("×");
  gtk_widget_add_css_class (row->remove, "flat");
  gtk_widget_set_valign (row->remove, GTK_ALIGN_START);
  gtk_widget_set_focusable (row->remove, FALSE);
  kkb_compat_set_tooltip (row->remove, _ ("Remove this row (Ctrl+Delete)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove this row"),
                                  -1);
  g_signal_connect_swapped (row->remove, "clicked", G_CALLBACK (remove_clicked_cb), self);
  gtk_size_group_add_widget (self->removes, row->remove);
  gtk_box_append (GTK_BOX (row->box), row->remove);
  return row;
}

static void
update_removes (KkbFieldList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      gtk_widget_set_opacity (row->remove, row->id && self->funcs->remove && self->editable ? 1 : 0);
      gtk_widget_set_sensitive (row->remove, row->id && self->funcs->remove && self->editable);
    }
}

static Row *
take_row (GPtrArray *rows, KkbId id)
{
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);
      if (row && row->id == id)
        {
          rows->pdata[i] = NULL;
          return row;
        }
    }
  return NULL;
}

static void
place_row (KkbFieldList *self, Row *row)
{
  Row *before = self->rows->len ? g_ptr_array_index (self->rows, self->rows->len - 1) : NULL;
  GtkWidget *sibling = before ? before->box : gtk_widget_get_first_child (self->box);

  if (!gtk_widget_get_parent (row->box))
    gtk_box_insert_child_after (GTK_BOX (self->box), row->box, sibling);
  else if (gtk_widget_get_prev_sibling (row->box) != sibling)
    gtk_box_reorder_child_after (GTK_BOX (self->box), row->box, sibling);
  g_ptr_array_add (self->rows, row);
}

static void
add_heads (KkbFieldList *self)
{
  GtkWidget *heads = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  for (guint c = 0; c < self->n_columns; c++)
    {
      GtkWidget *head = gtk_label_new (self->columns[c].title);
      gtk_label_set_xalign (GTK_LABEL (head), self->columns[c].numeric ? 1 : 0);
      gtk_label_set_ellipsize (GTK_LABEL (head), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (head, "field-head");
      gtk_widget_set_hexpand (head, self->columns[c].width == 0);
      gtk_size_group_add_widget (self->groups[c], head);
      gtk_box_append (GTK_BOX (heads), head);
    }
  gtk_size_group_add_widget (self->removes, space); /* where the rows have their button */
  gtk_box_append (GTK_BOX (heads), space);
  gtk_box_append (GTK_BOX (self->box), heads);
}

/* ---- overrides ---- */

static void
kkb_field_list_dispose (GObject *object)
{
  KkbFieldList *self = KKB_FIELD_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->hint, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  for (guint c = 0; c < self->n_columns; c++)
    {
      g_clear_object (&self->groups[c]);
      g_clear_pointer (&self->words[c], g_strfreev);
    }
  self->n_columns = 0;
  g_clear_pointer (&self->groups, g_free);
  g_clear_object (&self->removes);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (kkb_field_list_parent_class)->dispose (object);
}

static gboolean
kkb_field_list_grab_focus (GtkWidget *widget)
{
  KkbFieldList *self = KKB_FIELD_LIST (widget);

  return self->rows->len && gtk_widget_grab_focus (((Row *)g_ptr_array_index (self->rows, 0))->cells[0]);
}

static gboolean
field_commit (KkbFormField *field)
{
  KkbFieldList *self = KKB_FIELD_LIST (field);

  /* what is stored may change the rows: look at each by its place, and only while it is there */
  for (guint i = 0; i < self->rows->len; i++)
    if (!commit_row (self, g_ptr_array_index (self->rows, i)))
      return FALSE;
  return TRUE;
}

static gboolean
field_is_editing (KkbFormField *field)
{
  KkbFieldList *self = KKB_FIELD_LIST (field);

  for (guint i = 0; i < self->rows->len; i++)
    for (guint c = 0; c < self->n_columns; c++)
      if (kkb_form_field_is_editing (((Row *)g_ptr_array_index (self->rows, i))->cells[c]))
        return TRUE;
  return FALSE;
}

static void
field_revert (KkbFormField *field)
{
  KkbFieldList *self = KKB_FIELD_LIST (field);

  for (guint i = 0; i < self->rows->len; i++)
    for (guint c = 0; c < self->n_columns; c++)
      kkb_form_field_revert (((Row *)g_ptr_array_index (self->rows, i))->cells[c]);
}

static void
field_set_editable (KkbFormField *field, gboolean editable)
{
  KkbFieldList *self = KKB_FIELD_LIST (field);

  self->editable = editable;
  for (guint i = 0; i < self->rows->len; i++)
    for (guint c = 0; c < self->n_columns; c++)
      kkb_form_field_set_editable (((Row *)g_ptr_array_index (self->rows, i))->cells[c],
                                   editable && !self->columns[c].fixed);
  update_removes (self);
}

static void
field_set_name (KkbFormField *field, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
kkb_field_list_field_init (KkbFormFieldInterface *iface)
{
  iface->commit = field_commit;
  iface->is_editing = field_is_editing;
  iface->revert = field_revert;
  iface->set_editable = field_set_editable;
  iface->set_name = field_set_name;
}

static void
kkb_field_list_class_init (KkbFieldListClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_field_list_dispose;
  widget->grab_focus = kkb_field_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget, "fieldlist");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kkb_field_list_init (KkbFieldList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->editable = TRUE;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (self->box, TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->hint = kkb_field_hint_new ();
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
}

/* ---- public ---- */

GtkWidget *
kkb_field_list_new (const KkbFieldColumn *columns, guint n_columns, const KkbFieldListFuncs *funcs, gpointer data)
{
  KkbFieldList *self = g_object_new (KKB_TYPE_FIELD_LIST, NULL);

  self->columns = columns;
  self->n_columns = n_columns;
  self->funcs = funcs;
  self->data = data;
  self->groups = g_new0 (GtkSizeGroup *, n_columns);
  self->removes = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->words = g_new0 (char **, n_columns);
  for (guint c = 0; c < n_columns; c++)
    self->groups[c] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  add_heads (self);
  kkb_field_list_show (GTK_WIDGET (self), NULL, NULL, 0);
  return GTK_WIDGET (self);
}

void
kkb_field_list_show (GtkWidget *list, const KkbId *ids, const char *const *cells, guint n_rows)
{
  KkbFieldList *self = KKB_FIELD_LIST (list);
  g_autoptr (GPtrArray) old = self->rows;
  Row *making = self->making;

  self->rows = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < n_rows; i++)
    {
      Row *row = take_row (old, ids[i]);
      if (!row && making)
        {
          row = take_row (old, 0);
          row->id = ids[i];
          making = NULL;
        }
      if (!row)
        row = new_row (self, ids[i]);
      place_row (self, row);
      for (guint c = 0; c < self->n_columns; c++)
        kkb_field_entry_show (row->cells[c], cells[i * self->n_columns + c]);
    }
  making = take_row (old, 0); /* the empty line at the end */
  place_row (self, making ? making : new_row (self, 0));
  g_ptr_array_set_free_func (old, NULL);
  for (guint i = 0; i < old->len; i++)
    if (old->pdata[i])
      {
        gtk_box_remove (GTK_BOX (self->box), ((Row *)old->pdata[i])->box);
        row_free (old->pdata[i]);
      }
  update_removes (self);
}

void
kkb_field_list_set_words (GtkWidget *list, guint column, const char *const *words)
{
  KkbFieldList *self = KKB_FIELD_LIST (list);

  g_strfreev (self->words[column]);
  self->words[column] = g_strdupv ((char **)words);
  for (guint i = 0; i < self->rows->len; i++)
    kkb_field_entry_set_words (((Row *)g_ptr_array_index (self->rows, i))->cells[column], words);
}

guint
kkb_field_list_n_rows (GtkWidget *list)
{
  KkbFieldList *self = KKB_FIELD_LIST (list);

  return self->rows->len - 1;
}

GtkWidget *
kkb_field_list_cell (GtkWidget *list, guint row, guint column)
{
  return ((Row *)g_ptr_array_index (KKB_FIELD_LIST (list)->rows, row))->cells[column];
}
