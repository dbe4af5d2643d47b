/* kkb-entry-marks.c - undo and redo of the cells that are kept unread: they are no part of the document, yet whoever
 * takes a paste back wants to be rid of the marks it made, too.
 *
 *   a change that came with a step of the document  -> goes back and comes again with that step
 *   a change that left the document as it was       -> is a step of its own, as long as it is the latest */
#include "kkb-entry-private.h"

#define NOT_KNOWN (-1)

struct _KkbEntryMarks
{
  gint64 step;       /* of the document that it came with, or after which it came */
  gboolean alone;    /* the document was left as it was */
  char *label;       /* of one that is alone */
  GPtrArray *before; /* KkbPendingCell: what it took away */
  GPtrArray *after;  /* what it put there */
};

static KkbPendingCell *
copy_cell (const KkbPendingCell *cell)
{
  KkbPendingCell *copy = g_memdup2 (cell, sizeof *cell);

  copy->text = g_strdup (cell->text);
  copy->problem = g_strdup (cell->problem);
  return copy;
}

static void
put (KkbEntryModel *self, const GPtrArray *away, const GPtrArray *back)
{
  for (guint i = 0; i < away->len; i++)
    {
      const KkbPendingCell *cell = g_ptr_array_index (away, i);

      if (g_hash_table_remove (self->pending, cell))
        kkb_entry_announce_cell (self, cell->placement, cell->kind, cell->fy);
    }
  for (guint i = 0; i < back->len; i++)
    {
      const KkbPendingCell *cell = g_ptr_array_index (back, i);

      if (!kkb_facts_placement (kkb_document_facts (self->doc), cell->placement))
        continue;
      g_hash_table_add (self->pending, copy_cell (cell));
      kkb_entry_announce_cell (self, cell->placement, cell->kind, cell->fy);
    }
  kkb_entry_emit_pending (self);
}

static KkbEntryMarks *
latest (KkbEntryModel *self)
{
  return self->marks_done ? g_ptr_array_index (self->marks, self->marks_done - 1) : NULL;
}

static KkbEntryMarks *
next (KkbEntryModel *self)
{
  return self->marks_done < self->marks->len ? g_ptr_array_index (self->marks, self->marks_done) : NULL;
}

static void
take_back (KkbEntryModel *self)
{
  const KkbEntryMarks *marks = latest (self);

  self->marks_done--;
  put (self, marks->after, marks->before);
}

static void
bring_again (KkbEntryModel *self)
{
  const KkbEntryMarks *marks = next (self);

  self->marks_done++;
  put (self, marks->before, marks->after);
}

/* The document went back to before STEP. What was typed after that step without changing the document stays. */
static void
step_undone (KkbEntryModel *self, gint64 step)
{
  while (latest (self) && latest (self)->step >= step)
    if (latest (self)->alone)
      g_ptr_array_remove_index (self->marks, --self->marks_done);
    else
      take_back (self);
}

static gboolean
is_alone_here (KkbEntryModel *self, const KkbEntryMarks *marks)
{
  return marks && marks->alone && marks->step == self->position;
}

/* The first step that is seen tells where the document was before it. */
static void
learn_position (KkbEntryModel *self, const KkbChanges *changes)
{
  gint64 before = changes->undone ? changes->step : changes->step - 1;

  for (guint i = 0; self->position == NOT_KNOWN && i < self->marks->len; i++)
    ((KkbEntryMarks *)g_ptr_array_index (self->marks, i))->step = before;
  self->position = changes->undone ? changes->step - 1 : changes->step;
}

void
kkb_entry_marks_init (KkbEntryModel *self)
{
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify)kkb_entry_marks_free);
  self->position = NOT_KNOWN;
}

KkbEntryMarks *
kkb_entry_marks_new (void)
{
  KkbEntryMarks *marks = g_new0 (KkbEntryMarks, 1);

  marks->before = g_ptr_array_new_with_free_func (kkb_entry_pending_free);
  marks->after = g_ptr_array_new_with_free_func (kkb_entry_pending_free);
  return marks;
}

void
kkb_entry_marks_free (KkbEntryMarks *marks)
{
  g_ptr_array_unref (marks->before);
  g_ptr_array_unref (marks->after);
  g_free (marks->label);
  g_free (marks);
}

void
kkb_entry_marks_take (KkbEntryMarks *marks, const KkbPendingCell *cell)
{
  g_ptr_array_add (marks->before, copy_cell (cell));
}

void
kkb_entry_marks_put (KkbEntryMarks *marks, const KkbPendingCell *cell)
{
  g_ptr_array_add (marks->after, copy_cell (cell));
}

void
kkb_entry_marks_record (KkbEntryModel *self, KkbEntryMarks *marks, gboolean alone, const char *label)
{
  if (!marks->before->len && !marks->after->len)
    {
      kkb_entry_marks_free (marks);
      return;
    }
  marks->step = self->position;
  marks->alone = alone;
  marks->label = g_strdup (label);
  g_ptr_array_set_size (self->marks, (int)self->marks_done);
  g_ptr_array_add (self->marks, marks);
  self->marks_done++;
  kkb_entry_emit_pending (self);
}

void
kkb_entry_marks_document_changed (KkbEntryModel *self, const KkbChanges *changes)
{
  learn_position (self, changes);
  if (changes->undone)
    step_undone (self, changes->step);
  else if (!changes->redone)
    g_ptr_array_set_size (self->marks, (int)self->marks_done);
  else if (next (self) && !next (self)->alone && next (self)->step == changes->step)
    bring_again (self);
  if (self->marks->len)
    kkb_entry_emit_pending (self); /* what undo and redo do next is another thing now */
}

const char *
kkb_entry_model_step_label (KkbEntryModel *self, gboolean redo)
{
  const KkbEntryMarks *marks = redo ? next (self) : latest (self);

  return is_alone_here (self, marks) ? marks->label : NULL;
}

gboolean
kkb_entry_model_step (KkbEntryModel *self, gboolean redo)
{
  if (!kkb_entry_model_step_label (self, redo))
    return FALSE;
  if (redo)
    bring_again (self);
  else
    take_back (self);
  return TRUE;
}
