/* kill-loop.c - a child opens, edits and saves without end and says on a pipe what is committed; the parent kills it at
 * seeded random moments, looks at the user's file, recovers, and counts what is corrupt or lost. The child recovers
 * too, so that recovering is killed as well.
 *
 *   kill-loop [--kills N] [--seed N] [--unsafe-save]
 *
 * --unsafe-save is the negative control, run by hand: the child then streams into the target, and the loop must find
 * corrupt files. */
#include "doc-fixture.h"
#include "kkb-disk.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define FIRST 20000

static int kills = 60, seed = 20240501;
static gboolean unsafe_save, is_child;
static char *target;

static const GOptionEntry options[] = {
  { "kills", 0, 0, G_OPTION_ARG_INT, &kills, "How often to kill", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of the random moments", "N" },
  { "unsafe-save", 0, 0, G_OPTION_ARG_NONE, &unsafe_save, "Negative control: stream into the target", NULL },
  { "child", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &is_child, NULL, NULL },
  { "target", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &target, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};

/* The number of the last edit in FACTS: each edit writes its own number. */
static gint64
last_edit_in (const KkbFacts *facts)
{
  const KkbIndicator *indicator = kkb_facts_indicator (facts, K_WORKERS);
  gint64 last = 0;

  for (guint i = 0; indicator != NULL && i < indicator->actuals.n; i++)
    last = MAX (last, indicator->actuals.items[i].coef);
  return last;
}

/* ---- the child ---- */

static void
say (char what, gint64 number)
{
  char line[32];
  int length = snprintf (line, sizeof line, "%c %" G_GINT64_FORMAT "\n", what, number);

  if (write (STDOUT_FILENO, line, (size_t)length) != length)
    _exit (3);
}

static void
die_of (const char *what, GError *error)
{
  fprintf (stderr, "# child: %s: %s\n", what, error != NULL ? error->message : "?");
  _exit (2);
}

/* What no program should do: a disk that is slow enough to be seen. */
static void
save_by_streaming (KkbDocument *doc)
{
  g_autofree char *whole = g_strconcat (target, ".whole", NULL), *uuid = g_uuid_string_random (), *contents = NULL;
  GError *error = NULL;
  gsize length = 0;
  int fd;

  g_remove (whole);
  if (!kkb_store_copy_to (kkb_document_store (doc), whole, uuid, NULL, &error)
      || !g_file_get_contents (whole, &contents, &length, &error))
    die_of ("copy", error);
  fd = g_open (target, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  for (gsize at = 0; at < length; at += 4096)
    if (write (fd, contents + at, MIN (length - at, 4096)) < 0 || fsync (fd) != 0)
      _exit (3);
  close (fd);
}

static KkbDocument *
open_or_recover (GError **error)
{
  g_autoptr (GPtrArray) list = kkb_recovery_list ();

  return list->len > 0 ? kkb_document_recover (g_ptr_array_index (list, 0), error)
                       : kkb_document_open (target, KKB_OPEN_NORMAL, NULL, error);
}

static G_NORETURN void
live (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)seed);
  GError *error = NULL;
  KkbDocument *doc = open_or_recover (&error);
  gint64 number;

  if (doc == NULL)
    die_of ("open", error);
  if (kkb_document_path (doc) == NULL)
    die_of ("came back untitled", NULL);
  number = last_edit_in (kkb_document_facts (doc));
  say ('o', number);
  number = MAX (number, FIRST);
  while (TRUE)
    {
      for (int edits = g_rand_int_range (random, 1, 6); edits > 0; edits--)
        {
          number++;
          fixture_set_number (doc, 2022 + (int)(number % 5), number);
          say ('e', number);
        }
      say ('b', number);
      if (unsafe_save)
        save_by_streaming (doc);
      else if (!kkb_document_save (doc, NULL, &error))
        die_of ("save", error);
      say ('s', number);
    }
}

/* ---- the parent ---- */

typedef struct
{
  GRand *random;
  const char *program;
  gint64 edited, saved;        /* the last numbers that were acknowledged */
  guint corrupt, lost, failed; /* targets, edits, everything else */
  guint in_start, in_edit, in_save;
} Loop;

static void
take_line (Loop *loop, const char *line, char *last)
{
  gint64 number = g_ascii_strtoll (line + 1, NULL, 10);

  *last = line[0];
  if (line[0] == 'e' || line[0] == 'o')
    loop->edited = MAX (loop->edited, number);
  if (line[0] == 's')
    loop->saved = MAX (loop->saved, number);
}

/* Reads lines until one starts with WHAT for the COUNTth time. */
static void
read_until (Loop *loop, FILE *pipe, char what, int count, char *last)
{
  char line[64];

  while (count > 0 && fgets (line, sizeof line, pipe) != NULL)
    {
      take_line (loop, line, last);
      count -= line[0] == what;
    }
}

/* One child: it starts, works, and is killed while it starts, edits or saves. */
static void
run_child (Loop *loop)
{
  g_autofree char *seed_text = g_strdup_printf ("%u", g_rand_int (loop->random) >> 1);
  const char *argv[] = {
    loop->program, "--child", "--target", target, "--seed", seed_text, unsafe_save ? "--unsafe-save" : NULL, NULL
  };
  g_autoptr (GError) error = NULL;
  char last = ' ';
  int out, status, kind = g_rand_int_range (loop->random, 0, 4);
  GPid pid;
  FILE *pipe;

  g_spawn_async_with_pipes (NULL, (char **)argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL,
                            &error);
  g_assert_no_error (error);
  pipe = fdopen (out, "r");
  if (kind == 0)
    g_usleep ((gulong)g_rand_int_range (loop->random, 0, 40000));
  else if (kind == 1)
    {
      read_until (loop, pipe, 'e', g_rand_int_range (loop->random, 1, 15), &last);
      g_usleep ((gulong)g_rand_int_range (loop->random, 0, 3000));
    }
  else
    {
      read_until (loop, pipe, 'b', g_rand_int_range (loop->random, 1, 5), &last);
      g_usleep ((gulong)g_rand_int_range (loop->random, 0, 12000));
    }
  kill (pid, SIGKILL);
  read_until (loop, pipe, 0, 1, &last); /* what it said before it died counts */
  fclose (pipe);
  waitpid (pid, &status, 0);
  loop->in_start += last == ' ';
  loop->in_save += last == 'b';
  loop->in_edit += last == 'o' || last == 'e' || last == 's';
  if (!WIFSIGNALED (status) || WTERMSIG (status) != SIGKILL)
    loop->failed++;
}

/* The user's file must be whole at any moment, with all that was saved. */
static void
check_target (Loop *loop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbStore) store = kkb_store_open (target, NULL, KKB_STORE_READ_ONLY, NULL, &error);
  g_autoptr (KkbFacts) facts = store != NULL ? kkb_store_load (store, &error) : NULL;

  if (facts == NULL)
    {
      loop->corrupt++;
      fprintf (stderr, "# the file is not whole: %s\n", error->message);
    }
  else if (last_edit_in (facts) < loop->saved)
    {
      loop->lost++;
      fprintf (stderr, "# the file holds %" G_GINT64_FORMAT ", saved was %" G_GINT64_FORMAT "\n", last_edit_in (facts),
               loop->saved);
    }
}

/* What the person finds at the next start: everything that was acknowledged, with undo; then it is saved. */
static void
check_recovery (Loop *loop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbDocument) doc = open_or_recover (&error);
  g_autofree char *folder = g_path_get_dirname (target), *names = NULL;
  gint64 last;

  if (doc == NULL || kkb_document_path (doc) == NULL)
    {
      loop->failed++;
      fprintf (stderr, "# not opened: %s\n", error != NULL ? error->message : "untitled");
      return;
    }
  last = last_edit_in (kkb_document_facts (doc));
  if (last < loop->edited || last > MAX (loop->edited, FIRST) + 1)
    {
      loop->lost++;
      fprintf (stderr, "# found %" G_GINT64_FORMAT ", acknowledged was %" G_GINT64_FORMAT "\n", last, loop->edited);
    }
  if (kkb_document_can_undo (doc) && !(kkb_document_undo (doc, &error) && kkb_document_redo (doc, &error)))
    {
      loop->failed++;
      fprintf (stderr, "# undo: %s\n", error->message);
    }
  if (!(unsafe_save ? kkb_document_save_as (doc, target, NULL, &error) : kkb_document_save (doc, NULL, &error)))
    {
      loop->failed++;
      fprintf (stderr, "# save: %s\n", error->message);
      return;
    }
  loop->saved = loop->edited = last;
  kkb_document_close (doc);
  names = fixture_list (folder);
  if (strstr (names, ".tmp") != NULL || strstr (names, ".lock") != NULL)
    {
      loop->failed++;
      fprintf (stderr, "# left over: %s\n", names);
    }
}

static void
run_loop (Loop *loop)
{
  for (int i = 0; i < kills; i++)
    {
      guint corrupt = loop->corrupt;

      run_child (loop);
      check_target (loop);
      /* a file that is broken is replaced from the working copy, so that the control can go on */
      if (loop->corrupt > corrupt || i == kills - 1 || g_rand_boolean (loop->random))
        check_recovery (loop);
    }
}

static int
report (const Loop *loop)
{
  gboolean ok = loop->corrupt == 0 && loop->lost == 0 && loop->failed == 0;

  printf ("# %d kills: %u while starting, %u while editing, %u while saving\n", kills, loop->in_start, loop->in_edit,
          loop->in_save);
  printf ("# %u files not whole, %u times an acknowledged edit lost, %u other failures\n", loop->corrupt, loop->lost,
          loop->failed);
  printf ("1..3\n");
  printf ("%s 1 - /kill-loop/the-file-is-always-whole\n", loop->corrupt == 0 ? "ok" : "not ok");
  printf ("%s 2 - /kill-loop/no-acknowledged-edit-is-lost\n", loop->lost == 0 ? "ok" : "not ok");
  printf ("%s 3 - /kill-loop/work-goes-on-after-every-kill\n", loop->failed == 0 ? "ok" : "not ok");
  return ok ? 0 : 1;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *folder = NULL, *data = NULL;
  g_autoptr (GError) error = NULL;
  Loop loop = { .program = argv[0] };
  int code;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }
  if (is_child)
    live ();
  folder = g_dir_make_tmp ("kkb-kill-XXXXXX", NULL);
  data = g_build_filename (folder, "data", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("LANGUAGE", "en", TRUE);
  {
    g_autofree char *documents = g_build_filename (folder, "documents", NULL);

    g_mkdir (documents, 0755);
    target = fixture_file (documents, "a.keikaku");
  }
  loop.edited = loop.saved = 10812; /* what the small plan holds */
  loop.random = g_rand_new_with_seed ((guint32)seed);
  run_loop (&loop);
  g_rand_free (loop.random);
  code = report (&loop);
  fixture_remove (folder);
  return code;
}
