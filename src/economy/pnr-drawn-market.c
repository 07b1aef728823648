/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The market as one joint draw of the assumptions believes it. */
#include "config.h"

#include "economy/pnr-drawn-market.h"

#include "economy/pnr-cost-belief.h"
#include "economy/pnr-further-unit.h"

/* What taking an offer is felt to cost, and what a further unit is worth, stand in the price
 * tables. */
static gboolean
has_doubtful_tables (const PnrMarket *market)
{
  for (guint b = 0; b < market->n_bundles; b++)
    if (market->bundles[b].friction.high > market->bundles[b].friction.low)
      return TRUE;
  return pnr_further_unit_is_doubtful (market);
}

/**
 * pnr_market_draw:
 * @market: a market, at any prices
 * @draw: number of the draw
 * @seed: key of the draws
 * @belief: what that draw believes of the shoppers
 *
 * Returns: (transfer full) (nullable): @market with the costs, the felt costs of offers and the
 *   worth of further units of that draw; %NULL where no draw differs from @market in them
 */
PnrMarket *
pnr_market_draw (const PnrMarket *market, guint draw, guint64 seed, const PnrBelief *belief)
{
  PnrMarket *drawn = pnr_cost_belief_draw (market, draw, seed);

  if (drawn == NULL && has_doubtful_tables (market))
    drawn = pnr_market_copy (market);
  if (drawn == NULL)
    return NULL;
  for (guint b = 0; b < market->n_bundles; b++)
    drawn->bundles[b].friction.value = belief->bother_minor[b];
  for (guint j = 0; j < market->n_products; j++)
    drawn->products[j].decay_e4 = belief->decay_e4[j];
  return drawn;
}
