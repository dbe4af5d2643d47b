/* kkb-facts.h - the plain structs of plan facts that store, calc, doc, report and exchange share. There is no second
 * model. A KkbFacts is everything one document holds, loaded into memory; whoever holds a reference may read it from any
 * thread. Only kkb-doc changes it, and only while it holds the sole reference (else it loads a new one).
 *
 * Strings are owned by the KkbFacts' string chunk and are never NULL ("" = not given) unless said otherwise. Lists are
 * GPtrArrays of structs owned by the KkbFacts, in document order. */
#pragma once
#include "kkb-decimal.h"
#include "kkb-fiscal.h"

G_BEGIN_DECLS

typedef gint64 KkbId; /* random, > 0; 0 = none */

/* ---- values ------------------------------------------------------------------------------------------------ */

typedef enum { KKB_FIELD_ACTUAL, KKB_FIELD_TARGET, KKB_FIELD_BASELINE, KKB_FIELD_REFERENCE } KkbField; /* 実績, 目標, 現状, 参考 */

typedef enum
{
  KKB_VALUE_BLANK,  /* nothing entered (未入力), or a state word only */
  KKB_VALUE_NUMBER, /* coef/scale */
  KKB_VALUE_NONE,   /* ― : none, never zero */
  KKB_VALUE_RANGE,  /* low = coef/scale, high in more (40〜60, 330±5) */
  KKB_VALUE_TEXT    /* a word (策定), or two numbers in one cell: kept as text in more->text */
} KkbValueKind;

typedef enum /* the state of a value; its Japanese word is data and stored as such (kkb_state_word) */
{
  KKB_STATE_BLANK,          /* 未入力 */
  KKB_STATE_FINAL,          /* 確定: a number (or word) that stands */
  KKB_STATE_PROVISIONAL,    /* 速報 */
  KKB_STATE_PENDING,        /* 集計中 */
  KKB_STATE_UNMEASURED,     /* 未計測 */
  KKB_STATE_UNPUBLISHED,    /* 未公表 */
  KKB_STATE_CANCELLED,      /* 中止 */
  KKB_STATE_NOT_DONE,       /* 未実施 */
  KKB_STATE_NOT_APPLICABLE, /* 該当なし */
  KKB_STATE_WITHHELD,       /* 非公表 */
  KKB_N_STATES
} KkbState;

typedef enum
{
  KKB_BOUND_EXACT,    /* 60 */
  KKB_BOUND_AT_LEAST, /* 80％以上 */
  KKB_BOUND_AT_MOST,  /* 5件以下 */
  KKB_BOUND_OVER,     /* 80％超: strict */
  KKB_BOUND_UNDER     /* 60未満: strict */
} KkbBound;

typedef struct /* what few values have; texts as above */
{
  const char *text;     /* as typed, where the number alone does not say it (words, ranges, bounds, two numbers) */
  const char *unit;     /* where it differs from the indicator's */
  const char *as_of;    /* 時点 as printed */
  const char *note;     /* 備考 / 現状の注記 */
  const char *expected; /* of 集計中: the month it is expected, as typed */
  KkbDecimal high;      /* of a range */
  KkbDecimal numerator, denominator;
  guint8 has_parts;     /* numerator and denominator are given */
  guint8 bound;         /* KkbBound */
  guint16 revision;     /* of a target or baseline: 0 = the first */
  const char *revised_on, *reason; /* of a revision */
} KkbValueMore;

typedef struct
{
  gint64 coef;
  gint16 fy;        /* KKB_FY_NONE: unknown */
  guint8 scale;
  guint8 kind : 4;  /* KkbValueKind */
  guint8 state : 4; /* KkbState */
  guint32 more;     /* 0, or 1 + index into KkbFacts.more */
} KkbValue;         /* 16 bytes: there may be 400,000 */

typedef struct
{
  KkbValue *items; /* by fiscal year, ascending; one a year (targets: only the revision in force) */
  guint n;
  guint8 lent; /* private: the items lie in the memory of the facts */
} KkbValueList;

/* ---- rules ------------------------------------------------------------------------------------------------- */

typedef enum { KKB_METHOD_DEFAULT, KKB_METHOD_ATTAINMENT, KKB_METHOD_PROGRESS, KKB_METHOD_COMPARE, KKB_METHOD_MANUAL, KKB_METHOD_NONE } KkbMethod;
typedef enum { KKB_YARDSTICK_LINEAR, KKB_YARDSTICK_STEP, KKB_YARDSTICK_NONE } KkbYardstick;
typedef enum { KKB_PERCENT_PLAIN, KKB_PERCENT_LARGEST_CELL, KKB_PERCENT_LARGEST_REMAINDER } KkbPercentMode;
typedef enum
{
  KKB_BAND_RATE,         /* rate >= threshold % (strict: >) */
  KKB_BAND_OTHERWISE,    /* always */
  KKB_BAND_MET,          /* A against T: met */
  KKB_BAND_ATTAINMENT,   /* attainment rate >= threshold %, whatever the method */
  KKB_BAND_BETTER_BASE,  /* A better than B by at least threshold % of B (0: better at all) */
  KKB_BAND_WITHIN_BASE,  /* A within +- threshold % of B */
  KKB_BAND_WORSE_BASE,   /* A worse than B by more than threshold % of B */
  KKB_BAND_BETTER_POINTS,/* the same in points of the unit */
  KKB_BAND_WITHIN_POINTS,
  KKB_BAND_WORSE_POINTS,
  KKB_BAND_STATE         /* the gap state is STATE (KKB_N_STATES: any gap) */
} KkbBandCondition;

typedef struct
{
  const char *label;   /* A, 順調, ◎ … as typed */
  guint8 condition;    /* KkbBandCondition */
  guint8 strict;
  guint8 state;        /* KkbState, of KKB_BAND_STATE */
  KkbDecimal threshold;
} KkbBand;

typedef struct /* a rule set: owned where it stands (a KkbFacts edition, or a preset), see kkb_rules_copy in calc */
{
  const char *name;          /* 標準, 茨城県 … */
  const char *seen_at;       /* of a preset: where it was seen */
  guint8 method;             /* KkbMethod: PROGRESS, ATTAINMENT or COMPARE */
  guint8 yardstick;          /* KkbYardstick */
  guint8 rounding;           /* KkbRounding */
  guint8 decimals;           /* of the printed rate, 0..6; default 1 */
  guint8 band_from_rounded;  /* band by the rounded rate instead of the unrounded */
  guint8 exact_year;         /* the actual must be of the very year */
  guint8 suggest_only;       /* people choose; the band is a suggestion */
  guint8 percent_mode;       /* KkbPercentMode of summaries */
  guint8 has_tolerance;      /* of "maintain": |A - T| <= tolerance is met */
  KkbDecimal tolerance;
  guint8 weighted;           /* mean of rates by the indicators' weights */
  guint8 n_bands;
  KkbBand bands[12];         /* first match wins */
} KkbRules;

/* ---- entities ---------------------------------------------------------------------------------------------- */

typedef enum { KKB_LINK_PARENT, KKB_LINK_RELATED, KKB_LINK_PREVIOUS, KKB_LINK_NEXT } KkbLinkKind;
typedef enum { KKB_DIRECTION_UP, KKB_DIRECTION_DOWN, KKB_DIRECTION_MAINTAIN, KKB_DIRECTION_RANGE } KkbDirection;
typedef enum { KKB_SERIES_LEVEL, KKB_SERIES_ANNUAL, KKB_SERIES_CUMULATIVE, KKB_SERIES_CUMULATIVE_IN_PLAN, KKB_SERIES_RATIO, KKB_SERIES_MILESTONE } KkbSeries;
typedef enum { KKB_ROLE_NONE, KKB_ROLE_ACTIVITY, KKB_ROLE_OUTPUT, KKB_ROLE_OUTCOME, KKB_ROLE_OUTCOME_INITIAL, KKB_ROLE_OUTCOME_INTERMEDIATE, KKB_ROLE_OUTCOME_FINAL } KkbRole;
typedef enum { KKB_MONEY_BUDGET, KKB_MONEY_SETTLEMENT } KkbMoneyKind;

typedef struct { const char *name; gint16 until_fy; } KkbFormerName; /* until_fy: the last year it was used, or KKB_FY_NONE */
typedef struct
{
  KkbId id;
  const char *name;
  guint n_former;
  const KkbFormerName *former; /* names before a 機構改革, its own and those of departments merged into it, the oldest first */
} KkbDepartment;
typedef struct { KkbId id; const char *name, *type; } KkbGrant;

/* Words of an editable list: 1 tag, 2 the name of a text (ねらい), 3 next direction (拡充), 4 council (推進会議). */
typedef enum { KKB_WORD_TAG, KKB_WORD_TEXT_NAME, KKB_WORD_NEXT_DIRECTION, KKB_WORD_COUNCIL, KKB_N_WORD_KINDS } KkbWordKind;
typedef struct
{
  KkbId id;
  guint8 kind; /* KkbWordKind */
  const char *name, *note;
} KkbWord;

typedef struct { KkbId name; const char *text; } KkbNamedText; /* name: a KkbWord of kind TEXT_NAME; lists end with name 0 */

typedef enum { KKB_ENTRY_TERM, KKB_ENTRY_ACTOR, KKB_ENTRY_ORGANISATION, KKB_ENTRY_ISSUE, KKB_N_ENTRY_KINDS } KkbEntryKind;
typedef struct /* a line of one of a plan's lists: 用語 (name, text) · 主体 (name, text = 役割) · 関係機関 (name, category, text = 役割) · 課題 (category, text, nodes) */
{
  KkbId id, plan;
  guint8 kind; /* KkbEntryKind */
  const char *name, *category, *text;
  const KkbId *nodes; /* 0-terminated, never NULL: the nodes an issue belongs to */
} KkbEntry;

typedef struct /* 背景統計: a table as typed, shown, charted and printed, never evaluated */
{
  KkbId id, plan;
  const char *name, *unit, *source, *note;
  guint16 n_rows, n_columns;  /* with the head row and the label column; 0 x 0: empty */
  const char *const *cells;   /* n_rows * n_columns, row by row; row 0 the heads (全国, 県, 本市), column 0 the labels (years …) */
} KkbStatistic;

typedef struct
{
  KkbId id, node;
  const char *caption;
  guint8 is_jpeg;  /* else PNG */
  guint32 size;    /* bytes; the picture itself stays in the store: kkb_store_picture_data() */
} KkbPicture;

typedef struct
{
  KkbId id, plan;
  guint8 kind;      /* KkbLinkKind */
  const char *text; /* as printed */
  KkbId other;      /* the plan in this document it was matched to, or 0 */
} KkbPlanLink;

typedef struct
{
  KkbId id, plan;
  const char *name; /* 標準, 令和5年度版 */
  gint16 fy;        /* KKB_FY_NONE: not tied to a year */
  KkbRules rules;
} KkbEdition;

typedef struct
{
  KkbId id;
  const char *title, *organization, *published, *review, *review_body, *note;
  gint16 start_fy, end_fy;
  const char *const *levels; /* NULL-terminated names, top down */
  const KkbNamedText *texts; /* never NULL */
  const KkbId *departments;  /* 0-terminated, never NULL */
  GPtrArray links[1];        /* KkbPlanLink */
  GPtrArray editions[1];     /* KkbEdition; at least one */
  GPtrArray roots[1];        /* KkbNode without parent, in order */
  GPtrArray placements[1];   /* KkbPlacement on the plan itself, in order */
  GPtrArray entries[1];      /* KkbEntry of all kinds, in order */
  GPtrArray statistics[1];   /* KkbStatistic, in order */
} KkbPlan;

typedef struct
{
  KkbId id, project;
  gint16 fy;
  guint8 kind;        /* KkbMoneyKind */
  const char *number, *item, *source; /* 番号, 内訳, 財源 */
  KkbDecimal yen;     /* 円 */
} KkbMoney;

typedef struct { const char *account, *kan, *kou, *moku, *item; } KkbBudgetLine; /* 会計-款-項-目-事業 */
typedef struct /* 人件費: 人工 x 単価 */
{
  gint16 fy;
  guint8 kind; /* KkbMoneyKind */
  KkbDecimal staff, unit_cost; /* 人工; 円 for one */
} KkbStaff;
typedef struct { gint16 fy; const char *text; } KkbOutput; /* a line of what was done: 研修会 3回; fy KKB_FY_NONE: any */

typedef struct /* what a project has beside a node */
{
  const char *status;    /* 新規/継続 */
  const char *category;  /* 属性 */
  const char *summary;   /* 概要 */
  const char *period;    /* 実施期間 as typed */
  gint16 start_fy, end_fy;
  const char *note;
  const KkbId *grants;   /* 0-terminated, never NULL */
  guint n_budget_lines, n_staff, n_outputs;
  const KkbBudgetLine *budget_lines;
  const KkbStaff *staff;
  const KkbOutput *outputs;
  GPtrArray money[1];    /* KkbMoney, in order */
} KkbProject;

typedef struct /* what few nodes have */
{
  gint16 start_fy, end_fy;   /* where it differs from the plan's; KKB_FY_NONE */
  guint32 sdgs;              /* bit n: goal n, 1 … 17 */
  const KkbId *tags;         /* KkbWord of kind TAG; 0-terminated, never NULL */
  const KkbId *references;   /* 参照: other nodes shown here as well; 0-terminated, never NULL */
  const KkbNamedText *texts; /* never NULL */
} KkbNodeMore;

typedef struct _KkbNode KkbNode;
struct _KkbNode
{
  KkbId id, plan, parent_id;
  KkbNode *parent;         /* NULL at the top */
  gint32 position;         /* among siblings; not unique in the file */
  guint8 level;            /* index into the plan's levels; 255 = none */
  const char *code;        /* the workbook's ID: S1, J1 */
  const char *label;       /* 1, (1), ① */
  const char *title;
  const KkbId *departments;
  KkbProject *project;     /* NULL: a plain node */
  const KkbNodeMore *more; /* never NULL; to write, see kkb_node_more() */
  GPtrArray children[1];   /* KkbNode, in order */
  GPtrArray placements[1]; /* KkbPlacement, in order */
  GPtrArray pictures[1];   /* KkbPicture, in order */
};

typedef struct _KkbIndicator KkbIndicator;

typedef enum { KKB_COMPUTED_NONE, KKB_COMPUTED_SUM, KKB_COMPUTED_DIFFERENCE, KKB_COMPUTED_RATIO } KkbComputation;
typedef struct { gint16 fy; const char *unit; } KkbUnitChange; /* from fy on; lists end with fy 0, ascending */
typedef enum { KKB_SIDE_BREAKDOWN, KKB_SIDE_COMPARISON } KkbSideKind;

typedef struct /* what few indicators have */
{
  guint8 formula;              /* KkbComputation: actuals are computed from those of the operands and never stored */
  guint8 decimals;             /* of a computed ratio, and of one from numerator and denominator; default 1 */
  guint8 release_month;        /* 1 … 12 the month its statistic is published; 0 not given */
  const KkbId *operands;       /* of the formula: a + b + …, a - b - …, a / b; 0-terminated, never NULL */
  const KkbId *tags;           /* as of a node */
  const KkbUnitChange *units;  /* the unit from a year on; never NULL */
} KkbIndicatorMore;

typedef struct /* 内訳 (breakdown) or 比較 (県平均, 全国順位) beside an indicator; never evaluated */
{
  KkbId id, indicator;
  guint8 kind; /* KkbSideKind */
  const char *name, *unit, *source, *note;
  KkbValueList values;
} KkbSideSeries;

typedef struct /* an indicator's baseline and targets within one plan */
{
  KkbId plan;
  KkbIndicator *indicator;
  KkbValue baseline;     /* kind BLANK where none; fy, as_of, note in it */
  KkbValueList targets;  /* the revisions in force */
  guint8 method;         /* KkbMethod: override of the edition's, or DEFAULT */
} KkbGoal;

struct _KkbIndicator
{
  KkbId id;
  const char *code;      /* the workbook's ID: K1, J1-1, J3-① */
  const char *name, *unit, *meaning, *source, *rationale, *release, *note;
  guint8 direction, series, role, period_kind;
  guint8 has_weight, has_tolerance;
  KkbDecimal weight, tolerance;
  const KkbId *departments;
  const KkbIndicatorMore *more; /* never NULL; to write, see kkb_indicator_more() */
  KkbValueList actuals, references; /* 実績 / 参考 */
  GPtrArray goals[1];    /* KkbGoal, one a plan */
  GPtrArray placements[1]; /* KkbPlacement, the origin first */
};

typedef struct /* what few rows have */
{
  const char *name, *unit, *meaning, *source, *rationale, *note; /* own printed, "" = the indicator's */
  KkbValue baseline;                                             /* own printed, where the row has_baseline */
} KkbPlacementOwn;

typedef struct /* one printed row of an indicator under a node */
{
  KkbId id, plan;
  KkbIndicator *indicator;
  KkbNode *node;         /* NULL: hangs on the plan */
  gint32 position;
  guint8 is_origin;      /* exactly one an indicator */
  guint8 has_baseline;   /* prints its own baseline */
  const char *code;      /* the row's own ID (K14); the origin's is the indicator's code; "" for K9's second place */
  const char *number;    /* № as printed */
  const KkbPlacementOwn *own; /* never NULL; to write, see kkb_placement_own() */
} KkbPlacement;

typedef enum
{
  KKB_ENTITY_PLAN,
  KKB_ENTITY_NODE,
  KKB_ENTITY_INDICATOR,
  KKB_ENTITY_PLACEMENT,
  KKB_ENTITY_DEPARTMENT,
  KKB_ENTITY_GRANT,
  KKB_ENTITY_LINK,
  KKB_ENTITY_EDITION,
  KKB_ENTITY_MONEY,
  KKB_ENTITY_WORD,
  KKB_ENTITY_ENTRY,
  KKB_ENTITY_STATISTIC,
  KKB_ENTITY_SIDE_SERIES,
  KKB_ENTITY_PICTURE,
  KKB_N_ENTITIES
} KkbEntity;

typedef struct /* finds an entity of one kind by its id; a hostile file may use one id for two kinds */
{
  gpointer *slots;
  guint n_slots, n; /* n_slots is a power of two */
} KkbIdTable;

typedef struct _KkbTextTable KkbTextTable;

typedef struct _KkbFacts
{
  gatomicrefcount refs;
  char *uuid;            /* lineage of the document */
  /* These are real arrays. The arrays inside the entities (children, placements, goals, money, ...) are views which
   * kkb_facts_link() makes anew: read them (len, g_ptr_array_index), never add to or remove from them. */
  GPtrArray *plans, *nodes, *indicators, *placements, *departments, *grants, *links, *editions, *money, *goals,
      *words, *entries, *statistics, *side_series, *pictures;
  GArray *more;          /* KkbValueMore */
  /*< private >*/
  KkbIdTable ids[KKB_N_ENTITIES];
  KkbTextTable *texts;   /* those given since the last kkb_facts_link(), to keep each once */
  char *text;            /* where the next one goes, and how much room is there */
  gsize text_left;
  const KkbId *lists[256]; /* id lists given lately, as most indicators have one of a few departments */
  GPtrArray *blocks;     /* the memory of the entities */
  char *block;           /* the one in use, and what is left of it */
  gsize block_left;
  gpointer *items;       /* what the arrays inside the entities list */
} KkbFacts;

KkbFacts *kkb_facts_new (void);
KkbFacts *kkb_facts_ref (KkbFacts *facts);
void kkb_facts_unref (KkbFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbFacts, kkb_facts_unref)

/* Constructors: allocate, register by id, append to the lists. The caller fills the fields (strings via
 * kkb_facts_string) and calls kkb_facts_link() once at the end, which builds parent/children/placements/goals lists and
 * sorts siblings by position. All fields start as "", 0, BLANK or empty lists. A placement's node must be added before
 * it; a node's parent may come later. Adding an id again for the same kind makes the later one be found. */
KkbPlan *kkb_facts_add_plan (KkbFacts *facts, KkbId id);
KkbNode *kkb_facts_add_node (KkbFacts *facts, KkbId id, KkbId plan, KkbId parent);
KkbProject *kkb_facts_make_project (KkbFacts *facts, KkbNode *node);
KkbIndicator *kkb_facts_add_indicator (KkbFacts *facts, KkbId id);
KkbGoal *kkb_facts_add_goal (KkbFacts *facts, KkbId plan, KkbIndicator *indicator);
KkbPlacement *kkb_facts_add_placement (KkbFacts *facts, KkbId id, KkbId plan, KkbIndicator *indicator, KkbId node);
KkbDepartment *kkb_facts_add_department (KkbFacts *facts, KkbId id);
KkbGrant *kkb_facts_add_grant (KkbFacts *facts, KkbId id);
KkbPlanLink *kkb_facts_add_link (KkbFacts *facts, KkbId id, KkbId plan);
KkbEdition *kkb_facts_add_edition (KkbFacts *facts, KkbId id, KkbId plan);
KkbMoney *kkb_facts_add_money (KkbFacts *facts, KkbId id, KkbId project);
KkbWord *kkb_facts_add_word (KkbFacts *facts, KkbId id, KkbWordKind kind);
KkbEntry *kkb_facts_add_entry (KkbFacts *facts, KkbId id, KkbId plan);
KkbStatistic *kkb_facts_add_statistic (KkbFacts *facts, KkbId id, KkbId plan);
KkbSideSeries *kkb_facts_add_side_series (KkbFacts *facts, KkbId id, KkbId indicator);
KkbPicture *kkb_facts_add_picture (KkbFacts *facts, KkbId id, KkbId node);
/* May be called again after changes. A parent that is missing, of another plan, or more than 64 levels up (or in a circle:
 * a damaged file) makes the node a top one; a placement whose node is of another plan hangs on its plan. */
void kkb_facts_link (KkbFacts *facts);

/* NULL -> "". What is given before the next kkb_facts_link() is kept once. */
const char *kkb_facts_string (KkbFacts *facts, const char *text);
/* The same for N bytes of anybody; NULL if they are not UTF-8 or have a 0 inside. */
const char *kkb_facts_string_checked (KkbFacts *facts, const char *bytes, gsize n);
void kkb_facts_forget_texts (KkbFacts *facts); /* what is given from now on is not looked for among those before */
const KkbId *kkb_facts_ids (KkbFacts *facts, const KkbId *ids, guint n); /* copied, 0-terminated */
const char *const *kkb_facts_strings (KkbFacts *facts, const char *const *strv); /* copied, NULL-terminated */
/* N bytes of the facts' own memory, copied from DATA (NULL: zeroed), freed with them: for the arrays inside the structs. */
gpointer kkb_facts_bytes (KkbFacts *facts, gconstpointer data, gsize n);
const KkbNamedText *kkb_facts_texts (KkbFacts *facts, const KkbNamedText *texts, guint n); /* copied with their strings, terminated */

KkbPlan *kkb_facts_plan (const KkbFacts *facts, KkbId id);
KkbNode *kkb_facts_node (const KkbFacts *facts, KkbId id);
KkbIndicator *kkb_facts_indicator (const KkbFacts *facts, KkbId id);
KkbPlacement *kkb_facts_placement (const KkbFacts *facts, KkbId id);
KkbDepartment *kkb_facts_department (const KkbFacts *facts, KkbId id);
KkbGrant *kkb_facts_grant (const KkbFacts *facts, KkbId id);
KkbPlanLink *kkb_facts_plan_link (const KkbFacts *facts, KkbId id);
KkbEdition *kkb_facts_edition (const KkbFacts *facts, KkbId id);
KkbMoney *kkb_facts_money (const KkbFacts *facts, KkbId id);
KkbWord *kkb_facts_word (const KkbFacts *facts, KkbId id);
KkbEntry *kkb_facts_entry (const KkbFacts *facts, KkbId id);
KkbStatistic *kkb_facts_statistic (const KkbFacts *facts, KkbId id);
KkbSideSeries *kkb_facts_one_side_series (const KkbFacts *facts, KkbId id);
KkbPicture *kkb_facts_picture (const KkbFacts *facts, KkbId id);
/* The word of KIND whose matching key is that of NAME; NULL if none. */
KkbWord *kkb_facts_find_word (const KkbFacts *facts, KkbWordKind kind, const char *name);
/* The breakdowns and comparisons of INDICATOR in order. (transfer container) */
GPtrArray *kkb_indicator_side_series (const KkbFacts *facts, const KkbIndicator *indicator);
/* "" outside the table. */
const char *kkb_statistic_cell (const KkbStatistic *statistic, guint row, guint column);
/* The unit values of FY are given in where they name none: that of the last unit change not after FY, else the indicator's. */
const char *kkb_indicator_unit (const KkbIndicator *indicator, int fy);
/* Are its actuals computed from those of others? Then they are in `actuals` as long as the document is open, but are neither typed nor stored nor
 * exported as typed ones: the formula is. */
gboolean kkb_indicator_is_computed (const KkbIndicator *indicator);
/* Writable; made on demand in FACTS, which the entity must belong to. */
KkbNodeMore *kkb_node_more (KkbFacts *facts, KkbNode *node);
KkbIndicatorMore *kkb_indicator_more (KkbFacts *facts, KkbIndicator *indicator);
KkbGoal *kkb_indicator_goal (const KkbIndicator *indicator, KkbId plan); /* NULL if none */
KkbPlacement *kkb_indicator_origin (const KkbIndicator *indicator);      /* NULL if placed nowhere */

/* Values. A new value without extras costs nothing; kkb_facts_value_more() gives a writable record,
 * made on demand, valid until the next one is made. A copied value shares its record. */
KkbDecimal kkb_value_decimal (const KkbValue *v);
void kkb_value_set_number (KkbValue *v, KkbDecimal d, KkbState state);
gboolean kkb_value_is_number (const KkbValue *v);
const KkbValueMore *kkb_value_more (const KkbFacts *facts, const KkbValue *v); /* NULL if none */
KkbValueMore *kkb_facts_value_more (KkbFacts *facts, KkbValue *v);
/* The same in everything, extras and revision too. */
gboolean kkb_value_equal (const KkbFacts *facts_a, const KkbValue *a, const KkbFacts *facts_b, const KkbValue *b);
/* The list keeps one value a year, sorted; setting replaces. The pointer is valid until the next change. */
KkbValue *kkb_value_list_set (KkbValueList *list, const KkbValue *value);
/* The same for N values already ascending by year, in one step: replaces the whole list by a copy of them. */
void kkb_value_list_assign (KkbValueList *list, const KkbValue *values, guint n);
/* As above, where the list is one of FACTS that is just being built: takes less memory. */
void kkb_facts_assign_values (KkbFacts *facts, KkbValueList *list, const KkbValue *values, guint n);
void kkb_value_list_clear (KkbValueList *list);
void kkb_value_list_remove (KkbValueList *list, int fy);
const KkbValue *kkb_value_list_find (const KkbValueList *list, int fy); /* NULL if none */

/* A row's own words and baseline, writable; made on demand. */
KkbPlacementOwn *kkb_placement_own (KkbFacts *facts, KkbPlacement *p);
/* Copies OWN into the row, unless there is nothing in it. */
void kkb_placement_set_own (KkbFacts *facts, KkbPlacement *p, const KkbPlacementOwn *own);
/* What a placement prints: its own text, else the indicator's. */
const char *kkb_placement_name (const KkbPlacement *p);
const char *kkb_placement_unit (const KkbPlacement *p);
const char *kkb_placement_meaning (const KkbPlacement *p);
const char *kkb_placement_source (const KkbPlacement *p);
const char *kkb_placement_rationale (const KkbPlacement *p);
const char *kkb_placement_note (const KkbPlacement *p);
/* The row's ID: its own code, else the indicator's. */
const char *kkb_placement_code (const KkbPlacement *p);
/* The baseline the row prints: its own, else the goal's. May be kind BLANK. */
const KkbValue *kkb_placement_baseline (const KkbPlacement *p);
KkbGoal *kkb_placement_goal (const KkbPlacement *p); /* of its plan; NULL if none */

/* All placements of a plan (NULL: of all plans) in tree order: those on the plan itself, then node by node, depth
 * first; within a node by № (position). (transfer container) */
GPtrArray *kkb_facts_placements_in_order (const KkbFacts *facts, const KkbPlan *plan);
/* The placements of NODE and everything under it, tree order. NODE NULL: of the whole plan. (transfer container) */
GPtrArray *kkb_node_placements_below (const KkbFacts *facts, const KkbPlan *plan, const KkbNode *node);
/* "1 デジタル人財の確保": label and title. Free with g_free(). */
char *kkb_node_printed (const KkbNode *node);

/* Words. State words, series and direction words are data: the same in every language. */
const char *kkb_state_word (KkbState state);              /* 確定 … 未入力 */
gboolean kkb_state_from_word (const char *text, KkbState *state); /* by matching key */
gboolean kkb_state_is_gap (KkbState state);               /* not FINAL/PROVISIONAL */
const char *kkb_direction_word (KkbDirection d);          /* up … */
gboolean kkb_direction_from_word (const char *text, KkbDirection *d); /* up/down/… or 増/減/維持/範囲 … */
const char *kkb_series_word (KkbSeries s);                /* level … */
gboolean kkb_series_from_word (const char *text, KkbSeries *s);       /* level … or 水準/単年度/累計/計画期間内累計/割合/定性 */
const char *kkb_role_word (KkbRole r);                    /* アウトプット … ; "" for NONE */
gboolean kkb_role_from_word (const char *text, KkbRole *r);
const char *kkb_money_kind_word (KkbMoneyKind k);         /* 予算 / 決算 */
gboolean kkb_money_kind_from_word (const char *text, KkbMoneyKind *k);
const char *kkb_computation_word (KkbComputation f);              /* 和 / 差 / 比; "" for NONE */
gboolean kkb_computation_from_word (const char *text, KkbComputation *f);
const char *kkb_word_kind_word (KkbWordKind k);           /* タグ / 項目名 / 今後の方向性 / 会議 */
gboolean kkb_word_kind_from_word (const char *text, KkbWordKind *k);
const char *kkb_entry_kind_word (KkbEntryKind k);         /* 用語 / 主体 / 関係機関 / 課題 */
gboolean kkb_entry_kind_from_word (const char *text, KkbEntryKind *k);
const char *kkb_side_kind_word (KkbSideKind k);           /* 内訳 / 比較 */
gboolean kkb_side_kind_from_word (const char *text, KkbSideKind *k);

/* A new random id. */
KkbId kkb_id_new (void);

G_END_DECLS
