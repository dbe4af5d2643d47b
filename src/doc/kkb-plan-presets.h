/* kkb-plan-presets.h - kinds of plans and the names of their levels, for a new plan. */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;          /* 総合計画: as it stands in Japanese documents, the same in every language */
  const char *what;          /* what it is, a phrase to be translated with _() */
  const char *const *levels; /* top down, NULL-terminated */
  int years;                 /* the usual length of its period */
} KkbPlanPreset;

/* 総合計画, 総合戦略, 産業振興計画, 交付金事業, 個別計画. */
guint kkb_plan_n_presets (void);
const KkbPlanPreset *kkb_plan_preset (guint index);

G_END_DECLS
