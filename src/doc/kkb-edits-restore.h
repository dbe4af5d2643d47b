/* kkb-edits-restore.h - private to doc: what この値に戻す can bring back beside values and texts. */
#pragma once
#include "kkb-draft-private.h"

G_BEGIN_DECLS

/* A word, year, number or text of one row: direction, first year, amount … */
gboolean kkb_restores_field (const KkbHistoryEntry *entry);
gboolean kkb_restore_field (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error);
/* An entry of a list that came or went: department, tag, grant, reference. */
gboolean kkb_restores_list (const KkbHistoryEntry *entry);
gboolean kkb_restore_list (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error);
/* A figure of a breakdown or comparison, a cell of a statistic. */
gboolean kkb_restores_beside (const KkbHistoryEntry *entry);
gboolean kkb_restore_beside (KkbDraft *draft, const KkbHistoryEntry *entry, GError **error);
/* 47.4（158/333）: takes the parts out of TEXT. FALSE if there are none. */
gboolean kkb_restore_take_parts (GString *text, KkbDecimal *numerator, KkbDecimal *denominator);
/* KKB_ERROR_NOT_FOUND: what it belonged to is gone. Always FALSE. */
gboolean kkb_restore_gone (GError **error);

G_END_DECLS
