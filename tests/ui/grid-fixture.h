/* grid-fixture.h - the table in a real window on the made-up plan of grid-demo.c, for test-grid.c. */
#pragma once
#include "grid-demo.h"
#include "gui-test.h"
#include "kkb-grid.h"
#include "kkb-grid-text.h"

typedef struct
{
  GtkWindow *window;
  KkbGrid *grid;
  DemoModel *model;
} Fixture;

static gboolean
is_null (gpointer data)
{
  return *(gpointer *)data == NULL;
}

static void
open_grid (Fixture *f, guint n_rows)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  f->model = demo_model_new (n_rows);
  f->grid = KKB_GRID (kkb_grid_new (KKB_GRID_MODEL (f->model)));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (f->grid));
  f->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (f->window, 1000, 600);
  gtk_window_set_child (f->window, scroller);
  gtk_window_present (f->window);
  gt_wait_frame (GTK_WIDGET (f->window));
  gt_focus_window (f->window);
  gtk_widget_grab_focus (GTK_WIDGET (f->grid));
  gt_wait_frame (GTK_WIDGET (f->window));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  open_grid (f, data != NULL ? GPOINTER_TO_UINT (data) : 1000);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gpointer window = f->window;
  gpointer grid = f->grid;
  gpointer model = f->model;

  g_object_add_weak_pointer (G_OBJECT (f->window), &window);
  g_object_add_weak_pointer (G_OBJECT (f->grid), &grid);
  g_object_add_weak_pointer (G_OBJECT (f->model), &model);
  gtk_window_destroy (f->window);
  g_object_unref (f->model);
  /* nothing keeps what is closed alive */
  gt_assert_until (is_null, &window);
  gt_assert_until (is_null, &grid);
  gt_assert_until (is_null, &model);
}

static void
key (Fixture *f, guint keysym, GdkModifierType modifiers)
{
  gt_key (f->window, keysym, modifiers);
}

static void
assert_cursor (Fixture *f, guint row, guint column)
{
  guint r, c;

  g_assert_true (kkb_grid_get_cursor (f->grid, &r, &c));
  g_assert_cmpuint (r, ==, row);
  g_assert_cmpuint (c, ==, column);
}

static void
assert_typed (Fixture *f, guint row, guint column, const char *text)
{
  g_assert_cmpstr (demo_model_get_typed (f->model, row, column), ==, text);
}

static gboolean
editor_has_focus (Fixture *f)
{
  return gtk_widget_has_focus (kkb_grid_get_editor (f->grid));
}

static const char *
editor_text (Fixture *f)
{
  return gtk_editable_get_text (GTK_EDITABLE (kkb_grid_get_editor (f->grid)));
}

static const char *
shown_text (Fixture *f, guint row, guint column)
{
  GtkWidget *cell = kkb_grid_get_cell_widget (f->grid, row, column);

  g_assert_nonnull (cell);
  return kkb_grid_text_get (cell);
}

/* The cell lies wholly in sight: below the head, right of the columns that stay, inside the window. */
static void
assert_in_sight (Fixture *f, guint row, guint column)
{
  GdkRectangle area, unit;

  gt_wait_frame (GTK_WIDGET (f->window));
  kkb_grid_get_cell_area (f->grid, row, column, &area);
  kkb_grid_get_cell_area (f->grid, row, DEMO_UNIT, &unit);
  g_assert_cmpint (area.y, >, 0);
  g_assert_cmpint (area.y + area.height, <=, gtk_widget_get_height (GTK_WIDGET (f->grid)));
  g_assert_cmpint (area.x + area.width, <=, gtk_widget_get_width (GTK_WIDGET (f->grid)));
  g_assert_cmpint (area.x, >=, column > DEMO_UNIT ? unit.x + unit.width : 0);
  g_assert_nonnull (kkb_grid_get_cell_widget (f->grid, row, column));
}
