/* kkb-small-model.c - see kkb-small-model.h */
#include "kkb-small-model.h"

typedef struct
{
  char *text, *edit, *tooltip; /* EDIT NULL: the text */
  guint style;
  gboolean editable;
} Cell;

typedef struct
{
  guint64 id;
  Cell *cells; /* one a column */
  guint n;
} Row;

struct _KkbSmallModel
{
  GObject parent;
  KkbSmallChange change;
  KkbSmallChoices choices;
  gpointer data;
  GArray *columns; /* KkbGridColumn with texts of its own */
  guint n_frozen;
  GPtrArray *rows, *next; /* Row; NEXT is being filled */
};

static void kkb_small_model_grid_init (KkbGridModelInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbSmallModel, kkb_small_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_GRID_MODEL, kkb_small_model_grid_init))

/* ---- helpers ---- */

static void
row_free (gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < row->n; i++)
    {
      g_free (row->cells[i].text);
      g_free (row->cells[i].edit);
      g_free (row->cells[i].tooltip);
    }
  g_free (row->cells);
  g_free (row);
}

static void
column_clear (gpointer data)
{
  KkbGridColumn *column = data;

  g_free ((char *)column->key);
  g_free ((char *)column->title);
  g_free ((char *)column->group);
}

static const Cell *
cell_at (KkbSmallModel *self, guint row, guint column)
{
  static const Cell none = { 0 };
  const Row *r = row < self->rows->len ? g_ptr_array_index (self->rows, row) : NULL;

  return r && column < r->n ? &r->cells[column] : &none;
}

static gboolean
same_column (const KkbGridColumn *a, const KkbGridColumn *b)
{
  return g_str_equal (a->key, b->key) && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->group, b->group) == 0
         && a->width == b->width && a->min_width == b->min_width && a->align == b->align && a->decimals == b->decimals
         && a->wrap == b->wrap && a->expand == b->expand;
}

static gboolean
same_cell (const Cell *a, const Cell *b)
{
  return a->style == b->style && a->editable == b->editable && g_strcmp0 (a->text, b->text) == 0
         && g_strcmp0 (a->edit, b->edit) == 0;
}

static gboolean
same_rows (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (((Row *)g_ptr_array_index (a, i))->id != ((Row *)g_ptr_array_index (b, i))->id)
      return FALSE;
  return TRUE;
}

static gboolean
row_changed (const Row *a, const Row *b)
{
  if (a->n != b->n)
    return TRUE;
  for (guint i = 0; i < a->n; i++)
    if (!same_cell (&a->cells[i], &b->cells[i]))
      return TRUE;
  return FALSE;
}

/* ---- KkbGridModel ---- */

static guint
get_n_rows (KkbGridModel *model)
{
  return KKB_SMALL_MODEL (model)->rows->len;
}

static guint
get_n_columns (KkbGridModel *model)
{
  return KKB_SMALL_MODEL (model)->columns->len;
}

static guint
get_n_frozen (KkbGridModel *model)
{
  return KKB_SMALL_MODEL (model)->n_frozen;
}

static void
get_column (KkbGridModel *model, guint column, KkbGridColumn *out)
{
  *out = g_array_index (KKB_SMALL_MODEL (model)->columns, KkbGridColumn, column);
}

static void
get_cell (KkbGridModel *model, guint row, guint column, KkbGridCell *out)
{
  const Cell *cell = cell_at (KKB_SMALL_MODEL (model), row, column);

  out->text = cell->text;
  out->style = cell->style;
  out->editable = cell->editable && KKB_SMALL_MODEL (model)->change;
}

static char *
get_edit_text (KkbGridModel *model, guint row, guint column)
{
  const Cell *cell = cell_at (KKB_SMALL_MODEL (model), row, column);

  return g_strdup (cell->edit ? cell->edit : cell->text ? cell->text : "");
}

static char *
get_tooltip (KkbGridModel *model, guint row, guint column)
{
  const Cell *cell = cell_at (KKB_SMALL_MODEL (model), row, column);

  return g_strdup (cell->tooltip);
}

static gboolean
change (KkbGridModel *model, const KkbGridChange *changes, guint n_changes, KkbGridChangeKind kind, GError **error)
{
  KkbSmallModel *self = KKB_SMALL_MODEL (model);

  return self->change (self->data, changes, n_changes, kind, error);
}

static gboolean
commit (KkbGridModel *model, guint row, guint column, const char *text, GError **error)
{
  const KkbGridChange one = { row, column, text };
  g_autofree char *before = get_edit_text (model, row, column);

  return g_str_equal (before, text) || change (model, &one, 1, KKB_GRID_PASTE, error);
}

static char **
get_choices (KkbGridModel *model, guint row, guint column)
{
  KkbSmallModel *self = KKB_SMALL_MODEL (model);

  return self->choices ? self->choices (self->data, row, column) : NULL;
}

static guint64
get_row_id (KkbGridModel *model, guint row)
{
  return kkb_small_model_row_id (KKB_SMALL_MODEL (model), row);
}

static gint64
find_row (KkbGridModel *model, guint64 id)
{
  KkbSmallModel *self = KKB_SMALL_MODEL (model);

  for (guint i = 0; i < self->rows->len; i++)
    if (((Row *)g_ptr_array_index (self->rows, i))->id == id)
      return i;
  return -1;
}

static void
kkb_small_model_grid_init (KkbGridModelInterface *iface)
{
  iface->get_n_rows = get_n_rows;
  iface->get_n_columns = get_n_columns;
  iface->get_n_frozen = get_n_frozen;
  iface->get_column = get_column;
  iface->get_cell = get_cell;
  iface->get_edit_text = get_edit_text;
  iface->get_tooltip = get_tooltip;
  iface->commit = commit;
  iface->change = change;
  iface->get_choices = get_choices;
  iface->get_row_id = get_row_id;
  iface->find_row = find_row;
}

/* ---- overrides ---- */

static void
kkb_small_model_finalize (GObject *object)
{
  KkbSmallModel *self = KKB_SMALL_MODEL (object);

  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->next, g_ptr_array_unref);
  G_OBJECT_CLASS (kkb_small_model_parent_class)->finalize (object);
}

static void
kkb_small_model_class_init (KkbSmallModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kkb_small_model_finalize;
}

static void
kkb_small_model_init (KkbSmallModel *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (KkbGridColumn));
  g_array_set_clear_func (self->columns, column_clear);
  self->rows = g_ptr_array_new_with_free_func (row_free);
}

/* ---- public ---- */

KkbSmallModel *
kkb_small_model_new (KkbSmallChange change, KkbSmallChoices choices, gpointer data)
{
  KkbSmallModel *self = g_object_new (KKB_TYPE_SMALL_MODEL, NULL);

  self->change = change;
  self->choices = choices;
  self->data = data;
  return self;
}

void
kkb_small_model_set_columns (KkbSmallModel *self, const KkbGridColumn *columns, guint n_columns, guint n_frozen)
{
  gboolean same = n_columns == self->columns->len && n_frozen == self->n_frozen;

  for (guint i = 0; same && i < n_columns; i++)
    same = same_column (&columns[i], &g_array_index (self->columns, KkbGridColumn, i));
  if (same)
    return;
  g_array_set_size (self->columns, 0);
  for (guint i = 0; i < n_columns; i++)
    {
      KkbGridColumn column = columns[i];

      column.key = g_strdup (column.key);
      column.title = g_strdup (column.title);
      column.group = g_strdup (column.group);
      g_array_append_val (self->columns, column);
    }
  self->n_frozen = n_frozen;
  kkb_grid_model_columns_changed (KKB_GRID_MODEL (self));
}

void
kkb_small_model_begin (KkbSmallModel *self)
{
  g_clear_pointer (&self->next, g_ptr_array_unref);
  self->next = g_ptr_array_new_with_free_func (row_free);
}

guint
kkb_small_model_add_row (KkbSmallModel *self, guint64 id)
{
  Row *row = g_new0 (Row, 1);

  row->id = id;
  row->n = self->columns->len;
  row->cells = g_new0 (Cell, row->n);
  g_ptr_array_add (self->next, row);
  return self->next->len - 1;
}

void
kkb_small_model_set (KkbSmallModel *self, guint row, guint column, const char *text, const char *edit, guint style,
                     gboolean editable)
{
  Row *r = g_ptr_array_index (self->next, row);
  Cell *cell;

  g_return_if_fail (column < r->n);
  cell = &r->cells[column];
  g_free (cell->text);
  g_free (cell->edit);
  cell->text = g_strdup (text ? text : "");
  cell->edit = g_strdup (edit);
  cell->style = style;
  cell->editable = editable;
}

void
kkb_small_model_set_tooltip (KkbSmallModel *self, guint row, guint column, const char *tooltip)
{
  Row *r = g_ptr_array_index (self->next, row);

  g_return_if_fail (column < r->n);
  g_free (r->cells[column].tooltip);
  r->cells[column].tooltip = g_strdup (tooltip && *tooltip ? tooltip : NULL);
}

void
kkb_small_model_end (KkbSmallModel *self)
{
  g_autoptr (GPtrArray) before = self->rows;

  self->rows = g_steal_pointer (&self->next);
  if (!same_rows (before, self->rows))
    kkb_grid_model_rows_changed (KKB_GRID_MODEL (self));
  else
    for (guint i = 0; i < self->rows->len; i++)
      if (row_changed (g_ptr_array_index (before, i), g_ptr_array_index (self->rows, i)))
        kkb_grid_model_cell_changed (KKB_GRID_MODEL (self), i, -1);
}

guint
kkb_small_model_n_rows (KkbSmallModel *self)
{
  return self->rows->len;
}

guint64
kkb_small_model_row_id (KkbSmallModel *self, guint row)
{
  return row < self->rows->len ? ((Row *)g_ptr_array_index (self->rows, row))->id : 0;
}

const char *
kkb_small_model_text (KkbSmallModel *self, guint row, guint column)
{
  const Cell *cell = cell_at (self, row, column);

  return cell->text ? cell->text : "";
}
