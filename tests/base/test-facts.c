/* test-facts.c - the facts of a document hang together however they were added. */
#include "kkb-facts.h"
#include <locale.h>
#include <string.h>

enum
{
  PLAN = 1,
  OTHER_PLAN = 2
};

static KkbNode *
add_node (KkbFacts *facts, KkbId id, KkbId parent, int position, const char *title)
{
  KkbNode *node = kkb_facts_add_node (facts, id, PLAN, parent);

  node->position = position;
  node->title = kkb_facts_string (facts, title);
  return node;
}

static KkbPlacement *
place (KkbFacts *facts, KkbId id, KkbIndicator *indicator, KkbId node, int position)
{
  KkbPlacement *placement = kkb_facts_add_placement (facts, id, PLAN, indicator, node);

  placement->position = position;
  return placement;
}

/* The titles in VIEW, joined. Free with g_free(). */
static char *
titles (const GPtrArray *view)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < view->len; i++)
    g_string_append (out, ((KkbNode *)g_ptr_array_index (view, i))->title);
  return g_string_free (out, FALSE);
}

/* The indicator names of placements, joined. Free with g_free(). */
static char *
names (const GPtrArray *placements)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < placements->len; i++)
    g_string_append (out, kkb_placement_name (g_ptr_array_index (placements, i)));
  return g_string_free (out, FALSE);
}

static KkbIndicator *
add_indicator (KkbFacts *facts, KkbId id, const char *name)
{
  KkbIndicator *indicator = kkb_facts_add_indicator (facts, id);

  indicator->name = kkb_facts_string (facts, name);
  return indicator;
}

static void
test_tree (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbPlan *plan = kkb_facts_add_plan (facts, PLAN);
  g_autofree char *roots = NULL, *children = NULL;

  g_assert_cmpuint (plan->roots->len, ==, 0); /* before linking, too */
  add_node (facts, 21, 20, 2, "c");           /* its parent comes later */
  add_node (facts, 20, 0, 5, "B");
  add_node (facts, 22, 20, 1, "a");
  add_node (facts, 23, 20, 2, "d");
  add_node (facts, 24, 20, 1, "b");
  add_node (facts, 10, 0, 5, "C");
  add_node (facts, 11, 0, -1, "A");
  add_node (facts, 12, 99, 9, "D"); /* a parent that is missing */
  kkb_facts_link (facts);
  roots = titles (plan->roots);
  children = titles (kkb_facts_node (facts, 20)->children);
  g_assert_cmpstr (roots, ==, "ABCD");
  g_assert_cmpstr (children, ==, "abcd"); /* by position; what is equal in the order of adding */
  g_assert_true (kkb_facts_node (facts, 21)->parent == kkb_facts_node (facts, 20));
  g_assert_cmpuint (kkb_facts_node (facts, 21)->children->len, ==, 0);
}

static void
test_order (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbPlan *plan = kkb_facts_add_plan (facts, PLAN);
  KkbIndicator *a = add_indicator (facts, 101, "a"), *b = add_indicator (facts, 102, "b");
  KkbIndicator *c = add_indicator (facts, 103, "c"), *d = add_indicator (facts, 104, "d");
  g_autoptr (GPtrArray) all = NULL, below = NULL, every = NULL, whole = NULL;
  g_autofree char *all_names = NULL, *below_names = NULL, *every_names = NULL, *whole_names = NULL;

  add_node (facts, 10, 0, 1, "A");
  add_node (facts, 11, 10, 1, "A1");
  add_node (facts, 12, 0, 2, "B");
  place (facts, 201, d, 12, 1)->is_origin = TRUE;
  place (facts, 202, c, 12, 1)->is_origin = TRUE;
  place (facts, 203, b, 11, 7);
  place (facts, 204, b, 10, 2)->is_origin = TRUE;
  place (facts, 205, c, 10, 1);
  place (facts, 206, a, 0, 1)->is_origin = TRUE;
  kkb_facts_link (facts);
  all = kkb_facts_placements_in_order (facts, plan);
  every = kkb_facts_placements_in_order (facts, NULL);
  below = kkb_node_placements_below (facts, plan, kkb_facts_node (facts, 10));
  whole = kkb_node_placements_below (facts, plan, NULL);
  all_names = names (all);
  every_names = names (every);
  below_names = names (below);
  whole_names = names (whole);
  g_assert_cmpstr (all_names, ==, "acbbdc");
  g_assert_cmpstr (every_names, ==, "acbbdc");
  g_assert_cmpstr (whole_names, ==, "acbbdc");
  g_assert_cmpstr (below_names, ==, "cbb");
  g_assert_cmpint (kkb_indicator_origin (b)->id, ==, 204);
  g_assert_cmpuint (b->placements->len, ==, 2);
}

static void
test_own_print (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbIndicator *indicator;
  KkbGoal *goal;
  KkbPlacement *origin, *repeat;
  KkbDecimal d;

  kkb_facts_add_plan (facts, PLAN);
  indicator = add_indicator (facts, 100, "新規雇用者数");
  indicator->code = "K5";
  indicator->unit = "人";
  indicator->note = "備考";
  goal = kkb_facts_add_goal (facts, PLAN, indicator);
  kkb_value_set_number (&goal->baseline, kkb_decimal_from_int (582), KKB_STATE_FINAL);
  origin = kkb_facts_add_placement (facts, 201, PLAN, indicator, 0);
  repeat = kkb_facts_add_placement (facts, 202, PLAN, indicator, 0);
  kkb_placement_own (facts, repeat)->name = "新規雇用者数（再掲）";
  repeat->code = "K15";
  repeat->has_baseline = TRUE;
  kkb_value_set_number (&kkb_placement_own (facts, repeat)->baseline, kkb_decimal_from_int (121), KKB_STATE_FINAL);
  kkb_facts_link (facts);
  g_assert_true (kkb_placement_goal (repeat) == goal);
  g_assert_true (kkb_indicator_goal (indicator, OTHER_PLAN) == NULL);
  g_assert_cmpstr (kkb_placement_name (origin), ==, "新規雇用者数");
  g_assert_cmpstr (kkb_placement_name (repeat), ==, "新規雇用者数（再掲）");
  g_assert_cmpstr (kkb_placement_code (origin), ==, "K5");
  g_assert_cmpstr (kkb_placement_code (repeat), ==, "K15");
  g_assert_cmpstr (kkb_placement_unit (repeat), ==, "人");
  g_assert_cmpstr (kkb_placement_note (repeat), ==, "備考");
  g_assert_cmpstr (kkb_placement_meaning (repeat), ==, "");
  d = kkb_value_decimal (kkb_placement_baseline (origin));
  g_assert_cmpint (d.coef, ==, 582);
  d = kkb_value_decimal (kkb_placement_baseline (repeat));
  g_assert_cmpint (d.coef, ==, 121);
}

static void
test_lists_of_entities (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbPlan *plan = kkb_facts_add_plan (facts, PLAN), *other = kkb_facts_add_plan (facts, OTHER_PLAN);
  KkbNode *node = add_node (facts, 10, 0, 1, "事業");
  const KkbId ids[] = { 7, 8 };
  const char *const levels[] = { "基本方針", "戦略", NULL };

  g_assert_cmpint (plan->departments[0], ==, 0);
  g_assert_null (plan->levels[0]);
  plan->departments = kkb_facts_ids (facts, ids, 2);
  plan->levels = kkb_facts_strings (facts, levels);
  kkb_facts_make_project (facts, node);
  g_assert_true (kkb_facts_make_project (facts, node) == node->project);
  kkb_facts_add_money (facts, 50, 10)->item = "委託";
  kkb_facts_add_money (facts, 51, 99)->item = "行き先のない金額";
  kkb_facts_add_link (facts, 60, OTHER_PLAN)->text = "上位計画";
  kkb_facts_add_edition (facts, 70, PLAN)->name = "標準";
  kkb_facts_add_edition (facts, 71, PLAN)->name = "令和5年度版";
  kkb_facts_add_department (facts, 7)->name = "企画課";
  kkb_facts_add_grant (facts, 9)->name = "交付金";
  kkb_facts_link (facts);
  g_assert_cmpint (plan->departments[1], ==, 8);
  g_assert_cmpint (plan->departments[2], ==, 0);
  g_assert_cmpstr (plan->levels[1], ==, "戦略");
  g_assert_null (plan->levels[2]);
  g_assert_cmpuint (node->project->money->len, ==, 1);
  g_assert_cmpstr (((KkbMoney *)g_ptr_array_index (node->project->money, 0))->item, ==, "委託");
  g_assert_cmpuint (other->links->len, ==, 1);
  g_assert_cmpuint (plan->links->len, ==, 0);
  g_assert_cmpuint (plan->editions->len, ==, 2);
  g_assert_cmpstr (((KkbEdition *)g_ptr_array_index (plan->editions, 1))->name, ==, "令和5年度版");
  g_assert_cmpstr (kkb_facts_department (facts, 7)->name, ==, "企画課");
  g_assert_cmpstr (kkb_facts_grant (facts, 9)->name, ==, "交付金");
  g_assert_cmpstr (kkb_facts_edition (facts, 70)->name, ==, "標準");
  g_assert_cmpstr (kkb_facts_plan_link (facts, 60)->text, ==, "上位計画");
  g_assert_cmpstr (kkb_facts_money (facts, 50)->item, ==, "委託");
  g_assert_null (kkb_facts_plan (facts, 7));
  g_assert_null (kkb_facts_node (facts, 0));
}

/* A file made to harm uses one id for two kinds, parents in a circle, and nodes of another plan. */
static void
test_damaged (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbPlan *plan = kkb_facts_add_plan (facts, 10), *other = kkb_facts_add_plan (facts, OTHER_PLAN);
  KkbIndicator *indicator = add_indicator (facts, 10, "x");
  KkbNode *a, *b, *stranger;
  KkbPlacement *placement;

  a = kkb_facts_add_node (facts, 10, 10, 11);
  b = kkb_facts_add_node (facts, 11, 10, 10);
  stranger = kkb_facts_add_node (facts, 12, OTHER_PLAN, 10);
  kkb_facts_add_node (facts, 13, 10, 13);
  placement = kkb_facts_add_placement (facts, 10, 10, indicator, 12);
  kkb_facts_add_placement (facts, 14, 77, indicator, 0);
  for (KkbId id = 1000; id < 6000; id++) /* a chain of five thousand */
    kkb_facts_add_node (facts, id, 10, id + 1);
  kkb_facts_link (facts);
  g_assert_true (kkb_facts_plan (facts, 10) == plan);
  g_assert_true (kkb_facts_node (facts, 10) == a);
  g_assert_true (kkb_facts_indicator (facts, 10) == indicator);
  g_assert_true ((a->parent == NULL) != (b->parent == NULL));
  g_assert_null (kkb_facts_node (facts, 13)->parent);
  g_assert_null (stranger->parent);
  g_assert_true (g_ptr_array_index (other->roots, 0) == (gpointer)stranger);
  g_assert_null (placement->node);
  g_assert_cmpuint (plan->placements->len, ==, 1);
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      guint depth = 0;

      for (const KkbNode *n = g_ptr_array_index (facts->nodes, i); n != NULL; n = n->parent)
        g_assert_cmpuint (++depth, <=, 65);
    }
}

static void
test_link_again (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbPlan *plan = kkb_facts_add_plan (facts, PLAN);
  KkbNode *a = add_node (facts, 10, 0, 1, "A"), *b;
  g_autofree char *roots = NULL;

  kkb_facts_link (facts);
  b = add_node (facts, 11, 10, 1, "B");
  kkb_facts_link (facts);
  g_assert_true (b->parent == a);
  g_assert_cmpuint (a->children->len, ==, 1);
  b->parent_id = 0;
  b->position = 0;
  kkb_facts_link (facts);
  roots = titles (plan->roots);
  g_assert_cmpstr (roots, ==, "BA");
  g_assert_cmpuint (a->children->len, ==, 0);
}

static void
test_strings (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  char text[] = "工業統計調査";
  const char *first = kkb_facts_string (facts, text), *empty = kkb_facts_string (facts, "");

  memset (text, 'x', 3);
  g_assert_cmpstr (first, ==, "工業統計調査");
  g_assert_true (kkb_facts_string (facts, "工業統計調査") == first);
  g_assert_true (kkb_facts_string (facts, NULL) == empty);
  g_assert_cmpstr (empty, ==, "");
}

static void
test_values (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  KkbValueList list = { NULL, 0 };
  gint64 expected[100] = { 0 };

  for (guint i = 0; i < 2000; i++)
    {
      int year = g_rand_int_range (rand, 0, 100);
      KkbValue value = { .fy = (gint16)(2000 + year) };

      if (g_rand_int_range (rand, 0, 3) == 0)
        {
          kkb_value_list_remove (&list, 2000 + year);
          expected[year] = 0;
        }
      else
        {
          kkb_value_set_number (&value, kkb_decimal_from_int (i + 1), KKB_STATE_FINAL);
          expected[year] = i + 1;
          g_assert_cmpint (kkb_value_list_set (&list, &value)->coef, ==, i + 1);
        }
    }
  for (guint i = 1; i < list.n; i++)
    g_assert_cmpint (list.items[i - 1].fy, <, list.items[i].fy);
  for (int year = 0; year < 100; year++)
    {
      const KkbValue *found = kkb_value_list_find (&list, 2000 + year);

      g_assert_cmpint (found != NULL ? found->coef : 0, ==, expected[year]);
    }
  kkb_value_list_assign (&list, list.items, 2);
  g_assert_cmpuint (list.n, ==, 2);
  kkb_value_list_assign (&list, NULL, 0);
  g_assert_null (list.items);
  g_assert_cmpuint (sizeof (KkbValue), ==, 16);
}

static void
test_lent_values (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbIndicator *indicator = kkb_facts_add_indicator (facts, 20), *other = kkb_facts_add_indicator (facts, 21);
  KkbValue values[3] = { { .fy = 2020, .coef = 1 }, { .fy = 2021, .coef = 2 }, { .fy = 2023, .coef = 3 } };
  KkbValue late = { .fy = 2022, .coef = 4 };

  kkb_facts_assign_values (facts, &indicator->actuals, values, 3);
  kkb_facts_assign_values (facts, &other->actuals, values, 3);
  kkb_value_list_remove (&indicator->actuals, 2020);
  kkb_value_list_set (&indicator->actuals, &late);
  kkb_value_list_set (&indicator->actuals, &values[0]);
  g_assert_cmpuint (indicator->actuals.n, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (indicator->actuals.items[i].fy, ==, 2020 + (int)i);
  g_assert_cmpuint (other->actuals.n, ==, 3);
  g_assert_cmpint (other->actuals.items[2].coef, ==, 3);
  for (int fy = 2020; fy <= 2023; fy++)
    kkb_value_list_remove (&other->actuals, fy);
  g_assert_cmpuint (other->actuals.n, ==, 0);
  g_assert_null (other->actuals.items);
}

static void
test_id_lists (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbId ids[] = { 7, 8, 9 };
  const KkbId *two = kkb_facts_ids (facts, ids, 2), *three = kkb_facts_ids (facts, ids, 3);

  ids[1] = 5;
  g_assert_cmpint (two[1], ==, 8);
  g_assert_cmpint (two[2], ==, 0);
  g_assert_cmpint (three[2], ==, 9);
  for (KkbId i = 1; i < 2000; i++)
    {
      const KkbId *list;

      ids[0] = i;
      ids[1] = i % 7 + 1;
      list = kkb_facts_ids (facts, ids, 2);
      g_assert_cmpint (list[0], ==, i);
      g_assert_cmpint (list[1], ==, i % 7 + 1);
      g_assert_cmpint (list[2], ==, 0);
      g_assert_true (kkb_facts_ids (facts, ids, 2) == list);
    }
}

static void
test_words (void)
{
  KkbState state = KKB_STATE_BLANK;
  KkbDirection direction = KKB_DIRECTION_UP;
  KkbSeries series = KKB_SERIES_LEVEL;
  KkbRole role = KKB_ROLE_NONE;
  KkbMoneyKind kind = KKB_MONEY_BUDGET;

  for (int s = 0; s < KKB_N_STATES; s++)
    {
      g_assert_true (kkb_state_from_word (kkb_state_word ((KkbState)s), &state));
      g_assert_cmpint (state, ==, s);
      g_assert_cmpint (kkb_state_is_gap (state), ==, s != KKB_STATE_FINAL && s != KKB_STATE_PROVISIONAL);
    }
  for (int d = KKB_DIRECTION_UP; d <= KKB_DIRECTION_RANGE; d++)
    {
      g_assert_true (kkb_direction_from_word (kkb_direction_word ((KkbDirection)d), &direction));
      g_assert_cmpint (direction, ==, d);
    }
  for (int s = KKB_SERIES_LEVEL; s <= KKB_SERIES_MILESTONE; s++)
    {
      g_assert_true (kkb_series_from_word (kkb_series_word ((KkbSeries)s), &series));
      g_assert_cmpint (series, ==, s);
    }
  for (int r = KKB_ROLE_NONE; r <= KKB_ROLE_OUTCOME_FINAL; r++)
    {
      g_assert_true (kkb_role_from_word (kkb_role_word ((KkbRole)r), &role));
      g_assert_cmpint (role, ==, r);
    }
  g_assert_true (kkb_money_kind_from_word (kkb_money_kind_word (KKB_MONEY_SETTLEMENT), &kind));
  g_assert_cmpint (kind, ==, KKB_MONEY_SETTLEMENT);
  g_assert_true (kkb_direction_from_word ("維持", &direction));
  g_assert_cmpint (direction, ==, KKB_DIRECTION_MAINTAIN);
  g_assert_true (kkb_direction_from_word ("ＵＰ", &direction));
  g_assert_cmpint (direction, ==, KKB_DIRECTION_UP);
  g_assert_true (kkb_series_from_word ("計画期間内累計", &series));
  g_assert_cmpint (series, ==, KKB_SERIES_CUMULATIVE_IN_PLAN);
  g_assert_false (kkb_series_from_word ("", &series));
  g_assert_false (kkb_state_from_word ("欠測", &state));
  g_assert_false (kkb_direction_from_word ("横", &direction));
}

static void
test_printed (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  KkbNode *node = add_node (facts, 10, 0, 1, "デジタル人財の確保");
  g_autofree char *bare = kkb_node_printed (node), *labelled = NULL;

  node->label = "1";
  labelled = kkb_node_printed (node);
  g_assert_cmpstr (bare, ==, "デジタル人財の確保");
  g_assert_cmpstr (labelled, ==, "1 デジタル人財の確保");
}

static void
test_many (void)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  KkbPlan *plan = kkb_facts_add_plan (facts, PLAN);
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < 20000; i++)
    {
      KkbIndicator *indicator = kkb_facts_add_indicator (facts, kkb_id_new ());

      g_assert_cmpint (indicator->id, >, 0);
      g_assert_true (g_hash_table_add (ids, &indicator->id)); /* ids do not repeat */
      kkb_facts_add_placement (facts, kkb_id_new (), PLAN, indicator, 0)->position = (gint32)(20000 - i);
    }
  kkb_facts_link (facts);
  all = kkb_facts_placements_in_order (facts, plan);
  g_assert_cmpuint (all->len, ==, 20000);
  for (guint i = 0; i < all->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (all, i);

      g_assert_cmpint (placement->position, ==, i + 1);
      g_assert_true (kkb_facts_indicator (facts, placement->indicator->id) == placement->indicator);
      g_assert_true (kkb_facts_placement (facts, placement->id) == placement);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/siblings-stand-by-position-then-as-added", test_tree);
  g_test_add_func ("/facts/rows-come-in-the-order-of-the-tree", test_order);
  g_test_add_func ("/facts/a-repeated-row-prints-its-own-words", test_own_print);
  g_test_add_func ("/facts/every-entity-lists-what-belongs-to-it", test_lists_of_entities);
  g_test_add_func ("/facts/a-damaged-tree-is-still-a-tree", test_damaged);
  g_test_add_func ("/facts/linking-again-follows-changes", test_link_again);
  g_test_add_func ("/facts/a-text-is-kept-once", test_strings);
  g_test_add_func ("/facts/a-list-has-one-value-a-year-in-order", test_values);
  g_test_add_func ("/facts/values-change-without-touching-those-of-others", test_lent_values);
  g_test_add_func ("/facts/lists-of-departments-say-what-was-given", test_id_lists);
  g_test_add_func ("/facts/words-are-read-as-they-are-written", test_words);
  g_test_add_func ("/facts/a-node-prints-its-label-and-title", test_printed);
  g_test_add_func ("/facts/twenty-thousand-indicators-are-found-by-id", test_many);
  return g_test_run ();
}
