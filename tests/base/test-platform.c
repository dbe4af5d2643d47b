/* test-platform.c - files are created once, replaced whole, and kept private. */
#include "kkb-error.h"
#include "kkb-platform.h"
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("kkb-計画-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  const char *name;
  GDir *dir = g_dir_open (f->folder, 0, NULL);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
}

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_exclusive (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "~$計画.lock", NULL);
  g_autofree char *lost = g_build_filename (f->folder, "無い", "x", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (kkb_platform_create_exclusive (path, "企画課", &error));
  g_assert_no_error (error);
  g_assert_false (kkb_platform_create_exclusive (path, "総務課", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_EXISTS);
  g_clear_error (&error);
  assert_contents (path, "企画課");
  g_assert_false (kkb_platform_create_exclusive (lost, "", &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
}

static void
test_replace (Fixture *f, gconstpointer data)
{
  g_autofree char *source = g_build_filename (f->folder, "新", NULL);
  g_autofree char *target = g_build_filename (f->folder, "旧", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (kkb_platform_create_exclusive (source, "新しい", NULL));
  g_assert_true (kkb_platform_create_exclusive (target, "古い", NULL));
  g_assert_true (kkb_platform_sync_file (source, &error));
  g_assert_true (kkb_platform_replace (source, target, &error));
  g_assert_true (kkb_platform_sync_folder (f->folder, &error));
  g_assert_no_error (error);
  assert_contents (target, "新しい");
  g_assert_false (g_file_test (source, G_FILE_TEST_EXISTS));
  g_assert_false (kkb_platform_replace (source, target, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
  g_clear_error (&error);
  assert_contents (target, "新しい");
  g_assert_false (kkb_platform_sync_file (source, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
}

static void
test_private (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "作業", NULL);
  g_autofree char *file = g_build_filename (f->folder, "ファイル", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  g_assert_true (kkb_platform_make_private_folder (path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
#ifndef G_OS_WIN32
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
#endif
  g_assert_true (kkb_platform_create_exclusive (file, "", NULL));
  g_assert_false (kkb_platform_make_private_folder (file, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
}

static void
test_process (void)
{
  g_autofree char *user = kkb_platform_user_name (), *host = kkb_platform_host_name ();

  g_assert_true (kkb_platform_process_alive (kkb_platform_pid ()));
  g_assert_false (kkb_platform_process_alive (0));
  g_assert_false (kkb_platform_process_alive (-1));
  g_assert_false (kkb_platform_process_alive (G_MAXINT32));
  g_assert_cmpstr (user, !=, "");
  g_assert_cmpstr (host, !=, "");
  g_assert_cmpint (kkb_platform_peak_memory_kib (), >, 100);
}

static void
test_names (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) name = g_string_new ("a");
  g_autofree char *same = NULL, *shortened = NULL, *again = NULL, *other = NULL;

  while (name->len + strlen ("計") + 7 <= 255)
    g_string_append (name, "計");
  same = kkb_platform_short_name (f->folder, name->str, 7);
  g_assert_cmpstr (same, ==, name->str);
  g_string_append (name, "計画計画");
  shortened = kkb_platform_short_name (f->folder, name->str, 7);
  again = kkb_platform_short_name (f->folder, name->str, 7);
  g_assert_cmpstr (shortened, ==, again);
  g_assert_cmpuint (strlen (shortened) + 7, <=, 255);
  g_assert_true (g_utf8_validate (shortened, -1, NULL));
  g_string_append (name, "2");
  other = kkb_platform_short_name (f->folder, name->str, 7);
  g_assert_cmpstr (shortened, !=, other);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/platform/a-file-is-created-by-one-only", Fixture, NULL, set_up, test_exclusive, tear_down);
  g_test_add ("/platform/a-file-is-replaced-whole-or-not-at-all", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/platform/a-private-folder-is-closed-to-others", Fixture, NULL, set_up, test_private, tear_down);
  g_test_add_func ("/platform/this-program-is-alive-and-knows-its-user", test_process);
  g_test_add ("/platform/a-name-too-long-for-a-file-beside-it-is-shortened-always-alike", Fixture, NULL, set_up,
              test_names, tear_down);
  return g_test_run ();
}
