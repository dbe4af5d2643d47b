/* kkb-import-private.h - what the readers of the sheets share. */
#pragma once
#include "kkb-import.h"
#include "kkb-quantity.h"
#include "kkb-xlsx.h"

G_BEGIN_DECLS

/* ---- the import -------------------------------------------------------------------------------------------- */

typedef enum /* what the workbook said itself about an indicator; the rest are defaults */
{
  KKB_GIVEN_DIRECTION = 1,
  KKB_GIVEN_SERIES = 2,
  KKB_GIVEN_ROLE = 4,
  KKB_GIVEN_PERIOD = 8,
  KKB_GIVEN_METHOD = 16,
  KKB_GIVEN_ID = 32,
  KKB_GIVEN_DECIMALS = 64
} KkbGiven;

typedef enum /* what of a plan was not in the workbook */
{
  KKB_ASSUMED_TITLE = 1,
  KKB_ASSUMED_PERIOD = 2
} KkbAssumed;

struct _KkbImport
{
  KkbFacts *facts;
  GPtrArray *problems;          /* KkbProblem */
  GArray *revisions;            /* KkbImportRevision */
  GHashTable *given;            /* KkbIndicator* -> KkbGiven bits */
  GHashTable *given_levels;     /* KkbPlan* -> itself: 階層 stood on 計画 */
  GHashTable *assumed_plans;    /* KkbPlan* -> KkbAssumed bits */
  GHashTable *assumed_editions; /* KkbEdition* -> itself: not in the workbook */
};

void kkb_import_assume (KkbImport *import, const KkbPlan *plan, KkbAssumed what);

/* ---- nodes by what people write ---------------------------------------------------------------------------- */

KkbNodeIndex *kkb_node_index_new (void);
/* NODE's parent pointer, label, title and code must be set. */
void kkb_node_index_add (KkbNodeIndex *index, const KkbNode *node);
/* All nodes TEXT can mean, by the strongest way that fits any (ID, printed, title, path, number path, label); level -1:
 * any. Free with g_ptr_array_unref(). */
GPtrArray *kkb_node_index_find (KkbNodeIndex *index, const char *text, int level, gboolean only_projects);

/* ---- one plan of the workbook ------------------------------------------------------------------------------ */

typedef struct
{
  guint number; /* 1 … */
  KkbPlan *plan;
  KkbNodeIndex *index;
  GPtrArray *nodes;        /* KkbNode of the plan, in order */
  gboolean has_tree;       /* there is a sheet 体系 */
  guint8 used_levels[256]; /* levels with a column on 体系 */
  GHashTable *by_code;     /* key -> KkbPlacement: also repeats with a code of their own */
  GHashTable *by_name;     /* key -> GPtrArray of KkbIndicator */
  GHashTable *by_place;    /* node, №, name -> KkbIndicator */
  GHashTable *children;    /* parent node (or NULL) -> number of children so far */
  GHashTable *running;     /* node (or NULL) -> last running number for IDs */
} KkbImportGroup;

typedef struct /* the operands of a computed indicator, found when all indicators are known */
{
  KkbImportGroup *group;
  KkbIndicator *indicator;
  const KkbSheet *sheet;
  guint row, col;
  const char *operands;
} KkbImportFormula;

typedef struct
{
  KkbImport *import;
  KkbFacts *facts;
  KkbWorkbook *book;
  GCancellable *cancellable;
  char *name;                       /* of the file, without extension */
  GPtrArray *groups;                /* KkbImportGroup */
  GHashTable *departments, *grants; /* key -> struct */
  GHashTable *words;                /* kind|key -> KkbWord */
  GArray *formulas;                 /* KkbImportFormula */
  GHashTable *goals;                /* plan, indicator -> KkbGoal */
  GHashTable *read_sheets;          /* KkbSheet* -> itself */
  GHashTable *unit_records;         /* unit -> KkbValue.more of values that name it and nothing else */
  GHashTable *said;                 /* texts: what needs to be said only once */
} KkbImportReader;

/* ---- tables ------------------------------------------------------------------------------------------------ */

typedef struct
{
  int field;
  const char *names; /* separated by | ; a + in front: may carry a year, a unit or another bracket behind it */
} KkbFieldSpec;

typedef struct
{
  guint col;
  int field; /* -1: not known */
  int fy;    /* in the head, or KKB_FY_NONE */
  const char *head;
} KkbColumn;

typedef struct
{
  KkbImportReader *reader;
  const KkbSheet *sheet;
  const KkbFieldSpec *specs;
  guint n_specs;
  guint header_row;
  GArray *columns; /* KkbColumn */
} KkbImportTable;

/* Finds the header row: the one with most heads known. NULL (with a problem) where none has the head KEY_FIELD. */
KkbImportTable *kkb_import_table_open (KkbImportReader *reader, const KkbSheet *sheet, const KkbFieldSpec *specs,
                                       guint n_specs, int key_field);
void kkb_import_table_free (KkbImportTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbImportTable, kkb_import_table_free)
/* Reports and forgets the columns without a field. */
void kkb_import_table_report_unknown (KkbImportTable *table);
const KkbColumn *kkb_import_table_column (const KkbImportTable *table, int field);
/* The next row with anything in it behind ROW; G_MAXUINT at the end. */
guint kkb_import_table_next (const KkbImportTable *table, guint row);
/* The text of a cell, stripped; "" where the column or the value is missing. A cell with a problem is reported. */
const char *kkb_import_table_text (const KkbImportTable *table, guint row, int field);
/* As it stands in the cell, blanks and line breaks around it, too. */
const char *kkb_import_table_raw (const KkbImportTable *table, guint row, int field);
const char *kkb_import_table_text_at (const KkbImportTable *table, guint row, guint col);
/* A fiscal year; KKB_FY_NONE where blank, or unreadable and reported. */
int kkb_import_table_year (const KkbImportTable *table, guint row, int field);
/* Exact decimals such as a weight; FALSE where blank, or unreadable and reported. */
gboolean kkb_import_table_decimal (const KkbImportTable *table, guint row, int field, KkbDecimal *out);
/* An amount of money in 円, by the unit in the cell or in the head (単価（千円）); FALSE where blank, or unreadable and
 * reported. */
gboolean kkb_import_table_yen (const KkbImportTable *table, guint row, int field, KkbDecimal *yen);
/* The value in a cell; FALSE where blank. */
gboolean kkb_import_table_value (const KkbImportTable *table, guint row, guint col, const char *unit, int fy,
                                 gboolean word_is_fine, KkbValue *out);
/* The year a date or year text means (ISO dates of date cells too). */
int kkb_import_year_of_text (const char *text);

/* COL G_MAXUINT: the row; ROW G_MAXUINT: the sheet; SHEET NULL: the workbook. FORMAT says what was done. */
void kkb_import_problem (KkbImportReader *reader, KkbProblemSeverity severity, const KkbSheet *sheet, guint row,
                         guint col, const char *found, const char *format, ...) G_GNUC_PRINTF (7, 8);
/* The same for a field of a table. */
#define kkb_import_table_problem(table, severity, row, field_, found, ...)                                             \
  kkb_import_problem ((table)->reader, severity, (table)->sheet, row,                                                  \
                      kkb_import_table_column (table, field_) != NULL ? kkb_import_table_column (table, field_)->col   \
                                                                      : G_MAXUINT,                                     \
                      found, __VA_ARGS__)

/* ---- sheets ------------------------------------------------------------------------------------------------ */

/* The sheet NAME of GROUP ("体系" or "体系 (2)"); NULL if there is none. */
const KkbSheet *kkb_import_sheet (KkbImportReader *reader, const KkbImportGroup *group, const char *name);
void kkb_import_read_plan (KkbImportReader *reader, KkbImportGroup *group);
void kkb_import_read_editions (KkbImportReader *reader, KkbImportGroup *group);
void kkb_import_read_tree (KkbImportReader *reader, KkbImportGroup *group);
void kkb_import_read_projects (KkbImportReader *reader, KkbImportGroup *group);
/* REPEATS: the rows with 再掲元 or 共有元, which must come after all others. */
void kkb_import_read_indicators (KkbImportReader *reader, KkbImportGroup *group, gboolean repeats);
void kkb_import_read_values (KkbImportReader *reader, KkbImportGroup *group);
void kkb_import_read_money (KkbImportReader *reader, KkbImportGroup *group);

void kkb_import_read_words (KkbImportReader *reader); /* and the other lists of the whole document */
void kkb_import_read_departments (KkbImportReader *reader);
void kkb_import_read_grants (KkbImportReader *reader);
void kkb_import_read_entries (KkbImportReader *reader, KkbImportGroup *group);
void kkb_import_read_statistics (KkbImportReader *reader, KkbImportGroup *group);
/* 項目, 文章, 予算科目, 人件費, 成果物, 内訳・比較: after all trees and indicators. */
void kkb_import_read_details (KkbImportReader *reader, KkbImportGroup *group);
typedef struct /* fields of the table of 指標 */
{
  int tags, formula, operands, decimals, month, units;
} KkbImportMoreFields;
void kkb_import_read_indicator_more (const KkbImportTable *table, KkbImportGroup *group, guint row,
                                     const KkbImportMoreFields *fields, KkbIndicator *indicator, guint *given);
void kkb_import_read_formulas (KkbImportReader *reader);

/* A word of a list, made where new. */
KkbWord *kkb_import_word (KkbImportReader *reader, KkbWordKind kind, const char *name);
KkbGrant *kkb_import_grant (KkbImportReader *reader, const char *name, const char *type);
/* The parts of TEXT between line breaks; where there are none, between commas. */
GStrv kkb_import_split_list (const char *text);
const KkbId *kkb_import_tags (KkbImportReader *reader, const char *text);
/* The nodes a cell names, of any plan of the workbook ("2:…"). */
const KkbId *kkb_import_items (const KkbImportTable *table, KkbImportGroup *group, guint row, int field);
/* Departments of TEXT, made where new. */
const KkbId *kkb_import_departments (KkbImportReader *reader, const char *text);
/* A new node at the end of PARENT's children (NULL: at the top). */
KkbNode *kkb_import_add_node (KkbImportReader *reader, KkbImportGroup *group, KkbNode *parent, guint level,
                              const char *printed, const char *code);
/* One node by reference; NULL (reported) where none or several fit. */
KkbNode *kkb_import_find_node (const KkbImportTable *table, KkbImportGroup *group, guint row, guint col,
                               const char *text, int level, gboolean only_projects);
/* A node for a title where there is no 体系 sheet: made under the plan when it is new. */
KkbNode *kkb_import_make_node (KkbImportReader *reader, KkbImportGroup *group, const char *text, guint level);

/* Values, with a note where a different one stood already. */
KkbGoal *kkb_import_find_goal (KkbImportReader *reader, const KkbPlan *plan, const KkbIndicator *indicator);
KkbGoal *kkb_import_goal (KkbImportReader *reader, KkbPlan *plan, KkbIndicator *indicator);
void kkb_import_set (const KkbImportTable *table, guint row, guint col, KkbValueList *list, const KkbValue *value);
void
kkb_import_set_baseline (const KkbImportTable *table, guint row, guint col, KkbValue *baseline, const KkbValue *value);
/* Mentions a year outside the plan's period, once a sheet and year. */
void kkb_import_check_year (const KkbImportTable *table, const KkbImportGroup *group, guint row, guint col, int fy);
/* Sets the state a word names on VALUE; a number keeps its number. */
void kkb_import_set_state (const KkbImportTable *table, guint row, int field, KkbValue *value);
/* Numerator and denominator from two columns. */
void kkb_import_set_parts (const KkbImportTable *table, guint row, int numerator, int denominator, KkbValue *value);
/* TRUE the first time FORMAT's text is asked for. */
gboolean kkb_import_say_once (KkbImportReader *reader, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A cell "はい", "1", "TRUE", "○". */
gboolean kkb_import_is_yes (const char *text);

G_END_DECLS
