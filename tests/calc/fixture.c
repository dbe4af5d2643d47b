/* fixture.c - facts for the tests of calc. */
#include "fixture.h"
#include "kkb-platform.h"
#include "kkb-text.h"
#include <locale.h>
#include <string.h>

static const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };
static KkbId next_id = 1;

void
fixture_language (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
  setlocale (LC_ALL, ""); /* gettext looks again only after this */
}

void
fixture_init (int *argc, char ***argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "ja", TRUE);
  kkb_platform_init_i18n (g_getenv ("KEIKAKUBO_LOCALEDIR"));
  g_test_init (argc, argv, NULL);
}

static KkbValue
value (KkbFacts *facts, const KkbIndicator *indicator, int fy, const char *text)
{
  g_auto (KkbQuantity) q = { 0 };
  g_autoptr (GError) error = NULL;

  kkb_quantity_parse (text, indicator->unit, &q, &error);
  g_assert_no_error (error);
  return kkb_quantity_to_value (&q, facts, fy, indicator->unit);
}

/* ---- one indicator ----------------------------------------------------------------------------------------------- */

static void
blank_indicator (KkbFacts *facts, KkbIndicator *indicator, const char *code, const char *name, const char *unit)
{
  indicator->code = kkb_facts_string (facts, code);
  indicator->name = kkb_facts_string (facts, name);
  indicator->unit = kkb_facts_string (facts, unit);
}

void
case_init (Case *c, KkbDirection direction, KkbSeries series)
{
  KkbNode *node;

  c->facts = kkb_facts_new ();
  c->plan = kkb_facts_add_plan (c->facts, next_id++);
  c->plan->title = kkb_facts_string (c->facts, "計画");
  c->plan->start_fy = 2022;
  c->plan->end_fy = 2026;
  node = kkb_facts_add_node (c->facts, next_id++, c->plan->id, 0);
  c->indicator = kkb_facts_add_indicator (c->facts, next_id++);
  blank_indicator (c->facts, c->indicator, "K1", "従業者数", "人");
  c->indicator->direction = direction;
  c->indicator->series = series;
  c->goal = kkb_facts_add_goal (c->facts, c->plan->id, c->indicator);
  kkb_facts_add_placement (c->facts, next_id++, c->plan->id, c->indicator, node->id)->is_origin = TRUE;
  kkb_facts_link (c->facts);
  c->rules = *kkb_rules_standard ();
}

void
case_clear (Case *c)
{
  g_clear_pointer (&c->facts, kkb_facts_unref);
}

void
case_baseline (Case *c, int fy, const char *text)
{
  c->goal->baseline = value (c->facts, c->indicator, fy, text);
}

void
case_target (Case *c, int fy, const char *text)
{
  KkbValue v = value (c->facts, c->indicator, fy, text);

  kkb_value_list_set (&c->goal->targets, &v);
}

void
case_actual (Case *c, int fy, const char *text)
{
  KkbValue v = value (c->facts, c->indicator, fy, text);

  kkb_value_list_set (&c->indicator->actuals, &v);
}

void
case_bands (Case *c, const char *bands)
{
  g_autoptr (GError) error = NULL;

  kkb_rules_parse_bands (&c->rules, bands, NULL, &error);
  g_assert_no_error (error);
}

void
case_evaluate (const Case *c, int fy, KkbResult *out)
{
  kkb_evaluate (c->facts, c->plan, c->indicator, &c->rules, fy, out);
}

char *
case_line (const Case *c, int fy)
{
  static const char *const mets[] = { "-", "no", "yes" };
  KkbResult r;
  g_autofree char *rate = NULL;
  char *line;

  case_evaluate (c, fy, &r);
  rate = kkb_result_print_rate (kkb_result_rate (&r), &c->rules);
  line = g_strdup_printf ("%s %s %s %s", kkb_method_word (r.method), *rate != '\0' ? rate : "-", mets[r.met],
                          *kkb_result_rating (&r, &c->rules) != '\0' ? kkb_result_rating (&r, &c->rules) : "-");
  kkb_result_clear (&r);
  return line;
}

char *
case_explain (const Case *c, int fy)
{
  KkbResult r;
  char *text;

  case_evaluate (c, fy, &r);
  text = kkb_explain (c->facts, c->plan, c->indicator, &c->rules, &r, &format);
  kkb_result_clear (&r);
  return text;
}

/* ---- tables ------------------------------------------------------------------------------------------------------ */

GPtrArray *
fixture_table (const char *name)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_hash_table_unref);
  g_autofree char *path = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", name, NULL), *text = NULL;
  g_auto (GStrv) lines = NULL, heads = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  heads = g_strsplit (g_strchomp (lines[0]), "\t", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      GHashTable *row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      for (guint j = 0; heads[j] != NULL && cells[0] != NULL && cells[j] != NULL; j++)
        g_hash_table_insert (row, g_strdup (heads[j]), g_strdup (g_strchomp (cells[j])));
      if (g_hash_table_size (row) > 1)
        g_ptr_array_add (rows, row);
      else
        g_hash_table_unref (row);
    }
  return rows;
}

const char *
fixture_cell (GHashTable *row, const char *column)
{
  const char *cell = g_hash_table_lookup (row, column);

  return cell != NULL ? cell : "";
}

/* ---- the real plans ---------------------------------------------------------------------------------------------- */

typedef struct
{
  KkbFacts *facts;
  KkbPlan *plan;
  GHashTable *nodes, *indicators; /* by ID */
  GHashTable *running;            /* project -> last number */
} Loader;

static void
load_plan (Loader *l, const char *name)
{
  g_autofree char *file = g_build_filename (name, "plan.tsv", NULL);
  g_autoptr (GPtrArray) rows = fixture_table (file);

  l->plan = kkb_facts_add_plan (l->facts, next_id++);
  for (guint i = 0; i < rows->len; i++)
    {
      const char *key = fixture_cell (g_ptr_array_index (rows, i), "key");
      const char *text = fixture_cell (g_ptr_array_index (rows, i), "value");

      if (strcmp (key, "title") == 0)
        l->plan->title = kkb_facts_string (l->facts, text);
      if (strcmp (key, "start_fy") == 0 || strcmp (key, "fy") == 0)
        l->plan->start_fy = (gint16)kkb_fy_parse (text);
      if (strcmp (key, "end_fy") == 0 || strcmp (key, "fy") == 0)
        l->plan->end_fy = (gint16)kkb_fy_parse (text);
    }
}

static void
add_node (Loader *l, const char *id, const char *parent, const char *title)
{
  const KkbNode *above = g_hash_table_lookup (l->nodes, parent);
  KkbNode *node = kkb_facts_add_node (l->facts, next_id++, l->plan->id, above != NULL ? above->id : 0);

  node->title = kkb_facts_string (l->facts, title);
  node->position = (gint32)node->id;
  g_hash_table_insert (l->nodes, g_strdup (id), node);
}

static void
load_nodes (Loader *l, const char *name, const char *table, const char *title)
{
  g_autofree char *file = g_build_filename (name, table, NULL);
  g_autofree char *path = g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", file, NULL);
  g_autoptr (GPtrArray) rows = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  rows = fixture_table (file);
  for (guint i = 0; i < rows->len; i++)
    {
      GHashTable *row = g_ptr_array_index (rows, i);

      if (*fixture_cell (row, "id") != '\0')
        add_node (l, fixture_cell (row, "id"), fixture_cell (row, "parent"), fixture_cell (row, title));
    }
}

static char *
row_id (Loader *l, GHashTable *row)
{
  const char *project = fixture_cell (row, "project"), *number = fixture_cell (row, "number");
  int running;

  if (*fixture_cell (row, "id") != '\0')
    return g_strdup (fixture_cell (row, "id"));
  if (*number != '\0')
    return g_strdup_printf ("%s-%s", project, number);
  running = GPOINTER_TO_INT (g_hash_table_lookup (l->running, project)) + 1;
  g_hash_table_insert (l->running, g_strdup (project), GINT_TO_POINTER (running));
  return g_strdup_printf ("%s-%d", project, running);
}

static int
year_or (const char *text, int otherwise)
{
  int fy = kkb_fy_parse_as_of (text);

  return fy != KKB_FY_NONE ? fy : otherwise;
}

static void
load_figures (Loader *l, GHashTable *row, KkbIndicator *indicator)
{
  KkbGoal *goal = kkb_facts_add_goal (l->facts, l->plan->id, indicator);
  int row_fy = kkb_fy_parse (fixture_cell (row, "fy"));
  int target_fy = year_or (fixture_cell (row, "target_fy"), row_fy != KKB_FY_NONE ? row_fy : l->plan->end_fy);
  int actual_fy = year_or (fixture_cell (row, "actual_as_of"), row_fy != KKB_FY_NONE ? row_fy : l->plan->end_fy);
  static const char *const later[] = { "target_R7", "target_R12" };
  KkbValue v;

  goal->baseline = value (l->facts, indicator, kkb_fy_parse_as_of (fixture_cell (row, "baseline_as_of")),
                          fixture_cell (row, "baseline"));
  if (*fixture_cell (row, "target") != '\0')
    {
      v = value (l->facts, indicator, target_fy, fixture_cell (row, "target"));
      kkb_value_list_set (&goal->targets, &v);
    }
  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    if (*fixture_cell (row, later[i]) != '\0')
      {
        v = value (l->facts, indicator, kkb_fy_parse (later[i] + strlen ("target_")), fixture_cell (row, later[i]));
        kkb_value_list_set (&goal->targets, &v);
      }
  if (*fixture_cell (row, "actual") != '\0')
    {
      v = value (l->facts, indicator, actual_fy, fixture_cell (row, "actual"));
      kkb_value_list_set (&indicator->actuals, &v);
    }
}

static void
load_indicator (Loader *l, GHashTable *row)
{
  g_autofree char *id = row_id (l, row);
  KkbIndicator *indicator = g_hash_table_lookup (l->indicators, fixture_cell (row, "repeat_of"));
  g_auto (GStrv) nodes = g_strsplit (
      *fixture_cell (row, "node") != '\0' ? fixture_cell (row, "node") : fixture_cell (row, "project"), ",", -1);
  gboolean repeat = indicator != NULL;
  KkbDirection direction = KKB_DIRECTION_UP;
  KkbSeries series = KKB_SERIES_LEVEL;

  if (!repeat)
    {
      indicator = kkb_facts_add_indicator (l->facts, next_id++);
      blank_indicator (l->facts, indicator, id, fixture_cell (row, "name"), fixture_cell (row, "unit"));
      kkb_direction_from_word (fixture_cell (row, "direction"), &direction);
      kkb_series_from_word (fixture_cell (row, "series"), &series);
      indicator->direction = direction;
      indicator->series = series;
      load_figures (l, row, indicator);
      g_hash_table_insert (l->indicators, g_strdup (id), indicator);
    }
  for (guint i = 0; nodes[i] != NULL; i++)
    {
      const KkbNode *node = g_hash_table_lookup (l->nodes, nodes[i]);
      KkbPlacement *p;

      g_assert_nonnull (node);
      p = kkb_facts_add_placement (l->facts, next_id++, l->plan->id, indicator, node->id);
      p->is_origin = !repeat && i == 0;
      p->code = kkb_facts_string (l->facts, i == 0 ? id : "");
      p->position = (gint32)p->id;
    }
}

KkbFacts *
fixture_plan (const char *name)
{
  g_autofree char *file = g_build_filename (name, "indicators.tsv", NULL);
  g_autoptr (GPtrArray) rows = fixture_table (file);
  g_autoptr (GHashTable) nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) indicators = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Loader l = { kkb_facts_new (), NULL, nodes, indicators, running };

  load_plan (&l, name);
  load_nodes (&l, name, "nodes.tsv", "title");
  load_nodes (&l, name, "projects.tsv", "project");
  for (guint i = 0; i < rows->len; i++)
    load_indicator (&l, g_ptr_array_index (rows, i));
  kkb_facts_link (l.facts);
  return l.facts;
}

const KkbPlacement *
fixture_placement (const KkbFacts *facts, const char *code)
{
  for (guint i = 0; i < facts->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (facts->placements, i);

      if (strcmp (kkb_placement_code (p), code) == 0)
        return p;
    }
  g_error ("no placement %s", code);
  return NULL;
}

/* ---- generated --------------------------------------------------------------------------------------------------- */

static KkbValue
generated (GRand *rand, int fy, int low, int high, guint scale)
{
  KkbValue v = { .fy = (gint16)fy };

  kkb_value_set_number (&v, (KkbDecimal){ g_rand_int_range (rand, low, high), (guint8)scale }, KKB_STATE_FINAL);
  return v;
}

static void
generate_indicator (KkbFacts *facts, const KkbPlan *plan, KkbId node, GRand *rand)
{
  KkbIndicator *indicator = kkb_facts_add_indicator (facts, next_id++);
  KkbGoal *goal = kkb_facts_add_goal (facts, plan->id, indicator);
  guint scale = (guint)g_rand_int_range (rand, 0, 3);
  KkbValue v;

  blank_indicator (facts, indicator, "", "生成した指標", "件");
  indicator->direction = (guint8)(g_rand_int_range (rand, 0, 10) == 0 ? KKB_DIRECTION_DOWN : KKB_DIRECTION_UP);
  indicator->series = (guint8)(g_rand_int_range (rand, 0, 5) == 0 ? KKB_SERIES_CUMULATIVE_IN_PLAN : KKB_SERIES_LEVEL);
  goal->baseline = generated (rand, plan->start_fy - 1, 100, 100000, scale);
  for (int fy = plan->start_fy + 4; fy <= plan->end_fy; fy += 5)
    {
      v = generated (rand, fy, 100, 100000, scale);
      kkb_value_list_set (&goal->targets, &v);
    }
  for (int fy = plan->start_fy; fy <= plan->end_fy; fy++)
    {
      v = generated (rand, fy, 0, 100000, scale);
      kkb_value_list_set (&indicator->actuals, &v);
    }
  kkb_facts_add_placement (facts, next_id++, plan->id, indicator, node)->is_origin = TRUE;
}

KkbFacts *
fixture_generate (guint n, guint32 seed)
{
  KkbFacts *facts = kkb_facts_new ();
  KkbPlan *plan = kkb_facts_add_plan (facts, next_id++);
  GRand *rand = g_rand_new_with_seed (seed);
  KkbId path[3] = { 0 };

  plan->start_fy = 2016;
  plan->end_fy = 2025;
  for (guint i = 0; i < n; i++)
    {
      if (i % 500 == 0)
        path[0] = kkb_facts_add_node (facts, next_id++, plan->id, 0)->id;
      if (i % 50 == 0)
        path[1] = kkb_facts_add_node (facts, next_id++, plan->id, path[0])->id;
      if (i % 10 == 0)
        path[2] = kkb_facts_add_node (facts, next_id++, plan->id, path[1])->id;
      generate_indicator (facts, plan, path[2], rand);
    }
  kkb_facts_link (facts);
  g_rand_free (rand);
  return facts;
}
