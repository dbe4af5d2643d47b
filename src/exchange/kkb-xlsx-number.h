/* kkb-xlsx-number.h - what a stored number reads as under its number format. Private to exchange. */
#pragma once
#include "kkb-xlsx.h"

G_BEGIN_DECLS

typedef enum
{
  KKB_SHOWN_GENERAL,
  KKB_SHOWN_NUMBER,
  KKB_SHOWN_PERCENT,
  KKB_SHOWN_DATE
} KkbShown;

typedef enum
{
  KKB_SHOWS_YEAR = 1,
  KKB_SHOWS_MONTH = 2,
  KKB_SHOWS_DAY = 4,
  KKB_SHOWS_TIME = 8,
  KKB_SHOWS_SECOND = 16,
  KKB_SHOWS_ELAPSED = 32 /* [h]:mm */
} KkbShows;

typedef struct
{
  guint8 shown;    /* KkbShown */
  guint8 decimals; /* digits always shown after the point */
  guint8 shows;    /* of a date: KkbShows */
} KkbFormatSection;

typedef struct
{
  KkbFormatSection sections[3]; /* positive, negative, zero */
} KkbNumberFormat;

/* Reads a format code such as "#,##0.0;[Red]-0.0" or "[$-411]ggge\"年\"m\"月\"". */
void kkb_number_format_parse (const char *code, KkbNumberFormat *format);
/* A built-in format, as Excel in Japanese shows it (27-36 and 50-58 are dates there). */
void kkb_number_format_builtin (guint id, KkbNumberFormat *format);

/* Writes what RAW (the number as the file holds it) reads as into OUT (replaced). FALSE if it is no number or lies
 * outside what can be shown; then OUT is RAW. */
gboolean
kkb_number_read (const char *raw, const KkbNumberFormat *format, gboolean date1904, GString *out, KkbCellKind *kind);

G_END_DECLS
