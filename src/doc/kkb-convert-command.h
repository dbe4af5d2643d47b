/* kkb-convert-command.h - the conversions of kkb-convert.h as one command each. */
#pragma once
#include "kkb-convert.h"
#include "kkb-document.h"

G_BEGIN_DECLS

/* Does what CONVERSION (made from the document's facts as they are now) shows: one step. NULL with KKB_ERROR_INPUT
 * where it is not possible. */
KkbCommand *kkb_command_convert (KkbDocument *doc, const KkbConversion *conversion, GError **error);

G_END_DECLS
