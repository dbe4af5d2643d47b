/* kkb-indicator-convert.c - another series kind or another unit: a window that shows every figure before and after. */
#include "kkb-convert-command.h"
#include "kkb-edit.h"
#include "kkb-error.h"
#include "kkb-indicator-page.h"
#include "kkb-question.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

#define MAX_LINES 400

typedef struct
{
  KkbDocument *doc;
  KkbFormat format;
  KkbId indicator;
  gboolean of_unit;
  KkbSeries to;
  GtkWidget *compute, *unit, *year, *preview, *notes;
} Conversion;

/* ---- helpers ---- */

/* What the window asks for now; NULL with ERROR where it cannot be read. */
static KkbConversion *
make (Conversion *c, GError **error)
{
  const KkbFacts *facts = kkb_document_facts (c->doc);
  const KkbIndicator *indicator = kkb_facts_indicator (facts, c->indicator);
  KkbConvertMode mode
      = gtk_check_button_get_active (GTK_CHECK_BUTTON (c->compute)) ? KKB_CONVERT_COMPUTE : KKB_CONVERT_KEEP;
  g_autofree char *unit = NULL;
  int fy;

  if (!indicator)
    return NULL;
  if (!c->of_unit)
    return kkb_convert_series (facts, indicator, c->to, mode, &c->format);
  unit = kkb_text_strip (gtk_editable_get_text (GTK_EDITABLE (c->unit)));
  if (!kkb_edit_read_year (gtk_editable_get_text (GTK_EDITABLE (c->year)), &fy, error))
    return NULL;
  return fy == KKB_FY_NONE ? kkb_convert_unit (facts, indicator, unit, mode, &c->format)
                           : kkb_convert_unit_from (facts, indicator, fy, unit, mode, &c->format);
}

static void
add_item (GString *text, const Conversion *c, const KkbConversionItem *item)
{
  static const char *const fields[] = { N_ ("Actual"), N_ ("Target"), N_ ("Baseline"), N_ ("Reference") };
  g_autofree char *year = kkb_edit_year (item->fy, &c->format);

  g_string_append_printf (text, "%s%s %s\t%s → %s", text->len ? "\n" : "", _ (fields[item->field]), year,
                          item->old_text, item->reason ? item->reason : item->new_text);
}

static void
preview (Conversion *c)
{
  g_autoptr (GError) error = NULL;
  KkbConversion *conversion = make (c, &error);
  GString *text = g_string_new (NULL), *notes = g_string_new (error ? error->message : NULL);

  for (guint i = 0; conversion && i < conversion->problems->len; i++)
    g_string_append_printf (notes, "%s%s", notes->len ? "\n" : "",
                            (const char *)g_ptr_array_index (conversion->problems, i));
  if (conversion && conversion->n_lost)
    g_string_append_printf (notes, _ ("%s%u figures cannot be converted and would be cleared."), notes->len ? "\n" : "",
                            conversion->n_lost);
  for (guint i = 0; conversion && i < conversion->items->len && i < MAX_LINES; i++)
    add_item (text, c, g_ptr_array_index (conversion->items, i));
  if (conversion && !conversion->items->len && conversion->possible)
    g_string_append (text, _ ("No figure changes."));
  gtk_label_set_text (GTK_LABEL (c->preview), text->str);
  gtk_label_set_text (GTK_LABEL (c->notes), notes->str);
  gtk_widget_set_visible (c->notes, notes->len > 0);
  g_string_free (text, TRUE);
  g_string_free (notes, TRUE);
  g_clear_pointer (&conversion, kkb_conversion_free);
}

static void
answered (GtkWindow *parent, int button, gpointer data)
{
  Conversion *c = data;
  g_autoptr (GError) error = NULL;
  KkbConversion *conversion = button == 1 ? make (c, &error) : NULL;
  KkbCommand *command = conversion ? kkb_command_convert (c->doc, conversion, &error) : NULL;

  if (command)
    kkb_document_run (c->doc, command, NULL, &error);
  if (error)
    kkb_window_show_error (KKB_WINDOW (parent), error);
  g_clear_pointer (&conversion, kkb_conversion_free);
  g_object_unref (c->doc);
  g_free (c);
}

static GtkWidget *
new_label (gboolean selectable)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 52);
  gtk_label_set_selectable (GTK_LABEL (label), selectable);
  return label;
}

static GtkWidget *
add_entry (GtkWidget *box, const char *label, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = gtk_label_new_with_mnemonic (label), *entry = gtk_entry_new ();

  gtk_label_set_mnemonic_widget (GTK_LABEL (name), entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), entry);
  gtk_box_append (GTK_BOX (box), line);
  return entry;
}

static void
ask (KkbWindow *win, Conversion *c, const char *heading, const char *compute, const char *keep)
{
  const KkbButton buttons[] = { { _ ("_Cancel"), KKB_BUTTON_PLAIN }, { _ ("Con_vert"), KKB_BUTTON_SUGGESTED } };
  const KkbIndicator *indicator = kkb_facts_indicator (kkb_document_facts (c->doc), c->indicator);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *scroller = gtk_scrolled_window_new ();
  GtkWidget *other = gtk_check_button_new_with_mnemonic (keep), *told = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  c->format = *kkb_settings_format (kkb_window_settings (win));
  c->compute = gtk_check_button_new_with_mnemonic (compute);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (other), GTK_CHECK_BUTTON (c->compute));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (c->compute), TRUE);
  if (c->of_unit)
    {
      c->unit = add_entry (box, _ ("_New unit"), indicator->unit);
      c->year = add_entry (box, _ ("_From year (blank: all years)"), "");
      g_signal_connect_swapped (c->unit, "changed", G_CALLBACK (preview), c);
      g_signal_connect_swapped (c->year, "changed", G_CALLBACK (preview), c);
    }
  c->preview = new_label (TRUE);
  c->notes = new_label (TRUE);
  gtk_widget_add_css_class (c->notes, "remarks");
  gtk_box_append (GTK_BOX (told), c->notes); /* there may be one for each figure */
  gtk_box_append (GTK_BOX (told), c->preview);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), told);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 220);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), c->compute);
  gtk_box_append (GTK_BOX (box), other);
  gtk_box_append (GTK_BOX (box), scroller);
  if (!c->of_unit) /* what cannot be computed can still be called otherwise */
    {
      KkbConversion *conversion = make (c, NULL);

      if (conversion && !conversion->possible)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (other), TRUE);
      g_clear_pointer (&conversion, kkb_conversion_free);
    }
  g_signal_connect_swapped (c->compute, "toggled", G_CALLBACK (preview), c);
  preview (c);
  kkb_question_ask (GTK_WINDOW (win), heading, indicator->name, box, buttons, 2, 0, 1, answered, c);
}

static Conversion *
conversion_new (KkbDocument *doc, KkbId indicator)
{
  Conversion *c = g_new0 (Conversion, 1);

  c->doc = g_object_ref (doc);
  c->indicator = indicator;
  return c;
}

/* ---- public ---- */

void
kkb_indicator_convert_series (KkbWindow *win, KkbDocument *doc, KkbId indicator, KkbSeries to)
{
  Conversion *c = conversion_new (doc, indicator);

  c->to = to;
  ask (win, c, _ ("Another kind of series"), _ ("_Compute the figures anew"),
       _ ("_Keep the figures: they were only called wrongly"));
}

void
kkb_indicator_convert_unit (KkbWindow *win, KkbDocument *doc, KkbId indicator)
{
  Conversion *c = conversion_new (doc, indicator);

  c->of_unit = TRUE;
  ask (win, c, _ ("Another unit"), _ ("_Convert the figures to the new unit"),
       _ ("_Keep the figures: they are given in the new unit already"));
}
