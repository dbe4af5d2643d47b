/* kkb-store-vfs.c - a thin layer over the system's file access that counts the syncs asked for. A sync is what a
 * command waits for, so their number is a promise (tests) and a figure (benchmarks). */
#include "kkb-store-private.h"
#include <string.h>

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real; /* lies behind this struct */
} CountingFile;

static sqlite3_vfs vfs;
static gint syncs;

#define REAL(file) (((CountingFile *)(file))->real)

static int
file_close (sqlite3_file *file)
{
  return REAL (file)->pMethods->xClose (REAL (file));
}

static int
file_read (sqlite3_file *file, void *buffer, int n, sqlite3_int64 offset)
{
  return REAL (file)->pMethods->xRead (REAL (file), buffer, n, offset);
}

static int
file_write (sqlite3_file *file, const void *buffer, int n, sqlite3_int64 offset)
{
  return REAL (file)->pMethods->xWrite (REAL (file), buffer, n, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  g_atomic_int_inc (&syncs);
  return REAL (file)->pMethods->xSync (REAL (file), flags);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
file_lock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
file_check_reserved_lock (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

static int
file_control (sqlite3_file *file, int op, void *arg)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), op, arg);
}

static int
file_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
file_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

/* Version 1: neither shared memory (WAL) nor memory mapping, which a document never uses. */
static const sqlite3_io_methods methods = {
  1,
  file_close,
  file_read,
  file_write,
  file_truncate,
  file_sync,
  file_size,
  file_lock,
  file_unlock,
  file_check_reserved_lock,
  file_control,
  file_sector_size,
  file_characteristics,
};

static int
vfs_open (sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  CountingFile *counting = (CountingFile *)file;
  sqlite3_vfs *real = self->pAppData;
  int code;

  counting->base.pMethods = NULL;
  counting->real = (sqlite3_file *)(counting + 1);
  memset (counting->real, 0, (gsize)real->szOsFile);
  code = real->xOpen (real, name, counting->real, flags, out_flags);
  if (counting->real->pMethods != NULL)
    counting->base.pMethods = &methods;
  return code;
}

/* The unlinked or created file's folder is synced inside the real one: count it, too. */
static int
vfs_delete (sqlite3_vfs *self, const char *name, int sync_folder)
{
  sqlite3_vfs *real = self->pAppData;

  if (sync_folder)
    g_atomic_int_inc (&syncs);
  return real->xDelete (real, name, sync_folder);
}

static int
vfs_access (sqlite3_vfs *self, const char *name, int flags, int *result)
{
  sqlite3_vfs *real = self->pAppData;

  return real->xAccess (real, name, flags, result);
}

static int
vfs_full_pathname (sqlite3_vfs *self, const char *name, int n, char *out)
{
  sqlite3_vfs *real = self->pAppData;

  return real->xFullPathname (real, name, n, out);
}

void
kkb_store_vfs_register (void)
{
  static gsize once = 0;

  if (!g_once_init_enter (&once))
    return;
  {
    sqlite3_vfs *real;

    sqlite3_initialize ();
    real = sqlite3_vfs_find (NULL);
    vfs = *real;
    vfs.iVersion = MIN (real->iVersion, 3);
    vfs.szOsFile = (int)sizeof (CountingFile) + real->szOsFile;
    vfs.zName = KKB_STORE_VFS;
    vfs.pAppData = real;
    vfs.pNext = NULL;
    vfs.xOpen = vfs_open;
    vfs.xDelete = vfs_delete;
    vfs.xAccess = vfs_access;
    vfs.xFullPathname = vfs_full_pathname;
    sqlite3_vfs_register (&vfs, 0);
  }
  g_once_init_leave (&once, 1);
}

guint64
kkb_store_count_syncs (void)
{
  return (guint64)g_atomic_int_get (&syncs);
}
