/* report-fixture.h - the published plans as facts, read from their TSV files, and generated ones for long reports. */
#pragma once
#include "kkb-report.h"

/* tests/data/plans/NAME as facts. Aborts the test where a file is missing. */
KkbFacts *fixture_plan (const char *name);
/* A plan of N indicators under N / 10 strategies of a handful of policies, with ten years of targets and actuals, gaps
 * among them. */
KkbFacts *fixture_generated (guint n);
KkbReport *fixture_report (KkbFacts *facts, int fy, KkbReportFace face, KkbPaper paper, const KkbRules *rules);
