/* kkb-facts.c - memory of a document's facts. A document may hold 20,000 indicators and 400,000 values, so entities lie
 * in blocks that are freed as a whole, texts are kept once, and the lists inside entities are slices of one array
 * (kkb-facts-link.c). */
#include "kkb-facts.h"
#include "kkb-text.h"
#include <string.h>

#define BLOCK_SIZE 65536
#define MAX_DEPTH  64

static const KkbId no_ids[1] = { 0 };
static const char *const no_strings[1] = { NULL };
static const KkbNamedText no_texts[1] = { { 0, "" } };
static const KkbUnitChange no_units[1] = { { 0, "" } };
static const KkbNodeMore nothing_node = { .tags = no_ids, .references = no_ids, .texts = no_texts };
static const KkbIndicatorMore nothing_indicator
    = { .decimals = 1, .operands = no_ids, .tags = no_ids, .units = no_units };
static const KkbPlacementOwn nothing_own
    = { .name = "", .unit = "", .meaning = "", .source = "", .rationale = "", .note = "" };

/* ---- memory ------------------------------------------------------------------------------------------------------ */

/* Zeroed memory that lives as long as FACTS. */
static gpointer
take (KkbFacts *facts, gsize size)
{
  gpointer memory;

  size = (size + 7) & ~(gsize)7;
  if (size > BLOCK_SIZE / 4)
    {
      memory = g_malloc0 (size);
      g_ptr_array_add (facts->blocks, memory);
      return memory;
    }
  if (size > facts->block_left)
    {
      facts->block = g_malloc0 (BLOCK_SIZE);
      facts->block_left = BLOCK_SIZE;
      g_ptr_array_add (facts->blocks, facts->block);
    }
  memory = facts->block;
  facts->block += size;
  facts->block_left -= size;
  return memory;
}

static guint
slot_of (const KkbIdTable *table, KkbId id)
{
  guint64 mixed = (guint64)id * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

  return (guint)(mixed >> 32) & (table->n_slots - 1);
}

static KkbId
id_of (gconstpointer entity)
{
  return *(const KkbId *)entity; /* every entity with an id starts with it */
}

static void
table_put (KkbIdTable *table, gpointer entity)
{
  guint slot = slot_of (table, id_of (entity));

  while (table->slots[slot] != NULL && id_of (table->slots[slot]) != id_of (entity))
    slot = (slot + 1) & (table->n_slots - 1);
  if (table->slots[slot] == NULL)
    table->n++;
  table->slots[slot] = entity;
}

static void
table_add (KkbIdTable *table, gpointer entity)
{
  if ((table->n + 1) * 4 > table->n_slots * 3)
    {
      KkbIdTable old = *table;

      table->n_slots = MAX (16, old.n_slots * 2);
      table->slots = g_new0 (gpointer, table->n_slots);
      table->n = 0;
      for (guint i = 0; i < old.n_slots; i++)
        if (old.slots[i] != NULL)
          table_put (table, old.slots[i]);
      g_free (old.slots);
    }
  table_put (table, entity);
}

static gpointer
table_find (const KkbIdTable *table, KkbId id)
{
  guint slot;

  if (id == 0 || table->n_slots == 0)
    return NULL;
  slot = slot_of (table, id);
  while (table->slots[slot] != NULL && id_of (table->slots[slot]) != id)
    slot = (slot + 1) & (table->n_slots - 1);
  return table->slots[slot];
}

/* A new entity of SIZE bytes with its id, known by it and appended to LIST. */
static gpointer
add_entity (KkbFacts *facts, KkbEntity kind, GPtrArray *list, gsize size, KkbId id)
{
  gpointer entity = take (facts, size);

  *(KkbId *)entity = id;
  g_ptr_array_add (list, entity);
  table_add (&facts->ids[kind], entity);
  return entity;
}

static gboolean
same_ids (const KkbId *list, const KkbId *ids, guint n)
{
  guint i = 0;

  while (i < n && list[i] == ids[i] && list[i] != 0)
    i++;
  return i == n && list[n] == 0;
}

/* ---- life -------------------------------------------------------------------------------------------------------- */

KkbFacts *
kkb_facts_new (void)
{
  KkbFacts *facts = g_new0 (KkbFacts, 1);

  g_atomic_ref_count_init (&facts->refs);
  facts->uuid = g_uuid_string_random ();
  facts->plans = g_ptr_array_new ();
  facts->nodes = g_ptr_array_new ();
  facts->indicators = g_ptr_array_new ();
  facts->placements = g_ptr_array_new ();
  facts->departments = g_ptr_array_new ();
  facts->grants = g_ptr_array_new ();
  facts->links = g_ptr_array_new ();
  facts->editions = g_ptr_array_new ();
  facts->money = g_ptr_array_new ();
  facts->goals = g_ptr_array_new ();
  facts->words = g_ptr_array_new ();
  facts->entries = g_ptr_array_new ();
  facts->statistics = g_ptr_array_new ();
  facts->side_series = g_ptr_array_new ();
  facts->pictures = g_ptr_array_new ();
  facts->more = g_array_new (FALSE, TRUE, sizeof (KkbValueMore));
  facts->blocks = g_ptr_array_new_with_free_func (g_free);
  return facts;
}

KkbFacts *
kkb_facts_ref (KkbFacts *facts)
{
  g_atomic_ref_count_inc (&facts->refs);
  return facts;
}

void
kkb_facts_unref (KkbFacts *facts)
{
  GPtrArray *lists[] = { facts->plans,  facts->nodes,   facts->indicators, facts->placements,  facts->departments,
                         facts->grants, facts->links,   facts->editions,   facts->money,       facts->goals,
                         facts->words,  facts->entries, facts->statistics, facts->side_series, facts->pictures };

  if (!g_atomic_ref_count_dec (&facts->refs))
    return;
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      kkb_value_list_clear (&indicator->actuals);
      kkb_value_list_clear (&indicator->references);
    }
  for (guint i = 0; i < facts->side_series->len; i++)
    kkb_value_list_clear (&((KkbSideSeries *)g_ptr_array_index (facts->side_series, i))->values);
  for (guint i = 0; i < facts->goals->len; i++)
    kkb_value_list_clear (&((KkbGoal *)g_ptr_array_index (facts->goals, i))->targets);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_unref (lists[i]);
  for (guint i = 0; i < KKB_N_ENTITIES; i++)
    g_free (facts->ids[i].slots);
  g_array_unref (facts->more);
  kkb_facts_forget_texts (facts);
  g_ptr_array_unref (facts->blocks);
  g_free (facts->items);
  g_free (facts->uuid);
  g_free (facts);
}

/* ---- constructors ------------------------------------------------------------------------------------------------ */

KkbPlan *
kkb_facts_add_plan (KkbFacts *facts, KkbId id)
{
  KkbPlan *plan = add_entity (facts, KKB_ENTITY_PLAN, facts->plans, sizeof *plan, id);

  plan->title = plan->organization = plan->published = plan->review = plan->review_body = plan->note = "";
  plan->levels = no_strings;
  plan->departments = no_ids;
  plan->texts = no_texts;
  return plan;
}

KkbNode *
kkb_facts_add_node (KkbFacts *facts, KkbId id, KkbId plan, KkbId parent)
{
  KkbNode *node = add_entity (facts, KKB_ENTITY_NODE, facts->nodes, sizeof *node, id);

  node->plan = plan;
  node->parent_id = parent;
  node->level = 255;
  node->code = node->label = node->title = "";
  node->departments = no_ids;
  node->more = &nothing_node;
  return node;
}

KkbProject *
kkb_facts_make_project (KkbFacts *facts, KkbNode *node)
{
  KkbProject *project = node->project;

  if (project != NULL)
    return project;
  project = node->project = take (facts, sizeof *project);
  project->status = project->category = project->summary = project->period = project->note = "";
  project->grants = no_ids;
  return project;
}

KkbIndicator *
kkb_facts_add_indicator (KkbFacts *facts, KkbId id)
{
  KkbIndicator *indicator = add_entity (facts, KKB_ENTITY_INDICATOR, facts->indicators, sizeof *indicator, id);

  indicator->code = indicator->name = indicator->unit = indicator->meaning = indicator->source = "";
  indicator->rationale = indicator->release = indicator->note = "";
  indicator->departments = no_ids;
  indicator->more = &nothing_indicator;
  return indicator;
}

KkbGoal *
kkb_facts_add_goal (KkbFacts *facts, KkbId plan, KkbIndicator *indicator)
{
  KkbGoal *goal = take (facts, sizeof *goal);

  goal->plan = plan;
  goal->indicator = indicator;
  g_ptr_array_add (facts->goals, goal);
  return goal;
}

KkbPlacement *
kkb_facts_add_placement (KkbFacts *facts, KkbId id, KkbId plan, KkbIndicator *indicator, KkbId node)
{
  KkbPlacement *placement = add_entity (facts, KKB_ENTITY_PLACEMENT, facts->placements, sizeof *placement, id);

  placement->plan = plan;
  placement->indicator = indicator;
  placement->node = kkb_facts_node (facts, node);
  placement->code = placement->number = "";
  placement->own = &nothing_own;
  return placement;
}

KkbPlacementOwn *
kkb_placement_own (KkbFacts *facts, KkbPlacement *p)
{
  if (p->own == &nothing_own)
    {
      KkbPlacementOwn *own = take (facts, sizeof *own);

      *own = nothing_own;
      p->own = own;
    }
  return (KkbPlacementOwn *)p->own; /* taken from the facts, so it may be written */
}

void
kkb_placement_set_own (KkbFacts *facts, KkbPlacement *p, const KkbPlacementOwn *own)
{
  if (*own->name != '\0' || *own->unit != '\0' || *own->meaning != '\0' || *own->source != '\0'
      || *own->rationale != '\0' || *own->note != '\0' || own->baseline.kind != KKB_VALUE_BLANK
      || own->baseline.state != KKB_STATE_BLANK)
    *kkb_placement_own (facts, p) = *own;
  else
    p->own = &nothing_own;
}

KkbDepartment *
kkb_facts_add_department (KkbFacts *facts, KkbId id)
{
  KkbDepartment *department = add_entity (facts, KKB_ENTITY_DEPARTMENT, facts->departments, sizeof *department, id);

  department->name = "";
  return department;
}

KkbGrant *
kkb_facts_add_grant (KkbFacts *facts, KkbId id)
{
  KkbGrant *grant = add_entity (facts, KKB_ENTITY_GRANT, facts->grants, sizeof *grant, id);

  grant->name = grant->type = "";
  return grant;
}

KkbPlanLink *
kkb_facts_add_link (KkbFacts *facts, KkbId id, KkbId plan)
{
  KkbPlanLink *link = add_entity (facts, KKB_ENTITY_LINK, facts->links, sizeof *link, id);

  link->plan = plan;
  link->text = "";
  return link;
}

KkbEdition *
kkb_facts_add_edition (KkbFacts *facts, KkbId id, KkbId plan)
{
  KkbEdition *edition = add_entity (facts, KKB_ENTITY_EDITION, facts->editions, sizeof *edition, id);

  edition->plan = plan;
  edition->name = edition->rules.name = edition->rules.seen_at = "";
  for (guint i = 0; i < G_N_ELEMENTS (edition->rules.bands); i++)
    edition->rules.bands[i].label = "";
  return edition;
}

KkbMoney *
kkb_facts_add_money (KkbFacts *facts, KkbId id, KkbId project)
{
  KkbMoney *money = add_entity (facts, KKB_ENTITY_MONEY, facts->money, sizeof *money, id);

  money->project = project;
  money->number = money->item = money->source = "";
  return money;
}

KkbWord *
kkb_facts_add_word (KkbFacts *facts, KkbId id, KkbWordKind kind)
{
  KkbWord *word = add_entity (facts, KKB_ENTITY_WORD, facts->words, sizeof *word, id);

  word->kind = (guint8)kind;
  word->name = word->note = "";
  return word;
}

KkbEntry *
kkb_facts_add_entry (KkbFacts *facts, KkbId id, KkbId plan)
{
  KkbEntry *entry = add_entity (facts, KKB_ENTITY_ENTRY, facts->entries, sizeof *entry, id);

  entry->plan = plan;
  entry->name = entry->category = entry->text = "";
  entry->nodes = no_ids;
  return entry;
}

KkbStatistic *
kkb_facts_add_statistic (KkbFacts *facts, KkbId id, KkbId plan)
{
  KkbStatistic *statistic = add_entity (facts, KKB_ENTITY_STATISTIC, facts->statistics, sizeof *statistic, id);

  statistic->plan = plan;
  statistic->name = statistic->unit = statistic->source = statistic->note = "";
  statistic->cells = no_strings;
  return statistic;
}

KkbSideSeries *
kkb_facts_add_side_series (KkbFacts *facts, KkbId id, KkbId indicator)
{
  KkbSideSeries *series = add_entity (facts, KKB_ENTITY_SIDE_SERIES, facts->side_series, sizeof *series, id);

  series->indicator = indicator;
  series->name = series->unit = series->source = series->note = "";
  return series;
}

KkbPicture *
kkb_facts_add_picture (KkbFacts *facts, KkbId id, KkbId node)
{
  KkbPicture *picture = add_entity (facts, KKB_ENTITY_PICTURE, facts->pictures, sizeof *picture, id);

  picture->node = node;
  picture->caption = "";
  return picture;
}

KkbNodeMore *
kkb_node_more (KkbFacts *facts, KkbNode *node)
{
  if (node->more == &nothing_node)
    node->more = kkb_facts_bytes (facts, &nothing_node, sizeof nothing_node);
  return (KkbNodeMore *)node->more; /* taken from the facts, so it may be written */
}

KkbIndicatorMore *
kkb_indicator_more (KkbFacts *facts, KkbIndicator *indicator)
{
  if (indicator->more == &nothing_indicator)
    indicator->more = kkb_facts_bytes (facts, &nothing_indicator, sizeof nothing_indicator);
  return (KkbIndicatorMore *)indicator->more;
}

/* ---- texts and lists --------------------------------------------------------------------------------------------- */

const KkbId *
kkb_facts_ids (KkbFacts *facts, const KkbId *ids, guint n)
{
  guint64 mixed = 0;
  const KkbId **kept;
  KkbId *copy;

  if (n == 0)
    return no_ids;
  for (guint i = 0; i < n; i++)
    mixed = (mixed ^ (guint64)ids[i]) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  kept = &facts->lists[(mixed >> 32) % G_N_ELEMENTS (facts->lists)];
  if (*kept != NULL && same_ids (*kept, ids, n))
    return *kept;
  copy = take (facts, (n + 1) * sizeof *copy);
  memcpy (copy, ids, n * sizeof *copy);
  *kept = copy;
  return copy;
}

const char *const *
kkb_facts_strings (KkbFacts *facts, const char *const *strv)
{
  guint n = strv == NULL ? 0 : g_strv_length ((char **)strv);
  const char **copy;

  if (n == 0)
    return no_strings;
  copy = take (facts, (n + 1) * sizeof *copy);
  for (guint i = 0; i < n; i++)
    copy[i] = kkb_facts_string (facts, strv[i]);
  return copy;
}

gpointer
kkb_facts_bytes (KkbFacts *facts, gconstpointer data, gsize n)
{
  gpointer memory = take (facts, n);

  if (data != NULL && n > 0)
    memcpy (memory, data, n);
  return memory;
}

const KkbNamedText *
kkb_facts_texts (KkbFacts *facts, const KkbNamedText *texts, guint n)
{
  KkbNamedText *copy;

  if (n == 0)
    return no_texts;
  copy = take (facts, (n + 1) * sizeof *copy);
  for (guint i = 0; i < n; i++)
    copy[i] = (KkbNamedText){ texts[i].name, kkb_facts_string (facts, texts[i].text) };
  copy[n].text = "";
  return copy;
}

void
kkb_facts_assign_values (KkbFacts *facts, KkbValueList *list, const KkbValue *values, guint n)
{
  kkb_value_list_clear (list);
  if (n == 0)
    return;
  list->items = take (facts, n * sizeof *values);
  memcpy (list->items, values, n * sizeof *values);
  list->n = n;
  list->lent = TRUE;
}

/* ---- finding ----------------------------------------------------------------------------------------------------- */

KkbPlan *
kkb_facts_plan (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_PLAN], id);
}

KkbNode *
kkb_facts_node (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_NODE], id);
}

KkbIndicator *
kkb_facts_indicator (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_INDICATOR], id);
}

KkbPlacement *
kkb_facts_placement (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_PLACEMENT], id);
}

KkbDepartment *
kkb_facts_department (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_DEPARTMENT], id);
}

KkbGrant *
kkb_facts_grant (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_GRANT], id);
}

KkbPlanLink *
kkb_facts_plan_link (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_LINK], id);
}

KkbEdition *
kkb_facts_edition (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_EDITION], id);
}

KkbMoney *
kkb_facts_money (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_MONEY], id);
}

KkbWord *
kkb_facts_word (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_WORD], id);
}

KkbEntry *
kkb_facts_entry (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_ENTRY], id);
}

KkbStatistic *
kkb_facts_statistic (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_STATISTIC], id);
}

KkbSideSeries *
kkb_facts_one_side_series (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_SIDE_SERIES], id);
}

KkbPicture *
kkb_facts_picture (const KkbFacts *facts, KkbId id)
{
  return table_find (&facts->ids[KKB_ENTITY_PICTURE], id);
}

KkbWord *
kkb_facts_find_word (const KkbFacts *facts, KkbWordKind kind, const char *name)
{
  g_autofree char *key = kkb_text_key (name);

  for (guint i = 0; i < facts->words->len; i++)
    {
      KkbWord *word = g_ptr_array_index (facts->words, i);
      g_autofree char *other = word->kind == kind ? kkb_text_key (word->name) : NULL;

      if (other != NULL && strcmp (other, key) == 0)
        return word;
    }
  return NULL;
}

GPtrArray *
kkb_indicator_side_series (const KkbFacts *facts, const KkbIndicator *indicator)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < facts->side_series->len; i++)
    {
      KkbSideSeries *series = g_ptr_array_index (facts->side_series, i);

      if (series->indicator == indicator->id)
        g_ptr_array_add (found, series);
    }
  return found;
}

const char *
kkb_statistic_cell (const KkbStatistic *statistic, guint row, guint column)
{
  if (row >= statistic->n_rows || column >= statistic->n_columns)
    return "";
  return statistic->cells[row * statistic->n_columns + column];
}

const char *
kkb_indicator_unit (const KkbIndicator *indicator, int fy)
{
  const char *unit = indicator->unit;

  for (const KkbUnitChange *change = indicator->more->units; change->fy != 0 && change->fy <= fy; change++)
    unit = change->unit;
  return unit;
}

gboolean
kkb_indicator_is_computed (const KkbIndicator *indicator)
{
  return indicator->more->formula != KKB_COMPUTED_NONE;
}

KkbGoal *
kkb_indicator_goal (const KkbIndicator *indicator, KkbId plan)
{
  for (guint i = 0; i < indicator->goals->len; i++)
    {
      KkbGoal *goal = g_ptr_array_index (indicator->goals, i);

      if (goal->plan == plan)
        return goal;
    }
  return NULL;
}

KkbPlacement *
kkb_indicator_origin (const KkbIndicator *indicator)
{
  return indicator->placements->len > 0 ? g_ptr_array_index (indicator->placements, 0) : NULL;
}

KkbId
kkb_id_new (void)
{
  KkbId id;

  do
    id = (KkbId)((guint64)g_random_int () << 32 | g_random_int ()) & G_MAXINT64;
  while (id == 0);
  return id;
}
