/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures of a market under one set of beliefs, and under each joint draw of them.
 *
 * Whoever sets two markets against each other needs every draw by itself: the difference of a draw
 * is taken on the same shoppers, and only then has an interval of its own. Draw @i of one seed is
 * the same in every market with the same products. */
#include "config.h"

#include "economy/pnr-market-figures.h"

#include <math.h>
#include <stdlib.h>

#include "economy/pnr-drawn-market.h"
#include "economy/pnr-parallel.h"
#include "economy/pnr-simulation-private.h"

/* As many as behind the intervals of one simulation, so that both say the same. */
#define SHOPPERS_PER_DRAW 4096

/**
 * pnr_market_figures_get:
 * @market: a market
 * @shop: its price tables
 * @belief: who the shoppers are
 * @settings: how many shoppers, which seed
 * @figures: (out): every metric of both sides and the difference
 * @progress: (nullable): can cancel; the figures mean nothing then
 *
 * The shoppers are those of pnr_simulate() with the same settings.
 */
void
pnr_market_figures_get (const PnrMarket *market, const PnrShop *shop, const PnrBelief *belief,
                        const PnrSimulationSettings *settings, PnrFigures figures,
                        PnrProgress *progress)
{
  g_autoptr (PnrTally) tally = pnr_tally_new (shop);
  guint per_scramble =
      (guint) (pnr_simulation_round_shoppers (settings) / PNR_SIMULATION_SCRAMBLES);
  guint size = MIN (per_scramble, PNR_DEMAND_BLOCK);

  for (guint32 scramble = 0; scramble < PNR_SIMULATION_SCRAMBLES; scramble++)
    for (guint first = 0; first < per_scramble && !pnr_progress_is_cancelled (progress);
         first += size)
      pnr_tally_block (tally, shop, market, belief, first, size, settings->seed, scramble);
  pnr_tally_to_figures (tally, shop, market, belief, figures);
}

typedef struct {
  const PnrMarket *market;
  const PnrShop *shop;
  guint64 seed;
  PnrFigures *figures;
  PnrProgress *progress;
} Draws;

static void
run_draw (guint index, gpointer data)
{
  Draws *draws = data;
  g_autoptr (PnrMarket) own_market = NULL;
  g_autoptr (PnrShop) own_shop = NULL;
  g_autoptr (PnrTally) tally = NULL;
  const PnrMarket *market = draws->market;
  const PnrShop *shop = draws->shop;
  PnrBelief belief;

  pnr_belief_fill_draw (market, index, draws->seed, &belief, draws->progress);
  own_market = pnr_market_draw (market, index, draws->seed, &belief);
  if (own_market != NULL) {
    market = own_market;
    shop = own_shop = pnr_shop_new (market, draws->progress);
  }
  if (pnr_progress_is_cancelled (draws->progress))
    return;
  tally = pnr_tally_new (shop);
  pnr_tally_block (tally, shop, market, &belief, 0, SHOPPERS_PER_DRAW, draws->seed,
                   PNR_SIMULATION_SCRAMBLES + index);
  pnr_tally_to_figures (tally, shop, market, &belief, draws->figures[index]);
}

/**
 * pnr_market_figures_draw:
 * @market: a market for which pnr_belief_check() holds
 * @settings: how many draws, which seed
 * @figures: (out): the figures of each of the settings' draws
 * @progress: (nullable): told the share done; can cancel
 * @error: a place for a cancellation
 *
 * Returns: whether all were drawn
 */
gboolean
pnr_market_figures_draw (const PnrMarket *market, const PnrSimulationSettings *settings,
                         PnrFigures *figures, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrShop) shop = pnr_shop_new (market, progress);
  Draws draws = { market, shop, settings->seed, figures, progress };

  return pnr_parallel_run (settings->n_draws, settings->n_threads, run_draw, &draws, progress,
                           error);
}

static int
compare_numbers (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

/* A point between two draws is read off the line between them. */
static double
get_quantile (const double *sorted, guint n, double share)
{
  double place = share * (n - 1);
  guint below = (guint) place;

  return below + 1 < n ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below])
                       : sorted[n - 1];
}

/**
 * pnr_market_figures_set_interval:
 * @estimate: its value is set already; gets the ends of its interval
 * @values: (inout): one per draw, in any order; those that are not finite are left out
 * @n_values: how many
 *
 * The middle 90 %, widened where the value itself lies outside; NaN where nothing is known.
 */
void
pnr_market_figures_set_interval (PnrEstimate *estimate, double *values, guint n_values)
{
  guint n = 0;

  for (guint i = 0; i < n_values; i++)
    if (isfinite (values[i]))
      values[n++] = values[i];
  estimate->low = estimate->high = NAN;
  if (n == 0 || !isfinite (estimate->value))
    return;
  qsort (values, n, sizeof *values, compare_numbers);
  estimate->low = MIN (get_quantile (values, n, 0.05), estimate->value);
  estimate->high = MAX (get_quantile (values, n, 0.95), estimate->value);
}
