/* kkb-store-errors.c - what SQLite says, in words that tell what happened, what it means for the data and what to do.
 */
#include "kkb-store-private.h"
#include <glib/gi18n-lib.h>

gboolean
kkb_store_fail_code (int code, GError **error)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      g_set_error (error, KKB_ERROR, KKB_ERROR_IO,
                   _ ("The disk is full. Nothing was changed: everything is as before. Make room, then try again."));
      break;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      g_set_error (error, KKB_ERROR, KKB_ERROR_IO,
                   _ ("The disk could not be read or written (%s). Nothing was changed: everything is as before. Check "
                      "the disk and the permissions, then try again."),
                   sqlite3_errstr (code));
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      g_set_error (error, KKB_ERROR, KKB_ERROR_DAMAGED,
                   _ ("The file is damaged (%s). It was not changed. Salvage writes what can still be read into a new "
                      "file; or take the previous version from the backup folder."),
                   sqlite3_errstr (code));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, KKB_ERROR, KKB_ERROR_IN_USE,
                   _ ("Another program is using the file. Nothing was changed. Close it there, then try again."));
      break;
    case SQLITE_TOOBIG:
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("A text is too long to be stored. Nothing was changed. Shorten it, then try again."));
      break;
    case SQLITE_INTERRUPT:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled. Nothing was changed."));
      break;
    case SQLITE_NOMEM:
      g_set_error (error, KKB_ERROR, KKB_ERROR_IO,
                   _ ("There is not enough memory. Nothing was changed. Close other "
                      "programs, then try again."));
      break;
    default:
      g_set_error (error, KKB_ERROR, KKB_ERROR_INTERNAL,
                   _ ("The change could not be stored (%s). Nothing was changed: everything is as before. Please "
                      "report this."),
                   sqlite3_errstr (code));
    }
  return FALSE;
}

gboolean
kkb_store_fail (sqlite3 *db, GError **error)
{
  g_debug ("store: %s", sqlite3_errmsg (db));
  return kkb_store_fail_code (sqlite3_extended_errcode (db), error);
}

gboolean
kkb_store_fail_damaged (GError **error, const char *table, const char *key, const char *column)
{
  g_set_error (error, KKB_ERROR, KKB_ERROR_DAMAGED,
               _ ("The file is damaged: in table “%s”, row %s, “%s” is not valid. It was not changed. Salvage writes "
                  "what can still be read into a new file; or take the previous version from the backup folder."),
               table, key, column);
  return FALSE;
}
