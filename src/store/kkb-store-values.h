/* kkb-store-values.h - reading rows into facts, checking each cell on the way. */
#pragma once
#include "kkb-statement.h"

G_BEGIN_DECLS

typedef struct
{
  KkbStore *store;
  KkbFacts *facts;
  sqlite3_stmt *stmt;
  int n_cells;
  sqlite3_value **cells;    /* of the row given to a function of ours; NULL: the cells are those of STMT's row */
  const KkbTableInfo *info; /* the table being read; its cells come in the order of its columns */
  int bad;                  /* the first column that is not valid, or -1 */
} KkbReader;

/* The cell, to be read at once. The connection has no mutex, so that what SQLite calls an unprotected value may be
 * read. */
static inline sqlite3_value *
kkb_read_cell (const KkbReader *reader, int column)
{
  return reader->cells != NULL ? reader->cells[column] : sqlite3_column_value (reader->stmt, column);
}

static inline void
kkb_read_spoilt (KkbReader *reader, int column)
{
  if (reader->bad < 0)
    reader->bad = column;
}

/* What is read of every row is read in place. LOW where it is not within its bounds. */
static inline gint64
kkb_read_int (KkbReader *reader, int column, gint64 low, gint64 high)
{
  gint64 value = sqlite3_value_int64 (kkb_read_cell (reader, column));

  if (G_LIKELY (value >= low && value <= high))
    return value;
  kkb_read_spoilt (reader, column);
  return low;
}

static inline KkbId
kkb_read_id (KkbReader *reader, int column)
{
  return kkb_read_int (reader, column, 1, G_MAXINT64);
}

static inline int
kkb_read_year (KkbReader *reader, int column)
{
  return (int)kkb_read_int (reader, column, KKB_FY_NONE, 9999);
}

static inline gboolean
kkb_read_flag (KkbReader *reader, int column)
{
  return (gboolean)kkb_read_int (reader, column, 0, 1);
}

KkbId kkb_read_id_or_null (KkbReader *reader, int column); /* 0 for NULL */
const char *kkb_read_text (KkbReader *reader, int column); /* owned by the facts; "" for NULL */
KkbDecimal kkb_read_decimal (KkbReader *reader, int column);
gboolean kkb_read_decimal_or_null (KkbReader *reader, int column, KkbDecimal *out);
int kkb_read_word (KkbReader *reader, int column); /* the first word for NULL */
/* The value whose first column is COLUMN; with REVISION (else -1) and its date and reason behind it. */
void kkb_read_value (KkbReader *reader, int column, int fy, int revision, KkbValue *value);
/* The same of a row without a kind, which promises a number without extras: asks for its value and state only. */
void kkb_read_plain_value (KkbReader *reader, int column, int fy, int revision, KkbValue *value);

G_END_DECLS
