/* The plan's tree edited in the window, by real keys: what a person gets, and that place, focus and expansion stay. */
#include "kkb-field.h"
#include "kkb-tree-edit.h"
#include "kkb-tree-private.h"
#include "window-fixture.h"
#include <string.h>

static KkbTree *
tree (Fixture *f)
{
  return KKB_TREE (fixture_find (f, KKB_TYPE_TREE));
}

static KkbDocument *
doc (Fixture *f)
{
  return kkb_window_document (f->win);
}

static const KkbFacts *
facts (Fixture *f)
{
  return kkb_document_facts (doc (f));
}

static void
key (Fixture *f, guint keyval, GdkModifierType mods)
{
  gt_key (GTK_WINDOW (f->win), keyval, mods);
  gt_wait_frame (GTK_WIDGET (f->win));
}

static void
action (Fixture *f, const char *name, const char *text)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->win), name, text ? g_variant_new_string (text) : NULL);
  gt_wait_frame (GTK_WIDGET (f->win));
}

static const KkbNode *
titled (Fixture *f, const char *title)
{
  for (guint i = 0; i < facts (f)->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts (f)->nodes, i);
      if (g_str_equal (node->title, title))
        return node;
    }
  return NULL;
}

static const KkbNode *
selected (Fixture *f)
{
  const KkbNode *node = kkb_window_selected_node (f->win);

  g_assert_nonnull (node);
  return node;
}

static void
go (Fixture *f, const char *title)
{
  const KkbNode *node = titled (f, title);

  g_assert_nonnull (node);
  kkb_tree_select (tree (f), node->plan, node->id);
  kkb_tree_focus_selected (tree (f));
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_true (kkb_tree_has_focus (tree (f)));
}

static gboolean
row_has_focus (gpointer data)
{
  Fixture *f = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->win));
  KkbTreeRow *row = kkb_tree_find_row (tree (f), selected (f)->id, 0);

  return row && focus == GTK_WIDGET (row);
}

/* The row may have been out of sight: then it gets the focus when it is there. */
static void
assert_focused (Fixture *f, const char *title)
{
  g_assert_cmpstr (selected (f)->title, ==, title);
  gt_assert_until (row_has_focus, f);
}

static guint
place (const KkbNode *node)
{
  guint index = G_MAXUINT;

  if (node->parent)
    g_ptr_array_find (node->parent->children, node, &index);
  return index;
}

/* Types a name into the text that is open and takes it over. The letters go through the input method of the test. */
static void
name_it (Fixture *f, const char *letters)
{
  g_assert_true (kkb_tree_is_renaming (tree (f)));
  gt_type (GTK_WINDOW (f->win), letters);
  key (f, GDK_KEY_Return, 0); /* the conversion */
  g_assert_true (kkb_tree_is_renaming (tree (f)));
  key (f, GDK_KEY_Return, 0); /* the name */
  g_assert_false (kkb_tree_is_renaming (tree (f)));
}

/* ---- adding and naming ---- */

static void
test_enter_adds (Fixture *f, gconstpointer data)
{
  const KkbNode *before;

  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_Return, 0);
  name_it (f, "abc");
  assert_focused (f, "abc");
  before = titled (f, "デジタル人財の確保");
  g_assert_true (selected (f)->parent == before->parent);
  g_assert_cmpuint (place (selected (f)), ==, place (before) + 1);
  key (f, GDK_KEY_Return, 0);
  name_it (f, "def");
  assert_focused (f, "def");
  g_assert_cmpuint (place (selected (f)), ==, place (titled (f, "abc")) + 1);
}

/* One Ctrl+Z takes a new item away again, whether it was named or not. */
static void
test_undo_of_a_new_item (Fixture *f, gconstpointer data)
{
  guint n = facts (f)->nodes->len;

  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_Return, 0);
  name_it (f, "abc");
  key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (facts (f)->nodes->len, ==, n);
  g_assert_true (fixture_says (f, "abc"));
  key (f, GDK_KEY_y, GDK_CONTROL_MASK);
  g_assert_nonnull (titled (f, "abc"));
  key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_Return, 0);
  key (f, GDK_KEY_F6, 0); /* seen and left without a name: it is kept */
  g_assert_cmpuint (facts (f)->nodes->len, ==, n + 1);
  key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (facts (f)->nodes->len, ==, n);
}

static void
test_inside (Fixture *f, gconstpointer data)
{
  go (f, "若者等ものづくり人材確保支援"); /* a leaf */
  key (f, GDK_KEY_Return, GDK_CONTROL_MASK);
  name_it (f, "abc");
  assert_focused (f, "abc");
  g_assert_cmpstr (selected (f)->parent->title, ==, "若者等ものづくり人材確保支援");
  key (f, GDK_KEY_Insert, 0);
  name_it (f, "def");
  assert_focused (f, "def");
  g_assert_cmpstr (selected (f)->parent->title, ==, "abc");
  key (f, GDK_KEY_Insert, GDK_CONTROL_MASK);
  name_it (f, "ghi");
  g_assert_nonnull (selected (f)->project);
  g_assert_cmpstr (selected (f)->parent->title, ==, "def");
}

static void
test_conversion (Fixture *f, gconstpointer data)
{
  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_F2, 0);
  key (f, GDK_KEY_a, GDK_CONTROL_MASK);
  key (f, GDK_KEY_BackSpace, 0);
  gt_type (GTK_WINDOW (f->win), "nihongo");
  key (f, GDK_KEY_space, 0);
  key (f, GDK_KEY_Return, 0);
  g_assert_true (kkb_tree_is_renaming (tree (f)));
  g_assert_nonnull (titled (f, "デジタル人財の確保"));
  key (f, GDK_KEY_Return, 0);
  assert_focused (f, "日本語");
  key (f, GDK_KEY_F2, 0);
  gt_type (GTK_WINDOW (f->win), "xyz");
  key (f, GDK_KEY_Escape, 0); /* the conversion only */
  g_assert_true (kkb_tree_is_renaming (tree (f)));
  key (f, GDK_KEY_Escape, 0);
  g_assert_false (kkb_tree_is_renaming (tree (f)));
  assert_focused (f, "日本語");
}

static void
test_number (Fixture *f, gconstpointer data)
{
  GtkWidget *text;

  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_F2, 0);
  text = gtk_root_get_focus (GTK_ROOT (f->win));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "1 デジタル人財の確保");
  gtk_editable_set_text (GTK_EDITABLE (text), "（7）デジタル人材の確保");
  key (f, GDK_KEY_Return, 0);
  assert_focused (f, "デジタル人材の確保");
  g_assert_cmpstr (selected (f)->label, ==, "（7）");
}

static void
test_leaving (Fixture *f, gconstpointer data)
{
  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_F2, 0);
  gtk_editable_set_text (GTK_EDITABLE (gtk_root_get_focus (GTK_ROOT (f->win))), "1 べつの名");
  key (f, GDK_KEY_F6, 0);
  g_assert_nonnull (titled (f, "べつの名"));
  g_assert_false (kkb_tree_is_renaming (tree (f)));
  go (f, "べつの名");
  key (f, GDK_KEY_F2, 0);
  gtk_editable_set_text (GTK_EDITABLE (gtk_root_get_focus (GTK_ROOT (f->win))), "  ");
  key (f, GDK_KEY_Return, 0); /* a name is needed: the reason is told, the text stays */
  g_assert_true (kkb_tree_is_renaming (tree (f)));
  g_assert_cmpstr (fixture_message (f), !=, "");
  key (f, GDK_KEY_Escape, 0);
  assert_focused (f, "べつの名");
}

static void
test_tab_while_naming (Fixture *f, gconstpointer data)
{
  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_Return, 0);
  gtk_editable_set_text (GTK_EDITABLE (gtk_root_get_focus (GTK_ROOT (f->win))), "下の項目");
  key (f, GDK_KEY_Tab, 0);
  assert_focused (f, "下の項目");
  g_assert_cmpstr (selected (f)->parent->title, ==, "デジタル人財の確保");
}

static gboolean
is_typing (gpointer data)
{
  Fixture *f = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (f->win));

  return kkb_tree_is_renaming (tree (f)) && focus && GTK_IS_TEXT (focus) && gtk_widget_get_mapped (focus)
         && gtk_widget_is_ancestor (focus, GTK_WIDGET (tree (f)));
}

/* New rows at the foot of the list, below what is seen. */
static void
test_below_sight (Fixture *f, gconstpointer data)
{
  const KkbNode *last;

  go (f, "インターンシップの促進");
  for (guint i = 0; i < 40; i++)
    {
      key (f, GDK_KEY_Return, 0);
      gt_assert_until (is_typing, f);
      name_it (f, "abc");
    }
  last = selected (f);
  assert_focused (f, "abc");
  g_assert_cmpuint (place (last), ==, place (titled (f, "インターンシップの促進")) + 40);
}

/* ---- moving ---- */

static void
test_moves (Fixture *f, gconstpointer data)
{
  go (f, "イノベーション人財の育成");
  g_assert_cmpuint (place (selected (f)), ==, 1);
  key (f, GDK_KEY_Up, GDK_ALT_MASK);
  assert_focused (f, "イノベーション人財の育成");
  g_assert_cmpuint (place (selected (f)), ==, 0);
  key (f, GDK_KEY_Up, GDK_ALT_MASK); /* no further: told, nothing changes */
  g_assert_cmpuint (place (selected (f)), ==, 0);
  key (f, GDK_KEY_Down, GDK_ALT_MASK);
  g_assert_cmpuint (place (selected (f)), ==, 1);
  key (f, GDK_KEY_Tab, 0);
  assert_focused (f, "イノベーション人財の育成");
  g_assert_cmpstr (selected (f)->parent->title, ==, "デジタル人財の確保");
  key (f, GDK_KEY_Tab, GDK_SHIFT_MASK);
  assert_focused (f, "イノベーション人財の育成");
  g_assert_cmpstr (selected (f)->parent->title, ==, "人財確保による企業力の向上");
  key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  assert_focused (f, "イノベーション人財の育成");
  g_assert_cmpstr (selected (f)->parent->title, ==, "デジタル人財の確保");
}

static void
test_drop (Fixture *f, gconstpointer data)
{
  const KkbNode *moved = titled (f, "デジタル人財の確保"), *at = titled (f, "産学官金連携による地方創生の推進");
  KkbId id = moved->id;

  go (f, "デジタル人財の確保");
  g_assert_true (kkb_tree_drop (tree (f), id, at->plan, at->id, KKB_ABOVE_SIBLING));
  moved = kkb_facts_node (facts (f), id);
  at = titled (f, "産学官金連携による地方創生の推進");
  g_assert_true (moved->parent == at->parent);
  g_assert_cmpuint (place (moved) + 1, ==, place (at));
  assert_focused (f, "デジタル人財の確保");
  g_assert_false (
      kkb_tree_drop (tree (f), id, moved->plan, titled (f, "若者等ものづくり人材確保支援")->id, KKB_BELOW_CHILD));
  g_assert_cmpstr (fixture_message (f), !=, "");
}

/* ---- deleting ---- */

static void
test_delete (Fixture *f, gconstpointer data)
{
  guint n = facts (f)->nodes->len;

  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_Delete, 0);
  fixture_answer (f, "キャンセル");
  g_assert_cmpuint (facts (f)->nodes->len, ==, n);
  assert_focused (f, "デジタル人財の確保");
  key (f, GDK_KEY_Delete, 0);
  fixture_answer (f, "削除");
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_null (titled (f, "デジタル人財の確保"));
  g_assert_true (kkb_tree_has_focus (tree (f)));
  key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (facts (f)->nodes->len, ==, n);
  g_assert_true (kkb_tree_has_focus (tree (f)));
}

/* ---- clipboard ---- */

static gboolean
has_two (gpointer data)
{
  Fixture *f = ((gpointer *)data)[0];
  guint n = 0;

  for (guint i = 0; i < facts (f)->nodes->len; i++)
    n += g_str_equal (((KkbNode *)g_ptr_array_index (facts (f)->nodes, i))->title, ((gpointer *)data)[1]);
  return n == GPOINTER_TO_UINT (((gpointer *)data)[2]);
}

static void
test_paste (Fixture *f, gconstpointer data)
{
  gpointer want[] = { f, "デジタル人財の確保", GUINT_TO_POINTER (2) };
  guint indicators = facts (f)->indicators->len;

  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_c, GDK_CONTROL_MASK);
  key (f, GDK_KEY_v, GDK_CONTROL_MASK);
  gt_assert_until (has_two, want);
  gt_wait_frame (GTK_WIDGET (f->win));
  assert_focused (f, "デジタル人財の確保");
  g_assert_cmpuint (facts (f)->indicators->len, ==, indicators); /* placed again, not doubled */
  key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  want[2] = GUINT_TO_POINTER (1);
  g_assert_true (has_two (want));
}

static void
test_cut (Fixture *f, gconstpointer data)
{
  KkbId id;

  go (f, "デジタル人財の確保");
  id = selected (f)->id;
  key (f, GDK_KEY_x, GDK_CONTROL_MASK);
  g_assert_cmpint (kkb_tree_cut (tree (f)), ==, id);
  go (f, "産学官金連携による地方創生の推進");
  key (f, GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_cmpstr (kkb_facts_node (facts (f), id)->parent->title, ==, "産学官金連携による地方創生の推進");
  assert_focused (f, "デジタル人財の確保");
  g_assert_cmpint (kkb_tree_cut (tree (f)), ==, 0);
}

static void
test_other_file (Fixture *f, gconstpointer data)
{
  gpointer want[] = { NULL, "デジタル人財の確保", GUINT_TO_POINTER (1) };
  Fixture other;

  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_c, GDK_CONTROL_MASK);
  fixture_open (&other, "morioka-healthtech");
  want[0] = &other;
  gtk_widget_grab_focus (GTK_WIDGET (tree (&other)));
  key (&other, GDK_KEY_v, GDK_CONTROL_MASK);
  gt_assert_until (has_two, want);
  g_assert_cmpuint (titled (&other, "デジタル人財の確保")->children->len, ==,
                    titled (f, "デジタル人財の確保")->children->len);
  fixture_close (&other, NULL);
  gt_focus_window (GTK_WINDOW (f->win));
}

/* ---- references ---- */

static void
test_reference (Fixture *f, gconstpointer data)
{
  const KkbNode *under;
  KkbTreeRow *row;
  KkbId id;

  go (f, "デジタル人財の確保");
  id = selected (f)->id;
  key (f, GDK_KEY_c, GDK_CONTROL_MASK);
  go (f, "産学官金連携による地方創生の推進");
  action (f, "tree-paste-reference", NULL);
  under = titled (f, "産学官金連携による地方創生の推進");
  g_assert_cmpint (under->more->references[0], ==, id);
  for (guint i = 0; kkb_tree_selected_reference (tree (f)) == 0 && i < 80; i++)
    key (f, GDK_KEY_Down, 0);
  g_assert_cmpint (kkb_tree_selected_reference (tree (f)), ==, under->id);
  row = kkb_tree_find_row (tree (f), id, under->id);
  g_assert_nonnull (row);
  g_assert_nonnull (strstr (kkb_tree_row_name (row), "参照"));
  key (f, GDK_KEY_Return, 0); /* to the real one */
  assert_focused (f, "デジタル人財の確保");
  g_assert_cmpint (kkb_tree_selected_reference (tree (f)), ==, 0);
  go (f, "産学官金連携による地方創生の推進");
  for (guint i = 0; kkb_tree_selected_reference (tree (f)) == 0 && i < 80; i++)
    key (f, GDK_KEY_Down, 0);
  key (f, GDK_KEY_Delete, 0); /* the reference only, unasked */
  g_assert_cmpint (titled (f, "産学官金連携による地方創生の推進")->more->references[0], ==, 0);
  g_assert_nonnull (titled (f, "デジタル人財の確保"));
}

/* ---- numbers, expansion, filter ---- */

static void
test_renumber (Fixture *f, gconstpointer data)
{
  go (f, "デジタル人財の確保");
  action (f, "tree-renumber", "circled");
  g_assert_cmpstr (titled (f, "専門技術人材確保支援")->label, ==, "②");
  action (f, "tree-renumber", "kana");
  g_assert_cmpstr (titled (f, "専門技術人材確保支援")->label, ==, "イ");
  action (f, "tree-renumber", "none");
  g_assert_cmpstr (titled (f, "専門技術人材確保支援")->label, ==, "");
  action (f, "tree-renumber-custom", NULL);
  fixture_answer (f, "番号を付ける");
  g_assert_cmpstr (titled (f, "専門技術人材確保支援")->label, !=, "");
  assert_focused (f, "デジタル人財の確保");
}

static void
test_expansion (Fixture *f, gconstpointer data)
{
  const KkbNode *closed = titled (f, "イノベーション人財の育成");
  KkbId hidden = ((KkbNode *)g_ptr_array_index (closed->children, 0))->id;

  go (f, "イノベーション人財の育成");
  key (f, GDK_KEY_Left, 0);
  g_assert_null (kkb_tree_find_row (tree (f), hidden, 0));
  go (f, "デジタル人財の確保");
  key (f, GDK_KEY_Down, GDK_ALT_MASK);
  key (f, GDK_KEY_Return, 0);
  name_it (f, "abc");
  key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  key (f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_null (kkb_tree_find_row (tree (f), hidden, 0));
  g_assert_true (kkb_tree_has_focus (tree (f)));
}

static void
test_filter (Fixture *f, gconstpointer data)
{
  go (f, "デジタル人財の確保");
  kkb_tree_set_filter (tree (f), "デジタル");
  gt_wait_frame (GTK_WIDGET (f->win));
  assert_focused (f, "デジタル人財の確保");
  kkb_tree_set_filter (tree (f), "");
  gt_wait_frame (GTK_WIDGET (f->win));
  assert_focused (f, "デジタル人財の確保");
}

/* ---- a new plan ---- */

static gboolean
has_question (gpointer data)
{
  GtkWindow **found = data;
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) w = g_list_model_get_item (windows, i);
      if (gtk_widget_has_css_class (GTK_WIDGET (w), "question") && gtk_widget_get_mapped (GTK_WIDGET (w)))
        *found = w;
    }
  return *found != NULL;
}

static gboolean
has_document (gpointer data)
{
  return kkb_window_document (((Fixture *)data)->win) != NULL;
}

static void
test_new_plan (Fixture *f, gconstpointer data)
{
  GtkWindow *wizard = NULL;
  const KkbPlan *plan;

  action (f, "new-plan", NULL);
  gt_assert_until (has_question, &wizard);
  gt_focus_window (wizard);
  gt_type (wizard, "plan");
  gt_key (wizard, GDK_KEY_Return, 0); /* the conversion */
  gt_key (wizard, GDK_KEY_Tab, 0);
  gt_key (wizard, GDK_KEY_Tab, 0);
  gt_type (wizard, "2026-2025");
  gt_key (wizard, GDK_KEY_Return, 0); /* ends before it starts: the window stays */
  g_assert_null (kkb_window_document (f->win));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (wizard)));
  gt_key (wizard, GDK_KEY_BackSpace, 0);
  gt_type (wizard, "9");
  gt_key (wizard, GDK_KEY_Return, 0);
  gt_assert_until (has_document, f);
  gt_focus_window (GTK_WINDOW (f->win));
  plan = g_ptr_array_index (facts (f)->plans, 0);
  g_assert_cmpstr (plan->title, ==, "plan");
  g_assert_cmpint (plan->start_fy, ==, 2026);
  g_assert_cmpint (plan->end_fy, ==, 2029);
  g_assert_cmpuint (g_strv_length ((char **)plan->levels), >, 1);
  g_assert_cmpuint (plan->editions->len, ==, 1);
  gt_wait_frame (GTK_WIDGET (f->win));
  g_assert_true (kkb_tree_has_focus (tree (f)));
  key (f, GDK_KEY_Return, 0);
  name_it (f, "first");
  assert_focused (f, "first");
  g_assert_cmpint (selected (f)->level, ==, 0);
}

#define ADD(path, plan, func) g_test_add (path, Fixture, plan, fixture_open, func, fixture_close)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("/tree/enter-adds-an-item-below-and-names-it", "ichinoseki-r4", test_enter_adds);
  ADD ("/tree/undo-takes-a-new-item-away-in-one-step", "ichinoseki-r4", test_undo_of_a_new_item);
  ADD ("/tree/ctrl-enter-and-insert-add-inside", "ichinoseki-r4", test_inside);
  ADD ("/tree/enter-ends-the-conversion-then-the-name", "ichinoseki-r4", test_conversion);
  ADD ("/tree/a-number-typed-before-the-name-becomes-the-label", "ichinoseki-r4", test_number);
  ADD ("/tree/leaving-takes-a-name-over-and-a-blank-one-is-refused", "ichinoseki-r4", test_leaving);
  ADD ("/tree/tab-takes-the-name-over-and-indents", "ichinoseki-r4", test_tab_while_naming);
  ADD ("/tree/rows-below-what-is-seen-are-named-as-well", "ichinoseki-r4", test_below_sight);
  ADD ("/tree/arrows-and-tab-move-and-keep-the-focus", "ichinoseki-r4", test_moves);
  ADD ("/tree/a-drop-moves-with-all-below-but-not-into-itself", "ichinoseki-r4", test_drop);
  ADD ("/tree/delete-asks-and-undo-brings-back", "ichinoseki-r4", test_delete);
  ADD ("/tree/a-copy-repeats-its-indicators", "ichinoseki-r4", test_paste);
  ADD ("/tree/what-was-cut-moves", "ichinoseki-r4", test_cut);
  ADD ("/tree/a-subtree-is-pasted-into-another-file", "ichinoseki-r4", test_other_file);
  ADD ("/tree/a-reference-jumps-and-goes-alone", "ichinoseki-r4", test_reference);
  ADD ("/tree/items-are-numbered-anew", "ichinoseki-r4", test_renumber);
  ADD ("/tree/closed-rows-stay-closed-through-edits-and-undo", "ichinoseki-r4", test_expansion);
  ADD ("/tree/a-filter-keeps-selection-and-focus", "ichinoseki-r4", test_filter);
  ADD ("/plan/a-new-plan-waits-for-its-first-item", NULL, test_new_plan);
  return g_test_run ();
}
