/* kkb-cli.c - see kkb-cli.h */
#include "kkb-cli.h"
#include "kkb-error.h"
#include "kkb-platform.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

void
kkb_cli_problem (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  /* One problem is one line, whatever was in the cell it tells of. */
  g_strdelimit (text, "\n\r", ' ');
  line = g_strconcat (text, "\n", NULL);
  kkb_platform_write_stderr (line);
}

int
kkb_cli_failed (GError *error)
{
  gboolean usage = g_error_matches (error, KKB_ERROR, KKB_ERROR_USAGE) || error->domain == G_OPTION_ERROR;

  kkb_cli_problem ("keikakubo-cli: %s", error->message);
  g_error_free (error);
  return usage ? KKB_EXIT_USAGE : KKB_EXIT_FAILED;
}

int
kkb_cli_failed_with (const char *path, GError *error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (!strstr (error->message, name))
    g_prefix_error (&error, "%s: ", path);
  return kkb_cli_failed (error);
}

gboolean
kkb_cli_parse (int *argc, char ***argv, const GOptionEntry *options, int n_args)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  GError *error = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  /* A value such as -38.5 is no option: what GOption does not know is looked at below. */
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (options)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      kkb_cli_failed (error);
      return FALSE;
    }
  for (int i = 1; i < *argc; i++)
    if ((*argv)[i][0] == '-' && (g_ascii_isalpha ((*argv)[i][1]) || (*argv)[i][1] == '-'))
      {
        kkb_cli_problem (_ ("keikakubo-cli: %s has no option %s. See keikakubo-cli --help."), (*argv)[0], (*argv)[i]);
        return FALSE;
      }
  if (*argc - 1 != n_args)
    {
      kkb_cli_problem (_ ("keikakubo-cli: %s needs %d arguments but was given %d. See keikakubo-cli --help."),
                       (*argv)[0], n_args, *argc - 1);
      return FALSE;
    }
  for (int i = 1; i < *argc; i++)
    if (!g_utf8_validate ((*argv)[i], -1, NULL))
      {
        kkb_cli_problem (_ ("keikakubo-cli: argument %d is not valid UTF-8."), i);
        return FALSE;
      }
  return TRUE;
}

KkbDocument *
kkb_cli_open (const char *path)
{
  GError *error = NULL;
  KkbDocument *doc = kkb_document_open (path, KKB_OPEN_READ_ONLY, NULL, &error);

  if (!doc)
    kkb_cli_failed_with (path, error);
  return doc;
}

gboolean
kkb_cli_fy (const char *text, gboolean final, int *fy)
{
  *fy = KKB_FINAL;
  if (text && final)
    {
      kkb_cli_problem (_ ("keikakubo-cli: choose either --fy or --final."));
      return FALSE;
    }
  if (!text)
    return TRUE;
  *fy = kkb_fy_parse (text);
  if (*fy == KKB_FY_NONE)
    kkb_cli_problem (_ ("keikakubo-cli: “%s” is not a fiscal year. Write for example 2023 or R5."), text);
  return *fy != KKB_FY_NONE;
}

const KkbPlan *
kkb_cli_find_plan (const KkbFacts *facts, const char *title, GError **error)
{
  const KkbPlan *found = NULL;

  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);
      if (!kkb_text_same (plan->title, title))
        continue;
      if (found)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_AMBIGUOUS, _ ("Several plans have the title “%s”."), title);
          return NULL;
        }
      found = plan;
    }
  if (!found)
    g_set_error (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("There is no plan “%s” in this file."), title);
  return found;
}

/* ---- tables ---- */

static void
append_json (GString *text, const char *value)
{
  g_string_append_c (text, '"');
  for (const char *p = value; *p; p++)
    switch (*p)
      {
      case '"':
      case '\\':
        g_string_append_c (text, '\\');
        g_string_append_c (text, *p);
        break;
      default:
        if ((guchar)*p < 0x20)
          g_string_append_printf (text, "\\u%04x", *p);
        else
          g_string_append_c (text, *p);
      }
  g_string_append_c (text, '"');
}

static void
append_tsv (GString *text, const char *value)
{
  for (const char *p = value; *p; p++)
    g_string_append_c (text, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

void
kkb_cli_table_begin (KkbCliTable *table, gboolean json, const char *const *keys)
{
  table->text = g_string_new (json ? "[" : NULL);
  table->keys = keys;
  table->n_keys = g_strv_length ((GStrv)keys);
  table->json = json;
  table->n_rows = 0;
  for (guint i = 0; !json && i < table->n_keys; i++)
    g_string_append_printf (table->text, "%s%s", keys[i], i + 1 < table->n_keys ? "\t" : "\n");
}

void
kkb_cli_table_row (KkbCliTable *table, const char *const *values)
{
  if (table->json)
    g_string_append (table->text, table->n_rows ? ",\n " : "\n ");
  for (guint i = 0; i < table->n_keys; i++)
    {
      const char *value = values[i] ? values[i] : "";
      if (table->json)
        {
          g_string_append (table->text, i ? ", " : "{");
          append_json (table->text, table->keys[i]);
          g_string_append (table->text, ": ");
          append_json (table->text, value);
        }
      else
        {
          append_tsv (table->text, value);
          g_string_append_c (table->text, i + 1 < table->n_keys ? '\t' : '\n');
        }
    }
  if (table->json)
    g_string_append_c (table->text, '}');
  table->n_rows++;
}

void
kkb_cli_table_end (KkbCliTable *table)
{
  if (table->json)
    g_string_append (table->text, "\n]\n");
  kkb_platform_write_stdout (table->text->str);
  g_string_free (table->text, TRUE);
  table->text = NULL;
}
