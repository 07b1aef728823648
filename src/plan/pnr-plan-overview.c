/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan at a glance: what a period of its orders came to, and what wants looking after. */
#include "config.h"

#include "plan/pnr-plan-overview.h"

#include <glib/gi18n.h>

#include "base/pnr-report.h"
#include "economy/pnr-review.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-private.h"

typedef struct {
  PnrPlan *plan;
  PnrLedger *ledger;
  PnrOverviewRequest request;
  char *channel;
  char *group;
  PnrProgress *progress;
} ReviewJob;

static void
review_job_free (ReviewJob *job)
{
  g_object_unref (job->plan);
  g_clear_pointer (&job->ledger, pnr_ledger_unref);
  g_free (job->channel);
  g_free (job->group);
  g_clear_object (&job->progress);
  g_free (job);
}

static ReviewJob *
review_job_new (PnrPlan *plan, PnrLedger *ledger, const PnrOverviewRequest *request,
                PnrProgress *progress)
{
  ReviewJob *job = g_new0 (ReviewJob, 1);

  job->plan = g_object_ref (plan);
  job->ledger = ledger != NULL ? pnr_ledger_ref (ledger) : NULL;
  job->request = *request;
  job->request.channel = job->channel = g_strdup (request->channel);
  job->request.group = job->group = g_strdup (request->group);
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  return job;
}

void
pnr_plan_review_free (PnrPlanReview *self)
{
  g_clear_pointer (&self->ledger, pnr_ledger_unref);
  g_clear_pointer (&self->overview, pnr_overview_unref);
  g_free (self);
}

static gboolean
read_plan (ReviewJob *job, PnrPlanReview *review, GError **error)
{
  g_autoptr (PnrStore) store = NULL;
  g_autoptr (PnrContents) contents = NULL;

  pnr_progress_begin_step (job->progress, _ ("Reading the orders"));
  store = pnr_plan_open_reader (job->plan, error);
  if (store == NULL)
    return FALSE;
  contents = pnr_store_read_contents (store, error);
  if (contents != NULL) {
    pnr_plan_find_attentions (contents, &review->attentions);
    review->has_attentions = TRUE;
    review->ledger = pnr_store_read_ledger (store, contents, job->progress, error);
  }
  pnr_store_close (store);
  return review->ledger != NULL;
}

static PnrPlanReview *
run_review (ReviewJob *job, GError **error)
{
  g_autoptr (PnrPlanReview) review = g_new0 (PnrPlanReview, 1);

  if (job->ledger != NULL)
    review->ledger = pnr_ledger_ref (job->ledger);
  else if (!read_plan (job, review, error))
    return NULL;
  pnr_progress_begin_step (job->progress, _ ("Adding up"));
  review->overview = pnr_review_ledger (review->ledger, &job->request, job->progress, error);
  return review->overview != NULL ? g_steal_pointer (&review) : NULL;
}

/**
 * pnr_plan_review:
 * @self: a plan
 * @ledger: (nullable): the history as an earlier review read it, where it is still the same
 * @request: what to look at
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Blocks; from any thread.
 *
 * Returns: (transfer full) (nullable): the overview, and the ledger it was made from
 */
PnrPlanReview *
pnr_plan_review (PnrPlan *self, PnrLedger *ledger, const PnrOverviewRequest *request,
                 PnrProgress *progress, GError **error)
{
  ReviewJob *job = review_job_new (self, ledger, request, progress);
  PnrPlanReview *review = run_review (job, error);

  review_job_free (job);
  return review;
}

static void
review_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  PnrPlanReview *review = run_review (data, &error);

  if (review != NULL)
    g_task_return_pointer (task, review, (GDestroyNotify) pnr_plan_review_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_review_async (PnrPlan *self, PnrLedger *ledger, const PnrOverviewRequest *request,
                       PnrProgress *progress, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, pnr_plan_review_async);
  g_task_set_task_data (task, review_job_new (self, ledger, request, progress),
                        (GDestroyNotify) review_job_free);
  g_task_run_in_thread (task, review_in_thread);
}

PnrPlanReview *
pnr_plan_review_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Nested dictionaries are added to @info under their keys. */
static GVariant *
merge_reports (GVariant *info, GVariant *more)
{
  GVariantDict *report = g_variant_dict_new (info);
  GVariantIter iter;
  const char *key;
  GVariant *value;

  g_variant_iter_init (&iter, more);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value))
    pnr_report_add_value (report, key, g_variant_ref (value));
  return pnr_report_end (report);
}

/**
 * pnr_plan_report_period:
 * @self: a plan
 * @request: what to look at
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): what pnr_plan_dup_info() says of the whole plan, and the
 *   overview of the period
 */
GVariant *
pnr_plan_report_period (PnrPlan *self, const PnrOverviewRequest *request, PnrProgress *progress,
                        GError **error)
{
  g_autoptr (GVariant) info = pnr_plan_dup_info (self, error);
  g_autoptr (PnrPlanReview) review = NULL;
  g_autoptr (GVariant) overview = NULL;

  if (info == NULL)
    return NULL;
  review = pnr_plan_review (self, NULL, request, progress, error);
  if (review == NULL)
    return NULL;
  overview = g_variant_ref_sink (pnr_overview_to_report (review->overview));
  return g_variant_ref_sink (merge_reports (info, overview));
}
