/* The page 項目: each field is one step when it is left, and nothing typed is lost. */
#include "kkb-field.h"
#include "kkb-node-private.h"
#include "kkb-tree.h"
#include "window-fixture.h"
#include <string.h>

static KkbDocument *
doc (Fixture *f)
{
  return kkb_window_document (f->win);
}

static const KkbNode *
titled (Fixture *f, const char *title)
{
  const KkbFacts *facts = kkb_document_facts (doc (f));

  for (guint i = 0; i < facts->nodes->len; i++)
    {
      const KkbNode *node = g_ptr_array_index (facts->nodes, i);
      if (g_str_equal (node->title, title))
        return node;
    }
  return NULL;
}

static const KkbPlan *
plan (Fixture *f)
{
  return g_ptr_array_index (kkb_document_facts (doc (f))->plans, 0);
}

static void
show (Fixture *f, const char *title)
{
  const KkbNode *node = title ? titled (f, title) : NULL;

  kkb_window_select (f->win, plan (f)->id, node ? node->id : 0);
  g_assert_true (kkb_window_show_page (f->win, "node"));
  gt_wait_frame (GTK_WIDGET (f->win));
}

static gboolean
has_label (GtkWidget *widget, gconstpointer text)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (widget), "form-label");

  return label && gtk_widget_get_mapped (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text);
}

static GtkWidget *
field (Fixture *f, const char *label)
{
  GtkWidget *found = gt_find (GTK_WIDGET (f->win), has_label, label);

  if (!found)
    g_error ("no field %s", label);
  return found;
}

/* As a person does: into the field, the text, out of it again. */
static void
fill (Fixture *f, const char *label, const char *text)
{
  GtkWidget *entry = field (f, label);

  gtk_widget_grab_focus (entry);
  if (KKB_IS_FIELD_TEXT (entry))
    kkb_field_text_type (entry, text);
  else
    kkb_field_entry_type (entry, text);
  gtk_widget_grab_focus (field (f, "ID"));
}

static void
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kkb_document_undo (doc (f), &error));
}

static void
test_title (Fixture *f, gconstpointer data)
{
  show (f, "デジタル人財の確保");
  fill (f, "名称", "デジタル人材の確保");
  g_assert_nonnull (titled (f, "デジタル人材の確保"));
  undo (f);
  g_assert_null (titled (f, "デジタル人材の確保"));
  g_assert_cmpstr (kkb_field_entry_text (field (f, "名称")), ==, "デジタル人財の確保");
}

static void
test_escape (Fixture *f, gconstpointer data)
{
  show (f, "デジタル人財の確保");
  gtk_widget_grab_focus (field (f, "名称"));
  kkb_field_entry_type (field (f, "名称"), "ちがう名");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Escape, 0);
  g_assert_cmpstr (kkb_field_entry_text (field (f, "名称")), ==, "デジタル人財の確保");
  g_assert_false (kkb_document_can_undo (doc (f)) && titled (f, "ちがう名"));
}

static void
test_switching (Fixture *f, gconstpointer data)
{
  show (f, "デジタル人財の確保");
  gtk_widget_grab_focus (field (f, "名称"));
  kkb_field_entry_type (field (f, "名称"), "つぎへ");
  kkb_window_select (f->win, plan (f)->id, titled (f, "イノベーション人財の育成")->id);
  g_assert_nonnull (titled (f, "つぎへ"));
  g_assert_nonnull (titled (f, "イノベーション人財の育成"));
  g_assert_cmpstr (kkb_field_entry_text (field (f, "名称")), ==, "イノベーション人財の育成");
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  KkbId id = titled (f, "デジタル人財の確保")->id;

  show (f, "デジタル人財の確保");
  fill (f, "独自の期間", "いつか");
  g_assert_cmpstr (kkb_field_entry_hint (field (f, "独自の期間")), !=, "");
  kkb_window_select (f->win, plan (f)->id, titled (f, "イノベーション人財の育成")->id);
  g_assert_cmpint (kkb_window_selected_node (f->win)->id, ==, id); /* the selection stays with what is being typed */
  g_assert_cmpstr (kkb_field_entry_text (field (f, "独自の期間")), ==, "いつか");
  fill (f, "独自の期間", "R5-R6");
  g_assert_cmpint (kkb_facts_node (kkb_document_facts (doc (f)), id)->more->start_fy, ==, 2023);
  g_assert_cmpint (kkb_facts_node (kkb_document_facts (doc (f)), id)->more->end_fy, ==, 2024);
}

static gboolean
is_entry (GtkWidget *widget, gconstpointer data)
{
  return KKB_IS_FIELD_ENTRY (widget);
}

static void
test_departments (Fixture *f, gconstpointer data)
{
  const KkbNode *node;
  GtkWidget *entry;

  show (f, "デジタル人財の確保");
  entry = gt_find (field (f, "担当課"), is_entry, NULL);
  gtk_widget_grab_focus (entry);
  kkb_field_entry_type (entry, "工業労政課、商業観光課");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  node = titled (f, "デジタル人財の確保");
  g_assert_cmpstr (kkb_facts_department (kkb_document_facts (doc (f)), node->departments[0])->name, ==, "工業労政課");
  g_assert_cmpint (node->departments[1], !=, 0);
  gt_key (GTK_WINDOW (f->win), GDK_KEY_BackSpace, 0); /* in the empty entry: the last one goes */
  node = titled (f, "デジタル人財の確保");
  g_assert_cmpint (node->departments[0], !=, 0);
  g_assert_cmpint (node->departments[1], ==, 0);
}

static gboolean
is_goal (GtkWidget *widget, gconstpointer number)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_has_css_class (widget, "goal")
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), number) == 0;
}

static void
test_goals (Fixture *f, gconstpointer data)
{
  show (f, "デジタル人財の確保");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gt_find (GTK_WIDGET (f->win), is_goal, "9")), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gt_find (GTK_WIDGET (f->win), is_goal, "17")), TRUE);
  g_assert_cmpuint (titled (f, "デジタル人財の確保")->more->sdgs, ==, 1u << 9 | 1u << 17);
  undo (f);
  g_assert_cmpuint (titled (f, "デジタル人財の確保")->more->sdgs, ==, 1u << 9);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (gt_find (GTK_WIDGET (f->win), is_goal, "17"))));
}

static void
test_texts (Fixture *f, gconstpointer data)
{
  const KkbNode *node;

  show (f, "デジタル人財の確保");
  fill (f, "文章の追加", "ねらい");
  fill (f, "ねらい", "若者が地元で働き続ける。\n二行目");
  node = titled (f, "デジタル人財の確保");
  g_assert_cmpstr (node->more->texts[0].text, ==, "若者が地元で働き続ける。\n二行目");
  fill (f, "ねらい", "");
  g_assert_cmpint (titled (f, "デジタル人財の確保")->more->texts[0].name, ==, 0);
}

static gboolean
is_list (GtkWidget *widget, gconstpointer data)
{
  return KKB_IS_FIELD_LIST (widget) && gtk_widget_get_mapped (widget);
}

static void
test_issues (Fixture *f, gconstpointer data)
{
  GtkWidget *list, *cell;
  const KkbEntry *entry;

  show (f, "デジタル人財の確保");
  list = gt_find (GTK_WIDGET (f->win), is_list, NULL);
  cell = kkb_field_list_cell (list, 0, 1);
  gtk_widget_grab_focus (cell);
  kkb_field_entry_type (cell, "人手が足りない");
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Return, 0);
  g_assert_cmpuint (kkb_field_list_n_rows (list), ==, 1);
  g_assert_true (kkb_field_list_cell (list, 0, 1) == cell); /* the row is made of the empty line */
  entry = g_ptr_array_index (plan (f)->entries, 0);
  g_assert_cmpint (entry->kind, ==, KKB_ENTRY_ISSUE);
  g_assert_cmpstr (entry->text, ==, "人手が足りない");
  g_assert_cmpint (entry->nodes[0], ==, titled (f, "デジタル人財の確保")->id);
  gtk_widget_grab_focus (kkb_field_list_cell (list, 0, 0));
  gt_key (GTK_WINDOW (f->win), GDK_KEY_Delete, GDK_CONTROL_MASK);
  g_assert_cmpuint (plan (f)->entries->len, ==, 0);
  g_assert_cmpuint (kkb_field_list_n_rows (list), ==, 0);
}

static void
test_plan (Fixture *f, gconstpointer data)
{
  show (f, NULL);
  gtk_widget_grab_focus (field (f, "期間"));
  kkb_field_entry_type (field (f, "期間"), "令和4年度〜令和9年度");
  gtk_widget_grab_focus (field (f, "階層"));
  g_assert_cmpint (plan (f)->end_fy, ==, 2027);
  kkb_field_entry_type (field (f, "階層"), "理念／方針／戦略");
  gtk_widget_grab_focus (field (f, "期間"));
  g_assert_cmpuint (g_strv_length ((char **)plan (f)->levels), ==, 3);
  g_assert_cmpint (titled (f, "若者等ものづくり人材確保支援")->level, ==, 255);
  undo (f);
  g_assert_cmpint (titled (f, "若者等ものづくり人材確保支援")->level, ==, 3);
}

/* ---- pictures ---- */

static GBytes *
png (void)
{
  static const guint8 pixels[16] = { 255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 9, 9, 9, 255 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (2, 2, GDK_MEMORY_R8G8B8A8, bytes, 8);

  return gdk_texture_save_to_png_bytes (texture);
}

static void
assert_refused (GBytes *data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = kkb_node_picture_thumbnail (data, 100, &error);

  g_assert_null (texture);
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, !=, "");
}

static void
test_pictures_read (void)
{
  g_autoptr (GBytes) whole = png ();
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
  g_autoptr (GBytes) text = g_bytes_new_static ("GIF89a but no picture at all", 28);
  g_autofree guint8 *huge = g_memdup2 (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
  g_autoptr (GBytes) wall = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = kkb_node_picture_thumbnail (whole, 100, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 2);
  assert_refused (half);
  assert_refused (text);
  huge[17] = huge[21] = 1; /* says it is 65,538 points wide and high */
  wall = g_bytes_new (huge, g_bytes_get_size (whole));
  assert_refused (wall);
}

#define ADD(path, func) g_test_add (path, Fixture, "ichinoseki-r4", fixture_open, func, fixture_close)

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  ADD ("/item/a-field-is-one-step-when-it-is-left", test_title);
  ADD ("/item/escape-puts-back-what-was-there", test_escape);
  ADD ("/item/what-is-typed-is-kept-when-another-item-is-chosen", test_switching);
  ADD ("/item/what-cannot-be-read-stays-and-says-why", test_refused);
  ADD ("/item/departments-are-chips-and-the-first-leads", test_departments);
  ADD ("/item/goals-are-switched-on-and-off", test_goals);
  ADD ("/item/a-text-is-begun-by-its-name-and-gone-when-empty", test_texts);
  ADD ("/item/an-issue-is-typed-into-the-empty-line", test_issues);
  ADD ("/plan/period-and-levels-are-read-as-typed", test_plan);
  g_test_add_func ("/item/a-broken-or-giant-picture-is-refused", test_pictures_read);
  return g_test_run ();
}
