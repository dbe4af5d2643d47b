/* kkb-lists-users.c - what refers to an entry of a list, by name. */
#include "kkb-lists-page.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  GString *text;
  guint n, max;
} Users;

static void
add (Users *users, const char *name)
{
  if (users->n < users->max)
    g_string_append_printf (users->text, "%s%s", users->text->len ? "、" : "", name);
  users->n++;
}

static gboolean
has_id (const KkbId *ids, KkbId id)
{
  for (; *ids; ids++)
    if (*ids == id)
      return TRUE;
  return FALSE;
}

static gboolean
has_text (const KkbNamedText *texts, KkbId id)
{
  for (; texts->name; texts++)
    if (texts->name == id)
      return TRUE;
  return FALSE;
}

static gboolean
node_uses (const KkbNode *node, KkbListKind kind, KkbId id)
{
  switch (kind)
    {
    case KKB_LIST_DEPARTMENTS:
      return has_id (node->departments, id);
    case KKB_LIST_GRANTS:
      return node->project && has_id (node->project->grants, id);
    case KKB_LIST_TAGS:
      return has_id (node->more->tags, id);
    case KKB_LIST_TEXT_NAMES:
      return has_text (node->more->texts, id);
    default:
      return FALSE;
    }
}

char *
kkb_lists_users (const KkbFacts *facts, KkbListKind kind, KkbId id, guint max)
{
  Users users = { g_string_new (NULL), 0, max };

  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);

      if ((kind == KKB_LIST_DEPARTMENTS && has_id (plan->departments, id))
          || (kind == KKB_LIST_TEXT_NAMES && has_text (plan->texts, id)))
        add (&users, plan->title);
    }
  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);
      g_autofree char *printed = NULL;

      if (!node_uses (node, kind, id))
        continue;
      printed = kkb_node_printed (node);
      add (&users, printed);
    }
  for (guint i = 0; i < facts->indicators->len; i++)
    {
      const KkbIndicator *indicator = g_ptr_array_index (facts->indicators, i);

      if ((kind == KKB_LIST_DEPARTMENTS && has_id (indicator->departments, id))
          || (kind == KKB_LIST_TAGS && has_id (indicator->more->tags, id)))
        add (&users, indicator->name);
    }
  if (users.n > max)
    g_string_append_printf (users.text, _ (" and %u more"), users.n - max);
  return g_string_free (users.text, FALSE);
}
