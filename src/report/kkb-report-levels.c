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

static void
add_merge (KkbReport *report, KkbReportTable *table, guint first, guint n, guint column, guint n_columns,
           const char *text)
{
  KkbReportCell *cell = &g_array_index (table->cells, KkbReportCell, (gsize)first * table->columns->len + column);
  for (guint row = first; row < first + n; row++)
    for (guint c = column; c < column + n_columns; c++)
      g_array_index (table->cells, KkbReportCell, (gsize)row * table->columns->len + c).style = KKB_STYLE_LEVEL;
  kkb_cell_set_text (cell, kkb_report_string (report, text), KKB_STYLE_LEVEL);
  kkb_table_add_merge (table, first, n, column, n_columns);
}

static int
compare_merges (gconstpointer a, gconstpointer b)
{
  const KkbMerge *x = a, *y = b;
  return x->row != y->row ? (x->row < y->row ? -1 : 1) : (int)x->column - (int)y->column;
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

/* Level cells: equal neighbours below each other are one; rows of the plan itself span all levels. */
void
kkb_levels_merge (const KkbLevels *levels, KkbReportTable *table, KkbReport *report, GPtrArray *rows)
{
  guint n = rows->len, n_levels = levels->n;
  if (n_levels == 0)
    return;
  g_autofree const KkbNode **paths = g_new0 (const KkbNode *, (gsize)n *n_levels + 16);
  g_autofree const KkbNode **deepest = g_new0 (const KkbNode *, (gsize)n + 1);
  for (guint i = 0; i < n; i++)
    {
      const KkbReviewRow *row = g_ptr_array_index (rows, i);
      deepest[i] = kkb_levels_path (levels, row->placement->node, &paths[(gsize)i * n_levels]);
    }
  for (guint first = 0; first < n;)
    {
      guint end = first;
      while (end < n && !deepest[first] && !deepest[end])
        end++;
      if (end > first)
        add_merge (report, table, first, end - first, 0, n_levels, "計画全体");
      first = MAX (end, first + 1);
    }
  for (guint column = 0; column < n_levels; column++)
    for (guint first = 0, end; first < n; first = end)
      {
        const KkbNode *node = paths[(gsize)first * n_levels + column];
        /* an empty cell goes on only while the row hangs on the same node */
        for (end = first + 1; end < n; end++)
          if (paths[(gsize)end * n_levels + column] != node || (!node && deepest[end] != deepest[first]))
            break;
        if (!deepest[first])
          continue;
        g_autofree char *text = node ? kkb_node_printed (node) : g_strdup ("");
        add_merge (report, table, first, end - first, column, 1, text);
      }
  g_array_sort (table->merges, compare_merges);
}
