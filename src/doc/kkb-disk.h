/* kkb-disk.h - whole files on the user's disk or share: identity, checked copies, errors in words. Private to doc. */
#pragma once
#include "kkb-error.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* What a target looks like without reading it: etag (time), size. NULL with no error: there is no such file (its folder
 * is there). KKB_ERROR_IO: not even the folder can be reached. Free with g_free(). */
char *kkb_disk_stamp (const char *path, GError **error);
/* Digest (kkb-digest.h) of the contents; KKB_ERROR_IO. Free with g_free(). */
char *kkb_disk_digest (const char *path, GCancellable *cancellable, GError **error);
/* Copies SOURCE to the new file PATH, syncs it, reads it back and compares; on failure PATH is gone again. *DIGEST (or
 * NULL): of the contents. KKB_ERROR_IO, or G_IO_ERROR_CANCELLED. */
gboolean kkb_disk_copy (const char *source, const char *path, char **digest, GCancellable *cancellable, GError **error);
/* Copies SOURCE to the new file PATH and no more: for a copy that is checked by what it holds. DIGEST may be NULL. */
gboolean kkb_disk_copy_unchecked (const char *source, const char *path, char **digest, GCancellable *cancellable,
                                  GError **error);
/* PATH as an absolute path with its symbolic links followed, also one at its end that leads nowhere yet: saving
 * replaces the file and not the link, and two who come by different folders meet at one owner file. */
char *kkb_disk_resolve (const char *path);
/* Removes files in FOLDER whose names start with PREFIX and end in SUFFIX. */
void kkb_disk_remove_matching (const char *folder, const char *prefix, const char *suffix);
/* Deletes FOLDER and the files in it. */
void kkb_disk_remove_folder (const char *folder);
/* A random name part of 16 characters. */
char *kkb_disk_random_name (void);
#define KKB_TEMPORARY_ROOM 23 /* of .~NAME.RANDOM.tmp, beside NAME */
/* Turns CAUSE (consumed) into KKB_ERROR_IO "MESSAGE (cause)"; a cancellation and what is KKB_ERROR already but IO stay
 * as they are. */
void kkb_disk_propagate (GError **error, GError *cause, const char *message);

G_END_DECLS
