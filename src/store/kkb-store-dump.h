/* kkb-store-dump.h - what the two files that dump share. */
#pragma once
#include "kkb-store-private.h"

G_BEGIN_DECLS

typedef struct
{
  KkbStore *store;
  KkbFacts *facts;
  GString *out;
  GHashTable *numbers; /* KkbIndicator* -> its number in tree order */
  GPtrArray *indicators;
} KkbDumper;

void kkb_dump_begin (KkbDumper *dumper, const char *what);
void kkb_dump_field (KkbDumper *dumper, const char *text); /* a TAB or line break inside is escaped */
void kkb_dump_number (KkbDumper *dumper, gint64 value);
void kkb_dump_decimal (KkbDumper *dumper, gboolean given, KkbDecimal d);
void kkb_dump_end (KkbDumper *dumper);
void kkb_dump_value (KkbDumper *dumper, const char *what, const KkbValue *v);
guint kkb_dump_indicator_number (KkbDumper *dumper, const KkbIndicator *indicator);

void kkb_dump_words (KkbDumper *dumper);
void kkb_dump_plan_more (KkbDumper *dumper, const KkbPlan *plan); /* texts, entries, statistics */
gboolean kkb_dump_node_more (KkbDumper *dumper, const KkbNode *node, GError **error);
void kkb_dump_project_more (KkbDumper *dumper, const KkbProject *project);
void kkb_dump_indicator_more (KkbDumper *dumper, const KkbIndicator *indicator);

G_END_DECLS
