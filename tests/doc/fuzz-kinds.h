/* fuzz-kinds.h - the random commands of fuzz-edits, and what is chosen at random. */
#pragma once
#include "edit-commands.h"

G_BEGIN_DECLS

typedef struct
{
  KkbDocument *doc;
  const KkbFacts *facts;
  char *clip, *foreign; /* what was copied last, and from another document */
  guint n_done, n_refused, n_empty, n_undone, n_redone;
} Fuzz;

typedef KkbCommand *(*Make) (Fuzz *fuzz, GError **error);

/* Below N, by the seed. */
guint fuzz_upto (guint n);
/* What to do next. */
Make fuzz_choose (const Fuzz *fuzz);

G_END_DECLS
