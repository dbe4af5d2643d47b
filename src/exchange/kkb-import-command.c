/* kkb-import-command.c - an import as one undoable command: adds what is new, changes what the workbook says
 * differently, erases nothing. */
#include "kkb-import-merge.h"
#include "kkb-rules.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  KkbImport *import;
  KkbImportResult *result;
} Job;

static const KkbNamedText no_texts[1] = { { 0, "" } };

/* ---- merging single fields --------------------------------------------------------------------------------- */

/* What the import says wins over what is there, unless it says nothing. */
static void
take_text (const char **old, const char *new, gboolean *changed)
{
  if (*new == '\0' || strcmp (*old, new) == 0)
    return;
  *old = new;
  *changed = TRUE;
}

static void
take_year (gint16 *old, gint16 new, gboolean *changed)
{
  if (new == KKB_FY_NONE || *old == new)
    return;
  *old = new;
  *changed = TRUE;
}

static void
take_byte (guint8 *old, guint8 new, gboolean given, gboolean *changed)
{
  if (!given || *old == new)
    return;
  *old = new;
  *changed = TRUE;
}

static void
take_decimal (guint8 *has, KkbDecimal *old, guint8 has_new, KkbDecimal new, gboolean *changed)
{
  if (!has_new || (*has && kkb_decimal_identical (*old, new)))
    return;
  *has = TRUE;
  *old = new;
  *changed = TRUE;
}

/* A list of the import's ids as the document's. */
static const KkbId *
map_ids (KkbMerge *merge, const KkbId *ids)
{
  g_autoptr (GArray) mapped = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (; *ids != 0; ids++)
    {
      KkbId id = kkb_merge_id (merge, *ids);

      g_array_append_val (mapped, id);
    }
  return kkb_facts_ids (merge->scratch, (const KkbId *)mapped->data, mapped->len);
}

static gboolean
same_ids (const KkbId *a, const KkbId *b)
{
  for (; *a != 0 && *a == *b; a++, b++)
    ;
  return *a == *b;
}

static void
take_ids (KkbMerge *merge, const KkbId **old, const KkbId *new, gboolean *changed)
{
  const KkbId *mapped = map_ids (merge, new);

  if (*mapped == 0 || same_ids (*old, mapped))
    return;
  *old = mapped;
  *changed = TRUE;
}

void
kkb_merge_count (KkbMerge *merge, KkbImported kind, gboolean old, gboolean changed)
{
  guint *counts = !old ? merge->result->added : changed ? merge->result->changed : merge->result->unchanged;

  counts[kind]++;
}

/* 0 where it is not in it. */
static guint
index_of (const GPtrArray *list, gconstpointer item)
{
  for (guint i = 0; i < list->len; i++)
    if (g_ptr_array_index (list, i) == item)
      return i;
  return 0;
}

/* ---- entities ---------------------------------------------------------------------------------------------- */

static gboolean
put_names (KkbMerge *merge, GError **error)
{
  for (guint i = 0; i < merge->in->departments->len; i++)
    {
      const KkbDepartment *in = g_ptr_array_index (merge->in->departments, i), *met = kkb_merge_met (merge, in->id);
      KkbDepartment department = met != NULL ? *met : *in;
      gboolean changed = met != NULL && kkb_merge_former_names (merge, &department, in);

      kkb_merge_count (merge, KKB_IMPORTED_OTHER, met != NULL, changed);
      if ((met == NULL || changed) && !kkb_store_put_department (merge->store, &department, error))
        return FALSE;
    }
  for (guint i = 0; i < merge->in->grants->len; i++)
    {
      const KkbGrant *grant = g_ptr_array_index (merge->in->grants, i);
      gboolean old = kkb_merge_met (merge, grant->id) != NULL;

      kkb_merge_count (merge, KKB_IMPORTED_OTHER, old, FALSE);
      if (!old && !kkb_store_put_grant (merge->store, grant, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_strings (const char *const *a, const char *const *b)
{
  return g_strv_equal (a != NULL ? a : (const char *const[]){ NULL }, b != NULL ? b : (const char *const[]){ NULL });
}

static gboolean
put_plan (KkbMerge *merge, const KkbPlan *in, guint index, GError **error)
{
  KkbPlan *met = kkb_merge_met (merge, in->id);
  KkbPlan plan = met != NULL ? *met : *in;
  guint assumed = GPOINTER_TO_UINT (g_hash_table_lookup (merge->import->assumed_plans, in)), position = 0;
  gboolean changed = met == NULL;

  take_text (&plan.title, assumed & KKB_ASSUMED_TITLE ? "" : in->title, &changed);
  take_text (&plan.organization, in->organization, &changed);
  take_text (&plan.published, in->published, &changed);
  take_text (&plan.review, in->review, &changed);
  take_text (&plan.review_body, in->review_body, &changed);
  take_text (&plan.note, in->note, &changed);
  if (!(assumed & KKB_ASSUMED_PERIOD) || plan.start_fy == KKB_FY_NONE)
    {
      take_year (&plan.start_fy, in->start_fy, &changed);
      take_year (&plan.end_fy, in->end_fy, &changed);
    }
  if (met == NULL)
    plan.departments = map_ids (merge, in->departments);
  else
    take_ids (merge, &plan.departments, in->departments, &changed);
  plan.texts = kkb_merge_texts (merge, met != NULL ? met->texts : no_texts, in->texts, &changed);
  if (g_hash_table_contains (merge->import->given_levels, in) && !same_strings (plan.levels, in->levels))
    {
      plan.levels = in->levels;
      changed = TRUE;
    }
  kkb_merge_count (merge, KKB_IMPORTED_PLANS, met != NULL, changed);
  if (met == NULL)
    position = merge->doc->plans->len + index;
  else
    position = index_of (merge->doc->plans, met);
  return !changed || kkb_store_put_plan (merge->store, &plan, (gint32)position, error);
}

static gboolean
put_editions (KkbMerge *merge, const KkbPlan *in, GError **error)
{
  const KkbPlan *met = kkb_merge_met (merge, in->id);
  guint n = met != NULL ? met->editions->len : 0;

  for (guint i = 0; i < in->editions->len; i++)
    {
      KkbEdition edition = *(KkbEdition *)g_ptr_array_index (in->editions, i);
      gboolean old = FALSE, same = FALSE;
      guint position = n;

      if (met != NULL && g_hash_table_contains (merge->import->assumed_editions, g_ptr_array_index (in->editions, i)))
        continue;
      edition.plan = kkb_merge_id (merge, in->id);
      for (guint k = 0; met != NULL && k < met->editions->len && !old; k++)
        {
          const KkbEdition *other = g_ptr_array_index (met->editions, k);

          if (!kkb_text_same (other->name, edition.name) || other->fy != edition.fy)
            continue;
          old = TRUE;
          position = k;
          edition.id = other->id;
          same = kkb_rules_equal (&other->rules, &edition.rules);
        }
      n += !old;
      kkb_merge_count (merge, KKB_IMPORTED_OTHER, old, !same);
      if (!same && !kkb_store_put_edition (merge->store, &edition, (gint32)position, error))
        return FALSE;
    }
  return TRUE;
}

/* The links of the import, and the links of the document that a plan just imported answers. */
static gboolean
put_links (KkbMerge *merge, GError **error)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new ();
  g_autofree KkbPlan *new_plans = g_new0 (KkbPlan, merge->in->plans->len + 1);

  for (guint i = 0; i < merge->doc->plans->len; i++)
    g_ptr_array_add (plans, g_ptr_array_index (merge->doc->plans, i));
  for (guint i = 0; i < merge->in->plans->len; i++)
    {
      new_plans[i] = *(KkbPlan *)g_ptr_array_index (merge->in->plans, i);
      if (kkb_merge_met (merge, new_plans[i].id) == NULL)
        g_ptr_array_add (plans, &new_plans[i]);
    }
  for (guint i = 0; i < merge->doc->links->len; i++)
    {
      KkbPlanLink link = *(KkbPlanLink *)g_ptr_array_index (merge->doc->links, i);
      const KkbPlan *plan = kkb_facts_plan (merge->doc, link.plan);
      guint position = 0;

      if (link.other != 0 || plan == NULL || (link.other = kkb_merge_linked_plan (plans, plan, link.text)) == 0)
        continue;
      position = index_of (plan->links, g_ptr_array_index (merge->doc->links, i));
      kkb_merge_count (merge, KKB_IMPORTED_OTHER, TRUE, TRUE);
      if (!kkb_store_put_link (merge->store, &link, (gint32)position, error))
        return FALSE;
    }
  for (guint i = 0; i < merge->in->plans->len; i++)
    {
      const KkbPlan *in = g_ptr_array_index (merge->in->plans, i), *met = kkb_merge_met (merge, in->id);
      guint position = met != NULL ? met->links->len : 0;

      for (guint k = 0; k < in->links->len; k++)
        {
          KkbPlanLink link = *(KkbPlanLink *)g_ptr_array_index (in->links, k);
          gboolean old = FALSE;

          for (guint n = 0; met != NULL && n < met->links->len; n++)
            {
              const KkbPlanLink *other = g_ptr_array_index (met->links, n);

              old = old || (other->kind == link.kind && kkb_text_same (other->text, link.text));
            }
          kkb_merge_count (merge, KKB_IMPORTED_OTHER, old, FALSE);
          if (old)
            continue;
          link.plan = kkb_merge_id (merge, in->id);
          link.other = kkb_merge_linked_plan (plans, met != NULL ? met : in, link.text);
          if (!kkb_store_put_link (merge->store, &link, (gint32)position++, error))
            return FALSE;
        }
    }
  return TRUE;
}

static void
merge_project (KkbMerge *merge, KkbProject *project, const KkbProject *in, gboolean *changed)
{
  take_text (&project->status, in->status, changed);
  take_text (&project->category, in->category, changed);
  take_text (&project->summary, in->summary, changed);
  take_text (&project->period, in->period, changed);
  take_text (&project->note, in->note, changed);
  take_year (&project->start_fy, in->start_fy, changed);
  take_year (&project->end_fy, in->end_fy, changed);
  take_ids (merge, &project->grants, in->grants, changed);
  kkb_merge_project_lists (merge, project, in, changed);
}

/* Behind the siblings that are there already. */
static gint32
next_position (const KkbNode *parent, const KkbPlan *plan)
{
  const GPtrArray *siblings = parent != NULL ? parent->children : plan != NULL ? plan->roots : NULL;
  gint32 last = -1;

  for (guint i = 0; siblings != NULL && i < siblings->len; i++)
    last = MAX (last, ((KkbNode *)g_ptr_array_index (siblings, i))->position);
  return last + 1;
}

static gboolean
put_node (KkbMerge *merge, const KkbNode *in, GError **error)
{
  KkbNode *met = kkb_merge_met (merge, in->id);
  const KkbNode *old_parent = kkb_merge_met (merge, in->parent_id);
  KkbNode node = met != NULL ? *met : *in;
  KkbProject project = { 0 };
  gboolean changed = met == NULL;

  if (met == NULL)
    {
      node.plan = kkb_merge_id (merge, in->plan);
      node.parent_id = kkb_merge_id (merge, in->parent_id);
      node.departments = map_ids (merge, in->departments);
      if (old_parent != NULL || (in->parent_id == 0 && kkb_merge_met (merge, in->plan) != NULL))
        node.position += next_position (old_parent, kkb_merge_met (merge, in->plan));
    }
  else
    {
      take_text (&node.code, in->code, &changed);
      take_text (&node.label, in->label, &changed);
      take_text (&node.title, in->title, &changed);
      take_ids (merge, &node.departments, in->departments, &changed);
      take_byte (&node.level, in->level, in->level != 255, &changed);
      if (in->parent_id != 0 && node.parent_id != kkb_merge_id (merge, in->parent_id))
        {
          node.parent_id = kkb_merge_id (merge, in->parent_id);
          changed = TRUE;
        }
    }
  if (in->project != NULL)
    {
      project = met != NULL && met->project != NULL ? *met->project : *in->project;
      changed = changed || met->project == NULL;
      if (met == NULL || met->project == NULL)
        project.grants = map_ids (merge, in->project->grants);
      else
        merge_project (merge, &project, in->project, &changed);
      node.project = &project;
    }
  node.parent = NULL;
  node.more = kkb_merge_node_more (merge, met != NULL ? met->more : NULL, in->more, &changed);
  kkb_merge_count (merge, in->project != NULL ? KKB_IMPORTED_PROJECTS : KKB_IMPORTED_NODES, met != NULL, changed);
  return !changed || kkb_store_put_node (merge->store, &node, error);
}

/* Expenditures have no ID: the same number, item, year, kind and source of a project is the same one. */
static gboolean
put_money (KkbMerge *merge, const KkbMoney *in, GHashTable *claimed, GError **error)
{
  const KkbNode *met = kkb_merge_met (merge, in->project);
  const GPtrArray *there = met != NULL && met->project != NULL ? met->project->money : NULL;
  KkbMoney money = *in;
  const KkbMoney *old = NULL;
  guint position = 0;
  gboolean changed;

  for (guint i = 0; there != NULL && i < there->len && old == NULL; i++)
    {
      const KkbMoney *other = g_ptr_array_index (there, i);

      if (!g_hash_table_contains (claimed, other) && other->fy == in->fy && other->kind == in->kind
          && kkb_text_same (other->number, in->number) && kkb_text_same (other->item, in->item)
          && (*in->source == '\0' || kkb_text_same (other->source, in->source)))
        {
          old = other;
          position = i;
        }
    }
  if (old != NULL)
    {
      money = *old;
      money.yen = in->yen;
      g_hash_table_add (claimed, (gpointer)old);
    }
  else
    { /* behind those there are, in the order of the workbook */
      const KkbNode *project = kkb_facts_node (merge->in, in->project);

      money.project = kkb_merge_id (merge, in->project);
      position = index_of (project->project->money, in) + (there != NULL ? there->len : 0);
    }
  changed = old == NULL || !kkb_decimal_identical (old->yen, in->yen);
  kkb_merge_count (merge, KKB_IMPORTED_MONEY, old != NULL, changed);
  return !changed || kkb_store_put_money (merge->store, &money, (gint32)position, error);
}

static gboolean
put_indicator (KkbMerge *merge, const KkbIndicator *in, GError **error)
{
  const KkbIndicator *met = kkb_merge_met (merge, in->id);
  KkbIndicator indicator = met != NULL ? *met : *in;
  guint given = GPOINTER_TO_UINT (g_hash_table_lookup (merge->import->given, in));
  gboolean changed = met == NULL;

  if (met == NULL)
    indicator.departments = map_ids (merge, in->departments);
  else
    {
      take_text (&indicator.code, given & KKB_GIVEN_ID ? in->code : "", &changed);
      take_text (&indicator.name, in->name, &changed);
      take_text (&indicator.unit, in->unit, &changed);
      take_text (&indicator.meaning, in->meaning, &changed);
      take_text (&indicator.source, in->source, &changed);
      take_text (&indicator.rationale, in->rationale, &changed);
      take_text (&indicator.release, in->release, &changed);
      take_text (&indicator.note, in->note, &changed);
      take_byte (&indicator.direction, in->direction, given & KKB_GIVEN_DIRECTION, &changed);
      take_byte (&indicator.series, in->series, given & KKB_GIVEN_SERIES, &changed);
      take_byte (&indicator.role, in->role, given & KKB_GIVEN_ROLE, &changed);
      take_byte (&indicator.period_kind, in->period_kind, given & KKB_GIVEN_PERIOD, &changed);
      take_decimal (&indicator.has_weight, &indicator.weight, in->has_weight, in->weight, &changed);
      take_decimal (&indicator.has_tolerance, &indicator.tolerance, in->has_tolerance, in->tolerance, &changed);
      take_ids (merge, &indicator.departments, in->departments, &changed);
    }
  indicator.more = kkb_merge_indicator_more (merge, met != NULL ? met->more : NULL, in->more,
                                             given & KKB_GIVEN_DECIMALS, &changed);
  kkb_merge_count (merge, KKB_IMPORTED_INDICATORS, met != NULL, changed);
  return !changed || kkb_store_put_indicator (merge->store, &indicator, error);
}

/* The printed row of the document that IN is: the same indicator at the same place; for a row that names no place, the
 * one there is. */
static KkbPlacement *
find_placement (KkbMerge *merge, const KkbPlacement *in)
{
  const KkbIndicator *met = kkb_merge_met (merge, in->indicator->id);
  KkbId node = in->node != NULL ? kkb_merge_id (merge, in->node->id) : 0;
  KkbPlacement *best = NULL;

  for (guint i = 0; met != NULL && i < met->placements->len; i++)
    {
      KkbPlacement *other = g_ptr_array_index (met->placements, i);

      if (other->plan != kkb_merge_id (merge, in->plan) || (other->node != NULL ? other->node->id : 0) != node
          || g_hash_table_contains (merge->claimed, other))
        continue;
      if (best == NULL || (*in->code != '\0' && kkb_text_same (in->code, other->code)))
        best = other;
    }
  for (guint i = 0; met != NULL && best == NULL && in->node == NULL && i < met->placements->len; i++)
    {
      KkbPlacement *other = g_ptr_array_index (met->placements, i);

      if (other->plan == kkb_merge_id (merge, in->plan) && !g_hash_table_contains (merge->claimed, other))
        best = other;
    }
  return best;
}

static gboolean
put_placement (KkbMerge *merge, const KkbPlacement *in, GError **error)
{
  KkbPlacement *met = find_placement (merge, in);
  KkbPlacement placement = met != NULL ? *met : *in;
  KkbPlacementOwn own = *placement.own;
  KkbIndicator indicator = { .id = kkb_merge_id (merge, in->indicator->id) };
  KkbNode node = { .id = in->node != NULL ? kkb_merge_id (merge, in->node->id) : 0 };
  guint given = GPOINTER_TO_UINT (g_hash_table_lookup (merge->import->given, in->indicator));
  const KkbFacts *facts = met != NULL ? merge->doc : merge->scratch;
  KkbValue baseline = { 0 };
  gboolean changed = met == NULL;

  if (in->has_baseline)
    baseline = kkb_merge_copy_value (merge, in->indicator, &in->own->baseline);
  if (met == NULL)
    {
      own.baseline = baseline;
      placement.plan = kkb_merge_id (merge, in->plan);
      placement.is_origin = in->is_origin && kkb_merge_met (merge, in->indicator->id) == NULL;
    }
  else
    {
      kkb_merge_meet (merge, in->id, met->id, met);
      take_text (&placement.code, in->is_origin && !(given & KKB_GIVEN_ID) ? "" : in->code, &changed);
      take_text (&placement.number, in->number, &changed);
      take_text (&own.name, in->own->name, &changed);
      take_text (&own.unit, in->own->unit, &changed);
      take_text (&own.meaning, in->own->meaning, &changed);
      take_text (&own.source, in->own->source, &changed);
      take_text (&own.rationale, in->own->rationale, &changed);
      take_text (&own.note, in->own->note, &changed);
      if (in->has_baseline
          && !(met->has_baseline && kkb_value_equal (merge->doc, &met->own->baseline, merge->scratch, &baseline)))
        {
          placement.has_baseline = TRUE;
          own.baseline = baseline;
          facts = merge->scratch;
          changed = TRUE;
        }
    }
  if (met != NULL)
    node.id = met->node != NULL ? met->node->id : 0;
  placement.own = &own;
  placement.indicator = &indicator;
  placement.node = node.id != 0 ? &node : NULL;
  kkb_merge_count (merge, KKB_IMPORTED_PLACEMENTS, met != NULL, changed);
  return !changed || kkb_store_put_placement (merge->store, facts, &placement, error);
}

/* The goal itself: only its method; baseline and targets come with the values. */
static gboolean
put_goal (KkbMerge *merge, const KkbGoal *in, GError **error)
{
  const KkbIndicator *met = kkb_merge_met (merge, in->indicator->id);
  const KkbGoal *old = met != NULL ? kkb_indicator_goal (met, kkb_merge_id (merge, in->plan)) : NULL;
  KkbIndicator indicator = { .id = kkb_merge_id (merge, in->indicator->id) };
  KkbGoal goal = { .plan = kkb_merge_id (merge, in->plan), .indicator = &indicator, .method = in->method };

  if (old != NULL && (in->method == KKB_METHOD_DEFAULT || in->method == old->method))
    return TRUE;
  if (old != NULL)
    kkb_merge_count (merge, KKB_IMPORTED_OTHER, TRUE, TRUE);
  return kkb_store_put_goal (merge->store, merge->scratch, &goal, error);
}

static gboolean
put_all (KkbMerge *merge, GError **error)
{
  g_autoptr (GHashTable) claimed_money = g_hash_table_new (NULL, NULL);
  const KkbFacts *in = merge->in;

  if (!put_names (merge, error) || !kkb_merge_words (merge, error))
    return FALSE;
  for (guint i = 0, n = 0; i < in->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (in->plans, i);

      if (!put_plan (merge, plan, n, error) || !put_editions (merge, plan, error))
        return FALSE;
      n += kkb_merge_met (merge, plan->id) == NULL;
    }
  if (!put_links (merge, error))
    return FALSE;
  for (guint i = 0; i < in->nodes->len; i++)
    if (!put_node (merge, g_ptr_array_index (in->nodes, i), error))
      return FALSE;
  for (guint i = 0; i < in->money->len; i++)
    if (!put_money (merge, g_ptr_array_index (in->money, i), claimed_money, error))
      return FALSE;
  for (guint i = 0; i < in->indicators->len; i++)
    if (!put_indicator (merge, g_ptr_array_index (in->indicators, i), error))
      return FALSE;
  for (guint i = 0; i < in->placements->len; i++)
    if (!put_placement (merge, g_ptr_array_index (in->placements, i), error))
      return FALSE;
  for (guint i = 0; i < in->goals->len; i++)
    if (!put_goal (merge, g_ptr_array_index (in->goals, i), error))
      return FALSE;
  return kkb_merge_values (merge, error) && kkb_merge_lists (merge, error);
}

static gboolean
run_import (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  Job *job = data;
  KkbImportResult ignored;
  g_autoptr (KkbFacts) scratch = kkb_facts_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GHashTable) claimed = g_hash_table_new (NULL, NULL);
  KkbMerge merge = { .import = job->import,
                     .in = job->import->facts,
                     .doc = facts,
                     .store = store,
                     .result = job->result != NULL ? job->result : &ignored,
                     .scratch = scratch,
                     .ids = ids,
                     .met = met,
                     .claimed = claimed };

  memset (merge.result, 0, sizeof *merge.result);
  kkb_merge_match_names (&merge);
  kkb_merge_match_plans (&merge);
  kkb_merge_match_nodes (&merge);
  kkb_merge_match_indicators (&merge);
  return put_all (&merge, error);
}

/* ---- public ------------------------------------------------------------------------------------------------ */

KkbCommand *
kkb_import_command (KkbImport *import, KkbImportResult *result)
{
  Job *job = g_new0 (Job, 1);

  job->import = import;
  job->result = result;
  return kkb_command_new (_ ("Import of a workbook"), run_import, job, g_free);
}

char *
kkb_import_result_text (const KkbImportResult *result)
{
  const char *const names[KKB_N_IMPORTED]
      = { _ ("Plans"),
          _ ("Entries of the tree"),
          _ ("Projects"),
          _ ("Indicator entries"),
          _ ("Table rows"),
          _ ("Values"),
          _ ("Expenditures"),
          _ ("Words, terms, issues, background statistics, breakdowns and comparisons"),
          _ ("Departments, grants, links, editions") };
  GString *text = g_string_new (NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < KKB_N_IMPORTED; i++)
    any = any || result->added[i] > 0 || result->changed[i] > 0;
  if (!any)
    {
      g_string_append (text, _ ("The document holds all of this already; nothing was changed."));
    }
  for (guint i = 0; any && i < KKB_N_IMPORTED; i++)
    if (result->added[i] + result->changed[i] + result->unchanged[i] > 0)
      g_string_append_printf (text, _ ("%s%s: %u added, %u changed, %u unchanged"), text->len > 0 ? "\n" : "", names[i],
                              result->added[i], result->changed[i], result->unchanged[i]);
  if (result->left_out > 0)
    g_string_append_printf (text,
                            ngettext ("\n%u actual was left out: its indicator is computed from others.",
                                      "\n%u actuals were left out: their indicators are computed from others.",
                                      result->left_out),
                            result->left_out);
  if (result->cleared > 0)
    g_string_append_printf (text,
                            ngettext ("\n%u actual was cleared: its indicator is computed from others now.",
                                      "\n%u actuals were cleared: their indicators are computed from others now.",
                                      result->cleared),
                            result->cleared);
  return g_string_free (text, FALSE);
}
