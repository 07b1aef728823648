/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The job that sets scenarios of a plan against each other on the same shoppers. */
#include "config.h"

#include "plan/pnr-plan-comparison.h"

#include <glib/gi18n.h>

#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-ledger.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-past.h"

static const PnrOrderWindow whole_history = { G_MININT64, G_MAXINT64 };

typedef struct {
  PnrPlan *plan;
  GPtrArray *scenarios;
  PnrSimulationSettings settings;
  PnrProgress *progress;
  PnrContents *contents; /* as the worker read it */
} CompareJob;

static void
compare_job_free (CompareJob *job)
{
  g_object_unref (job->plan);
  g_ptr_array_unref (job->scenarios);
  g_clear_object (&job->progress);
  g_clear_pointer (&job->contents, pnr_contents_unref);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CompareJob, compare_job_free)

static CompareJob *
compare_job_new (PnrPlan *plan, GPtrArray *scenarios, const PnrSimulationSettings *settings,
                 PnrProgress *progress)
{
  CompareJob *job = g_new0 (CompareJob, 1);

  job->plan = g_object_ref (plan);
  job->scenarios = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < scenarios->len; i++)
    g_ptr_array_add (job->scenarios, pnr_scenario_copy (g_ptr_array_index (scenarios, i)));
  job->settings = *settings;
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  return job;
}

static GPtrArray *
list_bundles (PnrContents *contents, PnrScenario *scenario)
{
  GPtrArray *bundles = g_ptr_array_new ();

  for (guint i = 0; i < contents->bundles->len; i++) {
    PnrBundle *bundle = g_ptr_array_index (contents->bundles, i);

    if (pnr_scenario_has_bundle (scenario, pnr_bundle_get_id (bundle)))
      g_ptr_array_add (bundles, bundle);
  }
  return bundles;
}

/* Everybody looks at the products of all the scenarios. */
static GPtrArray *
list_all_bundles (CompareJob *job, PnrContents *contents)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < job->scenarios->len; i++) {
    g_autoptr (GPtrArray) own = list_bundles (contents, g_ptr_array_index (job->scenarios, i));

    g_ptr_array_extend (all, own, NULL, NULL);
  }
  return all;
}

static GPtrArray *
read_markets (CompareJob *job, PnrLedger **ledger, GError **error)
{
  g_autoptr (GPtrArray) markets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_market_unref);
  g_autoptr (PnrBasketSet) baskets = pnr_plan_read_baskets (job->plan, job->progress, error);
  PnrContents *contents;
  g_autoptr (GPtrArray) all = NULL;

  if (baskets == NULL)
    return NULL;
  contents = job->contents = pnr_plan_read_contents (job->plan, error);
  if (contents == NULL)
    return NULL;
  *ledger = pnr_plan_read_ledger (job->plan, contents, job->progress, error);
  if (*ledger == NULL)
    return NULL;
  all = list_all_bundles (job, contents);
  for (guint i = 0; i < job->scenarios->len; i++) {
    PnrScenario *scenario = g_ptr_array_index (job->scenarios, i);
    g_autoptr (GPtrArray) own = list_bundles (contents, scenario);
    PnrMarket *market =
        pnr_plan_market_new_among (contents, baskets, own, all, scenario, job->scenarios, error);

    market = pnr_plan_market_learn (job->plan, NULL, baskets, market, job->progress, error);
    if (market == NULL)
      return NULL;
    pnr_plan_market_infer_awareness (market, scenario);
    pnr_plan_count_store (market, *ledger, &whole_history);
    g_ptr_array_add (markets, market);
  }
  return g_steal_pointer (&markets);
}

/* Every column says what a new customer comes to be worth, as its scenario alone would. */
static gboolean
add_lifetimes (CompareJob *job, PnrComparison *comparison, GPtrArray *markets, PnrLedger *ledger,
               GError **error)
{
  for (guint i = 0; i < comparison->n_scenarios; i++)
    if (!pnr_plan_add_lifetime (comparison->outcomes[i], g_ptr_array_index (markets, i), ledger,
                                &whole_history, job->contents,
                                g_ptr_array_index (job->scenarios, i), job->progress, error))
      return FALSE;
  return TRUE;
}

static PnrComparison *
run_comparison (CompareJob *job, GError **error)
{
  g_autoptr (GPtrArray) markets = NULL;
  g_autoptr (PnrLedger) ledger = NULL;
  g_autoptr (PnrComparison) comparison = NULL;
  const char *names[PNR_COMPARISON_MOST];

  if (job->scenarios->len < 2 || job->scenarios->len > PNR_COMPARISON_MOST) {
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_TOO_LARGE,
                 _ ("Choose two to %d scenarios to compare."), PNR_COMPARISON_MOST);
    return NULL;
  }
  markets = read_markets (job, &ledger, error);
  if (markets == NULL)
    return NULL;
  for (guint i = 0; i < job->scenarios->len; i++)
    names[i] = pnr_scenario_get_name (g_ptr_array_index (job->scenarios, i));
  comparison = pnr_simulate_side_by_side ((PnrMarket *const *) markets->pdata, names, markets->len,
                                          &job->settings, job->progress, error);
  if (comparison == NULL || !add_lifetimes (job, comparison, markets, ledger, error))
    return NULL;
  comparison->objective = pnr_objective_of_scenario (g_ptr_array_index (job->scenarios, 0));
  return g_steal_pointer (&comparison);
}

/**
 * pnr_plan_compare:
 * @self: a plan
 * @scenarios: (element-type PnrScenario): two to %PNR_COMPARISON_MOST of its scenarios
 * @settings: how many shoppers, which seed
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * All are judged by the objective of the first.
 *
 * Returns: (transfer full) (nullable): the scenarios on common shoppers, and their differences
 */
PnrComparison *
pnr_plan_compare (PnrPlan *self, GPtrArray *scenarios, const PnrSimulationSettings *settings,
                  PnrProgress *progress, GError **error)
{
  g_autoptr (CompareJob) job = compare_job_new (self, scenarios, settings, progress);

  return run_comparison (job, error);
}

static void
compare_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  PnrComparison *comparison = run_comparison (data, &error);

  if (comparison != NULL)
    g_task_return_pointer (task, comparison, (GDestroyNotify) pnr_comparison_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_compare_async (PnrPlan *self, GPtrArray *scenarios, const PnrSimulationSettings *settings,
                        PnrProgress *progress, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, pnr_plan_compare_async);
  g_task_set_task_data (task, compare_job_new (self, scenarios, settings, progress),
                        (GDestroyNotify) compare_job_free);
  g_task_run_in_thread (task, compare_in_thread);
}

PnrComparison *
pnr_plan_compare_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
