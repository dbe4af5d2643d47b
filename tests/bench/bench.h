/* bench.h - the line that tools/bench reads from every benchmark program: BENCH GOAL NAME VALUE GATE pass|fail|info */
#pragma once
#include <glib.h>
#include <stdio.h>

/* GOAL: "P3"; NAME: a few words; UNIT: "x", "ms", "B". GATE 0: for information. Returns whether VALUE is within its gate. */
static inline gboolean
bench_line (const char *goal, const char *name, double value, const char *unit, double gate)
{
  g_autofree char *words = g_strdelimit (g_strdup (name), " ,", '-');
  gboolean held = gate <= 0 || value <= gate;

  if (gate > 0)
    printf ("BENCH %s %s %.2f%s <=%g%s %s\n", goal, words, value, unit, gate, unit, held ? "pass" : "fail");
  else
    printf ("BENCH %s %s %.2f%s - info\n", goal, words, value, unit);
  fflush (stdout);
  return held;
}
