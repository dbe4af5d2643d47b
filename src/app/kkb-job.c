/* kkb-job.c - see kkb-job.h. The worker gets a copy of what it needs, its own cancellable and an atomic progress; a
 * stale result is dropped. */
#include "kkb-job.h"
#include <glib/gi18n-lib.h>

struct _KkbJob
{
  gatomicrefcount refs;
  GCancellable *cancellable;
  int permille; /* atomic: how far, 0..1000 */
  KkbJobFunc func;
  KkbJobDone done;
  gpointer data;
  GDestroyNotify destroy;
};

struct _KkbJobBar
{
  GtkWidget parent;
  GtkWidget *box, *label, *progress, *cancel;
  KkbJob *job; /* running, or NULL */
  guint tick;
};

G_DEFINE_FINAL_TYPE (KkbJobBar, kkb_job_bar, GTK_TYPE_WIDGET)

static void
job_unref (gpointer data)
{
  KkbJob *job = data;

  if (!g_atomic_ref_count_dec (&job->refs))
    return;
  if (job->destroy)
    job->destroy (job->data);
  g_object_unref (job->cancellable);
  g_free (job);
}

static gboolean
progress_shown_cb (gpointer data)
{
  KkbJobBar *self = data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), g_atomic_int_get (&self->job->permille) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KkbJob *job = data;
  GError *error = NULL;

  if (job->func (job, job->data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KkbJobBar *self = KKB_JOB_BAR (source);
  g_autoptr (GError) error = NULL;
  KkbJob *job = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), &error);
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->job == job)
    {
      self->job = NULL;
      if (self->box)
        gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    }
  if (gtk_widget_get_root (GTK_WIDGET (self)))
    job->done (GTK_WIDGET (self), job->data, error);
}

static void
cancel_clicked_cb (KkbJobBar *self)
{
  kkb_job_bar_cancel (self);
}

/* The window goes: a worker still holds the bar, but nobody is left to be told. */
static void
kkb_job_bar_unroot (GtkWidget *widget)
{
  kkb_job_bar_cancel (KKB_JOB_BAR (widget));
  GTK_WIDGET_CLASS (kkb_job_bar_parent_class)->unroot (widget);
}

static void
kkb_job_bar_dispose (GObject *object)
{
  KkbJobBar *self = KKB_JOB_BAR (object);

  kkb_job_bar_cancel (self);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (kkb_job_bar_parent_class)->dispose (object);
}

static void
kkb_job_bar_class_init (KkbJobBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kkb_job_bar_dispose;
  GTK_WIDGET_CLASS (klass)->unroot = kkb_job_bar_unroot;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "jobbar");
}

static void
kkb_job_bar_init (KkbJobBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->label = gtk_label_new (NULL);
  self->progress = gtk_progress_bar_new ();
  self->cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  gtk_widget_set_hexpand (self->progress, TRUE);
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Progress"), -1);
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_box_append (GTK_BOX (self->box), self->progress);
  gtk_box_append (GTK_BOX (self->box), self->cancel);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_clicked_cb), self);
}

gboolean
kkb_job_bar_run (KkbJobBar *self, const char *title, KkbJobFunc func, KkbJobDone done, gpointer data,
                 GDestroyNotify destroy)
{
  g_autoptr (GTask) task = NULL;
  KkbJob *job;

  if (self->job)
    {
      if (destroy)
        destroy (data);
      return FALSE;
    }
  job = g_new0 (KkbJob, 1);
  g_atomic_ref_count_init (&job->refs);
  job->cancellable = g_cancellable_new ();
  job->func = func;
  job->done = done;
  job->data = data;
  job->destroy = destroy;
  self->job = job;
  gtk_label_set_text (GTK_LABEL (self->label), title);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  gtk_widget_set_sensitive (self->cancel, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  self->tick = g_timeout_add (50, progress_shown_cb, self);
  task = g_task_new (self, job->cancellable, finished_cb, NULL);
  g_task_set_check_cancellable (task, FALSE); /* the worker says itself how it ended */
  g_task_set_task_data (task, job, job_unref);
  g_task_run_in_thread (task, worker);
  return TRUE;
}

gboolean
kkb_job_bar_running (KkbJobBar *self)
{
  return self->job != NULL;
}

void
kkb_job_bar_cancel (KkbJobBar *self)
{
  if (!self->job)
    return;
  g_cancellable_cancel (self->job->cancellable);
  if (self->box)
    gtk_widget_set_sensitive (self->cancel, FALSE);
}

void
kkb_job_progress (KkbJob *job, double fraction)
{
  g_atomic_int_set (&job->permille, (int)(CLAMP (fraction, 0, 1) * 1000));
}

GCancellable *
kkb_job_cancellable (KkbJob *job)
{
  return job->cancellable;
}
