/* kkb-application.h - the program: its windows, settings, appearance, global actions and keys. */
#pragma once
#include "kkb-settings.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KKB_TYPE_APPLICATION (kkb_application_get_type ())
G_DECLARE_FINAL_TYPE (KkbApplication, kkb_application, KKB, APPLICATION, GtkApplication)

KkbApplication *kkb_application_new (GApplicationFlags extra_flags);
KkbSettings *kkb_application_settings (KkbApplication *app);
/* The folder with the bundled samples (NAME.keikaku): KEIKAKUBO_DATADIR/samples or the installed one. Free with g_free(). */
char *kkb_application_sample_path (const char *name);

G_END_DECLS
