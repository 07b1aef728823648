/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one gate through which the open document changes: calls on the store, now or later. */
#include "config.h"

#include <glib/gi18n.h>

#include "model/pnr-bundle-fault.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-private.h"
#include "store/pnr-store-error.h"

static gboolean
merge_arrived_cb (gpointer data)
{
  pnr_plan_merge_arrived (data);
  return G_SOURCE_REMOVE;
}

static void
pnr_plan_merge_soon (PnrPlan *self)
{
  if (g_thread_self () == self->main_thread)
    pnr_plan_merge_arrived (self);
  else
    pnr_plan_worker_call_back (self->context, merge_arrived_cb, g_object_ref (self),
                               g_object_unref);
}

static gpointer
read_contents (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  return pnr_store_read_contents (store, error);
}

/**
 * pnr_plan_read_contents:
 * @self: a plan
 * @error: a place for a sentence
 *
 * For workers: the plan may be closed while they run.
 *
 * Returns: (transfer full) (nullable): everything that is planned as it is on the disk now
 */
PnrContents *
pnr_plan_read_contents (PnrPlan *self, GError **error)
{
  return pnr_plan_run_on_store (self, read_contents, NULL, error);
}

/**
 * pnr_plan_get_contents:
 * @self: a plan
 *
 * Returns: (transfer full) (nullable): everything that is planned as it is on the disk now; %NULL
 *   when the disk does not answer
 */
PnrContents *
pnr_plan_get_contents (PnrPlan *self)
{
  return pnr_plan_read_contents (self, NULL);
}

gint64
pnr_plan_take_id (PnrPlan *self)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), 0);

  return pnr_store_take_id (self->store);
}

static void
set_closed (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The plan is closed."));
}

typedef struct {
  PnrPlan *plan;
  PnrPlanStoreFunc func;
  gpointer data;
  gpointer result;
  GError *error;
} StoreCall;

static void
call_store (gpointer data)
{
  StoreCall *call = data;
  PnrStoreChange *change = NULL;

  call->result = call->func (call->plan->store, call->data, &change, &call->error);
  if (change != NULL)
    g_async_queue_push (call->plan->arrived, change);
}

/**
 * pnr_plan_run_on_store: (skip)
 * @self: an open plan
 * @func: what to do
 * @data: for @func
 * @error: a place for its error
 *
 * Returns: what @func returned
 */
gpointer
pnr_plan_run_on_store (PnrPlan *self, PnrPlanStoreFunc func, gpointer data, GError **error)
{
  StoreCall call = { self, func, data, NULL, NULL };

  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  /* A job in a thread of its own may find the plan closed meanwhile. */
  if (!pnr_plan_worker_run (self->worker, call_store, &call)) {
    set_closed (error);
    return NULL;
  }
  pnr_plan_merge_soon (self);
  if (call.error != NULL)
    g_propagate_error (error, call.error);
  return call.result;
}

PnrStore *
pnr_plan_open_reader (PnrPlan *self, GError **error)
{
  g_return_val_if_fail (PNR_IS_PLAN (self), NULL);

  return pnr_store_open (pnr_store_get_path (self->store), PNR_STORE_OPEN_READ_ONLY, error);
}

/* A bundle that contradicts itself would be read as something that nobody meant. */
static gboolean
check_edit (PnrEdit *edit, GError **error)
{
  for (guint i = 0; i < pnr_edit_get_n_puts (edit); i++) {
    PnrNoun *noun = pnr_edit_get_put (edit, i);
    PnrBundleFault fault;

    if (!PNR_IS_BUNDLE (noun) || !pnr_bundle_find_fault (PNR_BUNDLE (noun), &fault))
      continue;
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_CONTRADICTION,
                 /* Translators: name of a bundle, then a sentence with its full stop. */
                 _ ("Bundle “%s” was not changed. %s"),
                 pnr_bundle_get_name (PNR_BUNDLE (noun)) != NULL
                     ? pnr_bundle_get_name (PNR_BUNDLE (noun))
                     : pnr_bundle_get_sku (PNR_BUNDLE (noun)),
                 fault.sentence);
    return FALSE;
  }
  return TRUE;
}

/* (nullable): why a price may be where prices of bundles are not, where that is new. */
static const char *
reason_of_exception (PnrPlan *self, PnrBundle *bundle)
{
  PnrBundle *known = pnr_noun_list_get_by_id (self->bundles, pnr_noun_get_id (PNR_NOUN (bundle)));
  PnrPriceException exception = pnr_bundle_get_exception (bundle);
  const char *reason = pnr_bundle_get_exception_reason (bundle);

  if (exception == PNR_PRICE_EXCEPTION_NONE
      || (known != NULL && pnr_bundle_get_exception (known) == exception
          && g_strcmp0 (pnr_bundle_get_exception_reason (known), reason) == 0))
    return NULL;
  return reason != NULL ? reason : pnr_kind_to_word (PNR_TYPE_PRICE_EXCEPTION, exception);
}

/* (nullable): why a suggestion is turned down, where that is new. */
static const char *
reason_of_verdict (PnrPlan *self, PnrVerdict *verdict)
{
  gboolean is_known =
      pnr_noun_list_get_by_id (self->verdicts, pnr_noun_get_id (PNR_NOUN (verdict))) != NULL;

  return is_known ? NULL : pnr_verdict_get_reason (verdict);
}

/* What was decided with a reason is in the log with it, unless another one is given. */
static void
note_reason (PnrPlan *self, PnrEdit *edit)
{
  for (guint i = 0; i < pnr_edit_get_n_puts (edit) && pnr_edit_get_reason (edit) == NULL; i++) {
    PnrNoun *noun = pnr_edit_get_put (edit, i);

    if (PNR_IS_BUNDLE (noun))
      pnr_edit_set_reason (edit, reason_of_exception (self, PNR_BUNDLE (noun)));
    else if (PNR_IS_VERDICT (noun))
      pnr_edit_set_reason (edit, reason_of_verdict (self, PNR_VERDICT (noun)));
  }
}

static gpointer
apply_edit (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  if (!check_edit (data, error))
    return NULL;
  return GINT_TO_POINTER (pnr_store_apply_edit (store, data, change, error));
}

typedef gboolean (*Walk) (PnrStore *store, PnrStoreChange **change, GError **error);

/* To take back or bring again a million order lines takes seconds, so it can be stopped. */
static gpointer
walk_history (PnrStore *store, Walk walk, PnrProgress *progress, const char *step,
              PnrStoreChange **change, GError **error)
{
  gboolean is_done;

  pnr_progress_begin_step (progress, step);
  pnr_store_watch (store, progress);
  is_done = walk (store, change, error);
  pnr_store_watch (store, NULL);
  return GINT_TO_POINTER (is_done);
}

static gpointer
undo (PnrStore *store, gpointer progress, PnrStoreChange **change, GError **error)
{
  return walk_history (store, pnr_store_undo, progress, _ ("Undoing"), change, error);
}

static gpointer
redo (PnrStore *store, gpointer progress, PnrStoreChange **change, GError **error)
{
  return walk_history (store, pnr_store_redo, progress, _ ("Redoing"), change, error);
}

gboolean
pnr_plan_commit (PnrPlan *self, PnrEdit *edit, GError **error)
{
  if (g_thread_self () == self->main_thread)
    note_reason (self, edit);
  return pnr_plan_run_on_store (self, apply_edit, edit, error) != NULL;
}

gboolean
pnr_plan_undo (PnrPlan *self, PnrProgress *progress, GError **error)
{
  return pnr_plan_run_on_store (self, undo, progress, error) != NULL;
}

gboolean
pnr_plan_redo (PnrPlan *self, PnrProgress *progress, GError **error)
{
  return pnr_plan_run_on_store (self, redo, progress, error) != NULL;
}

/* A call whose answer comes later; the task's source is the plan. */
typedef struct {
  StoreCall call;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GTask *task;
} LaterCall;

static gboolean
later_call_done_cb (gpointer data)
{
  LaterCall *later = data;
  g_autoptr (GTask) task = later->task;

  pnr_plan_merge_arrived (later->call.plan);
  if (later->call.error != NULL)
    g_task_return_error (task, later->call.error);
  else
    g_task_return_pointer (task, later->call.result, later->free_result);
  if (later->free_data != NULL)
    later->free_data (later->call.data);
  g_free (later);
  return G_SOURCE_REMOVE;
}

static void
call_store_later (gpointer data)
{
  LaterCall *later = data;

  call_store (&later->call);
  pnr_plan_worker_call_back (g_task_get_context (later->task), later_call_done_cb, later, NULL);
}

/**
 * pnr_plan_call_later: (skip)
 * @self: an open plan
 * @func: what to do in the store's thread
 * @data: for @func
 * @free_data: (nullable): frees @data afterwards
 * @free_result: (nullable): frees what @func returned when nobody takes it
 * @callback: called in the main thread, to take it with pnr_plan_call_finish()
 * @user_data: for @callback
 */
void
pnr_plan_call_later (PnrPlan *self, PnrPlanStoreFunc func, gpointer data, GDestroyNotify free_data,
                     GDestroyNotify free_result, GAsyncReadyCallback callback, gpointer user_data)
{
  LaterCall *later;

  g_return_if_fail (PNR_IS_PLAN (self));

  later = g_new0 (LaterCall, 1);
  later->call = (StoreCall){ self, func, data, NULL, NULL };
  later->free_data = free_data;
  later->free_result = free_result;
  later->task = g_task_new (self, NULL, callback, user_data);
  if (pnr_plan_worker_push (self->worker, call_store_later, later))
    return;
  set_closed (&later->call.error);
  pnr_plan_worker_call_back (g_task_get_context (later->task), later_call_done_cb, later, NULL);
}

gpointer
pnr_plan_call_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pnr_plan_commit_async (PnrPlan *self, PnrEdit *edit, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  note_reason (self, edit);
  pnr_plan_call_later (self, apply_edit, g_object_ref (edit), g_object_unref, NULL, callback,
                       user_data);
}

void
pnr_plan_undo_async (PnrPlan *self, PnrProgress *progress, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  pnr_plan_call_later (self, undo, progress != NULL ? g_object_ref (progress) : NULL,
                       progress != NULL ? g_object_unref : NULL, NULL, callback, user_data);
}

void
pnr_plan_redo_async (PnrPlan *self, PnrProgress *progress, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  pnr_plan_call_later (self, redo, progress != NULL ? g_object_ref (progress) : NULL,
                       progress != NULL ? g_object_unref : NULL, NULL, callback, user_data);
}

gboolean
pnr_plan_commit_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  return pnr_plan_call_finish (self, result, error) != NULL;
}

gboolean
pnr_plan_undo_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  return pnr_plan_call_finish (self, result, error) != NULL;
}

gboolean
pnr_plan_redo_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  return pnr_plan_call_finish (self, result, error) != NULL;
}

/**
 * pnr_plan_can_try_again:
 * @error: why something was not saved
 *
 * Returns: whether the disk was in the way, so that the same may succeed when room is made, the
 *   disk is back or another program is done
 */
gboolean
pnr_plan_can_try_again (const GError *error)
{
  static const PnrStoreError passing[] = { PNR_STORE_ERROR_READ_ONLY, PNR_STORE_ERROR_BUSY,
                                           PNR_STORE_ERROR_MOVED,     PNR_STORE_ERROR_DISK_FULL,
                                           PNR_STORE_ERROR_IO,        PNR_STORE_ERROR_NO_MEMORY };

  for (gsize i = 0; i < G_N_ELEMENTS (passing); i++) {
    if (g_error_matches (error, PNR_STORE_ERROR, (int) passing[i]))
      return TRUE;
  }
  return FALSE;
}
