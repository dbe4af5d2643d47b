/* kkb-entry-model.c - see kkb-entry-model.h. Rows, columns and the filter; what a cell says is in kkb-entry-cells.c,
 * what is typed in kkb-entry-apply.c. */
#include "kkb-entry-private.h"
#include "kkb-release.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

#define MANY_CHANGES 64 /* from here on whole rows are announced */

enum
{
  PENDING_CHANGED,
  KEPT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void model_iface_init (KkbGridModelInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbEntryModel, kkb_entry_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_GRID_MODEL, model_iface_init))

KkbInputRow *
kkb_entry_row (KkbEntryModel *self, guint row)
{
  return &g_array_index (self->rows, KkbInputRow, row);
}

KkbInputColumn *
kkb_entry_column (KkbEntryModel *self, guint column)
{
  return g_ptr_array_index (self->columns, column);
}

gboolean
kkb_input_is_of_year (KkbInputKind kind)
{
  return kind >= KKB_INPUT_TARGET;
}

/* ---- rows ---- */

/* Years that are not over have no actual yet; where only such are shown, they are meant. */
static gboolean
lacks_actual (KkbEntryModel *self, const KkbPlacement *p)
{
  int over = kkb_entry_year_now () - 1, last = self->from > over ? self->to : MIN (self->to, over);

  if (kkb_indicator_is_computed (p->indicator))
    return FALSE;
  for (int fy = self->from; fy <= last; fy++)
    {
      const KkbValue *value = kkb_value_list_find (&p->indicator->actuals, fy);
      if (!value || (value->kind == KKB_VALUE_BLANK && value->state == KKB_STATE_BLANK))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_due (KkbEntryModel *self, const KkbPlacement *p)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) since = g_date_time_add_months (now, -(int)self->months);

  return kkb_release_is_due (p->indicator, g_date_time_get_year (since), g_date_time_get_month (since),
                             g_date_time_get_year (now), g_date_time_get_month (now), NULL);
}

static gboolean
passes (KkbEntryModel *self, const KkbPlacement *p)
{
  if (!kkb_filter_matches (self->filter, p) || !kkb_placement_found (kkb_document_facts (self->doc), p, self->needle))
    return FALSE;
  if (self->show == KKB_ENTRY_SHOW_NOT_ENTERED)
    return lacks_actual (self, p);
  return self->show == KKB_ENTRY_SHOW_ALL || is_due (self, p);
}

static void
add_section (KkbEntryModel *self, const KkbPlacement *p)
{
  KkbInputRow section = { .next_same = -1 };
  const KkbPlan *plan = kkb_facts_plan (kkb_document_facts (self->doc), p->plan);

  section.id = p->node ? p->node->id : p->plan;
  section.level = 1;
  if (p->node)
    {
      g_autofree char *printed = kkb_node_printed (p->node);
      const char *level = p->node->level < g_strv_length ((GStrv)plan->levels) ? plan->levels[p->node->level] : "";
      g_autofree char *text = *level ? g_strdup_printf ("%s　%s", level, printed) : g_strdup (printed);
      section.section = g_string_chunk_insert (self->texts, text);
      for (const KkbNode *n = p->node->parent; n && section.level < 4; n = n->parent)
        section.level++;
    }
  else
    section.section = g_string_chunk_insert (self->texts, plan->title);
  g_array_append_val (self->rows, section);
}

/* FRESH: the filter is applied; else what passed it before stays whatever was typed, and what is new is looked at. */
static void
add_plan_rows (KkbEntryModel *self, const KkbPlan *plan, const KkbNode *node, gboolean fresh)
{
  g_autoptr (GPtrArray) placements = kkb_node_placements_below (kkb_document_facts (self->doc), plan, node);
  const KkbPlacement *before = NULL;

  for (guint i = 0; i < placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (placements, i);
      KkbInputRow row = { .id = p->id, .placement = p, .next_same = -1 };
      if ((fresh || !g_hash_table_contains (self->passed, &p->id)) && !passes (self, p))
        continue;
      if (!before || before->node != p->node)
        add_section (self, p);
      before = p;
      g_array_append_val (self->rows, row);
    }
}

static void
index_rows (KkbEntryModel *self)
{
  g_hash_table_remove_all (self->index);
  g_hash_table_remove_all (self->same);
  g_hash_table_remove_all (self->passed);
  for (guint i = self->rows->len; i-- > 0;)
    {
      KkbInputRow *row = kkb_entry_row (self, i);
      g_hash_table_insert (self->index, &row->id, GUINT_TO_POINTER (i + 1));
      if (!row->placement)
        continue;
      row->next_same = GPOINTER_TO_INT (g_hash_table_lookup (self->same, &row->placement->indicator->id)) - 1;
      g_hash_table_insert (self->same, g_memdup2 (&row->placement->indicator->id, sizeof (KkbId)),
                           GUINT_TO_POINTER (i + 1));
      g_hash_table_add (self->passed, g_memdup2 (&row->id, sizeof (KkbId)));
    }
}

static void
build_rows (KkbEntryModel *self, gboolean fresh)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  const KkbNode *node = self->node ? kkb_facts_node (facts, self->node) : NULL;

  g_array_set_size (self->rows, 0);
  g_string_chunk_clear (self->texts);
  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);
      if (!self->plan || plan->id == self->plan)
        add_plan_rows (self, plan, node && node->plan == plan->id ? node : NULL, fresh);
    }
  index_rows (self);
}

static void
rebuild (KkbEntryModel *self, gboolean fresh)
{
  kkb_entry_choose_years (self);
  build_rows (self, fresh);
  kkb_entry_build_columns (self);
  kkb_grid_model_columns_changed (KKB_GRID_MODEL (self));
  kkb_grid_model_rows_changed (KKB_GRID_MODEL (self));
}

/* ---- changes of the document ---- */

static gboolean
is_pending_of_nothing (gpointer key, gpointer value, gpointer data)
{
  return !kkb_facts_placement (data, ((KkbPendingCell *)key)->placement);
}

static char *
signature (KkbEntryModel *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const KkbInputColumn *c = kkb_entry_column (self, i);
      g_string_append_printf (text, "%s/%d/%d;", c->key, c->width, c->decimals);
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      const KkbInputRow *row = kkb_entry_row (self, i);
      g_string_append_printf (text, "%" G_GINT64_FORMAT "%s%u;", row->id, row->section ? row->section : "", row->level);
    }
  return g_string_free (text, FALSE);
}

/* Something else than figures changed. */
static void
facts_changed (KkbEntryModel *self)
{
  g_autofree char *before = signature (self);
  g_autofree char *now = NULL;

  if (g_hash_table_foreach_remove (self->pending, is_pending_of_nothing, kkb_document_facts (self->doc)))
    g_signal_emit (self, signals[PENDING_CHANGED], 0);
  kkb_entry_choose_years (self);
  build_rows (self, FALSE);
  kkb_entry_build_columns (self);
  now = signature (self);
  if (g_str_equal (before, now))
    {
      for (guint i = 0; i < self->rows->len; i++)
        kkb_grid_model_cell_changed (KKB_GRID_MODEL (self), i, -1);
      return;
    }
  kkb_grid_model_columns_changed (KKB_GRID_MODEL (self));
  kkb_grid_model_rows_changed (KKB_GRID_MODEL (self));
}

/* The facts may be others now: what the rows point to is looked up anew. FALSE: a row is gone. */
static gboolean
relink (KkbEntryModel *self)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);

  for (guint i = 0; i < self->rows->len; i++)
    {
      KkbInputRow *row = kkb_entry_row (self, i);
      if (row->placement && !(row->placement = kkb_facts_placement (facts, row->id)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
concerns (const KkbInputColumn *column, const KkbChange *change)
{
  switch (change->table)
    {
    case KKB_TABLE_BASELINE:
      return column->kind == KKB_INPUT_BASELINE || column->kind == KKB_INPUT_AS_OF;
    case KKB_TABLE_TARGET:
      return column->kind == KKB_INPUT_TARGET && column->fy == change->fy;
    case KKB_TABLE_ACTUAL:
      return column->kind >= KKB_INPUT_ACTUAL && column->fy == change->fy;
    default:
      return FALSE;
    }
}

/* TRUE: a column became wider. */
static gboolean
announce_change (KkbEntryModel *self, const KkbChange *change, gboolean whole_rows)
{
  int row = GPOINTER_TO_INT (g_hash_table_lookup (self->same, &change->id)) - 1;
  gboolean wider = FALSE;

  for (; row >= 0; row = kkb_entry_row (self, row)->next_same)
    for (guint i = KKB_INPUT_BASELINE; i < self->columns->len; i++)
      {
        KkbInputColumn *column = kkb_entry_column (self, i);
        if (!concerns (column, change))
          continue;
        wider |= kkb_entry_fit_column (self, column, kkb_entry_row (self, row)->placement);
        if (!whole_rows)
          kkb_grid_model_cell_changed (KKB_GRID_MODEL (self), row, i);
      }
  return wider;
}

static void
changed_cb (KkbEntryModel *self, const KkbChanges *changes)
{
  gboolean whole_rows = changes->rows->len > MANY_CHANGES, wider = FALSE;

  if (!changes->only_values || !relink (self))
    {
      facts_changed (self);
      kkb_entry_marks_document_changed (self, changes);
      return;
    }
  for (guint i = 0; i < changes->rows->len; i++)
    wider |= announce_change (self, &g_array_index (changes->rows, KkbChange, i), whole_rows);
  for (guint i = 0; whole_rows && i < self->rows->len; i++)
    kkb_grid_model_cell_changed (KKB_GRID_MODEL (self), i, -1);
  if (wider)
    kkb_grid_model_columns_changed (KKB_GRID_MODEL (self));
  kkb_entry_marks_document_changed (self, changes);
}

/* ---- signals ---- */

void
kkb_entry_emit_kept (KkbEntryModel *self, guint kept, guint all, const char *problem)
{
  g_signal_emit (self, signals[KEPT], 0, kept, all, problem);
}

void
kkb_entry_emit_pending (KkbEntryModel *self)
{
  g_signal_emit (self, signals[PENDING_CHANGED], 0);
}

/* ---- KkbGridModel ---- */

static guint
get_n_rows (KkbGridModel *model)
{
  return KKB_ENTRY_MODEL (model)->rows->len;
}

static guint
get_n_columns (KkbGridModel *model)
{
  return KKB_ENTRY_MODEL (model)->columns->len;
}

static guint
get_n_frozen (KkbGridModel *model)
{
  return KKB_INPUT_BASELINE; /* №, 指標, 単位 */
}

static void
get_column (KkbGridModel *model, guint i, KkbGridColumn *out)
{
  const KkbInputColumn *column = kkb_entry_column (KKB_ENTRY_MODEL (model), i);

  out->key = column->key;
  out->title = column->title;
  out->group = column->group;
  out->width = column->width;
  out->align = column->align;
  out->decimals = column->decimals;
  out->wrap = column->kind == KKB_INPUT_NAME || column->kind == KKB_INPUT_AS_OF;
  out->row_header = column->kind == KKB_INPUT_NAME;
}

static const char *
get_section (KkbGridModel *model, guint row, guint *level)
{
  const KkbInputRow *r = kkb_entry_row (KKB_ENTRY_MODEL (model), row);

  *level = r->level;
  return r->section;
}

static guint64
get_row_id (KkbGridModel *model, guint row)
{
  return kkb_entry_row (KKB_ENTRY_MODEL (model), row)->id;
}

static gint64
find_row (KkbGridModel *model, guint64 id)
{
  gint64 key = id;

  return GPOINTER_TO_INT (g_hash_table_lookup (KKB_ENTRY_MODEL (model)->index, &key)) - 1;
}

static void
model_iface_init (KkbGridModelInterface *iface)
{
  iface->get_n_rows = get_n_rows;
  iface->get_n_columns = get_n_columns;
  iface->get_n_frozen = get_n_frozen;
  iface->get_column = get_column;
  iface->get_cell = kkb_entry_get_cell;
  iface->get_edit_text = kkb_entry_get_edit_text;
  iface->get_tooltip = kkb_entry_get_tooltip;
  iface->get_section = get_section;
  iface->commit = kkb_entry_commit;
  iface->change = kkb_entry_change;
  iface->get_problem = kkb_entry_get_problem;
  iface->discard = kkb_entry_discard;
  iface->get_choices = kkb_entry_get_choices;
  iface->get_today = kkb_entry_get_today;
  iface->get_row_id = get_row_id;
  iface->find_row = find_row;
}

/* ---- GObject ---- */

static void
kkb_entry_model_finalize (GObject *object)
{
  KkbEntryModel *self = KKB_ENTRY_MODEL (object);

  g_clear_signal_handler (&self->changed, self->doc);
  g_object_unref (self->doc);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->rows);
  g_hash_table_unref (self->index);
  g_hash_table_unref (self->same);
  g_hash_table_unref (self->passed);
  g_string_chunk_free (self->texts);
  g_hash_table_unref (self->pending);
  g_ptr_array_unref (self->marks);
  kkb_filter_free (self->filter);
  g_free (self->needle);
  g_free (self->cell_text);
  G_OBJECT_CLASS (kkb_entry_model_parent_class)->finalize (object);
}

static void
kkb_entry_model_class_init (KkbEntryModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kkb_entry_model_finalize;
  signals[PENDING_CHANGED] = g_signal_new ("pending-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  signals[KEPT] = g_signal_new ("kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_STRING);
}

static void
kkb_entry_model_init (KkbEntryModel *self)
{
  self->columns = g_ptr_array_new_with_free_func (kkb_entry_column_free);
  self->rows = g_array_new (FALSE, TRUE, sizeof (KkbInputRow));
  self->index = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->same = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->passed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->texts = g_string_chunk_new (1024);
  self->pending = kkb_entry_pending_new ();
  kkb_entry_marks_init (self);
  self->filter = kkb_filter_new ();
  self->needle = g_strdup ("");
  self->kinds = KKB_INPUT_DEFAULT;
}

/* ---- public ---- */

KkbEntryModel *
kkb_entry_model_new (KkbDocument *doc, const KkbFormat *format)
{
  KkbEntryModel *self = g_object_new (KKB_TYPE_ENTRY_MODEL, NULL);

  self->doc = g_object_ref (doc);
  self->format = *format;
  self->changed = g_signal_connect_swapped (doc, "changed", G_CALLBACK (changed_cb), self);
  kkb_entry_choose_years (self);
  build_rows (self, TRUE);
  kkb_entry_build_columns (self);
  return self;
}

void
kkb_entry_model_set_scope (KkbEntryModel *self, KkbId plan, KkbId node)
{
  if (self->plan == plan && self->node == node)
    return;
  self->plan = plan;
  self->node = node;
  rebuild (self, TRUE);
}

void
kkb_entry_model_set_search (KkbEntryModel *self, const char *needle_key)
{
  if (g_str_equal (self->needle, needle_key))
    return;
  g_free (self->needle);
  self->needle = g_strdup (needle_key);
  rebuild (self, TRUE);
}

void
kkb_entry_model_set_format (KkbEntryModel *self, const KkbFormat *format)
{
  self->format = *format;
  rebuild (self, FALSE);
}

void
kkb_entry_model_set_filter (KkbEntryModel *self, const KkbFilter *filter)
{
  g_autofree char *before = kkb_filter_to_text (self->filter), *now = kkb_filter_to_text (filter);

  if (g_str_equal (before, now))
    return;
  kkb_filter_clear (self->filter);
  kkb_filter_read (self->filter, now);
  rebuild (self, TRUE);
}

void
kkb_entry_model_set_show (KkbEntryModel *self, KkbEntryShow show, guint months)
{
  if (self->show == show && self->months == months)
    return;
  self->show = show;
  self->months = months;
  rebuild (self, TRUE);
}

KkbEntryShow
kkb_entry_model_show (KkbEntryModel *self)
{
  return self->show;
}

void
kkb_entry_model_refilter (KkbEntryModel *self)
{
  rebuild (self, TRUE);
}

gboolean
kkb_entry_model_is_filtered (KkbEntryModel *self)
{
  return !kkb_filter_is_empty (self->filter) || self->show != KKB_ENTRY_SHOW_ALL || *self->needle;
}

void
kkb_entry_model_set_kinds (KkbEntryModel *self, guint chosen)
{
  if (self->kinds == chosen)
    return;
  self->kinds = chosen;
  rebuild (self, FALSE);
}

guint
kkb_entry_model_kinds (KkbEntryModel *self)
{
  return self->kinds;
}

void
kkb_entry_model_set_years (KkbEntryModel *self, int from, int to)
{
  gboolean fresh = self->show == KKB_ENTRY_SHOW_NOT_ENTERED;

  if (self->chosen_from == from && (!from || self->chosen_to == to))
    return;
  self->chosen_from = from;
  self->chosen_to = MAX (from, to);
  rebuild (self, fresh);
}

gboolean
kkb_entry_model_years_chosen (KkbEntryModel *self)
{
  return self->chosen_from != 0;
}

void
kkb_entry_model_years (KkbEntryModel *self, int *from, int *to)
{
  *from = self->from;
  *to = self->to;
}

guint
kkb_entry_model_n_placements (KkbEntryModel *self)
{
  return g_hash_table_size (self->passed);
}

KkbId
kkb_entry_model_placement (KkbEntryModel *self, guint row)
{
  const KkbInputRow *r = row < self->rows->len ? kkb_entry_row (self, row) : NULL;

  return r && r->placement ? r->id : 0;
}

gint64
kkb_entry_model_find_placement (KkbEntryModel *self, KkbId placement)
{
  return find_row (KKB_GRID_MODEL (self), placement);
}

KkbInputKind
kkb_entry_model_column_kind (KkbEntryModel *self, guint column, int *fy)
{
  const KkbInputColumn *c = kkb_entry_column (self, column);

  *fy = c->fy;
  return c->kind;
}

int
kkb_entry_model_find_column (KkbEntryModel *self, KkbInputKind kind, int fy)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const KkbInputColumn *c = kkb_entry_column (self, i);
      if (c->kind == kind && (c->fy == fy || !kkb_input_is_of_year (kind)))
        return (int)i;
    }
  return -1;
}
