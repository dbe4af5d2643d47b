/* kkb-node-page.c - see kkb-node-page.h
 *
 *   tree --selected--> set_scope: what is typed is taken over, then the form shows the other plan or node
 *   a field is left -> draft -> command -> document "changed" -> all parts show what the document holds now */
#include "kkb-node-private.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *widget; /* in one of the forms */
  KkbNodeShow show;
} Part;

static void kkb_node_page_page_init (KkbPageInterface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE (KkbNodePage, kkb_node_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (KKB_TYPE_PAGE, kkb_node_page_page_init))

/* ---- helpers ---- */

static GtkWidget *
form (KkbNodePage *self)
{
  return kkb_node_page_node (self) ? self->node_form : self->plan_form;
}

static void
show_all (KkbNodePage *self)
{
  const KkbPlan *plan = kkb_node_page_plan (self);
  const KkbNode *node = kkb_node_page_node (self);
  gboolean editable = self->doc && !kkb_document_read_only (self->doc);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), !plan ? "nothing" : node ? "node" : "plan");
  if (!plan)
    return;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = g_ptr_array_index (self->parts, i);
      if (gtk_widget_is_ancestor (part->widget, form (self)))
        part->show (self, part->widget, plan, node);
    }
  kkb_form_set_editable (form (self), editable);
}

static void
changed_cb (KkbNodePage *self)
{
  show_all (self);
}

static void
editing_cb (GtkWidget *widget, gpointer data)
{
  KkbNodePage *self = data;

  if (self->win && self->doc)
    kkb_window_update_actions (self->win);
}

/* ---- the page ---- */

static void
set_document (KkbPage *page, KkbWindow *win, KkbDocument *doc)
{
  KkbNodePage *self = KKB_NODE_PAGE (page);

  if (self->doc)
    g_signal_handlers_disconnect_by_func (self->doc, changed_cb, self);
  self->win = win;
  g_set_object (&self->doc, doc);
  self->plan = self->node = 0;
  if (doc)
    g_signal_connect_object (doc, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_all (self);
}

static void
set_scope (KkbPage *page, KkbId plan, KkbId node)
{
  KkbNodePage *self = KKB_NODE_PAGE (page);
  gboolean same = plan == self->plan && node == self->node;

  if (same || !self->doc)
    return;
  if (self->plan && kkb_node_page_plan (self))
    kkb_form_commit (form (self));
  self->plan = plan;
  self->node = node;
  show_all (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

static void
set_format (KkbPage *page, const KkbFormat *format)
{
  KKB_NODE_PAGE (page)->format = *format;
  show_all (KKB_NODE_PAGE (page));
}

static gboolean
commit (KkbPage *page)
{
  KkbNodePage *self = KKB_NODE_PAGE (page);

  return !kkb_node_page_plan (self) || kkb_form_commit (form (self));
}

static gboolean
is_editing (KkbPage *page)
{
  KkbNodePage *self = KKB_NODE_PAGE (page);

  return kkb_node_page_plan (self) && kkb_form_is_editing (form (self));
}

static void
kkb_node_page_page_init (KkbPageInterface *iface)
{
  iface->set_document = set_document;
  iface->set_scope = set_scope;
  iface->set_format = set_format;
  iface->commit = commit;
  iface->is_editing = is_editing;
}

/* ---- overrides ---- */

static void
kkb_node_page_dispose (GObject *object)
{
  KkbNodePage *self = KKB_NODE_PAGE (object);

  g_clear_object (&self->doc);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  G_OBJECT_CLASS (kkb_node_page_parent_class)->dispose (object);
}

static gboolean
kkb_node_page_grab_focus (GtkWidget *widget)
{
  KkbNodePage *self = KKB_NODE_PAGE (widget);

  return kkb_node_page_plan (self) && gtk_widget_child_focus (form (self), GTK_DIR_TAB_FORWARD);
}

static void
kkb_node_page_class_init (KkbNodePageClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_node_page_dispose;
  widget->grab_focus = kkb_node_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "nodepage");
}

static GtkWidget *
new_form (KkbNodePage *self, const char *name)
{
  GtkWidget *widget = kkb_form_new ();

  gtk_widget_add_css_class (widget, "form-page");
  kkb_form_set_editing_func (widget, editing_cb, self);
  gtk_stack_add_named (GTK_STACK (self->stack), widget, name);
  return widget;
}

static void
kkb_node_page_init (KkbNodePage *self)
{
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->stack = gtk_stack_new ();
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  self->plan_form = new_form (self, "plan");
  self->node_form = new_form (self, "node");
  self->nothing = gtk_label_new (_ ("This document has no plan yet: menu Plan, “Add a Plan to This Document”."));
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_stack_add_named (GTK_STACK (self->stack), self->nothing, "nothing");
  kkb_node_page_add_plan_fields (self, self->plan_form);
  kkb_node_page_add_texts (self, self->plan_form);
  kkb_node_page_add_entries (self, self->plan_form);
  kkb_node_page_add_node_fields (self, self->node_form);
  kkb_node_page_add_texts (self, self->node_form);
  kkb_node_page_add_issues (self, self->node_form);
  kkb_node_page_add_pictures (self, self->node_form);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->stack);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/* ---- shared by the parts ---- */

void
kkb_node_page_add_part (KkbNodePage *self, GtkWidget *widget, KkbNodeShow show)
{
  Part *part = g_new (Part, 1);

  part->widget = widget;
  part->show = show;
  g_ptr_array_add (self->parts, part);
}

const KkbFacts *
kkb_node_page_facts (KkbNodePage *self)
{
  return self->doc ? kkb_document_facts (self->doc) : NULL;
}

const KkbPlan *
kkb_node_page_plan (KkbNodePage *self)
{
  return self->doc ? kkb_facts_plan (kkb_document_facts (self->doc), self->plan) : NULL;
}

const KkbNode *
kkb_node_page_node (KkbNodePage *self)
{
  return self->doc && self->node ? kkb_facts_node (kkb_document_facts (self->doc), self->node) : NULL;
}

gboolean
kkb_node_page_run (KkbNodePage *self, KkbDraft *draft, const char *label, GError **error)
{
  const KkbNode *node = kkb_node_page_node (self);
  const KkbPlan *plan = kkb_node_page_plan (self);
  g_autofree char *name = node ? kkb_node_printed (node) : g_strdup (plan ? plan->title : "");
  g_autofree char *full = g_strdup_printf (_ ("%s (%s)"), label, name);

  return kkb_edit_run (self->doc, draft, full, error);
}
