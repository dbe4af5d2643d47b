/* kkb-backup.h - the versions before, in NAME.bak/ beside the document. Private to doc. */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder of the backups of PATH. Free with g_free(). */
char *kkb_backup_folder (const char *path);
/* Copies PATH as it stands into its backup folder, checked; then drops what is not among the last 10 nor the last of
 * its day. KKB_ERROR_IO: the copy could not be made. */
gboolean kkb_backup_keep (const char *path, GCancellable *cancellable, GError **error);
/* Drops from FOLDER what is too much. */
void kkb_backup_prune (const char *folder);

G_END_DECLS
