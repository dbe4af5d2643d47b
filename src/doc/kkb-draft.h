/* kkb-draft.h - changes being prepared: writable copies of what the document holds, which become one command.
 *
 * A form, a table or a key asks for a writable copy of what it changes, fills it in (strings by kkb_draft_string(),
 * lists by kkb_facts_ids (kkb_draft_own (draft), …)), and finishes the draft: one command, one undo step. What is equal
 * to what the document holds changes nothing. A draft holds a reference to the facts it began with and belongs to one
 * thread; it is to be finished and run before the document changes otherwise. */
#pragma once
#include "kkb-document.h"

G_BEGIN_DECLS

typedef struct _KkbDraft KkbDraft;

KkbDraft *kkb_draft_new (KkbDocument *doc);
void kkb_draft_free (KkbDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbDraft, kkb_draft_free)
/* The facts of the document, for reading; and the draft's own, which hold all that is new. */
const KkbFacts *kkb_draft_facts (KkbDraft *draft);
KkbFacts *kkb_draft_own (KkbDraft *draft);
/* NULL -> "". Refuses nothing: what is no text is refused by kkb_draft_finish(). */
const char *kkb_draft_string (KkbDraft *draft, const char *text);

/* A writable copy of the entity ID (the same one each time it is asked for, also of one added by this draft); NULL if
 * it is not there. Lists inside (children, placements, money …) are those of the document and not written. Pointers are
 * valid until the draft is finished or freed. */
KkbPlan *kkb_draft_plan (KkbDraft *draft, KkbId id);
KkbNode *kkb_draft_node (KkbDraft *draft, KkbId id);
KkbNodeMore *kkb_draft_node_more (KkbDraft *draft, KkbId id);
KkbProject *kkb_draft_project (KkbDraft *draft, KkbId node); /* makes the node a project where it is none */
KkbIndicator *kkb_draft_indicator (KkbDraft *draft, KkbId id);
KkbIndicatorMore *kkb_draft_indicator_more (KkbDraft *draft, KkbId id);
KkbPlacement *kkb_draft_placement (KkbDraft *draft, KkbId id);
KkbPlacementOwn *kkb_draft_placement_own (KkbDraft *draft, KkbId id);
/* Baseline and targets are set by kkb_draft_set_value(); the goal itself holds only the method. Made where there is
 * none. */
KkbGoal *kkb_draft_goal (KkbDraft *draft, KkbId plan, KkbId indicator);
KkbMoney *kkb_draft_money (KkbDraft *draft, KkbId id);
KkbDepartment *kkb_draft_department (KkbDraft *draft, KkbId id);
KkbGrant *kkb_draft_grant (KkbDraft *draft, KkbId id);
KkbPlanLink *kkb_draft_link (KkbDraft *draft, KkbId id);
KkbEdition *kkb_draft_edition (KkbDraft *draft, KkbId id);
KkbWord *kkb_draft_word (KkbDraft *draft, KkbId id);
KkbEntry *kkb_draft_entry (KkbDraft *draft, KkbId id);
KkbStatistic *kkb_draft_statistic (KkbDraft *draft, KkbId id);
KkbSideSeries *kkb_draft_side_series (KkbDraft *draft, KkbId id);
KkbPicture *kkb_draft_picture (KkbDraft *draft, KkbId id);

/* New ones, with an id of their own, behind the last of their siblings. A new plan has one edition 標準 (domain.md §7);
 * a new node stands behind the last child of PARENT (0: at the top of PLAN), on the level below its parent's; a new
 * placement is the origin where the indicator has none. */
KkbPlan *kkb_draft_add_plan (KkbDraft *draft);
KkbNode *kkb_draft_add_node (KkbDraft *draft, KkbId plan, KkbId parent);
KkbIndicator *kkb_draft_add_indicator (KkbDraft *draft);
KkbPlacement *kkb_draft_add_placement (KkbDraft *draft, KkbId plan, KkbId indicator, KkbId node);
KkbMoney *kkb_draft_add_money (KkbDraft *draft, KkbId project);
KkbDepartment *kkb_draft_add_department (KkbDraft *draft, const char *name);
KkbGrant *kkb_draft_add_grant (KkbDraft *draft, const char *name);
KkbPlanLink *kkb_draft_add_link (KkbDraft *draft, KkbId plan, KkbLinkKind kind);
KkbWord *kkb_draft_add_word (KkbDraft *draft, KkbWordKind kind, const char *name);
KkbEntry *kkb_draft_add_entry (KkbDraft *draft, KkbId plan, KkbEntryKind kind);
KkbStatistic *kkb_draft_add_statistic (KkbDraft *draft, KkbId plan);
KkbSideSeries *kkb_draft_add_side_series (KkbDraft *draft, KkbId indicator, KkbSideKind kind);
KkbPicture *kkb_draft_add_picture (KkbDraft *draft, KkbId node, GBytes *data);
/* The department or word of that name (matching key, former names count), added where there is none. 0 for a blank
 * name. */
KkbId kkb_draft_find_department (KkbDraft *draft, const char *name);
KkbId kkb_draft_find_grant (KkbDraft *draft, const char *name);
KkbId kkb_draft_find_word (KkbDraft *draft, KkbWordKind kind, const char *name);

/* The place among siblings, for what is in a list by kkb_store_set_position(). Nodes and placements have `position` in
 * their struct. */
void kkb_draft_set_position (KkbDraft *draft, KkbStoreTable table, KkbId id, gint32 position);
/* Deletes the entity with everything that hangs on it (a node: all below it, and indicators that are placed nowhere
 * else). */
void kkb_draft_delete (KkbDraft *draft, KkbStoreTable table, KkbId id);

/* ---- values ---- */

/* A value of the document with its extras in the draft's own facts, to be changed and set. */
KkbValue kkb_draft_copy_value (KkbDraft *draft, const KkbValue *value);
/* VALUE's extras are in kkb_draft_own(); NULL clears it. PLAN 0 for actuals and references. */
void kkb_draft_set_value (KkbDraft *draft, KkbId plan, KkbId indicator, KkbField field, int fy, const KkbValue *value);
/* The same from what a person typed, as kkb_command_set_value() reads it (also 120+35, 158/333, 集計中, ―). */
gboolean kkb_draft_type_value (KkbDraft *draft, KkbId plan, KkbId indicator, KkbField field, int fy, const char *text,
                               GError **error);
/* What would stand there now: the draft's own value, else the document's; NULL for none. Its extras are in *FACTS (the
 * draft's own, or the document's). kkb_draft_type_value() takes it as what is typed over. (For the entry grid: state,
 * parts and note typed beside a value.) */
const KkbValue *
kkb_draft_value (KkbDraft *draft, KkbId plan, KkbId indicator, KkbField field, int fy, const KkbFacts **facts);
/* A revision of a target or baseline: the old one stays, with DATE (ISO or as typed) and REASON for the new. */
void kkb_draft_revise (KkbDraft *draft, KkbId plan, KkbId indicator, KkbField field, int fy, const KkbValue *value,
                       const char *date, const char *reason);
void kkb_draft_set_side_value (KkbDraft *draft, KkbId series, int fy, const KkbValue *value);
gboolean kkb_draft_type_side_value (KkbDraft *draft, KkbId series, int fy, const char *text, GError **error);

/* Checks what was filled in (a name is needed, an end not before its start, valid UTF-8, no circle of parents or
 * operands, a position for each …) and makes the command. Consumes DRAFT in any case. KKB_ERROR_INPUT with a sentence a
 * person understands. */
KkbCommand *kkb_draft_finish (KkbDraft *draft, const char *label, GError **error);

G_END_DECLS
