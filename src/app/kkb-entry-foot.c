/* kkb-entry-foot.c - the foot of the page 入力: what stands beside the figure at the cursor, anew with every key. */
#include "kkb-compat.h"
#include "kkb-entry-page-private.h"

static char *
lamp_words (const KkbWatch *watch)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < watch->lamps->len; i++)
    g_string_append_printf (text, "%s%s", i ? "　" : "", ((KkbLamp *)g_ptr_array_index (watch->lamps, i))->sentence);
  return g_string_free (text, FALSE);
}

static void
set_text (GtkWidget *label, const char *text)
{
  if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
    return;
  gtk_label_set_text (GTK_LABEL (label), text);
}

/* Odd things are told to a screen reader once, politely; nothing takes the keyboard away. */
static void
set_lamps (KkbEntryPage *self, const char *text, gboolean warning)
{
  if (warning)
    gtk_widget_add_css_class (self->lamps, "lamp");
  else
    gtk_widget_remove_css_class (self->lamps, "lamp");
  if (g_str_equal (gtk_label_get_text (GTK_LABEL (self->lamps)), text))
    return;
  set_text (self->lamps, text);
  kkb_compat_announce (self->lamps, text);
}

/* "従業者数 令和3年度" */
static char *
cell_words (KkbEntryPage *self, guint row, guint column)
{
  const KkbPlacement *p
      = kkb_facts_placement (kkb_document_facts (self->doc), kkb_entry_model_placement (self->model, row));
  const KkbFormat *format = kkb_settings_format (kkb_window_settings (self->win));
  g_autofree char *year = NULL;
  int fy;

  if (!p)
    return g_strdup ("");
  kkb_entry_model_column_kind (self->model, column, &fy);
  if (!fy)
    return g_strdup (kkb_placement_name (p));
  year = kkb_fy_format (fy, format->years, p->indicator->period_kind, format->keep_heisei31);
  return g_strdup_printf ("%s　%s", kkb_placement_name (p), year);
}

void
kkb_entry_page_update_foot (KkbEntryPage *self)
{
  KkbGrid *grid = KKB_GRID (self->grid);
  gboolean typing = kkb_grid_get_editing (grid);
  g_autoptr (KkbWatch) watch = NULL;
  g_autofree char *lamps = NULL, *why = NULL, *what = NULL;
  guint row, column;

  g_clear_handle_id (&self->foot_idle, g_source_remove);
  if (!self->model || !kkb_grid_get_cursor (grid, &row, &column) || !kkb_entry_model_placement (self->model, row))
    {
      set_text (self->what, "");
      set_text (self->line, "");
      set_lamps (self, "", FALSE);
      return;
    }
  what = cell_words (self, row, column);
  set_text (self->what, what);
  watch = kkb_entry_model_watch (self->model, row, column,
                                 typing ? gtk_editable_get_text (GTK_EDITABLE (kkb_grid_get_editor (grid))) : NULL);
  set_text (self->line, watch ? watch->line : "");
  lamps = watch ? lamp_words (watch) : g_strdup ("");
  why = *lamps ? NULL : kkb_entry_model_why_not (self->model, row, column);
  set_lamps (self, why ? why : lamps, *lamps != '\0');
}

static gboolean
foot_idle_cb (gpointer data)
{
  KkbEntryPage *self = data;

  self->foot_idle = 0;
  kkb_entry_page_update_foot (self);
  return G_SOURCE_REMOVE;
}

/* When the keys rest: the review is made anew for it. */
void
kkb_entry_page_queue_foot (KkbEntryPage *self)
{
  if (!self->foot_idle)
    self->foot_idle = g_idle_add (foot_idle_cb, self);
}

const char *
kkb_entry_page_line (KkbEntryPage *self)
{
  return gtk_label_get_text (GTK_LABEL (self->line));
}

const char *
kkb_entry_page_lamps (KkbEntryPage *self)
{
  return gtk_label_get_text (GTK_LABEL (self->lamps));
}
