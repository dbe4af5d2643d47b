/* kkb-node-texts.c - the named texts of a plan or an item: ねらい, 目指す姿 … One field for each name that has a text,
 * and one line to begin another. A text that is emptied is gone; its field stays until something else is shown. */
#include "kkb-node-private.h"
#include "kkb-error.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

/* Names offered besides the list of the document: those of domain documents, data in every language. */
static const char *const standard[]
    = { "ねらい", "目指す姿", "現状と課題", "概要", "主な取組", "主な成果", "今後の方針", NULL };

typedef struct
{
  KkbNodePage *page;
  GtkWidget *form, *add; /* a form of its own inside the page's; the line to begin another */
  KkbId shown;           /* plan or node the fields are of */
  GPtrArray *names;      /* char *: of the fields, in order */
  GPtrArray *fields;     /* GtkWidget */
} Texts;

static void
texts_free (gpointer data)
{
  Texts *self = data;

  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

static const KkbNamedText *
texts_of (const KkbPlan *plan, const KkbNode *node)
{
  return node ? node->more->texts : plan->texts;
}

/* ---- storing ---- */

static gboolean
store_text (GtkWidget *field, const char *text, gpointer data, GError **error)
{
  Texts *self = data;
  KkbNodePage *page = self->page;
  const char *name = g_object_get_data (G_OBJECT (field), "name");
  KkbDraft *draft = kkb_draft_new (page->doc);
  KkbId word = kkb_draft_find_word (draft, KKB_WORD_TEXT_NAME, name);
  g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (KkbNamedText));
  g_autofree char *stripped = kkb_text_strip (text);
  const KkbNamedText *old, *now;
  gboolean found = FALSE;

  for (old = texts_of (kkb_node_page_plan (page), kkb_node_page_node (page)); old->name; old++)
    {
      KkbNamedText one = *old;
      if (one.name == word)
        {
          found = TRUE;
          one.text = text;
        }
      if (one.name != word || *stripped)
        g_array_append_val (texts, one);
    }
  if (!found && *stripped)
    g_array_append_val (texts, ((KkbNamedText){ word, text }));
  now = kkb_facts_texts (kkb_draft_own (draft), (const KkbNamedText *)texts->data, texts->len);
  if (page->node)
    kkb_draft_node_more (draft, page->node)->texts = now;
  else
    kkb_draft_plan (draft, page->plan)->texts = now;
  return kkb_node_page_run (page, draft, name, error);
}

/* ---- fields ---- */

static GtkWidget *
field_of (Texts *self, const char *name)
{
  g_autofree char *key = kkb_text_key (name);

  for (guint i = 0; i < self->names->len; i++)
    {
      g_autofree char *other = kkb_text_key (g_ptr_array_index (self->names, i));
      if (g_str_equal (key, other))
        return g_ptr_array_index (self->fields, i);
    }
  return NULL;
}

static GtkWidget *
ensure_field (Texts *self, const char *name)
{
  GtkWidget *field = field_of (self, name);

  if (field)
    return field;
  field = kkb_field_text_new (2, 12, store_text, self);
  g_object_set_data_full (G_OBJECT (field), "name", g_strdup (name), g_free);
  kkb_form_add (self->form, name, field);
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->fields, field);
  return field;
}

static const char *
text_named (const KkbFacts *facts, const KkbNamedText *texts, const char *name)
{
  const KkbWord *word = kkb_facts_find_word (facts, KKB_WORD_TEXT_NAME, name);

  for (; word && texts->name; texts++)
    if (texts->name == word->id)
      return texts->text;
  return "";
}

static void
offer_names (Texts *self)
{
  g_auto (GStrv) own = kkb_field_word_names (kkb_node_page_facts (self->page), KKB_WORD_TEXT_NAME, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; standard[i]; i++)
    if (!field_of (self, standard[i]))
      g_ptr_array_add (names, (gpointer)standard[i]);
  for (guint i = 0; own[i]; i++)
    if (!field_of (self, own[i]) && !g_strv_contains (standard, own[i]))
      g_ptr_array_add (names, own[i]);
  g_ptr_array_add (names, NULL);
  kkb_field_entry_set_words (self->add, (const char *const *)names->pdata);
}

static void
show (KkbNodePage *page, GtkWidget *part, const KkbPlan *plan, const KkbNode *node)
{
  Texts *self = g_object_get_data (G_OBJECT (part), "texts");
  const KkbFacts *facts = kkb_node_page_facts (page);
  KkbId id = node ? node->id : plan->id;

  if (self->shown != id)
    {
      kkb_form_clear (self->form);
      g_ptr_array_set_size (self->names, 0);
      g_ptr_array_set_size (self->fields, 0);
      self->shown = id;
    }
  for (const KkbNamedText *text = texts_of (plan, node); text->name; text++)
    {
      const KkbWord *word = kkb_facts_word (facts, text->name);
      if (word)
        ensure_field (self, word->name);
    }
  for (guint i = 0; i < self->fields->len; i++)
    kkb_field_text_show (g_ptr_array_index (self->fields, i),
                         text_named (facts, texts_of (plan, node), g_ptr_array_index (self->names, i)));
  offer_names (self);
}

/* A name typed into the line at the end: its field, empty, with the focus. */
static gboolean
begin_text (GtkWidget *entry, const char *text, gpointer data, GError **error)
{
  Texts *self = data;
  g_autofree char *name = kkb_text_strip (text);

  if (*name)
    {
      gtk_widget_grab_focus (ensure_field (self, name));
      offer_names (self);
    }
  kkb_field_entry_show (entry, "");
  return TRUE;
}

void
kkb_node_page_add_texts (KkbNodePage *page, GtkWidget *form)
{
  Texts *self = g_new0 (Texts, 1);

  self->page = page;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->fields = g_ptr_array_new ();
  self->form = kkb_form_new ();
  g_object_set_data_full (G_OBJECT (self->form), "texts", self, texts_free);
  kkb_form_add_heading (form, _ ("Texts"));
  kkb_form_add_wide (form, NULL, self->form);
  self->add = kkb_field_entry_new (begin_text, self);
  kkb_field_entry_set_placeholder (self->add, _ ("name of another text: Alt+↓ offers ねらい, 目指す姿, 概要 …"));
  kkb_form_add (form, _ ("Add a text"), self->add);
  kkb_node_page_add_part (page, self->form, show);
}
