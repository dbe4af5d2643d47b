/* kkb-review.c - everything evaluated at once, and the roll-up per node. Four blocks of memory for the whole document,
 * however many indicators it has: rows, results, tallies and one hash of ids. */
#include "kkb-review.h"
#include "kkb-tally.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct /* ids to indices, open addressing, never full; the ids stay where they are */
{
  KkbId (*id_of) (const KkbReview *review, guint32 index);
  guint32 *slots; /* 1 + index, 0 = free */
  guint32 mask;
} IdMap;

struct _KkbReview
{
  gatomicrefcount refs;
  KkbFacts *facts;
  int fy;
  KkbRules *rules; /* per plan, copies */
  KkbReviewRow *rows;
  guint n_rows;
  KkbResult *results;
  guint n_results;
  KkbTally *tallies; /* of the plans, then of the nodes, in the order of the facts */
  guint n_tallies;
  IdMap row_of;   /* placement -> row */
  IdMap tally_of; /* plan or node -> tally */
};

/* ---- ids to indices ---------------------------------------------------------------------------------------------- */

#define ABSENT G_MAXUINT32

static KkbId
id_of_row (const KkbReview *review, guint32 index)
{
  return review->rows[index].placement->id;
}

static KkbId
id_of_tally (const KkbReview *review, guint32 index)
{
  const KkbFacts *facts = review->facts;

  return index < facts->plans->len ? ((const KkbPlan *)g_ptr_array_index (facts->plans, index))->id
                                   : ((const KkbNode *)g_ptr_array_index (facts->nodes, index - facts->plans->len))->id;
}

static void
id_map_init (IdMap *map, guint n, KkbId (*id_of) (const KkbReview *review, guint32 index))
{
  guint32 size = 16;

  while (size / 4 * 3 < n)
    size *= 2;
  map->id_of = id_of;
  map->slots = g_new0 (guint32, size);
  map->mask = size - 1;
}

static guint32
id_map_slot (const KkbReview *review, const IdMap *map, KkbId id)
{
  guint32 slot = (guint32)(((guint64)id * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> 32) & map->mask;

  while (map->slots[slot] != 0 && map->id_of (review, map->slots[slot] - 1) != id)
    slot = (slot + 1) & map->mask;
  return slot;
}

static void
id_map_add (const KkbReview *review, IdMap *map, KkbId id, guint32 index)
{
  map->slots[id_map_slot (review, map, id)] = index + 1;
}

static guint32
id_map_find (const KkbReview *review, const IdMap *map, KkbId id)
{
  return map->slots[id_map_slot (review, map, id)] - 1; /* ABSENT where the slot is free */
}

/* ---- rows and results -------------------------------------------------------------------------------------------- */

/* The placement of an indicator that counts in PLAN: the origin if it is there, else the first one there. */
static const KkbPlacement *
counted_placement (const KkbIndicator *indicator, KkbId plan)
{
  for (guint i = 0; i < indicator->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (indicator->placements, i);

      if (p->plan == plan)
        return p;
    }
  return NULL;
}

static void
add_row (KkbReview *review, const KkbPlan *plan, const KkbRules *rules, const KkbPlacement *placement)
{
  KkbReviewRow *row = &review->rows[review->n_rows];

  *row = (KkbReviewRow){ .placement = placement, .plan = plan, .rules = rules };
  row->counted = counted_placement (placement->indicator, plan->id) == placement;
  if (row->counted)
    {
      KkbResult *result = &review->results[review->n_results++];

      kkb_evaluate (review->facts, plan, placement->indicator, rules, review->fy, result);
      row->result = result;
    }
  id_map_add (review, &review->row_of, placement->id, review->n_rows++);
}

/* A repeat shares the result of the placement that counts. */
static void
share_results (KkbReview *review, guint first)
{
  for (guint i = first; i < review->n_rows; i++)
    {
      KkbReviewRow *row = &review->rows[i];

      if (row->result == NULL)
        {
          const KkbPlacement *counted = counted_placement (row->placement->indicator, row->plan->id);

          row->result = review->rows[id_map_find (review, &review->row_of, counted->id)].result;
        }
    }
}

/* ---- roll-up ----------------------------------------------------------------------------------------------------- */

/* Adds the result to every node above the indicator's placements in the plan, each node once, and to the plan. STAMPS
 * remembers per tally the last row it took, so that two placements below one node count once there. */
static void
roll_up (KkbReview *review, guint row_index, KkbTallyMean *means, guint32 *stamps)
{
  const KkbReviewRow *row = &review->rows[row_index];
  const KkbIndicator *indicator = row->placement->indicator;
  guint32 plan_tally = id_map_find (review, &review->tally_of, row->plan->id);
  KkbShare share;

  kkb_share_init (&share, row);
  kkb_tally_add (&review->tallies[plan_tally], &means[plan_tally], &share);
  for (guint i = 0; i < indicator->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (indicator->placements, i);

      if (p->plan != row->plan->id)
        continue;
      for (const KkbNode *node = p->node; node != NULL; node = node->parent)
        {
          guint32 tally = id_map_find (review, &review->tally_of, node->id);

          if (tally == ABSENT || stamps[tally] == row_index + 1)
            break;
          stamps[tally] = row_index + 1;
          kkb_tally_add (&review->tallies[tally], &means[tally], &share);
        }
    }
}

static void
make_tallies (KkbReview *review)
{
  const KkbFacts *facts = review->facts;
  guint n = facts->plans->len + facts->nodes->len;
  g_autofree KkbTallyMean *means = g_new0 (KkbTallyMean, n + 1);
  g_autofree guint32 *stamps = g_new0 (guint32, n + 1);

  review->tallies = g_new0 (KkbTally, n + 1); /* the last one stays empty: of what is not in these facts */
  id_map_init (&review->tally_of, n, id_of_tally);
  for (guint i = 0; i < facts->plans->len; i++)
    {
      review->tallies[review->n_tallies].n_bands = review->rules[i].n_bands;
      id_map_add (review, &review->tally_of, ((const KkbPlan *)g_ptr_array_index (facts->plans, i))->id,
                  review->n_tallies++);
    }
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);
      guint32 plan = id_map_find (review, &review->tally_of, node->plan);

      review->tallies[review->n_tallies].n_bands = plan != ABSENT ? review->tallies[plan].n_bands : 0;
      id_map_add (review, &review->tally_of, node->id, review->n_tallies++);
    }
  for (guint i = 0; i < review->n_rows; i++)
    if (review->rows[i].counted)
      roll_up (review, i, means, stamps);
  for (guint i = 0; i < review->n_tallies; i++)
    kkb_tally_finish (&review->tallies[i], &means[i]);
}

static const KkbRules *
rules_of_plan (const KkbPlan *plan)
{
  const KkbEdition *edition = plan->editions->len > 0 ? g_ptr_array_index (plan->editions, 0) : NULL;

  return edition != NULL ? &edition->rules : kkb_rules_standard ();
}

static void
review_free (KkbReview *review)
{
  for (guint i = 0; i < review->n_results; i++)
    kkb_result_clear (&review->results[i]);
  for (guint i = 0; i < review->n_tallies; i++)
    kkb_rational_clear (&review->tallies[i].mean);
  g_free (review->row_of.slots);
  g_free (review->tally_of.slots);
  g_free (review->rules);
  g_free (review->rows);
  g_free (review->results);
  g_free (review->tallies);
  kkb_facts_unref (review->facts);
  g_free (review);
}

/* ---- public ------------------------------------------------------------------------------------------------------ */

KkbReview *
kkb_review_new (KkbFacts *facts, const KkbRules *rules, int fy)
{
  KkbReview *review = g_new0 (KkbReview, 1);
  guint n = facts->placements->len;

  g_atomic_ref_count_init (&review->refs);
  review->facts = kkb_facts_ref (facts);
  review->fy = fy;
  review->rules = g_new0 (KkbRules, facts->plans->len + 1);
  review->rows = g_new (KkbReviewRow, n + 1);
  review->results = g_new (KkbResult, n + 1);
  id_map_init (&review->row_of, n, id_of_row);
  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);
      g_autoptr (GPtrArray) placements = kkb_facts_placements_in_order (facts, plan);
      guint first = review->n_rows;

      review->rules[i] = *(rules != NULL ? rules : rules_of_plan (plan));
      for (guint j = 0; j < placements->len; j++)
        add_row (review, plan, &review->rules[i], g_ptr_array_index (placements, j));
      share_results (review, first);
    }
  make_tallies (review);
  return review;
}

KkbReview *
kkb_review_ref (KkbReview *review)
{
  g_atomic_ref_count_inc (&review->refs);
  return review;
}

void
kkb_review_unref (KkbReview *review)
{
  if (g_atomic_ref_count_dec (&review->refs))
    review_free (review);
}

KkbFacts *
kkb_review_facts (const KkbReview *review)
{
  return review->facts;
}

int
kkb_review_fy (const KkbReview *review)
{
  return review->fy;
}

const KkbRules *
kkb_review_rules (const KkbReview *review, const KkbPlan *plan)
{
  guint32 index = id_map_find (review, &review->tally_of, plan->id);

  return index != ABSENT && index < review->facts->plans->len ? &review->rules[index] : kkb_rules_standard ();
}

guint
kkb_review_n_rows (const KkbReview *review)
{
  return review->n_rows;
}

const KkbReviewRow *
kkb_review_row (const KkbReview *review, guint index)
{
  g_return_val_if_fail (index < review->n_rows, NULL);
  return &review->rows[index];
}

const KkbReviewRow *
kkb_review_find (const KkbReview *review, KkbId placement)
{
  guint32 index = id_map_find (review, &review->row_of, placement);

  return index != ABSENT ? &review->rows[index] : NULL;
}

const KkbTally *
kkb_review_tally (const KkbReview *review, const KkbPlan *plan, const KkbNode *node)
{
  guint32 index = id_map_find (review, &review->tally_of, node != NULL ? node->id : plan != NULL ? plan->id : 0);

  return &review->tallies[index != ABSENT ? index : review->n_tallies];
}

char *
kkb_review_explain (const KkbReview *review, const KkbReviewRow *row, const KkbFormat *format)
{
  const KkbIndicator *indicator = row->placement->indicator;
  g_autofree char *explanation = kkb_explain (review->facts, row->plan, indicator, row->rules, row->result, format);

  if (row->counted)
    return g_steal_pointer (&explanation);
  /* Translators: before the explanation of a second placement of an indicator (再掲), whose ID it names */
  return g_strdup_printf (_ ("repeat of %s, not counted again: %s"),
                          *indicator->code != '\0' ? indicator->code : indicator->name, explanation);
}
