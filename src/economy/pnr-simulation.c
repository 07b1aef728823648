/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs a market without and with its bundles on the same shoppers and says what changes.
 *
 * Two errors are told apart. The sample consists of eight independent scrambles, and their scatter
 * is the simulation's own error, which more shoppers make small. The interval instead repeats the
 * whole calculation over joint draws of all assumptions; more shoppers do not shrink it. */
#include "config.h"

#include "economy/pnr-simulation.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "base/pnr-money.h"
#include "economy/pnr-belief.h"
#include "economy/pnr-market-figures.h"
#include "economy/pnr-parallel.h"
#include "economy/pnr-residual.h"
#include "economy/pnr-simulation-private.h"
#include "economy/pnr-tally.h"

#define LEAST_SHOPPERS 1024
#define MOST_SHOPPERS (1 << 22)
/* Pieces of each repetition, a power of two: every one holds the counts of all contents. */
#define MOST_PIECES 8

gint64
pnr_simulation_round_shoppers (const PnrSimulationSettings *settings)
{
  gint64 wanted = settings->n_shoppers > 0 ? settings->n_shoppers : PNR_SIMULATION_DEFAULT_SHOPPERS;
  gint64 n = LEAST_SHOPPERS;

  while (n < wanted && n < MOST_SHOPPERS)
    n *= 2;
  return n;
}

/* Returns: (transfer full) (nullable): why the sample is not of the size asked for */
char *
pnr_simulation_dup_rounding (const PnrSimulationSettings *settings)
{
  gint64 n = pnr_simulation_round_shoppers (settings);

  if (settings->n_shoppers <= 0 || n == settings->n_shoppers)
    return NULL;
  if (n < settings->n_shoppers)
    return g_strdup_printf (_ ("%" PRId64 " shoppers were asked for and the most, "
                               "%" PRId64 ", were simulated."),
                            settings->n_shoppers, n);
  return g_strdup_printf (_ ("%" PRId64 " shoppers were asked for and %" PRId64
                             " were simulated: samples are rounded up to a power of two, of at "
                             "least %d, so that they cover the market evenly."),
                          settings->n_shoppers, n, LEAST_SHOPPERS);
}

/* One piece of the central sample is a run of blocks of one scramble; counts are whole numbers, so
 * how they are cut does not matter. */
typedef struct {
  const PnrMarket *market;
  const PnrShop *shop;
  const PnrBelief *belief;
  guint64 seed;
  guint n_pieces;
  guint n_blocks;
  guint block_size;
  PnrTally **tallies;
  PnrProgress *progress;
  PnrCrowdStore *store;
} Central;

static void
count_block (const Central *central, guint scramble, guint block, PnrTally *tally)
{
  const PnrCrowd *crowd = pnr_crowd_store_get (central->store, central->shop, central->market,
                                               central->belief, scramble, block);

  if (crowd != NULL)
    pnr_tally_serve (tally, central->shop, central->market, central->belief, crowd);
  else
    pnr_tally_block (tally, central->shop, central->market, central->belief,
                     block * central->block_size, central->block_size, central->seed, scramble);
}

static void
count_piece (guint index, gpointer data)
{
  Central *central = data;
  guint scramble = index / central->n_pieces;
  guint piece = index % central->n_pieces;

  central->tallies[index] = pnr_tally_new (central->shop);
  for (guint block = piece * central->n_blocks;
       block < (piece + 1) * central->n_blocks && !pnr_progress_is_cancelled (central->progress);
       block++)
    count_block (central, scramble, block, central->tallies[index]);
}

static void
set_standard_errors (PnrOutcome *outcome, PnrFigures figures[PNR_SIMULATION_SCRAMBLES])
{
  for (int side = 0; side < PNR_N_SIDES; side++)
    for (int metric = 0; metric < PNR_N_METRICS; metric++) {
      double mean = 0.0, square = 0.0;

      for (int s = 0; s < PNR_SIMULATION_SCRAMBLES; s++)
        mean += figures[s][side][metric] / PNR_SIMULATION_SCRAMBLES;
      for (int s = 0; s < PNR_SIMULATION_SCRAMBLES; s++)
        square += (figures[s][side][metric] - mean) * (figures[s][side][metric] - mean);
      outcome->estimates[side][metric].standard_error =
          sqrt (square / (PNR_SIMULATION_SCRAMBLES - 1) / PNR_SIMULATION_SCRAMBLES);
    }
}

/* Whoever does not know a part may take it with an offer that saves her nothing. */
static gboolean
is_known_to_all (const PnrMarket *market, guint b)
{
  for (guint j = 0; j < market->n_products; j++)
    if (market->bundles[b].quantity[j] > 0 && market->products[j].awareness.low < 1.0)
      return FALSE;
  return TRUE;
}

static void
warn_of_prices (const PnrMarket *market, PnrOutcome *outcome)
{
  for (guint b = 0; b < market->n_bundles; b++) {
    const PnrMarketBundle *bundle = &market->bundles[b];
    gint64 sum = pnr_market_get_bundle_sum_minor (market, b);
    gint64 price =
        bundle->off_ppm > 0 ? pnr_minor_less_share (sum, bundle->off_ppm) : bundle->price_minor;

    if ((bundle->kind != PNR_OFFER_BUNDLE && bundle->kind != PNR_OFFER_ADD_ON)
        || bundle->offered_as != PNR_OFFERED_AS_BUNDLE)
      continue;
    if (price < pnr_market_get_bundle_cost_minor (market, b))
      pnr_outcome_take_warning (
          outcome, g_strdup_printf (_ ("“%s” is priced below what it costs."), bundle->name));
    if (!bundle->is_pure && price >= sum && is_known_to_all (market, b))
      pnr_outcome_take_warning (
          outcome, g_strdup_printf (_ ("“%s” is not cheaper than its parts, so nobody takes it."),
                                    bundle->name));
  }
}

/* A table by weight knows nothing of what has none. */
static void
warn_of_weights (const PnrMarket *market, PnrOutcome *outcome)
{
  for (guint j = 0; j < market->n_products && market->tariff.n_bands > 0; j++)
    if (market->products[j].weight_g == 0)
      pnr_outcome_take_warning (
          outcome, g_strdup_printf (_ ("“%s” has no weight, so parcels are taken to get no heavier "
                                       "by it. Enter its weight in the catalogue."),
                                    market->products[j].name));
}

/* Baskets hold the products of the scenario alone, so a gift may be out of everybody's reach. */
static void
warn_of_gifts (const PnrMarket *market, PnrOutcome *outcome)
{
  guint caps[PNR_MARKET_MAX_PRODUCTS];
  gint64 most_minor = 0;

  pnr_market_get_caps (market, caps);
  for (guint j = 0; j < market->n_products; j++)
    most_minor += caps[j] * market->products[j].price_minor;
  for (guint b = 0; b < market->n_bundles; b++) {
    const PnrMarketBundle *gift = &market->bundles[b];
    g_autofree char *threshold = NULL;

    if (gift->kind != PNR_OFFER_GIFT || most_minor >= gift->threshold_minor)
      continue;
    threshold = pnr_money_format (gift->threshold_minor, market->currency);
    pnr_outcome_take_warning (
        outcome, g_strdup_printf (_ ("No basket of the scenario's products reaches %s, so nobody "
                                     "gets “%s”. Add a bundle of what is bought beside it."),
                                  threshold, gift->name));
  }
}

/* What makes orders gather above a value: free shipping, or a gift. */
static void
find_threshold (const PnrMarket *market, PnrOrderValues *values)
{
  if (market->tariff.free_from_minor != PNR_MONEY_UNKNOWN && market->tariff.free_from_minor > 0) {
    values->threshold_minor = market->tariff.free_from_minor;
    return;
  }
  for (guint b = 0; b < market->n_bundles; b++)
    if (market->bundles[b].kind == PNR_OFFER_GIFT && market->bundles[b].threshold_minor > 0) {
      values->threshold_minor = market->bundles[b].threshold_minor;
      values->is_threshold_of_gift = TRUE;
      return;
    }
}

static gboolean
run_central (PnrOutcome *outcome, const PnrMarket *market, const PnrShop *shop,
             const PnrSimulationSettings *settings, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrTally) sum = pnr_tally_new (shop);
  guint per_scramble = (guint) (outcome->n_shoppers / PNR_SIMULATION_SCRAMBLES);
  guint block_size = MIN (per_scramble, PNR_DEMAND_BLOCK);
  guint n_blocks = per_scramble / block_size;
  guint n_own = MIN (n_blocks, MOST_PIECES);
  guint n_pieces = n_own * PNR_SIMULATION_SCRAMBLES;
  g_autofree PnrTally **tallies = g_new0 (PnrTally *, n_pieces);
  PnrFigures figures[PNR_SIMULATION_SCRAMBLES], total;
  PnrBelief belief;
  Central central = { market,           shop,       &belief, settings->seed, n_own,
                      n_blocks / n_own, block_size, tallies, progress,       settings->store };
  gboolean done;

  pnr_belief_fill_central (market, &belief, progress);
  pnr_crowd_store_begin (settings->store, shop, market, &belief, settings->seed, n_blocks,
                         block_size);
  done = pnr_parallel_run (n_pieces, settings->n_threads, count_piece, &central, progress, error);
  for (guint s = 0; done && s < PNR_SIMULATION_SCRAMBLES; s++) {
    g_autoptr (PnrTally) own = pnr_tally_new (shop);

    for (guint piece = 0; piece < n_own; piece++)
      pnr_tally_add (own, tallies[s * n_own + piece], shop);
    pnr_tally_to_figures (own, shop, market, &belief, figures[s]);
    pnr_tally_add (sum, own, shop);
  }
  for (guint piece = 0; piece < n_pieces; piece++)
    g_clear_pointer (&tallies[piece], pnr_tally_free);
  if (!done)
    return FALSE;
  pnr_tally_to_figures (sum, shop, market, &belief, total);
  for (int side = 0; side < PNR_N_SIDES; side++)
    for (int metric = 0; metric < PNR_N_METRICS; metric++)
      outcome->estimates[side][metric].value = total[side][metric];
  set_standard_errors (outcome, figures);
  pnr_tally_fill_outcome (sum, shop, market, &belief, outcome);
  find_threshold (market, &outcome->order_values);
  pnr_residual_list (sum, shop, market, &belief, outcome);
  return TRUE;
}

static gboolean
run_draws (PnrOutcome *outcome, const PnrMarket *market, const PnrSimulationSettings *settings,
           PnrProgress *progress, GError **error)
{
  g_autofree PnrFigures *figures = g_new (PnrFigures, settings->n_draws + 1);
  g_autofree double *values = g_new (double, settings->n_draws + 1);

  if (!pnr_market_figures_draw (market, settings, figures, progress, error))
    return FALSE;
  for (int side = 0; side < PNR_N_SIDES; side++)
    for (int metric = 0; metric < PNR_N_METRICS; metric++) {
      for (guint draw = 0; draw < settings->n_draws; draw++)
        values[draw] = figures[draw][side][metric];
      pnr_market_figures_set_interval (&outcome->estimates[side][metric], values,
                                       settings->n_draws);
    }
  return TRUE;
}

/**
 * pnr_simulate:
 * @market: products, counts, bundles and beliefs
 * @settings: how many shoppers, which seed
 * @progress: (nullable): told the share done; can cancel
 * @error: what is missing and what to do
 *
 * Baseline: the products alone. Scenario: with every bundle of @market. The same inputs and seed
 * give the same bytes on any number of threads.
 *
 * Returns: (transfer full) (nullable): figures with their errors, assumptions and warnings
 */
PnrOutcome *
pnr_simulate (PnrMarket *market, const PnrSimulationSettings *settings, PnrProgress *progress,
              GError **error)
{
  g_autoptr (PnrOutcome) outcome = NULL;
  g_autoptr (PnrShop) shop = NULL;
  g_autofree char *rounding = NULL;

  g_return_val_if_fail (market != NULL && settings != NULL, NULL);

  if (!pnr_belief_check (market, error))
    return NULL;
  outcome = pnr_outcome_new (market->currency);
  outcome->inputs_hash = pnr_market_dup_hash (market);
  outcome->n_shoppers = pnr_simulation_round_shoppers (settings);
  outcome->seed = settings->seed;
  rounding = pnr_simulation_dup_rounding (settings);
  if (rounding != NULL)
    pnr_outcome_take_warning (outcome, g_steal_pointer (&rounding));
  pnr_progress_begin_step (progress, _ ("Simulating shoppers"));
  shop = pnr_shop_new (market, progress);
  pnr_belief_list (market, outcome);
  warn_of_prices (market, outcome);
  warn_of_gifts (market, outcome);
  warn_of_weights (market, outcome);
  if (!run_central (outcome, market, shop, settings, progress, error))
    return NULL;
  pnr_progress_begin_step (progress, _ ("Trying other assumptions"));
  if (!run_draws (outcome, market, settings, progress, error))
    return NULL;
  return g_steal_pointer (&outcome);
}
