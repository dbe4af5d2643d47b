/* kkb-document-private.h - what the files of the document share. */
#pragma once
#include "kkb-document.h"
#include "kkb-error.h"
#include "kkb-owner-file.h"
#include "kkb-workcopy.h"

G_BEGIN_DECLS

/* What opening makes, in whatever thread, before there is a document. */
typedef struct
{
  KkbWorkCopy *copy;
  KkbStore *store;
  KkbFacts *facts;
  char *read_only_reason; /* NULL: it can be saved */
  gboolean dirty;
  KkbReview *review;      /* of the facts as they were read, or NULL: not made yet */
} KkbOpened;

typedef struct _KkbCheck KkbCheck;

void kkb_opened_free (KkbOpened *opened); /* gives up the owner file and the work folder */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbOpened, kkb_opened_free)
/* Opens the document that stands in the folder of opened->copy and loads it. NEW_LINEAGE: with a new uuid. */
gboolean kkb_opened_load (KkbOpened *opened, KkbStoreFlags flags, gboolean new_lineage, GCancellable *cancellable,
                          GError **error);
/* Consumes OPENED; only on the thread that the document will belong to. */
KkbDocument *kkb_document_take (KkbOpened *opened);

/* Stands for the latest history entry, 0 for none; *WHEN (or NULL): its time. -1 on error. Two of them are of the same
 * entry if all but their lowest KKB_HISTORY_SHIFT bits are equal. */
#define KKB_HISTORY_SHIFT 32
gint64 kkb_history_last (KkbStore *store, char **when, GError **error);
/* "計画.keikaku" -> "計画". Free with g_free(). */
char *kkb_title_of_path (const char *path);
/* Owner file of COPY->target into COPY->owner_token; who had it before is noted in the history of STORE. */
gboolean kkb_take_target (KkbWorkCopy *copy, gboolean take_over, KkbOwner **before, GError **error);
gboolean kkb_note_owner (KkbStore *store, const KkbOwner *before, GError **error);
void kkb_release_target (KkbWorkCopy *copy);

/* What the user saw of it last; read from the store only while nobody else borrows it. */
typedef struct
{
  gboolean can_undo, can_redo;
  char *undo_label, *redo_label;
} KkbUndoState;

struct _KkbDocument
{
  GObject parent_instance;

  /* the file and its working copy; NULL after close */
  KkbWorkCopy *copy;
  KkbStore *store;
  char *read_only_reason;

  /* what is shown */
  KkbFacts *facts;
  KkbReview *review;
  int view_fy;
  KkbRules view_rules;
  gboolean has_view_rules;
  KkbUndoState undo;
  gboolean dirty;
  gboolean unattended;
  KkbId begun; /* what the last command made that waits for its name; 0: nothing, or something was done since */

  /* work under way */
  KkbCheck *check; /* NULL once the file is known to be sound */
  gboolean busy;
  gboolean close_when_idle;
};

enum
{
  PROP_PATH = 1,
  PROP_TITLE,
  PROP_DIRTY,
  PROP_READ_ONLY,
  PROP_BUSY,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_CHECKED,
  N_DOCUMENT_PROPS
};

void kkb_document_notify (KkbDocument *doc, guint prop);
void kkb_document_emit_changed (KkbDocument *doc, const KkbChanges *changes);
void kkb_document_emit_review_changed (KkbDocument *doc);
void kkb_document_set_dirty (KkbDocument *doc, gboolean dirty);
void kkb_document_set_busy (KkbDocument *doc, gboolean busy);
/* Reads the undo labels again and notifies what differs. */
void kkb_document_sync_undo (KkbDocument *doc);
/* The check of a document that is shown already (kkb-document-check.c). */
void kkb_document_begin_unchecked (KkbDocument *doc);
void kkb_document_end_check (KkbDocument *doc); /* gives it up */
/* FALSE with KKB_ERROR_IN_USE while a worker has the store, or KKB_ERROR_USAGE after close. Ends
 * the check of the file first: whatever writes, saves or reads the store for others asks this. */
gboolean kkb_document_check_idle (KkbDocument *doc, GError **error);

G_END_DECLS
