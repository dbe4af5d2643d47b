/* kkb-store-salvage.h - the two halves of salvaging: getting at the pages, and getting at the rows. */
#pragma once
#include "kkb-statement.h"

G_BEGIN_DECLS

typedef struct
{
  sqlite3 *damaged; /* in memory: the file itself is never touched */
  int version;      /* of its schema */
  KkbStore *out;    /* in a transaction, foreign keys off */
  GPtrArray *report;
  GCancellable *cancellable;
  gsize max_rows; /* a hostile page tree may lead to the same page again and again */
  gsize n_rows;   /* taken over */
} KkbSalvage;

/* How much of INFO, as schema VERSION has it, can be read at all. *TROUBLE grows with what is not as it should be. */
gsize kkb_salvage_count (sqlite3 *damaged, int version, const KkbTableInfo *info, gsize *trouble);
/* Takes over what can be read of a table. FALSE only if writing fails. */
gboolean kkb_salvage_table (KkbSalvage *self, const KkbTableInfo *info, GError **error);
/* Makes the references whole again: placeholders for lost plans and indicators, so that their figures stay; what hangs
 * on nothing else is dropped and counted. */
gboolean kkb_salvage_mend (KkbSalvage *self, GError **error);
void kkb_salvage_say (KkbSalvage *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
