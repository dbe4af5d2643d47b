/* kkb-entry-pending.c - the cells of the entry grid that keep what could not be read: never in the document, and found
 * again whatever is shown. */
#include "kkb-entry-private.h"

static guint
pending_hash (gconstpointer data)
{
  const KkbPendingCell *cell = data;

  return g_int64_hash (&cell->placement) * 31 + cell->kind * 101 + cell->fy;
}

static gboolean
pending_equal (gconstpointer a, gconstpointer b)
{
  const KkbPendingCell *x = a, *y = b;

  return x->placement == y->placement && x->kind == y->kind && x->fy == y->fy;
}

void
kkb_entry_pending_free (gpointer data)
{
  KkbPendingCell *cell = data;

  g_free (cell->text);
  g_free (cell->problem);
  g_free (cell);
}

GHashTable *
kkb_entry_pending_new (void)
{
  return g_hash_table_new_full (pending_hash, pending_equal, kkb_entry_pending_free, NULL);
}

KkbPendingCell *
kkb_entry_pending (KkbEntryModel *self, KkbId placement, KkbInputKind kind, int fy)
{
  const KkbPendingCell key = { .placement = placement, .kind = kind, .fy = fy };

  return g_hash_table_size (self->pending) ? g_hash_table_lookup (self->pending, &key) : NULL;
}

void
kkb_entry_announce_cell (KkbEntryModel *self, KkbId placement, KkbInputKind kind, int fy)
{
  gint64 row = kkb_entry_model_find_placement (self, placement);
  int column = kkb_entry_model_find_column (self, kind, fy);

  if (row >= 0 && column >= 0)
    kkb_grid_model_cell_changed (KKB_GRID_MODEL (self), (guint)row, column);
}

guint
kkb_entry_model_n_pending (KkbEntryModel *self)
{
  return g_hash_table_size (self->pending);
}

/* So that every cell kept unread has a row and a column. */
static void
show_all_pending (KkbEntryModel *self)
{
  GHashTableIter iter;
  const KkbPendingCell *cell;
  gboolean hidden = FALSE;

  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, (gpointer *)&cell, NULL))
    {
      gboolean no_row = kkb_entry_model_find_placement (self, cell->placement) < 0;
      gboolean no_column = kkb_entry_model_find_column (self, cell->kind, cell->fy) < 0;
      hidden |= no_row || no_column;
      if (no_row)
        {
          self->plan = self->node = 0;
          kkb_filter_clear (self->filter);
          self->show = KKB_ENTRY_SHOW_ALL;
          g_free (self->needle);
          self->needle = g_strdup ("");
        }
      if (no_column)
        {
          self->kinds |= KKB_INPUT_BIT (cell->kind);
          self->chosen_from = MIN (self->from, cell->fy);
          self->chosen_to = MAX (self->to, cell->fy);
        }
    }
  if (hidden)
    kkb_entry_model_refilter (self);
}

gboolean
kkb_entry_model_next_pending (KkbEntryModel *self, guint *row, guint *column)
{
  guint64 at = ((guint64)*row << 32) + *column, best = G_MAXUINT64, first = G_MAXUINT64;
  GHashTableIter iter;
  const KkbPendingCell *cell;

  show_all_pending (self);
  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, (gpointer *)&cell, NULL))
    {
      gint64 r = kkb_entry_model_find_placement (self, cell->placement);
      int c = kkb_entry_model_find_column (self, cell->kind, cell->fy);
      guint64 place;
      if (r < 0 || c < 0)
        continue;
      place = ((guint64)r << 32) + (guint)c;
      first = MIN (first, place);
      if (place > at)
        best = MIN (best, place);
    }
  best = best == G_MAXUINT64 ? first : best;
  if (best == G_MAXUINT64)
    return FALSE;
  *row = (guint)(best >> 32);
  *column = (guint)(best & G_MAXUINT32);
  return TRUE;
}
