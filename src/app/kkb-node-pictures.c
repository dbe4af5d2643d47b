/* kkb-node-pictures.c - the pictures of an item: thumbnail, caption, order. A picture comes from a file or from the
 * clipboard; one that cannot be read is refused with the reason. */
#include "kkb-compat.h"
#include "kkb-error.h"
#include "kkb-node-private.h"
#include <glib/gi18n-lib.h>

#define SIDE       120
#define MOST_BYTES (2 * 1024 * 1024)

typedef struct
{
  KkbNodePage *page;
  GtkWidget *box, *rows, *add, *paste, *hint;
  KkbId shown;
  GArray *ids; /* KkbId: of the rows */
} Pictures;

static void
pictures_free (gpointer data)
{
  g_array_unref (((Pictures *)data)->ids);
  g_free (data);
}

static void
tell (Pictures *self, const GError *error)
{
  kkb_field_hint_set (self->hint, self->add, error ? error->message : "", error != NULL);
}

static KkbId
id_of (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_BOX);

  while (row && !g_object_get_data (G_OBJECT (row), "id"))
    row = gtk_widget_get_parent (row);
  return row ? *(KkbId *)g_object_get_data (G_OBJECT (row), "id") : 0;
}

/* ---- taking a picture ---- */

static gboolean
take (Pictures *self, GBytes *data, const char *caption, GError **error)
{
  KkbNodePage *page = self->page;
  g_autoptr (GdkTexture) texture = NULL;
  KkbDraft *draft;
  KkbPicture *picture;

  if (g_bytes_get_size (data) > MOST_BYTES)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("The picture has %u KiB; at most 2 MiB can be kept. Save it smaller and choose it again."),
                   (guint)(g_bytes_get_size (data) / 1024));
      return FALSE;
    }
  texture = kkb_node_picture_thumbnail (data, SIDE, error);
  if (!texture)
    return FALSE;
  draft = kkb_draft_new (page->doc);
  picture = kkb_draft_add_picture (draft, page->node, data);
  picture->caption = kkb_draft_string (draft, caption);
  return kkb_node_page_run (page, draft, _ ("Pictures"), error);
}

static void
file_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  Pictures *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autofree char *name = NULL, *caption = NULL;

  if (!file || !self->page->node)
    return;
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, &error);
  if (info && g_file_info_get_size (info) > MOST_BYTES)
    g_set_error (&error, KKB_ERROR, KKB_ERROR_INPUT,
                 _ ("The picture has %u KiB; at most 2 MiB can be kept. Save it smaller and choose it again."),
                 (guint)(g_file_info_get_size (info) / 1024));
  if (!error)
    bytes = g_file_load_bytes (file, NULL, NULL, &error);
  name = g_file_get_basename (file);
  caption = g_filename_display_name (name);
  if (strrchr (caption, '.'))
    *strrchr (caption, '.') = '\0';
  if (bytes)
    take (self, bytes, caption, &error);
  tell (self, error);
}

static void
add_cb (Pictures *self)
{
  static const char *const patterns[] = { "*.png", "*.PNG", "*.jpg", "*.JPG", "*.jpeg", "*.JPEG", NULL };
  const KkbFileFilter filters[] = { { _ ("Pictures (PNG, JPEG)"), patterns }, { NULL, NULL } };

  kkb_compat_choose_file (GTK_WINDOW (self->page->win), _ ("Add a Picture"), FALSE, _ ("_Add"), NULL, NULL, filters,
                          file_chosen, self);
}

static void
texture_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GtkWidget *box = data; /* owned: the page may be gone by now */
  Pictures *self = g_object_get_data (G_OBJECT (box), "pictures");
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);

  if (!texture)
    g_set_error_literal (&error, KKB_ERROR, KKB_ERROR_INPUT, _ ("There is no picture in the clipboard."));
  else if (self->page->doc && self->page->node)
    {
      g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (texture);
      take (self, bytes, "", &error);
    }
  tell (self, error);
  g_object_unref (box);
}

static void
paste_cb (Pictures *self)
{
  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (self->box), NULL, texture_read_cb,
                                    g_object_ref (self->box));
}

/* ---- what is done to one ---- */

static gboolean
store_caption (GtkWidget *entry, const char *text, gpointer data, GError **error)
{
  Pictures *self = data;
  KkbDraft *draft = kkb_draft_new (self->page->doc);

  kkb_draft_picture (draft, id_of (entry))->caption = kkb_draft_string (draft, text);
  return kkb_node_page_run (self->page, draft, _ ("Pictures"), error);
}

static void
remove_cb (Pictures *self, GtkWidget *button)
{
  KkbDraft *draft = kkb_draft_new (self->page->doc);
  g_autoptr (GError) error = NULL;

  kkb_draft_delete (draft, KKB_TABLE_PICTURE, id_of (button));
  gtk_widget_grab_focus (self->add);
  kkb_node_page_run (self->page, draft, _ ("Pictures"), &error);
  tell (self, error);
}

static void
move_cb (Pictures *self, GtkWidget *button)
{
  const KkbNode *node = kkb_node_page_node (self->page);
  KkbDraft *draft = kkb_draft_new (self->page->doc);
  g_autoptr (GError) error = NULL;
  KkbId id = id_of (button);
  int n = (int)node->pictures->len, at = 0;

  for (int i = 1; i < n; i++)
    if (((const KkbPicture *)g_ptr_array_index (node->pictures, i))->id == id)
      at = i;
  for (int i = 0; i < n && at > 0; i++)
    {
      const KkbPicture *picture = g_ptr_array_index (node->pictures, i == at ? at - 1 : i == at - 1 ? at : i);
      kkb_draft_set_position (draft, KKB_TABLE_PICTURE, picture->id, i);
    }
  kkb_node_page_run (self->page, draft, _ ("Pictures"), &error);
  tell (self, error);
}

/* ---- showing ---- */

static GtkWidget *
new_button (Pictures *self, const char *label, const char *name, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  kkb_compat_set_tooltip (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (button, !kkb_document_read_only (self->page->doc));
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
new_thumbnail (Pictures *self, const KkbPicture *picture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) data = kkb_store_picture_data (kkb_document_store (self->page->doc), picture->id, &error);
  g_autoptr (GdkTexture) texture = data ? kkb_node_picture_thumbnail (data, SIDE, &error) : NULL;
  GtkWidget *widget;

  if (!texture)
    {
      widget = gtk_label_new (error ? error->message : "");
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_widget_add_css_class (widget, "field-hint");
    }
  else
    {
      widget = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
      gtk_picture_set_can_shrink (GTK_PICTURE (widget), FALSE);
      gtk_picture_set_alternative_text (GTK_PICTURE (widget), picture->caption);
    }
  gtk_widget_set_size_request (widget, SIDE, -1);
  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  return widget;
}

static GtkWidget *
new_row (Pictures *self, const KkbPicture *picture, gboolean first)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *caption = kkb_field_entry_new (store_caption, self);
  GtkWidget *up = new_button (self, "↑", _ ("Move this picture up"), G_CALLBACK (move_cb));
  g_autofree char *about
      = g_strdup_printf ("%s, %u KiB", picture->is_jpeg ? "JPEG" : "PNG", (picture->size + 1023) / 1024);
  GtkWidget *size = kkb_field_hint_new ();

  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&picture->id, sizeof picture->id), g_free);
  g_object_set_data (G_OBJECT (row), "caption", caption);
  kkb_form_field_set_name (caption, _ ("Caption"));
  kkb_field_entry_set_placeholder (caption, _ ("Caption"));
  gtk_widget_set_hexpand (caption, TRUE);
  kkb_field_hint_set (size, size, about, FALSE);
  gtk_box_append (GTK_BOX (middle), caption);
  gtk_box_append (GTK_BOX (middle), size);
  if (first)
    gtk_widget_set_sensitive (up, FALSE);
  gtk_box_append (GTK_BOX (row), new_thumbnail (self, picture));
  gtk_box_append (GTK_BOX (row), middle);
  gtk_box_append (GTK_BOX (row), up);
  gtk_box_append (GTK_BOX (row), new_button (self, "×", _ ("Remove this picture"), G_CALLBACK (remove_cb)));
  return row;
}

static gboolean
is_same (Pictures *self, const KkbNode *node)
{
  if (self->shown != node->id || self->ids->len != node->pictures->len)
    return FALSE;
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, KkbId, i) != ((const KkbPicture *)g_ptr_array_index (node->pictures, i))->id)
      return FALSE;
  return TRUE;
}

static void
rebuild (Pictures *self, const KkbNode *node)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)))
    gtk_box_remove (GTK_BOX (self->rows), child);
  g_array_set_size (self->ids, 0);
  self->shown = node->id;
  for (guint i = 0; i < node->pictures->len; i++)
    {
      const KkbPicture *picture = g_ptr_array_index (node->pictures, i);
      g_array_append_val (self->ids, picture->id);
      gtk_box_append (GTK_BOX (self->rows), new_row (self, picture, i == 0));
    }
}

static void
show (KkbNodePage *page, GtkWidget *part, const KkbPlan *plan, const KkbNode *node)
{
  Pictures *self = g_object_get_data (G_OBJECT (part), "pictures");
  guint i = 0;

  if (!is_same (self, node))
    {
      tell (self, NULL);
      rebuild (self, node);
    }
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row; row = gtk_widget_get_next_sibling (row))
    {
      const KkbPicture *picture = g_ptr_array_index (node->pictures, i++);
      kkb_field_entry_show (g_object_get_data (G_OBJECT (row), "caption"), picture->caption);
    }
  gtk_widget_set_sensitive (self->add, !kkb_document_read_only (page->doc));
  gtk_widget_set_sensitive (self->paste, !kkb_document_read_only (page->doc));
}

void
kkb_node_page_add_pictures (KkbNodePage *page, GtkWidget *form)
{
  Pictures *self = g_new0 (Pictures, 1);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->page = page;
  self->ids = g_array_new (FALSE, FALSE, sizeof (KkbId));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_object_set_data_full (G_OBJECT (self->box), "pictures", self, pictures_free);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->add = gtk_button_new_with_label (_ ("Add a picture…"));
  self->paste = gtk_button_new_with_label (_ ("Paste a picture"));
  self->hint = kkb_field_hint_new ();
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->paste, "clicked", G_CALLBACK (paste_cb), self);
  gtk_box_append (GTK_BOX (buttons), self->add);
  gtk_box_append (GTK_BOX (buttons), self->paste);
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_box_append (GTK_BOX (self->box), buttons);
  gtk_box_append (GTK_BOX (self->box), self->hint);
  kkb_form_add_heading (form, _ ("Pictures (PNG or JPEG, up to 2 MiB)"));
  kkb_form_add_wide (form, NULL, self->box);
  kkb_node_page_add_part (page, self->box, show);
}
