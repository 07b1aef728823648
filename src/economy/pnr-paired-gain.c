/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one market earns more than another of the same shoppers, and how sure that is.
 *
 * A sample holds several scrambles of the same points, each a sample of its own. The same shoppers
 * answer in both markets, so that the difference is surer than either figure; how much it varies
 * between the scrambles is its standard error, never the formula for independent draws. */
#include "config.h"

#include "economy/pnr-paired-gain.h"

#include <math.h>

#include "economy/pnr-price-box.h"
#include "economy/pnr-simulation-private.h"

static void
ask (const PnrMarket *market, const PnrShopperSample *sample, guint first_block, guint n_blocks,
     guint n_threads, PnrProgress *progress, PnrPricePoint *point)
{
  PnrSweepItem item = pnr_market_get_sweep_item (market, 0, PNR_TIE_FOR_SHOP);
  g_autoptr (PnrPriceSweep) sweep = NULL;

  item.is_held = TRUE;
  sweep = pnr_shopper_sample_sweep (sample, &item, first_block, n_blocks, n_threads, progress);
  pnr_price_sweep_evaluate_tie (sweep, 0, PNR_TIE_FOR_SHOP, point);
}

/* Of the sum of as many parts. */
static double
get_error (const double *parts)
{
  double mean = 0.0, square = 0.0;

  for (guint s = 0; s < PNR_SIMULATION_SCRAMBLES; s++)
    mean += parts[s] / PNR_SIMULATION_SCRAMBLES;
  for (guint s = 0; s < PNR_SIMULATION_SCRAMBLES; s++)
    square += (parts[s] - mean) * (parts[s] - mean);
  return sqrt (square / (PNR_SIMULATION_SCRAMBLES - 1) * PNR_SIMULATION_SCRAMBLES);
}

/**
 * pnr_paired_gain_fill:
 * @self: (out): takes the figures
 * @with: a market
 * @without: the same with other prices
 * @sample: drawn shoppers, of one belief
 * @n_threads: threads; 0: one per core
 * @progress: (nullable): can cancel
 * @error: a place for a cancellation
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_paired_gain_fill (PnrPairedGain *self, const PnrMarket *with, const PnrMarket *without,
                      const PnrShopperSample *sample, guint n_threads, PnrProgress *progress,
                      GError **error)
{
  guint n_blocks = sample->n_blocks / PNR_SIMULATION_SCRAMBLES;
  double profits[PNR_SIMULATION_SCRAMBLES], revenues[PNR_SIMULATION_SCRAMBLES];

  ask (with, sample, 0, sample->n_blocks, n_threads, progress, &self->with);
  ask (without, sample, 0, sample->n_blocks, n_threads, progress, &self->without);
  for (guint s = 0; s < PNR_SIMULATION_SCRAMBLES; s++) {
    PnrPricePoint one, other;

    if (!pnr_progress_check (progress, error))
      return FALSE;
    ask (with, sample, s * n_blocks, n_blocks, n_threads, progress, &one);
    ask (without, sample, s * n_blocks, n_blocks, n_threads, progress, &other);
    profits[s] = one.profit - other.profit;
    revenues[s] = one.revenue - other.revenue;
  }
  self->error = get_error (profits);
  self->revenue_error = get_error (revenues);
  return pnr_progress_check (progress, error);
}

/**
 * pnr_paired_gain_fill_offer:
 * @self: (out): takes the figures
 * @market: a market
 * @bundle: an offer of it with a price
 * @price_minor: its price
 * @sample: drawn shoppers, of one belief
 * @n_threads: threads; 0: one per core
 * @progress: (nullable): can cancel
 * @error: a place for a cancellation
 *
 * Against not offering it: nobody takes what costs far more than its parts, or leaves over it.
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_paired_gain_fill_offer (PnrPairedGain *self, const PnrMarket *market, guint bundle,
                            gint64 price_minor, const PnrShopperSample *sample, guint n_threads,
                            PnrProgress *progress, GError **error)
{
  g_autoptr (PnrMarket) with = pnr_market_copy_with_free_price (market, bundle);
  g_autoptr (PnrMarket) without = pnr_market_copy (with);

  pnr_market_set_item_price (with, bundle, price_minor);
  pnr_market_set_item_price (without, bundle,
                             4 * pnr_market_get_offer_sum_minor (market, bundle) + 1);
  without->bundles[bundle].is_pure = FALSE;
  without->bundles[bundle].loss = (PnrRange){ 0.0, 0.0, 0.0 };
  return pnr_paired_gain_fill (self, with, without, sample, n_threads, progress, error);
}
