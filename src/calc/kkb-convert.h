/* kkb-convert.h - previews of what changes when an indicator's figures are counted otherwise: another series kind,
 * another unit. Pure; the commands are in doc (kkb-convert-command.h). */
#pragma once
#include "kkb-quantity.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_CONVERT_COMPUTE, /* the figures are computed anew: yearly amounts become running totals */
  KKB_CONVERT_KEEP     /* the figures stand; they were only called wrongly */
} KkbConvertMode;

typedef struct /* one value that changes */
{
  KkbField field;
  KkbId plan; /* of targets and baselines; 0 */
  int fy;
  KkbValue old,
      new; /* OLD in the document's facts, NEW in conversion->own; NEW is BLANK where it cannot be converted */
  char *old_text, *new_text; /* as printed, with their units; "" for none */
  char *reason;              /* why it cannot be converted: it would be cleared; NULL if it can */
} KkbConversionItem;

typedef struct
{
  KkbId indicator;
  gboolean possible;   /* FALSE: see problems; nothing is to be done */
  GPtrArray *items;    /* KkbConversionItem, by plan, field and year: only what changes */
  GPtrArray *problems; /* char *: what is to be known about the whole */
  guint n_lost;        /* items with a reason */
  KkbFacts *own;       /* holds the extras of the new values */

  gboolean keeps_figures; /* KKB_CONVERT_KEEP */

  /* what changes in the indicator itself */
  gboolean sets_series, sets_unit, sets_units, sets_tolerance;
  KkbSeries series;
  char *unit;
  KkbUnitChange *units; /* ends with fy 0 */
  guint n_units;
  KkbDecimal tolerance;
} KkbConversion;

/* Another series kind. annual <-> cumulative or level: yearly amounts and what they add up to from the baseline on (the
 * baseline's figure is where the total begins); <-> cumulative_in_plan: from 0 at the plan's start, the baseline stays
 * as printed. level and cumulative hold the same figures. A ratio or a word is only called otherwise
 * (KKB_CONVERT_KEEP). A year whose neighbours are missing cannot be converted: the reason names the year. */
KkbConversion *kkb_convert_series (const KkbFacts *facts, const KkbIndicator *indicator, KkbSeries to,
                                   KkbConvertMode mode, const KkbFormat *format);
/* From FY on the figures are in UNIT: COMPUTE brings those that are there into it, exactly (only between 人 and 千人
 * and the like); KEEP takes them as given in it. */
KkbConversion *kkb_convert_unit_from (const KkbFacts *facts, const KkbIndicator *indicator, int fy, const char *unit,
                                      KkbConvertMode mode, const KkbFormat *format);
/* The indicator's unit itself, for all years. COMPUTE: all figures are brought into UNIT, exactly; KEEP: they stand as
 * they are. */
KkbConversion *kkb_convert_unit (const KkbFacts *facts, const KkbIndicator *indicator, const char *unit,
                                 KkbConvertMode mode, const KkbFormat *format);
void kkb_conversion_free (KkbConversion *conversion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbConversion, kkb_conversion_free)

G_END_DECLS
