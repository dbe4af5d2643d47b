/* kkb-owner-file.h - "~$NAME.lock" beside the document says who has it open. Never broken by the clock: only by the
 * owner, by a program on the owner's PC when the owner's program is gone, or by a person who takes over. Private to
 * doc. */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *who, *host, *since, *token; /* "" where the file does not tell */
  gint64 pid, start;
} KkbOwner;
void kkb_owner_free (KkbOwner *owner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbOwner, kkb_owner_free)

/* The path of the owner file of the document PATH. Free with g_free(). */
char *kkb_owner_file_path (const char *path);
/* Who has PATH open; NULL: nobody. */
KkbOwner *kkb_owner_read (const char *path);
/* Is the owner's program on this PC and gone? */
gboolean kkb_owner_is_gone (const KkbOwner *owner);
/* Takes PATH. TAKE_OVER: also from somebody who is there. *TOKEN is what kkb_owner_release() wants. *BEFORE (or NULL):
 * from whom it was taken, NULL if it was free. KKB_ERROR_IN_USE names who has it; KKB_ERROR_IO: no file can be made
 * there. */
gboolean kkb_owner_take (const char *path, gboolean take_over, char **token, KkbOwner **before, GError **error);
gboolean kkb_owner_is_ours (const char *path, const char *token);
/* Deletes the owner file, but only while it holds TOKEN. */
void kkb_owner_release (const char *path, const char *token);
/* KKB_ERROR_IN_USE in words. */
void kkb_owner_set_error (GError **error, const KkbOwner *owner);

G_END_DECLS
