/* Two people, one file; full disks and lost shares: the file stays whole and nobody's work is lost. */
#define _GNU_SOURCE
#include "doc-fixture.h"
#include "kkb-backup.h"
#include "kkb-owner-file.h"
#include "kkb-platform.h"
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

/* An owner file as another program would have left it. */
static void
write_owner (const char *path, const char *host, gint64 pid)
{
  g_autofree char *lock = kkb_owner_file_path (path);
  g_autofree char *text = g_strdup_printf (
      "[Owner]\nWho=佐藤\nHost=%s\nSince=2024-05-01 09:30\nToken=theirs\nPid=%" G_GINT64_FORMAT "\nStart=1\n", host,
      pid);

  g_assert_true (g_file_set_contents (lock, text, -1, NULL));
}

/* A pid that nobody has: of a child that has ended. */
static gint64
dead_pid (void)
{
  pid_t pid = fork ();

  if (pid == 0)
    _exit (0);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  return pid;
}

static void
the_second_to_open_is_told_who_has_it (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  G_GNUC_UNUSED g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  g_autoptr (KkbDocument) reader = NULL;
  g_autofree char *host = kkb_platform_host_name ();

  g_assert_null (kkb_document_open (path, KKB_OPEN_NORMAL, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, g_get_user_name ()));
  g_assert_nonnull (strstr (error->message, host));
  reader = fixture_open (path, KKB_OPEN_READ_ONLY);
  g_assert_true (kkb_document_read_only (reader));
  g_assert_nonnull (kkb_document_read_only_reason (reader));
}

static void
an_owner_on_another_pc_is_never_broken (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *names = NULL;

  write_owner (path, "kikaku-03", dead_pid ());
  g_assert_null (kkb_document_open (path, KKB_OPEN_NORMAL, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, "佐藤"));
  g_assert_nonnull (strstr (error->message, "kikaku-03"));
  g_assert_nonnull (strstr (error->message, "2024-05-01 09:30"));
  names = fixture_list (folder);
  g_assert_cmpstr (names, ==, "a.keikaku|~$a.keikaku.lock");
}

static void
an_owner_whose_program_died_here_is_replaced (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *host = kkb_platform_host_name ();
  g_autoptr (KkbDocument) doc = NULL;
  g_autoptr (GPtrArray) history = NULL;

  write_owner (path, host, dead_pid ());
  doc = fixture_open (path, KKB_OPEN_NORMAL);
  g_assert_false (kkb_document_read_only (doc));
  g_assert_false (kkb_document_dirty (doc));
  history = kkb_document_history (doc, 0, 1, NULL);
  g_assert_nonnull (strstr (((KkbHistoryEntry *)g_ptr_array_index (history, 0))->what, "佐藤"));
}

static void
a_pid_that_was_given_out_again_does_not_count (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *host = kkb_platform_host_name ();
  g_autoptr (KkbDocument) doc = NULL;

  write_owner (path, host, kkb_platform_pid ()); /* Start=1 is not when we started */
  doc = fixture_open (path, KKB_OPEN_NORMAL);
  g_assert_false (kkb_document_read_only (doc));
}

static void
taking_over_is_recorded_and_the_other_cannot_save (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *value = NULL;
  g_autoptr (KkbDocument) slow = fixture_open (path, KKB_OPEN_NORMAL), quick = NULL, again = NULL;
  g_autoptr (GPtrArray) history = NULL;

  fixture_set_number (slow, 2023, 1);
  quick = fixture_open (path, KKB_OPEN_TAKE_OVER);
  fixture_set_number (quick, 2023, 2);
  g_assert_false (kkb_document_save (slow, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IN_USE);
  fixture_save (quick);
  g_clear_error (&error);
  g_assert_false (kkb_document_save (slow, NULL, &error));
  g_assert_nonnull (error);
  g_clear_object (&slow); /* must leave the other's owner file alone */
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_null (kkb_document_open (path, KKB_OPEN_NORMAL, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IN_USE);
  g_clear_object (&quick);
  again = fixture_open (path, KKB_OPEN_NORMAL);
  value = fixture_workers (again, 2023);
  g_assert_cmpstr (value, ==, "2");
  history = kkb_document_history (again, 0, 0, NULL);
  g_assert_cmpuint (history->len, >=, 2);
  g_assert_nonnull (strstr (((KkbHistoryEntry *)g_ptr_array_index (history, 1))->what, g_get_user_name ()));
}

static void
a_target_that_changed_is_left_alone (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *other = fixture_file (folder, "b.keikaku");
  g_autofree char *theirs = NULL, *after = NULL, *copy = g_build_filename (folder, "c.keikaku", NULL), *contents = NULL,
                  *names = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  gsize length;

  g_assert_true (g_file_get_contents (other, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (path, contents, (gssize)length, NULL));
  theirs = fixture_sha256 (path);
  fixture_set_number (doc, 2023, 1);
  g_assert_false (kkb_document_save (doc, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_CHANGED);
  after = fixture_sha256 (path);
  g_assert_cmpstr (theirs, ==, after);
  g_assert_true (kkb_document_dirty (doc));
  g_clear_error (&error);
  g_assert_true (kkb_document_save_as (doc, copy, NULL, &error)); /* the way out that the message names */
  names = fixture_list (folder);
  g_assert_cmpstr (names, ==, "a.keikaku|b.keikaku|c.keikaku|~$c.keikaku.lock");
}

static void
a_touched_time_alone_is_no_change (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, 1700000000, 0, NULL, NULL));
  fixture_set_number (doc, 2023, 1);
  fixture_save (doc);
}

static void
a_file_that_was_deleted_is_written_again (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);

  g_assert_cmpint (g_remove (path), ==, 0);
  fixture_set_number (doc, 2023, 1);
  fixture_save (doc);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
the_version_before_is_kept (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *before = fixture_sha256 (path);
  g_autofree char *bak = kkb_backup_folder (path), *name = NULL, *kept = NULL, *hash = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);

  fixture_set_number (doc, 2023, 1);
  fixture_save (doc);
  name = fixture_list (bak);
  kept = g_build_filename (bak, name, NULL);
  hash = fixture_sha256 (kept);
  g_assert_cmpstr (hash, ==, before);
}

static void
ten_versions_stay_and_then_one_a_day (void)
{
  g_autofree char *folder = fixture_folder (), *names = NULL;

  for (int day = 1; day <= 3; day++)
    for (int i = 0; i < 6; i++)
      {
        g_autofree char *name = g_strdup_printf ("202405%02d-09%02d00-000.keikaku", day, i);
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_assert_true (g_file_set_contents (path, "x", 1, NULL));
      }
  {
    g_autofree char *mine = g_build_filename (folder, "大事.keikaku", NULL);

    g_assert_true (g_file_set_contents (mine, "x", 1, NULL));
  }
  kkb_backup_prune (folder);
  names = fixture_list (folder);
  g_assert_cmpstr (
      names, ==,
      "20240501-090500-000.keikaku|20240502-090200-000.keikaku|20240502-090300-000.keikaku|20240502-090400-000.keikaku|"
      "20240502-090500-000.keikaku|20240503-090000-000.keikaku|20240503-090100-000.keikaku|20240503-090200-000.keikaku|"
      "20240503-090300-000.keikaku|20240503-090400-000.keikaku|20240503-090500-000.keikaku|大事.keikaku");
}

static void
many_saves_keep_ten (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *bak = kkb_backup_folder (path), *names = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  g_auto (GStrv) list = NULL;

  for (int i = 0; i < 13; i++)
    {
      fixture_set_number (doc, 2023, i);
      fixture_save (doc);
    }
  names = fixture_list (bak);
  list = g_strsplit (names, "|", 0);
  g_assert_cmpuint (g_strv_length (list), >=, 10);
  g_assert_cmpuint (g_strv_length (list), <=, 11); /* 11 around midnight */
}

static void
a_read_only_document_cannot_be_saved_over (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *to = g_build_filename (folder, "b.keikaku", NULL);
  g_autofree char *before = fixture_sha256 (path), *after = NULL, *names = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_READ_ONLY);

  names = fixture_list (folder);
  g_assert_cmpstr (names, ==, "a.keikaku");
  fixture_set_number (doc, 2023, 1);
  g_assert_false (kkb_document_save (doc, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IN_USE);
  after = fixture_sha256 (path);
  g_assert_cmpstr (before, ==, after);
  g_clear_error (&error);
  g_assert_true (kkb_document_save_as (doc, to, NULL, &error));
  g_assert_false (kkb_document_read_only (doc));
  fixture_set_number (doc, 2023, 2);
  fixture_save (doc);
}

/* Root may write anywhere; then the test does this part as nobody, with a data folder of its own. */
static void
become_nobody (const char *folder)
{
  g_autofree char *program = g_build_filename (g_get_user_data_dir (), "keikakubo", NULL);
  g_autofree char *work = g_build_filename (program, "work", NULL);
  const char *own[] = { g_get_user_data_dir (), program, work };

  if (geteuid () != 0)
    return;
  for (const char *end = folder; (end = strchr (end + 1, '/')) != NULL;)
    {
      g_autofree char *parent = g_strndup (folder, (gsize)(end - folder));

      if (strlen (parent) > strlen (g_get_tmp_dir ()))
        g_chmod (parent, 0777);
    }
  g_mkdir_with_parents (work, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    g_assert_cmpint (chown (own[i], NOBODY, NOBODY), ==, 0);
  g_assert_cmpint (setresuid (NOBODY, NOBODY, 0), ==, 0);
}

static void
become_ourselves_again (void)
{
  if (geteuid () == NOBODY)
    g_assert_cmpint (setresuid (0, 0, 0), ==, 0);
}

static void
a_folder_that_cannot_be_written_opens_read_only_and_says_so (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autoptr (KkbDocument) doc = NULL;

  g_chmod (path, 0666);
  g_chmod (folder, 0555);
  become_nobody (folder);
  doc = fixture_open (path, KKB_OPEN_NORMAL);
  g_assert_true (kkb_document_read_only (doc));
  g_assert_nonnull (strstr (kkb_document_read_only_reason (doc), "フォルダー"));
  g_clear_object (&doc);
  become_ourselves_again ();
  g_chmod (folder, 0755);
}

static void
a_write_protected_file_opens_read_only (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *names = NULL;
  g_autoptr (KkbDocument) doc = NULL;

  g_chmod (path, 0444);
  g_chmod (folder, 0777);
  become_nobody (folder);
  doc = fixture_open (path, KKB_OPEN_NORMAL);
  g_assert_true (kkb_document_read_only (doc));
  names = fixture_list (folder);
  g_assert_cmpstr (names, ==, "a.keikaku");
  g_clear_object (&doc);
  become_ourselves_again ();
}

static void
a_share_that_went_away_loses_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *away = g_strconcat (folder, "-away", NULL);
  g_autofree char *before = fixture_sha256 (path), *after = NULL, *there = g_build_filename (away, "a.keikaku", NULL),
                  *value = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);

  fixture_set_number (doc, 2023, 1);
  g_assert_cmpint (g_rename (folder, away), ==, 0);
  g_assert_false (kkb_document_save (doc, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "このPC"));
  after = fixture_sha256 (there);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (kkb_document_dirty (doc));
  g_assert_true (kkb_document_undo (doc, NULL));
  g_assert_true (kkb_document_redo (doc, NULL));
  g_assert_cmpint (g_rename (away, folder), ==, 0);
  fixture_save (doc);
  value = fixture_workers (doc, 2023);
  g_assert_cmpstr (value, ==, "1");
}

static void
a_full_disk_loses_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *before = fixture_sha256 (path), *after = NULL;
  g_autofree char *names = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  struct rlimit old, low;

  fixture_set_number (doc, 2023, 1);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  for (rlim_t size = 0; size <= 64 * 1024; size = size == 0 ? 512 : size * 2)
    {
      g_autofree char *now = NULL;

      low = old;
      low.rlim_cur = size;
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &low), ==, 0);
      g_assert_false (kkb_document_save (doc, NULL, &error));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
      g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
      g_clear_error (&error);
      now = fixture_sha256 (path);
      g_assert_cmpstr (before, ==, now);
      g_assert_true (kkb_document_dirty (doc));
    }
  names = fixture_list (folder);
  g_assert_null (strstr (names, ".tmp"));
  fixture_save (doc);
  after = fixture_sha256 (path);
  g_assert_cmpstr (before, !=, after);
}

static void
the_permissions_of_the_file_stay (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  GStatBuf info;

  g_chmod (path, 0664);
  fixture_set_number (doc, 2023, 1);
  fixture_save (doc);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0664);
}

/* LENGTH bytes, of three-byte letters at the end. */
static char *
name_of_length (gsize length)
{
  g_autoptr (GString) name = g_string_new (NULL);

  while (name->len + strlen (".keikaku") < length)
    g_string_append (name, (length - name->len - strlen (".keikaku")) % 3 != 0 ? "a" : "計");
  g_string_append (name, ".keikaku");
  g_assert_cmpuint (name->len, ==, length);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
a_name_as_long_as_the_disk_takes_can_be_kept (void)
{
  g_autofree char *folder = fixture_folder (), *old = NULL;

  for (gsize length = 225; length <= 255; length++)
    {
      g_autofree char *name = name_of_length (length), *path = fixture_file (folder, name), *before = NULL;
      g_autofree char *backup = kkb_backup_folder (path), *names = NULL, *value = NULL;
      g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL), reader = NULL;

      g_assert_false (kkb_document_read_only (doc));
      g_assert_cmpstr (backup, !=, old); /* of the name before, which begins alike */
      g_free (old);
      old = g_strdup (backup);
      g_assert_null (kkb_document_open (path, KKB_OPEN_NORMAL, NULL, NULL)); /* we have it */
      fixture_set_number (doc, 2023, 1);
      fixture_save (doc);
      fixture_set_number (doc, 2023, 2);
      fixture_save (doc);
      before = fixture_list (backup);
      g_assert_nonnull (strstr (before, "keikaku|"));
      g_clear_object (&doc);
      reader = fixture_open (path, KKB_OPEN_READ_ONLY);
      value = fixture_workers (reader, 2023);
      g_assert_cmpstr (value, ==, "2");
      g_assert_cmpint (g_remove (path), ==, 0);
      names = fixture_list (folder);
      g_assert_null (strstr (names, ".tmp"));
      g_assert_null (strstr (names, ".lock"));
    }
}

static void
a_path_longer_than_sqlite_takes_can_be_kept (void)
{
  g_autofree char *folder = fixture_folder (), *deep = g_strdup (folder), *path = NULL, *value = NULL;
  g_autoptr (KkbDocument) doc = NULL, reader = NULL;

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *name = name_of_length (200), *next = g_build_filename (deep, name, NULL);

      g_free (deep);
      deep = g_steal_pointer (&next);
    }
  g_assert_cmpint (g_mkdir_with_parents (deep, 0700), ==, 0);
  path = fixture_file (deep, "a.keikaku");
  doc = fixture_open (path, KKB_OPEN_NORMAL);
  for (int i = 1; i <= 2; i++)
    {
      fixture_set_number (doc, 2023, i);
      fixture_save (doc);
    }
  reader = fixture_open (path, KKB_OPEN_READ_ONLY);
  value = fixture_workers (reader, 2023);
  g_assert_cmpstr (value, ==, "2");
}

static void
two_who_come_by_different_folders_meet_at_one_owner_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *link = g_strconcat (folder, "-link", NULL), *by_link = g_build_filename (link, "a.keikaku", NULL),
                  *new = g_build_filename (link, "b.keikaku", NULL), *names = NULL;
  g_autoptr (KkbDocument) doc = NULL;

  g_assert_cmpint (symlink (folder, link), ==, 0);
  doc = fixture_open (by_link, KKB_OPEN_NORMAL);
  g_assert_null (kkb_document_open (path, KKB_OPEN_NORMAL, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IN_USE);
  g_assert_true (kkb_document_save_as (doc, new, NULL, NULL));
  names = fixture_list (folder);
  g_assert_cmpstr (names, ==, "a.keikaku|b.keikaku|~$b.keikaku.lock");
  g_assert_cmpint (g_remove (link), ==, 0); /* the way in is gone, the file is not */
  fixture_set_number (doc, 2023, 1);
  fixture_save (doc);
}

static void
what_nobody_keeps_is_not_said_to_be_kept (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *backup = g_strconcat (path, ".bak", NULL), *before = fixture_sha256 (path), *after = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);

  g_assert_true (g_file_set_contents (backup, "no folder", -1, NULL));
  fixture_set_number (doc, 2023, 1);
  g_assert_false (kkb_document_save (doc, NULL, &error));
  g_assert_nonnull (strstr (error->message, "このPC"));
  g_clear_error (&error);
  kkb_document_set_unattended (doc);
  g_assert_false (kkb_document_save (doc, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
  g_assert_null (strstr (error->message, "このPC"));
  g_assert_nonnull (strstr (error->message, "保存できませんでした"));
  after = fixture_sha256 (path);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  fixture_add ("/safety/the-second-to-open-is-told-who-has-it", the_second_to_open_is_told_who_has_it);
  fixture_add ("/safety/an-owner-on-another-pc-is-never-broken", an_owner_on_another_pc_is_never_broken);
  fixture_add ("/safety/an-owner-whose-program-died-here-is-replaced", an_owner_whose_program_died_here_is_replaced);
  fixture_add ("/safety/a-pid-that-was-given-out-again-does-not-count", a_pid_that_was_given_out_again_does_not_count);
  fixture_add ("/safety/taking-over-is-recorded-and-the-other-cannot-save",
               taking_over_is_recorded_and_the_other_cannot_save);
  fixture_add ("/safety/a-target-that-changed-is-left-alone", a_target_that_changed_is_left_alone);
  fixture_add ("/safety/a-touched-time-alone-is-no-change", a_touched_time_alone_is_no_change);
  fixture_add ("/safety/a-file-that-was-deleted-is-written-again", a_file_that_was_deleted_is_written_again);
  fixture_add ("/safety/the-version-before-is-kept", the_version_before_is_kept);
  fixture_add ("/safety/ten-versions-stay-and-then-one-a-day", ten_versions_stay_and_then_one_a_day);
  fixture_add ("/safety/many-saves-keep-ten", many_saves_keep_ten);
  fixture_add ("/safety/a-read-only-document-cannot-be-saved-over", a_read_only_document_cannot_be_saved_over);
  fixture_add ("/safety/a-folder-that-cannot-be-written-opens-read-only-and-says-so",
               a_folder_that_cannot_be_written_opens_read_only_and_says_so);
  fixture_add ("/safety/a-write-protected-file-opens-read-only", a_write_protected_file_opens_read_only);
  fixture_add ("/safety/a-share-that-went-away-loses-nothing", a_share_that_went_away_loses_nothing);
  fixture_add ("/safety/a-full-disk-loses-nothing", a_full_disk_loses_nothing);
  fixture_add ("/safety/the-permissions-of-the-file-stay", the_permissions_of_the_file_stay);
  fixture_add ("/safety/a-name-as-long-as-the-disk-takes-can-be-kept", a_name_as_long_as_the_disk_takes_can_be_kept);
  fixture_add ("/safety/a-path-longer-than-sqlite-takes-can-be-kept", a_path_longer_than_sqlite_takes_can_be_kept);
  fixture_add ("/safety/two-who-come-by-different-folders-meet-at-one-owner-file",
               two_who_come_by_different_folders_meet_at_one_owner_file);
  fixture_add ("/safety/what-nobody-keeps-is-not-said-to-be-kept", what_nobody_keeps_is_not_said_to_be_kept);
  return fixture_run ();
}
