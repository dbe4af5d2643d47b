/* kkb-wrap.c - children one behind the other at their natural width, in as many lines as the width needs. A child that
 * expands takes what is left of its line. */
#include "kkb-field-private.h"

struct _KkbWrap
{
  GtkLayoutManager parent;
  int spacing;
};

G_DEFINE_FINAL_TYPE (KkbWrap, kkb_wrap, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  int x, y, height; /* of the line being filled */
} Line;

static gboolean
is_laid_out (GtkWidget *child)
{
  return gtk_widget_should_layout (child);
}

/* One pass for measuring and for placing: what is measured is what is placed. Returns the height. */
static int
flow (KkbWrap *self, GtkWidget *widget, int width, gboolean place)
{
  Line line = { 0, 0, 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int least, natural, height;

      if (!is_laid_out (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
      natural = MAX (MIN (natural, width), least);
      if (line.x > 0 && line.x + natural > width)
        line = (Line){ 0, line.y + line.height + self->spacing, 0 };
      if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        natural = MAX (natural, width - line.x);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, natural, &height, NULL, NULL, NULL);
      if (place)
        gtk_widget_size_allocate (child, &(GtkAllocation){ line.x, line.y, natural, height }, -1);
      line.x += natural + self->spacing;
      line.height = MAX (line.height, height);
    }
  return line.y + line.height;
}

static GtkSizeRequestMode
kkb_wrap_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kkb_wrap_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                  int *natural, int *minimum_baseline, int *natural_baseline)
{
  KkbWrap *self = KKB_WRAP (manager);
  int widest = 0, all = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int child_least, child_natural;

      if (!is_laid_out (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_least, &child_natural, NULL, NULL);
      widest = MAX (widest, child_least);
      all += child_natural + (all ? self->spacing : 0);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = all;
    }
  else
    *minimum = *natural = flow (self, widget, for_size < 0 ? all : for_size, FALSE);
}

static void
kkb_wrap_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  flow (KKB_WRAP (manager), widget, width, TRUE);
}

static void
kkb_wrap_class_init (KkbWrapClass *klass)
{
  GtkLayoutManagerClass *manager = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager->get_request_mode = kkb_wrap_get_request_mode;
  manager->measure = kkb_wrap_measure;
  manager->allocate = kkb_wrap_allocate;
}

static void
kkb_wrap_init (KkbWrap *self)
{
}

GtkLayoutManager *
kkb_wrap_new (int spacing)
{
  KkbWrap *self = g_object_new (KKB_TYPE_WRAP, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
