/* bench-review.c - P4: full recompute after an edit, at 200, 2,000 and 20,000 indicators x 10 years. Case 0, the floor
 * of the same run, is one pass over the same figures that only adds them up. One line a case: name, n, median, p10, p90
 * in microseconds of CPU time. */
#include "bench.h"
#include "fixture.h"
#include <time.h>

#define RUNS 21

/* CPU time: others may be busy on this machine. */
static gint64
cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
compare_times (const void *a, const void *b)
{
  const gint64 *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

static gint64
floor_case (KkbFacts *facts)
{
  gint64 sum = 0, start = cpu_us ();

  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      for (guint j = 0; j < indicator->actuals.n; j++)
        sum += indicator->actuals.items[j].coef;
    }
  g_assert_cmpint (sum, >, 0);
  return cpu_us () - start;
}

static gint64
one_view_case (KkbFacts *facts)
{
  gint64 start = cpu_us ();
  KkbReview *review = kkb_review_new (facts, NULL, 2023);
  gint64 time = cpu_us () - start;

  kkb_review_unref (review);
  return time;
}

static gint64
final_case (KkbFacts *facts)
{
  gint64 start = cpu_us ();
  KkbReview *review = kkb_review_new (facts, NULL, KKB_FINAL);
  gint64 time = cpu_us () - start;

  kkb_review_unref (review);
  return time;
}

/* The rates of every indicator in every one of its ten years. */
static gint64
all_years_case (KkbFacts *facts)
{
  gint64 start = cpu_us ();
  const KkbPlan *plan = g_ptr_array_index (facts->plans, 0);
  guint met = 0;

  for (guint i = 0; i < facts->indicators->len; i++)
    for (int fy = plan->start_fy; fy <= plan->end_fy; fy++)
      {
        KkbResult r;

        kkb_evaluate (facts, plan, g_ptr_array_index (facts->indicators, i), kkb_rules_standard (), fy, &r);
        met += r.met == KKB_MET_YES;
        kkb_result_clear (&r);
      }
  g_assert_cmpuint (met, >, 0);
  return cpu_us () - start;
}

/* Returns the median in milliseconds. */
static double
measure (const char *name, guint n, KkbFacts *facts, gint64 (*run) (KkbFacts *))
{
  gint64 times[RUNS];

  run (facts);
  for (guint i = 0; i < RUNS; i++)
    times[i] = run (facts);
  qsort (times, RUNS, sizeof times[0], compare_times);
  g_print ("%s\t%u\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\n", name, n, times[RUNS / 2],
           times[RUNS / 10], times[RUNS - 1 - RUNS / 10]);
  return (double)times[RUNS / 2] / 1e3;
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 200, 2000, 20000 };

  gboolean held = TRUE;

  g_print ("case\tindicators\tmedian_us\tp10_us\tp90_us\n");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (KkbFacts) facts = fixture_generate (sizes[i], 20260401);

      measure ("floor", sizes[i], facts, floor_case);
      for (guint k = 0; k < 2; k++)
        {
          double ms = measure (k ? "review-year" : "review-final", sizes[i], facts, k ? one_view_case : final_case);

          if (sizes[i] == 20000)
            held &= bench_line ("P4", k ? "recompute of one year, 20000" : "recompute of the final state, 20000", ms,
                                "ms", 50);
        }
      {
        double ms = measure ("all-years", sizes[i], facts, all_years_case);

        /* more than any screen shows: 200 rows with ten years each */
        if (sizes[i] == 200)
          held &= bench_line ("P4", "recompute of what is on screen", ms, "ms", 10);
      }
    }
  return held ? 0 : 1;
}
