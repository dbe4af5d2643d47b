/* kkb-store-dump.c - the document as text without its random ids: everything is named by its place or its words, so
 * that two documents that say the same read the same, however they came to be. */
#include "kkb-store-private.h"
#include <string.h>

typedef struct
{
  KkbStore *store;
  KkbFacts *facts;
  GString *out;
  GHashTable *numbers; /* KkbIndicator* -> its number in tree order */
  GPtrArray *indicators;
} Dumper;

/* One field of a line; a TAB or line break inside is escaped. */
static void
field (Dumper *dumper, const char *text)
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

static void
number (Dumper *dumper, gint64 value)
{
  g_string_append_printf (dumper->out, "\t%" G_GINT64_FORMAT, value);
}

static void
decimal (Dumper *dumper, gboolean given, KkbDecimal d)
{
  char buf[24];

  field (dumper, given ? kkb_decimal_print (d, buf) : "");
}

static void
begin (Dumper *dumper, const char *what)
{
  g_string_append (dumper->out, what);
}

static void
end (Dumper *dumper)
{
  g_string_append_c (dumper->out, '\n');
}

static void
departments (Dumper *dumper, const KkbId *ids)
{
  for (; *ids != 0; ids++)
    {
      const KkbDepartment *department = kkb_facts_department (dumper->facts, *ids);

      begin (dumper, "  department");
      field (dumper, department != NULL ? department->name : "?");
      end (dumper);
    }
}

static void
value (Dumper *dumper, const char *what, const KkbValue *v)
{
  const KkbValueMore *more = kkb_value_more (dumper->facts, v);
  gboolean has_number = v->kind == KKB_VALUE_NUMBER || v->kind == KKB_VALUE_RANGE;

  if (v->kind == KKB_VALUE_BLANK && v->state == KKB_STATE_BLANK && more == NULL)
    return;
  begin (dumper, what);
  number (dumper, v->fy);
  field (dumper, kkb_word_kind (v->kind));
  field (dumper, kkb_state_word ((KkbState)v->state));
  decimal (dumper, has_number, kkb_value_decimal (v));
  if (more != NULL)
    {
      decimal (dumper, v->kind == KKB_VALUE_RANGE, more->high);
      field (dumper, kkb_word_bound (more->bound));
      field (dumper, more->text);
      field (dumper, more->unit);
      decimal (dumper, more->has_parts, more->numerator);
      decimal (dumper, more->has_parts, more->denominator);
      field (dumper, more->as_of);
      field (dumper, more->note);
      field (dumper, more->expected);
      number (dumper, more->revision);
      field (dumper, more->revised_on);
      field (dumper, more->reason);
    }
  end (dumper);
}

static void
dump_rules (Dumper *dumper, const KkbRules *rules)
{
  field (dumper, rules->name);
  field (dumper, rules->seen_at);
  field (dumper, kkb_word_method (rules->method));
  field (dumper, kkb_word_yardstick (rules->yardstick));
  field (dumper, kkb_word_rounding (rules->rounding));
  number (dumper, rules->decimals);
  number (dumper, rules->band_from_rounded);
  number (dumper, rules->exact_year);
  number (dumper, rules->suggest_only);
  field (dumper, kkb_word_percent (rules->percent_mode));
  decimal (dumper, rules->has_tolerance, rules->tolerance);
  number (dumper, rules->weighted);
  end (dumper);
  for (guint i = 0; i < rules->n_bands; i++)
    {
      const KkbBand *band = &rules->bands[i];

      begin (dumper, "    band");
      field (dumper, band->label);
      field (dumper, kkb_word_condition (band->condition));
      number (dumper, band->strict);
      field (dumper, kkb_state_word ((KkbState)band->state));
      decimal (dumper, TRUE, band->threshold);
      end (dumper);
    }
}

static void
dump_plan (Dumper *dumper, const KkbPlan *plan)
{
  begin (dumper, "plan");
  field (dumper, plan->title);
  field (dumper, plan->organization);
  field (dumper, plan->published);
  field (dumper, plan->review);
  field (dumper, plan->review_body);
  field (dumper, plan->note);
  number (dumper, plan->start_fy);
  number (dumper, plan->end_fy);
  end (dumper);
  for (guint i = 0; plan->levels != NULL && plan->levels[i] != NULL; i++)
    {
      begin (dumper, "  level");
      field (dumper, plan->levels[i]);
      end (dumper);
    }
  departments (dumper, plan->departments);
  for (guint i = 0; i < plan->links->len; i++)
    {
      const KkbPlanLink *link = g_ptr_array_index (plan->links, i);
      const KkbPlan *other = kkb_facts_plan (dumper->facts, link->other);

      begin (dumper, "  link");
      field (dumper, kkb_word_link (link->kind));
      field (dumper, link->text);
      field (dumper, other != NULL ? other->title : "");
      end (dumper);
    }
  for (guint i = 0; i < plan->editions->len; i++)
    {
      const KkbEdition *edition = g_ptr_array_index (plan->editions, i);

      begin (dumper, "  edition");
      field (dumper, edition->name);
      number (dumper, edition->fy);
      dump_rules (dumper, &edition->rules);
    }
}

static void
dump_project (Dumper *dumper, const KkbProject *project)
{
  begin (dumper, "  project");
  field (dumper, project->status);
  field (dumper, project->category);
  field (dumper, project->summary);
  field (dumper, project->period);
  number (dumper, project->start_fy);
  number (dumper, project->end_fy);
  field (dumper, project->note);
  end (dumper);
  for (const KkbId *id = project->grants; *id != 0; id++)
    {
      const KkbGrant *grant = kkb_facts_grant (dumper->facts, *id);

      begin (dumper, "    grant");
      field (dumper, grant != NULL ? grant->name : "?");
      field (dumper, grant != NULL ? grant->type : "?");
      end (dumper);
    }
  for (guint i = 0; i < project->money->len; i++)
    {
      const KkbMoney *money = g_ptr_array_index (project->money, i);

      begin (dumper, "    money");
      number (dumper, money->fy);
      field (dumper, kkb_word_money (money->kind));
      field (dumper, money->number);
      field (dumper, money->item);
      field (dumper, money->source);
      decimal (dumper, TRUE, money->yen);
      end (dumper);
    }
}

static guint
number_of (Dumper *dumper, const KkbIndicator *indicator)
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
dump_placements (Dumper *dumper, const GPtrArray *placements)
{
  for (guint i = 0; i < placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (placements, i);

      begin (dumper, "  placement");
      number (dumper, number_of (dumper, p->indicator));
      number (dumper, p->is_origin);
      field (dumper, p->code);
      field (dumper, p->number);
      field (dumper, p->own->name);
      field (dumper, p->own->unit);
      field (dumper, p->own->meaning);
      field (dumper, p->own->source);
      field (dumper, p->own->rationale);
      field (dumper, p->own->note);
      number (dumper, p->has_baseline);
      end (dumper);
      if (p->has_baseline)
        value (dumper, "    own-baseline", &p->own->baseline);
    }
}

/* Depth is limited by kkb_facts_link(). */
static void
dump_node (Dumper *dumper, const KkbNode *node, const char *path)
{
  begin (dumper, "node");
  field (dumper, path);
  number (dumper, node->level);
  field (dumper, node->code);
  field (dumper, node->label);
  field (dumper, node->title);
  end (dumper);
  departments (dumper, node->departments);
  if (node->project != NULL)
    dump_project (dumper, node->project);
  dump_placements (dumper, node->placements);
  for (guint i = 0; i < node->children->len; i++)
    {
      g_autofree char *below = g_strdup_printf ("%s/%u", path, i + 1);

      dump_node (dumper, g_ptr_array_index (node->children, i), below);
    }
}

static gboolean
dump_goal (Dumper *dumper, const KkbGoal *goal, GError **error)
{
  const KkbPlan *plan = kkb_facts_plan (dumper->facts, goal->plan);
  g_autoptr (GArray) revisions
      = kkb_store_revisions (dumper->store, dumper->facts, goal->plan, goal->indicator->id, error);

  if (revisions == NULL)
    return FALSE;
  begin (dumper, "  goal");
  field (dumper, plan != NULL ? plan->title : "?");
  field (dumper, kkb_word_method (goal->method));
  end (dumper);
  for (guint i = 0; i < revisions->len; i++)
    {
      const KkbRevision *revision = &g_array_index (revisions, KkbRevision, i);

      value (dumper, revision->is_baseline ? "    baseline" : "    target", &revision->value);
    }
  return TRUE;
}

static gboolean
dump_indicator (Dumper *dumper, const KkbIndicator *indicator, GError **error)
{
  begin (dumper, "indicator");
  number (dumper, number_of (dumper, indicator));
  field (dumper, indicator->code);
  field (dumper, indicator->name);
  field (dumper, indicator->unit);
  field (dumper, indicator->meaning);
  field (dumper, indicator->source);
  field (dumper, indicator->rationale);
  field (dumper, indicator->release);
  field (dumper, indicator->note);
  field (dumper, kkb_word_direction (indicator->direction));
  field (dumper, kkb_word_series (indicator->series));
  field (dumper, kkb_word_role (indicator->role));
  field (dumper, kkb_word_period (indicator->period_kind));
  decimal (dumper, indicator->has_weight, indicator->weight);
  decimal (dumper, indicator->has_tolerance, indicator->tolerance);
  end (dumper);
  departments (dumper, indicator->departments);
  for (guint i = 0; i < dumper->facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (dumper->facts->plans, i);
      const KkbGoal *goal = kkb_indicator_goal (indicator, plan->id);

      if (goal != NULL && !dump_goal (dumper, goal, error))
        return FALSE;
    }
  for (guint i = 0; i < indicator->actuals.n; i++)
    value (dumper, "  actual", &indicator->actuals.items[i]);
  for (guint i = 0; i < indicator->references.n; i++)
    value (dumper, "  reference", &indicator->references.items[i]);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Departments and grants have no order that means anything. */
static void
dump_names (Dumper *dumper)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < dumper->facts->departments->len; i++)
    g_ptr_array_add (
        names,
        g_strconcat ("department\t", ((KkbDepartment *)g_ptr_array_index (dumper->facts->departments, i))->name, NULL));
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
  Dumper dumper = { store, facts, out, numbers, indicators };

  if (facts == NULL)
    return NULL;
  dump_names (&dumper);
  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      dump_plan (&dumper, plan);
      dump_placements (&dumper, plan->placements);
      for (guint j = 0; j < plan->roots->len; j++)
        {
          g_autofree char *path = g_strdup_printf ("%u/%u", i + 1, j + 1);

          dump_node (&dumper, g_ptr_array_index (plan->roots, j), path);
        }
    }
  for (guint i = 0; i < facts->indicators->len; i++)
    number_of (&dumper, g_ptr_array_index (facts->indicators, i)); /* those without a place come last */
  for (guint i = 0; i < indicators->len; i++)
    if (!dump_indicator (&dumper, g_ptr_array_index (indicators, i), error))
      return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}
