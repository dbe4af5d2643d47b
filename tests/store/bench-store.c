/* bench-store.c - P3: loading against SQLite's own stepping over the same tables; P8: a one-cell command against one
 * fdatasync, and what recording undo adds. Sizes as in performance.md. */
#include "kkb-bench.h"
#include "kkb-generate.h"
#include "kkb-platform.h"
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

#define ROUNDS  15
#define COMMITS 60

static void
must (gboolean done, GError *error)
{
  if (done)
    return;
  kkb_platform_write_stderr (error != NULL ? error->message : "failed");
  kkb_platform_write_stderr ("\n");
  exit (2);
}

static char *
in_folder (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = in_folder (folder, name);

      g_remove (path);
    }
  g_rmdir (folder);
}

static void
step (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt;

  must (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL) == SQLITE_OK, NULL);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    ;
  sqlite3_finalize (stmt);
}

/* Every row of every table that holds facts, stepped and not looked at. Of values only the columns that loading asks of
 * each row: asking for all of them would take twice as long and make loading look better than it is. */
static void
step_all (sqlite3 *db)
{
  static const char *const tables[] = { "department",
                                        "grant_program",
                                        "plan",
                                        "plan_level",
                                        "plan_department",
                                        "plan_link",
                                        "edition",
                                        "edition_band",
                                        "node",
                                        "node_department",
                                        "project",
                                        "project_grant",
                                        "money",
                                        "indicator",
                                        "placement",
                                        "indicator_department",
                                        "placement_baseline",
                                        "goal" };
  static const char *const values[] = { "SELECT kind, indicator, plan, revision, fy, value, state FROM baseline",
                                        "SELECT kind, indicator, plan, fy, revision, value, state FROM target",
                                        "SELECT kind, indicator, fy, reference, value, state FROM actual" };

  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", tables[i]);

      step (db, sql);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    step (db, values[i]);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
}

/* Returns the median of loading; *HELD becomes FALSE past the gate. */
static gint64
bench_load (const char *folder, guint n, gboolean *held)
{
  g_autofree char *path = in_folder (folder, "made.keikaku"), *one = in_folder (folder, "one.keikaku");
  g_autofree char *two = in_folder (folder, "two.keikaku"), *label = g_strdup_printf ("load %u x 10 years", n);
  g_autofree char *floor_label = g_strdup_printf ("  floor: step all, %u", n);
  g_autofree char *gate = g_strdup_printf ("P3 load to step all (CPU), %u", n);
  g_autoptr (GError) error = NULL;
  KkbBenchCase load, step;
  KkbStore *store;
  sqlite3 *db;
  gint64 median;
  GStatBuf info;

  must (kkb_generate_file (path, n, 10, 1, &error), error);
  store = kkb_store_open (path, NULL, KKB_STORE_NO_CHECK, NULL, &error);
  must (store != NULL, error);
  must (kkb_store_copy_to (store, one, "one", NULL, &error) && kkb_store_copy_to (store, two, "two", NULL, &error),
        error);
  kkb_store_close (store);
  store = kkb_store_open (one, NULL, KKB_STORE_NO_CHECK, NULL, &error);
  must (store != NULL, error);
  must (sqlite3_open_v2 (two, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK, NULL);
  sqlite3_exec (db, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16000", NULL, NULL, NULL);
  kkb_bench_case_init (&load, label);
  kkb_bench_case_init (&step, floor_label);
  for (guint i = 0; i <= ROUNDS; i++)
    {
      KkbFacts *facts;

      kkb_bench_begin ();
      step_all (db);
      kkb_bench_end (&step);
      kkb_bench_begin ();
      facts = kkb_store_load (store, &error);
      kkb_bench_end (&load);
      must (facts != NULL, error);
      kkb_facts_unref (facts);
    }
  kkb_bench_print (&step);
  kkb_bench_print (&load);
  *held &= kkb_bench_gate (gate, kkb_bench_median (load.cpu) * 1000 / MAX (1, kkb_bench_median (step.cpu)), 2200);
  median = kkb_bench_median (load.cpu);
  kkb_bench_case_clear (&load);
  kkb_bench_case_clear (&step);
  sqlite3_close (db);
  kkb_store_close (store);
  if (g_stat (one, &info) == 0)
    {
      g_autofree char *line = g_strdup_printf ("  file %.1f MB\n", (double)info.st_size / 1e6);

      kkb_platform_write_stdout (line);
    }
  g_remove (path);
  g_remove (one);
  g_remove (two);
  return median;
}

typedef struct
{
  KkbId indicator;
  KkbValue value;
} Cell;

static gboolean
put_cell (KkbStore *store, gpointer data, GError **error)
{
  Cell *cell = data;
  g_autoptr (KkbFacts) facts = kkb_facts_new ();

  return kkb_store_put_actual (store, facts, cell->indicator, FALSE, &cell->value, error);
}

static void
commit_cell (KkbStore *store, KkbId indicator, gint64 number)
{
  Cell cell = { indicator, { .fy = 2016 } };
  g_autoptr (GError) error = NULL;

  kkb_value_set_number (&cell.value, kkb_decimal_from_int (number), KKB_STATE_FINAL);
  must (kkb_store_run (store, "cell", "bench", put_cell, &cell, NULL, &error), error);
}

/* The floor: one page written and one fdatasync. */
static void
sync_page (int file, guint i)
{
  static char page[4096];

  page[0] = (char)i;
  must (pwrite (file, page, sizeof page, 0) == (ssize_t)sizeof page && fdatasync (file) == 0, NULL);
}

static gboolean
bench_commit (const char *folder)
{
  g_autofree char *with = in_folder (folder, "with.keikaku"), *without = in_folder (folder, "without.keikaku");
  g_autofree char *undo = in_folder (folder, "undo.db"), *floor_path = in_folder (folder, "floor");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbFacts) facts = NULL;
  KkbStore *a, *b;
  KkbBenchCase sync, plain, recorded;
  KkbId indicator;
  int file = g_open (floor_path, O_RDWR | O_CREAT, 0600);
  guint64 syncs;
  gboolean held = TRUE;

  must (kkb_generate_file (with, 2000, 10, 1, &error) && kkb_generate_file (without, 2000, 10, 1, &error), error);
  a = kkb_store_open (with, undo, KKB_STORE_NO_CHECK, NULL, &error);
  must (a != NULL, error);
  b = kkb_store_open (without, NULL, KKB_STORE_NO_CHECK, NULL, &error);
  must (b != NULL, error);
  facts = kkb_store_load (a, &error);
  indicator = ((KkbIndicator *)g_ptr_array_index (facts->indicators, 700))->id;
  kkb_bench_case_init (&sync, "  floor: one fdatasync");
  kkb_bench_case_init (&plain, "one cell, undo not recorded");
  kkb_bench_case_init (&recorded, "one cell");
  commit_cell (a, indicator, 1); /* the first one creates the journals */
  commit_cell (b, indicator, 1);
  syncs = kkb_store_count_syncs ();
  for (guint i = 0; i <= COMMITS; i++)
    {
      kkb_bench_begin ();
      sync_page (file, i);
      kkb_bench_end (&sync);
      kkb_bench_begin ();
      commit_cell (b, indicator, 10 + i);
      kkb_bench_end (&plain);
      kkb_bench_begin ();
      commit_cell (a, indicator, 10 + i);
      kkb_bench_end (&recorded);
    }
  syncs = kkb_store_count_syncs () - syncs;
  kkb_bench_print (&sync);
  kkb_bench_print (&plain);
  kkb_bench_print (&recorded);
  held &= kkb_bench_gate ("P8 syncs of one cell", (gint64)(syncs * 1000 / (2 * (COMMITS + 1))), 5000);
  held &= kkb_bench_gate ("P8 one cell to fdatasync",
                          kkb_bench_median (recorded.wall) * 1000 / MAX (1, kkb_bench_median (sync.wall)), 6500);
  held &= kkb_bench_gate ("P8 undo recording",
                          kkb_bench_median (recorded.wall) * 1000 / MAX (1, kkb_bench_median (plain.wall)), 1300);
  kkb_bench_case_clear (&sync);
  kkb_bench_case_clear (&plain);
  kkb_bench_case_clear (&recorded);
  kkb_store_close (a);
  kkb_store_close (b);
  close (file);
  return held;
}

int
main (void)
{
  g_autofree char *folder = kkb_bench_folder ();
  gboolean held = TRUE;
  gint64 middle, large;

  if (folder == NULL)
    return 2;
  bench_load (folder, 200, &held);
  middle = bench_load (folder, 2000, &held);
  large = bench_load (folder, 20000, &held);
  held &= kkb_bench_gate ("P3 growth 20000 to 2000", large * 1000 / MAX (1, middle), 11000);
  held &= bench_commit (folder);
  remove_all (folder);
  return held ? 0 : 1;
}
