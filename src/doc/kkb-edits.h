/* kkb-edits.h - commands over the whole document: a new plan, departments and words renamed and merged, many rows at
 * once, a value from the history restored. Each is one step; each returns NULL with a sentence where it cannot be done.
 */
#pragma once
#include "kkb-draft.h"

G_BEGIN_DECLS

typedef struct /* what the plan wizard asks; texts as typed, NULL or "" = not given */
{
  const char *title, *organization;
  int start_fy, end_fy;      /* KKB_FY_NONE: not given */
  const char *const *levels; /* NULL-terminated; kkb_plan_preset()->levels or the user's own. NULL: none */
  KkbId previous;            /* the plan of this document it follows (前期計画), or 0 */
} KkbPlanSetup;
KkbCommand *kkb_command_add_plan (KkbDocument *doc, const KkbPlanSetup *setup, KkbId *new_id, GError **error);

/* 機構改革: the old name stays with the department as a former one, used until UNTIL_FY (KKB_FY_NONE: not known).
 * A name it had before and gets back is no former one any more. */
KkbCommand *
kkb_command_rename_department (KkbDocument *doc, KkbId department, const char *name, int until_fy, GError **error);
/* All that FROM is in charge of goes to INTO; FROM's name and former names become former names of INTO, and FROM is
 * gone. */
KkbCommand *kkb_command_merge_departments (KkbDocument *doc, KkbId from, KkbId into, int until_fy, GError **error);
/* The same for words of one list (tags, names of texts …) and for grants, without former names. Two texts of one item
 * under both names are joined. */
KkbCommand *kkb_command_merge_words (KkbDocument *doc, KkbId from, KkbId into, GError **error);
KkbCommand *kkb_command_merge_grants (KkbDocument *doc, KkbId from, KkbId into, GError **error);
/* How often a department, grant or word is referred to, for "is used N times". */
guint kkb_facts_count_uses (const KkbFacts *facts, KkbEntity kind, KkbId id);

/* ---- many rows as one step ---- */

typedef struct
{
  const KkbId *nodes, *indicators; /* or NULL */
  guint n_nodes, n_indicators;
} KkbSelected;
typedef enum
{
  KKB_LIST_SET,
  KKB_LIST_ADD,
  KKB_LIST_REMOVE
} KkbListChange;

/* DEPARTMENTS and TAGS: N ids. SET with none of them empties the lists. */
KkbCommand *kkb_command_change_departments (KkbDocument *doc, const KkbSelected *selected, KkbListChange change,
                                            const KkbId *departments, guint n, GError **error);
KkbCommand *kkb_command_change_tags (KkbDocument *doc, const KkbSelected *selected, KkbListChange change,
                                     const KkbId *tags, guint n, GError **error);
/* The targets of the selected indicators in PLAN go YEARS (may be negative) along: those of FROM_FY to one year
 * (KKB_FY_NONE: all of them). Refused where a target that is not moved stands in the way. */
KkbCommand *kkb_command_shift_targets (KkbDocument *doc, KkbId plan, const KkbSelected *selected, int from_fy,
                                       int years, GError **error);

/* ---- history ---- */

/* この値に戻す: the old value of ENTRY stands again, as one more step: values, texts, words, years and amounts of one
 * row, and what came into or out of a list. Of all else the error says what to do instead. */
gboolean kkb_history_entry_can_restore (const KkbHistoryEntry *entry);
/* Why it cannot, and what to do instead, in the current language; NULL where it can. */
const char *kkb_history_entry_refusal (const KkbHistoryEntry *entry);
KkbCommand *kkb_command_restore (KkbDocument *doc, const KkbHistoryEntry *entry, GError **error);

G_END_DECLS
