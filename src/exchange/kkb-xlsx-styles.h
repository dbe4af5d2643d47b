/* kkb-xlsx-styles.h - the number formats of a workbook's cell styles. Private to exchange. */
#pragma once
#include "kkb-xlsx-number.h"
#include "kkb-xlsx-parts.h"

G_BEGIN_DECLS

/* The number format of each cell style (cellXfs), in order. */
GArray *kkb_xlsx_read_styles (KkbPackage *package, const char *part, GError **error); /* KkbNumberFormat */

G_END_DECLS
