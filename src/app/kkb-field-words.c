/* kkb-field-words.c - the list of words offered under an entry while a person types. The focus stays in the entry: the
 * list is only looked at, walked through by Up and Down, or clicked. */
#include "kkb-field-private.h"
#include "kkb-text.h"

#define MOST 12

struct _KkbFieldWords
{
  GtkWidget *field, *popover, *list; /* made when first needed */
  KkbFieldWordPicked picked;
  char **all;
  GPtrArray *offered; /* char *, in ALL */
};

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer data)
{
  KkbFieldWords *self = data;
  g_autofree char *word = g_strdup (g_ptr_array_index (self->offered, gtk_list_box_row_get_index (row)));

  kkb_field_words_hide (self);
  self->picked (self->field, word);
}

static void
ensure_list (KkbFieldWords *self)
{
  if (self->popover)
    return;
  self->popover = gtk_popover_new ();
  self->list = gtk_list_box_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_add_css_class (self->popover, "field-words");
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), TRUE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->list);
  gtk_widget_set_parent (self->popover, self->field);
}

static void
fill_list (KkbFieldWords *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < self->offered->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index (self->offered, i));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
      gtk_list_box_append (GTK_LIST_BOX (self->list), label);
    }
  gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
}

KkbFieldWords *
kkb_field_words_new (GtkWidget *field, KkbFieldWordPicked picked)
{
  KkbFieldWords *self = g_new0 (KkbFieldWords, 1);

  self->field = field;
  self->picked = picked;
  self->offered = g_ptr_array_new ();
  return self;
}

void
kkb_field_words_free (KkbFieldWords *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_ptr_array_unref (self->offered);
  g_strfreev (self->all);
  g_free (self);
}

void
kkb_field_words_set (KkbFieldWords *self, const char *const *all)
{
  kkb_field_words_hide (self);
  g_ptr_array_set_size (self->offered, 0);
  g_strfreev (self->all);
  self->all = g_strdupv ((char **)all);
}

void
kkb_field_words_offer (KkbFieldWords *self, const char *text, gboolean all)
{
  g_autofree char *key = kkb_text_key (text);

  g_ptr_array_set_size (self->offered, 0);
  for (guint i = 0; self->all && self->all[i] && self->offered->len < MOST; i++)
    if (all || (*key && kkb_text_matches (self->all[i], key) && !g_str_equal (self->all[i], text)))
      g_ptr_array_add (self->offered, self->all[i]);
  if (!self->offered->len || !gtk_widget_get_mapped (self->field))
    {
      kkb_field_words_hide (self);
      return;
    }
  ensure_list (self);
  fill_list (self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

void
kkb_field_words_hide (KkbFieldWords *self)
{
  if (self->popover)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

gboolean
kkb_field_words_shown (KkbFieldWords *self)
{
  return self->popover && gtk_widget_get_visible (self->popover);
}

void
kkb_field_words_step (KkbFieldWords *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int n = (int)self->offered->len, at = row ? gtk_list_box_row_get_index (row) : step > 0 ? -1 : n;

  at = CLAMP (at + step, 0, n - 1);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), at));
}

const char *
kkb_field_words_chosen (KkbFieldWords *self)
{
  GtkListBoxRow *row = kkb_field_words_shown (self) ? gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)) : NULL;

  return row ? g_ptr_array_index (self->offered, gtk_list_box_row_get_index (row)) : NULL;
}
