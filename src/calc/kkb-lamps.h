/* kkb-lamps.h - what a person should see while a figure is typed: what it is beside, and what is odd about it. Nothing
 * here blocks. Pure; fast enough for every key (well under 1 ms). */
#pragma once
#include "kkb-evaluate.h"
#include "kkb-rules.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_LAMP_TIMES,   /* about 10, 100, 1000 or 10000 times the last value, or that part of it: a digit or a unit too many
                     */
  KKB_LAMP_SIGN,    /* the last value had the other sign */
  KKB_LAMP_FALLS,   /* a running total that falls */
  KKB_LAMP_SAME,    /* equal to last year */
  KKB_LAMP_SWAPPED, /* an actual that equals the target, a target that equals the actual */
  KKB_LAMP_OVER_100, /* a percentage over 100 */
  KKB_LAMP_WORSE,    /* worse than the baseline */
  KKB_LAMP_NEARLY,   /* within 1 % below the edge of the next better rating: あと2件でB */
  KKB_LAMP_BARELY,   /* within 1 % above the edge of the next worse one */
  KKB_N_LAMPS
} KkbLampKind;

typedef struct
{
  KkbLampKind kind;
  char *sentence; /* in the current language, with the numbers */
  KkbDecimal
      figure; /* of NEARLY and BARELY: the first figure that gets the other rating, in the unit that is typed in */
} KkbLamp;

typedef struct /* texts are never NULL; "" where there is nothing to say */
{
  GPtrArray *lamps; /* KkbLamp, the gravest first */
  char *last;       /* 前年 10,796人（令和4年度） */
  char *target;     /* 目標 9,850人 */
  char *change;     /* +1.2%（+130人）, or ＋0.8ポイント */
  char *rate;       /* 進捗率 109.6% : what the figure would get */
  char *rating;     /* A */
  char *line;       /* all of it as one line */
} KkbWatch;

/* What there is to say about TYPED, a figure being typed into FIELD of INDICATOR for FY, evaluated by RULES in PLAN
 * (which may be NULL: then nothing is rated). TYPED comes from kkb_read_typed(); NULL, or what is no number: only the
 * info line. */
KkbWatch *
kkb_watch_new (const KkbFacts *facts, const KkbPlan *plan, const KkbIndicator *indicator, const KkbRules *rules,
               KkbField field, int fy, const KkbQuantity *typed, const KkbFormat *format);
void kkb_watch_free (KkbWatch *watch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbWatch, kkb_watch_free)

G_END_DECLS
