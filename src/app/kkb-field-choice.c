/* kkb-field-choice.c - a field that is one of several words. What is picked is stored at once. */
#include "kkb-compat.h"
#include "kkb-field-private.h"

struct _KkbFieldChoice
{
  GtkWidget parent;
  GtkWidget *input, *hint;
  KkbFieldChoose choose;
  gpointer data;
  guint shown;
  gboolean quiet;
};

static void kkb_field_choice_field_init (KkbFormFieldInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbFieldChoice, kkb_field_choice, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_FORM_FIELD, kkb_field_choice_field_init))

static void
set_index (KkbFieldChoice *self, guint index)
{
  self->quiet = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->input), index == G_MAXUINT ? GTK_INVALID_LIST_POSITION : index);
  self->quiet = FALSE;
}

static void
selected_cb (KkbFieldChoice *self)
{
  guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->input));
  G_GNUC_UNUSED g_autoptr (KkbFieldChoice) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  guint before = self->shown;

  if (self->quiet || index == GTK_INVALID_LIST_POSITION || index == self->shown)
    return;
  self->shown = index;
  if (self->choose && !self->choose (GTK_WIDGET (self), index, self->data, &error))
    {
      self->shown = before;
      set_index (self, before);
      kkb_field_hint_set (self->hint, self->input, error ? error->message : "", TRUE);
    }
  else
    kkb_field_hint_set (self->hint, self->input, "", FALSE);
}

static gboolean
same_words (KkbFieldChoice *self, const char *const *words)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (self->input));
  guint n = model ? g_list_model_get_n_items (model) : 0;

  for (guint i = 0; i < n; i++)
    if (!words[i] || !g_str_equal (words[i], gtk_string_list_get_string (GTK_STRING_LIST (model), i)))
      return FALSE;
  return model && !words[n];
}

/* ---- overrides ---- */

static void
kkb_field_choice_dispose (GObject *object)
{
  KkbFieldChoice *self = KKB_FIELD_CHOICE (object);

  g_clear_pointer (&self->input, gtk_widget_unparent);
  g_clear_pointer (&self->hint, gtk_widget_unparent);
  G_OBJECT_CLASS (kkb_field_choice_parent_class)->dispose (object);
}

static gboolean
kkb_field_choice_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KKB_FIELD_CHOICE (widget)->input);
}

static void
field_set_editable (KkbFormField *field, gboolean editable)
{
  gtk_widget_set_sensitive (KKB_FIELD_CHOICE (field)->input, editable);
}

static void
field_set_name (KkbFormField *field, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (KKB_FIELD_CHOICE (field)->input), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
kkb_field_choice_field_init (KkbFormFieldInterface *iface)
{
  iface->set_editable = field_set_editable;
  iface->set_name = field_set_name;
}

static void
kkb_field_choice_class_init (KkbFieldChoiceClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_field_choice_dispose;
  widget->grab_focus = kkb_field_choice_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget, "fieldchoice");
}

static void
kkb_field_choice_init (KkbFieldChoice *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->shown = G_MAXUINT;
  self->input = gtk_drop_down_new (NULL, NULL);
  kkb_compat_mend_drop_down (self->input);
  gtk_widget_set_halign (self->input, GTK_ALIGN_START);
  gtk_widget_set_parent (self->input, GTK_WIDGET (self));
  self->hint = kkb_field_hint_new ();
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
  g_signal_connect_swapped (self->input, "notify::selected", G_CALLBACK (selected_cb), self);
}

/* ---- public ---- */

GtkWidget *
kkb_field_choice_new (const char *const *words, KkbFieldChoose choose, gpointer data)
{
  KkbFieldChoice *self = g_object_new (KKB_TYPE_FIELD_CHOICE, NULL);

  self->choose = choose;
  self->data = data;
  kkb_field_choice_set_words (GTK_WIDGET (self), words);
  return GTK_WIDGET (self);
}

void
kkb_field_choice_set_words (GtkWidget *choice, const char *const *words)
{
  KkbFieldChoice *self = KKB_FIELD_CHOICE (choice);
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);

  if (same_words (self, words)) /* it may be called while one of them is being picked */
    return;
  self->quiet = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->input), G_LIST_MODEL (list));
  self->quiet = FALSE;
  set_index (self, self->shown);
}

void
kkb_field_choice_show (GtkWidget *choice, guint index)
{
  KKB_FIELD_CHOICE (choice)->shown = index;
  set_index (KKB_FIELD_CHOICE (choice), index);
}

void
kkb_field_choice_pick (GtkWidget *choice, guint index)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (KKB_FIELD_CHOICE (choice)->input), index);
}
