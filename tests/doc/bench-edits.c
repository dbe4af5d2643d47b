/* bench-edits.c - the CPU time for which the window stands still for a change of structure: everything is read anew
 * after it (values are refreshed in place). Gate: 100 ms at 2,000 indicators with ten years each; and what a paste of
 * 20,000 values costs. */
#include "bench.h"
#include "kkb-generate.h"
#include "kkb-platform.h"
#include "kkb-tree-edit.h"
#include <glib/gstdio.h>
#include <time.h>

#define ROUNDS 15

static void
must (gboolean done, GError *error)
{
  if (done)
    return;
  kkb_platform_write_stderr (error != NULL ? error->message : "failed");
  kkb_platform_write_stderr ("\n");
  exit (2);
}

/* Microseconds: on a busy machine the wall clock measures the others. */
static gint64
cpu_time (void)
{
  return (gint64)clock () * 1000000 / CLOCKS_PER_SEC;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (*(const gint64 *)a > *(const gint64 *)b) - (*(const gint64 *)a < *(const gint64 *)b);
}

static gint64
median (GArray *times)
{
  g_array_sort (times, compare);
  return g_array_index (times, gint64, times->len / 2);
}

static gint64
run (KkbDocument *doc, KkbCommand *command, GError *error)
{
  gint64 begin = cpu_time ();

  must (command != NULL && kkb_document_run (doc, command, NULL, &error), error);
  kkb_document_review (doc); /* the rates are on the screen again */
  return cpu_time () - begin;
}

static KkbCommand *
paste_values (KkbDocument *doc, guint n, int round, GError **error)
{
  KkbDraft *draft = kkb_draft_new (doc);
  const KkbFacts *facts = kkb_draft_facts (draft);

  for (guint i = 0; i < n; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i % facts->indicators->len);
      g_autofree char *text = g_strdup_printf ("%u", 1000 + i + (guint)round);

      must (kkb_draft_type_value (draft, 0, indicator->id, KKB_FIELD_ACTUAL, 2030 + (int)(i / facts->indicators->len),
                                  text, error),
            error != NULL ? *error : NULL);
    }
  return kkb_draft_finish (draft, "paste", error);
}

static gint64
measure (const char *folder, guint n_indicators)
{
  g_autofree char *name = g_strdup_printf ("%u.keikaku", n_indicators);
  g_autofree char *path = g_build_filename (folder, name, NULL), *words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = NULL;
  g_autoptr (GArray) renames = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) loads = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) typing = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) pastes = g_array_new (FALSE, FALSE, sizeof (gint64));

  must (kkb_generate_file (path, n_indicators, 10, 7, &error), error);
  doc = kkb_document_open (path, KKB_OPEN_COPY, NULL, &error);
  must (doc != NULL, error);
  for (int i = 0; i < ROUNDS; i++)
    {
      const KkbNode *node = g_ptr_array_index (kkb_document_facts (doc)->nodes, 3);
      g_autofree char *title = g_strdup_printf ("名前%d", i);
      gint64 time = run (doc, kkb_tree_rename (doc, node->plan, node->id, title, &error), error), begin;
      g_autoptr (KkbFacts) loaded = NULL;

      g_array_append_val (renames, time);
      {
        const KkbIndicator *indicator = g_ptr_array_index (kkb_document_facts (doc)->indicators, 5);
        g_autofree char *text = g_strdup_printf ("%d", 500 + i);

        time = run (doc, kkb_command_set_value (doc, 0, indicator->id, KKB_FIELD_ACTUAL, 2022, text, &error), error);
        g_array_append_val (values, time);
      }
      begin = cpu_time ();
      loaded = kkb_store_load (kkb_document_store (doc), &error);
      must (loaded != NULL, error);
      time = cpu_time () - begin;
      g_array_append_val (loads, time);
      begin = cpu_time ();
      if (i < 5)
        {
          KkbCommand *command = paste_values (doc, 20000, i, &error);

          time = cpu_time () - begin;
          g_array_append_val (typing, time);
          time = run (doc, command, error);
          g_array_append_val (pastes, time);
        }
    }
  words = g_strdup_printf ("rename at %u", n_indicators);
  bench_line ("edit", words, (double)median (renames) / 1000, "ms", n_indicators <= 2000 ? 100 : 0);
  g_free (words);
  words = g_strdup_printf ("one value at %u", n_indicators);
  bench_line ("edit", words, (double)median (values) / 1000, "ms", 0);
  g_free (words);
  words = g_strdup_printf ("of which reading at %u", n_indicators);
  bench_line ("edit", words, (double)median (loads) / 1000, "ms", 0);
  g_free (words);
  words = g_strdup_printf ("20000 values read at %u", n_indicators);
  bench_line ("edit", words, (double)median (typing) / 1000, "ms", 0);
  g_free (words);
  words = g_strdup_printf ("20000 values entered at %u", n_indicators);
  bench_line ("edit", words, (double)median (pastes) / 1000, "ms", 0);
  kkb_document_close (doc);
  g_remove (path);
  return median (renames);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("kkb-bench-edits-XXXXXX", NULL);
  gint64 small;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  small = measure (folder, 2000);
  measure (folder, 20000);
  return small > 100 * 1000;
}
