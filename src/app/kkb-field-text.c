/* kkb-field-text.c - a field of several lines, as high as its text. Enter is a new line, Tab leaves, Escape puts back.
 */
#include "kkb-field-private.h"

struct _KkbFieldText
{
  GtkWidget parent;
  GtkWidget *scroller, *view, *hint;
  GtkTextBuffer *buffer; /* of the view */
  KkbFieldStore store;
  gpointer data;
  char *shown;
  int line_height; /* of the font; 0: not measured yet */
  guint min_lines, max_lines;
  gboolean committing, reshown, editing, quiet;
};

static void kkb_field_text_field_init (KkbFormFieldInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbFieldText, kkb_field_text, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_FORM_FIELD, kkb_field_text_field_init))

static void left_cb (GtkWidget *widget);

static void
set_text (KkbFieldText *self, const char *text)
{
  g_autofree char *now = kkb_field_text_text (GTK_WIDGET (self));

  self->quiet = TRUE;
  if (!g_str_equal (now, text))
    {
      gtk_text_buffer_begin_irreversible_action (self->buffer);
      gtk_text_buffer_set_text (self->buffer, text, -1);
      gtk_text_buffer_end_irreversible_action (self->buffer);
    }
  self->quiet = FALSE;
}

static void
set_editing (KkbFieldText *self, gboolean editing)
{
  kkb_field_watch_focus (GTK_WIDGET (self), editing, left_cb);
  if (self->editing == editing)
    return;
  self->editing = editing;
  kkb_field_editing_changed (GTK_WIDGET (self));
}

static gboolean
commit (KkbFieldText *self)
{
  G_GNUC_UNUSED g_autoptr (KkbFieldText) alive = g_object_ref (self);
  g_autofree char *text = kkb_field_text_text (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  gboolean ok;

  if (self->committing)
    return TRUE;
  self->committing = TRUE;
  self->reshown = FALSE;
  ok = g_str_equal (text, self->shown) || !self->store || self->store (GTK_WIDGET (self), text, self->data, &error);
  self->committing = FALSE;
  kkb_field_hint_set (self->hint, self->view, ok ? "" : error ? error->message : "", !ok);
  if (!ok)
    return FALSE;
  if (!self->reshown)
    {
      g_free (self->shown);
      self->shown = g_steal_pointer (&text);
    }
  set_text (self, self->shown);
  set_editing (self, FALSE);
  return TRUE;
}

static void
revert (KkbFieldText *self)
{
  set_text (self, self->shown);
  kkb_field_hint_set (self->hint, self->view, "", FALSE);
  set_editing (self, FALSE);
}

static void
left_cb (GtkWidget *widget)
{
  commit (KKB_FIELD_TEXT (widget));
}

static void
changed_cb (KkbFieldText *self)
{
  g_autofree char *text = NULL;

  if (self->quiet)
    return;
  text = kkb_field_text_text (GTK_WIDGET (self));
  kkb_field_hint_set (self->hint, self->view, "", FALSE);
  set_editing (self, !g_str_equal (text, self->shown));
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, KkbFieldText *self)
{
  if (key != GDK_KEY_Escape || !self->editing)
    return GDK_EVENT_PROPAGATE;
  revert (self);
  return GDK_EVENT_STOP;
}

/* ---- overrides ---- */

/* The lines asked for are lines of the font the widget has, which is known only when it is shown. */
static void
kkb_field_text_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  KkbFieldText *self = KKB_FIELD_TEXT (widget);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->view, "国");
  int height;

  GTK_WIDGET_CLASS (kkb_field_text_parent_class)->css_changed (widget, change);
  pango_layout_get_pixel_size (layout, NULL, &height);
  if (height == self->line_height)
    return;
  self->line_height = height;
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), -1);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), height * (int)self->min_lines + 8);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), height * (int)self->max_lines + 8);
}

static void
kkb_field_text_dispose (GObject *object)
{
  KkbFieldText *self = KKB_FIELD_TEXT (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->hint, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (kkb_field_text_parent_class)->dispose (object);
}

static gboolean
kkb_field_text_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KKB_FIELD_TEXT (widget)->view);
}

static gboolean
field_commit (KkbFormField *field)
{
  return commit (KKB_FIELD_TEXT (field));
}

static gboolean
field_is_editing (KkbFormField *field)
{
  return KKB_FIELD_TEXT (field)->editing;
}

static void
field_revert (KkbFormField *field)
{
  revert (KKB_FIELD_TEXT (field));
}

static void
field_set_editable (KkbFormField *field, gboolean editable)
{
  gtk_text_view_set_editable (GTK_TEXT_VIEW (KKB_FIELD_TEXT (field)->view), editable);
}

static void
field_set_name (KkbFormField *field, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (KKB_FIELD_TEXT (field)->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
kkb_field_text_field_init (KkbFormFieldInterface *iface)
{
  iface->commit = field_commit;
  iface->is_editing = field_is_editing;
  iface->revert = field_revert;
  iface->set_editable = field_set_editable;
  iface->set_name = field_set_name;
}

static void
kkb_field_text_class_init (KkbFieldTextClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_field_text_dispose;
  widget->grab_focus = kkb_field_text_grab_focus;
  widget->css_changed = kkb_field_text_css_changed;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget, "fieldtext");
}

static void
kkb_field_text_init (KkbFieldText *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->shown = g_strdup ("");
  self->view = gtk_text_view_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_input_hints (GTK_TEXT_VIEW (self->view), GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_NO_SPELLCHECK);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  self->hint = kkb_field_hint_new ();
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* ---- public ---- */

GtkWidget *
kkb_field_text_new (guint min_lines, guint max_lines, KkbFieldStore store, gpointer data)
{
  KkbFieldText *self = g_object_new (KKB_TYPE_FIELD_TEXT, NULL);

  self->store = store;
  self->data = data;
  self->min_lines = min_lines;
  self->max_lines = MAX (max_lines, min_lines);
  return GTK_WIDGET (self);
}

void
kkb_field_text_show (GtkWidget *view, const char *text)
{
  KkbFieldText *self = KKB_FIELD_TEXT (view);

  self->reshown = TRUE;
  if (g_strcmp0 (self->shown, text) != 0)
    {
      g_free (self->shown);
      self->shown = g_strdup (text);
    }
  if (!self->editing || self->committing)
    set_text (self, self->shown);
}

char *
kkb_field_text_text (GtkWidget *view)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (KKB_FIELD_TEXT (view)->buffer, &start, &end);
  return gtk_text_buffer_get_text (KKB_FIELD_TEXT (view)->buffer, &start, &end, FALSE);
}

void
kkb_field_text_type (GtkWidget *view, const char *text)
{
  gtk_text_buffer_set_text (KKB_FIELD_TEXT (view)->buffer, text, -1);
}
