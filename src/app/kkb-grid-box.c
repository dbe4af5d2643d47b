#include "kkb-grid-box.h"

struct _KkbGridBox
{
  GtkWidget parent;
  guint n_fixed;
  int fixed_width;
};

G_DEFINE_FINAL_TYPE (KkbGridBox, kkb_grid_box, GTK_TYPE_WIDGET)

static void
kkb_grid_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
kkb_grid_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
}

static void
kkb_grid_box_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KkbGridBox *self = KKB_GRID_BOX (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  guint n = 0;

  for (; child != NULL && n < self->n_fixed; child = gtk_widget_get_next_sibling (child), n++)
    gtk_widget_snapshot_child (widget, child, snapshot);
  if (self->fixed_width > 0)
    gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (self->fixed_width, 0, gtk_widget_get_width (widget),
                                                           gtk_widget_get_height (widget)));
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
  if (self->fixed_width > 0)
    gtk_snapshot_pop (snapshot);
}

static void
kkb_grid_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kkb_grid_box_parent_class)->dispose (object);
}

static void
kkb_grid_box_class_init (KkbGridBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_grid_box_dispose;
  widget_class->measure = kkb_grid_box_measure;
  widget_class->size_allocate = kkb_grid_box_size_allocate;
  widget_class->snapshot = kkb_grid_box_snapshot;
}

static void
kkb_grid_box_init (KkbGridBox *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
kkb_grid_box_new (GtkWidget *parent, const char *css_name, GtkAccessibleRole role)
{
  GtkWidget *self = g_object_new (KKB_TYPE_GRID_BOX, "css-name", css_name, "accessible-role", role, NULL);

  gtk_widget_set_parent (self, parent);
  return self;
}

void
kkb_grid_box_set_fixed (GtkWidget *widget, guint n_children, int width)
{
  KkbGridBox *self = KKB_GRID_BOX (widget);

  if (self->n_fixed == n_children && self->fixed_width == width)
    return;
  self->n_fixed = n_children;
  self->fixed_width = width;
  gtk_widget_queue_draw (widget);
}

void
kkb_grid_box_set_shown (GtkWidget *child, gboolean shown)
{
  if (gtk_widget_get_child_visible (child) == shown)
    return;
  gtk_widget_set_child_visible (child, shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, !shown, -1);
}

void
kkb_grid_box_place (GtkWidget *child, int x, int y, int width, int height)
{
  GtkAllocation place = { x, y, width, height };
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  place.width = MAX (place.width, minimum);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, place.width, &minimum, NULL, NULL, NULL);
  place.height = MAX (place.height, minimum);
  gtk_widget_size_allocate (child, &place, -1);
}
