/* kkb-entry-model.h - the entry grid (入力): the placements below the selected node, and for every year of a chosen
 * range its target, actual, state, parts and note, to be keyed in.
 *
 *   document "changed", only values -> cell-changed of the cells that changed, nothing is built anew
 *   anything else, filter, years    -> rows and columns are built anew -> KkbGrid
 *
 * Rows do not come and go while a person keys in: a filter is applied when it is set and by refilter(). What cannot be
 * read is kept here (never in the document) until it is mended or given up. */
#pragma once
#include "kkb-document.h"
#include "kkb-filter.h"
#include "kkb-grid-model.h"
#include "kkb-lamps.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_INPUT_NUMBER,
  KKB_INPUT_NAME,
  KKB_INPUT_UNIT,
  KKB_INPUT_BASELINE,
  KKB_INPUT_AS_OF,
  /* of a year; in this order */
  KKB_INPUT_TARGET,
  KKB_INPUT_ACTUAL,
  KKB_INPUT_STATE, /* this and the ones below belong to the actual */
  KKB_INPUT_NUMERATOR,
  KKB_INPUT_DENOMINATOR,
  KKB_INPUT_NOTE,
  KKB_N_INPUT_KINDS
} KkbInputKind;
#define KKB_INPUT_BIT(kind) (1u << (kind))
#define KKB_INPUT_DEFAULT                                                                                              \
  (KKB_INPUT_BIT (KKB_INPUT_TARGET) | KKB_INPUT_BIT (KKB_INPUT_ACTUAL) | KKB_INPUT_BIT (KKB_INPUT_STATE))

typedef enum
{
  KKB_ENTRY_SHOW_ALL,
  KKB_ENTRY_SHOW_NOT_ENTERED, /* a year of the range that is over has no actual yet */
  KKB_ENTRY_SHOW_PUBLISHED    /* its statistic was published within the last months, but is not entered */
} KkbEntryShow;

/* Signals: pending-changed (): other cells are kept unread;
 *          kept (uint kept, uint all, string problem): KEPT of ALL cells just typed or pasted could not be read, the
 *          first because of PROBLEM. */
#define KKB_TYPE_ENTRY_MODEL (kkb_entry_model_get_type ())
G_DECLARE_FINAL_TYPE (KkbEntryModel, kkb_entry_model, KKB, ENTRY_MODEL, GObject)

KkbEntryModel *kkb_entry_model_new (KkbDocument *doc, const KkbFormat *format);
/* Everything below NODE of PLAN (0: all of the plan; PLAN 0: all plans). */
void kkb_entry_model_set_scope (KkbEntryModel *self, KkbId plan, KkbId node);
void kkb_entry_model_set_search (KkbEntryModel *self, const char *needle_key); /* kkb_text_key(); "" = all */
void kkb_entry_model_set_format (KkbEntryModel *self, const KkbFormat *format);
/* FILTER is copied. */
void kkb_entry_model_set_filter (KkbEntryModel *self, const KkbFilter *filter);
/* MONTHS: of SHOW_PUBLISHED. */
void kkb_entry_model_set_show (KkbEntryModel *self, KkbEntryShow show, guint months);
KkbEntryShow kkb_entry_model_show (KkbEntryModel *self);
/* Applies the filter again to what is there now. */
void kkb_entry_model_refilter (KkbEntryModel *self);
gboolean kkb_entry_model_is_filtered (KkbEntryModel *self);
/* Bits of the kinds of a year that have a column. */
void kkb_entry_model_set_kinds (KkbEntryModel *self, guint kinds);
guint kkb_entry_model_kinds (KkbEntryModel *self);
/* The years that have columns. FROM 0: those of the plans shown, and what is entered after them. */
void kkb_entry_model_set_years (KkbEntryModel *self, int from, int to);
gboolean kkb_entry_model_years_chosen (KkbEntryModel *self);
void kkb_entry_model_years (KkbEntryModel *self, int *from, int *to);
/* The years there is reason to choose from. */
void kkb_entry_model_year_limits (KkbEntryModel *self, int *first, int *last);

guint kkb_entry_model_n_placements (KkbEntryModel *self);                     /* rows that are no headings */
KkbId kkb_entry_model_placement (KkbEntryModel *self, guint row);             /* 0: a heading */
gint64 kkb_entry_model_find_placement (KkbEntryModel *self, KkbId placement); /* row, or -1 */
KkbInputKind kkb_entry_model_column_kind (KkbEntryModel *self, guint column, int *fy);
/* FY is ignored for what is of no year; -1: it has no column. */
int kkb_entry_model_find_column (KkbEntryModel *self, KkbInputKind kind, int fy);

/* How many cells are kept because they could not be read, also those that are not shown. */
guint kkb_entry_model_n_pending (KkbEntryModel *self);
/* The next of them behind (ROW, COLUMN), from the last on to the first; where it is not shown, filter, kinds and years
 * are widened. FALSE: there is none. */
gboolean kkb_entry_model_next_pending (KkbEntryModel *self, guint *row, guint *column);
/* They go and come with undo and redo of the step of the document they came with. What changed only them is a step of
 * its own while nothing was done after it: its label (NULL: there is none), and taking it back or bringing it again. */
const char *kkb_entry_model_step_label (KkbEntryModel *self, gboolean redo);
gboolean kkb_entry_model_step (KkbEntryModel *self, gboolean redo);

/* What to see beside the cell while TYPED is keyed in (NULL: as it stands); NULL where the cell is of no figure. */
KkbWatch *kkb_entry_model_watch (KkbEntryModel *self, guint row, guint column, const char *typed);
/* Why nothing can be typed into the cell; NULL: something can. Free with g_free(). */
char *kkb_entry_model_why_not (KkbEntryModel *self, guint row, guint column);
/* The cell's answer to Ctrl+Enter: the sentence of its rating and all that is noted. Free with g_free(). */
char *kkb_entry_model_answer (KkbEntryModel *self, guint row, guint column);

G_END_DECLS
