/* kkb-tree-delete.c - what goes with a node, in words, and its deletion. */
#include "kkb-tree-edit-private.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  guint nodes, projects, placements, repeats, values, money, pictures;
} Counts;

static gboolean
stands_elsewhere (const KkbIndicator *indicator, KkbId plan, const GPtrArray *nodes)
{
  for (guint i = 0; i < indicator->placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (indicator->placements, i);

      if (nodes == NULL ? placement->plan != plan
                        : placement->node == NULL || !g_ptr_array_find ((GPtrArray *)nodes, placement->node, NULL))
        return TRUE;
    }
  return FALSE;
}

static guint
count_values (const KkbIndicator *indicator)
{
  guint n = indicator->actuals.n + indicator->references.n;

  for (guint i = 0; i < indicator->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (indicator->goals, i);

      n += goal->targets.n + (goal->baseline.kind != KKB_VALUE_BLANK || goal->baseline.state != KKB_STATE_BLANK);
    }
  return n;
}

static void
count_placements (const GPtrArray *placements, KkbId plan, const GPtrArray *nodes, GHashTable *seen, Counts *counts)
{
  for (guint i = 0; i < placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (placements, i);

      counts->placements++;
      if (stands_elsewhere (placement->indicator, plan, nodes) || !g_hash_table_add (seen, placement->indicator))
        counts->repeats++;
      else
        counts->values += count_values (placement->indicator);
    }
}

static void
count_node (const KkbNode *node, Counts *counts)
{
  if (node->project == NULL)
    counts->nodes++;
  else
    {
      counts->projects++;
      counts->money += node->project->money->len;
    }
  counts->pictures += node->pictures->len;
}

static void
add_count (GString *words, const char *what, guint n)
{
  if (n == 0)
    return;
  if (words->len > 0)
    g_string_append (words, _ (", "));
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (words, what, n);
#pragma GCC diagnostic pop
}

/* Indicators that stay and whose formula meets FATE without those that go (GONE). */
static guint
count_formulas (const KkbFacts *facts, GHashTable *gone, KkbFormulaFate fate)
{
  guint n = 0;

  for (guint i = 0; g_hash_table_size (gone) > 0 && i < facts->indicators->len; i++)
    {
      KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      n += !g_hash_table_contains (gone, indicator) && kkb_formula_without (facts, indicator, gone) == fate;
    }
  return n;
}

KkbFormulaFate
kkb_formula_without (const KkbFacts *facts, const KkbIndicator *indicator, GHashTable *gone)
{
  const KkbId *operands = indicator->more->operands;
  guint n = 0, left = 0;
  gboolean begins = FALSE;

  for (; kkb_indicator_is_computed (indicator) && operands[n] != 0; n++)
    if (!g_hash_table_contains (gone, kkb_facts_indicator (facts, operands[n])))
      {
        left++;
        begins = begins || n == 0;
      }
  if (left == n)
    return KKB_FORMULA_STAYS;
  switch ((KkbComputation)indicator->more->formula)
    {
    case KKB_COMPUTED_SUM:
      return left > 0 ? KKB_FORMULA_SHORTER : KKB_FORMULA_ENDS;
    case KKB_COMPUTED_DIFFERENCE:
      return begins && left > 1 ? KKB_FORMULA_SHORTER : KKB_FORMULA_ENDS;
    case KKB_COMPUTED_RATIO:
    case KKB_COMPUTED_NONE:
    default:
      return KKB_FORMULA_ENDS;
    }
}

char *
kkb_tree_delete_summary (KkbDocument *doc, KkbId plan, KkbId id)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  const KkbNode *node = kkb_facts_node (facts, id);
  const KkbPlan *whole = id == 0 ? kkb_facts_plan (facts, plan) : NULL;
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GString *words = g_string_new (NULL);
  Counts counts = { 0 };

  if (node != NULL)
    kkb_tree_collect (node, nodes);
  for (guint i = 0; whole != NULL && i < whole->roots->len; i++)
    kkb_tree_collect (g_ptr_array_index (whole->roots, i), nodes);
  if (whole != NULL)
    count_placements (whole->placements, plan, NULL, seen, &counts);
  for (guint i = 0; i < nodes->len; i++)
    {
      count_node (g_ptr_array_index (nodes, i), &counts);
      count_placements (((const KkbNode *)g_ptr_array_index (nodes, i))->placements, plan, whole != NULL ? NULL : nodes,
                        seen, &counts);
    }
  add_count (words, _ ("%u items"), counts.nodes);
  add_count (words, _ ("%u projects"), counts.projects);
  add_count (words, _ ("%u indicators"), counts.placements);
  if (counts.repeats > 0)
    g_string_append_printf (words, _ (" (%u of them stand elsewhere, too)"), counts.repeats);
  add_count (words, _ ("%u values"), counts.values);
  add_count (words, _ ("%u costs"), counts.money);
  add_count (words, _ ("%u pictures"), counts.pictures);
  add_count (words, _ ("parts of the formulas of %u other indicators"),
             count_formulas (facts, seen, KKB_FORMULA_SHORTER));
  add_count (words, _ ("the formulas of %u other indicators, whose figures are computed no more"),
             count_formulas (facts, seen, KKB_FORMULA_ENDS));
  return g_string_free (words, FALSE);
}

KkbCommand *
kkb_tree_delete (KkbDocument *doc, KkbId plan, KkbId id, KkbId *new_id, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  const KkbFacts *facts = kkb_draft_facts (draft);
  const KkbPlan *whole = id == 0 ? kkb_facts_plan (facts, plan) : NULL;
  const KkbNode *node = whole == NULL ? kkb_tree_find (facts, id, error) : NULL;
  const GPtrArray *siblings = node != NULL ? kkb_tree_siblings_of (facts, node) : NULL;
  g_autofree char *printed = node != NULL ? kkb_node_printed (node) : g_strdup (whole != NULL ? whole->title : "");
  g_autofree char *label = kkb_tree_label (whole != NULL ? _ ("Delete plan (%s)") : _ ("Delete item (%s)"), printed);
  guint at = kkb_tree_index_of (siblings, id);

  if (node == NULL && whole == NULL)
    return NULL;
  if (new_id != NULL)
    *new_id = 0;
  if (new_id != NULL && siblings != NULL && siblings->len > 1 && at != G_MAXUINT)
    *new_id = ((const KkbNode *)g_ptr_array_index (siblings, at + 1 < siblings->len ? at + 1 : at - 1))->id;
  else if (new_id != NULL && node != NULL && node->parent != NULL)
    *new_id = node->parent->id;
  kkb_draft_delete (draft, whole != NULL ? KKB_TABLE_PLAN : KKB_TABLE_NODE, whole != NULL ? plan : id);
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}
