/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The job that says how the customers of a plan come back. */
#include "config.h"

#include "plan/pnr-plan-loyalty.h"

#include <glib/gi18n.h>

#include "economy/pnr-loyalty.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-private.h"

typedef struct {
  guint within_days;
  PnrProgress *progress;
} LoyaltyJob;

static void
loyalty_job_free (LoyaltyJob *job)
{
  g_clear_object (&job->progress);
  g_free (job);
}

static void
name_products (PnrLoyalty *loyalty, PnrContents *contents)
{
  for (guint i = 0; i < loyalty->first_products->len; i++) {
    PnrFirstBasketRate *rate = g_ptr_array_index (loyalty->first_products, i);
    PnrProduct *product = pnr_contents_get_product (contents, rate->product_id);

    if (product == NULL)
      continue;
    rate->sku = g_strdup (pnr_product_get_sku (product));
    rate->title = g_strdup (pnr_product_get_title (product));
  }
}

/* How far to look ahead is what the first scenario says of it. */
static PnrLifetimeTerms
get_terms (PnrContents *contents)
{
  g_autoptr (PnrScenario) none = pnr_scenario_new (0);

  return pnr_plan_assume_lifetime (
      contents->scenarios->len > 0 ? g_ptr_array_index (contents->scenarios, 0) : none);
}

static PnrLoyalty *
measure (PnrStore *store, guint within_days, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrContents) contents = pnr_store_read_contents (store, error);
  g_autoptr (PnrLedger) ledger = NULL;
  g_autoptr (GArray) first_products = NULL;
  PnrLifetimeTerms terms;
  PnrLoyalty *loyalty;

  if (contents == NULL)
    return NULL;
  ledger = pnr_store_read_ledger (store, contents, progress, error);
  if (ledger == NULL)
    return NULL;
  pnr_progress_begin_step (progress, _ ("Looking at returning customers"));
  first_products = pnr_store_read_first_products (store, ledger, progress, error);
  if (first_products == NULL)
    return NULL;
  terms = get_terms (contents);
  loyalty = pnr_loyalty_measure (ledger, first_products,
                                 within_days > 0 ? within_days : PNR_LOYALTY_USUAL_DAYS, &terms,
                                 progress, error);
  if (loyalty != NULL)
    name_products (loyalty, contents);
  return loyalty;
}

/**
 * pnr_plan_measure_loyalty:
 * @self: a plan
 * @within_days: who comes back within so many days has returned; 0: the usual number
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Blocks; from any thread.
 *
 * Returns: (transfer full) (nullable): how customers come back
 */
PnrLoyalty *
pnr_plan_measure_loyalty (PnrPlan *self, guint within_days, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrStore) store = NULL;
  PnrLoyalty *loyalty;

  pnr_progress_begin_step (progress, _ ("Reading the orders"));
  store = pnr_plan_open_reader (self, error);
  if (store == NULL)
    return NULL;
  loyalty = measure (store, within_days, progress, error);
  pnr_store_close (store);
  return loyalty;
}

static void
measure_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LoyaltyJob *job = data;
  g_autoptr (GError) error = NULL;
  PnrLoyalty *loyalty = pnr_plan_measure_loyalty (source, job->within_days, job->progress, &error);

  if (loyalty != NULL)
    g_task_return_pointer (task, loyalty, (GDestroyNotify) pnr_loyalty_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_measure_loyalty_async (PnrPlan *self, guint within_days, PnrProgress *progress,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  LoyaltyJob *job = g_new0 (LoyaltyJob, 1);

  job->within_days = within_days;
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  g_task_set_source_tag (task, pnr_plan_measure_loyalty_async);
  g_task_set_task_data (task, job, (GDestroyNotify) loyalty_job_free);
  g_task_run_in_thread (task, measure_in_thread);
}

PnrLoyalty *
pnr_plan_measure_loyalty_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
