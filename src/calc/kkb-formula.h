/* kkb-formula.h - private to calc: one year of a computed indicator, and why one cannot be computed. */
#pragma once
#include "kkb-figures.h"

G_BEGIN_DECLS

#define KKB_MAX_OPERANDS 100

typedef struct
{
  const KkbIndicator *indicator;
  const KkbValue *value; /* NULL: nothing entered; what is neither a number nor a dash nor a gap counts as that too */
} KkbPart;

typedef struct
{
  KkbDecimal value, numerator, denominator;
  gboolean has_parts, divides_by_zero;
} KkbFormulaResult;

typedef enum
{
  KKB_FAULT_NONE,
  KKB_FAULT_FEW,     /* operands */
  KKB_FAULT_MISSING, /* an operand */
  KKB_FAULT_UNITS    /* do not agree */
} KkbFault;

/* The actuals of FY of the operands of INDICATOR into PARTS (of KKB_MAX_OPERANDS); how many. */
guint kkb_formula_parts (const KkbFacts *facts, const KkbIndicator *indicator, int fy, KkbPart *parts);
KkbState kkb_part_state (const KkbPart *part);
/* All PARTS are numbers. FALSE where it cannot be computed: divides_by_zero, or it has more than 18 digits. */
gboolean kkb_formula_compute (const KkbFacts *facts, const KkbIndicator *indicator, int fy, const KkbPart *parts,
                              guint n, KkbFormulaResult *out);
/* Whether INDICATOR can be computed at all, circles apart. *CULPRIT (or NULL): the operand whose unit does not fit. */
KkbFault kkb_formula_fault (const KkbFacts *facts, const KkbIndicator *indicator, const KkbIndicator **culprit);

G_END_DECLS
