/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle tried on simulated shoppers: who gains, who takes it, and what only pads it.
 *
 * The bundle is on offer by itself, under the assumptions of the first scenario that offers it, as
 * where its price is searched. */
#include "config.h"

#include <glib/gi18n.h>

#include "plan/pnr-plan-trial.h"

#include "base/pnr-money.h"
#include "economy/pnr-belief.h"
#include "economy/pnr-simulation.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-past.h"
#include "plan/pnr-plan-sheet.h"
#include "plan/pnr-plan-tax.h"

#define MILLION 1000000

/* Whether a part pads a bundle shows on far fewer shoppers than what the bundle earns. */
#define N_BLOCKS 4

/* Copied on the main thread, so that the bundle is tried as it is being edited. */
typedef struct {
  PnrPlan *plan;
  PnrContents *contents;
  PnrBundle *bundle;
  PnrScenario *scenario;
  PnrProgress *progress;
} TrialJob;

static void
trial_job_free (TrialJob *job)
{
  g_object_unref (job->plan);
  pnr_contents_unref (job->contents);
  g_object_unref (job->bundle);
  g_object_unref (job->scenario);
  g_clear_object (&job->progress);
  g_free (job);
}

/**
 * pnr_plan_find_judging_scenario:
 * @contents: a plan
 * @bundle: one of its bundles
 *
 * Returns: (transfer full): whose assumptions hold for a bundle that is judged by itself: of the
 *   first scenario that offers it, else none
 */
PnrScenario *
pnr_plan_find_judging_scenario (PnrContents *contents, PnrBundle *bundle)
{
  for (guint i = 0; i < contents->scenarios->len; i++) {
    PnrScenario *scenario = g_ptr_array_index (contents->scenarios, i);

    if (pnr_scenario_has_bundle (scenario, pnr_bundle_get_id (bundle)))
      return g_object_ref (scenario);
  }
  return pnr_scenario_new (0);
}

static TrialJob *
trial_job_new (PnrPlan *plan, PnrBundle *bundle, PnrProgress *progress)
{
  TrialJob *job = g_new0 (TrialJob, 1);

  job->plan = g_object_ref (plan);
  job->contents = pnr_plan_dup_neighbourhood (plan, bundle);
  job->bundle = pnr_bundle_copy (bundle);
  job->scenario = pnr_plan_find_judging_scenario (job->contents, bundle);
  job->progress = progress != NULL ? g_object_ref (progress) : NULL;
  return job;
}

void
pnr_plan_trial_free (PnrPlanTrial *self)
{
  g_clear_pointer (&self->outcome, pnr_outcome_unref);
  g_free (self->padding);
  g_free (self);
}

static PnrMarket *
read_market (TrialJob *job, GError **error)
{
  g_autoptr (PnrBasketSet) baskets = pnr_plan_read_baskets (job->plan, job->progress, error);
  g_autoptr (GPtrArray) bundles = g_ptr_array_new ();
  PnrMarket *market;

  if (baskets == NULL)
    return NULL;
  g_ptr_array_add (bundles, job->bundle);
  market = pnr_plan_market_new (job->contents, baskets, bundles, job->scenario, error);
  return pnr_plan_market_learn (job->plan, NULL, baskets, market, job->progress, error);
}

/* A cost is compared with prices that hold tax, so it is told with the tax it must earn. */
static void
fill_parts (TrialJob *job, PnrAllocationPart *parts)
{
  PnrTaxRate assumed = { 0, PNR_TAX_FROM_NOTHING };

  pnr_plan_tax_assume (job->scenario, job->bundle, &assumed);
  for (guint i = 0; i < pnr_bundle_get_n_components (job->bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (job->bundle, i);
    PnrProduct *product = pnr_contents_get_product (job->contents, component->product_id);
    gint64 vat_ppm = pnr_plan_tax_find (product, assumed).vat_ppm;

    parts[i] = (PnrAllocationPart){ .name = pnr_product_get_title (product),
                                    .quantity = component->quantity,
                                    .list_minor = pnr_product_get_price_minor (product),
                                    .vat_ppm = vat_ppm };
    parts[i].cost_minor =
        pnr_money_round_ratio (pnr_product_get_cost_minor (product), MILLION + vat_ppm, MILLION);
  }
}

static guint
find_place (TrialJob *job, const PnrMarket *market, guint index)
{
  const PnrComponent *component = pnr_bundle_get_component (job->bundle, index);
  const char *sku =
      pnr_product_get_sku (pnr_contents_get_product (job->contents, component->product_id));
  guint place = 0;

  while (!g_str_equal (market->products[place].sku, sku))
    place++;
  return place;
}

/* Shopper-major, of all units of each component, in minor units. */
static gint64 *
draw_values (TrialJob *job, const PnrMarket *market, guint n_parts)
{
  gint64 *values = g_new (gint64, (gsize) N_BLOCKS * PNR_DEMAND_BLOCK * n_parts);
  g_autofree gint32 *block = g_new (gint32, (gsize) PNR_DEMAND_BLOCK * market->n_products);
  PnrBelief belief;

  pnr_belief_fill_central (market, &belief, job->progress);
  for (guint b = 0; b < N_BLOCKS; b++) {
    pnr_demand_draw (&belief.demand, b * PNR_DEMAND_BLOCK, PNR_DEMAND_BLOCK,
                     PNR_SIMULATION_DEFAULT_SEED, 0, block);
    for (guint i = 0; i < n_parts; i++) {
      const gint32 *drawn = block + (gsize) find_place (job, market, i) * PNR_DEMAND_BLOCK;
      gint64 quantity = pnr_bundle_get_component (job->bundle, i)->quantity;

      for (guint s = 0; s < PNR_DEMAND_BLOCK; s++)
        values[((gsize) b * PNR_DEMAND_BLOCK + s) * n_parts + i] =
            drawn[s] * quantity / belief.demand.scale;
    }
  }
  return values;
}

static gboolean
look_for_padding (TrialJob *job, const PnrMarket *market, PnrPlanTrial *trial, GError **error)
{
  guint n_parts = pnr_bundle_get_n_components (job->bundle);
  g_autofree PnrAllocationPart *parts = g_new0 (PnrAllocationPart, n_parts);
  g_autofree gint64 *values = NULL;
  PnrPaddingTest test;

  trial->n_parts = n_parts;
  trial->n_tried = N_BLOCKS * PNR_DEMAND_BLOCK;
  /* With one left out something must be left that is still a bundle. */
  if (n_parts < 3)
    return TRUE;
  fill_parts (job, parts);
  values = draw_values (job, market, n_parts);
  test = (PnrPaddingTest){ .parts = parts,
                           .n_parts = n_parts,
                           .price_minor = market->bundles[0].price_minor,
                           .is_pure = pnr_bundle_get_kind (job->bundle) == PNR_BUNDLE_KIND_PURE,
                           .values = values,
                           .n_shoppers = trial->n_tried };
  trial->padding = g_new0 (PnrPadding, n_parts);
  return pnr_padding_find (&test, trial->padding, error);
}

static PnrPlanTrial *
run_trial (TrialJob *job, GError **error)
{
  const PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  g_autoptr (PnrPlanTrial) trial = g_new0 (PnrPlanTrial, 1);
  g_autoptr (PnrMarket) market = read_market (job, error);

  if (market == NULL)
    return NULL;
  pnr_progress_begin_step (job->progress, _ ("Simulating"));
  trial->outcome = pnr_simulate (market, &settings, job->progress, error);
  if (trial->outcome == NULL || !look_for_padding (job, market, trial, error))
    return NULL;
  trial->win_win =
      pnr_win_win_classify (&trial->outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_SURPLUS],
                            &trial->outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION]);
  return g_steal_pointer (&trial);
}

/**
 * pnr_plan_try_bundle:
 * @self: a plan
 * @bundle: one of its bundles, as it is or as it is being edited; its products exist
 * @progress: (nullable): a progress
 * @error: what is missing for a simulation, or that it was cancelled
 *
 * Blocks, on the main thread.
 *
 * Returns: (transfer full) (nullable): what simulated shoppers make of the bundle
 */
PnrPlanTrial *
pnr_plan_try_bundle (PnrPlan *self, PnrBundle *bundle, PnrProgress *progress, GError **error)
{
  TrialJob *job = trial_job_new (self, bundle, progress);
  PnrPlanTrial *trial = run_trial (job, error);

  trial_job_free (job);
  return trial;
}

static void
try_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  PnrPlanTrial *trial = run_trial (data, &error);

  if (trial != NULL)
    g_task_return_pointer (task, trial, (GDestroyNotify) pnr_plan_trial_free);
  else
    g_task_return_error (task, error);
}

void
pnr_plan_try_bundle_async (PnrPlan *self, PnrBundle *bundle, PnrProgress *progress,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, pnr_plan_try_bundle_async);
  g_task_set_task_data (task, trial_job_new (self, bundle, progress),
                        (GDestroyNotify) trial_job_free);
  g_task_run_in_thread (task, try_in_thread);
}

PnrPlanTrial *
pnr_plan_try_bundle_finish (PnrPlan *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
