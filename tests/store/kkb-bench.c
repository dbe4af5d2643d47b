/* kkb-bench.c */
#include "kkb-bench.h"
#include "bench.h"
#include "kkb-platform.h"
#include <time.h>

static gint64 wall_start, cpu_start;

static gint64
cpu_now (void)
{
  return (gint64)clock () * G_USEC_PER_SEC / CLOCKS_PER_SEC;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return (left > right) - (left < right);
}

static gint64
percentile (GArray *times, guint percent)
{
  g_autoptr (GArray) sorted = g_array_copy (times);

  g_array_sort (sorted, compare_times);
  return sorted->len == 0 ? 0 : g_array_index (sorted, gint64, MIN (sorted->len * percent / 100, sorted->len - 1));
}

static void
print (const char *text)
{
  kkb_platform_write_stdout (text);
}

void
kkb_bench_case_init (KkbBenchCase *self, const char *name)
{
  self->name = name;
  self->warm = FALSE;
  self->wall = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cpu = g_array_new (FALSE, FALSE, sizeof (gint64));
}

void
kkb_bench_case_clear (KkbBenchCase *self)
{
  g_array_unref (self->wall);
  g_array_unref (self->cpu);
}

void
kkb_bench_begin (void)
{
  cpu_start = cpu_now ();
  wall_start = g_get_monotonic_time ();
}

void
kkb_bench_end (KkbBenchCase *self)
{
  gint64 wall = g_get_monotonic_time () - wall_start, cpu = cpu_now () - cpu_start;

  if (!self->warm)
    {
      self->warm = TRUE;
      return;
    }
  g_array_append_val (self->wall, wall);
  g_array_append_val (self->cpu, cpu);
}

gint64
kkb_bench_median (GArray *times)
{
  return percentile (times, 50);
}

void
kkb_bench_print (KkbBenchCase *self)
{
  g_autofree char *line = g_strdup_printf ("%-40s median %9" G_GINT64_FORMAT " us   p10 %9" G_GINT64_FORMAT
                                           "   p90 %9" G_GINT64_FORMAT "   cpu %9" G_GINT64_FORMAT "   n %u\n",
                                           self->name, percentile (self->wall, 50), percentile (self->wall, 10),
                                           percentile (self->wall, 90), percentile (self->cpu, 50), self->wall->len);

  print (line);
}

gboolean
kkb_bench_gate (const char *name, gint64 ratio, gint64 gate)
{
  gboolean held = ratio <= gate;
  g_autofree char *line
      = g_strdup_printf ("%-40s ratio %6" G_GINT64_FORMAT ".%03" G_GINT64_FORMAT "   gate %3" G_GINT64_FORMAT
                         ".%03" G_GINT64_FORMAT "   %s\n",
                         name, ratio / 1000, ratio % 1000, gate / 1000, gate % 1000, held ? "held" : "MISSED");

  print (line);
  {
    /* NAME begins with the goal */
    g_auto (GStrv) words = g_strsplit (name, " ", 2);

    bench_line (words[0], words[1], (double)ratio / 1000, "x", (double)gate / 1000);
  }
  return held;
}

char *
kkb_bench_folder (void)
{
  const char *given = g_getenv ("KKB_BENCH_DIR");
  g_autofree char *base = given != NULL ? g_strdup (given) : g_get_current_dir ();
  g_autoptr (GFile) file = g_file_new_for_path (base);
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_TYPE, NULL, NULL);
  const char *type = info == NULL ? NULL : g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_FILESYSTEM_TYPE);
  char *template = g_build_filename (base, "kkb-bench-XXXXXX", NULL);

  if (g_strcmp0 (type, "tmpfs") == 0)
    {
      kkb_platform_write_stderr (
          "The folder is in memory (tmpfs), where a sync costs nothing. Set KKB_BENCH_DIR to a disk.\n");
      g_free (template);
      return NULL;
    }
  return g_mkdtemp (template);
}
