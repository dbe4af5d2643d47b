/* kkb-flow-file.c - names of files to be written: proposed, completed, and asked about before they replace one. */
#include "kkb-error.h"
#include "kkb-flow-private.h"
#include "kkb-question.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  char *path;
  KkbFlowPath chosen;
  gpointer data;
} Naming;

static void
replace_answered (GtkWindow *parent, int button, gpointer data)
{
  Naming *naming = data;

  naming->chosen (KKB_WINDOW (parent), button == 1 ? naming->path : NULL, naming->data);
  g_free (naming->path);
  g_free (naming);
}

static void
ask_replace (KkbWindow *win, const char *path, KkbFlowPath chosen, gpointer data)
{
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("_Replace"), KKB_BUTTON_DESTRUCTIVE } };
  Naming *naming = g_new0 (Naming, 1);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *heading = g_strdup_printf (_ ("Replace “%s”?"), name);

  naming->path = g_strdup (path);
  naming->chosen = chosen;
  naming->data = data;
  kkb_question_ask (GTK_WINDOW (win), heading,
                    _ ("There is a file of this name already. Its contents will be replaced."), NULL, buttons,
                    G_N_ELEMENTS (buttons), 0, 0, replace_answered, naming);
}

void
kkb_flow_with_ending (KkbWindow *win, GFile *file, const char *ending, KkbFlowPath chosen, gpointer data)
{
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autofree char *longer = NULL;

  if (file && !path)
    {
      g_autofree char *place = g_file_get_parse_name (file);
      g_autoptr (GError) error = g_error_new (
          KKB_ERROR, KKB_ERROR_INPUT,
          _ ("%s is not a place on this PC or on a connected share. Nothing was written: choose another folder."),
          place);
      kkb_window_show_error (win, error);
    }
  if (!path || g_str_has_suffix (path, ending))
    {
      chosen (win, path, data);
      return;
    }
  longer = g_strconcat (path, ending, NULL);
  if (g_file_test (longer, G_FILE_TEST_EXISTS))
    ask_replace (win, longer, chosen, data); /* the file chooser has asked about the shorter name only */
  else
    chosen (win, longer, data);
}

char *
kkb_flow_file_name (const char *title, const char *ending)
{
  g_autofree char *name = g_strdup (*title ? title : _ ("Untitled"));

  /* What neither Windows nor a share takes in a name becomes a space. */
  g_strdelimit (name, "\\/:*?\"<>|\t\n\r", ' ');
  g_strstrip (name);
  if (g_str_has_suffix (name, ending))
    return g_steal_pointer (&name);
  return g_strconcat (name, ending, NULL);
}
