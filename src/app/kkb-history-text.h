/* kkb-history-text.h - how an entry of the history is shown. */
#pragma once
#include "kkb-document.h"

G_BEGIN_DECLS

/* R8.11.22 14:05 or 2026-11-22 14:05, from ISO 8601. Free with g_free(). */
char *kkb_history_when (const char *iso, const KkbFormat *format);
/* Figures with their thousands separated, as in the table; all else as it was noted; ― for nothing. Free with g_free(). */
char *kkb_history_value (const KkbHistoryEntry *entry, const char *text, const KkbFormat *format);

G_END_DECLS
