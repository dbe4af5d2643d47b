/* kkb-bench.h - times of cases run in turn, in one process: medians and ratios to a floor measured beside them. */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  GArray *wall, *cpu; /* gint64, microseconds */
  gboolean warm;
} KkbBenchCase;

void kkb_bench_case_init (KkbBenchCase *self, const char *name);
void kkb_bench_case_clear (KkbBenchCase *self);
/* Times from begin to end go into the case; the first call of each case is a warm-up and dropped. */
void kkb_bench_begin (void);
void kkb_bench_end (KkbBenchCase *self);
/* Median of the wall (or CPU) times in microseconds. */
gint64 kkb_bench_median (GArray *times);
/* One line of the table: median, p10, p90, CPU median. */
void kkb_bench_print (KkbBenchCase *self);
/* One line with a gate; FALSE if RATIO (in thousandths) is over GATE (in thousandths). */
gboolean kkb_bench_gate (const char *name, gint64 ratio, gint64 gate);
/* A folder on a real disk (KKB_BENCH_DIR, else the current one); NULL with a message on tmpfs, where syncs mean
 * nothing. */
char *kkb_bench_folder (void);

G_END_DECLS
