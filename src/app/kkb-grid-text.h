/* kkb-grid-text.h - one text of the table: a cell, the heading of a section, a title in the head.
 *
 * Hundreds of them are in sight, nearly all of one line. So a text has no PangoLayout of its own: what fits on one line
 * is shaped when it is drawn, and what does not is laid out by the one layout that all texts in that font share. All
 * single lines stand on the same base line, whatever fonts their characters come from. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the texts of one table share: fonts, colours and the height of a line, read from the style of the first text
 * that asks for them. */
typedef struct _KkbGridFonts KkbGridFonts;

KkbGridFonts *kkb_grid_fonts_new (void);
void kkb_grid_fonts_unref (KkbGridFonts *self);
/* The style is another now: all is to be read again. */
void kkb_grid_fonts_clear (KkbGridFonts *self);
/* In pixels: the height of one line, and how far below its top the base line is. */
void kkb_grid_fonts_set_line (KkbGridFonts *self, int height, int ascent);

#define KKB_TYPE_GRID_TEXT (kkb_grid_text_get_type ())
G_DECLARE_FINAL_TYPE (KkbGridText, kkb_grid_text, KKB, GRID_TEXT, GtkWidget)

/* The texts of one kind look the same: the lowest bits tell the font, all of them the colour. */
typedef enum
{
  KKB_GRID_FONT_CELL,
  KKB_GRID_FONT_STATE,
  KKB_GRID_FONT_STRONG,
  KKB_GRID_FONT_STRONG_STATE,
  KKB_GRID_FONT_HEAD,
  KKB_GRID_FONT_HEADING /* and one for each level below */
} KkbGridFont;

#define KKB_GRID_FONT_BITS    4
#define KKB_GRID_LINE_PERCENT 85 /* of a line's height, in a cell of two: the row is not twice as high */

/* A text in PARENT with the CSS node name CSS_NAME. It never asks for a new layout when it changes. */
GtkWidget *kkb_grid_text_new (GtkWidget *parent, const char *css_name, GtkAccessibleRole role, KkbGridFonts *fonts);
/* FALSE: it was the same before. TAIL takes its room right of TEXT without being drawn; NULL: none. */
gboolean kkb_grid_text_set (GtkWidget *text, const char *shown, const char *tail);
const char *kkb_grid_text_get (GtkWidget *text);
const char *kkb_grid_text_get_tail (GtkWidget *text);
void kkb_grid_text_set_kind (GtkWidget *text, guint kind);
/* XALIGN: 0 left, 0.5 centre, 1 right. LOOSE: lines end at any character where words are too long for one. */
void kkb_grid_text_set_place (GtkWidget *text, float xalign, gboolean loose);
/* The last place in the first LIMIT bytes of TEXT where a line may end, in bytes; 0: there is none. */
int kkb_grid_text_find_break (const char *text, int limit);

G_END_DECLS
