/* kkb-filter-bar.c - see kkb-filter-bar.h */
#include "kkb-filter-bar.h"
#include "kkb-compat.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define VIEWS_KEY "views"

struct _KkbFilterBar
{
  GtkWidget parent;
  GtkWidget *chips;  /* GtkFlowBox; NULL until there was a filter */
  GtkWidget *button; /* GtkMenuButton, elsewhere; not owned */
  GtkWidget *entry;  /* name of a new view, while the choices are open */
  /* owned */
  KkbFilter *filter;
  KkbSettings *settings;
  /* not owned */
  KkbDocument *doc;
};

enum
{
  CHANGED,
  SAVE_VIEW,
  VIEW_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KkbFilterBar, kkb_filter_bar, GTK_TYPE_WIDGET)

typedef enum
{
  BY_DEPARTMENT,
  BY_TAG,
  BY_SDG,
  BY_SERIES
} By;

static void refresh_chips (KkbFilterBar *self);

/* ---- helpers ---- */

static const char *
series_name (int series)
{
  static const char *const names[]
      = { N_ ("Level"), N_ ("Amount of a year"), N_ ("Running total"), N_ ("Running total within the plan"),
          N_ ("Ratio"), N_ ("Milestone") };

  return _ (names[series]);
}

static void
changed (KkbFilterBar *self)
{
  refresh_chips (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
toggle (KkbFilterBar *self, By by, KkbId id)
{
  switch (by)
    {
    case BY_DEPARTMENT:
      kkb_filter_toggle (self->filter->departments, id);
      break;
    case BY_TAG:
      kkb_filter_toggle (self->filter->tags, id);
      break;
    case BY_SDG:
      self->filter->sdgs ^= 1u << id;
      break;
    case BY_SERIES:
    default:
      self->filter->series ^= 1u << id;
    }
  changed (self);
}

static gboolean
is_chosen (KkbFilterBar *self, By by, KkbId id)
{
  switch (by)
    {
    case BY_DEPARTMENT:
      return kkb_filter_has (self->filter->departments, id);
    case BY_TAG:
      return kkb_filter_has (self->filter->tags, id);
    case BY_SDG:
      return (self->filter->sdgs & 1u << id) != 0;
    case BY_SERIES:
    default:
      return (self->filter->series & 1u << id) != 0;
    }
}

static char *
choice_name (KkbFilterBar *self, By by, KkbId id)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);

  switch (by)
    {
    case BY_DEPARTMENT:
      return g_strdup (kkb_facts_department (facts, id) ? kkb_facts_department (facts, id)->name : "");
    case BY_TAG:
      return g_strdup (kkb_facts_word (facts, id) ? kkb_facts_word (facts, id)->name : "");
    case BY_SDG:
      return g_strdup_printf ("SDGs %d", (int)id);
    case BY_SERIES:
    default:
      return g_strdup (series_name ((int)id));
    }
}

/* ---- chips ---- */

static void
chip_clicked_cb (GtkWidget *chip, KkbFilterBar *self)
{
  By by = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "by"));
  KkbId id = *(KkbId *)g_object_get_data (G_OBJECT (chip), "id");

  if (self->button)
    gtk_widget_grab_focus (self->button); /* the chip goes: the focus must stay somewhere */
  toggle (self, by, id);
}

static void
remember (GtkWidget *widget, By by, KkbId id)
{
  g_object_set_data (G_OBJECT (widget), "by", GINT_TO_POINTER (by));
  g_object_set_data_full (G_OBJECT (widget), "id", g_memdup2 (&id, sizeof id), g_free);
}

static void
add_chip (KkbFilterBar *self, By by, KkbId id)
{
  g_autofree char *name = choice_name (self, by, id);
  g_autofree char *label = g_strdup_printf ("%s ×", name);
  g_autofree char *hint = g_strdup_printf (_ ("Take away the filter “%s”"), name);
  GtkWidget *chip = gtk_button_new_with_label (label);

  remember (chip, by, id);
  gtk_widget_add_css_class (chip, "chip");
  kkb_compat_set_tooltip (chip, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
  g_signal_connect (chip, "clicked", G_CALLBACK (chip_clicked_cb), self);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->chips), chip, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (chip), FALSE);
}

static void
make_chips (KkbFilterBar *self)
{
  self->chips = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->chips), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->chips), 40);
  gtk_widget_set_halign (self->chips, GTK_ALIGN_START);
  gtk_widget_set_parent (self->chips, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filters in force"),
                                  -1);
}

static void
refresh_chips (KkbFilterBar *self)
{
  gboolean any = self->doc && !kkb_filter_is_empty (self->filter);
  GtkWidget *child;

  gtk_widget_set_visible (GTK_WIDGET (self), any);
  if (any && !self->chips)
    make_chips (self);
  while (self->chips && (child = gtk_widget_get_first_child (self->chips)))
    gtk_flow_box_remove (GTK_FLOW_BOX (self->chips), child);
  if (!any)
    return;
  for (guint i = 0; i < self->filter->departments->len; i++)
    add_chip (self, BY_DEPARTMENT, g_array_index (self->filter->departments, KkbId, i));
  for (guint i = 0; i < self->filter->tags->len; i++)
    add_chip (self, BY_TAG, g_array_index (self->filter->tags, KkbId, i));
  for (int i = 1; i <= 17; i++)
    if (self->filter->sdgs & 1u << i)
      add_chip (self, BY_SDG, i);
  for (int i = 0; i <= KKB_SERIES_MILESTONE; i++)
    if (self->filter->series & 1u << i)
      add_chip (self, BY_SERIES, i);
}

/* ---- saved views: a key file, one group a view ---- */

static GKeyFile *
load_views (KkbFilterBar *self)
{
  GKeyFile *file = g_key_file_new ();
  g_autofree char *text
      = self->doc ? kkb_settings_view (self->settings, kkb_document_uuid (self->doc), VIEWS_KEY) : NULL;

  if (text)
    g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL);
  return file;
}

static void
store_views (KkbFilterBar *self, GKeyFile *file)
{
  g_autofree char *text = g_key_file_to_data (file, NULL, NULL);

  kkb_settings_set_view (self->settings, kkb_document_uuid (self->doc), VIEWS_KEY, text);
}

/* Group names of a key file hold neither brackets nor control characters. */
static char *
group_of (const char *name)
{
  return g_strdelimit (g_strstrip (g_strdup (name)), "[]\n\r\t", ' ');
}

static void
close_choices (KkbFilterBar *self)
{
  if (self->button)
    gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

static void
save_clicked_cb (KkbFilterBar *self)
{
  g_autofree char *name = group_of (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (!*name)
    {
      gtk_widget_grab_focus (self->entry);
      return;
    }
  kkb_filter_bar_save_view (self, name);
  close_choices (self);
}

static void
view_clicked_cb (GtkWidget *button, KkbFilterBar *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "view"));

  close_choices (self);
  kkb_filter_bar_choose_view (self, name);
}

static void
delete_clicked_cb (GtkWidget *button, KkbFilterBar *self)
{
  g_autoptr (GKeyFile) file = load_views (self);

  g_key_file_remove_group (file, g_object_get_data (G_OBJECT (button), "view"), NULL);
  store_views (self, file);
  gtk_widget_grab_focus (self->entry);
  gtk_widget_set_visible (gtk_widget_get_parent (button), FALSE);
}

/* ---- the choices ---- */

static GtkWidget *
new_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "small-heading");
  return label;
}

static void
check_toggled_cb (GtkWidget *check, KkbFilterBar *self)
{
  By by = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (check), "by"));
  KkbId id = *(KkbId *)g_object_get_data (G_OBJECT (check), "id");

  if (is_chosen (self, by, id) != gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
    toggle (self, by, id);
}

static void
add_choice (KkbFilterBar *self, GtkWidget *box, By by, KkbId id)
{
  g_autofree char *name = choice_name (self, by, id);
  GtkWidget *check = gtk_check_button_new_with_label (name);

  remember (check, by, id);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen (self, by, id));
  g_signal_connect (check, "toggled", G_CALLBACK (check_toggled_cb), self);
  gtk_box_append (GTK_BOX (box), check);
}

static GtkWidget *
new_group (GtkWidget *parent, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), new_heading (title));
  gtk_box_append (GTK_BOX (parent), box);
  return box;
}

static void
add_words (KkbFilterBar *self, GtkWidget *parent)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  GtkWidget *box = NULL;

  for (guint i = 0; i < facts->words->len; i++)
    {
      const KkbWord *word = g_ptr_array_index (facts->words, i);

      if (word->kind != KKB_WORD_TAG)
        continue;
      if (!box)
        box = new_group (parent, _ ("Tag"));
      add_choice (self, box, BY_TAG, word->id);
    }
}

/* Only what occurs is offered. */
static guint32
used_sdgs (const KkbFacts *facts)
{
  guint32 used = 0;

  for (guint i = 0; i < facts->nodes->len; i++)
    used |= ((const KkbNode *)g_ptr_array_index (facts->nodes, i))->more->sdgs;
  return used;
}

static void
add_bits (KkbFilterBar *self, GtkWidget *parent, const char *title, By by, guint32 bits)
{
  GtkWidget *box = bits ? new_group (parent, title) : NULL;

  for (int i = 0; i < 32 && box; i++)
    if (bits & 1u << i)
      add_choice (self, box, by, i);
}

static GtkWidget *
new_views (KkbFilterBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save This View"));
  g_autoptr (GKeyFile) file = load_views (self);
  g_auto (GStrv) names = g_key_file_get_groups (file, NULL);

  gtk_box_append (GTK_BOX (box), new_heading (_ ("Saved views")));
  for (guint i = 0; names[i]; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
      GtkWidget *choose = gtk_button_new_with_label (names[i]);
      GtkWidget *remove = gtk_button_new_with_label (_ ("Delete"));
      g_autofree char *hint = g_strdup_printf (_ ("Delete the saved view “%s”"), names[i]);

      gtk_widget_set_hexpand (choose, TRUE);
      gtk_widget_add_css_class (choose, "flat");
      gtk_widget_add_css_class (remove, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
      g_object_set_data_full (G_OBJECT (choose), "view", g_strdup (names[i]), g_free);
      g_object_set_data_full (G_OBJECT (remove), "view", g_strdup (names[i]), g_free);
      g_signal_connect (choose, "clicked", G_CALLBACK (view_clicked_cb), self);
      g_signal_connect (remove, "clicked", G_CALLBACK (delete_clicked_cb), self);
      gtk_box_append (GTK_BOX (line), choose);
      gtk_box_append (GTK_BOX (line), remove);
      gtk_box_append (GTK_BOX (box), line);
    }
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Name of the view"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the view"),
                                  -1);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 16);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (save_clicked_cb), self);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_clicked_cb), self);
  gtk_box_append (GTK_BOX (row), self->entry);
  gtk_box_append (GTK_BOX (row), save);
  gtk_box_append (GTK_BOX (box), row);
  return box;
}

static void
clear_clicked_cb (KkbFilterBar *self)
{
  close_choices (self);
  kkb_filter_bar_clear (self);
}

static GtkWidget *
new_choices (KkbFilterBar *self)
{
  const KkbFacts *facts = kkb_document_facts (self->doc);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clear = gtk_button_new_with_mnemonic (_ ("Show _All Rows"));
  GtkWidget *group;
  guint32 series = 0;

  gtk_box_append (GTK_BOX (box), new_views (self));
  if (facts->departments->len)
    {
      group = new_group (box, _ ("Department"));
      for (guint i = 0; i < facts->departments->len; i++)
        add_choice (self, group, BY_DEPARTMENT, ((const KkbDepartment *)g_ptr_array_index (facts->departments, i))->id);
    }
  for (guint i = 0; i < facts->indicators->len; i++)
    series |= 1u << ((const KkbIndicator *)g_ptr_array_index (facts->indicators, i))->series;
  add_bits (self, box, _ ("Kind of series"), BY_SERIES, series);
  add_words (self, box);
  add_bits (self, box, "SDGs", BY_SDG, used_sdgs (facts));
  gtk_widget_set_halign (clear, GTK_ALIGN_START);
  g_signal_connect_swapped (clear, "clicked", G_CALLBACK (clear_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), clear);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 460);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

static void
create_popup_cb (GtkMenuButton *button, gpointer data)
{
  KkbFilterBar *self = data;
  GtkWidget *popover = gtk_popover_new ();

  if (self->doc)
    gtk_popover_set_child (GTK_POPOVER (popover), new_choices (self));
  gtk_menu_button_set_popover (button, popover);
}

/* ---- overrides ---- */

static void
kkb_filter_bar_dispose (GObject *object)
{
  KkbFilterBar *self = KKB_FILTER_BAR (object);

  g_clear_pointer (&self->chips, gtk_widget_unparent);
  g_clear_pointer (&self->filter, kkb_filter_free);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (kkb_filter_bar_parent_class)->dispose (object);
}

static void
kkb_filter_bar_class_init (KkbFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kkb_filter_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "filterbar");
  signals[CHANGED]
      = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE_VIEW] = g_signal_new ("save-view", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     g_signal_accumulator_first_wins, NULL, NULL, G_TYPE_STRING, 0);
  signals[VIEW_CHOSEN] = g_signal_new ("view-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kkb_filter_bar_init (KkbFilterBar *self)
{
  self->filter = kkb_filter_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* ---- public ---- */

void
kkb_filter_bar_set_button (KkbFilterBar *self, GtkMenuButton *button)
{
  self->button = GTK_WIDGET (button);
  gtk_menu_button_set_create_popup_func (button, create_popup_cb, self, NULL);
}

void
kkb_filter_bar_set_document (KkbFilterBar *self, KkbDocument *doc, KkbSettings *settings)
{
  self->doc = doc;
  g_set_object (&self->settings, settings);
  kkb_filter_clear (self->filter);
  refresh_chips (self);
}

const KkbFilter *
kkb_filter_bar_filter (KkbFilterBar *self)
{
  return self->filter;
}

void
kkb_filter_bar_clear (KkbFilterBar *self)
{
  if (kkb_filter_is_empty (self->filter))
    return;
  kkb_filter_clear (self->filter);
  changed (self);
}

void
kkb_filter_bar_prune (KkbFilterBar *self)
{
  if (self->doc && kkb_filter_prune (self->filter, kkb_document_facts (self->doc)))
    changed (self);
  else
    refresh_chips (self);
}

void
kkb_filter_bar_toggle_department (KkbFilterBar *self, KkbId id)
{
  toggle (self, BY_DEPARTMENT, id);
}

void
kkb_filter_bar_save_view (KkbFilterBar *self, const char *name)
{
  g_autoptr (GKeyFile) file = load_views (self);
  g_autofree char *group = group_of (name);
  g_autofree char *filter = kkb_filter_to_text (self->filter);
  g_autofree char *rest = NULL;

  g_signal_emit (self, signals[SAVE_VIEW], 0, &rest);
  g_key_file_set_string (file, group, "filter", filter);
  g_key_file_set_string (file, group, "view", rest ? rest : "");
  store_views (self, file);
}

gboolean
kkb_filter_bar_choose_view (KkbFilterBar *self, const char *name)
{
  g_autoptr (GKeyFile) file = load_views (self);
  g_autofree char *group = group_of (name);
  g_autofree char *filter = g_key_file_get_string (file, group, "filter", NULL);
  g_autofree char *rest = g_key_file_get_string (file, group, "view", NULL);

  if (!filter)
    return FALSE;
  kkb_filter_read (self->filter, filter);
  kkb_filter_prune (self->filter, kkb_document_facts (self->doc));
  changed (self);
  g_signal_emit (self, signals[VIEW_CHOSEN], 0, rest ? rest : "");
  return TRUE;
}
