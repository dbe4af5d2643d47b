/* kkb-window-toolbar.c - year, rule set, undo labels, save state, title. */
#include "kkb-rules.h"
#include "kkb-compat.h"
#include "kkb-menu-choice.h"
#include "kkb-window-private.h"
#include <glib/gi18n-lib.h>

/* The years that can be evaluated: those of the selected plan and of the figures in it. */
static void
collect_years (const KkbFacts *facts, const KkbPlan *plan, int *first, int *last)
{
  *first = plan->start_fy;
  *last = plan->end_fy;
  for (guint i = 0; i < facts->goals->len; i++)
    {
      const KkbGoal *goal = g_ptr_array_index (facts->goals, i);
      if (goal->plan != plan->id)
        continue;
      for (guint k = 0; k < goal->targets.n; k++)
        if (goal->targets.items[k].fy)
          *last = MAX (*last, goal->targets.items[k].fy);
    }
  if (*last - *first > 40)
    *last = *first + 40;
}

static void
fill_years (KkbWindow *self, const KkbPlan *plan)
{
  const KkbFormat *format = kkb_settings_format (self->settings);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  int first = 0, last = -1, fy = KKB_FINAL;
  guint selected = 0;

  g_array_set_size (self->years, 0);
  g_array_append_val (self->years, fy);
  g_strv_builder_add (builder, _ ("Final target"));
  if (plan && plan->start_fy)
    collect_years (kkb_document_facts (self->doc), plan, &first, &last);
  for (fy = first; fy <= last; fy++)
    {
      g_autofree char *name = kkb_fy_format (fy, format->years, KKB_PERIOD_FISCAL, format->keep_heisei31);

      g_strv_builder_add (builder, name);
      g_array_append_val (self->years, fy);
    }
  for (guint i = 0; self->doc && i < self->years->len; i++)
    if (g_array_index (self->years, int, i) == kkb_document_view_fy (self->doc))
      selected = i;
  names = g_strv_builder_end (builder);
  kkb_menu_choice_set (GTK_MENU_BUTTON (self->year), (const char *const *)names, selected);
}

/* The presets, and the edition's own rule set where it is none of them. */
static void
fill_rules (KkbWindow *self, const KkbPlan *plan)
{
  const KkbEdition *edition = plan && plan->editions->len ? g_ptr_array_index (plan->editions, 0) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < kkb_rules_n_presets (); i++)
    {
      const KkbRules *preset = kkb_rules_preset (i);
      g_ptr_array_add (names, (gpointer)preset->name);
      if (edition && kkb_rules_equal (preset, &edition->rules))
        selected = i;
    }
  if (edition && selected == GTK_INVALID_LIST_POSITION)
    {
      selected = kkb_rules_n_presets ();
      g_ptr_array_add (names, (gpointer)(*edition->rules.name ? edition->rules.name : _ ("Own rules")));
    }
  g_ptr_array_add (names, NULL);
  kkb_menu_choice_set (GTK_MENU_BUTTON (self->rules), (const char *const *)names->pdata, selected);
  gtk_widget_set_sensitive (self->rules, edition && !kkb_document_read_only (self->doc));
  if (edition)
    {
      g_auto (GStrv) words = kkb_rules_in_words (&edition->rules);
      g_autofree char *tooltip = g_strjoinv ("\n", words);
      kkb_compat_set_tooltip (self->rules, tooltip);
    }
}

void
kkb_window_fill_toolbar (KkbWindow *self)
{
  const KkbPlan *plan = kkb_window_selected_plan (self);

  if (!self->doc) /* the toolbar is hidden */
    return;
  fill_years (self, plan);
  fill_rules (self, plan);
}

static void
year_chosen_cb (GtkMenuButton *button, guint selected, gpointer data)
{
  KkbWindow *self = data;

  if (!self->doc || selected >= self->years->len)
    return;
  kkb_window_commit_edit (self);
  kkb_document_set_view (self->doc, g_array_index (self->years, int, selected), NULL);
}

static void
rules_chosen_cb (GtkMenuButton *button, guint selected, gpointer data)
{
  KkbWindow *self = data;
  const KkbPlan *plan = kkb_window_selected_plan (self);
  const KkbEdition *edition = plan && plan->editions->len ? g_ptr_array_index (plan->editions, 0) : NULL;

  if (!edition || selected >= kkb_rules_n_presets ())
    return;
  kkb_window_run (self, kkb_command_set_rules (self->doc, edition->id, kkb_rules_preset (selected)));
}

static void
update_title (KkbWindow *self)
{
  g_autofree char *title = self->doc ? kkb_document_title (self->doc) : NULL;
  g_autofree char *text
      = title ? g_strdup_printf ("%s%s — %s", kkb_document_dirty (self->doc) ? "● " : "", title, _ ("Keikakubo"))
              : g_strdup (_ ("Keikakubo"));

  gtk_window_set_title (GTK_WINDOW (self), text);
}

static void
update_undo_labels (KkbWindow *self)
{
  g_autofree char *undo = kkb_window_step_label (self, FALSE);
  g_autofree char *redo = kkb_window_step_label (self, TRUE);
  g_autofree char *undo_text
      = undo ? g_strdup_printf (_ ("Undo: %s (Ctrl+Z)"), undo) : g_strdup (_ ("Nothing to undo"));
  g_autofree char *redo_text
      = redo ? g_strdup_printf (_ ("Redo: %s (Ctrl+Y)"), redo) : g_strdup (_ ("Nothing to redo"));

  kkb_compat_set_tooltip (self->undo, undo_text);
  kkb_compat_set_tooltip (self->redo, redo_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->undo), GTK_ACCESSIBLE_PROPERTY_LABEL, undo_text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->redo), GTK_ACCESSIBLE_PROPERTY_LABEL, redo_text, -1);
}

void
kkb_window_update_state (KkbWindow *self)
{
  const char *text = "", *reason = self->doc ? kkb_document_read_only_reason (self->doc) : NULL;

  if (self->doc && kkb_document_read_only (self->doc))
    text = _ ("Read only");
  else if (self->doc && kkb_document_busy (self->doc))
    text = _ ("Working…");
  else if (self->doc && !kkb_document_checked (self->doc))
    text = _ ("Checking the file…");
  else if (self->doc && (kkb_document_dirty (self->doc) || !kkb_document_path (self->doc)))
    text = _ ("Unsaved (protected on this PC)");
  else if (self->doc)
    text = _ ("Saved");
  gtk_label_set_text (GTK_LABEL (self->state), text);
  kkb_compat_set_tooltip (self->state, reason ? reason : text); /* a narrow window cuts it off */
  if (self->doc && kkb_document_dirty (self->doc))
    gtk_widget_add_css_class (self->state, "unsaved");
  else
    gtk_widget_remove_css_class (self->state, "unsaved");
  update_title (self);
  update_undo_labels (self);
  kkb_window_update_actions (self);
}

void
kkb_window_init_toolbar (KkbWindow *self)
{
  kkb_menu_choice_attach (GTK_MENU_BUTTON (self->year), year_chosen_cb, self);
  kkb_menu_choice_attach (GTK_MENU_BUTTON (self->rules), rules_chosen_cb, self);
  kkb_compat_set_tooltip (self->undo_list, _ ("Steps to undo"));
  kkb_compat_set_tooltip (self->redo_list, _ ("Steps to redo"));
  kkb_compat_set_tooltip (self->filter_button,
                          _ ("Show only rows of a department, tag, SDG or kind of series; save and recall views"));
}
