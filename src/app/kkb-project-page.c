/* kkb-project-page.c - see kkb-project-page.h
 *
 *   table: the projects below the selected node (of a project: those beside it)
 *   form of the one at the cursor: left what it is, right its money */
#include "kkb-error.h"
#include "kkb-compat.h"
#include "kkb-project-private.h"
#include "kkb-question.h"
#include "kkb-tree-edit.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>

static void kkb_project_page_page_init (KkbPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbProjectPage, kkb_project_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_PAGE, kkb_project_page_page_init))

enum
{
  COLUMN_LABEL,
  COLUMN_STATUS,
  COLUMN_TITLE,
  COLUMN_CATEGORY,
  COLUMN_BUDGET,
  COLUMN_SETTLEMENT,
  COLUMN_DEPARTMENTS,
  COLUMN_GRANTS,
  N_COLUMNS
};

/* ---- what is shown ---- */

const KkbFacts *
kkb_project_page_facts (KkbProjectPage *self)
{
  return kkb_document_facts (self->doc);
}

const KkbNode *
kkb_project_page_node (KkbProjectPage *self)
{
  const KkbNode *node
      = self->doc && self->project ? kkb_facts_node (kkb_document_facts (self->doc), self->project) : NULL;

  return node && node->project ? node : NULL;
}

gboolean
kkb_project_page_writable (KkbProjectPage *self)
{
  return self->doc && !kkb_document_read_only (self->doc);
}

static void
collect (const GPtrArray *nodes, GPtrArray *projects)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      KkbNode *node = g_ptr_array_index (nodes, i);

      if (node->project)
        g_ptr_array_add (projects, node);
      collect (node->children, projects);
    }
}

/* The node whose projects are listed: the selected one, or what stands above a project; NULL: the plan. */
static const KkbNode *
scope_node (KkbProjectPage *self)
{
  const KkbNode *node = self->node ? kkb_facts_node (kkb_project_page_facts (self), self->node) : NULL;

  while (node && node->project)
    node = node->parent;
  return node;
}

/* KkbNode, in the order of the tree. (transfer container) */
static GPtrArray *
projects_in_scope (KkbProjectPage *self)
{
  const KkbFacts *facts = kkb_project_page_facts (self);
  const KkbPlan *plan = kkb_facts_plan (facts, self->plan);
  const KkbNode *node = scope_node (self);
  GPtrArray *projects = g_ptr_array_new ();

  if (plan)
    collect (node ? node->children : plan->roots, projects);
  return projects;
}

static int
index_of (GPtrArray *projects, KkbId id)
{
  for (guint i = 0; i < projects->len; i++)
    if (((const KkbNode *)g_ptr_array_index (projects, i))->id == id)
      return (int)i;
  return -1;
}

/* ---- filling ---- */

static char *
joined (const KkbFacts *facts, const KkbId *ids, gboolean grants)
{
  GString *text = g_string_new (NULL);

  for (; *ids; ids++)
    g_string_append_printf (text, "%s%s", text->len ? "、" : "",
                            grants ? kkb_facts_grant (facts, *ids)->name : kkb_facts_department (facts, *ids)->name);
  return g_string_free (text, FALSE);
}

static void
set_row (KkbProjectPage *self, guint row, const KkbNode *node, gboolean writable)
{
  const KkbFacts *facts = kkb_project_page_facts (self);
  const KkbProject *project = node->project;
  g_autofree char *departments = joined (facts, node->departments, FALSE),
                  *grants = joined (facts, project->grants, TRUE);
  KkbDecimal sums[2];
  gboolean has[2];

  kkb_small_model_set (self->list, row, COLUMN_LABEL, node->label, NULL, 0, writable);
  kkb_small_model_set (self->list, row, COLUMN_STATUS, project->status, NULL, 0, writable);
  kkb_small_model_set (self->list, row, COLUMN_TITLE, node->title, NULL, 0, writable);
  kkb_small_model_set (self->list, row, COLUMN_CATEGORY, project->category, NULL, 0, writable);
  kkb_small_model_set (self->list, row, COLUMN_DEPARTMENTS, departments, NULL, 0, writable);
  kkb_small_model_set (self->list, row, COLUMN_GRANTS, grants, NULL, 0, FALSE);
  kkb_small_model_set_tooltip (self->list, row, COLUMN_TITLE, node->title);
  kkb_project_sums (project, sums, has);
  for (guint kind = 0; kind < 2; kind++)
    if (has[kind])
      {
        g_autofree char *thousands = kkb_edit_thousands (sums[kind], &self->format);
        g_autofree char *yen = kkb_decimal_format (sums[kind], &self->format);
        g_autofree char *tooltip = g_strdup_printf ("%s円", yen);

        kkb_small_model_set (self->list, row, COLUMN_BUDGET + kind, thousands, NULL, 0, FALSE);
        kkb_small_model_set_tooltip (self->list, row, COLUMN_BUDGET + kind, tooltip);
      }
}

static void
fill_list (KkbProjectPage *self)
{
  g_autoptr (GPtrArray) projects = projects_in_scope (self);
  const KkbGridColumn columns[N_COLUMNS] = {
    { .key = "label", .title = _ ("No."), .width = 6, .align = KKB_GRID_ALIGN_CENTER },
    { .key = "status", .title = _ ("New or continued"), .width = 9 },
    { .key = "title", .title = _ ("Project"), .width = 30, .wrap = TRUE, .row_header = TRUE, .expand = TRUE },
    { .key = "category", .title = C_ ("project", "Category"), .width = 10, .wrap = TRUE },
    { .key = "budget",
      .title = _ ("Budget"),
      .group = _ ("Thousand yen"),
      .width = 10,
      .align = KKB_GRID_ALIGN_DECIMAL },
    { .key = "settlement",
      .title = _ ("Settlement"),
      .group = _ ("Thousand yen"),
      .width = 10,
      .align = KKB_GRID_ALIGN_DECIMAL },
    { .key = "departments", .title = _ ("Department"), .width = 14, .wrap = TRUE },
    { .key = "grants", .title = _ ("Grant"), .width = 16, .wrap = TRUE },
  };
  gboolean writable = kkb_project_page_writable (self);

  kkb_small_model_set_columns (self->list, columns, N_COLUMNS, 3);
  kkb_small_model_begin (self->list);
  for (guint i = 0; i < projects->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (projects, i);

      set_row (self, kkb_small_model_add_row (self->list, (guint64)node->id), node, writable);
    }
  kkb_small_model_end (self->list);
}

static void
fill_form (KkbProjectPage *self)
{
  const KkbNode *node = kkb_project_page_node (self);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), node ? "form" : "nothing");
  gtk_widget_set_sensitive (self->add, kkb_project_page_writable (self) && self->plan);
  gtk_widget_set_sensitive (self->remove, node && kkb_project_page_writable (self));
  if (!node)
    return;
  gtk_label_set_text (GTK_LABEL (self->head), node->title);
  kkb_compat_set_tooltip (self->head, node->title);
  kkb_project_fill_form (self);
  kkb_project_fill_money (self);
  kkb_project_fill_lines (self);
  kkb_project_fill_links (self);
  kkb_form_set_editable (self->left, kkb_project_page_writable (self));
  kkb_form_set_editable (self->right, kkb_project_page_writable (self));
}

void
kkb_project_page_refresh (KkbProjectPage *self)
{
  g_autoptr (GPtrArray) projects = NULL;
  int at;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || !self->doc)
    {
      self->dirty = TRUE;
      return;
    }
  self->dirty = FALSE;
  self->quiet = TRUE; /* the cursor follows its row, or is put there below */
  fill_list (self);
  projects = projects_in_scope (self);
  at = index_of (projects, self->project);
  if (at < 0)
    {
      self->project = projects->len ? ((const KkbNode *)g_ptr_array_index (projects, 0))->id : 0;
      at = 0;
    }
  if (projects->len)
    {
      guint row, column;

      if (!kkb_grid_get_cursor (self->grid, &row, &column))
        column = COLUMN_TITLE;
      kkb_grid_set_cursor (self->grid, (guint)at, column);
    }
  self->quiet = FALSE;
  fill_form (self);
}

/* ---- callbacks ---- */

static gboolean
commit_all (KkbProjectPage *self)
{
  return kkb_grid_commit_edit (self->grid) && kkb_grid_commit_edit (self->money_grid) && kkb_form_commit (self->left)
         && kkb_form_commit (self->right);
}

static void
cursor_moved_cb (KkbGrid *grid, guint row, guint column, KkbProjectPage *self)
{
  KkbId id = (KkbId)kkb_small_model_row_id (self->list, row);

  if (self->quiet || !self->doc || id == self->project)
    return;
  if (!kkb_form_commit (self->left) || !kkb_form_commit (self->right) || !kkb_grid_commit_edit (self->money_grid))
    {
      kkb_project_page_refresh (self); /* back to the row whose form holds what cannot be read */
      return;
    }
  self->project = id;
  fill_form (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

static gboolean
list_change_cb (gpointer data, const KkbGridChange *changes, guint n, KkbGridChangeKind kind, GError **error)
{
  static const int fields[N_COLUMNS] = { [COLUMN_LABEL] = PROJECT_LABEL,
                                         [COLUMN_STATUS] = PROJECT_STATUS,
                                         [COLUMN_TITLE] = PROJECT_TITLE,
                                         [COLUMN_CATEGORY] = PROJECT_CATEGORY };
  KkbProjectPage *self = data;
  g_autoptr (KkbDraft) draft = kkb_draft_new (self->doc);

  for (guint i = 0; i < n; i++)
    {
      KkbId id = (KkbId)kkb_small_model_row_id (self->list, changes[i].row);

      if (changes[i].column == COLUMN_DEPARTMENTS)
        kkb_draft_node (draft, id)->departments = kkb_edit_departments_from_text (draft, changes[i].text);
      else if (!kkb_project_set_text (draft, id, fields[changes[i].column], changes[i].text, error))
        return FALSE;
    }
  return kkb_edit_run (self->doc, g_steal_pointer (&draft), _ ("Project"), error);
}

static void
add_cb (KkbProjectPage *self)
{
  g_autoptr (GError) error = NULL;
  const KkbNode *node;
  KkbCommand *command;
  KkbId id = 0;

  if (!self->doc || !commit_all (self))
    return;
  node = scope_node (self);
  command = kkb_tree_add (self->doc, self->plan, node ? node->id : 0, KKB_BELOW_CHILD, TRUE, _ ("New project"), &id,
                          &error);
  if (!command || !kkb_document_run (self->doc, command, NULL, &error))
    {
      kkb_window_show_error (self->win, error);
      return;
    }
  self->project = id;
  kkb_project_page_refresh (self);
  gtk_widget_child_focus (self->texts[PROJECT_TITLE], GTK_DIR_TAB_FORWARD);
}

typedef struct
{
  KkbProjectPage *page;
  KkbId project;
} Deletion;

static void
delete_answered (GtkWindow *parent, int button, gpointer data)
{
  Deletion *d = data;
  KkbDocument *doc = d->page->doc;
  const KkbNode *node = doc ? kkb_facts_node (kkb_document_facts (doc), d->project) : NULL;
  g_autoptr (GError) error = NULL;

  if (button == 1 && node)
    {
      KkbCommand *command = kkb_tree_delete (doc, node->plan, node->id, NULL, &error);

      if (!command || !kkb_document_run (doc, command, NULL, &error))
        kkb_window_show_error (KKB_WINDOW (parent), error);
    }
  g_object_unref (d->page);
  g_free (d);
}

static void
remove_cb (KkbProjectPage *self)
{
  const KkbNode *node = kkb_project_page_node (self);
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("_Delete"), KKB_BUTTON_DESTRUCTIVE } };
  g_autofree char *summary = NULL, *text = NULL;
  Deletion *d;

  if (!node)
    return;
  summary = kkb_tree_delete_summary (self->doc, node->plan, node->id);
  text = g_strdup_printf (_ ("“%s” goes with all that hangs on it: %s. It can be undone."), node->title, summary);
  d = g_new (Deletion, 1);
  d->page = g_object_ref (self);
  d->project = node->id;
  kkb_question_ask (GTK_WINDOW (self->win), _ ("Delete the project?"), text, NULL, buttons, 2, 0, 1, delete_answered,
                    d);
}

static void
editing_cb (GtkWidget *form, gpointer data)
{
  KkbProjectPage *self = data;

  if (self->doc)
    kkb_window_update_actions (self->win);
}

static void
kkb_project_page_map (GtkWidget *widget)
{
  KkbProjectPage *self = KKB_PROJECT_PAGE (widget);

  GTK_WIDGET_CLASS (kkb_project_page_parent_class)->map (widget);
  if (self->dirty)
    kkb_project_page_refresh (self);
}

/* ---- KkbPage ---- */

static void
set_document (KkbPage *page, KkbWindow *win, KkbDocument *doc)
{
  KkbProjectPage *self = KKB_PROJECT_PAGE (page);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  self->win = win;
  self->project = self->plan = self->node = 0;
  g_hash_table_remove_all (self->pending);
  g_clear_pointer (&self->links_shown, g_free);
  g_set_object (&self->doc, doc);
  if (doc)
    g_signal_connect_swapped (doc, "review-changed", G_CALLBACK (kkb_project_page_refresh), self);
  kkb_project_page_refresh (self);
}

static void
set_scope (KkbPage *page, KkbId plan, KkbId node)
{
  KkbProjectPage *self = KKB_PROJECT_PAGE (page);
  const KkbNode *selected = node ? kkb_facts_node (kkb_project_page_facts (self), node) : NULL;

  self->plan = plan;
  self->node = node;
  if (selected && selected->project)
    self->project = node;
  kkb_project_page_refresh (self);
}

static void
set_format (KkbPage *page, const KkbFormat *format)
{
  KkbProjectPage *self = KKB_PROJECT_PAGE (page);

  self->format = *format;
  kkb_project_page_refresh (self);
}

static gboolean
commit (KkbPage *page)
{
  return commit_all (KKB_PROJECT_PAGE (page));
}

static gboolean
is_editing (KkbPage *page)
{
  KkbProjectPage *self = KKB_PROJECT_PAGE (page);

  return kkb_form_is_editing (self->left) || kkb_form_is_editing (self->right) || kkb_grid_get_editing (self->grid)
         || kkb_grid_get_editing (self->money_grid);
}

/* The table that has the focus; the list where none has. */
static KkbGrid *
get_grid (KkbPage *page)
{
  KkbProjectPage *self = KKB_PROJECT_PAGE (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus && gtk_widget_is_ancestor (focus, self->scroller))
    return gtk_widget_is_ancestor (focus, GTK_WIDGET (self->money_grid)) ? self->money_grid : NULL;
  return self->grid;
}

/* The first project with a line of money that has texts but no amount yet; *N (or NULL): how many such there are. 0:
 * none. */
static KkbId
find_pending (KkbProjectPage *self, guint *n)
{
  GHashTableIter iter;
  gpointer key, value;
  KkbId found = 0;

  if (n)
    *n = 0;
  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      char **texts = value;
      gboolean typed = FALSE;

      for (guint i = 0; texts[i]; i++)
        typed |= *texts[i] != '\0';
      if (!typed || !self->doc || !kkb_facts_node (kkb_document_facts (self->doc), *(KkbId *)key))
        continue;
      found = *(KkbId *)key;
      if (n)
        (*n)++;
    }
  return found;
}

static guint
count_unread (KkbPage *page)
{
  guint n;

  find_pending (KKB_PROJECT_PAGE (page), &n);
  return n;
}

static void
show_unread (KkbPage *page)
{
  KkbProjectPage *self = KKB_PROJECT_PAGE (page);
  KkbId id = find_pending (self, NULL);
  const KkbNode *node = id ? kkb_facts_node (kkb_document_facts (self->doc), id) : NULL;

  if (!node)
    return;
  kkb_window_select (self->win, node->plan, node->id);
  gtk_widget_grab_focus (GTK_WIDGET (self->money_grid));
}

static void
kkb_project_page_page_init (KkbPageInterface *iface)
{
  iface->set_document = set_document;
  iface->set_scope = set_scope;
  iface->set_format = set_format;
  iface->commit = commit;
  iface->is_editing = is_editing;
  iface->get_grid = get_grid;
  iface->count_unread = count_unread;
  iface->show_unread = show_unread;
}

/* ---- overrides ---- */

static void
kkb_project_page_dispose (GObject *object)
{
  KkbProjectPage *self = KKB_PROJECT_PAGE (object);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  g_clear_object (&self->doc);
  g_clear_pointer (&self->paned, gtk_widget_unparent);
  g_clear_object (&self->list);
  g_clear_object (&self->money);
  G_OBJECT_CLASS (kkb_project_page_parent_class)->dispose (object);
}

static void
kkb_project_page_finalize (GObject *object)
{
  KkbProjectPage *self = KKB_PROJECT_PAGE (object);

  g_ptr_array_unref (self->lines);
  g_array_unref (self->money_columns);
  g_hash_table_unref (self->pending);
  g_free (self->links_shown);
  G_OBJECT_CLASS (kkb_project_page_parent_class)->finalize (object);
}

static void
kkb_project_page_class_init (KkbProjectPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->dispose = kkb_project_page_dispose;
  object->finalize = kkb_project_page_finalize;
  widget->map = kkb_project_page_map;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "projectpage");
}

static GtkWidget *
build_list (KkbProjectPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = kkb_small_model_new (list_change_cb, NULL, self);
  self->table = kkb_grid_new (KKB_GRID_MODEL (self->list));
  self->grid = KKB_GRID (self->table);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->table), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Table of projects"),
                                  -1);
  g_signal_connect (self->table, "cursor-moved", G_CALLBACK (cursor_moved_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->table);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->add = gtk_button_new_with_mnemonic (_ ("_Add a Project"));
  self->remove = gtk_button_new_with_mnemonic (_ ("De_lete Project…"));
  self->head = gtk_label_new ("");
  gtk_label_set_ellipsize (GTK_LABEL (self->head), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->head), 0);
  gtk_widget_set_hexpand (self->head, TRUE);
  gtk_widget_add_css_class (self->head, "heading");
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_box_append (GTK_BOX (bar), self->head);
  gtk_box_append (GTK_BOX (bar), self->add);
  gtk_box_append (GTK_BOX (bar), self->remove);
  gtk_widget_add_css_class (bar, "form-head");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), bar);
  return box;
}

static GtkWidget *
build_forms (KkbProjectPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *wide = kkb_form_new (); /* money needs the whole width */

  self->left = kkb_form_new ();
  self->right = kkb_form_new ();
  kkb_project_build_money (self, wide);
  kkb_project_build_form (self, self->left);
  kkb_project_build_lines (self, self->right, self->right);
  kkb_project_build_links (self, self->right);
  kkb_form_set_editing_func (self->left, editing_cb, self);
  kkb_form_set_editing_func (self->right, editing_cb, self);
  gtk_widget_set_hexpand (self->left, TRUE);
  gtk_widget_set_hexpand (self->right, TRUE);
  gtk_box_append (GTK_BOX (columns), self->left);
  gtk_box_append (GTK_BOX (columns), self->right);
  gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
  gtk_box_append (GTK_BOX (box), wide);
  gtk_box_append (GTK_BOX (box), columns);
  gtk_widget_add_css_class (box, "form-columns");
  return box;
}

static void
kkb_project_page_init (KkbProjectPage *self)
{
  GtkWidget *nothing = gtk_label_new (_ ("Here a project has its money, departments and indicators. There is none at "
                                         "the selected place yet: add one by the button above."));

  self->lines = g_ptr_array_new_with_free_func (kkb_money_line_free);
  self->money_columns = g_array_new (FALSE, FALSE, sizeof (KkbMoneyColumn));
  self->pending = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_strfreev);
  self->paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  self->stack = gtk_stack_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_label_set_wrap (GTK_LABEL (nothing), TRUE);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_set_margin_start (nothing, 24);
  gtk_widget_set_margin_end (nothing, 24);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), build_forms (self));
  gtk_stack_add_named (GTK_STACK (self->stack), nothing, "nothing");
  gtk_stack_add_named (GTK_STACK (self->stack), self->scroller, "form");
  gtk_paned_set_start_child (GTK_PANED (self->paned), build_list (self));
  gtk_paned_set_end_child (GTK_PANED (self->paned), self->stack);
  gtk_paned_set_position (GTK_PANED (self->paned), 190);
  gtk_paned_set_resize_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
}

/* ---- public ---- */

KkbId
kkb_project_page_project (KkbProjectPage *self)
{
  return self->project;
}
