/* kkb-store-dump.c - the document as text without its random ids: everything is named by its place or its words, so
 * that two documents that say the same read the same, however they came to be. */
#include "kkb-store-dump.h"
#include <string.h>

/* One field of a line; a TAB or line break inside is escaped. */
void
kkb_dump_field (KkbDumper *dumper, const char *text)
{
  g_string_append_c (dumper->out, '\t');
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '\t':
        g_string_append (dumper->out, "\\t");
        break;
      case '\n':
        g_string_append (dumper->out, "\\n");
        break;
      case '\\':
        g_string_append (dumper->out, "\\\\");
        break;
      default:
        g_string_append_c (dumper->out, *text);
      }
}

void
kkb_dump_number (KkbDumper *dumper, gint64 value)
{
  g_string_append_printf (dumper->out, "\t%" G_GINT64_FORMAT, value);
}

void
kkb_dump_decimal (KkbDumper *dumper, gboolean given, KkbDecimal d)
{
  char buf[24];

  kkb_dump_field (dumper, given ? kkb_decimal_print (d, buf) : "");
}

void
kkb_dump_begin (KkbDumper *dumper, const char *what)
{
  g_string_append (dumper->out, what);
}

void
kkb_dump_end (KkbDumper *dumper)
{
  g_string_append_c (dumper->out, '\n');
}

static void
departments (KkbDumper *dumper, const KkbId *ids)
{
  for (; *ids != 0; ids++)
    {
      const KkbDepartment *department = kkb_facts_department (dumper->facts, *ids);

      kkb_dump_begin (dumper, "  department");
      kkb_dump_field (dumper, department != NULL ? department->name : "?");
      kkb_dump_end (dumper);
    }
}

void
kkb_dump_value (KkbDumper *dumper, const char *what, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (dumper->facts, v);
  gboolean has_number = v->kind == KKB_VALUE_NUMBER || v->kind == KKB_VALUE_RANGE;

  if (v->kind == KKB_VALUE_BLANK && v->state == KKB_STATE_BLANK && more == NULL)
    return;
  kkb_dump_begin (dumper, what);
  kkb_dump_number (dumper, v->fy);
  kkb_dump_field (dumper, kkb_word_kind (v->kind));
  kkb_dump_field (dumper, kkb_state_word ((KkbState)v->state));
  kkb_dump_decimal (dumper, has_number, kkb_value_decimal (v));
  if (more != NULL)
    {
      kkb_dump_decimal (dumper, v->kind == KKB_VALUE_RANGE, more->high);
      kkb_dump_field (dumper, kkb_word_bound (more->bound));
      kkb_dump_field (dumper, more->text);
      kkb_dump_field (dumper, more->unit);
      kkb_dump_decimal (dumper, more->has_parts, more->numerator);
      kkb_dump_decimal (dumper, more->has_parts, more->denominator);
      kkb_dump_field (dumper, more->as_of);
      kkb_dump_field (dumper, more->note);
      kkb_dump_field (dumper, more->expected);
      kkb_dump_number (dumper, more->revision);
      kkb_dump_field (dumper, more->revised_on);
      kkb_dump_field (dumper, more->reason);
    }
  kkb_dump_end (dumper);
}

static void
dump_rules (KkbDumper *dumper, const KkbRules *rules)
{
  kkb_dump_field (dumper, rules->name);
  kkb_dump_field (dumper, rules->seen_at);
  kkb_dump_field (dumper, kkb_word_method (rules->method));
  kkb_dump_field (dumper, kkb_word_yardstick (rules->yardstick));
  kkb_dump_field (dumper, kkb_word_rounding (rules->rounding));
  kkb_dump_number (dumper, rules->decimals);
  kkb_dump_number (dumper, rules->band_from_rounded);
  kkb_dump_number (dumper, rules->exact_year);
  kkb_dump_number (dumper, rules->suggest_only);
  kkb_dump_field (dumper, kkb_word_percent (rules->percent_mode));
  kkb_dump_decimal (dumper, rules->has_tolerance, rules->tolerance);
  kkb_dump_number (dumper, rules->weighted);
  kkb_dump_end (dumper);
  for (guint i = 0; i < rules->n_bands; i++)
    {
      const KkbBand *band = &rules->bands[i];

      kkb_dump_begin (dumper, "    band");
      kkb_dump_field (dumper, band->label);
      kkb_dump_field (dumper, kkb_word_condition (band->condition));
      kkb_dump_number (dumper, band->strict);
      kkb_dump_field (dumper, kkb_state_word ((KkbState)band->state));
      kkb_dump_decimal (dumper, TRUE, band->threshold);
      kkb_dump_end (dumper);
    }
}

static void
dump_plan (KkbDumper *dumper, const KkbPlan *plan)
{
  kkb_dump_begin (dumper, "plan");
  kkb_dump_field (dumper, plan->title);
  kkb_dump_field (dumper, plan->organization);
  kkb_dump_field (dumper, plan->published);
  kkb_dump_field (dumper, plan->review);
  kkb_dump_field (dumper, plan->review_body);
  kkb_dump_field (dumper, plan->note);
  kkb_dump_number (dumper, plan->start_fy);
  kkb_dump_number (dumper, plan->end_fy);
  kkb_dump_end (dumper);
  for (guint i = 0; plan->levels != NULL && plan->levels[i] != NULL; i++)
    {
      kkb_dump_begin (dumper, "  level");
      kkb_dump_field (dumper, plan->levels[i]);
      kkb_dump_end (dumper);
    }
  departments (dumper, plan->departments);
  for (guint i = 0; i < plan->links->len; i++)
    {
      const KkbPlanLink *link = g_ptr_array_index (plan->links, i);
      const KkbPlan *other = kkb_facts_plan (dumper->facts, link->other);

      kkb_dump_begin (dumper, "  link");
      kkb_dump_field (dumper, kkb_word_link (link->kind));
      kkb_dump_field (dumper, link->text);
      kkb_dump_field (dumper, other != NULL ? other->title : "");
      kkb_dump_end (dumper);
    }
  for (guint i = 0; i < plan->editions->len; i++)
    {
      const KkbEdition *edition = g_ptr_array_index (plan->editions, i);

      kkb_dump_begin (dumper, "  edition");
      kkb_dump_field (dumper, edition->name);
      kkb_dump_number (dumper, edition->fy);
      dump_rules (dumper, &edition->rules);
    }
  kkb_dump_plan_more (dumper, plan);
}

static void
dump_project (KkbDumper *dumper, const KkbProject *project)
{
  kkb_dump_begin (dumper, "  project");
  kkb_dump_field (dumper, project->status);
  kkb_dump_field (dumper, project->category);
  kkb_dump_field (dumper, project->summary);
  kkb_dump_field (dumper, project->period);
  kkb_dump_number (dumper, project->start_fy);
  kkb_dump_number (dumper, project->end_fy);
  kkb_dump_field (dumper, project->note);
  kkb_dump_end (dumper);
  for (const KkbId *id = project->grants; *id != 0; id++)
    {
      const KkbGrant *grant = kkb_facts_grant (dumper->facts, *id);

      kkb_dump_begin (dumper, "    grant");
      kkb_dump_field (dumper, grant != NULL ? grant->name : "?");
      kkb_dump_field (dumper, grant != NULL ? grant->type : "?");
      kkb_dump_end (dumper);
    }
  for (guint i = 0; i < project->money->len; i++)
    {
      const KkbMoney *money = g_ptr_array_index (project->money, i);

      kkb_dump_begin (dumper, "    money");
      kkb_dump_number (dumper, money->fy);
      kkb_dump_field (dumper, kkb_word_money (money->kind));
      kkb_dump_field (dumper, money->number);
      kkb_dump_field (dumper, money->item);
      kkb_dump_field (dumper, money->source);
      kkb_dump_decimal (dumper, TRUE, money->yen);
      kkb_dump_end (dumper);
    }
  kkb_dump_project_more (dumper, project);
}

guint
kkb_dump_indicator_number (KkbDumper *dumper, const KkbIndicator *indicator)
{
  gpointer found = g_hash_table_lookup (dumper->numbers, indicator);

  if (found == NULL)
    {
      g_ptr_array_add (dumper->indicators, (gpointer)indicator);
      found = GUINT_TO_POINTER (dumper->indicators->len);
      g_hash_table_insert (dumper->numbers, (gpointer)indicator, found);
    }
  return GPOINTER_TO_UINT (found);
}

static void
dump_placements (KkbDumper *dumper, const GPtrArray *placements)
{
  for (guint i = 0; i < placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (placements, i);

      kkb_dump_begin (dumper, "  placement");
      kkb_dump_number (dumper, kkb_dump_indicator_number (dumper, p->indicator));
      kkb_dump_number (dumper, p->is_origin);
      kkb_dump_field (dumper, p->code);
      kkb_dump_field (dumper, p->number);
      kkb_dump_field (dumper, p->own->name);
      kkb_dump_field (dumper, p->own->unit);
      kkb_dump_field (dumper, p->own->meaning);
      kkb_dump_field (dumper, p->own->source);
      kkb_dump_field (dumper, p->own->rationale);
      kkb_dump_field (dumper, p->own->note);
      kkb_dump_number (dumper, p->has_baseline);
      kkb_dump_end (dumper);
      if (p->has_baseline)
        kkb_dump_value (dumper, "    own-baseline", &p->own->baseline);
    }
}

/* Depth is limited by kkb_facts_link(). */
static gboolean
dump_node (KkbDumper *dumper, const KkbNode *node, const char *path, GError **error)
{
  kkb_dump_begin (dumper, "node");
  kkb_dump_field (dumper, path);
  kkb_dump_number (dumper, node->level);
  kkb_dump_field (dumper, node->code);
  kkb_dump_field (dumper, node->label);
  kkb_dump_field (dumper, node->title);
  kkb_dump_end (dumper);
  departments (dumper, node->departments);
  if (node->project != NULL)
    dump_project (dumper, node->project);
  if (!kkb_dump_node_more (dumper, node, error))
    return FALSE;
  dump_placements (dumper, node->placements);
  for (guint i = 0; i < node->children->len; i++)
    {
      g_autofree char *below = g_strdup_printf ("%s/%u", path, i + 1);

      if (!dump_node (dumper, g_ptr_array_index (node->children, i), below, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
dump_goal (KkbDumper *dumper, const KkbGoal *goal, GError **error)
{
  const KkbPlan *plan = kkb_facts_plan (dumper->facts, goal->plan);
  g_autoptr (GArray) revisions
      = kkb_store_revisions (dumper->store, dumper->facts, goal->plan, goal->indicator->id, error);

  if (revisions == NULL)
    return FALSE;
  kkb_dump_begin (dumper, "  goal");
  kkb_dump_field (dumper, plan != NULL ? plan->title : "?");
  kkb_dump_field (dumper, kkb_word_method (goal->method));
  kkb_dump_end (dumper);
  for (guint i = 0; i < revisions->len; i++)
    {
      const KkbRevision *revision = &g_array_index (revisions, KkbRevision, i);

      kkb_dump_value (dumper, revision->is_baseline ? "    baseline" : "    target", &revision->value);
    }
  return TRUE;
}

static gboolean
dump_indicator (KkbDumper *dumper, const KkbIndicator *indicator, GError **error)
{
  kkb_dump_begin (dumper, "indicator");
  kkb_dump_number (dumper, kkb_dump_indicator_number (dumper, indicator));
  kkb_dump_field (dumper, indicator->code);
  kkb_dump_field (dumper, indicator->name);
  kkb_dump_field (dumper, indicator->unit);
  kkb_dump_field (dumper, indicator->meaning);
  kkb_dump_field (dumper, indicator->source);
  kkb_dump_field (dumper, indicator->rationale);
  kkb_dump_field (dumper, indicator->release);
  kkb_dump_field (dumper, indicator->note);
  kkb_dump_field (dumper, kkb_word_direction (indicator->direction));
  kkb_dump_field (dumper, kkb_word_series (indicator->series));
  kkb_dump_field (dumper, kkb_word_role (indicator->role));
  kkb_dump_field (dumper, kkb_word_period (indicator->period_kind));
  kkb_dump_decimal (dumper, indicator->has_weight, indicator->weight);
  kkb_dump_decimal (dumper, indicator->has_tolerance, indicator->tolerance);
  kkb_dump_end (dumper);
  departments (dumper, indicator->departments);
  for (guint i = 0; i < dumper->facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (dumper->facts->plans, i);
      const KkbGoal *goal = kkb_indicator_goal (indicator, plan->id);

      if (goal != NULL && !dump_goal (dumper, goal, error))
        return FALSE;
    }
  for (guint i = 0; i < indicator->actuals.n; i++)
    kkb_dump_value (dumper, "  actual", &indicator->actuals.items[i]);
  for (guint i = 0; i < indicator->references.n; i++)
    kkb_dump_value (dumper, "  reference", &indicator->references.items[i]);
  kkb_dump_indicator_more (dumper, indicator);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Departments and grants have no order that means anything. */
static void
dump_names (KkbDumper *dumper)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < dumper->facts->departments->len; i++)
    {
      const KkbDepartment *department = g_ptr_array_index (dumper->facts->departments, i);
      GString *line = g_string_new ("department\t");

      g_string_append (line, department->name);
      for (guint k = 0; k < department->n_former; k++)
        g_string_append_printf (line, "\t%s\t%d", department->former[k].name, department->former[k].until_fy);
      g_ptr_array_add (names, g_string_free (line, FALSE));
    }
  for (guint i = 0; i < dumper->facts->grants->len; i++)
    {
      const KkbGrant *grant = g_ptr_array_index (dumper->facts->grants, i);

      g_ptr_array_add (names, g_strconcat ("grant\t", grant->name, "\t", grant->type, NULL));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (dumper->out, "%s\n", (const char *)g_ptr_array_index (names, i));
}

char *
kkb_store_content_dump (KkbStore *store, GError **error)
{
  g_autoptr (KkbFacts) facts = kkb_store_load (store, error);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) indicators = g_ptr_array_new ();
  KkbDumper dumper = { store, facts, out, numbers, indicators };

  if (facts == NULL)
    return NULL;
  dump_names (&dumper);
  kkb_dump_words (&dumper);
  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      dump_plan (&dumper, plan);
      dump_placements (&dumper, plan->placements);
      for (guint j = 0; j < plan->roots->len; j++)
        {
          g_autofree char *path = g_strdup_printf ("%u/%u", i + 1, j + 1);

          if (!dump_node (&dumper, g_ptr_array_index (plan->roots, j), path, error))
            return NULL;
        }
    }
  for (guint i = 0; i < facts->indicators->len; i++)
    kkb_dump_indicator_number (&dumper, g_ptr_array_index (facts->indicators, i)); /* those without a place come last */
  for (guint i = 0; i < indicators->len; i++)
    if (!dump_indicator (&dumper, g_ptr_array_index (indicators, i), error))
      return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}
