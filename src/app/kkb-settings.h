/* kkb-settings.h - what a person chose, in a key file under the user's config directory. Facts of a plan never go here; view state is keyed by the
 * document's uuid. */
#pragma once
#include "kkb-quantity.h"
#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum { KKB_APPEARANCE_SYSTEM, KKB_APPEARANCE_LIGHT, KKB_APPEARANCE_DARK } KkbAppearance;

#define KKB_TYPE_SETTINGS (kkb_settings_get_type ())
G_DECLARE_FINAL_TYPE (KkbSettings, kkb_settings, KKB, SETTINGS, GObject) /* signal "changed" after every change of the format or appearance */

/* Loads the user's settings; an unreadable file is set aside as .bad and the defaults stand. */
KkbSettings *kkb_settings_new (void);
const KkbFormat *kkb_settings_format (KkbSettings *settings);
void kkb_settings_set_format (KkbSettings *settings, const KkbFormat *format);
KkbAppearance kkb_settings_appearance (KkbSettings *settings);
void kkb_settings_set_appearance (KkbSettings *settings, KkbAppearance appearance);
/* View state of a document: a small text per key ("expanded", "layout", "selection", "panes"); NULL if none. Free with g_free(). */
char *kkb_settings_view (KkbSettings *settings, const char *uuid, const char *key);
void kkb_settings_set_view (KkbSettings *settings, const char *uuid, const char *key, const char *value);
/* The window's own state ("width", "height", "maximized", "tree-width", "detail-height"); 0 if none. */
int kkb_settings_int (KkbSettings *settings, const char *key);
void kkb_settings_set_int (KkbSettings *settings, const char *key, int value);
/* Recent files, the latest first: paths. */
GStrv kkb_settings_recent (KkbSettings *settings);
void kkb_settings_add_recent (KkbSettings *settings, const char *path);
void kkb_settings_remove_recent (KkbSettings *settings, const char *path);

G_END_DECLS
