/* kkb-indicator-page.c - see kkb-indicator-page.h
 *
 *   head: « » 3 / 15  指標の名称   体系の中の位置
 *   left form: what it is     right form: its goal, targets with the chart, places, what stands beside
 *
 * Each field makes one step when it is left (kkb-field.h); after every change of the document all fields are filled
 * anew, which leaves what is being typed alone. */
#include "kkb-field-private.h"
#include "kkb-compat.h"
#include "kkb-indicator-private.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>

static void kkb_indicator_page_page_init (KkbPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbIndicatorPage, kkb_indicator_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_PAGE, kkb_indicator_page_page_init))

/* ---- what is shown ---- */

const KkbFacts *
kkb_indicator_page_facts (KkbIndicatorPage *self)
{
  return kkb_document_facts (self->doc);
}

const KkbPlacement *
kkb_indicator_page_row (KkbIndicatorPage *self)
{
  return self->doc && self->placement ? kkb_facts_placement (kkb_document_facts (self->doc), self->placement) : NULL;
}

const KkbIndicator *
kkb_indicator_page_indicator (KkbIndicatorPage *self)
{
  const KkbPlacement *row = kkb_indicator_page_row (self);

  return row ? row->indicator : NULL;
}

const KkbPlan *
kkb_indicator_page_goal_plan (KkbIndicatorPage *self)
{
  const KkbPlan *plan = self->goal_of ? kkb_facts_plan (kkb_indicator_page_facts (self), self->goal_of) : NULL;

  return plan ? plan : kkb_facts_plan (kkb_indicator_page_facts (self), kkb_indicator_page_row (self)->plan);
}

const KkbGoal *
kkb_indicator_page_goal (KkbIndicatorPage *self)
{
  return kkb_indicator_goal (kkb_indicator_page_indicator (self), kkb_indicator_page_goal_plan (self)->id);
}

gboolean
kkb_indicator_page_writable (KkbIndicatorPage *self)
{
  return self->doc && !kkb_document_read_only (self->doc);
}

/* The rows to step through: those of the node that is selected. (transfer container) */
static GPtrArray *
rows_in_scope (KkbIndicatorPage *self)
{
  const KkbFacts *facts = kkb_indicator_page_facts (self);
  const KkbPlan *plan = kkb_facts_plan (facts, self->plan);
  const KkbNode *node = self->node ? kkb_facts_node (facts, self->node) : NULL;

  return plan ? kkb_node_placements_below (facts, plan, node) : kkb_facts_placements_in_order (facts, NULL);
}

static int
index_of (GPtrArray *rows, KkbId placement)
{
  for (guint i = 0; i < rows->len; i++)
    if (((const KkbPlacement *)g_ptr_array_index (rows, i))->id == placement)
      return (int)i;
  return -1;
}

/* ---- filling ---- */

static char *
place_text (const KkbPlacement *p)
{
  GString *text = g_string_new (NULL);

  for (const KkbNode *n = p->node; n; n = n->parent)
    {
      g_autofree char *printed = kkb_node_printed (n);

      if (text->len)
        g_string_prepend (text, " › ");
      g_string_prepend (text, printed);
    }
  return g_string_free (text, FALSE);
}

static void
fill_head (KkbIndicatorPage *self, const KkbPlacement *row)
{
  g_autoptr (GPtrArray) rows = rows_in_scope (self);
  int at = index_of (rows, row->id);
  g_autofree char *count = at < 0 ? g_strdup ("") : g_strdup_printf ("%d / %u", at + 1, rows->len);
  g_autofree char *place = place_text (row);
  const char *name = kkb_placement_name (row);

  gtk_label_set_text (GTK_LABEL (self->at), count);
  gtk_label_set_text (GTK_LABEL (self->title), name);
  kkb_compat_set_tooltip (self->title, name);
  gtk_label_set_text (GTK_LABEL (self->place), place);
  kkb_compat_set_tooltip (self->place, place);
  gtk_widget_set_sensitive (self->previous, at > 0);
  gtk_widget_set_sensitive (self->next, at < 0 ? rows->len > 0 : at + 1 < (int)rows->len);
}

void
kkb_indicator_page_refresh (KkbIndicatorPage *self)
{
  const KkbPlacement *row = kkb_indicator_page_row (self);

  self->dirty = FALSE;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), row ? "form" : "nothing");
  gtk_widget_set_sensitive (self->add_first, kkb_indicator_page_writable (self));
  if (!row)
    return;
  fill_head (self, row);
  kkb_indicator_fill_fields (self);
  kkb_indicator_fill_formula (self);
  kkb_indicator_fill_goal (self);
  kkb_indicator_fill_path (self);
  kkb_indicator_fill_places (self);
  kkb_indicator_fill_sides (self);
  kkb_form_set_editable (self->left, kkb_indicator_page_writable (self));
  kkb_form_set_editable (self->right, kkb_indicator_page_writable (self));
  kkb_form_field_set_editable (self->goal_plan, TRUE); /* chooses what is shown, changes nothing */
  gtk_widget_set_sensitive (self->revise, kkb_indicator_page_writable (self));
  gtk_widget_set_sensitive (self->convert, kkb_indicator_page_writable (self));
}

void
kkb_indicator_page_show (KkbIndicatorPage *self, KkbId placement)
{
  gboolean other = self->placement != placement;
  const KkbPlacement *row;

  self->placement = placement;
  row = kkb_indicator_page_row (self);
  if (other)
    self->goal_of = row ? row->plan : 0;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->dirty = TRUE;
      return;
    }
  kkb_indicator_page_refresh (self);
  if (other)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

/* Where what was shown is gone or out of the scope: the first row of the scope. */
static void
settle (KkbIndicatorPage *self)
{
  g_autoptr (GPtrArray) rows = self->doc ? rows_in_scope (self) : NULL;

  if (!rows || (kkb_indicator_page_row (self) && index_of (rows, self->placement) >= 0))
    return;
  kkb_indicator_page_show (self, rows->len ? ((const KkbPlacement *)g_ptr_array_index (rows, 0))->id : 0);
}

/* ---- callbacks ---- */

static void
review_changed_cb (KkbIndicatorPage *self)
{
  if (!kkb_indicator_page_row (self))
    {
      self->placement = 0;
      settle (self);
    }
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    kkb_indicator_page_refresh (self);
  else
    self->dirty = TRUE;
}

static gboolean
commit_all (KkbIndicatorPage *self)
{
  if (!kkb_grid_commit_edit (self->path_grid) || !kkb_grid_commit_edit (self->side_grid))
    return FALSE;
  return kkb_form_commit (self->left) && kkb_form_commit (self->right);
}

static void
step (KkbIndicatorPage *self, int by)
{
  g_autoptr (GPtrArray) rows = NULL;
  int at;

  if (!self->doc || !commit_all (self))
    return;
  rows = rows_in_scope (self);
  at = index_of (rows, self->placement) + by;
  if (at >= 0 && at < (int)rows->len)
    kkb_indicator_page_show (self, ((const KkbPlacement *)g_ptr_array_index (rows, at))->id);
}

static void
previous_cb (KkbIndicatorPage *self)
{
  step (self, -1);
}

static void
next_cb (KkbIndicatorPage *self)
{
  step (self, 1);
}

static void
editing_cb (GtkWidget *form, gpointer data)
{
  KkbIndicatorPage *self = data;

  if (self->doc)
    kkb_window_update_actions (self->win);
}

static void
add_first_cb (KkbIndicatorPage *self)
{
  if (self->doc)
    kkb_indicator_add (self->win, self->doc, self->plan, self->node);
}

static void
kkb_indicator_page_map (GtkWidget *widget)
{
  KkbIndicatorPage *self = KKB_INDICATOR_PAGE (widget);
  KkbId at = self->doc ? kkb_window_cursor_placement (self->win) : 0;

  GTK_WIDGET_CLASS (kkb_indicator_page_parent_class)->map (widget);
  if (at && at != self->placement)
    kkb_indicator_page_show (self, at);
  settle (self);
  if (self->dirty && self->doc)
    kkb_indicator_page_refresh (self);
}

/* ---- KkbPage ---- */

static void
set_document (KkbPage *page, KkbWindow *win, KkbDocument *doc)
{
  KkbIndicatorPage *self = KKB_INDICATOR_PAGE (page);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  self->win = win;
  self->placement = 0;
  self->goal_of = 0;
  self->plan = self->node = 0;
  g_set_object (&self->doc, doc);
  if (doc)
    g_signal_connect_swapped (doc, "review-changed", G_CALLBACK (review_changed_cb), self);
  kkb_indicator_page_show (self, 0);
}

static void
set_scope (KkbPage *page, KkbId plan, KkbId node)
{
  KkbIndicatorPage *self = KKB_INDICATOR_PAGE (page);

  self->plan = plan;
  self->node = node;
  settle (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && kkb_indicator_page_row (self))
    fill_head (self, kkb_indicator_page_row (self));
}

static void
set_format (KkbPage *page, const KkbFormat *format)
{
  KkbIndicatorPage *self = KKB_INDICATOR_PAGE (page);

  self->format = *format;
  if (self->doc)
    review_changed_cb (self);
}

static gboolean
commit (KkbPage *page)
{
  return commit_all (KKB_INDICATOR_PAGE (page));
}

static gboolean
is_editing (KkbPage *page)
{
  KkbIndicatorPage *self = KKB_INDICATOR_PAGE (page);

  return kkb_form_is_editing (self->left) || kkb_form_is_editing (self->right) || kkb_grid_get_editing (self->path_grid)
         || kkb_grid_get_editing (self->side_grid);
}

static KkbGrid *
get_grid (KkbPage *page)
{
  KkbIndicatorPage *self = KKB_INDICATOR_PAGE (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GtkWidget *grid = focus ? gtk_widget_get_ancestor (focus, KKB_TYPE_GRID) : NULL;

  return grid && gtk_widget_is_ancestor (grid, GTK_WIDGET (self)) ? KKB_GRID (grid) : NULL;
}

static gboolean
show_placement (KkbPage *page, KkbId placement, KkbField field, int fy)
{
  KkbIndicatorPage *self = KKB_INDICATOR_PAGE (page);

  if (!commit_all (self) || !kkb_facts_placement (kkb_document_facts (self->doc), placement))
    return FALSE;
  kkb_indicator_page_show (self, placement);
  return TRUE;
}

static void
kkb_indicator_page_page_init (KkbPageInterface *iface)
{
  iface->set_document = set_document;
  iface->set_scope = set_scope;
  iface->set_format = set_format;
  iface->commit = commit;
  iface->is_editing = is_editing;
  iface->get_grid = get_grid;
  iface->show_placement = show_placement;
}

/* ---- overrides ---- */

static void
kkb_indicator_page_dispose (GObject *object)
{
  KkbIndicatorPage *self = KKB_INDICATOR_PAGE (object);

  if (self->doc)
    g_signal_handlers_disconnect_by_data (self->doc, self);
  g_clear_object (&self->doc);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->path);
  g_clear_object (&self->side);
  G_OBJECT_CLASS (kkb_indicator_page_parent_class)->dispose (object);
}

static void
kkb_indicator_page_finalize (GObject *object)
{
  KkbIndicatorPage *self = KKB_INDICATOR_PAGE (object);

  g_array_unref (self->plans);
  g_array_unref (self->path_years);
  g_array_unref (self->side_years);
  G_OBJECT_CLASS (kkb_indicator_page_parent_class)->finalize (object);
}

static void
kkb_indicator_page_class_init (KkbIndicatorPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->dispose = kkb_indicator_page_dispose;
  object->finalize = kkb_indicator_page_finalize;
  widget->map = kkb_indicator_page_map;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "indicatorpage");
}

static GtkWidget *
new_label (const char *css_class, gboolean wrap)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (wrap)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    }
  else
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_step (KkbIndicatorPage *self, const char *icon, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  kkb_compat_set_tooltip (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
build_head (KkbIndicatorPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->previous = new_step (self, "go-previous-symbolic", _ ("Previous indicator"), G_CALLBACK (previous_cb));
  self->next = new_step (self, "go-next-symbolic", _ ("Next indicator"), G_CALLBACK (next_cb));
  self->at = new_label ("dim-label", FALSE);
  self->title = new_label ("heading", FALSE);
  self->place = new_label ("dim-label", FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (self->at), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (self->place, TRUE);
  gtk_box_append (GTK_BOX (head), self->previous);
  gtk_box_append (GTK_BOX (head), self->at);
  gtk_box_append (GTK_BOX (head), self->next);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->place);
  gtk_widget_add_css_class (head, "form-head");
  return head;
}

static GtkWidget *
build_nothing (KkbIndicatorPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *text = new_label ("dim-label", TRUE);

  gtk_label_set_text (GTK_LABEL (text), _ ("Here an indicator is defined: its name, unit, targets and where it stands. "
                                           "There is none at the selected place yet."));
  gtk_label_set_xalign (GTK_LABEL (text), 0.5);
  self->add_first = gtk_button_new_with_mnemonic (_ ("_Add an Indicator"));
  gtk_widget_set_halign (self->add_first, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->add_first, "clicked", G_CALLBACK (add_first_cb), self);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), self->add_first);
  return box;
}

static GtkWidget *
build_forms (KkbIndicatorPage *self)
{
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24), *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->left = kkb_form_new ();
  self->right = kkb_form_new ();
  self->example = new_label ("sentence", TRUE);
  self->remarks = new_label ("remarks", TRUE);
  kkb_indicator_build_fields (self, self->left);
  kkb_form_add_heading (self->left, _ ("How it will be explained"));
  kkb_form_add_wide (self->left, NULL, self->example);
  kkb_form_add_wide (self->left, NULL, self->remarks);
  kkb_indicator_build_formula (self, self->left);
  kkb_indicator_build_goal (self, self->right);
  kkb_indicator_build_path (self, self->right);
  kkb_indicator_build_places (self, self->right);
  kkb_indicator_build_sides (self, self->right);
  kkb_form_set_editing_func (self->left, editing_cb, self);
  kkb_form_set_editing_func (self->right, editing_cb, self);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_set_hexpand (self->right, TRUE);
  gtk_box_append (GTK_BOX (left), self->left);
  gtk_box_append (GTK_BOX (columns), left);
  gtk_box_append (GTK_BOX (columns), self->right);
  gtk_box_set_homogeneous (GTK_BOX (columns), TRUE);
  gtk_widget_add_css_class (columns, "form-columns");
  return columns;
}

static void
kkb_indicator_page_init (KkbIndicatorPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->plans = g_array_new (FALSE, FALSE, sizeof (KkbId));
  self->path_years = g_array_new (FALSE, FALSE, sizeof (int));
  self->side_years = g_array_new (FALSE, FALSE, sizeof (int));
  self->stack = gtk_stack_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), build_forms (self));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->head = build_head (self);
  gtk_box_append (GTK_BOX (box), self->head);
  gtk_box_append (GTK_BOX (box), self->scroller);
  self->nothing = build_nothing (self);
  gtk_stack_add_named (GTK_STACK (self->stack), self->nothing, "nothing");
  gtk_stack_add_named (GTK_STACK (self->stack), box, "form");
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

/* ---- public ---- */

KkbId
kkb_indicator_page_placement (KkbIndicatorPage *self)
{
  return self->placement;
}

void
kkb_indicator_page_edit_name (KkbIndicatorPage *self)
{
  GtkWidget *name = kkb_field_entry_input (self->texts[TEXT_NAME]);

  gtk_widget_grab_focus (name);
  gtk_editable_select_region (GTK_EDITABLE (name), 0, -1);
}
