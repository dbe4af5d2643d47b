/* kkb-edits-restore.h - private to doc: what この値に戻す can bring back beside values and texts. */
#pragma once
#include "kkb-draft-private.h"
#include "kkb-quantity.h"

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
typedef struct /* a figure as the history tells it */
{
  KkbQuantity q;
  gboolean has_parts; /* 47.4（158/333）; they are not in Q */
  KkbDecimal numerator, denominator;
} KkbToldFigure;
/* Takes the parts out of TEXT, which is to be entered then; KNOWN_UNIT helps to read it. To be cleared even on error.
 */
gboolean kkb_told_figure_read (KkbToldFigure *told, GString *text, const char *known_unit, GError **error);
void kkb_told_figure_clear (KkbToldFigure *told);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkbToldFigure, kkb_told_figure_clear)
/* What was entered (THERE, of FACTS, or NULL) with the unit and the parts that were told, and no others. FALSE where it
 * is so already. */
gboolean kkb_told_figure_settle (const KkbToldFigure *told, KkbDraft *draft, const KkbValue *there,
                                 const KkbFacts *facts, KkbValue *out);
/* KKB_ERROR_NOT_FOUND: what it belonged to is gone. Always FALSE. */
gboolean kkb_restore_gone (GError **error);

G_END_DECLS
