/* kkb-xlsx-styles.c - the number formats of a workbook's cell styles. */
#include "kkb-xlsx-styles.h"
#include <string.h>

#define MAX_STYLES 65536 /* Excel's own limit is 65,490 */
#define MAX_CODE   1024  /* bytes of a format code we look at; Excel allows 255 characters */

typedef struct
{
  GHashTable *codes; /* format id -> code */
  GArray *formats;
  gboolean in_cell_styles;
} StylesReader;

static guint
number_of (const char *text)
{
  return text != NULL ? (guint)MIN (g_ascii_strtoull (text, NULL, 10), G_MAXUINT16) : 0;
}

static void
styles_started (KkbXml *xml, const char *name, const char **attributes, gpointer data)
{
  StylesReader *reader = data;

  if (strcmp (name, "numFmt") == 0)
    {
      const char *code = kkb_xml_attribute (attributes, "formatCode");

      if (code != NULL)
        g_hash_table_insert (reader->codes, GUINT_TO_POINTER (number_of (kkb_xml_attribute (attributes, "numFmtId"))),
                             g_strndup (code, MAX_CODE));
    }
  else if (strcmp (name, "cellXfs") == 0)
    reader->in_cell_styles = TRUE;
  else if (strcmp (name, "xf") == 0 && reader->in_cell_styles && reader->formats->len < MAX_STYLES)
    {
      guint id = number_of (kkb_xml_attribute (attributes, "numFmtId"));
      const char *code = g_hash_table_lookup (reader->codes, GUINT_TO_POINTER (id));
      KkbNumberFormat format;

      if (code != NULL)
        kkb_number_format_parse (code, &format);
      else
        kkb_number_format_builtin (id, &format);
      g_array_append_val (reader->formats, format);
    }
}

static void
styles_ended (KkbXml *xml, const char *name, gpointer data)
{
  StylesReader *reader = data;

  if (strcmp (name, "cellXfs") == 0)
    reader->in_cell_styles = FALSE;
}

GArray *
kkb_xlsx_read_styles (KkbPackage *package, const char *part, GError **error)
{
  static const KkbXmlHandlers handlers = { .start = styles_started, .end = styles_ended };
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) formats = g_array_new (FALSE, FALSE, sizeof (KkbNumberFormat));
  StylesReader reader = { codes, formats, FALSE };

  if (!kkb_package_parse (package, part, &handlers, &reader, error))
    return NULL;
  return g_steal_pointer (&formats);
}
