/* Opening, editing, saving, undo: what a person does all day. */
#include "doc-fixture.h"
#include "kkb-workcopy.h"
#include <glib/gstdio.h>
#include <string.h>

static void
what_was_saved_is_there_again (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "計画.keikaku");
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL), again = NULL;
  g_autofree char *value = NULL, *hash = NULL, *hash_again = NULL, *title = kkb_document_title (doc);

  g_assert_cmpstr (title, ==, "計画");
  g_assert_cmpstr (kkb_document_path (doc), ==, path);
  g_assert_false (kkb_document_dirty (doc));
  g_assert_false (kkb_document_read_only (doc));
  fixture_set_number (doc, 2023, 10900);
  g_assert_true (kkb_document_dirty (doc));
  fixture_save (doc);
  g_assert_false (kkb_document_dirty (doc));
  hash = fixture_hash (doc);
  kkb_document_close (doc);
  again = fixture_open (path, KKB_OPEN_NORMAL);
  value = fixture_workers (again, 2023);
  hash_again = fixture_hash (again);
  g_assert_cmpstr (value, ==, "10900");
  g_assert_cmpstr (hash, ==, hash_again);
}

static void
the_file_is_not_touched_before_saving (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "p.keikaku");
  g_autofree char *before = fixture_sha256 (path), *after = NULL, *names = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);

  fixture_set_number (doc, 2023, 1);
  after = fixture_sha256 (path);
  names = fixture_list (folder);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (names, ==, "p.keikaku|~$p.keikaku.lock");
}

static void
closing_leaves_nothing_but_the_file (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "p.keikaku");
  g_autofree char *work = g_build_filename (g_get_user_data_dir (), "keikakubo", "work", NULL), *names = NULL,
                  *left = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);

  fixture_set_number (doc, 2023, 1);
  g_clear_object (&doc);
  names = fixture_list (folder);
  left = fixture_list (work);
  g_assert_cmpstr (names, ==, "p.keikaku");
  g_assert_cmpstr (left, ==, "");
}

static void
a_document_is_finalised_when_nobody_holds_it (void)
{
  KkbDocument *doc = fixture_document ();

  kkb_document_review (doc);
  g_assert_finalize_object (doc);
}

static void
the_working_copy_is_private (void)
{
  G_GNUC_UNUSED g_autoptr (KkbDocument) doc = fixture_document ();
  g_autofree char *work = g_build_filename (g_get_user_data_dir (), "keikakubo", "work", NULL);
  g_autofree char *name = fixture_list (work), *copy = g_build_filename (work, name, NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0700);
}

static void
opening_what_is_not_there_says_so (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "no.keikaku", NULL);

  g_assert_null (kkb_document_open (path, KKB_OPEN_NORMAL, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (kkb_document_open (folder, KKB_OPEN_NORMAL, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_INPUT);
}

static void
a_file_that_cannot_be_opened_leaves_no_lock (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "bad.keikaku", NULL), *names = NULL;
  g_autofree char *work = g_build_filename (g_get_user_data_dir (), "keikakubo", "work", NULL), *left = NULL;

  g_assert_true (g_file_set_contents (path, "この文書ではありません", -1, NULL));
  g_assert_null (kkb_document_open (path, KKB_OPEN_NORMAL, NULL, &error));
  g_assert_nonnull (error);
  names = fixture_list (folder);
  left = fixture_list (work);
  g_assert_cmpstr (names, ==, "bad.keikaku");
  g_assert_cmpstr (left, ==, "");
}

static void
saving_elsewhere_moves_there (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autofree char *to = g_build_filename (folder, "b.keikaku", NULL), *before = fixture_sha256 (path), *after = NULL,
                  *names = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL), old = NULL;
  g_autofree char *uuid = g_strdup (kkb_document_uuid (doc)), *value = NULL;

  fixture_set_number (doc, 2023, 7);
  g_assert_true (kkb_document_save_as (doc, to, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (kkb_document_path (doc), ==, to);
  after = fixture_sha256 (path);
  g_assert_cmpstr (before, ==, after);
  names = fixture_list (folder);
  g_assert_cmpstr (names, ==, "a.keikaku|b.keikaku|~$b.keikaku.lock");
  g_assert_cmpstr (kkb_document_uuid (doc), ==, uuid);
  old = fixture_open (path, KKB_OPEN_NORMAL);
  value = fixture_workers (old, 2023);
  g_assert_cmpstr (value, ==, "集計中");
}

static void
saving_elsewhere_does_not_replace_what_another_has_open (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"),
                  *other_path = fixture_file (folder, "b.keikaku");
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  G_GNUC_UNUSED g_autoptr (KkbDocument) other = fixture_open (other_path, KKB_OPEN_NORMAL);
  g_autofree char *before = fixture_sha256 (other_path), *after = NULL;

  g_assert_false (kkb_document_save_as (doc, other_path, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IN_USE);
  after = fixture_sha256 (other_path);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (kkb_document_path (doc), ==, path);
}

static void
an_untitled_document_must_be_given_a_name (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autofree char *title = kkb_document_title (doc);

  g_assert_cmpstr (title, ==, "工業振興計画");
  g_assert_null (kkb_document_path (doc));
  g_assert_false (kkb_document_save (doc, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_USAGE);
  g_assert_true (kkb_document_dirty (doc));
}

static void
a_copy_keeps_the_lineage_and_a_template_starts_a_new_one (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL), copy = fixture_open (path, KKB_OPEN_COPY),
                          template = fixture_open (path, KKB_OPEN_TEMPLATE);
  g_autofree char *a = fixture_hash (doc), *b = fixture_hash (copy), *c = fixture_hash (template);

  g_assert_null (kkb_document_path (copy));
  g_assert_null (kkb_document_path (template));
  g_assert_cmpstr (kkb_document_uuid (copy), ==, kkb_document_uuid (doc));
  g_assert_cmpstr (kkb_document_uuid (template), !=, kkb_document_uuid (doc));
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, ==, c);
}

static void
a_link_is_followed_so_that_the_file_is_replaced (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autofree char *link = g_build_filename (folder, "link.keikaku", NULL), *before = fixture_sha256 (path),
                  *after = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (link);
  g_autoptr (KkbDocument) doc = NULL;

  g_assert_true (g_file_make_symbolic_link (file, "a.keikaku", NULL, NULL));
  doc = fixture_open (link, KKB_OPEN_NORMAL);
  fixture_set_number (doc, 2023, 7);
  fixture_save (doc);
  after = fixture_sha256 (path);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

static void
record_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  g_string_append_printf (data, "%s ", pspec->name);
}

static void
changed_cb (KkbDocument *doc, const KkbChanges *changes, gpointer data)
{
  g_autofree char *value = fixture_workers (doc, 2023);

  g_string_append_printf (data, "changed(%u,%d,%s) ", changes->rows->len, changes->only_values, value);
}

static void
review_changed_cb (KkbDocument *doc, gpointer data)
{
  g_string_append (data, "review-changed ");
}

static void
signals_come_once_and_after_the_facts (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GString) log = g_string_new (NULL);
  g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "s.keikaku", NULL);
  g_autoptr (GError) error = NULL;

  kkb_document_save_as (doc, path, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (doc, "notify", G_CALLBACK (record_cb), log);
  g_signal_connect (doc, "changed", G_CALLBACK (changed_cb), log);
  g_signal_connect (doc, "review-changed", G_CALLBACK (review_changed_cb), log);
  fixture_set_number (doc, 2023, 5);
  g_assert_cmpstr (log->str, ==, "undo-label dirty changed(1,1,5) review-changed ");
  g_string_truncate (log, 0);
  fixture_set_number (doc, 2023, 5); /* as it stands: nothing happens */
  g_assert_cmpstr (log->str, ==, "");
  kkb_document_set_view (doc, 2022, NULL);
  g_assert_cmpstr (log->str, ==, "review-changed ");
}

static void
a_command_that_fails_changes_nothing (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_hash (doc), *after = NULL;
  KkbRules rules = *kkb_rules_standard ();
  gboolean changed = TRUE;

  g_assert_false (kkb_document_run (doc, kkb_command_set_rules (doc, 99999, &rules), &changed, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND);
  g_assert_false (changed);
  after = fixture_hash (doc);
  g_assert_cmpstr (before, ==, after);
}

static void
undo_and_redo_name_what_they_do (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = NULL, *redo = NULL, *value = NULL, *again = NULL;

  fixture_set_number (doc, 2021, 10555);
  undo = kkb_document_undo_label (doc);
  g_assert_cmpstr (undo, ==, "実績の入力（従業者数 令和3年度）");
  g_assert_false (kkb_document_can_redo (doc));
  g_assert_true (kkb_document_undo (doc, &error));
  value = fixture_workers (doc, 2021);
  g_assert_cmpstr (value, ==, "");
  redo = kkb_document_redo_label (doc);
  g_assert_cmpstr (redo, ==, undo);
  g_assert_true (kkb_document_redo (doc, &error));
  again = fixture_workers (doc, 2021);
  g_assert_cmpstr (again, ==, "10555");
}

static void
undo_goes_on_after_saving (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *value = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);

  fixture_set_number (doc, 2021, 1);
  fixture_save (doc);
  g_assert_true (kkb_document_can_undo (doc));
  g_assert_true (kkb_document_undo (doc, NULL));
  g_assert_true (kkb_document_dirty (doc));
  value = fixture_workers (doc, 2021);
  g_assert_cmpstr (value, ==, "");
}

static void
a_snapshot_stays_as_it_was (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbFacts) snapshot = kkb_facts_ref (kkb_document_facts (doc));
  const KkbIndicator *indicator = kkb_facts_indicator (snapshot, K_WORKERS);
  guint more = snapshot->more->len;
  g_autofree char *value = NULL;

  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, 2022, "8人泊");
  g_assert_true (kkb_document_facts (doc) != snapshot);
  g_assert_cmpint (kkb_value_list_find (&indicator->actuals, 2022)->coef, ==, 10812);
  g_assert_cmpuint (snapshot->more->len, ==, more);
  value = fixture_workers (doc, 2022);
  g_assert_cmpstr (value, ==, "8");
}

static void
values_alone_do_not_load_everything_again (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  KkbFacts *facts = kkb_document_facts (doc);

  kkb_document_review (doc);
  fixture_set_number (doc, 2022, 8);
  g_assert_true (kkb_document_facts (doc) == facts);
}

static void
a_closed_document_refuses_politely (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GError) error = NULL;

  kkb_document_close (doc);
  g_assert_false (kkb_document_undo (doc, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (kkb_document_history (doc, 0, 0, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_USAGE);
  g_assert_nonnull (kkb_document_review (doc));
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  fixture_add ("/document/what-was-saved-is-there-again", what_was_saved_is_there_again);
  fixture_add ("/document/the-file-is-not-touched-before-saving", the_file_is_not_touched_before_saving);
  fixture_add ("/document/closing-leaves-nothing-but-the-file", closing_leaves_nothing_but_the_file);
  fixture_add ("/document/a-document-is-finalised-when-nobody-holds-it", a_document_is_finalised_when_nobody_holds_it);
  fixture_add ("/document/the-working-copy-is-private", the_working_copy_is_private);
  fixture_add ("/document/opening-what-is-not-there-says-so", opening_what_is_not_there_says_so);
  fixture_add ("/document/a-file-that-cannot-be-opened-leaves-no-lock", a_file_that_cannot_be_opened_leaves_no_lock);
  fixture_add ("/document/saving-elsewhere-moves-there", saving_elsewhere_moves_there);
  fixture_add ("/document/saving-elsewhere-does-not-replace-what-another-has-open",
               saving_elsewhere_does_not_replace_what_another_has_open);
  fixture_add ("/document/an-untitled-document-must-be-given-a-name", an_untitled_document_must_be_given_a_name);
  fixture_add ("/document/a-copy-keeps-the-lineage-and-a-template-starts-a-new-one",
               a_copy_keeps_the_lineage_and_a_template_starts_a_new_one);
  fixture_add ("/document/a-link-is-followed-so-that-the-file-is-replaced",
               a_link_is_followed_so_that_the_file_is_replaced);
  fixture_add ("/document/signals-come-once-and-after-the-facts", signals_come_once_and_after_the_facts);
  fixture_add ("/document/a-command-that-fails-changes-nothing", a_command_that_fails_changes_nothing);
  fixture_add ("/document/undo-and-redo-name-what-they-do", undo_and_redo_name_what_they_do);
  fixture_add ("/document/undo-goes-on-after-saving", undo_goes_on_after_saving);
  fixture_add ("/document/a-snapshot-stays-as-it-was", a_snapshot_stays_as_it_was);
  fixture_add ("/document/values-alone-do-not-load-everything-again", values_alone_do_not_load_everything_again);
  fixture_add ("/document/a-closed-document-refuses-politely", a_closed_document_refuses_politely);
  return fixture_run ();
}
