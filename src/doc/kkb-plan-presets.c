/* kkb-plan-presets.c - level names as plans of these kinds mostly have them. */
#include "kkb-plan-presets.h"
#include <glib/gi18n-lib.h>

static const char *const comprehensive[] = { "基本目標", "政策", "施策", "基本事業", NULL };
static const char *const strategy[] = { "基本目標", "基本的方向", "具体的施策", NULL };
static const char *const industry[] = { "基本理念", "基本方針", "戦略", "推進事業", NULL };
static const char *const grants[] = { "交付金名称", "事業の名称", NULL };
static const char *const single[] = { "基本方針", "施策", "取組", NULL };

static const KkbPlanPreset presets[] = {
  { "総合計画", N_ ("the plan above all others of a town, for about ten years"), comprehensive, 10 },
  { "総合戦略", N_ ("a strategy of five years for population and work"), strategy, 5 },
  { "産業振興計画", N_ ("a plan for industry and jobs, with projects"), industry, 5 },
  { "交付金事業", N_ ("a list of projects paid by grants, year by year"), grants, 1 },
  { "個別計画", N_ ("a plan for one field"), single, 5 },
};

guint
kkb_plan_n_presets (void)
{
  return G_N_ELEMENTS (presets);
}

const KkbPlanPreset *
kkb_plan_preset (guint index)
{
  return index < G_N_ELEMENTS (presets) ? &presets[index] : NULL;
}
