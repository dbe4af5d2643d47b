#include "kkb-grid-text.h"

#include <math.h>
#include <string.h>

#define MAX_RUNS 16                  /* of fonts in one line; more are left to PangoLayout */
#define DIGITS   "0123456789.,-+%()" /* what nearly all figures are written with */

/* The font of one kind of text. */
typedef struct
{
  PangoContext *context;
  PangoAttrList *attributes;
  PangoLayout *layout; /* for what does not fit on one line; NULL: none yet */
  PangoItem *digits;   /* how DIGITS are shaped; NULL: not all from one font */
  GHashTable *tails;   /* text -> its width */
  gboolean close;      /* lines stand closer than they would */
} Font;

struct _KkbGridFonts
{
  GHashTable *fonts;   /* kind's font -> Font */
  GHashTable *colours; /* kind -> GdkRGBA */
  int line_height;
  int ascent;
  PangoGlyphString *glyphs[2 * MAX_RUNS]; /* of two lines at most */
};

struct _KkbGridText
{
  GtkWidget parent;
  KkbGridFonts *fonts;
  char *text;
  char *tail;
  guint kind;
  float xalign;
  gboolean loose;
};

/* A line that was shaped: its glyphs are in the fonts' glyph strings from FIRST on. */
typedef struct
{
  guint first;
  PangoFont *fonts[MAX_RUNS];
  int widths[MAX_RUNS];
  int offsets[MAX_RUNS]; /* bytes */
  guint n_runs;
  int width;
} Line;

static void
line_clear (Line *line)
{
  for (guint i = 0; i < line->n_runs; i++)
    g_object_unref (line->fonts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

G_DEFINE_FINAL_TYPE (KkbGridText, kkb_grid_text, GTK_TYPE_WIDGET)

/* ---- fonts ---- */

static void
font_free (gpointer data)
{
  Font *font = data;

  g_clear_pointer (&font->digits, pango_item_free);
  g_hash_table_unref (font->tails);
  pango_attr_list_unref (font->attributes);
  g_clear_object (&font->layout);
  g_object_unref (font->context);
  g_free (font);
}

static PangoItem *
itemize_digits (Font *font)
{
  GList *items = pango_itemize (font->context, DIGITS, 0, (int)strlen (DIGITS), font->attributes, NULL);
  PangoItem *item = items->next == NULL ? items->data : NULL;

  if (item == NULL || item->analysis.level % 2 != 0)
    {
      g_list_free_full (items, (GDestroyNotify)pango_item_free);
      return NULL;
    }
  g_list_free (items);
  return item;
}

static Font *
font_of (KkbGridText *self)
{
  guint name = self->kind & ((1U << KKB_GRID_FONT_BITS) - 1);
  Font *font = g_hash_table_lookup (self->fonts->fonts, GUINT_TO_POINTER (name));

  if (font != NULL)
    return font;
  font = g_new0 (Font, 1);
  font->context = gtk_widget_create_pango_context (GTK_WIDGET (self));
  font->attributes = pango_attr_list_new ();
  pango_attr_list_insert (font->attributes, pango_attr_font_features_new ("tnum"));
  font->close = name < KKB_GRID_FONT_HEAD;
  font->digits = itemize_digits (font);
  font->tails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (self->fonts->fonts, GUINT_TO_POINTER (name), font);
  return font;
}

static const GdkRGBA *
colour_of (KkbGridText *self)
{
  GdkRGBA *colour = g_hash_table_lookup (self->fonts->colours, GUINT_TO_POINTER (self->kind));

  if (colour != NULL)
    return colour;
  colour = g_new (GdkRGBA, 1);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), colour);
  g_hash_table_insert (self->fonts->colours, GUINT_TO_POINTER (self->kind), colour);
  return colour;
}

static PangoLayout *
layout_of (KkbGridText *self, Font *font)
{
  if (font->layout == NULL)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_copy (font->attributes);

      font->layout = pango_layout_new (font->context);
      if (font->close)
        pango_attr_list_insert (attributes, pango_attr_line_height_new (KKB_GRID_LINE_PERCENT / 100.0));
      pango_layout_set_attributes (font->layout, attributes);
      pango_layout_set_ellipsize (font->layout, PANGO_ELLIPSIZE_END);
    }
  pango_layout_set_text (font->layout, self->text, -1);
  pango_layout_set_wrap (font->layout, self->loose ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
  pango_layout_set_alignment (font->layout, self->xalign < 0.25F
                                                ? PANGO_ALIGN_LEFT
                                                : (self->xalign > 0.75F ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_CENTER));
  return font->layout;
}

/* ---- one line ---- */

static void
add_run (KkbGridText *self, Font *font, const char *text, const char *item, int length, const PangoAnalysis *analysis,
         Line *line)
{
  PangoGlyphString **glyphs = &self->fonts->glyphs[line->first + line->n_runs];
  PangoShapeFlags flags
      = pango_context_get_round_glyph_positions (font->context) ? PANGO_SHAPE_ROUND_POSITIONS : PANGO_SHAPE_NONE;

  if (*glyphs == NULL)
    *glyphs = pango_glyph_string_new ();
  pango_shape_with_flags (item, length, text, -1, analysis, *glyphs, flags);
  line->fonts[line->n_runs] = g_object_ref (analysis->font);
  line->offsets[line->n_runs] = (int)(item - text);
  line->widths[line->n_runs] = pango_glyph_string_get_width (*glyphs);
  line->width += line->widths[line->n_runs++];
}

static gboolean
add_items (KkbGridText *self, Font *font, const char *text, GList *items, Line *line)
{
  for (GList *l = items; l != NULL; l = l->next)
    {
      const PangoItem *item = l->data;

      if (item->analysis.level % 2 != 0 || line->n_runs == MAX_RUNS)
        return FALSE;
      add_run (self, font, text, text + item->offset, item->length, &item->analysis, line);
    }
  return TRUE;
}

/* FALSE: it is more than one line, or its order is not that of its characters. */
static gboolean
shape_line (KkbGridText *self, Font *font, const char *text, Line *line)
{
  const char *p = text;
  GList *items;
  gboolean done;

  if (font->digits != NULL && text[strspn (text, DIGITS)] == '\0')
    {
      add_run (self, font, text, text, (int)strlen (text), &font->digits->analysis, line);
      return TRUE;
    }
  while ((guchar)*p >= ' ')
    p++;
  if (*p != '\0' || strstr (text, "\u2028") != NULL || strstr (text, "\u2029") != NULL)
    return FALSE;
  items = pango_itemize (font->context, text, 0, (int)(p - text), font->attributes, NULL);
  done = add_items (self, font, text, items, line);
  g_list_free_full (items, (GDestroyNotify)pango_item_free);
  return done;
}

static int
tail_width (KkbGridText *self, Font *font)
{
  gpointer width;
  g_auto (Line) line = { .n_runs = 0 };

  if (self->tail == NULL || self->tail[0] == '\0')
    return 0;
  if (g_hash_table_lookup_extended (font->tails, self->tail, NULL, &width))
    return GPOINTER_TO_INT (width);
  if (!shape_line (self, font, self->tail, &line))
    line.width = 0;
  g_hash_table_insert (font->tails, g_strdup (self->tail), GINT_TO_POINTER (line.width));
  return line.width;
}

/* Y: of the base line. */
static void
draw_line (KkbGridText *self, GtkSnapshot *snapshot, const Line *line, int tail, int y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) * PANGO_SCALE;
  int x = (int)((float)(width - line->width - tail) * self->xalign);

  x = MAX (x, 0);
  for (guint i = 0; i < line->n_runs; i++)
    {
      g_autoptr (GskRenderNode) node
          = gsk_text_node_new (line->fonts[i], self->fonts->glyphs[line->first + i], colour_of (self),
                               &GRAPHENE_POINT_INIT ((float)x / PANGO_SCALE, (float)y));

      if (node != NULL)
        gtk_snapshot_append_node (snapshot, node);
      x += line->widths[i];
    }
}

/* Where the base line of one line is. */
static int
base_line (KkbGridText *self)
{
  return (gtk_widget_get_height (GTK_WIDGET (self)) - self->fonts->line_height) / 2 + self->fonts->ascent;
}

/* ---- two lines ---- */

/* How many bytes of the text LINE was shaped from fit into WIDTH. */
static int
count_fitting (KkbGridText *self, const Line *line, int width)
{
  for (guint i = 0; i < line->n_runs; i++)
    {
      const PangoGlyphString *glyphs = self->fonts->glyphs[line->first + i];

      for (int k = 0; k < glyphs->num_glyphs; k++)
        {
          width -= glyphs->glyphs[k].geometry.width;
          if (width < 0)
            return line->offsets[i] + glyphs->log_clusters[k];
        }
    }
  return G_MAXINT;
}

/* WHOLE is TEXT on one line, which it does not fit. FALSE: it takes more than two, or no line may end where it must. */
static gboolean
draw_two_lines (KkbGridText *self, GtkSnapshot *snapshot, Font *font, const Line *whole)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) * PANGO_SCALE;
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int step = font->close ? self->fonts->line_height * KKB_GRID_LINE_PERCENT / 100 : self->fonts->line_height;
  int end = kkb_grid_text_find_break (self->text, count_fitting (self, whole, width));
  int y = (height - self->fonts->line_height - step) / 2 + self->fonts->ascent;
  g_auto (Line) first = { .n_runs = 0 };
  g_auto (Line) second = { .first = MAX_RUNS };
  g_autofree char *text = g_strchomp (g_strndup (self->text, (gsize)end));

  if (text[0] == '\0' || !self->loose || step * 2 > height || !shape_line (self, font, self->text + end, &second)
      || second.width > width || !shape_line (self, font, text, &first) || first.width > width)
    return FALSE;
  draw_line (self, snapshot, &first, 0, y);
  draw_line (self, snapshot, &second, 0, y + step);
  return TRUE;
}

/* ---- more lines, or one that is cut ---- */

static void
draw_layout (KkbGridText *self, GtkSnapshot *snapshot, Font *font)
{
  PangoLayout *layout = layout_of (self, font);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int natural, y;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_height (layout, height * PANGO_SCALE);
  if (pango_layout_get_line_count (layout) > 1)
    {
      pango_layout_get_pixel_size (layout, NULL, &natural);
      y = pango_layout_is_ellipsized (layout) ? 0 : MAX ((height - natural) / 2, 0);
    }
  else
    y = base_line (self) - pango_layout_get_baseline (layout) / PANGO_SCALE;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, y));
  gtk_snapshot_append_layout (snapshot, layout, colour_of (self));
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

/* ---- overrides ---- */

static void
kkb_grid_text_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                       int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
kkb_grid_text_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KkbGridText *self = KKB_GRID_TEXT (widget);
  int width = gtk_widget_get_width (widget) * PANGO_SCALE;
  Font *font;
  int tail;
  g_auto (Line) line = { .n_runs = 0 };

  if (self->text[0] == '\0')
    return;
  font = font_of (self);
  tail = tail_width (self, font);
  if (!shape_line (self, font, self->text, &line))
    draw_layout (self, snapshot, font);
  else if (line.width <= width)
    draw_line (self, snapshot, &line, tail, base_line (self));
  else if (!draw_two_lines (self, snapshot, font, &line))
    draw_layout (self, snapshot, font);
}

static void
kkb_grid_text_finalize (GObject *object)
{
  KkbGridText *self = KKB_GRID_TEXT (object);

  g_free (self->text);
  g_free (self->tail);
  kkb_grid_fonts_unref (self->fonts);
  G_OBJECT_CLASS (kkb_grid_text_parent_class)->finalize (object);
}

static void
kkb_grid_text_class_init (KkbGridTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kkb_grid_text_finalize;
  widget_class->measure = kkb_grid_text_measure;
  widget_class->snapshot = kkb_grid_text_snapshot;
  /* of most of them */
  gtk_widget_class_set_css_name (widget_class, "gridcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
kkb_grid_text_init (KkbGridText *self)
{
  self->text = g_strdup ("");
  self->loose = TRUE;
}

/* ---- public ---- */

KkbGridFonts *
kkb_grid_fonts_new (void)
{
  KkbGridFonts *self = g_rc_box_new0 (KkbGridFonts);

  self->fonts = g_hash_table_new_full (NULL, NULL, NULL, font_free);
  self->colours = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

static void
fonts_clear (gpointer data)
{
  KkbGridFonts *self = data;

  g_hash_table_unref (self->fonts);
  g_hash_table_unref (self->colours);
  for (guint i = 0; i < G_N_ELEMENTS (self->glyphs); i++)
    g_clear_pointer (&self->glyphs[i], pango_glyph_string_free);
}

void
kkb_grid_fonts_unref (KkbGridFonts *self)
{
  g_rc_box_release_full (self, fonts_clear);
}

void
kkb_grid_fonts_clear (KkbGridFonts *self)
{
  g_hash_table_remove_all (self->fonts);
  g_hash_table_remove_all (self->colours);
}

void
kkb_grid_fonts_set_line (KkbGridFonts *self, int height, int ascent)
{
  self->line_height = height;
  self->ascent = ascent;
}

GtkWidget *
kkb_grid_text_new (GtkWidget *parent, const char *css_name, GtkAccessibleRole role, KkbGridFonts *fonts)
{
  KkbGridText *self = g_object_new (KKB_TYPE_GRID_TEXT, "css-name", css_name, "accessible-role", role, NULL);

  self->fonts = g_rc_box_acquire (fonts);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return GTK_WIDGET (self);
}

gboolean
kkb_grid_text_set (GtkWidget *text, const char *shown, const char *tail)
{
  KkbGridText *self = KKB_GRID_TEXT (text);

  if (g_strcmp0 (self->text, shown) == 0 && g_strcmp0 (self->tail, tail) == 0)
    return FALSE;
  g_free (self->text);
  g_free (self->tail);
  self->text = g_strdup (shown);
  self->tail = g_strdup (tail);
  gtk_widget_queue_draw (text);
  return TRUE;
}

const char *
kkb_grid_text_get (GtkWidget *text)
{
  return KKB_GRID_TEXT (text)->text;
}

const char *
kkb_grid_text_get_tail (GtkWidget *text)
{
  return KKB_GRID_TEXT (text)->tail;
}

void
kkb_grid_text_set_kind (GtkWidget *text, guint kind)
{
  KkbGridText *self = KKB_GRID_TEXT (text);

  if (self->kind == kind)
    return;
  self->kind = kind;
  gtk_widget_queue_draw (text);
}

void
kkb_grid_text_set_place (GtkWidget *text, float xalign, gboolean loose)
{
  KkbGridText *self = KKB_GRID_TEXT (text);

  if (self->xalign == xalign && self->loose == loose)
    return;
  self->xalign = xalign;
  self->loose = loose;
  gtk_widget_queue_draw (text);
}

int
kkb_grid_text_find_break (const char *text, int limit)
{
  glong n = g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attrs = g_new (PangoLogAttr, (gsize)n + 1);
  const char *p = text;
  int end = 0;

  pango_get_log_attrs (text, -1, 0, pango_language_get_default (), attrs, (int)n + 1);
  for (glong i = 0; i < n; i++, p = g_utf8_next_char (p))
    {
      /* the spaces at its end may stand beyond the edge */
      if (p - text > limit && p[-1] != ' ')
        break;
      if (i > 0 && attrs[i].is_line_break)
        end = (int)(p - text);
    }
  return end;
}
