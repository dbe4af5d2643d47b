/* kkb-cli-edit.c - keikakubo-cli new, import and set: what changes a file. */
#include "kkb-cli.h"
#include "kkb-error.h"
#include "kkb-import.h"
#include "kkb-platform.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

/* Lists what could not be read, was assumed or ignored; 1 if anything was. */
static int
print_problems (KkbImport *import)
{
  GPtrArray *problems = kkb_import_problems (import);

  for (guint i = 0; i < problems->len; i++)
    kkb_cli_problem ("%s", ((const KkbProblem *)g_ptr_array_index (problems, i))->text);
  return problems->len ? KKB_EXIT_PROBLEMS : KKB_EXIT_DONE;
}

static void
print_result (const KkbImportResult *result)
{
  g_autofree char *text = kkb_import_result_text (result);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  kkb_platform_write_stdout (line);
}

/* Opens PATH to change it: refused where somebody has it open or where it cannot be written, before any work is done.
 */
static KkbDocument *
open_for_change (const char *path, GError **error)
{
  g_autoptr (KkbDocument) doc = kkb_document_open (path, KKB_OPEN_NORMAL, NULL, error);

  if (doc && kkb_document_read_only (doc))
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_IO, _ ("%s can only be read, not written. Nothing was changed."), path);
      return NULL;
    }
  if (doc)
    kkb_document_set_unattended (doc);
  return g_steal_pointer (&doc);
}

int
kkb_cli_new (int argc, char **argv)
{
  g_autofree char *from = NULL;
  const GOptionEntry entries[] = { { "from", 0, 0, G_OPTION_ARG_FILENAME, &from, NULL, NULL }, { NULL } };
  g_autoptr (KkbImport) import = NULL;
  KkbImportResult result = { 0 };
  g_autoptr (KkbDocument) doc = NULL;
  GError *error = NULL;

  if (!kkb_cli_parse (&argc, &argv, entries, 1))
    return KKB_EXIT_USAGE;
  if (!from)
    {
      kkb_cli_problem (_ ("keikakubo-cli: new needs --from WORKBOOK.xlsx."));
      return KKB_EXIT_USAGE;
    }
  if (g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      g_set_error (&error, KKB_ERROR, KKB_ERROR_EXISTS,
                   _ ("%s exists already and was not touched. Choose another name, or use “import”."), argv[1]);
      return kkb_cli_failed (error);
    }
  import = kkb_import_read (from, NULL, &error);
  if (!import)
    return kkb_cli_failed_with (from, error);
  doc = kkb_document_new (&error);
  if (doc)
    kkb_document_set_unattended (doc);
  if (!doc || !kkb_document_run (doc, kkb_import_command (import, &result), NULL, &error)
      || !kkb_document_save_as (doc, argv[1], NULL, &error))
    return kkb_cli_failed (error);
  print_result (&result);
  return print_problems (import);
}

static int
dry_run (KkbImport *import, const char *path)
{
  KkbImportResult result = { 0 };
  GError *error = NULL;
  g_autoptr (KkbDocument) doc = kkb_document_open (path, KKB_OPEN_COPY, NULL, &error);

  if (!doc)
    return kkb_cli_failed_with (path, error);
  /* A copy is changed and thrown away: exactly what the real import would do. */
  if (!kkb_document_run (doc, kkb_import_command (import, &result), NULL, &error))
    return kkb_cli_failed (error);
  print_result (&result);
  return print_problems (import);
}

int
kkb_cli_import (int argc, char **argv)
{
  gboolean dry = FALSE, changed = FALSE;
  const GOptionEntry entries[] = { { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry, NULL, NULL }, { NULL } };
  g_autoptr (KkbImport) import = NULL;
  KkbImportResult result = { 0 };
  g_autoptr (KkbDocument) doc = NULL;
  GError *error = NULL;

  if (!kkb_cli_parse (&argc, &argv, entries, 2))
    return KKB_EXIT_USAGE;
  import = kkb_import_read (argv[2], NULL, &error);
  if (!import)
    return kkb_cli_failed_with (argv[2], error);
  if (dry)
    return dry_run (import, argv[1]);
  doc = open_for_change (argv[1], &error);
  if (!doc)
    return kkb_cli_failed_with (argv[1], error);
  if (!kkb_document_run (doc, kkb_import_command (import, &result), &changed, &error)
      || (changed && !kkb_document_save (doc, NULL, &error)))
    return kkb_cli_failed (error);
  print_result (&result);
  return print_problems (import);
}

/* ---- set ---- */

static gboolean
ambiguous (const char *text, gboolean by_id, GError **error)
{
  /* plans number their indicators from 1 each, so one ID may stand in several */
  if (by_id)
    g_set_error (error, KKB_ERROR, KKB_ERROR_AMBIGUOUS,
                 _ ("The ID “%s” stands in several plans. Name the one you mean by --plan."), text);
  else
    g_set_error (error, KKB_ERROR, KKB_ERROR_AMBIGUOUS,
                 _ ("Several indicators are called “%s”. Name the one you mean by its ID."), text);
  return FALSE;
}

/* By ID (of the indicator, or of a row that repeats it), else by the exact name; in the plan TITLE if that is given. */
static KkbIndicator *
find_indicator (const KkbFacts *facts, const char *text, const char *title, GError **error)
{
  const KkbPlan *plan = title ? kkb_cli_find_plan (facts, title, error) : NULL;
  KkbIndicator *found = NULL;

  if (title && !plan)
    return NULL;

  for (guint pass = 0; pass < 2 && !found; pass++)
    for (guint i = 0; i < facts->placements->len; i++)
      {
        const KkbPlacement *p = g_ptr_array_index (facts->placements, i);
        const char *key = pass ? kkb_placement_name (p) : kkb_placement_code (p);
        if (!g_str_equal (key, text) || found == p->indicator || (plan && p->plan != plan->id))
          continue;
        if (found && !ambiguous (text, pass == 0, error))
          return NULL;
        found = p->indicator;
      }
  if (!found)
    g_set_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("There is no indicator with the ID or name “%s”."), text);
  return found;
}

static gboolean
find_field (const char *word, KkbField *field, GError **error)
{
  static const char *const words[] = { "actual", "target", "baseline" };
  static const KkbField fields[] = { KKB_FIELD_ACTUAL, KKB_FIELD_TARGET, KKB_FIELD_BASELINE };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *field = fields[i];
        return TRUE;
      }
  g_set_error (error, KKB_ERROR, KKB_ERROR_USAGE, _ ("“%s” is none of actual, target, baseline."), word);
  return FALSE;
}

/* The plan whose target or baseline is meant: the only one the indicator is placed in, or --plan. */
static KkbId
find_goal_plan (const KkbFacts *facts, const KkbIndicator *indicator, const char *title, GError **error)
{
  KkbId plan = 0;

  if (title)
    {
      const KkbPlan *named = kkb_cli_find_plan (facts, title, error);
      return named ? named->id : 0;
    }
  for (guint i = 0; i < indicator->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (indicator->placements, i);
      if (plan && p->plan != plan)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_AMBIGUOUS,
                       _ ("“%s” belongs to several plans. Name the one you mean by --plan."), indicator->name);
          return 0;
        }
      plan = p->plan;
    }
  return plan;
}

/* Which value is meant, by ids: they outlive a change. */
typedef struct
{
  KkbId plan, indicator;
  KkbField field;
  int fy;
} Place;

static gboolean
find_place (KkbDocument *doc, char **argv, const char *plan_title, Place *place, GError **error)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  const KkbIndicator *indicator = find_indicator (facts, argv[2], plan_title, error);

  if (!indicator)
    return FALSE;
  place->indicator = indicator->id;
  place->fy = kkb_fy_parse (argv[4]);
  if (place->field != KKB_FIELD_ACTUAL)
    place->plan = find_goal_plan (facts, indicator, plan_title, error);
  return place->field == KKB_FIELD_ACTUAL || place->plan;
}

/* What stands there, for people: "6", "集計中"; the baseline with its year. Free with g_free(). */
static char *
print_place (KkbDocument *doc, const Place *place)
{
  const KkbFormat format = { KKB_YEARS_WAREKI, KKB_NEGATIVE_FILLED, FALSE };
  const KkbFacts *facts = kkb_document_facts (doc);
  const KkbIndicator *indicator = kkb_facts_indicator (facts, place->indicator);
  const KkbGoal *goal = place->plan ? kkb_indicator_goal (indicator, place->plan) : NULL;
  const KkbValue *v = NULL;
  g_autofree char *text = NULL;

  if (place->field == KKB_FIELD_ACTUAL)
    v = kkb_value_list_find (&indicator->actuals, place->fy);
  else if (place->field == KKB_FIELD_TARGET && goal)
    v = kkb_value_list_find (&goal->targets, place->fy);
  else if (goal)
    v = &goal->baseline;
  text = v ? kkb_value_format (facts, v, indicator->unit, &format) : NULL;
  return text && *text ? g_steal_pointer (&text) : g_strdup (kkb_state_word (KKB_STATE_BLANK));
}

static void
print_set (KkbDocument *doc, const Place *place, gboolean changed, const char *before)
{
  static const char *const words[] = { N_ ("actual"), N_ ("target"), N_ ("baseline") };
  const KkbIndicator *indicator = kkb_facts_indicator (kkb_document_facts (doc), place->indicator);
  g_autofree char *year = kkb_fy_format (place->fy, KKB_YEARS_WAREKI, KKB_PERIOD_FISCAL, FALSE);
  g_autofree char *after = print_place (doc, place);
  g_autofree char *text = NULL;

  if (changed)
    /* Translators: ID, indicator, actual/target/baseline, year, value before, value now */
    text = g_strdup_printf (_ ("%s %s: %s of %s %s → %s\n"), indicator->code, indicator->name, _ (words[place->field]),
                            year, before, after);
  else
    text = g_strdup_printf (_ ("%s %s: %s of %s is %s already; nothing changed.\n"), indicator->code, indicator->name,
                            _ (words[place->field]), year, after);
  kkb_platform_write_stdout (text);
}

int
kkb_cli_set (int argc, char **argv)
{
  g_autofree char *plan = NULL, *before = NULL;
  const GOptionEntry entries[] = { { "plan", 0, 0, G_OPTION_ARG_FILENAME, &plan, NULL, NULL }, { NULL } };
  g_autoptr (KkbDocument) doc = NULL;
  KkbCommand *command;
  gboolean changed;
  GError *error = NULL;
  Place place = { 0 };

  if (!kkb_cli_parse (&argc, &argv, entries, 5))
    return KKB_EXIT_USAGE;
  if (!find_field (argv[3], &place.field, &error))
    return kkb_cli_failed (error);
  if (kkb_fy_parse (argv[4]) == KKB_FY_NONE)
    {
      kkb_cli_problem (_ ("keikakubo-cli: “%s” is not a fiscal year. Write for example 2023 or R5."), argv[4]);
      return KKB_EXIT_USAGE;
    }
  doc = open_for_change (argv[1], &error);
  if (!doc)
    return kkb_cli_failed_with (argv[1], error);
  if (!find_place (doc, argv, plan, &place, &error))
    return kkb_cli_failed (error);
  before = print_place (doc, &place);
  command = kkb_command_set_value (doc, place.plan, place.indicator, place.field, place.fy, argv[5], &error);
  if (!command || !kkb_document_run (doc, command, &changed, &error)
      || (changed && !kkb_document_save (doc, NULL, &error)))
    return kkb_cli_failed (error);
  print_set (doc, &place, changed, before);
  return KKB_EXIT_DONE;
}
