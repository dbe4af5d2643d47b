/* kkb-store-loader.h - what the files that load share. */
#pragma once
#include "kkb-store-values.h"

G_BEGIN_DECLS

typedef struct _KkbLoader KkbLoader;
/* Reads the current row. FALSE if it refers to something that is not there. */
typedef gboolean (*KkbRowFunc) (KkbLoader *loader);

struct _KkbLoader
{
  KkbReader reader;        /* first: reader functions take it */
  KkbRowFunc func;         /* of the table being walked */
  GError *error;           /* of the row that ended the walk */
  GArray *listed;          /* of the list being read */
  GArray *ranked;          /* what is to be put into the document's order */
  GPtrArray *indicators;   /* in the order of their ids, as they were read; NULL outside a full load */
  guint next;              /* of the indicators or goals: those behind it own what is read next */
  KkbIndicator *indicator; /* whose actuals are being read */
  KkbGoal *goal;           /* whose targets are being read */
  KkbValueList *list;      /* gets VALUES once they are complete */
  KkbValue *values;
  guint n_values, values_room;
  gsize n_cells; /* of all statistics so far */
};

void kkb_loader_init (KkbLoader *self, KkbStore *store, KkbFacts *facts);
void kkb_loader_clear (KkbLoader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkbLoader, kkb_loader_clear)

/* Goes through TABLE by SQL, which selects all its columns in order. */
gboolean kkb_loader_each_row (KkbLoader *self, const char *table, const char *sql, KkbRowFunc func, GError **error);
/* The same by "SELECT kkb_row (column, ...) FROM table", which gives the rows to FUNC without stepping. They come as
 * they lie there, in the order of the primary key; no ORDER BY could change that. */
gboolean kkb_loader_walk (KkbLoader *self, const char *table, const char *sql, KkbRowFunc func, GError **error);
/* Begins reading rows of TABLE by SQL, which selects all its columns in order. */
gboolean kkb_loader_start (KkbLoader *self, KkbStatement *select, const char *table, const char *sql, GError **error);
/* The row just read is not valid, or refers to something that is not there. Always FALSE. */
gboolean kkb_loader_fail (KkbLoader *self, GError **error);
/* The indicator of ID: those were read in the same order, so it lies ahead of *NEXT. NULL if there is none. */
KkbIndicator *kkb_loader_indicator_ahead (KkbLoader *self, guint *next, KkbId id);

/* What few entities have; after all entities. */
gboolean kkb_loader_read_more (KkbLoader *self, GError **error);
gboolean kkb_loader_read_values (KkbLoader *self, GError **error); /* baselines, targets, actuals */

G_END_DECLS
