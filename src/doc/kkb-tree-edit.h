/* kkb-tree-edit.h - what a person does to the plan's tree, each as one command, by the means of a draft. All return
 * NULL with KKB_ERROR_INPUT and a sentence where it cannot be done (the first node cannot move up …). *NEW_ID (or
 * NULL): the node that should be selected after. */
#pragma once
#include "kkb-draft.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_BELOW_CHILD,
  KKB_BELOW_SIBLING,
  KKB_ABOVE_SIBLING
} KkbWhere;

/* A new node (IS_PROJECT: 事業) at NODE of PLAN (NODE 0: a child of the plan itself). TITLE may be "" only until it is
 * renamed: the window shows 新しい項目. */
KkbCommand *kkb_tree_add (KkbDocument *doc, KkbId plan, KkbId node, KkbWhere where, gboolean is_project,
                          const char *title, KkbId *new_id, GError **error);
/* "1 デジタル人財の確保": a leading number, (1) or ① becomes the label, as the import reads it. Also renames a plan
 * (NODE 0). */
KkbCommand *kkb_tree_rename (KkbDocument *doc, KkbId plan, KkbId node, const char *printed, GError **error);
/* What would go, in words: "項目 3、事業 2、指標 5（うち再掲 1）、値 34". Free with g_free(). */
char *kkb_tree_delete_summary (KkbDocument *doc, KkbId plan, KkbId node);
typedef enum
{
  KKB_FORMULA_STAYS,
  KKB_FORMULA_SHORTER, /* it goes on without what is gone */
  KKB_FORMULA_ENDS     /* the indicator is a plain one then, without actuals */
} KkbFormulaFate;
/* What becomes of the formula of INDICATOR when the KkbIndicators in the set GONE are deleted. */
KkbFormulaFate kkb_formula_without (const KkbFacts *facts, const KkbIndicator *indicator, GHashTable *gone);
KkbCommand *kkb_tree_delete (KkbDocument *doc, KkbId plan, KkbId node, KkbId *new_id, GError **error);
KkbCommand *kkb_tree_move_up (KkbDocument *doc, KkbId node, GError **error);
KkbCommand *kkb_tree_move_down (KkbDocument *doc, KkbId node, GError **error);
KkbCommand *
kkb_tree_indent (KkbDocument *doc, KkbId node, GError **error); /* becomes the last child of the sibling above */
KkbCommand *
kkb_tree_outdent (KkbDocument *doc, KkbId node, GError **error); /* becomes the next sibling of its parent */
/* By mouse: NODE with all below it to AT (0: the plan). Not under itself; into another plan its placements' goals go
 * along. */
KkbCommand *kkb_tree_move (KkbDocument *doc, KkbId node, KkbId plan, KkbId at, KkbWhere where, GError **error);

typedef enum
{
  KKB_NUMBER_PLAIN,
  KKB_NUMBER_BRACKETS,
  KKB_NUMBER_CIRCLED,
  KKB_NUMBER_KANA,
  KKB_NUMBER_NONE
} KkbNumbering; /* 1, (1), ①, ア */
/* Numbers the children of NODE (0: of the plan) anew, in order. CUSTOM: a text with one # such as "基本方針#", or NULL
 * for STYLE. */
KkbCommand *
kkb_tree_renumber (KkbDocument *doc, KkbId plan, KkbId node, KkbNumbering style, const char *custom, GError **error);

/* The subtree as text for the clipboard (a JSON of its own kind, versioned), with indicators, values, projects, money,
 * texts …; entities are named by what they are, departments and words by name, so that it can be pasted into another
 * file. Free with g_free(). */
char *kkb_tree_copy (KkbDocument *doc, KkbId node, GError **error);
/* A copy with ids of its own. In the same document an indicator that exists (by id) is placed again (再掲), unless
 * DUPLICATE. */
KkbCommand *kkb_tree_paste (KkbDocument *doc, KkbId plan, KkbId at, KkbWhere where, const char *text,
                            gboolean duplicate, KkbId *new_id, GError **error);
gboolean kkb_tree_is_copy (const char *text);

/* 参照: shows OTHER under NODE as well; removes it where it is there. */
KkbCommand *kkb_tree_toggle_reference (KkbDocument *doc, KkbId node, KkbId other, GError **error);

G_END_DECLS
