/* kkb-store-load.c - the whole document into memory: each table once, in the order of its key, in one read transaction.
 * Children find their parent because both come in the same order, or by one look-up per parent; never a query per row.
 */
#include "kkb-store-loader.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  guint32 position; /* from the lowest there can be */
  gpointer item;
} Ranked;

#define DIGIT_BITS           11
#define DIGIT(number, shift) ((number) >> (shift) & ((1u << DIGIT_BITS) - 1))

static void
rank (KkbLoader *loader, int column, gpointer item)
{
  gint64 position = kkb_read_int (&loader->reader, column, G_MININT32, G_MAXINT32);
  Ranked ranked = { (guint32)(position - G_MININT32), item };

  g_array_append_val (loader->ranked, ranked);
}

/* A step of a stable sort: by one digit of the positions, counted from LOWEST. */
static void
sort_digit (const Ranked *from, Ranked *to, guint n, guint32 lowest, guint shift)
{
  guint places[1 << DIGIT_BITS] = { 0 }, place = 0;

  for (guint i = 0; i < n; i++)
    places[DIGIT (from[i].position - lowest, shift)]++;
  for (guint digit = 0; digit < G_N_ELEMENTS (places); digit++)
    {
      guint count = places[digit];

      places[digit] = place;
      place += count;
    }
  for (guint i = 0; i < n; i++)
    to[places[DIGIT (from[i].position - lowest, shift)]++] = from[i];
}

/* Puts LIST, just read in the order of random ids, into the document's order. Positions are small numbers nearly
 * always: digit by digit from the lowest one takes a tenth of the time that comparing takes. */
static void
sort_by_rank (KkbLoader *loader, GPtrArray *list)
{
  Ranked *ranked = (Ranked *)(gpointer)loader->ranked->data, *other = g_new (Ranked, list->len), *made = other;
  guint32 lowest = G_MAXUINT32, highest = 0;

  for (guint i = 0; i < list->len; i++)
    {
      lowest = MIN (lowest, ranked[i].position);
      highest = MAX (highest, ranked[i].position);
    }
  for (guint shift = 0; shift < 32 && list->len > 1 && (highest - lowest) >> shift != 0; shift += DIGIT_BITS)
    {
      Ranked *sorted = other;

      sort_digit (ranked, sorted, list->len, lowest, shift);
      other = ranked;
      ranked = sorted;
    }
  for (guint i = 0; i < list->len; i++)
    list->pdata[i] = ranked[i].item;
  g_free (made);
  g_array_set_size (loader->ranked, 0);
}

/* ---- entities, one row each ---- */

static gboolean
read_department (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbDepartment *department = kkb_facts_add_department (r->facts, kkb_read_id (r, 0));

  rank (loader, 1, department);
  department->name = kkb_read_text (r, 2);
  return TRUE;
}

static gboolean
read_grant (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbGrant *grant = kkb_facts_add_grant (r->facts, kkb_read_id (r, 0));

  rank (loader, 1, grant);
  grant->name = kkb_read_text (r, 2);
  grant->type = kkb_read_text (r, 3);
  return TRUE;
}

static gboolean
read_plan (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbPlan *plan = kkb_facts_add_plan (r->facts, kkb_read_id (r, 0));

  rank (loader, 1, plan);
  plan->title = kkb_read_text (r, 2);
  plan->organization = kkb_read_text (r, 3);
  plan->published = kkb_read_text (r, 4);
  plan->review = kkb_read_text (r, 5);
  plan->review_body = kkb_read_text (r, 6);
  plan->note = kkb_read_text (r, 7);
  plan->start_fy = (gint16)kkb_read_year (r, 8);
  plan->end_fy = (gint16)kkb_read_year (r, 9);
  return TRUE;
}

static gboolean
read_link (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbPlanLink *link = kkb_facts_add_link (r->facts, kkb_read_id (r, 0), kkb_read_id (r, 1));

  link->kind = (guint8)kkb_read_word (r, 3);
  link->text = kkb_read_text (r, 4);
  link->other = kkb_read_id_or_null (r, 5);
  return TRUE;
}

static gboolean
read_edition (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbEdition *edition = kkb_facts_add_edition (r->facts, kkb_read_id (r, 0), kkb_read_id (r, 1));
  KkbRules *rules = &edition->rules;

  edition->name = kkb_read_text (r, 3);
  edition->fy = (gint16)kkb_read_year (r, 4);
  rules->name = kkb_read_text (r, 5);
  rules->seen_at = kkb_read_text (r, 6);
  rules->method = (guint8)kkb_read_word (r, 7);
  rules->yardstick = (guint8)kkb_read_word (r, 8);
  rules->rounding = (guint8)kkb_read_word (r, 9);
  rules->decimals = (guint8)kkb_read_int (r, 10, 0, KKB_DECIMAL_MAX_DIGITS);
  rules->band_from_rounded = kkb_read_flag (r, 11);
  rules->exact_year = kkb_read_flag (r, 12);
  rules->suggest_only = kkb_read_flag (r, 13);
  rules->percent_mode = (guint8)kkb_read_word (r, 14);
  rules->has_tolerance = kkb_read_decimal_or_null (r, 15, &rules->tolerance);
  rules->weighted = kkb_read_flag (r, 16);
  return TRUE;
}

static gboolean
read_band (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbEdition *edition = kkb_facts_edition (r->facts, kkb_read_id (r, 0));
  KkbBand *band;

  if (edition == NULL || edition->rules.n_bands == G_N_ELEMENTS (edition->rules.bands))
    return FALSE;
  band = &edition->rules.bands[edition->rules.n_bands++];
  band->label = kkb_read_text (r, 2);
  band->condition = (guint8)kkb_read_word (r, 3);
  band->strict = kkb_read_flag (r, 4);
  band->state = (guint8)kkb_read_word (r, 5);
  band->threshold = kkb_read_decimal (r, 6);
  return TRUE;
}

/* "8,9,17"; what is no goal is passed over. */
static guint32
read_sdgs (const char *text)
{
  guint32 sdgs = 0;
  guint goal = 0;

  for (; *text != '\0'; text++)
    {
      goal = g_ascii_isdigit (*text) ? MIN (goal * 10 + (guint)(*text - '0'), 100) : 0;
      if (goal >= 1 && goal <= 17 && !g_ascii_isdigit (text[1]))
        sdgs |= 1u << goal;
    }
  return sdgs;
}

/* A node without extras keeps the record all those share. */
static void
read_node_more (KkbReader *r, KkbNode *node)
{
  int start = kkb_read_year (r, 8), end = kkb_read_year (r, 9);
  guint32 sdgs = sqlite3_value_bytes (kkb_read_cell (r, 10)) == 0 ? 0 : read_sdgs (kkb_read_text (r, 10));
  KkbNodeMore *more;

  if (start == KKB_FY_NONE && end == KKB_FY_NONE && sdgs == 0)
    return;
  more = kkb_node_more (r->facts, node);
  more->start_fy = (gint16)start;
  more->end_fy = (gint16)end;
  more->sdgs = sdgs;
}

static gboolean
read_node (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbNode *node = kkb_facts_add_node (r->facts, kkb_read_id (r, 0), kkb_read_id (r, 1), kkb_read_id_or_null (r, 2));

  node->position = (gint32)kkb_read_int (r, 3, G_MININT32, G_MAXINT32);
  node->level = sqlite3_value_type (kkb_read_cell (r, 4)) == SQLITE_NULL ? 255 : (guint8)kkb_read_int (r, 4, 0, 254);
  node->code = kkb_read_text (r, 5);
  node->label = kkb_read_text (r, 6);
  node->title = kkb_read_text (r, 7);
  read_node_more (r, node);
  return TRUE;
}

static gboolean
read_project (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbNode *node = kkb_facts_node (r->facts, kkb_read_id (r, 0));
  KkbProject *project;

  if (node == NULL)
    return FALSE;
  project = kkb_facts_make_project (r->facts, node);
  project->status = kkb_read_text (r, 1);
  project->category = kkb_read_text (r, 2);
  project->summary = kkb_read_text (r, 3);
  project->period = kkb_read_text (r, 4);
  project->start_fy = (gint16)kkb_read_year (r, 5);
  project->end_fy = (gint16)kkb_read_year (r, 6);
  project->note = kkb_read_text (r, 7);
  return TRUE;
}

static gboolean
read_money (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbMoney *money = kkb_facts_add_money (r->facts, kkb_read_id (r, 0), kkb_read_id (r, 1));

  money->fy = (gint16)kkb_read_year (r, 3);
  money->kind = (guint8)kkb_read_word (r, 4);
  money->number = kkb_read_text (r, 5);
  money->item = kkb_read_text (r, 6);
  money->source = kkb_read_text (r, 7);
  money->yen = kkb_read_decimal (r, 8);
  return TRUE;
}

static void
read_indicator_more (KkbReader *r, KkbIndicator *indicator)
{
  int formula = kkb_read_word (r, 16);
  gint64 decimals = kkb_read_int (r, 17, 0, G_MAXINT32), month = kkb_read_int (r, 18, 0, G_MAXINT32);
  KkbIndicatorMore *more;

  if (formula == KKB_COMPUTED_NONE && decimals == 1 && month == 0)
    return;
  more = kkb_indicator_more (r->facts, indicator);
  more->formula = (guint8)formula;
  more->decimals = (guint8)MIN (decimals, 6);
  more->release_month = (guint8)(month <= 12 ? month : 0);
}

static gboolean
read_indicator (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbIndicator *indicator = kkb_facts_add_indicator (r->facts, kkb_read_id (r, 0));

  rank (loader, 1, indicator);
  indicator->code = kkb_read_text (r, 2);
  indicator->name = kkb_read_text (r, 3);
  indicator->unit = kkb_read_text (r, 4);
  indicator->meaning = kkb_read_text (r, 5);
  indicator->source = kkb_read_text (r, 6);
  indicator->rationale = kkb_read_text (r, 7);
  indicator->release = kkb_read_text (r, 8);
  indicator->note = kkb_read_text (r, 9);
  indicator->direction = (guint8)kkb_read_word (r, 10);
  indicator->series = (guint8)kkb_read_word (r, 11);
  indicator->role = (guint8)kkb_read_word (r, 12);
  indicator->period_kind = (guint8)kkb_read_word (r, 13);
  indicator->has_weight = kkb_read_decimal_or_null (r, 14, &indicator->weight);
  indicator->has_tolerance = kkb_read_decimal_or_null (r, 15, &indicator->tolerance);
  read_indicator_more (r, indicator);
  return TRUE;
}

static gboolean
read_placement (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbIndicator *indicator = kkb_facts_indicator (r->facts, kkb_read_id (r, 2));
  KkbPlacementOwn own = { 0 };
  KkbPlacement *placement;

  if (indicator == NULL)
    return FALSE;
  placement = kkb_facts_add_placement (r->facts, kkb_read_id (r, 0), kkb_read_id (r, 1), indicator,
                                       kkb_read_id_or_null (r, 3));
  placement->position = (gint32)kkb_read_int (r, 4, G_MININT32, G_MAXINT32);
  placement->is_origin = kkb_read_flag (r, 5);
  placement->code = kkb_read_text (r, 6);
  placement->number = kkb_read_text (r, 7);
  own.name = kkb_read_text (r, 8);
  own.unit = kkb_read_text (r, 9);
  own.meaning = kkb_read_text (r, 10);
  own.source = kkb_read_text (r, 11);
  own.rationale = kkb_read_text (r, 12);
  own.note = kkb_read_text (r, 13);
  kkb_placement_set_own (r->facts, placement, &own);
  return TRUE;
}

static gboolean
read_placement_baseline (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbPlacement *placement = kkb_facts_placement (r->facts, kkb_read_id (r, 0));

  if (placement == NULL)
    return FALSE;
  placement->has_baseline = TRUE;
  kkb_read_value (r, 2, kkb_read_year (r, 1), -1, &kkb_placement_own (r->facts, placement)->baseline);
  return TRUE;
}

static gboolean
read_goal (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbIndicator *indicator = kkb_loader_indicator_ahead (loader, &loader->next, kkb_read_id (r, 0));

  if (indicator == NULL)
    return FALSE;
  kkb_facts_add_goal (r->facts, kkb_read_id (r, 1), indicator)->method = (guint8)kkb_read_word (r, 2);
  return TRUE;
}

/* ---- lists, many rows each ---- */

typedef struct
{
  KkbId id;
  gint64 position;
} Listed;

typedef struct
{
  const char *table, *sql; /* owner, id, position, in the order of owner and id */
  KkbEntity kind;          /* of what is listed: KKB_ENTITY_DEPARTMENT or KKB_ENTITY_GRANT */
  void (*give) (KkbLoader *loader, KkbId owner);
} ListSource;

static gboolean
is_there (const KkbFacts *facts, KkbEntity kind, KkbId id)
{
  return kind == KKB_ENTITY_GRANT ? kkb_facts_grant (facts, id) != NULL : kkb_facts_department (facts, id) != NULL;
}

/* One more of the list being read, to its place in it: lists are short. */
static void
add_listed (GArray *list, KkbId id, gint64 position)
{
  Listed listed = { id, position };
  guint i = list->len;

  while (i > 0 && g_array_index (list, Listed, i - 1).position > position)
    i--;
  g_array_insert_val (list, i, listed);
}

/* Gives each owner its list. What is not there is passed over: a file is shown before its references were checked, and
 * whoever shows it looks the ids up. */
static gboolean
each_list (KkbLoader *loader, const ListSource *source, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  KkbReader *r = &loader->reader;
  KkbId owner = 0;

  if (!kkb_loader_start (loader, &select, source->table, source->sql, error))
    return FALSE;
  loader->next = 0;
  while (kkb_statement_step (&select, error))
    {
      KkbId next = sqlite3_column_int64 (r->stmt, 0), id = sqlite3_column_int64 (r->stmt, 1);

      if (next != owner && loader->listed->len > 0)
        {
          source->give (loader, owner);
          g_array_set_size (loader->listed, 0);
        }
      owner = next;
      if (is_there (r->facts, source->kind, id))
        add_listed (loader->listed, id, sqlite3_column_int64 (r->stmt, 2));
    }
  if (loader->listed->len > 0)
    source->give (loader, owner);
  g_array_set_size (loader->listed, 0);
  return select.column >= 0;
}

static const KkbId *
listed_ids (KkbLoader *loader)
{
  KkbId *ids = (KkbId *)(gpointer)loader->listed->data; /* from here on they alone lie there */

  for (guint i = 0; i < loader->listed->len; i++)
    ids[i] = g_array_index (loader->listed, Listed, i).id;
  return kkb_facts_ids (loader->reader.facts, ids, loader->listed->len);
}

static void
give_plan (KkbLoader *loader, KkbId owner)
{
  KkbPlan *plan = kkb_facts_plan (loader->reader.facts, owner);

  if (plan != NULL)
    plan->departments = listed_ids (loader);
}

static void
give_node (KkbLoader *loader, KkbId owner)
{
  KkbNode *node = kkb_facts_node (loader->reader.facts, owner);

  if (node != NULL)
    node->departments = listed_ids (loader);
}

static void
give_indicator (KkbLoader *loader, KkbId owner)
{
  KkbIndicator *indicator = kkb_loader_indicator_ahead (loader, &loader->next, owner);

  if (indicator != NULL)
    indicator->departments = listed_ids (loader);
}

static void
give_project (KkbLoader *loader, KkbId owner)
{
  KkbNode *node = kkb_facts_node (loader->reader.facts, owner);

  if (node != NULL && node->project != NULL)
    node->project->grants = listed_ids (loader);
}

static gboolean
load_lists (KkbLoader *loader, GError **error)
{
  static const ListSource sources[] = {
    { "plan_department", "SELECT plan, department, position FROM plan_department ORDER BY plan, department",
      KKB_ENTITY_DEPARTMENT, give_plan },
    { "node_department", "SELECT node, department, position FROM node_department ORDER BY node, department",
      KKB_ENTITY_DEPARTMENT, give_node },
    { "indicator_department",
      "SELECT indicator, department, position FROM indicator_department ORDER BY indicator, department",
      KKB_ENTITY_DEPARTMENT, give_indicator },
    { "project_grant", "SELECT project, grant_program, position FROM project_grant ORDER BY project, grant_program",
      KKB_ENTITY_GRANT, give_project },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!each_list (loader, &sources[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
load_levels (KkbLoader *loader, GError **error)
{
  KkbReader *r = &loader->reader;

  for (guint i = 0; i < r->facts->plans->len; i++)
    {
      KkbPlan *plan = g_ptr_array_index (r->facts->plans, i);
      g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
      g_autoptr (GPtrArray) names = g_ptr_array_new ();

      if (!kkb_loader_start (loader, &select, "plan_level",
                             "SELECT plan, position, name FROM plan_level WHERE plan = ? ORDER BY 2", error))
        return FALSE;
      kkb_bind_int (&select, plan->id);
      while (kkb_statement_step (&select, error))
        g_ptr_array_add (names, (gpointer)kkb_read_text (r, 2));
      if (select.column < 0)
        return FALSE;
      if (r->bad >= 0)
        return kkb_store_fail_damaged (error, "plan_level", plan->title, "name");
      g_ptr_array_add (names, NULL);
      plan->levels = kkb_facts_strings (r->facts, (const char *const *)names->pdata);
    }
  return TRUE;
}

/* ---- all ---- */

static gboolean
load_goals (KkbLoader *l, GError **error)
{
  l->next = 0;
  return kkb_loader_walk (l, "goal", "SELECT kkb_row (indicator, plan, method) FROM goal", read_goal, error);
}

static gboolean
load_entities (KkbLoader *l, GError **error)
{
  KkbFacts *facts = l->reader.facts;

  if (!kkb_loader_each_row (l, "department", "SELECT id, position, name FROM department ORDER BY id", read_department,
                            error))
    return FALSE;
  sort_by_rank (l, facts->departments);
  if (!kkb_loader_each_row (l, "grant_program", "SELECT id, position, name, type FROM grant_program ORDER BY id",
                            read_grant, error))
    return FALSE;
  sort_by_rank (l, facts->grants);
  if (!kkb_loader_each_row (
          l, "plan",
          "SELECT id, position, title, organization, published, review, review_body, note, start_fy, end_fy FROM "
          "plan ORDER BY id",
          read_plan, error))
    return FALSE;
  sort_by_rank (l, facts->plans);
  if (!load_levels (l, error)
      || !kkb_loader_each_row (
          l, "plan_link", "SELECT id, plan, position, kind, text, other FROM plan_link ORDER BY plan, position, id",
          read_link, error)
      || !kkb_loader_each_row (
          l, "edition",
          "SELECT id, plan, position, name, fy, rules, seen_at, method, yardstick, rounding, decimals, "
          "band_from_rounded, exact_year, suggest_only, percent_mode, tolerance, weighted FROM edition ORDER BY "
          "plan, position, id",
          read_edition, error)
      || !kkb_loader_each_row (
          l, "edition_band",
          "SELECT edition, position, label, condition, strict, state, threshold FROM edition_band ORDER BY "
          "edition, position",
          read_band, error)
      || !kkb_loader_walk (l, "node",
                           "SELECT kkb_row (id, plan, parent, position, level, code, label, title, start_fy, end_fy, "
                           "sdgs) FROM node",
                           read_node, error)
      || !kkb_loader_each_row (
          l, "project",
          "SELECT node, status, category, summary, period, start_fy, end_fy, note FROM project ORDER BY node",
          read_project, error)
      || !kkb_loader_each_row (
          l, "money",
          "SELECT id, project, position, fy, kind, number, item, source, yen FROM money ORDER BY project, "
          "position, id",
          read_money, error)
      || !kkb_loader_walk (l, "indicator",
                           "SELECT kkb_row (id, position, code, name, unit, meaning, source, rationale, release, note, "
                           "direction, series, "
                           "role, period_kind, weight, tolerance, formula, decimals, release_month) FROM indicator",
                           read_indicator, error))
    return FALSE;
  l->indicators = g_ptr_array_copy (facts->indicators, NULL, NULL);
  sort_by_rank (l, facts->indicators);
  return kkb_loader_walk (l, "placement",
                          "SELECT kkb_row (id, plan, indicator, node, position, is_origin, code, number, name, unit, "
                          "meaning, source, "
                          "rationale, note) FROM placement",
                          read_placement, error)
         && kkb_loader_each_row (l, "placement_baseline",
                                 "SELECT placement, fy, " KKB_VALUE_COLUMNS
                                 " FROM placement_baseline ORDER BY placement",
                                 read_placement_baseline, error)
         && load_lists (l, error) && kkb_loader_read_more (l, error) && load_goals (l, error);
}

gboolean
kkb_loader_each_row (KkbLoader *loader, const char *table, const char *sql, KkbRowFunc func, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;

  if (!kkb_loader_start (loader, &select, table, sql, error))
    return FALSE;
  while (kkb_statement_step (&select, error))
    if (!func (loader) || loader->reader.bad >= 0)
      return kkb_loader_fail (loader, error);
  return select.column >= 0;
}

KkbFacts *
kkb_store_load (KkbStore *store, GError **error)
{
  g_autoptr (KkbFacts) facts = kkb_facts_new ();
  g_auto (KkbLoader) loader = { 0 };
  gboolean nested = !sqlite3_get_autocommit (store->db), done;

  if (!nested && !kkb_store_exec (store->db, "BEGIN", error))
    return NULL;
  kkb_loader_init (&loader, store, facts);
  loader.ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  loader.listed = g_array_new (FALSE, FALSE, sizeof (Listed));
  done = load_entities (&loader, error) && kkb_loader_read_values (&loader, error);
  if (!nested && !sqlite3_get_autocommit (store->db))
    sqlite3_exec (store->db, "COMMIT", NULL, NULL, NULL);
  if (!done)
    {
      if (store->unchecked && store->steps_left == 0)
        {
          g_clear_error (error);
          kkb_store_fail_code (SQLITE_CORRUPT, error);
        }
      return NULL;
    }
  g_free (facts->uuid);
  facts->uuid = kkb_store_get_meta (store, "uuid");
  if (facts->uuid == NULL)
    facts->uuid = g_strdup ("");
  kkb_facts_link (facts);
  return g_steal_pointer (&facts);
}
