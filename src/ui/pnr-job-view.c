/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The progress of a job, shown where its result will appear: step, share done, Cancel. */
#include "config.h"

#include "ui/pnr-job-view.h"

#include <glib/gi18n.h>
#include <math.h>

#define POLL_MS 100

struct _PnrJobView {
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *step;
  GtkProgressBar *bar;
  GtkButton *cancel_button;

  PnrProgress *progress;
  guint poll_id;
};

G_DEFINE_FINAL_TYPE (PnrJobView, pnr_job_view, ADW_TYPE_BIN)

static gboolean
pnr_job_view_poll_cb (gpointer user_data)
{
  PnrJobView *self = user_data;
  g_autofree char *step = pnr_progress_dup_step (self->progress);
  double fraction = pnr_progress_get_fraction (self->progress);

  gboolean is_final = pnr_progress_is_in_last_step (self->progress);
  gboolean is_stopping = pnr_progress_is_cancelled (self->progress) && !is_final;

  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), !is_final && !is_stopping);
  if (is_stopping)
    gtk_label_set_label (self->step, _ ("Stopping…"));
  else
    gtk_label_set_label (self->step, step != NULL ? step : "");
  if (isnan (fraction))
    gtk_progress_bar_pulse (self->bar);
  else
    gtk_progress_bar_set_fraction (self->bar, fraction);
  return G_SOURCE_CONTINUE;
}

static void
cancel_clicked_cb (PnrJobView *self)
{
  pnr_job_view_cancel (self);
}

static void
pnr_job_view_dispose (GObject *object)
{
  PnrJobView *self = PNR_JOB_VIEW (object);

  pnr_job_view_cancel (self);
  pnr_job_view_stop (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_JOB_VIEW);

  G_OBJECT_CLASS (pnr_job_view_parent_class)->dispose (object);
}

static void
pnr_job_view_class_init (PnrJobViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_job_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/pnr-job-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrJobView, title);
  gtk_widget_class_bind_template_child (widget_class, PnrJobView, step);
  gtk_widget_class_bind_template_child (widget_class, PnrJobView, bar);
  gtk_widget_class_bind_template_child (widget_class, PnrJobView, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
pnr_job_view_init (PnrJobView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pnr_job_view_start:
 * @self: a job view
 * @title: what is being done
 *
 * Returns: (transfer none): the progress to hand to the job; valid until pnr_job_view_stop()
 */
PnrProgress *
pnr_job_view_start (PnrJobView *self, const char *title)
{
  g_return_val_if_fail (PNR_IS_JOB_VIEW (self), NULL);

  pnr_job_view_stop (self);
  self->progress = pnr_progress_new ();
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->step, "");
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), TRUE);
  self->poll_id = g_timeout_add (POLL_MS, pnr_job_view_poll_cb, self);
  return self->progress;
}

void
pnr_job_view_stop (PnrJobView *self)
{
  g_return_if_fail (PNR_IS_JOB_VIEW (self));

  g_clear_handle_id (&self->poll_id, g_source_remove);
  g_clear_object (&self->progress);
}

void
pnr_job_view_cancel (PnrJobView *self)
{
  g_return_if_fail (PNR_IS_JOB_VIEW (self));

  if (self->progress == NULL)
    return;
  pnr_progress_cancel (self->progress);
  if (self->cancel_button != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), FALSE);
}

gboolean
pnr_job_view_is_running (PnrJobView *self)
{
  g_return_val_if_fail (PNR_IS_JOB_VIEW (self), FALSE);

  return self->progress != NULL;
}
