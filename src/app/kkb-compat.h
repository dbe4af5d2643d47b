/* kkb-compat.h - the one place for what differs between GTK 4.8 and newer versions. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct { const char *name; const char *const *patterns; } KkbFileFilter; /* patterns NULL-terminated */
typedef void (*KkbFileChosen) (GtkWindow *parent, GFile *file, gpointer data);   /* FILE NULL: given up */
/* Open: SAVE FALSE. NAME: suggested name when saving (or NULL). FOLDER: where to begin (or NULL). FILTERS end with a NULL name. */
void kkb_compat_choose_file (GtkWindow *parent, const char *title, gboolean save, const char *accept_label, const char *folder, const char *name,
                             const KkbFileFilter *filters, KkbFileChosen chosen, gpointer data);
/* A GtkDropDown opens on what is chosen: that row has the focus and is in sight (GTK 4.8 opens on the first one). */
void kkb_compat_mend_drop_down (GtkWidget *drop_down);
/* The tooltip of WIDGET, and its description for a screen reader (NULL or "": none). Instead of gtk_widget_set_tooltip_text(),
 * which in GTK 4.8 asks the X server each time where the pointer is: four round trips, hundreds of them in one start. */
void kkb_compat_set_tooltip (GtkWidget *widget, const char *text);
const char *kkb_compat_tooltip (GtkWidget *widget);
/* Tells a screen reader TEXT politely (no-op where GTK cannot): sets it as the label of WIDGET. */
void kkb_compat_announce (GtkWidget *widget, const char *text);

G_END_DECLS
