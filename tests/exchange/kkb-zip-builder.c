/* kkb-zip-builder.c - packs small workbooks for the tests. */
#include "kkb-zip-builder.h"
#include <string.h>
#include <zip.h>

typedef struct
{
  char *name;
  GString *content;
} Entry;

struct _KkbZipBuilder
{
  GPtrArray *entries;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_string_free (entry->content, TRUE);
  g_free (entry);
}

KkbZipBuilder *
kkb_zip_builder_new (void)
{
  KkbZipBuilder *builder = g_new0 (KkbZipBuilder, 1);

  builder->entries = g_ptr_array_new_with_free_func (entry_free);
  return builder;
}

void
kkb_zip_builder_add (KkbZipBuilder *builder, const char *name, const char *content)
{
  kkb_zip_builder_add_repeated (builder, name, content, "", 0, "");
}

void
kkb_zip_builder_add_repeated (KkbZipBuilder *builder, const char *name, const char *content, const char *piece,
                              guint times, const char *tail)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->name = g_strdup (name);
  entry->content = g_string_new (content);
  for (guint i = 0; i < times; i++)
    g_string_append (entry->content, piece);
  g_string_append (entry->content, tail);
  g_ptr_array_add (builder->entries, entry);
}

void
kkb_zip_builder_add_book (KkbZipBuilder *builder, const char *rows, const char *strings, const char *styles,
                          const char *workbook_pr)
{
  g_autofree char *book = g_strdup_printf ("<workbook " KKB_MAIN " xmlns:r=\"" KKB_RELS
                                           "\">%s<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets>"
                                           "</workbook>",
                                           workbook_pr != NULL ? workbook_pr : "");
  g_autofree char *rels = g_strdup_printf (
      "<Relationships " KKB_PACK "><Relationship Id=\"a\" Type=\"" KKB_RELS
      "/worksheet\" Target=\"worksheets/sheet1.xml\"/>%s%s</Relationships>",
      strings != NULL ? "<Relationship Id=\"b\" Type=\"" KKB_RELS "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
                      : "",
      styles != NULL ? "<Relationship Id=\"c\" Type=\"" KKB_RELS "/styles\" Target=\"styles.xml\"/>" : "");

  kkb_zip_builder_add (builder, "_rels/.rels",
                       "<Relationships " KKB_PACK "><Relationship Id=\"x\" Type=\"" KKB_RELS
                       "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  kkb_zip_builder_add (builder, "xl/workbook.xml", book);
  kkb_zip_builder_add (builder, "xl/_rels/workbook.xml.rels", rels);
  if (strings != NULL)
    kkb_zip_builder_add (builder, "xl/sharedStrings.xml", strings);
  if (styles != NULL)
    kkb_zip_builder_add (builder, "xl/styles.xml", styles);
  if (rows != NULL)
    kkb_zip_builder_add_repeated (builder, "xl/worksheets/sheet1.xml", "<worksheet " KKB_MAIN "><sheetData>", rows, 1,
                                  "</sheetData></worksheet>");
}

char *
kkb_zip_builder_write (KkbZipBuilder *builder, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int code;
  zip_t *zip = zip_open (path, ZIP_CREATE | ZIP_TRUNCATE, &code);

  g_assert_nonnull (zip);
  for (guint i = 0; i < builder->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (builder->entries, i);
      zip_source_t *source = zip_source_buffer (zip, entry->content->str, entry->content->len, 0);

      zip_int64_t index = zip_file_add (zip, entry->name, source, ZIP_FL_ENC_UTF_8);

      g_assert_cmpint (index, >=, 0);
      g_assert_cmpint (zip_set_file_compression (zip, index, ZIP_CM_DEFLATE, 1), ==, 0); /* bombs are quick to make */
    }
  g_assert_cmpint (zip_close (zip), ==, 0);
  g_ptr_array_unref (builder->entries);
  g_free (builder);
  return g_steal_pointer (&path);
}
