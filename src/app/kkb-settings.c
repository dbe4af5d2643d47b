/* kkb-settings.c - see kkb-settings.h */
#include "kkb-settings.h"

#define MAX_RECENT 12

struct _KkbSettings
{
  GObject parent;
  GKeyFile *file;
  char *path;
  KkbFormat format;
  KkbAppearance appearance;
};

G_DEFINE_FINAL_TYPE (KkbSettings, kkb_settings, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
write_file (KkbSettings *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (self->path);

  g_mkdir_with_parents (folder, 0700);
  /* Losing a setting must not stop the work: it is mentioned, no more. */
  if (!g_key_file_save_to_file (self->file, self->path, &error))
    g_info ("Settings could not be written: %s", error->message);
}

static void
read_file (KkbSettings *self)
{
  g_autoptr (GError) error = NULL;

  if (!g_key_file_load_from_file (self->file, self->path, G_KEY_FILE_KEEP_COMMENTS, &error)
      && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_autofree char *aside = g_strconcat (self->path, ".bad", NULL);
      g_autoptr (GFile) from = g_file_new_for_path (self->path);
      g_autoptr (GFile) to = g_file_new_for_path (aside);
      g_file_move (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL);
      g_clear_pointer (&self->file, g_key_file_unref);
      self->file = g_key_file_new ();
    }
  self->format.years = kkb_settings_int (self, "seireki") ? KKB_YEARS_SEIREKI : KKB_YEARS_WAREKI;
  self->format.negative = CLAMP (kkb_settings_int (self, "negative"), 0, KKB_NEGATIVE_MINUS);
  self->format.keep_heisei31 = kkb_settings_int (self, "heisei31") != 0;
  self->appearance = CLAMP (kkb_settings_int (self, "appearance"), 0, KKB_APPEARANCE_DARK);
}

static void
kkb_settings_finalize (GObject *object)
{
  KkbSettings *self = KKB_SETTINGS (object);

  g_key_file_unref (self->file);
  g_free (self->path);
  G_OBJECT_CLASS (kkb_settings_parent_class)->finalize (object);
}

static void
kkb_settings_class_init (KkbSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kkb_settings_finalize;
  signals[CHANGED]
      = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kkb_settings_init (KkbSettings *self)
{
  self->file = g_key_file_new ();
  self->path = g_build_filename (g_get_user_config_dir (), "keikakubo", "settings.ini", NULL);
  read_file (self);
}

KkbSettings *
kkb_settings_new (void)
{
  return g_object_new (KKB_TYPE_SETTINGS, NULL);
}

const KkbFormat *
kkb_settings_format (KkbSettings *self)
{
  return &self->format;
}

void
kkb_settings_set_format (KkbSettings *self, const KkbFormat *format)
{
  self->format = *format;
  g_key_file_set_integer (self->file, "window", "seireki", format->years == KKB_YEARS_SEIREKI);
  g_key_file_set_integer (self->file, "window", "negative", format->negative);
  g_key_file_set_integer (self->file, "window", "heisei31", format->keep_heisei31);
  write_file (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

KkbAppearance
kkb_settings_appearance (KkbSettings *self)
{
  return self->appearance;
}

void
kkb_settings_set_appearance (KkbSettings *self, KkbAppearance appearance)
{
  self->appearance = appearance;
  g_key_file_set_integer (self->file, "window", "appearance", appearance);
  write_file (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

char *
kkb_settings_view (KkbSettings *self, const char *uuid, const char *key)
{
  g_autofree char *group = g_strconcat ("document ", uuid, NULL);

  return g_key_file_get_string (self->file, group, key, NULL);
}

void
kkb_settings_set_view (KkbSettings *self, const char *uuid, const char *key, const char *value)
{
  g_autofree char *group = g_strconcat ("document ", uuid, NULL);
  g_autofree char *old = g_key_file_get_string (self->file, group, key, NULL);

  if (g_strcmp0 (old, value) == 0)
    return;
  if (value)
    g_key_file_set_string (self->file, group, key, value);
  else
    g_key_file_remove_key (self->file, group, key, NULL);
  write_file (self);
}

int
kkb_settings_int (KkbSettings *self, const char *key)
{
  return g_key_file_get_integer (self->file, "window", key, NULL);
}

void
kkb_settings_set_int (KkbSettings *self, const char *key, int value)
{
  if (g_key_file_has_key (self->file, "window", key, NULL) && kkb_settings_int (self, key) == value)
    return;
  g_key_file_set_integer (self->file, "window", key, value);
  write_file (self);
}

GStrv
kkb_settings_recent (KkbSettings *self)
{
  GStrv list = g_key_file_get_string_list (self->file, "recent", "files", NULL, NULL);

  return list ? list : g_new0 (char *, 1);
}

static void
set_recent (KkbSettings *self, const char *first, const char *without)
{
  g_auto (GStrv) old = kkb_settings_recent (self);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  if (first)
    g_ptr_array_add (list, (char *)first);
  for (guint i = 0; old[i] && list->len < MAX_RECENT; i++)
    if (!g_str_equal (old[i], without))
      g_ptr_array_add (list, old[i]);
  g_key_file_set_string_list (self->file, "recent", "files", (const char *const *)list->pdata, list->len);
  write_file (self);
}

void
kkb_settings_add_recent (KkbSettings *self, const char *path)
{
  set_recent (self, path, path);
}

void
kkb_settings_remove_recent (KkbSettings *self, const char *path)
{
  set_recent (self, NULL, path);
}
