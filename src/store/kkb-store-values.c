/* kkb-store-values.c - reading cells. A cell that is not what its column promises marks the row as bad. */
#include "kkb-store-values.h"
#include <string.h>

static gboolean
is_null (const KkbReader *reader, int column)
{
  return sqlite3_value_type (kkb_read_cell (reader, column)) == SQLITE_NULL;
}

static const char *
text_of (const KkbReader *reader, int column)
{
  return (const char *)sqlite3_value_text (kkb_read_cell (reader, column));
}

KkbId
kkb_read_id_or_null (KkbReader *reader, int column)
{
  return is_null (reader, column) ? 0 : kkb_read_id (reader, column);
}

/* STRICT does not check the encoding, and a NUL inside would cut the text silently. */
const char *
kkb_read_text (KkbReader *reader, int column)
{
  sqlite3_value *cell = kkb_read_cell (reader, column);
  const char *text = (const char *)sqlite3_value_text (cell); /* before its length: it may be made only now */

  text = text == NULL ? "" : kkb_facts_string_checked (reader->facts, text, (gsize)sqlite3_value_bytes (cell));
  if (text != NULL)
    return text;
  kkb_read_spoilt (reader, column);
  return "";
}

/* Most values have a few digits and perhaps a point among them: read them here and leave the rest to the parser. */
static gboolean
parse_decimal (const char *text, KkbDecimal *out)
{
  const char *point = NULL, *p = text;
  gint64 coef = 0;

  for (; p - text < KKB_DECIMAL_MAX_DIGITS; p++)
    if (*p >= '0' && *p <= '9')
      coef = coef * 10 + (*p - '0');
    else if (*p == '.' && point == NULL && p > text)
      point = p + 1;
    else
      break;
  if (*p != '\0' || p == text || p == point)
    return kkb_decimal_parse (text, out);
  *out = (KkbDecimal){ coef, point != NULL ? (guint8)(p - point) : 0 };
  return TRUE;
}

KkbDecimal
kkb_read_decimal (KkbReader *reader, int column)
{
  const char *text = text_of (reader, column);
  KkbDecimal out = { 0, 0 };

  if (text == NULL || !parse_decimal (text, &out))
    kkb_read_spoilt (reader, column);
  return out;
}

gboolean
kkb_read_decimal_or_null (KkbReader *reader, int column, KkbDecimal *out)
{
  if (is_null (reader, column))
    return FALSE;
  *out = kkb_read_decimal (reader, column);
  return TRUE;
}

int
kkb_read_word (KkbReader *reader, int column)
{
  const char *text = text_of (reader, column);
  int value = text == NULL ? 0 : kkb_word_find (reader->info->columns[column].words, text);

  if (value >= 0)
    return value;
  kkb_read_spoilt (reader, column);
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

static void
read_number (KkbReader *reader, int column, KkbValue *value)
{
  KkbDecimal d = kkb_read_decimal (reader, column);

  value->coef = d.coef;
  value->scale = d.scale;
}

void
kkb_read_plain_value (KkbReader *reader, int column, int fy, int revision, KkbValue *value)
{
  *value = (KkbValue){ .fy = (gint16)fy, .kind = KKB_VALUE_NUMBER, .state = KKB_STATE_FINAL };
  if (!is_null (reader, column + KKB_STATE_AT))
    value->state = (guint8)kkb_read_word (reader, column + KKB_STATE_AT);
  read_number (reader, column + KKB_VALUE_AT, value);
  if (revision > 0)
    kkb_facts_value_more (reader->facts, value)->revision = (guint16)revision;
}

void
kkb_read_value (KkbReader *reader, int column, int fy, int revision, KkbValue *value)
{
  int last = column + (revision < 0 ? KKB_EXPECTED_AT : KKB_REASON_AT);
  gboolean has_more = revision > 0;

  if (is_null (reader, column + KKB_KIND_AT))
    {
      kkb_read_plain_value (reader, column, fy, revision, value);
      return;
    }
  *value = (KkbValue){ .fy = (gint16)fy, .state = KKB_STATE_FINAL };
  value->kind = (guint8)kkb_read_word (reader, column + KKB_KIND_AT);
  if (!is_null (reader, column + KKB_STATE_AT))
    value->state = (guint8)kkb_read_word (reader, column + KKB_STATE_AT);
  if (value->kind == KKB_VALUE_NUMBER || value->kind == KKB_VALUE_RANGE)
    read_number (reader, column + KKB_VALUE_AT, value);
  for (int i = column + KKB_HIGH_AT; i <= last && !has_more; i++)
    has_more = !is_null (reader, i);
  if (has_more)
    read_more (reader, column, revision, value);
}
