/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one thread that owns the plan's writing connection, and the queue of what it shall do. */
#include "config.h"

#include "plan/pnr-plan-worker.h"

struct _PnrPlanWorker {
  GThread *thread;
  GAsyncQueue *queue;
  gboolean is_stopped; /* under the queue's lock */
};

/* @is_done is set under the mutex when somebody waits. No @func: the thread ends. */
typedef struct {
  PnrPlanWorkerFunc func;
  gpointer data;
  gboolean is_awaited;
  gboolean is_done;
  GMutex mutex;
  GCond cond;
} Work;

static void
work_free (Work *work)
{
  g_mutex_clear (&work->mutex);
  g_cond_clear (&work->cond);
  g_free (work);
}

static Work *
work_new (PnrPlanWorkerFunc func, gpointer data, gboolean is_awaited)
{
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  work->is_awaited = is_awaited;
  g_mutex_init (&work->mutex);
  g_cond_init (&work->cond);
  return work;
}

static void
work_end (Work *work)
{
  if (!work->is_awaited) {
    work_free (work);
    return;
  }
  g_mutex_lock (&work->mutex);
  work->is_done = TRUE;
  g_cond_signal (&work->cond);
  g_mutex_unlock (&work->mutex);
}

static gpointer
work_in_thread (gpointer data)
{
  g_autoptr (GAsyncQueue) queue = data;

  for (;;) {
    Work *work = g_async_queue_pop (queue);

    if (work->func == NULL) {
      work_free (work);
      return NULL;
    }
    work->func (work->data);
    work_end (work);
  }
}

PnrPlanWorker *
pnr_plan_worker_new (void)
{
  PnrPlanWorker *self = g_new0 (PnrPlanWorker, 1);

  self->queue = g_async_queue_new ();
  self->thread = g_thread_new ("plan-store", work_in_thread, g_async_queue_ref (self->queue));
  return self;
}

static gboolean
pnr_plan_worker_take (PnrPlanWorker *self, Work *work)
{
  gboolean is_taken;

  g_async_queue_lock (self->queue);
  is_taken = !self->is_stopped;
  if (is_taken)
    g_async_queue_push_unlocked (self->queue, work);
  g_async_queue_unlock (self->queue);
  if (!is_taken)
    work_free (work);
  return is_taken;
}

/**
 * pnr_plan_worker_stop:
 * @self: a worker; the call does not come from its thread
 * @func: (nullable): what to do last
 * @data: for @func
 *
 * Waits for everything that was pushed. Nothing comes between @func and the end.
 *
 * Returns: %FALSE when it was stopped before, and @func did not run
 */
gboolean
pnr_plan_worker_stop (PnrPlanWorker *self, PnrPlanWorkerFunc func, gpointer data)
{
  gboolean was_stopped;

  g_async_queue_lock (self->queue);
  was_stopped = self->is_stopped;
  self->is_stopped = TRUE;
  if (!was_stopped && func != NULL)
    g_async_queue_push_unlocked (self->queue, work_new (func, data, FALSE));
  if (!was_stopped)
    g_async_queue_push_unlocked (self->queue, work_new (NULL, NULL, FALSE));
  g_async_queue_unlock (self->queue);
  if (!was_stopped)
    g_thread_join (self->thread);
  return !was_stopped;
}

void
pnr_plan_worker_free (PnrPlanWorker *self)
{
  pnr_plan_worker_stop (self, NULL, NULL);
  g_async_queue_unref (self->queue);
  g_free (self);
}

gboolean
pnr_plan_worker_push (PnrPlanWorker *self, PnrPlanWorkerFunc func, gpointer data)
{
  return pnr_plan_worker_take (self, work_new (func, data, FALSE));
}

/* Waits until @func has run; everything pushed before it has run then, too. */
gboolean
pnr_plan_worker_run (PnrPlanWorker *self, PnrPlanWorkerFunc func, gpointer data)
{
  Work *work;

  if (g_thread_self () == self->thread) {
    func (data);
    return TRUE;
  }
  work = work_new (func, data, TRUE);
  if (!pnr_plan_worker_take (self, work))
    return FALSE;
  g_mutex_lock (&work->mutex);
  while (!work->is_done)
    g_cond_wait (&work->cond, &work->mutex);
  g_mutex_unlock (&work->mutex);
  work_free (work);
  return TRUE;
}

/* As a source, for g_main_context_invoke() would call at once in a thread that owns no loop. */
void
pnr_plan_worker_call_back (GMainContext *context, GSourceFunc func, gpointer data,
                           GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, context);
}
