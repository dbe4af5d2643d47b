/* test-full-disk.c - the disk fills up, or fails to sync, at every single write of a command or a save: the old state
 * stands, the message says so, and work goes on once there is room again. A layer under the program's own counts down
 * to the fault. */
#include "fixture.h"
#include "kkb-platform.h"
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef enum
{
  FAULT_WRITE,
  FAULT_SYNC
} Fault;

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

/* Becomes the system's file access before the program asks for it. */
static void
register_faulty_vfs (void)
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

/* ---- tests ---- */

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (to, contents, (gssize)size, NULL));
}

static gboolean
change_much (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;

  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);
      KkbValue value = { .fy = 2050 };

      kkb_value_set_number (&value, kkb_decimal_from_int (i), KKB_STATE_FINAL);
      if (!kkb_store_put_actual (store, facts, indicator->id, FALSE, &value, error))
        return FALSE;
    }
  return TRUE;
}

typedef gboolean (*Action) (KkbStore *store, Fixture *fixture, KkbFacts *facts, GError **error);

static gboolean
run_command (KkbStore *store, Fixture *fixture, KkbFacts *facts, GError **error)
{
  return kkb_store_run (store, "貼り付け", "試験", change_much, facts, NULL, error);
}

static gboolean
undo_command (KkbStore *store, Fixture *fixture, KkbFacts *facts, GError **error)
{
  return kkb_store_undo (store, "試験", NULL, error);
}

static gboolean
save_copy (KkbStore *store, Fixture *fixture, KkbFacts *facts, GError **error)
{
  g_autofree char *path = fixture_file (fixture, "copy.keikaku");
  gboolean saved = kkb_store_copy_to (store, path, "x", NULL, error);

  g_assert_true (saved == g_file_test (path, G_FILE_TEST_EXISTS));
  g_remove (path);
  return saved;
}

/* ACTION with the fault at its 1st, 2nd, … operation until it gets through. */
static guint
fail_at_every_step (Fault kind, Action action)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *pristine = NULL, *pristine_undo = NULL, *before = NULL;
  g_autoptr (KkbFacts) facts = kkb_generate_facts (60, 3, 9);
  KkbStore *store;
  gboolean through = FALSE;
  guint n, in_doubt = 0;

  fixture_init (&fixture);
  pristine = fixture_file (&fixture, "pristine.keikaku");
  pristine_undo = fixture_file (&fixture, "pristine.undo");
  fixture_write (&fixture, kkb_facts_ref (facts));
  store = fixture_open (&fixture);
  fixture_set_actual (store, ((KkbIndicator *)g_ptr_array_index (facts->indicators, 0))->id, 2049, 1, NULL);
  before = fixture_hash (store);
  kkb_store_close (store);
  copy_file (fixture.path, pristine);
  copy_file (fixture.undo_path, pristine_undo);
  for (n = 1; !through; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL, *reopened = NULL;

      copy_file (pristine, fixture.path);
      copy_file (pristine_undo, fixture.undo_path);
      store = fixture_open (&fixture);
      fault_kind = kind;
      countdown = (gint)n;
      through = action (store, &fixture, facts, &error);
      countdown = -1;
      if (!through)
        {
          g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
          after = fixture_hash (store);
          if (strstr (error->message, "確かではありません") == NULL)
            {
              g_assert_nonnull (strstr (error->message, "元のまま"));
              g_assert_cmpstr (after, ==, before);
            }
          else
            in_doubt++;
          /* Room again: the very same works, and the step before is still there to undo. */
          g_assert_true (kkb_store_can_undo (store));
          g_clear_error (&error);
          g_assert_true (run_command (store, &fixture, facts, &error));
          g_assert_no_error (error);
          while (kkb_store_can_undo (store))
            {
              g_assert_true (kkb_store_undo (store, "試験", NULL, &error));
              g_assert_no_error (error);
            }
          g_assert_true (kkb_store_redo (store, "試験", NULL, &error));
          g_assert_no_error (error);
          g_free (after);
          after = fixture_hash (store);
          g_assert_cmpstr (after, ==, before);
        }
      kkb_store_close (store);
      store = fixture_open (&fixture); /* with all checks */
      reopened = fixture_hash (store);
      g_assert_true (through || strcmp (reopened, before) == 0);
      kkb_store_close (store);
      g_assert_cmpuint (n, <, 2000);
    }
  g_test_message ("%u steps, %u in doubt", n - 1, in_doubt);
  g_assert_true (kind == FAULT_SYNC || in_doubt == 0); /* a disk that is merely full leaves no doubt */
  return n - 1;
}

static void
test_command_full (void)
{
  g_assert_cmpuint (fail_at_every_step (FAULT_WRITE, run_command), >, 8);
}

static void
test_command_sync (void)
{
  g_assert_cmpuint (fail_at_every_step (FAULT_SYNC, run_command), >=, 4);
}

static void
test_undo_full (void)
{
  g_assert_cmpuint (fail_at_every_step (FAULT_WRITE, undo_command), >, 5);
}

static void
test_save_full (void)
{
  g_assert_cmpuint (fail_at_every_step (FAULT_WRITE, save_copy), >, 5);
}

int
main (int argc, char **argv)
{
  register_faulty_vfs ();
  g_setenv ("LANGUAGE", "ja", TRUE);
  kkb_platform_init_i18n ("");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/full-disk/a-command-that-does-not-fit-changes-nothing", test_command_full);
  g_test_add_func ("/full-disk/a-command-that-cannot-be-synced-is-whole-or-not-there", test_command_sync);
  g_test_add_func ("/full-disk/an-undo-that-does-not-fit-changes-nothing", test_undo_full);
  g_test_add_func ("/full-disk/a-save-that-does-not-fit-leaves-no-file", test_save_full);
  return g_test_run ();
}
