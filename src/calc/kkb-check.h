/* kkb-check.h - what is to be said about an indicator while its form is filled in, and an example of its explanation
 * sentence. Pure. */
#pragma once
#include "kkb-evaluate.h"
#include "kkb-rules.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_PART_NAME,
  KKB_PART_UNIT,
  KKB_PART_DIRECTION,
  KKB_PART_SERIES,
  KKB_PART_PERIOD,
  KKB_PART_METHOD,
  KKB_PART_WEIGHT,
  KKB_PART_TOLERANCE,
  KKB_PART_RELEASE,
  KKB_PART_FORMULA,
  KKB_PART_BASELINE,
  KKB_PART_TARGET,
  KKB_PART_ACTUAL
} KkbIndicatorPart;

typedef struct
{
  KkbIndicatorPart part;
  gboolean is_error; /* the form cannot be finished so; else it is worth a look */
  int fy;            /* of a target or actual, else KKB_FY_NONE */
  char *sentence;    /* in the current language */
} KkbRemark;

/* INDICATOR may be a draft's (kkb_draft_indicator()): its id need not be in FACTS. GOAL (or NULL) holds the baseline
 * and targets as filled in; their extras are in VALUES (NULL: in FACTS), those of the actuals in FACTS. KkbRemark, the
 * errors first. Free with g_ptr_array_unref(). */
GPtrArray *kkb_indicator_check (const KkbFacts *facts, const KkbFacts *values, const KkbPlan *plan,
                                const KkbIndicator *indicator, const KkbGoal *goal, const KkbFormat *format);
/* The explanation sentence as the indicator would get it, by RULES. Where there is no target or actual to show it with,
 * figures are invented and the sentence begins with 例（仮の数字）; *INVENTED (or NULL) tells. Free with g_free(). */
char *kkb_indicator_example (const KkbFacts *facts, const KkbFacts *values, const KkbPlan *plan,
                             const KkbIndicator *indicator, const KkbGoal *goal, const KkbRules *rules,
                             const KkbFormat *format, gboolean *invented);
/* What is odd about a rule set (a rating that can never be given, thresholds out of order), each a sentence. Never
 * refuses. Free with g_ptr_array_unref(). */
GPtrArray *kkb_rules_check (const KkbRules *rules);

G_END_DECLS
