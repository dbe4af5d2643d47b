/* kkb-document.c - properties and signals of the open document. Opening, saving, running and recovering have files of
 * their own. */
#include "kkb-document-private.h"
#include "kkb-platform.h"
#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (KkbDocument, kkb_document, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REVIEW_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_DOCUMENT_PROPS];
static guint signals[N_SIGNALS];

/* The review keeps pointing at the rules it was built by, so their words must outlive any view: interned. */
static void
copy_rules (KkbRules *to, const KkbRules *from)
{
  *to = *from;
  to->name = g_intern_string (from->name);
  to->seen_at = g_intern_string (from->seen_at);
  for (guint i = 0; i < from->n_bands; i++)
    to->bands[i].label = g_intern_string (from->bands[i].label);
}

static void
set_flag (KkbDocument *doc, gboolean *flag, gboolean value, guint prop)
{
  if (*flag == value)
    return;
  *flag = value;
  kkb_document_notify (doc, prop);
}

/* Consumes VALUE. */
static void
set_label (KkbDocument *doc, char **label, char *value, guint prop)
{
  gboolean same = g_strcmp0 (*label, value) == 0;

  g_free (*label);
  *label = value;
  if (!same)
    kkb_document_notify (doc, prop);
}

static void
kkb_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KkbDocument *doc = KKB_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, kkb_document_path (doc));
      break;
    case PROP_TITLE:
      g_value_take_string (value, kkb_document_title (doc));
      break;
    case PROP_DIRTY:
      g_value_set_boolean (value, doc->dirty);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, kkb_document_read_only (doc));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, doc->busy);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, doc->undo.can_undo);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, doc->undo.can_redo);
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, doc->undo.undo_label);
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, doc->undo.redo_label);
      break;
    case PROP_CHECKED:
      g_value_set_boolean (value, kkb_document_checked (doc));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kkb_document_dispose (GObject *object)
{
  /* A worker holds a reference, so nobody borrows the store any more. */
  kkb_document_close (KKB_DOCUMENT (object));
  G_OBJECT_CLASS (kkb_document_parent_class)->dispose (object);
}

static void
kkb_document_finalize (GObject *object)
{
  KkbDocument *doc = KKB_DOCUMENT (object);

  g_free (doc->read_only_reason);
  g_clear_pointer (&doc->review, kkb_review_unref);
  g_clear_pointer (&doc->facts, kkb_facts_unref);
  g_free (doc->undo.undo_label);
  g_free (doc->undo.redo_label);
  G_OBJECT_CLASS (kkb_document_parent_class)->finalize (object);
}

static void
kkb_document_class_init (KkbDocumentClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kkb_document_get_property;
  object_class->dispose = kkb_document_dispose;
  object_class->finalize = kkb_document_finalize;

  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, flags);
  props[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  props[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  props[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  props[PROP_CHECKED] = g_param_spec_boolean ("checked", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_DOCUMENT_PROPS, props);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KKB_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_REVIEW_CHANGED]
      = g_signal_new ("review-changed", KKB_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kkb_document_init (KkbDocument *doc)
{
  doc->view_fy = KKB_FINAL;
}

void
kkb_document_notify (KkbDocument *doc, guint prop)
{
  g_object_notify_by_pspec (G_OBJECT (doc), props[prop]);
}

void
kkb_document_emit_changed (KkbDocument *doc, const KkbChanges *changes)
{
  g_signal_emit (doc, signals[SIGNAL_CHANGED], 0, changes);
}

void
kkb_document_emit_review_changed (KkbDocument *doc)
{
  g_signal_emit (doc, signals[SIGNAL_REVIEW_CHANGED], 0);
}

void
kkb_document_set_dirty (KkbDocument *doc, gboolean dirty)
{
  set_flag (doc, &doc->dirty, dirty, PROP_DIRTY);
}

void
kkb_document_set_busy (KkbDocument *doc, gboolean busy)
{
  set_flag (doc, &doc->busy, busy, PROP_BUSY);
}

void
kkb_document_sync_undo (KkbDocument *doc)
{
  g_object_freeze_notify (G_OBJECT (doc));
  set_flag (doc, &doc->undo.can_undo, doc->store != NULL && kkb_store_can_undo (doc->store), PROP_CAN_UNDO);
  set_flag (doc, &doc->undo.can_redo, doc->store != NULL && kkb_store_can_redo (doc->store), PROP_CAN_REDO);
  set_label (doc, &doc->undo.undo_label, doc->store != NULL ? kkb_store_undo_label (doc->store) : NULL,
             PROP_UNDO_LABEL);
  set_label (doc, &doc->undo.redo_label, doc->store != NULL ? kkb_store_redo_label (doc->store) : NULL,
             PROP_REDO_LABEL);
  g_object_thaw_notify (G_OBJECT (doc));
}

gboolean
kkb_document_check_idle (KkbDocument *doc, GError **error)
{
  if (doc->busy)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_IN_USE,
                           _ ("The document is being saved. Nothing was changed: try again in a moment."));
      return FALSE;
    }
  if (!kkb_document_settle (doc, error))
    return FALSE;
  if (doc->store == NULL)
    {
      g_set_error_literal (error, KKB_ERROR, KKB_ERROR_USAGE, _ ("The document is closed"));
      return FALSE;
    }
  return TRUE;
}

KkbDocument *
kkb_document_take (KkbOpened *opened)
{
  KkbDocument *doc = g_object_new (KKB_TYPE_DOCUMENT, NULL);

  doc->copy = g_steal_pointer (&opened->copy);
  doc->store = g_steal_pointer (&opened->store);
  doc->facts = g_steal_pointer (&opened->facts);
  doc->review = g_steal_pointer (&opened->review);
  doc->read_only_reason = g_steal_pointer (&opened->read_only_reason);
  doc->dirty = opened->dirty;
  kkb_opened_free (opened);
  if (kkb_store_is_unchecked (doc->store))
    kkb_document_begin_unchecked (doc);
  kkb_document_sync_undo (doc);
  return doc;
}

void
kkb_document_close (KkbDocument *doc)
{
  if (doc->busy)
    {
      doc->close_when_idle = TRUE;
      return;
    }
  kkb_document_end_check (doc);
  g_clear_pointer (&doc->store, kkb_store_close);
  if (doc->copy == NULL)
    return;
  kkb_release_target (doc->copy);
  kkb_work_copy_remove (doc->copy);
  g_clear_pointer (&doc->copy, kkb_work_copy_free);
  kkb_document_set_dirty (doc, FALSE);
  kkb_document_sync_undo (doc);
}

const char *
kkb_document_path (KkbDocument *doc)
{
  return doc->copy != NULL ? doc->copy->target : NULL;
}

char *
kkb_document_title (KkbDocument *doc)
{
  if (kkb_document_path (doc) != NULL)
    return kkb_title_of_path (kkb_document_path (doc));
  if (doc->copy != NULL && doc->copy->title != NULL)
    return g_strdup (doc->copy->title);
  if (doc->facts != NULL && doc->facts->plans->len > 0)
    {
      const KkbPlan *plan = g_ptr_array_index (doc->facts->plans, 0);

      if (*plan->title != '\0')
        return g_strdup (plan->title);
    }
  return g_strdup (_ ("Untitled plan"));
}

gboolean
kkb_document_dirty (KkbDocument *doc)
{
  return doc->dirty;
}

gboolean
kkb_document_read_only (KkbDocument *doc)
{
  return doc->read_only_reason != NULL;
}

const char *
kkb_document_read_only_reason (KkbDocument *doc)
{
  return doc->read_only_reason;
}

gboolean
kkb_document_busy (KkbDocument *doc)
{
  return doc->busy;
}

const char *
kkb_document_uuid (KkbDocument *doc)
{
  return doc->facts->uuid;
}

KkbFacts *
kkb_document_facts (KkbDocument *doc)
{
  return doc->facts;
}

KkbReview *
kkb_document_review (KkbDocument *doc)
{
  if (doc->review == NULL)
    doc->review = kkb_review_new (doc->facts, doc->has_view_rules ? &doc->view_rules : NULL, doc->view_fy);
  return doc->review;
}

void
kkb_document_set_view (KkbDocument *doc, int fy, const KkbRules *rules)
{
  doc->view_fy = fy;
  doc->has_view_rules = rules != NULL;
  if (rules != NULL)
    copy_rules (&doc->view_rules, rules);
  g_clear_pointer (&doc->review, kkb_review_unref);
  kkb_document_emit_review_changed (doc);
}

int
kkb_document_view_fy (KkbDocument *doc)
{
  return doc->view_fy;
}

gboolean
kkb_document_can_undo (KkbDocument *doc)
{
  return doc->undo.can_undo && !doc->busy;
}

gboolean
kkb_document_can_redo (KkbDocument *doc)
{
  return doc->undo.can_redo && !doc->busy;
}

char *
kkb_document_undo_label (KkbDocument *doc)
{
  return g_strdup (doc->undo.undo_label);
}

char *
kkb_document_redo_label (KkbDocument *doc)
{
  return g_strdup (doc->undo.redo_label);
}

KkbStore *
kkb_document_store (KkbDocument *doc)
{
  return doc->store;
}
