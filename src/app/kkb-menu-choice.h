/* kkb-menu-choice.h - a menu button that shows the chosen one of several names. It looks and works as a GtkDropDown,
 * but its list is made when it is opened: the window appears sooner. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The user chose another one. What is shown stays until kkb_menu_choice_set(). */
typedef void (*KkbMenuChosen) (GtkMenuButton *button, guint at, gpointer data);

void kkb_menu_choice_attach (GtkMenuButton *button, KkbMenuChosen chosen, gpointer data);
/* NAMES is copied; SELECTED may be none of them. Does not call back. */
void kkb_menu_choice_set (GtkMenuButton *button, const char *const *names, guint selected);

G_END_DECLS
