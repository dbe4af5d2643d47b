/* kkb-xlsx.h - reads an Excel workbook (xlsx) somebody else wrote: what stands in its cells, nothing of the plan's
 * meaning. Hostile and damaged files are refused with a message before they cost more than 2 seconds or 100 MiB. The
 * limits are those of architecture.md, "Facts about the other libraries".
 *
 * What a cell reads as:
 * - text: from <t> outside <rPh> (no furigana), rich text joined;
 * - a number: the shortest decimal that round-trips the stored binary number, in plain notation, with the trailing
 *   zeros its number format shows (55 with 0.0 -> "55.0"); a percentage as shown (0.474 with 0.0% -> "47.4%");
 * - a date: ISO text with as much as the format shows ("2021-08-31", "2021-08", "2021", "2021-08-31 09:30", "09:30");
 * - a formula: its cached value; one without is a cell with a problem. */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KkbWorkbook KkbWorkbook;
typedef struct _KkbSheet KkbSheet;

typedef enum
{
  KKB_CELL_EMPTY,
  KKB_CELL_TEXT,
  KKB_CELL_NUMBER, /* text: ASCII digits, point, sign; "%" at the end for a percentage */
  KKB_CELL_DATE,   /* text: ISO */
  KKB_CELL_BOOL,   /* text: TRUE / FALSE */
  KKB_CELL_ERROR   /* text: #REF! and the like */
} KkbCellKind;

typedef enum
{
  KKB_CELL_FINE,
  KKB_CELL_NO_CACHED_VALUE, /* a formula whose result the file does not hold */
  KKB_CELL_ERROR_VALUE,     /* #REF!, #N/A … */
  KKB_CELL_UNREADABLE       /* what the file holds is no number, date or text of its own list */
} KkbCellProblem;

typedef struct
{
  const char *text; /* never NULL; owned by the workbook */
  guint32 row;      /* from 0 */
  guint16 col;      /* from 0 */
  guint8 kind;      /* KkbCellKind */
  guint8 problem;   /* KkbCellProblem */
} KkbCell;

/* Reads the workbook at PATH (GLib file name encoding). Blocks: call it in a worker. NULL with KKB_ERROR_NOT_FOUND,
 * KKB_ERROR_INPUT (not a workbook, truncated, password-protected), KKB_ERROR_HOSTILE (a limit was passed, a DOCTYPE),
 * KKB_ERROR_IO or G_IO_ERROR_CANCELLED; the message names the file and the reason. */
KkbWorkbook *kkb_workbook_read (const char *path, GCancellable *cancellable, GError **error);
void kkb_workbook_free (KkbWorkbook *workbook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbWorkbook, kkb_workbook_free)

/* The sheets in the order of the tabs; chart sheets are left out. */
guint kkb_workbook_n_sheets (KkbWorkbook *workbook);
const KkbSheet *kkb_workbook_sheet (KkbWorkbook *workbook, guint index);
/* The sheet of this exact name, or NULL. */
const KkbSheet *kkb_workbook_find_sheet (KkbWorkbook *workbook, const char *name);

const char *kkb_sheet_name (const KkbSheet *sheet);
gboolean kkb_sheet_is_hidden (const KkbSheet *sheet);
/* Rows and columns up to the last cell that holds something or is part of a merged range beside it. */
guint kkb_sheet_n_rows (const KkbSheet *sheet);
guint kkb_sheet_n_cols (const KkbSheet *sheet);
/* The cell at ROW, COL (from 0); an empty cell where there is none. Never NULL. */
const KkbCell *kkb_sheet_cell (const KkbSheet *sheet, guint row, guint col);
/* The same, but inside a merged range the cell that holds its value. */
const KkbCell *kkb_sheet_cell_merged (const KkbSheet *sheet, guint row, guint col);

/* The first row from ROW on that holds anything itself; G_MAXUINT if there is none. A sheet may have one cell in its
 * millionth row: walk it by this, never by n_rows. */
guint kkb_sheet_next_used_row (const KkbSheet *sheet, guint row);

/* "B5" for row 4, column 1. Free with g_free(). */
char *kkb_cell_name (guint row, guint col);

G_END_DECLS
