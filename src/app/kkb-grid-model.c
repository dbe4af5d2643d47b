#include "kkb-grid-model.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kkb-error.h"

enum
{
  ROWS_CHANGED,
  CELL_CHANGED,
  COLUMNS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (KkbGridModel, kkb_grid_model, G_TYPE_OBJECT)

static guint
default_get_n_frozen (KkbGridModel *self)
{
  return 0;
}

static char *
default_get_edit_text (KkbGridModel *self, guint row, guint column)
{
  KkbGridCell cell;

  kkb_grid_model_get_cell (self, row, column, &cell);
  return g_strdup (cell.text);
}

static char *
default_get_text (KkbGridModel *self, guint row, guint column)
{
  return NULL;
}

static const char *
default_get_section (KkbGridModel *self, guint row, guint *level)
{
  return NULL;
}

static gboolean
default_commit (KkbGridModel *self, guint row, guint column, const char *text, GError **error)
{
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("This cell cannot be edited. Nothing was changed."));
  return FALSE;
}

static gboolean
default_change (KkbGridModel *self, const KkbGridChange *changes, guint n_changes, KkbGridChangeKind kind,
                GError **error)
{
  if (n_changes == 1)
    return kkb_grid_model_commit (self, changes->row, changes->column, changes->text, error);
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT,
                       _ ("Only one cell at a time can be changed here. Nothing was changed. Choose one cell."));
  return FALSE;
}

static void
default_discard (KkbGridModel *self, guint row, guint column)
{
}

static char **
default_get_choices (KkbGridModel *self, guint row, guint column)
{
  return NULL;
}

static char *
default_get_copy_text (KkbGridModel *self, guint row, guint column)
{
  KkbGridCell cell;

  kkb_grid_model_get_cell (self, row, column, &cell);
  return cell.editable ? kkb_grid_model_get_edit_text (self, row, column) : g_strdup (cell.text);
}

static guint64
default_get_row_id (KkbGridModel *self, guint row)
{
  return row;
}

static gint64
default_find_row (KkbGridModel *self, guint64 id)
{
  return id < kkb_grid_model_get_n_rows (self) ? (gint64)id : -1;
}

static void
kkb_grid_model_default_init (KkbGridModelInterface *iface)
{
  iface->get_n_frozen = default_get_n_frozen;
  iface->get_edit_text = default_get_edit_text;
  iface->get_tooltip = default_get_text;
  iface->get_section = default_get_section;
  iface->commit = default_commit;
  iface->change = default_change;
  iface->get_problem = default_get_text;
  iface->discard = default_discard;
  iface->get_choices = default_get_choices;
  iface->get_today = default_get_text;
  iface->get_copy_text = default_get_copy_text;
  iface->get_row_id = default_get_row_id;
  iface->find_row = default_find_row;

  signals[ROWS_CHANGED]
      = g_signal_new ("rows-changed", KKB_TYPE_GRID_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CELL_CHANGED] = g_signal_new ("cell-changed", KKB_TYPE_GRID_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);
  signals[COLUMNS_CHANGED]
      = g_signal_new ("columns-changed", KKB_TYPE_GRID_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

guint
kkb_grid_model_get_n_rows (KkbGridModel *self)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->get_n_rows (self);
}

guint
kkb_grid_model_get_n_columns (KkbGridModel *self)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->get_n_columns (self);
}

guint
kkb_grid_model_get_n_frozen (KkbGridModel *self)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->get_n_frozen (self);
}

void
kkb_grid_model_get_column (KkbGridModel *self, guint column, KkbGridColumn *out)
{
  memset (out, 0, sizeof *out);
  KKB_GRID_MODEL_GET_IFACE (self)->get_column (self, column, out);
}

void
kkb_grid_model_get_cell (KkbGridModel *self, guint row, guint column, KkbGridCell *out)
{
  memset (out, 0, sizeof *out);
  KKB_GRID_MODEL_GET_IFACE (self)->get_cell (self, row, column, out);
  if (out->text == NULL)
    out->text = "";
}

char *
kkb_grid_model_get_edit_text (KkbGridModel *self, guint row, guint column)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->get_edit_text (self, row, column);
}

char *
kkb_grid_model_get_tooltip (KkbGridModel *self, guint row, guint column)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->get_tooltip (self, row, column);
}

const char *
kkb_grid_model_get_section (KkbGridModel *self, guint row, guint *level)
{
  guint unused;

  if (level == NULL)
    level = &unused;
  *level = 1;
  return KKB_GRID_MODEL_GET_IFACE (self)->get_section (self, row, level);
}

gboolean
kkb_grid_model_commit (KkbGridModel *self, guint row, guint column, const char *text, GError **error)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->commit (self, row, column, text, error);
}

gboolean
kkb_grid_model_change (KkbGridModel *self, const KkbGridChange *changes, guint n_changes, KkbGridChangeKind kind,
                       GError **error)
{
  return n_changes == 0 || KKB_GRID_MODEL_GET_IFACE (self)->change (self, changes, n_changes, kind, error);
}

char *
kkb_grid_model_get_problem (KkbGridModel *self, guint row, guint column)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->get_problem (self, row, column);
}

void
kkb_grid_model_discard (KkbGridModel *self, guint row, guint column)
{
  KKB_GRID_MODEL_GET_IFACE (self)->discard (self, row, column);
}

char **
kkb_grid_model_get_choices (KkbGridModel *self, guint row, guint column)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->get_choices (self, row, column);
}

char *
kkb_grid_model_get_today (KkbGridModel *self, guint row, guint column)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->get_today (self, row, column);
}

char *
kkb_grid_model_get_copy_text (KkbGridModel *self, guint row, guint column)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->get_copy_text (self, row, column);
}

guint64
kkb_grid_model_get_row_id (KkbGridModel *self, guint row)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->get_row_id (self, row);
}

gint64
kkb_grid_model_find_row (KkbGridModel *self, guint64 id)
{
  return KKB_GRID_MODEL_GET_IFACE (self)->find_row (self, id);
}

void
kkb_grid_model_rows_changed (KkbGridModel *self)
{
  g_signal_emit (self, signals[ROWS_CHANGED], 0);
}

void
kkb_grid_model_cell_changed (KkbGridModel *self, guint row, int column)
{
  g_signal_emit (self, signals[CELL_CHANGED], 0, row, column);
}

void
kkb_grid_model_columns_changed (KkbGridModel *self)
{
  g_signal_emit (self, signals[COLUMNS_CHANGED], 0);
}
