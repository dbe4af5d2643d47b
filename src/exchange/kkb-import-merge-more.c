/* kkb-import-merge-more.c - texts, tags, lists, statistics and side series of an import into the document. A blank
 * erases nothing, and what the workbook leaves out stays: lists grow, they never shrink. */
#include "kkb-import-merge.h"
#include "kkb-store-order.h"
#include "kkb-text.h"
#include <string.h>

static const KkbId no_ids[1] = { 0 };
static const KkbNamedText no_texts[1] = { { 0, "" } };
static const KkbUnitChange no_units[1] = { { 0, "" } };

static const KkbId *
map_ids (KkbMerge *merge, const KkbId *ids)
{
  g_autoptr (GArray) mapped = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (; *ids != 0; ids++)
    {
      KkbId id = kkb_merge_id (merge, *ids);

      g_array_append_val (mapped, id);
    }
  return kkb_facts_ids (merge->scratch, (const KkbId *)(gpointer)mapped->data, mapped->len);
}

static gboolean
same_ids (const KkbId *a, const KkbId *b)
{
  for (; *a != 0 && *a == *b; a++, b++)
    ;
  return *a == *b;
}

static void
take_ids (KkbMerge *merge, const KkbId **old, const KkbId *in, gboolean *changed)
{
  const KkbId *mapped = map_ids (merge, in);

  if (*mapped == 0 || same_ids (*old, mapped))
    return;
  *old = mapped;
  *changed = TRUE;
}

static void
take_text (const char **old, const char *in, gboolean *changed)
{
  if (*in == '\0' || strcmp (*old, in) == 0)
    return;
  *old = in;
  *changed = TRUE;
}

static void
take_year (gint16 *old, gint16 in, gboolean *changed)
{
  if (in == KKB_FY_NONE || *old == in)
    return;
  *old = in;
  *changed = TRUE;
}

/* ---- texts, nodes, projects, indicators -------------------------------------------------------------------- */

const KkbNamedText *
kkb_merge_texts (KkbMerge *merge, const KkbNamedText *old, const KkbNamedText *in, gboolean *changed)
{
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (KkbNamedText));

  for (; old->name != 0; old++)
    g_array_append_vals (texts, old, 1);
  for (; in->name != 0; in++)
    {
      KkbNamedText text = { kkb_merge_id (merge, in->name), in->text };
      guint i = 0;

      while (i < texts->len && g_array_index (texts, KkbNamedText, i).name != text.name)
        i++;
      if (i == texts->len)
        {
          g_array_append_val (texts, text);
          *changed = TRUE;
        }
      else
        take_text (&g_array_index (texts, KkbNamedText, i).text, text.text, changed);
    }
  return kkb_facts_texts (merge->scratch, (const KkbNamedText *)(gpointer)texts->data, texts->len);
}

const KkbNodeMore *
kkb_merge_node_more (KkbMerge *merge, const KkbNodeMore *old, const KkbNodeMore *in, gboolean *changed)
{
  KkbNodeMore *more = kkb_facts_bytes (merge->scratch, NULL, sizeof *more);

  *more = old != NULL ? *old : (KkbNodeMore){ .tags = no_ids, .references = no_ids, .texts = no_texts };
  take_year (&more->start_fy, in->start_fy, changed);
  take_year (&more->end_fy, in->end_fy, changed);
  if (in->sdgs != 0 && in->sdgs != more->sdgs)
    {
      more->sdgs = in->sdgs;
      *changed = TRUE;
    }
  take_ids (merge, &more->tags, in->tags, changed);
  take_ids (merge, &more->references, in->references, changed);
  more->texts = kkb_merge_texts (merge, more->texts, in->texts, changed);
  return more;
}

const KkbIndicatorMore *
kkb_merge_indicator_more (KkbMerge *merge, const KkbIndicatorMore *old, const KkbIndicatorMore *in,
                          gboolean has_decimals, gboolean *changed)
{
  KkbIndicatorMore *more = kkb_facts_bytes (merge->scratch, NULL, sizeof *more);
  const KkbUnitChange *a, *b;

  *more
      = old != NULL ? *old : (KkbIndicatorMore){ .decimals = 1, .operands = no_ids, .tags = no_ids, .units = no_units };
  if (in->formula != KKB_COMPUTED_NONE && in->formula != more->formula)
    {
      more->formula = in->formula;
      *changed = TRUE;
    }
  take_ids (merge, &more->operands, in->operands, changed);
  take_ids (merge, &more->tags, in->tags, changed);
  if (has_decimals && in->decimals != more->decimals)
    {
      more->decimals = in->decimals;
      *changed = TRUE;
    }
  if (in->release_month != 0 && in->release_month != more->release_month)
    {
      more->release_month = in->release_month;
      *changed = TRUE;
    }
  for (a = more->units, b = in->units; b->fy != 0 && a->fy == b->fy && strcmp (a->unit, b->unit) == 0; a++, b++)
    ;
  if (in->units->fy != 0 && (a->fy != 0 || b->fy != 0))
    {
      more->units = in->units;
      *changed = TRUE;
    }
  return more;
}

static gboolean
same_line (const KkbBudgetLine *a, const KkbBudgetLine *b)
{
  return strcmp (a->account, b->account) == 0 && strcmp (a->kan, b->kan) == 0 && strcmp (a->kou, b->kou) == 0
         && strcmp (a->moku, b->moku) == 0 && strcmp (a->item, b->item) == 0;
}

static void
merge_budget_lines (KkbMerge *merge, KkbProject *project, const KkbProject *in, gboolean *changed)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (KkbBudgetLine));

  g_array_append_vals (lines, project->budget_lines, project->n_budget_lines);
  for (guint i = 0; i < in->n_budget_lines; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < project->n_budget_lines; k++)
        known = known || same_line (&project->budget_lines[k], &in->budget_lines[i]);
      if (!known)
        g_array_append_vals (lines, &in->budget_lines[i], 1);
    }
  if (lines->len == project->n_budget_lines)
    return;
  project->budget_lines = kkb_facts_bytes (merge->scratch, lines->data, lines->len * sizeof (KkbBudgetLine));
  project->n_budget_lines = lines->len;
  *changed = TRUE;
}

/* The first, second … line of a year and kind is the first, second … there. */
static void
merge_staff (KkbMerge *merge, KkbProject *project, const KkbProject *in, gboolean *changed)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (KkbStaff));
  g_autofree gboolean *taken = g_new0 (gboolean, project->n_staff + 1);
  gboolean differs = FALSE;

  g_array_append_vals (lines, project->staff, project->n_staff);
  for (guint i = 0; i < in->n_staff; i++)
    {
      const KkbStaff *staff = &in->staff[i];
      KkbStaff *old = NULL;

      for (guint k = 0; k < project->n_staff && old == NULL; k++)
        if (!taken[k] && project->staff[k].fy == staff->fy && project->staff[k].kind == staff->kind)
          {
            old = &g_array_index (lines, KkbStaff, k);
            taken[k] = TRUE;
          }
      if (old == NULL)
        g_array_append_vals (lines, staff, 1);
      else if (!kkb_decimal_identical (old->staff, staff->staff)
               || !kkb_decimal_identical (old->unit_cost, staff->unit_cost))
        {
          *old = *staff;
          differs = TRUE;
        }
    }
  if (!differs && lines->len == project->n_staff)
    return;
  project->staff = kkb_facts_bytes (merge->scratch, lines->data, lines->len * sizeof (KkbStaff));
  project->n_staff = lines->len;
  *changed = TRUE;
}

static void
merge_outputs (KkbMerge *merge, KkbProject *project, const KkbProject *in, gboolean *changed)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (KkbOutput));

  g_array_append_vals (lines, project->outputs, project->n_outputs);
  for (guint i = 0; i < in->n_outputs; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < project->n_outputs; k++)
        known = known
                || (project->outputs[k].fy == in->outputs[i].fy
                    && strcmp (project->outputs[k].text, in->outputs[i].text) == 0);
      if (!known)
        g_array_append_vals (lines, &in->outputs[i], 1);
    }
  if (lines->len == project->n_outputs)
    return;
  project->outputs = kkb_facts_bytes (merge->scratch, lines->data, lines->len * sizeof (KkbOutput));
  project->n_outputs = lines->len;
  *changed = TRUE;
}

void
kkb_merge_project_lists (KkbMerge *merge, KkbProject *project, const KkbProject *in, gboolean *changed)
{
  merge_budget_lines (merge, project, in, changed);
  merge_staff (merge, project, in, changed);
  merge_outputs (merge, project, in, changed);
}

gboolean
kkb_merge_former_names (KkbMerge *merge, KkbDepartment *department, const KkbDepartment *in)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (KkbFormerName));

  if (department->n_former > 0)
    g_array_append_vals (names, department->former, department->n_former);
  for (guint i = 0; i < in->n_former; i++)
    {
      gboolean known = strcmp (in->former[i].name, department->name) == 0;

      for (guint k = 0; k < department->n_former; k++)
        known = known || strcmp (department->former[k].name, in->former[i].name) == 0;
      if (!known)
        g_array_append_vals (names, &in->former[i], 1);
    }
  if (names->len == department->n_former)
    return FALSE;
  department->former = kkb_facts_bytes (merge->scratch, names->data, names->len * sizeof (KkbFormerName));
  department->n_former = names->len;
  return TRUE;
}

/* ---- lists ------------------------------------------------------------------------------------------------- */

/* The place of what is in the document, or the one behind the last. */
static gboolean
find_place (KkbMerge *merge, KkbStoreTable table, KkbId met, KkbId owner, gint32 *position, GError **error)
{
  return met != 0 ? kkb_store_get_position (merge->store, table, met, position, error)
                  : kkb_store_next_position (merge->store, table, owner, position, error);
}

static gboolean
put_words (KkbMerge *merge, GError **error)
{
  for (guint i = 0; i < merge->in->words->len; i++)
    {
      const KkbWord *in = g_ptr_array_index (merge->in->words, i), *met = kkb_merge_met (merge, in->id);
      KkbWord word = met != NULL ? *met : *in;
      gboolean changed = met == NULL;
      gint32 position;

      if (met != NULL)
        take_text (&word.note, in->note, &changed);
      kkb_merge_count (merge, KKB_IMPORTED_LISTS, met != NULL, changed);
      if (changed
          && !(find_place (merge, KKB_TABLE_WORD, met != NULL ? met->id : 0, 0, &position, error)
               && kkb_store_put_word (merge->store, &word, position, error)))
        return FALSE;
    }
  return TRUE;
}

/* An issue is known by its text and category, all else by its name. */
static const KkbEntry *
find_entry (KkbMerge *merge, const KkbEntry *in)
{
  const KkbPlan *plan = kkb_merge_met (merge, in->plan);

  for (guint i = 0; plan != NULL && i < plan->entries->len; i++)
    {
      const KkbEntry *entry = g_ptr_array_index (plan->entries, i);

      if (entry->kind == in->kind && !g_hash_table_contains (merge->claimed, entry)
          && kkb_text_same (entry->name, in->name)
          && (*in->name != '\0'
              || (kkb_text_same (entry->text, in->text) && kkb_text_same (entry->category, in->category))))
        return entry;
    }
  return NULL;
}

static gboolean
put_entries (KkbMerge *merge, GError **error)
{
  for (guint i = 0; i < merge->in->entries->len; i++)
    {
      const KkbEntry *in = g_ptr_array_index (merge->in->entries, i), *met = find_entry (merge, in);
      KkbEntry entry = met != NULL ? *met : *in;
      gboolean changed = met == NULL;
      gint32 position;

      if (met != NULL)
        {
          kkb_merge_meet (merge, in->id, met->id, (gpointer)met);
          take_text (&entry.category, in->category, &changed);
          take_text (&entry.text, in->text, &changed);
          take_ids (merge, &entry.nodes, in->nodes, &changed);
        }
      else
        {
          entry.plan = kkb_merge_id (merge, in->plan);
          entry.nodes = map_ids (merge, in->nodes);
        }
      kkb_merge_count (merge, KKB_IMPORTED_LISTS, met != NULL, changed);
      if (changed
          && !(find_place (merge, KKB_TABLE_ENTRY, met != NULL ? met->id : 0, entry.plan, &position, error)
               && kkb_store_put_entry (merge->store, &entry, position, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_cells (const KkbStatistic *a, const KkbStatistic *b)
{
  gsize n = (gsize)a->n_rows * a->n_columns, i = 0;

  if (a->n_rows != b->n_rows || a->n_columns != b->n_columns)
    return FALSE;
  while (i < n && strcmp (a->cells[i], b->cells[i]) == 0)
    i++;
  return i == n;
}

static const KkbStatistic *
find_statistic (KkbMerge *merge, const KkbStatistic *in)
{
  const KkbPlan *plan = kkb_merge_met (merge, in->plan);

  for (guint i = 0; plan != NULL && i < plan->statistics->len; i++)
    {
      const KkbStatistic *statistic = g_ptr_array_index (plan->statistics, i);

      if (!g_hash_table_contains (merge->claimed, statistic) && kkb_text_same (statistic->name, in->name))
        return statistic;
    }
  return NULL;
}

static gboolean
put_statistics (KkbMerge *merge, GError **error)
{
  for (guint i = 0; i < merge->in->statistics->len; i++)
    {
      const KkbStatistic *in = g_ptr_array_index (merge->in->statistics, i), *met = find_statistic (merge, in);
      KkbStatistic statistic = met != NULL ? *met : *in;
      gboolean changed = met == NULL;
      gint32 position;

      statistic.plan = kkb_merge_id (merge, in->plan);
      if (met != NULL)
        {
          kkb_merge_meet (merge, in->id, met->id, (gpointer)met);
          take_text (&statistic.unit, in->unit, &changed);
          take_text (&statistic.source, in->source, &changed);
          take_text (&statistic.note, in->note, &changed);
          if (in->n_rows > 0 && !same_cells (met, in))
            { /* a table is one fact: rows cannot be told from each other */
              statistic.n_rows = in->n_rows;
              statistic.n_columns = in->n_columns;
              statistic.cells = in->cells;
              changed = TRUE;
            }
        }
      kkb_merge_count (merge, KKB_IMPORTED_LISTS, met != NULL, changed);
      if (changed
          && !(find_place (merge, KKB_TABLE_STATISTIC, met != NULL ? met->id : 0, statistic.plan, &position, error)
               && kkb_store_put_statistic (merge->store, &statistic, position, error)))
        return FALSE;
    }
  return TRUE;
}

/* ---- breakdowns and comparisons ---------------------------------------------------------------------------- */

static const KkbSideSeries *
find_side_series (KkbMerge *merge, const KkbSideSeries *in)
{
  const KkbIndicator *indicator = kkb_merge_met (merge, in->indicator);
  g_autoptr (GPtrArray) there = indicator != NULL ? kkb_indicator_side_series (merge->doc, indicator) : NULL;

  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      const KkbSideSeries *series = g_ptr_array_index (there, i);

      if (series->kind == in->kind && !g_hash_table_contains (merge->claimed, series)
          && kkb_text_same (series->name, in->name))
        return series;
    }
  return NULL;
}

static gboolean
put_side_values (KkbMerge *merge, const KkbSideSeries *series, const KkbSideSeries *met, const KkbSideSeries *in,
                 GError **error)
{
  const KkbIndicator *indicator = kkb_facts_indicator (merge->in, in->indicator);

  for (guint i = 0; i < in->values.n; i++)
    {
      const KkbValue *value = &in->values.items[i];
      const KkbValue *old = met != NULL ? kkb_value_list_find (&met->values, value->fy) : NULL;

      if (!kkb_merge_side_value (merge, series, indicator, old, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_side_series (KkbMerge *merge, GError **error)
{
  for (guint i = 0; i < merge->in->side_series->len; i++)
    {
      const KkbSideSeries *in = g_ptr_array_index (merge->in->side_series, i), *met = find_side_series (merge, in);
      KkbSideSeries series = met != NULL ? *met : *in;
      gboolean changed = met == NULL;
      gint32 position;

      series.indicator = kkb_merge_id (merge, in->indicator);
      if (met != NULL)
        {
          kkb_merge_meet (merge, in->id, met->id, (gpointer)met);
          take_text (&series.unit, in->unit, &changed);
          take_text (&series.source, in->source, &changed);
          take_text (&series.note, in->note, &changed);
        }
      kkb_merge_count (merge, KKB_IMPORTED_LISTS, met != NULL, changed);
      if (changed
          && !(find_place (merge, KKB_TABLE_SIDE_SERIES, met != NULL ? met->id : 0, series.indicator, &position, error)
               && kkb_store_put_side_series (merge->store, &series, position, error)))
        return FALSE;
      if (!put_side_values (merge, &series, met, in, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kkb_merge_words (KkbMerge *merge, GError **error)
{
  return put_words (merge, error);
}

gboolean
kkb_merge_lists (KkbMerge *merge, GError **error)
{
  return put_entries (merge, error) && put_statistics (merge, error) && put_side_series (merge, error);
}
