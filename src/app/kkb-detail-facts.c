/* kkb-detail-facts.c - see kkb-detail-facts.h */
#include "kkb-detail-facts.h"
#include "kkb-compat.h"
#include "kkb-detail-text.h"
#include <glib/gi18n-lib.h>

#define LEAST_WIDTH 260
#define LEAST_TEXT  80
#define BETWEEN     10 /* columns */
#define LEADING     3
#define SECTION     6 /* above the history */

typedef struct
{
  GPtrArray *cells; /* KkbDetailText, children, row by row; those that are not used now are hidden */
  guint columns;    /* the last one wraps, the others are as wide as their widest text */
  guint used;       /* cells */
} Section;

typedef struct
{
  char *when, *who, *change, *tooltip;
} Change;

struct _KkbDetailFacts
{
  GtkWidget parent;
  Section facts, changes;
  GtkWidget *heading; /* of the changes; NULL: there were none yet */
  GArray *coming;     /* Change: not made into cells yet */
  gboolean later;     /* they are, or their height is told, after the frame */
  guint idle;
};

G_DEFINE_FINAL_TYPE (KkbDetailFacts, kkb_detail_facts, GTK_TYPE_WIDGET)

static void
clear_change (gpointer data)
{
  Change *change = data;

  g_free (change->when);
  g_free (change->who);
  g_free (change->change);
  g_free (change->tooltip);
}

static void
section_init (Section *section, guint columns)
{
  section->cells = g_ptr_array_new ();
  section->columns = columns;
}

/* The next cell of SECTION: one that is there already, or a new one before SIBLING. */
static KkbDetailText *
next_cell (KkbDetailFacts *self, Section *section, GtkWidget *sibling)
{
  const gboolean last = section->used % section->columns == section->columns - 1;

  if (section->used == section->cells->len)
    {
      GtkWidget *cell = last ? kkb_detail_text_new (KKB_DETAIL_TEXT_WRAP, NULL)
                             : kkb_detail_text_new (KKB_DETAIL_TEXT_LINE, "dim-label");

      gtk_widget_insert_before (cell, GTK_WIDGET (self), sibling);
      g_ptr_array_add (section->cells, cell);
    }
  gtk_widget_set_visible (section->cells->pdata[section->used], TRUE);
  return section->cells->pdata[section->used++];
}

static void
section_end (Section *section)
{
  for (guint i = section->used; i < section->cells->len; i++)
    gtk_widget_set_visible (section->cells->pdata[i], FALSE);
}

static void
make_changes (KkbDetailFacts *self)
{
  if (!self->heading)
    {
      self->heading = kkb_detail_text_new (KKB_DETAIL_TEXT_LINE, "small-heading");
      kkb_detail_text_set (KKB_DETAIL_TEXT (self->heading), _ ("History"));
      gtk_widget_insert_before (self->heading, GTK_WIDGET (self),
                                self->changes.cells->len ? self->changes.cells->pdata[0] : NULL);
    }
  gtk_widget_set_visible (self->heading, TRUE);
  for (guint i = 0; i < self->coming->len; i++)
    {
      const Change *change = &g_array_index (self->coming, Change, i);
      KkbDetailText *cell;

      kkb_detail_text_set (next_cell (self, &self->changes, NULL), change->when);
      kkb_detail_text_set (next_cell (self, &self->changes, NULL), change->who);
      cell = next_cell (self, &self->changes, NULL);
      kkb_detail_text_set (cell, change->change);
      kkb_compat_set_tooltip (GTK_WIDGET (cell), change->tooltip);
    }
  g_array_set_size (self->coming, 0);
}

static gboolean
make_changes_cb (gpointer data)
{
  KkbDetailFacts *self = data;

  self->idle = 0;
  self->later = FALSE;
  if (self->coming->len)
    make_changes (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static int
natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
height_for (GtkWidget *widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

/* Lays SECTION out from Y on in WIDTH; returns where it ends. With PLACE the cells are put there. */
static int
lay_out (const Section *section, int y, int width, gboolean place)
{
  int columns[3] = { 0 }, left = width;

  for (guint i = 0; i < section->used; i++)
    if (i % section->columns < section->columns - 1)
      columns[i % section->columns] = MAX (columns[i % section->columns], natural_width (section->cells->pdata[i]));
  for (guint i = 0; i + 1 < section->columns; i++)
    left -= columns[i] + BETWEEN;
  columns[section->columns - 1] = MAX (left, LEAST_TEXT);
  for (guint i = 0; i < section->used; i += section->columns)
    {
      int height = 0, x = 0;

      for (guint c = 0; c < section->columns; c++)
        height = MAX (height, height_for (section->cells->pdata[i + c], columns[c]));
      for (guint c = 0; place && c < section->columns; x += columns[c++] + BETWEEN)
        gtk_widget_size_allocate (section->cells->pdata[i + c], &(GtkAllocation){ x, y, columns[c], height }, -1);
      y += height + LEADING;
    }
  return section->used ? y - LEADING : y;
}

static int
lay_out_all (KkbDetailFacts *self, int width, gboolean place)
{
  int y = lay_out (&self->facts, 0, width, place), height;

  if (!self->changes.used)
    return y;
  y += self->facts.used ? SECTION : 0;
  height = height_for (self->heading, -1);
  if (place)
    gtk_widget_size_allocate (self->heading,
                              &(GtkAllocation){ 0, y, MAX (width, natural_width (self->heading)), height }, -1);
  return lay_out (&self->changes, y + height + SECTION, width, place);
}

/* ---- overrides ---- */

static void
kkb_detail_facts_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = LEAST_WIDTH;
  if (orientation == GTK_ORIENTATION_VERTICAL) /* without a width nothing is known, and nobody who needs it asks */
    *minimum = *natural = for_size < 0 ? 0 : lay_out_all (KKB_DETAIL_FACTS (widget), for_size, FALSE);
}

static GtkSizeRequestMode
kkb_detail_facts_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kkb_detail_facts_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KkbDetailFacts *self = KKB_DETAIL_FACTS (widget);

  /* The history mostly begins below the edge and may come after the frame; where it does not, it is in this one. */
  if (lay_out_all (self, width, TRUE) < height && self->coming->len)
    {
      make_changes (self);
      self->later = lay_out_all (self, width, TRUE) > height;
    }
}

static void
kkb_detail_facts_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KkbDetailFacts *self = KKB_DETAIL_FACTS (widget);

  GTK_WIDGET_CLASS (kkb_detail_facts_parent_class)->snapshot (widget, snapshot);
  if (self->later && !self->idle)
    self->idle = g_idle_add (make_changes_cb, self);
}

static void
kkb_detail_facts_dispose (GObject *object)
{
  KkbDetailFacts *self = KKB_DETAIL_FACTS (object);

  GtkWidget *child;

  g_clear_handle_id (&self->idle, g_source_remove);
  self->facts.used = self->changes.used = 0;
  g_ptr_array_set_size (self->facts.cells, 0);
  g_ptr_array_set_size (self->changes.cells, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  self->heading = NULL;
  G_OBJECT_CLASS (kkb_detail_facts_parent_class)->dispose (object);
}

static void
kkb_detail_facts_finalize (GObject *object)
{
  g_ptr_array_unref (KKB_DETAIL_FACTS (object)->facts.cells);
  g_ptr_array_unref (KKB_DETAIL_FACTS (object)->changes.cells);
  g_array_unref (KKB_DETAIL_FACTS (object)->coming);
  G_OBJECT_CLASS (kkb_detail_facts_parent_class)->finalize (object);
}

static void
kkb_detail_facts_class_init (KkbDetailFactsClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kkb_detail_facts_dispose;
  G_OBJECT_CLASS (klass)->finalize = kkb_detail_facts_finalize;
  widget->get_request_mode = kkb_detail_facts_get_request_mode;
  widget->measure = kkb_detail_facts_measure;
  widget->size_allocate = kkb_detail_facts_size_allocate;
  widget->snapshot = kkb_detail_facts_snapshot;
  gtk_widget_class_set_css_name (widget, "detailfacts");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kkb_detail_facts_init (KkbDetailFacts *self)
{
  section_init (&self->facts, 2);
  section_init (&self->changes, 3);
  self->coming = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (self->coming, clear_change);
}

/* ---- public ---- */

GtkWidget *
kkb_detail_facts_new (void)
{
  return g_object_new (KKB_TYPE_DETAIL_FACTS, NULL);
}

void
kkb_detail_facts_begin (KkbDetailFacts *self)
{
  self->facts.used = self->changes.used = 0;
  g_array_set_size (self->coming, 0);
  self->later = FALSE;
}

void
kkb_detail_facts_add (KkbDetailFacts *self, const char *head, const char *text)
{
  GtkWidget *after = self->heading; /* the facts stand before it */
  KkbDetailText *cell;

  if (!text || !*text)
    return;
  kkb_detail_text_set (next_cell (self, &self->facts, after), head);
  cell = next_cell (self, &self->facts, after);
  kkb_detail_text_set_selectable (cell, FALSE);
  kkb_detail_text_set (cell, text);
}

void
kkb_detail_facts_add_change (KkbDetailFacts *self, const char *when, const char *who, const char *change,
                             const char *tooltip)
{
  Change one = { g_strdup (when), g_strdup (who), g_strdup (change), g_strdup (tooltip) };

  g_array_append_val (self->coming, one);
}

void
kkb_detail_facts_end (KkbDetailFacts *self)
{
  section_end (&self->facts);
  section_end (&self->changes);
  if (self->heading)
    gtk_widget_set_visible (self->heading, FALSE);
  self->later = self->coming->len > 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
