/* kkb-typed.h - what a person types into a cell of an indicator: numbers and words as kkb_quantity_parse() reads them,
 * and figures still to be computed. Exact throughout. */
#pragma once
#include "kkb-quantity.h"

G_BEGIN_DECLS

/* Reads TEXT as typed into FIELD of INDICATOR for FY (KKB_FY_NONE: a baseline whose year stays). Beside what
 * kkb_quantity_parse() reads:
 *
 * - `=1234-56`, `=1,200*3`, `=(12+5)/2` with + - * / × ÷ and brackets, half or full width, is computed exactly. The
 * result must be a decimal of at most 18 digits, else it is refused (10/3 has no end). A unit, a bound or （速報） may
 * follow: `=120+35人（速報）`.
 * - `120+35` or `12*3` without the equals sign as well. What holds no + or * is never taken for one, as 1-2 may be a
 * range or a number of another kind and 3/31 a date: it is refused with the way to type it (=1-2).
 * - `158/333` on a ratio (kkb_indicator_parts()) is numerator and denominator: n/d in % (‰), or n/d where the
 * unit is another, rounded half up to indicator->more->decimals; the parts are kept. On any other indicator it is
 * refused with the way.
 *
 * A number without a unit is given in kkb_indicator_unit (indicator, fy). What is not sure (two numbers in one cell), a
 * word where no word is judged, and an actual of a computed indicator are refused. FALSE with KKB_ERROR_INPUT and a
 * sentence a person understands; Q is then empty. Clear Q with kkb_quantity_clear(). */
gboolean kkb_read_typed (const char *text, const KkbIndicator *indicator, KkbField field, int fy, KkbQuantity *q,
                         GError **error);

/* The same for any cell: UNIT is the one of a figure that names none, DECIMALS those of a ratio typed as its parts (-1:
 * it is none), WORDS whether a word may stand there. */
gboolean
kkb_read_figure (const char *text, const char *unit, int decimals, gboolean words, KkbQuantity *q, GError **error);
/* May somebody type into FIELD of INDICATOR? KKB_ERROR_INPUT with the reason for the actuals of a computed one. */
gboolean kkb_check_may_type (const KkbIndicator *indicator, KkbField field, GError **error);
/* Q as a value of FACTS. UNIT is the one it was typed in, OWN_UNIT that of a value that names none (indicator->unit):
 * where they differ (a unit change) the value says which one it is in. */
KkbValue kkb_typed_to_value (const KkbQuantity *q, KkbFacts *facts, int fy, const char *unit, const char *own_unit);

/* The decimals of a ratio that may be given as numerator and denominator: a ratio by its kind, or by its unit (％); -1
 * for any other. */
int kkb_indicator_parts (const KkbIndicator *indicator, int fy);
/* N/D as INDICATOR prints it in FY: in % and ‰ where that is the unit, rounded half up to its decimals. FALSE where D
 * is 0 or it does not fit 18 digits. */
gboolean kkb_indicator_ratio (const KkbIndicator *indicator, int fy, KkbDecimal n, KkbDecimal d, KkbDecimal *out);

/* Computes one expression with or without its equals sign, whatever stands in it; *REST (or NULL) gets what stands
 * behind it, within TEXT. KKB_ERROR_INPUT with the reason: not an expression, a division by zero, no end, more than 18
 * digits. */
gboolean kkb_expression_compute (const char *text, KkbDecimal *out, const char **rest, GError **error);

G_END_DECLS
