/* kkb-tree-json.h - the members of a copied subtree, which writing and reading go by alike. */
#pragma once
#include "kkb-json.h"
#include "kkb-tree-edit-private.h"

G_BEGIN_DECLS

#define KKB_TREE_JSON_VERSION 1

typedef struct /* a text of a struct; lists end with key NULL */
{
  const char *key;
  gsize offset;
} KkbTextField;

typedef struct /* a guint8 of a struct and the highest it may be */
{
  const char *key;
  gsize offset;
  guint8 max;
} KkbByteField;

extern const KkbTextField kkb_json_node[], kkb_json_project[], kkb_json_indicator[], kkb_json_placement[],
    kkb_json_own[], kkb_json_money[], kkb_json_budget[], kkb_json_side[], kkb_json_value[];
extern const KkbByteField kkb_json_indicator_bytes[], kkb_json_more_bytes[];

G_END_DECLS
