/* kkb-node-fields.c - the fields of an item of the tree: number, title, level, who is in charge, goals, tags, a period
 * of its own, references. */
#include "kkb-node-private.h"
#include "kkb-error.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

/* ---- lines of text ---- */

typedef struct
{
  const char *label; /* of the field and of the step */
  gsize offset;      /* of the string in KkbNode */
} TextField;

static const TextField label_field = { N_ ("Number"), G_STRUCT_OFFSET (KkbNode, label) };
static const TextField title_field = { N_ ("Title"), G_STRUCT_OFFSET (KkbNode, title) };
static const TextField code_field = { N_ ("ID"), G_STRUCT_OFFSET (KkbNode, code) };

static gboolean
store_text (GtkWidget *entry, const char *text, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  const TextField *field = g_object_get_data (G_OBJECT (entry), "field");
  g_autofree char *stripped = kkb_text_strip (text);
  KkbDraft *draft = kkb_draft_new (page->doc);
  KkbNode *node = kkb_draft_node (draft, page->node);

  *(const char **)G_STRUCT_MEMBER_P (node, field->offset) = kkb_draft_string (draft, stripped);
  return kkb_node_page_run (page, draft, _ (field->label), error);
}

static void
show_text (KkbNodePage *page, GtkWidget *entry, const KkbPlan *plan, const KkbNode *node)
{
  const TextField *field = g_object_get_data (G_OBJECT (entry), "field");

  kkb_field_entry_show (entry, *(const char **)G_STRUCT_MEMBER_P (node, field->offset));
}

static void
add_text (KkbNodePage *page, GtkWidget *form, const TextField *field, int width)
{
  GtkWidget *entry = kkb_field_entry_new (store_text, page);

  g_object_set_data (G_OBJECT (entry), "field", (gpointer)field);
  if (width)
    kkb_field_entry_set_width (entry, width);
  kkb_form_add (form, _ (field->label), entry);
  kkb_node_page_add_part (page, entry, show_text);
}

/* ---- level ---- */

static gboolean
choose_level (GtkWidget *choice, guint index, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  const KkbPlan *plan = kkb_node_page_plan (page);
  KkbDraft *draft = kkb_draft_new (page->doc);

  kkb_draft_node (draft, page->node)->level = index < g_strv_length ((char **)plan->levels) ? (guint8)index : 255;
  return kkb_node_page_run (page, draft, _ ("Level"), error);
}

static void
show_level (KkbNodePage *page, GtkWidget *choice, const KkbPlan *plan, const KkbNode *node)
{
  guint n = g_strv_length ((char **)plan->levels);
  g_autofree const char **words = g_new0 (const char *, n + 2);

  for (guint i = 0; i < n; i++)
    words[i] = plan->levels[i];
  words[n] = _ ("(none)");
  kkb_field_choice_show (choice, node->level < n ? node->level : n);
  kkb_field_choice_set_words (choice, words);
}

/* ---- chips: departments, tags, references ---- */

static gboolean
store_departments (GtkWidget *chips, const char *const *names, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  KkbDraft *draft = kkb_draft_new (page->doc);

  kkb_draft_node (draft, page->node)->departments = kkb_edit_department_ids (draft, names);
  return kkb_node_page_run (page, draft, _ ("Departments"), error);
}

static void
show_departments (KkbNodePage *page, GtkWidget *chips, const KkbPlan *plan, const KkbNode *node)
{
  const KkbFacts *facts = kkb_node_page_facts (page);
  g_auto (GStrv) all = kkb_field_department_names (facts, NULL);
  g_auto (GStrv) names = kkb_field_department_names (facts, node->departments);

  kkb_field_chips_set_words (chips, (const char *const *)all);
  kkb_field_chips_show (chips, (const char *const *)names);
}

static gboolean
store_tags (GtkWidget *chips, const char *const *names, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  KkbDraft *draft = kkb_draft_new (page->doc);

  kkb_draft_node_more (draft, page->node)->tags = kkb_edit_word_ids (draft, KKB_WORD_TAG, names);
  return kkb_node_page_run (page, draft, _ ("Tags"), error);
}

static void
show_tags (KkbNodePage *page, GtkWidget *chips, const KkbPlan *plan, const KkbNode *node)
{
  const KkbFacts *facts = kkb_node_page_facts (page);
  g_auto (GStrv) all = kkb_field_word_names (facts, KKB_WORD_TAG, NULL);
  g_auto (GStrv) names = kkb_field_word_names (facts, KKB_WORD_TAG, node->more->tags);

  kkb_field_chips_set_words (chips, (const char *const *)all);
  kkb_field_chips_show (chips, (const char *const *)names);
}

static gboolean
store_references (GtkWidget *chips, const char *const *names, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  const KkbFacts *facts = kkb_node_page_facts (page);
  g_autoptr (KkbEditWords) words = kkb_edit_place_words (facts, 0);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));
  KkbDraft *draft;

  for (guint i = 0; names[i]; i++)
    {
      KkbId id = kkb_edit_words_find (words, names[i]);
      if (!kkb_facts_node (facts, id) || id == page->node)
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                       _ ("“%s” is no other item of a plan in this document. Choose one of the list."), names[i]);
          return FALSE;
        }
      g_array_append_val (ids, id);
    }
  draft = kkb_draft_new (page->doc);
  kkb_draft_node_more (draft, page->node)->references
      = kkb_facts_ids (kkb_draft_own (draft), (const KkbId *)ids->data, ids->len);
  return kkb_node_page_run (page, draft, _ ("References"), error);
}

static void
show_references (KkbNodePage *page, GtkWidget *chips, const KkbPlan *plan, const KkbNode *node)
{
  g_autoptr (KkbEditWords) words = kkb_edit_place_words (kkb_node_page_facts (page), 0);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (const KkbId *id = node->more->references; *id; id++)
    if (*kkb_edit_words_of (words, *id))
      g_ptr_array_add (names, (gpointer)kkb_edit_words_of (words, *id));
  g_ptr_array_add (names, NULL);
  kkb_field_chips_set_words (chips, kkb_edit_words_list (words));
  kkb_field_chips_show (chips, (const char *const *)names->pdata);
}

static void
add_chips (KkbNodePage *page, GtkWidget *form, const char *label, KkbFieldNames store, KkbNodeShow show,
           const char *lead)
{
  GtkWidget *chips = kkb_field_chips_new (store, page);

  kkb_field_chips_set_lead (chips, lead);
  kkb_form_add (form, label, chips);
  kkb_node_page_add_part (page, chips, show);
}

/* ---- a period of its own ---- */

gboolean
kkb_node_read_period (const char *text, int *start, int *end, GError **error)
{
  g_autofree char *stripped = kkb_text_strip (text);

  *start = *end = KKB_FY_NONE;
  if (!*stripped)
    return TRUE;
  if (!kkb_fy_parse_period (stripped, start, end))
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT,
                           _ ("This is no period. Type it like “R8-R12”, “令和8年度〜令和12年度” or “2026-2030”."));
      return FALSE;
    }
  if (*end >= *start)
    return TRUE;
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("The period ends before it starts."));
  return FALSE;
}

char *
kkb_node_period (KkbNodePage *page, int start, int end)
{
  if (start == KKB_FY_NONE)
    return g_strdup ("");
  return kkb_fy_format_period (start, end == KKB_FY_NONE ? start : end, page->format.years);
}

static gboolean
check_period (GtkWidget *entry, const char *text, gpointer data, char **hint, GError **error)
{
  int start, end;

  return kkb_node_read_period (text, &start, &end, error);
}

static gboolean
store_period (GtkWidget *entry, const char *text, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  KkbNodeMore *more;
  KkbDraft *draft;
  int start, end;

  if (!kkb_node_read_period (text, &start, &end, error))
    return FALSE;
  draft = kkb_draft_new (page->doc);
  more = kkb_draft_node_more (draft, page->node);
  more->start_fy = (gint16)start;
  more->end_fy = (gint16)end;
  return kkb_node_page_run (page, draft, _ ("Period of its own"), error);
}

static void
show_period (KkbNodePage *page, GtkWidget *entry, const KkbPlan *plan, const KkbNode *node)
{
  g_autofree char *own = kkb_node_period (page, node->more->start_fy, node->more->end_fy);
  g_autofree char *of_plan = kkb_node_period (page, plan->start_fy, plan->end_fy);
  g_autofree char *hint = g_strdup_printf (_ ("as the plan: %s"), of_plan);

  kkb_field_entry_set_placeholder (entry, hint);
  kkb_field_entry_show (entry, own);
}

/* ---- all ---- */

void
kkb_node_page_add_node_fields (KkbNodePage *page, GtkWidget *form)
{
  static const char *const none[] = { NULL };
  GtkWidget *choice = kkb_field_choice_new (none, choose_level, page);
  GtkWidget *period = kkb_field_entry_new (store_period, page);

  add_text (page, form, &label_field, 10);
  add_text (page, form, &title_field, 0);
  kkb_form_add (form, _ ("Level"), choice);
  kkb_node_page_add_part (page, choice, show_level);
  add_chips (page, form, _ ("Departments"), store_departments, show_departments, _ ("lead:"));
  kkb_form_add (form, "SDGs", kkb_node_sdgs_new (page));
  add_chips (page, form, _ ("Tags"), store_tags, show_tags, NULL);
  kkb_field_entry_set_check (period, check_period);
  kkb_form_add (form, _ ("Period of its own"), period);
  kkb_node_page_add_part (page, period, show_period);
  add_chips (page, form, _ ("References"), store_references, show_references, NULL);
  add_text (page, form, &code_field, 16);
}
