/* main.c - keikakubo-cli: the engine without a screen, also for other programs and tests. */
#include "config.h"
#include "kkb-cli.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <stdio.h>

static const KkbCliCommand commands[] = {
  { "new", "FILE.keikaku --from WORKBOOK.xlsx", kkb_cli_new },
  { "import", "FILE.keikaku WORKBOOK.xlsx [--dry-run]", kkb_cli_import },
  { "show", "FILE.keikaku", kkb_cli_show },
  { "check", "FILE.keikaku", kkb_cli_check },
  { "export", "FILE.keikaku --format xlsx -o OUT.xlsx", kkb_cli_export },
  { "history", "FILE.keikaku", kkb_cli_history },
  { "set", "FILE.keikaku INDICATOR actual|target|baseline FY VALUE [--plan TITLE]", kkb_cli_set },
  { "evaluate",
    "FILE.keikaku [--plan TITLE] [--final | --fy N] [--rule NAME] [--method attainment|progress|compare] [--bands "
    "'A=100,B=80,C=50,D='] "
    "[--rounding half-up|truncate] [--decimals N] [--yardstick linear|step|none] [--format tsv|json] [--summary]",
    kkb_cli_evaluate },
  { "report", "FILE.keikaku --kind kpi [--fy N | --final] [--face print|data] -o OUT.xlsx|OUT.pdf|OUT.csv",
    kkb_cli_report },
};

static void
usage_of (GString *text, const KkbCliCommand *command)
{
  g_string_append_printf (text, "  keikakubo-cli %s %s\n", command->name, command->arguments);
}

static void
usage (void (*write) (const char *text))
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n", _ ("Usage:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    usage_of (text, &commands[i]);
  g_string_append_printf (
      text, "\n%s\n",
      _ ("Exit: 0 done; 1 done, with problems listed on the error output; 2 wrong use; 3 refused or "
         "failed, nothing changed."));
  write (text->str);
}

static int
run_command (const KkbCliCommand *command, int argc, char **argv)
{
  if (argc > 1 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    {
      g_autoptr (GString) text = g_string_new (NULL);

      g_string_append_printf (text, "%s\n", _ ("Usage:"));
      usage_of (text, command);
      kkb_platform_write_stdout (text->str);
      return KKB_EXIT_DONE;
    }
  return command->run (argc, argv);
}

static int
dispatch (int argc, char **argv)
{
  if (argc < 2)
    {
      usage (kkb_platform_write_stderr);
      return KKB_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h"))
    {
      usage (kkb_platform_write_stdout);
      return KKB_EXIT_DONE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      kkb_platform_write_stdout ("keikakubo-cli " KKB_VERSION "\n");
      return KKB_EXIT_DONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return run_command (&commands[i], argc - 1, argv + 1);
  kkb_cli_problem (_ ("Unknown command: %s"), argv[1]);
  usage (kkb_platform_write_stderr);
  return KKB_EXIT_USAGE;
}

int
main (int argc, char **argv)
{
  int status;

  kkb_platform_init_i18n (KKB_LOCALE_DIR);
  status = dispatch (argc, argv);
  /* A table that reached the disk only in part must not pass for a whole one. */
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  kkb_cli_problem (_ ("keikakubo-cli: the output could not be written completely."));
  return KKB_EXIT_FAILED;
}
