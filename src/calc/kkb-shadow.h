/* kkb-shadow.h - private to calc: an indicator as it would be with figures that are not in the document, to be
 * evaluated. Nothing of the document is written to. */
#pragma once
#include "kkb-figures.h"

G_BEGIN_DECLS

typedef struct
{
  KkbFacts facts; /* a copy of the struct, with extras of its own: the strings are those of the document */
  KkbIndicator indicator;
  KkbGoal goal;
  gpointer goals[1]; /* what indicator.goals lists */
} KkbShadow;

/* Copies the figures of INDICATOR and of GOAL (NULL: there is none), whose extras are in FACTS and VALUES. */
void kkb_shadow_init (KkbShadow *shadow, const KkbFacts *facts, const KkbFacts *values, const KkbIndicator *indicator,
                      const KkbGoal *goal);
void kkb_shadow_clear (KkbShadow *shadow);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkbShadow, kkb_shadow_clear)
/* The extras of VALUE, made on demand; its texts must live as long as the shadow. */
KkbValueMore *kkb_shadow_more (KkbShadow *shadow, KkbValue *value);
/* Puts VALUE, whose extras are the shadow's, where it belongs. */
void kkb_shadow_set (KkbShadow *shadow, KkbField field, const KkbValue *value);

G_END_DECLS
