/* kkb-quantity.h - reading and printing the values people type. Source of the rules: domain.md §4 and §5. */
#pragma once
#include "kkb-facts.h"

G_BEGIN_DECLS

typedef struct
{
  KkbValueKind kind;
  KkbState state;
  KkbDecimal low, high; /* NUMBER: low; RANGE: both */
  KkbBound bound;
  char *text;           /* stripped, as typed */
  char *unit;           /* a unit stuck to the number, or NULL */
  char *bracket;        /* text in trailing brackets: a date or year (10,796（Ｒ元年度）), or words (中止（大雨）), or NULL */
  char *prefix;         /* 累計 and the like before the number, or NULL */
  char *expected;       /* of 集計中: "9月" in 集計中（9月予定）, or NULL */
  gboolean unsure;      /* TEXT because it holds several numbers or is otherwise not to be guessed: report it */
  char *expression;     /* what was typed, where the number was computed from it (kkb_read_typed()), or NULL */
  gboolean has_parts;   /* typed as 158/333 */
  KkbDecimal numerator, denominator;
} KkbQuantity;

/* Reads TEXT (NULL or blank = BLANK). Never fails for text: what is not a number, a dash, a state word, a range or a
 * bound becomes TEXT; UNSURE is set where it looks like numbers (200・4,000 · 29（4） · ①1,359 ②677 · 1,23,4), or has more
 * than 18 digits. A number may be followed by a unit; KNOWN_UNIT (or NULL) helps to recognise it. FALSE + KKB_ERROR_INPUT
 * only for invalid UTF-8. Dashes alone are NONE, with state FINAL; TEXT is FINAL too. */
gboolean kkb_quantity_parse (const char *text, const char *known_unit, KkbQuantity *out, GError **error);
void kkb_quantity_clear (KkbQuantity *q);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkbQuantity, kkb_quantity_clear)

/* Turns a quantity into a value of FACTS for fiscal year FY (extras are stored as needed; a unit equal to KNOWN_UNIT is
 * dropped; a bracket with a date goes to as_of, other words in brackets and the prefix to note). */
KkbValue kkb_quantity_to_value (const KkbQuantity *q, KkbFacts *facts, int fy, const char *known_unit);

typedef enum { KKB_NEGATIVE_FILLED, KKB_NEGATIVE_HOLLOW, KKB_NEGATIVE_MINUS } KkbNegativeStyle; /* ▲ △ − */

typedef struct
{
  KkbYearStyle years;
  KkbNegativeStyle negative;
  gboolean keep_heisei31;
} KkbFormat; /* how figures are printed: a setting that works everywhere */

/* A number as Japanese reports print it: 1,117 / ▲742 / 55.0. Free with g_free(). */
char *kkb_decimal_format (KkbDecimal d, const KkbFormat *format);
/* The same into BUF, which has room for KKB_DECIMAL_FORMAT_SIZE bytes; returns BUF. */
#define KKB_DECIMAL_FORMAT_SIZE 40 /* 19 digits, their commas, a sign, a point, a leading 0 */
char *kkb_decimal_format_to (KkbDecimal d, const KkbFormat *format, char *buf);
/* A value as printed in a cell: number, range, bound (80以上), word, ― for NONE, the state word for a gap, "" for BLANK.
 * A provisional number is bracketed: (1,117). A unit that differs from INDICATOR_UNIT is appended. Free with g_free(). */
char *kkb_value_format (const KkbFacts *facts, const KkbValue *v, const char *indicator_unit, const KkbFormat *format);
/* A value as data: ASCII number without separators, else the word; state word for a gap; "" for BLANK. Free with g_free(). */
char *kkb_value_to_data (const KkbFacts *facts, const KkbValue *v);
/* The same times 10^POWER, a bound or range in ASCII digits without separators and unit (10800以上) instead of as typed.
 * Free with g_free(). */
char *kkb_value_to_plain (const KkbFacts *facts, const KkbValue *v, int power);
/* A value as the editor shows it: what a person would type to get it again (1117（速報）, 集計中（9月予定）). As-of, note, parts and revision
 * are not in it: who sets a value from an edit keeps them. Free with g_free(). */
char *kkb_value_to_edit (const KkbFacts *facts, const KkbValue *v);

G_END_DECLS
