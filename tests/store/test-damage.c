/* test-damage.c - files that are damaged, hostile, newer or not ours: refused with a message, or salvaged; never a
 * crash, never silently different. */
#include "fixture.h"
#include "kkb-platform.h"
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define MUTATIONS 700

static void
read_file (const char *path, guint8 **bytes, gsize *size)
{
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, (char **)bytes, size, &error);
  g_assert_no_error (error);
}

static void
write_file (const char *path, const guint8 *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, (const char *)bytes, (gssize)size, &error);
  g_assert_no_error (error);
}

/* A saved, sealed sample; returns its path. */
static char *
make_sample (Fixture *fixture, KkbFacts *facts)
{
  g_autoptr (KkbStore) store = NULL;

  fixture_write (fixture, facts);
  store = fixture_open (fixture);
  return fixture_save (fixture, store, "sample.keikaku");
}

static void
assert_refused (const char *path, KkbErrorCode code)
{
  static const KkbStoreFlags ways[] = { 0, KKB_STORE_READ_ONLY };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GError) error = NULL;
      KkbStore *store = kkb_store_open (path, NULL, ways[i], NULL, &error);

      g_assert_null (store);
      g_assert_error (error, KKB_ERROR, (gint)code);
      g_assert_cmpuint (strlen (error->message), >, 30);
    }
}

/* ---- what is not a document ---- */

static void
test_not_ours (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *other = NULL, *text = NULL, *empty = NULL;
  sqlite3 *db = NULL;

  fixture_init (&fixture);
  other = fixture_file (&fixture, "other.db");
  text = fixture_file (&fixture, "text.keikaku");
  empty = fixture_file (&fixture, "empty.keikaku");
  g_assert_cmpint (sqlite3_open (other, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "CREATE TABLE t (a)", NULL, NULL, NULL);
  sqlite3_close (db);
  write_file (text, (const guint8 *)"PK\003\004 a workbook, perhaps, or something else", 40);
  write_file (empty, (const guint8 *)"", 0);
  assert_refused (other, KKB_ERROR_INPUT);
  assert_refused (text, KKB_ERROR_INPUT);
  assert_refused (empty, KKB_ERROR_INPUT);
  assert_refused (fixture.folder, KKB_ERROR_NOT_FOUND);
  g_assert_null (kkb_store_peek_save_uuid (text));
}

/* ---- what was added to one ---- */

static void
test_foreign_schema (void)
{
  static const char *const changes[] = {
    "CREATE TRIGGER t AFTER UPDATE ON actual BEGIN DELETE FROM plan; END",
    "CREATE VIEW v AS SELECT * FROM plan",
    "CREATE TABLE extra (a)",
    "CREATE INDEX extra ON plan (title)",
    "ALTER TABLE plan ADD COLUMN extra TEXT",
    "DROP TABLE edition_band",
    "DROP INDEX node_by_parent",
    "CREATE VIRTUAL TABLE f USING fts3(a)",
    "ALTER TABLE plan RENAME TO planx",
  };
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *sample = NULL, *changed = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size;

  fixture_init (&fixture);
  sample = make_sample (&fixture, kkb_generate_full_facts ());
  changed = fixture_file (&fixture, "changed.keikaku");
  read_file (sample, &bytes, &size);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      sqlite3 *db = NULL;

      write_file (changed, bytes, size);
      g_assert_cmpint (sqlite3_open (changed, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, changes[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (db);
      assert_refused (changed, KKB_ERROR_HOSTILE);
    }
}

static void
test_wal (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *sample = NULL;
  sqlite3 *db = NULL;

  fixture_init (&fixture);
  sample = make_sample (&fixture, kkb_generate_full_facts ());
  sqlite3_open (sample, &db);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA journal_mode = WAL; UPDATE plan SET title = 'x'", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (db);
  assert_refused (sample, KKB_ERROR_HOSTILE);
}

/* Contents changed by hand with another program, structure intact. */
static void
test_foreign_contents (void)
{
  static const char *const changes[] = {
    "UPDATE plan SET title = title || 'x'",
    "UPDATE actual SET value = '1' WHERE kind IS NULL",
    "UPDATE history_row SET new = '2' WHERE new IS NOT NULL",
    "UPDATE history SET who = 'somebody else'",
    "UPDATE meta SET value = 'x' WHERE key = 'content_hash'",
    "DELETE FROM meta WHERE key = 'content_hash'",
    "UPDATE node SET title = CAST (x'E381' AS TEXT)",
    "UPDATE node SET title = 'a' || char (0) || 'b'",
    "UPDATE actual SET value = '1e5'",
    "UPDATE indicator SET direction = 'sideways'",
    "PRAGMA foreign_keys = OFF; DELETE FROM department",
  };
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *sample = NULL, *changed = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size;

  fixture_init (&fixture);
  sample = make_sample (&fixture, kkb_generate_full_facts ());
  changed = fixture_file (&fixture, "changed.keikaku");
  read_file (sample, &bytes, &size);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      sqlite3 *db = NULL;

      write_file (changed, bytes, size);
      g_assert_cmpint (sqlite3_open (changed, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, changes[i], NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_total_changes (db), >, 0);
      sqlite3_close (db);
      assert_refused (changed, KKB_ERROR_DAMAGED);
    }
}

/* Without the hash (a working copy) invalid cells are still found when loading. */
static void
test_invalid_cells_are_named (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbFacts) facts = NULL;
  KkbStore *store;
  sqlite3 *db = NULL;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_full_facts ());
  sqlite3_open (fixture.path, &db);
  g_assert_cmpint (
      sqlite3_exec (db, "UPDATE indicator SET name = CAST (x'ff41' AS TEXT) WHERE id = 9002", NULL, NULL, NULL), ==,
      SQLITE_OK);
  sqlite3_close (db);
  store = kkb_store_open (fixture.path, NULL, KKB_STORE_NO_CHECK, NULL, &error);
  g_assert_no_error (error);
  facts = kkb_store_load (store, &error);
  g_assert_null (facts);
  g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "indicator"));
  g_assert_nonnull (strstr (error->message, "9002"));
  g_assert_nonnull (strstr (error->message, "name"));
  kkb_store_close (store);
}

static void
test_newer (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *sample = NULL;
  g_autofree guint8 *before = NULL, *after = NULL;
  gsize size, size_after;
  sqlite3 *db = NULL;

  fixture_init (&fixture);
  sample = make_sample (&fixture, kkb_generate_full_facts ());
  sqlite3_open (sample, &db);
  sqlite3_exec (db, "CREATE TABLE of_the_future (a INTEGER PRIMARY KEY) STRICT; PRAGMA user_version = 7", NULL, NULL,
                NULL);
  sqlite3_close (db);
  read_file (sample, &before, &size);
  assert_refused (sample, KKB_ERROR_NEWER);
  read_file (sample, &after, &size_after);
  g_assert_cmpmem (before, size, after, size_after);
}

/* A file of the first format, made when it was the newest: it must open for ever. */
static void
test_old_files_open (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *old = g_build_filename (g_getenv ("KKB_TEST_DATA"), "store", "v1.keikaku", NULL);
  g_autofree char *copy = NULL, *dump = NULL, *expected = NULL;
  g_autofree guint8 *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbStore) fresh = NULL;
  gsize size;

  fixture_init (&fixture);
  fixture_write (&fixture, kkb_generate_first_facts ());
  fresh = fixture_open (&fixture);
  expected = kkb_store_content_dump (fresh, &error);
  read_file (old, &bytes, &size);
  copy = fixture_file (&fixture, "old.keikaku");
  write_file (copy, bytes, size);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KkbStore) store = kkb_store_open (copy, NULL, i == 0 ? KKB_STORE_READ_ONLY : 0, NULL, &error);

      g_assert_no_error (error);
      g_free (dump);
      dump = kkb_store_content_dump (store, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (dump, ==, expected);
    }
}

/* ---- random damage ---- */

typedef struct
{
  guint refused, accepted, salvaged, lost;
} Tally;

static void
mutate (GRand *rand, guint8 *bytes, gsize *size)
{
  gsize at;

  if (*size < 8192) /* cut already */
    return;
  at = (gsize)g_rand_int_range (rand, 0, (gint32)*size);
  switch (g_rand_int_range (rand, 0, 7))
    {
    case 0:
      bytes[at] ^= (guint8)(1u << g_rand_int_range (rand, 0, 8));
      break;
    case 1:
      for (gsize i = at; i < MIN (*size, at + 16); i++)
        bytes[i] = (guint8)g_rand_int_range (rand, 0, 256);
      break;
    case 2:
      memset (bytes + at / 4096 * 4096, 0, MIN (4096, *size - at / 4096 * 4096));
      break;
    case 3:
      *size = at + 1;
      break;
    case 4:
      {
        gsize from = (gsize)g_rand_int_range (rand, 0, (gint32)(*size / 4096)) * 4096;

        memmove (bytes + at / 4096 * 4096, bytes + from, 4096);
      }
      break;
    case 5:
      bytes[g_rand_int_range (rand, 0, 200)] = (guint8)g_rand_int_range (rand, 0, 256);
      break;
    default:
      for (gsize i = at / 512 * 512; i < MIN (*size, at / 512 * 512 + 512); i++)
        bytes[i] = 0xff;
    }
}

static void
salvage (Fixture *fixture, const char *path, Tally *tally)
{
  g_autofree char *out = fixture_file (fixture, "salvaged.keikaku");
  g_autoptr (GPtrArray) report = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  if (!kkb_store_salvage (path, out, report, NULL, &error))
    {
      g_assert_nonnull (error);
      g_assert_cmpint (error->domain, ==, KKB_ERROR);
      g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
      tally->lost++;
      return;
    }
  g_assert_cmpuint (report->len, >, 0);
  tally->salvaged++;
  {
    g_autoptr (KkbStore) store = kkb_store_open (out, NULL, 0, NULL, &error);
    g_autoptr (KkbFacts) facts = NULL;

    g_assert_no_error (error);
    facts = kkb_store_load (store, &error);
    g_assert_no_error (error);
  }
  g_remove (out);
}

/* Of MUTATIONS damaged copies of a document with FACTS. */
static void
try_mutations (KkbFacts *facts, guint mutations)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *sample = NULL, *path = NULL, *hash = NULL;
  g_autofree guint8 *bytes = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240401);
  Tally tally = { 0 };
  gsize size;

  fixture_init (&fixture);
  sample = make_sample (&fixture, facts);
  path = fixture_file (&fixture, "damaged.keikaku");
  {
    g_autoptr (KkbStore) store = kkb_store_open (sample, NULL, KKB_STORE_READ_ONLY, NULL, NULL);

    hash = fixture_hash (store);
  }
  read_file (sample, &bytes, &size);
  for (guint i = 0; i < mutations; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (KkbStore) store = NULL;
      gsize copy_size = size;

      for (gint32 n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        mutate (rand, copy, &copy_size);
      write_file (path, copy, copy_size);
      store = kkb_store_open (path, NULL, i % 2 == 0 ? KKB_STORE_READ_ONLY : 0, NULL, &error);
      if (store != NULL)
        {
          /* Accepted: then the contents are what was saved, to the letter. */
          g_autofree char *found = fixture_hash (store);
          g_autoptr (KkbFacts) facts = kkb_store_load (store, &error);

          g_assert_no_error (error);
          g_assert_nonnull (facts);
          g_assert_cmpstr (found, ==, hash);
          tally.accepted++;
          continue;
        }
      g_assert_nonnull (error);
      g_assert_cmpint (error->domain, ==, KKB_ERROR);
      g_assert_cmpuint (strlen (error->message), >, 30);
      tally.refused++;
      salvage (&fixture, path, &tally);
    }
  g_test_message ("refused %u, accepted unchanged %u, salvaged %u, lost %u", tally.refused, tally.accepted,
                  tally.salvaged, tally.lost);
  g_assert_cmpuint (tally.refused, >, mutations / 2);
  g_assert_cmpuint (tally.salvaged, >, tally.refused * 8 / 10);
}

static void
test_mutations (void)
{
  try_mutations (kkb_generate_facts (40, 5, 3), MUTATIONS);
}

static void
test_full_mutations (void)
{
  try_mutations (kkb_generate_full_facts (), MUTATIONS / 4);
}

/* ---- salvage ---- */

static gboolean
says (GPtrArray *report, const char *part)
{
  for (guint i = 0; i < report->len; i++)
    if (strstr (g_ptr_array_index (report, i), part) != NULL)
      return TRUE;
  return FALSE;
}

/* Salvages PATH; returns how many indicators came back. */
static guint
salvaged_indicators (Fixture *fixture, const char *path, GPtrArray *report)
{
  g_autofree char *out = fixture_file (fixture, "out.keikaku");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbStore) store = NULL;
  g_autoptr (KkbFacts) facts = NULL;

  g_assert_true (kkb_store_salvage (path, out, report, NULL, &error));
  g_assert_no_error (error);
  store = kkb_store_open (out, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  facts = kkb_store_load (store, &error);
  g_assert_no_error (error);
  g_remove (out);
  return facts->indicators->len;
}

static void
test_salvage (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *sample = NULL, *path = NULL;
  g_autofree guint8 *bytes = NULL;
  gsize size;

  fixture_init (&fixture);
  sample = make_sample (&fixture, kkb_generate_facts (400, 10, 5));
  path = fixture_file (&fixture, "damaged.keikaku");
  read_file (sample, &bytes, &size);
  {
    g_autoptr (GPtrArray) report = g_ptr_array_new_with_free_func (g_free);

    g_assert_cmpuint (salvaged_indicators (&fixture, sample, report), ==, 400);
    g_assert_true (says (report, "完全"));
  }
  {
    /* The whole first page is gone. */
    g_autoptr (GPtrArray) report = g_ptr_array_new_with_free_func (g_free);
    g_autofree guint8 *copy = g_memdup2 (bytes, size);

    memset (copy, 0, 4096);
    write_file (path, copy, size);
    g_assert_cmpuint (salvaged_indicators (&fixture, path, report), ==, 400);
    g_assert_true (says (report, "先頭"));
  }
  {
    /* Pages all over are gone: most comes back, and the loss is told. */
    g_autoptr (GPtrArray) report = g_ptr_array_new_with_free_func (g_free);
    g_autofree guint8 *copy = g_memdup2 (bytes, size);

    for (gsize page = 40; page < size / 4096; page += 12)
      memset (copy + page * 4096, 0x5a, 4096);
    write_file (path, copy, size);
    g_assert_cmpuint (salvaged_indicators (&fixture, path, report), >, 300);
    g_assert_cmpuint (report->len, >, 0);
    for (guint i = 0; i < report->len; i++)
      g_test_message ("%s", (const char *)g_ptr_array_index (report, i));
  }
  {
    g_autoptr (GPtrArray) report = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;
    g_autofree char *out = fixture_file (&fixture, "out.keikaku");

    write_file (path, (const guint8 *)"short", 5);
    g_assert_false (kkb_store_salvage (path, out, report, NULL, &error));
    g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
    g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
  }
}

static void
test_cancel (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *sample = NULL, *copy = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbStore) store = NULL;

  fixture_init (&fixture);
  sample = make_sample (&fixture, kkb_generate_facts (400, 10, 5));
  g_cancellable_cancel (cancellable);
  g_assert_null (kkb_store_open (sample, NULL, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  store = fixture_open (&fixture);
  copy = fixture_file (&fixture, "copy.keikaku");
  g_assert_false (kkb_store_copy_to (store, copy, "x", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "ja", TRUE);
  kkb_platform_init_i18n ("");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/damage/what-is-no-document-is-refused", test_not_ours);
  g_test_add_func ("/damage/a-trigger-view-column-or-table-more-is-refused", test_foreign_schema);
  g_test_add_func ("/damage/a-file-turned-into-wal-is-refused", test_wal);
  g_test_add_func ("/damage/contents-changed-by-another-program-are-noticed", test_foreign_contents);
  g_test_add_func ("/damage/an-invalid-cell-is-named-by-table-row-and-column", test_invalid_cells_are_named);
  g_test_add_func ("/damage/a-newer-file-is-refused-politely-and-untouched", test_newer);
  g_test_add_func ("/damage/a-file-of-the-first-format-still-opens", test_old_files_open);
  g_test_add_func ("/damage/seven-hundred-damaged-files-are-refused-or-unchanged-and-salvaged", test_mutations);
  g_test_add_func ("/damage/so-are-files-that-hold-something-in-every-table", test_full_mutations);
  g_test_add_func ("/damage/salvage-brings-back-what-can-be-read", test_salvage);
  g_test_add_func ("/damage/opening-and-saving-can-be-cancelled", test_cancel);
  return g_test_run ();
}
