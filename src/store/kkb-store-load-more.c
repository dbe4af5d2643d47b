/* kkb-store-load-more.c - what few entities have: texts, tags, references, lists of words, entries, statistics, side
 * series, pictures. Most of these tables are empty: then each costs one step of SQLite. */
#include "kkb-store-loader.h"

/* ---- entities, one row each ---- */

static gboolean
read_word (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbWord *word = kkb_facts_add_word (r->facts, kkb_read_id (r, 0), (KkbWordKind)kkb_read_word (r, 2));

  word->name = kkb_read_text (r, 3);
  word->note = kkb_read_text (r, 4);
  return TRUE;
}

static gboolean
read_entry (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbEntry *entry = kkb_facts_add_entry (r->facts, kkb_read_id (r, 0), kkb_read_id (r, 1));

  entry->kind = (guint8)kkb_read_word (r, 3);
  entry->name = kkb_read_text (r, 4);
  entry->category = kkb_read_text (r, 5);
  entry->text = kkb_read_text (r, 6);
  return TRUE;
}

static gboolean
read_statistic (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbStatistic *statistic = kkb_facts_add_statistic (r->facts, kkb_read_id (r, 0), kkb_read_id (r, 1));
  const char **cells;
  gsize n;

  statistic->name = kkb_read_text (r, 3);
  statistic->unit = kkb_read_text (r, 4);
  statistic->source = kkb_read_text (r, 5);
  statistic->note = kkb_read_text (r, 6);
  statistic->n_rows = (guint16)kkb_read_int (r, 7, 0, KKB_STATISTIC_MAX_ROWS);
  statistic->n_columns = (guint16)kkb_read_int (r, 8, 0, KKB_STATISTIC_MAX_COLUMNS);
  n = (gsize)statistic->n_rows * statistic->n_columns;
  loader->n_cells += n;
  if (loader->n_cells > KKB_STATISTIC_MAX_CELLS) /* a small file must not take all memory */
    return FALSE;
  if (n == 0)
    return TRUE;
  cells = kkb_facts_bytes (r->facts, NULL, n * sizeof *cells);
  for (gsize i = 0; i < n; i++)
    cells[i] = "";
  statistic->cells = cells;
  return TRUE;
}

static gboolean
read_cell (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  const KkbStatistic *statistic = kkb_facts_statistic (r->facts, kkb_read_id (r, 0));
  gint64 line = kkb_read_int (r, 1, 0, G_MAXINT32), column = kkb_read_int (r, 2, 0, G_MAXINT32);

  if (statistic == NULL)
    return FALSE;
  if (line < statistic->n_rows && column < statistic->n_columns)
    ((const char **)statistic->cells)[line * statistic->n_columns + column] = kkb_read_text (r, 3);
  return TRUE;
}

static gboolean
read_side_series (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbSideSeries *series = kkb_facts_add_side_series (r->facts, kkb_read_id (r, 0), kkb_read_id (r, 1));

  series->kind = (guint8)kkb_read_word (r, 3);
  series->name = kkb_read_text (r, 4);
  series->unit = kkb_read_text (r, 5);
  series->source = kkb_read_text (r, 6);
  series->note = kkb_read_text (r, 7);
  return TRUE;
}

/* The picture itself stays in the file: only its length is read. */
static gboolean
read_picture (KkbLoader *loader)
{
  KkbReader *r = &loader->reader;
  KkbPicture *picture = kkb_facts_add_picture (r->facts, kkb_read_id (r, 0), kkb_read_id (r, 1));

  picture->caption = kkb_read_text (r, 3);
  picture->is_jpeg = kkb_read_flag (r, 4);
  picture->size = (guint32)kkb_read_int (r, 5, 0, KKB_PICTURE_MAX);
  return TRUE;
}

/* ---- lists, many rows of one owner each ---- */

typedef struct
{
  const char *table, *sql; /* the first column is the owner; its rows come together */
  gsize size;              /* of an item */
  void (*read) (KkbReader *r, gpointer item);
  gboolean (*give) (KkbFacts *facts, KkbId owner, gpointer items, guint n); /* FALSE: there is no such owner */
} ListSource;

/* Those of the N ids that are there: a file is shown before its references were checked, and whoever shows it looks the
 * ids up. */
static const KkbId *
ids_there (KkbFacts *facts, KkbEntity kind, KkbId *ids, guint n)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    if (kind == KKB_ENTITY_NODE ? kkb_facts_node (facts, ids[i]) != NULL : kkb_facts_word (facts, ids[i]) != NULL)
      ids[kept++] = ids[i];
  return kkb_facts_ids (facts, ids, kept);
}

static void
read_id (KkbReader *r, gpointer item)
{
  *(KkbId *)item = kkb_read_id (r, 1);
}

static void
read_operand (KkbReader *r, gpointer item)
{
  *(KkbId *)item = kkb_read_id (r, 2);
}

static void
read_text (KkbReader *r, gpointer item)
{
  *(KkbNamedText *)item = (KkbNamedText){ kkb_read_id (r, 1), kkb_read_text (r, 3) };
}

static void
read_former (KkbReader *r, gpointer item)
{
  *(KkbFormerName *)item = (KkbFormerName){ kkb_read_text (r, 2), (gint16)kkb_read_year (r, 3) };
}

static void
read_unit (KkbReader *r, gpointer item)
{
  *(KkbUnitChange *)item = (KkbUnitChange){ (gint16)kkb_read_year (r, 1), kkb_read_text (r, 2) };
}

static void
read_budget_line (KkbReader *r, gpointer item)
{
  *(KkbBudgetLine *)item = (KkbBudgetLine){ kkb_read_text (r, 2), kkb_read_text (r, 3), kkb_read_text (r, 4),
                                            kkb_read_text (r, 5), kkb_read_text (r, 6) };
}

static void
read_staff (KkbReader *r, gpointer item)
{
  *(KkbStaff *)item = (KkbStaff){ (gint16)kkb_read_year (r, 2), (guint8)kkb_read_word (r, 3), kkb_read_decimal (r, 4),
                                  kkb_read_decimal (r, 5) };
}

static void
read_output (KkbReader *r, gpointer item)
{
  *(KkbOutput *)item = (KkbOutput){ (gint16)kkb_read_year (r, 2), kkb_read_text (r, 3) };
}

static void
read_side_value (KkbReader *r, gpointer item)
{
  kkb_read_value (r, 2, kkb_read_year (r, 1), -1, item);
}

static gboolean
give_former (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbDepartment *department = kkb_facts_department (facts, owner);

  if (department == NULL)
    return FALSE;
  department->former = kkb_facts_bytes (facts, items, n * sizeof (KkbFormerName));
  department->n_former = n;
  return TRUE;
}

static gboolean
give_plan_texts (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbPlan *plan = kkb_facts_plan (facts, owner);

  if (plan == NULL)
    return FALSE;
  plan->texts = kkb_facts_texts (facts, items, n);
  return TRUE;
}

static gboolean
give_node_texts (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbNode *node = kkb_facts_node (facts, owner);

  if (node == NULL)
    return FALSE;
  kkb_node_more (facts, node)->texts = kkb_facts_texts (facts, items, n);
  return TRUE;
}

static gboolean
give_node_tags (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbNode *node = kkb_facts_node (facts, owner);

  if (node == NULL)
    return FALSE;
  kkb_node_more (facts, node)->tags = ids_there (facts, KKB_ENTITY_WORD, items, n);
  return TRUE;
}

static gboolean
give_references (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbNode *node = kkb_facts_node (facts, owner);

  if (node == NULL)
    return FALSE;
  kkb_node_more (facts, node)->references = ids_there (facts, KKB_ENTITY_NODE, items, n);
  return TRUE;
}

static gboolean
give_entry_nodes (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbEntry *entry = kkb_facts_entry (facts, owner);

  if (entry == NULL)
    return FALSE;
  entry->nodes = ids_there (facts, KKB_ENTITY_NODE, items, n);
  return TRUE;
}

static gboolean
give_indicator_tags (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbIndicator *indicator = kkb_facts_indicator (facts, owner);

  if (indicator == NULL)
    return FALSE;
  kkb_indicator_more (facts, indicator)->tags = ids_there (facts, KKB_ENTITY_WORD, items, n);
  return TRUE;
}

static gboolean
give_operands (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbIndicator *indicator = kkb_facts_indicator (facts, owner);

  if (indicator == NULL)
    return FALSE;
  kkb_indicator_more (facts, indicator)->operands = kkb_facts_ids (facts, items, n);
  return TRUE;
}

static gboolean
give_units (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbIndicator *indicator = kkb_facts_indicator (facts, owner);
  KkbUnitChange *units;

  if (indicator == NULL)
    return FALSE;
  units = kkb_facts_bytes (facts, NULL, (n + 1) * sizeof *units);
  for (guint i = 0; i < n; i++)
    units[i] = ((KkbUnitChange *)items)[i];
  units[n].unit = "";
  kkb_indicator_more (facts, indicator)->units = units;
  return TRUE;
}

static gboolean
give_side_values (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbSideSeries *series = kkb_facts_one_side_series (facts, owner);

  if (series == NULL)
    return FALSE;
  kkb_facts_assign_values (facts, &series->values, items, n);
  return TRUE;
}

static KkbProject *
project_of (KkbFacts *facts, KkbId owner)
{
  KkbNode *node = kkb_facts_node (facts, owner);

  return node != NULL ? node->project : NULL;
}

static gboolean
give_budget_lines (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbProject *project = project_of (facts, owner);

  if (project == NULL)
    return FALSE;
  project->budget_lines = kkb_facts_bytes (facts, items, n * sizeof (KkbBudgetLine));
  project->n_budget_lines = n;
  return TRUE;
}

static gboolean
give_staff (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbProject *project = project_of (facts, owner);

  if (project == NULL)
    return FALSE;
  project->staff = kkb_facts_bytes (facts, items, n * sizeof (KkbStaff));
  project->n_staff = n;
  return TRUE;
}

static gboolean
give_outputs (KkbFacts *facts, KkbId owner, gpointer items, guint n)
{
  KkbProject *project = project_of (facts, owner);

  if (project == NULL)
    return FALSE;
  project->outputs = kkb_facts_bytes (facts, items, n * sizeof (KkbOutput));
  project->n_outputs = n;
  return TRUE;
}

static gboolean
each_list (KkbLoader *loader, const ListSource *source, GError **error)
{
  g_auto (KkbStatement) select = KKB_STATEMENT_INIT;
  g_autoptr (GArray) items = NULL;
  KkbReader *r = &loader->reader;
  KkbId owner = 0;

  if (!kkb_loader_start (loader, &select, source->table, source->sql, error))
    return FALSE;
  while (kkb_statement_step (&select, error))
    {
      KkbId next = kkb_read_id (r, 0);

      if (items == NULL)
        items = g_array_new (FALSE, TRUE, (guint)source->size);
      if (next != owner && items->len > 0)
        {
          if (!source->give (r->facts, owner, items->data, items->len))
            return kkb_loader_fail (loader, error);
          g_array_set_size (items, 0);
        }
      owner = next;
      g_array_set_size (items, items->len + 1);
      source->read (r, items->data + (items->len - 1) * source->size);
      if (r->bad >= 0)
        return kkb_loader_fail (loader, error);
    }
  if (select.column < 0)
    return FALSE;
  return items == NULL || items->len == 0 || source->give (r->facts, owner, items->data, items->len)
         || kkb_loader_fail (loader, error);
}

/* ---- all ---- */

static gboolean
load_lists (KkbLoader *loader, GError **error)
{
  static const ListSource sources[] = {
    { "department_former",
      "SELECT department, position, name, until_fy FROM department_former ORDER BY department, position",
      sizeof (KkbFormerName), read_former, give_former },
    { "plan_text", "SELECT plan, name, position, text FROM plan_text ORDER BY plan, position, name",
      sizeof (KkbNamedText), read_text, give_plan_texts },
    { "node_text", "SELECT node, name, position, text FROM node_text ORDER BY node, position, name",
      sizeof (KkbNamedText), read_text, give_node_texts },
    { "node_tag", "SELECT node, word, position FROM node_tag ORDER BY node, position, word", sizeof (KkbId), read_id,
      give_node_tags },
    { "node_reference", "SELECT node, other, position FROM node_reference ORDER BY node, position, other",
      sizeof (KkbId), read_id, give_references },
    { "entry_node", "SELECT entry, node, position FROM entry_node ORDER BY entry, position, node", sizeof (KkbId),
      read_id, give_entry_nodes },
    { "indicator_tag", "SELECT indicator, word, position FROM indicator_tag ORDER BY indicator, position, word",
      sizeof (KkbId), read_id, give_indicator_tags },
    { "indicator_operand", "SELECT indicator, position, operand FROM indicator_operand ORDER BY indicator, position",
      sizeof (KkbId), read_operand, give_operands },
    { "indicator_unit", "SELECT indicator, fy, unit FROM indicator_unit WHERE fy > 0 ORDER BY indicator, fy",
      sizeof (KkbUnitChange), read_unit, give_units },
    { "side_value", "SELECT series, fy, " KKB_VALUE_COLUMNS " FROM side_value ORDER BY series, fy", sizeof (KkbValue),
      read_side_value, give_side_values },
    { "budget_line",
      "SELECT project, position, account, kan, kou, moku, item FROM budget_line ORDER BY project, position",
      sizeof (KkbBudgetLine), read_budget_line, give_budget_lines },
    { "project_staff",
      "SELECT project, position, fy, kind, staff, unit_cost FROM project_staff ORDER BY project, position",
      sizeof (KkbStaff), read_staff, give_staff },
    { "project_output", "SELECT project, position, fy, text FROM project_output ORDER BY project, position",
      sizeof (KkbOutput), read_output, give_outputs },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!each_list (loader, &sources[i], error))
      return FALSE;
  return TRUE;
}

gboolean
kkb_loader_read_more (KkbLoader *l, GError **error)
{
  return kkb_loader_each_row (l, "word", "SELECT id, position, kind, name, note FROM word ORDER BY position, id",
                              read_word, error)
         && kkb_loader_each_row (l, "entry",
                                 "SELECT id, plan, position, kind, name, category, text FROM entry ORDER BY plan, "
                                 "position, id",
                                 read_entry, error)
         && kkb_loader_each_row (l, "statistic",
                                 "SELECT id, plan, position, name, unit, source, note, n_rows, n_columns FROM "
                                 "statistic ORDER BY plan, position, id",
                                 read_statistic, error)
         && kkb_loader_each_row (l, "statistic_cell", "SELECT statistic, line, col, text FROM statistic_cell",
                                 read_cell, error)
         && kkb_loader_each_row (l, "side_series",
                                 "SELECT id, indicator, position, kind, name, unit, source, note FROM side_series "
                                 "ORDER BY indicator, position, id",
                                 read_side_series, error)
         && kkb_loader_each_row (l, "picture",
                                 "SELECT id, node, position, caption, is_jpeg, length (data) FROM picture ORDER BY "
                                 "node, position, id",
                                 read_picture, error)
         && load_lists (l, error);
}
