/* kkb-generate.c */
#include "kkb-generate.h"
#include "kkb-generate-more.h"

#define FIRST_YEAR 2016

static KkbId
make_id (GRand *rand)
{
  return (KkbId)(((guint64)g_rand_int (rand) << 31 | g_rand_int (rand) >> 1) & G_MAXINT64) | 1;
}

static const char *
format (KkbFacts *facts, const char *pattern, guint number)
{
  g_autofree char *text = g_strdup_printf (pattern, number);

  return kkb_facts_string (facts, text);
}

/* A value of YEAR around BASE; now and then one with extras. */
static KkbValue
make_value (KkbFacts *facts, GRand *rand, int year, gint64 base)
{
  static const KkbState gaps[] = { KKB_STATE_PENDING, KKB_STATE_UNMEASURED, KKB_STATE_CANCELLED };
  KkbValue value = { .fy = (gint16)year };
  guint dice = (guint)g_rand_int_range (rand, 0, 100);

  kkb_value_set_number (&value,
                        (KkbDecimal){ base + g_rand_int_range (rand, -base / 10, base / 10 + 1), dice % 3 == 0 },
                        dice == 1 ? KKB_STATE_PROVISIONAL : KKB_STATE_FINAL);
  if (dice == 2)
    value = (KkbValue){ .fy = (gint16)year, .kind = KKB_VALUE_BLANK, .state = gaps[year % 3] };
  if (dice == 3)
    kkb_facts_value_more (facts, &value)->note = kkb_facts_string (facts, "統計の改定により前年度と単純に比較できない");
  if (dice == 4)
    {
      KkbValueMore *more = kkb_facts_value_more (facts, &value);

      more->bound = KKB_BOUND_AT_LEAST;
      more->text = kkb_facts_string (facts, "おおむね以上");
    }
  return value;
}

static KkbPlan *
make_plan (KkbFacts *facts, GRand *rand)
{
  static const char *const levels[] = { "基本方針", "戦略", "施策", NULL };
  static const struct
  {
    const char *label;
    int threshold;
  } bands[] = { { "A", 100 }, { "B", 80 }, { "C", 50 } };
  KkbPlan *plan = kkb_facts_add_plan (facts, make_id (rand));
  KkbEdition *edition = kkb_facts_add_edition (facts, make_id (rand), plan->id);

  plan->title = kkb_facts_string (facts, "第2次産業振興計画");
  plan->organization = kkb_facts_string (facts, "見本市");
  plan->start_fy = FIRST_YEAR;
  plan->end_fy = FIRST_YEAR + 9;
  plan->levels = kkb_facts_strings (facts, levels);
  edition->name = kkb_facts_string (facts, "標準");
  edition->rules.name = kkb_facts_string (facts, "標準");
  edition->rules.seen_at = "";
  edition->rules.method = KKB_METHOD_PROGRESS;
  edition->rules.decimals = 1;
  edition->rules.n_bands = 4;
  for (guint i = 0; i < 4; i++)
    edition->rules.bands[i] = (KkbBand){ .label = kkb_facts_string (facts, i < 3 ? bands[i].label : "D"),
                                         .condition = i < 3 ? KKB_BAND_RATE : KKB_BAND_OTHERWISE,
                                         .threshold = kkb_decimal_from_int (i < 3 ? bands[i].threshold : 0) };
  return plan;
}

static KkbNode *
make_node (KkbFacts *facts, GRand *rand, KkbPlan *plan, KkbNode *parent, guint level, guint number)
{
  KkbNode *node = kkb_facts_add_node (facts, make_id (rand), plan->id, parent == NULL ? 0 : parent->id);

  node->level = (guint8)level;
  node->position = (gint32)number;
  node->label = format (facts, level == 0 ? "%u" : "(%u)", number);
  node->title = format (facts, "地域産業の高度化と人財の確保 その%u", number);
  node->code = format (facts, level == 2 ? "S%u" : "", number);
  return node;
}

static void
make_project (KkbFacts *facts, GRand *rand, KkbNode *node, KkbId grant)
{
  KkbProject *project = kkb_facts_make_project (facts, node);

  project->status = kkb_facts_string (facts, "継続");
  project->summary = kkb_facts_string (facts, "企業の生産性向上に向けた設備投資と研修を支援する。");
  project->grants = kkb_facts_ids (facts, &grant, 1);
  for (guint i = 0; i < 2; i++)
    {
      KkbMoney *money = kkb_facts_add_money (facts, make_id (rand), node->id);

      money->fy = FIRST_YEAR;
      money->kind = (guint8)i;
      money->item = kkb_facts_string (facts, "補助金");
      money->yen = kkb_decimal_from_int (g_rand_int_range (rand, 1000, 90000000));
    }
}

static KkbIndicator *
make_indicator (KkbFacts *facts, GRand *rand, KkbPlan *plan, guint number, guint n_years, KkbId department)
{
  KkbIndicator *indicator = kkb_facts_add_indicator (facts, make_id (rand));
  KkbGoal *goal = kkb_facts_add_goal (facts, plan->id, indicator);
  gint64 base = g_rand_int_range (rand, 20, 20000);

  indicator->code = format (facts, "K%u", number);
  indicator->name = format (facts, "製造業の従業者一人当たり付加価値額（%u）", number);
  indicator->unit = kkb_facts_string (facts, number % 3 == 0 ? "人" : number % 3 == 1 ? "件" : "百万円");
  indicator->source = kkb_facts_string (facts, "工業統計調査");
  indicator->direction = number % 7 == 0 ? KKB_DIRECTION_DOWN : KKB_DIRECTION_UP;
  indicator->series = number % 5 == 0 ? KKB_SERIES_CUMULATIVE : KKB_SERIES_LEVEL;
  indicator->departments = kkb_facts_ids (facts, &department, 1);
  goal->baseline = make_value (facts, rand, FIRST_YEAR - 1, base);
  for (guint y = 0; y < n_years; y++)
    {
      KkbValue actual = make_value (facts, rand, FIRST_YEAR + (int)y, base);
      KkbValue target = make_value (facts, rand, FIRST_YEAR + (int)y, base * (100 + 2 * (y + 1)) / 100);

      kkb_value_list_set (&indicator->actuals, &actual);
      kkb_value_list_set (&goal->targets, &target);
    }
  return indicator;
}

static void
make_placement (KkbFacts *facts, GRand *rand, KkbPlan *plan, KkbIndicator *indicator, KkbNode *node, guint number,
                gboolean is_origin)
{
  KkbPlacement *placement = kkb_facts_add_placement (facts, make_id (rand), plan->id, indicator, node->id);

  placement->position = (gint32)number;
  placement->is_origin = (guint8)is_origin;
  placement->number = format (facts, "%u", number);
  placement->code = is_origin ? indicator->code : "";
}

KkbFacts *
kkb_generate_facts (guint n_indicators, guint n_years, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  KkbFacts *facts = kkb_facts_new ();
  KkbPlan *plan = make_plan (facts, rand);
  KkbNode *above[3] = { NULL };
  KkbId departments[12];
  KkbGrant *grant = kkb_facts_add_grant (facts, make_id (rand));

  grant->name = kkb_facts_string (facts, "デジタル田園都市国家構想交付金");
  grant->type = kkb_facts_string (facts, "推進タイプ");
  for (guint i = 0; i < G_N_ELEMENTS (departments); i++)
    {
      departments[i] = make_id (rand);
      kkb_facts_add_department (facts, departments[i])->name = format (facts, "産業振興第%u課", i + 1);
    }
  for (guint i = 0; i < n_indicators; i++)
    {
      KkbIndicator *indicator;

      if (i % 400 == 0)
        above[0] = make_node (facts, rand, plan, NULL, 0, i / 400 + 1);
      if (i % 100 == 0)
        above[1] = make_node (facts, rand, plan, above[0], 1, i / 100 % 4 + 1);
      if (i % 20 == 0)
        {
          above[2] = make_node (facts, rand, plan, above[1], 2, i / 20 % 5 + 1);
          if (i % 60 == 0)
            make_project (facts, rand, above[2], grant->id);
        }
      indicator = make_indicator (facts, rand, plan, i + 1, n_years, departments[i % G_N_ELEMENTS (departments)]);
      make_placement (facts, rand, plan, indicator, above[2], i % 20 + 1, TRUE);
      if (i % 50 == 49)
        make_placement (facts, rand, plan, indicator, above[1], 1, FALSE);
    }
  kkb_facts_link (facts);
  return facts;
}

/* ---- a small document with everything in it ---- */

static KkbValue
full_value (KkbFacts *facts, int year, KkbValueKind kind, KkbState state, KkbBound bound)
{
  KkbValue value = { .fy = (gint16)year };
  KkbValueMore *more = kkb_facts_value_more (facts, &value);

  value.kind = kind;
  value.state = state;
  if (kind == KKB_VALUE_NUMBER || kind == KKB_VALUE_RANGE)
    {
      value.coef = -1234500 - year;
      value.scale = 2;
    }
  more->text = format (facts, "約%u件以上", (guint)year);
  more->unit = kkb_facts_string (facts, "千人");
  more->as_of = kkb_facts_string (facts, "Ｒ3.3末");
  more->note = kkb_facts_string (facts, "備考\nと改行");
  more->expected = kkb_facts_string (facts, "9月");
  more->bound = (guint8)bound;
  if (kind == KKB_VALUE_RANGE)
    more->high = (KkbDecimal){ 999999999999999999, 18 };
  more->has_parts = 1;
  more->numerator = kkb_decimal_from_int (158);
  more->denominator = kkb_decimal_from_int (333);
  return value;
}

static void
full_plan (KkbFacts *facts, KkbPlan *plan, guint number)
{
  static const char *const levels[] = { "基本理念", "", "施策", NULL };
  KkbId departments[] = { 101, 102 };

  plan->title = format (facts, "計画%u", number);
  plan->organization = format (facts, "市%u", number);
  plan->published = format (facts, "令和%u年3月", number);
  plan->review = kkb_facts_string (facts, "毎年度");
  plan->review_body = kkb_facts_string (facts, "推進会議");
  plan->note = kkb_facts_string (facts, "① ㈱ 神 \xF0\xA0\xAE\xB7");
  plan->start_fy = (gint16)(2016 + number);
  plan->end_fy = (gint16)(2020 + number);
  plan->levels = kkb_facts_strings (facts, levels);
  plan->departments = kkb_facts_ids (facts, departments, number);
}

static void
full_edition (KkbFacts *facts, KkbEdition *edition)
{
  KkbRules *rules = &edition->rules;

  edition->name = kkb_facts_string (facts, "令和5年度版");
  edition->fy = 2023;
  rules->name = kkb_facts_string (facts, "独自");
  rules->seen_at = kkb_facts_string (facts, "○○市");
  rules->method = KKB_METHOD_COMPARE;
  rules->yardstick = KKB_YARDSTICK_STEP;
  rules->rounding = KKB_ROUND_TRUNCATE;
  rules->decimals = 3;
  rules->band_from_rounded = rules->exact_year = rules->suggest_only = rules->weighted = rules->has_tolerance = 1;
  rules->percent_mode = KKB_PERCENT_LARGEST_REMAINDER;
  rules->tolerance = (KkbDecimal){ 150, 2 };
  rules->n_bands = KKB_BAND_STATE + 1;
  for (guint i = 0; i < rules->n_bands; i++)
    rules->bands[i] = (KkbBand){ format (facts, "区分%u", i),
                                 (guint8)i,
                                 (guint8)(i % 2),
                                 (guint8)(i == KKB_BAND_STATE ? KKB_STATE_PENDING : KKB_STATE_BLANK),
                                 { (gint64)i * 105 - 500, 1 } };
}

static KkbNode *
full_nodes (KkbFacts *facts, KkbPlan *plan)
{
  KkbNode *top = kkb_facts_add_node (facts, plan->id * 100 + 1, plan->id, 0);
  KkbNode *below = kkb_facts_add_node (facts, plan->id * 100 + 2, plan->id, top->id);
  KkbId departments[] = { 102, 101 }, grants[] = { 202, 201 };
  KkbProject *project = kkb_facts_make_project (facts, below);

  top->level = 0;
  top->position = -3;
  top->title = kkb_facts_string (facts, "上");
  below->level = 255;
  below->position = 7;
  below->code = kkb_facts_string (facts, "J1");
  below->label = kkb_facts_string (facts, "(1)");
  below->title = kkb_facts_string (facts, "事業");
  below->departments = kkb_facts_ids (facts, departments, 2);
  project->status = kkb_facts_string (facts, "新規");
  project->category = kkb_facts_string (facts, "ソフト");
  project->summary = kkb_facts_string (facts, "概要");
  project->period = kkb_facts_string (facts, "R3～7");
  project->start_fy = 2021;
  project->end_fy = 2025;
  project->note = kkb_facts_string (facts, "備考");
  project->grants = kkb_facts_ids (facts, grants, 2);
  for (guint i = 0; i < 2; i++)
    {
      KkbMoney *money = kkb_facts_add_money (facts, plan->id * 100 + 10 + i, below->id);

      money->fy = (gint16)(2021 + i);
      money->kind = (guint8)i;
      money->number = format (facts, "%u", i);
      money->item = kkb_facts_string (facts, "委託料");
      money->source = kkb_facts_string (facts, "一般財源");
      money->yen = kkb_decimal_from_int (123456789 + i);
    }
  return below;
}

static void
full_indicator (KkbFacts *facts, KkbPlan *plan, KkbNode *node, guint i)
{
  KkbIndicator *indicator = kkb_facts_add_indicator (facts, plan->id * 1000 + i);
  KkbGoal *goal = kkb_facts_add_goal (facts, plan->id, indicator);
  KkbId department = 101;

  indicator->code = format (facts, "K%u", i);
  indicator->name = format (facts, "指標%u", i);
  indicator->unit = kkb_facts_string (facts, "％");
  indicator->meaning = kkb_facts_string (facts, "説明");
  indicator->source = kkb_facts_string (facts, "把握方法");
  indicator->rationale = kkb_facts_string (facts, "考え方");
  indicator->release = kkb_facts_string (facts, "8月");
  indicator->note = kkb_facts_string (facts, "注");
  indicator->direction = (guint8)(i % (KKB_DIRECTION_RANGE + 1));
  indicator->series = (guint8)(i % (KKB_SERIES_MILESTONE + 1));
  indicator->role = (guint8)(i % (KKB_ROLE_OUTCOME_FINAL + 1));
  indicator->period_kind = (guint8)(i % (KKB_PERIOD_TOTAL + 1));
  indicator->has_weight = indicator->has_tolerance = (guint8)(i % 2);
  if (i % 2)
    {
      indicator->weight = (KkbDecimal){ 15, 1 };
      indicator->tolerance = (KkbDecimal){ 500, 2 };
    }
  indicator->departments = kkb_facts_ids (facts, &department, 1);
  goal->method = (guint8)(i % (KKB_METHOD_NONE + 1));
  goal->baseline = full_value (facts, i == 0 ? KKB_FY_NONE : 2015, (KkbValueKind)(i % 5), (KkbState)(i % KKB_N_STATES),
                               (KkbBound)(i % 5));
  for (guint y = 0; y < 3; y++)
    {
      KkbValue target = full_value (facts, 2016 + (int)y, (KkbValueKind)((i + y) % 5),
                                    (KkbState)((i + y) % KKB_N_STATES), (KkbBound)(y % 5));
      KkbValue actual = full_value (facts, 2016 + (int)y, (KkbValueKind)(y % 5), (KkbState)((i + 2 * y) % KKB_N_STATES),
                                    (KkbBound)((i + y) % 5));
      KkbValue reference = { .fy = (gint16)(2010 + y), .kind = KKB_VALUE_NUMBER, .state = KKB_STATE_FINAL };

      if (y == 1)
        {
          KkbValueMore *more = kkb_facts_value_more (facts, &target);

          more->revision = 2;
          more->revised_on = kkb_facts_string (facts, "2022-10-01");
          more->reason = kkb_facts_string (facts, "中間見直し");
        }
      reference.coef = (gint64)i * 10 + y;
      kkb_value_list_set (&goal->targets, &target);
      kkb_value_list_set (&indicator->actuals, &actual);
      kkb_value_list_set (&indicator->references, &reference);
    }
  for (guint place = 0; place < 1 + i % 2; place++)
    {
      KkbPlacement *placement = kkb_facts_add_placement (facts, plan->id * 10000 + i * 10 + place, plan->id, indicator,
                                                         place == 0 ? node->id : 0);

      placement->position = (gint32)i;
      placement->is_origin = place == 0;
      placement->code = format (facts, "P%u", place);
      placement->number = format (facts, "%u", i);
      kkb_placement_own (facts, placement)->name = kkb_facts_string (facts, "別名");
      kkb_placement_own (facts, placement)->unit = kkb_facts_string (facts, "件");
      kkb_placement_own (facts, placement)->meaning = kkb_facts_string (facts, "別の説明");
      kkb_placement_own (facts, placement)->source = kkb_facts_string (facts, "別の把握");
      kkb_placement_own (facts, placement)->rationale = kkb_facts_string (facts, "別の考え");
      kkb_placement_own (facts, placement)->note = kkb_facts_string (facts, "再掲");
      placement->has_baseline = (guint8)(place == 1);
      if (place == 1)
        kkb_placement_own (facts, placement)->baseline
            = full_value (facts, 2014, KKB_VALUE_RANGE, KKB_STATE_FINAL, KKB_BOUND_EXACT);
    }
}

KkbFacts *
kkb_generate_first_facts (void)
{
  KkbFacts *facts = kkb_facts_new ();

  for (KkbId id = 101; id <= 102; id++)
    kkb_facts_add_department (facts, id)->name = format (facts, "課%u", (guint)id);
  for (KkbId id = 201; id <= 202; id++)
    {
      KkbGrant *grant = kkb_facts_add_grant (facts, id);

      grant->name = format (facts, "交付金%u", (guint)id);
      grant->type = kkb_facts_string (facts, "推進");
    }
  for (guint p = 1; p <= 2; p++)
    {
      KkbPlan *plan = kkb_facts_add_plan (facts, p == 1 ? 9 : 3); /* the ids' order is not the plans' */
      KkbNode *node;

      full_plan (facts, plan, p);
      full_edition (facts, kkb_facts_add_edition (facts, 300 + p, plan->id));
      node = full_nodes (facts, plan);
      for (guint i = 0; i < 12; i++)
        full_indicator (facts, plan, node, i);
      for (guint kind = KKB_LINK_PARENT; kind <= KKB_LINK_NEXT; kind++)
        {
          KkbPlanLink *link = kkb_facts_add_link (facts, 400 + p * 10 + kind, plan->id);

          link->kind = (guint8)kind;
          link->text = format (facts, "関連%u", kind);
          link->other = kind == KKB_LINK_NEXT ? 9 : 0;
        }
    }
  kkb_facts_link (facts);
  return facts;
}

KkbFacts *
kkb_generate_full_facts (void)
{
  KkbFacts *facts = kkb_generate_first_facts ();

  kkb_generate_more (facts);
  return facts;
}

/* ---- writing ---- */

static gboolean
put_plans (KkbStore *store, KkbFacts *facts, GError **error)
{
  for (guint i = 0; i < facts->departments->len; i++)
    if (!kkb_store_put_department (store, g_ptr_array_index (facts->departments, i), error))
      return FALSE;
  for (guint i = 0; i < facts->grants->len; i++)
    if (!kkb_store_put_grant (store, g_ptr_array_index (facts->grants, i), error))
      return FALSE;
  for (guint i = 0; i < facts->plans->len; i++)
    {
      KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      if (!kkb_store_put_plan (store, plan, (gint32)i, error))
        return FALSE;
      for (guint j = 0; j < plan->links->len; j++)
        if (!kkb_store_put_link (store, g_ptr_array_index (plan->links, j), (gint32)j, error))
          return FALSE;
      for (guint j = 0; j < plan->editions->len; j++)
        if (!kkb_store_put_edition (store, g_ptr_array_index (plan->editions, j), (gint32)j, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
put_nodes (KkbStore *store, KkbFacts *facts, GError **error)
{
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      KkbNode *node = g_ptr_array_index (facts->nodes, i);

      if (!kkb_store_put_node (store, node, error))
        return FALSE;
      for (guint j = 0; node->project != NULL && j < node->project->money->len; j++)
        if (!kkb_store_put_money (store, g_ptr_array_index (node->project->money, j), (gint32)j, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
put_indicator (KkbStore *store, KkbFacts *facts, KkbIndicator *indicator, GError **error)
{
  if (!kkb_store_put_indicator (store, indicator, error))
    return FALSE;
  for (guint i = 0; i < indicator->goals->len; i++)
    if (!kkb_store_put_goal (store, facts, g_ptr_array_index (indicator->goals, i), error))
      return FALSE;
  for (guint i = 0; i < indicator->placements->len; i++)
    if (!kkb_store_put_placement (store, facts, g_ptr_array_index (indicator->placements, i), error))
      return FALSE;
  for (guint i = 0; i < indicator->actuals.n; i++)
    if (!kkb_store_put_actual (store, facts, indicator->id, FALSE, &indicator->actuals.items[i], error))
      return FALSE;
  for (guint i = 0; i < indicator->references.n; i++)
    if (!kkb_store_put_actual (store, facts, indicator->id, TRUE, &indicator->references.items[i], error))
      return FALSE;
  return TRUE;
}

gboolean
kkb_generate_put (KkbStore *store, gpointer data, GError **error)
{
  KkbFacts *facts = data;

  if (!kkb_generate_put_words (store, facts, error) || !put_plans (store, facts, error)
      || !put_nodes (store, facts, error))
    return FALSE;
  for (guint i = 0; i < facts->indicators->len; i++)
    if (!put_indicator (store, facts, g_ptr_array_index (facts->indicators, i), error))
      return FALSE;
  return kkb_generate_put_more (store, facts, error);
}

gboolean
kkb_generate_file (const char *path, guint n_indicators, guint n_years, guint32 seed, GError **error)
{
  g_autoptr (KkbFacts) facts = kkb_generate_facts (n_indicators, n_years, seed);
  g_autoptr (KkbStore) store = kkb_store_create (path, error);

  return store != NULL && kkb_store_run (store, "取込", "generate", kkb_generate_put, facts, NULL, error);
}
