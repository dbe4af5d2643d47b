/* kkb-search.c - see kkb-search.h */
#include "kkb-search.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define AROUND 36 /* characters shown before the match, and after it */

typedef struct
{
  const KkbFacts *facts;
  char *needle; /* matching key */
  guint max, n;
  GPtrArray *hits;
  /* where the texts being looked at belong */
  KkbEntity kind;
  KkbId plan, node, placement;
  char *title;
} Search;

static void
hit_free (gpointer data)
{
  KkbHit *hit = data;

  g_free (hit->title);
  g_free (hit->text);
  g_free (hit);
}

/* Where the match begins in TEXT and how long it is, in characters. The key leaves characters out and changes others,
 * so the text is narrowed from both ends as long as it still matches. */
static void
find_match (const char *text, const char *needle, guint *start, guint *length)
{
  glong n = g_utf8_strlen (text, -1);
  glong low = 0, high = n;

  while (low < high) /* the last place from which the rest still matches: in the rest, the match begins there */
    {
      glong middle = (low + high + 1) / 2;

      if (kkb_text_matches (g_utf8_offset_to_pointer (text, middle), needle))
        low = middle;
      else
        high = middle - 1;
    }
  *start = (guint)low;
  low = 0;
  high = n - *start;
  while (low < high)
    {
      glong middle = (low + high) / 2;
      g_autofree char *part = g_utf8_substring (text, *start, *start + middle);

      if (kkb_text_matches (part, needle))
        high = middle;
      else
        low = middle + 1;
    }
  *length = (guint)low;
}

static char *
cut_around (const char *text, guint *start, guint length)
{
  glong n = g_utf8_strlen (text, -1);
  glong from = MAX (0, (glong)*start - AROUND), to = MIN (n, (glong)(*start + length) + AROUND);
  g_autofree char *part = g_utf8_substring (text, from, to);

  *start -= (guint)from;
  if (from > 0)
    *start += 1;
  g_strdelimit (part, "\n\r\t", ' ');
  return g_strconcat (from > 0 ? "…" : "", part, to < n ? "…" : "", NULL);
}

static void
look_at (Search *s, const char *field, const char *text)
{
  KkbHit *hit;

  if (text == NULL || *text == '\0' || !kkb_text_matches (text, s->needle))
    return;
  if (s->n++ >= s->max)
    return;
  hit = g_new0 (KkbHit, 1);
  hit->kind = s->kind;
  hit->plan = s->plan;
  hit->node = s->node;
  hit->placement = s->placement;
  hit->title = g_strdup (s->title);
  hit->field = field;
  find_match (text, s->needle, &hit->match, &hit->length);
  hit->text = cut_around (text, &hit->match, hit->length);
  g_ptr_array_add (s->hits, hit);
}

static void
stand_at (Search *s, KkbEntity kind, KkbId plan, KkbId node, KkbId placement, const char *title)
{
  s->kind = kind;
  s->plan = plan;
  s->node = node;
  s->placement = placement;
  g_free (s->title);
  s->title = g_strdup (title);
}

static void
look_at_departments (Search *s, const KkbId *ids)
{
  for (; *ids != 0; ids++)
    {
      const KkbDepartment *department = kkb_facts_department (s->facts, *ids);

      if (department != NULL)
        look_at (s, _ ("Department"), department->name);
    }
}

static void
look_at_tags (Search *s, const KkbId *ids)
{
  for (; *ids != 0; ids++)
    {
      const KkbWord *word = kkb_facts_word (s->facts, *ids);

      if (word != NULL)
        look_at (s, _ ("Tag"), word->name);
    }
}

static void
look_at_texts (Search *s, const KkbNamedText *texts)
{
  for (; texts->name != 0; texts++)
    {
      const KkbWord *word = kkb_facts_word (s->facts, texts->name);

      /* a hit outlives the facts, and there are few such names */
      look_at (s, word != NULL ? g_intern_string (word->name) : _ ("Text"), texts->text);
    }
}

static void
look_at_values (Search *s, const KkbValueList *list)
{
  for (guint i = 0; i < list->n; i++)
    {
      const KkbValueMore *more = kkb_value_more (s->facts, &list->items[i]);

      if (more == NULL)
        continue;
      look_at (s, _ ("Note of a value"), more->note);
      look_at (s, _ ("Value"), more->text);
      look_at (s, _ ("As of"), more->as_of);
    }
}

static void
look_at_placement (Search *s, const KkbPlacement *p)
{
  const KkbIndicator *indicator = p->indicator;
  g_autoptr (GPtrArray) side = NULL;

  stand_at (s, KKB_ENTITY_INDICATOR, p->plan, p->node != NULL ? p->node->id : 0, p->id, kkb_placement_name (p));
  look_at (s, _ ("Indicator"), kkb_placement_name (p));
  look_at (s, _ ("ID"), kkb_placement_code (p));
  look_at (s, _ ("Meaning"), kkb_placement_meaning (p));
  look_at (s, _ ("Source"), kkb_placement_source (p));
  look_at (s, _ ("Rationale of the target"), kkb_placement_rationale (p));
  look_at (s, _ ("Note"), kkb_placement_note (p));
  if (!p->is_origin)
    return;
  look_at (s, _ ("Release"), indicator->release);
  look_at_departments (s, indicator->departments);
  look_at_tags (s, indicator->more->tags);
  look_at_values (s, &indicator->actuals);
  for (guint i = 0; i < indicator->goals->len; i++)
    look_at_values (s, &((const KkbGoal *)g_ptr_array_index (indicator->goals, i))->targets);
  side = kkb_indicator_side_series (s->facts, indicator);
  for (guint i = 0; i < side->len; i++)
    {
      const KkbSideSeries *series = g_ptr_array_index (side, i);

      look_at (s, kkb_side_kind_word (series->kind), series->name);
      look_at (s, _ ("Data source"), series->source);
      look_at (s, _ ("Note"), series->note);
    }
}

static void
look_at_project (Search *s, const KkbProject *project)
{
  look_at (s, _ ("New or continued"), project->status);
  look_at (s, _ ("Category"), project->category);
  look_at (s, _ ("Summary"), project->summary);
  look_at (s, _ ("Period"), project->period);
  look_at (s, _ ("Note"), project->note);
  for (const KkbId *id = project->grants; *id != 0; id++)
    {
      const KkbGrant *grant = kkb_facts_grant (s->facts, *id);

      if (grant != NULL)
        look_at (s, _ ("Grant"), grant->name);
    }
  for (guint i = 0; i < project->n_budget_lines; i++)
    {
      const KkbBudgetLine *line = &project->budget_lines[i];
      g_autofree char *text = g_strjoin ("-", line->account, line->kan, line->kou, line->moku, line->item, NULL);

      look_at (s, _ ("Budget line"), text);
    }
  for (guint i = 0; i < project->n_outputs; i++)
    look_at (s, _ ("Output"), project->outputs[i].text);
  for (guint i = 0; i < project->money->len; i++)
    {
      const KkbMoney *money = g_ptr_array_index (project->money, i);

      look_at (s, _ ("Money"), money->item);
      look_at (s, _ ("Funding source"), money->source);
    }
}

static void
look_at_node (Search *s, const KkbNode *node)
{
  g_autofree char *printed = kkb_node_printed (node);

  stand_at (s, KKB_ENTITY_NODE, node->plan, node->id, 0, printed);
  look_at (s, node->project != NULL ? _ ("Project") : _ ("Node"), printed);
  look_at (s, _ ("ID"), node->code);
  look_at_departments (s, node->departments);
  look_at_tags (s, node->more->tags);
  look_at_texts (s, node->more->texts);
  if (node->project != NULL)
    look_at_project (s, node->project);
  for (guint i = 0; i < node->pictures->len; i++)
    look_at (s, _ ("Picture"), ((const KkbPicture *)g_ptr_array_index (node->pictures, i))->caption);
  for (guint i = 0; i < node->placements->len; i++)
    look_at_placement (s, g_ptr_array_index (node->placements, i));
  for (guint i = 0; i < node->children->len; i++)
    look_at_node (s, g_ptr_array_index (node->children, i));
}

static void
look_at_statistic (Search *s, const KkbStatistic *statistic)
{
  guint n = (guint)statistic->n_rows * statistic->n_columns;

  look_at (s, _ ("Background statistics"), statistic->name);
  look_at (s, _ ("Data source"), statistic->source);
  look_at (s, _ ("Note"), statistic->note);
  for (guint i = 0; i < n; i++)
    look_at (s, _ ("Background statistics"), statistic->cells[i]);
}

static void
look_at_plan (Search *s, const KkbPlan *plan)
{
  stand_at (s, KKB_ENTITY_PLAN, plan->id, 0, 0, plan->title);
  look_at (s, _ ("Plan"), plan->title);
  look_at (s, _ ("Organization"), plan->organization);
  look_at (s, _ ("Review clause"), plan->review);
  look_at (s, _ ("Council"), plan->review_body);
  look_at (s, _ ("Note"), plan->note);
  look_at_departments (s, plan->departments);
  look_at_texts (s, plan->texts);
  for (guint i = 0; i < plan->links->len; i++)
    look_at (s, _ ("Linked plan"), ((const KkbPlanLink *)g_ptr_array_index (plan->links, i))->text);
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const KkbEntry *entry = g_ptr_array_index (plan->entries, i);
      const char *field = kkb_entry_kind_word (entry->kind);

      look_at (s, field, entry->name);
      look_at (s, field, entry->category);
      look_at (s, field, entry->text);
    }
  for (guint i = 0; i < plan->statistics->len; i++)
    look_at_statistic (s, g_ptr_array_index (plan->statistics, i));
  for (guint i = 0; i < plan->placements->len; i++)
    look_at_placement (s, g_ptr_array_index (plan->placements, i));
  for (guint i = 0; i < plan->roots->len; i++)
    look_at_node (s, g_ptr_array_index (plan->roots, i));
}

GPtrArray *
kkb_search (const KkbFacts *facts, const char *needle, guint max, guint *n_all)
{
  g_autofree char *key = kkb_text_key (needle);
  Search s = { .facts = facts, .needle = key, .max = max };

  s.hits = g_ptr_array_new_with_free_func (hit_free);
  for (guint i = 0; *key != '\0' && i < facts->plans->len; i++)
    look_at_plan (&s, g_ptr_array_index (facts->plans, i));
  g_free (s.title);
  if (n_all != NULL)
    *n_all = s.n;
  return s.hits;
}
