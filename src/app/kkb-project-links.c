/* kkb-project-links.c - the indicators that stand under a project: go to one, take one away, add one that exists. */
#include "kkb-error.h"
#include "kkb-compat.h"
#include "kkb-indicator-page.h"
#include "kkb-project-private.h"
#include <glib/gi18n-lib.h>

/* ---- callbacks ---- */

static KkbId
placement_of (GtkWidget *button)
{
  return *(KkbId *)g_object_get_data (G_OBJECT (button), "placement");
}

static void
open_cb (GtkWidget *button, KkbProjectPage *self)
{
  KkbId id = placement_of (button);

  if (kkb_window_show_page (self->win, "indicator"))
    kkb_page_show_placement (KKB_PAGE (kkb_window_page (self->win)), id, KKB_FIELD_TARGET, KKB_FY_NONE);
}

static void
remove_cb (GtkWidget *button, KkbProjectPage *self)
{
  KkbId id = placement_of (button);
  const KkbPlacement *p = kkb_facts_placement (kkb_project_page_facts (self), id);
  g_autoptr (GError) error = NULL;
  KkbDraft *draft;

  if (!p)
    return;
  if (p->indicator->placements->len < 2) /* its only place: it would be deleted, which is asked */
    {
      kkb_indicator_delete (self->win, self->doc, id);
      return;
    }
  draft = kkb_draft_new (self->doc);
  kkb_draft_delete (draft, KKB_TABLE_PLACEMENT, id);
  if (!kkb_edit_run (self->doc, draft, _ ("Indicator taken from the project"), &error))
    kkb_window_show_error (self->win, error);
}

static gboolean
add_cb (GtkWidget *field, const char *text, gpointer data, GError **error)
{
  KkbProjectPage *self = data;
  const KkbNode *node = kkb_project_page_node (self);
  g_autoptr (KkbEditWords) words = NULL;
  KkbDraft *draft;
  KkbId id;

  if (!*text || !node)
    return TRUE;
  words = kkb_edit_indicator_words (kkb_project_page_facts (self), 0);
  id = kkb_edit_words_find (words, text);
  if (!id)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("“%s” is not one indicator of this document. Choose one from the list."), text);
      return FALSE;
    }
  for (guint i = 0; i < node->placements->len; i++)
    if (((const KkbPlacement *)g_ptr_array_index (node->placements, i))->indicator->id == id)
      {
        g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("The indicator stands there already."));
        return FALSE;
      }
  draft = kkb_draft_new (self->doc);
  kkb_draft_add_placement (draft, node->plan, id, node->id);
  return kkb_edit_run (self->doc, draft, _ ("Indicator put under the project"), error);
}

static void
new_cb (KkbProjectPage *self)
{
  const KkbNode *node = kkb_project_page_node (self);

  if (node && kkb_page_commit (KKB_PAGE (self)))
    kkb_indicator_add (self->win, self->doc, node->plan, node->id);
}

/* ---- making and filling ---- */

void
kkb_project_build_links (KkbProjectPage *self, GtkWidget *form)
{
  self->link_new = gtk_button_new_with_mnemonic (_ ("Ne_w Indicator"));
  self->links = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_halign (self->link_new, GTK_ALIGN_START);
  g_signal_connect_swapped (self->link_new, "clicked", G_CALLBACK (new_cb), self);
  kkb_form_add_heading (form, _ ("Indicators of the project"));
  kkb_form_add_wide (form, NULL, self->links);
  self->link_add = kkb_form_add (form, _ ("A_dd"), kkb_field_entry_new (add_cb, self));
  kkb_field_entry_set_placeholder (self->link_add, _ ("name of an indicator"));
  kkb_form_add (form, "", self->link_new);
}

static void
add_row (KkbProjectPage *self, const KkbPlacement *p)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *open = gtk_button_new (), *name = gtk_label_new (NULL);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  const char *unit = kkb_placement_unit (p);
  g_autofree char *text = g_strdup_printf ("%s%s%s%s%s%s", p->number, *p->number ? " " : "", kkb_placement_name (p),
                                           *unit ? "（" : "", unit, *unit ? "）" : "");
  g_autofree char *take = g_strdup_printf (_ ("Take “%s” from the project"), kkb_placement_name (p));

  gtk_label_set_text (GTK_LABEL (name), text);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (open), name);
  kkb_compat_set_tooltip (open, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_hexpand (open, TRUE);
  kkb_compat_set_tooltip (remove, take);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, take, -1);
  gtk_widget_set_sensitive (remove, kkb_project_page_writable (self));
  g_object_set_data_full (G_OBJECT (open), "placement", g_memdup2 (&p->id, sizeof p->id), g_free);
  g_object_set_data_full (G_OBJECT (remove), "placement", g_memdup2 (&p->id, sizeof p->id), g_free);
  g_signal_connect (open, "clicked", G_CALLBACK (open_cb), self);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (row), open);
  gtk_box_append (GTK_BOX (row), remove);
  gtk_box_append (GTK_BOX (self->links), row);
}

void
kkb_project_fill_links (KkbProjectPage *self)
{
  const KkbNode *node = kkb_project_page_node (self);
  g_autoptr (KkbEditWords) words = kkb_edit_indicator_words (kkb_project_page_facts (self), 0);
  GString *shown = g_string_new (kkb_project_page_writable (self) ? "" : "r");
  GtkWidget *child;

  gtk_widget_set_sensitive (self->link_new, kkb_project_page_writable (self));
  kkb_field_entry_show (self->link_add, "");
  kkb_field_entry_set_words (self->link_add, kkb_edit_words_list (words));
  for (guint i = 0; i < node->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (node->placements, i);

      g_string_append_printf (shown, "%" G_GINT64_FORMAT "\t%s\t%s\t%s\n", p->id, p->number, kkb_placement_name (p),
                              kkb_placement_unit (p));
    }
  if (g_strcmp0 (shown->str, self->links_shown) == 0)
    {
      g_string_free (shown, TRUE);
      return;
    }
  g_free (self->links_shown);
  self->links_shown = g_string_free (shown, FALSE);
  while ((child = gtk_widget_get_first_child (self->links)))
    gtk_box_remove (GTK_BOX (self->links), child);
  for (guint i = 0; i < node->placements->len; i++)
    add_row (self, g_ptr_array_index (node->placements, i));
}
