/* kkb-store.h - one SQLite file with one document's facts. Knows SQL; knows nothing of windows, reports or of where the user keeps
 * the file (that is kkb-document). All writing goes through kkb_store_run(): one transaction, one changeset, one history entry. */
#pragma once
#include "kkb-facts.h"
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KkbStore KkbStore;

#define KKB_STORE_SCHEMA_VERSION 2

typedef enum
{
  KKB_STORE_READ_ONLY = 1 << 0, /* look only: no migration, no undo database */
  KKB_STORE_NO_CHECK = 1 << 1,  /* skip the full integrity check (a working copy of ours that was checked before) */
  KKB_STORE_CHECK_LATER = 1 << 2 /* to look at it at once: kkb_store_check_file() must say that it is sound before anything is written */
} KkbStoreFlags;

/* Creates PATH (must not exist) with the newest schema, a new lineage uuid and no plan. */
KkbStore *kkb_store_create (const char *path, GError **error);
/* Opens a local file, hardened (architecture.md, "Hostile or damaged files"): header bytes first, then DEFENSIVE etc., schema
 * fingerprint, full integrity_check, foreign_key_check, text encoding, content hash. Migrates older schemas (never with READ_ONLY; then an
 * older file is read through a migrated in-memory or temporary copy). Errors: DAMAGED, HOSTILE, NEWER, INPUT (not one of ours), IO.
 * UNDO_PATH (or NULL: no undo): the local side database with the changesets, created when missing. */
KkbStore *kkb_store_open (const char *path, const char *undo_path, KkbStoreFlags flags, GCancellable *cancellable, GError **error);
/* Opened with KKB_STORE_CHECK_LATER and not checked yet (an older file always is: it was migrated). */
gboolean kkb_store_is_unchecked (KkbStore *store);
/* The full check of kkb_store_open() on a file of ours that stands still: its store, which may be open meanwhile, only reads. May be called in any thread. */
gboolean kkb_store_check_file (const char *path, GCancellable *cancellable, GError **error);
void kkb_store_set_checked (KkbStore *store);
void kkb_store_close (KkbStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbStore, kkb_store_close)

/* The whole document into memory. */
KkbFacts *kkb_store_load (KkbStore *store, GError **error);

/* Meta: "uuid" (lineage), "save_uuid" (changes with each save), "created", "program" … Not tracked by undo. */
char *kkb_store_get_meta (KkbStore *store, const char *key);
gboolean kkb_store_set_meta (KkbStore *store, const char *key, const char *value, GError **error);

/* ---- changing ---- */

typedef enum
{
  KKB_TABLE_PLAN, KKB_TABLE_LINK, KKB_TABLE_NODE, KKB_TABLE_PROJECT, KKB_TABLE_MONEY, KKB_TABLE_INDICATOR, KKB_TABLE_PLACEMENT,
  KKB_TABLE_GOAL, KKB_TABLE_BASELINE, KKB_TABLE_TARGET, KKB_TABLE_ACTUAL, KKB_TABLE_DEPARTMENT, KKB_TABLE_GRANT, KKB_TABLE_EDITION,
  KKB_TABLE_WORD, KKB_TABLE_ENTRY, KKB_TABLE_STATISTIC, KKB_TABLE_SIDE_SERIES, KKB_TABLE_PICTURE,
  KKB_TABLE_OTHER /* link tables and the like */
} KkbStoreTable;

typedef struct /* one changed row, by key */
{
  KkbStoreTable table;
  KkbId id;        /* the entity; for values the indicator */
  KkbId plan;      /* of BASELINE/TARGET/GOAL */
  int fy;          /* of TARGET/ACTUAL */
  gboolean reference; /* of ACTUAL: role 参考 */
  char op;         /* 'i' inserted, 'u' updated, 'd' deleted */
} KkbChange;

typedef struct
{
  GArray *rows;          /* KkbChange */
  gboolean only_values;  /* nothing but BASELINE/TARGET/ACTUAL rows changed: kkb_store_refresh_values() suffices */
  char *label;           /* what was done, undone or redone */
  gint64 step;           /* its number: a document has that many steps after it, one less if it was undone */
  gboolean undone, redone; /* neither: by a command */
  gboolean goes_on;      /* undone or redone: the next one in the same direction is one with it and is to follow */
} KkbChanges;
void kkb_changes_free (KkbChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbChanges, kkb_changes_free)

typedef gboolean (*KkbStoreFunc) (KkbStore *store, gpointer data, GError **error);

/* Runs FUNC in one transaction (BEGIN IMMEDIATE … COMMIT), records its changeset in the undo database and its history (who, when,
 * what, old -> new) in the document, checks foreign keys. On any error everything is as before. *CHANGES (or NULL) gets what
 * changed; an empty set means nothing changed: then nothing is recorded. Clears the redo side. WHO: user name for the history. */
gboolean kkb_store_run (KkbStore *store, const char *label, const char *who, KkbStoreFunc func, gpointer data, KkbChanges **changes, GError **error);
/* The next kkb_store_run() makes one step with the last one, called LABEL; what could be redone must be gone (it goes). */
void kkb_store_join_next (KkbStore *store, const char *label);
gboolean kkb_store_can_undo (KkbStore *store);
gboolean kkb_store_can_redo (KkbStore *store);
char *kkb_store_undo_label (KkbStore *store); /* NULL if none; free with g_free() */
char *kkb_store_redo_label (KkbStore *store);
gboolean kkb_store_undo (KkbStore *store, const char *who, KkbChanges **changes, GError **error);
gboolean kkb_store_redo (KkbStore *store, const char *who, KkbChanges **changes, GError **error);
/* Labels that can be undone, the latest first. */
GStrv kkb_store_undo_labels (KkbStore *store, guint max);
GStrv kkb_store_redo_labels (KkbStore *store, guint max); /* the next one first */

/* Writers, for use inside kkb_store_run() only. put = insert or update by key; a row that is equal already changes nothing. Lists inside a
 * struct are written as a whole; NULL is an empty one, also for `more`. */
gboolean kkb_store_put_plan (KkbStore *store, const KkbPlan *plan, gint32 position, GError **error); /* with levels, departments and texts, not links/editions */
gboolean kkb_store_put_link (KkbStore *store, const KkbPlanLink *link, gint32 position, GError **error);
gboolean kkb_store_put_edition (KkbStore *store, const KkbEdition *edition, gint32 position, GError **error);
gboolean kkb_store_put_node (KkbStore *store, const KkbNode *node, GError **error); /* with `more` and the project but its money */
gboolean kkb_store_put_money (KkbStore *store, const KkbMoney *money, gint32 position, GError **error);
gboolean kkb_store_put_department (KkbStore *store, const KkbDepartment *department, GError **error); /* with its former names */
gboolean kkb_store_put_grant (KkbStore *store, const KkbGrant *grant, GError **error);
gboolean kkb_store_put_indicator (KkbStore *store, const KkbIndicator *indicator, GError **error); /* with departments and `more`, not values */
gboolean kkb_store_put_placement (KkbStore *store, const KkbFacts *facts, const KkbPlacement *placement, GError **error);
gboolean kkb_store_put_goal (KkbStore *store, const KkbFacts *facts, const KkbGoal *goal, GError **error); /* with baseline and all targets */
gboolean kkb_store_put_baseline (KkbStore *store, const KkbFacts *facts, KkbId plan, KkbId indicator, const KkbValue *value, GError **error);
gboolean kkb_store_put_target (KkbStore *store, const KkbFacts *facts, KkbId plan, KkbId indicator, const KkbValue *value, GError **error);
gboolean kkb_store_put_actual (KkbStore *store, const KkbFacts *facts, KkbId indicator, gboolean reference, const KkbValue *value, GError **error);
gboolean kkb_store_put_word (KkbStore *store, const KkbWord *word, gint32 position, GError **error);
gboolean kkb_store_put_entry (KkbStore *store, const KkbEntry *entry, gint32 position, GError **error); /* with its nodes */
gboolean kkb_store_put_statistic (KkbStore *store, const KkbStatistic *statistic, gint32 position, GError **error); /* with its cells; KKB_ERROR_INPUT if too large */
#define KKB_STATISTIC_MAX_ROWS    1000
#define KKB_STATISTIC_MAX_COLUMNS 100
#define KKB_STATISTIC_MAX_CELLS   1000000 /* of all in one document */
gboolean kkb_store_put_side_series (KkbStore *store, const KkbSideSeries *series, gint32 position, GError **error); /* not its values */
gboolean kkb_store_put_side_value (KkbStore *store, const KkbFacts *facts, KkbId series, const KkbValue *value, GError **error);
gboolean kkb_store_delete_side_value (KkbStore *store, KkbId series, int fy, GError **error);
/* DATA NULL: the picture that is there stays. At most KKB_PICTURE_MAX bytes of PNG or JPEG (told by its first bytes), else KKB_ERROR_INPUT. */
gboolean kkb_store_put_picture (KkbStore *store, const KkbPicture *picture, GBytes *data, gint32 position, GError **error);
GBytes *kkb_store_picture_data (KkbStore *store, KkbId picture, GError **error);
#define KKB_PICTURE_MAX (2 * 1024 * 1024)
/* Where an entity stands among its siblings: departments, grants, words, plans, entries, statistics, pictures, links, editions, money, indicators,
 * nodes, placements. */
gboolean kkb_store_set_position (KkbStore *store, KkbStoreTable table, KkbId id, gint32 position, GError **error);
/* Deletes by entity, with what hangs on it and what only names it: a word's texts and tags, references to a node, a node of an issue. An
 * indicator computed from a deleted one goes on as a plain one where its formula makes no sense any more. Also deletes single values (a revision falls back to the one before only when REVISION >= 0 is given;
 * -1 removes all revisions of that year). */
gboolean kkb_store_delete (KkbStore *store, KkbStoreTable table, KkbId id, GError **error);
gboolean kkb_store_delete_baseline (KkbStore *store, KkbId plan, KkbId indicator, int revision, GError **error);
gboolean kkb_store_delete_target (KkbStore *store, KkbId plan, KkbId indicator, int fy, int revision, GError **error);
gboolean kkb_store_delete_actual (KkbStore *store, KkbId indicator, gboolean reference, int fy, GError **error);

/* Brings FACTS (of which the caller holds the only reference) up to date with the value rows in CHANGES (only_values must hold). */
gboolean kkb_store_refresh_values (KkbStore *store, KkbFacts *facts, const KkbChanges *changes, GError **error);

/* All revisions of targets and baseline of (plan, indicator), oldest first, with revision/revised_on/reason in `more` (allocated in FACTS). */
typedef struct { gboolean is_baseline; KkbValue value; } KkbRevision;
GArray *kkb_store_revisions (KkbStore *store, KkbFacts *facts, KkbId plan, KkbId indicator, GError **error);

/* ---- history ---- */
typedef struct
{
  gint64 seq;
  char *when, *who;     /* ISO 8601 local time with offset */
  char *label;          /* the command, undo or redo */
  char *what;           /* "実績 令和3年度 従業者数" … in words of the current language */
  char *aspect;         /* the same without the name of the thing: "実績 令和3年度" */
  char *old_value, *new_value; /* as text, "" for none */
  gboolean is_figure;   /* an actual, target or baseline: its values are figures as typed */
  KkbId entity;         /* indicator/node/plan */
  char *kind, *field;   /* table and column (of a text: its name; "reference": a reference value), "" for none: for kkb_command_restore() */
  char op;              /* 'i', 'u', 'd', 'n' */
  KkbId plan;
  int fy;
} KkbHistoryEntry;
/* What TEXT, an old or new value of the column FIELD of rows of KIND, stands for in the facts (KkbDirection …); -1 where
 * that column holds no words, or not this one. */
int kkb_history_word_value (const char *kind, const char *field, const char *text);
void kkb_history_entry_free (KkbHistoryEntry *entry);
/* The number of the latest command, 0 for none; *WHEN (or NULL): its time, to be freed. -1 on error. Does not read the whole history. */
gint64 kkb_store_history_last (KkbStore *store, char **when, GError **error);
/* Newest first; ENTITY 0 = all; MAX 0 = all. */
GPtrArray *kkb_store_history (KkbStore *store, KkbId entity, guint max, GError **error);
/* Adds an entry that stands for no changed row (a take-over, a recovery), in a transaction of its own; not an undo step. */
gboolean kkb_store_add_note (KkbStore *store, const char *label, const char *who, const char *what, GError **error);

/* ---- files ---- */
/* VACUUM INTO PATH (must not exist), fsync, then integrity_check + foreign_key_check of the copy. Sets a new save_uuid in the copy and, when
 * that is on its final place, the caller calls kkb_store_set_meta() for the original. */
gboolean kkb_store_copy_to (KkbStore *store, const char *path, const char *save_uuid, GCancellable *cancellable, GError **error);
/* A hash over the contents of all tables but history and meta (table by table, by key): equal documents have equal hashes. 32 hex digits (kkb-digest.h). */
char *kkb_store_content_hash (KkbStore *store, GError **error);
/* The same, blind to random keys (ids replaced by their order in the document), for export -> import comparisons. */
char *kkb_store_content_dump (KkbStore *store, GError **error);
/* Reads what can still be read of a damaged PATH into the new file OUT_PATH; REPORT gets sentences (char *) on what was lost per table. */
gboolean kkb_store_salvage (const char *path, const char *out_path, GPtrArray *report, GCancellable *cancellable, GError **error);
/* The save_uuid of a file without opening it as a document (quick, hardened); NULL if unreadable. */
char *kkb_store_peek_save_uuid (const char *path);
/* For benchmarks and tests: syncs asked of the VFS and rows stepped so far. */
guint64 kkb_store_count_syncs (void);

G_END_DECLS
