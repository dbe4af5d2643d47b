/* After a crash: a child process edits and is killed, the next start offers what it left. */
#include "doc-fixture.h"
#include "kkb-platform.h"
#include "kkb-workcopy.h"
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef void (*Life) (const char *path);

/* Lives LIFE in a process that then dies without a word. */
static void
live_and_die (Life life, const char *path)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      g_random_set_seed ((guint32)getpid ()); /* a fork would go on with our numbers */
      life (path);
      kill (getpid (), SIGKILL);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static KkbDocument *
recover_only (void)
{
  g_autoptr (GPtrArray) list = kkb_recovery_list ();
  g_autoptr (GError) error = NULL;
  KkbDocument *doc;

  g_assert_cmpuint (list->len, ==, 1);
  doc = kkb_document_recover (g_ptr_array_index (list, 0), &error);
  g_assert_no_error (error);
  return doc;
}

static void
edit_once (const char *path)
{
  KkbDocument *doc = fixture_open (path, KKB_OPEN_NORMAL);

  fixture_set_number (doc, 2023, 10999);
}

static void
open_only (const char *path)
{
  fixture_open (path, KKB_OPEN_NORMAL);
}

static void
edit_and_save (const char *path)
{
  KkbDocument *doc = fixture_open (path, KKB_OPEN_NORMAL);

  fixture_set_number (doc, 2023, 10999);
  fixture_save (doc);
}

static void
edit_much (const char *path)
{
  KkbDocument *doc = fixture_open (path, KKB_OPEN_NORMAL);

  for (int i = 0; i < 120; i++)
    fixture_set_number (doc, 2022 + i % 5, 20000 + i);
}

static void
edit_untitled (const char *path)
{
  KkbDocument *doc = fixture_document ();

  fixture_set_number (doc, 2023, 10999);
}

static void
unsaved_work_is_offered_with_name_and_time (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "商工.keikaku");
  g_autoptr (GPtrArray) list = NULL;
  const KkbRecovery *recovery;

  live_and_die (edit_once, path);
  list = kkb_recovery_list ();
  g_assert_cmpuint (list->len, ==, 1);
  recovery = g_ptr_array_index (list, 0);
  g_assert_cmpstr (recovery->target, ==, path);
  g_assert_cmpstr (recovery->title, ==, "商工");
  g_assert_cmpuint (strlen (recovery->when), >=, strlen ("2024-05-01T09:30:00"));
}

static void
recovered_work_can_be_saved_where_it_belongs (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *value = NULL, *saved = NULL;
  g_autoptr (KkbDocument) doc = NULL, again = NULL;
  g_autoptr (GPtrArray) list = NULL;

  live_and_die (edit_once, path);
  doc = recover_only ();
  value = fixture_workers (doc, 2023);
  g_assert_cmpstr (value, ==, "10999");
  g_assert_true (kkb_document_dirty (doc));
  g_assert_cmpstr (kkb_document_path (doc), ==, path);
  fixture_save (doc);
  g_clear_object (&doc);
  again = fixture_open (path, KKB_OPEN_NORMAL);
  saved = fixture_workers (again, 2023);
  g_assert_cmpstr (saved, ==, "10999");
  list = kkb_recovery_list ();
  g_assert_cmpuint (list->len, ==, 0);
}

static void
a_hundred_steps_can_be_undone_after_a_crash (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *value = NULL, *back = NULL;
  g_autoptr (KkbDocument) doc = NULL;
  g_autoptr (GError) error = NULL;

  live_and_die (edit_much, path);
  doc = recover_only ();
  value = fixture_workers (doc, 2026); /* 119 % 5 = 4 */
  g_assert_cmpstr (value, ==, "20119");
  for (int i = 0; i < 100; i++)
    {
      g_assert_true (kkb_document_undo (doc, &error));
      g_assert_no_error (error);
    }
  back = fixture_workers (doc, 2026);
  g_assert_cmpstr (back, ==, "20019");
  g_assert_true (kkb_document_can_undo (doc));
  for (int i = 0; i < 100; i++)
    g_assert_true (kkb_document_redo (doc, &error));
  g_free (back);
  back = fixture_workers (doc, 2026);
  g_assert_cmpstr (back, ==, "20119");
}

static void
what_had_nothing_unsaved_is_cleared_away (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *names = NULL, *left = NULL;
  g_autofree char *work = g_build_filename (g_get_user_data_dir (), "keikakubo", "work", NULL);

  live_and_die (open_only, path);
  live_and_die (edit_and_save, path);
  {
    g_autoptr (GPtrArray) list = kkb_recovery_list ();

    g_assert_cmpuint (list->len, ==, 0);
  }
  names = fixture_list (folder);
  left = fixture_list (work);
  g_assert_cmpstr (names, ==, "a.keikaku|a.keikaku.bak");
  g_assert_cmpstr (left, ==, "");
}

static void
untitled_work_is_offered_too (void)
{
  g_autoptr (KkbDocument) doc = NULL;
  g_autofree char *value = NULL, *title = NULL;

  live_and_die (edit_untitled, NULL);
  doc = recover_only ();
  title = kkb_document_title (doc);
  value = fixture_workers (doc, 2023);
  g_assert_cmpstr (title, ==, "工業振興計画");
  g_assert_cmpstr (value, ==, "10999");
  g_assert_null (kkb_document_path (doc));
}

static void
open_documents_are_not_offered (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GPtrArray) list = kkb_recovery_list ();

  g_assert_cmpuint (list->len, ==, 0);
  fixture_set_number (doc, 2023, 1); /* and its folder is still there */
}

static void
work_whose_file_another_has_open_becomes_untitled (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *title = NULL;
  g_autoptr (KkbDocument) other = NULL, doc = NULL;

  live_and_die (edit_once, path);
  other = fixture_open (path, KKB_OPEN_NORMAL);
  doc = recover_only ();
  title = kkb_document_title (doc);
  g_assert_null (kkb_document_path (doc));
  g_assert_cmpstr (title, ==, "a");
}

static void
a_file_that_changed_meanwhile_is_not_overwritten (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autoptr (KkbDocument) other = NULL, doc = NULL;
  g_autoptr (GError) error = NULL;

  live_and_die (edit_once, path);
  other = fixture_open (path, KKB_OPEN_NORMAL);
  fixture_set_number (other, 2023, 5);
  fixture_save (other);
  g_clear_object (&other);
  doc = recover_only ();
  g_assert_cmpstr (kkb_document_path (doc), ==, path);
  g_assert_false (kkb_document_save (doc, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_CHANGED);
}

static void
discarded_work_is_gone (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *names = NULL;

  live_and_die (edit_once, path);
  {
    g_autoptr (GPtrArray) list = kkb_recovery_list (), after = NULL;

    kkb_recovery_discard (g_ptr_array_index (list, 0));
    after = kkb_recovery_list ();
    g_assert_cmpuint (after->len, ==, 0);
  }
  names = fixture_list (folder);
  g_assert_cmpstr (names, ==, "a.keikaku");
}

/* As a program leaves it that was killed right when the new file was in its place (or, with another UUID, right
 * before). */
static void
pretend_a_save_was_cut_off (const char *path, const char *save_uuid)
{
  g_autoptr (GPtrArray) list = kkb_recovery_list (), history = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbWorkCopy) copy = kkb_work_copy_read (((KkbRecovery *)g_ptr_array_index (list, 0))->folder, &error);
  g_autofree char *document = kkb_work_copy_document (copy);
  g_autoptr (KkbStore) store = kkb_store_open (document, NULL, KKB_STORE_NO_CHECK, NULL, &error);

  g_assert_no_error (error);
  history = kkb_store_history (store, 0, 1, &error);
  kkb_work_copy_begin_save (copy, path, save_uuid, ((KkbHistoryEntry *)g_ptr_array_index (history, 0))->seq, &error);
  g_assert_no_error (error);
}

static void
a_save_that_was_cut_off_after_its_end_counts (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autofree char *save_uuid = kkb_store_peek_save_uuid (path);
  g_autoptr (GPtrArray) list = NULL;

  live_and_die (edit_once, path);
  pretend_a_save_was_cut_off (path, save_uuid);
  list = kkb_recovery_list ();
  g_assert_cmpuint (list->len, ==, 0);
}

static void
a_save_that_was_cut_off_before_its_end_does_not (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *value = NULL;
  g_autoptr (KkbDocument) doc = NULL;

  live_and_die (edit_once, path);
  pretend_a_save_was_cut_off (path, "00000000-0000-0000-0000-000000000000");
  doc = recover_only ();
  value = fixture_workers (doc, 2023);
  g_assert_cmpstr (value, ==, "10999");
  fixture_save (doc);
}

static void
a_damaged_working_copy_is_offered_and_kept (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *document = NULL;
  g_autoptr (GPtrArray) list = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  live_and_die (edit_once, path);
  list = kkb_recovery_list ();
  document = g_build_filename (((KkbRecovery *)g_ptr_array_index (list, 0))->folder, "document.keikaku", NULL);
  g_assert_true (g_file_set_contents (document, "壊れた", -1, NULL));
  g_assert_null (kkb_document_recover (g_ptr_array_index (list, 0), &error));
  g_assert_nonnull (error);
  again = kkb_recovery_list ();
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_true (g_file_test (document, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  fixture_add ("/recovery/unsaved-work-is-offered-with-name-and-time", unsaved_work_is_offered_with_name_and_time);
  fixture_add ("/recovery/recovered-work-can-be-saved-where-it-belongs", recovered_work_can_be_saved_where_it_belongs);
  fixture_add ("/recovery/a-hundred-steps-can-be-undone-after-a-crash", a_hundred_steps_can_be_undone_after_a_crash);
  fixture_add ("/recovery/what-had-nothing-unsaved-is-cleared-away", what_had_nothing_unsaved_is_cleared_away);
  fixture_add ("/recovery/untitled-work-is-offered-too", untitled_work_is_offered_too);
  fixture_add ("/recovery/open-documents-are-not-offered", open_documents_are_not_offered);
  fixture_add ("/recovery/work-whose-file-another-has-open-becomes-untitled",
               work_whose_file_another_has_open_becomes_untitled);
  fixture_add ("/recovery/a-file-that-changed-meanwhile-is-not-overwritten",
               a_file_that_changed_meanwhile_is_not_overwritten);
  fixture_add ("/recovery/discarded-work-is-gone", discarded_work_is_gone);
  fixture_add ("/recovery/a-save-that-was-cut-off-after-its-end-counts", a_save_that_was_cut_off_after_its_end_counts);
  fixture_add ("/recovery/a-save-that-was-cut-off-before-its-end-does-not",
               a_save_that_was_cut_off_before_its_end_does_not);
  fixture_add ("/recovery/a-damaged-working-copy-is-offered-and-kept", a_damaged_working_copy_is_offered_and_kept);
  return fixture_run ();
}
