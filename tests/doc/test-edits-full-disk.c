/* test-edits-full-disk.c - the disk fills up at every single write of every command: the document is as before, says
 * so, and the command works once there is room again. */
#include "edit-commands.h"
#include "faulty-vfs.h"

#define MOST 500 /* writes of one command */

/* COMMAND with the disk full at its Nth write. TRUE if it got through. */
static gboolean
try_at (KkbDocument *doc, const EditCommand *command, int n, const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  KkbCommand *made = command->make (doc, &error);
  gboolean through;

  g_assert_no_error (error);
  faulty_set (FAULT_WRITE, n);
  through = kkb_document_run (doc, made, NULL, &error);
  faulty_set (FAULT_WRITE, -1);
  if (through)
    return TRUE;
  g_assert_error (error, KKB_ERROR, KKB_ERROR_IO);
  after = fixture_hash (doc);
  g_assert_cmpstr (after, ==, before);
  return FALSE;
}

static void
a_full_disk_changes_nothing (gconstpointer data)
{
  const EditCommand *command = data;
  g_autoptr (KkbDocument) doc = edit_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = fixture_hash (doc), *undone = NULL;
  int n = 1;

  while (!try_at (doc, command, n, before))
    g_assert_cmpint (++n, <, MOST);
  g_assert_cmpint (n, >, 3); /* a journal, the pages, the steps */
  g_assert_true (kkb_document_undo (doc, &error));
  g_assert_no_error (error);
  undone = fixture_hash (doc);
  g_assert_cmpstr (undone, ==, before);
}

int
main (int argc, char **argv)
{
  faulty_register ();
  fixture_init (&argc, &argv);
  for (guint i = 0; i < n_edit_commands; i++)
    {
      g_autofree char *path = g_strconcat ("/edits/a-full-disk-changes-nothing/", edit_commands[i].name, NULL);

      /* this one makes a step of its own first */
      if (g_strcmp0 (edit_commands[i].name, "restored") != 0)
        g_test_add_data_func (path, &edit_commands[i], a_full_disk_changes_nothing);
    }
  return fixture_run ();
}
