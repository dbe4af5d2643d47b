/* kkb-draft-private.h - what the files of the draft share: its items, values and deletions, and how it looks at the
 * document through them. */
#pragma once
#include "kkb-draft.h"
#include "kkb-error.h"

G_BEGIN_DECLS

typedef struct /* one entity that was asked for, or is new */
{
  KkbEntity kind;
  KkbId id;
  gconstpointer old; /* what the document holds; NULL: new */
  gpointer now;      /* the writable copy, in the draft's own facts */
  gboolean more_is_own, project_is_own;
  GBytes *data; /* of a new picture */
} KkbDraftItem;

typedef enum
{
  KKB_DRAFT_SET,
  KKB_DRAFT_REPLACE, /* all revisions go first */
  KKB_DRAFT_CLEAR
} KkbDraftDo;

typedef struct /* the key of a value first: it is what the hash looks at */
{
  KkbId plan, owner; /* OWNER: the indicator, or the side series */
  int field;         /* KkbField, or KKB_DRAFT_SIDE */
  int fy;            /* KKB_FY_NONE for baselines */
  KkbDraftDo what;
  KkbValue value; /* its extras are in the draft's own facts */
} KkbDraftValue;
#define KKB_DRAFT_SIDE 100

typedef struct
{
  KkbStoreTable table;
  KkbId id;
  gint32 position;
} KkbDraftPlace;

typedef struct /* a goal that goes along with a node into another plan */
{
  KkbId indicator, from, to; /* TO 0: it is deleted */
} KkbDraftGoalMove;

typedef struct /* targets that go to other years with all their revisions */
{
  KkbId plan, indicator;
  int from_fy, years; /* FROM_FY: KKB_FY_NONE for all */
} KkbDraftShift;

struct _KkbDraft
{
  KkbFacts *facts, *own;
  GHashTable *items[KKB_N_ENTITIES]; /* id -> KkbDraftItem */
  GPtrArray *order[KKB_N_ENTITIES];  /* KkbDraftItem, as they were asked for; owns them */
  GPtrArray *goals;                  /* KkbGoal: only its method is written */
  GHashTable *values;                /* set of KkbDraftValue */
  GPtrArray *value_order;            /* KkbDraftValue; owns them */
  GArray *places;                    /* KkbDraftPlace */
  GArray *deleted;                   /* KkbDraftPlace */
  GArray *goal_moves;                /* KkbDraftGoalMove */
  GArray *shifts;                    /* KkbDraftShift */
  GHashTable *department_keys;       /* matching key -> id, made on demand */
  GPtrArray *expressions;            /* what was typed where figures were computed (120+35): told in the label */
  char *problem;                     /* the first misuse, told by finish; or NULL */
};

/* The item ID of KIND, made from what the document holds; NULL if there is none. */
KkbDraftItem *kkb_draft_item (KkbDraft *draft, KkbEntity kind, KkbId id);
/* Registers a new entity. */
KkbDraftItem *kkb_draft_item_new (KkbDraft *draft, KkbEntity kind, gpointer entity);
/* What is there now, for reading: the draft's copy, else the document's; NULL if there is none. */
gconstpointer kkb_draft_peek (KkbDraft *draft, KkbEntity kind, KkbId id);
/* The entity as the document holds it. */
gconstpointer kkb_draft_find_old (const KkbFacts *facts, KkbEntity kind, KkbId id);
gboolean kkb_draft_is_deleted (KkbDraft *draft, KkbStoreTable table, KkbId id);
/* The pending value, NULL for none. */
KkbDraftValue *kkb_draft_pending (KkbDraft *draft, KkbId plan, KkbId owner, int field, int fy);
/* The first one is kept. */
void kkb_draft_set_problem (KkbDraft *draft, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* As kkb_draft_add_node(), at a place that is known. */
KkbNode *kkb_draft_add_node_at (KkbDraft *draft, KkbId plan, KkbId parent, gint32 position);
/* The goal of INDICATOR in plan FROM, with all revisions, is given to TO as well (unless it has one), or, unless KEEP,
 * instead of FROM. TO 0: to nobody. */
void kkb_draft_move_goal (KkbDraft *draft, KkbId indicator, KkbId from, KkbId to, gboolean keep);

/* As kkb_draft_type_value(), but whatever stood there once is taken as it is, two numbers in one cell as well. */
gboolean kkb_draft_enter_text (KkbDraft *draft, KkbId plan, KkbId indicator, KkbField field, int fy, const char *text,
                               GError **error);

/* KKB_ERROR_INPUT with a sentence. Always FALSE. */
gboolean kkb_draft_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Checks where indicators stand, and makes one of their places the origin. */
gboolean kkb_draft_settle_placements (KkbDraft *draft, GError **error);
void kkb_draft_settle_goals (KkbDraft *draft);
void kkb_draft_settle_computed (KkbDraft *draft);
gboolean kkb_draft_check (KkbDraft *draft, GError **error);
gboolean kkb_draft_write (KkbStore *store, KkbFacts *facts, gpointer data, GError **error);

G_END_DECLS
