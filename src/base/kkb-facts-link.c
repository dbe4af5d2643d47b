/* kkb-facts-link.c - makes a tree of a document's facts: parents, and the lists inside entities, which are slices of
 * one array of their own. */
#include "kkb-facts.h"
#include <string.h>

#define MAX_DEPTH 64

typedef void (*ViewFunc) (GPtrArray *view, gpointer data);

static void
each_view (KkbFacts *facts, ViewFunc func, gpointer data)
{
  for (guint i = 0; i < facts->plans->len; i++)
    {
      KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      func (plan->links, data);
      func (plan->editions, data);
      func (plan->roots, data);
      func (plan->placements, data);
      func (plan->entries, data);
      func (plan->statistics, data);
    }
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      KkbNode *node = g_ptr_array_index (facts->nodes, i);

      func (node->children, data);
      func (node->placements, data);
      func (node->pictures, data);
      if (node->project != NULL)
        func (node->project->money, data);
    }
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      func (indicator->goals, data);
      func (indicator->placements, data);
    }
}

static void
empty_view (GPtrArray *view, gpointer data)
{
  *view = (GPtrArray){ NULL, 0 };
}

/* Gives VIEW, whose length is known, its place at *DATA. */
static void
place_view (GPtrArray *view, gpointer data)
{
  gpointer **items = data;

  view->pdata = *items;
  *items += view->len;
  view->len = 0;
}

/* Counts ITEM into VIEW, or puts it there once the view has its place. */
static guint
put (GPtrArray *view, gpointer item)
{
  if (view == NULL)
    return 0;
  if (view->pdata != NULL)
    view->pdata[view->len] = item;
  view->len++;
  return 1;
}

/* Goes through everything that is listed in an entity, in the order in which it was added; returns how many. */
static guint
put_all (KkbFacts *facts)
{
  guint n = 0;

  for (guint i = 0; i < facts->nodes->len; i++)
    {
      KkbNode *node = g_ptr_array_index (facts->nodes, i);
      KkbPlan *plan = node->parent == NULL ? kkb_facts_plan (facts, node->plan) : NULL;

      n += put (node->parent != NULL ? node->parent->children : plan != NULL ? plan->roots : NULL, node);
    }
  for (guint i = 0; i < facts->placements->len; i++)
    {
      KkbPlacement *placement = g_ptr_array_index (facts->placements, i);
      KkbPlan *plan = placement->node == NULL ? kkb_facts_plan (facts, placement->plan) : NULL;

      n += put (placement->node != NULL ? placement->node->placements
                : plan != NULL          ? plan->placements
                                        : NULL,
                placement);
      n += put (placement->indicator != NULL ? placement->indicator->placements : NULL, placement);
    }
  for (guint i = 0; i < facts->goals->len; i++)
    {
      KkbGoal *goal = g_ptr_array_index (facts->goals, i);

      n += put (goal->indicator != NULL ? goal->indicator->goals : NULL, goal);
    }
  for (guint i = 0; i < facts->links->len; i++)
    {
      KkbPlanLink *link = g_ptr_array_index (facts->links, i);
      KkbPlan *plan = kkb_facts_plan (facts, link->plan);

      n += put (plan != NULL ? plan->links : NULL, link);
    }
  for (guint i = 0; i < facts->editions->len; i++)
    {
      KkbEdition *edition = g_ptr_array_index (facts->editions, i);
      KkbPlan *plan = kkb_facts_plan (facts, edition->plan);

      n += put (plan != NULL ? plan->editions : NULL, edition);
    }
  for (guint i = 0; i < facts->money->len; i++)
    {
      KkbMoney *money = g_ptr_array_index (facts->money, i);
      KkbNode *node = kkb_facts_node (facts, money->project);

      n += put (node != NULL && node->project != NULL ? node->project->money : NULL, money);
    }
  for (guint i = 0; i < facts->entries->len; i++)
    {
      KkbEntry *entry = g_ptr_array_index (facts->entries, i);
      KkbPlan *plan = kkb_facts_plan (facts, entry->plan);

      n += put (plan != NULL ? plan->entries : NULL, entry);
    }
  for (guint i = 0; i < facts->statistics->len; i++)
    {
      KkbStatistic *statistic = g_ptr_array_index (facts->statistics, i);
      KkbPlan *plan = kkb_facts_plan (facts, statistic->plan);

      n += put (plan != NULL ? plan->statistics : NULL, statistic);
    }
  for (guint i = 0; i < facts->pictures->len; i++)
    {
      KkbPicture *picture = g_ptr_array_index (facts->pictures, i);
      KkbNode *node = kkb_facts_node (facts, picture->node);

      n += put (node != NULL ? node->pictures : NULL, picture);
    }
  return n;
}

static int
compare_nodes (gconstpointer a, gconstpointer b, gpointer data)
{
  const KkbNode *left = *(KkbNode *const *)a, *right = *(KkbNode *const *)b;

  return (left->position > right->position) - (left->position < right->position);
}

static int
compare_placements (gconstpointer a, gconstpointer b, gpointer data)
{
  const KkbPlacement *left = *(KkbPlacement *const *)a, *right = *(KkbPlacement *const *)b;

  return (left->position > right->position) - (left->position < right->position);
}

static int
compare_origin (gconstpointer a, gconstpointer b, gpointer data)
{
  const KkbPlacement *left = *(KkbPlacement *const *)a, *right = *(KkbPlacement *const *)b;

  return (left->is_origin == 0) - (right->is_origin == 0);
}

/* Sorts stably; most views are in order already. */
static void
sort_view (GPtrArray *view, GCompareDataFunc compare)
{
  for (guint i = 1; i < view->len; i++)
    if (compare (&view->pdata[i - 1], &view->pdata[i], NULL) > 0)
      {
        g_qsort_with_data (view->pdata, (int)view->len, sizeof (gpointer), compare, NULL);
        return;
      }
}

static void
resolve_parents (KkbFacts *facts)
{
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      KkbNode *node = g_ptr_array_index (facts->nodes, i);
      KkbNode *parent = kkb_facts_node (facts, node->parent_id);

      node->parent = parent != NULL && parent->plan == node->plan ? parent : NULL;
    }
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      KkbNode *node = g_ptr_array_index (facts->nodes, i);
      guint depth = 0;

      for (const KkbNode *above = node->parent; above != NULL && depth < MAX_DEPTH; above = above->parent)
        depth++;
      if (depth == MAX_DEPTH)
        node->parent = NULL;
    }
  for (guint i = 0; i < facts->placements->len; i++)
    {
      KkbPlacement *placement = g_ptr_array_index (facts->placements, i);

      if (placement->node != NULL && placement->node->plan != placement->plan)
        placement->node = NULL;
    }
}

void
kkb_facts_link (KkbFacts *facts)
{
  gpointer *items;

  resolve_parents (facts);
  each_view (facts, empty_view, NULL);
  items = g_new (gpointer, put_all (facts) + 1);
  g_free (facts->items);
  facts->items = items;
  each_view (facts, place_view, &items);
  put_all (facts);
  kkb_facts_forget_texts (facts);

  for (guint i = 0; i < facts->plans->len; i++)
    {
      KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      sort_view (plan->roots, compare_nodes);
      sort_view (plan->placements, compare_placements);
    }
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      KkbNode *node = g_ptr_array_index (facts->nodes, i);

      sort_view (node->children, compare_nodes);
      sort_view (node->placements, compare_placements);
    }
  for (guint i = 0; i < facts->indicators->len; i++)
    sort_view (((KkbIndicator *)g_ptr_array_index (facts->indicators, i))->placements, compare_origin);
}
