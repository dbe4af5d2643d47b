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
  doc = import ? kkb_document_new (&error) : NULL;
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

  /* A copy is changed and thrown away: exactly what the real import would do. */
  if (!doc || !kkb_document_run (doc, kkb_import_command (import, &result), NULL, &error))
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
    return kkb_cli_failed (error);
  if (dry)
    return dry_run (import, argv[1]);
  doc = kkb_document_open (argv[1], KKB_OPEN_NORMAL, NULL, &error);
  if (!doc || !kkb_document_run (doc, kkb_import_command (import, &result), &changed, &error)
      || (changed && !kkb_document_save (doc, NULL, &error)))
    return kkb_cli_failed (error);
  print_result (&result);
  return print_problems (import);
}

/* ---- set ---- */

/* By ID (of the indicator, or of a row that repeats it), else by the exact name. */
static KkbIndicator *
find_indicator (const KkbFacts *facts, const char *text, GError **error)
{
  KkbIndicator *found = NULL;

  for (guint pass = 0; pass < 2 && !found; pass++)
    for (guint i = 0; i < facts->placements->len; i++)
      {
        const KkbPlacement *p = g_ptr_array_index (facts->placements, i);
        const char *key = pass ? kkb_placement_name (p) : kkb_placement_code (p);
        if (!g_str_equal (key, text) || found == p->indicator)
          continue;
        if (found)
          {
            g_set_error (error, KKB_ERROR, KKB_ERROR_AMBIGUOUS,
                         _ ("Several indicators are called “%s”. Name the one you mean by its ID."), text);
            return NULL;
          }
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

static KkbCommand *
new_command (KkbDocument *doc, char **argv, const char *plan_title, GError **error)
{
  const KkbFacts *facts = kkb_document_facts (doc);
  const KkbIndicator *indicator = find_indicator (facts, argv[2], error);
  KkbField field;
  KkbId plan = 0;

  if (!indicator || !find_field (argv[3], &field, error))
    return NULL;
  if (field != KKB_FIELD_ACTUAL && !(plan = find_goal_plan (facts, indicator, plan_title, error)))
    return NULL;
  return kkb_command_set_value (doc, plan, indicator->id, field, kkb_fy_parse (argv[4]), argv[5], error);
}

int
kkb_cli_set (int argc, char **argv)
{
  g_autofree char *plan = NULL;
  const GOptionEntry entries[] = { { "plan", 0, 0, G_OPTION_ARG_STRING, &plan, NULL, NULL }, { NULL } };
  g_autoptr (KkbDocument) doc = NULL;
  KkbCommand *command;
  gboolean changed;
  GError *error = NULL;
  KkbField field;

  if (!kkb_cli_parse (&argc, &argv, entries, 5))
    return KKB_EXIT_USAGE;
  if (!find_field (argv[3], &field, &error))
    return kkb_cli_failed (error);
  if (kkb_fy_parse (argv[4]) == KKB_FY_NONE)
    {
      kkb_cli_problem (_ ("keikakubo-cli: “%s” is not a fiscal year. Write for example 2023 or R5."), argv[4]);
      return KKB_EXIT_USAGE;
    }
  doc = kkb_document_open (argv[1], KKB_OPEN_NORMAL, NULL, &error);
  if (!doc)
    return kkb_cli_failed (error);
  if (kkb_document_read_only (doc))
    {
      g_set_error (&error, KKB_ERROR, KKB_ERROR_IO, _ ("%s can only be read, not written. Nothing was changed."),
                   argv[1]);
      return kkb_cli_failed (error);
    }
  command = new_command (doc, argv, plan, &error);
  if (!command || !kkb_document_run (doc, command, &changed, &error)
      || (changed && !kkb_document_save (doc, NULL, &error)))
    return kkb_cli_failed (error);
  return KKB_EXIT_DONE;
}
