/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs that calculate: a scenario against the baseline, the band of good bundle prices. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "model/pnr-assumption-rule.h"
#include "model/pnr-bundle-kind.h"
#include "model/pnr-bundle-quote.h"
#include "model/pnr-objective.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-ledger.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-past.h"
#include "plan/pnr-plan-private.h"

/* What was asked for is copied on the main thread; what the plan holds is read by the worker, so
 * that asking costs the window nothing. */
typedef struct {
  PnrPlan *plan;
  PnrContents *contents;
  PnrScenario *scenario;
  GPtrArray *bundles;
  guint n_choices; /* scenarios that offer the bundle, where none of them was named */
  gboolean leaves_relations_out;
  PnrPriceLimits limits;
  PnrJointLimits joint;
  gint64 *endings;
  PnrOrderWindow window;
  gint64 n_orders, first_time, last_time;
  PnrSimulationSettings settings;
  PnrProgress *progress;
} EconomyJob;

static void
economy_job_free (EconomyJob *job)
{
  g_object_unref (job->plan);
  g_clear_pointer (&job->contents, pnr_contents_unref);
  g_clear_object (&job->scenario);
  g_ptr_array_unref (job->bundles);
  g_free (job->endings);
  g_clear_object (&job->progress);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EconomyJob, economy_job_free)

static EconomyJob *
economy_job_new (PnrPlan *plan, const PnrSimulationSettings *settings, PnrProgress *progress)
{
  EconomyJob *job = g_new0 (EconomyJob, 1);

  job->plan = g_object_ref (plan);
  job->bundles = g_ptr_array_new_with_free_func (g_object_unref);
  job->settings = *settings;
  job->window = (PnrOrderWindow){ G_MININT64, G_MAXINT64 };
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  return job;
}

static EconomyJob *
simulation_job_new (PnrPlan *plan, PnrScenario *scenario, const PnrSimulationSettings *settings,
                    PnrProgress *progress)
{
  EconomyJob *job = economy_job_new (plan, settings, progress);

  job->scenario = pnr_scenario_copy (scenario);
  return job;
}

static EconomyJob *
price_job_new (PnrPlan *plan, PnrBundle *bundle, const PnrPriceLimits *limits,
               const PnrSimulationSettings *settings, PnrProgress *progress)
{
  EconomyJob *job = economy_job_new (plan, settings, progress);

  g_ptr_array_add (job->bundles, pnr_bundle_copy (bundle));
  job->limits = *limits;
  /* Who says nothing else means the floor that the merchant gave the bundle. */
  if (isnan (limits->margin_floor)
      && pnr_bundle_get_margin_floor_ppm (bundle) != PNR_BUNDLE_NO_FLOOR)
    job->limits.margin_floor = (double) pnr_bundle_get_margin_floor_ppm (bundle) / 1e6;
  job->endings = g_memdup2 (limits->endings_minor, limits->n_endings * sizeof (gint64));
  job->limits.endings_minor = job->endings;
  return job;
}

static EconomyJob *
joint_job_new (PnrPlan *plan, PnrScenario *scenario, const PnrJointLimits *limits,
               const PnrSimulationSettings *settings, PnrProgress *progress)
{
  EconomyJob *job = simulation_job_new (plan, scenario, settings, progress);
  const PnrPriceLimits *price = &limits->price;

  job->joint = *limits;
  job->endings = g_memdup2 (price->endings_minor, price->n_endings * sizeof (gint64));
  job->joint.price.endings_minor = job->endings;
  return job;
}

/* A scenario is simulated with the bundles it has switched on. */
static void
take_bundles (EconomyJob *job)
{
  for (guint i = 0; i < job->contents->bundles->len; i++) {
    PnrBundle *bundle = g_ptr_array_index (job->contents->bundles, i);

    if (pnr_scenario_has_bundle (job->scenario, pnr_bundle_get_id (bundle)))
      g_ptr_array_add (job->bundles, g_object_ref (bundle));
  }
}

/* A bundle is priced by itself, under the assumptions of the scenario that was named, or of the
 * first that offers it. */
static void
take_scenario (EconomyJob *job)
{
  PnrBundle *bundle = g_ptr_array_index (job->bundles, 0);
  gboolean is_named = job->scenario != NULL;

  for (guint i = 0; i < job->contents->scenarios->len && !is_named; i++) {
    PnrScenario *scenario = g_ptr_array_index (job->contents->scenarios, i);

    if (!pnr_scenario_has_bundle (scenario, pnr_bundle_get_id (bundle)))
      continue;
    job->n_choices++;
    if (job->scenario == NULL)
      job->scenario = g_object_ref (scenario);
  }
  if (job->scenario == NULL)
    job->scenario = pnr_scenario_new (0);
}

/* Every basket that passes the value cuts the course of a price once more, and with what
 * relationships show there are many baskets: half a minute for a dozen products. */
static gboolean
is_too_long_with_relations (EconomyJob *job, const PnrMarket *market)
{
  return market->relations->len > 0
         && pnr_scenario_find_assumption (job->scenario, "free shipping from") != NULL;
}

/* Prices are searched in the market that is simulated, with what relationships show. */
static PnrMarket *
read_market (EconomyJob *job, gboolean is_for_one_price, GError **error)
{
  g_autoptr (PnrBasketSet) baskets =
      pnr_plan_read_baskets_between (job->plan, &job->window, job->progress, error);
  PnrMarket *market;

  if (baskets == NULL)
    return NULL;
  job->n_orders = pnr_basket_set_get_n_baskets (baskets);
  job->first_time = pnr_basket_set_get_first_time (baskets);
  job->last_time = pnr_basket_set_get_last_time (baskets);
  job->contents = pnr_plan_read_contents (job->plan, error);
  if (job->contents == NULL)
    return NULL;
  if (job->bundles->len == 0)
    take_bundles (job);
  else
    take_scenario (job);
  market = pnr_plan_market_new_related (job->contents, baskets, job->bundles, job->scenario, error);
  job->leaves_relations_out =
      is_for_one_price && market != NULL && is_too_long_with_relations (job, market);
  if (job->leaves_relations_out) {
    g_clear_pointer (&market, pnr_market_unref);
    market = pnr_plan_market_new (job->contents, baskets, job->bundles, job->scenario, error);
  }
  market = pnr_plan_market_learn (job->plan, &job->window, baskets, market, job->progress, error);
  if (market != NULL)
    pnr_plan_market_infer_awareness (market, job->scenario);
  return market;
}

/* A plan of before may hold what nobody can mean; its figures come with the doubt. */
static void
warn_of_assumptions (PnrScenario *scenario, PnrOutcome *outcome)
{
  GPtrArray *assumptions = pnr_scenario_get_assumptions (scenario);

  for (guint i = 0; i < assumptions->len; i++) {
    PnrAssumption *assumption = g_ptr_array_index (assumptions, i);
    g_auto (PnrAssumptionFault) fault = { 0 };

    if (!pnr_assumption_find_fault (assumption, &fault))
      continue;
    pnr_outcome_take_warning (
        outcome, g_str_equal (fault.field, "name")
                     ? g_strdup (fault.sentence)
                     : g_strdup_printf (_ ("The assumption “%s” cannot be so. %s"),
                                        pnr_assumption_get_name (assumption), fault.sentence));
  }
}

static PnrOutcome *
run_simulation (EconomyJob *job, GError **error)
{
  g_autoptr (PnrMarket) market = read_market (job, FALSE, error);
  g_autoptr (PnrLedger) ledger = NULL;
  g_autoptr (PnrOutcome) outcome = NULL;

  if (market == NULL)
    return NULL;
  ledger = pnr_plan_read_ledger (job->plan, job->contents, job->progress, error);
  if (ledger == NULL)
    return NULL;
  pnr_plan_count_store (market, ledger, &job->window);
  pnr_progress_begin_step (job->progress, _ ("Simulating"));
  outcome = pnr_simulate (market, &job->settings, job->progress, error);
  if (outcome == NULL)
    return NULL;
  warn_of_assumptions (job->scenario, outcome);
  outcome->objective = pnr_objective_to_word (pnr_objective_of_scenario (job->scenario));
  outcome->n_orders = job->n_orders;
  outcome->first_time = job->first_time;
  outcome->last_time = job->last_time;
  return pnr_plan_add_lifetime (outcome, market, ledger, &job->window, job->contents, job->scenario,
                                job->progress, error)
             ? g_steal_pointer (&outcome)
             : NULL;
}

/* A curve of one price needs an offer that has one; which offers do, the economy knows. */
static gboolean
check_is_one_offer (PnrBundle *bundle, const PnrMarket *market, GError **error)
{
  guint n_prices = 0;

  while (n_prices < market->n_bundles
         && market->bundles[n_prices].offered_as == PNR_OFFERED_AS_BUNDLE)
    n_prices++;
  if (n_prices == 1)
    return TRUE;
  g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_NOT_SIMULATED,
               /* Translators: a SKU, a kind of bundle such as “Add-on”, then a number. */
               _ ("The bundle %s (%s) has %u prices, one for everything that may be added. Search "
                  "the best prices of its scenario, which finds them together."),
               pnr_bundle_get_sku (bundle),
               pnr_bundle_kind_get_label (pnr_bundle_get_kind (bundle)), n_prices);
  return FALSE;
}

/* Assumptions of another scenario would give another price, so it is said whose were taken. */
static void
name_scenario (EconomyJob *job, PnrPriceCurve *curve)
{
  if (pnr_scenario_get_name (job->scenario) != NULL)
    curve->scenario = g_strdup (pnr_scenario_get_name (job->scenario));
  if (job->n_choices > 1)
    g_ptr_array_add (
        curve->warnings,
        g_strdup_printf (
            g_dngettext (
                GETTEXT_PACKAGE,
                "%u scenario offers this bundle; the price is of “%s” and what it assumes. "
                "Name another one to see its price.",
                "%u scenarios offer this bundle; the price is of “%s” and what it "
                "assumes. Name another one to see its price.",
                job->n_choices),
            job->n_choices, curve->scenario));
}

static PnrPriceCurve *
run_price_search (EconomyJob *job, GError **error)
{
  g_autoptr (PnrMarket) market = read_market (job, TRUE, error);
  PnrPriceCurve *curve;

  if (market == NULL || !check_is_one_offer (g_ptr_array_index (job->bundles, 0), market, error))
    return NULL;
  pnr_progress_begin_step (job->progress, _ ("Searching prices"));
  curve = pnr_find_bundle_price (market, 0, &job->limits, &job->settings, job->progress, error);
  if (curve == NULL)
    return NULL;
  name_scenario (job, curve);
  if (job->leaves_relations_out)
    g_ptr_array_add (curve->warnings,
                     g_strdup (_ ("Free shipping from a value on: what relationships show is left "
                                  "out of this search, which would take too long with it. "
                                  "Simulate the scenario at this price to count it.")));
  return curve;
}

static PnrPriceSet *
run_joint_search (EconomyJob *job, GError **error)
{
  g_autoptr (PnrMarket) market = read_market (job, FALSE, error);

  if (market == NULL)
    return NULL;
  return pnr_find_joint_prices (market, &job->joint, &job->settings, job->progress, error);
}

/**
 * pnr_plan_simulate:
 * @self: a plan
 * @scenario: one of its scenarios
 * @settings: how many shoppers, which seed
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the scenario against the baseline
 */
PnrOutcome *
pnr_plan_simulate (PnrPlan *self, PnrScenario *scenario, const PnrSimulationSettings *settings,
                   PnrProgress *progress, GError **error)
{
  g_autoptr (EconomyJob) job = simulation_job_new (self, scenario, settings, progress);

  return run_simulation (job, error);
}

/**
 * pnr_plan_simulate_window:
 * @self: a plan
 * @scenario: one of its scenarios
 * @window: (nullable): the orders that the shoppers are learnt from; %NULL: all
 * @settings: how many shoppers, which seed
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Figures are per window: twice as long a window of the same shop has twice the orders.
 *
 * Returns: (transfer full) (nullable): the scenario against the baseline
 */
PnrOutcome *
pnr_plan_simulate_window (PnrPlan *self, PnrScenario *scenario, const PnrOrderWindow *window,
                          const PnrSimulationSettings *settings, PnrProgress *progress,
                          GError **error)
{
  g_autoptr (EconomyJob) job = simulation_job_new (self, scenario, settings, progress);

  if (window != NULL)
    job->window = *window;
  return run_simulation (job, error);
}

static void
simulate_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  PnrOutcome *outcome = run_simulation (data, &error);

  if (outcome != NULL)
    g_task_return_pointer (task, outcome, (GDestroyNotify) pnr_outcome_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_simulate_async (PnrPlan *self, PnrScenario *scenario,
                         const PnrSimulationSettings *settings, PnrProgress *progress,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, pnr_plan_simulate_async);
  g_task_set_task_data (task, simulation_job_new (self, scenario, settings, progress),
                        (GDestroyNotify) economy_job_free);
  g_task_run_in_thread (task, simulate_in_thread);
}

PnrOutcome *
pnr_plan_simulate_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * pnr_plan_optimise_under:
 * @self: a plan
 * @bundle: a bundle of it, as it is or as it is being edited
 * @scenario: (nullable): whose assumptions hold; %NULL: of the first scenario that offers it
 * @limits: which prices are allowed and what is wanted
 * @settings: how many shoppers, which seed
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the profit at every price, with the band of good ones
 */
PnrPriceCurve *
pnr_plan_optimise_under (PnrPlan *self, PnrBundle *bundle, PnrScenario *scenario,
                         const PnrPriceLimits *limits, const PnrSimulationSettings *settings,
                         PnrProgress *progress, GError **error)
{
  g_autoptr (EconomyJob) job = price_job_new (self, bundle, limits, settings, progress);

  if (scenario != NULL)
    job->scenario = pnr_scenario_copy (scenario);
  return run_price_search (job, error);
}

/**
 * pnr_plan_optimise:
 * @self: a plan
 * @bundle: a bundle of it, as it is or as it is being edited
 * @limits: which prices are allowed and what is wanted
 * @settings: how many shoppers, which seed
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the profit at every price, with the band of good ones
 */
PnrPriceCurve *
pnr_plan_optimise (PnrPlan *self, PnrBundle *bundle, const PnrPriceLimits *limits,
                   const PnrSimulationSettings *settings, PnrProgress *progress, GError **error)
{
  return pnr_plan_optimise_under (self, bundle, NULL, limits, settings, progress, error);
}

static void
optimise_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  PnrPriceCurve *curve = run_price_search (data, &error);

  if (curve != NULL)
    g_task_return_pointer (task, curve, (GDestroyNotify) pnr_price_curve_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_optimise_async (PnrPlan *self, PnrBundle *bundle, const PnrPriceLimits *limits,
                         const PnrSimulationSettings *settings, PnrProgress *progress,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, pnr_plan_optimise_async);
  g_task_set_task_data (task, price_job_new (self, bundle, limits, settings, progress),
                        (GDestroyNotify) economy_job_free);
  g_task_run_in_thread (task, optimise_in_thread);
}

PnrPriceCurve *
pnr_plan_optimise_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * pnr_plan_optimise_scenario:
 * @self: a plan
 * @scenario: whose bundles are priced, all together
 * @limits: which prices are allowed, what is wanted, and whether components move
 * @settings: how many shoppers, which seed
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the best prices with their bands
 */
PnrPriceSet *
pnr_plan_optimise_scenario (PnrPlan *self, PnrScenario *scenario, const PnrJointLimits *limits,
                            const PnrSimulationSettings *settings, PnrProgress *progress,
                            GError **error)
{
  g_autoptr (EconomyJob) job = joint_job_new (self, scenario, limits, settings, progress);

  return run_joint_search (job, error);
}

static void
optimise_scenario_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  PnrPriceSet *set = run_joint_search (data, &error);

  if (set != NULL)
    g_task_return_pointer (task, set, (GDestroyNotify) pnr_price_set_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pnr_plan_optimise_scenario_async (PnrPlan *self, PnrScenario *scenario,
                                  const PnrJointLimits *limits,
                                  const PnrSimulationSettings *settings, PnrProgress *progress,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, pnr_plan_optimise_scenario_async);
  g_task_set_task_data (task, joint_job_new (self, scenario, limits, settings, progress),
                        (GDestroyNotify) economy_job_free);
  g_task_run_in_thread (task, optimise_scenario_in_thread);
}

PnrPriceSet *
pnr_plan_optimise_scenario_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
