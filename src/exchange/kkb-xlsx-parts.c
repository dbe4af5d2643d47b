/* kkb-xlsx-parts.c - the zip and XML below a workbook, within budgets. */
#include "kkb-xlsx-parts.h"
#include "kkb-error.h"
#include <expat.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

#define CHUNK             65536
#define MAX_RELATIONSHIPS 10000 /* of one part; an honest workbook has one a sheet and a few more */
#define END_RECORD        22    /* bytes of a zip's end record without its comment */

struct _KkbPackage
{
  char *name;
  zip_t *zip;
  guint64 total; /* decompressed so far */
  GCancellable *cancellable;
};

struct _KkbXml
{
  KkbPackage *package;
  const char *part;
  XML_Parser parser;
  const KkbXmlHandlers *handlers;
  gpointer data;
  guint depth;
  guint foreign; /* depth inside an element of another vocabulary */
  guint64 fed;
  GError *error;
};

static const char *const vocabularies[] = {
  "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
  "http://purl.oclc.org/ooxml/spreadsheetml/main",
  "http://schemas.openxmlformats.org/package/2006/relationships",
};

static const char *const relationship_ids[] = {
  "http://schemas.openxmlformats.org/officeDocument/2006/relationships|id",
  "http://purl.oclc.org/ooxml/officeDocument/relationships|id",
};

/* ---- the file ---------------------------------------------------------------------------------------------- */

/* The local name of an element of a vocabulary we read, else NULL. */
static const char *
local_name (const char *name)
{
  const char *bar = strrchr (name, '|');

  if (bar == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (vocabularies); i++)
    if (strlen (vocabularies[i]) == (gsize)(bar - name) && strncmp (vocabularies[i], name, bar - name) == 0)
      return bar + 1;
  return NULL;
}

static guint
little_endian (const guint8 *bytes, guint n)
{
  guint value = 0;

  for (guint i = n; i > 0; i--)
    value = value << 8 | bytes[i - 1];
  return value;
}

/* Looks at the end records before libzip sees the file: it would load the names of a million entries first. */
static gboolean
check_end_record (KkbPackage *package, FILE *file, GError **error)
{
  g_autofree guint8 *tail = g_malloc (CHUNK + END_RECORD);
  gboolean found = FALSE;
  long size, want;
  gsize got;

  if (fseek (file, 0, SEEK_END) != 0 || (size = ftell (file)) < 0)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_IO, _ ("%s: The file cannot be read: %s."), package->name,
                   g_strerror (errno));
      return FALSE;
    }
  want = MIN (size, CHUNK + END_RECORD);
  fseek (file, size - want, SEEK_SET);
  got = fread (tail, 1, want, file);
  for (gsize i = 0; i + END_RECORD <= got; i++)
    {
      const guint8 *record = tail + i;

      if (memcmp (record, "PK\5\6", 4) != 0 || i + END_RECORD + little_endian (record + 20, 2) > got)
        continue;
      found = TRUE;
      if (little_endian (record + 10, 2) > KKB_XLSX_MAX_ENTRIES || little_endian (record + 8, 2) > KKB_XLSX_MAX_ENTRIES)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_HOSTILE,
                       _ ("%s: Refused: it packs more than %u files. A workbook never needs that many."), package->name,
                       KKB_XLSX_MAX_ENTRIES);
          return FALSE;
        }
    }
  if (!found)
    g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                 _ ("%s: The end of the file is missing. It was probably cut off while it was copied; get it again."),
                 package->name);
  return found;
}

/* What the file is, by its first bytes. */
static gboolean
check_magic (KkbPackage *package, FILE *file, GError **error)
{
  static const guint8 ole2[8] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };
  guint8 magic[8] = { 0 };
  gsize got = fread (magic, 1, sizeof magic, file);

  if (got == 0)
    g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("%s: The file is empty."), package->name);
  else if (memcmp (magic, ole2, sizeof ole2) == 0)
    g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                 _ ("%s: The workbook is protected by a password or in the old .xls format. Save it in Excel as .xlsx "
                    "without a password and try again."),
                 package->name);
  else if (got < 4 || memcmp (magic, "PK", 2) != 0)
    g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("%s: This is not an Excel workbook (.xlsx)."), package->name);
  else
    return check_end_record (package, file, error);
  return FALSE;
}

static void
set_zip_error (KkbPackage *package, zip_error_t *zip_error, GError **error)
{
  g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
               _ ("%s: The file is damaged or cut off (%s). Nothing was read; get it again or save it anew in Excel."),
               package->name, zip_error_strerror (zip_error));
}

/* FILE* rather than a path: GLib opens names of any script on Windows too. */
static gboolean
open_zip (KkbPackage *package, FILE *file, GError **error)
{
  zip_error_t zip_error;
  zip_source_t *source;

  zip_error_init (&zip_error);
  rewind (file);
  source = zip_source_filep_create (file, 0, -1, &zip_error); /* owns the file from here */
  if (source == NULL)
    fclose (file);
  else if ((package->zip = zip_open_from_source (source, ZIP_RDONLY, &zip_error)) == NULL)
    zip_source_free (source);
  if (package->zip == NULL)
    set_zip_error (package, &zip_error, error);
  zip_error_fini (&zip_error);
  return package->zip != NULL;
}

static zip_int64_t
locate (KkbPackage *package, const char *part)
{
  return zip_name_locate (package->zip, part, ZIP_FL_NOCASE | ZIP_FL_ENC_GUESS);
}

/* ---- XML --------------------------------------------------------------------------------------------------- */

static void
element_started_cb (void *data, const char *name, const char **attributes)
{
  KkbXml *xml = data;
  const char *local = local_name (name);

  xml->depth++;
  if (xml->depth > KKB_XLSX_MAX_DEPTH)
    {
      kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: “%s” nests elements more than %u deep."), xml->part,
                    KKB_XLSX_MAX_DEPTH);
      return;
    }
  if (xml->foreign > 0 || local == NULL)
    xml->foreign++;
  else if (xml->handlers->start != NULL && xml->error == NULL)
    xml->handlers->start (xml, local, attributes, xml->data);
}

static void
element_ended_cb (void *data, const char *name)
{
  KkbXml *xml = data;

  xml->depth--;
  if (xml->foreign > 0)
    xml->foreign--;
  else if (xml->handlers->end != NULL && xml->error == NULL)
    xml->handlers->end (xml, local_name (name), xml->data);
}

static void
text_read_cb (void *data, const char *text, int length)
{
  KkbXml *xml = data;

  if (xml->foreign == 0 && xml->handlers->text != NULL && xml->error == NULL)
    xml->handlers->text (xml, text, length, xml->data);
}

/* No workbook has a DOCTYPE; it is the door to entity bombs and to reading other files. */
static void
doctype_started_cb (void *data, const char *name, const char *system_id, const char *public_id, int internal)
{
  KkbXml *xml = data;

  kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: “%s” holds a DOCTYPE, which no workbook has."), xml->part);
}

static gboolean
check_budget (KkbXml *xml, guint64 compressed)
{
  KkbPackage *package = xml->package;

  if (xml->fed > KKB_XLSX_MAX_PART)
    kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: “%s” unpacks to more than %u MiB."), xml->part,
                  KKB_XLSX_MAX_PART >> 20);
  else if (package->total > KKB_XLSX_MAX_TOTAL)
    kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: the workbook unpacks to more than %u MiB."),
                  KKB_XLSX_MAX_TOTAL >> 20);
  else if (xml->fed > KKB_XLSX_RATIO_AFTER && xml->fed / KKB_XLSX_RATIO > compressed)
    kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: “%s” unpacks to more than %u times its size."), xml->part,
                  KKB_XLSX_RATIO);
  return xml->error == NULL;
}

/* Hands one piece to the parser. FALSE when the parsing is over because of an error. */
static gboolean
feed (KkbXml *xml, const char *bytes, int length, gboolean last)
{
  XML_Index done;

  if (XML_Parse (xml->parser, bytes, length, last) != XML_STATUS_OK)
    {
      kkb_xml_fail (xml, KKB_ERROR_INPUT, _ ("The workbook is damaged: “%s”, line %lu: %s."), xml->part,
                    (unsigned long)XML_GetCurrentLineNumber (xml->parser),
                    XML_ErrorString (XML_GetErrorCode (xml->parser)));
      return FALSE;
    }
  if (xml->error != NULL)
    return FALSE;
  done = XML_GetCurrentByteIndex (xml->parser);
  if (!last && done >= 0 && xml->fed > (guint64)done + KKB_XLSX_MAX_TOKEN)
    kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: “%s” holds one tag of more than %u MiB."), xml->part,
                  KKB_XLSX_MAX_TOKEN >> 20);
  return xml->error == NULL;
}

static void
feed_all (KkbXml *xml, zip_file_t *file, guint64 compressed)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  zip_int64_t got;

  do
    {
      got = zip_fread (file, chunk, CHUNK);
      if (got < 0)
        {
          kkb_xml_fail (xml, KKB_ERROR_INPUT, _ ("The file is damaged: “%s” cannot be unpacked (%s)."), xml->part,
                        zip_file_strerror (file));
          return;
        }
      if (xml->error == NULL)
        g_cancellable_set_error_if_cancelled (xml->package->cancellable, &xml->error);
      xml->fed += got;
      xml->package->total += got;
    }
  while (xml->error == NULL && check_budget (xml, compressed) && feed (xml, chunk, (int)got, got == 0) && got > 0);
}

static zip_file_t *
open_part (KkbPackage *package, const char *part, guint64 *compressed, GError **error)
{
  zip_int64_t index = locate (package, part);
  zip_stat_t stat;
  zip_file_t *file;

  if (index < 0 || zip_stat_index (package->zip, index, 0, &stat) != 0)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("%s: The workbook is incomplete: “%s” is missing."),
                   package->name, part);
      return NULL;
    }
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("%s: The file is protected by a password. Save it without one and try again."), package->name);
      return NULL;
    }
  *compressed = stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : 0;
  file = zip_fopen_index (package->zip, index, 0);
  if (file == NULL)
    set_zip_error (package, zip_get_error (package->zip), error);
  return file;
}

/* ---- relationships ----------------------------------------------------------------------------------------- */

typedef struct
{
  char *folder; /* of the part that has the relationships */
  GPtrArray *list;
} RelationshipReader;

static void
relationship_free (gpointer data)
{
  KkbRelationship *relationship = data;

  g_free (relationship->id);
  g_free (relationship->type);
  g_free (relationship->target);
  g_free (relationship);
}

/* "../x/y.xml" beside FOLDER, or "/xl/y.xml", as a part name without leading slash. */
static char *
resolve_target (const char *folder, const char *target)
{
  g_autofree char *joined
      = target[0] == '/' || target[0] == '\\' ? g_strdup (target) : g_strconcat (folder, "/", target, NULL);
  g_auto (GStrv) segments = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  g_strdelimit (joined, "\\", '/');
  segments = g_strsplit (joined, "/", -1);
  for (guint i = 0; segments[i] != NULL; i++)
    {
      if (strcmp (segments[i], "..") == 0)
        g_ptr_array_set_size (kept, kept->len > 0 ? (int)kept->len - 1 : 0);
      else if (segments[i][0] != '\0' && strcmp (segments[i], ".") != 0)
        g_ptr_array_add (kept, segments[i]);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **)kept->pdata);
}

static void
relationship_started (KkbXml *xml, const char *name, const char **attributes, gpointer data)
{
  RelationshipReader *reader = data;
  const char *id = kkb_xml_attribute (attributes, "Id");
  const char *type = kkb_xml_attribute (attributes, "Type");
  const char *target = kkb_xml_attribute (attributes, "Target");
  const char *mode = kkb_xml_attribute (attributes, "TargetMode");
  KkbRelationship *relationship;

  if (strcmp (name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL)
    return;
  if (mode != NULL && strcmp (mode, "External") == 0)
    return; /* never followed */
  if (reader->list->len >= MAX_RELATIONSHIPS)
    {
      kkb_xml_fail (xml, KKB_ERROR_HOSTILE, _ ("Refused: “%s” lists more than %u parts."), xml->part,
                    MAX_RELATIONSHIPS);
      return;
    }
  relationship = g_new0 (KkbRelationship, 1);
  relationship->id = g_strdup (id);
  relationship->type = g_strdup (type);
  relationship->target = resolve_target (reader->folder, target);
  g_ptr_array_add (reader->list, relationship);
}

/* ---- public ------------------------------------------------------------------------------------------------ */

KkbPackage *
kkb_package_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (KkbPackage) package = g_new0 (KkbPackage, 1);
  FILE *file;

  package->name = g_filename_display_basename (path);
  package->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("%s: This is not a file."), package->name);
      return NULL;
    }
  file = g_fopen (path, "rb");
  if (file == NULL)
    {
      int code = errno;

      g_set_error (error, KKB_ERROR, code == ENOENT ? KKB_ERROR_NOT_FOUND : KKB_ERROR_IO,
                   _ ("%s: The file cannot be opened: %s."), package->name, g_strerror (code));
      return NULL;
    }
  if (!check_magic (package, file, error))
    {
      fclose (file);
      return NULL;
    }
  if (!open_zip (package, file, error))
    return NULL;
  if (zip_get_num_entries (package->zip, 0) > KKB_XLSX_MAX_ENTRIES)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_HOSTILE,
                   _ ("%s: Refused: it packs more than %u files. A workbook never needs that many."), package->name,
                   KKB_XLSX_MAX_ENTRIES);
      return NULL;
    }
  return g_steal_pointer (&package);
}

void
kkb_package_free (KkbPackage *package)
{
  if (package->zip != NULL)
    zip_discard (package->zip);
  g_clear_object (&package->cancellable);
  g_free (package->name);
  g_free (package);
}

const char *
kkb_package_name (KkbPackage *package)
{
  return package->name;
}

gboolean
kkb_package_has (KkbPackage *package, const char *part)
{
  return locate (package, part) >= 0;
}

gboolean
kkb_package_parse (KkbPackage *package, const char *part, const KkbXmlHandlers *handlers, gpointer data, GError **error)
{
  KkbXml xml = { .package = package, .part = part, .handlers = handlers, .data = data };
  guint64 compressed = 0;
  zip_file_t *file = open_part (package, part, &compressed, error);

  if (file == NULL)
    return FALSE;
  xml.parser = XML_ParserCreateNS (NULL, '|');
  XML_SetUserData (xml.parser, &xml);
  XML_SetElementHandler (xml.parser, element_started_cb, element_ended_cb);
  XML_SetCharacterDataHandler (xml.parser, text_read_cb);
  XML_SetStartDoctypeDeclHandler (xml.parser, doctype_started_cb);
  feed_all (&xml, file, compressed);
  XML_ParserFree (xml.parser);
  zip_fclose (file);
  if (xml.error != NULL)
    g_propagate_error (error, xml.error);
  return xml.error == NULL;
}

void
kkb_xml_fail (KkbXml *xml, int code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (xml->error != NULL)
    return;
  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: a file name and what is wrong with it */
  xml->error = g_error_new (KKB_ERROR, code, _ ("%s: %s Nothing was read."), xml->package->name, message);
  XML_StopParser (xml->parser, XML_FALSE);
}

const char *
kkb_xml_attribute (const char **attributes, const char *name)
{
  for (guint i = 0; attributes[i] != NULL; i += 2)
    if (strcmp (attributes[i], name) == 0)
      return attributes[i + 1];
  return NULL;
}

const char *
kkb_xml_relationship (const char **attributes)
{
  for (guint i = 0; i < G_N_ELEMENTS (relationship_ids); i++)
    {
      const char *value = kkb_xml_attribute (attributes, relationship_ids[i]);

      if (value != NULL)
        return value;
    }
  return NULL;
}

GPtrArray *
kkb_package_relationships (KkbPackage *package, const char *part, GError **error)
{
  static const KkbXmlHandlers handlers = { .start = relationship_started };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (relationship_free);
  const char *slash = strrchr (part, '/');
  g_autofree char *folder = slash != NULL ? g_strndup (part, slash - part) : g_strdup ("");
  g_autofree char *name
      = g_strconcat (folder, *folder != '\0' ? "/" : "", "_rels/", slash != NULL ? slash + 1 : part, ".rels", NULL);
  RelationshipReader reader = { folder, list };

  if (kkb_package_has (package, name) && !kkb_package_parse (package, name, &handlers, &reader, error))
    return NULL;
  return g_steal_pointer (&list);
}

const KkbRelationship *
kkb_relationships_by_type (GPtrArray *relationships, const char *type)
{
  for (guint i = 0; i < relationships->len; i++)
    {
      const KkbRelationship *relationship = g_ptr_array_index (relationships, i);
      const char *slash = strrchr (relationship->type, '/');

      if (slash != NULL && strcmp (slash + 1, type) == 0)
        return relationship;
    }
  return NULL;
}

const KkbRelationship *
kkb_relationships_by_id (GPtrArray *relationships, const char *id)
{
  for (guint i = 0; i < relationships->len; i++)
    {
      const KkbRelationship *relationship = g_ptr_array_index (relationships, i);

      if (strcmp (relationship->id, id) == 0)
        return relationship;
    }
  return NULL;
}
