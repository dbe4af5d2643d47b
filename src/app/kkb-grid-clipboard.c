/* kkb-grid-clipboard.c - cells to and from the clipboard.
 *
 * Offered are, for this program itself, the cells exactly as typed; for spreadsheets an HTML table, in which numbers
 * are numbers and words stay words; and tab-separated text for all else. Read is the first of: our own cells; else the
 * tab-separated text, in which each cell is exactly what is seen, with the exact figures behind it where an HTML table
 * of the same size has them; else the HTML table alone. */
#include "kkb-grid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OWN_TYPE   "application/x-keikakubo-cells"
#define HTML_TYPE  "text/html"
#define MAX_BYTES  (64 * 1024 * 1024)
#define CHUNK_SIZE (256 * 1024)

typedef struct
{
  KkbGrid *grid;     /* a reference */
  GByteArray *read;  /* of the type that is being read */
  char *html;        /* read so far, or NULL */
  gboolean own;      /* reading our own type */
  gboolean has_text; /* tab-separated text is offered too */
  guint64 rows[2];   /* where it goes: ids of the corner rows, keys of the corner columns */
  char *columns[2];
} Reading;

static void
reading_free (Reading *reading)
{
  g_byte_array_unref (reading->read);
  g_free (reading->html);
  g_free (reading->columns[0]);
  g_free (reading->columns[1]);
  g_object_unref (reading->grid);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* ---- out ---- */

static GdkContentProvider *
bytes_provider (const char *type, char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return gdk_content_provider_new_for_bytes (type, bytes);
}

void
kkb_grid_copy (KkbGrid *self)
{
  g_autoptr (KkbGridTable) table = NULL;
  g_autoptr (GdkContentProvider) all = NULL;
  g_autofree char *text = NULL;
  GdkContentProvider *providers[3];

  g_return_if_fail (KKB_IS_GRID (self));
  if (!kkb_grid_has_cells (self) || !kkb_grid_commit_edit (self))
    return;
  table = kkb_grid_selected_table (self);
  if (table == NULL)
    return;
  text = kkb_grid_table_to_text (table, TRUE);
  providers[0] = bytes_provider (OWN_TYPE, kkb_grid_table_to_text (table, FALSE));
  providers[1] = bytes_provider (HTML_TYPE, kkb_grid_table_to_html (table));
  providers[2] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  all = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
}

/* ---- in ---- */

static gboolean
find_column (KkbGrid *self, const char *key, guint *position)
{
  for (*position = 0; *position < self->layout->n_shown; (*position)++)
    if (g_strcmp0 (kkb_grid_layout_column_at (self->layout, *position)->key, key) == 0)
      return TRUE;
  return FALSE;
}

/* The cells that were selected when the key was pressed; the cursor may have gone on since. */
static gboolean
select_target (Reading *reading)
{
  KkbGrid *self = reading->grid;
  gint64 row0, row1;
  guint position0, position1, old0, old1, old_position0, old_position1;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || self->text == NULL || !kkb_grid_has_cells (self)
      || self->edit != KKB_GRID_EDIT_NONE)
    return FALSE;
  row0 = kkb_grid_model_find_row (self->model, reading->rows[0]);
  row1 = kkb_grid_model_find_row (self->model, reading->rows[1]);
  if (row0 < 0 || row1 < row0 || !find_column (self, reading->columns[0], &position0)
      || !find_column (self, reading->columns[1], &position1))
    return FALSE;
  kkb_grid_selected_range (self, &old0, &old1, &old_position0, &old_position1);
  if (old0 != row0 || old1 != row1 || old_position0 != position0 || old_position1 != position1)
    kkb_grid_select_range (self, (guint)row0, (guint)row1, position0, position1, FALSE);
  return TRUE;
}

/* TEXT may be NULL. */
static void
arrived (Reading *reading, const char *text)
{
  g_autoptr (KkbGridTable) table = NULL;
  g_autoptr (KkbGridTable) html = NULL;
  g_autoptr (GError) error = NULL;

  if (!select_target (reading))
    return;
  if (reading->html != NULL)
    html = kkb_grid_table_from_html (reading->html, -1, &error);
  if (text != NULL && *text != '\0' && error == NULL)
    table = kkb_grid_table_from_text (text, -1, &error);
  if (html != NULL)
    kkb_grid_table_refine (table != NULL ? table : html, html);
  if (error != NULL)
    kkb_grid_refuse (reading->grid, error->message);
  else if (table == NULL && html == NULL)
    kkb_grid_refuse (reading->grid, _ ("There is no text on the clipboard. Nothing was pasted."));
  else
    kkb_grid_paste_table (reading->grid, table != NULL ? table : html);
}

static void
text_read_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    arrived (reading, text);
}

static void
read_text (GdkClipboard *clipboard, Reading *reading)
{
  gdk_clipboard_read_text_async (clipboard, reading->grid->paste_cancellable, text_read_cb, reading);
}

/* All of a type has been read, or as much as is believed. */
static void
type_finished (Reading *owned)
{
  g_autoptr (Reading) reading = owned;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (reading->grid));
  g_autofree char *text = NULL;

  g_byte_array_append (reading->read, (const guint8 *)"", 1);
  text = (char *)g_byte_array_steal (reading->read, NULL);
  if (reading->own)
    {
      arrived (reading, text);
      return;
    }
  reading->html = g_steal_pointer (&text);
  if (reading->has_text)
    read_text (clipboard, g_steal_pointer (&reading));
  else
    arrived (reading, NULL);
}

static void
chunk_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GInputStream *stream = G_INPUT_STREAM (source);
  g_autoptr (Reading) reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (stream, result, &error);
  gsize length = 0;
  const guint8 *chunk = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (length > 0)
    g_byte_array_append (reading->read, chunk, (guint)length);
  if (reading->read->len > MAX_BYTES)
    {
      if (select_target (reading))
        kkb_grid_refuse (reading->grid, _ ("What was copied is too large. Nothing was pasted. Copy a part of it."));
    }
  else if (length > 0)
    {
      GCancellable *cancellable = reading->grid->paste_cancellable;

      g_input_stream_read_bytes_async (stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, cancellable, chunk_read_cb,
                                       g_steal_pointer (&reading));
    }
  else
    type_finished (g_steal_pointer (&reading));
}

static void
stream_opened_cb (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (clipboard), result, NULL, &error);
  GCancellable *cancellable = reading->grid->paste_cancellable;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (stream != NULL)
    g_input_stream_read_bytes_async (stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, cancellable, chunk_read_cb,
                                     g_steal_pointer (&reading));
  else
    read_text (GDK_CLIPBOARD (clipboard), g_steal_pointer (&reading));
}

void
kkb_grid_paste (KkbGrid *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  guint row0, row1, position0, position1;
  const char *types[] = { NULL, NULL };
  Reading *reading;

  g_return_if_fail (KKB_IS_GRID (self));
  g_cancellable_cancel (self->paste_cancellable);
  g_clear_object (&self->paste_cancellable);
  if (!kkb_grid_has_cells (self) || !kkb_grid_commit_edit (self))
    return;
  self->paste_cancellable = g_cancellable_new ();
  kkb_grid_selected_range (self, &row0, &row1, &position0, &position1);
  reading = g_new0 (Reading, 1);
  reading->grid = g_object_ref (self);
  reading->read = g_byte_array_new ();
  reading->rows[0] = kkb_grid_model_get_row_id (self->model, row0);
  reading->rows[1] = kkb_grid_model_get_row_id (self->model, row1);
  reading->columns[0] = g_strdup (kkb_grid_layout_column_at (self->layout, position0)->key);
  reading->columns[1] = g_strdup (kkb_grid_layout_column_at (self->layout, position1)->key);
  reading->own = gdk_content_formats_contain_mime_type (formats, OWN_TYPE);
  reading->has_text = gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8")
                      || gdk_content_formats_contain_mime_type (formats, "text/plain")
                      || gdk_content_formats_contain_gtype (formats, G_TYPE_STRING);
  types[0] = reading->own ? OWN_TYPE : gdk_content_formats_contain_mime_type (formats, HTML_TYPE) ? HTML_TYPE : NULL;
  if (types[0] != NULL)
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, self->paste_cancellable, stream_opened_cb, reading);
  else
    read_text (clipboard, reading);
}
