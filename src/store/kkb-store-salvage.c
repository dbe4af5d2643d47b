/* kkb-store-salvage.c - what can still be read of a damaged file, into a new one. The file is taken into memory as it
 * is; where its beginning or its schema is damaged, those pages are replaced by the ones of an empty document, whose
 * tables begin at the same pages because the program always makes them in the same order. */
#include "kkb-store-salvage.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define PAGE_SIZE 4096 /* what the program writes */
#define MIN_PAGES 128  /* a schema that names a page past the end of the file cannot be read at all */
#define MAX_SIZE  (G_GINT64_CONSTANT (1) << 30)

/* The pages of an empty document of schema VERSION, as made (PACKED false) or as a save writes it. */
static GBytes *
make_template (int version, gboolean packed)
{
  GBytes *bytes = NULL;
  sqlite3 *db = NULL;
  sqlite3_int64 size = 0;
  guint8 *data;

  if (sqlite3_open (":memory:", &db) == SQLITE_OK
      && kkb_store_exec (db, "PRAGMA page_size = 4096; PRAGMA application_id = 1263223345", NULL)
      && kkb_schema_build (db, version, NULL) && (!packed || kkb_store_exec (db, "VACUUM", NULL)))
    {
      data = sqlite3_serialize (db, "main", &size, 0);
      if (data != NULL)
        bytes = g_bytes_new_with_free_func (data, (gsize)size, sqlite3_free, data);
    }
  sqlite3_close (db);
  return bytes;
}

/* Which pages of the template hold the schema: page 1 and all that no table or index begins at. */
static GHashTable *
schema_pages (GBytes *template)
{
  GHashTable *pages = g_hash_table_new (NULL, NULL);
  gsize size;
  gconstpointer data = g_bytes_get_data (template, &size);
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  for (gsize page = 1; page <= size / PAGE_SIZE; page++)
    g_hash_table_add (pages, GSIZE_TO_POINTER (page));
  if (sqlite3_open (":memory:", &db) == SQLITE_OK
      && sqlite3_deserialize (db, "main", (guint8 *)data, (gint64)size, (gint64)size, SQLITE_DESERIALIZE_READONLY)
             == SQLITE_OK
      && sqlite3_prepare_v2 (db, "SELECT rootpage FROM sqlite_schema", -1, &stmt, NULL) == SQLITE_OK)
    while (sqlite3_step (stmt) == SQLITE_ROW)
      g_hash_table_remove (pages, GSIZE_TO_POINTER ((gsize)sqlite3_column_int64 (stmt, 0)));
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return pages;
}

static void
put_big_endian (guint8 *at, guint32 value)
{
  at[0] = (guint8)(value >> 24);
  at[1] = (guint8)(value >> 16);
  at[2] = (guint8)(value >> 8);
  at[3] = (guint8)value;
}

/* The header says what the file is: a rollback database of this size. */
static void
mend_header (guint8 *bytes, gsize size)
{
  guint page_size = (guint)bytes[16] << 8 | bytes[17];

  page_size = page_size == 1 ? 65536 : page_size;
  if (page_size < 512 || (page_size & (page_size - 1)) != 0)
    {
      page_size = PAGE_SIZE;
      bytes[16] = PAGE_SIZE >> 8;
      bytes[17] = PAGE_SIZE & 0xff;
    }
  memcpy (bytes, "SQLite format 3", 16);
  bytes[18] = bytes[19] = 1;
  bytes[20] = 0;
  bytes[21] = 64;
  bytes[22] = bytes[23] = 32;
  put_big_endian (bytes + 28, (guint32)(size / page_size));
  memcpy (bytes + 92, bytes + 24, 4);
  put_big_endian (bytes + 44, 4);
  put_big_endian (bytes + 52, 0);
  put_big_endian (bytes + 56, 1);
  put_big_endian (bytes + 64, 0);
  memset (bytes + 72, 0, 20);
}

/* A copy of the file's BYTES in memory as a database; TEMPLATE (or NULL) gives its schema pages. */
static sqlite3 *
open_bytes (const guint8 *bytes, gsize size, GBytes *template)
{
  gsize rounded = MAX ((size + PAGE_SIZE - 1) / PAGE_SIZE, MIN_PAGES) * PAGE_SIZE;
  guint8 *copy = sqlite3_malloc64 (rounded);
  sqlite3 *db = NULL;

  if (copy == NULL)
    return NULL;
  memset (copy + size, 0, rounded - size);
  memcpy (copy, bytes, size);
  if (template != NULL)
    {
      g_autoptr (GHashTable) pages = schema_pages (template);
      gsize template_size;
      const guint8 *data = g_bytes_get_data (template, &template_size);

      for (gsize page = 1; page <= MIN (template_size, rounded) / PAGE_SIZE; page++)
        if (g_hash_table_contains (pages, GSIZE_TO_POINTER (page)))
          memcpy (copy + (page - 1) * PAGE_SIZE, data + (page - 1) * PAGE_SIZE, PAGE_SIZE);
    }
  mend_header (copy, rounded);
  if (sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK
      || sqlite3_deserialize (db, "main", copy, (gint64)rounded, (gint64)rounded,
                              SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY)
             != SQLITE_OK
      || !kkb_store_harden (db, NULL))
    {
      sqlite3_close (db);
      return NULL;
    }
  return db;
}

/* A way of opening the file, and how much it brings to light. */
typedef struct
{
  sqlite3 *db;
  int version;
  gboolean replaced; /* by the schema of an empty document */
  gsize rows, trouble;
} Way;

static void
judge (Way *way)
{
  for (guint i = 0; way->db != NULL && i < kkb_n_tables; i++)
    if (kkb_tables[i].tracked && kkb_store_table_columns (&kkb_tables[i], way->version) > 0)
      way->rows += kkb_salvage_count (way->db, way->version, &kkb_tables[i], &way->trouble);
}

/* By rows. Where they are as many, a later version than the file's own would lay its tables over other pages. */
static gboolean
is_better (const Way *way, const Way *best)
{
  if (way->db == NULL || best->db == NULL)
    return way->db != NULL;
  return way->rows > best->rows || (way->rows == best->rows && way->trouble < best->trouble);
}

static void
take_better (Way *best, Way *way)
{
  judge (way);
  if (!is_better (way, best))
    {
      sqlite3_close (way->db);
      return;
    }
  sqlite3_close (best->db);
  *best = *way;
}

/* The file as it stands if its schema is whole, else the way of replacing it that brings the most to light: by that of
 * an empty document of each version. */
static Way
open_best (const guint8 *bytes, gsize size)
{
  Way best = { open_bytes (bytes, size, NULL) };

  for (best.version = KKB_STORE_SCHEMA_VERSION; best.db != NULL && best.version > 0; best.version--)
    if (kkb_schema_check (best.db, best.version, NULL))
      return best;
  best.version = KKB_STORE_SCHEMA_VERSION;
  judge (&best);
  for (int version = KKB_STORE_SCHEMA_VERSION; version > 0; version--)
    {
      Way as_it_is = { version < KKB_STORE_SCHEMA_VERSION ? open_bytes (bytes, size, NULL) : NULL, version };

      take_better (&best, &as_it_is);
      for (guint packed = 0; packed < 2; packed++)
        {
          g_autoptr (GBytes) template = make_template (version, packed == 1);
          Way way = { template == NULL ? NULL : open_bytes (bytes, size, template), version, TRUE };

          take_better (&best, &way);
        }
    }
  return best;
}

static char *
read_meta (sqlite3 *damaged, const char *key)
{
  g_autofree char *sql = g_strdup_printf ("SELECT value FROM main.meta WHERE key = '%s'", key);
  g_autofree char *text = kkb_store_query_text (damaged, sql);

  return text != NULL && *text != '\0' && g_utf8_validate (text, -1, NULL) ? g_steal_pointer (&text) : NULL;
}

static gboolean
take_meta (KkbSalvage *self, const char *key, GError **error)
{
  g_autofree char *value = read_meta (self->damaged, key);

  return value == NULL || kkb_store_set_meta (self->out, key, value, error);
}

static gboolean
take_all (KkbSalvage *self, GError **error)
{
  g_autofree char *saved = read_meta (self->damaged, "content_hash"), *found = NULL;
  g_autofree char *history = NULL;

  if (!take_meta (self, "uuid", error) || !take_meta (self, "created", error))
    return FALSE;
  for (guint i = 0; i < kkb_n_tables; i++)
    if (strcmp (kkb_tables[i].name, "meta") != 0 && !kkb_salvage_table (self, &kkb_tables[i], error))
      return FALSE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->n_rows == 0)
    {
      g_set_error (
          error, KKB_ERROR, KKB_ERROR_DAMAGED,
          _ ("Nothing could be read of the file any more. It was not changed, and no new file was made. Take the "
             "previous version from the backup folder."));
      return FALSE;
    }
  if (!kkb_store_hash (self->out, self->version, &found, &history, error))
    return FALSE;
  if (g_strcmp0 (saved, found) == 0)
    kkb_salvage_say (self, _ ("The contents are complete: they are exactly what was saved last."));
  else if (self->report->len == 0)
    kkb_salvage_say (self,
                     _ ("Every table could be read, but the contents are not what was saved: compare the figures."));
  return kkb_salvage_mend (self, error);
}

/* Cannot fail but for the disk: what was taken over was checked row by row. */
static gboolean
finish (KkbSalvage *self, GError **error)
{
  g_autoptr (KkbFacts) facts = NULL;

  sqlite3_db_config (self->out->db, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  if (!kkb_store_exec (self->out->db, "COMMIT", error)
      || !kkb_store_check_all (self->out, KKB_STORE_SCHEMA_VERSION, error))
    return FALSE;
  facts = kkb_store_load (self->out, error);
  return facts != NULL;
}

void
kkb_salvage_say (KkbSalvage *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->report, g_strdup_vprintf (format, args));
  va_end (args);
}

gboolean
kkb_store_salvage (const char *path, const char *out_path, GPtrArray *report, GCancellable *cancellable, GError **error)
{
  g_autofree char *contents = NULL;
  g_autoptr (KkbStore) out = kkb_store_create (out_path, error);
  KkbSalvage self = { NULL, 0, out, report, cancellable, 0, 0 };
  gboolean done;
  gsize size;

  if (out == NULL)
    return FALSE;
  if (!g_file_get_contents (path, &contents, &size, NULL) || (gint64)size > MAX_SIZE || size < PAGE_SIZE)
    {
      g_set_error (
          error, KKB_ERROR, KKB_ERROR_DAMAGED,
          _ ("The file cannot be read, or is too short or too long for a document. It was not changed, and no new "
             "file was made. Take the previous version from the backup folder."));
      done = FALSE;
    }
  else
    {
      Way best = open_best ((const guint8 *)contents, size);

      self.damaged = best.db;
      self.version = best.version;
      self.max_rows = size / 8;
      if (best.replaced)
        kkb_salvage_say (&self, _ ("The beginning of the file was damaged and was replaced."));
      sqlite3_db_config (out->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
      done = self.damaged == NULL ? kkb_store_fail_code (SQLITE_CORRUPT, error)
                                  : kkb_store_exec (out->db, "BEGIN IMMEDIATE", error) && take_all (&self, error)
                                        && finish (&self, error);
      sqlite3_close (self.damaged);
    }
  if (!done)
    {
      g_clear_pointer (&out, kkb_store_close);
      g_remove (out_path);
    }
  return done;
}
