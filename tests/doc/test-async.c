/* Opening and saving in a worker while the main loop goes on. */
#include "doc-fixture.h"
#include <glib/gstdio.h>

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
  guint ticks;
} Wait;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

static void
wait_for (Wait *wait)
{
  wait->loop = g_main_loop_new (NULL, FALSE);
  g_main_loop_run (wait->loop);
  g_clear_pointer (&wait->loop, g_main_loop_unref);
}

static KkbDocument *
open_in_worker (const char *path, KkbOpenMode mode, GCancellable *cancellable, GError **error)
{
  Wait wait = { 0 };
  KkbDocument *doc;

  kkb_document_open_async (path, mode, cancellable, ended_cb, &wait);
  wait_for (&wait);
  doc = kkb_document_open_finish (wait.result, error);
  g_object_unref (wait.result);
  return doc;
}

static void
a_document_opens_in_a_worker (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *value = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = open_in_worker (path, KKB_OPEN_NORMAL, NULL, &error);

  g_assert_no_error (error);
  value = fixture_workers (doc, 2022);
  g_assert_cmpstr (value, ==, "10812");
  fixture_set_number (doc, 2023, 1);
  fixture_save (doc);
}

static void
an_opening_that_fails_tells_why (void)
{
  g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "no.keikaku", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (open_in_worker (path, KKB_OPEN_NORMAL, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND);
}

static void
a_cancelled_opening_leaves_nothing (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *names = NULL, *left = NULL;
  g_autofree char *work = g_build_filename (g_get_user_data_dir (), "keikakubo", "work", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (open_in_worker (path, KKB_OPEN_NORMAL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  names = fixture_list (folder);
  left = fixture_list (work);
  g_assert_cmpstr (names, ==, "a.keikaku");
  g_assert_cmpstr (left, ==, "");
}

static void
commands_wait_while_it_saves (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *value = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL), again = NULL;
  g_autoptr (GError) error = NULL;
  KkbCommand *command;
  Wait wait = { 0 };

  fixture_set_number (doc, 2023, 77);
  kkb_document_save_async (doc, NULL, NULL, ended_cb, &wait);
  g_assert_true (kkb_document_busy (doc));
  g_assert_true (kkb_document_dirty (doc));
  g_assert_false (kkb_document_can_undo (doc));
  g_assert_nonnull (kkb_document_review (doc)); /* looking is fine */
  command = kkb_command_set_value (doc, 0, K_WORKERS, KKB_FIELD_ACTUAL, 2023, "78", &error);
  g_assert_no_error (error);
  g_assert_false (kkb_document_run (doc, command, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_false (kkb_document_save (doc, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IN_USE);
  g_clear_error (&error);
  wait_for (&wait);
  g_assert_true (kkb_document_save_finish (doc, wait.result, &error));
  g_assert_no_error (error);
  g_object_unref (wait.result);
  g_assert_false (kkb_document_busy (doc));
  g_assert_false (kkb_document_dirty (doc));
  g_assert_true (kkb_document_can_undo (doc));
  g_clear_object (&doc);
  again = fixture_open (path, KKB_OPEN_NORMAL);
  value = fixture_workers (again, 2023);
  g_assert_cmpstr (value, ==, "77");
}

static void
a_first_save_gives_the_document_its_name (void)
{
  g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "新しい.keikaku", NULL), *title = NULL;
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GError) error = NULL;
  Wait wait = { 0 };

  kkb_document_save_async (doc, path, NULL, ended_cb, &wait);
  g_assert_null (kkb_document_path (doc)); /* until it is there */
  wait_for (&wait);
  g_assert_true (kkb_document_save_finish (doc, wait.result, &error));
  g_object_unref (wait.result);
  title = kkb_document_title (doc);
  g_assert_cmpstr (kkb_document_path (doc), ==, path);
  g_assert_cmpstr (title, ==, "新しい");
}

static void
a_save_that_fails_leaves_it_unsaved (void)
{
  g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "no", "a.keikaku", NULL);
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GError) error = NULL;
  Wait wait = { 0 };

  kkb_document_save_async (doc, path, NULL, ended_cb, &wait);
  wait_for (&wait);
  g_assert_false (kkb_document_save_finish (doc, wait.result, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
  g_object_unref (wait.result);
  g_assert_true (kkb_document_dirty (doc));
  g_assert_false (kkb_document_busy (doc));
  g_assert_null (kkb_document_path (doc));
}

static void
a_cancelled_save_leaves_the_file_alone (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *before = fixture_sha256 (path), *after = NULL;
  g_autofree char *names = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Wait wait = { 0 };

  fixture_set_number (doc, 2023, 1);
  g_cancellable_cancel (cancellable);
  kkb_document_save_async (doc, NULL, cancellable, ended_cb, &wait);
  wait_for (&wait);
  g_assert_false (kkb_document_save_finish (doc, wait.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (wait.result);
  after = fixture_sha256 (path);
  names = fixture_list (folder);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (names, ==, "a.keikaku|~$a.keikaku.lock");
  g_assert_true (kkb_document_dirty (doc));
}

static void
closing_while_it_saves_waits_for_the_save (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *value = NULL, *names = NULL;
  KkbDocument *doc = fixture_open (path, KKB_OPEN_NORMAL);
  g_autoptr (KkbDocument) again = NULL;
  Wait wait = { 0 };

  fixture_set_number (doc, 2023, 77);
  kkb_document_save_async (doc, NULL, NULL, ended_cb, &wait);
  kkb_document_close (doc);
  g_object_unref (doc); /* the work holds it */
  wait_for (&wait);
  g_object_unref (wait.result);
  names = fixture_list (folder);
  g_assert_cmpstr (names, ==, "a.keikaku|a.keikaku.bak");
  again = fixture_open (path, KKB_OPEN_NORMAL);
  value = fixture_workers (again, 2023);
  g_assert_cmpstr (value, ==, "77");
}

static gboolean
tick_cb (gpointer data)
{
  Wait *wait = data;

  wait->ticks++;
  return G_SOURCE_CONTINUE;
}

static void
the_main_loop_turns_while_it_saves (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  Wait wait = { 0 };
  guint source = g_idle_add (tick_cb, &wait);

  fixture_set_number (doc, 2023, 77);
  kkb_document_save_async (doc, NULL, NULL, ended_cb, &wait);
  wait_for (&wait);
  g_source_remove (source);
  g_object_unref (wait.result);
  g_assert_cmpuint (wait.ticks, >, 1);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  fixture_add ("/async/a-document-opens-in-a-worker", a_document_opens_in_a_worker);
  fixture_add ("/async/an-opening-that-fails-tells-why", an_opening_that_fails_tells_why);
  fixture_add ("/async/a-cancelled-opening-leaves-nothing", a_cancelled_opening_leaves_nothing);
  fixture_add ("/async/commands-wait-while-it-saves", commands_wait_while_it_saves);
  fixture_add ("/async/a-first-save-gives-the-document-its-name", a_first_save_gives_the_document_its_name);
  fixture_add ("/async/a-save-that-fails-leaves-it-unsaved", a_save_that_fails_leaves_it_unsaved);
  fixture_add ("/async/a-cancelled-save-leaves-the-file-alone", a_cancelled_save_leaves_the_file_alone);
  fixture_add ("/async/closing-while-it-saves-waits-for-the-save", closing_while_it_saves_waits_for_the_save);
  fixture_add ("/async/the-main-loop-turns-while-it-saves", the_main_loop_turns_while_it_saves);
  return fixture_run ();
}
