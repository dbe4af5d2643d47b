/* kkb-field-chips.c - names as chips with an entry behind them. The names are what is stored; the chips only show them.
 */
#include "kkb-error.h"
#include "kkb-compat.h"
#include "kkb-field-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

struct _KkbFieldChips
{
  GtkWidget parent;
  GtkWidget *flow, *entry, *hint;
  KkbFieldNames store;
  gpointer data;
  GPtrArray *names; /* char * */
  GPtrArray *chips; /* GtkWidget, the buttons */
  char *lead;
  char **words;
  gboolean only_words, editable;
};

static void kkb_field_chips_field_init (KkbFormFieldInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbFieldChips, kkb_field_chips, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_FORM_FIELD, kkb_field_chips_field_init))

static void rebuild (KkbFieldChips *self);

/* Stores NAMES (consumed); they are shown only when that succeeded. The chip or entry that has the focus after it:
 * FOCUS (an index, the number of chips for the entry, -1: leave it). */
static gboolean
store_names (KkbFieldChips *self, GPtrArray *names, int focus, GError **error)
{
  g_autoptr (GPtrArray) owned = names;
  G_GNUC_UNUSED g_autoptr (KkbFieldChips) alive = g_object_ref (self);

  g_ptr_array_add (owned, NULL);
  if (self->store && !self->store (GTK_WIDGET (self), (const char *const *)owned->pdata, self->data, error))
    return FALSE;
  kkb_field_chips_show (GTK_WIDGET (self), (const char *const *)owned->pdata);
  if (focus >= 0 && (guint)focus < self->chips->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->chips, focus));
  else if (focus >= 0)
    gtk_widget_grab_focus (self->entry);
  return TRUE;
}

static void
store_or_tell (KkbFieldChips *self, GPtrArray *names, int focus)
{
  g_autoptr (GError) error = NULL;

  if (store_names (self, names, focus, &error))
    kkb_field_hint_set (self->hint, self->entry, "", FALSE);
  else
    kkb_field_hint_set (self->hint, self->entry, error ? error->message : "", TRUE);
}

static GPtrArray *
copy_names (KkbFieldChips *self)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->names->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (self->names, i)));
  return copy;
}

static gboolean
has_name (GPtrArray *names, const char *name)
{
  g_autofree char *key = kkb_text_key (name);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *other = kkb_text_key (g_ptr_array_index (names, i));
      if (g_str_equal (key, other))
        return TRUE;
    }
  return FALSE;
}

static const char *
word_like (KkbFieldChips *self, const char *name)
{
  g_autofree char *key = kkb_text_key (name);

  for (guint i = 0; self->words && self->words[i]; i++)
    {
      g_autofree char *other = kkb_text_key (self->words[i]);
      if (g_str_equal (key, other))
        return self->words[i];
    }
  return NULL;
}

/* What was typed into the entry: one name, or several with 、 or , between. */
static gboolean
add_typed (GtkWidget *entry, const char *text, gpointer data, GError **error)
{
  KkbFieldChips *self = data;
  g_autoptr (GPtrArray) names = copy_names (self);
  g_autofree char *plain = g_strdelimit (g_strdup (text), "\t\r\n", ' ');
  g_auto (GStrv) commas = g_strsplit (plain, "、", -1);
  g_autofree char *joined = g_strjoinv (",", commas);
  g_auto (GStrv) wide = g_strsplit (joined, "，", -1);
  g_autofree char *all = g_strjoinv (",", wide);
  g_auto (GStrv) parts = g_strsplit (all, ",", -1);
  gboolean is_focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  for (guint i = 0; parts[i]; i++)
    {
      const char *name = g_strstrip (parts[i]), *known;
      if (!*name || has_name (names, name))
        continue;
      known = word_like (self, name);
      if (!known && self->only_words)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("“%s” is not one of the list."), name);
          return FALSE;
        }
      g_ptr_array_add (names, g_strdup (known ? known : name));
    }
  if (names->len != self->names->len
      && !store_names (self, g_steal_pointer (&names), is_focused ? G_MAXINT : -1, error))
    return FALSE;
  kkb_field_entry_show (self->entry, "");
  return TRUE;
}

/* ---- chips ---- */

static int
index_of (KkbFieldChips *self, GtkWidget *chip)
{
  guint index;

  return g_ptr_array_find (self->chips, chip, &index) ? (int)index : -1;
}

static void
remove_at (KkbFieldChips *self, int index, int focus)
{
  GPtrArray *names = copy_names (self);

  g_ptr_array_remove_index (names, (guint)index);
  store_or_tell (self, names, focus);
}

static void
move_at (KkbFieldChips *self, int index, int step)
{
  GPtrArray *names;
  gpointer other;

  if (index + step < 0 || index + step >= (int)self->names->len)
    return;
  names = copy_names (self);
  other = names->pdata[index + step];
  names->pdata[index + step] = names->pdata[index];
  names->pdata[index] = other;
  store_or_tell (self, names, index + step);
}

static void
chip_clicked_cb (KkbFieldChips *self, GtkWidget *chip)
{
  int index = index_of (self, chip);

  if (index >= 0 && self->editable)
    remove_at (self, index, MAX (index - 1, 0));
}

static gboolean
chip_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KkbFieldChips *self)
{
  int index = index_of (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  if (!self->editable || index < 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    remove_at (self, index, index);
  else if (key == GDK_KEY_BackSpace)
    remove_at (self, index, MAX (index - 1, 0));
  else if (key == GDK_KEY_Left && (state & GDK_ALT_MASK))
    move_at (self, index, -1);
  else if (key == GDK_KEY_Right && (state & GDK_ALT_MASK))
    move_at (self, index, 1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static GtkWidget *
new_chip (KkbFieldChips *self, const char *name, gboolean leads)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *text = leads ? g_strdup_printf ("%s %s", self->lead, name) : g_strdup (name);
  g_autofree char *told = g_strdup_printf (_ ("%s: remove"), text);
  GtkWidget *label = gtk_label_new (text);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("×"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  kkb_compat_set_tooltip (chip, told);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  g_signal_connect_swapped (chip, "clicked", G_CALLBACK (chip_clicked_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (chip_key_cb), self);
  gtk_widget_add_controller (chip, keys);
  return chip;
}

static void
rebuild (KkbFieldChips *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->flow);
  int focused = focus && focus != self->entry ? index_of (self, focus) : -1;

  for (guint i = 0; i < self->names->len; i++)
    gtk_widget_insert_before (
        new_chip (self, g_ptr_array_index (self->names, i), i == 0 && self->lead && self->names->len > 1), self->flow,
        self->entry);
  if (focused >= 0 && self->names->len == 0)
    gtk_widget_grab_focus (self->entry);
  for (guint i = 0; i < self->chips->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, i);
      GtkWidget *heir = gtk_widget_get_prev_sibling (self->entry);
      if ((int)i == focused && heir)
        gtk_widget_grab_focus (heir); /* before the one that has the focus goes */
      gtk_widget_unparent (chip);
    }
  g_ptr_array_set_size (self->chips, 0);
  for (GtkWidget *w = gtk_widget_get_first_child (self->flow); w != self->entry; w = gtk_widget_get_next_sibling (w))
    g_ptr_array_add (self->chips, w);
}

/* Backspace in the empty entry takes the last chip; while the input method has something, it takes Backspace itself. */
static void
backspace_cb (KkbFieldChips *self)
{
  if (self->editable && self->names->len && !*kkb_field_entry_text (self->entry))
    remove_at (self, (int)self->names->len - 1, G_MAXINT);
}

/* ---- overrides ---- */

static void
kkb_field_chips_dispose (GObject *object)
{
  KkbFieldChips *self = KKB_FIELD_CHIPS (object);
  GtkWidget *child;

  while (self->flow && (child = gtk_widget_get_first_child (self->flow)))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->flow, gtk_widget_unparent);
  g_clear_pointer (&self->hint, gtk_widget_unparent);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->lead, g_free);
  g_clear_pointer (&self->words, g_strfreev);
  G_OBJECT_CLASS (kkb_field_chips_parent_class)->dispose (object);
}

static gboolean
kkb_field_chips_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KKB_FIELD_CHIPS (widget)->entry);
}

static gboolean
field_commit (KkbFormField *field)
{
  return kkb_form_field_commit (KKB_FIELD_CHIPS (field)->entry);
}

static gboolean
field_is_editing (KkbFormField *field)
{
  return kkb_form_field_is_editing (KKB_FIELD_CHIPS (field)->entry);
}

static void
field_revert (KkbFormField *field)
{
  kkb_form_field_revert (KKB_FIELD_CHIPS (field)->entry);
}

static void
field_set_editable (KkbFormField *field, gboolean editable)
{
  KkbFieldChips *self = KKB_FIELD_CHIPS (field);

  self->editable = editable;
  gtk_widget_set_visible (self->entry, editable);
}

static void
field_set_name (KkbFormField *field, const char *name)
{
  g_autofree char *add = g_strdup_printf (_ ("%s: add"), name);

  kkb_form_field_set_name (KKB_FIELD_CHIPS (field)->entry, add);
}

static void
kkb_field_chips_field_init (KkbFormFieldInterface *iface)
{
  iface->commit = field_commit;
  iface->is_editing = field_is_editing;
  iface->revert = field_revert;
  iface->set_editable = field_set_editable;
  iface->set_name = field_set_name;
}

static void
kkb_field_chips_class_init (KkbFieldChipsClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_field_chips_dispose;
  widget->grab_focus = kkb_field_chips_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget, "fieldchips");
}

static void
kkb_field_chips_init (KkbFieldChips *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *input;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->editable = TRUE;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->chips = g_ptr_array_new ();
  self->flow = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->flow, kkb_wrap_new (4));
  gtk_widget_set_hexpand (self->flow, TRUE);
  gtk_widget_set_parent (self->flow, GTK_WIDGET (self));
  self->entry = kkb_field_entry_new (add_typed, self);
  input = kkb_field_entry_input (self->entry);
  gtk_editable_set_width_chars (GTK_EDITABLE (input), 8);
  gtk_widget_set_hexpand (self->entry, TRUE); /* takes what is left of its line */
  gtk_widget_set_parent (self->entry, self->flow);
  self->hint = kkb_field_hint_new ();
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (input)), "backspace", G_CALLBACK (backspace_cb),
                           self, G_CONNECT_SWAPPED);
}

/* ---- public ---- */

GtkWidget *
kkb_field_chips_new (KkbFieldNames store, gpointer data)
{
  KkbFieldChips *self = g_object_new (KKB_TYPE_FIELD_CHIPS, NULL);

  self->store = store;
  self->data = data;
  return GTK_WIDGET (self);
}

void
kkb_field_chips_show (GtkWidget *chips, const char *const *names)
{
  KkbFieldChips *self = KKB_FIELD_CHIPS (chips);
  guint n = g_strv_length ((char **)names);
  gboolean same = n == self->names->len;

  for (guint i = 0; same && i < n; i++)
    same = g_str_equal (names[i], g_ptr_array_index (self->names, i));
  if (same)
    return;
  g_ptr_array_set_size (self->names, 0);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->names, g_strdup (names[i]));
  rebuild (self);
}

void
kkb_field_chips_set_words (GtkWidget *chips, const char *const *words)
{
  KkbFieldChips *self = KKB_FIELD_CHIPS (chips);

  g_strfreev (self->words);
  self->words = g_strdupv ((char **)words);
  kkb_field_entry_set_words (self->entry, words);
}

void
kkb_field_chips_set_only_words (GtkWidget *chips, gboolean only)
{
  KKB_FIELD_CHIPS (chips)->only_words = only;
}

void
kkb_field_chips_set_lead (GtkWidget *chips, const char *lead)
{
  KkbFieldChips *self = KKB_FIELD_CHIPS (chips);

  g_free (self->lead);
  self->lead = g_strdup (lead);
  if (self->names->len)
    rebuild (self);
}
