/* forms-fixture.h - what the tests of the forms do again and again. */
#pragma once
#include "kkb-error.h"
#include "kkb-indicator-private.h"
#include "kkb-project-private.h"
#include "window-fixture.h"
#include <string.h>

G_GNUC_UNUSED static KkbDocument *
doc_of (Fixture *f)
{
  return kkb_window_document (f->win);
}

G_GNUC_UNUSED static const KkbFacts *
facts_of (Fixture *f)
{
  return kkb_document_facts (doc_of (f));
}

G_GNUC_UNUSED static void
act (Fixture *f, const char *name)
{
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (f->win), name));
  g_action_group_activate_action (G_ACTION_GROUP (f->win), name, NULL);
}

/* Undo and redo as a person does it who has left the field. */
G_GNUC_UNUSED static void
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kkb_window_commit_edit (f->win));
  kkb_document_undo (doc_of (f), &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static gpointer
page (Fixture *f, const char *name)
{
  g_assert_true (kkb_window_show_page (f->win, name));
  gt_wait_frame (GTK_WIDGET (f->win));
  return kkb_window_page (f->win);
}

G_GNUC_UNUSED static const KkbPlacement *
row_of (Fixture *f, const char *code)
{
  const KkbFacts *facts = facts_of (f);

  for (guint i = 0; i < facts->placements->len; i++)
    if (g_str_equal (kkb_placement_code (g_ptr_array_index (facts->placements, i)), code))
      return g_ptr_array_index (facts->placements, i);
  g_error ("no indicator %s", code);
}

G_GNUC_UNUSED static KkbIndicatorPage *
indicator_page (Fixture *f, const char *code)
{
  KkbIndicatorPage *self = page (f, "indicator");

  g_assert_true (kkb_page_show_placement (KKB_PAGE (self), row_of (f, code)->id, KKB_FIELD_TARGET, 0));
  gt_wait_frame (GTK_WIDGET (f->win));
  return self;
}

G_GNUC_UNUSED static char *
hash_of (Fixture *f)
{
  return kkb_store_content_hash (kkb_document_store (doc_of (f)), NULL);
}

/* Types into a field and leaves it. */
G_GNUC_UNUSED static gboolean
fill (GtkWidget *field, const char *text)
{
  if (KKB_IS_FIELD_TEXT (field))
    kkb_field_text_type (field, text);
  else
    kkb_field_entry_type (field, text);
  return kkb_form_field_commit (field);
}

G_GNUC_UNUSED static gboolean
fill_cell (GtkWidget *list, guint row, guint column, const char *text)
{
  GtkWidget *cell = kkb_field_list_cell (list, row, column);

  gtk_widget_child_focus (cell, GTK_DIR_TAB_FORWARD); /* brings it into sight */
  gt_wait_frame (cell);
  return fill (cell, text);
}

G_GNUC_UNUSED static void
assert_target (Fixture *f, const char *code, int fy, const char *text)
{
  const KkbGoal *goal = kkb_placement_goal (row_of (f, code));
  const KkbValue *value = goal ? kkb_value_list_find (&goal->targets, fy) : NULL;
  g_autofree char *data = value ? kkb_value_to_data (facts_of (f), value) : g_strdup ("");

  g_assert_cmpstr (data, ==, text);
}

G_GNUC_UNUSED static gboolean
type_cell (KkbGrid *grid, guint row, guint column, const char *text)
{
  const KkbGridChange change = { row, column, text };
  g_autoptr (GError) error = NULL;

  return kkb_grid_model_change (kkb_grid_get_model (grid), &change, 1, KKB_GRID_PASTE, &error);
}
