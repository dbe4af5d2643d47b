/* kkb-help.h - the user help, the list of keys, and about. */
#pragma once
#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum { KKB_HELP_GUIDE, KKB_HELP_KEYS, KKB_HELP_ABOUT } KkbHelpPage;
/* Shows the help window (one a program) at PAGE. PARENT may be NULL. */
void kkb_help_show (GtkWindow *parent, KkbHelpPage page);

G_END_DECLS
