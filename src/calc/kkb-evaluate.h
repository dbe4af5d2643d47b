/* kkb-evaluate.h - one indicator in one plan, evaluated by one rule set. Pure functions; source: domain.md §7. */
#pragma once
#include "kkb-quantity.h"

G_BEGIN_DECLS

#define KKB_FINAL 0 /* --final: the last typed target against the latest number */

typedef enum
{
  KKB_MET_UNKNOWN,
  KKB_MET_NO,
  KKB_MET_YES
} KkbMet;

typedef enum /* why the edition's method was left, or why there is no evaluation */
{
  KKB_WHY_NONE,
  KKB_WHY_NO_TARGET,           /* 目標なし */
  KKB_WHY_NO_ACTUAL,           /* gap: see state */
  KKB_WHY_WORD_TARGET,         /* judged by a person */
  KKB_WHY_TARGET_NOT_POSITIVE, /* T <= 0 */
  KKB_WHY_ACTUAL_NEGATIVE,
  KKB_WHY_RANGE,
  KKB_WHY_DOWN_ZERO,          /* down with A = 0 */
  KKB_WHY_TARGET_IS_BASELINE, /* T = B */
  KKB_WHY_TARGET_WORSE,       /* T on the worse side of B: only slows a decline */
  KKB_WHY_MAINTAIN,
  KKB_WHY_NO_BASELINE
} KkbWhy;

typedef struct /* small: there is one for every indicator */
{
  KkbValue target, actual, baseline;        /* kind BLANK where none; the figures used, with fy */
  KkbRational yardstick;                    /* exact value of an interpolated target */
  KkbRational attainment, progress;         /* unset = not computed */
  gint16 fy;                                /* what was asked: a fiscal year, or KKB_FINAL */
  gint16 target_fy, actual_fy, baseline_fy; /* KKB_FY_NONE where none; target_fy is the year it stands for (a stepped
                                               target's own year is target.fy) */
  KkbState state : 5;                       /* of the actual, as stored; BLANK where nothing is entered */
  KkbBound bound : 4;                       /* of the target, or of the typed target a yardstick leads to */
  KkbMet met : 3;
  KkbMethod method : 4;       /* that stands: ATTAINMENT/PROGRESS/COMPARE/MANUAL/NONE */
  KkbWhy why_not_own : 8;     /* why the edition's (or indicator's own) method was left */
  KkbWhy why_not_other : 8;   /* why the other one of the two was, when COMPARE stands */
  gint8 band;                 /* index into rules->bands, -1 = not rated */
  guint8 target_is_yardstick; /* interpolated or stepped, not typed for that year */
  guint8 baseline_is_zero;    /* cumulative_in_plan: from 0 at the plan's start */
} KkbResult;                  /* 112 bytes */

void kkb_result_clear (KkbResult *r);

/* Evaluates INDICATOR in PLAN by RULES. FY: a fiscal year, or KKB_FINAL. OWN_METHOD is taken from the goal. The result
 * refers to nothing that needs freeing but kkb_result_clear(). */
void kkb_evaluate (const KkbFacts *facts, const KkbPlan *plan, const KkbIndicator *indicator, const KkbRules *rules,
                   int fy, KkbResult *out);

/* The rate that the band is taken from (attainment or progress by method); NULL for compare/manual/none. */
const KkbRational *kkb_result_rate (const KkbResult *r);
/* As printed, by the rules' rounding and decimals: "109.6", "-38.5"; "" where not computed. ASCII. Free with g_free().
 */
char *kkb_result_print_rate (const KkbRational *rate, const KkbRules *rules);
/* The target used as data text in the unit of INDICATOR: the typed decimal, or the yardstick rounded by the rules to one
 * decimal more than its neighbours have, trailing zeros dropped down to theirs ("3.8"). Free with g_free(). */
char *kkb_result_target_text (const KkbFacts *facts, const KkbIndicator *indicator, const KkbResult *r);
/* The one sentence a councillor can follow, in the current language, naming the numbers used. Free with g_free(). */
char *kkb_explain (const KkbFacts *facts, const KkbPlan *plan, const KkbIndicator *indicator, const KkbRules *rules,
                   const KkbResult *r, const KkbFormat *format);
/* "A" / "" where not rated. */
const char *kkb_result_rating (const KkbResult *r, const KkbRules *rules);

G_END_DECLS
