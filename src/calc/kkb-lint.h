/* kkb-lint.h - private to calc: the checks of one indicator, for the whole document and for its form. */
#pragma once
#include "kkb-check.h"

G_BEGIN_DECLS

typedef struct
{
  const KkbFacts *facts;
  const KkbFormat *format;
  GPtrArray *issues;  /* char *, with the names of the indicators; or */
  GPtrArray *remarks; /* KkbRemark of one, without */
  KkbIndicatorPart part;
  int fy;
  gboolean is_error;
} KkbLint;

void kkb_lint_indicator (KkbLint *lint, const KkbIndicator *indicator);
GPtrArray *kkb_remarks_new (void);
void kkb_remarks_take (GPtrArray *remarks, KkbIndicatorPart part, gboolean is_error, int fy,
                       char *sentence); /* consumes SENTENCE */
/* The rating before INDEX that takes all its cases; -1 where it can be given. */
int kkb_rules_taken_by (const KkbRules *rules, guint index);

G_END_DECLS
