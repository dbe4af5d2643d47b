/* kkb-import-lines.c - what was found while reading, as a person reads it: what is missing first, and what was assumed
 * many times over once. */
#include "kkb-import.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  const KkbProblem *first;
  guint n;
} Group;

/* The same assumption on the same sheet, whatever the cell. */
static char *
group_key (const KkbProblem *problem)
{
  return g_strjoin ("\x1f", problem->sheet, problem->found, problem->done, NULL);
}

static char *
group_line (const Group *group)
{
  const KkbProblem *problem = group->first;
  g_autofree char *place = NULL;

  if (group->n == 1)
    return g_strdup (problem->text);
  place = *problem->cell != '\0' ? g_strconcat (problem->sheet, "!", problem->cell, NULL) : g_strdup (problem->sheet);
  if (*problem->found != '\0') /* Translators: what stands in the cells, what was done, the first cell, how many more */
    return g_strdup_printf (_ ("“%s”: %s (%s and %u more)."), problem->found, problem->done, place, group->n - 1);
  /* Translators: what was done, the first cell, how many more */
  return g_strdup_printf (_ ("%s (%s and %u more)."), problem->done, place, group->n - 1);
}

static void
add_assumed (GPtrArray *lines, GPtrArray *problems)
{
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); /* key -> place + 1 */
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));

  for (guint i = 0; i < problems->len; i++)
    {
      const KkbProblem *problem = g_ptr_array_index (problems, i);
      Group group = { problem, 1 };
      g_autofree char *key = NULL;
      guint at;

      if (problem->severity != KKB_PROBLEM_ASSUMED)
        continue;
      key = group_key (problem);
      at = GPOINTER_TO_UINT (g_hash_table_lookup (index, key));
      if (at > 0)
        g_array_index (groups, Group, at - 1).n++;
      else
        {
          g_array_append_val (groups, group);
          g_hash_table_insert (index, g_steal_pointer (&key), GUINT_TO_POINTER (groups->len));
        }
    }
  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (lines, group_line (&g_array_index (groups, Group, i)));
}

GPtrArray *
kkb_import_problem_lines (GPtrArray *problems)
{
  static const KkbProblemSeverity order[]
      = { KKB_PROBLEM_ERROR, KKB_PROBLEM_UNREAD, KKB_PROBLEM_NOTE, KKB_PROBLEM_IGNORED };
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < problems->len; i++)
      {
        const KkbProblem *problem = g_ptr_array_index (problems, i);

        if (problem->severity == order[k])
          g_ptr_array_add (lines, g_strdup (problem->text));
      }
  add_assumed (lines, problems);
  return lines;
}
