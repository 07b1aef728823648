/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a job has come, told by its worker and read by whoever waits, and the wish to stop it. */
#include "config.h"

#include "base/pnr-progress.h"

#include <glib/gi18n.h>
#include <math.h>

/* The worker writes, the main thread polls: no signals cross the threads, so none can be late. */
struct _PnrProgress {
  GObject parent_instance;

  GCancellable *cancellable;
  GMutex mutex;
  char *step;
  double fraction;
  gboolean is_in_last_step;
};

G_DEFINE_FINAL_TYPE (PnrProgress, pnr_progress, G_TYPE_OBJECT)

static void
pnr_progress_finalize (GObject *object)
{
  PnrProgress *self = PNR_PROGRESS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->step, g_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (pnr_progress_parent_class)->finalize (object);
}

static void
pnr_progress_class_init (PnrProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_progress_finalize;
}

static void
pnr_progress_init (PnrProgress *self)
{
  g_mutex_init (&self->mutex);
  self->cancellable = g_cancellable_new ();
  self->fraction = NAN;
}

PnrProgress *
pnr_progress_new (void)
{
  return g_object_new (PNR_TYPE_PROGRESS, NULL);
}

GCancellable *
pnr_progress_get_cancellable (PnrProgress *self)
{
  g_return_val_if_fail (PNR_IS_PROGRESS (self), NULL);

  return self->cancellable;
}

/**
 * pnr_progress_get_fraction:
 * @self: a progress
 *
 * Returns: the done share of the step, 0 to 1, or NaN while its size is unknown
 */
double
pnr_progress_get_fraction (PnrProgress *self)
{
  double fraction;

  g_return_val_if_fail (PNR_IS_PROGRESS (self), NAN);

  g_mutex_lock (&self->mutex);
  fraction = self->fraction;
  g_mutex_unlock (&self->mutex);
  return fraction;
}

/**
 * pnr_progress_dup_step:
 * @self: a progress
 *
 * Returns: (transfer full) (nullable): what is being done, a sentence for the merchant
 */
char *
pnr_progress_dup_step (PnrProgress *self)
{
  char *step;

  g_return_val_if_fail (PNR_IS_PROGRESS (self), NULL);

  g_mutex_lock (&self->mutex);
  step = g_strdup (self->step);
  g_mutex_unlock (&self->mutex);
  return step;
}

/* Workers may be handed no progress at all; then nothing is told and nothing can be cancelled. */
void
pnr_progress_begin_step (PnrProgress *self, const char *step)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  g_free (self->step);
  self->step = g_strdup (step);
  self->fraction = NAN;
  self->is_in_last_step = FALSE;
  g_mutex_unlock (&self->mutex);
}

/**
 * pnr_progress_begin_last_step:
 * @self: (nullable): a progress
 * @step: what is being done
 * @error: a place for %G_IO_ERROR_CANCELLED
 *
 * For the moment in which a job becomes final. Whoever waits can see that stopping is too late.
 *
 * Returns: whether the job should go on; if so, it is not stopped any more
 */
gboolean
pnr_progress_begin_last_step (PnrProgress *self, const char *step, GError **error)
{
  if (!pnr_progress_check (self, error))
    return FALSE;
  if (self == NULL)
    return TRUE;
  pnr_progress_begin_step (self, step);
  g_mutex_lock (&self->mutex);
  self->is_in_last_step = TRUE;
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

gboolean
pnr_progress_is_in_last_step (PnrProgress *self)
{
  gboolean is_in_last_step;

  g_return_val_if_fail (PNR_IS_PROGRESS (self), FALSE);

  g_mutex_lock (&self->mutex);
  is_in_last_step = self->is_in_last_step;
  g_mutex_unlock (&self->mutex);
  return is_in_last_step;
}

void
pnr_progress_set_fraction (PnrProgress *self, double fraction)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->fraction = CLAMP (fraction, 0.0, 1.0);
  g_mutex_unlock (&self->mutex);
}

void
pnr_progress_cancel (PnrProgress *self)
{
  g_return_if_fail (PNR_IS_PROGRESS (self));

  g_cancellable_cancel (self->cancellable);
}

gboolean
pnr_progress_is_cancelled (PnrProgress *self)
{
  return self != NULL && g_cancellable_is_cancelled (self->cancellable);
}

/**
 * pnr_progress_check:
 * @self: (nullable): a progress
 * @error: a place for %G_IO_ERROR_CANCELLED
 *
 * Call once per batch, often enough that a wish to stop is met within half a second.
 *
 * Returns: whether the job should go on
 */
gboolean
pnr_progress_check (PnrProgress *self, GError **error)
{
  if (!pnr_progress_is_cancelled (self))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                       _ ("Cancelled. Nothing was changed."));
  return FALSE;
}
