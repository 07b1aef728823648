/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the open document comes to be: a plan made or opened in the store's thread. */
#include "config.h"

#include "plan/pnr-plan-private.h"

/* Opening, in the worker's thread. @currency: make a new plan. */
typedef struct {
  PnrPlan *plan;
  char *path;
  char *currency;
  PnrStoreOpenFlags flags;
  PnrProgress *progress;
  GError *error;
  GTask *task;
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->plan);
  g_free (opening->path);
  g_free (opening->currency);
  g_clear_object (&opening->progress);
  g_clear_error (&opening->error);
  g_clear_object (&opening->task);
  g_free (opening);
}

static Opening *
opening_new (const char *path, const char *currency, PnrProgress *progress)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->plan = g_object_new (PNR_TYPE_PLAN, NULL);
  opening->path = g_strdup (path);
  opening->currency = g_strdup (currency);
  opening->progress = progress != NULL ? g_object_ref (progress) : NULL;
  return opening;
}

static void
open_store (gpointer data)
{
  Opening *opening = data;
  PnrPlan *plan = opening->plan;
  PnrStoreChange *state;

  if (opening->currency != NULL)
    plan->store = pnr_store_create (opening->path, opening->currency, &opening->error);
  else
    plan->store =
        pnr_store_open_watched (opening->path, opening->flags, opening->progress, &opening->error);
  if (plan->store == NULL)
    return;
  state = pnr_store_read_state (plan->store, &opening->error);
  if (state != NULL)
    g_async_queue_push (plan->arrived, state);
  else
    pnr_store_close (plan->store);
}

/* In the main thread, once the store is open. */
static PnrPlan *
opening_end (Opening *opening, GError **error)
{
  PnrPlan *plan = opening->plan;

  if (opening->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&opening->error));
    return NULL;
  }
  plan->name = g_strdup (pnr_store_get_name (plan->store));
  plan->path = g_strdup (pnr_store_get_path (plan->store));
  plan->currency = g_strdup (pnr_store_get_currency (plan->store));
  plan->is_read_only = pnr_store_is_read_only (plan->store);
  plan->read_only_reason = g_strdup (pnr_store_get_read_only_reason (plan->store));
  pnr_plan_merge_arrived (plan);
  return g_object_ref (plan);
}

static PnrPlan *
open_now (Opening *opening, GError **error)
{
  PnrPlan *plan;

  pnr_plan_worker_run (opening->plan->worker, open_store, opening);
  plan = opening_end (opening, error);
  opening_free (opening);
  return plan;
}

PnrPlan *
pnr_plan_create (const char *path, const char *currency, GError **error)
{
  g_return_val_if_fail (path != NULL && currency != NULL, NULL);

  return open_now (opening_new (path, currency, NULL), error);
}

PnrPlan *
pnr_plan_open (const char *path, GError **error)
{
  return pnr_plan_open_watched (path, NULL, error);
}

/* @progress: (nullable): a large plan that is new here is looked through first */
PnrPlan *
pnr_plan_open_watched (const char *path, PnrProgress *progress, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return open_now (opening_new (path, NULL, progress), error);
}

/**
 * pnr_plan_open_to_read:
 * @path: a plan
 * @progress: (nullable): whether to stop
 * @error: a place for a sentence
 *
 * For those who will not change it: a plan of an older version is shown as today's tables have it,
 * and its file is left as it is.
 *
 * Returns: (transfer full) (nullable): the plan
 */
PnrPlan *
pnr_plan_open_to_read (const char *path, PnrProgress *progress, GError **error)
{
  Opening *opening;

  g_return_val_if_fail (path != NULL, NULL);

  opening = opening_new (path, NULL, progress);
  opening->flags = PNR_STORE_OPEN_KEEP_VERSION;
  return open_now (opening, error);
}

/**
 * pnr_plan_open_to_try:
 * @path: a plan
 * @progress: (nullable): whether to stop
 * @error: a place for a sentence
 *
 * For those who want to know what would become of it: what is done is done in a copy that goes with
 * the plan. So it may be a plan that cannot be written, that is open elsewhere or is old.
 *
 * Returns: (transfer full) (nullable): the plan
 */
PnrPlan *
pnr_plan_open_to_try (const char *path, PnrProgress *progress, GError **error)
{
  Opening *opening;

  g_return_val_if_fail (path != NULL, NULL);

  opening = opening_new (path, NULL, progress);
  opening->flags = PNR_STORE_OPEN_TRIAL;
  return open_now (opening, error);
}

static gboolean
opened_cb (gpointer data)
{
  Opening *opening = data;
  g_autoptr (GTask) task = g_steal_pointer (&opening->task);
  GError *error = NULL;
  g_autoptr (PnrPlan) plan = opening_end (opening, &error);

  if (g_task_return_error_if_cancelled (task))
    g_clear_error (&error);
  else if (plan != NULL)
    g_task_return_pointer (task, g_steal_pointer (&plan), g_object_unref);
  else
    g_task_return_error (task, error);
  opening_free (opening);
  return G_SOURCE_REMOVE;
}

static void
open_store_then_tell (gpointer data)
{
  Opening *opening = data;

  open_store (opening);
  pnr_plan_worker_call_back (g_task_get_context (opening->task), opened_cb, opening, NULL);
}

void
pnr_plan_open_async (const char *path, PnrProgress *progress, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Opening *opening = opening_new (path, NULL, progress);

  opening->task = g_task_new (
      NULL, progress != NULL ? pnr_progress_get_cancellable (progress) : NULL, callback, user_data);
  g_task_set_source_tag (opening->task, pnr_plan_open_async);
  pnr_plan_worker_push (opening->plan->worker, open_store_then_tell, opening);
}

PnrPlan *
pnr_plan_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
