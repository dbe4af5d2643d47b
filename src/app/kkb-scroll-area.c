/* kkb-scroll-area.c - see kkb-scroll-area.h */
#include "kkb-scroll-area.h"

struct _KkbScrollArea
{
  GtkWidget parent;
  GtkWidget *child;    /* ours, or of the scroller */
  GtkWidget *scroller; /* NULL: all has been seen so far */
  gboolean cut;        /* not all was seen in the frame last drawn */
  guint idle;          /* makes the scroller */
};

G_DEFINE_FINAL_TYPE (KkbScrollArea, kkb_scroll_area, GTK_TYPE_WIDGET)

static gboolean
make_scroller_cb (gpointer data)
{
  KkbScrollArea *self = data;
  GtkRoot *root = gtk_widget_get_root (self->child);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  self->idle = 0;
  if (focus && !gtk_widget_is_ancestor (focus, self->child) && focus != self->child)
    focus = NULL;
  g_object_ref (self->child);
  gtk_widget_unparent (self->child);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->child);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_object_unref (self->child);
  if (focus)
    gtk_widget_grab_focus (focus);
  return G_SOURCE_REMOVE;
}

/* ---- overrides ---- */

static void
kkb_scroll_area_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  KkbScrollArea *self = KKB_SCROLL_AREA (widget);

  *minimum = *natural = 0; /* its height is what is left over */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
}

static GtkSizeRequestMode
kkb_scroll_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
kkb_scroll_area_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KkbScrollArea *self = KKB_SCROLL_AREA (widget);
  int needed;

  if (self->scroller)
    {
      gtk_widget_measure (self->scroller, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->scroller, &(GtkAllocation){ 0, 0, width, height }, -1);
      return;
    }
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width, &needed, NULL, NULL, NULL);
  self->cut = needed > height;
  gtk_widget_size_allocate (self->child, &(GtkAllocation){ 0, 0, width, MAX (needed, height) }, -1);
}

/* Its bars are not seen before the pointer moves: the scroller comes after the frame. */
static void
kkb_scroll_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KkbScrollArea *self = KKB_SCROLL_AREA (widget);

  GTK_WIDGET_CLASS (kkb_scroll_area_parent_class)->snapshot (widget, snapshot);
  if (self->cut && !self->scroller && !self->idle)
    self->idle = g_idle_add (make_scroller_cb, self);
}

static void
kkb_scroll_area_dispose (GObject *object)
{
  KkbScrollArea *self = KKB_SCROLL_AREA (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&child, gtk_widget_unparent);
  self->child = self->scroller = NULL;
  G_OBJECT_CLASS (kkb_scroll_area_parent_class)->dispose (object);
}

static void
kkb_scroll_area_class_init (KkbScrollAreaClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_scroll_area_dispose;
  widget->get_request_mode = kkb_scroll_area_get_request_mode;
  widget->measure = kkb_scroll_area_measure;
  widget->size_allocate = kkb_scroll_area_size_allocate;
  widget->snapshot = kkb_scroll_area_snapshot;
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kkb_scroll_area_init (KkbScrollArea *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* ---- public ---- */

GtkWidget *
kkb_scroll_area_new (GtkWidget *child)
{
  KkbScrollArea *self = g_object_new (KKB_TYPE_SCROLL_AREA, NULL);

  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
