/* kkb-field.c - what all fields share: the interface, leaving, the line under a field. */
#include "kkb-field-private.h"

G_DEFINE_INTERFACE (KkbFormField, kkb_form_field, GTK_TYPE_WIDGET)

static void
kkb_form_field_default_init (KkbFormFieldInterface *iface)
{
}

gboolean
kkb_form_field_commit (GtkWidget *field)
{
  KkbFormFieldInterface *iface = KKB_FORM_FIELD_GET_IFACE (KKB_FORM_FIELD (field));

  return !iface->commit || iface->commit (KKB_FORM_FIELD (field));
}

gboolean
kkb_form_field_is_editing (GtkWidget *field)
{
  KkbFormFieldInterface *iface = KKB_FORM_FIELD_GET_IFACE (KKB_FORM_FIELD (field));

  return iface->is_editing && iface->is_editing (KKB_FORM_FIELD (field));
}

void
kkb_form_field_revert (GtkWidget *field)
{
  KkbFormFieldInterface *iface = KKB_FORM_FIELD_GET_IFACE (KKB_FORM_FIELD (field));

  if (iface->revert)
    iface->revert (KKB_FORM_FIELD (field));
}

void
kkb_form_field_set_editable (GtkWidget *field, gboolean editable)
{
  KkbFormFieldInterface *iface = KKB_FORM_FIELD_GET_IFACE (KKB_FORM_FIELD (field));

  if (iface->set_editable)
    iface->set_editable (KKB_FORM_FIELD (field), editable);
  if (editable)
    gtk_widget_remove_css_class (field, "plain");
  else
    gtk_widget_add_css_class (field, "plain"); /* what cannot be typed into does not look as if it could */
}

void
kkb_form_field_set_name (GtkWidget *field, const char *name)
{
  KkbFormFieldInterface *iface = KKB_FORM_FIELD_GET_IFACE (KKB_FORM_FIELD (field));

  if (iface->set_name)
    iface->set_name (KKB_FORM_FIELD (field), name);
}

/* ---- leaving a field ---- */

static void
focus_moved_cb (GtkWidget *field, GParamSpec *pspec, GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);
  KkbFieldLeft left = g_object_get_data (G_OBJECT (field), "left");

  if (!left || !focus || focus == field || gtk_widget_is_ancestor (focus, field) || !gtk_widget_get_mapped (field))
    return;
  left (field);
}

void
kkb_field_watch_focus (GtkWidget *field, gboolean watch, KkbFieldLeft left)
{
  GtkRoot *root = gtk_widget_get_root (field);
  gboolean was = g_object_get_data (G_OBJECT (field), "left") != NULL;

  if (!root || was == watch)
    return;
  g_object_set_data (G_OBJECT (field), "left", watch ? (gpointer)left : NULL);
  if (watch)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (focus_moved_cb), field, G_CONNECT_SWAPPED);
  else
    g_signal_handlers_disconnect_by_func (root, focus_moved_cb, field);
}

/* ---- the line under a field ---- */

GtkWidget *
kkb_field_hint_new (void)
{
  GtkWidget *hint = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (hint), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (hint, "field-hint");
  gtk_widget_set_visible (hint, FALSE);
  return hint;
}

void
kkb_field_hint_set (GtkWidget *hint, GtkWidget *input, const char *text, gboolean refused)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (input);

  gtk_label_set_text (GTK_LABEL (hint), text);
  gtk_widget_set_visible (hint, *text != '\0');
  if (refused)
    {
      gtk_widget_add_css_class (hint, "refused");
      gtk_widget_add_css_class (input, "refused");
    }
  else
    {
      gtk_widget_remove_css_class (hint, "refused");
      gtk_widget_remove_css_class (input, "refused");
    }
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               refused ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (*text)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* ---- names of departments and words ---- */

char **
kkb_field_department_names (const KkbFacts *facts, const KkbId *ids)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; ids ? ids[i] != 0 : i < facts->departments->len; i++)
    {
      const KkbDepartment *department
          = ids ? kkb_facts_department (facts, ids[i]) : g_ptr_array_index (facts->departments, i);
      if (department)
        g_ptr_array_add (names, g_strdup (department->name));
    }
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}

char **
kkb_field_word_names (const KkbFacts *facts, KkbWordKind kind, const KkbId *ids)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; ids ? ids[i] != 0 : i < facts->words->len; i++)
    {
      const KkbWord *word = ids ? kkb_facts_word (facts, ids[i]) : g_ptr_array_index (facts->words, i);
      if (word && word->kind == kind)
        g_ptr_array_add (names, g_strdup (word->name));
    }
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}
