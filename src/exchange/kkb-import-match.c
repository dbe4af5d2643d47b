/* kkb-import-match.c - which of the document's entities an imported one is (domain.md §10): by ID, else by place,
 * number and name. */
#include "kkb-import-merge.h"
#include "kkb-text.h"
#include <string.h>

static void
add_candidate (GHashTable *table, char *key, gpointer entity)
{
  GPtrArray *list = g_hash_table_lookup (table, key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (table, g_strdup (key), list);
    }
  g_ptr_array_add (list, entity);
}

static GHashTable *
candidates_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
}

/* The first candidate nobody has met. */
static gpointer
take_candidate (KkbMerge *merge, GHashTable *table, const char *key)
{
  GPtrArray *list = g_hash_table_lookup (table, key);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (!g_hash_table_contains (merge->claimed, g_ptr_array_index (list, i)))
      return g_ptr_array_index (list, i);
  return NULL;
}

static char *
node_key (KkbId plan, KkbId parent, const char *label, const char *title, gboolean project)
{
  g_autofree char *a = kkb_text_key (label), *b = kkb_text_key (title);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%d|%s|%s", plan, parent, project, a, b);
}

static char *
code_key (KkbId plan, const char *code)
{
  g_autofree char *key = kkb_text_key (code);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%s", plan, key);
}

/* A title without what stands in brackets behind it. */
static char *
bare_title (const char *text)
{
  g_autofree char *key = kkb_text_key (text);
  char *bracket = strchr (key, '(');

  if (bracket != NULL && bracket > key)
    *bracket = '\0';
  return g_steal_pointer (&key);
}

/* The period in the brackets of a printed plan name. */
static gboolean
bracket_period (const char *text, int *start, int *end)
{
  const char *open = strstr (text, "（"), *close;
  g_autofree char *inside = NULL;

  if (open == NULL)
    open = strchr (text, '(');
  if (open == NULL)
    return FALSE;
  open = g_utf8_next_char (open);
  close = strstr (open, "）");
  if (close == NULL)
    close = strchr (open, ')');
  inside = close != NULL ? g_strndup (open, close - open) : g_strdup (open);
  return kkb_fy_parse_period (inside, start, end);
}

/* ---- public ------------------------------------------------------------------------------------------------ */

KkbId
kkb_merge_id (KkbMerge *merge, KkbId imported)
{
  const KkbId *id = g_hash_table_lookup (merge->ids, &imported);

  return id != NULL ? *id : imported;
}

gpointer
kkb_merge_met (KkbMerge *merge, KkbId imported)
{
  return g_hash_table_lookup (merge->met, &imported);
}

void
kkb_merge_meet (KkbMerge *merge, KkbId imported, KkbId id, gpointer met)
{
  g_hash_table_insert (merge->ids, g_memdup2 (&imported, sizeof imported), g_memdup2 (&id, sizeof id));
  g_hash_table_insert (merge->met, g_memdup2 (&imported, sizeof imported), met);
  g_hash_table_add (merge->claimed, met);
}

/* Two periods of one title are two plans when they have no year in common. */
static gboolean
may_be_plan (const KkbPlan *a, const KkbPlan *b)
{
  if (a->start_fy == KKB_FY_NONE || b->start_fy == KKB_FY_NONE)
    return TRUE;
  return a->start_fy <= b->end_fy && b->start_fy <= a->end_fy;
}

void
kkb_merge_match_plans (KkbMerge *merge)
{
  for (guint i = 0; i < merge->in->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (merge->in->plans, i);
      guint assumed = GPOINTER_TO_UINT (g_hash_table_lookup (merge->import->assumed_plans, plan));
      KkbPlan *best = NULL;

      for (guint k = 0; k < merge->doc->plans->len; k++)
        {
          KkbPlan *other = g_ptr_array_index (merge->doc->plans, k);
          gboolean same_name
              = kkb_text_same (plan->title, other->title)
                && (*plan->organization == '\0' || kkb_text_same (plan->organization, other->organization));

          if (g_hash_table_contains (merge->claimed, other) || !may_be_plan (plan, other))
            continue;
          /* A workbook without a title belongs to the one plan there is. */
          if (!same_name && !((assumed & KKB_ASSUMED_TITLE) && merge->doc->plans->len == 1))
            continue;
          if (best == NULL || (other->start_fy == plan->start_fy && other->end_fy == plan->end_fy))
            best = other;
        }
      if (best != NULL)
        kkb_merge_meet (merge, plan->id, best->id, best);
    }
}

void
kkb_merge_match_nodes (KkbMerge *merge)
{
  g_autoptr (GHashTable) by_code = candidates_new ();
  g_autoptr (GHashTable) by_place = candidates_new ();
  g_autoptr (GHashTable) by_title = candidates_new ();

  for (guint i = 0; i < merge->doc->nodes->len; i++)
    {
      KkbNode *node = g_ptr_array_index (merge->doc->nodes, i);
      g_autofree char *code = code_key (node->plan, node->code);
      g_autofree char *place = node_key (node->plan, node->parent_id, node->label, node->title, node->project != NULL);
      g_autofree char *title = node_key (node->plan, node->parent_id, "", node->title, node->project != NULL);

      if (*node->code != '\0')
        add_candidate (by_code, code, node);
      add_candidate (by_place, place, node);
      add_candidate (by_title, title, node);
    }
  for (guint i = 0; i < merge->in->nodes->len; i++) /* parents stand before their children */
    {
      const KkbNode *node = g_ptr_array_index (merge->in->nodes, i);
      KkbId plan = kkb_merge_id (merge, node->plan), parent = kkb_merge_id (merge, node->parent_id);
      g_autofree char *code = code_key (plan, node->code);
      g_autofree char *place = node_key (plan, parent, node->label, node->title, node->project != NULL);
      g_autofree char *title = node_key (plan, parent, "", node->title, node->project != NULL);
      KkbNode *met = *node->code != '\0' ? take_candidate (merge, by_code, code) : NULL;

      if (met == NULL)
        met = take_candidate (merge, by_place, place);
      if (met == NULL)
        met = take_candidate (merge, by_title, title);
      if (met != NULL)
        kkb_merge_meet (merge, node->id, met->id, met);
    }
}

static char *
indicator_place (KkbId plan, KkbId node, const char *number, const char *name)
{
  g_autofree char *a = kkb_text_key (number), *b = kkb_text_key (name);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%s|%s", plan, node, a, b);
}

/* First those with an ID of their own, then the others by their place, and last whatever shares an ID: an ID that was
 * only assumed says less than the name. */
void
kkb_merge_match_indicators (KkbMerge *merge)
{
  g_autoptr (GHashTable) by_code = candidates_new ();
  g_autoptr (GHashTable) by_place = candidates_new ();
  g_autoptr (GHashTable) by_name = candidates_new ();

  for (guint i = 0; i < merge->doc->placements->len; i++)
    {
      const KkbPlacement *placement = g_ptr_array_index (merge->doc->placements, i);
      g_autofree char *code = code_key (placement->plan, placement->indicator->code);
      g_autofree char *place = indicator_place (placement->plan, placement->node != NULL ? placement->node->id : 0,
                                                placement->number, kkb_placement_name (placement));

      add_candidate (by_code, code, placement->indicator);
      g_autofree char *name = code_key (placement->plan, placement->indicator->name);

      add_candidate (by_place, place, placement->indicator);
      if (placement->is_origin)
        add_candidate (by_name, name, placement->indicator);
    }
  for (guint pass = 0; pass < 4; pass++)
    for (guint i = 0; i < merge->in->indicators->len; i++)
      {
        KkbIndicator *indicator = g_ptr_array_index (merge->in->indicators, i);
        const KkbPlacement *origin = kkb_indicator_origin (indicator);
        guint given = GPOINTER_TO_UINT (g_hash_table_lookup (merge->import->given, indicator));
        KkbIndicator *met = NULL;
        g_autofree char *key = NULL;
        GPtrArray *same;
        KkbId plan;

        if (kkb_merge_met (merge, indicator->id) != NULL || origin == NULL || (pass == 0 && !(given & KKB_GIVEN_ID)))
          continue;
        plan = kkb_merge_id (merge, origin->plan);
        key = pass == 1 ? indicator_place (plan, origin->node != NULL ? kkb_merge_id (merge, origin->node->id) : 0,
                                           origin->number, kkb_placement_name (origin))
                        : code_key (plan, pass == 3 ? indicator->name : indicator->code);
        same = g_hash_table_lookup (by_name, key);
        if (pass == 3 && (origin->node != NULL || same == NULL || same->len > 1))
          continue;
        met = take_candidate (merge, pass == 3 ? by_name : pass == 1 ? by_place : by_code, key);
        if (met != NULL)
          kkb_merge_meet (merge, indicator->id, met->id, met);
      }
}

/* By the name in use, else by a former one. */
static KkbDepartment *
find_department (KkbMerge *merge, const char *name)
{
  const GPtrArray *departments = merge->doc->departments;

  for (guint i = 0; i < departments->len; i++)
    if (strcmp (name, ((KkbDepartment *)g_ptr_array_index (departments, i))->name) == 0)
      return g_ptr_array_index (departments, i);
  for (guint i = 0; i < departments->len; i++)
    {
      KkbDepartment *department = g_ptr_array_index (departments, i);

      for (guint k = 0; k < department->n_former; k++)
        if (kkb_text_same (name, department->former[k].name))
          return department;
    }
  return NULL;
}

void
kkb_merge_match_names (KkbMerge *merge)
{
  for (guint i = 0; i < merge->in->departments->len; i++)
    {
      const KkbDepartment *department = g_ptr_array_index (merge->in->departments, i);
      KkbDepartment *met = find_department (merge, department->name);

      if (met != NULL)
        kkb_merge_meet (merge, department->id, met->id, met);
    }
  for (guint i = 0; i < merge->in->words->len; i++)
    {
      const KkbWord *word = g_ptr_array_index (merge->in->words, i);
      KkbWord *met = kkb_facts_find_word (merge->doc, (KkbWordKind)word->kind, word->name);

      if (met != NULL)
        kkb_merge_meet (merge, word->id, met->id, met);
    }
  for (guint i = 0; i < merge->in->grants->len; i++)
    {
      const KkbGrant *grant = g_ptr_array_index (merge->in->grants, i);

      for (guint k = 0; k < merge->doc->grants->len; k++)
        {
          KkbGrant *other = g_ptr_array_index (merge->doc->grants, k);

          if (strcmp (grant->name, other->name) == 0
              && (*grant->type == '\0' || strcmp (grant->type, other->type) == 0))
            {
              kkb_merge_meet (merge, grant->id, other->id, other);
              break;
            }
        }
    }
}

KkbId
kkb_merge_linked_plan (GPtrArray *plans, const KkbPlan *from, const char *text)
{
  g_autofree char *wanted = bare_title (text);
  int start, end;
  gboolean has_period = bracket_period (text, &start, &end);
  KkbId found = 0;

  for (guint i = 0; i < plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (plans, i);
      g_autofree char *title = bare_title (plan->title);

      if (plan->id == from->id || strcmp (title, wanted) != 0
          || !(kkb_text_same (plan->organization, from->organization) || *plan->organization == '\0'))
        continue;
      if (has_period && (plan->start_fy != start || plan->end_fy != end))
        continue;
      if (found != 0)
        return 0; /* two could be meant */
      found = plan->id;
    }
  return found;
}
