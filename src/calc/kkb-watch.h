/* kkb-watch.h - private to calc: what the files of the lamps share. */
#pragma once
#include "kkb-lamps.h"
#include "kkb-shadow.h"

G_BEGIN_DECLS

typedef struct
{
  KkbShadow shadow; /* with the figure being typed in it */
  const KkbFacts *facts;
  const KkbPlan *plan;
  const KkbIndicator *indicator;
  const KkbRules *rules;
  const KkbFormat *format;
  KkbField field;
  int fy;
  KkbValue typed;        /* extras in the shadow */
  const char *unit;      /* of what is typed */
  const KkbValue *last;  /* the last number before it, NULL: none; extras in FACTS */
  gboolean last_is_base; /* it is the baseline */
  KkbResult result;      /* with what is typed */
  KkbWatch *out;
} KkbWatching;

/* "10,796人". Free with g_free(). */
char *kkb_watching_amount (const KkbWatching *w, KkbDecimal d, const char *unit);
void kkb_watching_light (KkbWatching *w, KkbLampKind kind, char *sentence); /* consumes SENTENCE */
/* Lights NEARLY and BARELY. */
void kkb_watching_edges (KkbWatching *w);

G_END_DECLS
