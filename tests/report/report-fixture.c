#include "report-fixture.h"
#include "kkb-text.h"
#include <string.h>

typedef struct
{
  KkbFacts *facts;
  char *folder;
  GHashTable *nodes;      /* ID -> KkbNode */
  GHashTable *indicators; /* ID -> KkbIndicator */
  KkbPlan *plan;
  KkbId next;
} Loader;

static GPtrArray *
read_table (Loader *loader, const char *file)
{
  g_autofree char *path = g_build_filename (loader->folder, file, NULL);
  g_autofree char *text = NULL;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_auto (GStrv) heads = g_strsplit (lines[0], "\t", -1);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_hash_table_unref);
  for (guint i = 1; lines[i] && *lines[i]; i++)
    {
      GHashTable *row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      for (guint c = 0; cells[c] && heads[c]; c++)
        g_hash_table_insert (row, g_strdup (heads[c]), g_strdup (cells[c]));
      g_ptr_array_add (rows, row);
    }
  return rows;
}

static const char *
field (GHashTable *row, const char *name)
{
  const char *text = g_hash_table_lookup (row, name);
  return text ? text : "";
}

static void
load_plan (Loader *loader)
{
  g_autoptr (GPtrArray) rows = read_table (loader, "plan.tsv");
  g_assert_nonnull (rows);
  KkbPlan *plan = loader->plan = kkb_facts_add_plan (loader->facts, ++loader->next);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *key = field (rows->pdata[i], "key"), *value = field (rows->pdata[i], "value");
      if (g_str_equal (key, "title"))
        plan->title = kkb_facts_string (loader->facts, value);
      else if (g_str_equal (key, "organization"))
        plan->organization = kkb_facts_string (loader->facts, value);
      else if (g_str_equal (key, "start_fy"))
        plan->start_fy = (gint16)kkb_fy_parse (value);
      else if (g_str_equal (key, "end_fy"))
        plan->end_fy = (gint16)kkb_fy_parse (value);
      else if (g_str_equal (key, "fy"))
        plan->start_fy = plan->end_fy = (gint16)kkb_fy_parse (value);
      else if (g_str_equal (key, "levels"))
        {
          g_auto (GStrv) levels = g_strsplit (value, "/", -1);
          plan->levels = kkb_facts_strings (loader->facts, (const char *const *)levels);
        }
    }
}

static KkbNode *
add_node (Loader *loader, const char *code, const char *parent, guint level, const char *label, const char *title)
{
  KkbNode *above = g_hash_table_lookup (loader->nodes, parent);
  KkbNode *node = kkb_facts_add_node (loader->facts, ++loader->next, loader->plan->id, above ? above->id : 0);
  node->position = (gint32)loader->next;
  node->level = (guint8)level;
  node->code = kkb_facts_string (loader->facts, code);
  node->label = kkb_facts_string (loader->facts, label);
  node->title = kkb_facts_string (loader->facts, title);
  g_hash_table_insert (loader->nodes, g_strdup (code), node);
  return node;
}

static const KkbId *
departments (Loader *loader, const char *text)
{
  g_auto (GStrv) names = kkb_text_split_departments (text);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));
  for (guint i = 0; names[i]; i++)
    {
      KkbDepartment *department = kkb_facts_add_department (loader->facts, ++loader->next);
      department->name = kkb_facts_string (loader->facts, names[i]);
      g_array_append_val (ids, department->id);
    }
  return kkb_facts_ids (loader->facts, (const KkbId *)ids->data, ids->len);
}

static void
load_nodes (Loader *loader)
{
  g_autoptr (GPtrArray) rows = read_table (loader, "nodes.tsv");
  g_autoptr (GPtrArray) projects = read_table (loader, "projects.tsv");
  for (guint i = 0; rows && i < rows->len; i++)
    {
      GHashTable *row = rows->pdata[i];
      guint level = 0;
      while (loader->plan->levels[level] && !g_str_equal (loader->plan->levels[level], field (row, "level")))
        level++;
      add_node (loader, field (row, "id"), field (row, "parent"), level, field (row, "number"), field (row, "title"));
    }
  for (guint i = 0; projects && i < projects->len; i++)
    {
      GHashTable *row = projects->pdata[i];
      const char *grant = field (row, "grant");
      if (!*grant)
        continue;
      if (!g_hash_table_contains (loader->nodes, grant))
        add_node (loader, grant, "", 0, "", grant);
      KkbNode *node = add_node (loader, field (row, "id"), grant, 1, "", field (row, "project"));
      node->departments = departments (loader, field (row, "department"));
    }
}

static KkbValue
parse_value (Loader *loader, const char *text, int fy, const char *unit)
{
  g_auto (KkbQuantity) quantity = { 0 };
  g_assert_true (kkb_quantity_parse (text, unit, &quantity, NULL));
  return kkb_quantity_to_value (&quantity, loader->facts, fy, unit);
}

static void
set_extra (Loader *loader, KkbValue *value, const char *as_of, const char *note)
{
  if (!*as_of && !*note)
    return;
  KkbValueMore *more = kkb_facts_value_more (loader->facts, value);
  more->as_of = kkb_facts_string (loader->facts, as_of);
  more->note = kkb_facts_string (loader->facts, note);
}

static void
load_targets (Loader *loader, KkbGoal *goal, GHashTable *row)
{
  static const char *const heads[] = { "target", "target_R7", "target_R12" };
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      if (!*field (row, heads[i]))
        continue;
      int fy = i > 0 ? kkb_fy_parse (heads[i] + strlen ("target_")) : kkb_fy_parse (field (row, "target_fy"));
      if (fy == KKB_FY_NONE)
        fy = kkb_fy_parse (field (row, "fy"));
      KkbValue value = parse_value (loader, field (row, heads[i]), fy != KKB_FY_NONE ? fy : loader->plan->end_fy,
                                    field (row, "unit"));
      kkb_value_list_set (&goal->targets, &value);
    }
}

static KkbIndicator *
new_indicator (Loader *loader, GHashTable *row, const char *code)
{
  KkbIndicator *indicator = kkb_facts_add_indicator (loader->facts, ++loader->next);
  KkbGoal *goal = kkb_facts_add_goal (loader->facts, loader->plan->id, indicator);
  KkbDirection direction = KKB_DIRECTION_UP;
  KkbSeries series = KKB_SERIES_LEVEL;
  kkb_direction_from_word (field (row, "direction"), &direction);
  kkb_series_from_word (field (row, "series"), &series);
  indicator->direction = direction;
  indicator->series = series;
  indicator->code = kkb_facts_string (loader->facts, code);
  indicator->name = kkb_facts_string (loader->facts, field (row, "name"));
  indicator->unit = kkb_facts_string (loader->facts, field (row, "unit"));
  load_targets (loader, goal, row);
  if (*field (row, "baseline"))
    {
      goal->baseline = parse_value (loader, field (row, "baseline"), kkb_fy_parse_as_of (field (row, "baseline_as_of")),
                                    indicator->unit);
      set_extra (loader, &goal->baseline, field (row, "baseline_as_of"), field (row, "baseline_note"));
    }
  if (*field (row, "actual"))
    {
      int fy = kkb_fy_parse_as_of (field (row, "actual_as_of"));
      if (fy == KKB_FY_NONE)
        fy = kkb_fy_parse (field (row, "fy"));
      KkbValue value = parse_value (loader, field (row, "actual"), fy, indicator->unit);
      set_extra (loader, &value, field (row, "actual_as_of"), "");
      kkb_value_list_set (&indicator->actuals, &value);
    }
  g_hash_table_insert (loader->indicators, g_strdup (code), indicator);
  return indicator;
}

static void
load_indicator (Loader *loader, GHashTable *row, guint index)
{
  g_autofree char *made = g_strdup_printf ("%s-%u", field (row, "project"), index + 1);
  const char *code = *field (row, "id") ? field (row, "id") : made, *where = field (row, "node");
  KkbIndicator *origin = g_hash_table_lookup (loader->indicators, field (row, "repeat_of"));
  KkbIndicator *indicator = origin ? origin : new_indicator (loader, row, code);
  g_auto (GStrv) places = g_strsplit (*where ? where : field (row, "project"), ",", -1);
  for (guint i = 0; places[i]; i++)
    {
      KkbNode *node = g_hash_table_lookup (loader->nodes, places[i]);
      KkbPlacement *placement
          = kkb_facts_add_placement (loader->facts, ++loader->next, loader->plan->id, indicator, node ? node->id : 0);
      placement->position = (gint32)loader->next;
      placement->is_origin = !origin && i == 0;
      placement->number = kkb_facts_string (loader->facts, field (row, "number"));
      placement->code = kkb_facts_string (loader->facts, i == 0 ? code : "");
      if (!origin)
        continue;
      kkb_placement_own (loader->facts, placement)->name = kkb_facts_string (loader->facts, field (row, "name"));
      kkb_placement_own (loader->facts, placement)->note = kkb_facts_string (loader->facts, field (row, "tags"));
      placement->has_baseline = TRUE;
      kkb_placement_own (loader->facts, placement)->baseline = parse_value (
          loader, field (row, "baseline"), kkb_fy_parse_as_of (field (row, "baseline_as_of")), indicator->unit);
      set_extra (loader, &kkb_placement_own (loader->facts, placement)->baseline, field (row, "baseline_as_of"), "");
    }
}

static void
load_values (Loader *loader)
{
  g_autoptr (GPtrArray) rows = read_table (loader, "values.tsv");
  for (guint i = 0; rows && i < rows->len; i++)
    {
      KkbIndicator *indicator = g_hash_table_lookup (loader->indicators, field (rows->pdata[i], "indicator"));
      int fy = kkb_fy_parse (field (rows->pdata[i], "fy"));
      KkbValue value = parse_value (loader, field (rows->pdata[i], "value"), fy, indicator->unit);
      kkb_value_list_set (&indicator->references, &value);
    }
}

static KkbEdition *
add_edition (KkbFacts *facts, KkbId id, KkbId plan)
{
  KkbEdition *edition = kkb_facts_add_edition (facts, id, plan);
  edition->name = kkb_facts_string (facts, "標準");
  edition->rules = *kkb_rules_standard ();
  return edition;
}

KkbFacts *
fixture_plan (const char *name)
{
  Loader loader = { .facts = kkb_facts_new () };
  loader.folder = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", name, NULL);
  loader.nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  loader.indicators = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  load_plan (&loader);
  load_nodes (&loader);
  g_autoptr (GPtrArray) rows = read_table (&loader, "indicators.tsv");
  g_assert_nonnull (rows);
  for (guint i = 0; i < rows->len; i++)
    load_indicator (&loader, rows->pdata[i], i);
  load_values (&loader);
  add_edition (loader.facts, ++loader.next, loader.plan->id);
  kkb_facts_link (loader.facts);
  g_hash_table_unref (loader.nodes);
  g_hash_table_unref (loader.indicators);
  g_free (loader.folder);
  return loader.facts;
}

/* Figures that jump about as real ones do, and are the same in every run. */
static gint64
figure (guint i, guint year, guint salt)
{
  guint32 x = i * 2654435761u + year * 40503u + salt * 97u + 12345u;
  x ^= x >> 13;
  x *= 0x5bd1e995u;
  x ^= x >> 15;
  return x;
}

static void
generate_values (KkbFacts *facts, KkbGoal *goal, KkbIndicator *indicator, guint i)
{
  gint64 base = 1000 + figure (i, 0, 1) % 90000, step = 20 + figure (i, 0, 2) % 3000;
  kkb_value_set_number (&goal->baseline, (KkbDecimal){ base, 1 }, KKB_STATE_FINAL);
  goal->baseline.fy = 2015;
  for (guint year = 0; year < 10; year++)
    {
      KkbValue target = { .fy = (gint16)(2016 + year) }, actual = { .fy = (gint16)(2016 + year) };
      kkb_value_set_number (&target, (KkbDecimal){ base + (year + 1) * step, 1 }, KKB_STATE_FINAL);
      kkb_value_set_number (&actual,
                            (KkbDecimal){ base + (year + 1) * (figure (i, year, 3) % (2 * step) - step / 3), 1 },
                            KKB_STATE_FINAL);
      if ((i + year) % 13 == 0)
        actual = (KkbValue){ .fy = actual.fy, .state = KKB_STATE_PENDING };
      kkb_value_list_set (&goal->targets, &target);
      kkb_value_list_set (&indicator->actuals, &actual);
    }
}

KkbFacts *
fixture_generated (guint n)
{
  KkbFacts *facts = kkb_facts_new ();
  static const char *const levels[] = { "基本方針", "戦略", NULL };
  KkbId next = 0;
  KkbPlan *plan = kkb_facts_add_plan (facts, ++next);
  KkbNode *policy = NULL, *strategy = NULL;
  plan->title = kkb_facts_string (facts, "長い計画");
  plan->start_fy = 2016;
  plan->end_fy = 2025;
  plan->levels = kkb_facts_strings (facts, levels);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("%u", i / 10 + 1), *code = g_strdup_printf ("K%u", i + 1);
      g_autofree char *name = g_strdup_printf ("地域企業の新規雇用者数（その%u）", i + 1);
      if (i % 80 == 0)
        {
          policy = kkb_facts_add_node (facts, ++next, plan->id, 0);
          policy->position = (gint32)next;
          policy->title = kkb_facts_string (facts, "人づくりによるものづくり技術力の向上");
        }
      if (i % 10 == 0)
        {
          strategy = kkb_facts_add_node (facts, ++next, plan->id, policy->id);
          strategy->position = (gint32)next;
          strategy->level = 1;
          strategy->label = kkb_facts_string (facts, label);
          strategy->title = kkb_facts_string (facts, "地域企業の技術力・経営力強化");
        }
      KkbIndicator *indicator = kkb_facts_add_indicator (facts, ++next);
      KkbGoal *goal = kkb_facts_add_goal (facts, plan->id, indicator);
      KkbPlacement *placement = kkb_facts_add_placement (facts, ++next, plan->id, indicator, strategy->id);
      placement->position = (gint32)next;
      placement->is_origin = TRUE;
      indicator->code = kkb_facts_string (facts, code);
      indicator->name = kkb_facts_string (facts, name);
      indicator->unit = kkb_facts_string (facts, "人");
      indicator->series = KKB_SERIES_ANNUAL;
      generate_values (facts, goal, indicator, i);
    }
  add_edition (facts, ++next, plan->id);
  kkb_facts_link (facts);
  return facts;
}

KkbReport *
fixture_report (KkbFacts *facts, int fy, KkbReportFace face, KkbPaper paper, const KkbRules *rules)
{
  KkbReportOptions options = { .face = face, .paper = paper };
  g_autoptr (KkbReview) review = kkb_review_new (facts, rules, fy);
  return kkb_report_kpi_new (review, NULL, &options);
}
