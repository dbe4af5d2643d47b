/* kkb-grid-range.c - what is done to the selected range as one step. Here is sorted out which cells a block of texts
 * meets: headings are passed over, cells that cannot be typed into are never pasted over; the model only gets a list of
 * changes. */
#include "kkb-grid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  GArray *changes;  /* KkbGridChange */
  GPtrArray *texts; /* which they point to */
} Changes;

typedef struct
{
  guint row0, row1, position0, position1;
} Range;

static Changes *
changes_new (void)
{
  Changes *changes = g_new0 (Changes, 1);

  changes->changes = g_array_new (FALSE, FALSE, sizeof (KkbGridChange));
  changes->texts = g_ptr_array_new_with_free_func (g_free);
  return changes;
}

static void
changes_free (Changes *changes)
{
  g_array_unref (changes->changes);
  g_ptr_array_unref (changes->texts);
  g_free (changes);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Changes, changes_free)

static void
add_change (Changes *changes, guint row, guint column, const char *text)
{
  KkbGridChange change = { row, column, g_strdup (text) };

  g_ptr_array_add (changes->texts, (gpointer)change.text);
  g_array_append_val (changes->changes, change);
}

static gboolean
run (KkbGrid *self, Changes *changes, KkbGridChangeKind kind)
{
  g_autoptr (GError) error = NULL;
  gboolean done = kkb_grid_model_change (self->model, (const KkbGridChange *)changes->changes->data,
                                         changes->changes->len, kind, &error);

  kkb_grid_editor_update (self);
  if (!done)
    kkb_grid_refuse (self, error != NULL ? error->message : "");
  return done;
}

void
kkb_grid_refuse (KkbGrid *self, const char *message)
{
  gtk_widget_error_bell (GTK_WIDGET (self));
  kkb_grid_show_message (self, message);
}

/* A running edit is taken over first. FALSE: there is nothing to work on now. */
static gboolean
ready (KkbGrid *self)
{
  if (!kkb_grid_has_cells (self) || !kkb_grid_commit_edit (self))
    return FALSE;
  if (kkb_grid_get_message (self) != NULL)
    kkb_grid_show_message (self, NULL);
  return TRUE;
}

static Range
selected (KkbGrid *self)
{
  Range range;

  kkb_grid_selected_range (self, &range.row0, &range.row1, &range.position0, &range.position1);
  return range;
}

static gboolean
is_heading (KkbGrid *self, guint row)
{
  return kkb_grid_model_get_section (self->model, row, NULL) != NULL;
}

static gboolean
is_editable (KkbGrid *self, guint row, guint column)
{
  KkbGridCell cell;

  kkb_grid_model_get_cell (self->model, row, column, &cell);
  return cell.editable;
}

/* ---- copy and clear ---- */

KkbGridTable *
kkb_grid_selected_table (KkbGrid *self)
{
  Range range = selected (self);
  guint n_columns = range.position1 - range.position0 + 1;
  KkbGridTable *table;

  if (!kkb_grid_has_cells (self))
    return NULL;
  if ((guint64)(range.row1 - range.row0 + 1) * n_columns > KKB_GRID_TABLE_MAX_CELLS)
    {
      kkb_grid_refuse (self, _ ("This is too much to copy at once. Nothing was copied. Select fewer rows."));
      return NULL;
    }
  table = kkb_grid_table_new (range.row1 - range.row0 + 1, n_columns);
  for (guint row = range.row0; row <= range.row1; row++)
    {
      const char *heading = kkb_grid_model_get_section (self->model, row, NULL);

      if (heading != NULL)
        kkb_grid_table_set (table, row - range.row0, 0, heading);
      for (guint i = 0; heading == NULL && i < n_columns; i++)
        {
          guint column = self->layout->shown[range.position0 + i];
          g_autofree char *text = kkb_grid_model_get_copy_text (self->model, row, column);

          kkb_grid_table_set (table, row - range.row0, i, text);
        }
    }
  return table;
}

char *
kkb_grid_get_selection_text (KkbGrid *self)
{
  g_autoptr (KkbGridTable) table = NULL;

  g_return_val_if_fail (KKB_IS_GRID (self), NULL);
  table = kkb_grid_selected_table (self);
  return table != NULL ? kkb_grid_table_to_text (table, FALSE) : g_strdup ("");
}

static void
clear (KkbGrid *self, KkbGridChangeKind kind)
{
  g_autoptr (Changes) changes = changes_new ();
  Range range = selected (self);
  gboolean any = FALSE;

  for (guint row = range.row0; row <= range.row1; row++)
    for (guint i = range.position0; !is_heading (self, row) && i <= range.position1; i++)
      {
        guint column = self->layout->shown[i];
        KkbGridCell cell;

        kkb_grid_model_get_cell (self->model, row, column, &cell);
        any |= cell.editable;
        if (cell.editable && cell.text[0] != '\0')
          add_change (changes, row, column, "");
      }
  if (!any)
    kkb_grid_refuse (self, _ ("Nothing here can be typed into, so there is nothing to clear."));
  else
    run (self, changes, kind);
}

void
kkb_grid_clear (KkbGrid *self)
{
  g_return_if_fail (KKB_IS_GRID (self));
  if (ready (self))
    clear (self, KKB_GRID_CLEAR);
}

void
kkb_grid_cut (KkbGrid *self)
{
  g_return_if_fail (KKB_IS_GRID (self));
  if (!ready (self))
    return;
  kkb_grid_copy (self);
  if (kkb_grid_get_message (self) == NULL)
    clear (self, KKB_GRID_CUT);
}

/* ---- fill ---- */

static void
fill_cell (KkbGrid *self, Changes *changes, guint from_row, guint from, guint row, guint position)
{
  guint column = self->layout->shown[position];
  g_autofree char *text = NULL;

  if (!is_editable (self, row, column))
    return;
  text = kkb_grid_model_get_copy_text (self->model, from_row, self->layout->shown[from]);
  add_change (changes, row, column, text);
}

static void
run_fill (KkbGrid *self, Changes *changes)
{
  if (changes->changes->len == 0)
    kkb_grid_refuse (self, _ ("There is no cell to fill here. Select the cell to copy from and the cells behind it."));
  else
    run (self, changes, KKB_GRID_FILL);
}

void
kkb_grid_fill_down (KkbGrid *self)
{
  g_autoptr (Changes) changes = changes_new ();
  Range range;
  guint from;

  g_return_if_fail (KKB_IS_GRID (self));
  if (!ready (self))
    return;
  range = selected (self);
  from = range.row0;
  if (range.row0 == range.row1) /* from the row above */
    do
      from = from > 0 ? from - 1 : range.row0;
    while (from < range.row0 && is_heading (self, from));
  else
    while (from < range.row1 && is_heading (self, from))
      from++;
  for (guint row = MAX (from + 1, range.row0); row <= range.row1; row++)
    for (guint i = range.position0; !is_heading (self, row) && i <= range.position1; i++)
      fill_cell (self, changes, from, i, row, i);
  run_fill (self, changes);
}

void
kkb_grid_fill_right (KkbGrid *self)
{
  g_autoptr (Changes) changes = changes_new ();
  Range range;
  guint from;

  g_return_if_fail (KKB_IS_GRID (self));
  if (!ready (self))
    return;
  range = selected (self);
  from = range.position0 < range.position1 || range.position0 == 0 ? range.position0 : range.position0 - 1;
  for (guint row = range.row0; row <= range.row1; row++)
    for (guint i = from + 1; !is_heading (self, row) && i <= range.position1; i++)
      fill_cell (self, changes, row, from, row, i);
  run_fill (self, changes);
}

/* ---- paste ---- */

/* A row of the block that is the heading itself, as it was copied with the rows below it. */
static gboolean
is_copied_heading (const KkbGridTable *table, guint row, const char *heading)
{
  if (g_strcmp0 (kkb_grid_table_get (table, row, 0), heading) != 0)
    return FALSE;
  for (guint i = 1; i < table->n_columns; i++)
    if (kkb_grid_table_get (table, row, i)[0] != '\0')
      return FALSE;
  return TRUE;
}

/* Which rows of the table meet the first N rows of the block, repeated: headings are passed over, and stand for
 * themselves where they were copied. NULL: there are too few; *LEFT says how many. */
static GArray *
meet_rows (KkbGrid *self, const KkbGridTable *table, guint first, guint n, guint *left)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint row = first; row < self->layout->n_rows && rows->len < n; row++)
    {
      const char *heading = kkb_grid_model_get_section (self->model, row, NULL);

      if (heading == NULL || is_copied_heading (table, rows->len % table->n_rows, heading))
        g_array_append_val (rows, row);
    }
  *left = rows->len;
  return rows->len == n ? g_steal_pointer (&rows) : NULL;
}

static guint
count_rows (KkbGrid *self, const Range *range)
{
  guint n = 0;

  for (guint row = range->row0; row <= range->row1; row++)
    n += !is_heading (self, row);
  return n;
}

/* How the cell is called in a sentence: "従業者数, 令和5年度 実績" */
static char *
cell_name (KkbGrid *self, guint row, guint position)
{
  const KkbGridColumnBox *box = kkb_grid_layout_column_at (self->layout, position);
  g_autofree char *column = kkb_grid_column_name (box);
  KkbGridCell cell;

  for (guint i = 0; i < self->layout->n_columns; i++)
    if (self->layout->columns[i].row_header && i != self->layout->shown[position])
      {
        kkb_grid_model_get_cell (self->model, row, i, &cell);
        return g_strdup_printf (_ ("%s, %s"), cell.text, column);
      }
  return g_steal_pointer (&column);
}

/* A cell that cannot be typed into is met by what it shows anyway, or refuses. */
static gboolean
says_the_same (KkbGrid *self, guint row, guint column, const char *text)
{
  g_autofree char *copied = kkb_grid_model_get_copy_text (self->model, row, column);
  KkbGridCell cell;

  if (g_strcmp0 (copied, text) == 0)
    return TRUE;
  kkb_grid_model_get_cell (self->model, row, column, &cell);
  return g_strcmp0 (cell.text, text) == 0;
}

/* One value into a range: into every cell that takes it. */
static gboolean
paste_everywhere (KkbGrid *self, const Range *range, const char *text)
{
  g_autoptr (Changes) changes = changes_new ();

  for (guint row = range->row0; row <= range->row1; row++)
    for (guint i = range->position0; !is_heading (self, row) && i <= range->position1; i++)
      if (is_editable (self, row, self->layout->shown[i]))
        add_change (changes, row, self->layout->shown[i], text);
  if (changes->changes->len > 0)
    return run (self, changes, KKB_GRID_PASTE);
  kkb_grid_refuse (self, _ ("Nothing here can be typed into. Nothing was pasted. Choose the cells of a value."));
  return FALSE;
}

static gboolean
collect_paste (KkbGrid *self, const KkbGridTable *table, const GArray *rows, guint position0, guint n_columns,
               Changes *changes)
{
  for (guint i = 0; i < rows->len; i++)
    {
      guint row = g_array_index (rows, guint, i);

      for (guint j = 0; !is_heading (self, row) && j < n_columns; j++)
        {
          guint column = self->layout->shown[position0 + j];
          const char *text = kkb_grid_table_get (table, i % table->n_rows, j % table->n_columns);

          if (is_editable (self, row, column))
            add_change (changes, row, column, text);
          else if (!says_the_same (self, row, column, text))
            {
              g_autofree char *name = cell_name (self, row, position0 + j);
              g_autofree char *message
                  = g_strdup_printf (_ ("“%s” cannot be typed into. Nothing was pasted. Choose where to paste so that "
                                        "only cells of values are met, or copy less."),
                                     name);
              kkb_grid_refuse (self, message);
              return FALSE;
            }
        }
    }
  return TRUE;
}

static void
refuse_past_end (KkbGrid *self, const KkbGridTable *table, guint rows_left, guint columns_left)
{
  g_autofree char *message
      = g_strdup_printf (_ ("The copied block has %u rows and %u columns, but from here there are only %u rows and %u "
                            "columns. Nothing was pasted. Begin further up or left, or copy less."),
                         table->n_rows, table->n_columns, rows_left, columns_left);

  kkb_grid_refuse (self, message);
}

/* The pasted range stays selected, whatever the change does to rows and columns: so it is selected before. */
static gboolean
run_paste (KkbGrid *self, Changes *changes, guint row0, guint row1, guint position0, guint position1)
{
  guint anchor_row = self->anchor_row, anchor_position = self->anchor_position;
  guint extent_row = self->extent_row, extent_position = self->extent_position;
  guint cursor_row = self->cursor_row, cursor_position = self->cursor_position;
  g_autofree char *message = NULL;

  kkb_grid_select_range (self, row0, row1, position0, position1, FALSE);
  if (run (self, changes, KKB_GRID_PASTE))
    return TRUE;
  message = g_strdup (kkb_grid_get_message (self));
  kkb_grid_place_cursor (self, cursor_row, cursor_position, FALSE);
  self->anchor_row = anchor_row;
  self->anchor_position = anchor_position;
  kkb_grid_place_cursor (self, extent_row, extent_position, TRUE);
  kkb_grid_show_message (self, message);
  return FALSE;
}

gboolean
kkb_grid_paste_table (KkbGrid *self, const KkbGridTable *table)
{
  g_autoptr (Changes) changes = changes_new ();
  g_autoptr (GArray) rows = NULL;
  Range range;
  guint n_rows, n_columns, rows_left, columns_left;

  if (!ready (self) || table->n_rows == 0 || table->n_columns == 0)
    return FALSE;
  range = selected (self);
  if (table->n_rows == 1 && table->n_columns == 1 && kkb_grid_has_range (self))
    return paste_everywhere (self, &range, table->texts[0]);
  /* a range that is the block several times takes it as often */
  n_rows = count_rows (self, &range);
  n_columns = range.position1 - range.position0 + 1;
  if (n_rows == 0 || n_rows % table->n_rows != 0 || n_columns % table->n_columns != 0)
    {
      n_rows = table->n_rows;
      n_columns = table->n_columns;
    }
  columns_left = self->layout->n_shown - range.position0;
  rows = meet_rows (self, table, range.row0, n_rows, &rows_left);
  if (rows == NULL || n_columns > columns_left)
    {
      meet_rows (self, table, range.row0, G_MAXUINT, &rows_left);
      refuse_past_end (self, table, rows_left, columns_left);
      return FALSE;
    }
  if (!collect_paste (self, table, rows, range.position0, n_columns, changes))
    return FALSE;
  return run_paste (self, changes, MIN (range.row0, g_array_index (rows, guint, 0)),
                    g_array_index (rows, guint, rows->len - 1), range.position0, range.position0 + n_columns - 1);
}

gboolean
kkb_grid_paste_text (KkbGrid *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbGridTable) table = NULL;

  g_return_val_if_fail (KKB_IS_GRID (self), FALSE);
  table = kkb_grid_table_from_text (text, -1, &error);
  if (table != NULL)
    return kkb_grid_paste_table (self, table);
  kkb_grid_refuse (self, error->message);
  return FALSE;
}

void
kkb_grid_type_today (KkbGrid *self)
{
  g_autofree char *today = NULL;

  g_return_if_fail (KKB_IS_GRID (self));
  if (!kkb_grid_has_cells (self))
    return;
  if (!is_heading (self, self->cursor_row) && is_editable (self, self->cursor_row, kkb_grid_cursor_column (self)))
    today = kkb_grid_model_get_today (self->model, self->cursor_row, kkb_grid_cursor_column (self));
  if (today == NULL)
    kkb_grid_refuse (self, _ ("This cell takes no date."));
  else if (self->edit == KKB_GRID_EDIT_NONE)
    kkb_grid_editor_type (self, today);
  else
    {
      int at;

      gtk_editable_delete_selection (GTK_EDITABLE (self->text));
      at = gtk_editable_get_position (GTK_EDITABLE (self->text));
      gtk_editable_insert_text (GTK_EDITABLE (self->text), today, -1, &at);
      gtk_editable_set_position (GTK_EDITABLE (self->text), at);
    }
}
