/* The levels of a plan's tree as leading columns: only those that lead to an indicator. */
#include "kkb-report-private.h"

#define MAX_DEPTH 16

/* A node may have no level of its own, or skip some: it stands at least one below its parent. */
static guint
level_of (const KkbNode *node)
{
  guint above = node->parent ? level_of (node->parent) + 1 : 0;
  guint own = node->level != 255 ? node->level : above;
  return MIN (MAX (own, above), MAX_DEPTH - 1);
}

static const KkbNode *
top_of (const KkbNode *node)
{
  while (node->parent)
    node = node->parent;
  return node;
}

void
kkb_levels_init (KkbLevels *levels, const KkbPlan *plan, KkbReview *review)
{
  gboolean used[MAX_DEPTH] = { FALSE }, common = TRUE, deep = FALSE;
  const KkbNode *top = NULL;
  levels->plan = plan;
  levels->common = NULL;
  levels->n = 0;
  for (guint i = 0; i < kkb_review_n_rows (review); i++)
    {
      const KkbReviewRow *row = kkb_review_row (review, i);
      const KkbNode *node = row->plan == plan ? row->placement->node : NULL;
      if (!node)
        continue;
      common = common && (!top || top == top_of (node));
      top = top_of (node);
      deep = deep || node->parent;
      for (; node; node = node->parent)
        used[level_of (node)] = TRUE;
    }
  if (top && common && deep)
    {
      levels->common = top;
      used[level_of (top)] = FALSE;
    }
  for (guint i = 0; i < MAX_DEPTH; i++)
    if (used[i])
      levels->level[levels->n++] = (guint8)i;
}

const KkbNode *
kkb_levels_path (const KkbLevels *levels, const KkbNode *node, const KkbNode **path)
{
  const KkbNode *deepest = NULL;
  for (guint i = 0; i < levels->n; i++)
    path[i] = NULL;
  for (; node; node = node->parent)
    {
      if (node == levels->common)
        continue;
      guint level = level_of (node);
      for (guint i = 0; i < levels->n; i++)
        if (levels->level[i] == level)
          path[i] = node;
      deepest = deepest ? deepest : node;
    }
  return deepest;
}

const char *
kkb_levels_name (const KkbLevels *levels, guint column)
{
  guint n = 0, level = levels->level[column];
  while (levels->plan->levels && levels->plan->levels[n])
    n++;
  return level < n ? levels->plan->levels[level] : "体系";
}
