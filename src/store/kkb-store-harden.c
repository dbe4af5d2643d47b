/* kkb-store-harden.c - a file may come from anybody by mail. Its header is looked at before SQLite sees it; then
 * everything a document does not need is turned off. */
#include "kkb-store-private.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static guint32
big_endian (const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static gboolean
header_damaged (GError **error)
{
  g_set_error (
      error, KKB_ERROR, KKB_ERROR_DAMAGED,
      _ ("The beginning of the file is damaged. It was not opened and not changed. Salvage writes what can still "
         "be read into a new file; or take the previous version from the backup folder."));
  return FALSE;
}

/* FILE_SIZE is -1 while a journal lies beside the file: its size is not settled then. */
gboolean
kkb_store_check_header (const guint8 *bytes, gsize size, goffset file_size, GError **error)
{
  guint page_size;
  guint32 version;

  if (size < 16 || memcmp (bytes, "SQLite format 3", 16) != 0)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("This is not a document of this program. It was not opened and not changed. If it is a workbook, "
                      "import it into a document."));
      return FALSE;
    }
  if (size < 100)
    return header_damaged (error);
  if (big_endian (bytes + 68) != KKB_STORE_APPLICATION_ID)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("The file belongs to another program, or its beginning is damaged. It was not opened and not "
                      "changed. Salvage writes what can still be read into a new file."));
      return FALSE;
    }
  version = big_endian (bytes + 60);
  if (version > KKB_STORE_SCHEMA_VERSION && version < 1000)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_NEWER,
                   _ ("The file was written by a newer version of this program (format %u, known here: %d). It was not "
                      "opened and not changed. Update the program, then open it again."),
                   version, KKB_STORE_SCHEMA_VERSION);
      return FALSE;
    }
  page_size = (guint)bytes[16] << 8 | bytes[17];
  page_size = page_size == 1 ? 65536 : page_size;
  if (version < 1 || version >= 1000 || page_size < 512 || (page_size & (page_size - 1)) != 0 || bytes[20] != 0
      || bytes[21] != 64 || bytes[22] != 32 || bytes[23] != 32 || big_endian (bytes + 44) != 4
      || big_endian (bytes + 52) != 0 || big_endian (bytes + 56) != 1 || big_endian (bytes + 64) != 0)
    return header_damaged (error);
  for (guint i = 72; i < 92; i++)
    if (bytes[i] != 0)
      return header_damaged (error);
  if (bytes[18] != 1 || bytes[19] != 1)
    {
      g_set_error (
          error, KKB_ERROR, KKB_ERROR_HOSTILE,
          _ ("The file was changed by another program into a form this program does not use. It was not opened "
             "and not changed. Salvage takes its contents over into a new file."));
      return FALSE;
    }
  if (file_size >= 0 && (goffset)big_endian (bytes + 28) * page_size != file_size)
    {
      g_set_error (
          error, KKB_ERROR, KKB_ERROR_DAMAGED,
          _ ("The file is not complete: its end is missing or does not belong to it. It was not opened and not "
             "changed. Copy it again from where it came from; or salvage what can still be read."));
      return FALSE;
    }
  return TRUE;
}

gboolean
kkb_store_harden (sqlite3 *db, GError **error)
{
  static const struct
  {
    int option, value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
    { SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
  };
  static const struct
  {
    int limit, value;
  } limits[] = {
    { SQLITE_LIMIT_LENGTH, 4 * 1024 * 1024 },
    { SQLITE_LIMIT_SQL_LENGTH, 256 * 1024 },
    { SQLITE_LIMIT_COLUMN, 64 },
    { SQLITE_LIMIT_EXPR_DEPTH, 64 },
    { SQLITE_LIMIT_COMPOUND_SELECT, 8 },
    { SQLITE_LIMIT_VDBE_OP, 100000 },
    { SQLITE_LIMIT_FUNCTION_ARG, 32 },
    { SQLITE_LIMIT_ATTACHED, 1 }, /* VACUUM INTO attaches its output */
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64 },
    { SQLITE_LIMIT_VARIABLE_NUMBER, 64 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
    { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };

  sqlite3_extended_result_codes (db, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if (sqlite3_db_config (db, options[i].option, options[i].value, NULL) != SQLITE_OK)
      return kkb_store_fail (db, error);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (db, limits[i].limit, limits[i].value);
  return kkb_store_exec (db,
                         "PRAGMA cell_size_check = ON;"
                         "PRAGMA mmap_size = 0;"
                         "PRAGMA temp_store = MEMORY;"
                         KKB_STORE_CACHE,
                         error);
}
