/* kkb-tree-number.c - the number labels of siblings, anew. */
#include "kkb-tree-edit-private.h"
#include "kkb-text.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const kana[]
    = { "ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "ケ", "コ", "サ", "シ", "ス", "セ", "ソ", "タ",
        "チ", "ツ", "テ", "ト", "ナ", "ニ", "ヌ", "ネ", "ノ", "ハ", "ヒ", "フ", "ヘ", "ホ", "マ", "ミ",
        "ム", "メ", "モ", "ヤ", "ユ", "ヨ", "ラ", "リ", "ル", "レ", "ロ", "ワ", "ヲ", "ン" };

/* ① … ⑳, ㉑ … ㉟, ㊱ … ㊿ lie in three places of Unicode; there is none behind 50. */
static char *
circled (guint n)
{
  gunichar c = n <= 20 ? 0x2460 + n - 1 : n <= 35 ? 0x3251 + n - 21 : 0x32B1 + n - 36;
  char buf[7] = { 0 };

  if (n > 50)
    return g_strdup_printf ("(%u)", n);
  g_unichar_to_utf8 (c, buf);
  return g_strdup (buf);
}

static char *
number (KkbNumbering style, const char *custom, guint n)
{
  g_autofree char *digits = g_strdup_printf ("%u", n);
  const char *mark = custom != NULL ? strpbrk (custom, "#") : NULL;
  const char *wide = custom != NULL && mark == NULL ? strstr (custom, "＃") : NULL;

  if (mark != NULL || wide != NULL)
    {
      const char *at = mark != NULL ? mark : wide;
      g_autofree char *before = g_strndup (custom, (gsize)(at - custom));

      return g_strconcat (before, digits, at + (mark != NULL ? 1 : strlen ("＃")), NULL);
    }
  switch (style)
    {
    case KKB_NUMBER_BRACKETS:
      return g_strdup_printf ("(%u)", n);
    case KKB_NUMBER_CIRCLED:
      return circled (n);
    case KKB_NUMBER_KANA:
      return g_strdup (n <= G_N_ELEMENTS (kana) ? kana[n - 1] : digits);
    case KKB_NUMBER_NONE:
      return g_strdup ("");
    default:
      return g_steal_pointer (&digits);
    }
}

KkbCommand *
kkb_tree_renumber (KkbDocument *doc, KkbId plan, KkbId node, KkbNumbering style, const char *custom, GError **error)
{
  g_autoptr (KkbDraft) draft = kkb_draft_new (doc);
  const GPtrArray *children = kkb_tree_siblings (kkb_draft_facts (draft), plan, node);
  g_autofree char *stripped = custom != NULL ? kkb_text_strip (custom) : NULL;
  const KkbNode *above = kkb_facts_node (kkb_draft_facts (draft), node);
  g_autofree char *printed = above != NULL ? kkb_node_printed (above) : NULL, *label = NULL;
  const KkbPlan *owner = kkb_facts_plan (kkb_draft_facts (draft), plan);

  if (children == NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_NOT_FOUND, _ ("This item is not in the document any more"));
      return NULL;
    }
  if (stripped != NULL && strstr (stripped, "#") == NULL && strstr (stripped, "＃") == NULL)
    {
      g_set_error (error, KKB_ERROR, KKB_ERROR_INPUT,
                   _ ("“%s” has no # that the number could stand for. Write it such as 基本方針#."), stripped);
      return NULL;
    }
  if (children->len == 0)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_INPUT, _ ("There is nothing below it that could be numbered."));
      return NULL;
    }
  for (guint i = 0; i < children->len; i++)
    {
      const KkbNode *child = g_ptr_array_index (children, i);
      g_autofree char *text = number (style, stripped, i + 1);

      if (strcmp (child->label, text) != 0)
        kkb_draft_node (draft, child->id)->label = kkb_draft_string (draft, text);
    }
  label = kkb_tree_label (_ ("Renumber (%s)"), printed != NULL ? printed : owner != NULL ? owner->title : "");
  return kkb_draft_finish (g_steal_pointer (&draft), label, error);
}
