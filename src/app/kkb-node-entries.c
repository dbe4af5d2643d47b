/* kkb-node-entries.c - the lists of a plan: 用語の定義, 各主体の役割, 関係機関, 課題; and the 課題 of one item, which
 * are those of its plan that name it. */
#include "kkb-node-private.h"
#include "kkb-error.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>

#define MOST_COLUMNS 3

typedef enum
{
  NAME,
  CATEGORY,
  TEXT,
  NODES /* the items an issue belongs to, by their names */
} What;

typedef struct
{
  KkbEntryKind kind;
  gboolean of_node; /* only those of the item that is shown */
  const char *heading;
  guint n_columns;
  struct
  {
    What what;
    const char *title;
    int width;
  } columns[MOST_COLUMNS];
} Table;

static const Table tables[] = {
  { KKB_ENTRY_ISSUE,
    FALSE,
    N_ ("Issues"),
    3,
    { { CATEGORY, N_ ("Category"), 12 }, { TEXT, N_ ("Issue"), 0 }, { NODES, N_ ("Items it belongs to"), 20 } } },
  { KKB_ENTRY_ORGANISATION,
    FALSE,
    N_ ("Organizations involved"),
    3,
    { { NAME, N_ ("Name"), 20 }, { CATEGORY, N_ ("Category"), 12 }, { TEXT, N_ ("Role"), 0 } } },
  { KKB_ENTRY_ACTOR,
    FALSE,
    N_ ("Roles of those taking part"),
    2,
    { { NAME, N_ ("Who"), 20 }, { TEXT, N_ ("Role"), 0 } } },
  { KKB_ENTRY_TERM,
    FALSE,
    N_ ("Definitions of terms"),
    2,
    { { NAME, N_ ("Term"), 20 }, { TEXT, N_ ("Definition"), 0 } } },
};
static const Table issues_of_node = {
  KKB_ENTRY_ISSUE, TRUE, N_ ("Issues of this item"), 2, { { CATEGORY, N_ ("Category"), 12 }, { TEXT, N_ ("Issue"), 0 } }
};

typedef struct
{
  KkbNodePage *page;
  const Table *table;
  KkbFieldColumn columns[MOST_COLUMNS];
} List;

static List *
list_of (GtkWidget *list)
{
  return g_object_get_data (G_OBJECT (list), "list");
}

static gboolean
names_node (const KkbEntry *entry, KkbId node)
{
  for (const KkbId *id = entry->nodes; *id; id++)
    if (*id == node)
      return TRUE;
  return FALSE;
}

static gboolean
belongs (List *self, const KkbEntry *entry)
{
  return entry->kind == self->table->kind && (!self->table->of_node || names_node (entry, self->page->node));
}

/* ---- storing ---- */

/* The items named in TEXT (with 、 between); NULL where one is not known. In the draft's facts. */
static const KkbId *
read_nodes (List *self, KkbDraft *draft, const char *text, GError **error)
{
  const KkbFacts *facts = kkb_node_page_facts (self->page);
  g_autoptr (KkbEditWords) words = kkb_edit_place_words (facts, self->page->plan);
  g_auto (GStrv) parts = g_strsplit (text, "、", -1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (guint i = 0; parts[i]; i++)
    {
      g_autofree char *name = kkb_text_strip (parts[i]);
      KkbId id = *name ? kkb_edit_words_find (words, name) : 0;
      if (*name && !kkb_facts_node (facts, id))
        {
          g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("“%s” is no item of this plan. Choose one of the list."),
                       name);
          return NULL;
        }
      if (*name)
        g_array_append_val (ids, id);
    }
  return kkb_facts_ids (kkb_draft_own (draft), (const KkbId *)ids->data, ids->len);
}

static gboolean
fill (List *self, KkbDraft *draft, KkbEntry *entry, What what, const char *text, GError **error)
{
  g_autofree char *stripped = kkb_text_strip (text);
  const KkbId *nodes;

  switch (what)
    {
    case NAME:
      entry->name = kkb_draft_string (draft, stripped);
      return TRUE;
    case CATEGORY:
      entry->category = kkb_draft_string (draft, stripped);
      return TRUE;
    case TEXT:
      entry->text = kkb_draft_string (draft, stripped);
      return TRUE;
    case NODES:
    default:
      nodes = read_nodes (self, draft, stripped, error);
      if (nodes)
        entry->nodes = nodes;
      return nodes != NULL;
    }
}

static gboolean
set (GtkWidget *list, KkbId row, guint column, const char *text, gpointer data, GError **error)
{
  List *self = list_of (list);
  KkbNodePage *page = self->page;
  g_autoptr (KkbDraft) draft = kkb_draft_new (page->doc);
  KkbEntry *entry = row ? kkb_draft_entry (draft, row) : kkb_draft_add_entry (draft, page->plan, self->table->kind);

  if (!row && self->table->of_node)
    entry->nodes = kkb_facts_ids (kkb_draft_own (draft), &page->node, 1);
  return fill (self, draft, entry, self->table->columns[column].what, text, error)
         && kkb_node_page_run (page, g_steal_pointer (&draft), _ (self->table->heading), error);
}

static gboolean
remove_entry (GtkWidget *list, KkbId row, gpointer data, GError **error)
{
  List *self = list_of (list);
  KkbNodePage *page = self->page;
  const KkbEntry *entry = kkb_facts_entry (kkb_node_page_facts (page), row);
  KkbDraft *draft = kkb_draft_new (page->doc);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (KkbId));

  for (const KkbId *id = entry->nodes; *id && self->table->of_node; id++)
    if (*id != page->node)
      g_array_append_val (kept, *id);
  if (kept->len) /* it is the issue of other items as well */
    kkb_draft_entry (draft, row)->nodes = kkb_facts_ids (kkb_draft_own (draft), (const KkbId *)kept->data, kept->len);
  else
    kkb_draft_delete (draft, KKB_TABLE_ENTRY, row);
  return kkb_node_page_run (page, draft, _ (self->table->heading), error);
}

/* Changes places with the next of the same list; those of other lists between them stay. */
static gboolean
move (GtkWidget *list, KkbId row, int step, gpointer data, GError **error)
{
  List *self = list_of (list);
  const KkbPlan *plan = kkb_node_page_plan (self->page);
  int n = (int)plan->entries->len, at = -1, to;
  KkbDraft *draft;

  for (int i = 0; i < n; i++)
    if (((const KkbEntry *)g_ptr_array_index (plan->entries, i))->id == row)
      at = i;
  for (to = at + step; to >= 0 && to < n && !belongs (self, g_ptr_array_index (plan->entries, to)); to += step)
    ;
  if (at < 0 || to < 0 || to >= n)
    return TRUE;
  draft = kkb_draft_new (self->page->doc);
  for (int i = 0; i < n; i++)
    {
      const KkbEntry *entry = g_ptr_array_index (plan->entries, i == at ? to : i == to ? at : i);
      kkb_draft_set_position (draft, KKB_TABLE_ENTRY, entry->id, i);
    }
  return kkb_node_page_run (self->page, draft, _ (self->table->heading), error);
}

/* ---- showing ---- */

static char *
node_names (KkbEditWords *words, const KkbEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const KkbId *id = entry->nodes; *id; id++)
    if (*kkb_edit_words_of (words, *id))
      g_string_append_printf (text, "%s%s", text->len ? "、" : "", kkb_edit_words_of (words, *id));
  return g_strdup (text->str);
}

static char *
cell (List *self, const KkbEntry *entry, What what, KkbEditWords *words)
{
  return what == NAME       ? g_strdup (entry->name)
         : what == CATEGORY ? g_strdup (entry->category)
         : what == TEXT     ? g_strdup (entry->text)
                            : node_names (words, entry);
}

/* The categories that are used already are offered. */
static void
offer_categories (List *self, GtkWidget *list, const KkbPlan *plan, guint column)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < plan->entries->len; i++)
    {
      const KkbEntry *entry = g_ptr_array_index (plan->entries, i);
      if (entry->kind == self->table->kind && *entry->category
          && !g_ptr_array_find_with_equal_func (words, entry->category, g_str_equal, NULL))
        g_ptr_array_add (words, (gpointer)entry->category);
    }
  g_ptr_array_add (words, NULL);
  kkb_field_list_set_words (list, column, (const char *const *)words->pdata);
}

static void
show (KkbNodePage *page, GtkWidget *list, const KkbPlan *plan, const KkbNode *node)
{
  List *self = list_of (list);
  guint n_columns = self->table->n_columns;
  g_autoptr (KkbEditWords) words = kkb_edit_place_words (kkb_node_page_facts (page), plan->id);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KkbId));
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < n_columns; c++)
    if (self->table->columns[c].what == CATEGORY)
      offer_categories (self, list, plan, c);
    else if (self->table->columns[c].what == NODES)
      kkb_field_list_set_words (list, c, kkb_edit_words_list (words));
  for (guint i = 0; i < plan->entries->len; i++)
    {
      const KkbEntry *entry = g_ptr_array_index (plan->entries, i);
      if (!belongs (self, entry))
        continue;
      g_array_append_val (ids, entry->id);
      for (guint c = 0; c < n_columns; c++)
        g_ptr_array_add (cells, cell (self, entry, self->table->columns[c].what, words));
    }
  kkb_field_list_show (list, (const KkbId *)ids->data, (const char *const *)cells->pdata, ids->len);
}

static void
add_table (KkbNodePage *page, GtkWidget *form, const Table *table)
{
  static const KkbFieldListFuncs funcs = { set, remove_entry, move, NULL };
  List *self = g_new0 (List, 1);
  GtkWidget *list;

  self->page = page;
  self->table = table;
  for (guint c = 0; c < table->n_columns; c++)
    {
      self->columns[c].title = _ (table->columns[c].title);
      self->columns[c].width = table->columns[c].width;
    }
  list = kkb_field_list_new (self->columns, table->n_columns, &funcs, self);
  g_object_set_data_full (G_OBJECT (list), "list", self, g_free);
  kkb_form_add_heading (form, _ (table->heading));
  kkb_form_add_wide (form, NULL, list);
  kkb_form_field_set_name (list, _ (table->heading));
  kkb_node_page_add_part (page, list, show);
}

void
kkb_node_page_add_entries (KkbNodePage *page, GtkWidget *form)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    add_table (page, form, &tables[i]);
}

void
kkb_node_page_add_issues (KkbNodePage *page, GtkWidget *form)
{
  add_table (page, form, &issues_of_node);
}
