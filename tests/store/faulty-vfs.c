/* faulty-vfs.c */
#include "faulty-vfs.h"
#include <sqlite3.h>
#include <string.h>

static gboolean unsynced;
static Fault fault_kind;
static gint countdown = -1; /* < 0: no fault; else operations until the disk is full */

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} FaultyFile;

#define REAL(file) (((FaultyFile *)(file))->real)

static gboolean
is_due (Fault kind)
{
  if (kind != fault_kind || countdown < 0)
    return FALSE;
  if (countdown > 0)
    countdown--;
  return countdown == 0;
}

static int
faulty_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
faulty_read (sqlite3_file *file, void *buffer, int n, sqlite3_int64 offset)
{
  return REAL (file)->pMethods->xRead (REAL (file), buffer, n, offset);
}

static int
faulty_write (sqlite3_file *file, const void *buffer, int n, sqlite3_int64 offset)
{
  return is_due (FAULT_WRITE) ? SQLITE_FULL : REAL (file)->pMethods->xWrite (REAL (file), buffer, n, offset);
}

static int
faulty_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
faulty_sync (sqlite3_file *file, int flags)
{
  if (unsynced)
    return SQLITE_OK;
  return is_due (FAULT_SYNC) ? SQLITE_IOERR_FSYNC : REAL (file)->pMethods->xSync (REAL (file), flags);
}

static int
faulty_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
faulty_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
faulty_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
faulty_check_lock (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

static int
faulty_control (sqlite3_file *file, int op, void *arg)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), op, arg);
}

static int
faulty_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
faulty_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static const sqlite3_io_methods methods = {
  1,           faulty_close,  faulty_read,       faulty_write,   faulty_truncate,    faulty_sync,           faulty_size,
  faulty_lock, faulty_unlock, faulty_check_lock, faulty_control, faulty_sector_size, faulty_characteristics
};

static int
faulty_open (sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultyFile *faulty = (FaultyFile *)file;
  sqlite3_vfs *real = self->pAppData;
  int code;

  faulty->real = (sqlite3_file *)(faulty + 1);
  memset (faulty->real, 0, (gsize)real->szOsFile);
  code = real->xOpen (real, name, faulty->real, flags, out_flags);
  file->pMethods = faulty->real->pMethods != NULL ? &methods : NULL;
  return code;
}

static int
faulty_delete (sqlite3_vfs *self, const char *name, int sync_folder)
{
  sqlite3_vfs *real = self->pAppData;

  return real->xDelete (real, name, sync_folder);
}

void
faulty_register (void)
{
  static sqlite3_vfs vfs;
  sqlite3_vfs *real;

  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3_initialize ();
  real = sqlite3_vfs_find (NULL);
  vfs = *real;
  vfs.zName = "faulty";
  vfs.szOsFile = (int)sizeof (FaultyFile) + real->szOsFile;
  vfs.pAppData = real;
  vfs.xOpen = faulty_open;
  vfs.xDelete = faulty_delete;
  sqlite3_vfs_register (&vfs, 1);
}

void
faulty_set (Fault kind, int n)
{
  fault_kind = kind;
  countdown = n;
}

void
faulty_set_unsynced (void)
{
  unsynced = TRUE;
}
