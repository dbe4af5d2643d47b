/* main.c - keikakubo-cli: the engine without a screen, also for other programs and tests. */
#include "config.h"
#include "kkb-cli.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <string.h>

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
usage (void (*write) (const char *text))
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n", _ ("Usage:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  keikakubo-cli %s %s\n", commands[i].name, commands[i].arguments);
  write (text->str);
}

int
main (int argc, char **argv)
{
  kkb_platform_init_i18n (KKB_LOCALE_DIR);
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
      return commands[i].run (argc - 1, argv + 1);
  kkb_cli_problem (_ ("Unknown command: %s"), argv[1]);
  usage (kkb_platform_write_stderr);
  return KKB_EXIT_USAGE;
}
