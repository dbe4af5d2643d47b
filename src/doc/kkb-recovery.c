/* kkb-recovery.c - what a program that was killed left behind. Whether there is something to recover is never a flag
 * that could be stale: it is the history's last entry against the one that was saved last. */
#include "kkb-disk.h"
#include "kkb-document-private.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static KkbRecovery *
recovery_new (const KkbWorkCopy *copy, const char *title, const char *when)
{
  KkbRecovery *recovery = g_new0 (KkbRecovery, 1);

  recovery->folder = g_strdup (copy->folder);
  recovery->target = g_strdup (copy->target);
  recovery->title = g_strdup (title);
  recovery->when = g_strdup (when);
  return recovery;
}

/* If the program was killed between the replacing of the target and writing that down, the save did happen. */
static gboolean
finish_pending_save (KkbWorkCopy *copy, GError **error)
{
  g_autofree char *found = NULL, *stamp = NULL, *digest = NULL;

  if (copy->pending_uuid == NULL)
    return TRUE;
  found = kkb_store_peek_save_uuid (copy->pending_target);
  if (g_strcmp0 (found, copy->pending_uuid) != 0)
    {
      kkb_work_copy_cancel_save (copy);
      return TRUE;
    }
  /* An owner file of the place before (Save As) is of a program that is gone: whoever comes there next replaces it. */
  if (g_strcmp0 (copy->target, copy->pending_target) != 0)
    g_clear_pointer (&copy->owner_token, g_free);
  stamp = kkb_disk_stamp (copy->pending_target, error);
  digest = stamp != NULL ? kkb_disk_digest (copy->pending_target, NULL, error) : NULL;
  copy->read_only = FALSE;
  return digest != NULL && kkb_work_copy_end_save (copy, stamp, digest, error);
}

static char *
title_of (const KkbWorkCopy *copy, KkbStore *store)
{
  g_autoptr (KkbFacts) facts = NULL;
  const KkbPlan *plan;

  if (copy->target != NULL)
    return kkb_title_of_path (copy->target);
  if (copy->title != NULL)
    return g_strdup (copy->title);
  facts = store != NULL ? kkb_store_load (store, NULL) : NULL;
  plan = facts != NULL && facts->plans->len > 0 ? g_ptr_array_index (facts->plans, 0) : NULL;
  return g_strdup (plan != NULL && *plan->title != '\0' ? plan->title : _ ("Untitled plan"));
}

/* A clean one and its owner file go; NULL then. */
static KkbRecovery *
look_at (KkbWorkCopy *copy)
{
  g_autofree char *path = kkb_work_copy_document (copy);
  g_autofree char *undo = kkb_work_copy_undo (copy);
  g_autofree char *when = NULL, *title = NULL;
  g_autoptr (KkbStore) store = NULL;
  gint64 seq;

  finish_pending_save (copy, NULL);
  /* Opened for writing: a transaction that was cut off is rolled back. */
  store = kkb_store_open (path, undo, KKB_STORE_NO_CHECK, NULL, NULL);
  seq = store != NULL ? kkb_history_last (store, &when, NULL) : -1;
  if (seq >= 0 && seq >> KKB_HISTORY_SHIFT == copy->saved_seq >> KKB_HISTORY_SHIFT)
    {
      g_clear_pointer (&store, kkb_store_close);
      kkb_release_target (copy);
      kkb_work_copy_remove (copy);
      return NULL;
    }
  /* One that does not open is shown too: nothing of the user's is ever thrown away unasked. */
  title = title_of (copy, store);
  return recovery_new (copy, title, when != NULL ? when : "");
}

/* The owner file that the killed program left is ours; one of somebody else makes the document an untitled one. */
static gboolean
take_target_back (KkbOpened *opened, GError **error)
{
  KkbWorkCopy *copy = opened->copy;
  g_autoptr (GError) cause = NULL;
  g_autofree char *title = NULL;

  g_clear_pointer (&copy->owner_token, g_free);
  if (copy->target == NULL)
    return TRUE;
  if (!copy->read_only && kkb_take_target (copy, FALSE, NULL, &cause))
    return kkb_work_copy_write (copy, error);
  title = kkb_title_of_path (copy->target);
  kkb_work_copy_set (&copy->title, title);
  g_clear_pointer (&copy->target, g_free);
  copy->read_only = FALSE;
  return kkb_work_copy_write (copy, error);
}

void
kkb_recovery_free (KkbRecovery *recovery)
{
  if (recovery == NULL)
    return;
  g_free (recovery->folder);
  g_free (recovery->target);
  g_free (recovery->title);
  g_free (recovery->when);
  g_free (recovery);
}

GPtrArray *
kkb_recovery_list (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)kkb_recovery_free);
  g_autoptr (GPtrArray) copies = kkb_work_copy_list ();

  for (guint i = 0; i < copies->len; i++)
    {
      KkbWorkCopy *copy = g_ptr_array_index (copies, i);
      KkbRecovery *recovery = kkb_work_copy_is_orphan (copy) ? look_at (copy) : NULL;

      if (recovery != NULL)
        g_ptr_array_add (list, recovery);
    }
  return list;
}

KkbDocument *
kkb_document_recover (const KkbRecovery *recovery, GError **error)
{
  g_autoptr (KkbWorkCopy) copy = kkb_work_copy_read (recovery->folder, error);
  g_autofree char *who = kkb_platform_user_name ();
  KkbOpened *opened;

  if (copy == NULL || !kkb_work_copy_claim (copy, error))
    return NULL;
  opened = g_new0 (KkbOpened, 1);
  opened->copy = copy;
  opened->dirty = TRUE;
  if (finish_pending_save (copy, error) && kkb_opened_load (opened, 0, FALSE, NULL, error)
      && take_target_back (opened, error)
      && kkb_store_add_note (opened->store, _ ("Recovered after an unexpected end"), who, recovery->when, error))
    {
      copy = NULL;
      return kkb_document_take (opened);
    }
  /* unlike a failed opening, this leaves the working copy where it is */
  opened->copy = NULL;
  kkb_opened_free (opened);
  kkb_release_target (copy);
  kkb_work_copy_abandon (copy);
  return NULL;
}

void
kkb_recovery_discard (const KkbRecovery *recovery)
{
  g_autoptr (KkbWorkCopy) copy = kkb_work_copy_read (recovery->folder, NULL);

  if (copy == NULL || !kkb_work_copy_is_orphan (copy))
    return;
  kkb_release_target (copy);
  kkb_work_copy_remove (copy);
}
