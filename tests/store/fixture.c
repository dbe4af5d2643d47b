/* fixture.c */
#include "fixture.h"
#include <glib/gstdio.h>

void
fixture_init (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("kkb-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = fixture_file (self, "document.keikaku");
  self->undo_path = fixture_file (self, "undo.db");
}

void
fixture_clear (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->undo_path);
}

void
fixture_write (Fixture *self, KkbFacts *facts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkbStore) store = kkb_store_create (self->path, &error);

  g_assert_no_error (error);
  g_assert_true (kkb_store_run (store, "取込", "試験", kkb_generate_put, facts, NULL, &error));
  g_assert_no_error (error);
  kkb_facts_unref (facts);
}

KkbStore *
fixture_open (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  KkbStore *store = kkb_store_open (self->path, self->undo_path, 0, NULL, &error);

  g_assert_no_error (error);
  return store;
}

char *
fixture_file (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

char *
fixture_hash (KkbStore *store)
{
  g_autoptr (GError) error = NULL;
  char *hash = kkb_store_content_hash (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (hash), ==, 32);
  return hash;
}

typedef struct
{
  KkbId indicator;
  KkbValue value;
} Setting;

static gboolean
set_actual (KkbStore *store, gpointer data, GError **error)
{
  Setting *setting = data;
  g_autoptr (KkbFacts) facts = kkb_facts_new ();

  return kkb_store_put_actual (store, facts, setting->indicator, FALSE, &setting->value, error);
}

void
fixture_set_actual (KkbStore *store, KkbId indicator, int fy, gint64 number, KkbChanges **changes)
{
  g_autoptr (GError) error = NULL;
  Setting setting = { indicator, { .fy = (gint16)fy } };

  kkb_value_set_number (&setting.value, kkb_decimal_from_int (number), KKB_STATE_FINAL);
  g_assert_true (kkb_store_run (store, "実績の入力", "試験", set_actual, &setting, changes, &error));
  g_assert_no_error (error);
}

char *
fixture_save (Fixture *self, KkbStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = fixture_file (self, name);

  kkb_store_copy_to (store, path, "11111111-2222-3333-4444-555555555555", NULL, &error);
  g_assert_no_error (error);
  return path;
}
