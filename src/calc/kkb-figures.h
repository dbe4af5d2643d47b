/* kkb-figures.h - private to calc: the figures of one result as exact numbers in one unit, and the band they fall into.
 */
#pragma once
#include "kkb-evaluate.h"

G_BEGIN_DECLS

typedef struct
{
  KkbRational actual, target, high, baseline; /* in the indicator's unit; unset where there is none */
  gboolean down;                              /* less is better */
} KkbFigures;

/* The figures RESULT was made of. Clear with kkb_figures_clear(). */
void kkb_figures_init (KkbFigures *f, const KkbFacts *facts, const KkbIndicator *indicator, const KkbResult *result);
void kkb_figures_clear (KkbFigures *f);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkbFigures, kkb_figures_clear)

/* VALUE (a number) in the indicator's unit: 4,200千人 of an indicator in 人 is 4,200,000. */
void kkb_figure_set (KkbRational *r, const KkbFacts *facts, const KkbIndicator *indicator, const KkbValue *value);
/* The same for the upper end of a range. */
void kkb_figure_set_high (KkbRational *r, const KkbFacts *facts, const KkbIndicator *indicator, const KkbValue *value);
/* VALUE as data text in the indicator's unit, so that it may stand beside that unit: 4200000, 10800以上; a word, ― or
 * the state where it is no number. Free with g_free(). */
char *kkb_figure_data (const KkbFacts *facts, const KkbIndicator *indicator, const KkbValue *value);
/* How many powers of ten FROM is more than TO (千人 to 人: 3). FALSE where they are not the same thing counted in
 * another scale. */
gboolean kkb_unit_power (const char *from, const char *to, int *power);
/* How many powers of ten its prefix is: 百万円 6, 人 0. */
int kkb_unit_scale (const char *unit);
/* R times 10^POWER. */
void kkb_rational_shift (KkbRational *r, int power);
/* R as a decimal of at least PLACES places. FALSE where it has no end, or more than 18 digits. */
gboolean kkb_rational_to_exact (const KkbRational *r, guint places, KkbDecimal *out);
/* The unit VALUE is given in: its own, else that of its year. */
const char *kkb_figure_unit (const KkbFacts *facts, const KkbIndicator *indicator, const KkbValue *value);
/* Is less better? The printed bound (5件以下) says it before the direction does. */
gboolean kkb_less_is_better (const KkbIndicator *indicator, KkbBound bound);

/* The band of RESULT, whose rate is RATE (NULL: none); -1 where none matches. */
int kkb_bands_pick (const KkbRules *rules, const KkbResult *result, const KkbFigures *f, const KkbRational *rate);
/* The rate that is held against the thresholds: rounded where the rules say so. */
void kkb_bands_rate (const KkbRules *rules, const KkbRational *rate, KkbRational *out);

G_END_DECLS
