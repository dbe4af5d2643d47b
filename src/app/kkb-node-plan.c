/* kkb-node-plan.c - the fields of a plan. */
#include "kkb-node-private.h"
#include "kkb-error.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- lines of text ---- */

typedef struct
{
  const char *label; /* of the field and of the step */
  gsize offset;      /* of the string in KkbPlan */
  const char *placeholder;
} TextField;

static const TextField text_fields[] = {
  { N_ ("Plan name"), G_STRUCT_OFFSET (KkbPlan, title), NULL },
  { N_ ("Organization"), G_STRUCT_OFFSET (KkbPlan, organization), NULL },
  { N_ ("Published"), G_STRUCT_OFFSET (KkbPlan, published), N_ ("for example 令和4年3月") },
  { N_ ("Review clause"), G_STRUCT_OFFSET (KkbPlan, review), NULL },
  { N_ ("Council"), G_STRUCT_OFFSET (KkbPlan, review_body), NULL },
  { N_ ("Note"), G_STRUCT_OFFSET (KkbPlan, note), NULL },
};

static gboolean
store_text (GtkWidget *entry, const char *text, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  const TextField *field = g_object_get_data (G_OBJECT (entry), "field");
  g_autofree char *stripped = kkb_text_strip (text);
  KkbDraft *draft = kkb_draft_new (page->doc);
  KkbPlan *plan = kkb_draft_plan (draft, page->plan);

  *(const char **)G_STRUCT_MEMBER_P (plan, field->offset) = kkb_draft_string (draft, stripped);
  return kkb_node_page_run (page, draft, _ (field->label), error);
}

static void
show_text (KkbNodePage *page, GtkWidget *entry, const KkbPlan *plan, const KkbNode *node)
{
  const TextField *field = g_object_get_data (G_OBJECT (entry), "field");

  if (field->offset == G_STRUCT_OFFSET (KkbPlan, review_body))
    {
      g_auto (GStrv) councils = kkb_field_word_names (kkb_node_page_facts (page), KKB_WORD_COUNCIL, NULL);
      kkb_field_entry_set_words (entry, (const char *const *)councils);
    }
  kkb_field_entry_show (entry, *(const char **)G_STRUCT_MEMBER_P (plan, field->offset));
}

static void
add_text (KkbNodePage *page, GtkWidget *form, const TextField *field)
{
  GtkWidget *entry = kkb_field_entry_new (store_text, page);

  g_object_set_data (G_OBJECT (entry), "field", (gpointer)field);
  if (field->placeholder)
    kkb_field_entry_set_placeholder (entry, _ (field->placeholder));
  kkb_form_add (form, _ (field->label), entry);
  kkb_node_page_add_part (page, entry, show_text);
}

/* ---- period, levels, departments ---- */

static gboolean
check_period (GtkWidget *entry, const char *text, gpointer data, char **hint, GError **error)
{
  int start, end;

  if (!kkb_node_read_period (text, &start, &end, error))
    return FALSE;
  if (start != KKB_FY_NONE)
    *hint = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", (gulong)(end - start + 1)),
                             end - start + 1);
  return TRUE;
}

static gboolean
store_period (GtkWidget *entry, const char *text, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  KkbDraft *draft;
  KkbPlan *plan;
  int start, end;

  if (!kkb_node_read_period (text, &start, &end, error))
    return FALSE;
  draft = kkb_draft_new (page->doc);
  plan = kkb_draft_plan (draft, page->plan);
  plan->start_fy = (gint16)start;
  plan->end_fy = (gint16)end;
  return kkb_node_page_run (page, draft, _ ("Period"), error);
}

static void
show_period (KkbNodePage *page, GtkWidget *entry, const KkbPlan *plan, const KkbNode *node)
{
  g_autofree char *text = kkb_node_period (page, plan->start_fy, plan->end_fy);

  kkb_field_entry_show (entry, text);
}

static gboolean
store_levels (GtkWidget *entry, const char *text, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  KkbDraft *draft = kkb_draft_new (page->doc);
  const KkbFacts *facts = kkb_node_page_facts (page);
  g_auto (GStrv) wide = g_strsplit (text, "／", -1);
  g_autofree char *joined = g_strjoinv ("/", wide);
  g_auto (GStrv) parts = g_strsplit (joined, "/", -1);
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();

  for (guint i = 0; parts[i]; i++)
    if (*g_strstrip (parts[i]))
      g_ptr_array_add (levels, parts[i]);
  for (guint i = 0; i < facts->nodes->len; i++)
    { /* what stood on a level that is gone stands on none */
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);
      if (node->plan == page->plan && node->level != 255 && node->level >= levels->len)
        kkb_draft_node (draft, node->id)->level = 255;
    }
  g_ptr_array_add (levels, NULL);
  kkb_draft_plan (draft, page->plan)->levels
      = kkb_facts_strings (kkb_draft_own (draft), (const char *const *)levels->pdata);
  return kkb_node_page_run (page, draft, _ ("Levels"), error);
}

static void
show_levels (KkbNodePage *page, GtkWidget *entry, const KkbPlan *plan, const KkbNode *node)
{
  g_autofree char *text = g_strjoinv (" / ", (char **)plan->levels);

  kkb_field_entry_show (entry, text);
}

static gboolean
store_departments (GtkWidget *chips, const char *const *names, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  KkbDraft *draft = kkb_draft_new (page->doc);

  kkb_draft_plan (draft, page->plan)->departments = kkb_edit_department_ids (draft, names);
  return kkb_node_page_run (page, draft, _ ("Departments"), error);
}

static void
show_departments (KkbNodePage *page, GtkWidget *chips, const KkbPlan *plan, const KkbNode *node)
{
  const KkbFacts *facts = kkb_node_page_facts (page);
  g_auto (GStrv) all = kkb_field_department_names (facts, NULL);
  g_auto (GStrv) names = kkb_field_department_names (facts, plan->departments);

  kkb_field_chips_set_words (chips, (const char *const *)all);
  kkb_field_chips_show (chips, (const char *const *)names);
}

/* ---- links to other plans ---- */

static const char *const link_words[] = { "上位計画", "関連計画", "前期計画", "次期計画", NULL };

static gboolean
read_kind (const char *text, guint8 *kind, GError **error)
{
  g_autofree char *key = kkb_text_key (text);

  for (guint i = 0; link_words[i]; i++)
    {
      g_autofree char *word = kkb_text_key (link_words[i]);
      if (*key && g_str_has_prefix (word, key))
        {
          *kind = (guint8)i;
          return TRUE;
        }
    }
  g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("The kind is 上位計画, 関連計画, 前期計画 or 次期計画."));
  return FALSE;
}

/* The other plan of this document that is called TEXT; 0: none. */
static KkbId
find_plan (KkbNodePage *page, const char *text)
{
  const KkbFacts *facts = kkb_node_page_facts (page);
  g_autofree char *key = kkb_text_key (text);

  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *plan = g_ptr_array_index (facts->plans, i);
      g_autofree char *title = kkb_text_key (plan->title);
      if (plan->id != page->plan && *key && g_str_equal (key, title))
        return plan->id;
    }
  return 0;
}

static gboolean
set_link (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  g_autofree char *stripped = kkb_text_strip (text);
  guint8 kind = KKB_LINK_RELATED;
  KkbDraft *draft;
  KkbPlanLink *link;

  if (column == 0 && !read_kind (stripped, &kind, error))
    return FALSE;
  draft = kkb_draft_new (page->doc);
  link = row ? kkb_draft_link (draft, row) : kkb_draft_add_link (draft, page->plan, kind);
  if (column == 0)
    link->kind = kind;
  else
    {
      link->text = kkb_draft_string (draft, stripped);
      link->other = find_plan (page, stripped);
    }
  return kkb_node_page_run (page, draft, _ ("Links to other plans"), error);
}

static gboolean
remove_link (GtkWidget *list, KkbId row, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  KkbDraft *draft = kkb_draft_new (page->doc);

  kkb_draft_delete (draft, KKB_TABLE_LINK, row);
  return kkb_node_page_run (page, draft, _ ("Links to other plans"), error);
}

static gboolean
move_link (GtkWidget *list, KkbId row, int step, gpointer data, GError **error)
{
  KkbNodePage *page = data;
  const KkbPlan *plan = kkb_node_page_plan (page);
  KkbDraft *draft = kkb_draft_new (page->doc);
  int at = -1, n = (int)plan->links->len;

  for (int i = 0; i < n; i++)
    if (((const KkbPlanLink *)g_ptr_array_index (plan->links, i))->id == row)
      at = i;
  for (int i = 0; i < n && at >= 0 && at + step >= 0 && at + step < n; i++)
    {
      const KkbPlanLink *link = g_ptr_array_index (plan->links, i == at ? at + step : i == at + step ? at : i);
      kkb_draft_set_position (draft, KKB_TABLE_LINK, link->id, i);
    }
  return kkb_node_page_run (page, draft, _ ("Links to other plans"), error);
}

static gboolean
check_link (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, char **hint, GError **error)
{
  if (column == 1 && find_plan (data, text))
    *hint = g_strdup (_ ("a plan of this document"));
  return TRUE;
}

static void
show_links (KkbNodePage *page, GtkWidget *list, const KkbPlan *plan, const KkbNode *node)
{
  const KkbFacts *facts = kkb_node_page_facts (page);
  guint n = plan->links->len;
  g_autofree KkbId *ids = g_new0 (KkbId, n + 1);
  g_autofree const char **cells = g_new0 (const char *, 2 * n + 1);
  g_autoptr (GPtrArray) plans = g_ptr_array_new ();

  for (guint i = 0; i < facts->plans->len; i++)
    {
      const KkbPlan *other = g_ptr_array_index (facts->plans, i);
      if (other != plan)
        g_ptr_array_add (plans, (gpointer)other->title);
    }
  g_ptr_array_add (plans, NULL);
  kkb_field_list_set_words (list, 1, (const char *const *)plans->pdata);
  for (guint i = 0; i < n; i++)
    {
      const KkbPlanLink *link = g_ptr_array_index (plan->links, i);
      ids[i] = link->id;
      cells[2 * i] = link_words[MIN (link->kind, 3)];
      cells[2 * i + 1] = link->text;
    }
  kkb_field_list_show (list, ids, cells, n);
}

static void
add_links (KkbNodePage *page, GtkWidget *form)
{
  static KkbFieldColumn columns[] = { { .width = 10, .words = link_words }, { .width = 0 } };
  static const KkbFieldListFuncs funcs = { set_link, remove_link, move_link, check_link };
  GtkWidget *list;

  columns[0].title = _ ("Kind");
  columns[1].title = _ ("Plan: its name, or one of this document");
  list = kkb_field_list_new (columns, G_N_ELEMENTS (columns), &funcs, page);
  kkb_form_add_wide (form, _ ("Links to other plans"), list);
  kkb_node_page_add_part (page, list, show_links);
}

/* ---- all ---- */

void
kkb_node_page_add_plan_fields (KkbNodePage *page, GtkWidget *form)
{
  GtkWidget *period = kkb_field_entry_new (store_period, page);
  GtkWidget *levels = kkb_field_entry_new (store_levels, page);
  GtkWidget *chips = kkb_field_chips_new (store_departments, page);

  add_text (page, form, &text_fields[0]);
  add_text (page, form, &text_fields[1]);
  kkb_field_entry_set_check (period, check_period);
  kkb_form_add (form, _ ("Period"), period);
  kkb_node_page_add_part (page, period, show_period);
  kkb_form_add (form, _ ("Levels"), levels);
  kkb_node_page_add_part (page, levels, show_levels);
  kkb_field_chips_set_lead (chips, _ ("lead:"));
  kkb_form_add (form, _ ("Departments"), chips);
  kkb_node_page_add_part (page, chips, show_departments);
  for (guint i = 2; i < G_N_ELEMENTS (text_fields); i++)
    add_text (page, form, &text_fields[i]);
  add_links (page, form);
}
