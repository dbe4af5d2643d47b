#include "doc-fixture.h"
#include "kkb-platform.h"
#include "kkb-quantity.h"
#include <glib/gstdio.h>
#include <string.h>

static void
add_nodes (KkbFacts *facts)
{
  static const struct
  {
    KkbId id, parent;
    gint32 position;
    guint8 level;
    const char *label, *title;
  } rows[] = {
    { NODE_A, 0, 0, 0, "1", "人財の確保" },         { NODE_A1, NODE_A, 0, 1, "(1)", "デジタル人財" },
    { NODE_A2, NODE_A, 1, 1, "(2)", "就職支援" },   { NODE_B, 0, 1, 0, "2", "地域連携" },
    { PROJECT, NODE_A1, 0, 255, "J1", "研修事業" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KkbNode *node = kkb_facts_add_node (facts, rows[i].id, PLAN, rows[i].parent);

      node->position = rows[i].position;
      node->level = rows[i].level;
      node->label = rows[i].label;
      node->title = rows[i].title;
      if (rows[i].id == PROJECT)
        kkb_facts_make_project (facts, node)->status = "新規";
    }
}

static KkbIndicator *
add_indicator (KkbFacts *facts, KkbId id, const char *code, const char *name, const char *unit)
{
  KkbIndicator *indicator = kkb_facts_add_indicator (facts, id);

  indicator->code = code;
  indicator->name = name;
  indicator->unit = unit;
  return indicator;
}

static void
add_placement (KkbFacts *facts, KkbId id, KkbIndicator *indicator, KkbId node, gint32 position, gboolean is_origin)
{
  KkbPlacement *placement = kkb_facts_add_placement (facts, id, PLAN, indicator, node);

  placement->position = position;
  placement->is_origin = is_origin;
}

static KkbValue
number (gint64 coef, guint8 scale, int fy)
{
  KkbValue value = { .fy = (gint16)fy };

  kkb_value_set_number (&value, (KkbDecimal){ coef, scale }, KKB_STATE_FINAL);
  return value;
}

static void
add_values (KkbFacts *facts, KkbIndicator *workers, KkbIndicator *rate, KkbIndicator *plan)
{
  KkbGoal *goal = kkb_facts_add_goal (facts, PLAN, workers);
  KkbValue value = number (10100, 0, 2026), pending = { .fy = 2023, .state = KKB_STATE_PENDING }, word = { .fy = 2026 };
  KkbValueMore *more;

  goal->baseline = number (10796, 0, 2020);
  kkb_facts_value_more (facts, &goal->baseline)->as_of = "Ｒ3.3末";
  kkb_value_list_set (&goal->targets, &value);
  value = number (10812, 0, 2022);
  more = kkb_facts_value_more (facts, &value);
  more->note = "速報から修正";
  more->as_of = "R5.3末";
  kkb_value_list_set (&workers->actuals, &value);
  kkb_value_list_set (&workers->actuals, &pending);

  goal = kkb_facts_add_goal (facts, PLAN, rate);
  goal->baseline = number (474, 1, 2020);
  value = number (550, 1, 2026);
  kkb_value_list_set (&goal->targets, &value);
  value = number (461, 1, 2022);
  more = kkb_facts_value_more (facts, &value);
  more->has_parts = TRUE;
  more->numerator = kkb_decimal_from_int (153);
  more->denominator = kkb_decimal_from_int (332);
  kkb_value_list_set (&rate->actuals, &value);

  goal = kkb_facts_add_goal (facts, PLAN, plan);
  word.kind = KKB_VALUE_TEXT;
  word.state = KKB_STATE_FINAL;
  kkb_facts_value_more (facts, &word)->text = "策定";
  kkb_value_list_set (&goal->targets, &word);
}

static gboolean
put_values (KkbStore *store, KkbFacts *facts, KkbIndicator *indicator, GError **error)
{
  gboolean ok = kkb_store_put_indicator (store, indicator, error);

  for (guint i = 0; ok && i < indicator->goals->len; i++)
    ok = kkb_store_put_goal (store, facts, g_ptr_array_index (indicator->goals, i), error);
  for (guint i = 0; ok && i < indicator->actuals.n; i++)
    ok = kkb_store_put_actual (store, facts, indicator->id, FALSE, &indicator->actuals.items[i], error);
  return ok;
}

static gboolean
put_all (KkbStore *store, KkbFacts *document, gpointer data, GError **error)
{
  KkbFacts *facts = data;
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < facts->departments->len; i++)
    ok = kkb_store_put_department (store, g_ptr_array_index (facts->departments, i), error);
  for (guint i = 0; ok && i < facts->plans->len; i++)
    ok = kkb_store_put_plan (store, g_ptr_array_index (facts->plans, i), (gint32)i, error);
  for (guint i = 0; ok && i < facts->editions->len; i++)
    ok = kkb_store_put_edition (store, g_ptr_array_index (facts->editions, i), (gint32)i, error);
  for (guint i = 0; ok && i < facts->nodes->len; i++)
    ok = kkb_store_put_node (store, g_ptr_array_index (facts->nodes, i), error);
  for (guint i = 0; ok && i < facts->money->len; i++)
    ok = kkb_store_put_money (store, g_ptr_array_index (facts->money, i), (gint32)i, error);
  for (guint i = 0; ok && i < facts->indicators->len; i++)
    ok = put_values (store, facts, g_ptr_array_index (facts->indicators, i), error);
  for (guint i = 0; ok && i < facts->placements->len; i++)
    ok = kkb_store_put_placement (store, facts, g_ptr_array_index (facts->placements, i), error);
  return ok;
}

KkbFacts *
fixture_facts (void)
{
  static const char *const levels[] = { "基本方針", "施策", NULL };
  const KkbId department = DEPARTMENT;
  KkbFacts *facts = kkb_facts_new ();
  KkbPlan *plan = kkb_facts_add_plan (facts, PLAN);
  KkbIndicator *workers, *rate, *milestone;
  KkbEdition *edition = kkb_facts_add_edition (facts, EDITION, PLAN);
  KkbMoney *money;

  kkb_facts_add_department (facts, DEPARTMENT)->name = "産業課";
  plan->title = "工業振興計画";
  plan->start_fy = 2022;
  plan->end_fy = 2026;
  plan->levels = kkb_facts_strings (facts, levels);
  plan->departments = kkb_facts_ids (facts, &department, 1);
  edition->name = "標準";
  edition->rules = *kkb_rules_standard ();
  add_nodes (facts);
  money = kkb_facts_add_money (facts, MONEY, PROJECT);
  money->fy = 2023;
  money->number = money->item = money->source = "";
  money->yen = kkb_decimal_from_int (1234000);
  workers = add_indicator (facts, K_WORKERS, "K1", "従業者数", "人");
  rate = add_indicator (facts, K_RATE, "K2", "就職率", "％");
  rate->series = KKB_SERIES_RATIO;
  milestone = add_indicator (facts, K_PLAN, "K3", "計画の策定", "");
  milestone->series = KKB_SERIES_MILESTONE;
  add_placement (facts, P_WORKERS, workers, NODE_A1, 0, TRUE);
  add_placement (facts, P_RATE, rate, NODE_A2, 0, TRUE);
  add_placement (facts, P_RATE_AGAIN, rate, NODE_B, 0, FALSE);
  add_placement (facts, P_PLAN, milestone, NODE_B, 1, TRUE);
  add_values (facts, workers, rate, milestone);
  kkb_facts_link (facts);
  return facts;
}

KkbCommand *
fixture_import (void)
{
  return kkb_command_new ("取り込み", put_all, fixture_facts (), (GDestroyNotify)kkb_facts_unref);
}

KkbDocument *
fixture_document (void)
{
  g_autoptr (GError) error = NULL;
  KkbDocument *doc = kkb_document_new (&error);

  g_assert_no_error (error);
  kkb_document_run (doc, fixture_import (), NULL, &error);
  g_assert_no_error (error);
  return doc;
}

char *
fixture_folder (void)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "documents", NULL);
  g_autofree char *pattern = g_build_filename (parent, "XXXXXX", NULL);

  g_mkdir_with_parents (parent, 0755);
  g_assert_nonnull (g_mkdtemp (pattern));
  return g_steal_pointer (&pattern);
}

char *
fixture_file (const char *folder, const char *name)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  kkb_document_save_as (doc, path, NULL, &error);
  g_assert_no_error (error);
  kkb_document_close (doc);
  return path;
}

KkbDocument *
fixture_open (const char *path, KkbOpenMode mode)
{
  g_autoptr (GError) error = NULL;
  KkbDocument *doc = kkb_document_open (path, mode, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (doc);
  return doc;
}

void
fixture_save (KkbDocument *doc)
{
  g_autoptr (GError) error = NULL;

  kkb_document_save (doc, NULL, &error);
  g_assert_no_error (error);
}

void
fixture_set (KkbDocument *doc, KkbField field, KkbId indicator, int fy, const char *text)
{
  g_autoptr (GError) error = NULL;
  KkbCommand *command = kkb_command_set_value (doc, PLAN, indicator, field, fy, text, &error);

  g_assert_no_error (error);
  kkb_document_run (doc, command, NULL, &error);
  g_assert_no_error (error);
}

void
fixture_set_number (KkbDocument *doc, int fy, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  fixture_set (doc, KKB_FIELD_ACTUAL, K_WORKERS, fy, text);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

char *
fixture_list (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("|", (char **)names->pdata);
}

char *
fixture_hash (KkbDocument *doc)
{
  g_autoptr (GError) error = NULL;
  char *hash = kkb_store_content_hash (kkb_document_store (doc), &error);

  g_assert_no_error (error);
  return hash;
}

char *
fixture_workers (KkbDocument *doc, int fy)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  const KkbIndicator *indicator = kkb_facts_indicator (facts, K_WORKERS);
  const KkbValue *value = kkb_value_list_find (&indicator->actuals, fy);

  return value != NULL ? kkb_value_to_data (facts, value) : g_strdup ("");
}

char *
fixture_sha256 (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return g_strdup ("");
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)contents, length);
}

void
fixture_remove (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          fixture_remove (child);
        }
    }
  g_remove (path);
}

static char *root;

/* G_TEST_OPTION_ISOLATE_DIRS would do, but leaks in GLib 2.74. */
static void
run_isolated (gconstpointer func)
{
  fixture_remove (g_get_user_data_dir ());
  fixture_remove (g_get_user_cache_dir ());
  ((GTestFunc)func) ();
}

void
fixture_init (int *argc, char ***argv)
{
  g_autofree char *data = NULL, *cache = NULL;

  root = g_dir_make_tmp ("kkb-doc-XXXXXX", NULL);
  data = g_build_filename (root, "data", NULL);
  cache = g_build_filename (root, "cache", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_setenv ("LANGUAGE", "ja", TRUE);
  kkb_platform_init_i18n ("/nonexistent");
  g_test_init (argc, argv, NULL);
}

void
fixture_add (const char *path, GTestFunc func)
{
  g_test_add_data_func (path, (gconstpointer)func, run_isolated);
}

int
fixture_run (void)
{
  int code = g_test_run ();

  fixture_remove (root);
  g_free (root);
  return code;
}
