/* kkb-xlsx.c - a workbook: its sheets in order, found through the relationships. */
#include "kkb-xlsx.h"
#include "kkb-xlsx-sheet.h"
#include "kkb-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

struct _KkbWorkbook
{
  GPtrArray *sheets; /* KkbSheet */
  GStringChunk *texts;
};

typedef struct
{
  KkbXlsxReader *reader;
  GPtrArray *relationships;
  GPtrArray *sheets; /* KkbSheet */
  GPtrArray *parts;  /* const char*, owned by relationships; one a sheet */
  gboolean is_workbook;
} BookReader;

static gboolean
is_true (const char *text)
{
  return text != NULL && (strcmp (text, "1") == 0 || strcmp (text, "true") == 0);
}

static void
book_started (KkbXml *xml, const char *name, const char **attributes, gpointer data)
{
  BookReader *book = data;

  if (strcmp (name, "workbook") == 0)
    book->is_workbook = TRUE;
  else if (strcmp (name, "workbookPr") == 0)
    book->reader->date1904 = is_true (kkb_xml_attribute (attributes, "date1904"));
  else if (strcmp (name, "sheet") == 0)
    {
      const char *title = kkb_xml_attribute (attributes, "name"), *id = kkb_xml_relationship (attributes);
      const char *state = kkb_xml_attribute (attributes, "state");
      const KkbRelationship *relationship = id != NULL ? kkb_relationships_by_id (book->relationships, id) : NULL;

      if (relationship == NULL || !g_str_has_suffix (relationship->type, "/worksheet"))
        return; /* a chart or dialog sheet has no cells */
      if (book->sheets->len >= KKB_XLSX_MAX_ENTRIES)
        {
          kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: it has more than %u sheets."), KKB_XLSX_MAX_ENTRIES);
          return;
        }
      g_ptr_array_add (book->sheets,
                       kkb_sheet_new (title != NULL ? title : "", state != NULL && strcmp (state, "visible") != 0));
      g_ptr_array_add (book->parts, relationship->target);
    }
}

/* The part of the workbook itself; says what else the file is where it can. */
static char *
find_book (KkbPackage *package, GError **error)
{
  g_autoptr (GPtrArray) relationships = kkb_package_relationships (package, "", error);
  const KkbRelationship *book;

  if (relationships == NULL)
    return NULL;
  book = kkb_relationships_by_type (relationships, "officeDocument");
  if (book == NULL && kkb_package_has (package, "mimetype"))
    g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                 _ ("%s: This is an OpenDocument file, not an Excel workbook. Save it as .xlsx and try again."),
                 kkb_package_name (package));
  else if (book == NULL)
    g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("%s: This is not an Excel workbook (.xlsx)."),
                 kkb_package_name (package));
  else if (g_str_has_suffix (book->target, ".bin"))
    g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                 _ ("%s: This is a binary workbook (.xlsb). Save it as .xlsx and try again."),
                 kkb_package_name (package));
  else
    return g_strdup (book->target);
  return NULL;
}

static gboolean
read_shared_parts (KkbXlsxReader *reader, GPtrArray *relationships, GError **error)
{
  const KkbRelationship *strings = kkb_relationships_by_type (relationships, "sharedStrings");
  const KkbRelationship *styles = kkb_relationships_by_type (relationships, "styles");

  if (styles != NULL && (reader->formats = kkb_xlsx_read_styles (reader->package, styles->target, error)) == NULL)
    return FALSE;
  return strings == NULL || kkb_xlsx_read_strings (reader, strings->target, error);
}

static gboolean
read_book (KkbXlsxReader *reader, GPtrArray *sheets, GError **error)
{
  static const KkbXmlHandlers handlers = { .start = book_started };
  g_autofree char *part = find_book (reader->package, error);
  g_autoptr (GPtrArray) relationships = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  BookReader book = { .reader = reader, .sheets = sheets, .parts = parts };

  if (part == NULL || (relationships = kkb_package_relationships (reader->package, part, error)) == NULL)
    return FALSE;
  book.relationships = relationships;
  if (!kkb_package_parse (reader->package, part, &handlers, &book, error))
    return FALSE;
  if (!book.is_workbook)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("%s: This is not an Excel workbook (.xlsx)."),
                   kkb_package_name (reader->package));
      return FALSE;
    }
  if (!read_shared_parts (reader, relationships, error))
    return FALSE;
  for (guint i = 0; i < sheets->len; i++)
    if (!kkb_xlsx_read_sheet (reader, g_ptr_array_index (sheets, i), g_ptr_array_index (parts, i), error))
      return FALSE;
  return TRUE;
}

/* ---- public ------------------------------------------------------------------------------------------------ */

KkbWorkbook *
kkb_workbook_read (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (KkbPackage) package = NULL;
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();
  g_autoptr (KkbWorkbook) workbook = g_new0 (KkbWorkbook, 1);
  KkbXlsxReader reader = { .strings = strings };
  gboolean good;

  workbook->sheets = g_ptr_array_new_with_free_func (kkb_sheet_free);
  workbook->texts = g_string_chunk_new (16384);
  package = kkb_package_open (path, cancellable, error);
  if (package == NULL)
    return NULL;
  reader.package = package;
  reader.texts = workbook->texts;
  good = read_book (&reader, workbook->sheets, error);
  g_clear_pointer (&reader.formats, g_array_unref);
  return good ? g_steal_pointer (&workbook) : NULL;
}

void
kkb_workbook_free (KkbWorkbook *workbook)
{
  g_ptr_array_unref (workbook->sheets);
  g_string_chunk_free (workbook->texts);
  g_free (workbook);
}

guint
kkb_workbook_n_sheets (KkbWorkbook *workbook)
{
  return workbook->sheets->len;
}

const KkbSheet *
kkb_workbook_sheet (KkbWorkbook *workbook, guint index)
{
  return index < workbook->sheets->len ? g_ptr_array_index (workbook->sheets, index) : NULL;
}

const KkbSheet *
kkb_workbook_find_sheet (KkbWorkbook *workbook, const char *name)
{
  for (guint i = 0; i < workbook->sheets->len; i++)
    {
      const KkbSheet *sheet = g_ptr_array_index (workbook->sheets, i);

      if (strcmp (sheet->name, name) == 0)
        return sheet;
    }
  return NULL;
}
