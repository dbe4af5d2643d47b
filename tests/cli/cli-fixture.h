/* cli-fixture.h - runs keikakubo-cli as a user or another program does, in a folder of its own. */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  int status;
  char *out, *err;
} CliRun;
void cli_run_free (CliRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliRun, cli_run_free)

/* First thing in main(): the folder, and the user's data away from the real one. */
void cli_fixture_init (int *argc, char ***argv);
/* g_test_run() and the end of the folder. */
int cli_fixture_run (void);
/* Runs the program with these arguments, in the language of the tests (en) unless cli_language() says otherwise. */
CliRun *cli (const char *first, ...) G_GNUC_NULL_TERMINATED;
/* LANGUAGE and LC_ALL of the runs from now on; NULL: as in the beginning. */
void cli_language (const char *language, const char *locale);
/* The same, and the program must end with STATUS. */
CliRun *cli_expect (int status, const char *first, ...) G_GNUC_NULL_TERMINATED;
/* NAME in the folder. Free with g_free(). */
char *cli_path (const char *name);
/* The workbook of a bundled plan, and a fresh copy of it imported. Free with g_free(). */
char *cli_workbook (const char *plan);
char *cli_sample (const char *plan);
/* The text of a file of the test data. Free with g_free(). */
char *cli_data (const char *name);
char *cli_contents (const char *path, gsize *length);

typedef struct
{
  GStrv header;
  GPtrArray *rows; /* GStrv, each as long as the header */
} CliTable;
CliTable *cli_table (const char *text);
void cli_table_free (CliTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliTable, cli_table_free)
const char *cli_cell (const CliTable *table, guint row, const char *key);
/* The row that has VALUE under KEY; -1 if none. */
int cli_find (const CliTable *table, const char *key, const char *value);
/* A JSON array of objects whose values are strings, as a table; the keys of all objects must be the same, in the same
 * order. */
CliTable *cli_json (const char *text);

extern const char *const cli_plans[5]; /* the bundled plans, NULL at the end */

G_END_DECLS
