/* kkb-detail-text.c - see kkb-detail-text.h */
#include "kkb-detail-text.h"

#define LEAST_WIDTH 48 /* of a text that may be cut or wrapped */

struct _KkbDetailText
{
  GtkWidget parent;
  KkbDetailTextKind kind;
  char *text;
  PangoLayout *layout; /* NULL: not asked for yet; another font it notices by itself */
  GtkWidget *label;    /* to select in; NULL: nobody wanted to */
  gboolean selectable, keyboard;
};

G_DEFINE_FINAL_TYPE (KkbDetailText, kkb_detail_text, GTK_TYPE_WIDGET)

static PangoEllipsizeMode
ellipsize_of (KkbDetailTextKind kind)
{
  return kind == KKB_DETAIL_TEXT_CUT_END     ? PANGO_ELLIPSIZE_END
         : kind == KKB_DETAIL_TEXT_CUT_START ? PANGO_ELLIPSIZE_START
                                             : PANGO_ELLIPSIZE_NONE;
}

/* The layout for WIDTH, -1 for as wide as the text is. Only a width that changes the lines is worked out anew. */
static PangoLayout *
layout_for (KkbDetailText *self, int width)
{
  int now, needed;

  if (!self->layout)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->text);
      if (self->kind == KKB_DETAIL_TEXT_WRAP)
        {
          pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
          pango_layout_set_width (self->layout, width < 0 ? -1 : width * PANGO_SCALE);
          return self->layout;
        }
      pango_layout_set_single_paragraph_mode (self->layout, TRUE);
      pango_layout_set_ellipsize (self->layout, ellipsize_of (self->kind));
    }
  now = pango_layout_get_width (self->layout);
  if (now == (width < 0 ? -1 : width * PANGO_SCALE))
    return self->layout;
  if (!pango_layout_is_wrapped (self->layout) && !pango_layout_is_ellipsized (self->layout))
    {
      pango_layout_get_pixel_size (self->layout, &needed, NULL);
      if (width < 0 || needed <= width)
        return self->layout;
    }
  pango_layout_set_width (self->layout, width < 0 ? -1 : width * PANGO_SCALE);
  return self->layout;
}

static void
make_label (KkbDetailText *self)
{
  if (self->label || !self->selectable || !*self->text)
    return;
  self->label = g_object_new (GTK_TYPE_LABEL, "label", self->text, "selectable", TRUE, "can-focus", self->keyboard,
                              "xalign", self->kind == KKB_DETAIL_TEXT_CUT_START ? 1.0 : 0.0, "yalign", 0.0, "ellipsize",
                              ellipsize_of (self->kind), "wrap", self->kind == KKB_DETAIL_TEXT_WRAP, "wrap-mode",
                              PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  /* It speaks for itself from now on. */
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

/* ---- overrides ---- */

static void
kkb_detail_text_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  KkbDetailText *self = KKB_DETAIL_TEXT (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      const gboolean wraps = self->kind == KKB_DETAIL_TEXT_WRAP;

      pango_layout_get_pixel_size (layout_for (self, wraps ? for_size : -1), NULL, natural);
      *minimum = *natural;
      return;
    }
  *minimum = *natural = LEAST_WIDTH;
  if (self->kind == KKB_DETAIL_TEXT_WRAP) /* whoever shows it gives it a width */
    return;
  pango_layout_get_pixel_size (layout_for (self, -1), natural, NULL);
  *minimum = self->kind == KKB_DETAIL_TEXT_LINE ? *natural : MIN (*natural, LEAST_WIDTH);
}

static GtkSizeRequestMode
kkb_detail_text_get_request_mode (GtkWidget *widget)
{
  return KKB_DETAIL_TEXT (widget)->kind == KKB_DETAIL_TEXT_WRAP ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH
                                                                : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
kkb_detail_text_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KkbDetailText *self = KKB_DETAIL_TEXT (widget);

  if (!self->label)
    return;
  gtk_widget_measure (self->label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->label, &(GtkAllocation){ 0, 0, width, height }, -1);
}

static void
kkb_detail_text_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KkbDetailText *self = KKB_DETAIL_TEXT (widget);
  const int width = gtk_widget_get_width (widget);
  PangoLayout *layout;
  GdkRGBA ink;
  int needed;

  if (self->label)
    {
      gtk_widget_snapshot_child (widget, self->label, snapshot);
      return;
    }
  if (!*self->text)
    return;
  layout = layout_for (self, width);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  pango_layout_get_pixel_size (layout, &needed, NULL);
  gtk_snapshot_save (snapshot);
  if (self->kind == KKB_DETAIL_TEXT_CUT_START)
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)MAX (width - needed, 0), 0));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static gboolean
kkb_detail_text_focus (GtkWidget *widget, GtkDirectionType direction)
{
  KkbDetailText *self = KKB_DETAIL_TEXT (widget);

  if (!self->keyboard)
    return FALSE;
  make_label (self);
  return self->label && gtk_widget_child_focus (self->label, direction);
}

static gboolean
kkb_detail_text_grab_focus (GtkWidget *widget)
{
  KkbDetailText *self = KKB_DETAIL_TEXT (widget);

  if (!self->keyboard)
    return FALSE;
  make_label (self);
  return self->label && gtk_widget_grab_focus (self->label);
}

static void
kkb_detail_text_dispose (GObject *object)
{
  KkbDetailText *self = KKB_DETAIL_TEXT (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (kkb_detail_text_parent_class)->dispose (object);
}

static void
kkb_detail_text_finalize (GObject *object)
{
  g_free (KKB_DETAIL_TEXT (object)->text);
  G_OBJECT_CLASS (kkb_detail_text_parent_class)->finalize (object);
}

static void
kkb_detail_text_class_init (KkbDetailTextClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_detail_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = kkb_detail_text_finalize;
  widget->get_request_mode = kkb_detail_text_get_request_mode;
  widget->measure = kkb_detail_text_measure;
  widget->size_allocate = kkb_detail_text_size_allocate;
  widget->snapshot = kkb_detail_text_snapshot;
  widget->focus = kkb_detail_text_focus;
  widget->grab_focus = kkb_detail_text_grab_focus;
  gtk_widget_class_set_css_name (widget, "detailtext");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
kkb_detail_text_init (KkbDetailText *self)
{
  self->text = g_strdup ("");
}

/* ---- public ---- */

GtkWidget *
kkb_detail_text_new (KkbDetailTextKind kind, const char *css_class)
{
  KkbDetailText *self = g_object_new (KKB_TYPE_DETAIL_TEXT, NULL);

  self->kind = kind;
  if (css_class)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  return GTK_WIDGET (self);
}

void
kkb_detail_text_set_selectable (KkbDetailText *self, gboolean keyboard)
{
  self->selectable = TRUE;
  self->keyboard = keyboard;
}

void
kkb_detail_text_set (KkbDetailText *self, const char *text)
{
  if (g_str_equal (self->text, text))
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  if (self->label)
    gtk_label_set_text (GTK_LABEL (self->label), text);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (self->layout)
    pango_layout_set_text (self->layout, text, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

const char *
kkb_detail_text_get (KkbDetailText *self)
{
  return self->text;
}

void
kkb_detail_text_wake (KkbDetailText *self)
{
  make_label (self);
}
