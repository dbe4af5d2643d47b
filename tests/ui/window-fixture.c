/* window-fixture.c - see window-fixture.h */
#include "window-fixture.h"
#include "kkb-platform.h"
#include "test-im.h"
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

static KkbApplication *the_app;

void
fixture_init (int *argc, char ***argv)
{
  kkb_platform_init_i18n ("/nonexistent");
  g_test_init (argc, argv, NULL);
  gtk_init ();
  test_im_register ();
  the_app = kkb_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (the_app), NULL, NULL));
}

char *
fixture_workbook (const char *plan)
{
  return g_build_filename (g_getenv ("KKB_TEST_DATA"), "plans", plan, "plan.xlsx", NULL);
}

void
fixture_open (Fixture *f, gconstpointer plan)
{
  g_autoptr (GError) error = NULL;

  f->app = the_app;
  f->folder = g_dir_make_tmp ("kkb-window-XXXXXX", NULL);
  f->win = kkb_window_new (f->app);
  gtk_window_set_default_size (GTK_WINDOW (f->win), 1360, 880);
  if (plan)
    {
      g_autofree char *path = fixture_workbook (plan);
      g_autoptr (KkbImport) import = kkb_import_read (path, NULL, &error);
      g_autoptr (KkbDocument) doc = kkb_document_new (NULL);
      g_assert_no_error (error);
      g_assert_true (kkb_document_run (doc, kkb_import_command (import, NULL), NULL, &error));
      kkb_window_set_document (f->win, doc);
    }
  gtk_window_present (GTK_WINDOW (f->win));
  gt_wait_frame (GTK_WIDGET (f->win));
  gt_focus_window (GTK_WINDOW (f->win));
  gt_wait_frame (GTK_WIDGET (f->win));
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *)data == NULL;
}

void
fixture_close (Fixture *f, gconstpointer plan)
{
  gpointer win = f->win;
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", f->folder);

  g_object_add_weak_pointer (G_OBJECT (f->win), &win);
  gtk_window_destroy (GTK_WINDOW (f->win));
  gt_assert_until (is_null, &win); /* nothing keeps a closed window alive */
  g_assert_cmpint (system (command), ==, 0);
  g_free (f->folder);
}

GtkWidget *
fixture_find (Fixture *f, GType type)
{
  GtkWidget *found = gt_find (GTK_WIDGET (f->win), gt_is_type, GSIZE_TO_POINTER (type));

  g_assert_nonnull (found);
  return found;
}

KkbGrid *
fixture_grid (Fixture *f)
{
  return KKB_GRID (fixture_find (f, KKB_TYPE_GRID));
}

KkbKpiModel *
fixture_model (Fixture *f)
{
  return KKB_KPI_MODEL (kkb_grid_get_model (fixture_grid (f)));
}

guint
fixture_row (Fixture *f, const char *code)
{
  const KkbFacts *facts = kkb_document_facts (kkb_window_document (f->win));

  for (guint i = 0; i < facts->placements->len; i++)
    {
      const KkbPlacement *p = g_ptr_array_index (facts->placements, i);
      gint64 row = kkb_kpi_model_find_placement (fixture_model (f), p->id);
      if (g_str_equal (kkb_placement_code (p), code) && row >= 0)
        return row;
    }
  g_error ("no row for %s", code);
}

guint
fixture_column (Fixture *f, const char *key)
{
  KkbGridModel *model = KKB_GRID_MODEL (fixture_model (f));

  for (guint i = 0; i < kkb_grid_model_get_n_columns (model); i++)
    {
      KkbGridColumn column;
      kkb_grid_model_get_column (model, i, &column);
      if (g_str_equal (column.key, key))
        return i;
    }
  g_error ("no column %s", key);
}

char *
fixture_cell (Fixture *f, const char *code, const char *key)
{
  KkbGridCell cell;

  kkb_grid_model_get_cell (KKB_GRID_MODEL (fixture_model (f)), fixture_row (f, code), fixture_column (f, key), &cell);
  return g_strdup (cell.text);
}

void
fixture_go (Fixture *f, const char *code, const char *key)
{
  KkbGrid *grid = fixture_grid (f);

  g_assert_true (kkb_grid_set_cursor (grid, fixture_row (f, code), fixture_column (f, key)));
  gtk_widget_grab_focus (GTK_WIDGET (grid));
  gt_wait_frame (GTK_WIDGET (f->win));
}

static gboolean
has_id (GtkWidget *w, gconstpointer id)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (w)), id) == 0;
}

GtkWidget *
fixture_widget (Fixture *f, const char *id)
{
  GtkWidget *found = gt_find (GTK_WIDGET (f->win), has_id, id);

  g_assert_nonnull (found);
  return found;
}

const char *
fixture_message (Fixture *f)
{
  return gtk_label_get_text (GTK_LABEL (fixture_widget (f, "message")));
}

typedef struct
{
  Fixture *f;
  const char *part;
} Saying;

static gboolean
says (gpointer data)
{
  Saying *saying = data;

  return strstr (fixture_message (saying->f), saying->part) != NULL;
}

gboolean
fixture_says (Fixture *f, const char *part)
{
  Saying saying = { f, part };

  if (gt_until (says, &saying, 10000 * gt_mult ()))
    return TRUE;
  g_test_message ("the message is: %s", fixture_message (f));
  return FALSE;
}

/* ---- questions ---- */

static GtkWindow *
question (Fixture *f)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) w = g_list_model_get_item (windows, i);
      if (gtk_widget_has_css_class (GTK_WIDGET (w), "question") && gtk_widget_get_mapped (GTK_WIDGET (w)))
        return w;
    }
  return NULL;
}

static gboolean
has_question (gpointer f)
{
  return question (f) != NULL;
}

static gboolean
has_no_question (gpointer f)
{
  return question (f) == NULL;
}

static gboolean
is_labelled (GtkWidget *w, gconstpointer label)
{
  return GTK_IS_BUTTON (w) && gtk_button_get_label (GTK_BUTTON (w))
         && g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (w)), label);
}

void
fixture_answer (Fixture *f, const char *label)
{
  gt_assert_until (has_question, f);
  gt_click (gt_find (GTK_WIDGET (question (f)), is_labelled, label));
  gt_assert_until (has_no_question, f);
  if (gtk_widget_get_mapped (GTK_WIDGET (f->win)))
    gt_focus_window (GTK_WINDOW (f->win));
}
