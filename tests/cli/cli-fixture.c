/* cli-fixture.c - see cli-fixture.h */
#include "cli-fixture.h"
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

const char *const cli_plans[5] = { "ichinoseki-h29", "ichinoseki-r4", "morioka-grants-r3", "morioka-healthtech", NULL };

static char *folder;
static const char *run_language = "en", *run_locale = "C.UTF-8";
static guint n_samples;

static void
remove_tree (const char *path)
{
  GDir *dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

void
cli_run_free (CliRun *run)
{
  g_free (run->out);
  g_free (run->err);
  g_free (run);
}

void
cli_fixture_init (int *argc, char ***argv)
{
  g_autofree char *data = NULL;

  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
  g_test_set_nonfatal_assertions ();
  folder = g_dir_make_tmp ("keikakubo-cli-XXXXXX", NULL);
  g_assert_nonnull (folder);
  data = g_build_filename (folder, "user", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_STATE_HOME", data, TRUE);
}

int
cli_fixture_run (void)
{
  int status = g_test_run ();

  remove_tree (folder);
  g_free (folder);
  return status;
}

void
cli_language (const char *language, const char *locale)
{
  run_language = language ? language : "en";
  run_locale = locale ? locale : "C.UTF-8";
}

static char *
text_of (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return data ? g_strndup (data, length) : g_strdup ("");
}

static CliRun *
run (GPtrArray *args)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) out = NULL, err = NULL;
  g_autoptr (GError) error = NULL;
  CliRun *done = g_new0 (CliRun, 1);

  g_subprocess_launcher_setenv (launcher, "LANGUAGE", run_language, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", run_locale, TRUE);
  g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)args->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  done->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  done->out = text_of (out);
  done->err = text_of (err);
  return done;
}

static GPtrArray *
collect (const char *first, va_list more)
{
  GPtrArray *args = g_ptr_array_new ();

  g_ptr_array_add (args, (gpointer)g_getenv ("KKB_CLI"));
  for (const char *arg = first; arg; arg = va_arg (more, const char *))
    g_ptr_array_add (args, (gpointer)arg);
  g_ptr_array_add (args, NULL);
  return args;
}

CliRun *
cli (const char *first, ...)
{
  g_autoptr (GPtrArray) args = NULL;
  va_list more;

  va_start (more, first);
  args = collect (first, more);
  va_end (more);
  return run (args);
}

CliRun *
cli_expect (int status, const char *first, ...)
{
  g_autoptr (GPtrArray) args = NULL;
  CliRun *done;
  va_list more;

  va_start (more, first);
  args = collect (first, more);
  va_end (more);
  done = run (args);
  if (done->status != status)
    {
      g_autofree char *line = g_strjoinv (" ", (GStrv)args->pdata + 1);
      g_test_message ("“%s” ended with %d instead of %d: %s%s", line, done->status, status, done->out, done->err);
      g_test_fail ();
    }
  return done;
}

char *
cli_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

char *
cli_workbook (const char *plan)
{
  return g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", plan, "plan.xlsx", NULL);
}

char *
cli_contents (const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);
  return text;
}

char *
cli_data (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("KKB_TEST_DATA"), name, NULL);

  return cli_contents (path, NULL);
}

/* Imported once a program, copied for each test. */
char *
cli_sample (const char *plan)
{
  g_autofree char *name = g_strdup_printf ("%s.keikaku", plan), *first = cli_path (name), *text = NULL;
  g_autofree char *copy_name = g_strdup_printf ("%u-%s", ++n_samples, name);
  g_autoptr (GError) error = NULL;
  char *copy = cli_path (copy_name);
  gsize length;

  if (!g_file_test (first, G_FILE_TEST_EXISTS))
    {
      g_autofree char *workbook = cli_workbook (plan);
      g_autoptr (CliRun) made = cli ("new", first, "--from", workbook, NULL);
      if (made->status > 1)
        g_error ("%s: %d %s", plan, made->status, made->err);
    }
  text = cli_contents (first, &length);
  g_file_set_contents (copy, text, (gssize)length, &error);
  g_assert_no_error (error);
  return copy;
}

/* ---- tables ---- */

static CliTable *
table_new (GStrv header)
{
  CliTable *table = g_new0 (CliTable, 1);

  table->header = header;
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  return table;
}

void
cli_table_free (CliTable *table)
{
  g_strfreev (table->header);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

CliTable *
cli_table (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  CliTable *table = table_new (g_strsplit (lines[0], "\t", -1));

  for (guint i = 1; lines[i] && *lines[i]; i++)
    {
      GStrv row = g_strsplit (lines[i], "\t", -1);
      if (g_strv_length (row) != g_strv_length (table->header))
        g_error ("line %u has %u fields instead of %u: %s", i + 1, g_strv_length (row), g_strv_length (table->header),
                 lines[i]);
      g_ptr_array_add (table->rows, row);
    }
  return table;
}

const char *
cli_cell (const CliTable *table, guint row, const char *key)
{
  g_assert_cmpuint (row, <, table->rows->len);
  for (guint i = 0; table->header[i]; i++)
    if (g_str_equal (table->header[i], key))
      return ((GStrv)g_ptr_array_index (table->rows, row))[i];
  g_error ("no column %s", key);
}

int
cli_find (const CliTable *table, const char *key, const char *value)
{
  for (guint i = 0; i < table->rows->len; i++)
    if (g_str_equal (cli_cell (table, i, key), value))
      return (int)i;
  return -1;
}

/* ---- JSON, strictly ---- */

static void
skip_blanks (const char **p)
{
  while (**p && strchr (" \t\n\r", **p))
    (*p)++;
}

static gboolean
take (const char **p, char c)
{
  skip_blanks (p);
  if (**p != c)
    return FALSE;
  (*p)++;
  return TRUE;
}

static void
want (const char **p, char c)
{
  if (!take (p, c))
    g_error ("JSON: “%c” expected before: %.40s", c, *p);
}

static char *
take_string (const char **p)
{
  GString *text = g_string_new (NULL);

  want (p, '"');
  for (; **p != '"'; (*p)++)
    {
      if ((guchar) * *p < 0x20)
        g_error ("JSON: a bare control character or the end within a string");
      if (**p != '\\')
        {
          g_string_append_c (text, **p);
          continue;
        }
      (*p)++;
      if (**p == '"' || **p == '\\')
        g_string_append_c (text, **p);
      else if (**p == 'u' && strlen (*p) > 4)
        {
          g_autofree char *hex = g_strndup (*p + 1, 4);
          g_string_append_unichar (text, (gunichar)g_ascii_strtoull (hex, NULL, 16));
          *p += 4;
        }
      else
        g_error ("JSON: unknown escape: %.10s", *p);
    }
  (*p)++;
  return g_string_free (text, FALSE);
}

CliTable *
cli_json (const char *text)
{
  CliTable *table = NULL;
  const char *p = text;

  want (&p, '[');
  while (!take (&p, ']'))
    {
      g_autoptr (GPtrArray) keys = g_ptr_array_new (), values = g_ptr_array_new ();
      if (table)
        want (&p, ',');
      want (&p, '{');
      do
        {
          g_ptr_array_add (keys, take_string (&p));
          want (&p, ':');
          skip_blanks (&p);
          g_ptr_array_add (values, take_string (&p));
        }
      while (take (&p, ','));
      want (&p, '}');
      g_ptr_array_add (keys, NULL);
      g_ptr_array_add (values, NULL);
      if (!table)
        table = table_new (g_strdupv ((GStrv)keys->pdata));
      g_assert_true (g_strv_equal ((const char *const *)table->header, (const char *const *)keys->pdata));
      g_strfreev ((GStrv)g_ptr_array_steal (keys, NULL));
      g_ptr_array_add (table->rows, g_ptr_array_steal (values, NULL));
    }
  skip_blanks (&p);
  g_assert_cmpstr (p, ==, "");
  return table ? table : table_new (g_new0 (char *, 1));
}
