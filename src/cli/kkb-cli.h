/* kkb-cli.h - what the commands of keikakubo-cli share. Exit: 0 done · 1 done, with problems listed on stderr, one a line · 2 wrong use ·
 * 3 refused or failed, nothing changed. Output is UTF-8 with LF whatever the locale; data and headers never follow the language. */
#pragma once
#include "kkb-document.h"

G_BEGIN_DECLS

enum
{
  KKB_EXIT_DONE,
  KKB_EXIT_PROBLEMS,
  KKB_EXIT_USAGE,
  KKB_EXIT_FAILED
};

typedef struct
{
  const char *name, *arguments; /* as in the usage line */
  int (*run) (int argc, char **argv);
} KkbCliCommand;

int kkb_cli_new (int argc, char **argv);
int kkb_cli_import (int argc, char **argv);
int kkb_cli_show (int argc, char **argv);
int kkb_cli_check (int argc, char **argv);
int kkb_cli_export (int argc, char **argv);
int kkb_cli_history (int argc, char **argv);
int kkb_cli_set (int argc, char **argv);
int kkb_cli_evaluate (int argc, char **argv);
int kkb_cli_report (int argc, char **argv);

/* Prints the error; 2 for KKB_ERROR_USAGE and option errors, else 3. Frees ERROR. */
int kkb_cli_failed (GError *error);
/* The same, and the message names the file PATH if it does not do so itself. */
int kkb_cli_failed_with (const char *path, GError *error);
/* One line on stderr. */
void kkb_cli_problem (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Parses OPTIONS and wants exactly N_ARGS further arguments: they become argv[1] … FALSE after printing what is wrong. */
gboolean kkb_cli_parse (int *argc, char ***argv, const GOptionEntry *options, int n_args);
/* Opens PATH to look at it only; NULL after printing why not. */
KkbDocument *kkb_cli_open (const char *path);
/* --fy / --final: KKB_FINAL or a year; FALSE after printing what is wrong. */
gboolean kkb_cli_fy (const char *text, gboolean final, int *fy);
/* The plan of this title (matching key); NULL + KKB_ERROR_NOT_FOUND, or AMBIGUOUS. */
const KkbPlan *kkb_cli_find_plan (const KkbFacts *facts, const char *title, GError **error);

/* TSV: fields without quoting, TAB and line breaks become a space. JSON: an array of objects, all strings. */
typedef struct
{
  GString *text;
  const char *const *keys;
  guint n_keys;
  gboolean json;
  guint n_rows;
} KkbCliTable;
void kkb_cli_table_begin (KkbCliTable *table, gboolean json, const char *const *keys);
/* VALUES: one a key. */
void kkb_cli_table_row (KkbCliTable *table, const char *const *values);
/* Writes it out and frees it. */
void kkb_cli_table_end (KkbCliTable *table);

G_END_DECLS
