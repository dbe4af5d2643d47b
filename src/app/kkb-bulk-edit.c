/* kkb-bulk-edit.c - see kkb-bulk-edit.h */
#include "kkb-bulk-edit.h"
#include "kkb-edits.h"
#include "kkb-error.h"
#include "kkb-question.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

typedef enum
{
  CHANGE_DEPARTMENT,
  CHANGE_TAG,
  CHANGE_TARGET_YEAR
} What;

typedef struct
{
  GArray *indicators; /* KkbId, each once */
  KkbId plan;         /* of the first row: target years are those of a plan */
  GtkWidget *what, *how, *name, *years, *how_row, *name_row, *years_row;
} Bulk;

static void
bulk_free (gpointer data)
{
  Bulk *bulk = data;

  g_array_unref (bulk->indicators);
  g_free (bulk);
}

/* ---- helpers ---- */

static KkbListChange
list_change (Bulk *bulk)
{
  static const KkbListChange changes[] = { KKB_LIST_ADD, KKB_LIST_REMOVE, KKB_LIST_SET };

  return changes[gtk_drop_down_get_selected (GTK_DROP_DOWN (bulk->how))];
}

/* 0: there is none of that name. */
static KkbId
find_id (const KkbFacts *facts, What what, const char *name)
{
  g_autofree char *key = kkb_text_key (name);

  if (what == CHANGE_TAG)
    {
      const KkbWord *tag = kkb_facts_find_word (facts, KKB_WORD_TAG, name);

      return tag ? tag->id : 0;
    }
  for (guint i = 0; i < facts->departments->len; i++)
    {
      const KkbDepartment *department = g_ptr_array_index (facts->departments, i);
      g_autofree char *other = kkb_text_key (department->name);

      if (g_str_equal (key, other))
        return department->id;
    }
  return 0;
}

/* A name that is not in the list is a slip more often than a new department: it is refused. */
static GArray *
find_ids (const KkbFacts *facts, What what, const char *text, GError **error)
{
  g_auto (GStrv) names = kkb_text_split_departments (text);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (guint i = 0; names[i]; i++)
    {
      KkbId id = find_id (facts, what, names[i]);

      if (!id)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                       what == CHANGE_TAG
                           ? _ ("There is no tag “%s” yet, so nothing was changed. Add it on the page Lists first.")
                           : _ ("There is no department “%s” yet, so nothing was changed. Add it on the page Lists "
                                "first."),
                       names[i]);
          return NULL;
        }
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static KkbCommand *
list_command (KkbDocument *doc, Bulk *bulk, What what, const char *text, GError **error)
{
  KkbSelected selected = { .indicators = (const KkbId *)bulk->indicators->data, .n_indicators = bulk->indicators->len };
  g_autoptr (GArray) ids = find_ids (kkb_document_facts (doc), what, text, error);

  if (!ids)
    return NULL;
  if (!ids->len && list_change (bulk) != KKB_LIST_SET)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("No name was typed, so nothing was changed."));
      return NULL;
    }
  return what == CHANGE_TAG
             ? kkb_command_change_tags (doc, &selected, list_change (bulk), (const KkbId *)ids->data, ids->len, error)
             : kkb_command_change_departments (doc, &selected, list_change (bulk), (const KkbId *)ids->data, ids->len,
                                               error);
}

static KkbCommand *
make_command (KkbDocument *doc, Bulk *bulk, GError **error)
{
  What what = (What)gtk_drop_down_get_selected (GTK_DROP_DOWN (bulk->what));
  KkbSelected selected = { .indicators = (const KkbId *)bulk->indicators->data, .n_indicators = bulk->indicators->len };

  if (what == CHANGE_TARGET_YEAR)
    return kkb_command_shift_targets (doc, bulk->plan, &selected, KKB_FY_NONE,
                                      gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (bulk->years)), error);
  return list_command (doc, bulk, what, gtk_editable_get_text (GTK_EDITABLE (bulk->name)), error);
}

/* ---- callbacks ---- */

static void
what_changed_cb (Bulk *bulk)
{
  gboolean years = gtk_drop_down_get_selected (GTK_DROP_DOWN (bulk->what)) == CHANGE_TARGET_YEAR;

  gtk_widget_set_visible (bulk->how_row, !years);
  gtk_widget_set_visible (bulk->name_row, !years);
  gtk_widget_set_visible (bulk->years_row, years);
}

static void
answered (GtkWindow *parent, int button, gpointer data)
{
  KkbWindow *win = KKB_WINDOW (parent);
  Bulk *bulk = data;
  g_autoptr (GError) error = NULL;
  KkbCommand *command
      = button == 1 && kkb_window_document (win) ? make_command (kkb_window_document (win), bulk, &error) : NULL;

  if (error)
    kkb_window_show_error (win, error);
  if (command && kkb_window_run (win, command))
    {
      g_autofree char *text = g_strdup_printf (
          g_dngettext (NULL, "%u indicator changed in one step (Ctrl+Z takes it back)",
                       "%u indicators changed in one step (Ctrl+Z takes it back)", bulk->indicators->len),
          bulk->indicators->len);
      kkb_window_say (win, text);
    }
  bulk_free (bulk);
}

/* ---- the question ---- */

static GtkWidget *
new_row (GtkWidget *box, const char *label, GtkWidget *field)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *text = gtk_label_new_with_mnemonic (label);

  gtk_label_set_mnemonic_widget (GTK_LABEL (text), field);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_width_chars (GTK_LABEL (text), 10);
  gtk_widget_set_hexpand (field, TRUE);
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (row), field);
  gtk_box_append (GTK_BOX (box), row);
  return row;
}

static GtkWidget *
new_form (Bulk *bulk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *const whats[] = { _ ("Department"), _ ("Tag"), _ ("Target years"), NULL };
  const char *const hows[] = { _ ("Add"), _ ("Remove"), _ ("Replace"), NULL };

  bulk->what = gtk_drop_down_new_from_strings (whats);
  bulk->how = gtk_drop_down_new_from_strings (hows);
  bulk->name = gtk_entry_new ();
  bulk->years = gtk_spin_button_new_with_range (-20, 20, 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (bulk->years), 1);
  gtk_entry_set_placeholder_text (GTK_ENTRY (bulk->name), _ ("Several with 、 between"));
  gtk_entry_set_activates_default (GTK_ENTRY (bulk->name), TRUE);
  new_row (box, _ ("_What"), bulk->what);
  bulk->how_row = new_row (box, _ ("_How"), bulk->how);
  bulk->name_row = new_row (box, _ ("_Names"), bulk->name);
  bulk->years_row = new_row (box, _ ("Later by _years"), bulk->years);
  g_signal_connect_swapped (bulk->what, "notify::selected", G_CALLBACK (what_changed_cb), bulk);
  what_changed_cb (bulk);
  return box;
}

void
kkb_bulk_edit_ask (KkbWindow *win, const KkbId *placements, guint n)
{
  const KkbFacts *facts = kkb_document_facts (kkb_window_document (win));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("C_hange"), KKB_BUTTON_SUGGESTED } };
  g_autofree char *text = NULL;
  Bulk *bulk = g_new0 (Bulk, 1);

  bulk->indicators = g_array_new (FALSE, FALSE, sizeof (KkbId));
  for (guint i = 0; i < n; i++)
    {
      const KkbPlacement *p = kkb_facts_placement (facts, placements[i]);

      if (!p || !g_hash_table_add (seen, p->indicator))
        continue;
      if (!bulk->plan)
        bulk->plan = p->plan;
      g_array_append_val (bulk->indicators, p->indicator->id);
    }
  if (!bulk->indicators->len)
    {
      kkb_window_say (win, _ ("Select one or more rows with indicators first."));
      bulk_free (bulk);
      return;
    }
  text = g_strdup_printf (g_dngettext (NULL, "The change is made to %u selected indicator, as one step.",
                                       "The change is made to %u selected indicators, as one step.",
                                       bulk->indicators->len),
                          bulk->indicators->len);
  kkb_question_ask (GTK_WINDOW (win), _ ("Change Selected Rows"), text, new_form (bulk), buttons,
                    G_N_ELEMENTS (buttons), 0, 1, answered, bulk);
}
