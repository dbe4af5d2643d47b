/* kkb-workcopy.h - the private folder in which a document is edited, and what must be known of it after a crash.
 * Private to doc.
 *
 *   <user data>/keikakubo/work/<random>/  work.ini · document.keikaku · undo.db
 *
 * While it is made it is called "new-…", while a recovery claims it "claim-…": both with the pid, so that a third
 * program can tell. */
#pragma once
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  /* what the user's file was when it was last read or written by us; NULL: untitled, or no such file */
  char *target, *stamp, *digest, *save_uuid;
  gint64 saved_seq;   /* the history's last entry in it */
  char *owner_token;  /* of our owner file, NULL: none */
  char *title;        /* for the recovery list */
  gboolean ready;     /* the copy is whole */
  gboolean read_only; /* TARGET must not be saved over */
  /* a save under way: if TARGET has this save_uuid it got there */
  char *pending_target, *pending_uuid;
  gint64 pending_seq;
  /* whose it is */
  char *host;
  gint64 pid, start;
} KkbWorkCopy;

/* A new folder, with its work.ini. KKB_ERROR_IO. */
KkbWorkCopy *kkb_work_copy_new (GError **error);
/* The one in FOLDER; KKB_ERROR_NOT_FOUND if it is none. */
KkbWorkCopy *kkb_work_copy_read (const char *folder, GError **error);
void kkb_work_copy_free (KkbWorkCopy *copy); /* leaves the folder */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbWorkCopy, kkb_work_copy_free)

/* Writes work.ini; synced once it is ready. KKB_ERROR_IO. */
gboolean kkb_work_copy_write (KkbWorkCopy *copy, GError **error);
/* Deletes the folder. */
void kkb_work_copy_remove (KkbWorkCopy *copy);
/* Is the program it belongs to gone? FALSE for one of another PC. */
gboolean kkb_work_copy_is_orphan (const KkbWorkCopy *copy);
/* Makes COPY ours; KKB_ERROR_IN_USE if another program was faster. */
gboolean kkb_work_copy_claim (KkbWorkCopy *copy, GError **error);
/* The claim came to nothing: it can be listed again. */
void kkb_work_copy_abandon (KkbWorkCopy *copy);

/* Before the save may reach TARGET, and when it has. */
gboolean
kkb_work_copy_begin_save (KkbWorkCopy *copy, const char *target, const char *save_uuid, gint64 seq, GError **error);
/* STAMP, DIGEST: of the new file. */
gboolean kkb_work_copy_end_save (KkbWorkCopy *copy, const char *stamp, const char *digest, GError **error);
/* Forgets a save that failed. */
void kkb_work_copy_cancel_save (KkbWorkCopy *copy);

char *kkb_work_copy_document (const KkbWorkCopy *copy); /* paths; free with g_free() */
char *kkb_work_copy_undo (const KkbWorkCopy *copy);
char *kkb_work_copy_file (const KkbWorkCopy *copy, const char *name);
void kkb_work_copy_set (char **field, const char *value);
/* All work folders of this user, dead or alive; those that were never whole and whose program is gone are deleted on
 * the way. KkbWorkCopy, free with g_ptr_array_unref(). */
GPtrArray *kkb_work_copy_list (void);

G_END_DECLS
