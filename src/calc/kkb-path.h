/* kkb-path.h - target paths: the figures of the years between those that are given. Pure and exact. */
#pragma once
#include "kkb-facts.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_PATH_LINEAR, /* the straight line between two neighbours; before the first and behind the last point its own
                      figure */
  KKB_PATH_STEP,   /* the next point's figure stands for every year before it (domain.md §7, yardstick step) */
  KKB_PATH_REPEAT, /* the last point's figure before a year is repeated; before the first point the first one */
  KKB_PATH_SPLIT   /* the last point's figure is a total, which the years share: their figures add up exactly to it */
} KkbPathKind;

/* Who gets what does not divide evenly, one last place each: 10 over 4 years is 2, 2, 3, 3 from the end, 3, 3, 2, 2
 * from the start, and 2, 2, 2, 4 with all of it in the last year. */
typedef enum
{
  KKB_REST_FROM_END,
  KKB_REST_FROM_START,
  KKB_REST_LAST_YEAR
} KkbPathRest;

typedef struct
{
  int fy;
  KkbDecimal value;
} KkbPathPoint;

typedef struct
{
  KkbPathKind kind;
  guint decimals;       /* of the figures that are made; those given stay as they are */
  KkbRounding rounding; /* of a straight line; a split adds up whatever it is */
  KkbPathRest rest;     /* of a split */
} KkbPathRule;

/* Makes the figures of FIRST_FY to LAST_FY, one for each year, ascending, from the N points (ascending by year; a
 * baseline may be the first). OUT has room for LAST_FY - FIRST_FY + 1. The years of given points get their very figure
 * (but in a split). KKB_ERROR_INPUT with a sentence: no point, a year before another, more than 100 years, a figure of
 * more than 18 digits. */
gboolean kkb_path_make (const KkbPathRule *rule, const KkbPathPoint *points, guint n, int first_fy, int last_fy,
                        KkbPathPoint *out, GError **error);
/* The decimals that fit the N points: the most that one of them has. */
guint kkb_path_decimals (const KkbPathPoint *points, guint n);

G_END_DECLS
