/* bench-memory.c - P12: what a document takes in memory once it is open: its facts, and everything in it evaluated.
 * Files of 2,000 and 20,000 indicators x 10 years are loaded, each in a process of its own; one line a case: name,
 * what, indicators, bytes; then the growth from one to the other in bytes an indicator. "heap" is what is allocated,
 * "resident" what the process has more of. "payload" is the floor: the values (16 bytes each) and the texts that
 * differ. */
#include "bench.h"
#include "kkb-generate.h"
#include "kkb-review.h"
#include <glib/gstdio.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum
{
  PAYLOAD,
  FACTS_HEAP,
  REVIEW_HEAP,
  FACTS_RESIDENT,
  ALL_RESIDENT,
  N_FIGURES
};

static const char *const names[N_FIGURES]
    = { "payload", "facts heap", "review heap", "facts resident", "facts and review resident" };

static gint64
heap (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (gint64)(info.uordblks + info.hblkhd);
}

static gint64
resident (void)
{
  g_autofree char *text = NULL;
  char *second;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  strtoll (text, &second, 10);
  return strtoll (second, NULL, 10) * sysconf (_SC_PAGESIZE);
}

static KkbFacts *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  KkbStore *store = kkb_store_open (path, NULL, KKB_STORE_READ_ONLY, NULL, &error);
  KkbFacts *facts = store == NULL ? NULL : kkb_store_load (store, &error);

  if (facts == NULL)
    g_error ("%s: %s", path, error->message);
  kkb_store_close (store);
  return facts;
}

static gint64
payload (const KkbFacts *facts)
{
  gint64 bytes = 0;

  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      bytes += (gint64)(strlen (indicator->name) + strlen (indicator->code) + 2);
      bytes += (gint64)((indicator->actuals.n + indicator->references.n) * sizeof (KkbValue));
      for (guint j = 0; j < indicator->goals->len; j++)
        bytes += (gint64)((((const KkbGoal *)g_ptr_array_index (indicator->goals, j))->targets.n + 1)
                          * sizeof (KkbValue));
    }
  return bytes;
}

/* In a process of its own: loads twice, as the first time brings in what a process needs once. */
static int
measure (const char *path, const char *warm_up)
{
  KkbFacts *facts = load (warm_up);
  KkbReview *review = kkb_review_new (facts, NULL, 2020);
  gint64 figures[N_FIGURES], heap_before, resident_before;

  kkb_review_unref (review);
  kkb_facts_unref (facts);
  malloc_trim (0);
  heap_before = heap ();
  resident_before = resident ();
  facts = load (path);
  figures[FACTS_HEAP] = heap () - heap_before;
  figures[FACTS_RESIDENT] = resident () - resident_before;
  review = kkb_review_new (facts, NULL, 2020);
  figures[REVIEW_HEAP] = heap () - heap_before - figures[FACTS_HEAP];
  figures[ALL_RESIDENT] = resident () - resident_before;
  figures[PAYLOAD] = payload (facts);
  for (guint i = 0; i < N_FIGURES; i++)
    g_print ("%" G_GINT64_FORMAT "\n", figures[i]);
  kkb_review_unref (review);
  kkb_facts_unref (facts);
  return 0;
}

static void
run (const char *program, const char *path, const char *warm_up, guint n, gint64 *figures)
{
  const char *argv[] = { program, path, warm_up, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  char *next;

  if (!g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, &error))
    g_error ("%s", error->message);
  next = out;
  for (guint i = 0; i < N_FIGURES; i++)
    {
      figures[i] = strtoll (next, &next, 10);
      g_print ("%s\t%u\t%" G_GINT64_FORMAT "\n", names[i], n, figures[i]);
    }
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 2000, 20000 };
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = NULL;
  char *paths[2];
  gint64 figures[2][N_FIGURES];

  if (argc == 3)
    return measure (argv[1], argv[2]);
  dir = g_dir_make_tmp ("keikakubo-bench-XXXXXX", &error);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.keikaku", sizes[i]);

      paths[i] = g_build_filename (dir, name, NULL);
      if (!kkb_generate_file (paths[i], sizes[i], 10, 1, &error))
        g_error ("%s", error->message);
    }
  g_print ("case\tindicators\tbytes\n");
  for (guint i = 0; i < 2; i++)
    run (argv[0], paths[i], paths[0], sizes[i], figures[i]);
  for (guint i = 0; i < N_FIGURES; i++)
    {
      double growth = (double)(figures[1][i] - figures[0][i]) / (sizes[1] - sizes[0]);
      g_autofree char *name = g_strdup_printf ("growth per indicator, %s", names[i]);

      bench_line ("P12", name, growth, "B", 0);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_unlink (paths[i]);
      g_free (paths[i]);
    }
  g_rmdir (dir);
  return 0;
}
