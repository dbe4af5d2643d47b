/* kkb-store-dump-more.c - the dump of what few entities have. */
#include "kkb-store-dump.h"
#include "kkb-digest.h"

static void
word (KkbDumper *dumper, const char *what, KkbId id)
{
  const KkbWord *found = kkb_facts_word (dumper->facts, id);

  kkb_dump_begin (dumper, what);
  kkb_dump_field (dumper, found != NULL ? found->name : "?");
}

static void
tags (KkbDumper *dumper, const KkbId *ids)
{
  for (; *ids != 0; ids++)
    {
      word (dumper, "  tag", *ids);
      kkb_dump_end (dumper);
    }
}

static void
texts (KkbDumper *dumper, const KkbNamedText *list)
{
  for (; list->name != 0; list++)
    {
      word (dumper, "  text", list->name);
      kkb_dump_field (dumper, list->text);
      kkb_dump_end (dumper);
    }
}

static guint
place_in (const GPtrArray *list, gconstpointer item)
{
  guint i = 0;

  while (i < list->len && g_ptr_array_index (list, i) != item)
    i++;
  return i + 1;
}

/* A node by its place: "1/2/1". */
static void
node_path (KkbDumper *dumper, KkbId id)
{
  const KkbNode *node = kkb_facts_node (dumper->facts, id);
  const KkbPlan *plan = node != NULL ? kkb_facts_plan (dumper->facts, node->plan) : NULL;
  g_autoptr (GString) path = g_string_new (NULL);

  for (; plan != NULL && node != NULL; node = node->parent)
    {
      g_autofree char *part
          = g_strdup_printf ("/%u", place_in (node->parent != NULL ? node->parent->children : plan->roots, node));

      g_string_prepend (path, part);
    }
  if (plan != NULL)
    {
      g_autofree char *part = g_strdup_printf ("%u", place_in (dumper->facts->plans, plan));

      g_string_prepend (path, part);
    }
  kkb_dump_field (dumper, path->str);
}

static void
nodes (KkbDumper *dumper, const char *what, const KkbId *ids)
{
  for (; *ids != 0; ids++)
    {
      kkb_dump_begin (dumper, what);
      node_path (dumper, *ids);
      kkb_dump_end (dumper);
    }
}

void
kkb_dump_words (KkbDumper *dumper)
{
  for (guint kind = 0; kind < KKB_N_WORD_KINDS; kind++)
    for (guint i = 0; i < dumper->facts->words->len; i++)
      {
        const KkbWord *w = g_ptr_array_index (dumper->facts->words, i);

        if (w->kind != kind)
          continue;
        kkb_dump_begin (dumper, "word");
        kkb_dump_field (dumper, kkb_word_list ((int)kind));
        kkb_dump_field (dumper, w->name);
        kkb_dump_field (dumper, w->note);
        kkb_dump_end (dumper);
      }
}

static void
dump_statistic (KkbDumper *dumper, const KkbStatistic *statistic)
{
  kkb_dump_begin (dumper, "  statistic");
  kkb_dump_field (dumper, statistic->name);
  kkb_dump_field (dumper, statistic->unit);
  kkb_dump_field (dumper, statistic->source);
  kkb_dump_field (dumper, statistic->note);
  kkb_dump_number (dumper, statistic->n_rows);
  kkb_dump_number (dumper, statistic->n_columns);
  kkb_dump_end (dumper);
  for (guint row = 0; row < statistic->n_rows; row++)
    {
      kkb_dump_begin (dumper, "    row");
      for (guint column = 0; column < statistic->n_columns; column++)
        kkb_dump_field (dumper, kkb_statistic_cell (statistic, row, column));
      kkb_dump_end (dumper);
    }
}

void
kkb_dump_plan_more (KkbDumper *dumper, const KkbPlan *plan)
{
  texts (dumper, plan->texts);
  for (guint kind = 0; kind < KKB_N_ENTRY_KINDS; kind++) /* the order between two lists means nothing */
    for (guint i = 0; i < plan->entries->len; i++)
      {
        const KkbEntry *entry = g_ptr_array_index (plan->entries, i);

        if (entry->kind != kind)
          continue;
        kkb_dump_begin (dumper, "  entry");
        kkb_dump_field (dumper, kkb_word_entry (entry->kind));
        kkb_dump_field (dumper, entry->name);
        kkb_dump_field (dumper, entry->category);
        kkb_dump_field (dumper, entry->text);
        kkb_dump_end (dumper);
        nodes (dumper, "    node", entry->nodes);
      }
  for (guint i = 0; i < plan->statistics->len; i++)
    dump_statistic (dumper, g_ptr_array_index (plan->statistics, i));
}

static gboolean
dump_picture (KkbDumper *dumper, const KkbPicture *picture, GError **error)
{
  g_autoptr (GBytes) data = kkb_store_picture_data (dumper->store, picture->id, error);
  g_autofree char *digest = NULL;
  KkbDigest bytes;

  if (data == NULL)
    return FALSE;
  kkb_digest_init (&bytes);
  kkb_digest_add (&bytes, g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  digest = kkb_digest_print (&bytes);
  kkb_dump_begin (dumper, "  picture");
  kkb_dump_field (dumper, picture->caption);
  kkb_dump_number (dumper, picture->is_jpeg);
  kkb_dump_number (dumper, picture->size);
  kkb_dump_field (dumper, digest);
  kkb_dump_end (dumper);
  return TRUE;
}

gboolean
kkb_dump_node_more (KkbDumper *dumper, const KkbNode *node, GError **error)
{
  const KkbNodeMore *more = node->more;

  if (more->start_fy != KKB_FY_NONE || more->end_fy != KKB_FY_NONE || more->sdgs != 0)
    {
      kkb_dump_begin (dumper, "  more");
      kkb_dump_number (dumper, more->start_fy);
      kkb_dump_number (dumper, more->end_fy);
      kkb_dump_number (dumper, more->sdgs);
      kkb_dump_end (dumper);
    }
  tags (dumper, more->tags);
  nodes (dumper, "  reference", more->references);
  texts (dumper, more->texts);
  for (guint i = 0; i < node->pictures->len; i++)
    if (!dump_picture (dumper, g_ptr_array_index (node->pictures, i), error))
      return FALSE;
  return TRUE;
}

void
kkb_dump_project_more (KkbDumper *dumper, const KkbProject *project)
{
  for (guint i = 0; i < project->n_budget_lines; i++)
    {
      const KkbBudgetLine *line = &project->budget_lines[i];

      kkb_dump_begin (dumper, "    budget");
      kkb_dump_field (dumper, line->account);
      kkb_dump_field (dumper, line->kan);
      kkb_dump_field (dumper, line->kou);
      kkb_dump_field (dumper, line->moku);
      kkb_dump_field (dumper, line->item);
      kkb_dump_end (dumper);
    }
  for (guint i = 0; i < project->n_staff; i++)
    {
      const KkbStaff *staff = &project->staff[i];

      kkb_dump_begin (dumper, "    staff");
      kkb_dump_number (dumper, staff->fy);
      kkb_dump_field (dumper, kkb_word_money (staff->kind));
      kkb_dump_decimal (dumper, TRUE, staff->staff);
      kkb_dump_decimal (dumper, TRUE, staff->unit_cost);
      kkb_dump_end (dumper);
    }
  for (guint i = 0; i < project->n_outputs; i++)
    {
      kkb_dump_begin (dumper, "    output");
      kkb_dump_number (dumper, project->outputs[i].fy);
      kkb_dump_field (dumper, project->outputs[i].text);
      kkb_dump_end (dumper);
    }
}

static void
dump_side_series (KkbDumper *dumper, const KkbSideSeries *series)
{
  kkb_dump_begin (dumper, "  side");
  kkb_dump_field (dumper, kkb_word_side (series->kind));
  kkb_dump_field (dumper, series->name);
  kkb_dump_field (dumper, series->unit);
  kkb_dump_field (dumper, series->source);
  kkb_dump_field (dumper, series->note);
  kkb_dump_end (dumper);
  for (guint i = 0; i < series->values.n; i++)
    kkb_dump_value (dumper, "    value", &series->values.items[i]);
}

void
kkb_dump_indicator_more (KkbDumper *dumper, const KkbIndicator *indicator)
{
  const KkbIndicatorMore *more = indicator->more;
  g_autoptr (GPtrArray) sides = kkb_indicator_side_series (dumper->facts, indicator);

  if (more->formula != KKB_COMPUTED_NONE || more->decimals != 1 || more->release_month != 0)
    {
      kkb_dump_begin (dumper, "  more");
      kkb_dump_field (dumper, kkb_word_formula (more->formula));
      kkb_dump_number (dumper, more->decimals);
      kkb_dump_number (dumper, more->release_month);
      kkb_dump_end (dumper);
    }
  for (const KkbId *id = more->operands; *id != 0; id++)
    {
      const KkbIndicator *operand = kkb_facts_indicator (dumper->facts, *id);

      kkb_dump_begin (dumper, "  operand");
      kkb_dump_number (dumper, operand != NULL ? kkb_dump_indicator_number (dumper, operand) : 0);
      kkb_dump_end (dumper);
    }
  tags (dumper, more->tags);
  for (const KkbUnitChange *unit = more->units; unit->fy != 0; unit++)
    {
      kkb_dump_begin (dumper, "  unit");
      kkb_dump_number (dumper, unit->fy);
      kkb_dump_field (dumper, unit->unit);
      kkb_dump_end (dumper);
    }
  for (guint i = 0; i < sides->len; i++)
    dump_side_series (dumper, g_ptr_array_index (sides, i));
}
