/* kkb-cli-show.c - keikakubo-cli show, check and history. */
#include "kkb-cli.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>

static char *
department_names (const KkbFacts *facts, const KkbId *ids)
{
  GString *text = g_string_new (NULL);

  for (; *ids; ids++)
    g_string_append_printf (text, "%s%s", text->len ? " / " : "", kkb_facts_department (facts, *ids)->name);
  return g_string_free (text, FALSE);
}

static char *
grant_names (const KkbFacts *facts, const KkbId *ids)
{
  GString *text = g_string_new (NULL);

  for (; *ids; ids++)
    g_string_append_printf (text, "%s%s", text->len ? " / " : "", kkb_facts_grant (facts, *ids)->name);
  return g_string_free (text, FALSE);
}

static void
append_field (GString *text, int depth, const char *key, const char *value)
{
  if (value && *value)
    g_string_append_printf (text, "%*s%s: %s\n", depth * 2, "", key, value);
}

static void
append_period (GString *text, int depth, const char *printed, int start, int end)
{
  g_autofree char *years = start ? g_strdup_printf ("%d-%d", start, end) : g_strdup ("");
  g_autofree char *value
      = *printed && start ? g_strdup_printf ("%s (%s)", printed, years) : g_strdup (*printed ? printed : years);

  append_field (text, depth, "period", value);
}

static void
append_money (GString *text, const KkbFacts *facts, const KkbProject *project, int depth)
{
  for (guint i = 0; i < project->money->len; i++)
    {
      const KkbMoney *money = g_ptr_array_index (project->money, i);
      g_autofree char *yen = kkb_decimal_to_string (money->yen);
      g_string_append_printf (text, "%*smoney: %s%s%s\t%s円\t%d\t%s%s%s\n", depth * 2, "", money->number,
                              *money->number ? " " : "", money->item, yen, money->fy, kkb_money_kind_word (money->kind),
                              *money->source ? "\t" : "", money->source);
    }
}

static void
append_formula (GString *text, const KkbFacts *facts, const KkbIndicator *indicator, int depth)
{
  const KkbIndicatorMore *more = indicator->more;

  if (more->formula == KKB_COMPUTED_NONE)
    return;
  g_string_append_printf (text, "%*sformula: %s", depth * 2, "", kkb_computation_word ((KkbComputation)more->formula));
  for (const KkbId *id = more->operands; *id; id++)
    {
      const KkbIndicator *operand = kkb_facts_indicator (facts, *id);

      g_string_append_printf (text, "\t%s", *operand->code ? operand->code : operand->name);
    }
  g_string_append_c (text, '\n');
}

static void
append_placement (GString *text, const KkbFacts *facts, int depth, const KkbPlacement *p)
{
  const KkbPlacement *origin = p->is_origin ? NULL : kkb_indicator_origin (p->indicator);

  g_string_append_printf (text, "%*sindicator: %s\t%s\t%s%s%s\n", depth * 2, "", kkb_placement_code (p),
                          kkb_placement_name (p), kkb_placement_unit (p), origin ? "\trepeat_of: " : "",
                          origin ? kkb_placement_code (origin) : "");
  if (p->is_origin)
    append_formula (text, facts, p->indicator, depth + 1);
}

/* Line breaks inside a text would look like lines of the list. */
static void
append_text (GString *text, int depth, const char *key, const char *value)
{
  g_autofree char *line = g_strdelimit (g_strdup (value), "\n\t", ' ');

  append_field (text, depth, key, line);
}

static void
append_texts (GString *text, const KkbFacts *facts, const KkbNamedText *texts, int depth)
{
  for (; texts->name; texts++)
    {
      const KkbWord *word = kkb_facts_word (facts, texts->name);

      append_text (text, depth, word ? word->name : "text", texts->text);
    }
}

static char *
tag_names (const KkbFacts *facts, const KkbId *ids)
{
  GString *text = g_string_new (NULL);

  for (; *ids; ids++)
    g_string_append_printf (text, "%s%s", text->len ? " / " : "", kkb_facts_word (facts, *ids)->name);
  return g_string_free (text, FALSE);
}

static void
append_more (GString *text, const KkbFacts *facts, const KkbNode *node, int depth)
{
  const KkbNodeMore *more = node->more;
  g_autofree char *tags = tag_names (facts, more->tags);
  g_autoptr (GString) sdgs = g_string_new (NULL);

  for (guint goal = 1; goal <= 17; goal++)
    if (more->sdgs & 1u << goal)
      g_string_append_printf (sdgs, "%s%u", sdgs->len ? ", " : "", goal);
  if (more->start_fy || more->end_fy)
    append_period (text, depth, "", more->start_fy, more->end_fy);
  append_field (text, depth, "sdgs", sdgs->str);
  append_field (text, depth, "tags", tags);
  append_texts (text, facts, more->texts, depth);
  for (const KkbId *id = more->references; *id; id++)
    {
      g_autofree char *printed = kkb_node_printed (kkb_facts_node (facts, *id));

      append_field (text, depth, "reference", printed);
    }
  for (guint i = 0; i < node->pictures->len; i++)
    {
      const KkbPicture *picture = g_ptr_array_index (node->pictures, i);

      g_string_append_printf (text, "%*spicture: %s\t%s\t%u\n", depth * 2, "", picture->caption,
                              picture->is_jpeg ? "JPEG" : "PNG", picture->size);
    }
}

static void
append_project_lists (GString *text, const KkbProject *project, int depth)
{
  for (guint i = 0; i < project->n_budget_lines; i++)
    {
      const KkbBudgetLine *line = &project->budget_lines[i];

      g_string_append_printf (text, "%*sbudget: %s\t%s\t%s\t%s\t%s\n", depth * 2, "", line->account, line->kan,
                              line->kou, line->moku, line->item);
    }
  for (guint i = 0; i < project->n_staff; i++)
    {
      const KkbStaff *staff = &project->staff[i];
      g_autofree char *n = kkb_decimal_to_string (staff->staff), *yen = kkb_decimal_to_string (staff->unit_cost);

      g_string_append_printf (text, "%*sstaff: %s\t%s円\t%d\t%s\n", depth * 2, "", n, yen, staff->fy,
                              kkb_money_kind_word ((KkbMoneyKind)staff->kind));
    }
  for (guint i = 0; i < project->n_outputs; i++)
    append_text (text, depth, "output", project->outputs[i].text);
}

static void
append_plan_lists (GString *text, const KkbFacts *facts, const KkbPlan *plan)
{
  static const char *const kinds[KKB_N_ENTRY_KINDS] = { "term", "actor", "organisation", "issue" };

  append_texts (text, facts, plan->texts, 0);
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const KkbEntry *entry = g_ptr_array_index (plan->entries, i);
      g_autofree char *line = g_strjoin ("\t", entry->name, entry->category, entry->text, NULL);

      g_strdelimit (line, "\n", ' ');
      append_field (text, 0, kinds[entry->kind], line);
    }
  for (guint i = 0; i < plan->statistics->len; i++)
    {
      const KkbStatistic *statistic = g_ptr_array_index (plan->statistics, i);

      g_string_append_printf (text, "statistic: %s\t%s\t%u x %u\n", statistic->name, statistic->unit, statistic->n_rows,
                              statistic->n_columns);
    }
}

static void
append_node (GString *text, const KkbFacts *facts, const KkbPlan *plan, const KkbNode *node, int depth)
{
  g_autofree char *printed = kkb_node_printed (node);
  g_autofree char *departments = department_names (facts, node->departments);
  const char *level = node->level < g_strv_length ((GStrv)plan->levels) ? plan->levels[node->level] : "";

  g_string_append_printf (text, "%*s%s%s%s", depth * 2, "", *level ? level : "", *level ? ": " : "", printed);
  if (*node->code)
    g_string_append_printf (text, " [%s]", node->code);
  g_string_append_c (text, '\n');
  append_field (text, depth + 1, "departments", departments);
  append_more (text, facts, node, depth + 1);
  if (node->project)
    {
      g_autofree char *grants = grant_names (facts, node->project->grants);
      append_field (text, depth + 1, "status", node->project->status);
      append_field (text, depth + 1, "category", node->project->category);
      append_field (text, depth + 1, "grants", grants);
      append_period (text, depth + 1, node->project->period, node->project->start_fy, node->project->end_fy);
      append_field (text, depth + 1, "note", node->project->note);
      append_money (text, facts, node->project, depth + 1);
      append_project_lists (text, node->project, depth + 1);
    }
  for (guint i = 0; i < node->placements->len; i++)
    append_placement (text, facts, depth + 1, g_ptr_array_index (node->placements, i));
  for (guint i = 0; i < node->children->len; i++)
    append_node (text, facts, plan, g_ptr_array_index (node->children, i), depth + 1);
}

static void
append_counts (GString *text, const KkbFacts *facts, const KkbPlan *plan)
{
  g_autoptr (GHashTable) indicators = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) grants = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint nodes = 0, projects = 0, placements = 0, money = 0;

  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);
      if (node->plan != plan->id)
        continue;
      nodes += node->project == NULL;
      projects += node->project != NULL;
      money += node->project ? node->project->money->len : 0;
      for (const KkbId *grant = node->project ? node->project->grants : NULL; grant && *grant; grant++)
        g_hash_table_add (grants, (gpointer)grant);
    }
  for (guint i = 0; i < facts->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (facts->placements, i);
      if (p->plan != plan->id)
        continue;
      placements++;
      g_hash_table_add (indicators, p->indicator);
    }
  g_string_append_printf (
      text, "nodes: %u\nindicators: %u\nplacements: %u\nprojects: %u\ngrants: %u\nexpenditures: %u\n", nodes,
      g_hash_table_size (indicators), placements, projects, g_hash_table_size (grants), money);
}

static void
append_plan (GString *text, const KkbFacts *facts, const KkbPlan *plan)
{
  static const char *const links[] = { "parent_plan", "related_plan", "previous_plan", "next_plan" };
  g_autofree char *levels = g_strjoinv ("/", (GStrv)plan->levels);
  g_autofree char *departments = department_names (facts, plan->departments);

  append_field (text, 0, "plan", plan->title);
  append_field (text, 0, "organization", plan->organization);
  append_field (text, 0, "departments", departments);
  append_field (text, 0, "published", plan->published);
  append_period (text, 0, "", plan->start_fy, plan->end_fy);
  append_field (text, 0, "levels", levels);
  append_field (text, 0, "review", plan->review);
  append_field (text, 0, "review_body", plan->review_body);
  for (guint i = 0; i < plan->links->len; i++)
    {
      const KkbPlanLink *link = g_ptr_array_index (plan->links, i);
      append_field (text, 0, links[link->kind], link->text);
    }
  for (guint i = 0; i < plan->editions->len; i++)
    append_field (text, 0, "edition", ((KkbEdition *)g_ptr_array_index (plan->editions, i))->name);
  append_plan_lists (text, facts, plan);
  append_counts (text, facts, plan);
  g_string_append (text, "tree:\n");
  for (guint i = 0; i < plan->placements->len; i++)
    append_placement (text, facts, 1, g_ptr_array_index (plan->placements, i));
  for (guint i = 0; i < plan->roots->len; i++)
    append_node (text, facts, plan, g_ptr_array_index (plan->roots, i), 1);
}

int
kkb_cli_show (int argc, char **argv)
{
  g_autoptr (KkbDocument) doc = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const KkbFacts *facts;

  if (!kkb_cli_parse (&argc, &argv, NULL, 1))
    return KKB_EXIT_USAGE;
  doc = kkb_cli_open (argv[1]);
  if (!doc)
    return KKB_EXIT_FAILED;
  facts = kkb_document_facts (doc);
  for (guint i = 0; i < facts->grants->len; i++)
    append_field (text, 0, "grant", ((KkbGrant *)g_ptr_array_index (facts->grants, i))->name);
  for (guint i = 0; i < facts->plans->len; i++)
    {
      if (text->len)
        g_string_append_c (text, '\n');
      append_plan (text, facts, g_ptr_array_index (facts->plans, i));
    }
  kkb_platform_write_stdout (text->str);
  return KKB_EXIT_DONE;
}

/* Opening checks the file itself (header, schema, integrity, foreign keys, values); what is left is what looks odd in
 * the figures. */
int
kkb_cli_check (int argc, char **argv)
{
  const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_MINUS, FALSE };
  g_autoptr (KkbDocument) doc = NULL;
  g_autoptr (GPtrArray) issues = NULL;

  if (!kkb_cli_parse (&argc, &argv, NULL, 1))
    return KKB_EXIT_USAGE;
  doc = kkb_cli_open (argv[1]);
  if (!doc)
    return KKB_EXIT_FAILED;
  issues = kkb_lint (kkb_document_facts (doc), &format);
  for (guint i = 0; i < issues->len; i++)
    kkb_cli_problem ("%s", (const char *)g_ptr_array_index (issues, i));
  return issues->len ? KKB_EXIT_PROBLEMS : KKB_EXIT_DONE;
}

int
kkb_cli_history (int argc, char **argv)
{
  static const char *const keys[] = { "when", "who", "command", "what", "old", "new", NULL };
  g_autoptr (KkbDocument) doc = NULL;
  g_autoptr (GPtrArray) history = NULL;
  GError *error = NULL;
  KkbCliTable table;

  if (!kkb_cli_parse (&argc, &argv, NULL, 1))
    return KKB_EXIT_USAGE;
  doc = kkb_cli_open (argv[1]);
  if (!doc)
    return KKB_EXIT_FAILED;
  history = kkb_document_history (doc, 0, 0, &error);
  if (!history)
    return kkb_cli_failed (error);
  kkb_cli_table_begin (&table, FALSE, keys);
  for (guint i = 0; i < history->len; i++)
    {
      const KkbHistoryEntry *entry = g_ptr_array_index (history, i);
      const char *values[] = { entry->when, entry->who, entry->label, entry->what, entry->old_value, entry->new_value };
      kkb_cli_table_row (&table, values);
    }
  kkb_cli_table_end (&table);
  return KKB_EXIT_DONE;
}
