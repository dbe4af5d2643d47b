/* kkb-kpi-model.c - see kkb-kpi-model.h. The rows are here, the columns in kkb-kpi-columns.c; what a cell says is in
 * kkb-kpi-cells.c. */
#include "kkb-kpi-private.h"
#include "kkb-draft.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

enum
{
  SORTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void model_iface_init (KkbGridModelInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbKpiModel, kkb_kpi_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_GRID_MODEL, model_iface_init))

/* ---- rows ---- */

static gboolean
shown (KkbKpiModel *self, const KkbReviewRow *row)
{
  const KkbResult *r = row->result;

  switch (self->show)
    {
    case KKB_SHOW_BAND:
      return r->band == (int)self->show_value;
    case KKB_SHOW_GAP:
      return r->band < 0 && r->why_not_own == KKB_WHY_NO_ACTUAL && r->state == (KkbState)self->show_value;
    case KKB_SHOW_NO_TARGET:
      return r->why_not_own == KKB_WHY_NO_TARGET;
    case KKB_SHOW_MANUAL:
      return r->method == KKB_METHOD_MANUAL;
    case KKB_SHOW_ALL:
    default:
      return TRUE;
    }
}

static gboolean
found (KkbKpiModel *self, const KkbPlacement *p)
{
  return (!self->filter || kkb_filter_matches (self->filter, p))
         && kkb_placement_found (kkb_document_facts (self->doc), p, self->needle);
}

static void
add_section (KkbKpiModel *self, const KkbPlacement *p)
{
  KkbKpiRow section = { 0 };
  const KkbPlan *plan = kkb_facts_plan (kkb_document_facts (self->doc), p->plan);

  section.id = p->node ? p->node->id : p->plan;
  section.level = 1;
  if (p->node)
    {
      g_autofree char *printed = kkb_node_printed (p->node);
      const char *level = "";
      if (p->node->level < g_strv_length ((GStrv)plan->levels))
        level = plan->levels[p->node->level];
      section.section = g_string_chunk_insert (self->texts, *level ? "" : printed);
      if (*level)
        {
          g_autofree char *text = g_strdup_printf ("%s　%s", level, printed);
          section.section = g_string_chunk_insert (self->texts, text);
        }
      for (const KkbNode *n = p->node->parent; n && section.level < 4; n = n->parent)
        section.level++;
    }
  else
    section.section = g_string_chunk_insert (self->texts, plan->title);
  g_array_append_val (self->rows, section);
}

static void
add_plan_rows (KkbKpiModel *self, const KkbPlan *plan, const KkbNode *node)
{
  KkbReview *review = kkb_document_review (self->doc);
  g_autoptr (GPtrArray) placements = kkb_node_placements_below (kkb_document_facts (self->doc), plan, node);
  const KkbPlacement *before = NULL;

  for (guint i = 0; i < placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (placements, i);
      KkbKpiRow row = { .id = p->id, .row = kkb_review_find (review, p->id) };
      if (!row.row || !shown (self, row.row) || !found (self, p))
        continue;
      if (!self->sort_key && (!before || before->node != p->node))
        add_section (self, p);
      before = p;
      g_array_append_val (self->rows, row);
    }
}

static int
compare_rows_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  KkbKpiModel *self = data;

  return kkb_kpi_compare (self, a, b);
}

static void
build_rows (KkbKpiModel *self)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  const KkbNode *node = self->node ? kkb_facts_node (facts, self->node) : NULL;

  g_array_set_size (self->rows, 0);
  g_string_chunk_clear (self->texts);
  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);
      if (!self->plan || plan->id == self->plan)
        add_plan_rows (self, plan, node);
    }
  if (self->sort_key)
    g_array_sort_with_data (self->rows, compare_rows_cb, self);
  g_hash_table_remove_all (self->index);
  for (guint i = 0; i < self->rows->len; i++)
    {
      KkbKpiRow *row = &g_array_index (self->rows, KkbKpiRow, i);
      g_hash_table_insert (self->index, &row->id, GUINT_TO_POINTER (i + 1));
    }
}

static void
rebuild (KkbKpiModel *self)
{
  build_rows (self);
  kkb_kpi_build_columns (self);
  kkb_grid_model_columns_changed (KKB_GRID_MODEL (self));
  kkb_grid_model_rows_changed (KKB_GRID_MODEL (self));
}

static char *
column_signature (KkbKpiModel *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const KkbKpiColumn *c = g_ptr_array_index (self->columns, i);
      g_string_append_printf (text, "%s/%s/%d/%d;", c->key, c->group ? c->group : "", c->decimals, c->hidden);
    }
  return g_string_free (text, FALSE);
}

static gboolean
same_ids (GArray *ids, GArray *rows)
{
  if (ids->len != rows->len)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (ids, KkbId, i) != g_array_index (rows, KkbKpiRow, i).id)
      return FALSE;
  return TRUE;
}

/* The facts changed. A value that changed is a cell-changed of its rows: the table keeps its place. A row does not jump
 * while keying: the order of a sorted table stays until it is sorted again. */
static void
review_changed_cb (KkbKpiModel *self)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (KkbId));
  g_autofree char *columns = column_signature (self);
  g_autofree char *now = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    g_array_append_val (before, g_array_index (self->rows, KkbKpiRow, i).id);
  if (self->sort_key)
    {
      KkbReview *review = kkb_document_review (self->doc);
      gboolean lost = FALSE;
      for (guint i = 0; i < self->rows->len; i++)
        {
          KkbKpiRow *row = &g_array_index (self->rows, KkbKpiRow, i);
          row->row = kkb_review_find (review, row->id);
          lost |= row->row == NULL;
        }
      if (lost)
        build_rows (self);
    }
  else
    build_rows (self);
  kkb_kpi_build_columns (self);
  now = column_signature (self);
  if (!g_str_equal (columns, now))
    kkb_grid_model_columns_changed (KKB_GRID_MODEL (self));
  if (!same_ids (before, self->rows))
    kkb_grid_model_rows_changed (KKB_GRID_MODEL (self));
  else
    for (guint i = 0; i < self->rows->len; i++)
      kkb_grid_model_cell_changed (KKB_GRID_MODEL (self), i, -1);
}

/* ---- KkbGridModel ---- */

static guint
get_n_rows (KkbGridModel *model)
{
  return KKB_KPI_MODEL (model)->rows->len;
}

static guint
get_n_columns (KkbGridModel *model)
{
  return KKB_KPI_MODEL (model)->columns->len;
}

static guint
get_n_frozen (KkbGridModel *model)
{
  return 3; /* №, 指標, 単位 */
}

static void
get_column (KkbGridModel *model, guint i, KkbGridColumn *out)
{
  KkbKpiModel *self = KKB_KPI_MODEL (model);
  const KkbKpiColumn *column = g_ptr_array_index (self->columns, i);

  out->key = column->key;
  out->title = column->title;
  out->group = column->group;
  out->width = column->width;
  out->align = column->align;
  out->decimals = column->decimals;
  out->wrap = column->wrap;
  out->expand = column->expand;
  out->hidden = column->hidden;
  out->row_header = column->kind == KKB_KPI_NAME;
  out->sort = g_strcmp0 (self->sort_key, column->key) == 0 ? (self->descending ? -1 : 1) : 0;
}

static const char *
get_section (KkbGridModel *model, guint row, guint *level)
{
  const KkbKpiRow *r = &g_array_index (KKB_KPI_MODEL (model)->rows, KkbKpiRow, row);

  *level = r->level;
  return r->section;
}

static guint64
get_row_id (KkbGridModel *model, guint row)
{
  return g_array_index (KKB_KPI_MODEL (model)->rows, KkbKpiRow, row).id;
}

static gint64
find_row (KkbGridModel *model, guint64 id)
{
  gint64 key = id;

  return GPOINTER_TO_INT (g_hash_table_lookup (KKB_KPI_MODEL (model)->index, &key)) - 1;
}

static KkbCommand *
new_command (KkbKpiModel *self, guint row, guint column, const char *text, GError **error)
{
  const KkbReviewRow *r = g_array_index (self->rows, KkbKpiRow, row).row;
  KkbField field;
  int fy;

  kkb_kpi_model_field (self, column, &field, &fy);
  return kkb_command_set_value (self->doc, field == KKB_FIELD_ACTUAL ? 0 : r->plan->id, r->placement->indicator->id,
                                field, fy, text, error);
}

static gboolean
commit (KkbGridModel *model, guint row, guint column, const char *text, GError **error)
{
  KkbKpiModel *self = KKB_KPI_MODEL (model);
  const KkbReviewRow *r = g_array_index (self->rows, KkbKpiRow, row).row;
  KkbCommand *command;
  KkbField field;
  gboolean done;
  int fy;

  if (!r || !kkb_kpi_model_field (self, column, &field, &fy))
    return TRUE;
  command = new_command (self, row, column, text, error);
  self->typing = TRUE;
  done = command && kkb_document_run (self->doc, command, NULL, error);
  self->typing = FALSE;
  return done;
}

/* "従業者数, 令和5年度 実績: " before what is wrong with one of many values. */
static void
prefix_with_cell (KkbKpiModel *self, const KkbGridChange *c, GError **error)
{
  const KkbReviewRow *r = g_array_index (self->rows, KkbKpiRow, c->row).row;
  const KkbKpiColumn *column = g_ptr_array_index (self->columns, c->column);

  g_prefix_error (error, _ ("%s, %s %s: "), kkb_placement_name (r->placement), column->group ? column->group : "",
                  column->title);
}

/* As one step: a figure that goes may take its row or its column out of the table, and what is changed next would be
 * another than was meant. */
static gboolean
change (KkbGridModel *model, const KkbGridChange *changes, guint n_changes, KkbGridChangeKind kind, GError **error)
{
  KkbKpiModel *self = KKB_KPI_MODEL (model);
  const char *words[] = { _ ("Clear %u values"), _ ("Cut %u values"), _ ("Paste %u values"), _ ("Fill %u values") };
  g_autofree char *label = NULL;
  g_autoptr (KkbDraft) draft = NULL;
  KkbCommand *command;
  gboolean done;

  if (n_changes == 1)
    return commit (model, changes->row, changes->column, changes->text, error);
  draft = kkb_draft_new (self->doc);
  for (guint i = 0; i < n_changes; i++)
    {
      const KkbReviewRow *r = g_array_index (self->rows, KkbKpiRow, changes[i].row).row;
      KkbField field;
      int fy;

      if (!r || !kkb_kpi_model_field (self, changes[i].column, &field, &fy)
          || kkb_draft_type_value (draft, field == KKB_FIELD_ACTUAL ? 0 : r->plan->id, r->placement->indicator->id,
                                   field, fy, changes[i].text, error))
        continue;
      prefix_with_cell (self, &changes[i], error);
      return FALSE;
    }
  label = g_strdup_printf (words[kind], n_changes);
  command = kkb_draft_finish (g_steal_pointer (&draft), label, error);
  self->typing = TRUE;
  done = command && kkb_document_run (self->doc, command, NULL, error);
  self->typing = FALSE;
  return done;
}

static void
model_iface_init (KkbGridModelInterface *iface)
{
  iface->get_n_rows = get_n_rows;
  iface->get_n_columns = get_n_columns;
  iface->get_n_frozen = get_n_frozen;
  iface->get_column = get_column;
  iface->get_cell = kkb_kpi_get_cell;
  iface->get_edit_text = kkb_kpi_get_edit_text;
  iface->get_tooltip = kkb_kpi_get_tooltip;
  iface->get_section = get_section;
  iface->commit = commit;
  iface->change = change;
  iface->get_row_id = get_row_id;
  iface->find_row = find_row;
}

static void
kkb_kpi_model_finalize (GObject *object)
{
  KkbKpiModel *self = KKB_KPI_MODEL (object);

  g_clear_signal_handler (&self->review_changed, self->doc);
  g_object_unref (self->doc);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->rows);
  g_hash_table_unref (self->index);
  g_hash_table_unref (self->empty);
  g_string_chunk_free (self->texts);
  g_free (self->needle);
  g_free (self->sort_key);
  g_free (self->cell_text);
  G_OBJECT_CLASS (kkb_kpi_model_parent_class)->finalize (object);
}

static void
kkb_kpi_model_class_init (KkbKpiModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kkb_kpi_model_finalize;
  signals[SORTED]
      = g_signal_new ("sorted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kkb_kpi_model_init (KkbKpiModel *self)
{
  self->columns = g_ptr_array_new_with_free_func (kkb_kpi_column_free);
  self->rows = g_array_new (FALSE, TRUE, sizeof (KkbKpiRow));
  self->index = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->empty = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->texts = g_string_chunk_new (1024);
  self->needle = g_strdup ("");
}

KkbKpiModel *
kkb_kpi_model_new (KkbDocument *doc, KkbId plan, KkbId node, const KkbFormat *format)
{
  KkbKpiModel *self = g_object_new (KKB_TYPE_KPI_MODEL, NULL);

  self->doc = g_object_ref (doc);
  self->plan = plan;
  self->node = node;
  self->format = *format;
  self->review_changed = g_signal_connect_swapped (doc, "review-changed", G_CALLBACK (review_changed_cb), self);
  build_rows (self);
  kkb_kpi_build_columns (self);
  return self;
}

void
kkb_kpi_model_set_scope (KkbKpiModel *self, KkbId plan, KkbId node)
{
  if (self->plan == plan && self->node == node)
    return;
  if (self->plan != plan)
    g_hash_table_remove_all (self->empty);
  self->plan = plan;
  self->node = node;
  rebuild (self);
}

void
kkb_kpi_model_set_filter (KkbKpiModel *self, const KkbFilter *filter)
{
  gboolean first = self->filter == NULL;

  self->filter = filter;
  if (!first || (filter && !kkb_filter_is_empty (filter))) /* a first one that takes nothing away changes nothing */
    rebuild (self);
}

void
kkb_kpi_model_set_search (KkbKpiModel *self, const char *needle_key)
{
  if (g_str_equal (self->needle, needle_key))
    return;
  g_free (self->needle);
  self->needle = g_strdup (needle_key);
  rebuild (self);
}

const char *
kkb_kpi_model_search (KkbKpiModel *self)
{
  return self->needle;
}

void
kkb_kpi_model_set_show (KkbKpiModel *self, KkbShow show, guint value)
{
  if (self->show == show && self->show_value == value)
    return;
  self->show = show;
  self->show_value = value;
  rebuild (self);
}

void
kkb_kpi_model_set_format (KkbKpiModel *self, const KkbFormat *format)
{
  self->format = *format;
  rebuild (self);
}

void
kkb_kpi_model_sort_by (KkbKpiModel *self, guint column)
{
  const KkbKpiColumn *c = g_ptr_array_index (self->columns, column);

  if (g_strcmp0 (self->sort_key, c->key) != 0)
    {
      g_free (self->sort_key);
      self->sort_key = g_strdup (c->key);
      self->descending = FALSE;
    }
  else if (!self->descending)
    self->descending = TRUE;
  else
    g_clear_pointer (&self->sort_key, g_free);
  self->sort_kind = c->kind;
  self->sort_fy = c->fy;
  rebuild (self);
  g_signal_emit (self, signals[SORTED], 0);
}

KkbId
kkb_kpi_model_placement (KkbKpiModel *self, guint row)
{
  const KkbKpiRow *r = row < self->rows->len ? &g_array_index (self->rows, KkbKpiRow, row) : NULL;

  return r && r->row ? r->id : 0;
}

gint64
kkb_kpi_model_find_placement (KkbKpiModel *self, KkbId placement)
{
  return find_row (KKB_GRID_MODEL (self), placement);
}

gboolean
kkb_kpi_model_field (KkbKpiModel *self, guint column, KkbField *field, int *fy)
{
  const KkbKpiColumn *c = g_ptr_array_index (self->columns, column);

  *fy = c->fy;
  switch (c->kind)
    {
    case KKB_KPI_BASELINE:
      *field = KKB_FIELD_BASELINE;
      return TRUE;
    case KKB_KPI_TARGET:
      *field = KKB_FIELD_TARGET;
      return TRUE;
    case KKB_KPI_ACTUAL:
      *field = KKB_FIELD_ACTUAL;
      return TRUE;
    default:
      return FALSE;
    }
}

guint
kkb_kpi_model_n_placements (KkbKpiModel *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += g_array_index (self->rows, KkbKpiRow, i).row != NULL;
  return n;
}
