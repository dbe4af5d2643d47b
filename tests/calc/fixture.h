/* fixture.h - facts for the tests of calc: one indicator made from text, and the real plans from their tables. */
#pragma once
#include "kkb-review.h"

typedef struct
{
  KkbFacts *facts;
  KkbPlan *plan;
  KkbIndicator *indicator;
  KkbGoal *goal;
  KkbRules rules;
} Case;

/* Sets up the test program, the language being Japanese. */
void fixture_init (int *argc, char ***argv);
void fixture_language (const char *language);

/* A plan FY2022–2026 with one indicator in 人, by the standard rules. */
void case_init (Case *c, KkbDirection direction, KkbSeries series);
void case_clear (Case *c);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)
void case_baseline (Case *c, int fy, const char *text);
void case_target (Case *c, int fy, const char *text);
void case_actual (Case *c, int fy, const char *text);
void case_bands (Case *c, const char *bands);
/* Evaluates; the caller clears OUT. */
void case_evaluate (const Case *c, int fy, KkbResult *out);
/* "method rate met rating": "progress 60.0 no C". */
char *case_line (const Case *c, int fy);
char *case_explain (const Case *c, int fy);
#define assert_line(c, fy, expected)                                                                                   \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *line_ = case_line (c, fy);                                                                        \
    g_assert_cmpstr (line_, ==, expected);                                                                             \
  }                                                                                                                    \
  G_STMT_END
#define assert_explains(c, fy, expected)                                                                               \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *text_ = case_explain (c, fy);                                                                     \
    g_assert_cmpstr (text_, ==, expected);                                                                             \
  }                                                                                                                    \
  G_STMT_END

/* Rows of a table under tests/data/plans, each a hash of its columns; "" where a cell is missing. */
GPtrArray *fixture_table (const char *name);
const char *fixture_cell (GHashTable *row, const char *column);
KkbFacts *fixture_plan (const char *name);
/* The placement with this ID; fails the test if there is none. */
const KkbPlacement *fixture_placement (const KkbFacts *facts, const char *code);
/* A document of N indicators under a tree of three levels, ten years of figures, the same for the same SEED. */
KkbFacts *fixture_generate (guint n, guint32 seed);
