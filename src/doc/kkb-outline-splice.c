/* kkb-outline-splice.c - from one order of objects to another. Rows that were expanded lose that when they are removed,
 * so the longest run of objects that keeps its order stays where it is; only the others are removed and inserted,
 * neighbours in one step. */
#include "kkb-outline-private.h"

/* Marks in KEEP the longest increasing subsequence of PLACES (n values, all different). */
static void
longest_increasing (const guint *places, guint n, gboolean *keep)
{
  g_autofree guint *tails = g_new (guint, n + 1); /* tails[k]: index of the smallest end of a run of k + 1 */
  g_autofree guint *before = g_new (guint, n + 1);
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (places[tails[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? tails[low - 1] : G_MAXUINT;
      tails[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint i = length > 0 ? tails[length - 1] : G_MAXUINT; i != G_MAXUINT; i = before[i])
    keep[i] = TRUE;
}

/* Which of the N objects in STORE stay; PLACE: object -> 1 + its index in the wanted order. */
static gboolean *
find_stayers (GListModel *model, guint n, GHashTable *place)
{
  gboolean *stays = g_new0 (gboolean, n + 1);
  g_autofree gboolean *keep = g_new0 (gboolean, n + 1);
  g_autofree guint *places = g_new (guint, n + 1), *at = g_new (guint, n + 1);
  guint m = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) object = g_list_model_get_item (model, i);
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (place, object));

      if (index > 0)
        {
          places[m] = index;
          at[m++] = i;
        }
    }
  longest_increasing (places, m, keep);
  for (guint i = 0; i < m; i++)
    stays[at[i]] = keep[i];
  return stays;
}

static void
remove_others (GListStore *store, guint n, const gboolean *stays)
{
  while (n > 0)
    {
      guint end = n;

      while (n > 0 && !stays[n - 1])
        n--;
      if (n < end)
        g_list_store_splice (store, n, end - n, NULL, 0);
      while (n > 0 && stays[n - 1])
        n--;
    }
}

static void
insert_missing (GListStore *store, GPtrArray *wanted)
{
  guint i = 0;

  while (i < wanted->len)
    {
      g_autoptr (GObject) there = g_list_model_get_item (G_LIST_MODEL (store), i);
      guint end = i;

      while (end < wanted->len && g_ptr_array_index (wanted, end) != there)
        end++;
      if (end > i)
        g_list_store_splice (store, i, 0, wanted->pdata + i, end - i);
      i = end + (there != NULL);
    }
}

void
kkb_outline_splice (GListStore *store, GPtrArray *wanted)
{
  g_autoptr (GHashTable) place = g_hash_table_new (NULL, NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  g_autofree gboolean *stays = NULL;

  for (guint i = 0; i < wanted->len; i++)
    g_hash_table_insert (place, g_ptr_array_index (wanted, i), GUINT_TO_POINTER (i + 1));
  stays = find_stayers (G_LIST_MODEL (store), n, place);
  remove_others (store, n, stays);
  insert_missing (store, wanted);
}
