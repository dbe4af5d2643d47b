/* kkb-store-private.h - what the files of this folder share. sqlite3.h stays behind it. */
#pragma once
#define SQLITE_ENABLE_SESSION        1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>
#include "kkb-error.h"
#include "kkb-store.h"

G_BEGIN_DECLS

#define KKB_STORE_APPLICATION_ID 0x4B4B4231 /* "KKB1" */
#define KKB_STORE_VFS            "keikakubo"
#define KKB_STORE_CACHE          "PRAGMA cache_size = -16000;" /* KiB */

struct _KkbStore
{
  char *path;
  gboolean read_only;
  gboolean unchecked; /* shown before the full check has ended */
  guint steps_left;   /* in thousands: what reading an unchecked file may take */

  sqlite3 *db;
  GHashTable *statements; /* SQL text by address -> sqlite3_stmt */

  gboolean knows_rows;       /* kkb_row() is known to SQLite */
  gpointer loader;           /* the KkbLoader that gets its rows, or NULL */

  KkbStore *undo;            /* side database, or NULL */
  gboolean undo_unsettled;   /* its last step did not happen and could not be taken back yet */
  char *join_label;          /* the next step is one with the last, called so; NULL: it is one of its own */
  gboolean sealed;           /* the meta hashes still describe the contents */
  gboolean in_run;           /* a transaction of kkb_store_run() is open */
  gboolean meta_changed;     /* by kkb_store_set_meta() inside a run */
  gint64 next_position[3];   /* of departments, grants, indicators within a run; 0 = not known yet */
  GCancellable *cancellable; /* of a long check, looked at by the progress handler */
};

/* ---- tables ---- */

typedef enum
{
  KKB_COLUMN_ID, /* an entity, > 0 */
  KKB_COLUMN_ID_OR_NULL,
  KKB_COLUMN_ID_OR_ZERO,
  KKB_COLUMN_NUMBER, /* 0 .. 2^31 - 1 */
  KKB_COLUMN_NUMBER_OR_NULL,
  KKB_COLUMN_POSITION, /* any 32-bit integer */
  KKB_COLUMN_YEAR,     /* 0 .. 9999 */
  KKB_COLUMN_FLAG,     /* 0, 1 */
  KKB_COLUMN_TEXT,
  KKB_COLUMN_TEXT_OR_NULL,
  KKB_COLUMN_DECIMAL,
  KKB_COLUMN_DECIMAL_OR_NULL,
  KKB_COLUMN_WORD,
  KKB_COLUMN_WORD_OR_NULL,
  KKB_COLUMN_ROWS, /* of a statistic */
  KKB_COLUMN_COLUMNS,
  KKB_COLUMN_PICTURE /* a blob: PNG or JPEG */
} KkbColumnType;

typedef const char *(*KkbWordFunc) (int value); /* NULL past the last one */

typedef struct
{
  const char *name;
  KkbColumnType type;
  KkbWordFunc words;
} KkbColumn;

typedef struct
{
  const char *name;
  KkbStoreTable table;
  int since; /* the schema version that brought it */
  const KkbColumn *columns;
  int n_columns;
  int n_keys;          /* the first columns are the primary key */
  int entity;          /* column of the entity a change is told by; for values the indicator */
  int plan, fy;        /* columns, -1 if none */
  int label;           /* column that names the row to people, -1 if none */
  int value;           /* first of the value columns, -1 if none */
  gboolean tracked;    /* by undo and content hash: all but history and meta */
  const char *parents; /* "column:table …": what its ids refer to, for salvage and the check of an undo */
} KkbTableInfo;

extern const KkbTableInfo kkb_tables[];
extern const guint kkb_n_tables;
#define KKB_N_VALUE_COLUMNS 12 /* value … expected */
enum
{
  KKB_VALUE_AT,
  KKB_STATE_AT,
  KKB_KIND_AT,
  KKB_HIGH_AT,
  KKB_BOUND_AT,
  KKB_TEXT_AT,
  KKB_UNIT_AT,
  KKB_NUMERATOR_AT,
  KKB_DENOMINATOR_AT,
  KKB_AS_OF_AT,
  KKB_NOTE_AT,
  KKB_EXPECTED_AT,
  KKB_REVISED_ON_AT,
  KKB_REASON_AT
};
#define KKB_VALUE_COLUMNS "value, state, kind, high, bound, text, unit, numerator, denominator, as_of, note, expected"

const KkbTableInfo *kkb_store_table_find (const char *name);
/* How many columns, from the first, the table has in schema VERSION; 0: it is not there. */
int kkb_store_table_columns (const KkbTableInfo *info, int version);
int kkb_store_table_column (const KkbTableInfo *info, const char *name); /* -1 if there is none */

const char *kkb_word_state (int value);
const char *kkb_word_kind (int value);
const char *kkb_word_bound (int value);
const char *kkb_word_direction (int value);
const char *kkb_word_series (int value);
const char *kkb_word_role (int value);
const char *kkb_word_period (int value);
const char *kkb_word_money (int value);
const char *kkb_word_link (int value);
const char *kkb_word_method (int value);
const char *kkb_word_yardstick (int value);
const char *kkb_word_rounding (int value);
const char *kkb_word_percent (int value);
const char *kkb_word_condition (int value);
const char *kkb_word_formula (int value);
const char *kkb_word_list (int value);
const char *kkb_word_entry (int value);
const char *kkb_word_side (int value);
/* The value whose word is TEXT, -1 if there is none. */
int kkb_word_find (KkbWordFunc words, const char *text);

/* ---- errors ---- */

/* Sets *ERROR from the state of DB: what happened, what it means, what to do. Always FALSE. */
gboolean kkb_store_fail (sqlite3 *db, GError **error);
gboolean kkb_store_fail_code (int code, GError **error);
/* "damaged" with the table and the key. Always FALSE. */
gboolean kkb_store_fail_damaged (GError **error, const char *table, const char *key, const char *column);

/* ---- connection ---- */

void kkb_store_vfs_register (void);
gboolean kkb_store_check_header (const guint8 *bytes, gsize size, goffset file_size, GError **error);
/* Turns off everything a document does not need. */
gboolean kkb_store_harden (sqlite3 *db, GError **error);
gboolean kkb_store_exec (sqlite3 *db, const char *sql, GError **error);
/* A cheap integer/text query; text is NULL if there is no row. */
gboolean kkb_store_query_int (sqlite3 *db, const char *sql, gint64 *value, GError **error);
char *kkb_store_query_text (sqlite3 *db, const char *sql);
/* A second connection to a plain file of ours (a copy being finished). */
KkbStore *kkb_store_wrap (sqlite3 *db, const char *path);

/* ---- schema ---- */
gboolean kkb_schema_build (sqlite3 *db, int version, GError **error); /* from empty */
gboolean kkb_schema_migrate (sqlite3 *db, int from, GError **error);  /* to the newest */
gboolean kkb_schema_check (sqlite3 *db, int version, GError **error); /* fingerprint */
const char *kkb_schema_digest (int version);                          /* what a file of VERSION must have */
char *kkb_schema_find_digest (sqlite3 *db, GError **error);           /* what DB has; to be freed */

/* ---- checks ---- */
gboolean kkb_store_check_all (KkbStore *store, int version, GError **error); /* schema VERSION */
gboolean kkb_store_check_integrity (KkbStore *store, GError **error);
gboolean kkb_store_check_contents (KkbStore *store, int version, GError **error); /* all but that */
/* Hashes of the tracked tables and of the history, checking every value on the way. VERSION: only what was there in
 * that schema, which gives the hash a file of that version was sealed with. */
gboolean kkb_store_hash (KkbStore *store, int version, char **content, char **history, GError **error);
/* Does the file begin like a picture that can be kept? */
gboolean kkb_store_is_picture (gconstpointer data, gsize size, gboolean *is_jpeg);
/* Is the row of STMT (all columns, in order) valid? *COLUMN is the offending one. */
gboolean kkb_store_table_check_row (const KkbTableInfo *info, sqlite3_stmt *stmt, int *column);
char *kkb_store_table_row_key (const KkbTableInfo *info, sqlite3_stmt *stmt);

/* ---- changesets ---- */
typedef struct
{
  int size;
  void *data; /* sqlite3_free */
} KkbChangeset;

/* Writes the history rows of CHANGESET, which was applied just now, and fills CHANGES. */
gboolean kkb_history_record (KkbStore *store, const KkbChangeset *changeset, const char *action, const char *label,
                             const char *who, KkbChanges *changes, GError **error);
/* What a row of TABLE is called by people: "実績". */
const char *kkb_history_kind_word (const char *table);
gboolean kkb_history_note (KkbStore *store, const char *label, const char *who, const char *what, GError **error);
gboolean kkb_changeset_check_keys (KkbStore *store, const KkbChangeset *changeset, GError **error);
/* Commits with a new state id; removes the seal. */
char *kkb_store_new_state (void);
gboolean kkb_store_commit (KkbStore *store, const char *state, GError **error);
gboolean kkb_store_mark_state (KkbStore *store, const char *state, GError **error);

/* ---- undo side database ---- */
gboolean kkb_undo_open (KkbStore *store, const char *path, GError **error);
void kkb_undo_close (KkbStore *store);
gboolean
kkb_undo_push (KkbStore *store, const char *label, const KkbChangeset *changeset, const char *state, gint64 *step,
               GError **error);
void kkb_undo_take_back (KkbStore *store); /* what was noted last did not happen */

G_END_DECLS
