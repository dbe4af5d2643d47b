/* kkb-field-entry.c - a field of one line. The keys for the list of words and Escape are looked at only after the entry
 * and its input method had them. */
#include "kkb-field-private.h"

struct _KkbFieldEntry
{
  GtkWidget parent;
  GtkWidget *input, *hint;
  KkbFieldWords *words;
  KkbFieldStore store;
  KkbFieldCheck check;
  KkbFieldActivated activated;
  gpointer data, activated_data;
  char *shown;         /* what the document holds */
  gboolean committing; /* the store function runs */
  gboolean reshown;    /* …_show() was called while it did */
  gboolean editing, quiet;
};

static void kkb_field_entry_field_init (KkbFormFieldInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbFieldEntry, kkb_field_entry, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_FORM_FIELD, kkb_field_entry_field_init))

static void left_cb (GtkWidget *widget);

static void
set_text (KkbFieldEntry *self, const char *text)
{
  self->quiet = TRUE;
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->input)), text))
    gtk_editable_set_text (GTK_EDITABLE (self->input), text);
  self->quiet = FALSE;
}

static void
set_editing (KkbFieldEntry *self, gboolean editing)
{
  kkb_field_watch_focus (GTK_WIDGET (self), editing, left_cb);
  if (self->editing == editing)
    return;
  self->editing = editing;
  kkb_field_editing_changed (GTK_WIDGET (self));
}

static void
show_hint (KkbFieldEntry *self)
{
  g_autofree char *hint = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok = !self->check
                || self->check (GTK_WIDGET (self), gtk_editable_get_text (GTK_EDITABLE (self->input)), self->data,
                                &hint, &error);

  if (ok)
    kkb_field_hint_set (self->hint, self->input, hint ? hint : "", FALSE);
  else
    kkb_field_hint_set (self->hint, self->input, error ? error->message : "", TRUE);
}

static gboolean
commit (KkbFieldEntry *self)
{
  G_GNUC_UNUSED g_autoptr (KkbFieldEntry) alive = g_object_ref (self);
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->input)));
  g_autoptr (GError) error = NULL;
  gboolean ok;

  kkb_field_words_hide (self->words);
  if (self->committing)
    return TRUE;
  if (g_str_equal (text, self->shown))
    {
      set_editing (self, FALSE);
      show_hint (self);
      return TRUE;
    }
  self->committing = TRUE;
  self->reshown = FALSE;
  ok = !self->store || self->store (GTK_WIDGET (self), text, self->data, &error);
  self->committing = FALSE;
  if (!ok)
    {
      kkb_field_hint_set (self->hint, self->input, error ? error->message : "", TRUE);
      return FALSE;
    }
  if (!self->reshown)
    {
      g_free (self->shown);
      self->shown = g_steal_pointer (&text);
    }
  set_text (self, self->shown);
  set_editing (self, FALSE);
  show_hint (self);
  return TRUE;
}

static void
revert (KkbFieldEntry *self)
{
  set_text (self, self->shown);
  gtk_editable_set_position (GTK_EDITABLE (self->input), -1);
  set_editing (self, FALSE);
  show_hint (self);
}

static void
left_cb (GtkWidget *widget)
{
  commit (KKB_FIELD_ENTRY (widget));
}

static void
word_picked_cb (GtkWidget *field, const char *word)
{
  KkbFieldEntry *self = KKB_FIELD_ENTRY (field);

  kkb_field_entry_type (field, word);
  kkb_field_words_hide (self->words);
  gtk_widget_grab_focus (field);
  if (commit (self) && self->activated)
    self->activated (field, self->activated_data);
}

static void
changed_cb (KkbFieldEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->input));

  if (self->quiet)
    return;
  set_editing (self, !g_str_equal (text, self->shown));
  show_hint (self);
  kkb_field_words_offer (self->words, text, FALSE);
}

static void
activate_cb (KkbFieldEntry *self)
{
  const char *word = kkb_field_words_chosen (self->words);
  G_GNUC_UNUSED g_autoptr (KkbFieldEntry) alive = g_object_ref (self);

  if (word)
    {
      g_autofree char *copy = g_strdup (word);
      word_picked_cb (GTK_WIDGET (self), copy);
      return;
    }
  if (commit (self) && self->activated)
    self->activated (GTK_WIDGET (self), self->activated_data);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KkbFieldEntry *self)
{
  gboolean shown = kkb_field_words_shown (self->words);

  if (key == GDK_KEY_Escape && shown)
    kkb_field_words_hide (self->words);
  else if (key == GDK_KEY_Escape && self->editing)
    revert (self);
  else if (key == GDK_KEY_Down && (state & GDK_ALT_MASK) && !self->activated)
    kkb_field_words_offer (self->words, "", TRUE);
  else if ((key == GDK_KEY_Down || key == GDK_KEY_Up) && shown && !(state & gtk_accelerator_get_default_mod_mask ()))
    kkb_field_words_step (self->words, key == GDK_KEY_Down ? 1 : -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* The first letter of a conversion that replaces a selection is lost in GTK 4.8 with IBus: taking the selection away
 * resets the input method in the middle of it. So it goes before the letter comes. */
static gboolean
letter_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, KkbFieldEntry *self)
{
  gunichar letter = gdk_keyval_to_unicode (key);

  if (letter && g_unichar_isgraph (letter) && !(state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
      && gtk_editable_get_editable (GTK_EDITABLE (self->input)))
    gtk_editable_delete_selection (GTK_EDITABLE (self->input));
  return GDK_EVENT_PROPAGATE;
}

/* ---- overrides ---- */

static void
kkb_field_entry_dispose (GObject *object)
{
  KkbFieldEntry *self = KKB_FIELD_ENTRY (object);

  g_clear_pointer (&self->words, kkb_field_words_free);
  g_clear_pointer (&self->input, gtk_widget_unparent);
  g_clear_pointer (&self->hint, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (kkb_field_entry_parent_class)->dispose (object);
}

static gboolean
kkb_field_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KKB_FIELD_ENTRY (widget)->input);
}

static gboolean
field_commit (KkbFormField *field)
{
  return commit (KKB_FIELD_ENTRY (field));
}

static gboolean
field_is_editing (KkbFormField *field)
{
  return KKB_FIELD_ENTRY (field)->editing;
}

static void
field_revert (KkbFormField *field)
{
  revert (KKB_FIELD_ENTRY (field));
}

static void
field_set_editable (KkbFormField *field, gboolean editable)
{
  gtk_editable_set_editable (GTK_EDITABLE (KKB_FIELD_ENTRY (field)->input), editable);
}

static void
field_set_name (KkbFormField *field, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (KKB_FIELD_ENTRY (field)->input), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
kkb_field_entry_field_init (KkbFormFieldInterface *iface)
{
  iface->commit = field_commit;
  iface->is_editing = field_is_editing;
  iface->revert = field_revert;
  iface->set_editable = field_set_editable;
  iface->set_name = field_set_name;
}

static void
kkb_field_entry_class_init (KkbFieldEntryClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_field_entry_dispose;
  widget->grab_focus = kkb_field_entry_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget, "fieldentry");
}

static void
kkb_field_entry_init (KkbFieldEntry *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new (), *letters = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->shown = g_strdup ("");
  self->input = gtk_entry_new ();
  gtk_widget_set_hexpand (self->input, TRUE);
  g_object_set (self->input, "input-hints", GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_NO_SPELLCHECK, NULL);
  gtk_widget_set_parent (self->input, GTK_WIDGET (self));
  self->hint = kkb_field_hint_new ();
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
  self->words = kkb_field_words_new (GTK_WIDGET (self), word_picked_cb);
  g_signal_connect_swapped (self->input, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->input, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_event_controller_set_propagation_phase (letters, GTK_PHASE_CAPTURE);
  g_signal_connect (letters, "key-pressed", G_CALLBACK (letter_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), letters);
}

/* ---- public ---- */

GtkWidget *
kkb_field_entry_new (KkbFieldStore store, gpointer data)
{
  KkbFieldEntry *self = g_object_new (KKB_TYPE_FIELD_ENTRY, NULL);

  self->store = store;
  self->data = data;
  return GTK_WIDGET (self);
}

void
kkb_field_entry_show (GtkWidget *entry, const char *text)
{
  KkbFieldEntry *self = KKB_FIELD_ENTRY (entry);

  self->reshown = TRUE;
  if (g_strcmp0 (self->shown, text) != 0)
    {
      g_free (self->shown);
      self->shown = g_strdup (text);
    }
  if (self->editing && !self->committing)
    {
      set_editing (self, !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->input)), self->shown));
      return;
    }
  set_text (self, self->shown);
  if (!self->committing)
    show_hint (self);
}

const char *
kkb_field_entry_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (KKB_FIELD_ENTRY (entry)->input));
}

void
kkb_field_entry_set_check (GtkWidget *entry, KkbFieldCheck check)
{
  KKB_FIELD_ENTRY (entry)->check = check;
}

void
kkb_field_entry_recheck (GtkWidget *entry)
{
  show_hint (KKB_FIELD_ENTRY (entry));
}

void
kkb_field_entry_set_width (GtkWidget *entry, int chars)
{
  KkbFieldEntry *self = KKB_FIELD_ENTRY (entry);

  gtk_editable_set_width_chars (GTK_EDITABLE (self->input), chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->input), chars);
  gtk_widget_set_hexpand (self->input, FALSE);
  gtk_widget_set_halign (self->input, GTK_ALIGN_START);
}

void
kkb_field_entry_set_numeric (GtkWidget *entry, gboolean numeric)
{
  gtk_editable_set_alignment (GTK_EDITABLE (KKB_FIELD_ENTRY (entry)->input), numeric ? 1 : 0);
  if (numeric)
    gtk_widget_add_css_class (entry, "numeric");
  else
    gtk_widget_remove_css_class (entry, "numeric");
}

void
kkb_field_entry_set_placeholder (GtkWidget *entry, const char *text)
{
  gtk_entry_set_placeholder_text (GTK_ENTRY (KKB_FIELD_ENTRY (entry)->input), text);
}

void
kkb_field_entry_set_words (GtkWidget *entry, const char *const *words)
{
  kkb_field_words_set (KKB_FIELD_ENTRY (entry)->words, words);
}

void
kkb_field_entry_type (GtkWidget *entry, const char *text)
{
  KkbFieldEntry *self = KKB_FIELD_ENTRY (entry);

  gtk_editable_set_text (GTK_EDITABLE (self->input), text);
  gtk_editable_set_position (GTK_EDITABLE (self->input), -1);
}

const char *
kkb_field_entry_hint (GtkWidget *entry)
{
  return gtk_label_get_text (GTK_LABEL (KKB_FIELD_ENTRY (entry)->hint));
}

void
kkb_field_entry_set_activated (GtkWidget *entry, KkbFieldActivated activated, gpointer data)
{
  KKB_FIELD_ENTRY (entry)->activated = activated;
  KKB_FIELD_ENTRY (entry)->activated_data = data;
}

GtkWidget *
kkb_field_entry_input (GtkWidget *entry)
{
  return KKB_FIELD_ENTRY (entry)->input;
}
