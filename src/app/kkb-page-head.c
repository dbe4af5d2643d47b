/* kkb-page-head.c - see kkb-page-head.h. What stands second changes with every item that is chosen; the table below is
 * not to jump with it. So the widest it had to be so far decides, as long as the first stays what it is. */
#include "kkb-page-head.h"

struct _KkbPageHead
{
  GtkLayoutManager parent;
  int spacing;
  int first, widest; /* the width of the first child, and the widest least width of the second while it had it */
};

G_DEFINE_FINAL_TYPE (KkbPageHead, kkb_page_head, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *first, *second;
  int first_least, first_natural, second_least, second_natural;
} Parts;

static Parts
measure_parts (KkbPageHead *self, GtkWidget *widget)
{
  Parts parts = { gtk_widget_get_first_child (widget), gtk_widget_get_last_child (widget), 0, 0, 0, 0 };

  gtk_widget_measure (parts.first, GTK_ORIENTATION_HORIZONTAL, -1, &parts.first_least, &parts.first_natural, NULL,
                      NULL);
  gtk_widget_measure (parts.second, GTK_ORIENTATION_HORIZONTAL, -1, &parts.second_least, &parts.second_natural, NULL,
                      NULL);
  self->widest = self->first == parts.first_natural ? MAX (self->widest, parts.second_least) : parts.second_least;
  self->first = parts.first_natural;
  return parts;
}

static gboolean
is_in_two_lines (KkbPageHead *self, int width)
{
  return width >= 0 && self->first + self->spacing + self->widest > width;
}

static int
height_of (GtkWidget *widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static GtkSizeRequestMode
kkb_page_head_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kkb_page_head_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                       int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  KkbPageHead *self = KKB_PAGE_HEAD (manager);
  Parts parts = measure_parts (self, widget);
  int first, second;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (parts.first_least, parts.second_least);
      *natural = parts.first_natural + self->spacing + parts.second_natural;
      return;
    }
  first = height_of (parts.first, -1);
  second = height_of (parts.second, -1);
  *minimum = *natural = is_in_two_lines (self, for_size) ? first + self->spacing / 2 + second : MAX (first, second);
}

static void
kkb_page_head_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  KkbPageHead *self = KKB_PAGE_HEAD (manager);
  Parts parts = measure_parts (self, widget);
  gboolean two = is_in_two_lines (self, width);
  int first_width = two ? width : parts.first_natural;
  int first_height = two ? height_of (parts.first, -1) : height;
  GtkAllocation first = { 0, 0, first_width, first_height };
  GtkAllocation second
      = two ? (GtkAllocation){ 0, first_height + self->spacing / 2, width, height - first_height - self->spacing / 2 }
            : (GtkAllocation){ first_width + self->spacing, 0, width - first_width - self->spacing, height };

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      first.x = width - first.x - first.width;
      second.x = width - second.x - second.width;
    }
  gtk_widget_size_allocate (parts.first, &first, -1);
  gtk_widget_size_allocate (parts.second, &second, -1);
}

static void
kkb_page_head_class_init (KkbPageHeadClass *klass)
{
  GtkLayoutManagerClass *manager = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager->get_request_mode = kkb_page_head_get_request_mode;
  manager->measure = kkb_page_head_measure;
  manager->allocate = kkb_page_head_allocate;
}

static void
kkb_page_head_init (KkbPageHead *self)
{
}

GtkLayoutManager *
kkb_page_head_new (int spacing)
{
  KkbPageHead *self = g_object_new (KKB_TYPE_PAGE_HEAD, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
