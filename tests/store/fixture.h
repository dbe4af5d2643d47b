/* fixture.h - a private folder for each test, and the usual steps. */
#pragma once
#include "kkb-error.h"
#include "kkb-generate.h"
#include "kkb-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder, *path, *undo_path;
} Fixture;

void fixture_init (Fixture *self);
void fixture_clear (Fixture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)
/* A new document with FACTS in it, closed again. FACTS is released. */
void fixture_write (Fixture *self, KkbFacts *facts);
KkbStore *fixture_open (Fixture *self);
/* A file in the folder. */
char *fixture_file (Fixture *self, const char *name);
/* "" must succeed; the hash of all but history and meta. */
char *fixture_hash (KkbStore *store);
/* Actual of INDICATOR for FY becomes NUMBER, as one command. */
void fixture_set_actual (KkbStore *store, KkbId indicator, int fy, gint64 number, KkbChanges **changes);
/* A save copy at NAME. */
char *fixture_save (Fixture *self, KkbStore *store, const char *name);

G_END_DECLS
