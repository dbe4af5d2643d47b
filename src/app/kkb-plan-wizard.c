/* kkb-plan-wizard.c - see kkb-plan-wizard.h. What is typed is judged while it is typed; the button works when all of it
 * can be read. */
#include "kkb-plan-wizard.h"
#include "kkb-edits.h"
#include "kkb-error.h"
#include "kkb-field-private.h"
#include "kkb-plan-presets.h"
#include "kkb-text.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  KkbWindow *win; /* owned */
  gboolean new_document;
  GtkWindow *window; /* of its own */
  GtkWidget *form, *title, *organization, *period, *preset, *levels, *create, *trouble;
} Wizard;

/* ---- reading what was typed ---- */

static char **
read_levels (const char *text)
{
  g_auto (GStrv) wide = g_strsplit (text, "／", -1);
  g_autofree char *joined = g_strjoinv ("/", wide);
  g_auto (GStrv) parts = g_strsplit (joined, "/", -1);
  GPtrArray *levels = g_ptr_array_new ();

  for (guint i = 0; parts[i]; i++)
    {
      g_autofree char *name = kkb_text_strip (parts[i]);
      if (*name)
        g_ptr_array_add (levels, g_steal_pointer (&name));
    }
  g_ptr_array_add (levels, NULL);
  return (char **)g_ptr_array_free (levels, FALSE);
}

static gboolean
is_complete (Wizard *self)
{
  g_autofree char *title = kkb_text_strip (kkb_field_entry_text (self->title));
  g_autofree char *period = kkb_text_strip (kkb_field_entry_text (self->period));
  int start, end;

  return *title && *period && kkb_fy_parse_period (period, &start, &end) && start <= end;
}

/* Also while the fields are being made, when there is no button yet. */
static void
update (Wizard *self)
{
  if (self->create)
    gtk_widget_set_sensitive (self->create, is_complete (self));
}

static gboolean
check_title (GtkWidget *field, const char *text, gpointer data, char **hint, GError **error)
{
  update (data);
  return TRUE;
}

static gboolean
check_period (GtkWidget *field, const char *text, gpointer data, char **hint, GError **error)
{
  Wizard *self = data;
  const KkbFormat *format = kkb_settings_format (kkb_window_settings (self->win));
  g_autofree char *typed = kkb_text_strip (text), *printed = NULL;
  int start, end;

  update (self);
  if (!*typed)
    return TRUE;
  if (!kkb_fy_parse_period (typed, &start, &end))
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT,
                           _ ("This is no period. Type it like “R8-R12”, “令和8年度〜令和12年度” or “2026-2030”."));
      return FALSE;
    }
  if (end < start)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("The period ends before it starts."));
      return FALSE;
    }
  printed = kkb_fy_format_period (start, end, format->years);
  *hint = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s (%d year)", "%s (%d years)", (gulong)(end - start + 1)),
                           printed, end - start + 1);
  return TRUE;
}

static gboolean
check_levels (GtkWidget *field, const char *text, gpointer data, char **hint, GError **error)
{
  g_auto (GStrv) levels = read_levels (text);
  guint n = g_strv_length (levels);

  if (n > 20)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("A plan has at most 20 levels."));
      return FALSE;
    }
  *hint = n ? g_strdup_printf (
              g_dngettext (GETTEXT_PACKAGE, "%u level, from the top down", "%u levels, from the top down", n), n)
            : NULL;
  return TRUE;
}

/* ---- creating ---- */

static KkbCommand *
make_command (Wizard *self, KkbDocument *doc, KkbId *id, GError **error)
{
  g_autofree char *title = kkb_text_strip (kkb_field_entry_text (self->title));
  g_autofree char *organization = kkb_text_strip (kkb_field_entry_text (self->organization));
  g_autofree char *period = kkb_text_strip (kkb_field_entry_text (self->period));
  g_auto (GStrv) levels = read_levels (kkb_field_entry_text (self->levels));
  KkbPlanSetup setup = { .title = title, .organization = organization, .levels = (const char *const *)levels };

  if (!kkb_fy_parse_period (period, &setup.start_fy, &setup.end_fy))
    setup.start_fy = setup.end_fy = KKB_FY_NONE;
  return kkb_command_add_plan (doc, &setup, id, error);
}

static gboolean
create (Wizard *self, GError **error)
{
  KkbWindow *win = self->win;
  g_autoptr (KkbDocument) doc
      = self->new_document ? kkb_document_new (error) : g_object_ref (kkb_window_document (win));
  KkbCommand *command;
  KkbId id;

  if (!doc)
    return FALSE;
  command = make_command (self, doc, &id, error);
  if (!command || !kkb_document_run (doc, command, NULL, error))
    return FALSE;
  if (self->new_document)
    {
      if (kkb_window_document (win))
        win = kkb_window_new (KKB_APPLICATION (gtk_window_get_application (GTK_WINDOW (win))));
      kkb_window_set_document (win, doc);
      gtk_window_present (GTK_WINDOW (win));
    }
  kkb_window_select (win, id, 0);
  kkb_tree_focus_selected (KKB_TREE (win->tree));
  kkb_window_say (win, _ ("The plan is made. In the tree: Enter adds an item, Tab puts it one level down; the page "
                          "“Item” has everything else."));
  return TRUE;
}

static void
create_cb (Wizard *self)
{
  g_autoptr (GError) error = NULL;

  if (!is_complete (self) || !kkb_form_commit (self->form))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
  if (create (self, &error))
    {
      gtk_window_destroy (self->window);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->trouble), error->message);
  gtk_widget_set_visible (self->trouble, TRUE);
  gtk_window_present (self->window);
}

/* ---- the window ---- */

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
wizard_free (gpointer data)
{
  Wizard *self = data;

  g_object_unref (self->win);
  g_free (self);
}

static gboolean
preset_chosen (GtkWidget *field, guint index, gpointer data, GError **error)
{
  Wizard *self = data;
  const KkbPlanPreset *preset = kkb_plan_preset (index);
  g_autofree char *levels = g_strjoinv (" / ", (char **)preset->levels);

  kkb_field_entry_show (self->levels, levels);
  return TRUE;
}

static GtkWidget *
add_entry (Wizard *self, const char *label, KkbFieldCheck check, const char *placeholder)
{
  GtkWidget *entry = kkb_field_entry_new (NULL, self);

  kkb_field_entry_set_check (entry, check);
  if (placeholder)
    kkb_field_entry_set_placeholder (entry, placeholder);
  g_object_set (kkb_field_entry_input (entry), "activates-default", TRUE, NULL);
  return kkb_form_add (self->form, label, entry);
}

static void
build_form (Wizard *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < kkb_plan_n_presets (); i++)
    g_ptr_array_add (names, (gpointer)kkb_plan_preset (i)->name);
  g_ptr_array_add (names, NULL);
  self->form = kkb_form_new ();
  self->title = add_entry (self, _ ("Plan name"), check_title, _ ("for example 一関市工業振興計画"));
  self->organization = add_entry (self, _ ("Organization"), NULL, _ ("for example 一関市"));
  self->period = add_entry (self, _ ("Period"), check_period, _ ("for example R8-R12, or 2026-2030"));
  self->preset = kkb_form_add (self->form, _ ("Kind of plan"),
                               kkb_field_choice_new ((const char *const *)names->pdata, preset_chosen, self));
  self->levels = add_entry (self, _ ("Levels"), check_levels, NULL);
  kkb_form_add_note (self->form,
                     _ ("The levels are names with “/” between; they can be changed later. An item may leave "
                        "levels out."));
  kkb_field_choice_show (self->preset, 2);
  preset_chosen (self->preset, 2, self, NULL);
}

static GtkWidget *
build_buttons (Wizard *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->create = gtk_button_new_with_mnemonic (_ ("C_reate"));
  gtk_widget_add_css_class (self->create, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self->window);
  g_signal_connect_swapped (self->create, "clicked", G_CALLBACK (create_cb), self);
  gtk_widget_set_halign (row, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (row), cancel);
  gtk_box_append (GTK_BOX (row), self->create);
  return row;
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

void
kkb_plan_wizard_show (KkbWindow *win, gboolean new_document)
{
  Wizard *self = g_new0 (Wizard, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const char *heading = new_document ? _ ("New plan") : _ ("Add a plan to this document");

  self->win = g_object_ref (win);
  self->new_document = new_document;
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_title (self->window, heading);
  gtk_window_set_transient_for (self->window, GTK_WINDOW (win));
  gtk_window_set_modal (self->window, TRUE);
  gtk_window_set_resizable (self->window, FALSE);
  gtk_widget_set_size_request (box, 600, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->window), "question");
  g_object_set_data_full (G_OBJECT (self->window), "wizard", self, wizard_free);
  build_form (self);
  gtk_box_append (GTK_BOX (box), new_label (heading, "heading"));
  gtk_box_append (GTK_BOX (box), self->form);
  self->trouble = new_label ("", "field-hint");
  gtk_widget_add_css_class (self->trouble, "refused");
  gtk_widget_set_visible (self->trouble, FALSE);
  gtk_box_append (GTK_BOX (box), self->trouble);
  gtk_box_append (GTK_BOX (box), build_buttons (self));
  gtk_window_set_child (self->window, box);
  gtk_window_set_default_widget (self->window, self->create);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->window), keys);
  update (self);
  gtk_window_present (self->window);
  gtk_widget_grab_focus (self->title);
}
