/* kkb-statistics-page.c - see kkb-statistics-page.h
 *
 *   choice of the table, buttons
 *   left: name, unit, source, note, cells     right: the chart
 *
 * The table shows some empty rows and columns more than there are: what is typed or pasted there makes it larger. */
#include "kkb-statistics-page.h"
#include "kkb-chart-view.h"
#include "kkb-compat.h"
#include "kkb-edit.h"
#include "kkb-error.h"
#include "kkb-field.h"
#include "kkb-question.h"
#include "kkb-statistics-chart.h"
#include "kkb-statistics-file.h"
#include "kkb-text.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>

#define SPARE_ROWS    100 /* room for what is pasted */
#define SPARE_COLUMNS 20

enum
{
  TEXT_NAME,
  TEXT_UNIT,
  TEXT_SOURCE,
  TEXT_NOTE,
  N_TEXTS
};

struct _KkbStatisticsPage
{
  GtkWidget parent;
  GtkWidget *box, *choice, *add, *remove, *import, *bar, *stack, *form, *texts[N_TEXTS], *table, *chart;
  KkbGrid *grid;
  KkbSmallModel *cells;
  KkbDocument *doc;
  KkbFormat format;
  KkbWindow *win;
  KkbId plan, statistic;
  gboolean dirty;
};

static void kkb_statistics_page_page_init (KkbPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbStatisticsPage, kkb_statistics_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_PAGE, kkb_statistics_page_page_init))

/* ---- what is shown ---- */

static const KkbPlan *
shown_plan (KkbStatisticsPage *self)
{
  return self->doc && self->plan ? kkb_facts_plan (kkb_document_facts (self->doc), self->plan) : NULL;
}

static const KkbStatistic *
shown (KkbStatisticsPage *self)
{
  const KkbStatistic *statistic
      = self->doc && self->statistic ? kkb_facts_statistic (kkb_document_facts (self->doc), self->statistic) : NULL;

  return statistic && statistic->plan == self->plan ? statistic : NULL;
}

static gboolean
is_writable (KkbStatisticsPage *self)
{
  return self->doc && !kkb_document_read_only (self->doc);
}

/* The cells as they are being changed: rows of columns of texts. */
typedef struct
{
  guint n_rows, n_columns;
  GPtrArray *cells; /* char * */
} Cells;

static Cells
cells_copy (const KkbStatistic *statistic, guint n_rows, guint n_columns)
{
  Cells cells = { n_rows, n_columns, g_ptr_array_new_with_free_func (g_free) };

  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_columns; c++)
      g_ptr_array_add (cells.cells, g_strdup (kkb_statistic_cell (statistic, r, c)));
  return cells;
}

static gboolean
is_empty_line (const Cells *cells, gboolean row, guint at)
{
  for (guint i = 0; i < (row ? cells->n_columns : cells->n_rows); i++)
    if (*(const char *)g_ptr_array_index (cells->cells, row ? at * cells->n_columns + i : i * cells->n_columns + at))
      return FALSE;
  return TRUE;
}

/* Writes CELLS (which are freed) without empty rows and columns at the end. */
static gboolean
store_cells (KkbStatisticsPage *self, Cells *cells, const char *label, GError **error)
{
  KkbDraft *draft = kkb_draft_new (self->doc);
  KkbStatistic *statistic = kkb_draft_statistic (draft, self->statistic);
  KkbFacts *own = kkb_draft_own (draft);
  guint n_rows = cells->n_rows, n_columns = cells->n_columns;
  const char **texts;

  while (n_rows && is_empty_line (cells, TRUE, n_rows - 1))
    n_rows--;
  while (n_columns && is_empty_line (cells, FALSE, n_columns - 1))
    n_columns--;
  if (!n_rows || !n_columns)
    n_rows = n_columns = 0;
  texts = kkb_facts_bytes (own, NULL, MAX (n_rows * n_columns, 1) * sizeof *texts);
  for (guint r = 0; r < n_rows; r++)
    for (guint c = 0; c < n_columns; c++)
      texts[r * n_columns + c] = kkb_facts_string (own, g_ptr_array_index (cells->cells, r * cells->n_columns + c));
  statistic->n_rows = (guint16)n_rows;
  statistic->n_columns = (guint16)n_columns;
  statistic->cells = texts;
  g_ptr_array_unref (cells->cells);
  return kkb_edit_run (self->doc, draft, label, error);
}

/* ---- filling ---- */

static void
fill_choice (KkbStatisticsPage *self, const KkbPlan *plan)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint at = G_MAXUINT;

  for (guint i = 0; plan && i < plan->statistics->len; i++)
    {
      const KkbStatistic *statistic = g_ptr_array_index (plan->statistics, i);

      g_ptr_array_add (names, (char *)statistic->name);
      if (statistic->id == self->statistic)
        at = i;
    }
  g_ptr_array_add (names, NULL);
  kkb_field_choice_set_words (self->choice, (const char *const *)names->pdata);
  kkb_field_choice_show (self->choice, at);
}

static char *
column_name (guint column)
{
  return column < 26 ? g_strdup_printf ("%c", 'A' + column)
                     : g_strdup_printf ("%c%c", 'A' + column / 26 - 1, 'A' + column % 26);
}

static void
fill_cells (KkbStatisticsPage *self, const KkbStatistic *statistic)
{
  guint n_rows = MIN (statistic->n_rows + SPARE_ROWS, KKB_STATISTIC_MAX_ROWS);
  guint n_columns = MIN (statistic->n_columns + SPARE_COLUMNS, KKB_STATISTIC_MAX_COLUMNS);
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (KkbGridColumn));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < n_columns; c++)
    {
      KkbGridColumn column = { .width = c ? 10 : 14, .align = c ? KKB_GRID_ALIGN_DECIMAL : KKB_GRID_ALIGN_START };

      column.row_header = c == 0;
      column.decimals = c ? 1 : 0;
      g_ptr_array_add (names, column_name (c));
      column.key = column.title = g_ptr_array_index (names, c);
      g_array_append_val (columns, column);
    }
  kkb_small_model_set_columns (self->cells, (const KkbGridColumn *)(gconstpointer)columns->data, n_columns, 1);
  kkb_small_model_begin (self->cells);
  for (guint r = 0; r < n_rows; r++)
    {
      kkb_small_model_add_row (self->cells, r + 1);
      for (guint c = 0; c < n_columns; c++)
        kkb_small_model_set (self->cells, r, c, kkb_statistic_cell (statistic, r, c), NULL,
                             r == 0 ? KKB_GRID_STYLE_STRONG : 0, is_writable (self));
    }
  kkb_small_model_end (self->cells);
}

static void
refresh (KkbStatisticsPage *self)
{
  const KkbPlan *plan;
  const KkbStatistic *statistic;
  g_autoptr (KkbChartSpec) spec = NULL;

  if (!self->doc || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->dirty = TRUE;
      return;
    }
  self->dirty = FALSE;
  plan = shown_plan (self);
  statistic = shown (self);
  if (!statistic && plan && plan->statistics->len)
    statistic = g_ptr_array_index (plan->statistics, 0);
  self->statistic = statistic ? statistic->id : 0;
  fill_choice (self, plan);
  gtk_widget_set_sensitive (self->add, is_writable (self) && plan);
  gtk_widget_set_sensitive (self->remove, is_writable (self) && statistic);
  gtk_widget_set_sensitive (self->import, is_writable (self) && statistic);
  gtk_widget_set_sensitive (self->bar, is_writable (self));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), statistic ? "form" : "nothing");
  if (!statistic)
    return;
  kkb_field_entry_show (self->texts[TEXT_NAME], statistic->name);
  kkb_field_entry_show (self->texts[TEXT_UNIT], statistic->unit);
  kkb_field_entry_show (self->texts[TEXT_SOURCE], statistic->source);
  kkb_field_entry_show (self->texts[TEXT_NOTE], statistic->note);
  fill_cells (self, statistic);
  spec = kkb_statistic_chart (statistic, &self->format);
  kkb_chart_view_set_spec (KKB_CHART_VIEW (self->chart), spec);
  kkb_form_set_editable (self->form, is_writable (self));
}

/* ---- callbacks ---- */

static gboolean
text_cb (GtkWidget *field, const char *text, gpointer data, GError **error)
{
  KkbStatisticsPage *self = data;
  g_autofree char *typed = kkb_text_strip (text);
  KkbDraft *draft;
  KkbStatistic *statistic;
  const char *own;

  if (!shown (self))
    return TRUE;
  draft = kkb_draft_new (self->doc);
  statistic = kkb_draft_statistic (draft, self->statistic);
  own = kkb_draft_string (draft, typed);
  if (field == self->texts[TEXT_NAME])
    statistic->name = own;
  else if (field == self->texts[TEXT_UNIT])
    statistic->unit = own;
  else if (field == self->texts[TEXT_SOURCE])
    statistic->source = own;
  else
    statistic->note = own;
  return kkb_edit_run (self->doc, draft, _ ("Background statistics"), error);
}

static gboolean
cells_change_cb (gpointer data, const KkbGridChange *changes, guint n, KkbGridChangeKind kind, GError **error)
{
  KkbStatisticsPage *self = data;
  const KkbStatistic *statistic = shown (self);
  guint n_rows, n_columns;
  Cells cells;

  if (!statistic)
    return TRUE;
  n_rows = statistic->n_rows;
  n_columns = statistic->n_columns;
  for (guint i = 0; i < n; i++)
    {
      n_rows = MAX (n_rows, changes[i].row + 1);
      n_columns = MAX (n_columns, changes[i].column + 1);
    }
  cells = cells_copy (statistic, n_rows, n_columns);
  for (guint i = 0; i < n; i++)
    {
      gpointer *slot = &g_ptr_array_index (cells.cells, changes[i].row * n_columns + changes[i].column);

      g_free (*slot);
      *slot = g_strdup (changes[i].text);
    }
  return store_cells (self, &cells, _ ("Background statistics: cells"), error);
}

static gboolean
choose_cb (GtkWidget *field, guint index, gpointer data, GError **error)
{
  KkbStatisticsPage *self = data;
  const KkbPlan *plan = shown_plan (self);

  if (!plan || index >= plan->statistics->len)
    return TRUE;
  if (!kkb_grid_commit_edit (self->grid) || !kkb_form_commit (self->form))
    return FALSE;
  self->statistic = ((const KkbStatistic *)g_ptr_array_index (plan->statistics, index))->id;
  refresh (self);
  return TRUE;
}

static void
add_cb (KkbStatisticsPage *self)
{
  g_autoptr (GError) error = NULL;
  KkbDraft *draft;
  KkbStatistic *statistic;

  if (!shown_plan (self) || !kkb_page_commit (KKB_PAGE (self)))
    return;
  draft = kkb_draft_new (self->doc);
  statistic = kkb_draft_add_statistic (draft, self->plan);
  statistic->name = kkb_draft_string (draft, _ ("New statistics"));
  self->statistic = statistic->id;
  if (kkb_edit_run (self->doc, draft, _ ("Background statistics: new table"), &error))
    gtk_widget_child_focus (self->texts[TEXT_NAME], GTK_DIR_TAB_FORWARD);
  else
    kkb_window_show_error (self->win, error);
}

static void
delete_answered (GtkWindow *parent, int button, gpointer data)
{
  KkbStatisticsPage *self = data;
  g_autoptr (GError) error = NULL;

  if (button == 1 && shown (self))
    {
      KkbDraft *draft = kkb_draft_new (self->doc);

      kkb_draft_delete (draft, KKB_TABLE_STATISTIC, self->statistic);
      if (!kkb_edit_run (self->doc, draft, _ ("Background statistics: deleted"), &error))
        kkb_window_show_error (KKB_WINDOW (parent), error);
    }
  g_object_unref (self);
}

static void
remove_cb (KkbStatisticsPage *self)
{
  const KkbStatistic *statistic = shown (self);
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("_Delete"), KKB_BUTTON_DESTRUCTIVE } };
  g_autofree char *text = NULL;

  if (!statistic)
    return;
  text = g_strdup_printf (_ ("“%s” goes with its %u rows. It can be undone."), statistic->name, statistic->n_rows);
  kkb_question_ask (GTK_WINDOW (self->win), _ ("Delete the table?"), text, NULL, buttons, 2, 0, 1, delete_answered,
                    g_object_ref (self));
}

/* ---- rows and columns ---- */

typedef enum
{
  LINE_INSERT_ROW,
  LINE_DELETE_ROW,
  LINE_INSERT_COLUMN,
  LINE_DELETE_COLUMN
} LineChange;

static void
line_cb (GtkButton *button, KkbStatisticsPage *self)
{
  LineChange change = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "change"));
  const KkbStatistic *statistic = shown (self);
  gboolean of_row = change == LINE_INSERT_ROW || change == LINE_DELETE_ROW;
  int by = change == LINE_INSERT_ROW || change == LINE_INSERT_COLUMN ? 1 : -1;
  g_autoptr (GError) error = NULL;
  guint row, column, at;
  Cells cells;

  if (!statistic || !kkb_grid_commit_edit (self->grid) || !kkb_grid_get_cursor (self->grid, &row, &column))
    return;
  statistic = shown (self);
  at = of_row ? row : column;
  if (at >= (of_row ? statistic->n_rows : statistic->n_columns))
    return;
  cells.n_rows = statistic->n_rows + (guint)(of_row ? by : 0);
  cells.n_columns = statistic->n_columns + (guint)(of_row ? 0 : by);
  cells.cells = g_ptr_array_new_with_free_func (g_free);
  for (guint r = 0; r < cells.n_rows; r++)
    for (guint c = 0; c < cells.n_columns; c++)
      {
        guint line = of_row ? r : c, from = by > 0 ? line - (line > at) : line + (line >= at);
        gboolean is_new = by > 0 && line == at;

        g_ptr_array_add (cells.cells, g_strdup (is_new   ? ""
                                                : of_row ? kkb_statistic_cell (statistic, from, c)
                                                         : kkb_statistic_cell (statistic, r, from)));
      }
  if (!store_cells (self, &cells, of_row ? _ ("Background statistics: row") : _ ("Background statistics: column"),
                    &error))
    kkb_window_show_error (self->win, error);
}

/* ---- import ---- */

typedef struct
{
  KkbStatisticsPage *page;
  KkbCellTable *table;
  GtkWidget *range;
} Import;

static gboolean
take_table (KkbStatisticsPage *self, const KkbCellTable *table, const char *range, GError **error)
{
  g_autoptr (KkbCellTable) part = kkb_cell_table_range (table, range, error);
  Cells cells;

  if (!part || !shown (self))
    return FALSE;
  cells.n_rows = part->n_rows;
  cells.n_columns = part->n_columns;
  cells.cells = g_ptr_array_ref (part->cells);
  return store_cells (self, &cells, _ ("Background statistics: import"), error);
}

static void
import_answered (GtkWindow *parent, int button, gpointer data)
{
  Import *import = data;
  g_autoptr (GError) error = NULL;

  if (button == 1
      && !take_table (import->page, import->table, gtk_editable_get_text (GTK_EDITABLE (import->range)), &error)
      && error)
    kkb_window_show_error (KKB_WINDOW (parent), error);
  kkb_cell_table_free (import->table);
  g_object_unref (import->page);
  g_free (import);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  KkbCellTable *table = kkb_cell_table_read (path, &error);

  if (table)
    g_task_return_pointer (task, table, (GDestroyNotify)kkb_cell_table_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KkbStatisticsPage *self = KKB_STATISTICS_PAGE (source);
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("_Import"), KKB_BUTTON_SUGGESTED } };
  g_autoptr (GError) error = NULL;
  KkbCellTable *table = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *corner = NULL, *all = NULL;
  Import *import;

  if (!table || !self->doc || !shown (self))
    {
      if (error && self->doc)
        kkb_window_show_error (self->win, error);
      g_clear_pointer (&table, kkb_cell_table_free);
      return;
    }
  corner = column_name (table->n_columns ? table->n_columns - 1 : 0);
  all = g_strdup_printf ("A1:%s%u", corner, MAX (table->n_rows, 1));
  import = g_new0 (Import, 1);
  import->page = g_object_ref (self);
  import->table = table;
  import->range = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (import->range), all);
  gtk_entry_set_activates_default (GTK_ENTRY (import->range), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (import->range), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Range of cells"),
                                  -1);
  kkb_question_ask (GTK_WINDOW (self->win), _ ("Import a range of cells"),
                    _ ("The cells of the first sheet in this range take the place of the table's cells; it can be "
                       "undone."),
                    import->range, buttons, 2, 0, 1, import_answered, import);
}

static void
file_chosen (GtkWindow *parent, GFile *file, gpointer data)
{
  g_autoptr (KkbStatisticsPage) self = data;
  g_autoptr (GTask) task = NULL;

  if (!file)
    return;
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_task_data (task, g_file_get_path (file), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
import_cb (KkbStatisticsPage *self)
{
  static const char *const patterns[] = { "*.xlsx", "*.xlsm", "*.csv", "*.tsv", "*.txt", NULL };
  const KkbFileFilter filters[] = { { _ ("Workbooks and CSV files"), patterns }, { NULL, NULL } };

  if (kkb_page_commit (KKB_PAGE (self)))
    kkb_compat_choose_file (GTK_WINDOW (self->win), _ ("Import a range of cells"), FALSE, _ ("_Import"), NULL, NULL,
                            filters, file_chosen, g_object_ref (self));
}

/* ---- KkbPage ---- */

static void
set_document (KkbPage *page, KkbWindow *win, KkbDocument *doc)
{
  KkbStatisticsPage *self = KKB_STATISTICS_PAGE (page);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  self->win = win;
  self->plan = self->statistic = 0;
  g_set_object (&self->doc, doc);
  if (doc)
    g_signal_connect_swapped (doc, "review-changed", G_CALLBACK (refresh), self);
  refresh (self);
}

static void
set_scope (KkbPage *page, KkbId plan, KkbId node)
{
  KKB_STATISTICS_PAGE (page)->plan = plan;
  refresh (KKB_STATISTICS_PAGE (page));
}

static void
set_format (KkbPage *page, const KkbFormat *format)
{
  KKB_STATISTICS_PAGE (page)->format = *format;
  refresh (KKB_STATISTICS_PAGE (page));
}

static gboolean
commit (KkbPage *page)
{
  KkbStatisticsPage *self = KKB_STATISTICS_PAGE (page);

  return kkb_grid_commit_edit (self->grid) && kkb_form_commit (self->form);
}

static gboolean
is_editing (KkbPage *page)
{
  KkbStatisticsPage *self = KKB_STATISTICS_PAGE (page);

  return kkb_grid_get_editing (self->grid) || kkb_form_is_editing (self->form);
}

static KkbGrid *
get_grid (KkbPage *page)
{
  KkbStatisticsPage *self = KKB_STATISTICS_PAGE (page);

  return shown (self) ? self->grid : NULL;
}

static void
kkb_statistics_page_page_init (KkbPageInterface *iface)
{
  iface->set_document = set_document;
  iface->set_scope = set_scope;
  iface->set_format = set_format;
  iface->commit = commit;
  iface->is_editing = is_editing;
  iface->get_grid = get_grid;
}

/* ---- overrides ---- */

static void
kkb_statistics_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kkb_statistics_page_parent_class)->map (widget);
  if (KKB_STATISTICS_PAGE (widget)->dirty)
    refresh (KKB_STATISTICS_PAGE (widget));
}

static void
kkb_statistics_page_dispose (GObject *object)
{
  KkbStatisticsPage *self = KKB_STATISTICS_PAGE (object);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  g_clear_object (&self->doc);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->cells);
  G_OBJECT_CLASS (kkb_statistics_page_parent_class)->dispose (object);
}

static void
kkb_statistics_page_class_init (KkbStatisticsPageClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_statistics_page_dispose;
  widget->map = kkb_statistics_page_map;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "statisticspage");
}

static void
editing_cb (GtkWidget *form, gpointer data)
{
  KkbStatisticsPage *self = data;

  if (self->doc)
    kkb_window_update_actions (self->win);
}

static GtkWidget *
add_button (KkbStatisticsPage *self, GtkWidget *box, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
build_head (KkbStatisticsPage *self)
{
  const char *const none[] = { NULL };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->choice = kkb_field_choice_new (none, choose_cb, self);
  kkb_form_field_set_name (self->choice, _ ("Table"));
  gtk_widget_set_hexpand (self->choice, TRUE);
  gtk_box_append (GTK_BOX (head), self->choice);
  self->add = add_button (self, head, _ ("_Add a Table"), G_CALLBACK (add_cb));
  self->import = add_button (self, head, _ ("I_mport Cells…"), G_CALLBACK (import_cb));
  self->remove = add_button (self, head, _ ("De_lete Table…"), G_CALLBACK (remove_cb));
  gtk_widget_add_css_class (head, "form-head");
  return head;
}

static void
add_line (KkbStatisticsPage *self, const char *label, LineChange change)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data (G_OBJECT (button), "change", GUINT_TO_POINTER (change));
  g_signal_connect (button, "clicked", G_CALLBACK (line_cb), self);
  gtk_box_append (GTK_BOX (self->bar), button);
}

static GtkWidget *
build_form (KkbStatisticsPage *self)
{
  static const char *const labels[N_TEXTS] = { N_ ("_Name"), N_ ("_Unit"), N_ ("_Source"), N_ ("No_te") };
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24), *scroller = gtk_scrolled_window_new ();

  self->form = kkb_form_new ();
  kkb_form_add_note (self->form, _ ("Background statistics are shown and printed, never evaluated. The first row holds "
                                    "the names (全国, 県, 本市), the first column the years."));
  for (guint i = 0; i < N_TEXTS; i++)
    self->texts[i] = kkb_form_add (self->form, _ (labels[i]), kkb_field_entry_new (text_cb, self));
  self->cells = kkb_small_model_new (cells_change_cb, NULL, self);
  self->table = kkb_edit_grid_new (self->cells, 14, _ ("Cells of the table"), &self->grid);
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  add_line (self, _ ("Insert _Row"), LINE_INSERT_ROW);
  add_line (self, _ ("Delete Row"), LINE_DELETE_ROW);
  add_line (self, _ ("Insert _Column"), LINE_INSERT_COLUMN);
  add_line (self, _ ("Delete Column"), LINE_DELETE_COLUMN);
  kkb_form_add_wide (self->form, NULL, self->bar);
  kkb_form_add_wide (self->form, NULL, self->table);
  kkb_form_set_editing_func (self->form, editing_cb, self);
  self->chart = kkb_chart_view_new ();
  gtk_widget_set_valign (self->chart, GTK_ALIGN_START);
  gtk_widget_set_size_request (self->chart, 320, 400); /* several lines with their names */
  gtk_widget_set_hexpand (self->form, TRUE);
  gtk_widget_set_hexpand (self->chart, TRUE);
  gtk_box_append (GTK_BOX (columns), self->form);
  gtk_box_append (GTK_BOX (columns), self->chart);
  gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
  gtk_widget_add_css_class (columns, "form-columns");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), columns);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
kkb_statistics_page_init (KkbStatisticsPage *self)
{
  GtkWidget *nothing = gtk_label_new (_ ("Here stand the statistics behind a plan: population, prefecture and nation "
                                         "beside the city, with their source. Add a table, then type, paste or import "
                                         "its cells."));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stack = gtk_stack_new ();
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_set_margin_start (nothing, 24);
  gtk_widget_set_margin_end (nothing, 24);
  gtk_stack_add_named (GTK_STACK (self->stack), nothing, "nothing");
  gtk_stack_add_named (GTK_STACK (self->stack), build_form (self), "form");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/* ---- public ---- */

KkbId
kkb_statistics_page_statistic (KkbStatisticsPage *self)
{
  return self->statistic;
}

gboolean
kkb_statistics_page_import (KkbStatisticsPage *self, const char *path, const char *range, GError **error)
{
  g_autoptr (KkbCellTable) table = kkb_cell_table_read (path, error);

  return table && take_table (self, table, range, error);
}
