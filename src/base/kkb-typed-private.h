/* kkb-typed-private.h - private to base: figures and expressions as they are typed. */
#pragma once
#include "kkb-typed.h"

G_BEGIN_DECLS

typedef enum /* what an operator without an equals sign before it may be taken for */
{
  KKB_EXPRESSION_NONE,  /* a figure alone, or nothing that can be computed */
  KKB_EXPRESSION_DASH,  /* only - : 1-2 may be anything */
  KKB_EXPRESSION_SLASH, /* / : 3/31 may be a date, 158/333 the parts of a ratio */
  KKB_EXPRESSION_SURE   /* + or *, or it begins with = */
} KkbExpressionKind;

/* Reads a figure without a sign at P; behind it, or NULL where there is none. */
const char *kkb_typed_number (const char *p, KkbDecimal *out);
/* Reads the expression that TEXT (valid UTF-8) begins with. KIND and REST are set in any case; KIND is NONE where it
 * could not be read to the end of an operation, unless it begins with =. */
gboolean
kkb_expression_read (const char *text, KkbExpressionKind *kind, KkbDecimal *out, const char **rest, GError **error);

G_END_DECLS
