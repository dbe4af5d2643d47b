/* kkb-import-refs.c - which node a text means, and the text that means a node. */
#include "kkb-import-private.h"
#include "kkb-text.h"
#include <string.h>

typedef enum
{
  BY_CODE,
  BY_PRINTED,
  BY_TITLE,
  BY_PATH,
  BY_NUMBERS,
  BY_LABEL,
  N_WAYS
} Way;

struct _KkbNodeIndex
{
  GHashTable *ways[N_WAYS]; /* key -> GPtrArray of KkbNode, in tree order */
};

static void
remember (GHashTable *table, char *key, const KkbNode *node)
{
  GPtrArray *nodes = g_hash_table_lookup (table, key);

  if (nodes == NULL)
    {
      nodes = g_ptr_array_new ();
      g_hash_table_insert (table, g_strdup (key), nodes);
    }
  g_ptr_array_add (nodes, (gpointer)node);
}

/* The printed titles from the top, joined by ＞. */
static char *
path_of (const KkbNode *node)
{
  g_autofree char *own = kkb_node_printed (node), *above = NULL;

  if (node->parent == NULL)
    return g_steal_pointer (&own);
  above = path_of (node->parent);
  return g_strconcat (above, "＞", own, NULL);
}

/* The labels from the top without what people put between them: "1(1)1" for 1-(1)-①. */
static char *
numbers_key (const char *text)
{
  char *key = kkb_text_key (text), *out = key;

  for (const char *p = key; *p != '\0'; p++)
    if (strchr ("-./,>", *p) == NULL)
      *out++ = *p;
  *out = '\0';
  return key;
}

static char *
numbers_of (const KkbNode *node)
{
  g_autofree char *above = node->parent != NULL ? numbers_of (node->parent) : g_strdup ("");

  return g_strconcat (above, node->label, NULL);
}

static char *
key_of (Way way, const KkbNode *node)
{
  g_autofree char *text = NULL;

  switch (way)
    {
    case BY_CODE:
      return kkb_text_key (node->code);
    case BY_TITLE:
      return kkb_text_key (node->title);
    case BY_LABEL:
      return kkb_text_key (node->label);
    case BY_PRINTED:
      text = kkb_node_printed (node);
      return kkb_text_key (text);
    case BY_PATH:
      text = path_of (node);
      return kkb_text_key (text);
    default:
      text = *node->label != '\0' ? numbers_of (node) : g_strdup ("");
      return numbers_key (text);
    }
}

/* The 2 of "…〔2〕", and *TEXT without it; 0 if there is none. */
static guint
take_ordinal (char *text)
{
  char *open = g_strrstr (text, "〔"), *end;
  guint64 n;

  if (open == NULL || !g_str_has_suffix (open, "〕"))
    return 0;
  n = g_ascii_strtoull (open + strlen ("〔"), &end, 10);
  if (n == 0 || strcmp (end, "〕") != 0)
    return 0;
  *open = '\0';
  return (guint)MIN (n, G_MAXUINT);
}

static GPtrArray *
find_by (KkbNodeIndex *index, Way way, const char *key, int level, gboolean only_projects)
{
  GPtrArray *all = g_hash_table_lookup (index->ways[way], key);
  GPtrArray *fitting = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (all, i);

      if ((level < 0 || node->level == level) && (!only_projects || node->project != NULL))
        g_ptr_array_add (fitting, (gpointer)node);
    }
  return fitting;
}

/* ---- public ------------------------------------------------------------------------------------------------ */

KkbNodeIndex *
kkb_node_index_new (void)
{
  KkbNodeIndex *index = g_new0 (KkbNodeIndex, 1);

  for (guint i = 0; i < N_WAYS; i++)
    index->ways[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  return index;
}

void
kkb_node_index_free (KkbNodeIndex *index)
{
  for (guint i = 0; i < N_WAYS; i++)
    g_hash_table_unref (index->ways[i]);
  g_free (index);
}

void
kkb_node_index_add (KkbNodeIndex *index, const KkbNode *node)
{
  for (guint i = 0; i < N_WAYS; i++)
    {
      g_autofree char *key = key_of ((Way)i, node);

      if (*key != '\0')
        remember (index->ways[i], key, node);
    }
}

GPtrArray *
kkb_node_index_find (KkbNodeIndex *index, const char *text, int level, gboolean only_projects)
{
  g_autofree char *plain = g_strdup (text);
  guint ordinal = take_ordinal (plain);
  GPtrArray *found = NULL;

  for (guint i = 0; i < N_WAYS; i++)
    {
      g_autofree char *key = i == BY_NUMBERS ? numbers_key (plain) : kkb_text_key (plain);

      g_clear_pointer (&found, g_ptr_array_unref);
      found = find_by (index, (Way)i, key, level, only_projects);
      if (found->len > 0)
        break;
    }
  if (ordinal > 0 && found->len > 0)
    {
      gpointer one = ordinal <= found->len ? g_ptr_array_index (found, ordinal - 1) : NULL;

      g_ptr_array_set_size (found, 0);
      if (one != NULL)
        g_ptr_array_add (found, one);
    }
  return found;
}

/* All nodes of a plan in the order a workbook lists them: the tree first, the projects behind it. */
static void
add_below (KkbNodeIndex *index, const GPtrArray *nodes, gboolean projects)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (nodes, i);

      if ((node->project != NULL) == projects)
        kkb_node_index_add (index, node);
      add_below (index, node->children, projects);
    }
}

KkbNodeIndex *
kkb_import_index_plan (const KkbPlan *plan)
{
  KkbNodeIndex *index = kkb_node_index_new ();

  add_below (index, plan->roots, FALSE);
  add_below (index, plan->roots, TRUE);
  return index;
}

char *
kkb_import_write_reference (KkbNodeIndex *index, const KkbNode *node)
{
  g_autofree char *printed = kkb_node_printed (node), *path = path_of (node);
  const char *const texts[] = { node->code, printed, path };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) found = *texts[i] != '\0' ? kkb_node_index_find (index, texts[i], -1, FALSE) : NULL;

      if (found != NULL && found->len == 1 && g_ptr_array_index (found, 0) == node)
        return g_strdup (texts[i]);
    }
  for (guint n = 1; n < G_MAXUINT; n++)
    {
      g_autofree char *text = g_strdup_printf ("%s〔%u〕", path, n);
      g_autoptr (GPtrArray) found = kkb_node_index_find (index, text, -1, FALSE);

      if (found->len == 0)
        break;
      if (g_ptr_array_index (found, 0) == node)
        return g_steal_pointer (&text);
    }
  return g_steal_pointer (&path);
}
