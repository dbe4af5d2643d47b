/* A document is shown before its file was checked in full: any damage is survived until then, and nothing is written
 * before the check has ended well. */
#include "doc-fixture.h"
#include "kkb-draft.h"
#include "kkb-outline.h"
#include <glib/gstdio.h>
#include <string.h>

#define MUTATIONS 600

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
} Wait;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->result = g_object_ref (result);
  g_main_loop_quit (wait->loop);
}

static KkbDocument *
open_in_worker (const char *path, KkbOpenMode mode, GError **error)
{
  Wait wait = { g_main_loop_new (NULL, FALSE), NULL };
  KkbDocument *doc;

  kkb_document_open_async (path, mode, NULL, ended_cb, &wait);
  g_main_loop_run (wait.loop);
  g_main_loop_unref (wait.loop);
  doc = kkb_document_open_finish (wait.result, error);
  g_object_unref (wait.result);
  return doc;
}

static gboolean
check_in_worker (KkbDocument *doc, GError **error)
{
  Wait wait = { g_main_loop_new (NULL, FALSE), NULL };
  gboolean ok;

  kkb_document_check_async (doc, ended_cb, &wait);
  g_main_loop_run (wait.loop);
  g_main_loop_unref (wait.loop);
  ok = kkb_document_check_finish (doc, wait.result, error);
  g_object_unref (wait.result);
  return ok;
}

/* In the file's page of texts, where only the hash notices it. */
static void
damage (const char *path)
{
  g_autofree char *bytes = NULL;
  char *at = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  for (gsize i = 0; i + 9 < n && at == NULL; i++)
    if (memcmp (bytes + i, "従業者", 9) == 0)
      at = bytes + i;
  g_assert_nonnull (at);
  at[2] ^= 1; /* 徒業者: valid text, another one */
  g_assert_true (g_file_set_contents (path, bytes, (gssize)n, NULL));
}

static void
what_was_opened_is_shown_first_and_checked_then (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = open_in_worker (path, KKB_OPEN_NORMAL, &error);
  g_autoptr (GPtrArray) history = NULL;

  g_assert_no_error (error);
  g_assert_false (kkb_document_checked (doc));
  g_assert_nonnull (kkb_document_review (doc));
  history = kkb_document_history (doc, K_WORKERS, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, >, 0);
  g_assert_false (kkb_document_checked (doc));
  g_assert_true (check_in_worker (doc, &error));
  g_assert_no_error (error);
  g_assert_true (kkb_document_checked (doc));
  g_assert_true (check_in_worker (doc, &error)); /* again: nothing to do */
}

static void
opening_without_a_window_checks_at_once (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  g_autoptr (GError) error = NULL;

  g_assert_true (kkb_document_checked (doc));
  g_clear_object (&doc);
  damage (path);
  g_assert_null (kkb_document_open (path, KKB_OPEN_NORMAL, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
}

static void
an_entry_made_meanwhile_waits_for_the_check_and_is_kept (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *value = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = open_in_worker (path, KKB_OPEN_NORMAL, &error);
  Wait wait = { g_main_loop_new (NULL, FALSE), NULL };

  g_assert_no_error (error);
  kkb_document_check_async (doc, ended_cb, &wait);
  fixture_set_number (doc, 2023, 77);
  g_assert_true (kkb_document_checked (doc));
  fixture_set_number (doc, 2022, 78);
  g_main_loop_run (wait.loop);
  g_main_loop_unref (wait.loop);
  g_assert_true (kkb_document_check_finish (doc, wait.result, &error));
  g_object_unref (wait.result);
  fixture_save (doc);
  g_clear_object (&doc);
  doc = fixture_open (path, KKB_OPEN_NORMAL);
  value = fixture_workers (doc, 2023);
  g_assert_cmpstr (value, ==, "77");
}

/* What the file was like when it was opened is known only since the check. */
static void
a_save_after_the_check_tells_a_touched_file_from_a_changed_one (void)
{
  for (int changed = 0; changed < 2; changed++)
    {
      g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
      g_autoptr (GError) error = NULL;
      g_autoptr (KkbDocument) doc = open_in_worker (path, KKB_OPEN_NORMAL, &error);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      g_assert_no_error (error);
      if (changed)
        damage (path);
      g_assert_true (g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, 1700000000, 0, NULL, NULL));
      fixture_set_number (doc, 2023, 77); /* ends the check */
      g_assert_true (kkb_document_checked (doc));
      if (!changed)
        fixture_save (doc);
      else
        {
          g_assert_false (kkb_document_save (doc, NULL, &error));
          g_assert_error (error, KKB_ERROR, KKB_ERROR_CHANGED);
        }
    }
}

static void
a_damaged_file_is_told_of_and_nothing_is_written (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autofree char *copy = g_build_filename (folder, "b.keikaku", NULL), *before = NULL, *after = NULL, *names = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = NULL;
  KkbCommand *command;

  damage (path);
  before = fixture_sha256 (path);
  doc = open_in_worker (path, KKB_OPEN_NORMAL, &error);
  g_assert_no_error (error);
  g_assert_false (check_in_worker (doc, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
  g_clear_error (&error);
  command = kkb_command_set_value (doc, 0, K_WORKERS, KKB_FIELD_ACTUAL, 2023, "78", &error);
  g_assert_no_error (error);
  g_assert_false (kkb_document_run (doc, command, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (kkb_document_save (doc, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (kkb_document_save_as (doc, copy, NULL, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
  g_assert_false (kkb_document_checked (doc));
  g_clear_object (&doc);
  after = fixture_sha256 (path);
  names = fixture_list (folder);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (names, ==, "a.keikaku"); /* and its owner file is gone */
}

static void
closing_gives_the_check_up (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *names = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = open_in_worker (path, KKB_OPEN_NORMAL, &error);
  Wait wait = { g_main_loop_new (NULL, FALSE), NULL };

  g_assert_no_error (error);
  kkb_document_check_async (doc, ended_cb, &wait);
  kkb_document_close (doc);
  names = fixture_list (folder);
  g_assert_cmpstr (names, ==, "a.keikaku");
  g_main_loop_run (wait.loop);
  g_main_loop_unref (wait.loop);
  g_object_unref (wait.result);
}

/* ID as it stands in the file, wherever it is no row's own key. */
static void
replace_id (const char *path, KkbId id, KkbId by)
{
  const guint64 from = GUINT64_TO_BE ((guint64)id), to = GUINT64_TO_BE ((guint64)by);
  g_autofree char *bytes = NULL;
  guint n_found = 0;
  gsize n;

  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  for (gsize i = 0; i + 8 <= n; i++)
    if (memcmp (bytes + i, &from, 8) == 0)
      {
        memcpy (bytes + i, &to, 8);
        n_found++;
      }
  g_assert_cmpuint (n_found, >, 0);
  g_assert_true (g_file_set_contents (path, bytes, (gssize)n, NULL));
}

static void
what_refers_nowhere_is_not_shown (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = fixture_open (path, KKB_OPEN_NORMAL);
  KkbDraft *draft = kkb_draft_new (doc);
  KkbId department = kkb_draft_find_department (draft, "文化課"),
        tag = kkb_draft_find_word (draft, KKB_WORD_TAG, "重点");
  const KkbFacts *facts;

  kkb_draft_indicator (draft, K_RATE)->departments = kkb_facts_ids (kkb_draft_own (draft), &department, 1);
  kkb_draft_node_more (draft, NODE_B)->tags = kkb_facts_ids (kkb_draft_own (draft), &tag, 1);
  kkb_document_run (doc, kkb_draft_finish (draft, "設定", &error), NULL, &error);
  g_assert_no_error (error);
  fixture_save (doc);
  g_clear_object (&doc);
  replace_id (path, department, department ^ 0x10000);
  replace_id (path, tag, tag ^ 0x10000);
  doc = open_in_worker (path, KKB_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  facts = kkb_document_facts (doc);
  g_assert_cmpint (kkb_facts_indicator (facts, K_RATE)->departments[0], ==, 0);
  g_assert_cmpint (kkb_facts_node (facts, NODE_B)->more->tags[0], ==, 0);
  g_assert_cmpint (kkb_facts_plan (facts, PLAN)->departments[0], ==, DEPARTMENT);
  g_assert_false (check_in_worker (doc, &error));
  g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
}

/* ---- any damage is survived ---- */

static void
mutate (GRand *rand, guint8 *bytes, gsize size)
{
  gsize at = (gsize)g_rand_int_range (rand, 100, (gint32)size), page = at / 4096 * 4096;
  gsize other = (gsize)g_rand_int_range (rand, 1, (gint32)(size / 4096)) * 4096;

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      bytes[at] ^= (guint8)(1u << g_rand_int_range (rand, 0, 8));
      break;
    case 1:
      for (gsize i = at; i < MIN (size, at + 16); i++)
        bytes[i] = (guint8)g_rand_int_range (rand, 0, 256);
      break;
    case 2: /* a page twice: rows again, or pages that point at each other */
      memmove (bytes + MAX (page, 4096), bytes + other, 4096);
      break;
    case 3: /* the places of its cells */
      bytes[MAX (page, 4096) + (gsize)g_rand_int_range (rand, 0, 64)] = (guint8)g_rand_int_range (rand, 0, 256);
      break;
    case 4:
      bytes[at] = (guint8) "0123456789-.ea"[g_rand_int_range (rand, 0, 14)];
      break;
    default:
      memset (bytes + at, 0xff, MIN (8, size - at));
    }
}

/* As the window does. */
static void
look_at_all (KkbDocument *doc)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  KkbReview *review = kkb_document_review (doc);
  g_autoptr (KkbOutline) outline = kkb_outline_new (doc);
  const KkbFormat format = { 0 };

  g_assert_nonnull (outline);
  for (guint i = 0; i < facts->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (facts->placements, i);
      const KkbReviewRow *row = kkb_review_find (review, p->id);
      g_autofree char *sentence = row != NULL ? kkb_review_explain (review, row, &format) : NULL;
      g_autoptr (GPtrArray) history = kkb_document_history (doc, p->indicator->id, 40, NULL);

      g_assert_true (sentence == NULL || g_utf8_validate (sentence, -1, NULL));
      g_assert_true (history == NULL || history->len <= 40);
    }
}

static void
six_hundred_damaged_files_are_survived_and_then_refused (void)
{
  g_autofree char *folder = fixture_folder (), *path = fixture_file (folder, "a.keikaku"), *hash = NULL;
  g_autofree char *damaged = g_build_filename (folder, "d.keikaku", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20250615);
  g_autoptr (KkbDocument) sound = fixture_open (path, KKB_OPEN_READ_ONLY);
  guint shown = 0, refused = 0;
  gsize size;

  hash = fixture_hash (sound);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (KkbDocument) doc = NULL;

      for (gint32 n = g_rand_int_range (rand, 1, 6); n > 0; n--)
        mutate (rand, copy, size);
      g_assert_true (g_file_set_contents (damaged, (char *)copy, (gssize)size, NULL));
      doc = open_in_worker (damaged, KKB_OPEN_READ_ONLY, &error);
      if (doc == NULL)
        {
          g_assert_cmpint (error->domain, ==, KKB_ERROR);
          continue;
        }
      shown++;
      look_at_all (doc);
      if (check_in_worker (doc, &error))
        {
          g_autofree char *found = fixture_hash (doc);

          g_assert_cmpstr (found, ==, hash);
          continue;
        }
      g_assert_error (error, KKB_ERROR, KKB_ERROR_DAMAGED);
      refused++;
    }
  g_test_message ("shown %u, then refused %u", shown, refused);
  g_assert_cmpuint (shown, >, MUTATIONS / 3);
  g_assert_cmpuint (refused, >, MUTATIONS / 10);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  fixture_add ("/check/what-was-opened-is-shown-first-and-checked-then",
               what_was_opened_is_shown_first_and_checked_then);
  fixture_add ("/check/opening-without-a-window-checks-at-once", opening_without_a_window_checks_at_once);
  fixture_add ("/check/an-entry-made-meanwhile-waits-for-the-check-and-is-kept",
               an_entry_made_meanwhile_waits_for_the_check_and_is_kept);
  fixture_add ("/check/a-save-after-the-check-tells-a-touched-file-from-a-changed-one",
               a_save_after_the_check_tells_a_touched_file_from_a_changed_one);
  fixture_add ("/check/a-damaged-file-is-told-of-and-nothing-is-written",
               a_damaged_file_is_told_of_and_nothing_is_written);
  fixture_add ("/check/closing-gives-the-check-up", closing_gives_the_check_up);
  fixture_add ("/check/what-refers-nowhere-is-not-shown", what_refers_nowhere_is_not_shown);
  fixture_add ("/check/six-hundred-damaged-files-are-survived-and-then-refused",
               six_hundred_damaged_files_are_survived_and_then_refused);
  return fixture_run ();
}
