/* test-older.c - files of older formats, written by the last program of that format: they open, keep every fact, and
 * are saved in today's format; one a crash left behind, too. */
#include "fixture.h"
#include "kkb-platform.h"
#include "kkb-store-private.h"
#include <glib/gstdio.h>
#include <string.h>

static char *
old_file (const char *name)
{
  return g_build_filename (g_getenv ("KKB_TEST_DATA"), "store", name, NULL);
}

static char *
old_text (const char *name)
{
  g_autofree char *path = old_file (name);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* A private copy of the old file NAME. */
static char *
take (Fixture *fixture, const char *name, const char *as)
{
  g_autofree char *from = old_file (name), *contents = NULL;
  g_autoptr (GError) error = NULL;
  char *to = fixture_file (fixture, as);
  gsize size;

  g_file_get_contents (from, &contents, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, contents, (gssize)size, &error);
  g_assert_no_error (error);
  return to;
}

static int
version_of (const char *path)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return (guint8)contents[63];
}

static char *
dump (KkbStore *store)
{
  g_autoptr (GError) error = NULL;
  char *text = kkb_store_content_dump (store, &error);

  g_assert_no_error (error);
  return text;
}

static void
test_read_only (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *path = NULL, *expected = old_text ("v1-ichinoseki-h29.txt"), *found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbStore) store = NULL;

  fixture_init (&fixture);
  path = take (&fixture, "v1-ichinoseki-h29.keikaku", "old.keikaku");
  g_assert_cmpint (version_of (path), ==, 1);
  store = kkb_store_open (path, NULL, KKB_STORE_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  found = dump (store);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpint (version_of (path), ==, 1);
}

static void
test_migrate_and_save (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *path = NULL, *expected = old_text ("v1-ichinoseki-h29.txt"), *found = NULL, *saved = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (KkbStore) store = NULL, other = NULL;

  fixture_init (&fixture);
  path = take (&fixture, "v1-ichinoseki-h29.keikaku", "document.keikaku");
  store = kkb_store_open (path, fixture.undo_path, 0, NULL, &error);
  g_assert_no_error (error);
  found = dump (store);
  g_assert_cmpstr (found, ==, expected);
  history = kkb_store_history (store, 0, 0, &error);
  g_assert_cmpuint (history->len, >, 4);
  g_assert_cmpstr (((KkbHistoryEntry *)g_ptr_array_index (history, 0))->new_value, ==, "38");
  saved = fixture_save (&fixture, store, "saved.keikaku");
  g_assert_cmpint (version_of (saved), ==, KKB_STORE_SCHEMA_VERSION);
  other = kkb_store_open (saved, NULL, KKB_STORE_READ_ONLY, NULL, &error);
  g_assert_no_error (error);
  again = dump (other);
  g_assert_cmpstr (again, ==, expected);
}

/* What the old file lacks can be put into it. */
static gboolean
put_more (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  KkbNode node = *(KkbNode *)g_ptr_array_index (facts->nodes, 0);
  KkbWord word = { 501, KKB_WORD_TAG, "重点", "" };
  const KkbId tags[] = { 501, 0 };
  KkbNodeMore more = { 2018, 2019, 1u << 8, tags, NULL, NULL };

  node.more = &more;
  return kkb_store_put_word (store, &word, 0, error) && kkb_store_put_node (store, &node, error);
}

static void
test_migrated_can_be_edited (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *path = NULL, *before = NULL, *after = NULL, *saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbFacts) facts = NULL;
  g_autoptr (KkbStore) store = NULL, other = NULL;

  fixture_init (&fixture);
  path = take (&fixture, "v1-ichinoseki-h29.keikaku", "document.keikaku");
  store = kkb_store_open (path, fixture.undo_path, 0, NULL, &error);
  g_assert_no_error (error);
  before = fixture_hash (store);
  facts = kkb_store_load (store, &error);
  g_assert_true (kkb_store_run (store, "項目の変更", "試験", put_more, facts, NULL, &error));
  g_assert_no_error (error);
  saved = fixture_save (&fixture, store, "saved.keikaku");
  other = kkb_store_open (saved, NULL, 0, NULL, &error);
  g_assert_no_error (error);
  kkb_store_undo (store, "試験", NULL, &error);
  g_assert_no_error (error);
  after = fixture_hash (store);
  g_assert_cmpstr (before, ==, after);
}

/* The working copy of a program of the old format that was killed, with three unsaved steps. */
static void
test_killed (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *path = NULL, *undo = NULL, *first = old_text ("v1-ichinoseki-h29.txt");
  g_autofree char *last = old_text ("v1-killed/after.txt"), *found = NULL, *undone = NULL, *redone = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbStore) store = NULL;

  fixture_init (&fixture);
  path = take (&fixture, "v1-killed/document.keikaku", "document.keikaku");
  undo = take (&fixture, "v1-killed/undo.db", "undo.db");
  store = kkb_store_open (path, undo, KKB_STORE_NO_CHECK, NULL, &error);
  g_assert_no_error (error);
  found = dump (store);
  g_assert_cmpstr (found, ==, last);
  for (guint i = 0; i < 3; i++)
    g_assert_true (kkb_store_undo (store, "試験", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (kkb_store_can_undo (store));
  undone = dump (store);
  g_assert_cmpstr (undone, ==, first);
  for (guint i = 0; i < 3; i++)
    g_assert_true (kkb_store_redo (store, "試験", NULL, &error));
  g_assert_no_error (error);
  redone = dump (store);
  g_assert_cmpstr (redone, ==, last);
}

/* Damage in an old file is noticed before anything is made of it. */
static void
test_damaged (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *path = NULL, *out = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) report = g_ptr_array_new_with_free_func (g_free);
  sqlite3 *db = NULL;

  fixture_init (&fixture);
  path = take (&fixture, "v1-ichinoseki-h29.keikaku", "old.keikaku");
  sqlite3_open (path, &db);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE actual SET value = '1' WHERE fy = 2020", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (db), >, 0);
  sqlite3_close (db);
  g_assert_null (kkb_store_open (path, NULL, 0, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
  g_assert_cmpint (version_of (path), ==, 1);
  g_clear_error (&error);
  g_assert_null (kkb_store_open (path, NULL, KKB_STORE_READ_ONLY, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
  g_clear_error (&error);
  out = fixture_file (&fixture, "out.keikaku");
  g_assert_true (kkb_store_salvage (path, out, report, NULL, &error));
  g_assert_no_error (error);
}

static void
test_salvage (void)
{
  g_autofree char *expected = old_text ("v1-ichinoseki-h29.txt");

  for (guint way = 0; way < 2; way++)
    {
      g_auto (Fixture) fixture = { NULL };
      g_autofree char *path = NULL, *out = NULL, *contents = NULL, *found = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) report = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (KkbStore) store = NULL;
      gsize size;

      fixture_init (&fixture);
      path = take (&fixture, "v1-ichinoseki-h29.keikaku", "old.keikaku");
      out = fixture_file (&fixture, "out.keikaku");
      if (way == 1) /* the beginning is gone, and with it what says which format it is */
        {
          g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
          memset (contents, 0, 4096);
          g_assert_true (g_file_set_contents (path, contents, (gssize)size, NULL));
        }
      g_assert_true (kkb_store_salvage (path, out, report, NULL, &error));
      g_assert_no_error (error);
      store = kkb_store_open (out, NULL, 0, NULL, &error);
      g_assert_no_error (error);
      found = dump (store);
      g_assert_cmpstr (found, ==, expected);
      for (guint i = 0; i < report->len; i++)
        g_test_message ("%s", (const char *)g_ptr_array_index (report, i));
      g_assert_cmpuint (report->len, ==, way + 1);
      g_assert_nonnull (strstr (g_ptr_array_index (report, way), "完全"));
    }
}

static void
test_newer (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *path = NULL, *version = NULL;
  sqlite3 *db = NULL;

  fixture_init (&fixture);
  path = take (&fixture, "v1-ichinoseki-h29.keikaku", "newer.keikaku");
  version = g_strdup_printf ("PRAGMA user_version = %d", KKB_STORE_SCHEMA_VERSION + 1);
  sqlite3_open (path, &db);
  sqlite3_exec (db, version, NULL, NULL, NULL);
  sqlite3_close (db);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kkb_store_open (path, NULL, i == 0 ? 0 : KKB_STORE_READ_ONLY, NULL, &error));
      g_assert_error (error, KKB_ERROR, KKB_ERROR_NEWER);
    }
  g_assert_cmpint (version_of (path), ==, KKB_STORE_SCHEMA_VERSION + 1);
}

/* A document is opened without building its schema anew to compare: what it must be is written down. */
static void
test_digests (void)
{
  g_auto (Fixture) fixture = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbStore) store = NULL;

  fixture_init (&fixture);
  path = fixture_file (&fixture, "new.keikaku");
  store = kkb_store_create (path, &error); /* knows the ladder */
  g_assert_no_error (error);
  for (int version = 1; version <= KKB_STORE_SCHEMA_VERSION; version++)
    {
      g_autofree char *digest = NULL;
      sqlite3 *db = NULL;

      g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
      g_assert_true (kkb_schema_build (db, version, &error));
      digest = kkb_schema_find_digest (db, &error);
      g_assert_cmpstr (digest, ==, kkb_schema_digest (version));
      sqlite3_close (db);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "ja", TRUE);
  kkb_platform_init_i18n ("");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/older/a-file-of-the-first-program-can-be-looked-at-untouched", test_read_only);
  g_test_add_func ("/older/it-keeps-every-fact-and-its-history-when-saved-in-todays-format", test_migrate_and_save);
  g_test_add_func ("/older/what-it-could-not-hold-can-be-put-into-it-and-undone", test_migrated_can_be_edited);
  g_test_add_func ("/older/what-a-killed-old-program-left-opens-with-its-undo-steps", test_killed);
  g_test_add_func ("/older/damage-in-an-old-file-is-noticed", test_damaged);
  g_test_add_func ("/older/an-old-file-without-its-beginning-is-salvaged-whole", test_salvage);
  g_test_add_func ("/older/a-file-of-a-newer-program-is-refused-and-untouched", test_newer);
  g_test_add_func ("/older/what-the-schema-of-each-format-must-be-is-known-by-its-digest", test_digests);
  return g_test_run ();
}
