/* kkb-convert-private.h - private to calc: what the conversions share. */
#pragma once
#include "kkb-convert.h"
#include "kkb-figures.h"

G_BEGIN_DECLS

typedef struct
{
  const KkbFacts *facts;
  const KkbIndicator *indicator;
  const KkbFormat *format;
  KkbConversion *out;
} KkbConverting;

void
kkb_converting_init (KkbConverting *c, const KkbFacts *facts, const KkbIndicator *indicator, const KkbFormat *format);
/* What is to be known; not POSSIBLE: and nothing can be done. Consumes SENTENCE. */
void kkb_converting_tell (KkbConverting *c, gboolean possible, char *sentence);
char *kkb_converting_year (const KkbConverting *c, int fy);
/* V becomes D (and HIGH, of a range) in UNIT ("": as values without one are); its other extras go along. */
void kkb_converting_set (KkbConverting *c, KkbField field, KkbId plan, const KkbValue *v, KkbDecimal d,
                         const KkbDecimal *high, KkbState state, const char *unit);
/* V is in a unit of its own: tells of it. FORMAT gets kind and year, the figure, UNIT. */
void
kkb_converting_tell_value (KkbConverting *c, KkbField field, const KkbValue *v, const char *unit, const char *format);
/* Tells of printed rows whose unit is a word of their own. */
void kkb_converting_tell_rows (KkbConverting *c);
/* V cannot be converted. Consumes REASON. */
void kkb_converting_lose (KkbConverting *c, KkbField field, KkbId plan, const KkbValue *v, char *reason);
char *kkb_converting_too_long (void);

G_END_DECLS
