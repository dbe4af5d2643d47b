/* kkb-entry-private.h - shared by kkb-entry-model.c (rows), kkb-entry-columns.c (years and columns), kkb-entry-cells.c
 * (what a cell says), kkb-entry-apply.c (what is typed), kkb-entry-pending.c (what could not be read) and kkb-entry-marks.c (undo
 * of that). */
#pragma once
#include "kkb-draft.h"
#include "kkb-entry-model.h"

G_BEGIN_DECLS

typedef struct
{
  KkbInputKind kind;
  int fy; /* of the kinds of a year */
  char *key, *title, *group;
  int width, decimals;
  KkbGridAlign align;
} KkbInputColumn;

typedef struct
{
  gint64 id;                     /* placement; of a section the node or plan */
  const KkbPlacement *placement; /* NULL: a section */
  const char *section;
  guint level;
  int next_same; /* the next row of the same indicator, -1: none */
} KkbInputRow;

typedef struct /* the key of a cell first: it is what the hash looks at */
{
  KkbId placement;
  KkbInputKind kind;
  int fy;
  char *text, *problem;
} KkbPendingCell;

typedef struct _KkbEntryMarks KkbEntryMarks; /* how one change changed what is kept unread */

struct _KkbEntryModel
{
  GObject parent;
  KkbDocument *doc;
  gulong changed;
  KkbFormat format;
  /* what is shown */
  KkbId plan, node;
  KkbFilter *filter;
  char *needle;
  KkbEntryShow show;
  guint months;
  guint kinds;
  int chosen_from, chosen_to; /* 0: not chosen */
  /* rebuilt */
  int from, to;
  GPtrArray *columns; /* KkbInputColumn */
  GArray *rows;       /* KkbInputRow */
  GHashTable *index;  /* id -> row + 1 */
  GHashTable *same;   /* id of an indicator -> its first row + 1 */
  GHashTable *passed; /* ids that passed the filter when it was applied */
  GStringChunk *texts;
  /* kept */
  GHashTable *pending; /* set of KkbPendingCell, owns them */
  GPtrArray *marks;    /* KkbEntryMarks: what can be undone, and from marks_done on what can be redone */
  guint marks_done;
  gint64 position;     /* how many steps the document has; -1: not known yet */
  char *cell_text;     /* of the last cell asked for */
};

KkbInputRow *kkb_entry_row (KkbEntryModel *self, guint row);
KkbInputColumn *kkb_entry_column (KkbEntryModel *self, guint column);
gboolean kkb_input_is_of_year (KkbInputKind kind);
/* Of a set of KkbPendingCell. */
GHashTable *kkb_entry_pending_new (void);
void kkb_entry_pending_free (gpointer cell);
/* NULL: the cell is not kept unread. */
KkbPendingCell *kkb_entry_pending (KkbEntryModel *self, KkbId placement, KkbInputKind kind, int fy);
void kkb_entry_announce_cell (KkbEntryModel *self, KkbId placement, KkbInputKind kind, int fy);
void kkb_entry_emit_kept (KkbEntryModel *self, guint kept, guint all, const char *problem);
void kkb_entry_emit_pending (KkbEntryModel *self);

/* kkb-entry-marks.c */
void kkb_entry_marks_init (KkbEntryModel *self);
KkbEntryMarks *kkb_entry_marks_new (void);
void kkb_entry_marks_free (KkbEntryMarks *marks);
void kkb_entry_marks_take (KkbEntryMarks *marks, const KkbPendingCell *cell); /* it was kept, and is no more */
void kkb_entry_marks_put (KkbEntryMarks *marks, const KkbPendingCell *cell);  /* it is kept now */
/* Consumes MARKS. ALONE: the document was left as it was; it is a step of its own then, called LABEL. */
void kkb_entry_marks_record (KkbEntryModel *self, KkbEntryMarks *marks, gboolean alone, const char *label);
void kkb_entry_marks_document_changed (KkbEntryModel *self, const KkbChanges *changes);

/* kkb-entry-columns.c */
int kkb_entry_year_now (void);
void kkb_entry_choose_years (KkbEntryModel *self);
void kkb_entry_build_columns (KkbEntryModel *self);
void kkb_entry_column_free (gpointer column);
/* The widest figures decide; a column never gets narrower while it stands. TRUE: it became wider. */
gboolean kkb_entry_fit_column (KkbEntryModel *self, KkbInputColumn *column, const KkbPlacement *p);

/* kkb-entry-cells.c */
/* The value a cell is of, NULL: none. *REFERENCE (or NULL): it is a 参考値, shown where there is no actual. */
const KkbValue *kkb_entry_value (const KkbPlacement *placement, KkbInputKind kind, int fy, gboolean *reference);
void kkb_entry_get_cell (KkbGridModel *model, guint row, guint column, KkbGridCell *out);
char *kkb_entry_get_edit_text (KkbGridModel *model, guint row, guint column);
char *kkb_entry_get_tooltip (KkbGridModel *model, guint row, guint column);
char **kkb_entry_get_choices (KkbGridModel *model, guint row, guint column);
char *kkb_entry_get_today (KkbGridModel *model, guint row, guint column);
/* Decimals and half-width characters that VALUE takes in a column. */
void kkb_entry_measure (const KkbValue *value, int *decimals, int *chars);

/* kkb-entry-apply.c */
gboolean kkb_entry_commit (KkbGridModel *model, guint row, guint column, const char *text, GError **error);
gboolean kkb_entry_change (KkbGridModel *model, const KkbGridChange *changes, guint n_changes, KkbGridChangeKind kind,
                           GError **error);
char *kkb_entry_get_problem (KkbGridModel *model, guint row, guint column);
void kkb_entry_discard (KkbGridModel *model, guint row, guint column);

G_END_DECLS
