/* kkb-error.h - the one error domain of the engine. Codes are named after what the user can do about them. */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KKB_ERROR_INPUT,     /* what was given cannot be read: mend the file, the cell or the word */
  KKB_ERROR_USAGE,     /* the call itself is wrong (unknown option, unknown rule name) */
  KKB_ERROR_NOT_FOUND, /* no such file, plan, node or indicator */
  KKB_ERROR_AMBIGUOUS, /* several match: name it by its ID */
  KKB_ERROR_EXISTS,    /* the target exists and is not overwritten */
  KKB_ERROR_IN_USE,    /* somebody else has the document open: wait, open a copy, or take over */
  KKB_ERROR_CHANGED,   /* the target changed since it was read: save under another name */
  KKB_ERROR_DAMAGED,   /* the file is damaged: salvage it into a new one */
  KKB_ERROR_NEWER,     /* written by a newer version of the program: update the program */
  KKB_ERROR_HOSTILE,   /* the file is not what it claims to be, or goes past a safety limit: refused */
  KKB_ERROR_IO,        /* the disk or the share failed or is full: nothing is lost, save elsewhere */
  KKB_ERROR_INTERNAL   /* a bug of ours; the old state stands */
} KkbErrorCode;

#define KKB_ERROR (kkb_error_quark ())
GQuark kkb_error_quark (void);

G_END_DECLS
