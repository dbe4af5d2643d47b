/* kkb-form.c - rows of labels and fields. */
#include "kkb-field-private.h"
#include <string.h>

struct _KkbForm
{
  GtkWidget parent;
  GtkWidget *grid;
  int n_rows;
  KkbFormEditing editing;
  gpointer editing_data;
};

G_DEFINE_FINAL_TYPE (KkbForm, kkb_form, GTK_TYPE_WIDGET)

typedef gboolean (*Visit) (GtkWidget *field, gpointer data);

/* Calls VISIT for every field inside WIDGET until one returns FALSE. */
static gboolean
visit_fields (GtkWidget *widget, Visit visit, gpointer data)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget), *next; child; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (KKB_IS_FORM_FIELD (child) ? !visit (child, data) : !visit_fields (child, visit, data))
        return FALSE;
    }
  return TRUE;
}

static gboolean
collect_cb (GtkWidget *field, gpointer fields)
{
  g_ptr_array_add (fields, g_object_ref (field));
  return TRUE;
}

static gboolean
is_resting_cb (GtkWidget *field, gpointer data)
{
  return !kkb_form_field_is_editing (field);
}

static gboolean
set_editable_cb (GtkWidget *field, gpointer editable)
{
  kkb_form_field_set_editable (field, GPOINTER_TO_INT (editable));
  return TRUE;
}

void
kkb_field_editing_changed (GtkWidget *field)
{
  for (GtkWidget *w = gtk_widget_get_parent (field); w; w = gtk_widget_get_parent (w))
    if (KKB_IS_FORM (w) && KKB_FORM (w)->editing)
      KKB_FORM (w)->editing (w, KKB_FORM (w)->editing_data);
}

/* ---- overrides ---- */

static void
kkb_form_dispose (GObject *object)
{
  g_clear_pointer (&KKB_FORM (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (kkb_form_parent_class)->dispose (object);
}

static void
kkb_form_class_init (KkbFormClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_form_dispose;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "kkbform");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_FORM);
}

static void
kkb_form_init (KkbForm *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 10);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

/* ---- public ---- */

GtkWidget *
kkb_form_new (void)
{
  return g_object_new (KKB_TYPE_FORM, NULL);
}

GtkWidget *
kkb_form_add_heading (GtkWidget *form, const char *text)
{
  KkbForm *self = KKB_FORM (form);
  GtkWidget *heading = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "form-heading");
  gtk_grid_attach (GTK_GRID (self->grid), heading, 0, self->n_rows++, 2, 1);
  return heading;
}

static GtkWidget *
new_label (const char *text, GtkWidget *field)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (text);
  g_autofree char *name = g_strdup (gtk_label_get_text (GTK_LABEL (label)));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 17);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "form-label");
  if (KKB_IS_FORM_FIELD (field))
    kkb_form_field_set_name (field, name);
  g_object_set_data (G_OBJECT (field), "form-label", label);
  return label;
}

GtkWidget *
kkb_form_add (GtkWidget *form, const char *label, GtkWidget *field)
{
  KkbForm *self = KKB_FORM (form);

  gtk_grid_attach (GTK_GRID (self->grid), new_label (label, field), 0, self->n_rows, 1, 1);
  gtk_widget_set_hexpand (field, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), field, 1, self->n_rows++, 1, 1);
  return field;
}

GtkWidget *
kkb_form_add_wide (GtkWidget *form, const char *label, GtkWidget *field)
{
  KkbForm *self = KKB_FORM (form);

  if (label)
    {
      GtkWidget *above = new_label (label, field);
      gtk_label_set_max_width_chars (GTK_LABEL (above), -1);
      gtk_grid_attach (GTK_GRID (self->grid), above, 0, self->n_rows++, 2, 1);
    }
  gtk_widget_set_hexpand (field, TRUE);
  gtk_grid_attach (GTK_GRID (self->grid), field, 0, self->n_rows++, 2, 1);
  return field;
}

GtkWidget *
kkb_form_add_note (GtkWidget *form, const char *text)
{
  KkbForm *self = KKB_FORM (form);
  GtkWidget *note = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (note), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (note, "field-hint");
  gtk_grid_attach (GTK_GRID (self->grid), note, 0, self->n_rows++, 2, 1);
  return note;
}

void
kkb_form_set_row_visible (GtkWidget *form, GtkWidget *field, gboolean visible)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (field), "form-label");

  gtk_widget_set_visible (field, visible);
  if (label)
    gtk_widget_set_visible (label, visible);
}

void
kkb_form_clear (GtkWidget *form)
{
  KkbForm *self = KKB_FORM (form);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)))
    gtk_grid_remove (GTK_GRID (self->grid), child);
  self->n_rows = 0;
}

gboolean
kkb_form_commit (GtkWidget *form)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_object_unref);

  /* what one field stores may change the form: they are listed first, and looked at only while they are in it */
  visit_fields (form, collect_cb, fields);
  for (guint i = 0; i < fields->len; i++)
    {
      GtkWidget *field = g_ptr_array_index (fields, i);
      if (gtk_widget_is_ancestor (field, form) && !kkb_form_field_commit (field))
        {
          gtk_widget_grab_focus (field);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
kkb_form_is_editing (GtkWidget *form)
{
  return !visit_fields (form, is_resting_cb, NULL);
}

void
kkb_form_set_editable (GtkWidget *form, gboolean editable)
{
  visit_fields (form, set_editable_cb, GINT_TO_POINTER (editable));
}

void
kkb_form_set_editing_func (GtkWidget *form, KkbFormEditing func, gpointer data)
{
  KKB_FORM (form)->editing = func;
  KKB_FORM (form)->editing_data = data;
}
