/* fuzz-edits.c - random commands of every kind, by seed, with undo and redo between them; then everything is undone:
 * the document must be what it was at the start, redone: what it was at the end, and sound at any time.
 *
 *   fuzz-edits [--steps N] [--seed N] */
#include "fuzz-kinds.h"
#include "faulty-vfs.h"
#include "kkb-compute.h"
#include <glib/gstdio.h>
#include <string.h>

static int steps = 1000, seed = 20261122;
static const GOptionEntry options[] = {
  { "steps", 0, 0, G_OPTION_ARG_INT, &steps, "How many commands", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of the random choices", "N" },
  G_OPTION_ENTRY_NULL,
};

/* ---- what must always hold ---- */

static void
assert_sound (Fuzz *fuzz)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbFacts) loaded = kkb_store_load (kkb_document_store (fuzz->doc), &error);
  const KkbFacts *facts = kkb_document_facts (fuzz->doc);

  g_assert_no_error (error);
  kkb_compute (loaded, NULL);
  g_assert_cmpuint (facts->nodes->len, ==, loaded->nodes->len);
  g_assert_cmpuint (facts->placements->len, ==, loaded->placements->len);
  g_assert_cmpuint (facts->goals->len, ==, loaded->goals->len);
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);

      g_assert_cmpint (node->parent_id, ==, node->parent != NULL ? node->parent->id : 0);
    }
  for (guint i = 0; i < facts->placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (facts->placements, i);

      g_assert_nonnull (placement->indicator);
      g_assert_true (placement->node == NULL || placement->node->plan == placement->plan);
    }
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i),
                         *again = kkb_facts_indicator (loaded, indicator->id);
      guint n = 0;

      g_assert_cmpuint (indicator->actuals.n, ==, again->actuals.n);
      for (guint k = 0; k < indicator->placements->len; k++)
        n += ((const KkbPlacement *)g_ptr_array_index (indicator->placements, k))->is_origin;
      g_assert_cmpuint (n, ==, 1);
    }
}

static void
one_step (Fuzz *fuzz)
{
  g_autoptr (GError) error = NULL;
  KkbCommand *command;
  gboolean changed;

  fuzz->facts = kkb_document_facts (fuzz->doc);
  command = fuzz_choose (fuzz) (fuzz, &error);
  if (command == NULL)
    {
      g_assert_true (error != NULL && error->domain == KKB_ERROR && *error->message != '\0');
      g_assert_true (error->code == KKB_ERROR_INPUT || error->code == KKB_ERROR_NOT_FOUND);
      fuzz->n_refused++;
      return;
    }
  g_assert_no_error (error);
  kkb_document_run (fuzz->doc, command, &changed, &error);
  g_assert_no_error (error); /* what was not refused works */
  if (changed)
    fuzz->n_done++;
  else
    fuzz->n_empty++;
}

/* The first N_KEPT steps stay. */
static void
some_undo_and_redo (Fuzz *fuzz, guint n_kept)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) labels = kkb_document_undo_labels (fuzz->doc, n_kept + 5);
  guint n = g_strv_length (labels), back = fuzz_upto (MIN (n - n_kept, 4) + 1), forth = fuzz_upto (back + 1);

  fuzz->n_undone += kkb_document_step (fuzz->doc, (int)back, &error);
  g_assert_no_error (error);
  fuzz->n_redone += kkb_document_step (fuzz->doc, -(int)forth, &error);
  g_assert_no_error (error);
}

static guint
redo_all (KkbDocument *doc)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (; kkb_document_can_redo (doc); n++)
    {
      kkb_document_redo (doc, &error);
      g_assert_no_error (error);
    }
  return n;
}

static guint
undo_all (KkbDocument *doc)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (; kkb_document_can_undo (doc); n++)
    {
      kkb_document_undo (doc, &error);
      g_assert_no_error (error);
    }
  return n;
}

/* Saving copies, then looks at the copy with integrity_check and foreign_key_check; opening checks every cell. */
static void
assert_saved (KkbDocument *doc, const char *hash)
{
  g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "fuzz.keikaku", NULL), *saved = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) again = NULL;

  kkb_document_save_as (doc, path, NULL, &error);
  g_assert_no_error (error);
  again = fixture_open (path, KKB_OPEN_READ_ONLY);
  saved = fixture_hash (again);
  g_assert_cmpstr (saved, ==, hash);
  kkb_document_close (again);
}

static void
fuzz_and_undo_to_the_start (void)
{
  g_autoptr (KkbDocument) doc = NULL, other = NULL;
  g_autofree char *start = NULL, *end = NULL, *undone = NULL, *redone = NULL, *empty = NULL, *undone_again = NULL;
  g_auto (GStrv) left = NULL;
  Fuzz fuzz = { 0 };
  guint n, n_made;

  g_random_set_seed ((guint32)seed);
  other = edit_document ();
  fuzz.foreign = kkb_tree_copy (other, NODE_A, NULL);
  fuzz.doc = doc = edit_document ();
  start = fixture_hash (doc);
  n_made = undo_all (doc); /* the steps that made the document are steps as well */
  empty = fixture_hash (doc);
  g_assert_cmpuint (redo_all (doc), ==, n_made);
  for (int i = 0; i < steps; i++)
    {
      one_step (&fuzz);
      if (fuzz_upto (15) == 0)
        some_undo_and_redo (&fuzz, n_made);
      if (i % 100 == 99)
        assert_sound (&fuzz);
    }
  redo_all (doc);
  end = fixture_hash (doc);
  g_test_message ("seed %d: %u done, %u refused, %u without a change, %u undone, %u redone; %u items, %u indicators",
                  seed, fuzz.n_done, fuzz.n_refused, fuzz.n_empty, fuzz.n_undone, fuzz.n_redone,
                  kkb_document_facts (doc)->nodes->len, kkb_document_facts (doc)->indicators->len);
  g_assert_cmpuint (fuzz.n_done, >, (guint)steps / 2);
  assert_saved (doc, end);

  left = kkb_document_undo_labels (doc, n_made + 1);
  for (n = 0; g_strv_length (left) > n_made; n++)
    {
      g_assert_true (kkb_document_undo (doc, NULL));
      g_strfreev (left);
      left = kkb_document_undo_labels (doc, n_made + 1);
    }
  undone = fixture_hash (doc);
  g_assert_cmpstr (undone, ==, start);
  assert_sound (&fuzz);
  assert_saved (doc, start);
  g_assert_cmpuint (undo_all (doc), ==, n_made);
  undone_again = fixture_hash (doc);
  g_assert_cmpstr (undone_again, ==, empty);
  g_assert_cmpuint (redo_all (doc), ==, n + n_made);
  redone = fixture_hash (doc);
  g_assert_cmpstr (redone, ==, end);
  assert_sound (&fuzz);
  g_free (fuzz.clip);
  g_free (fuzz.foreign);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  /* before g_test_init(), which has a --seed of its own */
  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;
  faulty_register ();
  faulty_set_unsynced (); /* nobody pulls the plug here */
  fixture_init (&argc, &argv);
  fixture_add ("/edits/any-commands-can-all-be-undone", fuzz_and_undo_to_the_start);
  return fixture_run ();
}
