/* edit-commands.h - every command that is made by way of a draft, on a document that holds something of every kind. */
#pragma once
#include "doc-fixture.h"
#include "kkb-edits.h"
#include "kkb-tree-edit.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  KkbCommand *(*make) (KkbDocument *doc, GError **error);
} EditCommand;

extern const EditCommand edit_commands[];
extern const guint n_edit_commands;

/* The small plan and a second one, with words, grants, issues, a statistic, a breakdown, a picture. */
KkbDocument *edit_document (void);
/* A picture of SIZE bytes, as far as its first bytes tell. */
GBytes *edit_picture (gsize size);
KkbId edit_word (KkbDocument *doc, KkbWordKind kind, const char *name);
KkbId edit_department (KkbDocument *doc, const char *name);
KkbId edit_grant (KkbDocument *doc, const char *name);
KkbId edit_plan (KkbDocument *doc, const char *title);
KkbId edit_node (KkbDocument *doc, const char *title);
/* Runs COMMAND, which must be there and change something. */
void edit_run (KkbDocument *doc, KkbCommand *command, GError *error);

G_END_DECLS
