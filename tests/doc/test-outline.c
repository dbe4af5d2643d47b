/* The plan tree for list widgets: signals are recorded as a short text and compared. */
#include "doc-fixture.h"
#include "kkb-outline.h"
#include "kkb-text.h"
#include <string.h>

typedef struct
{
  GString *log;
  char *name;
} Watch;

static void
watch_free (gpointer data, GClosure *closure)
{
  Watch *watch = data;

  g_free (watch->name);
  g_free (watch);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Watch *watch = data;

  g_string_append_printf (watch->log, "%s:%u-%u+%u ", watch->name, position, removed, added);
}

static void
notify_cb (GObject *item, GParamSpec *pspec, gpointer data)
{
  Watch *watch = data;

  g_string_append_printf (watch->log, "%s.%s ", watch->name, pspec->name);
}

static Watch *
watch_new (GString *log, const char *name)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->log = log;
  watch->name = g_strdup (name);
  return watch;
}

static void
watch_model (GListModel *model, GString *log, const char *name)
{
  g_signal_connect_data (model, "items-changed", G_CALLBACK (items_changed_cb), watch_new (log, name), watch_free, 0);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (KkbOutlineItem) item = g_list_model_get_item (model, i);
      GListModel *children = kkb_outline_item_children (item);

      g_signal_connect_data (item, "notify", G_CALLBACK (notify_cb), watch_new (log, kkb_outline_item_title (item)),
                             watch_free, 0);
      if (children != NULL)
        watch_model (children, log, kkb_outline_item_title (item));
    }
}

static void
print_model (GListModel *model, GString *out)
{
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (KkbOutlineItem) item = g_list_model_get_item (model, i);

      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", kkb_outline_item_title (item));
      if (kkb_outline_item_children (item) != NULL)
        {
          g_string_append (out, "(");
          print_model (kkb_outline_item_children (item), out);
          g_string_append (out, ")");
        }
    }
}

static void
assert_tree (KkbOutline *outline, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  print_model (G_LIST_MODEL (outline), out);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
assert_log (GString *log, const char *expected)
{
  g_assert_cmpstr (log->str, ==, expected);
  g_string_truncate (log, 0);
}

typedef struct
{
  KkbNode nodes[4];
  guint n;
  KkbId removed;
} Edit;

static gboolean
run_edit (KkbStore *store, KkbFacts *facts, gpointer data, GError **error)
{
  Edit *edit = data;

  for (guint i = 0; i < edit->n; i++)
    if (!kkb_store_put_node (store, &edit->nodes[i], error))
      return FALSE;
  return edit->removed == 0 || kkb_store_delete (store, KKB_TABLE_NODE, edit->removed, error);
}

static void
apply (KkbDocument *doc, Edit *edit)
{
  g_autoptr (GError) error = NULL;

  kkb_document_run (doc, kkb_command_new ("体系の変更", run_edit, edit, NULL), NULL, &error);
  g_assert_no_error (error);
}

/* A changed copy of node ID for an edit. */
static KkbNode *
edit_node (KkbDocument *doc, Edit *edit, KkbId id)
{
  KkbNode *node = &edit->nodes[edit->n++];

  *node = *kkb_facts_node (kkb_document_facts (doc), id);
  return node;
}

static KkbNode *
new_node (Edit *edit, KkbId id, KkbId parent, gint32 position, const char *title)
{
  static const KkbId none[] = { 0 };
  KkbNode *node = &edit->nodes[edit->n++];

  *node = (KkbNode){ .id = id, .plan = PLAN, .parent_id = parent, .position = position, .level = 255 };
  node->code = node->label = "";
  node->title = title;
  node->departments = none;
  return node;
}

#define TREE "工業振興計画(人財の確保(デジタル人財(研修事業) 就職支援) 地域連携)"

static void
the_tree_is_that_of_the_plan (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbOutline) outline = kkb_outline_new (doc);
  KkbOutlineItem *project = kkb_outline_find (outline, PROJECT), *plan = kkb_outline_find (outline, PLAN);

  assert_tree (outline, TREE);
  g_assert_true (kkb_outline_item_is_project (project));
  g_assert_cmpstr (kkb_outline_item_label (project), ==, "J1");
  g_assert_true (kkb_outline_item_parent (project) == kkb_outline_find (outline, NODE_A1));
  g_assert_cmpint (kkb_outline_item_plan (project), ==, PLAN);
  g_assert_true (kkb_outline_item_is_plan (plan));
  g_assert_null (kkb_outline_item_parent (plan));
  g_assert_null (kkb_outline_item_children (project));
  g_assert_null (kkb_outline_find (outline, 4711));
}

static void
a_changed_value_is_a_notify_on_the_way_up (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbOutline) outline = kkb_outline_new (doc);
  g_autoptr (GString) log = g_string_new (NULL);
  KkbOutlineItem *item = kkb_outline_find (outline, NODE_A1);
  guint missing = kkb_outline_item_tally (item)->evaluated;

  watch_model (G_LIST_MODEL (outline), log, "");
  fixture_set_number (doc, 2022, 1);
  g_assert_null (strstr (log->str, "-0")); /* no items-changed at all */
  g_assert_nonnull (strstr (log->str, "デジタル人財.tally "));
  g_assert_nonnull (strstr (log->str, "人財の確保.tally "));
  g_assert_nonnull (strstr (log->str, "工業振興計画.tally "));
  g_assert_null (strstr (log->str, "地域連携"));
  g_assert_cmpuint (kkb_outline_item_tally (item)->evaluated, ==, missing);
}

static void
a_renamed_node_is_a_notify (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbOutline) outline = kkb_outline_new (doc);
  g_autoptr (GString) log = g_string_new (NULL);
  KkbOutlineItem *item = kkb_outline_find (outline, NODE_B);
  Edit edit = { .n = 0 };

  watch_model (G_LIST_MODEL (outline), log, "");
  edit_node (doc, &edit, NODE_B)->title = "広域連携";
  apply (doc, &edit);
  assert_log (log, "地域連携.title ");
  g_assert_true (kkb_outline_find (outline, NODE_B) == item);
  g_assert_cmpstr (kkb_outline_item_title (item), ==, "広域連携");
}

static void
a_new_node_is_one_insertion (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbOutline) outline = kkb_outline_new (doc);
  g_autoptr (GString) log = g_string_new (NULL);
  Edit edit = { .n = 0 };

  watch_model (G_LIST_MODEL (outline), log, "");
  new_node (&edit, 90, NODE_A, 2, "定住促進");
  apply (doc, &edit);
  assert_log (log, "人財の確保:2-0+1 ");
  assert_tree (outline, "工業振興計画(人財の確保(デジタル人財(研修事業) 就職支援 定住促進) 地域連携)");
  kkb_document_undo (doc, NULL);
  assert_log (log, "人財の確保:2-1+0 ");
  assert_tree (outline, TREE);
}

static void
a_swap_moves_one_row_only (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbOutline) outline = kkb_outline_new (doc);
  g_autoptr (GString) log = g_string_new (NULL);
  KkbOutlineItem *a = kkb_outline_find (outline, NODE_A1), *b = kkb_outline_find (outline, NODE_A2);
  Edit edit = { .n = 0 };

  watch_model (G_LIST_MODEL (outline), log, "");
  edit_node (doc, &edit, NODE_A1)->position = 1;
  edit_node (doc, &edit, NODE_A2)->position = 0;
  apply (doc, &edit);
  assert_tree (outline, "工業振興計画(人財の確保(就職支援 デジタル人財(研修事業)) 地域連携)");
  g_assert_cmpuint (log->len, ==, strlen ("人財の確保:0-1+0 人財の確保:1-0+1 "));
  g_assert_true (kkb_outline_find (outline, NODE_A1) == a);
  g_assert_true (kkb_outline_find (outline, NODE_A2) == b);
}

static void
a_moved_node_stays_the_same_object (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbOutline) outline = kkb_outline_new (doc);
  g_autoptr (GString) log = g_string_new (NULL);
  KkbOutlineItem *item = kkb_outline_find (outline, NODE_A2);
  Edit edit = { .n = 0 };

  watch_model (G_LIST_MODEL (outline), log, "");
  edit_node (doc, &edit, NODE_A2)->parent_id = NODE_B;
  apply (doc, &edit);
  assert_tree (outline, "工業振興計画(人財の確保(デジタル人財(研修事業)) 地域連携(就職支援))");
  g_assert_true (kkb_outline_find (outline, NODE_A2) == item);
  g_assert_true (kkb_outline_item_parent (item) == kkb_outline_find (outline, NODE_B));
  /* the new branch is put in again, so that a tree list asks for its children */
  g_assert_nonnull (strstr (log->str, "工業振興計画:1-1+1 "));
  g_assert_nonnull (strstr (log->str, "人財の確保:1-1+0 "));
}

static void
a_deleted_branch_is_one_removal (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbOutline) outline = kkb_outline_new (doc);
  g_autoptr (GString) log = g_string_new (NULL);
  Edit edit = { .removed = NODE_A1 };

  watch_model (G_LIST_MODEL (outline), log, "");
  apply (doc, &edit);
  assert_tree (outline, "工業振興計画(人財の確保(就職支援) 地域連携)");
  g_assert_nonnull (strstr (log->str, "人財の確保:0-1+0 "));
  g_assert_null (kkb_outline_find (outline, NODE_A1));
  g_assert_null (kkb_outline_find (outline, PROJECT));
}

static void
a_filter_keeps_matches_and_what_leads_to_them (void)
{
  static const struct
  {
    const char *needle, *tree;
  } rows[] = {
    { "研修", "工業振興計画(人財の確保(デジタル人財(研修事業)))" },
    { "ﾃﾞｼﾞﾀﾙ", "工業振興計画(人財の確保(デジタル人財))" },
    { "就職率", "工業振興計画(人財の確保(就職支援) 地域連携)" }, /* an indicator, in both its places */
    { "工業", "工業振興計画" },
    { "ありません", "" },
    { "", TREE },
  };
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbOutline) outline = kkb_outline_new (doc);
  KkbOutlineItem *item = kkb_outline_find (outline, NODE_A2);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *key = kkb_text_key (rows[i].needle);

      kkb_outline_set_filter (outline, key);
      assert_tree (outline, rows[i].tree);
    }
  g_assert_true (kkb_outline_find (outline, NODE_A2) == item);
}

static void
a_filter_takes_out_only_what_it_hides (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbOutline) outline = kkb_outline_new (doc);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autofree char *key = kkb_text_key ("研修");

  watch_model (G_LIST_MODEL (outline), log, "");
  kkb_outline_set_filter (outline, key);
  assert_log (log, "人財の確保:1-1+0 工業振興計画:1-1+0 ");
  kkb_outline_set_filter (outline, NULL);
  assert_log (log, "人財の確保:1-0+1 工業振興計画:1-0+1 ");
}

static void
a_filter_also_holds_for_new_nodes (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  g_autoptr (KkbOutline) outline = kkb_outline_new (doc);
  g_autofree char *key = kkb_text_key ("研修");
  Edit edit = { .n = 0 };

  kkb_outline_set_filter (outline, key);
  new_node (&edit, 90, NODE_B, 0, "合同研修");
  new_node (&edit, 91, NODE_B, 1, "定住促進");
  apply (doc, &edit);
  assert_tree (outline, "工業振興計画(人財の確保(デジタル人財(研修事業)) 地域連携(合同研修))");
}

static void
outline_and_items_are_finalised (void)
{
  g_autoptr (KkbDocument) doc = fixture_document ();
  KkbOutline *outline = kkb_outline_new (doc);
  KkbOutlineItem *item = g_object_ref (kkb_outline_find (outline, NODE_A1));

  g_assert_finalize_object (outline);
  g_assert_null (kkb_outline_item_parent (item));
  g_assert_finalize_object (item);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  fixture_add ("/outline/the-tree-is-that-of-the-plan", the_tree_is_that_of_the_plan);
  fixture_add ("/outline/a-changed-value-is-a-notify-on-the-way-up", a_changed_value_is_a_notify_on_the_way_up);
  fixture_add ("/outline/a-renamed-node-is-a-notify", a_renamed_node_is_a_notify);
  fixture_add ("/outline/a-new-node-is-one-insertion", a_new_node_is_one_insertion);
  fixture_add ("/outline/a-swap-moves-one-row-only", a_swap_moves_one_row_only);
  fixture_add ("/outline/a-moved-node-stays-the-same-object", a_moved_node_stays_the_same_object);
  fixture_add ("/outline/a-deleted-branch-is-one-removal", a_deleted_branch_is_one_removal);
  fixture_add ("/outline/a-filter-keeps-matches-and-what-leads-to-them", a_filter_keeps_matches_and_what_leads_to_them);
  fixture_add ("/outline/a-filter-takes-out-only-what-it-hides", a_filter_takes_out_only_what_it_hides);
  fixture_add ("/outline/a-filter-also-holds-for-new-nodes", a_filter_also_holds_for_new_nodes);
  fixture_add ("/outline/outline-and-items-are-finalised", outline_and_items_are_finalised);
  return fixture_run ();
}
