/* test-full-disk.c - the disk fills up, or fails to sync, at every single write of a command or a save: the old state
 * stands, the message says so, and work goes on once there is room again. */
#include "faulty-vfs.h"
#include "fixture.h"
#include "kkb-platform.h"
#include <glib/gstdio.h>
#include <string.h>

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
      faulty_set (kind, (int)n);
      through = action (store, &fixture, facts, &error);
      faulty_set (kind, -1);
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
  faulty_register ();
  g_setenv ("LANGUAGE", "ja", TRUE);
  kkb_platform_init_i18n ("");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/full-disk/a-command-that-does-not-fit-changes-nothing", test_command_full);
  g_test_add_func ("/full-disk/a-command-that-cannot-be-synced-is-whole-or-not-there", test_command_sync);
  g_test_add_func ("/full-disk/an-undo-that-does-not-fit-changes-nothing", test_undo_full);
  g_test_add_func ("/full-disk/a-save-that-does-not-fit-leaves-no-file", test_save_full);
  return g_test_run ();
}
