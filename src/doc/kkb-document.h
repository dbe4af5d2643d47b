/* kkb-document.h - the open document: a private working copy of the user's file, its facts in memory, commands with
 * undo, and the save protocol. architecture.md, "One direction". Belongs to one thread, but for the *_async functions,
 * which borrow the store in a worker while the document is "busy" (commands are then refused with KKB_ERROR_IN_USE). */
#pragma once
#include "kkb-review.h"
#include "kkb-store.h"

G_BEGIN_DECLS

#define KKB_TYPE_DOCUMENT (kkb_document_get_type ())
G_DECLARE_FINAL_TYPE (KkbDocument, kkb_document, KKB, DOCUMENT, GObject)

typedef enum
{
  KKB_OPEN_NORMAL, /* takes the owner file; KKB_ERROR_IN_USE (with who, host, since when in the message) if another has
                      it */
  KKB_OPEN_READ_ONLY, /* looks, cannot save over it */
  KKB_OPEN_COPY,      /* an untitled document with these contents and the same lineage */
  KKB_OPEN_TEMPLATE,  /* an untitled document with a new lineage: a bundled sample, 新しい計画として複製 */
  KKB_OPEN_TAKE_OVER  /* takes the owner file from who has it; recorded in the history */
} KkbOpenMode;

/* A new, empty, untitled document. */
KkbDocument *kkb_document_new (GError **error);
KkbDocument *kkb_document_open (const char *path, KkbOpenMode mode, GCancellable *cancellable, GError **error);
void kkb_document_open_async (const char *path, KkbOpenMode mode, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
KkbDocument *kkb_document_open_finish (GAsyncResult *result, GError **error);
/* Who has PATH open, on which PC, since when ("2026-11-22 14:05"), for KKB_ERROR_IN_USE in other words. FALSE: the owner
 * file does not tell. Free with g_free(). */
gboolean kkb_document_read_owner (const char *path, char **who, char **host, char **since);

/* A document opened in a worker may come before its file was checked in full, to be looked at. Until then property
 * "checked" is FALSE. kkb_document_check_async() checks in a worker; the finish fails with KKB_ERROR_DAMAGED … as
 * opening does, and the caller closes the document: nothing was written. A command or a save waits for the outcome
 * (kkb_document_settle() does so by itself) and is refused for the same reason. kkb_document_open() always checks. */
gboolean kkb_document_checked (KkbDocument *doc);
gboolean kkb_document_settle (KkbDocument *doc, GError **error);
void kkb_document_check_async (KkbDocument *doc, GAsyncReadyCallback callback, gpointer data);
gboolean kkb_document_check_finish (KkbDocument *doc, GAsyncResult *result, GError **error);

/* Saves to where it came from. KKB_ERROR_CHANGED: the target is not what was read (merge or Save As); KKB_ERROR_IO:
 * nothing lost. Keeps the previous version in NAME.bak/ (last 10, then one a day). */
gboolean kkb_document_save (KkbDocument *doc, GCancellable *cancellable, GError **error);
/* Saves elsewhere and stays there; replaces PATH when it exists (the caller has asked), refused while another has PATH
 * open. */
gboolean kkb_document_save_as (KkbDocument *doc, const char *path, GCancellable *cancellable, GError **error);
/* PATH NULL: where it came from. */
void kkb_document_save_async (KkbDocument *doc, const char *path, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
gboolean kkb_document_save_finish (KkbDocument *doc, GAsyncResult *result, GError **error);
/* Nobody will look at the working copy after a failure (the command line closes the document at once): messages say
 * that the change is lost, not that it is kept. */
void kkb_document_set_unattended (KkbDocument *doc);
/* Gives up the owner file and removes the working copy. Unsaved changes are gone: the caller has asked. Also done by
 * dispose. */
void kkb_document_close (KkbDocument *doc);

/* GObject properties (notified): "path", "title" (display name), "dirty" (unsaved changes; they are protected on this
 * PC), "read-only", "busy", "can-undo", "can-redo", "undo-label", "redo-label". */
const char *kkb_document_path (KkbDocument *doc); /* NULL: untitled */
char *kkb_document_title (KkbDocument *doc);
gboolean kkb_document_dirty (KkbDocument *doc);
gboolean kkb_document_read_only (KkbDocument *doc);
/* Why it is read-only, as a sentence in the current language; NULL if it is not. */
const char *kkb_document_read_only_reason (KkbDocument *doc);
gboolean kkb_document_busy (KkbDocument *doc);
const char *kkb_document_uuid (KkbDocument *doc);

/* The facts now; transfer none, valid until the next change. Take a reference to keep them (a worker's snapshot). */
KkbFacts *kkb_document_facts (KkbDocument *doc);
/* Everything evaluated for the chosen year and rules; cached until the next change. Transfer none. */
KkbReview *kkb_document_review (KkbDocument *doc);
/* The year shown (KKB_FINAL or a fiscal year) and a rule set that overrides the editions' (NULL: none). Not part of the
 * file; emits "review-changed". */
void kkb_document_set_view (KkbDocument *doc, int fy, const KkbRules *rules);
int kkb_document_view_fy (KkbDocument *doc);

/* Signals: "changed" (KkbChanges *) after every command, undo and redo, when the facts are new already;
 *          "review-changed" after those, after kkb_document_set_view(), and when the facts could not be read again
 *          after a change: whoever keeps pointers into the review asks for it anew. */

/* ---- commands ---- */
typedef struct _KkbCommand KkbCommand;
typedef gboolean (*KkbCommandFunc) (KkbStore *store, KkbFacts *facts, gpointer data, GError **error);
/* LABEL: "実績の入力" … in the current language. FUNC runs inside the transaction; FACTS are for reading (a worker may
 * hold them): extras of new values go into a KkbFacts of your own. */
KkbCommand *kkb_command_new (const char *label, KkbCommandFunc func, gpointer data, GDestroyNotify destroy);
/* COMMAND makes ENTITY, which a person is to name next. */
void kkb_command_begins (KkbCommand *command, KkbId entity);
/* COMMAND names ENTITY: where the command that made it ran just before (nothing done, undone or saved since), both are one
 * step for undo, called LABEL. */
void kkb_command_completes (KkbCommand *command, KkbId entity, const char *label);
void kkb_command_free (KkbCommand *command);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkbCommand, kkb_command_free)
/* Runs and consumes COMMAND. *CHANGED (or NULL): whether anything changed. On error nothing changed. */
gboolean kkb_document_run (KkbDocument *doc, KkbCommand *command, gboolean *changed, GError **error);
gboolean kkb_document_undo (KkbDocument *doc, GError **error);
gboolean kkb_document_redo (KkbDocument *doc, GError **error);
gboolean kkb_document_can_undo (KkbDocument *doc);
gboolean kkb_document_can_redo (KkbDocument *doc);
char *kkb_document_undo_label (KkbDocument *doc);
char *kkb_document_redo_label (KkbDocument *doc);
/* Labels of what can be undone (the latest first) or redone (the next first), at most MAX. Empty while a worker has the
 * store. */
GStrv kkb_document_undo_labels (KkbDocument *doc, guint max);
GStrv kkb_document_redo_labels (KkbDocument *doc, guint max);
/* Undoes (N > 0) or redoes (N < 0) that many steps, one by one; returns how many were done. Stops at the first that
 * fails, with ERROR: the steps before it are done. */
guint kkb_document_step (KkbDocument *doc, int n, GError **error);
GPtrArray *
kkb_document_history (KkbDocument *doc, KkbId entity, guint max, GError **error); /* KkbHistoryEntry, newest first */
KkbStore *kkb_document_store (KkbDocument *doc); /* for content hashes, revisions, tests */

/* A command that sets one value from what a person typed (kkb_read_typed()), which its label carries where it was
 * computed; "" clears it. KKB_ERROR_INPUT with the reason if it cannot be read (two numbers …): then there is no
 * command. PLAN 0 for actuals/references. FY is ignored for baselines where KKB_FY_NONE (keeps the year). */
KkbCommand *kkb_command_set_value (KkbDocument *doc, KkbId plan, KkbId indicator, KkbField field, int fy,
                                   const char *text, GError **error);
/* Sets the rule set of an edition. RULES are copied. */
KkbCommand *kkb_command_set_rules (KkbDocument *doc, KkbId edition, const KkbRules *rules);

/* ---- recovery ---- */
typedef struct
{
  char *folder; /* the working copy's */
  char *target; /* the user's file, NULL: untitled */
  char *title;
  char *when; /* of the last command, ISO 8601 */
} KkbRecovery;
void kkb_recovery_free (KkbRecovery *recovery);
/* Working copies with unsaved changes whose program is gone. */
GPtrArray *kkb_recovery_list (void);
/* Opens one again, with its undo steps; takes the owner file of the target if it can, else opens as untitled. */
KkbDocument *kkb_document_recover (const KkbRecovery *recovery, GError **error);
void kkb_recovery_discard (const KkbRecovery *recovery);

G_END_DECLS
