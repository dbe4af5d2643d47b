/* kkb-detail-body.c - see kkb-detail-body.h */
#include "kkb-detail-body.h"
#include "kkb-scroll-area.h"

#define BETWEEN      8 /* parts of the first line */
#define LEADING      4
#define CHART_WIDTH  360
#define CHART_HEIGHT 110

G_DEFINE_FINAL_TYPE (KkbDetailBody, kkb_detail_body, GTK_TYPE_WIDGET)

static int
height_of (gpointer widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static int
height_of_head (KkbDetailBody *self)
{
  const int name = height_of (self->name, -1), place = height_of (self->place, -1);

  return MAX (MAX (name, place), height_of (self->rating, -1));
}

static void
put_in_head (gpointer part, int x, int width, int head)
{
  const int height = height_of (part, -1);

  gtk_widget_size_allocate (part, &(GtkAllocation){ x, (head - height) / 2, width, height }, -1);
}

/* The name, its rating beside it, and the place at the right edge; name and place share what there is. */
static void
lay_out_head (KkbDetailBody *self, int width, int height)
{
  GtkRequestedSize sizes[2] = { { .data = self->name }, { .data = self->place } };
  int rating, left;

  gtk_widget_measure (GTK_WIDGET (self->rating), GTK_ORIENTATION_HORIZONTAL, -1, &rating, NULL, NULL, NULL);
  left = width - rating - 2 * BETWEEN;
  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_measure (sizes[i].data, GTK_ORIENTATION_HORIZONTAL, -1, &sizes[i].minimum_size, &sizes[i].natural_size,
                          NULL, NULL);
      left -= sizes[i].minimum_size;
    }
  left = gtk_distribute_natural_allocation (MAX (left, 0), 2, sizes);
  put_in_head (self->name, 0, sizes[0].minimum_size, height);
  put_in_head (self->rating, sizes[0].minimum_size + BETWEEN, rating, height);
  put_in_head (self->place, sizes[0].minimum_size + rating + 2 * BETWEEN, sizes[1].minimum_size + left, height);
}

/* ---- overrides ---- */

static void
kkb_detail_body_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  KkbDetailBody *self = KKB_DETAIL_BODY (widget);

  gtk_widget_measure (self->paned, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum += height_of_head (self) + height_of (self->sentence, for_size) + 2 * LEADING;
      *natural = *minimum;
    }
}

static GtkSizeRequestMode
kkb_detail_body_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kkb_detail_body_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KkbDetailBody *self = KKB_DETAIL_BODY (widget);
  const int head = height_of_head (self), sentence = height_of (self->sentence, width);
  const int y = head + sentence + 2 * LEADING;

  lay_out_head (self, width, head);
  gtk_widget_size_allocate (GTK_WIDGET (self->sentence), &(GtkAllocation){ 0, head + LEADING, width, sentence }, -1);
  gtk_widget_size_allocate (self->paned, &(GtkAllocation){ 0, y, width, MAX (height - y, height_of (self->paned, -1)) },
                            -1);
}

static void
kkb_detail_body_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (kkb_detail_body_parent_class)->dispose (object);
}

static void
kkb_detail_body_class_init (KkbDetailBodyClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_detail_body_dispose;
  widget->get_request_mode = kkb_detail_body_get_request_mode;
  widget->measure = kkb_detail_body_measure;
  widget->size_allocate = kkb_detail_body_size_allocate;
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static KkbDetailText *
add_text (KkbDetailBody *self, KkbDetailTextKind kind, const char *css_class)
{
  GtkWidget *text = kkb_detail_text_new (kind, css_class);

  gtk_widget_set_parent (text, GTK_WIDGET (self));
  return KKB_DETAIL_TEXT (text);
}

static void
kkb_detail_body_init (KkbDetailBody *self)
{
  GtkWidget *chart = kkb_chart_view_new (), *facts = kkb_detail_facts_new (), *area = kkb_scroll_area_new (facts);

  self->name = add_text (self, KKB_DETAIL_TEXT_CUT_END, "heading");
  self->rating = add_text (self, KKB_DETAIL_TEXT_LINE, "rating-chip");
  self->place = add_text (self, KKB_DETAIL_TEXT_CUT_START, "dim-label");
  self->sentence = add_text (self, KKB_DETAIL_TEXT_WRAP, NULL);
  kkb_detail_text_set_selectable (self->name, FALSE);
  kkb_detail_text_set_selectable (self->sentence, TRUE);
  self->chart = KKB_CHART_VIEW (chart);
  self->facts = KKB_DETAIL_FACTS (facts);
  gtk_widget_set_size_request (chart, CHART_WIDTH, CHART_HEIGHT);
  gtk_widget_set_margin_start (facts, 10);
  gtk_widget_set_margin_end (facts, 10);
  self->paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_paned_set_start_child (GTK_PANED (self->paned), chart);
  gtk_paned_set_end_child (GTK_PANED (self->paned), area);
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
}

/* ---- public ---- */

GtkWidget *
kkb_detail_body_new (void)
{
  return g_object_new (KKB_TYPE_DETAIL_BODY, NULL);
}
