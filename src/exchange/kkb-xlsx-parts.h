/* kkb-xlsx-parts.h - the package below a workbook: a zip of XML parts, found through their relationships, read in
 * small pieces and within budgets that count decompressed bytes. Private to exchange. */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

/* Limits of architecture.md. */
#define KKB_XLSX_MAX_TOTAL      (200u * 1024 * 1024) /* decompressed bytes in all */
#define KKB_XLSX_MAX_PART       (64u * 1024 * 1024)  /* decompressed bytes of one part */
#define KKB_XLSX_RATIO          200u                 /* decompressed to compressed … */
#define KKB_XLSX_RATIO_AFTER    (10u * 1024 * 1024)  /* … once a part is larger than this */
#define KKB_XLSX_MAX_ENTRIES    2000u
#define KKB_XLSX_MAX_DEPTH      64u
#define KKB_XLSX_MAX_TOKEN      (1024u * 1024) /* one tag, comment or attribute */
#define KKB_XLSX_MAX_CELL_CHARS 32767u
#define KKB_XLSX_MAX_CELLS      2000000u
#define KKB_XLSX_MAX_STRINGS    1000000u
#define KKB_XLSX_MAX_TEXT       (40u * 1024 * 1024) /* bytes of text kept in memory */
#define KKB_XLSX_MAX_MERGES     1000000u            /* rows covered by merged ranges */

typedef struct _KkbPackage KkbPackage;

/* Opens PATH and checks that it is a package within the limits. Errors as kkb_workbook_read(). */
KkbPackage *kkb_package_open (const char *path, GCancellable *cancellable, GError **error);
void kkb_package_free (KkbPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbPackage, kkb_package_free)

/* The file's name for messages. */
const char *kkb_package_name (KkbPackage *package);
gboolean kkb_package_has (KkbPackage *package, const char *part);

/* Handlers get local names of elements of the spreadsheet and relationship vocabularies (transitional or strict);
 * elements of other vocabularies and what is in them are skipped. A handler that fails calls kkb_xml_fail(). */
typedef struct _KkbXml KkbXml;
typedef struct
{
  void (*start) (KkbXml *xml, const char *name, const char **attributes, gpointer data);
  void (*end) (KkbXml *xml, const char *name, gpointer data);
  void (*text) (KkbXml *xml, const char *text, int length, gpointer data);
} KkbXmlHandlers;

gboolean kkb_package_parse (KkbPackage *package, const char *part, const KkbXmlHandlers *handlers, gpointer data,
                            GError **error);
/* Stops the parsing with an error of KKB_ERROR; the message gets the file's name in front. The first failure counts. */
void kkb_xml_fail (KkbXml *xml, int code, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* The value of a plain attribute, or NULL. */
const char *kkb_xml_attribute (const char **attributes, const char *name);
/* The value of the r:id attribute, or NULL. */
const char *kkb_xml_relationship (const char **attributes);

typedef struct
{
  char *id, *type, *target; /* target: the part's full name without a leading slash */
} KkbRelationship;

/* The relationships of PART ("" = of the package): an array of KkbRelationship, empty where it has none. */
GPtrArray *kkb_package_relationships (KkbPackage *package, const char *part, GError **error);
/* The first with a type that ends in "/TYPE"; NULL if none. */
const KkbRelationship *kkb_relationships_by_type (GPtrArray *relationships, const char *type);
const KkbRelationship *kkb_relationships_by_id (GPtrArray *relationships, const char *id);

G_END_DECLS
