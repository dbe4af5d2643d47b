/* kkb-store-values.c - reading cells. A cell that is not what its column promises marks the row as bad. */
#include "kkb-store-values.h"
#include <string.h>

static void
spoil (KkbReader *reader, int column)
{
  if (reader->bad < 0)
    reader->bad = column;
}

gint64
kkb_read_int (KkbReader *reader, int column, gint64 low, gint64 high)
{
  gint64 value = sqlite3_column_int64 (reader->stmt, column);

  if (value >= low && value <= high)
    return value;
  spoil (reader, column);
  return low;
}

KkbId
kkb_read_id (KkbReader *reader, int column)
{
  return kkb_read_int (reader, column, 1, G_MAXINT64);
}

KkbId
kkb_read_id_or_null (KkbReader *reader, int column)
{
  return sqlite3_column_type (reader->stmt, column) == SQLITE_NULL ? 0 : kkb_read_id (reader, column);
}

int
kkb_read_year (KkbReader *reader, int column)
{
  return (int)kkb_read_int (reader, column, KKB_FY_NONE, 9999);
}

gboolean
kkb_read_flag (KkbReader *reader, int column)
{
  return (gboolean)kkb_read_int (reader, column, 0, 1);
}

/* STRICT does not check the encoding, and a NUL inside would cut the text silently. */
static const char *
plain_text (KkbReader *reader, int column)
{
  gsize n = (gsize)sqlite3_column_bytes (reader->stmt, column);
  const char *text;

  if (n == 0)
    return "";
  text = (const char *)sqlite3_column_text (reader->stmt, column);
  if (text != NULL && strlen (text) == n && g_utf8_validate (text, (gssize)n, NULL))
    return text;
  spoil (reader, column);
  return "";
}

const char *
kkb_read_text (KkbReader *reader, int column)
{
  return kkb_facts_string (reader->facts, plain_text (reader, column));
}

/* Most values have a few digits: read them here and leave the rest to the parser. */
static gboolean
parse_decimal (const char *text, KkbDecimal *out)
{
  gint64 coef = 0;
  guint n = 0;

  while (text[n] >= '0' && text[n] <= '9' && n < 18)
    coef = coef * 10 + (text[n++] - '0');
  if (text[n] != '\0' || n == 0)
    return kkb_decimal_parse (text, out);
  *out = (KkbDecimal){ coef, 0 };
  return TRUE;
}

KkbDecimal
kkb_read_decimal (KkbReader *reader, int column)
{
  const char *text = (const char *)sqlite3_column_text (reader->stmt, column);
  KkbDecimal out = { 0, 0 };

  if (text == NULL || !parse_decimal (text, &out))
    spoil (reader, column);
  return out;
}

gboolean
kkb_read_decimal_or_null (KkbReader *reader, int column, KkbDecimal *out)
{
  if (sqlite3_column_type (reader->stmt, column) == SQLITE_NULL)
    return FALSE;
  *out = kkb_read_decimal (reader, column);
  return TRUE;
}

int
kkb_read_word (KkbReader *reader, int column)
{
  const char *text = (const char *)sqlite3_column_text (reader->stmt, column);
  int value = text == NULL ? 0 : kkb_word_find (reader->info->columns[column].words, text);

  if (value >= 0)
    return value;
  spoil (reader, column);
  return 0;
}

static void
read_more (KkbReader *reader, int column, int revision, KkbValue *value)
{
  KkbValueMore *more = kkb_facts_value_more (reader->facts, value);

  more->bound = (guint8)kkb_read_word (reader, column + KKB_BOUND_AT);
  more->text = kkb_read_text (reader, column + KKB_TEXT_AT);
  more->unit = kkb_read_text (reader, column + KKB_UNIT_AT);
  more->as_of = kkb_read_text (reader, column + KKB_AS_OF_AT);
  more->note = kkb_read_text (reader, column + KKB_NOTE_AT);
  more->expected = kkb_read_text (reader, column + KKB_EXPECTED_AT);
  kkb_read_decimal_or_null (reader, column + KKB_HIGH_AT, &more->high);
  more->has_parts = kkb_read_decimal_or_null (reader, column + KKB_NUMERATOR_AT, &more->numerator)
                    && kkb_read_decimal_or_null (reader, column + KKB_DENOMINATOR_AT, &more->denominator);
  if (revision < 0)
    return;
  more->revision = (guint16)revision;
  more->revised_on = kkb_read_text (reader, column + KKB_REVISED_ON_AT);
  more->reason = kkb_read_text (reader, column + KKB_REASON_AT);
}

void
kkb_read_value (KkbReader *reader, int column, int fy, int revision, KkbValue *value)
{
  gboolean has_state = sqlite3_column_type (reader->stmt, column + KKB_STATE_AT) != SQLITE_NULL;
  gboolean has_kind = sqlite3_column_type (reader->stmt, column + KKB_KIND_AT) != SQLITE_NULL;
  int last = column + (revision < 0 ? KKB_EXPECTED_AT : KKB_REASON_AT);
  gboolean has_more = revision > 0;

  memset (value, 0, sizeof *value);
  value->fy = (gint16)fy;
  value->kind = has_kind ? (guint8)kkb_read_word (reader, column + KKB_KIND_AT) : KKB_VALUE_NUMBER;
  value->state = has_state ? (guint8)kkb_read_word (reader, column + KKB_STATE_AT) : KKB_STATE_FINAL;
  if (value->kind == KKB_VALUE_NUMBER || value->kind == KKB_VALUE_RANGE)
    {
      KkbDecimal d = kkb_read_decimal (reader, column + KKB_VALUE_AT);

      value->coef = d.coef;
      value->scale = d.scale;
    }
  /* No kind promises a plain number without extras; not asking for each of them is a fifth of the loading time. */
  for (int i = column + KKB_HIGH_AT; i <= last && !has_more && has_kind; i++)
    has_more = sqlite3_column_type (reader->stmt, i) != SQLITE_NULL;
  if (has_more)
    read_more (reader, column, revision, value);
}
